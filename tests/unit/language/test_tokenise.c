#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "language/analyser.h"
#include "language/tokenise.h"

static syn_world *world;
static syn_analyser *analyser;
static syn_arena *arena;

static int set_up(void **state) {
  (void)state;
  if (syn_world_open(NULL, &world, NULL) != SYN_OK || syn_analyser_create(NULL, world, &analyser, NULL) != SYN_OK) return -1;
  return syn_arena_create((size_t)4 << 30, &arena) == SYN_OK ? 0 : -1;
}

static int tear_down(void **state) {
  (void)state;
  syn_arena_destroy(&arena);
  syn_analyser_destroy(&analyser);
  syn_world_close(&world);
  return 0;
}

static syn_document split(syn_article *article, const char *language) {
  syn_document document = {0};
  article->language = syn_text_from(language);
  assert_int_equal(syn_document_split(analyser, article, arena, &document, NULL), SYN_OK);
  return document;
}

/* ---- golden cases ---- */

static syn_text word_at(const syn_document *document, const syn_sentence *sentence, uint32_t token) {
  syn_text field = syn_article_field(document->article, sentence->span.field, sentence->span.index);
  return syn_text_slice(field, document->tokens[token].start, document->tokens[token].end);
}

/* The sentences as the cases write them. */
static void format_document(const syn_document *document, syn_buffer *buffer) {
  for (uint32_t s = 0; s < document->sentence_count; s++) {
    const syn_sentence *sentence = &document->sentences[s];
    for (uint32_t t = 0; t < sentence->token_count; t++) {
      (void)syn_buffer_add(buffer, t ? SYN_TEXT(" | ") : SYN_TEXT("> "));
      (void)syn_buffer_add(buffer, word_at(document, sentence, sentence->first_token + t));
    }
    (void)syn_buffer_add_byte(buffer, '\n');
  }
}

static size_t check_case(const char *language, const char *text, const char *expected, int line) {
  syn_article article = {.text = syn_text_from(text)};
  syn_document document = split(&article, language);
  syn_buffer buffer;
  syn_buffer_init(&buffer, 1 << 20);
  format_document(&document, &buffer);
  (void)syn_buffer_add_byte(&buffer, 0);
  size_t wrong = strcmp(buffer.data, expected) != 0;
  if (wrong) print_error("line %d: expected\n%sgot\n%s", line, expected, buffer.data);
  syn_buffer_clear(&buffer);
  return wrong;
}

static void check_cases(const char *language) {
  char path[1024], line[1024], text[1024] = "", expected[4096] = "";
  const char *root = getenv("SYN_SOURCE_ROOT");
  (void)snprintf(path, sizeof path, "%s/tests/cases/tokens-%s.txt", root ? root : ".", language);
  FILE *file = fopen(path, "r");
  assert_non_null(file);
  size_t wrong = 0, cases = 0;
  int number = 0;
  bool more = true;
  while (more) {
    more = fgets(line, sizeof line, file) != NULL;
    number++;
    if (!more || line[0] == '\n') {
      if (text[0]) {
        wrong += check_case(language, text, expected, number);
        cases++;
      }
      text[0] = expected[0] = '\0';
    } else if (line[0] == '<') {
      (void)snprintf(text, sizeof text, "%s", line + 2);
    } else if (line[0] == '>') {
      assert_true(strlen(expected) + strlen(line) < sizeof expected);
      strcat(expected, line);
    }
  }
  fclose(file);
  assert_true(cases > 2);
  assert_int_equal(wrong, 0);
}

static void english_is_cut_as_the_cases_say(void **state) {
  (void)state;
  check_cases("en");
}

static void french_is_cut_as_the_cases_say(void **state) {
  (void)state;
  check_cases("fr");
}

/* ---- properties ---- */

static bool is_space_at(syn_text text, size_t at, size_t *size) {
  uint32_t codepoint = syn_utf8_decode(text, at, size);
  return codepoint <= ' ' || codepoint == 0x7F || (codepoint >= 0x80 && codepoint != SYN_UTF8_REPLACEMENT && syn_utf8_is_space(codepoint));
}

