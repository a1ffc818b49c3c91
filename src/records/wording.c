/*
 * How it works
 *
 * Large numbers are shortened only where nothing is lost: 2,350,000,000 is "2.35 billion", 1,234,567,891 stays as it is. Labels of units
 * are those of our own record format (docs/records.md), in the language of the program's messages; a lemma that is none of them is left to
 * the label of the point beside the value.
 *
 * A sentence ends at a full stop, question or exclamation mark or an ellipsis, with the quotation marks and brackets that close there, when
 * white space follows and the next word does not begin in lower case. A full stop after a single letter or after a capitalised word of up
 * to three letters ends none: initials and short titles are more frequent there than ends, and a sentence shown too long is a smaller harm
 * than one cut.
 */
#include "records/wording.h"

#include <string.h>

#include "base/utf8.h"
#include "records/calendar.h"

typedef struct unit_label {
  const char *unit, *one, *many;
} unit_label;

static const unit_label unit_labels[] = {{"%", "%", "%"},
                                         {"acre", "acre", "acres"},
                                         {"barrel", "barrel", "barrels"},
                                         {"bp", "basis point", "basis points"},
                                         {"bushel", "bushel", "bushels"},
                                         {"byte", "byte", "bytes"},
                                         {"cal", "calorie", "calories"},
                                         {"carat", "carat", "carats"},
                                         {"century", "century", "centuries"},
                                         {"day", "day", "days"},
                                         {"decade", "decade", "decades"},
                                         {"fortnight", "fortnight", "fortnights"},
                                         {"hour", "hour", "hours"},
                                         {"kn", "knot", "knots"},
                                         {"ly", "light-year", "light-years"},
                                         {"millisecond", "millisecond", "milliseconds"},
                                         {"minute", "minute", "minutes"},
                                         {"month", "month", "months"},
                                         {"night", "night", "nights"},
                                         {"person", "person", "people"},
                                         {"pint", "pint", "pints"},
                                         {"point", "point", "points"},
                                         {"pp", "percentage point", "percentage points"},
                                         {"second", "second", "seconds"},
                                         {"stone", "stone", "stone"},
                                         {"ton", "ton", "tons"},
                                         {"week", "week", "weeks"},
                                         {"weekend", "weekend", "weekends"},
                                         {"year", "year", "years"}};

/* Symbols of lower-case letters; others are told by their signs and capitals. */
static const char *const unit_symbols[] = {"au", "cm", "ft", "g",  "gal", "ha", "hl",  "hp", "in",  "kcal", "kg",  "km", "l", "lb", "m",
                                           "mg", "mi", "ml", "mm", "mph", "nm", "nmi", "oz", "ppb", "ppm",  "psi", "px", "t", "yd"};

/* The four that readers everywhere know; other currencies keep their code. */
static const struct {
  char code[4];
  const char *symbol;
} currency_symbols[] = {{"EUR", "€"}, {"GBP", "£"}, {"JPY", "¥"}, {"USD", "$"}};

static const char *const bound_words[SYN_BOUND_COUNT] = {"", "about ", "at least ", "more than ", "at most ", "less than ", "nearly ", ""};

static bool is_currency(syn_text unit) {
  for (size_t i = 0; i < unit.size; i++)
    if (unit.data[i] < 'A' || unit.data[i] > 'Z') return false;
  return unit.size == 3;
}

static const char *currency_symbol(syn_text unit) {
  for (size_t i = 0; i < sizeof(currency_symbols) / sizeof(currency_symbols[0]); i++)
    if (syn_text_equal(unit, syn_text_from(currency_symbols[i].code))) return currency_symbols[i].symbol;
  return NULL;
}

/* "1234567.5" with commas between thousands. */
static void add_grouped(syn_buffer *text, const char *digits) {
  if (*digits == '-') {
    syn_buffer_add(text, SYN_TEXT("−"));
    digits++;
  }
  const char *point = strchr(digits, '.');
  size_t whole = point ? (size_t)(point - digits) : strlen(digits);
  for (size_t i = 0; i < whole; i++) {
    if (i > 0 && (whole - i) % 3 == 0) syn_buffer_add_byte(text, ',');
    syn_buffer_add_byte(text, digits[i]);
  }
  if (point) syn_buffer_add(text, syn_text_from(point));
}

