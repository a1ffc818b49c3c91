#include "export/report_timeline.h"

#include "export/html_escape.h"
#include "export/report_dates.h"
#include "export/report_strip.h"
#include "export/report_words.h"
#include "records/calendar.h"
#include "records/wording.h"

enum { OTHERS_SHOWN = 12 }; /* further places of one account on one date */

static const char *const EVENT_WORDS[SYN_EVENT_TYPE_COUNT] = {
    [SYN_EVENT_AGREE] = "agreement",    [SYN_EVENT_CONSULT] = "talks",         [SYN_EVENT_SUPPORT] = "support",
    [SYN_EVENT_CONCEDE] = "concession", [SYN_EVENT_COOPERATE] = "cooperation", [SYN_EVENT_AID] = "aid",
    [SYN_EVENT_RETREAT] = "retreat",    [SYN_EVENT_REQUEST] = "request",       [SYN_EVENT_ACCUSE] = "accusation",
    [SYN_EVENT_REJECT] = "rejection",   [SYN_EVENT_THREATEN] = "threat",       [SYN_EVENT_PROTEST] = "protest",
    [SYN_EVENT_SANCTION] = "sanction",  [SYN_EVENT_MOBILIZE] = "mobilisation", [SYN_EVENT_COERCE] = "coercion",
    [SYN_EVENT_ASSAULT] = "assault",
};

static const char *const MODALITY_WORDS[SYN_MODALITY_COUNT] = {
    [SYN_MODALITY_HAPPENED] = "",
    [SYN_MODALITY_ONGOING] = ", ongoing",
    [SYN_MODALITY_PLANNED] = ", planned",
    [SYN_MODALITY_PROMISED] = ", promised",
    [SYN_MODALITY_OFFERED] = ", offered",
    [SYN_MODALITY_REQUESTED] = ", requested",
    [SYN_MODALITY_THREATENED] = ", threatened",
    [SYN_MODALITY_POSSIBLE] = ", possible",
    [SYN_MODALITY_DENIED] = ", denied",
};

/* The dates [first, end) of one account in the row [row, row_end). */
typedef struct row_part {
  uint32_t row, row_end, first, end;
} row_part;

/* What is dated, in a word. */
static void add_event(const syn_report_page *page, const syn_report_date *date) {
  if (date->event == SYN_NO_INDEX) return;
  const syn_event *event = &page->report->facts[date->column].events[date->event];
  if ((unsigned)event->type >= SYN_EVENT_TYPE_COUNT || (unsigned)event->modality >= SYN_MODALITY_COUNT) return;
  syn_buffer_format(page->html, " <span class=\"tag\">%s%s</span>", EVENT_WORDS[event->type], MODALITY_WORDS[event->modality]);
}

static const char *basis_words(syn_basis basis) {
  if (basis == SYN_BASIS_LINKED) return " <span class=\"soft\">(placed with the help of another account)</span>";
  if (basis == SYN_BASIS_WORLD) return " <span class=\"soft\">(placed by what is known of that time)</span>";
  return "";
}

/* Whether two publications can be told in one line: on the same day, at the same time, and not inferred. */
static bool are_published_alike(const syn_report_page *page, const syn_report_date *a, const syn_report_date *b) {
  return b->time == SYN_NO_INDEX && a->interval.from.second == b->interval.from.second &&
         a->interval.from.zone_minutes == b->interval.from.zone_minutes &&
         page->report->articles[a->column].published.basis == SYN_BASIS_METADATA &&
         page->report->articles[b->column].published.basis == SYN_BASIS_METADATA;
}

static void add_time_of_day(syn_buffer *html, syn_moment moment) {
  if (moment.second < 0) return;
  int second = (int)moment.second, zone = moment.zone_minutes, size = zone < 0 ? -zone : zone;
  syn_buffer_format(html, " at %02d:%02d", second / 3600, second / 60 % 60);
  if (zone == 0)
    syn_html_markup(html, " UTC");
  else if (zone != SYN_ZONE_NONE)
    syn_buffer_format(html, " UTC%s%02d:%02d", zone < 0 ? "−" : "+", size / 60, size % 60);
}

