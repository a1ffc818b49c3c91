#include "facts/time_dates.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "facts/time_holiday.h"
#include "facts/time_values.h"
#include "records/calendar.h"
#include "records/time_resolution.h"

enum {
  FIRST_CERTAIN_DECADE = 30,
  CENTURY = 100,
  LAST_CENTURY = 30,
  WEEK = 7,
  MONTHS = 12,
  YEARS_AHEAD = 10,
  PIVOT_LOW = 30,
  PIVOT_HIGH = 50
};

/* ---- calendar dates ---- */

static int32_t first_day(int32_t year, int32_t month, int32_t day) {
  return syn_calendar_day(year, month == 0 ? 1 : month, day == 0 ? 1 : day);
}

static int32_t last_day(int32_t year, int32_t month, int32_t day) {
  if (month == 0) return syn_calendar_day(year, 12, 31);
  return day == 0 ? syn_calendar_day(year, month, syn_calendar_days_in_month(year, month)) : syn_calendar_day(year, month, day);
}

/* 29 February is possible while the year is not known. */
static bool is_possible(int32_t year, int32_t month, int32_t day) {
  return month == 0 || day == 0 || syn_calendar_is_date(year == TIME_NO_YEAR ? 2000 : year, month, day);
}

static bool before(const int32_t months[2], const int32_t day[2]) {
  return months[0] < months[1] || (months[0] == months[1] && day[0] <= day[1]);
}

/* "between" or "from" before the match: what follows is a range, however far its ends are apart. */
static bool is_opened(const time_context *context, const time_match *match) {
  size_t before = (size_t)match->first - 1;
  const time_reading *article = syn_time_reading_at(context, before, TIME_THE);
  return syn_time_reading_at(context, article != NULL ? before - 1 : before, TIME_OPENER) != NULL;
}

/* The second end of a range takes what it does not state from the first; one stated year is that of the end. */
static bool complete_range(time_fields *fields, bool opened) {
  if (fields->month_count == 1) fields->months[1] = fields->months[0];
  if (fields->has_tail) fields->years[1] += fields->years[0] - fields->years[0] % CENTURY;
  if (fields->year_count == 1) {
    fields->years[1] = fields->years[0];
    if (fields->month_count > 0 && !before(fields->months, fields->days)) fields->years[0]--;
  }
  if (fields->years[0] != fields->years[1]) return fields->years[0] < fields->years[1] && (fields->to != 1 || opened);
  bool in_order = before(fields->months, fields->days);
  if (fields->month_count < 2 && !in_order) return false;
  /* "3 and 4 June" is a range, "3 and 10 June" two dates */
  bool apart = fields->to == 1 && !opened && (fields->month_count > 1 || fields->days[1] != fields->days[0] + 1);
  return !apart;
}

static bool is_capital(const time_context *context, uint32_t piece) {
  size_t size = 0;
  return syn_utf8_is_upper(syn_utf8_decode(syn_document_word(context->document, context->pieces[piece].token), 0, &size));
}

/* A month's name alone beside another name is a part of it: "April Jones", "Theresa May". */
static bool is_part_of_name(const time_context *context, const time_match *match) {
  const syn_token *tokens = context->document->tokens;
  uint32_t at = match->first;
  if (match->count != 1 || match->elements[0].class != TIME_MONTH) return false;
  bool before = at > 0 && tokens[context->pieces[at - 1].token].tag == SYN_TAG_PROPN && is_capital(context, at - 1);
  bool after = at + 1 < context->piece_count && tokens[context->pieces[at + 1].token].tag == SYN_TAG_PROPN && is_capital(context, at + 1);
  return before || after;
}

static bool has_class(const time_match *match, time_class class) {
  for (uint32_t i = 0; i < match->count; i++)
    if (match->elements[i].literal == 0 && match->elements[i].class == class) return true;
  return false;
}

/* "June '98", "April of 87": the year with these two figures that is nearest to publication; without one only where it is certain. */
static bool complete_tail(const time_context *context, int32_t *year) {
  if (context->published.basis == SYN_BASIS_NONE) {
    if (*year >= PIVOT_LOW && *year < PIVOT_HIGH) return false;
    *year += *year < PIVOT_LOW ? 2000 : 1900;
    return true;
  }
  int32_t now = 0, month = 0, day = 0;
  syn_calendar_date(context->published.to.day, &now, &month, &day);
  *year += now - now % CENTURY;
  if (*year > now + YEARS_AHEAD) *year -= CENTURY;
  return true;
}

