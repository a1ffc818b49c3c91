/*
 * How it works
 *
 * In a story, tellings with the same words, date and standing (copies of a text) are one from the start. In a small set all pairs of the
 * others are compared; in a large one those that share a root or a kind of act, or a type and a party, sorted by day, each with its WINDOW
 * neighbours: the cost grows with the number of tellings. Across stories they must also name one identity, and their articles must be
 * linked or tell one day. Then average linkage.
 */
#include <stdlib.h>

#include "base/digest.h"
#include "synopsis/tellings.h"

enum {
  ALL_PAIRS = 300, /* tellings */
  WINDOW = 24,
  KEYS_A_TELLING = 6,    /* of each kind */
  LINKED_ARTICLES = 1000 /* cosine */
};

typedef SYN_ARRAY(syn_likeness) likeness_array;

/* ---- copies ---- */

/* The same words with the same parties: "He was arrested" may be said of two. */
static syn_id words_of(const syn_telling_set *set, const syn_telling *telling) {
  const syn_article *article = set->gathering->accounts[telling->account].article;
  const int32_t facts[] = {telling->type,
                           (int32_t)telling->standing,
                           telling->date.basis == SYN_BASIS_NONE ? 0 : 1,
                           telling->date.basis == SYN_BASIS_NONE ? 0 : telling->date.from.day,
                           telling->date.basis == SYN_BASIS_NONE ? 0 : telling->date.to.day,
                           (int32_t)(telling->trigger.start - telling->sentence.start)};
  const syn_text parts[] = {
      syn_article_words(article, telling->sentence),
      {(const char *)facts, sizeof facts},
      {(const char *)telling->actors.items, telling->actors.count * sizeof *telling->actors.items},
      {(const char *)telling->recipients.items, telling->recipients.count * sizeof *telling->recipients.items},
  };
  return syn_digest_id("telling", parts, 4);
}

/* The first telling of the same words, for each; in `firsts` those that have none before them. */
static syn_status find_copies(syn_telling_set *set, uint32_t *out_group, uint32_t *firsts, uint32_t *out_first_count) {
  syn_map seen;
  syn_id *ids = SYN_ARENA_ARRAY(set->arena, syn_id, set->count);
  if (!ids) return SYN_NO_MEMORY;
  syn_map_init(&seen, set->arena);
  *out_first_count = 0;
  for (uint32_t i = 0; i < set->count; i++) {
    uint64_t first = i;
    if (set->is_across) {
      firsts[(*out_first_count)++] = out_group[i] = i;
      continue;
    }
    ids[i] = words_of(set, &set->items[i]);
    if (!syn_map_get(&seen, syn_id_bytes(&ids[i]), &first)) {
      if (syn_map_put(&seen, syn_id_bytes(&ids[i]), i) != SYN_OK) return SYN_NO_MEMORY;
      firsts[(*out_first_count)++] = i;
    }
    out_group[i] = (uint32_t)first;
  }
  return SYN_OK;
}

/* ---- pairs ---- */

/* One reason to compare a telling with others. */
typedef struct pair_key {
  uint64_t key;
  int32_t day;
  uint32_t item; /* index into firsts */
} pair_key;

typedef SYN_ARRAY(pair_key) key_array;

static int order_keys(const void *a, const void *b) {
  const pair_key *x = a, *y = b;
  if (x->key != y->key) return x->key < y->key ? -1 : 1;
  if (x->day != y->day) return x->day < y->day ? -1 : 1;
  return x->item < y->item ? -1 : x->item > y->item;
}

static int order_likenesses(const void *a, const void *b) {
  const syn_likeness *x = a, *y = b;
  if (x->a != y->a) return x->a < y->a ? -1 : 1;
  return x->b < y->b ? -1 : x->b > y->b;
}

