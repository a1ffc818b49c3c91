/*
 * Backend: one way to keep a store. stores.c has the table; store.h says what each function does.
 */
#ifndef SYN_STORE_BACKEND_H
#define SYN_STORE_BACKEND_H

#include "store/store.h"
#include "store/store_watch.h"

/* How a backend keeps what is watched; store_watch.h says what each function does. */
typedef struct syn_store_watch_backend {
  syn_status (*add_watch)(syn_store *store, const syn_store_watch *watch, int64_t *out_number, bool *out_added, syn_error *error);
  syn_status (*put_watch)(syn_store *store, const syn_store_watch *watch, syn_error *error);
  syn_status (*find_watch)(syn_store *store, syn_text address, syn_arena *arena, syn_store_watch *out_watch, syn_error *error);
  syn_status (*get_watch)(syn_store *store, int64_t number, syn_arena *arena, syn_store_watch *out_watch, syn_error *error);
  syn_status (*list_watches)(syn_store *store, syn_arena *arena, syn_store_watch **out_watches, size_t *out_count, syn_error *error);
  syn_status (*remove_watch)(syn_store *store, int64_t number, syn_error *error);
  syn_status (*join_watches)(syn_store *store, int64_t from, int64_t to, syn_error *error);
  syn_status (*due_watches)(syn_store *store, int64_t now, size_t limit, syn_arena *arena, int64_t **out_numbers, size_t *out_count,
                            syn_error *error);
  syn_status (*next_due)(syn_store *store, int64_t *out_time, syn_error *error);
  syn_status (*get_item)(syn_store *store, syn_id key, syn_arena *arena, syn_store_item *out_item, syn_error *error);
  syn_status (*put_item)(syn_store *store, const syn_store_item *item, syn_error *error);
  syn_status (*see_item)(syn_store *store, syn_id key, int64_t seen, syn_error *error);
  syn_status (*due_items)(syn_store *store, int64_t now, size_t limit, syn_arena *arena, syn_id **out_keys, size_t *out_count,
                          syn_error *error);
  syn_status (*prune_items)(syn_store *store, int64_t watch, int64_t seen_before, uint64_t keep, syn_error *error);
  syn_status (*each_outlet)(syn_store *store, int64_t watch, size_t limit,
                            syn_status (*visit)(void *context, syn_text outlet, syn_text url), void *context, syn_error *error);
  syn_status (*note_item)(syn_store *store, syn_id request, syn_text source, syn_id article, syn_error *error);
  syn_status (*note_item_failure)(syn_store *store, syn_id request, const syn_request_failure *failure, syn_error *error);
  syn_status (*set_feed_outlet)(syn_store *store, syn_text address, syn_text outlet, syn_error *error);
} syn_store_watch_backend;

typedef struct syn_store_backend {
  const char *name;
  bool (*claims)(const char *path); /* whether this backend is meant by the path */
  syn_status (*open)(const char *path, bool may_create, syn_store **out_store, syn_error *error);
  void (*close)(syn_store *store);
  bool (*is_read_only)(const syn_store *store);
  syn_status (*set_reader)(syn_store *store, syn_text version, syn_text model, syn_text world);
  syn_status (*begin)(syn_store *store, syn_error *error);
  syn_status (*commit)(syn_store *store, syn_error *error);
  void (*rollback)(syn_store *store);
  syn_status (*begin_read)(syn_store *store, syn_error *error);
  syn_status (*end_read)(syn_store *store, syn_status status, syn_error *error);
  syn_status (*look)(syn_store *store, const syn_store_article *article, syn_store_state *out_state, syn_error *error);
  syn_status (*add_article)(syn_store *store, const syn_store_article *article, bool *out_added, syn_error *error);
  syn_status (*replace_article)(syn_store *store, const syn_store_article *article, bool *out_found, syn_error *error);
  syn_status (*remove_articles)(syn_store *store, const syn_id *ids, size_t id_count, uint64_t *out_removed_count, syn_error *error);
  syn_status (*compact)(syn_store *store, syn_error *error);
  syn_status (*get_capture)(syn_store *store, syn_id article, bool with_bytes, syn_arena *arena, syn_capture *out_capture,
                            syn_error *error);
  syn_status (*list_articles)(syn_store *store, bool others_only, syn_arena *arena, syn_id **out_ids, size_t *out_count, syn_error *error);
  syn_status (*get_article)(syn_store *store, syn_id id, syn_arena *arena, syn_store_article *out_article, syn_error *error);
  syn_status (*each_article)(syn_store *store, syn_status (*visit)(void *context, const syn_store_article *article), void *context,
                             syn_error *error);
  syn_status (*each_heading)(syn_store *store, syn_status (*visit)(void *context, const syn_store_heading *heading), void *context,
                             syn_error *error);
  syn_status (*match_text)(syn_store *store, const syn_text_query *query, syn_arena *arena, syn_id **out_ids, size_t *out_count,
                           syn_error *error);
  syn_status (*find_spots)(syn_store *store, const syn_text_query *query, syn_text text, syn_arena *arena, syn_text_spot **out_spots,
                           size_t *out_count, syn_error *error);
  syn_status (*rebuild_text)(syn_store *store, syn_error *error);
  syn_status (*count)(syn_store *store, uint64_t *out_article_count, uint64_t *out_generation, syn_error *error);
  syn_status (*count_by_others)(syn_store *store, uint64_t *out_article_count, syn_error *error);
  syn_status (*generation)(syn_store *store, uint64_t *out_generation, syn_error *error);
  syn_status (*derived_generation)(syn_store *store, uint64_t *out_generation, syn_error *error);
  const struct syn_neighbour_methods *(*neighbours)(const syn_store *store);
  syn_status (*each_derived)(syn_store *store, const char *kind, syn_id story,
                             syn_status (*visit)(void *context, const syn_store_derived *record), void *context, syn_error *error);
  syn_status (*note_request)(syn_store *store, const syn_request *request, syn_error *error);
  syn_status (*each_request)(syn_store *store, syn_status (*visit)(void *context, const syn_request *request), void *context,
                             syn_error *error);
  syn_status (*list_site_changes)(syn_store *store, syn_arena *arena, syn_store_site_change **out_changes, size_t *out_count,
                                  syn_error *error);
  syn_status (*settle_site)(syn_store *store, const syn_store_site_change *change, syn_error *error);
  syn_status (*each_site_page)(syn_store *store, syn_text site, uint32_t limit, bool with_cut,
                               syn_status (*visit)(void *context, const syn_store_site_page *page), void *context, syn_error *error);
  syn_status (*check)(syn_store *store, syn_store_report report, void *context, syn_error *error);
  syn_status (*tell)(syn_store *store, syn_arena *arena, syn_counts *out_counts, syn_error *error);
  syn_status (*backup)(syn_store *store, const char *path, bool may_replace, void (*progress)(void *context, uint64_t done, uint64_t total),
                       void *context, syn_error *error);
  const syn_store_watch_backend *watching;
} syn_store_backend;

/* Every open store begins with this. */
struct syn_store {
  const syn_store_backend *backend;
};

extern const syn_store_backend syn_store_sqlite;
extern const syn_store_watch_backend syn_store_sqlite_watching;

#endif
