/*
 * How it works: the tokens on each side of the verb are a row, from the verb outwards. The elements of a pattern are looked for one after
 * the other, the nearest first; elements that are joined must follow each other without a gap, and are looked for as one. The nearest place
 * is always good enough, since nothing that comes later in the row asks for what was passed over.
 *
 * Of the patterns that fit, the one that asks for most counts; of equal ones the first in the dictionary.
 */
#include "facts/pattern_match.h"

/* ---- the tokens around a verb ---- */

static bool is_comma(const syn_pattern_sentence *sentence, uint32_t token) {
  return syn_text_equal(syn_document_word(sentence->document, token), SYN_TEXT(",")) && !sentence->phrase_of[token - sentence->first];
}

static bool is_aside(const syn_pattern_sentence *sentence, uint32_t token, bool verb_is_aside) {
  return !verb_is_aside && sentence->is_aside[token - sentence->first];
}

/* Whether another predicate begins here: joined to this verb or to one that it hangs on, or beside it. */
static bool begins_other(const syn_document *document, uint32_t verb, uint32_t token) {
  const syn_token *at = &document->tokens[token];
  bool is_verb = at->tag == SYN_TAG_VERB || at->tag == SYN_TAG_AUX;
  if (!document->has_trees) return is_verb && token > 0 && document->tokens[token - 1].tag == SYN_TAG_CCONJ;
  if (at->head < 0 || (uint32_t)at->head > verb) return false;
  return (at->relation == SYN_RELATION_CONJ && is_verb) || at->relation == SYN_RELATION_PARATAXIS;
}

/* Where the clause of such a predicate begins: behind the "and" before it, at its subject. */
static uint32_t cut_before(const syn_pattern_site *site, uint32_t token) {
  const syn_token *tokens = site->sentence->document->tokens;
  uint32_t count = site->after_count;
  while (count > 0) {
    const syn_token *at = &tokens[site->after[count - 1]];
    bool is_own = at->head == (int32_t)token;
    if (at->tag == SYN_TAG_CCONJ) return count - 1;
    if (!is_own && at->tag != SYN_TAG_AUX && at->tag != SYN_TAG_ADV && at->tag != SYN_TAG_PART) break;
    count--;
  }
  return count;
}

void syn_pattern_site_at(const syn_pattern_sentence *sentence, uint32_t verb, syn_pattern_site *out_site) {
  *out_site = (syn_pattern_site){.sentence = sentence, .verb = verb};
  bool verb_is_aside = sentence->is_aside[verb - sentence->first];
  for (uint32_t token = verb; token-- > sentence->first && out_site->before_count < SYN_SITE_TOKEN_LIMIT;) {
    if (is_aside(sentence, token, verb_is_aside)) continue;
    if (is_comma(sentence, token)) break;
    out_site->before[out_site->before_count++] = token;
  }
  for (uint32_t token = verb + 1; token < sentence->end && out_site->after_count < SYN_SITE_TOKEN_LIMIT; token++) {
    if (is_aside(sentence, token, verb_is_aside)) continue;
    if (is_comma(sentence, token)) break;
    if (begins_other(sentence->document, verb, token)) {
      out_site->after_count = cut_before(out_site, token);
      break;
    }
    out_site->after[out_site->after_count++] = token;
  }
}

/* ---- elements ---- */

enum { SET_DEPTH = 6 };

/* One side of the verb. */
typedef struct row {
  const syn_pattern_lexicon *lexicon;
  const syn_pattern_sentence *sentence;
  const uint32_t *tokens;
  uint32_t count;
  bool is_before; /* words of several tokens stand in it backwards */
} row;

static bool is_word(const row *in, uint32_t at, syn_text word, bool by_lemma) {
  const syn_token *token = &in->sentence->document->tokens[in->tokens[at]];
  if (syn_text_equal(token->lower, word)) return true;
  bool is_verb = token->tag == SYN_TAG_VERB || token->tag == SYN_TAG_AUX;
  return (by_lemma || is_verb) && syn_text_equal(token->lemma, word);
}

static bool has_words(const row *in, uint32_t at, const syn_pattern_words *words, bool is_outwards, bool by_lemma) {
  if (words->count == 0 || at + words->count > in->count) return false;
  for (uint32_t i = 0; i < words->count; i++) {
    uint32_t place = in->is_before && !is_outwards ? words->count - 1 - i : i;
    if (!is_word(in, at + place, words->items[i], by_lemma)) return false;
  }
  return true;
}

/*
 * How many tokens of the set's longest member stand here; 0: none does. Sets inside sets are followed to a depth that no dictionary needs,
 * so that one made for it cannot hold the reader.
 */
static uint32_t match_set(const row *in, uint32_t at, uint32_t set, unsigned depth) {
  const syn_pattern_set *found = &in->lexicon->sets.items[set];
  uint32_t longest = 0;
  for (size_t i = 0; i < found->words.count; i++) {
    const syn_pattern_words *words = &found->words.items[i];
    bool is_nested = words->count == 1 && words->items[0].data[0] == '&';
    uint64_t inner;
    if (is_nested && syn_map_get(&in->lexicon->set_names, words->items[0], &inner) && inner < set) {
      uint32_t count = depth < SET_DEPTH ? match_set(in, at, (uint32_t)inner, depth + 1) : 0;
      longest = count > longest ? count : longest;
    } else if (words->count > longest && has_words(in, at, words, false, words->count == 1)) {
      longest = words->count;
    }
  }
  return longest;
}

