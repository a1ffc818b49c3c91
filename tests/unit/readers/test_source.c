/*
 * Files and folders are made in a folder of their own below TMPDIR and removed afterwards.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/memory.h"
#include "readers/reader.h"

enum { PATH_BYTES = 512 };

static syn_arena *arena;
static char root[PATH_BYTES / 2];

static int set_up(void **state) {
  const char *folder = getenv("TMPDIR");
  snprintf(root, sizeof(root), "%s/syn_source_XXXXXX", folder != NULL && strlen(folder) < 200 ? folder : "/tmp");
  if (mkdtemp(root) == NULL || chdir(root) != 0) return 1;
  return syn_arena_create(128u * 1024 * 1024, &arena) != SYN_OK;
}

static int tear_down(void **state) {
  char command[PATH_BYTES];
  snprintf(command, sizeof(command), "rm -rf '%s'", root);
  syn_arena_destroy(&arena);
  return chdir("/") != 0 || system(command) != 0;
}

static void write_bytes(const char *path, syn_text bytes) {
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(bytes.data, 1, bytes.size, file), bytes.size);
  assert_int_equal(fclose(file), 0);
}

static void write_file(const char *path, const char *content) {
  write_bytes(path, syn_text_from(content));
}

static void make_folder(const char *path) {
  assert_int_equal(mkdir(path, 0777), 0);
}

static syn_source *open_source(const char *path, const char *from, const syn_reader_limits *limits) {
  syn_source *source = NULL;
  assert_int_equal(syn_source_open(&path, 1, from, limits, &source, NULL), SYN_OK);
  return source;
}

/* All outcomes as lines: "name media bytes" for a page, "status: message" for a failure. */
static void expect_within(const char *path, const char *from, const syn_reader_limits *limits, const char *wanted) {
  syn_source *source = open_source(path, from, limits);
  char outcome[4096] = "";
  size_t size = 0;
  for (;;) {
    syn_page page;
    syn_error error;
    syn_status status = syn_source_next(source, arena, &page, &error);
    if (status == SYN_NOT_FOUND) break;
    if (status == SYN_OK) {
      size += (size_t)snprintf(outcome + size, sizeof(outcome) - size, "%.*s %s %.*s\n", SYN_TEXT_ARGUMENTS(page.source),
                               page.media == SYN_MEDIA_HTML ? "html" : "text", SYN_TEXT_ARGUMENTS(page.bytes));
    } else {
      assert_int_equal(error.status, status);
      size += (size_t)snprintf(outcome + size, sizeof(outcome) - size, "%s: %s\n", syn_status_name(status), error.text);
    }
    assert_true(size < sizeof(outcome));
  }
  syn_source_close(&source);
  assert_null(source);
  assert_string_equal(outcome, wanted);
}

static void expect(const char *path, const char *wanted) {
  expect_within(path, NULL, NULL, wanted);
}

static void the_kind_is_told_by_content_before_the_name(void **state) {
  write_file("a.txt", "Plain words.");
  write_file("b.txt", "<!DOCTYPE html><p>b");
  write_file("c", "  <html><p>c");
  write_file("d.html", "words in a page");
  write_file("e", "{\"text\":\"e\"}\n");
  write_file("f.jsonl", "{\"id\":\"f1\",\"html\":\"<p>f\"}");
  write_file("g.md", "The tag <p> begins a paragraph.");
  expect("a.txt", "a.txt text Plain words.\n");
  expect("b.txt", "b.txt html <!DOCTYPE html><p>b\n");
  expect("c", "c html   <html><p>c\n");
  expect("d.html", "d.html html words in a page\n");
  expect("e", "e:1 text e\n");
  expect("f.jsonl", "f1 html <p>f\n");
  expect("g.md", "g.md text The tag <p> begins a paragraph.\n");
}

