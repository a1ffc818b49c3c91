#include "facts/time_lengths.h"

#include <stdio.h>
#include <string.h>

#include "facts/time_join.h"
#include "facts/time_shifts.h"
#include "facts/time_values.h"
#include "records/time_resolution.h"

enum { HUNDREDTHS = 100, HALF = 50, VAGUE = -1, NUMBER_SIZE = 24, NOON = 12, HOURS = 24, MINUTES = 60, MONTHS = 12, QUARTER_MONTHS = 3 };

/* ---- lengths ---- */

/* A length in one unit: whole ones and hundredths of one; VAGUE where it is not stated. */
typedef struct length {
  int64_t hundredths;
  char unit;
} length;

/* Decades, centuries, fortnights and quarters in years, weeks and months. */
static length in_basic_unit(length of) {
  int32_t factor = 1;
  switch (of.unit) {
  case 'E':
    factor = 10;
    of.unit = 'Y';
    break;
  case 'C':
    factor = HUNDREDTHS;
    of.unit = 'Y';
    break;
  case 'F':
    factor = 2;
    of.unit = 'W';
    break;
  case 'Q':
    factor = QUARTER_MONTHS;
    of.unit = 'M';
    break;
  default:
    break;
  }
  if (of.hundredths > 0) of.hundredths *= factor;
  return of;
}

/* What a part of a unit is in the next smaller one: half a year is six months, half a minute thirty seconds; 0 where there is none. */
static int32_t smaller_unit(char unit, const char **out_letter, bool *out_clock) {
  *out_clock = unit != 'Y';
  switch (unit) {
  case 'Y':
    *out_letter = "M";
    return MONTHS;
  case 'D':
    *out_letter = "H";
    return HOURS;
  case 'H':
    *out_letter = "M";
    return MINUTES;
  case 'T':
    *out_letter = "S";
    return MINUTES;
  default:
    return 0;
  }
}

static const char *letter_of(char unit) {
  static const struct {
    char unit;
    const char *letter;
  } letters[] = {{'T', "M"}, {'K', "WE"}, {'N', "NI"}, {'D', "D"}, {'W', "W"}, {'M', "M"},
                 {'Y', "Y"}, {'H', "H"},  {'S', "S"},  {'E', "E"}, {'C', "C"}};
  for (size_t i = 0; i < sizeof(letters) / sizeof(*letters); i++)
    if (letters[i].unit == unit) return letters[i].letter;
  return "D";
}

static bool is_clock_unit(char unit) {
  return unit == 'H' || unit == 'T' || unit == 'S';
}

/* Appends "2Y6M", "3D", "T30M" to a value that begins with P; T comes once. */
static void append_length(char text[TIME_VALUE_SIZE], length of) {
  size_t size = strlen(text);
  if (of.hundredths >= 0 || of.unit == 'F' || of.unit == 'Q') of = in_basic_unit(of); /* "decades" are PXE */
  const char *clock = is_clock_unit(of.unit) && strchr(text, 'T') == NULL ? "T" : "", *smaller = "";
  bool smaller_clock = false;
  int32_t factor = of.hundredths > 0 && of.hundredths % HUNDREDTHS != 0 ? smaller_unit(of.unit, &smaller, &smaller_clock) : 0;
  int64_t whole = of.hundredths / HUNDREDTHS, rest = of.hundredths % HUNDREDTHS, parts = rest * factor;
  if (of.hundredths < 0) {
    snprintf(text + size, TIME_VALUE_SIZE - size, "%sX%s", clock, letter_of(of.unit));
  } else if (rest == 0) {
    snprintf(text + size, TIME_VALUE_SIZE - size, "%s%lld%s", clock, (long long)whole, letter_of(of.unit));
  } else if (factor > 0 && parts % HUNDREDTHS == 0) {
    char first[NUMBER_SIZE] = "";
    if (whole > 0) snprintf(first, sizeof(first), "%s%lld%s", clock, (long long)whole, letter_of(of.unit));
    const char *again = smaller_clock && !(whole > 0 && *clock) && strchr(text, 'T') == NULL ? "T" : "";
    snprintf(text + size, TIME_VALUE_SIZE - size, "%s%s%lld%s", first, again, (long long)(parts / HUNDREDTHS), smaller);
  } else {
    bool tenths = rest % 10 == 0;
    snprintf(text + size, TIME_VALUE_SIZE - size, "%s%lld.%0*lld%s", clock, (long long)whole, tenths ? 1 : 2,
             (long long)(tenths ? rest / 10 : rest), letter_of(of.unit));
  }
}

