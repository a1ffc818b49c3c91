#include "base_test.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "base/memory.h"
#include "base/utf8.h"

static syn_arena *arena;

static int make_arena(void **state) {
  (void)state;
  return syn_arena_create(64 << 20, &arena) == SYN_OK ? 0 : -1;
}

static int destroy_arena(void **state) {
  (void)state;
  syn_arena_destroy(&arena);
  return 0;
}

static syn_text fold(syn_text text) {
  syn_text folded = {0};
  assert_int_equal(syn_utf8_fold(text, arena, &folded), SYN_OK);
  return folded;
}

#define assert_folds(literal, expected) assert_text(fold(SYN_TEXT(literal)), expected)

/* Twin: ICU's macro reads invalid sequences by the same rule (maximal subparts). */
static void assert_decodes_like_icu(const char *bytes, size_t size) {
  for (size_t at = 0; at < size;) {
    int32_t next = (int32_t)at;
    UChar32 expected;
    U8_NEXT(bytes, next, (int32_t)size, expected);
    size_t step = 0;
    uint32_t codepoint = syn_utf8_decode((syn_text){bytes, size}, at, &step);
    assert_int_equal(codepoint, expected < 0 ? SYN_UTF8_REPLACEMENT : (uint32_t)expected);
    assert_int_equal(at + step, next);
    at += step;
  }
}

static void decoding_agrees_with_icu_on_all_short_sequences(void **state) {
  (void)state;
  static const unsigned char edges[] = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF,
                                        0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xF8, 0xFF};
  enum { EDGES = COUNT_OF(edges) };
  for (size_t n = 0; n < (size_t)EDGES * EDGES * EDGES * EDGES; n++) {
    char bytes[4] = {(char)edges[n % EDGES], (char)edges[n / EDGES % EDGES], (char)edges[n / EDGES / EDGES % EDGES],
                     (char)edges[n / EDGES / EDGES / EDGES]};
    assert_decodes_like_icu(bytes, 4);
  }
  for (unsigned n = 0; n < 0x10000; n++) {
    char bytes[2] = {(char)(n >> 8), (char)n};
    assert_decodes_like_icu(bytes, 2);
  }
}

static void decoding_agrees_with_icu_on_random_bytes(void **state) {
  (void)state;
  uint64_t random = 41;
  for (int round = 0; round < 20000; round++) {
    char bytes[32];
    size_t size = 1 + random_below(&random, sizeof(bytes));
    for (size_t i = 0; i < size; i++)
      bytes[i] = (char)(random_below(&random, 3) ? 0x80 + random_below(&random, 128) : random_next(&random));
    assert_decodes_like_icu(bytes, size);
  }
}

static void encoding_and_decoding_are_inverse(void **state) {
  (void)state;
  for (uint32_t codepoint = 0; codepoint <= 0x10FFFF; codepoint++) {
    bool is_surrogate = codepoint >= 0xD800 && codepoint <= 0xDFFF;
    char bytes[SYN_UTF8_MAXIMUM_BYTES];
    size_t size = syn_utf8_encode(codepoint, bytes), step;
    assert_int_equal(syn_utf8_decode((syn_text){bytes, size}, 0, &step), is_surrogate ? SYN_UTF8_REPLACEMENT : codepoint);
    assert_int_equal(step, size);
  }
  char bytes[SYN_UTF8_MAXIMUM_BYTES];
  assert_int_equal(syn_utf8_encode(0x110000, bytes), 3);
  assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
}

static void the_valid_prefix_ends_at_the_first_fault(void **state) {
  (void)state;
  assert_int_equal(syn_utf8_valid_prefix((syn_text){0}), 0);
  for (size_t before = 0; before < 40; before++) {
    char bytes[64];
    memset(bytes, 'a', sizeof(bytes));
    assert_int_equal(syn_utf8_valid_prefix((syn_text){bytes, before}), before);
    memcpy(bytes + before, "\xE2\x82\xAC", 3);
    assert_int_equal(syn_utf8_valid_prefix((syn_text){bytes, sizeof(bytes)}), sizeof(bytes));
    assert_int_equal(syn_utf8_valid_prefix((syn_text){bytes, before + 2}), before);
    bytes[before] = (char)0xFF;
    assert_int_equal(syn_utf8_valid_prefix((syn_text){bytes, sizeof(bytes)}), before);
  }
  assert_int_equal(syn_utf8_valid_prefix(SYN_TEXT("\xEF\xBF\xBDz")), 4); /* a replacement character is a character */
}

