/*
 * How it works: the spans of all readings of an article become boundaries, sorted by place. The text is written piece by piece between
 * them; a piece that any span covers stands in a mark element, which holds an empty anchor for each reading that begins there. Spans may
 * overlap freely, since pieces never nest.
 */
#include "export/report_article.h"

#include <stdlib.h>

#include "export/html_escape.h"
#include "records/wording.h"

typedef struct marking {
  syn_span span;
  uint32_t point, reading;
} marking;

typedef struct page_article {
  const syn_report *report;
  const syn_article *article;
  syn_buffer *html;
  marking *markings; /* of this article, in order of field, index, start, end, point, reading */
  uint32_t marking_count;
} page_article;

void syn_report_anchor(syn_buffer *html, uint32_t point, uint32_t reading) {
  syn_buffer_format(html, "r%u-%u", point, reading);
}

static int compare_numbers(uint32_t a, uint32_t b) {
  return (a > b) - (a < b);
}

static int compare_markings(const void *first, const void *second) {
  const marking *a = first, *b = second;
  int order = compare_numbers(a->span.field, b->span.field);
  if (order == 0) order = compare_numbers(a->span.index, b->span.index);
  if (order == 0) order = compare_numbers(a->span.start, b->span.start);
  if (order == 0) order = compare_numbers(a->span.end, b->span.end);
  if (order == 0) order = compare_numbers(a->point, b->point);
  return order == 0 ? compare_numbers(a->reading, b->reading) : order;
}

static bool collect_markings(page_article *page) {
  const syn_report *report = page->report;
  uint32_t count = 0;
  for (uint32_t p = 0; p < report->point_count; p++) count += report->points[p].reading_count;
  page->markings = calloc(count ? count : 1, sizeof *page->markings);
  if (!page->markings) return false;
  for (uint32_t p = 0; p < report->point_count; p++) {
    const syn_point *point = &report->points[p];
    for (uint32_t r = 0; r < point->reading_count; r++) {
      if (syn_id_compare(point->readings[r].article, page->article->id) != 0) continue;
      page->markings[page->marking_count++] = (marking){point->readings[r].span, p, r};
    }
  }
  if (page->marking_count > 1) qsort(page->markings, page->marking_count, sizeof *page->markings, compare_markings);
  return true;
}

/* The next place after `place` where a span of the field begins or ends; `end` when there is none. */
static uint32_t next_boundary(const page_article *page, uint32_t first, uint32_t last, uint32_t place, uint32_t end) {
  uint32_t next = end;
  for (uint32_t i = first; i < last; i++) {
    const syn_span *span = &page->markings[i].span;
    if (span->start > place && span->start < next) next = span->start;
    if (span->end > place && span->end < next) next = span->end;
    if (span->start >= next) break;
  }
  return next;
}

static bool is_covered(const page_article *page, uint32_t first, uint32_t last, uint32_t place) {
  for (uint32_t i = first; i < last && page->markings[i].span.start <= place; i++) {
    if (page->markings[i].span.end > place) return true;
  }
  return false;
}

static void add_anchors(const page_article *page, uint32_t first, uint32_t last, uint32_t place) {
  for (uint32_t i = first; i < last; i++) {
    if (page->markings[i].span.start != place) continue;
    syn_buffer_add(page->html, SYN_TEXT("<i id=\""));
    syn_report_anchor(page->html, page->markings[i].point, page->markings[i].reading);
    syn_buffer_add(page->html, SYN_TEXT("\"></i>"));
  }
}

/* The markings that lie within [start, end) of a field: [*out_first, *out_last). */
static void find_markings(const page_article *page, unsigned field, unsigned index, uint32_t start, uint32_t end, uint32_t *out_first,
                          uint32_t *out_last) {
  uint32_t first = 0;
  while (first < page->marking_count) {
    const syn_span *span = &page->markings[first].span;
    if (span->field == field && span->index == index && span->end > start) break;
    first++;
  }
  uint32_t last = first;
  while (last < page->marking_count && page->markings[last].span.field == field && page->markings[last].span.index == index &&
         page->markings[last].span.start < end)
    last++;
  *out_first = first;
  *out_last = last;
}

/* One paragraph's words with its marks. A span that began in the paragraph before has its mark, but not its anchor, here. */
static void add_words(const page_article *page, unsigned field, unsigned index, uint32_t start, uint32_t end) {
  syn_text text = syn_article_field(page->article, field, index);
  uint32_t first, last;
  find_markings(page, field, index, start, end, &first, &last);
  for (uint32_t place = start; place < end;) {
    uint32_t next = next_boundary(page, first, last, place, end);
    bool covered = is_covered(page, first, last, place);
    if (covered) syn_buffer_add(page->html, SYN_TEXT("<mark>"));
    add_anchors(page, first, last, place);
    syn_html_add(page->html, syn_text_slice(text, place, next));
    if (covered) syn_buffer_add(page->html, SYN_TEXT("</mark>"));
    place = next;
  }
}

static void add_paragraphs(const page_article *page) {
  syn_text text = page->article->text;
  for (size_t start = 0; start < text.size;) {
    size_t end = syn_text_find(text, SYN_TEXT("\n\n"), start);
    if (end == SIZE_MAX) end = text.size;
    syn_buffer_add(page->html, SYN_TEXT("<p>"));
    add_words(page, SYN_FIELD_TEXT, 0, (uint32_t)start, (uint32_t)end);
    syn_buffer_add(page->html, SYN_TEXT("</p>\n"));
    start = end + 2;
  }
}

static void add_imprint(const page_article *page) {
  const syn_article *article = page->article;
  syn_buffer *html = page->html;
  syn_buffer_add(html, SYN_TEXT("<p class=\"soft small\">"));
  syn_html_add(html, syn_wording_outlet(article));
  syn_buffer_add(html, SYN_TEXT(" · "));
  syn_wording_interval(html, article->published);
  for (uint32_t i = 0; i < article->byline_count; i++) {
    syn_buffer_add(html, i == 0 ? SYN_TEXT(" · by ") : SYN_TEXT(", "));
    syn_html_add(html, article->byline[i]);
  }
  for (uint32_t i = 0; i < article->credit_count; i++) {
    syn_buffer_add(html, i == 0 ? SYN_TEXT(" · credits ") : SYN_TEXT(", "));
    syn_html_add(html, article->credits[i]);
  }
  syn_buffer_add(html, SYN_TEXT("</p>\n"));
}

syn_status syn_report_article(const syn_report *report, uint32_t column, syn_buffer *html) {
  const syn_article *article = &report->articles[column];
  page_article page = {.report = report, .article = article, .html = html};
  if (!collect_markings(&page)) return SYN_NO_MEMORY;
  syn_buffer_format(html, "<article id=\"a%u\">\n<h3><bdi>", column);
  add_words(&page, SYN_FIELD_TITLE, 0, 0, (uint32_t)article->title.size);
  syn_buffer_add(html, SYN_TEXT("</bdi></h3>\n"));
  add_imprint(&page);
  for (uint32_t i = 0; i < article->caption_count; i++) {
    syn_buffer_add(html, SYN_TEXT("<p class=\"soft small\">Caption: "));
    add_words(&page, SYN_FIELD_CAPTION, i, 0, (uint32_t)article->captions[i].size);
    syn_buffer_add(html, SYN_TEXT("</p>\n"));
  }
  add_paragraphs(&page);
  syn_buffer_add(html, SYN_TEXT("</article>\n"));
  free(page.markings);
  return html->status;
}
