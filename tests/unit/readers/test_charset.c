#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "readers/charset.h"
#include "readers/charset_convert.h"
#include "readers/charset_meta.h"
#include "readers/charset_table.h"

static syn_arena *arena;

static int set_up(void **state) {
  return syn_arena_create(256u * 1024 * 1024, &arena) != SYN_OK;
}

static int tear_down(void **state) {
  syn_arena_destroy(&arena);
  return 0;
}

static syn_decoding decode(syn_text bytes, const char *declared, bool is_html) {
  syn_decoding decoding;
  syn_error error;
  assert_int_equal(syn_charset_decode(bytes, syn_text_from(declared), is_html, arena, &decoding, &error), SYN_OK);
  assert_int_equal(syn_utf8_valid_prefix(decoding.text), decoding.text.size);
  return decoding;
}

static void expect(syn_text bytes, const char *declared, bool is_html, const char *text, const char *encoding, syn_charset_basis basis) {
  syn_decoding decoding = decode(bytes, declared, is_html);
  assert_string_equal(decoding.encoding, encoding);
  assert_int_equal(decoding.basis, basis);
  if (!syn_text_equal(decoding.text, syn_text_from(text))) fail_msg("\ntext   %.*s\nwanted %s", SYN_TEXT_ARGUMENTS(decoding.text), text);
}

static void labels_go_through_the_standards_table(void **state) {
  assert_string_equal(syn_charset_name(SYN_TEXT("latin1")), "windows-1252");
  assert_string_equal(syn_charset_name(SYN_TEXT(" ISO-8859-1\n")), "windows-1252");
  assert_string_equal(syn_charset_name(SYN_TEXT("ascii")), "windows-1252");
  assert_string_equal(syn_charset_name(SYN_TEXT("UTF8")), "UTF-8");
  assert_string_equal(syn_charset_name(SYN_TEXT("gb2312")), "GBK");
  assert_string_equal(syn_charset_name(SYN_TEXT("iso-8859-9")), "windows-1254");
  assert_string_equal(syn_charset_name(SYN_TEXT("x-sjis")), "Shift_JIS");
  assert_null(syn_charset_name(SYN_TEXT("")));
  assert_null(syn_charset_name(SYN_TEXT("utf-9")));
  assert_null(syn_charset_name(SYN_TEXT("utf-32le")));
}

static void every_encoding_of_the_table_is_known_to_the_c_library(void **state) {
  static const char *const labels[] = {
      "ibm866",       "latin2",       "latin3",       "latin4",         "cyrillic",     "arabic",       "greek",        "hebrew",
      "logical",      "latin6",       "iso-8859-13",  "iso-8859-14",    "l9",           "iso-8859-16",  "koi8-r",       "koi8-u",
      "macintosh",    "windows-874",  "windows-1250", "windows-1251",   "windows-1252", "windows-1253", "windows-1254", "windows-1255",
      "windows-1256", "windows-1257", "windows-1258", "x-mac-cyrillic", "gbk",          "gb18030",      "big5",         "euc-jp",
      "iso-2022-jp",  "shift_jis",    "euc-kr",       "utf-16le",       "utf-16be",     "utf-32le",     "uhc",          "johab",
      "iso-2022-kr",  "euc-tw",       "ibm852",       "ibm855",         "viscii",
  };
  for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
    const syn_charset_encoding *encoding = syn_charset_find(syn_text_from(labels[i]), true);
    if (encoding == NULL) fail_msg("%s", labels[i]);
    syn_text text;
    size_t replaced_count;
    bool is_wide = encoding->form == SYN_CHARSET_FORM_UTF16 || encoding->form == SYN_CHARSET_FORM_UTF32;
    if (syn_charset_convert(SYN_TEXT("abcd"), encoding, arena, &text, &replaced_count) != SYN_OK) fail_msg("%s", labels[i]);
    if (!is_wide) assert_true(syn_text_equal(text, SYN_TEXT("abcd")));
  }
}

