/*
 * How it works: a text is cut into numbers and words; a date is a run of three of them in one of the orders in which languages write it
 * (year month day, day month year, month day year), the month a number or a name from the tables of any language. Short words between ("14
 * de septiembre de 2020") and the ending of an ordinal ("14th") are passed over. Of two numbers that may both be the month, the page's
 * language decides.
 */
#include "article/page_date.h"

#include <string.h>

#include "base/utf8.h"
#include "records/calendar.h"

enum {
  YEAR_FIRST = 1990, /* of publication: earlier years are what texts are about */
  YEAR_LAST = 2099,
  YEAR_STATED = 1605, /* of an archive whose carrier states the day: that of the first newspaper */
  TEXT_BYTES = 400,   /* of a text that are searched */
  PART_LIMIT = 64,
  MAIL_DATE_BYTES = 40,
  LINK_WORD_BYTES = 3 /* "de", "of", "den" */
};

typedef enum part_kind { PART_NUMBER, PART_MONTH, PART_LINK, PART_WORD } part_kind;

typedef struct part {
  part_kind kind;
  int32_t value;
  uint32_t digits, start, end;
} part;

syn_status syn_date_words_load(const syn_world *world, syn_arena *arena, syn_date_words *out_words) {
  syn_date_words words = {0};
  syn_map_init(&words.months, arena);
  syn_map_init(&words.month_first, arena);
  syn_map_init(&words.day_first, arena);
  size_t count = 0;
  const syn_text *languages = syn_world_languages(world, &count);
  for (size_t i = 0; i < count; i++) {
    const syn_table *table = syn_world_language_table(world, languages[i], "datelines");
    size_t what_column = table ? syn_table_column(table, "what") : 0, value_column = table ? syn_table_column(table, "value") : 0;
    size_t words_column = table ? syn_table_column(table, "words") : 0;
    for (size_t row = 0; table && row < table->row_count; row++) {
      syn_text what = syn_table_cell(table, row, what_column);
      bool is_month = syn_text_equal(what, SYN_TEXT("month"));
      syn_text value = syn_table_cell(table, row, value_column), rest = syn_table_cell(table, row, words_column), word;
      int32_t month = 0;
      for (size_t k = 0; k < value.size && k < 2 && value.data[k] >= '0' && value.data[k] <= '9'; k++)
        month = month * 10 + (value.data[k] - '0');
      while (syn_table_next_item(&rest, '|', &word)) {
        syn_text folded;
        syn_status status = syn_utf8_fold(word, arena, &folded);
        syn_map *map = is_month ? &words.months : syn_text_equal(what, SYN_TEXT("day_first")) ? &words.day_first : &words.month_first;
        if (status == SYN_OK) status = syn_map_put(map, folded, (uint64_t)month);
        if (status != SYN_OK) return status;
      }
    }
  }
  *out_words = words;
  return SYN_OK;
}

/* ---- parts ---- */

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

static bool is_letter_at(syn_text text, size_t at, size_t *out_size) {
  uint32_t c = syn_utf8_decode(text, at, out_size);
  return syn_utf8_is_letter(c);
}

static size_t cut_parts(const syn_date_words *words, syn_text folded, part *parts) {
  size_t count = 0;
  for (size_t i = 0; i < folded.size && count < PART_LIMIT;) {
    part *next = &parts[count];
    size_t size = 1, start = i;
    if (is_digit(folded.data[i])) {
      int64_t value = 0;
      while (i < folded.size && is_digit(folded.data[i])) {
        if (i - start < 9) value = value * 10 + (folded.data[i] - '0');
        i++;
      }
      *next = (part){PART_NUMBER, (int32_t)value, (uint32_t)(i - start), (uint32_t)start, (uint32_t)i};
      count++;
      size_t suffix = i, suffix_size = 1;
      while (suffix < folded.size && is_letter_at(folded, suffix, &suffix_size)) suffix += suffix_size;
      if (suffix > i && suffix - i <= LINK_WORD_BYTES) i = suffix; /* "14th", "9月" */
      continue;
    }
    if (!is_letter_at(folded, i, &size)) {
      i += size;
      continue;
    }
    while (i < folded.size && is_letter_at(folded, i, &size)) i += size;
    uint64_t month = 0;
    bool is_month = syn_map_get(&words->months, syn_text_slice(folded, start, i), &month);
    part_kind kind = is_month ? PART_MONTH : i - start <= LINK_WORD_BYTES ? PART_LINK : PART_WORD;
    *next = (part){kind, (int32_t)month, 0, (uint32_t)start, (uint32_t)i};
    count++;
  }
  return count;
}

