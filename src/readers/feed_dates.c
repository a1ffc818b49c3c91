/*
 * How it works. What is stated becomes parts: numbers, words and signs. Their order tells the form: a number of four digits first is a year
 * (ISO 8601 and its kin), otherwise day, name of the month and year, in any order of day and month, weekdays aside. A date in figures alone
 * is read only where it has one reading.
 */
#include "readers/feed_dates.h"

#include <string.h>

#include "records/calendar.h"
#include "records/page.h"

enum { PART_MAXIMUM = 24, STATED_BYTES = 128, ZONE_UNKNOWN = 100000 };

typedef struct part {
  syn_text text;
  char kind; /* 'd' digits, 'w' letters, otherwise the sign itself */
  int value; /* of digits, up to nine of them */
} part;

typedef struct date_reading {
  part parts[PART_MAXIMUM];
  size_t count, at;
  int year, month, day, hour, minute, second, zone; /* zone: minutes east of UTC */
  bool has_time;
} date_reading;

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

static bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* --- parts --- */

/* The end of a comment of RFC 822 that begins at `at`; they may be nested. */
static size_t skip_comment(syn_text stated, size_t at) {
  int depth = 0;
  for (; at < stated.size; at++) {
    if (stated.data[at] == '\\')
      at++;
    else if (stated.data[at] == '(')
      depth++;
    else if (stated.data[at] == ')' && --depth == 0)
      return at + 1;
  }
  return stated.size;
}

static bool split_parts(syn_text stated, date_reading *reading) {
  for (size_t at = 0; at < stated.size;) {
    char c = stated.data[at];
    if (c == '(' || c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      at = c == '(' ? skip_comment(stated, at) : at + 1;
      continue;
    }
    if (reading->count == PART_MAXIMUM) return false;
    part *next = &reading->parts[reading->count++];
    size_t start = at++;
    next->kind = is_digit(c) ? 'd' : is_letter(c) ? 'w' : c;
    while (at < stated.size && next->kind == 'd' && is_digit(stated.data[at])) at++;
    while (at < stated.size && next->kind == 'w' && is_letter(stated.data[at])) at++;
    next->text = syn_text_slice(stated, start, at);
    for (size_t i = 0; next->kind == 'd' && i < next->text.size && i < 9; i++) next->value = next->value * 10 + (next->text.data[i] - '0');
  }
  return true;
}

static const part *look(const date_reading *reading, size_t ahead) {
  static const part none = {0};
  return reading->at + ahead < reading->count ? &reading->parts[reading->at + ahead] : &none;
}

static bool take_sign(date_reading *reading, char sign) {
  if (look(reading, 0)->kind != sign) return false;
  reading->at++;
  return true;
}

/* A number of so many digits. */
static bool take_number(date_reading *reading, size_t least, size_t most, int *out_value) {
  const part *next = look(reading, 0);
  if (next->kind != 'd' || next->text.size < least || next->text.size > most) return false;
  *out_value = next->value;
  reading->at++;
  return true;
}

static bool begins_with(syn_text word, const char *name) {
  const syn_text wanted = syn_text_from(name);
  return word.size >= wanted.size && syn_text_equal_ascii_case(syn_text_slice(word, 0, wanted.size), wanted);
}

/* --- zones --- */

typedef struct zone_name {
  const char *name;
  int minutes;
} zone_name;

/* RFC 822 and what is common in feeds. Names of several meanings (IST, BST of Bangladesh) have that of most feeds, or are not here. */
static const zone_name zone_names[] = {
    {"Z", 0},       {"UT", 0},      {"GMT", 0},    {"UTC", 0},    {"WET", 0},    {"BST", 60},   {"WEST", 60},  {"CET", 60},   {"MET", 60},
    {"MEZ", 60},    {"CEST", 120},  {"MEST", 120}, {"MESZ", 120}, {"EET", 120},  {"SAST", 120}, {"EEST", 180}, {"MSK", 180},  {"MSD", 240},
    {"JST", 540},   {"KST", 540},   {"HKT", 480},  {"SGT", 480},  {"AWST", 480}, {"ACST", 570}, {"AEST", 600}, {"AEDT", 660}, {"NZST", 720},
    {"NZDT", 780},  {"EST", -300},  {"EDT", -240}, {"CST", -360}, {"CDT", -300}, {"MST", -420}, {"MDT", -360}, {"PST", -480}, {"PDT", -420},
    {"AKST", -540}, {"AKDT", -480}, {"HST", -600}, {"AST", -240}, {"ADT", -180}, {"NST", -210}, {"NDT", -150}, {"BRT", -180}, {"ART", -180},
    {"ET", -300},   {"CT", -360},   {"MT", -420},  {"PT", -480},
};

