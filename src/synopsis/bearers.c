/*
 * How it works
 *
 * A neighbourhood knows its articles, and so tells bearers apart by what stands in them. Over a store there are only names, and what
 * stands beside them: countries, offices, days, and who else the articles name (company). How much two neighbourhoods have in common is
 * the sum over their common company of the logarithm of how rarely each is named: a president says nothing, a witness much.
 *
 * The more neighbourhoods know two names, the more pairs of them there are to be alike by chance. So the most alike pair has to reach
 * ENOUGH plus the logarithm of the number of pairs. A common office needs little beside it.
 *
 * First full names are joined (bearer_names.c), then bodies (bearer_bodies.c), the surest pairs first, never against a contradiction.
 * Then each bare surname on its own goes to the group that nearly all bearers of the surname belong to, if its articles speak for it
 * (bearer_surnames.c). What is joined is a function of the block: every list is in order of id.
 *
 * Measured with names that are known, hidden but for the surname: docs/entities.md.
 */
#include "synopsis/bearers.h"

#include <stdlib.h>

#include "synopsis/bearer_joining.h"
#include "synopsis/linkage.h"

enum {
  ENOUGH = 6,
  ENOUGH_WITH_ROLE = 1,
  COMPARED = 256 /* bearings of one bearer that are compared with those of another */
};

uint32_t syn_bearings_alike(const syn_bearer_set *set, const syn_bearing *a, const syn_bearing *b, uint32_t *out_company) {
  uint32_t strength = 0, best = 0;
  *out_company = UINT32_MAX;
  for (uint32_t i = 0, k = 0; i < a->company.count && k < b->company.count;) {
    uint32_t x = a->company.items[i], y = b->company.items[k];
    if (x == y) {
      strength += set->weights[x];
      if (set->weights[x] > best) *out_company = x;
      if (set->weights[x] > best) best = set->weights[x];
    }
    i += x <= y;
    k += y <= x;
  }
  return strength;
}

uint32_t syn_bearer_article_count(const syn_bearer *bearer) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < bearer->bearing_count; i++) count += bearer->bearings[i].articles.count;
  return count;
}

static bool has_country(const syn_bearer *bearer, syn_text country) {
  for (uint32_t i = 0; i < bearer->bearing_count; i++)
    if (syn_text_equal(bearer->bearings[i].country, country)) return true;
  return false;
}

bool syn_bearers_differ_in_country(const syn_bearer *a, const syn_bearer *b) {
  bool is_stated = false, is_stated_there = false;
  for (uint32_t i = 0; i < b->bearing_count; i++) is_stated_there = is_stated_there || b->bearings[i].country.size > 0;
  for (uint32_t i = 0; is_stated_there && i < a->bearing_count; i++) {
    if (a->bearings[i].country.size == 0) continue;
    is_stated = true;
    if (has_country(b, a->bearings[i].country)) return false;
  }
  return is_stated;
}

static bool lists_meet(const syn_index_list *a, const syn_index_list *b) {
  for (uint32_t i = 0, k = 0; i < a->count && k < b->count;) {
    if (a->items[i] == b->items[k]) return true;
    if (a->items[i] < b->items[k])
      i++;
    else
      k++;
  }
  return false;
}

/* One article that names both holds them apart. */
static bool share_article(const syn_bearer *a, const syn_bearer *b) {
  for (uint32_t i = 0; i < a->bearing_count; i++)
    for (uint32_t k = 0; k < b->bearing_count; k++)
      if (lists_meet(&a->bearings[i].articles, &b->bearings[k].articles)) return true;
  return false;
}

static syn_text role_in_both(const syn_bearing *a, const syn_bearing *b) {
  for (uint32_t i = 0; i < a->roles.count; i++)
    for (uint32_t k = 0; k < b->roles.count; k++)
      if (syn_text_equal_ascii_case(a->roles.items[i], b->roles.items[k])) return a->roles.items[i];
  return (syn_text){0};
}

static uint32_t logarithm(uint64_t number) {
  uint32_t bits = 0;
  while (number > 1) {
    number /= 2;
    bits++;
  }
  return bits;
}

syn_bearer_support syn_bearers_support(const syn_bearer_joining *joining, uint32_t a, uint32_t b, bool *out_is_enough) {
  const syn_bearer *x = &joining->set->items[a], *y = &joining->set->items[b];
  uint32_t x_count = x->bearing_count < COMPARED ? x->bearing_count : COMPARED,
           y_count = y->bearing_count < COMPARED ? y->bearing_count : COMPARED;
  syn_bearer_support support = {.company = UINT32_MAX};
  for (uint32_t i = 0; i < x_count; i++)
    for (uint32_t k = 0; k < y_count; k++) {
      uint32_t company, strength = syn_bearings_alike(joining->set, &x->bearings[i], &y->bearings[k], &company);
      if (support.role.size == 0) support.role = role_in_both(&x->bearings[i], &y->bearings[k]);
      if (strength <= support.strength) continue;
      support.strength = strength;
      support.company = company;
    }
  *out_is_enough = support.strength >= ENOUGH + logarithm((uint64_t)x_count * y_count) ||
                   (support.role.size > 0 && support.strength >= ENOUGH_WITH_ROLE);
  return support;
}

/* ---- groups ---- */

static bool contradict(const syn_bearer *a, const syn_bearer *b) {
  return (a->is_known && b->is_known) || syn_bearers_differ_in_country(a, b);
}

/* Whether anything stands between the groups of a pair; that an article writes one full name in two ways does not, of the
 * pair itself, nor that it has an acronym beside its name. */