static void ascii_is_utf8(void **state) {
  expect(SYN_TEXT("plain words"), "", false, "plain words", "UTF-8", SYN_CHARSET_UTF8);
}

static void nothing_is_an_empty_text(void **state) {
  expect(SYN_TEXT(""), "", false, "", "UTF-8", SYN_CHARSET_UTF8);
}

static void valid_utf8_needs_no_declaration(void **state) {
  expect(SYN_TEXT("Grüße aus Čáslav"), "", false, "Grüße aus Čáslav", "UTF-8", SYN_CHARSET_UTF8);
}

static void valid_utf8_is_not_copied(void **state) {
  const syn_text bytes = SYN_TEXT("Grüße");
  assert_ptr_equal(decode(bytes, "", false).text.data, bytes.data);
}

static void a_mark_decides_before_all_else(void **state) {
  expect(SYN_TEXT("\xEF\xBB\xBFgr\xC3\xBC\xC3\x9F"), "koi8-r", false, "grüß", "UTF-8", SYN_CHARSET_BOM);
  expect(SYN_TEXT("\xFF\xFEh\0i\0\x3D\xD8\x00\xDE"), "utf-8", false, "hi\xF0\x9F\x98\x80", "UTF-16LE", SYN_CHARSET_BOM);
  expect(SYN_TEXT("\xFE\xFF\0h\0i"), "", false, "hi", "UTF-16BE", SYN_CHARSET_BOM);
  expect(SYN_TEXT("\xFF\xFE\0\0h\0\0\0"), "", false, "h", "UTF-32LE", SYN_CHARSET_BOM);
  expect(SYN_TEXT("\0\0\xFE\xFF\0\0\0h"), "", false, "h", "UTF-32BE", SYN_CHARSET_BOM);
}

static void utf16_without_a_mark_is_told_by_its_zeros(void **state) {
  expect(SYN_TEXT("p\0l\0a\0i\0n\0 \0w\0o\0r\0d\0s\0"), "", false, "plain words", "UTF-16LE", SYN_CHARSET_GUESS);
  expect(SYN_TEXT("\0p\0l\0a\0i\0n\0 \0w\0o\0r\0d\0s"), "", false, "plain words", "UTF-16BE", SYN_CHARSET_GUESS);
}

static void lone_surrogates_are_replaced(void **state) {
  syn_decoding decoding = decode(SYN_TEXT("\xFF\xFE\x3D\xD8h\0\x00\xDE"
                                          "1"),
                                 "", false);
  assert_true(syn_text_equal(decoding.text, SYN_TEXT("\xEF\xBF\xBDh\xEF\xBF\xBD\xEF\xBF\xBD")));
  assert_int_equal(decoding.replaced_count, 3);
}

static void the_carriers_declaration_comes_before_the_pages(void **state) {
  expect(SYN_TEXT("<meta charset=koi8-r>\xD0\xD2\xC9\xD7\xC5\xD4"), "windows-1251", true, "<meta charset=koi8-r>РТЙЧЕФ", "windows-1251",
         SYN_CHARSET_DECLARED);
  expect(SYN_TEXT("<meta charset=koi8-r>\xD0\xD2\xC9\xD7\xC5\xD4"), "", true, "<meta charset=koi8-r>привет", "KOI8-R", SYN_CHARSET_META);
}

static void latin1_has_the_characters_of_windows(void **state) {
  expect(SYN_TEXT("\x93ok\x94 \x80 5"), "iso-8859-1", false, "“ok” € 5", "windows-1252", SYN_CHARSET_DECLARED);
  expect(SYN_TEXT("a\x81"
                  "b"),
         "latin1", false,
         "a\xC2\x81"
         "b",
         "windows-1252", SYN_CHARSET_DECLARED);
}

