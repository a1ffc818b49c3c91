#include "world/dictionary_reader.h"

#include <string.h>

#include "base/utf8.h"

/* Latin-1 as UTF-8: each byte is its code point. */
static syn_status decode_latin1(syn_text bytes, syn_arena *arena, syn_text *out_text) {
  char *data = syn_arena_take(arena, bytes.size * 2, 1);
  if (!data) return SYN_NO_MEMORY;
  size_t size = 0;
  for (size_t i = 0; i < bytes.size; i++) size += syn_utf8_encode((unsigned char)bytes.data[i], data + size);
  *out_text = (syn_text){data, size};
  return SYN_OK;
}

syn_status syn_dictionary_begin(syn_dictionary_reader *reader, const char *file, syn_text bytes, syn_arena *arena,
                                const syn_own_world_observer *observer, syn_error *error) {
  *reader = (syn_dictionary_reader){.file = file, .text = bytes, .arena = arena, .observer = observer};
  if (bytes.size > SYN_DICTIONARY_BYTES_LIMIT)
    return syn_error_set(error, SYN_LIMIT, 0, "%s: larger than %d bytes, the limit of a dictionary: cut it into several files", file,
                         SYN_DICTIONARY_BYTES_LIMIT);
  if (syn_utf8_valid_prefix(bytes) < bytes.size && decode_latin1(bytes, arena, &reader->text) != SYN_OK)
    return syn_error_set(error, SYN_NO_MEMORY, 0, "%s: not enough memory to read it", file);
  if (syn_text_starts_with(reader->text, SYN_TEXT("\xEF\xBB\xBF"))) reader->at = 3;
  return SYN_OK;
}

/* ---- lines ---- */

/* The line without comments in markup; `in_comment` goes on over lines. A "<" that closes nowhere is a comment up to the line's end. */
static syn_text without_markup(syn_dictionary_reader *reader, syn_text line) {
  if (reader->in_comment) {
    size_t end = syn_text_find(line, SYN_TEXT("-->"), 0);
    if (end == SIZE_MAX) return (syn_text){line.data, 0};
    reader->in_comment = false;
    line = syn_text_slice(line, end + 3, line.size);
  }
  size_t start = syn_text_find(line, SYN_TEXT("<!"), 0);
  if (start == SIZE_MAX) return line;
  reader->in_comment = syn_text_find(line, SYN_TEXT("-->"), start) == SIZE_MAX;
  return syn_text_slice(line, 0, start);
}

/* Up to the first "#" or ";" outside of square brackets. */
static syn_text without_comment(syn_text line) {
  bool in_brackets = false;
  for (size_t i = 0; i < line.size; i++) {
    char byte = line.data[i];
    if (byte == '[') in_brackets = true;
    if (byte == ']') in_brackets = false;
    if (!in_brackets && (byte == '#' || byte == ';')) return syn_text_slice(line, 0, i);
  }
  return line;
}

bool syn_dictionary_next(syn_dictionary_reader *reader, syn_text *out_line) {
  while (reader->at < reader->text.size) {
    size_t start = reader->at, end = syn_text_find(reader->text, SYN_TEXT("\n"), start);
    if (end == SIZE_MAX) end = reader->text.size;
    reader->at = end < reader->text.size ? end + 1 : end;
    reader->line++;
    syn_text line = syn_text_slice(reader->text, start, end);
    if (line.size > SYN_DICTIONARY_LINE_LIMIT) {
      syn_dictionary_skip(reader, "a line of at most 64 KiB", syn_text_slice(line, 0, 40));
      continue;
    }
    *out_line = syn_text_trim(without_comment(without_markup(reader, line)));
    return true;
  }
  return false;
}

