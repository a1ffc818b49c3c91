/*
 * Which days matter: one pass over the articles of the store, each read, counted and forgotten.
 */
#include <stdlib.h>

#include "base/id_list.h"
#include "base/map.h"
#include "engine/derived_reading.h"
#include "engine/timeline_internal.h"
#include "records/record_reader.h"
#include "records/wording.h"
#include "synopsis/compute.h"
#include "synopsis/linkage.h"

typedef struct day_reading {
  syn_timeline_reading *reading;
  syn_day_book book;
  syn_map members; /* of the actors that are asked for: id of an entity -> a bit for each */
  syn_map copies;  /* article -> index into parents: those that share passages with others */
  SYN_ARRAY(uint32_t) parents;
} day_reading;

/* ---- who is independent ---- */

/* The share from which on a copy is no origin of its own, as in stories (docs/synopsis.md). */
static const syn_decimal COPY_SHARE = {.digits = 3, .exponent = -1};

static syn_status number_copy(day_reading *job, syn_id article, uint32_t *out_number) {
  uint64_t place;
  if (!syn_map_get(&job->copies, syn_id_bytes(&article), &place)) {
    syn_text key;
    uint32_t *parent = SYN_ARRAY_ADD(&job->parents, job->reading->arena);
    if (!parent) return SYN_NO_MEMORY;
    place = job->parents.count - 1;
    *parent = (uint32_t)place;
    syn_status status = syn_arena_copy(job->reading->arena, syn_id_bytes(&article), &key);
    if (status == SYN_OK) status = syn_map_put(&job->copies, key, place);
    if (status != SYN_OK) return status;
  }
  *out_number = (uint32_t)place;
  return SYN_OK;
}

static syn_status note_copy(void *context, const syn_store_derived *record) {
  day_reading *job = context;
  const syn_record_lookup nothing = {.context = NULL};
  syn_reprint reprint;
  uint32_t a, b;
  syn_arena_reset(job->reading->scratch);
  syn_status status = syn_record_read_reprint(record->line, &nothing, job->reading->scratch, &reprint, job->reading->error);
  if (status != SYN_OK || syn_decimal_compare(reprint.share, COPY_SHARE) < 0) return status;
  status = number_copy(job, reprint.a, &a);
  if (status == SYN_OK) status = number_copy(job, reprint.b, &b);
  if (status == SYN_OK) syn_forest_join(job->parents.items, a, b);
  return status;
}

static uint32_t origin_of(day_reading *job, syn_id article) {
  uint64_t place;
  return syn_map_get(&job->copies, syn_id_bytes(&article), &place) ? syn_forest_root(job->parents.items, (uint32_t)place) : UINT32_MAX;
}

/* ---- who is asked for ---- */

static syn_status note_members(void *context, const syn_store_derived *record) {
  day_reading *job = context;
  const syn_timeline_wish *wish = &job->reading->wish;
  uint64_t bits = 0;
  for (uint32_t i = 0; i < wish->actor_count; i++) bits |= (uint64_t)syn_timeline_has(wish->parties[i], record->id) << i;
  if (bits == 0) return SYN_OK;
  syn_identity identity;
  syn_arena_reset(job->reading->scratch);
  syn_status status = syn_record_read_identity(record->line, job->reading->scratch, &identity, job->reading->error);
  for (uint32_t i = 0; status == SYN_OK && i < identity.members.count; i++) {
    syn_text key;
    status = syn_arena_copy(job->reading->arena, syn_id_bytes(&identity.members.items[i]), &key);
    if (status == SYN_OK) status = syn_map_put(&job->members, key, bits);
  }
  return status;
}

/* Whether the article names all actors that are asked for. */
static bool names_actors(const day_reading *job, const syn_facts *facts) {
  uint64_t named = 0, all = ((uint64_t)1 << job->reading->wish.actor_count) - 1;
  for (uint32_t i = 0; i < facts->entity_count && named != all; i++) {
    uint64_t bits;
    if (syn_map_get(&job->members, syn_id_bytes(&facts->entities[i].id), &bits)) named |= bits;
  }
  return named == all;
}

/* ---- what an article names ---- */

