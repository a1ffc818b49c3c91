/*
 * How it works
 *
 * A stated number stands for the half-open interval [value - step/2, value + step/2): "2.35 billion" is all that rounds to it. A bound
 * opens the interval on its side; "about" and "nearly" widen it by a tenth of the value; "between" reaches from the first value to the
 * second. Readings are compatible where all intervals have something in common and no value is more than a quarter of the larger away from
 * another. Where an account states several values, the one in its body and with the most digits speaks for it; that an account contradicts
 * itself is told by the difference.
 *
 * Arithmetic is decimal and exact. Numbers too far apart in size for it are compared by their doubles, which is enough to tell them apart.
 */
#include "synopsis/point_labels.h"

#include <stdint.h>

#include "synopsis/figure_scope.h"

/* One end of an interval. */
typedef struct limit {
  bool is_open; /* no limit on this side */
  syn_decimal value;
} limit;

typedef struct range {
  limit low, high; /* from low, up to but without high */
} range;

static const syn_decimal ZERO = {0, 0};

static syn_decimal sum(syn_decimal a, syn_decimal b) {
  syn_decimal result;
  if (syn_decimal_add(a, b, &result) == SYN_OK) return result;
  return syn_decimal_to_double(a) > syn_decimal_to_double(b) ? a : b; /* too far apart: the larger is the sum for all that matters */
}

static syn_decimal times(syn_decimal a, int64_t digits, int32_t exponent) {
  const syn_decimal factor = {digits, exponent};
  syn_decimal result;
  return syn_decimal_multiply(a, factor, &result) == SYN_OK ? result : a;
}

static syn_decimal magnitude(syn_decimal a) {
  return a.digits < 0 ? syn_decimal_negate(a) : a;
}

static range range_of(const syn_reading *reading) {
  syn_decimal half = times(reading->step, 5, -1), tenth = ZERO;
  if (reading->bound == SYN_BOUND_ABOUT || reading->bound == SYN_BOUND_NEARLY) tenth = times(magnitude(reading->value), 1, -1);
  syn_decimal margin = sum(half, tenth);
  syn_decimal last = reading->bound == SYN_BOUND_BETWEEN && reading->has_value_to ? reading->value_to : reading->value;
  range result = {{false, sum(reading->value, syn_decimal_negate(margin))}, {false, sum(last, margin)}};
  result.high.is_open = reading->bound == SYN_BOUND_AT_LEAST || reading->bound == SYN_BOUND_MORE_THAN;
  result.low.is_open = reading->bound == SYN_BOUND_AT_MOST || reading->bound == SYN_BOUND_LESS_THAN;
  return result;
}

/* Whether some number is in both; a range without width (step 0) holds its value. */
static bool ranges_meet(const range *a, const range *b) {
  const syn_decimal *low = a->low.is_open ? (b->low.is_open ? NULL : &b->low.value) : &a->low.value;
  const syn_decimal *high = a->high.is_open ? (b->high.is_open ? NULL : &b->high.value) : &a->high.value;
  if (low && !b->low.is_open && syn_decimal_compare(b->low.value, *low) > 0) low = &b->low.value;
  if (high && !b->high.is_open && syn_decimal_compare(b->high.value, *high) < 0) high = &b->high.value;
  if (!low || !high) return true;
  int order = syn_decimal_compare(*low, *high);
  bool is_point = (!a->low.is_open && !a->high.is_open && syn_decimal_compare(a->low.value, a->high.value) == 0) ||
                  (!b->low.is_open && !b->high.is_open && syn_decimal_compare(b->low.value, b->high.value) == 0);
  return order < 0 || (order == 0 && is_point);
}

bool syn_readings_meet(const syn_reading *a, const syn_reading *b) {
  range x = range_of(a), y = range_of(b);
  return ranges_meet(&x, &y);
}

static syn_decimal far_value(const syn_reading *reading) {
  return reading->bound == SYN_BOUND_BETWEEN && reading->has_value_to ? reading->value_to : reading->value;
}

bool syn_readings_within_quarter(const syn_reading *a, const syn_reading *b) {
  syn_decimal x = a->value, y = b->value;
  /* ranges "between" are as far apart as their nearest ends */
  if (syn_decimal_compare(far_value(a), y) < 0) x = far_value(a);
  if (syn_decimal_compare(far_value(b), a->value) < 0) y = far_value(b);
  if (syn_decimal_compare(x, y) > 0) {
    syn_decimal other = x;
    x = y;
    y = other;
  }
  syn_decimal larger = syn_decimal_compare(magnitude(x), magnitude(y)) > 0 ? magnitude(x) : magnitude(y);
  return syn_decimal_compare(sum(y, syn_decimal_negate(x)), times(larger, 25, -2)) <= 0;
}

static bool is_same(const syn_reading *a, const syn_reading *b) {
  return syn_decimal_compare(a->value, b->value) == 0 && a->bound == b->bound && a->has_value_to == b->has_value_to &&
         (!a->has_value_to || syn_decimal_compare(a->value_to, b->value_to) == 0);
}

uint32_t syn_label_main_reading(const syn_reading *readings, const syn_reading_traits *traits, uint32_t first, uint32_t end) {
  uint32_t best = first;
  for (uint32_t i = first + 1; i < end; i++) {
    if (traits[i].is_body != traits[best].is_body) {
      if (traits[i].is_body) best = i;
    } else if (syn_decimal_compare(readings[i].step, readings[best].step) < 0) {
      best = i;
    }
  }
  return best;
}

/* The readings that speak for the accounts. */
typedef struct main_readings {
  const syn_reading *readings;
  const syn_reading_traits *traits;
  const uint32_t *items;
  uint32_t count;
} main_readings;

