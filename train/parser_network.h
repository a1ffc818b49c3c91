/*
 * Parser network: the network of src/language/parse_trees.h in floats, with its gradients, for training.
 *
 * Dense weights are one array of blocks; tables of vectors are apart, since a batch touches few of their rows.
 */
#ifndef SYN_TRAIN_PARSER_NETWORK_H
#define SYN_TRAIN_PARSER_NETWORK_H

#include <stdint.h>

#include "language/parse_features.h"
#include "train/matrix.h"

/* Dense blocks. */
typedef enum network_block {
  BLOCK_GATES,                                        /* [WIDTH][3 * WIDTH]: candidate, forget, reset; one a layer */
  BLOCK_GATES_BIAS = BLOCK_GATES + SYN_PARSER_LAYERS, /* [3 * WIDTH] */
  BLOCK_STATE = BLOCK_GATES_BIAS + SYN_PARSER_LAYERS, /* [2][WIDTH]: what forget and reset take from the state before */
  BLOCK_OUT = BLOCK_STATE + SYN_PARSER_LAYERS,        /* [WIDTH][OUT_WIDTH] */
  BLOCK_OUT_BIAS,
  BLOCK_ARC,        /* [ARC][ARC] */
  BLOCK_ARC_BIAS,   /* [ARC] */
  BLOCK_ROOT,       /* [ARC]: the root as a head */
  BLOCK_DISTANCE,   /* [DISTANCES] */
  BLOCK_LABEL,      /* [LABEL][labels] */
  BLOCK_LABEL_BIAS, /* [labels] */
  BLOCK_ROOT_LABEL, /* [LABEL] */
  BLOCK_TAG,        /* [WIDTH][tags] */
  BLOCK_TAG_BIAS,
  BLOCK_DOMAIN, /* [domains][WIDTH]; domain 0 is none */
  BLOCK_COUNT
} network_block;

/* Columns of BLOCK_OUT. */
enum {
  OUT_DEPENDENT = 0,
  OUT_HEAD = SYN_PARSER_ARC,
  OUT_LABEL_DEPENDENT = 2 * SYN_PARSER_ARC,
  OUT_LABEL_HEAD = OUT_LABEL_DEPENDENT + SYN_PARSER_LABEL,
  OUT_WIDTH = OUT_LABEL_HEAD + SYN_PARSER_LABEL,
  NETWORK_DOMAINS = 4,
  NETWORK_TABLES = 1 + SYN_PARSER_PART_COUNT /* the first: own vectors of the words of the treebanks */
};

typedef struct network {
  unsigned label_count, tag_count;
  size_t offsets[BLOCK_COUNT + 1];
  float *weights;
  const float *given; /* [words][WORD]: vectors from plain text, not learned here */
  float *tables[NETWORK_TABLES];
  size_t table_rows[NETWORK_TABLES], table_sizes[NETWORK_TABLES];
} network;

/* One word to learn from. */
typedef struct network_word {
  uint32_t given;                /* row + 1; 0: none */
  uint32_t rows[NETWORK_TABLES]; /* row 0 of the first: none */
  uint32_t head;                 /* in the sentence, from 1; 0: the root */
  uint16_t label, tag;
} network_word;

typedef struct network_sentence {
  const network_word *words;
  uint32_t count;
  uint8_t domain;
} network_sentence;

/* What a network sees of some sentences, and the gradients of one part of a batch. */
typedef struct network_run network_run;

void network_create(network *made, unsigned label_count, unsigned tag_count, size_t own_rows, const float *given, uint64_t seed);
void network_clear(network *gone);

static inline float *network_at(const network *net, network_block block) {
  return net->weights + net->offsets[block];
}

network_run *network_run_create(const network *net, size_t word_limit);
void network_run_destroy(network_run **run);

/* Computes vectors, scores and probabilities. `random`: of the dropout; NULL: none. */
void network_forward(network_run *run, const network_sentence *const *sentences, size_t count, uint64_t *random);

/* After network_forward: losses of arcs, labels and tags, and the gradients of what they ask for. */
void network_backward(network_run *run, double losses[3]);

/* Scores of the heads of one dependent: [sentence->count + 1], the root first. `first`: the sentence's first word in the run. */
const float *network_arc_scores(const network_run *run, size_t sentence, size_t word);
unsigned network_best_tag(const network_run *run, size_t sentence, size_t word);
/* `head` from 1; 0: the root. */
unsigned network_best_label(const network_run *run, size_t sentence, size_t word, uint32_t head);

/* What the run holds after network_forward: words, their states before and after each layer, what is said of each, the queries. */
size_t network_words(const network_run *run);
const float *network_states(const network_run *run, int layer);
const float *network_out(const network_run *run);
const float *network_queries(const network_run *run);

/* Gradients: of the dense weights, and of the vectors of the words (rows of WIDTH), which are those of the tables side by side. */
float *network_gradient(network_run *run);
const float *network_input_gradient(const network_run *run, size_t sentence, size_t word, bool *out_own_dropped);

#endif
