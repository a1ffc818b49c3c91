/*
 * Sources: the outlets of a store: what was collected of each and what failed, whom it credits, who copied whom, and how much is its own.
 *
 * Owns all that it points to.
 */
#ifndef SYNOPTIC_SOURCES_H
#define SYNOPTIC_SOURCES_H

#include "synoptic/collection.h"
#include "synoptic/request.h"

SYN_C_BEGIN

/* An agency or another outlet, and in how many articles. */
typedef struct syn_source_tally {
  syn_text name;
  uint32_t article_count;
} syn_source_tally;

typedef struct syn_source_tallies {
  const syn_source_tally *items; /* most articles first, then by name */
  uint32_t count;
} syn_source_tallies;

/* Days in a row on each of which an article appeared, or the outlet was asked for at a stated time. */
typedef struct syn_source_days {
  int32_t first, last; /* days since 1970-01-01 */
  uint32_t article_count;
} syn_source_days;

typedef struct syn_source {
  syn_text name;
  syn_text owner, country; /* of the world data; empty: not known */
  uint32_t article_count;
  uint32_t replaced_count;     /* of them: versions that a later one has replaced */
  uint32_t undated_count;      /* of them: without a stated day */
  const syn_source_days *days; /* what is covered, in order; what lies between is a gap */
  uint32_t days_count;
  uint32_t day_count;            /* days in all of them */
  syn_source_tallies agencies;   /* credited in its articles */
  syn_source_tallies gave, took; /* who copied it, and whom it copied */
  syn_source_tallies shares;     /* with whom it shares passages, of which nobody knows who was first */
  uint32_t own_count;            /* articles that are its own: neither copied nor an agency's alone */
  uint32_t unclear_count;        /* that share passages with another's and may be either's */
  uint32_t failed_count;         /* inputs that failed in requests for it alone */
  const uint32_t *requests;      /* of syn_sources, in which it was asked for or came */
  uint32_t request_count;
} syn_source;

typedef struct syn_sources {
  const syn_source *sources; /* most articles first, then by name */
  uint32_t source_count;
  uint32_t article_count;      /* of all; those without an outlet too */
  uint32_t without_outlet;     /* articles that tell neither an outlet nor an address */
  const syn_request *requests; /* the whole ledger of collection, by the time of asking, then source */
  uint32_t request_count;
  uint64_t failed_count; /* inputs that failed, of all requests */
} syn_sources;

/*
 * All outlets (NULL), or the one of this name, in any case, or the only one whose name holds these words. The caller destroys the sources.
 * Returns SYN_OK, SYN_NOT_FOUND when there is no such outlet, SYN_BAD_ARGUMENT when there are several, SYN_IO, SYN_BAD_INPUT,
 * SYN_NO_MEMORY.
 */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_collection_sources(syn_collection *collection, const char *outlet, syn_sources **out_sources,
                                                            syn_error *error);

/* Gives all memory back and sets *sources to NULL; does nothing for NULL. */
SYN_PUBLIC void syn_sources_destroy(syn_sources **sources);

/* A `source` record for each outlet and a `collection` record for each request, with the times of reading, as JSON lines. */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_sources_write_records(const syn_sources *sources, const syn_sink *sink, syn_error *error);

SYN_C_END

#endif