static int32_t year_of(const part *p) {
  if (p->kind != PART_NUMBER) return 0;
  if (p->digits == 4 && p->value >= YEAR_FIRST && p->value <= YEAR_LAST) return p->value;
  if (p->digits == 2 && p->value <= 40) return 2000 + p->value;
  return 0;
}

static bool is_day(const part *p) {
  return p->kind == PART_NUMBER && p->digits <= 2 && p->value >= 1 && p->value <= 31;
}

static bool is_month(const part *p) {
  return p->kind == PART_MONTH || (p->kind == PART_NUMBER && p->digits <= 2 && p->value >= 1 && p->value <= 12);
}

static bool set_day(int32_t year, int32_t month, int32_t day, syn_interval *out) {
  if (year < YEAR_FIRST || year > YEAR_LAST || !syn_calendar_is_date(year, month, day)) return false;
  syn_moment moment = {syn_calendar_day(year, month, day), SYN_SECOND_NONE, SYN_ZONE_NONE};
  *out = (syn_interval){moment, moment, SYN_BASIS_NONE};
  return true;
}

/* Numbers belong together only when one mark stands between them: "16.09.2019", not "14 - 09, 2020". */
static bool is_tight(syn_text text, const part *a, const part *b, char *out_mark) {
  uint32_t gap = b->start - a->end;
  if (gap == 0 || gap > 2) return false;
  *out_mark = text.data[a->end];
  if (gap == 2 && text.data[a->end + 1] != ' ') return false;
  return strchr("./-", *out_mark) != NULL && *out_mark;
}

/* "10 May (11:05)": the figure behind the month is an hour. */
static bool is_time_of_day(syn_text text, const part *p) {
  return (p->start > 0 && text.data[p->start - 1] == '(') || (p->end < text.size && text.data[p->end] == ':');
}

/* Three neighbouring parts (links left out) as a date. */
static bool match(syn_text text, const part *a, const part *b, const part *c, bool month_first, syn_interval *out) {
  bool named = a->kind == PART_MONTH || b->kind == PART_MONTH;
  char first_mark = 0, second_mark = 0;
  if (!named) {
    bool marked = is_tight(text, a, b, &first_mark) && is_tight(text, b, c, &second_mark) && first_mark == second_mark;
    bool wide =
        a->digits == 4 && b->start - a->end <= 3 && c->start - b->end <= 3 && (unsigned char)text.data[a->end] >= 0x80; /* 2020年9月14日 */
    if (!marked && !wide) return false;
    if (a->digits == 4 && year_of(a) && is_month(b) && is_day(c)) return set_day(year_of(a), b->value, c->value, out);
    if (!year_of(c)) return false;
    bool swap = is_month(a) && is_day(b) && (!is_month(b) || (month_first && first_mark != '.'));
    if (swap) return set_day(year_of(c), a->value, b->value, out);
    return is_day(a) && is_month(b) && set_day(year_of(c), b->value, a->value, out);
  }
  if (c->end - a->start > 40) return false;
  if (c->digits == 2 && is_time_of_day(text, c)) return false;
  bool year_last = year_of(c) && (c->digits == 4 || (c->start > 0 && text.data[c->start - 1] == '\'') || b->end + 2 >= c->start);
  if (year_last && b->kind == PART_MONTH && is_day(a)) return set_day(year_of(c), b->value, a->value, out);
  if (year_last && c->digits == 4 && a->kind == PART_MONTH && is_day(b)) return set_day(year_of(c), a->value, b->value, out);
  if (a->digits == 4 && year_of(a) && b->kind == PART_MONTH && is_day(c)) return set_day(year_of(a), b->value, c->value, out);
  return false;
}

