/*
 * How it works: words that occur in like places get like vectors. Skip-gram with negative sampling (Mikolov et al. 2013), with a matrix of
 * its own for each of the four places around a word, so that the vectors tell syntax rather than topic (Ling et al. 2015). Frequent words
 * are passed over at random. One thread, fixed seed. Records: "<language>/vectors/keys" and "/values" (word table: row + 1),
 * "…/rows" int8 [words][64].
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "language/parse_features.h"
#include "train/learner.h"
#include "train/matrix.h"
#include "train/word_stream.h"

enum { SIZE = SYN_PARSER_WORD, PLACES = 4, NEGATIVES = 5, ROUNDS = 6, MINIMUM_COUNT = 5, MAXIMUM_WORDS = 40000, NOISE = 1 << 22 };

static const float RATE = 0.04f, PASSING = 1e-4f; /* words more frequent than this are passed over now and then */

typedef struct vector_work {
  word_stream stream;
  float *vectors, *contexts; /* [words][SIZE], [PLACES][words][SIZE] */
  uint32_t *noise;           /* words, each as often as its count to the power 0.75 asks */
  uint64_t random;
} vector_work;

static void fill_noise(vector_work *work) {
  double total = 0, sum = 0;
  size_t word = 0;
  for (size_t i = 0; i < work->stream.word_count; i++) total += pow(work->stream.words[i].count, 0.75);
  for (size_t i = 0; i < NOISE; i++) {
    work->noise[i] = (uint32_t)word;
    if ((double)(i + 1) / NOISE > (sum + pow(work->stream.words[word].count, 0.75)) / total && word + 1 < work->stream.word_count)
      sum += pow(work->stream.words[word++].count, 0.75);
  }
}

static float random_share(uint64_t *state) {
  return (float)(learner_random(state) >> 8) / (float)(1 << 24);
}

static bool is_passed(vector_work *work, uint32_t word) {
  float share = (float)work->stream.words[word].count / (float)work->stream.size;
  return share > PASSING && random_share(&work->random) > sqrtf(PASSING / share);
}

/* One word and one neighbour, true or drawn. */
static void learn_pair(const float *word, float *context, float *change, float label, float rate) {
  float guess = 1 / (1 + portable_exp(-vector_dot(word, context, SIZE))), step = (label - guess) * rate;
  vector_add_scaled(change, context, step, SIZE);
  vector_add_scaled(context, word, step, SIZE);
}

static void learn_at(vector_work *work, size_t at, float rate) {
  static const int places[PLACES] = {-2, -1, 1, 2};
  uint32_t word = work->stream.ranks[at];
  float change[SIZE] = {0}, *vector = work->vectors + (size_t)word * SIZE;
  for (size_t p = 0; p < PLACES; p++) {
    float *contexts = work->contexts + p * work->stream.word_count * SIZE;
    if ((places[p] < 0 && at < (size_t)-places[p]) || at + (size_t)(places[p] + 2) >= work->stream.size + 2) continue;
    uint32_t neighbour = work->stream.ranks[at + (size_t)places[p]];
    if (work->stream.ranks[places[p] < 0 ? at - 1 : at + 1] == WORD_STREAM_EDGE) continue;
    if (neighbour == WORD_STREAM_RARE || neighbour == WORD_STREAM_EDGE) continue;
    learn_pair(vector, contexts + (size_t)neighbour * SIZE, change, 1, rate);
    for (int n = 0; n < NEGATIVES; n++) {
      uint32_t drawn = work->noise[learner_random(&work->random) % NOISE];
      if (drawn != neighbour) learn_pair(vector, contexts + (size_t)drawn * SIZE, change, 0, rate);
    }
  }
  vector_add_scaled(vector, change, 1, SIZE);
}

static void learn(vector_work *work) {
  for (size_t i = 0; i < work->stream.word_count * SIZE; i++) work->vectors[i] = (random_share(&work->random) - 0.5f) / SIZE;
  for (int round = 0; round < ROUNDS; round++) {
    for (size_t at = 0; at < work->stream.size; at++) {
      uint32_t word = work->stream.ranks[at];
      if (word == WORD_STREAM_RARE || word == WORD_STREAM_EDGE || is_passed(work, word)) continue;
      double done = ((double)round + (double)at / (double)work->stream.size) / ROUNDS;
      learn_at(work, at, RATE * (float)(1 - done) + 1e-4f);
    }
    printf("  round %d of %d\n", round + 1, ROUNDS);
    fflush(stdout);
  }
}