/* What a date counts from, when no year is stated. */
static void set_open_date(const time_fields *fields, syn_time *time) {
  if (!fields->has_side || fields->month_count == 0) {
    syn_time_set_shift(time, 'C', 0);
    return;
  }
  /* "last May" is the one that is over, "May last year" the one of that year: the pattern tells them apart by the word for year */
  bool of_year = fields->unit == 'Y' || fields->side == 0;
  syn_time_set_shift(time, of_year ? 'Y' : 'C', fields->side);
  time->direction = (int8_t)fields->side;
}

/* Figures without a sign between, which are neither the day before a month nor a year behind it: "32 January", "14 June 99999". */
static bool has_strange_figures(const time_context *context, const time_match *match) {
  enum { LAST_DAY = 31, YEAR_FIGURES = 4 };
  size_t end = match->first + match->count;
  const time_piece *before = match->first > 0 ? &context->pieces[match->first - 1] : NULL;
  const time_piece *after = end < context->piece_count ? &context->pieces[end] : NULL;
  if (before != NULL && before->figures && (before->number <= 0 || before->number > LAST_DAY)) return true;
  if (after == NULL || !after->figures || (after->number != 0 && after->figure_count <= YEAR_FIGURES)) return false;
  unsigned tag = end + 1 < context->piece_count ? context->document->tokens[context->pieces[end + 1].token].tag : SYN_TAG_PUNCT;
  return tag != SYN_TAG_NOUN && tag != SYN_TAG_ADJ;
}

static syn_status build_date(const time_context *context, const time_match *match, time_fields *fields, syn_time *time) {
  if (is_part_of_name(context, match)) return SYN_NOT_FOUND;
  if (fields->month_count > 0 && has_strange_figures(context, match)) return SYN_BAD_INPUT;
  if (fields->has_tail && fields->year_count == 1 && !complete_tail(context, &fields->years[0])) return SYN_NOT_FOUND;
  bool range = fields->day_count == 2 || fields->month_count == 2 || fields->year_count == 2;
  if (range && !complete_range(fields, is_opened(context, match))) return SYN_NOT_FOUND;
  int last = range ? 1 : 0;
  if (!is_possible(fields->years[0], fields->months[0], fields->days[0])) return SYN_BAD_INPUT;
  if (!is_possible(fields->years[last], fields->months[last], fields->days[last])) return SYN_BAD_INPUT;
  char first_text[TIME_VALUE_SIZE], last_text[TIME_VALUE_SIZE], both[2 * TIME_VALUE_SIZE + 2];
  syn_time_write_date(first_text, fields->years[0], fields->months[0], fields->days[0]);
  syn_time_write_date(last_text, fields->years[last], fields->months[last], fields->days[last]);
  snprintf(both, sizeof(both), range ? "%s/%s" : "%s", first_text, last_text);
  if (fields->year_count > 0 && has_class(match, TIME_FISCAL)) {
    /* whose year, and so when it begins, is not stated */
    snprintf(both, sizeof(both), "FY%s", first_text);
  } else if (fields->year_count > 0) {
    time->interval = syn_time_days(first_day(fields->years[0], fields->months[0], fields->days[0]),
                                   last_day(fields->years[last], fields->months[last], fields->days[last]));
  } else {
    set_open_date(fields, time);
  }
  return syn_time_set_value(context, time, both);
}

/* 16/9/2019: only where one order of day and month is possible. */
static syn_status build_numeric_date(const time_context *context, const time_match *match, time_fields *fields, syn_time *time) {
  if (fields->days[0] <= MONTHS && fields->days[0] != fields->months[0]) return SYN_NOT_FOUND;
  return build_date(context, match, fields, time);
}

/* ---- years and more ---- */

/*
 * Four figures alone are a year where the words around them say so: a word that goes before years, or a sign that closes what they stand
 * in; and no counted thing after them.
 */
