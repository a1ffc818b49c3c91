#include "export/report_points.h"

#include "export/html_escape.h"
#include "export/report_sentences.h"
#include "export/report_versions.h"
#include "export/report_words.h"
#include "records/names.h"
#include "records/wording.h"

/*
 * Widths of the table's columns at the least; where the page is narrower it is scrolled. With more accounts than COLUMNS_SHOWN each point
 * becomes a card, on which silent accounts are only counted: most are silent on most points. Paper is as wide as COLUMNS_PRINTED. The
 * widths of the first column, of the page and of its margins stand in report.css too.
 */
enum { POINT_WIDTH_REM = 14, ACCOUNT_WIDTH_REM = 10, MARGIN_REM = 5, PAGE_WIDTH_REM = 100, COLUMNS_SHOWN = 12, COLUMNS_PRINTED = 5 };

static const char *const LABEL_MEANING[SYN_LABEL_COUNT] = {
    [SYN_LABEL_AGREE] = "all give the same value",
    [SYN_LABEL_COMPATIBLE] = "figures differ, and can both be meant",
    [SYN_LABEL_DIFFER] = "look here: the accounts do not say the same",
    [SYN_LABEL_VARIANT] = "one utterance in several wordings",
    [SYN_LABEL_SINGLE] = "one account only",
};

static const char *const DIFFERENCE_MEANING[SYN_DIFFERENCE_COUNT] = {
    [SYN_DIFFERENCE_ROUNDING] = "one figure is a rounding of the other",
    [SYN_DIFFERENCE_BOUND] = "“about”, “at least” or “more than” stands with one and not with the other",
    [SYN_DIFFERENCE_CONVERSION] = "a converted amount is among the values",
    [SYN_DIFFERENCE_SCOPE] = "not the same part is counted",
    [SYN_DIFFERENCE_UPDATE] = "later accounts state more",
    [SYN_DIFFERENCE_CONTRADICTION] = "the values cannot be brought together",
    [SYN_DIFFERENCE_EXCERPT] = "parts of the utterance are left out",
    [SYN_DIFFERENCE_WORDING] = "words of the utterance are exchanged",
};

void syn_report_add_width_rule(const syn_report_page *page) {
  uint32_t count = page->report->article_count;
  if (count > COLUMNS_SHOWN || POINT_WIDTH_REM + ACCOUNT_WIDTH_REM * count > PAGE_WIDTH_REM) return;
  syn_buffer_format(page->html, "@media(min-width:%urem){.frame{overflow:visible;max-height:none}}\n",
                    POINT_WIDTH_REM + ACCOUNT_WIDTH_REM * count + MARGIN_REM);
}

bool syn_report_has_singles(const syn_report *report) {
  for (uint32_t p = 0; p < report->point_count; p++) {
    if (report->points[p].label == SYN_LABEL_SINGLE) return true;
  }
  return false;
}

/* ---- key ---- */

static void add_label(syn_buffer *html, syn_label label) {
  const char *name = syn_label_name(label);
  syn_buffer_format(html, "<span class=\"label %s\"><span class=\"sign\">", name);
  syn_html_add(html, syn_text_from(syn_label_sign(label)));
  syn_buffer_format(html, "</span> %s</span>", name);
}

void syn_report_add_key(const syn_report_page *page) {
  static const syn_label ORDER[] = {SYN_LABEL_DIFFER, SYN_LABEL_COMPATIBLE, SYN_LABEL_VARIANT, SYN_LABEL_AGREE, SYN_LABEL_SINGLE};
  const syn_report *report = page->report;
  uint32_t labels[SYN_LABEL_COUNT] = {0};
  for (uint32_t p = 0; p < report->point_count; p++) {
    if ((unsigned)report->points[p].label < SYN_LABEL_COUNT) labels[report->points[p].label]++;
  }
  if (report->point_count == 0) return;
  syn_html_markup(page->html, "<ul class=\"key\">\n");
  for (size_t i = 0; i < sizeof ORDER / sizeof ORDER[0]; i++) {
    if (labels[ORDER[i]] == 0) continue;
    syn_buffer_format(page->html, "<li><b>%u</b> ", labels[ORDER[i]]);
    add_label(page->html, ORDER[i]);
    syn_buffer_format(page->html, " <span class=\"soft\">%s</span></li>\n", LABEL_MEANING[ORDER[i]]);
  }
  syn_html_markup(page->html, "</ul>\n");
}

