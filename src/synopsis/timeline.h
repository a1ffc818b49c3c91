/*
 * Timeline: the order of what is dated by halves, and which days matter in a collection.
 *
 * Pure: knows intervals, days and numbers, no store. A month stays a month: it stands where it begins, behind a day and
 * before a year that begin there too.
 */
#ifndef SYN_SYNOPSIS_TIMELINE_H
#define SYN_SYNOPSIS_TIMELINE_H

#include "base/array.h"
#include "base/map.h"
#include "synoptic/synopsis.h"

/* The order of two dates: the first day (of one without a beginning its last), then the narrower; undated ones last. */
int syn_timeline_compare(const syn_interval *a, const syn_interval *b);

/* Whether something of this date can have been between two days, both included. Undated: not. */
bool syn_timeline_meets(const syn_interval *date, int32_t from, int32_t to);

/*
 * What several accounts' dates of one thing come to: the narrowest of them, of equal ones the earliest; where two exclude each other what
 * spans them all, and `out_differ` is true. Those with basis NONE say nothing.
 */
syn_interval syn_timeline_join(const syn_interval *dates, size_t count, bool *out_differ);

/* ---- days ---- */

/* A day and who speaks of it. */
typedef struct syn_day_tally {
  int32_t day;
  uint32_t named, published; /* independent accounts that name it, that appeared on it */
  int32_t soonest;           /* day on which the account appeared that named it soonest afterwards; SYN_DAY_MAXIMUM: none is known */
  syn_id article;            /* that account; none: nobody names it */
  syn_span span;             /* of its words */
} syn_day_tally;

/* Tallies of all days. All memory is the arena's: a few dozen bytes a day, and as many for each account that is not independent and a day.
 */
typedef struct syn_day_book {
  syn_arena *arena;
  syn_map places; /* day -> index into tallies */
  SYN_ARRAY(syn_day_tally) tallies;
  syn_map seen; /* of accounts that are of one origin with others: origin, day and kind */
} syn_day_book;

/* One account as the book sees it. */
typedef struct syn_day_account {
  syn_id article;
  uint32_t origin; /* the same number for accounts that are not independent; UINT32_MAX: alone */
  syn_interval published;
} syn_day_account;

void syn_day_book_init(syn_day_book *book, syn_arena *arena);

/* A day that an account names, and the words for it. */
typedef struct syn_day_name {
  int32_t day;
  syn_span span;
} syn_day_name;

/* Adds an account with the days that it names, each once, and the one on which it appeared. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_day_book_add(syn_day_book *book, const syn_day_account *account, const syn_day_name *named, size_t count);

/* The heaviest days (named + published; then the more often named; then the earlier), in order of time. At most `limit`; SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_day_book_heaviest(const syn_day_book *book, int32_t from, int32_t to, uint32_t limit, syn_arena *arena,
                                                syn_day_tally **out_days, uint32_t *out_count);

#endif
