/*
 * Event scale: how hostile or helpful an act is, by its type and mode, from -10 to 10 (data/world/event_scale.tsv, PLOVER's scores). It is
 * a property of the act, whether it happened or not; that tells the modality.
 */
#ifndef SYN_FACTS_EVENT_SCALE_H
#define SYN_FACTS_EVENT_SCALE_H

#include "records/names.h"
#include "world/world.h"

/*
 * The score of a type and mode; of a mode that has none, and of an empty one, that of the type.
 *
 * Returns SYN_OK; SYN_NOT_FOUND when the world has no scale for the type; SYN_BAD_INPUT for a row that is no number (named).
 */
SYN_MUST_CHECK syn_status syn_event_scale(const syn_world *world, syn_event_type type, syn_text mode, syn_decimal *out_scale,
                                          syn_error *error);

#endif
