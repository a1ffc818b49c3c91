/*
 * Office terms: when an article can have been written, by the offices that its people hold in it.
 *
 * "Chancellor X said" was written while X was chancellor. From world/holders and world/people; what is not known there bounds nothing.
 */
#ifndef SYN_FACTS_OFFICE_TERMS_H
#define SYN_FACTS_OFFICE_TERMS_H

#include "base/array.h"
#include "synoptic/article.h"
#include "synoptic/facts.h"
#include "world/world.h"

/* Days, both included. */
typedef struct syn_term {
  int32_t from, to;
} syn_term;

typedef struct syn_term_list {
  syn_term *items; /* in order, not overlapping */
  uint32_t count;
  syn_text why; /* the office-holders that bound them */
} syn_term_list;

/*
 * The stretches of time in which all office-holders of the article held the offices that it gives them; one stretch without ends when none
 * is known. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_office_terms(const syn_world *world, const syn_article *article, const syn_facts *facts, syn_arena *arena,
                                           syn_term_list *out_terms);

#endif