/* What the kinds of difference mean, of those that occur. */
static void add_differences(const syn_report_page *page) {
  bool occurs[SYN_DIFFERENCE_COUNT] = {false}, has_begun = false;
  for (uint32_t p = 0; p < page->report->point_count; p++) {
    if ((unsigned)page->report->points[p].difference < SYN_DIFFERENCE_COUNT) occurs[page->report->points[p].difference] = true;
  }
  for (unsigned d = SYN_DIFFERENCE_NONE + 1; d < SYN_DIFFERENCE_COUNT; d++) {
    if (!occurs[d]) continue;
    syn_buffer_format(page->html, "%s<b>%s</b>: %s", has_begun ? "; " : "<p class=\"lead\">How they differ: ", syn_difference_name(d),
                      DIFFERENCE_MEANING[d]);
    has_begun = true;
  }
  if (has_begun) syn_html_markup(page->html, ".</p>\n");
}

/* ---- cells ---- */

/* The first cell of a row: number, what the point is about, label, kind and how the readings differ. */
static void add_point_head(const syn_report_page *page, uint32_t p) {
  const syn_point *point = &page->report->points[p];
  syn_buffer_format(page->html, "<th scope=\"rowgroup\" rowspan=\"2\"><div><span class=\"number\">%u</span> <span class=\"about\">", p + 1);
  syn_html_add_name(page->html, point->about);
  syn_html_markup(page->html, "</span> ");
  add_label(page->html, point->label);
  syn_buffer_format(page->html, " <span class=\"kind\">%s", syn_point_kind_name(point->kind));
  if (point->difference != SYN_DIFFERENCE_NONE) syn_buffer_format(page->html, " · <b>%s</b>", syn_difference_name(point->difference));
  syn_html_markup(page->html, "</span></div></th>");
}

static bool same_ids(syn_id_list a, syn_id_list b) {
  if (a.count != b.count) return false;
  for (uint32_t i = 0; i < a.count; i++) {
    if (syn_id_compare(a.items[i], b.items[i]) != 0) return false;
  }
  return true;
}

/* Who speaks or whose word it is. */
static void add_voice(const syn_report_page *page, const syn_reading *reading) {
  bool speaks = reading->speakers.count > 0;
  if (!speaks && reading->attributed_to.count == 0) return;
  syn_html_markup(page->html, speaks ? " <span class=\"voice\">" : " <span class=\"voice\">according to ");
  syn_report_add_names(page, speaks ? reading->speakers : reading->attributed_to);
  syn_html_markup(page->html, "</span>");
}

/* The values of one cell: what is said twice in the same way by the same voice is shown once, and its other places lead from "also here".
 */
typedef struct cell_values {
  uint32_t point, column;
  const syn_reading *last; /* shown so far, or NULL */
  syn_buffer last_value, value;
} cell_values;

static bool is_said_again(const cell_values *cell, const syn_reading *reading) {
  return cell->last && syn_text_equal(syn_buffer_text(&cell->value), syn_buffer_text(&cell->last_value)) &&
         (reading->attributed_to.count == 0 || same_ids(reading->attributed_to, cell->last->attributed_to)) &&
         (reading->speakers.count == 0 || same_ids(reading->speakers, cell->last->speakers));
}

static void add_reading(const syn_report_page *page, cell_values *cell, uint32_t r) {
  const syn_reading *reading = &page->report->points[cell->point].readings[r];
  syn_buffer *html = page->html;
  syn_buffer_reset(&cell->value);
  syn_wording_reading(&cell->value, reading);
  if (cell->value.status != SYN_OK) html->status = cell->value.status;
  bool is_again = is_said_again(cell, reading);
  syn_html_markup(html, is_again     ? " <a class=\"again\" href=\"#"
                        : cell->last ? "</div><div><a class=\"value\" href=\"#"
                                     : "<div><a class=\"value\" href=\"#");
  syn_report_add_reading_anchor(page, cell->point, r);
  syn_html_markup(html, "\"");
  if (!is_again && !reading->is_number) syn_report_add_language(page, cell->column);
  syn_html_markup(html, ">");
  if (is_again)
    syn_html_markup(html, "also here");
  else
    syn_html_add_name(html, syn_buffer_text(&cell->value));
  syn_html_markup(html, "</a>");
  if (is_again) return;
  add_voice(page, reading);
  syn_report_add_change(page, reading);
  cell->last = reading;
  syn_buffer swapped = cell->last_value;
  cell->last_value = cell->value;
  cell->value = swapped;
}