/* One publication of a row, with those of the others that are alike; nothing where it was told with another. */
static void add_publication(const syn_report_page *page, uint32_t row, uint32_t at, uint32_t end) {
  const syn_report_date *dates = page->dates;
  const syn_article *article = &page->report->articles[dates[at].column];
  syn_buffer *html = page->html;
  for (uint32_t i = row; i < at; i++) {
    if (are_published_alike(page, &dates[at], &dates[i])) return;
  }
  syn_html_markup(html, "<li class=\"published\"><p>");
  for (uint32_t i = at; i < end; i++) {
    if (i > at && !are_published_alike(page, &dates[at], &dates[i])) continue;
    syn_buffer_format(html, "%s<a href=\"#a%u\">", i > at ? ", " : "", dates[i].column);
    syn_report_add_outlet(page, dates[i].column);
    syn_html_markup(html, "</a>");
  }
  syn_html_markup(html, " <span class=\"tag\">published</span>");
  add_time_of_day(html, dates[at].interval.from);
  if (article->published.basis != SYN_BASIS_METADATA) {
    syn_html_markup(html, " <span class=\"soft\">(inferred");
    if (article->published_why.size > 0) syn_html_markup(html, ": ");
    syn_html_add_name(html, article->published_why);
    syn_html_markup(html, ")</span>");
  }
  syn_html_markup(html, "</p></li>\n");
}

static void add_time_link(const syn_report_page *page, const syn_report_date *date) {
  const syn_article *article = &page->report->articles[date->column];
  syn_html_markup(page->html, "<a href=\"#");
  syn_report_add_time_anchor(page, date->column, date->time);
  syn_html_markup(page->html, "\">");
  syn_html_add_name(page->html, syn_article_words(article, date->span));
  syn_html_markup(page->html, "</a>");
}

static bool is_in_the_same_words(const syn_report_page *page, const syn_report_date *a, const syn_report_date *b) {
  const syn_article *articles = page->report->articles;
  if (a->interval.basis != b->interval.basis || (a->event == SYN_NO_INDEX) != (b->event == SYN_NO_INDEX)) return false;
  return syn_text_equal(syn_article_words(&articles[a->column], a->sentence), syn_article_words(&articles[b->column], b->sentence));
}

/* Whether the date at `at` is all that its account says in this row. */
static bool is_only_one(const syn_report_page *page, uint32_t row, uint32_t at, uint32_t end) {
  const syn_report_date *dates = page->dates;
  bool follows = at > row && dates[at - 1].column == dates[at].column && dates[at - 1].time != SYN_NO_INDEX;
  return dates[at].time != SYN_NO_INDEX && !follows && (at + 1 == end || dates[at + 1].column != dates[at].column);
}

/* The name of the account, and of those after it that say the same in the same words, each leading to its own. */
static void add_accounts_alike(const syn_report_page *page, row_part part) {
  const syn_report_date *dates = page->dates;
  for (uint32_t i = part.first; i < part.row_end; i++) {
    if (i > part.first && (part.end - part.first > 1 || !is_only_one(page, part.row, i, part.row_end) ||
                           !is_in_the_same_words(page, &dates[part.first], &dates[i])))
      continue;
    syn_html_markup(page->html, i > part.first ? ", <a href=\"#" : "<a href=\"#");
    syn_report_add_time_anchor(page, dates[i].column, dates[i].time);
    syn_html_markup(page->html, "\">");
    syn_report_add_outlet(page, dates[i].column);
    syn_html_markup(page->html, "</a>");
  }
}

static bool is_told_before(const syn_report_page *page, row_part part) {
  if (part.end - part.first > 1) return false;
  for (uint32_t i = part.row; i < part.first; i++) {
    if (is_only_one(page, part.row, i, part.row_end) && is_in_the_same_words(page, &page->dates[part.first], &page->dates[i])) return true;
  }
  return false;
}

