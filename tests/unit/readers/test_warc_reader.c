#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include <brotli/encode.h>
#include <zstd.h>

#include "base/sha256.h"
#include "pack_samples.h"
#include "readers/warc_reader.h"

enum { BYTES = 96 * 1024 * 1024, PAGES = 64 };

#define PAGE "<html><body><p>The ferry to Nordholm was late on Monday.</p></body></html>"
#define TAIL "\r\n\r\n"

static syn_arena *arena;
static syn_buffer archive;
static const syn_reader *const reader = &syn_reader_warc;

/* What came of reading an archive. */
static syn_page pages[PAGES];
static char failures[PAGES][SYN_ERROR_TEXT_SIZE];
static syn_status statuses[PAGES];
static size_t page_count, failure_count;
static syn_reader_tally tally;

static int set_up(void **state) {
  syn_buffer_init(&archive, BYTES);
  return syn_arena_create((size_t)512 << 20, &arena) != SYN_OK;
}

static int tear_down(void **state) {
  syn_arena_destroy(&arena);
  syn_buffer_clear(&archive);
  return 0;
}

static void read_stream(FILE *stream, const syn_reader_limits *limits) {
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

static void read_bytes(syn_text bytes, const syn_reader_limits *limits) {
  syn_arena_reset(arena);
  read_stream(fmemopen((void *)(uintptr_t)bytes.data, bytes.size, "rb"), limits);
}

static void read_archive(void) {
  read_bytes(syn_buffer_text(&archive), &syn_reader_limits_default);
}

static void expect(syn_text text, const char *wanted) {
  if (!syn_text_equal(text, syn_text_from(wanted))) fail_msg("\"%.*s\" instead of \"%s\"", SYN_TEXT_ARGUMENTS(text), wanted);
}

static void expect_failure(size_t number, syn_status status, const char *wanted) {
  assert_true(number < failure_count);
  assert_string_equal(failures[number], wanted);
  assert_int_equal(statuses[number], status);
}

static void expect_counts(size_t wanted_pages, size_t wanted_failures) {
  if (page_count != wanted_pages || failure_count != wanted_failures)
    fail_msg("%zu pages and %zu failures (%s)", page_count, failure_count, failure_count > 0 ? failures[0] : "");
}

/* A record with this head (lines with CRLF) and block; the length is added. */
static void add_record(syn_buffer *to, const char *head, syn_text block) {
  syn_buffer_format(to, "WARC/1.1\r\n%sContent-Length: %zu\r\n\r\n", head, block.size);
  syn_buffer_add(to, block);
  assert_int_equal(syn_buffer_add(to, SYN_TEXT(TAIL)), SYN_OK);
}

/* A response for /NAME with these lines of HTTP and this payload. */
static void add_response(syn_buffer *to, const char *name, const char *warc_lines, const char *http_lines, syn_text payload) {
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

static void add_page(const char *name) {
  add_response(&archive, name, "", "Content-Type: text/html; charset=\"utf-8\"\r\n", SYN_TEXT(PAGE));
}

static void start(void) {
  syn_buffer_reset(&archive);
}

/* --- records --- */

static void responses_resources_and_conversions_are_pages(void **state) {
  start();
  add_record(&archive, "WARC-Type: warcinfo\r\nContent-Type: application/warc-fields\r\n", SYN_TEXT("software: x\r\n"));
  add_record(&archive, "WARC-Type: request\r\nWARC-Target-URI: https://daily.example/a\r\n", SYN_TEXT("GET /a HTTP/1.1\r\n\r\n"));
  add_page("a");
  add_record(&archive,
             "WARC-Type: resource\r\nWARC-Target-URI: https://daily.example/b\r\nWARC-Date: 2024-03-06T10:00:00.123456+02:00\r\n"
             "Content-Type: text/html; charset=windows-1252\r\n",
             SYN_TEXT("<p>caf\xE9</p>"));
  add_record(&archive,
             "WARC-Type: conversion\r\nWARC-Target-URI: https://daily.example/c\r\nWARC-Date: 2024-03-07\r\nContent-Type: text/plain\r\n",
             SYN_TEXT("Late again.\n"));
  add_record(&archive, "WARC-Type: metadata\r\nWARC-Target-URI: https://daily.example/a\r\nContent-Type: text/plain\r\n", SYN_TEXT("via"));
  read_archive();
  expect_counts(3, 0);
  expect(pages[0].source, "crawl.warc:3");
  expect(pages[0].url, "https://daily.example/a");
  expect(pages[0].captured, "2024-03-05T10:00:00Z");
  expect(pages[0].bytes, PAGE);
  expect(pages[0].declared_charset, "utf-8");
  assert_int_equal(pages[0].media, SYN_MEDIA_HTML);
  expect(pages[1].bytes, "<p>caf\xE9</p>");
  expect(pages[1].declared_charset, "windows-1252");
  expect(pages[1].captured, "2024-03-06T08:00:00Z");
  assert_int_equal(pages[2].media, SYN_MEDIA_TEXT);
  expect(pages[2].captured, "2024-03-07");
  assert_int_equal(tally.other_count, 3);
}

static void what_is_no_page_is_read_over(void **state) {
  start();
  add_response(&archive, "a.png", "", "Content-Type: image/png\r\n", SYN_TEXT("\x89PNG"));
  add_response(&archive, "robots.txt", "", "Content-Type: text/plain\r\n", SYN_TEXT("User-agent: *\n"));
  add_response(&archive, "empty", "", "Content-Type: text/html\r\n", SYN_TEXT(""));
  add_record(&archive, "WARC-Type: response\r\nWARC-Target-URI: https://daily.example/moved\r\n",
             SYN_TEXT("HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\n\r\n<html>moved</html>"));
  add_record(&archive, "WARC-Type: resource\r\nWARC-Target-URI: urn:text:log\r\nContent-Type: text/plain\r\n", SYN_TEXT("log"));
  read_archive();
  expect_counts(0, 0);
  assert_int_equal(tally.other_count, 5);
}

static void a_page_without_a_type_shows_what_it_is(void **state) {
  start();
  add_response(&archive, "a", "", "Server: x\r\n", SYN_TEXT(PAGE));
  add_response(&archive, "b", "", "Server: x\r\n", SYN_TEXT("{\"a\":1}"));
  read_archive();
  expect_counts(1, 0);
  expect(pages[0].url, "https://daily.example/a");
}

static void revisits_are_counted(void **state) {
  start();
  add_page("a");
  add_record(&archive,
             "WARC-Type: revisit\r\nWARC-Target-URI: https://daily.example/a\r\nWARC-Refers-To: <urn:uuid:1>\r\nWARC-Profile: x\r\n",
             SYN_TEXT("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"));
  read_archive();
  expect_counts(1, 0);
  assert_int_equal(tally.revisit_count, 1);
}

static void a_second_capture_comes_with_its_time(void **state) {
  start();
  add_page("a");
  add_record(&archive, "WARC-Type: response\r\nWARC-Target-URI: <https://daily.example/a>\r\nWARC-Date: 2024-04-01T00:00:00Z\r\n",
             SYN_TEXT("HTTP/1.0 200 OK\nContent-Type: text/html\n\n<p>changed</p>"));
  read_archive();
  expect_counts(2, 0);
  expect(pages[1].url, "https://daily.example/a");
  expect(pages[1].captured, "2024-04-01T00:00:00Z");
  expect(pages[1].bytes, "<p>changed</p>");
}

static void names_in_lower_case_and_folded_values_are_read(void **state) {
  start();
  syn_buffer_format(&archive,
                    "WARC/1.0\r\nwarc-type:response\r\nwarc-target-uri:\r\n https://daily.example/a\r\ncontent-length:\r\n\t%d\r\n\r\n"
                    "HTTP/1.1 200 OK\r\ncontent-type: text/html;\r\n  charset=utf-8\r\n\r\n<p>a</p>" TAIL,
                    (int)(sizeof "HTTP/1.1 200 OK\r\ncontent-type: text/html;\r\n  charset=utf-8\r\n\r\n<p>a</p>" - 1));
  read_archive();
  expect_counts(1, 0);
  expect(pages[0].url, "https://daily.example/a");
  expect(pages[0].declared_charset, "utf-8");
  expect(pages[0].bytes, "<p>a</p>");
}

static void arc_files_are_read(void **state) {
  static const char message[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>old</p>";
  start();
  syn_buffer_format(&archive,
                    "filedesc://a.arc 0.0.0.0 20140401000000 text/plain 75\n1 0 Example\nURL IP-address Archive-date Content-type "
                    "Archive-length\n............\n");
  archive.size = strlen("filedesc://a.arc 0.0.0.0 20140401000000 text/plain 75\n") + 75;
  syn_buffer_format(&archive, "\nhttp://old.example/a b 192.0.2.1 20140401123456 text/html %zu\n%s\n", sizeof message - 1, message);
  syn_buffer_format(&archive, "http://old.example/c 192.0.2.1 20140402000000 text/html 200 - - 0 a.arc %zu\n%s\n", sizeof message - 1,
                    message);
  read_archive();
  expect_counts(2, 0);
  expect(pages[0].url, "http://old.example/a b");
  expect(pages[0].captured, "2014-04-01T12:34:56Z");
  expect(pages[0].bytes, "<p>old</p>");
  expect(pages[1].url, "http://old.example/c");
}

/* --- packed archives --- */

/* Three pages; each record is packed on its own, or all together. */
static void make_packed(syn_buffer *packed, bool by_record) {
  start();
  for (int i = 0; i < 3; i++) {
    if (by_record) start();
    add_page(i == 0 ? "a" : i == 1 ? "b" : "c");
    if (by_record || i == 2) assert_int_equal(pack_deflate(syn_buffer_text(&archive), 31, packed), SYN_OK);
  }
}

static void gzip_is_read_by_record_and_whole(void **state) {
  for (int by_record = 0; by_record < 2; by_record++) {
    syn_buffer packed;
    syn_buffer_init(&packed, BYTES);
    make_packed(&packed, by_record);
    read_bytes(syn_buffer_text(&packed), &syn_reader_limits_default);
    expect_counts(3, 0);
    expect(pages[2].url, "https://daily.example/c");
    expect(pages[2].bytes, PAGE);
    syn_buffer_clear(&packed);
  }
}

/* One byte at a time from a pipe: members end at each place of a piece. */
static ssize_t read_slowly(void *cookie, char *bytes, size_t size) {
  syn_text *left = cookie;
  size_t taken = left->size < 7 ? left->size : 7;
  if (taken > size) taken = size;
  memcpy(bytes, left->data, taken);
  *left = syn_text_slice(*left, taken, left->size);
  return (ssize_t)taken;
}

static void many_members_are_read_to_the_last(void **state) {
  syn_buffer packed, one;
  syn_buffer_init(&packed, BYTES);
  syn_buffer_init(&one, BYTES);
  start();
  add_record(&archive, "WARC-Type: request\r\n", SYN_TEXT("GET / HTTP/1.1\r\n\r\n"));
  assert_int_equal(pack_deflate(syn_buffer_text(&archive), 31, &one), SYN_OK);
  for (int i = 0; i < 3000; i++) assert_int_equal(syn_buffer_add(&packed, syn_buffer_text(&one)), SYN_OK);
  syn_text left = syn_buffer_text(&packed);
  read_stream(fopencookie(&left, "r", (cookie_io_functions_t){.read = read_slowly}), &syn_reader_limits_default);
  expect_counts(0, 0);
  assert_int_equal(tally.other_count, 3000);
  syn_buffer_clear(&packed);
  syn_buffer_clear(&one);
}

static void zstd_is_read_with_and_without_a_dictionary(void **state) {
  static const char dictionary[] =
      "<html><body><p>The ferry to Nordholm was late on Monday.</p></body></html> text/html https://daily.example/";
  for (int with_dictionary = 0; with_dictionary < 2; with_dictionary++) {
    syn_buffer packed;
    syn_buffer_init(&packed, BYTES);
    ZSTD_CCtx *context = ZSTD_createCCtx();
    if (with_dictionary) {
      uint32_t frame[2] = {0x184D2A5D, sizeof dictionary - 1};
      syn_buffer_add(&packed, (syn_text){(const char *)frame, sizeof frame});
      syn_buffer_add(&packed, SYN_TEXT(dictionary));
      assert_false(ZSTD_isError(ZSTD_CCtx_loadDictionary(context, dictionary, sizeof dictionary - 1)));
    }
    for (int i = 0; i < 3; i++) {
      start();
      add_page(i == 2 ? "last" : "a");
      syn_buffer_reserve(&packed, ZSTD_compressBound(archive.size));
      size_t size = ZSTD_compress2(context, packed.data + packed.size, packed.capacity - packed.size, archive.data, archive.size);
      assert_false(ZSTD_isError(size));
      packed.size += size;
    }
    assert_true(reader->recognise(syn_buffer_text(&packed), SYN_TEXT("x")) >= 90);
    read_bytes(syn_buffer_text(&packed), &syn_reader_limits_default);
    expect_counts(3, 0);
    expect(pages[2].url, "https://daily.example/last");
    expect(pages[2].bytes, PAGE);
    ZSTD_freeCCtx(context);
    syn_buffer_clear(&packed);
  }
}

static void lz4_is_named(void **state) {
  read_bytes(SYN_TEXT("\x04\x22\x4D\x18 and what follows"), &syn_reader_limits_default);
  expect_counts(0, 1);
  expect_failure(0, SYN_BAD_INPUT,
                 "crawl.warc:1: packed with lz4, which is not read: unpack it first (lz4 -d), or pack it with gzip or zstd: what is whole "
                 "is read (byte 0)");
}

static void archives_are_recognised_by_content(void **state) {
  syn_buffer packed;
  syn_buffer_init(&packed, BYTES);
  make_packed(&packed, true);
  assert_int_equal(reader->recognise(syn_buffer_text(&packed), SYN_TEXT("x.bin")), 100);
  assert_int_equal(reader->recognise(SYN_TEXT("WARC/1.0\r\n"), SYN_TEXT("x")), 100);
  packed.size = 0;
  assert_int_equal(pack_deflate(SYN_TEXT("<html>a page"), 31, &packed), SYN_OK);
  assert_int_equal(reader->recognise(syn_buffer_text(&packed), SYN_TEXT("x.html.gz")), 0);
  syn_buffer_clear(&packed);
}

/* --- payloads --- */

static void expect_payload(const char *http_lines, syn_text payload, const char *wanted) {
  char lines[256];
  start();
  snprintf(lines, sizeof lines, "Content-Type: text/html\r\n%s", http_lines);
  add_response(&archive, "a", "", lines, payload);
  add_page("b");
  read_archive();
  expect_counts(2, 0);
  expect(pages[0].bytes, wanted);
}

static void chunks_are_joined(void **state) {
  expect_payload("Transfer-Encoding: chunked\r\n", SYN_TEXT("4\r\n<p>a\r\n6;x=1\r\nbc</p>\r\n0\r\n\r\n"), "<p>abc</p>");
  expect_payload("transfer-encoding: Chunked\r\n", SYN_TEXT("A\r\n<p>abc</p>\r\n"), "<p>abc</p>"); /* no last chunk */
  expect_payload("Transfer-Encoding: chunked\r\n", SYN_TEXT("<p>abc</p>"), "<p>abc</p>");          /* joined before */
}

static void packed_payloads_are_unpacked(void **state) {
  static const struct {
    const char *lines;
    int window_bits;
  } forms[] = {{"Content-Encoding: gzip\r\n", 31}, {"Content-Encoding: deflate\r\n", 15}, {"Content-Encoding: deflate\r\n", -15}};
  for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
    syn_buffer packed;
    syn_buffer_init(&packed, BYTES);
    assert_int_equal(pack_deflate(SYN_TEXT(PAGE), forms[i].window_bits, &packed), SYN_OK);
    expect_payload(forms[i].lines, syn_buffer_text(&packed), PAGE);
    syn_buffer_clear(&packed);
    expect_payload(forms[i].lines, SYN_TEXT(PAGE), PAGE); /* unpacked before */
  }
  uint8_t packed[1024];
  size_t size = sizeof packed;
  assert_true(BrotliEncoderCompress(5, 22, BROTLI_MODE_TEXT, sizeof PAGE - 1, (const uint8_t *)PAGE, &size, packed));
  expect_payload("Content-Encoding: br\r\n", (syn_text){(char *)packed, size}, PAGE);
  expect_payload("Content-Encoding: br\r\n", SYN_TEXT(PAGE), PAGE);
  size = ZSTD_compress(packed, sizeof packed, PAGE, sizeof PAGE - 1, 3);
  expect_payload("Content-Encoding: zstd\r\n", (syn_text){(char *)packed, size}, PAGE);
}

static void broken_payloads_are_named_and_the_next_page_is_read(void **state) {
  syn_buffer packed;
  syn_buffer_init(&packed, BYTES);
  assert_int_equal(pack_deflate(SYN_TEXT(PAGE), 31, &packed), SYN_OK);
  start();
  add_response(&archive, "a", "", "Content-Type: text/html\r\nContent-Encoding: gzip\r\n",
               syn_text_slice(syn_buffer_text(&packed), 0, packed.size / 2));
  add_response(&archive, "b", "", "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n", SYN_TEXT("4\r\n<p>a\r\nFFFFFF\r\nb"));
  add_response(&archive, "c", "", "Content-Type: text/html\r\nContent-Encoding: br\r\n",
               SYN_TEXT("\xCE\xB2\xCF\x81\xFF\xFE\x01\x02\xFF\xFF"));
  add_response(&archive, "d", "WARC-Truncated: length\r\n", "Content-Type: text/html\r\n", SYN_TEXT(PAGE));
  add_page("e");
  read_archive();
  expect_counts(1, 4);
  expect_failure(0, SYN_BAD_INPUT, "crawl.warc:1: https://daily.example/a: its packed payload is damaged or breaks off");
  expect_failure(1, SYN_BAD_INPUT, "crawl.warc:2: https://daily.example/b: its chunks break off: half an article would be a wrong one");
  expect_failure(2, SYN_BAD_INPUT, "crawl.warc:3: https://daily.example/c: its packed payload is damaged or breaks off");
  expect_failure(3, SYN_BAD_INPUT, "crawl.warc:4: https://daily.example/d: its crawler cut it off: half an article would be a wrong one");
  expect(pages[0].url, "https://daily.example/e");
  syn_buffer_clear(&packed);
}

/* --- digests --- */

static void digests_are_verified(void **state) {
  static const char *const right[] = {"WARC-Payload-Digest: sha1:VZU75P5YCZ3RONX4BVF4R5HVEGWWA7II\r\n",
                                      "WARC-Payload-Digest: sha1:ae69febfb816771736fc0d4bc8f4f521ad607d08\r\n",
                                      "WARC-Payload-Digest: md5:b45712336dc240fcf16aeb762ba96dba\r\n",
                                      "WARC-Payload-Digest: blake3:abc\r\n", "WARC-Payload-Digest: sha1:none\r\n"};
  start();
  for (size_t i = 0; i < sizeof right / sizeof right[0]; i++)
    add_response(&archive, "a", right[i], "Content-Type: text/html\r\n", SYN_TEXT("<p>abc</p>"));
  read_archive();
  expect_counts(5, 0);
}

static void a_page_with_another_digest_is_refused(void **state) {
  char line[128], sha256[SYN_SHA256_TEXT_SIZE];
  syn_sha256_of(SYN_TEXT(PAGE), sha256);
  start();
  snprintf(line, sizeof line, "WARC-Payload-Digest: sha256:%s\r\n", sha256);
  add_response(&archive, "a", line, "Content-Type: text/html\r\n", SYN_TEXT(PAGE));
  add_response(&archive, "b", line, "Content-Type: text/html\r\n", SYN_TEXT("<p>changed</p>"));
  snprintf(line, sizeof line, "WARC-Block-Digest: sha256:%s\r\n", sha256);
  add_response(&archive, "c", line, "Content-Type: text/html\r\n", SYN_TEXT(PAGE));
  read_archive();
  expect_counts(1, 2);
  expect(pages[0].url, "https://daily.example/a");
  expect_failure(0, SYN_BAD_INPUT,
                 "crawl.warc:2: https://daily.example/b: not the bytes that its digest is of: the record is damaged, or was changed");
  assert_non_null(strstr(failures[1], "daily.example/c: not the bytes"));
}

static void a_digest_of_bytes_that_were_not_kept_proves_nothing(void **state) {
  start();
  add_response(&archive, "a", "WARC-Payload-Digest: sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n",
               "Content-Type: text/html\r\nContent-Encoding: gzip\r\n", SYN_TEXT(PAGE));
  read_archive();
  expect_counts(1, 0);
}

/* --- damage --- */

static void an_archive_that_breaks_off_gives_what_is_whole(void **state) {
  start();
  add_page("a");
  const size_t whole = archive.size;
  add_page("b");
  for (size_t size = whole + 1; size < archive.size - 4; size++) {
    read_bytes(syn_text_slice(syn_buffer_text(&archive), 0, size), &syn_reader_limits_default);
    if (page_count != 1) fail_msg("%zu pages of %zu bytes", page_count, size);
    if (size > whole + 2) assert_int_equal(failure_count, 1);
  }
  expect_failure(0, SYN_BAD_INPUT,
                 "crawl.warc:2: it breaks off in a record, or the length of the record is false: what is whole is read (byte 317)");
}

static void packed_members_that_are_damaged_are_named_and_the_next_are_read(void **state) {
  syn_buffer packed;
  syn_buffer_init(&packed, BYTES);
  make_packed(&packed, true);
  const syn_text bytes = syn_buffer_text(&packed);
  read_bytes(syn_text_slice(bytes, 0, bytes.size - 30), &syn_reader_limits_default);
  expect_counts(2, 1);
  assert_non_null(strstr(failures[0], "crawl.warc:3: it breaks off within a packed part: what is whole is read"));
  memset(packed.data + bytes.size / 3 + 40, 0xFF, 60); /* in the second */
  read_bytes(bytes, &syn_reader_limits_default);
  expect_counts(2, 1);
  expect(pages[1].url, "https://daily.example/c");
  assert_non_null(strstr(failures[0], "crawl.warc:2: its bytes of gzip are damaged"));
  syn_buffer_clear(&packed);
}

static void false_lengths_are_named_and_the_next_record_is_found(void **state) {
  static const char *const lengths[] = {"-5", "99999999999999999999999999", "12x", "", "7"};
  for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
    start();
    add_page("a");
    syn_buffer_format(&archive,
                      "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nWARC-Target-URI: https://daily.example/x\r\n"
                      "Content-Length: %s\r\n\r\n<p>some words</p>" TAIL,
                      lengths[i]);
    add_page("b");
    read_archive();
    assert_int_equal(failure_count, 1);
    expect(pages[page_count - 1].url, "https://daily.example/b");
    if (i < 4) assert_non_null(strstr(failures[0], "crawl.warc:2: its Content-Length is no number of bytes"));
  }
}

#define FALSE_HEAD "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: image/png\r\nContent-Length: "

/* To its end, to the middle of another, beyond the end of a stream and of a file. */
static void records_that_a_false_length_covers_are_found_again(void **state) {
  static const char *const lengths[] = {"5", "14", "30", "50", "400", "9223372036854775807"};
  for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
    start();
    syn_buffer_format(&archive, FALSE_HEAD "%s\r\n\r\n<p>a</p>" TAIL, lengths[i]);
    add_page("a");
    add_page("b");
    read_archive();
    expect_counts(2, 1);
    expect(pages[0].url, "https://daily.example/a");
    expect(pages[1].url, "https://daily.example/b");
    FILE *file = tmpfile();
    assert_int_equal(fwrite(archive.data, 1, archive.size, file), archive.size);
    rewind(file);
    syn_arena_reset(arena);
    read_stream(file, &syn_reader_limits_default);
    expect_counts(2, 1);
    assert_non_null(strstr(failures[0], "crawl.warc:1: its Content-Length is "));
  }
}

