/*
 * Record writer: records become JSON, one object a line, as docs/records.md describes them.
 *
 * Offsets leave as Unicode code points. Keys that hold nothing are left out. The same record gives the same bytes.
 */
#ifndef SYN_RECORDS_RECORD_WRITER_H
#define SYN_RECORDS_RECORD_WRITER_H

#include "base/json_writer.h"
#include "base/utf8.h"
#include "records/sketch.h"
#include "synoptic/synopsis.h"

enum { SYN_RECORD_SCHEMA = 1 };

/* The article that offsets belong to, with its index of code points for title, text and each caption. */
typedef struct syn_record_context {
  const syn_article *article;
  syn_utf8_index title, text, *captions;
} syn_record_context;

SYN_MUST_CHECK syn_status syn_record_context_init(const syn_article *article, syn_arena *arena, syn_record_context *out_context);

/*
 * Ids of entities may be replaced on the way out: article-level ids by identities. NULL function: as they are.
 */
typedef struct syn_record_renaming {
  syn_id (*entity)(const void *context, syn_id id);
  const void *context;
} syn_record_renaming;

/* {"record":"header","schema":1,"program":"synoptic","version":…,"model":…,"world":…} */
void syn_record_write_header(syn_buffer *line, const char *version, syn_text model_digest, syn_text world_digest);

/* The same of a store, where so many articles were read with another model or world; the key is left out when there are none. */
void syn_record_write_store_header(syn_buffer *line, const char *version, syn_text model_digest, syn_text world_digest,
                                   uint64_t read_by_others);

/* Each writes one object and a newline. Failures stay in line->status. */
void syn_record_write_article(syn_buffer *line, const syn_article *article);
void syn_record_write_entity(syn_buffer *line, const syn_record_context *context, const syn_entity *entity);
void syn_record_write_time(syn_buffer *line, const syn_record_context *context, const syn_time *time);
void syn_record_write_quantity(syn_buffer *line, const syn_record_context *context, const syn_facts *facts,
                               const syn_record_renaming *renaming, const syn_quantity *quantity);
void syn_record_write_quote(syn_buffer *line, const syn_record_context *context, const syn_facts *facts,
                            const syn_record_renaming *renaming, const syn_quote *quote);
void syn_record_write_event(syn_buffer *line, const syn_record_context *context, const syn_facts *facts,
                            const syn_record_renaming *renaming, const syn_event *event);
void syn_record_write_sketch(syn_buffer *line, const syn_article *article, const syn_sketch *sketch);

/* All facts of an article in the order entity, time, quantity, quote, event. With `renaming`, entities are left out (identities take their
 * place). */
void syn_record_write_facts(syn_buffer *lines, const syn_record_context *context, const syn_facts *facts,
                            const syn_record_renaming *renaming);

/* One mention, as the next value: {"article":…,"start":…,"end":…,"kind":…}. */
void syn_record_write_mention(syn_json_writer *writer, const syn_record_context *context, const syn_mention *mention);

/* A merged entity: `mentions_json` is the JSON array of its mentions, collected over its members; empty: none are listed. */
void syn_record_write_identity(syn_buffer *line, const syn_identity *identity, syn_text mentions_json);

/* Contexts of the articles that a story-level record points into. */
typedef struct syn_record_lookup {
  const syn_record_context *(*context)(const void *user, syn_id article); /* NULL when unknown: offsets are then left as they are */
  const void *user;
} syn_record_lookup;

void syn_record_write_reprint(syn_buffer *line, const syn_record_lookup *lookup, const syn_reprint *reprint);
void syn_record_write_story(syn_buffer *line, const syn_story *story);
void syn_record_write_occurrence(syn_buffer *line, const syn_occurrence *occurrence);
void syn_record_write_fulfilment(syn_buffer *line, const syn_fulfilment *fulfilment);
void syn_record_write_point(syn_buffer *line, const syn_record_lookup *lookup, const syn_point *point);
void syn_record_write_entry(syn_buffer *line, const syn_record_lookup *lookup, const syn_entry *entry);

/* {"record":"lent",…}: a publication interval that was lent; for the store, not exported. */
void syn_record_write_lent(syn_buffer *line, const syn_lent_date *lent);

#endif
