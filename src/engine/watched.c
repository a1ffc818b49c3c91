/* What is watched: addresses taken up, listed, forgotten; and watching with the network. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/memory.h"
#include "base/web_address.h"
#include "engine/feed_parsing.h"
#include "engine/fetched_page.h"
#include "engine/watch_internal.h"

static const char *const EVENT_NAMES[SYN_WATCH_EVENT_KIND_COUNT] = {
    [SYN_WATCH_FEED_ADDED] = "feed_added",   [SYN_WATCH_FEED_CAME] = "feed_came",       [SYN_WATCH_FEED_UNCHANGED] = "feed_unchanged",
    [SYN_WATCH_FEED_FAILED] = "feed_failed", [SYN_WATCH_FEED_MOVED] = "feed_moved",     [SYN_WATCH_FEED_GONE] = "feed_gone",
    [SYN_WATCH_ITEM_NEW] = "item_new",       [SYN_WATCH_ITEM_CHANGED] = "item_changed", [SYN_WATCH_ITEM_UNCHANGED] = "item_unchanged",
    [SYN_WATCH_ITEM_FAILED] = "item_failed"};

const char *syn_watch_event_kind_name(syn_watch_event_kind kind) {
  return (unsigned)kind < SYN_WATCH_EVENT_KIND_COUNT ? EVENT_NAMES[kind] : "";
}

/* ---- addresses ---- */

static syn_status add_one(syn_watching *job, syn_text address, syn_text from, syn_text title, syn_error *error) {
  bool is_new = false;
  if (job->watch_count >= SYN_WATCH_ADDRESS_LIMIT)
    return syn_error_set(error, SYN_LIMIT, 0, "more than %d addresses are watched: stop some (synoptic watch --stop ADDRESS)",
                         SYN_WATCH_ADDRESS_LIMIT);
  const syn_store_watch watch = {.address = syn_text_slice(address, 0, syn_text_find(address, SYN_TEXT("#"), 0)),
                                 .title = title,
                                 .is_feed_only = job->options->is_feed_only,
                                 .every_s = job->options->every_s,
                                 .next = 0};
  syn_status status = syn_store_add_watch(job->collection->store, &watch, NULL, &is_new, error);
  if (status != SYN_OK || !is_new) return status;
  job->watch_count++;
  const syn_watch_event added = {.kind = SYN_WATCH_FEED_ADDED, .address = watch.address, .from = from, .title = title};
  syn_watch_tell(job, &added);
  return SYN_OK;
}

/* A whole file, which is small or no list of feeds. */
static syn_status read_file(const char *path, syn_arena *arena, syn_text *out_bytes, syn_error *error) {
  char *bytes = syn_arena_take(arena, SYN_WATCH_FEED_BYTES, 1);
  FILE *file = bytes ? fopen(path, "rb") : NULL;
  if (!bytes) return syn_error_set(error, SYN_NO_MEMORY, 0, "%s: not enough memory to read it", path);
  if (!file && errno == ENOENT)
    return syn_error_set(error, SYN_IO, 0, "%s: no such file, and no address: that begins with http:// or https://", path);
  if (!file) return syn_error_set(error, SYN_IO, 0, "%s: cannot be read: %s", path, strerror(errno));
  size_t size = fread(bytes, 1, SYN_WATCH_FEED_BYTES, file);
  bool has_failed = ferror(file) != 0;
  fclose(file);
  if (has_failed) return syn_error_set(error, SYN_IO, 0, "%s: cannot be read", path);
  if (size == SYN_WATCH_FEED_BYTES) return syn_error_set(error, SYN_LIMIT, 0, "%s: too large for a list of feeds", path);
  *out_bytes = (syn_text){bytes, size};
  return SYN_OK;
}

