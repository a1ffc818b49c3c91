/*
 * One actor read back from the store, with the articles that speak of it. What is handed out sits in one arena behind the public struct.
 */
#include "synoptic/actor.h"

#include <stdlib.h>

#include "base/id_list.h"
#include "engine/actor_find.h"
#include "records/calendar.h"
#include "records/record_fields.h"
#include "records/record_reader.h"
#include "records/wording.h"
#include "synopsis/compute.h"

typedef SYN_ARRAY(syn_actor_name) name_array;
typedef SYN_ARRAY(syn_actor_role) role_array;
typedef SYN_ARRAY(syn_deed) deed_array;
typedef SYN_ARRAY(syn_actor_mention) mention_array;

enum { LINES_LIMIT = 512 * 1024 * 1024 };

/* The public struct and the memory behind it; the public one comes first, so that a pointer to it is a pointer to this. */
typedef struct owned_actor {
  syn_actor public;
  syn_arena *arena;
  syn_actor_search search;
  syn_article_set set;
} owned_actor;

typedef struct building {
  owned_actor *owned;
  syn_arena *arena;
  const syn_article *articles; /* newest first */
  const syn_facts *facts;
  uint32_t article_count;
  syn_map name_places, role_places; /* text -> place in the list */
  name_array names;
  role_array roles;
  deed_array deeds;
  mention_array mentions;
} building;

/* ---- what one article says ---- */

static bool is_member(const building *job, const syn_entity *entity) {
  const syn_id_list *members = &job->owned->public.identity->members;
  return members->count > 0 && bsearch(&entity->id, members->items, members->count, sizeof *members->items, syn_order_ids);
}

static syn_status add_name(building *job, syn_text text) {
  uint64_t place;
  if (syn_map_get(&job->name_places, text, &place)) {
    job->names.items[place].count++;
    return SYN_OK;
  }
  syn_actor_name *name = SYN_ARRAY_ADD(&job->names, job->arena);
  if (!name) return SYN_NO_MEMORY;
  *name = (syn_actor_name){text, 1};
  return syn_map_put(&job->name_places, text, job->names.count - 1);
}

/* The stated days of a role from the first publication to the last. */
static void widen(syn_interval *stated, const syn_interval *published) {
  if (published->basis == SYN_BASIS_NONE || published->from.day == SYN_DAY_MINIMUM) return;
  if (stated->basis == SYN_BASIS_NONE) {
    *stated = *published;
    return;
  }
  if (syn_moment_compare(published->from, stated->from) < 0) stated->from = published->from;
  if (syn_moment_compare(published->to, stated->to) > 0) stated->to = published->to;
}

static syn_status add_role(building *job, syn_text text, uint32_t article) {
  uint64_t place;
  if (!syn_map_get(&job->role_places, text, &place)) {
    place = job->roles.count;
    syn_actor_role *role = SYN_ARRAY_ADD(&job->roles, job->arena);
    if (!role) return SYN_NO_MEMORY;
    *role = (syn_actor_role){.text = text};
    syn_status status = syn_map_put(&job->role_places, text, place);
    if (status != SYN_OK) return status;
  }
  job->roles.items[place].article_count++;
  widen(&job->roles.items[place].stated, &job->articles[article].published);
  return SYN_OK;
}

static syn_status read_entity(building *job, uint32_t article, const syn_entity *entity) {
  syn_status status = SYN_OK;
  for (uint32_t m = 0; status == SYN_OK && m < entity->mention_count; m++) {
    syn_actor_mention *mention = SYN_ARRAY_ADD(&job->mentions, job->arena);
    if (!mention) return SYN_NO_MEMORY;
    *mention = (syn_actor_mention){article, entity->mentions[m]};
    if (entity->mentions[m].kind == SYN_MENTION_NAME)
      status = add_name(job, syn_article_words(&job->articles[article], entity->mentions[m].span));
  }
  for (uint32_t r = 0; status == SYN_OK && r < entity->role_count; r++) status = add_role(job, entity->roles[r], article);
  return status;
}

static bool holds_member(const building *job, const syn_facts *facts, const syn_index_list *list) {
  for (uint32_t i = 0; i < list->count; i++)
    if (list->items[i] < facts->entity_count && is_member(job, &facts->entities[list->items[i]])) return true;
  return false;
}

