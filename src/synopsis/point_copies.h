/*
 * Copies in a large story: accounts of which two speak for all, so that ten thousand copies of one text cost what two cost.
 */
#ifndef SYN_SYNOPSIS_POINT_COPIES_H
#define SYN_SYNOPSIS_POINT_COPIES_H

#include "synopsis/points.h"

/*
 * Chooses the columns of a story of which `accounts` and `account_count` stand: all accounts, but of more than SYN_POINT_ALL_ACCOUNTS those
 * alone that are no third copy. Fills `columns`, `count`, `column_of`, `stands_for`, from `scratch`. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_point_copies_find(syn_point_making *making);

/* Gives a point that columns have made the readings of all accounts that they speak for. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_point_copies_spread(const syn_point_making *making, syn_point *point);

#endif
