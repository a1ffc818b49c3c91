/*
 * How it works
 *
 * A row is a small regular expression without repetition. It is read once, from left to right, with the set of all nodes of the tree that
 * the part before can have led to: a word or class makes a child of each, an optional group keeps the nodes before it in the set,
 * alternatives unite theirs. What ends at a node is written there. Matching then walks the tree and needs no backtracking over rows;
 * patterns that begin alike cost once. (Before, rows were expanded into flat sequences, which grew with every optional group.)
 */
#include "facts/time_patterns.h"

#include "base/utf8.h"
#include "facts/time_holiday.h"

enum { SET_LIMIT = 256, DEPTH_LIMIT = 8, YEAR_THAT_HAS_ALL = 2019 };

static const char *const build_names[TIME_BUILD_COUNT] = {
    [TIME_BUILD_DATE] = "date",
    [TIME_BUILD_NUMERIC_DATE] = "numeric_date",
    [TIME_BUILD_YEAR] = "year",
    [TIME_BUILD_DECADE] = "decade",
    [TIME_BUILD_CENTURY] = "century",
    [TIME_BUILD_SEASON] = "season",
    [TIME_BUILD_QUARTER] = "quarter",
    [TIME_BUILD_HALF] = "half",
    [TIME_BUILD_WEEKDAY] = "weekday",
    [TIME_BUILD_WEEKDAY_OF_WEEK] = "weekday_of_week",
    [TIME_BUILD_NTH_OF] = "nth_of",
    [TIME_BUILD_HOLIDAY] = "holiday",
    [TIME_BUILD_WEEKDAY_DATE] = "weekday_date",
    [TIME_BUILD_DAY_OF_MONTH] = "day_of_month",
    [TIME_BUILD_SHIFT] = "shift",
    [TIME_BUILD_DAY_SHIFT_MORE] = "day_shift_more",
    [TIME_BUILD_VAGUE_AGO] = "vague_ago",
    [TIME_BUILD_AHEAD] = "ahead",
    [TIME_BUILD_ANCHORED] = "anchored",
    [TIME_BUILD_ANCHORED_WEEKDAY] = "anchored_weekday",
    [TIME_BUILD_PERIOD] = "period",
    [TIME_BUILD_DURATION] = "duration",
    [TIME_BUILD_HALF_DURATION] = "half_duration",
    [TIME_BUILD_DURATION_AND_HALF] = "duration_and_half",
    [TIME_BUILD_LONG_DURATION] = "long_duration",
    [TIME_BUILD_VAGUE_DURATION] = "vague_duration",
    [TIME_BUILD_SPAN] = "span",
    [TIME_BUILD_SET] = "set",
    [TIME_BUILD_CLOCK] = "clock",
    [TIME_BUILD_CLOCK_RANGE] = "clock_range",
    [TIME_BUILD_CLOCK_PAST] = "clock_past",
    [TIME_BUILD_BARE_CLOCK] = "bare_clock",
    [TIME_BUILD_DAY_PART] = "day_part",
    [TIME_BUILD_REF] = "ref",
    [TIME_BUILD_FAR] = "far",
};

typedef struct node_set {
  time_node *items[SET_LIMIT];
  size_t count;
} node_set;

/* One row being read. */
typedef struct pattern_reader {
  time_words *words;
  syn_arena *arena;
  syn_text rest;
  syn_status status;
} pattern_reader;

static void read_alternatives(pattern_reader *reader, const node_set *from, node_set *out_set, unsigned depth);

static bool take(pattern_reader *reader, char byte) {
  if (reader->rest.size == 0 || reader->rest.data[0] != byte) return false;
  reader->rest = syn_text_slice(reader->rest, 1, reader->rest.size);
  return true;
}

static void fail(pattern_reader *reader, syn_status status) {
  if (reader->status == SYN_OK) reader->status = status;
}

static void add_node(pattern_reader *reader, node_set *set, time_node *node) {
  for (size_t i = 0; i < set->count; i++)
    if (set->items[i] == node) return;
  if (set->count == SET_LIMIT)
    fail(reader, SYN_LIMIT);
  else
    set->items[set->count++] = node;
}

static void add_set(pattern_reader *reader, node_set *set, const node_set *more) {
  for (size_t i = 0; i < more->count; i++) add_node(reader, set, more->items[i]);
}