static syn_status add_deed(building *job, const syn_deed *deed) {
  syn_deed *added = SYN_ARRAY_ADD(&job->deeds, job->arena);
  if (!added) return SYN_NO_MEMORY;
  *added = *deed;
  if (added->date.basis == SYN_BASIS_NONE) added->date = job->articles[deed->article].published;
  return SYN_OK;
}

static syn_status read_deeds(building *job, uint32_t article) {
  const syn_facts *facts = &job->facts[article];
  syn_status status = SYN_OK;
  for (uint32_t i = 0; status == SYN_OK && i < facts->event_count; i++) {
    const syn_event *event = &facts->events[i];
    bool acts = holds_member(job, facts, &event->actors);
    if (!acts && !holds_member(job, facts, &event->recipients)) continue;
    status = add_deed(job, &(syn_deed){.article = article, .index = i, .is_recipient = !acts, .date = event->date});
  }
  for (uint32_t i = 0; status == SYN_OK && i < facts->quote_count; i++)
    if (holds_member(job, facts, &facts->quotes[i].speakers))
      status = add_deed(job, &(syn_deed){.article = article, .index = i, .is_quote = true});
  return status;
}

/* ---- order ---- */

/* Newest first; what has no date last; ties in order of id. */
static int compare_articles(const void *a, const void *b) {
  const syn_article *x = a, *y = b;
  bool x_dated = x->published.basis != SYN_BASIS_NONE, y_dated = y->published.basis != SYN_BASIS_NONE;
  if (x_dated != y_dated) return x_dated ? -1 : 1;
  int order = x_dated ? syn_moment_compare(y->published.to, x->published.to) : 0;
  return order != 0 ? order : syn_id_compare(x->id, y->id);
}

static int compare_names(const void *a, const void *b) {
  const syn_actor_name *x = a, *y = b;
  if (x->count != y->count) return x->count > y->count ? -1 : 1;
  return syn_text_compare(x->text, y->text);
}

static int compare_roles(const void *a, const void *b) {
  const syn_actor_role *x = a, *y = b;
  if (x->article_count != y->article_count) return x->article_count > y->article_count ? -1 : 1;
  return syn_text_compare(x->text, y->text);
}

/* Newest first, undated last, then by article, events before quotes, in the order of the text. */
static int compare_deeds(const void *a, const void *b) {
  const syn_deed *x = a, *y = b;
  bool x_dated = x->date.basis != SYN_BASIS_NONE, y_dated = y->date.basis != SYN_BASIS_NONE;
  if (x_dated != y_dated) return x_dated ? -1 : 1;
  int order = x_dated ? syn_moment_compare(y->date.to, x->date.to) : 0;
  if (order != 0) return order;
  if (x->article != y->article) return x->article < y->article ? -1 : 1;
  if (x->is_quote != y->is_quote) return x->is_quote ? 1 : -1;
  return x->index < y->index ? -1 : x->index > y->index;
}

/* ---- the whole ---- */

/* Of a page that was captured several times, what its last version tells; who is named in earlier ones alone is told by those. */
static syn_status drop_replaced(const syn_synopsis *lent, syn_arena *arena, syn_id_list *ids) {
  syn_id_list replaced;
  syn_status status = syn_synopsis_replaced(lent, arena, &replaced);
  syn_id *kept = status == SYN_OK ? SYN_ARENA_ARRAY(arena, syn_id, ids->count) : NULL;
  uint32_t count = 0;
  if (!kept) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < ids->count; i++) {
    bool is_replaced = replaced.count > 0 && bsearch(&ids->items[i], replaced.items, replaced.count, sizeof(syn_id), syn_order_ids) != NULL;
    if (!is_replaced) kept[count++] = ids->items[i];
  }
  if (count > 0) *ids = (syn_id_list){kept, count};
  return SYN_OK;
}

