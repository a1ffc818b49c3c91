/*
 * How it works
 *
 * Words come from four tables and are found by their lower-case form. A row of time_patterns is a small regular expression without
 * repetition; on loading it is expanded into all its flat sequences (an optional group doubles them, alternatives multiply them), so that
 * matching needs no backtracking. Sequences are chained by their first element. For English, 110 rows make about 900 sequences.
 */
#include "facts/time_words.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { EXPANSION_LIMIT = 512, DEPTH_LIMIT = 8 };

static const char *const class_names[TIME_CLASS_COUNT] = {
    "NONE",     "UNIT",          "UNITK",    "MANY",        "DAYSHIFT",   "NIGHTSHIFT",   "SIDE",    "SPAN",       "THAT",
    "PASTWORD", "AGO",           "EARLIER",  "EVERY",       "PER",        "FREQUENCY",    "TIMES",   "SEASON",     "STRONGSEASON",
    "DAYPART",  "CLOCKWORD",     "MERIDIEM", "ZONE",        "TO",         "DASH",         "VAGUE",   "DECADEWORD", "MODIFIER",
    "REF",      "WEEKDAYS",      "HOLIDAY",  "NEWYEAR",     "FISCAL",     "FUTURE",       "INTEND",  "MODAL",      "JOIN",
    "YEARCUE",  "MONTH",         "MONTHANY", "WEEKDAY",     "WEEKDAYANY", "WEEKDAYSMANY", "ARTICLE", "NUMBER",     "TEN",
    "ORDINAL",  "ORDINALSUFFIX", "DAY",      "MONTHNUMBER", "YEAR",       "YEARTAIL",     "HOUR",    "MINUTE",     "SECOND",
    "YEARWORD", "COUPLE",        "OLD"};

static const char *const build_names[TIME_BUILD_COUNT] = {"date",
                                                          "numeric_date",
                                                          "year",
                                                          "decade",
                                                          "century",
                                                          "season",
                                                          "quarter",
                                                          "weekday",
                                                          "weekday_of_week",
                                                          "shift",
                                                          "day_shift_more",
                                                          "vague_ago",
                                                          "anchored",
                                                          "anchored_weekday",
                                                          "duration",
                                                          "half_duration",
                                                          "duration_and_half",
                                                          "vague_duration",
                                                          "set",
                                                          "clock",
                                                          "ref",
                                                          "far"};

static size_t find_name(const char *const *names, size_t count, syn_text name) {
  for (size_t i = 0; i < count; i++)
    if (syn_text_equal(name, syn_text_from(names[i]))) return i;
  return count;
}

/* ---- words ---- */