static syn_status add_key(syn_telling_set *set, key_array *keys, uint64_t key, uint32_t item, const syn_telling *telling) {
  pair_key *made = SYN_ARRAY_ADD(keys, set->arena);
  if (!made) return SYN_NO_MEMORY;
  *made = (pair_key){key, telling->date.basis == SYN_BASIS_NONE ? SYN_DAY_MINIMUM : telling->date.from.day, item};
  return SYN_OK;
}

/* What tells: roots, then kinds of act. */
static uint64_t act_at(const syn_telling *telling, uint32_t at) {
  return at < telling->roots.count ? telling->roots.items[at] : (uint64_t)1 << 31 | telling->acts.items[at - telling->roots.count];
}

static syn_status add_keys(syn_telling_set *set, key_array *keys, uint32_t item, const syn_telling *telling) {
  uint32_t acts = telling->roots.count + telling->acts.count;
  for (uint32_t r = 0; r < acts && r < KEYS_A_TELLING; r++) {
    if (!set->is_across && add_key(set, keys, act_at(telling, r), item, telling) != SYN_OK) return SYN_NO_MEMORY;
    for (uint32_t n = 0; set->is_across && n < telling->named.count && n < KEYS_A_TELLING; n++)
      if (add_key(set, keys, act_at(telling, r) << 32 | telling->named.items[n], item, telling) != SYN_OK) return SYN_NO_MEMORY;
  }
  const syn_index_list *parties = telling->actors.count > 0 ? &telling->actors : &telling->recipients;
  for (uint32_t p = 0; telling->type >= 0 && p < parties->count && p < KEYS_A_TELLING; p++) {
    uint64_t key = (uint64_t)1 << 63 | (uint64_t)telling->type << 32 | parties->items[p];
    if (add_key(set, keys, key, item, telling) != SYN_OK) return SYN_NO_MEMORY;
  }
  return SYN_OK;
}

static syn_status list_keys(syn_telling_set *set, const uint32_t *firsts, uint32_t count, key_array *keys) {
  for (uint32_t i = 0; i < count; i++)
    if (add_keys(set, keys, i, &set->items[firsts[i]]) != SYN_OK) return SYN_NO_MEMORY;
  if (keys->count > 1) qsort(keys->items, keys->count, sizeof *keys->items, order_keys);
  return SYN_OK;
}

static syn_status add_pair(syn_telling_set *set, likeness_array *pairs, uint32_t a, uint32_t b) {
  syn_likeness *pair = SYN_ARRAY_ADD(pairs, set->arena);
  if (!pair) return SYN_NO_MEMORY;
  *pair = (syn_likeness){a < b ? a : b, a < b ? b : a, 0};
  return SYN_OK;
}

/* The pairs that are compared, each once, numbers of `firsts`. */
static syn_status list_pairs(syn_telling_set *set, const uint32_t *firsts, uint32_t count, likeness_array *pairs) {
  key_array keys = {0};
  if (count <= ALL_PAIRS) {
    for (uint32_t a = 0; a < count; a++)
      for (uint32_t b = a + 1; b < count; b++)
        if (add_pair(set, pairs, a, b) != SYN_OK) return SYN_NO_MEMORY;
    return SYN_OK;
  }
  if (list_keys(set, firsts, count, &keys) != SYN_OK) return SYN_NO_MEMORY;
  for (size_t i = 0; i < keys.count; i++)
    for (size_t k = i + 1; k < keys.count && k <= i + WINDOW && keys.items[k].key == keys.items[i].key; k++)
      if (keys.items[i].item != keys.items[k].item && add_pair(set, pairs, keys.items[i].item, keys.items[k].item) != SYN_OK)
        return SYN_NO_MEMORY;
  size_t kept = 0;
  if (pairs->count > 1) qsort(pairs->items, pairs->count, sizeof *pairs->items, order_likenesses);
  for (size_t i = 0; i < pairs->count; i++)
    if (kept == 0 || order_likenesses(&pairs->items[kept - 1], &pairs->items[i]) != 0) pairs->items[kept++] = pairs->items[i];
  pairs->count = kept;
  return SYN_OK;
}

