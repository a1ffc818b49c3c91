/*
 * The finders in the order in which they run, and what sketches need of the whole stage.
 */
#ifndef SYN_FACTS_FINDERS_H
#define SYN_FACTS_FINDERS_H

#include "facts/finder.h"
#include "weights/frequencies.h"

enum { SYN_FINDER_LIMIT = 8 };

/* NULL-terminated, at most SYN_FINDER_LIMIT. */
extern const syn_finder *const syn_finders[];

/* The document frequencies of a language; zeroed ones (every word weighs 1) where the model has none. `finder` may be NULL. */
syn_frequencies syn_fact_finder_frequencies(const syn_fact_finder *finder, syn_text language);

#endif
