/*
 * How it works
 *
 * Each account's telling words, weighted by the frozen document frequencies of the model, form a vector of length one. In a short item, all
 * of whose words fit into its sketch, a word or two that the collection hardly knows (a surname, a slip) would outweigh all that it shares
 * with others: there the root of the weight counts. Accounts that share
 * a telling word are found through lists of the accounts that hold it. A word that very many hold tells little: its list is cut into
 * windows of accounts that were published near each other, so that the work stays near-linear; undated accounts meet in a window of their
 * own. Pairs whose cosine is below LINK_MINIMUM are dropped.
 */
#include "synopsis/account_links.h"

#include <math.h>
#include <stdlib.h>

#include "base/map.h"

enum { POSTING_LIMIT = 400, WINDOW = 64, LINK_MINIMUM = 600 };

typedef struct weighted_term {
  uint32_t term; /* number of the word */
  float weight;  /* of the unit vector */
} weighted_term;

typedef struct vector {
  weighted_term *terms; /* sorted by term */
  uint32_t count;
} vector;

typedef struct posting {
  uint32_t *accounts;
  uint32_t count;
} posting;

typedef struct spread_weight {
  float weight;
  uint32_t holder; /* the account whose weight it is, + 1 */
} spread_weight;

typedef SYN_ARRAY(syn_account_link) link_array;

typedef struct linking {
  syn_gathering *gathering;
  syn_arena *scratch;
  vector *vectors;
  posting *postings;
  uint32_t term_count;
  spread_weight *spread; /* of each term */
  uint32_t *seen;        /* of each account: the last one it was met with, + 1 */
  link_array links;
} linking;

static int order_terms(const void *a, const void *b) {
  uint32_t x = ((const weighted_term *)a)->term, y = ((const weighted_term *)b)->term;
  return x < y ? -1 : x > y;
}

double syn_account_term_weight(const syn_sketch *sketch, uint32_t term) {
  double weight = sketch->terms[term].weight;
  return sketch->term_count < SYN_SKETCH_TERM_LIMIT ? sqrt(weight) : weight;
}

static syn_status make_vector(linking *job, uint32_t account, syn_map *numbers) {
  const syn_sketch *sketch = job->gathering->accounts[account].sketch;
  vector *v = &job->vectors[account];
  v->count = sketch->term_count;
  v->terms = SYN_ARENA_ARRAY(job->scratch, weighted_term, v->count);
  if (!v->terms) return SYN_NO_MEMORY;
  double squares = 0;
  for (uint32_t i = 0; i < v->count; i++) {
    const syn_term *term = &sketch->terms[i];
    uint64_t number;
    if (!syn_map_get(numbers, term->term, &number)) {
      number = numbers->count;
      if (syn_map_put(numbers, term->term, number) != SYN_OK) return SYN_NO_MEMORY;
    }
    double weight = syn_account_term_weight(sketch, i);
    v->terms[i] = (weighted_term){(uint32_t)number, (float)weight};
    squares += weight * weight;
  }
  for (uint32_t i = 0; i < v->count; i++) v->terms[i].weight = squares > 0 ? (float)(v->terms[i].weight / sqrt(squares)) : 0;
  if (v->count > 1) qsort(v->terms, v->count, sizeof *v->terms, order_terms);
  return SYN_OK;
}

static syn_status make_postings(linking *job) {
  uint32_t count = job->gathering->account_count;
  job->postings = SYN_ARENA_ARRAY(job->scratch, posting, job->term_count);
  if (!job->postings) return SYN_NO_MEMORY;
  for (uint32_t a = 0; a < count; a++)
    for (uint32_t i = 0; i < job->vectors[a].count; i++) job->postings[job->vectors[a].terms[i].term].count++;
  for (uint32_t t = 0; t < job->term_count; t++) {
    job->postings[t].accounts = SYN_ARENA_ARRAY(job->scratch, uint32_t, job->postings[t].count);
    if (!job->postings[t].accounts) return SYN_NO_MEMORY;
    job->postings[t].count = 0;
  }
  for (uint32_t a = 0; a < count; a++)
    for (uint32_t i = 0; i < job->vectors[a].count; i++) {
      posting *list = &job->postings[job->vectors[a].terms[i].term];
      list->accounts[list->count++] = a;
    }
  return SYN_OK;
}

/* Spreads an account's weights over all terms: an account that meets thousands of others looks its terms up instead of merging two lists.
 */
static void spread(linking *job, uint32_t account) {
  const vector *v = &job->vectors[account];
  for (uint32_t i = 0; i < v->count; i++) job->spread[v->terms[i].term] = (spread_weight){v->terms[i].weight, account + 1};
}

/* The product of the account that is spread with another, in the order of the terms. */
static double dot(const linking *job, uint32_t account, const vector *other, uint32_t *out_common) {
  double sum = 0;
  uint32_t common = 0;
  for (uint32_t i = 0; i < other->count; i++) {
    const spread_weight *here = &job->spread[other->terms[i].term];
    bool is_shared = here->holder == account + 1;
    sum += is_shared ? (double)here->weight * other->terms[i].weight : 0;
    common += is_shared;
  }
  *out_common = common;
  return sum;
}

