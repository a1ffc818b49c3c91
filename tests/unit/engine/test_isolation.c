/*
 * Processes that read pages, with a job that does what a page's attacker would have it do: the page's text says what.
 */
#include "engine/isolation.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "engine/isolation_internal.h"
#include "engine/sandbox.h"

#define ID "00112233445566778899"
#define OTHER "aabbccddeeff00112233"
#define ARTICLE "{\"record\":\"article\",\"id\":\"" ID "\",\"title\":\"A\"}\n"
#define SKETCH "{\"record\":\"sketch\",\"article\":\"" ID "\",\"words\":3}\n"

/* --- the job --- */

/* Memory that may be neither read nor written: a fault that no sanitizer calls undefined. */
static void crash(void) {
  volatile char *wall = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  *wall = 1;
}

static void work_forever(void) {
  for (volatile unsigned i = 0;; i++) continue;
}

static void wait_forever(void) {
  char byte;
  (void)!recv(SYN_SANDBOX_FILE, &byte, 1, 0);
}

/* More memory than there may be: an allocation fails, and the page with it. */
static syn_status take_all_memory(void) {
  for (size_t taken = 0; taken < ((size_t)1 << 40); taken += (size_t)64 << 20)
    if (mmap(NULL, (size_t)64 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0) == MAP_FAILED)
      return SYN_NO_MEMORY;
  return SYN_OK;
}

/* What malloc gives back to the system, it gives back within what is allowed. */
static void take_and_free_memory(void) {
  enum { COUNT = 400, SIZE = 100000 };
  static void *taken[COUNT];
  for (size_t i = 0; i < COUNT; i++) taken[i] = malloc(SIZE);
  for (size_t i = COUNT; i > 0; i--) free(taken[i - 1]);
  void *large = malloc((size_t)64 << 20);
  free(realloc(large, (size_t)128 << 20));
}

static int compare_numbers(const void *a, const void *b) {
  const int x = *(const int *)a, y = *(const int *)b;
  return (x > y) - (x < y);
}

/* The C library looks how much memory there is when it first sorts more than a little. */
static void sort_much(void) {
  enum { COUNT = 10000 };
  static int numbers[COUNT];
  for (int i = 0; i < COUNT; i++) numbers[i] = i * 7919 % COUNT;
  qsort(numbers, COUNT, sizeof *numbers, compare_numbers);
}

static void try_forbidden(const char *what) {
  char *const arguments[] = {NULL};
  if (strcmp(what, "open") == 0) (void)!open("/etc/passwd", O_RDONLY);
  if (strcmp(what, "socket") == 0) (void)!socket(AF_INET, SOCK_STREAM, 0);
  if (strcmp(what, "execve") == 0) (void)!execve("/bin/true", arguments, arguments);
  if (strcmp(what, "fork") == 0) (void)!fork();
  if (strcmp(what, "kill") == 0) (void)!kill(getppid(), 0);
  if (strcmp(what, "execute") == 0) (void)mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (strcmp(what, "write") == 0) (void)!write(STDERR_FILENO, "x", 1);
}

/* Answers that a process which does its job never gives; then it goes on as if nothing were wrong. */
static void lie(const char *how) {
  syn_wire_head head = {.kind = SYN_ISOLATION_DONE, .part_count = SYN_ISOLATION_DONE_PARTS};
  size_t size = sizeof head;
  if (strcmp(how, "length") == 0) head.sizes[1] = UINT64_MAX - 3;
  if (strcmp(how, "lengths") == 0) head.sizes[0] = head.sizes[1] = head.sizes[2] = SYN_ISOLATION_ANSWER_LIMIT / 2;
  if (strcmp(how, "message") == 0) head.sizes[0] = SYN_ERROR_TEXT_SIZE;
  if (strcmp(how, "status") == 0) head.numbers[0] = 99;
  if (strcmp(how, "kind") == 0) head.kind = SYN_ISOLATION_PARSED;
  if (strcmp(how, "parts") == 0) head.part_count = 500;
  if (strcmp(how, "hidden") == 0) head.sizes[SYN_WIRE_PARTS - 1] = 1;
  if (strcmp(how, "half") == 0) size = sizeof head / 2;
  if (strcmp(how, "short") == 0) head.sizes[1] = 1000;
  struct iovec piece = {&head, size};
  (void)!sendmsg(SYN_SANDBOX_FILE, &(struct msghdr){.msg_iov = &piece, .msg_iovlen = 1}, 0);
  if (strcmp(how, "half") == 0 || strcmp(how, "short") == 0) _exit(3);
}

