#include "facts/time_join.h"

#include <string.h>

#include "facts/time_shifts.h"
#include "facts/time_values.h"
#include "records/calendar.h"

enum { CLOCK_GAP = 3, RANGE_GAP = 2, MOVE_REACH = 8, DAY_SIZE = 10, SHORTEST_SPAN = 6, WEEK = 7, CLOCK_SIZE = 6, HOUR_END = 3 };

/* ---- hours ---- */

bool syn_time_is_clock(const syn_time *time) {
  return time->type == SYN_TIME_TIME && time->value.size > 0 && time->value.data[0] == 'T';
}

static bool is_range(const syn_time *time) {
  return syn_text_find(time->value, SYN_TEXT("/"), 0) != SIZE_MAX;
}

bool syn_time_is_day(const syn_time *time) {
  bool open_day = syn_time_is_one_of(time->shift_unit, "DN") || (time->shift_unit == 'W' && time->value.size == DAY_SIZE);
  return time->type == SYN_TIME_DATE && !is_range(time) && (open_day || time->value.size == DAY_SIZE);
}

/* Where the part of the day begins in "XXXX-WXX-5TEV"; SIZE_MAX where there is none. */
static size_t part_at(syn_text value) {
  enum { PART_SIZE = 3, SHORTEST = 8 };
  if (value.size < SHORTEST) return SIZE_MAX;
  size_t at = value.size - PART_SIZE;
  return value.data[at] == 'T' && value.data[at + 1] >= 'A' && value.data[at + 2] >= 'A' ? at : SIZE_MAX;
}

bool syn_time_has_day_part(const syn_time *time) {
  return time->type == SYN_TIME_TIME && !is_range(time) && part_at(time->value) != SIZE_MAX;
}

/* An hour without a stated half of the day, in a part of the day: "tomorrow afternoon at 3:30". */
static int32_t hour_in_part(int32_t hour, char part) {
  enum { NOON = 12, LATEST_OF_NIGHT = 5 };
  bool late = part == 'A' || part == 'E' || (part == 'N' && hour > LATEST_OF_NIGHT);
  return late && hour < NOON && hour > 0 ? hour + NOON : hour;
}

static int32_t hour_of(syn_text clock) {
  return (clock.data[1] - '0') * 10 + clock.data[2] - '0';
}

static int32_t second_of(syn_text clock) {
  int32_t hour = hour_of(clock), minute = (clock.data[4] - '0') * 10 + clock.data[5] - '0';
  return (hour * 60 + minute) * 60;
}

static bool has_minutes(syn_text clock) {
  return clock.size >= CLOCK_SIZE && clock.data[3] == ':';
}

void syn_time_set_hour(syn_interval *interval, const syn_time *clock) {
  syn_text value = clock->value;
  size_t slash = syn_text_find(value, SYN_TEXT("/"), 0);
  if (interval->basis == SYN_BASIS_NONE || interval->from.day != interval->to.day || !has_minutes(value)) return;
  interval->from.second = interval->to.second = second_of(value);
  bool utc = value.data[value.size - 1] == 'Z';
  bool seconds = slash == SIZE_MAX && value.size >= CLOCK_SIZE + 3 && value.data[CLOCK_SIZE] == ':';
  if (seconds) interval->from.second = interval->to.second += (value.data[CLOCK_SIZE + 1] - '0') * 10 + value.data[CLOCK_SIZE + 2] - '0';
  bool zoned = clock->interval.basis == SYN_BASIS_NONE && clock->interval.from.zone_minutes != 0;
  if (utc || zoned) interval->from.zone_minutes = interval->to.zone_minutes = utc ? 0 : clock->interval.from.zone_minutes;
  if (slash != SIZE_MAX) interval->to.second = second_of(syn_text_slice(value, slash + 1, value.size));
}

/* Whether nothing but joining words stand between two pieces. */
static bool is_joined(const time_context *context, uint32_t from, uint32_t to) {
  if (to > from + CLOCK_GAP) return false;
  for (uint32_t i = from; i < to; i++) {
    bool joins = syn_time_reading_at(context, i, TIME_JOIN) != NULL || syn_time_reading_at(context, i, TIME_OPENER) != NULL;
    if (!joins) return false;
  }
  return true;
}

