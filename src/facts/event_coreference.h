/*
 * Event coreference: mentions of one event inside an article lend each other date and place, and say so.
 */
#ifndef SYN_FACTS_EVENT_COREFERENCE_H
#define SYN_FACTS_EVENT_COREFERENCE_H

#include "facts/finder.h"

/*
 * Fills empty dates and places of events from other mentions of the same event, with the words they come from as evidence; the basis of
 * such a date is COREFERENCE. A caption that names the parties, a place and a day lends them too. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_event_coreference(syn_finding *finding);

#endif
