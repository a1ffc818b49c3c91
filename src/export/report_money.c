#include "export/report_money.h"

#include <stdlib.h>

#include "export/html_escape.h"
#include "export/ledger_picture.h"
#include "export/report_words.h"
#include "records/calendar.h"
#include "records/names.h"
#include "records/wording.h"

enum { WORDS_LIMIT = 1 << 20, FEWEST_DRAWN = 2, ACCOUNTS_NAMED = 24 };

typedef struct money {
  const syn_report_page *page;
  const syn_entry *entries; /* by day, then id */
  const syn_interval *dates;
  uint32_t count;
} money;

typedef struct dated_entry {
  syn_entry entry;
  syn_interval date;
} dated_entry;

/* The event's date, else that of the first publication. */
static syn_interval date_of(const syn_report *report, const syn_entry *entry) {
  syn_interval first = entry->date;
  for (uint32_t i = 0; entry->date.basis == SYN_BASIS_NONE && i < entry->reading_count; i++) {
    int column = syn_report_column(report, entry->readings[i].article);
    if (column < 0) continue;
    syn_interval published = report->articles[column].published;
    if (published.basis == SYN_BASIS_NONE) continue;
    if (first.basis == SYN_BASIS_NONE || syn_moment_compare(published.from, first.from) < 0) first = published;
  }
  return first;
}

static int compare_dated(const void *a, const void *b) {
  const dated_entry *x = a, *y = b;
  bool x_open = x->date.basis == SYN_BASIS_NONE, y_open = y->date.basis == SYN_BASIS_NONE;
  if (x_open != y_open) return x_open ? 1 : -1;
  int order = x_open ? 0 : syn_moment_compare(x->date.from, y->date.from);
  return order != 0 ? order : syn_id_compare(x->entry.id, y->entry.id);
}

static syn_status order_entries(const syn_report_page *page, money *out) {
  const syn_report *report = page->report;
  dated_entry *dated = SYN_ARENA_ARRAY(page->arena, dated_entry, report->entry_count);
  syn_entry *entries = SYN_ARENA_ARRAY(page->arena, syn_entry, report->entry_count);
  syn_interval *dates = SYN_ARENA_ARRAY(page->arena, syn_interval, report->entry_count);
  if (!dated || !entries || !dates) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < report->entry_count; i++) dated[i] = (dated_entry){report->entries[i], date_of(report, &report->entries[i])};
  if (report->entry_count > 1) qsort(dated, report->entry_count, sizeof *dated, compare_dated);
  for (uint32_t i = 0; i < report->entry_count; i++) {
    entries[i] = dated[i].entry;
    dates[i] = dated[i].date;
  }
  *out = (money){page, entries, dates, report->entry_count};
  return SYN_OK;
}

/* ---- the list ---- */

static bool is_same_place(syn_span a, syn_span b) {
  return a.field == b.field && a.index == b.index && a.start == b.start && a.end == b.end;
}

/* The account, leading to its words where a point rests on the same. */
static void add_account(const syn_report_page *page, const syn_reading *reading) {
  const syn_report *report = page->report;
  int column = syn_report_column(report, reading->article);
  if (column < 0) return;
  uint32_t point = report->point_count, item = 0;
  for (uint32_t p = 0; p < report->point_count && point == report->point_count; p++) {
    for (item = 0; item < report->points[p].reading_count; item++) {
      const syn_reading *other = &report->points[p].readings[item];
      if (syn_id_compare(other->article, reading->article) != 0 || !is_same_place(other->span, reading->span)) continue;
      point = p;
      break;
    }
  }
  syn_html_markup(page->html, "<a href=\"#");
  if (point < report->point_count)
    syn_report_add_reading_anchor(page, point, item);
  else
    syn_buffer_format(page->html, "a%d", column);
  syn_html_markup(page->html, "\">");
  syn_report_add_outlet(page, (uint32_t)column);
  syn_html_markup(page->html, "</a>");
}

