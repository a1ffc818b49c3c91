/*
 * Parser treebank: the sentences that the parser learns from, as rows and numbers.
 *
 * Sources: the task "parser" of train/sources.tsv; `types` tells the domain (0: the customs that the parser is to have). The task
 * "parser-dev" names what is measured after each round.
 */
#ifndef SYN_TRAIN_PARSER_TREEBANK_H
#define SYN_TRAIN_PARSER_TREEBANK_H

#include "train/parser_network.h"
#include "train/trainers.h"

enum { PARSER_LONGEST = 512, PARSER_LABELS = 128, PARSER_TAGS = 256 };

typedef struct parser_dev {
  const char *name;
  network_sentence *sentences;
  size_t sentence_count;
} parser_dev;

typedef struct parser_treebank {
  network_sentence *sentences;
  size_t sentence_count;
  parser_dev dev[8];
  size_t dev_count;
  uint16_t labels[PARSER_LABELS]; /* relation << 3 | subtype */
  uint32_t tags[PARSER_TAGS][2];  /* tag, features */
  unsigned label_count, tag_count;
  uint64_t *own; /* hash of the word of each own vector; row i + 1 */
  size_t own_count;
  float *given; /* vectors from plain text, as the program sees them */
} parser_treebank;

/* Sentences of words without head are left out. Returns SYN_OK (none: no sentences), SYN_IO, SYN_BAD_INPUT, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status parser_treebank_read(const training *trainer, parser_treebank *out_treebank, syn_error *error);
void parser_treebank_clear(parser_treebank *treebank);

#endif
