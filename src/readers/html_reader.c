#include "readers/html_reader.h"

#include <string.h>

#include "readers/whole_file.h"

enum { BEGINNING_BYTES = 2048 };

static const char *const extensions[] = {".html", ".htm", ".xhtml", ".shtml", NULL};

/* The beginning without NUL bytes, so that UTF-16 shows its ASCII. Returns its size. */
static size_t plain_beginning(syn_text beginning, char out_bytes[BEGINNING_BYTES]) {
  size_t size = 0;
  for (size_t i = 0; i < beginning.size && size < BEGINNING_BYTES; i++) {
    if (beginning.data[i] != '\0') out_bytes[size++] = beginning.data[i];
  }
  return size;
}

static bool has_prefix_at(syn_text text, size_t at, const char *prefix) {
  return syn_text_equal_ascii_case(syn_text_slice(text, at, at + strlen(prefix)), syn_text_from(prefix));
}

/* Whether a tag that only pages have stands anywhere. */
static bool has_page_tag(syn_text text) {
  static const char *const tags[] = {"<html", "<head>", "<body", "<title>", "<meta ", "<div", "<p>", "<article"};
  for (size_t at = 0; at < text.size; at++) {
    if (text.data[at] != '<') continue;
    for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++) {
      if (has_prefix_at(text, at, tags[i])) return true;
    }
  }
  return false;
}

static int recognise(syn_text beginning, syn_text name) {
  char bytes[BEGINNING_BYTES];
  syn_text text = {bytes, plain_beginning(beginning, bytes)};
  size_t at = 0;
  if (syn_text_starts_with(text, SYN_TEXT("\xEF\xBB\xBF"))) at = 3;
  if (syn_text_starts_with(text, SYN_TEXT("\xFF\xFE")) || syn_text_starts_with(text, SYN_TEXT("\xFE\xFF"))) at = 2;
  while (at < text.size && strchr(" \t\r\n\f", text.data[at]) != NULL) at++;
  if (has_prefix_at(text, at, "<!doctype html") || has_prefix_at(text, at, "<html")) return 100;
  bool has_tag = has_page_tag(text);
  if (has_tag && at < text.size && text.data[at] == '<') return 90;
  if (syn_reader_has_extension(extensions, name)) return 60;
  return has_tag ? 40 : 0;
}

/* The address that browsers note in a saved page: <!-- saved from url=(0031)https://news.example/a --> */
static syn_text saved_from(syn_text bytes) {
  syn_text beginning = syn_text_slice(bytes, 0, BEGINNING_BYTES);
  const syn_text words = SYN_TEXT("saved from url=(");
  size_t at = syn_text_find(beginning, words, 0);
  if (at == SIZE_MAX) return (syn_text){0};
  size_t start = syn_text_find(beginning, SYN_TEXT(")"), at + words.size);
  if (start == SIZE_MAX || start - at > words.size + 8) return (syn_text){0};
  size_t end = ++start;
  while (end < beginning.size && beginning.data[end] > ' ' && beginning.data[end] < 0x7F && strchr("<>\"", beginning.data[end]) == NULL)
    end++;
  bool is_address = has_prefix_at(beginning, start, "http://") || has_prefix_at(beginning, start, "https://");
  return is_address && end < beginning.size ? syn_text_slice(beginning, start, end) : (syn_text){0};
}

static syn_status next(void *state, syn_arena *arena, syn_page *out_page, syn_error *error) {
  syn_status status = syn_whole_file_next(state, SYN_MEDIA_HTML, arena, out_page, error);
  if (status == SYN_OK) out_page->url = saved_from(out_page->bytes);
  return status;
}

const syn_reader syn_reader_html = {
    .name = "html",
    .extensions = extensions,
    .recognise = recognise,
    .open = syn_whole_file_open,
    .next = next,
    .close = syn_whole_file_close,
};
