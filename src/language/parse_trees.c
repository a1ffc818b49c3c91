/*
 * How it works: train/parser_network.c tells the network in floats. Here the states of words have 16 bits, 11 of them after the point, what
 * goes into a product has 8. Each layer's products are one dense layer over all words of a sentence; the recurrence then only adds and
 * scales. The score of an arc is a product of two vectors of 16 bits and what their distance says.
 */
#include "language/parse_trees.h"

#include <stdio.h>
#include <string.h>

#include "language/decode_tree.h"

enum { WIDTH = SYN_PARSER_WIDTH, SIDE = SYN_PARSER_SIDE, WORD = SYN_PARSER_WORD, ARC = SYN_PARSER_ARC, LABEL = SYN_PARSER_LABEL };

enum { VECTOR_SHIFT = 5 }; /* vectors of words have 6 bits after the point */

/* ---- loading ---- */

typedef struct opening {
  const syn_model *model;
  syn_text language;
  syn_error *error;
  syn_status status;
  char name[96];
} opening;

static const char *name_record(opening *job, const char *record) {
  (void)snprintf(job->name, sizeof job->name, "%.*s/%s", SYN_TEXT_ARGUMENTS(job->language), record);
  return job->name;
}

/* The data of a record of one or two dimensions (columns 0: one); NULL after any failure. */
static const void *open_rows(opening *job, const char *record, syn_weight_type type, uint64_t rows, uint64_t columns, uint64_t *out_rows) {
  const syn_weights *found = NULL;
  const uint64_t dimensions[] = {rows, columns};
  if (job->status != SYN_OK) return NULL;
  job->status = syn_model_require(job->model, name_record(job, record), type, columns ? 2 : 1, dimensions, &found, job->error);
  if (job->status != SYN_OK) return NULL;
  if (out_rows) *out_rows = found->dimensions[0];
  return found->data;
}

static void open_dense(opening *job, const char *record, uint32_t inputs, uint32_t outputs, syn_dense *layer) {
  if (job->status == SYN_OK) job->status = syn_dense_open(job->model, name_record(job, record), inputs, outputs, layer, job->error);
}

static void open_vectors(opening *job, const char *words, const char *rows, syn_word_table *table, const int8_t **out_vectors) {
  uint64_t count = 0;
  *out_vectors = open_rows(job, rows, SYN_WEIGHT_INT8, 0, WORD, &count);
  if (job->status == SYN_OK) job->status = syn_word_table_open(job->model, name_record(job, words), (uint32_t)count + 1, table, job->error);
}

static void open_lists(opening *job, syn_tree_parser *parser) {
  uint64_t labels = 0, tags = 0;
  parser->labels = open_rows(job, "parser/labels", SYN_WEIGHT_UINT32, 0, 0, &labels);
  parser->label_count = (uint32_t)labels;
  parser->tags = open_rows(job, "parser/tags", SYN_WEIGHT_UINT32, 0, 2, &tags);
  if (job->status != SYN_OK) return;
  bool is_right = labels > 0 && labels <= SYN_PARSER_LABELS && tags > 0 && tags <= SYN_PARSER_TAGS;
  for (uint64_t i = 0; i < labels && is_right; i++) is_right = parser->labels[i] >> 3 < SYN_RELATION_COUNT;
  for (uint64_t i = 0; i < tags && is_right; i++) is_right = parser->tags[2 * i] < SYN_TAG_COUNT;
  if (!is_right)
    job->status = syn_error_set(job->error, SYN_BAD_INPUT, 0, "model: the labels or tags of %.*s/parser are not those of this program",
                                SYN_TEXT_ARGUMENTS(job->language));
  parser->tag_count = (uint32_t)tags;
}

