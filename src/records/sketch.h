/*
 * Sketch: the keys by which articles find each other, small enough to keep millions.
 *
 * `terms` are the article's telling words (lemmas and names, folded) with weights;
 * `signature` is a MinHash of five-word shingles: equal values at equal places estimate the
 * share of common shingles.
 */
#ifndef SYN_RECORDS_SKETCH_H
#define SYN_RECORDS_SKETCH_H

#include "synoptic/text.h"

enum { SYN_SKETCH_SIGNATURE_SIZE = 64, SYN_SKETCH_TERM_LIMIT = 64 };

typedef struct syn_term {
  syn_text term;
  uint32_t weight; /* tf-idf in thousandths */
} syn_term;

typedef struct syn_sketch {
  syn_term *terms; /* heaviest first, ties in order of the term */
  uint32_t term_count;
  uint32_t word_count;    /* words of the text */
  uint32_t shingle_count; /* 0: no signature */
  uint32_t signature[SYN_SKETCH_SIGNATURE_SIZE];
} syn_sketch;

#endif
