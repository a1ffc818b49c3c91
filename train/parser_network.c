/*
 * How it works: the vector of a word is the vectors of its parts side by side. Layers of simple recurrent units (Lei et al. 2018) run over
 * the sentence, half of each from the left, half from the right; their gates are hard sigmoids, so that the program computes them with
 * integers:
 *
 *     f = clamp(1/2 + (Wf x + vf c')/4)   r = clamp(1/2 + (Wr x + vr c')/4)   c = f c' + (1 - f) W x   h = r c + (1 - r) x
 *
 * Arcs are scored by q(dependent) . head + distance (biaffine, Dozat and Manning 2017), labels by one layer over the sum of both ends, tags
 * by one over the word.
 */
#include "train/parser_network.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "train/learner.h"

enum { WIDTH = SYN_PARSER_WIDTH, SIDE = SYN_PARSER_SIDE, LAYERS = SYN_PARSER_LAYERS, ARC = SYN_PARSER_ARC, LABEL = SYN_PARSER_LABEL };

static const float INPUT_DROPOUT = 0.2f, LAYER_DROPOUT = 0.25f, OUT_DROPOUT = 0.33f, WORD_DROPOUT = 0.2f, WHOLE_WORD_DROPOUT = 0.05f,
                   ARC_DROPOUT = 0.25f, LEAK = 0.01f;

struct network_run {
  const network *net;
  const network_sentence *const *sentences;
  size_t sentence_count, word_count, limit;
  size_t *firsts; /* of each sentence */
  uint8_t *own_dropped, *word_dropped;
  float *states[LAYERS + 1];     /* [words][WIDTH]; the first are the vectors of the words */
  float *masks[LAYERS + 1];      /* [sentences][WIDTH]: dropout of what a layer, and at last the outputs, take */
  float *dropped[LAYERS + 1];    /* states times masks */
  float *gates[LAYERS];          /* [words][3 * WIDTH]: candidate, forget, reset */
  float *cells[LAYERS];          /* [words][WIDTH] */
  float *out, *out_mask;         /* [words][OUT_WIDTH] */
  float *queries;                /* [words][ARC] */
  float *arcs;                   /* scores, then probabilities, sentence by sentence [count][count + 1] */
  size_t *arc_firsts, arc_limit; /* of each sentence */
  float *tags;                   /* [words][tags] */
  float *gradient;               /* as network.weights */
  float *changes[2], *gate_changes, *out_changes, *query_changes;
};

/* ---- weights ---- */

static void set_sizes(size_t sizes[BLOCK_COUNT], unsigned label_count, unsigned tag_count) {
  for (int l = 0; l < LAYERS; l++) {
    sizes[BLOCK_GATES + l] = (size_t)WIDTH * 3 * WIDTH;
    sizes[BLOCK_GATES_BIAS + l] = (size_t)3 * WIDTH;
    sizes[BLOCK_STATE + l] = (size_t)2 * WIDTH;
  }
  sizes[BLOCK_OUT] = (size_t)WIDTH * OUT_WIDTH;
  sizes[BLOCK_OUT_BIAS] = OUT_WIDTH;
  sizes[BLOCK_ARC] = (size_t)ARC * ARC;
  sizes[BLOCK_ARC_BIAS] = sizes[BLOCK_ROOT] = ARC;
  sizes[BLOCK_DISTANCE] = SYN_PARSER_DISTANCES;
  sizes[BLOCK_LABEL] = (size_t)LABEL * label_count;
  sizes[BLOCK_LABEL_BIAS] = label_count;
  sizes[BLOCK_ROOT_LABEL] = LABEL;
  sizes[BLOCK_TAG] = (size_t)WIDTH * tag_count;
  sizes[BLOCK_TAG_BIAS] = tag_count;
  sizes[BLOCK_DOMAIN] = (size_t)NETWORK_DOMAINS * WIDTH;
}

static void fill_random(float *to, size_t count, float range, uint64_t *random) {
  for (size_t i = 0; i < count; i++) to[i] = range * (2.0f * (float)(learner_random(random) >> 8) / (float)(1 << 24) - 1);
}

