/*
 * How it works
 *
 * The values that a pattern read are sorted into fields (days, months, a unit, a side, ...), and one function for each build makes the
 * TIMEX3 value of them, with X for what is not stated: dates (time_dates.c), what counts from elsewhere (time_shifts.c), lengths, sets and
 * clocks (time_lengths.c). What is absolute gets its interval there; what counts from the day of publication says so in shift and
 * shift_unit and is resolved by records/time_resolution; what counts from another time in the text is resolved in the same way against
 * that time's interval.
 */
#include "facts/time_build.h"

#include <stdio.h>

#include "facts/time_dates.h"
#include "facts/time_holiday.h"
#include "facts/time_lengths.h"
#include "facts/time_shifts.h"
#include "facts/time_values.h"
#include "records/calendar.h"
#include "records/time_resolution.h"

/* "now", "recently", "soon"; but not "as soon as", nor "shortly after the talks". */
static syn_status build_reference(const time_context *context, const time_match *match, const time_fields *fields, syn_time *time) {
  const syn_token *token = &context->document->tokens[context->pieces[match->first].token];
  if (match->count == 1 && token->tag != SYN_TAG_ADV && token->tag != SYN_TAG_X) return SYN_NOT_FOUND;
  size_t end = match->first + match->count;
  bool measured = syn_time_reading_at(context, end, TIME_BEYOND) != NULL || syn_time_reading_at(context, end, TIME_ASWORD) != NULL;
  if (measured || syn_time_reading_at(context, (size_t)match->first - 1, TIME_ASWORD) != NULL) return SYN_NOT_FOUND;
  time->relative = true;
  return syn_arena_copy(context->arena, fields->reference, &time->value);
}

/* "the future", "the past", "these days" */
static syn_status build_far(const time_context *context, const time_fields *fields, syn_time *time) {
  time->relative = true;
  time->direction = (int8_t)fields->side;
  return syn_time_set_value(context, time, fields->side < 0 ? "PAST_REF" : fields->side > 0 ? "FUTURE_REF" : "PRESENT_REF");
}

syn_status syn_time_build(const time_context *context, const time_match *match, syn_time *out_time) {
  time_fields fields = syn_time_fields_read(match);
  uint32_t last = match->first + match->count - 1;
  const syn_token *last_token = &context->document->tokens[context->pieces[last].token];
  fields.many = syn_time_word_reading(context->pieces[last].word, TIME_MANY) != NULL || (last_token->features & SYN_FEATURE_PLURAL) != 0;
  fields.coming = match->ending->has_side && match->ending->build == TIME_BUILD_WEEKDAY;
  syn_time time = {.type = SYN_TIME_DATE};
  syn_status status;
  if (match->ending->build <= TIME_BUILD_LAST_DATE)
    status = syn_time_build_date(context, match, &fields, &time);
  else if (match->ending->build <= TIME_BUILD_LAST_SHIFT)
    status = syn_time_build_shift(context, match, &fields, &time);
  else if (match->ending->build == TIME_BUILD_REF)
    status = build_reference(context, match, &fields, &time);
  else if (match->ending->build == TIME_BUILD_FAR)
    status = build_far(context, &fields, &time);
  else
    status = syn_time_build_length(context, match, &fields, &time);
  if (status == SYN_OK) *out_time = time;
  return status;
}

/* ---- the day of publication ---- */

/* How far a feast is from the day: 0 while it lasts. */
static int32_t distance_of(const time_holiday *holiday, int32_t day) {
  if (day < holiday->first) return holiday->first - day;
  return day > holiday->last ? day - holiday->last : 0;
}

/* A feast that moves, of the year that fits side or direction: the nearest one. */
static bool choose_holiday(const time_context *context, syn_text rule, const syn_time *time, time_holiday *out_holiday) {
  int32_t now = 0, month = 0, date = 0, published = context->published.from.day, nearest = INT32_MAX;
  int side = time->shift != 0 ? time->shift : time->direction;
  enum { SLACK_DAYS = 90 };
  syn_calendar_date(published, &now, &month, &date);
  for (int32_t year = now - 1; year <= now + 1; year++) {
    time_holiday holidays[HOLIDAYS_A_YEAR];
    unsigned count = syn_time_holiday_days(rule, year, holidays);
    int32_t slack = time->shift != 0 ? -1 : SLACK_DAYS;
    for (unsigned i = 0; i < count; i++) {
      int32_t day = holidays[i].first, distance = distance_of(&holidays[i], published);
      bool fits = side < 0 ? day <= published + slack : side > 0 ? day >= published - slack : true;
      if (!fits || distance >= nearest) continue;
      nearest = distance;
      *out_holiday = holidays[i];
    }
  }
  return nearest != INT32_MAX;
}

static syn_status settle_holiday(const time_context *context, syn_text rule, syn_time *time) {
  time_holiday holiday = {0};
  bool one_day = context->published.basis != SYN_BASIS_NONE && context->published.from.day == context->published.to.day;
  if (!one_day || !choose_holiday(context, rule, time, &holiday)) return SYN_OK;
  time->shift_unit = 0;
  return syn_time_set_days(context, time, holiday.first, holiday.last);
}

syn_status syn_time_settle(const time_context *context, syn_text rule, syn_time *time) {
  if (!time->relative || time->shift_unit == 0) return SYN_OK;
  bool moving = rule.size > 0 && syn_text_equal(time->value, SYN_TEXT("XXXX-XX-XX"));
  if (moving) return settle_holiday(context, rule, time);
  time->interval = syn_time_resolve(time, context->published);
  bool open = syn_time_is_one_of(time->shift_unit, "DWMQY") && syn_text_starts_with(time->value, SYN_TEXT("XXXX"));
  bool one_day = context->published.from.day == context->published.to.day;
  if (!open || !one_day || time->interval.basis == SYN_BASIS_NONE) return SYN_OK;
  int32_t year = 0, month = 0, day = 0;
  char text[TIME_VALUE_SIZE], whole[2 * TIME_VALUE_SIZE];
  syn_calendar_date(time->interval.from.day, &year, &month, &day);
  size_t part = syn_text_find(time->value, SYN_TEXT("T"), 0);
  bool partial = time->shift_unit == 'Y' && time->value.size > 4;
  if (time->shift_unit == 'W' && time->value.size <= 8)
    syn_time_write_week(text, time->interval.from.day);
  else if (partial)
    snprintf(text, sizeof(text), "%04d%.*s", (int)year, (int)time->value.size - 4, time->value.data + 4);
  else if (time->shift_unit == 'Q')
    snprintf(text, sizeof(text), "%04d-Q%d", (int)year, (int)((month - 1) / 3 + 1));
  else
    syn_time_write_date(text, year, time->shift_unit == 'Y' ? 0 : month, time->shift_unit == 'M' ? 0 : day);
  syn_text rest = part == SIZE_MAX || partial ? (syn_text){0} : syn_text_slice(time->value, part, time->value.size);
  snprintf(whole, sizeof(whole), "%s%.*s", text, SYN_TEXT_ARGUMENTS(rest));
  return syn_time_set_value(context, time, whole);
}
