/*
 * Evaluation: how well the program reads text that people have annotated.
 *
 * Treebanks (CoNLL-U) are measured as the CoNLL 2018 shared task does, names (IOB2) by their exact spans and types.
 */
#ifndef SYNOPTIC_EVALUATION_H
#define SYNOPTIC_EVALUATION_H

#include "synoptic/engine.h"
#include "synoptic/measures.h"

SYN_C_BEGIN

typedef struct syn_evaluation_options {
  bool gold_tokens;     /* tokens and sentences are given, not found */
  const char *only;     /* documents whose id has these words; NULL: all */
  const char *types;    /* of an IOB2 file: "Location=PLACE|Person=PERSON"; NULL: the usual names of labels */
  const char *language; /* ISO 639-1; NULL: English */
} syn_evaluation_options;

/*
 * Measures a file whose name ends in .conllu or .iob2. Returns SYN_OK; SYN_IO; SYN_BAD_INPUT (the message names the document and the line),
 * SYN_BAD_ARGUMENT (another ending, types that are none), SYN_LIMIT, SYN_NO_MEMORY.
 */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_engine_evaluate(const syn_engine *engine, const char *path, const syn_evaluation_options *options,
                                                         syn_evaluation *out_evaluation, syn_error *error);

SYN_C_END

#endif
