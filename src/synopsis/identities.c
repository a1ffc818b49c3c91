/*
 * How it works
 *
 * Every entity of every article is a node; nodes are joined in a forest, persons by person_identities.c, the rest by known_identities.c.
 * What is left as one tree is one identity. Its id comes from its key (an identifier, else its name, name_keys.h), so that neighbourhoods
 * which are looked at apart call one person by one id; bearers of one name in another country than most are told apart by it, where the
 * registry of names knows of both. Who has no name of his own (described, a bare surname) or shares his key with another here has his id
 * from his members. Its name comes from the world data where a member is known there, else from the members' names: the fullest, then the
 * most frequent, then the first in alphabetical order. Nothing here looks at the order in which articles came: nodes are numbered by the
 * ids of their articles and their place in them.
 */
#include "synopsis/identities.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/map.h"
#include "base/utf8.h"
#include "synopsis/linkage.h"
#include "synopsis/name_keys.h"

void syn_identity_join(syn_identity_merging *merging, uint32_t a, uint32_t b, const char *reason) {
  uint32_t x = syn_forest_root(merging->parents, a), y = syn_forest_root(merging->parents, b);
  if (x == y) return;
  if (reason) merging->reasons[x > y ? x : y] = reason;
  syn_forest_join(merging->parents, x, y);
}

bool syn_identity_countries_differ(const syn_identity_node *a, const syn_identity_node *b) {
  return a->entity->country.size > 0 && b->entity->country.size > 0 && !syn_text_equal(a->entity->country, b->entity->country);
}

static size_t count_words(syn_text text) {
  size_t words = text.size > 0;
  for (size_t i = 0; i < text.size; i++) words += text.data[i] == ' ';
  return words;
}

/* The name to merge an entity by: its own, or a fuller one among its mentions; none of what is only described. */
static syn_text fullest_form(const syn_gathering *gathering, uint32_t account, const syn_entity *entity) {
  syn_text best = entity->name;
  if (entity->identifier_count > 0) return best;
  if (syn_entity_is_described(entity)) return (syn_text){0};
  for (uint32_t m = 0; m < entity->mention_count; m++) {
    if (entity->mentions[m].kind != SYN_MENTION_NAME) continue;
    syn_text words = syn_article_words(gathering->accounts[account].article, entity->mentions[m].span);
    if (best.size == 0 || (entity->type == SYN_ENTITY_PERSON && count_words(words) > count_words(best))) best = words;
  }
  return best;
}

static syn_status make_nodes(syn_identity_merging *merging) {
  syn_gathering *gathering = merging->gathering;
  merging->nodes = SYN_ARENA_ARRAY(merging->scratch, syn_identity_node, merging->node_count);
  merging->parents = SYN_ARENA_ARRAY(merging->scratch, uint32_t, merging->node_count);
  merging->reasons = SYN_ARENA_ARRAY(merging->scratch, const char *, merging->node_count);
  if (!merging->nodes || !merging->parents || !merging->reasons) return SYN_NO_MEMORY;
  for (uint32_t a = 0; a < gathering->account_count; a++) {
    const syn_facts *facts = gathering->accounts[a].facts;
    for (uint32_t e = 0; e < facts->entity_count; e++) {
      uint32_t number = gathering->first_entity[a] + e;
      syn_identity_node *node = &merging->nodes[number];
      *node = (syn_identity_node){.entity = &facts->entities[e], .account = a};
      merging->parents[number] = number;
      if (syn_utf8_fold(fullest_form(gathering, a, node->entity), merging->scratch, &node->folded) != SYN_OK) return SYN_NO_MEMORY;
    }
  }
  return SYN_OK;
}

/* ---- from trees to identities ---- */

/* A name with what speaks for it. */
typedef struct name_choice {
  syn_text name;
  bool is_known; /* from the world data */
  size_t words;
  uint32_t count; /* entities that bear it */
} name_choice;

static bool is_better(const name_choice *a, const name_choice *b) {
  if (a->is_known != b->is_known) return a->is_known;
  if (!a->is_known && a->words != b->words) return a->words > b->words;
  if (a->count != b->count) return a->count > b->count;
  return syn_text_compare(a->name, b->name) < 0;
}

