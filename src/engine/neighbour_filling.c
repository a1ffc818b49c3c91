/*
 * How it works: three stages. Rows: each article gets its row and its traits, in the order in which articles came, which is that of the
 * pages they lie on. Lists: all words and keys are put into their lists in the order of their hashes, a range of hashes a step, so that the
 * tables grow at their end alone; the traits are gone through once a range (of LIST_ARTICLES a range, about 40 MB). Edges: each article
 * finds those to later ones among lists that are whole, so that each pair is weighed once. Then all wait to be placed.
 *
 * `reached`: the place of the last article that has its row; ranges that are done; the number of the last article that has its edges.
 *
 * Articles one by one took 162 s of a core for 99,000, for each touches some forty pages of lists in no order, pairs are looked at again
 * when lists grow too long, and neighbourhoods are given up that have hardly been found.
 */
#include "engine/neighbour_filling.h"

#include <stdlib.h>

#include "synopsis/outlets.h"

enum { LIST_ARTICLES = 32768, RANGES_MOST = 1 << 16 };

syn_status syn_filling_begin(syn_collection *collection, syn_error *error) {
  const syn_neighbour_methods *methods = syn_store_neighbours(collection->store);
  syn_neighbour_filling filling;
  uint64_t most = 0;
  syn_status status = methods->filling(collection->store, &filling, error);
  if (status == SYN_OK && filling.stage == SYN_FILLING_NONE) status = methods->most_number(collection->store, &most, error);
  if (status != SYN_OK || filling.stage != SYN_FILLING_NONE || most > 0) return status;
  return methods->set_filling(collection->store, (syn_neighbour_filling){SYN_FILLING_ROWS, 0}, error);
}

syn_status syn_filling_change(syn_indexing *job, syn_id article, const syn_account *account, const syn_neighbour *row) {
  syn_neighbour_filling filling;
  syn_neighbour added;
  syn_traits traits;
  if (!row && !account) return SYN_OK;
  syn_status status = job->methods->filling(job->store, &filling, job->error);
  if (status == SYN_OK && filling.stage != SYN_FILLING_ROWS) {
    status = job->methods->empty_lists(job->store, job->error);
    if (status == SYN_OK) status = job->methods->set_filling(job->store, (syn_neighbour_filling){SYN_FILLING_ROWS, 0}, job->error);
  }
  if (status == SYN_OK && row) status = job->methods->remove(job->store, row, job->error);
  if (status != SYN_OK || !account) return status;
  status = syn_indexing_make_row(job, article, account, &traits, &added);
  return status == SYN_OK ? job->methods->add(job->store, &added, &added.number, job->error) : status;
}

/* ---- lists ---- */

typedef struct word_post {
  uint64_t term, number;
  int32_t day;
} word_post;

typedef struct key_post {
  uint64_t key, number;
  syn_id article;
} key_post;

typedef struct posting {
  syn_indexing *job;
  uint64_t range, range_count;
  SYN_ARRAY(word_post) words;
  SYN_ARRAY(key_post) keys;
} posting;

/* Hashes are kept as signed numbers: the lower half of the ranges is that of the negative ones. */
static uint64_t signed_order(uint64_t hash) {
  return hash ^ (UINT64_C(1) << 63);
}

static bool is_in_range(const posting *job, uint64_t hash) {
  return (signed_order(hash) >> 32) * job->range_count >> 32 == job->range;
}

static syn_status take_row(void *context, const syn_neighbour *row) {
  posting *job = context;
  syn_traits traits;
  syn_status status = syn_indexing_read_traits(job->job, row->traits, &traits);
  if (status != SYN_OK) return status;
  const syn_neighbour_key_list keys = syn_neighbour_keys_of(&traits);
  for (uint32_t i = 0; i < traits.heaviest_count; i++) {
    uint64_t term = traits.terms[traits.heaviest[i]].term;
    word_post *post = is_in_range(job, term) ? SYN_ARRAY_ADD(&job->words, job->job->arena) : NULL;
    if (post) *post = (word_post){term, row->number, syn_neighbour_day_of(&traits)};
    if (!post && is_in_range(job, term)) return SYN_NO_MEMORY;
  }
  for (uint32_t i = 0; i < keys.count; i++) {
    key_post *post = is_in_range(job, keys.keys[i]) ? SYN_ARRAY_ADD(&job->keys, job->job->arena) : NULL;
    if (post) *post = (key_post){keys.keys[i], row->number, row->article};
    if (!post && is_in_range(job, keys.keys[i])) return SYN_NO_MEMORY;
  }
  return SYN_OK;
}

