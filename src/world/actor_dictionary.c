/*
 * How it works: an actor is a name in capitals with underscores for blanks, codes in square brackets, and further names behind "+". Codes
 * and names may stand on lines of their own below the first name:
 *
 *     BILBO_BAGGINS_  [SHR]
 *     +MAD_BAGGINS
 *     	[SHRGOV 19950601 - 19990815]
 *     	[SHRELI > 990816]
 *
 * A code holds at the times that it names ("<": before, ">": after, both ends of a range included), else always; the first that holds
 * counts (tables keep that order, those with times first). Days are years of two or four digits, month, day.
 */
#include <string.h>

#include "world/dictionary_kinds.h"

enum { FIRST_SHORT_YEAR = 30, DAY_TEXT_SIZE = 16, RANGE_TEXT_SIZE = 48 };

typedef struct actor_reading {
  syn_dictionary_import *import;
  syn_own_actor_list list;
  syn_own_actor actor;
  syn_text_array always; /* codes without times: they come behind those with */
  bool is_open;
} actor_reading;

/* ---- days ---- */

/* "950601", "19950601" as "1995-06-01". */
static bool read_day(syn_text text, char out_day[DAY_TEXT_SIZE]) {
  if (text.size != 6 && text.size != 8) return false;
  for (size_t i = 0; i < text.size; i++)
    if (text.data[i] < '0' || text.data[i] > '9') return false;
  size_t year_size = text.size - 4;
  const char *d = text.data;
  const char *century = year_size == 4 ? "" : (d[0] - '0') * 10 + (d[1] - '0') >= FIRST_SHORT_YEAR ? "19" : "20";
  int month = (d[year_size] - '0') * 10 + (d[year_size + 1] - '0'), day = (d[year_size + 2] - '0') * 10 + (d[year_size + 3] - '0');
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  memcpy(out_day, century, strlen(century));
  size_t size = strlen(century);
  memcpy(out_day + size, d, year_size);
  size += year_size;
  out_day[size++] = '-';
  memcpy(out_day + size, d + year_size, 2);
  size += 2;
  out_day[size++] = '-';
  memcpy(out_day + size, d + year_size + 2, 2);
  out_day[size + 2] = '\0';
  return true;
}

/* The times of a code, "< 950601", "19950601 - 19990815", as "<1995-06-01", "1995-06-01..1999-08-15". */
static bool read_times(syn_text times, char out_times[RANGE_TEXT_SIZE]) {
  char first[DAY_TEXT_SIZE], last[DAY_TEXT_SIZE];
  char sign = times.data[0];
  if (sign == '<' || sign == '>') {
    if (!read_day(syn_text_trim(syn_text_slice(times, 1, times.size)), first)) return false;
    out_times[0] = sign;
    memcpy(out_times + 1, first, strlen(first) + 1);
    return true;
  }
  size_t dash = syn_text_find(times, SYN_TEXT("-"), 0);
  if (dash == SIZE_MAX || !read_day(syn_text_trim(syn_text_slice(times, 0, dash)), first) ||
      !read_day(syn_text_trim(syn_text_slice(times, dash + 1, times.size)), last) || strcmp(first, last) > 0)
    return false;
  size_t size = strlen(first);
  memcpy(out_times, first, size);
  memcpy(out_times + size, "..", 2);
  memcpy(out_times + size + 2, last, strlen(last) + 1);
  return true;
}

/* ---- codes ---- */

/* Where the code itself ends: at a blank, or at the sign of a time that is written without one. */
static size_t code_end(syn_text text) {
  size_t end = 0;
  while (end < text.size && !strchr(" \t<>", text.data[end])) end++;
  return end;
}

