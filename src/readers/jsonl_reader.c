#include "readers/jsonl_reader.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "readers/charset.h"
#include "readers/whole_file.h"
#include "records/json_reader.h"

enum {
  PIECE_BYTES = 64 * 1024,
  LIST_MAXIMUM = 32,      /* authors of a page */
  VALUE_MAXIMUM = 100000, /* values in a line: each needs a hundred bytes of memory */
  SKIPPED_LINES = 64      /* of line_bytes: how much of one endless line is read over before the file is given up */
};

static const char *const extensions[] = {".jsonl", ".ndjson", NULL};

typedef struct jsonl_file {
  FILE *stream;
  syn_reader_limits limits;
  syn_parcel at; /* the line that was read last */
  uint64_t next_offset;
  syn_buffer line;
  char piece[PIECE_BYTES];
  size_t piece_size, piece_at;
  bool is_done;
} jsonl_file;

static int recognise(syn_text beginning, syn_text name) {
  size_t at = syn_text_starts_with(beginning, SYN_TEXT("\xEF\xBB\xBF")) ? 3 : 0;
  while (at < beginning.size && strchr(" \t\r\n", beginning.data[at]) != NULL && beginning.data[at] != '\0') at++;
  bool is_object = at < beginning.size && beginning.data[at] == '{';
  size_t key = at + 1;
  while (key < beginning.size && (beginning.data[key] == ' ' || beginning.data[key] == '\t')) key++;
  bool has_key = is_object && key < beginning.size && beginning.data[key] == '"';
  if (syn_charset_is_binary(beginning)) return 0;
  if (syn_reader_has_extension(extensions, name)) return 95;
  return has_key ? 70 : 0;
}

static syn_status open_file(void *stream, syn_text name, const syn_reader_limits *limits, void **out_state, syn_error *error) {
  jsonl_file *file = syn_memory_allocate(sizeof(*file));
  if (file == NULL) return syn_error_set(error, SYN_NO_MEMORY, 0, "%.*s: no memory to read it", SYN_TEXT_ARGUMENTS(name));
  memset(file, 0, sizeof(*file));
  file->stream = stream;
  file->limits = *limits;
  file->at = (syn_parcel){.reader = &syn_reader_jsonl, .name = name, .page_bytes = limits->page_bytes};
  syn_buffer_init(&file->line, limits->line_bytes);
  *out_state = file;
  return SYN_OK;
}

static void close_file(void *state) {
  jsonl_file *file = state;
  if (file == NULL) return;
  if (file->stream != stdin) fclose(file->stream);
  syn_buffer_clear(&file->line);
  syn_memory_free(file);
}

/* --- lines --- */

/* The next part of the line into `out_part`; `out_is_last` when the line ends with it. SYN_NOT_FOUND at the end of the file. */
static syn_status read_part(jsonl_file *file, syn_text *out_part, bool *out_is_last) {
  if (file->piece_at == file->piece_size) {
    errno = 0;
    file->piece_size = fread(file->piece, 1, PIECE_BYTES, file->stream);
    file->piece_at = 0;
    if (file->piece_size == 0) return ferror(file->stream) ? SYN_IO : SYN_NOT_FOUND;
  }
  const char *start = file->piece + file->piece_at;
  size_t left = file->piece_size - file->piece_at;
  const char *newline = memchr(start, '\n', left);
  size_t size = newline != NULL ? (size_t)(newline - start) + 1 : left;
  file->piece_at += size;
  file->next_offset += size;
  *out_is_last = newline != NULL;
  *out_part = (syn_text){start, newline != NULL ? size - 1 : size};
  return SYN_OK;
}

/* Reads the next line into file->line. What does not fit is read over. SYN_OK, SYN_NOT_FOUND, SYN_LIMIT, SYN_IO, SYN_NO_MEMORY. */
static syn_status read_line(jsonl_file *file) {
  syn_buffer_reset(&file->line);
  file->at.offset = file->next_offset;
  file->at.line_number++;
  bool is_last = false, has_part = false;
  uint64_t size = 0;
  while (!is_last) {
    syn_text part;
    syn_status status = read_part(file, &part, &is_last);
    if (status == SYN_NOT_FOUND && has_part) break;
    if (status != SYN_OK) return status;
    has_part = true;
    size += part.size;
    if (size <= file->limits.line_bytes) {
      if (syn_buffer_add(&file->line, part) != SYN_OK) return SYN_NO_MEMORY;
    } else if (size / SKIPPED_LINES > file->limits.line_bytes) {
      file->is_done = true;
      break;
    }
  }
  return size > file->limits.line_bytes ? SYN_LIMIT : SYN_OK;
}

/* --- objects --- */

