/*
 * The words of names that say nothing of who bears them: titles before a name, legal forms behind it; and short forms of given names.
 */
#include "base/utf8.h"
#include "synopsis/bearer_joining.h"

static syn_text without_dot(syn_text word) {
  return word.size > 1 && word.data[word.size - 1] == '.' ? syn_text_slice(word, 0, word.size - 1) : word;
}

static syn_status put_folded(syn_map *map, syn_text word, uint64_t value, syn_arena *arena) {
  syn_text folded;
  if (word.size == 0) return SYN_OK;
  syn_status status = syn_utf8_fold(word, arena, &folded);
  if (status != SYN_OK || syn_map_find(map, without_dot(folded))) return status;
  return syn_map_put(map, without_dot(folded), value);
}

/* Folds a column of a table into a map; rows of `class` alone, unless that is NULL. */
static syn_status read_column(const syn_table *table, const char *column, const char *class, syn_map *map, syn_arena *arena) {
  size_t row_count = table ? table->row_count : 0;
  syn_status status = SYN_OK;
  for (size_t row = 0; status == SYN_OK && row < row_count; row++) {
    bool is_of_class = !class || syn_text_equal(syn_table_cell(table, row, syn_table_column(table, "class")), syn_text_from(class));
    if (is_of_class) status = put_folded(map, syn_table_cell(table, row, syn_table_column(table, column)), 1, arena);
  }
  return status;
}

static syn_status read_nicknames(const syn_table *table, syn_bearer_words *words, size_t *count, syn_arena *arena) {
  syn_status status = SYN_OK;
  for (size_t row = 0; table && status == SYN_OK && row < table->row_count; row++) {
    status = put_folded(&words->nicknames, syn_table_cell(table, row, syn_table_column(table, "form")), *count, arena);
    if (status == SYN_OK)
      status = syn_utf8_fold(syn_table_cell(table, row, syn_table_column(table, "name")), arena, &words->full_forms[(*count)++]);
  }
  return status;
}

static syn_status read_language(const syn_world *world, syn_text language, syn_bearer_words *words, size_t *nicknames, syn_arena *arena) {
  const syn_table *titles = syn_world_language_table(world, language, "titles"),
                  *body_words = syn_world_language_table(world, language, "entity_words");
  syn_status status = read_column(titles, "form", NULL, &words->titles, arena);
  if (status == SYN_OK) status = read_column(titles, "plural", NULL, &words->titles, arena);
  if (status == SYN_OK) status = read_column(syn_world_language_table(world, language, "given_names"), "form", NULL, &words->given, arena);
  if (status == SYN_OK) status = read_column(body_words, "form", "corporate", &words->legal, arena);
  if (status == SYN_OK) status = read_column(body_words, "form", "small", &words->small, arena);
  if (status == SYN_OK) status = read_column(body_words, "form", "name_suffix", &words->suffixes, arena);
  return status == SYN_OK ? read_nicknames(syn_world_language_table(world, language, "nicknames"), words, nicknames, arena) : status;
}

syn_status syn_bearer_words_read(const syn_world *world, syn_arena *arena, syn_bearer_words **out_words) {
  size_t language_count = 0, nickname_rows = 0, nicknames = 0;
  const syn_text *languages = world ? syn_world_languages(world, &language_count) : NULL;
  syn_bearer_words *words = SYN_ARENA_NEW(arena, syn_bearer_words);
  if (!words) return SYN_NO_MEMORY;
  *words = (syn_bearer_words){.full_forms = NULL};
  enum { MAPS = 6 };
  syn_map *maps[MAPS] = {&words->titles, &words->given, &words->nicknames, &words->legal, &words->small, &words->suffixes};
  for (size_t i = 0; i < MAPS; i++) syn_map_init(maps[i], arena);
  for (size_t l = 0; l < language_count; l++) {
    const syn_table *table = syn_world_language_table(world, languages[l], "nicknames");
    nickname_rows += table ? table->row_count : 0;
  }
  words->full_forms = SYN_ARENA_ARRAY(arena, syn_text, nickname_rows + 1);
  syn_status status = words->full_forms ? syn_given_names_read(world, arena, &words->given_names) : SYN_NO_MEMORY;
  for (size_t l = 0; status == SYN_OK && l < language_count; l++) status = read_language(world, languages[l], words, &nicknames, arena);
  if (status == SYN_OK) *out_words = words;
  return status;
}

/* ---- names ---- */

static bool is_initial(syn_text word) {
  return without_dot(word).size < 2;
}

/* The last word, and what stands before it. */
static syn_text last_word(syn_text text, syn_text *out_before) {
  size_t start = text.size;
  while (start > 0 && text.data[start - 1] != ' ') start--;
  *out_before = syn_text_trim(syn_text_slice(text, 0, start));
  return syn_text_slice(text, start, text.size);
}

static bool is_listed(const syn_map *map, syn_text word) {
  return syn_map_find(map, without_dot(word)) != NULL;
}

/* Names that were cut wrongly out of a list ("Byrne, J Hayes") are compared with nothing. */
static bool is_clean(syn_text name) {
  for (size_t i = 0; i < name.size; i++)
    if (name.data[i] == ',' || name.data[i] == ';' || name.data[i] == '<') return false;
  return true;
}

