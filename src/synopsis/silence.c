/*
 * How it works
 *
 * An outlet is taken for collected on a day when an article of it appeared on that day (a stated day, not an inferred one), or when a
 * request of a stated time asked for it. The window of a story reaches from the day of its first account to the day after its last. Outlets
 * that were collected in it and have no account are silent; so is none that carries an account of another, that the accounts credit, or
 * that has an account of a linked story. What was not collected in the window is a gap: of such outlets those that were collected nearest
 * to it are named.
 *
 * All days of all outlets stand in one list by day, so that a story looks at its window and a few entries to either side.
 */
#include "synopsis/silence.h"

#include <stdlib.h>

#include "base/id_list.h"
#include "synopsis/outlets.h"

/* To either side of a window, so many entries are looked at for those that were collected nearest to it, and the rest of their day. */
enum { DAY_AFTER = 1, NEIGHBOURS = 400 };

/* One outlet on one day. */
typedef struct outlet_day {
  int32_t day;
  uint32_t outlet;
  uint32_t article_count;
  bool was_asked;
} outlet_day;

typedef struct outlet_range {
  uint32_t article_count, day_count;
  int32_t first_day, last_day;
} outlet_range;

typedef struct id_place {
  syn_id id;
  uint32_t index;
} id_place;

typedef struct silence_search {
  syn_synopsis *synopsis;
  const syn_account *accounts;
  size_t account_count;
  syn_arena *arena, *scratch;
  syn_outlets outlets;
  outlet_day *days; /* by day, then outlet */
  size_t day_count;
  outlet_range *ranges; /* of each outlet */
  id_place *articles;   /* accounts by id */
  id_place *stories;    /* stories by id */
  /* of the story that is looked at */
  uint32_t *present; /* of each outlet: the number of the last story that it has an account of, + 1 */
  uint32_t *seen;    /* of each outlet: the last story that it was met for, + 1 */
  uint32_t *places;  /* of each outlet that was seen: its place in the list */
} silence_search;

static int order_days(const void *a, const void *b) {
  const outlet_day *x = a, *y = b;
  if (x->day != y->day) return x->day < y->day ? -1 : 1;
  return x->outlet < y->outlet ? -1 : x->outlet > y->outlet;
}

static int order_places(const void *a, const void *b) {
  return syn_id_compare(((const id_place *)a)->id, ((const id_place *)b)->id);
}

static bool is_one_day(syn_interval interval) {
  bool is_stated = interval.basis == SYN_BASIS_METADATA || interval.basis == SYN_BASIS_TEXT;
  return is_stated && interval.from.day == interval.to.day && interval.from.day != SYN_DAY_MINIMUM && interval.from.day != SYN_DAY_MAXIMUM;
}

/* ---- what was collected ---- */

static void add_up(silence_search *job) {
  size_t kept = 0;
  if (job->day_count > 1) qsort(job->days, job->day_count, sizeof *job->days, order_days);
  for (size_t i = 0; i < job->day_count; i++) {
    if (kept > 0 && order_days(&job->days[kept - 1], &job->days[i]) == 0) {
      job->days[kept - 1].article_count += job->days[i].article_count;
      job->days[kept - 1].was_asked = job->days[kept - 1].was_asked || job->days[i].was_asked;
    } else {
      job->days[kept++] = job->days[i];
    }
  }
  job->day_count = kept;
  for (size_t i = 0; i < kept; i++) {
    outlet_range *range = &job->ranges[job->days[i].outlet];
    if (range->day_count++ == 0) range->first_day = job->days[i].day;
    range->last_day = job->days[i].day;
    range->article_count += job->days[i].article_count;
  }
}

