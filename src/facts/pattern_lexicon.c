/*
 * How it works: the rows of a table of patterns ("kind block text forms code") in their order: sets and their words, the verbs of a block,
 * its patterns. A verb is found by its forms: those that are listed, and the regular ones of its word (PROMISE: promises, promised,
 * promising); where the form of a token leads nowhere, by its lemma. Of a verb of several words ("WIRE_+TAP", "CORDON_OFF") the word behind
 * "+", else the first, is the verb itself, and the others must stand beside it.
 */
#include "facts/pattern_lexicon.h"

#include <string.h>

#include "base/utf8.h"
#include "facts/pattern_compile.h"
#include "records/names.h"

enum { FORM_SIZE = 160 };

typedef struct table_columns {
  size_t kind, block, text, forms, code;
} table_columns;

typedef struct lexicon_reading {
  syn_pattern_lexicon *lexicon;
  const syn_world *world;
  const syn_table *table;
  table_columns columns;
  syn_text block; /* as the table numbers it */
  uint32_t set;
  bool has_block, has_set;
  syn_error *error;
} lexicon_reading;

static syn_status bad_row(const lexicon_reading *in, size_t row, const char *expected) {
  const char *file = in->table->name;
  size_t line = syn_world_line(in->world, in->table, row, &file);
  return syn_error_set(in->error, SYN_BAD_INPUT, 0, "%s:%zu: expected %s; make the table again with `synoptic world add`", file, line,
                       expected);
}

/* ---- forms of verbs ---- */

static syn_status note_verb(syn_pattern_lexicon *lexicon, syn_map *map, syn_text word, syn_pattern_verb verb) {
  uint64_t first = 0;
  syn_text kept;
  (void)syn_map_get(map, word, &first);
  verb.next = 0;
  syn_pattern_verb *added = SYN_ARRAY_ADD(&lexicon->verbs, lexicon->arena);
  if (!added) return SYN_NO_MEMORY;
  *added = verb;
  uint32_t number = (uint32_t)lexicon->verbs.count;
  if (first == 0) {
    if (syn_arena_copy(lexicon->arena, word, &kept) != SYN_OK) return SYN_NO_MEMORY;
    return syn_map_put(map, kept, number);
  }
  /* At the end: what comes first in the dictionary is tried first. */
  uint32_t at = (uint32_t)first;
  while (lexicon->verbs.items[at - 1].next) at = lexicon->verbs.items[at - 1].next;
  lexicon->verbs.items[at - 1].next = number;
  return SYN_OK;
}

static bool ends_with(syn_text word, const char *ending) {
  return syn_text_ends_with(word, syn_text_from(ending));
}

/* The word with its last `cut` bytes replaced by an ending. */
static syn_status note_ending(syn_pattern_lexicon *lexicon, syn_text word, size_t cut, const char *ending, syn_pattern_verb verb) {
  char form[FORM_SIZE];
  size_t size = word.size - cut, ending_size = strlen(ending);
  if (size + ending_size > sizeof form) return SYN_OK;
  memcpy(form, word.data, size);
  memcpy(form + size, ending, ending_size);
  return note_verb(lexicon, &lexicon->forms, (syn_text){form, size + ending_size}, verb);
}

static syn_status note_regular_forms(syn_pattern_lexicon *lexicon, syn_text word, syn_pattern_verb verb) {
  static const struct {
    const char *ending;
    size_t cut;
    const char *third, *past, *gerund;
    size_t gerund_cut;
  } rules[] = {{"e", 0, "s", "d", "ing", 1},    {"y", 1, "ies", "ied", "ing", 0}, {"s", 0, "es", "ed", "ing", 0},
               {"x", 0, "es", "ed", "ing", 0},  {"z", 0, "es", "ed", "ing", 0},   {"ch", 0, "es", "ed", "ing", 0},
               {"sh", 0, "es", "ed", "ing", 0}, {"", 0, "s", "ed", "ing", 0}};
  size_t i = 0;
  while (!ends_with(word, rules[i].ending)) i++;
  bool is_short_y = i == 1 && word.size > 1 && strchr("aeiou", word.data[word.size - 2]); /* "delay": delays, delayed */
  if (is_short_y) i = sizeof rules / sizeof *rules - 1;
  syn_status status = note_ending(lexicon, word, rules[i].cut, rules[i].third, verb);
  if (status == SYN_OK) status = note_ending(lexicon, word, rules[i].cut, rules[i].past, verb);
  return status == SYN_OK ? note_ending(lexicon, word, rules[i].gerund_cut, rules[i].gerund, verb) : status;
}

