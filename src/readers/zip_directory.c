#include "readers/zip_directory.h"

#include <errno.h>
#include <string.h>
#include <sys/types.h>

#include "base/memory.h"
#include "readers/inflate.h"

enum {
  END_BYTES = 22, /* of the end record, without its comment */
  COMMENT_BYTES = 65535,
  LOCATOR_BYTES = 20,
  END64_BYTES = 56,
  CENTRAL_BYTES = 46,
  LOCAL_BYTES = 30,
  ENTRY_MAXIMUM = 100000,
  NAME_BYTES = 1024,
  EXTRA_ZIP64 = 1,
  FLAG_ENCRYPTED = 1,
  METHOD_STORED = 0,
  METHOD_DEFLATED = 8,
  KEPT_BYTES = 8, /* before the input: see syn_inflate_step */
  PIECE_BYTES = 64 * 1024,
  BOMB_RATIO = 250,
  BOMB_BYTES = 64 * 1024 * 1024
};

static uint64_t number(const unsigned char *bytes, size_t size) {
  uint64_t value = 0;
  while (size-- > 0) value = value << 8 | bytes[size];
  return value;
}

static syn_status fault(const char **out_fault, syn_status status, const char *text) {
  *out_fault = text;
  return status;
}

/* `size` bytes at an offset; SYN_BAD_INPUT where the file has none there. */
static syn_status read_at(FILE *file, uint64_t offset, void *out_bytes, size_t size) {
  if (offset > (uint64_t)INT64_MAX || fseeko(file, (off_t)offset, SEEK_SET) != 0) return SYN_BAD_INPUT;
  if (fread(out_bytes, 1, size, file) == size) return SYN_OK;
  return ferror(file) ? SYN_IO : SYN_BAD_INPUT;
}

/* --- the end of the archive --- */

typedef struct end_record {
  uint64_t entry_count, directory_offset, directory_size;
} end_record;

/* Where the end record begins in the last bytes of the file, or -1. */
static ptrdiff_t find_end(const unsigned char *bytes, size_t size) {
  for (ptrdiff_t at = (ptrdiff_t)size - END_BYTES; at >= 0; at--) {
    if (memcmp(bytes + at, "PK\5\6", 4) == 0 && (size_t)at + END_BYTES + number(bytes + at + 20, 2) <= size) return at;
  }
  return -1;
}

/* Large archives have a second end record before the first. */
static syn_status read_end64(const syn_zip_directory *directory, uint64_t end_offset, end_record *end) {
  unsigned char locator[LOCATOR_BYTES], bytes[END64_BYTES];
  if (end_offset < LOCATOR_BYTES) return SYN_BAD_INPUT;
  syn_status status = read_at(directory->file, end_offset - LOCATOR_BYTES, locator, sizeof locator);
  if (status != SYN_OK) return status;
  if (memcmp(locator, "PK\6\7", 4) != 0) return SYN_OK; /* these numbers are meant as they stand */
  status = read_at(directory->file, number(locator + 8, 8), bytes, sizeof bytes);
  if (status != SYN_OK) return status;
  if (memcmp(bytes, "PK\6\6", 4) != 0) return SYN_BAD_INPUT;
  *end = (end_record){number(bytes + 32, 8), number(bytes + 48, 8), number(bytes + 40, 8)};
  return SYN_OK;
}

static syn_status read_end(const syn_zip_directory *directory, end_record *out_end) {
  const size_t size = directory->file_size < END_BYTES + COMMENT_BYTES ? (size_t)directory->file_size : (size_t)END_BYTES + COMMENT_BYTES;
  unsigned char *bytes = syn_memory_allocate(size + 1);
  if (!bytes) return SYN_NO_MEMORY;
  syn_status status = read_at(directory->file, directory->file_size - size, bytes, size);
  ptrdiff_t at = status == SYN_OK ? find_end(bytes, size) : -1;
  if (status == SYN_OK && at < 0) status = SYN_BAD_INPUT;
  if (status == SYN_OK) {
    const unsigned char *end = bytes + at;
    *out_end = (end_record){number(end + 10, 2), number(end + 16, 4), number(end + 12, 4)};
    if (out_end->entry_count == 0xFFFF || out_end->directory_offset == 0xFFFFFFFF || out_end->directory_size == 0xFFFFFFFF)
      status = read_end64(directory, directory->file_size - size + (uint64_t)at, out_end);
  }
  syn_memory_free(bytes);
  return status;
}

/* --- entries --- */

