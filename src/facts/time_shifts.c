#include "facts/time_shifts.h"

#include <stdio.h>
#include <string.h>

#include "facts/time_lengths.h"
#include "facts/time_values.h"
#include "records/calendar.h"
#include "records/time_resolution.h"

enum { WEEK = 7, COMPARISON_REACH = 16, PART_SIZE = 8 };

/* ---- from publication ---- */

syn_status syn_time_build_weekday(const time_context *context, const time_fields *fields, bool of_week, syn_time *time) {
  char text[TIME_VALUE_SIZE];
  if (fields->weekend)
    snprintf(text, sizeof(text), "XXXX-WXX-WE");
  else if (fields->part.size > 0)
    snprintf(text, sizeof(text), "XXXX-WXX-%dT%.*s", (int)fields->weekday, SYN_TEXT_ARGUMENTS(fields->part));
  else
    snprintf(text, sizeof(text), "XXXX-WXX-%d", (int)fields->weekday);
  if (fields->part.size > 0) time->type = SYN_TIME_TIME;
  /* "this coming Friday" is the nearest one, where "next Friday" is that of the next week */
  syn_time_set_shift(time, of_week ? 'W' : 'N', fields->coming ? 0 : fields->side);
  if (fields->has_side) time->direction = (int8_t)fields->side;
  return syn_time_set_value(context, time, text);
}

/* Figures are compared right before: "from $31 million a year ago", "higher than a year ago". */
static bool is_compared(const time_context *context, const time_match *match) {
  for (size_t back = 1; back <= COMPARISON_REACH && back <= match->first; back++) {
    if (syn_time_reading_at(context, match->first - back, TIME_COMPARE) != NULL) return true;
  }
  return false;
}

/* A year before a month, a quarter or a half is that of the other year. */
static syn_status shift_years(const time_context *context, const syn_time *anchor, int32_t years, syn_time *time) {
  int32_t from[3], to[3];
  syn_calendar_date(anchor->interval.from.day, &from[0], &from[1], &from[2]);
  syn_calendar_date(anchor->interval.to.day + 1, &to[0], &to[1], &to[2]);
  if (from[0] + years < 1 || to[0] + years > TIME_NUMBER_LIMIT) return SYN_OK;
  int32_t first = syn_calendar_day(from[0] + years, from[1], from[2]), last = syn_calendar_day(to[0] + years, to[1], to[2]) - 1;
  if (from[2] != 1 || to[2] != 1 || last < first) return SYN_OK;
  time->interval = syn_time_days(first, last);
  size_t dash = syn_text_find(anchor->value, SYN_TEXT("-"), 0);
  syn_text part = dash == SIZE_MAX || syn_text_find(anchor->value, SYN_TEXT("/"), 0) != SIZE_MAX
                      ? (syn_text){0}
                      : syn_text_slice(anchor->value, dash, anchor->value.size);
  char text[TIME_VALUE_SIZE];
  snprintf(text, sizeof(text), "%04d%.*s", (int)(from[0] + years), part.size < PART_SIZE ? (int)part.size : 0, part.data ? part.data : "");
  return syn_time_set_value(context, time, text);
}

/* The period that the text is about, `years` away: value, and interval where it has one. */
static syn_status shift_period(const time_context *context, int32_t years, syn_time *time) {
  const syn_time *period = context->period;
  time->value = period->value;
  if (years == 0) {
    time->interval = period->interval;
    time->relative = period->relative;
    time->shift = period->shift;
    time->shift_unit = period->shift_unit;
    time->direction = period->direction;
    return SYN_OK;
  }
  if (period->interval.basis != SYN_BASIS_NONE) return shift_years(context, period, years, time);
  return syn_time_set_open(context, time, 'Q', (syn_text){0});
}

