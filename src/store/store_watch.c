/* The doors of store_watch.h that lead to the backend. */
#include "store/store_watch.h"

#include "store/backend.h"

syn_status syn_store_add_watch(syn_store *store, const syn_store_watch *watch, int64_t *out_number, bool *out_added, syn_error *error) {
  return store->backend->watching->add_watch(store, watch, out_number, out_added, error);
}

syn_status syn_store_put_watch(syn_store *store, const syn_store_watch *watch, syn_error *error) {
  return store->backend->watching->put_watch(store, watch, error);
}

syn_status syn_store_find_watch(syn_store *store, syn_text address, syn_arena *arena, syn_store_watch *out_watch, syn_error *error) {
  return store->backend->watching->find_watch(store, address, arena, out_watch, error);
}

syn_status syn_store_get_watch(syn_store *store, int64_t number, syn_arena *arena, syn_store_watch *out_watch, syn_error *error) {
  return store->backend->watching->get_watch(store, number, arena, out_watch, error);
}

syn_status syn_store_list_watches(syn_store *store, syn_arena *arena, syn_store_watch **out_watches, size_t *out_count, syn_error *error) {
  return store->backend->watching->list_watches(store, arena, out_watches, out_count, error);
}

syn_status syn_store_remove_watch(syn_store *store, int64_t number, syn_error *error) {
  return store->backend->watching->remove_watch(store, number, error);
}

syn_status syn_store_join_watches(syn_store *store, int64_t from, int64_t to, syn_error *error) {
  return store->backend->watching->join_watches(store, from, to, error);
}

syn_status syn_store_due_watches(syn_store *store, int64_t now, size_t limit, syn_arena *arena, int64_t **out_numbers, size_t *out_count,
                                 syn_error *error) {
  return store->backend->watching->due_watches(store, now, limit, arena, out_numbers, out_count, error);
}

syn_status syn_store_next_due(syn_store *store, int64_t *out_time, syn_error *error) {
  return store->backend->watching->next_due(store, out_time, error);
}

syn_status syn_store_get_item(syn_store *store, syn_id key, syn_arena *arena, syn_store_item *out_item, syn_error *error) {
  return store->backend->watching->get_item(store, key, arena, out_item, error);
}

syn_status syn_store_put_item(syn_store *store, const syn_store_item *item, syn_error *error) {
  return store->backend->watching->put_item(store, item, error);
}

syn_status syn_store_see_item(syn_store *store, syn_id key, int64_t seen, syn_error *error) {
  return store->backend->watching->see_item(store, key, seen, error);
}

syn_status syn_store_due_items(syn_store *store, int64_t now, size_t limit, syn_arena *arena, syn_id **out_keys, size_t *out_count,
                               syn_error *error) {
  return store->backend->watching->due_items(store, now, limit, arena, out_keys, out_count, error);
}

syn_status syn_store_prune_items(syn_store *store, int64_t watch, int64_t seen_before, uint64_t keep, syn_error *error) {
  return store->backend->watching->prune_items(store, watch, seen_before, keep, error);
}

syn_status syn_store_each_outlet(syn_store *store, int64_t watch, size_t limit,
                                 syn_status (*visit)(void *context, syn_text outlet, syn_text url), void *context, syn_error *error) {
  return store->backend->watching->each_outlet(store, watch, limit, visit, context, error);
}

syn_status syn_store_note_item(syn_store *store, syn_id request, syn_text source, syn_id article, syn_error *error) {
  return store->backend->watching->note_item(store, request, source, article, error);
}

syn_status syn_store_note_item_failure(syn_store *store, syn_id request, const syn_request_failure *failure, syn_error *error) {
  return store->backend->watching->note_item_failure(store, request, failure, error);
}

syn_status syn_store_set_feed_outlet(syn_store *store, syn_text address, syn_text outlet, syn_error *error) {
  return store->backend->watching->set_feed_outlet(store, address, outlet, error);
}
