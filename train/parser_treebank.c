#include "train/parser_treebank.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "language/analyser.h"

enum { MINIMUM_SIGHTINGS = 2, MINIMUM_LABEL = 3, PAIRS = 8192 };

typedef struct counted {
  uint64_t key;
  uint32_t count;
} counted;

typedef struct source {
  gold_corpus corpus;
  uint8_t domain;
  bool is_dev;
  const char *name;
} source;

typedef struct treebank_reading {
  const training *trainer;
  syn_word_table clusters, vectors, own;
  source sources[16];
  size_t source_count;
  parser_treebank *treebank;
} treebank_reading;

/* ---- files ---- */

/* The treebank that a row of the sources names. */
static syn_status read_source(treebank_reading *job, size_t row, bool is_dev, syn_error *error) {
  const syn_table *table = &job->trainer->sources;
  syn_text file = syn_table_cell(table, row, syn_table_column(table, "file")),
           domain = syn_table_cell(table, row, syn_table_column(table, "types")),
           only = syn_table_cell(table, row, syn_table_column(table, "only"));
  if (job->source_count == sizeof job->sources / sizeof *job->sources)
    return syn_error_set(error, SYN_LIMIT, 0, "sources: more than 16 treebanks for a parser");
  source *read = &job->sources[job->source_count++];
  syn_text path, name;
  syn_arena *arena = job->trainer->arena;
  if (syn_arena_format(arena, &path, "%s/%.*s", job->trainer->data, SYN_TEXT_ARGUMENTS(file)) != SYN_OK ||
      syn_arena_format(arena, &name, "%.*s", SYN_TEXT_ARGUMENTS(file)) != SYN_OK)
    return SYN_NO_MEMORY;
  *read = (source){.is_dev = is_dev, .name = name.data, .domain = domain.size == 1 ? (uint8_t)(domain.data[0] - '0') : 0};
  if (read->domain >= NETWORK_DOMAINS)
    return syn_error_set(error, SYN_BAD_INPUT, 0, "sources: %s: the domain is %u, expected 0 to %u", name.data, read->domain,
                         NETWORK_DOMAINS - 1u);
  return corpus_read_conllu(path.data, &(corpus_selection){.language = job->trainer->language, .only = only}, arena, &read->corpus, error);
}

static syn_status read_sources(treebank_reading *job, syn_error *error) {
  const syn_table *table = &job->trainer->sources;
  size_t task = syn_table_column(table, "task"), language = syn_table_column(table, "language");
  syn_status status = SYN_OK;
  for (size_t row = 0; row < table->row_count && status == SYN_OK; row++) {
    bool is_dev = syn_text_equal(syn_table_cell(table, row, task), SYN_TEXT("parser-dev"));
    if (!is_dev && !syn_text_equal(syn_table_cell(table, row, task), SYN_TEXT("parser"))) continue;
    if (!syn_text_equal(syn_table_cell(table, row, language), job->trainer->language)) continue;
    status = read_source(job, row, is_dev, error);
  }
  return status;
}

/* ---- labels, tags and words ---- */

static int compare_counted(const void *a, const void *b) {
  const counted *x = a, *y = b;
  if (x->count != y->count) return x->count < y->count ? 1 : -1;
  return (x->key > y->key) - (x->key < y->key);
}

static int compare_keys(const void *a, const void *b) {
  uint64_t x = ((const counted *)a)->key, y = ((const counted *)b)->key;
  return (x > y) - (x < y);
}

/* Sorts keys, joins equal ones and sorts by count; returns how many are left. */
static size_t count_keys(counted *keys, size_t count) {
  size_t kept = 0;
  qsort(keys, count, sizeof *keys, compare_keys);
  for (size_t i = 0; i < count; i++) {
    if (kept > 0 && keys[kept - 1].key == keys[i].key)
      keys[kept - 1].count++;
    else
      keys[kept++] = (counted){keys[i].key, 1};
  }
  qsort(keys, kept, sizeof *keys, compare_counted);
  return kept;
}

static uint64_t label_key(const gold_token *gold) {
  return (uint64_t)gold->relation << 3 | gold->subtype;
}

static uint64_t tag_key(const gold_token *gold) {
  return (uint64_t)gold->tag << 32 | gold->features;
}

static uint64_t word_key(const source *read, size_t document, uint32_t token) {
  return syn_word_hash(read->corpus.items[document].document.tokens[token].lower);
}

