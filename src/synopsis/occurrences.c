/*
 * How it works
 *
 * The events of each story are grouped (tellings.h): those of one happening become one. Then the groups of different stories are compared
 * that tell one type of event of one full day and share a party, or of the same parties on both sides: an arrest told again a week later.
 * Numbers of events go by account, which is sorted by id, so that the outcome depends on the set.
 */
#include "synopsis/occurrences.h"

#include <stdlib.h>

#include "base/digest.h"
#include "synopsis/linkage.h"
#include "synopsis/tellings.h"
#include "synoptic/names.h"

enum {
  STORY_EVENTS = 20000, /* compared with each other; the others stay alone */
  ACCOUNT_EVENTS = 400,
  ACCOUNT_EVENTS_LEAST = 20,
  MATTERS_COMPARED = 600, /* happenings of a story */
  STORY_ARENA_LIMIT = 1 << 30
};

#define ACROSS_ARENA_LIMIT ((size_t)4 << 30)

typedef SYN_ARRAY(syn_telling) telling_array;

typedef struct occurrence_making {
  syn_gathering *gathering;
  syn_arena *scratch, *lasting; /* of one story; of all */
  uint32_t *groups;             /* forest over events */
  uint32_t *accounts;           /* of each event */
  uint32_t event_count;
  struct syn_telling_languages *languages;
  telling_array merged; /* one of each happening of a story */
} occurrence_making;

/* ---- events with their dates ---- */

static syn_status number_events(occurrence_making *making) {
  syn_gathering *gathering = making->gathering;
  uint64_t count = 0;
  gathering->first_event = SYN_ARENA_ARRAY(gathering->arena, uint32_t, (size_t)gathering->account_count + 1);
  if (!gathering->first_event) return SYN_NO_MEMORY;
  for (uint32_t a = 0; a < gathering->account_count; a++) {
    count += gathering->accounts[a].facts->event_count;
    if (count >= UINT32_MAX / 2) return SYN_NO_MEMORY;
    gathering->first_event[a + 1] = (uint32_t)count;
  }
  making->event_count = (uint32_t)count;
  gathering->dates_of = SYN_ARENA_ARRAY(gathering->arena, syn_interval, count);
  gathering->occurrence_of = SYN_ARENA_ARRAY(gathering->arena, uint32_t, count);
  gathering->matter_of = SYN_ARENA_ARRAY(gathering->arena, uint32_t, count);
  making->groups = SYN_ARENA_ARRAY(gathering->arena, uint32_t, count);
  making->accounts = SYN_ARENA_ARRAY(gathering->arena, uint32_t, count);
  return gathering->dates_of && gathering->occurrence_of && gathering->matter_of && making->groups && making->accounts ? SYN_OK
                                                                                                                       : SYN_NO_MEMORY;
}

static syn_status read_dates(occurrence_making *making) {
  syn_gathering *gathering = making->gathering;
  const syn_synopsis lent = {.lent_dates = gathering->lent_dates, .lent_date_count = gathering->lent_date_count};
  for (uint32_t a = 0; a < gathering->account_count; a++) {
    syn_article unused;
    syn_facts resolved;
    syn_arena_reset(making->scratch);
    syn_status status =
        syn_synopsis_resolve(&lent, gathering->accounts[a].article, gathering->accounts[a].facts, making->scratch, &unused, &resolved);
    if (status != SYN_OK) return status;
    for (uint32_t e = 0; e < resolved.event_count; e++) {
      uint32_t event = gathering->first_event[a] + e;
      gathering->dates_of[event] = resolved.events[e].date;
      making->groups[event] = gathering->matter_of[event] = event;
      making->accounts[event] = a;
    }
  }
  return SYN_OK;
}

/* ---- in a story ---- */

static uint32_t account_limit(uint32_t account_count) {
  uint32_t limit = STORY_EVENTS / (account_count > 0 ? account_count : 1);
  if (limit > ACCOUNT_EVENTS) return ACCOUNT_EVENTS;
  return limit < ACCOUNT_EVENTS_LEAST ? ACCOUNT_EVENTS_LEAST : limit;
}