static bool is_year(const time_context *context, uint32_t at) {
  const time_piece *piece = &context->pieces[at];
  const syn_token *tokens = context->document->tokens;
  if (piece->number < 1500 || piece->number > 2199) return false;
  bool cue = at > 0 && syn_time_word_reading(context->pieces[at - 1].word, TIME_YEARCUE) != NULL;
  if (at + 1 < context->piece_count) {
    const syn_token *next = &tokens[context->pieces[at + 1].token];
    bool counted = next->tag == SYN_TAG_NOUN && ((next->features & SYN_FEATURE_PLURAL) != 0 || piece->is_year);
    uint32_t before = at > 0 ? tokens[context->pieces[at - 1].token].features : 0;
    bool definite = (before & (SYN_FEATURE_DEFINITE | SYN_FEATURE_DEMONSTRATIVE)) != 0;
    /* "its 1990 invasion", "a 1996 law", but "a 1996 kg load" only of what is counted */
    bool single = at > 0 && (next->features & SYN_FEATURE_PLURAL) == 0 && piece->number >= 1900;
    unsigned tag = at > 0 ? tokens[context->pieces[at - 1].token].tag : SYN_TAG_X;
    if (single && (tag == SYN_TAG_DET || (before & SYN_FEATURE_POSSESSIVE) != 0)) definite = true;
    if (counted && !definite) return false;
    if (!cue && next->tag == SYN_TAG_NOUN && !definite) return false;
  }
  return cue || piece->number >= 1900;
}

static syn_status build_year(const time_context *context, const time_match *match, time_fields *fields, syn_time *time) {
  return is_year(context, match->first) ? build_date(context, match, fields, time) : SYN_NOT_FOUND;
}

static syn_status build_decade(const time_context *context, const time_fields *fields, syn_time *time) {
  int32_t year = 0;
  if (fields->decade.size == 2)
    year = 1900 + (fields->decade.data[0] - '0') * 10;
  else if (fields->has_tail)
    year = 1900 + fields->years[0];
  else
    year = fields->years[0];
  /* "the 20s" may be those of two centuries */
  if (year % 10 != 0 || (year < 1900 + FIRST_CERTAIN_DECADE && (fields->has_tail || fields->decade.size > 0))) return SYN_NOT_FOUND;
  char text[TIME_VALUE_SIZE];
  snprintf(text, sizeof(text), "%03d", (int)(year / 10));
  time->interval = syn_time_days(syn_calendar_day(year, 1, 1), syn_calendar_day(year + 9, 12, 31));
  return syn_time_set_value(context, time, text);
}

static syn_status build_century(const time_context *context, const time_fields *fields, syn_time *time) {
  if (fields->ordinal < 1 || fields->ordinal > LAST_CENTURY) return SYN_NOT_FOUND;
  char text[TIME_VALUE_SIZE];
  snprintf(text, sizeof(text), "%02d", (int)(fields->ordinal - 1));
  time->interval =
      syn_time_days(syn_calendar_day((fields->ordinal - 1) * CENTURY + 1, 1, 1), syn_calendar_day(fields->ordinal * CENTURY, 12, 31));
  return syn_time_set_value(context, time, text);
}

/* ---- parts of a year ---- */

/* Seasons ("SU"), quarters ("Q3") and halves ("H1"): of a year, of a year that counts from publication, or without one. */
static syn_status build_part_of_year(const time_context *context, const time_match *match, const time_fields *fields, const char *part,
                                     syn_time *time) {
  char text[2 * TIME_VALUE_SIZE], year[TIME_VALUE_SIZE];
  bool fiscal = has_class(match, TIME_FISCAL);
  int32_t stated = fields->year_count > 0 ? fields->years[0] : TIME_NO_YEAR;
  if (fields->has_tail && !complete_tail(context, &stated)) return SYN_NOT_FOUND;
  syn_time_write_date(year, stated, 0, 0);
  snprintf(text, sizeof(text), "%s%s-%s", fiscal ? "FY" : "", year, part);
  syn_status status = syn_time_set_value(context, time, text);
  if (status != SYN_OK || fiscal) return status;
  if (fields->year_count > 0) {
    syn_time absolute = {.value = time->value, .shift_unit = 'Y'};
    int32_t day = syn_calendar_day(stated, 1, 1);
    time->interval = syn_time_resolve(&absolute, syn_time_days(day, day));
  } else {
    bool of_year = fields->unit == 'Y' || (fields->has_side && fields->side == 0);
    syn_time_set_shift(time, of_year ? 'Y' : 'C', fields->side);
    if (fields->has_side) time->direction = (int8_t)fields->side;
  }
  return SYN_OK;
}

static syn_status build_quarter(const time_context *context, const time_match *match, const time_fields *fields, syn_time *time) {
  int32_t number = fields->ordinal > 0 ? fields->ordinal : fields->number_count > 0 ? fields->numbers[0] : 0;
  if (number < 1 || number > 4) return SYN_NOT_FOUND;
  char part[TIME_VALUE_SIZE];
  snprintf(part, sizeof(part), "Q%d", (int)number);
  return build_part_of_year(context, match, fields, part, time);
}

