/*
 * How it works
 *
 * Two articles meet if they share one of their heaviest telling words and that word's list is short (a crowd at most), or, where it is
 * long, if they share it within a stretch of days in which it is; or if they stand beside each other in the list of a band of the
 * signature, of an address, or of a sum between two sides. What meets is weighed (synopsis/traits.h); pairs that reach SYN_STRENGTH_LEAST
 * are edges. A neighbourhood is a connected part of the graph of edges. One of more than SYN_NEIGHBOURHOOD_ARTICLES is cut over stronger
 * edges, an eighth stronger each time, until its parts are small enough; what even the strongest edges connect stays one (thousands of
 * copies).
 *
 * All of it depends on the set of articles alone. Traits are of one article, strength is of two, lists are sets in order of day or id, the
 * edges follow from the lists, and parts from the edges: the part of an article is the connected part at the first strength at which it has
 * not too many articles, and that is the same part for each of them. So what is derived is the sum of what is derived from each part, by
 * the same code, whether one article was added or all.
 *
 * Kept up to date: when an article comes or goes, its own edges change, and those of pairs that met in a list which has just become too
 * long or short enough, or that stood between them. The parts of both ends of each edge that has changed are given up, and articles that
 * are in no part are placed again. That is enough. A part grows only over a new edge, which has an end in it; it is cut where edges went,
 * whose ends lay in it; and where so many articles went that parts become one at a lower strength, an end of a lost edge lies there, is
 * placed again, and takes over what it finds, which gives up the other parts. An article costs what its lists and its part hold, not what
 * the store holds.
 *
 * Dropped: edges by the ranks in long lists (64 nearest in time), since each new article moves all ranks behind it.
 */
#include "engine/neighbourhoods.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/map.h"
#include "synopsis/outlets.h"
#include "synopsis/traits.h"

enum {
  STRETCH = 8, /* days; lists are cut into stretches of two of these, each beginning in the midst of the one before */
  REACH = 8,   /* to either side, in lists of bands */
  LEVEL_COUNT = 12,
  NO_DAY = SYN_TRAIT_NO_DAY
};

typedef SYN_ARRAY(uint64_t) number_array;

typedef struct indexing {
  uint32_t crowd, limit; /* holders of a word who meet, articles of a neighbourhood */
  syn_store *store;
  const syn_neighbour_methods *methods;
  syn_arena *arena;
  syn_error *error;
  number_array again; /* articles whose edges have to be looked at again */
} indexing;

static int order_numbers(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return x < y ? -1 : x > y;
}

static void sort_numbers(number_array *numbers) {
  size_t kept = 0;
  if (numbers->count > 1) qsort(numbers->items, numbers->count, sizeof *numbers->items, order_numbers);
  for (size_t i = 0; i < numbers->count; i++)
    if (kept == 0 || numbers->items[kept - 1] != numbers->items[i]) numbers->items[kept++] = numbers->items[i];
  numbers->count = kept;
}

static syn_status add_numbers(indexing *job, number_array *to, const uint64_t *numbers, uint32_t count) {
  syn_status status = SYN_ARRAY_RESERVE(to, count, job->arena);
  for (uint32_t i = 0; status == SYN_OK && i < count; i++) to->items[to->count++] = numbers[i];
  return status;
}

