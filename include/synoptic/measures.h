/*
 * Measures: counts of what was found in annotated text, and what they come to.
 */
#ifndef SYNOPTIC_MEASURES_H
#define SYNOPTIC_MEASURES_H

#include "synoptic/text.h"

SYN_C_BEGIN

typedef enum syn_measure_key {
  SYN_MEASURE_TOKENS,
  SYN_MEASURE_SENTENCES,
  SYN_MEASURE_WORDS,
  SYN_MEASURE_UPOS,
  SYN_MEASURE_UFEATS, /* those features that the program tells */
  SYN_MEASURE_LEMMAS,
  SYN_MEASURE_UAS,
  SYN_MEASURE_LAS,
  SYN_MEASURE_CLAS,
  SYN_MEASURE_MLAS,
  SYN_MEASURE_BLEX,
  /* words of one relation, with the right head */
  SYN_MEASURE_LAS_NSUBJ,
  SYN_MEASURE_LAS_OBJ,
  SYN_MEASURE_LAS_OBL,
  SYN_MEASURE_LAS_ADVCL,
  SYN_MEASURE_LAS_CCOMP,
  SYN_MEASURE_LAS_ACL,
  SYN_MEASURE_LAS_CONJ,
  /* names */
  SYN_MEASURE_PERSON,
  SYN_MEASURE_ORGANIZATION,
  SYN_MEASURE_PLACE,
  SYN_MEASURE_NORP,
  SYN_MEASURE_WORK,
  SYN_MEASURE_OTHER,
  SYN_MEASURE_NAMES, /* all types */
  SYN_MEASURE_COUNT
} syn_measure_key;

typedef struct syn_measure {
  uint64_t right, found, gold; /* precision: right / found; recall: right / gold */
} syn_measure;

typedef struct syn_evaluation {
  syn_measure measures[SYN_MEASURE_COUNT]; /* those that the file has nothing for are zero */
  uint64_t document_count;
} syn_evaluation;

/* "LAS", "LAS nsubj", "PERSON" */
SYN_PUBLIC const char *syn_measure_name(syn_measure_key key);

/* Between 0 and 1; 0 where there is nothing. */
SYN_PUBLIC double syn_measure_precision(syn_measure measure);
SYN_PUBLIC double syn_measure_recall(syn_measure measure);
SYN_PUBLIC double syn_measure_f1(syn_measure measure);

SYN_C_END

#endif
