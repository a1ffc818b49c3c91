#include "facts/time_words.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "facts/time_patterns.h"

/* How a name has to be written to be one. */
enum { CARE_NONE, CARE_CAPITAL, CARE_WEAK };

static const char *const class_names[TIME_CLASS_COUNT] = {
    [TIME_NONE] = "NONE",
    [TIME_UNIT] = "UNIT",
    [TIME_UNITK] = "UNITK",
    [TIME_MANY] = "MANY",
    [TIME_DAYSHIFT] = "DAYSHIFT",
    [TIME_NIGHTSHIFT] = "NIGHTSHIFT",
    [TIME_SIDE] = "SIDE",
    [TIME_SPAN] = "SPAN",
    [TIME_THAT] = "THAT",
    [TIME_PASTWORD] = "PASTWORD",
    [TIME_AGO] = "AGO",
    [TIME_EARLIER] = "EARLIER",
    [TIME_BEYOND] = "BEYOND",
    [TIME_EVERY] = "EVERY",
    [TIME_PER] = "PER",
    [TIME_FREQUENCY] = "FREQUENCY",
    [TIME_FREQUENCYADJ] = "FREQUENCYADJ",
    [TIME_TIMES] = "TIMES",
    [TIME_SEASON] = "SEASON",
    [TIME_STRONGSEASON] = "STRONGSEASON",
    [TIME_DAYPART] = "DAYPART",
    [TIME_DAYPARTS] = "DAYPARTS",
    [TIME_CLOCKWORD] = "CLOCKWORD",
    [TIME_MERIDIEM] = "MERIDIEM",
    [TIME_ZONE] = "ZONE",
    [TIME_TO] = "TO",
    [TIME_DASH] = "DASH",
    [TIME_OPENER] = "OPENER",
    [TIME_THE] = "THE",
    [TIME_OFWORD] = "OFWORD",
    [TIME_ONWORD] = "ONWORD",
    [TIME_ASWORD] = "ASWORD",
    [TIME_COMPARE] = "COMPARE",
    [TIME_LIMIT] = "LIMIT",
    [TIME_HAVE] = "HAVE",
    [TIME_SAYING] = "SAYING",
    [TIME_COMMA] = "COMMA",
    [TIME_ENDED] = "ENDED",
    [TIME_UNITLETTER] = "UNITLETTER",
    [TIME_VAGUE] = "VAGUE",
    [TIME_DECADEWORD] = "DECADEWORD",
    [TIME_MODIFIER] = "MODIFIER",
    [TIME_EDGE] = "EDGE",
    [TIME_REF] = "REF",
    [TIME_WEEKDAYS] = "WEEKDAYS",
    [TIME_FISCAL] = "FISCAL",
    [TIME_PERIODWORD] = "PERIODWORD",
    [TIME_LATEST] = "LATEST",
    [TIME_FUTURE] = "FUTURE",
    [TIME_INTEND] = "INTEND",
    [TIME_MODAL] = "MODAL",
    [TIME_MOVED] = "MOVED",
    [TIME_JOIN] = "JOIN",
    [TIME_YEARCUE] = "YEARCUE",
    [TIME_MONTH] = "MONTH",
    [TIME_MONTHANY] = "MONTHANY",
    [TIME_WEEKDAY] = "WEEKDAY",
    [TIME_WEEKDAYANY] = "WEEKDAYANY",
    [TIME_WEEKDAYSMANY] = "WEEKDAYSMANY",
    [TIME_ARTICLE] = "ARTICLE",
    [TIME_NUMBER] = "NUMBER",
    [TIME_AMOUNT] = "AMOUNT",
    [TIME_TEN] = "TEN",
    [TIME_HUNDRED] = "HUNDRED",
    [TIME_SCALE] = "SCALE",
    [TIME_FRACTION] = "FRACTION",
    [TIME_FRACTIONSIGN] = "FRACTIONSIGN",
    [TIME_ORDINAL] = "ORDINAL",
    [TIME_ORDINALSUFFIX] = "ORDINALSUFFIX",
    [TIME_DAY] = "DAY",
    [TIME_DAYTH] = "DAYTH",
    [TIME_MONTHNUMBER] = "MONTHNUMBER",
    [TIME_YEAR] = "YEAR",
    [TIME_YEARTAIL] = "YEARTAIL",
    [TIME_HOUR] = "HOUR",
    [TIME_MINUTE] = "MINUTE",
    [TIME_SECOND] = "SECOND",
    [TIME_YEARWORD] = "YEARWORD",
    [TIME_COUPLE] = "COUPLE",
    [TIME_OLD] = "OLD",
};

