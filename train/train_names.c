/*
 * How it works: structured perceptron (Collins 2002), averaged. Each round goes through the documents in shuffled order, decodes every
 * sentence with the weights so far and, where the answer is wrong, moves the weights of the right labels up and of the wrong ones down.
 * Tags come from the tagger in the model, as later in use; the memory of earlier names holds the guesses, not the truth.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "language/analyser.h"
#include "train/learner.h"
#include "train/trainers.h"

enum { ROUNDS = 10, SENTENCE_MAXIMUM = 512 };

typedef struct name_document {
  gold_document *document;
  const syn_word *words;
  const uint32_t *known;
  const uint8_t *labels;
} name_document;

typedef struct name_work {
  const training *trainer;
  syn_arena *arena;
  SYN_ARRAY(name_document) documents;
  perceptron *learner;
  float transitions[SYN_NAME_LABELS + 1][SYN_NAME_LABELS];
  double transition_sums[SYN_NAME_LABELS + 1][SYN_NAME_LABELS]; /* of changes times their time, for the average */
  double time;
} name_work;

/* Labels of the scheme begin, inside, last, unit from gold names. */
static void gold_labels(const gold_document *document, uint8_t *labels) {
  for (uint32_t s = 0; s < document->document.sentence_count; s++) {
    const syn_sentence *sentence = &document->document.sentences[s];
    uint32_t end = sentence->first_token + sentence->token_count;
    for (uint32_t t = sentence->first_token; t < end; t++) {
      uint8_t name = document->gold[t].name;
      if (name == 0) continue;
      bool first = (name & GOLD_NAME_FIRST) != 0,
           last = t + 1 == end || document->gold[t + 1].name == 0 || (document->gold[t + 1].name & GOLD_NAME_FIRST);
      unsigned place = first ? (last ? SYN_NAME_UNIT : SYN_NAME_BEGIN) : (last ? SYN_NAME_LAST : SYN_NAME_INSIDE);
      labels[t] = (uint8_t)(1 + ((name & 0x7F) - 1) * 4 + place);
    }
  }
}

/*
 * Nationalities in sets that know no such type are unmarked there, or names of another kind: what the gazetteer knows as an
 * adjective or as people of a country becomes one.
 */
static void add_norps(gold_document *document, const uint32_t *known) {
  if (document->has_norps) return;
  for (uint32_t t = 0; t < document->document.token_count; t++) {
    gold_token *gold = &document->gold[t];
    bool alone =
        gold->name == 0 ||
        ((gold->name & GOLD_NAME_FIRST) && (gold->name & 0x7F) == SYN_NAME_OTHER + 1 &&
         (t + 1 == document->document.token_count || document->gold[t + 1].name == 0 || (document->gold[t + 1].name & GOLD_NAME_FIRST)));
    if (alone && syn_name_is_norp(known[t])) gold->name = (SYN_NAME_NORP + 1) | GOLD_NAME_FIRST;
  }
}

static syn_status prepare(name_work *work, gold_corpus *corpus, const syn_analyser *analyser, syn_error *error) {
  const syn_language *language = syn_analyser_language(analyser, work->trainer->language);
  for (size_t d = 0; d < corpus->count; d++) {
    gold_document *gold = &corpus->items[d];
    syn_document *document = &gold->document;
    syn_word *words = SYN_ARENA_ARRAY(work->arena, syn_word, document->token_count);
    uint32_t *known = SYN_ARENA_ARRAY(work->arena, uint32_t, document->token_count);
    uint8_t *labels = SYN_ARENA_ARRAY(work->arena, uint8_t, document->token_count);
    name_document *added = SYN_ARRAY_ADD(&work->documents, work->arena);
    if (!words || !known || !labels || !added) return SYN_NO_MEMORY;
    syn_status status = syn_document_annotate(analyser, document, work->arena, error);
    for (uint32_t s = 0; s < document->sentence_count && status == SYN_OK; s++) {
      const syn_sentence *sentence = &document->sentences[s];
      for (uint32_t t = sentence->first_token; t < sentence->first_token + sentence->token_count; t++) {
        const syn_token *token = &document->tokens[t];
        syn_word_describe(syn_text_slice(gold->article.text, token->start, token->end), token->lower, &language->clusters, &words[t]);
      }
      status = syn_name_look_up(work->trainer->world, language->code, &language->lexicon, document, sentence->first_token,
                                sentence->token_count, work->arena, known + sentence->first_token);
    }
    if (status != SYN_OK) return status;
    add_norps(gold, known);
    gold_labels(gold, labels);
    *added = (name_document){gold, words, known, labels};
  }
  return SYN_OK;
}

