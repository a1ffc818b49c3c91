#include "readers/wacz_reader.h"

#include <errno.h>
#include <string.h>

#include "base/memory.h"
#include "readers/warc_reader.h"
#include "readers/whole_file.h"
#include "readers/zip_directory.h"

enum { DIRECTORY_BYTES = 64 * 1024 * 1024, NAME_AT = 30, CERTAINLY = 95 };

static const char *const extensions[] = {".wacz", NULL};

typedef struct wacz_file {
  FILE *file;
  syn_text name;
  syn_reader_limits limits;
  syn_arena *arena; /* of the directory, and the name of the archive under way */
  syn_zip_directory directory;
  size_t next; /* entry */
  void *warc;  /* the archive under way, a state of syn_reader_warc, or NULL */
  syn_reader_tally tally;
  bool is_done;
} wacz_file;

/* The first file in it is one that the format names. */
static int recognise(syn_text beginning, syn_text name) {
  static const char *const names[] = {"archive/", "pages/", "indexes/", "datapackage"};
  if (!syn_text_starts_with(beginning, SYN_TEXT("PK\3\4"))) return 0;
  if (syn_reader_has_extension(extensions, name)) return CERTAINLY;
  syn_text first = syn_text_slice(beginning, NAME_AT, beginning.size);
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    if (syn_text_starts_with(first, syn_text_from(names[i]))) return CERTAINLY;
  }
  return 0;
}

static syn_status open_file(void *stream, syn_text name, const syn_reader_limits *limits, void **out_state, syn_error *error) {
  wacz_file *file = syn_memory_allocate(sizeof *file);
  const char *fault = "no memory to read it";
  if (!file) return syn_error_set(error, SYN_NO_MEMORY, 0, "%.*s: %s", SYN_TEXT_ARGUMENTS(name), fault);
  *file = (wacz_file){.file = stream, .name = name, .limits = *limits};
  syn_status status = syn_arena_create(DIRECTORY_BYTES, &file->arena);
  if (status == SYN_OK) status = syn_zip_directory_read(stream, file->arena, &file->directory, &fault);
  if (status == SYN_OK) {
    *out_state = file;
    return SYN_OK;
  }
  if (status == SYN_IO) fault = strerror(errno);
  if (status == SYN_NO_MEMORY) fault = "no memory for its directory";
  syn_arena_destroy(&file->arena);
  syn_memory_free(file);
  return syn_error_set(error, status, 0, "%.*s: %s", SYN_TEXT_ARGUMENTS(name), fault);
}

static void close_archive(wacz_file *file) {
  syn_reader_tally tally;
  if (!file->warc) return;
  syn_reader_warc.tell_tally(file->warc, &tally);
  file->tally.revisit_count += tally.revisit_count;
  file->tally.other_count += tally.other_count;
  syn_reader_warc.close(file->warc);
  file->warc = NULL;
}

static void close_file(void *state) {
  wacz_file *file = state;
  if (!file) return;
  close_archive(file);
  if (file->file != stdin) fclose(file->file);
  syn_arena_destroy(&file->arena);
  syn_memory_free(file);
}

static bool is_archive(syn_text name) {
  return syn_text_starts_with(name, SYN_TEXT("archive/")) && syn_reader_has_extension(syn_reader_warc.extensions, name);
}

/* SYN_NOT_FOUND: there is no other. */
static syn_status open_next_archive(wacz_file *file, syn_error *error) {
  const syn_zip_directory *directory = &file->directory;
  while (file->next < directory->entries.count && !is_archive(directory->entries.items[file->next].name)) file->next++;
  if (file->next == directory->entries.count) return SYN_NOT_FOUND;
  const syn_zip_entry *entry = &directory->entries.items[file->next++];
  syn_text name = {0};
  FILE *stream = NULL;
  const char *fault = "no memory to read it";
  syn_status status = syn_arena_format(file->arena, &name, "%.*s/%.*s", SYN_TEXT_ARGUMENTS(file->name), SYN_TEXT_ARGUMENTS(entry->name));
  if (status == SYN_OK) status = syn_zip_entry_open(directory, entry, &stream, &fault);
  if (status == SYN_IO) fault = strerror(errno);
  if (status != SYN_OK)
    return syn_error_set(error, status, entry->offset, "%.*s/%.*s: %s", SYN_TEXT_ARGUMENTS(file->name), SYN_TEXT_ARGUMENTS(entry->name),
                         fault);
  status = syn_reader_warc.open(stream, name, &file->limits, &file->warc, error);
  if (status != SYN_OK) fclose(stream);
  return status;
}

static syn_status cut(void *state, syn_parcel *out_parcel, syn_error *error) {
  wacz_file *file = state;
  while (!file->is_done) {
    syn_status status = file->warc ? SYN_OK : open_next_archive(file, error);
    if (status == SYN_NOT_FOUND) break;
    if (status != SYN_OK) return status;
    status = syn_reader_warc.cut(file->warc, out_parcel, error);
    if (status != SYN_NOT_FOUND) return status;
    close_archive(file);
  }
  file->is_done = true;
  return SYN_NOT_FOUND;
}

static syn_status next(void *state, syn_arena *arena, syn_page *out_page, syn_error *error) {
  syn_parcel parcel;
  syn_status status = cut(state, &parcel, error);
  return status == SYN_OK ? syn_reader_warc.parse(&parcel, arena, out_page, error) : status;
}

static syn_status parse(const syn_parcel *parcel, syn_arena *arena, syn_page *out_page, syn_error *error) {
  return syn_reader_warc.parse(parcel, arena, out_page, error);
}

static void tell_tally(const void *state, syn_reader_tally *out_tally) {
  const wacz_file *file = state;
  syn_reader_tally open = {0};
  if (file->warc) syn_reader_warc.tell_tally(file->warc, &open);
  *out_tally = (syn_reader_tally){file->tally.revisit_count + open.revisit_count, file->tally.other_count + open.other_count};
}

const syn_reader syn_reader_wacz = {
    .name = "wacz",
    .extensions = extensions,
    .recognise = recognise,
    .open = open_file,
    .next = next,
    .close = close_file,
    .cut = cut,
    .parse = parse,
    .tell_tally = tell_tally,
    .has_any_encoding = true,
};