static void the_end_of_ascii_is_found_at_every_offset(void **state) {
  (void)state;
  char bytes[40];
  for (size_t end = 0; end < sizeof(bytes); end++) {
    memset(bytes, 'a', sizeof(bytes));
    bytes[end] = (char)0xC3;
    for (size_t from = 0; from <= end; from++) {
      assert_int_equal(syn_utf8_skip_ascii((syn_text){bytes, sizeof(bytes)}, from), end);
      assert_int_equal(syn_utf8_skip_ascii((syn_text){bytes, end}, from), end);
    }
  }
}

static void counting_and_aligning_know_characters(void **state) {
  (void)state;
  syn_text text = SYN_TEXT("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z");
  static const size_t starts[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11, 11};
  assert_int_equal(syn_utf8_count(text), 5);
  for (size_t offset = 0; offset < COUNT_OF(starts); offset++) assert_int_equal(syn_utf8_align(text, offset), starts[offset]);
  syn_text broken = SYN_TEXT("a\xA9\xA9\xC3");
  for (size_t offset = 0; offset <= 4; offset++) assert_int_equal(syn_utf8_align(broken, offset), offset);
}

static void repair_replaces_what_is_invalid(void **state) {
  (void)state;
  syn_text repaired, text = SYN_TEXT("fine \xE2\x82\xAC");
  size_t count = 99;
  assert_int_equal(syn_utf8_repair(text, arena, &repaired, &count), SYN_OK);
  assert_ptr_equal(repaired.data, text.data);
  assert_int_equal(count, 0);
  assert_int_equal(syn_utf8_repair(SYN_TEXT("a\xC0\xAF"
                                            "b\xE2\x82"
                                            "c\xF0\x9F\x98"),
                                   arena, &repaired, &count),
                   SYN_OK);
  assert_text(repaired, "a\xEF\xBF\xBD\xEF\xBF\xBD"
                        "b\xEF\xBF\xBD"
                        "c\xEF\xBF\xBD");
  assert_int_equal(count, 4);
  assert_int_equal(syn_utf8_repair((syn_text){0}, arena, &repaired, NULL), SYN_OK);
  assert_int_equal(repaired.size, 0);
}

static void properties_are_those_of_unicode(void **state) {
  (void)state;
  for (uint32_t c = 0; c <= 0x10FFFF; c++) {
    int8_t category = u_charType((UChar32)c);
    assert_int_equal(syn_utf8_is_letter(c), category >= U_UPPERCASE_LETTER && category <= U_OTHER_LETTER);
    assert_int_equal(syn_utf8_is_upper(c), category == U_UPPERCASE_LETTER || category == U_TITLECASE_LETTER);
    assert_int_equal(syn_utf8_is_lower(c), category == U_LOWERCASE_LETTER);
    assert_int_equal(syn_utf8_is_digit(c), category == U_DECIMAL_DIGIT_NUMBER);
    assert_int_equal(syn_utf8_to_lower(c), u_tolower((UChar32)c));
    assert_int_equal(syn_utf8_to_upper(c), u_toupper((UChar32)c));
    assert_int_equal(syn_utf8_is_space(c), u_isUWhiteSpace((UChar32)c) || c == 0x200B || c == 0xFEFF);
    assert_int_equal(syn_utf8_is_direction(c), u_hasBinaryProperty((UChar32)c, UCHAR_BIDI_CONTROL));
    assert_int_equal(syn_utf8_is_punctuation(c), u_ispunct((UChar32)c) || (category >= U_MATH_SYMBOL && category <= U_OTHER_SYMBOL));
  }
}

