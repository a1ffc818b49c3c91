/*
 * How it works
 *
 * For each pair of linked articles the evidence is added up, in units of SYN_COSINE_ONE: the cosine of their telling words; equal figures
 * (the same loan, the same toll), which are rare and therefore strong; copied passages; the place. Dates speak mainly against: the same
 * actors who meet again use the same words, but on another day. A date that is not known says nothing. What a publication and a happening
 * date mean for each other depends on which of them are known, see dates_evidence.
 *
 * Short items of one day and city share the names of both, which are rare words, and nothing else. Where a short item shares few words,
 * those that name the place and the day count at most as much as the others do.
 */
#include "synopsis/stories.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "synopsis/account_links.h"
#include "synopsis/happening.h"
#include "synopsis/reprints.h"
#include "synopsis/text_words.h"

enum {
  SHARED_NUMBER = 400,
  SHARED_NUMBER_LIMIT = 3,
  COPIED_SHARE = 40, /* for each hundredth */
  SAME_PLACE = 400,
  OTHER_PLACE = -200,
  SAME_DAY = 200,
  OTHER_DAY = -300,
  OTHER_MEETING = -3500, /* the same kind of event on another day: they met again */
  ONE_AFFAIR_DAYS = 45,
  OTHER_AFFAIR = -3000, /* months apart, in the pages as in what they tell: the same people, and the next time */
  NOT_DATED = -300,     /* what cannot be checked must be liker */
  SAME_WEEKDAY = 200,
  OTHER_WEEKDAY = -300,
  MATTER_COSINE = 1000, /* what is years apart and less alike is not of one matter */
  FEW_WORDS = 4,
  SHORT_ITEM = 16, /* telling words; long reports that share few of theirs share what matters */
  ANY_WORDS = 2,   /* two words may meet by chance, if they are the only ones of an item */
};

/* ---- figures ---- */

typedef struct number_set {
  uint64_t *items; /* hashes of unit and value, sorted */
  uint32_t count;
} number_set;

static int order_hashes(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return x < y ? -1 : x > y;
}

/* Money, and figures of two digits or more that are not round hundreds of nothing in particular: what two reports share by chance is left
 * out. */
static bool is_telling(const syn_quantity *quantity) {
  if (quantity->kind == SYN_QUANTITY_MONEY) return true;
  if (quantity->kind == SYN_QUANTITY_RANK || quantity->kind == SYN_QUANTITY_AGE) return false;
  int64_t digits = quantity->value.digits < 0 ? -quantity->value.digits : quantity->value.digits;
  return digits > 12;
}

static syn_status collect_numbers(const syn_facts *facts, syn_arena *scratch, number_set *out) {
  out->items = SYN_ARENA_ARRAY(scratch, uint64_t, facts->quantity_count);
  if (!out->items) return SYN_NO_MEMORY;
  for (uint32_t q = 0; q < facts->quantity_count; q++) {
    const syn_quantity *quantity = &facts->quantities[q];
    if (!is_telling(quantity)) continue;
    char value[SYN_DECIMAL_TEXT_SIZE];
    size_t size = syn_decimal_format(quantity->value, value);
    const syn_text parts[2] = {quantity->unit, {value, size}};
    syn_id id = syn_digest_id("figure", parts, 2);
    memcpy(&out->items[out->count++], id.bytes, sizeof(uint64_t));
  }
  uint32_t kept = 0;
  if (out->count > 1) qsort(out->items, out->count, sizeof *out->items, order_hashes);
  for (uint32_t i = 0; i < out->count; i++)
    if (kept == 0 || out->items[kept - 1] != out->items[i]) out->items[kept++] = out->items[i];
  out->count = kept;
  return SYN_OK;
}

static int32_t numbers_evidence(const number_set *a, const number_set *b) {
  int32_t common = 0;
  for (uint32_t i = 0, k = 0; i < a->count && k < b->count;) {
    common += a->items[i] == b->items[k];
    uint64_t x = a->items[i], y = b->items[k];
    i += x <= y;
    k += y <= x;
  }
  return (common < SHARED_NUMBER_LIMIT ? common : SHARED_NUMBER_LIMIT) * SHARED_NUMBER;
}

