#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "pack_samples.h"
#include "readers/wacz_reader.h"

enum { BYTES = 64 * 1024 * 1024 };

#define RECORD \
  "WARC/1.1\r\nWARC-Type: resource\r\nWARC-Target-URI: https://daily.example/a\r\nWARC-Date: 2024-03-05T10:00:00Z\r\n" \
  "Content-Type: text/html\r\nContent-Length: 10\r\n\r\n<p>abc</p>\r\n\r\n"

static syn_arena *arena;

static int set_up(void **state) {
  return syn_arena_create((size_t)64 << 20, &arena) != SYN_OK;
}

static int tear_down(void **state) {
  syn_arena_destroy(&arena);
  return 0;
}

/* A zip archive under way. */
typedef struct zip {
  syn_buffer bytes, directory;
  unsigned count;
} zip;

static void add_number(syn_buffer *buffer, uint64_t number, size_t size) {
  for (; size > 0; size--, number >>= 8) syn_buffer_add_byte(buffer, (char)(number & 255));
}

static void zip_init(zip *self) {
  syn_buffer_init(&self->bytes, BYTES);
  syn_buffer_init(&self->directory, BYTES);
  self->count = 0;
}

static void zip_clear(zip *self) {
  syn_buffer_clear(&self->bytes);
  syn_buffer_clear(&self->directory);
}

/* An entry of the directory; with `is_large` its numbers stand in the field of zip64. */
static void zip_list(zip *self, const char *name, uint64_t offset, uint64_t packed_size, unsigned method, bool is_large) {
  syn_buffer *to = &self->directory;
  syn_buffer_add(to, SYN_TEXT("PK\1\2"));
  add_number(to, 45, 2);
  add_number(to, 45, 2);
  add_number(to, 0, 2);
  add_number(to, method, 2);
  add_number(to, 0, 8);
  add_number(to, is_large ? 0xFFFFFFFF : packed_size, 4);
  add_number(to, is_large ? 0xFFFFFFFF : packed_size, 4);
  add_number(to, strlen(name), 2);
  add_number(to, is_large ? 28 : 0, 2);
  add_number(to, 0, 10);
  add_number(to, is_large ? 0xFFFFFFFF : offset, 4);
  syn_buffer_add(to, syn_text_from(name));
  if (is_large) {
    add_number(to, 1, 2);
    add_number(to, 24, 2);
    add_number(to, packed_size, 8);
    add_number(to, packed_size, 8);
    add_number(to, offset, 8);
  }
  self->count++;
}

/* A file in the archive; returns the offset of its header. */
static uint64_t zip_add(zip *self, const char *name, syn_text bytes, unsigned method, bool is_large) {
  const uint64_t offset = self->bytes.size;
  syn_buffer packed;
  syn_buffer_init(&packed, (size_t)512 << 20);
  if (method == 8)
    assert_int_equal(pack_deflate(bytes, -15, &packed), SYN_OK);
  else
    syn_buffer_add(&packed, bytes);
  syn_buffer_add(&self->bytes, SYN_TEXT("PK\3\4"));
  add_number(&self->bytes, 45, 2);
  add_number(&self->bytes, 0, 2);
  add_number(&self->bytes, method, 2);
  add_number(&self->bytes, 0, 16);
  add_number(&self->bytes, strlen(name), 2);
  add_number(&self->bytes, 0, 2);
  syn_buffer_add(&self->bytes, syn_text_from(name));
  syn_buffer_add(&self->bytes, syn_buffer_text(&packed));
  zip_list(self, name, offset, packed.size, method, is_large);
  syn_buffer_clear(&packed);
  return offset;
}