/* Tokens and the white space between them are the field again; sentences are all tokens in order. */
static void check_exact(const syn_document *document, syn_text field) {
  size_t at = 0;
  uint32_t next = 0;
  for (uint32_t s = 0; s < document->sentence_count; s++) {
    const syn_sentence *sentence = &document->sentences[s];
    assert_int_equal(sentence->first_token, next);
    assert_true(sentence->token_count > 0 && sentence->token_count <= SYN_SENTENCE_MAXIMUM_TOKENS);
    assert_int_equal(sentence->span.start, document->tokens[next].start);
    next += sentence->token_count;
    assert_int_equal(sentence->span.end, document->tokens[next - 1].end);
  }
  assert_int_equal(next, document->token_count);
  for (uint32_t t = 0; t < document->token_count; t++) {
    const syn_token *token = &document->tokens[t];
    bool space = at == 0;
    size_t size = 0;
    for (; at < token->start; at += size) {
      assert_true(is_space_at(field, at, &size));
      space = true;
    }
    assert_int_equal(at, token->start);
    assert_int_equal(token->space_before, space);
    assert_true(token->end > token->start && token->end - token->start <= SYN_TOKEN_MAXIMUM_BYTES);
    assert_true(token->lower.size > 0 && token->lemma.size > 0);
    for (; at < token->end; at += size) assert_false(is_space_at(field, at, &size));
    assert_int_equal(at, token->end);
  }
  for (size_t size = 0; at < field.size; at += size) assert_true(is_space_at(field, at, &size));
}

/* What texts are put together from by chance. */
/* clang-format off */
static const char *const pieces[] = {
    "a", "the", "U.S", "Dr", ".", "..", ",", "’", "'", "n't", "'s", " ", " ", "  ", "\n", "\n\n", "1", "1,5", "20", "-", "--",
    "/", ":", "$", "US$", "%", "\"", "“", "”", "(", ")", "é", "Ж", "中文", "。", "?", "!", "&", "AT&T", "@", "#", "www.", "http://",
    "x.y", "\xC2\xA0", "\xE2\x80\x8B", "\xFF", "\xC3", "\xF0\x9F\x98\x80", "bn", "non", "cannot", "l'", "No", "e\xCC\x81", "\t",
    "\x01", "…",
};
/* clang-format on */

static void tokens_and_spaces_reproduce_any_text(void **state) {
  (void)state;
  uint64_t random = 88172645463325252u;
  char text[600];
  for (int round = 0; round < 3000; round++) {
    size_t size = 0;
    while (size + 16 < sizeof text) {
      random ^= random << 13, random ^= random >> 7, random ^= random << 17;
      const char *piece = pieces[random % (sizeof pieces / sizeof *pieces)];
      memcpy(text + size, piece, strlen(piece));
      size += strlen(piece);
      if (random >> 40 % 64 == 0) break;
    }
    syn_article article = {.text = {text, size}};
    syn_document document = split(&article, round % 3 == 0 ? "fr" : round % 3 == 1 ? "en" : "und");
    check_exact(&document, article.text);
    syn_arena_reset(arena);
  }
}

static void a_word_of_ten_megabytes_becomes_tokens_of_bounded_size(void **state) {
  (void)state;
  size_t size = (size_t)10 << 20;
  char *text = malloc(size);
  assert_non_null(text);
  memset(text, 'a', size);
  syn_article article = {.text = {text, size}};
  syn_document document = split(&article, "en");
  check_exact(&document, article.text);
  assert_true(document.token_count >= size / SYN_TOKEN_MAXIMUM_BYTES);
  free(text);
  syn_arena_reset(arena);
}

/* Each of these makes a naive reader look ahead to the end at every step. */
static void hostile_runs_are_cut_in_linear_time(void **state) {
  (void)state;
  static const char *const runs[] = {"a'", "'",  "a-", "-",    "1-",       "1.", "a.",   "A.", ".",        "\"", "! ",
                                     "(",  "@a", "w",  "www.", "http://a", "a&", "No. ", "\n", "\xC2\xA0", "é"};
  size_t size = (size_t)2 << 20;
  char *text = malloc(size);
  assert_non_null(text);
  for (size_t r = 0; r < sizeof runs / sizeof *runs; r++) {
    size_t length = strlen(runs[r]);
    for (size_t i = 0; i < size; i++) text[i] = runs[r][i % length];
    syn_article article = {.text = {text, size - size % length}};
    syn_document document = split(&article, "en");
    check_exact(&document, article.text);
    syn_arena_reset(arena);
  }
  free(text);
}

