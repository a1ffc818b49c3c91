#include "facts/transfer_sides.h"

#include "facts/transfer_checks.h"

/* Somebody with a name: who is only described ("families") cannot be found again in another article. */
static bool can_be_side(const syn_entity *entity) {
  bool has_name = false;
  for (uint32_t i = 0; i < entity->mention_count && !has_name; i++)
    has_name = entity->mentions[i].kind == SYN_MENTION_NAME || entity->mentions[i].kind == SYN_MENTION_METONYM;
  return has_name && entity->type != SYN_ENTITY_WORK && entity->type != SYN_ENTITY_OTHER;
}

static void add_side(const syn_transfer_search *job, uint32_t token, syn_transfer_side *to) {
  uint32_t mark = job->finding->marks[token].entity;
  if (!mark || !can_be_side(&job->finding->entities.items[mark - 1]) || to->count == SYN_TRANSFER_SIDE_LIMIT) return;
  for (uint32_t i = 0; i < to->count; i++) {
    if (to->entities[i] == mark - 1) return;
  }
  to->entities[to->count] = mark - 1;
  to->tokens[to->count++] = token;
}

/* "it" in what somebody announces is he who announces, where that is no person. */
static uint32_t speaker_for_pronoun(const syn_transfer_search *job, uint32_t token) {
  const syn_token *word = syn_transfer_token(job, token);
  if (word->tag != SYN_TAG_PRON || job->finding->marks[token].entity || word->features & (SYN_FEATURE_MASCULINE | SYN_FEATURE_FEMININE) ||
      !(word->features & SYN_FEATURE_SINGULAR) || !(word->features & SYN_FEATURE_THIRD))
    return token;
  uint32_t clause = syn_tree_head(&job->tree.sentence, token);
  for (unsigned step = 0;
       step < SYN_TRANSFER_CLIMB && clause != SYN_TREE_NONE && syn_transfer_token(job, clause)->relation != SYN_RELATION_CCOMP; step++)
    clause = syn_tree_head(&job->tree.sentence, clause);
  uint32_t saying = clause == SYN_TREE_NONE ? SYN_TREE_NONE : syn_tree_head(&job->tree.sentence, clause);
  uint32_t speaker = saying == SYN_TREE_NONE ? SYN_TREE_NONE : syn_transfer_dependent(&job->tree, saying, SYN_RELATION_NSUBJ, false);
  if (speaker == SYN_TREE_NONE || !job->finding->marks[speaker].entity) return token;
  syn_entity_type type = job->finding->entities.items[job->finding->marks[speaker].entity - 1].type;
  return type == SYN_ENTITY_PERSON ? token : speaker;
}

/* The word that names who stands at `token`: it, or a name beside it ("the analyst Tomas Novak"). */
static uint32_t named_word(const syn_transfer_search *job, uint32_t token) {
  if (job->finding->marks[token].entity) return token;
  for (uint32_t at = syn_tree_first(&job->tree.sentence, token); at != SYN_TREE_NONE; at = syn_tree_next(&job->tree.sentence, at)) {
    uint8_t relation = syn_transfer_token(job, at)->relation;
    if ((relation == SYN_RELATION_APPOS || relation == SYN_RELATION_FLAT) && at > token && job->finding->marks[at].entity) return at;
  }
  return token;
}

/* "X unveiled a plan for Y to pay its debt": whose it is, X's or Y's, nobody can tell. */
static bool is_ambiguous(const syn_transfer_search *job, uint32_t token) {
  const syn_token *word = syn_transfer_token(job, token);
  uint32_t entity = job->finding->marks[token].entity;
  if (!entity || word->tag != SYN_TAG_PRON || !(word->features & SYN_FEATURE_POSSESSIVE)) return false;
  for (uint32_t at = token; at-- > job->tree.sentence.first;) {
    uint32_t other = job->finding->marks[at].entity;
    if (other == entity) return false;
    if (!other || !can_be_side(&job->finding->entities.items[other - 1])) continue;
    syn_entity_type type = job->finding->entities.items[other - 1].type;
    bool is_place = at > job->tree.sentence.first && syn_word_is(job->tree.words, syn_transfer_token(job, at - 1)->lower, SYN_WORD_WITHIN);
    if (type != SYN_ENTITY_PERSON && !is_place) return true;
  }
  return false;
}