/* The values of one account in a cell, each in a div. */
static void add_values(const syn_report_page *page, uint32_t p, uint32_t column) {
  const syn_point *point = &page->report->points[p];
  cell_values cell = {.point = p, .column = column};
  syn_buffer_init(&cell.value, page->html->limit);
  syn_buffer_init(&cell.last_value, page->html->limit);
  for (uint32_t r = 0; r < point->reading_count; r++) {
    if (syn_id_compare(point->readings[r].article, page->report->articles[column].id) == 0) add_reading(page, &cell, r);
  }
  if (cell.last) syn_html_markup(page->html, "</div>");
  syn_buffer_clear(&cell.value);
  syn_buffer_clear(&cell.last_value);
}

/* Whether the account gives a reading. */
static bool has_reading(const syn_point *point, syn_id article) {
  for (uint32_t r = 0; r < point->reading_count; r++) {
    if (syn_id_compare(point->readings[r].article, article) == 0) return true;
  }
  return false;
}

static void add_cell(const syn_report_page *page, uint32_t p, uint32_t column) {
  const syn_point *point = &page->report->points[p];
  syn_id article = page->report->articles[column].id;
  bool has_value = has_reading(point, article), is_silent = !has_value && !syn_report_lists(point->without_value, article);
  const char *begin = has_value   ? "<td data-account=\""
                      : is_silent ? "<td class=\"silent\" data-account=\""
                                  : "<td class=\"none\" data-account=\"";
  syn_html_markup(page->html, begin);
  syn_report_add_outlet_value(page, column);
  syn_html_markup(page->html, "\">");
  if (has_value)
    add_values(page, p, column);
  else
    syn_html_markup(page->html, is_silent ? "<span>silent</span>" : "speaks of it, no value");
  syn_html_markup(page->html, "</td>");
}

static void add_words_row(const syn_report_page *page, uint32_t p, uint32_t columns) {
  if (columns > 1)
    syn_buffer_format(page->html, "<tr class=\"words\"><td colspan=\"%u\">", columns);
  else
    syn_html_markup(page->html, "<tr class=\"words\"><td>");
  syn_report_add_sentences(page, p);
  syn_html_markup(page->html, "</td></tr></tbody>\n");
}

/* ---- tables ---- */

static void add_table_head(const syn_report_page *page) {
  uint32_t count = page->report->article_count;
  syn_buffer *html = page->html;
  if (count > COLUMNS_SHOWN)
    syn_html_markup(html, "<div>\n<table class=\"cards\">\n");
  else
    syn_buffer_format(html,
                      "<div class=\"frame%s\" tabindex=\"0\" role=\"region\" aria-labelledby=\"points-head\">\n"
                      "<table class=\"points%s\" style=\"--width:%urem\">\n",
                      count > COLUMNS_PRINTED ? " wide" : "", count > COLUMNS_PRINTED ? " print-cards" : "",
                      POINT_WIDTH_REM + ACCOUNT_WIDTH_REM * count);
  syn_html_markup(html, "<thead><tr><th scope=\"col\">Point</th>");
  for (uint32_t i = 0; i < count; i++) {
    syn_buffer_format(html, "<th scope=\"col\"><a href=\"#a%u\">", i);
    syn_report_add_outlet(page, i);
    syn_html_markup(html, "</a> <span class=\"date\">");
    syn_report_add_published(page, i);
    syn_html_markup(html, "</span></th>");
  }
  syn_html_markup(html, "</tr></thead>\n");
}

