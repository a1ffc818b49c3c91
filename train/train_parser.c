/*
 * How it works: sentences in shuffled order make batches of about a thousand words, each cut into four parts whose gradients are computed
 * apart (by as many threads as THREADS in the environment says) and added in order: the weights do not depend on the number of threads.
 * Adam with a rate that rises shortly and falls evenly to zero after PARSER_ROUNDS rounds. Words' own vectors are left out at random, so
 * that endings and vectors from plain text carry words that the treebanks do not have. Treebanks whose customs differ from the first two
 * have a vector of their own, which is not used later.
 */
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "language/analyser.h"
#include "language/decode_tree.h"
#include "train/learner.h"
#include "train/parser_network.h"
#include "train/parser_quantise.h"
#include "train/parser_treebank.h"
#include "train/trainers.h"

enum { PARTS = 4, BATCH_WORDS = 1000, RUN_WORDS = 4096, WARM_UP = 300, ROUNDS = 22 };

static const float RATE = 0.0025f, MEAN_DECAY = 0.9f, SQUARE_DECAY = 0.98f, LARGEST_GRADIENT = 3.0f;

typedef struct moments {
  float *means, *squares;
} moments;

typedef struct parser_work {
  const training *trainer;
  parser_treebank treebank;
  network net;
  moments dense, tables[NETWORK_TABLES];
  float *table_gradients[NETWORK_TABLES];
  uint8_t *touched[NETWORK_TABLES];
  network_run *runs[PARTS];
  const network_sentence **batch;
  size_t part_ends[PARTS + 1]; /* sentences of the batch */
  uint64_t seeds[PARTS];
  double losses[PARTS][3];
  unsigned thread_count, rounds;
  size_t step_count, step_total;
} parser_work;

/* ---- one batch ---- */

typedef struct part_job {
  parser_work *work;
  unsigned first;
} part_job;

static void *run_parts(void *context) {
  const part_job *job = context;
  parser_work *work = job->work;
  for (unsigned p = job->first; p < PARTS; p += work->thread_count) {
    network_forward(work->runs[p], work->batch + work->part_ends[p], work->part_ends[p + 1] - work->part_ends[p], &work->seeds[p]);
    network_backward(work->runs[p], work->losses[p]);
  }
  return NULL;
}

static void run_batch(parser_work *work) {
  pthread_t threads[PARTS];
  part_job jobs[PARTS];
  for (unsigned t = 0; t < work->thread_count; t++) {
    jobs[t] = (part_job){work, t};
    if (t > 0 && pthread_create(&threads[t], NULL, run_parts, &jobs[t]) != 0) abort();
  }
  (void)run_parts(&jobs[0]);
  for (unsigned t = 1; t < work->thread_count; t++) (void)pthread_join(threads[t], NULL);
}

MATRIX_WIDE static void adam(float *weights, const float *gradient, moments state, size_t count, float rate, float factor) {
  for (size_t i = 0; i < count; i++) {
    float g = gradient[i] * factor;
    state.means[i] = MEAN_DECAY * state.means[i] + (1 - MEAN_DECAY) * g;
    state.squares[i] = SQUARE_DECAY * state.squares[i] + (1 - SQUARE_DECAY) * g * g;
    weights[i] -= rate * state.means[i] / (sqrtf(state.squares[i]) + 1e-8f);
  }
}

/* Adds what the words of a batch ask of the tables. */
static void gather_tables(parser_work *work) {
  for (unsigned p = 0; p < PARTS; p++) {
    for (size_t s = work->part_ends[p]; s < work->part_ends[p + 1]; s++) {
      for (uint32_t i = 0; i < work->batch[s]->count; i++) {
        const network_word *word = &work->batch[s]->words[i];
        bool own_dropped = false;
        const float *change = network_input_gradient(work->runs[p], s - work->part_ends[p], i, &own_dropped);
        for (size_t t = 0, at = 0; t < NETWORK_TABLES; at += work->net.table_sizes[t++]) {
          if (t == 0 && own_dropped) continue;
          vector_add_scaled(work->table_gradients[t] + word->rows[t] * work->net.table_sizes[t], change + at, 1, work->net.table_sizes[t]);
          work->touched[t][word->rows[t]] = 1;
        }
      }
    }
  }
}