/* Every token of the training files as a key of one kind: 0 label, 1 tag, 2 word. */
static size_t gather_keys(const treebank_reading *job, int kind, counted *keys) {
  size_t n = 0;
  for (size_t s = 0; s < job->source_count; s++) {
    const source *read = &job->sources[s];
    for (size_t d = 0; d < read->corpus.count && !read->is_dev; d++) {
      for (uint32_t t = 0; t < read->corpus.items[d].document.token_count; t++) {
        const gold_token *gold = &read->corpus.items[d].gold[t];
        if (keys) keys[n] = (counted){kind == 0 ? label_key(gold) : kind == 1 ? tag_key(gold) : word_key(read, d, t), 1};
        n++;
      }
    }
  }
  return n;
}

static void choose(treebank_reading *job) {
  parser_treebank *made = job->treebank;
  size_t count = gather_keys(job, 0, NULL);
  counted *keys = trainer_take(count, sizeof *keys);
  size_t kept = count_keys(keys, gather_keys(job, 0, keys));
  for (size_t i = 0; i < kept && i < PARSER_LABELS && keys[i].count >= MINIMUM_LABEL; i++)
    made->labels[made->label_count++] = (uint16_t)keys[i].key;
  kept = count_keys(keys, gather_keys(job, 1, keys));
  for (size_t i = 0; i < kept && i < PARSER_TAGS && keys[i].count >= MINIMUM_LABEL; i++) {
    made->tags[made->tag_count][0] = (uint32_t)(keys[i].key >> 32);
    made->tags[made->tag_count++][1] = (uint32_t)keys[i].key;
  }
  kept = count_keys(keys, gather_keys(job, 2, keys));
  while (made->own_count < kept && made->own_count < UINT16_MAX - 1 && keys[made->own_count].count >= MINIMUM_SIGHTINGS) made->own_count++;
  made->own = trainer_take(made->own_count, sizeof *made->own);
  for (size_t i = 0; i < made->own_count; i++) made->own[i] = keys[i].key;
  free(keys);
}

/* The number of a label; of a rare one the most frequent of its relation. */
static uint16_t find_label(const parser_treebank *treebank, const gold_token *gold) {
  uint16_t of_relation = UINT16_MAX;
  for (uint16_t i = 0; i < treebank->label_count; i++) {
    if (treebank->labels[i] == label_key(gold)) return i;
    if (of_relation == UINT16_MAX && treebank->labels[i] >> 3 == gold->relation) of_relation = i;
  }
  return of_relation == UINT16_MAX ? 0 : of_relation;
}

static uint16_t find_tag(const parser_treebank *treebank, const gold_token *gold) {
  uint16_t of_tag = UINT16_MAX;
  for (uint16_t i = 0; i < treebank->tag_count; i++) {
    if (treebank->tags[i][0] != gold->tag) continue;
    if (treebank->tags[i][1] == gold->features) return i;
    if (of_tag == UINT16_MAX) of_tag = i;
  }
  return of_tag == UINT16_MAX ? 0 : of_tag;
}

/* ---- sentences ---- */

/* Row of a word's own vector: a binary search over hashes sorted with their rows. */
static uint32_t find_own(const counted *sorted, size_t count, uint64_t hash) {
  const counted *found = bsearch(&(counted){hash, 0}, sorted, count, sizeof *sorted, compare_keys);
  return found ? found->count : 0;
}

static bool fill_word(const treebank_reading *job, const gold_document *from, const syn_sentence *sentence, uint32_t token,
                      const counted *own, network_word *out) {
  const syn_token *is = &from->document.tokens[token];
  const gold_token *gold = &from->gold[token];
  syn_word word;
  syn_word_describe(syn_text_slice(from->article.text, is->start, is->end), is->lower, &job->clusters, &word);
  syn_parser_rows(&word, token == sentence->first_token, out->rows + 1);
  out->rows[0] = find_own(own, job->treebank->own_count, word.lower);
  out->given = syn_word_table_find(&job->vectors, word.lower);
  out->label = find_label(job->treebank, gold);
  out->tag = find_tag(job->treebank, gold);
  if (gold->head == SYN_HEAD_NONE) return false;
  out->head = gold->head == SYN_HEAD_ROOT ? 0 : (uint32_t)gold->head - sentence->first_token + 1;
  return true;
}

static size_t count_sentences(const source *read) {
  size_t count = 0;
  for (size_t d = 0; d < read->corpus.count; d++) count += read->corpus.items[d].document.sentence_count;
  return count;
}

