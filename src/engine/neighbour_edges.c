#include "engine/neighbour_edges.h"

#include <stdlib.h>

#include "engine/neighbourhoods.h"
#include "synopsis/outlets.h"

enum {
  STRETCH = 8, /* days; lists are cut into stretches of two of these, each beginning in the midst of the one before */
  REACH = 8,   /* to either side, in lists of bands */
  NO_DAY = SYN_TRAIT_NO_DAY
};

syn_indexing syn_indexing_begin(const syn_collection *collection, syn_arena *arena, syn_error *error) {
  return (syn_indexing){.crowd = collection->crowd,
                        .limit = collection->neighbourhood_limit,
                        .store = collection->store,
                        .methods = syn_store_neighbours(collection->store),
                        .arena = arena,
                        .error = error};
}

static int order_numbers(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return x < y ? -1 : x > y;
}

void syn_indexing_sort_numbers(syn_number_array *numbers) {
  size_t kept = 0;
  if (numbers->count > 1) qsort(numbers->items, numbers->count, sizeof *numbers->items, order_numbers);
  for (size_t i = 0; i < numbers->count; i++)
    if (kept == 0 || numbers->items[kept - 1] != numbers->items[i]) numbers->items[kept++] = numbers->items[i];
  numbers->count = kept;
}

syn_status syn_indexing_add_numbers(syn_indexing *job, syn_number_array *to, const uint64_t *numbers, uint32_t count) {
  syn_status status = SYN_ARRAY_RESERVE(to, count, job->arena);
  for (uint32_t i = 0; status == SYN_OK && i < count; i++) to->items[to->count++] = numbers[i];
  return status;
}

syn_status syn_indexing_read_traits(syn_indexing *job, syn_text bytes, syn_traits *out_traits) {
  if (syn_traits_read(bytes, out_traits) == SYN_OK) return SYN_OK;
  return syn_error_set(job->error, SYN_BAD_INPUT, 0,
                       "The store is damaged: what neighbours are found by cannot be read; `synoptic update --all` makes it anew.");
}

syn_status syn_indexing_traits(syn_indexing *job, uint64_t number, syn_traits *out_traits) {
  char bytes[SYN_TRAITS_BYTES_MOST];
  size_t size = 0;
  syn_status status = job->methods->traits(job->store, number, bytes, sizeof bytes, &size, job->error);
  return status == SYN_OK ? syn_indexing_read_traits(job, (syn_text){bytes, size}, out_traits) : status;
}

syn_status syn_indexing_make_row(syn_indexing *job, syn_id article, const syn_account *account, syn_traits *traits,
                                 syn_neighbour *out_row) {
  const syn_interval *published = &account->article->published;
  bool is_stated = published->basis == SYN_BASIS_METADATA || published->basis == SYN_BASIS_TEXT;
  bool is_day = is_stated && published->from.day == published->to.day && published->from.day != SYN_DAY_MINIMUM &&
                published->from.day != SYN_DAY_MAXIMUM;
  *out_row = (syn_neighbour){
      .article = article, .outlet = syn_outlet_of(account->article), .day = is_day ? published->from.day : SYN_TRAIT_NO_DAY};
  syn_status status = syn_traits_make(account, job->arena, traits);
  return status == SYN_OK ? syn_traits_write(traits, job->arena, &out_row->traits) : status;
}

/* ---- lists of words ---- */

/* The holders of a word who meet one of a day, in one list or two. */
typedef struct meeting {
  uint64_t numbers[SYN_NEIGHBOURHOOD_CROWD_MOST + 2];
  uint32_t count; /* more than a crowd: they do not meet */
} meeting;

static int32_t stretch_of(int32_t day) {
  return day >= 0 ? day / STRETCH : -((-(int64_t)day + STRETCH - 1) / STRETCH);
}

static syn_status read_holders(syn_indexing *job, uint64_t term, int32_t from, int32_t to, meeting *out) {
  return job->methods->holders(job->store, term, from, to, job->crowd + 2, out->numbers, &out->count, job->error);
}

/* The whole list of a word, or, where that is too long, the two stretches that a day is in. `out_count` lists. */
static syn_status read_lists(syn_indexing *job, uint64_t term, int32_t day, meeting lists[3], uint32_t *out_count) {
  syn_status status = read_holders(job, term, INT32_MIN, INT32_MAX, &lists[0]);
  *out_count = 1;
  if (status != SYN_OK || lists[0].count <= job->crowd) return status;
  *out_count = 3;
  if (day == NO_DAY) {
    status = read_holders(job, term, NO_DAY, NO_DAY, &lists[1]);
    lists[2].count = 0;
    return status;
  }
  int32_t stretch = stretch_of(day);
  for (int32_t i = 0; status == SYN_OK && i < 2; i++) {
    int32_t from = (stretch - 1 + i) * STRETCH;
    status = read_holders(job, term, from, from + 2 * STRETCH - 1, &lists[1 + i]);
  }
  return status;
}