static void zip_end(zip *self) {
  const size_t offset = self->bytes.size;
  syn_buffer_add(&self->bytes, syn_buffer_text(&self->directory));
  syn_buffer_add(&self->bytes, SYN_TEXT("PK\5\6"));
  add_number(&self->bytes, 0, 4);
  add_number(&self->bytes, self->count, 2);
  add_number(&self->bytes, self->count, 2);
  add_number(&self->bytes, self->directory.size, 4);
  add_number(&self->bytes, offset, 4);
  add_number(&self->bytes, 0, 2);
}

/* Reads the archive: pages, and the text of the last failure. */
static size_t read_zip(syn_text bytes, syn_page *out_last, size_t *out_failures, char out_failure[SYN_ERROR_TEXT_SIZE]) {
  FILE *stream = fmemopen((void *)(uintptr_t)bytes.data, bytes.size, "rb");
  void *opened = NULL;
  syn_error error = {0};
  size_t count = 0;
  *out_failures = 0;
  assert_non_null(stream);
  syn_status status = syn_reader_wacz.open(stream, SYN_TEXT("site.wacz"), &syn_reader_limits_default, &opened, &error);
  if (status != SYN_OK) {
    fclose(stream);
    *out_failures = 1;
    memcpy(out_failure, error.text, sizeof error.text);
    return 0;
  }
  while ((status = syn_reader_wacz.next(opened, arena, out_last, &error)) != SYN_NOT_FOUND) {
    assert_true(count + *out_failures < 1000);
    if (status == SYN_OK) count++;
    if (status != SYN_OK) memcpy(out_failure, error.text, sizeof error.text);
    *out_failures += status != SYN_OK;
  }
  syn_reader_wacz.close(opened);
  return count;
}

static void expect_fault(zip *self, const char *wanted) {
  syn_page page;
  size_t failures;
  char failure[SYN_ERROR_TEXT_SIZE] = "";
  zip_end(self);
  assert_int_equal(read_zip(syn_buffer_text(&self->bytes), &page, &failures, failure), 0);
  assert_string_equal(failure, wanted);
  zip_clear(self);
}

static void archives_in_it_are_read(void **state) {
  syn_buffer packed;
  syn_page page;
  size_t failures;
  char failure[SYN_ERROR_TEXT_SIZE] = "";
  zip made;
  zip_init(&made);
  syn_buffer_init(&packed, BYTES);
  assert_int_equal(pack_deflate(SYN_TEXT(RECORD), 31, &packed), SYN_OK);
  zip_add(&made, "datapackage.json", SYN_TEXT("{}"), 8, false);
  zip_add(&made, "pages/pages.jsonl", SYN_TEXT("{\"url\":\"https://daily.example/a\"}\n"), 8, false);
  zip_add(&made, "archive/one.warc.gz", syn_buffer_text(&packed), 0, false);
  zip_add(&made, "archive/two.warc", SYN_TEXT(RECORD RECORD), 8, true);
  zip_add(&made, "archive/notes.txt", SYN_TEXT("notes"), 0, false);
  zip_end(&made);
  assert_true(syn_reader_wacz.recognise(syn_text_slice(syn_buffer_text(&made.bytes), 0, 4096), SYN_TEXT("x")) > 90);
  size_t count = read_zip(syn_buffer_text(&made.bytes), &page, &failures, failure);
  if (count != 3 || failures > 0) fail_msg("%zu pages, %zu failures: %s", count, failures, failure);
  if (!syn_text_equal(page.source, SYN_TEXT("site.wacz/archive/two.warc:2"))) fail_msg("%.*s", SYN_TEXT_ARGUMENTS(page.source));
  assert_true(syn_text_equal(page.bytes, SYN_TEXT("<p>abc</p>")));
  syn_buffer_clear(&packed);
  zip_clear(&made);
}

static void other_zip_files_are_none(void **state) {
  assert_int_equal(syn_reader_wacz.recognise(SYN_TEXT("PK\3\4 0123456789012345678901234mimetype"), SYN_TEXT("book.epub")), 0);
}