/* Numbers that do not fit into 32 bits stand in an extra field: size, packed size, offset, each only where it is needed. */
static syn_status read_extra(const unsigned char *extra, size_t size, bool has_large_size, syn_zip_entry *entry) {
  for (size_t at = 0; at + 4 <= size;) {
    const size_t field_size = (size_t)number(extra + at + 2, 2);
    const unsigned char *field = extra + at + 4;
    if (field_size > size - at - 4) return SYN_BAD_INPUT;
    if (number(extra + at, 2) == EXTRA_ZIP64) {
      size_t place = has_large_size ? 8 : 0;
      uint64_t *const numbers[] = {&entry->packed_size, &entry->offset};
      for (size_t i = 0; i < 2; i++) {
        if (*numbers[i] != 0xFFFFFFFF) continue;
        if (place + 8 > field_size) return SYN_BAD_INPUT;
        *numbers[i] = number(field + place, 8);
        place += 8;
      }
      return SYN_OK;
    }
    at += 4 + field_size;
  }
  return SYN_OK;
}

/* The entry that stands where the file is read. */
static syn_status read_entry(syn_zip_directory *directory, syn_arena *arena, uint64_t *left, const char **out_fault) {
  unsigned char head[CENTRAL_BYTES];
  unsigned char extra[COMMENT_BYTES + 1];
  if (*left < CENTRAL_BYTES || fread(head, 1, sizeof head, directory->file) != sizeof head || memcmp(head, "PK\1\2", 4) != 0)
    return fault(out_fault, SYN_BAD_INPUT, "its directory breaks off");
  const size_t name_size = (size_t)number(head + 28, 2), extra_size = (size_t)number(head + 30, 2),
               comment_size = (size_t)number(head + 32, 2);
  const uint64_t size = (uint64_t)CENTRAL_BYTES + name_size + extra_size + comment_size;
  if (size > *left) return fault(out_fault, SYN_BAD_INPUT, "its directory breaks off");
  if (name_size > NAME_BYTES) return fault(out_fault, SYN_LIMIT, "a name in it is longer than 1,024 bytes");
  *left -= size;
  char *name = syn_arena_take(arena, name_size + 1, 1);
  syn_zip_entry *entry = name ? SYN_ARRAY_ADD(&directory->entries, arena) : NULL;
  if (!entry) return SYN_NO_MEMORY;
  if (fread(name, 1, name_size, directory->file) != name_size || fread(extra, 1, extra_size, directory->file) != extra_size ||
      fseeko(directory->file, (off_t)comment_size, SEEK_CUR) != 0)
    return fault(out_fault, SYN_BAD_INPUT, "its directory breaks off");
  name[name_size] = '\0';
  *entry = (syn_zip_entry){.name = {name, name_size},
                           .flags = (uint16_t)number(head + 8, 2),
                           .method = (uint16_t)number(head + 10, 2),
                           .packed_size = number(head + 20, 4),
                           .offset = number(head + 42, 4)};
  syn_status status = read_extra(extra, extra_size, number(head + 24, 4) == 0xFFFFFFFF, entry);
  return status == SYN_OK ? status : fault(out_fault, status, "its directory is damaged");
}

/* Each file lies before the directory, and all together take no more than there is: no two share bytes. */
static syn_status check_entries(const syn_zip_directory *directory, uint64_t directory_offset, const char **out_fault) {
  uint64_t left = directory_offset;
  for (size_t i = 0; i < directory->entries.count; i++) {
    const syn_zip_entry *entry = &directory->entries.items[i];
    if (entry->offset > directory_offset || entry->packed_size > directory_offset - entry->offset)
      return fault(out_fault, SYN_BAD_INPUT, "a file in it lies beyond its end: it is damaged or breaks off");
    if (entry->packed_size > left) return fault(out_fault, SYN_BAD_INPUT, "files in it share their bytes, as no archive of pages has them");
    left -= entry->packed_size;
  }
  return SYN_OK;
}

syn_status syn_zip_directory_read(FILE *file, syn_arena *arena, syn_zip_directory *out_directory, const char **out_fault) {
  syn_zip_directory directory = {.file = file};
  end_record end;
  *out_fault = "it is no whole zip archive: its directory, which stands at its end, is not there";
  if (fseeko(file, 0, SEEK_END) != 0)
    return fault(out_fault, SYN_BAD_INPUT, "it comes as a stream, and its directory stands at its end: store it as a file");
  directory.file_size = (uint64_t)ftello(file);
  if (directory.file_size < END_BYTES) return SYN_BAD_INPUT;
  syn_status status = read_end(&directory, &end);
  if (status != SYN_OK) return status;
  if (end.entry_count > ENTRY_MAXIMUM) return fault(out_fault, SYN_LIMIT, "it has more than 100,000 files");
  if (end.directory_offset > directory.file_size || end.directory_size > directory.file_size - end.directory_offset ||
      fseeko(file, (off_t)end.directory_offset, SEEK_SET) != 0)
    return SYN_BAD_INPUT;
  uint64_t left = end.directory_size;
  for (uint64_t i = 0; i < end.entry_count && status == SYN_OK; i++) status = read_entry(&directory, arena, &left, out_fault);
  if (status == SYN_OK) status = check_entries(&directory, end.directory_offset, out_fault);
  if (status == SYN_OK) *out_directory = directory;
  return status;
}

