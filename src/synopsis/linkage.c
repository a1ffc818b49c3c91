/*
 * How it works
 *
 * First the components over pairs that reach half the threshold: what is not connected cannot be joined. Each component is then
 * clustered by average linkage (UPGMA, Sokal and Michener 1958): the two groups with the highest mean likeness are joined while it reaches
 * the threshold. Sums are whole numbers and means are compared by cross multiplication, so that the outcome is the same on every machine;
 * ties go to the smallest members.
 *
 * A component of n items costs n*n memory and about n*n time (each row remembers its best partner). A component of more than
 * COMPONENT_LIMIT items is cut again over stronger pairs until its parts are small enough; a part that stays large over the strongest
 * pairs (thousands of copies of one text) is one group.
 */
#include "synopsis/linkage.h"

#include <stdlib.h>

#include "base/array.h"

enum { COMPONENT_LIMIT = 600 };

uint32_t syn_forest_root(uint32_t *parents, uint32_t item) {
  while (parents[item] != item) {
    parents[item] = parents[parents[item]];
    item = parents[item];
  }
  return item;
}

void syn_forest_join(uint32_t *parents, uint32_t a, uint32_t b) {
  uint32_t x = syn_forest_root(parents, a), y = syn_forest_root(parents, b);
  if (x < y) parents[y] = x;
  if (y < x) parents[x] = y;
}

/* One component under work: members by their local number. */
typedef struct component {
  uint32_t count;
  const uint32_t *members; /* ascending */
  int64_t *sums;           /* count * count: summed likeness between groups */
  bool *apart;             /* count * count: whether the groups hold a pair that must not meet */
  uint32_t *sizes, *best;  /* of each group, told by its smallest local member; size 0: joined to another */
} component;

/* Whether sum_a / weight_a < sum_b / weight_b. */
static bool is_less(int64_t sum_a, int64_t weight_a, int64_t sum_b, int64_t weight_b) {
  return sum_a * weight_b < sum_b * weight_a;
}

/* The best partner of group i: the highest mean, ties to the smallest; UINT32_MAX where there is none. */
static uint32_t find_best(const component *c, uint32_t i) {
  uint32_t best = UINT32_MAX;
  for (uint32_t j = 0; j < c->count; j++) {
    if (j == i || c->sizes[j] == 0 || c->apart[(size_t)i * c->count + j]) continue;
    if (best == UINT32_MAX || is_less(c->sums[(size_t)i * c->count + best], c->sizes[best], c->sums[(size_t)i * c->count + j], c->sizes[j]))
      best = j;
  }
  return best;
}

static void join_groups(component *c, uint32_t a, uint32_t b) {
  for (uint32_t j = 0; j < c->count; j++) {
    size_t aj = (size_t)a * c->count + j, bj = (size_t)b * c->count + j, ja = (size_t)j * c->count + a;
    c->sums[aj] += c->sums[bj];
    c->sums[ja] = c->sums[aj];
    c->apart[aj] = c->apart[aj] || c->apart[bj];
    c->apart[ja] = c->apart[aj];
  }
  c->sizes[a] += c->sizes[b];
  c->sizes[b] = 0;
  for (uint32_t j = 0; j < c->count; j++)
    if (c->sizes[j] > 0 && (j == a || c->best[j] == a || c->best[j] == b)) c->best[j] = find_best(c, j);
  /* A joined group may have become the best of one that preferred another. */
  for (uint32_t j = 0; j < c->count; j++) {
    if (c->sizes[j] == 0 || j == a || c->best[j] == a || c->apart[(size_t)j * c->count + a]) continue;
    uint32_t best = c->best[j];
    const int64_t *row = &c->sums[(size_t)j * c->count];
    if (best == UINT32_MAX || is_less(row[best], c->sizes[best], row[a], c->sizes[a]) ||
        (!is_less(row[a], c->sizes[a], row[best], c->sizes[best]) && a < best))
      c->best[j] = a;
  }
}