time_class syn_time_class_find(syn_text name) {
  for (size_t i = 0; i < TIME_CLASS_COUNT; i++)
    if (syn_text_equal(name, syn_text_from(class_names[i]))) return (time_class)i;
  return TIME_CLASS_COUNT;
}

/* ---- words ---- */

syn_status syn_time_words_get(time_words *words, syn_arena *arena, syn_text form, time_word **out_word) {
  syn_text lower;
  uint64_t index = 0;
  syn_status status = syn_utf8_lower(form, arena, &lower);
  if (status != SYN_OK) return status;
  if (!syn_map_get(&words->forms, lower, &index)) {
    index = words->word_count;
    if (syn_array_add((void **)&words->words, &words->word_count, &words->word_capacity, sizeof(*words->words), arena) == NULL)
      return SYN_NO_MEMORY;
    status = syn_map_put(&words->forms, lower, index);
    if (status != SYN_OK) return status;
  }
  *out_word = &words->words[index];
  return SYN_OK;
}

/* "12"; "1e3"; a fraction in hundredths: "1/4" is 25. What does not fit is 0. */
static int32_t parse_number(syn_text text) {
  enum { LARGEST = 1000000 };
  char digits[16] = {0}, *end = NULL;
  if (text.size == 0 || text.size >= sizeof(digits)) return 0;
  memcpy(digits, text.data, text.size);
  double number = strtod(digits, &end);
  if (*end == '/') {
    double parts = strtod(end + 1, NULL);
    return parts >= 1 ? (int32_t)(number * 100 / parts) : 0;
  }
  return number >= -LARGEST && number <= LARGEST ? (int32_t)number : 0;
}

static syn_status add_reading(time_words *words, syn_arena *arena, syn_text form, time_class class, syn_text value, unsigned care) {
  time_word *word = NULL;
  syn_status status = syn_time_words_get(words, arena, form, &word);
  if (status != SYN_OK) return status;
  if (word->reading_count == TIME_READING_LIMIT) return SYN_LIMIT;
  word->readings[word->reading_count++] = (time_reading){(uint8_t) class, care == CARE_WEAK, care != CARE_NONE, parse_number(value), value};
  return SYN_OK;
}

