/*
 * Point origins: how many independent origins stand behind the readings of one point, statement by statement.
 */
#ifndef SYN_SYNOPSIS_POINT_ORIGINS_H
#define SYN_SYNOPSIS_POINT_ORIGINS_H

#include "synopsis/points.h"

/*
 * Fills point->origins and point->origins_why from the readings, which are in the order of the columns. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_point_find_origins(syn_point_making *making, syn_point *point);

#endif