static int order_words(const void *a, const void *b) {
  const word_post *x = a, *y = b;
  if (x->term != y->term) return signed_order(x->term) < signed_order(y->term) ? -1 : 1;
  if (x->day != y->day) return x->day < y->day ? -1 : 1;
  return x->number < y->number ? -1 : x->number > y->number;
}

static int order_keys(const void *a, const void *b) {
  const key_post *x = a, *y = b;
  if (x->key != y->key) return signed_order(x->key) < signed_order(y->key) ? -1 : 1;
  return syn_id_compare(x->article, y->article);
}

/* A range of the lists; `*out_is_last`: there is none behind it. No article comes or goes until all are done. */
static syn_status post_range(syn_indexing *indexing, uint64_t range, bool *out_is_last) {
  posting job = {.job = indexing, .range = range};
  uint64_t most = 0;
  syn_status status = indexing->methods->most_number(indexing->store, &most, indexing->error);
  job.range_count = most / LIST_ARTICLES + 1 < RANGES_MOST ? most / LIST_ARTICLES + 1 : RANGES_MOST;
  *out_is_last = range + 1 >= job.range_count;
  if (status == SYN_OK) status = indexing->methods->each_traits(indexing->store, take_row, &job, indexing->error);
  if (status != SYN_OK) return status;
  if (job.words.count > 1) qsort(job.words.items, job.words.count, sizeof *job.words.items, order_words);
  if (job.keys.count > 1) qsort(job.keys.items, job.keys.count, sizeof *job.keys.items, order_keys);
  for (size_t i = 0; status == SYN_OK && i < job.words.count; i++) {
    const word_post *post = &job.words.items[i];
    status = indexing->methods->post_term(indexing->store, post->term, post->day, post->number, true, indexing->error);
  }
  for (size_t i = 0; status == SYN_OK && i < job.keys.count; i++) {
    const key_post *post = &job.keys.items[i];
    status = indexing->methods->post_key(indexing->store, post->key, post->article, post->number, true, indexing->error);
  }
  return status;
}

/* ---- edges ---- */

static syn_status find_own_edges(syn_indexing *job, const syn_neighbour *row) {
  syn_traits traits;
  syn_neighbour_edge *edges = NULL;
  uint32_t count = 0;
  syn_status status = syn_indexing_read_traits(job, row->traits, &traits);
  if (status == SYN_OK) status = syn_indexing_find_edges(job, row->number, row->article, &traits, SYN_EDGES_LATER, &edges, &count);
  for (uint32_t i = 0; status == SYN_OK && i < count; i++)
    status = job->methods->put_edge(job->store, row->number, edges[i].number, edges[i].strength, job->error);
  return status;
}

syn_status syn_filling_step(syn_collection *collection, syn_neighbour_filling filling, syn_arena *arena, syn_error *error) {
  syn_indexing job = syn_indexing_begin(collection, arena, error);
  syn_neighbour_filling next = {SYN_FILLING_LISTS, 0};
  syn_neighbour row = {0};
  bool is_last = false, has = false;
  syn_status status = SYN_OK;
  if (filling.stage == SYN_FILLING_LISTS) {
    status = post_range(&job, filling.reached, &is_last);
    next = is_last ? (syn_neighbour_filling){SYN_FILLING_EDGES, 0} : (syn_neighbour_filling){SYN_FILLING_LISTS, filling.reached + 1};
  } else if (filling.stage == SYN_FILLING_EDGES) {
    status = job.methods->next_row(job.store, filling.reached, arena, &row, &has, error);
    if (status == SYN_OK) status = has ? find_own_edges(&job, &row) : job.methods->unplace_all(job.store, error);
    next = has ? (syn_neighbour_filling){SYN_FILLING_EDGES, row.number} : (syn_neighbour_filling){SYN_FILLING_NONE, 0};
  }
  return status == SYN_OK ? job.methods->set_filling(job.store, next, error) : status;
}
