#include "language/token_rules.h"

#include "base/utf8.h"

typedef struct kind_name {
  const char *name;
  size_t offset; /* of the map in syn_token_rules */
} kind_name;

static const kind_name kinds[] = {
    {"clitic", offsetof(syn_token_rules, clitics)},     {"elision", offsetof(syn_token_rules, elisions)},
    {"split", offsetof(syn_token_rules, splits)},       {"prefix", offsetof(syn_token_rules, prefixes)},
    {"unit", offsetof(syn_token_rules, units)},         {"starter", offsetof(syn_token_rules, starters)},
    {"cue", offsetof(syn_token_rules, cues)},           {"joined", offsetof(syn_token_rules, joined)},
    {"follower", offsetof(syn_token_rules, followers)},
};

static const char *const abbreviation_kinds[] = {"none", "title", "number", "name", "word"};

static syn_status load_abbreviations(const syn_table *table, syn_token_rules *rules, syn_error *error) {
  size_t form_column = syn_table_column(table, "abbreviation"), kind_column = syn_table_column(table, "kind");
  for (size_t row = 0; row < table->row_count; row++) {
    syn_text kind = syn_table_cell(table, row, kind_column);
    uint64_t value = 0;
    for (size_t i = 1; i < sizeof abbreviation_kinds / sizeof *abbreviation_kinds; i++) {
      if (syn_text_equal(kind, syn_text_from(abbreviation_kinds[i]))) value = i;
    }
    if (value == 0) {
      return syn_error_set(error, SYN_BAD_INPUT, 0, "%s: row %zu: the kind '%.*s' is none of title, number, name, word", table->name,
                           row + 1, SYN_TEXT_ARGUMENTS(kind));
    }
    if (syn_map_put(&rules->abbreviations, syn_table_cell(table, row, form_column), value) != SYN_OK) {
      return syn_error_set(error, SYN_NO_MEMORY, 0, "%s: no memory for the rules", table->name);
    }
  }
  return SYN_OK;
}

static syn_map *map_of_kind(syn_token_rules *rules, syn_text kind) {
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (syn_text_equal(kind, syn_text_from(kinds[i].name))) return (syn_map *)(void *)((char *)rules + kinds[i].offset);
  }
  return NULL;
}

static syn_status load_tokens(const syn_table *table, syn_token_rules *rules, syn_error *error) {
  size_t kind_column = syn_table_column(table, "kind"), form_column = syn_table_column(table, "form");
  size_t split_column = syn_table_column(table, "split");
  for (size_t row = 0; row < table->row_count; row++) {
    syn_map *map = map_of_kind(rules, syn_table_cell(table, row, kind_column));
    syn_text forms = syn_table_cell(table, row, form_column), form, first = {NULL, 0};
    if (!map) {
      syn_text kind = syn_table_cell(table, row, kind_column);
      return syn_error_set(error, SYN_BAD_INPUT, 0, "%s: row %zu: '%.*s' is no kind of rule", table->name, row + 1,
                           SYN_TEXT_ARGUMENTS(kind));
    }
    syn_text split = syn_table_cell(table, row, split_column);
    if (!syn_table_next_item(&split, '|', &first)) first = (syn_text){NULL, 0};
    while (syn_table_next_item(&forms, '|', &form)) {
      if (syn_map_put(map, form, first.size) != SYN_OK) {
        return syn_error_set(error, SYN_NO_MEMORY, 0, "%s: no memory for the rules", table->name);
      }
      if (map == &rules->clitics && form.size > rules->longest_clitic) rules->longest_clitic = form.size;
    }
  }
  return SYN_OK;
}

syn_status syn_token_rules_load(const syn_table *abbreviations, const syn_table *tokens, syn_arena *arena, syn_token_rules *out_rules,
                                syn_error *error) {
  syn_token_rules rules = {0};
  syn_map_init(&rules.abbreviations, arena);
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) syn_map_init((syn_map *)(void *)((char *)&rules + kinds[i].offset), arena);
  syn_status status = abbreviations ? load_abbreviations(abbreviations, &rules, error) : SYN_OK;
  if (status == SYN_OK && tokens) status = load_tokens(tokens, &rules, error);
  rules.joins_clitics = syn_map_find(&rules.joined, SYN_TEXT("clitic")) != NULL;
  rules.joins_splits = syn_map_find(&rules.joined, SYN_TEXT("split")) != NULL;
  rules.keeps_hyphens = syn_map_find(&rules.prefixes, SYN_TEXT("*")) != NULL;
  if (status == SYN_OK) *out_rules = rules;
  return status;
}

syn_text syn_token_rules_fold(syn_text word, char buffer[SYN_RULE_WORD_SIZE]) {
  size_t size = 0;
  for (size_t i = 0; i < word.size;) {
    unsigned char byte = (unsigned char)word.data[i];
    if (size + SYN_UTF8_MAXIMUM_BYTES > SYN_RULE_WORD_SIZE) return (syn_text){buffer, 0};
    if (byte < 0x80) {
      buffer[size++] = (char)(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte == '`' ? '\'' : byte);
      i++;
      continue;
    }
    size_t length = 0;
    uint32_t codepoint = syn_utf8_decode(word, i, &length);
    if (codepoint == 0x2019 || codepoint == 0x2018) codepoint = '\'';
    size += syn_utf8_encode(syn_utf8_to_lower(codepoint), buffer + size);
    i += length;
  }
  return (syn_text){buffer, size};
}