static void add(syn_buffer *buffer, const char *text) {
  (void)syn_buffer_add(buffer, syn_text_from(text));
}

static syn_status do_as_told(void *context, const syn_page *page, syn_arena *arena, const syn_record_lines *lines, syn_error *error) {
  const char *what = page->bytes.data; /* the process takes it with a NUL behind */
  if (strcmp(what, "crash") == 0) crash();
  if (strcmp(what, "work") == 0) work_forever();
  if (strcmp(what, "wait") == 0) wait_forever();
  if (strcmp(what, "malloc") == 0) take_and_free_memory();
  if (strcmp(what, "memory") == 0) return take_all_memory();
  if (strcmp(what, "sort") == 0) sort_much();
  if (strcmp(what, "fail") == 0) return syn_error_set(error, SYN_NOT_FOUND, 7, "no article in it");
  if (strncmp(what, "try ", 4) == 0) try_forbidden(what + 4);
  if (strncmp(what, "lie ", 4) == 0) lie(what + 4);
  add(lines->buffers[SYN_RECORD_LINES_ARTICLE], strcmp(what, "other") == 0 ? "{\"record\":\"article\",\"id\":\"" OTHER "\"}\n" : ARTICLE);
  add(lines->buffers[SYN_RECORD_LINES_SKETCH], SKETCH);
  return SYN_OK;
}

static const char LONG_TITLE[1 << 20];

static syn_status parse_as_told(void *context, const syn_parcel *parcel, syn_arena *arena, syn_page *out_page, syn_error *error) {
  syn_status status = parcel->reader->parse(parcel, arena, out_page, error);
  if (status != SYN_OK) return status;
  if (syn_text_equal(out_page->bytes, SYN_TEXT("crash"))) crash();
  if (syn_text_equal(out_page->bytes, SYN_TEXT("empty"))) out_page->bytes.size = 0;
  if (syn_text_equal(out_page->bytes, SYN_TEXT("last"))) return SYN_NOT_FOUND; /* which would end the file */
  if (syn_text_equal(out_page->bytes, SYN_TEXT("latin"))) out_page->title = SYN_TEXT("caf\xE9");
  if (syn_text_equal(out_page->bytes, SYN_TEXT("grow"))) out_page->title = (syn_text){LONG_TITLE, sizeof LONG_TITLE};
  return SYN_OK;
}

/* --- the pool and what comes of a page --- */

static syn_isolation_pool *pool;
static syn_buffer buffers[SYN_RECORD_LINES_COUNT];
static syn_error error;

static void open_pool_with_memory(unsigned work_seconds, unsigned wait_seconds, size_t page_memory_bytes) {
  const syn_isolated_job job = {.parse = parse_as_told, .read = do_as_told};
  const syn_isolation_limits limits = {.work_seconds = work_seconds,
                                       .wait_seconds = wait_seconds,
                                       .pages_per_process = 8,
                                       .memory_bytes = (size_t)1 << 30,
                                       .page_memory_bytes = page_memory_bytes};
  if (syn_isolation_open(&job, 4, false, &limits, &pool, &error) != SYN_OK) fail_msg("%s", error.text);
}

static void open_pool(unsigned work_seconds, unsigned wait_seconds) {
  open_pool_with_memory(work_seconds, wait_seconds, (size_t)256 << 20);
}

static int set_up(void **state) {
  for (size_t i = 0; i < SYN_RECORD_LINES_COUNT; i++) syn_buffer_init(&buffers[i], 1 << 20);
  open_pool(1, 300);
  return 0;
}

static int tear_down(void **state) {
  for (size_t i = 0; i < SYN_RECORD_LINES_COUNT; i++) syn_buffer_clear(&buffers[i]);
  syn_isolation_close(&pool);
  assert_null(pool);
  return 0;
}

static bool is_filtered(void) {
  return syn_isolation_pool_level(pool) == SYN_ISOLATED_BY_FILTER;
}

static syn_id the_id(void) {
  syn_id id;
  assert_int_equal(syn_id_parse(SYN_TEXT(ID), &id), SYN_OK);
  return id;
}