static void the_kind_can_be_forced(void **state) {
  write_file("forced.txt", "{\"text\":\"a\"}");
  expect_within("forced.txt", "text", NULL, "forced.txt text {\"text\":\"a\"}\n");
  expect_within("forced.txt", "html", NULL, "forced.txt html {\"text\":\"a\"}\n");
  expect_within("forced.txt", "jsonl", NULL, "forced.txt:1 text a\n");
}

static void an_unknown_kind_is_a_bad_argument(void **state) {
  const char *path = "x";
  syn_source *source = NULL;
  syn_error error;
  assert_int_equal(syn_source_open(&path, 1, "pdf", NULL, &source, &error), SYN_BAD_ARGUMENT);
  assert_null(source);
  assert_string_equal(error.text, "there is no reader \"pdf\": use one of conllu, feed, html, jsonl, text, wacz, warc");
}

static void folders_are_read_in_alphabetical_order(void **state) {
  make_folder("order");
  make_folder("order/b");
  write_file("order/c.txt", "3");
  write_file("order/b/z.txt", "2");
  write_file("order/a.txt", "1");
  write_file("order/B.txt", "0");
  write_file("order/.hidden.txt", "no");
  make_folder("order/.git");
  write_file("order/.git/x.txt", "no");
  expect("order/", "order/B.txt text 0\norder/a.txt text 1\norder/b/z.txt text 2\norder/c.txt text 3\n");
}

static void what_browsers_save_beside_a_page_is_left_out(void **state) {
  make_folder("saved");
  make_folder("saved/page_files");
  write_file("saved/page.html", "<!-- saved from url=(0029)https://daily.example/ferries -->\n<html>f");
  write_file("saved/page_files/style.css", "p{}");
  write_file("saved/page_files/logo.PNG", "\x89PNG");
  expect("saved", "saved/page.html html <!-- saved from url=(0029)https://daily.example/ferries -->\n<html>f\n");
}

static void a_saved_page_knows_its_address(void **state) {
  write_file("address.html", "<!-- saved from url=(0029)https://daily.example/ferries -->\n<html>f");
  syn_source *source = open_source("address.html", NULL, NULL);
  syn_page page;
  assert_int_equal(syn_source_next(source, arena, &page, NULL), SYN_OK);
  assert_true(syn_text_equal(page.url, SYN_TEXT("https://daily.example/ferries")));
  syn_source_close(&source);
}

static void an_empty_file_is_bad_input_and_the_rest_is_read(void **state) {
  make_folder("batch");
  write_file("batch/a.txt", "");
  write_file("batch/b.txt", " \n\t\n");
  write_file("batch/c.jsonl", "\n\n");
  write_file("batch/d.txt", "words");
  expect("batch", "bad_input: batch/a.txt: empty: a page was expected, leave the file out\n"
                  "bad_input: batch/b.txt: empty: a page was expected, leave the file out\n"
                  "bad_input: batch/c.jsonl: no page in it: expected jsonl\n"
                  "batch/d.txt text words\n");
}

static void a_binary_file_is_bad_input_and_the_rest_is_read(void **state) {
  make_folder("binary");
  write_bytes("binary/a.html", SYN_TEXT("\x7F"
                                        "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0"));
  write_bytes("binary/b", SYN_TEXT("%PDF-1.4 words"));
  write_file("binary/c.txt", "words");
  expect("binary", "bad_input: binary/a.html: binary data where a page was expected: leave it out or convert it to text or HTML\n"
                   "bad_input: binary/b: binary data where a page was expected: leave it out or convert it to text or HTML\n"
                   "binary/c.txt text words\n");
}

static void a_folder_without_pages_is_bad_input(void **state) {
  make_folder("nothing");
  make_folder("nothing/inside");
  write_file("nothing/style.css", "p{}");
  expect("nothing", "bad_input: nothing: a folder without pages: name a folder with .html, .txt or .jsonl files\n");
}

