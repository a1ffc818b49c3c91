/*
 * Bare surnames: "Trump", in articles that never say which. Such a name goes to the group that at least SHARE of a hundred neighbourhoods
 * mean by it, of those that give it in full and whose days lie within YEARS of its own, if one more thing speaks for that: an office that
 * nearly nobody else of the name has, company that both have, or a name that is borne by hardly anybody else at all. Whoever bears the word
 * as any part of a full name counts among the others ("Hillary" is the name of a Clinton and of a climber).
 */
#include <assert.h>
#include <stdlib.h>

#include "synopsis/bearer_joining.h"

enum {
  SHARE = 90,
  LEAST_BEARINGS = 5,
  SHARE_ALONE = 95, /* where nothing else speaks for it */
  LEAST_ALONE = 20,
  SHARE_OF_OFFICE = 95, /* of those of the name who are said to hold the office */
  LEAST_OF_OFFICE = 3,
  LEAST_COMPANY = 8,
  COMPARED = 256, /* bearings of each group that are compared */
  YEARS = 4,
  DAYS_OF_YEAR = 365
};

/* Somebody who bears the word, under his full name. */
typedef struct full_bearer {
  uint32_t bearer;
  bool is_surname; /* it is his surname */
} full_bearer;

typedef struct surname {
  syn_text word;
  SYN_ARRAY(full_bearer) bearers;
} surname;

struct tally;

typedef struct resolving {
  syn_bearer_joining *joining;
  syn_arena *arena;
  struct tally *tallies; /* of each bearer, if it is a head */
} resolving;

static bool is_dated(const syn_bearing *bearing) {
  return bearing->first_day != SYN_BEARING_NO_DAY;
}

static bool is_of_time(const syn_bearing *a, const syn_bearing *b) {
  if (!is_dated(a) || !is_dated(b)) return true;
  int64_t gap = a->first_day > b->last_day ? (int64_t)a->first_day - b->last_day : (int64_t)b->first_day - a->last_day;
  return gap <= (int64_t)YEARS * DAYS_OF_YEAR;
}

static bool has_role(const syn_bearing *bearing, syn_text role) {
  for (uint32_t i = 0; i < bearing->roles.count; i++)
    if (syn_text_equal_ascii_case(bearing->roles.items[i], role)) return true;
  return false;
}

/* ---- who bears a word ---- */

static bool has_word(syn_text folded, syn_text word) {
  while (folded.size > 0) {
    size_t space = syn_text_find(folded, SYN_TEXT(" "), 0), end = space == SIZE_MAX ? folded.size : space;
    if (syn_text_equal(syn_text_slice(folded, 0, end), word)) return true;
    folded = syn_text_slice(folded, end + 1, folded.size);
  }
  return false;
}

static syn_status find_bearers(resolving *job, surname *name) {
  const syn_bearer_joining *joining = job->joining;
  for (uint32_t i = 0; i < joining->set->count; i++) {
    const syn_bearer_draft *draft = &joining->drafts[i];
    if (joining->set->items[i].type != SYN_ENTITY_PERSON || draft->is_bare) continue;
    bool is_surname = draft->is_full && syn_name_distance(draft->name.surname, name->word) == 0;
    if (!is_surname && !has_word(draft->folded, name->word)) continue;
    full_bearer *added = SYN_ARRAY_ADD(&name->bearers, job->arena);
    if (!added) return SYN_NO_MEMORY;
    *added = (full_bearer){i, is_surname};
  }
  return SYN_OK;
}

/* ---- who is meant ---- */

/* A group, as far as a bare surname may mean it: what is counted at its head. */
typedef struct tally {
  uint32_t own; /* neighbourhoods of the time that know it */
  bool is_surname, has_dates, has_near, has_stated, has_country;
} tally;

typedef struct candidate {
  uint32_t head, own, all; /* all: neighbourhoods of the time that know anybody of the name */
  bool has_time, differs_in_country;
} candidate;

static void count_bearing(tally *count, const syn_bearing *bearing, const syn_bearing *bare) {
  bool is_near = is_of_time(bare, bearing);
  count->own += is_near;
  count->has_dates = count->has_dates || is_dated(bearing);
  count->has_near = count->has_near || (is_near && is_dated(bearing));
  count->has_stated = count->has_stated || bearing->country.size > 0;
  count->has_country = count->has_country || (bare->country.size > 0 && syn_text_equal(bearing->country, bare->country));
}

/* The group that most neighbourhoods of the time mean by the word; head UINT32_MAX where nobody has it as his surname. */
static candidate find_main(const resolving *job, const surname *name, const syn_bearing *bare) {
  const syn_bearer_joining *joining = job->joining;
  candidate best = {.head = UINT32_MAX};
  assert(name->bearers.count == 0 || name->bearers.items);
  for (size_t i = 0; i < name->bearers.count; i++) job->tallies[joining->joins[name->bearers.items[i].bearer].head] = (tally){.own = 0};
  for (size_t i = 0; i < name->bearers.count; i++) {
    const syn_bearer *bearer = &joining->set->items[name->bearers.items[i].bearer];
    tally *count = &job->tallies[joining->joins[name->bearers.items[i].bearer].head];
    uint32_t before = count->own;
    count->is_surname = count->is_surname || name->bearers.items[i].is_surname;
    for (uint32_t k = 0; k < bearer->bearing_count; k++) count_bearing(count, &bearer->bearings[k], bare);
    best.all += count->own - before;
  }
  for (size_t i = 0; i < name->bearers.count; i++) {
    uint32_t head = joining->joins[name->bearers.items[i].bearer].head;
    const tally *count = &job->tallies[head];
    bool is_better = best.head == UINT32_MAX || count->own > best.own || (count->own == best.own && head < best.head);
    if (!count->is_surname || !is_better) continue;
    best.head = head;
    best.own = count->own;
    best.has_time = !is_dated(bare) || !count->has_dates || count->has_near;
    best.differs_in_country = bare->country.size > 0 && count->has_stated && !count->has_country;
  }
  return best;
}

