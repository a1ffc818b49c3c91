/*
 * What a store keeps of watching: the addresses that are asked again and again (feeds, sitemaps, lists of feeds), and the items that they
 * have named, so that nothing is fetched twice and what waits is fetched after a kill.
 *
 * Times are seconds since 1970-01-01 in UTC, 0 for never. Texts handed in are copied, those handed out live in the given arena.
 */
#ifndef SYN_STORE_STORE_WATCH_H
#define SYN_STORE_STORE_WATCH_H

#include "store/store.h"

typedef struct syn_store_watch {
  int64_t number; /* 0: not in the store yet */
  int64_t parent; /* the list or index that named it; 0: it was given by the user */
  syn_text address;
  syn_text moved_from;          /* where it was first, or the site that named it; or empty */
  syn_text kind;                /* "rss", "atom", …; empty: not known yet */
  syn_text title, outlet;       /* as the feed calls itself; as its articles call their outlet */
  syn_text etag, last_modified; /* validators of the last answer */
  syn_text why;                 /* it failed the last time; or empty */
  bool is_feed_only;            /* what the feed itself holds is taken, and no page is asked for */
  bool is_gone;                 /* it is not asked any more */
  int64_t asked, answered, next;
  uint32_t every_s, interval_s;                /* as the user wants it, 0: by the feed; as the feed has it */
  uint32_t skip_hours, skip_days;              /* when it is not to be asked: bits, as syn_feed has them */
  syn_text older;                              /* its next older page, which is to be asked for; or empty */
  uint32_t older_page_count, older_item_count; /* that were asked for, and what they named */
  uint32_t failure_count;                      /* in a row */
  uint64_t times;                              /* it was asked for */
  /* counted when it is read; of its items */
  uint64_t kept_count, waiting_count, failed_count;
} syn_store_watch;

typedef enum syn_item_state {
  SYN_ITEM_WAITING, /* to be fetched */
  SYN_ITEM_KEPT,    /* an article came; it may be due again, for changes */
  SYN_ITEM_FAILED,  /* given up */
  SYN_ITEM_PASSED,  /* known, and not to be fetched: it was there before the watching began */
  SYN_ITEM_REMOVED, /* its article was removed: nothing but its key is left */
  SYN_ITEM_STATE_COUNT
} syn_item_state;

typedef struct syn_store_item {
  syn_id key;
  int64_t watch; /* number of the feed whose item it is */
  syn_item_state state;
  syn_text url, updated, title, date, byline, language, outlet; /* as the feed states them */
  syn_text credit, based_on;                                    /* whose report it is, and its address, as the feed says */
  syn_text content;                                             /* HTML, while it waits to be read; else empty */
  syn_text etag, last_modified;                                 /* of its page */
  syn_text why;                                                 /* it failed the last time; or empty */
  syn_id article;                                               /* the last that came of it, or none */
  syn_id request;                                               /* in the ledger of collection: that which named it */
  syn_id wording;                                               /* digest of what that article says, or none */
  int64_t published;                                            /* 0: not stated */
  int64_t seen;                                                 /* when its feed named it last */
  int64_t due;                                                  /* 0: it is not to be asked for */
  uint32_t try_count;                                           /* that failed */
} syn_store_item;

/*
 * Adds an address, or, where it is watched already, takes `every_s` and `is_feed_only` over and has it asked now if it was gone.
 * `out_number` and `out_added` may be NULL. All functions here: SYN_OK, SYN_IO, SYN_BAD_INPUT, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_store_add_watch(syn_store *store, const syn_store_watch *watch, int64_t *out_number, bool *out_added,
                                              syn_error *error);

/* Writes all of it that is not counted, by its number. Without effect for one that is not there (any more). */
SYN_MUST_CHECK syn_status syn_store_put_watch(syn_store *store, const syn_store_watch *watch, syn_error *error);

