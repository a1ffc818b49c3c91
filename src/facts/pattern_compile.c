#include "facts/pattern_compile.h"

#include <string.h>

#include "base/utf8.h"

enum { WORD_WEIGHT = 3, PHRASE_WEIGHT = 1, SPLIT_LIMIT = 16 };

/* What parts elements; "_" alone joins them. */
static bool is_gap(char byte) {
  return byte == ' ' || byte == '_' || byte == '{' || byte == '}' || byte == '(' || byte == ')' || byte == '\t' || byte == '|';
}

static bool is_sign(char byte) {
  return byte == '$' || byte == '+' || byte == '%' || byte == '^' || byte == '*';
}

syn_status syn_pattern_set_of(syn_pattern_lexicon *lexicon, syn_text name, uint32_t *out_set) {
  uint64_t index;
  syn_text lower;
  while (name.size && name.data[name.size - 1] == '_') name.size--;
  if (syn_utf8_lower(name, lexicon->arena, &lower) != SYN_OK) return SYN_NO_MEMORY;
  if (!syn_map_get(&lexicon->set_names, lower, &index)) {
    index = lexicon->sets.count;
    if (!SYN_ARRAY_ADD(&lexicon->sets, lexicon->arena) || syn_map_put(&lexicon->set_names, lower, index) != SYN_OK) return SYN_NO_MEMORY;
  }
  *out_set = (uint32_t)index;
  return SYN_OK;
}

/* One piece of a pattern between gaps and signs. */
typedef struct pattern_scan {
  syn_text text;
  size_t at;
  bool is_joined; /* to what stood before it */
  bool is_first;
} pattern_scan;

/* The next sign, set or word; `is_joined` tells whether only "_" or nothing stood before it. False at the end. */
static bool next_piece(pattern_scan *scan, syn_text *out_piece) {
  bool has_blank = false, has_line = false;
  const syn_text text = scan->text;
  while (scan->at < text.size && is_gap(text.data[scan->at])) {
    has_line = has_line || text.data[scan->at] == '_';
    has_blank = has_blank || text.data[scan->at] != '_';
    scan->at++;
  }
  if (scan->at >= text.size) return false;
  scan->is_joined = !scan->is_first && !has_blank && has_line;
  scan->is_first = false;
  size_t start = scan->at++;
  while (!is_sign(text.data[start]) && scan->at < text.size && !is_gap(text.data[scan->at]) && !is_sign(text.data[scan->at])) scan->at++;
  *out_piece = syn_text_slice(text, start, scan->at);
  return true;
}

static syn_status make_element(syn_pattern_lexicon *lexicon, syn_text piece, bool is_joined, syn_pattern_element *out_element) {
  *out_element = (syn_pattern_element){.is_joined = is_joined};
  switch (piece.data[0]) {
  case '$':
    out_element->kind = SYN_PATTERN_SOURCE;
    return SYN_OK;
  case '+':
    out_element->kind = SYN_PATTERN_TARGET;
    return SYN_OK;
  case '%':
    out_element->kind = SYN_PATTERN_BOTH;
    return SYN_OK;
  case '^':
    out_element->kind = SYN_PATTERN_PASS;
    return SYN_OK;
  case '&':
    out_element->kind = SYN_PATTERN_SET;
    return syn_pattern_set_of(lexicon, piece, &out_element->set);
  default:
    out_element->kind = SYN_PATTERN_WORD;
    return syn_utf8_lower(piece, lexicon->arena, &out_element->word);
  }
}

/* Elements in the order of the text: `is_joined` of each is about the one before it. Behind the verb that is the order of the lists. */
static syn_status split_elements(syn_pattern_lexicon *lexicon, syn_text text, syn_pattern_element *elements, uint32_t *out_count,
                                 uint32_t *out_verb) {
  pattern_scan scan = {.text = text, .is_first = true};
  syn_text piece;
  *out_count = 0;
  *out_verb = UINT32_MAX;
  while (next_piece(&scan, &piece)) {
    if (*out_count == SYN_PATTERN_ELEMENT_LIMIT) return SYN_BAD_INPUT;
    if (piece.data[0] == '*') {
      if (*out_verb != UINT32_MAX) return SYN_BAD_INPUT;
      *out_verb = *out_count;
    }
    syn_status status = make_element(lexicon, piece, scan.is_joined, &elements[*out_count]);
    if (status != SYN_OK) return status;
    ++*out_count;
  }
  return *out_verb == UINT32_MAX ? SYN_BAD_INPUT : SYN_OK;
}

static uint32_t weigh(const syn_pattern_element *elements, uint32_t count) {
  uint32_t weight = 0;
  for (uint32_t i = 0; i < count; i++) {
    bool is_phrase = elements[i].kind != SYN_PATTERN_WORD && elements[i].kind != SYN_PATTERN_SET;
    weight += (is_phrase ? PHRASE_WEIGHT : WORD_WEIGHT) * 2 + elements[i].is_joined;
  }
  return weight;
}

syn_status syn_pattern_compile(syn_pattern_lexicon *lexicon, syn_text text, syn_pattern *out_pattern) {
  syn_pattern_element elements[SYN_PATTERN_ELEMENT_LIMIT];
  uint32_t count, verb;
  syn_status status = split_elements(lexicon, text, elements, &count, &verb);
  if (status != SYN_OK) return status;
  uint32_t after = count - verb - 1;
  out_pattern->before = SYN_ARENA_ARRAY(lexicon->arena, syn_pattern_element, verb);
  out_pattern->after = SYN_ARENA_ARRAY(lexicon->arena, syn_pattern_element, after);
  if (!out_pattern->before || !out_pattern->after) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < verb; i++) { /* outwards: what joins an element to the verb's side is the gap behind it */
    out_pattern->before[i] = elements[verb - 1 - i];
    out_pattern->before[i].is_joined = elements[verb - i].is_joined;
  }
  for (uint32_t i = 0; i < after; i++) out_pattern->after[i] = elements[verb + 1 + i];
  out_pattern->before_count = verb;
  out_pattern->after_count = after;
  out_pattern->weight = weigh(out_pattern->before, verb) + weigh(out_pattern->after, after);
  return SYN_OK;
}

syn_status syn_pattern_split(syn_pattern_lexicon *lexicon, syn_text text, syn_pattern_words *out_words) {
  syn_text words[SPLIT_LIMIT];
  uint32_t count = 0;
  for (size_t at = 0; at < text.size && count < SPLIT_LIMIT;) {
    while (at < text.size && is_gap(text.data[at])) at++;
    size_t start = at;
    while (at < text.size && !is_gap(text.data[at])) at++;
    if (at > start && syn_utf8_lower(syn_text_slice(text, start, at), lexicon->arena, &words[count++]) != SYN_OK) return SYN_NO_MEMORY;
  }
  out_words->items = SYN_ARENA_ARRAY(lexicon->arena, syn_text, count);
  if (!out_words->items) return SYN_NO_MEMORY;
  if (count) memcpy(out_words->items, words, count * sizeof *words);
  out_words->count = count;
  return SYN_OK;
}