static syn_record_lines empty_lines(syn_buffer own[SYN_RECORD_LINES_COUNT]) {
  syn_record_lines lines;
  for (size_t i = 0; i < SYN_RECORD_LINES_COUNT; i++) {
    syn_buffer_reset(&own[i]);
    lines.buffers[i] = &own[i];
  }
  return lines;
}

static syn_status read_text(const char *text) {
  const syn_page page = {.source = SYN_TEXT("x.html"), .bytes = syn_text_from(text)};
  const syn_record_lines lines = empty_lines(buffers);
  error = (syn_error){0};
  return syn_isolation_read(pool, &page, the_id(), &lines, &error);
}

static void expect_failure(const char *text, syn_status status, const char *sentence) {
  assert_int_equal(read_text(text), status);
  if (!strstr(error.text, sentence)) fail_msg("\"%s\" instead of \"%s\"", error.text, sentence);
  for (size_t i = 0; i < SYN_RECORD_LINES_COUNT; i++) assert_int_equal(buffers[i].size, 0);
  /* and the next page is read */
  assert_int_equal(read_text("a page"), SYN_OK);
  assert_true(syn_text_equal(syn_buffer_text(&buffers[SYN_RECORD_LINES_ARTICLE]), SYN_TEXT(ARTICLE)));
  assert_true(syn_text_equal(syn_buffer_text(&buffers[SYN_RECORD_LINES_SKETCH]), SYN_TEXT(SKETCH)));
}

/* --- tests: pages --- */

static void a_page_that_crashes_its_process_fails_with_the_signal_and_the_next_is_read(void **state) {
  expect_failure("crash", SYN_BAD_INPUT,
                 is_filtered() ? "reading it ended its process (signal 11): leave the page out" : "ended its process");
}

static void a_page_that_works_forever_is_ended_after_its_time_of_work(void **state) {
  expect_failure("work", SYN_LIMIT, "it was not read within 1 s: leave the page out");
}

static void a_page_that_waits_forever_is_ended_by_the_clock(void **state) {
  syn_isolation_close(&pool);
  open_pool(300, 3);
  expect_failure("wait", SYN_LIMIT, "it was not read within 3 s: leave the page out");
}

static void a_page_that_takes_all_memory_is_refused_it(void **state) {
  if (!is_filtered()) skip(); /* a sanitizer's own memory has no bounds */
  assert_int_equal(read_text("memory"), SYN_NO_MEMORY);
  assert_int_equal(read_text("a page"), SYN_OK);
}

static void a_page_that_sorts_much_is_read(void **state) {
  assert_int_equal(read_text("sort"), SYN_OK);
}

static void a_page_larger_than_its_memory_is_refused_it(void **state) {
  static char text[2 << 20];
  memset(text, 'a', sizeof text - 1);
  syn_isolation_close(&pool);
  open_pool_with_memory(60, 300, 1 << 20);
  if (read_text(text) != SYN_NO_MEMORY) fail_msg("%s", error.text);
  assert_int_equal(read_text("a page"), SYN_OK);
}

static void what_the_job_says_of_a_page_is_told(void **state) {
  expect_failure("fail", SYN_NOT_FOUND, "no article in it");
  assert_int_equal(read_text("fail"), SYN_NOT_FOUND);
  assert_int_equal(error.offset, 7);
}

static void what_a_page_needs_not_of_the_system_ends_its_process(void **state) {
  static const char *const TRIED[] = {"try open", "try socket", "try execve", "try fork", "try kill", "try execute", "try write"};
  if (!is_filtered()) skip();
  for (size_t i = 0; i < sizeof TRIED / sizeof TRIED[0]; i++) expect_failure(TRIED[i], SYN_BAD_INPUT, "(signal 31)");
}

static void an_answer_that_cannot_be_is_not_believed(void **state) {
  static const char *const LIES[] = {"lie length", "lie lengths", "lie message", "lie status", "lie kind", "lie parts", "lie hidden"};
  for (size_t i = 0; i < sizeof LIES / sizeof LIES[0]; i++) expect_failure(LIES[i], SYN_BAD_INPUT, "an answer that cannot be");
}

