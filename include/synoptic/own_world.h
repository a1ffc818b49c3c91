/*
 * Own world: a user's own actors and dictionaries, as tables in a folder that is laid over the world data of the program.
 *
 * Each file that is added becomes tables of one source, named after the file; adding it again replaces them. docs/dictionaries.md has the
 * formats, docs/world.md the tables.
 */
#ifndef SYNOPTIC_OWN_WORLD_H
#define SYNOPTIC_OWN_WORLD_H

#include "synoptic/text.h"

SYN_C_BEGIN

/* What a file is. */
typedef enum syn_own_kind {
  SYN_OWN_UNKNOWN,  /* recognised by its content */
  SYN_OWN_CSV,      /* actors as comma-separated values */
  SYN_OWN_WIKIDATA, /* entities of Wikidata, one JSON object a line */
  SYN_OWN_ACTORS,   /* dictionaries of TABARI and PETRARCH */
  SYN_OWN_AGENTS,
  SYN_OWN_VERBS,
  SYN_OWN_DISCARDS,
  SYN_OWN_KIND_COUNT
} syn_own_kind;

/* "csv", "wikidata", "actors", "agents", "verbs", "discards"; NULL for others. `syn_own_kind_nth`: from index 0, NULL behind the last. */
SYN_PUBLIC const char *syn_own_kind_name(syn_own_kind kind);
SYN_PUBLIC const char *syn_own_kind_nth(size_t index);

/* Calls while a file is read; may be NULL. */
typedef struct syn_own_world_observer {
  void (*problem)(void *context, const syn_error *error); /* a line that cannot be used; the rest goes on */
  void *context;
} syn_own_world_observer;

/* What became of a file. */
typedef struct syn_own_summary {
  char source[64]; /* the name of its tables: letters, digits, hyphens */
  syn_own_kind kind;
  uint64_t row_count;     /* actors, agents, verbs and patterns, discards */
  uint64_t problem_count; /* lines that could not be used */
} syn_own_summary;

/* The folder of this user's own world: $XDG_DATA_HOME/synoptic/world, else $HOME/.local/share/synoptic/world. SYN_NOT_FOUND without both.
 */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_own_world_folder(char *out_path, size_t path_size, syn_error *error);

/* Whether the folder holds tables, so that it can be laid over the world. */
SYN_PUBLIC bool syn_own_world_exists(const char *folder);

/*
 * Reads the file and writes its tables into `folder` (made where it is missing), in place of those that the same source had. On failure
 * the folder is as it was. Returns SYN_OK; SYN_IO; SYN_BAD_INPUT (of no known kind, or nothing in it can be used: the message names the
 * file, the line, what was expected and what to do); SYN_LIMIT; SYN_NO_MEMORY.
 */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_own_world_add(const char *folder, const char *file, syn_own_kind kind,
                                                       const syn_own_world_observer *observer, syn_own_summary *out_summary,
                                                       syn_error *error);

/* Calls `visit` for each source of the folder, in alphabetical order. Returns SYN_OK, SYN_NOT_FOUND (no folder), SYN_IO, SYN_NO_MEMORY. */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_own_world_list(const char *folder, void (*visit)(void *context, const syn_own_summary *summary),
                                                        void *context, syn_error *error);

/* Takes the tables of a source away. Returns SYN_OK, SYN_NOT_FOUND (no such source), SYN_IO, SYN_NO_MEMORY. */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_own_world_remove(const char *folder, const char *source, syn_error *error);

SYN_C_END

#endif