static syn_status add_code(actor_reading *reading, syn_text text) {
  char times[RANGE_TEXT_SIZE];
  syn_arena *arena = reading->import->arena;
  size_t end = code_end(text);
  syn_text code = syn_text_slice(text, 0, end), rest = syn_text_trim(syn_text_slice(text, end, text.size));
  if (code.size == 0 || code.size > SYN_DICTIONARY_FORM_LIMIT || memchr(code.data, '|', code.size)) {
    syn_dictionary_skip(reading->import->lines, "a code in brackets, [CODE] or [CODE YYMMDD-YYMMDD]", text);
    return SYN_OK;
  }
  if (rest.size && !read_times(rest, times)) {
    syn_dictionary_skip(reading->import->lines, "times as <YYMMDD, >YYMMDD or YYMMDD-YYMMDD behind the code", text);
    return SYN_OK;
  }
  syn_text_array *codes = rest.size ? &reading->actor.codes : &reading->always;
  syn_text *item = SYN_ARRAY_ADD(codes, arena);
  if (!item) return SYN_NO_MEMORY;
  reading->actor.has_dated_codes = reading->actor.has_dated_codes || rest.size;
  if (rest.size) return syn_arena_format(arena, item, "%.*s %s", SYN_TEXT_ARGUMENTS(code), times);
  *item = code;
  return SYN_OK;
}

static syn_status add_codes(actor_reading *reading, syn_text codes) {
  syn_text code;
  syn_status status = SYN_OK;
  while (status == SYN_OK && syn_dictionary_next_code(&codes, &code)) status = add_code(reading, code);
  return status;
}

/* ---- actors ---- */

static syn_status end_actor(actor_reading *reading) {
  if (!reading->is_open) return SYN_OK;
  reading->is_open = false;
  for (size_t i = 0; i < reading->always.count; i++) {
    syn_text *code = SYN_ARRAY_ADD(&reading->actor.codes, reading->import->arena);
    if (!code) return SYN_NO_MEMORY;
    *code = reading->always.items[i];
  }
  if (reading->actor.codes.count == 0) {
    syn_dictionary_skip(reading->import->lines, "a code in brackets before the next actor", reading->actor.name);
    return SYN_OK;
  }
  return syn_own_actor_write(&reading->list, &reading->actor);
}

static syn_status add_name(actor_reading *reading, syn_text form) {
  syn_text name;
  if (form.size == 0 || form.size > SYN_DICTIONARY_FORM_LIMIT) {
    syn_dictionary_skip(reading->import->lines, "a name of at most 160 bytes", form);
    return SYN_OK;
  }
  if (syn_dictionary_words(form, reading->import->arena, &name) != SYN_OK) return SYN_NO_MEMORY;
  /* Texts are looked through without articles; a "THE_" that a dictionary carries goes. */
  if (syn_text_starts_with(name, SYN_TEXT("THE ")) && name.size > 4) name = syn_text_slice(name, 4, name.size);
  if (reading->actor.name.size == 0) {
    reading->actor.name = name;
    return SYN_OK;
  }
  syn_text *item = SYN_ARRAY_ADD(&reading->actor.names, reading->import->arena);
  if (!item) return SYN_NO_MEMORY;
  *item = name;
  return SYN_OK;
}

static syn_status read_line(actor_reading *reading, syn_text line) {
  syn_text head, braces, codes;
  bool has_braces;
  syn_status status = SYN_OK;
  syn_dictionary_parts(line, &head, &has_braces, &braces, &codes);
  bool is_more = head.size && head.data[0] == '+';
  if (head.size && !is_more) {
    status = end_actor(reading);
    reading->actor = (syn_own_actor){0};
    reading->always = (syn_text_array){0};
    reading->is_open = true;
  }
  if (!reading->is_open) {
    syn_dictionary_skip(reading->import->lines, "a name before its codes and further names", line);
    return status;
  }
  if (status == SYN_OK && head.size) status = add_name(reading, is_more ? syn_text_trim(syn_text_slice(head, 1, head.size)) : head);
  return status == SYN_OK ? add_codes(reading, codes) : status;
}

syn_status syn_actor_dictionary_import(syn_dictionary_import *import, syn_error *error) {
  actor_reading reading = {.import = import};
  syn_text line;
  (void)syn_buffer_add(import->rows, syn_text_from(syn_own_actor_columns));
  syn_status status = syn_own_actor_list_begin(&reading.list, import->world, import->rows, import->arena);
  while (status == SYN_OK && syn_dictionary_next(import->lines, &line))
    if (line.size) status = read_line(&reading, line);
  if (status == SYN_OK) status = end_actor(&reading);
  import->count = reading.list.count;
  (void)error;
  return status;
}