static void an_answer_that_breaks_off_is_a_failure_of_its_page(void **state) {
  expect_failure("lie half", SYN_BAD_INPUT, "(exit code 3)");
  expect_failure("lie short", SYN_BAD_INPUT, "(exit code 3)");
}

static void records_of_another_article_are_not_taken(void **state) {
  expect_failure("other", SYN_BAD_INPUT, "of an article, that does not belong there");
}

static void a_process_is_replaced_after_its_share_of_pages(void **state) {
  for (int i = 0; i < 50; i++) assert_int_equal(read_text("a page"), SYN_OK);
}

static void *open_and_read(void *out_status) {
  open_pool(60, 300);
  *(syn_status *)out_status = read_text("malloc");
  syn_isolation_close(&pool);
  return NULL;
}

static void a_thread_that_is_not_the_first_has_pages_read_too(void **state) {
  pthread_t thread;
  syn_status status = SYN_IO;
  assert_int_equal(read_text("malloc"), SYN_OK);
  syn_isolation_close(&pool);
  assert_int_equal(pthread_create(&thread, NULL, open_and_read, &status), 0);
  pthread_join(thread, NULL);
  if (status != SYN_OK) fail_msg("%s", error.text);
}

static void *read_many(void *failures) {
  syn_buffer own[SYN_RECORD_LINES_COUNT];
  static const char *const TEXTS[] = {"a page", "crash", "a page", "lie half", "fail"};
  for (size_t i = 0; i < SYN_RECORD_LINES_COUNT; i++) syn_buffer_init(&own[i], 1 << 20);
  for (size_t i = 0; i < 25; i++) {
    const char *text = TEXTS[i % 5];
    const syn_page page = {.source = SYN_TEXT("x.html"), .bytes = syn_text_from(text)};
    const syn_record_lines lines = empty_lines(own);
    syn_status status = syn_isolation_read(pool, &page, the_id(), &lines, NULL);
    if ((status == SYN_OK) != (strcmp(text, "a page") == 0)) ++*(unsigned *)failures;
  }
  for (size_t i = 0; i < SYN_RECORD_LINES_COUNT; i++) syn_buffer_clear(&own[i]);
  return NULL;
}

static void many_threads_share_more_than_they_have_processes(void **state) {
  pthread_t threads[6];
  unsigned failures[6] = {0};
  for (size_t i = 0; i < 6; i++) assert_int_equal(pthread_create(&threads[i], NULL, read_many, &failures[i]), 0);
  for (size_t i = 0; i < 6; i++) pthread_join(threads[i], NULL);
  for (size_t i = 0; i < 6; i++) assert_int_equal(failures[i], 0);
}

static void no_process_without_a_process_to_be_had_is_an_error_that_says_so(void **state) {
  struct rlimit before, none;
  assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
  none = (struct rlimit){.rlim_cur = 3, .rlim_max = before.rlim_max};
  assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
  const syn_isolated_job job = {.read = do_as_told};
  syn_isolation_pool *other = NULL;
  syn_status status = syn_isolation_open(&job, 1, false, NULL, &other, &error);
  assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
  assert_int_equal(status, SYN_IO);
  assert_null(other);
  assert_non_null(strstr(error.text, "no process could be started"));
}

/* --- tests: lines of JSON --- */

static syn_status parse(const char *line, syn_arena *arena, syn_page *out_page) {
  const syn_parcel parcel = {.reader = syn_reader_find(SYN_TEXT("jsonl")),
                             .bytes = syn_text_from(line),
                             .name = SYN_TEXT("pages.jsonl"),
                             .line_number = 12,
                             .offset = 345,
                             .page_bytes = 1000};
  error = (syn_error){0};
  return syn_isolation_parse(pool, &parcel, arena, out_page, &error);
}

static void a_line_of_json_is_parsed_elsewhere_into_the_same_page(void **state) {
  syn_arena *arena = NULL;
  syn_page page;
  assert_int_equal(syn_arena_create(1 << 20, &arena), SYN_OK);
  assert_int_equal(parse("{\"url\":\"https://x.example/\",\"html\":\"<p>Orla\",\"byline\":[\"A\",\"B\"]}", arena, &page), SYN_OK);
  assert_true(syn_text_equal(page.source, SYN_TEXT("pages.jsonl:12")));
  assert_true(syn_text_equal(page.url, SYN_TEXT("https://x.example/")));
  assert_true(syn_text_equal(page.bytes, SYN_TEXT("<p>Orla")));
  assert_true(syn_text_equal(page.byline, SYN_TEXT("A, B")));
  assert_true(syn_text_equal(page.declared_charset, SYN_TEXT("utf-8")));
  assert_int_equal(page.media, SYN_MEDIA_HTML);
  syn_arena_destroy(&arena);
}

