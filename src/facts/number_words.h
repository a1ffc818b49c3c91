/*
 * Number words: the words and signs of which one language makes its numbers (data/<language>/numbers.tsv).
 *
 * Read-only after loading, shared by threads; lives in the arena given to load.
 */
#ifndef SYN_FACTS_NUMBER_WORDS_H
#define SYN_FACTS_NUMBER_WORDS_H

#include "base/table.h"
#include "facts/quantity_phrases.h"
#include "synoptic/decimal.h"

typedef enum syn_number_class {
  SYN_NUMBER_UNIT, /* "seven", "nineteen" */
  SYN_NUMBER_TEN,  /* "forty" */
  SYN_NUMBER_HUNDRED,
  SYN_NUMBER_SCALE,       /* "million" */
  SYN_NUMBER_SHORT_SCALE, /* "bn": after figures only */
  SYN_NUMBER_COLLECTIVE,  /* "dozen" */
  SYN_NUMBER_ARTICLE,     /* "a" */
  SYN_NUMBER_JOINER,      /* "and" */
  SYN_NUMBER_POINT,
  SYN_NUMBER_MINUS,
  SYN_NUMBER_RANGE,    /* "to" */
  SYN_NUMBER_FRACTION, /* "third" */
  SYN_NUMBER_FRACTION_SIGN,
  SYN_NUMBER_OF,
  SYN_NUMBER_FROM, /* before a change: "from 5 to 7" */
  SYN_NUMBER_ORDINAL,
  SYN_NUMBER_ORDINAL_SUFFIX,
  SYN_NUMBER_GROUP_MARK,
  SYN_NUMBER_DECIMAL_MARK,
  SYN_NUMBER_PER,     /* "per": before the unit that divides a rate */
  SYN_NUMBER_OVER,    /* "one over three" */
  SYN_NUMBER_OUT,     /* "two out of five" */
  SYN_NUMBER_POINTER, /* "this": "one" after it is a pronoun */
  SYN_NUMBER_CLASS_COUNT
} syn_number_class;

typedef struct syn_number_word {
  syn_number_class class;
  syn_decimal value;   /* of a fraction: the numerator */
  int64_t denominator; /* 1 unless a fraction */
} syn_number_word;

typedef struct syn_number_words {
  syn_phrases phrases; /* value: index into words */
  SYN_ARRAY(syn_number_word) words;
} syn_number_words;

/* Returns SYN_OK, SYN_BAD_INPUT (a class or value that is not known: the message names the row), SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_number_words_load(const syn_table *table, syn_arena *arena, syn_number_words *out_words, syn_error *error);

/* The word of this class that the piece is, or NULL. */
const syn_number_word *syn_number_word_of(const syn_number_words *words, const syn_piece *piece, syn_number_class class);

#endif
