/*
 * How it works
 *
 * 1. Full names (given name and surname) that are the same when folded are one bearer, unless their articles state different countries and
 *    are not linked: then each country has its own bearer.
 *    A hyphen is a space ("Kim Jong-un"). Two words in the other order ("Orban Viktor") are one name in linked articles.
 * 2. Bearers whose surnames and given names have the same keys (name_matching.h) are compared. What differs by more than transliteration
 *    needs support: a common country or role, linked articles, or a long surname. The pairs are joined from the nearest to the farthest,
 * and never against a contradiction: other countries in articles that are not linked, two full names that one article keeps apart, middle
 *    names that differ.
 * 3. A bare surname goes to a bearer in a linked article if there is exactly one there whose surname and country fit; bare surnames that
 * are left are one where their articles are linked.
 *
 * Only names in one block are compared, and a block holds spellings of one name, so the cost is near-linear in the number of entities.
 */
#include "synopsis/identities.h"

#include <stdlib.h>

#include "base/map.h"
#include "synopsis/linkage.h"
#include "synopsis/name_matching.h"

/* More names than this under one key, or entities under one name, are not all compared with each other: work stays bounded. */
enum { BLOCK_LIMIT = 400, REVERSED_LIMIT = 40, LINK_CHECKS = 64, LONG_SURNAME = 8, ALIKE = 3500 };

static const char SPELLING[] = "one name in several spellings";
static const char REVERSED[] = "the family name first or last";
static const char SURNAME[] = "the only bearer of the surname in linked articles";

typedef struct person {
  uint32_t node;
  syn_person_name name;
  bool is_full; /* with a given name that is more than an initial */
  syn_text surname_key, given_key;
} person;

typedef SYN_ARRAY(person) person_array;
typedef SYN_ARRAY(uint32_t) number_array;

typedef struct name_pair {
  uint32_t a, b; /* nodes */
  unsigned distance;
} name_pair;

typedef SYN_ARRAY(name_pair) pair_array;

typedef struct matching {
  syn_identity_merging *merging;
  syn_arena *scratch;
  syn_given_names given_names;
  person_array persons;
  syn_text *tree_countries; /* of each root node */
} matching;

static const syn_identity_node *node_of(const matching *job, uint32_t node) {
  return &job->merging->nodes[node];
}

static bool are_linked(const matching *job, uint32_t a, uint32_t b) {
  return syn_gathering_cosine(job->merging->gathering, node_of(job, a)->account, node_of(job, b)->account) > 0;
}

/* Articles so much alike that a country that one of them states can be taken for a mistake. The name itself is among their words. */
static bool are_alike(const matching *job, uint32_t a, uint32_t b) {
  return syn_gathering_cosine(job->merging->gathering, node_of(job, a)->account, node_of(job, b)->account) >= ALIKE;
}

static void join(matching *job, uint32_t a, uint32_t b, const char *reason) {
  uint32_t x = syn_forest_root(job->merging->parents, a), y = syn_forest_root(job->merging->parents, b);
  syn_text country = job->tree_countries[x].size > 0 ? job->tree_countries[x] : job->tree_countries[y];
  syn_identity_join(job->merging, x, y, reason);
  job->tree_countries[syn_forest_root(job->merging->parents, x)] = country;
}

static bool trees_differ_in_country(matching *job, uint32_t a, uint32_t b) {
  syn_text x = job->tree_countries[syn_forest_root(job->merging->parents, a)];
  syn_text y = job->tree_countries[syn_forest_root(job->merging->parents, b)];
  return x.size > 0 && y.size > 0 && !syn_text_equal(x, y);
}

