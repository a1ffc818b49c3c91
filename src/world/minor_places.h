/*
 * Minor places: towns and parts of countries that are looked up in their tables (world/towns, world/divisions) instead of standing in the
 * gazetteer. Many of them are words ("Reading"), given names or surnames: they are believed only where something else says that a place is
 * meant. The same tables tell the codes of places that the gazetteer has.
 */
#ifndef SYN_WORLD_MINOR_PLACES_H
#define SYN_WORLD_MINOR_PLACES_H

#include "world/sorted_table.h"
#include "world/world.h"

typedef struct syn_minor_places {
  syn_sorted_table towns, divisions;
} syn_minor_places;

/* As syn_world_find_minor_place; `key`: the gazetteer's key of the name. `*out_known` has an id without its prefix. */
bool syn_minor_places_find(const syn_minor_places *places, syn_text key, const syn_text *countries, size_t country_count,
                           syn_known *out_known);

/* The codes (geonames, division) of the place with this id, without its prefix, that has a name of this key; as they are where none has. */
void syn_minor_places_add_codes(const syn_minor_places *places, syn_text key, syn_text id, syn_known *known);

#endif