/* The clock's hours moved into the part of the day that the day's value ends with; that is taken off the value. */
static syn_status move_into_part(const time_context *context, syn_time *day, syn_time *clock) {
  size_t at = part_at(day->value), slash = syn_text_find(clock->value, SYN_TEXT("/"), 0);
  if (at == SIZE_MAX) return SYN_OK;
  char part = day->value.data[at + 1];
  syn_text first = syn_text_slice(clock->value, 0, slash),
           last = syn_text_slice(clock->value, slash == SIZE_MAX ? clock->value.size : slash, SIZE_MAX);
  day->value = syn_text_slice(day->value, 0, at);
  if (!has_minutes(first)) return SYN_OK;
  if (last.size == 0)
    return syn_arena_format(context->arena, &clock->value, "T%02d%.*s", (int)hour_in_part(hour_of(first), part),
                            SYN_TEXT_ARGUMENTS(syn_text_slice(first, HOUR_END, first.size)));
  last = syn_text_slice(last, 1, last.size);
  return syn_arena_format(context->arena, &clock->value, "T%02d%.*s/T%02d%.*s", (int)hour_in_part(hour_of(first), part),
                          SYN_TEXT_ARGUMENTS(syn_text_slice(first, HOUR_END, first.size)), (int)hour_in_part(hour_of(last), part),
                          SYN_TEXT_ARGUMENTS(syn_text_slice(last, HOUR_END, last.size)));
}

static syn_status join_clock(const time_context *context, time_place *before, const time_place *after) {
  syn_time hour = syn_time_is_clock(before->time) ? *before->time : *after->time;
  const syn_time *clock = &hour;
  syn_time day = syn_time_is_clock(before->time) ? *after->time : *before->time;
  syn_status moved = move_into_part(context, &day, &hour);
  if (moved != SYN_OK) return moved;
  size_t slash = syn_text_find(clock->value, SYN_TEXT("/"), 0);
  syn_text first = syn_text_slice(clock->value, 0, slash), last = syn_text_slice(clock->value, slash == SIZE_MAX ? 0 : slash + 1, SIZE_MAX);
  syn_text date = day.value;
  syn_status status = slash == SIZE_MAX
                          ? syn_arena_format(context->arena, &day.value, "%.*s%.*s", SYN_TEXT_ARGUMENTS(date), SYN_TEXT_ARGUMENTS(first))
                          : syn_arena_format(context->arena, &day.value, "%.*s%.*s/%.*s%.*s", SYN_TEXT_ARGUMENTS(date),
                                             SYN_TEXT_ARGUMENTS(first), SYN_TEXT_ARGUMENTS(date), SYN_TEXT_ARGUMENTS(last));
  if (status != SYN_OK) return status;
  day.type = SYN_TIME_TIME;
  day.span = before->time->span;
  day.span.end = after->time->span.end;
  syn_time_set_hour(&day.interval, clock);
  *before->time = day;
  return SYN_OK;
}

/* "every Monday at 4 p.m.": a day that comes again. */
static bool is_set_of_days(const syn_time *time) {
  return time->type == SYN_TIME_SET && time->value.size == DAY_SIZE && syn_text_starts_with(time->value, SYN_TEXT("XXXX-WXX-"));
}

/* ---- a day said twice ---- */

/* "next Sunday, March 8" and "tomorrow, 13 April": one day, when the calendar agrees or one of them is not known. */
static bool is_same_day(const time_context *context, const time_place *before, const time_place *after) {
  const syn_time *first = before->time, *second = after->time;
  if (after->first != before->end + 1 || syn_time_reading_at(context, before->end, TIME_COMMA) == NULL) return false;
  if (!syn_time_is_day(first) || !syn_time_is_day(second) || !syn_time_is_one_of(first->shift_unit, "ND")) return false;
  if (second->shift_unit != 'C' && second->relative) return false;
  bool known = first->interval.basis != SYN_BASIS_NONE && second->interval.basis != SYN_BASIS_NONE;
  return known && first->interval.from.day == second->interval.from.day;
}

/* ---- ranges ---- */

/* Words that move something from one time to another, which is no range: "postponed from Monday to Thursday". */
static bool is_moved(const time_context *context, uint32_t first) {
  for (uint32_t back = 1; back <= MOVE_REACH && back <= first; back++) {
    const time_piece *piece = &context->pieces[first - back];
    if (syn_time_token_is(context->words, &context->document->tokens[piece->token], TIME_MOVED)) return true;
  }
  return false;
}

