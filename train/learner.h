/*
 * Learner: an averaged perceptron over sparse features, written as a scorer.
 *
 * Only features that occur at least `minimum_sightings` times in what the learner was shown beforehand get a row. Deterministic.
 */
#ifndef SYN_TRAIN_LEARNER_H
#define SYN_TRAIN_LEARNER_H

#include "weights/model_writer.h"

typedef struct perceptron perceptron;

perceptron *learner_create(unsigned label_count, unsigned minimum_sightings);
void learner_destroy(perceptron **learner);

/* Counts features before training. */
void learner_show(perceptron *learner, const uint64_t *features, size_t count);

/* Adds the scores of all labels to scores[label_count]. */
void learner_score(const perceptron *learner, const uint64_t *features, size_t count, float *scores);

/* Moves the weights of one label for these features. */
void learner_update(perceptron *learner, const uint64_t *features, size_t count, unsigned label, float change);

/* Counts one decision; averages are over decisions. */
void learner_tick(perceptron *learner);

/*
 * Adds the averaged weights as records <name>/slots and <name>/rows. Weights below `threshold` (as a share of the largest 8-bit weight,
 * 127) are left out. `out_scale`: 8-bit weight = weight * scale.
 */
SYN_MUST_CHECK syn_status learner_write(perceptron *learner, const char *name, float threshold, syn_model_writer *writer, float *out_scale);

/* Random numbers of a fixed sequence (xorshift), for shuffling. */
uint32_t learner_random(uint64_t *state);
void learner_shuffle(uint32_t *items, size_t count, uint64_t *state);

/* A word table from keys and values (not 0): records <name>/keys and <name>/values. */
SYN_MUST_CHECK syn_status learner_write_table(const char *name, const uint64_t *keys, const uint16_t *values, size_t count,
                                              syn_model_writer *writer);

#endif
