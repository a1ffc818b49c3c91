/*
 * Record reader: JSON lines of this program become records again.
 *
 * The store keeps records as JSON and reads them back through this. Unknown keys are skipped; a wrong type or a place outside its text is
 * SYN_BAD_INPUT with the key named.
 */
#ifndef SYN_RECORDS_RECORD_READER_H
#define SYN_RECORDS_RECORD_READER_H

#include "base/arena.h"
#include "records/record_writer.h"

/* The value of "record", the first key of every record, or an empty slice when it is no such object. Cheap: looks at nothing else. */
syn_text syn_record_kind(syn_text line);

SYN_MUST_CHECK syn_status syn_record_read_article(syn_text line, syn_arena *arena, syn_article *out_article, syn_error *error);

/* The kinds of records that are facts: "entity", …; ended by NULL. */
extern const char *const syn_fact_kind_names[];

/* `lines` are the facts of one article, newline-separated, in any order. */
SYN_MUST_CHECK syn_status syn_record_read_facts(syn_text lines, const syn_record_context *context, syn_arena *arena, syn_facts *out_facts,
                                                syn_error *error);
SYN_MUST_CHECK syn_status syn_record_read_sketch(syn_text line, syn_arena *arena, syn_sketch *out_sketch, syn_error *error);

/* What the internal forms of synopsis records hold beyond their public ones travels in keys that begin with '_'. */
SYN_MUST_CHECK syn_status syn_record_read_story(syn_text line, syn_arena *arena, syn_story *out_story, syn_error *error);
SYN_MUST_CHECK syn_status syn_record_read_occurrence(syn_text line, syn_arena *arena, syn_occurrence *out_occurrence, syn_error *error);
SYN_MUST_CHECK syn_status syn_record_read_fulfilment(syn_text line, syn_arena *arena, syn_fulfilment *out_fulfilment, syn_error *error);
SYN_MUST_CHECK syn_status syn_record_read_point(syn_text line, const syn_record_lookup *lookup, syn_arena *arena, syn_point *out_point,
                                                syn_error *error);
SYN_MUST_CHECK syn_status syn_record_read_entry(syn_text line, const syn_record_lookup *lookup, syn_arena *arena, syn_entry *out_entry,
                                                syn_error *error);
SYN_MUST_CHECK syn_status syn_record_read_reprint(syn_text line, const syn_record_lookup *lookup, syn_arena *arena,
                                                  syn_reprint *out_reprint, syn_error *error);

/* An entity record of the form that the store keeps (with "_members"; mentions are not read). */
SYN_MUST_CHECK syn_status syn_record_read_identity(syn_text line, syn_arena *arena, syn_identity *out_identity, syn_error *error);
/* The articles of its mentions, each once, in the order of the record. Returns SYN_OK, SYN_BAD_INPUT, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_record_read_mention_articles(syn_text line, syn_arena *arena, syn_id_list *out_articles, syn_error *error);
SYN_MUST_CHECK syn_status syn_record_read_lent(syn_text line, syn_arena *arena, syn_lent_date *out_lent, syn_error *error);

#endif
