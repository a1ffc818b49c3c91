/*
 * Name keys: by what one name of an entity is told from another without looking at other articles.
 */
#ifndef SYN_SYNOPSIS_NAME_KEYS_H
#define SYN_SYNOPSIS_NAME_KEYS_H

#include "base/arena.h"
#include "synoptic/facts.h"
#include "synoptic/synopsis.h"

/* A name as it is compared: folded, every z an s, a hyphen a blank. In `arena`. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_name_even(syn_text name, syn_arena *arena, syn_text *out_even);

/*
 * The key of what bears a type, identifiers (sorted or not) and a name: the first identifier in alphabetical order that says who it is,
 * else the name. `out_is_known`: by an identifier. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_name_key(syn_entity_type type, const syn_identifier *identifiers, uint32_t identifier_count, syn_text name,
                                       syn_arena *arena, syn_text *out_key, bool *out_is_known);

SYN_MUST_CHECK syn_status syn_name_key_of_entity(const syn_entity *entity, syn_arena *arena, syn_text *out_key);

#endif
