#include "facts/quantity_phrases.h"

#include "base/table.h"

enum { PHRASE_BYTES = 96 };

void syn_phrases_init(syn_phrases *phrases, bool as_written, syn_arena *arena) {
  *phrases = (syn_phrases){.arena = arena, .as_written = as_written};
  syn_map_init(&phrases->map, arena);
}

static syn_status add_row(syn_phrases *phrases, syn_text key, uint32_t value) {
  syn_phrase_row *row = SYN_ARRAY_ADD(&phrases->rows, phrases->arena);
  if (!row) return SYN_NO_MEMORY;
  row->value = value;
  uint64_t first;
  if (syn_map_get(&phrases->map, key, &first)) {
    syn_phrase_row *last = &phrases->rows.items[first];
    while (last->next) last = &phrases->rows.items[last->next - 1];
    last->next = (uint32_t)phrases->rows.count;
    return SYN_OK;
  }
  syn_text copy;
  if (syn_arena_copy(phrases->arena, key, &copy) != SYN_OK) return SYN_NO_MEMORY;
  return syn_map_put(&phrases->map, copy, phrases->rows.count - 1);
}

syn_status syn_phrases_add(syn_phrases *phrases, syn_text phrase, uint32_t value) {
  syn_piece_array pieces = {0};
  syn_status status = syn_pieces_cut(phrase, 0, phrases->arena, &pieces);
  if (status != SYN_OK || pieces.count == 0) return status;
  char buffer[PHRASE_BYTES];
  syn_text key = syn_pieces_join(pieces.items, pieces.count, phrases->as_written, buffer, sizeof buffer);
  if (key.size == 0) return SYN_OK;
  if (pieces.count > phrases->longest) phrases->longest = (uint32_t)pieces.count;
  return add_row(phrases, key, value);
}

syn_status syn_phrases_add_list(syn_phrases *phrases, syn_text list, uint32_t value) {
  syn_text item;
  while (syn_table_next_item(&list, '|', &item)) {
    syn_status status = syn_phrases_add(phrases, item, value);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

const syn_phrase_row *syn_phrases_get(const syn_phrases *phrases, const syn_piece *pieces, size_t count) {
  char buffer[PHRASE_BYTES];
  syn_text key = syn_pieces_join(pieces, count, phrases->as_written, buffer, sizeof buffer);
  uint64_t row;
  if (key.size == 0 || !syn_map_get(&phrases->map, key, &row)) return NULL;
  return &phrases->rows.items[row];
}

const syn_phrase_row *syn_phrases_next(const syn_phrases *phrases, const syn_phrase_row *row) {
  return row->next ? &phrases->rows.items[row->next - 1] : NULL;
}

const syn_phrase_row *syn_phrases_match(const syn_phrases *phrases, const syn_piece *pieces, size_t count, size_t at, size_t *out_count) {
  size_t longest = phrases->longest;
  if (at >= count) return NULL;
  if (longest > count - at) longest = count - at;
  for (size_t length = longest; length > 0; length--) {
    const syn_phrase_row *row = syn_phrases_get(phrases, pieces + at, length);
    if (row) {
      *out_count = length;
      return row;
    }
  }
  return NULL;
}

const syn_phrase_row *syn_phrases_match_before(const syn_phrases *phrases, const syn_piece *pieces, size_t begin, size_t end,
                                               size_t *out_count) {
  size_t longest = phrases->longest;
  if (end <= begin) return NULL;
  if (longest > end - begin) longest = end - begin;
  for (size_t length = longest; length > 0; length--) {
    const syn_phrase_row *row = syn_phrases_get(phrases, pieces + end - length, length);
    if (row) {
      *out_count = length;
      return row;
    }
  }
  return NULL;
}
