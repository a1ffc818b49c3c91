/*
 * How it works
 *
 * The values that a pattern read are sorted into fields (days, months, a unit, a side, ...), and one function for each build makes the
 * TIMEX3 value of them, with X for what is not stated. What is absolute gets its interval here; what counts from the day of publication
 * says so in shift and shift_unit and is resolved by records/time_resolution; what counts from another time in the text is
 * resolved in the same way against that time's interval.
 */
#include "facts/time_build.h"
#include "facts/time_fields.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "records/calendar.h"
#include "records/time_resolution.h"

enum { NO_YEAR = 0, VALUE_SIZE = 48, NUMBER_LIMIT = 9999, FIRST_CERTAIN_DECADE = 30, MINUTES_AN_HOUR = 60, SECONDS_A_MINUTE = 60 };

static bool is_one_of(char unit, const char *units) {
  return unit != '\0' && strchr(units, unit) != NULL;
}

/* ---- values ---- */

static syn_interval days(int32_t from, int32_t to) {
  syn_moment first = {from, SYN_SECOND_NONE, SYN_ZONE_NONE}, last = {to, SYN_SECOND_NONE, SYN_ZONE_NONE};
  return (syn_interval){first, last, SYN_BASIS_TEXT};
}

static syn_status set_value(const time_context *context, syn_time *time, const char *value) {
  return syn_arena_copy(context->arena, syn_text_from(value), &time->value);
}

/* "2019-09-16", "XXXX-09", "2020": year NO_YEAR, month 0 and day 0 where they are not stated. */
static void write_date(char out_text[VALUE_SIZE], int32_t year, int32_t month, int32_t day) {
  char head[16];
  if (year == NO_YEAR)
    snprintf(head, sizeof(head), "XXXX");
  else
    snprintf(head, sizeof(head), "%04d", (int)year);
  if (month == 0)
    snprintf(out_text, VALUE_SIZE, "%s", head);
  else if (day == 0)
    snprintf(out_text, VALUE_SIZE, "%s-%02d", head, (int)month);
  else
    snprintf(out_text, VALUE_SIZE, "%s-%02d-%02d", head, (int)month, (int)day);
}

static int32_t first_day(int32_t year, int32_t month, int32_t day) {
  return syn_calendar_day(year, month == 0 ? 1 : month, day == 0 ? 1 : day);
}

static int32_t last_day(int32_t year, int32_t month, int32_t day) {
  if (month == 0) return syn_calendar_day(year, 12, 31);
  return day == 0 ? syn_calendar_day(year, month, syn_calendar_days_in_month(year, month)) : syn_calendar_day(year, month, day);
}

/* 29 February is possible while the year is not known. */
static bool is_possible(int32_t year, int32_t month, int32_t day) {
  return month == 0 || day == 0 || syn_calendar_is_date(year == NO_YEAR ? 2000 : year, month, day);
}

static void set_shift(syn_time *time, char unit, int32_t shift) {
  time->relative = true;
  time->shift_unit = unit;
  time->shift = shift;
  if (unit != 'N' && unit != 'C') time->direction = shift < 0 ? -1 : shift > 0 ? 1 : 0;
}

/* ---- calendar dates ---- */

static bool before(const int32_t months[2], const int32_t day[2]) {
  return months[0] < months[1] || (months[0] == months[1] && day[0] <= day[1]);
}

/* The second end of a range takes what it does not state from the first; one stated year is that of the end. */
static bool complete_range(time_fields *fields) {
  if (fields->month_count == 1) fields->months[1] = fields->months[0];
  if (fields->has_tail) fields->years[1] += fields->years[0] - fields->years[0] % 100;
  if (fields->year_count == 1) {
    fields->years[1] = fields->years[0];
    if (fields->month_count > 0 && !before(fields->months, fields->days)) fields->years[0]--;
  }
  if (fields->years[0] != fields->years[1]) return fields->years[0] < fields->years[1] && fields->to != 1;
  bool in_order = before(fields->months, fields->days);
  if (fields->month_count < 2 && !in_order) return false;
  /* "3 and 4 June" is a range, "3 and 10 June" two dates */
  bool apart = fields->to == 1 && (fields->month_count > 1 || fields->days[1] != fields->days[0] + 1);
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
  if (match->pattern->element_count != 1 || match->pattern->elements[0].class != TIME_MONTH) return false;
  bool before = at > 0 && tokens[context->pieces[at - 1].token].tag == SYN_TAG_PROPN && is_capital(context, at - 1);
  bool after = at + 1 < context->piece_count && tokens[context->pieces[at + 1].token].tag == SYN_TAG_PROPN && is_capital(context, at + 1);
  return before || after;
}