static void draft_person(const syn_bearer_words *words, syn_bearer_draft *draft) {
  syn_text before;
  draft->name = syn_person_name_parse(draft->folded, &words->given_names);
  draft->is_bare = draft->name.given.size == 0 && draft->folded.size > 1;
  bool is_junior = is_listed(&words->suffixes, last_word(draft->folded, &before));
  draft->is_full = draft->name.given.size > 0 && !is_initial(draft->name.given) && !is_junior && is_clean(draft->folded);
  draft->middle = is_initial(draft->name.middle) ? without_dot(draft->name.middle) : draft->name.middle;
}

static void draft_body(const syn_bearer_words *words, syn_bearer_draft *draft) {
  syn_text before, rest, last = without_dot(last_word(draft->folded, &before));
  draft->stem = draft->folded;
  if (syn_text_starts_with(draft->stem, SYN_TEXT("the "))) draft->stem = syn_text_slice(draft->stem, 4, draft->stem.size);
  if (before.size == 0 || !is_listed(&words->legal, last) || is_listed(&words->small, last_word(before, &rest))) return;
  draft->legal = last;
  draft->stem = syn_text_slice(draft->stem, 0, draft->stem.size - (draft->folded.size - before.size));
}

syn_status syn_bearer_draft_make(const syn_bearer_words *words, syn_entity_type type, syn_text name, syn_arena *arena,
                                 syn_bearer_draft *out_draft) {
  *out_draft = (syn_bearer_draft){.is_full = false};
  syn_status status = syn_utf8_fold(name, arena, &out_draft->folded);
  if (status != SYN_OK || out_draft->folded.size == 0) return status;
  if (type == SYN_ENTITY_PERSON) draft_person(words, out_draft);
  if (type == SYN_ENTITY_ORGANIZATION) draft_body(words, out_draft);
  return SYN_OK;
}

bool syn_bearer_is_bare(syn_entity_type type, syn_text name) {
  return type == SYN_ENTITY_PERSON && name.size > 1 && syn_text_find(name, SYN_TEXT(" "), 0) == SIZE_MAX;
}

/* ---- keys ---- */

static syn_status add_key(const char *kind, syn_text key, syn_arena *arena, syn_text *keys, uint32_t *count) {
  if (key.size == 0 || *count == SYN_BEARER_KEYS) return SYN_OK;
  return syn_arena_format(arena, &keys[(*count)++], "%s %.*s", kind, SYN_TEXT_ARGUMENTS(key));
}

static syn_status keys_of_person(const syn_bearer_draft *draft, syn_arena *arena, syn_text *keys, uint32_t *count) {
  syn_text rest = draft->folded, key;
  syn_status status = syn_name_skeleton(draft->name.surname, arena, &key);
  if (status == SYN_OK) status = add_key("person", key, arena, keys, count);
  while (status == SYN_OK && rest.size > 0) {
    syn_text word = last_word(rest, &rest);
    if (is_initial(word)) continue;
    status = syn_name_skeleton(word, arena, &key);
    if (status == SYN_OK) status = add_key("person", key, arena, keys, count);
  }
  return status;
}

/* Two to eight capitals, or the capitals that words begin with. */
static syn_status initials_of(syn_text name, syn_arena *arena, syn_text *out_initials) {
  enum { LONGEST = 8 };
  char *initials = syn_arena_take(arena, name.size + 1, 1);
  size_t count = 0, capitals = 0;
  if (!initials) return SYN_NO_MEMORY;
  for (size_t i = 0; i < name.size; i++) {
    bool is_capital = name.data[i] >= 'A' && name.data[i] <= 'Z', starts = i == 0 || name.data[i - 1] == ' ' || name.data[i - 1] == '-';
    capitals += is_capital || name.data[i] == '.';
    if (is_capital && starts) initials[count++] = name.data[i];
  }
  *out_initials = (syn_text){initials, count};
  if (capitals == name.size) {
    count = 0;
    for (size_t i = 0; i < name.size; i++)
      if (name.data[i] != '.') initials[count++] = name.data[i];
    *out_initials = (syn_text){initials, count};
  }
  if (count < 2 || count > LONGEST) *out_initials = (syn_text){0};
  return SYN_OK;
}

syn_status syn_bearer_keys(const syn_bearer_words *words, syn_entity_type type, syn_text name, syn_arena *arena,
                           syn_text out_keys[SYN_BEARER_KEYS], uint32_t *out_count) {
  syn_bearer_draft draft;
  syn_text initials;
  *out_count = 0;
  if (type != SYN_ENTITY_PERSON && type != SYN_ENTITY_ORGANIZATION) return SYN_OK;
  syn_status status = syn_bearer_draft_make(words, type, name, arena, &draft);
  if (status != SYN_OK || draft.folded.size == 0) return status;
  if (type == SYN_ENTITY_PERSON) return keys_of_person(&draft, arena, out_keys, out_count);
  status = add_key("body", draft.stem, arena, out_keys, out_count);
  name = syn_text_trim(name);
  if (status == SYN_OK) status = initials_of(name, arena, &initials);
  if (status == SYN_OK) status = add_key("initials", initials, arena, out_keys, out_count);
  if (status != SYN_OK || draft.legal.size == 0) return status;
  (void)last_word(name, &name);
  status = initials_of(name, arena, &initials);
  return status == SYN_OK ? add_key("initials", initials, arena, out_keys, out_count) : status;
}