static void open_scores(opening *job, syn_tree_parser *parser) {
  parser->steps = open_rows(job, "parser/steps", SYN_WEIGHT_INT16, SYN_PARSER_LAYERS + 1, 0, NULL);
  parser->root = open_rows(job, "parser/root", SYN_WEIGHT_INT16, ARC, 0, NULL);
  parser->root_label = open_rows(job, "parser/root_label", SYN_WEIGHT_INT16, LABEL, 0, NULL);
  parser->distances = open_rows(job, "parser/distances", SYN_WEIGHT_INT32, SYN_PARSER_DISTANCES, 0, NULL);
  bool is_right = true;
  for (int i = 0; i < ARC && job->status == SYN_OK; i++)
    is_right = is_right && parser->root[i] <= SYN_PARSER_HEAD_LIMIT && parser->root[i] >= -SYN_PARSER_HEAD_LIMIT;
  for (int i = 0; i < SYN_PARSER_DISTANCES && job->status == SYN_OK; i++)
    is_right = is_right && parser->distances[i] <= SYN_PARSER_DISTANCE_LIMIT && parser->distances[i] >= -SYN_PARSER_DISTANCE_LIMIT;
  if (!is_right)
    job->status = syn_error_set(job->error, SYN_BAD_INPUT, 0, "model: root or distances of %.*s/parser are out of their range",
                                SYN_TEXT_ARGUMENTS(job->language));
}

static uint32_t padded(uint32_t count) {
  return (count + 15) / 16 * 16;
}

syn_status syn_tree_parser_open(const syn_model *model, syn_text language, syn_tree_parser *out_parser, syn_error *error) {
  opening job = {.model = model, .language = language, .error = error};
  syn_tree_parser parser = {.kernel = syn_kernel_best()};
  char record[64];
  open_lists(&job, &parser);
  open_vectors(&job, "parser/own", "parser/own/rows", &parser.own_words, &parser.own);
  for (int i = 0; i < SYN_PARSER_PART_COUNT; i++) {
    (void)snprintf(record, sizeof record, "parser/%s", syn_parser_parts[i].name);
    parser.parts[i] = open_rows(&job, record, SYN_WEIGHT_INT8, syn_parser_parts[i].rows, syn_parser_parts[i].size, NULL);
  }
  for (int l = 0; l < SYN_PARSER_LAYERS; l++) {
    (void)snprintf(record, sizeof record, "parser/layer%d", l);
    open_dense(&job, record, WIDTH, 3 * WIDTH, &parser.layers[l]);
    (void)snprintf(record, sizeof record, "parser/layer%d/state", l);
    parser.states[l] = open_rows(&job, record, SYN_WEIGHT_INT16, 2, WIDTH, NULL);
  }
  open_dense(&job, "parser/out", WIDTH, SYN_PARSER_OUT, &parser.out);
  open_dense(&job, "parser/arc", ARC, ARC, &parser.arc);
  open_dense(&job, "parser/label", LABEL, padded(parser.label_count), &parser.label);
  open_dense(&job, "parser/tag", WIDTH, padded(parser.tag_count), &parser.tag);
  open_scores(&job, &parser);
  if (job.status == SYN_OK && syn_model_find(model, name_record(&job, "vectors/rows")))
    open_vectors(&job, "vectors", "vectors/rows", &parser.given_words, &parser.given);
  /* What is there in part is broken. */
  if (job.status == SYN_NOT_FOUND && parser.label_count > 0) job.status = SYN_BAD_INPUT;
  if (job.status == SYN_BAD_INPUT && error) error->status = job.status;
  if (job.status == SYN_OK) *out_parser = parser;
  return job.status;
}

/* ---- the network ---- */

/* Memory for the words of one piece. */
typedef struct parsing {
  const syn_tree_parser *parser;
  int16_t *states, *gates, *out, *queries, *tags; /* [words][WIDTH, 3 WIDTH, SYN_PARSER_OUT, ARC, tags] */
  uint8_t *narrow;                                /* [words][WIDTH] */
  int32_t *scores;                                /* [words][words + 1] */
  uint32_t *heads;
  syn_tree_decoder decoder;
} parsing;