static syn_status gather_days(silence_search *job, const syn_asked_list *asked) {
  job->days = SYN_ARENA_ARRAY(job->scratch, outlet_day, job->account_count + asked->count);
  if (!job->days) return SYN_NO_MEMORY;
  for (size_t i = 0; i < job->account_count + asked->count; i++) {
    bool is_article = i < job->account_count;
    const syn_article *article = is_article ? job->accounts[i].article : NULL;
    syn_text name = article ? syn_outlet_of(article) : asked->items[i - job->account_count].outlet;
    uint32_t outlet;
    syn_status status = syn_outlets_add(&job->outlets, name, &outlet);
    if (status != SYN_OK) return status;
    if (outlet == SYN_NO_OUTLET || (article && !is_one_day(article->published))) continue;
    job->days[job->day_count++] = (outlet_day){.day = article ? article->published.from.day : asked->items[i - job->account_count].day,
                                               .outlet = outlet,
                                               .article_count = is_article,
                                               .was_asked = !is_article};
  }
  size_t count = job->outlets.names.count;
  job->ranges = SYN_ARENA_ARRAY(job->scratch, outlet_range, count);
  job->present = SYN_ARENA_ARRAY(job->scratch, uint32_t, count);
  job->seen = SYN_ARENA_ARRAY(job->scratch, uint32_t, count);
  job->places = SYN_ARENA_ARRAY(job->scratch, uint32_t, count);
  if (!job->ranges || !job->present || !job->seen || !job->places) return SYN_NO_MEMORY;
  add_up(job);
  return SYN_OK;
}

static syn_status index_ids(silence_search *job) {
  uint32_t story_count = job->synopsis->story_count;
  job->articles = SYN_ARENA_ARRAY(job->scratch, id_place, job->account_count);
  job->stories = SYN_ARENA_ARRAY(job->scratch, id_place, story_count);
  if (!job->articles || !job->stories) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < job->account_count; i++) job->articles[i] = (id_place){job->accounts[i].article->id, i};
  for (uint32_t s = 0; s < story_count; s++) job->stories[s] = (id_place){job->synopsis->stories[s].id, s};
  if (job->account_count > 1) qsort(job->articles, job->account_count, sizeof *job->articles, order_places);
  if (story_count > 1) qsort(job->stories, story_count, sizeof *job->stories, order_places);
  return SYN_OK;
}

static const id_place *find_place(const id_place *places, size_t count, syn_id id) {
  const id_place wanted = {.id = id};
  return count > 0 ? bsearch(&wanted, places, count, sizeof wanted, order_places) : NULL;
}

static const syn_article *find_article(const silence_search *job, syn_id id) {
  const id_place *place = find_place(job->articles, job->account_count, id);
  return place ? job->accounts[place->index].article : NULL;
}

/* ---- one story ---- */

static syn_status mark_name(silence_search *job, syn_text name, uint32_t mark) {
  uint32_t outlet;
  syn_status status = syn_outlets_find(&job->outlets, name, &outlet);
  if (status == SYN_OK && outlet != SYN_NO_OUTLET) job->present[outlet] = mark;
  return status;
}

/* Those whose word the accounts carry, or who carry theirs. */
static syn_status mark_present(silence_search *job, const syn_story *story, uint32_t mark) {
  syn_status status = SYN_OK;
  for (uint32_t i = 0; i < story->articles.count; i++) {
    const syn_article *article = find_article(job, story->articles.items[i]);
    if (!article) continue;
    status = mark_name(job, syn_outlet_of(article), mark);
    if (status == SYN_OK) status = mark_name(job, article->carrier, mark);
    for (uint32_t c = 0; status == SYN_OK && c < article->credit_count; c++) status = mark_name(job, article->credits[c], mark);
    if (status != SYN_OK) return status;
  }
  return status;
}

static syn_status mark_with_links(silence_search *job, const syn_story *story, uint32_t mark) {
  syn_status status = mark_present(job, story, mark);
  for (uint32_t i = 0; status == SYN_OK && i < story->link_count; i++) {
    const id_place *place = find_place(job->stories, job->synopsis->story_count, story->links[i].story);
    if (place) status = mark_present(job, &job->synopsis->stories[place->index], mark);
  }
  return status;
}