static void an_archive_that_breaks_off_is_named(void **state) {
  syn_page page;
  zip made;
  zip_init(&made);
  zip_add(&made, "archive/a.warc", SYN_TEXT(RECORD), 8, false);
  zip_end(&made);
  for (size_t size = 1; size < made.bytes.size; size++) {
    size_t failures;
    char failure[SYN_ERROR_TEXT_SIZE] = "";
    assert_int_equal(read_zip(syn_text_slice(syn_buffer_text(&made.bytes), 0, size), &page, &failures, failure), 0);
    assert_string_equal(failure, "site.wacz: it is no whole zip archive: its directory, which stands at its end, is not there");
  }
  zip_clear(&made);
}

static void files_that_share_bytes_are_refused(void **state) {
  zip made;
  zip_init(&made);
  uint64_t offset = zip_add(&made, "archive/a.warc", SYN_TEXT(RECORD), 0, false);
  for (int i = 0; i < 100; i++) zip_list(&made, "archive/again.warc", offset, sizeof RECORD - 1, 0, false);
  expect_fault(&made, "site.wacz: files in it share their bytes, as no archive of pages has them");
}

static void files_beyond_the_end_are_refused(void **state) {
  zip made;
  zip_init(&made);
  zip_add(&made, "archive/a.warc", SYN_TEXT(RECORD), 0, false);
  zip_list(&made, "archive/far.warc", (uint64_t)1 << 40, 10, 0, true);
  expect_fault(&made, "site.wacz: a file in it lies beyond its end: it is damaged or breaks off");
  zip_init(&made);
  zip_list(&made, "archive/huge.warc", 0, UINT64_MAX - 5, 0, true);
  expect_fault(&made, "site.wacz: a file in it lies beyond its end: it is damaged or breaks off");
}

/* An entry that points at the header of another, or into the archive's own bytes. */
static void an_entry_without_a_header_is_named(void **state) {
  zip made;
  zip_init(&made);
  syn_buffer_add(&made.bytes, SYN_TEXT("0123456789012345678901234567890123456789"));
  zip_list(&made, "archive/a.warc", 0, 20, 0, false);
  expect_fault(&made, "site.wacz/archive/a.warc: it is not where the directory says");
}

static void unknown_packing_is_named(void **state) {
  zip made;
  zip_init(&made);
  zip_add(&made, "archive/a.warc", SYN_TEXT(RECORD), 14, false);
  expect_fault(&made, "site.wacz/archive/a.warc: it is packed in a way that is not read: store or deflate it");
}

static void a_bomb_is_named(void **state) {
  syn_page page;
  size_t failures;
  char failure[SYN_ERROR_TEXT_SIZE] = "";
  zip made;
  syn_buffer zeros;
  zip_init(&made);
  syn_buffer_init(&zeros, (size_t)256 << 20);
  assert_int_equal(syn_buffer_reserve(&zeros, (size_t)200 << 20), SYN_OK);
  memset(zeros.data, '\n', (size_t)200 << 20);
  zeros.size = (size_t)200 << 20;
  zip_add(&made, "archive/a.warc", syn_buffer_text(&zeros), 8, false);
  zip_end(&made);
  assert_int_equal(read_zip(syn_buffer_text(&made.bytes), &page, &failures, failure), 0);
  assert_int_equal(failures, 1);
  assert_non_null(strstr(failure, "cannot be read"));
  syn_buffer_clear(&zeros);
  zip_clear(&made);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(archives_in_it_are_read),
      cmocka_unit_test(other_zip_files_are_none),
      cmocka_unit_test(an_archive_that_breaks_off_is_named),
      cmocka_unit_test(files_that_share_bytes_are_refused),
      cmocka_unit_test(files_beyond_the_end_are_refused),
      cmocka_unit_test(an_entry_without_a_header_is_named),
      cmocka_unit_test(unknown_packing_is_named),
      cmocka_unit_test(a_bomb_is_named),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
