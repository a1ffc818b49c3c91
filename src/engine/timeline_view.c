/*
 * How it works: a store may hold a million occurrences and a timeline shows a few hundred. One pass over their records keeps numbers and
 * ids of the heaviest that are asked for, in a heap of as many as are shown; a second reads those. Their articles are read then, and no
 * others. An occurrence that no account dates weighs as much as one of an origin less, so that what can be placed comes first where there
 * is too much.
 */
#include <stdlib.h>

#include "base/id_list.h"
#include "base/map.h"
#include "engine/derived_reading.h"
#include "engine/timeline_internal.h"
#include "records/record_reader.h"
#include "records/wording.h"
#include "synopsis/compute.h"

enum { DATED_WEIGHT = 10 /* of an origin, in synopsis/occurrences.c */ };

typedef struct ranked_occurrence {
  uint64_t rank;
  syn_id id;
} ranked_occurrence;

typedef struct choosing {
  syn_timeline_reading *reading;
  const syn_timeline_day *days;
  uint32_t day_count;
  SYN_ARRAY(ranked_occurrence) heap; /* the lightest first */
  uint64_t found_count;
  syn_map published; /* article -> index into publications, of those that were looked up */
  SYN_ARRAY(syn_interval) publications;
  syn_arena *page; /* of an article that is looked up */
  SYN_ARRAY(syn_timeline_item) items;
  SYN_ARRAY(syn_fulfilment) fulfilments;
  syn_id_array chosen, other_ids, article_ids, named, described;
  SYN_ARRAY(syn_occurrence) others;
  SYN_ARRAY(syn_identity) identities;
} choosing;

/* ---- what is asked for ---- */

static bool meets(syn_id_list parties, const syn_occurrence *occurrence, syn_id but, syn_id *out_who) {
  const syn_id_list sides[] = {occurrence->actors, occurrence->recipients};
  for (unsigned side = 0; side < 2; side++) {
    for (uint32_t i = 0; i < sides[side].count; i++) {
      syn_id id = sides[side].items[i];
      if (syn_id_compare(id, but) == 0 || !syn_timeline_has(parties, id)) continue;
      *out_who = id;
      return true;
    }
  }
  return false;
}

/* Of two actors each has to be there, as somebody else than the other. A place may be where it was. */
static bool has_actors(const syn_timeline_wish *wish, const syn_occurrence *occurrence) {
  const syn_id nobody = {{0}};
  syn_id first = nobody, second;
  if (wish->actor_count == 0 || (wish->is_place_meant && syn_timeline_has(wish->parties[0], occurrence->place))) return true;
  if (!meets(wish->parties[0], occurrence, nobody, &first)) return false;
  if (wish->actor_count == 1) return true;
  if (meets(wish->parties[1], occurrence, first, &second)) return true;
  return meets(wish->parties[1], occurrence, nobody, &second) && meets(wish->parties[0], occurrence, second, &first);
}

static bool is_of_story(const syn_timeline_wish *wish, const syn_occurrence *occurrence) {
  for (uint32_t i = 0; i < occurrence->articles.count; i++) {
    if (syn_timeline_has(wish->articles, occurrence->articles.items[i])) return true;
  }
  return false;
}

static int compare_day(const void *key, const void *element) {
  int32_t day = *(const int32_t *)key, other = ((const syn_timeline_day *)element)->day;
  return (day > other) - (day < other);
}

static bool is_on_days(const choosing *job, const syn_interval *date) {
  if (date->basis == SYN_BASIS_NONE || date->from.day != date->to.day || job->day_count == 0) return false;
  return bsearch(&date->from.day, job->days, job->day_count, sizeof *job->days, compare_day) != NULL;
}

static syn_status look_up_publication(choosing *job, syn_id id, syn_interval *out_published) {
  syn_timeline_reading *reading = job->reading;
  const syn_facts none = {0};
  syn_store_article stored;
  syn_article stated, article;
  syn_facts unused;
  syn_text key;
  uint64_t place;
  if (syn_map_get(&job->published, syn_id_bytes(&id), &place)) {
    *out_published = job->publications.items[place];
    return SYN_OK;
  }
  syn_arena_reset(job->page);
  syn_status status = syn_store_get_article(reading->collection->store, id, job->page, &stored, reading->error);
  if (status == SYN_OK) status = syn_record_read_article(stored.article, job->page, &stated, reading->error);
  if (status == SYN_OK) status = syn_synopsis_resolve(&reading->lent, &stated, &none, job->page, &article, &unused);
  if (status == SYN_OK) status = syn_arena_copy(reading->arena, syn_id_bytes(&id), &key);
  if (status != SYN_OK) return status;
  syn_interval *published = SYN_ARRAY_ADD(&job->publications, reading->arena);
  if (!published) return SYN_NO_MEMORY;
  *published = *out_published = article.published;
  return syn_map_put(&job->published, key, job->publications.count - 1);
}