static void a_missing_path_is_an_error_of_that_path(void **state) {
  const char *paths[] = {"not there", "a_missing.txt"};
  write_file("a_missing.txt", "words");
  syn_source *source = NULL;
  syn_page page;
  syn_error error;
  assert_int_equal(syn_source_open(paths, 2, NULL, NULL, &source, NULL), SYN_OK);
  assert_int_equal(syn_source_next(source, arena, &page, &error), SYN_IO);
  assert_string_equal(error.text, "not there: cannot be read: No such file or directory");
  assert_int_equal(syn_source_next(source, arena, &page, &error), SYN_OK);
  assert_int_equal(syn_source_next(source, arena, &page, &error), SYN_NOT_FOUND);
  assert_int_equal(syn_source_next(source, arena, &page, &error), SYN_NOT_FOUND);
  syn_source_close(&source);
}

static void a_link_to_a_folder_above_is_bad_input(void **state) {
  make_folder("loop");
  make_folder("loop/a");
  write_file("loop/b.txt", "words");
  assert_int_equal(symlink("..", "loop/a/up"), 0);
  expect("loop", "bad_input: loop/a/up: a link to loop, which it is in: remove the link\nloop/b.txt text words\n");
}

static void links_to_files_are_followed_and_broken_ones_named(void **state) {
  make_folder("links");
  write_file("target.txt", "words");
  assert_int_equal(symlink("../target.txt", "links/a.txt"), 0);
  assert_int_equal(symlink("nowhere", "links/b.txt"), 0);
  expect("links", "links/a.txt text words\nio: links/b.txt: cannot be read: No such file or directory\n");
}

static void folders_too_deep_are_a_limit(void **state) {
  const syn_reader_limits limits = {.page_bytes = 1000, .line_bytes = 1000, .folder_depth = 2};
  make_folder("deep");
  make_folder("deep/a");
  make_folder("deep/a/b");
  write_file("deep/a/b/x.txt", "x");
  write_file("deep/a/y.txt", "y");
  expect_within("deep", NULL, &limits,
                "limit: deep/a/b: deeper than the limit of 2 folders: name the folder itself, or raise the limit with "
                "--max-folder-depth\ndeep/a/y.txt text y\n");
}

static void a_page_over_the_limit_is_refused(void **state) {
  const syn_reader_limits limits = {.page_bytes = 10, .line_bytes = 1000, .folder_depth = 2};
  write_file("ten.txt", "0123456789");
  write_file("eleven.txt", "0123456789a");
  expect_within("ten.txt", NULL, &limits, "ten.txt text 0123456789\n");
  expect_within(
      "eleven.txt", NULL, &limits,
      "limit: eleven.txt: larger than the limit of a page (10 bytes): leave it out, split it, or raise the limit with --max-page-size\n");
}

static void a_hundred_megabytes_of_zeros_cost_nothing(void **state) {
  write_file("zeros", "");
  assert_int_equal(truncate("zeros", 100 * 1024 * 1024), 0);
  expect("zeros", "bad_input: zeros: binary data where a page was expected: leave it out or convert it to text or HTML\n");
  expect_within(
      "zeros", "html", NULL,
      "limit: zeros: larger than the limit of a page (8388608 bytes): leave it out, split it, or raise the limit with --max-page-size\n");
  expect_within("zeros", "jsonl", NULL,
                "limit: zeros:1: longer than the limit of a line: leave it out, split it, or raise the limit with --max-line-size\n");
}

static void an_endless_device_is_given_up(void **state) {
  const syn_reader_limits limits = {.page_bytes = 1000, .line_bytes = 1000, .folder_depth = 2};
  expect_within(
      "/dev/zero", "text", &limits,
      "limit: /dev/zero: larger than the limit of a page (1000 bytes): leave it out, split it, or raise the limit with --max-page-size\n");
  expect_within("/dev/zero", "jsonl", &limits,
                "limit: /dev/zero:1: longer than the limit of a line: leave it out, split it, or raise the limit with --max-line-size\n");
}

