/*
 * Measure: what the language stage found in a document against what people annotated.
 *
 * Both documents have the same text; they may be cut into other sentences and tokens. Counts are added to those of an evaluation.
 */
#ifndef SYN_LANGUAGE_MEASURE_H
#define SYN_LANGUAGE_MEASURE_H

#include "records/conllu.h"
#include "synoptic/measures.h"

/*
 * Adds the measures of the CoNLL 2018 shared task (universaldependencies.org/conll18/evaluation.html), with words aligned by their places
 * in the text. Relations count without subtypes, lemmas without case, of features only those that the program tells. Returns SYN_OK,
 * SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_measure_trees(const syn_document *found, const syn_conllu *gold, syn_arena *arena,
                                            syn_evaluation *evaluation);

/* Adds exact spans of names with the right type. `types`: bits (1 << type) of what is annotated; other names are not counted. */
void syn_measure_names(const syn_document *found, const syn_document *gold, uint32_t types, syn_evaluation *evaluation);

#endif
