#include "readers/feed_reader.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "readers/feed.h"
#include "readers/feed_lines.h"
#include "readers/feed_page_making.h"
#include "readers/relative_url.h"
#include "readers/stream.h"
#include "readers/whole_file.h"

enum { BEGINNING_BYTES = 4096, LIST_GROWTH = 3 /* of the feed, as lines of JSON */ };

static const char *const extensions[] = {".rss", ".atom", ".rdf", ".opml", ".xml.gz", ".rss.gz", ".atom.gz", NULL};

typedef struct feed_file {
  FILE *stream;
  syn_text name;
  size_t page_bytes;
  syn_buffer bytes; /* of the file; from `take` on the lines */
  syn_buffer line;  /* the head and the item that was cut last */
  size_t head_size, at;
  uint64_t line_number, page_count, other_count;
  bool is_read, is_done;
} feed_file;

/* The beginning without NUL bytes and marks of UTF-16, so that its ASCII can be read. */
static syn_text plain_beginning(syn_text beginning, char bytes[BEGINNING_BYTES]) {
  size_t size = 0;
  bool is_wide = syn_text_starts_with(beginning, SYN_TEXT("\xFF\xFE")) || syn_text_starts_with(beginning, SYN_TEXT("\xFE\xFF"));
  for (size_t i = is_wide ? 2 : 0; i < beginning.size && size < BEGINNING_BYTES; i++) {
    if (beginning.data[i] != '\0') bytes[size++] = beginning.data[i];
  }
  return (syn_text){bytes, size};
}

static int recognise(syn_text beginning, syn_text name) {
  char bytes[BEGINNING_BYTES];
  if (syn_feed_begins(plain_beginning(beginning, bytes))) return 97;
  bool is_named = syn_reader_has_extension(extensions, name), is_packed = syn_text_starts_with(beginning, SYN_TEXT("\x1F\x8B"));
  bool says_packed = syn_text_ends_with(name, SYN_TEXT(".gz"));
  return is_named && is_packed == says_packed ? 55 : 0;
}

static syn_status open_file(void *stream, syn_text name, const syn_reader_limits *limits, void **out_state, syn_error *error) {
  feed_file *file = syn_memory_allocate(sizeof *file);
  if (!file) return syn_error_set(error, SYN_NO_MEMORY, 0, "%.*s: no memory to read it", SYN_TEXT_ARGUMENTS(name));
  *file = (feed_file){.stream = stream, .name = name, .page_bytes = limits->page_bytes};
  syn_buffer_init(&file->bytes, syn_feed_limits_default.byte_count);
  syn_buffer_init(&file->line, syn_feed_limits_default.byte_count * LIST_GROWTH);
  *out_state = file;
  return SYN_OK;
}

static void close_file(void *state) {
  feed_file *file = state;
  if (!file) return;
  if (file->stream != stdin) fclose(file->stream);
  syn_buffer_clear(&file->bytes);
  syn_buffer_clear(&file->line);
  syn_memory_free(file);
}

/* A feed that was asked for is called by its address, against which its own are resolved. */
static syn_text address_of(syn_text name) {
  const bool is_address = syn_text_equal_ascii_case(syn_text_slice(name, 0, 7), SYN_TEXT("http://")) ||
                          syn_text_equal_ascii_case(syn_text_slice(name, 0, 8), SYN_TEXT("https://"));
  return is_address ? name : (syn_text){0};
}

syn_parcel syn_feed_parcel(syn_text bytes, syn_text declared_charset, syn_text name, size_t byte_count) {
  return (syn_parcel){.reader = &syn_reader_feed,
                      .bytes = bytes,
                      .name = name,
                      .declared_charset = declared_charset,
                      .url = address_of(name),
                      .page_bytes = byte_count * LIST_GROWTH,
                      .is_list = true};
}

/* --- cutting --- */

