#include "facts/quantity_pieces.h"

#include <string.h>

#include "base/utf8.h"

static bool is_ascii_digit(uint32_t codepoint) {
  return codepoint >= '0' && codepoint <= '9';
}

/* The end of the run of letters or digits that begins at `at`. Marks that combine with a letter belong to it. */
static size_t run_end(syn_text text, size_t at, syn_piece_kind kind) {
  while (at < text.size) {
    size_t size;
    uint32_t codepoint = syn_utf8_decode(text, at, &size);
    bool inside = kind == SYN_PIECE_DIGITS ? is_ascii_digit(codepoint)
                                           : syn_utf8_is_letter(codepoint) || (codepoint >= 0x0300 && codepoint <= 0x036F);
    if (!inside) break;
    at += size;
  }
  return at;
}

syn_status syn_pieces_cut(syn_text text, uint32_t offset, syn_arena *arena, syn_piece_array *pieces) {
  bool space_before = true;
  size_t at = 0;
  while (at < text.size) {
    size_t size;
    uint32_t codepoint = syn_utf8_decode(text, at, &size);
    if (syn_utf8_is_space(codepoint)) {
      space_before = true;
      at += size;
      continue;
    }
    if (syn_utf8_is_direction(codepoint)) {
      at += size; /* it may stand anywhere, and means nothing here */
      continue;
    }
    syn_piece_kind kind = is_ascii_digit(codepoint) ? SYN_PIECE_DIGITS : syn_utf8_is_letter(codepoint) ? SYN_PIECE_WORD : SYN_PIECE_SIGN;
    size_t end = kind == SYN_PIECE_SIGN ? at + size : run_end(text, at, kind);
    syn_piece *piece = SYN_ARRAY_ADD(pieces, arena);
    if (!piece) return SYN_NO_MEMORY;
    piece->start = offset + (uint32_t)at;
    piece->end = offset + (uint32_t)end;
    piece->kind = kind;
    piece->space_before = space_before;
    piece->text = syn_text_slice(text, at, end);
    piece->lower = piece->text;
    piece->sign = kind == SYN_PIECE_SIGN ? codepoint : 0;
    if (kind == SYN_PIECE_WORD && syn_utf8_lower(piece->text, arena, &piece->lower) != SYN_OK) return SYN_NO_MEMORY;
    space_before = false;
    at = end;
  }
  return SYN_OK;
}

syn_status syn_pieces_of_sentence(const syn_document *document, uint32_t sentence, syn_arena *arena, syn_piece_array *pieces) {
  const syn_sentence *record = &document->sentences[sentence];
  syn_text field = syn_article_field(document->article, record->span.field, record->span.index);
  pieces->count = 0;
  syn_status status = syn_pieces_cut(syn_text_slice(field, record->span.start, record->span.end), record->span.start, arena, pieces);
  if (status != SYN_OK) return status;
  uint32_t token = record->first_token;
  uint32_t last = record->first_token + record->token_count;
  for (size_t i = 0; i < pieces->count; i++) {
    while (token + 1 < last && document->tokens[token + 1].start <= pieces->items[i].start) token++;
    pieces->items[i].token = token;
  }
  return SYN_OK;
}

syn_text syn_pieces_join(const syn_piece *pieces, size_t count, bool as_written, char *buffer, size_t buffer_size) {
  size_t used = 0;
  for (size_t i = 0; i < count; i++) {
    syn_text text = as_written ? pieces[i].text : pieces[i].lower;
    if (used + text.size + 1 > buffer_size) return (syn_text){buffer, 0};
    if (i > 0) buffer[used++] = ' ';
    memcpy(buffer + used, text.data, text.size);
    used += text.size;
  }
  return (syn_text){buffer, used};
}
