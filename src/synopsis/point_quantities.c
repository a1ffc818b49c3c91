/*
 * How it works
 *
 * What a figure is of decides what it is compared with. Every figure of the story is a claim: its kind and unit, the noun it counts or
 * measures, the kind of event it stands in and who takes part, the content words of its sentence, and what it converts. Figures of other
 * kinds or units are never compared: the loan in dollars with the loan in dollars, in euros with in euros.
 *
 * First, figures that one article repeats become one claim with several readings (a headline's rounded one too). Then the claims of
 * different articles are weighed pair by pair and grouped by average linkage (linkage.c); two claims of one article never meet. Words weigh
 * by how few sentences of the story hold them. The weights below were set by hand on stories of our own writing.
 *
 * To stay near-linear, a claim is weighed against those next to it in value only, within one kind and unit.
 */
#include "synopsis/points.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/utf8.h"
#include "records/wording.h"
#include "synopsis/linkage.h"

enum {
  ALIGN_THRESHOLD = 2200,
  SAME_TELLING_VALUE = 1800,
  SAME_VALUE = 800,
  MEETING_VALUES = 1000,
  NEAR_VALUES = 300,
  FAR_VALUES = -1200,
  VERY_FAR_VALUES = -2500,
  SAME_NOUN = 1200,
  OTHER_NOUN = -1000,
  OTHER_PERSONS = -200, /* the same people are protesters, marchers, people */
  SAME_EVENT = 1200,
  OTHER_EVENT = -700,
  SAME_PARTY = 300,
  SAME_WORDS = 2500,
  SAME_CONVERSION = 1500,
  NEIGHBOURS = 100, /* in order of value */
};

/* One figure of one account; repetitions of it in the same account behind each other in `readings`. */
typedef struct claim {
  uint32_t column;
  uint32_t quantity; /* index into the account's quantities: the first reading */
  uint32_t *readings, reading_count;
  syn_text noun;   /* stem; empty where it says nothing beyond the unit */
  uint32_t *words; /* numbers of the sentence's content stems, sorted */
  uint32_t word_count;
  int event_type;                 /* -1: none */
  uint32_t *parties, party_count; /* identities of the event, sorted */
  bool is_in_title;
} claim;

typedef SYN_ARRAY(claim) claim_array;

typedef struct aligning {
  syn_point_making *making;
  syn_arena *scratch;
  claim_array claims;
  syn_map word_numbers;
  uint32_t *word_weights; /* thousandths */
} aligning;

static const syn_account *account_of(const aligning *job, uint32_t column) {
  return &job->making->gathering->accounts[job->making->columns[column]];
}

static const syn_quantity *quantity_of(const aligning *job, const claim *one) {
  return &account_of(job, one->column)->facts->quantities[one->quantity];
}

static bool is_compared(const syn_quantity *quantity) {
  return quantity->kind != SYN_QUANTITY_RANK && quantity->kind < SYN_QUANTITY_KIND_COUNT;
}

/* ---- claims ---- */

static syn_status read_words(aligning *job, claim *one, const syn_article *article, syn_span span) {
  syn_text field = syn_article_field(article, span.field, span.index);
  syn_span sentence = syn_wording_sentence(article, span);
  syn_word_list before, after;
  syn_status status = syn_words_of(field, sentence.start, span.start, job->scratch, &before);
  if (status == SYN_OK) status = syn_words_of(field, span.end, sentence.end, job->scratch, &after);
  if (status != SYN_OK) return status;
  one->words = SYN_ARENA_ARRAY(job->scratch, uint32_t, (size_t)before.count + after.count);
  if (!one->words) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < before.count + after.count; i++) {
    syn_text word = i < before.count ? before.items[i].folded : after.items[i - before.count].folded;
    uint64_t number = job->word_numbers.count;
    if (!syn_is_content_word(&job->making->function_words[one->column], word)) continue;
    syn_text stem = syn_word_stem(word);
    if (!syn_map_get(&job->word_numbers, stem, &number) && syn_map_put(&job->word_numbers, stem, number) != SYN_OK) return SYN_NO_MEMORY;
    one->words[one->word_count++] = (uint32_t)number;
  }
  uint32_t kept = 0;
  if (one->word_count > 1) qsort(one->words, one->word_count, sizeof *one->words, syn_order_numbers);
  for (uint32_t i = 0; i < one->word_count; i++)
    if (kept == 0 || one->words[kept - 1] != one->words[i]) one->words[kept++] = one->words[i];
  one->word_count = kept;
  return SYN_OK;
}