static void update_tables(parser_work *work, float rate, float factor) {
  for (size_t t = 0; t < NETWORK_TABLES; t++) {
    size_t size = work->net.table_sizes[t];
    for (size_t row = 0; row < work->net.table_rows[t]; row++) {
      if (!work->touched[t][row]) continue;
      float *gradient = work->table_gradients[t] + row * size;
      moments state = {work->tables[t].means + row * size, work->tables[t].squares + row * size};
      adam(work->net.tables[t] + row * size, gradient, state, size, rate, factor);
      memset(gradient, 0, size * sizeof *gradient);
      work->touched[t][row] = 0;
    }
  }
}

static void update(parser_work *work, size_t words) {
  size_t count = work->net.offsets[BLOCK_COUNT];
  float *gradient = network_gradient(work->runs[0]);
  for (unsigned p = 1; p < PARTS; p++) vector_add_scaled(gradient, network_gradient(work->runs[p]), 1, count);
  memset(gradient + work->net.offsets[BLOCK_DOMAIN], 0, SYN_PARSER_WIDTH * sizeof *gradient);
  gather_tables(work);
  float factor = 1 / (float)words, norm = sqrtf(vector_dot(gradient, gradient, count)) * factor;
  if (norm > LARGEST_GRADIENT) factor *= LARGEST_GRADIENT / norm;
  double t = (double)++work->step_count, done = t / (double)work->step_total;
  double warm_up = work->step_total / 4 < WARM_UP ? (double)(work->step_total / 4) : WARM_UP;
  double rate = RATE * (t < warm_up ? t / warm_up : 1) * (1 - done);
  float corrected = (float)(rate * sqrt(1 - pow(SQUARE_DECAY, t)) / (1 - pow(MEAN_DECAY, t)));
  adam(work->net.weights, gradient, work->dense, count, corrected, factor);
  update_tables(work, corrected, factor);
}

/* ---- a round ---- */

/* Cuts the batch into parts of about as many words. */
static void cut_batch(parser_work *work, size_t sentences, size_t words) {
  size_t part = 0, seen = 0;
  for (size_t s = 0; s < sentences; s++) {
    seen += work->batch[s]->count;
    while (part + 1 < PARTS && seen >= (part + 1) * words / PARTS) work->part_ends[++part] = s + 1;
  }
  while (part < PARTS) work->part_ends[++part] = sentences;
}

static void learn_round(parser_work *work, const uint32_t *order, double losses[3]) {
  size_t count = work->treebank.sentence_count;
  for (size_t first = 0; first < count;) {
    size_t end = first, words = 0;
    for (; end < count && words < BATCH_WORDS; end++) {
      work->batch[end - first] = &work->treebank.sentences[order[end]];
      words += work->batch[end - first]->count;
    }
    cut_batch(work, end - first, words);
    memset(work->losses, 0, sizeof work->losses);
    run_batch(work);
    update(work, words);
    for (unsigned p = 0; p < PARTS; p++) {
      for (int i = 0; i < 3; i++) losses[i] += work->losses[p][i];
    }
    first = end;
  }
}

static size_t count_steps(const parser_work *work) {
  size_t words = 0;
  for (size_t s = 0; s < work->treebank.sentence_count; s++) words += work->treebank.sentences[s].count;
  return words / BATCH_WORDS + 1;
}

/* ---- measuring ---- */

static void measure_sentence(const parser_work *work, const network_sentence *sentence, syn_tree_decoder *decoder, int32_t *scores,
                             size_t right[4]) {
  uint32_t heads[PARSER_LONGEST];
  size_t cells = (size_t)sentence->count * (sentence->count + 1);
  const float *from = network_arc_scores(work->runs[0], 0, 0);
  for (size_t i = 0; i < cells; i++) scores[i] = (int32_t)(from[i] < -1000 ? -1000 * 4096 : from[i] * 4096);
  syn_tree_decode(decoder, scores, sentence->count, heads);
  for (uint32_t i = 0; i < sentence->count; i++) {
    const network_word *word = &sentence->words[i];
    unsigned tag = network_best_tag(work->runs[0], 0, i), label = network_best_label(work->runs[0], 0, i, heads[i]);
    right[0]++;
    if (work->treebank.tags[tag][0] == work->treebank.tags[word->tag][0]) right[1]++;
    if (heads[i] != word->head) continue;
    right[2]++;
    if (work->treebank.labels[label] >> 3 == work->treebank.labels[word->label] >> 3) right[3]++;
  }
}

