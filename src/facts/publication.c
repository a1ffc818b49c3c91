/*
 * How it works: news tells days of the last week by their weekday and others by their date. An article without a date that gives one full
 * day A of what it reports (in a caption, or told as past and by its weekday too) appeared on A or within the six days after it, for as
 * long as that weekday still means A. Every other past weekday is the one nearest to A such that all of them lie close together; the latest
 * of them is the first day on which the article can have appeared, the earliest plus six the last. A day that is told as ahead ends the
 * interval before it. Full days that are told as past without a weekday bound nothing: they may lie long ago. Where this does not leave at
 * most a week, nothing is inferred.
 */
#include "facts/publication.h"

#include "records/calendar.h"
#include "records/time_resolution.h"

enum { WEEK = 7, REACH_DAYS = 6 };

/* What the times of an article say about its days. */
typedef struct evidence {
  int32_t anchor;                 /* the full day of what is reported; SYN_DAY_MINIMUM: none */
  uint32_t anchor_time;           /* index */
  bool is_past_weekday[WEEK + 1]; /* Monday 1 to Sunday 7, told as past */
  int32_t ahead;                  /* the earliest day told as ahead; SYN_DAY_MAXIMUM: none */
} evidence;

static bool is_full_day(const syn_time *time) {
  return time->type == SYN_TIME_DATE && !time->relative && time->interval.basis != SYN_BASIS_NONE &&
         time->interval.from.day == time->interval.to.day;
}

/* "XXXX-WXX-3" */
static int32_t weekday_of(const syn_time *time) {
  enum { VALUE_SIZE = 10, DIGIT = 9 };
  if (time->shift_unit != 'N' || time->value.size != VALUE_SIZE) return 0;
  int32_t day = time->value.data[DIGIT] - '0';
  return day >= 1 && day <= WEEK ? day : 0;
}

/* The day of a date without a year, in the year that puts it on or after `day`; SYN_DAY_MAXIMUM when it is no day. */
static int32_t next_such_day(const syn_time *time, int32_t day) {
  enum { VALUE_SIZE = 10, MONTH_TENS = 5, MONTH_ONES = 6, DAY_TENS = 8, DAY_ONES = 9 };
  if (time->shift_unit != 'C' || time->value.size != VALUE_SIZE) return SYN_DAY_MAXIMUM;
  const char *digits = time->value.data;
  int32_t month = (digits[MONTH_TENS] - '0') * 10 + digits[MONTH_ONES] - '0', date = (digits[DAY_TENS] - '0') * 10 + digits[DAY_ONES] - '0';
  int32_t year, unused_month, unused_day;
  syn_calendar_date(day, &year, &unused_month, &unused_day);
  for (int32_t y = year; y <= year + 1; y++) {
    if (syn_calendar_is_date(y, month, date) && syn_calendar_day(y, month, date) >= day) return syn_calendar_day(y, month, date);
  }
  return SYN_DAY_MAXIMUM;
}

/* The latest full day that a caption shows or whose weekday the text tells as past. */
static void find_anchor(const syn_facts *facts, evidence *found) {
  for (uint32_t i = 0; i < facts->time_count; i++) {
    const syn_time *time = &facts->times[i];
    if (!is_full_day(time)) continue;
    int32_t day = time->interval.from.day;
    bool is_shown = time->span.field == SYN_FIELD_CAPTION;
    bool is_told = time->direction < 0 && found->is_past_weekday[syn_calendar_weekday(day)];
    if ((is_shown || is_told) && day > found->anchor) {
      found->anchor = day;
      found->anchor_time = i;
    }
  }
}

static void collect(const syn_facts *facts, evidence *found) {
  *found = (evidence){.anchor = SYN_DAY_MINIMUM, .ahead = SYN_DAY_MAXIMUM};
  for (uint32_t i = 0; i < facts->time_count; i++) {
    const syn_time *time = &facts->times[i];
    int32_t weekday = weekday_of(time);
    if (weekday > 0 && time->direction < 0) found->is_past_weekday[weekday] = true;
  }
  find_anchor(facts, found);
  if (found->anchor == SYN_DAY_MINIMUM) return;
  for (uint32_t i = 0; i < facts->time_count; i++) {
    const syn_time *time = &facts->times[i];
    if (time->direction <= 0) continue;
    int32_t day = is_full_day(time) ? time->interval.from.day : next_such_day(time, found->anchor + 1);
    if (day > found->anchor && day < found->ahead) found->ahead = day;
  }
}

