/*
 * Counts: how much is in a store.
 *
 * Whoever hands them out owns the lists and names.
 */
#ifndef SYNOPTIC_COUNTS_H
#define SYNOPTIC_COUNTS_H

#include <stddef.h>
#include <stdint.h>

typedef struct syn_tally {
  const char *name; /* of what is counted */
  uint64_t count;
} syn_tally;

/* Who read articles, and how many. */
typedef struct syn_reading_tally {
  const char *version, *model, *world; /* of the program (empty: not known), and digests */
  uint64_t count;
} syn_reading_tally;

typedef struct syn_counts {
  uint64_t article_count, outlet_count;
  uint64_t story_count;                    /* as last computed */
  uint64_t capture_count, kept_count;      /* articles of whose page something is known; whose bytes are kept */
  uint64_t page_bytes, packed_bytes;       /* of the pages that are kept: as captured, and as they are kept */
  uint64_t file_bytes, free_bytes;         /* of the store's file; unused in it */
  uint64_t generation, derived_generation; /* of the set of articles; of that for which stories were computed */
  const syn_tally *facts;                  /* by kind, in alphabetical order */
  size_t fact_kind_count;
  const syn_reading_tally *readers; /* in alphabetical order */
  size_t reader_count;
} syn_counts;

#endif