static void add_joined(const syn_transfer_search *job, uint32_t token, syn_transfer_side *to) {
  for (uint32_t at = syn_tree_first(&job->tree.sentence, token); at != SYN_TREE_NONE; at = syn_tree_next(&job->tree.sentence, at)) {
    if (at < token + 1) continue;
    if (syn_transfer_token(job, at)->relation == SYN_RELATION_CONJ && syn_transfer_is_noun(job, at)) add_side(job, named_word(job, at), to);
  }
}

/* Who stands at a word, and what is joined to it. */
static void add_phrase(const syn_transfer_search *job, uint32_t token, syn_transfer_side *to) {
  if (token == SYN_TREE_NONE || token == job->noun || token == job->amount) return;
  if (is_ambiguous(job, token)) return;
  uint32_t named = named_word(job, speaker_for_pronoun(job, token));
  add_side(job, named, to);
  add_joined(job, token, to);
  if (named != token) add_joined(job, named, to); /* "the three, X, Y and Z" */
}

/* Dependents of `token` behind this preposition. */
static void add_behind(const syn_transfer_search *job, uint32_t token, syn_text preposition, syn_transfer_side *to) {
  if (token == SYN_TREE_NONE) return;
  for (uint32_t at = syn_tree_first(&job->tree.sentence, token); at != SYN_TREE_NONE; at = syn_tree_next(&job->tree.sentence, at)) {
    uint8_t relation = syn_transfer_token(job, at)->relation;
    if ((relation == SYN_RELATION_OBL || relation == SYN_RELATION_NMOD) && syn_text_equal(syn_transfer_case(&job->tree, at), preposition))
      add_phrase(job, at, to);
  }
}

/* "between X and Y" */
static void add_joint(const syn_transfer_search *job, uint32_t noun, syn_transfer_side *to) {
  for (uint32_t at = syn_tree_first(&job->tree.sentence, noun); at != SYN_TREE_NONE; at = syn_tree_next(&job->tree.sentence, at)) {
    if (syn_word_is(job->tree.words, syn_transfer_case(&job->tree, at), SYN_WORD_BETWEEN)) add_phrase(job, at, to);
  }
}

/* Who gets, or is asked: the indirect object, an object that is not the amount; a name before the amount that was taken for its modifier.
 */
static void add_object(const syn_transfer_search *job, syn_transfer_side *to) {
  const syn_transfer_tree *tree = &job->tree;
  if (syn_transfer_is_passive(tree, job->verb)) {
    add_phrase(job, syn_transfer_dependent(tree, job->verb, SYN_RELATION_NSUBJ, true), to);
    return;
  }
  for (uint32_t at = syn_tree_first(&tree->sentence, job->verb); at != SYN_TREE_NONE; at = syn_tree_next(&tree->sentence, at)) {
    if (at < job->verb + 1) continue;
    uint8_t relation = syn_transfer_token(job, at)->relation;
    if (relation == SYN_RELATION_IOBJ || relation == SYN_RELATION_OBJ) add_phrase(job, at, to);
  }
  for (uint32_t at = job->verb + 1; at < job->amount && to->count == 0; at++) {
    uint32_t head = syn_tree_head(&tree->sentence, at);
    bool is_in_amount = head != SYN_TREE_NONE && (head == job->noun || job->finding->marks[head].quantity == job->quantity + 1);
    uint8_t relation = syn_transfer_token(job, at)->relation;
    if (is_in_amount && relation == SYN_RELATION_COMPOUND && syn_transfer_token(job, at)->tag == SYN_TAG_PROPN) add_side(job, at, to);
  }
}

