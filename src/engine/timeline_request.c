/* What a timeline is asked for: names become ids, days become numbers. */
#include <stdlib.h>

#include "base/id_list.h"
#include "engine/actor_find.h"
#include "engine/derived_reading.h"
#include "engine/timeline_internal.h"
#include "records/calendar.h"
#include "records/names.h"
#include "records/record_reader.h"
#include "synopsis/offices.h"

enum { CHAIN_STEPS = 16 /* links from story to story that are followed */ };

bool syn_timeline_has(syn_id_list list, syn_id id) {
  return list.count > 0 && bsearch(&id, list.items, list.count, sizeof id, syn_order_ids) != NULL;
}

static syn_status add_id(syn_timeline_reading *reading, syn_id_array *ids, syn_id id) {
  syn_id *added = SYN_ARRAY_ADD(ids, reading->arena);
  if (!added) return SYN_NO_MEMORY;
  *added = id;
  return SYN_OK;
}

static syn_id_list sorted(syn_id_array *ids) {
  ids->count = syn_sort_ids(ids->items, ids->count);
  return (syn_id_list){ids->items, (uint32_t)ids->count};
}

/* ---- actors and places ---- */

/* `out_same`: the ids by which neighbourhoods call him. */
static syn_status find_identity(syn_timeline_reading *reading, const char *name, syn_identity *out_identity, syn_id_list *out_same) {
  syn_actor_search search = {.arena = reading->arena};
  syn_status status = syn_actor_find(reading->collection, name, &search, reading->error);
  *out_same = search.same;
  return status == SYN_OK ? syn_record_read_identity(search.line, reading->arena, out_identity, reading->error) : status;
}

/* Those who count as somebody: of a state its officials, of a country the places in it. */
typedef struct company {
  syn_timeline_reading *reading;
  syn_text country;
  const syn_offices *offices; /* NULL: places are looked for */
  syn_id_array ids;
} company;

static syn_status consider(void *context, const syn_store_derived *record) {
  company *own = context;
  syn_identity identity;
  syn_arena_reset(own->reading->scratch);
  syn_status status = syn_record_read_identity(record->line, own->reading->scratch, &identity, own->reading->error);
  if (status != SYN_OK || !syn_text_equal(identity.country, own->country)) return status;
  bool belongs = own->offices ? syn_holds_office(own->offices, &identity) : identity.type == SYN_ENTITY_PLACE;
  return belongs ? add_id(own->reading, &own->ids, identity.id) : SYN_OK;
}

static syn_status gather_company(syn_timeline_reading *reading, const syn_identity *identity, syn_id_list same, const syn_offices *offices,
                                 syn_id_list *out_ids) {
  company own = {.reading = reading, .country = identity->country, .offices = offices};
  syn_status status = SYN_OK;
  for (uint32_t i = 0; status == SYN_OK && i < same.count; i++) status = add_id(reading, &own.ids, same.items[i]);
  if (status == SYN_OK && identity->type == SYN_ENTITY_COUNTRY && identity->country.size > 0)
    status = syn_collection_each_derived(reading->collection, SYN_DERIVED_ENTITY, (syn_id){{0}}, consider, &own, reading->error);
  *out_ids = sorted(&own.ids);
  return status;
}

static syn_status find_actors(syn_timeline_reading *reading, const syn_timeline_request *request) {
  syn_timeline_wish *wish = &reading->wish;
  syn_offices offices;
  syn_synopsis_tables tables;
  if (request->actor_count > SYN_TIMELINE_ACTOR_LIMIT)
    return syn_error_set(reading->error, SYN_BAD_ARGUMENT, 0, "A timeline is of one actor, or of two; %zu were named.",
                         request->actor_count);
  if (request->actor_count == 0) return SYN_OK;
  syn_status status = syn_engine_need_world(reading->collection->engine, reading->error);
  tables = syn_synopsis_tables_begin(reading->collection->engine->world, reading->arena);
  if (status == SYN_OK) status = syn_offices_read(&tables, NULL, 0, reading->arena, &offices);
  for (size_t i = 0; status == SYN_OK && i < request->actor_count; i++) {
    syn_identity identity;
    syn_id_list same;
    status = find_identity(reading, request->actors[i], &identity, &same);
    if (status != SYN_OK) return status;
    wish->is_place_meant = request->actor_count == 1 && identity.type == SYN_ENTITY_PLACE;
    wish->actors[wish->actor_count] = identity.id;
    status = gather_company(reading, &identity, same, &offices, &wish->parties[wish->actor_count++]);
  }
  return status;
}

static syn_status find_place(syn_timeline_reading *reading, const char *name) {
  syn_identity identity;
  syn_id_list same;
  if (!name) return SYN_OK;
  reading->wish.has_place = true;
  syn_status status = find_identity(reading, name, &identity, &same);
  return status == SYN_OK ? gather_company(reading, &identity, same, NULL, &reading->wish.places) : status;
}

/* ---- the story with its chain ---- */

typedef struct chain_reading {
  syn_timeline_reading *reading;
  syn_id_array stories, articles;
  syn_id_list known; /* stories so far, sorted */
  bool has_grown;
} chain_reading;

