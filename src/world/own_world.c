/*
 * How it works: each source is a file of one table, <folder>/world/<table>@<source>.tsv, that the reader of worlds takes like any other. A
 * table is written under another name beside its place and then renamed, so that the folder always holds whole tables.
 */
#include "synoptic/own_world.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "world/own_import.h"
#include "world/world_sources.h"

enum { ARENA_LIMIT = 1024 * 1024 * 1024, PATH_SIZE = 4096, KIND_TEXT_SIZE = 16 };

static const char tables_folder[] = "world", table_ending[] = ".tsv";

/* ---- paths ---- */

syn_status syn_own_world_folder(char *out_path, size_t path_size, syn_error *error) {
  const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
  int size = -1;
  if (data && data[0] == '/')
    size = snprintf(out_path, path_size, "%s/synoptic/world", data);
  else if (home && home[0] == '/')
    size = snprintf(out_path, path_size, "%s/.local/share/synoptic/world", home);
  if (size > 0 && (size_t)size < path_size) return SYN_OK;
  return syn_error_set(error, SYN_NOT_FOUND, 0,
                       "Neither XDG_DATA_HOME nor HOME names a folder for your own world: name one with --world FOLDER.");
}

/* "<folder>/world/<table>@<source>.tsv" */
static syn_status table_path(const char *folder, const char *table, const char *source, char out_path[PATH_SIZE], syn_error *error) {
  int size = snprintf(out_path, PATH_SIZE, "%s/%s/%s@%s%s", folder, tables_folder, table, source, table_ending);
  if (size > 0 && size < PATH_SIZE) return SYN_OK;
  return syn_error_set(error, SYN_LIMIT, 0, "%s: the name of the folder is too long", folder);
}

/* The name of a file as the name of a source: "Phoenix.Countries.actors.txt" gives "phoenix-countries-actors". */
static void name_source(const char *file, char out_source[64]) {
  const char *base = strrchr(file, '/');
  base = base ? base + 1 : file;
  const char *dot = strrchr(base, '.');
  size_t end = dot && dot > base ? (size_t)(dot - base) : strlen(base), size = 0;
  for (size_t i = 0; i < end && size < 63; i++) {
    char byte = base[i];
    if (byte >= 'A' && byte <= 'Z') byte = (char)(byte - 'A' + 'a');
    bool is_word = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
    if (is_word || (size && out_source[size - 1] != '-')) out_source[size++] = is_word ? byte : '-';
  }
  while (size && out_source[size - 1] == '-') size--;
  if (size == 0) memcpy(out_source, "file", size = 4);
  out_source[size] = '\0';
}

/* ---- folders ---- */

static syn_status make_folders(const char *folder, syn_error *error) {
  char path[PATH_SIZE];
  int size = snprintf(path, sizeof path, "%s/%s", folder, tables_folder);
  if (size < 0 || size >= PATH_SIZE) return syn_error_set(error, SYN_LIMIT, 0, "%s: the name of the folder is too long", folder);
  for (char *at = path + 1; *at; at++) {
    if (*at != '/') continue;
    *at = '\0';
    int made = mkdir(path, 0777);
    *at = '/';
    if (made != 0 && errno != EEXIST) break;
  }
  if (mkdir(path, 0777) == 0 || errno == EEXIST) return SYN_OK;
  return syn_error_set(error, SYN_IO, 0, "%s: cannot be made: %s; name another folder with --world", path, strerror(errno));
}

