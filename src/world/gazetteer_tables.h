/*
 * Gazetteer tables: which tables hold what is known, and how their rows become things and forms.
 */
#ifndef SYN_WORLD_GAZETTEER_TABLES_H
#define SYN_WORLD_GAZETTEER_TABLES_H

#include "world/gazetteer.h"

/*
 * Begins a gazetteer in `arena`, fills it from the tables of the world and finishes it.
 * Returns SYN_OK, SYN_BAD_INPUT (a row that is wrong: the message names file and line), SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_gazetteer_read_tables(const syn_world *world, syn_arena *arena, syn_gazetteer *gazetteer, syn_error *error);

#endif