/* In millions, billions or trillions when at most three decimals are left, else in full. */
static void add_number(syn_buffer *text, syn_decimal value) {
  static const struct {
    int32_t exponent;
    const char *word;
  } scales[] = {{12, " trillion"}, {9, " billion"}, {6, " million"}};
  char digits[SYN_DECIMAL_TEXT_SIZE];
  for (size_t i = 0; i < sizeof(scales) / sizeof(scales[0]); i++) {
    syn_decimal scaled, size = {value.digits < 0 ? -value.digits : value.digits, value.exponent}, unit = {1, scales[i].exponent};
    if (syn_decimal_compare(size, unit) < 0) continue;
    if (value.exponent - scales[i].exponent < -3 || syn_decimal_make(value.digits, value.exponent - scales[i].exponent, &scaled) != SYN_OK)
      break;
    syn_decimal_format(scaled, digits);
    add_grouped(text, digits);
    syn_buffer_add(text, syn_text_from(scales[i].word));
    return;
  }
  syn_decimal_format(value, digits);
  add_grouped(text, digits);
}

/* "km", "km/h", "MW", "°C", "m²"; no lemma. */
static bool is_symbol(syn_text unit) {
  for (size_t i = 0; i < sizeof(unit_symbols) / sizeof(unit_symbols[0]); i++)
    if (syn_text_equal(unit, syn_text_from(unit_symbols[i]))) return true;
  for (size_t i = 0; i < unit.size && unit.size <= 6; i++)
    if ((unit.data[i] >= 'A' && unit.data[i] <= 'Z') || unit.data[i] == '/') return true;
  syn_text last = syn_text_slice(unit, unit.size > 2 ? unit.size - 2 : 0, unit.size), first = syn_text_slice(unit, 0, 2);
  return syn_text_equal(last, SYN_TEXT("²")) || syn_text_equal(last, SYN_TEXT("³")) || syn_text_equal(first, SYN_TEXT("°")) ||
         syn_text_equal(first, SYN_TEXT("µ"));
}

/* The label of a unit after its number: "17 years", "5 km"; the lemma of what is counted is left out. */
static void add_unit(syn_buffer *text, syn_text unit, syn_decimal value) {
  for (size_t i = 0; i < sizeof(unit_labels) / sizeof(unit_labels[0]); i++)
    if (syn_text_equal(unit, syn_text_from(unit_labels[i].unit))) {
      bool one = value.digits == 1 && value.exponent == 0;
      syn_buffer_format(text, " %s", one ? unit_labels[i].one : unit_labels[i].many);
      return;
    }
  if (!is_symbol(unit)) return;
  syn_buffer_add_byte(text, ' ');
  syn_buffer_add(text, unit);
}

/* The sign stands before that of the currency: "−$5 million". */
static void add_amount(syn_buffer *text, syn_decimal value, syn_text unit) {
  if (is_currency(unit) && value.digits < 0) {
    syn_buffer_add(text, SYN_TEXT("−"));
    value = syn_decimal_negate(value);
  }
  const char *symbol = is_currency(unit) ? currency_symbol(unit) : NULL;
  if (symbol)
    syn_buffer_add(text, syn_text_from(symbol));
  else if (is_currency(unit))
    syn_buffer_format(text, "%.*s ", SYN_TEXT_ARGUMENTS(unit));
  add_number(text, value);
}

void syn_wording_reading(syn_buffer *text, const syn_reading *reading) {
  if (!reading->is_number && reading->is_plain) {
    syn_buffer_add(text, reading->words);
    return;
  }
  if (!reading->is_number) {
    syn_buffer_add(text, SYN_TEXT("“"));
    syn_buffer_add(text, reading->words);
    syn_buffer_add(text, SYN_TEXT("”"));
    return;
  }
  if ((unsigned)reading->bound < SYN_BOUND_COUNT) syn_buffer_add(text, syn_text_from(bound_words[reading->bound]));
  add_amount(text, reading->value, reading->unit);
  if (reading->has_value_to) {
    syn_buffer_add(text, SYN_TEXT(" to "));
    add_amount(text, reading->value_to, reading->unit);
  }
  if (!is_currency(reading->unit)) add_unit(text, reading->unit, reading->has_value_to ? reading->value_to : reading->value);
}

/* ---- dates ---- */

static const char *const month_names[] = {"January", "February", "March",     "April",   "May",      "June",
                                          "July",    "August",   "September", "October", "November", "December"};

