/*
 * How it works
 *
 * Story by story: figures and quotes are aligned over the accounts (point_quantities.c, point_quotes.c), each group becomes one point with
 * a label (point_labels.c), and the accounts that have no reading are silent, or speak of the matter without a value. The weight orders the
 * points for a reader: what several independent origins carry, what differs, what a headline says.
 */
#include "synopsis/points.h"

#include <stdlib.h>

#include "base/digest.h"
#include "synopsis/point_copies.h"
#include "synopsis/point_origins.h"

enum { STORY_ARENA_LIMIT = 1 << 30 };

static int order_points(const void *a, const void *b) {
  const syn_point *x = a, *y = b;
  int order = syn_id_compare(x->story, y->story);
  if (order != 0) return order;
  if (x->weight != y->weight) return x->weight > y->weight ? -1 : 1;
  return syn_id_compare(x->id, y->id);
}

static uint32_t label_weight(syn_label label) {
  static const uint32_t WEIGHTS[SYN_LABEL_COUNT] = {
      [SYN_LABEL_AGREE] = 60, [SYN_LABEL_COMPATIBLE] = 80, [SYN_LABEL_DIFFER] = 100, [SYN_LABEL_VARIANT] = 70, [SYN_LABEL_SINGLE] = 10};
  return WEIGHTS[label];
}

static syn_status list_columns(syn_point_making *making, const uint8_t *spoke, uint8_t wanted, syn_id_list *out_list) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < making->account_count; i++) count += spoke[making->column_of[i]] == wanted;
  out_list->items = SYN_ARENA_ARRAY(making->gathering->arena, syn_id, count);
  if (!out_list->items) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < making->account_count; i++)
    if (spoke[making->column_of[i]] == wanted) out_list->items[out_list->count++] = making->story->articles.items[i];
  if (out_list->count > 1) qsort(out_list->items, out_list->count, sizeof(syn_id), syn_order_ids);
  return SYN_OK;
}

bool syn_point_is_kept(const syn_point_making *making, const uint8_t *spoke) {
  uint64_t with_value = 0;
  for (uint32_t i = 0; i < making->count; i++) with_value += spoke[i] == 2 ? making->stands_for[i] : 0;
  return making->account_count <= SYN_POINT_ALL_ACCOUNTS || with_value * SYN_POINT_ALL_ACCOUNTS >= making->account_count;
}

uint32_t syn_point_account_limit(const syn_point_making *making) {
  uint32_t limit = SYN_POINT_STORY_LIMIT / (making->count > 0 ? making->count : 1);
  if (limit > SYN_POINT_ACCOUNT_LIMIT) return SYN_POINT_ACCOUNT_LIMIT;
  return limit < SYN_POINT_ACCOUNT_LEAST ? SYN_POINT_ACCOUNT_LEAST : limit;
}

enum { LEAD_BYTES = 400, IN_TITLE = 40, IN_LEAD = 20, OF_MATTER = 10, OF_MONEY_OR_COUNT = 10 };

uint32_t syn_point_emphasis(const syn_point_making *making, const syn_point *point, int event_type) {
  bool is_in_title = false, is_in_lead = false;
  for (uint32_t r = 0; r < point->reading_count; r++) {
    const syn_span *span = &point->readings[r].span;
    is_in_title = is_in_title || span->field == SYN_FIELD_TITLE;
    is_in_lead = is_in_lead || (span->field == SYN_FIELD_TEXT && span->start < LEAD_BYTES);
  }
  bool counts = point->kind == SYN_QUANTITY_MONEY || point->kind == SYN_QUANTITY_COUNT;
  return (is_in_title ? IN_TITLE : 0) + (is_in_lead ? IN_LEAD : 0) + (counts ? OF_MONEY_OR_COUNT : 0) +
         (event_type >= 0 && event_type == making->matter ? OF_MATTER : 0);
}

/* The type of most events of the story's accounts, each account counting the same; of equal ones the first in PLOVER's order. */
static int find_matter(const syn_point_making *making) {
  uint64_t shares[SYN_EVENT_TYPE_COUNT] = {0};
  int best = -1;
  for (uint32_t i = 0; i < making->count; i++) {
    const syn_facts *facts = making->gathering->accounts[making->columns[i]].facts;
    for (uint32_t e = 0; e < facts->event_count; e++)
      if ((unsigned)facts->events[e].type < SYN_EVENT_TYPE_COUNT)
        shares[facts->events[e].type] += (uint64_t)making->stands_for[i] * ((1U << 20) / facts->event_count);
  }
  for (int type = 0; type < (int)SYN_EVENT_TYPE_COUNT; type++)
    if (shares[type] > (best < 0 ? 0 : shares[best])) best = type;
  return best;
}

