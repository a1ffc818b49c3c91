/*
 * How it works
 *
 * The evidence that two articles are of one story (story_evidence.c) needs who is who over both, and copied passages need their texts. What
 * two articles have in common can be told without: here it is reckoned from hashes of words, figures and places, from the MinHash signature
 * and from the days, in whole numbers. It says who has to be looked at together, not what is one story, and is therefore rather too high
 * than too low.
 *
 * A story needs a pair of the evidence SYN_STRENGTH_LEAST, for the mean over its pairs reaches it; so do two stories that are linked, by
 * what they are of alone, which is 400 less for them (LINK_LESS). What is below never comes into one neighbourhood by itself.
 */
#include "synopsis/traits.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/utf8.h"
#include "synopsis/account_links.h"
#include "synopsis/happening.h"
#include "synopsis/name_keys.h"
#include "synopsis/versions.h"

enum {
  SHARED_NUMBER = 400,
  SHARED_NUMBER_LIMIT = 3,
  SHORT_ITEM = 16,
  FEW_WORDS = 4,
  ANY_WORDS = 2,
  COSINE_LEAST = 300, /* below it figures and places meet by chance */
  COPIED = 4000,      /* all of it */
  COPIED_LEAST = 4,   /* equal values of the signature */
  SAME_PLACE = 400,
  OTHER_PLACE = -200,
  SAME_DAY = 200,
  OTHER_DAY = -300,
  OTHER_MEETING = -3500,
  NOT_DATED = -300,
  YEAR = 365,
  LINK_LESS = 400,
  ANY_DIGITS = 12,
  DAY_MOST = 4000000, /* days from 1970 */
  TRAITS_VERSION = 1
};

static uint64_t hash_of(const char *kind, const syn_text *parts, size_t count) {
  uint64_t hash = 0;
  syn_id id = syn_digest_id(kind, parts, count);
  for (size_t i = 0; i < sizeof hash; i++) hash = hash << 8 | id.bytes[i];
  return hash;
}

static int order_terms(const void *a, const void *b) {
  uint64_t x = ((const syn_trait_term *)a)->term, y = ((const syn_trait_term *)b)->term;
  return x < y ? -1 : x > y;
}

static int order_hashes(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return x < y ? -1 : x > y;
}

/* Sorts hashes and lets each stay once. */
static uint32_t sort_hashes(uint64_t *hashes, uint32_t count) {
  uint32_t kept = 0;
  if (count > 1) qsort(hashes, count, sizeof *hashes, order_hashes);
  for (uint32_t i = 0; i < count; i++)
    if (kept == 0 || hashes[kept - 1] != hashes[i]) hashes[kept++] = hashes[i];
  return kept;
}

/* ---- making ---- */

static void take_terms(const syn_sketch *sketch, syn_traits *traits) {
  double squares = 0;
  uint32_t count = sketch->term_count < SYN_SKETCH_TERM_LIMIT ? sketch->term_count : SYN_SKETCH_TERM_LIMIT;
  uint64_t heaviest[SYN_TRAIT_MEETING_TERMS] = {0};
  for (uint32_t i = 0; i < count; i++) squares += pow(syn_account_term_weight(sketch, i), 2);
  for (uint32_t i = 0; i < count && squares > 0; i++) {
    double weight = syn_account_term_weight(sketch, i) / sqrt(squares);
    syn_trait_term term = {hash_of("term", &sketch->terms[i].term, 1), (uint32_t)(weight * SYN_TRAIT_WEIGHT_ONE + 0.5)};
    if (i < SYN_TRAIT_MEETING_TERMS) heaviest[i] = term.term;
    traits->terms[traits->term_count++] = term;
  }
  traits->is_short = count <= SHORT_ITEM;
  if (traits->term_count > 1) qsort(traits->terms, traits->term_count, sizeof *traits->terms, order_terms);
  for (uint32_t i = 0; i < traits->term_count; i++) {
    bool is_heavy = false;
    for (uint32_t k = 0; k < traits->term_count && k < SYN_TRAIT_MEETING_TERMS && !is_heavy; k++)
      is_heavy = heaviest[k] == traits->terms[i].term;
    if (is_heavy && traits->heaviest_count < SYN_TRAIT_MEETING_TERMS) traits->heaviest[traits->heaviest_count++] = (uint8_t)i;
  }
}