static bool is_chained(const syn_story_link *link) {
  return syn_text_equal(link->kind, SYN_TEXT("chain")) || syn_text_equal(link->kind, SYN_TEXT("follow_up"));
}

static syn_status add_story(chain_reading *chain, syn_id id) {
  if (syn_timeline_has(chain->known, id)) return SYN_OK;
  chain->has_grown = true;
  return add_id(chain->reading, &chain->stories, id);
}

/* A link joins two stories, whichever of them tells it. */
static syn_status follow_links(void *context, const syn_store_derived *record) {
  chain_reading *chain = context;
  syn_story story;
  syn_arena_reset(chain->reading->scratch);
  syn_status status = syn_record_read_story(record->line, chain->reading->scratch, &story, chain->reading->error);
  bool is_known = status == SYN_OK && syn_timeline_has(chain->known, story.id);
  for (uint32_t i = 0; status == SYN_OK && i < story.link_count; i++) {
    if (!is_chained(&story.links[i])) continue;
    if (is_known)
      status = add_story(chain, story.links[i].story);
    else if (syn_timeline_has(chain->known, story.links[i].story))
      status = add_story(chain, story.id);
  }
  return status;
}

static syn_status list_articles(void *context, const syn_store_derived *record) {
  chain_reading *chain = context;
  syn_story story;
  if (!syn_timeline_has(chain->known, record->id)) return SYN_OK;
  syn_arena_reset(chain->reading->scratch);
  syn_status status = syn_record_read_story(record->line, chain->reading->scratch, &story, chain->reading->error);
  for (uint32_t i = 0; status == SYN_OK && i < story.articles.count; i++)
    status = add_id(chain->reading, &chain->articles, story.articles.items[i]);
  return status;
}

static syn_status find_story(syn_timeline_reading *reading, const char *name) {
  const syn_id none = {{0}};
  const syn_story *story = NULL;
  chain_reading chain = {.reading = reading, .has_grown = true};
  syn_store *store = reading->collection->store;
  if (!name) return SYN_OK;
  syn_status status = syn_collection_find_story(reading->collection, name, reading->arena, &story, reading->error);
  if (status == SYN_OK) status = add_id(reading, &chain.stories, story->id);
  for (int step = 0; status == SYN_OK && chain.has_grown && step < CHAIN_STEPS; step++) {
    chain.known = sorted(&chain.stories);
    chain.has_grown = false;
    status = syn_store_each_derived(store, SYN_DERIVED_STORY, none, follow_links, &chain, reading->error);
  }
  chain.known = sorted(&chain.stories);
  if (status == SYN_OK) status = syn_store_each_derived(store, SYN_DERIVED_STORY, none, list_articles, &chain, reading->error);
  reading->wish.has_story = true;
  reading->wish.articles = sorted(&chain.articles);
  return status;
}

/* ---- days and kinds ---- */

static syn_status parse_day(const char *text, const char *what, syn_interval *out_days, syn_error *error) {
  if (syn_calendar_parse(syn_text_from(text), out_days) == SYN_OK) return SYN_OK;
  return syn_error_set(error, SYN_BAD_ARGUMENT, 0, "%s: \"%s\" is no day; write 2024-03-12, 2024-03 or 2024.", what, text);
}

static syn_status read_days(syn_timeline_reading *reading, const syn_timeline_request *request) {
  syn_timeline_wish *wish = &reading->wish;
  syn_interval days;
  syn_status status = SYN_OK;
  wish->from = SYN_DAY_MINIMUM;
  wish->to = SYN_DAY_MAXIMUM;
  if (request->from) {
    status = parse_day(request->from, "from", &days, reading->error);
    if (status != SYN_OK) return status;
    wish->from = days.from.day;
  }
  if (request->to) {
    status = parse_day(request->to, "to", &days, reading->error);
    if (status != SYN_OK) return status;
    wish->to = days.to.day;
  }
  if (wish->from > wish->to) return syn_error_set(reading->error, SYN_BAD_ARGUMENT, 0, "The first day lies after the last.");
  return SYN_OK;
}

static syn_status read_type(syn_timeline_reading *reading, const char *type) {
  if (!type) return SYN_OK;
  reading->wish.has_type = true;
  if (syn_event_type_parse(syn_text_from(type), &reading->wish.type)) return SYN_OK;
  return syn_error_set(reading->error, SYN_BAD_ARGUMENT, 0, "There is no kind of event \"%s\"; one is %s.", type,
                       syn_event_type_name(SYN_EVENT_CONSULT));
}

syn_status syn_timeline_read_wish(syn_timeline_reading *reading, const syn_timeline_request *request) {
  syn_timeline_wish *wish = &reading->wish;
  *wish = (syn_timeline_wish){.limit = request->limit > 0 ? request->limit : SYN_TIMELINE_LIMIT, .day_count = request->day_count};
  if (wish->day_count > SYN_TIMELINE_DAY_LIMIT) wish->day_count = SYN_TIMELINE_DAY_LIMIT;
  syn_status status = read_days(reading, request);
  if (status == SYN_OK) status = read_type(reading, request->type);
  if (status == SYN_OK) status = find_actors(reading, request);
  if (status == SYN_OK) status = find_place(reading, request->place);
  return status == SYN_OK ? find_story(reading, request->story) : status;
}