static void a_declaration_that_the_bytes_refute_is_passed_over(void **state) {
  expect(SYN_TEXT("Bürgermeister in Köln grüßt"), "iso-8859-1", false, "Bürgermeister in Köln grüßt", "UTF-8", SYN_CHARSET_UTF8);
  syn_decoding decoding = decode(SYN_TEXT("B\xFCrgermeister in K\xF6ln gr\xFC\xDFt, Stra\xDF"
                                          "e und Pl\xE4tze"),
                                 "utf-8", false);
  assert_true(syn_text_equal(decoding.text, SYN_TEXT("Bürgermeister in Köln grüßt, Straße und Plätze")));
}

static void a_wrong_utf16_declaration_is_passed_over(void **state) {
  expect(SYN_TEXT("plain words"), "utf-16", false, "plain words", "UTF-8", SYN_CHARSET_UTF8);
}

static void an_unknown_declaration_is_passed_over(void **state) {
  expect(SYN_TEXT("Gr\xC3\xBC\xC3\x9F"
                  "e"),
         "x-unheard-of", false, "Grüße", "UTF-8", SYN_CHARSET_UTF8);
}

static void utf8_with_a_few_broken_bytes_stays_utf8(void **state) {
  syn_decoding decoding = decode(SYN_TEXT("ä ö ü ß é è à ç ñ ø å \xE2\x82"), "", false);
  assert_string_equal(decoding.encoding, "UTF-8");
  assert_int_equal(decoding.replaced_count, 1);
}

static void encodings_of_many_bytes_are_converted(void **state) {
  expect(SYN_TEXT("\x93\xFA\x96{\x8C\xEA"), "shift_jis", false, "日本語", "Shift_JIS", SYN_CHARSET_DECLARED);
  expect(SYN_TEXT("\xC6\xFC\xCB\xDC\xB8\xEC"), "euc-jp", false, "日本語", "EUC-JP", SYN_CHARSET_DECLARED);
  expect(SYN_TEXT("\x1B$BF|K\\8l\x1B(B."), "iso-2022-jp", false, "日本語.", "ISO-2022-JP", SYN_CHARSET_DECLARED);
  expect(SYN_TEXT("\xD6\xD0\xCE\xC4"), "gb2312", false, "中文", "GBK", SYN_CHARSET_DECLARED);
  expect(SYN_TEXT("\xA4\xA4\xA4\xE5"), "big5", false, "中文", "Big5", SYN_CHARSET_DECLARED);
  expect(SYN_TEXT("\xC7\xD1\xB1\xB9"), "euc-kr", false, "한국", "EUC-KR", SYN_CHARSET_DECLARED);
}

static void what_cannot_be_converted_is_replaced_and_counted(void **state) {
  syn_decoding decoding = decode(SYN_TEXT("\xC7\xD1\xB1\xB9 abc \xC7"), "euc-kr", false);
  assert_true(syn_text_equal(decoding.text, SYN_TEXT("한국 abc \xEF\xBF\xBD")));
  assert_int_equal(decoding.replaced_count, 1);
}

/* Three bytes of EUC-JP that are no character are one U+FFFD, and the mark behind a broken one stays. */
static void a_broken_character_is_replaced_as_one(void **state) {
#define WORD "\xC6\xFC\xCB\xDC\xB8\xEC" /* 日本語 */
#define WORDS WORD WORD WORD WORD WORD WORD
  syn_decoding decoding = decode(SYN_TEXT(WORDS WORDS " \x8F\xA1\xA1 \x8F\xA1>"), "euc-jp", false);
  assert_true(syn_text_ends_with(decoding.text, SYN_TEXT("日本語 \xEF\xBF\xBD \xEF\xBF\xBD>")));
  assert_int_equal(decoding.replaced_count, 2);
}

