/*
 * How it works
 *
 * Articles are brought together by their address, without what does not tell one page from another (scheme, "www.", fragment, marks of
 * campaigns, a slash at the end). Within one address they are put in order: by the time of capture, else by that of the last change, else
 * by publication. Two whose order is not told are no versions of each other, since it could not be said which changed into which. Neither
 * are two that have little text in common: some addresses hold another page each day. Each is compared with the one before it, so the work
 * is linear.
 */
#include "synopsis/versions.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/utf8.h"
#include "records/calendar.h"
#include "synopsis/passages.h"

enum {
  SHORTEST_PASSAGE = 8, /* words */
  ALIKE_SHARE = 30,     /* hundredths of the shorter text */
  TITLED_SHARE = 10,    /* the same, under the same title */
  ADDRESS_LIMIT = 2048, /* bytes */
  DAY_SECONDS = 24 * 60 * 60,
  MINUTE_SECONDS = 60
};

/* ---- addresses ---- */

static syn_text without(syn_text text, const char *beginning) {
  syn_text start = syn_text_from(beginning);
  return syn_text_starts_with(text, start) ? syn_text_slice(text, start.size, text.size) : text;
}

/* Marks by which a campaign is told, not a page. */
static bool is_mark(syn_text parameter) {
  static const char *const MARKS[] = {"utm_", "fbclid=", "gclid=", "mc_cid=", "mc_eid=", "cmpid=", "ref="};
  for (size_t i = 0; i < sizeof MARKS / sizeof MARKS[0]; i++)
    if (syn_text_starts_with(parameter, syn_text_from(MARKS[i]))) return true;
  return false;
}

static void add_query(syn_text query, char *key, size_t *size) {
  bool is_first = true;
  for (size_t at = 0; at < query.size;) {
    size_t end = syn_text_find(query, SYN_TEXT("&"), at);
    syn_text parameter = syn_text_slice(query, at, end);
    at = end == SIZE_MAX ? query.size : end + 1;
    if (parameter.size == 0 || is_mark(parameter)) continue;
    key[(*size)++] = is_first ? '?' : '&';
    memcpy(key + *size, parameter.data, parameter.size);
    *size += parameter.size;
    is_first = false;
  }
}

syn_status syn_versions_address(syn_text url, syn_arena *arena, syn_text *out_key) {
  *out_key = (syn_text){0};
  if (url.size == 0 || url.size > ADDRESS_LIMIT) return SYN_OK;
  char *key = SYN_ARENA_ARRAY(arena, char, url.size + 1);
  if (!key) return SYN_NO_MEMORY;
  syn_text rest = without(without(without(url, "https://"), "http://"), "www.");
  rest = syn_text_slice(rest, 0, syn_text_find(rest, SYN_TEXT("#"), 0));
  size_t query = syn_text_find(rest, SYN_TEXT("?"), 0), size = 0;
  syn_text path = syn_text_slice(rest, 0, query);
  while (path.size > 0 && path.data[path.size - 1] == '/') path.size--;
  size_t host = syn_text_find(path, SYN_TEXT("/"), 0);
  for (size_t i = 0; i < path.size; i++) {
    bool is_capital = i < host && path.data[i] >= 'A' && path.data[i] <= 'Z';
    key[size++] = (char)(is_capital ? path.data[i] - 'A' + 'a' : path.data[i]);
  }
  if (query != SIZE_MAX) add_query(syn_text_slice(rest, query + 1, rest.size), key, &size);
  *out_key = (syn_text){key, size};
  return SYN_OK;
}

/* ---- order ---- */

typedef struct capture_order {
  uint32_t account;
  bool is_known;
  int64_t captured, modified; /* seconds; without one of them that of the other */
} capture_order;

