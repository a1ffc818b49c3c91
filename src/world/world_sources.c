#include "world/world_sources.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/embedded.h"
#include "base/utf8.h"
#include "world/own_import.h"

const char syn_world_events_table[] = "world/patterns";

static const char embedded_folder[] = "data/", table_ending[] = ".tsv";

enum { MAXIMUM_FILE_SIZE = 64 * 1024 * 1024, MAXIMUM_FILE_COUNT = 4096 };

static syn_status no_memory(syn_error *error) {
  return syn_error_set(error, SYN_NO_MEMORY, 0, "not enough memory for the world data");
}

static syn_status add_embedded(syn_arena *arena, syn_world_source_array *sources, syn_error *error) {
  size_t count;
  const syn_embedded_file *files = syn_embedded_files(&count);
  for (size_t i = 0; i < count; i++) {
    syn_text file = syn_text_from(files[i].name), folder = SYN_TEXT(embedded_folder), ending = SYN_TEXT(table_ending);
    if (!syn_text_starts_with(file, folder) || !syn_text_ends_with(file, ending)) continue;
    syn_text name;
    syn_world_source *source = SYN_ARRAY_ADD(sources, arena);
    if (!source || syn_arena_copy(arena, syn_text_slice(file, folder.size, file.size - ending.size), &name) != SYN_OK)
      return no_memory(error);
    size_t size = (size_t)(files[i].end - files[i].start);
    *source = (syn_world_source){name.data, files[i].name, {(const char *)files[i].start, size}, true};
  }
  return SYN_OK;
}

/* Replaces the source of this name or adds one. Names are few: a walk through the list will do. */
static syn_status put_source(syn_world_source_array *sources, syn_world_source source, syn_arena *arena, syn_error *error) {
  for (size_t i = 0; i < sources->count; i++)
    if (!strcmp(sources->items[i].name, source.name)) {
      sources->items[i] = source;
      return SYN_OK;
    }
  if (sources->count >= MAXIMUM_FILE_COUNT)
    return syn_error_set(error, SYN_LIMIT, 0, "%s: more than %d tables", source.file, MAXIMUM_FILE_COUNT);
  syn_world_source *added = SYN_ARRAY_ADD(sources, arena);
  if (!added) return no_memory(error);
  *added = source;
  return SYN_OK;
}