/* --- one file as a stream --- */

typedef struct entry_stream {
  FILE *file;
  uint64_t left;        /* packed bytes not read yet */
  uint64_t taken, made; /* packed bytes used, unpacked bytes made */
  syn_inflate *inflate; /* NULL: stored */
  bool is_done;
  size_t at, size; /* of what is in `input` and not used yet */
  char input[KEPT_BYTES + PIECE_BYTES];
} entry_stream;

static ssize_t read_stored(entry_stream *stream, char *bytes, size_t size) {
  if (size > stream->left) size = (size_t)stream->left;
  size_t read = fread(bytes, 1, size, stream->file);
  stream->left -= read;
  return read == 0 && size > 0 && ferror(stream->file) ? -1 : (ssize_t)read;
}

static ssize_t fail_entry(int cause) {
  errno = cause;
  return -1;
}

static bool refill(entry_stream *stream) {
  if (stream->at < stream->size || stream->left == 0) return true;
  memmove(stream->input, stream->input + stream->size - KEPT_BYTES, KEPT_BYTES);
  ssize_t read = read_stored(stream, stream->input + KEPT_BYTES, PIECE_BYTES);
  stream->at = KEPT_BYTES;
  stream->size = KEPT_BYTES + (read > 0 ? (size_t)read : 0);
  return read > 0;
}

static ssize_t read_entry_stream(void *cookie, char *bytes, size_t size) {
  entry_stream *stream = cookie;
  if (!stream->inflate) return read_stored(stream, bytes, size);
  size_t place = size;
  while (place == size && !stream->is_done) {
    if (!refill(stream)) return fail_entry(EIO);
    syn_text input = {stream->input + stream->at, stream->size - stream->at};
    const bool is_last = input.size == 0;
    if (syn_inflate_step(stream->inflate, &input, &bytes, &place, &stream->is_done) != SYN_OK) return fail_entry(EILSEQ);
    stream->taken += stream->size - stream->at - input.size;
    stream->at = stream->size - input.size;
    if (is_last && place == size && !stream->is_done) return fail_entry(EIO);
  }
  stream->made += size - place;
  if (stream->made > BOMB_BYTES && stream->made / BOMB_RATIO > stream->taken) return fail_entry(EFBIG);
  return (ssize_t)(size - place);
}

static int close_entry_stream(void *cookie) {
  entry_stream *stream = cookie;
  syn_inflate_destroy(&stream->inflate);
  syn_memory_free(stream);
  return 0;
}

/* Where the bytes of the file begin: behind its local header, whose extra fields may be other than those of the directory. */
static syn_status find_data(const syn_zip_directory *directory, const syn_zip_entry *entry) {
  unsigned char head[LOCAL_BYTES];
  syn_status status = read_at(directory->file, entry->offset, head, sizeof head);
  if (status != SYN_OK) return status;
  const uint64_t data = entry->offset + LOCAL_BYTES + number(head + 26, 2) + number(head + 28, 2);
  if (memcmp(head, "PK\3\4", 4) != 0 || data > directory->file_size || entry->packed_size > directory->file_size - data)
    return SYN_BAD_INPUT;
  return fseeko(directory->file, (off_t)data, SEEK_SET) == 0 ? SYN_OK : SYN_IO;
}

syn_status syn_zip_entry_open(const syn_zip_directory *directory, const syn_zip_entry *entry, FILE **out_stream, const char **out_fault) {
  if (entry->flags & FLAG_ENCRYPTED) return fault(out_fault, SYN_BAD_INPUT, "it is encrypted");
  if (entry->method != METHOD_STORED && entry->method != METHOD_DEFLATED)
    return fault(out_fault, SYN_BAD_INPUT, "it is packed in a way that is not read: store or deflate it");
  syn_status status = find_data(directory, entry);
  if (status != SYN_OK) return status == SYN_BAD_INPUT ? fault(out_fault, status, "it is not where the directory says") : status;
  entry_stream *stream = syn_memory_allocate(sizeof *stream);
  if (!stream) return SYN_NO_MEMORY;
  memset(stream, 0, sizeof *stream);
  stream->file = directory->file;
  stream->left = entry->packed_size;
  stream->at = stream->size = KEPT_BYTES;
  status = entry->method == METHOD_DEFLATED ? syn_inflate_create(SYN_INFLATE_RAW, &stream->inflate) : SYN_OK;
  FILE *opened = NULL;
  if (status == SYN_OK) opened = fopencookie(stream, "r", (cookie_io_functions_t){.read = read_entry_stream, .close = close_entry_stream});
  if (!opened) {
    close_entry_stream(stream);
    return SYN_NO_MEMORY;
  }
  *out_stream = opened;
  return SYN_OK;
}
