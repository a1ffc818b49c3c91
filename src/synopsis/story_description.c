/*
 * What stands at the head of a story: title, date, place, actors, each chosen from what the accounts say.
 */
#include <stdlib.h>

#include "synopsis/happening.h"
#include "synopsis/stories.h"

enum { ACTOR_LIMIT = 8, TITLE_WORDS = 12, TITLE_LEAST_WORDS = 3, TITLE_BYTES = 160 };

typedef struct tally {
  uint32_t key;      /* a day or an identity */
  uint32_t accounts; /* that speak of it */
  uint32_t weight;   /* mentions, or how early it is named */
} tally;

typedef SYN_ARRAY(tally) tally_array;

static int order_by_key(const void *a, const void *b) {
  uint32_t x = ((const tally *)a)->key, y = ((const tally *)b)->key;
  return x < y ? -1 : x > y;
}

/* Sorts by key and adds up what has one key. */
static void add_up(tally_array *tallies) {
  size_t kept = 0;
  if (tallies->count > 1) qsort(tallies->items, tallies->count, sizeof *tallies->items, order_by_key);
  for (size_t i = 0; i < tallies->count; i++) {
    if (kept > 0 && tallies->items[kept - 1].key == tallies->items[i].key) {
      tallies->items[kept - 1].accounts += tallies->items[i].accounts;
      tallies->items[kept - 1].weight += tallies->items[i].weight;
    } else {
      tallies->items[kept++] = tallies->items[i];
    }
  }
  tallies->count = kept;
}

/* Most accounts, then weight, then key: identities are in order of id. */
static int order_by_accounts(const void *a, const void *b) {
  const tally *x = a, *y = b;
  if (x->accounts != y->accounts) return x->accounts > y->accounts ? -1 : 1;
  if (x->weight != y->weight) return x->weight > y->weight ? -1 : 1;
  return order_by_key(a, b);
}

static int order_by_weight(const void *a, const void *b) {
  const tally *x = a, *y = b;
  if (x->weight != y->weight) return x->weight > y->weight ? -1 : 1;
  return order_by_accounts(a, b);
}

static syn_status add(tally_array *tallies, uint32_t key, uint32_t weight, syn_arena *scratch) {
  tally *added = SYN_ARRAY_ADD(tallies, scratch);
  if (!added) return SYN_NO_MEMORY;
  *added = (tally){key, 1, weight};
  return SYN_OK;
}

/* The first words of a text, its first paragraph at most, with an ellipsis where it goes on. */
static syn_status excerpt_of(syn_text text, syn_arena *arena, syn_text *out_excerpt) {
  size_t paragraph = syn_text_find(text, SYN_TEXT("\n\n"), 0), end = 0, words = 0;
  syn_text first = syn_text_slice(text, 0, paragraph == SIZE_MAX ? text.size : paragraph);
  for (size_t at = 0; at <= first.size && words < TITLE_WORDS; at++) {
    if (at < first.size && first.data[at] != ' ' && first.data[at] != '\n') continue;
    if (at > end && at > 0 && first.data[at - 1] != ' ') words++;
    end = at;
  }
  if (end > TITLE_BYTES) end = TITLE_BYTES; /* writing without spaces */
  while (end > 0 && end < first.size && ((unsigned char)first.data[end] & 0xC0) == 0x80) end--;
  if (end == first.size) {
    *out_excerpt = first;
    return SYN_OK;
  }
  return syn_arena_format(arena, out_excerpt, "%.*s …", (int)end, first.data);
}

/* Whether a title says its matter to the end: not cut off, of three words at least, without a tail in brackets ("(VIDEO)"). */
static bool is_whole(syn_text title) {
  static const char *const TAILS[] = {"...", "…", ")", "]"};
  unsigned words = 1;
  for (size_t i = 0; i < sizeof TAILS / sizeof *TAILS; i++)
    if (syn_text_ends_with(title, syn_text_from(TAILS[i]))) return false;
  for (size_t at = 0; at < title.size; at++) words += title.data[at] == ' ';
  return words >= TITLE_LEAST_WORDS;
}

/* Of whole titles, else of all, that of the account that has most in common with the others; where no account has a title, the first words
 * of the one that has. */
static syn_status choose_title(const syn_gathering *gathering, const uint32_t *members, uint32_t count, const int64_t *centrality,
                               syn_text *out_title) {
  const syn_article *titled = NULL, *told = NULL;
  int64_t best_titled = 0, best_told = 0;
  bool best_is_whole = false;
  for (uint32_t i = 0; i < count; i++) {
    const syn_article *article = gathering->accounts[members[i]].article;
    int64_t value = centrality[members[i]];
    bool whole = is_whole(article->title);
    if (article->title.size > 0 && (!titled || (whole == best_is_whole ? value > best_titled : whole))) {
      titled = article;
      best_titled = value;
      best_is_whole = whole;
    }
    if (article->text.size > 0 && (!told || value > best_told)) {
      told = article;
      best_told = value;
    }
  }
  *out_title = titled ? titled->title : (syn_text){0};
  return titled || !told ? SYN_OK : excerpt_of(told->text, gathering->arena, out_title);
}

