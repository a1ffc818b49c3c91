/*
 * How it works
 *
 * Evidence that two figures are of one fact is added up: how near the values are (equal ones of several digits hardly come about by
 * chance), the noun, the kind of event, its parties, the words of the sentences (weighted by how few sentences of the story hold them, and
 * counted against the shorter one), and whether both convert one amount. Of several readings of a figure in one account the pair that fits
 * best counts. The weights were set by hand on stories of our own writing.
 */
#include <math.h>

#include "synopsis/point_claims.h"

enum {
  SAME_TELLING_VALUE = 1800,
  SAME_VALUE = 1000,
  SAME_DIGIT = 700,
  SAME_BOUND = 400, /* equal values that are bounded alike ("more than three hours") */
  MEETING_VALUES = 1000,
  NEAR_VALUES = 300,
  OTHER_COUNTS = -200,  /* two exact counts that are near: ten passengers, twelve dead */
  APART_VALUES = -1000, /* up to twice as much; persons are estimated that far apart */
  FAR_VALUES = -1200,
  VERY_FAR_VALUES = -2500,
  SAME_NOUN = 1200,
  OTHER_NOUN = -1000,
  OTHER_MEASURED = -400, /* a distance is a village's here, a town's there */
  SAME_PERSONS = 400,    /* beside their fate */
  OTHER_CLASS = -2500,   /* civilians and rebels */
  OTHER_PERSONS = -200,  /* the same people are protesters, marchers, people */
  PART_OF_OTHERS = -900, /* 22 people and 20 fighters */
  SAME_BEARER = 1500,
  OTHER_BEARER = -3000,
  SAME_EVENT = 1200,
  OTHER_EVENT = -700,
  SAME_PARTY = 300,
  OTHER_DAYS = -1500,
  NEXT_DAY = -600,
  NEWS_DAYS = 7, /* before an account: what it tells without a date is no older */
  SAME_WORDS = 2500,
  SAME_CONVERSION = 1500,
  CONTEXTS_COMPARED = 4, /* readings of one claim */
};

/* Money, and values of more digits than a dozen has. */
static bool is_telling(const syn_quantity *quantity) {
  int64_t digits = quantity->value.digits < 0 ? -quantity->value.digits : quantity->value.digits;
  return quantity->kind == SYN_QUANTITY_MONEY || digits > 12;
}

/* How hardly two figures would be equal by chance: each digit but the last zeros tells, and that a figure is in the thousands. */
static int32_t equal_evidence(const syn_quantity *a) {
  int64_t digits = a->value.digits < 0 ? -a->value.digits : a->value.digits, more = 0;
  int32_t size = a->value.exponent;
  while (digits != 0 && digits % 10 == 0) {
    digits /= 10;
    size++;
  }
  for (; digits >= 10; digits /= 10) {
    more++;
    size++;
  }
  if (size >= 3) more++;
  int32_t value = is_telling(a) ? SAME_TELLING_VALUE : SAME_VALUE, by_digits = SAME_VALUE + (int32_t)(more < 3 ? more : 3) * SAME_DIGIT;
  return value > by_digits ? value : by_digits;
}

/* "At least 20" and "at least 22" meet as any two would. */
static bool are_open_alike(const syn_quantity *a, const syn_quantity *b) {
  bool a_up = a->bound == SYN_BOUND_AT_LEAST || a->bound == SYN_BOUND_MORE_THAN,
       b_up = b->bound == SYN_BOUND_AT_LEAST || b->bound == SYN_BOUND_MORE_THAN;
  bool a_down = a->bound == SYN_BOUND_AT_MOST || a->bound == SYN_BOUND_LESS_THAN,
       b_down = b->bound == SYN_BOUND_AT_MOST || b->bound == SYN_BOUND_LESS_THAN;
  return (a_up && b_up) || (a_down && b_down);
}

