/*
 * Reading what was derived: records of neighbourhoods as records of the whole.
 */
#ifndef SYN_ENGINE_DERIVED_READING_H
#define SYN_ENGINE_DERIVED_READING_H

#include "engine/collection_internal.h"
#include "synopsis/silence.h"

/* Within a reading: as syn_store_each_derived, with each entity once, whatever neighbourhoods know of it. */
SYN_MUST_CHECK syn_status syn_collection_each_derived(syn_collection *collection, const char *kind, syn_id story,
                                                      syn_status (*visit)(void *context, const syn_store_derived *record), void *context,
                                                      syn_error *error);

/*
 * One record of the entity records of several neighbourhoods, at the end of `line`, under this id and name (empty: the fullest). What it is
 * made of lives in `arena`. Returns SYN_OK, SYN_BAD_INPUT, SYN_LIMIT, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_derived_merge_entity(const syn_text *lines, size_t count, syn_id id, syn_text name, syn_arena *arena,
                                                   syn_buffer *line, syn_error *error);

/* Within a reading: what was collected, to tell the silence of stories by. In `arena`; for syn_silence_close. */
SYN_MUST_CHECK syn_status syn_collection_silence(syn_collection *collection, syn_arena *arena, syn_silence **out_silence, syn_error *error);

#endif