static syn_status add_file(syn_watching *job, const char *path, syn_error *error) {
  const syn_watch_means *means = job->means;
  syn_feed list = {0};
  syn_text bytes;
  syn_error cause = {0};
  syn_arena_reset(job->arena);
  syn_status status = read_file(path, job->arena, &bytes, error);
  if (status != SYN_OK) return status;
  status = means->parse(means->context, bytes, (syn_text){0}, (syn_text){0}, job->arena, &list, &cause);
  if (status != SYN_OK && status != SYN_BAD_INPUT && status != SYN_LIMIT)
    return syn_error_set(error, status, 0, "%s: %s", path, cause.text);
  if (status != SYN_OK || list.kind != SYN_FEED_OPML)
    return syn_error_set(error, SYN_BAD_ARGUMENT, 0, "%s: no list of feeds (OPML): name such a file, or the address of a feed", path);
  for (uint32_t i = 0; status == SYN_OK && i < list.item_count; i++) {
    const syn_feed_item *item = &list.items[i];
    if (!syn_watch_may_keep(item->url)) continue;
    status = add_one(job, item->url, syn_text_from(path), syn_watch_cut(item->title), error);
  }
  return status;
}

/* "feed:" and "feed://" before an address are a manner of speaking. */
static syn_status add_word(syn_watching *job, const char *word, syn_error *error) {
  syn_text address = syn_text_trim(syn_text_from(word)), whole = address;
  if (syn_text_starts_with(address, SYN_TEXT("feed:http"))) address = syn_text_slice(address, 5, address.size);
  if (syn_text_starts_with(address, SYN_TEXT("feed://"))) {
    if (syn_arena_format(job->arena, &whole, "http://%.*s", SYN_TEXT_ARGUMENTS(syn_text_slice(address, 7, address.size))) != SYN_OK)
      return syn_error_set(error, SYN_NO_MEMORY, 0, "not enough memory for an address");
    address = whole;
  }
  if (!syn_fetch_is_address(address)) return add_file(job, word, error);
  if (address.size > SYN_WATCH_URL_LIMIT)
    return syn_error_set(error, SYN_BAD_ARGUMENT, 0, "%.100s…: an address of more than %d bytes", word, SYN_WATCH_URL_LIMIT);
  syn_text before, after;
  if (syn_web_address_login(address, &before, &after))
    return syn_error_set(error, SYN_BAD_ARGUMENT, 0,
                         "%.*s%.100s: the address holds a name or password, which would be kept and sent on: "
                         "leave them out",
                         SYN_TEXT_ARGUMENTS(before), after.data);
  return add_one(job, address, (syn_text){0}, (syn_text){0}, error);
}

syn_status syn_watch_add_addresses(syn_watching *job, syn_error *error) {
  syn_status status = job->options->address_count > 0 ? syn_store_begin(job->collection->store, error) : SYN_OK;
  if (status != SYN_OK || job->options->address_count == 0) return status;
  for (size_t i = 0; status == SYN_OK && i < job->options->address_count; i++) status = add_word(job, job->options->addresses[i], error);
  if (status == SYN_OK) status = syn_store_commit(job->collection->store, error);
  if (status != SYN_OK) syn_store_rollback(job->collection->store);
  return status;
}

/* ---- with the network ---- */

/* The world outside, as it is. */
typedef struct network {
  syn_fetcher *fetcher;
  struct syn_isolation_pool *pool; /* NULL: feeds are parsed in this process */
} network;

static syn_status ask(void *context, const syn_fetch_request *request, syn_error *error) {
  return syn_fetcher_ask(((network *)context)->fetcher, request, error);
}

static syn_status next(void *context, uint32_t wait_ms, syn_fetch_result *out_result, syn_error *error) {
  return syn_fetcher_next(((network *)context)->fetcher, wait_ms, out_result, error);
}

static syn_status parse(void *context, syn_text bytes, syn_text charset, syn_text url, syn_arena *arena, syn_feed *out_feed,
                        syn_error *error) {
  const network *net = context;
  return syn_feed_parse_isolated(net->pool, bytes, charset, url, SYN_WATCH_FEED_BYTES, arena, out_feed, error);
}

static syn_text sitemaps(void *context, syn_text url) {
  return syn_fetcher_sitemaps(((network *)context)->fetcher, url);
}

static int64_t now(void *context) {
  (void)context;
  return time(NULL);
}

