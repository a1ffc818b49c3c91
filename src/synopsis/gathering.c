#include "synopsis/gathering.h"

#include <stdlib.h>

bool syn_entity_is_described(const syn_entity *entity) {
  for (uint32_t m = 0; m < entity->mention_count; m++) {
    if (entity->mentions[m].kind != SYN_MENTION_NOMINAL && entity->mentions[m].kind != SYN_MENTION_PRONOUN) return false;
  }
  return entity->mention_count > 0 && entity->identifier_count == 0;
}

static int order_account_with_id(const void *key, const void *element) {
  return syn_id_compare(*(const syn_id *)key, ((const syn_account *)element)->article->id);
}

uint32_t syn_gathering_account(const syn_gathering *gathering, syn_id article) {
  if (gathering->account_count == 0) return UINT32_MAX;
  const syn_account *found =
      bsearch(&article, gathering->accounts, gathering->account_count, sizeof *gathering->accounts, order_account_with_id);
  return found ? (uint32_t)(found - gathering->accounts) : UINT32_MAX;
}

uint32_t syn_gathering_identity(const syn_gathering *gathering, uint32_t account, uint32_t entity) {
  if (entity >= gathering->accounts[account].facts->entity_count) return UINT32_MAX;
  return gathering->identity_of[gathering->first_entity[account] + entity];
}

static int order_identity_with_id(const void *key, const void *element) {
  return syn_id_compare(*(const syn_id *)key, ((const syn_identity *)element)->id);
}

const syn_identity *syn_gathering_find_identity(const syn_gathering *gathering, syn_id id) {
  if (gathering->identity_count == 0) return NULL;
  return bsearch(&id, gathering->identities, gathering->identity_count, sizeof *gathering->identities, order_identity_with_id);
}

static int order_links(const void *a, const void *b) {
  const syn_account_link *x = a, *y = b;
  if (x->a != y->a) return x->a < y->a ? -1 : 1;
  return x->b < y->b ? -1 : x->b > y->b;
}

static const syn_account_link *find_link(const syn_gathering *gathering, uint32_t a, uint32_t b) {
  if (gathering->link_count == 0) return NULL;
  const syn_account_link wanted = {.a = a < b ? a : b, .b = a < b ? b : a};
  return bsearch(&wanted, gathering->links, gathering->link_count, sizeof wanted, order_links);
}

uint32_t syn_gathering_cosine(const syn_gathering *gathering, uint32_t a, uint32_t b) {
  if (a == b) return SYN_COSINE_ONE;
  const syn_account_link *found = find_link(gathering, a, b);
  return found ? found->cosine : 0;
}

int32_t syn_gathering_matter(const syn_gathering *gathering, uint32_t a, uint32_t b) {
  const syn_account_link *found = find_link(gathering, a, b);
  return found ? found->matter : 0;
}

int syn_order_texts(const void *a, const void *b) {
  return syn_text_compare(*(const syn_text *)a, *(const syn_text *)b);
}

int syn_order_numbers(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

uint32_t syn_sort_numbers(uint32_t *numbers, uint32_t count) {
  uint32_t kept = 0;
  if (count > 1) qsort(numbers, count, sizeof *numbers, syn_order_numbers);
  for (uint32_t i = 0; i < count; i++)
    if (kept == 0 || numbers[kept - 1] != numbers[i]) numbers[kept++] = numbers[i];
  return kept;
}

static int order_accounts(const void *a, const void *b) {
  return syn_id_compare(((const syn_account *)a)->article->id, ((const syn_account *)b)->article->id);
}

syn_status syn_gathering_init(const syn_account *accounts, size_t account_count, const syn_world *world, syn_arena *arena,
                              syn_gathering *gathering, syn_error *error) {
  *gathering = (syn_gathering){.world = world, .arena = arena, .tables = SYN_ARENA_NEW(arena, syn_synopsis_tables)};
  if (!gathering->tables) return SYN_NO_MEMORY;
  *gathering->tables = syn_synopsis_tables_begin(world, arena);
  syn_account *sorted = SYN_ARENA_ARRAY(gathering->arena, syn_account, account_count);
  if (account_count >= UINT32_MAX / 2)
    return syn_error_set(error, SYN_LIMIT, 0, "%zu articles are too many to be compared at once.", account_count);
  gathering->first_entity = SYN_ARENA_ARRAY(gathering->arena, uint32_t, account_count + 1);
  if (!sorted || !gathering->first_entity) return SYN_NO_MEMORY;
  uint32_t count = 0;
  for (size_t i = 0; i < account_count; i++) sorted[i] = accounts[i];
  if (account_count > 1) qsort(sorted, account_count, sizeof *sorted, order_accounts);
  for (size_t i = 0; i < account_count; i++)
    if (count == 0 || order_accounts(&sorted[count - 1], &sorted[i]) != 0) sorted[count++] = sorted[i];
  uint64_t entities = 0;
  for (uint32_t i = 0; i < count; i++) {
    entities += sorted[i].facts->entity_count;
    if (entities >= UINT32_MAX / 2)
      return syn_error_set(error, SYN_LIMIT, 0, "The articles name too many entities to be compared at once.");
    gathering->first_entity[i + 1] = (uint32_t)entities;
  }
  gathering->accounts = sorted;
  gathering->account_count = count;
  return SYN_OK;
}