static syn_status read_event(aligning *job, claim *one, const syn_facts *facts, uint32_t event_index) {
  one->event_type = -1;
  if (event_index >= facts->event_count) return SYN_OK;
  const syn_event *event = &facts->events[event_index];
  one->event_type = (int)event->type;
  one->parties = SYN_ARENA_ARRAY(job->scratch, uint32_t, (size_t)event->actors.count + event->recipients.count);
  if (!one->parties) return SYN_NO_MEMORY;
  uint32_t account = job->making->columns[one->column];
  for (uint32_t i = 0; i < event->actors.count + event->recipients.count; i++) {
    uint32_t entity = i < event->actors.count ? event->actors.items[i] : event->recipients.items[i - event->actors.count];
    uint32_t identity = syn_gathering_identity(job->making->gathering, account, entity);
    if (identity != UINT32_MAX) one->parties[one->party_count++] = identity;
  }
  if (one->party_count > 1) qsort(one->parties, one->party_count, sizeof *one->parties, syn_order_numbers);
  return SYN_OK;
}

static syn_status read_claims(aligning *job) {
  for (uint32_t column = 0; column < job->making->count; column++) {
    const syn_account *account = account_of(job, column);
    for (uint32_t q = 0; q < account->facts->quantity_count; q++) {
      const syn_quantity *quantity = &account->facts->quantities[q];
      if (!is_compared(quantity)) continue;
      claim *one = SYN_ARRAY_ADD(&job->claims, job->scratch);
      if (!one) return SYN_NO_MEMORY;
      one->column = column;
      one->quantity = q;
      one->is_in_title = quantity->span.field == SYN_FIELD_TITLE;
      syn_text noun;
      syn_status status = syn_utf8_fold(quantity->of, job->scratch, &noun);
      if (status == SYN_OK && !syn_text_equal(quantity->of, quantity->unit)) one->noun = syn_word_stem(noun);
      if (status == SYN_OK) status = read_words(job, one, account->article, quantity->span);
      if (status == SYN_OK) status = read_event(job, one, account->facts, quantity->event);
      if (status != SYN_OK) return status;
    }
  }
  return SYN_OK;
}

/* Words by how few sentences hold them: log2(1 + n / sentences), in thousandths. */
static syn_status weigh_words(aligning *job) {
  job->word_weights = SYN_ARENA_ARRAY(job->scratch, uint32_t, job->word_numbers.count);
  if (!job->word_weights) return SYN_NO_MEMORY;
  for (size_t i = 0; i < job->claims.count; i++)
    for (uint32_t w = 0; w < job->claims.items[i].word_count; w++) job->word_weights[job->claims.items[i].words[w]]++;
  for (size_t i = 0; i < job->word_numbers.count; i++)
    job->word_weights[i] = (uint32_t)lround(1000 * log2(1 + (double)job->claims.count / job->word_weights[i]));
  return SYN_OK;
}

/* ---- pairs ---- */

static syn_reading reading_of(const syn_quantity *quantity) {
  return (syn_reading){.span = quantity->span,
                       .is_number = true,
                       .value = quantity->value,
                       .value_to = quantity->value_to,
                       .has_value_to = quantity->has_value_to,
                       .unit = quantity->unit,
                       .bound = quantity->bound,
                       .step = quantity->step};
}

static bool is_telling(const syn_quantity *quantity) {
  int64_t digits = quantity->value.digits < 0 ? -quantity->value.digits : quantity->value.digits;
  return quantity->kind == SYN_QUANTITY_MONEY || digits > 12;
}