static syn_status build_date(const time_context *context, time_fields *fields, syn_time *time) {
  if (fields->holiday.size == 5) {
    fields->months[0] = (fields->holiday.data[0] - '0') * 10 + fields->holiday.data[1] - '0';
    fields->days[0] = (fields->holiday.data[3] - '0') * 10 + fields->holiday.data[4] - '0';
    fields->month_count = fields->day_count = 1;
  }
  bool range = fields->day_count == 2 || fields->month_count == 2 || fields->year_count == 2;
  if (range && !complete_range(fields)) return SYN_NOT_FOUND;
  int last = range ? 1 : 0;
  if (!is_possible(fields->years[0], fields->months[0], fields->days[0])) return SYN_BAD_INPUT;
  if (!is_possible(fields->years[last], fields->months[last], fields->days[last])) return SYN_BAD_INPUT;
  char first_text[VALUE_SIZE], last_text[VALUE_SIZE], both[2 * VALUE_SIZE];
  write_date(first_text, fields->years[0], fields->months[0], fields->days[0]);
  write_date(last_text, fields->years[last], fields->months[last], fields->days[last]);
  snprintf(both, sizeof(both), range ? "%s/%s" : "%s", first_text, last_text);
  time->type = SYN_TIME_DATE;
  if (fields->year_count > 0) {
    time->interval = days(first_day(fields->years[0], fields->months[0], fields->days[0]),
                          last_day(fields->years[last], fields->months[last], fields->days[last]));
  } else if (fields->has_side && fields->month_count > 0) {
    /* "last May" is the one that is over, "May last year" the one of that year: the pattern tells them apart by the word for year */
    set_shift(time, fields->unit == 'Y' ? 'Y' : 'C', fields->side);
    if (fields->unit != 'Y' && fields->side == 0) set_shift(time, 'Y', 0);
    time->direction = (int8_t)fields->side;
  } else {
    set_shift(time, 'C', 0);
  }
  return set_value(context, time, both);
}

/* 16/9/2019: only where one order of day and month is possible. */
static syn_status build_numeric_date(const time_context *context, time_fields *fields, syn_time *time) {
  if (fields->days[0] <= 12 && fields->days[0] != fields->months[0]) return SYN_NOT_FOUND;
  return build_date(context, fields, time);
}

/*
 * Four figures alone are a year where the words around them say so: a word that goes before years, or a sign that closes what they stand
 * in; and no counted thing after them.
 */
static bool is_year(const time_context *context, uint32_t at) {
  const time_piece *piece = &context->pieces[at];
  const syn_token *tokens = context->document->tokens;
  if (piece->number < 1500 || piece->number > 2100) return false;
  bool cue = at > 0 && syn_time_word_reading(context->pieces[at - 1].word, TIME_YEARCUE) != NULL;
  if (at + 1 < context->piece_count) {
    const syn_token *next = &tokens[context->pieces[at + 1].token];
    bool counted = next->tag == SYN_TAG_NOUN && (next->features & SYN_FEATURE_PLURAL) != 0;
    uint32_t before = at > 0 ? tokens[context->pieces[at - 1].token].features : 0;
    bool definite = (before & (SYN_FEATURE_DEFINITE | SYN_FEATURE_DEMONSTRATIVE)) != 0;
    if (counted && !definite) return false;
    if (!cue && next->tag == SYN_TAG_NOUN && !definite) return false;
  }
  return cue || piece->number >= 1900;
}

static syn_status build_year(const time_context *context, const time_match *match, time_fields *fields, syn_time *time) {
  return is_year(context, match->first) ? build_date(context, fields, time) : SYN_NOT_FOUND;
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
  char text[VALUE_SIZE];
  snprintf(text, sizeof(text), "%03d", (int)(year / 10));
  time->interval = days(syn_calendar_day(year, 1, 1), syn_calendar_day(year + 9, 12, 31));
  return set_value(context, time, text);
}