/* The child of a node for an element, made when it is not there. */
static time_node *child_of(pattern_reader *reader, time_node *parent, time_element element) {
  time_node **place = &parent->children;
  for (; *place != NULL; place = &(*place)->next) {
    const time_element *known = &(*place)->element;
    if (known->class == element.class && known->literal == element.literal && known->glued == element.glued) return *place;
  }
  if (parent->depth == TIME_PATTERN_LIMIT) {
    fail(reader, SYN_LIMIT);
    return NULL;
  }
  *place = SYN_ARENA_NEW(reader->arena, time_node);
  if (*place == NULL) {
    fail(reader, SYN_NO_MEMORY);
    return NULL;
  }
  (*place)->element = element;
  (*place)->depth = (uint8_t)(parent->depth + 1);
  return *place;
}

static bool is_border(char byte) {
  return byte == ' ' || byte == '|' || byte == '(' || byte == ')' || byte == '?';
}

static time_element read_element(pattern_reader *reader) {
  time_element element = {.glued = take(reader, '~')};
  size_t size = 0;
  while (size < reader->rest.size && !is_border(reader->rest.data[size])) size++;
  syn_text name = syn_text_slice(reader->rest, 0, size);
  reader->rest = syn_text_slice(reader->rest, size, reader->rest.size);
  if (name.size == 0) {
    fail(reader, SYN_BAD_INPUT);
  } else if (name.data[0] >= 'A' && name.data[0] <= 'Z') {
    element.class = (uint8_t)syn_time_class_find(name);
    if (element.class == TIME_CLASS_COUNT) fail(reader, SYN_BAD_INPUT);
  } else {
    time_word *word = NULL;
    syn_status status = syn_time_words_get(reader->words, reader->arena, name, &word);
    if (status != SYN_OK)
      fail(reader, status);
    else if (word->literal == 0)
      word->literal = ++reader->words->literal_count;
    if (word != NULL) element.literal = (uint16_t)word->literal;
  }
  return element;
}

/* Words or classes with | between them. */
static void read_words(pattern_reader *reader, const node_set *from, node_set *out_set) {
  out_set->count = 0;
  do {
    time_element element = read_element(reader);
    for (size_t i = 0; reader->status == SYN_OK && i < from->count; i++) {
      time_node *child = child_of(reader, from->items[i], element);
      if (child != NULL) add_node(reader, out_set, child);
    }
  } while (reader->status == SYN_OK && take(reader, '|'));
}

/* A word, a class or a group, maybe optional. */
static void read_item(pattern_reader *reader, const node_set *from, node_set *out_set, unsigned depth) {
  if (take(reader, '(')) {
    out_set->count = 0;
    if (depth > 0) read_alternatives(reader, from, out_set, depth - 1);
    if (depth == 0 || !take(reader, ')')) fail(reader, SYN_BAD_INPUT);
  } else {
    read_words(reader, from, out_set);
  }
  if (take(reader, '?')) add_set(reader, out_set, from);
}

static void read_sequence(pattern_reader *reader, const node_set *from, node_set *out_set, unsigned depth) {
  *out_set = *from;
  while (reader->status == SYN_OK && reader->rest.size > 0 && reader->rest.data[0] != ')' && reader->rest.data[0] != '|') {
    if (take(reader, ' ')) continue;
    node_set before = *out_set;
    read_item(reader, &before, out_set, depth);
  }
}

static void read_alternatives(pattern_reader *reader, const node_set *from, node_set *out_set, unsigned depth) {
  read_sequence(reader, from, out_set, depth);
  while (reader->status == SYN_OK && take(reader, '|')) {
    node_set other;
    read_sequence(reader, from, &other, depth);
    add_set(reader, out_set, &other);
  }
}

static syn_status end_at(time_node *node, const time_ending *made, syn_arena *arena) {
  time_ending **place = &node->endings;
  while (*place != NULL) place = &(*place)->next;
  *place = SYN_ARENA_NEW(arena, time_ending);
  if (*place == NULL) return SYN_NO_MEMORY;
  **place = *made;
  return SYN_OK;
}

static syn_status read_pattern(time_words *words, time_node *root, syn_text pattern, const time_ending *ending, syn_arena *arena) {
  pattern_reader reader = {words, arena, pattern, SYN_OK};
  node_set from = {{root}, 1}, ends;
  read_alternatives(&reader, &from, &ends, DEPTH_LIMIT);
  if (reader.status == SYN_OK && reader.rest.size > 0) reader.status = SYN_BAD_INPUT;
  for (size_t i = 0; reader.status == SYN_OK && i < ends.count; i++)
    reader.status = ends.items[i] == root ? SYN_BAD_INPUT : end_at(ends.items[i], ending, arena);
  return reader.status;
}

