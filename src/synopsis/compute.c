/*
 * The order of the parts: which captures are versions of one page, what is linked, who is who; then, of the last versions alone, what is
 * copied, what belongs together, when it was, what it says.
 */
#include "synopsis/compute.h"

#include "synopsis/account_links.h"
#include "synopsis/corrections.h"
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
#include "synopsis/story_links.h"
#include "synopsis/versions.h"

/* What later versions changed; from here on they stand for their pages. */
static syn_status find_versions(syn_gathering *gathering) {
  syn_versions versions;
  syn_status status = syn_versions_find(gathering, gathering->arena, &versions);
  if (status == SYN_OK) status = syn_corrections_find(gathering, &versions);
  return status == SYN_OK ? syn_versions_narrow(gathering, &versions) : status;
}

const syn_synopsis_part syn_synopsis_parts[] = {
    {"links", syn_account_links_find},     {"identities", syn_identities_find}, {"versions", find_versions},
    {"reprints", syn_reprints_find},       {"happenings", syn_happenings_find}, {"stories", syn_stories_find},
    {"story links", syn_story_links_find}, {"lent dates", syn_lent_dates_find}, {"occurrences", syn_occurrences_find},
    {"points", syn_points_find},           {"ledger", syn_ledger_find},         {"fulfilments", syn_fulfilments_find},
};
const size_t syn_synopsis_part_count = sizeof syn_synopsis_parts / sizeof syn_synopsis_parts[0];

syn_status syn_synopsis_compute(const syn_account *accounts, size_t account_count, const syn_world *world, syn_arena *arena,
                                syn_synopsis *out_synopsis, syn_error *error) {
  return syn_synopsis_compute_part(accounts, account_count, world, NULL, NULL, arena, out_synopsis, error);
}

syn_status syn_synopsis_compute_part(const syn_account *accounts, size_t account_count, const syn_world *world, syn_synopsis_tables *tables,
                                     const syn_name_registry *names, syn_arena *arena, syn_synopsis *out_synopsis, syn_error *error) {
  syn_gathering gathering;
  syn_status status = syn_gathering_init(accounts, account_count, world, arena, &gathering, error);
  gathering.names = names;
  if (status == SYN_OK && tables) gathering.tables = tables;
  for (size_t i = 0; status == SYN_OK && i < syn_synopsis_part_count; i++) status = syn_synopsis_parts[i].find(&gathering);
  if (status == SYN_NO_MEMORY) return syn_error_set(error, status, 0, "Not enough memory to compare %zu articles.", account_count);
  if (status != SYN_OK) return status;
  *out_synopsis = (syn_synopsis){.identities = gathering.identities,
                                 .reprints = gathering.reprints,
                                 .stories = gathering.stories,
                                 .points = gathering.points,
                                 .lent_dates = gathering.lent_dates,
                                 .entries = gathering.entries,
                                 .corrections = gathering.corrections,
                                 .correction_count = gathering.correction_count,
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
