#include "readers/conllu_reader.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "readers/charset.h"
#include "readers/whole_file.h"

static const char *const extensions[] = {".conllu", ".conllup", NULL};

enum { PIECE_BYTES = 64 * 1024 };

typedef struct conllu_file {
  FILE *stream;
  syn_text name;
  syn_reader_limits limits;
  uint64_t number;  /* of the page that is read, from 1 */
  syn_buffer lines; /* of the page */
  char piece[PIECE_BYTES];
  size_t piece_size, piece_at;
  bool is_done;
} conllu_file;

/* The first line that is no comment, of ten columns, tells the kind for certain. */
static int recognise(syn_text beginning, syn_text name) {
  if (syn_charset_is_binary(beginning)) return 0;
  if (syn_reader_has_extension(extensions, name)) return 95;
  while (beginning.size > 0 && (beginning.data[0] == '#' || beginning.data[0] == '\n')) {
    const char *end = memchr(beginning.data, '\n', beginning.size);
    if (!end) return 0;
    beginning = syn_text_slice(beginning, (size_t)(end - beginning.data) + 1, beginning.size);
  }
  size_t tabs = 0;
  bool is_numbered = beginning.size > 1 && beginning.data[0] == '1' && (beginning.data[1] == '\t' || beginning.data[1] == '-');
  for (size_t i = 0; i < beginning.size && beginning.data[i] != '\n'; i++) tabs += beginning.data[i] == '\t';
  return is_numbered && tabs == 9 ? 90 : 0;
}

static syn_status open_file(void *stream, syn_text name, const syn_reader_limits *limits, void **out_state, syn_error *error) {
  conllu_file *file = syn_memory_allocate(sizeof *file);
  if (!file) return syn_error_set(error, SYN_NO_MEMORY, 0, "%.*s: no memory to read it", SYN_TEXT_ARGUMENTS(name));
  memset(file, 0, sizeof *file);
  file->stream = stream;
  file->name = name;
  file->limits = *limits;
  syn_buffer_init(&file->lines, limits->page_bytes);
  *out_state = file;
  return SYN_OK;
}

static void close_file(void *state) {
  conllu_file *file = state;
  if (!file) return;
  if (file->stream != stdin) fclose(file->stream);
  syn_buffer_clear(&file->lines);
  syn_memory_free(file);
}

/* The next part of a line, with its line feed if it ends there; empty at the end of the file. */
static syn_text read_part(conllu_file *file) {
  if (file->piece_at == file->piece_size) {
    file->piece_size = fread(file->piece, 1, PIECE_BYTES, file->stream);
    file->piece_at = 0;
  }
  const char *start = file->piece + file->piece_at;
  size_t left = file->piece_size - file->piece_at;
  const char *end = left ? memchr(start, '\n', left) : NULL;
  size_t size = end ? (size_t)(end - start) + 1 : left;
  file->piece_at += size;
  return (syn_text){start, size};
}

/* Whether "# newdoc" begins here: in the piece, or at its edge, where more is read first. */
static bool is_newdoc(conllu_file *file) {
  static const char mark[] = "# newdoc";
  size_t left = file->piece_size - file->piece_at;
  if (left < sizeof mark - 1) {
    memmove(file->piece, file->piece + file->piece_at, left);
    file->piece_size = left + fread(file->piece + left, 1, PIECE_BYTES - left, file->stream);
    file->piece_at = 0;
    left = file->piece_size;
  }
  return left >= sizeof mark - 1 && memcmp(file->piece + file->piece_at, mark, sizeof mark - 1) == 0;
}