static syn_status set_length(const time_context *context, syn_time *time, length of) {
  char text[TIME_VALUE_SIZE] = "P";
  if (of.hundredths == 0) return SYN_NOT_FOUND; /* "every 0 days" */
  append_length(text, of);
  time->type = SYN_TIME_DURATION;
  return syn_time_set_value(context, time, text);
}

syn_status syn_time_set_duration(const time_context *context, syn_time *time, int32_t amount, char unit) {
  return set_length(context, time, (length){(int64_t)amount * HUNDREDTHS, unit});
}

/* "6-year-old" and "37 years old" are ages: no times. */
static bool is_age(const time_context *context, const time_match *match) {
  size_t end = match->first + match->count;
  if (syn_time_reading_at(context, end, TIME_DASH) != NULL) end++;
  return syn_time_reading_at(context, end, TIME_OLD) != NULL;
}

/* "three-quarters of its food", "three quarters of them" */
static bool is_part_of_whole(const time_context *context, const time_match *match, const time_fields *fields) {
  size_t end = match->first + match->count;
  return fields->unit == 'Q' && fields->number_count > 0 && fields->numbers[0] <= QUARTER_MONTHS &&
         syn_time_reading_at(context, end, TIME_OFWORD) != NULL;
}

static length amount_of(const time_fields *fields) {
  int64_t number = fields->number_count > 0 ? fields->numbers[fields->number_count - 1] : 1;
  return (length){number * HUNDREDTHS + fields->hundredths, fields->unit};
}

/* "two to six days": "P2D/P6D" */
static syn_status set_length_range(const time_context *context, const time_fields *fields, syn_time *time) {
  char first[TIME_VALUE_SIZE] = "P", last[TIME_VALUE_SIZE] = "P", both[2 * TIME_VALUE_SIZE + 2];
  if (fields->numbers[0] >= fields->numbers[1]) return SYN_NOT_FOUND;
  append_length(first, (length){(int64_t)fields->numbers[0] * HUNDREDTHS, fields->unit});
  append_length(last, (length){(int64_t)fields->numbers[1] * HUNDREDTHS + fields->hundredths, fields->unit});
  snprintf(both, sizeof(both), "%s/%s", first, last);
  time->type = SYN_TIME_DURATION;
  return syn_time_set_value(context, time, both);
}

/* "$3 million a year", "700 seats a week": how much in each; but "the talks a week after the vote". */
static bool is_rate(const time_context *context, const time_match *match) {
  if (match->first == 0 || syn_time_reading_at(context, match->first + match->count, TIME_BEYOND) != NULL) return false;
  const time_piece *before = &context->pieces[match->first - 1];
  unsigned tag = context->document->tokens[before->token].tag;
  return before->number >= 0 || tag == SYN_TAG_NOUN || tag == SYN_TAG_NUM || tag == SYN_TAG_SYM;
}

static syn_status build_duration(const time_context *context, const time_match *match, const time_fields *fields, syn_time *time) {
  bool too_many = fields->unit == 'Q' && fields->numbers[0] > HUNDREDTHS;
  if (fields->unit == 0 || too_many || is_age(context, match) || is_part_of_whole(context, match, fields)) return SYN_NOT_FOUND;
  bool article = match->elements[0].class == TIME_ARTICLE;
  /* "a quarter" is a part, "a night" and "a weekend" are seldom lengths */
  if (article && syn_time_is_one_of(fields->unit, "QNKS")) return SYN_NOT_FOUND;
  if (fields->number_count == 0 && fields->many) return SYN_NOT_FOUND; /* "all years" */
  if (fields->number_count == 2 && fields->has_to) return set_length_range(context, fields, time);
  syn_status status = set_length(context, time, amount_of(fields));
  if (article && is_rate(context, match)) time->type = SYN_TIME_SET;
  return status;
}

