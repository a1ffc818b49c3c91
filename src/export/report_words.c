/*
 * How it works: the spans of all marks become boundaries, sorted by place. The text is written piece by piece between them; a piece that
 * any span covers stands in an element of its own, which holds an empty anchor for each mark that begins there and the way back for each
 * that ends there. Spans may overlap freely, since pieces never nest. The pieces of one mark follow each other without a gap, and its
 * anchor tells their number (class s2 to s6), so that the style can light all of them when a link led there.
 */
#include "export/report_words.h"

#include "export/html_escape.h"

enum { PIECES_TOLD = 6, WORD_KEPT = 24 };

typedef struct marked_words {
  const syn_report_page *page;
  uint32_t column;
  syn_span place;
  const syn_report_mark *marks;
  uint32_t first, last; /* marks that may still cover something */
  bool is_reachable;
} marked_words;

void syn_report_add_reading_anchor(const syn_report_page *page, uint32_t point, uint32_t reading) {
  syn_buffer_format(page->html, "r%u-%u", point, reading);
}

void syn_report_add_time_anchor(const syn_report_page *page, uint32_t column, uint32_t time) {
  syn_buffer_format(page->html, "t%u-%u", column, time);
}

/* The next offset after `at` where a mark begins or ends, at most `end`. */
static uint32_t next_boundary(const marked_words *words, uint32_t at, uint32_t end) {
  uint32_t next = end;
  for (uint32_t i = words->first; i < words->last; i++) {
    const syn_span *span = &words->marks[i].span;
    if (span->start > at && span->start < next) next = span->start;
    if (span->end > at && span->end < next) next = span->end;
    if (span->start >= next) break;
  }
  return next;
}

/* Whether a reading, and whether a date covers what stands at `at`. */
static void find_cover(const marked_words *words, uint32_t at, bool *out_reading, bool *out_date) {
  *out_reading = *out_date = false;
  for (uint32_t i = words->first; i < words->last && words->marks[i].span.start <= at; i++) {
    if (words->marks[i].span.end <= at) continue;
    if (words->marks[i].is_date)
      *out_date = true;
    else
      *out_reading = true;
  }
}

static uint32_t count_pieces(const marked_words *words, syn_span span) {
  uint32_t count = 0, end = span.end < words->place.end ? span.end : words->place.end;
  for (uint32_t at = span.start; at < end && count < PIECES_TOLD; at = next_boundary(words, at, end)) count++;
  return count;
}

static void add_anchors(const marked_words *words, uint32_t at) {
  syn_buffer *html = words->page->html;
  for (uint32_t i = words->first; i < words->last && words->marks[i].span.start <= at; i++) {
    const syn_report_mark *mark = &words->marks[i];
    if (mark->span.start != at) continue;
    uint32_t pieces = count_pieces(words, mark->span);
    syn_html_markup(html, "<i id=\"");
    if (mark->is_date)
      syn_report_add_time_anchor(words->page, words->column, mark->item);
    else
      syn_report_add_reading_anchor(words->page, mark->row, mark->item);
    if (pieces > 1) syn_buffer_format(html, "\" class=\"s%u", pieces);
    syn_html_markup(html, "\"></i>");
  }
}

static bool is_told_before(const marked_words *words, uint32_t i) {
  const syn_report_mark *mark = &words->marks[i];
  for (uint32_t k = words->first; k < i; k++) {
    const syn_report_mark *other = &words->marks[k];
    if (other->span.end == mark->span.end && other->is_date == mark->is_date && other->row == mark->row) return true;
  }
  return false;
}

static bool is_way_back(const marked_words *words, uint32_t i, uint32_t end) {
  const syn_report_mark *mark = &words->marks[i];
  return mark->span.end == end && mark->span.start < end && mark->row != SYN_NO_INDEX && !is_told_before(words, i);
}