static int64_t seconds_of(syn_moment moment) {
  int64_t seconds = (int64_t)moment.day * DAY_SECONDS + (moment.second == SYN_SECOND_NONE ? 0 : moment.second);
  return moment.zone_minutes == SYN_ZONE_NONE ? seconds : seconds - (int64_t)moment.zone_minutes * MINUTE_SECONDS;
}

static bool is_open(syn_interval interval) {
  return interval.basis == SYN_BASIS_NONE || interval.from.day == SYN_DAY_MINIMUM;
}

static capture_order order_of(const syn_gathering *gathering, uint32_t account) {
  const syn_article *article = gathering->accounts[account].article;
  capture_order order = {.account = account};
  syn_interval captured;
  bool has_captured = article->captured.size > 0 && syn_calendar_parse(article->captured, &captured) == SYN_OK;
  syn_interval changed = !is_open(article->modified) ? article->modified : article->published;
  order.is_known = has_captured || !is_open(changed);
  if (!order.is_known) return order;
  order.captured = seconds_of(has_captured ? captured.from : changed.from);
  order.modified = is_open(changed) ? order.captured : seconds_of(changed.from);
  return order;
}

static int compare_times(const capture_order *a, const capture_order *b) {
  if (a->is_known != b->is_known) return a->is_known ? 1 : -1;
  if (a->captured != b->captured) return a->captured < b->captured ? -1 : 1;
  return a->modified < b->modified ? -1 : a->modified > b->modified;
}

static int compare_orders(const void *a, const void *b) {
  const capture_order *x = a, *y = b;
  int order = compare_times(x, y);
  return order != 0 ? order : x->account < y->account ? -1 : x->account > y->account;
}

/* ---- likeness ---- */

static syn_status are_alike(const syn_article *a, const syn_article *b, syn_arena *scratch, bool *out_are) {
  syn_passage_list passages;
  syn_text a_title, b_title;
  syn_arena_reset(scratch);
  syn_status status = syn_passages_find(a->text, b->text, SHORTEST_PASSAGE, scratch, scratch, &passages);
  if (status == SYN_NO_MEMORY && syn_arena_is_exhausted(scratch)) { /* too long to be compared: two accounts */
    *out_are = false;
    return SYN_OK;
  }
  if (status == SYN_OK) status = syn_utf8_fold(a->title, scratch, &a_title);
  if (status == SYN_OK) status = syn_utf8_fold(b->title, scratch, &b_title);
  if (status != SYN_OK) return status;
  bool same_title = a_title.size > 0 && syn_text_equal(a_title, b_title);
  uint64_t shorter = passages.a_words < passages.b_words ? passages.a_words : passages.b_words;
  uint64_t wanted = shorter * (same_title ? TITLED_SHARE : ALIKE_SHARE);
  bool too_short = shorter < SHORTEST_PASSAGE; /* for a passage */
  *out_are = too_short ? same_title : passages.copied_words > 0 && (uint64_t)passages.copied_words * 100 >= wanted;
  return SYN_OK;
}

/* ---- families ---- */

typedef SYN_ARRAY(capture_order) order_array;

static syn_status gather_by_address(const syn_gathering *gathering, syn_arena *scratch, order_array **out_groups, size_t *out_count) {
  syn_map numbers;
  SYN_ARRAY(order_array) groups = {0};
  syn_map_init(&numbers, scratch);
  for (uint32_t a = 0; a < gathering->account_count; a++) {
    syn_text key;
    uint64_t number;
    if (syn_versions_address(gathering->accounts[a].article->url, scratch, &key) != SYN_OK) return SYN_NO_MEMORY;
    if (key.size == 0) continue;
    if (!syn_map_get(&numbers, key, &number)) {
      number = groups.count;
      if (!SYN_ARRAY_ADD(&groups, scratch) || syn_map_put(&numbers, key, number) != SYN_OK) return SYN_NO_MEMORY;
    }
    capture_order *order = SYN_ARRAY_ADD(&groups.items[number], scratch);
    if (!order) return SYN_NO_MEMORY;
    *order = order_of(gathering, a);
  }
  *out_groups = groups.items;
  *out_count = groups.count;
  return SYN_OK;
}