static void a_page_whose_length_is_too_small_is_refused(void **state) {
  start();
  syn_buffer_format(&archive, "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nWARC-Target-URI: https://daily.example/x\r\n"
                              "Content-Length: 7\r\n\r\n<p>some words</p>" TAIL);
  add_page("b");
  read_archive();
  expect_counts(1, 1);
  expect_failure(0, SYN_BAD_INPUT, "crawl.warc:1: its Content-Length is false: no record begins where it ends (byte 0)");
  expect(pages[0].url, "https://daily.example/b");
}

/* Each of many records says that it goes on to the end: what follows is read again so often as is worth it. */
static void many_false_lengths_do_not_cost_their_bytes_each(void **state) {
  start();
  for (size_t i = 0; i < 20000; i++) syn_buffer_format(&archive, FALSE_HEAD "9000000\r\n\r\n<p>a</p>" TAIL);
  add_page("a");
  void *opened = NULL;
  syn_arena_reset(arena);
  FILE *stream = fmemopen(archive.data, archive.size, "rb");
  assert_int_equal(reader->open(stream, SYN_TEXT("crawl.warc"), &syn_reader_limits_default, &opened, NULL), SYN_OK);
  size_t count = 0;
  syn_page page;
  for (; reader->next(opened, arena, &page, NULL) != SYN_NOT_FOUND; count++) {
  }
  reader->close(opened);
  assert_in_range(count, 50, 2000);
}

