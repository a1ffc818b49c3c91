/*
 * Own import: what kind of file a user brings, and its bytes as the rows of a table.
 */
#ifndef SYN_WORLD_OWN_IMPORT_H
#define SYN_WORLD_OWN_IMPORT_H

#include "base/buffer.h"
#include "synoptic/own_world.h"
#include "world/world.h"

enum { SYN_OWN_TABLE_BYTES_LIMIT = 256 * 1024 * 1024 };

/* The table that files of a kind become, "actors" of "world/actors@SOURCE"; NULL for SYN_OWN_UNKNOWN. */
const char *syn_own_kind_table(syn_own_kind kind);

/* The kind that the content shows, SYN_OWN_UNKNOWN where it shows none. `file`: its name, which only tells discards. */
syn_own_kind syn_own_kind_recognise(const char *file, syn_text bytes);

/*
 * Adds the rows of the file's table to `rows`. `kind` SYN_OWN_UNKNOWN: recognised. `world`: the program's own; may be NULL for verbs. Fills
 * kind, row_count and problem_count of the summary. Returns SYN_OK; SYN_BAD_INPUT (no kind, or nothing of it can be used); SYN_LIMIT;
 * SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_own_import(const char *file, syn_text bytes, syn_own_kind kind, const syn_world *world,
                                         const syn_own_world_observer *observer, syn_arena *arena, syn_buffer *rows,
                                         syn_own_summary *out_summary, syn_error *error);

#endif