static syn_status read_articles(syn_collection *collection, building *job, syn_error *error) {
  owned_actor *owned = job->owned;
  syn_id_list ids;
  syn_synopsis lent;
  syn_status status = syn_record_read_mention_articles(owned->search.line, job->arena, &ids, error);
  if (status != SYN_OK) return status;
  ids.count = (uint32_t)syn_sort_ids(ids.items, ids.count);
  status = syn_collection_lent_dates(collection, job->arena, &lent, error);
  if (status == SYN_OK) status = drop_replaced(&lent, job->arena, &ids);
  if (status == SYN_OK) status = syn_article_set_read(collection, ids.items, ids.count, &lent, job->arena, &owned->set, error);
  if (status != SYN_OK) return status;
  job->article_count = owned->set.count;
  syn_article *articles = SYN_ARENA_ARRAY(job->arena, syn_article, job->article_count);
  syn_facts *facts = SYN_ARENA_ARRAY(job->arena, syn_facts, job->article_count);
  if (!articles || !facts) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < job->article_count; i++) articles[i] = owned->set.articles[i];
  if (job->article_count > 1) qsort(articles, job->article_count, sizeof *articles, compare_articles);
  job->articles = articles;
  job->facts = facts;
  for (uint32_t i = 0; status == SYN_OK && i < job->article_count; i++)
    status = syn_article_set_facts(collection, &owned->set, articles[i].id, job->arena, &facts[i], error);
  return status;
}

static void hand_out(building *job) {
  syn_actor *actor = &job->owned->public;
  if (job->names.count > 1) qsort(job->names.items, job->names.count, sizeof *job->names.items, compare_names);
  if (job->roles.count > 1) qsort(job->roles.items, job->roles.count, sizeof *job->roles.items, compare_roles);
  if (job->deeds.count > 1) qsort(job->deeds.items, job->deeds.count, sizeof *job->deeds.items, compare_deeds);
  actor->articles = job->articles;
  actor->facts = job->facts;
  actor->article_count = job->article_count;
  actor->names = job->names.items;
  actor->name_count = (uint32_t)job->names.count;
  actor->roles = job->roles.items;
  actor->role_count = (uint32_t)job->roles.count;
  actor->deeds = job->deeds.items;
  actor->deed_count = (uint32_t)job->deeds.count;
  actor->mentions = job->mentions.items;
  actor->mention_count = (uint32_t)job->mentions.count;
}

static syn_status read_actor(syn_collection *collection, const char *name, building *job, syn_error *error) {
  owned_actor *owned = job->owned;
  owned->search.arena = job->arena;
  syn_identity *identity = SYN_ARENA_NEW(job->arena, syn_identity);
  if (!identity) return SYN_NO_MEMORY;
  syn_map_init(&job->name_places, job->arena);
  syn_map_init(&job->role_places, job->arena);
  syn_status status = syn_actor_find(collection, name, &owned->search, error);
  if (status == SYN_OK) status = syn_record_read_identity(owned->search.line, job->arena, identity, error);
  owned->public.identity = identity;
  const syn_actor_search *search = &owned->search;
  if (status == SYN_OK)
    status = syn_name_block_tell(&search->block, search->head, search->others, search->other_count, job->arena, &owned->public);
  if (status == SYN_OK) status = read_articles(collection, job, error);
  for (uint32_t a = 0; status == SYN_OK && a < job->article_count; a++) {
    for (uint32_t e = 0; status == SYN_OK && e < job->facts[a].entity_count; e++)
      if (is_member(job, &job->facts[a].entities[e])) status = read_entity(job, a, &job->facts[a].entities[e]);
    if (status == SYN_OK) status = read_deeds(job, a);
  }
  if (status == SYN_OK) hand_out(job);
  return status;
}

/* Where memory ends in the midst of reading, nobody has said so yet. */
static syn_status explain(syn_status status, syn_error *error) {
  if (status != SYN_NO_MEMORY || !error || (error->status == SYN_NO_MEMORY && error->text[0])) return status;
  return syn_error_set(error, status, 0, "Not enough memory for what is told of this name; with --max-memory more of it may be used.");
}

syn_status syn_collection_who(syn_collection *collection, const char *name, syn_actor **out_actor, syn_error *error) {
  owned_actor *owned = calloc(1, sizeof *owned);
  if (!owned) return explain(SYN_NO_MEMORY, error);
  syn_status status = syn_arena_create(collection->engine->limits.job_memory_bytes, &owned->arena);
  building job = {.owned = owned, .arena = owned->arena};
  if (status == SYN_OK) status = syn_collection_begin_read(collection, error);
  if (status == SYN_OK) status = read_actor(collection, name, &job, error);
  status = syn_store_end_read(collection->store, status, error);
  syn_actor *actor = &owned->public;
  if (status == SYN_OK)
    *out_actor = actor;
  else
    syn_actor_destroy(&actor);
  return explain(status, error);
}