static syn_status build_century(const time_context *context, const time_fields *fields, syn_time *time) {
  if (fields->ordinal < 1 || fields->ordinal > 30) return SYN_NOT_FOUND;
  char text[VALUE_SIZE];
  snprintf(text, sizeof(text), "%02d", (int)(fields->ordinal - 1));
  time->interval = days(syn_calendar_day((fields->ordinal - 1) * 100 + 1, 1, 1), syn_calendar_day(fields->ordinal * 100, 12, 31));
  return set_value(context, time, text);
}

/* Seasons ("SU") and quarters ("Q3"): of a year, of a year that counts from publication, or without one. */
static syn_status build_part_of_year(const time_context *context, const time_fields *fields, const char *part, syn_time *time) {
  char text[VALUE_SIZE];
  if (fields->year_count > 0)
    snprintf(text, sizeof(text), "%04d-%s", (int)fields->years[0], part);
  else
    snprintf(text, sizeof(text), "XXXX-%s", part);
  syn_status status = set_value(context, time, text);
  if (status != SYN_OK) return status;
  if (fields->year_count > 0) {
    syn_time absolute = {.value = time->value, .shift_unit = 'Y'};
    time->interval = syn_time_resolve(&absolute, days(syn_calendar_day(fields->years[0], 1, 1), syn_calendar_day(fields->years[0], 1, 1)));
  } else {
    bool of_year = fields->unit == 'Y' || (fields->has_side && fields->side == 0);
    set_shift(time, of_year ? 'Y' : 'C', fields->side);
    if (fields->has_side) time->direction = (int8_t)fields->side;
  }
  return SYN_OK;
}

static syn_status build_quarter(const time_context *context, const time_fields *fields, syn_time *time) {
  int32_t number = fields->ordinal > 0 ? fields->ordinal : fields->number_count > 0 ? fields->numbers[0] : 0;
  if (number < 1 || number > 4) return SYN_NOT_FOUND;
  char part[VALUE_SIZE];
  snprintf(part, sizeof(part), "Q%d", (int)number);
  return build_part_of_year(context, fields, part, time);
}

static syn_status build_season(const time_context *context, const time_fields *fields, syn_time *time) {
  char part[VALUE_SIZE];
  snprintf(part, sizeof(part), "%.*s", SYN_TEXT_ARGUMENTS(fields->season));
  return build_part_of_year(context, fields, part, time);
}

/* ---- counted from publication ---- */

/* "XXXX-WXX-1", "XXXX-WXX-1TMO", "XXXX-WXX-WE" */
static syn_status build_weekday(const time_context *context, const time_fields *fields, bool of_week, syn_time *time) {
  char text[VALUE_SIZE];
  if (fields->weekend)
    snprintf(text, sizeof(text), "XXXX-WXX-WE");
  else if (fields->part.size > 0)
    snprintf(text, sizeof(text), "XXXX-WXX-%dT%.*s", (int)fields->weekday, SYN_TEXT_ARGUMENTS(fields->part));
  else
    snprintf(text, sizeof(text), "XXXX-WXX-%d", (int)fields->weekday);
  if (fields->part.size > 0) time->type = SYN_TIME_TIME;
  set_shift(time, of_week ? 'W' : 'N', fields->side);
  if (fields->has_side) time->direction = (int8_t)fields->side;
  return set_value(context, time, text);
}

static const char *open_value(char unit) {
  switch (unit) {
  case 'D':
    return "XXXX-XX-XX";
  case 'W':
    return "XXXX-WXX";
  case 'Q':
    return "XXXX-QX";
  case 'M':
    return "XXXX-XX";
  default:
    return "XXXX";
  }
}

/* Units that are multiples of others: decades and centuries count years, fortnights weeks, nights days. */
static char basic_unit(char unit, int32_t *amount) {
  switch (unit) {
  case 'E':
    *amount *= 10;
    return 'Y';
  case 'C':
    *amount *= 100;
    return 'Y';
  case 'F':
    *amount *= 2;
    return 'W';
  case 'N':
    return 'D';
  default:
    return unit;
  }
}

