/*
 * How it works: a number is an integer times a unit. Units of what goes between layers are chosen so that all but one in a few thousand of
 * the values seen on sentences of the treebank fit. Each output of a layer has a unit of its own for its weights, slightly larger than
 * needed, so that the way back to the unit of the output is a product with an integer of at most nine bits and a shift.
 */
#include "train/parser_quantise.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "language/parse_trees.h"
#include "train/learner.h"

enum { SEEN_SENTENCES = 1500, SEEN_WORDS = 2048, WIDTH = SYN_PARSER_WIDTH, ARC = SYN_PARSER_ARC, LABEL = SYN_PARSER_LABEL };

static const float STATE_UNIT = 1.0f / 2048, VECTOR_UNIT = 1.0f / 64, SCORE_UNIT = 1.0f / 256;

/* ---- ranges ---- */

/* The values of one kind that were seen. */
typedef struct seen_values {
  float *items;
  size_t count, capacity;
} seen_values;

enum { SEEN_STATES, SEEN_DEPENDENT = SYN_PARSER_LAYERS + 1, SEEN_HEAD, SEEN_LABEL, SEEN_QUERY, SEEN_KINDS };

static void see(seen_values *values, const float *from, size_t count) {
  if (values->count + count > values->capacity) {
    values->capacity = 2 * (values->count + count);
    values->items = realloc(values->items, values->capacity * sizeof *values->items);
    if (!values->items) abort();
  }
  for (size_t i = 0; i < count; i++) values->items[values->count++] = fabsf(from[i]);
}

static int compare_floats(const void *a, const void *b) {
  float x = *(const float *)a, y = *(const float *)b;
  return (x > y) - (x < y);
}

/* What all but one in `beyond` of the values do not exceed. */
static float range_of(seen_values *values, size_t beyond) {
  if (values->count == 0) return 1;
  qsort(values->items, values->count, sizeof *values->items, compare_floats);
  float range = values->items[values->count - 1 - values->count / beyond];
  return range > 0.07f ? range : 0.07f;
}

static void see_words(const network_run *run, seen_values seen[SEEN_KINDS]) {
  size_t count = network_words(run);
  for (int l = 0; l <= SYN_PARSER_LAYERS; l++) see(&seen[SEEN_STATES + l], network_states(run, l), count * WIDTH);
  see(&seen[SEEN_QUERY], network_queries(run), count * ARC);
  for (size_t i = 0; i < count; i++) {
    const float *out = network_out(run) + i * OUT_WIDTH;
    see(&seen[SEEN_DEPENDENT], out + OUT_DEPENDENT, ARC);
    see(&seen[SEEN_HEAD], out + OUT_HEAD, ARC);
    see(&seen[SEEN_LABEL], out + OUT_LABEL_DEPENDENT, LABEL);
  }
}

static void find_ranges(const parser_treebank *treebank, const network *net, float ranges[SEEN_KINDS]) {
  seen_values seen[SEEN_KINDS] = {0};
  network_run *run = network_run_create(net, PARSER_LONGEST);
  size_t step = treebank->sentence_count / SEEN_SENTENCES + 1;
  for (size_t s = 0; s < treebank->sentence_count; s += step) {
    const network_sentence plain = {treebank->sentences[s].words, treebank->sentences[s].count, 0}, *one[] = {&plain};
    network_forward(run, one, 1, NULL);
    see_words(run, seen);
  }
  for (int k = 0; k < SEEN_KINDS; k++) {
    ranges[k] = range_of(&seen[k], k == SEEN_HEAD || k == SEEN_QUERY ? 100000 : 4000);
    free(seen[k].items);
  }
  network_run_destroy(&run);
}

/* ---- layers ---- */

/* What a dense layer is made from. Weight of input i and output j: weights[i * stride + j]. */
typedef struct dense_plan {
  const float *weights, *bias;
  size_t stride;
  uint32_t inputs, outputs;
  float input_unit;
  int input_shift;    /* what is added to inputs so that they are not negative */
  const float *units; /* of the outputs */
} dense_plan;

static int32_t to_integer(double value, int32_t limit) {
  return value > limit ? limit : value < -limit ? -limit : (int32_t)lrint(value);
}

/* Weights, start and factor of output j. */
static void quantise_output(const dense_plan *plan, uint32_t j, int8_t *weights, int32_t *start, int32_t *factor) {
  float largest = 1e-6f;
  for (uint32_t i = 0; i < plan->inputs; i++) largest = fmaxf(largest, fabsf(plan->weights[i * plan->stride + j]));
  double ratio = (double)plan->input_unit * (largest / 63) / plan->units[j];
  int shift = (int)floor(log2(511 / ratio));
  shift = shift < 1 ? 1 : shift > 30 ? 30 : shift;
  int32_t times = (int32_t)ceil(ratio * exp2(shift));
  times = times < 1 ? 1 : times > 511 ? 511 : times;
  double unit = (double)times * plan->units[j] / exp2(shift) / plan->input_unit;
  int32_t sum = 0;
  for (uint32_t i = 0; i < plan->inputs; i++) {
    int32_t weight = to_integer(plan->weights[i * plan->stride + j] / unit, 63);
    weights[((size_t)(j / 16) * (plan->inputs / 4) + i / 4) * 64 + j % 16 * 4 + i % 4] = (int8_t)weight;
    sum += weight;
  }
  *start = to_integer((double)plan->bias[j] / (unit * plan->input_unit) - (double)sum * plan->input_shift, 1 << 24);
  *factor = times | shift << 16;
}

