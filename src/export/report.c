#include "export/report.h"

#include <stdlib.h>

#include "export/html_escape.h"
#include "export/report_article.h"
#include "export/report_style.h"
#include "records/names.h"
#include "records/wording.h"

/*
 * Widths of the table's columns at the least; where the page is narrower it is scrolled. With more accounts than COLUMNS_SHOWN each point
 * becomes a card, on which silent accounts are only counted: most are silent on most points.
 */
enum { POINT_WIDTH_REM = 17, ACCOUNT_WIDTH_REM = 12, COLUMNS_SHOWN = 12, ORIGINS_SHOWN = 6 };

static void add(syn_buffer *html, const char *markup) {
  syn_buffer_add(html, syn_text_from(markup));
}

static int compare_id_with_identity(const void *key, const void *element) {
  return syn_id_compare(*(const syn_id *)key, ((const syn_identity *)element)->id);
}

static syn_text name_of(const syn_report *report, syn_id id) {
  if (report->identity_count == 0 || syn_id_is_none(id)) return (syn_text){0};
  const syn_identity *found =
      bsearch(&id, report->identities, report->identity_count, sizeof *report->identities, compare_id_with_identity);
  return found ? found->name : (syn_text){0};
}

static int column_of(const syn_report *report, syn_id article) {
  for (uint32_t i = 0; i < report->article_count; i++) {
    if (syn_id_compare(report->articles[i].id, article) == 0) return (int)i;
  }
  return -1;
}

static bool lists(syn_id_list list, syn_id id) {
  for (uint32_t i = 0; i < list.count; i++) {
    if (syn_id_compare(list.items[i], id) == 0) return true;
  }
  return false;
}

/* ---- head ---- */

static void add_names(const syn_report *report, syn_id_list ids, syn_buffer *html) {
  bool has_name = false;
  for (uint32_t i = 0; i < ids.count; i++) {
    syn_text name = name_of(report, ids.items[i]);
    if (name.size == 0) continue;
    if (has_name) add(html, ", ");
    add(html, "<bdi>");
    syn_html_add(html, name);
    add(html, "</bdi>");
    has_name = true;
  }
}

/* Why as many origins: in brackets, or, of many, to be unfolded. */
static void add_origins(const syn_story *story, syn_buffer *html) {
  bool are_many = story->origins_why.count > ORIGINS_SHOWN;
  if (story->origins_why.count == 0) return;
  add(html, are_many ? "<details><summary>Why</summary>" : " (");
  for (uint32_t i = 0; i < story->origins_why.count; i++) {
    if (i > 0) add(html, "; ");
    syn_html_add(html, story->origins_why.items[i]);
  }
  add(html, are_many ? "</details>" : ")");
}

static void add_summary(const syn_report *report, syn_buffer *html) {
  const syn_story *story = report->story;
  add(html, "<header>\n<p class=\"kicker\">Accounts side by side</p>\n<h1><bdi>");
  syn_html_add(html, story->title);
  add(html, "</bdi></h1>\n<dl>\n");
  add(html, "<dt>When</dt><dd>");
  syn_wording_interval(html, story->date);
  add(html, "</dd>\n");
  if (name_of(report, story->place).size > 0) {
    add(html, "<dt>Where</dt><dd>");
    syn_html_add(html, name_of(report, story->place));
    add(html, "</dd>\n");
  }
  if (story->actors.count > 0) {
    add(html, "<dt>Who</dt><dd>");
    add_names(report, story->actors, html);
    add(html, "</dd>\n");
  }
  syn_buffer_format(html, "<dt>Accounts</dt><dd>%u, of %u independent origin%s", report->article_count, story->origins,
                    story->origins == 1 ? "" : "s");
  add_origins(story, html);
  add(html, "</dd>\n</dl>\n</header>\n");
}

