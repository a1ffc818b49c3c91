/*
 * How it works
 *
 * Each account's telling words, weighted by the frozen document frequencies of the model, form a vector of length one. In a short item, all
 * of whose words fit into its sketch, a word or two that the collection hardly knows (a surname, a slip) would outweigh all that it shares
 * with others: there the root of the weight counts. Accounts that share
 * a telling word are found through lists of the accounts that hold it. A word that very many hold tells little: its list is cut into
 * windows of accounts that were published near each other, so that the work stays near-linear; undated accounts meet in a window of their
 * own. Pairs whose cosine is below LINK_MINIMUM are dropped.
 *
 * The accounts are taken, and lie in memory, in order of time. Going through the short lists adds the products of the weights up by the
 * way; those of words with long lists are added afterwards for each that was met, from a table that is small enough for the cache. Looking
 * all words of each pair up in one table of all words took four times as long (bench/synopsis, 100,000 articles).
 */
#include "synopsis/account_links.h"

#include <math.h>
#include <stdlib.h>

#include "base/map.h"

enum { POSTING_LIMIT = 400, WINDOW = 64, LINK_MINIMUM = 600 };

typedef struct weighted_term {
  uint32_t term; /* number of the word; of a word with a long list: number among those */
  float weight;  /* of the unit vector */
} weighted_term;

typedef struct vector {
  weighted_term *terms; /* sorted by term, words with short lists first */
  uint32_t count, short_count;
} vector;

/* The accounts that hold a word, published earlier first. */
typedef struct posting {
  weighted_term *holders; /* `term` is the account here */
  uint32_t count;
  uint32_t done; /* those before the account that is under way */
  uint32_t long_number;
} posting;

typedef struct spread_weight {
  float weight;
  uint32_t holder; /* the account whose weight it is, + 1 */
} spread_weight;

/* What the account under way has in common with one before it, of words with short lists. */
typedef struct meeting {
  double sum;
  uint32_t common;
  uint32_t with; /* the account under way, + 1: else it is of an earlier one */
} meeting;

typedef SYN_ARRAY(syn_account_link) link_array;