/* "half a year", "two and a half years", "one and a quarter years", "a minute and a half" */
static syn_status build_fraction(const time_context *context, const time_match *match, const time_fields *fields, syn_time *time) {
  if (is_age(context, match)) return SYN_NOT_FOUND;
  bool alone = match->ending->build == TIME_BUILD_HALF_DURATION;
  int64_t whole = alone || fields->number_count == 0 ? 0 : fields->numbers[0];
  int32_t part = fields->fraction > 0 ? fields->fraction : HALF;
  return set_length(context, time, (length){whole * HUNDREDTHS + part, fields->unit});
}

/* "3 hours 30 minutes", "two years and three months": from large units to small ones. */
static syn_status build_long_duration(const time_context *context, const time_match *match, const time_fields *fields, syn_time *time) {
  static const char order[] = "CEYQMFWDHTS";
  char text[TIME_VALUE_SIZE] = "P";
  if (fields->number_count != fields->unit_count || is_age(context, match)) return SYN_NOT_FOUND;
  for (uint32_t i = 0; i < fields->unit_count; i++) {
    const char *here = strchr(order, fields->units[i]);
    if (here == NULL || (i > 0 && here <= strchr(order, fields->units[i - 1]))) return SYN_NOT_FOUND;
    append_length(text, (length){(int64_t)fields->numbers[i] * HUNDREDTHS, fields->units[i]});
  }
  time->type = SYN_TIME_DURATION;
  return syn_time_set_value(context, time, text);
}

/* "for years", "within days", "weeks before the vote", but "just minutes apart", "on days when", "a matter of months". */
static bool is_told_as_length(const time_context *context, const time_match *match) {
  size_t end = match->first + 1, before = (size_t)match->first - 1;
  bool counted = syn_time_reading_at(context, end, TIME_BEYOND) != NULL || syn_time_reading_at(context, end, TIME_EARLIER) != NULL;
  if (counted || match->first == 0) return counted;
  if (before > 0 && syn_time_reading_at(context, before, TIME_THE) != NULL) before--; /* "over the years" */
  unsigned tag = context->document->tokens[context->pieces[before].token].tag;
  bool other = syn_time_reading_at(context, before, TIME_OFWORD) != NULL || syn_time_reading_at(context, before, TIME_ONWORD) != NULL;
  return (tag == SYN_TAG_ADP || tag == SYN_TAG_X) && !other;
}

static syn_status build_vague(const time_context *context, const time_match *match, const time_fields *fields, syn_time *time) {
  if (is_age(context, match) || is_part_of_whole(context, match, fields)) return SYN_NOT_FOUND;
  if (match->count == 1 && !is_told_as_length(context, match)) return SYN_NOT_FOUND;
  /* figures that are no number of them: "9999999999 days", "5/0 years" */
  if (match->first > 0 && context->pieces[match->first - 1].figures) return SYN_NOT_FOUND;
  return set_length(context, time, (length){VAGUE, fields->unit});
}

/* "the past three months", "the next five years": a length that begins or ends with the day of publication, and so has days. */
static syn_status build_span(const time_context *context, const time_match *match, const time_fields *fields, syn_time *time) {
  if (fields->number_count == 0 && fields->many) return build_vague(context, match, fields, time); /* "past years" */
  /* "the three next weeks", but not the 3 of "only 3 next week" */
  bool number_first = match->elements[0].class == TIME_NUMBER;
  if (number_first && !fields->many && fields->numbers[0] != 1) return SYN_NOT_FOUND;
  syn_status status = build_duration(context, match, fields, time);
  int32_t amount = fields->number_count > 0 ? fields->numbers[fields->number_count - 1] : 1;
  if (status != SYN_OK || fields->side == 0 || fields->hundredths > 0 || amount > TIME_NUMBER_LIMIT) return status;
  if (fields->number_count == 2 && fields->has_to) return status;
  char unit = syn_time_basic_unit(fields->unit, &amount);
  if (syn_time_is_one_of(unit, "HTSK")) return status;
  syn_time_set_shift(time, unit, amount * fields->side);
  return status;
}