/* Whether it can have been between the days: by its own date, else by the first publication. */
static syn_status is_between(choosing *job, const syn_occurrence *occurrence, bool *out_is) {
  const syn_timeline_wish *wish = &job->reading->wish;
  syn_interval first = occurrence->date;
  *out_is = true;
  if (wish->from == SYN_DAY_MINIMUM && wish->to == SYN_DAY_MAXIMUM) return SYN_OK;
  for (uint32_t i = 0; occurrence->date.basis == SYN_BASIS_NONE && i < occurrence->articles.count; i++) {
    syn_interval published;
    syn_status status = look_up_publication(job, occurrence->articles.items[i], &published);
    if (status != SYN_OK) return status;
    if (published.basis == SYN_BASIS_NONE) continue;
    if (first.basis == SYN_BASIS_NONE || published.to.day < first.to.day) first = published;
  }
  *out_is = syn_timeline_meets(&first, wish->from, wish->to);
  return SYN_OK;
}

static syn_status is_wanted(choosing *job, const syn_occurrence *occurrence, bool *out_is) {
  const syn_timeline_wish *wish = &job->reading->wish;
  *out_is = false;
  if (wish->has_type && occurrence->type != wish->type) return SYN_OK;
  if (wish->has_place && !syn_timeline_has(wish->places, occurrence->place)) return SYN_OK;
  if (wish->day_count > 0 && !is_on_days(job, &occurrence->date)) return SYN_OK;
  if (!has_actors(wish, occurrence) || (wish->has_story && !is_of_story(wish, occurrence))) return SYN_OK;
  return is_between(job, occurrence, out_is);
}

/* ---- the heaviest ---- */

static bool is_lighter(const ranked_occurrence *a, const ranked_occurrence *b) {
  return a->rank != b->rank ? a->rank < b->rank : syn_id_compare(a->id, b->id) > 0;
}

static void swap(ranked_occurrence *a, ranked_occurrence *b) {
  ranked_occurrence kept = *a;
  *a = *b;
  *b = kept;
}

static void sift_up(ranked_occurrence *heap, size_t at) {
  for (; at > 0 && is_lighter(&heap[at], &heap[(at - 1) / 2]); at = (at - 1) / 2) swap(&heap[at], &heap[(at - 1) / 2]);
}

static void sift_down(ranked_occurrence *heap, size_t count) {
  for (size_t at = 0;;) {
    size_t lightest = at;
    for (size_t child = 2 * at + 1; child <= 2 * at + 2 && child < count; child++)
      if (is_lighter(&heap[child], &heap[lightest])) lightest = child;
    if (lightest == at) return;
    swap(&heap[at], &heap[lightest]);
    at = lightest;
  }
}

static syn_status keep_if_heavy(choosing *job, const ranked_occurrence *found) {
  job->found_count++;
  if (job->heap.count < job->reading->wish.limit) {
    ranked_occurrence *added = SYN_ARRAY_ADD(&job->heap, job->reading->arena);
    if (!added) return SYN_NO_MEMORY;
    *added = *found;
    sift_up(job->heap.items, job->heap.count - 1);
  } else if (is_lighter(&job->heap.items[0], found)) {
    job->heap.items[0] = *found;
    sift_down(job->heap.items, job->heap.count);
  }
  return SYN_OK;
}

static syn_status weigh(void *context, const syn_store_derived *record) {
  choosing *job = context;
  syn_occurrence occurrence;
  bool is_asked_for;
  syn_arena_reset(job->reading->scratch);
  syn_status status = syn_record_read_occurrence(record->line, job->reading->scratch, &occurrence, job->reading->error);
  if (status == SYN_OK) status = is_wanted(job, &occurrence, &is_asked_for);
  if (status != SYN_OK || !is_asked_for) return status;
  bool is_dated = occurrence.date.basis != SYN_BASIS_NONE;
  const ranked_occurrence found = {(uint64_t)occurrence.weight + (is_dated ? DATED_WEIGHT : 0), occurrence.id};
  return keep_if_heavy(job, &found);
}

