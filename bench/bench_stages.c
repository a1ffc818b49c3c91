/*
 * How fast each stage is, on one core: articles and megabytes of page a second, and as ratios to two fixed loops in the same run, so that
 * figures of two machines can be compared (bench/README.md). Reads one page after the other and runs all stages over it; of several rounds
 * the fastest counts, stage by stage, for other programs can only make a round slower.
 *
 * usage: bench_stages [--rounds N] [--tsv] PATH...
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "article/extract.h"
#include "base/embedded.h"
#include "dom/dom.h"
#include "facts/finder.h"
#include "language/language.h"
#include "readers/charset.h"
#include "readers/reader.h"
#include "records/record_writer.h"
#include "reference.h"
#include "weights/model.h"
#include "world/world.h"

enum {
  STAGE_READ,
  STAGE_DECODE,
  STAGE_DOM,
  STAGE_ARTICLE,
  STAGE_LANGUAGE,
  STAGE_FACTS,
  STAGE_SKETCH,
  STAGE_RECORDS,
  STAGE_WHOLE,
  STAGE_COUNT
};

static const char *const STAGE_NAMES[] = {"read", "decode", "dom", "article", "language", "facts", "sketch", "records", "whole way"};

enum { PAGE_LIMIT = 20000, ROUND_LIMIT = 100, ARENA_LIMIT = 1 << 30 };

typedef struct stages {
  syn_model *model;
  syn_world *world;
  syn_extractor *extractor;
  syn_analyser *analyser;
  syn_fact_finder *finder;
  double seconds[STAGE_COUNT]; /* of this round, then the least of all */
  size_t page_count, article_count, byte_count, token_count;
} stages;

typedef struct references {
  double loop, chase; /* seconds (reference.h) */
} references;

static syn_status open_stages(stages *all, syn_error *error) {
  syn_status status = syn_model_read_own(syn_embedded_find("models/embedded.synmodel"), &all->model, error);
  if (status == SYN_OK) status = syn_world_open(NULL, &all->world, error);
  if (status == SYN_OK) status = syn_extractor_create(all->world, &all->extractor, error);
  if (status == SYN_OK) status = syn_analyser_create(all->model, all->world, &all->analyser, error);
  if (status == SYN_OK) status = syn_fact_finder_create(all->model, all->world, &all->finder, error);
  return status;
}

static void close_stages(stages *all) {
  syn_fact_finder_destroy(&all->finder);
  syn_analyser_destroy(&all->analyser);
  syn_extractor_destroy(&all->extractor);
  syn_world_close(&all->world);
  syn_model_close(&all->model);
}

static void lap(stages *all, int stage, double *start) {
  double end = bench_now();
  all->seconds[stage] += end - *start;
  if (stage != STAGE_DOM) all->seconds[STAGE_WHOLE] += end - *start;
  *start = end;
}

static void write_records(syn_arena *arena, const syn_article *article, const syn_facts *facts, const syn_sketch *sketch) {
  syn_record_context context;
  syn_buffer lines;
  syn_buffer_init(&lines, ARENA_LIMIT);
  if (syn_record_context_init(article, arena, &context) == SYN_OK) {
    syn_record_write_article(&lines, article);
    syn_record_write_facts(&lines, &context, facts, NULL);
    syn_record_write_sketch(&lines, article, sketch);
  }
  syn_buffer_clear(&lines);
}

static void measure_page(stages *all, syn_arena *arena, const syn_page *page) {
  syn_decoding decoding;
  syn_article article = {0};
  syn_document document = {0};
  syn_facts facts = {0};
  syn_sketch sketch = {0};
  syn_dom dom;
  double start = bench_now();
  if (syn_charset_decode(page->bytes, page->declared_charset, page->media == SYN_MEDIA_HTML, arena, &decoding, NULL) != SYN_OK) return;
  lap(all, STAGE_DECODE, &start);
  if (page->media == SYN_MEDIA_HTML && syn_dom_parse(decoding.text, &syn_dom_limits_default, arena, &dom, NULL) == SYN_OK)
    lap(all, STAGE_DOM, &start);
  start = bench_now();
  syn_status status = syn_article_extract(all->extractor, page, decoding.text, arena, &article, NULL);
  lap(all, STAGE_ARTICLE, &start);
  if (status != SYN_OK) return;
  if (syn_document_analyse(all->analyser, &article, arena, &document, NULL) != SYN_OK) return;
  lap(all, STAGE_LANGUAGE, &start);
  if (syn_facts_find(all->finder, &document, arena, &facts, NULL) != SYN_OK) return;
  lap(all, STAGE_FACTS, &start);
  if (syn_sketch_make(all->finder, &document, &facts, arena, &sketch) != SYN_OK) return;
  lap(all, STAGE_SKETCH, &start);
  write_records(arena, &article, &facts, &sketch);
  lap(all, STAGE_RECORDS, &start);
  all->article_count++;
  all->token_count += document.token_count;
}

static syn_status measure_round(stages *all, const char *const *paths, size_t path_count, syn_error *error) {
  syn_source *source = NULL;
  syn_arena *arena = NULL;
  all->page_count = all->article_count = all->byte_count = all->token_count = 0;
  syn_status status = syn_arena_create(ARENA_LIMIT, &arena);
  if (status == SYN_OK) status = syn_source_open(paths, path_count, NULL, NULL, &source, error);
  while (status == SYN_OK && all->page_count < PAGE_LIMIT) {
    syn_page page;
    syn_arena_reset(arena);
    double start = bench_now();
    syn_status read = syn_source_next(source, arena, &page, error);
    lap(all, STAGE_READ, &start);
    if (read == SYN_NOT_FOUND) break;
    if (read != SYN_OK) continue;
    all->page_count++;
    all->byte_count += page.bytes.size;
    measure_page(all, arena, &page);
  }
  syn_source_close(&source);
  syn_arena_destroy(&arena);
  return status;
}

