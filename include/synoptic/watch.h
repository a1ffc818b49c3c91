/*
 * Watch: feeds, news sitemaps and lists of feeds that are asked again and again, and whose items are read into the store.
 *
 * What is watched is kept in the store: addresses, when each may be asked next, how often it failed, which items were seen. A watching that
 * was killed goes on where it was. docs/watch.md
 */
#ifndef SYNOPTIC_WATCH_H
#define SYNOPTIC_WATCH_H

#include "synoptic/collection.h"

SYN_C_BEGIN

/* Zero is the default of each. */
typedef struct syn_watch_options {
  /*
   * What to watch from now on, beside what is watched already: addresses of feeds, sitemaps, indexes of sitemaps, lists of feeds (OPML) or
   * of a site that names its feed, or, in its robots.txt, a sitemap; files with a list of feeds.
   */
  const char *const *addresses;
  size_t address_count;
  bool is_once;               /* asks all that are due, and ends; else until `may_go_on` says no */
  bool is_feed_only;          /* of `addresses`: what the feed itself holds is taken, and no page is asked for */
  bool without_bytes;         /* keeps the digests of the pages alone */
  uint32_t every_s;           /* of `addresses`, or, without any, of all in this run: 0: as each feed has it */
  uint32_t page_limit;        /* pages that are asked for in one round: 1,000 */
  const syn_network *network; /* NULL: the defaults */
} syn_watch_options;

typedef enum syn_watch_event_kind {
  SYN_WATCH_FEED_ADDED,     /* `address` is watched from now on; `from`: which list, index or site named it, or empty */
  SYN_WATCH_FEED_CAME,      /* it answered; `count` of its items are new or changed */
  SYN_WATCH_FEED_UNCHANGED, /* nothing has changed since the last time */
  SYN_WATCH_FEED_FAILED,    /* `why` */
  SYN_WATCH_FEED_MOVED,     /* from `from` to `address`, where it is asked from now on */
  SYN_WATCH_FEED_GONE,      /* it says that it is no more, and is not asked again */
  SYN_WATCH_ITEM_NEW,       /* `article` was read */
  SYN_WATCH_ITEM_CHANGED,   /* `article` is a new version */
  SYN_WATCH_ITEM_UNCHANGED, /* it was there already, or has not changed */
  SYN_WATCH_ITEM_FAILED,    /* `why` */
  SYN_WATCH_EVENT_KIND_COUNT
} syn_watch_event_kind;

/* Lives during the call. Of texts what is not known is empty. */
typedef struct syn_watch_event {
  syn_watch_event_kind kind;
  syn_text address; /* of the feed, or of the item's page */
  syn_text from;
  syn_text title; /* of the feed, or of the item */
  syn_text why;
  syn_id article;
  uint32_t count;
  int64_t next; /* when it is asked again, in seconds since 1970-01-01 in UTC; 0: not */
} syn_watch_event;

/* What one call of syn_collection_watch has done so far. */
typedef struct syn_watch_progress {
  uint64_t feed_count;                                              /* that are watched and not gone */
  uint64_t asked_count;                                             /* answers of feeds, failures too */
  uint64_t feed_failures;                                           /* of them */
  uint64_t new_count, changed_count, unchanged_count, failed_count; /* items */
  uint64_t under_way_count;                                         /* requests that are asked for now */
  int64_t next; /* when something is due next, in seconds since 1970-01-01 in UTC; 0: at once, or never */
} syn_watch_progress;

/* Calls from the caller's own thread; each may be NULL. */
typedef struct syn_watch_observer {
  void (*event)(void *context, const syn_watch_event *event);
  void (*progress)(void *context, const syn_watch_progress *progress);
  bool (*may_go_on)(void *context); /* asked several times a second; false ends the watching: what has come is kept */
  void *context;
} syn_watch_observer;

/* "feed_added", "feed_came", …; never NULL. */
SYN_PUBLIC const char *syn_watch_event_kind_name(syn_watch_event_kind kind);

/*
 * Takes `options->addresses` up and watches all that is watched. Returns SYN_OK also when feeds or items failed; SYN_BAD_ARGUMENT for an
 * address that is none; SYN_NOT_FOUND when nothing is watched, or there is no library for the network; SYN_BAD_INPUT, SYN_IO, SYN_LIMIT
 * (more than 10,000 addresses), SYN_NO_MEMORY.
 */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_collection_watch(syn_collection *collection, const syn_watch_options *options,
                                                          const syn_watch_observer *observer, syn_watch_progress *out_progress,
                                                          syn_error *error);

/* An address that is watched. Times are seconds since 1970-01-01 in UTC, 0 for never. */
typedef struct syn_watched {
  syn_text address, moved_from; /* moved_from: where it was first, or the site that named it; or empty */
  syn_text kind;                /* "rss", "atom", "json", "sitemap", "index", "opml"; empty: it has not answered yet */
  syn_text title, outlet;
  syn_text parent; /* the list or index that named it, or empty */
  syn_text why;    /* it failed the last time; or empty */
  bool is_gone, is_feed_only;
  int64_t asked, answered, next;
  uint32_t failure_count;                              /* in a row */
  uint64_t times;                                      /* it was asked for */
  uint64_t article_count, waiting_count, failed_count; /* items */
} syn_watched;

typedef struct syn_watched_list {
  const syn_watched *items; /* in order of their addresses */
  size_t count;
} syn_watched_list;

/* All that is watched; the caller destroys the list. Returns SYN_OK, SYN_IO, SYN_BAD_INPUT, SYN_NO_MEMORY. */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_collection_watched(syn_collection *collection, syn_watched_list **out_list, syn_error *error);
SYN_PUBLIC void syn_watched_list_destroy(syn_watched_list **list);

/*
 * Forgets an address with all that it named (of a list or index, its feeds), and its items; articles and the ledger of collection stay.
 * Returns SYN_OK, SYN_NOT_FOUND, SYN_IO, SYN_BAD_INPUT, SYN_NO_MEMORY.
 */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_collection_stop_watching(syn_collection *collection, const char *address, syn_error *error);

SYN_C_END

#endif