static syn_status write_dense(const training *trainer, const char *name, const dense_plan *plan) {
  uint32_t padded = (plan->outputs + 15) / 16 * 16;
  int8_t *weights = trainer_take((size_t)plan->inputs * padded, 1);
  int32_t *starts = trainer_take(padded, sizeof *starts), *factors = trainer_take(padded, sizeof *factors);
  for (uint32_t j = 0; j < padded; j++) {
    if (j < plan->outputs)
      quantise_output(plan, j, weights, &starts[j], &factors[j]);
    else
      factors[j] = 1 | 1 << 16;
  }
  char record[128], full[128];
  const uint64_t shape[] = {padded / 16, plan->inputs / 4, 16, 4}, list[] = {padded};
  (void)snprintf(record, sizeof record, "%s/weights", name);
  syn_status status = syn_model_writer_add(trainer->writer, trainer_record(trainer, record, full), SYN_WEIGHT_INT8, 4, shape, weights);
  (void)snprintf(record, sizeof record, "%s/starts", name);
  if (status == SYN_OK)
    status = syn_model_writer_add(trainer->writer, trainer_record(trainer, record, full), SYN_WEIGHT_INT32, 1, list, starts);
  (void)snprintf(record, sizeof record, "%s/factors", name);
  if (status == SYN_OK)
    status = syn_model_writer_add(trainer->writer, trainer_record(trainer, record, full), SYN_WEIGHT_INT32, 1, list, factors);
  free(weights);
  free(starts);
  free(factors);
  return status;
}

/* A list of numbers in a unit, as int16 (limit below 2^15) or int32. */
static syn_status write_numbers(const training *trainer, const char *name, const float *from, const uint64_t shape[2], double unit,
                                int32_t limit) {
  size_t count = shape[0] * (shape[1] ? shape[1] : 1);
  int32_t *wide = trainer_take(count, sizeof *wide);
  int16_t *narrow = trainer_take(count, sizeof *narrow);
  char record[128];
  for (size_t i = 0; i < count; i++) {
    wide[i] = to_integer(from[i] / unit, limit);
    narrow[i] = (int16_t)wide[i];
  }
  bool is_wide = limit > INT16_MAX;
  syn_status status =
      syn_model_writer_add(trainer->writer, trainer_record(trainer, name, record), is_wide ? SYN_WEIGHT_INT32 : SYN_WEIGHT_INT16,
                           shape[1] ? 2 : 1, shape, is_wide ? (const void *)wide : (const void *)narrow);
  free(wide);
  free(narrow);
  return status;
}

/* ---- parts of the network ---- */

static syn_status write_layer(const training *trainer, const network *net, int layer, float range) {
  char name[64];
  float units[3 * WIDTH];
  for (int i = 0; i < 3 * WIDTH; i++) units[i] = STATE_UNIT;
  const dense_plan plan = {.weights = network_at(net, BLOCK_GATES + layer),
                           .bias = network_at(net, BLOCK_GATES_BIAS + layer),
                           .stride = 3 * WIDTH,
                           .inputs = WIDTH,
                           .outputs = 3 * WIDTH,
                           .input_unit = range / 127,
                           .input_shift = 128,
                           .units = units};
  (void)snprintf(name, sizeof name, "parser/layer%d", layer);
  syn_status status = write_dense(trainer, name, &plan);
  (void)snprintf(name, sizeof name, "parser/layer%d/state", layer);
  const uint64_t shape[] = {2, WIDTH};
  if (status == SYN_OK) status = write_numbers(trainer, name, network_at(net, BLOCK_STATE + layer), shape, 1.0 / 4096, INT16_MAX);
  return status;
}