static syn_status list_tellings(occurrence_making *making, const syn_story *story, syn_telling_set *set) {
  const syn_gathering *gathering = making->gathering;
  uint32_t *members = SYN_ARENA_ARRAY(making->scratch, uint32_t, story->articles.count), limit = account_limit(story->articles.count);
  size_t count = 0;
  if (!members) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < story->articles.count; i++) {
    members[i] = syn_gathering_account(gathering, story->articles.items[i]);
    count += gathering->accounts[members[i]].facts->event_count;
  }
  qsort(members, story->articles.count, sizeof *members, syn_order_numbers);
  set->items = SYN_ARENA_ARRAY(making->scratch, syn_telling, count);
  if (!set->items) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < story->articles.count; i++) {
    uint32_t own = gathering->accounts[members[i]].facts->event_count;
    for (uint32_t e = 0; e < own && e < limit; e++) {
      syn_status status = syn_telling_of_event(gathering, members[i], e, making->scratch, &set->items[set->count++]);
      if (status != SYN_OK) return status;
    }
  }
  return SYN_OK;
}

static uint32_t event_of(const syn_gathering *gathering, const syn_telling *telling) {
  return gathering->first_event[telling->account] + telling->event;
}

/* One telling of each group, for the comparison with other stories. */
static syn_status merge_groups(occurrence_making *making, const syn_telling_set *set, const uint32_t *groups) {
  uint32_t *firsts = SYN_ARENA_ARRAY(making->scratch, uint32_t, (size_t)set->count + 2);
  uint32_t *members = SYN_ARENA_ARRAY(making->scratch, uint32_t, set->count);
  if (!firsts || !members) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < set->count; i++) firsts[groups[i] + 2]++;
  for (uint32_t i = 2; i < set->count + 2; i++) firsts[i] += firsts[i - 1];
  for (uint32_t i = 0; i < set->count; i++) members[firsts[groups[i] + 1]++] = i;
  for (uint32_t i = 0; i < set->count; i++) {
    if (firsts[i + 1] == firsts[i]) continue;
    syn_telling *merged = SYN_ARRAY_ADD(&making->merged, making->lasting);
    if (!merged) return SYN_NO_MEMORY;
    syn_status status = syn_telling_merge(set, members + firsts[i], firsts[i + 1] - firsts[i], making->lasting, merged);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

static void join_groups(occurrence_making *making, const syn_telling_set *set, const uint32_t *groups) {
  for (uint32_t i = 0; i < set->count; i++)
    syn_forest_join(making->groups, event_of(making->gathering, &set->items[groups[i]]), event_of(making->gathering, &set->items[i]));
}

/* What the story tells of one matter in several standings or on several days: `merged` are the tellings of its happenings. */
static void join_matters(occurrence_making *making, const syn_telling_set *set, const uint32_t *groups, const syn_telling *merged,
                         size_t count) {
  uint32_t *matters = making->gathering->matter_of;
  for (uint32_t i = 0; i < set->count; i++)
    syn_forest_join(matters, event_of(making->gathering, &set->items[groups[i]]), event_of(making->gathering, &set->items[i]));
  for (size_t a = 0; count <= MATTERS_COMPARED && a < count; a++)
    for (size_t b = a + 1; b < count; b++)
      if (syn_tellings_are_one_matter(set, &merged[a], &merged[b]))
        syn_forest_join(matters, event_of(making->gathering, &merged[a]), event_of(making->gathering, &merged[b]));
}

static syn_status group_story(occurrence_making *making, const syn_story *story) {
  syn_telling_set set = {.gathering = making->gathering, .arena = making->scratch, .languages = making->languages};
  syn_arena_reset(making->scratch);
  syn_status status = list_tellings(making, story, &set);
  uint32_t *groups = status == SYN_OK ? SYN_ARENA_ARRAY(making->scratch, uint32_t, set.count) : NULL;
  if (status == SYN_OK && !groups) status = SYN_NO_MEMORY;
  if (status == SYN_OK) status = syn_tellings_read(&set);
  if (status == SYN_OK) status = syn_tellings_group(&set, groups);
  if (status != SYN_OK) return status;
  join_groups(making, &set, groups);
  size_t before = making->merged.count;
  status = merge_groups(making, &set, groups);
  if (status == SYN_OK && making->merged.count > before)
    join_matters(making, &set, groups, making->merged.items + before, making->merged.count - before);
  return status;
}

/* A story that takes more than its memory keeps its events apart: other stories shall not suffer. */
static syn_status group_stories(occurrence_making *making) {
  syn_status status = SYN_OK;
  for (uint32_t s = 0; status == SYN_OK && s < making->gathering->story_count; s++) {
    status = group_story(making, &making->gathering->stories[s]);
    if (status == SYN_NO_MEMORY && syn_arena_is_exhausted(making->scratch)) status = SYN_OK;
  }
  return status;
}

/* ---- across stories ---- */

static syn_status group_across(occurrence_making *making) {
  if (making->gathering->story_count < 2) return SYN_OK;
  syn_telling_set set = {.gathering = making->gathering,
                         .arena = making->lasting,
                         .items = making->merged.items,
                         .count = (uint32_t)making->merged.count,
                         .is_across = true,
                         .languages = making->languages};
  uint32_t *groups = SYN_ARENA_ARRAY(making->lasting, uint32_t, set.count);
  syn_status status = groups ? syn_tellings_read(&set) : SYN_NO_MEMORY;
  if (status == SYN_OK) status = syn_tellings_group(&set, groups);
  if (status == SYN_OK) join_groups(making, &set, groups);
  return status;
}

/* ---- occurrences ---- */

/* The events of one occurrence, in order of their numbers. */
typedef struct member_list {
  const uint32_t *items;
  uint32_t count;
} member_list;

static const syn_event *told(const occurrence_making *making, uint32_t event) {
  const syn_gathering *gathering = making->gathering;
  uint32_t account = making->accounts[event];
  return &gathering->accounts[account].facts->events[event - gathering->first_event[account]];
}

/* The narrowest date, the earliest of equal ones; none where two of them exclude each other: in large stories not all pairs are compared.
 */
static syn_interval choose_date(const occurrence_making *making, const member_list *members) {
  syn_interval best = {.basis = SYN_BASIS_NONE};
  int32_t latest_from = SYN_DAY_MINIMUM, earliest_to = SYN_DAY_MAXIMUM;
  for (uint32_t i = 0; i < members->count; i++) {
    const syn_interval *date = &making->gathering->dates_of[members->items[i]];
    if (date->basis == SYN_BASIS_NONE) continue;
    if (date->from.day > latest_from) latest_from = date->from.day;
    if (date->to.day < earliest_to) earliest_to = date->to.day;
    int64_t days = (int64_t)date->to.day - date->from.day, best_days = (int64_t)best.to.day - best.from.day;
    if (best.basis == SYN_BASIS_NONE || days < best_days || (days == best_days && date->from.day < best.from.day)) best = *date;
  }
  if (latest_from > earliest_to) best.basis = SYN_BASIS_NONE;
  return best;
}

static syn_status choose_place(const occurrence_making *making, const member_list *members, syn_arena *scratch, syn_id *out_place) {
  const syn_gathering *gathering = making->gathering;
  uint32_t *places = SYN_ARENA_ARRAY(scratch, uint32_t, members->count), count = 0, best = UINT32_MAX, best_run = 0;
  if (!places) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < members->count; i++) {
    uint32_t place = syn_gathering_identity(gathering, making->accounts[members->items[i]], told(making, members->items[i])->place);
    if (place != UINT32_MAX) places[count++] = place;
  }
  if (count > 1) qsort(places, count, sizeof *places, syn_order_numbers);
  for (uint32_t i = 0, run = 0; i < count; i++) {
    run = i > 0 && places[i] == places[i - 1] ? run + 1 : 1;
    if (run > best_run) {
      best = places[i];
      best_run = run;
    }
  }
  *out_place = best == UINT32_MAX ? (syn_id){{0}} : gathering->identities[best].id;
  return SYN_OK;
}

