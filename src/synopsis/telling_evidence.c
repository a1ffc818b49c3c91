/*
 * How it works
 *
 * Two tellings must have in common the root of a word that tells them, or a kind of act (data/<language>/acts.tsv: "arrested", "taken into
 * custody"), or the type. What speaks for one happening is added up: these; the other words of the sentence, weighted by how few tellings
 * of the story have them, and those near the trigger once more; who acts on whom and who is named; day and place; whether both stand where
 * reports tell their matter; whether nearly every account of the story tells such an act once; how alike the articles are. Slots that
 * exclude each other keep tellings apart, whatever else they share: dates without a common day, actors or recipients of two events that are
 * others, places in two countries, and another standing. What two stories tell without a day is of their own days, where these are known:
 * that keeps events apart, and speaks against words of which no slots are known.
 *
 * The weights were set by hand on the development topics of ECB+ (docs/synopsis.md has the figures).
 */
#include "synopsis/happening.h"
#include "synopsis/point_claims.h"
#include "synopsis/point_labels.h"
#include "synopsis/tellings.h"

enum {
  SAME_ROOT = 900,
  SAME_ACT = 500,
  SAME_TYPE = 200,
  ONE_SENTENCE = -2000, /* one account says in one sentence what is two */
  ONE_SENTENCE_ONE_TYPE = -400,
  SAME_PARTY = 200,
  OTHER_PARTY = -250,
  UNLIKE_PARTY = -100,
  SAME_SUM = 400,
  OTHER_SUM = -1500,
  BOTH_EVENTS = -150, /* what has slots must agree in some */
  NO_TIE = -700,      /* two events that share neither a party, a day, a place, a sum nor words */
  FEW_WORDS = 80,     /* of SAME_WORDS and the others */
  SAME_DAY = 300,
  SAME_PLACE = 150,
  OTHER_PLACE = -400,
  SAME_NAMED = 50, /* each, of two */
  OTHER_NAMED = -200,
  SAME_WORDS = 500,
  SAME_WORDS_OF_SHORTER = 200,
  SAME_NEAR = 150,
  BOTH_LEAD = 200,
  ONCE_EACH = 300, /* every account tells such an act once */
  SAME_STORY = 200,
  SAME_ARTICLES = 400, /* cosine 1 */
  OTHER_DAYS = -500,   /* two stories of other days, and neither telling is dated */
  DAYS_OF_ONE_AFFAIR = 3,
  NEAR_DAYS = 3,
  ONE_MATTER_MARGIN = 300
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

/* What two do together is told of either as the actor. */
static bool is_mutual(int type) {
  return type == SYN_EVENT_CONSULT || type == SYN_EVENT_AGREE || type == SYN_EVENT_COOPERATE;
}

/* Who acts on whom: of each side as compare_parties. */
typedef struct sides {
  int actors, recipients;
} sides;

static sides compare_sides(const syn_gathering *gathering, const syn_telling *a, const syn_telling *b) {
  sides found = {compare_parties(gathering, &a->actors, &b->actors), compare_parties(gathering, &a->recipients, &b->recipients)};
  if (!is_mutual(a->type) || !is_mutual(b->type)) return found;
  const sides swapped = {compare_parties(gathering, &a->actors, &b->recipients), compare_parties(gathering, &a->recipients, &b->actors)};
  return swapped.actors + swapped.recipients > found.actors + found.recipients ? swapped : found;
}

/* One is named, the other only described: "Brandt", "a fisherman". */
static bool is_unlike(const syn_index_list *a, bool a_has_others, const syn_index_list *b, bool b_has_others) {
  return (a->count > 0 && b->count == 0 && b_has_others) || (b->count > 0 && a->count == 0 && a_has_others);
}

static int32_t parties_evidence(const syn_telling *a, const syn_telling *b, sides parties) {
  bool are_events = a->type >= 0 && b->type >= 0;
  if (are_events ? parties.actors < 0 || parties.recipients < 0 : parties.actors < 0 && parties.recipients < 0) return SYN_LIKENESS_APART;
  int32_t value = (parties.actors > 0) * SAME_PARTY + (parties.recipients > 0) * SAME_PARTY;
  if (parties.actors < 0 || parties.recipients < 0) value += OTHER_PARTY;
  if (is_unlike(&a->actors, a->has_other_actors, &b->actors, b->has_other_actors)) value += UNLIKE_PARTY;
  if (is_unlike(&a->recipients, a->has_other_recipients, &b->recipients, b->has_other_recipients)) value += UNLIKE_PARTY;
  return value;
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
  uint64_t common = 0, x_weight = weigh(set, &a->words), y_weight = weigh(set, &b->words);
  for (uint32_t i = 0, k = 0; i < a->words.count && k < b->words.count;) {
    uint32_t x = a->words.items[i], y = b->words.items[k];
    if (x == y) common += set->word_weights[x];
    i += x <= y;
    k += y <= x;
  }
  if (common == 0) return 0;
  uint64_t smaller = x_weight < y_weight ? x_weight : y_weight;
  uint32_t near = count_common(&a->near, &b->near), nearest = a->near.count < b->near.count ? a->near.count : b->near.count;
  return (int32_t)(2 * common * SAME_WORDS / (x_weight + y_weight) + common * SAME_WORDS_OF_SHORTER / smaller) +
         (nearest > 0 ? (int32_t)(near * SAME_NEAR / nearest) : 0);
}

static int32_t names_evidence(const syn_telling *a, const syn_telling *b) {
  uint32_t common = count_common(&a->named, &b->named);
  if (common == 0) return a->named.count > 0 && b->named.count > 0 ? OTHER_NAMED : 0;
  return common > 1 ? 2 * SAME_NAMED : SAME_NAMED;
}

/* The largest share of what both tell. */
static uint32_t largest_share(const syn_index_list *a, const syn_index_list *b, const uint32_t *shares) {
  uint32_t largest = 0;
  for (uint32_t i = 0, k = 0; i < a->count && k < b->count;) {
    uint32_t x = a->items[i], y = b->items[k];
    if (x == y && shares[x] > largest) largest = shares[x];
    i += x <= y;
    k += y <= x;
  }
  return largest;
}

/* What the articles and the places in them say. */
static int32_t setting_evidence(const syn_telling_set *set, const syn_telling *a, const syn_telling *b) {
  const syn_gathering *gathering = set->gathering;
  int32_t value = (int32_t)(syn_gathering_cosine(gathering, a->account, b->account) * SAME_ARTICLES / SYN_COSINE_ONE);
  if (a->is_lead && b->is_lead) value += BOTH_LEAD;
  if (gathering->story_of[a->account] != gathering->story_of[b->account]) return value;
  uint32_t roots = largest_share(&a->roots, &b->roots, set->root_shares), acts = largest_share(&a->acts, &b->acts, set->act_shares);
  return value + SAME_STORY + (int32_t)((roots > acts ? roots : acts) * ONCE_EACH / 1000);
}

/* "On 18 July", "on 14 September": two days of whatever year. */
static bool are_of_other_dates(const syn_telling *a, const syn_telling *b) {
  return a->month > 0 && b->month > 0 && (a->month != b->month || a->day != b->day);
}

/* Whether two stories that date neither telling are of two days. */
static bool are_of_other_days(const syn_gathering *gathering, const syn_telling *a, const syn_telling *b) {
  if (gathering->story_of[a->account] == gathering->story_of[b->account]) return false;
  if (syn_interval_is_day(&a->date) && syn_interval_is_day(&b->date)) return false;
  int32_t days = syn_happening_days_apart(&gathering->happenings[a->account], &gathering->happenings[b->account]);
  return days != SYN_DAY_NONE && days > DAYS_OF_ONE_AFFAIR;
}

/* ---- sums of money ---- */

static bool has_sum(const syn_facts *facts, const syn_event *event, const syn_quantity **out_sum) {
  for (uint32_t i = 0; i < event->quantities.count; i++) {
    *out_sum = &facts->quantities[event->quantities.items[i]];
    if ((*out_sum)->kind == SYN_QUANTITY_MONEY && (*out_sum)->converts == SYN_NO_INDEX) return true;
  }
  return false;
}

/* The sums that the first money of each event states in one currency. */
static int32_t sums_evidence(const syn_gathering *gathering, const syn_telling *a, const syn_telling *b) {
  const syn_facts *x = gathering->accounts[a->account].facts, *y = gathering->accounts[b->account].facts;
  const syn_quantity *p, *q;
  if (a->type < 0 || b->type < 0 || a->event >= x->event_count || b->event >= y->event_count) return 0;
  if (!has_sum(x, &x->events[a->event], &p) || !has_sum(y, &y->events[b->event], &q) || !syn_text_equal(p->unit, q->unit)) return 0;
  const syn_reading told = syn_claim_reading(p), other = syn_claim_reading(q);
  return syn_readings_within_quarter(&told, &other) ? SAME_SUM : OTHER_SUM;
}

int32_t syn_telling_evidence(const syn_telling_set *set, const syn_telling *a, const syn_telling *b) {
  const syn_gathering *gathering = set->gathering;
  if (a->standing != b->standing || syn_intervals_exclude(&a->date, &b->date) || are_of_other_dates(a, b)) return SYN_LIKENESS_APART;
  uint32_t roots = count_common(&a->roots, &b->roots), acts = count_common(&a->acts, &b->acts);
  bool is_type = a->type >= 0 && a->type == b->type;
  if (roots == 0 && acts == 0 && !is_type) return 0;
  const sides sides_told = compare_sides(gathering, a, b);
  int32_t parties = parties_evidence(a, b, sides_told), place = place_evidence(gathering, a, b);
  if (parties <= SYN_LIKENESS_APART || place <= SYN_LIKENESS_APART) return SYN_LIKENESS_APART;
  int32_t words = words_evidence(set, a, b), sums = sums_evidence(gathering, a, b);
  int32_t value = parties + place + words + sums + names_evidence(a, b) + setting_evidence(set, a, b);
  value += (roots > 0 ? SAME_ROOT : acts > 0 ? SAME_ACT : 0) + (is_type ? SAME_TYPE : 0);
  bool is_day = syn_interval_is_day(&a->date) && syn_interval_is_day(&b->date);
  if (a->type >= 0 && b->type >= 0) {
    int ties = (sides_told.actors > 0) + (sides_told.recipients > 0) + is_day + (place > 0) + (sums > 0) + (words >= FEW_WORDS);
    value += ties >= (roots > 0 ? 1 : 2) ? BOTH_EVENTS : BOTH_EVENTS + NO_TIE;
  }
  bool is_one_sentence = a->account == b->account && a->sentence.field == b->sentence.field && a->sentence.start == b->sentence.start;
  if (is_one_sentence) value += is_type ? ONE_SENTENCE_ONE_TYPE : ONE_SENTENCE;
  if (are_of_other_days(gathering, a, b)) {
    if (a->type >= 0 && b->type >= 0) return SYN_LIKENESS_APART;
    value += OTHER_DAYS;
  }
  return value + (is_day ? SAME_DAY : 0);
}

bool syn_tellings_are_one_matter(const syn_telling_set *set, const syn_telling *a, const syn_telling *b) {
  bool is_other_day = syn_intervals_exclude(&a->date, &b->date);
  if (a->standing == b->standing && !is_other_day) return false;
  if (is_other_day) {
    bool are_days = syn_interval_is_day(&a->date) && syn_interval_is_day(&b->date);
    int64_t apart = (int64_t)a->date.from.day - b->date.from.day;
    if (!are_days || a->account == b->account || a->standing != b->standing || apart > NEAR_DAYS || apart < -NEAR_DAYS) return false;
  }
  syn_telling other = *b;
  other.standing = a->standing;
  other.date.basis = SYN_BASIS_NONE;
  other.month = 0;
  if (count_common(&a->roots, &b->roots) == 0) return false;
  return syn_telling_evidence(set, a, &other) >= SYN_TELLING_SAME + ONE_MATTER_MARGIN;
}