/* The rows that vendors added to JIS, half-width katakana, JIS X 0212: C libraries leave some of them out, or read them otherwise. */
static void japanese_is_read_as_the_standard_says(void **state) {
  expect(SYN_TEXT("\xAD\xA1\xAD\xB5\xA1\xC1\xA1\xDD"), "euc-jp", false, "①Ⅰ～－", "EUC-JP", SYN_CHARSET_DECLARED);
  expect(SYN_TEXT("\xF9\xA1\x8E\xB1\x8F\xB0\xA1\x8F\xA2\xC3"), "euc-jp", false, "纊ｱ丂¦", "EUC-JP", SYN_CHARSET_DECLARED);
  expect(SYN_TEXT("\x1B$B-!!A\x1B(J\\~\x1B(I1\x1B(B\\"), "iso-2022-jp", false, "①～¥‾ｱ\\", "ISO-2022-JP", SYN_CHARSET_DECLARED);
}

static syn_text convert(syn_text bytes, const char *label, size_t *out_replaced_count) {
  syn_text text = {0};
  assert_int_equal(syn_charset_convert(bytes, syn_charset_find(syn_text_from(label), false), arena, &text, out_replaced_count), SYN_OK);
  return text;
}

/* Each broken sequence of ISO-2022-JP is one U+FFFD, and what follows an escape cut short is read. */
static void broken_escapes_are_replaced_one_by_one(void **state) {
  size_t count;
  assert_true(syn_text_equal(convert(SYN_TEXT("\x1B$B\"/F|\x1B(B."), "iso-2022-jp", &count), SYN_TEXT("\xEF\xBF\xBD日.")));
  assert_int_equal(count, 1);
  assert_true(syn_text_equal(convert(SYN_TEXT("a\x1B$Xb"), "iso-2022-jp", &count), SYN_TEXT("a\xEF\xBF\xBD$Xb")));
  assert_true(syn_text_equal(convert(SYN_TEXT("\x1B$BF|K\x1B(Ba"), "iso-2022-jp", &count), SYN_TEXT("日\xEF\xBF\xBD"
                                                                                                    "a")));
  assert_true(syn_text_equal(convert(SYN_TEXT("\x1B(B\x1B(Ba\x1B$B"), "iso-2022-jp", &count), SYN_TEXT("\xEF\xBF\xBD"
                                                                                                       "a")));
  assert_true(syn_text_equal(convert(SYN_TEXT("\x1B$BF"), "iso-2022-jp", &count), SYN_TEXT("\xEF\xBF\xBD")));
}

/* A page is not taken for another encoding because its program switched more often than it had to. */
static void idle_escapes_do_not_speak_against_the_encoding(void **state) {
  expect(SYN_TEXT("\x1B(B\x1B$B\x1B(B\x1B$BF|K\\8l\x1B(B\x1B(B."), "iso-2022-jp", false, "\uFFFD\uFFFD\uFFFD日本語\uFFFD.", "ISO-2022-JP",
         SYN_CHARSET_DECLARED);
}

/* The punctuation of Windows, letters with two marks, an extension of Hong Kong; a broken pair does not take a quotation mark with it. */
static void big5_is_read_as_the_standard_says(void **state) {
  expect(SYN_TEXT("\xA1\xE3\xA1\xFE\xA1\x45\xA3\xE1\xA4\xA4"), "big5", false, "～／‧€中", "Big5", SYN_CHARSET_DECLARED);
  expect(SYN_TEXT("\x88\x62\x88\xA5\x87\x40"), "big5", false, "Ê̄ê̌䏰", "Big5", SYN_CHARSET_DECLARED);
  size_t count;
  assert_true(syn_text_equal(convert(SYN_TEXT("\xA4\"\xFF\xA4"), "big5", &count), SYN_TEXT("\xEF\xBF\xBD\"\xEF\xBF\xBD\xEF\xBF\xBD")));
  assert_int_equal(count, 3);
}

static void long_text_crosses_the_pieces_of_the_converter(void **state) {
  enum { COUNT = 50000 };
  static char bytes[COUNT * 2 + 1];
  bytes[0] = 'x';
  for (size_t i = 0; i < COUNT; i++) memcpy(bytes + 1 + i * 2, "\xC7\xD1", 2);
  syn_decoding decoding = decode((syn_text){bytes, sizeof(bytes)}, "euc-kr", false);
  assert_int_equal(decoding.text.size, 1 + COUNT * 3);
  assert_int_equal(decoding.replaced_count, 0);
}