/* The parts of a date that are asked for: day, month, year. */
static void add_date(syn_buffer *text, int32_t day_number, bool with_month, bool with_year) {
  int32_t year, month, day;
  syn_calendar_date(day_number, &year, &month, &day);
  syn_buffer_format(text, "%d", (int)day);
  if (with_month) syn_buffer_format(text, " %s", month_names[month - 1]);
  if (with_year) syn_buffer_format(text, " %d", (int)year);
}

/* Whole months and years are said as such: "September 2019", "2020". */
static bool add_whole_period(syn_buffer *text, int32_t from, int32_t to) {
  int32_t year, month, day, to_year, to_month, to_day;
  syn_calendar_date(from, &year, &month, &day);
  syn_calendar_date(to, &to_year, &to_month, &to_day);
  if (year != to_year || day != 1 || to_day != syn_calendar_days_in_month(to_year, to_month)) return false;
  if (month == to_month)
    syn_buffer_format(text, "%s %d", month_names[month - 1], (int)year);
  else if (month == 1 && to_month == 12)
    syn_buffer_format(text, "%d", (int)year);
  else
    return false;
  return true;
}

void syn_wording_interval(syn_buffer *text, syn_interval interval) {
  int32_t from = interval.from.day, to = interval.to.day, year, month, day, to_year, to_month, to_day;
  bool open_from = from == SYN_DAY_MINIMUM, open_to = to == SYN_DAY_MAXIMUM;
  if (interval.basis == SYN_BASIS_NONE || (open_from && open_to)) {
    syn_buffer_add(text, SYN_TEXT("not stated"));
  } else if (open_from) {
    syn_buffer_add(text, SYN_TEXT("until "));
    add_date(text, to, true, true);
  } else if (open_to) {
    syn_buffer_add(text, SYN_TEXT("from "));
    add_date(text, from, true, true);
  } else if (from == to) {
    add_date(text, from, true, true);
  } else if (!add_whole_period(text, from, to)) {
    syn_calendar_date(from, &year, &month, &day);
    syn_calendar_date(to, &to_year, &to_month, &to_day);
    add_date(text, from, year != to_year || month != to_month, year != to_year);
    syn_buffer_add(text, SYN_TEXT(" – "));
    add_date(text, to, true, true);
  }
}

/* ---- accounts ---- */

static syn_text host_of(syn_text url) {
  size_t scheme = syn_text_find(url, SYN_TEXT("://"), 0);
  if (scheme == SIZE_MAX) return (syn_text){0};
  syn_text host = syn_text_slice(url, scheme + 3, url.size);
  size_t end = 0;
  while (end < host.size && !strchr("/?#", host.data[end])) end++;
  host = syn_text_slice(host, 0, end);
  for (size_t i = host.size; i > 0; i--) /* after the user's name */
    if (host.data[i - 1] == '@') {
      host = syn_text_slice(host, i, host.size);
      break;
    }
  return syn_text_starts_with(host, SYN_TEXT("www.")) ? syn_text_slice(host, 4, host.size) : host;
}

syn_text syn_wording_outlet(const syn_article *article) {
  if (article->outlet.size > 0) return article->outlet;
  syn_text host = host_of(article->url);
  if (host.size > 0) return host;
  host = host_of(article->source);
  if (host.size > 0) return host;
  syn_text source = article->source;
  while (source.size > 1 && source.data[source.size - 1] == '/') source.size--;
  for (size_t i = source.size; i > 0; i--)
    if (source.data[i - 1] == '/' && i < source.size) return syn_text_slice(source, i, source.size);
  return source;
}

/* ---- sentences ---- */

/* The code point before `offset`, 0 at the beginning. */
static uint32_t codepoint_before(syn_text text, size_t offset, size_t *out_start) {
  size_t size;
  if (offset == 0) return 0;
  *out_start = syn_utf8_align(text, offset - 1);
  return syn_utf8_decode(text, *out_start, &size);
}

static bool is_stop(uint32_t codepoint) {
  return codepoint == '.' || codepoint == '!' || codepoint == '?' || codepoint == 0x2026 || codepoint == 0x3002 || codepoint == 0xFF01 ||
         codepoint == 0xFF1F || codepoint == 0x061F || codepoint == 0x0964;
}

/* How far before and after its place a sentence may go, in bytes: a paragraph without end costs no more. */
enum { SENTENCE_REACH = 4096 };

