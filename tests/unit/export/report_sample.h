/*
 * A report of two accounts and one point, that a test fills.
 */
#ifndef TEST_EXPORT_REPORT_SAMPLE_H
#define TEST_EXPORT_REPORT_SAMPLE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "export/report.h"
#include "records/calendar.h"

enum { ACCOUNTS = 2, READINGS = 6, PAGE_LIMIT = 1 << 20 };

typedef struct sample {
  syn_article articles[ACCOUNTS];
  syn_reading readings[READINGS];
  syn_id without_value[1], actor[1];
  syn_identity identity;
  syn_point point;
  syn_story story;
  syn_report report;
  syn_buffer html;
} sample;

static inline syn_id id_of(uint8_t number) {
  return (syn_id){{number}};
}

static inline void init_sample(sample *s) {
  memset(s, 0, sizeof *s);
  for (uint8_t i = 0; i < ACCOUNTS; i++) s->articles[i].id = id_of((uint8_t)(i + 1));
  s->articles[0].outlet = SYN_TEXT("Tidings");
  s->articles[0].text = SYN_TEXT("Nine boats sank off Lund. A tenth was saved.\n\nNobody drowned.");
  s->articles[1].outlet = SYN_TEXT("Gazette");
  s->articles[1].text = SYN_TEXT("Ten boats went down.");
  s->point = (syn_point){.about = SYN_TEXT("boats"), .label = SYN_LABEL_DIFFER, .readings = s->readings};
  s->identity = (syn_identity){.id = id_of(9), .name = SYN_TEXT("Olga Farrow")};
  s->story = (syn_story){.title = SYN_TEXT("Boats sink"), .origins = 2};
  s->report = (syn_report){.story = &s->story,
                           .articles = s->articles,
                           .article_count = ACCOUNTS,
                           .points = &s->point,
                           .point_count = 1,
                           .identities = &s->identity,
                           .identity_count = 1,
                           .version = "0",
                           .model_digest = "m",
                           .world_digest = "w"};
  syn_buffer_init(&s->html, PAGE_LIMIT);
}

static inline void add_reading(sample *s, uint8_t article, uint32_t start, uint32_t end) {
  syn_reading *reading = &s->readings[s->point.reading_count++];
  *reading = (syn_reading){.article = id_of(article), .span = {.start = start, .end = end}, .words = SYN_TEXT("word")};
}

static inline const char *page(sample *s) {
  assert_int_equal(syn_report_write(&s->report, &s->html), SYN_OK);
  syn_buffer_add_byte(&s->html, '\0');
  return s->html.data;
}

static inline unsigned count(const char *page_text, const char *part) {
  unsigned found = 0;
  for (const char *at = strstr(page_text, part); at; at = strstr(at + 1, part)) found++;
  return found;
}

static inline void assert_has(const char *page_text, const char *part) {
  if (!strstr(page_text, part)) fail_msg("the page lacks: %s", part);
}

static inline void assert_lacks(const char *page_text, const char *part) {
  if (strstr(page_text, part)) fail_msg("the page should not have: %s", part);
}

/* What stands between two parts of the page, in a buffer of the test. */
static inline const char *between(const char *page_text, const char *first, const char *last) {
  static char part[1 << 16];
  const char *from = strstr(page_text, first), *to = from ? strstr(from, last) : NULL;
  if (!to) fail_msg("the page lacks: %s … %s", first, last);
  size_t size = (size_t)(to - from) < sizeof part - 1 ? (size_t)(to - from) : sizeof part - 1;
  memcpy(part, from, size);
  part[size] = '\0';
  return part;
}

/* An article without the numbers that lead back, and without what keeps them on the line of their word. */
static inline const char *article_words(const char *page_text, unsigned column) {
  static char words[1 << 16];
  char begin[32];
  size_t size = 0;
  snprintf(begin, sizeof begin, "<article id=\"a%u\"", column);
  const char *at = between(page_text, begin, "</article>");
  while (*at) {
    if (strncmp(at, "<sup>", 5) == 0) {
      at = strstr(at, "</sup></span>") + 13;
    } else if (strncmp(at, "<span class=\"keep\">", 19) == 0) {
      at += 19;
    } else {
      words[size++] = *at++;
    }
  }
  words[size] = '\0';
  return words;
}

static inline syn_interval days(int32_t year, int32_t month, int32_t first, int32_t last, syn_basis basis) {
  syn_moment from = {syn_calendar_day(year, month, first), SYN_SECOND_NONE, SYN_ZONE_NONE};
  syn_moment to = {syn_calendar_day(year, month, last), SYN_SECOND_NONE, SYN_ZONE_NONE};
  return (syn_interval){from, to, basis};
}

#endif
