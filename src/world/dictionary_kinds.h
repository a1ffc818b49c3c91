/*
 * Dictionary kinds: the readers of the files that `synoptic world add` takes. Each turns a file into the rows of one table.
 */
#ifndef SYN_WORLD_DICTIONARY_KINDS_H
#define SYN_WORLD_DICTIONARY_KINDS_H

#include "world/own_actor.h"

/* What all readers are given. `rows` receives the row of column names and the rows; `count` how many. */
typedef struct syn_dictionary_import {
  syn_dictionary_reader *lines;
  const syn_world *world; /* the program's own */
  syn_arena *arena;
  syn_buffer *rows;
  uint64_t count;
} syn_dictionary_import;

/* Each returns SYN_OK, SYN_BAD_INPUT (with the file and the line), SYN_LIMIT, SYN_NO_MEMORY. */
typedef syn_status syn_dictionary_import_function(syn_dictionary_import *import, syn_error *error);

syn_dictionary_import_function syn_actor_dictionary_import;   /* actor_dictionary.c */
syn_dictionary_import_function syn_agent_dictionary_import;   /* agent_dictionary.c */
syn_dictionary_import_function syn_verb_dictionary_import;    /* verb_dictionary.c */
syn_dictionary_import_function syn_discard_dictionary_import; /* agent_dictionary.c */
syn_dictionary_import_function syn_actor_csv_import;          /* actor_csv.c */
syn_dictionary_import_function syn_wikidata_import;           /* wikidata_entities.c */

#endif
