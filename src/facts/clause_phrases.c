/*
 * How it works: two walks down the tree. The first tells predicates: verbs, but for those that describe a noun, and whatever has a subject
 * or a copula. The second gives each token the noun phrase it stands in: determiners, adjectives, numbers, compounds, possessors and names
 * belong to the noun that they hang on, with all that hangs on them but clauses. The stretch around a head whose tokens belong to it is its
 * chunk; a tree that puts a phrase apart leaves single words. Linear in the length of the sentence.
 */
#include "facts/clause_phrases.h"

enum { GAP_LIMIT = 8 }; /* tokens of another phrase that may stand inside one: "a $3 million (2.8 million euro) loan" */

static const syn_token *token_at(const syn_phrase_cut *cut, uint32_t token) {
  return &cut->tree->tokens[token];
}

static bool in_sentence(const syn_phrase_cut *cut, uint32_t token) {
  return token >= cut->tree->first && token < cut->tree->first + cut->tree->count;
}

static uint32_t phrase_at(const syn_phrase_cut *cut, uint32_t token) {
  return in_sentence(cut, token) ? cut->phrase_of[token - cut->tree->first] : SYN_TREE_NONE;
}

static bool is_class(const syn_phrase_cut *cut, uint32_t token, uint32_t classes) {
  return syn_word_is(cut->words, token_at(cut, token)->lower, classes);
}

/* ---- predicates ---- */

static bool is_inner_relation(uint8_t relation) {
  switch (relation) {
  case SYN_RELATION_AUX:
  case SYN_RELATION_COP:
  case SYN_RELATION_CASE:
  case SYN_RELATION_MARK:
  case SYN_RELATION_CC:
  case SYN_RELATION_FIXED:
  case SYN_RELATION_FLAT:
  case SYN_RELATION_COMPOUND:
  case SYN_RELATION_AMOD:
  case SYN_RELATION_DET:
  case SYN_RELATION_PUNCT:
  case SYN_RELATION_NUMMOD:
  case SYN_RELATION_GOESWITH:
    return true;
  default:
    return false;
  }
}

/* Whether a name that began before goes on: names are not parted, whatever the tree says. */
static bool continues_name(const syn_phrase_cut *cut, uint32_t token) {
  if (token == cut->tree->first || token_at(cut, token)->tag != SYN_TAG_PROPN || token_at(cut, token - 1)->tag != SYN_TAG_PROPN)
    return false;
  const syn_token_marks *here = &cut->finding->marks[token], *before = &cut->finding->marks[token - 1];
  return here->entity && here->mention && here->entity == before->entity && here->mention == before->mention;
}

static bool has_subject(const syn_phrase_cut *cut, uint32_t token) {
  for (uint32_t child = syn_tree_first(cut->tree, token); child != SYN_TREE_NONE; child = syn_tree_next(cut->tree, child)) {
    uint8_t relation = token_at(cut, child)->relation;
    if (relation == SYN_RELATION_NSUBJ && continues_name(cut, child)) continue;
    if (relation == SYN_RELATION_NSUBJ || relation == SYN_RELATION_COP || relation == SYN_RELATION_CSUBJ) return true;
  }
  return false;
}

static bool is_predicate(const syn_phrase_cut *cut, uint32_t token) {
  const syn_token *word = token_at(cut, token);
  if (is_inner_relation(word->relation)) return false;
  if (word->tag == SYN_TAG_VERB || word->tag == SYN_TAG_AUX) return true;
  return has_subject(cut, token);
}

/* ---- noun phrases ---- */

static bool is_nominal_relation(uint8_t relation) {
  return relation == SYN_RELATION_NSUBJ || relation == SYN_RELATION_OBJ || relation == SYN_RELATION_IOBJ || relation == SYN_RELATION_OBL ||
         relation == SYN_RELATION_NMOD || relation == SYN_RELATION_APPOS;
}

/* Whether the word may head a noun phrase. */
static bool is_nominal(const syn_phrase_cut *cut, uint32_t token) {
  const syn_token *word = token_at(cut, token);
  switch (word->tag) {
  case SYN_TAG_NOUN:
  case SYN_TAG_PROPN:
  case SYN_TAG_PRON:
  case SYN_TAG_NUM:
  case SYN_TAG_SYM:
    return true;
  case SYN_TAG_ADJ:
  case SYN_TAG_DET:
  case SYN_TAG_X:
    return is_nominal_relation(word->relation); /* "the poor", "those" */
  default:
    return false;
  }
}