/* Between two ends: "to" and its like, or "and" behind "between". */
static bool is_range_gap(const time_context *context, const time_place *before, const time_place *after) {
  if (after->first <= before->end || after->first > before->end + RANGE_GAP) return false;
  const time_reading *to = syn_time_reading_at(context, before->end, TIME_TO);
  bool the = after->first == before->end + RANGE_GAP;
  if (to == NULL || (the && syn_time_reading_at(context, before->end + 1, TIME_THE) == NULL)) return false;
  size_t place = (size_t)before->first - 1;
  const time_reading *opener = syn_time_reading_at(context, place, TIME_OPENER);
  if (opener == NULL && syn_time_reading_at(context, place, TIME_THE) != NULL)
    opener = syn_time_reading_at(context, place - 1, TIME_OPENER);
  if (to->number == 1) return opener != NULL && opener->number == 1;
  bool alike = before->time->value.size == after->time->value.size && before->time->shift_unit == after->time->shift_unit;
  return (opener != NULL || alike) && !is_moved(context, before->first);
}

/* Ends of a range: two dates, neither of them open to the past or the future, or two hours. */
static bool is_end(const syn_time *time) {
  bool dated = time->value.size > 0 && (time->value.data[0] == 'X' || (time->value.data[0] >= '0' && time->value.data[0] <= '9'));
  return !is_range(time) && ((time->type == SYN_TIME_DATE && dated) || time->type == SYN_TIME_TIME);
}

/* "between January 2019 and now": the day of publication, where that is one day. */
static bool set_present(const time_context *context, syn_time *time, char out_value[TIME_VALUE_SIZE]) {
  int32_t year = 0, month = 0, day = 0;
  syn_interval published = context->published;
  if (!syn_text_equal(time->value, SYN_TEXT("PRESENT_REF")) || published.basis == SYN_BASIS_NONE) return false;
  if (published.from.day != published.to.day) return false;
  syn_calendar_date(published.from.day, &year, &month, &day);
  syn_time_write_date(out_value, year, month, day);
  time->value = syn_text_from(out_value);
  time->interval = syn_time_days(published.from.day, published.to.day);
  time->relative = true;
  return true;
}

/* An hour behind a day and its hour is one of that day: "between 2:00 tomorrow and 4:00". */
static syn_status give_day(const time_context *context, const syn_time *first, syn_time *last) {
  size_t at = syn_text_find(first->value, SYN_TEXT("T"), 0);
  if (at == 0 || at == SIZE_MAX || !syn_time_is_clock(last)) return SYN_OK;
  syn_interval days = syn_time_days(first->interval.from.day, first->interval.to.day);
  days.basis = first->interval.basis;
  syn_time_set_hour(&days, last);
  last->interval = days;
  return syn_arena_format(context->arena, &last->value, "%.*s%.*s", (int)at, first->value.data, SYN_TEXT_ARGUMENTS(last->value));
}

static syn_status join_range(const time_context *context, time_place *before, const time_place *after) {
  syn_time range = *before->time, last = *after->time;
  syn_status given = give_day(context, &range, &last);
  if (given != SYN_OK) return given;
  syn_interval from = range.interval, to = last.interval;
  syn_status status =
      syn_arena_format(context->arena, &range.value, "%.*s/%.*s", SYN_TEXT_ARGUMENTS(before->time->value), SYN_TEXT_ARGUMENTS(last.value));
  if (status != SYN_OK) return status;
  bool known = from.basis != SYN_BASIS_NONE && to.basis != SYN_BASIS_NONE;
  if (known && last.shift_unit == 'N' && to.to.day < from.from.day) to.to.day += WEEK; /* "from Friday to Monday" */
  bool ordered = known && (from.from.day < to.to.day || (from.from.day == to.to.day && from.from.second < to.to.second));
  range.interval = ordered ? (syn_interval){from.from, to.to, SYN_BASIS_TEXT} : (syn_interval){.basis = SYN_BASIS_NONE};
  range.relative = range.relative || last.relative;
  range.shift_unit = 0;
  range.shift = 0;
  range.span.end = last.span.end;
  *before->time = range;
  return SYN_OK;
}