static syn_status write_outputs(const training *trainer, const network *net, const float ranges[SEEN_KINDS]) {
  float units[OUT_WIDTH], query_units[ARC], score_units[PARSER_TAGS];
  float dependent = ranges[SEEN_DEPENDENT] / 255, head = ranges[SEEN_HEAD] / SYN_PARSER_HEAD_LIMIT,
        query = ranges[SEEN_QUERY] / SYN_PARSER_QUERY_LIMIT, label = 2 * ranges[SEEN_LABEL] / 255;
  for (int i = 0; i < OUT_WIDTH; i++) units[i] = i < OUT_HEAD ? dependent : i < OUT_LABEL_DEPENDENT ? head : label;
  for (int i = 0; i < ARC; i++) query_units[i] = query;
  for (int i = 0; i < PARSER_TAGS; i++) score_units[i] = SCORE_UNIT;
  float top = ranges[SEEN_STATES + SYN_PARSER_LAYERS] / 127;
  const dense_plan plans[] = {
      {network_at(net, BLOCK_OUT), network_at(net, BLOCK_OUT_BIAS), OUT_WIDTH, WIDTH, OUT_WIDTH, top, 128, units},
      {network_at(net, BLOCK_TAG), network_at(net, BLOCK_TAG_BIAS), net->tag_count, WIDTH, net->tag_count, top, 128, score_units},
      {network_at(net, BLOCK_ARC), network_at(net, BLOCK_ARC_BIAS), ARC, ARC, ARC, dependent, 0, query_units},
      {network_at(net, BLOCK_LABEL), network_at(net, BLOCK_LABEL_BIAS), net->label_count, LABEL, net->label_count, label, 0, score_units},
  };
  static const char *const names[] = {"parser/out", "parser/tag", "parser/arc", "parser/label"};
  syn_status status = SYN_OK;
  for (int i = 0; i < 4 && status == SYN_OK; i++) status = write_dense(trainer, names[i], &plans[i]);
  const uint64_t arc[] = {ARC, 0}, labels[] = {LABEL, 0}, distances[] = {SYN_PARSER_DISTANCES, 0};
  if (status == SYN_OK) status = write_numbers(trainer, "parser/root", network_at(net, BLOCK_ROOT), arc, head, SYN_PARSER_HEAD_LIMIT);
  if (status == SYN_OK) status = write_numbers(trainer, "parser/root_label", network_at(net, BLOCK_ROOT_LABEL), labels, label, INT16_MAX);
  if (status == SYN_OK)
    status = write_numbers(trainer, "parser/distances", network_at(net, BLOCK_DISTANCE), distances, (double)head * query,
                           SYN_PARSER_DISTANCE_LIMIT);
  return status;
}

static syn_status write_tables(const training *trainer, const parser_treebank *treebank, const network *net) {
  syn_status status = SYN_OK;
  char name[64], record[128];
  for (size_t t = 0; t < NETWORK_TABLES && status == SYN_OK; t++) {
    /* Row 0 of the words' own vectors is none. */
    size_t first = t == 0 ? 1 : 0, size = net->table_sizes[t], rows = net->table_rows[t] - first;
    int8_t *narrow = trainer_take(rows * size, 1);
    for (size_t i = 0; i < rows * size; i++) narrow[i] = (int8_t)to_integer(net->tables[t][first * size + i] / VECTOR_UNIT, 127);
    const uint64_t shape[] = {rows, size};
    (void)snprintf(name, sizeof name, "parser/%s", t == 0 ? "own/rows" : syn_parser_parts[t - 1].name);
    status = syn_model_writer_add(trainer->writer, trainer_record(trainer, name, record), SYN_WEIGHT_INT8, 2, shape, narrow);
    free(narrow);
  }
  uint16_t *values = trainer_take(treebank->own_count, sizeof *values);
  for (size_t i = 0; i < treebank->own_count; i++) values[i] = (uint16_t)(i + 1);
  if (status == SYN_OK)
    status =
        learner_write_table(trainer_record(trainer, "parser/own", record), treebank->own, values, treebank->own_count, trainer->writer);
  free(values);
  return status;
}

static syn_status write_lists(const training *trainer, const parser_treebank *treebank, const float ranges[SEEN_KINDS]) {
  uint32_t labels[PARSER_LABELS];
  int16_t steps[SYN_PARSER_LAYERS + 1];
  char record[128];
  for (unsigned i = 0; i < treebank->label_count; i++) labels[i] = treebank->labels[i];
  for (int l = 0; l <= SYN_PARSER_LAYERS; l++)
    steps[l] = (int16_t)to_integer(32768.0 * STATE_UNIT * 127 / ranges[SEEN_STATES + l], INT16_MAX);
  const uint64_t label_shape[] = {treebank->label_count}, tag_shape[] = {treebank->tag_count, 2}, step_shape[] = {SYN_PARSER_LAYERS + 1};
  syn_status status =
      syn_model_writer_add(trainer->writer, trainer_record(trainer, "parser/labels", record), SYN_WEIGHT_UINT32, 1, label_shape, labels);
  if (status == SYN_OK)
    status = syn_model_writer_add(trainer->writer, trainer_record(trainer, "parser/tags", record), SYN_WEIGHT_UINT32, 2, tag_shape,
                                  treebank->tags);
  if (status == SYN_OK)
    status = syn_model_writer_add(trainer->writer, trainer_record(trainer, "parser/steps", record), SYN_WEIGHT_INT16, 1, step_shape, steps);
  return status;
}

syn_status parser_write(const training *trainer, const parser_treebank *treebank, const network *net) {
  float ranges[SEEN_KINDS];
  find_ranges(treebank, net, ranges);
  printf("  ranges:");
  for (int k = 0; k < SEEN_KINDS; k++) printf(" %.2f", (double)ranges[k]);
  printf("\n");
  syn_status status = write_lists(trainer, treebank, ranges);
  if (status == SYN_OK) status = write_tables(trainer, treebank, net);
  for (int l = 0; l < SYN_PARSER_LAYERS && status == SYN_OK; l++) status = write_layer(trainer, net, l, ranges[SEEN_STATES + l]);
  return status == SYN_OK ? write_outputs(trainer, net, ranges) : status;
}