static bool has_way_back(const marked_words *words, uint32_t end) {
  for (uint32_t i = words->first; i < words->last && words->marks[i].span.start < end; i++) {
    if (is_way_back(words, i, end)) return true;
  }
  return false;
}

/* The numbers of the rows that the marks ending at `end` belong to. */
static void add_ways_back(const marked_words *words, uint32_t end) {
  syn_buffer *html = words->page->html;
  bool has_begun = false;
  syn_html_markup(html, "<sup>");
  for (uint32_t i = words->first; i < words->last && words->marks[i].span.start < end; i++) {
    const syn_report_mark *mark = &words->marks[i];
    if (!is_way_back(words, i, end)) continue;
    if (has_begun) syn_html_markup(html, " ");
    if (mark->is_date)
      syn_buffer_format(html, "<a href=\"#d%u\" aria-label=\"Back to date %u\">D%u</a>", mark->row, mark->row + 1, mark->row + 1);
    else
      syn_buffer_format(html, "<a href=\"#p%u\" aria-label=\"Back to point %u\">%u</a>", mark->row, mark->row + 1, mark->row + 1);
    has_begun = true;
  }
  syn_html_markup(html, "</sup>");
}

/* Where the last word of a piece begins; its end where that word is too long to be kept together. */
static uint32_t last_word(syn_text text, uint32_t at, uint32_t end) {
  uint32_t start = end;
  while (start > at && end - start <= WORD_KEPT && text.data[start - 1] != ' ') start--;
  return end - start <= WORD_KEPT ? start : end;
}

/* The last words of a mark and the number behind them, on one line. */
static void add_end(const marked_words *words, syn_text text, uint32_t at, uint32_t next) {
  syn_buffer *html = words->page->html;
  uint32_t kept = last_word(text, at, next);
  syn_html_add(html, syn_text_slice(text, at, kept));
  syn_html_markup(html, "<span class=\"keep\">");
  syn_html_add(html, syn_text_slice(text, kept, next));
  add_ways_back(words, next);
  syn_html_markup(html, "</span>");
}

/* One piece, in an element of its own where a mark covers it. */
static void add_piece(const marked_words *words, syn_text text, uint32_t at, uint32_t next) {
  syn_buffer *html = words->page->html;
  bool has_reading, has_date;
  find_cover(words, at, &has_reading, &has_date);
  const char *begin = has_reading && has_date ? "<mark class=\"when\">" : has_reading ? "<mark>" : has_date ? "<span class=\"when\">" : "";
  const char *end = has_reading ? "</mark>" : has_date ? "</span>" : "";
  syn_html_markup(html, begin);
  if (words->is_reachable) add_anchors(words, at);
  if (words->is_reachable && has_way_back(words, next))
    add_end(words, text, at, next);
  else
    syn_html_add(html, syn_text_slice(text, at, next));
  syn_html_markup(html, end);
}

static void add_all(marked_words *words) {
  syn_text text = syn_article_field(&words->page->report->articles[words->column], words->place.field, words->place.index);
  uint32_t end = words->place.end < text.size ? words->place.end : (uint32_t)text.size;
  for (uint32_t at = words->place.start; at < end;) {
    while (words->first < words->last && words->marks[words->first].span.end < at) words->first++;
    uint32_t next = next_boundary(words, at, end);
    add_piece(words, text, at, next);
    at = next;
  }
}

void syn_report_add_words(const syn_report_page *page, uint32_t column, syn_span place, const syn_report_mark *marks, uint32_t mark_count) {
  marked_words words = {.page = page, .column = column, .place = place, .marks = marks, .last = mark_count};
  add_all(&words);
}

void syn_report_add_reachable_words(const syn_report_page *page, uint32_t column, syn_span place, const syn_report_mark *marks,
                                    uint32_t mark_count) {
  marked_words words = {.page = page, .column = column, .place = place, .marks = marks, .last = mark_count, .is_reachable = true};
  add_all(&words);
}