void network_create(network *made, unsigned label_count, unsigned tag_count, size_t own_rows, const float *given, uint64_t seed) {
  size_t sizes[BLOCK_COUNT];
  set_sizes(sizes, label_count, tag_count);
  *made = (network){.label_count = label_count, .tag_count = tag_count, .given = given};
  for (int b = 0; b < BLOCK_COUNT; b++) made->offsets[b + 1] = made->offsets[b] + sizes[b];
  made->weights = trainer_take(made->offsets[BLOCK_COUNT], sizeof(float));
  for (int l = 0; l < LAYERS; l++) fill_random(network_at(made, BLOCK_GATES + l), sizes[BLOCK_GATES + l], sqrtf(3.0f / WIDTH), &seed);
  fill_random(network_at(made, BLOCK_OUT), sizes[BLOCK_OUT], sqrtf(6.0f / (WIDTH + OUT_WIDTH)), &seed);
  fill_random(network_at(made, BLOCK_ARC), sizes[BLOCK_ARC], sqrtf(3.0f / ARC) * 0.5f, &seed);
  fill_random(network_at(made, BLOCK_ROOT), ARC, 0.3f, &seed);
  fill_random(network_at(made, BLOCK_LABEL), sizes[BLOCK_LABEL], sqrtf(6.0f / (LABEL + 48)), &seed);
  fill_random(network_at(made, BLOCK_TAG), sizes[BLOCK_TAG], sqrtf(6.0f / (WIDTH + 128)), &seed);
  for (int t = 0; t < NETWORK_TABLES; t++) {
    made->table_rows[t] = t == 0 ? own_rows : syn_parser_parts[t - 1].rows;
    made->table_sizes[t] = t == 0 ? SYN_PARSER_WORD : syn_parser_parts[t - 1].size;
    made->tables[t] = trainer_take(made->table_rows[t] * made->table_sizes[t], sizeof(float));
    if (t > 0) fill_random(made->tables[t], made->table_rows[t] * made->table_sizes[t], 0.5f, &seed);
  }
}

void network_clear(network *gone) {
  free(gone->weights);
  for (int t = 0; t < NETWORK_TABLES; t++) free(gone->tables[t]);
  *gone = (network){0};
}

network_run *network_run_create(const network *net, size_t limit) {
  network_run *run = trainer_take(1, sizeof *run);
  run->net = net;
  run->limit = limit;
  run->firsts = trainer_take(limit + 1, sizeof *run->firsts);
  run->arc_firsts = trainer_take(limit + 1, sizeof *run->arc_firsts);
  run->own_dropped = trainer_take(limit, 1);
  run->word_dropped = trainer_take(limit, 1);
  for (int l = 0; l <= LAYERS; l++) {
    run->states[l] = trainer_take(limit * WIDTH, sizeof(float));
    run->masks[l] = trainer_take(limit * WIDTH, sizeof(float));
    run->dropped[l] = trainer_take(limit * WIDTH, sizeof(float));
    if (l == LAYERS) break;
    run->gates[l] = trainer_take(limit * 3 * WIDTH, sizeof(float));
    run->cells[l] = trainer_take(limit * WIDTH, sizeof(float));
  }
  run->out = trainer_take(limit * OUT_WIDTH, sizeof(float));
  run->out_mask = trainer_take(limit * OUT_WIDTH, sizeof(float));
  run->out_changes = trainer_take(limit * OUT_WIDTH, sizeof(float));
  run->queries = trainer_take(limit * ARC, sizeof(float));
  run->query_changes = trainer_take(limit * ARC, sizeof(float));
  run->tags = trainer_take(limit * net->tag_count, sizeof(float));
  run->gradient = trainer_take(net->offsets[BLOCK_COUNT], sizeof(float));
  run->changes[0] = trainer_take(limit * WIDTH, sizeof(float));
  run->changes[1] = trainer_take(limit * WIDTH, sizeof(float));
  run->gate_changes = trainer_take(limit * 3 * WIDTH, sizeof(float));
  return run;
}

void network_run_destroy(network_run **gone) {
  if (!gone || !*gone) return;
  network_run *run = *gone;
  for (int l = 0; l <= LAYERS; l++) {
    free(run->states[l]);
    free(run->masks[l]);
    free(run->dropped[l]);
    if (l == LAYERS) break;
    free(run->gates[l]);
    free(run->cells[l]);
  }
  void *const rest[] = {run->firsts,        run->arc_firsts, run->own_dropped,  run->word_dropped,
                        run->out,           run->out_mask,   run->out_changes,  run->queries,
                        run->query_changes, run->tags,       run->gradient,     run->changes[0],
                        run->changes[1],    run->arcs,       run->gate_changes, run};
  for (size_t i = 0; i < sizeof rest / sizeof *rest; i++) free(rest[i]);
  *gone = NULL;
}