/* Quotation marks and brackets that may close after a full stop. */
static bool is_closing(uint32_t codepoint) {
  return codepoint == '"' || codepoint == '\'' || codepoint == ')' || codepoint == ']' || codepoint == 0xBB || codepoint == 0xAB ||
         (codepoint >= 0x2018 && codepoint <= 0x201F) || codepoint == 0x203A || codepoint == 0x300D || codepoint == 0x300F;
}

/* Whether the full stop at `stop` follows an initial or a short capitalised word. */
static bool is_abbreviation(syn_text text, size_t stop) {
  size_t at = stop, letters = 0;
  uint32_t first = 0;
  while (at > 0 && letters < 5) {
    size_t start = at;
    uint32_t codepoint = codepoint_before(text, at, &start);
    if (!syn_utf8_is_letter(codepoint)) break;
    first = codepoint;
    letters++;
    at = start;
  }
  return letters > 0 && letters <= 3 && syn_utf8_is_upper(first) && (letters == 1 || syn_utf8_is_lower(codepoint_before(text, stop, &at)));
}

/* The first place from `at` on at which a stop may stand, `end` for none: most bytes are passed by without being decoded. */
static size_t next_stop(syn_text text, size_t at, size_t end) {
  for (; at < end; at++) {
    unsigned char byte = (unsigned char)text.data[at];
    if (byte >= 0x80 || byte == '.' || byte == '!' || byte == '?') break;
  }
  return at;
}

/* Whether a sentence ends with the stop at `stop`; `*out_end` is behind what closes there. */
static bool ends_sentence(syn_text text, size_t stop, size_t *out_end) {
  size_t size, at = stop;
  uint32_t codepoint = syn_utf8_decode(text, at, &size);
  if (!is_stop(codepoint)) return false;
  bool full_stop = codepoint == '.', wide = codepoint >= 0x3000;
  at += size;
  while (at < text.size) {
    codepoint = syn_utf8_decode(text, at, &size);
    if (!is_stop(codepoint) && !is_closing(codepoint)) break;
    at += size;
  }
  bool stands_alone = at == stop + 1; /* nothing closes after it: it may be part of a word */
  *out_end = at;
  if (at == text.size || wide) return true;
  if (!syn_utf8_is_space(codepoint)) return false;
  while (at < text.size && (syn_utf8_is_space(codepoint = syn_utf8_decode(text, at, &size)) || is_closing(codepoint))) at += size;
  if (at < text.size && syn_utf8_is_lower(codepoint)) return false;
  return !(full_stop && stands_alone && is_abbreviation(text, stop));
}

syn_span syn_wording_sentence(const syn_article *article, syn_span span) {
  syn_text field = syn_article_field(article, span.field, span.index);
  size_t start = span.start < field.size ? span.start : field.size, end = span.end < field.size ? span.end : field.size, size, stop_end;
  size_t paragraph = start, paragraph_end = end;
  while (paragraph > 0 && start - paragraph < SENTENCE_REACH && field.data[paragraph - 1] != '\n') paragraph--;
  while (paragraph_end < field.size && paragraph_end - end < SENTENCE_REACH && field.data[paragraph_end] != '\n') paragraph_end++;
  paragraph = syn_utf8_align(field, paragraph);
  paragraph_end = syn_utf8_align(field, paragraph_end);
  syn_text text = syn_text_slice(field, 0, paragraph_end);
  size_t from = paragraph, to = paragraph_end;
  for (size_t at = next_stop(text, paragraph, start); at < start;
       at = next_stop(text, at + size, start)) { /* the last end before the span */
    syn_utf8_decode(text, at, &size);
    if (ends_sentence(text, at, &stop_end) && stop_end <= start) from = stop_end;
  }
  size_t last = start;
  for (size_t at = start; at < end; at += size) { /* its last character: a stop inside the span may end the sentence */
    last = at;
    syn_utf8_decode(text, at, &size);
  }
  for (size_t at = next_stop(text, last, paragraph_end); at < paragraph_end; at = next_stop(text, at + size, paragraph_end)) {
    syn_utf8_decode(text, at, &size);
    if (!ends_sentence(text, at, &stop_end)) continue;
    to = stop_end;
    break;
  }
  while (from < start && syn_utf8_is_space(syn_utf8_decode(text, from, &size))) from += size;
  return (syn_span){(uint32_t)from, (uint32_t)to, span.field, span.index};
}
