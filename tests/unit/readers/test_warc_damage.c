/* Archives as they come: digests that do not fit, damage, false lengths, bombs, more than 4 GiB. What is whole is read all the same. */
#include "base/sha256.h"
#include "warc_test.h"

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