static syn_status read_persons(matching *job) {
  for (uint32_t i = 0; i < job->merging->node_count; i++) {
    const syn_identity_node *node = node_of(job, i);
    job->tree_countries[i] = node->entity->country;
    if (node->entity->type != SYN_ENTITY_PERSON || node->folded.size == 0) continue;
    person *one = SYN_ARRAY_ADD(&job->persons, job->scratch);
    if (!one) return SYN_NO_MEMORY;
    one->node = i;
    one->name = syn_person_name_parse(node->folded, &job->given_names);
    one->is_full = one->name.given.size > 2;
    syn_status status = syn_name_skeleton(one->name.surname, job->scratch, &one->surname_key);
    if (status == SYN_OK && one->is_full) status = syn_given_name_key(&job->given_names, one->name.given, job->scratch, &one->given_key);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

/* ---- one name, letter by letter ---- */

/* Whether any two of the entities of one name, from different countries, stand in linked articles. */
static bool countries_are_linked(const matching *job, const number_array *same, syn_text a, syn_text b) {
  unsigned checks = 0;
  for (size_t i = 0; i < same->count; i++) {
    if (!syn_text_equal(node_of(job, same->items[i])->entity->country, a)) continue;
    for (size_t k = 0; k < same->count; k++) {
      if (!syn_text_equal(node_of(job, same->items[k])->entity->country, b)) continue;
      if (are_alike(job, same->items[i], same->items[k])) return true;
      if (++checks > LINK_CHECKS) return false;
    }
  }
  return false;
}

/* The country of most entities of one name, ties in alphabetical order; empty where none is stated. */
static syn_text main_country(const matching *job, const number_array *same) {
  syn_text best = {0};
  size_t best_votes = 0;
  for (size_t i = 0; i < same->count; i++) {
    syn_text country = node_of(job, same->items[i])->entity->country;
    size_t votes = 0;
    if (country.size == 0 || syn_text_equal(country, best)) continue;
    for (size_t k = 0; k < same->count && k < BLOCK_LIMIT; k++)
      votes += syn_text_equal(node_of(job, same->items[k])->entity->country, country);
    if (votes > best_votes || (votes == best_votes && syn_text_compare(country, best) < 0)) {
      best = country;
      best_votes = votes;
    }
  }
  return best;
}

static void join_one_name(matching *job, const number_array *same) {
  syn_text main = main_country(job, same);
  uint32_t first = UINT32_MAX;
  for (size_t i = 0; i < same->count; i++) {
    syn_text country = node_of(job, same->items[i])->entity->country;
    bool fits = country.size == 0 || syn_text_equal(country, main) || countries_are_linked(job, same, country, main);
    if (fits && first != UINT32_MAX) join(job, first, same->items[i], NULL);
    if (fits && first == UINT32_MAX) first = same->items[i];
  }
  /* Bearers in other countries. */
  for (size_t i = 0; i < same->count; i++)
    for (size_t k = i + 1; k < same->count && k < i + BLOCK_LIMIT; k++) {
      syn_text country = node_of(job, same->items[i])->entity->country;
      if (country.size > 0 && syn_text_equal(country, node_of(job, same->items[k])->entity->country))
        join(job, same->items[i], same->items[k], NULL);
    }
}

/* Persons with one key behind each other, in the order of the first of each key. `key_of` tells the key; persons without one are left out.
 */
typedef syn_status (*key_function)(matching *job, const person *one, syn_text *out_key);

typedef struct block {
  number_array members; /* indexes into persons */
} block;

typedef SYN_ARRAY(block) block_array;

static syn_status make_blocks(matching *job, key_function key_of, block_array *out_blocks) {
  syn_map numbers;
  syn_map_init(&numbers, job->scratch);
  for (size_t i = 0; i < job->persons.count; i++) {
    syn_text key = {0};
    uint64_t number;
    if (key_of(job, &job->persons.items[i], &key) != SYN_OK) return SYN_NO_MEMORY;
    if (key.size == 0) continue;
    if (!syn_map_get(&numbers, key, &number)) {
      number = out_blocks->count;
      if (!SYN_ARRAY_ADD(out_blocks, job->scratch) || syn_map_put(&numbers, key, number) != SYN_OK) return SYN_NO_MEMORY;
    }
    uint32_t *member = SYN_ARRAY_ADD(&out_blocks->items[number].members, job->scratch);
    if (!member) return SYN_NO_MEMORY;
    *member = (uint32_t)i;
  }
  return SYN_OK;
}

/* "Kim Jong-un" and "Kim Jong Un" are one name. */
static syn_status full_name_key(matching *job, const person *one, syn_text *out_key) {
  if (!one->is_full) return SYN_OK;
  char *even = syn_arena_take(job->scratch, one->name.folded.size, 1);
  if (!even) return SYN_NO_MEMORY;
  for (size_t i = 0; i < one->name.folded.size; i++) even[i] = one->name.folded.data[i] == '-' ? ' ' : one->name.folded.data[i];
  *out_key = (syn_text){even, one->name.folded.size};
  return SYN_OK;
}

static syn_status join_same_names(matching *job) {
  block_array blocks = {0};
  if (make_blocks(job, full_name_key, &blocks) != SYN_OK) return SYN_NO_MEMORY;
  for (size_t b = 0; b < blocks.count; b++) {
    number_array same = blocks.items[b].members;
    for (size_t i = 0; i < same.count; i++) same.items[i] = job->persons.items[same.items[i]].node;
    join_one_name(job, &same);
  }
  return SYN_OK;
}

/* ---- the family name first ---- */

static syn_status unordered_key(matching *job, const person *one, syn_text *out_key) {
  syn_text a = one->name.given, b = one->name.surname;
  if (!one->is_full || one->name.middle.size > 0 || a.size + b.size + 1 != one->name.folded.size) return SYN_OK;
  bool is_ordered = syn_text_compare(a, b) < 0;
  return syn_arena_format(job->scratch, out_key, "%.*s %.*s", SYN_TEXT_ARGUMENTS(is_ordered ? a : b),
                          SYN_TEXT_ARGUMENTS(is_ordered ? b : a));
}

/* "Orban Viktor", "Viktor Orban": in linked articles, and where only one of the words is a given name. */
static bool is_reversed(matching *job, const person *a, const person *b) {
  if (syn_text_equal(a->name.folded, b->name.folded) || node_of(job, a->node)->account == node_of(job, b->node)->account) return false;
  bool both_given = syn_map_find(&job->given_names.groups, a->name.given) && syn_map_find(&job->given_names.groups, a->name.surname);
  return !both_given && are_linked(job, a->node, b->node) && !trees_differ_in_country(job, a->node, b->node);
}

static syn_status join_reversed(matching *job) {
  block_array blocks = {0};
  if (make_blocks(job, unordered_key, &blocks) != SYN_OK) return SYN_NO_MEMORY;
  for (size_t b = 0; b < blocks.count; b++) {
    number_array members = blocks.items[b].members;
    size_t count = members.count < REVERSED_LIMIT ? members.count : REVERSED_LIMIT;
    for (size_t i = 0; i < count; i++)
      for (size_t k = i + 1; k < count; k++) {
        const person *x = &job->persons.items[members.items[i]], *y = &job->persons.items[members.items[k]];
        if (is_reversed(job, x, y)) join(job, x->node, y->node, REVERSED);
      }
  }
  return SYN_OK;
}

/* ---- one name in several spellings ---- */

static bool share_role(const syn_entity *a, const syn_entity *b) {
  for (uint32_t i = 0; i < a->role_count; i++)
    for (uint32_t k = 0; k < b->role_count; k++)
      if (syn_text_equal_ascii_case(a->roles[i], b->roles[k])) return true;
  return false;
}

/* Middle names or initials that cannot be the same: the shorter is no beginning of the other. */
static bool middles_differ(syn_text a, syn_text b) {
  if (a.size == 0 || b.size == 0) return false;
  syn_text x = a.size < b.size ? a : b, y = a.size < b.size ? b : a;
  if (x.data[x.size - 1] == '.') x.size--;
  return !syn_text_starts_with(y, x);
}

/* The distance of two bearers' names, or UINT_MAX-like 9 when they cannot be one. */
static unsigned compare_names(matching *job, const person *a, const person *b) {
  enum { APART = 9 };
  unsigned surname = syn_name_distance(a->name.surname, b->name.surname);
  unsigned given = syn_given_name_distance(&job->given_names, a->name.given, b->name.given);
  if (surname > 1 || given > 1 || middles_differ(a->name.middle, b->name.middle)) return APART;
  const syn_identity_node *x = node_of(job, a->node), *y = node_of(job, b->node);
  if (x->account == y->account) return APART;
  bool linked = are_linked(job, a->node, b->node);
  if (!are_alike(job, a->node, b->node) && syn_identity_countries_differ(x, y)) return APART;
  size_t shorter = a->name.surname.size < b->name.surname.size ? a->name.surname.size : b->name.surname.size;
  bool supported = linked || shorter >= LONG_SURNAME || share_role(x->entity, y->entity) ||
                   (x->entity->country.size > 0 && syn_text_equal(x->entity->country, y->entity->country));
  if (surname + given > 0 && !supported) return APART;
  return surname * 2 + given;
}

static int order_pairs(const void *a, const void *b) {
  const name_pair *x = a, *y = b;
  if (x->distance != y->distance) return x->distance < y->distance ? -1 : 1;
  if (x->a != y->a) return x->a < y->a ? -1 : 1;
  return x->b < y->b ? -1 : x->b > y->b;
}

static syn_status compare_block(matching *job, const block *one, pair_array *pairs) {
  size_t count = one->members.count < BLOCK_LIMIT ? one->members.count : BLOCK_LIMIT;
  for (size_t i = 0; i < count; i++)
    for (size_t k = i + 1; k < count; k++) {
      const person *a = &job->persons.items[one->members.items[i]], *b = &job->persons.items[one->members.items[k]];
      if (syn_text_equal(a->name.folded, b->name.folded)) continue;
      unsigned distance = compare_names(job, a, b);
      if (distance > 3) continue;
      name_pair *pair = SYN_ARRAY_ADD(pairs, job->scratch);
      if (!pair) return SYN_NO_MEMORY;
      *pair = (name_pair){a->node, b->node, distance};
    }
  return SYN_OK;
}

/* One entry for each spelling and tree: copies of one name in thousands of articles are compared once. */
static syn_status spelling_key(matching *job, const person *one, syn_text *out_key) {
  if (!one->is_full) return SYN_OK;
  return syn_arena_format(job->scratch, out_key, "%.*s/%.*s", SYN_TEXT_ARGUMENTS(one->surname_key), SYN_TEXT_ARGUMENTS(one->given_key));
}

/* Keeps a few entities of each tree in a block, so that links and countries of several are seen. */
static void thin_out(matching *job, block *one) {
  enum { KEPT_PER_TREE = 6 };
  size_t kept = 0;
  for (size_t i = 0; i < one->members.count; i++) {
    uint32_t root = syn_forest_root(job->merging->parents, job->persons.items[one->members.items[i]].node), of_tree = 0;
    for (size_t k = kept; k > 0 && of_tree < KEPT_PER_TREE; k--)
      of_tree += syn_forest_root(job->merging->parents, job->persons.items[one->members.items[k - 1]].node) == root;
    if (of_tree < KEPT_PER_TREE && kept < BLOCK_LIMIT) one->members.items[kept++] = one->members.items[i];
  }
  one->members.count = kept;
}

static syn_status join_spellings(matching *job) {
  block_array blocks = {0};
  pair_array pairs = {0};
  if (make_blocks(job, spelling_key, &blocks) != SYN_OK) return SYN_NO_MEMORY;
  for (size_t b = 0; b < blocks.count; b++) {
    thin_out(job, &blocks.items[b]);
    if (compare_block(job, &blocks.items[b], &pairs) != SYN_OK) return SYN_NO_MEMORY;
  }
  if (pairs.count > 1) qsort(pairs.items, pairs.count, sizeof *pairs.items, order_pairs);
  for (size_t i = 0; i < pairs.count; i++) {
    const name_pair *pair = &pairs.items[i];
    if (trees_differ_in_country(job, pair->a, pair->b) && !are_alike(job, pair->a, pair->b)) continue;
    join(job, pair->a, pair->b, SPELLING);
  }
  return SYN_OK;
}

/* ---- bare surnames ---- */

static syn_status surname_key(matching *job, const person *one, syn_text *out_key) {
  (void)job;
  *out_key = one->surname_key;
  return SYN_OK;
}

/* The one tree of full names in linked articles that a bare surname (or one with an initial) fits; UINT32_MAX for none or several. */
static uint32_t only_bearer(matching *job, const block *one, const person *bare) {
  uint32_t only = UINT32_MAX;
  for (size_t i = 0; i < one->members.count; i++) {
    const person *other = &job->persons.items[one->members.items[i]];
    if (!other->is_full || !are_linked(job, bare->node, other->node)) continue;
    if (syn_name_distance(bare->name.surname, other->name.surname) > 1) continue;
    if (bare->name.given.size > 0 && bare->name.given.data[0] != other->name.given.data[0]) continue;
    if (syn_identity_countries_differ(node_of(job, bare->node), node_of(job, other->node))) continue;
    uint32_t root = syn_forest_root(job->merging->parents, other->node);
    if (only != UINT32_MAX && only != root) return UINT32_MAX;
    only = root;
  }
  return only;
}

/* Bare surnames of linked articles among themselves. */
static void join_bare(matching *job, const block *one, const bool *is_placed) {
  for (size_t i = 0; i < one->members.count; i++) {
    const person *a = &job->persons.items[one->members.items[i]];
    if (a->is_full || is_placed[one->members.items[i]]) continue;
    for (size_t k = i + 1; k < one->members.count && k < i + BLOCK_LIMIT; k++) {
      const person *b = &job->persons.items[one->members.items[k]];
      if (b->is_full || is_placed[one->members.items[k]] || !are_linked(job, a->node, b->node)) continue;
      if (syn_name_distance(a->name.folded, b->name.folded) > 0) continue;
      if (!syn_identity_countries_differ(node_of(job, a->node), node_of(job, b->node))) join(job, a->node, b->node, NULL);
    }
  }
}

static syn_status join_surnames(matching *job) {
  block_array blocks = {0};
  if (make_blocks(job, surname_key, &blocks) != SYN_OK) return SYN_NO_MEMORY;
  bool *is_placed = SYN_ARENA_ARRAY(job->scratch, bool, job->persons.count);
  uint32_t *bearers = SYN_ARENA_ARRAY(job->scratch, uint32_t, job->persons.count);
  if (!is_placed || !bearers) return SYN_NO_MEMORY;
  for (size_t b = 0; b < blocks.count; b++) {
    const block *one = &blocks.items[b];
    /* All are decided on the trees of full names before any is joined. */
    for (size_t i = 0; i < one->members.count; i++) {
      uint32_t number = one->members.items[i];
      bearers[number] = job->persons.items[number].is_full ? UINT32_MAX : only_bearer(job, one, &job->persons.items[number]);
    }
    for (size_t i = 0; i < one->members.count; i++) {
      uint32_t number = one->members.items[i];
      if (bearers[number] == UINT32_MAX) continue;
      is_placed[number] = true;
      join(job, bearers[number], job->persons.items[number].node, SURNAME);
    }
    join_bare(job, one, is_placed);
  }
  return SYN_OK;
}

syn_status syn_identities_merge_persons(syn_identity_merging *merging) {
  matching job = {.merging = merging, .scratch = merging->scratch};
  job.tree_countries = SYN_ARENA_ARRAY(job.scratch, syn_text, merging->node_count);
  if (!job.tree_countries) return SYN_NO_MEMORY;
  syn_status status = syn_tables_given_names(merging->gathering->tables, &job.given_names);
  if (status == SYN_OK) status = read_persons(&job);
  if (status == SYN_OK) status = join_same_names(&job);
  if (status == SYN_OK) status = join_reversed(&job);
  if (status == SYN_OK) status = join_spellings(&job);
  if (status == SYN_OK) status = join_surnames(&job);
  return status;
}