static void take_signature(const syn_sketch *sketch, syn_traits *traits) {
  enum { BAND_SIZE = 2, VALUES = SYN_SKETCH_SIGNATURE_SIZE / SYN_TRAIT_BANDS };
  if (sketch->shingle_count == 0) return;
  memcpy(traits->signature, sketch->signature, sizeof traits->signature);
  for (uint32_t band = 0; band < SYN_TRAIT_BANDS; band++) {
    char place[8 + BAND_SIZE * 9];
    uint32_t first = sketch->signature[band * VALUES], second = sketch->signature[band * VALUES + 1];
    const syn_text part = {place, (size_t)snprintf(place, sizeof place, "%u %x %x", band, first, second)};
    traits->bands[traits->band_count++] = hash_of("band", &part, 1);
  }
}

static bool is_telling(const syn_quantity *quantity) {
  if (quantity->kind == SYN_QUANTITY_MONEY) return true;
  if (quantity->kind == SYN_QUANTITY_RANK || quantity->kind == SYN_QUANTITY_AGE) return false;
  int64_t digits = quantity->value.digits < 0 ? -quantity->value.digits : quantity->value.digits;
  return digits > ANY_DIGITS;
}

static void take_numbers(const syn_facts *facts, syn_traits *traits) {
  for (uint32_t q = 0; q < facts->quantity_count && traits->number_count < SYN_TRAIT_NUMBERS; q++) {
    const syn_quantity *quantity = &facts->quantities[q];
    if (!is_telling(quantity)) continue;
    char value[SYN_DECIMAL_TEXT_SIZE];
    size_t size = syn_decimal_format(quantity->value, value);
    const syn_text parts[2] = {quantity->unit, {value, size}};
    traits->numbers[traits->number_count++] = hash_of("figure", parts, 2);
  }
  traits->number_count = sort_hashes(traits->numbers, traits->number_count);
}

static syn_status take_happening(const syn_account *account, syn_arena *scratch, syn_traits *traits) {
  syn_happening happening;
  uint32_t entities[SYN_HAPPENING_PLACES];
  syn_happening_read(account, &happening, entities);
  traits->published_from = happening.published_from;
  traits->published_to = happening.published_to;
  traits->day = happening.day;
  traits->event_type = happening.event_type;
  for (uint32_t i = 0; i < happening.place_count && traits->place_count < SYN_TRAIT_PLACES; i++) {
    syn_text key;
    syn_status status = syn_name_key_of_entity(&account->facts->entities[entities[i]], scratch, &key);
    if (status != SYN_OK) return status;
    traits->places[traits->place_count++] = hash_of("name", &key, 1);
  }
  return SYN_OK;
}

static syn_status take_address(const syn_article *article, syn_arena *scratch, syn_traits *traits) {
  syn_text key;
  syn_status status = syn_versions_address(article->url, scratch, &key);
  if (status == SYN_OK && key.size > 0) traits->address = hash_of("address", &key, 1);
  return status;
}

/*
 * Money between two sides of one amount, as its own article tells it: unit, provider, receiver, and the size of the amount in steps of
 * which two meet that differ by less than a quarter.
 */
static syn_status take_claims(const syn_facts *facts, syn_arena *scratch, syn_traits *traits) {
  for (uint32_t q = 0; q < facts->quantity_count; q++) {
    const syn_quantity *money = &facts->quantities[q];
    const syn_transfer *transfer = money->transfer;
    if (!transfer || transfer->providers.count == 0 || transfer->receivers.count == 0) continue;
    double value = fabs(syn_decimal_to_double(money->value));
    if (value <= 0 || transfer->providers.items[0] >= facts->entity_count || transfer->receivers.items[0] >= facts->entity_count) continue;
    int step = (int)floor(log2(value) * 3); /* steps of 26 % */
    syn_text parts[4] = {money->unit};
    syn_status status = syn_name_key_of_entity(&facts->entities[transfer->providers.items[0]], scratch, &parts[1]);
    if (status == SYN_OK) status = syn_name_key_of_entity(&facts->entities[transfer->receivers.items[0]], scratch, &parts[2]);
    if (status != SYN_OK) return status;
    for (int i = 0; i < 2 && traits->claim_count < SYN_TRAIT_CLAIMS; i++) {
      char text[16];
      parts[3] = (syn_text){text, (size_t)snprintf(text, sizeof text, "%d", step + i)};
      traits->claims[traits->claim_count++] = hash_of("claim", parts, 4);
    }
  }
  traits->claim_count = sort_hashes(traits->claims, traits->claim_count);
  return SYN_OK;
}

