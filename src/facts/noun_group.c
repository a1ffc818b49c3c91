#include "facts/noun_group.h"

/* How far from the noun its dependents are looked for: what is farther is a clause. */
enum { LEFT_REACH = 10, RIGHT_REACH = 12, SUBJECT_REACH = 40 };

typedef struct stretch {
  uint32_t first, end;
} stretch;

static stretch stretch_around(const entity_work *work, uint32_t sentence, uint32_t head) {
  const syn_sentence *in = &work->document->sentences[sentence];
  uint32_t end = in->first_token + in->token_count;
  uint32_t first = head - in->first_token > LEFT_REACH ? head - LEFT_REACH : in->first_token;
  return (stretch){first, end - head > RIGHT_REACH ? head + RIGHT_REACH : end};
}

uint32_t syn_noun_group_child(const entity_work *work, uint32_t sentence, uint32_t head, unsigned relation) {
  stretch around = stretch_around(work, sentence, head);
  uint32_t begin = work->document->sentences[sentence].first_token;
  if (relation == SYN_RELATION_NSUBJ) around.first = head - begin > SUBJECT_REACH ? head - SUBJECT_REACH : begin;
  uint32_t found = DRAFT_NONE;
  for (uint32_t t = around.first; t < around.end; t++) {
    const syn_token *token = &work->document->tokens[t];
    if (token->head != (int32_t)head || token->relation != relation) continue;
    uint32_t distance = t < head ? head - t : t - head;
    if (found == DRAFT_NONE || distance < (found < head ? head - found : found - head)) found = t;
  }
  return found;
}

static bool is_head(const entity_work *work, uint32_t token) {
  const syn_token *at = &work->document->tokens[token];
  if ((at->tag != SYN_TAG_NOUN && at->tag != SYN_TAG_PROPN) || work->mention_at[token] != 0 || work->adjective[token] != NULL) return false;
  switch (at->relation) {
  case SYN_RELATION_COMPOUND:
  case SYN_RELATION_FLAT:
  case SYN_RELATION_FIXED:
  case SYN_RELATION_GOESWITH:
  case SYN_RELATION_AMOD:
  case SYN_RELATION_NONE:
    return false;
  default:
    return true;
  }
}

static void add_modifier(noun_group *group, syn_text lemma) {
  if (group->modifier_count < NOUN_GROUP_MODIFIERS)
    group->modifiers[group->modifier_count++] = lemma;
  else
    group->is_crowded = true;
}

static void read_determiner(const entity_work *work, uint32_t token, noun_group *group) {
  const syn_token *at = &work->document->tokens[token];
  const entity_word *word = syn_entity_words_find(work->words, at->lower);
  if (word != NULL && word->noun == ENTITY_NOUN_DISTINCT) group->is_distinct = true;
  if (group->determiner == NOUN_OWNED) return;
  if ((at->features & SYN_FEATURE_POSSESSIVE) != 0) {
    group->determiner = NOUN_OWNED;
    group->owner = token;
  } else if ((at->features & SYN_FEATURE_DEMONSTRATIVE) != 0) {
    group->determiner = NOUN_DEMONSTRATIVE;
  } else if (syn_entity_token_is(work->words, at, ENTITY_DEFINITE) || (at->features & SYN_FEATURE_DEFINITE) != 0) {
    group->determiner = NOUN_DEFINITE;
  } else if (group->determiner == NOUN_BARE) {
    group->determiner = NOUN_INDEFINITE;
  }
}

static void read_dependent(const entity_work *work, uint32_t token, noun_group *group) {
  enum { SUBTYPE_POSSESSIVE = 2 };
  const syn_token *at = &work->document->tokens[token];
  const entity_word *word = syn_entity_words_find(work->words, at->lower);
  bool is_owner = at->relation == SYN_RELATION_NMOD && (at->subtype == SUBTYPE_POSSESSIVE || (at->features & SYN_FEATURE_POSSESSIVE) != 0);
  switch (at->relation) {
  case SYN_RELATION_DET:
    read_determiner(work, token, group);
    break;
  case SYN_RELATION_NMOD:
    if (is_owner) group->owner = token;
    if (is_owner)
      group->determiner = NOUN_OWNED;
    else
      add_modifier(group, at->lemma);
    break;
  case SYN_RELATION_AMOD:
  case SYN_RELATION_NUMMOD:
  case SYN_RELATION_COMPOUND:
  case SYN_RELATION_ACL:
  case SYN_RELATION_FLAT:
    if (word != NULL && word->noun == ENTITY_NOUN_DISTINCT) group->is_distinct = true;
    add_modifier(group, at->lemma);
    break;
  default:
    break;
  }
}

static bool is_hyphen(const entity_work *work, uint32_t begin, uint32_t token) {
  const syn_token *at = &work->document->tokens[token];
  return token > begin && at->tag == SYN_TAG_PUNCT && !at->space_before && !at[1].space_before;
}

/* The words right before the noun that describe it; names and numbers stay outside. */
static uint32_t first_of_words(const entity_work *work, uint32_t sentence, uint32_t head) {
  uint32_t first = head, begin = work->document->sentences[sentence].first_token;
  while (first > begin && head - first < LEFT_REACH) {
    const syn_token *at = &work->document->tokens[first - 1];
    bool describes = at->relation == SYN_RELATION_AMOD || at->relation == SYN_RELATION_COMPOUND ||
                     (at->relation == SYN_RELATION_ADVMOD && at->head >= 0 && at->head < (int32_t)head) ||
                     is_hyphen(work, begin, first - 1);
    if (is_hyphen(work, begin, first - 1) && work->mention_at[first - 2] == 0) {
      first -= 2; /* "low-cost", whatever the tree makes of it */
      continue;
    }
    bool inside = at->head >= (int32_t)first && at->head <= (int32_t)head;
    if (!describes || !inside || work->mention_at[first - 1] != 0) break;
    first--;
  }
  while (first < head && work->document->tokens[first].tag == SYN_TAG_PUNCT) first++;
  return first;
}

bool syn_noun_group_read(const entity_work *work, uint32_t sentence, uint32_t head, noun_group *out_group) {
  if (!work->document->has_trees || !is_head(work, head)) return false;
  *out_group = (noun_group){.sentence = sentence, .head = head, .owner = DRAFT_NONE};
  out_group->is_plural = (work->document->tokens[head].features & SYN_FEATURE_PLURAL) != 0;
  stretch around = stretch_around(work, sentence, head);
  for (uint32_t t = around.first; t < around.end; t++)
    if (work->document->tokens[t].head == (int32_t)head) read_dependent(work, t, out_group);
  out_group->first = first_of_words(work, sentence, head);
  return true;
}

bool syn_noun_group_adds_nothing(const noun_group *group, const noun_group *other) {
  if (group->is_distinct || group->is_crowded) return false;
  for (unsigned i = 0; i < group->modifier_count; i++) {
    bool is_there = false;
    for (unsigned k = 0; k < other->modifier_count && !is_there; k++) is_there = syn_text_equal(group->modifiers[i], other->modifiers[k]);
    if (!is_there) return false;
  }
  return true;
}