static syn_status add_times(time_words *words, const syn_table *table, syn_arena *arena, syn_error *error) {
  size_t form = syn_table_column(table, "form"), class_column = syn_table_column(table, "class"), value = syn_table_column(table, "value");
  for (size_t row = 0; row < table->row_count; row++) {
    syn_text name = syn_table_cell(table, row, class_column);
    time_class class = syn_time_class_find(name);
    if (class == TIME_CLASS_COUNT)
      return syn_error_set(error, SYN_BAD_INPUT, row, "%s: there is no class '%.*s'", table->name, SYN_TEXT_ARGUMENTS(name));
    syn_text text = syn_table_cell(table, row, value);
    syn_status status = add_reading(words, arena, syn_table_cell(table, row, form), class, text, CARE_NONE);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

/* Months and weekdays: `alone` is the class of what stands alone, `any` of all forms, `many` of plurals. */
static syn_status add_calendar(time_words *words, const syn_table *table, syn_arena *arena, time_class alone, time_class any,
                               time_class many) {
  if (table == NULL) return SYN_OK;
  size_t form = syn_table_column(table, "form"), value = syn_table_column(table, "value"), use = syn_table_column(table, "use");
  for (size_t row = 0; row < table->row_count; row++) {
    syn_text name = syn_table_cell(table, row, form), number = syn_table_cell(table, row, value), kind = syn_table_cell(table, row, use);
    bool weak = syn_text_equal(kind, SYN_TEXT("weak")), brief = syn_text_equal(kind, SYN_TEXT("short"));
    syn_status status = SYN_OK;
    if (syn_text_equal(kind, SYN_TEXT("many"))) {
      status = add_reading(words, arena, name, many, number, CARE_NONE);
    } else {
      status = add_reading(words, arena, name, any, number, weak || brief ? CARE_CAPITAL : CARE_NONE);
      if (status == SYN_OK && !brief) status = add_reading(words, arena, name, alone, number, weak ? CARE_WEAK : CARE_NONE);
    }
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

static syn_status add_numbers(time_words *words, const syn_table *table, syn_arena *arena) {
  static const struct {
    const char *name;
    time_class class;
  } classes[] = {{"unit", TIME_NUMBER},
                 {"ten", TIME_TEN},
                 {"article", TIME_ARTICLE},
                 {"hundred", TIME_HUNDRED},
                 {"scale", TIME_SCALE},
                 {"fraction", TIME_FRACTION},
                 {"fraction_sign", TIME_FRACTIONSIGN},
                 {"ordinal", TIME_ORDINAL},
                 {"ordinal_suffix", TIME_ORDINALSUFFIX},
                 {"collective", TIME_NUMBER}};
  if (table == NULL) return SYN_OK;
  size_t form = syn_table_column(table, "form"), class_column = syn_table_column(table, "class"), value = syn_table_column(table, "value");
  for (size_t row = 0; row < table->row_count; row++) {
    for (size_t i = 0; i < sizeof(classes) / sizeof(*classes); i++) {
      if (!syn_text_equal(syn_table_cell(table, row, class_column), syn_text_from(classes[i].name))) continue;
      syn_status status =
          add_reading(words, arena, syn_table_cell(table, row, form), classes[i].class, syn_table_cell(table, row, value), CARE_NONE);
      if (status != SYN_OK) return status;
    }
  }
  return SYN_OK;
}

syn_status syn_time_words_create(const syn_world *world, syn_text language, syn_arena *arena, time_words **out_words, syn_error *error) {
  const syn_table *patterns = syn_world_language_table(world, language, "time_patterns");
  const syn_table *times = syn_world_language_table(world, language, "times");
  *out_words = NULL;
  if (patterns == NULL || times == NULL) return SYN_OK;
  time_words *words = SYN_ARENA_NEW(arena, time_words);
  if (words == NULL) return SYN_NO_MEMORY;
  syn_map_init(&words->forms, arena);
  syn_status status = add_times(words, times, arena, error);
  if (status == SYN_OK)
    status = add_calendar(words, syn_world_language_table(world, language, "months"), arena, TIME_MONTH, TIME_MONTHANY, TIME_NONE);
  if (status == SYN_OK)
    status =
        add_calendar(words, syn_world_language_table(world, language, "weekdays"), arena, TIME_WEEKDAY, TIME_WEEKDAYANY, TIME_WEEKDAYSMANY);
  if (status == SYN_OK) status = add_numbers(words, syn_world_language_table(world, language, "numbers"), arena);
  if (status == SYN_OK) status = syn_time_patterns_read(words, world, language, arena, error);
  if (status == SYN_OK) *out_words = words;
  return status;
}

const time_word *syn_time_words_find(const time_words *words, syn_text lower) {
  uint64_t index = 0;
  if (syn_map_get(&words->forms, lower, &index)) return &words->words[index];
  while (lower.size > 1 && lower.data[lower.size - 1] == '.') {
    lower.size--;
    if (syn_map_get(&words->forms, lower, &index)) return &words->words[index];
  }
  return NULL;
}

const time_reading *syn_time_word_reading(const time_word *word, time_class class) {
  for (uint32_t i = 0; word != NULL && i < word->reading_count; i++)
    if (word->readings[i].class == class) return &word->readings[i];
  return NULL;
}