/* What one account dates so: the first place with its sentence, the others as links. */
static void add_account(const syn_report_page *page, row_part part) {
  const syn_report_date *date = &page->dates[part.first];
  const syn_report_mark mark = {date->column, date->span, true, date->row, date->time};
  uint32_t others = part.end - part.first - 1;
  if (is_told_before(page, part)) return;
  syn_html_markup(page->html, "<li><p>");
  add_accounts_alike(page, part);
  add_event(page, date);
  syn_html_markup(page->html, " <span");
  syn_report_add_language(page, date->column);
  syn_html_markup(page->html, ">");
  syn_report_add_words(page, date->column, date->sentence, &mark, 1);
  syn_html_markup(page->html, "</span>");
  syn_html_markup(page->html, basis_words(date->interval.basis));
  for (uint32_t i = 0; i < others && i < OTHERS_SHOWN; i++) {
    syn_html_markup(page->html, i == 0 ? " <span class=\"others\">Also: " : ", ");
    add_time_link(page, &page->dates[part.first + 1 + i]);
    add_event(page, &page->dates[part.first + 1 + i]);
  }
  if (others > OTHERS_SHOWN) syn_buffer_format(page->html, " and %u more", others - OTHERS_SHOWN);
  syn_html_markup(page->html, others > 0 ? "</span></p></li>\n" : "</p></li>\n");
}

static void add_datetime(syn_buffer *html, syn_interval interval) {
  char text[SYN_MOMENT_TEXT_SIZE];
  bool is_day = interval.from.day == interval.to.day;
  syn_html_markup(html, is_day ? "<time datetime=\"" : "<span>");
  if (is_day) {
    syn_moment_format((syn_moment){interval.from.day, SYN_SECOND_NONE, SYN_ZONE_NONE}, text);
    syn_buffer_format(html, "%s\">", text);
  }
  syn_wording_interval(html, interval);
  syn_html_markup(html, is_day ? "</time>" : "</span>");
}

static void add_row(const syn_report_page *page, uint32_t first, uint32_t end) {
  const syn_report_date *dates = page->dates;
  syn_buffer_format(page->html, "<li id=\"d%u\"><h3><span class=\"number\">D%u</span> ", dates[first].row, dates[first].row + 1);
  add_datetime(page->html, dates[first].interval);
  syn_html_markup(page->html, "</h3>\n<ul>\n");
  for (uint32_t i = first; i < end;) {
    uint32_t next = i + 1;
    if (dates[i].time == SYN_NO_INDEX) {
      add_publication(page, first, i, end);
    } else {
      while (next < end && dates[next].column == dates[i].column) next++;
      add_account(page, (row_part){first, end, i, next});
    }
    i = next;
  }
  syn_html_markup(page->html, "</ul></li>\n");
}

/* Dates whose words do not tell the day. */
static void add_unplaced(const syn_report_page *page, uint32_t first) {
  const syn_report_date *dates = page->dates;
  if (first == page->date_count) return;
  syn_html_markup(page->html, "<p class=\"lead\">Stated, but not placed, since the year or the week is not told: ");
  for (uint32_t i = first; i < page->date_count; i++) {
    bool is_next_account = i == first || dates[i].column != dates[i - 1].column;
    if (is_next_account) {
      syn_html_markup(page->html, i == first ? "<b>" : "; <b>");
      syn_report_add_outlet(page, dates[i].column);
      syn_html_markup(page->html, "</b> ");
    } else {
      syn_html_markup(page->html, ", ");
    }
    add_time_link(page, &dates[i]);
  }
  syn_html_markup(page->html, ".</p>\n");
}

void syn_report_add_timeline(const syn_report_page *page) {
  if (page->date_count == 0) return;
  uint32_t end = 0;
  while (end < page->date_count && page->dates[end].row != SYN_NO_INDEX) end++;
  syn_html_markup(page->html, "<section id=\"timeline\" aria-labelledby=\"timeline-head\">\n<h2 id=\"timeline-head\">Timeline</h2>\n"
                              "<p class=\"lead\">The dates that the accounts state, and those on which they were published, each with "
                              "the words it rests on. What has no stated date is not here.</p>\n");
  if (end > 0) {
    syn_report_add_strip(page, end);
    syn_html_markup(page->html, "<ol class=\"dates\">\n");
    for (uint32_t i = 0; i < end;) {
      uint32_t next = syn_report_row_end(page, i);
      add_row(page, i, next);
      i = next;
    }
    syn_html_markup(page->html, "</ol>\n");
  }
  add_unplaced(page, end);
  syn_html_markup(page->html, "</section>\n");
}
