#include "base_test.h"

#include <float.h>
#include <json-c/json.h>
#include <locale.h>

#include "base/json_writer.h"
#include "base/memory.h"
#include "base/utf8.h"

typedef struct output {
  syn_buffer buffer;
  syn_json_writer json;
} output;

static output *begin(void) {
  static output out;
  syn_buffer_init(&out.buffer, 1 << 20);
  syn_json_init(&out.json, &out.buffer);
  return &out;
}

#define assert_output(out, literal) \
  do { \
    assert_int_equal(syn_json_finish(&(out)->json), SYN_OK); \
    assert_text(syn_buffer_text(&(out)->buffer), literal); \
    syn_buffer_clear(&(out)->buffer); \
  } while (0)

static void containers_get_their_commas(void **state) {
  (void)state;
  output *out = begin();
  syn_json_begin_object(&out->json);
  syn_json_key(&out->json, "empty");
  syn_json_begin_array(&out->json);
  syn_json_end_array(&out->json);
  syn_json_key(&out->json, "list");
  syn_json_begin_array(&out->json);
  syn_json_integer(&out->json, -1);
  syn_json_begin_object(&out->json);
  syn_json_key_boolean(&out->json, "yes", true);
  syn_json_key_boolean(&out->json, "no", false);
  syn_json_end_object(&out->json);
  syn_json_null(&out->json);
  syn_json_raw(&out->json, SYN_TEXT("[1]"));
  syn_json_end_array(&out->json);
  syn_json_key_text(&out->json, "text", SYN_TEXT("t"));
  syn_json_key_integer(&out->json, "low", INT64_MIN);
  syn_json_end_object(&out->json);
  assert_output(out, "{\"empty\":[],\"list\":[-1,{\"yes\":true,\"no\":false},null,[1]],\"text\":\"t\",\"low\":-9223372036854775808}");
}

static void text_is_escaped(void **state) {
  (void)state;
  output *out = begin();
  syn_json_text(&out->json, SYN_TEXT("a\"\\/\b\f\n\r\t\1\0\x1F\x7F<"));
  assert_output(out, "\"a\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u0000\\u001f\\u007f<\"");
  syn_json_text(&out->json, SYN_TEXT("\xC2\x80\xC2\x9F\xC2\xA0\xE2\x80\xA8\xE2\x80\xA9\xF0\x9F\x98\x80"));
  assert_output(out, "\"\\u0080\\u009f\xC2\xA0\\u2028\\u2029\xF0\x9F\x98\x80\"");
  syn_json_text(&out->json, SYN_TEXT("a\xFFz\xE2\x82\xEF\xBF\xBD"));
  assert_output(out, "\"a\xEF\xBF\xBDz\xEF\xBF\xBD\xEF\xBF\xBD\"");
  syn_json_text(&out->json, (syn_text){0});
  assert_output(out, "\"\"");
}

static void what_deceives_the_eye_is_escaped(void **state) {
  (void)state;
  output *out = begin();
  syn_json_text(&out->json, SYN_TEXT("\u061C\u200E\u200F\u202A\u202E\u2066\u2069\uFEFF"));
  assert_output(out, "\"\\u061c\\u200e\\u200f\\u202a\\u202e\\u2066\\u2069\\ufeff\"");
  syn_json_text(&out->json, SYN_TEXT("\U000E0001\U000E007F\U000E0100"));
  assert_output(out, "\"\\udb40\\udc01\\udb40\\udc7f\U000E0100\"");
  syn_json_text(&out->json, SYN_TEXT("\u200C\u200D\u2027\u202F\u2065"));
  assert_output(out, "\"\u200C\u200D\u2027\u202F\u2065\"");
}

/* Twin: what a JSON library reads back from random bytes is the repaired text. */
static void random_bytes_are_read_back_by_a_json_library(void **state) {
  (void)state;
  uint64_t random = 31;
  for (int round = 0; round < 3000; round++) {
    char bytes[40];
    size_t size = random_below(&random, sizeof(bytes));
    for (size_t i = 0; i < size; i++) bytes[i] = (char)(random_below(&random, 2) ? random_next(&random) : 1 + random_below(&random, 126));
    output *out = begin();
    syn_json_text(&out->json, (syn_text){bytes, size});
    syn_text written = syn_buffer_text(&out->buffer), expected;
    struct json_tokener *tokener = json_tokener_new();
    json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    struct json_object *read = json_tokener_parse_ex(tokener, written.data, (int)written.size);
    assert_non_null(read);
    syn_arena *arena = NULL;
    assert_int_equal(syn_arena_create(10000, &arena), SYN_OK);
    assert_int_equal(syn_utf8_repair((syn_text){bytes, size}, arena, &expected, NULL), SYN_OK);
    assert_true(syn_text_equal((syn_text){json_object_get_string(read), (size_t)json_object_get_string_len(read)}, expected));
    syn_arena_destroy(&arena);
    json_object_put(read);
    json_tokener_free(tokener);
    syn_buffer_clear(&out->buffer);
  }
}