static void add_accounts(const syn_report_page *page, const syn_entry *entry) {
  for (uint32_t i = 0, told = 0; i < entry->reading_count; i++) {
    bool came_before = false;
    for (uint32_t k = 0; k < i && !came_before; k++)
      came_before = syn_id_compare(entry->readings[i].article, entry->readings[k].article) == 0;
    if (came_before) continue;
    if (told == ACCOUNTS_NAMED) { /* the search for their words costs as much as the report has readings */
      syn_html_markup(page->html, " and more");
      return;
    }
    if (told++ > 0) syn_html_markup(page->html, ", ");
    add_account(page, &entry->readings[i]);
  }
}

/* Of which entry it is a part, and what it goes on with. */
static void add_ties(const money *all, const syn_entry *entry) {
  const syn_entry *whole = syn_ledger_find_entry(all->entries, all->count, entry->part_of),
                  *earlier = syn_ledger_find_entry(all->entries, all->count, entry->follows);
  syn_buffer *html = all->page->html;
  if (whole) {
    syn_html_markup(html, " of the ");
    syn_wording_reading(html, &whole->amount);
    syn_buffer_format(html, " %s", syn_instrument_name(whole->instrument));
  }
  if (earlier) syn_buffer_format(html, ", earlier %s", syn_stage_name(earlier->stage));
}

static syn_status add_entry(const money *all, uint32_t number, syn_buffer *words) {
  const syn_report_page *page = all->page;
  const syn_entry *entry = &all->entries[number];
  syn_buffer *html = page->html;
  syn_html_markup(html, "<li><p><b>");
  syn_wording_reading(html, &entry->amount);
  syn_buffer_format(html, "</b> %s", syn_instrument_name(entry->instrument));
  add_ties(all, entry);
  syn_buffer_format(html, " <span class=\"tag\">%s</span> ", syn_stage_name(entry->stage));
  syn_ledger_add_sides(words, entry, page->report->identities, page->report->identity_count);
  syn_html_add_name(html, syn_buffer_text(words));
  syn_status status = words->status;
  syn_buffer_clear(words);
  syn_html_markup(html, " <span class=\"soft\">");
  if (all->dates[number].basis == SYN_BASIS_NONE) {
    syn_html_markup(html, "day not stated");
  } else {
    if (entry->date.basis == SYN_BASIS_NONE) syn_html_markup(html, "told by ");
    syn_wording_interval(html, all->dates[number]);
  }
  syn_html_markup(html, "</span> ");
  add_accounts(page, entry);
  syn_html_markup(html, "</p></li>\n");
  return status;
}

static syn_status add_picture(const money *all) {
  const syn_report *report = all->page->report;
  const syn_ledger_picture picture = {.title = SYN_TEXT("Money over time"),
                                      .entries = all->entries,
                                      .dates = all->dates,
                                      .entry_count = all->count,
                                      .identities = report->identities,
                                      .identity_count = report->identity_count};
  syn_html_markup(all->page->html, "<figure class=\"drawn\">\n");
  syn_status status = syn_ledger_picture_add(all->page->html, &picture, all->page->arena);
  syn_html_markup(all->page->html, "</figure>\n");
  return status;
}

syn_status syn_report_add_money(const syn_report_page *page) {
  money all;
  syn_buffer words;
  if (page->report->entry_count == 0) return SYN_OK;
  syn_status status = order_entries(page, &all);
  if (status != SYN_OK) return status;
  syn_html_markup(page->html,
                  "<section id=\"money\" aria-labelledby=\"money-head\">\n<h2 id=\"money-head\">Money</h2>\n"
                  "<p class=\"lead\">What these accounts tell of money between actors: asked for, promised, paid, owed. Amounts are as "
                  "stated; a part is not added to its whole, nor a payment to its promise.</p>\n");
  if (all.count >= FEWEST_DRAWN) status = add_picture(&all);
  syn_html_markup(page->html, "<ol class=\"entries\">\n");
  syn_buffer_init(&words, WORDS_LIMIT);
  for (uint32_t i = 0; status == SYN_OK && i < all.count; i++) status = add_entry(&all, i, &words);
  syn_buffer_clear(&words);
  syn_html_markup(page->html, "</ol>\n</section>\n");
  return status;
}
