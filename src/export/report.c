#include "export/report.h"

#include "export/html_escape.h"
#include "export/report_article.h"
#include "export/report_credits.h"
#include "export/report_making.h"
#include "export/report_money.h"
#include "export/report_page.h"
#include "export/report_points.h"
#include "export/report_style.h"
#include "export/report_timeline.h"
#include "export/report_versions.h"
#include "records/wording.h"
#include "synoptic/names.h"

enum { ARENA_LIMIT = 1 << 30, ACCOUNTS_NAMED = 8 };

static void add_head(const syn_report_page *page) {
  syn_html_markup(page->html,
                  "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
                  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
                  "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
  syn_html_add(page->html, page->report->story->title);
  syn_html_markup(page->html, "</title>\n<style>\n");
  syn_report_add_style(page->html);
  syn_report_add_width_rule(page);
  syn_html_markup(page->html, "</style>\n</head>\n");
}

static void add_fact(const syn_report_page *page, const char *term, void (*add)(const syn_report_page *page)) {
  syn_buffer_format(page->html, "<div><dt>%s</dt><dd>", term);
  add(page);
  syn_html_markup(page->html, "</dd></div>\n");
}

static void add_when(const syn_report_page *page) {
  syn_wording_interval(page->html, page->report->story->date);
}

static void add_where(const syn_report_page *page) {
  syn_html_add_name(page->html, syn_report_name(page->report, page->report->story->place));
}

static void add_who(const syn_report_page *page) {
  syn_report_add_names(page, page->report->story->actors);
}

/* The linked stories are not in this file: their ids are what `synoptic compare` takes. */
static void add_links(const syn_report_page *page) {
  const syn_story *story = page->report->story;
  for (uint32_t i = 0; i < story->link_count; i++) {
    char id[SYN_ID_TEXT_SIZE];
    syn_id_format(story->links[i].story, id);
    syn_buffer_format(page->html, "%s%s story %.8s", i > 0 ? " · " : "", syn_story_link_phrase(story->links[i].kind), id);
  }
}

static void add_accounts(const syn_report_page *page) {
  if (page->report->article_count > ACCOUNTS_NAMED) {
    syn_buffer_format(page->html, "<a href=\"#articles\">%u, each in full below</a>", page->report->article_count);
    return;
  }
  for (uint32_t i = 0; i < page->report->article_count; i++) {
    if (i > 0) syn_html_markup(page->html, ", ");
    syn_buffer_format(page->html, "<a href=\"#a%u\">", i);
    syn_report_add_outlet(page, i);
    syn_html_markup(page->html, "</a>");
  }
}

static void add_summary(const syn_report_page *page) {
  const syn_story *story = page->report->story;
  uint32_t count = page->report->article_count;
  syn_html_markup(page->html, "<header>\n<p class=\"kicker\">Accounts side by side</p>\n<h1>");
  syn_html_add_name(page->html, story->title);
  syn_buffer_format(page->html, "</h1>\n<p class=\"deck\">%u account%s from %u independent origin%s.</p>\n", count, count == 1 ? "" : "s",
                    story->origins, story->origins == 1 ? "" : "s");
  syn_html_markup(page->html, "<dl class=\"facts\">\n");
  add_fact(page, "When", add_when);
  if (syn_report_name(page->report, story->place).size > 0) add_fact(page, "Where", add_where);
  if (story->actors.count > 0) add_fact(page, "Who", add_who);
  add_fact(page, "Accounts", add_accounts);
  if (story->link_count > 0) add_fact(page, "Linked", add_links);
  syn_html_markup(page->html, "</dl>\n");
  syn_report_add_key(page);
  syn_html_markup(page->html, "</header>\n");
}

static void add_contents(const syn_report_page *page) {
  syn_html_markup(page->html, "<nav aria-label=\"Contents\"><ul>\n<li><a href=\"#points\">Points</a></li>\n");
  if (syn_report_has_singles(page->report)) syn_html_markup(page->html, "<li><a href=\"#singles\">Told by one account only</a></li>\n");
  if (page->date_count > 0) syn_html_markup(page->html, "<li><a href=\"#timeline\">Timeline</a></li>\n");
  if (page->report->entry_count > 0) syn_html_markup(page->html, "<li><a href=\"#money\">Money</a></li>\n");
  if (syn_report_has_silence(page->report)) syn_html_markup(page->html, "<li><a href=\"#silence\">Who says nothing</a></li>\n");
  if (page->report->correction_count > 0) syn_html_markup(page->html, "<li><a href=\"#versions\">Changed in later versions</a></li>\n");
  syn_html_markup(page->html, "<li><a href=\"#credits\">Who credits whom</a></li>\n<li><a href=\"#articles\">The articles</a></li>\n"
                              "<li><a href=\"#making\">How this was made</a></li>\n</ul></nav>\n");
}

static syn_status add_page(const syn_report_page *page) {
  add_head(page);
  syn_html_markup(page->html, "<body>\n<a class=\"skip\" href=\"#points\">Skip to the points</a>\n");
  add_summary(page);
  add_contents(page);
  syn_html_markup(page->html, "<main>\n");
  syn_report_add_points(page);
  syn_report_add_timeline(page);
  syn_status status = syn_report_add_money(page);
  if (status != SYN_OK) return status;
  syn_report_add_silence(page);
  syn_report_add_corrections(page);
  status = syn_report_add_credits(page);
  if (status != SYN_OK) return status;
  syn_report_add_articles(page);
  syn_html_markup(page->html, "</main>\n");
  syn_report_add_making(page);
  syn_html_markup(page->html, "</body>\n</html>\n");
  return page->html->status;
}

syn_status syn_report_write(const syn_report *report, syn_buffer *html) {
  syn_report_page page = {.report = report, .html = html};
  syn_status status = syn_arena_create(ARENA_LIMIT, &page.arena);
  if (status == SYN_OK) status = syn_report_prepare(&page);
  if (status == SYN_OK) status = add_page(&page);
  syn_arena_destroy(&page.arena);
  return status;
}
