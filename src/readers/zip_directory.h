/*
 * Zip directory: the files in a zip archive (APPNOTE 6.3.10, with zip64), and each of them as a stream.
 *
 * Only what is needed of an archive that others made: stored and deflated files, no encryption, one volume. Offsets and sizes are checked
 * against the archive before they are used; files that share bytes, by which small archives claim to be endless, are refused.
 */
#ifndef SYN_READERS_ZIP_DIRECTORY_H
#define SYN_READERS_ZIP_DIRECTORY_H

#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/array.h"

typedef struct syn_zip_entry {
  syn_text name;        /* as it is written, NUL-terminated */
  uint64_t offset;      /* of its local header */
  uint64_t packed_size; /* bytes in the archive */
  uint16_t method, flags;
} syn_zip_entry;

typedef struct syn_zip_directory {
  FILE *file; /* the caller's */
  uint64_t file_size;
  SYN_ARRAY(syn_zip_entry) entries; /* in the order of the directory */
} syn_zip_directory;

/*
 * Reads the directory; `file` has to be seekable and outlives it. Memory comes from `arena`. Returns SYN_OK; SYN_BAD_INPUT, SYN_LIMIT
 * (`*out_fault`, static, says what is wrong); SYN_IO; SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_zip_directory_read(FILE *file, syn_arena *arena, syn_zip_directory *out_directory, const char **out_fault);

/*
 * The unpacked bytes of a file as a stream, to be closed before the archive; one at a time. Returns SYN_OK; SYN_BAD_INPUT (`*out_fault`,
 * static); SYN_IO; SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_zip_entry_open(const syn_zip_directory *directory, const syn_zip_entry *entry, FILE **out_stream,
                                             const char **out_fault);

#endif