static void add_key(syn_buffer *html) {
  add(html, "<p class=\"small\"><span class=\"label agree\">= agree</span> the same value. <span class=\"label compatible\">~ "
            "compatible</span> different "
            "figures that can both be meant. <span class=\"label differ\">! differ</span> look here. <span class=\"label variant\">&quot; "
            "variant</span> one "
            "utterance in several wordings. <span class=\"label single\">- single</span> one account only. Each value leads to its words "
            "in the article."
            "</p>\n");
}

/* ---- points ---- */

static void add_point_head(const syn_point *point, syn_buffer *html) {
  const char *label = syn_label_name(point->label);
  add(html, "<th scope=\"row\"><span class=\"about\"><bdi>");
  syn_html_add(html, point->about);
  syn_buffer_format(html, "</bdi></span><span class=\"label %s\">%s %s</span>", label, syn_label_sign(point->label), label);
  syn_buffer_format(html, " <span class=\"soft small\">%s", syn_point_kind_name(point->kind));
  if (point->difference != SYN_DIFFERENCE_NONE) syn_buffer_format(html, ", %s", syn_difference_name(point->difference));
  add(html, "</span>");
}

static bool same_ids(syn_id_list a, syn_id_list b) {
  if (a.count != b.count) return false;
  for (uint32_t i = 0; i < a.count; i++) {
    if (syn_id_compare(a.items[i], b.items[i]) != 0) return false;
  }
  return true;
}

/* Who speaks or whose word it is. */
static void add_voice(const syn_report *report, const syn_reading *reading, syn_buffer *html) {
  bool speaks = reading->speakers.count > 0;
  if (!speaks && reading->attributed_to.count == 0) return;
  add(html, speaks ? " <span class=\"soft small\">" : " <span class=\"soft small\">according to ");
  add_names(report, speaks ? reading->speakers : reading->attributed_to, html);
  add(html, "</span>");
}

/* The values of one cell: what is said twice in the same way by the same voice is shown once, and its other places lead from "also here".
 */
typedef struct cell_values {
  uint32_t point;
  const syn_reading *last; /* shown so far, or NULL */
  syn_buffer last_value, value;
} cell_values;

static void add_reading(const syn_report *report, cell_values *cell, uint32_t r, syn_buffer *html) {
  const syn_reading *reading = &report->points[cell->point].readings[r];
  syn_buffer_reset(&cell->value);
  syn_wording_reading(&cell->value, reading);
  if (cell->value.status != SYN_OK) html->status = cell->value.status;
  bool is_again = cell->last && syn_text_equal(syn_buffer_text(&cell->value), syn_buffer_text(&cell->last_value)) &&
                  (reading->attributed_to.count == 0 || same_ids(reading->attributed_to, cell->last->attributed_to)) &&
                  (reading->speakers.count == 0 || same_ids(reading->speakers, cell->last->speakers));
  add(html, is_again     ? " <a class=\"small\" href=\"#"
            : cell->last ? "</div><div><a class=\"value\" href=\"#"
                         : "<div><a class=\"value\" href=\"#");
  syn_report_anchor(html, cell->point, r);
  add(html, is_again ? "\">also here" : "\"><bdi>");
  if (!is_again) syn_html_add(html, syn_buffer_text(&cell->value));
  add(html, is_again ? "</a>" : "</bdi></a>");
  if (is_again) return;
  add_voice(report, reading, html);
  cell->last = reading;
  syn_buffer swapped = cell->last_value;
  cell->last_value = cell->value;
  cell->value = swapped;
}

/* Whether the account gives a reading. */
static bool speaks(const syn_point *point, syn_id article) {
  for (uint32_t r = 0; r < point->reading_count; r++) {
    if (syn_id_compare(point->readings[r].article, article) == 0) return true;
  }
  return false;
}

