/*
 * How it works: the scale is linear. A story of one week may tell of a war thirty years ago, which would press the week into one dot; so
 * drawn are the dates within REACH days of the core, the days of publication and of the happening, and the caption counts those that are
 * not. Intervals longer than LONGEST days are no dates to draw, but periods. Ticks are days, months or years, so few that their words fit
 * beside each other on a phone: all x are per cent, and words keep their size.
 */
#include "export/report_strip.h"

#include "export/html_escape.h"
#include "export/time_axis.h"
#include "records/calendar.h"
#include "records/wording.h"

enum { REACH = 400, LONGEST = 123, LANES_DRAWN = 24, TICKS = 4, FIRST_PERCENT = 4, LAST_PERCENT = 96 };

/* Heights in the size of the words: of a lane, of the first one's line, of a publication above its line. */
static const double LANE_EM = 2.4, FIRST_LANE_EM = 3.4, PUBLISHED_ABOVE_EM = 0.8;

typedef struct strip {
  const syn_report_page *page;
  uint32_t date_count;
  int32_t first, last; /* days that are drawn; first > last: none */
} strip;

/* A day or a few months of the years 1 to 9999. */
static bool is_short(syn_interval interval) {
  const int32_t first = syn_calendar_day(1, 1, 1), last = syn_calendar_day(9999, 12, 31);
  return interval.from.day >= first && interval.to.day <= last && interval.from.day <= interval.to.day &&
         interval.to.day - interval.from.day < LONGEST;
}

static void widen(strip *drawn, syn_interval interval) {
  if (interval.from.day < drawn->first) drawn->first = interval.from.day;
  if (interval.to.day > drawn->last) drawn->last = interval.to.day;
}

static bool is_drawn(const strip *drawn, syn_interval interval) {
  return is_short(interval) && interval.from.day >= drawn->first && interval.to.day <= drawn->last;
}

/* The core, then what lies within reach of it. Where there is no core, all. */
static void find_days(strip *drawn) {
  const syn_report_page *page = drawn->page;
  strip core = *drawn;
  for (uint32_t i = 0; i < drawn->date_count; i++) {
    if (page->dates[i].time == SYN_NO_INDEX && is_short(page->dates[i].interval)) widen(&core, page->dates[i].interval);
  }
  if (page->report->story->date.basis != SYN_BASIS_NONE && is_short(page->report->story->date)) widen(&core, page->report->story->date);
  for (uint32_t i = 0; i < drawn->date_count; i++) {
    syn_interval interval = page->dates[i].interval;
    if (!is_short(interval)) continue;
    bool is_near = core.first > core.last || (interval.to.day >= core.first - REACH && interval.from.day <= core.last + REACH);
    if (is_near) widen(drawn, interval);
  }
}

static double percent(const strip *drawn, double day) {
  double days = (double)drawn->last - drawn->first + 1;
  return FIRST_PERCENT + (LAST_PERCENT - FIRST_PERCENT) * (day - drawn->first) / days;
}

static void add_ticks(const strip *drawn) {
  syn_time_tick ticks[SYN_TIME_TICK_LIMIT];
  unsigned count = syn_time_ticks(drawn->first, drawn->last, TICKS, ticks);
  for (unsigned i = 0; i < count; i++) {
    double x = percent(drawn, ticks[i].day);
    syn_buffer_format(drawn->page->html,
                      "<line class=\"tick\" x1=\"%.2f%%\" x2=\"%.2f%%\" y1=\"0\" y2=\"100%%\"/><text x=\"%.2f%%\" y=\"1em\" "
                      "dx=\".25em\">%s</text>\n",
                      x, x, x, ticks[i].words);
  }
}

/* ---- lanes ---- */