/* ---- forward ---- */

static bool happens(float share, uint64_t *random) {
  return random && (float)(learner_random(random) >> 8) / (float)(1 << 24) < share;
}

static void fill_mask(float *mask, size_t count, float share, uint64_t *random) {
  for (size_t i = 0; i < count; i++) mask[i] = !random ? 1.0f : happens(share, random) ? 0.0f : 1 / (1 - share);
}

static void fill_vectors(network_run *run, const network_sentence *sentence, size_t first, uint64_t *random) {
  const network *net = run->net;
  for (uint32_t i = 0; i < sentence->count; i++) {
    const network_word *word = &sentence->words[i];
    float *to = run->states[0] + (first + i) * WIDTH;
    bool no_word = happens(WHOLE_WORD_DROPOUT, random), no_own = no_word || happens(WORD_DROPOUT, random);
    run->own_dropped[first + i] = no_own || word->rows[0] == 0;
    run->word_dropped[first + i] = no_word;
    memcpy(to, network_at(net, BLOCK_DOMAIN) + (size_t)sentence->domain * WIDTH, WIDTH * sizeof *to);
    if (word->given > 0 && !no_word) vector_add_scaled(to, net->given + (size_t)(word->given - 1) * SYN_PARSER_WORD, 1, SYN_PARSER_WORD);
    for (size_t t = 0, at = 0; t < NETWORK_TABLES; at += net->table_sizes[t++]) {
      if (t == 0 && run->own_dropped[first + i]) continue;
      vector_add_scaled(to + at, net->tables[t] + word->rows[t] * net->table_sizes[t], 1, net->table_sizes[t]);
    }
  }
}

static void drop(network_run *run, int layer, float share, uint64_t *random) {
  for (size_t s = 0; s < run->sentence_count; s++) {
    float *mask = run->masks[layer] + s * WIDTH;
    fill_mask(mask, WIDTH, share, random);
    for (size_t i = run->firsts[s] * WIDTH; i < run->firsts[s + 1] * WIDTH; i++)
      run->dropped[layer][i] = run->states[layer][i] * mask[i % WIDTH];
  }
}

static inline float hard_sigmoid(float x) {
  x = 0.5f + 0.25f * x;
  return x < 0 ? 0 : x > 1 ? 1 : x;
}

/* One step of one side: gates and cell of a word after the cell before. */
MATRIX_WIDE static void step(float *restrict gates, const float *restrict state, const float *restrict before, const float *restrict input,
                             float *restrict cell, float *restrict output) {
  for (size_t i = 0; i < SIDE; i++) {
    float forget = hard_sigmoid(gates[WIDTH + i] + state[i] * before[i]);
    float reset = hard_sigmoid(gates[2 * WIDTH + i] + state[WIDTH + i] * before[i]);
    cell[i] = forget * before[i] + (1 - forget) * gates[i];
    output[i] = reset * cell[i] + (1 - reset) * input[i];
    gates[WIDTH + i] = forget;
    gates[2 * WIDTH + i] = reset;
  }
}

static const float no_cell[WIDTH];

static void recur(network_run *run, int layer, size_t first, size_t end) {
  const float *state = network_at(run->net, BLOCK_STATE + layer);
  for (size_t n = 0; n < end - first; n++) {
    for (size_t side = 0; side < 2; side++) {
      size_t at = side == 0 ? first + n : end - 1 - n, shift = side * SIDE;
      size_t before = side == 0 ? at - 1 : at + 1;
      step(run->gates[layer] + at * 3 * WIDTH + shift, state + shift, n == 0 ? no_cell : run->cells[layer] + before * WIDTH + shift,
           run->states[layer] + at * WIDTH + shift, run->cells[layer] + at * WIDTH + shift, run->states[layer + 1] + at * WIDTH + shift);
    }
  }
}

static void score_arcs(network_run *run, size_t s) {
  size_t first = run->firsts[s], count = run->firsts[s + 1] - first;
  const float *distance = network_at(run->net, BLOCK_DISTANCE);
  for (size_t i = 0; i < count; i++) {
    float *scores = run->arcs + run->arc_firsts[s] + i * (count + 1);
    const float *query = run->queries + (first + i) * ARC;
    scores[0] = vector_dot(query, network_at(run->net, BLOCK_ROOT), ARC) + distance[0];
    for (size_t j = 0; j < count; j++) {
      scores[1 + j] = j == i ? -1e9f
                             : vector_dot(query, run->out + (first + j) * OUT_WIDTH + OUT_HEAD, ARC) +
                                   distance[syn_parser_distance((int32_t)j - (int32_t)i)];
    }
  }
}