syn_status syn_traits_make(const syn_account *account, syn_arena *scratch, syn_traits *out_traits) {
  memset(out_traits, 0, sizeof *out_traits);
  take_terms(account->sketch, out_traits);
  take_signature(account->sketch, out_traits);
  take_numbers(account->facts, out_traits);
  syn_status status = take_happening(account, scratch, out_traits);
  if (status == SYN_OK) status = take_address(account->article, scratch, out_traits);
  if (status == SYN_OK) status = take_claims(account->facts, scratch, out_traits);
  return status;
}

/* ---- strength ---- */

static int32_t cosine_of(const syn_traits *a, const syn_traits *b, uint32_t *out_common) {
  uint64_t sum = 0;
  *out_common = 0;
  for (uint32_t i = 0, k = 0; i < a->term_count && k < b->term_count;) {
    uint64_t x = a->terms[i].term, y = b->terms[k].term;
    if (x == y) {
      sum += (uint64_t)a->terms[i].weight * b->terms[k].weight;
      (*out_common)++;
    }
    i += x <= y;
    k += y <= x;
  }
  int32_t cosine = (int32_t)(sum / ((uint64_t)SYN_TRAIT_WEIGHT_ONE * SYN_TRAIT_WEIGHT_ONE / SYN_COSINE_ONE));
  return cosine < SYN_COSINE_ONE ? cosine : SYN_COSINE_ONE;
}

static int32_t count_common(const uint64_t *a, uint32_t a_count, const uint64_t *b, uint32_t b_count) {
  int32_t common = 0;
  for (uint32_t i = 0, k = 0; i < a_count && k < b_count;) {
    uint64_t x = a[i], y = b[k];
    common += x == y;
    i += x <= y;
    k += y <= x;
  }
  return common;
}

static int32_t places_of(const syn_traits *a, const syn_traits *b) {
  if (a->place_count == 0 || b->place_count == 0) return 0;
  for (uint32_t i = 0; i < a->place_count; i++)
    for (uint32_t k = 0; k < b->place_count; k++)
      if (a->places[i] == b->places[k]) return SAME_PLACE;
  return OTHER_PLACE;
}

/* What is copied, reckoned from the share of equal values: of two texts with the Jaccard index j the common part is 2j / (1 + j) of each.
 */
static int32_t copied_of(const syn_traits *a, const syn_traits *b) {
  int32_t equal = 0;
  if (a->band_count == 0 || b->band_count == 0) return 0;
  for (uint32_t i = 0; i < SYN_SKETCH_SIGNATURE_SIZE; i++) equal += a->signature[i] == b->signature[i];
  return equal < COPIED_LEAST ? 0 : COPIED * 2 * equal / (SYN_SKETCH_SIGNATURE_SIZE + equal);
}

static int32_t gap(int32_t a_from, int32_t a_to, int32_t b_from, int32_t b_to) {
  if (a_to < b_from) return b_from - a_to;
  return b_to < a_from ? a_from - b_to : 0;
}

