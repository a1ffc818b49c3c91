#include "cli_test.h"

#include <locale.h>
#include <wchar.h>

#define assert_shown(literal, expected) assert_true(is_shown_as(SYN_TEXT(literal), expected, __LINE__))

static bool is_shown_as(syn_text text, const char *expected, int line) {
  syn_buffer clean;
  syn_buffer_init(&clean, 1 << 20);
  syn_display_add(&clean, text);
  bool is_same = clean.status == SYN_OK && syn_text_equal(syn_buffer_text(&clean), syn_text_from(expected));
  if (!is_same) print_error("line %d: '%.*s' instead of '%s'\n", line, SYN_TEXT_ARGUMENTS(syn_buffer_text(&clean)), expected);
  syn_buffer_clear(&clean);
  return is_same;
}

static void ordinary_text_stays_as_it_is(void **state) {
  (void)state;
  assert_shown("", "");
  assert_shown("Besançon, Київ, 東京, สวัสดี", "Besançon, Київ, 東京, สวัสดี");
  assert_shown("שלום عربى", "שלום عربى");
  assert_shown("a\u00A0b — “c”", "a\u00A0b — “c”");
  assert_shown("e\u0301", "e\u0301");
}

static void control_characters_go(void **state) {
  (void)state;
  assert_shown("a\bb\x7F"
               "c\x01",
               "abc");
  assert_shown("a\0b", "ab");
  assert_shown("a\302\200b\302\204c\302\216d", "abcd"); /* C1 */
  assert_shown("ring\a", "ring");
}

static void what_breaks_lines_becomes_a_blank(void **state) {
  (void)state;
  assert_shown("a\nb\tc\rd\ve\ff", "a b c d e f");
  assert_shown("a\302\205b\u2028c\u2029d", "a b c d");
}

static void escape_sequences_go_as_a_whole(void **state) {
  (void)state;
  assert_shown("\033[31mred\033[0m", "red");
  assert_shown("\033[2J\033[1;1Hgone\033[?1049h", "gone");
  assert_shown("a\302\23331mb", "ab");                                       /* CSI as C1 */
  assert_shown("\033]0;a title\ab", "b");                                    /* OSC, ended by BEL */
  assert_shown("\033]8;;http://x.example/\033\\link\033]8;;\033\\", "link"); /* OSC, ended by ST */
  assert_shown("a\302\23552;c;c3Rvcg==\302\234b", "ab");                     /* OSC and ST as C1: the clipboard */
  assert_shown("a\033P1$r0m\033\\b", "ab");                                  /* DCS */
  assert_shown("a\033_secret\033\\b\033^note\033\\c\033Xold\033\\d", "abcd");
  assert_shown("a\033cb\033Mc\033(0d", "abcd"); /* reset, reverse line feed, line drawing */
}

static void a_broken_escape_sequence_hides_nothing(void **state) {
  (void)state;
  assert_shown("a\033", "a");
  assert_shown("a\033[", "a");
  assert_shown("a\033[31", "a31");
  assert_shown("a\033]0;no end", "a0;no end");
  assert_shown("a\033[\033[1mb", "ab");
  assert_shown("\033\033[31mx", "x");
  assert_shown("\033[31Ömlaut", "31Ömlaut");
  assert_shown("a\033]0;b\001c\a", "a0;bc"); /* a control string holds no controls */
}

static void a_control_string_without_a_near_end_is_text(void **state) {
  (void)state;
  char text[8192] = "\033]";
  memset(text + 2, 'x', sizeof text - 3);
  text[sizeof text - 2] = '\a';
  syn_buffer clean;
  syn_buffer_init(&clean, 1 << 20);
  syn_display_add(&clean, (syn_text){text, sizeof text - 1});
  assert_int_equal(clean.size, sizeof text - 4);
  syn_buffer_clear(&clean);
}

static void marks_of_direction_go(void **state) {
  (void)state;
  assert_shown("a\u202Eb\u202Cc", "abc");
  assert_shown("\u202A\u202B\u202D\u2066\u2067\u2068\u2069x", "x");
  assert_shown("a\u200Eb\u200Fc\u061Cd", "abcd");
}

static void invisible_characters_go(void **state) {
  (void)state;
  assert_shown("pay\u200Bpal\uFEFF\u2060\u00AD", "paypal");
  assert_shown("a\u2063b\uFE0Fc\u034Fd\u180Ee\u3164f", "abcdef");
  assert_shown("a\U000E0041\U000E007Fb\U000E0100c", "abc"); /* tags, and a selector beside them */
  assert_shown("a\uFFF9b\uFFFBc", "abc");
}

