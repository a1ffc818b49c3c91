/*
 * How it works
 *
 * After figures of like values have met, what is left of one account and of another may still be one matter: seven killed by the rockets
 * here, three there. Groups of one kind and unit whose accounts are others are compared by what the figures are of and by the words around
 * them, hardly by their values. Two groups are joined where each fits the other best, well enough, and by a margin over all others; so an
 * account with three tolls is not joined to another's only toll because all of them are tolls. This is repeated until nothing more is
 * joined. Where a kind and unit has more than GROUP_LIMIT groups nothing is joined: that is a table, or a very large story.
 */
#include "synopsis/claim_pairing.h"

#include <stdlib.h>

#include "synopsis/linkage.h"

enum {
  LEAST = 1700,
  LEAST_OF_THINGS = 2400 /* a fate tells more than a noun */,
  MARGIN = 400,
  GROUP_LIMIT = 120,
  MEMBERS_COMPARED = 4,
  ROUND_LIMIT = 8
};

typedef struct group {
  uint32_t first; /* the smallest claim, by which it is told */
  uint32_t members[MEMBERS_COMPARED], member_count;
} group;

typedef struct pairing {
  syn_claim_set *set;
  uint32_t *groups;
  group *items; /* of one kind and unit */
  uint32_t count;
  int32_t *fits; /* count * count */
  bool *meet;    /* whether two groups hold one account */
} pairing;

static int order_by_measure(const void *a, const void *b, void *context) {
  const syn_claim_set *set = context;
  const uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
  const syn_quantity *x = syn_claim_quantity(set, &set->claims.items[i]), *y = syn_claim_quantity(set, &set->claims.items[k]);
  if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
  int order = syn_text_compare(x->unit, y->unit);
  return order != 0 ? order : i < k ? -1 : i > k;
}

static int32_t fit_of(const pairing *job, const group *a, const group *b) {
  int64_t sum = 0, pairs = (int64_t)a->member_count * b->member_count;
  for (uint32_t i = 0; i < a->member_count; i++)
    for (uint32_t k = 0; k < b->member_count; k++)
      sum += syn_claims_context_evidence(job->set, &job->set->claims.items[a->members[i]], &job->set->claims.items[b->members[k]]);
  return pairs > 0 ? (int32_t)(sum / pairs) : 0;
}

/* The groups of the claims in [order, order + count); false where there are too many. */
static bool gather(pairing *job, const uint32_t *order, uint32_t count) {
  job->count = 0;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t root = syn_forest_root(job->groups, order[i]), at = 0;
    while (at < job->count && job->items[at].first != root) at++;
    if (at == GROUP_LIMIT) return false;
    if (at == job->count) job->items[job->count++] = (group){.first = root};
    group *one = &job->items[at];
    if (one->member_count < MEMBERS_COMPARED) one->members[one->member_count++] = order[i];
  }
  return true;
}

static void compare_all(pairing *job, const uint32_t *order, uint32_t count, uint8_t *columns) {
  uint32_t column_count = job->set->making->count;
  for (uint32_t i = 0; i < job->count; i++) {
    for (uint32_t c = 0; c < column_count; c++) columns[c] = 0;
    for (uint32_t m = 0; m < count; m++)
      if (syn_forest_root(job->groups, order[m]) == job->items[i].first) columns[job->set->claims.items[order[m]].column] = 1;
    for (uint32_t k = 0; k < job->count; k++) job->meet[i * job->count + k] = i == k;
    for (uint32_t m = 0; m < count; m++) {
      if (!columns[job->set->claims.items[order[m]].column]) continue;
      uint32_t root = syn_forest_root(job->groups, order[m]);
      for (uint32_t k = 0; k < job->count; k++)
        if (job->items[k].first == root) job->meet[i * job->count + k] = true;
    }
    for (uint32_t k = 0; k < i; k++)
      job->fits[i * job->count + k] = job->fits[k * job->count + i] = fit_of(job, &job->items[i], &job->items[k]);
  }
}

static int32_t least_of(const pairing *job, uint32_t i) {
  const syn_quantity *quantity = syn_claim_quantity(job->set, &job->set->claims.items[job->items[i].first]);
  bool is_told = quantity->kind == SYN_QUANTITY_MONEY || syn_text_equal(quantity->unit, SYN_TEXT("person"));
  return is_told ? LEAST : LEAST_OF_THINGS;
}

/* The group that fits best of those with other accounts, if it does so by the margin over the rest that this group could be instead. */
static uint32_t best_of(const pairing *job, uint32_t i) {
  int32_t best = INT32_MIN, second = INT32_MIN;
  uint32_t found = SYN_NO_INDEX;
  for (uint32_t k = 0; k < job->count; k++) {
    if (job->meet[i * job->count + k]) continue;
    int32_t fit = job->fits[i * job->count + k];
    if (fit > best) {
      second = best;
      best = fit;
      found = k;
    } else if (fit > second) {
      second = fit;
    }
  }
  if (found == SYN_NO_INDEX || best < least_of(job, i)) return SYN_NO_INDEX;
  return second == INT32_MIN || best - second >= MARGIN ? found : SYN_NO_INDEX;
}

static bool join_best(pairing *job) {
  bool has_joined = false;
  for (uint32_t i = 0; i < job->count; i++) {
    uint32_t k = best_of(job, i);
    if (k == SYN_NO_INDEX || k < i || best_of(job, k) != i) continue;
    syn_forest_join(job->groups, job->items[i].first, job->items[k].first);
    has_joined = true;
  }
  return has_joined;
}

static bool is_paired(const syn_quantity *quantity) {
  return quantity->kind != SYN_QUANTITY_AGE && quantity->kind != SYN_QUANTITY_SCORE && quantity->kind != SYN_QUANTITY_PERCENT;
}

syn_status syn_claims_pair(syn_claim_set *set, uint32_t *groups) {
  uint32_t count = (uint32_t)set->claims.count;
  uint32_t *order = SYN_ARENA_ARRAY(set->scratch, uint32_t, count);
  uint8_t *columns = SYN_ARENA_ARRAY(set->scratch, uint8_t, set->making->count);
  pairing job = {.set = set,
                 .groups = groups,
                 .items = SYN_ARENA_ARRAY(set->scratch, group, GROUP_LIMIT),
                 .fits = SYN_ARENA_ARRAY(set->scratch, int32_t, (size_t)GROUP_LIMIT * GROUP_LIMIT),
                 .meet = SYN_ARENA_ARRAY(set->scratch, bool, (size_t)GROUP_LIMIT *GROUP_LIMIT)};
  if (!order || !columns || !job.items || !job.fits || !job.meet) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < count; i++) order[i] = i;
  if (count > 1) qsort_r(order, count, sizeof *order, order_by_measure, set);
  for (uint32_t first = 0, end; first < count; first = end) {
    for (end = first + 1; end < count && syn_claims_measure_alike(set, &set->claims.items[order[first]], &set->claims.items[order[end]]);)
      end++;
    if (!is_paired(syn_claim_quantity(set, &set->claims.items[order[first]]))) continue;
    for (unsigned round = 0; round < ROUND_LIMIT && gather(&job, &order[first], end - first); round++) {
      compare_all(&job, &order[first], end - first, columns);
      if (!join_best(&job)) break;
    }
  }
  for (uint32_t i = 0; i < count; i++) groups[i] = syn_forest_root(groups, i);
  return SYN_OK;
}
