#include "synopsis/text_words.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/utf8.h"
#include "synopsis/gathering.h"

enum { STEM_LETTERS = 6, SHORTEST_STEM = 4 };

typedef SYN_ARRAY(syn_word) word_array;

static bool is_word_part(uint32_t codepoint) {
  if (codepoint < 0x80) return (codepoint | 0x20) - 'a' < 26 || codepoint - '0' < 10;
  return syn_utf8_is_letter(codepoint) || syn_utf8_is_digit(codepoint);
}

/* A combining mark goes on with the word before it. */
static bool is_mark(uint32_t codepoint) {
  return codepoint >= 0x300 && codepoint < 0x370;
}

static syn_status add_word(syn_text text, size_t start, size_t end, syn_arena *arena, word_array *words) {
  syn_word *word = SYN_ARRAY_ADD(words, arena);
  if (!word) return SYN_NO_MEMORY;
  word->start = (uint32_t)start;
  word->end = (uint32_t)end;
  return syn_utf8_fold(syn_text_slice(text, start, end), arena, &word->folded);
}

syn_status syn_words_of(syn_text text, uint32_t start, uint32_t end, syn_arena *arena, syn_word_list *out_words) {
  word_array words = {0};
  size_t limit = end < text.size ? end : text.size, at = start, word_start = SIZE_MAX;
  while (at < limit) {
    size_t size = 1;
    uint32_t codepoint = (unsigned char)text.data[at];
    if (codepoint >= 0x80) codepoint = syn_utf8_decode(text, at, &size);
    bool inside = is_word_part(codepoint) || (word_start != SIZE_MAX && is_mark(codepoint));
    if (inside && word_start == SIZE_MAX) word_start = at;
    if (!inside && word_start != SIZE_MAX) {
      if (add_word(text, word_start, at, arena, &words) != SYN_OK) return SYN_NO_MEMORY;
      word_start = SIZE_MAX;
    }
    at += size;
  }
  if (word_start != SIZE_MAX && add_word(text, word_start, limit, arena, &words) != SYN_OK) return SYN_NO_MEMORY;
  *out_words = (syn_word_list){words.items, (uint32_t)words.count};
  return SYN_OK;
}

/* The items of a column of a table, folded, sorted; none where there is no table. */
static syn_status read_items(const syn_table *table, const char *column_name, syn_arena *arena, syn_text **out_items, uint32_t *out_count) {
  SYN_ARRAY(syn_text) items = {0};
  size_t column = table ? syn_table_column(table, column_name) : 0;
  for (size_t row = 0; table && row < table->row_count; row++) {
    syn_text rest = syn_table_cell(table, row, column), item;
    while (syn_table_next_item(&rest, '|', &item)) {
      syn_text *word = SYN_ARRAY_ADD(&items, arena);
      if (!word || syn_utf8_fold(item, arena, word) != SYN_OK) return SYN_NO_MEMORY;
    }
  }
  if (items.count > 1) qsort(items.items, items.count, sizeof *items.items, syn_order_texts);
  *out_items = items.items;
  *out_count = (uint32_t)items.count;
  return SYN_OK;
}

syn_status syn_function_words_read(const syn_world *world, syn_text language, syn_arena *arena, syn_function_words *out_words) {
  *out_words = (syn_function_words){0};
  if (!world) return SYN_OK;
  const syn_table *words = syn_world_language_table(world, language, "function_words");
  const syn_table *endings = syn_world_language_table(world, language, "endings");
  syn_status status = read_items(words, "words", arena, &out_words->items, &out_words->count);
  if (status == SYN_OK) status = read_items(endings, "ending", arena, &out_words->endings, &out_words->ending_count);
  return status;
}

bool syn_is_content_word(const syn_function_words *words, syn_text folded) {
  if (folded.size < 2) return false;
  bool has_letter = false;
  for (size_t at = 0, size; at < folded.size && !has_letter; at += size)
    has_letter = !syn_utf8_is_digit(syn_utf8_decode(folded, at, &size));
  if (!has_letter) return false;
  return words->count == 0 || !bsearch(&folded, words->items, words->count, sizeof *words->items, syn_order_texts);
}

static size_t count_letters(syn_text text) {
  size_t letters = 0;
  for (size_t at = 0, size; at < text.size; at += size, letters++) (void)syn_utf8_decode(text, at, &size);
  return letters;
}

/* The bytes of the longest ending that can come off and leaves a stem; 0: none. */
static size_t ending_size(const syn_function_words *words, syn_text folded, size_t letters) {
  size_t longest = 0;
  for (uint32_t i = 0; i < words->ending_count; i++) {
    syn_text ending = words->endings[i];
    if (ending.size > longest && syn_text_ends_with(folded, ending) && count_letters(ending) + SHORTEST_STEM <= letters)
      longest = ending.size;
  }
  return longest;
}

syn_text syn_word_stem(const syn_function_words *words, syn_text folded) {
  size_t at = 0, size, letters = 0;
  while (at < folded.size && letters < STEM_LETTERS) {
    (void)syn_utf8_decode(folded, at, &size);
    at += size;
    letters++;
  }
  syn_text stem = syn_text_slice(folded, 0, at);
  if (at < folded.size) return stem;
  /* A word that just fits may still carry its ending: "loans", "houses". */
  while ((size = ending_size(words, stem, letters)) > 0) {
    stem.size -= size;
    letters = count_letters(stem);
  }
  return stem;
}

syn_status syn_content_stems(const syn_word_list *words, const syn_function_words *function_words, syn_arena *arena, syn_text **out_stems,
                             uint32_t *out_count) {
  syn_text *stems = SYN_ARENA_ARRAY(arena, syn_text, words->count);
  if (!stems) return SYN_NO_MEMORY;
  uint32_t count = 0, kept = 0;
  for (uint32_t i = 0; i < words->count; i++)
    if (syn_is_content_word(function_words, words->items[i].folded)) stems[count++] = syn_word_stem(function_words, words->items[i].folded);
  if (count > 1) qsort(stems, count, sizeof *stems, syn_order_texts);
  for (uint32_t i = 0; i < count; i++)
    if (kept == 0 || !syn_text_equal(stems[kept - 1], stems[i])) stems[kept++] = stems[i];
  *out_stems = stems;
  *out_count = kept;
  return SYN_OK;
}

uint32_t syn_count_common(const syn_text *a, uint32_t a_count, const syn_text *b, uint32_t b_count) {
  uint32_t common = 0;
  for (uint32_t i = 0, k = 0; i < a_count && k < b_count;) {
    int order = syn_text_compare(a[i], b[k]);
    common += order == 0;
    i += order <= 0;
    k += order >= 0;
  }
  return common;
}
