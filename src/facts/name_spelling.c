#include "facts/name_spelling.h"

#include <string.h>

enum { SHORTEST_VARIANT = 4 };

void syn_spelling_split(const entity_words *words, syn_text folded, name_parts *out_parts) {
  *out_parts = (name_parts){0};
  size_t start = 0;
  for (size_t i = 0; i <= folded.size; i++) {
    bool border = i == folded.size || folded.data[i] == ' ' || folded.data[i] == '-' || folded.data[i] == '.';
    if (!border) continue;
    if (i > start && out_parts->count < NAME_WORD_LIMIT) {
      syn_text word = syn_text_slice(folded, start, i);
      const entity_word *known = syn_entity_words_find(words, word);
      bool suffix = out_parts->count > 0 && known != NULL && (known->classes & ENTITY_NAME_SUFFIX) != 0;
      if (!suffix) out_parts->words[out_parts->count++] = word;
    }
    start = i + 1;
  }
}

/* Replaces what stands in the column `from` of a table by `to`, each place once, longest rows first as the table has them. */
static syn_status replace_all(const syn_table *table, syn_text text, bool whole_words, syn_arena *arena, syn_text *out_text) {
  char *bytes = syn_arena_take(arena, text.size * 2 + 1, 1);
  if (bytes == NULL) return SYN_NO_MEMORY;
  size_t size = 0, from = syn_table_column(table, "from"), to = syn_table_column(table, "to");
  for (size_t i = 0; i < text.size;) {
    bool replaced = false;
    for (size_t row = 0; row < table->row_count && !replaced; row++) {
      syn_text old = syn_table_cell(table, row, from), fresh = syn_table_cell(table, row, to);
      if (old.size == 0 || fresh.size > old.size * 2 || !syn_text_starts_with(syn_text_slice(text, i, text.size), old)) continue;
      if (whole_words && i + old.size < text.size && text.data[i + old.size] != ' ') continue;
      memcpy(bytes + size, fresh.data, fresh.size);
      size += fresh.size;
      i += old.size;
      replaced = true;
    }
    if (!replaced) bytes[size++] = text.data[i++];
  }
  *out_text = (syn_text){bytes, size};
  return SYN_OK;
}

static bool is_vowel(char byte) {
  return byte != '\0' && strchr("aeiou", byte) != NULL;
}

/* Endings of Slavic surnames that romanisations exchange, read as "ov" once doubled letters are one. */
static void level_ending(char *bytes, size_t size) {
  static const char *const ENDINGS[] = {"ev", "of", "ef"};
  enum { SHORTEST_STEM = 2, ENDING_SIZE = 2 };
  if (size < SHORTEST_STEM + ENDING_SIZE) return;
  for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++)
    if (memcmp(bytes + size - ENDING_SIZE, ENDINGS[i], ENDING_SIZE) == 0) memcpy(bytes + size - ENDING_SIZE, "ov", ENDING_SIZE);
}

syn_status syn_spelling_skeleton(const entity_words *words, syn_text word, syn_arena *arena, syn_text *out_skeleton) {
  *out_skeleton = word;
  if (words->transliteration == NULL || word.size < SHORTEST_VARIANT) return SYN_OK;
  syn_text replaced;
  syn_status status = replace_all(words->transliteration, word, false, arena, &replaced);
  if (status != SYN_OK) return status;
  char *bytes = syn_arena_take(arena, replaced.size + 1, 1);
  if (bytes == NULL) return SYN_NO_MEMORY;
  size_t size = 0;
  for (size_t i = 0; i < replaced.size; i++)
    if (size == 0 || bytes[size - 1] != replaced.data[i]) bytes[size++] = replaced.data[i];
  level_ending(bytes, size);
  while (size > 3 && is_vowel(bytes[size - 1])) size--;
  *out_skeleton = (syn_text){bytes, size};
  return SYN_OK;
}

syn_status syn_spelling_respell(const entity_words *words, syn_text folded, syn_arena *arena, syn_text *out_name) {
  *out_name = folded;
  return words->spelling == NULL ? SYN_OK : replace_all(words->spelling, folded, true, arena, out_name);
}

bool syn_spelling_given_alike(const entity_words *words, syn_text a, syn_text b, syn_arena *arena) {
  if (a.size == 0 || b.size == 0) return false;
  if (syn_text_equal(a, b) || syn_entity_words_nickname(words, a, b)) return true;
  if (a.size == 1 || b.size == 1) return a.data[0] == b.data[0];
  syn_text left, right;
  if (syn_spelling_skeleton(words, a, arena, &left) != SYN_OK || syn_spelling_skeleton(words, b, arena, &right) != SYN_OK) return false;
  return syn_text_equal(left, right);
}