/* The type that most events have, the first of equal ones; the furthest modality: of what is to come the nearest to the deed. */
static void choose_kind(const occurrence_making *making, const member_list *members, syn_occurrence *occurrence) {
  uint32_t tallies[SYN_EVENT_TYPE_COUNT] = {0};
  occurrence->modality = SYN_MODALITY_DENIED;
  for (uint32_t i = 0; i < members->count; i++) {
    const syn_event *event = told(making, members->items[i]);
    tallies[event->type]++;
    if (!event->negated && event->modality < occurrence->modality) occurrence->modality = event->modality;
  }
  for (unsigned type = 0; type < SYN_EVENT_TYPE_COUNT; type++)
    if (tallies[type] > tallies[occurrence->type]) occurrence->type = (syn_event_type)type;
}

static syn_status list_parties(const occurrence_making *making, const member_list *members, bool are_actors, syn_id_list *out_list) {
  const syn_gathering *gathering = making->gathering;
  size_t count = 0;
  for (uint32_t i = 0; i < members->count; i++) {
    const syn_event *event = told(making, members->items[i]);
    count += are_actors ? event->actors.count : event->recipients.count;
  }
  out_list->items = SYN_ARENA_ARRAY(gathering->arena, syn_id, count);
  if (!out_list->items) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < members->count; i++) {
    const syn_event *event = told(making, members->items[i]);
    const syn_index_list *side = are_actors ? &event->actors : &event->recipients;
    for (uint32_t k = 0; k < side->count; k++) {
      uint32_t identity = syn_gathering_identity(gathering, making->accounts[members->items[i]], side->items[k]);
      if (identity != UINT32_MAX) out_list->items[out_list->count++] = gathering->identities[identity].id;
    }
  }
  out_list->count = (uint32_t)syn_sort_ids(out_list->items, out_list->count);
  return SYN_OK;
}