/* The phrase that stands at a place of the row, and how many of its tokens are still to come. */
static uint32_t match_phrase(const row *in, uint32_t at, const syn_coded_phrase **out_phrase) {
  const syn_coded_phrase *phrase = syn_pattern_phrase_at(in->sentence, in->tokens[at]);
  uint32_t count = 0;
  while (phrase && at + count < in->count && syn_pattern_phrase_at(in->sentence, in->tokens[at + count]) == phrase) count++;
  *out_phrase = phrase;
  return count;
}

/* How many tokens the element takes at this place; 0: it does not fit. */
static uint32_t match_element(const row *in, uint32_t at, const syn_pattern_element *element, syn_pattern_match *match) {
  const syn_coded_phrase *phrase;
  if (element->kind == SYN_PATTERN_WORD) return is_word(in, at, element->word, false);
  if (element->kind == SYN_PATTERN_SET) return match_set(in, at, element->set, 0);
  uint32_t count = match_phrase(in, at, &phrase);
  if (!phrase || element->kind == SYN_PATTERN_PASS) return count;
  if (element->kind == SYN_PATTERN_BOTH) {
    if (phrase->party_count < 2) return 0;
    match->both = phrase;
    match->both_is_after = !in->is_before;
    return count;
  }
  if (phrase->party_count == 0) return 0;
  if (element->kind == SYN_PATTERN_SOURCE)
    match->source = phrase;
  else
    match->target = phrase;
  return count;
}

/* The elements [first, end), one behind the other, at this place; the place behind them, or UINT32_MAX. */
static uint32_t match_block(const row *in, uint32_t at, const syn_pattern_element *elements, uint32_t first, uint32_t end,
                            syn_pattern_match *match) {
  for (uint32_t i = first; i < end; i++) {
    uint32_t count = at < in->count ? match_element(in, at, &elements[i], match) : 0;
    if (count == 0) return UINT32_MAX;
    at += count;
  }
  return at;
}

static bool match_row(const row *in, uint32_t start, const syn_pattern_element *elements, uint32_t count, syn_pattern_match *match) {
  uint32_t at = start;
  for (uint32_t first = 0, end; first < count; first = end) {
    end = first + 1;
    while (end < count && elements[end].is_joined) end++;
    uint32_t behind = match_block(in, at, elements, first, end, match);
    while (behind == UINT32_MAX && !elements[first].is_joined && ++at < in->count)
      behind = match_block(in, at, elements, first, end, match);
    if (behind == UINT32_MAX) return false;
    at = behind;
  }
  return true;
}

/* ---- verbs ---- */

static bool fits_verb(const row *before, const row *after, const syn_pattern_verb *verb) {
  return (verb->before.count == 0 || has_words(before, 0, &verb->before, true, false)) &&
         (verb->after.count == 0 || has_words(after, 0, &verb->after, true, false));
}

enum { MULTIWORD_WEIGHT = 1000 };

static void try_patterns(const syn_pattern_lexicon *lexicon, const row *before, const row *after, const syn_pattern_verb *verb,
                         uint32_t *best_weight, syn_pattern_match *out_match) {
  const syn_pattern_block *block = &lexicon->blocks.items[verb->block - 1];
  uint32_t own = (verb->before.count + verb->after.count) * MULTIWORD_WEIGHT;
  for (uint32_t i = 0; i < block->pattern_count; i++) {
    const syn_pattern *pattern = &lexicon->patterns.items[block->first_pattern + i];
    syn_pattern_match match = {.code = pattern->code, .pattern = pattern, .first = out_match->first, .end = out_match->end};
    if (own + pattern->weight + 1 <= *best_weight) continue;
    if (!match_row(before, verb->before.count, pattern->before, pattern->before_count, &match)) continue;
    if (!match_row(after, verb->after.count, pattern->after, pattern->after_count, &match)) continue;
    *best_weight = own + pattern->weight + 1;
    *out_match = match;
  }
}

bool syn_pattern_match_verb(const syn_pattern_lexicon *lexicon, const syn_pattern_site *site, syn_pattern_match *out_match) {
  const syn_token *token = &site->sentence->document->tokens[site->verb];
  const row before = {lexicon, site->sentence, site->before, site->before_count, true};
  const row after = {lexicon, site->sentence, site->after, site->after_count, false};
  uint32_t best_weight = 0, number = syn_pattern_lexicon_find(lexicon, token);
  bool is_found = false;
  *out_match = (syn_pattern_match){.first = site->verb, .end = site->verb + 1};
  for (; number; number = lexicon->verbs.items[number - 1].next) {
    const syn_pattern_verb *verb = &lexicon->verbs.items[number - 1];
    if (!fits_verb(&before, &after, verb)) continue;
    uint32_t own = (verb->before.count + verb->after.count) * MULTIWORD_WEIGHT;
    if (!is_found || own > best_weight) {
      *out_match = (syn_pattern_match){.code = verb->code, .first = site->verb, .end = site->verb + 1 + verb->after.count};
      best_weight = own;
    }
    is_found = true;
    try_patterns(lexicon, &before, &after, verb, &best_weight, out_match);
  }
  return is_found;
}
