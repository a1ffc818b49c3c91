/*
 * How it works
 *
 * Which days matter (T17: timelines that newsrooms made, over four collections of articles): a day weighs as many independent accounts as
 * name it, once each, and as many as appeared on it. Counting every mention is worse than counting accounts (date F1 .577 against .623),
 * and publications help on days on which much is reported and no day is named. docs/timeline.md has the figures.
 */
#include "synopsis/timeline.h"

#include <stdlib.h>
#include <string.h>

#include "base/id_list.h"

static bool is_dated(const syn_interval *date) {
  return date->basis != SYN_BASIS_NONE && (date->from.day != SYN_DAY_MINIMUM || date->to.day != SYN_DAY_MAXIMUM);
}

static int compare_numbers(int64_t a, int64_t b) {
  return (a > b) - (a < b);
}

static int32_t first_day(const syn_interval *date) {
  return date->from.day == SYN_DAY_MINIMUM ? date->to.day : date->from.day;
}

int syn_timeline_compare(const syn_interval *a, const syn_interval *b) {
  bool a_dated = is_dated(a), b_dated = is_dated(b);
  if (!a_dated || !b_dated) return (a_dated ? 0 : 1) - (b_dated ? 0 : 1);
  int order = compare_numbers(first_day(a), first_day(b));
  if (order == 0) order = compare_numbers((int64_t)a->to.day - a->from.day, (int64_t)b->to.day - b->from.day);
  return order;
}

bool syn_timeline_meets(const syn_interval *date, int32_t from, int32_t to) {
  return is_dated(date) && date->from.day <= to && date->to.day >= from;
}

syn_interval syn_timeline_join(const syn_interval *dates, size_t count, bool *out_differ) {
  syn_interval best = {.basis = SYN_BASIS_NONE}, span = {.basis = SYN_BASIS_NONE};
  int32_t last_from = SYN_DAY_MINIMUM, first_to = SYN_DAY_MAXIMUM;
  for (size_t i = 0; i < count; i++) {
    const syn_interval *date = &dates[i];
    if (!is_dated(date)) continue;
    int64_t days = (int64_t)date->to.day - date->from.day, best_days = (int64_t)best.to.day - best.from.day;
    bool is_better = best.basis == SYN_BASIS_NONE || days < best_days || (days == best_days && date->from.day < best.from.day);
    if (is_better) best = *date;
    if (span.basis == SYN_BASIS_NONE) span = *date;
    if (date->from.day < span.from.day) span.from = date->from;
    if (date->to.day > span.to.day) span.to = date->to;
    if (date->from.day > last_from) last_from = date->from.day;
    if (date->to.day < first_to) first_to = date->to.day;
  }
  *out_differ = last_from > first_to;
  return *out_differ ? span : best;
}

/* ---- days ---- */

void syn_day_book_init(syn_day_book *book, syn_arena *arena) {
  *book = (syn_day_book){.arena = arena};
  syn_map_init(&book->places, arena);
  syn_map_init(&book->seen, arena);
}

/* A number as a key that lives as long as the book. */
static syn_status keep_key(syn_day_book *book, const void *bytes, size_t size, syn_text *out_key) {
  return syn_arena_copy(book->arena, (syn_text){bytes, size}, out_key);
}

static syn_status find_tally(syn_day_book *book, int32_t day, syn_day_tally **out_tally) {
  uint64_t place;
  if (!syn_map_get(&book->places, (syn_text){(const char *)&day, sizeof day}, &place)) {
    syn_text key;
    syn_day_tally *tally = SYN_ARRAY_ADD(&book->tallies, book->arena);
    if (!tally) return SYN_NO_MEMORY;
    *tally = (syn_day_tally){.day = day, .soonest = SYN_DAY_MAXIMUM};
    place = book->tallies.count - 1;
    syn_status status = keep_key(book, &day, sizeof day, &key);
    if (status == SYN_OK) status = syn_map_put(&book->places, key, place);
    if (status != SYN_OK) return status;
  }
  *out_tally = &book->tallies.items[place];
  return SYN_OK;
}