/* By day; of one day the first in the text. */
static int order_names(const void *a, const void *b) {
  const syn_day_name *x = a, *y = b;
  if (x->day != y->day) return x->day < y->day ? -1 : 1;
  if (x->span.field != y->span.field) return x->span.field < y->span.field ? -1 : 1;
  return (x->span.start > y->span.start) - (x->span.start < y->span.start);
}

static syn_status list_names(const syn_facts *facts, syn_arena *arena, syn_day_name **out_names, size_t *out_count) {
  syn_day_name *names = SYN_ARENA_ARRAY(arena, syn_day_name, facts->time_count);
  size_t count = 0, kept = 0;
  if (!names) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < facts->time_count; i++) {
    const syn_time *time = &facts->times[i];
    bool is_date = time->type == SYN_TIME_DATE || time->type == SYN_TIME_TIME;
    if (!is_date || time->interval.basis == SYN_BASIS_NONE || time->interval.from.day != time->interval.to.day) continue;
    names[count++] = (syn_day_name){time->interval.from.day, time->span};
  }
  if (count > 1) qsort(names, count, sizeof *names, order_names);
  for (size_t i = 0; i < count; i++)
    if (kept == 0 || names[kept - 1].day != names[i].day) names[kept++] = names[i];
  *out_names = names;
  *out_count = kept;
  return SYN_OK;
}

static syn_status count_article(void *context, const syn_store_article *stored) {
  day_reading *job = context;
  syn_timeline_reading *reading = job->reading;
  syn_arena *scratch = reading->scratch;
  if (reading->wish.has_story && !syn_timeline_has(reading->wish.articles, stored->id)) return SYN_OK;
  syn_article stated, article;
  syn_facts stated_facts, facts;
  syn_record_context offsets;
  syn_day_name *names;
  size_t count;
  syn_arena_reset(scratch);
  syn_status status = syn_record_read_article(stored->article, scratch, &stated, reading->error);
  if (status == SYN_OK) status = syn_record_context_init(&stated, scratch, &offsets);
  if (status == SYN_OK) status = syn_record_read_facts(stored->facts, &offsets, scratch, &stated_facts, reading->error);
  if (status == SYN_OK) status = syn_synopsis_resolve(&reading->lent, &stated, &stated_facts, scratch, &article, &facts);
  if (status == SYN_OK) status = list_names(&facts, scratch, &names, &count);
  if (status != SYN_OK || !names_actors(job, &facts)) return status;
  const syn_day_account account = {article.id, origin_of(job, article.id), article.published};
  return syn_day_book_add(&job->book, &account, names, count);
}

syn_status syn_timeline_read_days(syn_timeline_reading *reading, syn_timeline_day **out_days, uint32_t *out_count) {
  const syn_id none = {{0}};
  const syn_timeline_wish *wish = &reading->wish;
  syn_store *store = reading->collection->store;
  day_reading job = {.reading = reading};
  syn_day_tally *tallies = NULL;
  uint32_t count = 0;
  syn_day_book_init(&job.book, reading->arena);
  syn_map_init(&job.members, reading->arena);
  syn_map_init(&job.copies, reading->arena);
  syn_status status = syn_store_each_derived(store, SYN_DERIVED_REPRINT, none, note_copy, &job, reading->error);
  if (status == SYN_OK && wish->actor_count > 0)
    status = syn_collection_each_derived(reading->collection, SYN_DERIVED_ENTITY, none, note_members, &job, reading->error);
  if (status == SYN_OK) status = syn_store_each_article(store, count_article, &job, reading->error);
  if (status == SYN_OK) status = syn_day_book_heaviest(&job.book, wish->from, wish->to, wish->day_count, reading->arena, &tallies, &count);
  syn_timeline_day *days = status == SYN_OK ? SYN_ARENA_ARRAY(reading->arena, syn_timeline_day, count) : NULL;
  if (!days) return status == SYN_OK ? SYN_NO_MEMORY : status;
  for (uint32_t i = 0; i < count; i++)
    days[i] = (syn_timeline_day){.day = tallies[i].day,
                                 .named_count = tallies[i].named,
                                 .published_count = tallies[i].published,
                                 .weight = tallies[i].named + tallies[i].published,
                                 .article = tallies[i].article,
                                 .sentence = tallies[i].span};
  *out_days = days;
  *out_count = count;
  return SYN_OK;
}