void syn_dictionary_skip(syn_dictionary_reader *reader, const char *expected, syn_text found) {
  reader->problem_count++;
  if (!reader->observer || !reader->observer->problem) return;
  syn_error error = {0};
  (void)syn_error_set(&error, SYN_BAD_INPUT, 0, "%s:%zu: expected %s, found '%.*s': left out; mend the line and add the file again",
                      reader->file, reader->line, expected, (int)(found.size < 80 ? found.size : 80), found.data ? found.data : "");
  reader->observer->problem(reader->observer->context, &error);
}

/* ---- pieces of a line ---- */

static size_t find_byte(syn_text text, char byte, size_t from) {
  const char *at = from < text.size ? memchr(text.data + from, byte, text.size - from) : NULL;
  return at ? (size_t)(at - text.data) : SIZE_MAX;
}

void syn_dictionary_parts(syn_text line, syn_text *out_head, bool *out_has_braces, syn_text *out_braces, syn_text *out_codes) {
  size_t bracket = find_byte(line, '[', 0), brace = find_byte(line, '{', 0);
  *out_has_braces = false;
  *out_braces = (syn_text){0};
  *out_codes = bracket == SIZE_MAX ? (syn_text){0} : syn_text_slice(line, bracket, line.size);
  *out_head = syn_text_trim(syn_text_slice(line, 0, bracket < brace ? bracket : brace));
  if (brace == SIZE_MAX) return;
  size_t end = find_byte(line, '}', brace);
  *out_has_braces = true;
  *out_braces = syn_text_trim(syn_text_slice(line, brace + 1, end));
}

bool syn_dictionary_next_code(syn_text *rest, syn_text *out_code) {
  size_t start = find_byte(*rest, '[', 0);
  if (start == SIZE_MAX) return false;
  size_t end = find_byte(*rest, ']', start);
  *out_code = syn_text_trim(syn_text_slice(*rest, start + 1, end));
  *rest = end == SIZE_MAX ? (syn_text){0} : syn_text_slice(*rest, end + 1, rest->size);
  return true;
}

static bool is_blank(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

bool syn_dictionary_next_word(syn_text *rest, syn_text *out_word) {
  size_t start = 0;
  while (start < rest->size && is_blank(rest->data[start])) start++;
  size_t end = start;
  while (end < rest->size && !is_blank(rest->data[end])) end++;
  *out_word = syn_text_slice(*rest, start, end);
  *rest = syn_text_slice(*rest, end, rest->size);
  return end > start;
}

syn_status syn_dictionary_words(syn_text form, syn_arena *arena, syn_text *out_words) {
  char *data = syn_arena_take(arena, form.size + 1, 1);
  if (!data) return SYN_NO_MEMORY;
  size_t size = 0;
  for (size_t i = 0; i < form.size; i++) {
    char byte = form.data[i];
    if (byte == '_' || byte == '|' || byte == '=' || (unsigned char)byte < ' ') byte = ' ';
    if (byte == ' ' && (size == 0 || data[size - 1] == ' ')) continue;
    data[size++] = byte;
  }
  while (size && data[size - 1] == ' ') size--;
  *out_words = (syn_text){data, size};
  return SYN_OK;
}

static bool has_ending(syn_text word, const char *ending) {
  return syn_text_ends_with(word, syn_text_from(ending));
}

syn_status syn_dictionary_plural(syn_text word, syn_arena *arena, syn_text *out_plural) {
  static const char *const hissing[] = {"S", "X", "Z", "CH", "SH"};
  for (size_t i = 0; i < sizeof hissing / sizeof *hissing; i++)
    if (has_ending(word, hissing[i])) return syn_arena_format(arena, out_plural, "%.*sES", SYN_TEXT_ARGUMENTS(word));
  bool ends_in_y = has_ending(word, "Y") && word.size > 1 && !strchr("AEIOU", word.data[word.size - 2]);
  if (ends_in_y) return syn_arena_format(arena, out_plural, "%.*sIES", (int)word.size - 1, word.data);
  return syn_arena_format(arena, out_plural, "%.*sS", SYN_TEXT_ARGUMENTS(word));
}
