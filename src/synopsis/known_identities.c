/*
 * How it works
 *
 * Organisations, countries, places, works and others are one where they bear one identifier, else where they bear one name when folded
 * (with "-isation" and "-ization" as one spelling). Places of one name in two stated countries stay two. An acronym that an article uses
 * without its full name goes to the one full name in the set that has these initials; where several have them, to one in a linked article,
 * if that is only one; else it stays alone.
 */
#include "synopsis/identities.h"

#include <assert.h>
#include <stdlib.h>

#include "base/map.h"
#include "synopsis/linkage.h"

enum { LINK_CHECKS = 256, FULL_NAME_LIMIT = 8 };

static const char ACRONYM[] = "an acronym of the full name";

/* Joins node `number` to the first with the same key, or remembers it as the first. */
static syn_status join_by_key(syn_identity_merging *merging, syn_map *firsts, syn_text key, uint32_t number, const char *reason) {
  uint64_t first;
  if (!syn_map_get(firsts, key, &first)) return syn_map_put(firsts, key, number);
  syn_identity_join(merging, (uint32_t)first, number, reason);
  return SYN_OK;
}

/* The folded name with z for s before "a" and the like evened out: every z is an s. Articles' own "the" is not part of names. */
static syn_status even_spelling(syn_text folded, syn_arena *arena, syn_text *out_text) {
  char *copy = syn_arena_take(arena, folded.size + 1, 1);
  if (!copy) return SYN_NO_MEMORY;
  for (size_t i = 0; i < folded.size; i++) copy[i] = folded.data[i] == 'z' ? 's' : folded.data[i] == '-' ? ' ' : folded.data[i];
  *out_text = (syn_text){copy, folded.size};
  return SYN_OK;
}

static syn_status join_identifiers(syn_identity_merging *merging, syn_map *firsts) {
  for (uint32_t i = 0; i < merging->node_count; i++) {
    const syn_entity *entity = merging->nodes[i].entity;
    for (uint32_t k = 0; k < entity->identifier_count; k++) {
      syn_text key;
      /* of other types it says only in which country they are */
      if (entity->type != SYN_ENTITY_COUNTRY && syn_text_equal(entity->identifiers[k].scheme, SYN_TEXT("iso3166"))) continue;
      if (syn_arena_format(merging->scratch, &key, "%d %.*s=%.*s", (int)entity->type, SYN_TEXT_ARGUMENTS(entity->identifiers[k].scheme),
                           SYN_TEXT_ARGUMENTS(entity->identifiers[k].value)) != SYN_OK)
        return SYN_NO_MEMORY;
      if (join_by_key(merging, firsts, key, i, NULL) != SYN_OK) return SYN_NO_MEMORY;
    }
  }
  return SYN_OK;
}

/*
 * One name: the key holds the country where that tells bearers apart (places, organisations), so that two stated countries never meet;
 * bearers without a country join when all others agree on one.
 */
static syn_status join_names(syn_identity_merging *merging, syn_map *firsts, syn_map *countries) {
  for (unsigned pass = 0; pass < 2; pass++) {
    for (uint32_t i = 0; i < merging->node_count; i++) {
      const syn_identity_node *node = &merging->nodes[i];
      bool has_country = node->entity->country.size > 0;
      if (node->entity->type == SYN_ENTITY_PERSON || node->folded.size == 0 || has_country != (pass == 0)) continue;
      syn_text even, name, key;
      uint64_t country = 0;
      if (even_spelling(node->folded, merging->scratch, &even) != SYN_OK ||
          syn_arena_format(merging->scratch, &name, "%d %.*s", (int)node->entity->type, SYN_TEXT_ARGUMENTS(even)) != SYN_OK)
        return SYN_NO_MEMORY;
      bool is_known = syn_map_get(countries, name, &country);
      syn_text of = has_country                         ? node->entity->country
                    : is_known && country != UINT64_MAX ? merging->nodes[country].entity->country
                                                        : (syn_text){0};
      if (syn_arena_format(merging->scratch, &key, "%.*s/%.*s", SYN_TEXT_ARGUMENTS(name), SYN_TEXT_ARGUMENTS(of)) != SYN_OK)
        return SYN_NO_MEMORY;
      if (has_country) {
        bool is_other = is_known && country != UINT64_MAX && !syn_text_equal(merging->nodes[country].entity->country, of);
        if ((!is_known || is_other) && syn_map_put(countries, name, is_other ? UINT64_MAX : i) != SYN_OK) return SYN_NO_MEMORY;
      }
      if (join_by_key(merging, firsts, key, i, NULL) != SYN_OK) return SYN_NO_MEMORY;
    }
  }
  return SYN_OK;
}

/* ---- acronyms ---- */

/* Whether an entity goes by an acronym alone: one word of two to eight capitals. */
static bool is_acronym(syn_text name) {
  if (name.size < 2 || name.size > 8) return false;
  for (size_t i = 0; i < name.size; i++)
    if (name.data[i] < 'A' || name.data[i] > 'Z') return false;
  return true;
}