static void a_line_that_fails_says_where(void **state) {
  syn_arena *arena = NULL;
  syn_page page;
  assert_int_equal(syn_arena_create(1 << 20, &arena), SYN_OK);
  assert_int_equal(parse("{\"text\":", arena, &page), SYN_BAD_INPUT);
  assert_non_null(strstr(error.text, "pages.jsonl:12: broken JSON"));
  assert_int_equal(error.offset, 345);
  assert_int_equal(parse("{\"text\":\"crash\"}", arena, &page), SYN_BAD_INPUT);
  assert_non_null(strstr(error.text, "pages.jsonl:12: reading it ended its process"));
  assert_int_equal(parse("{\"text\":\"empty\"}", arena, &page), SYN_BAD_INPUT);
  assert_non_null(strstr(error.text, "a page is empty"));
  assert_int_equal(parse("{\"text\":\"last\"}", arena, &page), SYN_BAD_INPUT);
  assert_non_null(strstr(error.text, "there is no such status"));
  assert_int_equal(parse("{\"text\":\"latin\"}", arena, &page), SYN_BAD_INPUT);
  assert_non_null(strstr(error.text, "not UTF-8"));
  assert_int_equal(parse("{\"text\":\"grow\"}", arena, &page), SYN_BAD_INPUT);
  assert_non_null(strstr(error.text, "its form or its length is none"));
  assert_int_equal(parse("{\"text\":\"a page\"}", arena, &page), SYN_OK);
  syn_arena_destroy(&arena);
}

/* --- tests: what records are believed --- */

static const char *find_fault(const char *article, const char *facts, const char *sketch) {
  const syn_record_lines lines = empty_lines(buffers);
  add(lines.buffers[SYN_RECORD_LINES_ARTICLE], article);
  add(lines.buffers[SYN_RECORD_LINES_FACTS], facts);
  add(lines.buffers[SYN_RECORD_LINES_SKETCH], sketch);
  return syn_isolation_find_fault(&lines, the_id());
}

static void expect_fault_in_facts(const char *facts, const char *expected) {
  const char *fault = find_fault(ARTICLE, facts, SKETCH);
  if (!fault || !strstr(fault, expected)) fail_msg("%s: %s", facts, fault ? fault : "no fault");
}

#define FACT "{\"record\":\"time\",\"id\":\"1\",\"article\":\"" ID "\""

static void records_in_their_form_have_no_fault(void **state) {
  assert_null(find_fault(ARTICLE, "", SKETCH));
  assert_null(find_fault(
      ARTICLE, FACT ",\"a\":[1,-2.5E+7,0.1,[],{},null,true,\"\\u00e9\\n\"],\"said\":\"he said \\\"article\\\": {[ \\\\\"}\n" FACT "}\n",
      SKETCH));
  assert_null(find_fault(ARTICLE, "{\"record\":\"entity\",\"id\":\"2\",\"mentions\":[{\"article\":\"" ID "\"},{\"article\":\"" ID "\"}]}\n",
                         SKETCH));
}

