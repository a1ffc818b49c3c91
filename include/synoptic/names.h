/*
 * Names of enumerated values, as records and commands spell them ("more_than", "CONSULT").
 *
 * Each function returns a static string, "?" for a value that is out of range, never NULL.
 */
#ifndef SYNOPTIC_NAMES_H
#define SYNOPTIC_NAMES_H

#include "synoptic/request.h"
#include "synoptic/synopsis.h"

SYN_C_BEGIN

SYN_PUBLIC const char *syn_basis_name(unsigned value);
SYN_PUBLIC const char *syn_entity_type_name(unsigned value);
SYN_PUBLIC const char *syn_mention_kind_name(unsigned value);
SYN_PUBLIC const char *syn_link_name(unsigned value);
SYN_PUBLIC const char *syn_time_type_name(unsigned value);
SYN_PUBLIC const char *syn_quantity_kind_name(unsigned value);
SYN_PUBLIC const char *syn_bound_name(unsigned value);
SYN_PUBLIC const char *syn_instrument_name(unsigned value);
SYN_PUBLIC const char *syn_stage_name(unsigned value);
SYN_PUBLIC const char *syn_quote_kind_name(unsigned value);
SYN_PUBLIC const char *syn_event_type_name(unsigned value);
SYN_PUBLIC const char *syn_modality_name(unsigned value);
SYN_PUBLIC const char *syn_slot_name(unsigned value);
SYN_PUBLIC const char *syn_point_kind_name(unsigned value);
SYN_PUBLIC const char *syn_label_name(unsigned value);
SYN_PUBLIC const char *syn_change_kind_name(unsigned value);
SYN_PUBLIC const char *syn_request_kind_name(unsigned value);
SYN_PUBLIC const char *syn_difference_name(unsigned value);
SYN_PUBLIC const char *syn_fulfilment_kind_name(unsigned value);

/* The sign that stands before a label's name, so that labels are told by shape too: = ~ ! " - */
SYN_PUBLIC const char *syn_label_sign(syn_label label);

/* What a story is to one that it has a link of this kind to: "follows up", "tells anew", "in a chain with"; "linked to" for other kinds. */
SYN_PUBLIC const char *syn_story_link_phrase(syn_text kind);

SYN_C_END

#endif