syn_status syn_time_join(const time_context *context, time_place *before, const time_place *after, bool *out_joined) {
  const syn_time *first = before->time, *second = after->time;
  syn_status status = SYN_OK;
  bool first_day = syn_time_is_day(first) || syn_time_has_day_part(first),
       second_day = syn_time_is_day(second) || syn_time_has_day_part(second);
  bool clock_and_day = (syn_time_is_clock(first) && second_day) || (first_day && syn_time_is_clock(second));
  *out_joined = true;
  bool again = is_set_of_days(first) && syn_time_is_clock(second) && !is_range(second);
  if ((clock_and_day || again) && is_joined(context, before->end, after->first)) {
    status = join_clock(context, before, after);
    if (again) before->time->type = SYN_TIME_SET;
  } else if (is_same_day(context, before, after)) {
    syn_span span = first->span;
    *before->time = *second;
    before->time->span.start = span.start;
  } else if (is_end(first) && is_range_gap(context, before, after)) {
    char value[TIME_VALUE_SIZE];
    syn_time end = *second;
    bool present = first->type == SYN_TIME_DATE && set_present(context, &end, value);
    *out_joined = present || (is_end(second) && first->type == second->type);
    if (*out_joined) status = join_range(context, before, &(time_place){&end, after->first, after->end});
  } else {
    *out_joined = false;
  }
  if (status == SYN_OK && *out_joined) before->end = after->end;
  return status;
}

/* ---- before the time ---- */

/* "early", "mid", "late": half of the days, which every reading of these words lies in; "earlier this year" ends, "later" begins with
 * the day of publication. */
static void narrow(const time_context *context, syn_text modifier, syn_time *time) {
  syn_interval *days = &time->interval, published = context->published;
  if (days->basis == SYN_BASIS_NONE || modifier.size == 0 || days->from.second != SYN_SECOND_NONE) return;
  int32_t from = days->from.day, to = days->to.day, length = to - from + 1;
  bool inside = published.basis != SYN_BASIS_NONE && published.from.day >= from && published.to.day <= to;
  if (length < SHORTEST_SPAN || is_range(time)) return;
  switch (modifier.data[0]) {
  case 'S':
    days->to.day = from + (length + 1) / 2 - 1;
    break;
  case 'M':
    days->from.day = from + length / 4;
    days->to.day = to - length / 4;
    break;
  case 'E':
    days->from.day = to - (length + 1) / 2 + 1;
    break;
  case 'B':
    if (inside && time->shift == 0 && time->relative) days->to.day = published.to.day;
    break;
  case 'A':
    if (inside && time->shift == 0 && time->relative) days->from.day = published.from.day;
    break;
  default:
    break;
  }
}

/* Whether what begins at a piece leaves the time before it whole, or takes it in as a whole ("two weeks" of "two weeks before Christmas").
 */
static bool is_free(const time_context *context, size_t first) {
  return context->last == NULL || first >= context->last_end || first == context->last_first;
}

/* "early", "mid-", "late" right before a date are part of it; so is "the end of". */
static void take_modifier(const time_context *context, time_place *place) {
  size_t before = (size_t)place->first - 1;
  if (place->first == 0 || place->time->type == SYN_TIME_SET || place->time->type == SYN_TIME_DURATION) return;
  if (syn_time_reading_at(context, before, TIME_DASH) != NULL && context->pieces[before].glued) before--;
  const time_reading *modifier = syn_time_reading_at(context, before, TIME_MODIFIER);
  if (modifier == NULL) {
    if (syn_time_reading_at(context, before, TIME_THE) != NULL) before--;
    if (syn_time_reading_at(context, before, TIME_OFWORD) == NULL) return;
    modifier = syn_time_reading_at(context, before - 1, TIME_EDGE);
    if (modifier == NULL) return;
    before--;
    if (syn_time_reading_at(context, before - 1, TIME_THE) != NULL) before--;
  }
  if (context->last != NULL && before < context->last_end) return;
  narrow(context, modifier->value, place->time);
  place->first = (uint32_t)before;
}