static void records_that_are_not_in_their_form_have_a_fault(void **state) {
  assert_non_null(find_fault("", "", SKETCH));
  assert_non_null(find_fault(ARTICLE ARTICLE, "", SKETCH));
  assert_non_null(find_fault(ARTICLE, "", ""));
  assert_non_null(find_fault(ARTICLE, "", "{\"record\":\"sketch\",\"article\":\"" OTHER "\"}\n"));
  assert_non_null(find_fault("{\"record\":\"article\",\"id\":\"" ID "\",\"id\":\"" OTHER "\"}\n", "", SKETCH));
  expect_fault_in_facts(ARTICLE, "kind");
  expect_fault_in_facts("{\"record\":\"story\",\"id\":\"1\"}\n", "kind");
  expect_fault_in_facts(FACT "}", "no end");
  expect_fault_in_facts(FACT "\n", "no end");
  expect_fault_in_facts("\n", "kind");
  expect_fault_in_facts(FACT "}}\n", "something else");
  expect_fault_in_facts(FACT "}{}\n", "something else");
  expect_fault_in_facts(FACT ",\"a\":[1}\n", "pair up");
  expect_fault_in_facts(FACT ",\"a\":\"\xFF\"}\n", "UTF-8");
  expect_fault_in_facts(FACT ",\"record\":\"story\"}\n", "two kinds");
  expect_fault_in_facts(FACT ",\"article\":\"" OTHER "\"}\n", "another article");
  expect_fault_in_facts(FACT ",\"a\":{\"article\":\"" OTHER "\"}}\n", "another article");
  expect_fault_in_facts(FACT ",\"article\":7}\n", "another article");
  expect_fault_in_facts(FACT ",\"\\u0061rticle\":\"" OTHER "\"}\n", "escape");
  expect_fault_in_facts(FACT ",\"article\" :\"" OTHER "\"}\n", "follows a key");
  expect_fault_in_facts(FACT ",\"article\"/**/:\"" OTHER "\"}\n", "follows a key");
  expect_fault_in_facts(FACT ",'article':\"" OTHER "\"}\n", "where a key should");
  expect_fault_in_facts("{\"record\":\"time\",\"article\":\"" ID "\"}\n", "kind");
  expect_fault_in_facts("{\"record\":\"time\",\"id\":\"1\",\"a\":[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]}\n", "too deep");
}

/* The store has SQLite take values out of records: one that is no JSON would end the run. */
static void records_that_are_no_json_have_a_fault(void **state) {
  static const char *const VALUES[] = {"",           "01",       "1.",        "-",      ".5",    "1e",    "+1",      "tru", "nul",
                                       "NaN",        "Infinity", "[1,]",      "[,1]",   "[1 2]", "{1:2}", "{\"a\"}", "{,}", "{\"a\":}",
                                       "{\"a\":1,}", "\"\\x\"",  "\"\\u12\"", "\"\t\"", "'a'",   "1,,2",  "[}",      "{]",  "\"\\\"",
                                       "1 ",         " 1",       "/**/1",     "[",      "{",     "\""};
  for (size_t i = 0; i < sizeof VALUES / sizeof VALUES[0]; i++) {
    char line[256];
    snprintf(line, sizeof line, "%s,\"a\":%s}\n", FACT, VALUES[i]);
    if (!find_fault(ARTICLE, line, SKETCH)) fail_msg("%s is believed", line);
    snprintf(line, sizeof line, "%s,\"a\":%s\n", FACT, VALUES[i]);
    if (!find_fault(ARTICLE, line, SKETCH)) fail_msg("%s is believed", line);
  }
}

#define IN_POOL(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      IN_POOL(a_page_that_crashes_its_process_fails_with_the_signal_and_the_next_is_read),
      IN_POOL(a_page_that_works_forever_is_ended_after_its_time_of_work),
      IN_POOL(a_page_that_waits_forever_is_ended_by_the_clock),
      IN_POOL(a_page_that_takes_all_memory_is_refused_it),
      IN_POOL(a_page_that_sorts_much_is_read),
      IN_POOL(a_page_larger_than_its_memory_is_refused_it),
      IN_POOL(what_the_job_says_of_a_page_is_told),
      IN_POOL(what_a_page_needs_not_of_the_system_ends_its_process),
      IN_POOL(an_answer_that_cannot_be_is_not_believed),
      IN_POOL(an_answer_that_breaks_off_is_a_failure_of_its_page),
      IN_POOL(records_of_another_article_are_not_taken),
      IN_POOL(a_process_is_replaced_after_its_share_of_pages),
      IN_POOL(a_thread_that_is_not_the_first_has_pages_read_too),
      IN_POOL(many_threads_share_more_than_they_have_processes),
      IN_POOL(no_process_without_a_process_to_be_had_is_an_error_that_says_so),
      IN_POOL(a_line_of_json_is_parsed_elsewhere_into_the_same_page),
      IN_POOL(a_line_that_fails_says_where),
      IN_POOL(records_in_their_form_have_no_fault),
      IN_POOL(records_that_are_not_in_their_form_have_a_fault),
      IN_POOL(records_that_are_no_json_have_a_fault),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