/* "the first half of 1990"; the pattern tells the half where a word does ("the last half"). */
static syn_status build_half(const time_context *context, const time_match *match, const time_fields *fields, syn_time *time) {
  int32_t number = fields->number_count > 0 ? fields->numbers[0] : fields->ordinal > 0 ? fields->ordinal : 2;
  if (number < 1 || number > 2) return SYN_NOT_FOUND;
  return build_part_of_year(context, match, fields, number == 1 ? "H1" : "H2", time);
}

static syn_status build_season(const time_context *context, const time_match *match, const time_fields *fields, syn_time *time) {
  char part[TIME_VALUE_SIZE];
  snprintf(part, sizeof(part), "%.*s", SYN_TEXT_ARGUMENTS(fields->season));
  return build_part_of_year(context, match, fields, part, time);
}

/* The year that is written, or the one that counts from publication: "of last year"; TIME_NO_YEAR where it is not known. */
static int32_t stated_year(const time_context *context, const time_fields *fields, syn_time *time) {
  int32_t first = 0, last = 0, month = 0, date = 0;
  if (fields->year_count > 0) return fields->years[0];
  if (!fields->has_side || fields->unit != 'Y' || context->published.basis == SYN_BASIS_NONE) return TIME_NO_YEAR;
  syn_calendar_date(context->published.from.day, &first, &month, &date);
  syn_calendar_date(context->published.to.day, &last, &month, &date);
  time->relative = true;
  return first == last ? first + fields->side : TIME_NO_YEAR;
}

/* The first unit among the pieces, also where the pattern spells the word. */
static char unit_of_match(const time_context *context, const time_match *match) {
  for (uint32_t i = 0; i < match->count; i++) {
    const time_reading *unit = syn_time_reading_at(context, match->first + i, TIME_UNIT);
    if (unit != NULL && unit->value.size > 0) return unit->value.data[0];
  }
  return 0;
}

/* "the third month of 2021", "the second week of 2015", "the last week of 2019"; an ordinal of 0 is the last one. */
static syn_status build_nth_of(const time_context *context, const time_match *match, const time_fields *fields, syn_time *time) {
  char text[TIME_VALUE_SIZE];
  int32_t number = fields->ordinal, year = stated_year(context, fields, time);
  char unit = unit_of_match(context, match);
  if (year == TIME_NO_YEAR) return SYN_NOT_FOUND;
  if (unit == 'M') {
    if (number == 0) number = MONTHS;
    if (number > MONTHS) return SYN_NOT_FOUND;
    syn_time_write_date(text, year, number, 0);
    time->interval = syn_time_days(first_day(year, number, 0), last_day(year, number, 0));
    return syn_time_set_value(context, time, text);
  }
  if (unit != 'W' || number > 53) return SYN_NOT_FOUND;
  /* ISO 8601: the first week is that of 4 January, the last that of 28 December */
  int32_t first = syn_calendar_day(year, 1, 4), last = syn_calendar_day(year, 12, 28);
  int32_t day = number == 0 ? last : first + (number - 1) * WEEK;
  int32_t monday = day - syn_calendar_weekday(day) + 1;
  if (monday > last) return SYN_BAD_INPUT;
  syn_time_write_week(text, monday);
  time->interval = syn_time_days(monday, monday + WEEK - 1);
  return syn_time_set_value(context, time, text);
}

/* "Monday the 27th", "Fri 14th": the nearest such day; which one is only known with the day of publication. */
static syn_status build_weekday_date(const time_context *context, const time_match *match, const time_fields *fields, syn_time *time) {
  char text[TIME_VALUE_SIZE];
  enum { REACH = 200 };
  size_t last = match->first + match->count - 1;
  if (last + 1 < context->piece_count) {
    unsigned tag = context->document->tokens[context->pieces[last + 1].token].tag;
    if (tag != SYN_TAG_PUNCT && tag != SYN_TAG_ADP && tag != SYN_TAG_CCONJ && tag != SYN_TAG_AUX && tag != SYN_TAG_VERB)
      return SYN_NOT_FOUND;
  }
  snprintf(text, sizeof(text), "XXXX-XX-%02d", (int)fields->days[0]);
  time->relative = true;
  syn_interval published = context->published;
  for (int32_t far = 0; far <= REACH && published.basis != SYN_BASIS_NONE && published.from.day == published.to.day; far++) {
    for (int side = -1; side <= 1; side += 2) {
      int32_t year = 0, month = 0, date = 0, day = published.from.day + side * far;
      syn_calendar_date(day, &year, &month, &date);
      if (date != fields->days[0] || syn_calendar_weekday(day) != fields->weekday) continue;
      time->interval = syn_time_days(day, day);
      return syn_time_set_value(context, time, text);
    }
  }
  return syn_time_set_value(context, time, text);
}