static syn_status set_open(const time_context *context, syn_time *time, char unit, syn_text part) {
  if (part.size == 0) return set_value(context, time, open_value(unit));
  char text[VALUE_SIZE];
  snprintf(text, sizeof(text), "%sT%.*s", open_value(unit), SYN_TEXT_ARGUMENTS(part));
  time->type = SYN_TIME_TIME;
  return set_value(context, time, text);
}

static syn_status build_shift(const time_context *context, const time_match *match, const time_fields *fields, syn_time *time) {
  bool counted = fields->number_count > 0;
  if (fields->unit == 0) {
    int32_t shift = fields->has_side ? fields->side : fields->day_shift;
    set_shift(time, 'D', shift);
    return set_open(context, time, 'D', fields->night ? SYN_TEXT("NI") : fields->part);
  }
  if (!counted && fields->many) return SYN_NOT_FOUND; /* "coming weeks" */
  if (is_one_of(fields->unit, "HTSK") || (!counted && is_one_of(fields->unit, "DFEC"))) return SYN_NOT_FOUND;
  if (counted && fields->numbers[0] > NUMBER_LIMIT) return SYN_NOT_FOUND;
  int32_t amount = (counted ? fields->numbers[0] : 1) * (counted && fields->side == 0 ? 1 : fields->side);
  char unit = basic_unit(fields->unit, &amount);
  set_shift(time, unit, amount);
  return set_open(context, time, unit, fields->unit == 'N' ? SYN_TEXT("NI") : (syn_text){0});
}

static syn_status build_reference(const time_context *context, const time_match *match, const time_fields *fields, syn_time *time) {
  const syn_token *token = &context->document->tokens[context->pieces[match->first].token];
  if (token->tag != SYN_TAG_ADV && token->tag != SYN_TAG_X) return SYN_NOT_FOUND;
  time->relative = true;
  return syn_arena_copy(context->arena, fields->reference, &time->value);
}

/* "the future", "the past" */
static syn_status build_far(const time_context *context, const time_fields *fields, syn_time *time) {
  time->relative = true;
  time->direction = (int8_t)fields->side;
  return set_value(context, time, fields->side < 0 ? "PAST_REF" : fields->side > 0 ? "FUTURE_REF" : "PRESENT_REF");
}

static syn_status build_vague_ago(const time_context *context, syn_time *time) {
  time->relative = true;
  time->direction = -1;
  return set_value(context, time, "PAST_REF");
}

/* ---- counted from another time in the text ---- */

/* "before" and "after" that go on with a phrase count from what it names, which is no time in the text. */
static bool ends_phrase(const time_context *context, const time_match *match) {
  uint32_t end = match->first + match->pattern->element_count;
  const syn_token *last = &context->document->tokens[context->pieces[end - 1].token];
  if (last->tag == SYN_TAG_NOUN) return true;
  if (end >= context->piece_count) return true;
  unsigned next = context->document->tokens[context->pieces[end].token].tag;
  return next == SYN_TAG_PUNCT || (last->tag == SYN_TAG_ADV && next != SYN_TAG_DET && next != SYN_TAG_PROPN);
}

/* A year before a month, a quarter or a season is that of the other year. */
static syn_status shift_years(const time_context *context, const syn_time *anchor, int32_t years, syn_time *time) {
  int32_t from[3], to[3];
  syn_calendar_date(anchor->interval.from.day, &from[0], &from[1], &from[2]);
  syn_calendar_date(anchor->interval.to.day + 1, &to[0], &to[1], &to[2]);
  int32_t first = syn_calendar_day(from[0] + years, from[1], from[2]), last = syn_calendar_day(to[0] + years, to[1], to[2]) - 1;
  if (from[2] != 1 || to[2] != 1 || last < first) return SYN_OK;
  time->interval = days(first, last);
  size_t dash = syn_text_find(anchor->value, SYN_TEXT("-"), 0);
  syn_text part = dash == SIZE_MAX || syn_text_find(anchor->value, SYN_TEXT("/"), 0) != SIZE_MAX
                      ? (syn_text){0}
                      : syn_text_slice(anchor->value, dash, anchor->value.size);
  char text[VALUE_SIZE];
  snprintf(text, sizeof(text), "%04d%.*s", (int)(from[0] + years), part.size < 8 ? (int)part.size : 0, part.data ? part.data : "");
  return set_value(context, time, text);
}