static void add_point(const syn_report_page *page, uint32_t p) {
  const syn_report *report = page->report;
  const syn_point *point = &report->points[p];
  bool counts_silent = report->article_count > COLUMNS_SHOWN;
  syn_buffer_format(page->html, "<tbody id=\"p%u\"><tr>", p);
  add_point_head(page, p);
  for (uint32_t i = 0; i < report->article_count; i++) {
    if (!counts_silent || !syn_report_lists(point->silent, report->articles[i].id)) add_cell(page, p, i);
  }
  if (counts_silent && point->silent.count > 0)
    syn_buffer_format(page->html, "<td class=\"silent\" data-account=\"%u accounts\"><span>silent</span></td>", point->silent.count);
  syn_html_markup(page->html, "</tr>\n");
  add_words_row(page, p, report->article_count);
}

static void add_single(const syn_report_page *page, uint32_t p) {
  const syn_point *point = &page->report->points[p];
  uint32_t column = 0;
  while (column < page->report->article_count && !has_reading(point, page->report->articles[column].id)) column++;
  if (column == page->report->article_count) return;
  syn_buffer_format(page->html, "<tbody id=\"p%u\"><tr>", p);
  add_point_head(page, p);
  bool names_account = page->report->article_count > 1;
  if (names_account) {
    syn_buffer_format(page->html, "<td class=\"account\"><a href=\"#a%u\">", column);
    syn_report_add_outlet(page, column);
    syn_html_markup(page->html, "</a></td>");
  }
  syn_html_markup(page->html, "<td>");
  add_values(page, p, column);
  for (uint32_t i = 0, told = 0; i < page->report->article_count; i++) {
    if (!syn_report_lists(point->without_value, page->report->articles[i].id)) continue;
    syn_html_markup(page->html, told++ == 0 ? "<div class=\"none\">Without a value also: " : ", ");
    syn_report_add_outlet(page, i);
    if (told == point->without_value.count) syn_html_markup(page->html, "</div>");
  }
  syn_html_markup(page->html, "</td></tr>\n");
  add_words_row(page, p, names_account ? 2 : 1);
}

static void add_singles(const syn_report_page *page) {
  const syn_report *report = page->report;
  syn_html_markup(page->html,
                  "<section id=\"singles\" aria-labelledby=\"singles-head\">\n<h2 id=\"singles-head\">Told by one account only</h2>\n");
  if (report->article_count > 1)
    syn_html_markup(page->html, "<p class=\"lead\">The other accounts are silent on these points, or speak of them without a value.</p>\n");
  syn_html_markup(page->html, "<table class=\"singles\">\n<thead><tr><th scope=\"col\">Point</th>");
  if (report->article_count > 1) syn_html_markup(page->html, "<th scope=\"col\" class=\"account\">Account</th>");
  syn_html_markup(page->html, "<th scope=\"col\">What it says</th></tr></thead>\n");
  for (uint32_t p = 0; p < report->point_count; p++) {
    if (report->points[p].label == SYN_LABEL_SINGLE) add_single(page, p);
  }
  syn_html_markup(page->html, "</table>\n</section>\n");
}

static void add_shared(const syn_report_page *page) {
  const syn_report *report = page->report;
  add_table_head(page);
  for (uint32_t p = 0; p < report->point_count; p++) {
    if (report->points[p].label != SYN_LABEL_SINGLE) add_point(page, p);
  }
  syn_html_markup(page->html, "</table>\n</div>\n");
}

void syn_report_add_points(const syn_report_page *page) {
  const syn_report *report = page->report;
  bool has_shared = false;
  for (uint32_t p = 0; p < report->point_count; p++) has_shared = has_shared || report->points[p].label != SYN_LABEL_SINGLE;
  syn_html_markup(page->html, "<section id=\"points\" aria-labelledby=\"points-head\">\n<h2 id=\"points-head\">Points</h2>\n");
  if (has_shared) {
    syn_html_markup(page->html, "<p class=\"lead\">One line a fact, one column an account. Each value leads to its words in the article. "
                                "<i>Silent</i>: no sentence of the account was found that speaks of it.</p>\n");
    add_differences(page);
    add_shared(page);
  } else if (report->point_count == 0) {
    syn_html_markup(page->html, "<p>No figures or quotes were found to compare.</p>\n");
  } else {
    syn_html_markup(page->html, report->article_count == 1 ? "<p>There is one account, and so nothing to compare it with.</p>\n"
                                                           : "<p>No two accounts speak of the same figure or quote.</p>\n");
  }
  syn_html_markup(page->html, "</section>\n");
  if (syn_report_has_singles(report)) add_singles(page);
}