/* The lines of the next page into file->lines. SYN_OK, SYN_NOT_FOUND, SYN_LIMIT (read over), SYN_IO, SYN_NO_MEMORY. */
static syn_status read_lines(conllu_file *file) {
  bool at_line = true, has_words = false, is_too_large = false;
  size_t size = 0;
  syn_buffer_reset(&file->lines);
  for (;;) {
    if (at_line && has_words && is_newdoc(file)) break;
    syn_text part = read_part(file);
    if (part.size == 0) {
      file->is_done = true;
      break;
    }
    if (at_line) has_words = has_words || (part.data[0] != '\n' && part.data[0] != '\r' && part.data[0] != '#');
    at_line = part.data[part.size - 1] == '\n';
    size += part.size;
    is_too_large = is_too_large || size > file->limits.page_bytes;
    if (!is_too_large && syn_buffer_add(&file->lines, part) != SYN_OK) return SYN_NO_MEMORY;
  }
  if (ferror(file->stream)) return SYN_IO;
  if (is_too_large) return SYN_LIMIT;
  return has_words ? SYN_OK : SYN_NOT_FOUND;
}

static syn_status fail(const conllu_file *file, syn_error *error, syn_status status, const char *what) {
  return syn_error_set(error, status, 0, "%.*s: document %llu: %s", SYN_TEXT_ARGUMENTS(file->name), (unsigned long long)file->number, what);
}

/* The value of a comment ("# newdoc id = weblog-1") of the document, or empty. */
static syn_text comment_value(syn_text lines, const char *mark) {
  syn_text name = syn_text_from(mark);
  for (size_t at = 0; (at = syn_text_find(lines, name, at)) != SIZE_MAX; at++) {
    if (at > 0 && lines.data[at - 1] != '\n') continue;
    size_t start = at + name.size, end = start;
    while (end < lines.size && lines.data[end] != '\n' && lines.data[end] != '\r') end++;
    return syn_text_trim(syn_text_slice(lines, start, end));
  }
  return (syn_text){0};
}

/* By "# newdoc id"; else the path, with a number from the second document on. */
static syn_status name_page(const conllu_file *file, syn_arena *arena, syn_page *page) {
  page->source = comment_value(page->bytes, "# newdoc id = ");
  if (page->source.size > 0) return SYN_OK;
  if (file->number == 1) return syn_arena_copy(arena, file->name, &page->source);
  return syn_arena_format(arena, &page->source, "%.*s:%llu", SYN_TEXT_ARGUMENTS(file->name), (unsigned long long)file->number);
}

/* What treebanks say of a document: its language, and its day ("# date", in GUM "# meta::dateCreated"). */
static void read_hints(syn_page *page) {
  page->language = comment_value(page->bytes, "# lang = ");
  page->date = comment_value(page->bytes, "# date = ");
  if (page->date.size == 0) page->date = comment_value(page->bytes, "# meta::dateCreated = ");
}

static syn_status next(void *state, syn_arena *arena, syn_page *out_page, syn_error *error) {
  conllu_file *file = state;
  if (file->is_done) return SYN_NOT_FOUND;
  file->number++;
  syn_status status = read_lines(file);
  if (status == SYN_NOT_FOUND && file->number == 1)
    return fail(file, error, SYN_BAD_INPUT, "no words: expected lines of ten columns parted by tabs");
  if (status == SYN_NOT_FOUND) return status;
  if (status == SYN_LIMIT) return fail(file, error, status, "larger than the limit of a page: cut it with lines \"# newdoc\"");
  if (status == SYN_IO) {
    file->is_done = true;
    return fail(file, error, status, strerror(errno));
  }
  syn_page page = {.media = SYN_MEDIA_CONLLU, .declared_charset = SYN_TEXT("utf-8")};
  if (status == SYN_OK) status = syn_arena_copy(arena, syn_buffer_text(&file->lines), &page.bytes);
  if (status == SYN_OK) status = name_page(file, arena, &page);
  if (status != SYN_OK) return fail(file, error, status, "no memory for it");
  read_hints(&page);
  *out_page = page;
  return SYN_OK;
}

const syn_reader syn_reader_conllu = {
    .name = "conllu",
    .extensions = extensions,
    .recognise = recognise,
    .open = open_file,
    .next = next,
    .close = close_file,
};