/* "this decade" is that of publication; "the last decade" and "the next century" are lengths that end or begin with it. */
static syn_status build_age(const time_context *context, const time_fields *fields, syn_time *time) {
  enum { DECADE = 10, HUNDRED = 100 };
  int32_t length = fields->unit == 'E' ? DECADE : fields->unit == 'F' ? 2 : HUNDRED, year = 0, month = 0, day = 0;
  char unit = fields->unit == 'F' ? 'W' : 'Y';
  if (fields->side != 0) {
    syn_status status = syn_time_set_duration(context, time, length, unit);
    syn_time_set_shift(time, unit, length * fields->side);
    return status;
  }
  if (fields->unit == 'F') return SYN_NOT_FOUND;
  time->relative = true;
  syn_interval published = context->published;
  if (published.basis == SYN_BASIS_NONE || published.from.day != published.to.day) return syn_time_set_value(context, time, "XX");
  char text[TIME_VALUE_SIZE];
  syn_calendar_date(published.from.day, &year, &month, &day);
  int32_t number = fields->unit == 'E' ? year / DECADE : (year - 1) / HUNDRED, first = number * length + (fields->unit == 'C' ? 1 : 0);
  snprintf(text, sizeof(text), fields->unit == 'E' ? "%03d" : "%02d", (int)number);
  time->interval = syn_time_days(syn_calendar_day(first, 1, 1), syn_calendar_day(first + length - 1, 12, 31));
  return syn_time_set_value(context, time, text);
}

static syn_status build_shift(const time_context *context, const time_match *match, const time_fields *fields, syn_time *time) {
  bool counted = fields->number_count > 0;
  if (fields->unit == 0) {
    int32_t shift = fields->has_side ? fields->side : fields->day_shift;
    syn_time_set_shift(time, 'D', shift);
    return syn_time_set_open(context, time, 'D', fields->night ? SYN_TEXT("NI") : fields->part);
  }
  if (!counted && fields->many) return SYN_NOT_FOUND; /* "coming weeks" */
  if (!counted && syn_time_is_one_of(fields->unit, "ECF")) return build_age(context, fields, time);
  if (syn_time_is_one_of(fields->unit, "HTSK") || (!counted && fields->unit == 'D')) return SYN_NOT_FOUND;
  if (counted && fields->numbers[0] > TIME_NUMBER_LIMIT) return SYN_NOT_FOUND;
  int32_t amount = (counted ? fields->numbers[0] : 1) * (counted && fields->side == 0 ? 1 : fields->side);
  char unit = syn_time_basic_unit(fields->unit, &amount);
  /* "profit fell from $31 million a year ago" tells of the same quarter */
  bool has_period = context->period != NULL && context->period->interval.basis != SYN_BASIS_NONE;
  if (unit == 'Y' && amount == -1 && counted && has_period && is_compared(context, match)) return shift_period(context, -1, time);
  syn_time_set_shift(time, unit, amount);
  return syn_time_set_open(context, time, unit, fields->unit == 'N' ? SYN_TEXT("NI") : (syn_text){0});
}

/* "in two years", "within a week": a date only where the sentence tells of what comes, which the finder sees. */
static syn_status build_ahead(const time_context *context, const time_match *match, time_fields *fields, syn_time *time) {
  fields->side = 1;
  fields->has_side = true;
  bool article = match->elements[1].class == TIME_ARTICLE && match->elements[1].literal == 0;
  if (fields->hundredths > 0 || (article && syn_time_is_one_of(fields->unit, "QND"))) return SYN_NOT_FOUND;
  return build_shift(context, match, fields, time);
}

/* ---- from another time in the text ---- */

/* "before" and "after" that go on with a phrase count from what it names, which is no time in the text. */
static bool ends_phrase(const time_context *context, const time_match *match) {
  uint32_t end = match->first + match->count;
  const syn_token *last = &context->document->tokens[context->pieces[end - 1].token];
  if (last->tag == SYN_TAG_NOUN) return true;
  if (end >= context->piece_count) return true;
  unsigned next = context->document->tokens[context->pieces[end].token].tag;
  return next == SYN_TAG_PUNCT || (last->tag == SYN_TAG_ADV && next != SYN_TAG_DET && next != SYN_TAG_PROPN);
}