static int32_t values_evidence(const syn_quantity *a, const syn_quantity *b) {
  if (syn_decimal_compare(a->value, b->value) == 0) {
    bool is_bounded = a->bound == b->bound && a->bound != SYN_BOUND_EXACT;
    return equal_evidence(a) + (is_bounded ? SAME_BOUND : 0);
  }
  const syn_reading x = syn_claim_reading(a), y = syn_claim_reading(b);
  if (syn_readings_within_quarter(&x, &y)) {
    if (syn_readings_meet(&x, &y) && !are_open_alike(a, b)) return MEETING_VALUES;
    bool are_counts = a->kind == SYN_QUANTITY_COUNT && a->bound == SYN_BOUND_EXACT && b->bound == SYN_BOUND_EXACT;
    return are_counts ? OTHER_COUNTS : NEAR_VALUES;
  }
  double p = fabs(syn_decimal_to_double(a->value)), q = fabs(syn_decimal_to_double(b->value));
  double smaller = p < q ? p : q, larger = p < q ? q : p;
  if (larger <= 2 * smaller) return syn_text_equal(a->unit, SYN_TEXT("person")) ? 0 : APART_VALUES;
  return larger <= 10 * smaller ? FAR_VALUES : VERY_FAR_VALUES;
}

/* Whether two figures of one matter may be so far apart; the nearer they are the more may be. */
enum { FARTHEST_COUNTS = -600 };

static int32_t distance_evidence(const syn_quantity *a, const syn_quantity *b) {
  double p = fabs(syn_decimal_to_double(a->value)), q = fabs(syn_decimal_to_double(b->value));
  double smaller = p < q ? p : q, larger = p < q ? q : p;
  if (larger <= smaller * 1.34) return 300;
  if (larger <= smaller * 3) return 0;
  return larger <= smaller * 10 ? FARTHEST_COUNTS : -2000;
}

static uint64_t weight_of(const syn_claim_set *set, const uint32_t *words, uint32_t count) {
  uint64_t sum = 0;
  for (uint32_t i = 0; i < count; i++) sum += set->word_weights[words[i]];
  return sum;
}

/* The weight of the common words of two sorted lists, in shares of the lighter one. */
static int32_t common_words(const syn_claim_set *set, const uint32_t *a, uint32_t a_count, const uint32_t *b, uint32_t b_count) {
  uint64_t common = 0, a_weight = weight_of(set, a, a_count), b_weight = weight_of(set, b, b_count);
  for (uint32_t i = 0, k = 0; i < a_count && k < b_count;) {
    uint32_t x = a[i], y = b[k];
    if (x == y) common += set->word_weights[x];
    i += x <= y;
    k += y <= x;
  }
  uint64_t smaller = a_weight < b_weight ? a_weight : b_weight;
  return smaller == 0 ? 0 : (int32_t)(SAME_WORDS * common / smaller);
}

static int32_t words_evidence(const syn_claim_set *set, const syn_claim_context *a, const syn_claim_context *b) {
  return common_words(set, a->words, a->word_count, b->words, b->word_count);
}

/* In long sentences the words next to the figures tell more. */
static int32_t nearest_words_evidence(const syn_claim_set *set, const syn_claim_context *a, const syn_claim_context *b) {
  int32_t all = words_evidence(set, a, b);
  int32_t near_words = common_words(set, a->near_words, a->near_count, b->near_words, b->near_count);
  return all > near_words ? all : near_words;
}

static bool share_party(const syn_claim_context *a, const syn_claim_context *b) {
  for (uint32_t i = 0, k = 0; i < a->party_count && k < b->party_count;) {
    if (a->parties[i] == b->parties[k]) return true;
    uint32_t x = a->parties[i], y = b->parties[k];
    i += x <= y;
    k += y <= x;
  }
  return false;
}

/* A request and its refusal: the sum is the same. */
static bool are_two_sides(int a, int b) {
  return (a == SYN_EVENT_REQUEST && b == SYN_EVENT_REJECT) || (a == SYN_EVENT_REJECT && b == SYN_EVENT_REQUEST);
}

