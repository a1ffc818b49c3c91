/*
 * How it works
 *
 * Three things tell what a number counts that no noun follows. The subject of its verb in the tree: of any number a sum of persons ("the
 * toll has risen to 112"), of a large one any noun in the plural that is no price ("claims soared to 3.28 million"). The noun with which
 * the sentence begins, where that is a sum of persons and a long phrase between keeps the tree from seeing it. The figure before: a large
 * number behind a preposition counts what a number of like size counted ("7,314 thefts, up from 7,120").
 */
#include "facts/quantity_bare.h"

#include "facts/quantity_trees.h"

enum { LARGE_NUMBER = 1000, LIKE_SIZE = 10 /* times as much */, VERB_REACH = 4 /* tokens: "has risen to at least 112" */ };

static unsigned bits_of(const syn_quantity_tables *tables, const syn_token *token) {
  return syn_quantity_counted_bits(tables, token->lemma) | syn_quantity_counted_bits(tables, token->lower);
}

/* Whether nothing that the number could count follows it. */
static bool stands_alone(const syn_finding *finding, uint32_t end, uint32_t sentence_end) {
  if (end >= sentence_end || finding->marks[end].time) return true;
  unsigned tag = finding->document->tokens[end].tag;
  return tag != SYN_TAG_NOUN && tag != SYN_TAG_PROPN && tag != SYN_TAG_ADJ && tag != SYN_TAG_NUM && tag != SYN_TAG_SYM && tag != SYN_TAG_X;
}

/* The first noun of the sentence, with those that stand beside it: "the death toll". */
static uint32_t first_noun(const syn_document *document, uint32_t begin, uint32_t end) {
  uint32_t at = begin;
  while (at < end && document->tokens[at].tag != SYN_TAG_NOUN) at++;
  while (at + 1 < end && document->tokens[at + 1].tag == SYN_TAG_NOUN) at++;
  return at < end ? at : SYN_NO_INDEX;
}

static bool follows_change(const syn_quantity_tables *tables, const syn_document *document, uint32_t begin, uint32_t first) {
  for (uint32_t steps = 1; steps <= VERB_REACH && first >= begin + steps; steps++) {
    const syn_token *token = &document->tokens[first - steps];
    if (token->tag == SYN_TAG_VERB) return (bits_of(tables, token) & SYN_COUNTED_CHANGE) != 0;
    if (token->tag != SYN_TAG_ADP && token->tag != SYN_TAG_ADV && token->tag != SYN_TAG_PART) return false;
  }
  return false;
}

static uint32_t subject_of(const syn_quantity_tables *tables, const syn_finding *finding, const syn_bare_number *number) {
  const syn_document *document = finding->document;
  uint32_t begin = document->sentences[number->sentence].first_token;
  uint32_t noun = syn_tree_measured(tables, document, number->sentence, number->first, number->end, SYN_QUANTITY_COUNT);
  if (noun != SYN_NO_INDEX && bits_of(tables, &document->tokens[noun]) & SYN_COUNTED_TOLL) return noun;
  uint32_t first = first_noun(document, begin, number->first);
  bool is_toll = first != SYN_NO_INDEX && bits_of(tables, &document->tokens[first]) & SYN_COUNTED_TOLL;
  return is_toll && follows_change(tables, document, begin, number->first) ? first : noun;
}

static bool counts_like(const syn_bare_number *number, const syn_token *before) {
  if (!number->last || !number->is_large || number->last->kind != SYN_QUANTITY_COUNT || before->tag != SYN_TAG_ADP) return false;
  double a = syn_decimal_to_double(number->last->value), b = syn_decimal_to_double(number->value);
  return a >= LARGE_NUMBER && a <= b * LIKE_SIZE && b <= a * LIKE_SIZE;
}

bool syn_bare_count_find(const syn_quantity_tables *tables, const syn_finding *finding, const syn_bare_number *number, syn_text *out_of,
                         syn_text *out_unit) {
  const syn_sentence *sentence = &finding->document->sentences[number->sentence];
  const syn_token *tokens = finding->document->tokens;
  if (!stands_alone(finding, number->end, sentence->first_token + sentence->token_count)) return false;
  uint32_t noun = subject_of(tables, finding, number);
  if (noun != SYN_NO_INDEX && !finding->marks[noun].time && !finding->marks[noun].quantity) {
    unsigned bits = bits_of(tables, &tokens[noun]);
    bool is_toll = (bits & SYN_COUNTED_TOLL) != 0;
    bool is_plural = tokens[noun].tag == SYN_TAG_NOUN && tokens[noun].features & SYN_FEATURE_PLURAL;
    *out_of = tokens[noun].lemma;
    *out_unit = is_toll || bits & SYN_COUNTED_PERSON ? SYN_TEXT("person") : *out_of;
    if (is_toll || (number->is_large && is_plural && !(bits & (SYN_COUNTED_IDLE | SYN_COUNTED_PRICED)))) return true;
  }
  if (number->first == sentence->first_token || !counts_like(number, &tokens[number->first - 1])) return false;
  *out_of = number->last->of;
  *out_unit = number->last->unit;
  return true;
}