static uint32_t count_distinct(uint32_t *numbers, uint32_t count) {
  uint32_t distinct = 0;
  if (count > 1) qsort(numbers, count, sizeof *numbers, syn_order_numbers);
  for (uint32_t i = 0; i < count; i++) distinct += i == 0 || numbers[i] != numbers[i - 1];
  return distinct;
}

/* The story that most accounts are of, the first of equal ones. */
static uint32_t choose_story(uint32_t *stories, uint32_t count) {
  uint32_t best = stories[0], best_run = 0;
  if (count > 1) qsort(stories, count, sizeof *stories, syn_order_numbers);
  for (uint32_t i = 0, run = 0; i < count; i++) {
    run = i > 0 && stories[i] == stories[i - 1] ? run + 1 : 1;
    if (run > best_run) {
      best = stories[i];
      best_run = run;
    }
  }
  return best;
}

/* Accounts, story and origins. Members are in order of accounts. */
static syn_status list_accounts(const occurrence_making *making, const member_list *members, syn_occurrence *occurrence) {
  const syn_gathering *gathering = making->gathering;
  uint32_t *stories = SYN_ARENA_ARRAY(making->scratch, uint32_t, members->count);
  uint32_t *origins = SYN_ARENA_ARRAY(making->scratch, uint32_t, members->count), count = 0;
  occurrence->articles.items = SYN_ARENA_ARRAY(gathering->arena, syn_id, members->count);
  if (!stories || !origins || !occurrence->articles.items) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < members->count; i++) {
    uint32_t account = making->accounts[members->items[i]];
    if (i > 0 && account == making->accounts[members->items[i - 1]]) continue;
    occurrence->articles.items[count] = gathering->accounts[account].article->id;
    stories[count] = gathering->story_of[account];
    origins[count++] = gathering->origin_of[account];
  }
  occurrence->articles.count = count;
  occurrence->story = gathering->stories[choose_story(stories, count)].id;
  occurrence->origins = count_distinct(origins, count);
  return SYN_OK;
}

/* What joined the events, in words. */
static syn_status tell_why(const occurrence_making *making, const member_list *members, syn_occurrence *occurrence) {
  if (members->count < 2) return SYN_OK;
  bool has_day = syn_interval_is_day(&occurrence->date);
  const char *type = syn_event_type_name(occurrence->type);
  return syn_arena_format(making->gathering->arena, &occurrence->why, "%u events of %u accounts tell %s%s", members->count,
                          occurrence->articles.count, type, has_day ? " of one day" : "");
}

