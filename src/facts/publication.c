/*
 * How it works: news tells days of the last week by their weekday and others by their date. An article without a date that gives one full
 * day A of what it reports (in a caption, or told as past and by its weekday too) appeared on A or within the six days after it, for as
 * long as that weekday still means A. Every other past weekday is the one nearest to A such that all of them lie close together; the latest
 * of them is the first day on which the article can have appeared, the earliest plus six the last. A day that is told as ahead ends the
 * interval before it. Full days that are told as past without a weekday bound nothing: they may lie long ago. Where this does not leave at
 * most a week, nothing is inferred.
 *
 * Where no full day is told so, the year may follow from the text itself, when it tells one year in two ways ("in 1994, 20 years ago"), or
 * from an anniversary of something whose founding is known, or from the terms of office-holders. The latest day without a year that is told
 * as past is then the anchor, if only one year fits.
 */
#include "facts/publication.h"

#include "facts/anniversaries.h"
#include "facts/office_terms.h"
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

/* "XXXX-09-14", or the first day of "XXXX-06-03/XXXX-06-04" */
static bool read_yearless(const syn_time *time, int32_t *out_month, int32_t *out_date) {
  enum { VALUE_SIZE = 10, MONTH_TENS = 5, MONTH_ONES = 6, DAY_TENS = 8, DAY_ONES = 9 };
  bool is_range = time->value.size > VALUE_SIZE && time->value.data[VALUE_SIZE] == '/';
  if (time->shift_unit != 'C' || (time->value.size != VALUE_SIZE && !is_range)) return false;
  const char *digits = time->value.data;
  *out_month = (digits[MONTH_TENS] - '0') * 10 + digits[MONTH_ONES] - '0';
  *out_date = (digits[DAY_TENS] - '0') * 10 + digits[DAY_ONES] - '0';
  return true;
}

/* The day of a date without a year, in the year that puts it on or after `day`; SYN_DAY_MAXIMUM when it is no day. */
static int32_t next_such_day(const syn_time *time, int32_t day) {
  int32_t month, date, year, unused_month, unused_day;
  if (!read_yearless(time, &month, &date)) return SYN_DAY_MAXIMUM;
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
}