/* ---- again and again ---- */

static syn_status set_repeated_part(const time_context *context, const time_fields *fields, syn_time *time) {
  char text[TIME_VALUE_SIZE];
  if (fields->month_count > 0)
    syn_time_write_date(text, TIME_NO_YEAR, fields->months[0], 0);
  else if (fields->season.size > 0)
    snprintf(text, sizeof(text), "XXXX-%.*s", SYN_TEXT_ARGUMENTS(fields->season));
  else if (fields->weekend)
    snprintf(text, sizeof(text), "XXXX-WXX-WE");
  else if (fields->part.size > 0)
    snprintf(text, sizeof(text), "XXXX-XX-XXT%.*s", SYN_TEXT_ARGUMENTS(fields->part));
  else
    return SYN_NOT_FOUND;
  return syn_time_set_value(context, time, text);
}

static syn_status build_set(const time_context *context, const time_match *match, const time_fields *fields, syn_time *time) {
  syn_status status = SYN_OK;
  const syn_token *token = &context->document->tokens[context->pieces[match->first].token];
  if (fields->frequency.size > 0) {
    /* "daily" and "a daily tally", but not "a quarterly report" nor "the daily Times" */
    bool may_be_adjective = match->elements[0].class == TIME_FREQUENCYADJ;
    bool alone = match->count == 1;
    if (alone && token->tag != SYN_TAG_ADV && token->tag != SYN_TAG_X && !(token->tag == SYN_TAG_ADJ && may_be_adjective) &&
        !(token->tag == SYN_TAG_NOUN && match->elements[0].class == TIME_WEEKDAYS))
      return SYN_NOT_FOUND;
    status = syn_arena_copy(context->arena, fields->frequency, &time->value);
  } else if (fields->weekday > 0) {
    status = syn_time_build_weekday(context, fields, false, time);
    time->relative = false;
    time->shift_unit = 0;
  } else if (fields->unit == 'N' && fields->number_count == 0 && !match->ending->has_side) {
    status = syn_time_set_value(context, time, "XXXX-XX-XXTNI");
  } else if (fields->unit != 0) {
    length of = amount_of(fields);
    if (match->ending->has_side) of.hundredths = (int64_t)match->ending->side * HUNDREDTHS; /* "every other week" */
    if (match->ending->has_side && match->ending->side == 0) of.hundredths = HUNDREDTHS;    /* "three times a week" counts within one */
    status = set_length(context, time, of);
  } else {
    status = set_repeated_part(context, fields, time);
  }
  time->type = SYN_TIME_SET;
  return status;
}

/* ---- times of the day ---- */

/* The hour of 24 that an hour with a.m. or p.m. means; -1 where there is none. */
static int32_t full_hour(int32_t hour, int32_t meridiem) {
  if (meridiem >= 0 && (hour < 1 || hour > NOON)) return hour > NOON && meridiem == NOON ? hour : -1;
  if (meridiem >= 0) return hour % NOON + meridiem;
  return hour == HOURS ? 0 : hour;
}

/* "4 in the morning", "seven in the evening" */
static int32_t meridiem_of_part(syn_text part, int32_t hour) {
  if (syn_text_equal(part, SYN_TEXT("MO"))) return 0;
  if (syn_text_equal(part, SYN_TEXT("NI"))) return hour == NOON || hour < 5 ? 0 : NOON;
  return part.size > 0 ? NOON : -1;
}

/* "-300" */
static int32_t read_minutes(syn_text text) {
  int32_t number = 0;
  size_t at = text.size > 0 && text.data[0] == '-' ? 1 : 0;
  for (size_t i = at; i < text.size && text.data[i] >= '0' && text.data[i] <= '9' && number < HOURS * MINUTES; i++)
    number = number * 10 + text.data[i] - '0';
  return at == 1 ? -number : number;
}

