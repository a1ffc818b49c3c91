/*
 * Inside watching: what its files share.
 *
 *     watching.c    what is due goes to the fetcher; its answers go to
 *     watch_feeds.c, watch_feed_items.c     feeds: what they say goes to the store, which queues their items
 *     watch_older_pages.c                   their older pages
 *     watch_pages.c                         pages: into the pipeline, and what comes out of it to the store
 *
 * The store is the queue: an item stands there from the moment that its feed named it, in the transaction that also keeps the feed's
 * validators, until the transaction that keeps its article. So a kill at any moment loses nothing and repeats the requests under way alone.
 */
#ifndef SYN_ENGINE_WATCH_INTERNAL_H
#define SYN_ENGINE_WATCH_INTERNAL_H

#include "engine/collection_internal.h"
#include "fetch/fetcher.h"
#include "readers/feed.h"
#include "store/store_watch.h"
#include "synoptic/watch.h"

enum {
  SYN_WATCH_ASKED_LIMIT = 1024,        /* requests at once; what is more waits in the store */
  SYN_WATCH_HOST_LIMIT = 32,           /* of them, pages of one host: a slow one is not to keep others out */
  SYN_WATCH_ADDRESS_LIMIT = 10000,     /* addresses that are watched */
  SYN_WATCH_PAGE_LIMIT = 1000,         /* pages of one round */
  SYN_WATCH_URL_LIMIT = 2048,          /* bytes */
  SYN_WATCH_HINT_LIMIT = 1024,         /* bytes of what a feed says of an item */
  SYN_WATCH_CONTENT_LIMIT = 1 << 20,   /* bytes of an item's own content */
  SYN_WATCH_VALIDATOR_LIMIT = 256,     /* bytes; a longer one is not kept */
  SYN_WATCH_FEED_BYTES = 16 << 20,     /* of a feed or sitemap, unpacked */
  SYN_WATCH_OLDER_PAGES = 10,          /* of a feed, that are gone back to at once */
  SYN_WATCH_OLDER_ITEMS = 1000,        /* after so many items no further one is */
  SYN_WATCH_CHILDREN_LIMIT = 50,       /* sitemaps of one index, the newest */
  SYN_WATCH_RECENT_S = 3 * 24 * 3600,  /* of a sitemap without titles: what changed longer ago was there before the watching began */
  SYN_WATCH_FORGET_S = 60 * 24 * 3600, /* items that their feed has not named for so long are forgotten */
  SYN_WATCH_ITEMS_KEPT = 100000,       /* of one feed */
  SYN_WATCH_OUTLET_ARTICLES = 200      /* by which the outlet of a feed is told */
};

#define SYN_WATCH_NO_SLOT SIZE_MAX

/* What watching needs of the world outside: a fetcher, a parser of feeds, a clock. Tests have others. */
typedef struct syn_watch_means {
  syn_status (*ask)(void *context, const syn_fetch_request *request, syn_error *error);                /* as syn_fetcher_ask */
  syn_status (*next)(void *context, uint32_t wait_ms, syn_fetch_result *out_result, syn_error *error); /* as syn_fetcher_next */
  syn_status (*parse)(void *context, syn_text bytes, syn_text charset, syn_text url, syn_arena *arena, syn_feed *out_feed,
                      syn_error *error);             /* as syn_feed_parse */
  syn_text (*sitemaps)(void *context, syn_text url); /* as syn_fetcher_sitemaps */
  int64_t (*now)(void *context);                     /* seconds since 1970-01-01 in UTC */
  void *context;
} syn_watch_means;

/* A request under way, or a page on its way through the pipeline and to the store; its number is the key of the request. */
typedef struct syn_watch_slot {
  bool is_taken;
  bool is_asked;                                                                  /* of the fetcher */
  bool is_older;                                                                  /* an older page of the feed */
  int64_t watch;                                                                  /* a feed; 0: an item */
  uint64_t host;                                                                  /* of an item that is asked for: a digest; else 0 */
  syn_id key;                                                                     /* of the item */
  char etag[SYN_WATCH_VALIDATOR_LIMIT], last_modified[SYN_WATCH_VALIDATOR_LIMIT]; /* of the page that came; NUL-terminated */
} syn_watch_slot;

