#include "facts/entity_words.h"

#include <stdio.h>
#include <string.h>

#include "base/array.h"
#include "base/utf8.h"

enum { NICKNAME_KEY_SIZE = 128 };

static const struct {
  const char *name;
  uint32_t bit;
} class_names[] = {
    {"place_preposition", ENTITY_PLACE_PREPOSITION},
    {"motion_preposition", ENTITY_MOTION_PREPOSITION},
    {"motion", ENTITY_MOTION},
    {"visit", ENTITY_VISIT},
    {"place_noun", ENTITY_PLACE_NOUN},
    {"state_noun", ENTITY_STATE_NOUN},
    {"state_verb", ENTITY_STATE_VERB},
    {"possessive", ENTITY_POSSESSIVE},
    {"article", ENTITY_ARTICLE},
    {"definite", ENTITY_DEFINITE},
    {"between", ENTITY_BETWEEN},
    {"small", ENTITY_SMALL},
    {"corporate", ENTITY_CORPORATE},
    {"name_suffix", ENTITY_NAME_SUFFIX},
    {"name_particle", ENTITY_NAME_PARTICLE},
    {"open_quote", ENTITY_OPEN_QUOTE},
    {"close_quote", ENTITY_CLOSE_QUOTE},
    {"straight_quote", ENTITY_STRAIGHT_QUOTE},
    {"of", ENTITY_OF},
    {"with", ENTITY_WITH},
    {"and", ENTITY_AND},
    {"comma", ENTITY_COMMA},
    {"relative", ENTITY_RELATIVE},
    {"dateline", ENTITY_DATELINE},
    {"stop_name", ENTITY_STOP_NAME},
    {"honorific", ENTITY_HONORIFIC},
    {"role", ENTITY_ROLE},
    {"counterpart", ENTITY_COUNTERPART},
    {"state", ENTITY_STATE},
    {"organization", ENTITY_ORGANIZATION_NOUN},
    {"formerly", ENTITY_FORMERLY},
};

static syn_status get_word(entity_words *words, syn_arena *arena, syn_text form, entity_word **out_word) {
  syn_text folded;
  uint64_t index = 0;
  syn_status status = syn_utf8_fold(form, arena, &folded);
  if (status != SYN_OK) return status;
  if (!syn_map_get(&words->forms, folded, &index)) {
    index = words->word_count;
    if (syn_array_add((void **)&words->words, &words->word_count, &words->word_capacity, sizeof(*words->words), arena) == NULL)
      return SYN_NO_MEMORY;
    status = syn_map_put(&words->forms, folded, index);
    if (status != SYN_OK) return status;
  }
  *out_word = &words->words[index];
  return SYN_OK;
}

static uint8_t parse_gender(syn_text text) {
  if (syn_text_equal(text, SYN_TEXT("m"))) return ENTITY_MASCULINE;
  if (syn_text_equal(text, SYN_TEXT("n"))) return ENTITY_NEUTER;
  return syn_text_equal(text, SYN_TEXT("f")) ? ENTITY_FEMININE : ENTITY_GENDER_UNKNOWN;
}

static uint8_t parse_pronoun(syn_text text) {
  static const char *const names[] = {"", "subject", "object", "possessive", "reflexive"};
  for (unsigned i = ENTITY_PRONOUN_SUBJECT; i <= ENTITY_PRONOUN_REFLEXIVE; i++)
    if (syn_text_equal(text, syn_text_from(names[i]))) return (uint8_t)i;
  return ENTITY_PRONOUN_NONE;
}

static uint32_t parse_class(syn_text text) {
  for (size_t i = 0; i < sizeof(class_names) / sizeof(*class_names); i++)
    if (syn_text_equal(text, syn_text_from(class_names[i].name))) return class_names[i].bit;
  return 0;
}