/* The whole way is that of the fastest round, and so may be more than the sum of its fastest stages. */
static syn_status measure(stages *all, const char *const *paths, size_t path_count, unsigned rounds, syn_error *error) {
  double least[STAGE_COUNT] = {0};
  for (unsigned round = 0; round < rounds; round++) {
    memset(all->seconds, 0, sizeof(all->seconds));
    syn_status status = measure_round(all, paths, path_count, error);
    if (status != SYN_OK) return status;
    for (int stage = 0; stage < STAGE_COUNT; stage++) bench_keep_least(&least[stage], all->seconds[stage]);
  }
  memcpy(all->seconds, least, sizeof(least));
  return SYN_OK;
}

static double peak_megabytes(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return (double)usage.ru_maxrss / 1024;
}

static void print_figures(const stages *all, double start, const references *reference, double peak) {
  double megabytes = (double)all->byte_count / 1e6;
  printf("start (model and world opened): %.1f ms\n", start * 1000);
  printf("%zu pages, %zu articles, %.1f MB, %zu tokens; one core\n\n", all->page_count, all->article_count, megabytes, all->token_count);
  printf("%-22s %12s %10s %10s %10s %10s\n", "stage", "pages/s", "MB/s", "tokens/s", "ratio", "to memory");
  for (int stage = 0; stage < STAGE_COUNT; stage++) {
    double seconds = all->seconds[stage], of_thousand = seconds / (double)all->page_count * 1000;
    if (seconds <= 0) continue;
    printf("%-22s %12.0f %10.1f %10.0f %10.3f %10.3f\n", STAGE_NAMES[stage], (double)all->page_count / seconds, megabytes / seconds,
           (double)all->token_count / seconds, of_thousand / reference->loop, of_thousand / reference->chase);
  }
  printf("\nratio: seconds for 1000 pages by seconds of the reference loop (%.3f s); to memory: … that waits for memory (%.3f s)\n"
         "peak memory: %.0f MB\n",
         reference->loop, reference->chase, peak);
}

/* Rows for bench/history.tsv, without what tools/bench knows: pages, stage, ratio, ratio to memory, a second. */
static void print_rows(const stages *all, double start, const references *reference) {
  printf("%zu\tstart\t%.3f\t%.3f\t%.1f\n", all->page_count, start * 1000 / reference->loop, start * 1000 / reference->chase, 1 / start);
  for (int stage = 0; stage < STAGE_COUNT; stage++) {
    double seconds = all->seconds[stage], of_thousand = seconds / (double)all->page_count * 1000;
    if (seconds <= 0) continue;
    printf("%zu\t%s\t%.3f\t%.3f\t%.1f\n", all->page_count, STAGE_NAMES[stage], of_thousand / reference->loop,
           of_thousand / reference->chase, (double)all->page_count / seconds);
  }
}

typedef struct arguments {
  unsigned rounds;
  bool as_rows;
  const char *const *paths;
  size_t path_count;
} arguments;

static bool read_arguments(int argc, char **argv, arguments *out) {
  int at = 1;
  *out = (arguments){.rounds = 1};
  for (; at < argc && strncmp(argv[at], "--", 2) == 0; at++) {
    if (strcmp(argv[at], "--tsv") == 0)
      out->as_rows = true;
    else if (strcmp(argv[at], "--rounds") == 0 && at + 1 < argc)
      out->rounds = (unsigned)strtoul(argv[++at], NULL, 10);
    else
      return false;
  }
  out->paths = (const char *const *)argv + at;
  out->path_count = (size_t)(argc - at);
  return at < argc && out->rounds >= 1 && out->rounds <= ROUND_LIMIT;
}

/* Opens everything once a round, and leaves it open after the last. */
static syn_status measure_start(stages *all, unsigned rounds, double *out_least, syn_error *error) {
  syn_status status = SYN_OK;
  for (unsigned round = 0; status == SYN_OK && round < rounds; round++) {
    close_stages(all);
    double start = bench_now();
    status = open_stages(all, error);
    bench_keep_least(out_least, bench_now() - start);
  }
  return status;
}

int main(int argc, char **argv) {
  stages all = {0};
  syn_error error = {0};
  arguments given;
  if (!read_arguments(argc, argv, &given)) {
    fprintf(stderr, "usage: bench_stages [--rounds N] [--tsv] PATH...\n");
    return 2;
  }
  double start = 0;
  syn_status status = measure_start(&all, given.rounds, &start, &error);
  if (status == SYN_OK) status = measure(&all, given.paths, given.path_count, given.rounds, &error);
  double peak = peak_megabytes();
  references reference = {0};
  for (unsigned round = 0; round < given.rounds; round++) {
    bench_keep_least(&reference.loop, bench_loop_seconds());
    bench_keep_least(&reference.chase, bench_chase_seconds());
  }
  if (status != SYN_OK)
    fprintf(stderr, "bench_stages: %s\n", error.text);
  else if (given.as_rows)
    print_rows(&all, start, &reference);
  else
    print_figures(&all, start, &reference, peak);
  close_stages(&all);
  return status == SYN_OK ? 0 : 1;
}
