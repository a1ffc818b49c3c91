/*
 * The order of the parts: which captures are versions of one page, what is linked, who is who; then, of the last versions alone, what is
 * copied, what belongs together, when it was, what it says.
 */
#include "synopsis/compute.h"

#include "synopsis/account_links.h"
#include "synopsis/corrections.h"
#include "synopsis/gathering.h"
#include "synopsis/happening.h"
#include "synopsis/identities.h"
#include "synopsis/ledger.h"
#include "synopsis/lent_dates.h"
#include "synopsis/occurrences.h"
#include "synopsis/points.h"
#include "synopsis/reprints.h"
#include "synopsis/stories.h"
#include "synopsis/versions.h"

/* What later versions changed; from here on they stand for their pages. */
static syn_status find_versions(syn_gathering *gathering) {
  syn_versions versions;
  syn_status status = syn_versions_find(gathering, gathering->arena, &versions);
  if (status == SYN_OK) status = syn_corrections_find(gathering, &versions);
  return status == SYN_OK ? syn_versions_narrow(gathering, &versions) : status;
}

syn_status syn_synopsis_compute(const syn_account *accounts, size_t account_count, const syn_world *world, syn_arena *arena,
                                syn_synopsis *out_synopsis, syn_error *error) {
  static syn_status (*const PARTS[])(syn_gathering *) = {
      syn_account_links_find, syn_identities_find, find_versions,        syn_reprints_find, syn_happenings_find,
      syn_stories_find,       syn_lent_dates_find, syn_occurrences_find, syn_points_find,   syn_ledger_find};
  syn_gathering gathering = {.world = world, .arena = arena};
  syn_status status = syn_gathering_open(&gathering, accounts, account_count, error);
  for (size_t i = 0; status == SYN_OK && i < sizeof PARTS / sizeof PARTS[0]; i++) status = PARTS[i](&gathering);
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
                                 .occurrence_count = gathering.occurrence_count,
                                 .identity_count = gathering.identity_count,
                                 .reprint_count = gathering.reprint_count,
                                 .story_count = gathering.story_count,
                                 .point_count = gathering.point_count,
                                 .lent_date_count = gathering.lent_date_count};
  return SYN_OK;
}
