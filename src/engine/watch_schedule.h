/*
 * When what is watched is asked next. Pure: the same numbers give the same times, on every machine and in every run.
 *
 * Times are seconds since 1970-01-01 in UTC.
 */
#ifndef SYN_ENGINE_WATCH_SCHEDULE_H
#define SYN_ENGINE_WATCH_SCHEDULE_H

#include <stdbool.h>

#include "synoptic/text.h"

enum {
  SYN_WATCH_FIRST_S = 30 * 60,      /* between the first two askings of a feed */
  SYN_WATCH_LEAST_S = 5 * 60,       /* … of one that brings something each time */
  SYN_WATCH_MOST_S = 6 * 60 * 60,   /* … of one that brings nothing */
  SYN_WATCH_TTL_MOST_S = 24 * 3600, /* longest wish of a feed that is followed */
  SYN_WATCH_LIST_S = 24 * 3600,     /* lists of feeds, indexes of sitemaps */
  SYN_WATCH_RETRY_FIRST_S = 5 * 60, /* after the first failure; then twice as long each time */
  SYN_WATCH_RETRY_MOST_S = 24 * 3600,
  SYN_WATCH_UNREACHED_MOST_S = 2 * 3600,        /* where nothing answered at all: it may be one's own network that is down */
  SYN_WATCH_RETRY_AFTER_MOST_S = 7 * 24 * 3600, /* longest wish of a server that is followed */
  SYN_WATCH_ITEM_TRIES = 6,                     /* of a page that fails; then it is given up */
  SYN_WATCH_PATIENCE_S = 7 * 24 * 3600          /* with hosts that ask to come later; then its pages are given up */
};

/*
 * The interval of a feed after it has answered: shorter where it brought something, longer where it did not, never shorter than it wishes.
 * `before_s` 0: it answered for the first time. `wish_s`: of the feed (ttl, updatePeriod), 0: none is stated.
 */
uint32_t syn_watch_interval(uint32_t before_s, uint32_t wish_s, bool has_brought);

/*
 * When a feed is asked again: after its interval, and a little later for each address another time, so that not all are asked at once.
 * `every_s`: as the user wants it, and no later; 0: none.
 */
int64_t syn_watch_next(int64_t now, syn_text address, uint32_t interval_s, uint32_t every_s);

/*
 * The first time from `time` on that is in no hour and on no day that a feed asks to be spared (bits, as syn_feed has them), a little
 * behind the full hour, for each address another time. `time` where it asks for all of them.
 */
int64_t syn_watch_spared(int64_t time, syn_text address, uint32_t skip_hours, uint32_t skip_days);

/* When something is tried again that failed `failure_count` times in a row, 1 or more: not before `retry_after_s`, 0: not stated. */
int64_t syn_watch_retry(int64_t now, syn_text address, uint32_t failure_count, uint32_t retry_after_s);

/* When a page is looked at again for changes: one hour, six hours and a day after it was published. 0: not any more. */
int64_t syn_watch_recheck(int64_t now, int64_t published);

#endif
