/*
 * The ledger read back from the store. What is handed out sits in one arena behind the public struct.
 */
#include "synoptic/ledger.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/id_list.h"
#include "engine/actor_find.h"
#include "engine/collection_internal.h"
#include "engine/derived_reading.h"
#include "engine/sink_output.h"
#include "export/ledger_picture.h"
#include "records/record_reader.h"
#include "synoptic/calendar.h"

enum { ACTOR_LIMIT = 2, LINES_LIMIT = 1 << 30 };

typedef SYN_ARRAY(syn_entry) entry_array;
typedef SYN_ARRAY(syn_identity) identity_array;
typedef SYN_ARRAY(syn_id) id_array;

/* The public struct and the memory behind it; the public one comes first, so that a pointer to it is a pointer to this. */
typedef struct owned_ledger {
  syn_ledger public;
  syn_arena *arena;
  syn_article_set set;
} owned_ledger;

typedef struct ledger_reading {
  syn_arena *arena;
  syn_error *error;
  identity_array identities; /* all of the store, then those that entries name */
  entry_array entries;
  id_array articles, named;
  syn_article_set set;
  syn_id actors[ACTOR_LIMIT];
  syn_id_list same[ACTOR_LIMIT]; /* the ids by which neighbourhoods call them */
  uint32_t actor_count;
} ledger_reading;

static int compare_identities(const void *a, const void *b) {
  return syn_id_compare(((const syn_identity *)a)->id, ((const syn_identity *)b)->id);
}

static int compare_entry_ids(const void *a, const void *b) {
  return syn_id_compare(((const syn_entry *)a)->id, ((const syn_entry *)b)->id);
}

static syn_status read_identity(void *context, const syn_store_derived *record) {
  ledger_reading *job = context;
  syn_identity *identity = SYN_ARRAY_ADD(&job->identities, job->arena);
  return identity ? syn_record_read_identity(record->line, job->arena, identity, job->error) : SYN_NO_MEMORY;
}

static syn_status find_actors(syn_collection *collection, ledger_reading *job, const char *const *actors, size_t count) {
  if (count > ACTOR_LIMIT)
    return syn_error_set(job->error, SYN_BAD_ARGUMENT, 0, "The ledger is of one actor, or between two; %zu were named.", count);
  for (size_t i = 0; i < count; i++) {
    syn_actor_search search = {.arena = job->arena};
    syn_identity identity;
    syn_status status = syn_actor_find(collection, actors[i], &search, job->error);
    if (status == SYN_OK) status = syn_record_read_identity(search.line, job->arena, &identity, job->error);
    if (status != SYN_OK) return status;
    job->same[job->actor_count] = search.same;
    job->actors[job->actor_count++] = identity.id;
  }
  return SYN_OK;
}

/* ---- entries ---- */

static bool has(syn_id_list list, syn_id id) {
  return list.count > 0 && bsearch(&id, list.items, list.count, sizeof id, syn_order_ids) != NULL;
}

static bool has_one_of(syn_id_list list, syn_id_list same) {
  for (uint32_t i = 0; i < same.count; i++)
    if (has(list, same.items[i])) return true;
  return false;
}

static bool is_wanted(const ledger_reading *job, const syn_entry *entry) {
  if (job->actor_count == 0) return true;
  syn_id_list a = job->same[0], b = job->same[1];
  if (job->actor_count == 1) return has_one_of(entry->providers, a) || has_one_of(entry->receivers, a);
  return (has_one_of(entry->providers, a) && has_one_of(entry->receivers, b)) ||
         (has_one_of(entry->providers, b) && has_one_of(entry->receivers, a));
}

/* Who was asked for is called by one id, whatever his names in the neighbourhoods, so that sums are of one. */
static void call_by_one_id(const ledger_reading *job, syn_id_list *parties) {
  for (uint32_t i = 0; i < parties->count; i++)
    for (uint32_t k = 0; k < job->actor_count; k++)
      if (has(job->same[k], parties->items[i])) parties->items[i] = job->actors[k];
  parties->count = (uint32_t)syn_sort_ids(parties->items, parties->count);
}

static syn_status add_ids(ledger_reading *job, id_array *ids, syn_id_list list) {
  for (uint32_t i = 0; i < list.count; i++) {
    syn_id *id = SYN_ARRAY_ADD(ids, job->arena);
    if (!id) return SYN_NO_MEMORY;
    *id = list.items[i];
  }
  return SYN_OK;
}

