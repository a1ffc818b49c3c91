/*
 * How it works
 *
 * An outlet is taken for collected on a day when an article of it appeared on that day (a stated day, not an inferred one), or when a
 * request of a stated time asked for it. The window of a story reaches from the day of its first account to the day after its last. Outlets
 * that were collected in it and have no account are silent; so is none that carries an account of another, that the accounts credit, or
 * that has an account of a linked story. What was not collected in the window is a gap: of such outlets those that were collected nearest
 * to it are named.
 *
 * All days of all outlets stand in one list by day, so that a window is ranked from its days and some entries to either side. A new article
 * changes what is silent in every story of its days: so what is kept with a story is its window and who is present, of its neighbourhood
 * alone, and the silence is told when the story is read.
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

/* An outlet in the ranking of a window. */
typedef struct ranked_outlet {
  uint32_t outlet;
  int32_t distance; /* days from the window to what is nearest to it; 0: collected in it */
  syn_coverage coverage;
} ranked_outlet;

typedef SYN_ARRAY(ranked_outlet) ranked_array;

typedef struct id_place {
  syn_id id;
  uint32_t index;
} id_place;

struct syn_silence {
  syn_arena *arena;   /* of what is known of outlets */
  syn_arena *scratch; /* of one window */
  syn_outlets outlets;
  outlet_day *days; /* by day, then outlet */
  size_t day_count;
  outlet_range *ranges; /* of each outlet */
  ranked_array ranked;  /* of the window of the story that was looked at last */
  syn_interval window;
  /* of the story that is looked at */
  uint32_t mark;     /* its number, + 1 */
  uint32_t *present; /* of each outlet: the number of the last story that it has an account of, + 1 */
  uint32_t *seen;    /* of each outlet: the last window that it was met for, + 1 */
  uint32_t *places;  /* of each outlet that was seen: its place in the ranking */
};

/* The accounts of a neighbourhood, by what tells who has an account of what. */
typedef struct presence {
  syn_synopsis *synopsis;
  const syn_account *accounts;
  size_t account_count;
  syn_arena *arena;
  id_place *articles; /* accounts by id */
  id_place *stories;  /* stories by id */
} presence;

static int order_days(const void *a, const void *b) {
  const outlet_day *x = a, *y = b;
  if (x->day != y->day) return x->day < y->day ? -1 : 1;
  return x->outlet < y->outlet ? -1 : x->outlet > y->outlet;
}

static int order_names(const void *a, const void *b) {
  return syn_text_compare(*(const syn_text *)a, *(const syn_text *)b);
}

static int order_places(const void *a, const void *b) {
  return syn_id_compare(((const id_place *)a)->id, ((const id_place *)b)->id);
}

static bool is_one_day(syn_interval interval) {
  bool is_stated = interval.basis == SYN_BASIS_METADATA || interval.basis == SYN_BASIS_TEXT;
  return is_stated && interval.from.day == interval.to.day && interval.from.day != SYN_DAY_MINIMUM && interval.from.day != SYN_DAY_MAXIMUM;
}

/* ---- what was collected ---- */

