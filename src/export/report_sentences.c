#include "export/report_sentences.h"

#include "export/html_escape.h"
#include "export/report_words.h"
#include "records/wording.h"

enum { MARKS_SHOWN = 16 }; /* in one sentence; more readings than that are cited, not marked */

static bool is_same_place(syn_span a, syn_span b) {
  return a.field == b.field && a.index == b.index && a.start == b.start && a.end == b.end;
}

static syn_span sentence_of(const syn_report_page *page, const syn_reading *reading, uint32_t column) {
  return syn_wording_sentence(&page->report->articles[column], reading->span);
}

/* Keeps marks in the order that syn_report_add_words asks for. */
static uint32_t insert_mark(syn_report_mark *marks, uint32_t count, syn_report_mark mark) {
  if (count == MARKS_SHOWN) return count;
  uint32_t at = count;
  while (at > 0 && (marks[at - 1].span.start > mark.span.start ||
                    (marks[at - 1].span.start == mark.span.start && marks[at - 1].span.end > mark.span.end))) {
    marks[at] = marks[at - 1];
    at--;
  }
  marks[at] = mark;
  return count + 1;
}

static void add_citation(const syn_report_page *page, uint32_t column, const syn_reading *reading) {
  syn_buffer citation;
  syn_buffer_init(&citation, page->html->limit);
  syn_wording_citation(&citation, &page->contexts[column], syn_report_evidence(page->report, reading->article), reading->span);
  if (citation.status != SYN_OK) page->html->status = citation.status;
  syn_html_markup(page->html, "<cite dir=\"auto\">");
  syn_html_add(page->html, syn_buffer_text(&citation));
  syn_html_markup(page->html, "</cite>");
  syn_buffer_clear(&citation);
}

/* Readings of one article that follow each other and stand in one sentence: they are in the order of the text. */
typedef struct sentence_group {
  uint32_t point, column, first, end;
  syn_span sentence;
} sentence_group;

static sentence_group find_group(const syn_report_page *page, uint32_t p, uint32_t first, uint32_t column) {
  const syn_point *point = &page->report->points[p];
  sentence_group group = {p, column, first, first + 1, sentence_of(page, &point->readings[first], column)};
  for (; group.end < point->reading_count; group.end++) {
    const syn_reading *next = &point->readings[group.end];
    if (syn_id_compare(next->article, point->readings[first].article) != 0) break;
    if (!is_same_place(sentence_of(page, next, column), group.sentence)) break;
  }
  return group;
}

static void add_group(const syn_report_page *page, const sentence_group *group) {
  const syn_reading *readings = page->report->points[group->point].readings;
  syn_report_mark marks[MARKS_SHOWN];
  uint32_t mark_count = 0;
  for (uint32_t r = group->first; r < group->end; r++)
    mark_count = insert_mark(marks, mark_count, (syn_report_mark){group->column, readings[r].span, false, group->point, r});
  syn_html_markup(page->html, "<li><p><a href=\"#");
  syn_report_add_reading_anchor(page, group->point, group->first);
  syn_html_markup(page->html, "\">");
  syn_report_add_outlet(page, group->column);
  syn_html_markup(page->html, "</a> <span");
  syn_report_add_language(page, group->column);
  syn_html_markup(page->html, ">");
  syn_report_add_words(page, group->column, group->sentence, marks, mark_count);
  syn_html_markup(page->html, "</span></p>\n");
  for (uint32_t r = group->first; r < group->end; r++) add_citation(page, group->column, &readings[r]);
  syn_html_markup(page->html, "</li>\n");
}

void syn_report_add_sentences(const syn_report_page *page, uint32_t point) {
  const syn_point *shown = &page->report->points[point];
  syn_html_markup(page->html, "<details><summary>In their words</summary><ul>\n");
  for (uint32_t r = 0; r < shown->reading_count;) {
    int column = syn_report_column(page->report, shown->readings[r].article);
    sentence_group group = {.end = r + 1};
    if (column >= 0) {
      group = find_group(page, point, r, (uint32_t)column);
      add_group(page, &group);
    }
    r = group.end;
  }
  syn_html_markup(page->html, "</ul></details>");
}
