/*
 * Sample pages: a temporary folder with pages of invented outlets, and what an observer and a sink saw.
 */
#ifndef SYN_TEST_SAMPLE_PAGES_H
#define SYN_TEST_SAMPLE_PAGES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "synoptic/collection.h"

enum { SAMPLE_PATH_SIZE = 256 };

/* What was told while a job ran. */
typedef struct sample_record {
  syn_buffer output;
  uint64_t problem_count, progress_count;
  syn_progress last;
  char last_problem[SYN_ERROR_TEXT_SIZE];
  uint64_t writes_left; /* before the sink fails */
} sample_record;

/* One engine for a group of tests: with one thread and with four. */
extern syn_engine *sample_engine, *sample_threads;
int sample_set_up_engines(void **state);
int sample_tear_down_engines(void **state);

/* An empty folder of its own; `sample_path` names a file in it (static memory, four at a time). */
int sample_set_up_folder(void **state);
int sample_tear_down_folder(void **state);
const char *sample_path(const char *name);

void sample_write(const char *name, const char *text);

/* Four accounts of two happenings, one of them in HTML: a.html, b.txt, c.txt, d.txt. */
void sample_write_pages(void);

void sample_record_init(sample_record *record);
void sample_record_clear(sample_record *record);
syn_observer sample_observer(sample_record *record);
syn_sink sample_sink(sample_record *record);

/* Adds the named files of the folder; fails the test unless that gives `expected`. */
void sample_add(syn_collection *collection, const char *const *names, size_t count, sample_record *record, syn_status expected);

/* A new or an old store in the folder. */
syn_collection *sample_open(const syn_engine *engine, const char *name);

/* All records of the collection. */
void sample_export(syn_collection *collection, sample_record *record);

#endif
