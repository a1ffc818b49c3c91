/* The reader on what is not as it should be: it says which key, keeps what was there, and never reads past its input. */
#include "sample.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"

typedef struct fixture {
  syn_arena *arena;
  syn_article article;
  syn_record_context context;
  syn_facts facts;
  syn_buffer lines;
} fixture;

static int set_up(void **state) {
  static fixture f;
  f = (fixture){.article = sample_article()};
  assert_int_equal(syn_arena_create(1 << 24, &f.arena), SYN_OK);
  assert_int_equal(syn_record_context_init(&f.article, f.arena, &f.context), SYN_OK);
  f.facts = sample_facts(&f.article);
  syn_buffer_init(&f.lines, 1 << 20);
  *state = &f;
  return 0;
}

static int tear_down(void **state) {
  fixture *f = *state;
  syn_buffer_clear(&f->lines);
  syn_arena_destroy(&f->arena);
  return 0;
}

/* Reads `line` as the facts of the sample; the message must hold `part`. */
static void assert_refused(fixture *f, const char *line, const char *part) {
  syn_facts untouched = {.entity_count = 77}, facts = untouched;
  syn_error error = {0};
  if (syn_record_read_facts(syn_text_from(line), &f->context, f->arena, &facts, &error) != SYN_BAD_INPUT) fail_msg("%s was read", line);
  if (!strstr(error.text, part)) fail_msg("\"%s\" does not name %s", error.text, part);
  assert_int_equal(facts.entity_count, 77);
}

#define ID "\"00000000000000000001\""
#define TIME "{\"record\":\"time\",\"id\":" ID ",\"type\":\"DATE\",\"value\":\"x\",\"basis\":\"none\","

static void a_wrong_type_is_named_with_its_key(void **state) {
  fixture *f = *state;
  assert_refused(f, "{\"record\":\"entity\",\"id\":7,\"type\":\"PERSON\"}", "\"id\"");
  assert_refused(f, "{\"record\":\"entity\",\"id\":\"0001\",\"type\":\"PERSON\"}", "\"id\"");
  assert_refused(f, "{\"record\":\"entity\",\"id\":" ID ",\"type\":\"MARTIAN\"}", "\"type\"");
  assert_refused(f, "{\"record\":\"entity\",\"id\":" ID "}", "\"type\"");
  assert_refused(f, "{\"record\":\"entity\",\"id\":" ID ",\"type\":\"PERSON\",\"name\":[]}", "\"name\"");
  assert_refused(f, "{\"record\":\"entity\",\"id\":" ID ",\"type\":\"PERSON\",\"roles\":\"x\"}", "\"roles\"");
  assert_refused(f, "{\"record\":\"entity\",\"id\":" ID ",\"type\":\"PERSON\",\"roles\":[1]}", "\"roles\"");
  assert_refused(f, "{\"record\":\"entity\",\"id\":" ID ",\"type\":\"PERSON\",\"identifiers\":[]}", "\"identifiers\"");
  assert_refused(f, "{\"record\":\"entity\",\"id\":" ID ",\"type\":\"PERSON\",\"mentions\":[7]}", "\"kind\"");
  assert_refused(f, TIME "\"start\":\"0\",\"end\":1}", "\"start\"");
  assert_refused(f, TIME "\"start\":0,\"end\":1.5}", "\"end\"");
  assert_refused(f, TIME "\"start\":0,\"end\":1,\"_relative\":1}", "\"_relative\"");
  assert_refused(f, TIME "\"start\":0,\"end\":1,\"_unit\":\"DD\"}", "\"_unit\"");
  assert_refused(f, TIME "\"start\":0,\"end\":1,\"_shift\":4294967296}", "\"_shift\"");
  assert_refused(f, "{\"record\":\"event\",\"id\":" ID ",\"type\":\"AID\",\"modality\":\"offered\",\"evidence\":{\"type\":7}}", "\"type\"");
  assert_refused(
      f, "{\"record\":\"event\",\"id\":" ID ",\"type\":\"AID\",\"modality\":\"offered\",\"date\":{\"from\":\"soon\",\"basis\":\"text\"}}",
      "\"from\"");
  assert_refused(f, "{\"record\":\"quantity\",\"id\":" ID ",\"start\":0,\"end\":1,\"kind\":\"money\",\"bound\":\"exact\",\"value\":\"7\"}",
                 "\"value\"");
}

static void a_place_outside_of_its_text_is_refused(void **state) {
  fixture *f = *state;
  assert_refused(f, TIME "\"start\":-1,\"end\":3}", "\"start\"");
  assert_refused(f, TIME "\"start\":5,\"end\":3}", "\"end\"");
  assert_refused(f, TIME "\"start\":0,\"end\":4294967295}", "inside the text");
  assert_refused(f, TIME "\"start\":0,\"end\":99999999999999999999}", "\"end\"");
  assert_refused(f, TIME "\"start\":0,\"end\":1,\"in\":\"caption\",\"index\":1}", "\"index\"");
  assert_refused(f, TIME "\"start\":0,\"end\":1,\"in\":\"footer\"}", "\"in\"");
  size_t points = syn_utf8_count(f->article.title);
  char line[256];
  syn_facts facts;
  snprintf(line, sizeof(line), TIME "\"start\":0,\"end\":%zu,\"in\":\"title\"}", points);
  assert_int_equal(syn_record_read_facts(syn_text_from(line), &f->context, f->arena, &facts, NULL), SYN_OK);
  assert_int_equal(facts.times[0].span.end, f->article.title.size);
  snprintf(line, sizeof(line), TIME "\"start\":0,\"end\":%zu,\"in\":\"title\"}", points + 1);
  assert_refused(f, line, "inside the text");
}

