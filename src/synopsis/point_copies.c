/*
 * How it works
 *
 * Two accounts are copies where all that a reader sees of them is the same (title, text, captions, language), they appeared on one day, and
 * what they name is the same to the synopsis (who is only described is another in each article). Then their facts are the same at the same
 * places, and what is found for one of them holds for the others. The first two of each kind become columns: two, so that what all copies
 * say is said by several accounts. When a point is complete its readings are given to the others, so the reader sees all accounts that he
 * has.
 *
 * Small stories are compared whole: there copying costs nothing, and each sentence counts as often as it stands somewhere when words are
 * weighed.
 */
#include "synopsis/point_copies.h"

#include "base/buffer.h"
#include "base/digest.h"
#include "base/map.h"

enum { SPEAKERS = 2 };

static void add_part(syn_buffer *key, const void *bytes, size_t size) {
  const uint64_t length = size;
  syn_buffer_add(key, (syn_text){(const char *)&length, sizeof length});
  syn_buffer_add(key, (syn_text){bytes, size});
}

static void add_text(syn_buffer *key, syn_text text) {
  const syn_digest digest = syn_digest_of(text);
  add_part(key, digest.bytes, sizeof digest.bytes);
}

/* Who is known in this account alone: described, or called by a surname that nobody explains. */
static bool is_private(const syn_gathering *gathering, uint32_t identity) {
  return gathering->identities[identity].members.count == 1;
}

/* All that points are made of. */
static void make_key(const syn_gathering *gathering, uint32_t account, syn_buffer *key) {
  const syn_article *article = gathering->accounts[account].article;
  const syn_facts *facts = gathering->accounts[account].facts;
  const uint32_t first = gathering->first_entity[account];
  const int32_t days[] = {article->published.from.day, article->published.to.day, (int32_t)article->published.basis};
  const uint32_t counts[] = {facts->entity_count, facts->time_count, facts->quantity_count, facts->quote_count, facts->event_count};
  syn_buffer_reset(key);
  add_text(key, article->title);
  add_text(key, article->subtitle);
  add_text(key, article->text);
  add_text(key, article->language);
  for (uint32_t i = 0; i < article->caption_count; i++) add_text(key, article->captions[i]);
  add_part(key, days, sizeof days);
  add_part(key, counts, sizeof counts);
  for (uint32_t e = 0; e < facts->entity_count; e++) {
    const uint32_t identity = gathering->identity_of[first + e], told = is_private(gathering, identity) ? UINT32_MAX : identity;
    add_part(key, &told, sizeof told);
  }
}

static void speak_for_themselves(syn_point_making *making) {
  for (uint32_t i = 0; i < making->account_count; i++) {
    making->columns[i] = making->accounts[i];
    making->column_of[i] = i;
    making->stands_for[i] = 1;
  }
  making->count = making->account_count;
}

/* Of each kind: its last column so far, and how many it has. */
typedef struct copy_kind {
  uint32_t column, count;
} copy_kind;

static syn_status choose_columns(syn_point_making *making, syn_buffer *key) {
  syn_map numbers;
  syn_map_init(&numbers, making->scratch);
  copy_kind *kinds = SYN_ARENA_ARRAY(making->scratch, copy_kind, making->account_count);
  syn_digest *digests = SYN_ARENA_ARRAY(making->scratch, syn_digest, making->account_count);
  if (!kinds || !digests) return SYN_NO_MEMORY;
  making->count = 0;
  for (uint32_t i = 0; i < making->account_count; i++) {
    uint64_t number = numbers.count;
    make_key(making->gathering, making->accounts[i], key);
    if (key->status != SYN_OK) return SYN_NO_MEMORY;
    digests[i] = syn_digest_of(syn_buffer_text(key));
    const syn_text digest = {(const char *)digests[i].bytes, sizeof digests[i].bytes};
    if (!syn_map_get(&numbers, digest, &number) && syn_map_put(&numbers, digest, number) != SYN_OK) return SYN_NO_MEMORY;
    copy_kind *kind = &kinds[number];
    if (kind->count < SPEAKERS) {
      kind->count++;
      kind->column = making->count;
      making->columns[making->count++] = making->accounts[i];
    }
    making->column_of[i] = kind->column;
    making->stands_for[kind->column]++;
  }
  return SYN_OK;
}

