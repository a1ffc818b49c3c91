#include "synoptic/site_texts.h"

#include <stdlib.h>

#include "article/page_title.h"
#include "article/site_profile.h"
#include "base/json_writer.h"
#include "engine/collection_internal.h"
#include "engine/sink_output.h"
#include "engine/site_learning.h"

enum { LINE_LIMIT = 1 << 28 };

/* The public struct and the memory behind it; the public one comes first, so that a pointer to it is a pointer to this. */
typedef struct owned_texts {
  syn_site_texts public;
  syn_arena *arena;
} owned_texts;

typedef struct telling {
  syn_arena *arena, *scratch; /* of the result; of one page, of which there may be a million */
  syn_site_texts *made;
  syn_map counts; /* text -> articles */
  syn_text recurring;
} telling;

static syn_status count_text(telling *job, syn_text text) {
  uint64_t *count = syn_map_find(&job->counts, text);
  if (count) {
    ++*count;
    return SYN_OK;
  }
  syn_status status = syn_arena_copy(job->arena, text, &text);
  return status == SYN_OK ? syn_map_put(&job->counts, text, 1) : status;
}

static syn_status take_page(void *context, const syn_store_site_page *page) {
  telling *job = context;
  const syn_page_marks *marks = &page->marks;
  syn_text concerns;
  syn_arena_reset(job->scratch);
  syn_status status = syn_site_profile_of_page(job->recurring, marks->marks, marks->mark_count, marks->title, job->scratch, &concerns);
  job->made->page_count++;
  job->made->cut_count += marks->cut_count > 0;
  job->made->uncut_count += status == SYN_OK && syn_digests_name(concerns) != marks->applied;
  for (uint32_t i = 0; status == SYN_OK && i < marks->cut_count; i++) status = count_text(job, marks->cut[i]);
  return status;
}

static int compare_texts(const void *a, const void *b) {
  const syn_site_text *x = a, *y = b;
  if (x->article_count != y->article_count) return x->article_count < y->article_count ? 1 : -1;
  return syn_text_compare(x->text, y->text);
}

static syn_status list_texts(telling *job) {
  syn_site_text *texts = SYN_ARENA_ARRAY(job->arena, syn_site_text, job->counts.count + 1);
  if (!texts) return SYN_NO_MEMORY;
  for (size_t i = 0; i < job->counts.count; i++)
    texts[i] = (syn_site_text){job->counts.entries[i].key, (uint32_t)job->counts.entries[i].value};
  qsort(texts, job->counts.count, sizeof *texts, compare_texts);
  job->made->texts = texts;
  job->made->text_count = (uint32_t)job->counts.count;
  return SYN_OK;
}

static syn_status tell(syn_collection *collection, telling *job, syn_error *error) {
  syn_site_lessons lessons;
  syn_status status = syn_collection_create_arena(collection, &job->scratch, error);
  if (status != SYN_OK) return status;
  status = syn_site_lessons_init(&lessons, collection, error);
  if (status == SYN_OK) status = syn_site_lessons_of(&lessons, job->made->site, &job->recurring, error);
  if (status == SYN_OK) status = syn_store_each_site_page(collection->store, job->made->site, 0, true, take_page, job, error);
  if (status == SYN_OK) status = list_texts(job);
  syn_site_lessons_clear(&lessons);
  syn_arena_destroy(&job->scratch);
  return status;
}

/* "https://www.Ledger.example/a" and "ledger.example" are one site. */
static syn_status name_site(const char *given, syn_arena *arena, syn_text *out_site) {
  syn_text host = syn_text_from(given), lower;
  if (syn_text_find(host, SYN_TEXT("://"), 0) != SIZE_MAX) host = syn_host_of(host);
  char *site = syn_arena_take(arena, host.size + 1, 1);
  if (!site) return SYN_NO_MEMORY;
  for (size_t i = 0; i < host.size; i++) site[i] = host.data[i] >= 'A' && host.data[i] <= 'Z' ? (char)(host.data[i] | 0x20) : host.data[i];
  lower = (syn_text){site, host.size};
  *out_site = syn_text_starts_with(lower, SYN_TEXT("www.")) ? syn_text_slice(lower, 4, lower.size) : lower;
  return SYN_OK;
}

syn_status syn_collection_site_texts(syn_collection *collection, const char *site, syn_site_texts **out_texts, syn_error *error) {
  owned_texts *owned = calloc(1, sizeof *owned);
  if (!owned) return syn_error_set(error, SYN_NO_MEMORY, 0, "Not enough memory to look at a site.");
  syn_site_texts *made = &owned->public;
  syn_status status = syn_collection_create_arena(collection, &owned->arena, error);
  telling job = {.arena = owned->arena, .made = made};
  if (status == SYN_OK) status = name_site(site, owned->arena, &made->site);
  if (status == SYN_OK) {
    syn_map_init(&job.counts, owned->arena);
    status = syn_store_begin_read(collection->store, error);
    if (status == SYN_OK) status = syn_store_end_read(collection->store, tell(collection, &job, error), error);
  }
  if (status == SYN_NO_MEMORY) syn_error_set(error, status, 0, "Not enough memory to look at a site.");
  if (status == SYN_OK && made->page_count == 0)
    status = syn_error_set(error, SYN_NOT_FOUND, 0,
                           "No page of \"%.*s\" is in the store: name a host as it stands in the addresses of articles (`synoptic find`).",
                           SYN_TEXT_ARGUMENTS(syn_text_slice(made->site, 0, 200)));
  if (status == SYN_OK)
    *out_texts = made;
  else
    syn_site_texts_destroy(&made);
  return status;
}

void syn_site_texts_destroy(syn_site_texts **texts) {
  if (!texts || !*texts) return;
  owned_texts *owned = (owned_texts *)*texts;
  syn_arena_destroy(&owned->arena);
  free(owned);
  *texts = NULL;
}

syn_status syn_site_texts_write(const syn_site_texts *texts, const syn_sink *sink, syn_error *error) {
  syn_buffer line;
  syn_json_writer writer;
  syn_buffer_init(&line, LINE_LIMIT);
  syn_json_init(&writer, &line);
  syn_json_begin_object(&writer);
  syn_json_key_text(&writer, "site", texts->site);
  syn_json_key_integer(&writer, "pages", texts->page_count);
  syn_json_key_integer(&writer, "cut", texts->cut_count);
  syn_json_key_integer(&writer, "uncut", texts->uncut_count);
  syn_json_key(&writer, "texts");
  syn_json_begin_array(&writer);
  for (uint32_t i = 0; i < texts->text_count; i++) {
    syn_json_begin_object(&writer);
    syn_json_key_text(&writer, "text", texts->texts[i].text);
    syn_json_key_integer(&writer, "articles", texts->texts[i].article_count);
    syn_json_end_object(&writer);
  }
  syn_json_end_array(&writer);
  syn_json_end_object(&writer);
  syn_buffer_add_byte(&line, '\n');
  return syn_sink_pour(&line, sink, error);
}
