/*
 * Find: what in a store has these words and fields: articles, events, quotes or points, each with the passage that it rests on.
 *
 * Owns all that it points to. Spans count bytes into the articles' fields.
 */
#ifndef SYNOPTIC_FIND_H
#define SYNOPTIC_FIND_H

#include "synoptic/collection.h"

SYN_C_BEGIN

/* What is asked for. Fields may stand in the query, too; those given here count as well. Zeroed but for one of them: fine. */
typedef struct syn_find_request {
  const char *query; /* docs/find.md; at most 4096 bytes */
  const char *actor, *place, *speaker, *outlet, *type, *label, *kind, *from, *to;
  uint32_t limit; /* hits that are handed out; 0: 20 */
} syn_find_request;

enum { SYN_FIND_DEFAULT_LIMIT = 20, SYN_FIND_LIMIT = 10000 };

/* The query decides which: a label or a kind asks for points, a speaker for quotes, a type for events, all else for articles. */
typedef enum syn_hit_kind { SYN_HIT_ARTICLE, SYN_HIT_EVENT, SYN_HIT_QUOTE, SYN_HIT_POINT, SYN_HIT_KIND_COUNT } syn_hit_kind;

/* Where a hit stands, and the words of the query in it. */
typedef struct syn_passage_found {
  uint32_t article;      /* its place in the list of articles */
  syn_span words;        /* an event's sentence, a quote's content, a reading's words; of an article: as `span` */
  syn_span span;         /* what to show: the sentence around them; of an article a passage with words of the query, or its beginning */
  const syn_span *marks; /* within the span */
  uint32_t mark_count;
} syn_passage_found;

typedef struct syn_hit {
  const syn_passage_found *passages; /* of a point one a reading, in their order; else one */
  uint32_t passage_count;
  uint32_t index;         /* of the event or quote in the facts of its article */
  const syn_point *point; /* of a point; else NULL */
  syn_interval date;      /* of the event, else of the article's publication */
} syn_hit;

typedef struct syn_find_result {
  syn_hit_kind kind;
  const syn_hit *hits; /* with words the best first; else the newest, of points the heaviest; ties in order of id and of the text */
  uint32_t hit_count;
  uint64_t total_count;        /* with those beyond the limit */
  const syn_article *articles; /* that hits stand in, sorted by id */
  const syn_facts *facts;      /* one an article; empty ones where articles or points were asked for */
  uint32_t article_count;
} syn_find_result;

/*
 * Looks. Actors, places and speakers are named as for syn_collection_who. Returns SYN_OK, also where nothing is found; SYN_BAD_ARGUMENT for
 * a query that cannot be understood or a name that several have, SYN_NOT_FOUND for a name that nobody has; SYN_IO, SYN_BAD_INPUT,
 * SYN_NO_MEMORY. The caller destroys the result.
 */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_collection_find(syn_collection *collection, const syn_find_request *request,
                                                         syn_find_result **out_result, syn_error *error);
SYN_PUBLIC void syn_find_result_destroy(syn_find_result **result);

/* "article", "event", "quote", "point" */
SYN_PUBLIC const char *syn_hit_kind_name(unsigned kind);

/* A short name for an article: its outlet, else the address's host, else the file's name. */
SYN_PUBLIC syn_text syn_find_outlet(const syn_find_result *result, uint32_t article);

/* The hits and a last line with their number, as JSON lines (docs/find.md). Returns SYN_OK, SYN_IO from the sink, SYN_NO_MEMORY. */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_find_write_records(const syn_find_result *result, const syn_sink *sink, syn_error *error);

SYN_C_END

#endif
