/*
 * Publication: when an article that states no date of publication must have appeared, from the days that its text names.
 */
#ifndef SYN_FACTS_PUBLICATION_H
#define SYN_FACTS_PUBLICATION_H

#include "base/arena.h"
#include "synoptic/article.h"
#include "synoptic/facts.h"
#include "world/world.h"

/*
 * Fills article->published (basis TEXT; WORLD where the year follows from the terms of office-holders) and published_why where the article
 * states none and its text bounds it to a few days, then resolves the times and event dates of `facts` that wait for it. Leaves both as
 * they are where that does not say enough. `facts` must be those of `article`, in the same arena. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_publication_infer(const syn_world *world, syn_article *article, syn_facts *facts, syn_arena *arena);

#endif