static int32_t level_of(unsigned level) {
  int64_t strength = SYN_STRENGTH_LEAST;
  for (unsigned i = 0; i < level; i++) strength += strength / 8;
  return (int32_t)strength;
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

static syn_status read_holders(indexing *job, uint64_t term, int32_t from, int32_t to, meeting *out) {
  return job->methods->holders(job->store, term, from, to, job->crowd + 2, out->numbers, &out->count, job->error);
}

/* The whole list of a word, or, where that is too long, the two stretches that a day is in. `out_count` lists. */
static syn_status read_lists(indexing *job, uint64_t term, int32_t day, meeting lists[3], uint32_t *out_count) {
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

static int32_t day_of(const syn_traits *traits) {
  return traits->published_to;
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

static syn_status add_met(indexing *job, met_array *met, const uint64_t *numbers, uint32_t count, uint64_t own, int32_t least) {
  syn_status status = SYN_ARRAY_RESERVE(met, count, job->arena);
  for (uint32_t i = 0; status == SYN_OK && i < count; i++)
    if (numbers[i] != own) met->items[met->count++] = (met_article){numbers[i], least};
  return status;
}

/* The keys under which articles stand in lists in order of id, and how far they see there. */
typedef struct key_list {
  uint64_t keys[SYN_TRAIT_BANDS + SYN_TRAIT_CLAIMS + 1];
  uint32_t reach[SYN_TRAIT_BANDS + SYN_TRAIT_CLAIMS + 1];
  int32_t least[SYN_TRAIT_BANDS + SYN_TRAIT_CLAIMS + 1];
  uint32_t count;
} key_list;

static void add_key(key_list *list, uint64_t key, uint32_t reach, int32_t least) {
  list->keys[list->count] = key;
  list->reach[list->count] = reach;
  list->least[list->count++] = least;
}

static key_list keys_of(const syn_traits *traits) {
  key_list list = {.count = 0};
  for (uint32_t i = 0; i < traits->band_count; i++) add_key(&list, traits->bands[i], REACH, 0);
  for (uint32_t i = 0; i < traits->claim_count; i++) add_key(&list, traits->claims[i], 1, SYN_STRENGTH_LEAST);
  if (traits->address != 0) add_key(&list, traits->address, 1, SYN_STRENGTH_ALWAYS);
  return list;
}

static syn_status meet_by_words(indexing *job, const syn_neighbour *own, const syn_traits *traits, met_array *met) {
  meeting lists[3];
  syn_status status = SYN_OK;
  for (uint32_t i = 0; status == SYN_OK && i < traits->heaviest_count; i++) {
    uint32_t count = 0;
    status = read_lists(job, traits->terms[traits->heaviest[i]].term, day_of(traits), lists, &count);
    for (uint32_t k = 0; status == SYN_OK && k < count; k++)
      if (lists[k].count <= job->crowd) status = add_met(job, met, lists[k].numbers, lists[k].count, own->number, 0);
  }
  return status;
}

static syn_status meet_by_keys(indexing *job, const syn_neighbour *own, const syn_traits *traits, met_array *met) {
  const key_list keys = keys_of(traits);
  uint64_t numbers[REACH];
  uint32_t count = 0;
  syn_status status = SYN_OK;
  for (uint32_t i = 0; status == SYN_OK && i < 2 * keys.count; i++) {
    uint32_t key = i / 2;
    status = job->methods->beside(job->store, keys.keys[key], own->article, i % 2 == 0, keys.reach[key], numbers, &count, job->error);
    if (status == SYN_OK) status = add_met(job, met, numbers, count, own->number, keys.least[key]);
  }
  return status;
}

static syn_status read_traits(indexing *job, const syn_neighbour *row, syn_traits *out_traits) {
  if (syn_traits_read(row->traits, out_traits) == SYN_OK) return SYN_OK;
  return syn_error_set(job->error, SYN_BAD_INPUT, 0,
                       "The store is damaged: what neighbours are found by cannot be read; `synoptic update --all` makes it anew.");
}

/* The edges that an article has now, in order of number. */
static syn_status find_edges(indexing *job, const syn_neighbour *own, const syn_traits *traits, syn_neighbour_edge **out_edges,
                             uint32_t *out_count) {
  met_array met = {0};
  *out_count = 0;
  syn_status status = meet_by_words(job, own, traits, &met);
  if (status == SYN_OK) status = meet_by_keys(job, own, traits, &met);
  syn_neighbour_edge *edges = status == SYN_OK ? SYN_ARENA_ARRAY(job->arena, syn_neighbour_edge, met.count) : NULL;
  if (!edges) return status == SYN_OK ? SYN_NO_MEMORY : status;
  if (met.count > 1) qsort(met.items, met.count, sizeof *met.items, order_met);
  for (size_t i = 0; status == SYN_OK && i < met.count; i++) {
    syn_neighbour other;
    syn_traits others;
    if (i > 0 && met.items[i].number == met.items[i - 1].number) continue;
    status = job->methods->get(job->store, met.items[i].number, job->arena, &other, job->error);
    if (status == SYN_OK) status = read_traits(job, &other, &others);
    if (status != SYN_OK) break;
    int32_t strength = syn_traits_strength(traits, &others);
    if (strength < met.items[i].least) strength = met.items[i].least;
    if (strength >= SYN_STRENGTH_LEAST) edges[(*out_count)++] = (syn_neighbour_edge){other.number, strength};
  }
  *out_edges = edges;
  return status;
}

/* ---- parts ---- */

/* What an edge of at least a strength connects with an article; stops above `limit` articles. */
static syn_status explore(indexing *job, uint64_t number, int32_t strength, size_t limit, number_array *out_found) {
  syn_map seen;
  number_array found = {0};
  syn_map_init(&seen, job->arena);
  syn_status status = SYN_ARRAY_RESERVE(&found, limit < 64 ? limit + 1 : 64, job->arena);
  uint64_t *first = status == SYN_OK ? SYN_ARRAY_ADD(&found, job->arena) : NULL;
  uint64_t *kept = first ? SYN_ARENA_NEW(job->arena, uint64_t) : NULL;
  if (!kept) return SYN_NO_MEMORY;
  *first = *kept = number;
  status = syn_map_put(&seen, (syn_text){(const char *)kept, sizeof *kept}, 0);
  for (size_t i = 0; status == SYN_OK && i < found.count && found.count <= limit; i++) {
    syn_neighbour_edge *edges = NULL;
    uint32_t count = 0;
    status = job->methods->edges(job->store, found.items[i], job->arena, &edges, &count, job->error);
    for (uint32_t e = 0; status == SYN_OK && e < count; e++) {
      const syn_text key = {(const char *)&edges[e].number, sizeof edges[e].number};
      if (edges[e].strength < strength || syn_map_find(&seen, key)) continue;
      uint64_t *added = SYN_ARRAY_ADD(&found, job->arena);
      status = added ? syn_map_put(&seen, key, 0) : SYN_NO_MEMORY;
      if (added) *added = edges[e].number;
    }
  }
  *out_found = found;
  return status;
}

static syn_status give_up(indexing *job, uint64_t number) {
  uint64_t region = 0;
  syn_status status = job->methods->region_of(job->store, number, &region, job->error);
  return status == SYN_OK && region > 0 ? job->methods->clear_region(job->store, region, job->error) : status;
}

/* ---- edges that change ---- */

static syn_status change_edge(indexing *job, uint64_t a, uint64_t b, int32_t before, int32_t now) {
  if (before == now) return SYN_OK;
  syn_status status = job->methods->put_edge(job->store, a, b, now, job->error);
  if (status == SYN_OK) status = give_up(job, a);
  return status == SYN_OK ? give_up(job, b) : status;
}

/* Compares the edges that an article has with those that it should have. */
static syn_status look_again(indexing *job, const syn_neighbour *own, const syn_traits *traits) {
  syn_neighbour_edge *old = NULL, *now = NULL;
  uint32_t old_count = 0, now_count = 0;
  syn_status status = find_edges(job, own, traits, &now, &now_count);
  if (status == SYN_OK) status = job->methods->edges(job->store, own->number, job->arena, &old, &old_count, job->error);
  for (uint32_t i = 0, k = 0; status == SYN_OK && (i < old_count || k < now_count);) {
    bool has_old = i < old_count && (k == now_count || old[i].number <= now[k].number);
    bool has_now = k < now_count && (i == old_count || now[k].number <= old[i].number);
    uint64_t other = has_old ? old[i].number : now[k].number;
    status = change_edge(job, own->number, other, has_old ? old[i].strength : 0, has_now ? now[k].strength : 0);
    i += has_old;
    k += has_now;
  }
  return status;
}

/* Whether two articles meet by a word whatever becomes of others: most pairs share several. */
static syn_status meets_by_word(indexing *job, const syn_traits *a, const syn_traits *b, bool *out_meets) {
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
static syn_status leave_crowd(indexing *job, const meeting *crowd) {
  number_array holders = {0};
  syn_status status = add_numbers(job, &holders, crowd->numbers, crowd->count);
  if (status == SYN_OK) sort_numbers(&holders);
  for (size_t i = 0; status == SYN_OK && i < holders.count; i++) {
    syn_neighbour own, other;
    syn_traits own_traits, other_traits;
    syn_neighbour_edge *edges = NULL;
    uint32_t count = 0;
    bool meets = true;
    status = job->methods->edges(job->store, holders.items[i], job->arena, &edges, &count, job->error);
    if (status == SYN_OK && count > 0) status = job->methods->get(job->store, holders.items[i], job->arena, &own, job->error);
    if (status == SYN_OK && count > 0) status = read_traits(job, &own, &own_traits);
    for (uint32_t e = 0; status == SYN_OK && e < count && meets; e++) {
      bool is_holder = bsearch(&edges[e].number, holders.items, holders.count, sizeof *holders.items, order_numbers) != NULL;
      if (!is_holder || edges[e].number < holders.items[i]) continue;
      status = job->methods->get(job->store, edges[e].number, job->arena, &other, job->error);
      if (status == SYN_OK) status = read_traits(job, &other, &other_traits);
      if (status == SYN_OK) status = meets_by_word(job, &own_traits, &other_traits, &meets);
    }
    if (status == SYN_OK && !meets) status = add_numbers(job, &job->again, &holders.items[i], 1);
  }
  return status;
}

/*
 * After an article has come (`came`) or gone: who else has to be looked at. A list of words matters where it has just passed the size of a
 * crowd; stretches matter where the whole list is a crowd.
 */
static syn_status look_at_words(indexing *job, const syn_traits *traits, bool came) {
  meeting lists[3];
  uint32_t passing = came ? job->crowd + 1 : job->crowd;
  syn_status status = SYN_OK;
  for (uint32_t i = 0; status == SYN_OK && i < traits->heaviest_count; i++) {
    uint32_t count = 0;
    status = read_lists(job, traits->terms[traits->heaviest[i]].term, day_of(traits), lists, &count);
    for (uint32_t k = 0; status == SYN_OK && k < count; k++) {
      if (lists[k].count != passing) continue;
      status = came ? leave_crowd(job, &lists[k]) : add_numbers(job, &job->again, lists[k].numbers, lists[k].count);
    }
  }
  return status;
}

/* Those to either side of it in lists by key, between whom it stands now or stood before. */
static syn_status look_at_keys(indexing *job, const syn_neighbour *own, const syn_traits *traits) {
  const key_list keys = keys_of(traits);
  syn_status status = SYN_OK;
  for (uint32_t i = 0; status == SYN_OK && i < keys.count; i++) {
    uint64_t before[REACH], behind[REACH];
    uint32_t before_count = 0, behind_count = 0, reach = keys.reach[i];
    status = job->methods->beside(job->store, keys.keys[i], own->article, true, reach, before, &before_count, job->error);
    if (status == SYN_OK)
      status = job->methods->beside(job->store, keys.keys[i], own->article, false, reach, behind, &behind_count, job->error);
    if (status != SYN_OK || before_count + behind_count <= reach) continue; /* all of them see each other */
    status = add_numbers(job, &job->again, before, before_count);           /* of each pair that it stands between one is there */
  }
  return status;
}

static syn_status look_at_all(indexing *job) {
  syn_status status = SYN_OK;
  sort_numbers(&job->again);
  for (size_t i = 0; status == SYN_OK && i < job->again.count; i++) {
    syn_neighbour row;
    syn_traits traits;
    status = job->methods->get(job->store, job->again.items[i], job->arena, &row, job->error);
    if (status == SYN_OK) status = read_traits(job, &row, &traits);
    if (status == SYN_OK) status = look_again(job, &row, &traits);
  }
  job->again.count = 0;
  return status;
}

/* ---- coming and going ---- */

static syn_status post(indexing *job, const syn_neighbour *row, const syn_traits *traits, bool is_in) {
  const key_list keys = keys_of(traits);
  syn_status status = SYN_OK;
  for (uint32_t i = 0; status == SYN_OK && i < traits->heaviest_count; i++)
    status = job->methods->post_term(job->store, traits->terms[traits->heaviest[i]].term, day_of(traits), row->number, is_in, job->error);
  for (uint32_t i = 0; status == SYN_OK && i < keys.count; i++)
    status = job->methods->post_key(job->store, keys.keys[i], row->article, row->number, is_in, job->error);
  return status;
}

static syn_status go(indexing *job, const syn_neighbour *row) {
  syn_traits traits;
  syn_neighbour_edge *edges = NULL;
  uint32_t count = 0;
  syn_status status = read_traits(job, row, &traits);
  if (status == SYN_OK) status = give_up(job, row->number);
  if (status == SYN_OK) status = job->methods->edges(job->store, row->number, job->arena, &edges, &count, job->error);
  if (status == SYN_OK) status = post(job, row, &traits, false);
  if (status == SYN_OK) status = job->methods->remove(job->store, row, job->error);
  for (uint32_t i = 0; status == SYN_OK && i < count; i++) status = give_up(job, edges[i].number);
  if (status == SYN_OK) status = look_at_words(job, &traits, false);
  if (status == SYN_OK) status = look_at_keys(job, row, &traits);
  return status == SYN_OK ? look_at_all(job) : status;
}

static syn_status come(indexing *job, syn_id article, const syn_account *account) {
  const syn_interval *published = &account->article->published;
  bool is_stated = published->basis == SYN_BASIS_METADATA || published->basis == SYN_BASIS_TEXT;
  bool is_day = is_stated && published->from.day == published->to.day && published->from.day != SYN_DAY_MINIMUM &&
                published->from.day != SYN_DAY_MAXIMUM;
  syn_neighbour row = {.article = article, .outlet = syn_outlet_of(account->article), .day = is_day ? published->from.day : INT32_MAX};
  syn_traits traits;
  syn_status status = syn_traits_make(account, job->arena, &traits);
  if (status == SYN_OK) status = syn_traits_write(&traits, job->arena, &row.traits);
  if (status == SYN_OK) status = job->methods->add(job->store, &row, &row.number, job->error);
  if (status == SYN_OK) status = post(job, &row, &traits, true);
  if (status == SYN_OK) status = look_at_words(job, &traits, true);
  if (status == SYN_OK) status = look_at_keys(job, &row, &traits);
  if (status == SYN_OK) status = look_again(job, &row, &traits);
  return status == SYN_OK ? look_at_all(job) : status;
}

static indexing begin(const syn_collection *collection, syn_arena *arena, syn_error *error) {
  return (indexing){.crowd = collection->crowd,
                    .limit = collection->neighbourhood_limit,
                    .store = collection->store,
                    .methods = syn_store_neighbours(collection->store),
                    .arena = arena,
                    .error = error};
}

syn_status syn_neighbourhoods_change(syn_collection *collection, syn_id article, const syn_account *account, syn_arena *arena,
                                     syn_error *error) {
  indexing job = begin(collection, arena, error);
  syn_neighbour row;
  bool has = false;
  syn_status status = job.methods->find(job.store, article, arena, &row, &has, error);
  if (status == SYN_OK && has) status = go(&job, &row);
  return status == SYN_OK && account ? come(&job, article, account) : status;
}

syn_status syn_neighbourhoods_place(syn_collection *collection, uint64_t number, syn_arena *arena, syn_error *error) {
  indexing job = begin(collection, arena, error);
  number_array found = {0};
  syn_status status = SYN_OK;
  for (unsigned level = 0; level < LEVEL_COUNT; level++) {
    bool is_last = level + 1 == LEVEL_COUNT;
    status = explore(&job, number, level_of(level), is_last ? SIZE_MAX - 1 : job.limit, &found);
    if (status != SYN_OK || found.count <= job.limit) break;
  }
  uint64_t least = number;
  for (size_t i = 0; status == SYN_OK && i < found.count; i++) {
    status = give_up(&job, found.items[i]); /* others that become one with it */
    if (found.items[i] < least) least = found.items[i];
  }
  for (size_t i = 0; status == SYN_OK && i < found.count; i++) status = job.methods->set_region(job.store, found.items[i], least, error);
  return status == SYN_OK ? job.methods->mark(job.store, least, error) : status;
}
