/*
 * The order of the parts: what is linked, what is copied, who is who, what belongs together, when it was, what it says.
 */
#include "synopsis/compute.h"

#include <stdlib.h>

#include "synopsis/account_links.h"
#include "synopsis/fulfilments.h"
#include "synopsis/gathering.h"
#include "synopsis/happening.h"
#include "synopsis/identities.h"
#include "synopsis/ledger.h"
#include "synopsis/lent_dates.h"
#include "synopsis/occurrences.h"
#include "synopsis/points.h"
#include "synopsis/reprints.h"
#include "synopsis/stories.h"

static int order_accounts(const void *a, const void *b) {
  return syn_id_compare(((const syn_account *)a)->article->id, ((const syn_account *)b)->article->id);
}

/* The accounts in order of id, each once, with their entities numbered through. */
static syn_status gather(const syn_account *accounts, size_t account_count, syn_gathering *gathering, syn_error *error) {
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

syn_status syn_synopsis_compute(const syn_account *accounts, size_t account_count, const syn_world *world, syn_arena *arena,
                                syn_synopsis *out_synopsis, syn_error *error) {
  static syn_status (*const PARTS[])(syn_gathering *) = {
      syn_account_links_find, syn_reprints_find,    syn_identities_find, syn_happenings_find, syn_stories_find,
      syn_lent_dates_find,    syn_occurrences_find, syn_points_find,     syn_ledger_find,     syn_fulfilments_find};
  syn_gathering gathering = {.world = world, .arena = arena};
  syn_status status = gather(accounts, account_count, &gathering, error);
  for (size_t i = 0; status == SYN_OK && i < sizeof PARTS / sizeof PARTS[0]; i++) status = PARTS[i](&gathering);
  if (status == SYN_NO_MEMORY) return syn_error_set(error, status, 0, "Not enough memory to compare %zu articles.", account_count);
  if (status != SYN_OK) return status;
  *out_synopsis = (syn_synopsis){.identities = gathering.identities,
                                 .reprints = gathering.reprints,
                                 .stories = gathering.stories,
                                 .points = gathering.points,
                                 .lent_dates = gathering.lent_dates,
                                 .entries = gathering.entries,
                                 .entry_count = gathering.entry_count,
                                 .occurrences = gathering.occurrences,
                                 .fulfilments = gathering.fulfilments,
                                 .fulfilment_count = gathering.fulfilment_count,
                                 .occurrence_count = gathering.occurrence_count,
                                 .identity_count = gathering.identity_count,
                                 .reprint_count = gathering.reprint_count,
                                 .story_count = gathering.story_count,
                                 .point_count = gathering.point_count,
                                 .lent_date_count = gathering.lent_date_count};
  return SYN_OK;
}
