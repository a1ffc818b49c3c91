/*
 * Own actor: someone whom a user's file names, on the way into the table "world/actors@SOURCE".
 *
 * The columns of that table: id, of (what the world knows already and this is), name, type, country, wikidata, names, acronyms,
 * adjectives, coded (forms that only carry the code: "Kabul" for AFG), codes ("HOB <1995-06-01|HOBGOV 1995-06-01..1999-08-15|HOBREB").
 */
#ifndef SYN_WORLD_OWN_ACTOR_H
#define SYN_WORLD_OWN_ACTOR_H

#include "base/buffer.h"
#include "base/map.h"
#include "world/dictionary_reader.h"
#include "world/world.h"

typedef struct syn_own_actor {
  syn_text name, type, country, wikidata; /* type: a name of syn_entity_type ("PERSON"), or empty: told from the code */
  syn_text_array names, acronyms, adjectives;
  syn_text_array codes; /* as in the table */
  bool has_dated_codes;
} syn_own_actor;

/* Actors on their way into one table. */
typedef struct syn_own_actor_list {
  const syn_world *world; /* the program's own */
  syn_arena *arena;
  syn_map ids;           /* taken ids -> 1 */
  syn_map country_codes; /* ISO 3166-1 alpha-3 -> row of world/countries + 1 */
  syn_buffer *rows;
  uint64_t count;
} syn_own_actor_list;

/* The row of column names, with its line feed. */
extern const char syn_own_actor_columns[];

/* `world` and `rows` outlive the list. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_own_actor_list_begin(syn_own_actor_list *list, const syn_world *world, syn_buffer *rows, syn_arena *arena);

/*
 * Writes an actor's row. Whom the world knows by the same Wikidata id or name keeps the id of the world. The forms of a country's code
 * besides its name are towns, rulers and provinces in dictionaries: they carry the code, and are no names of the state. Returns SYN_OK,
 * SYN_NO_MEMORY, SYN_LIMIT (the table is too large).
 */
SYN_MUST_CHECK syn_status syn_own_actor_write(syn_own_actor_list *list, const syn_own_actor *actor);

/* A text for a cell: tabs, line ends and "|" as blanks. */
SYN_MUST_CHECK syn_status syn_own_cell(syn_text text, syn_arena *arena, syn_text *out_cell);

#endif
