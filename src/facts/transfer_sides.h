/*
 * Transfer sides: who provides an amount of money, and who receives it.
 */
#ifndef SYN_FACTS_TRANSFER_SIDES_H
#define SYN_FACTS_TRANSFER_SIDES_H

#include "facts/transfer_search.h"

/*
 * Who stands in the places of noun and verb; nobody on both sides, but where both are told together. Returns false where the reading went
 * wrong: one and the same is told to provide and to receive.
 */
bool syn_transfer_sides_read(const syn_transfer_search *job, syn_transfer_side *providers, syn_transfer_side *receivers);

#endif