/* From the first account to the day after the last, of those that state their day. */
static void find_window(const silence_search *job, syn_story *story) {
  int32_t first = SYN_DAY_MAXIMUM, last = SYN_DAY_MINIMUM;
  for (uint32_t i = 0; i < story->articles.count; i++) {
    const syn_article *article = find_article(job, story->articles.items[i]);
    if (!article || !is_one_day(article->published)) continue;
    if (article->published.from.day < first) first = article->published.from.day;
    if (article->published.from.day > last) last = article->published.from.day;
  }
  if (first > last) return;
  story->window =
      (syn_interval){{first, SYN_SECOND_NONE, SYN_ZONE_NONE}, {last + DAY_AFTER, SYN_SECOND_NONE, SYN_ZONE_NONE}, .basis = SYN_BASIS_TEXT};
}

static size_t first_from(const silence_search *job, int32_t day) {
  size_t low = 0, high = job->day_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (job->days[middle].day < day)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static int order_silent(const void *a, const void *b) {
  const syn_coverage *x = a, *y = b;
  if (x->day_count != y->day_count) return x->day_count > y->day_count ? -1 : 1;
  if (x->article_count != y->article_count) return x->article_count > y->article_count ? -1 : 1;
  return syn_text_compare(x->outlet, y->outlet);
}

typedef SYN_ARRAY(syn_coverage) coverage_array;

static syn_status keep_list(silence_search *job, const coverage_array *found, uint32_t limit, syn_coverage_list *out_list) {
  uint32_t count = found->count < limit ? (uint32_t)found->count : limit;
  out_list->items = SYN_ARENA_ARRAY(job->arena, syn_coverage, count);
  if (!out_list->items) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < count; i++) {
    out_list->items[i] = found->items[i];
    if (syn_arena_copy(job->arena, found->items[i].outlet, &out_list->items[i].outlet) != SYN_OK) return SYN_NO_MEMORY;
  }
  out_list->count = count;
  return SYN_OK;
}

static syn_status find_silent(silence_search *job, syn_story *story, uint32_t mark, syn_arena *scratch) {
  coverage_array found = {0};
  for (size_t i = first_from(job, story->window.from.day); i < job->day_count && job->days[i].day <= story->window.to.day; i++) {
    const outlet_day *day = &job->days[i];
    if (job->present[day->outlet] == mark) continue;
    if (job->seen[day->outlet] != mark) {
      const outlet_range *range = &job->ranges[day->outlet];
      job->seen[day->outlet] = mark;
      job->places[day->outlet] = (uint32_t)found.count;
      syn_coverage *added = SYN_ARRAY_ADD(&found, scratch);
      if (!added) return SYN_NO_MEMORY;
      *added = (syn_coverage){.outlet = job->outlets.names.items[day->outlet], .first_day = range->first_day, .last_day = range->last_day};
    }
    syn_coverage *coverage = &found.items[job->places[day->outlet]];
    coverage->article_count += day->article_count;
    coverage->day_count++;
    coverage->was_asked = coverage->was_asked || day->was_asked;
  }
  if (found.count > 1) qsort(found.items, found.count, sizeof *found.items, order_silent);
  return keep_list(job, &found, SYN_SILENT_LIMIT, &story->silent);
}

/* Outlets met on the way from the window into the past and the future, the nearer first; of equally near ones the alphabet decides. */
typedef struct nearby_outlet {
  int32_t distance; /* days */
  syn_coverage coverage;
} nearby_outlet;

static int order_nearby(const void *a, const void *b) {
  const nearby_outlet *x = a, *y = b;
  if (x->distance != y->distance) return x->distance < y->distance ? -1 : 1;
  return syn_text_compare(x->coverage.outlet, y->coverage.outlet);
}

typedef SYN_ARRAY(nearby_outlet) nearby_array;

