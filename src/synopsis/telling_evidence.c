/*
 * How it works
 *
 * Two tellings must have the word that tells them in common, or the type. What speaks for one happening is added up: the word, the type,
 * who acts on whom, the day, the place, who is named in the sentence, and the other words of the sentence, weighted by how few tellings of
 * the story have them. Slots that exclude each other keep tellings apart, whatever else they share: dates without a common day, parties on
 * both sides that are others, places in two countries, and another standing.
 */
#include "synopsis/tellings.h"

enum {
  SAME_ROOT = 450,
  SAME_TYPE = 250,
  SAME_PARTY = 250,
  OTHER_PARTY = -350,
  SAME_DAY = 300,
  SAME_PLACE = 200,
  OTHER_PLACE = -400,
  SAME_NAMED = 100,
  NAMED_LIMIT = 2,
  SAME_WORDS = 900,
  SAME_STORY = 100
};

bool syn_interval_is_day(const syn_interval *date) {
  return date->basis != SYN_BASIS_NONE && date->from.day == date->to.day;
}

bool syn_intervals_exclude(const syn_interval *a, const syn_interval *b) {
  if (a->basis == SYN_BASIS_NONE || b->basis == SYN_BASIS_NONE) return false;
  return a->to.day < b->from.day || b->to.day < a->from.day;
}

static uint32_t count_common(const syn_index_list *a, const syn_index_list *b) {
  uint32_t common = 0;
  for (uint32_t i = 0, k = 0; i < a->count && k < b->count;) {
    uint32_t x = a->items[i], y = b->items[k];
    common += x == y;
    i += x <= y;
    k += y <= x;
  }
  return common;
}

/* Whether two parties cannot be told apart: a state and who acts for it are one side. */
static bool can_be_one(const syn_identity *a, const syn_identity *b) {
  return a->type != b->type && a->country.size > 0 && syn_text_equal(a->country, b->country);
}

/* 1: they share a party; -1: both name parties, and others; 0: one names none, or they may be the same. */
static int compare_parties(const syn_gathering *gathering, const syn_index_list *a, const syn_index_list *b) {
  if (a->count == 0 || b->count == 0) return 0;
  if (count_common(a, b) > 0) return 1;
  for (uint32_t i = 0; i < a->count; i++)
    for (uint32_t k = 0; k < b->count; k++)
      if (can_be_one(&gathering->identities[a->items[i]], &gathering->identities[b->items[k]])) return 0;
  return -1;
}

static int32_t parties_evidence(const syn_gathering *gathering, const syn_telling *a, const syn_telling *b) {
  int actors = compare_parties(gathering, &a->actors, &b->actors), recipients = compare_parties(gathering, &a->recipients, &b->recipients);
  if (actors < 0 && recipients < 0) return SYN_LIKENESS_APART;
  return (actors > 0 ? SAME_PARTY : actors < 0 ? OTHER_PARTY : 0) + (recipients > 0 ? SAME_PARTY : recipients < 0 ? OTHER_PARTY : 0);
}

static int32_t place_evidence(const syn_gathering *gathering, const syn_telling *a, const syn_telling *b) {
  if (a->place == UINT32_MAX || b->place == UINT32_MAX) return 0;
  if (a->place == b->place) return SAME_PLACE;
  const syn_identity *x = &gathering->identities[a->place], *y = &gathering->identities[b->place];
  bool are_known = x->country.size > 0 && y->country.size > 0;
  if (are_known && !syn_text_equal(x->country, y->country)) return SYN_LIKENESS_APART;
  return x->type == y->type ? OTHER_PLACE : 0; /* else one may lie in the other */
}

static uint64_t weigh(const syn_telling_set *set, const syn_index_list *words) {
  uint64_t weight = 0;
  for (uint32_t i = 0; i < words->count; i++) weight += set->word_weights[words->items[i]];
  return weight;
}

static int32_t words_evidence(const syn_telling_set *set, const syn_telling *a, const syn_telling *b) {
  uint64_t common = 0, both = weigh(set, &a->words) + weigh(set, &b->words);
  for (uint32_t i = 0, k = 0; i < a->words.count && k < b->words.count;) {
    uint32_t x = a->words.items[i], y = b->words.items[k];
    if (x == y) common += set->word_weights[x];
    i += x <= y;
    k += y <= x;
  }
  return both == 0 ? 0 : (int32_t)(2 * common * SAME_WORDS / both);
}

int32_t syn_telling_evidence(const syn_telling_set *set, const syn_telling *a, const syn_telling *b) {
  const syn_gathering *gathering = set->gathering;
  if (a->standing != b->standing || syn_intervals_exclude(&a->date, &b->date)) return SYN_LIKENESS_APART;
  bool is_one_sentence = a->account == b->account && a->sentence.field == b->sentence.field && a->sentence.start == b->sentence.start;
  if (is_one_sentence) return SYN_LIKENESS_APART;
  uint32_t roots = count_common(&a->roots, &b->roots);
  bool is_type = a->type >= 0 && a->type == b->type;
  if (roots == 0 && !is_type) return 0;
  int32_t parties = parties_evidence(gathering, a, b), place = place_evidence(gathering, a, b);
  if (parties <= SYN_LIKENESS_APART || place <= SYN_LIKENESS_APART) return SYN_LIKENESS_APART;
  uint32_t named = count_common(&a->named, &b->named);
  int32_t value = parties + place + words_evidence(set, a, b) + (int32_t)(named < NAMED_LIMIT ? named : NAMED_LIMIT) * SAME_NAMED;
  value += (roots > 0 ? SAME_ROOT : 0) + (is_type ? SAME_TYPE : 0);
  if (syn_interval_is_day(&a->date) && syn_interval_is_day(&b->date)) value += SAME_DAY;
  return value + (gathering->story_of[a->account] == gathering->story_of[b->account] ? SAME_STORY : 0);
}
