/*
 * Inside `find`: what its files share.
 */
#ifndef SYN_ENGINE_FIND_INTERNAL_H
#define SYN_ENGINE_FIND_INTERNAL_H

#include "base/array.h"
#include "base/map.h"
#include "engine/find_names.h"
#include "engine/find_query.h"

/* The public struct and the memory behind it; the public one comes first, so that a pointer to it is a pointer to this. */
typedef struct syn_owned_find {
  syn_find_result public;
  syn_arena *arena;
  syn_article_set set;                /* the articles of the result */
  syn_map members;                    /* id of an article's entity, or of an identity -> place among the identities */
  SYN_ARRAY(syn_identity) identities; /* that hits name; id and name alone */
} syn_owned_find;

/* An article that may hold what is asked for. */
typedef struct syn_candidate {
  syn_id id;
  uint32_t rank;          /* among those with the words, the best first; 0 where none are asked for */
  syn_interval published; /* with a lent date; known where the query has dates or no words */
} syn_candidate;

/* A fact or a point that is asked for. */
typedef struct syn_find_entry {
  syn_id article;  /* of a point: its own id */
  uint32_t index;  /* of the event or quote */
  uint32_t weight; /* of a point */
  syn_interval date;
  syn_text line; /* of a point */
} syn_find_entry;

typedef struct syn_found_list {
  syn_found_name items[SYN_FIND_NAME_LIMIT];
  uint32_t count;
} syn_found_list;

typedef struct syn_find_job {
  syn_collection *collection;
  syn_owned_find *owned;
  syn_arena *arena, *scratch; /* of the result; of one article */
  syn_find_query query;
  uint32_t limit;
  syn_synopsis lent;
  syn_found_list actors, places, speakers;
  SYN_ARRAY(syn_candidate) candidates; /* sorted by id */
  SYN_ARRAY(syn_find_entry) hits;
  syn_error *error;
} syn_find_job;

/* Whether some days, as far as they are known, meet those of the query. */
bool syn_find_is_within(const syn_find_job *job, const syn_interval *days);

/* The newest first, undated last: for sorting; 0 where both are the same. */
int syn_find_compare_dates(const syn_interval *a, const syn_interval *b);

/* find_passage.c */

/* Whether all clauses hold in the words, and nothing that is left out stands in them. Scratch memory. */
SYN_MUST_CHECK syn_status syn_find_holds(syn_find_job *job, syn_text words, bool *out_holds);

/* The passage of an article that shows the most of the words; its beginning where none stand in it. */
SYN_MUST_CHECK syn_status syn_find_best_passage(syn_find_job *job, const syn_article *article, syn_passage_found *passage);

/* Marks the words of the query in passage->span. */
SYN_MUST_CHECK syn_status syn_find_mark(syn_find_job *job, const syn_article *article, syn_passage_found *passage);

/* Whether each of the names is mentioned within the span. */
bool syn_find_mentions(const syn_found_list *names, const syn_facts *facts, syn_span span);

/* find_facts.c: events and quotes, find_points.c: points. Both fill the hits of the job, in no order; build makes the result of the first.
 */
SYN_MUST_CHECK syn_status syn_find_facts(syn_find_job *job);
SYN_MUST_CHECK syn_status syn_find_build_facts(syn_find_job *job);
SYN_MUST_CHECK syn_status syn_find_points(syn_find_job *job);
SYN_MUST_CHECK syn_status syn_find_build_points(syn_find_job *job);

/* Reads the articles of the result, whose ids are given in any order; facts are made empty. */
SYN_MUST_CHECK syn_status syn_find_read_articles(syn_find_job *job, syn_id *ids, size_t count);

/* The place of an article of the result. */
uint32_t syn_find_place_of(const syn_find_job *job, syn_id article);

#endif