static int32_t context_evidence(const syn_claim_set *set, const syn_claim_context *a, const syn_claim_context *b) {
  int32_t value = nearest_words_evidence(set, a, b) + (share_party(a, b) ? SAME_PARTY : 0);
  if (a->bearer != UINT32_MAX && b->bearer != UINT32_MAX) value += a->bearer == b->bearer ? SAME_BEARER : OTHER_BEARER;
  if (a->event_type < 0 || b->event_type < 0) return value;
  if (are_two_sides(a->event_type, b->event_type)) return value;
  return value + (a->event_type == b->event_type ? SAME_EVENT : OTHER_EVENT);
}

static int32_t persons_evidence(const syn_claim_noun *a, const syn_claim_noun *b) {
  int32_t value = 0;
  bool has_fates = a->fate.size > 0 && b->fate.size > 0;
  if (has_fates) value = syn_text_equal(a->fate, b->fate) ? SAME_NOUN : OTHER_NOUN;
  if (a->is_of_anyone || b->is_of_anyone) return value;
  if (a->persons.size > 0 && b->persons.size > 0)
    return value + (!syn_text_equal(a->persons, b->persons) ? OTHER_CLASS : has_fates ? SAME_PERSONS : SAME_NOUN);
  if (syn_text_equal(a->noun, b->noun)) return value + (has_fates ? SAME_PERSONS : SAME_NOUN);
  return value + (a->persons.size > 0 || b->persons.size > 0 ? OTHER_PERSONS : 0);
}

/* What is counted or measured. Persons are called by many nouns, but who drowned is not who was arrested. */
static int32_t noun_evidence(const syn_quantity *quantity, const syn_claim_noun *a, const syn_claim_noun *b) {
  if (syn_text_equal(quantity->unit, SYN_TEXT("person"))) return persons_evidence(a, b);
  if (a->noun.size == 0 || b->noun.size == 0) return 0;
  if (syn_text_equal(a->noun, b->noun)) return SAME_NOUN;
  return quantity->kind == SYN_QUANTITY_COUNT || quantity->kind == SYN_QUANTITY_MONEY ? OTHER_NOUN : OTHER_MEASURED;
}

/* Children, fighters, medics are often a part of the persons that another figure counts. */
static bool is_part_of(const syn_claim_noun *part, const syn_claim_noun *whole) {
  return part->persons.size > 0 && whole->is_of_anyone;
}

static int32_t parts_evidence(const syn_claim_set *set, const syn_claim *a, const syn_claim *b) {
  const syn_claim_noun *x = &a->nouns[a->main], *y = &b->nouns[b->main];
  if (syn_decimal_compare(syn_claim_quantity(set, a)->value, syn_claim_quantity(set, b)->value) == 0) return 0;
  return is_part_of(x, y) || is_part_of(y, x) ? PART_OF_OTHERS : 0;
}

static int32_t nouns_evidence(const syn_claim_set *set, const syn_claim *a, const syn_claim *b) {
  int32_t best = INT32_MIN;
  for (uint32_t i = 0; i < a->reading_count && i < CONTEXTS_COMPARED; i++)
    for (uint32_t k = 0; k < b->reading_count && k < CONTEXTS_COMPARED; k++) {
      int32_t value = noun_evidence(syn_claim_quantity(set, a), &a->nouns[i], &b->nouns[k]);
      if (value > best) best = value;
    }
  return best;
}

static int32_t contexts_evidence(const syn_claim_set *set, const syn_claim *a, const syn_claim *b) {
  int32_t best = INT32_MIN;
  for (uint32_t i = 0; i < a->reading_count && i < CONTEXTS_COMPARED; i++)
    for (uint32_t k = 0; k < b->reading_count && k < CONTEXTS_COMPARED; k++) {
      int32_t value = context_evidence(set, &a->contexts[i], &b->contexts[k]);
      if (value > best) best = value;
    }
  return best;
}

