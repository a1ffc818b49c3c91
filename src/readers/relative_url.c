#include "readers/relative_url.h"

#include <string.h>

/* The parts of an address, each a slice of it; a part is there if its data are not NULL. */
typedef struct url_parts {
  syn_text scheme, authority, path, query, fragment;
} url_parts;

static size_t scheme_size(syn_text url) {
  for (size_t i = 0; i < url.size; i++) {
    char c = url.data[i];
    bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (c == ':') return i;
    if (!is_letter && (i == 0 || !((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'))) return 0;
  }
  return 0;
}

bool syn_url_is_absolute(syn_text url) {
  return scheme_size(url) > 0;
}

bool syn_url_is_web(syn_text url) {
  static const syn_text schemes[] = {{"http://", 7}, {"https://", 8}};
  for (size_t i = 0; i < 2; i++) {
    if (url.size > schemes[i].size && syn_text_equal_ascii_case(syn_text_slice(url, 0, schemes[i].size), schemes[i])) return true;
  }
  return false;
}

static size_t find_any(syn_text text, size_t from, const char *bytes) {
  while (from < text.size && (text.data[from] == '\0' || !strchr(bytes, text.data[from]))) from++;
  return from;
}

static url_parts split(syn_text url) {
  url_parts parts = {0};
  size_t at = scheme_size(url), end;
  if (at > 0) parts.scheme = syn_text_slice(url, 0, at++);
  if (syn_text_starts_with(syn_text_slice(url, at, url.size), SYN_TEXT("//"))) {
    end = find_any(url, at + 2, "/?#");
    parts.authority = syn_text_slice(url, at + 2, end);
    at = end;
  }
  end = find_any(url, at, "?#");
  parts.path = syn_text_slice(url, at, end);
  if (end < url.size && url.data[end] == '?') {
    at = end + 1;
    end = find_any(url, at, "#");
    parts.query = syn_text_slice(url, at, end);
  }
  if (end < url.size) parts.fragment = syn_text_slice(url, end + 1, url.size);
  return parts;
}

typedef struct url_writer {
  char *bytes;
  size_t size;
} url_writer;

static void add(url_writer *writer, const char *before, syn_text text) {
  size_t size = strlen(before);
  memcpy(writer->bytes + writer->size, before, size);
  writer->size += size;
  if (text.size > 0) memcpy(writer->bytes + writer->size, text.data, text.size);
  writer->size += text.size;
}

/* Takes "." and ".." out of the path that begins at `start` (5.2.4). */
static void remove_dots(url_writer *writer, size_t start) {
  char *path = writer->bytes + start;
  size_t size = writer->size - start, kept = 0;
  for (size_t at = 0; at < size;) {
    size_t end = at + 1;
    while (end < size && path[end] != '/') end++;
    syn_text segment = {path + at, end - at};
    bool is_dot = syn_text_equal(segment, SYN_TEXT("/.")), is_up = syn_text_equal(segment, SYN_TEXT("/.."));
    while (is_up && kept > 0 && path[--kept] != '/') continue;
    if (is_dot || is_up) {
      if (end == size) path[kept++] = '/';
    } else {
      memmove(path + kept, segment.data, segment.size);
      kept += segment.size;
    }
    at = end;
  }
  writer->size = start + kept;
}

/* White space of the ends and line breaks go, blanks become "%20". */
static syn_status clean(syn_text stated, syn_arena *arena, syn_text *out_url) {
  stated = syn_text_trim(stated);
  bool is_clean = true;
  for (size_t i = 0; i < stated.size && is_clean; i++) is_clean = (unsigned char)stated.data[i] > ' ';
  *out_url = stated;
  if (is_clean) return SYN_OK;
  char *bytes = syn_arena_take(arena, stated.size * 3 + 1, 1);
  if (!bytes) return SYN_NO_MEMORY;
  url_writer writer = {.bytes = bytes};
  for (size_t i = 0; i < stated.size; i++) {
    if (stated.data[i] == ' ')
      add(&writer, "%20", (syn_text){0});
    else if ((unsigned char)stated.data[i] > ' ')
      bytes[writer.size++] = stated.data[i];
  }
  *out_url = (syn_text){bytes, writer.size};
  return SYN_OK;
}

static void merge_path(url_writer *writer, const url_parts *base, syn_text path) {
  size_t start = writer->size, end = base->path.size;
  while (end > 0 && base->path.data[end - 1] != '/') end--;
  if (end == 0)
    add(writer, "/", path);
  else {
    add(writer, "", syn_text_slice(base->path, 0, end));
    add(writer, "", path);
  }
  remove_dots(writer, start);
}

syn_status syn_url_resolve(syn_text reference, syn_text base, syn_arena *arena, syn_text *out_url) {
  *out_url = (syn_text){0};
  if (reference.size > SYN_URL_BYTES || base.size > SYN_URL_BYTES) return SYN_OK;
  syn_status status = clean(reference, arena, &reference);
  if (status != SYN_OK) return status;
  if (reference.size == 0) return SYN_OK;
  if (syn_url_is_absolute(reference) || !syn_url_is_absolute(base)) return syn_arena_copy(arena, reference, out_url);
  const url_parts from = split(base), to = split(reference);
  url_writer writer = {.bytes = syn_arena_take(arena, base.size + reference.size + 8, 1)};
  if (!writer.bytes) return SYN_NO_MEMORY;
  add(&writer, "", from.scheme);
  add(&writer, ":", (syn_text){0});
  const bool has_authority = to.authority.data != NULL;
  const syn_text authority = has_authority ? to.authority : from.authority;
  if (authority.data) add(&writer, "//", authority);
  const size_t start = writer.size;
  if (has_authority || (to.path.size > 0 && to.path.data[0] == '/')) {
    add(&writer, "", to.path);
    remove_dots(&writer, start);
  } else if (to.path.size > 0) {
    merge_path(&writer, &from, to.path);
  } else {
    add(&writer, "", from.path);
  }
  const bool has_query = to.query.data || (to.path.size == 0 && !has_authority && from.query.data);
  if (has_query) add(&writer, "?", to.query.data ? to.query : from.query);
  if (to.fragment.data) add(&writer, "#", to.fragment);
  *out_url = (syn_text){writer.bytes, writer.size};
  return SYN_OK;
}
