#include "export/time_axis.h"

#include <stdio.h>

#include "records/calendar.h"

static const char *const MONTHS[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

typedef struct tick_list {
  syn_time_tick *ticks;
  unsigned count;
} tick_list;

static void add_tick(tick_list *list, int32_t day, bool with_day) {
  int32_t year, month, of_month;
  if (list->count == SYN_TIME_TICK_LIMIT) return;
  syn_time_tick *tick = &list->ticks[list->count++];
  syn_calendar_date(day, &year, &month, &of_month);
  tick->day = day;
  bool with_year = !with_day || (month == 1 && of_month == 1);
  int size = with_day ? snprintf(tick->words, sizeof tick->words, "%d %s", (int)of_month, MONTHS[month - 1])
                      : snprintf(tick->words, sizeof tick->words, "%s", MONTHS[month - 1]);
  if (with_year) snprintf(tick->words + size, sizeof tick->words - (size_t)size, " %d", (int)year);
}

static void add_days(tick_list *list, int32_t first, int32_t last, int32_t step) {
  for (int32_t day = first; day <= last; day += step) add_tick(list, day, true);
}

static void add_months(tick_list *list, int32_t first, int32_t last, int32_t step) {
  int32_t year, month, day;
  syn_calendar_date(first, &year, &month, &day);
  for (int32_t count = year * 12 + month - 1 + (day > 1);; count++) {
    int32_t begin = syn_calendar_day(count / 12, count % 12 + 1, 1);
    if (begin > last) break;
    if (count % step == 0) add_tick(list, begin, false);
  }
}

unsigned syn_time_ticks(int32_t first, int32_t last, int32_t most, syn_time_tick out_ticks[SYN_TIME_TICK_LIMIT]) {
  static const int32_t DAY_STEPS[] = {1, 2, 3, 7, 14}, MONTH_STEPS[] = {1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000};
  tick_list list = {.ticks = out_ticks};
  int32_t days = last - first + 1;
  for (size_t i = 0; i < sizeof DAY_STEPS / sizeof DAY_STEPS[0]; i++) {
    if ((days + DAY_STEPS[i] - 1) / DAY_STEPS[i] > most) continue;
    add_days(&list, first, last, DAY_STEPS[i]);
    return list.count;
  }
  size_t i = 0;
  while (i + 1 < sizeof MONTH_STEPS / sizeof MONTH_STEPS[0] && days / 30 / MONTH_STEPS[i] >= most) i++;
  add_months(&list, first, last, MONTH_STEPS[i]);
  return list.count;
}