/* An office of the bare name that the group's members hold, and of the others of the name hardly anybody. */
static syn_text find_office(const resolving *job, const surname *name, const syn_bearing *bare, uint32_t head) {
  const syn_bearer_joining *joining = job->joining;
  assert(name->bearers.count == 0 || name->bearers.items);
  for (uint32_t r = 0; r < bare->roles.count; r++) {
    uint64_t own = 0, all = 0;
    for (size_t i = 0; i < name->bearers.count; i++) {
      uint32_t number = name->bearers.items[i].bearer, holders = 0;
      const syn_bearer *bearer = &joining->set->items[number];
      for (uint32_t k = 0; k < bearer->bearing_count; k++) holders += has_role(&bearer->bearings[k], bare->roles.items[r]);
      all += holders;
      own += joining->joins[number].head == head ? holders : 0;
    }
    if (own >= LEAST_OF_OFFICE && own * 100 >= all * SHARE_OF_OFFICE) return bare->roles.items[r];
  }
  return (syn_text){0};
}

/* How much company it has in common with the group, and with the other bearers of the surname. */
static bool has_company(const resolving *job, const surname *name, const syn_bearing *bare, syn_join *join) {
  const syn_bearer_joining *joining = job->joining;
  uint32_t others = 0;
  join->strength = 0;
  assert(name->bearers.count == 0 || name->bearers.items);
  for (size_t i = 0; i < name->bearers.count; i++) {
    uint32_t number = name->bearers.items[i].bearer;
    const syn_bearer *bearer = &joining->set->items[number];
    bool is_own = joining->joins[number].head == join->head;
    for (uint32_t k = 0; name->bearers.items[i].is_surname && k < bearer->bearing_count && k < COMPARED; k++) {
      uint32_t company, strength = syn_bearings_alike(joining->set, bare, &bearer->bearings[k], &company);
      if (!is_own && strength > others) others = strength;
      if (!is_own || strength <= join->strength) continue;
      join->strength = strength;
      join->company = company;
    }
  }
  return join->strength >= LEAST_COMPANY && join->strength >= 2 * others;
}

static void resolve(const resolving *job, const surname *name, uint32_t bare) {
  const syn_bearer *bearer = &job->joining->set->items[bare];
  const syn_bearing *bearing = &bearer->bearings[0];
  syn_join *join = &job->joining->joins[bare];
  candidate main = find_main(job, name, bearing);
  if (main.head == UINT32_MAX) return;
  syn_join found = {.head = main.head, .with = main.head, .own = main.own, .all = main.all, .company = UINT32_MAX};
  bool is_much_borne = (uint64_t)main.own * 100 >= (uint64_t)main.all * SHARE;
  if (main.differs_in_country)
    join->apart = SYN_APART_COUNTRY;
  else if (!main.has_time)
    join->apart = SYN_APART_TIME;
  else if (!is_much_borne)
    join->apart = SYN_APART_SEVERAL;
  else if (main.own < LEAST_BEARINGS)
    join->apart = SYN_APART_FEW;
  else if ((found.role = find_office(job, name, bearing, main.head)).size > 0)
    found.rule = SYN_JOIN_OFFICE;
  else if (main.own >= LEAST_ALONE && (uint64_t)main.own * 100 >= (uint64_t)main.all * SHARE_ALONE)
    found.rule = SYN_JOIN_SURNAME;
  else if (has_company(job, name, bearing, &found))
    found.rule = SYN_JOIN_COMPANY;
  else
    join->apart = SYN_APART_NOTHING;
  found.is_sure = found.rule == SYN_JOIN_OFFICE;
  if (found.rule != SYN_JOIN_NONE)
    *join = found;
  else {
    join->with = main.head;
    join->own = main.own;
    join->all = main.all;
  }
}

syn_status syn_bearers_join_surnames(syn_bearer_joining *joining) {
  resolving job = {.joining = joining, .arena = joining->arena};
  syn_map numbers;
  SYN_ARRAY(surname) names = {0};
  job.tallies = SYN_ARENA_ARRAY(joining->arena, tally, joining->set->count);
  if (!job.tallies) return SYN_NO_MEMORY;
  syn_map_init(&numbers, joining->arena);
  for (uint32_t i = 0; i < joining->set->count; i++) {
    const syn_bearer *bearer = &joining->set->items[i];
    uint64_t number = names.count;
    if (!joining->drafts[i].is_bare || bearer->is_known || bearer->bearing_count != 1) continue;
    if (!syn_map_get(&numbers, joining->drafts[i].folded, &number)) {
      surname *added = SYN_ARRAY_ADD(&names, joining->arena);
      syn_status status = added ? syn_map_put(&numbers, joining->drafts[i].folded, number) : SYN_NO_MEMORY;
      if (added) added->word = joining->drafts[i].name.surname;
      if (status == SYN_OK) status = find_bearers(&job, added);
      if (status != SYN_OK) return status;
    }
    assert(names.items && number < names.count);
    resolve(&job, &names.items[number], i);
  }
  return SYN_OK;
}
