/*
 * How it works: a row is an interval of days, and its place in the order is its first day, of equal ones the shorter first; an interval
 * that is open towards the past stands at its last day. Times that are no dates ("now", "for three hours") are left out; dates whose day
 * is not known ("July 18" in an undated article) are kept behind the rows, so that they are named and not placed.
 */
#include "export/report_dates.h"

#include <stdlib.h>

#include "records/wording.h"

static int32_t first_day(syn_interval interval) {
  return interval.from.day == SYN_DAY_MINIMUM ? interval.to.day : interval.from.day;
}

static int compare_numbers(int64_t a, int64_t b) {
  return (a > b) - (a < b);
}

static int compare_days(const syn_report_date *a, const syn_report_date *b) {
  bool a_open = a->interval.basis == SYN_BASIS_NONE, b_open = b->interval.basis == SYN_BASIS_NONE;
  if (a_open || b_open) return a_open - b_open;
  int order = compare_numbers(first_day(a->interval), first_day(b->interval));
  if (order == 0) order = compare_numbers(a->interval.to.day, b->interval.to.day);
  return order == 0 ? compare_numbers(a->interval.from.day, b->interval.from.day) : order;
}

static int compare_dates(const void *first, const void *second) {
  const syn_report_date *a = first, *b = second;
  int order = compare_days(a, b);
  if (order == 0) order = compare_numbers(a->column, b->column);
  if (order == 0) order = compare_numbers(a->time != SYN_NO_INDEX, b->time != SYN_NO_INDEX);
  if (order == 0) order = compare_numbers(a->event == SYN_NO_INDEX, b->event == SYN_NO_INDEX);
  if (order == 0) order = compare_numbers(a->span.field, b->span.field);
  if (order == 0) order = compare_numbers(a->span.index, b->span.index);
  if (order == 0) order = compare_numbers(a->span.start, b->span.start);
  return order == 0 ? compare_numbers(a->time, b->time) : order;
}

static bool has_day(syn_interval interval) {
  return interval.basis != SYN_BASIS_NONE && (interval.from.day != SYN_DAY_MINIMUM || interval.to.day != SYN_DAY_MAXIMUM);
}

/* Whether the words name a date: "PRESENT_REF", a duration and a set do not. */
static bool is_date(const syn_time *time) {
  if (time->type != SYN_TIME_DATE && time->type != SYN_TIME_TIME) return false;
  if (has_day(time->interval)) return true;
  for (size_t i = 0; i < time->value.size; i++) {
    if (time->value.data[i] >= '0' && time->value.data[i] <= '9') return true;
  }
  return false;
}

static void add_dates_of(syn_report_page *page, uint32_t column, uint32_t *event_of_time) {
  const syn_facts *facts = &page->report->facts[column];
  for (uint32_t t = 0; t < facts->time_count; t++) event_of_time[t] = SYN_NO_INDEX;
  for (uint32_t e = facts->event_count; e > 0; e--) { /* the first event of a time remains */
    const syn_event *event = &facts->events[e - 1];
    if (event->time < facts->time_count && !event->negated) event_of_time[event->time] = e - 1;
  }
  for (uint32_t t = 0; t < facts->time_count; t++) {
    const syn_time *time = &facts->times[t];
    if (!is_date(time)) continue;
    syn_interval interval = has_day(time->interval) ? time->interval : (syn_interval){.basis = SYN_BASIS_NONE};
    syn_span sentence = syn_wording_sentence(&page->report->articles[column], time->span);
    page->dates[page->date_count++] = (syn_report_date){column, t, event_of_time[t], SYN_NO_INDEX, interval, time->span, sentence};
  }
}

static void number_rows(syn_report_page *page) {
  for (uint32_t i = 0; i < page->date_count && page->dates[i].interval.basis != SYN_BASIS_NONE; i++) {
    bool is_new = i == 0 || compare_days(&page->dates[i - 1], &page->dates[i]) != 0;
    if (is_new) page->date_row_count++;
    page->dates[i].row = page->date_row_count - 1;
  }
}

syn_status syn_report_collect_dates(syn_report_page *page) {
  const syn_report *report = page->report;
  size_t limit = report->article_count, most_times = 0;
  for (uint32_t i = 0; report->facts && i < report->article_count; i++) {
    size_t count = report->facts[i].time_count;
    limit += count;
    if (count > most_times) most_times = count;
  }
  page->dates = SYN_ARENA_ARRAY(page->arena, syn_report_date, limit);
  uint32_t *event_of_time = SYN_ARENA_ARRAY(page->arena, uint32_t, most_times);
  if (!page->dates || !event_of_time) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < report->article_count; i++) {
    if (has_day(report->articles[i].published))
      page->dates[page->date_count++] =
          (syn_report_date){i, SYN_NO_INDEX, SYN_NO_INDEX, SYN_NO_INDEX, report->articles[i].published, {0}, {0}};
    if (report->facts) add_dates_of(page, i, event_of_time);
  }
  if (page->date_count > 1) qsort(page->dates, page->date_count, sizeof *page->dates, compare_dates);
  number_rows(page);
  return SYN_OK;
}

uint32_t syn_report_row_end(const syn_report_page *page, uint32_t first) {
  uint32_t end = first + 1;
  while (end < page->date_count && page->dates[end].row == page->dates[first].row) end++;
  return end;
}