static syn_status make_room(parsing *job, uint32_t longest, syn_arena *arena) {
  size_t words = longest;
  job->states = SYN_ARENA_ARRAY(arena, int16_t, words * WIDTH);
  job->gates = SYN_ARENA_ARRAY(arena, int16_t, words * 3 * WIDTH);
  job->out = SYN_ARENA_ARRAY(arena, int16_t, words * SYN_PARSER_OUT);
  job->queries = SYN_ARENA_ARRAY(arena, int16_t, words * ARC);
  job->tags = SYN_ARENA_ARRAY(arena, int16_t, words * padded(job->parser->tag_count));
  job->narrow = SYN_ARENA_ARRAY(arena, uint8_t, words * WIDTH);
  job->scores = SYN_ARENA_ARRAY(arena, int32_t, words * (words + 1));
  job->heads = SYN_ARENA_ARRAY(arena, uint32_t, words);
  if (!job->states || !job->gates || !job->out || !job->queries || !job->tags || !job->narrow || !job->scores || !job->heads)
    return SYN_NO_MEMORY;
  return syn_tree_decoder_make(longest, arena, &job->decoder);
}

static void add_vector(int16_t *to, const int8_t *from, size_t size) {
  for (size_t i = 0; i < size; i++) to[i] = (int16_t)(to[i] + from[i] * (1 << VECTOR_SHIFT));
}

static void look_up(const parsing *job, const syn_word *words, uint32_t count, bool is_first) {
  const syn_tree_parser *parser = job->parser;
  memset(job->states, 0, (size_t)count * WIDTH * sizeof *job->states);
  for (uint32_t i = 0; i < count; i++) {
    int16_t *to = job->states + (size_t)i * WIDTH;
    uint32_t rows[SYN_PARSER_PART_COUNT], own = syn_word_table_find(&parser->own_words, words[i].lower);
    uint32_t given = syn_word_table_find(&parser->given_words, words[i].lower);
    if (own > 0) add_vector(to, parser->own + (size_t)(own - 1) * WORD, WORD);
    if (given > 0) add_vector(to, parser->given + (size_t)(given - 1) * WORD, WORD);
    syn_parser_rows(&words[i], is_first && i == 0, rows);
    to += WORD;
    for (int p = 0; p < SYN_PARSER_PART_COUNT; p++) {
      add_vector(to, parser->parts[p] + (size_t)rows[p] * syn_parser_parts[p].size, syn_parser_parts[p].size);
      to += syn_parser_parts[p].size;
    }
  }
}

static void recur(const parsing *job, int layer, uint32_t count) {
  const syn_tree_parser *parser = job->parser;
  int16_t cells[WIDTH] = {0};
  for (uint32_t n = 0; n < count; n++) {
    for (uint32_t side = 0; side < 2; side++) {
      uint32_t at = side == 0 ? n : count - 1 - n, shift = side * SIDE;
      const int16_t *gates = job->gates + (size_t)at * 3 * WIDTH + shift, *state = parser->states[layer] + shift;
      int16_t *word = job->states + (size_t)at * WIDTH + shift;
      const syn_recurrence step = {gates, gates + WIDTH, gates + 2 * (size_t)WIDTH, {state, state + WIDTH}, cells + shift};
      syn_recurrence_step(&step, parser->kernel, word, word, SIDE);
    }
  }
}

static inline int16_t clamp(int32_t value, int32_t low, int32_t high) {
  return (int16_t)(value < low ? low : value > high ? high : value);
}

