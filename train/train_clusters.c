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

#include "base/map.h"
#include "language/analyser.h"
#include "train/learner.h"
#include "train/raw_text.h"

enum { CLASSES = 320, ROUNDS = 8, MINIMUM_COUNT = 8, MAXIMUM_WORDS = 40000, CONTEXTS = 12000, LOG_TABLE = 1 << 16 };

typedef struct cluster_word {
  syn_text text;
  uint32_t count, index; /* index: in order of first occurrence */
} cluster_word;

typedef struct context_count {
  uint32_t word, context, count; /* context: rank of the neighbour, + CONTEXTS for the right one */
} context_count;

typedef struct cluster_work {
  const training *trainer;
  syn_analyser *analyser;
  syn_arena *scratch;
  syn_map ids;
  SYN_ARRAY(uint32_t) stream; /* ids of all words in order; UINT32_MAX between sentences */
  uint32_t *rank_of;          /* by id; UINT32_MAX: too rare */
  cluster_word *words;        /* by rank */
  size_t word_count, context_count;
  context_count *contexts; /* by word, then context */
  size_t *first;           /* of each word in contexts; one more */
  float *table;            /* x log x */
} cluster_work;

static void *take(size_t count, size_t size) {
  void *memory = calloc(count + 1, size);
  if (!memory) abort();
  return memory;
}

static syn_status read_document(void *context, syn_text text, syn_error *error) {
  cluster_work *work = context;
  syn_article article = {.language = work->trainer->language, .text = text};
  syn_document document = {0};
  syn_arena_reset(work->scratch);
  syn_status status = syn_document_split(work->analyser, &article, work->scratch, &document, error);
  for (uint32_t s = 0; s < document.sentence_count && status == SYN_OK; s++) {
    const syn_sentence *sentence = &document.sentences[s];
    for (uint32_t t = 0; t <= sentence->token_count; t++) {
      uint64_t id = UINT32_MAX;
      if (t < sentence->token_count) {
        syn_text lower = document.tokens[sentence->first_token + t].lower, copy;
        if (!syn_map_get(&work->ids, lower, &id)) {
          id = work->ids.count;
          if (syn_arena_copy(work->trainer->arena, lower, &copy) != SYN_OK || syn_map_put(&work->ids, copy, id) != SYN_OK)
            return SYN_NO_MEMORY;
        }
      }
      uint32_t *added = SYN_ARRAY_ADD(&work->stream, work->trainer->arena);
      if (!added) return SYN_NO_MEMORY;
      *added = (uint32_t)id;
    }
  }
  return status;
}

static int compare_words(const void *a, const void *b) {
  const cluster_word *x = a, *y = b;
  if (x->count != y->count) return x->count < y->count ? 1 : -1;
  return syn_text_compare(x->text, y->text);
}

static void rank_words(cluster_work *work) {
  cluster_word *all = take(work->ids.count, sizeof *all);
  for (size_t i = 0; i < work->ids.count; i++) all[i] = (cluster_word){work->ids.entries[i].key, 0, (uint32_t)i};
  for (size_t i = 0; i < work->stream.count; i++) {
    if (work->stream.items[i] != UINT32_MAX) all[work->stream.items[i]].count++;
  }
  qsort(all, work->ids.count, sizeof *all, compare_words);
  while (work->word_count < work->ids.count && work->word_count < MAXIMUM_WORDS && all[work->word_count].count >= MINIMUM_COUNT)
    work->word_count++;
  work->rank_of = take(work->ids.count, sizeof *work->rank_of);
  memset(work->rank_of, 0xFF, work->ids.count * sizeof *work->rank_of);
  for (size_t i = 0; i < work->word_count; i++) work->rank_of[all[i].index] = (uint32_t)i;
  work->words = all;
}

static int compare_contexts(const void *a, const void *b) {
  const context_count *x = a, *y = b;
  if (x->word != y->word) return x->word < y->word ? -1 : 1;
  return (x->context > y->context) - (x->context < y->context);
}

