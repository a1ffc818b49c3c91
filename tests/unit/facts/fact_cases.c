#include "fact_cases.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "facts/finder.h"
#include "language/language.h"
#include "records/calendar.h"

enum { CASE_BYTES = 1 << 16 };

typedef struct case_runner {
  syn_world *world;
  syn_model *model;
  syn_analyser *analyser;
  syn_fact_finder *finder;
  syn_arena *arena;
} case_runner;

typedef struct fact_case {
  char title[512], published[64], caption[512], text[CASE_BYTES], expected[CASE_BYTES];
  unsigned line; /* of its first line in the file */
} fact_case;

static void check(syn_status status, const syn_error *error) {
  if (status == SYN_OK) return;
  fprintf(stderr, "fact cases: %s: %s\n", syn_status_name(status), error->text);
  exit(1);
}

static case_runner open_runner(void) {
  case_runner runner = {0};
  syn_error error = {0};
  check(syn_arena_create(64 << 20, &runner.arena), &error);
  check(syn_world_open(NULL, &runner.world, &error), &error);
  check(syn_model_read(syn_embedded_find("models/embedded.synmodel"), &runner.model, &error), &error);
  check(syn_analyser_create(runner.model, runner.world, &runner.analyser, &error), &error);
  check(syn_fact_finder_create(runner.model, runner.world, &runner.finder, &error), &error);
  return runner;
}

static void close_runner(case_runner *runner) {
  syn_fact_finder_destroy(&runner->finder);
  syn_analyser_destroy(&runner->analyser);
  syn_model_close(&runner->model);
  syn_world_close(&runner->world);
  syn_arena_destroy(&runner->arena);
}

static void append(char *text, size_t size, const char *more) {
  size_t used = strlen(text);
  if (used + strlen(more) + 1 < size) strcpy(text + used, more);
}

/* The next case of the file; false at its end. */
static bool next_case(FILE *file, unsigned *line_number, fact_case *out) {
  char *line = NULL;
  size_t capacity = 0;
  ssize_t size;
  bool is_found = false;
  *out = (fact_case){0};
  while ((size = getline(&line, &capacity, file)) >= 0) {
    ++*line_number;
    if (size > 0 && line[size - 1] == '\n') line[--size] = '\0';
    if (line[0] == '#') continue;
    if (size == 0) {
      if (is_found) break;
      continue;
    }
    if (!is_found) out->line = *line_number;
    is_found = true;
    if (line[0] == ' ') {
      append(out->expected, sizeof out->expected, line + strspn(line, " "));
      append(out->expected, sizeof out->expected, "\n");
    } else if (strncmp(line, "title: ", 7) == 0) {
      append(out->title, sizeof out->title, line + 7);
    } else if (strncmp(line, "published: ", 11) == 0) {
      append(out->published, sizeof out->published, line + 11);
    } else if (strncmp(line, "caption: ", 9) == 0) {
      append(out->caption, sizeof out->caption, line + 9);
    } else {
      if (out->text[0]) append(out->text, sizeof out->text, "\n\n");
      append(out->text, sizeof out->text, line);
    }
  }
  free(line);
  return is_found;
}

/* Whether `found` is `expected`, in which one "…" stands for any words. */
static bool is_same_line(const char *expected, size_t expected_size, const char *found, size_t found_size) {
  static const char GAP[] = "\xE2\x80\xA6";
  const char *gap = memmem(expected, expected_size, GAP, sizeof GAP - 1);
  if (!gap) return expected_size == found_size && memcmp(expected, found, found_size) == 0;
  size_t before = (size_t)(gap - expected), after = expected_size - before - (sizeof GAP - 1);
  if (found_size < before + after) return false;
  return memcmp(expected, found, before) == 0 && memcmp(gap + sizeof GAP - 1, found + found_size - after, after) == 0;
}

static bool is_same(const char *expected, const char *found) {
  while (*expected || *found) {
    const char *expected_end = strchrnul(expected, '\n'), *found_end = strchrnul(found, '\n');
    if (!is_same_line(expected, (size_t)(expected_end - expected), found, (size_t)(found_end - found))) return false;
    expected = *expected_end ? expected_end + 1 : expected_end;
    found = *found_end ? found_end + 1 : found_end;
  }
  return true;
}

static bool run_case(case_runner *runner, const char *name, const fact_case *item, write_facts *write) {
  syn_error error = {0};
  syn_article article = {.language = SYN_TEXT("en"), .title = syn_text_from(item->title), .text = syn_text_from(item->text)};
  syn_text caption = syn_text_from(item->caption);
  if (caption.size > 0) {
    article.captions = &caption;
    article.caption_count = 1;
  }
  if (item->published[0]) {
    check(syn_calendar_parse(syn_text_from(item->published), &article.published), &error);
    article.published.basis = SYN_BASIS_METADATA;
  }
  syn_document document;
  syn_facts facts;
  check(syn_document_analyse(runner->analyser, &article, runner->arena, &document, &error), &error);
  check(syn_facts_find(runner->finder, &document, runner->arena, &facts, &error), &error);
  syn_buffer lines;
  syn_buffer_init(&lines, CASE_BYTES);
  write(&lines, &article, &facts);
  check(syn_buffer_add_byte(&lines, '\0'), &error);
  bool is_right = is_same(item->expected, lines.data);
  if (!is_right) printf("%s:%u:\n%s\n--- expected\n%s--- found\n%s\n", name, item->line, item->text, item->expected, lines.data);
  syn_buffer_clear(&lines);
  syn_arena_reset(runner->arena);
  return is_right;
}

unsigned run_fact_cases(const char *name, write_facts *write, unsigned *out_count) {
  char path[4096];
  const char *root = getenv("SYN_SOURCE_ROOT");
  snprintf(path, sizeof path, "%s/tests/cases/%s", root ? root : ".", name);
  FILE *file = fopen(path, "r");
  if (!file) {
    fprintf(stderr, "%s: cannot be read\n", path);
    exit(1);
  }
  static fact_case item;
  unsigned line = 0, failures = 0;
  case_runner runner = open_runner();
  *out_count = 0;
  while (next_case(file, &line, &item)) {
    ++*out_count;
    if (!run_case(&runner, name, &item, write)) failures++;
  }
  close_runner(&runner);
  fclose(file);
  return failures;
}