static syn_status choose_name(const syn_identity_merging *merging, const uint32_t *nodes, uint32_t count, syn_text *out_name) {
  syn_map counts;
  syn_map_init(&counts, merging->scratch);
  for (uint32_t i = 0; i < count; i++) {
    syn_text name = merging->nodes[nodes[i]].entity->name;
    uint64_t so_far = 0;
    (void)syn_map_get(&counts, name, &so_far);
    if (syn_map_put(&counts, name, so_far + 1) != SYN_OK) return SYN_NO_MEMORY;
  }
  name_choice best = {0};
  for (uint32_t i = 0; i < count; i++) {
    const syn_entity *entity = merging->nodes[nodes[i]].entity;
    uint64_t bearers = 0;
    (void)syn_map_get(&counts, entity->name, &bearers);
    name_choice choice = {entity->name, entity->identifier_count > 0, count_words(entity->name), (uint32_t)bearers};
    if (best.name.size == 0 || is_better(&choice, &best)) best = choice;
  }
  *out_name = best.name;
  return SYN_OK;
}

/* The country that most members state, ties in alphabetical order. */
static syn_text choose_country(const syn_identity_merging *merging, const uint32_t *nodes, uint32_t count) {
  syn_text best = {0};
  uint32_t best_votes = 0;
  for (uint32_t i = 0; i < count; i++) {
    syn_text country = merging->nodes[nodes[i]].entity->country;
    if (country.size == 0 || syn_text_equal(country, best)) continue;
    uint32_t votes = 0;
    for (uint32_t k = 0; k < count; k++) votes += syn_text_equal(merging->nodes[nodes[k]].entity->country, country);
    if (votes > best_votes || (votes == best_votes && syn_text_compare(country, best) < 0)) {
      best = country;
      best_votes = votes;
    }
  }
  return best;
}

static int order_identifiers(const void *a, const void *b) {
  const syn_identifier *x = a, *y = b;
  int order = syn_text_compare(x->scheme, y->scheme);
  return order != 0 ? order : syn_text_compare(x->value, y->value);
}

static syn_status gather_identifiers(const syn_identity_merging *merging, const uint32_t *nodes, uint32_t count, syn_identity *identity) {
  SYN_ARRAY(syn_identifier) all = {0};
  syn_arena *arena = merging->gathering->arena;
  for (uint32_t i = 0; i < count; i++) {
    const syn_entity *entity = merging->nodes[nodes[i]].entity;
    for (uint32_t k = 0; k < entity->identifier_count; k++) {
      bool is_there = false;
      for (size_t j = 0; j < all.count && !is_there; j++) is_there = order_identifiers(&all.items[j], &entity->identifiers[k]) == 0;
      if (is_there) continue;
      syn_identifier *added = SYN_ARRAY_ADD(&all, arena);
      if (!added) return SYN_NO_MEMORY;
      *added = entity->identifiers[k];
    }
  }
  if (all.count > 1) qsort(all.items, all.count, sizeof *all.items, order_identifiers);
  identity->identifiers = all.items;
  identity->identifier_count = (uint32_t)all.count;
  return SYN_OK;
}

static syn_status gather_roles(const syn_identity_merging *merging, const uint32_t *nodes, uint32_t count, syn_identity *identity) {
  SYN_ARRAY(syn_text) all = {0};
  syn_map seen;
  syn_map_init(&seen, merging->scratch);
  for (uint32_t i = 0; i < count; i++) {
    const syn_entity *entity = merging->nodes[nodes[i]].entity;
    for (uint32_t k = 0; k < entity->role_count; k++) {
      if (syn_map_find(&seen, entity->roles[k])) continue;
      syn_text *added = SYN_ARRAY_ADD(&all, merging->gathering->arena);
      if (!added || syn_map_put(&seen, entity->roles[k], 0) != SYN_OK) return SYN_NO_MEMORY;
      *added = entity->roles[k];
    }
  }
  if (all.count > 1) qsort(all.items, all.count, sizeof *all.items, syn_order_texts);
  identity->roles = (syn_text_list){all.items, (uint32_t)all.count};
  return SYN_OK;
}