static syn_status meet(silence_search *job, const outlet_day *day, int32_t distance, uint32_t mark, syn_arena *scratch,
                       nearby_array *nearby) {
  if (job->present[day->outlet] == mark) return SYN_OK;
  if (job->seen[day->outlet] == mark) {
    uint32_t place = job->places[day->outlet];
    bool is_nearer = place < nearby->count && distance < nearby->items[place].distance;
    if (is_nearer) nearby->items[place].distance = distance;
    return SYN_OK;
  }
  const outlet_range *range = &job->ranges[day->outlet];
  job->seen[day->outlet] = mark;
  job->places[day->outlet] = (uint32_t)nearby->count;
  nearby_outlet *added = SYN_ARRAY_ADD(nearby, scratch);
  if (!added) return SYN_NO_MEMORY;
  *added = (nearby_outlet){.distance = distance,
                           .coverage = {.outlet = job->outlets.names.items[day->outlet],
                                        .article_count = range->article_count,
                                        .day_count = range->day_count,
                                        .first_day = range->first_day,
                                        .last_day = range->last_day}};
  return SYN_OK;
}

/* `present` has the mark of those that were silent too, so that only gaps are left. */
static syn_status find_not_collected(silence_search *job, syn_story *story, uint32_t mark, syn_arena *scratch) {
  nearby_array nearby = {0};
  coverage_array found = {0};
  size_t first = first_from(job, story->window.from.day), end = first_from(job, story->window.to.day + 1);
  syn_status status = SYN_OK;
  for (size_t i = first; i < end; i++) job->present[job->days[i].outlet] = mark;
  for (size_t i = end; status == SYN_OK && i < job->day_count && (i < end + NEIGHBOURS || job->days[i].day == job->days[i - 1].day); i++)
    status = meet(job, &job->days[i], job->days[i].day - story->window.to.day, mark, scratch, &nearby);
  for (size_t i = first; status == SYN_OK && i > 0 && (i + NEIGHBOURS > first || job->days[i - 1].day == job->days[i].day); i--)
    status = meet(job, &job->days[i - 1], story->window.from.day - job->days[i - 1].day, mark, scratch, &nearby);
  if (status != SYN_OK) return status;
  if (nearby.count > 1) qsort(nearby.items, nearby.count, sizeof *nearby.items, order_nearby);
  for (size_t i = 0; i < nearby.count; i++) {
    syn_coverage *added = SYN_ARRAY_ADD(&found, scratch);
    if (!added) return SYN_NO_MEMORY;
    *added = nearby.items[i].coverage;
  }
  return keep_list(job, &found, SYN_NOT_COLLECTED_LIMIT, &story->not_collected);
}

static syn_status look_at_stories(silence_search *job) {
  enum { STORY_SCRATCH = 1 << 28 };
  syn_arena *scratch = NULL;
  syn_status status = syn_arena_create(STORY_SCRATCH, &scratch);
  for (uint32_t s = 0; status == SYN_OK && s < job->synopsis->story_count; s++) {
    syn_story *story = &job->synopsis->stories[s];
    syn_arena_reset(scratch);
    find_window(job, story);
    if (story->window.basis == SYN_BASIS_NONE) continue;
    status = mark_with_links(job, story, s + 1);
    if (status == SYN_OK) status = find_silent(job, story, s + 1, scratch);
    if (status == SYN_OK) status = find_not_collected(job, story, s + 1, scratch);
  }
  syn_arena_destroy(&scratch);
  return status;
}

syn_status syn_silence_find(syn_synopsis *synopsis, const syn_account *accounts, size_t account_count, const syn_asked_list *asked,
                            syn_arena *arena) {
  silence_search job = {.synopsis = synopsis, .accounts = accounts, .account_count = account_count, .arena = arena};
  syn_status status = syn_arena_create((size_t)8 << 30, &job.scratch);
  if (status == SYN_OK) {
    syn_outlets_init(&job.outlets, job.scratch);
    status = gather_days(&job, asked);
  }
  if (status == SYN_OK) status = index_ids(&job);
  if (status == SYN_OK) status = look_at_stories(&job);
  syn_arena_destroy(&job.scratch);
  return status;
}
