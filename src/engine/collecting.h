/*
 * Collecting: what a run that adds pages notes in the ledger of collection: of each path that was named, what came of it and what failed.
 *
 * Written when the run goes on to the next path, and at its end; what a kill interrupts is not noted, its articles are there all the same.
 */
#ifndef SYN_ENGINE_COLLECTING_H
#define SYN_ENGINE_COLLECTING_H

#include "base/array.h"
#include "engine/article_batch.h"
#include "engine/pipeline.h"
#include "store/store.h"

typedef struct syn_collecting {
  syn_store *store;
  syn_article_batch *batch; /* is written before its articles are noted */
  const syn_input *input;
  syn_arena *arena; /* of the path under way */
  SYN_ARRAY(syn_id) articles;
  SYN_ARRAY(syn_request_failure) failures;
  syn_text asked;            /* when the address was asked for; empty of other paths */
  uint32_t further_failures; /* beyond the limit: counted, not named */
  size_t number;             /* of the path under way */
  bool has_begun;
} syn_collecting;

/* Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_collecting_init(syn_collecting *collecting, syn_store *store, syn_article_batch *batch,
                                              const syn_input *input, syn_error *error);
void syn_collecting_clear(syn_collecting *collecting);

/* Takes note of a page that is done, a failed one too. `now`: the time, in UTC. Statuses of the store. */
SYN_MUST_CHECK syn_status syn_collecting_take(syn_collecting *collecting, const syn_pipeline_result *result, syn_text now,
                                              syn_error *error);

/* Notes the last path. */
SYN_MUST_CHECK syn_status syn_collecting_finish(syn_collecting *collecting, syn_text now, syn_error *error);

#endif