syn_status syn_point_complete(syn_point_making *making, syn_point *point, const uint8_t *spoke, uint32_t emphasis, const syn_text *facts,
                              uint32_t fact_count) {
  syn_text *parts = SYN_ARENA_ARRAY(making->scratch, syn_text, (size_t)fact_count + 1);
  if (!parts) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < fact_count; i++) parts[i] = facts[i];
  if (fact_count > 1) qsort(parts, fact_count, sizeof *parts, syn_order_texts);
  parts[fact_count] = syn_id_bytes(&making->story->id);
  point->id = syn_digest_id("point", parts, (size_t)fact_count + 1);
  point->story = making->story->id;
  syn_status status = list_columns(making, spoke, 0, &point->silent);
  if (status == SYN_OK) status = list_columns(making, spoke, 1, &point->without_value);
  if (status == SYN_OK) status = syn_point_copies_spread(making, point);
  if (status == SYN_OK) status = syn_point_find_origins(making, point);
  point->weight = point->origins * label_weight(point->label) + emphasis;
  return status;
}

syn_status syn_point_identities(const syn_point_making *making, uint32_t account, syn_index_list entities, syn_id_list *out_identities) {
  syn_id *ids = SYN_ARENA_ARRAY(making->gathering->arena, syn_id, entities.count);
  uint32_t count = 0;
  if (!ids) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < entities.count; i++) {
    uint32_t identity = syn_gathering_identity(making->gathering, account, entities.items[i]);
    if (identity != UINT32_MAX) ids[count++] = making->gathering->identities[identity].id;
  }
  *out_identities = (syn_id_list){ids, (uint32_t)syn_sort_ids(ids, count)};
  return SYN_OK;
}

typedef syn_status point_finder(syn_point_making *making);

static syn_status find_in_story(syn_gathering *gathering, const syn_story *story, point_finder *find, syn_arena *scratch,
                                syn_point_array *points) {
  syn_point_making making = {.gathering = gathering,
                             .scratch = scratch,
                             .story = story,
                             .accounts = SYN_ARENA_ARRAY(scratch, uint32_t, story->articles.count),
                             .account_count = story->articles.count,
                             .points = points};
  if (!making.accounts) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < making.account_count; i++) making.accounts[i] = syn_gathering_account(gathering, story->articles.items[i]);
  if (syn_point_copies_find(&making) != SYN_OK) return SYN_NO_MEMORY;
  making.function_words = SYN_ARENA_ARRAY(scratch, syn_function_words, making.count);
  if (!making.function_words) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < making.count; i++) {
    syn_text language = gathering->accounts[making.columns[i]].article->language;
    bool is_same = i > 0 && syn_text_equal(language, gathering->accounts[making.columns[i - 1]].article->language);
    if (is_same)
      making.function_words[i] = making.function_words[i - 1];
    else if (syn_tables_function_words(gathering->tables, language, scratch, &making.function_words[i]) != SYN_OK)
      return SYN_NO_MEMORY;
  }
  making.matter = find_matter(&making);
  return find(&making);
}

/* A story that takes more than its memory keeps the points that were made before it ran out: other stories shall not suffer. */
syn_status syn_points_find(syn_gathering *gathering) {
  static point_finder *const FINDERS[] = {syn_points_of_quantities, syn_points_of_quotes, syn_points_of_events, syn_points_of_names,
                                          syn_points_of_roles};
  syn_point_array points = {0};
  syn_arena *scratch = NULL;
  syn_status status = syn_arena_create(STORY_ARENA_LIMIT, &scratch);
  for (uint32_t s = 0; status == SYN_OK && s < gathering->story_count; s++) {
    for (size_t i = 0; status == SYN_OK && i < sizeof FINDERS / sizeof *FINDERS; i++) {
      syn_arena_reset(scratch);
      status = find_in_story(gathering, &gathering->stories[s], FINDERS[i], scratch, &points);
      if (status == SYN_NO_MEMORY && syn_arena_is_exhausted(scratch)) status = SYN_OK;
    }
  }
  if (status == SYN_OK && points.count > 1) qsort(points.items, points.count, sizeof *points.items, order_points);
  gathering->points = points.items;
  gathering->point_count = (uint32_t)points.count;
  syn_arena_destroy(&scratch);
  return status;
}
