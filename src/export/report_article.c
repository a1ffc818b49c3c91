#include "export/report_article.h"

#include "export/html_escape.h"
#include "export/report_words.h"
#include "records/wording.h"

/* The marks of one article, from which each part takes its own. */
typedef struct article_view {
  const syn_report_page *page;
  uint32_t column;
  uint32_t next, end; /* marks that are not behind us */
} article_view;

static int compare_fields(const syn_span *span, unsigned field, unsigned index) {
  if (span->field != field) return span->field < field ? -1 : 1;
  return (span->index > index) - (span->index < index);
}

/*
 * Parts come in the order of the marks: text, title and captions each by themselves. A mark that reaches over the end of its paragraph
 * goes on in the next, but is reached in the first.
 */
static void add_part(article_view *view, unsigned field, unsigned index, uint32_t start, uint32_t end) {
  const syn_report_mark *marks = view->page->marks;
  uint32_t first = view->next;
  while (first < view->end && (compare_fields(&marks[first].span, field, index) < 0 ||
                               (compare_fields(&marks[first].span, field, index) == 0 && marks[first].span.end <= start)))
    first++;
  uint32_t last = first;
  while (last < view->end && compare_fields(&marks[last].span, field, index) == 0 && marks[last].span.start < end) last++;
  view->next = first;
  const syn_span place = {start, end, (uint16_t)field, (uint16_t)index};
  syn_report_add_reachable_words(view->page, view->column, place, marks + first, last - first);
}

static void add_list(const article_view *view, const char *before, const syn_text *items, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    syn_html_markup(view->page->html, i == 0 ? before : ", ");
    syn_html_add_name(view->page->html, items[i]);
  }
}

static void add_imprint(const article_view *view) {
  const syn_article *article = &view->page->report->articles[view->column];
  syn_buffer *html = view->page->html;
  syn_html_markup(html, "<p class=\"imprint\"><b>");
  syn_report_add_outlet(view->page, view->column);
  syn_html_markup(html, "</b>");
  if (article->carrier.size > 0) add_list(view, ", carried by ", &article->carrier, 1);
  add_list(view, " · by ", article->byline, article->byline_count);
  syn_html_markup(html, " · ");
  syn_report_add_published(view->page, view->column);
  add_list(view, " · credits ", article->credits, article->credit_count);
  add_list(view, " · based on ", article->based_on, article->based_on_count);
  add_list(view, " · corrected: ", article->corrections, article->correction_count);
  syn_html_markup(html, "</p>\n");
}

static void add_paragraphs(article_view *view) {
  syn_text text = view->page->report->articles[view->column].text;
  for (size_t start = 0; start < text.size;) {
    size_t end = syn_text_find(text, SYN_TEXT("\n\n"), start);
    if (end == SIZE_MAX) end = text.size;
    syn_html_markup(view->page->html, "<p>");
    add_part(view, SYN_FIELD_TEXT, 0, (uint32_t)start, (uint32_t)end);
    syn_html_markup(view->page->html, "</p>\n");
    start = end + 2;
  }
}

/* Title and captions stand before the text, whose marks come first. */
static void add_article(const syn_report_page *page, uint32_t column, uint32_t first, uint32_t end) {
  const syn_article *article = &page->report->articles[column];
  article_view view = {.page = page, .column = column, .next = first, .end = end}, head = view;
  syn_buffer *html = page->html;
  syn_buffer_format(html, "<article id=\"a%u\" aria-labelledby=\"h%u\"", column, column);
  syn_report_add_language(page, column);
  syn_buffer_format(html, ">\n<h3 id=\"h%u\">", column);
  if (article->title.size == 0) syn_html_markup(html, "Without a title");
  add_part(&head, SYN_FIELD_TITLE, 0, 0, (uint32_t)article->title.size);
  syn_html_markup(html, "</h3>\n");
  add_imprint(&view);
  for (uint32_t i = 0; i < article->caption_count; i++) {
    syn_html_markup(html, "<p class=\"caption\"><span class=\"soft\">Caption:</span> ");
    add_part(&head, SYN_FIELD_CAPTION, i, 0, (uint32_t)article->captions[i].size);
    syn_html_markup(html, "</p>\n");
  }
  add_paragraphs(&view);
  syn_buffer_format(
      html, "<p class=\"end\"><a href=\"#i%u\">Where this text comes from</a> <a href=\"#points\">Back to the points</a></p>\n", column);
  syn_html_markup(html, "</article>\n");
}

void syn_report_add_articles(const syn_report_page *page) {
  syn_html_markup(page->html,
                  "<section id=\"articles\" aria-labelledby=\"articles-head\">\n<h2 id=\"articles-head\">The articles</h2>\n"
                  "<p class=\"lead\">As they were read. Words that a value rests on are marked, dates are underlined; the small "
                  "number behind them leads back to the row of the point or of the date.</p>\n<div class=\"articles\">\n");
  for (uint32_t i = 0, first = 0; i < page->report->article_count; i++) {
    uint32_t end = first;
    while (end < page->mark_count && page->marks[end].column == i) end++;
    add_article(page, i, first, end);
    first = end;
  }
  syn_html_markup(page->html, "</div>\n</section>\n");
}