/* "one name in two spellings (Ana Petrova, Anna Petrowa)": the reasons of the merges, then up to four spellings. */
static syn_status explain(const syn_identity_merging *merging, const uint32_t *nodes, uint32_t count, syn_identity *identity) {
  enum { REASON_LIMIT = 4, SPELLING_LIMIT = 4 };
  const char *reasons[REASON_LIMIT] = {0};
  syn_text spellings[SPELLING_LIMIT];
  uint32_t reason_count = 0, spelling_count = 0;
  if (count < 2) return SYN_OK;
  for (uint32_t i = 0; i < count; i++) {
    const char *reason = merging->reasons[nodes[i]];
    bool is_new = reason != NULL && reason_count < REASON_LIMIT;
    for (uint32_t k = 0; k < reason_count && is_new; k++) is_new = strcmp(reasons[k], reason) != 0;
    if (is_new) reasons[reason_count++] = reason;
    syn_text name = merging->nodes[nodes[i]].entity->name;
    is_new = spelling_count < SPELLING_LIMIT;
    for (uint32_t k = 0; k < spelling_count && is_new; k++) is_new = !syn_text_equal(spellings[k], name);
    if (is_new) spellings[spelling_count++] = name;
  }
  for (uint32_t i = 1; i < reason_count; i++)
    for (uint32_t k = i; k > 0 && strcmp(reasons[k - 1], reasons[k]) > 0; k--) {
      const char *other = reasons[k];
      reasons[k] = reasons[k - 1];
      reasons[k - 1] = other;
    }
  qsort(spellings, spelling_count, sizeof *spellings, syn_order_texts);
  syn_arena *arena = merging->gathering->arena;
  syn_text why = SYN_TEXT("the same name in several articles");
  if (reason_count > 0) why = syn_text_from(reasons[0]);
  for (uint32_t i = 1; i < reason_count; i++)
    if (syn_arena_format(arena, &why, "%.*s; %s", SYN_TEXT_ARGUMENTS(why), reasons[i]) != SYN_OK) return SYN_NO_MEMORY;
  for (uint32_t i = 0; spelling_count > 1 && i < spelling_count; i++)
    if (syn_arena_format(arena, &why, "%.*s%s%.*s%s", SYN_TEXT_ARGUMENTS(why), i == 0 ? " (" : ", ", SYN_TEXT_ARGUMENTS(spellings[i]),
                         i + 1 == spelling_count ? ")" : "") != SYN_OK)
      return SYN_NO_MEMORY;
  identity->why = why;
  return SYN_OK;
}

static syn_status make_identity(const syn_identity_merging *merging, const uint32_t *nodes, uint32_t count, syn_identity *identity) {
  identity->members.items = SYN_ARENA_ARRAY(merging->gathering->arena, syn_id, count);
  if (!identity->members.items) return SYN_NO_MEMORY;
  identity->members.count = count;
  identity->type = merging->nodes[nodes[0]].entity->type;
  for (uint32_t i = 0; i < count; i++) identity->members.items[i] = merging->nodes[nodes[i]].entity->id;
  qsort(identity->members.items, count, sizeof(syn_id), syn_order_ids);
  syn_status status = choose_name(merging, nodes, count, &identity->name);
  identity->country = choose_country(merging, nodes, count);
  if (status == SYN_OK) status = gather_identifiers(merging, nodes, count, identity);
  if (status == SYN_OK) status = gather_roles(merging, nodes, count, identity);
  if (status == SYN_OK) status = explain(merging, nodes, count, identity);
  return status;
}

/* An identity and the tree that it was made of. */
typedef struct made_identity {
  syn_identity identity;
  uint32_t root;
  bool has_key, is_known;
  syn_text key;
} made_identity;

/* Of one id that with the smallest member first. */
static int order_made(const void *a, const void *b) {
  const syn_identity *x = &((const made_identity *)a)->identity, *y = &((const made_identity *)b)->identity;
  int order = syn_id_compare(x->id, y->id);
  return order != 0 ? order : syn_id_compare(x->members.items[0], y->members.items[0]);
}

/* ---- ids ---- */

static syn_id name_of_key(syn_text key) {
  return syn_digest_id("name", &key, 1);
}

/* Whether the name says who it is wherever it stands. */
static bool is_own_name(const syn_identity_merging *merging, const uint32_t *nodes, const syn_identity *identity) {
  if (merging->nodes[nodes[0]].folded.size == 0 || identity->name.size == 0) return false;
  return identity->type != SYN_ENTITY_PERSON || count_words(identity->name) > 1;
}

static syn_status find_key(const syn_identity_merging *merging, const uint32_t *nodes, made_identity *made) {
  const syn_identity *identity = &made->identity;
  syn_status status = syn_name_key(identity->type, identity->identifiers, identity->identifier_count, identity->name, merging->scratch,
                                   &made->key, &made->is_known);
  made->has_key = made->is_known || is_own_name(merging, nodes, identity);
  const syn_name_registry *names = merging->gathering->names;
  if (status != SYN_OK || !made->has_key || made->is_known || !names) return status;
  return names->state(names->context, name_of_key(made->key), identity->country);
}

static syn_status id_of_members(const syn_identity_merging *merging, syn_identity *identity) {
  syn_text *parts = SYN_ARENA_ARRAY(merging->scratch, syn_text, identity->members.count);
  if (!parts) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < identity->members.count; i++) parts[i] = syn_id_bytes(&identity->members.items[i]);
  identity->id = syn_digest_id("identity", parts, identity->members.count);
  return SYN_OK;
}