typedef struct linking {
  syn_gathering *gathering;
  syn_arena *scratch;
  vector *vectors;
  posting *postings;
  uint32_t term_count, long_count;
  uint32_t longest;      /* terms of the account that has most */
  uint32_t *by_day;      /* accounts, published earlier first, undated ones last; all below is numbered by that order */
  spread_weight *spread; /* of each word with a long list */
  meeting *meetings;     /* of each account */
  uint32_t *met;         /* accounts that the one under way met with */
  uint32_t met_count;
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
  const syn_sketch *sketch = job->gathering->accounts[job->by_day[account]].sketch;
  vector *v = &job->vectors[account];
  v->count = sketch->term_count;
  v->terms = SYN_ARENA_ARRAY(job->scratch, weighted_term, v->count);
  if (!v->terms) return SYN_NO_MEMORY;
  if (v->count > job->longest) job->longest = v->count;
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

static bool is_long(const posting *list) {
  return list->count > POSTING_LIMIT;
}

/* Words with long lists go to the end and are numbered among themselves, so that their weights fit into a processor's cache. `room` is
 * for as many terms as the vector has. */
static void part_vector(const linking *job, vector *v, weighted_term *room) {
  uint32_t long_count = 0;
  for (uint32_t i = 0; i < v->count; i++) {
    const posting *list = &job->postings[v->terms[i].term];
    if (is_long(list))
      room[long_count++] = (weighted_term){list->long_number, v->terms[i].weight};
    else
      v->terms[v->short_count++] = v->terms[i];
  }
  for (uint32_t i = 0; i < long_count; i++) v->terms[v->short_count + i] = room[i];
}

static syn_status make_postings(linking *job) {
  uint32_t count = job->gathering->account_count;
  job->postings = SYN_ARENA_ARRAY(job->scratch, posting, job->term_count);
  if (!job->postings) return SYN_NO_MEMORY;
  for (uint32_t a = 0; a < count; a++)
    for (uint32_t i = 0; i < job->vectors[a].count; i++) job->postings[job->vectors[a].terms[i].term].count++;
  for (uint32_t t = 0; t < job->term_count; t++) {
    posting *list = &job->postings[t];
    if (is_long(list)) list->long_number = job->long_count++;
    list->holders = SYN_ARENA_ARRAY(job->scratch, weighted_term, list->count);
    if (!list->holders) return SYN_NO_MEMORY;
  }
  for (uint32_t a = 0; a < count; a++) {
    const vector *v = &job->vectors[a];
    for (uint32_t i = 0; i < v->count; i++) {
      posting *list = &job->postings[v->terms[i].term];
      list->holders[list->done++] = (weighted_term){a, v->terms[i].weight};
    }
  }
  for (uint32_t t = 0; t < job->term_count; t++) job->postings[t].done = 0;
  return SYN_OK;
}

static meeting *meet(linking *job, uint32_t account, uint32_t other) {
  meeting *found = &job->meetings[other];
  if (found->with != account + 1) {
    *found = (meeting){.with = account + 1};
    job->met[job->met_count++] = other;
  }
  return found;
}

/* Those before `account` that hold one of its words; in long lists its neighbours in time only. The account then stands in the lists. */
static void meet_earlier(linking *job, uint32_t account) {
  const vector *v = &job->vectors[account];
  job->met_count = 0;
  for (uint32_t i = 0; i < v->count; i++) {
    posting *list = &job->postings[v->terms[i].term];
    bool has_long = is_long(list);
    uint32_t from = has_long && list->done > WINDOW ? list->done - WINDOW : 0;
    if (has_long) job->spread[list->long_number] = (spread_weight){v->terms[i].weight, account + 1};
    for (uint32_t k = from; k < list->done; k++) {
      meeting *found = meet(job, account, list->holders[k].term);
      if (has_long) continue; /* their products are added for all that were met */
      found->sum += (double)v->terms[i].weight * list->holders[k].weight;
      found->common++;
    }
    list->done++;
  }
}

static syn_status link_met(linking *job, uint32_t account) {
  job->gathering->pairs_met += job->met_count;
  for (uint32_t m = 0; m < job->met_count; m++) {
    uint32_t other = job->met[m], common = job->meetings[other].common;
    const vector *v = &job->vectors[other];
    double sum = job->meetings[other].sum;
    for (uint32_t i = v->short_count; i < v->count; i++) {
      const spread_weight *here = &job->spread[v->terms[i].term];
      bool is_shared = here->holder == account + 1;
      sum += is_shared ? (double)here->weight * v->terms[i].weight : 0;
      common += is_shared;
    }
    if (sum * SYN_COSINE_ONE < LINK_MINIMUM) continue;
    syn_account_link *link = SYN_ARRAY_ADD(&job->links, job->gathering->arena);
    if (!link) return SYN_NO_MEMORY;
    uint32_t cosine = (uint32_t)(sum * SYN_COSINE_ONE + 0.5);
    *link = (syn_account_link){job->by_day[other], job->by_day[account], cosine < SYN_COSINE_ONE ? cosine : SYN_COSINE_ONE, common, 0};
  }
  return SYN_OK;
}

/* Every account with those before it. */
static syn_status meet_all(linking *job) {
  uint32_t count = job->gathering->account_count;
  job->spread = SYN_ARENA_ARRAY(job->scratch, spread_weight, job->long_count);
  job->meetings = SYN_ARENA_ARRAY(job->scratch, meeting, count);
  job->met = SYN_ARENA_ARRAY(job->scratch, uint32_t, count);
  weighted_term *room = SYN_ARENA_ARRAY(job->scratch, weighted_term, job->longest);
  if (!job->spread || !job->meetings || !job->met || !room) return SYN_NO_MEMORY;
  for (uint32_t account = 0; account < count; account++) {
    meet_earlier(job, account);
    /* its own words are looked up no more: those of later ones are spread */
    part_vector(job, &job->vectors[account], room);
    if (link_met(job, account) != SYN_OK) return SYN_NO_MEMORY;
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
  job->by_day = SYN_ARENA_ARRAY(job->scratch, uint32_t, count);
  if (!job->vectors || !job->by_day) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < count; i++) job->by_day[i] = i;
  if (count > 1) qsort_r(job->by_day, count, sizeof *job->by_day, order_by_day, job->gathering);
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