/* What an archive in a record holds was not captured by this one. */
static void an_archive_in_a_record_is_no_damage(void **state) {
  syn_buffer inner;
  syn_buffer_init(&inner, BYTES);
  add_response(&inner, "inner", "", "Content-Type: text/html\r\n", SYN_TEXT(PAGE));
  start();
  add_record(&archive, "WARC-Type: resource\r\nContent-Type: application/warc\r\n", syn_buffer_text(&inner));
  add_page("a");
  read_archive();
  expect_counts(1, 0);
  expect(pages[0].url, "https://daily.example/a");
  syn_buffer_clear(&inner);
}

/* Members tell where records end, whatever their lengths say. */
static void a_false_length_in_a_member_costs_that_record_alone(void **state) {
  syn_buffer packed;
  syn_buffer_init(&packed, BYTES);
  start();
  syn_buffer_format(&archive, "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: image/png\r\nContent-Length: 3000000\r\n\r\n<p>a</p>" TAIL);
  assert_int_equal(pack_deflate(syn_buffer_text(&archive), 31, &packed), SYN_OK);
  start();
  add_page("a");
  assert_int_equal(pack_deflate(syn_buffer_text(&archive), 31, &packed), SYN_OK);
  read_bytes(syn_buffer_text(&packed), &syn_reader_limits_default);
  expect_counts(1, 1);
  assert_non_null(strstr(failures[0], "its Content-Length is larger than what there is of it"));
  syn_buffer_clear(&packed);
}