/* ---- what is chosen ---- */

static syn_status add_ids(choosing *job, syn_id_array *ids, syn_id_list list) {
  for (uint32_t i = 0; i < list.count; i++) {
    syn_id *id = SYN_ARRAY_ADD(ids, job->reading->arena);
    if (!id) return SYN_NO_MEMORY;
    *id = list.items[i];
  }
  return SYN_OK;
}

static syn_id_list list_of(const syn_id_array *ids) {
  return (syn_id_list){ids->items, (uint32_t)ids->count};
}

static syn_status name_parties(choosing *job, const syn_occurrence *occurrence) {
  syn_id place = occurrence->place;
  syn_status status = add_ids(job, &job->named, occurrence->actors);
  if (status == SYN_OK) status = add_ids(job, &job->named, occurrence->recipients);
  return status == SYN_OK && !syn_id_is_none(place) ? add_ids(job, &job->named, (syn_id_list){&place, 1}) : status;
}

static syn_status read_chosen(void *context, const syn_store_derived *record) {
  choosing *job = context;
  if (!syn_timeline_has(list_of(&job->chosen), record->id)) return SYN_OK;
  syn_timeline_item *item = SYN_ARRAY_ADD(&job->items, job->reading->arena);
  if (!item) return SYN_NO_MEMORY;
  syn_status status = syn_record_read_occurrence(record->line, job->reading->arena, &item->occurrence, job->reading->error);
  if (status == SYN_OK) status = name_parties(job, &item->occurrence);
  syn_id_list accounts = item->occurrence.articles;
  if (accounts.count > SYN_TIMELINE_ACCOUNT_LIMIT) accounts.count = SYN_TIMELINE_ACCOUNT_LIMIT;
  return status == SYN_OK ? add_ids(job, &job->article_ids, accounts) : status;
}

static syn_status read_fulfilment(void *context, const syn_store_derived *record) {
  choosing *job = context;
  syn_fulfilment fulfilment;
  syn_arena_reset(job->reading->scratch);
  syn_status status = syn_record_read_fulfilment(record->line, job->reading->scratch, &fulfilment, job->reading->error);
  if (status != SYN_OK) return status;
  bool has_promise = syn_timeline_has(list_of(&job->chosen), fulfilment.promise),
       has_deed = syn_timeline_has(list_of(&job->chosen), fulfilment.deed);
  if (!has_promise && !has_deed) return SYN_OK;
  syn_fulfilment *kept = SYN_ARRAY_ADD(&job->fulfilments, job->reading->arena);
  if (!kept) return SYN_NO_MEMORY;
  *kept = fulfilment;
  status = syn_arena_copy(job->reading->arena, fulfilment.why, &kept->why);
  syn_id other = has_promise ? fulfilment.deed : fulfilment.promise;
  if (status == SYN_OK && has_promise != has_deed) status = add_ids(job, &job->other_ids, (syn_id_list){&other, 1});
  return status;
}

static syn_status read_other(void *context, const syn_store_derived *record) {
  choosing *job = context;
  if (!syn_timeline_has(list_of(&job->other_ids), record->id)) return SYN_OK;
  syn_occurrence *other = SYN_ARRAY_ADD(&job->others, job->reading->arena);
  if (!other) return SYN_NO_MEMORY;
  syn_status status = syn_record_read_occurrence(record->line, job->reading->arena, other, job->reading->error);
  return status == SYN_OK ? name_parties(job, other) : status;
}

/* "protesters": nobody calls him by a name. */
static bool is_described(syn_text line) {
  return syn_text_find(line, SYN_TEXT("\"kind\":\"name\""), 0) == SIZE_MAX &&
         syn_text_find(line, SYN_TEXT("\"kind\":\"metonym\""), 0) == SIZE_MAX;
}

static syn_status read_name(void *context, const syn_store_derived *record) {
  choosing *job = context;
  syn_id id = record->id;
  if (!syn_timeline_has(list_of(&job->named), record->id)) return SYN_OK;
  if (is_described(record->line)) {
    syn_status status = add_ids(job, &job->described, (syn_id_list){&id, 1});
    if (status != SYN_OK) return status;
  }
  syn_identity *identity = SYN_ARRAY_ADD(&job->identities, job->reading->arena);
  return identity ? syn_record_read_identity(record->line, job->reading->arena, identity, job->reading->error) : SYN_NO_MEMORY;
}