typedef enum syn_watch_outcome { SYN_WATCH_KEPT, SYN_WATCH_FAILED, SYN_WATCH_POSTPONED } syn_watch_outcome;

/* What became of an item, to be written with the articles. */
typedef struct syn_watch_settled {
  syn_store_item item;
  syn_text source; /* what it is called in the ledger of collection */
  syn_watch_outcome outcome;
  size_t slot; /* is free when it is written */
} syn_watch_settled;

/* Where a page goes that the pipeline asks for. */
typedef struct syn_watch_place {
  syn_arena *arena;
  syn_page *page;
  bool has_page; /* it is there */
} syn_watch_place;

typedef struct syn_watching {
  syn_collection *collection;
  const syn_watch_options *options;
  const syn_watch_observer *observer;
  const syn_watch_means *means;
  syn_addition addition;
  syn_arena *arena;        /* of one answer, or of one page that was read */
  syn_arena *outlet_arena; /* of one item that a feed names or that is written, or of the look at whose a feed is */
  syn_arena *settled_arena;
  SYN_ARRAY(syn_watch_settled) settled;
  syn_watch_slot *slots;
  uint32_t slot_count, taken_count, asked_count;
  /* what was found to be due, and is handed out one by one */
  syn_arena *plan_arena;
  int64_t *feeds;
  size_t feed_count, feed_at;
  syn_id *items;
  size_t item_count, item_at;
  bool has_left_out;        /* something was passed over, for its host has enough to do */
  int64_t planned;          /* when the plan was made */
  bool is_plan_old;         /* something may have become due since it was made */
  int64_t round_begun;      /* feeds that were due then are asked in the round */
  uint64_t pages_asked;     /* in this round */
  uint64_t pages_under_way; /* given to the pipeline, and not taken out yet */
  size_t settling;          /* slot of the item that is settled now, or SYN_WATCH_NO_SLOT */
  size_t current;           /* slot of the page that was given to the pipeline last */
  uint32_t idle_ms;         /* since something came */
  size_t watch_count;       /* addresses that are watched */
  bool has_stopped;         /* the observer said so */
  syn_status failure;       /* that ends the watching */
  syn_error failure_error;
  syn_watch_progress progress;
} syn_watching;

int64_t syn_watch_now(const syn_watching *job);
bool syn_watch_may_go_on(syn_watching *job); /* the observer has not said that it is to end */
void syn_watch_tell(syn_watching *job, const syn_watch_event *event);

/* "2024-03-12T18:40:00Z" */
void syn_watch_time_text(int64_t seconds, char out_text[SYN_MOMENT_TEXT_SIZE]);

/* Seconds of a time in ISO 8601, or 0 for what is none. */
int64_t syn_watch_time_of(syn_text text);

/* What a feed states, cut to SYN_WATCH_HINT_LIMIT between characters. */
syn_text syn_watch_cut(syn_text text);

/* Whether an address that a feed or a list names can be kept and asked for: of the web, not too long, without a name or password. */
bool syn_watch_may_keep(syn_text url);

/* One address less is watched. */
void syn_watch_count_less(syn_watching *job);

/* `address: why` without the address, which stands beside it. */
syn_text syn_watch_reason(const syn_error *error, syn_text address);

/* watch_feeds.c: notes what a feed answered, with what it names. Statuses of the store, SYN_NO_MEMORY; what is wrong with the feed is told.
 */
SYN_MUST_CHECK syn_status syn_watch_take_feed(syn_watching *job, int64_t watch, const syn_fetch_result *result, syn_error *error);

/*
 * Within a transaction: watches the feeds that a list names, or the sitemaps that an index names. `parent`: where they were named. A list
 * in a list is an error of the list: SYN_BAD_INPUT.
 */
