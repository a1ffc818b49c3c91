/* The JSON reader: what RFC 8259 allows is read exactly, all else is refused at its byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "records/json_reader.h"

static syn_arena *arena;

static int set_up(void **state) {
  (void)state;
  return syn_arena_create(1 << 20, &arena) == SYN_OK ? 0 : -1;
}

static int tear_down(void **state) {
  (void)state;
  syn_arena_destroy(&arena);
  return 0;
}

static const syn_json_value *read_json(const char *json) {
  const syn_json_value *value = NULL;
  syn_error error = {0};
  if (syn_json_read(syn_text_from(json), arena, &value, &error) != SYN_OK) fail_msg("%s: %s", json, error.text);
  return value;
}

static void assert_text(const char *json, const char *expected, size_t size) {
  const syn_json_value *value = read_json(json);
  assert_int_equal(value->type, SYN_JSON_TEXT);
  assert_int_equal(value->text.size, size);
  assert_memory_equal(value->text.data, expected, size);
}

static void strings_are_decoded(void **state) {
  (void)state;
  assert_text("\"\"", "", 0);
  assert_text("\"plain\"", "plain", 5);
  assert_text("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t", 8);
  assert_text("\"\\u0041\\u00e9\\u20AC\"", "A\xC3\xA9\xE2\x82\xAC", 6);
  assert_text("\"\\ud83d\\ude00\"", "\xF0\x9F\x98\x80", 4);
  assert_text("\"\\ud83d.\"", "\xEF\xBF\xBD.", 4); /* half a pair */
  assert_text("\"\\ude00\\ud83d\"", "\xEF\xBF\xBD\xEF\xBF\xBD", 6);
  assert_text("\"\\ud83d\\u0041\"",
              "\xEF\xBF\xBD"
              "A",
              4);
  assert_text("\"a\\u0000b\"", "a\0b", 3);
}

static void numbers_keep_their_text(void **state) {
  static const char *const numbers[] = {"0", "-0", "12", "-1.50", "1e9", "1E+9", "2.5e-3", "123456789012345678901234567890"};
  (void)state;
  for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
    const syn_json_value *value = read_json(numbers[i]);
    assert_int_equal(value->type, SYN_JSON_NUMBER);
    assert_true(syn_text_equal(value->text, syn_text_from(numbers[i])));
  }
}

static void objects_and_arrays_keep_their_order(void **state) {
  (void)state;
  const syn_json_value *object = read_json(" { \"a\" : [ 1 , true , false , null , { } , [ ] ] ,\t\"b\":\"x\", \"a\":2 }\r\n");
  assert_int_equal(object->count, 3);
  const syn_json_value *list = syn_json_member(object, "a");
  static const syn_json_type types[] = {SYN_JSON_NUMBER, SYN_JSON_TRUE, SYN_JSON_FALSE, SYN_JSON_NULL, SYN_JSON_OBJECT, SYN_JSON_ARRAY};
  assert_int_equal(list->type, SYN_JSON_ARRAY);
  assert_int_equal(list->count, 6);
  size_t i = 0;
  for (const syn_json_value *item = list->first; item; item = item->next) assert_int_equal(item->type, types[i++]);
  assert_null(syn_json_member(object, "c"));
  assert_null(syn_json_member(list, "a"));
  assert_null(syn_json_member(NULL, "a"));
}

static void what_is_no_json_is_refused(void **state) {
  static const char *const texts[] = {"",
                                      " ",
                                      "{",
                                      "}",
                                      "[1,]",
                                      "[,1]",
                                      "{\"a\"}",
                                      "{\"a\":}",
                                      "{\"a\":1,}",
                                      "{a:1}",
                                      "[1 2]",
                                      "01",
                                      "-",
                                      "1.",
                                      ".5",
                                      "1e",
                                      "+1",
                                      "tru",
                                      "nul",
                                      "True",
                                      "NaN",
                                      "\"",
                                      "\"a",
                                      "\"\\",
                                      "\"\\\"",
                                      "\"\\x\"",
                                      "\"\\u12\"",
                                      "\"\\u12g4\"",
                                      "\"\n\"",
                                      "\"\x01\"",
                                      "[1]]",
                                      "{} {}",
                                      "/**/1",
                                      "'a'",
                                      "\"\x80\"",
                                      "\"\xC3\"",
                                      "\"\xED\xA0\x80\"",
                                      "{\"a\":1 \"b\":2}"};
  (void)state;
  for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
    const syn_json_value *value = NULL;
    syn_error error = {0};
    if (syn_json_read(syn_text_from(texts[i]), arena, &value, &error) != SYN_BAD_INPUT) fail_msg("\"%s\" was read", texts[i]);
    assert_null(value);
    assert_true(error.offset <= strlen(texts[i]));
  }
}

static void depth_has_a_limit(void **state) {
  char json[2 * SYN_JSON_READ_DEPTH + 3] = {0};
  const syn_json_value *value;
  (void)state;
  memset(json, '[', SYN_JSON_READ_DEPTH);
  memset(json + SYN_JSON_READ_DEPTH, ']', SYN_JSON_READ_DEPTH);
  assert_int_equal(syn_json_read(syn_text_from(json), arena, &value, NULL), SYN_OK);
  memset(json, '[', SYN_JSON_READ_DEPTH + 1);
  memset(json + SYN_JSON_READ_DEPTH + 1, ']', SYN_JSON_READ_DEPTH + 1);
  assert_int_equal(syn_json_read(syn_text_from(json), arena, &value, NULL), SYN_LIMIT);
}

static void an_arena_that_is_used_up_is_no_crash(void **state) {
  (void)state;
  syn_arena *small = NULL;
  const syn_json_value *value;
  assert_int_equal(syn_arena_create(256, &small), SYN_OK);
  assert_int_equal(syn_json_read(SYN_TEXT("[1,2,3,4,5,6,7,8,9,10,11,12]"), small, &value, NULL), SYN_NO_MEMORY);
  syn_arena_destroy(&small);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(strings_are_decoded),        TEST(numbers_keep_their_text), TEST(objects_and_arrays_keep_their_order),
      TEST(what_is_no_json_is_refused), TEST(depth_has_a_limit),       TEST(an_arena_that_is_used_up_is_no_crash)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