static syn_status get_word(time_words *words, syn_arena *arena, syn_text form, time_word **out_word) {
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

static int32_t parse_number(syn_text text) {
  char digits[16] = {0};
  if (text.size == 0 || text.size >= sizeof(digits)) return 0;
  memcpy(digits, text.data, text.size);
  return (int32_t)strtol(digits, NULL, 10);
}

static syn_status add_reading(time_words *words, syn_arena *arena, syn_text form, time_class class, syn_text value, bool weak) {
  time_word *word = NULL;
  syn_status status = get_word(words, arena, form, &word);
  if (status != SYN_OK) return status;
  if (word->reading_count == TIME_READING_LIMIT) return SYN_LIMIT;
  word->readings[word->reading_count++] = (time_reading){(uint8_t) class, weak, parse_number(value), value};
  return SYN_OK;
}

static syn_status add_times(time_words *words, const syn_table *table, syn_arena *arena, syn_error *error) {
  size_t form = syn_table_column(table, "form"), class_column = syn_table_column(table, "class"), value = syn_table_column(table, "value");
  for (size_t row = 0; row < table->row_count; row++) {
    syn_text name = syn_table_cell(table, row, class_column);
    size_t class = find_name(class_names, TIME_CLASS_COUNT, name);
    if (class == TIME_CLASS_COUNT)
      return syn_error_set(error, SYN_BAD_INPUT, row, "%s: there is no class '%.*s'", table->name, SYN_TEXT_ARGUMENTS(name));
    syn_text text = syn_table_cell(table, row, value);
    syn_status status = add_reading(words, arena, syn_table_cell(table, row, form), (time_class) class, text, false);
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
    bool weak = syn_text_equal(kind, SYN_TEXT("weak"));
    syn_status status = SYN_OK;
    if (syn_text_equal(kind, SYN_TEXT("many"))) {
      status = add_reading(words, arena, name, many, number, false);
    } else {
      status = add_reading(words, arena, name, any, number, false);
      if (status == SYN_OK && !syn_text_equal(kind, SYN_TEXT("short"))) status = add_reading(words, arena, name, alone, number, weak);
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
                 {"ordinal", TIME_ORDINAL},
                 {"ordinal_suffix", TIME_ORDINALSUFFIX},
                 {"collective", TIME_NUMBER}};
  if (table == NULL) return SYN_OK;
  size_t form = syn_table_column(table, "form"), class_column = syn_table_column(table, "class"), value = syn_table_column(table, "value");
  for (size_t row = 0; row < table->row_count; row++) {
    for (size_t i = 0; i < sizeof(classes) / sizeof(*classes); i++) {
      if (!syn_text_equal(syn_table_cell(table, row, class_column), syn_text_from(classes[i].name))) continue;
      syn_status status =
          add_reading(words, arena, syn_table_cell(table, row, form), classes[i].class, syn_table_cell(table, row, value), false);
      if (status != SYN_OK) return status;
    }
  }
  return SYN_OK;
}

/* ---- patterns ---- */

typedef struct sequence {
  time_element elements[TIME_PATTERN_LIMIT];
  uint32_t count;
} sequence;

/* All flat sequences of the part of a pattern that was read so far. */
typedef struct sequences {
  sequence *items;
  size_t count;
} sequences;

/* One row being read. */
typedef struct pattern_reader {
  time_words *words;
  syn_arena *arena;
  syn_text rest;
  syn_status status;
} pattern_reader;

static sequences read_alternatives(pattern_reader *reader, unsigned depth);

static bool take(pattern_reader *reader, char byte) {
  if (reader->rest.size == 0 || reader->rest.data[0] != byte) return false;
  reader->rest = syn_text_slice(reader->rest, 1, reader->rest.size);
  return true;
}

static void fail(pattern_reader *reader, syn_status status) {
  if (reader->status == SYN_OK) reader->status = status;
}

static sequences make_sequences(pattern_reader *reader, size_t count) {
  sequences list = {0};
  if (reader->status != SYN_OK) return list;
  if (count > EXPANSION_LIMIT)
    fail(reader, SYN_LIMIT);
  else if ((list.items = SYN_ARENA_ARRAY(reader->arena, sequence, count)) == NULL)
    fail(reader, SYN_NO_MEMORY);
  else
    list.count = count;
  return list;
}

/* Every sequence of `a` followed by every one of `b`. */
static sequences join(pattern_reader *reader, sequences a, sequences b) {
  sequences list = make_sequences(reader, a.count * b.count);
  for (size_t i = 0; i < list.count; i++) {
    sequence *item = &list.items[i];
    const sequence *left = &a.items[i / b.count], *right = &b.items[i % b.count];
    *item = *left;
    for (uint32_t k = 0; k < right->count; k++) {
      if (item->count == TIME_PATTERN_LIMIT)
        fail(reader, SYN_LIMIT);
      else
        item->elements[item->count++] = right->elements[k];
    }
  }
  return list;
}

static sequences either(pattern_reader *reader, sequences a, sequences b) {
  sequences list = make_sequences(reader, a.count + b.count);
  for (size_t i = 0; i < list.count; i++) list.items[i] = i < a.count ? a.items[i] : b.items[i - a.count];
  return list;
}

static bool is_border(char byte) {
  return byte == ' ' || byte == '|' || byte == '(' || byte == ')' || byte == '?';
}

static sequences read_word(pattern_reader *reader) {
  bool glued = take(reader, '~');
  size_t size = 0;
  while (size < reader->rest.size && !is_border(reader->rest.data[size])) size++;
  syn_text name = syn_text_slice(reader->rest, 0, size);
  reader->rest = syn_text_slice(reader->rest, size, reader->rest.size);
  sequences list = make_sequences(reader, 1);
  if (list.count == 0) return list;
  if (name.size == 0) {
    fail(reader, SYN_BAD_INPUT);
    return list;
  }
  time_element element = {.glued = glued};
  if (name.data[0] >= 'A' && name.data[0] <= 'Z') {
    element.class = (uint8_t)find_name(class_names, TIME_CLASS_COUNT, name);
    if (element.class == TIME_CLASS_COUNT) fail(reader, SYN_BAD_INPUT);
  } else {
    time_word *word = NULL;
    syn_status status = get_word(reader->words, reader->arena, name, &word);
    if (status != SYN_OK)
      fail(reader, status);
    else if (word->literal == 0)
      word->literal = ++reader->words->literal_count;
    if (word != NULL) element.literal = (uint16_t)word->literal;
  }
  list.items[0] = (sequence){{element}, 1};
  return list;
}

/* A word, a class or a group, maybe optional. */
static sequences read_item(pattern_reader *reader, unsigned depth) {
  sequences list;
  if (take(reader, '(')) {
    list = depth == 0 ? make_sequences(reader, 0) : read_alternatives(reader, depth - 1);
    if (depth == 0 || !take(reader, ')')) fail(reader, SYN_BAD_INPUT);
  } else {
    list = read_word(reader);
    while (take(reader, '|')) list = either(reader, list, read_word(reader));
  }
  if (take(reader, '?')) {
    sequences empty = make_sequences(reader, 1);
    list = either(reader, list, empty);
  }
  return list;
}

static sequences read_sequence(pattern_reader *reader, unsigned depth) {
  sequences list = make_sequences(reader, 1);
  while (reader->status == SYN_OK && reader->rest.size > 0 && reader->rest.data[0] != ')' && reader->rest.data[0] != '|') {
    if (take(reader, ' ')) continue;
    list = join(reader, list, read_item(reader, depth));
  }
  return list;
}

static sequences read_alternatives(pattern_reader *reader, unsigned depth) {
  sequences list = read_sequence(reader, depth);
  while (reader->status == SYN_OK && take(reader, '|')) list = either(reader, list, read_sequence(reader, depth));
  return list;
}

static syn_status read_row(time_words *words, const syn_table *table, size_t row, syn_arena *arena, syn_text side, time_pattern **last) {
  syn_text build = syn_table_cell(table, row, syn_table_column(table, "build"));
  size_t kind = find_name(build_names, TIME_BUILD_COUNT, build);
  if (kind == TIME_BUILD_COUNT) return SYN_BAD_INPUT;
  pattern_reader reader = {words, arena, syn_table_cell(table, row, syn_table_column(table, "pattern")), SYN_OK};
  sequences list = read_alternatives(&reader, DEPTH_LIMIT);
  if (reader.status == SYN_OK && reader.rest.size > 0) reader.status = SYN_BAD_INPUT;
  for (size_t i = 0; reader.status == SYN_OK && i < list.count; i++) {
    if (list.items[i].count == 0) return SYN_BAD_INPUT;
    time_pattern *pattern = SYN_ARENA_NEW(arena, time_pattern);
    if (pattern == NULL) return SYN_NO_MEMORY;
    memcpy(pattern->elements, list.items[i].elements, sizeof(pattern->elements));
    pattern->element_count = list.items[i].count;
    pattern->build = (time_build)kind;
    pattern->has_side = side.size > 0;
    pattern->side = parse_number(side);
    pattern->next = *last; /* backwards; turned round when the chains are made */
    *last = pattern;
  }
  return reader.status;
}

/* Chains the patterns by their first element; `last` is the newest, so each chain comes out in the order of the table. */
static syn_status chain_patterns(time_words *words, syn_arena *arena, time_pattern *last) {
  words->by_literal = SYN_ARENA_ARRAY(arena, time_pattern *, words->literal_count + 1);
  if (words->by_literal == NULL) return SYN_NO_MEMORY;
  while (last != NULL) {
    time_pattern *pattern = last;
    last = pattern->next;
    time_pattern **chain =
        pattern->elements[0].literal > 0 ? &words->by_literal[pattern->elements[0].literal] : &words->by_class[pattern->elements[0].class];
    pattern->next = *chain;
    *chain = pattern;
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
  if (status != SYN_OK) return status;
  time_pattern *last = NULL;
  size_t side = syn_table_column(patterns, "side");
  for (size_t row = 0; row < patterns->row_count; row++) {
    status = read_row(words, patterns, row, arena, syn_table_cell(patterns, row, side), &last);
    if (status == SYN_NO_MEMORY) return status;
    if (status != SYN_OK)
      return syn_error_set(error, SYN_BAD_INPUT, row, "%s: row %zu '%.*s' is no pattern of known classes and builds", patterns->name,
                           row + 1, SYN_TEXT_ARGUMENTS(syn_table_cell(patterns, row, 0)));
  }
  status = chain_patterns(words, arena, last);
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
