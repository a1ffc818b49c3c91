/*
 * How it works
 *
 * An outlet is taken for collected on a day when an article of it appeared on that day (a stated day, not an inferred one), or when a
 * request of a stated time asked for it. The window of a story reaches from the day of its first account to the day after its last. Outlets
 * that were collected in it and have no account are silent; so is none that carries an account of another, that the accounts credit, or
 * that has an account of a linked story. What was not collected in the window is a gap: of such outlets those that were collected nearest
 * to it are named.
 *
 * All days of all outlets stand in one list by day, so that a window is ranked from its days and some entries to either side, once for all
 * stories that have it.
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
  uint32_t *seen;    /* of each outlet: the last window that it was met for, + 1 */
  uint32_t *places;  /* of each outlet that was seen: its place in the ranking */
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

/* ---- one window ---- */

/* An outlet in the ranking of a window. */
typedef struct ranked_outlet {
  uint32_t outlet;
  int32_t distance; /* days from the window to what is nearest to it; 0: collected in it */
  syn_coverage coverage;
} ranked_outlet;

typedef SYN_ARRAY(ranked_outlet) ranked_array;

/* The outlets that were collected in it, the most collected first, then those that were not, the nearest first. */
static int order_ranked(const void *a, const void *b) {
  const ranked_outlet *x = a, *y = b;
  if (x->distance != y->distance) return x->distance < y->distance ? -1 : 1;
  if (x->distance == 0 && x->coverage.day_count != y->coverage.day_count) return x->coverage.day_count > y->coverage.day_count ? -1 : 1;
  if (x->distance == 0 && x->coverage.article_count != y->coverage.article_count)
    return x->coverage.article_count > y->coverage.article_count ? -1 : 1;
  return syn_text_compare(x->coverage.outlet, y->coverage.outlet);
}

/* The place of an outlet in the ranking of window `mark`, where it is put when it is met first; NULL without memory. */
static ranked_outlet *rank(silence_search *job, uint32_t outlet, int32_t distance, uint32_t mark, ranked_array *ranked,
                           syn_arena *scratch) {
  if (job->seen[outlet] == mark) return &ranked->items[job->places[outlet]];
  const outlet_range *range = &job->ranges[outlet];
  ranked_outlet *added = SYN_ARRAY_ADD(ranked, scratch);
  if (!added) return NULL;
  job->seen[outlet] = mark;
  job->places[outlet] = (uint32_t)ranked->count - 1;
  *added =
      (ranked_outlet){.outlet = outlet,
                      .distance = distance,
                      .coverage = {.outlet = job->outlets.names.items[outlet], .first_day = range->first_day, .last_day = range->last_day}};
  if (distance == 0) return added;
  added->coverage.article_count = range->article_count;
  added->coverage.day_count = range->day_count;
  return added;
}

static syn_status rank_collected(silence_search *job, syn_interval window, uint32_t mark, ranked_array *ranked, syn_arena *scratch) {
  for (size_t i = first_from(job, window.from.day); i < job->day_count && job->days[i].day <= window.to.day; i++) {
    const outlet_day *day = &job->days[i];
    ranked_outlet *outlet = rank(job, day->outlet, 0, mark, ranked, scratch);
    if (!outlet) return SYN_NO_MEMORY;
    outlet->coverage.article_count += day->article_count;
    outlet->coverage.day_count++;
    outlet->coverage.was_asked = outlet->coverage.was_asked || day->was_asked;
  }
  return SYN_OK;
}

static syn_status meet(silence_search *job, const outlet_day *day, int32_t distance, uint32_t mark, ranked_array *ranked,
                       syn_arena *scratch) {
  ranked_outlet *outlet = rank(job, day->outlet, distance, mark, ranked, scratch);
  if (!outlet) return SYN_NO_MEMORY;
  if (distance < outlet->distance) outlet->distance = distance;
  return SYN_OK;
}