/* ---- who is shown ---- */

static int compare_identities(const void *a, const void *b) {
  return syn_id_compare(((const syn_identity *)a)->id, ((const syn_identity *)b)->id);
}

static syn_text name_of(const choosing *job, syn_id id) {
  const syn_identity wanted = {.id = id};
  if (job->identities.count == 0) return (syn_text){0};
  const syn_identity *found = bsearch(&wanted, job->identities.items, job->identities.count, sizeof wanted, compare_identities);
  return found ? found->name : (syn_text){0};
}

/* Adds those that are (not) described and not there yet; of the described, who are others in each account, those in one word once. */
static void add_shown(const choosing *job, syn_id_list from, bool are_described, syn_id_list *to) {
  for (uint32_t i = 0; i < from.count; i++) {
    bool is_there = syn_timeline_has(list_of(&job->described), from.items[i]) != are_described;
    for (uint32_t k = 0; k < to->count && !is_there; k++)
      is_there = syn_id_compare(to->items[k], from.items[i]) == 0 ||
                 (are_described && syn_text_equal(name_of(job, to->items[k]), name_of(job, from.items[i])));
    if (!is_there) to->items[to->count++] = from.items[i];
  }
}

static bool lists_meet(syn_id_list a, syn_id_list b) {
  for (uint32_t i = 0; i < a.count; i++) {
    for (uint32_t k = 0; k < b.count; k++) {
      if (syn_id_compare(a.items[i], b.items[k]) == 0) return true;
    }
  }
  return false;
}

static syn_status choose_shown(const choosing *job, syn_timeline_item *item) {
  enum { SHOWN_LIMIT = 100 };
  syn_id_list actors = item->occurrence.actors, recipients = item->occurrence.recipients;
  if (actors.count > SHOWN_LIMIT) actors.count = SHOWN_LIMIT;
  if (recipients.count > SHOWN_LIMIT) recipients.count = SHOWN_LIMIT;
  item->who.items = SYN_ARENA_ARRAY(job->reading->arena, syn_id, (size_t)actors.count + recipients.count);
  item->whom.items = SYN_ARENA_ARRAY(job->reading->arena, syn_id, recipients.count);
  if (!item->who.items || !item->whom.items) return SYN_NO_MEMORY;
  bool is_joint = lists_meet(actors, recipients);
  for (int described = 0; described < 2; described++) {
    if (item->who.count == 0) add_shown(job, actors, described, &item->who);
    if (is_joint && described == 0) add_shown(job, recipients, described, &item->who);
    if (!is_joint && item->whom.count == 0) add_shown(job, recipients, described, &item->whom);
  }
  if (!syn_timeline_has(list_of(&job->described), item->occurrence.place)) item->place = item->occurrence.place;
  return SYN_OK;
}

/* ---- order ---- */

static int compare_occurrences(const void *a, const void *b) {
  return syn_id_compare(((const syn_occurrence *)a)->id, ((const syn_occurrence *)b)->id);
}

/* What is only told by a day stands at it, behind what is stated of it. */
static int order_items(const void *a, const void *b) {
  const syn_timeline_item *x = a, *y = b;
  syn_interval p = x->date, q = y->date;
  if (x->placing == SYN_PLACING_TOLD) p.from = p.to;
  if (y->placing == SYN_PLACING_TOLD) q.from = q.to;
  int order = syn_timeline_compare(&p, &q);
  if (order == 0) order = (x->placing > y->placing) - (x->placing < y->placing);
  return order != 0 ? order : compare_occurrences(&x->occurrence, &y->occurrence);
}

/* ---- the whole ---- */