static syn_status make_occurrence(occurrence_making *making, const member_list *members, syn_occurrence *occurrence) {
  syn_arena *arena = making->gathering->arena;
  syn_arena_reset(making->scratch);
  syn_text *parts = SYN_ARENA_ARRAY(making->scratch, syn_text, members->count);
  *occurrence = (syn_occurrence){.events.items = SYN_ARENA_ARRAY(arena, syn_id, members->count)};
  if (!parts || !occurrence->events.items) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < members->count; i++) occurrence->events.items[i] = told(making, members->items[i])->id;
  occurrence->events.count = (uint32_t)syn_sort_ids(occurrence->events.items, members->count);
  for (uint32_t i = 0; i < occurrence->events.count; i++) parts[i] = syn_id_bytes(&occurrence->events.items[i]);
  occurrence->id = syn_digest_id("occurrence", parts, occurrence->events.count);
  choose_kind(making, members, occurrence);
  occurrence->date = choose_date(making, members);
  syn_status status = choose_place(making, members, making->scratch, &occurrence->place);
  if (status == SYN_OK) status = list_parties(making, members, true, &occurrence->actors);
  if (status == SYN_OK) status = list_parties(making, members, false, &occurrence->recipients);
  if (status == SYN_OK) status = list_accounts(making, members, occurrence);
  if (status == SYN_OK) status = tell_why(making, members, occurrence);
  occurrence->weight = occurrence->origins * 10 + occurrence->articles.count;
  return status;
}

typedef struct numbered_occurrence {
  syn_occurrence occurrence;
  uint32_t root;
} numbered_occurrence;

static int order_occurrences(const void *a, const void *b) {
  return syn_id_compare(((const numbered_occurrence *)a)->occurrence.id, ((const numbered_occurrence *)b)->occurrence.id);
}

static syn_status make_occurrences(occurrence_making *making) {
  syn_gathering *gathering = making->gathering;
  uint32_t count = making->event_count, made = 0;
  uint32_t *firsts = SYN_ARENA_ARRAY(gathering->arena, uint32_t, (size_t)count + 2),
           *members = SYN_ARENA_ARRAY(gathering->arena, uint32_t, count);
  if (!firsts || !members) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < count; i++) firsts[syn_forest_root(making->groups, i) + 2]++;
  for (uint32_t i = 2; i < count + 2; i++) firsts[i] += firsts[i - 1];
  for (uint32_t i = 0; i < count; i++) members[firsts[syn_forest_root(making->groups, i) + 1]++] = i;
  for (uint32_t i = 0; i < count; i++) made += firsts[i + 1] > firsts[i];
  numbered_occurrence *numbered = SYN_ARENA_ARRAY(gathering->arena, numbered_occurrence, made);
  gathering->occurrences = SYN_ARENA_ARRAY(gathering->arena, syn_occurrence, made);
  if (!numbered || !gathering->occurrences) return SYN_NO_MEMORY;
  made = 0;
  for (uint32_t i = 0; i < count; i++) {
    const member_list own = {members + firsts[i], firsts[i + 1] - firsts[i]};
    if (own.count == 0) continue;
    numbered[made].root = i;
    syn_status status = make_occurrence(making, &own, &numbered[made++].occurrence);
    if (status != SYN_OK) return status;
  }
  if (made > 1) qsort(numbered, made, sizeof *numbered, order_occurrences);
  for (uint32_t i = 0; i < made; i++) {
    gathering->occurrences[i] = numbered[i].occurrence;
    for (uint32_t k = firsts[numbered[i].root]; k < firsts[numbered[i].root + 1]; k++) gathering->occurrence_of[members[k]] = i;
  }
  gathering->occurrence_count = made;
  return SYN_OK;
}

/* Where the comparison across stories takes more than its memory, each story keeps its own. */
static syn_status group_all(occurrence_making *making) {
  syn_status status = syn_telling_languages_init(making->gathering->world, making->lasting, &making->languages);
  if (status == SYN_OK) status = group_stories(making);
  if (status == SYN_OK) status = group_across(making);
  return status == SYN_NO_MEMORY && syn_arena_is_exhausted(making->lasting) ? SYN_OK : status;
}

syn_status syn_occurrences_find(syn_gathering *gathering) {
  occurrence_making making = {.gathering = gathering};
  syn_status status = syn_arena_create(STORY_ARENA_LIMIT, &making.scratch);
  if (status == SYN_OK) status = syn_arena_create(ACROSS_ARENA_LIMIT, &making.lasting);
  if (status == SYN_OK) status = number_events(&making);
  if (status == SYN_OK) status = read_dates(&making);
  if (status == SYN_OK) status = group_all(&making);
  for (uint32_t i = 0; status == SYN_OK && i < making.event_count; i++) gathering->matter_of[i] = syn_forest_root(gathering->matter_of, i);
  if (status == SYN_OK) status = make_occurrences(&making);
  syn_arena_destroy(&making.scratch);
  syn_arena_destroy(&making.lasting);
  return status;
}
