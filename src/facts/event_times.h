/*
 * Event times: which of the times that stand around an event is its own.
 */
#ifndef SYN_FACTS_EVENT_TIMES_H
#define SYN_FACTS_EVENT_TIMES_H

#include "facts/event_places.h"

/* The day or hour, as an index into the times of the finding, at which the event of this type at `site` is said to be; SYN_NO_INDEX when
 * none is. */
uint32_t syn_event_time(const syn_event_site *site, syn_event_type type);

#endif
