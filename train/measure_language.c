/*
 * Measures the language stage on annotated text and prints one line a figure, as in tests/quality/scores.tsv.
 *
 *   measure_language DATA [MODEL|-] [CORPUS]     "-": the embedded model
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "engine/engine_internal.h"
#include "synoptic/evaluation.h"
#include "train/corpus.h"

typedef struct measuring {
  const syn_engine *engine;
  const char *data, *corpus, *part;
} measuring;

static void print_line(const measuring *job, const char *measure, double value, uint64_t items) {
  printf("language\t%s\t%s\t%s\t%.4f\t%llu\tmeasure_language\n", job->corpus, job->part, measure, value, (unsigned long long)items);
}

static void print_f1(const measuring *job, const syn_evaluation *evaluation, syn_measure_key key, const char *name, const char *how) {
  char measure[96];
  syn_measure counts = evaluation->measures[key];
  if (counts.gold == 0) return;
  (void)snprintf(measure, sizeof measure, "%s F1, %s", name, how);
  print_line(job, measure, syn_measure_f1(counts), counts.gold);
}

static syn_status measure_treebank(const measuring *job, const char *path, const char *language, bool gold_tokens, syn_error *error) {
  const syn_evaluation_options options = {
      .gold_tokens = gold_tokens, .language = language, .only = strcmp(job->part, "dev") ? "news" : NULL};
  const char *how = gold_tokens ? "gold tokens" : "raw text";
  syn_evaluation evaluation;
  syn_status status = syn_engine_evaluate(job->engine, path, &options, &evaluation, error);
  if (status != SYN_OK) return status;
  for (int key = gold_tokens ? SYN_MEASURE_UPOS : SYN_MEASURE_TOKENS; key <= SYN_MEASURE_LAS_CONJ; key++)
    print_f1(job, &evaluation, (syn_measure_key)key, syn_measure_name((syn_measure_key)key), how);
  return SYN_OK;
}

/* Exact spans with the right type; types that the corpus does not annotate are not counted. */
static syn_status measure_names(const measuring *job, const char *path, const char *types, syn_error *error) {
  const syn_evaluation_options options = {.types = types};
  syn_evaluation evaluation;
  syn_status status = syn_engine_evaluate(job->engine, path, &options, &evaluation, error);
  if (status != SYN_OK) return status;
  for (int key = SYN_MEASURE_PERSON; key <= SYN_MEASURE_NAMES; key++) {
    char name[48];
    (void)snprintf(name, sizeof name, "%s span", syn_measure_name((syn_measure_key)key));
    print_f1(job, &evaluation, (syn_measure_key)key, name, "gold tokens");
  }
  syn_measure all = evaluation.measures[SYN_MEASURE_NAMES];
  print_line(job, "names span precision, gold tokens", syn_measure_precision(all), all.found);
  print_line(job, "names span recall, gold tokens", syn_measure_recall(all), all.gold);
  return SYN_OK;
}

/* Tokens a second for the whole stage, on the raw text of a treebank. */
static syn_status measure_speed(const measuring *job, const char *path, syn_error *error) {
  gold_corpus corpus = {0};
  syn_arena *arena = NULL, *corpus_arena = NULL;
  syn_status status = syn_arena_create((size_t)1 << 30, &arena);
  if (status == SYN_OK) status = syn_arena_create((size_t)1 << 30, &corpus_arena);
  if (status == SYN_OK) status = syn_engine_need_stages(job->engine, error);
  if (status == SYN_OK) status = corpus_read_conllu(path, &(corpus_selection){.language = SYN_TEXT("en")}, corpus_arena, &corpus, error);
  size_t tokens = 0;
  clock_t start = clock();
  for (int round = 0; round < 5; round++) {
    for (size_t d = 0; d < corpus.count && status == SYN_OK; d++) {
      syn_document document = {0};
      status = syn_document_analyse(job->engine->analyser, &corpus.items[d].article, arena, &document, error);
      tokens += document.token_count;
      syn_arena_reset(arena);
    }
  }
  double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
  syn_arena_destroy(&arena);
  syn_arena_destroy(&corpus_arena);
  if (status == SYN_OK) fprintf(stderr, "speed: %.0f tokens/s (%zu tokens in %.2f s)\n", (double)tokens / seconds, tokens, seconds);
  return status;
}

typedef struct task {
  const char *corpus, *part, *file, *language, *types; /* types: of names; NULL: a treebank */
} task;

static const task tasks[] = {
    {"en_ewt", "dev", "treebanks/en_ewt-dev.conllu", "en", NULL},
    {"en_gum", "dev", "treebanks/en_gum-dev.conllu", "en", NULL},
    {"en_gum", "dev news", "treebanks/en_gum-dev.conllu", "en", NULL},
    {"fr_sequoia", "dev", "treebanks/fr_sequoia-dev.conllu", "fr", NULL},
    {"worldwide", "dev", "names/worldwide-dev.iob2", "en",
     "Person=PERSON|Organization=ORGANIZATION|Location=PLACE|Facility=PLACE|NORP=NORP|Misc=OTHER|Product=OTHER"},
    {"worldwide PER/ORG/LOC", "dev", "names/worldwide-dev.iob2", "en",
     "Person=PERSON|Organization=ORGANIZATION|Location=PLACE|Facility=PLACE"},
    {"uner_ewt", "dev", "names/uner_ewt-dev.iob2", "en", "PER=PERSON|ORG=ORGANIZATION|LOC=PLACE"},
    {"crossner_politics", "dev", "names/crossner_politics-dev.iob2", "en",
     "person=PERSON|politician=PERSON|organisation=ORGANIZATION|politicalparty=ORGANIZATION|country=PLACE|location=PLACE"},
};

static syn_status measure_all(measuring *job, const char *wanted, syn_error *error) {
  syn_status status = SYN_OK;
  for (size_t i = 0; i < sizeof tasks / sizeof *tasks && status == SYN_OK; i++) {
    if (wanted && !strstr(tasks[i].corpus, wanted)) continue;
    char path[1024];
    (void)snprintf(path, sizeof path, "%s/%s", job->data, tasks[i].file);
    job->corpus = tasks[i].corpus;
    job->part = tasks[i].part;
    if (tasks[i].types) {
      status = measure_names(job, path, tasks[i].types, error);
    } else {
      status = measure_treebank(job, path, tasks[i].language, true, error);
      if (status == SYN_OK) status = measure_treebank(job, path, tasks[i].language, false, error);
    }
    if (status == SYN_OK && i == 0) status = measure_speed(job, path, error);
  }
  return status;
}

int main(int argument_count, char **arguments) {
  if (argument_count < 2) {
    fprintf(stderr, "usage: measure_language DATA [MODEL|-] [CORPUS]\n");
    return 2;
  }
  syn_error error = {0};
  syn_engine *engine = NULL;
  const char *path = argument_count > 2 && strcmp(arguments[2], "-") != 0 ? arguments[2] : NULL;
  syn_status status = syn_engine_create(&(syn_engine_options){.model_path = path, .thread_count = 1}, &engine, &error);
  measuring job = {.engine = engine, .data = arguments[1]};
  if (status == SYN_OK) status = measure_all(&job, argument_count > 3 ? arguments[3] : NULL, &error);
  if (status != SYN_OK) fprintf(stderr, "measure_language: %s: %s\n", syn_status_name(status), error.text);
  syn_engine_destroy(&engine);
  return status == SYN_OK ? 0 : 1;
}