static int32_t values_evidence(const syn_quantity *a, const syn_quantity *b) {
  if (syn_decimal_compare(a->value, b->value) == 0) return is_telling(a) ? SAME_TELLING_VALUE : SAME_VALUE;
  const syn_reading x = reading_of(a), y = reading_of(b);
  bool near = syn_readings_within_quarter(&x, &y);
  if (near) return syn_readings_meet(&x, &y) ? MEETING_VALUES : NEAR_VALUES;
  double p = fabs(syn_decimal_to_double(a->value)), q = fabs(syn_decimal_to_double(b->value));
  double ratio = p < q ? q / (p > 0 ? p : 1e-9) : p / (q > 0 ? q : 1e-9);
  return ratio <= 2 ? 0 : ratio <= 10 ? FAR_VALUES : VERY_FAR_VALUES;
}

static int32_t words_evidence(const aligning *job, const claim *a, const claim *b) {
  uint64_t common = 0, a_weight = 0, b_weight = 0;
  for (uint32_t i = 0; i < a->word_count; i++) a_weight += job->word_weights[a->words[i]];
  for (uint32_t i = 0; i < b->word_count; i++) b_weight += job->word_weights[b->words[i]];
  for (uint32_t i = 0, k = 0; i < a->word_count && k < b->word_count;) {
    uint32_t x = a->words[i], y = b->words[k];
    if (x == y) common += job->word_weights[x];
    i += x <= y;
    k += y <= x;
  }
  uint64_t smaller = a_weight < b_weight ? a_weight : b_weight;
  return smaller == 0 ? 0 : (int32_t)(SAME_WORDS * common / smaller);
}

static int32_t parties_evidence(const claim *a, const claim *b) {
  for (uint32_t i = 0, k = 0; i < a->party_count && k < b->party_count;) {
    if (a->parties[i] == b->parties[k]) return SAME_PARTY;
    uint32_t x = a->parties[i], y = b->parties[k];
    i += x <= y;
    k += y <= x;
  }
  return 0;
}

/* Both convert equal amounts: the same sum in another currency. */
static bool convert_the_same(const aligning *job, const claim *a, const claim *b) {
  const syn_facts *x = account_of(job, a->column)->facts, *y = account_of(job, b->column)->facts;
  uint32_t i = quantity_of(job, a)->converts, k = quantity_of(job, b)->converts;
  if (i >= x->quantity_count || k >= y->quantity_count) return false;
  return syn_text_equal(x->quantities[i].unit, y->quantities[k].unit) &&
         syn_decimal_compare(x->quantities[i].value, y->quantities[k].value) == 0;
}

static bool is_same_measure(const aligning *job, const claim *a, const claim *b) {
  const syn_quantity *x = quantity_of(job, a), *y = quantity_of(job, b);
  return x->kind == y->kind && syn_text_equal(x->unit, y->unit);
}

static int32_t nouns_evidence(const aligning *job, const claim *a, const claim *b) {
  if (a->noun.size == 0 || b->noun.size == 0) return 0;
  if (syn_text_equal(a->noun, b->noun)) return SAME_NOUN;
  return syn_text_equal(quantity_of(job, a)->unit, SYN_TEXT("person")) ? OTHER_PERSONS : OTHER_NOUN;
}

static int32_t evidence(const aligning *job, const claim *a, const claim *b) {
  int32_t value = values_evidence(quantity_of(job, a), quantity_of(job, b)) + nouns_evidence(job, a, b) + words_evidence(job, a, b) +
                  parties_evidence(a, b);
  if (a->event_type >= 0 && b->event_type >= 0) value += a->event_type == b->event_type ? SAME_EVENT : OTHER_EVENT;
  if (convert_the_same(job, a, b)) value += SAME_CONVERSION;
  return value;
}

/* ---- repetitions in one article ---- */

static bool is_repetition(const aligning *job, const claim *a, const claim *b) {
  const syn_quantity *x = quantity_of(job, a), *y = quantity_of(job, b);
  if (a->column != b->column || !is_same_measure(job, a, b)) return false;
  int32_t nouns = nouns_evidence(job, a, b), words = words_evidence(job, a, b);
  if (syn_decimal_compare(x->value, y->value) == 0) return nouns >= 0 && (is_telling(x) || words > SAME_WORDS / 3 || nouns > 0);
  /* a headline or caption rounds what the body states */
  if ((x->span.field == SYN_FIELD_TEXT) == (y->span.field == SYN_FIELD_TEXT)) return false;
  const syn_reading p = reading_of(x), q = reading_of(y);
  return syn_readings_within_quarter(&p, &q) && (nouns > 0 || words > SAME_WORDS / 3);
}