static void endless_heads_are_named(void **state) {
  start();
  add_page("a");
  syn_buffer_add(&archive, SYN_TEXT("WARC/1.0\r\n"));
  for (int i = 0; i < 200000; i++) syn_buffer_add(&archive, SYN_TEXT("X-Line: and so on\r\n"));
  syn_buffer_add(&archive, SYN_TEXT("\r\n\r\n"));
  add_page("b");
  read_archive();
  expect_counts(2, 1);
  assert_int_equal(statuses[0], SYN_LIMIT);
  assert_non_null(strstr(failures[0], "crawl.warc:2: the head of a record is longer than 64 KiB"));
}

static void pages_over_the_limit_are_named(void **state) {
  const syn_reader_limits limits = {.page_bytes = 4096, .line_bytes = 4096, .folder_depth = 1};
  syn_buffer large, packed;
  syn_buffer_init(&large, BYTES);
  syn_buffer_init(&packed, BYTES);
  for (int i = 0; i < 100000; i++) syn_buffer_add(&large, SYN_TEXT("<p>again and again</p>"));
  assert_int_equal(pack_deflate(syn_buffer_text(&large), 31, &packed), SYN_OK);
  start();
  add_response(&archive, "large", "", "Content-Type: text/html\r\n", syn_buffer_text(&large));
  add_response(&archive, "packed", "", "Content-Type: text/html\r\nContent-Encoding: gzip\r\n", syn_buffer_text(&packed));
  add_page("a");
  read_bytes(syn_buffer_text(&archive), &limits);
  expect_counts(1, 2);
  assert_int_equal(statuses[0], SYN_LIMIT);
  assert_int_equal(statuses[1], SYN_LIMIT);
  assert_non_null(strstr(failures[1], "daily.example/packed: the page in it is larger than the limit of a page"));
  syn_buffer_clear(&large);
  syn_buffer_clear(&packed);
}