static void add_cell(const syn_report *report, uint32_t p, uint32_t column, syn_buffer *html) {
  const syn_point *point = &report->points[p];
  const syn_article *article = &report->articles[column];
  cell_values cell = {.point = p};
  syn_buffer_init(&cell.value, html->limit);
  syn_buffer_init(&cell.last_value, html->limit);
  bool has_value = speaks(point, article->id), is_silent = !has_value && !lists(point->without_value, article->id);
  add(html, has_value ? "<td data-account=\"" : is_silent ? "<td class=\"silent\" data-account=\"" : "<td class=\"soft\" data-account=\"");
  syn_html_add(html, syn_wording_outlet(article));
  add(html, "\">");
  for (uint32_t r = 0; r < point->reading_count; r++) {
    if (syn_id_compare(point->readings[r].article, article->id) == 0) add_reading(report, &cell, r, html);
  }
  add(html, has_value ? "</div></td>" : is_silent ? "silent</td>" : "speaks of it, no value</td>");
  syn_buffer_clear(&cell.value);
  syn_buffer_clear(&cell.last_value);
}

static void add_sentences(const syn_report *report, const syn_point *point, syn_buffer *html) {
  add(html, "<details><summary>In their words</summary><ul>");
  for (uint32_t r = 0; r < point->reading_count; r++) {
    const syn_reading *reading = &point->readings[r];
    int column = column_of(report, reading->article);
    if (column < 0) continue;
    const syn_article *article = &report->articles[column];
    syn_span sentence = syn_wording_sentence(article, reading->span), before = sentence, after = sentence;
    before.end = reading->span.start;
    after.start = reading->span.end < sentence.end ? reading->span.end : sentence.end;
    add(html, "<li><b>");
    syn_html_add(html, syn_wording_outlet(article));
    add(html, ":</b> <bdi>");
    syn_html_add(html, syn_article_words(article, before));
    add(html, "<mark>");
    syn_html_add(html, syn_article_words(article, reading->span));
    add(html, "</mark>");
    syn_html_add(html, syn_article_words(article, after));
    add(html, "</bdi></li>");
  }
  add(html, "</ul></details></th>\n");
}

/* The first point from which on all are told by one account only; where there is none, point_count. */
static uint32_t first_single(const syn_report *report) {
  uint32_t first = report->point_count;
  while (first > 0 && report->points[first - 1].label == SYN_LABEL_SINGLE) first--;
  return first;
}

static void add_table_head(const syn_report *report, syn_buffer *html) {
  if (report->article_count > COLUMNS_SHOWN)
    add(html, "<table class=\"cards\">\n");
  else
    syn_buffer_format(html, "<table style=\"min-width:%urem\">\n", POINT_WIDTH_REM + ACCOUNT_WIDTH_REM * report->article_count);
  add(html, "<thead><tr><th scope=\"col\">Point</th>");
  for (uint32_t i = 0; i < report->article_count; i++) {
    syn_buffer_format(html, "<th scope=\"col\"><a href=\"#a%u\"><bdi>", i);
    syn_html_add(html, syn_wording_outlet(&report->articles[i]));
    add(html, "</bdi></a><br><span class=\"soft small\">");
    syn_wording_interval(html, report->articles[i].published);
    add(html, "</span></th>");
  }
  add(html, "</tr></thead>\n<tbody>\n");
}

static void add_cells(const syn_report *report, uint32_t p, syn_buffer *html) {
  const syn_point *point = &report->points[p];
  bool counts_silent = report->article_count > COLUMNS_SHOWN;
  for (uint32_t i = 0; i < report->article_count; i++) {
    if (!counts_silent || !lists(point->silent, report->articles[i].id)) add_cell(report, p, i, html);
  }
  if (counts_silent && point->silent.count > 0)
    syn_buffer_format(html, "<td class=\"silent\" data-account=\"%u accounts\">silent</td>", point->silent.count);
}