bool syn_phrases_is_receiver(const syn_phrase_cut *cut, uint32_t token, uint32_t head) {
  const syn_token_marks *marks = cut->finding->marks;
  bool is_money =
      marks[head].quantity && cut->finding->quantities.items[marks[head].quantity - 1].kind == SYN_QUANTITY_MONEY && token < head;
  return is_money && token_at(cut, token)->tag == SYN_TAG_PROPN && marks[token].entity && marks[token].quantity == 0 &&
         token_at(cut, token)->relation == SYN_RELATION_COMPOUND && marks[token + 1].quantity == marks[head].quantity;
}

/* Whether a child of a phrase's head stands inside the phrase. */
static bool is_inside(const syn_phrase_cut *cut, uint32_t token, uint32_t head) {
  const syn_token *word = token_at(cut, token);
  if (syn_phrases_is_receiver(cut, token, head)) return false;
  switch (word->relation) {
  case SYN_RELATION_DET:
  case SYN_RELATION_AMOD:
  case SYN_RELATION_NUMMOD:
  case SYN_RELATION_COMPOUND:
  case SYN_RELATION_FLAT:
  case SYN_RELATION_FIXED:
  case SYN_RELATION_GOESWITH:
    return true;
  case SYN_RELATION_NMOD:
    return word->subtype == 2 || token < head; /* "X's", "her"; "President X" */
  case SYN_RELATION_CASE:
    return token > head && is_class(cut, token, SYN_WORD_POSSESSIVE);
  case SYN_RELATION_ADVMOD:
    return token < head; /* "nearly 300 people" */
  case SYN_RELATION_CC:
    return token < head && token_at(cut, head)->relation != SYN_RELATION_CONJ; /* "both X and Y" */
  default:
    return false;
  }
}

static bool opens_clause(uint8_t relation) {
  return relation == SYN_RELATION_ACL || relation == SYN_RELATION_ADVCL || relation == SYN_RELATION_PARATAXIS ||
         relation == SYN_RELATION_CCOMP || relation == SYN_RELATION_CSUBJ;
}

static uint32_t find_phrase(const syn_phrase_cut *cut, uint32_t token) {
  uint32_t head = syn_tree_head(cut->tree, token), own = is_nominal(cut, token) ? token : SYN_TREE_NONE;
  if (head == SYN_TREE_NONE) return own;
  uint32_t outer = phrase_at(cut, head);
  if (outer == SYN_TREE_NONE) return own;
  const syn_token *word = token_at(cut, token);
  bool is_preposition = word->relation == SYN_RELATION_CASE && word->tag == SYN_TAG_ADP;
  if (outer != head) return opens_clause(word->relation) || is_preposition ? own : outer;
  return is_inside(cut, token, head) ? head : own;
}

/* ---- chunks ---- */

/* The next token of the phrase from `token` on in direction `step`, over words of others that stand between; `token` when there is none. */
static uint32_t over_gap(const syn_phrase_cut *cut, uint32_t head, uint32_t token, int step) {
  for (int gap = 1; gap <= GAP_LIMIT; gap++) {
    uint32_t place = token + (uint32_t)(step * gap);
    if (!in_sentence(cut, place) || cut->is_predicate[place - cut->tree->first]) return token;
    if (phrase_at(cut, place) == head) return place;
    if (step > 0 && gap > 1) return token; /* to the right of the head no more than a sign stands between */
    if (step > 0 && token_at(cut, place)->tag != SYN_TAG_PUNCT) return token;
  }
  return token;
}

static syn_chunk phrase_chunk(const syn_phrase_cut *cut, uint32_t head) {
  uint32_t first = head, last = head;
  for (uint32_t next; (next = over_gap(cut, head, first, -1)) != first;) first = next;
  for (uint32_t next; (next = over_gap(cut, head, last, 1)) != last;) last = next;
  return (syn_chunk){.kind = SYN_CHUNK_NOUN, .first = first, .count = last - first + 1, .head = head};
}

uint32_t syn_phrases_anchor(const syn_phrase_cut *cut, uint32_t predicate) {
  uint8_t tag = token_at(cut, predicate)->tag;
  if (tag == SYN_TAG_VERB || tag == SYN_TAG_AUX) return predicate;
  uint32_t copula = syn_tree_find(cut->tree, predicate, SYN_RELATION_COP);
  return copula == SYN_TREE_NONE ? predicate : copula;
}

/* Auxiliaries, negation and adverbs right before the verb belong to its group. */
static syn_chunk verb_chunk(const syn_phrase_cut *cut, uint32_t predicate) {
  uint32_t anchor = syn_phrases_anchor(cut, predicate), first = anchor;
  while (in_sentence(cut, first - 1) && syn_tree_head(cut->tree, first - 1) == predicate) {
    const syn_token *word = token_at(cut, first - 1);
    bool belongs = word->relation == SYN_RELATION_AUX || word->relation == SYN_RELATION_ADVMOD ||
                   (word->relation == SYN_RELATION_MARK && word->tag == SYN_TAG_PART);
    if (!belongs) break;
    first--;
  }
  return (syn_chunk){.kind = SYN_CHUNK_VERB, .first = first, .count = anchor - first + 1, .head = anchor};
}