/* Whether two tellings of different stories are worth a comparison. */
static bool can_meet(const syn_telling_set *set, const syn_telling *a, const syn_telling *b) {
  if (!set->is_across || set->gathering->story_of[a->account] == set->gathering->story_of[b->account]) return true;
  if (syn_interval_is_day(&a->date) && syn_interval_is_day(&b->date)) return a->date.from.day == b->date.from.day;
  return syn_gathering_cosine(set->gathering, a->account, b->account) >= LINKED_ARTICLES;
}

syn_status syn_tellings_group(syn_telling_set *set, uint32_t *out_group) {
  uint32_t *firsts = SYN_ARENA_ARRAY(set->arena, uint32_t, set->count), count;
  uint32_t *groups = SYN_ARENA_ARRAY(set->arena, uint32_t, set->count), *number_of = SYN_ARENA_ARRAY(set->arena, uint32_t, set->count);
  likeness_array pairs = {0};
  if (!firsts || !groups || !number_of) return SYN_NO_MEMORY;
  syn_status status = find_copies(set, out_group, firsts, &count);
  if (status == SYN_OK) status = list_pairs(set, firsts, count, &pairs);
  if (status != SYN_OK) return status;
  size_t kept = 0;
  for (size_t i = 0; i < pairs.count; i++) {
    syn_likeness *pair = &pairs.items[i];
    const syn_telling *a = &set->items[firsts[pair->a]], *b = &set->items[firsts[pair->b]];
    pair->value = can_meet(set, a, b) ? syn_telling_evidence(set, a, b) : 0;
    if (pair->value != 0) pairs.items[kept++] = *pair;
  }
  status = syn_linkage_group(count, pairs.items, kept, SYN_TELLING_SAME, 0, set->arena, groups);
  if (status != SYN_OK) return status;
  for (uint32_t i = 0; i < count; i++) number_of[firsts[i]] = i;
  for (uint32_t i = 0; i < set->count; i++) out_group[i] = firsts[groups[number_of[out_group[i]]]];
  return SYN_OK;
}

/* ---- merging ---- */

static syn_status merge_list(const syn_telling_set *set, const uint32_t *members, uint32_t count, bool are_actors, syn_arena *arena,
                             syn_index_list *out_list) {
  size_t size = 0;
  for (uint32_t i = 0; i < count; i++) {
    const syn_telling *telling = &set->items[members[i]];
    size += are_actors ? telling->actors.count : telling->recipients.count;
  }
  *out_list = (syn_index_list){.items = SYN_ARENA_ARRAY(arena, uint32_t, size)};
  if (!out_list->items) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < count; i++) {
    const syn_telling *telling = &set->items[members[i]];
    const syn_index_list *list = are_actors ? &telling->actors : &telling->recipients;
    for (uint32_t k = 0; k < list->count; k++) out_list->items[out_list->count++] = list->items[k];
  }
  out_list->count = syn_sort_numbers(out_list->items, out_list->count);
  return SYN_OK;
}

syn_status syn_telling_merge(const syn_telling_set *set, const uint32_t *members, uint32_t count, syn_arena *arena,
                             syn_telling *out_telling) {
  const syn_telling *first = &set->items[members[0]];
  for (uint32_t i = 1; i < count && !first->is_lead; i++)
    if (set->items[members[i]].is_lead) first = &set->items[members[i]];
  *out_telling = *first;
  for (uint32_t i = 0; i < count; i++) {
    const syn_telling *telling = &set->items[members[i]];
    if (out_telling->date.basis == SYN_BASIS_NONE || (syn_interval_is_day(&telling->date) && !syn_interval_is_day(&out_telling->date)))
      out_telling->date = telling->date;
    if (out_telling->place == UINT32_MAX) out_telling->place = telling->place;
    if (out_telling->type < 0) out_telling->type = telling->type;
  }
  syn_status status = merge_list(set, members, count, true, arena, &out_telling->actors);
  return status == SYN_OK ? merge_list(set, members, count, false, arena, &out_telling->recipients) : status;
}