int32_t syn_neighbour_day_of(const syn_traits *traits) {
  return traits->published_to;
}

/* ---- keys ---- */

static void add_key(syn_neighbour_key_list *list, uint64_t key, uint32_t reach, int32_t least) {
  list->keys[list->count] = key;
  list->reach[list->count] = reach;
  list->least[list->count++] = least;
}

syn_neighbour_key_list syn_neighbour_keys_of(const syn_traits *traits) {
  syn_neighbour_key_list list = {.count = 0};
  for (uint32_t i = 0; i < traits->band_count; i++) add_key(&list, traits->bands[i], REACH, 0);
  for (uint32_t i = 0; i < traits->claim_count; i++) add_key(&list, traits->claims[i], 1, SYN_STRENGTH_LEAST);
  if (traits->address != 0) add_key(&list, traits->address, 1, SYN_STRENGTH_ALWAYS);
  return list;
}

/* Those to either side of an article in a list by key. */
typedef struct sides {
  uint64_t before[REACH], behind[REACH];
  uint32_t before_count, behind_count;
} sides;

static syn_status read_sides(syn_indexing *job, uint64_t key, syn_id article, uint32_t reach, sides *out) {
  syn_status status = job->methods->beside(job->store, key, article, true, reach, out->before, &out->before_count, job->error);
  if (status != SYN_OK) return status;
  return job->methods->beside(job->store, key, article, false, reach, out->behind, &out->behind_count, job->error);
}

/* Between these it stands now or stood before: of each pair that it stands between one is there. */
static syn_status look_between(syn_indexing *job, const sides *beside, uint32_t reach) {
  if (beside->before_count + beside->behind_count <= reach) return SYN_OK; /* all of them see each other */
  return syn_indexing_add_numbers(job, &job->again, beside->before, beside->before_count);
}

/* ---- lists that become too long, or short enough ---- */

/* Whether two articles meet by a word whatever becomes of others: most pairs share several. */
static syn_status meets_by_word(syn_indexing *job, const syn_traits *a, const syn_traits *b, bool *out_meets) {
  *out_meets = false;
  for (uint32_t i = 0, k = 0; i < a->heaviest_count && k < b->heaviest_count && !*out_meets;) {
    uint64_t x = a->terms[a->heaviest[i]].term, y = b->terms[b->heaviest[k]].term;
    if (x == y) {
      meeting whole;
      syn_status status = read_holders(job, x, INT32_MIN, INT32_MAX, &whole);
      if (status != SYN_OK) return status;
      *out_meets = whole.count <= job->crowd;
    }
    i += x <= y;
    k += y <= x;
  }
  return SYN_OK;
}

/* A list has become too long: of the pairs in it that are edges, those that meet nowhere else are none any more. */
static syn_status leave_crowd(syn_indexing *job, const meeting *crowd) {
  syn_number_array holders = {0};
  syn_status status = syn_indexing_add_numbers(job, &holders, crowd->numbers, crowd->count);
  if (status == SYN_OK) syn_indexing_sort_numbers(&holders);
  for (size_t i = 0; status == SYN_OK && i < holders.count; i++) {
    syn_traits own, other;
    syn_neighbour_edge *edges = NULL;
    uint32_t count = 0;
    bool meets = true;
    status = job->methods->edges(job->store, holders.items[i], job->arena, &edges, &count, job->error);
    if (status == SYN_OK && count > 0) status = syn_indexing_traits(job, holders.items[i], &own);
    for (uint32_t e = 0; status == SYN_OK && e < count && meets; e++) {
      bool is_holder = bsearch(&edges[e].number, holders.items, holders.count, sizeof *holders.items, order_numbers) != NULL;
      if (!is_holder || edges[e].number < holders.items[i]) continue;
      status = syn_indexing_traits(job, edges[e].number, &other);
      if (status == SYN_OK) status = meets_by_word(job, &own, &other, &meets);
    }
    if (status == SYN_OK && !meets) status = syn_indexing_add_numbers(job, &job->again, &holders.items[i], 1);
  }
  return status;
}

/* ---- meeting ---- */

typedef struct met_article {
  uint64_t number;
  int32_t least; /* the strength that it has for the way in which it was met */
} met_article;

typedef SYN_ARRAY(met_article) met_array;

static int order_met(const void *a, const void *b) {
  const met_article *x = a, *y = b;
  if (x->number != y->number) return x->number < y->number ? -1 : 1;
  return x->least > y->least ? -1 : x->least < y->least;
}

/* Who looks for edges, and what was met by now. */
typedef struct searching {
  uint64_t number;
  syn_id article;
  const syn_traits *traits;
  syn_edge_search search;
  met_array met;
} searching;

