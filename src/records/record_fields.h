/*
 * Record fields: the pieces that several records write: ids, spans, intervals, lists.
 *
 * Used by the record writers, and by lines that hold records (engine/find_output.c). "key" variants leave the key out when there is
 * nothing to say.
 */
#ifndef SYN_RECORDS_RECORD_FIELDS_H
#define SYN_RECORDS_RECORD_FIELDS_H

#include "records/record_writer.h"

void syn_field_id(syn_json_writer *writer, syn_id id); /* the value */
void syn_field_key_id(syn_json_writer *writer, const char *key, syn_id id);
void syn_field_optional_text(syn_json_writer *writer, const char *key, syn_text text);
void syn_field_texts(syn_json_writer *writer, const char *key, const syn_text *items, uint32_t count); /* always written */
void syn_field_ids(syn_json_writer *writer, const char *key, const syn_id *items, uint32_t count);     /* always written */

/* Code points before byte `offset` of the span's field (clamped to it). A NULL context leaves the offset as it is. */
size_t syn_field_codepoint(const syn_record_context *context, syn_span span, uint32_t offset);

/* "start", "end", "in", "index" into the open object. A NULL context leaves the offsets as they are. */
void syn_field_place(syn_json_writer *writer, const syn_record_context *context, syn_span span);

/* {"start":…,"end":…} under a key; with `key` NULL as the next value. */
void syn_field_span(syn_json_writer *writer, const char *key, const syn_record_context *context, syn_span span);
void syn_field_spans(syn_json_writer *writer, const char *key, const syn_record_context *context, const syn_span_list *list);

/* "from" and "to" into the open object, an open side left out. */
void syn_field_sides(syn_json_writer *writer, syn_interval interval);

/* {"from":…,"to":…,"basis":…,"why":…} under a key; left out when the basis is NONE. */
void syn_field_interval(syn_json_writer *writer, const char *key, syn_interval interval, syn_text why);

/* Starts an object that begins {"record":<kind>. */
void syn_field_begin(syn_json_writer *writer, syn_buffer *line, const char *kind);

/* Ends the object and the line. */
void syn_field_end(syn_json_writer *writer);

#endif
