/*
 * Point reasons: in words, why figures were taken for one fact, and why the point has its label.
 */
#ifndef SYN_SYNOPSIS_POINT_REASONS_H
#define SYN_SYNOPSIS_POINT_REASONS_H

#include "synopsis/point_claims.h"

/*
 * Fills point->why from its claims, in the order of the columns; label and difference stand. Where one account speaks nothing is told.
 * Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_point_explain_figures(const syn_claim_set *set, const syn_claim *const *group, uint32_t count,
                                                    syn_point *point);

/* The same of an utterance. */
SYN_MUST_CHECK syn_status syn_point_explain_quote(const syn_point_making *making, bool has_speaker, syn_point *point);

#endif
