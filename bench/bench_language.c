/*
 * How fast the language stage is, on one core, in words a second: tokens and sentences; tags, trees, lemmas and names. Languages without
 * trees are left out. Of several rounds the fastest counts, step by step.
 *
 * usage: bench_language [--rounds N] PATH...
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "article/extract.h"
#include "base/embedded.h"
#include "language/analyser.h"
#include "readers/charset.h"
#include "readers/reader.h"
#include "weights/model.h"
#include "world/world.h"

enum { STEP_TOKENS, STEP_ANALYSIS, STEP_ALL, STEP_COUNT };

static const char *const STEP_TITLES[] = {"tokens, sentences", "tags, trees, lemmas, names", "all"};

enum { PAGE_LIMIT = 20000, ROUND_LIMIT = 100, ARENA_LIMIT = 1 << 30 };

typedef struct bench {
  syn_model *model;
  syn_world *world;
  syn_extractor *extractor;
  syn_analyser *analyser;
  double seconds[STEP_COUNT]; /* of this round */
  size_t word_count;
} bench;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void lap(bench *all, int step, double *start) {
  double end = now();
  all->seconds[step] += end - *start;
  all->seconds[STEP_ALL] += end - *start;
  *start = end;
}

static syn_status open_bench(bench *all, syn_error *error) {
  syn_status status = syn_model_read_own(syn_embedded_find("models/embedded.synmodel"), &all->model, error);
  if (status == SYN_OK) status = syn_world_open(NULL, &all->world, error);
  if (status == SYN_OK) status = syn_extractor_create(all->world, &all->extractor, error);
  if (status == SYN_OK) status = syn_analyser_create(all->model, all->world, &all->analyser, error);
  return status;
}

static void close_bench(bench *all) {
  syn_analyser_destroy(&all->analyser);
  syn_extractor_destroy(&all->extractor);
  syn_world_close(&all->world);
  syn_model_close(&all->model);
}

/* The stage on one article; a language without trees is left out. */
static syn_status measure_article(bench *all, const syn_article *article, syn_arena *arena) {
  syn_document document;
  double before[STEP_COUNT], start = now();
  memcpy(before, all->seconds, sizeof before);
  syn_status status = syn_document_split(all->analyser, article, arena, &document, NULL);
  if (status != SYN_OK) return status;
  lap(all, STEP_TOKENS, &start);
  status = syn_document_annotate(all->analyser, &document, arena, NULL);
  lap(all, STEP_ANALYSIS, &start);
  if (document.has_trees)
    all->word_count += document.token_count;
  else
    memcpy(all->seconds, before, sizeof before);
  return status;
}

static syn_status measure_page(bench *all, const syn_page *page, syn_arena *arena) {
  syn_decoding decoding;
  syn_article article = {0};
  bool is_html = page->media == SYN_MEDIA_HTML;
  if (syn_charset_decode(page->bytes, page->declared_charset, is_html, arena, &decoding, NULL) != SYN_OK) return SYN_OK;
  if (syn_article_extract(all->extractor, page, decoding.text, arena, &article, NULL) != SYN_OK) return SYN_OK; /* no article */
  return measure_article(all, &article, arena);
}

static syn_status measure_round(bench *all, const char *const *paths, size_t path_count, syn_error *error) {
  syn_source *source = NULL;
  syn_arena *arena = NULL;
  memset(all->seconds, 0, sizeof(all->seconds));
  all->word_count = 0;
  syn_status status = syn_arena_create(ARENA_LIMIT, &arena);
  if (status == SYN_OK) status = syn_source_open(paths, path_count, NULL, NULL, &source, error);
  for (size_t count = 0; status == SYN_OK && count < PAGE_LIMIT; count++) {
    syn_page page;
    syn_arena_reset(arena);
    syn_status read = syn_source_next(source, arena, &page, error);
    if (read == SYN_NOT_FOUND) break;
    if (read == SYN_OK) status = measure_page(all, &page, arena);
  }
  syn_source_close(&source);
  syn_arena_destroy(&arena);
  return status;
}

int main(int argc, char **argv) {
  bench all = {0};
  syn_error error = {0};
  double least[STEP_COUNT] = {0};
  unsigned long rounds = argc > 2 && strcmp(argv[1], "--rounds") == 0 ? strtoul(argv[2], NULL, 10) : 0;
  int first = rounds > 0 ? 3 : 1;
  if (rounds == 0) rounds = 1;
  if (first >= argc || rounds > ROUND_LIMIT || argv[first][0] == '-') {
    fprintf(stderr, "usage: bench_language [--rounds N] PATH...\n");
    return 2;
  }
  syn_status status = open_bench(&all, &error);
  for (unsigned long round = 0; status == SYN_OK && round < rounds; round++) {
    status = measure_round(&all, (const char *const *)argv + first, (size_t)(argc - first), &error);
    for (int step = 0; step < STEP_COUNT; step++)
      if (round == 0 || all.seconds[step] < least[step]) least[step] = all.seconds[step];
  }
  if (status != SYN_OK) fprintf(stderr, "bench_language: %s\n", error.text[0] ? error.text : syn_status_name(status));
  printf("%zu words; one core\n\n%-28s %12s %10s\n", all.word_count, "step", "words/s", "share");
  for (int step = 0; step < STEP_COUNT && all.word_count > 0; step++)
    printf("%-28s %12.0f %8.0f %%\n", STEP_TITLES[step], (double)all.word_count / least[step], least[step] / least[STEP_ALL] * 100);
  close_bench(&all);
  return status == SYN_OK ? 0 : 1;
}
