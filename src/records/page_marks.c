#include "records/page_marks.h"

#include <stdio.h>

#include "base/digest.h"
#include "records/json_reader.h"
#include "records/record_fields.h"

/* ---- numbers as bytes ---- */

void syn_digests_put(char *bytes, uint64_t digest) {
  for (unsigned i = 0; i < SYN_MARK_DIGEST_BYTES; i++) bytes[i] = (char)(unsigned char)(digest >> (56 - 8 * i));
}

uint64_t syn_digests_get(const char *bytes) {
  uint64_t digest = 0;
  for (unsigned i = 0; i < SYN_MARK_DIGEST_BYTES; i++) digest = digest << 8 | (unsigned char)bytes[i];
  return digest;
}

bool syn_digests_have(syn_text list, uint64_t digest) {
  size_t low = 0, high = list.size / SYN_MARK_DIGEST_BYTES;
  while (low < high) {
    size_t middle = (low + high) / 2;
    uint64_t found = syn_digests_get(list.data + middle * SYN_MARK_DIGEST_BYTES);
    if (found == digest) return true;
    if (found < digest)
      low = middle + 1;
    else
      high = middle;
  }
  return false;
}

uint64_t syn_digests_name(syn_text list) {
  if (list.size == 0) return 0;
  syn_digest digest = syn_digest_of(list);
  uint64_t name = syn_digests_get((const char *)digest.bytes) >> 1; /* fits SQLite's signed numbers */
  return name ? name : 1;
}

syn_status syn_marks_pack(const syn_mark *marks, uint32_t count, syn_arena *arena, syn_text *out_bytes) {
  char *bytes = syn_arena_take(arena, (size_t)count * SYN_MARK_BYTES + 1, 1);
  if (!bytes) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < count; i++) {
    char *at = bytes + (size_t)i * SYN_MARK_BYTES;
    syn_digests_put(at, marks[i].digest);
    at[SYN_MARK_DIGEST_BYTES] = (char)marks[i].word_count;
    at[SYN_MARK_DIGEST_BYTES + 1] = (char)marks[i].traits;
  }
  *out_bytes = (syn_text){bytes, (size_t)count * SYN_MARK_BYTES};
  return SYN_OK;
}

syn_status syn_marks_unpack(syn_text bytes, syn_arena *arena, const syn_mark **out_marks, uint32_t *out_count) {
  size_t count = bytes.size / SYN_MARK_BYTES;
  if (bytes.size % SYN_MARK_BYTES != 0 || count > SYN_MARK_LIMIT) return SYN_BAD_INPUT;
  syn_mark *marks = SYN_ARENA_ARRAY(arena, syn_mark, count);
  if (!marks && count > 0) return SYN_NO_MEMORY;
  for (size_t i = 0; i < count; i++) {
    const char *at = bytes.data + i * SYN_MARK_BYTES;
    marks[i] = (syn_mark){syn_digests_get(at), (uint8_t)at[SYN_MARK_DIGEST_BYTES], (uint8_t)at[SYN_MARK_DIGEST_BYTES + 1]};
  }
  *out_marks = marks;
  *out_count = (uint32_t)count;
  return SYN_OK;
}

/* ---- the record ---- */

static void write_number(syn_json_writer *writer, const char *key, uint64_t value) {
  char hex[SYN_MARK_DIGEST_BYTES * 2 + 1];
  if (value == 0) return;
  snprintf(hex, sizeof hex, "%016llx", (unsigned long long)value);
  syn_json_key_text(writer, key, syn_text_from(hex));
}

void syn_record_write_marks(syn_buffer *line, syn_id article, const syn_page_marks *marks) {
  syn_json_writer writer;
  char hex[SYN_MARK_LIMIT * SYN_MARK_BYTES * 2 + 1];
  size_t size = 0;
  syn_field_begin(&writer, line, "marks");
  syn_field_key_id(&writer, "article", article);
  syn_field_optional_text(&writer, "site", marks->site);
  write_number(&writer, "title", marks->title);
  for (uint32_t i = 0; i < marks->mark_count && i < SYN_MARK_LIMIT; i++)
    size += (size_t)snprintf(hex + size, sizeof hex - size, "%016llx%02x%02x", (unsigned long long)marks->marks[i].digest,
                             marks->marks[i].word_count, marks->marks[i].traits);
  syn_json_key_text(&writer, "blocks", (syn_text){hex, size});
  write_number(&writer, "applied", marks->applied);
  if (marks->cut_count > 0) {
    syn_json_key(&writer, "cut");
    syn_json_begin_array(&writer);
    for (uint32_t i = 0; i < marks->cut_count; i++) syn_json_text(&writer, marks->cut[i]);
    syn_json_end_array(&writer);
  }
  syn_field_end(&writer);
}