/* The earliest day that is told as ahead, seen from the anchor. */
static void find_ahead(const syn_facts *facts, evidence *found) {
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

/* ---- the year, from what is known of the world ---- */

/* The latest day that the text tells as past, as far as it is known with its year. */
static int32_t latest_known_past(const syn_facts *facts) {
  int32_t latest = SYN_DAY_MINIMUM;
  for (uint32_t i = 0; i < facts->time_count; i++) {
    const syn_time *time = &facts->times[i];
    bool is_known = !time->relative && time->interval.basis != SYN_BASIS_NONE && time->direction <= 0;
    if (is_known && time->interval.from.day > latest) latest = time->interval.from.day;
  }
  return latest;
}

/* A year told twice, side by side, once as so many years away: "in 1994, 20 years ago" was written in 2014. 0: no, or not that year. */
static int32_t year_told_twice(const syn_time *first, const syn_time *second) {
  enum { GAP_BYTES = 8, FARTHEST = 300 };
  const syn_time *away = first->relative ? first : second, *year = first->relative ? second : first;
  bool near = first->span.field == second->span.field && first->span.index == second->span.index &&
              second->span.start <= first->span.end + GAP_BYTES && second->span.start >= first->span.end;
  if (!near || !away->relative || year->relative || away->type != SYN_TIME_DATE || year->type != SYN_TIME_DATE) return 0;
  if (away->shift_unit != 'Y' || away->shift >= 0 || away->shift < -FARTHEST || away->value.size != 4) return 0;
  int32_t from = 0, to = 0, month = 0, date = 0;
  if (year->interval.basis == SYN_BASIS_NONE) return 0;
  syn_calendar_date(year->interval.from.day, &from, &month, &date);
  syn_calendar_date(year->interval.to.day, &to, &month, &date);
  return from == to ? from - away->shift : 0;
}

/* The year of publication that the text tells, and the time that tells it; 0 where it tells none or two. */
static int32_t find_told_year(const syn_facts *facts, uint32_t *out_time) {
  int32_t told = 0;
  for (uint32_t i = 0; i + 1 < facts->time_count; i++) {
    int32_t year = year_told_twice(&facts->times[i], &facts->times[i + 1]);
    if (year == 0 || year == told) continue;
    if (told != 0) return 0;
    told = year;
    *out_time = i;
  }
  return told;
}

/* The weekday (1 to 7) whose name stands in the words of a time: "Monday, 3 June"; 0: none. */
static int32_t weekday_in(const syn_world *world, const syn_article *article, syn_span span) {
  const syn_table *table = syn_world_language_table(world, article->language, "weekdays");
  syn_text words = syn_article_words(article, span);
  for (size_t row = 0; table && row < table->row_count; row++) {
    syn_text form = syn_table_cell(table, row, syn_table_column(table, "form")),
             value = syn_table_cell(table, row, syn_table_column(table, "value"));
    bool is_name = form.size > 4 && value.size == 1 && value.data[0] >= '1' && value.data[0] <= '7';
    if (is_name && syn_text_find(words, form, 0) != SIZE_MAX) return value.data[0] - '0';
  }
  return 0;
}

/* The one day of this month and date, and on this weekday unless 0, within the terms; SYN_DAY_MINIMUM when there is none or several. */
static int32_t only_day_within(const syn_term_list *terms, int32_t month, int32_t date, int32_t weekday, int32_t not_before) {
  enum { YEARS_LOOKED_AT = 12 };
  int32_t only = SYN_DAY_MINIMUM;
  for (uint32_t i = 0; i < terms->count; i++) {
    syn_term term = terms->items[i];
    int32_t from = term.from > not_before ? term.from : not_before, year, unused_month, unused_day;
    if (from == SYN_DAY_MINIMUM || term.to == SYN_DAY_MAXIMUM) return SYN_DAY_MINIMUM; /* without ends: many years */
    syn_calendar_date(from, &year, &unused_month, &unused_day);
    for (int32_t y = year; y < year + YEARS_LOOKED_AT; y++) {
      if (!syn_calendar_is_date(y, month, date)) continue;
      int32_t day = syn_calendar_day(y, month, date);
      if (day < from || day > term.to || day == only || (weekday > 0 && syn_calendar_weekday(day) != weekday)) continue;
      if (only != SYN_DAY_MINIMUM) return SYN_DAY_MINIMUM;
      only = day;
    }
  }
  return only;
}

/* The latest yearless day told as past becomes the anchor, if only one year fits. */
static void find_anchor_by_terms(const syn_world *world, const syn_article *article, const syn_facts *facts, const syn_term_list *terms,
                                 evidence *found) {
  int32_t not_before = latest_known_past(facts);
  for (uint32_t i = 0; i < facts->time_count; i++) {
    int32_t month, date;
    if (facts->times[i].direction >= 0 || !read_yearless(&facts->times[i], &month, &date)) continue;
    int32_t day = only_day_within(terms, month, date, weekday_in(world, article, facts->times[i].span), not_before);
    if (day <= found->anchor) continue;
    found->anchor = day;
    found->anchor_time = i;
  }
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

/* The interval that the anchor leaves, into the article. */
static syn_status date_article(const evidence *found, syn_basis basis, syn_text why, syn_article *article, syn_facts *facts) {
  int32_t first = found->anchor, last = found->anchor;
  find_window(found, &first, &last);
  int32_t from = last, to = first + REACH_DAYS;
  if (found->ahead != SYN_DAY_MAXIMUM && found->ahead - 1 < to) to = found->ahead - 1;
  if (to < from) return SYN_OK;
  syn_moment begin = {from, SYN_SECOND_NONE, SYN_ZONE_NONE}, end = {to, SYN_SECOND_NONE, SYN_ZONE_NONE};
  article->published = (syn_interval){begin, end, basis};
  article->published_why = why;
  resolve(article, facts);
  return SYN_OK;
}

/* Whether two spans speak of one matter, by their places: an anniversary far from the day may be one of the past. */
static bool is_near(syn_span one, syn_span other) {
  enum { NEAR_BYTES = 300 };
  return one.field == other.field && one.index == other.index && one.start < other.start + NEAR_BYTES &&
         other.start < one.start + NEAR_BYTES;
}

/* The anchor by the year that the text tells in two ways, or by an anniversary; `out_basis` stays as it is where there is none. */
static syn_status find_anchor_by_year(const syn_world *world, const syn_article *article, const syn_facts *facts, syn_arena *arena,
                                      evidence *found, syn_basis *out_basis, syn_text *out_why) {
  uint32_t telling = 0;
  syn_span span;
  int32_t told = find_told_year(facts, &telling);
  bool is_twice = told > 0;
  if (is_twice) {
    span = facts->times[telling].span;
    span.end = facts->times[telling + 1].span.end;
  } else {
    told = syn_anniversary_year(world, article, facts, &span);
  }
  if (told <= 0) return SYN_OK;
  syn_term year = {syn_calendar_day(told, 1, 1), syn_calendar_day(told, 12, 31)};
  find_anchor_by_terms(world, article, facts, &(syn_term_list){.items = &year, .count = 1}, found);
  if (found->anchor != SYN_DAY_MINIMUM && !is_twice && !is_near(facts->times[found->anchor_time].span, span))
    found->anchor = SYN_DAY_MINIMUM;
  if (found->anchor == SYN_DAY_MINIMUM) return SYN_OK;
  find_ahead(facts, found);
  *out_basis = is_twice ? SYN_BASIS_TEXT : SYN_BASIS_WORLD;
  return syn_arena_format(arena, out_why, "%s: \"%.*s\"",
                          is_twice ? "the text tells one year in two ways" : "the year follows from an anniversary",
                          SYN_TEXT_ARGUMENTS(syn_article_words(article, span)));
}

syn_status syn_publication_infer(const syn_world *world, syn_article *article, syn_facts *facts, syn_arena *arena) {
  evidence found;
  syn_text why;
  if (article->published.basis != SYN_BASIS_NONE) return SYN_OK;
  collect(facts, &found);
  if (found.anchor != SYN_DAY_MINIMUM) {
    find_ahead(facts, &found);
    bool has_weekdays = found.is_past_weekday[syn_calendar_weekday(found.anchor)];
    syn_status status = explain(article, &facts->times[found.anchor_time], has_weekdays, arena, &why);
    return status == SYN_OK ? date_article(&found, SYN_BASIS_TEXT, why, article, facts) : status;
  }
  syn_term_list terms;
  syn_basis basis = SYN_BASIS_NONE;
  syn_status told = find_anchor_by_year(world, article, facts, arena, &found, &basis, &why);
  if (told != SYN_OK) return told;
  if (basis != SYN_BASIS_NONE) return date_article(&found, basis, why, article, facts);
  syn_status status = syn_office_terms(world, article, facts, arena, &terms);
  if (status != SYN_OK) return status;
  find_anchor_by_terms(world, article, facts, &terms, &found);
  if (found.anchor == SYN_DAY_MINIMUM) return SYN_OK;
  find_ahead(facts, &found);
  status = syn_arena_format(arena, &why, "the year follows from the offices that are held: %.*s", SYN_TEXT_ARGUMENTS(terms.why));
  return status == SYN_OK ? date_article(&found, SYN_BASIS_WORLD, why, article, facts) : status;
}