static syn_chunk_kind word_kind(const syn_token *word) {
  switch (word->tag) {
  case SYN_TAG_ADP:
    return SYN_CHUNK_PREPOSITION;
  case SYN_TAG_SCONJ:
    return word->relation == SYN_RELATION_CASE ? SYN_CHUNK_PREPOSITION : SYN_CHUNK_SUBORDINATOR;
  case SYN_TAG_CCONJ:
    return SYN_CHUNK_COORDINATOR;
  case SYN_TAG_PUNCT:
    return syn_text_equal(word->lower, SYN_TEXT(",")) ? SYN_CHUNK_COMMA : SYN_CHUNK_STOP;
  default:
    return SYN_CHUNK_OTHER;
  }
}

/* The chunk that `token` opens: its group or phrase, as far as it was planned, else the word alone. */
static syn_chunk chunk_from(const syn_phrase_cut *cut, const syn_chunk *planned, uint32_t token) {
  const syn_chunk *plan = &planned[token - cut->tree->first];
  const syn_token *word = token_at(cut, token);
  if (plan->count > 0) return *plan;
  uint32_t head = phrase_at(cut, token);
  if (head != SYN_TREE_NONE && head > token) /* its beginning went into another chunk */
    return (syn_chunk){.kind = SYN_CHUNK_NOUN, .first = token, .count = 1, .head = token};
  return (syn_chunk){.kind = word_kind(word), .first = token, .count = 1, .head = token};
}

/* Where each chunk would begin; of two that begin at one place the longer. */
static void plan_chunks(const syn_phrase_cut *cut, syn_chunk *planned) {
  const syn_sentence_tree *tree = cut->tree;
  for (uint32_t token = tree->first; token < tree->first + tree->count; token++) {
    uint32_t anchor = syn_phrases_anchor(cut, token);
    bool heads_phrase = phrase_at(cut, token) == token, is_predicate = cut->is_predicate[token - tree->first];
    syn_chunk chunk = {.count = 0};
    if (heads_phrase && !is_predicate && (token_at(cut, token)->features & SYN_FEATURE_RELATIVE))
      chunk = (syn_chunk){.kind = SYN_CHUNK_RELATIVE, .first = token, .count = 1, .head = token};
    else if (heads_phrase)
      chunk = phrase_chunk(cut, token);
    if (chunk.count > 0 && chunk.count > planned[chunk.first - tree->first].count) planned[chunk.first - tree->first] = chunk;
    if (!is_predicate || (heads_phrase && anchor == token)) continue;
    chunk = verb_chunk(cut, token);
    planned[chunk.first - tree->first] = chunk;
  }
}

syn_status syn_phrases_cut(syn_phrase_cut *cut, syn_clause_list *out_list) {
  const syn_sentence_tree *tree = cut->tree;
  syn_arena *arena = cut->finding->arena;
  cut->is_predicate = SYN_ARENA_ARRAY(arena, bool, tree->count);
  cut->phrase_of = SYN_ARENA_ARRAY(arena, uint32_t, tree->count);
  syn_chunk *planned = SYN_ARENA_ARRAY(arena, syn_chunk, tree->count), *chunks = SYN_ARENA_ARRAY(arena, syn_chunk, tree->count);
  uint32_t *chunk_of = SYN_ARENA_ARRAY(arena, uint32_t, tree->count);
  if (!cut->is_predicate || !cut->phrase_of || !planned || !chunks || !chunk_of) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < tree->count; i++) {
    uint32_t token = tree->order[i];
    cut->is_predicate[token - tree->first] = is_predicate(cut, token);
    cut->phrase_of[token - tree->first] = find_phrase(cut, token);
  }
  for (uint32_t token = tree->first; token < tree->first + tree->count; token++) {
    bool is_parted = continues_name(cut, token) && phrase_at(cut, token) == token && phrase_at(cut, token - 1) != SYN_TREE_NONE;
    if (is_parted && !cut->is_predicate[token - tree->first]) cut->phrase_of[token - tree->first] = phrase_at(cut, token - 1);
  }
  plan_chunks(cut, planned);
  uint32_t count = 0;
  for (uint32_t token = tree->first; token < tree->first + tree->count;) {
    syn_chunk chunk = chunk_from(cut, planned, token);
    for (uint32_t i = 0; i < chunk.count; i++) chunk_of[token - tree->first + i] = count;
    chunks[count++] = chunk;
    token += chunk.count;
  }
  out_list->chunks = chunks;
  out_list->chunk_count = count;
  out_list->chunk_of = chunk_of;
  return SYN_OK;
}
