/*
 * Number reader: one number in figures or words, at a place in a list of pieces.
 *
 * "1,234.5", "1.5bn", "3 lakh crore", "twenty-one", "a hundred and two", "half a million", "two and a half million", "two-thirds",
 * "21st". What is counted, ranges, signs of money and bounds are for the quantity finder.
 */
#ifndef SYN_FACTS_NUMBER_READER_H
#define SYN_FACTS_NUMBER_READER_H

#include "facts/number_words.h"

typedef struct syn_number {
  size_t first, count; /* pieces */
  syn_decimal value;
  syn_decimal step;     /* the size of the last stated digit */
  syn_decimal mantissa; /* the value before its scale: 1.5 of "1.5 million" */
  syn_decimal scale;    /* 1e6 of "1.5 million"; 1 without a scale */
  uint32_t digit_count; /* of the whole part in figures; 0 in words */
  bool in_figures;
  bool is_grouped; /* "12,000" */
  bool has_decimals;
  bool has_scale;
  bool is_ordinal;
  bool has_minus_word;  /* "minus five", "negative five": by itself the word may mean something else */
  bool is_fraction;     /* a part of one: "a third", "3/4", "half" */
  bool is_article;      /* begins with an article: "a hundred" */
  bool is_letter_scale; /* the scale is a single letter: "5m", which may be metres */
} syn_number;

enum {
  SYN_NUMBER_READ_MONEY = 1u << 0, /* after a sign of money: single letters are scales also after a space */
  SYN_NUMBER_READ_PLAIN = 1u << 1  /* no quotients and powers: "one over three" is two numbers */
};

/*
 * Reads the longest number that begins at `at`. Returns false when there is none; *out_skip is then how many pieces belong to something
 * written in figures that is no number (a date, an address, a version), else 0.
 */
bool syn_number_read(const syn_number_words *words, const syn_piece *pieces, size_t count, size_t at, unsigned flags,
                     syn_number *out_number, size_t *out_skip);

#endif