/* The one of this address, or SYN_NOT_FOUND. */
SYN_MUST_CHECK syn_status syn_store_find_watch(syn_store *store, syn_text address, syn_arena *arena, syn_store_watch *out_watch,
                                               syn_error *error);
SYN_MUST_CHECK syn_status syn_store_get_watch(syn_store *store, int64_t number, syn_arena *arena, syn_store_watch *out_watch,
                                              syn_error *error);

/* All in order of their addresses. */
SYN_MUST_CHECK syn_status syn_store_list_watches(syn_store *store, syn_arena *arena, syn_store_watch **out_watches, size_t *out_count,
                                                 syn_error *error);

/* Forgets it with its items and all that it named. The ledger of collection and the articles stay. */
SYN_MUST_CHECK syn_status syn_store_remove_watch(syn_store *store, int64_t number, syn_error *error);

/* Gives the items of one, and what it named, to another: it has moved to where the other is already, which is named by itself then. */
SYN_MUST_CHECK syn_status syn_store_join_watches(syn_store *store, int64_t from, int64_t to, syn_error *error);

/* The numbers of what is to be asked at `now`, what is due longest first, at most `limit`. */
SYN_MUST_CHECK syn_status syn_store_due_watches(syn_store *store, int64_t now, size_t limit, syn_arena *arena, int64_t **out_numbers,
                                                size_t *out_count, syn_error *error);

/* When the next of feeds and items is due; INT64_MAX: none is. */
SYN_MUST_CHECK syn_status syn_store_next_due(syn_store *store, int64_t *out_time, syn_error *error);

/* The item, or SYN_NOT_FOUND. */
SYN_MUST_CHECK syn_status syn_store_get_item(syn_store *store, syn_id key, syn_arena *arena, syn_store_item *out_item, syn_error *error);

/* Adds or replaces it; one whose article was removed stays as it is. */
SYN_MUST_CHECK syn_status syn_store_put_item(syn_store *store, const syn_store_item *item, syn_error *error);

/* Its feed named it again. */
SYN_MUST_CHECK syn_status syn_store_see_item(syn_store *store, syn_id key, int64_t seen, syn_error *error);

/*
 * The keys of what is to be asked for at `now`, at most `limit`: in turn of each feed one that waits and one that is to be looked at again,
 * of each what became due last first (news before what is left over).
 */
SYN_MUST_CHECK syn_status syn_store_due_items(syn_store *store, int64_t now, size_t limit, syn_arena *arena, syn_id **out_keys,
                                              size_t *out_count, syn_error *error);

/*
 * Of the items of a feed those go that do not wait and that it has not named since `seen_before`, and of the others, waiting or not, all
 * but the `keep` that it named last: a feed that names others each time fills no store.
 */
SYN_MUST_CHECK syn_status syn_store_prune_items(syn_store *store, int64_t watch, int64_t seen_before, uint64_t keep, syn_error *error);

/* Outlet and address of articles that came of a feed, at most `limit`, until `visit` returns other than SYN_OK. */
SYN_MUST_CHECK syn_status syn_store_each_outlet(syn_store *store, int64_t watch, size_t limit,
                                                syn_status (*visit)(void *context, syn_text outlet, syn_text url), void *context,
                                                syn_error *error);

/* ---- in the ledger of collection ---- */

/* Notes what came of an item: the article under the request that named it, and no failure of that name any more. */
SYN_MUST_CHECK syn_status syn_store_note_item(syn_store *store, syn_id request, syn_text source, syn_id article, syn_error *error);

/* Notes that an item failed, in the place of an earlier failure of that name; beyond 1,000 of one request nothing is noted. */
SYN_MUST_CHECK syn_status syn_store_note_item_failure(syn_store *store, syn_id request, const syn_request_failure *failure,
                                                      syn_error *error);

/* Whose a feed is, in all requests for it; raises the generation if that changes one. */
SYN_MUST_CHECK syn_status syn_store_set_feed_outlet(syn_store *store, syn_text address, syn_text outlet, syn_error *error);

#endif
