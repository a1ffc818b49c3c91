/*
 * Names of enumerated values, as records and commands spell them, and back.
 *
 * Each *_name returns a static string (never NULL: "?" for what is out of range); each
 * *_parse returns whether `text` is one of the names.
 */
#ifndef SYN_RECORDS_NAMES_H
#define SYN_RECORDS_NAMES_H

#include "synoptic/names.h"

bool syn_basis_parse(syn_text text, syn_basis *out_value);
bool syn_entity_type_parse(syn_text text, syn_entity_type *out_value);
bool syn_mention_kind_parse(syn_text text, syn_mention_kind *out_value);
bool syn_link_parse(syn_text text, syn_link *out_value);
bool syn_time_type_parse(syn_text text, syn_time_type *out_value);
bool syn_quantity_kind_parse(syn_text text, syn_quantity_kind *out_value);
bool syn_bound_parse(syn_text text, syn_bound *out_value);
bool syn_instrument_parse(syn_text text, syn_instrument *out_value);
bool syn_stage_parse(syn_text text, syn_stage *out_value);
bool syn_quote_kind_parse(syn_text text, syn_quote_kind *out_value);
bool syn_event_type_parse(syn_text text, syn_event_type *out_value);
bool syn_modality_parse(syn_text text, syn_modality *out_value);
bool syn_slot_parse(syn_text text, syn_slot *out_value);
bool syn_point_kind_parse(syn_text text, unsigned *out_value);
bool syn_label_parse(syn_text text, syn_label *out_value);
bool syn_change_kind_parse(syn_text text, syn_change_kind *out_value);
bool syn_request_kind_parse(syn_text text, syn_request_kind *out_value);
bool syn_difference_parse(syn_text text, syn_difference *out_value);
bool syn_fulfilment_kind_parse(syn_text text, syn_fulfilment_kind *out_value);

#endif
