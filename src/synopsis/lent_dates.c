/*
 * How it works
 *
 * A report of a happening comes on its day or within the week: an article without a date gets the interval from the day of the happening to
 * six days later, where an account of the same story dates the happening in full and the article's own words fit: the same weekday, the
 * same month and day. Of several days the one that most accounts give is taken, of equal ones the earliest. A weekday up to three days
 * after the happening that the article speaks of as past moves the beginning. Days that were lent are never looked at: happenings hold
 * stated ones only.
 */
#include "synopsis/lent_dates.h"

#include <stdlib.h>

#include "records/calendar.h"
#include "records/wording.h"
#include "synopsis/happening.h"
#include "synoptic/calendar.h"

enum { DAYS_AFTER = 6, LATE_WEEKDAY = 3, DAYS_A_WEEK = 7 };

typedef SYN_ARRAY(syn_lent_date) lent_array;

/* Whether a day fits what an article says of its happening. */
static bool fits(const syn_happening *happening, int32_t day) {
  int32_t year, month, date;
  syn_calendar_date(day, &year, &month, &date);
  if (happening->day != SYN_DAY_NONE) return happening->day == day;
  if (happening->month > 0) return happening->month == month && happening->date == date;
  return happening->weekday == 0 || happening->weekday == syn_calendar_weekday(day);
}

/*
 * The day that most accounts give, of those that fit; SYN_DAY_NONE where there is none. `out_witness`: the first of them, another account
 * before the one that is to be dated.
 */
static int32_t choose_day(const syn_gathering *gathering, const uint32_t *members, uint32_t count, uint32_t account,
                          uint32_t *out_witness) {
  int32_t best = SYN_DAY_NONE;
  uint32_t best_votes = 0;
  for (uint32_t i = 0; i < count; i++) {
    int32_t day = gathering->happenings[members[i]].day;
    if (!gathering->happenings[members[i]].is_firm || day == best || !fits(&gathering->happenings[account], day)) continue;
    uint32_t votes = 0;
    for (uint32_t k = 0; k < count; k++) votes += gathering->happenings[members[k]].is_firm && gathering->happenings[members[k]].day == day;
    if (votes < best_votes || (votes == best_votes && day > best)) continue;
    best = day;
    best_votes = votes;
    *out_witness = account;
    for (uint32_t k = 0; k < count && *out_witness == account; k++)
      if (gathering->happenings[members[k]].is_firm && gathering->happenings[members[k]].day == day) *out_witness = members[k];
  }
  return best;
}

/* The latest weekday within three days after the happening that the article speaks of as past: days behind the happening. */
static int32_t latest_past_weekday(const syn_facts *facts, int32_t day) {
  int32_t latest = 0;
  for (uint32_t t = 0; t < facts->time_count; t++) {
    const syn_time *time = &facts->times[t];
    if (time->shift_unit != 'N' || time->direction >= 0 || time->value.size < 10 || time->value.data[9] < '1' || time->value.data[9] > '7')
      continue;
    int32_t after = (time->value.data[9] - '0' - syn_calendar_weekday(day) + DAYS_A_WEEK) % DAYS_A_WEEK;
    if (after <= LATE_WEEKDAY && after > latest) latest = after;
  }
  return latest;
}

static syn_status lend(syn_gathering *gathering, const uint32_t *members, uint32_t count, uint32_t account, lent_array *lent) {
  const syn_account *to = &gathering->accounts[account];
  uint32_t witness = account;
  if (to->article->published.basis != SYN_BASIS_NONE) return SYN_OK;
  int32_t day = choose_day(gathering, members, count, account, &witness);
  if (day == SYN_DAY_NONE) return SYN_OK;
  syn_lent_date *date = SYN_ARRAY_ADD(lent, gathering->arena);
  if (!date) return SYN_NO_MEMORY;
  int32_t later = latest_past_weekday(to->facts, day);
  date->article = to->article->id;
  date->interval =
      (syn_interval){{day + later, SYN_SECOND_NONE, SYN_ZONE_NONE}, {day + DAYS_AFTER, SYN_SECOND_NONE, SYN_ZONE_NONE}, SYN_BASIS_LINKED};
  char text[SYN_MOMENT_TEXT_SIZE];
  (void)syn_moment_format((syn_moment){day, SYN_SECOND_NONE, SYN_ZONE_NONE}, text);
  const char *moved = later > 0 ? "; it speaks of a later weekday as past" : "";
  if (witness == account) return syn_arena_format(gathering->arena, &date->why, "its own words date the happening %s%s", text, moved);
  const char *own = gathering->happenings[account].weekday > 0 ? ", which is the weekday that this article names" : "";
  syn_text outlet = syn_wording_outlet(gathering->accounts[witness].article);
  return syn_arena_format(gathering->arena, &date->why, "%.*s dates the happening %s%s%s", SYN_TEXT_ARGUMENTS(outlet), text, own, moved);
}

static int order_lent(const void *a, const void *b) {
  return syn_id_compare(((const syn_lent_date *)a)->article, ((const syn_lent_date *)b)->article);
}

static syn_status lend_in_story(syn_gathering *gathering, const syn_story *story, uint32_t *members, lent_array *lent) {
  uint32_t count = story->articles.count;
  for (uint32_t i = 0; i < count; i++) members[i] = syn_gathering_account(gathering, story->articles.items[i]);
  qsort(members, count, sizeof *members, syn_order_numbers);
  for (uint32_t i = 0; i < count; i++) {
    syn_status status = lend(gathering, members, count, members[i], lent);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

syn_status syn_lent_dates_find(syn_gathering *gathering) {
  lent_array lent = {0};
  uint32_t *members = SYN_ARENA_ARRAY(gathering->arena, uint32_t, gathering->account_count);
  if (!members) return SYN_NO_MEMORY;
  for (uint32_t s = 0; s < gathering->story_count; s++) {
    if (gathering->stories[s].articles.count < 2) continue;
    syn_status status = lend_in_story(gathering, &gathering->stories[s], members, &lent);
    if (status != SYN_OK) return status;
  }
  if (lent.count > 1) qsort(lent.items, lent.count, sizeof *lent.items, order_lent);
  gathering->lent_dates = lent.items;
  gathering->lent_date_count = (uint32_t)lent.count;
  return SYN_OK;
}