/* ---- words ---- */

/* The words of an account's places and day, folded. */
typedef struct setting {
  syn_word_list names[SYN_HAPPENING_PLACES + 1];
} setting;

static syn_status collect_setting(const syn_gathering *gathering, uint32_t account, syn_arena *scratch, setting *out) {
  const syn_happening *happening = &gathering->happenings[account];
  syn_text field = syn_article_field(gathering->accounts[account].article, happening->when.field, happening->when.index);
  syn_status status = syn_words_of(field, happening->when.start, happening->when.end, scratch, &out->names[SYN_HAPPENING_PLACES]);
  for (uint32_t p = 0; status == SYN_OK && p < happening->place_count; p++) {
    syn_text name = gathering->identities[happening->places[p]].name;
    status = syn_words_of(name, 0, (uint32_t)name.size, scratch, &out->names[p]);
  }
  return status;
}

static bool names_setting(const setting *of, syn_text word) {
  for (unsigned i = 0; i <= SYN_HAPPENING_PLACES; i++)
    for (uint32_t k = 0; k < of->names[i].count; k++)
      if (syn_text_equal(of->names[i].items[k].folded, word)) return true;
  return false;
}

static double length_of(const syn_sketch *sketch) {
  double squares = 0;
  for (uint32_t i = 0; i < sketch->term_count; i++) squares += pow(syn_account_term_weight(sketch, i), 2);
  return sqrt(squares);
}

/* The cosine without the words that name a place or day of either. Few words are shared, so that a look at all pairs is short enough. */
static int32_t matter_of(const syn_gathering *gathering, const setting *settings, const syn_account_link *link) {
  const syn_sketch *a = gathering->accounts[link->a].sketch, *b = gathering->accounts[link->b].sketch;
  double sum = 0, lengths = length_of(a) * length_of(b);
  for (uint32_t i = 0; i < a->term_count; i++)
    for (uint32_t k = 0; k < b->term_count; k++) {
      if (!syn_text_equal(a->terms[i].term, b->terms[k].term)) continue;
      bool is_setting = names_setting(&settings[link->a], a->terms[i].term) || names_setting(&settings[link->b], a->terms[i].term);
      if (!is_setting) sum += syn_account_term_weight(a, i) * syn_account_term_weight(b, k);
    }
  return lengths > 0 ? (int32_t)(sum / lengths * SYN_COSINE_ONE + 0.5) : 0;
}

/* What the words say, and the place, which short items say with the same words. */
static int32_t setting_evidence(const syn_gathering *gathering, const setting *settings, const syn_account_link *link, int32_t places) {
  int32_t cosine = (int32_t)link->cosine;
  uint32_t a_count = gathering->accounts[link->a].sketch->term_count, b_count = gathering->accounts[link->b].sketch->term_count;
  bool is_short = (a_count < b_count ? a_count : b_count) <= SHORT_ITEM;
  if (!is_short || link->common > FEW_WORDS) return cosine + places;
  if (link->common <= ANY_WORDS) cosine /= 4;
  int32_t matter = matter_of(gathering, settings, link);
  if (matter > cosine) matter = cosine;
  int32_t rest = cosine - matter;
  return matter + (rest < matter ? rest : matter) + (places < matter ? places : matter);
}

/* ---- places and dates ---- */

static int32_t places_evidence(const syn_happening *a, const syn_happening *b) {
  if (a->place_count == 0 || b->place_count == 0) return 0;
  for (uint32_t i = 0; i < a->place_count; i++)
    for (uint32_t k = 0; k < b->place_count; k++)
      if (a->places[i] == b->places[k]) return SAME_PLACE;
  return OTHER_PLACE;
}

/* Days between two closed intervals; 0 where they meet. */
static int32_t gap(int32_t a_from, int32_t a_to, int32_t b_from, int32_t b_to) {
  if (a_to < b_from) return b_from - a_to;
  return b_to < a_from ? a_from - b_to : 0;
}