syn_status syn_date_find(const syn_date_words *words, syn_text text, syn_text language, syn_arena *arena, syn_interval *out_interval) {
  text = syn_text_slice(text, 0, syn_utf8_align(text, text.size < TEXT_BYTES ? text.size : TEXT_BYTES));
  syn_text folded;
  syn_status status = syn_utf8_fold(text, arena, &folded);
  if (status != SYN_OK) return status;
  part parts[PART_LIMIT];
  size_t count = cut_parts(words, folded, parts), kept = 0;
  for (size_t i = 0; i < count; i++) /* short words between do not part a date */
    if (parts[i].kind != PART_LINK) parts[kept++] = parts[i];
  bool month_first = syn_map_find(&words->month_first, language) != NULL;
  for (size_t i = 0; i + 2 < kept; i++)
    if (match(folded, &parts[i], &parts[i + 1], &parts[i + 2], month_first, out_interval)) return SYN_OK;
  return SYN_NOT_FOUND;
}

/* ---- stated moments ---- */

static int32_t number_at(syn_text url, size_t at, size_t digits) {
  int32_t value = 0;
  for (size_t i = 0; i < digits; i++) {
    if (at + i >= url.size || !is_digit(url.data[at + i])) return -1;
    value = value * 10 + (url.data[at + i] - '0');
  }
  return value;
}

static bool is_plausible(const syn_interval *interval, int32_t first_year) {
  int32_t year, month, day;
  syn_calendar_date(interval->from.day, &year, &month, &day);
  return year >= first_year && year <= YEAR_LAST;
}

/* ISO 8601. A whole day at least: "2020" and "2020-09" are no day of publication. */
static bool read_iso(syn_text text, int32_t first_year, syn_interval *out) {
  size_t sizes[] = {text.size, 19, 10};
  for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
    syn_interval found;
    if (text.size < 8 || sizes[i] > text.size) continue;
    if (syn_calendar_parse(syn_text_slice(text, 0, sizes[i]), &found) != SYN_OK || found.from.day != found.to.day) continue;
    if (!is_plausible(&found, first_year)) continue;
    *out = found;
    return true;
  }
  return false;
}

bool syn_date_of_carrier(syn_text text, syn_interval *out_interval) {
  syn_interval found;
  if (!read_iso(syn_text_trim(text), YEAR_STATED, &found) || found.from.day == 0) return false; /* 1970-01-01 stands for no date */
  *out_interval = found;
  return true;
}

static bool read_seconds(syn_text text, syn_interval *out) {
  if (text.size != 10 && text.size != 13) return false;
  int64_t value = 0;
  for (size_t i = 0; i < text.size; i++) {
    if (!is_digit(text.data[i])) return false;
    value = value * 10 + (text.data[i] - '0');
  }
  if (text.size == 13) value /= 1000;
  syn_moment moment = {(int32_t)(value / 86400), (int32_t)(value % 86400), 0};
  *out = (syn_interval){moment, moment, SYN_BASIS_NONE};
  return true;
}