static void add_date(const strip *drawn, const syn_report_date *date) {
  syn_buffer *html = drawn->page->html;
  syn_interval interval = date->interval;
  double left = percent(drawn, interval.from.day + (interval.from.day == interval.to.day ? 0.5 : 0.0)),
         right = percent(drawn, interval.to.day + (interval.from.day == interval.to.day ? 0.5 : 1.0)),
         y = LANE_EM * date->column + FIRST_LANE_EM;
  bool is_published = date->time == SYN_NO_INDEX;
  if (is_published) y -= PUBLISHED_ABOVE_EM;
  if (interval.from.day != interval.to.day)
    syn_buffer_format(html, "<line class=\"%s\" x1=\"%.2f%%\" x2=\"%.2f%%\" y1=\"%.1fem\" y2=\"%.1fem\"/>\n", is_published ? "out" : "span",
                      left, right, y, y);
  else if (is_published)
    syn_buffer_format(html, "<svg class=\"out\" x=\"%.2f%%\" y=\"%.1fem\"><path d=\"M0-7 7 0 0 7-7 0z\"/></svg>\n", left, y);
  else
    syn_buffer_format(html, "<circle cx=\"%.2f%%\" cy=\"%.1fem\" r=\"5\"/>\n", left, y);
}

static void add_caption(const strip *drawn, uint32_t earlier, uint32_t later, uint32_t longer) {
  syn_buffer *html = drawn->page->html;
  syn_html_markup(html,
                  "<figcaption><span class=\"dot\"></span> a day stated, <span class=\"bar\"></span> days or months stated, "
                  "<span class=\"diamond\"></span> day of publication, <span class=\"dash\"></span> published in these days. Drawn: ");
  syn_interval whole = {
      .from = {drawn->first, SYN_SECOND_NONE, SYN_ZONE_NONE}, .to = {drawn->last, SYN_SECOND_NONE, SYN_ZONE_NONE}, .basis = SYN_BASIS_TEXT};
  syn_wording_interval(html, whole);
  if (earlier + later + longer > 0) {
    syn_html_markup(html, "; not drawn, but in the list:");
    if (earlier > 0) syn_buffer_format(html, " %u earlier", earlier);
    if (later > 0) syn_buffer_format(html, "%s %u later", earlier > 0 ? "," : "", later);
    if (longer > 0) syn_buffer_format(html, "%s %u longer period%s", earlier + later > 0 ? "," : "", longer, longer == 1 ? "" : "s");
  }
  syn_html_markup(html, ".</figcaption>\n");
}

static void add_lanes(const strip *drawn) {
  const syn_report_page *page = drawn->page;
  uint32_t lanes = page->report->article_count, earlier = 0, later = 0, longer = 0;
  syn_html_markup(page->html, "<div class=\"lanes\" aria-hidden=\"true\"><ul>");
  for (uint32_t i = 0; i < lanes; i++) {
    syn_html_markup(page->html, "<li>");
    syn_report_add_outlet(page, i);
    syn_html_markup(page->html, "</li>");
  }
  syn_buffer_format(page->html, "</ul>\n<svg style=\"height:%.1fem\">\n", LANE_EM * lanes + FIRST_LANE_EM - LANE_EM / 2);
  add_ticks(drawn);
  for (uint32_t i = 0; i < lanes; i++)
    syn_buffer_format(page->html, "<line class=\"lane\" x1=\"0\" x2=\"100%%\" y1=\"%.1fem\" y2=\"%.1fem\"/>\n", LANE_EM * i + FIRST_LANE_EM,
                      LANE_EM * i + FIRST_LANE_EM);
  for (uint32_t i = 0; i < drawn->date_count; i++) {
    const syn_report_date *date = &page->dates[i];
    bool is_again = i > 0 && page->dates[i - 1].row == date->row && page->dates[i - 1].column == date->column &&
                    (page->dates[i - 1].time == SYN_NO_INDEX) == (date->time == SYN_NO_INDEX);
    if (is_drawn(drawn, date->interval)) {
      if (!is_again) add_date(drawn, date);
    } else if (!is_short(date->interval)) {
      longer++;
    } else if (date->interval.from.day < drawn->first) {
      earlier++;
    } else {
      later++;
    }
  }
  syn_html_markup(page->html, "</svg></div>\n");
  add_caption(drawn, earlier, later, longer);
}

void syn_report_add_strip(const syn_report_page *page, uint32_t date_count) {
  strip drawn = {.page = page, .date_count = date_count, .first = SYN_DAY_MAXIMUM, .last = SYN_DAY_MINIMUM};
  find_days(&drawn);
  if (drawn.first >= drawn.last || page->report->article_count > LANES_DRAWN) return;
  syn_html_markup(page->html, "<figure class=\"strip\">\n");
  add_lanes(&drawn);
  syn_html_markup(page->html, "</figure>\n");
}