static int named_zone(syn_text word) {
  for (size_t i = 0; i < sizeof zone_names / sizeof *zone_names; i++) {
    if (syn_text_equal_ascii_case(word, syn_text_from(zone_names[i].name))) return zone_names[i].minutes;
  }
  return ZONE_UNKNOWN;
}

/* "+0200", "+02:00", "+02", "-2" */
static void take_offset(date_reading *reading) {
  bool is_west = look(reading, 0)->kind == '-';
  int value = 0, minutes = 0;
  reading->at++;
  size_t size = look(reading, 0)->text.size;
  if (!take_number(reading, 1, 4, &value)) return;
  int hours = size > 2 ? value / 100 : value;
  if (size > 2)
    minutes = value % 100;
  else if (take_sign(reading, ':') && !take_number(reading, 2, 2, &minutes))
    return;
  if (hours > 14 || minutes > 59)
    reading->zone = ZONE_UNKNOWN;
  else
    reading->zone = (is_west ? -1 : 1) * (hours * 60 + minutes);
}

static void take_zone(date_reading *reading) {
  const part *next = look(reading, 0);
  if (next->kind == 'w') {
    reading->zone = named_zone(next->text);
    reading->at++;
    bool is_zero = reading->zone == 0; /* "GMT+0200" */
    next = look(reading, 0);
    if (!is_zero) return;
  }
  if ((next->kind == '+' || next->kind == '-') && look(reading, 1)->kind == 'd') take_offset(reading);
}

/* --- time of day --- */

static bool is_time(const date_reading *reading) {
  return look(reading, 0)->kind == 'd' && look(reading, 0)->text.size <= 2 && look(reading, 1)->kind == ':' &&
         look(reading, 2)->kind == 'd';
}

static void take_half_of_day(date_reading *reading) {
  const part *next = look(reading, 0);
  bool is_morning = begins_with(next->text, "am") && next->text.size == 2,
       is_evening = begins_with(next->text, "pm") && next->text.size == 2;
  if (!is_morning && !is_evening) return;
  reading->at++;
  if (reading->hour > 12) return;
  reading->hour = reading->hour % 12 + (is_evening ? 12 : 0);
}

/* "14:20", "14:20:20", "14:20:20.25", "2:20 pm". False where it is no time. */
static bool take_time(date_reading *reading) {
  int fraction;
  reading->has_time = true;
  if (!take_number(reading, 1, 2, &reading->hour)) return false;
  if (!take_sign(reading, ':') || !take_number(reading, 1, 2, &reading->minute)) return false;
  if (take_sign(reading, ':') && !take_number(reading, 1, 2, &reading->second)) return false;
  if (look(reading, 0)->kind == '.' || look(reading, 0)->kind == ',') {
    reading->at++;
    take_number(reading, 1, SIZE_MAX, &fraction);
  }
  take_half_of_day(reading);
  if (reading->second == 60) reading->second = 59; /* a leap second */
  return reading->hour < 24 && reading->minute < 60 && reading->second < 60;
}

/* "192030", "1920" */
static bool take_basic_time(date_reading *reading) {
  int value = 0;
  reading->has_time = true;
  size_t size = look(reading, 0)->text.size;
  if (size == 5 || !take_number(reading, 4, 6, &value)) return false;
  if (size == 4) value *= 100;
  reading->hour = value / 10000;
  reading->minute = value / 100 % 100;
  reading->second = value % 100;
  return reading->hour < 24 && reading->minute < 60 && reading->second < 60;
}

/* --- days --- */

/* 1 to 12, or 0. The first three letters count: "Sept", "June". */
static int named_month(syn_text word) {
  static const char *const names[] = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
  for (int i = 0; i < 12; i++) {
    if (begins_with(word, names[i])) return i + 1;
  }
  return 0;
}

static int whole_year(int year, size_t digits) {
  if (digits >= 4) return year;
  return year + (digits == 2 && year < 50 ? 2000 : 1900); /* RFC 2822, 4.3 */
}