static syn_status rank_nearby(silence_search *job, syn_interval window, uint32_t mark, ranked_array *ranked, syn_arena *scratch) {
  const outlet_day *days = job->days;
  size_t first = first_from(job, window.from.day), end = first_from(job, window.to.day + 1);
  syn_status status = SYN_OK;
  for (size_t i = end; status == SYN_OK && i < job->day_count && (i < end + NEIGHBOURS || days[i].day == days[i - 1].day); i++)
    status = meet(job, &days[i], days[i].day - window.to.day, mark, ranked, scratch);
  for (size_t i = first; status == SYN_OK && i > 0 && (i + NEIGHBOURS > first || days[i - 1].day == days[i].day); i--)
    status = meet(job, &days[i - 1], window.from.day - days[i - 1].day, mark, ranked, scratch);
  return status;
}

static syn_status rank_outlets(silence_search *job, syn_interval window, uint32_t mark, ranked_array *ranked, syn_arena *scratch) {
  *ranked = (ranked_array){0};
  syn_status status = rank_collected(job, window, mark, ranked, scratch);
  if (status == SYN_OK) status = rank_nearby(job, window, mark, ranked, scratch);
  if (status == SYN_OK && ranked->count > 1) qsort(ranked->items, ranked->count, sizeof *ranked->items, order_ranked);
  return status;
}

/* Of the ranking, the first that have no account. */
static syn_status take(silence_search *job, const ranked_array *ranked, uint32_t mark, syn_story *story) {
  story->silent.items = SYN_ARENA_ARRAY(job->arena, syn_coverage, SYN_SILENT_LIMIT);
  story->not_collected.items = SYN_ARENA_ARRAY(job->arena, syn_coverage, SYN_NOT_COLLECTED_LIMIT);
  if (!story->silent.items || !story->not_collected.items) return SYN_NO_MEMORY;
  for (size_t i = 0; i < ranked->count && story->not_collected.count < SYN_NOT_COLLECTED_LIMIT; i++) {
    const ranked_outlet *outlet = &ranked->items[i];
    bool is_silent = outlet->distance == 0;
    if (job->present[outlet->outlet] == mark || (is_silent && story->silent.count == SYN_SILENT_LIMIT)) continue;
    syn_coverage_list *list = is_silent ? &story->silent : &story->not_collected;
    list->items[list->count] = outlet->coverage;
    if (syn_arena_copy(job->arena, outlet->coverage.outlet, &list->items[list->count++].outlet) != SYN_OK) return SYN_NO_MEMORY;
  }
  return SYN_OK;
}

/* ---- all stories ---- */

static int order_by_window(const void *a, const void *b, void *context) {
  const syn_story *stories = context;
  uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
  const syn_interval *x = &stories[i].window, *y = &stories[k].window;
  if (x->from.day != y->from.day) return x->from.day < y->from.day ? -1 : 1;
  if (x->to.day != y->to.day) return x->to.day < y->to.day ? -1 : 1;
  return i < k ? -1 : i > k;
}

/* Stories of one window share its ranking, so that thousands of one day cost no more than one. */
static syn_status look_at_stories(silence_search *job) {
  enum { WINDOW_SCRATCH = 1 << 30 };
  syn_arena *scratch = NULL;
  syn_story *stories = job->synopsis->stories;
  ranked_array ranked = {0};
  uint32_t *order = SYN_ARENA_ARRAY(job->scratch, uint32_t, job->synopsis->story_count), count = 0;
  syn_status status = order ? syn_arena_create(WINDOW_SCRATCH, &scratch) : SYN_NO_MEMORY;
  for (uint32_t s = 0; status == SYN_OK && s < job->synopsis->story_count; s++) {
    find_window(job, &stories[s]);
    if (stories[s].window.basis != SYN_BASIS_NONE) order[count++] = s;
  }
  if (count > 1) qsort_r(order, count, sizeof *order, order_by_window, stories);
  for (uint32_t i = 0; status == SYN_OK && i < count; i++) {
    syn_story *story = &stories[order[i]];
    const syn_interval *before = i > 0 ? &stories[order[i - 1]].window : NULL;
    bool is_new = !before || before->from.day != story->window.from.day || before->to.day != story->window.to.day;
    if (is_new) syn_arena_reset(scratch);
    if (is_new) status = rank_outlets(job, story->window, i + 1, &ranked, scratch);
    if (status == SYN_OK) status = mark_with_links(job, story, i + 1);
    if (status == SYN_OK) status = take(job, &ranked, i + 1, story);
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