/* The time of day and zone behind the day of "Wed, 04 May 2022 02:41:00 GMT". */
static void read_mail_time(syn_text text, syn_interval *date) {
  size_t colon = syn_text_find(text, SYN_TEXT(":"), 0);
  if (colon == SIZE_MAX || colon < 2 || colon + 7 > text.size || text.data[colon + 3] != ':') return;
  int32_t parts[3];
  for (size_t i = 0; i < 3; i++) parts[i] = number_at(text, colon - 2 + 3 * i, 2);
  syn_text zone = syn_text_trim(syn_text_slice(text, colon + 6, text.size));
  int32_t hours = zone.size == 5 ? number_at(zone, 1, 2) : -1, minutes = zone.size == 5 ? number_at(zone, 3, 2) : -1;
  bool is_utc = syn_text_equal(zone, SYN_TEXT("GMT")) || syn_text_equal(zone, SYN_TEXT("UTC"));
  bool is_offset = hours >= 0 && hours <= 14 && minutes >= 0 && minutes < 60 && strchr("+-", zone.data[0]);
  if (parts[0] < 0 || parts[0] > 23 || parts[1] < 0 || parts[1] > 59 || parts[2] < 0 || parts[2] > 59 || (!is_utc && !is_offset)) return;
  date->from.second = parts[0] * 3600 + parts[1] * 60 + parts[2];
  date->from.zone_minutes = is_utc ? 0 : (int16_t)((hours * 60 + minutes) * (zone.data[0] == '-' ? -1 : 1));
  date->to = date->from;
}

syn_status syn_date_read(const syn_date_words *words, syn_text text, syn_text language, syn_arena *arena, syn_interval *out_interval) {
  text = syn_text_trim(text);
  syn_interval found;
  if ((read_seconds(text, &found) && is_plausible(&found, YEAR_FIRST)) || read_iso(text, YEAR_FIRST, &found)) {
    *out_interval = found;
    return SYN_OK;
  }
  syn_status status = syn_date_find(words, text, language, arena, out_interval);
  if (status == SYN_OK && text.size < MAIL_DATE_BYTES) read_mail_time(text, out_interval);
  return status;
}

/* ---- addresses ---- */

/* "14-09-2020" as a part of a path. */
static bool day_first_in_url(syn_text url, syn_interval *out) {
  for (size_t i = 8; i + 10 <= url.size; i++) {
    char mark = url.data[i + 2];
    if ((mark != '-' && mark != '_') || url.data[i + 5] != mark || is_digit(url.data[i - 1])) continue;
    bool ends = i + 10 == url.size || !is_digit(url.data[i + 10]);
    int32_t day = number_at(url, i, 2), month = number_at(url, i + 3, 2), year = number_at(url, i + 6, 4);
    if (ends && day > 0 && month > 0 && year > 0 && set_day(year, month, day, out)) return true;
  }
  return false;
}

bool syn_date_of_url(syn_text url, syn_interval *out_interval) {
  for (size_t i = 8; i + 7 < url.size; i++) {
    if (is_digit(url.data[i - 1]) || !is_digit(url.data[i])) continue;
    int32_t year = number_at(url, i, 4);
    if (year < YEAR_FIRST || year > YEAR_LAST) continue;
    char mark = url.data[i + 4];
    if (is_digit(mark)) { /* 20200914, and no more digits than a time after it */
      int32_t month = number_at(url, i + 4, 2), day = number_at(url, i + 6, 2);
      bool ends = i + 8 >= url.size || !is_digit(url.data[i + 8]);
      if (ends && month > 0 && day > 0 && set_day(year, month, day, out_interval)) return true;
      continue;
    }
    if (mark != '/' && mark != '-' && mark != '_') continue;
    size_t month_digits = number_at(url, i + 5, 2) >= 0 ? 2 : 1, day_at = i + 5 + month_digits + 1;
    if (day_at > url.size || url.data[day_at - 1] != mark) continue;
    size_t day_digits = number_at(url, day_at, 2) >= 0 ? 2 : 1;
    int32_t month = number_at(url, i + 5, month_digits), day = number_at(url, day_at, day_digits);
    bool ends = day_at + day_digits >= url.size || !is_digit(url.data[day_at + day_digits]);
    if (ends && month > 0 && day > 0 && set_day(year, month, day, out_interval)) return true;
  }
  return day_first_in_url(url, out_interval);
}