static syn_status choose(choosing *job) {
  const syn_id none = {{0}};
  syn_store *store = job->reading->collection->store;
  syn_error *error = job->reading->error;
  syn_status status = syn_store_each_derived(store, SYN_DERIVED_OCCURRENCE, none, weigh, job, error);
  for (size_t i = 0; status == SYN_OK && i < job->heap.count; i++)
    status = add_ids(job, &job->chosen, (syn_id_list){&job->heap.items[i].id, 1});
  job->chosen.count = syn_sort_ids(job->chosen.items, job->chosen.count);
  if (status == SYN_OK) status = syn_store_each_derived(store, SYN_DERIVED_OCCURRENCE, none, read_chosen, job, error);
  if (status == SYN_OK) status = syn_store_each_derived(store, SYN_DERIVED_FULFILMENT, none, read_fulfilment, job, error);
  job->other_ids.count = syn_sort_ids(job->other_ids.items, job->other_ids.count);
  if (status == SYN_OK && job->other_ids.count > 0)
    status = syn_store_each_derived(store, SYN_DERIVED_OCCURRENCE, none, read_other, job, error);
  if (job->others.count > 1) qsort(job->others.items, job->others.count, sizeof *job->others.items, compare_occurrences);
  if (status == SYN_OK) status = add_ids(job, &job->named, (syn_id_list){job->reading->wish.actors, job->reading->wish.actor_count});
  job->named.count = syn_sort_ids(job->named.items, job->named.count);
  if (status == SYN_OK) status = syn_collection_each_derived(job->reading->collection, SYN_DERIVED_ENTITY, none, read_name, job, error);
  if (job->identities.count > 1) qsort(job->identities.items, job->identities.count, sizeof *job->identities.items, compare_identities);
  return status;
}

/* ---- who is tied to whom ---- */

static syn_status index_places(const choosing *job, syn_owned_timeline *owned) {
  size_t item_count = job->items.count;
  syn_map_init(&owned->places, job->reading->arena);
  for (size_t i = 0; i < item_count + job->others.count; i++) {
    const syn_id *id = i < item_count ? &job->items.items[i].occurrence.id : &job->others.items[i - item_count].id;
    if (syn_map_put(&owned->places, syn_id_bytes(id), i) != SYN_OK) return SYN_NO_MEMORY;
  }
  return SYN_OK;
}

/* The item at one end of a fulfilment, or NULL. */
static syn_timeline_item *end_of(const choosing *job, const syn_owned_timeline *owned, uint32_t fulfilment, bool is_deed) {
  const syn_fulfilment *tie = &job->fulfilments.items[fulfilment];
  uint64_t place;
  if (!syn_map_get(&owned->places, syn_id_bytes(is_deed ? &tie->deed : &tie->promise), &place)) return NULL;
  return place < job->items.count ? &job->items.items[place] : NULL;
}

static syn_status tie_items(const choosing *job, const syn_owned_timeline *owned) {
  uint32_t count = (uint32_t)job->fulfilments.count;
  for (uint32_t i = 0; i < 2 * count; i++) {
    syn_timeline_item *item = end_of(job, owned, i / 2, i % 2);
    if (item) item->fulfilments.count++;
  }
  for (size_t i = 0; i < job->items.count; i++) {
    syn_index_list *own = &job->items.items[i].fulfilments;
    own->items = SYN_ARENA_ARRAY(job->reading->arena, uint32_t, own->count);
    if (!own->items) return SYN_NO_MEMORY;
    own->count = 0;
  }
  for (uint32_t i = 0; i < 2 * count; i++) {
    syn_timeline_item *item = end_of(job, owned, i / 2, i % 2);
    if (item) item->fulfilments.items[item->fulfilments.count++] = i / 2;
  }
  return SYN_OK;
}

/* The sentences of the days, once their articles are there. */
static void find_sentences(const syn_article_set *set, syn_timeline_day *days, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    const syn_record_context *context = syn_id_is_none(days[i].article) ? NULL : syn_article_set_context(set, days[i].article);
    if (!context) continue;
    days[i].sentence = syn_wording_sentence(context->article, days[i].sentence);
    days[i].words = syn_article_words(context->article, days[i].sentence);
  }
}