/* Reports of one affair go on for weeks, but the nearer the likelier. */
static int32_t published_evidence(const syn_happening *a, const syn_happening *b) {
  static const struct { int32_t days, evidence; } STEPS[] = {{2, 1100}, {7, 1000}, {14, 900}, {30, 600}, {90, 100}, {365, -1500}};
  int32_t days = gap(a->published_from, a->published_to, b->published_from, b->published_to);
  for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS; i++)
    if (days <= STEPS[i].days) return STEPS[i].evidence;
  return SYN_LIKENESS_APART;
}

/* One is dated by its publication only, the other by its happening only: a report follows its happening soon. */
static int32_t crossed_evidence(const syn_happening *published, const syn_happening *dated) {
  if (published->published_from == SYN_DAY_NONE || dated->day == SYN_DAY_NONE) return 0;
  int32_t days = gap(published->published_from, published->published_to, dated->day, dated->day);
  return days > 30 ? SYN_LIKENESS_APART : days > 10 ? -3000 : 0;
}

static int32_t dates_evidence(const syn_happening *a, const syn_happening *b) {
  bool both_published = a->published_from != SYN_DAY_NONE && b->published_from != SYN_DAY_NONE;
  int32_t evidence = both_published ? published_evidence(a, b) : NOT_DATED;
  int32_t days = syn_happening_days_apart(a, b);
  if (evidence <= SYN_LIKENESS_APART) return evidence;
  if (days != SYN_DAY_NONE) {
    if (days <= 1) return evidence + SAME_DAY;
    if (days <= 3) return evidence;
    if (a->event_type >= 0 && a->event_type == b->event_type) evidence += OTHER_MEETING;
    if (both_published && evidence < 0 && days > ONE_AFFAIR_DAYS) return evidence + OTHER_AFFAIR;
    if (both_published) return evidence + OTHER_DAY;
    return days <= 6 ? evidence + 4 * OTHER_DAY : SYN_LIKENESS_APART;
  }
  if (!both_published) {
    int32_t crossed = crossed_evidence(a, b), back = crossed_evidence(b, a);
    evidence += crossed < back ? crossed : back;
  }
  if (a->weekday > 0 && b->weekday > 0) evidence += a->weekday == b->weekday ? SAME_WEEKDAY : OTHER_WEEKDAY;
  return evidence;
}

/* ---- together ---- */

static int32_t copied_evidence(const syn_gathering *gathering, uint32_t a, uint32_t b) {
  const syn_reprint *reprint = syn_reprints_between(gathering, gathering->accounts[a].article->id, gathering->accounts[b].article->id);
  return reprint ? (int32_t)(syn_decimal_to_double(reprint->share) * 100 + 0.5) * COPIED_SHARE : 0;
}

syn_status syn_story_evidence(syn_gathering *gathering, syn_arena *scratch, syn_likeness *out_likenesses) {
  number_set *numbers = SYN_ARENA_ARRAY(scratch, number_set, gathering->account_count);
  setting *settings = SYN_ARENA_ARRAY(scratch, setting, gathering->account_count);
  if (!numbers || !settings) return SYN_NO_MEMORY;
  for (uint32_t a = 0; a < gathering->account_count; a++)
    if (collect_numbers(gathering->accounts[a].facts, scratch, &numbers[a]) != SYN_OK ||
        collect_setting(gathering, a, scratch, &settings[a]) != SYN_OK)
      return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < gathering->link_count; i++) {
    syn_account_link *link = &gathering->links[i];
    const syn_happening *a = &gathering->happenings[link->a], *b = &gathering->happenings[link->b];
    int32_t dates = dates_evidence(a, b);
    out_likenesses[i] = (syn_likeness){link->a, link->b, SYN_LIKENESS_APART};
    if (dates <= SYN_LIKENESS_APART && link->cosine < MATTER_COSINE) continue; /* most pairs of a large collection */
    link->matter = setting_evidence(gathering, settings, link, places_evidence(a, b)) +
                   numbers_evidence(&numbers[link->a], &numbers[link->b]) + copied_evidence(gathering, link->a, link->b);
    if (dates > SYN_LIKENESS_APART) out_likenesses[i].value = link->matter + dates;
  }
  return SYN_OK;
}