/* What a pair tells of growth: 1, the larger value is the later; -1, the earlier; 0, neither is told. */
static int growth_of(const main_readings *mains, uint32_t i, uint32_t k) {
  const syn_reading_traits *a = &mains->traits[mains->items[i]], *b = &mains->traits[mains->items[k]];
  int order = syn_decimal_compare(mains->readings[mains->items[i]].value, mains->readings[mains->items[k]].value);
  if (order == 0) return 0;
  const syn_reading_traits *smaller = order < 0 ? a : b, *larger = order < 0 ? b : a;
  if (smaller->published != INT32_MAX && larger->published != INT32_MAX && smaller->published != larger->published)
    return smaller->published < larger->published ? 1 : -1;
  if (larger->has_grown || smaller->is_former) return 1;
  return larger->is_former ? -1 : 0;
}

/* Later reports of a count or amount state more: a larger value is the later one, and hardly one is the earlier. */
static bool is_update(const main_readings *mains) {
  uint32_t grown = 0, fallen = 0;
  for (uint32_t i = 0; i < mains->count; i++)
    for (uint32_t k = i + 1; k < mains->count; k++) {
      int growth = growth_of(mains, i, k);
      grown += growth > 0;
      fallen += growth < 0;
    }
  return grown > 3 * fallen;
}

/* Whether all that cannot both be true is of other extents. */
static bool is_scope(const main_readings *mains) {
  bool has_one = false;
  for (uint32_t i = 0; i < mains->count; i++)
    for (uint32_t k = i + 1; k < mains->count; k++) {
      if (syn_readings_meet(&mains->readings[mains->items[i]], &mains->readings[mains->items[k]])) continue;
      if (!syn_figure_scopes_differ(&mains->traits[mains->items[i]].scope, &mains->traits[mains->items[k]].scope)) return false;
      has_one = true;
    }
  return has_one;
}

static bool is_open(syn_bound bound) {
  return bound != SYN_BOUND_EXACT && bound != SYN_BOUND_ABOUT && bound != SYN_BOUND_NEARLY && bound != SYN_BOUND_BETWEEN;
}

static syn_difference kind_of_difference(syn_label label, const main_readings *mains, bool all_meet) {
  bool bounds_differ = false, is_converted = false, all_open = true;
  for (uint32_t i = 0; i < mains->count; i++) {
    const syn_reading *reading = &mains->readings[mains->items[i]];
    bounds_differ = bounds_differ || reading->bound != mains->readings[mains->items[0]].bound;
    is_converted = is_converted || mains->traits[mains->items[i]].is_converted;
    all_open = all_open && is_open(reading->bound);
  }
  /* "at least 112", a day later "at least 126": they meet, as all do that are open on one side */
  if (all_meet && all_open && is_update(mains)) return SYN_DIFFERENCE_UPDATE;
  if (label == SYN_LABEL_COMPATIBLE) return bounds_differ || all_open ? SYN_DIFFERENCE_BOUND : SYN_DIFFERENCE_ROUNDING;
  if (is_converted) return SYN_DIFFERENCE_CONVERSION;
  if (all_meet && (bounds_differ || all_open)) return SYN_DIFFERENCE_BOUND;
  if (is_scope(mains)) return SYN_DIFFERENCE_SCOPE;
  if (is_update(mains)) return SYN_DIFFERENCE_UPDATE;
  return SYN_DIFFERENCE_CONTRADICTION;
}

/* Whether an account's own readings cannot all be true. */
static bool contradicts_itself(const syn_reading *readings, uint32_t first, uint32_t end) {
  for (uint32_t i = first; i < end; i++)
    for (uint32_t k = i + 1; k < end; k++)
      if (!syn_readings_meet(&readings[i], &readings[k])) return true;
  return false;
}

enum { MAIN_LIMIT = 256 }; /* accounts that are looked at for a label; more of them change nothing that a reader could see */

syn_label syn_label_numbers(const syn_reading *readings, const syn_reading_traits *traits, uint32_t count, syn_difference *out_difference) {
  uint32_t mains[MAIN_LIMIT], main_count = 0;
  bool own_contradiction = false, all_meet = true, all_near = true, all_same = true;
  *out_difference = SYN_DIFFERENCE_NONE;
  for (uint32_t first = 0, end; first < count && main_count < MAIN_LIMIT; first = end) {
    for (end = first + 1; end < count && traits[end].account == traits[first].account; end++) {
    }
    mains[main_count++] = syn_label_main_reading(readings, traits, first, end);
    own_contradiction = own_contradiction || contradicts_itself(readings, first, end);
  }
  for (uint32_t i = 0; i < main_count; i++)
    for (uint32_t k = i + 1; k < main_count; k++) {
      const syn_reading *a = &readings[mains[i]], *b = &readings[mains[k]];
      all_same = all_same && is_same(a, b);
      all_meet = all_meet && syn_readings_meet(a, b);
      all_near = all_near && syn_readings_within_quarter(a, b);
    }
  syn_label label = SYN_LABEL_DIFFER;
  if (main_count < 2)
    label = SYN_LABEL_SINGLE;
  else if (all_same)
    label = SYN_LABEL_AGREE;
  else if (all_meet && all_near)
    label = SYN_LABEL_COMPATIBLE;
  if (label == SYN_LABEL_COMPATIBLE || label == SYN_LABEL_DIFFER)
    *out_difference = kind_of_difference(label, &(main_readings){readings, traits, mains, main_count}, all_meet);
  if (own_contradiction && label != SYN_LABEL_DIFFER) *out_difference = SYN_DIFFERENCE_CONTRADICTION;
  return label;
}
