/*
 * How it works: words that occur in like contexts get one class. Each word that is frequent enough has counts of its left and
 * right neighbours; the exchange algorithm (Martin, Liermann, Ney 1998, here on contexts rather than class pairs) moves one word after the
 * other to the class that raises the mutual information of class and context most:
 *
 *     sum over contexts x, classes c of N(x,c) log N(x,c)  -  2 * sum over classes of N(c) log N(c)
 *
 * Cost: rounds * (different neighbours of all words) * classes. Only counts of words are taken from the text.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "language/words.h"
#include "train/learner.h"
#include "train/matrix.h"
#include "train/word_stream.h"

enum { CLASSES = 320, ROUNDS = 8, MINIMUM_COUNT = 8, MAXIMUM_WORDS = 40000, CONTEXTS = 12000, LOG_TABLE = 1 << 16 };

typedef struct context_count {
  uint32_t word, context, count; /* context: rank of the neighbour, + CONTEXTS for the right one */
} context_count;

typedef struct cluster_work {
  const training *trainer;
  word_stream stream;
  size_t context_count;
  context_count *contexts; /* by word, then context */
  size_t *first;           /* of each word in contexts; one more */
  float *table;            /* x log x */
} cluster_work;

static int compare_contexts(const void *a, const void *b) {
  const context_count *x = a, *y = b;
  if (x->word != y->word) return x->word < y->word ? -1 : 1;
  return (x->context > y->context) - (x->context < y->context);
}

/* The number of a neighbour as a context: 0 for the edge of a sentence, 1 for rare words. */
static uint32_t context_of(uint32_t rank) {
  if (rank == WORD_STREAM_EDGE) return 0;
  return rank < CONTEXTS - 2 ? rank + 2 : 1;
}

static void count_contexts(cluster_work *work) {
  context_count *pairs = trainer_take(work->stream.size * 2, sizeof *pairs);
  size_t n = 0;
  for (size_t i = 0; i < work->stream.size; i++) {
    uint32_t rank = work->stream.ranks[i];
    if (rank == WORD_STREAM_EDGE || rank == WORD_STREAM_RARE) continue;
    uint32_t left = i > 0 ? work->stream.ranks[i - 1] : WORD_STREAM_EDGE,
             right = i + 1 < work->stream.size ? work->stream.ranks[i + 1] : WORD_STREAM_EDGE;
    pairs[n++] = (context_count){rank, context_of(left), 1};
    pairs[n++] = (context_count){rank, context_of(right) + CONTEXTS, 1};
  }
  qsort(pairs, n, sizeof *pairs, compare_contexts);
  size_t kept = 0;
  for (size_t i = 0; i < n; i++) {
    if (kept > 0 && compare_contexts(&pairs[kept - 1], &pairs[i]) == 0)
      pairs[kept - 1].count++;
    else
      pairs[kept++] = pairs[i];
  }
  work->contexts = pairs;
  work->context_count = kept;
  work->first = trainer_take(work->stream.word_count + 1, sizeof *work->first);
  for (size_t i = 0, word = 0; word <= work->stream.word_count; word++) {
    work->first[word] = i;
    while (i < kept && pairs[i].word == word) i++;
  }
}

static float entropy(const cluster_work *work, uint32_t count) {
  if (count < LOG_TABLE) return work->table[count];
  return (float)count * logf((float)count);
}

/* What each class would gain by the contexts of a word that is in none. */
static void gains(const cluster_work *work, size_t word, const uint32_t (*counts)[CLASSES], const uint32_t *totals, float *out_gains) {
  uint32_t total = 0;
  memset(out_gains, 0, CLASSES * sizeof *out_gains);
  for (size_t i = work->first[word]; i < work->first[word + 1]; i++) {
    const context_count *context = &work->contexts[i];
    const uint32_t *row = counts[context->context];
    total += context->count;
    for (unsigned c = 0; c < CLASSES; c++) out_gains[c] += entropy(work, row[c] + context->count) - entropy(work, row[c]);
  }
  for (unsigned c = 0; c < CLASSES; c++) out_gains[c] -= entropy(work, totals[c] + total) - entropy(work, totals[c]);
}

static void move(const cluster_work *work, size_t word, unsigned class, int sign, uint32_t (*counts)[CLASSES], uint32_t *totals) {
  for (size_t i = work->first[word]; i < work->first[word + 1]; i++) {
    uint32_t change = (uint32_t)sign * work->contexts[i].count;
    counts[work->contexts[i].context][class] += change;
    totals[class] += change;
  }
}

static void exchange(const cluster_work *work, uint16_t *classes) {
  uint32_t(*counts)[CLASSES] = trainer_take(2 * CONTEXTS, sizeof *counts);
  uint32_t totals[CLASSES] = {0};
  float word_gains[CLASSES];
  for (size_t word = 0; word < work->stream.word_count; word++) {
    classes[word] = (uint16_t)(word % CLASSES);
    move(work, word, classes[word], 1, counts, totals);
  }
  for (int round = 0; round < ROUNDS; round++) {
    size_t moved = 0;
    for (size_t word = 0; word < work->stream.word_count; word++) {
      move(work, word, classes[word], -1, counts, totals);
      gains(work, word, (const uint32_t(*)[CLASSES])counts, totals, word_gains);
      unsigned best = classes[word];
      for (unsigned c = 0; c < CLASSES; c++) {
        if (word_gains[c] > word_gains[best]) best = c;
      }
      if (best != classes[word]) moved++;
      classes[word] = (uint16_t)best;
      move(work, word, best, 1, counts, totals);
    }
    printf("  round %d: %zu of %zu words moved\n", round + 1, moved, work->stream.word_count);
    fflush(stdout);
  }
  free(counts);
}

static syn_status write_clusters(const cluster_work *work, const uint16_t *classes) {
  uint64_t *keys = trainer_take(work->stream.word_count, sizeof *keys);
  uint16_t *values = trainer_take(work->stream.word_count, sizeof *values);
  char record[128];
  for (size_t i = 0; i < work->stream.word_count; i++) {
    keys[i] = syn_word_hash(work->stream.words[i].text);
    values[i] = (uint16_t)(classes[i] + 1);
  }
  syn_status status =
      learner_write_table(trainer_record(work->trainer, "clusters", record), keys, values, work->stream.word_count, work->trainer->writer);
  free(keys);
  free(values);
  return status;
}

syn_status train_clusters(const training *trainer, syn_error *error) {
  cluster_work work = {.trainer = trainer};
  uint16_t *classes = NULL;
  syn_status status = word_stream_read(trainer, MINIMUM_COUNT, MAXIMUM_WORDS, &work.stream, error);
  if (status != SYN_OK || work.stream.size == 0) goto cleanup;
  count_contexts(&work);
  printf("  %zu words of text, %zu classed, %zu pairs of word and context\n", work.stream.size, work.stream.word_count, work.context_count);
  fflush(stdout);
  work.table = trainer_take(LOG_TABLE, sizeof *work.table);
  for (uint32_t i = 1; i < LOG_TABLE; i++) work.table[i] = (float)i * logf((float)i);
  classes = trainer_take(work.stream.word_count, sizeof *classes);
  exchange(&work, classes);
  status = write_clusters(&work, classes);
cleanup:
  free(classes);
  free(work.contexts);
  free(work.first);
  free(work.table);
  word_stream_clear(&work.stream);
  return status;
}
