#include "engine/collection_internal.h"

#include <stdlib.h>

#include "base/array.h"
#include "records/correction_record.h"
#include "records/record_reader.h"
#include "synopsis/compute.h"

static int compare_article_with_id(const void *key, const void *element) {
  const syn_id *id = key;
  const syn_article *article = element;
  return syn_id_compare(*id, article->id);
}

const syn_record_context *syn_article_set_context(const void *user, syn_id article) {
  const syn_article_set *set = user;
  if (set->count == 0) return NULL;
  const syn_article *found = bsearch(&article, set->articles, set->count, sizeof *set->articles, compare_article_with_id);
  return found ? &set->contexts[found - set->articles] : NULL;
}

typedef SYN_ARRAY(syn_lent_date) lent_array;
typedef SYN_ARRAY(syn_correction) correction_array;

typedef struct lent_reading {
  syn_arena *arena;
  lent_array dates;
  correction_array corrections;
  syn_arena *scratch; /* of one correction */
  syn_error *error;
} lent_reading;

static syn_status read_lent(void *context, const syn_store_derived *record) {
  lent_reading *reading = context;
  syn_lent_date *date = SYN_ARRAY_ADD(&reading->dates, reading->arena);
  if (!date) return SYN_NO_MEMORY;
  return syn_record_read_lent(record->line, reading->arena, date, reading->error);
}

/* Which article is a version of which; what changed is read by who shows it. */
static syn_status read_version(void *context, const syn_store_derived *record) {
  lent_reading *reading = context;
  syn_correction correction;
  syn_arena_reset(reading->scratch);
  syn_status status = syn_record_read_correction(record->line, NULL, reading->scratch, &correction, reading->error);
  syn_correction *kept = status == SYN_OK ? SYN_ARRAY_ADD(&reading->corrections, reading->arena) : NULL;
  if (status != SYN_OK) return status;
  if (!kept) return SYN_NO_MEMORY;
  *kept = (syn_correction){.id = correction.id, .article = correction.article, .version_of = correction.version_of};
  return SYN_OK;
}

static int order_by_article(const void *a, const void *b) {
  return syn_id_compare(((const syn_correction *)a)->article, ((const syn_correction *)b)->article);
}

syn_status syn_collection_lent_dates(syn_collection *collection, syn_arena *arena, syn_synopsis *out_synopsis, syn_error *error) {
  const syn_id none = {{0}};
  lent_reading reading = {.arena = arena, .error = error};
  syn_status status = syn_collection_create_arena(collection, &reading.scratch, error);
  if (status == SYN_OK) status = syn_store_each_derived(collection->store, SYN_DERIVED_LENT, none, read_lent, &reading, error);
  if (status == SYN_OK) status = syn_store_each_derived(collection->store, SYN_DERIVED_CORRECTION, none, read_version, &reading, error);
  syn_arena_destroy(&reading.scratch);
  if (status != SYN_OK) return status;
  if (reading.corrections.count > 1)
    qsort(reading.corrections.items, reading.corrections.count, sizeof *reading.corrections.items, order_by_article);
  *out_synopsis = (syn_synopsis){.lent_dates = reading.dates.items,
                                 .lent_date_count = (uint32_t)reading.dates.count,
                                 .corrections = reading.corrections.items,
                                 .correction_count = (uint32_t)reading.corrections.count};
  return SYN_OK;
}

syn_status syn_article_set_begin(uint32_t count, syn_arena *arena, syn_article_set *out_set) {
  syn_article_set set = {
      .articles = SYN_ARENA_ARRAY(arena, syn_article, count),
      .contexts = SYN_ARENA_ARRAY(arena, syn_record_context, count),
      .count = count,
  };
  if (!set.articles || !set.contexts) return SYN_NO_MEMORY;
  *out_set = set;
  return SYN_OK;
}

static int compare_articles(const void *a, const void *b) {
  return syn_id_compare(((const syn_article *)a)->id, ((const syn_article *)b)->id);
}

syn_status syn_article_set_finish(syn_article_set *set, syn_arena *arena) {
  syn_status status = SYN_OK;
  if (set->count > 1) qsort(set->articles, set->count, sizeof *set->articles, compare_articles);
  for (uint32_t i = 0; status == SYN_OK && i < set->count; i++)
    status = syn_record_context_init(&set->articles[i], arena, &set->contexts[i]);
  return status;
}

syn_status syn_article_set_read(syn_collection *collection, const syn_id *ids, uint32_t id_count, const syn_synopsis *lent,
                                syn_arena *arena, syn_article_set *out_set, syn_error *error) {
  syn_article_set set;
  syn_status status = syn_article_set_begin(id_count, arena, &set);
  if (status != SYN_OK) return syn_error_set(error, status, 0, "Not enough memory to read %u articles.", id_count);
  set.lent = *lent;
  for (uint32_t i = 0; status == SYN_OK && i < id_count; i++) {
    syn_store_article stored;
    syn_facts unused;
    const syn_facts none = {0};
    syn_article article;
    status = syn_store_get_article(collection->store, ids[i], arena, &stored, error);
    if (status == SYN_OK) status = syn_record_read_article(stored.article, arena, &article, error);
    if (status == SYN_OK) status = syn_synopsis_resolve(lent, &article, &none, arena, &set.articles[i], &unused);
  }
  if (status == SYN_OK) status = syn_article_set_finish(&set, arena);
  if (status == SYN_OK) *out_set = set;
  return status;
}

syn_status syn_article_set_facts(syn_collection *collection, const syn_article_set *set, syn_id article, syn_arena *arena,
                                 syn_facts *out_facts, syn_error *error) {
  const syn_record_context *context = syn_article_set_context(set, article);
  syn_store_article stored;
  syn_article stated, resolved;
  syn_facts stated_facts;
  if (!context) return syn_error_set(error, SYN_NOT_FOUND, 0, "The store holds no such article.");
  syn_status status = syn_store_get_article(collection->store, article, arena, &stored, error);
  if (status == SYN_OK) status = syn_record_read_article(stored.article, arena, &stated, error);
  if (status == SYN_OK) status = syn_record_read_facts(stored.facts, context, arena, &stated_facts, error);
  if (status == SYN_OK) status = syn_synopsis_resolve(&set->lent, &stated, &stated_facts, arena, &resolved, out_facts);
  return status;
}