/* The whole file. */
static syn_status cut_list(feed_file *file, syn_parcel *out_parcel, syn_error *error) {
  file->is_read = true;
  syn_status status = syn_stream_read_all(file->stream, &file->bytes);
  const size_t limit = syn_feed_limits_default.byte_count;
  if (status == SYN_OK) {
    *out_parcel = syn_feed_parcel(syn_buffer_text(&file->bytes), (syn_text){0}, file->name, limit);
    return SYN_OK;
  }
  file->is_done = true;
  if (status == SYN_LIMIT)
    return syn_error_set(error, status, limit, "%.*s: larger than the limit of a feed (%zu bytes): leave it out",
                         SYN_TEXT_ARGUMENTS(file->name), limit);
  if (status == SYN_IO)
    return syn_error_set(error, status, file->bytes.size, "%.*s: cannot be read: %s", SYN_TEXT_ARGUMENTS(file->name), strerror(errno));
  return syn_error_set(error, status, 0, "%.*s: no memory to read it", SYN_TEXT_ARGUMENTS(file->name));
}

/* Takes the lines that were made of the file. */
static syn_status take_list(void *state, syn_text list, syn_error *error) {
  feed_file *file = state;
  syn_buffer_clear(&file->bytes);
  syn_buffer_init(&file->bytes, syn_feed_limits_default.byte_count * LIST_GROWTH);
  size_t head = syn_text_find(list, SYN_TEXT("\n"), 0);
  file->is_done = head == SIZE_MAX;
  file->head_size = file->at = file->is_done ? 0 : head + 1;
  bool is_page = syn_text_starts_with(list, SYN_TEXT("{\"feed\":\"html\""));
  file->is_done = file->is_done || is_page;
  if (is_page)
    return syn_error_set(error, SYN_BAD_INPUT, 0, "%.*s: no feed, but a page: read it without --from", SYN_TEXT_ARGUMENTS(file->name));
  if (syn_buffer_add(&file->bytes, list) == SYN_OK) return SYN_OK;
  file->is_done = true;
  return syn_error_set(error, SYN_NO_MEMORY, 0, "%.*s: no memory to read it", SYN_TEXT_ARGUMENTS(file->name));
}

static syn_status finish(feed_file *file, syn_error *error) {
  bool is_without = file->page_count == 0 && !file->is_done;
  file->is_done = true;
  if (!is_without) return SYN_NOT_FOUND;
  return syn_error_set(error, SYN_BAD_INPUT, 0,
                       "%.*s: no page in it: of its %llu entries none has content or a summary; their addresses have to be fetched",
                       SYN_TEXT_ARGUMENTS(file->name), (unsigned long long)file->other_count);
}

static syn_status cut(void *state, syn_parcel *out_parcel, syn_error *error) {
  feed_file *file = state;
  if (!file->is_read) return cut_list(file, out_parcel, error);
  const syn_text lines = syn_buffer_text(&file->bytes);
  while (!file->is_done && file->at < lines.size) {
    const size_t start = file->at, found = syn_text_find(lines, SYN_TEXT("\n"), start);
    const size_t end = found == SIZE_MAX ? lines.size : found;
    const syn_text line = syn_text_slice(lines, start, end);
    file->at = end + 1;
    file->line_number++;
    if (!syn_feed_line_is_page(line)) {
      file->other_count++;
      continue;
    }
    file->page_count++;
    syn_buffer_reset(&file->line);
    syn_buffer_add(&file->line, syn_text_slice(lines, 0, file->head_size));
    syn_buffer_add(&file->line, line);
    if (syn_buffer_add_byte(&file->line, '\n') != SYN_OK)
      return syn_error_set(error, SYN_NO_MEMORY, 0, "%.*s: no memory to read it", SYN_TEXT_ARGUMENTS(file->name));
    *out_parcel = (syn_parcel){.reader = &syn_reader_feed,
                               .bytes = syn_buffer_text(&file->line),
                               .name = file->name,
                               .line_number = file->line_number,
                               .page_bytes = file->page_bytes};
    return SYN_OK;
  }
  return finish(file, error);
}

/* --- parsing --- */

static syn_status fail(const syn_parcel *parcel, syn_error *error, syn_status status, const char *what) {
  if (parcel->is_list) return syn_error_set(error, status, 0, "%.*s: %s", SYN_TEXT_ARGUMENTS(parcel->name), what);
  return syn_error_set(error, status, 0, "%.*s:%llu: %s", SYN_TEXT_ARGUMENTS(parcel->name), (unsigned long long)parcel->line_number, what);
}

