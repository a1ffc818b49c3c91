/*
 * Pieces: a sentence cut finer than tokens, for reading numbers and units.
 *
 * Tokenisers differ in what they make of "US$1.5bn", "58-year-old" or "80%". A piece is a run of digits, a run of letters or a single
 * other character, so that numbers are read alike whatever the tokens are. Each piece knows its token, for tags and marks. Pieces live in
 * the arena that they were cut into.
 */
#ifndef SYN_FACTS_QUANTITY_PIECES_H
#define SYN_FACTS_QUANTITY_PIECES_H

#include "base/array.h"
#include "records/document.h"

typedef enum syn_piece_kind { SYN_PIECE_WORD, SYN_PIECE_DIGITS, SYN_PIECE_SIGN } syn_piece_kind;

typedef struct syn_piece {
  uint32_t start, end; /* bytes into the sentence's field */
  uint32_t token;      /* of the document; the one that covers `start` */
  syn_piece_kind kind;
  bool space_before; /* also true at the beginning of the text that was cut */
  syn_text text, lower;
  uint32_t sign; /* SIGN: the character */
} syn_piece;

typedef SYN_ARRAY(syn_piece) syn_piece_array;

/* Cuts `text`, adding to `pieces`; marks of direction are in none. Offsets begin at `offset`, tokens are 0. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_pieces_cut(syn_text text, uint32_t offset, syn_arena *arena, syn_piece_array *pieces);

/* Empties `pieces` and fills it with those of one sentence, each with its token. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_pieces_of_sentence(const syn_document *document, uint32_t sentence, syn_arena *arena,
                                                 syn_piece_array *pieces);

/*
 * The text of `count` pieces in lower case (or as written), one space between pieces, into `buffer`. An empty slice when it does not fit.
 * Phrases of tables are stored under the same form, so "km/h" is found as "km / h".
 */
syn_text syn_pieces_join(const syn_piece *pieces, size_t count, bool as_written, char *buffer, size_t buffer_size);

#endif