static syn_status join_repetitions(aligning *job) {
  claim_array *claims = &job->claims;
  size_t kept = 0;
  uint32_t *parents = SYN_ARENA_ARRAY(job->scratch, uint32_t, claims->count);
  if (!parents) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < claims->count; i++) parents[i] = i;
  /* claims of one account stand behind each other */
  for (uint32_t i = 0; i < claims->count; i++)
    for (uint32_t k = i + 1; k < claims->count && k < i + NEIGHBOURS && claims->items[k].column == claims->items[i].column; k++)
      if (is_repetition(job, &claims->items[i], &claims->items[k])) syn_forest_join(parents, i, k);
  for (uint32_t i = 0; i < claims->count; i++) {
    if (syn_forest_root(parents, i) != i) continue;
    claim one = claims->items[i];
    uint32_t end = i;
    while (end < claims->count && claims->items[end].column == one.column) end++;
    one.readings = SYN_ARENA_ARRAY(job->scratch, uint32_t, end - i);
    if (!one.readings) return SYN_NO_MEMORY;
    for (uint32_t k = i; k < end; k++)
      if (syn_forest_root(parents, k) == i) one.readings[one.reading_count++] = claims->items[k].quantity;
    claims->items[kept++] = one;
  }
  claims->count = kept;
  return SYN_OK;
}