/* A whole feed: its lines as the bytes of a page that is none. */
static syn_status parse_list(const syn_parcel *parcel, syn_arena *arena, syn_page *out_page, syn_error *error) {
  syn_feed feed;
  syn_error cause = {0};
  syn_page page = {.media = SYN_MEDIA_TEXT, .declared_charset = SYN_TEXT("utf-8")};
  syn_feed_limits limits = syn_feed_limits_default;
  limits.byte_count = (size_t)(parcel->page_bytes / LIST_GROWTH);
  syn_status status = syn_feed_parse(parcel->bytes, parcel->declared_charset, parcel->url, &limits, arena, &feed, &cause);
  if (status != SYN_OK) return fail(parcel, error, status, cause.text);
  syn_buffer lines;
  syn_buffer_init(&lines, parcel->page_bytes);
  status = syn_feed_lines_write(&feed, &lines);
  if (status == SYN_OK) status = syn_arena_copy(arena, syn_buffer_text(&lines), &page.bytes);
  if (status == SYN_OK) status = syn_arena_copy(arena, parcel->name.size > 0 ? parcel->name : SYN_TEXT("feed"), &page.source);
  syn_buffer_clear(&lines);
  if (status == SYN_LIMIT) return fail(parcel, error, status, "more in it than a feed may have: leave it out");
  if (status != SYN_OK) return fail(parcel, error, status, "no memory for the feed");
  *out_page = page;
  return SYN_OK;
}

static syn_status parse(const syn_parcel *parcel, syn_arena *arena, syn_page *out_page, syn_error *error) {
  syn_feed feed;
  syn_page page;
  syn_error cause = {0};
  syn_text lines;
  if (parcel->is_list) return parse_list(parcel, arena, out_page, error);
  syn_status status = syn_arena_copy(arena, parcel->bytes, &lines);
  if (status == SYN_OK) status = syn_feed_lines_read(lines, arena, &feed, &cause);
  if (status == SYN_OK && feed.item_count != 1) status = SYN_BAD_INPUT;
  if (status == SYN_OK) status = syn_feed_make_page(&feed, &feed.items[0], arena, &page);
  if (status == SYN_OK)
    status = syn_arena_format(arena, &page.source, "%.*s:%llu", SYN_TEXT_ARGUMENTS(parcel->name), (unsigned long long)parcel->line_number);
  if (status == SYN_NO_MEMORY) return fail(parcel, error, status, "no memory for the item");
  if (status != SYN_OK) return fail(parcel, error, SYN_BAD_INPUT, cause.text[0] ? cause.text : "no page in the item");
  if (page.bytes.size > parcel->page_bytes)
    return fail(parcel, error, SYN_LIMIT,
                "the page is larger than the limit of a page: leave it out, or raise the limit with --max-page-size");
  *out_page = page;
  return SYN_OK;
}

static syn_status tell_next(const void *state, syn_arena *arena, syn_text *out_address) {
  const feed_file *file = state;
  syn_text head;
  syn_feed feed = {0};
  *out_address = (syn_text){0};
  if (file->head_size == 0) return SYN_OK;
  syn_status status = syn_arena_copy(arena, syn_text_slice(syn_buffer_text(&file->bytes), 0, file->head_size), &head);
  if (status == SYN_OK) status = syn_feed_lines_read(head, arena, &feed, NULL);
  if (status == SYN_OK && syn_url_is_web(feed.next_url)) *out_address = feed.next_url;
  return status;
}

static syn_status next(void *state, syn_arena *arena, syn_page *out_page, syn_error *error) {
  for (;;) {
    syn_parcel parcel;
    syn_status status = cut(state, &parcel, error);
    if (status != SYN_OK) return status;
    status = parse(&parcel, arena, out_page, error);
    if (!parcel.is_list) return status;
    syn_status taken = take_list(state, status == SYN_OK ? out_page->bytes : (syn_text){0}, status == SYN_OK ? error : NULL);
    if (status != SYN_OK || taken != SYN_OK) return status != SYN_OK ? status : taken;
  }
}

const syn_reader syn_reader_feed = {
    .name = "feed",
    .extensions = extensions,
    .recognise = recognise,
    .open = open_file,
    .next = next,
    .close = close_file,
    .cut = cut,
    .parse = parse,
    .take = take_list,
    .tell_next = tell_next,
    .has_any_encoding = true,
};