static size_t fill_sentences(const treebank_reading *job, const source *read, const counted *own, network_sentence *to) {
  size_t count = 0;
  for (size_t d = 0; d < read->corpus.count; d++) {
    const gold_document *from = &read->corpus.items[d];
    for (uint32_t s = 0; s < from->document.sentence_count; s++) {
      const syn_sentence *sentence = &from->document.sentences[s];
      network_word *words = SYN_ARENA_ARRAY(job->trainer->arena, network_word, sentence->token_count);
      if (!words) abort();
      bool whole = sentence->token_count <= PARSER_LONGEST;
      for (uint32_t t = 0; t < sentence->token_count && whole; t++)
        whole = fill_word(job, from, sentence, sentence->first_token + t, own, &words[t]);
      if (whole) to[count++] = (network_sentence){words, sentence->token_count, read->is_dev ? 0 : read->domain};
    }
  }
  return count;
}

static void fill_all(treebank_reading *job) {
  parser_treebank *made = job->treebank;
  counted *own = trainer_take(made->own_count, sizeof *own);
  for (size_t i = 0; i < made->own_count; i++) own[i] = (counted){made->own[i], (uint32_t)i + 1};
  qsort(own, made->own_count, sizeof *own, compare_keys);
  size_t count = 0;
  for (size_t s = 0; s < job->source_count; s++) count += job->sources[s].is_dev ? 0 : count_sentences(&job->sources[s]);
  made->sentences = trainer_take(count, sizeof *made->sentences);
  for (size_t s = 0; s < job->source_count; s++) {
    const source *read = &job->sources[s];
    if (!read->is_dev) {
      made->sentence_count += fill_sentences(job, read, own, made->sentences + made->sentence_count);
    } else if (made->dev_count < sizeof made->dev / sizeof *made->dev) {
      parser_dev *dev = &made->dev[made->dev_count++];
      dev->name = read->name;
      dev->sentences = trainer_take(count_sentences(read), sizeof *dev->sentences);
      dev->sentence_count = fill_sentences(job, read, own, dev->sentences);
    }
  }
  free(own);
}

static syn_status lower_all(const treebank_reading *job) {
  for (size_t s = 0; s < job->source_count; s++) {
    for (size_t d = 0; d < job->sources[s].corpus.count; d++) {
      if (syn_document_lower(&job->sources[s].corpus.items[d].document, job->trainer->arena) != SYN_OK) return SYN_NO_MEMORY;
    }
  }
  return SYN_OK;
}

/* What stands in the model already: classes of words and their vectors from plain text. */
static syn_status read_model(treebank_reading *job, const syn_model *model, syn_error *error) {
  char record[128];
  const syn_weights *rows = NULL;
  syn_status status = syn_word_table_open(model, trainer_record(job->trainer, "clusters", record), UINT16_MAX + 1u, &job->clusters, NULL);
  if (status != SYN_OK && status != SYN_NOT_FOUND) return status;
  status = syn_word_table_open(model, trainer_record(job->trainer, "vectors", record), UINT16_MAX + 1u, &job->vectors, NULL);
  if (status == SYN_NOT_FOUND) return SYN_OK;
  const uint64_t dimensions[] = {0, SYN_PARSER_WORD};
  if (status == SYN_OK)
    status = syn_model_require(model, trainer_record(job->trainer, "vectors/rows", record), SYN_WEIGHT_INT8, 2, dimensions, &rows, error);
  if (status != SYN_OK) return status;
  job->treebank->given = trainer_take(rows->size, sizeof(float));
  for (size_t i = 0; i < rows->size; i++) job->treebank->given[i] = (float)((const int8_t *)rows->data)[i] / 64;
  return SYN_OK;
}

syn_status parser_treebank_read(const training *trainer, parser_treebank *out_treebank, syn_error *error) {
  treebank_reading job = {.trainer = trainer, .treebank = out_treebank};
  syn_buffer buffer;
  syn_model *model = NULL;
  syn_buffer_init(&buffer, (size_t)1 << 30);
  syn_status status = read_sources(&job, error);
  if (status == SYN_OK) status = lower_all(&job);
  if (status != SYN_OK || job.source_count == 0) goto cleanup;
  status = trainer_open_model(trainer, &buffer, &model, error);
  if (status == SYN_OK) status = read_model(&job, model, error);
  if (status != SYN_OK) goto cleanup;
  choose(&job);
  fill_all(&job);
  printf("  %zu sentences, %u labels, %u tags, %zu words with a vector of their own\n", out_treebank->sentence_count,
         out_treebank->label_count, out_treebank->tag_count, out_treebank->own_count);
cleanup:
  syn_model_close(&model);
  syn_buffer_clear(&buffer);
  return status;
}

void parser_treebank_clear(parser_treebank *treebank) {
  for (size_t i = 0; i < treebank->dev_count; i++) free(treebank->dev[i].sentences);
  free(treebank->sentences);
  free(treebank->own);
  free(treebank->given);
  *treebank = (parser_treebank){0};
}