static void a_member_that_is_a_bomb_is_named_and_the_next_is_read(void **state) {
  syn_buffer large, packed;
  syn_buffer_init(&large, (size_t)256 << 20);
  syn_buffer_init(&packed, (size_t)512 << 20);
  syn_buffer_format(&large, "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: image/png\r\nContent-Length: 99999999999\r\n\r\n");
  assert_int_equal(syn_buffer_reserve(&large, (size_t)200 << 20), SYN_OK);
  memset(large.data + large.size, 0, (size_t)200 << 20);
  large.size += (size_t)200 << 20;
  assert_int_equal(pack_deflate(syn_buffer_text(&large), 31, &packed), SYN_OK);
  start();
  add_page("a");
  assert_int_equal(pack_deflate(syn_buffer_text(&archive), 31, &packed), SYN_OK);
  read_bytes(syn_buffer_text(&packed), &syn_reader_limits_default);
  expect_counts(1, 1);
  assert_int_equal(statuses[0], SYN_LIMIT);
  assert_non_null(strstr(failures[0], "it unpacks to more than 64 MiB and 250 times its bytes"));
  syn_buffer_clear(&large);
  syn_buffer_clear(&packed);
}

static void many_small_bombs_are_one_large_one(void **state) {
  (void)state;
  enum { MEMBER_BYTES = 60 << 20, MEMBERS = 20 };
  syn_buffer large, packed, bombs;
  syn_buffer_init(&large, (size_t)128 << 20);
  syn_buffer_init(&packed, (size_t)512 << 20);
  syn_buffer_init(&bombs, (size_t)16 << 20);
  syn_buffer_format(&large, "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: image/png\r\nContent-Length: 99999999999\r\n\r\n");
  assert_int_equal(syn_buffer_reserve(&large, MEMBER_BYTES), SYN_OK);
  memset(large.data + large.size, 0, MEMBER_BYTES);
  large.size += MEMBER_BYTES;
  assert_int_equal(pack_deflate(syn_buffer_text(&large), 31, &packed), SYN_OK);
  for (int i = 0; i < MEMBERS; i++) assert_int_equal(syn_buffer_add(&bombs, syn_buffer_text(&packed)), SYN_OK);
  start();
  add_page("a");
  assert_int_equal(pack_deflate(syn_buffer_text(&archive), 31, &bombs), SYN_OK);
  read_bytes(syn_buffer_text(&bombs), &syn_reader_limits_default);
  assert_int_equal(statuses[failure_count - 1], SYN_LIMIT);
  assert_non_null(strstr(failures[failure_count - 1], "the rest of it is given up"));
  syn_buffer_clear(&large);
  syn_buffer_clear(&packed);
  syn_buffer_clear(&bombs);
}