static void a_guess_needs_no_declaration(void **state) {
  expect(SYN_TEXT("\xC2\xF7\xE5\xF0\xE0 \xE2 \xE3\xEE\xF0\xEE\xE4\xE5 \xEF\xF0\xEE\xF8\xEB\xE0 \xE2\xF1\xF2\xF0\xE5\xF7\xE0 "
                  "\xEC\xE8\xED\xE8\xF1\xF2"
                  "\xF0\xEE\xE2, \xED\xE0 \xEA\xEE\xF2\xEE\xF0\xEE\xE9 \xEE\xE1\xF1\xF3\xE6\xE4\xE0\xEB\xE8 \xED\xEE\xE2\xFB\xE9 "
                  "\xEC\xEE\xF1\xF2."),
         "", false, "Вчера в городе прошла встреча министров, на которой обсуждали новый мост.", "windows-1251", SYN_CHARSET_GUESS);
}

static void escapes_alone_are_seen(void **state) {
  syn_decoding decoding = decode(SYN_TEXT("\x1B$BF|K\\8l$NJ8=q$G$9!#\x1B(B"), "", false);
  assert_string_equal(decoding.encoding, "ISO-2022-JP");
  assert_true(syn_text_starts_with(decoding.text, SYN_TEXT("日本語")));
}

static void nul_bytes_are_dropped(void **state) {
  expect(SYN_TEXT("a\0b\0c words that go on"), "", false, "abc words that go on", "UTF-8", SYN_CHARSET_UTF8);
}

static void binary_data_is_bad_input(void **state) {
  static char zeros[100000];
  static const char *const beginnings[] = {"%PDF-1.7", "\x89PNG\r\n\x1A\n", "\x1F\x8B\x08", "PK\x03\x04"};
  syn_decoding decoding;
  syn_error error;
  assert_int_equal(syn_charset_decode((syn_text){zeros, sizeof(zeros)}, SYN_TEXT("utf-8"), false, arena, &decoding, &error), SYN_BAD_INPUT);
  assert_true(strstr(error.text, "binary") != NULL);
  for (size_t i = 0; i < sizeof(beginnings) / sizeof(beginnings[0]); i++) {
    assert_int_equal(syn_charset_decode(syn_text_from(beginnings[i]), SYN_TEXT(""), false, arena, &decoding, &error), SYN_BAD_INPUT);
  }
}

static void words_that_look_like_a_signature_are_text(void **state) {
  assert_false(syn_charset_is_binary(SYN_TEXT("RIFF raff, said the clerk")));
  assert_false(syn_charset_is_binary(SYN_TEXT("ID3 is a kind of tag")));
  assert_true(syn_charset_is_binary(SYN_TEXT("RIFF\x24\x08\x01\x00WAVE")));
}

static void expect_label(const char *html, const char *label) {
  syn_text found = syn_charset_declared_in(syn_text_from(html));
  if (!syn_text_equal(found, syn_text_from(label))) fail_msg("%s: \"%.*s\" instead of \"%s\"", html, SYN_TEXT_ARGUMENTS(found), label);
}

static void pages_declare_in_several_ways(void **state) {
  expect_label("<meta charset=utf-8>", "utf-8");
  expect_label("<META CHARSET='koi8-r' />", "koi8-r");
  expect_label("<head><title>x</title><meta http-equiv=\"Content-Type\" content=\"text/html; charset=big5\">", "big5");
  expect_label("<meta content='text/html;charset = \"gbk\" ; x' http-equiv=content-type>", "gbk");
  expect_label("<?xml version=\"1.0\" encoding=\"iso-8859-2\"?><html>", "iso-8859-2");
}