static syn_status build_anchored(const time_context *context, const time_match *match, const time_fields *fields, syn_time *time) {
  if (!ends_phrase(context, match)) return SYN_NOT_FOUND;
  bool counted = fields->number_count > 0;
  if (counted && fields->numbers[0] > NUMBER_LIMIT) return SYN_NOT_FOUND;
  int32_t amount = (counted ? fields->numbers[0] : 1) * fields->side;
  char unit = fields->unit == 0 ? 'D' : basic_unit(fields->unit, &amount);
  if (is_one_of(unit, "HTSK")) return SYN_NOT_FOUND;
  syn_status status = set_open(context, time, unit, fields->unit == 'N' ? SYN_TEXT("NI") : fields->part);
  if (status != SYN_OK || context->anchor == NULL) return status;
  const syn_time *anchor = context->anchor;
  if (anchor->interval.basis != SYN_BASIS_NONE && (amount == 0 || anchor->interval.to.day - anchor->interval.from.day <= 1)) {
    syn_time shifted = {.value = time->value, .shift = amount, .shift_unit = unit};
    time->interval = syn_time_resolve(&shifted, days(anchor->interval.from.day, anchor->interval.to.day));
  } else if (anchor->interval.basis != SYN_BASIS_NONE && unit == 'Y') {
    return shift_years(context, anchor, amount, time);
  } else if (anchor->shift_unit == unit && is_one_of(unit, "DWMY")) {
    set_shift(time, unit, anchor->shift + amount);
  }
  return SYN_OK;
}

/* "the following Monday": the next one after the time before it, "the previous Monday" the one before that. */
static syn_status build_anchored_weekday(const time_context *context, const time_fields *fields, syn_time *time) {
  syn_status status = build_weekday(context, fields, false, time);
  time->relative = false;
  time->shift_unit = 0;
  const syn_time *anchor = context->anchor;
  if (status != SYN_OK || anchor == NULL || anchor->interval.basis == SYN_BASIS_NONE ||
      anchor->interval.from.day != anchor->interval.to.day)
    return status;
  int32_t day = anchor->interval.from.day, back = (syn_calendar_weekday(day) - fields->weekday + 7) % 7;
  if (fields->side < 0)
    day -= back == 0 ? 7 : back;
  else if (fields->side > 0)
    day += 7 - back;
  else if (back != 0)
    return status; /* "the same Monday" of another day */
  time->interval = days(day, day);
  return status;
}

/* ---- lengths and sets ---- */

/* "P3D", "PT3H", "PXM" where `amount` is negative; `half` adds a half. */
static syn_status set_duration(const time_context *context, syn_time *time, int32_t amount, char unit, bool half) {
  int32_t factor = 1;
  switch (unit) {
  case 'E':
    factor = 10;
    unit = 'Y';
    break;
  case 'C':
    factor = 100;
    unit = 'Y';
    break;
  case 'F':
    factor = 2;
    unit = 'W';
    break;
  case 'Q':
    factor = 3;
    unit = 'M';
    break;
  default:
    break;
  }
  bool clock = unit == 'H' || unit == 'T' || unit == 'S';
  const char *letters = unit == 'T' ? "M" : unit == 'K' ? "WE" : unit == 'N' ? "NI" : NULL;
  char single[2] = {unit, 0}, number[32], text[VALUE_SIZE];
  int64_t tenths = ((int64_t)amount * 10 + (half ? 5 : 0)) * factor;
  if (amount < 0)
    snprintf(number, sizeof(number), "X");
  else if (tenths % 10 == 0)
    snprintf(number, sizeof(number), "%lld", (long long)(tenths / 10));
  else
    snprintf(number, sizeof(number), "%lld.%lld", (long long)(tenths / 10), (long long)(tenths % 10));
  snprintf(text, sizeof(text), "P%s%s%s", clock ? "T" : "", number, letters != NULL ? letters : single);
  time->type = SYN_TIME_DURATION;
  return set_value(context, time, text);
}