/* The articles that an entry was read in are told by the record before their texts are there: offsets are made right later. */
static syn_status note_articles(void *context, const syn_store_derived *record) {
  ledger_reading *job = context;
  const syn_record_lookup nothing = {.context = NULL};
  syn_entry entry;
  syn_status status = syn_record_read_entry(record->line, &nothing, job->arena, &entry, job->error);
  if (status != SYN_OK || !is_wanted(job, &entry)) return status;
  for (uint32_t i = 0; status == SYN_OK && i < entry.reading_count; i++)
    status = add_ids(job, &job->articles, (syn_id_list){&entry.readings[i].article, 1});
  return status;
}

static syn_status read_entry(void *context, const syn_store_derived *record) {
  ledger_reading *job = context;
  const syn_record_lookup lookup = {.context = syn_article_set_context, .user = &job->set};
  syn_entry entry;
  syn_status status = syn_record_read_entry(record->line, &lookup, job->arena, &entry, job->error);
  if (status != SYN_OK || !is_wanted(job, &entry)) return status;
  syn_entry *kept = SYN_ARRAY_ADD(&job->entries, job->arena);
  if (!kept) return SYN_NO_MEMORY;
  call_by_one_id(job, &entry.providers);
  call_by_one_id(job, &entry.receivers);
  *kept = entry;
  status = add_ids(job, &job->named, entry.providers);
  return status == SYN_OK ? add_ids(job, &job->named, entry.receivers) : status;
}

static void keep_named(ledger_reading *job) {
  size_t kept = 0;
  job->named.count = syn_sort_ids(job->named.items, job->named.count);
  for (size_t i = 0; i < job->identities.count; i++) {
    const syn_id_list named = {job->named.items, (uint32_t)job->named.count};
    if (has(named, job->identities.items[i].id)) job->identities.items[kept++] = job->identities.items[i];
  }
  job->identities.count = kept;
}

/* ---- order ---- */

syn_interval syn_ledger_date(const syn_ledger *ledger, const syn_entry *entry) {
  if (entry->date.basis != SYN_BASIS_NONE) return entry->date;
  syn_interval first = {.basis = SYN_BASIS_NONE};
  for (uint32_t i = 0; i < entry->reading_count; i++) {
    const syn_article *article = syn_ledger_article(ledger, entry->readings[i].article);
    if (!article || article->published.basis == SYN_BASIS_NONE) continue;
    if (first.basis == SYN_BASIS_NONE || syn_moment_compare(article->published.from, first.from) < 0) first = article->published;
  }
  return first;
}

typedef struct dated_entry {
  syn_entry entry;
  syn_interval date;
} dated_entry;

static int compare_dated(const void *a, const void *b) {
  const dated_entry *x = a, *y = b;
  bool x_open = x->date.basis == SYN_BASIS_NONE, y_open = y->date.basis == SYN_BASIS_NONE;
  if (x_open != y_open) return x_open ? 1 : -1;
  int order = x_open ? 0 : syn_moment_compare(x->date.from, y->date.from);
  return order != 0 ? order : compare_entry_ids(&x->entry, &y->entry);
}

static syn_status order_by_date(const syn_ledger *ledger, entry_array *entries, syn_arena *arena) {
  dated_entry *dated = SYN_ARENA_ARRAY(arena, dated_entry, entries->count + 1);
  if (!dated) return SYN_NO_MEMORY;
  for (size_t i = 0; i < entries->count; i++) dated[i] = (dated_entry){entries->items[i], syn_ledger_date(ledger, &entries->items[i])};
  if (entries->count > 1) qsort(dated, entries->count, sizeof *dated, compare_dated);
  for (size_t i = 0; i < entries->count; i++) entries->items[i] = dated[i].entry;
  return SYN_OK;
}

/* ---- the whole ---- */