static int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static syn_status read_hex(syn_text hex, syn_arena *arena, syn_text *out_bytes) {
  char *bytes = syn_arena_take(arena, hex.size / 2 + 1, 1);
  if (!bytes) return SYN_NO_MEMORY;
  if (hex.size % 2 != 0) return SYN_BAD_INPUT;
  for (size_t i = 0; i < hex.size; i += 2) {
    int high = digit_of(hex.data[i]), low = digit_of(hex.data[i + 1]);
    if (high < 0 || low < 0) return SYN_BAD_INPUT;
    bytes[i / 2] = (char)(high << 4 | low);
  }
  *out_bytes = (syn_text){bytes, hex.size / 2};
  return SYN_OK;
}

static syn_text text_of(const syn_json_value *object, const char *key) {
  const syn_json_value *value = syn_json_member(object, key);
  return value && value->type == SYN_JSON_TEXT ? value->text : (syn_text){0};
}

static syn_status read_cut(const syn_json_value *list, syn_arena *arena, syn_page_marks *marks) {
  if (!list) return SYN_OK;
  if (list->type != SYN_JSON_ARRAY || list->count > SYN_MARK_CUT_LIMIT) return SYN_BAD_INPUT;
  syn_text *cut = SYN_ARENA_ARRAY(arena, syn_text, list->count);
  if (!cut && list->count > 0) return SYN_NO_MEMORY;
  for (const syn_json_value *item = list->first; item; item = item->next) {
    if (item->type != SYN_JSON_TEXT || item->text.size > SYN_MARK_CUT_BYTES) return SYN_BAD_INPUT;
    cut[marks->cut_count++] = item->text;
  }
  marks->cut = cut;
  return SYN_OK;
}

/* 0 where the key is missing. */
static syn_status read_number(const syn_json_value *object, const char *key, syn_arena *arena, uint64_t *out_value) {
  syn_text bytes;
  syn_status status = read_hex(text_of(object, key), arena, &bytes);
  if (status == SYN_OK && bytes.size > 0 && bytes.size != SYN_MARK_DIGEST_BYTES) status = SYN_BAD_INPUT;
  if (status == SYN_OK && bytes.size > 0) *out_value = syn_digests_get(bytes.data);
  return status;
}

static syn_status read_fields(const syn_json_value *object, syn_arena *arena, syn_page_marks *out_marks) {
  syn_page_marks marks = {.site = text_of(object, "site")};
  syn_text bytes;
  syn_status status = marks.site.size <= SYN_MARK_SITE_BYTES ? SYN_OK : SYN_BAD_INPUT;
  if (status == SYN_OK) status = read_number(object, "title", arena, &marks.title);
  if (status == SYN_OK) status = read_number(object, "applied", arena, &marks.applied);
  if (status == SYN_OK) status = read_hex(text_of(object, "blocks"), arena, &bytes);
  if (status == SYN_OK) status = syn_marks_unpack(bytes, arena, &marks.marks, &marks.mark_count);
  if (status == SYN_OK) status = read_cut(syn_json_member(object, "cut"), arena, &marks);
  if (status == SYN_OK) *out_marks = marks;
  return status;
}

syn_status syn_record_read_marks(syn_text line, syn_arena *arena, syn_page_marks *out_marks, syn_error *error) {
  const syn_json_value *object;
  syn_status status = syn_json_read(line, arena, &object, error);
  if (status != SYN_OK) return status;
  bool is_marks = object->type == SYN_JSON_OBJECT && syn_text_equal(text_of(object, "record"), SYN_TEXT("marks"));
  status = is_marks ? read_fields(object, arena, out_marks) : SYN_BAD_INPUT;
  if (status == SYN_NO_MEMORY) return syn_error_set(error, status, 0, "not enough memory for the marks of a page");
  if (status == SYN_BAD_INPUT)
    return syn_error_set(error, status, 0, "the marks of a page are not what this program writes; read the page again");
  return status;
}