/* The initials of the words that begin with a capital, in lower case; empty where there are fewer than two. */
static syn_status initials_of(syn_text name, syn_arena *arena, syn_text *out_initials) {
  char *initials = syn_arena_take(arena, name.size + 1, 1);
  if (!initials) return SYN_NO_MEMORY;
  size_t count = 0;
  for (size_t i = 0; i < name.size; i++) {
    bool starts = i == 0 || name.data[i - 1] == ' ' || name.data[i - 1] == '-';
    if (starts && name.data[i] >= 'A' && name.data[i] <= 'Z') initials[count++] = name.data[i];
  }
  *out_initials = (syn_text){initials, count >= 2 ? count : 0};
  return SYN_OK;
}

/* Full names by their initials: lists of nodes, one for each tree. */
typedef struct full_name {
  uint32_t node, next; /* next + 1; 0: the last */
} full_name;

/* Whether a few accounts that bear the full name are linked to the acronym's. */
static bool is_linked_to_tree(syn_identity_merging *merging, uint32_t node, uint32_t root, const uint32_t *next_bearer) {
  uint32_t account = merging->nodes[node].account, checks = 0;
  for (uint32_t i = root + 1; i > 0 && checks < LINK_CHECKS; i = next_bearer[i - 1], checks++)
    if (syn_gathering_cosine(merging->gathering, account, merging->nodes[i - 1].account) > 0) return true;
  return false;
}

/* The entities of each tree as a chain from its root: of each the next + 1, 0 for the last. */
static syn_status chain_trees(syn_identity_merging *merging, uint32_t **out_next) {
  uint32_t *next = SYN_ARENA_ARRAY(merging->scratch, uint32_t, merging->node_count);
  if (!next) return SYN_NO_MEMORY;
  for (uint32_t i = merging->node_count; i > 0; i--) {
    uint32_t root = syn_forest_root(merging->parents, i - 1);
    if (root == i - 1) continue;
    next[i - 1] = next[root];
    next[root] = i;
  }
  *out_next = next;
  return SYN_OK;
}

/* The tree that an acronym belongs to, told by its root; UINT32_MAX for none. */
static uint32_t find_full_name(syn_identity_merging *merging, uint32_t node, const full_name *names, uint32_t first,
                               const uint32_t *next_bearer) {
  uint32_t chosen = UINT32_MAX, root_count = 0, linked = UINT32_MAX, linked_count = 0;
  assert(first == 0 || names);
  for (uint32_t at = first; at > 0; at = names[at - 1].next) {
    uint32_t root = names[at - 1].node;
    root_count++;
    chosen = root;
    if (root_count > FULL_NAME_LIMIT) return UINT32_MAX; /* initials that anything has */
    if (!is_linked_to_tree(merging, node, root, next_bearer)) continue;
    linked_count++;
    linked = root;
  }
  /* two letters stand for anything: there the articles must be linked */
  if (root_count == 1 && merging->nodes[node].entity->name.size > 2) return chosen;
  return linked_count == 1 ? linked : UINT32_MAX;
}

static syn_status join_acronyms(syn_identity_merging *merging) {
  syn_map by_initials;
  SYN_ARRAY(full_name) names = {0};
  uint32_t *next_bearer;
  syn_map_init(&by_initials, merging->scratch);
  if (chain_trees(merging, &next_bearer) != SYN_OK) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < merging->node_count; i++) {
    const syn_entity *entity = merging->nodes[i].entity;
    syn_text initials;
    uint64_t first = 0;
    if (entity->type != SYN_ENTITY_ORGANIZATION || syn_forest_root(merging->parents, i) != i) continue;
    if (initials_of(entity->name, merging->scratch, &initials) != SYN_OK) return SYN_NO_MEMORY;
    if (initials.size == 0 || initials.size == entity->name.size) continue;
    (void)syn_map_get(&by_initials, initials, &first);
    full_name *added = SYN_ARRAY_ADD(&names, merging->scratch);
    if (!added) return SYN_NO_MEMORY;
    *added = (full_name){i, (uint32_t)first};
    if (syn_map_put(&by_initials, initials, names.count) != SYN_OK) return SYN_NO_MEMORY;
  }
  /* Decided on the trees as they were, then joined: the outcome does not depend on which acronym is looked at first. */
  uint32_t *full_names = SYN_ARENA_ARRAY(merging->scratch, uint32_t, merging->node_count);
  if (!full_names) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < merging->node_count; i++) {
    const syn_entity *entity = merging->nodes[i].entity;
    uint64_t first;
    full_names[i] = UINT32_MAX;
    if (entity->type != SYN_ENTITY_ORGANIZATION || entity->identifier_count > 0 || !is_acronym(entity->name)) continue;
    if (syn_map_get(&by_initials, entity->name, &first))
      full_names[i] = find_full_name(merging, i, names.items, (uint32_t)first, next_bearer);
  }
  for (uint32_t i = 0; i < merging->node_count; i++)
    if (full_names[i] != UINT32_MAX) syn_identity_join(merging, i, full_names[i], ACRONYM);
  return SYN_OK;
}

syn_status syn_identities_merge_others(syn_identity_merging *merging) {
  syn_map firsts, countries;
  syn_map_init(&firsts, merging->scratch);
  syn_map_init(&countries, merging->scratch);
  syn_status status = join_identifiers(merging, &firsts);
  if (status == SYN_OK) status = join_names(merging, &firsts, &countries);
  if (status == SYN_OK) status = join_acronyms(merging);
  return status;
}