/* All parts of the set have stated their names before: here, at least this one has. */
static syn_status find_id(const syn_identity_merging *merging, made_identity *made) {
  const syn_name_registry *names = merging->gathering->names;
  syn_identity *identity = &made->identity;
  syn_text parts[2] = {made->key}, main = {0};
  if (!made->has_key) return id_of_members(merging, identity);
  if (names && !made->is_known && identity->country.size > 0) {
    syn_status status = names->main_country(names->context, name_of_key(made->key), merging->scratch, &main);
    if (status != SYN_OK) return status;
  }
  bool is_elsewhere = main.size > 0 && !syn_text_equal(main, identity->country);
  parts[1] = identity->country;
  identity->id = syn_digest_id("identity", parts, is_elsewhere ? 2 : 1);
  return SYN_OK;
}

static syn_status find_ids(const syn_identity_merging *merging, made_identity *made, uint32_t count) {
  syn_status status = SYN_OK;
  for (uint32_t i = 0; status == SYN_OK && i < count; i++) status = find_id(merging, &made[i]);
  if (count > 1) qsort(made, count, sizeof *made, order_made);
  syn_id last = {{0}};
  bool has_same = false;
  for (uint32_t i = 0; status == SYN_OK && i < count; i++) {
    bool is_same = i > 0 && syn_id_compare(made[i].identity.id, last) == 0;
    last = made[i].identity.id;
    has_same = has_same || is_same;
    if (is_same) status = id_of_members(merging, &made[i].identity);
  }
  if (has_same) qsort(made, count, sizeof *made, order_made);
  return status;
}

/* Nodes of each tree behind each other; `firsts` has one more than there are nodes. */
static syn_status bucket_trees(syn_identity_merging *merging, uint32_t **out_order, uint32_t **out_firsts) {
  uint32_t count = merging->node_count;
  uint32_t *order = SYN_ARENA_ARRAY(merging->scratch, uint32_t, count);
  uint32_t *firsts = SYN_ARENA_ARRAY(merging->scratch, uint32_t, (size_t)count + 2);
  if (!order || !firsts) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < count; i++) firsts[syn_forest_root(merging->parents, i) + 2]++;
  for (uint32_t i = 2; i < count + 2; i++) firsts[i] += firsts[i - 1];
  for (uint32_t i = 0; i < count; i++) order[firsts[syn_forest_root(merging->parents, i) + 1]++] = i;
  *out_order = order;
  *out_firsts = firsts;
  return SYN_OK;
}

static syn_status make_identities(syn_identity_merging *merging) {
  syn_gathering *gathering = merging->gathering;
  uint32_t *order, *firsts, made_count = 0;
  syn_status status = bucket_trees(merging, &order, &firsts);
  made_identity *made = SYN_ARENA_ARRAY(merging->scratch, made_identity, merging->node_count);
  if (status != SYN_OK || !made) return SYN_NO_MEMORY;
  for (uint32_t root = 0; root < merging->node_count; root++) {
    if (firsts[root + 1] == firsts[root]) continue;
    made_identity *one = &made[made_count++];
    one->root = root;
    status = make_identity(merging, &order[firsts[root]], firsts[root + 1] - firsts[root], &one->identity);
    if (status == SYN_OK) status = find_key(merging, &order[firsts[root]], one);
    if (status != SYN_OK) return status;
  }
  status = find_ids(merging, made, made_count);
  if (status != SYN_OK) return status;
  gathering->identities = SYN_ARENA_ARRAY(gathering->arena, syn_identity, made_count);
  if (!gathering->identities) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < made_count; i++) {
    gathering->identities[i] = made[i].identity;
    for (uint32_t k = firsts[made[i].root]; k < firsts[made[i].root + 1]; k++) gathering->identity_of[order[k]] = i;
  }
  gathering->identity_count = made_count;
  return SYN_OK;
}

syn_status syn_identities_find(syn_gathering *gathering) {
  syn_identity_merging merging = {.gathering = gathering, .node_count = gathering->first_entity[gathering->account_count]};
  gathering->identity_of = SYN_ARENA_ARRAY(gathering->arena, uint32_t, merging.node_count);
  if (!gathering->identity_of) return SYN_NO_MEMORY;
  syn_status status = syn_arena_create((size_t)8 << 30, &merging.scratch);
  if (status == SYN_OK) status = make_nodes(&merging);
  if (status == SYN_OK) status = syn_identities_merge_others(&merging);
  if (status == SYN_OK) status = syn_identities_merge_persons(&merging);
  if (status == SYN_OK) status = make_identities(&merging);
  syn_arena_destroy(&merging.scratch);
  return status;
}
