/*
 * Event frames: whether what a row of the lexicon asks for stands around the word.
 */
#ifndef SYN_FACTS_EVENT_FRAMES_H
#define SYN_FACTS_EVENT_FRAMES_H

#include "facts/event_places.h"

/* Whether the frame's particle, object, subject and words near by are there; the required object goes to site->theme. */
bool syn_event_frame_fits(syn_event_site *site, const syn_event_frame *frame);

#endif
