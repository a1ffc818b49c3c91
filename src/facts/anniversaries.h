/*
 * Anniversaries: the year in which an article was written, where it tells how long ago a known organisation was founded or a known treaty
 * signed: "the 75th anniversary of NATO", "ten years after the founding of the African Union".
 */
#ifndef SYN_FACTS_ANNIVERSARIES_H
#define SYN_FACTS_ANNIVERSARIES_H

#include "synoptic/article.h"
#include "synoptic/facts.h"
#include "world/world.h"

/*
 * The year that the anniversaries of the article tell; 0 where there is none, or two that differ. `out_span`: the words that tell it.
 * Founding days are those of world/organisations and world/treaties; the words around number and name those of
 * <language>/anniversaries (number, before, behind).
 */
int32_t syn_anniversary_year(const syn_world *world, const syn_article *article, const syn_facts *facts, syn_span *out_span);

#endif