/* "the 15th of next month": a day of a month that counts from publication. */
static syn_status build_day_of_month(const time_context *context, const time_fields *fields, syn_time *time) {
  char text[TIME_VALUE_SIZE];
  syn_interval published = context->published;
  if (fields->unit != 'M' || fields->day_count != 1) return SYN_NOT_FOUND;
  snprintf(text, sizeof(text), "XXXX-XX-%02d", (int)fields->days[0]);
  time->relative = true;
  if (published.basis == SYN_BASIS_NONE || published.from.day != published.to.day) return syn_time_set_value(context, time, text);
  syn_time month = {.value = SYN_TEXT("XXXX-XX"), .shift = fields->side, .shift_unit = 'M'};
  syn_interval days = syn_time_resolve(&month, published);
  int32_t year = 0, number = 0, date = 0;
  if (days.basis == SYN_BASIS_NONE) return SYN_NOT_FOUND;
  syn_calendar_date(days.from.day, &year, &number, &date);
  if (!syn_calendar_is_date(year, number, fields->days[0])) return SYN_BAD_INPUT;
  syn_time_write_date(text, year, number, fields->days[0]);
  int32_t day = syn_calendar_day(year, number, fields->days[0]);
  time->interval = syn_time_days(day, day);
  return syn_time_set_value(context, time, text);
}

/* A feast of a stated year. One that the year has twice, or that nobody can compute, is somewhere in it. */
static syn_status set_holiday_of(const time_context *context, syn_text rule, int32_t year, syn_time *time) {
  time_holiday holidays[HOLIDAYS_A_YEAR];
  char text[TIME_VALUE_SIZE];
  unsigned count = syn_time_holiday_days(rule, year, holidays);
  if (count == 1) return syn_time_set_days(context, time, holidays[0].first, holidays[0].last);
  if (count == 0 && !syn_time_holiday_is_open(rule)) return SYN_NOT_FOUND;
  snprintf(text, sizeof(text), "%04d-XX-XX", (int)year);
  time->interval = syn_time_days(first_day(year, 0, 0), last_day(year, 0, 0));
  return syn_time_set_value(context, time, text);
}

/* "Thanksgiving", "Easter 2018", "Christmas last year": fixed ones are dates; moving ones need a year, or wait for syn_time_settle. */
static syn_status build_holiday(const time_context *context, const time_match *match, time_fields *fields, syn_time *time) {
  if (syn_time_holiday_is_fixed(match->ending->rule, &fields->months[0], &fields->days[0])) {
    fields->month_count = fields->day_count = 1;
    return build_date(context, match, fields, time);
  }
  int32_t year = stated_year(context, fields, time);
  if (year != TIME_NO_YEAR) return set_holiday_of(context, match->ending->rule, year, time);
  bool of_year = fields->unit == 'Y';
  syn_time_set_shift(time, 'C', of_year ? 0 : fields->side);
  if (fields->has_side) time->direction = (int8_t)fields->side;
  return syn_time_set_open(context, time, 'D', (syn_text){0});
}

syn_status syn_time_build_date(const time_context *context, const time_match *match, time_fields *fields, syn_time *time) {
  switch (match->ending->build) {
  case TIME_BUILD_DATE:
    return build_date(context, match, fields, time);
  case TIME_BUILD_NUMERIC_DATE:
    return build_numeric_date(context, match, fields, time);
  case TIME_BUILD_YEAR:
    return build_year(context, match, fields, time);
  case TIME_BUILD_DECADE:
    return build_decade(context, fields, time);
  case TIME_BUILD_CENTURY:
    return build_century(context, fields, time);
  case TIME_BUILD_SEASON:
    return build_season(context, match, fields, time);
  case TIME_BUILD_QUARTER:
    return build_quarter(context, match, fields, time);
  case TIME_BUILD_HALF:
    return build_half(context, match, fields, time);
  case TIME_BUILD_NTH_OF:
    return build_nth_of(context, match, fields, time);
  case TIME_BUILD_DAY_OF_MONTH:
    return build_day_of_month(context, fields, time);
  case TIME_BUILD_WEEKDAY_DATE:
    return build_weekday_date(context, match, fields, time);
  case TIME_BUILD_HOLIDAY:
    return build_holiday(context, match, fields, time);
  default:
    return SYN_NOT_FOUND;
  }
}
