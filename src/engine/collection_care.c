/*
 * Pages given back, articles removed, the store copied: what needs the store more than the stages.
 */
#include "engine/collection_internal.h"

syn_status syn_collection_write_page(syn_collection *collection, syn_id article, const syn_sink *sink, syn_error *error) {
  char id[SYN_ID_TEXT_SIZE];
  syn_arena *arena = NULL;
  syn_capture capture;
  syn_page page;
  syn_error cause = {0};
  syn_id_format(article, id);
  syn_status status = syn_collection_create_arena(collection, &arena, error);
  if (status != SYN_OK) return status;
  status = syn_store_get_capture(collection->store, article, true, arena, &capture, error);
  if (status == SYN_OK) {
    status = syn_capture_open(&capture, arena, &page, &cause);
    const char *remedy = status == SYN_NOT_FOUND   ? "; add the page again to keep it"
                         : status == SYN_BAD_INPUT ? "; take them from a backup, or remove the article and add the page again"
                                                   : "";
    if (status != SYN_OK) syn_error_set(error, status, 0, "article %s: %s%s.", id, cause.text, remedy);
  }
  if (status == SYN_OK && sink->write(sink->context, page.bytes) != SYN_OK)
    status = syn_error_set(error, SYN_IO, 0, "The page could not be written: the output was closed or is full.");
  syn_arena_destroy(&arena);
  return status;
}

syn_status syn_collection_remove(syn_collection *collection, const syn_id *articles, size_t article_count, uint64_t *out_removed_count,
                                 syn_error *error) {
  syn_error cause = {0};
  syn_status status = syn_store_remove_articles(collection->store, articles, article_count, out_removed_count, error);
  if (status != SYN_OK || *out_removed_count == 0) return status;
  status = syn_collection_settle(collection, articles, article_count, &cause); /* their traits are in the index still */
  if (status == SYN_OK) status = syn_store_compact(collection->store, &cause);
  if (status == SYN_OK) return SYN_OK;
  return syn_error_set(error, SYN_IO, 0, "The articles are removed, but not all of their space is given back: %.300s.", cause.text);
}

/* Bytes done and in all, as the observer of other jobs gets them. */
static void tell_copied(void *context, uint64_t done, uint64_t total) {
  const syn_observer *observer = context;
  const syn_progress progress = {.bytes_read = done, .bytes_total = total};
  observer->progress(observer->context, &progress);
}

syn_status syn_collection_backup(syn_collection *collection, const char *path, bool may_replace, const syn_observer *observer,
                                 syn_error *error) {
  syn_observer copy = observer ? *observer : (syn_observer){0};
  return syn_store_backup(collection->store, path, may_replace, copy.progress ? tell_copied : NULL, &copy, error);
}