/* Whether a story could hold both is a question of days, too; INT32_MIN: it could not. */
static int32_t days_of(const syn_traits *a, const syn_traits *b) {
  static const struct { int32_t days, evidence; } STEPS[] = {{2, 1100}, {7, 1000}, {14, 900}, {30, 600}, {90, 100}};
  bool both = a->published_from != SYN_TRAIT_NO_DAY && b->published_from != SYN_TRAIT_NO_DAY;
  int32_t evidence = both ? INT32_MIN : NOT_DATED;
  int32_t apart = both ? gap(a->published_from, a->published_to, b->published_from, b->published_to) : 0;
  for (size_t i = sizeof STEPS / sizeof *STEPS; both && i > 0; i--)
    if (apart <= STEPS[i - 1].days) evidence = STEPS[i - 1].evidence;
  if (evidence == INT32_MIN || a->day == SYN_TRAIT_NO_DAY || b->day == SYN_TRAIT_NO_DAY) return evidence;
  int32_t days = gap(a->day, a->day, b->day, b->day);
  if (days <= 1) return evidence + SAME_DAY;
  if (days <= 3) return evidence;
  return evidence + OTHER_DAY + (a->event_type >= 0 && a->event_type == b->event_type ? OTHER_MEETING : 0);
}

int32_t syn_traits_strength(const syn_traits *a, const syn_traits *b) {
  uint32_t common = 0;
  if (a->address != 0 && a->address == b->address) return SYN_STRENGTH_ALWAYS;
  int32_t cosine = cosine_of(a, b, &common), copied = copied_of(a, b), places = places_of(a, b);
  if (cosine < COSINE_LEAST && copied == 0) return 0;
  if ((a->is_short || b->is_short) && common <= FEW_WORDS) {
    if (common <= ANY_WORDS) cosine /= 4;
    places = places < 0 ? places : 0;
  }
  int32_t numbers = count_common(a->numbers, a->number_count, b->numbers, b->number_count);
  int32_t matter = cosine + places + copied + (numbers < SHARED_NUMBER_LIMIT ? numbers : SHARED_NUMBER_LIMIT) * SHARED_NUMBER;
  bool both_dated = a->published_from != SYN_TRAIT_NO_DAY && b->published_from != SYN_TRAIT_NO_DAY;
  int32_t days = days_of(a, b), linked = both_dated ? LINK_LESS : 0;
  return matter + (days > linked ? days : linked);
}

/* ---- bytes ---- */

enum { HEAD_BYTES = 8 + 4 * 4 + 8 + 4 }; /* as SYN_TRAITS_BYTES_MOST has it */

static char *put(char *at, uint64_t value, size_t size) {
  for (size_t i = 0; i < size; i++) at[i] = (char)(value >> (8 * i) & 0xFF);
  return at + size;
}

/* Whole numbers of one width; compilers make one load of each on machines that keep the low byte first. */
static uint64_t take_eight(const unsigned char **at) {
  const unsigned char *b = *at;
  *at += 8;
  return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 | (uint64_t)b[3] << 24 | (uint64_t)b[4] << 32 | (uint64_t)b[5] << 40 |
         (uint64_t)b[6] << 48 | (uint64_t)b[7] << 56;
}

static uint32_t take_four(const unsigned char **at) {
  const unsigned char *b = *at;
  *at += 4;
  return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

static size_t size_of(const syn_traits *traits) {
  return HEAD_BYTES + (size_t)traits->term_count * 12 + traits->heaviest_count +
         ((size_t)traits->number_count + traits->place_count + traits->band_count + traits->claim_count) * 8 +
         (traits->band_count > 0 ? SYN_SKETCH_SIGNATURE_SIZE * 4 : 0);
}

syn_status syn_traits_write(const syn_traits *traits, syn_arena *arena, syn_text *out_bytes) {
  size_t size = size_of(traits);
  char *bytes = syn_arena_take(arena, size, 1), *at = bytes;
  if (!bytes) return SYN_NO_MEMORY;
  const uint32_t counts[] = {TRAITS_VERSION,      traits->term_count, traits->heaviest_count, traits->number_count,
                             traits->place_count, traits->band_count, traits->claim_count,    traits->is_short};
  for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) at = put(at, counts[i], 1);
  const int32_t days[] = {traits->published_from, traits->published_to, traits->day, traits->event_type};
  for (size_t i = 0; i < 4; i++) at = put(at, (uint32_t)days[i], 4);
  at = put(at, traits->address, 8);
  at = put(at, 0, 4); /* kept for what may come */
  for (uint32_t i = 0; i < traits->term_count; i++) {
    at = put(at, traits->terms[i].term, 8);
    at = put(at, traits->terms[i].weight, 4);
  }
  for (uint32_t i = 0; i < traits->heaviest_count; i++) at = put(at, traits->heaviest[i], 1);
  for (uint32_t i = 0; i < traits->number_count; i++) at = put(at, traits->numbers[i], 8);
  for (uint32_t i = 0; i < traits->place_count; i++) at = put(at, traits->places[i], 8);
  for (uint32_t i = 0; i < traits->band_count; i++) at = put(at, traits->bands[i], 8);
  for (uint32_t i = 0; i < traits->claim_count; i++) at = put(at, traits->claims[i], 8);
  for (uint32_t i = 0; traits->band_count > 0 && i < SYN_SKETCH_SIGNATURE_SIZE; i++) at = put(at, traits->signature[i], 4);
  *out_bytes = (syn_text){bytes, size};
  return SYN_OK;
}