static void joiners_stay_where_scripts_need_them(void **state) {
  (void)state;
  assert_shown("می\u200Cخواهم", "می\u200Cخواهم");
  assert_shown("क\u094D\u200Dष", "क\u094D\u200Dष");
  assert_shown("pay\u200Dpal", "paypal");
  assert_shown("\u200Cx", "x");
  assert_shown("\U0001F469\u200D\U0001F467", "\U0001F469\U0001F467");
}

static void letters_keep_a_handful_of_marks(void **state) {
  (void)state;
  assert_shown("e\u0301\u0302\u0303", "e\u0301\u0302\u0303");
  assert_shown("e\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309x", "e\u0301\u0302\u0303\u0304\u0305\u0306x");
}

static void what_is_no_utf8_is_marked(void **state) {
  (void)state;
  assert_shown("caf\xE9!", "caf\uFFFD!");
  assert_shown("\xC0\xAF\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
  assert_shown("\x9B"
               "31m",
               "\uFFFD"
               "31m"); /* a bare byte is no C1 control */
  assert_shown("\uFFFE", "\uFFFD");
}

static bool is_forbidden(uint32_t c) {
  if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x61C || c == 0x200B || c == 0x200E || c == 0x200F || c == 0xFEFF) return true;
  return (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || (c >= 0xE0000 && c <= 0xE0FFF);
}

/* Whatever comes in, nothing forbidden comes out, and a second time changes nothing. */
static void no_input_gets_through(void **state) {
  (void)state;
  static const char *const PIECES[] = {
      "\033",   "[",      "]",      "31", "m", "\a", "\\",   "P",    "\302\233", "\302\235", "\302\234", "\u202E", "\u2066",     "\u200D",
      "\u200C", "\u0301", "\u094D", "क",  "ا", "a",  "\xE2", "\x80", "\xAE",     "\xC2",     "\x9B",     "\n",     "\U000E0041", ";"};
  uint64_t random = 11;
  for (int round = 0; round < 20000; round++) {
    char text[160];
    size_t size = 0;
    for (size_t i = 0; i < 24; i++) {
      const char *piece = PIECES[random_below(&random, COUNT_OF(PIECES))];
      memcpy(text + size, piece, strlen(piece));
      size += strlen(piece);
    }
    syn_buffer clean, again;
    syn_buffer_init(&clean, 1 << 20);
    syn_buffer_init(&again, 1 << 20);
    syn_display_add(&clean, (syn_text){text, size});
    syn_display_add(&again, syn_buffer_text(&clean));
    assert_true(syn_text_equal(syn_buffer_text(&clean), syn_buffer_text(&again)));
    assert_int_equal(syn_utf8_valid_prefix(syn_buffer_text(&clean)), clean.size);
    for (size_t at = 0, step = 0; at < clean.size; at += step)
      assert_false(is_forbidden(syn_utf8_decode(syn_buffer_text(&clean), at, &step)));
    syn_buffer_clear(&clean);
    syn_buffer_clear(&again);
  }
}

static void widths_are_those_of_terminals(void **state) {
  (void)state;
  assert_int_equal(syn_display_width(SYN_TEXT("abc")), 3);
  assert_int_equal(syn_display_width(SYN_TEXT("Besançon")), 8);
  assert_int_equal(syn_display_width(SYN_TEXT("e\u0301e\u0301")), 2);
  assert_int_equal(syn_display_width(SYN_TEXT("東京")), 4);
  assert_int_equal(syn_display_width(SYN_TEXT("ＡＢ")), 4);
  assert_int_equal(syn_display_width(SYN_TEXT("\U0001F600")), 2);
  assert_int_equal(syn_display_width(SYN_TEXT("한국 각")), 7);
  assert_int_equal(syn_display_width(SYN_TEXT("\u1112\u1161\u11AB")), 2);
}

/* The C library's wcwidth as the twin, on the scripts of the world's newspapers. */
static void widths_agree_with_the_c_library(void **state) {
  (void)state;
  static const struct {
    uint32_t first, last;
  } RANGES[] = {{0x20, 0x7E},     {0xA1, 0xAC},     {0xAE, 0x2FF},      {0x300, 0x34E},     {0x370, 0x377},    {0x400, 0x52F},
                {0x5D0, 0x5EA},   {0x621, 0x64A},   {0x905, 0x939},     {0x0E01, 0x0E30},   {0x10D0, 0x10FF},  {0x2010, 0x2027},
                {0x20A0, 0x20BF}, {0x2190, 0x21FF}, {0x2500, 0x25FC},   {0x3041, 0x3096},   {0x30A1, 0x30FA},  {0x4E00, 0x9FA5},
                {0xAC00, 0xD7A3}, {0xFF01, 0xFF60}, {0x1F300, 0x1F320}, {0x1F600, 0x1F64F}, {0x20000, 0x20100}};
  if (!setlocale(LC_CTYPE, "C.UTF-8")) skip();
  for (size_t r = 0; r < COUNT_OF(RANGES); r++) {
    for (uint32_t c = RANGES[r].first; c <= RANGES[r].last; c++) {
      char bytes[SYN_UTF8_MAXIMUM_BYTES];
      size_t size = syn_utf8_encode(c, bytes);
      int expected = wcwidth((wchar_t)c);
      if (expected >= 0 && syn_display_width((syn_text){bytes, size}) != (unsigned)expected) fail_msg("U+%04X: %d columns", c, expected);
    }
  }
  setlocale(LC_CTYPE, "C");
}

/* Takes all lines and joins them with '|'. */
static void lines_of(const char *text, unsigned width, char *out_text, size_t size) {
  syn_text rest = syn_text_from(text);
  size_t at = 0;
  do {
    syn_text line = syn_display_take_line(&rest, width);
    assert_true(syn_display_width(line) <= width);
    at += (size_t)snprintf(out_text + at, size - at, "%s%.*s", at > 0 ? "|" : "", SYN_TEXT_ARGUMENTS(line));
  } while (rest.size > 0);
}

#define assert_lines(text, width, expected) \
  do { \
    char lines[1024]; \
    lines_of(text, width, lines, sizeof lines); \
    assert_string_equal(lines, expected); \
  } while (0)

static void lines_break_at_blanks(void **state) {
  (void)state;
  assert_lines("", 10, "");
  assert_lines("one two three", 7, "one two|three");
  assert_lines("one two three", 6, "one|two|three");
  assert_lines("  one   two ", 4, "one|two");
  assert_lines("Borg-Tanti said", 12, "Borg-Tanti|said");
}

static void long_words_break_where_addresses_do(void **state) {
  (void)state;
  assert_lines("abcdefghij", 4, "abcd|efgh|ij");
  assert_lines("see https://news.example/2024/03/a-long-name.html", 20, "see https://news.|example/2024/03/a-|long-name.html");
  assert_lines("a Donaudampfschifffahrt", 8, "a|Donaudam|pfschiff|fahrt");
}

static void wide_and_marked_letters_stay_whole(void **state) {
  (void)state;
  assert_lines("東京都知事", 5, "東京|都知|事");
  assert_lines("e\u0301e\u0301e\u0301", 2, "e\u0301e\u0301|e\u0301");
  assert_lines("ab東京", 3, "ab|東|京");
}

/* Every line fits, and no character but blanks is lost, whatever the text and the width. */
static void no_line_is_too_wide(void **state) {
  (void)state;
  static const char *const PIECES[] = {"a", "bc", " ", "/", "-", "東", "e\u0301", "\U0001F600", "…", "wordlongerthanmost", "  "};
  uint64_t random = 3;
  for (int round = 0; round < 5000; round++) {
    char text[600];
    size_t size = 0, letters = 0, taken = 0;
    for (size_t i = 0, count = random_below(&random, 24); i < count; i++) {
      const char *piece = PIECES[random_below(&random, COUNT_OF(PIECES))];
      size += (size_t)snprintf(text + size, sizeof text - size, "%s", piece);
    }
    for (size_t i = 0; i < size; i++) letters += text[i] != ' ';
    unsigned width = 2 + (unsigned)random_below(&random, 12);
    syn_text rest = {text, size};
    for (int line_count = 0; rest.size > 0; line_count++) {
      syn_text line = syn_display_take_line(&rest, width);
      assert_true(syn_display_width(line) <= width);
      assert_true(line_count < 700);
      for (size_t i = 0; i < line.size; i++) taken += line.data[i] != ' ';
    }
    assert_int_equal(letters, taken);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(ordinary_text_stays_as_it_is),
      cmocka_unit_test(control_characters_go),
      cmocka_unit_test(what_breaks_lines_becomes_a_blank),
      cmocka_unit_test(escape_sequences_go_as_a_whole),
      cmocka_unit_test(a_broken_escape_sequence_hides_nothing),
      cmocka_unit_test(a_control_string_without_a_near_end_is_text),
      cmocka_unit_test(marks_of_direction_go),
      cmocka_unit_test(invisible_characters_go),
      cmocka_unit_test(joiners_stay_where_scripts_need_them),
      cmocka_unit_test(letters_keep_a_handful_of_marks),
      cmocka_unit_test(what_is_no_utf8_is_marked),
      cmocka_unit_test(no_input_gets_through),
      cmocka_unit_test(widths_are_those_of_terminals),
      cmocka_unit_test(widths_agree_with_the_c_library),
      cmocka_unit_test(lines_break_at_blanks),
      cmocka_unit_test(long_words_break_where_addresses_do),
      cmocka_unit_test(wide_and_marked_letters_stay_whole),
      cmocka_unit_test(no_line_is_too_wide),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
