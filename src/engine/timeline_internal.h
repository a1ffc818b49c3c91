/*
 * Timeline, inside: what its parts share while it is read: what is asked for (timeline_request.c), which days matter (timeline_days.c),
 * what the accounts say (timeline_accounts.c).
 */
#ifndef SYN_ENGINE_TIMELINE_INTERNAL_H
#define SYN_ENGINE_TIMELINE_INTERNAL_H

#include "base/array.h"
#include "base/map.h"
#include "engine/collection_internal.h"
#include "synopsis/timeline.h"
#include "synoptic/timeline.h"

enum { SYN_TIMELINE_ACTOR_LIMIT = 2 };

typedef SYN_ARRAY(syn_id) syn_id_array;

/* What is asked for, with names resolved. Lists are sorted. */
typedef struct syn_timeline_wish {
  syn_id_list parties[SYN_TIMELINE_ACTOR_LIMIT]; /* who counts as each actor: himself, and who holds an office of the state */
  syn_id actors[SYN_TIMELINE_ACTOR_LIMIT];
  uint32_t actor_count;
  bool is_place_meant; /* the one actor is a place: what was there counts too */
  bool has_place, has_story, has_type;
  syn_id_list places, articles; /* articles: of the story and of those linked to it */
  syn_event_type type;
  int32_t from, to;
  uint32_t limit, day_count;
} syn_timeline_wish;

/* The public struct and the memory behind it; the public one comes first, so that a pointer to it is a pointer to this. */
typedef struct syn_owned_timeline {
  syn_timeline public;
  syn_arena *arena;
  syn_article_set set; /* the accounts in full */
  syn_map places;      /* id of an occurrence -> its item; of others: item_count and more */
} syn_owned_timeline;

typedef struct syn_timeline_reading {
  syn_collection *collection;
  syn_arena *arena;   /* of the timeline */
  syn_arena *scratch; /* of one record or one article */
  syn_error *error;
  syn_synopsis lent;
  syn_timeline_wish wish;
} syn_timeline_reading;

/* Resolves the request into reading->wish. Within a reading of the store, as all here. */
SYN_MUST_CHECK syn_status syn_timeline_read_wish(syn_timeline_reading *reading, const syn_timeline_request *request);

/* Whether the list, which is sorted, has the id. */
bool syn_timeline_has(syn_id_list list, syn_id id);

/* The heaviest days of the accounts that are asked for, in order; their words are empty as yet. */
SYN_MUST_CHECK syn_status syn_timeline_read_days(syn_timeline_reading *reading, syn_timeline_day **out_days, uint32_t *out_count);

/* What the accounts of the items say, from the articles of `set`; places items in time. */
SYN_MUST_CHECK syn_status syn_timeline_read_accounts(syn_timeline_reading *reading, const syn_article_set *set, syn_timeline_item *items,
                                                     uint32_t item_count);

#endif
