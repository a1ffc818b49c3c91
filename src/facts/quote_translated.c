/*
 * How it works: near the cue, in its sentence and outside of quotation marks, the phrases of the table are looked for. Those of class
 * `before` must stand before a language: a word of class `language`, or the adjective of a state that describes no noun ("in French", but
 * not "in French papers"). The language of the article itself (class `own`) is none.
 */
#include "facts/quote_translated.h"

enum { NEAR_TOKENS = 14 };

static bool is_class(const syn_table *table, size_t row, syn_text class) {
  return syn_text_equal(syn_table_cell(table, row, syn_table_column(table, "class")), class);
}

static bool is_listed(const syn_table *table, syn_text word, syn_text class) {
  for (size_t row = 0; row < table->row_count; row++) {
    if (is_class(table, row, class) && syn_text_equal(syn_table_cell(table, row, syn_table_column(table, "words")), word)) return true;
  }
  return false;
}

static bool is_language(const syn_finding *finding, const syn_table *table, uint32_t token, uint32_t end) {
  const syn_token *words = finding->document->tokens;
  if (token >= end || is_listed(table, words[token].lower, SYN_TEXT("own"))) return false;
  if (token + 1 < end && (words[token + 1].tag == SYN_TAG_NOUN || words[token + 1].tag == SYN_TAG_PROPN) &&
      words[token + 1].head != (int32_t)token && !finding->marks[token + 1].time)
    return false;
  return (finding->adjectives && finding->adjectives[token]) || is_listed(table, words[token].lower, SYN_TEXT("language"));
}

/* How many tokens from `at` the phrase has; 0: it does not stand there. */
static uint32_t match_phrase(const syn_finding *finding, syn_text phrase, uint32_t at, uint32_t end) {
  syn_text rest = phrase, word;
  uint32_t token = at;
  while (syn_table_next_item(&rest, ' ', &word)) {
    if (token >= end || !syn_text_equal(finding->document->tokens[token].lower, word)) return 0;
    token++;
  }
  return token - at;
}

syn_span syn_quote_translation(const syn_finding *finding, const uint32_t *quoted, uint32_t cue) {
  const syn_document *document = finding->document;
  const syn_table *table = syn_world_language_table(finding->world, document->language, "translations");
  const syn_sentence *sentence = &document->sentences[syn_document_sentence_of(document, cue)];
  uint32_t first = sentence->first_token, end = first + sentence->token_count;
  if (!table) return (syn_span){0};
  if (cue > first + NEAR_TOKENS) first = cue - NEAR_TOKENS;
  if (end > cue + NEAR_TOKENS) end = cue + NEAR_TOKENS;
  for (uint32_t at = first; at < end; at++) {
    for (size_t row = 0; !quoted[at] && row < table->row_count; row++) {
      bool is_before = is_class(table, row, SYN_TEXT("before"));
      if (!is_before && !is_class(table, row, SYN_TEXT("alone"))) continue;
      uint32_t count = match_phrase(finding, syn_table_cell(table, row, syn_table_column(table, "words")), at, end);
      if (count == 0 || (is_before && !is_language(finding, table, at + count, end))) continue;
      return syn_document_span(document, at, is_before ? count + 1 : count);
    }
  }
  return (syn_span){0};
}