static void standard_input_is_recognised_without_seeking(void **state) {
  int ends[2];
  int kept = dup(0);
  assert_int_equal(pipe(ends), 0);
  const char lines[] = "{\"id\":\"p1\",\"text\":\"one\"}\n{\"text\":\"two\"}\n";
  assert_int_equal(write(ends[1], lines, sizeof(lines) - 1), (ssize_t)sizeof(lines) - 1);
  close(ends[1]);
  assert_int_equal(dup2(ends[0], 0), 0);
  close(ends[0]);
  expect("-", "p1 text one\n-:2 text two\n");
  assert_int_equal(dup2(kept, 0), 0);
  close(kept);
}

static void progress_counts_the_bytes_of_plain_files(void **state) {
  const char *paths[] = {"one.txt", "two.jsonl"};
  write_file("one.txt", "12345");
  write_file("two.jsonl", "{\"text\":\"a\"}\n");
  syn_source *source = NULL;
  syn_page page;
  uint64_t read, total;
  assert_int_equal(syn_source_open(paths, 2, NULL, NULL, &source, NULL), SYN_OK);
  syn_source_progress(source, &read, &total);
  assert_int_equal(read, 0);
  assert_int_equal(total, 18);
  assert_int_equal(syn_source_next(source, arena, &page, NULL), SYN_OK);
  assert_int_equal(syn_source_next(source, arena, &page, NULL), SYN_OK);
  assert_int_equal(syn_source_next(source, arena, &page, NULL), SYN_NOT_FOUND);
  syn_source_progress(source, &read, &total);
  assert_int_equal(read, 18);
  syn_source_close(&source);
}

static void each_failed_allocation_is_no_memory(void **state) {
  make_folder("memory");
  write_file("memory/a.txt", "words");
  write_file("memory/b.jsonl", "{\"text\":\"words\"}");
  const char *path = "memory";
  for (long count = 0;; count++) {
    syn_source *source = NULL;
    syn_page page;
    bool has_failed = false;
    syn_memory_fail_after(count);
    syn_status status = syn_source_open(&path, 1, NULL, NULL, &source, NULL);
    if (status != SYN_OK) has_failed = true;
    while (status != SYN_NOT_FOUND && source != NULL) {
      status = syn_source_next(source, arena, &page, NULL);
      if (status == SYN_NO_MEMORY) has_failed = true;
    }
    bool is_over = syn_memory_fail_pending();
    syn_memory_fail_after(-1);
    syn_source_close(&source);
    assert_int_equal(has_failed, !is_over);
    if (is_over) break;
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_kind_is_told_by_content_before_the_name),
      cmocka_unit_test(the_kind_can_be_forced),
      cmocka_unit_test(an_unknown_kind_is_a_bad_argument),
      cmocka_unit_test(folders_are_read_in_alphabetical_order),
      cmocka_unit_test(what_browsers_save_beside_a_page_is_left_out),
      cmocka_unit_test(a_saved_page_knows_its_address),
      cmocka_unit_test(an_empty_file_is_bad_input_and_the_rest_is_read),
      cmocka_unit_test(a_binary_file_is_bad_input_and_the_rest_is_read),
      cmocka_unit_test(a_folder_without_pages_is_bad_input),
      cmocka_unit_test(a_missing_path_is_an_error_of_that_path),
      cmocka_unit_test(a_link_to_a_folder_above_is_bad_input),
      cmocka_unit_test(links_to_files_are_followed_and_broken_ones_named),
      cmocka_unit_test(folders_too_deep_are_a_limit),
      cmocka_unit_test(a_page_over_the_limit_is_refused),
      cmocka_unit_test(a_hundred_megabytes_of_zeros_cost_nothing),
      cmocka_unit_test(an_endless_device_is_given_up),
      cmocka_unit_test(standard_input_is_recognised_without_seeking),
      cmocka_unit_test(progress_counts_the_bytes_of_plain_files),
      cmocka_unit_test(each_failed_allocation_is_no_memory),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