static syn_name_view view_of(const name_document *document, const syn_sentence *sentence) {
  uint32_t first = sentence->first_token;
  return (syn_name_view){.words = document->words + first,
                         .tokens = document->document->document.tokens + first,
                         .known = document->known + first,
                         .count = sentence->token_count,
                         .is_shouted = syn_name_is_shouted(document->words + first, sentence->token_count)};
}

static void show_features(name_work *work) {
  syn_name_memory *memory = malloc(sizeof *memory);
  if (!memory) abort();
  for (size_t d = 0; d < work->documents.count; d++) {
    const name_document *document = &work->documents.items[d];
    memset(memory, 0, sizeof *memory);
    for (uint32_t s = 0; s < document->document->document.sentence_count; s++) {
      const syn_sentence *sentence = &document->document->document.sentences[s];
      syn_name_view view = view_of(document, sentence);
      for (size_t i = 0; i < view.count; i++) {
        uint64_t features[SYN_NAME_FEATURES];
        learner_show(work->learner, features, syn_name_features(&view, memory, i, features));
      }
      syn_name_remember(&view, document->labels + sentence->first_token, memory);
    }
  }
  free(memory);
}

typedef struct name_lattice {
  uint64_t features[SENTENCE_MAXIMUM][SYN_NAME_FEATURES];
  size_t feature_counts[SENTENCE_MAXIMUM];
  uint8_t back[SENTENCE_MAXIMUM][SYN_NAME_LABELS], labels[SENTENCE_MAXIMUM];
} name_lattice;

static void decode(const name_work *work, const syn_name_view *view, const syn_name_memory *memory, name_lattice *lattice) {
  float best[SYN_NAME_LABELS], next_best[SYN_NAME_LABELS];
  for (size_t i = 0; i < view->count; i++) {
    float scores[SYN_NAME_LABELS] = {0};
    lattice->feature_counts[i] = syn_name_features(view, memory, i, lattice->features[i]);
    learner_score(work->learner, lattice->features[i], lattice->feature_counts[i], scores);
    for (unsigned next = 0; next < SYN_NAME_LABELS; next++) {
      next_best[next] = -INFINITY;
      unsigned from = i == 0 ? SYN_NAME_LABELS : 0, to = i == 0 ? SYN_NAME_LABELS + 1 : SYN_NAME_LABELS;
      for (unsigned label = from; label < to; label++) {
        if (!syn_name_may_follow(label, next)) continue;
        float score = (i == 0 ? 0 : best[label]) + work->transitions[label][next] + scores[next];
        if (score <= next_best[next]) continue;
        next_best[next] = score;
        lattice->back[i][next] = (uint8_t)label;
      }
    }
    memcpy(best, next_best, sizeof best);
  }
  unsigned label = 0;
  for (unsigned i = 1; i < SYN_NAME_LABELS; i++) {
    if (syn_name_may_follow(i, 0) && best[i] > best[label]) label = i;
  }
  for (size_t i = view->count; i-- > 0;) {
    lattice->labels[i] = (uint8_t)label;
    label = lattice->back[i][label];
  }
}

static void move_transition(name_work *work, unsigned label, unsigned next, float change) {
  work->transitions[label][next] += change;
  work->transition_sums[label][next] += change * work->time;
}