/* Joins groups until no mean reaches the threshold. */
static void cluster(component *c, int32_t threshold, uint32_t *out_group) {
  for (uint32_t i = 0; i < c->count; i++) c->best[i] = find_best(c, i);
  for (;;) {
    uint32_t chosen = UINT32_MAX;
    int64_t chosen_weight = 1, chosen_sum = 0;
    for (uint32_t i = 0; i < c->count; i++) {
      if (c->sizes[i] == 0 || c->best[i] == UINT32_MAX) continue;
      int64_t weight = (int64_t)c->sizes[i] * c->sizes[c->best[i]], sum = c->sums[(size_t)i * c->count + c->best[i]];
      if (sum < weight * threshold) continue;
      if (chosen != UINT32_MAX && !is_less(chosen_sum, chosen_weight, sum, weight)) continue;
      chosen = i;
      chosen_sum = sum;
      chosen_weight = weight;
    }
    if (chosen == UINT32_MAX) break;
    uint32_t other = c->best[chosen];
    uint32_t a = chosen < other ? chosen : other, b = chosen < other ? other : chosen;
    syn_forest_join(out_group, c->members[a], c->members[b]);
    join_groups(c, a, b);
  }
}

/* Fills sums from the pairs of this component; `local` gives each member's local number. */
static syn_status cluster_component(const uint32_t *members, uint32_t count, const syn_likeness *pairs, size_t pair_count,
                                    const uint32_t *local, int32_t threshold, int32_t missing, syn_arena *scratch, uint32_t *out_group) {
  size_t cells = (size_t)count * count;
  component c = {.count = count,
                 .members = members,
                 .sums = SYN_ARENA_ARRAY(scratch, int64_t, cells),
                 .apart = SYN_ARENA_ARRAY(scratch, bool, cells),
                 .sizes = SYN_ARENA_ARRAY(scratch, uint32_t, count),
                 .best = SYN_ARENA_ARRAY(scratch, uint32_t, count)};
  if (!c.sums || !c.apart || !c.sizes || !c.best) return SYN_NO_MEMORY;
  for (size_t i = 0; i < cells; i++) c.sums[i] = missing;
  for (uint32_t i = 0; i < count; i++) c.sizes[i] = 1;
  for (size_t p = 0; p < pair_count; p++) {
    size_t i = local[pairs[p].a], j = local[pairs[p].b];
    c.sums[i * count + j] = c.sums[j * count + i] = pairs[p].value > SYN_LIKENESS_APART ? pairs[p].value : SYN_LIKENESS_APART;
    c.apart[i * count + j] = c.apart[j * count + i] = pairs[p].value <= SYN_LIKENESS_APART;
  }
  cluster(&c, threshold, out_group);
  return SYN_OK;
}

/* All pairs sorted by the component of their first item, for one pass over components. */
typedef struct cut {
  uint32_t count;
  const syn_likeness *likenesses;
  size_t likeness_count;
  int32_t threshold, missing;
  uint32_t *roots, *order, *local;
} cut;

static void find_components(const cut *job, int32_t level) {
  for (uint32_t i = 0; i < job->count; i++) job->roots[i] = i;
  for (size_t p = 0; p < job->likeness_count; p++)
    if (job->likenesses[p].value >= level) syn_forest_join(job->roots, job->likenesses[p].a, job->likenesses[p].b);
  for (uint32_t i = 0; i < job->count; i++) job->roots[i] = syn_forest_root(job->roots, i);
}

/* Pairs inside one component, collected: bucket by root with counting. */
static syn_status collect_pairs(const cut *job, syn_arena *arena, size_t **out_starts, syn_likeness **out_pairs) {
  size_t *starts = SYN_ARENA_ARRAY(arena, size_t, (size_t)job->count + 2);
  syn_likeness *pairs = SYN_ARENA_ARRAY(arena, syn_likeness, job->likeness_count);
  if (!starts || !pairs) return SYN_NO_MEMORY;
  for (size_t p = 0; p < job->likeness_count; p++) {
    const syn_likeness *pair = &job->likenesses[p];
    if (job->roots[pair->a] == job->roots[pair->b]) starts[job->roots[pair->a] + 2]++;
  }
  for (uint32_t i = 2; i < job->count + 2; i++) starts[i] += starts[i - 1];
  for (size_t p = 0; p < job->likeness_count; p++) {
    const syn_likeness *pair = &job->likenesses[p];
    if (job->roots[pair->a] == job->roots[pair->b]) pairs[starts[job->roots[pair->a] + 1]++] = *pair;
  }
  *out_starts = starts;
  *out_pairs = pairs;
  return SYN_OK;
}

