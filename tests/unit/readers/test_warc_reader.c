/* Archives as they should be: records of every kind, packed or not, with payloads in any coding. */
#include <brotli/encode.h>
#include <zstd.h>

#include "warc_test.h"

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
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