static void lower_case_keeps_what_has_no_capitals(void **state) {
  (void)state;
  syn_text text = SYN_TEXT("stra\xC3\x9F"
                           "e"),
           lower = {0};
  assert_int_equal(syn_utf8_lower(text, arena, &lower), SYN_OK);
  assert_ptr_equal(lower.data, text.data);
  assert_int_equal(syn_utf8_lower(SYN_TEXT("\xC3\x89"
                                           "A\xFF\xD0\x96"),
                                  arena, &lower),
                   SYN_OK);
  assert_text(lower, "\xC3\xA9"
                     "a\xFF\xD0\xB6");
  assert_int_equal(syn_utf8_lower(SYN_TEXT("\xC8\xBA"
                                           "B"),
                                  arena, &lower),
                   SYN_OK); /* grows from two to three bytes */
  assert_text(lower, "\xE2\xB1\xA5"
                     "b");
}

static void names_fold_to_one_form(void **state) {
  (void)state;
  assert_folds("Besan\xC3\xA7on", "besancon");
  assert_folds("BESANC\xCC\xA7ON", "besancon");
  assert_folds("\xC5\x81\xC3\xB3"
               "d\xC5\xBA",
               "lodz");
  assert_folds("Gro\xC3\x9F"
               "e \xC3\x98re",
               "grosse ore");
  assert_folds("O\xE2\x80\x99Neil", "o'neil");
  assert_folds("O\xC2\xB4Neil", "o'neil");
  assert_folds("Lamp\xE2\x80\x91Post \xE2\x80\x93 Ltd", "lamp-post - ltd");
  assert_folds("  two \t\n words\xC2\xA0here\xE2\x80\x8B ", "two words here");
  assert_folds("co\xC2\xADoperate", "cooperate");
  assert_folds("\xEF\xAC\x81ne \xEF\xBC\xA1", "fine a");
  assert_folds("\xD0\x99\xD0\xBE\xD0\xB6", "\xD0\xB8\xD0\xBE\xD0\xB6");
  assert_folds("\xCE\x9F\xCE\x94\xCE\x9F\xCE\xA3 \xCE\xBF\xCE\xB4\xCF\x8C\xCF\x82",
               "\xCE\xBF\xCE\xB4\xCE\xBF\xCF\x83 \xCE\xBF\xCE\xB4\xCE\xBF\xCF\x83");
  assert_folds("", "");
  assert_folds(" \n ", "");
  assert_folds("a\xFF"
               "b",
               "a\xEF\xBF\xBD"
               "b");
}

static void letters_that_unicode_calls_marks_stay(void **state) {
  (void)state;
  assert_folds("\xE0\xA4\x95\xE0\xA4\xBF", "\xE0\xA4\x95\xE0\xA4\xBF");                         /* Devanagari ki is not ka */
  assert_true(!syn_text_equal(fold(SYN_TEXT("\xE3\x81\x8C")), fold(SYN_TEXT("\xE3\x81\x8B")))); /* ga is not ka */
}

static void ascii_and_the_long_way_agree(void **state) {
  (void)state;
  uint64_t random = 42;
  for (int round = 0; round < 5000; round++) {
    char bytes[24];
    size_t size = random_below(&random, 20);
    for (size_t i = 0; i < size; i++) bytes[i] = (char)random_below(&random, 128);
    syn_text ascii = fold((syn_text){bytes, size});
    memcpy(bytes + size, "\xC2\xAD", 2); /* a soft hyphen, which is dropped, makes it no longer ASCII */
    assert_true(syn_text_equal(ascii, fold((syn_text){bytes, size + 2})));
  }
}

static void folding_twice_changes_nothing(void **state) {
  (void)state;
  for (uint32_t codepoint = 0; codepoint <= 0x10FFFF; codepoint++) {
    char bytes[SYN_UTF8_MAXIMUM_BYTES + 2] = "a";
    size_t size = 1 + syn_utf8_encode(codepoint, bytes + 1);
    bytes[size++] = 'B';
    syn_text once = fold((syn_text){bytes, size}), twice = fold(once);
    assert_true(syn_text_equal(once, twice));
    assert_int_equal(syn_utf8_valid_prefix(once), once.size);
    if (codepoint % 1024 == 0) syn_arena_reset(arena);
  }
}