/* Whether the account's origin speaks of the day for the first time in this manner. Accounts that are alone need no memory. */
static syn_status is_first(syn_day_book *book, const syn_day_account *account, int32_t day, bool is_published, bool *out_is_first) {
  const uint32_t numbers[3] = {account->origin, (uint32_t)day, is_published};
  char bytes[sizeof numbers];
  syn_text key;
  *out_is_first = true;
  if (account->origin == UINT32_MAX) return SYN_OK;
  memcpy(bytes, numbers, sizeof numbers);
  if (syn_map_find(&book->seen, (syn_text){bytes, sizeof bytes})) {
    *out_is_first = false;
    return SYN_OK;
  }
  syn_status status = keep_key(book, bytes, sizeof bytes, &key);
  return status == SYN_OK ? syn_map_put(&book->seen, key, 1) : status;
}

/* Whether this account names the day sooner after it than the one that is noted; of equal ones the smaller id. */
static bool is_sooner(const syn_day_tally *tally, int32_t published, syn_id article) {
  if (syn_id_is_none(tally->article)) return true;
  if (published != tally->soonest) return published < tally->soonest;
  return syn_id_compare(article, tally->article) < 0;
}

static syn_status add_named(syn_day_book *book, const syn_day_account *account, int32_t day, syn_span span) {
  syn_day_tally *tally;
  bool counts;
  syn_status status = find_tally(book, day, &tally);
  if (status == SYN_OK) status = is_first(book, account, day, false, &counts);
  if (status != SYN_OK) return status;
  int32_t published = account->published.basis == SYN_BASIS_NONE ? SYN_DAY_MAXIMUM : account->published.to.day;
  if (published < day) published = SYN_DAY_MAXIMUM; /* told beforehand: what came of it is not known there */
  tally->named += counts;
  if (is_sooner(tally, published, account->article)) {
    tally->soonest = published;
    tally->article = account->article;
    tally->span = span;
  }
  return SYN_OK;
}

syn_status syn_day_book_add(syn_day_book *book, const syn_day_account *account, const syn_day_name *named, size_t count) {
  syn_status status = SYN_OK;
  for (size_t i = 0; status == SYN_OK && i < count; i++) status = add_named(book, account, named[i].day, named[i].span);
  const syn_interval *published = &account->published;
  if (status != SYN_OK || published->basis == SYN_BASIS_NONE || published->from.day != published->to.day) return status;
  syn_day_tally *tally;
  bool counts;
  status = find_tally(book, published->from.day, &tally);
  if (status == SYN_OK) status = is_first(book, account, published->from.day, true, &counts);
  if (status == SYN_OK) tally->published += counts;
  return status;
}

static int order_by_weight(const void *a, const void *b) {
  const syn_day_tally *x = a, *y = b;
  int order = compare_numbers((int64_t)y->named + y->published, (int64_t)x->named + x->published);
  if (order == 0) order = compare_numbers(y->named, x->named);
  return order != 0 ? order : compare_numbers(x->day, y->day);
}

static int order_by_day(const void *a, const void *b) {
  return compare_numbers(((const syn_day_tally *)a)->day, ((const syn_day_tally *)b)->day);
}

syn_status syn_day_book_heaviest(const syn_day_book *book, int32_t from, int32_t to, uint32_t limit, syn_arena *arena,
                                 syn_day_tally **out_days, uint32_t *out_count) {
  syn_day_tally *days = SYN_ARENA_ARRAY(arena, syn_day_tally, book->tallies.count);
  uint32_t count = 0;
  if (!days) return SYN_NO_MEMORY;
  for (size_t i = 0; i < book->tallies.count; i++) {
    if (book->tallies.items[i].day >= from && book->tallies.items[i].day <= to) days[count++] = book->tallies.items[i];
  }
  if (count > 1) qsort(days, count, sizeof *days, order_by_weight);
  if (count > limit) count = limit;
  if (count > 1) qsort(days, count, sizeof *days, order_by_day);
  *out_days = days;
  *out_count = count;
  return SYN_OK;
}