static syn_status read_descriptor(int descriptor, const char *file, syn_arena *arena, syn_text *out_text, syn_error *error) {
  struct stat status;
  if (fstat(descriptor, &status) != 0) return syn_error_set(error, SYN_IO, 0, "%s: cannot be read: %s", file, strerror(errno));
  if (!S_ISREG(status.st_mode)) return syn_error_set(error, SYN_IO, 0, "%s: is not a file: a file is expected", file);
  if (status.st_size > MAXIMUM_FILE_SIZE)
    return syn_error_set(error, SYN_LIMIT, 0, "%s: larger than %d bytes, the limit of a file of tables", file, MAXIMUM_FILE_SIZE);
  size_t size = (size_t)status.st_size, filled = 0;
  char *data = syn_arena_take(arena, size + 1, 1);
  if (!data) return no_memory(error);
  while (filled < size) {
    ssize_t count = read(descriptor, data + filled, size - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return syn_error_set(error, SYN_IO, filled, "%s: cannot be read: %s", file, strerror(errno));
    if (count == 0) break;
    filled += (size_t)count;
  }
  *out_text = (syn_text){data, filled};
  return SYN_OK;
}

syn_status syn_world_read_file(const char *file, syn_arena *arena, syn_text *out_bytes, syn_error *error) {
  int descriptor = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a pipe in the folder must not stop the program */
  if (descriptor < 0)
    return syn_error_set(error, SYN_IO, 0, "%s: the table or dictionary cannot be opened: %s; name a file that there is", file,
                         strerror(errno));
  syn_status status = read_descriptor(descriptor, file, arena, out_bytes, error);
  close(descriptor);
  return status;
}

static syn_status read_file(const char *file, const char *name, syn_arena *arena, syn_world_source *out_source, syn_error *error) {
  syn_world_source source = {.name = name, .file = file};
  syn_status status = syn_world_read_file(file, arena, &source.text, error);
  if (status != SYN_OK) return status;
  size_t valid = syn_utf8_valid_prefix(source.text);
  if (valid < source.text.size)
    return syn_error_set(error, SYN_BAD_INPUT, valid, "%s:%zu: is not UTF-8: save the table as UTF-8", file,
                         syn_world_source_line(&source, source.text.data + valid));
  *out_source = source;
  return SYN_OK;
}

/* The tables of <path>/<folder>. What is no folder, and files with other endings, are passed over. */
static syn_status add_folder(const char *path, const char *folder, syn_arena *arena, syn_world_source_array *sources, size_t *count,
                             syn_error *error) {
  syn_text place;
  if (syn_arena_format(arena, &place, "%s/%s", path, folder) != SYN_OK) return no_memory(error);
  DIR *directory = opendir(place.data);
  if (!directory) {
    if (errno == ENOTDIR) return SYN_OK;
    return syn_error_set(error, SYN_IO, 0, "%s: cannot be opened: %s", place.data, strerror(errno));
  }
  syn_status status = SYN_OK;
  for (struct dirent *entry; status == SYN_OK && (entry = readdir(directory));) {
    syn_text base = syn_text_from(entry->d_name), ending = SYN_TEXT(table_ending), file, name;
    if (entry->d_name[0] == '.' || !syn_text_ends_with(base, ending)) continue;
    if (syn_arena_format(arena, &file, "%s/%s", place.data, entry->d_name) != SYN_OK ||
        syn_arena_format(arena, &name, "%s/%.*s", folder, (int)(base.size - ending.size), base.data) != SYN_OK) {
      status = no_memory(error);
      break;
    }
    syn_world_source source = {0};
    status = read_file(file.data, name.data, arena, &source, error);
    if (status == SYN_OK) status = put_source(sources, source, arena, error);
    ++*count;
  }
  closedir(directory);
  return status;
}

static syn_status add_overlay(const char *path, syn_arena *arena, syn_world_source_array *sources, syn_error *error) {
  DIR *directory = opendir(path);
  if (!directory)
    return syn_error_set(error, SYN_IO, 0, "%s: cannot be opened as a folder of tables: %s; name one that holds folders of .tsv files",
                         path, strerror(errno));
  syn_status status = SYN_OK;
  size_t count = 0;
  for (struct dirent *entry; status == SYN_OK && (entry = readdir(directory));)
    if (entry->d_name[0] != '.') status = add_folder(path, entry->d_name, arena, sources, &count, error);
  closedir(directory);
  if (status == SYN_OK && count == 0)
    return syn_error_set(error, SYN_BAD_INPUT, 0, "%s: no tables in it: expected are files such as en/units.tsv or world/outlets.tsv",
                         path);
  return status;
}

/* The dictionary as the table that the same file becomes when it is added to a world for good. */
static syn_status add_events(const char *path, syn_arena *arena, syn_world_source_array *sources, syn_error *error) {
  syn_text bytes, rows;
  syn_buffer buffer;
  syn_own_summary summary = {0};
  syn_buffer_init(&buffer, SYN_OWN_TABLE_BYTES_LIMIT);
  syn_status status = syn_world_read_file(path, arena, &bytes, error);
  if (status == SYN_OK) status = syn_own_import(path, bytes, SYN_OWN_VERBS, NULL, NULL, arena, &buffer, &summary, error);
  if (status == SYN_OK && syn_arena_copy(arena, syn_buffer_text(&buffer), &rows) != SYN_OK) status = no_memory(error);
  syn_buffer_clear(&buffer);
  if (status != SYN_OK) return status;
  return put_source(sources, (syn_world_source){syn_world_events_table, path, rows}, arena, error);
}

static int compare_sources(const void *a, const void *b) {
  return strcmp(((const syn_world_source *)a)->name, ((const syn_world_source *)b)->name);
}

syn_status syn_world_sources_gather(const char *path, const char *events_path, syn_arena *arena, syn_world_source_array *out_sources,
                                    syn_error *error) {
  syn_world_source_array sources = {0};
  syn_status status = add_embedded(arena, &sources, error);
  if (status == SYN_OK && path) status = add_overlay(path, arena, &sources, error);
  if (status == SYN_OK && events_path) status = add_events(events_path, arena, &sources, error);
  if (status != SYN_OK) return status;
  /* A folder lists its files in any order. */
  if (sources.count) qsort(sources.items, sources.count, sizeof(*sources.items), compare_sources);
  *out_sources = sources;
  return SYN_OK;
}

size_t syn_world_source_line(const syn_world_source *source, const char *position) {
  size_t line = 1;
  for (const char *at = source->text.data; at < position; at++) line += *at == '\n';
  return line;
}