SYN_MUST_CHECK syn_status syn_watch_add_children(syn_watching *job, const syn_store_watch *parent, const syn_feed *feed,
                                                 uint32_t *out_count, syn_error *error);

/*
 * Within a transaction: the outlet of a feed, as its articles have it: that of most; empty where they are of many; where there are none
 * what the feed says.
 */
SYN_MUST_CHECK syn_status syn_watch_find_outlet(syn_watching *job, const syn_store_watch *watch, syn_arena *arena, syn_text *out_outlet,
                                                syn_error *error);

/* What a feed named: in all, of that new or changed, and what it had named before. */
typedef struct syn_watch_listed {
  uint32_t item_count, new_count, known_count;
} syn_watch_listed;

/* watch_feed_items.c: within a transaction, notes what a feed names. `request`: in the ledger. */
SYN_MUST_CHECK syn_status syn_watch_list_items(syn_watching *job, const syn_store_watch *watch, const syn_feed *feed, syn_id request,
                                               syn_watch_listed *out_listed, syn_error *error);

/*
 * Within a transaction: a row a day in the ledger of a feed that answers, another of one that does not. `why` empty: it answered. For an
 * answer at this moment.
 */
SYN_MUST_CHECK syn_status syn_watch_note(syn_watching *job, const syn_store_watch *watch, syn_text why, syn_id *out_request,
                                         syn_error *error);

/* watch_older_pages.c */

/* After the feed's own answer, found at `found_at`: whether its older pages are to be asked for, and from which on. */
void syn_watch_begin_older(syn_store_watch *watch, const syn_feed *feed, syn_text found_at, const syn_watch_listed *listed);

/* Whether an older page is to be asked for now, and not the feed itself. */
bool syn_watch_wants_older(const syn_watching *job, const syn_store_watch *watch);

/* As syn_watch_take_feed, of an older page. */
SYN_MUST_CHECK syn_status syn_watch_take_older(syn_watching *job, int64_t watch, const syn_fetch_result *result, syn_error *error);

/* watch_pages.c */

/* Asks for the page of an item, or takes what its feed holds of it: then `place->has_page`. */
SYN_MUST_CHECK syn_status syn_watch_ask_item(syn_watching *job, syn_id key, syn_watch_place *place, syn_error *error);

/* An answer to it. `place->has_page`: it is to be read, else it is settled. */
SYN_MUST_CHECK syn_status syn_watch_take_page(syn_watching *job, size_t slot, const syn_fetch_result *result, syn_watch_place *place,
                                              syn_error *error);

/* For syn_pipeline_consumer; `context` is a syn_watching. */
SYN_MUST_CHECK syn_status syn_watch_look(void *context, syn_pipeline_result *result, syn_error *error);
SYN_MUST_CHECK syn_status syn_watch_consume(void *context, syn_pipeline_result *result, syn_error *error);

/* Writes what is settled, with the articles that wait. */
SYN_MUST_CHECK syn_status syn_watch_flush(syn_watching *job, syn_error *error);

/* For syn_article_batch.write_more. */
SYN_MUST_CHECK syn_status syn_watch_write_settled(void *context, syn_error *error);

/* watched.c: takes up the addresses of the options. SYN_BAD_ARGUMENT for one that is none; statuses of the store. */
SYN_MUST_CHECK syn_status syn_watch_add_addresses(syn_watching *job, syn_error *error);

/* watching.c: a free slot, or NULL when all are taken. */
syn_watch_slot *syn_watch_take_slot(syn_watching *job, size_t *out_number);
void syn_watch_free_slot(syn_watching *job, size_t number);

/* watching.c: watches with these means; what syn_collection_watch does. */
SYN_MUST_CHECK syn_status syn_watch_run(syn_collection *collection, const syn_watch_options *options, const syn_watch_means *means,
                                        syn_pipeline_readers *readers, const syn_watch_observer *observer, syn_watch_progress *out_progress,
                                        syn_error *error);

#endif