/* entity_words and nominals: both give a form its class. */
static syn_status add_classes(entity_words *words, const syn_table *table, syn_arena *arena, syn_error *error) {
  if (table == NULL) return SYN_OK;
  size_t form = syn_table_column(table, "form"), class = syn_table_column(table, "class"), group = syn_table_column(table, "group"),
         gender = syn_table_column(table, "gender"), use = syn_table_column(table, "use");
  for (size_t row = 0; row < table->row_count; row++) {
    uint32_t bit = parse_class(syn_table_cell(table, row, class));
    if (bit == 0)
      return syn_error_set(error, SYN_BAD_INPUT, row, "%s: row %zu: there is no class '%.*s'", table->name, row + 1,
                           SYN_TEXT_ARGUMENTS(syn_table_cell(table, row, class)));
    entity_word *word = NULL;
    syn_status status = get_word(words, arena, syn_table_cell(table, row, form), &word);
    if (status != SYN_OK) return status;
    word->classes |= bit;
    if (syn_table_cell(table, row, gender).size > 0) word->gender = parse_gender(syn_table_cell(table, row, gender));
    if (syn_text_equal(syn_table_cell(table, row, use), SYN_TEXT("generic"))) word->generic = true;
    if (word->group.size == 0) word->group = syn_table_cell(table, row, group);
  }
  return SYN_OK;
}

static syn_status add_people(entity_words *words, const syn_table *pronouns, const syn_table *given, syn_arena *arena) {
  entity_word *word = NULL;
  for (size_t row = 0; pronouns != NULL && row < pronouns->row_count; row++) {
    syn_status status = get_word(words, arena, syn_table_cell(pronouns, row, syn_table_column(pronouns, "form")), &word);
    if (status != SYN_OK) return status;
    word->pronoun = parse_pronoun(syn_table_cell(pronouns, row, syn_table_column(pronouns, "use")));
    word->gender = parse_gender(syn_table_cell(pronouns, row, syn_table_column(pronouns, "gender")));
  }
  for (size_t row = 0; given != NULL && row < given->row_count; row++) {
    syn_status status = get_word(words, arena, syn_table_cell(given, row, syn_table_column(given, "form")), &word);
    if (status != SYN_OK) return status;
    word->given_gender = parse_gender(syn_table_cell(given, row, syn_table_column(given, "gender")));
  }
  return SYN_OK;
}

static uint8_t parse_noun(syn_text text) {
  static const char *const names[ENTITY_NOUN_COUNT] = {"",         "person",   "people", "company", "organization",
                                                       "country",  "city",     "region", "place",   "thing",
                                                       "name_end", "distinct", "feast",  "treaty",  "battle"};
  for (unsigned i = ENTITY_NOUN_PERSON; i < ENTITY_NOUN_COUNT; i++)
    if (syn_text_equal(text, syn_text_from(names[i]))) return (uint8_t)i;
  return ENTITY_NOUN_NONE;
}

static syn_status add_nouns(entity_words *words, const syn_table *table, syn_arena *arena, syn_error *error) {
  for (size_t row = 0; table != NULL && row < table->row_count; row++) {
    entity_word *word = NULL;
    syn_text kind = syn_table_cell(table, row, syn_table_column(table, "kind"));
    syn_status status = get_word(words, arena, syn_table_cell(table, row, syn_table_column(table, "form")), &word);
    if (status != SYN_OK) return status;
    word->noun = parse_noun(kind);
    word->is_generic_noun = syn_text_equal(syn_table_cell(table, row, syn_table_column(table, "use")), SYN_TEXT("generic"));
    if (word->noun == ENTITY_NOUN_NONE)
      return syn_error_set(error, SYN_BAD_INPUT, row, "%s: row %zu: there is no kind '%.*s'", table->name, row + 1,
                           SYN_TEXT_ARGUMENTS(kind));
  }
  return SYN_OK;
}