static void add_possessor(const syn_transfer_search *job, syn_transfer_side *to) {
  for (uint32_t at = syn_tree_first(&job->tree.sentence, job->noun); at != SYN_TREE_NONE; at = syn_tree_next(&job->tree.sentence, at)) {
    if (syn_transfer_token(job, at)->relation == SYN_RELATION_NMOD && syn_transfer_token(job, at)->subtype == 2) add_phrase(job, at, to);
  }
}

/* "asked X to lend": X lends. */
static bool is_moved(const syn_transfer_search *job) {
  uint32_t parent = syn_tree_head(&job->tree.sentence, job->verb);
  if (parent == SYN_TREE_NONE || syn_transfer_token(job, job->verb)->relation != SYN_RELATION_XCOMP) return false;
  const syn_transfer_word *word = syn_transfer_verb_at(job, parent);
  return word && word->moved;
}

/* Places of the verb's row. */
static void read_verb_places(const syn_transfer_search *job, const syn_transfer_places *places, syn_transfer_side *to) {
  for (uint32_t i = 0; i < places->count && to->count == 0; i++) {
    const syn_transfer_place *place = &places->items[i];
    if (place->kind == SYN_TRANSFER_SUBJECT) {
      add_phrase(job, syn_transfer_subject(&job->tree, job->verb, is_moved(job)), to);
    } else if (place->kind == SYN_TRANSFER_OBJECT) {
      add_object(job, to);
    } else if (place->kind == SYN_TRANSFER_PREPOSITION) {
      add_behind(job, job->verb, place->preposition, to);
      if (to->count == 0) add_behind(job, job->noun, place->preposition, to);
      if (to->count == 0) add_behind(job, job->amount, place->preposition, to);
    }
  }
}

/* Places of the noun's row. */
static void read_noun_places(const syn_transfer_search *job, const syn_transfer_places *places, syn_transfer_side *to) {
  for (uint32_t i = 0; i < places->count && to->count == 0; i++) {
    const syn_transfer_place *place = &places->items[i];
    if (place->kind == SYN_TRANSFER_JOINT) add_joint(job, job->noun, to);
    if (place->kind == SYN_TRANSFER_POSSESSOR) add_possessor(job, to);
    if (place->kind != SYN_TRANSFER_PREPOSITION) continue;
    add_behind(job, job->noun, place->preposition, to);
    if (to->count == 0) add_behind(job, job->whole, place->preposition, to);
  }
}

/* Nobody is his own receiver, but where both sides are told together. */
static void remove_providers(const syn_transfer_side *providers, syn_transfer_side *receivers) {
  uint32_t kept = 0;
  if (providers->count > 1 && providers->count == receivers->count && providers->entities[0] == receivers->entities[0]) return;
  for (uint32_t i = 0; i < receivers->count; i++) {
    bool provides = false;
    for (uint32_t k = 0; k < providers->count; k++) provides = provides || providers->entities[k] == receivers->entities[i];
    if (provides) continue;
    receivers->entities[kept] = receivers->entities[i];
    receivers->tokens[kept++] = receivers->tokens[i];
  }
  receivers->count = kept;
}

bool syn_transfer_sides_read(const syn_transfer_search *job, syn_transfer_side *providers, syn_transfer_side *receivers) {
  if (job->noun_word) {
    read_noun_places(job, &job->noun_word->providers, providers);
    read_noun_places(job, &job->noun_word->receivers, receivers);
    if (receivers->count > 1 && job->noun_word->receivers.items[0].kind == SYN_TRANSFER_JOINT && providers->count == 0)
      *providers = *receivers;
  }
  if (job->verb_word) {
    bool pays_debt = syn_transfer_pays_debt(job); /* of a debt the creditor provides */
    const syn_transfer_places *giving = pays_debt ? &job->verb_word->receivers : &job->verb_word->providers;
    const syn_transfer_places *getting = pays_debt ? &job->verb_word->providers : &job->verb_word->receivers;
    if (providers->count == 0) read_verb_places(job, giving, providers);
    if (receivers->count == 0) read_verb_places(job, getting, receivers);
  }
  uint32_t told = receivers->count;
  remove_providers(providers, receivers);
  return receivers->count > 0 || told == 0;
}