void syn_actor_destroy(syn_actor **actor) {
  if (!actor || !*actor) return;
  owned_actor *owned = (owned_actor *)*actor;
  syn_arena_destroy(&owned->arena);
  free(owned);
  *actor = NULL;
}

syn_text syn_actor_outlet(const syn_actor *actor, uint32_t article) {
  return article < actor->article_count ? syn_wording_outlet(&actor->articles[article]) : (syn_text){0};
}

static void write_deed(syn_buffer *lines, const owned_actor *owned, const syn_deed *deed) {
  const syn_record_renaming renaming = {.entity = syn_actor_identity_of, .context = &owned->search};
  const syn_facts *facts = &owned->public.facts[deed->article];
  const syn_record_context *context = syn_article_set_context(&owned->set, owned->public.articles[deed->article].id);
  if (deed->is_quote)
    syn_record_write_quote(lines, context, facts, &renaming, &facts->quotes[deed->index]);
  else
    syn_record_write_event(lines, context, facts, &renaming, &facts->events[deed->index]);
}

static void write_joins(syn_json_writer *writer, const char *key, const syn_actor_join *joins, uint32_t count) {
  if (count == 0) return;
  syn_json_key(writer, key);
  syn_json_begin_array(writer);
  for (uint32_t i = 0; i < count; i++) {
    syn_json_begin_object(writer);
    syn_field_key_id(writer, "id", joins[i].id);
    syn_json_key_text(writer, "name", joins[i].name);
    syn_json_key_integer(writer, "articles", joins[i].article_count);
    syn_field_optional_text(writer, "kind", joins[i].kind);
    if (joins[i].kind.size > 0) syn_json_key_text(writer, "certainty", joins[i].is_sure ? SYN_TEXT("sure") : SYN_TEXT("likely"));
    syn_json_key_text(writer, "why", joins[i].why);
    syn_json_end_object(writer);
  }
  syn_json_end_array(writer);
}

/* The entity record with what is told of its names: behind its last key, before the brace that ends it. */
static void write_entity(syn_buffer *lines, const owned_actor *owned) {
  const syn_actor *actor = &owned->public;
  syn_text line = syn_text_trim(owned->search.line);
  syn_buffer joins;
  syn_json_writer writer;
  syn_buffer_init(&joins, LINES_LIMIT);
  syn_json_init(&writer, &joins);
  syn_json_begin_object(&writer);
  write_joins(&writer, "joined", actor->joined, actor->joined_count);
  write_joins(&writer, "apart", actor->apart, actor->apart_count);
  syn_json_end_object(&writer);
  syn_buffer_add(lines, syn_text_slice(line, 0, line.size - 1));
  if (actor->joined_count + actor->apart_count > 0) syn_buffer_add_byte(lines, ',');
  syn_buffer_add(lines, syn_text_slice(syn_buffer_text(&joins), 1, joins.size));
  syn_buffer_add_byte(lines, '\n');
  if (joins.status != SYN_OK) lines->status = joins.status;
  syn_buffer_clear(&joins);
}

syn_status syn_actor_write_records(const syn_actor *actor, const syn_sink *sink, syn_error *error) {
  const owned_actor *owned = (const owned_actor *)actor;
  syn_buffer lines;
  syn_buffer_init(&lines, LINES_LIMIT);
  write_entity(&lines, owned);
  for (uint32_t i = 0; i < actor->article_count; i++) syn_record_write_article(&lines, &actor->articles[i]);
  for (uint32_t i = 0; i < actor->deed_count; i++) write_deed(&lines, owned, &actor->deeds[i]);
  syn_status status = lines.status;
  if (status != SYN_OK)
    syn_error_set(error, status, 0, "The output is too large for the memory.");
  else if ((status = sink->write(sink->context, syn_buffer_text(&lines))) != SYN_OK)
    syn_error_set(error, status, 0, "The output could not be written: it was closed or is full.");
  syn_buffer_clear(&lines);
  return status;
}
