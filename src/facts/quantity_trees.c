/*
 * How it works
 *
 * The topmost token of the measure's words tells how it hangs in the sentence. Below a noun, that noun is measured. Below a verb of change
 * or extent it tells of the verb's object ("cut its rate by a tenth"), else of its subject, which may stand behind a relative pronoun, or
 * with an earlier verb ("rose to 5 and fell to 3"). As a predicate it tells of the subject. Only WINDOW tokens on each side are looked at.
 */
#include "facts/quantity_trees.h"

enum { WINDOW = 40, CLIMB = 5 };

typedef struct tree_context {
  const syn_quantity_tables *tables;
  const syn_document *document;
  uint32_t begin, end; /* tokens of the sentence */
} tree_context;

static const syn_token *token_at(const tree_context *in, uint32_t at) {
  return &in->document->tokens[at];
}

static uint32_t head_of(const tree_context *in, uint32_t at) {
  int32_t head = token_at(in, at)->head;
  return head >= (int32_t)in->begin && head < (int32_t)in->end ? (uint32_t)head : SYN_NO_INDEX;
}

/* The first child with the relation, within the window, that lies outside [skip, skip_end). */
static uint32_t child_of(const tree_context *in, uint32_t head, syn_relation relation, uint32_t skip, uint32_t skip_end) {
  uint32_t from = head > in->begin + WINDOW ? head - WINDOW : in->begin;
  uint32_t to = head + WINDOW < in->end ? head + WINDOW : in->end;
  for (uint32_t at = from; at < to; at++) {
    if (at >= skip && at < skip_end) continue;
    if (token_at(in, at)->head == (int32_t)head && token_at(in, at)->relation == relation) return at;
  }
  return SYN_NO_INDEX;
}

static unsigned bits_at(const tree_context *in, uint32_t at) {
  const syn_token *token = token_at(in, at);
  return syn_quantity_counted_bits(in->tables, token->lemma) | syn_quantity_counted_bits(in->tables, token->lower);
}

static bool is_noun(const tree_context *in, uint32_t at) {
  unsigned tag = token_at(in, at)->tag;
  return tag == SYN_TAG_NOUN || tag == SYN_TAG_PROPN;
}

/* The subject of a verb or predicate: its own, that of the verb that it stands beside or completes, the noun of a relative clause. */
static uint32_t subject_of(const tree_context *in, uint32_t verb) {
  for (unsigned steps = 0; steps < CLIMB && verb != SYN_NO_INDEX; steps++) {
    uint32_t subject = child_of(in, verb, SYN_RELATION_NSUBJ, 0, 0);
    unsigned relation = token_at(in, verb)->relation;
    bool is_relative = subject != SYN_NO_INDEX && token_at(in, subject)->features & SYN_FEATURE_RELATIVE;
    if (subject != SYN_NO_INDEX && !is_relative) return is_noun(in, subject) ? subject : SYN_NO_INDEX;
    uint32_t head = head_of(in, verb);
    if (relation == SYN_RELATION_ACL) return head != SYN_NO_INDEX && is_noun(in, head) ? head : SYN_NO_INDEX;
    if (relation != SYN_RELATION_CONJ && relation != SYN_RELATION_XCOMP && relation != SYN_RELATION_ADVCL) return SYN_NO_INDEX;
    verb = head;
  }
  return SYN_NO_INDEX;
}

/* The token of [first, end) whose head lies outside. */
static uint32_t top_of(const tree_context *in, uint32_t first, uint32_t end) {
  for (uint32_t at = end; at > first; at--) {
    int32_t head = token_at(in, at - 1)->head;
    if (head >= (int32_t)first && head < (int32_t)end) continue;
    if (token_at(in, at - 1)->tag != SYN_TAG_ADP) return at - 1;
  }
  return SYN_NO_INDEX;
}

static bool has_verb_of_extent(const tree_context *in, uint32_t verb) {
  return token_at(in, verb)->tag == SYN_TAG_AUX || (bits_at(in, verb) & SYN_COUNTED_CHANGE) != 0;
}

/* "rates rose by 2 points and turnout by one": what stands behind a conjunction is of something else. */
static bool is_past_conjunction(const tree_context *in, uint32_t verb, uint32_t first) {
  for (uint32_t at = verb + 1; at < first; at++) {
    if (token_at(in, at)->tag == SYN_TAG_CCONJ) return true;
  }
  return false;
}