static syn_status read_ledger(syn_collection *collection, const char *const *actors, size_t actor_count, ledger_reading *job,
                              owned_ledger *owned) {
  const syn_id none = {{0}};
  syn_synopsis lent = {0};
  syn_store *store = collection->store;
  syn_status status = syn_collection_each_derived(collection, SYN_DERIVED_ENTITY, none, read_identity, job, job->error);
  if (status == SYN_OK) status = find_actors(collection, job, actors, actor_count);
  if (status == SYN_OK) status = syn_store_each_derived(store, SYN_DERIVED_ENTRY, none, note_articles, job, job->error);
  job->articles.count = syn_sort_ids(job->articles.items, job->articles.count);
  if (status == SYN_OK) status = syn_collection_lent_dates(collection, job->arena, &lent, job->error);
  if (status == SYN_OK)
    status = syn_article_set_read(collection, job->articles.items, (uint32_t)job->articles.count, &lent, job->arena, &job->set, job->error);
  if (status == SYN_OK) status = syn_store_each_derived(store, SYN_DERIVED_ENTRY, none, read_entry, job, job->error);
  if (status != SYN_OK) return status;
  keep_named(job);
  if (job->identities.count > 1) qsort(job->identities.items, job->identities.count, sizeof *job->identities.items, compare_identities);
  owned->set = job->set;
  syn_ledger *ledger = &owned->public;
  *ledger = (syn_ledger){.identities = job->identities.items,
                         .identity_count = (uint32_t)job->identities.count,
                         .articles = job->set.articles,
                         .article_count = job->set.count,
                         .actor_count = job->actor_count};
  syn_id *asked = SYN_ARENA_ARRAY(job->arena, syn_id, ACTOR_LIMIT);
  if (!asked) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < job->actor_count; i++) asked[i] = job->actors[i];
  ledger->actors = asked;
  status = order_by_date(ledger, &job->entries, job->arena);
  ledger->entries = job->entries.items;
  ledger->entry_count = (uint32_t)job->entries.count;
  return status;
}

syn_status syn_collection_ledger(syn_collection *collection, const char *const *actors, size_t actor_count, syn_ledger **out_ledger,
                                 syn_error *error) {
  owned_ledger *owned = calloc(1, sizeof *owned);
  if (!owned) return syn_error_set(error, SYN_NO_MEMORY, 0, "Not enough memory to read the ledger.");
  syn_status status = syn_collection_create_arena(collection, &owned->arena, error);
  ledger_reading job = {.arena = owned->arena, .error = error};
  if (status == SYN_OK) {
    status = syn_collection_begin_read(collection, error);
    if (status == SYN_OK) status = read_ledger(collection, actors, actor_count, &job, owned);
    status = syn_store_end_read(collection->store, status, error);
  }
  syn_ledger *ledger = &owned->public;
  if (status == SYN_OK)
    *out_ledger = ledger;
  else
    syn_ledger_destroy(&ledger);
  return status == SYN_NO_MEMORY ? syn_error_set(error, status, 0, "Not enough memory to read the ledger.") : status;
}

void syn_ledger_destroy(syn_ledger **ledger) {
  if (!ledger || !*ledger) return;
  owned_ledger *owned = (owned_ledger *)*ledger;
  syn_arena_destroy(&owned->arena);
  free(owned);
  *ledger = NULL;
}

/* ---- looking up ---- */

syn_text syn_ledger_name(const syn_ledger *ledger, syn_id identity) {
  const syn_identity wanted = {.id = identity};
  if (ledger->identity_count == 0) return (syn_text){0};
  const syn_identity *found = bsearch(&wanted, ledger->identities, ledger->identity_count, sizeof wanted, compare_identities);
  return found ? found->name : (syn_text){0};
}

static int compare_articles(const void *a, const void *b) {
  return syn_id_compare(((const syn_article *)a)->id, ((const syn_article *)b)->id);
}

const syn_article *syn_ledger_article(const syn_ledger *ledger, syn_id article) {
  const syn_article wanted = {.id = article};
  if (ledger->article_count == 0) return NULL;
  return bsearch(&wanted, ledger->articles, ledger->article_count, sizeof wanted, compare_articles);
}

const syn_entry *syn_ledger_entry(const syn_ledger *ledger, syn_id entry) {
  if (syn_id_is_none(entry)) return NULL;
  for (uint32_t i = 0; i < ledger->entry_count; i++) {
    if (syn_id_compare(ledger->entries[i].id, entry) == 0) return &ledger->entries[i];
  }
  return NULL;
}

/* ---- sums ---- */

static bool adds_up(const syn_ledger *ledger, const syn_entry *entry) {
  bool is_stated = entry->amount.bound == SYN_BOUND_EXACT || entry->amount.bound == SYN_BOUND_ABOUT;
  if (entry->providers.count != 1 || entry->receivers.count != 1 || !is_stated || !syn_id_is_none(entry->part_of)) return false;
  if (entry->instrument == SYN_INSTRUMENT_TRADE || entry->instrument == SYN_INSTRUMENT_PRICE) return false;
  for (uint32_t i = 0; i < ledger->entry_count; i++) {
    if (syn_id_compare(ledger->entries[i].follows, entry->id) == 0) return false;
  }
  return true;
}

