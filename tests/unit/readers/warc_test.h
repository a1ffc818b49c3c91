/*
 * What tests of WARC archives share: an archive that is put together record by record, and what comes of reading it.
 */
#ifndef SYN_TESTS_WARC_TEST_H
#define SYN_TESTS_WARC_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "pack_samples.h"
#include "readers/warc_reader.h"

enum { BYTES = 96 * 1024 * 1024, PAGES = 64 };

#define PAGE "<html><body><p>The ferry to Nordholm was late on Monday.</p></body></html>"
#define TAIL "\r\n\r\n"

static syn_arena *arena;
static syn_buffer archive;
static const syn_reader *const reader = &syn_reader_warc;

/* What came of reading an archive: pages, and why others did not come. */
static syn_page pages[PAGES];
static char failures[PAGES][SYN_ERROR_TEXT_SIZE];
static syn_status statuses[PAGES];
static size_t page_count, failure_count;
static syn_reader_tally tally;

static inline int set_up(void **state) {
  syn_buffer_init(&archive, BYTES);
  return syn_arena_create((size_t)512 << 20, &arena) != SYN_OK;
}

static inline int tear_down(void **state) {
  syn_arena_destroy(&arena);
  syn_buffer_clear(&archive);
  return 0;
}

static inline void read_stream(FILE *stream, const syn_reader_limits *limits) {
  void *opened = NULL;
  syn_error error = {0};
  assert_non_null(stream);
  assert_int_equal(reader->open(stream, SYN_TEXT("crawl.warc"), limits, &opened, NULL), SYN_OK);
  page_count = failure_count = 0;
  for (;;) {
    syn_page page = {0};
    syn_status status = reader->next(opened, arena, &page, &error);
    if (status == SYN_NOT_FOUND) break;
    assert_true(page_count < PAGES && failure_count < PAGES);
    if (status == SYN_OK) {
      pages[page_count++] = page;
    } else {
      statuses[failure_count] = status;
      memcpy(failures[failure_count++], error.text, sizeof error.text);
    }
  }
  reader->tell_tally(opened, &tally);
  reader->close(opened);
}

static inline void read_bytes(syn_text bytes, const syn_reader_limits *limits) {
  syn_arena_reset(arena);
  read_stream(fmemopen((void *)(uintptr_t)bytes.data, bytes.size, "rb"), limits);
}

static inline void read_archive(void) {
  read_bytes(syn_buffer_text(&archive), &syn_reader_limits_default);
}

static inline void expect(syn_text text, const char *wanted) {
  if (!syn_text_equal(text, syn_text_from(wanted))) fail_msg("\"%.*s\" instead of \"%s\"", SYN_TEXT_ARGUMENTS(text), wanted);
}

static inline void expect_failure(size_t number, syn_status status, const char *wanted) {
  assert_true(number < failure_count);
  assert_string_equal(failures[number], wanted);
  assert_int_equal(statuses[number], status);
}

static inline void expect_counts(size_t wanted_pages, size_t wanted_failures) {
  if (page_count != wanted_pages || failure_count != wanted_failures)
    fail_msg("%zu pages and %zu failures (%s)", page_count, failure_count, failure_count > 0 ? failures[0] : "");
}

/* A record with this head (lines with CRLF) and block; the length is added. */
static inline void add_record(syn_buffer *to, const char *head, syn_text block) {
  syn_buffer_format(to, "WARC/1.1\r\n%sContent-Length: %zu\r\n\r\n", head, block.size);
  syn_buffer_add(to, block);
  assert_int_equal(syn_buffer_add(to, SYN_TEXT(TAIL)), SYN_OK);
}

/* A response for /NAME with these lines of HTTP and this payload. */
static inline void add_response(syn_buffer *to, const char *name, const char *warc_lines, const char *http_lines, syn_text payload) {
  char head[1024];
  syn_buffer block;
  syn_buffer_init(&block, BYTES);
  syn_buffer_format(&block, "HTTP/1.1 200 OK\r\n%s\r\n", http_lines);
  syn_buffer_add(&block, payload);
  snprintf(head, sizeof head,
           "WARC-Type: response\r\nWARC-Target-URI: https://daily.example/%s\r\nWARC-Date: 2024-03-05T10:00:00Z\r\nContent-Type: "
           "application/http;msgtype=response\r\n%s",
           name, warc_lines);
  add_record(to, head, syn_buffer_text(&block));
  syn_buffer_clear(&block);
}

static inline void add_page(const char *name) {
  add_response(&archive, name, "", "Content-Type: text/html; charset=\"utf-8\"\r\n", SYN_TEXT(PAGE));
}

static inline void start(void) {
  syn_buffer_reset(&archive);
}

/* Three pages; each record is packed on its own, or all together. */
static inline void make_packed(syn_buffer *packed, bool by_record) {
  start();
  for (int i = 0; i < 3; i++) {
    if (by_record) start();
    add_page(i == 0 ? "a" : i == 1 ? "b" : "c");
    if (by_record || i == 2) assert_int_equal(pack_deflate(syn_buffer_text(&archive), 31, packed), SYN_OK);
  }
}

#endif