static void score(network_run *run, uint64_t *random) {
  const network *net = run->net;
  size_t count = run->word_count;
  matrix out = matrix_of(run->out, count, OUT_WIDTH), top = matrix_of(run->dropped[LAYERS], count, WIDTH);
  matrix_fill_rows(out, network_at(net, BLOCK_OUT_BIAS));
  matrix_add_product(top, matrix_of(network_at(net, BLOCK_OUT), WIDTH, OUT_WIDTH), out);
  fill_mask(run->out_mask, count * OUT_WIDTH, ARC_DROPOUT, random);
  for (size_t i = 0; i < count * OUT_WIDTH; i++) {
    bool is_label = i % OUT_WIDTH >= OUT_LABEL_DEPENDENT; /* their sum goes through the relu */
    if (is_label) run->out_mask[i] = 1;
    if (!is_label && run->out[i] < 0) run->out_mask[i] = 0;
    run->out[i] *= run->out_mask[i];
  }
  matrix queries = matrix_of(run->queries, count, ARC);
  matrix_fill_rows(queries, network_at(net, BLOCK_ARC_BIAS));
  matrix_add_product(matrix_columns(out, OUT_DEPENDENT, ARC), matrix_of(network_at(net, BLOCK_ARC), ARC, ARC), queries);
  for (size_t s = 0; s < run->sentence_count; s++) score_arcs(run, s);
  matrix tags = matrix_of(run->tags, count, net->tag_count);
  matrix_fill_rows(tags, network_at(net, BLOCK_TAG_BIAS));
  matrix_add_product(top, matrix_of(network_at(net, BLOCK_TAG), WIDTH, net->tag_count), tags);
}

static void lay_out(network_run *run, const network_sentence *const *sentences, size_t count) {
  run->sentences = sentences;
  run->sentence_count = count;
  size_t words = 0, arcs = 0;
  for (size_t s = 0; s < count; s++) {
    run->firsts[s] = words;
    run->arc_firsts[s] = arcs;
    words += sentences[s]->count;
    arcs += (size_t)sentences[s]->count * (sentences[s]->count + 1);
  }
  run->firsts[count] = run->word_count = words;
  if (words > run->limit) abort();
  if (arcs > run->arc_limit) {
    free(run->arcs);
    run->arcs = trainer_take(arcs, sizeof(float));
    run->arc_limit = arcs;
  }
}

void network_forward(network_run *run, const network_sentence *const *sentences, size_t count, uint64_t *random) {
  const network *net = run->net;
  lay_out(run, sentences, count);
  for (size_t s = 0; s < count; s++) fill_vectors(run, sentences[s], run->firsts[s], random);
  for (int l = 0; l < LAYERS; l++) {
    drop(run, l, l == 0 ? INPUT_DROPOUT : LAYER_DROPOUT, random);
    matrix gates = matrix_of(run->gates[l], run->word_count, 3 * (size_t)WIDTH);
    matrix_fill_rows(gates, network_at(net, BLOCK_GATES_BIAS + l));
    matrix_add_product(matrix_of(run->dropped[l], run->word_count, WIDTH), matrix_of(network_at(net, BLOCK_GATES + l), WIDTH, 3 * WIDTH),
                       gates);
    for (size_t s = 0; s < count; s++) recur(run, l, run->firsts[s], run->firsts[s + 1]);
  }
  drop(run, LAYERS, OUT_DROPOUT, random);
  score(run, random);
}

/* ---- what is asked of the scores ---- */

const float *network_arc_scores(const network_run *run, size_t sentence, size_t word) {
  return run->arcs + run->arc_firsts[sentence] + word * (run->sentences[sentence]->count + 1);
}

static unsigned best_of(const float *scores, unsigned count) {
  unsigned best = 0;
  for (unsigned i = 1; i < count; i++) {
    if (scores[i] > scores[best]) best = i;
  }
  return best;
}

unsigned network_best_tag(const network_run *run, size_t sentence, size_t word) {
  return best_of(run->tags + (run->firsts[sentence] + word) * run->net->tag_count, run->net->tag_count);
}

