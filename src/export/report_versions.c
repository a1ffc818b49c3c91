#include "export/report_versions.h"

#include <stdlib.h>

#include "export/html_escape.h"
#include "records/correction_lookup.h"
#include "records/names.h"
#include "records/wording.h"

enum { CHAIN_LIMIT = 100 };

static syn_correction_list corrections_of(const syn_report *report) {
  return (syn_correction_list){report->corrections, report->correction_count};
}

static int compare_id_with_article(const void *key, const void *element) {
  return syn_id_compare(*(const syn_id *)key, ((const syn_article *)element)->id);
}

static const syn_article *find_version(const syn_report *report, syn_id article) {
  int column = syn_report_column(report, article);
  if (column >= 0) return &report->articles[column];
  if (report->earlier_count == 0) return NULL;
  return bsearch(&article, report->earlier, report->earlier_count, sizeof *report->earlier, compare_id_with_article);
}

/* ---- silence ---- */

bool syn_report_has_silence(const syn_report *report) {
  const syn_story *story = report->story;
  return story->window.basis != SYN_BASIS_NONE && story->silent.count + story->not_collected.count > 0;
}

static void add_days(syn_buffer *html, int32_t first, int32_t last) {
  const syn_interval days = {
      .from = {first, SYN_SECOND_NONE, SYN_ZONE_NONE}, .to = {last, SYN_SECOND_NONE, SYN_ZONE_NONE}, .basis = SYN_BASIS_TEXT};
  syn_wording_interval(html, days);
}

static void add_coverage(const syn_report_page *page, const syn_coverage *coverage, bool is_silent) {
  syn_buffer *html = page->html;
  const syn_interval *window = &page->report->story->window;
  syn_html_markup(html, "<li>");
  syn_html_add_name(html, coverage->outlet);
  syn_html_markup(html, " <span class=\"soft\">");
  if (!is_silent)
    add_days(html, coverage->first_day, coverage->last_day);
  else if (coverage->article_count > 0)
    syn_buffer_format(html, "%u article%s on %u of %d days", coverage->article_count, coverage->article_count == 1 ? "" : "s",
                      coverage->day_count, (int)(window->to.day - window->from.day + 1));
  else
    syn_buffer_format(html, "asked for on %u of %d days, nothing came", coverage->day_count, (int)(window->to.day - window->from.day + 1));
  syn_html_markup(html, "</span></li>\n");
}

static void add_list(const syn_report_page *page, const char *title, const syn_coverage_list *list, bool is_silent) {
  if (list->count == 0) return;
  syn_buffer_format(page->html, "<h3>%s</h3>\n<ul class=\"outlets\">\n", title);
  for (uint32_t i = 0; i < list->count; i++) add_coverage(page, &list->items[i], is_silent);
  syn_html_markup(page->html, "</ul>\n");
}

void syn_report_add_silence(const syn_report_page *page) {
  const syn_story *story = page->report->story;
  if (!syn_report_has_silence(page->report)) return;
  syn_html_markup(page->html, "<section id=\"silence\" aria-labelledby=\"silence-head\">\n<h2 id=\"silence-head\">Who says nothing</h2>\n"
                              "<p class=\"lead\">Looked at are the days of the accounts and the one after them: ");
  syn_wording_interval(page->html, story->window);
  syn_html_markup(page->html, ". Of an outlet that was not collected then nothing can be said.</p>\n");
  add_list(page, "Collected then, and silent", &story->silent, true);
  add_list(page, "Not collected then; covered are", &story->not_collected, false);
  syn_html_markup(page->html, "</section>\n");
}

/* ---- corrections ---- */

static void add_value(const syn_report_page *page, syn_change_kind kind, syn_text value) {
  if (kind == SYN_CHANGE_QUOTE) syn_html_markup(page->html, "“");
  syn_html_add_name(page->html, value);
  if (kind == SYN_CHANGE_QUOTE) syn_html_markup(page->html, "”");
}

static void add_version(const syn_report_page *page, const syn_article *article) {
  syn_buffer version;
  syn_buffer_init(&version, page->html->limit);
  syn_correction_add_version(&version, article);
  syn_html_add(page->html, syn_buffer_text(&version));
  syn_buffer_clear(&version);
}

void syn_report_add_change(const syn_report_page *page, const syn_reading *reading) {
  const syn_correction *correction = NULL;
  const syn_change *change = syn_correction_find_change(corrections_of(page->report), reading, &correction);
  const syn_article *article = change ? find_version(page->report, correction->article) : NULL;
  if (!article) return;
  syn_html_markup(page->html, " <span class=\"voice\">· changed from ");
  add_value(page, change->kind, change->value_from);
  syn_html_markup(page->html, " in the version of ");
  add_version(page, article);
  syn_html_markup(page->html, "</span>");
}

static void add_one(const syn_report_page *page, const syn_change *change) {
  syn_buffer *html = page->html;
  bool is_both = change->has_from && change->has_to;
  syn_buffer_format(html, "<li>%s%s: ", syn_change_kind_name(change->kind), is_both ? "" : change->has_from ? " taken out" : " added");
  if (change->has_from) {
    syn_html_markup(html, "<del>");
    add_value(page, change->kind, change->value_from);
    syn_html_markup(html, "</del>");
  }
  if (is_both) syn_html_markup(html, " → ");
  if (change->has_to) {
    syn_html_markup(html, "<ins>");
    add_value(page, change->kind, change->value_to);
    syn_html_markup(html, "</ins>");
  }
  syn_html_markup(html, "</li>\n");
}

static void add_correction(const syn_report_page *page, uint32_t column, const syn_correction *correction) {
  const syn_article *article = find_version(page->report, correction->article),
                    *before = find_version(page->report, correction->version_of);
  if (!article || !before) return;
  syn_html_markup(page->html, "<h3>");
  syn_report_add_outlet(page, column);
  syn_html_markup(page->html, ", ");
  add_version(page, article);
  syn_html_markup(page->html, ", against ");
  add_version(page, before);
  syn_html_markup(page->html, "</h3>\n");
  if (correction->change_count == 0) {
    syn_html_markup(page->html, "<p>Nothing that is read has changed.</p>\n");
    return;
  }
  syn_html_markup(page->html, "<ul class=\"changes\">\n");
  for (uint32_t i = 0; i < correction->change_count; i++) add_one(page, &correction->changes[i]);
  syn_html_markup(page->html, "</ul>\n");
}

void syn_report_add_corrections(const syn_report_page *page) {
  const syn_report *report = page->report;
  if (report->correction_count == 0) return;
  syn_html_markup(page->html,
                  "<section id=\"versions\" aria-labelledby=\"versions-head\">\n<h2 id=\"versions-head\">Changed in later versions</h2>\n"
                  "<p class=\"lead\">Several captures of one page are versions of one account. The last one is compared above; here is "
                  "what each changed against the one before it.</p>\n");
  for (uint32_t column = 0; column < report->article_count; column++) {
    const syn_correction *correction = syn_correction_of(corrections_of(report), report->articles[column].id);
    for (unsigned i = 0; correction && i < CHAIN_LIMIT; i++) {
      add_correction(page, column, correction);
      correction = syn_correction_of(corrections_of(report), correction->version_of);
    }
  }
  syn_html_markup(page->html, "</section>\n");
}