/* "6-year-old" is an age: no time. */
static bool is_age(const time_context *context, const time_match *match) {
  uint32_t end = match->first + match->pattern->element_count;
  if (end < context->piece_count && syn_time_word_reading(context->pieces[end].word, TIME_DASH) != NULL) end++;
  return end < context->piece_count && syn_time_word_reading(context->pieces[end].word, TIME_OLD) != NULL;
}

static syn_status build_duration(const time_context *context, const time_match *match, const time_fields *fields, syn_time *time) {
  if (fields->unit == 0 || (fields->unit == 'Q' && fields->numbers[0] > 100) || is_age(context, match)) return SYN_NOT_FOUND;
  bool article = match->pattern->elements[0].class == TIME_ARTICLE;
  /* "$5 a day" is a rate, "a quarter" a part, "a night" and "a weekend" are seldom lengths */
  if (article && is_one_of(fields->unit, "QNKS")) return SYN_NOT_FOUND;
  if (article && match->first > 0 && (context->pieces[match->first - 1].number >= 0)) return SYN_NOT_FOUND;
  return set_duration(context, time, fields->number_count > 0 ? fields->numbers[0] : 1, fields->unit, false);
}

static syn_status build_set(const time_context *context, const time_match *match, const time_fields *fields, syn_time *time) {
  char text[VALUE_SIZE];
  syn_status status = SYN_OK;
  const syn_token *token = &context->document->tokens[context->pieces[match->first].token];
  if (fields->frequency.size > 0) {
    /* "daily", but not "a daily paper" */
    if (token->tag != SYN_TAG_ADV && token->tag != SYN_TAG_NOUN && token->tag != SYN_TAG_X) return SYN_NOT_FOUND;
    status = syn_arena_copy(context->arena, fields->frequency, &time->value);
  } else if (fields->weekday > 0) {
    status = build_weekday(context, fields, false, time);
    time->relative = false;
    time->shift_unit = 0;
  } else if (fields->unit != 0) {
    status = set_duration(context, time, fields->number_count > 0 && fields->numbers[0] > 0 ? fields->numbers[0] : 1, fields->unit, false);
  } else {
    if (fields->month_count > 0)
      write_date(text, NO_YEAR, fields->months[0], 0);
    else if (fields->season.size > 0)
      snprintf(text, sizeof(text), "XXXX-%.*s", SYN_TEXT_ARGUMENTS(fields->season));
    else
      snprintf(text, sizeof(text), "XXXX-XX-XXT%.*s", SYN_TEXT_ARGUMENTS(fields->part));
    status = set_value(context, time, text);
  }
  time->type = SYN_TIME_SET;
  return status;
}

static syn_status build_clock(const time_context *context, time_fields *fields, syn_time *time) {
  if (fields->clock.size == 5) fields->hour = (fields->clock.data[0] - '0') * 10 + fields->clock.data[1] - '0';
  if (fields->has_meridiem) {
    if (fields->hour < 1 || fields->hour > 12) return SYN_NOT_FOUND;
    fields->hour = fields->hour % 12 + (fields->meridiem.size == 2 ? 12 : 0);
  }
  if (fields->hour == 24) fields->hour = 0;
  char text[VALUE_SIZE];
  snprintf(text, sizeof(text), "T%02d:%02d", (int)fields->hour, (int)fields->minute);
  time->type = SYN_TIME_TIME;
  return set_value(context, time, text);
}

