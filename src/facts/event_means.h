/*
 * Event means: who is behind the deed in which somebody came to harm: "killed in police firing", "died in shelling by the army", "shot in
 * an encounter with guards", "killed when soldiers opened fire".
 */
#ifndef SYN_FACTS_EVENT_MEANS_H
#define SYN_FACTS_EVENT_MEANS_H

#include "facts/event_places.h"

/*
 * Whether the site's clause, or the noun of the site, states a deed of force as the means of what it tells; adds who is behind it, if that
 * is said, to `out_parties`. Only with a tree.
 */
bool syn_event_means(const syn_event_site *site, syn_party_list *out_parties);

/* Adds who does the deed that a noun phrase tells: "a bombing by X", "X's missiles", "police firing", "Israeli airstrikes". */
void syn_event_deed_parties(const syn_event_site *site, uint32_t chunk, syn_party_list *parties);

/* Adds who stands right before a deed of force: "police firing", "Israeli airstrikes"; nobody where the phrase tells no such deed. */
void syn_event_doer_before(const syn_event_site *site, uint32_t chunk, syn_party_list *parties);

/* Whether one of the parties is what a condition asks for. */
bool syn_event_parties_fit(const syn_event_site *site, const syn_party_list *parties, const syn_event_condition *condition);

/* Whether the noun at `token` is a verb of shooting with its means or its doer before it: "rocket fire", "rebel fire", but not "a fire". */
bool syn_event_is_gunfire(const syn_event_site *site, uint32_t token);

#endif
