#include "engine/find_names.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/id_list.h"
#include "engine/actor_find.h"
#include "engine/derived_reading.h"
#include "records/record_reader.h"

typedef SYN_ARRAY(syn_id) id_array;

typedef struct place_search {
  syn_arena *arena, *scratch;
  syn_text country;
  id_array members, articles;
  syn_error *error;
} place_search;

bool syn_find_has(const syn_id_list *list, syn_id id) {
  return list->count > 0 && bsearch(&id, list->items, list->count, sizeof id, syn_order_ids) != NULL;
}

static syn_status add_ids(id_array *ids, syn_id_list list, syn_arena *arena) {
  syn_status status = SYN_ARRAY_RESERVE(ids, list.count, arena);
  for (uint32_t i = 0; status == SYN_OK && i < list.count; i++) ids->items[ids->count++] = list.items[i];
  return status;
}

static syn_status add_identity(place_search *job, const syn_identity *identity, syn_text line) {
  syn_id_list articles;
  syn_status status = syn_record_read_mention_articles(line, job->scratch, &articles, job->error);
  if (status == SYN_OK) status = add_ids(&job->members, identity->members, job->arena);
  return status == SYN_OK ? add_ids(&job->articles, articles, job->arena) : status;
}

static syn_status consider(void *context, const syn_store_derived *record) {
  place_search *job = context;
  syn_identity identity;
  syn_arena_reset(job->scratch);
  syn_status status = syn_record_read_identity(record->line, job->scratch, &identity, job->error);
  if (status != SYN_OK || identity.type != SYN_ENTITY_PLACE || !syn_text_equal(identity.country, job->country)) return status;
  return add_identity(job, &identity, record->line);
}

static syn_status collect(syn_collection *collection, const char *name, bool with_places, place_search *job) {
  syn_arena *arena = NULL; /* the search keeps all identities of the store */
  syn_identity identity;
  syn_status status = syn_collection_create_arena(collection, &arena, job->error);
  syn_actor_search search = {.arena = arena};
  if (status == SYN_OK) status = syn_actor_find(collection, name, &search, job->error);
  if (status == SYN_OK) status = syn_record_read_identity(search.line, job->arena, &identity, job->error);
  if (status == SYN_OK) status = add_identity(job, &identity, search.line);
  syn_arena_destroy(&arena);
  if (status != SYN_OK || !with_places || identity.type != SYN_ENTITY_COUNTRY || identity.country.size == 0) return status;
  job->country = identity.country;
  return syn_collection_each_derived(collection, SYN_DERIVED_ENTITY, (syn_id){{0}}, consider, job, job->error);
}

syn_status syn_find_name(syn_collection *collection, syn_text name, bool with_places, syn_arena *arena, syn_found_name *out_found,
                         syn_error *error) {
  place_search job = {.arena = arena, .error = error};
  syn_text ended; /* arenas end their copies with a NUL */
  syn_status status = syn_arena_copy(arena, name, &ended);
  if (status == SYN_OK) status = syn_collection_create_arena(collection, &job.scratch, error);
  if (status == SYN_OK) status = collect(collection, ended.data, with_places, &job);
  syn_arena_destroy(&job.scratch);
  if (status != SYN_OK) return status;
  job.members.count = syn_sort_ids(job.members.items, job.members.count);
  job.articles.count = syn_sort_ids(job.articles.items, job.articles.count);
  *out_found = (syn_found_name){{job.members.items, (uint32_t)job.members.count}, {job.articles.items, (uint32_t)job.articles.count}};
  return SYN_OK;
}