static void blank_lines_end_paragraphs_and_sentences(void **state) {
  (void)state;
  syn_article article = {.text = SYN_TEXT("No stop here\n\nnor here\nbut one paragraph\n \nThe last.")};
  syn_document document = split(&article, "en");
  assert_int_equal(document.sentence_count, 3);
  assert_int_equal(document.sentences[0].paragraph, 0);
  assert_int_equal(document.sentences[1].paragraph, 1);
  assert_int_equal(document.sentences[2].paragraph, 2);
}

static void title_text_and_captions_come_in_this_order(void **state) {
  (void)state;
  syn_text captions[] = {SYN_TEXT("A bridge."), SYN_TEXT("The mayor")};
  syn_article article = {.title = SYN_TEXT("Bridge opens"), .text = SYN_TEXT("It opened."), .captions = captions, .caption_count = 2};
  syn_document document = split(&article, "en");
  assert_int_equal(document.sentence_count, 4);
  assert_int_equal(document.sentences[0].span.field, SYN_FIELD_TITLE);
  assert_int_equal(document.sentences[1].span.field, SYN_FIELD_TEXT);
  assert_int_equal(document.sentences[2].span.field, SYN_FIELD_CAPTION);
  assert_int_equal(document.sentences[3].span.index, 1);
  assert_int_equal(document.sentences[3].paragraph, 3);
  assert_true(syn_text_equal(syn_document_word(&document, document.token_count - 1), SYN_TEXT("mayor")));
}

static void an_empty_article_is_an_empty_document(void **state) {
  (void)state;
  syn_article article = {.text = SYN_TEXT(" \n\n \t")};
  syn_document document = split(&article, "en");
  assert_int_equal(document.token_count, 0);
  assert_int_equal(document.sentence_count, 0);
}

static void typographic_apostrophes_are_ascii_in_lower_case(void **state) {
  (void)state;
  syn_article article = {.text = SYN_TEXT("DON’T")};
  syn_document document = split(&article, "en");
  assert_int_equal(document.token_count, 2);
  assert_true(syn_text_equal(document.tokens[1].lower, SYN_TEXT("n't")));
}

static void memory_that_runs_out_is_told(void **state) {
  (void)state;
  char text[4096];
  memset(text, 'x', sizeof text);
  for (size_t i = 0; i < sizeof text; i += 3) text[i] = ' ';
  syn_article article = {.language = SYN_TEXT("en"), .text = {text, sizeof text}};
  for (size_t limit = 0; limit < 200000; limit += 5000) {
    syn_arena *small = NULL;
    syn_document document = {0};
    assert_int_equal(syn_arena_create(limit, &small), SYN_OK);
    syn_status status = syn_document_analyse(analyser, &article, small, &document, NULL);
    assert_true(status == SYN_OK || status == SYN_NO_MEMORY);
    if (limit < 50000) assert_int_equal(status, SYN_NO_MEMORY);
    syn_arena_destroy(&small);
  }
}

static void an_unknown_kind_of_rule_is_refused(void **state) {
  (void)state;
  syn_table table;
  syn_token_rules rules;
  syn_error error = {0};
  assert_int_equal(syn_table_parse("x", SYN_TEXT("kind\tform\tsplit\nnonsense\ta\t\n"), arena, &table, &error), SYN_OK);
  assert_int_equal(syn_token_rules_load(NULL, &table, arena, &rules, &error), SYN_BAD_INPUT);
  assert_non_null(strstr(error.text, "nonsense"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(english_is_cut_as_the_cases_say),
      cmocka_unit_test(french_is_cut_as_the_cases_say),
      cmocka_unit_test(tokens_and_spaces_reproduce_any_text),
      cmocka_unit_test(a_word_of_ten_megabytes_becomes_tokens_of_bounded_size),
      cmocka_unit_test(hostile_runs_are_cut_in_linear_time),
      cmocka_unit_test(blank_lines_end_paragraphs_and_sentences),
      cmocka_unit_test(title_text_and_captions_come_in_this_order),
      cmocka_unit_test(an_empty_article_is_an_empty_document),
      cmocka_unit_test(typographic_apostrophes_are_ascii_in_lower_case),
      cmocka_unit_test(memory_that_runs_out_is_told),
      cmocka_unit_test(an_unknown_kind_of_rule_is_refused),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