static void add_up(syn_silence *job) {
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

static syn_status gather_days(syn_silence *job, const syn_collected_day *days, size_t count) {
  job->days = SYN_ARENA_ARRAY(job->arena, outlet_day, count);
  if (!job->days) return SYN_NO_MEMORY;
  for (size_t i = 0; i < count; i++) {
    uint32_t outlet;
    syn_status status = syn_outlets_add(&job->outlets, days[i].outlet, &outlet);
    if (status != SYN_OK) return status;
    if (outlet == SYN_NO_OUTLET || days[i].day == SYN_COLLECTED_NO_DAY) continue;
    job->days[job->day_count++] =
        (outlet_day){.day = days[i].day, .outlet = outlet, .article_count = days[i].article_count, .was_asked = days[i].was_asked};
  }
  size_t outlets = job->outlets.names.count;
  job->ranges = SYN_ARENA_ARRAY(job->arena, outlet_range, outlets);
  job->present = SYN_ARENA_ARRAY(job->arena, uint32_t, outlets);
  job->seen = SYN_ARENA_ARRAY(job->arena, uint32_t, outlets);
  job->places = SYN_ARENA_ARRAY(job->arena, uint32_t, outlets);
  if (!job->ranges || !job->present || !job->seen || !job->places) return SYN_NO_MEMORY;
  add_up(job);
  return SYN_OK;
}

int32_t syn_silence_day(const syn_article *article) {
  return is_one_day(article->published) ? article->published.from.day : SYN_COLLECTED_NO_DAY;
}

/* ---- who has an account of a story ---- */

static syn_status index_ids(presence *job, syn_arena *scratch) {
  uint32_t story_count = job->synopsis->story_count;
  job->articles = SYN_ARENA_ARRAY(scratch, id_place, job->account_count);
  job->stories = SYN_ARENA_ARRAY(scratch, id_place, story_count);
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

static const syn_article *find_article(const presence *job, syn_id id) {
  const id_place *place = find_place(job->articles, job->account_count, id);
  return place ? job->accounts[place->index].article : NULL;
}

typedef SYN_ARRAY(syn_text) text_array;

static syn_status add_name(const presence *job, text_array *names, syn_text name) {
  if (name.size == 0) return SYN_OK;
  syn_text *added = SYN_ARRAY_ADD(names, job->arena);
  if (!added) return SYN_NO_MEMORY;
  *added = name;
  return SYN_OK;
}

/* Those whose word the accounts carry, or who carry theirs. */
static syn_status name_present(const presence *job, const syn_story *story, text_array *names) {
  syn_status status = SYN_OK;
  for (uint32_t i = 0; status == SYN_OK && i < story->articles.count; i++) {
    const syn_article *article = find_article(job, story->articles.items[i]);
    if (!article) continue;
    status = add_name(job, names, syn_outlet_of(article));
    if (status == SYN_OK) status = add_name(job, names, article->carrier);
    for (uint32_t c = 0; status == SYN_OK && c < article->credit_count; c++) status = add_name(job, names, article->credits[c]);
  }
  return status;
}

static syn_status name_with_links(const presence *job, syn_story *story) {
  text_array names = {0};
  size_t kept = 0;
  syn_status status = name_present(job, story, &names);
  for (uint32_t i = 0; status == SYN_OK && i < story->link_count; i++) {
    const id_place *place = find_place(job->stories, job->synopsis->story_count, story->links[i].story);
    if (place) status = name_present(job, &job->synopsis->stories[place->index], &names);
  }
  if (names.count > 1) qsort(names.items, names.count, sizeof *names.items, order_names);
  for (size_t i = 0; i < names.count; i++)
    if (kept == 0 || !syn_text_equal(names.items[kept - 1], names.items[i])) names.items[kept++] = names.items[i];
  story->present = (syn_text_list){names.items, (uint32_t)kept};
  return status;
}

/* From the first account to the day after the last, of those that state their day. */
static void find_window(const presence *job, syn_story *story) {
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

syn_status syn_silence_note(syn_synopsis *synopsis, const syn_account *accounts, size_t account_count, syn_arena *arena) {
  presence job = {.synopsis = synopsis, .accounts = accounts, .account_count = account_count, .arena = arena};
  syn_status status = index_ids(&job, arena);
  for (uint32_t s = 0; status == SYN_OK && s < synopsis->story_count; s++) {
    find_window(&job, &synopsis->stories[s]);
    if (synopsis->stories[s].window.basis != SYN_BASIS_NONE) status = name_with_links(&job, &synopsis->stories[s]);
  }
  return status;
}

static size_t first_from(const syn_silence *job, int32_t day) {
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
static ranked_outlet *rank(syn_silence *job, uint32_t outlet, int32_t distance, uint32_t mark, ranked_array *ranked, syn_arena *scratch) {
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

static syn_status rank_collected(syn_silence *job, syn_interval window, uint32_t mark, ranked_array *ranked, syn_arena *scratch) {
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

static syn_status meet(syn_silence *job, const outlet_day *day, int32_t distance, uint32_t mark, ranked_array *ranked, syn_arena *scratch) {
  ranked_outlet *outlet = rank(job, day->outlet, distance, mark, ranked, scratch);
  if (!outlet) return SYN_NO_MEMORY;
  if (distance < outlet->distance) outlet->distance = distance;
  return SYN_OK;
}

static syn_status rank_nearby(syn_silence *job, syn_interval window, uint32_t mark, ranked_array *ranked, syn_arena *scratch) {
  const outlet_day *days = job->days;
  size_t first = first_from(job, window.from.day), end = first_from(job, window.to.day + 1);
  syn_status status = SYN_OK;
  for (size_t i = end; status == SYN_OK && i < job->day_count && (i < end + NEIGHBOURS || days[i].day == days[i - 1].day); i++)
    status = meet(job, &days[i], days[i].day - window.to.day, mark, ranked, scratch);
  for (size_t i = first; status == SYN_OK && i > 0 && (i + NEIGHBOURS > first || days[i - 1].day == days[i].day); i--)
    status = meet(job, &days[i - 1], window.from.day - days[i - 1].day, mark, ranked, scratch);
  return status;
}

static syn_status rank_outlets(syn_silence *job, syn_interval window, uint32_t mark, ranked_array *ranked, syn_arena *scratch) {
  *ranked = (ranked_array){0};
  syn_status status = rank_collected(job, window, mark, ranked, scratch);
  if (status == SYN_OK) status = rank_nearby(job, window, mark, ranked, scratch);
  if (status == SYN_OK && ranked->count > 1) qsort(ranked->items, ranked->count, sizeof *ranked->items, order_ranked);
  return status;
}

/* Of the ranking, the first that have no account. */
static syn_status take(const syn_silence *job, const ranked_array *ranked, syn_story *story, syn_arena *arena) {
  story->silent = (syn_coverage_list){.items = SYN_ARENA_ARRAY(arena, syn_coverage, SYN_SILENT_LIMIT)};
  story->not_collected = (syn_coverage_list){.items = SYN_ARENA_ARRAY(arena, syn_coverage, SYN_NOT_COLLECTED_LIMIT)};
  if (!story->silent.items || !story->not_collected.items) return SYN_NO_MEMORY;
  for (size_t i = 0; i < ranked->count && story->not_collected.count < SYN_NOT_COLLECTED_LIMIT; i++) {
    const ranked_outlet *outlet = &ranked->items[i];
    bool is_silent = outlet->distance == 0;
    if (job->present[outlet->outlet] == job->mark || (is_silent && story->silent.count == SYN_SILENT_LIMIT)) continue;
    syn_coverage_list *list = is_silent ? &story->silent : &story->not_collected;
    list->items[list->count] = outlet->coverage;
    if (syn_arena_copy(arena, outlet->coverage.outlet, &list->items[list->count++].outlet) != SYN_OK) return SYN_NO_MEMORY;
  }
  return SYN_OK;
}

syn_status syn_silence_tell(syn_silence *silence, syn_story *story, syn_arena *arena) {
  const syn_interval *window = &silence->window;
  if (story->window.basis == SYN_BASIS_NONE) return SYN_OK;
  silence->mark++;
  if (window->basis == SYN_BASIS_NONE || window->from.day != story->window.from.day || window->to.day != story->window.to.day) {
    syn_arena_reset(silence->scratch);
    syn_status status = rank_outlets(silence, story->window, silence->mark, &silence->ranked, silence->scratch);
    if (status != SYN_OK) return status;
    silence->window = story->window;
  }
  syn_outlets outlets = silence->outlets;
  outlets.arena = arena; /* for folded names */
  for (uint32_t i = 0; i < story->present.count; i++) {
    uint32_t outlet;
    syn_status status = syn_outlets_find(&outlets, story->present.items[i], &outlet);
    if (status != SYN_OK) return status;
    if (outlet != SYN_NO_OUTLET) silence->present[outlet] = silence->mark;
  }
  return take(silence, &silence->ranked, story, arena);
}

syn_status syn_silence_open(const syn_collected_day *days, size_t count, syn_arena *arena, syn_silence **out_silence) {
  enum { WINDOW_SCRATCH = 1 << 30 };
  syn_silence *silence = SYN_ARENA_NEW(arena, syn_silence);
  if (!silence) return SYN_NO_MEMORY;
  *silence = (syn_silence){.arena = arena};
  syn_status status = syn_arena_create(WINDOW_SCRATCH, &silence->scratch);
  if (status != SYN_OK) return status;
  syn_outlets_init(&silence->outlets, arena);
  status = gather_days(silence, days, count);
  if (status == SYN_OK)
    *out_silence = silence;
  else
    syn_arena_destroy(&silence->scratch);
  return status;
}

void syn_silence_close(syn_silence **silence) {
  if (!silence || !*silence) return;
  syn_arena_destroy(&(*silence)->scratch);
  *silence = NULL;
}

syn_status syn_silence_find(syn_synopsis *synopsis, const syn_account *accounts, size_t account_count, const syn_asked_list *asked,
                            syn_arena *arena) {
  syn_silence *silence = NULL;
  syn_collected_day *days = SYN_ARENA_ARRAY(arena, syn_collected_day, account_count + asked->count);
  if (!days) return SYN_NO_MEMORY;
  for (size_t i = 0; i < account_count; i++)
    days[i] = (syn_collected_day){syn_outlet_of(accounts[i].article), syn_silence_day(accounts[i].article), 1, false};
  for (size_t i = 0; i < asked->count; i++)
    days[account_count + i] = (syn_collected_day){asked->items[i].outlet, asked->items[i].day, 0, true};
  syn_status status = syn_silence_note(synopsis, accounts, account_count, arena);
  if (status == SYN_OK) status = syn_silence_open(days, account_count + asked->count, arena, &silence);
  for (uint32_t s = 0; status == SYN_OK && s < synopsis->story_count; s++) status = syn_silence_tell(silence, &synopsis->stories[s], arena);
  syn_silence_close(&silence);
  return status;
}