static void numbers_are_the_shortest_that_read_back_the_same(void **state) {
  (void)state;
  static const struct {
    double value;
    const char *text;
  } numbers[] = {{0, "0"},
                 {-0.0, "-0"},
                 {0.1, "0.1"},
                 {1.0 / 3, "0.3333333333333333"},
                 {0.1 + 0.2, "0.30000000000000004"},
                 {1e22, "1e+22"},
                 {5e-324, "5e-324"},
                 {DBL_MAX, "1.7976931348623157e+308"},
                 {100, "100"},
                 {-2.5, "-2.5"},
                 {DBL_MIN, "2.2250738585072014e-308"},
                 {3e-310, "3e-310"}};
  for (size_t i = 0; i < COUNT_OF(numbers); i++) {
    output *out = begin();
    syn_json_number(&out->json, numbers[i].value);
    assert_int_equal(syn_json_finish(&out->json), SYN_OK);
    assert_true(syn_text_equal(syn_buffer_text(&out->buffer), syn_text_from(numbers[i].text)));
    syn_buffer_clear(&out->buffer);
  }
}

static void random_doubles_read_back_the_same(void **state) {
  (void)state;
  uint64_t random = 32;
  for (int round = 0; round < 20000; round++) {
    union {
      uint64_t bits;
      double value;
    } number = {.bits = random_next(&random)};
    if ((number.bits >> 52 & 0x7FF) == 0x7FF) continue;
    output *out = begin();
    syn_json_number(&out->json, number.value);
    syn_buffer_add_byte(&out->buffer, '\0');
    assert_true(strtod(out->buffer.data, NULL) == number.value);
    syn_buffer_clear(&out->buffer);
  }
}

static void the_locale_does_not_change_numbers(void **state) {
  (void)state;
  static const char *const commas[] = {"de_DE.UTF-8", "fr_FR.UTF-8", "ru_RU.UTF-8", "de_DE.utf8"};
  const char *found = NULL;
  for (size_t i = 0; i < COUNT_OF(commas) && !found; i++) found = setlocale(LC_ALL, commas[i]);
  if (!found) skip();
  output *out = begin();
  syn_json_number(&out->json, 1.5);
  assert_output(out, "1.5");
  setlocale(LC_ALL, "C");
}

static void decimals_are_exact(void **state) {
  (void)state;
  output *out = begin();
  syn_json_begin_array(&out->json);
  syn_json_decimal(&out->json, (syn_decimal){235, 7});
  syn_json_decimal(&out->json, (syn_decimal){-5, -2});
  syn_json_end_array(&out->json);
  assert_output(out, "[2350000000,-0.05]");
}

static void mistakes_of_the_caller_are_told(void **state) {
  (void)state;
  for (int mistake = 0; mistake < 7; mistake++) {
    output *out = begin();
    syn_json_writer *json = &out->json;
    if (mistake == 0) syn_json_begin_object(json);
    if (mistake == 1) syn_json_end_array(json);
    if (mistake == 2) syn_json_begin_object(json), syn_json_end_array(json);
    if (mistake == 3) syn_json_begin_object(json), syn_json_null(json), syn_json_end_object(json);
    if (mistake == 4) syn_json_begin_array(json), syn_json_key(json, "k"), syn_json_end_array(json);
    if (mistake == 5) syn_json_begin_object(json), syn_json_key(json, "k"), syn_json_end_object(json);
    if (mistake == 6)
      syn_json_begin_object(json), syn_json_key(json, "k"), syn_json_key(json, "l"), syn_json_null(json), syn_json_end_object(json);
    assert_int_equal(syn_json_finish(json), SYN_BAD_ARGUMENT);
    syn_buffer_clear(&out->buffer);
  }
}

static void the_depth_is_limited(void **state) {
  (void)state;
  for (int depth = SYN_JSON_MAXIMUM_DEPTH; depth <= SYN_JSON_MAXIMUM_DEPTH + 2; depth++) {
    output *out = begin();
    for (int i = 0; i < depth; i++) syn_json_begin_array(&out->json);
    for (int i = 0; i < depth; i++) syn_json_end_array(&out->json);
    assert_int_equal(syn_json_finish(&out->json), depth > SYN_JSON_MAXIMUM_DEPTH ? SYN_LIMIT : SYN_OK);
    syn_buffer_clear(&out->buffer);
  }
}

static void limits_and_failing_allocations_are_told_at_the_end(void **state) {
  (void)state;
  output *out = begin();
  out->buffer.limit = 10;
  syn_json_text(&out->json, SYN_TEXT("longer than ten"));
  assert_int_equal(syn_json_finish(&out->json), SYN_LIMIT);
  syn_buffer_clear(&out->buffer);
  out = begin();
  syn_memory_fail_after(0);
  syn_json_begin_array(&out->json);
  syn_json_integer(&out->json, 1);
  syn_json_end_array(&out->json);
  syn_memory_fail_after(-1);
  assert_int_equal(syn_json_finish(&out->json), SYN_NO_MEMORY);
  syn_buffer_clear(&out->buffer);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(containers_get_their_commas),
      cmocka_unit_test(text_is_escaped),
      cmocka_unit_test(what_deceives_the_eye_is_escaped),
      cmocka_unit_test(random_bytes_are_read_back_by_a_json_library),
      cmocka_unit_test(numbers_are_the_shortest_that_read_back_the_same),
      cmocka_unit_test(random_doubles_read_back_the_same),
      cmocka_unit_test(the_locale_does_not_change_numbers),
      cmocka_unit_test(decimals_are_exact),
      cmocka_unit_test(mistakes_of_the_caller_are_told),
      cmocka_unit_test(the_depth_is_limited),
      cmocka_unit_test(limits_and_failing_allocations_are_told_at_the_end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