syn_status syn_collection_watch(syn_collection *collection, const syn_watch_options *options, const syn_watch_observer *observer,
                                syn_watch_progress *out_progress, syn_error *error) {
  syn_pipeline_readers *readers = NULL;
  network net = {0};
  const syn_watch_means means = {.ask = ask, .next = next, .parse = parse, .sitemaps = sitemaps, .now = now, .context = &net};
  const syn_fetch_options fetching = syn_fetch_options_of(options->network, collection->engine->limits.page_bytes);
  syn_status status = syn_pipeline_readers_open(collection->engine, &readers, error); /* before there are threads of the network */
  if (status == SYN_OK) net.pool = syn_pipeline_readers_pool(readers);
  if (status == SYN_OK) status = syn_fetcher_create(&fetching, &net.fetcher, error);
  if (status == SYN_OK) status = syn_watch_run(collection, options, &means, readers, observer, out_progress, error);
  syn_fetcher_destroy(&net.fetcher);
  syn_pipeline_readers_close(&readers);
  return status;
}

/* ---- list ---- */

/* The public struct and the memory behind it; the public one comes first, so that a pointer to it is a pointer to this. */
typedef struct owned_list {
  syn_watched_list list;
  syn_arena *arena;
} owned_list;

static syn_watched describe(const syn_store_watch *watch, const syn_store_watch *all, size_t count) {
  syn_watched watched = {.address = watch->address,
                         .moved_from = watch->moved_from,
                         .kind = watch->kind,
                         .title = watch->title,
                         .outlet = watch->outlet,
                         .why = watch->why,
                         .is_gone = watch->is_gone,
                         .is_feed_only = watch->is_feed_only,
                         .asked = watch->asked,
                         .answered = watch->answered,
                         .next = watch->next,
                         .failure_count = watch->failure_count,
                         .times = watch->times,
                         .article_count = watch->kept_count,
                         .waiting_count = watch->waiting_count,
                         .failed_count = watch->failed_count};
  for (size_t i = 0; watch->parent != 0 && i < count; i++)
    if (all[i].number == watch->parent) watched.parent = all[i].address;
  return watched;
}

static syn_status fill_list(syn_collection *collection, owned_list *owned, syn_error *error) {
  syn_store_watch *watches;
  size_t count;
  syn_status status = syn_collection_create_arena(collection, &owned->arena, error);
  if (status == SYN_OK) status = syn_store_list_watches(collection->store, owned->arena, &watches, &count, error);
  if (status != SYN_OK) return status;
  syn_watched *items = SYN_ARENA_ARRAY(owned->arena, syn_watched, count);
  if (!items) return syn_error_set(error, SYN_NO_MEMORY, 0, "Not enough memory to list what is watched.");
  for (size_t i = 0; i < count; i++) items[i] = describe(&watches[i], watches, count);
  owned->list = (syn_watched_list){items, count};
  return SYN_OK;
}

syn_status syn_collection_watched(syn_collection *collection, syn_watched_list **out_list, syn_error *error) {
  owned_list *owned = calloc(1, sizeof *owned);
  if (!owned) return syn_error_set(error, SYN_NO_MEMORY, 0, "Not enough memory to list what is watched.");
  syn_watched_list *list = &owned->list;
  syn_status status = fill_list(collection, owned, error);
  if (status == SYN_OK)
    *out_list = list;
  else
    syn_watched_list_destroy(&list);
  return status;
}

void syn_watched_list_destroy(syn_watched_list **list) {
  if (!list || !*list) return;
  owned_list *owned = (owned_list *)*list;
  syn_arena_destroy(&owned->arena);
  free(owned);
  *list = NULL;
}

syn_status syn_collection_stop_watching(syn_collection *collection, const char *address, syn_error *error) {
  syn_arena *arena = NULL;
  syn_store_watch watch;
  syn_status status = syn_collection_create_arena(collection, &arena, error);
  if (status == SYN_OK) status = syn_store_find_watch(collection->store, syn_text_from(address), arena, &watch, error);
  if (status == SYN_NOT_FOUND) syn_error_set(error, status, 0, "%.300s: is not watched; `synoptic watch --list` shows what is", address);
  if (status == SYN_OK) status = syn_store_remove_watch(collection->store, watch.number, error);
  syn_arena_destroy(&arena);
  return status;
}