static bool read_counts(const unsigned char **at, syn_traits *traits) {
  static const uint32_t LIMITS[] = {SYN_SKETCH_TERM_LIMIT, SYN_TRAIT_MEETING_TERMS, SYN_TRAIT_NUMBERS,
                                    SYN_TRAIT_PLACES,      SYN_TRAIT_BANDS,         SYN_TRAIT_CLAIMS};
  uint32_t *const counts[] = {&traits->term_count,  &traits->heaviest_count, &traits->number_count,
                              &traits->place_count, &traits->band_count,     &traits->claim_count};
  bool is_good = *(*at)++ == TRAITS_VERSION;
  for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
    *counts[i] = *(*at)++;
    is_good = is_good && *counts[i] <= LIMITS[i];
  }
  traits->is_short = *(*at)++ != 0;
  return is_good;
}

/* Damaged traits may state any number; days of records lie within ten thousand years. */
static bool are_days(const syn_traits *traits) {
  const int32_t days[] = {traits->published_from, traits->published_to, traits->day};
  for (size_t i = 0; i < sizeof days / sizeof *days; i++)
    if (days[i] != SYN_TRAIT_NO_DAY && (days[i] < -DAY_MOST || days[i] > DAY_MOST)) return false;
  return (traits->published_from == SYN_TRAIT_NO_DAY) == (traits->published_to == SYN_TRAIT_NO_DAY);
}

syn_status syn_traits_read(syn_text bytes, syn_traits *out_traits) {
  syn_traits *traits = out_traits;
  const unsigned char *at = (const unsigned char *)bytes.data;
  memset(traits, 0, sizeof *traits);
  if (bytes.size < HEAD_BYTES || !read_counts(&at, traits) || bytes.size != size_of(traits)) return SYN_BAD_INPUT;
  int32_t *const days[] = {&traits->published_from, &traits->published_to, &traits->day, &traits->event_type};
  for (size_t i = 0; i < 4; i++) *days[i] = (int32_t)take_four(&at);
  if (!are_days(traits)) return SYN_BAD_INPUT;
  traits->address = take_eight(&at);
  (void)take_four(&at);
  for (uint32_t i = 0; i < traits->term_count; i++) {
    traits->terms[i].term = take_eight(&at);
    traits->terms[i].weight = take_four(&at);
  }
  for (uint32_t i = 0; i < traits->heaviest_count; i++) {
    traits->heaviest[i] = *at++;
    if (traits->heaviest[i] >= traits->term_count) return SYN_BAD_INPUT;
  }
  for (uint32_t i = 0; i < traits->number_count; i++) traits->numbers[i] = take_eight(&at);
  for (uint32_t i = 0; i < traits->place_count; i++) traits->places[i] = take_eight(&at);
  for (uint32_t i = 0; i < traits->band_count; i++) traits->bands[i] = take_eight(&at);
  for (uint32_t i = 0; i < traits->claim_count; i++) traits->claims[i] = take_eight(&at);
  for (uint32_t i = 0; traits->band_count > 0 && i < SYN_SKETCH_SIGNATURE_SIZE; i++) traits->signature[i] = take_four(&at);
  return SYN_OK;
}
