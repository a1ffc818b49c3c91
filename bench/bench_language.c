/*
 * How fast the language stage is, on one core, in words a second: tokens and sentences; tags, trees, lemmas and names; and as ratios to two
 * fixed loops in the same run, so that figures of two machines can be compared (bench/README.md). Languages without trees are left out. Of
 * several rounds the fastest counts, step by step. --kernel: the arithmetic of the network, unless it is the best of this processor.
 *
 * usage: bench_language [--rounds N] [--kernel plain|avx2|avx512] PATH...
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "article/extract.h"
#include "base/embedded.h"
#include "language/analyser.h"
#include "readers/charset.h"
#include "readers/reader.h"
#include "reference.h"
#include "weights/model.h"
#include "world/world.h"

enum { STEP_TOKENS, STEP_ANALYSIS, STEP_ALL, STEP_COUNT };

static const char *const KERNEL_NAMES[] = {[SYN_KERNEL_PLAIN] = "plain", [SYN_KERNEL_AVX2] = "avx2", [SYN_KERNEL_AVX512_VNNI] = "avx512"};

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

static void lap(bench *all, int step, double *start) {
  double end = bench_now();
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
  double before[STEP_COUNT], start = bench_now();
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

/* Returns false where there is no kernel of this name, or this processor has not got it. */
static bool choose_kernel(bench *all, const char *name) {
  for (size_t k = 0; k < sizeof KERNEL_NAMES / sizeof *KERNEL_NAMES; k++) {
    if (strcmp(name, KERNEL_NAMES[k]) != 0 || !syn_kernel_is_there((syn_kernel)k)) continue;
    for (size_t i = 0; i < all->analyser->language_count; i++) all->analyser->languages[i].parser.kernel = (syn_kernel)k;
    return true;
  }
  return false;
}

/* A ratio: seconds that a million words take by the seconds of the loop. */
static void print_figures(const bench *all, const double least[STEP_COUNT], double loop, double chase, const char *kernel) {
  double millions = (double)all->word_count / 1e6;
  printf("%zu words; one core; kernel %s\n\n%-28s %12s %8s %8s %13s\n", all->word_count, kernel, "step", "words/s", "share", "ratio",
         "ratio_memory");
  for (int step = 0; step < STEP_COUNT && all->word_count > 0; step++)
    printf("%-28s %12.0f %6.0f %% %8.2f %13.2f\n", STEP_TITLES[step], (double)all->word_count / least[step],
           least[step] / least[STEP_ALL] * 100, least[step] / millions / loop, chase > 0 ? least[step] / millions / chase : 0);
}

static syn_status measure(bench *all, unsigned long rounds, const char *const *paths, size_t path_count, const char *kernel,
                          syn_error *error) {
  double least[STEP_COUNT] = {0}, loop = 0, chase = 0;
  syn_status status = SYN_OK;
  for (unsigned long round = 0; status == SYN_OK && round < rounds; round++) {
    bench_keep_least(&loop, bench_loop_seconds());
    bench_keep_least(&chase, bench_chase_seconds());
    status = measure_round(all, paths, path_count, error);
    for (int step = 0; step < STEP_COUNT; step++) bench_keep_least(&least[step], all->seconds[step]);
  }
  if (status == SYN_OK) print_figures(all, least, loop, chase, kernel);
  return status;
}

int main(int argc, char **argv) {
  bench all = {0};
  syn_error error = {0};
  unsigned long rounds = 1;
  const char *kernel = KERNEL_NAMES[syn_kernel_best()];
  int first = 1;
  for (; first + 1 < argc && argv[first][0] == '-'; first += 2) {
    if (strcmp(argv[first], "--rounds") == 0)
      rounds = strtoul(argv[first + 1], NULL, 10);
    else if (strcmp(argv[first], "--kernel") == 0)
      kernel = argv[first + 1];
    else
      break;
  }
  if (first >= argc || argv[first][0] == '-' || rounds == 0 || rounds > ROUND_LIMIT) {
    fprintf(stderr, "usage: bench_language [--rounds N] [--kernel plain|avx2|avx512] PATH...\n");
    return 2;
  }
  syn_status status = open_bench(&all, &error);
  if (status == SYN_OK && !choose_kernel(&all, kernel))
    status = syn_error_set(&error, SYN_BAD_ARGUMENT, 0, "this processor has no kernel \"%s\"", kernel);
  if (status == SYN_OK) status = measure(&all, rounds, (const char *const *)argv + first, (size_t)(argc - first), kernel, &error);
  if (status != SYN_OK) fprintf(stderr, "bench_language: %s\n", error.text[0] ? error.text : syn_status_name(status));
  close_bench(&all);
  return status == SYN_OK ? 0 : 1;
}