static void measure(const parser_work *work, size_t limit) {
  for (size_t d = 0; d < work->treebank.dev_count; d++) {
    const network_sentence *sentences = work->treebank.dev[d].sentences;
    size_t right[4] = {0};
    syn_tree_decoder decoder;
    syn_arena *arena = NULL;
    if (syn_arena_create((size_t)1 << 26, &arena) != SYN_OK) abort();
    int32_t *scores = SYN_ARENA_ARRAY(arena, int32_t, (size_t)PARSER_LONGEST * (PARSER_LONGEST + 1));
    if (!scores || syn_tree_decoder_make(PARSER_LONGEST, arena, &decoder) != SYN_OK) abort();
    for (size_t s = 0; s < work->treebank.dev[d].sentence_count && right[0] < limit; s++) {
      const network_sentence *one[] = {&sentences[s]};
      network_forward(work->runs[0], one, 1, NULL);
      measure_sentence(work, &sentences[s], &decoder, scores, right);
    }
    syn_arena_destroy(&arena);
    double words = right[0] ? (double)right[0] / 100 : 1;
    printf("  %s: UPOS %.2f UAS %.2f LAS %.2f of %zu\n", work->treebank.dev[d].name, (double)right[1] / words, (double)right[2] / words,
           (double)right[3] / words, right[0]);
  }
  fflush(stdout);
}

/* ---- all ---- */

static void create(parser_work *work) {
  network_create(&work->net, work->treebank.label_count, work->treebank.tag_count, work->treebank.own_count + 1, work->treebank.given,
                 20240604);
  size_t count = work->net.offsets[BLOCK_COUNT];
  work->dense = (moments){trainer_take(count, sizeof(float)), trainer_take(count, sizeof(float))};
  for (size_t t = 0; t < NETWORK_TABLES; t++) {
    size_t cells = work->net.table_rows[t] * work->net.table_sizes[t];
    work->tables[t] = (moments){trainer_take(cells, sizeof(float)), trainer_take(cells, sizeof(float))};
    work->table_gradients[t] = trainer_take(cells, sizeof(float));
    work->touched[t] = trainer_take(work->net.table_rows[t], 1);
  }
  for (unsigned p = 0; p < PARTS; p++) {
    work->runs[p] = network_run_create(&work->net, RUN_WORDS);
    work->seeds[p] = 20240605 + p * 7919u;
  }
  work->batch = trainer_take(BATCH_WORDS + 1, sizeof(*work->batch));
}

static void clear(parser_work *work) {
  for (size_t t = 0; t < NETWORK_TABLES; t++) {
    free(work->tables[t].means);
    free(work->tables[t].squares);
    free(work->table_gradients[t]);
    free(work->touched[t]);
  }
  for (unsigned p = 0; p < PARTS; p++) network_run_destroy(&work->runs[p]);
  free(work->dense.means);
  free(work->dense.squares);
  free(work->batch);
  network_clear(&work->net);
  parser_treebank_clear(&work->treebank);
}

static void learn(parser_work *work) {
  uint32_t *order = trainer_take(work->treebank.sentence_count, sizeof *order);
  for (uint32_t i = 0; i < work->treebank.sentence_count; i++) order[i] = i;
  uint64_t state = 20240606;
  work->step_total = (count_steps(work) + 1) * work->rounds;
  double words = (double)count_steps(work) * BATCH_WORDS;
  for (unsigned round = 0; round < work->rounds; round++) {
    time_t start = time(NULL);
    double losses[3] = {0};
    learner_shuffle(order, work->treebank.sentence_count, &state);
    learn_round(work, order, losses);
    printf("  round %u of %u: losses: arcs %.3f, labels %.3f, tags %.3f; %ld s\n", round + 1, work->rounds, losses[0] / words,
           losses[1] / words, losses[2] / words, (long)(time(NULL) - start));
    measure(work, round + 1 == work->rounds ? SIZE_MAX : 12000);
  }
  free(order);
}

static unsigned setting(const char *name, unsigned otherwise) {
  const char *value = getenv(name);
  long number = value ? strtol(value, NULL, 10) : 0;
  return number > 0 ? (unsigned)number : otherwise;
}

syn_status train_parser(const training *trainer, syn_error *error) {
  parser_work work = {.trainer = trainer, .thread_count = setting("THREADS", 2), .rounds = setting("PARSER_ROUNDS", ROUNDS)};
  if (work.thread_count > PARTS) work.thread_count = PARTS;
  syn_status status = parser_treebank_read(trainer, &work.treebank, error);
  if (status != SYN_OK || work.treebank.sentence_count == 0) {
    parser_treebank_clear(&work.treebank);
    return status;
  }
  create(&work);
  learn(&work);
  status = parser_write(trainer, &work.treebank, &work.net);
  clear(&work);
  return status;
}