static syn_interval days(int32_t from, int32_t to, syn_basis basis) {
  const syn_moment first = {from, SYN_SECOND_NONE, SYN_ZONE_NONE}, last = {to, SYN_SECOND_NONE, SYN_ZONE_NONE};
  return (syn_interval){first, last, basis};
}

/* The day that most accounts give the happening, of equal ones the earliest; else from the first publication to the last. */
static syn_status choose_date(const syn_gathering *gathering, const uint32_t *members, uint32_t count, syn_arena *scratch,
                              syn_interval *out_date) {
  tally_array tallies = {0};
  int32_t from = SYN_DAY_MAXIMUM, to = SYN_DAY_MINIMUM;
  for (uint32_t i = 0; i < count; i++) {
    const syn_happening *happening = &gathering->happenings[members[i]];
    if (happening->is_firm && add(&tallies, (uint32_t)happening->day ^ 0x80000000u, 0, scratch) != SYN_OK) return SYN_NO_MEMORY;
    if (happening->published_from == SYN_DAY_NONE) continue;
    if (happening->published_from < from) from = happening->published_from;
    if (happening->published_to > to) to = happening->published_to;
  }
  add_up(&tallies);
  if (tallies.count > 0) {
    qsort(tallies.items, tallies.count, sizeof *tallies.items, order_by_accounts);
    int32_t day = (int32_t)(tallies.items[0].key ^ 0x80000000u);
    *out_date = days(day, day, SYN_BASIS_TEXT);
  } else if (to != SYN_DAY_MINIMUM) {
    *out_date = days(from, to, SYN_BASIS_METADATA);
  }
  return SYN_OK;
}

static syn_status choose_place(const syn_gathering *gathering, const uint32_t *members, uint32_t count, syn_arena *scratch,
                               syn_id *out_place) {
  tally_array tallies = {0};
  for (uint32_t i = 0; i < count; i++) {
    const syn_happening *happening = &gathering->happenings[members[i]];
    for (uint32_t p = 0; p < happening->place_count; p++)
      if (add(&tallies, happening->places[p], SYN_HAPPENING_PLACES - p, scratch) != SYN_OK) return SYN_NO_MEMORY;
  }
  add_up(&tallies);
  if (tallies.count == 0) return SYN_OK;
  qsort(tallies.items, tallies.count, sizeof *tallies.items, order_by_accounts);
  *out_place = gathering->identities[tallies.items[0].key].id;
  return SYN_OK;
}

static bool can_act(syn_entity_type type) {
  return type == SYN_ENTITY_PERSON || type == SYN_ENTITY_ORGANIZATION || type == SYN_ENTITY_COUNTRY;
}

/* The most mentioned persons, organisations and countries; in a story of several accounts, of which more than one speaks. */
static syn_status choose_actors(const syn_gathering *gathering, const uint32_t *members, uint32_t count, syn_arena *scratch,
                                syn_id_list *out_actors) {
  tally_array tallies = {0};
  for (uint32_t i = 0; i < count; i++) {
    const syn_facts *facts = gathering->accounts[members[i]].facts;
    for (uint32_t e = 0; e < facts->entity_count; e++) {
      if (!can_act(facts->entities[e].type) || syn_entity_is_described(&facts->entities[e])) continue;
      uint32_t identity = syn_gathering_identity(gathering, members[i], e);
      if (add(&tallies, identity, facts->entities[e].mention_count, scratch) != SYN_OK) return SYN_NO_MEMORY;
    }
  }
  add_up(&tallies);
  if (tallies.count > 1) qsort(tallies.items, tallies.count, sizeof *tallies.items, order_by_weight);
  out_actors->items = SYN_ARENA_ARRAY(gathering->arena, syn_id, ACTOR_LIMIT);
  if (!out_actors->items) return SYN_NO_MEMORY;
  for (size_t i = 0; i < tallies.count && out_actors->count < ACTOR_LIMIT; i++)
    if (count == 1 || tallies.items[i].accounts > 1)
      out_actors->items[out_actors->count++] = gathering->identities[tallies.items[i].key].id;
  return SYN_OK;
}

syn_status syn_story_describe(const syn_gathering *gathering, const uint32_t *members, uint32_t count, const int64_t *centrality,
                              syn_arena *scratch, syn_story *story) {
  syn_status status = choose_title(gathering, members, count, centrality, &story->title);
  if (status == SYN_OK) status = choose_date(gathering, members, count, scratch, &story->date);
  if (status == SYN_OK) status = choose_place(gathering, members, count, scratch, &story->place);
  if (status == SYN_OK) status = choose_actors(gathering, members, count, scratch, &story->actors);
  return status;
}