/* "2003-12-31", "2003-12", "2003", "20031231", "2003/12/31", "2003-365"; then a time. */
static bool read_year_first(date_reading *reading) {
  int value = 0;
  reading->month = reading->day = 0;
  if (look(reading, 0)->text.size == 8) {
    take_number(reading, 8, 8, &value);
    reading->year = value / 10000;
    reading->month = value / 100 % 100;
    reading->day = value % 100;
  } else {
    take_number(reading, 4, 4, &reading->year);
    char sign = look(reading, 0)->kind;
    bool has_sign = sign == '-' || sign == '/' || sign == '.';
    if (has_sign) reading->at++;
    if (has_sign && sign == '-' && take_number(reading, 3, 3, &value)) {
      if (value < 1 || value > 366) return false;
      int32_t year, month, day;
      syn_calendar_date(syn_calendar_day(reading->year, 1, 1) + value - 1, &year, &month, &day);
      reading->month = month;
      reading->day = day;
    } else if (has_sign && take_number(reading, 1, 2, &reading->month)) {
      if (take_sign(reading, sign) && !take_number(reading, 1, 2, &reading->day)) return false;
    } else if (has_sign) {
      return false;
    }
  }
  if (begins_with(look(reading, 0)->text, "t") && look(reading, 0)->text.size == 1) reading->at++;
  return true;
}

/* "Jan 04 2004", "04 Jan 2004", "4-Jan-04", "Jan 4 16:29:06 PST 2004"; the weekday is behind. */
static bool read_named_month(date_reading *reading) {
  bool has_day = false;
  while (reading->at < reading->count) {
    const part *next = look(reading, 0);
    if (is_time(reading)) {
      if (!take_time(reading)) return false;
      take_zone(reading);
    } else if (next->kind == 'd') {
      if (!has_day && next->text.size <= 2) {
        reading->day = next->value;
        has_day = true;
      } else if (reading->year == 0 && next->text.size >= 2 && next->text.size <= 4) {
        reading->year = whole_year(next->value, next->text.size);
      } else {
        return false;
      }
      reading->at++;
    } else {
      if (next->kind == 'w' && reading->month == 0) reading->month = named_month(next->text);
      reading->at++; /* weekdays, "st", commas, dashes */
    }
  }
  return has_day && reading->year > 0 && reading->month > 0;
}

/* "31/12/2003" or "12/31/2003": one of the two has to be the day for sure. */
static bool read_figures(date_reading *reading) {
  int first = 0, second = 0;
  char sign = look(reading, 1)->kind;
  if (!take_number(reading, 1, 2, &first) || !take_sign(reading, sign) || !take_number(reading, 1, 2, &second) || !take_sign(reading, sign))
    return false;
  if (!take_number(reading, 4, 4, &reading->year)) return false;
  bool is_day_first = sign == '.' || first > 12;
  if (!is_day_first && second <= 12 && first != second) return false;
  reading->day = is_day_first ? first : second;
  reading->month = is_day_first ? second : first;
  take_sign(reading, ',');
  return true;
}

static bool read_date(date_reading *reading) {
  if (reading->count == 0) return false;
  const part *first = look(reading, 0);
  char second = look(reading, 1)->kind;
  bool is_figures = first->kind == 'd' && (second == '/' || second == '.' || second == '-') && look(reading, 2)->kind == 'd';
  bool is_year = first->kind == 'd' && (first->text.size == 4 || first->text.size == 8) &&
                 (is_figures || second != 'w' || look(reading, 1)->text.size == 1);
  if (!is_year && !is_figures) return read_named_month(reading);
  if (!(is_year ? read_year_first(reading) : read_figures(reading))) return false;
  bool is_whole = true;
  if (is_time(reading))
    is_whole = take_time(reading);
  else if (look(reading, 0)->kind == 'd')
    is_whole = take_basic_time(reading);
  if (reading->has_time) take_zone(reading);
  return is_whole;
}

syn_status syn_feed_date(syn_text stated, syn_arena *arena, syn_text *out_date, syn_text *out_zoned) {
  date_reading reading = {0};
  *out_date = (syn_text){0};
  if (out_zoned) *out_zoned = (syn_text){0};
  stated = syn_text_trim(stated);
  if (stated.size > STATED_BYTES || !split_parts(stated, &reading) || !read_date(&reading)) return SYN_OK;
  if (reading.day == 0 || !syn_calendar_is_date(reading.year, reading.month, reading.day)) return SYN_OK;
  syn_moment moment = {
      .day = syn_calendar_day(reading.year, reading.month, reading.day), .second = SYN_SECOND_NONE, .zone_minutes = SYN_ZONE_NONE};
  if (reading.has_time && reading.zone != ZONE_UNKNOWN) {
    moment.second = (reading.hour * 60 + reading.minute) * 60 + reading.second;
    moment.zone_minutes = (int16_t)reading.zone;
  }
  char text[SYN_MOMENT_TEXT_SIZE];
  const syn_text zoned = {text, syn_moment_format(moment, text)};
  syn_status status = syn_page_captured(zoned, arena, out_date);
  return status == SYN_OK && out_zoned ? syn_arena_copy(arena, zoned, out_zoned) : status;
}
