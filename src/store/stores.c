/* The table of backends, and the doors of store.h that lead to them. A new backend is one file and one line here. */
#include "store/backend.h"
#include "store/neighbours.h"

/* The first that claims a path opens it; SQLite claims all, so it comes last. */
static const syn_store_backend *const backends[] = {&syn_store_sqlite};

syn_status syn_store_open(const char *path, bool may_create, syn_store **out_store, syn_error *error) {
  if (!path || !*path)
    return syn_error_set(error, SYN_BAD_ARGUMENT, 0, "the path of the store is empty; name a file, as in --db synoptic.db");
  for (size_t i = 0; i < sizeof(backends) / sizeof(backends[0]); i++)
    if (backends[i]->claims(path)) return backends[i]->open(path, may_create, out_store, error);
  return syn_error_set(error, SYN_BAD_ARGUMENT, 0, "%s: this kind of store is not known", path);
}

void syn_store_close(syn_store **store) {
  if (!store || !*store) return;
  (*store)->backend->close(*store);
  *store = NULL;
}

bool syn_store_is_read_only(const syn_store *store) {
  return store->backend->is_read_only(store);
}

syn_status syn_store_set_reader(syn_store *store, syn_text version, syn_text model, syn_text world) {
  return store->backend->set_reader(store, version, model, world);
}

syn_status syn_store_begin(syn_store *store, syn_error *error) {
  return store->backend->begin(store, error);
}

syn_status syn_store_commit(syn_store *store, syn_error *error) {
  return store->backend->commit(store, error);
}

void syn_store_rollback(syn_store *store) {
  store->backend->rollback(store);
}

syn_status syn_store_begin_read(syn_store *store, syn_error *error) {
  return store->backend->begin_read(store, error);
}

syn_status syn_store_end_read(syn_store *store, syn_status status, syn_error *error) {
  return store->backend->end_read(store, status, error);
}

syn_status syn_store_look(syn_store *store, const syn_store_article *article, syn_store_state *out_state, syn_error *error) {
  return store->backend->look(store, article, out_state, error);
}

syn_status syn_store_add_article(syn_store *store, const syn_store_article *article, bool *out_added, syn_error *error) {
  return store->backend->add_article(store, article, out_added, error);
}

syn_status syn_store_replace_article(syn_store *store, const syn_store_article *article, bool *out_found, syn_error *error) {
  return store->backend->replace_article(store, article, out_found, error);
}

syn_status syn_store_remove_articles(syn_store *store, const syn_id *ids, size_t id_count, uint64_t *out_removed_count, syn_error *error) {
  return store->backend->remove_articles(store, ids, id_count, out_removed_count, error);
}

syn_status syn_store_compact(syn_store *store, syn_error *error) {
  return store->backend->compact(store, error);
}

syn_status syn_store_get_capture(syn_store *store, syn_id article, bool with_bytes, syn_arena *arena, syn_capture *out_capture,
                                 syn_error *error) {
  return store->backend->get_capture(store, article, with_bytes, arena, out_capture, error);
}

syn_status syn_store_list_articles(syn_store *store, bool others_only, syn_arena *arena, syn_id **out_ids, size_t *out_count,
                                   syn_error *error) {
  return store->backend->list_articles(store, others_only, arena, out_ids, out_count, error);
}

syn_status syn_store_get_article(syn_store *store, syn_id id, syn_arena *arena, syn_store_article *out_article, syn_error *error) {
  return store->backend->get_article(store, id, arena, out_article, error);
}

syn_status syn_store_each_article(syn_store *store, syn_status (*visit)(void *context, const syn_store_article *article), void *context,
                                  syn_error *error) {
  return store->backend->each_article(store, visit, context, error);
}

syn_status syn_store_each_heading(syn_store *store, syn_status (*visit)(void *context, const syn_store_heading *heading), void *context,
                                  syn_error *error) {
  return store->backend->each_heading(store, visit, context, error);
}

syn_status syn_store_match_text(syn_store *store, const syn_text_query *query, syn_arena *arena, syn_id **out_ids, size_t *out_count,
                                syn_error *error) {
  return store->backend->match_text(store, query, arena, out_ids, out_count, error);
}

syn_status syn_store_find_spots(syn_store *store, const syn_text_query *query, syn_text text, syn_arena *arena, syn_text_spot **out_spots,
                                size_t *out_count, syn_error *error) {
  return store->backend->find_spots(store, query, text, arena, out_spots, out_count, error);
}

syn_status syn_store_rebuild_text(syn_store *store, syn_error *error) {
  return store->backend->rebuild_text(store, error);
}

syn_status syn_store_count(syn_store *store, uint64_t *out_article_count, uint64_t *out_generation, syn_error *error) {
  return store->backend->count(store, out_article_count, out_generation, error);
}

syn_status syn_store_generation(syn_store *store, uint64_t *out_generation, syn_error *error) {
  return store->backend->generation(store, out_generation, error);
}

syn_status syn_store_count_by_others(syn_store *store, uint64_t *out_article_count, syn_error *error) {
  return store->backend->count_by_others(store, out_article_count, error);
}

syn_status syn_store_derived_generation(syn_store *store, uint64_t *out_generation, syn_error *error) {
  return store->backend->derived_generation(store, out_generation, error);
}

const syn_neighbour_methods *syn_store_neighbours(const syn_store *store) {
  return store->backend->neighbours(store);
}

syn_status syn_store_each_derived(syn_store *store, const char *kind, syn_id story,
                                  syn_status (*visit)(void *context, const syn_store_derived *record), void *context, syn_error *error) {
  return store->backend->each_derived(store, kind, story, visit, context, error);
}

syn_status syn_store_note_request(syn_store *store, const syn_request *request, syn_error *error) {
  return store->backend->note_request(store, request, error);
}

syn_status syn_store_each_request(syn_store *store, syn_status (*visit)(void *context, const syn_request *request), void *context,
                                  syn_error *error) {
  return store->backend->each_request(store, visit, context, error);
}

syn_status syn_store_list_site_changes(syn_store *store, syn_arena *arena, syn_store_site_change **out_changes, size_t *out_count,
                                       syn_error *error) {
  return store->backend->list_site_changes(store, arena, out_changes, out_count, error);
}

syn_status syn_store_settle_site(syn_store *store, const syn_store_site_change *change, syn_error *error) {
  return store->backend->settle_site(store, change, error);
}

syn_status syn_store_each_site_page(syn_store *store, syn_text site, uint32_t limit, bool with_cut,
                                    syn_status (*visit)(void *context, const syn_store_site_page *page), void *context, syn_error *error) {
  return store->backend->each_site_page(store, site, limit, with_cut, visit, context, error);
}

syn_status syn_store_check(syn_store *store, syn_store_report report, void *context, syn_error *error) {
  return store->backend->check(store, report, context, error);
}

syn_status syn_store_tell(syn_store *store, syn_arena *arena, syn_counts *out_counts, syn_error *error) {
  return store->backend->tell(store, arena, out_counts, error);
}

syn_status syn_store_backup(syn_store *store, const char *path, bool may_replace,
                            void (*progress)(void *context, uint64_t done, uint64_t total), void *context, syn_error *error) {
  return store->backend->backup(store, path, may_replace, progress, context, error);
}