/* Whether the line has more values than may be: counted by commas and brackets outside strings, before memory is spent. */
static bool has_too_many_values(syn_text line) {
  size_t count = 0;
  bool is_in_string = false;
  for (size_t i = 0; i < line.size; i++) {
    char byte = line.data[i];
    if (is_in_string) {
      if (byte == '\\') i++;
      if (byte == '"') is_in_string = false;
    } else if (byte == '"') {
      is_in_string = true;
    } else if (byte == ',' || byte == '[' || byte == '{') {
      count++;
    }
  }
  return count > VALUE_MAXIMUM;
}

static syn_status fail(const syn_parcel *parcel, syn_error *error, syn_status status, const char *what) {
  return syn_error_set(error, status, parcel->offset, "%.*s:%llu: %s", SYN_TEXT_ARGUMENTS(parcel->name),
                       (unsigned long long)parcel->line_number, what);
}

/* A copy in the arena without NUL characters. */
static syn_status copy_string(syn_text text, syn_arena *arena, syn_text *out_text) {
  size_t replaced_count, size = 0;
  char *bytes = syn_arena_take(arena, text.size + 1, 1);
  if (bytes == NULL) return SYN_NO_MEMORY;
  for (size_t i = 0; i < text.size; i++) {
    if (text.data[i] != '\0') bytes[size++] = text.data[i];
  }
  return syn_utf8_repair((syn_text){bytes, size}, arena, out_text, &replaced_count);
}

/* A list of strings as one text, separated by ", ". SYN_BAD_INPUT when something else is in it. */
static syn_status copy_list(const syn_json_value *list, syn_arena *arena, syn_text *out_text) {
  syn_text all = {0};
  for (const syn_json_value *item = list->first; item != NULL; item = item->next) {
    if (item->type != SYN_JSON_TEXT) return SYN_BAD_INPUT;
    syn_text text;
    syn_status status = copy_string(item->text, arena, &text);
    if (status == SYN_OK && all.size > 0)
      status = syn_arena_format(arena, &all, "%.*s, %.*s", SYN_TEXT_ARGUMENTS(all), SYN_TEXT_ARGUMENTS(text));
    if (status != SYN_OK) return status;
    if (all.size == 0) all = text;
  }
  *out_text = all;
  return SYN_OK;
}

typedef struct page_key {
  const char *name;
  size_t field; /* offset of a syn_text in syn_page */
  bool may_be_number, may_be_list;
} page_key;

static const page_key keys[] = {
    {"id", offsetof(syn_page, source), true, false},
    {"url", offsetof(syn_page, url), false, false},
    {"outlet", offsetof(syn_page, outlet), false, false},
    {"title", offsetof(syn_page, title), false, false},
    {"date", offsetof(syn_page, date), false, false},
    {"byline", offsetof(syn_page, byline), false, true},
    {"captured", offsetof(syn_page, captured), false, false},
    {"lang", offsetof(syn_page, language), false, false},
    {"text", offsetof(syn_page, bytes), false, false},
    {"html", offsetof(syn_page, bytes), false, false}, /* after text: it knows more */
};

static syn_status read_key(const syn_parcel *parcel, const page_key *key, const syn_json_value *value, syn_arena *arena, syn_page *page,
                           syn_error *error) {
  syn_text *field = (syn_text *)(void *)((char *)page + key->field);
  syn_status status = SYN_BAD_INPUT;
  if (value->type == SYN_JSON_TEXT || (key->may_be_number && value->type == SYN_JSON_NUMBER)) {
    status = copy_string(value->text, arena, field); /* of a number: as it is written */
  } else if (key->may_be_list && value->type == SYN_JSON_ARRAY && value->count <= LIST_MAXIMUM) {
    status = copy_list(value, arena, field);
  }
  if (status == SYN_BAD_INPUT) {
    char what[128];
    snprintf(what, sizeof(what), "the value of \"%s\" is no string: write it in quotation marks or leave it out", key->name);
    return fail(parcel, error, status, what);
  }
  return status == SYN_OK ? status : fail(parcel, error, status, "no memory for the line");
}

