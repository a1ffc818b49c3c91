/*
 * Points: the facts of a story, one line each, with what every account says of it.
 */
#ifndef SYN_SYNOPSIS_POINTS_H
#define SYN_SYNOPSIS_POINTS_H

#include "synopsis/gathering.h"
#include "synopsis/point_labels.h"
#include "synopsis/text_words.h"

/* Fills gathering->points. All other parts must stand. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_points_find(syn_gathering *gathering);

/* ---- between points.c and its parts ---- */

typedef SYN_ARRAY(syn_point) syn_point_array;

/* The points of one story in the making. */
typedef struct syn_point_making {
  syn_gathering *gathering;
  syn_arena *scratch; /* of this story */
  const syn_story *story;
  uint32_t *accounts; /* in the order of the story's articles */
  uint32_t account_count;
  uint32_t *columns; /* those of them that are compared: all but the third copies of large stories (point_copies.h), in that order */
  uint32_t count;
  uint32_t *column_of;                /* of each of `accounts`: the column that speaks for it */
  uint32_t *stands_for;               /* of each column: how many accounts it speaks for */
  syn_function_words *function_words; /* of each column's language */
  int matter;                         /* the type of most of the story's events; -1: it has none */
  syn_point_array *points;
} syn_point_making;

/*
 * Whether a point is worth its place: in a story of more than SYN_POINT_ALL_ACCOUNTS accounts, one in so many must read it. Nobody could
 * look at the others, and listing for each who is silent would take memory with the square of the accounts.
 */
enum { SYN_POINT_ALL_ACCOUNTS = 200 };
bool syn_point_is_kept(const syn_point_making *making, const uint8_t *spoke);

/*
 * How many figures, and how many quotes, of one account are compared: the first ones in the order of the text. A page that holds more is a
 * table, and pairs of thousands would take memory that other stories need. In large stories fewer, so that all together stay below
 * SYN_POINT_STORY_LIMIT as long as each account has SYN_POINT_ACCOUNT_LEAST.
 */
enum { SYN_POINT_ACCOUNT_LIMIT = 400, SYN_POINT_ACCOUNT_LEAST = 20, SYN_POINT_STORY_LIMIT = 20000 };
uint32_t syn_point_account_limit(const syn_point_making *making);

/* Figures that are one fact. Adds points to making->points. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_points_of_quantities(syn_point_making *making);

/* Utterances that are one. */
SYN_MUST_CHECK syn_status syn_points_of_quotes(syn_point_making *making);

/* Matters that accounts tell of, with how far each tells them to have come; their days and places. */
SYN_MUST_CHECK syn_status syn_points_of_events(syn_point_making *making);

/* Actors whose name the accounts spell differently. */
SYN_MUST_CHECK syn_status syn_points_of_names(syn_point_making *making);

/* Persons to whom the accounts give roles that disagree. */
SYN_MUST_CHECK syn_status syn_points_of_roles(syn_point_making *making);

/*
 * What makes a point central to its story, added to its weight: a headline says it, an account begins with it, it is of the matter that
 * most of the story's events are of (`event_type` of its readings' event; -1: none), it is money or a count.
 */
uint32_t syn_point_emphasis(const syn_point_making *making, const syn_point *point, int event_type);

/*
 * Completes a point whose kind, about, label, difference and readings stand: sorts without_value and silent (`spoke` of each column: 0
 * silent, 1 without a value, 2 with one), counts origins and weighs. `emphasis`: added to the weight. `facts`: ids of what it was made of,
 * for its own.
 */
SYN_MUST_CHECK syn_status syn_point_complete(syn_point_making *making, syn_point *point, const uint8_t *spoke, uint32_t emphasis,
                                             const syn_text *facts, uint32_t fact_count);

/* The identities of entities of one account, sorted, without repetition. */
SYN_MUST_CHECK syn_status syn_point_identities(const syn_point_making *making, uint32_t account, syn_index_list entities,
                                               syn_id_list *out_identities);

#endif
