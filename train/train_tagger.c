/*
 * How it works: labels are the pairs of tag and features that occur at least three times; rarer pairs count as the most frequent
 * label of their tag. Averaged perceptron, ten rounds over the sentences in shuffled order, labels before a word as the
 * tagger itself guessed them. Words that occur often with practically one label go into a table and are not scored.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "language/analyser.h"
#include "train/learner.h"
#include "train/trainers.h"

enum { ROUNDS = 10, MINIMUM_LABEL_COUNT = 3, KNOWN_MINIMUM = 25 };

typedef struct sentence_example {
  const syn_word *words;
  const gold_token *gold;
  const uint16_t *labels;
  size_t count;
} sentence_example;

typedef struct tagger_work {
  const training *trainer;
  syn_arena *arena;
  uint32_t labels[SYN_SCORER_MAXIMUM_LABELS][2], label_counts[SYN_SCORER_MAXIMUM_LABELS];
  unsigned label_count;
  SYN_ARRAY(sentence_example) sentences;
} tagger_work;

typedef struct pair_count {
  uint32_t tag, features, count;
} pair_count;

static int compare_pairs(const void *a, const void *b) {
  const pair_count *x = a, *y = b;
  if (x->count != y->count) return x->count < y->count ? 1 : -1;
  if (x->tag != y->tag) return x->tag < y->tag ? -1 : 1;
  return (x->features > y->features) - (x->features < y->features);
}

static void choose_labels(tagger_work *work, const gold_corpus *corpus) {
  static pair_count pairs[8192];
  size_t pair_number = 0;
  for (size_t d = 0; d < corpus->count; d++) {
    const gold_document *document = &corpus->items[d];
    for (uint32_t t = 0; t < document->document.token_count; t++) {
      const gold_token *gold = &document->gold[t];
      size_t i = 0;
      while (i < pair_number && (pairs[i].tag != gold->tag || pairs[i].features != gold->features)) i++;
      if (i == sizeof pairs / sizeof *pairs) abort();
      if (i == pair_number) pairs[pair_number++] = (pair_count){gold->tag, gold->features, 0};
      pairs[i].count++;
    }
  }
  qsort(pairs, pair_number, sizeof *pairs, compare_pairs);
  for (size_t i = 0; i < pair_number && work->label_count < SYN_SCORER_MAXIMUM_LABELS; i++) {
    if (pairs[i].count < MINIMUM_LABEL_COUNT) break;
    work->labels[work->label_count][0] = pairs[i].tag;
    work->labels[work->label_count][1] = pairs[i].features;
    work->label_counts[work->label_count++] = pairs[i].count;
  }
}

/* The label of a token; of a rare pair the first (most frequent) of its tag. */
static uint16_t label_of(const tagger_work *work, const gold_token *gold) {
  unsigned of_tag = 0;
  bool found = false;
  for (unsigned i = 0; i < work->label_count; i++) {
    if (work->labels[i][0] != gold->tag) continue;
    if (work->labels[i][1] == gold->features) return (uint16_t)i;
    if (!found) of_tag = i;
    found = true;
  }
  return (uint16_t)of_tag;
}

static syn_status prepare(tagger_work *work, gold_corpus *corpus, const syn_word_table *clusters) {
  for (size_t d = 0; d < corpus->count; d++) {
    gold_document *document = &corpus->items[d];
    syn_word *words = SYN_ARENA_ARRAY(work->arena, syn_word, document->document.token_count);
    uint16_t *labels = SYN_ARENA_ARRAY(work->arena, uint16_t, document->document.token_count);
    if (!words || !labels || syn_document_lower(&document->document, work->arena) != SYN_OK) return SYN_NO_MEMORY;
    for (uint32_t s = 0; s < document->document.sentence_count; s++) {
      const syn_sentence *sentence = &document->document.sentences[s];
      for (uint32_t t = sentence->first_token; t < sentence->first_token + sentence->token_count; t++) {
        const syn_token *token = &document->document.tokens[t];
        syn_word_describe(syn_text_slice(document->article.text, token->start, token->end), token->lower, clusters, &words[t]);
        labels[t] = label_of(work, &document->gold[t]);
      }
      sentence_example *example = SYN_ARRAY_ADD(&work->sentences, work->arena);
      if (!example) return SYN_NO_MEMORY;
      *example = (sentence_example){words + sentence->first_token, document->gold + sentence->first_token, labels + sentence->first_token,
                                    sentence->token_count};
    }
  }
  return SYN_OK;
}

static void show_features(const tagger_work *work, perceptron *learner) {
  for (size_t i = 0; i < work->sentences.count; i++) {
    const sentence_example *sentence = &work->sentences.items[i];
    unsigned previous = SYN_SCORER_MAXIMUM_LABELS, before = previous;
    for (size_t j = 0; j < sentence->count; j++) {
      uint64_t features[SYN_TAGGER_FEATURES];
      size_t count = syn_tagger_features(sentence->words, sentence->count, j, previous, before, features);
      learner_show(learner, features, count);
      before = previous;
      previous = sentence->labels[j];
    }
  }
}

