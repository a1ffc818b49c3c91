/*
 * Owners: which group an outlet belongs to, as the world data knows it (world/outlets), by its name or by the host of an address.
 */
#ifndef SYN_ENGINE_SOURCES_OWNERS_H
#define SYN_ENGINE_SOURCES_OWNERS_H

#include "base/map.h"
#include "base/table.h"
#include "world/world.h"

typedef struct syn_outlet_owners {
  const syn_table *table; /* NULL: there is none */
  syn_arena *arena;
  syn_map rows; /* folded name, or domain -> row */
} syn_outlet_owners;

/* Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_outlet_owners_read(const syn_world *world, syn_arena *arena, syn_outlet_owners *out_owners);

/* Owner and country of the outlet, empty where they are not known. `url`: an address of one of its pages, or empty. */
SYN_MUST_CHECK syn_status syn_outlet_owners_find(const syn_outlet_owners *owners, syn_text name, syn_text url, syn_text *out_owner,
                                                 syn_text *out_country);

#endif