/* "WIRE_+TAP" as its verb and what stands beside that. */
static syn_status split_verb(syn_pattern_lexicon *lexicon, syn_text text, syn_pattern_verb *verb, syn_text *out_word) {
  syn_pattern_words words;
  if (syn_pattern_split(lexicon, text, &words) != SYN_OK) return SYN_NO_MEMORY;
  uint32_t head = 0;
  for (uint32_t i = 0; i < words.count; i++)
    if (words.items[i].size > 1 && words.items[i].data[0] == '+') head = i;
  *out_word = (syn_text){0};
  if (words.count == 0) return SYN_OK;
  *out_word = words.items[head];
  if (out_word->size > 1 && out_word->data[0] == '+') *out_word = syn_text_slice(*out_word, 1, out_word->size);
  verb->after = (syn_pattern_words){words.items + head + 1, words.count - head - 1};
  verb->before = (syn_pattern_words){words.items, head};
  for (uint32_t i = 0; i < head / 2; i++) { /* outwards from the verb */
    syn_text other = words.items[i];
    words.items[i] = words.items[head - 1 - i];
    words.items[head - 1 - i] = other;
  }
  return SYN_OK;
}

static syn_status read_verb(lexicon_reading *in, size_t row) {
  syn_pattern_lexicon *lexicon = in->lexicon;
  syn_pattern_verb verb = {.block = (uint32_t)lexicon->blocks.count, .code = syn_table_cell(in->table, row, in->columns.code)};
  syn_text rest = syn_table_cell(in->table, row, in->columns.forms), form, word;
  syn_status status = split_verb(lexicon, syn_table_cell(in->table, row, in->columns.text), &verb, &word);
  if (status != SYN_OK || word.size == 0 || word.size > FORM_SIZE) return status;
  status = note_verb(lexicon, &lexicon->forms, word, verb);
  if (status == SYN_OK) status = note_verb(lexicon, &lexicon->bases, word, verb);
  if (status == SYN_OK) status = note_regular_forms(lexicon, word, verb);
  while (status == SYN_OK && syn_table_next_item(&rest, '|', &form)) {
    syn_pattern_verb other = verb;
    status = split_verb(lexicon, form, &other, &word);
    if (status == SYN_OK && word.size && word.size <= FORM_SIZE) status = note_verb(lexicon, &lexicon->forms, word, other);
  }
  return status;
}

/* ---- rows ---- */

static syn_status read_pattern(lexicon_reading *in, size_t row) {
  syn_pattern_lexicon *lexicon = in->lexicon;
  syn_pattern pattern = {.code = syn_table_cell(in->table, row, in->columns.code)};
  syn_status status = syn_pattern_compile(lexicon, syn_table_cell(in->table, row, in->columns.text), &pattern);
  if (status == SYN_BAD_INPUT) return SYN_OK; /* longer than any sentence's; its verb keeps its other patterns */
  syn_pattern *added = status == SYN_OK ? SYN_ARRAY_ADD(&lexicon->patterns, lexicon->arena) : NULL;
  if (!added) return SYN_NO_MEMORY;
  *added = pattern;
  lexicon->blocks.items[lexicon->blocks.count - 1].pattern_count++;
  return SYN_OK;
}

static syn_status read_set_word(lexicon_reading *in, size_t row) {
  syn_pattern_lexicon *lexicon = in->lexicon;
  syn_pattern_words *words = SYN_ARRAY_ADD(&lexicon->sets.items[in->set].words, lexicon->arena);
  if (!words) return SYN_NO_MEMORY;
  return syn_pattern_split(lexicon, syn_table_cell(in->table, row, in->columns.text), words);
}

static syn_status enter_block(lexicon_reading *in, size_t row) {
  syn_text block = syn_table_cell(in->table, row, in->columns.block);
  if (in->has_block && syn_text_equal(in->block, block)) return SYN_OK;
  syn_pattern_block *added = SYN_ARRAY_ADD(&in->lexicon->blocks, in->lexicon->arena);
  if (!added) return SYN_NO_MEMORY;
  *added = (syn_pattern_block){.first_pattern = (uint32_t)in->lexicon->patterns.count};
  in->block = block;
  in->has_block = true;
  return SYN_OK;
}

