/*
 * Parser quantise: from the network in floats to the records that the program reads (src/language/parse_trees.h).
 */
#ifndef SYN_TRAIN_PARSER_QUANTISE_H
#define SYN_TRAIN_PARSER_QUANTISE_H

#include "train/parser_treebank.h"

/* Adds the records "<language>/parser/…". Ranges of numbers come from sentences of the treebank. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status parser_write(const training *trainer, const parser_treebank *treebank, const network *net);

#endif