/* Each dimension around 0 and of the same spread, two deviations at 64. */
static void write_rows(const vector_work *work, int8_t *rows) {
  size_t count = work->stream.word_count;
  for (size_t d = 0; d < SIZE; d++) {
    double sum = 0, squares = 0;
    for (size_t i = 0; i < count; i++) sum += work->vectors[i * SIZE + d];
    double mean = sum / (double)count;
    for (size_t i = 0; i < count; i++) squares += pow(work->vectors[i * SIZE + d] - mean, 2);
    double factor = 32 / sqrt(squares / (double)count + 1e-12);
    for (size_t i = 0; i < count; i++) {
      double value = (work->vectors[i * SIZE + d] - mean) * factor;
      rows[i * SIZE + d] = (int8_t)lrint(value > 127 ? 127 : value < -127 ? -127 : value);
    }
  }
}

static syn_status write_vectors(const training *trainer, const vector_work *work) {
  size_t count = work->stream.word_count;
  uint64_t *keys = trainer_take(count, sizeof *keys);
  uint16_t *values = trainer_take(count, sizeof *values);
  int8_t *rows = trainer_take(count, SIZE);
  char record[128];
  for (size_t i = 0; i < count; i++) {
    keys[i] = syn_word_hash(work->stream.words[i].text);
    values[i] = (uint16_t)(i + 1);
  }
  write_rows(work, rows);
  syn_status status = learner_write_table(trainer_record(trainer, "vectors", record), keys, values, count, trainer->writer);
  const uint64_t dimensions[] = {count, SIZE};
  if (status == SYN_OK)
    status = syn_model_writer_add(trainer->writer, trainer_record(trainer, "vectors/rows", record), SYN_WEIGHT_INT8, 2, dimensions, rows);
  free(keys);
  free(values);
  free(rows);
  return status;
}

/* The words nearest to a few, to look at. */
static void show_nearest(const vector_work *work, const char *name) {
  size_t word = 0, count = work->stream.word_count;
  while (word < count && !syn_text_equal(work->stream.words[word].text, syn_text_from(name))) word++;
  if (word == count) return;
  printf("  %s:", name);
  float limit = 2;
  for (int n = 0; n < 6; n++) {
    float best = -2;
    size_t found = word;
    for (size_t i = 0; i < count; i++) {
      const float *a = work->vectors + word * SIZE, *b = work->vectors + i * SIZE;
      float cosine = vector_dot(a, b, SIZE) / sqrtf(vector_dot(a, a, SIZE) * vector_dot(b, b, SIZE) + 1e-9f);
      if (i != word && cosine < limit && cosine > best) best = cosine, found = i;
    }
    limit = best;
    printf(" %.*s", SYN_TEXT_ARGUMENTS(work->stream.words[found].text));
  }
  printf("\n");
}

syn_status train_vectors(const training *trainer, syn_error *error) {
  vector_work work = {.random = 20240603};
  syn_status status = word_stream_read(trainer, MINIMUM_COUNT, MAXIMUM_WORDS, &work.stream, error);
  if (status != SYN_OK || work.stream.word_count == 0) goto cleanup;
  printf("  %zu words of text, %zu with a vector\n", work.stream.size, work.stream.word_count);
  fflush(stdout);
  work.vectors = trainer_take(work.stream.word_count * SIZE, sizeof(float));
  work.contexts = trainer_take(PLACES * work.stream.word_count * SIZE, sizeof(float));
  work.noise = trainer_take(NOISE, sizeof *work.noise);
  fill_noise(&work);
  learn(&work);
  show_nearest(&work, "told");
  show_nearest(&work, "minister");
  status = write_vectors(trainer, &work);
cleanup:
  free(work.vectors);
  free(work.contexts);
  free(work.noise);
  word_stream_clear(&work.stream);
  return status;
}
