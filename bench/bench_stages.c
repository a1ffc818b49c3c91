/*
 * How fast each stage is, on one core: articles and megabytes of page a second, and as a ratio to a fixed loop in the same run, so that
 * figures of two machines can be compared. Reads all pages into memory first, then runs stage after stage over all of them.
 *
 * usage: bench_stages PATH...
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "article/extract.h"
#include "base/embedded.h"
#include "dom/dom.h"
#include "facts/finder.h"
#include "language/language.h"
#include "readers/charset.h"
#include "readers/reader.h"
#include "records/record_writer.h"
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

static const char *const STAGE_NAMES[] = {"read",    "decode",   "dom (inside article)", "article", "language", "facts", "sketch",
                                          "records", "whole way"};

enum { PAGE_LIMIT = 20000, ARENA_LIMIT = 1 << 30, REFERENCE_BYTES = 64 << 20 };

typedef struct stages {
  syn_model *model;
  syn_world *world;
  syn_extractor *extractor;
  syn_analyser *analyser;
  syn_fact_finder *finder;
  double seconds[STAGE_COUNT];
  size_t page_count, article_count, byte_count, token_count;
} stages;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Seconds for a loop that never changes (FNV-1a over 64 MiB): what other figures are divided by. */
static double reference_seconds(void) {
  double start = now();
  volatile uint64_t hash = 14695981039346656037u;
  uint64_t value = hash;
  for (uint64_t i = 0; i < REFERENCE_BYTES; i++) value = (value ^ (i & 255)) * 1099511628211u;
  hash = value;
  return now() - start;
}

static syn_status open_stages(stages *all, syn_error *error) {
  syn_status status = syn_model_read(syn_embedded_find("models/default.synmodel"), &all->model, error);
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
  double end = now();
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
  double start = now();
  if (syn_charset_decode(page->bytes, page->declared_charset, page->media == SYN_MEDIA_HTML, arena, &decoding, NULL) != SYN_OK) return;
  lap(all, STAGE_DECODE, &start);
  if (page->media == SYN_MEDIA_HTML && syn_dom_parse(decoding.text, &syn_dom_limits_default, arena, &dom, NULL) == SYN_OK)
    lap(all, STAGE_DOM, &start);
  start = now();
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

static syn_status measure(stages *all, const char *const *paths, size_t path_count, syn_error *error) {
  syn_source *source = NULL;
  syn_arena *arena = NULL;
  syn_status status = syn_arena_create(ARENA_LIMIT, &arena);
  if (status == SYN_OK) status = syn_source_open(paths, path_count, NULL, NULL, &source, error);
  while (status == SYN_OK && all->page_count < PAGE_LIMIT) {
    syn_page page;
    syn_arena_reset(arena);
    double start = now();
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

static void print_figures(const stages *all, double reference) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  double megabytes = (double)all->byte_count / 1e6;
  printf("%zu pages, %zu articles, %.1f MB, %zu tokens; one core\n\n", all->page_count, all->article_count, megabytes, all->token_count);
  printf("%-22s %12s %10s %10s %10s\n", "stage", "pages/s", "MB/s", "tokens/s", "ratio");
  for (int stage = 0; stage < STAGE_COUNT; stage++) {
    double seconds = all->seconds[stage];
    if (seconds <= 0) continue;
    printf("%-22s %12.0f %10.1f %10.0f %10.3f\n", STAGE_NAMES[stage], (double)all->page_count / seconds, megabytes / seconds,
           (double)all->token_count / seconds, seconds / (double)all->page_count * 1000 / reference);
  }
  printf("\nratio: seconds for 1000 pages by seconds of the reference loop (%.3f s)\npeak memory: %.0f MB\n", reference,
         (double)usage.ru_maxrss / 1024);
}

int main(int argc, char **argv) {
  stages all = {0};
  syn_error error = {0};
  if (argc < 2) {
    fprintf(stderr, "usage: bench_stages PATH...\n");
    return 2;
  }
  double start = now();
  syn_status status = open_stages(&all, &error);
  printf("start (model and world opened): %.1f ms\n", (now() - start) * 1000);
  if (status == SYN_OK) status = measure(&all, (const char *const *)argv + 1, (size_t)argc - 1, &error);
  if (status == SYN_OK)
    print_figures(&all, reference_seconds());
  else
    fprintf(stderr, "bench_stages: %s\n", error.text);
  close_stages(&all);
  return status == SYN_OK ? 0 : 1;
}