/* The layer below the labels of an arc. */
static void join(const network_run *run, size_t word, size_t head, bool is_root, float joined[LABEL]) {
  const float *dependent = run->out + word * OUT_WIDTH + OUT_LABEL_DEPENDENT;
  const float *other = is_root ? network_at(run->net, BLOCK_ROOT_LABEL) : run->out + head * OUT_WIDTH + OUT_LABEL_HEAD;
  for (size_t i = 0; i < LABEL; i++) joined[i] = dependent[i] + other[i] > 0 ? dependent[i] + other[i] : 0;
}

static void score_labels(const network_run *run, const float joined[LABEL], float *scores) {
  const network *net = run->net;
  memcpy(scores, network_at(net, BLOCK_LABEL_BIAS), net->label_count * sizeof *scores);
  for (size_t i = 0; i < LABEL; i++) {
    if (joined[i] > 0) vector_add_scaled(scores, network_at(net, BLOCK_LABEL) + i * net->label_count, joined[i], net->label_count);
  }
}

unsigned network_best_label(const network_run *run, size_t sentence, size_t word, uint32_t head) {
  float joined[LABEL], scores[256];
  size_t first = run->firsts[sentence];
  join(run, first + word, head ? first + head - 1 : 0, head == 0, joined);
  score_labels(run, joined, scores);
  return best_of(scores, run->net->label_count);
}

size_t network_words(const network_run *run) {
  return run->word_count;
}

const float *network_states(const network_run *run, int layer) {
  return run->states[layer];
}

const float *network_out(const network_run *run) {
  return run->out;
}

const float *network_queries(const network_run *run) {
  return run->queries;
}

float *network_gradient(network_run *run) {
  return run->gradient;
}

const float *network_input_gradient(const network_run *run, size_t sentence, size_t word, bool *out_own_dropped) {
  size_t at = run->firsts[sentence] + word;
  *out_own_dropped = run->own_dropped[at];
  return run->changes[0] + at * WIDTH;
}

/* ---- backward ---- */

static float *gradient_at(network_run *run, network_block block) {
  return run->gradient + run->net->offsets[block];
}

/* Scores become the changes that the loss asks for; returns the loss. */
static double ask(float *scores, unsigned count, unsigned right) {
  float score = scores[right], total = softmax(scores, count);
  scores[right] -= 1;
  return total - score;
}

static double learn_arcs(network_run *run, size_t s) {
  double loss = 0;
  size_t first = run->firsts[s], count = run->firsts[s + 1] - first;
  for (size_t i = 0; i < count; i++) {
    float *asked = run->arcs + run->arc_firsts[s] + i * (count + 1), *query_change = run->query_changes + (first + i) * ARC;
    const float *query = run->queries + (first + i) * ARC;
    loss += ask(asked, (unsigned)count + 1, run->sentences[s]->words[i].head);
    vector_add_scaled(query_change, network_at(run->net, BLOCK_ROOT), asked[0], ARC);
    vector_add_scaled(gradient_at(run, BLOCK_ROOT), query, asked[0], ARC);
    gradient_at(run, BLOCK_DISTANCE)[0] += asked[0];
    for (size_t j = 0; j < count; j++) {
      if (fabsf(asked[1 + j]) < 1e-6f) continue;
      vector_add_scaled(query_change, run->out + (first + j) * OUT_WIDTH + OUT_HEAD, asked[1 + j], ARC);
      vector_add_scaled(run->out_changes + (first + j) * OUT_WIDTH + OUT_HEAD, query, asked[1 + j], ARC);
      gradient_at(run, BLOCK_DISTANCE)[syn_parser_distance((int32_t)j - (int32_t)i)] += asked[1 + j];
    }
  }
  return loss;
}