/* `b`, which is spread, met with `a` before it: once for each b. */
static syn_status meet(linking *job, uint32_t a, uint32_t b) {
  if (job->seen[a] == b + 1) return SYN_OK;
  job->seen[a] = b + 1;
  job->gathering->pairs_met++;
  uint32_t common;
  double cosine = dot(job, b, &job->vectors[a], &common);
  if (cosine * SYN_COSINE_ONE < LINK_MINIMUM) return SYN_OK;
  syn_account_link *link = SYN_ARRAY_ADD(&job->links, job->gathering->arena);
  if (!link) return SYN_NO_MEMORY;
  *link = (syn_account_link){a, b, (uint32_t)(cosine * SYN_COSINE_ONE + 0.5), common, 0};
  if (link->cosine > SYN_COSINE_ONE) link->cosine = SYN_COSINE_ONE;
  return SYN_OK;
}

static int32_t published_day(const syn_gathering *gathering, uint32_t account) {
  const syn_interval *published = &gathering->accounts[account].article->published;
  return published->basis == SYN_BASIS_NONE ? SYN_DAY_MAXIMUM : published->to.day;
}

/* Published earlier first, undated ones last, ties by number. */
static int order_by_day(const void *a, const void *b, void *context) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  int32_t x_day = published_day(context, x), y_day = published_day(context, y);
  if (x_day != y_day) return x_day < y_day ? -1 : 1;
  return x < y ? -1 : x > y;
}

/* Every account with those before it in the short lists of its words, and with its neighbours in time in the long ones. */
static syn_status meet_all(linking *job) {
  uint32_t *rank = SYN_ARENA_ARRAY(job->scratch, uint32_t, job->gathering->account_count);
  uint32_t *by_day = SYN_ARENA_ARRAY(job->scratch, uint32_t, job->gathering->account_count);
  if (!rank || !by_day) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < job->gathering->account_count; i++) by_day[i] = i;
  if (job->gathering->account_count > 1) qsort_r(by_day, job->gathering->account_count, sizeof *by_day, order_by_day, job->gathering);
  for (uint32_t i = 0; i < job->gathering->account_count; i++) rank[by_day[i]] = i;
  for (uint32_t t = 0; t < job->term_count; t++)
    if (job->postings[t].count > POSTING_LIMIT)
      qsort_r(job->postings[t].accounts, job->postings[t].count, sizeof(uint32_t), order_by_day, job->gathering);
  uint32_t *cursor = SYN_ARENA_ARRAY(job->scratch, uint32_t, job->term_count);
  job->spread = SYN_ARENA_ARRAY(job->scratch, spread_weight, job->term_count);
  if (!cursor || !job->spread) return SYN_NO_MEMORY;
  for (uint32_t r = 0; r < job->gathering->account_count; r++) {
    uint32_t account = by_day[r];
    spread(job, account);
    for (uint32_t i = 0; i < job->vectors[account].count; i++) {
      const posting *list = &job->postings[job->vectors[account].terms[i].term];
      uint32_t *at = &cursor[job->vectors[account].terms[i].term];
      bool is_long = list->count > POSTING_LIMIT;
      uint32_t from = is_long && *at > WINDOW ? *at - WINDOW : 0, to = is_long ? *at : list->count;
      for (uint32_t k = from; k < to; k++) {
        uint32_t other = list->accounts[k];
        if (rank[other] >= r) continue;
        if (meet(job, other, account) != SYN_OK) return SYN_NO_MEMORY;
      }
      (*at)++;
    }
  }
  return SYN_OK;
}

static int order_links(const void *a, const void *b) {
  const syn_account_link *x = a, *y = b;
  if (x->a != y->a) return x->a < y->a ? -1 : 1;
  return x->b < y->b ? -1 : x->b > y->b;
}

static syn_status find_links(linking *job) {
  uint32_t count = job->gathering->account_count;
  syn_map numbers;
  syn_map_init(&numbers, job->scratch);
  job->vectors = SYN_ARENA_ARRAY(job->scratch, vector, count);
  job->seen = SYN_ARENA_ARRAY(job->scratch, uint32_t, count);
  if (!job->vectors || !job->seen) return SYN_NO_MEMORY;
  syn_status status = SYN_OK;
  for (uint32_t a = 0; status == SYN_OK && a < count; a++) status = make_vector(job, a, &numbers);
  job->term_count = (uint32_t)numbers.count;
  if (status == SYN_OK) status = make_postings(job);
  if (status == SYN_OK) status = meet_all(job);
  if (status != SYN_OK) return status;
  for (size_t i = 0; i < job->links.count; i++) {
    syn_account_link *link = &job->links.items[i];
    if (link->a > link->b) *link = (syn_account_link){link->b, link->a, link->cosine, link->common, 0};
  }
  if (job->links.count > 1) qsort(job->links.items, job->links.count, sizeof *job->links.items, order_links);
  job->gathering->links = job->links.items;
  job->gathering->link_count = (uint32_t)job->links.count;
  return SYN_OK;
}

syn_status syn_account_links_find(syn_gathering *gathering) {
  linking job = {.gathering = gathering};
  syn_status status = syn_arena_create((size_t)8 << 30, &job.scratch);
  if (status == SYN_OK) status = find_links(&job);
  syn_arena_destroy(&job.scratch);
  return status;
}