syn_status syn_time_count_from(const time_context *context, const syn_time *anchor, int32_t amount, char unit, syn_time *time) {
  bool known = anchor->interval.basis != SYN_BASIS_NONE;
  if (known && (amount == 0 || anchor->interval.to.day - anchor->interval.from.day <= 1)) {
    syn_time shifted = {.value = time->value, .shift = amount, .shift_unit = unit};
    time->interval = syn_time_resolve(&shifted, syn_time_days(anchor->interval.from.day, anchor->interval.to.day));
  } else if (known && unit == 'Y') {
    return shift_years(context, anchor, amount, time);
  } else if (anchor->shift_unit == unit && syn_time_is_one_of(unit, "DWMY")) {
    syn_time_set_shift(time, unit, anchor->shift + amount);
  }
  return SYN_OK;
}

static syn_status build_anchored(const time_context *context, const time_match *match, const time_fields *fields, syn_time *time) {
  bool preposition = syn_time_reading_at(context, match->first + match->count - 1, TIME_BEYOND) != NULL;
  if (preposition && !ends_phrase(context, match)) return SYN_NOT_FOUND;
  bool counted = fields->number_count > 0;
  if (counted && fields->numbers[0] > TIME_NUMBER_LIMIT) return SYN_NOT_FOUND;
  int32_t amount = (counted ? fields->numbers[0] : 1) * fields->side;
  char unit = fields->unit == 0 ? 'D' : syn_time_basic_unit(fields->unit, &amount);
  if (syn_time_is_one_of(unit, "HTSK")) return SYN_NOT_FOUND;
  syn_status status = syn_time_set_open(context, time, unit, fields->unit == 'N' ? SYN_TEXT("NI") : fields->part);
  if (status != SYN_OK) return status;
  bool has_period = context->period != NULL && context->period->interval.basis != SYN_BASIS_NONE;
  if (unit == 'Y' && amount == -1 && counted && has_period && is_compared(context, match)) return shift_period(context, -1, time);
  return context->anchor != NULL ? syn_time_count_from(context, context->anchor, amount, unit, time) : SYN_OK;
}

/* "the following Monday": the next one after the time before it, "the previous Monday" the one before that. */
static syn_status build_anchored_weekday(const time_context *context, const time_fields *fields, syn_time *time) {
  syn_status status = syn_time_build_weekday(context, fields, false, time);
  const syn_time *anchor = context->anchor;
  if (anchor == NULL && fields->side != 0) return status; /* then from the day of publication */
  time->relative = false;
  time->shift_unit = 0;
  if (status != SYN_OK || anchor == NULL || anchor->interval.basis == SYN_BASIS_NONE ||
      anchor->interval.from.day != anchor->interval.to.day)
    return status;
  int32_t day = anchor->interval.from.day, back = (syn_calendar_weekday(day) - fields->weekday + WEEK) % WEEK;
  if (fields->side < 0)
    day -= back == 0 ? WEEK : back;
  else if (fields->side > 0)
    day += WEEK - back;
  else if (back != 0)
    return status; /* "the same Monday" of another day */
  time->interval = syn_time_days(day, day);
  return status;
}

/* The unit that the last pieces of a match say, also where the pattern spells the word. */
static char spelled_unit(const time_context *context, const time_match *match) {
  for (uint32_t i = match->count; i > 0; i--) {
    const time_reading *unit = syn_time_reading_at(context, match->first + i - 1, TIME_UNIT);
    if (unit != NULL && unit->value.size > 0) return unit->value.data[0];
  }
  return 'Y';
}

/* "The year" and "the month" are those of publication where the text has named no other one. */
static bool is_present(const time_context *context, char unit) {
  const syn_time *anchor = context->anchor;
  if (anchor == NULL) return true;
  if (anchor->interval.basis == SYN_BASIS_NONE || context->published.basis == SYN_BASIS_NONE) return false;
  syn_time present = {.value = SYN_TEXT("XXXX"), .shift_unit = unit};
  syn_interval now = syn_time_resolve(&present, context->published);
  return now.basis != SYN_BASIS_NONE && anchor->interval.from.day >= now.from.day && anchor->interval.to.day <= now.to.day;
}

static bool is_one_day(syn_interval published) {
  return published.basis != SYN_BASIS_NONE && published.from.day == published.to.day;
}

