/*
 * How it works
 *
 * Recursive descent with a depth limit, one node a value, nodes linked to their neighbours. json-c, which read pages before, was dropped:
 * it saturates integers beyond 64 bits without a word, where records must give back the number that was written, it takes each node
 * from the heap, and it crashes where that is used up (0.16: the copy of a member's name is not checked).
 */
#include "records/json_reader.h"

#include "base/utf8.h"

#include <string.h>

typedef struct parser {
  syn_text json;
  size_t at; /* bytes */
  syn_arena *arena;
  syn_error *error;
} parser;

static syn_status fail(const parser *p, const char *expected) {
  return syn_error_set(p->error, SYN_BAD_INPUT, p->at, "no JSON: %s expected at byte %zu", expected, p->at);
}

static void skip_space(parser *p) {
  while (p->at < p->json.size) {
    char byte = p->json.data[p->at];
    if (byte != ' ' && byte != '\t' && byte != '\n' && byte != '\r') break;
    p->at++;
  }
}

static bool at_byte(const parser *p, char byte) {
  return p->at < p->json.size && p->json.data[p->at] == byte;
}

static bool take_byte(parser *p, char byte) {
  if (!at_byte(p, byte)) return false;
  p->at++;
  return true;
}

/* ---- strings ---- */

static bool hex_value(syn_text digits, uint32_t *out_value) {
  uint32_t value = 0;
  if (digits.size != 4) return false;
  for (size_t i = 0; i < 4; i++) {
    char c = digits.data[i];
    uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                     : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a') + 10
                     : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A') + 10
                                            : 16;
    if (digit > 15) return false;
    value = value * 16 + digit;
  }
  *out_value = value;
  return true;
}

/* After "\u": one code point of one or two units; half a pair is U+FFFD. Moves `*at` behind it. */
static bool decode_unicode(syn_text raw, size_t *at, uint32_t *out_codepoint) {
  uint32_t unit, second;
  if (!hex_value(syn_text_slice(raw, *at, *at + 4), &unit)) return false;
  *at += 4;
  if (unit >= 0xD800 && unit < 0xDC00 && *at + 6 <= raw.size && raw.data[*at] == '\\' && raw.data[*at + 1] == 'u' &&
      hex_value(syn_text_slice(raw, *at + 2, *at + 6), &second) && second >= 0xDC00 && second < 0xE000) {
    *at += 6;
    unit = 0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00);
  }
  *out_codepoint = unit >= 0xD800 && unit < 0xE000 ? SYN_UTF8_REPLACEMENT : unit;
  return true;
}

/* A decoded string is never longer than its escaped form. */
static syn_status decode_string(parser *p, syn_text raw, syn_text *out_text) {
  static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
  char *bytes = syn_arena_take(p->arena, raw.size, 1);
  if (!bytes) return SYN_NO_MEMORY;
  size_t size = 0, at = 0;
  while (at < raw.size) {
    const char *escape = memchr(raw.data + at, '\\', raw.size - at);
    size_t plain = escape ? (size_t)(escape - (raw.data + at)) : raw.size - at;
    memcpy(bytes + size, raw.data + at, plain);
    size += plain;
    at += plain;
    if (!escape) break;
    char name = raw.data[at + 1]; /* the scan saw that a byte follows */
    at += 2;
    uint32_t codepoint;
    const char *place = name ? strchr(names, name) : NULL;
    if (place) {
      bytes[size++] = values[place - names];
    } else {
      if (name != 'u' || !decode_unicode(raw, &at, &codepoint)) return fail(p, "an escape sequence");
      size += syn_utf8_encode(codepoint, bytes + size);
    }
  }
  *out_text = (syn_text){bytes, size};
  return SYN_OK;
}

static syn_status parse_string(parser *p, syn_text *out_text) {
  if (!take_byte(p, '"')) return fail(p, "a string");
  size_t start = p->at;
  bool has_escapes = false;
  while (p->at < p->json.size && p->json.data[p->at] != '"') {
    unsigned char byte = (unsigned char)p->json.data[p->at];
    if (byte < 0x20) return fail(p, "an escaped control character");
    if (byte == '\\') {
      has_escapes = true;
      if (++p->at == p->json.size) break;
    }
    p->at++;
  }
  if (p->at >= p->json.size) return fail(p, "the end of a string");
  syn_text raw = {p->json.data + start, p->at - start};
  p->at++;
  if (has_escapes) return decode_string(p, raw, out_text);
  *out_text = raw;
  return SYN_OK;
}

/* ---- values ---- */

static bool skip_digits(parser *p) {
  size_t start = p->at;
  while (p->at < p->json.size && p->json.data[p->at] >= '0' && p->json.data[p->at] <= '9') p->at++;
  return p->at > start;
}