static syn_status read_row(lexicon_reading *in, size_t row) {
  syn_text kind = syn_table_cell(in->table, row, in->columns.kind);
  if (syn_text_equal(kind, SYN_TEXT("set"))) {
    in->has_set = true;
    return syn_pattern_set_of(in->lexicon, syn_table_cell(in->table, row, in->columns.text), &in->set);
  }
  if (syn_text_equal(kind, SYN_TEXT("word"))) return in->has_set ? read_set_word(in, row) : bad_row(in, row, "a set before its words");
  syn_status status = enter_block(in, row);
  if (status != SYN_OK) return status;
  if (syn_text_equal(kind, SYN_TEXT("verb"))) return read_verb(in, row);
  return syn_text_equal(kind, SYN_TEXT("pattern")) ? read_pattern(in, row) : bad_row(in, row, "a kind: set, word, verb or pattern");
}

static syn_status read_table(syn_pattern_lexicon *lexicon, const syn_world *world, const syn_table *table, syn_error *error) {
  syn_status status = syn_world_require_columns(world, table, "kind|block|text|forms|code", error);
  lexicon_reading in = {.lexicon = lexicon, .world = world, .table = table, .error = error};
  in.columns = (table_columns){syn_table_column(table, "kind"), syn_table_column(table, "block"), syn_table_column(table, "text"),
                               syn_table_column(table, "forms"), syn_table_column(table, "code")};
  for (size_t row = 0; status == SYN_OK && row < table->row_count; row++) status = read_row(&in, row);
  return status;
}

/* ---- codes ---- */

static syn_status read_meanings(syn_pattern_lexicon *lexicon, const syn_world *world, syn_error *error) {
  const syn_table *table = syn_world_table(world, "world/event_codes");
  syn_status status = syn_world_require_columns(world, table, "code|type|mode", error);
  for (size_t row = 0; status == SYN_OK && table && row < table->row_count; row++) {
    syn_code_meaning *meaning = SYN_ARRAY_ADD(&lexicon->code_meanings, lexicon->arena);
    if (!meaning) return SYN_NO_MEMORY;
    meaning->mode = syn_table_cell(table, row, syn_table_column(table, "mode"));
    if (!syn_event_type_parse(syn_table_cell(table, row, syn_table_column(table, "type")), &meaning->type)) {
      const char *file = table->name;
      size_t line = syn_world_line(world, table, row, &file);
      return syn_error_set(error, SYN_BAD_INPUT, 0, "%s:%zu: expected a type of events, AGREE to ASSAULT (docs/records.md)", file, line);
    }
    status = syn_map_put(&lexicon->meanings, syn_table_cell(table, row, syn_table_column(table, "code")), lexicon->code_meanings.count);
  }
  return status;
}

syn_status syn_pattern_lexicon_read(const syn_world *world, syn_arena *arena, syn_pattern_lexicon *out_lexicon, syn_error *error) {
  const syn_table *table = syn_world_table(world, "world/patterns");
  bool is_for_run = table != NULL;
  *out_lexicon = (syn_pattern_lexicon){.arena = arena};
  syn_map_init(&out_lexicon->forms, arena);
  syn_map_init(&out_lexicon->bases, arena);
  syn_map_init(&out_lexicon->set_names, arena);
  syn_map_init(&out_lexicon->meanings, arena);
  syn_status status = SYN_OK;
  if (is_for_run) status = read_table(out_lexicon, world, table, error);
  for (size_t i = 0; status == SYN_OK && !is_for_run && (table = syn_world_own_table(world, "patterns", i)); i++)
    status = read_table(out_lexicon, world, table, error);
  if (status == SYN_OK && out_lexicon->verbs.count == 0) return SYN_NOT_FOUND;
  return status == SYN_OK ? read_meanings(out_lexicon, world, error) : status;
}

/* ---- finding ---- */

uint32_t syn_pattern_lexicon_find(const syn_pattern_lexicon *lexicon, const syn_token *token) {
  uint64_t verb = 0;
  if (syn_map_get(&lexicon->forms, token->lower, &verb)) return (uint32_t)verb;
  return syn_map_get(&lexicon->bases, token->lemma, &verb) ? (uint32_t)verb : 0;
}

bool syn_pattern_lexicon_meaning(const syn_pattern_lexicon *lexicon, syn_text code, syn_code_meaning *out_meaning) {
  uint64_t index = 0;
  for (size_t size = code.size; size > 0 && index == 0; size--)
    (void)syn_map_get(&lexicon->meanings, syn_text_slice(code, 0, size), &index);
  if (index == 0) (void)syn_map_get(&lexicon->meanings, SYN_TEXT("*"), &index);
  if (index == 0) return false;
  *out_meaning = lexicon->code_meanings.items[index - 1];
  return true;
}