static syn_status set_clock(const time_context *context, const time_fields *fields, int32_t hour, int32_t minute, syn_time *time) {
  char text[TIME_VALUE_SIZE], second[NUMBER_SIZE] = "";
  syn_text zone = fields->zone;
  if (fields->has_second) snprintf(second, sizeof(second), ":%02d", (int)fields->second);
  bool is_utc = syn_text_equal(zone, SYN_TEXT("0"));
  snprintf(text, sizeof(text), "T%02d:%02d%s%s", (int)hour, (int)minute, second, is_utc ? "Z" : "");
  time->type = SYN_TIME_TIME;
  /* an interval without a basis keeps the zone until the day is known; zero is none */
  if (zone.size > 0 && !is_utc) time->interval.from.zone_minutes = read_minutes(zone);
  return syn_time_set_value(context, time, text);
}

static syn_status build_clock(const time_context *context, time_fields *fields, syn_time *time) {
  if (fields->clock.size == 5) {
    fields->hours[0] = (fields->clock.data[0] - '0') * 10 + fields->clock.data[1] - '0';
    fields->minutes[0] = (fields->clock.data[3] - '0') * 10 + fields->clock.data[4] - '0';
    fields->meridiems[0] = -1;
  } else if (fields->meridiems[0] < 0 && fields->part.size > 0 && fields->hours[0] <= NOON) {
    fields->meridiems[0] = meridiem_of_part(fields->part, fields->hours[0]);
  }
  int32_t hour = full_hour(fields->hours[0], fields->meridiems[0]);
  return hour < 0 ? SYN_NOT_FOUND : set_clock(context, fields, hour, fields->minutes[0], time);
}

/* "tomorrow at six", "tonight around 7": an hour only right behind its day, and not before what it counts. */
static syn_status build_bare_clock(const time_context *context, const time_match *match, const time_fields *fields, syn_time *time) {
  size_t end = match->first + match->count;
  if (context->last == NULL || context->last_end != match->first ||
      !(syn_time_is_day(context->last) || syn_time_has_day_part(context->last)))
    return SYN_NOT_FOUND;
  if (end < context->piece_count) {
    unsigned tag = context->document->tokens[context->pieces[end].token].tag;
    if (tag != SYN_TAG_PUNCT && tag != SYN_TAG_ADP && tag != SYN_TAG_CCONJ && tag != SYN_TAG_VERB && tag != SYN_TAG_PRON)
      return SYN_NOT_FOUND;
    if (context->pieces[end].glued && end + 1 < context->piece_count && context->pieces[end + 1].figures) return SYN_NOT_FOUND;
  }
  return set_clock(context, fields, fields->hours[0] % HOURS, fields->minutes[0], time);
}

/* "half past seven", "ten minutes to nine"; which half of the day is not stated: as written. */
static syn_status build_clock_past(const time_context *context, const time_match *match, const time_fields *fields, syn_time *time) {
  int32_t minute = fields->number_count > 0 ? fields->numbers[0] : fields->fraction * MINUTES / HUNDREDTHS;
  int32_t hour = full_hour(fields->hours[0], fields->meridiems[0]);
  if (minute < 1 || minute >= MINUTES || hour < 0) return SYN_NOT_FOUND;
  if (match->ending->side < 0) {
    minute = MINUTES - minute;
    hour = (hour + HOURS - 1) % HOURS;
  }
  return set_clock(context, fields, hour, minute, time);
}

/* Hours without minutes or half of the day could be anything ("rose from 3 to 5"), but "tomorrow from 3 to 5", "between 3 and 5 yesterday".
 */