static void what_only_looks_like_a_declaration_is_none(void **state) {
  expect_label("<!-- <meta charset=koi8-r> --><meta charset=utf-8>", "utf-8");
  expect_label("<meta name=description content='text/html; charset=koi8-r'>", "");
  expect_label("<a title='<meta charset=koi8-r>'>", "");
  expect_label("<metadata charset=koi8-r>", "");
  expect_label("<meta charset", "");
  expect_label("<", "");
  expect_label("", "");
}

static void declarations_far_down_are_not_looked_for(void **state) {
  static char html[5000];
  memset(html, ' ', sizeof(html) - 1);
  memcpy(html + sizeof(html) - 30, "<meta charset=koi8-r>", 21);
  expect_label(html, "");
}

static void each_failed_allocation_is_no_memory(void **state) {
  const syn_text inputs[] = {SYN_TEXT("\xC7\xD1\xB1\xB9"), SYN_TEXT("\xFF\xFEh\0"), SYN_TEXT("a\xC3(\0 words that go on"),
                             SYN_TEXT("gr\xFC\xDF")};
  for (size_t i = 0; i < sizeof(inputs) / sizeof(inputs[0]); i++) {
    for (long count = 0;; count++) {
      syn_arena *small = NULL;
      syn_decoding decoding;
      syn_memory_fail_after(count);
      syn_status status = syn_arena_create(1024 * 1024, &small);
      if (status == SYN_OK) status = syn_charset_decode(inputs[i], SYN_TEXT("euc-kr"), false, small, &decoding, NULL);
      bool is_over = syn_memory_fail_pending();
      syn_memory_fail_after(-1);
      syn_arena_destroy(&small);
      assert_int_equal(status, is_over ? SYN_OK : SYN_NO_MEMORY);
      if (is_over) break;
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(labels_go_through_the_standards_table),
      cmocka_unit_test(every_encoding_of_the_table_is_known_to_the_c_library),
      cmocka_unit_test(ascii_is_utf8),
      cmocka_unit_test(nothing_is_an_empty_text),
      cmocka_unit_test(valid_utf8_needs_no_declaration),
      cmocka_unit_test(valid_utf8_is_not_copied),
      cmocka_unit_test(a_mark_decides_before_all_else),
      cmocka_unit_test(utf16_without_a_mark_is_told_by_its_zeros),
      cmocka_unit_test(lone_surrogates_are_replaced),
      cmocka_unit_test(the_carriers_declaration_comes_before_the_pages),
      cmocka_unit_test(latin1_has_the_characters_of_windows),
      cmocka_unit_test(a_declaration_that_the_bytes_refute_is_passed_over),
      cmocka_unit_test(a_wrong_utf16_declaration_is_passed_over),
      cmocka_unit_test(an_unknown_declaration_is_passed_over),
      cmocka_unit_test(utf8_with_a_few_broken_bytes_stays_utf8),
      cmocka_unit_test(encodings_of_many_bytes_are_converted),
      cmocka_unit_test(what_cannot_be_converted_is_replaced_and_counted),
      cmocka_unit_test(a_broken_character_is_replaced_as_one),
      cmocka_unit_test(japanese_is_read_as_the_standard_says),
      cmocka_unit_test(broken_escapes_are_replaced_one_by_one),
      cmocka_unit_test(idle_escapes_do_not_speak_against_the_encoding),
      cmocka_unit_test(big5_is_read_as_the_standard_says),
      cmocka_unit_test(long_text_crosses_the_pieces_of_the_converter),
      cmocka_unit_test(a_guess_needs_no_declaration),
      cmocka_unit_test(escapes_alone_are_seen),
      cmocka_unit_test(nul_bytes_are_dropped),
      cmocka_unit_test(binary_data_is_bad_input),
      cmocka_unit_test(words_that_look_like_a_signature_are_text),
      cmocka_unit_test(pages_declare_in_several_ways),
      cmocka_unit_test(what_only_looks_like_a_declaration_is_none),
      cmocka_unit_test(declarations_far_down_are_not_looked_for),
      cmocka_unit_test(each_failed_allocation_is_no_memory),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