/* Whether one is dated long before the other's account appeared, which dates it not at all. */
static bool is_of_the_past(const syn_claim_context *dated, const syn_claim_context *other) {
  return dated->first_day != SYN_DAY_MINIMUM && other->first_day == SYN_DAY_MINIMUM && other->published != INT32_MAX &&
         dated->last_day < other->published - NEWS_DAYS;
}

/* How many days lie between two dated figures: 0, they meet. */
static int32_t days_between(const syn_claim_context *a, const syn_claim_context *b) {
  int64_t gap = a->last_day < b->first_day ? (int64_t)b->first_day - a->last_day : (int64_t)a->first_day - b->last_day;
  return gap < 0 ? 0 : gap > INT32_MAX ? INT32_MAX : (int32_t)gap;
}

/* Of several dated readings the pair that is nearest counts. Late Tuesday here is Wednesday there. */
static int32_t days_evidence(const syn_claim *a, const syn_claim *b) {
  int32_t nearest = INT32_MAX;
  for (uint32_t i = 0; i < a->reading_count && i < CONTEXTS_COMPARED; i++)
    for (uint32_t k = 0; k < b->reading_count && k < CONTEXTS_COMPARED; k++) {
      const syn_claim_context *x = &a->contexts[i], *y = &b->contexts[k];
      if (x->first_day == SYN_DAY_MINIMUM || y->first_day == SYN_DAY_MINIMUM) continue;
      int32_t between = days_between(x, y);
      if (between < nearest) nearest = between;
    }
  if (nearest < INT32_MAX) return nearest == 0 ? 0 : nearest == 1 ? NEXT_DAY : OTHER_DAYS;
  const syn_claim_context *x = &a->contexts[a->main], *y = &b->contexts[b->main];
  return is_of_the_past(x, y) || is_of_the_past(y, x) ? OTHER_DAYS : 0;
}

/* Both convert equal amounts: the same sum in another currency. */
static bool convert_the_same(const syn_claim_set *set, const syn_claim *a, const syn_claim *b) {
  const syn_facts *x = syn_claim_account(set, a)->facts, *y = syn_claim_account(set, b)->facts;
  uint32_t i = syn_claim_quantity(set, a)->converts, k = syn_claim_quantity(set, b)->converts;
  if (i >= x->quantity_count || k >= y->quantity_count) return false;
  return syn_text_equal(x->quantities[i].unit, y->quantities[k].unit) &&
         syn_decimal_compare(x->quantities[i].value, y->quantities[k].value) == 0;
}

bool syn_claims_measure_alike(const syn_claim_set *set, const syn_claim *a, const syn_claim *b) {
  const syn_quantity *x = syn_claim_quantity(set, a), *y = syn_claim_quantity(set, b);
  return x->kind == y->kind && syn_text_equal(x->unit, y->unit);
}

bool syn_claims_count_the_same(const syn_claim_set *set, const syn_claim *a, const syn_claim *b) {
  const syn_quantity *x = syn_claim_quantity(set, a), *y = syn_claim_quantity(set, b);
  return x->kind == SYN_QUANTITY_COUNT && y->kind == SYN_QUANTITY_COUNT && syn_decimal_compare(x->value, y->value) == 0 &&
         equal_evidence(x) >= SAME_TELLING_VALUE - SAME_DIGIT / 2;
}

int32_t syn_claims_context_evidence(const syn_claim_set *set, const syn_claim *a, const syn_claim *b) {
  return nouns_evidence(set, a, b) + parts_evidence(set, a, b) + contexts_evidence(set, a, b) + days_evidence(a, b) +
         distance_evidence(syn_claim_quantity(set, a), syn_claim_quantity(set, b));
}

