/*
 * Pieces: a sentence cut as expressions of time need it, and its words' classes.
 *
 * Tokens are cut further, at the borders of figures, letters and signs ("3-4" is three pieces, "10am" two), so that times do not depend
 * on how a tokeniser treats them. Numbers of several words become one piece (time_numbers.h).
 */
#ifndef SYN_FACTS_TIME_PIECES_H
#define SYN_FACTS_TIME_PIECES_H

#include "base/array.h"
#include "facts/time_words.h"
#include "records/document.h"

typedef struct time_piece {
  uint32_t start, end; /* bytes into the sentence's field */
  uint32_t token;
  bool glued; /* no space before it */
  bool figures;
  uint8_t figure_count;
  const time_word *word; /* or NULL */
  int32_t number;        /* of figures and of words that stand for numbers, else -1 */
  int32_t ordinal;       /* 31st, third; else -1 */
  int32_t hundredths;    /* what is above the number: 50 of "2 1/2" */
  bool is_year;          /* words that spell a year: "nineteen ninety-four" */
  bool is_joined;        /* of several words that make one number */
} time_piece;

typedef SYN_ARRAY(time_piece) time_piece_array;

/* What a class reads in a piece: a number, and the text of the table. */
typedef struct time_value {
  int32_t number;
  syn_text text;
  int32_t hundredths;
} time_value;

/* Fills `pieces` (emptied first) with those of one sentence. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_time_pieces_make(const time_words *words, const syn_document *document, const syn_sentence *sentence,
                                               syn_arena *arena, time_piece_array *pieces);

/* Whether the piece is of the class; its value, if so. */
bool syn_time_piece_is(const syn_document *document, const time_piece *piece, time_class class, time_value *out_value);

/* Whether a context word class holds: as syn_time_piece_is, for a whole token by its word or its lemma. */
bool syn_time_token_is(const time_words *words, const syn_token *token, time_class class);

#endif