/*
 * The window of days that holds the anchor and one day for each past weekday, as short as can be: each weekday is the last before the
 * anchor or the next after it. All weekdays from one on lie after, the others before; seven ways to cut, the shortest wins, of equal ones
 * the earlier.
 */
static void find_window(const evidence *found, int32_t *out_first, int32_t *out_last) {
  int32_t best = WEEK * 2, anchor = found->anchor;
  for (int32_t ahead = 0; ahead < WEEK; ahead++) {
    int32_t first = anchor, last = anchor;
    for (int32_t distance = 1; distance < WEEK; distance++) {
      int32_t after = anchor + distance, before = anchor + distance - WEEK;
      if (!found->is_past_weekday[syn_calendar_weekday(after)]) continue;
      if (distance <= ahead && after > last) last = after;
      if (distance > ahead && before < first) first = before;
    }
    if (last - first < best) {
      best = last - first;
      *out_first = first;
      *out_last = last;
    }
  }
}

static syn_status explain(const syn_article *article, const syn_time *anchor, bool has_weekdays, syn_arena *arena, syn_text *out_why) {
  syn_text words = syn_article_words(article, anchor->span);
  return syn_arena_format(arena, out_why, "the text dates what it reports \"%.*s\"%s", SYN_TEXT_ARGUMENTS(words),
                          has_weekdays ? " and tells other days of that week by their weekday" : "");
}

/* ---- afterwards ---- */

static bool lies_in(syn_span inner, syn_span outer) {
  return inner.field == outer.field && inner.index == outer.index && inner.start >= outer.start && inner.end <= outer.end;
}

/* Times that waited for the day of publication, and the events that rest on them. */
static void resolve(const syn_article *article, syn_facts *facts) {
  for (uint32_t i = 0; i < facts->time_count; i++) {
    syn_time *time = &facts->times[i];
    if (time->relative && time->interval.basis == SYN_BASIS_NONE) time->interval = syn_time_resolve(time, article->published);
  }
  for (uint32_t i = 0; i < facts->event_count; i++) {
    syn_event *event = &facts->events[i];
    if (event->time == SYN_NO_INDEX || event->date.basis != SYN_BASIS_NONE) continue;
    event->date = facts->times[event->time].interval;
    if (event->date.basis != SYN_BASIS_NONE && !lies_in(facts->times[event->time].span, event->sentence))
      event->date.basis = SYN_BASIS_COREFERENCE;
  }
}

syn_status syn_publication_infer(syn_article *article, syn_facts *facts, syn_arena *arena) {
  evidence found;
  if (article->published.basis != SYN_BASIS_NONE) return SYN_OK;
  collect(facts, &found);
  if (found.anchor == SYN_DAY_MINIMUM) return SYN_OK;
  int32_t first = found.anchor, last = found.anchor;
  find_window(&found, &first, &last);
  int32_t from = last, to = first + REACH_DAYS;
  if (found.ahead != SYN_DAY_MAXIMUM && found.ahead - 1 < to) to = found.ahead - 1;
  if (to < from) return SYN_OK;
  const syn_time *anchor = &facts->times[found.anchor_time];
  syn_status status =
      explain(article, anchor, first < last || found.is_past_weekday[syn_calendar_weekday(found.anchor)], arena, &article->published_why);
  if (status != SYN_OK) return status;
  syn_moment begin = {from, SYN_SECOND_NONE, SYN_ZONE_NONE}, end = {to, SYN_SECOND_NONE, SYN_ZONE_NONE};
  article->published = (syn_interval){begin, end, SYN_BASIS_TEXT};
  resolve(article, facts);
  return SYN_OK;
}