/* A set of "every two weeks" has its number in the pattern; "three times a week" counts within one. */
static syn_status build_any(const time_context *context, const time_match *match, time_fields *fields, syn_time *time) {
  switch (match->pattern->build) {
  case TIME_BUILD_DATE:
    return is_part_of_name(context, match) ? SYN_NOT_FOUND : build_date(context, fields, time);
  case TIME_BUILD_NUMERIC_DATE:
    return build_numeric_date(context, fields, time);
  case TIME_BUILD_YEAR:
    return build_year(context, match, fields, time);
  case TIME_BUILD_DECADE:
    return build_decade(context, fields, time);
  case TIME_BUILD_CENTURY:
    return build_century(context, fields, time);
  case TIME_BUILD_SEASON:
    return build_season(context, fields, time);
  case TIME_BUILD_QUARTER:
    return build_quarter(context, fields, time);
  case TIME_BUILD_WEEKDAY:
    return build_weekday(context, fields, false, time);
  case TIME_BUILD_WEEKDAY_OF_WEEK:
    return build_weekday(context, fields, true, time);
  case TIME_BUILD_SHIFT:
    return build_shift(context, match, fields, time);
  case TIME_BUILD_DAY_SHIFT_MORE:
    set_shift(time, 'D', fields->day_shift + fields->side);
    return set_open(context, time, 'D', (syn_text){0});
  case TIME_BUILD_VAGUE_AGO:
    return build_vague_ago(context, time);
  case TIME_BUILD_ANCHORED:
    return build_anchored(context, match, fields, time);
  case TIME_BUILD_ANCHORED_WEEKDAY:
    return build_anchored_weekday(context, fields, time);
  case TIME_BUILD_DURATION:
    return build_duration(context, match, fields, time);
  case TIME_BUILD_HALF_DURATION:
    return set_duration(context, time, 0, fields->unit, true);
  case TIME_BUILD_DURATION_AND_HALF:
    return set_duration(context, time, fields->numbers[0], fields->unit, true);
  case TIME_BUILD_VAGUE_DURATION:
    return set_duration(context, time, -1, fields->unit, false);
  case TIME_BUILD_SET:
    return build_set(context, match, fields, time);
  case TIME_BUILD_CLOCK:
    return build_clock(context, fields, time);
  case TIME_BUILD_REF:
    return build_reference(context, match, fields, time);
  case TIME_BUILD_FAR:
    return build_far(context, fields, time);
  default:
    return SYN_NOT_FOUND;
  }
}

syn_status syn_time_build(const time_context *context, const time_match *match, syn_time *out_time) {
  time_fields fields = syn_time_fields_read(match);
  uint32_t last = match->first + match->pattern->element_count - 1;
  fields.many = syn_time_word_reading(context->pieces[last].word, TIME_MANY) != NULL;
  syn_time time = {.type = SYN_TIME_DATE};
  syn_status status = build_any(context, match, &fields, &time);
  if (status == SYN_OK) *out_time = time;
  return status;
}

/* ---- the day of publication ---- */

/* "2020-W38": the year of a week is that of its Thursday (ISO 8601). */
static void write_week(char out_text[VALUE_SIZE], int32_t monday) {
  int32_t year = 0, month = 0, day = 0;
  syn_calendar_date(monday + 3, &year, &month, &day);
  int32_t week = (monday + 3 - syn_calendar_day(year, 1, 1)) / 7 + 1;
  snprintf(out_text, VALUE_SIZE, "%04d-W%02d", (int)year, (int)week);
}

syn_status syn_time_settle(const time_context *context, syn_time *time) {
  if (!time->relative || time->shift_unit == 0) return SYN_OK;
  time->interval = syn_time_resolve(time, context->published);
  bool open = is_one_of(time->shift_unit, "DWMQY") && syn_text_starts_with(time->value, SYN_TEXT("XXXX"));
  bool one_day = context->published.from.day == context->published.to.day;
  if (!open || !one_day || time->interval.basis == SYN_BASIS_NONE) return SYN_OK;
  int32_t year = 0, month = 0, day = 0;
  char text[VALUE_SIZE], whole[2 * VALUE_SIZE];
  syn_calendar_date(time->interval.from.day, &year, &month, &day);
  size_t part = syn_text_find(time->value, SYN_TEXT("T"), 0);
  bool partial = time->shift_unit == 'Y' && time->value.size > 4;
  if (time->shift_unit == 'W' && time->value.size <= 8)
    write_week(text, time->interval.from.day);
  else if (partial)
    snprintf(text, sizeof(text), "%04d%.*s", (int)year, (int)time->value.size - 4, time->value.data + 4);
  else if (time->shift_unit == 'Q')
    snprintf(text, sizeof(text), "%04d-Q%d", (int)year, (int)((month - 1) / 3 + 1));
  else
    write_date(text, year, time->shift_unit == 'Y' ? 0 : month, time->shift_unit == 'M' ? 0 : day);
  syn_text rest = part == SIZE_MAX || partial ? (syn_text){0} : syn_text_slice(time->value, part, time->value.size);
  snprintf(whole, sizeof(whole), "%s%.*s", text, SYN_TEXT_ARGUMENTS(rest));
  return set_value(context, time, whole);
}