syn_status syn_point_copies_find(syn_point_making *making) {
  making->columns = SYN_ARENA_ARRAY(making->scratch, uint32_t, making->account_count);
  making->column_of = SYN_ARENA_ARRAY(making->scratch, uint32_t, making->account_count);
  making->stands_for = SYN_ARENA_ARRAY(making->scratch, uint32_t, making->account_count);
  if (!making->columns || !making->column_of || !making->stands_for) return SYN_NO_MEMORY;
  if (making->account_count <= SYN_POINT_ALL_ACCOUNTS) {
    speak_for_themselves(making);
    return SYN_OK;
  }
  syn_buffer key;
  syn_buffer_init(&key, (size_t)1 << 30);
  syn_status status = choose_columns(making, &key);
  syn_buffer_clear(&key);
  return status;
}

/* Readings of each column: `firsts[column]` to `firsts[column + 1]`; they stand in the order of the columns. */
static void find_firsts(const syn_point_making *making, const syn_point *point, uint32_t *firsts) {
  uint32_t r = 0;
  for (uint32_t column = 0; column < making->count; column++) {
    const syn_id article = making->gathering->accounts[making->columns[column]].article->id;
    firsts[column] = r;
    while (r < point->reading_count && syn_id_compare(point->readings[r].article, article) == 0) r++;
  }
  firsts[making->count] = r;
}

/* The ids in a list of identities of one account, as a copy of it has them. */
static syn_status take_over(const syn_gathering *gathering, uint32_t from, uint32_t to, syn_id_list *list) {
  const uint32_t count = gathering->first_entity[from + 1] - gathering->first_entity[from];
  syn_id *ids = NULL;
  for (uint32_t e = 0; e < count && list->count > 0; e++) {
    const uint32_t identity = gathering->identity_of[gathering->first_entity[from] + e];
    if (!is_private(gathering, identity)) continue;
    for (uint32_t i = 0; i < list->count; i++) {
      if (syn_id_compare(list->items[i], gathering->identities[identity].id) != 0) continue;
      if (!ids) ids = SYN_ARENA_ARRAY(gathering->arena, syn_id, list->count);
      if (!ids) return SYN_NO_MEMORY;
      ids[i] = gathering->identities[gathering->identity_of[gathering->first_entity[to] + e]].id;
    }
  }
  if (!ids) return SYN_OK;
  const syn_id none = {{0}};
  for (uint32_t i = 0; i < list->count; i++)
    if (syn_id_compare(ids[i], none) == 0) ids[i] = list->items[i];
  *list = (syn_id_list){ids, (uint32_t)syn_sort_ids(ids, list->count)};
  return SYN_OK;
}

/* A column's reading as a copy has it. */
static syn_status copy_reading(const syn_gathering *gathering, const syn_reading *reading, uint32_t column, uint32_t account,
                               syn_reading *out_reading) {
  *out_reading = *reading;
  if (column == account) return SYN_OK;
  out_reading->article = gathering->accounts[account].article->id;
  syn_status status = take_over(gathering, column, account, &out_reading->speakers);
  return status == SYN_OK ? take_over(gathering, column, account, &out_reading->attributed_to) : status;
}

syn_status syn_point_copies_spread(const syn_point_making *making, syn_point *point) {
  if (making->count == making->account_count) return SYN_OK;
  uint32_t *firsts = SYN_ARENA_ARRAY(making->scratch, uint32_t, (size_t)making->count + 1);
  if (!firsts) return SYN_NO_MEMORY;
  find_firsts(making, point, firsts);
  size_t count = 0;
  for (uint32_t i = 0; i < making->account_count; i++) count += firsts[making->column_of[i] + 1] - firsts[making->column_of[i]];
  syn_reading *readings = count <= UINT32_MAX ? SYN_ARENA_ARRAY(making->gathering->arena, syn_reading, count) : NULL;
  if (!readings) return SYN_NO_MEMORY;
  uint32_t added = 0;
  for (uint32_t i = 0; i < making->account_count; i++) {
    const uint32_t column = making->column_of[i];
    for (uint32_t r = firsts[column]; r < firsts[column + 1]; r++)
      if (copy_reading(making->gathering, &point->readings[r], making->columns[column], making->accounts[i], &readings[added++]) != SYN_OK)
        return SYN_NO_MEMORY;
  }
  point->readings = readings;
  point->reading_count = added;
  return SYN_OK;
}