static syn_status add_met(syn_indexing *job, searching *own, const uint64_t *numbers, uint32_t count, int32_t least) {
  syn_status status = SYN_ARRAY_RESERVE(&own->met, count, job->arena);
  for (uint32_t i = 0; status == SYN_OK && i < count; i++) {
    bool is_wanted = own->search == SYN_EDGES_LATER ? numbers[i] > own->number : numbers[i] != own->number;
    if (is_wanted) own->met.items[own->met.count++] = (met_article){numbers[i], least};
  }
  return status;
}

/* A list of words matters to others where it has just passed the size of a crowd; stretches matter where the whole list is a crowd. */
static syn_status meet_by_words(syn_indexing *job, searching *own) {
  meeting lists[3];
  syn_status status = SYN_OK;
  for (uint32_t i = 0; status == SYN_OK && i < own->traits->heaviest_count; i++) {
    uint32_t count = 0;
    status = read_lists(job, own->traits->terms[own->traits->heaviest[i]].term, syn_neighbour_day_of(own->traits), lists, &count);
    for (uint32_t k = 0; status == SYN_OK && k < count; k++) {
      if (own->search == SYN_EDGES_COME && lists[k].count == job->crowd + 1) status = leave_crowd(job, &lists[k]);
      if (status == SYN_OK && lists[k].count <= job->crowd) status = add_met(job, own, lists[k].numbers, lists[k].count, 0);
    }
  }
  return status;
}

static syn_status meet_by_keys(syn_indexing *job, searching *own) {
  const syn_neighbour_key_list keys = syn_neighbour_keys_of(own->traits);
  syn_status status = SYN_OK;
  for (uint32_t i = 0; status == SYN_OK && i < keys.count; i++) {
    sides beside = {.before_count = 0};
    status = read_sides(job, keys.keys[i], own->article, keys.reach[i], &beside);
    if (status == SYN_OK && own->search == SYN_EDGES_COME) status = look_between(job, &beside, keys.reach[i]);
    if (status == SYN_OK) status = add_met(job, own, beside.before, beside.before_count, keys.least[i]);
    if (status == SYN_OK) status = add_met(job, own, beside.behind, beside.behind_count, keys.least[i]);
  }
  return status;
}

static syn_status weigh(syn_indexing *job, const searching *own, syn_neighbour_edge *edges, uint32_t *count) {
  const met_array *met = &own->met;
  syn_traits others;
  syn_status status = SYN_OK;
  for (size_t i = 0; status == SYN_OK && i < met->count; i++) {
    if (i > 0 && met->items[i].number == met->items[i - 1].number) continue;
    status = syn_indexing_traits(job, met->items[i].number, &others);
    if (status != SYN_OK) break;
    int32_t strength = syn_traits_strength(own->traits, &others);
    if (strength < met->items[i].least) strength = met->items[i].least;
    if (strength >= SYN_STRENGTH_LEAST) edges[(*count)++] = (syn_neighbour_edge){met->items[i].number, strength};
  }
  return status;
}

syn_status syn_indexing_find_edges(syn_indexing *job, uint64_t number, syn_id article, const syn_traits *traits, syn_edge_search search,
                                   syn_neighbour_edge **out_edges, uint32_t *out_count) {
  searching own = {.number = number, .article = article, .traits = traits, .search = search};
  *out_count = 0;
  syn_status status = meet_by_words(job, &own);
  if (status == SYN_OK) status = meet_by_keys(job, &own);
  if (own.met.count > 1) qsort(own.met.items, own.met.count, sizeof *own.met.items, order_met);
  syn_neighbour_edge *edges = status == SYN_OK ? SYN_ARENA_ARRAY(job->arena, syn_neighbour_edge, own.met.count) : NULL;
  if (!edges) return status == SYN_OK ? SYN_NO_MEMORY : status;
  *out_edges = edges;
  return weigh(job, &own, edges, out_count);
}

/* ---- who is concerned when one goes ---- */

static syn_status look_at_words(syn_indexing *job, const syn_traits *traits) {
  meeting lists[3];
  syn_status status = SYN_OK;
  for (uint32_t i = 0; status == SYN_OK && i < traits->heaviest_count; i++) {
    uint32_t count = 0;
    status = read_lists(job, traits->terms[traits->heaviest[i]].term, syn_neighbour_day_of(traits), lists, &count);
    for (uint32_t k = 0; status == SYN_OK && k < count; k++)
      if (lists[k].count == job->crowd) status = syn_indexing_add_numbers(job, &job->again, lists[k].numbers, lists[k].count);
  }
  return status;
}

syn_status syn_indexing_look_around(syn_indexing *job, syn_id article, const syn_traits *traits) {
  const syn_neighbour_key_list keys = syn_neighbour_keys_of(traits);
  syn_status status = look_at_words(job, traits);
  for (uint32_t i = 0; status == SYN_OK && i < keys.count; i++) {
    sides beside = {.before_count = 0};
    status = read_sides(job, keys.keys[i], article, keys.reach[i], &beside);
    if (status == SYN_OK) status = look_between(job, &beside, keys.reach[i]);
  }
  return status;
}