/* "the week of March 6", "the weekend of 3 May" */
static syn_status take_week(const time_context *context, time_place *place) {
  char text[TIME_VALUE_SIZE];
  syn_time *time = place->time;
  size_t before = (size_t)place->first - 1;
  if (!syn_time_is_day(time) || place->first < 2) return SYN_OK;
  if (syn_time_reading_at(context, before, TIME_OFWORD) == NULL) return SYN_OK;
  const time_reading *unit = syn_time_reading_at(context, before - 1, TIME_UNIT);
  if (unit == NULL || unit->value.size == 0 || unit->value.data[0] != 'W') return SYN_OK;
  size_t first = syn_time_reading_at(context, before - 2, TIME_THE) != NULL ? before - 2 : before - 1;
  if (!is_free(context, first)) return SYN_OK;
  place->first = (uint32_t)first;
  time->shift_unit = 0;
  if (time->interval.basis == SYN_BASIS_NONE || time->interval.from.day != time->interval.to.day)
    return syn_time_set_value(context, time, "XXXX-WXX");
  int32_t monday = time->interval.from.day - syn_calendar_weekday(time->interval.from.day) + 1;
  time->interval = syn_time_days(monday, monday + WEEK - 1);
  syn_time_write_week(text, monday);
  return syn_time_set_value(context, time, text);
}

/* The amount before "before" or "after": "two weeks", "a month", "the day"; the first of its pieces, or SIZE_MAX. */
static size_t read_amount(const time_context *context, size_t unit, int32_t *out_amount) {
  if (unit == 0 || unit >= context->piece_count) return SIZE_MAX;
  const time_piece *piece = &context->pieces[unit - 1];
  if (piece->number >= 0 && piece->number <= TIME_NUMBER_LIMIT && piece->hundredths == 0) {
    *out_amount = piece->number;
    return unit - 1;
  }
  *out_amount = 1;
  bool one = syn_time_word_reading(piece->word, TIME_ARTICLE) != NULL || syn_time_word_reading(piece->word, TIME_THE) != NULL;
  return one ? unit - 1 : SIZE_MAX;
}

/* "two weeks before Christmas", "the day after 3 May", "3 days from Tuesday" */
static syn_status take_distance(const time_context *context, time_place *place) {
  syn_time *time = place->time;
  size_t before = (size_t)place->first - 1;
  int32_t amount = 0;
  if (place->first < 2 || !syn_time_is_day(time) || time->interval.basis == SYN_BASIS_NONE) return SYN_OK;
  if (syn_time_reading_at(context, before, TIME_THE) != NULL) before--;
  const time_reading *beyond = syn_time_reading_at(context, before, TIME_BEYOND);
  const time_reading *unit = syn_time_reading_at(context, before - 1, TIME_UNIT);
  if (beyond == NULL || unit == NULL || unit->value.size == 0) return SYN_OK;
  size_t first = read_amount(context, before - 1, &amount);
  if (first == SIZE_MAX || !is_free(context, first)) return SYN_OK;
  char basic = syn_time_basic_unit(unit->value.data[0], &amount);
  if (!syn_time_is_one_of(basic, "DWMY")) return SYN_OK;
  syn_time anchor = *time, counted = {.type = SYN_TIME_DATE, .span = time->span, .relative = time->relative};
  if (basic == 'W') amount *= WEEK;
  if (basic == 'W') basic = 'D';
  syn_status status = syn_time_set_open(context, &counted, basic, (syn_text){0});
  if (status == SYN_OK) status = syn_time_count_from(context, &anchor, amount * beyond->number, basic, &counted);
  if (status != SYN_OK || counted.interval.basis == SYN_BASIS_NONE) return status;
  char text[TIME_VALUE_SIZE];
  int32_t year = 0, month = 0, day = 0;
  syn_calendar_date(counted.interval.from.day, &year, &month, &day);
  syn_time_write_date(text, year, basic == 'Y' ? 0 : month, basic == 'D' ? day : 0);
  if (basic == 'Y') month = 0;
  counted.relative = anchor.relative;
  counted.shift_unit = 0;
  *time = counted;
  place->first = (uint32_t)first;
  return syn_time_set_value(context, time, text);
}

syn_status syn_time_take_before(const time_context *context, time_place *place) {
  syn_status status = take_distance(context, place);
  if (status == SYN_OK) status = take_week(context, place);
  if (status == SYN_OK) take_modifier(context, place);
  return status;
}