bool syn_own_world_exists(const char *folder) {
  char path[PATH_SIZE];
  struct stat status;
  int size = snprintf(path, sizeof path, "%s/%s", folder, tables_folder);
  return size > 0 && size < PATH_SIZE && stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* ---- adding ---- */

static syn_status write_table(const char *path, syn_text bytes, syn_error *error) {
  char draft[PATH_SIZE + 8];
  (void)snprintf(draft, sizeof draft, "%s.new", path);
  FILE *file = fopen(draft, "we");
  bool is_written = file && fwrite(bytes.data, 1, bytes.size, file) == bytes.size;
  if (file && fclose(file) != 0) is_written = false;
  if (is_written && rename(draft, path) == 0) return SYN_OK;
  int why = errno;
  if (file) (void)unlink(draft);
  return syn_error_set(error, SYN_IO, 0, "%s: cannot be written: %s", path, strerror(why));
}

/* A source has one table: what it was as another kind goes. */
static void remove_others(const char *folder, const char *source, const char *table) {
  char path[PATH_SIZE];
  for (int kind = 1; kind < SYN_OWN_KIND_COUNT; kind++) {
    const char *other = syn_own_kind_table((syn_own_kind)kind);
    if (strcmp(other, table) != 0 && table_path(folder, other, source, path, NULL) == SYN_OK) (void)unlink(path);
  }
}

static syn_status import_file(const char *file, syn_own_kind kind, const syn_own_world_observer *observer, syn_arena *arena,
                              syn_buffer *table, syn_own_summary *summary, syn_error *error) {
  syn_world *world = NULL;
  syn_text bytes;
  syn_buffer rows;
  syn_buffer_init(&rows, SYN_OWN_TABLE_BYTES_LIMIT);
  syn_status status = syn_world_read_file(file, arena, &bytes, error);
  if (status == SYN_OK) status = syn_world_open(NULL, &world, error);
  if (status == SYN_OK) status = syn_own_import(file, bytes, kind, world, observer, arena, &rows, summary, error);
  if (status == SYN_OK) {
    (void)syn_buffer_format(table, "# %s: made by `synoptic world add`, %llu rows. Add the file again after changing it.\n",
                            syn_own_kind_name(summary->kind), (unsigned long long)summary->row_count);
    status = syn_buffer_add(table, syn_buffer_text(&rows));
    if (status != SYN_OK) (void)syn_error_set(error, status, 0, "%s: not enough memory to keep its table", file);
  }
  syn_buffer_clear(&rows);
  syn_world_close(&world);
  return status;
}

syn_status syn_own_world_add(const char *folder, const char *file, syn_own_kind kind, const syn_own_world_observer *observer,
                             syn_own_summary *out_summary, syn_error *error) {
  syn_arena *arena = NULL;
  syn_buffer table;
  syn_own_summary summary = {.kind = kind};
  char path[PATH_SIZE];
  if (syn_arena_create(ARENA_LIMIT, &arena) != SYN_OK) return syn_error_set(error, SYN_NO_MEMORY, 0, "%s: not enough memory", file);
  syn_buffer_init(&table, SYN_OWN_TABLE_BYTES_LIMIT);
  name_source(file, summary.source);
  syn_status status = import_file(file, kind, observer, arena, &table, &summary, error);
  if (status == SYN_OK) status = make_folders(folder, error);
  if (status == SYN_OK) status = table_path(folder, syn_own_kind_table(summary.kind), summary.source, path, error);
  if (status == SYN_OK) status = write_table(path, syn_buffer_text(&table), error);
  if (status == SYN_OK) {
    remove_others(folder, summary.source, syn_own_kind_table(summary.kind));
    *out_summary = summary;
  }
  syn_buffer_clear(&table);
  syn_arena_destroy(&arena);
  return status;
}

/* ---- listing and removing ---- */

/* The source of a table's file name ("actors@rulers.tsv"); false for other files. */
static bool parse_file_name(const char *name, syn_own_summary *out_summary) {
  const char *at = strchr(name, '@');
  syn_text text = syn_text_from(name);
  if (!at || !syn_text_ends_with(text, SYN_TEXT(table_ending))) return false;
  size_t start = (size_t)(at + 1 - name), size = text.size - start - (sizeof table_ending - 1);
  if (size == 0 || size >= sizeof out_summary->source) return false;
  memcpy(out_summary->source, at + 1, size);
  out_summary->source[size] = '\0';
  return true;
}

/* What the first line of a table says ("# verbs: …, 12 rows."), and 0 rows where it says nothing. */
static void read_first_line(const char *path, syn_own_summary *summary) {
  char line[256], kind[KIND_TEXT_SIZE] = "";
  FILE *file = fopen(path, "re");
  if (!file) return;
  unsigned long long rows = 0;
  if (fgets(line, sizeof line, file) && sscanf(line, "# %15[a-z]: made by `synoptic world add`, %llu rows", kind, &rows) == 2)
    for (int i = 1; i < SYN_OWN_KIND_COUNT; i++)
      if (strcmp(kind, syn_own_kind_name((syn_own_kind)i)) == 0) summary->kind = (syn_own_kind)i;
  summary->row_count = rows;
  (void)fclose(file);
}

static int compare_summaries(const void *a, const void *b) {
  return strcmp(((const syn_own_summary *)a)->source, ((const syn_own_summary *)b)->source);
}

typedef SYN_ARRAY(syn_own_summary) summary_array;

static syn_status gather(const char *folder, syn_arena *arena, summary_array *out_list, syn_error *error) {
  char path[PATH_SIZE];
  (void)snprintf(path, sizeof path, "%s/%s", folder, tables_folder);
  DIR *directory = opendir(path);
  if (!directory)
    return syn_error_set(error, SYN_NOT_FOUND, 0, "%s: no world of your own is there; `synoptic world add FILE` makes it.", folder);
  syn_status status = SYN_OK;
  for (struct dirent *entry; status == SYN_OK && (entry = readdir(directory));) {
    syn_own_summary summary = {0};
    if (!parse_file_name(entry->d_name, &summary)) continue;
    int size = snprintf(path, sizeof path, "%s/%s/%s", folder, tables_folder, entry->d_name);
    if (size > 0 && size < PATH_SIZE) read_first_line(path, &summary);
    syn_own_summary *added = SYN_ARRAY_ADD(out_list, arena);
    if (added)
      *added = summary;
    else
      status = syn_error_set(error, SYN_NO_MEMORY, 0, "not enough memory to list %s", folder);
  }
  closedir(directory);
  if (out_list->count) qsort(out_list->items, out_list->count, sizeof *out_list->items, compare_summaries);
  return status;
}

syn_status syn_own_world_list(const char *folder, void (*visit)(void *context, const syn_own_summary *summary), void *context,
                              syn_error *error) {
  syn_arena *arena = NULL;
  summary_array list = {0};
  if (syn_arena_create(ARENA_LIMIT, &arena) != SYN_OK) return syn_error_set(error, SYN_NO_MEMORY, 0, "not enough memory");
  syn_status status = gather(folder, arena, &list, error);
  for (size_t i = 0; status == SYN_OK && i < list.count; i++) visit(context, &list.items[i]);
  syn_arena_destroy(&arena);
  return status;
}

syn_status syn_own_world_remove(const char *folder, const char *source, syn_error *error) {
  char path[PATH_SIZE];
  bool is_removed = false;
  for (const char *at = source; *at; at++)
    if (*at == '/') source = at + 1;
  for (int kind = 1; kind < SYN_OWN_KIND_COUNT; kind++) {
    syn_status status = table_path(folder, syn_own_kind_table((syn_own_kind)kind), source, path, error);
    if (status != SYN_OK) return status;
    if (unlink(path) == 0)
      is_removed = true;
    else if (errno != ENOENT && errno != ENOTDIR)
      return syn_error_set(error, SYN_IO, 0, "%s: cannot be removed: %s", path, strerror(errno));
  }
  if (is_removed) return SYN_OK;
  return syn_error_set(error, SYN_NOT_FOUND, 0, "%s: no source \"%s\"; `synoptic world list` names them.", folder, source);
}