/* "grew 9 percent", "cut its rate to 4.5 percent" */
static uint32_t of_verb(const tree_context *in, uint32_t top, uint32_t verb, uint32_t first, uint32_t end, syn_quantity_kind kind) {
  unsigned relation = token_at(in, top)->relation;
  bool is_done_to = (bits_at(in, verb) & SYN_COUNTED_CHANGE_OBJECT) != 0;
  if ((!has_verb_of_extent(in, verb) && !is_done_to) || is_past_conjunction(in, verb, first)) return SYN_NO_INDEX;
  bool is_extent = relation == SYN_RELATION_OBL || relation == SYN_RELATION_OBJ || relation == SYN_RELATION_ADVMOD ||
                   relation == SYN_RELATION_XCOMP || relation == SYN_RELATION_NMOD || relation == SYN_RELATION_DEP;
  if (!is_extent || kind == SYN_QUANTITY_DURATION) return SYN_NO_INDEX;
  uint32_t object = child_of(in, verb, SYN_RELATION_OBJ, first, end);
  if (object != SYN_NO_INDEX && relation != SYN_RELATION_OBJ) return is_noun(in, object) ? object : SYN_NO_INDEX;
  uint32_t subject = object == SYN_NO_INDEX ? subject_of(in, verb) : SYN_NO_INDEX;
  bool is_passive = subject != SYN_NO_INDEX && token_at(in, subject)->subtype == 1;
  return is_done_to && !is_passive ? SYN_NO_INDEX : subject;
}

/* "a loan, worth $5", "the bridge, which is 300 metres long": an adjective that goes with measures, said of a noun or a subject. */
static uint32_t of_adjective(const tree_context *in, uint32_t adjective) {
  uint32_t head = head_of(in, adjective);
  unsigned relation = token_at(in, adjective)->relation;
  if ((relation == SYN_RELATION_AMOD || relation == SYN_RELATION_APPOS) && head != SYN_NO_INDEX && is_noun(in, head)) return head;
  return subject_of(in, adjective);
}

uint32_t syn_tree_measured(const syn_quantity_tables *tables, const syn_document *document, uint32_t sentence, uint32_t first, uint32_t end,
                           syn_quantity_kind kind) {
  const syn_sentence *record = &document->sentences[sentence];
  tree_context in = {tables, document, record->first_token, record->first_token + record->token_count};
  if (!document->has_trees || first < in.begin || end > in.end || first >= end) return SYN_NO_INDEX;
  uint32_t top = top_of(&in, first, end);
  if (top == SYN_NO_INDEX) return SYN_NO_INDEX;
  uint32_t governor = head_of(&in, top);
  /* A predicate: "turnout was 64 percent" */
  if (child_of(&in, top, SYN_RELATION_COP, 0, 0) != SYN_NO_INDEX) return subject_of(&in, top);
  if (governor == SYN_NO_INDEX) return SYN_NO_INDEX;
  unsigned tag = token_at(&in, governor)->tag, relation = token_at(&in, top)->relation;
  bool is_worth = first > in.begin && bits_at(&in, first - 1) & SYN_COUNTED_OF_BEFORE && token_at(&in, first - 1)->tag == SYN_TAG_ADJ;
  if (tag == SYN_TAG_VERB || tag == SYN_TAG_AUX) return of_verb(&in, top, governor, first, end, kind);
  if (tag == SYN_TAG_ADJ && kind != SYN_QUANTITY_DURATION) return of_adjective(&in, governor);
  if (is_worth && is_noun(&in, governor) && relation == SYN_RELATION_APPOS) return governor;
  return SYN_NO_INDEX;
}

bool syn_tree_is_elided(const syn_document *document, uint32_t token) {
  if (!document->has_trees || token >= document->token_count) return false;
  switch (document->tokens[token].relation) {
  case SYN_RELATION_NSUBJ:
  case SYN_RELATION_OBJ:
    return true;
  default:
    return false;
  }
}

uint32_t syn_tree_predicate(const syn_document *document, uint32_t sentence, uint32_t token) {
  const syn_sentence *record = &document->sentences[sentence];
  uint32_t begin = record->first_token, end = begin + record->token_count;
  const syn_token *number = &document->tokens[token];
  bool is_subject = document->has_trees && number->relation == SYN_RELATION_NSUBJ && number->head >= (int32_t)begin;
  if (!is_subject || number->head >= (int32_t)end) return SYN_NO_INDEX;
  return document->tokens[number->head].tag == SYN_TAG_NOUN ? (uint32_t)number->head : SYN_NO_INDEX;
}