static size_t learn_sentence(name_work *work, const syn_name_view *view, const uint8_t *gold, syn_name_memory *memory,
                             name_lattice *lattice) {
  size_t wrong = 0;
  decode(work, view, memory, lattice);
  for (size_t i = 0; i < view->count; i++) {
    unsigned before = i ? lattice->labels[i - 1] : SYN_NAME_LABELS, gold_before = i ? gold[i - 1] : SYN_NAME_LABELS;
    if (lattice->labels[i] != gold[i]) {
      learner_update(work->learner, lattice->features[i], lattice->feature_counts[i], gold[i], 1);
      learner_update(work->learner, lattice->features[i], lattice->feature_counts[i], lattice->labels[i], -1);
      wrong++;
    }
    if (before != gold_before || lattice->labels[i] != gold[i]) {
      move_transition(work, gold_before, gold[i], 1);
      move_transition(work, before, lattice->labels[i], -1);
    }
  }
  learner_tick(work->learner);
  work->time++;
  syn_name_remember(view, lattice->labels, memory);
  return wrong;
}

static void learn(name_work *work) {
  uint32_t *order = malloc((work->documents.count + 1) * sizeof *order);
  syn_name_memory *memory = malloc(sizeof *memory);
  name_lattice *scratch = malloc(sizeof *scratch);
  if (!order || !memory || !scratch) abort();
  for (uint32_t i = 0; i < work->documents.count; i++) order[i] = i;
  uint64_t state = 20240602;
  for (int round = 0; round < ROUNDS; round++) {
    learner_shuffle(order, work->documents.count, &state);
    size_t wrong = 0;
    for (size_t d = 0; d < work->documents.count; d++) {
      const name_document *document = &work->documents.items[order[d]];
      memset(memory, 0, sizeof *memory);
      for (uint32_t s = 0; s < document->document->document.sentence_count; s++) {
        const syn_sentence *sentence = &document->document->document.sentences[s];
        syn_name_view view = view_of(document, sentence);
        if (view.count > SENTENCE_MAXIMUM) continue;
        wrong += learn_sentence(work, &view, document->labels + sentence->first_token, memory, scratch);
      }
    }
    printf("  round %d: %zu tokens wrong\n", round + 1, wrong);
    fflush(stdout);
  }
  free(order);
  free(memory);
  free(scratch);
}

static syn_status write_names(name_work *work) {
  char record[128];
  float scale = 0;
  const training *trainer = work->trainer;
  syn_status status = learner_write(work->learner, trainer_record(trainer, "names", record), 3.0f, trainer->writer, &scale);
  if (status != SYN_OK) return status;
  int32_t transitions[SYN_NAME_LABELS + 1][SYN_NAME_LABELS];
  for (unsigned i = 0; i <= SYN_NAME_LABELS; i++) {
    for (unsigned j = 0; j < SYN_NAME_LABELS; j++) {
      double average = work->transitions[i][j] - work->transition_sums[i][j] / work->time;
      transitions[i][j] = (int32_t)lround(average * (double)scale);
    }
  }
  const uint64_t dimensions[] = {SYN_NAME_LABELS + 1, SYN_NAME_LABELS};
  return syn_model_writer_add(trainer->writer, trainer_record(trainer, "names/transitions", record), SYN_WEIGHT_INT32, 2, dimensions,
                              transitions);
}

syn_status train_names(const training *trainer, syn_error *error) {
  gold_corpus corpus = {0};
  syn_buffer buffer;
  syn_buffer_init(&buffer, (size_t)1 << 30);
  syn_model *model = NULL;
  syn_analyser *analyser = NULL;
  name_work *work = calloc(1, sizeof *work);
  if (!work) abort();
  syn_status status = trainer_read(trainer, "names", &corpus, error);
  if (status != SYN_OK || corpus.count == 0) goto cleanup;
  work->trainer = trainer;
  work->arena = trainer->arena;
  work->time = 1;
  status = trainer_open_model(trainer, &buffer, &model, error);
  if (status == SYN_OK) status = syn_analyser_create(model, trainer->world, &analyser, error);
  if (status == SYN_OK) status = prepare(work, &corpus, analyser, error);
  if (status != SYN_OK) goto cleanup;
  work->learner = learner_create(SYN_NAME_LABELS, 3);
  show_features(work);
  learn(work);
  status = write_names(work);
cleanup:
  learner_destroy(&work->learner);
  syn_analyser_destroy(&analyser);
  syn_model_close(&model);
  syn_buffer_clear(&buffer);
  free(work);
  return status;
}