static syn_status read_object(const syn_parcel *parcel, const syn_json_value *object, syn_arena *arena, syn_page *out_page,
                              syn_error *error) {
  if (object->type != SYN_JSON_OBJECT) {
    return fail(parcel, error, SYN_BAD_INPUT, "expected an object, {\"id\": …, \"text\": …}: put one page on each line");
  }
  syn_page page = {.media = SYN_MEDIA_TEXT, .declared_charset = SYN_TEXT("utf-8")};
  for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
    const syn_json_value *value = syn_json_last_member(object, keys[i].name);
    if (value == NULL) continue;
    syn_text text = page.bytes;
    syn_status status = read_key(parcel, &keys[i], value, arena, &page, error);
    if (status != SYN_OK) return status;
    if (strcmp(keys[i].name, "html") != 0) continue;
    if (syn_text_trim(page.bytes).size > 0)
      page.media = SYN_MEDIA_HTML;
    else
      page.bytes = text; /* crawlers write an empty "html" where they kept the text alone */
  }
  if (syn_text_trim(page.bytes).size == 0 && page.bytes.data)
    return fail(parcel, error, SYN_BAD_INPUT, "no page: what stands in \"html\" or \"text\" is empty");
  if (syn_text_trim(page.bytes).size == 0)
    return fail(parcel, error, SYN_BAD_INPUT, "no page: expected \"html\" or \"text\" with the page in it");
  if (page.bytes.size > parcel->page_bytes)
    return fail(parcel, error, SYN_LIMIT,
                "the page is larger than the limit of a page: leave it out, or raise the limit with --max-page-size");
  if (page.source.size == 0) {
    syn_status status =
        syn_arena_format(arena, &page.source, "%.*s:%llu", SYN_TEXT_ARGUMENTS(parcel->name), (unsigned long long)parcel->line_number);
    if (status != SYN_OK) return fail(parcel, error, status, "no memory for the line");
  }
  if (syn_page_captured(page.captured, arena, &page.captured) != SYN_OK)
    return fail(parcel, error, SYN_NO_MEMORY, "no memory for the line");
  *out_page = page;
  return SYN_OK;
}

/* Of "no JSON: a colon expected at byte 8" what is not said anyway: "a colon expected". */
static syn_text expectation(syn_text message) {
  const syn_text beginning = SYN_TEXT("no JSON: ");
  if (!syn_text_starts_with(message, beginning)) return message;
  return syn_text_slice(message, beginning.size, syn_text_find(message, SYN_TEXT(" at byte "), 0));
}

static syn_status parse_line(const syn_parcel *parcel, syn_arena *arena, syn_page *out_page, syn_error *error) {
  syn_text line;
  size_t replaced_count;
  if (syn_utf8_repair(parcel->bytes, arena, &line, &replaced_count) != SYN_OK)
    return fail(parcel, error, SYN_NO_MEMORY, "no memory for the line");
  if (has_too_many_values(line)) return fail(parcel, error, SYN_LIMIT, "more values than a page's line may have: leave it out");
  if (memchr(line.data, '\0', line.size) != NULL)
    return fail(parcel, error, SYN_BAD_INPUT, "a NUL byte where JSON was expected: remove it");
  const syn_json_value *object;
  syn_error cause = {0};
  syn_status status = syn_json_read(line, arena, &object, &cause);
  if (status == SYN_OK) return read_object(parcel, object, arena, out_page, error);
  if (status == SYN_NO_MEMORY) return fail(parcel, error, status, "no memory for the line");
  if (status == SYN_LIMIT) return fail(parcel, error, status, "nested deeper than a page's line may be: leave it out");
  char what[256];
  snprintf(what, sizeof(what), "broken JSON at byte %llu (%.*s): expected one whole object on the line, mend or remove it",
           (unsigned long long)cause.offset, SYN_TEXT_ARGUMENTS(expectation(syn_text_from(cause.text))));
  return fail(parcel, error, status, what);
}

static syn_status fail_reading(jsonl_file *file, syn_error *error, syn_status status) {
  switch (status) {
  case SYN_LIMIT:
    return fail(&file->at, error, status,
                "longer than the limit of a line: leave it out, split it, or raise the limit with --max-line-size");
  case SYN_IO: {
    char what[128];
    snprintf(what, sizeof(what), "cannot be read: %s", strerror(errno));
    file->is_done = true;
    return fail(&file->at, error, status, what);
  }
  default:
    return fail(&file->at, error, status, "no memory for the line");
  }
}

static syn_status cut_line(void *state, syn_parcel *out_parcel, syn_error *error) {
  jsonl_file *file = state;
  while (!file->is_done) {
    syn_status status = read_line(file);
    if (status == SYN_NOT_FOUND) break;
    if (status != SYN_OK) return fail_reading(file, error, status);
    syn_text line = syn_buffer_text(&file->line);
    if (file->at.line_number == 1 && syn_text_starts_with(line, SYN_TEXT("\xEF\xBB\xBF"))) line = syn_text_slice(line, 3, line.size);
    file->at.bytes = syn_text_trim(line);
    if (file->at.bytes.size == 0) continue;
    *out_parcel = file->at;
    return SYN_OK;
  }
  file->is_done = true;
  return SYN_NOT_FOUND;
}

static syn_status next(void *state, syn_arena *arena, syn_page *out_page, syn_error *error) {
  syn_parcel parcel;
  syn_status status = cut_line(state, &parcel, error);
  return status == SYN_OK ? parse_line(&parcel, arena, out_page, error) : status;
}

const syn_reader syn_reader_jsonl = {
    .name = "jsonl",
    .extensions = extensions,
    .recognise = recognise,
    .open = open_file,
    .next = next,
    .close = close_file,
    .cut = cut_line,
    .parse = parse_line,
};
