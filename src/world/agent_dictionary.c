/*
 * How it works: an agent is what an actor does ("police"), its code has the actor's place in it: "POLICE {} [~COP]". In braces stand the
 * plurals; empty ones say that there is none, none at all that it is regular. "!PERSON! = MAN, WOMAN" names a set of words that later lines
 * stand for one after the other ("CONGRESS!PERSON! [~LEG]").
 *
 * Discards are phrases whose sentences tell no events ("+": whose articles).
 */
#include <string.h>

#include "world/dictionary_kinds.h"

enum { SET_LIMIT = 256, SET_WORD_LIMIT = 256, DISCARD_WORDS = 16 };

typedef struct word_set {
  syn_text name; /* "!PERSON!" */
  syn_text_array words;
} word_set;

typedef struct agent_reading {
  syn_dictionary_import *import;
  SYN_ARRAY(word_set) sets;
} agent_reading;

/* ---- sets ---- */

static syn_status read_set(agent_reading *reading, syn_text line) {
  size_t equal = syn_text_find(line, SYN_TEXT("="), 0);
  syn_text rest = equal == SIZE_MAX ? (syn_text){0} : syn_text_slice(line, equal + 1, line.size), word;
  syn_text name = syn_text_trim(syn_text_slice(line, 0, equal));
  if (name.size < 3 || name.data[name.size - 1] != '!' || reading->sets.count == SET_LIMIT) {
    syn_dictionary_skip(reading->import->lines, "a set of words, !NAME! = WORD, WORD (at most 256 of them)", line);
    return SYN_OK;
  }
  word_set *set = SYN_ARRAY_ADD(&reading->sets, reading->import->arena);
  if (!set) return SYN_NO_MEMORY;
  *set = (word_set){.name = name};
  while (set->words.count < SET_WORD_LIMIT && syn_table_next_item(&rest, ',', &word)) {
    syn_text *item = SYN_ARRAY_ADD(&set->words, reading->import->arena);
    if (!item) return SYN_NO_MEMORY;
    *item = syn_text_trim(word);
  }
  return SYN_OK;
}

static const word_set *find_set(const agent_reading *reading, syn_text form, size_t *out_at) {
  for (size_t i = 0; i < reading->sets.count; i++) {
    *out_at = syn_text_find(form, reading->sets.items[i].name, 0);
    if (*out_at != SIZE_MAX) return &reading->sets.items[i];
  }
  return NULL;
}

/* ---- agents ---- */

static syn_status write_agent(agent_reading *reading, syn_text form, bool has_braces, syn_text braces, syn_text code) {
  syn_arena *arena = reading->import->arena;
  syn_text words, plural, word;
  if (syn_dictionary_words(form, arena, &words) != SYN_OK) return SYN_NO_MEMORY;
  if (words.size == 0) return SYN_OK;
  (void)syn_buffer_format(reading->import->rows, "%.*s\t", SYN_TEXT_ARGUMENTS(words));
  if (!has_braces) {
    if (syn_dictionary_plural(words, arena, &plural) != SYN_OK) return SYN_NO_MEMORY;
    (void)syn_buffer_add(reading->import->rows, plural);
  }
  for (bool is_first = true; syn_dictionary_next_word(&braces, &word); is_first = false) {
    if (syn_dictionary_words(word, arena, &plural) != SYN_OK) return SYN_NO_MEMORY;
    (void)syn_buffer_format(reading->import->rows, "%s%.*s", is_first ? "" : "|", SYN_TEXT_ARGUMENTS(plural));
  }
  reading->import->count++;
  if (syn_own_cell(code, arena, &word) != SYN_OK) return SYN_NO_MEMORY;
  return syn_buffer_format(reading->import->rows, "\t%.*s\n", SYN_TEXT_ARGUMENTS(word));
}

static syn_status read_agent(agent_reading *reading, syn_text line) {
  syn_text head, braces, codes, code, rest;
  bool has_braces;
  syn_dictionary_parts(line, &head, &has_braces, &braces, &codes);
  rest = codes;
  if (head.size == 0 || head.size > SYN_DICTIONARY_FORM_LIMIT || !syn_dictionary_next_code(&rest, &code) ||
      code.size > SYN_DICTIONARY_FORM_LIMIT || !memchr(code.data, '~', code.size)) {
    syn_dictionary_skip(reading->import->lines, "an agent with a code that has \"~\" for the actor, POLICE [~COP]", line);
    return SYN_OK;
  }
  size_t at;
  const word_set *set = find_set(reading, head, &at);
  if (!set) return write_agent(reading, head, has_braces, braces, code);
  syn_status status = SYN_OK;
  for (size_t i = 0; status == SYN_OK && i < set->words.count; i++) {
    syn_text form;
    status = syn_arena_format(reading->import->arena, &form, "%.*s%.*s%.*s", (int)at, head.data, SYN_TEXT_ARGUMENTS(set->words.items[i]),
                              (int)(head.size - at - set->name.size), head.data + at + set->name.size);
    if (status == SYN_OK) status = write_agent(reading, form, true, (syn_text){0}, code); /* a set has its plurals in it */
  }
  return status;
}

syn_status syn_agent_dictionary_import(syn_dictionary_import *import, syn_error *error) {
  agent_reading reading = {.import = import};
  syn_text line;
  syn_status status = syn_buffer_add(import->rows, SYN_TEXT("form\tplurals\tcode\n"));
  while (status == SYN_OK && syn_dictionary_next(import->lines, &line)) {
    if (line.size == 0) continue;
    status = line.data[0] == '!' && memchr(line.data, '=', line.size) ? read_set(&reading, line) : read_agent(&reading, line);
  }
  (void)error;
  return status;
}

/* ---- discards ---- */

syn_status syn_discard_dictionary_import(syn_dictionary_import *import, syn_error *error) {
  syn_text line;
  syn_status status = syn_buffer_add(import->rows, SYN_TEXT("form\tscope\n"));
  while (status == SYN_OK && syn_dictionary_next(import->lines, &line)) {
    bool is_of_article = line.size && line.data[0] == '+';
    syn_text form = is_of_article ? syn_text_slice(line, 1, line.size) : line, words;
    if (form.size == 0) continue;
    if (form.size > SYN_DICTIONARY_FORM_LIMIT || memchr(form.data, '[', form.size)) {
      syn_dictionary_skip(import->lines, "a phrase of at most 160 bytes, without a code", line);
      continue;
    }
    status = syn_dictionary_words(form, import->arena, &words);
    if (status != SYN_OK || words.size == 0) continue;
    import->count++;
    status = syn_buffer_format(import->rows, "%.*s\t%s\n", SYN_TEXT_ARGUMENTS(words), is_of_article ? "article" : "sentence");
  }
  (void)error;
  return status;
}
