/*
 * World sources: the files that the tables of a world are read from, embedded ones and those of a folder laid over them.
 *
 * All memory belongs to the arena that is passed; the bytes of embedded files are those of the program.
 */
#ifndef SYN_WORLD_WORLD_SOURCES_H
#define SYN_WORLD_WORLD_SOURCES_H

#include "base/array.h"

typedef struct syn_world_source {
  const char *name; /* "en/units" */
  const char *file; /* for messages: "data/en/units.tsv", or the path in the folder */
  syn_text text;    /* valid UTF-8 */
  bool is_embedded;
} syn_world_source;

typedef SYN_ARRAY(syn_world_source) syn_world_source_array;

/* The table that a dictionary of verbs given for a run becomes (syn_world_options.events_path). */
extern const char syn_world_events_table[];

/* The bytes of a file of at most 64 MiB. Returns SYN_OK, SYN_IO, SYN_LIMIT, SYN_NO_MEMORY, with a message that names the file. */
SYN_MUST_CHECK syn_status syn_world_read_file(const char *file, syn_arena *arena, syn_text *out_bytes, syn_error *error);

/*
 * Adds the embedded tables and, where `path` is not NULL, those of the folder <path>/<language or "world">/<table>.tsv, which replace
 * embedded ones of the same name, and the dictionary of verbs `events_path`, where that is not NULL, as a table. Sorted by name.
 *
 * Returns SYN_OK, SYN_IO (the folder or a file cannot be read), SYN_BAD_INPUT (no UTF-8; a folder without tables; no dictionary),
 * SYN_LIMIT (too many or too large files), SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_world_sources_gather(const char *path, const char *events_path, syn_arena *arena,
                                                   syn_world_source_array *out_sources, syn_error *error);

/* The line that `position`, a place in the source's text, stands in; counted from 1. */
size_t syn_world_source_line(const syn_world_source *source, const char *position);

#endif