/* From states to what is said of each word, and the queries of dependents. */
static void look_around(const parsing *job, uint32_t count) {
  const syn_tree_parser *parser = job->parser;
  size_t cells = (size_t)count * WIDTH;
  for (int l = 0; l < SYN_PARSER_LAYERS; l++) {
    syn_narrow(job->states, parser->steps[l], parser->kernel, cells, job->narrow);
    syn_dense_apply(&parser->layers[l], parser->kernel, job->narrow, count, job->gates);
    recur(job, l, count);
  }
  syn_narrow(job->states, parser->steps[SYN_PARSER_LAYERS], parser->kernel, cells, job->narrow);
  syn_dense_apply(&parser->out, parser->kernel, job->narrow, count, job->out);
  syn_dense_apply(&parser->tag, parser->kernel, job->narrow, count, job->tags);
  for (uint32_t i = 0; i < count; i++) {
    int16_t *out = job->out + (size_t)i * SYN_PARSER_OUT;
    for (int j = 0; j < ARC; j++) job->narrow[(size_t)i * ARC + (size_t)j] = (uint8_t)clamp(out[SYN_PARSER_DEPENDENT + j], 0, 255);
    for (int j = 0; j < ARC; j++) out[SYN_PARSER_HEAD + j] = clamp(out[SYN_PARSER_HEAD + j], 0, SYN_PARSER_HEAD_LIMIT);
  }
  syn_dense_apply(&parser->arc, parser->kernel, job->narrow, count, job->queries);
  for (size_t i = 0; i < (size_t)count * ARC; i++)
    job->queries[i] = clamp(job->queries[i], -SYN_PARSER_QUERY_LIMIT, SYN_PARSER_QUERY_LIMIT);
}

static void score_arcs(const parsing *job, uint32_t count) {
  const syn_tree_parser *parser = job->parser;
  const syn_vector_rows root = {parser->root, ARC, ARC, 1}, heads = {job->out + SYN_PARSER_HEAD, SYN_PARSER_OUT, ARC, count};
  for (uint32_t i = 0; i < count; i++) {
    int32_t *scores = job->scores + (size_t)i * (count + 1);
    const int16_t *query = job->queries + (size_t)i * ARC;
    syn_multiply(query, &root, parser->kernel, scores);
    syn_multiply(query, &heads, parser->kernel, scores + 1);
    scores[0] += parser->distances[0];
    for (uint32_t j = 0; j < count; j++) scores[1 + j] += parser->distances[syn_parser_distance((int32_t)j - (int32_t)i)];
  }
}

static uint32_t best_of(const int16_t *scores, uint32_t count) {
  uint32_t best = 0;
  for (uint32_t i = 1; i < count; i++) {
    if (scores[i] > scores[best]) best = i;
  }
  return best;
}

/* The best label that is not the root's. */
static uint32_t best_label(const syn_tree_parser *parser, const int16_t *scores) {
  uint32_t best = UINT32_MAX;
  for (uint32_t i = 0; i < parser->label_count; i++) {
    if (parser->labels[i] >> 3 != SYN_RELATION_ROOT && (best == UINT32_MAX || scores[i] > scores[best])) best = i;
  }
  return best == UINT32_MAX ? SYN_RELATION_DEP << 3 : parser->labels[best];
}

/* The labels of the chosen arcs. */
static void label_arcs(const parsing *job, syn_token *tokens, uint32_t count) {
  const syn_tree_parser *parser = job->parser;
  for (uint32_t i = 0; i < count; i++) {
    const int16_t *word = job->out + (size_t)i * SYN_PARSER_OUT + SYN_PARSER_LABEL_DEPENDENT, *head = parser->root_label;
    if (job->heads[i] > 0) head = job->out + (size_t)(job->heads[i] - 1) * SYN_PARSER_OUT + SYN_PARSER_LABEL_HEAD;
    for (size_t j = 0; j < LABEL; j++) job->narrow[(size_t)i * LABEL + j] = (uint8_t)clamp(word[j] + head[j], 0, 255);
  }
  /* The gates are no longer needed; a label takes less room. */
  syn_dense_apply(&parser->label, parser->kernel, job->narrow, count, job->gates);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t label = best_label(parser, job->gates + (size_t)i * parser->label.outputs);
    tokens[i].relation = job->heads[i] == 0 ? SYN_RELATION_ROOT : (uint8_t)(label >> 3);
    tokens[i].subtype = job->heads[i] == 0 ? 0 : (uint8_t)(label & 7);
  }
}