static syn_status read_accounts(choosing *job, syn_timeline_day *days, uint32_t day_count, syn_owned_timeline *owned) {
  syn_timeline_reading *reading = job->reading;
  syn_status status = SYN_OK;
  for (uint32_t i = 0; status == SYN_OK && i < day_count; i++) {
    if (!syn_id_is_none(days[i].article)) status = add_ids(job, &job->article_ids, (syn_id_list){&days[i].article, 1});
  }
  job->article_ids.count = syn_sort_ids(job->article_ids.items, job->article_ids.count);
  if (status == SYN_OK)
    status = syn_article_set_read(reading->collection, job->article_ids.items, (uint32_t)job->article_ids.count, &reading->lent,
                                  reading->arena, &owned->set, reading->error);
  if (status == SYN_OK) status = syn_timeline_read_accounts(reading, &owned->set, job->items.items, (uint32_t)job->items.count);
  job->described.count = syn_sort_ids(job->described.items, job->described.count);
  for (size_t i = 0; status == SYN_OK && i < job->items.count; i++) status = choose_shown(job, &job->items.items[i]);
  if (status != SYN_OK) return status;
  find_sentences(&owned->set, days, day_count);
  if (job->items.count > 1) qsort(job->items.items, job->items.count, sizeof *job->items.items, order_items);
  status = index_places(job, owned);
  return status == SYN_OK ? tie_items(job, owned) : status;
}

static syn_status read_timeline(syn_timeline_reading *reading, const syn_timeline_request *request, syn_arena *page,
                                syn_owned_timeline *owned) {
  choosing job = {.reading = reading, .page = page};
  syn_timeline_day *days = NULL;
  uint32_t day_count = 0;
  syn_map_init(&job.published, reading->arena);
  syn_status status = syn_timeline_read_wish(reading, request);
  if (status == SYN_OK) status = syn_collection_lent_dates(reading->collection, reading->arena, &reading->lent, reading->error);
  if (status == SYN_OK && reading->wish.day_count > 0) status = syn_timeline_read_days(reading, &days, &day_count);
  job.days = days;
  job.day_count = day_count;
  if (status == SYN_OK) status = choose(&job);
  if (status == SYN_OK) status = read_accounts(&job, days, day_count, owned);
  syn_id *asked = SYN_ARENA_ARRAY(reading->arena, syn_id, SYN_TIMELINE_ACTOR_LIMIT);
  if (status == SYN_OK && !asked) status = SYN_NO_MEMORY;
  if (status != SYN_OK) return status;
  for (uint32_t i = 0; i < reading->wish.actor_count; i++) asked[i] = reading->wish.actors[i];
  owned->public = (syn_timeline){.items = job.items.items,
                                 .item_count = (uint32_t)job.items.count,
                                 .found_count = job.found_count,
                                 .fulfilments = job.fulfilments.items,
                                 .fulfilment_count = (uint32_t)job.fulfilments.count,
                                 .others = job.others.items,
                                 .other_count = (uint32_t)job.others.count,
                                 .days = days,
                                 .day_count = day_count,
                                 .identities = job.identities.items,
                                 .identity_count = (uint32_t)job.identities.count,
                                 .articles = owned->set.articles,
                                 .article_count = owned->set.count,
                                 .actors = asked,
                                 .actor_count = reading->wish.actor_count};
  return SYN_OK;
}

syn_status syn_collection_timeline(syn_collection *collection, const syn_timeline_request *request, syn_timeline **out_timeline,
                                   syn_error *error) {
  syn_owned_timeline *owned = calloc(1, sizeof *owned);
  syn_arena *page = NULL, *scratch = NULL;
  if (!owned) return syn_error_set(error, SYN_NO_MEMORY, 0, "Not enough memory to read the timeline.");
  syn_status status = syn_collection_create_arena(collection, &owned->arena, error);
  if (status == SYN_OK) status = syn_collection_create_arena(collection, &scratch, error);
  if (status == SYN_OK) status = syn_collection_create_arena(collection, &page, error);
  if (status == SYN_OK) {
    syn_timeline_reading reading = {.collection = collection, .arena = owned->arena, .scratch = scratch, .error = error};
    status = syn_collection_begin_read(collection, error);
    if (status == SYN_OK) status = read_timeline(&reading, request, page, owned);
    status = syn_store_end_read(collection->store, status, error);
  }
  syn_arena_destroy(&scratch);
  syn_arena_destroy(&page);
  syn_timeline *timeline = &owned->public;
  if (status == SYN_OK)
    *out_timeline = timeline;
  else
    syn_timeline_destroy(&timeline);
  return status == SYN_NO_MEMORY ? syn_error_set(error, status, 0, "Not enough memory to read the timeline.") : status;
}

void syn_timeline_destroy(syn_timeline **timeline) {
  if (!timeline || !*timeline) return;
  syn_owned_timeline *owned = (syn_owned_timeline *)*timeline;
  syn_arena_destroy(&owned->arena);
  free(owned);
  *timeline = NULL;
}
