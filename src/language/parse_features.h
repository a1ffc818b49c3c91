/*
 * Parse features: what the parser's network knows of a word before it looks around: rows of tables of vectors.
 *
 * The hashes and sizes are part of the trained weights: what is changed here makes new weights necessary.
 */
#ifndef SYN_LANGUAGE_PARSE_FEATURES_H
#define SYN_LANGUAGE_PARSE_FEATURES_H

#include "language/words.h"

/* Sizes of the network. */
enum {
  SYN_PARSER_WORD = 96,   /* of the vector of a whole word */
  SYN_PARSER_WIDTH = 256, /* of the vector of a word in its sentence */
  SYN_PARSER_SIDE = 128,  /* of this, what comes from the left; the other half comes from the right */
  SYN_PARSER_LAYERS = 3,
  SYN_PARSER_ARC = 96,   /* of a word as dependent and as head */
  SYN_PARSER_LABEL = 64, /* the same for the label of an arc */
  SYN_PARSER_DISTANCES = 32,
  SYN_PARSER_PART_COUNT = 6
};

/* A part of the vector besides the whole word's: each hash names a row. */
typedef struct syn_parser_part {
  const char *name; /* of the record */
  uint32_t rows, size;
} syn_parser_part;

extern const syn_parser_part syn_parser_parts[SYN_PARSER_PART_COUNT];

/* The row of each part for a word, the first of its sentence or not. */
void syn_parser_rows(const syn_word *word, bool is_first, uint32_t rows[SYN_PARSER_PART_COUNT]);

/* The class of the way from a dependent to its head, in tokens; 0 is the root. */
uint32_t syn_parser_distance(int32_t way);

#endif