static syn_status link_group(const syn_gathering *gathering, order_array *group, syn_arena *scratch, syn_versions *versions) {
  qsort(group->items, group->count, sizeof *group->items, compare_orders);
  for (size_t i = 1; i < group->count; i++) {
    const capture_order *before = &group->items[i - 1], *after = &group->items[i];
    bool alike = false;
    if (!before->is_known || compare_times(before, after) == 0) continue;
    syn_status status =
        are_alike(gathering->accounts[before->account].article, gathering->accounts[after->account].article, scratch, &alike);
    if (status != SYN_OK) return status;
    if (!alike) continue;
    versions->older[after->account] = before->account;
    versions->newer[before->account] = after->account;
    versions->count++;
  }
  return SYN_OK;
}

syn_status syn_versions_find(const syn_gathering *gathering, syn_arena *arena, syn_versions *out_versions) {
  syn_arena *scratch = NULL, *pair_scratch = NULL;
  syn_versions versions = {.older = SYN_ARENA_ARRAY(arena, uint32_t, gathering->account_count),
                           .newer = SYN_ARENA_ARRAY(arena, uint32_t, gathering->account_count)};
  order_array *groups = NULL;
  size_t group_count = 0;
  if (!versions.older || !versions.newer) return SYN_NO_MEMORY;
  for (uint32_t a = 0; a < gathering->account_count; a++) versions.older[a] = versions.newer[a] = SYN_NO_VERSION;
  syn_status status = syn_arena_create((size_t)8 << 30, &scratch);
  if (status == SYN_OK) status = syn_arena_create((size_t)1 << 30, &pair_scratch);
  if (status == SYN_OK) status = gather_by_address(gathering, scratch, &groups, &group_count);
  for (size_t g = 0; status == SYN_OK && g < group_count; g++)
    if (groups[g].count > 1) status = link_group(gathering, &groups[g], pair_scratch, &versions);
  syn_arena_destroy(&pair_scratch);
  syn_arena_destroy(&scratch);
  if (status == SYN_OK) *out_versions = versions;
  return status;
}

/* ---- narrowing ---- */

static void narrow_links(syn_gathering *gathering, const uint32_t *places) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < gathering->link_count; i++) {
    syn_account_link link = gathering->links[i];
    if (places[link.a] == SYN_NO_VERSION || places[link.b] == SYN_NO_VERSION) continue;
    link.a = places[link.a];
    link.b = places[link.b];
    gathering->links[kept++] = link;
  }
  gathering->link_count = kept;
}

syn_status syn_versions_narrow(syn_gathering *gathering, const syn_versions *versions) {
  uint32_t count = 0, entities = 0;
  if (versions->count == 0) return SYN_OK;
  uint32_t *places = SYN_ARENA_ARRAY(gathering->arena, uint32_t, gathering->account_count);
  syn_account *accounts = SYN_ARENA_ARRAY(gathering->arena, syn_account, gathering->account_count);
  if (!places || !accounts) return SYN_NO_MEMORY;
  for (uint32_t a = 0; a < gathering->account_count; a++) {
    bool is_last = versions->newer[a] == SYN_NO_VERSION;
    uint32_t first = gathering->first_entity[a], end = gathering->first_entity[a + 1];
    places[a] = is_last ? count : SYN_NO_VERSION;
    if (!is_last) continue;
    memmove(&gathering->identity_of[entities], &gathering->identity_of[first], (size_t)(end - first) * sizeof *gathering->identity_of);
    gathering->first_entity[count] = entities;
    entities += end - first;
    accounts[count++] = gathering->accounts[a];
  }
  gathering->first_entity[count] = entities;
  gathering->accounts = accounts;
  gathering->account_count = count;
  narrow_links(gathering, places);
  return SYN_OK;
}