/* "short|long", or SYN_LIMIT when it does not fit the space for it. */
static syn_status nickname_key(syn_text a, syn_text b, char out_key[NICKNAME_KEY_SIZE], syn_text *out_text) {
  if (a.size + b.size + 1 > NICKNAME_KEY_SIZE) return SYN_LIMIT;
  memcpy(out_key, a.data, a.size);
  out_key[a.size] = '|';
  memcpy(out_key + a.size + 1, b.data, b.size);
  *out_text = (syn_text){out_key, a.size + b.size + 1};
  return SYN_OK;
}

static syn_status add_nicknames(entity_words *words, const syn_table *table, syn_arena *arena) {
  for (size_t row = 0; table != NULL && row < table->row_count; row++) {
    syn_text form, name, key;
    char bytes[NICKNAME_KEY_SIZE];
    syn_status status = syn_utf8_fold(syn_table_cell(table, row, syn_table_column(table, "form")), arena, &form);
    if (status == SYN_OK) status = syn_utf8_fold(syn_table_cell(table, row, syn_table_column(table, "name")), arena, &name);
    if (status != SYN_OK) return status;
    if (form.size == 0 || name.size == 0 || nickname_key(form, name, bytes, &key) != SYN_OK) continue;
    status = syn_arena_copy(arena, key, &key);
    if (status == SYN_OK) status = syn_map_put(&words->nicknames, key, 1);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

syn_status syn_entity_words_create(const syn_world *world, syn_text language, syn_arena *arena, entity_words **out_words,
                                   syn_error *error) {
  const syn_table *contexts = syn_world_language_table(world, language, "entity_words");
  *out_words = NULL;
  if (contexts == NULL) return SYN_OK;
  entity_words *words = SYN_ARENA_NEW(arena, entity_words);
  if (words == NULL) return SYN_NO_MEMORY;
  words->language = language;
  words->spelling = syn_world_language_table(world, language, "spelling");
  words->transliteration = syn_world_table(world, "world/transliteration");
  syn_map_init(&words->forms, arena);
  syn_map_init(&words->nicknames, arena);
  syn_status status = add_classes(words, contexts, arena, error);
  if (status == SYN_OK) status = add_classes(words, syn_world_language_table(world, language, "nominals"), arena, error);
  if (status == SYN_OK) status = add_nouns(words, syn_world_language_table(world, language, "entity_nouns"), arena, error);
  if (status == SYN_OK)
    status = add_people(words, syn_world_language_table(world, language, "pronouns"),
                        syn_world_language_table(world, language, "given_names"), arena);
  if (status == SYN_OK) status = add_nicknames(words, syn_world_language_table(world, language, "nicknames"), arena);
  if (status == SYN_OK) *out_words = words;
  return status;
}

const entity_word *syn_entity_words_find(const entity_words *words, syn_text folded) {
  uint64_t index = 0;
  if (syn_map_get(&words->forms, folded, &index)) return &words->words[index];
  /* an abbreviated title keeps its full stop in the text */
  if (folded.size > 1 && folded.data[folded.size - 1] == '.') folded.size--;
  return syn_map_get(&words->forms, folded, &index) ? &words->words[index] : NULL;
}

bool syn_entity_token_is(const entity_words *words, const syn_token *token, uint32_t classes) {
  const entity_word *word = syn_entity_words_find(words, token->lower);
  if (word != NULL && (word->classes & classes) != 0) return true;
  word = syn_entity_words_find(words, token->lemma);
  return word != NULL && (word->classes & classes) != 0;
}

bool syn_entity_words_nickname(const entity_words *words, syn_text a, syn_text b) {
  char bytes[NICKNAME_KEY_SIZE];
  syn_text key;
  uint64_t *found = NULL;
  if (a.size == 0 || b.size == 0) return false;
  if (nickname_key(a, b, bytes, &key) == SYN_OK) found = syn_map_find(&words->nicknames, key);
  if (found == NULL && nickname_key(b, a, bytes, &key) == SYN_OK) found = syn_map_find(&words->nicknames, key);
  return found != NULL;
}