/* The number of a neighbour as a context: 0 for the edge of a sentence, 1 for rare words. */
static uint32_t context_of(const cluster_work *work, uint32_t id) {
  if (id == UINT32_MAX) return 0;
  uint32_t rank = work->rank_of[id];
  return rank < CONTEXTS - 2 ? rank + 2 : 1;
}

static void count_contexts(cluster_work *work) {
  context_count *pairs = take(work->stream.count * 2, sizeof *pairs);
  size_t n = 0;
  for (size_t i = 0; i < work->stream.count; i++) {
    uint32_t id = work->stream.items[i];
    if (id == UINT32_MAX || work->rank_of[id] == UINT32_MAX) continue;
    uint32_t left = i > 0 ? work->stream.items[i - 1] : UINT32_MAX,
             right = i + 1 < work->stream.count ? work->stream.items[i + 1] : UINT32_MAX;
    pairs[n++] = (context_count){work->rank_of[id], context_of(work, left), 1};
    pairs[n++] = (context_count){work->rank_of[id], context_of(work, right) + CONTEXTS, 1};
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
  work->first = take(work->word_count + 1, sizeof *work->first);
  for (size_t i = 0, word = 0; word <= work->word_count; word++) {
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
  uint32_t(*counts)[CLASSES] = take(2 * CONTEXTS, sizeof *counts);
  uint32_t totals[CLASSES] = {0};
  float word_gains[CLASSES];
  for (size_t word = 0; word < work->word_count; word++) {
    classes[word] = (uint16_t)(word % CLASSES);
    move(work, word, classes[word], 1, counts, totals);
  }
  for (int round = 0; round < ROUNDS; round++) {
    size_t moved = 0;
    for (size_t word = 0; word < work->word_count; word++) {
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
    printf("  round %d: %zu of %zu words moved\n", round + 1, moved, work->word_count);
    fflush(stdout);
  }
  free(counts);
}

static syn_status write_clusters(const cluster_work *work, const uint16_t *classes) {
  uint64_t *keys = take(work->word_count, sizeof *keys);
  uint16_t *values = take(work->word_count, sizeof *values);
  char record[128];
  for (size_t i = 0; i < work->word_count; i++) {
    keys[i] = syn_word_hash(work->words[i].text);
    values[i] = (uint16_t)(classes[i] + 1);
  }
  syn_status status =
      learner_write_table(trainer_record(work->trainer, "clusters", record), keys, values, work->word_count, work->trainer->writer);
  free(keys);
  free(values);
  return status;
}

syn_status train_clusters(const training *trainer, syn_error *error) {
  cluster_work work = {.trainer = trainer};
  uint16_t *classes = NULL;
  syn_map_init(&work.ids, trainer->arena);
  syn_status status = syn_arena_create((size_t)1 << 30, &work.scratch);
  if (status == SYN_OK) status = syn_analyser_create(NULL, trainer->world, &work.analyser, error);
  if (status == SYN_OK) status = raw_text_visit(trainer, read_document, &work, error);
  if (status != SYN_OK || work.stream.count == 0) goto cleanup;
  rank_words(&work);
  count_contexts(&work);
  printf("  %zu words of text, %zu classed, %zu pairs of word and context\n", work.stream.count, work.word_count, work.context_count);
  fflush(stdout);
  work.table = take(LOG_TABLE, sizeof *work.table);
  for (uint32_t i = 1; i < LOG_TABLE; i++) work.table[i] = (float)i * logf((float)i);
  classes = take(work.word_count, sizeof *classes);
  exchange(&work, classes);
  status = write_clusters(&work, classes);
cleanup:
  free(classes);
  free(work.rank_of);
  free(work.words);
  free(work.contexts);
  free(work.first);
  free(work.table);
  syn_analyser_destroy(&work.analyser);
  syn_arena_destroy(&work.scratch);
  return status;
}
