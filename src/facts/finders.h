/*
 * The finders in the order in which they run.
 */
#ifndef SYN_FACTS_FINDERS_H
#define SYN_FACTS_FINDERS_H

#include "facts/finder.h"

enum { SYN_FINDER_LIMIT = 8 };

/* NULL-terminated, at most SYN_FINDER_LIMIT. */
extern const syn_finder *const syn_finders[];

#endif