/* --- more than 4 GiB --- */

/* A record of 5 GiB that nobody stores, between the bytes before and after it. */
typedef struct large_stream {
  syn_text before, after;
  uint64_t zeros;
} large_stream;

static ssize_t read_large(void *cookie, char *bytes, size_t size) {
  large_stream *stream = cookie;
  syn_text *part = stream->before.size > 0 ? &stream->before : stream->zeros > 0 ? NULL : &stream->after;
  if (!part) {
    if (size > stream->zeros) size = (size_t)stream->zeros;
    memset(bytes, 0, size);
    stream->zeros -= size;
    return (ssize_t)size;
  }
  if (size > part->size) size = part->size;
  memcpy(bytes, part->data, size);
  *part = syn_text_slice(*part, size, part->size);
  return (ssize_t)size;
}

static void records_behind_more_than_4_gib_are_read(void **state) {
  const uint64_t size = (uint64_t)5 << 30;
  start();
  add_page("a");
  syn_buffer_format(&archive, "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: video/mp4\r\nContent-Length: %llu\r\n\r\n",
                    (unsigned long long)size);
  const size_t before = archive.size;
  syn_buffer_add(&archive, SYN_TEXT(TAIL));
  add_page("b");
  syn_buffer_add(&archive, SYN_TEXT("no record\r\n\r\n"));
  const syn_text all = syn_buffer_text(&archive);
  large_stream stream = {syn_text_slice(all, 0, before), syn_text_slice(all, before, all.size), size};
  FILE *file = fopencookie(&stream, "r", (cookie_io_functions_t){.read = read_large});
  setvbuf(file, NULL, _IOFBF, 1 << 20);
  syn_arena_reset(arena);
  read_stream(file, &syn_reader_limits_default);
  expect_counts(2, 1);
  expect(pages[1].url, "https://daily.example/b");
  unsigned long long offset = 0;
  assert_non_null(strstr(failures[0], "(byte "));
  sscanf(strstr(failures[0], "(byte "), "(byte %llu", &offset);
  assert_true(offset > size);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(responses_resources_and_conversions_are_pages),
      cmocka_unit_test(what_is_no_page_is_read_over),
      cmocka_unit_test(a_page_without_a_type_shows_what_it_is),
      cmocka_unit_test(revisits_are_counted),
      cmocka_unit_test(a_second_capture_comes_with_its_time),
      cmocka_unit_test(names_in_lower_case_and_folded_values_are_read),
      cmocka_unit_test(arc_files_are_read),
      cmocka_unit_test(gzip_is_read_by_record_and_whole),
      cmocka_unit_test(many_members_are_read_to_the_last),
      cmocka_unit_test(zstd_is_read_with_and_without_a_dictionary),
      cmocka_unit_test(lz4_is_named),
      cmocka_unit_test(archives_are_recognised_by_content),
      cmocka_unit_test(chunks_are_joined),
      cmocka_unit_test(packed_payloads_are_unpacked),
      cmocka_unit_test(broken_payloads_are_named_and_the_next_page_is_read),
      cmocka_unit_test(digests_are_verified),
      cmocka_unit_test(a_page_with_another_digest_is_refused),
      cmocka_unit_test(a_digest_of_bytes_that_were_not_kept_proves_nothing),
      cmocka_unit_test(an_archive_that_breaks_off_gives_what_is_whole),
      cmocka_unit_test(packed_members_that_are_damaged_are_named_and_the_next_are_read),
      cmocka_unit_test(false_lengths_are_named_and_the_next_record_is_found),
      cmocka_unit_test(records_that_a_false_length_covers_are_found_again),
      cmocka_unit_test(a_page_whose_length_is_too_small_is_refused),
      cmocka_unit_test(many_false_lengths_do_not_cost_their_bytes_each),
      cmocka_unit_test(an_archive_in_a_record_is_no_damage),
      cmocka_unit_test(a_false_length_in_a_member_costs_that_record_alone),
      cmocka_unit_test(endless_heads_are_named),
      cmocka_unit_test(pages_over_the_limit_are_named),
      cmocka_unit_test(a_member_that_is_a_bomb_is_named_and_the_next_is_read),
      cmocka_unit_test(many_small_bombs_are_one_large_one),
      cmocka_unit_test(records_behind_more_than_4_gib_are_read),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
