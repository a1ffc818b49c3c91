#include "engine/article_batch.h"

#include "base/id_list.h"

/* What comes first makes a batch due. While one is written no page is handed out: it must not take longer than the pages under way last. */
enum { ARTICLES_DUE = 48, SECONDS_DUE = 2, BYTES_DUE = 32 * 1024 * 1024 };

/* The last article may be as large as one can be. */
#define BATCH_LIMIT ((size_t)2 << 30)

static time_t now_seconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec;
}

static void empty(syn_article_batch *batch) {
  syn_arena_reset(batch->arena);
  batch->articles.items = NULL;
  batch->articles.count = batch->articles.capacity = 0;
  syn_map_init(&batch->ids, batch->arena);
}

static syn_status tell_no_memory(syn_error *error) {
  return syn_error_set(error, SYN_NO_MEMORY, 0, "Not enough memory to keep the articles.");
}

syn_status syn_article_batch_init(syn_article_batch *batch, syn_store *store, bool replaces, syn_error *error) {
  *batch = (syn_article_batch){.store = store, .replaces = replaces};
  if (syn_arena_create(BATCH_LIMIT, &batch->arena) != SYN_OK) return tell_no_memory(error);
  empty(batch);
  return SYN_OK;
}

void syn_article_batch_clear(syn_article_batch *batch) {
  syn_arena_destroy(&batch->arena);
}

bool syn_article_batch_holds(const syn_article_batch *batch, syn_id id) {
  return syn_map_find(&batch->ids, syn_id_bytes(&id)) != NULL;
}

static syn_status copy_texts(syn_text *const *texts, size_t count, syn_arena *arena) {
  syn_status status = SYN_OK;
  for (size_t i = 0; status == SYN_OK && i < count; i++)
    if (texts[i]->size > 0) status = syn_arena_copy(arena, *texts[i], texts[i]);
  return status;
}

static syn_status copy_capture(const syn_capture *capture, syn_arena *arena, const syn_capture **out_copy) {
  syn_capture *copy = SYN_ARENA_NEW(arena, syn_capture);
  if (!copy) return SYN_NO_MEMORY;
  *copy = *capture;
  syn_page *page = &copy->page;
  syn_text *const texts[] = {&copy->read,     &copy->sha256,           &copy->packed, &page->source,  &page->url,
                             &page->captured, &page->declared_charset, &page->outlet, &page->title,   &page->date,
                             &page->byline,   &page->language,         &page->credit, &page->based_on};
  *out_copy = copy;
  return copy_texts(texts, sizeof texts / sizeof texts[0], arena);
}

static syn_status copy_article(const syn_store_article *article, syn_arena *arena, syn_store_article *out_copy) {
  *out_copy = *article;
  syn_text *const texts[] = {&out_copy->source, &out_copy->article, &out_copy->facts,    &out_copy->sketch, &out_copy->model,
                             &out_copy->world,  &out_copy->version, &out_copy->captured, &out_copy->marks};
  syn_status status = copy_texts(texts, sizeof texts / sizeof texts[0], arena);
  if (status == SYN_OK && article->capture) status = copy_capture(article->capture, arena, &out_copy->capture);
  return status;
}

syn_status syn_article_batch_add(syn_article_batch *batch, const syn_store_article *article, syn_error *error) {
  if (batch->articles.count == 0) batch->begun = now_seconds();
  syn_store_article *copy = SYN_ARRAY_ADD(&batch->articles, batch->arena);
  syn_status status = copy ? copy_article(article, batch->arena, copy) : SYN_NO_MEMORY;
  syn_text key = syn_id_bytes(&article->id);
  if (status == SYN_OK) status = syn_arena_copy(batch->arena, key, &key);
  if (status == SYN_OK) status = syn_map_put(&batch->ids, key, 0);
  if (status != SYN_OK) return tell_no_memory(error);
  bool is_due =
      batch->articles.count >= ARTICLES_DUE || syn_arena_used(batch->arena) >= BYTES_DUE || now_seconds() - batch->begun >= SECONDS_DUE;
  return is_due ? syn_article_batch_write(batch, error) : SYN_OK;
}

/* An article without its record was in the store when it was looked at; it may have been removed since, and then stays so. */
static syn_status write_one(syn_article_batch *batch, const syn_store_article *article, syn_error *error) {
  bool found;
  syn_store_state state = {.is_there = true};
  if (batch->replaces) return syn_store_replace_article(batch->store, article, &found, error);
  syn_status status = article->article.size == 0 ? syn_store_look(batch->store, article, &state, error) : SYN_OK;
  if (status != SYN_OK || !state.is_there) return status;
  return syn_store_add_article(batch->store, article, NULL, error);
}

syn_status syn_article_batch_write(syn_article_batch *batch, syn_error *error) {
  if (batch->articles.count == 0) return SYN_OK;
  syn_status status = syn_store_begin(batch->store, error);
  if (status != SYN_OK) return status;
  for (size_t i = 0; status == SYN_OK && i < batch->articles.count; i++) status = write_one(batch, &batch->articles.items[i], error);
  if (status == SYN_OK && batch->write_more) status = batch->write_more(batch->context, error);
  if (status == SYN_OK) status = syn_store_commit(batch->store, error);
  if (status != SYN_OK) syn_store_rollback(batch->store);
  empty(batch);
  return status;
}