static double learn_labels(network_run *run, size_t s) {
  const network *net = run->net;
  double loss = 0;
  size_t first = run->firsts[s];
  for (size_t i = 0; i < run->sentences[s]->count; i++) {
    const network_word *word = &run->sentences[s]->words[i];
    float joined[LABEL], scores[256];
    size_t head = word->head ? first + word->head - 1 : 0;
    join(run, first + i, head, word->head == 0, joined);
    score_labels(run, joined, scores);
    loss += ask(scores, net->label_count, word->label);
    vector_add_scaled(gradient_at(run, BLOCK_LABEL_BIAS), scores, 1, net->label_count);
    float *other = word->head ? run->out_changes + head * OUT_WIDTH + OUT_LABEL_HEAD : gradient_at(run, BLOCK_ROOT_LABEL);
    for (size_t k = 0; k < LABEL; k++) {
      if (joined[k] <= 0) continue;
      vector_add_scaled(gradient_at(run, BLOCK_LABEL) + k * net->label_count, scores, joined[k], net->label_count);
      float change = vector_dot(network_at(net, BLOCK_LABEL) + k * net->label_count, scores, net->label_count);
      run->out_changes[(first + i) * OUT_WIDTH + OUT_LABEL_DEPENDENT + k] += change;
      other[k] += change;
    }
  }
  return loss;
}

static double learn_tags(network_run *run, matrix top_changes) {
  const network *net = run->net;
  double loss = 0;
  for (size_t s = 0; s < run->sentence_count; s++) {
    for (size_t i = 0; i < run->sentences[s]->count; i++)
      loss += ask(run->tags + (run->firsts[s] + i) * net->tag_count, net->tag_count, run->sentences[s]->words[i].tag);
  }
  matrix tags = matrix_of(run->tags, run->word_count, net->tag_count);
  matrix_sum_rows(tags, gradient_at(run, BLOCK_TAG_BIAS));
  matrix_add_transposed_product(matrix_of(run->dropped[LAYERS], run->word_count, WIDTH), tags,
                                matrix_of(gradient_at(run, BLOCK_TAG), WIDTH, net->tag_count));
  matrix_add_product_transposed(tags, matrix_of(network_at(net, BLOCK_TAG), WIDTH, net->tag_count), top_changes);
  return loss;
}

static inline float slope(float gate) {
  return gate > 0 && gate < 1 ? 0.25f : LEAK;
}

/* One step of one side on its way back. `carry`: change of the cell, from the step after, and for the step before. */
typedef struct back_step {
  const float *gates, *state, *before, *input, *cell, *change;
  float *carry, *gate_change, *input_change, *state_change;
} back_step;

MATRIX_WIDE static void step_back(const back_step *step) {
  const float *restrict gates = step->gates, *restrict state = step->state, *restrict before = step->before, *restrict input = step->input;
  const float *restrict cell = step->cell, *restrict change = step->change;
  float *restrict carry = step->carry, *restrict gate_change = step->gate_change, *restrict input_change = step->input_change,
                  *restrict state_change = step->state_change;
  for (size_t i = 0; i < SIDE; i++) {
    float forget = gates[WIDTH + i], reset = gates[2 * WIDTH + i];
    float to_reset = change[i] * (cell[i] - input[i]) * slope(reset), to_cell = change[i] * reset + carry[i];
    float to_forget = to_cell * (before[i] - gates[i]) * slope(forget);
    input_change[i] = change[i] * (1 - reset);
    gate_change[i] = to_cell * (1 - forget);
    gate_change[WIDTH + i] = to_forget;
    gate_change[2 * WIDTH + i] = to_reset;
    carry[i] = to_cell * forget + to_forget * state[i] + to_reset * state[WIDTH + i];
    state_change[i] += to_forget * before[i];
    state_change[WIDTH + i] += to_reset * before[i];
  }
}

static void recur_back(network_run *run, int layer, size_t first, size_t end, const float *changes, float *input_changes) {
  const float *state = network_at(run->net, BLOCK_STATE + layer);
  float *state_change = gradient_at(run, BLOCK_STATE + layer), carry[2][SIDE] = {0};
  for (size_t n = end - first; n-- > 0;) {
    for (size_t side = 0; side < 2; side++) {
      size_t at = side == 0 ? first + n : end - 1 - n, shift = side * SIDE, before = side == 0 ? at - 1 : at + 1;
      const back_step step = {.gates = run->gates[layer] + at * 3 * WIDTH + shift,
                              .state = state + shift,
                              .before = n == 0 ? no_cell : run->cells[layer] + before * WIDTH + shift,
                              .input = run->states[layer] + at * WIDTH + shift,
                              .cell = run->cells[layer] + at * WIDTH + shift,
                              .change = changes + at * WIDTH + shift,
                              .carry = carry[side],
                              .gate_change = run->gate_changes + at * 3 * WIDTH + shift,
                              .input_change = input_changes + at * WIDTH + shift,
                              .state_change = state_change + shift};
      step_back(&step);
    }
  }
}

