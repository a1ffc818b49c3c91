/*
 * Event gaps: whether a clause states somebody whom the event that it tells has not.
 */
#ifndef SYN_FACTS_EVENT_GAPS_H
#define SYN_FACTS_EVENT_GAPS_H

#include "facts/event_places.h"

/* Whether a party is stated and was not read, or nobody is named of whom a reader would have to know. Such an event is better not told. */
bool syn_event_has_gap(const syn_event_site *site, const syn_event_frame *frame, const syn_party_list *actors,
                       const syn_party_list *recipients);

#endif
