/*
 * Site learning: what the pages of a site teach of its furniture is taken out of its articles.
 *
 * The profile of a site is a function of the set of its pages in the store (article/site_profile.h). Articles that it concerns are read
 * again from their kept pages; those whose pages were not kept stay as they are.
 */
#ifndef SYN_ENGINE_SITE_LEARNING_H
#define SYN_ENGINE_SITE_LEARNING_H

#include "base/array.h"
#include "base/map.h"
#include "engine/collection_internal.h"

/* What one site teaches, and how often that was asked. */
typedef struct syn_site_lesson {
  syn_text recurring;
  uint64_t asked, due; /* when it is asked so often, it is learnt anew */
} syn_site_lesson;

/*
 * What the sites of a store teach, as far as it was asked for; of one run. That saves the second reading of most pages and nothing depends
 * on it: syn_site_learning_apply puts right what was read with too little. Pages that are not kept it cannot put right; where such are
 * read, what the store taught before them holds for the whole run (is_fixed), so that they do not depend on when others are written.
 */
typedef struct syn_site_lessons {
  syn_collection *collection;
  bool is_fixed;
  syn_arena *arena;
  syn_map sites; /* name -> index into `items` */
  SYN_ARRAY(syn_site_lesson) items;
} syn_site_lessons;

/* Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_site_lessons_init(syn_site_lessons *lessons, syn_collection *collection, syn_error *error);
void syn_site_lessons_clear(syn_site_lessons *lessons);

/*
 * What a site (any host, or nothing) teaches, as the store was not long ago, or, if fixed, when it was asked first: a list as
 * syn_page.recurring, which lives as long as the lessons. Returns SYN_OK, statuses of the store, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_site_lessons_of(syn_site_lessons *lessons, syn_text host, syn_text *out_recurring, syn_error *error);

/*
 * For each site that has changed: learns, has the articles that it concerns read again, and notes the site as settled. What a kill
 * interrupts is begun again by the next call. `observer` is told of pages that could not be read again; they stay as they were.
 * Returns SYN_OK, statuses of the store and of the pipeline.
 */
SYN_MUST_CHECK syn_status syn_site_learning_apply(syn_collection *collection, const syn_observer *observer, syn_error *error);

#endif
