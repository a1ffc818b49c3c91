/*
 * How it works: a dictionary of verbs is made of blocks. A block opens with a line of dashes that has the code of its verbs; verbs follow,
 * each with forms in braces and a code of its own where they differ from the regular; then patterns, which hold for all of its verbs:
 *
 *     --- PROMISE [050] ---
 *     PROMISE
 *     SWEAR {SWEARS SWORE SWORN SWEARING} [051]
 *     - * &CURRENCY [071]
 *     - WILL NOT * [121]
 *
 * Sets of words ("&CURRENCY" and lines "+DOLLARS" below it) hold for the whole file. The table keeps patterns as they are written; what
 * they mean is read where they are matched (facts/pattern_lexicon.h).
 *
 * Dictionaries of TABARI have no blocks: each verb has its code behind it and its patterns below, which is a block of one verb.
 */
#include <string.h>

#include "world/dictionary_kinds.h"

typedef enum verb_state { STATE_NONE, STATE_SET, STATE_BLOCK, STATE_PATTERNS } verb_state;

typedef struct verb_reading {
  syn_dictionary_import *import;
  verb_state state;
  uint32_t block;
  syn_text code; /* of the block */
  bool has_header;
} verb_reading;

static syn_status write_row(verb_reading *reading, const char *kind, syn_text text, syn_text forms, syn_text code) {
  syn_arena *arena = reading->import->arena;
  syn_text cells[3];
  if (syn_own_cell(text, arena, &cells[0]) != SYN_OK || syn_own_cell(code, arena, &cells[2]) != SYN_OK) return SYN_NO_MEMORY;
  cells[1] = forms;
  reading->import->count++;
  return syn_buffer_format(reading->import->rows, "%s\t%u\t%.*s\t%.*s\t%.*s\n", kind, reading->block, SYN_TEXT_ARGUMENTS(cells[0]),
                           SYN_TEXT_ARGUMENTS(cells[1]), SYN_TEXT_ARGUMENTS(cells[2]));
}

/* The words in braces with "|" between. */
static syn_status join_forms(verb_reading *reading, syn_text braces, syn_text *out_forms) {
  syn_text word;
  char *data = syn_arena_take(reading->import->arena, braces.size + 1, 1);
  size_t size = 0;
  if (!data) return SYN_NO_MEMORY;
  while (syn_dictionary_next_word(&braces, &word)) {
    if (memchr(word.data, '|', word.size)) continue; /* parts the forms in the table */
    if (size) data[size++] = '|';
    memcpy(data + size, word.data, word.size);
    size += word.size;
  }
  *out_forms = (syn_text){data, size};
  return SYN_OK;
}

static syn_text code_of(syn_text codes) {
  syn_text code = {0};
  (void)syn_dictionary_next_code(&codes, &code);
  return code;
}

/* "--- PROMISE [050] ---" */
static void open_block(verb_reading *reading, syn_text line) {
  syn_text head, braces;
  bool has_braces;
  syn_text codes;
  syn_dictionary_parts(line, &head, &has_braces, &braces, &codes);
  reading->block++;
  reading->code = code_of(codes);
  reading->state = STATE_BLOCK;
  reading->has_header = true;
}

static syn_status read_set_word(verb_reading *reading, syn_text line) {
  return write_row(reading, "word", syn_text_slice(line, 1, line.size), (syn_text){0}, (syn_text){0});
}

static syn_status read_pattern(verb_reading *reading, syn_text line) {
  syn_text body = syn_text_trim(syn_text_slice(line, 1, line.size));
  size_t bracket = syn_text_find(body, SYN_TEXT("["), 0);
  syn_text pattern = syn_text_trim(syn_text_slice(body, 0, bracket));
  syn_text code = bracket == SIZE_MAX ? (syn_text){0} : code_of(syn_text_slice(body, bracket, body.size));
  bool is_good = reading->block && pattern.size && pattern.size <= SYN_DICTIONARY_FORM_LIMIT * 2 &&
                 syn_text_find(pattern, SYN_TEXT("*"), 0) != SIZE_MAX && code.size && code.size <= SYN_DICTIONARY_FORM_LIMIT;
  if (!is_good) {
    syn_dictionary_skip(reading->import->lines, "a pattern with \"*\" for the verb and a code, - * WORDS [CODE], below its verb", line);
    return SYN_OK;
  }
  reading->state = STATE_PATTERNS;
  return write_row(reading, "pattern", pattern, (syn_text){0}, code);
}

static syn_status read_verb(verb_reading *reading, syn_text line) {
  syn_text head, braces, codes, forms;
  bool has_braces;
  syn_dictionary_parts(line, &head, &has_braces, &braces, &codes);
  if (head.size == 0 || head.size > SYN_DICTIONARY_FORM_LIMIT || memchr(head.data, '*', head.size)) {
    syn_dictionary_skip(reading->import->lines, "a verb, VERB {FORMS} [CODE]", line);
    return SYN_OK;
  }
  /* A dictionary without headers, and a verb below the patterns of another one: a block of its own. */
  if (!reading->has_header && (codes.size || reading->state == STATE_PATTERNS || reading->block == 0)) {
    reading->block++;
    reading->code = (syn_text){0};
  }
  reading->state = STATE_BLOCK;
  syn_text code = codes.size ? code_of(codes) : reading->code;
  if (code.size == 0 && !reading->has_header) {
    syn_dictionary_skip(reading->import->lines, "a verb with its code, VERB {FORMS} [CODE]", line);
    return SYN_OK;
  }
  if (join_forms(reading, braces, &forms) != SYN_OK) return SYN_NO_MEMORY;
  return write_row(reading, "verb", head, forms, code);
}

static syn_status read_line(verb_reading *reading, syn_text line) {
  if (line.size == 0) return SYN_OK;
  if (syn_text_starts_with(line, SYN_TEXT("--"))) {
    open_block(reading, line);
    return SYN_OK;
  }
  if (line.data[0] == '&') {
    syn_text name;
    (void)syn_dictionary_next_word(&line, &name);
    reading->state = STATE_SET;
    return write_row(reading, "set", name, (syn_text){0}, (syn_text){0});
  }
  if (line.data[0] == '-') return read_pattern(reading, line);
  if (line.data[0] == '+' && reading->state == STATE_SET) return read_set_word(reading, line);
  return read_verb(reading, line);
}

syn_status syn_verb_dictionary_import(syn_dictionary_import *import, syn_error *error) {
  verb_reading reading = {.import = import};
  syn_text line;
  syn_status status = syn_buffer_add(import->rows, SYN_TEXT("kind\tblock\ttext\tforms\tcode\n"));
  while (status == SYN_OK && syn_dictionary_next(import->lines, &line)) status = read_line(&reading, line);
  (void)error;
  return status;
}