int32_t syn_claims_surroundings_evidence(const syn_claim_set *set, const syn_claim *a, const syn_claim *b) {
  return nouns_evidence(set, a, b) + parts_evidence(set, a, b) + contexts_evidence(set, a, b);
}

int32_t syn_claims_evidence(const syn_claim_set *set, const syn_claim *a, const syn_claim *b) {
  return values_evidence(syn_claim_quantity(set, a), syn_claim_quantity(set, b)) + nouns_evidence(set, a, b) + parts_evidence(set, a, b) +
         contexts_evidence(set, a, b) + days_evidence(a, b) + (convert_the_same(set, a, b) ? SAME_CONVERSION : 0);
}

/* Sums and measures are stated of one thing; things and shares are counted in many connections, and must have more in common than the noun.
 */
bool syn_claims_may_contradict(const syn_claim_set *set, const syn_claim *a, const syn_claim *b) {
  const syn_claim_context *x = &a->contexts[a->main], *y = &b->contexts[b->main];
  if (x->event_type >= 0 && y->event_type >= 0 && x->event_type != y->event_type) return false;
  if (x->party_count > 0 && y->party_count > 0 && !share_party(x, y)) return false;
  if (days_evidence(a, b) <= OTHER_DAYS) return false;
  const syn_quantity *p = syn_claim_quantity(set, a), *q = syn_claim_quantity(set, b);
  if (p->kind == SYN_QUANTITY_PERCENT) return words_evidence(set, x, y) > SAME_WORDS / 3;
  if (p->kind != SYN_QUANTITY_COUNT) return true;
  if (distance_evidence(p, q) < FARTHEST_COUNTS) return false;
  return (x->event_type >= 0 && x->event_type == y->event_type) || words_evidence(set, x, y) > SAME_WORDS / 3;
}

/* The same small number of persons or things of one name ("two boats") is one figure only where the words about it have something in
 * common. */
static bool are_near(const syn_quantity *quantity, int32_t nouns, int32_t words) {
  if (words > SAME_WORDS / 3) return true;
  return nouns > 0 && (quantity->kind != SYN_QUANTITY_COUNT || words > SAME_WORDS / 5);
}

bool syn_claims_repeat(const syn_claim_set *set, const syn_claim *a, const syn_claim *b) {
  const syn_quantity *x = syn_claim_quantity(set, a), *y = syn_claim_quantity(set, b);
  if (a->column != b->column || !syn_claims_measure_alike(set, a, b)) return false;
  int32_t nouns = nouns_evidence(set, a, b), words = words_evidence(set, &a->contexts[0], &b->contexts[0]);
  bool is_near = are_near(x, nouns, words);
  if (syn_decimal_compare(x->value, y->value) == 0) return nouns > OTHER_NOUN && (is_telling(x) || is_near);
  /* a headline or caption rounds what the body states */
  if ((x->span.field == SYN_FIELD_TEXT) == (y->span.field == SYN_FIELD_TEXT)) return false;
  const syn_reading p = syn_claim_reading(x), q = syn_claim_reading(y);
  return syn_readings_within_quarter(&p, &q) && syn_readings_meet(&p, &q) && is_near;
}

bool syn_claims_contradict(const syn_claim_set *set, const syn_claim *title, const syn_claim *body) {
  const syn_quantity *x = syn_claim_quantity(set, title), *y = syn_claim_quantity(set, body);
  bool is_compared = x->kind == SYN_QUANTITY_COUNT || x->kind == SYN_QUANTITY_MONEY;
  if (y->span.field != SYN_FIELD_TEXT || !is_compared || !syn_claims_measure_alike(set, title, body)) return false;
  if (syn_decimal_compare(x->value, y->value) == 0 || distance_evidence(x, y) < 0) return false;
  if (nouns_evidence(set, title, body) < SAME_NOUN) return false;
  return words_evidence(set, &title->contexts[0], &body->contexts[0]) > SAME_WORDS / 3;
}