static void a_reference_to_nothing_is_refused(void **state) {
  fixture *f = *state;
  assert_refused(f, "{\"record\":\"quote\",\"id\":" ID ",\"start\":0,\"end\":1,\"kind\":\"direct\",\"speaker\":[" ID "]}", "\"speaker\"");
  assert_refused(f, "{\"record\":\"quote\",\"id\":" ID ",\"start\":0,\"end\":1,\"kind\":\"direct\",\"continues\":\"00000000000000000002\"}",
                 "\"continues\"");
}

static void other_records_and_broken_lines_are_refused(void **state) {
  fixture *f = *state;
  assert_refused(f, "{\"record\":\"story\"}", "\"record\"");
  assert_refused(f, "{\"id\":" ID "}", "\"record\"");
  assert_refused(f, "{\"record\":\"time\",\"id\"", "JSON");
  assert_refused(f, "[]", "\"record\"");
  syn_article article;
  syn_error error = {0};
  assert_int_equal(syn_record_read_article(SYN_TEXT("{\"record\":\"story\"}"), f->arena, &article, &error), SYN_BAD_INPUT);
  assert_int_equal(syn_record_read_article(SYN_TEXT("7"), f->arena, &article, &error), SYN_BAD_INPUT);
  assert_int_equal(syn_record_read_article((syn_text){0}, f->arena, &article, &error), SYN_BAD_INPUT);
}

static void unknown_keys_and_empty_lines_are_skipped(void **state) {
  fixture *f = *state;
  syn_facts facts;
  assert_int_equal(syn_record_read_facts((syn_text){0}, &f->context, f->arena, &facts, NULL), SYN_OK);
  assert_int_equal(facts.event_count, 0);
  assert_int_equal(syn_record_read_facts(SYN_TEXT("\n\r\n" TIME "\"start\":0,\"end\":1,\"new\":{\"a\":[1,{}]},\"_own\":null}\r\n\n"),
                                         &f->context, f->arena, &facts, NULL),
                   SYN_OK);
  assert_int_equal(facts.time_count, 1);
}

static void facts_cut_at_any_byte_are_no_crash(void **state) {
  fixture *f = *state;
  syn_record_write_facts(&f->lines, &f->context, &f->facts, NULL);
  for (size_t size = 0; size < f->lines.size; size++) {
    char *copy = malloc(size + !size); /* of its exact size: ASan sees a byte too far */
    syn_facts facts;
    assert_non_null(copy);
    memcpy(copy, f->lines.data, size);
    syn_status status = syn_record_read_facts((syn_text){copy, size}, &f->context, f->arena, &facts, NULL);
    bool is_whole_line = size == 0 || f->lines.data[size] == '\n' || f->lines.data[size - 1] == '\n';
    if (!is_whole_line) assert_int_equal(status, SYN_BAD_INPUT);
    free(copy);
    syn_arena_reset(f->arena);
    assert_int_equal(syn_record_context_init(&f->article, f->arena, &f->context), SYN_OK);
  }
}

static void every_failed_allocation_is_told(void **state) {
  fixture *f = *state;
  syn_record_write_facts(&f->lines, &f->context, &f->facts, NULL);
  syn_buffer article_line;
  syn_buffer_init(&article_line, 1 << 20);
  syn_record_write_article(&article_line, &f->article);
  assert_int_equal(article_line.status, SYN_OK);
  bool pending = false;
  for (long count = 0; !pending; count++) {
    syn_arena *arena = NULL;
    syn_facts facts;
    syn_article article;
    syn_error error = {0};
    syn_memory_fail_after(count);
    syn_status status = syn_arena_create(1 << 24, &arena);
    if (status == SYN_OK) status = syn_record_read_article(syn_buffer_text(&article_line), arena, &article, &error);
    if (status == SYN_OK) status = syn_record_read_facts(syn_buffer_text(&f->lines), &f->context, arena, &facts, &error);
    pending = syn_memory_fail_pending();
    syn_memory_fail_after(-1);
    assert_int_equal(status, pending ? SYN_OK : SYN_NO_MEMORY);
    syn_arena_destroy(&arena);
    assert_true(count < 1000);
  }
  syn_buffer_clear(&article_line);
}

static void an_arena_with_too_small_a_limit_is_told(void **state) {
  fixture *f = *state;
  syn_record_write_facts(&f->lines, &f->context, &f->facts, NULL);
  for (size_t limit = 0; limit < 4000; limit += 100) {
    syn_arena *arena = NULL;
    syn_facts facts;
    assert_int_equal(syn_arena_create(limit, &arena), SYN_OK);
    syn_status status = syn_record_read_facts(syn_buffer_text(&f->lines), &f->context, arena, &facts, NULL);
    assert_true(status == SYN_OK || status == SYN_NO_MEMORY);
    if (limit < 500) assert_int_equal(status, SYN_NO_MEMORY);
    syn_arena_destroy(&arena);
  }
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {TEST(a_wrong_type_is_named_with_its_key),       TEST(a_place_outside_of_its_text_is_refused),
                                     TEST(a_reference_to_nothing_is_refused),        TEST(other_records_and_broken_lines_are_refused),
                                     TEST(unknown_keys_and_empty_lines_are_skipped), TEST(facts_cut_at_any_byte_are_no_crash),
                                     TEST(every_failed_allocation_is_told),          TEST(an_arena_with_too_small_a_limit_is_told)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