/* changes[1] holds what is asked of the layer's output; afterwards what is asked of its input. */
static void layer_back(network_run *run, int layer) {
  const network *net = run->net;
  size_t count = run->word_count;
  float *input = run->changes[0];
  for (size_t s = 0; s < run->sentence_count; s++) recur_back(run, layer, run->firsts[s], run->firsts[s + 1], run->changes[1], input);
  matrix gates = matrix_of(run->gate_changes, count, 3 * (size_t)WIDTH), dropped = matrix_of(run->dropped[layer], count, WIDTH);
  matrix_sum_rows(gates, gradient_at(run, BLOCK_GATES_BIAS + layer));
  matrix_add_transposed_product(dropped, gates, matrix_of(gradient_at(run, BLOCK_GATES + layer), WIDTH, 3 * (size_t)WIDTH));
  matrix through = matrix_of(run->changes[1], count, WIDTH);
  memset(through.at, 0, count * WIDTH * sizeof(float));
  matrix_add_product_transposed(gates, matrix_of(network_at(net, BLOCK_GATES + layer), WIDTH, 3 * (size_t)WIDTH), through);
  for (size_t s = 0; s < run->sentence_count; s++) {
    const float *mask = run->masks[layer] + s * WIDTH;
    for (size_t i = run->firsts[s] * WIDTH; i < run->firsts[s + 1] * WIDTH; i++) through.at[i] = input[i] + through.at[i] * mask[i % WIDTH];
  }
}

void network_backward(network_run *run, double losses[3]) {
  const network *net = run->net;
  size_t count = run->word_count;
  memset(run->gradient, 0, net->offsets[BLOCK_COUNT] * sizeof(float));
  memset(run->out_changes, 0, count * OUT_WIDTH * sizeof(float));
  memset(run->query_changes, 0, count * ARC * sizeof(float));
  memset(run->changes[1], 0, count * WIDTH * sizeof(float));
  matrix out = matrix_of(run->out, count, OUT_WIDTH), out_changes = matrix_of(run->out_changes, count, OUT_WIDTH);
  matrix top = matrix_of(run->dropped[LAYERS], count, WIDTH), top_changes = matrix_of(run->changes[1], count, WIDTH);
  for (size_t s = 0; s < run->sentence_count; s++) {
    losses[0] += learn_arcs(run, s);
    losses[1] += learn_labels(run, s);
  }
  matrix queries = matrix_of(run->query_changes, count, ARC), dependents = matrix_columns(out, OUT_DEPENDENT, ARC);
  matrix_sum_rows(queries, gradient_at(run, BLOCK_ARC_BIAS));
  matrix_add_transposed_product(dependents, queries, matrix_of(gradient_at(run, BLOCK_ARC), ARC, ARC));
  matrix_add_product_transposed(queries, matrix_of(network_at(net, BLOCK_ARC), ARC, ARC), matrix_columns(out_changes, OUT_DEPENDENT, ARC));
  for (size_t i = 0; i < count * OUT_WIDTH; i++) run->out_changes[i] *= run->out_mask[i];
  matrix_sum_rows(out_changes, gradient_at(run, BLOCK_OUT_BIAS));
  matrix_add_transposed_product(top, out_changes, matrix_of(gradient_at(run, BLOCK_OUT), WIDTH, OUT_WIDTH));
  matrix_add_product_transposed(out_changes, matrix_of(network_at(net, BLOCK_OUT), WIDTH, OUT_WIDTH), top_changes);
  losses[2] += learn_tags(run, top_changes);
  for (size_t s = 0; s < run->sentence_count; s++) {
    const float *mask = run->masks[LAYERS] + s * WIDTH;
    for (size_t i = run->firsts[s] * WIDTH; i < run->firsts[s + 1] * WIDTH; i++) run->changes[1][i] *= mask[i % WIDTH];
  }
  for (int l = LAYERS; l-- > 0;) layer_back(run, l);
  memcpy(run->changes[0], run->changes[1], count * WIDTH * sizeof(float));
  for (size_t s = 0; s < run->sentence_count; s++) {
    for (size_t i = run->firsts[s]; i < run->firsts[s + 1]; i++)
      vector_add_scaled(gradient_at(run, BLOCK_DOMAIN) + (size_t)run->sentences[s]->domain * WIDTH, run->changes[0] + i * WIDTH, 1, WIDTH);
  }
}
