/*
 * The second pass on one article: what a lent day of publication makes of the times and events that were open, and of which article it is
 * a version.
 */
#include <stdlib.h>

#include "base/id_list.h"
#include "records/time_resolution.h"
#include "synopsis/compute.h"

static int order_article_with_lent(const void *key, const void *element) {
  return syn_id_compare(*(const syn_id *)key, ((const syn_lent_date *)element)->article);
}

static const syn_lent_date *find_lent(const syn_synopsis *synopsis, syn_id article) {
  if (synopsis->lent_date_count == 0) return NULL;
  return bsearch(&article, synopsis->lent_dates, synopsis->lent_date_count, sizeof *synopsis->lent_dates, order_article_with_lent);
}

static int order_article_with_correction(const void *key, const void *element) {
  return syn_id_compare(*(const syn_id *)key, ((const syn_correction *)element)->article);
}

syn_id syn_synopsis_older_version(const syn_synopsis *synopsis, syn_id article) {
  if (synopsis->correction_count == 0) return (syn_id){{0}};
  const syn_correction *found =
      bsearch(&article, synopsis->corrections, synopsis->correction_count, sizeof *synopsis->corrections, order_article_with_correction);
  return found ? found->version_of : (syn_id){{0}};
}

syn_status syn_synopsis_replaced(const syn_synopsis *synopsis, syn_arena *arena, syn_id_list *out_articles) {
  syn_id *ids = SYN_ARENA_ARRAY(arena, syn_id, synopsis->correction_count);
  if (!ids) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < synopsis->correction_count; i++) ids[i] = synopsis->corrections[i].version_of;
  *out_articles = (syn_id_list){ids, (uint32_t)syn_sort_ids(ids, synopsis->correction_count)};
  return SYN_OK;
}

static syn_status resolve_times(const syn_facts *stated, syn_interval published, syn_arena *arena, syn_facts *facts) {
  facts->times = SYN_ARENA_ARRAY(arena, syn_time, stated->time_count);
  if (!facts->times) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < stated->time_count; i++) {
    syn_time *time = &facts->times[i];
    *time = stated->times[i];
    if (time->interval.basis != SYN_BASIS_NONE || time->shift_unit == 0) continue;
    syn_interval interval = syn_time_resolve(time, published);
    if (interval.basis == SYN_BASIS_NONE) continue;
    time->interval = interval;
    time->interval.basis = published.basis;
  }
  return SYN_OK;
}

static syn_status resolve_events(const syn_facts *stated, syn_arena *arena, syn_facts *facts) {
  facts->events = SYN_ARENA_ARRAY(arena, syn_event, stated->event_count);
  if (!facts->events) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < stated->event_count; i++) {
    syn_event *event = &facts->events[i];
    *event = stated->events[i];
    if (event->date.basis == SYN_BASIS_NONE && event->time < facts->time_count) event->date = facts->times[event->time].interval;
  }
  return SYN_OK;
}

syn_status syn_synopsis_resolve(const syn_synopsis *synopsis, const syn_article *article, const syn_facts *facts, syn_arena *arena,
                                syn_article *out_article, syn_facts *out_facts) {
  syn_article resolved_article = *article;
  syn_facts resolved = *facts;
  syn_id older = syn_synopsis_older_version(synopsis, article->id); /* only the set of articles tells */
  if (!syn_id_is_none(older)) resolved_article.version_of = older;
  const syn_lent_date *lent = find_lent(synopsis, article->id);
  if (lent && article->published.basis == SYN_BASIS_NONE) {
    resolved_article.published = lent->interval;
    resolved_article.published_why = lent->why;
    syn_status status = resolve_times(facts, lent->interval, arena, &resolved);
    if (status == SYN_OK) status = resolve_events(facts, arena, &resolved);
    if (status != SYN_OK) return status;
  }
  *out_article = resolved_article;
  *out_facts = resolved;
  return SYN_OK;
}