static void add_points(const syn_report *report, syn_buffer *html) {
  add(html, "<h2>Points</h2>\n");
  add_key(html);
  add(html, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Points by account\">\n");
  add_table_head(report, html);
  uint32_t divider = first_single(report);
  for (uint32_t p = 0; p < report->point_count; p++) {
    if (p == divider && p > 0)
      syn_buffer_format(html, "<tr class=\"divider\"><th colspan=\"%u\" scope=\"rowgroup\">Told by one account only</th></tr>\n",
                        report->article_count + 1);
    add(html, "<tr>");
    add_point_head(&report->points[p], html);
    add_sentences(report, &report->points[p], html);
    add_cells(report, p, html);
    add(html, "</tr>\n");
  }
  add(html, "</tbody>\n</table>\n</div>\n");
  if (report->point_count == 0) add(html, "<p>No figures or quotes were found to compare.</p>\n");
}

/* ---- the rest ---- */

static void add_reprints(const syn_report *report, syn_buffer *html) {
  if (report->reprint_count == 0) return;
  add(html, "<h2>Who copies whom</h2>\n<ul>\n");
  for (uint32_t i = 0; i < report->reprint_count; i++) {
    const syn_reprint *reprint = &report->reprints[i];
    int a = column_of(report, reprint->a), b = column_of(report, reprint->b);
    if (a < 0 || b < 0) continue;
    bool decided = reprint->direction == SYN_DIRECTION_A_B;
    add(html, "<li><bdi>");
    syn_html_add(html, syn_wording_outlet(&report->articles[decided ? b : a]));
    add(html, decided ? "</bdi> copies <bdi>" : "</bdi> and <bdi>");
    syn_html_add(html, syn_wording_outlet(&report->articles[decided ? a : b]));
    syn_buffer_format(html, "</bdi>%s: %.0f %% of the shorter text", decided ? "" : " share passages",
                      syn_decimal_to_double(reprint->share) * 100);
    if (reprint->why.size > 0) add(html, " (");
    syn_html_add(html, reprint->why);
    add(html, reprint->why.size > 0 ? ")</li>\n" : "</li>\n");
  }
  add(html, "</ul>\n");
}

static void add_making(const syn_report *report, syn_buffer *html) {
  add(html, "<footer>\n<h2>How this was made</h2>\n<p class=\"small\">By Synoptic ");
  syn_html_add(html, syn_text_from(report->version));
  add(html,
      ", from the pages below and nothing else; what an account does not state stays empty.</p>\n<dl class=\"small\">\n<dt>Model</dt><dd "
      "class=\"digest\">");
  syn_html_add(html, syn_text_from(report->model_digest));
  add(html, "</dd>\n<dt>World data</dt><dd class=\"digest\">");
  syn_html_add(html, syn_text_from(report->world_digest));
  add(html, "</dd>\n");
  for (uint32_t i = 0; i < report->article_count; i++) {
    const syn_article *article = &report->articles[i];
    add(html, "<dt>");
    syn_html_add(html, syn_wording_outlet(article));
    add(html, "</dt><dd>");
    syn_html_add(html, article->url.size > 0 ? article->url : article->source);
    add(html, " <span class=\"digest soft\">");
    syn_html_add(html, article->digest);
    add(html, "</span></dd>\n");
  }
  add(html, "</dl>\n</footer>\n");
}

syn_status syn_report_write(const syn_report *report, syn_buffer *html) {
  add(html, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
            "content=\"width=device-width,initial-scale=1\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
            "<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
  syn_html_add(html, report->story->title);
  add(html, "</title>\n<style>\n");
  syn_report_style(html);
  add(html, "</style>\n</head>\n<body>\n");
  add_summary(report, html);
  add(html, "<main>\n");
  add_points(report, html);
  add_reprints(report, html);
  add(html, "<h2>The articles</h2>\n");
  for (uint32_t i = 0; i < report->article_count; i++) {
    syn_status status = syn_report_article(report, i, html);
    if (status != SYN_OK) return status;
  }
  add(html, "</main>\n");
  add_making(report, html);
  add(html, "</body>\n</html>\n");
  return html->status;
}