static void parse_piece(parsing *job, const syn_word *words, uint32_t first, uint32_t count, bool is_first, syn_document *document) {
  syn_token *tokens = document->tokens + first;
  look_up(job, words + first, count, is_first);
  look_around(job, count);
  score_arcs(job, count);
  syn_tree_decode(&job->decoder, job->scores, count, job->heads);
  label_arcs(job, tokens, count);
  for (uint32_t i = 0; i < count; i++) {
    const int16_t *scores = job->tags + (size_t)i * job->parser->tag.outputs;
    const uint32_t *tag = job->parser->tags + 2 * (size_t)best_of(scores, job->parser->tag_count);
    tokens[i].tag = (uint8_t)tag[0];
    tokens[i].features = tag[1];
    tokens[i].head = job->heads[i] == 0 ? SYN_HEAD_ROOT : (int32_t)(first + job->heads[i] - 1);
  }
}

static uint32_t root_of(const syn_document *document, uint32_t first, uint32_t count) {
  uint32_t at = first;
  while (at + 1 < first + count && document->tokens[at].head != SYN_HEAD_ROOT) at++;
  return at;
}

/* Long, and mostly figures and marks: what machines write, or a table without its lines. */
static bool is_listing(const syn_word *words, uint32_t count) {
  uint32_t word_count = 0;
  if (count <= SYN_PARSER_PROSE) return false;
  for (uint32_t i = 0; i < count; i++) word_count += !(words[i].flags & (SYN_WORD_PUNCTUATION | SYN_WORD_ALL_DIGITS));
  return word_count < count / 3;
}

/* Instead of a tree: each token beside the first. */
static void lay_flat(const syn_word *words, const syn_sentence *sentence, syn_document *document) {
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    syn_token *token = &document->tokens[sentence->first_token + i];
    const uint32_t flags = words[i].flags;
    token->tag = flags & SYN_WORD_PUNCTUATION ? SYN_TAG_PUNCT : flags & SYN_WORD_ALL_DIGITS ? SYN_TAG_NUM : SYN_TAG_X;
    token->features = 0;
    token->head = i == 0 ? SYN_HEAD_ROOT : (int32_t)sentence->first_token;
    token->relation = i == 0 ? SYN_RELATION_ROOT : SYN_RELATION_DEP;
    token->subtype = 0;
  }
}

/* A long sentence has one root too: those of its later pieces stand beside the first. */
static void parse_sentence(parsing *job, const syn_word *words, const syn_sentence *sentence, syn_document *document) {
  uint32_t root = 0;
  for (uint32_t done = 0; done < sentence->token_count; done += SYN_PARSER_LONGEST) {
    uint32_t count = sentence->token_count - done, first = sentence->first_token + done;
    if (count > SYN_PARSER_LONGEST) count = SYN_PARSER_LONGEST;
    parse_piece(job, words, first, count, done == 0, document);
    uint32_t top = root_of(document, first, count);
    if (done == 0) {
      root = top;
      continue;
    }
    document->tokens[top].head = (int32_t)root;
    document->tokens[top].relation = SYN_RELATION_PARATAXIS;
  }
}

syn_status syn_parse_trees(const syn_tree_parser *parser, const syn_word *words, syn_document *document, syn_arena *arena) {
  parsing job = {.parser = parser};
  uint32_t longest = 1;
  for (uint32_t i = 0; i < document->sentence_count; i++) {
    if (document->sentences[i].token_count > longest) longest = document->sentences[i].token_count;
  }
  if (longest > SYN_PARSER_LONGEST) longest = SYN_PARSER_LONGEST;
  syn_status status = make_room(&job, longest, arena);
  if (status != SYN_OK) return status;
  for (uint32_t i = 0; i < document->sentence_count; i++) {
    const syn_sentence *sentence = &document->sentences[i];
    if (is_listing(words + sentence->first_token, sentence->token_count))
      lay_flat(words + sentence->first_token, sentence, document);
    else
      parse_sentence(&job, words, sentence, document);
  }
  document->has_trees = true;
  return SYN_OK;
}
