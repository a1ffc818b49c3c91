/*
 * Event occasion: the clause that tells at what something happened, "killed when a bomb exploded in Riga on Monday", whose place and day
 * are then those of the event too.
 */
#ifndef SYN_FACTS_EVENT_OCCASION_H
#define SYN_FACTS_EVENT_OCCASION_H

#include "facts/event_places.h"

/*
 * The one clause at which the verb of the site happened; NULL where there is none, or several, and for nouns and without a tree. Lives as
 * long as the site's list of clauses.
 */
const syn_clause *syn_event_occasion(const syn_event_site *site);

/* Where the event happened by that clause: an entity and its words. False when it states no place. */
bool syn_event_occasion_location(const syn_event_site *site, syn_party *out_place);

/* When the event happened by that clause: an index among the times of the finding; SYN_NO_INDEX when it states none. */
uint32_t syn_event_occasion_time(const syn_event_site *site);

#endif