/* Whether the entry belongs to the sum. */
static bool is_of_sum(const syn_entry *entry, const syn_ledger_sum *sum) {
  return syn_id_compare(sum->provider, entry->providers.items[0]) == 0 && syn_id_compare(sum->receiver, entry->receivers.items[0]) == 0 &&
         sum->stage == entry->stage && sum->instrument == entry->instrument && syn_text_equal(sum->unit, entry->amount.unit);
}

uint32_t syn_ledger_sums(const syn_ledger *ledger, syn_ledger_sum *out_sums, uint32_t limit) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < ledger->entry_count; i++) {
    const syn_entry *entry = &ledger->entries[i];
    uint32_t at = 0;
    if (!adds_up(ledger, entry)) continue;
    while (at < count && !is_of_sum(entry, &out_sums[at])) at++;
    if (at == limit) continue;
    if (at == count)
      out_sums[count++] = (syn_ledger_sum){.provider = entry->providers.items[0],
                                           .receiver = entry->receivers.items[0],
                                           .unit = entry->amount.unit,
                                           .instrument = entry->instrument,
                                           .stage = entry->stage};
    syn_decimal sum;
    if (syn_decimal_add(out_sums[at].amount, entry->amount.value, &sum) != SYN_OK) continue;
    out_sums[at].amount = sum;
    out_sums[at].is_about = out_sums[at].is_about || entry->amount.bound == SYN_BOUND_ABOUT;
    out_sums[at].entry_count++;
  }
  return count;
}

/* ---- records ---- */

syn_status syn_ledger_write_records(const syn_ledger *ledger, const syn_sink *sink, syn_error *error) {
  const syn_record_lookup lookup = {.context = syn_article_set_context, .user = &((const owned_ledger *)ledger)->set};
  syn_buffer lines;
  syn_buffer_init(&lines, LINES_LIMIT);
  for (uint32_t i = 0; i < ledger->identity_count; i++) syn_record_write_identity(&lines, &ledger->identities[i], (syn_text){0});
  for (uint32_t i = 0; i < ledger->entry_count; i++) syn_record_write_entry(&lines, &lookup, &ledger->entries[i]);
  return syn_sink_pour(&lines, sink, error);
}

syn_status syn_ledger_write_picture(const syn_ledger *ledger, const syn_sink *sink, syn_error *error) {
  syn_arena *arena = NULL;
  syn_buffer svg, title;
  syn_buffer_init(&svg, LINES_LIMIT);
  syn_buffer_init(&title, LINES_LIMIT);
  syn_status status = syn_arena_create(LINES_LIMIT, &arena);
  syn_interval *dates = status == SYN_OK ? SYN_ARENA_ARRAY(arena, syn_interval, ledger->entry_count) : NULL;
  if (!dates) status = SYN_NO_MEMORY;
  for (uint32_t i = 0; status == SYN_OK && i < ledger->entry_count; i++) dates[i] = syn_ledger_date(ledger, &ledger->entries[i]);
  syn_buffer_add(&title, SYN_TEXT("Ledger"));
  for (uint32_t i = 0; i < ledger->actor_count; i++) {
    syn_text name = syn_ledger_name(ledger, ledger->actors[i]);
    syn_buffer_format(&title, "%s%.*s", i == 0 ? ": " : ", ", SYN_TEXT_ARGUMENTS(name));
  }
  const syn_ledger_picture picture = {.title = syn_buffer_text(&title),
                                      .entries = ledger->entries,
                                      .dates = dates,
                                      .entry_count = ledger->entry_count,
                                      .identities = ledger->identities,
                                      .identity_count = ledger->identity_count};
  syn_buffer_add(&svg, SYN_TEXT("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
  if (status == SYN_OK) status = syn_ledger_picture_add(&svg, &picture, arena);
  if (status == SYN_OK)
    status = syn_sink_pour(&svg, sink, error);
  else
    syn_error_set(error, status, 0, "Not enough memory to draw the ledger.");
  syn_buffer_clear(&title);
  syn_buffer_clear(&svg);
  syn_arena_destroy(&arena);
  return status;
}
