#include "readers/whole_file.h"

#include <errno.h>
#include <string.h>

#include "base/memory.h"
#include "readers/charset.h"
#include "readers/stream.h"

typedef struct whole_file {
  FILE *stream;
  syn_text name;
  size_t page_bytes;
  bool is_done;
} whole_file;

syn_status syn_whole_file_open(void *stream, syn_text name, const syn_reader_limits *limits, void **out_state, syn_error *error) {
  whole_file *file = syn_memory_allocate(sizeof(*file));
  if (file == NULL) return syn_error_set(error, SYN_NO_MEMORY, 0, "%.*s: no memory to read it", SYN_TEXT_ARGUMENTS(name));
  *file = (whole_file){.stream = stream, .name = name, .page_bytes = limits->page_bytes};
  *out_state = file;
  return SYN_OK;
}

void syn_whole_file_close(void *state) {
  whole_file *file = state;
  if (file == NULL) return;
  if (file->stream != stdin) fclose(file->stream);
  syn_memory_free(file);
}

static bool is_blank(syn_text bytes) {
  for (size_t i = 0; i < bytes.size; i++) {
    if (bytes.data[i] != '\0' && strchr(" \t\r\n\f\v", bytes.data[i]) == NULL) return false;
  }
  return true;
}

static syn_status read_page(whole_file *file, syn_arena *arena, syn_buffer *buffer, syn_page *out_page, syn_error *error) {
  syn_status status = syn_stream_read_all(file->stream, buffer);
  syn_text bytes = syn_buffer_text(buffer);
  if (status == SYN_LIMIT) {
    return syn_error_set(
        error, status, file->page_bytes,
        "%.*s: larger than the limit of a page (%zu bytes): leave it out, split it, or raise the limit with --max-page-size",
        SYN_TEXT_ARGUMENTS(file->name), file->page_bytes);
  }
  if (status == SYN_IO) {
    return syn_error_set(error, status, bytes.size, "%.*s: cannot be read: %s", SYN_TEXT_ARGUMENTS(file->name), strerror(errno));
  }
  if (status == SYN_OK && syn_charset_is_binary(bytes)) {
    return syn_error_set(error, SYN_BAD_INPUT, 0, "%.*s: binary data where a page was expected: leave it out or convert it to text or HTML",
                         SYN_TEXT_ARGUMENTS(file->name));
  }
  if (status == SYN_OK && is_blank(bytes)) {
    return syn_error_set(error, SYN_BAD_INPUT, 0, "%.*s: empty: a page was expected, leave the file out", SYN_TEXT_ARGUMENTS(file->name));
  }
  if (status == SYN_OK) status = syn_arena_copy(arena, file->name, &out_page->source);
  if (status == SYN_OK) status = syn_arena_copy(arena, bytes, &out_page->bytes);
  if (status != SYN_OK) return syn_error_set(error, status, 0, "%.*s: no memory to read it", SYN_TEXT_ARGUMENTS(file->name));
  return SYN_OK;
}

syn_status syn_whole_file_next(void *state, syn_media media, syn_arena *arena, syn_page *out_page, syn_error *error) {
  whole_file *file = state;
  if (file->is_done) return SYN_NOT_FOUND;
  file->is_done = true;
  syn_buffer buffer;
  syn_buffer_init(&buffer, file->page_bytes);
  syn_page page = {.media = media};
  syn_status status = read_page(file, arena, &buffer, &page, error);
  syn_buffer_clear(&buffer);
  if (status == SYN_OK) *out_page = page;
  return status;
}

bool syn_reader_has_extension(const char *const *extensions, syn_text name) {
  for (; *extensions != NULL; extensions++) {
    syn_text extension = syn_text_from(*extensions);
    if (name.size > extension.size && syn_text_equal_ascii_case(syn_text_slice(name, name.size - extension.size, name.size), extension))
      return true;
  }
  return false;
}
