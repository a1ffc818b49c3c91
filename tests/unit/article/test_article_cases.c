/* Runs tests/cases/article-*.txt: whole pages and what is expected of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "article/extract.h"
#include "synoptic/calendar.h"

enum { FILE_LIMIT = 1 << 20, FIELD_LIMIT = 2000 };

static syn_world *world;
static syn_extractor *extractor;
static syn_arena *arena;

static int set_up(void **state) {
  syn_error error;
  if (syn_world_open(NULL, &world, &error) != SYN_OK || syn_extractor_create(world, &extractor, &error) != SYN_OK) {
    fprintf(stderr, "%s\n", error.text);
    return 1;
  }
  return syn_arena_create(256u << 20, &arena) != SYN_OK;
}

static int tear_down(void **state) {
  syn_arena_destroy(&arena);
  syn_extractor_destroy(&extractor);
  syn_world_close(&world);
  return 0;
}

static void join(const syn_text *items, uint32_t count, char *out) {
  size_t size = 0;
  for (uint32_t i = 0; i < count; i++)
    size += (size_t)snprintf(out + size, FIELD_LIMIT - size, "%s%.*s", i ? " | " : "", SYN_TEXT_ARGUMENTS(items[i]));
  if (count == 0) strcpy(out, "none");
}

static void moment(syn_interval interval, char *out) {
  char text[SYN_MOMENT_TEXT_SIZE];
  if (interval.basis == SYN_BASIS_NONE)
    strcpy(out, "none");
  else
    syn_moment_format(interval.from, text), strcpy(out, text);
}

static void field_of(const syn_article *article, const char *name, char *out) {
  if (strcmp(name, "title") == 0)
    snprintf(out, FIELD_LIMIT, "%.*s", SYN_TEXT_ARGUMENTS(article->title));
  else if (strcmp(name, "outlet") == 0)
    snprintf(out, FIELD_LIMIT, "%.*s", SYN_TEXT_ARGUMENTS(article->outlet));
  else if (strcmp(name, "language") == 0)
    snprintf(out, FIELD_LIMIT, "%.*s", SYN_TEXT_ARGUMENTS(article->language));
  else if (strcmp(name, "byline") == 0)
    join(article->byline, article->byline_count, out);
  else if (strcmp(name, "credits") == 0)
    join(article->credits, article->credit_count, out);
  else if (strcmp(name, "captions") == 0)
    join(article->captions, article->caption_count, out);
  else if (strcmp(name, "published") == 0)
    moment(article->published, out);
  else if (strcmp(name, "modified") == 0)
    moment(article->modified, out);
  else if (strcmp(name, "why") == 0)
    snprintf(out, FIELD_LIMIT, "%.*s", SYN_TEXT_ARGUMENTS(article->published_why));
  else if (strcmp(name, "subtitle") == 0)
    snprintf(out, FIELD_LIMIT, "%.*s", SYN_TEXT_ARGUMENTS(article->subtitle));
  else if (strcmp(name, "canonical") == 0)
    snprintf(out, FIELD_LIMIT, "%.*s", SYN_TEXT_ARGUMENTS(article->canonical));
  else if (strcmp(name, "tags") == 0)
    join(article->tags, article->tag_count, out);
  else if (strcmp(name, "based_on") == 0)
    join(article->based_on, article->based_on_count, out);
  else if (strcmp(name, "corrections") == 0)
    join(article->corrections, article->correction_count, out);
  else
    fail_msg("the case names an unknown field: %s", name);
}

/* Compares what follows "--" with the article. */
static void check(const char *name, char *expected, syn_status status, const syn_article *article) {
  char *text = strstr(expected, "text:\n"), *line, *rest = NULL;
  if (strncmp(expected, "no article", 10) == 0) {
    assert_int_equal(status, SYN_NOT_FOUND);
    return;
  }
  if (status != SYN_OK) fail_msg("%s: %s", name, syn_status_name(status));
  if (text) {
    *text = 0;
    text += 6;
    size_t size = strlen(text);
    while (size > 0 && text[size - 1] == '\n') text[--size] = 0;
    if (!syn_text_equal(article->text, syn_text_from(text)))
      fail_msg("%s\ntext     %.*s\nexpected %s", name, SYN_TEXT_ARGUMENTS(article->text), text);
  }
  for (line = strtok_r(expected, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
    char got[FIELD_LIMIT + 64] = "", *colon = strchr(line, ':');
    if (!colon) fail_msg("%s: not a field: %s", name, line);
    *colon = 0;
    field_of(article, line, got);
    if (strcmp(got, colon + 2) != 0) fail_msg("%s\n%s: %s\nexpected: %s", name, line, got, colon + 2);
  }
}

static void run_case(char *body, syn_media media) {
  char *page_text = strchr(body, '\n'), *expected = page_text ? strstr(page_text, "\n--\n") : NULL;
  if (!expected) fail_msg("a case without its expectation: %.60s", body);
  *page_text++ = 0;
  *expected = 0;
  expected += 4;
  syn_page page = {.source = syn_text_from(body), .media = media};
  if (strncmp(page_text, "url: ", 5) == 0) {
    char *end = strchr(page_text, '\n');
    *end = 0;
    page.url = syn_text_from(page_text + 5);
    page_text = end + 1;
  }
  page.bytes = syn_text_from(page_text);
  syn_article article = {0};
  syn_arena_reset(arena);
  syn_status status = syn_article_extract(extractor, &page, page.bytes, arena, &article, NULL);
  check(body, expected, status, &article);
}

static unsigned run_file(const char *name, syn_media media) {
  static char bytes[FILE_LIMIT];
  char path[1024];
  const char *root = getenv("SYN_SOURCE_ROOT");
  snprintf(path, sizeof(path), "%s/tests/cases/%s", root ? root : ".", name);
  FILE *file = fopen(path, "rb");
  if (!file) fail_msg("%s cannot be read", path);
  bytes[fread(bytes, 1, sizeof(bytes) - 1, file)] = 0;
  fclose(file);
  unsigned count = 0;
  char *at = strstr(bytes, "\n== ");
  while (at) {
    char *next = strstr(at + 4, "\n== ");
    if (next) *next = 0;
    run_case(at + 4, media);
    count++;
    at = next;
  }
  return count;
}

static void pages_of_html_become_the_articles_that_the_cases_show(void **state) {
  assert_true(run_file("article-html.txt", SYN_MEDIA_HTML) >= 7);
}

static void plain_pages_become_the_articles_that_the_cases_show(void **state) {
  assert_true(run_file("article-text.txt", SYN_MEDIA_TEXT) >= 7);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(pages_of_html_become_the_articles_that_the_cases_show),
      cmocka_unit_test(plain_pages_become_the_articles_that_the_cases_show),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