/* "the 1988 quarter", "the 1988 period": that of the other year, or only the year where no period is known. */
static syn_status build_period_of_year(const time_context *context, const time_fields *fields, syn_time *time) {
  char text[TIME_VALUE_SIZE];
  int32_t year = 0, month = 0, day = 0;
  if (context->period != NULL && context->period->interval.basis != SYN_BASIS_NONE) {
    syn_calendar_date(context->period->interval.from.day, &year, &month, &day);
    return shift_years(context, context->period, fields->years[0] - year, time);
  }
  syn_time_write_date(text, fields->years[0], 0, 0);
  time->interval = syn_time_days(syn_calendar_day(fields->years[0], 1, 1), syn_calendar_day(fields->years[0], 12, 31));
  return syn_time_set_value(context, time, text);
}

/*
 * "the quarter", "the latest period", "the year-ago quarter": the period that the text is about, or that of the year before. Without one,
 * a quarter stays open.
 */
static syn_status build_period(const time_context *context, const time_match *match, const time_fields *fields, syn_time *time) {
  char unit = spelled_unit(context, match);
  bool quarterly = unit == 'Q' || fields->period.size > 0;
  size_t end = match->first + match->count;
  if (end < context->piece_count && context->pieces[end].figures) return SYN_NOT_FOUND; /* "the year 0" */
  /* "the year ended June 30" is any twelve months, "the fiscal year" that of somebody */
  if (unit == 'Y' && syn_time_reading_at(context, match->first + match->count, TIME_ENDED) != NULL)
    return syn_time_set_duration(context, time, 1, 'Y');
  if (fields->is_fiscal) return syn_time_set_value(context, time, "FYXXXX");
  if (fields->year_count == 1) return build_period_of_year(context, fields, time);
  int32_t years = fields->has_side ? fields->side : 0;
  bool latest = quarterly && years == 0 && fields->is_latest && is_one_day(context->published);
  bool is_over = context->period != NULL && context->period->interval.basis != SYN_BASIS_NONE && latest &&
                 context->period->interval.to.day < context->published.from.day;
  if (latest && !is_over) {
    /* the latest quarter is over when it is written about */
    syn_time_set_shift(time, 'Q', -1);
    return syn_time_set_open(context, time, 'Q', (syn_text){0});
  }
  if ((quarterly || years != 0) && context->period != NULL) return shift_period(context, years, time);
  bool unnamed = fields->period.size > 0 && syn_time_reading_at(context, match->first + match->count - 1, TIME_UNIT) == NULL;
  if (unnamed) return SYN_NOT_FOUND;
  if (years != 0 && unit == 'Y')
    syn_time_set_shift(time, 'Y', years);
  else if (!quarterly && is_present(context, unit))
    syn_time_set_shift(time, unit, 0);
  return syn_time_set_open(context, time, unit, (syn_text){0});
}

static syn_status build_vague_ago(const time_context *context, syn_time *time) {
  time->relative = true;
  time->direction = -1;
  return syn_time_set_value(context, time, "PAST_REF");
}

syn_status syn_time_build_shift(const time_context *context, const time_match *match, time_fields *fields, syn_time *time) {
  switch (match->ending->build) {
  case TIME_BUILD_WEEKDAY:
    return syn_time_build_weekday(context, fields, false, time);
  case TIME_BUILD_WEEKDAY_OF_WEEK:
    return syn_time_build_weekday(context, fields, true, time);
  case TIME_BUILD_SHIFT:
    return build_shift(context, match, fields, time);
  case TIME_BUILD_DAY_SHIFT_MORE:
    syn_time_set_shift(time, 'D', fields->day_shift + fields->side);
    return syn_time_set_open(context, time, 'D', (syn_text){0});
  case TIME_BUILD_VAGUE_AGO:
    return build_vague_ago(context, time);
  case TIME_BUILD_AHEAD:
    return build_ahead(context, match, fields, time);
  case TIME_BUILD_ANCHORED:
    return build_anchored(context, match, fields, time);
  case TIME_BUILD_ANCHORED_WEEKDAY:
    return build_anchored_weekday(context, fields, time);
  case TIME_BUILD_PERIOD:
    return build_period(context, match, fields, time);
  default:
    return SYN_NOT_FOUND;
  }
}