static time_build find_build(syn_text name) {
  for (size_t i = 0; i < TIME_BUILD_COUNT; i++)
    if (syn_text_equal(name, syn_text_from(build_names[i]))) return (time_build)i;
  return TIME_BUILD_COUNT;
}

static syn_status report_row(const syn_table *table, size_t row, syn_status status, syn_error *error) {
  if (status == SYN_OK || status == SYN_NO_MEMORY) return status;
  return syn_error_set(error, SYN_BAD_INPUT, row, "%s: row %zu '%.*s' is no pattern of known classes and builds", table->name, row + 1,
                       SYN_TEXT_ARGUMENTS(syn_table_cell(table, row, 0)));
}

static syn_status read_rows(time_words *words, time_node *root, const syn_table *table, syn_arena *arena, syn_error *error) {
  size_t pattern = syn_table_column(table, "pattern"), build = syn_table_column(table, "build"), side = syn_table_column(table, "side");
  syn_status status = SYN_OK;
  for (size_t row = 0; status == SYN_OK && row < table->row_count; row++) {
    syn_text stated = syn_table_cell(table, row, side);
    time_ending ending = {.build = find_build(syn_table_cell(table, row, build)), .order = (uint32_t)row, .has_side = stated.size > 0};
    if (stated.size > 0) ending.side = stated.data[0] == '-' ? -1 : stated.data[0] - '0';
    status =
        ending.build == TIME_BUILD_COUNT ? SYN_BAD_INPUT : read_pattern(words, root, syn_table_cell(table, row, pattern), &ending, arena);
    status = report_row(table, row, status, error);
  }
  return status;
}

/* A holiday's names, with the article, the side and the year that may stand around them. */
static syn_status read_holidays(time_words *words, time_node *root, const syn_table *table, uint32_t order, syn_arena *arena,
                                syn_error *error) {
  size_t names = syn_table_column(table, "names"), rule = syn_table_column(table, "rule");
  syn_text frame = {0};
  for (size_t row = 0; row < table->row_count; row++) {
    syn_text name = syn_table_cell(table, row, names);
    if (syn_text_equal(syn_table_cell(table, row, rule), SYN_TEXT("frame"))) {
      frame = name;
      continue;
    }
    syn_text pattern; /* in the arena: words keep their forms */
    size_t gap = syn_text_find(frame, SYN_TEXT("*"), 0);
    syn_text before = syn_text_slice(frame, 0, gap == SIZE_MAX ? 0 : gap);
    syn_text after = syn_text_slice(frame, gap == SIZE_MAX ? frame.size : gap + 1, frame.size);
    syn_status status = syn_arena_format(arena, &pattern, "%.*s(%.*s)%.*s", SYN_TEXT_ARGUMENTS(before), SYN_TEXT_ARGUMENTS(name),
                                         SYN_TEXT_ARGUMENTS(after));
    time_ending ending = {.build = TIME_BUILD_HOLIDAY, .order = order, .rule = syn_table_cell(table, row, rule)};
    if (status == SYN_OK) status = read_pattern(words, root, pattern, &ending, arena);
    /* the libraries of calendars load their tables now, while files may still be opened */
    time_holiday holidays[HOLIDAYS_A_YEAR];
    bool is_rule = syn_time_holiday_is_open(ending.rule) || syn_time_holiday_days(ending.rule, YEAR_THAT_HAS_ALL, holidays) > 0;
    if (status == SYN_OK && !is_rule) status = SYN_BAD_INPUT;
    status = report_row(table, row, status, error);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

/* The first elements, by class and by word. A word glued to what is before it begins no pattern. */
static syn_status split_root(time_words *words, time_node *root, syn_arena *arena) {
  words->by_literal = SYN_ARENA_ARRAY(arena, time_node *, words->literal_count + 1);
  if (words->by_literal == NULL) return SYN_NO_MEMORY;
  for (time_node *node = root->children; node != NULL; node = node->next) {
    if (node->element.literal > 0)
      words->by_literal[node->element.literal] = node;
    else
      words->by_class[node->element.class] = node;
  }
  return SYN_OK;
}

syn_status syn_time_patterns_read(time_words *words, const syn_world *world, syn_text language, syn_arena *arena, syn_error *error) {
  const syn_table *patterns = syn_world_language_table(world, language, "time_patterns");
  const syn_table *holidays = syn_world_language_table(world, language, "holidays");
  time_node root = {0};
  syn_status status = read_rows(words, &root, patterns, arena, error);
  if (status == SYN_OK && holidays != NULL) status = read_holidays(words, &root, holidays, (uint32_t)patterns->row_count, arena, error);
  return status == SYN_OK ? split_root(words, &root, arena) : status;
}