static size_t learn_sentence(const tagger_work *work, const sentence_example *sentence, const syn_word_table *known, perceptron *learner) {
  unsigned previous = SYN_SCORER_MAXIMUM_LABELS, before = previous;
  size_t wrong = 0;
  for (size_t j = 0; j < sentence->count; j++) {
    unsigned best = syn_word_table_find(known, sentence->words[j].lower);
    if (best > 0) {
      best--;
    } else {
      uint64_t features[SYN_TAGGER_FEATURES];
      float scores[SYN_SCORER_MAXIMUM_LABELS] = {0};
      size_t count = syn_tagger_features(sentence->words, sentence->count, j, previous, before, features);
      learner_score(learner, features, count, scores);
      for (unsigned label = 1; label < work->label_count; label++) {
        if (scores[label] > scores[best]) best = label;
      }
      if (best != sentence->labels[j]) {
        learner_update(learner, features, count, sentence->labels[j], 1);
        learner_update(learner, features, count, best, -1);
        wrong++;
      }
      learner_tick(learner);
    }
    before = previous;
    previous = best;
  }
  return wrong;
}

typedef struct word_count {
  uint64_t lower;
  uint32_t label, count;
} word_count;

static int compare_words(const void *a, const void *b) {
  const word_count *x = a, *y = b;
  if (x->lower != y->lower) return x->lower < y->lower ? -1 : 1;
  return (x->label > y->label) - (x->label < y->label);
}

/* Writes the table of words that have one label; all but one in five hundred of their occurrences. */
static syn_status write_known(const tagger_work *work) {
  size_t count = 0, n = 0;
  for (size_t i = 0; i < work->sentences.count; i++) count += work->sentences.items[i].count;
  word_count *words = malloc((count + 1) * sizeof *words);
  uint64_t *keys = malloc((count + 1) * sizeof *keys);
  uint16_t *values = malloc((count + 1) * sizeof *values);
  if (!words || !keys || !values) abort();
  for (size_t i = 0; i < work->sentences.count; i++) {
    const sentence_example *sentence = &work->sentences.items[i];
    for (size_t j = 0; j < sentence->count; j++) words[n++] = (word_count){sentence->words[j].lower, sentence->labels[j], 1};
  }
  qsort(words, n, sizeof *words, compare_words);
  size_t known = 0;
  for (size_t i = 0; i < n;) {
    size_t end = i, best = 0;
    unsigned best_label = 0;
    while (end < n && words[end].lower == words[i].lower) {
      size_t run = end;
      while (run < n && words[run].lower == words[i].lower && words[run].label == words[end].label) run++;
      if (run - end > best) {
        best = run - end;
        best_label = words[end].label;
      }
      end = run;
    }
    if (end - i >= KNOWN_MINIMUM && best * 500 >= (end - i) * 499) {
      keys[known] = words[i].lower;
      values[known++] = (uint16_t)(best_label + 1);
    }
    i = end;
  }
  char record[128];
  syn_status status =
      learner_write_table(trainer_record(work->trainer, "tagger/known", record), keys, values, known, work->trainer->writer);
  printf("  %u labels, %zu words known\n", work->label_count, known);
  free(words);
  free(keys);
  free(values);
  return status;
}

static void learn(const tagger_work *work, const syn_word_table *known, perceptron *learner) {
  uint32_t *order = malloc((work->sentences.count + 1) * sizeof *order);
  if (!order) abort();
  for (uint32_t i = 0; i < work->sentences.count; i++) order[i] = i;
  uint64_t state = 20240601;
  for (int round = 0; round < ROUNDS; round++) {
    learner_shuffle(order, work->sentences.count, &state);
    size_t wrong = 0;
    for (size_t i = 0; i < work->sentences.count; i++) wrong += learn_sentence(work, &work->sentences.items[order[i]], known, learner);
    printf("  round %d: %zu wrong\n", round + 1, wrong);
    fflush(stdout);
  }
  free(order);
}

syn_status train_tagger(const training *trainer, syn_error *error) {
  tagger_work work = {.trainer = trainer, .arena = trainer->arena};
  gold_corpus corpus = {0};
  syn_buffer buffer;
  syn_buffer_init(&buffer, (size_t)1 << 30);
  syn_model *model = NULL;
  syn_word_table clusters = {0}, known = {0};
  perceptron *learner = NULL;
  char record[128];
  syn_status status = trainer_read(trainer, "tagger", &corpus, error);
  if (status != SYN_OK || corpus.count == 0) goto cleanup;
  choose_labels(&work, &corpus);
  status = trainer_open_model(trainer, &buffer, &model, error);
  if (status != SYN_OK) goto cleanup;
  status = syn_word_table_open(model, trainer_record(trainer, "clusters", record), UINT16_MAX + 1u, &clusters, NULL);
  if (status != SYN_OK && status != SYN_NOT_FOUND) goto cleanup;
  status = prepare(&work, &corpus, &clusters);
  if (status == SYN_OK) status = write_known(&work);
  syn_model_close(&model);
  syn_buffer_reset(&buffer);
  if (status == SYN_OK) status = trainer_open_model(trainer, &buffer, &model, error);
  if (status != SYN_OK) goto cleanup;
  status = syn_word_table_open(model, trainer_record(trainer, "tagger/known", record), UINT16_MAX + 1u, &known, error);
  if (status != SYN_OK) goto cleanup;
  learner = learner_create(work.label_count, 5);
  show_features(&work, learner);
  learn(&work, &known, learner);
  float scale = 0;
  status = learner_write(learner, trainer_record(trainer, "tagger", record), 5.0f, trainer->writer, &scale);
  const uint64_t dimensions[] = {work.label_count, 2};
  if (status == SYN_OK) {
    status = syn_model_writer_add(trainer->writer, trainer_record(trainer, "tagger/labels", record), SYN_WEIGHT_UINT32, 2, dimensions,
                                  work.labels);
  }
cleanup:
  learner_destroy(&learner);
  syn_model_close(&model);
  syn_buffer_clear(&buffer);
  return status;
}