static void capitals_fold_like_small_letters(void **state) {
  (void)state;
  for (uint32_t codepoint = 0x80; codepoint < 0x600; codepoint++) {
    if (codepoint == 0x345) continue; /* a mark, whose capital is the letter iota */
    char small[SYN_UTF8_MAXIMUM_BYTES], capital[SYN_UTF8_MAXIMUM_BYTES];
    size_t small_size = syn_utf8_encode(codepoint, small), capital_size = syn_utf8_encode(syn_utf8_to_upper(codepoint), capital);
    assert_true(syn_text_equal(fold((syn_text){small, small_size}), fold((syn_text){capital, capital_size})));
  }
  assert_folds("\xC4\xB0\xC4\xB1", "ii");
}

static void a_failing_allocation_is_told(void **state) {
  (void)state;
  syn_arena *tight = NULL;
  syn_text text;
  syn_utf8_index index;
  assert_int_equal(syn_arena_create(2, &tight), SYN_OK);
  assert_int_equal(syn_utf8_fold(SYN_TEXT("abc"), tight, &text), SYN_NO_MEMORY);
  assert_int_equal(syn_utf8_lower(SYN_TEXT("ABC"), tight, &text), SYN_NO_MEMORY);
  assert_int_equal(syn_utf8_repair(SYN_TEXT("ab\xFF"), tight, &text, NULL), SYN_NO_MEMORY);
  assert_int_equal(syn_utf8_index_build(SYN_TEXT("ab\xC3\xA9"), tight, &index), SYN_NO_MEMORY);
  syn_arena_destroy(&tight);
}

static void check_index(syn_text text) {
  syn_utf8_index index;
  assert_int_equal(syn_utf8_index_build(text, arena, &index), SYN_OK);
  size_t count = 0;
  for (size_t at = 0, step; at < text.size; at += step, count++) {
    syn_utf8_decode(text, at, &step);
    for (size_t inside = 0; inside < step; inside++) assert_int_equal(syn_utf8_index_codepoint(&index, at + inside), count);
    assert_int_equal(syn_utf8_index_byte(&index, count), at);
  }
  for (size_t beyond = 0; beyond < 200; beyond += 50) {
    assert_int_equal(syn_utf8_index_codepoint(&index, text.size + beyond), count);
    assert_int_equal(syn_utf8_index_byte(&index, count + beyond), text.size);
  }
}

static void an_index_agrees_with_counting(void **state) {
  (void)state;
  uint64_t random = 43;
  check_index((syn_text){0});
  check_index(SYN_TEXT("only ASCII here"));
  for (int round = 0; round < 600; round++) {
    char bytes[600];
    size_t size = 0, characters = random_below(&random, 140);
    static const uint32_t limits[] = {0x80, 0x800, 0xD800, 0x110000};
    uint32_t limit = limits[random_below(&random, 4)];
    for (size_t i = 0; i < characters; i++) size += syn_utf8_encode((uint32_t)random_below(&random, limit), bytes + size);
    check_index((syn_text){bytes, size});
    syn_arena_reset(arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(decoding_agrees_with_icu_on_all_short_sequences),
      cmocka_unit_test(decoding_agrees_with_icu_on_random_bytes),
      cmocka_unit_test(encoding_and_decoding_are_inverse),
      cmocka_unit_test(the_valid_prefix_ends_at_the_first_fault),
      cmocka_unit_test(the_end_of_ascii_is_found_at_every_offset),
      cmocka_unit_test(counting_and_aligning_know_characters),
      cmocka_unit_test(repair_replaces_what_is_invalid),
      cmocka_unit_test(properties_are_those_of_unicode),
      cmocka_unit_test(lower_case_keeps_what_has_no_capitals),
      cmocka_unit_test(names_fold_to_one_form),
      cmocka_unit_test(letters_that_unicode_calls_marks_stay),
      cmocka_unit_test(ascii_and_the_long_way_agree),
      cmocka_unit_test(folding_twice_changes_nothing),
      cmocka_unit_test(capitals_fold_like_small_letters),
      cmocka_unit_test(a_failing_allocation_is_told),
      cmocka_unit_test(an_index_agrees_with_counting),
  };
  return cmocka_run_group_tests(tests, make_arena, destroy_arena);
}
