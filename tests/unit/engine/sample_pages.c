#include "sample_pages.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

syn_engine *sample_engine, *sample_threads;
static char folder[64];

int sample_set_up_engines(void **state) {
  syn_error error = {0};
  if (syn_engine_create(&(syn_engine_options){.thread_count = 1}, &sample_engine, &error) != SYN_OK ||
      syn_engine_create(&(syn_engine_options){.thread_count = 4}, &sample_threads, &error) != SYN_OK) {
    fprintf(stderr, "%s\n", error.text);
    return -1;
  }
  return 0;
}

int sample_tear_down_engines(void **state) {
  syn_engine_destroy(&sample_engine);
  syn_engine_destroy(&sample_threads);
  return 0;
}

int sample_set_up_folder(void **state) {
  strcpy(folder, "/tmp/syn_engine_XXXXXX");
  return mkdtemp(folder) ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *place) {
  return remove(path);
}

int sample_tear_down_folder(void **state) {
  return nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

const char *sample_path(const char *name) {
  static char paths[4][SAMPLE_PATH_SIZE];
  static unsigned next;
  char *path = paths[next++ % 4];
  snprintf(path, SAMPLE_PATH_SIZE, "%s/%s", folder, name);
  return path;
}

void sample_write(const char *name, const char *text) {
  FILE *file = fopen(sample_path(name), "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
  assert_int_equal(fclose(file), 0);
}

void sample_write_pages(void) {
  sample_write("a.html",
               "<!DOCTYPE html><html><head><title>Norway lends Iceland 40 million euros</title><meta property=\"og:site_name\" "
               "content=\"Fjord Tidings\"><meta property=\"article:published_time\" content=\"2023-05-09T10:00:00Z\"></head><body><article>"
               "<h1>Norway lends Iceland 40 million euros</h1><p>Norwegian minister Ragna Sund met her Icelandic colleague Bjarni Holt in "
               "Bergen on Tuesday and promised a loan of 40 million euros.</p><p>About 3,000 people marched through Bergen against the "
               "loan, police said.</p><p>\"We pay for harbours, not for promises,\" Sund told reporters after the talks.</p></article>"
               "</body></html>");
  sample_write("b.txt",
               "Skerry Post\n\nIceland to get 40 million euros from Norway\n\nMay 9, 2023\n\nRagna Sund, the Norwegian minister, and "
               "Bjarni Holt of Iceland held talks in Bergen on Tuesday. Norway will provide a loan of 40 million euros, she said.\n\n"
               "At least 5,000 people marched through Bergen against the loan, the organisers said.\n");
  sample_write("c.txt",
               "Skerry Post\n\nStorm cuts the road to Alta\n\nJanuary 3, 2021\n\nA storm cut the only road to Alta on Sunday and left "
               "120 drivers in their cars for nine hours.\n\nNobody was hurt, the road office said. The road was open again on "
               "Monday.\n");
  sample_write("d.txt",
               "Fjord Tidings\n\nDrivers wait nine hours in the snow\n\nJanuary 4, 2021\n\nMore than 100 drivers waited nine hours on "
               "the road to Alta after a storm on Sunday.\n\n\"We had one thermos for six cars,\" said Ola Brenn, a baker.\n");
}

void sample_record_init(sample_record *record) {
  *record = (sample_record){.writes_left = UINT64_MAX};
  syn_buffer_init(&record->output, 1 << 26);
}

void sample_record_clear(sample_record *record) {
  syn_buffer_clear(&record->output);
}

static void see_progress(void *context, const syn_progress *progress) {
  sample_record *record = context;
  record->progress_count++;
  record->last = *progress;
}

static void see_problem(void *context, const syn_error *error) {
  sample_record *record = context;
  record->problem_count++;
  memcpy(record->last_problem, error->text, sizeof record->last_problem);
}

syn_observer sample_observer(sample_record *record) {
  return (syn_observer){.progress = see_progress, .problem = see_problem, .context = record};
}

static syn_status take(void *context, syn_text bytes) {
  sample_record *record = context;
  if (record->writes_left == 0) return SYN_IO;
  record->writes_left--;
  return syn_buffer_add(&record->output, bytes);
}

syn_sink sample_sink(sample_record *record) {
  return (syn_sink){.write = take, .context = record};
}

void sample_add(syn_collection *collection, const char *const *names, size_t count, sample_record *record, syn_status expected) {
  char paths[8][SAMPLE_PATH_SIZE];
  const char *inputs[8];
  assert_true(count <= 8);
  for (size_t i = 0; i < count; i++) {
    snprintf(paths[i], sizeof paths[i], "%s/%s", folder, names[i]);
    inputs[i] = paths[i];
  }
  syn_error error = {0};
  const syn_input input = {.paths = inputs, .path_count = count};
  const syn_observer observer = sample_observer(record);
  syn_status status = syn_collection_add(collection, &input, &observer, &record->last, &error);
  if (status != expected) fail_msg("%s: %s", syn_status_name(status), error.text);
}

syn_collection *sample_open(const syn_engine *engine, const char *name) {
  syn_collection *collection = NULL;
  syn_error error = {0};
  if (syn_collection_open(engine, name ? sample_path(name) : NULL, true, &collection, &error) != SYN_OK) fail_msg("%s", error.text);
  return collection;
}

void sample_export(syn_collection *collection, sample_record *record) {
  syn_error error = {0};
  const syn_sink sink = sample_sink(record);
  if (syn_collection_export(collection, "jsonl", &sink, &error) != SYN_OK) fail_msg("%s", error.text);
}