/* The reading that speaks for a claim, as the labels choose it: claims are aligned by it. */
static syn_status choose_main_readings(aligning *job) {
  for (size_t i = 0; i < job->claims.count; i++) {
    claim *one = &job->claims.items[i];
    const syn_account *account = account_of(job, one->column);
    const syn_quantity *best = &account->facts->quantities[one->readings[0]];
    for (uint32_t r = 1; r < one->reading_count; r++) {
      const syn_quantity *other = &account->facts->quantities[one->readings[r]];
      bool is_body = other->span.field == SYN_FIELD_TEXT, best_is_body = best->span.field == SYN_FIELD_TEXT;
      if ((is_body && !best_is_body) || (is_body == best_is_body && syn_decimal_compare(other->step, best->step) < 0)) best = other;
    }
    if (best == quantity_of(job, one)) continue;
    one->quantity = (uint32_t)(best - account->facts->quantities);
    one->word_count = one->party_count = 0;
    syn_status status = read_words(job, one, account->article, best->span);
    if (status == SYN_OK) status = read_event(job, one, account->facts, best->event);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

/* ---- alignment over accounts ---- */

static int order_by_measure(const void *a, const void *b, void *context) {
  const aligning *job = context;
  const uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
  const syn_quantity *x = quantity_of(job, &job->claims.items[i]), *y = quantity_of(job, &job->claims.items[k]);
  if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
  int order = syn_text_compare(x->unit, y->unit);
  if (order == 0) order = syn_decimal_compare(x->value, y->value);
  return order != 0 ? order : i < k ? -1 : i > k;
}

static syn_status group_claims(aligning *job, uint32_t *groups) {
  uint32_t count = (uint32_t)job->claims.count;
  uint32_t *order = SYN_ARENA_ARRAY(job->scratch, uint32_t, count);
  SYN_ARRAY(syn_likeness) likenesses = {0};
  if (!order) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < count; i++) order[i] = i;
  if (count > 1) qsort_r(order, count, sizeof *order, order_by_measure, job);
  for (uint32_t i = 0; i < count; i++)
    for (uint32_t k = i + 1; k < count && k <= i + NEIGHBOURS; k++) {
      uint32_t a = order[i] < order[k] ? order[i] : order[k], b = order[i] < order[k] ? order[k] : order[i];
      const claim *x = &job->claims.items[a], *y = &job->claims.items[b];
      if (!is_same_measure(job, x, y)) break;
      syn_likeness *pair = SYN_ARRAY_ADD(&likenesses, job->scratch);
      if (!pair) return SYN_NO_MEMORY;
      *pair = (syn_likeness){a, b, x->column == y->column ? SYN_LIKENESS_APART : evidence(job, x, y)};
    }
  return syn_linkage_group(count, likenesses.items, likenesses.count, ALIGN_THRESHOLD, 0, job->scratch, groups);
}

/* ---- from a group to a point ---- */

typedef struct point_parts {
  syn_reading *readings;
  syn_reading_traits *traits;
  syn_text *facts;
  uint32_t count;
  uint8_t *spoke;
  bool is_in_title;
} point_parts;

static int32_t published_day(const syn_article *article) {
  const syn_interval *published = &article->published;
  bool is_own = published->basis != SYN_BASIS_NONE && published->basis != SYN_BASIS_LINKED;
  return is_own && published->from.day != SYN_DAY_MINIMUM ? published->from.day : INT32_MAX;
}

static syn_status add_readings(const aligning *job, const claim *one, point_parts *parts) {
  const syn_account *account = account_of(job, one->column);
  for (uint32_t r = 0; r < one->reading_count; r++) {
    const syn_quantity *quantity = &account->facts->quantities[one->readings[r]];
    syn_reading *reading = &parts->readings[parts->count];
    *reading = reading_of(quantity);
    reading->article = account->article->id;
    parts->traits[parts->count] =
        (syn_reading_traits){one->column, published_day(account->article), quantity->converts < account->facts->quantity_count,
                             quantity->span.field == SYN_FIELD_TEXT};
    parts->facts[parts->count++] = syn_id_bytes(&quantity->id);
    if (quantity->span.field == SYN_FIELD_TITLE) parts->is_in_title = true;
    if (quantity->event >= account->facts->event_count) continue;
    syn_status status = syn_point_identities(job->making, job->making->columns[one->column],
                                             account->facts->events[quantity->event].attributed_to, &reading->attributed_to);
    if (status != SYN_OK) return status;
  }
  parts->spoke[one->column] = 2;
  return SYN_OK;
}

/* The words of the event that a figure stands in: its trigger. */
static syn_text trigger_of(const aligning *job, const claim *one) {
  const syn_account *account = account_of(job, one->column);
  uint32_t event = quantity_of(job, one)->event;
  if (event >= account->facts->event_count || account->facts->events[event].mentions.count == 0) return (syn_text){0};
  return syn_article_words(account->article, account->facts->events[event].mentions.items[0]);
}

/* The party of the event that says most: a country or organisation before a person; of several, the first by id. */
static syn_text party_name(const aligning *job, const claim *one) {
  const syn_identity *best = NULL;
  for (uint32_t i = 0; i < one->party_count; i++) {
    const syn_identity *identity = &job->making->gathering->identities[one->parties[i]];
    if (!best || (best->type == SYN_ENTITY_PERSON && identity->type != SYN_ENTITY_PERSON)) best = identity;
  }
  return best ? best->name : (syn_text){0};
}

/* "loan · Belarus · EUR": the noun, the event's word where that adds something, a party, the currency. From the group's best described
 * claim. */
static syn_status describe(const aligning *job, const claim *const *group, uint32_t count, syn_text *out_about) {
  syn_text noun = {0}, trigger = {0}, party = {0};
  const syn_quantity *first = quantity_of(job, group[0]);
  for (uint32_t i = 0; i < count; i++) {
    const syn_quantity *quantity = quantity_of(job, group[i]);
    if (noun.size == 0 && quantity->of.size > 0) noun = quantity->of;
    if (trigger.size == 0) trigger = trigger_of(job, group[i]);
    if (party.size == 0) party = party_name(job, group[i]);
  }
  syn_text unit = first->kind == SYN_QUANTITY_MONEY || noun.size == 0 ? first->unit : (syn_text){0};
  if (noun.size == 0 && first->kind != SYN_QUANTITY_MONEY && trigger.size > 0) unit = first->unit;
  syn_text parts[4] = {noun, trigger, party, unit};
  syn_text about = {0};
  for (unsigned i = 0; i < 4; i++) {
    if (parts[i].size == 0 || (i > 0 && syn_text_equal(parts[i], noun))) continue;
    if (syn_arena_format(job->making->gathering->arena, &about, "%.*s%s%.*s", SYN_TEXT_ARGUMENTS(about), about.size > 0 ? " · " : "",
                         SYN_TEXT_ARGUMENTS(parts[i])) != SYN_OK)
      return SYN_NO_MEMORY;
  }
  *out_about = about;
  return SYN_OK;
}

static syn_status add_point(aligning *job, const claim *const *group, uint32_t count) {
  uint32_t reading_count = 0;
  syn_point_making *making = job->making;
  for (uint32_t i = 0; i < count; i++) reading_count += group[i]->reading_count;
  point_parts parts = {.readings = SYN_ARENA_ARRAY(making->gathering->arena, syn_reading, reading_count),
                       .traits = SYN_ARENA_ARRAY(job->scratch, syn_reading_traits, reading_count),
                       .facts = SYN_ARENA_ARRAY(job->scratch, syn_text, reading_count),
                       .spoke = SYN_ARENA_ARRAY(job->scratch, uint8_t, making->count)};
  if (!parts.readings || !parts.traits || !parts.facts || !parts.spoke) return SYN_NO_MEMORY;
  /* claims are numbered by column, so readings come in the order of the columns */
  for (uint32_t i = 0; i < count; i++)
    if (add_readings(job, group[i], &parts) != SYN_OK) return SYN_NO_MEMORY;
  syn_point point = {.kind = quantity_of(job, group[0])->kind, .readings = parts.readings, .reading_count = reading_count};
  point.label = syn_label_numbers(parts.readings, parts.traits, parts.count, &point.difference);
  syn_status status = describe(job, group, count, &point.about);
  uint32_t emphasis = (parts.is_in_title ? 40 : 0) + (point.kind == SYN_QUANTITY_MONEY || point.kind == SYN_QUANTITY_COUNT ? 10 : 0);
  if (status == SYN_OK) status = syn_point_complete(making, &point, parts.spoke, emphasis, parts.facts, parts.count);
  syn_point *kept = status == SYN_OK ? SYN_ARRAY_ADD(making->points, making->gathering->arena) : NULL;
  if (!kept) return SYN_NO_MEMORY;
  *kept = point;
  return SYN_OK;
}

static syn_status make_points(aligning *job, const uint32_t *groups) {
  uint32_t count = (uint32_t)job->claims.count;
  uint32_t *firsts = SYN_ARENA_ARRAY(job->scratch, uint32_t, (size_t)count + 2);
  const claim **order = SYN_ARENA_ARRAY(job->scratch, const claim *, count);
  if (!firsts || !order) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < count; i++) firsts[groups[i] + 2]++;
  for (uint32_t i = 2; i < count + 2; i++) firsts[i] += firsts[i - 1];
  for (uint32_t i = 0; i < count; i++) order[firsts[groups[i] + 1]++] = &job->claims.items[i];
  for (uint32_t group = 0; group < count; group++) {
    if (firsts[group + 1] == firsts[group]) continue;
    if (add_point(job, &order[firsts[group]], firsts[group + 1] - firsts[group]) != SYN_OK) return SYN_NO_MEMORY;
  }
  return SYN_OK;
}

syn_status syn_points_of_quantities(syn_point_making *making) {
  aligning job = {.making = making, .scratch = making->scratch};
  syn_map_init(&job.word_numbers, job.scratch);
  syn_status status = read_claims(&job);
  if (status == SYN_OK) status = weigh_words(&job);
  if (status == SYN_OK) status = join_repetitions(&job);
  if (status == SYN_OK) status = choose_main_readings(&job);
  uint32_t *groups = SYN_ARENA_ARRAY(job.scratch, uint32_t, job.claims.count);
  if (status == SYN_OK && !groups) status = SYN_NO_MEMORY;
  if (status == SYN_OK) status = group_claims(&job, groups);
  if (status == SYN_OK) status = make_points(&job, groups);
  return status;
}
