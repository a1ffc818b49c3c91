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

#include "base/map.h"
#include "engine/neighbour_edges.h"
#include "engine/neighbour_filling.h"

enum { LEVEL_COUNT = 12 };

static int32_t level_of(unsigned level) {
  int64_t strength = SYN_STRENGTH_LEAST;
  for (unsigned i = 0; i < level; i++) strength += strength / 8;
  return (int32_t)strength;
}

/* ---- parts ---- */

/* What an edge of at least a strength connects with an article; stops above `limit` articles. */
static syn_status explore(syn_indexing *job, uint64_t number, int32_t strength, size_t limit, syn_number_array *out_found) {
  syn_map seen;
  syn_number_array found = {0};
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

static syn_status give_up(syn_indexing *job, uint64_t number) {
  uint64_t region = 0;
  syn_status status = job->methods->region_of(job->store, number, &region, job->error);
  return status == SYN_OK && region > 0 ? job->methods->clear_region(job->store, region, job->error) : status;
}

/* ---- edges that change ---- */

static syn_status change_edge(syn_indexing *job, uint64_t a, uint64_t b, int32_t before, int32_t now) {
  if (before == now) return SYN_OK;
  syn_status status = job->methods->put_edge(job->store, a, b, now, job->error);
  if (status == SYN_OK) status = give_up(job, a);
  return status == SYN_OK ? give_up(job, b) : status;
}

/* Compares the edges that an article has with those that it should have. */
static syn_status look_again(syn_indexing *job, uint64_t number, syn_id article, const syn_traits *traits, syn_edge_search search) {
  syn_neighbour_edge *old = NULL, *now = NULL;
  uint32_t old_count = 0, now_count = 0;
  syn_status status = syn_indexing_find_edges(job, number, article, traits, search, &now, &now_count);
  if (status == SYN_OK) status = job->methods->edges(job->store, number, job->arena, &old, &old_count, job->error);
  for (uint32_t i = 0, k = 0; status == SYN_OK && (i < old_count || k < now_count);) {
    bool has_old = i < old_count && (k == now_count || old[i].number <= now[k].number);
    bool has_now = k < now_count && (i == old_count || now[k].number <= old[i].number);
    uint64_t other = has_old ? old[i].number : now[k].number;
    status = change_edge(job, number, other, has_old ? old[i].strength : 0, has_now ? now[k].strength : 0);
    i += has_old;
    k += has_now;
  }
  return status;
}

static syn_status look_at_all(syn_indexing *job) {
  syn_status status = SYN_OK;
  syn_indexing_sort_numbers(&job->again);
  for (size_t i = 0; status == SYN_OK && i < job->again.count; i++) {
    syn_neighbour row;
    syn_traits traits;
    status = job->methods->get(job->store, job->again.items[i], job->arena, &row, job->error);
    if (status == SYN_OK) status = syn_indexing_read_traits(job, row.traits, &traits);
    if (status == SYN_OK) status = look_again(job, row.number, row.article, &traits, SYN_EDGES_ALL);
  }
  job->again.count = 0;
  return status;
}

/* ---- coming and going ---- */

static syn_status post(syn_indexing *job, const syn_neighbour *row, const syn_traits *traits, bool is_in) {
  const syn_neighbour_key_list keys = syn_neighbour_keys_of(traits);
  syn_status status = SYN_OK;
  for (uint32_t i = 0; status == SYN_OK && i < traits->heaviest_count; i++)
    status = job->methods->post_term(job->store, traits->terms[traits->heaviest[i]].term, syn_neighbour_day_of(traits), row->number, is_in,
                                     job->error);
  for (uint32_t i = 0; status == SYN_OK && i < keys.count; i++)
    status = job->methods->post_key(job->store, keys.keys[i], row->article, row->number, is_in, job->error);
  return status;
}

static syn_status go(syn_indexing *job, const syn_neighbour *row) {
  syn_traits traits;
  syn_neighbour_edge *edges = NULL;
  uint32_t count = 0;
  syn_status status = syn_indexing_read_traits(job, row->traits, &traits);
  if (status == SYN_OK) status = give_up(job, row->number);
  if (status == SYN_OK) status = job->methods->edges(job->store, row->number, job->arena, &edges, &count, job->error);
  if (status == SYN_OK) status = post(job, row, &traits, false);
  if (status == SYN_OK) status = job->methods->remove(job->store, row, job->error);
  for (uint32_t i = 0; status == SYN_OK && i < count; i++) status = give_up(job, edges[i].number);
  if (status == SYN_OK) status = syn_indexing_look_around(job, row->article, &traits);
  return status == SYN_OK ? look_at_all(job) : status;
}

static syn_status come(syn_indexing *job, syn_id article, const syn_account *account) {
  syn_neighbour row;
  syn_traits traits;
  syn_status status = syn_indexing_make_row(job, article, account, &traits, &row);
  if (status == SYN_OK) status = job->methods->add(job->store, &row, &row.number, job->error);
  if (status == SYN_OK) status = post(job, &row, &traits, true);
  if (status == SYN_OK) status = look_again(job, row.number, row.article, &traits, SYN_EDGES_COME);
  return status == SYN_OK ? look_at_all(job) : status;
}

syn_status syn_neighbourhoods_change(syn_collection *collection, syn_id article, const syn_account *account, syn_arena *arena,
                                     syn_error *error) {
  syn_indexing job = syn_indexing_begin(collection, arena, error);
  syn_neighbour row;
  syn_neighbour_filling filling;
  bool has = false;
  syn_status status = job.methods->filling(job.store, &filling, error);
  if (status == SYN_OK) status = job.methods->find(job.store, article, arena, &row, &has, error);
  if (status == SYN_OK && filling.stage != SYN_FILLING_NONE) return syn_filling_change(&job, article, account, has ? &row : NULL);
  if (status == SYN_OK && has) status = go(&job, &row);
  return status == SYN_OK && account ? come(&job, article, account) : status;
}

syn_status syn_neighbourhoods_place(syn_collection *collection, uint64_t number, syn_arena *arena, syn_error *error) {
  syn_indexing job = syn_indexing_begin(collection, arena, error);
  syn_number_array found = {0};
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