static bool stands_by_day(const time_context *context, const time_match *match) {
  size_t end = match->first + match->count;
  bool day_before = context->last != NULL && context->last_end + 1 == match->first &&
                    (syn_time_is_day(context->last) || syn_time_has_day_part(context->last)) &&
                    syn_time_reading_at(context, (size_t)match->first - 1, TIME_OPENER) != NULL;
  bool day_after = syn_time_reading_at(context, end, TIME_DAYSHIFT) != NULL || syn_time_reading_at(context, end, TIME_NIGHTSHIFT) != NULL;
  return day_before || (day_after && syn_time_reading_at(context, (size_t)match->first - 1, TIME_OPENER) != NULL);
}

/* "from 3 to 5 p.m.", "10:30 to 11:45": an hour before a stated half of the day is in it, where it comes before. */
static syn_status build_clock_range(const time_context *context, const time_match *match, const time_fields *fields, syn_time *time) {
  char text[TIME_VALUE_SIZE];
  const time_reading *opener = syn_time_reading_at(context, (size_t)match->first - 1, TIME_OPENER);
  /* "between 3 and 5"; without the word before it "and" joins other things, and so may "to" where no half of the day is stated */
  bool plain = fields->meridiems[1] < 0 && fields->minutes[0] == 0 && fields->minutes[1] == 0;
  if (fields->hour_count != 2 || (fields->to == 1 && opener == NULL)) return SYN_NOT_FOUND;
  if (plain && fields->part.size == 0 && !stands_by_day(context, match)) return SYN_NOT_FOUND;
  int32_t meridiem =
      fields->meridiems[1] < 0 && fields->part.size > 0 ? meridiem_of_part(fields->part, fields->hours[1]) : fields->meridiems[1];
  int32_t last = full_hour(fields->hours[1], meridiem);
  if (fields->meridiems[0] >= 0) meridiem = fields->meridiems[0];
  int32_t first = full_hour(fields->hours[0], meridiem);
  bool over_noon = fields->meridiems[1] < 0 && fields->part.size == 0 && last < first && first < NOON;
  if (over_noon) last += NOON; /* "10:30 to 3" */
  bool is_late = first > last || (first == last && fields->minutes[0] >= fields->minutes[1]);
  if (is_late && fields->meridiems[0] < 0 && meridiem == NOON) first -= NOON; /* "from 11 to 1 p.m." */
  if (first < 0 || last < 0) return SYN_NOT_FOUND;
  snprintf(text, sizeof(text), "T%02d:%02d/T%02d:%02d", (int)first, (int)fields->minutes[0], (int)last, (int)fields->minutes[1]);
  time->type = SYN_TIME_TIME;
  return syn_time_set_value(context, time, text);
}

static syn_status build_day_part(const time_context *context, const time_fields *fields, syn_time *time) {
  char text[TIME_VALUE_SIZE];
  snprintf(text, sizeof(text), "T%.*s", SYN_TEXT_ARGUMENTS(fields->part));
  time->type = SYN_TIME_TIME;
  return syn_time_set_value(context, time, text);
}

syn_status syn_time_build_length(const time_context *context, const time_match *match, time_fields *fields, syn_time *time) {
  switch (match->ending->build) {
  case TIME_BUILD_DURATION:
    return build_duration(context, match, fields, time);
  case TIME_BUILD_HALF_DURATION:
  case TIME_BUILD_DURATION_AND_HALF:
    return build_fraction(context, match, fields, time);
  case TIME_BUILD_LONG_DURATION:
    return build_long_duration(context, match, fields, time);
  case TIME_BUILD_VAGUE_DURATION:
    return build_vague(context, match, fields, time);
  case TIME_BUILD_SPAN:
    return build_span(context, match, fields, time);
  case TIME_BUILD_SET:
    return build_set(context, match, fields, time);
  case TIME_BUILD_CLOCK:
    return build_clock(context, fields, time);
  case TIME_BUILD_BARE_CLOCK:
    return build_bare_clock(context, match, fields, time);
  case TIME_BUILD_CLOCK_PAST:
    return build_clock_past(context, match, fields, time);
  case TIME_BUILD_CLOCK_RANGE:
    return build_clock_range(context, match, fields, time);
  case TIME_BUILD_DAY_PART:
    return build_day_part(context, fields, time);
  default:
    return SYN_NOT_FOUND;
  }
}