/* Members of each component, ascending, behind each other in `order`; `firsts` tells where a component begins. */
static syn_status collect_members(const cut *job, syn_arena *arena, uint32_t **out_firsts) {
  uint32_t *firsts = SYN_ARENA_ARRAY(arena, uint32_t, (size_t)job->count + 2);
  if (!firsts) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < job->count; i++) firsts[job->roots[i] + 2]++;
  for (uint32_t i = 2; i < job->count + 2; i++) firsts[i] += firsts[i - 1];
  for (uint32_t i = 0; i < job->count; i++) {
    uint32_t *next = &firsts[job->roots[i] + 1];
    job->local[i] = *next; /* made local below */
    job->order[(*next)++] = i;
  }
  for (uint32_t i = 0; i < job->count; i++) job->local[i] -= firsts[job->roots[i]];
  *out_firsts = firsts;
  return SYN_OK;
}

static syn_status group_at(uint32_t count, const syn_likeness *likenesses, size_t likeness_count, int32_t threshold, int32_t missing,
                           int32_t level, syn_arena *arena, uint32_t *out_group);

/* A component that is too large: cut again over stronger pairs, its members renumbered. */
static syn_status group_large(const cut *job, const uint32_t *members, uint32_t count, const syn_likeness *pairs, size_t pair_count,
                              int32_t level, syn_arena *arena, uint32_t *out_group) {
  syn_likeness *renumbered = SYN_ARENA_ARRAY(arena, syn_likeness, pair_count);
  uint32_t *groups = SYN_ARENA_ARRAY(arena, uint32_t, count);
  if (!renumbered || !groups) return SYN_NO_MEMORY;
  int32_t highest = INT32_MIN;
  for (size_t p = 0; p < pair_count; p++) {
    renumbered[p] = (syn_likeness){job->local[pairs[p].a], job->local[pairs[p].b], pairs[p].value};
    if (pairs[p].value > highest) highest = pairs[p].value;
  }
  int32_t stronger = level + (level > 8 ? level / 8 : 1);
  if (stronger > highest) {
    for (uint32_t i = 0; i < count; i++) syn_forest_join(out_group, members[0], members[i]);
    return SYN_OK;
  }
  syn_status status = group_at(count, renumbered, pair_count, job->threshold, job->missing, stronger, arena, groups);
  for (uint32_t i = 0; status == SYN_OK && i < count; i++) syn_forest_join(out_group, members[groups[i]], members[i]);
  return status;
}

static syn_status group_at(uint32_t count, const syn_likeness *likenesses, size_t likeness_count, int32_t threshold, int32_t missing,
                           int32_t level, syn_arena *arena, uint32_t *out_group) {
  cut job = {.count = count,
             .likenesses = likenesses,
             .likeness_count = likeness_count,
             .threshold = threshold,
             .missing = missing,
             .roots = SYN_ARENA_ARRAY(arena, uint32_t, count),
             .order = SYN_ARENA_ARRAY(arena, uint32_t, count),
             .local = SYN_ARENA_ARRAY(arena, uint32_t, count)};
  if (!job.roots || !job.order || !job.local) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < count; i++) out_group[i] = i;
  find_components(&job, level);
  size_t *pair_starts;
  syn_likeness *pairs;
  uint32_t *firsts;
  syn_arena *scratch = NULL;
  syn_status status = collect_pairs(&job, arena, &pair_starts, &pairs);
  if (status == SYN_OK) status = collect_members(&job, arena, &firsts);
  if (status == SYN_OK) status = syn_arena_create((size_t)64 << 20, &scratch);
  for (uint32_t root = 0; status == SYN_OK && root < count; root++) {
    uint32_t size = firsts[root + 1] - firsts[root];
    if (job.roots[root] != root || size < 2) continue;
    const uint32_t *members = &job.order[firsts[root]];
    const syn_likeness *own = &pairs[pair_starts[root]];
    size_t own_count = pair_starts[root + 1] - pair_starts[root];
    syn_arena_reset(scratch);
    status = size > COMPONENT_LIMIT ? group_large(&job, members, size, own, own_count, level, arena, out_group)
                                    : cluster_component(members, size, own, own_count, job.local, threshold, missing, scratch, out_group);
  }
  syn_arena_destroy(&scratch);
  for (uint32_t i = 0; status == SYN_OK && i < count; i++) out_group[i] = syn_forest_root(out_group, i);
  return status;
}

syn_status syn_linkage_group(uint32_t count, const syn_likeness *likenesses, size_t likeness_count, int32_t threshold, int32_t missing,
                             syn_arena *arena, uint32_t *out_group) {
  int32_t level = threshold / 2 > 0 ? threshold / 2 : 1;
  return group_at(count, likenesses, likeness_count, threshold, missing, level, arena, out_group);
}