static bool groups_contradict(const syn_bearer_joining *joining, const syn_bearer_edge *pair) {
  const syn_bearer *items = joining->set->items;
  bool is_same_name = pair->reason.rule == SYN_JOIN_TITLE || pair->reason.rule == SYN_JOIN_LEGAL_FORM;
  uint32_t i = pair->a, k = pair->b;
  do {
    do {
      bool is_pair = i == pair->a && k == pair->b;
      if (contradict(&items[i], &items[k])) return true;
      if (!(is_pair && is_same_name) && pair->reason.rule != SYN_JOIN_ACRONYM && share_article(&items[i], &items[k])) return true;
      k = joining->others[k];
    } while (k != pair->b);
    i = joining->others[i];
  } while (i != pair->a);
  return false;
}

syn_status syn_bearers_unite(syn_bearer_joining *joining, uint32_t a, uint32_t b, const syn_join *reason) {
  uint32_t x = syn_forest_root(joining->parents, a), y = syn_forest_root(joining->parents, b);
  const syn_bearer_edge pair = {a, b, *reason};
  if (x == y || groups_contradict(joining, &pair)) return SYN_OK;
  syn_bearer_edge *edge = SYN_ARRAY_ADD(&joining->edges, joining->arena);
  if (!edge) return SYN_NO_MEMORY;
  *edge = pair;
  syn_forest_join(joining->parents, x, y);
  uint32_t next = joining->others[a]; /* two rings become one where each goes on with the other */
  joining->others[a] = joining->others[b];
  joining->others[b] = next;
  return SYN_OK;
}

/* Whether a group should rather be called as the first: known, then by more neighbourhoods, then the first in the alphabet. */
static bool is_better_head(const syn_bearer *a, const syn_bearer *b) {
  if (a->is_known != b->is_known) return a->is_known;
  if (a->bearing_count != b->bearing_count) return a->bearing_count > b->bearing_count;
  int order = syn_text_compare(a->name, b->name);
  return order != 0 ? order < 0 : syn_id_compare(a->id, b->id) < 0;
}

static syn_status choose_heads(syn_bearer_joining *joining) {
  const syn_bearer_set *set = joining->set;
  uint32_t *heads = SYN_ARENA_ARRAY(joining->arena, uint32_t, set->count);
  if (!heads) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < set->count; i++) heads[i] = UINT32_MAX;
  for (uint32_t i = 0; i < set->count; i++) {
    uint32_t root = syn_forest_root(joining->parents, i);
    if (heads[root] == UINT32_MAX || is_better_head(&set->items[i], &set->items[heads[root]])) heads[root] = i;
  }
  for (uint32_t i = 0; i < set->count; i++) joining->joins[i].head = heads[syn_forest_root(joining->parents, i)];
  return SYN_OK;
}

/* Each but the head is told by the pair by which the way from the head reaches it. */
static void tell_reasons(syn_bearer_joining *joining) {
  syn_join *joins = joining->joins;
  for (bool has_changed = true; has_changed;) {
    has_changed = false;
    for (size_t i = 0; i < joining->edges.count; i++) {
      const syn_bearer_edge *edge = &joining->edges.items[i];
      uint32_t head = joins[edge->a].head;
      bool a_is_told = edge->a == head || joins[edge->a].rule != SYN_JOIN_NONE,
           b_is_told = edge->b == head || joins[edge->b].rule != SYN_JOIN_NONE;
      if (a_is_told == b_is_told) continue;
      uint32_t told = a_is_told ? edge->b : edge->a;
      joins[told] = edge->reason;
      joins[told].head = head;
      joins[told].with = a_is_told ? edge->a : edge->b;
      has_changed = true;
    }
  }
}

static syn_status begin(const syn_bearer_set *set, syn_arena *arena, syn_bearer_joining *joining) {
  joining->parents = SYN_ARENA_ARRAY(arena, uint32_t, set->count);
  joining->others = SYN_ARENA_ARRAY(arena, uint32_t, set->count);
  joining->drafts = SYN_ARENA_ARRAY(arena, syn_bearer_draft, set->count);
  joining->joins = SYN_ARENA_ARRAY(arena, syn_join, set->count);
  if (!joining->parents || !joining->others || !joining->drafts || !joining->joins) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < set->count; i++) {
    const syn_bearer *bearer = &set->items[i];
    joining->parents[i] = joining->others[i] = i;
    joining->joins[i] = (syn_join){.head = i, .with = i, .company = UINT32_MAX};
    syn_status status = syn_bearer_draft_make(joining->words, bearer->type, bearer->name, arena, &joining->drafts[i]);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

syn_status syn_bearers_join(const syn_bearer_set *set, const syn_world *world, syn_arena *arena, syn_join **out_joins) {
  syn_bearer_words *words;
  syn_bearer_joining joining = {.set = set, .arena = arena};
  syn_status status = syn_bearer_words_read(world, arena, &words);
  if (status != SYN_OK) return status;
  joining.words = words;
  status = begin(set, arena, &joining);
  if (status == SYN_OK) status = syn_bearers_join_names(&joining);
  if (status == SYN_OK) status = syn_bearers_join_bodies(&joining);
  if (status == SYN_OK) status = choose_heads(&joining);
  if (status == SYN_OK) tell_reasons(&joining);
  if (status == SYN_OK) status = syn_bearers_join_surnames(&joining);
  if (status == SYN_OK) *out_joins = joining.joins;
  return status;
}