static syn_status parse_number(parser *p, syn_json_value *value) {
  size_t start = p->at;
  take_byte(p, '-');
  if (!take_byte(p, '0') && !skip_digits(p)) return fail(p, "a value");
  if (take_byte(p, '.') && !skip_digits(p)) return fail(p, "a digit");
  if (take_byte(p, 'e') || take_byte(p, 'E')) {
    if (!take_byte(p, '+')) take_byte(p, '-');
    if (!skip_digits(p)) return fail(p, "a digit");
  }
  value->type = SYN_JSON_NUMBER;
  value->text = syn_text_slice(p->json, start, p->at);
  return SYN_OK;
}

static bool take_word(parser *p, const char *word) {
  size_t size = strlen(word);
  if (p->json.size - p->at < size || memcmp(p->json.data + p->at, word, size) != 0) return false;
  p->at += size;
  return true;
}

static syn_status parse_value(parser *p, unsigned depth, syn_json_value *value);

static syn_status parse_members(parser *p, unsigned depth, bool has_keys, syn_json_value *parent) {
  char end = has_keys ? '}' : ']';
  if (depth == SYN_JSON_READ_DEPTH) return syn_error_set(p->error, SYN_LIMIT, p->at, "JSON deeper than %d levels", SYN_JSON_READ_DEPTH);
  p->at++;
  skip_space(p);
  if (take_byte(p, end)) return SYN_OK;
  const syn_json_value **link = &parent->first;
  do {
    syn_json_value *member = SYN_ARENA_NEW(p->arena, syn_json_value);
    if (!member) return SYN_NO_MEMORY;
    skip_space(p);
    if (has_keys) {
      syn_status status = parse_string(p, &member->key);
      if (status != SYN_OK) return status;
      skip_space(p);
      if (!take_byte(p, ':')) return fail(p, "a colon");
    }
    syn_status status = parse_value(p, depth + 1, member);
    if (status != SYN_OK) return status;
    *link = member;
    link = &member->next;
    parent->count++;
    skip_space(p);
  } while (take_byte(p, ','));
  return take_byte(p, end) ? SYN_OK : fail(p, has_keys ? "a comma or }" : "a comma or ]");
}

static syn_status parse_value(parser *p, unsigned depth, syn_json_value *value) {
  skip_space(p);
  if (p->at == p->json.size) return fail(p, "a value");
  switch (p->json.data[p->at]) {
  case '{':
    value->type = SYN_JSON_OBJECT;
    return parse_members(p, depth, true, value);
  case '[':
    value->type = SYN_JSON_ARRAY;
    return parse_members(p, depth, false, value);
  case '"':
    value->type = SYN_JSON_TEXT;
    return parse_string(p, &value->text);
  case 't':
    value->type = SYN_JSON_TRUE;
    return take_word(p, "true") ? SYN_OK : fail(p, "true");
  case 'f':
    value->type = SYN_JSON_FALSE;
    return take_word(p, "false") ? SYN_OK : fail(p, "false");
  case 'n':
    value->type = SYN_JSON_NULL;
    return take_word(p, "null") ? SYN_OK : fail(p, "null");
  default:
    return parse_number(p, value);
  }
}

syn_status syn_json_read(syn_text json, syn_arena *arena, const syn_json_value **out_value, syn_error *error) {
  parser p = {.json = json, .arena = arena, .error = error};
  p.at = syn_utf8_valid_prefix(json);
  if (p.at != json.size) return fail(&p, "UTF-8");
  p.at = 0;
  syn_json_value *value = SYN_ARENA_NEW(arena, syn_json_value);
  syn_status status = value ? parse_value(&p, 0, value) : SYN_NO_MEMORY;
  if (status == SYN_OK) {
    skip_space(&p);
    if (p.at != json.size) status = fail(&p, "the end");
  }
  if (status == SYN_NO_MEMORY) return syn_error_set(error, SYN_NO_MEMORY, p.at, "no memory left to read a record of %zu bytes", json.size);
  if (status == SYN_OK) *out_value = value;
  return status;
}

const syn_json_value *syn_json_member(const syn_json_value *object, const char *key) {
  if (!object || object->type != SYN_JSON_OBJECT) return NULL;
  size_t size = strlen(key);
  for (const syn_json_value *member = object->first; member; member = member->next)
    if (member->key.size == size && memcmp(member->key.data, key, size) == 0) return member;
  return NULL;
}

const syn_json_value *syn_json_last_member(const syn_json_value *object, const char *key) {
  if (!object || object->type != SYN_JSON_OBJECT) return NULL;
  const syn_json_value *last = NULL;
  for (const syn_json_value *member = object->first; member; member = member->next)
    if (syn_text_equal(member->key, syn_text_from(key))) last = member;
  return last && last->type != SYN_JSON_NULL ? last : NULL;
}
