/*
 * How it works
 *
 * What a figure is of decides what it is compared with. Figures of other kinds or units are never compared: the loan in dollars with the
 * loan in dollars, in euros with in euros. Figures that one article repeats are one claim with several readings (point_claims.c). The
 * claims of different articles are weighed pair by pair (point_evidence.c) and grouped by average linkage (linkage.c); two claims of one
 * article never meet. What then stands alone, although another account states one figure of the same noun, is joined to it whatever the
 * values (claim_subjects.c). To stay near-linear, a claim is weighed against those next to it in value only, within one kind and unit.
 */
#include <stdlib.h>

#include "base/map.h"
#include "records/wording.h"
#include "synopsis/claim_pairing.h"
#include "synopsis/claim_settings.h"
#include "synopsis/claim_subjects.h"
#include "synopsis/linkage.h"
#include "synopsis/point_claims.h"
#include "synopsis/point_reasons.h"

enum { ALIGN_THRESHOLD = 1450, NEIGHBOURS = 100 /* in order of value */, EQUAL_NEIGHBOURS = 50, ABOUT_WORDS = 3, SCOPES_READ = 512 };

/* ---- alignment over accounts ---- */

static int order_by_measure(const void *a, const void *b, void *context) {
  const syn_claim_set *set = context;
  const uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
  const syn_quantity *x = syn_claim_quantity(set, &set->claims.items[i]), *y = syn_claim_quantity(set, &set->claims.items[k]);
  if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
  int order = syn_text_compare(x->unit, y->unit);
  if (order == 0) order = syn_decimal_compare(x->value, y->value);
  return order != 0 ? order : i < k ? -1 : i > k;
}

static int order_by_value(const void *a, const void *b, void *context) {
  const syn_claim_set *set = context;
  const uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
  int order =
      syn_decimal_compare(syn_claim_quantity(set, &set->claims.items[i])->value, syn_claim_quantity(set, &set->claims.items[k])->value);
  return order != 0 ? order : i < k ? -1 : i > k;
}

typedef SYN_ARRAY(syn_likeness) likeness_array;

/* Counts of other units by one number. */
static syn_status compare_equal_counts(syn_claim_set *set, uint32_t *order, likeness_array *likenesses) {
  uint32_t count = (uint32_t)set->claims.count;
  if (count > 1) qsort_r(order, count, sizeof *order, order_by_value, set);
  for (uint32_t i = 0; i < count; i++)
    for (uint32_t k = i + 1; k < count && k <= i + EQUAL_NEIGHBOURS; k++) {
      uint32_t a = order[i] < order[k] ? order[i] : order[k], b = order[i] < order[k] ? order[k] : order[i];
      const syn_claim *x = &set->claims.items[a], *y = &set->claims.items[b];
      if (syn_decimal_compare(syn_claim_quantity(set, x)->value, syn_claim_quantity(set, y)->value) != 0) break;
      if (syn_claims_measure_alike(set, x, y) || !syn_claims_count_the_same(set, x, y)) continue;
      syn_likeness *pair = SYN_ARRAY_ADD(likenesses, set->scratch);
      if (!pair) return SYN_NO_MEMORY;
      *pair = (syn_likeness){a, b, x->column == y->column ? SYN_LIKENESS_APART : syn_claims_evidence(set, x, y)};
    }
  return SYN_OK;
}

static syn_status group_claims(syn_claim_set *set, uint32_t *groups) {
  uint32_t count = (uint32_t)set->claims.count;
  uint32_t *order = SYN_ARENA_ARRAY(set->scratch, uint32_t, count);
  likeness_array likenesses = {0};
  if (!order) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < count; i++) order[i] = i;
  if (count > 1) qsort_r(order, count, sizeof *order, order_by_measure, set);
  for (uint32_t i = 0; i < count; i++)
    for (uint32_t k = i + 1; k < count && k <= i + NEIGHBOURS; k++) {
      uint32_t a = order[i] < order[k] ? order[i] : order[k], b = order[i] < order[k] ? order[k] : order[i];
      const syn_claim *x = &set->claims.items[a], *y = &set->claims.items[b];
      if (!syn_claims_measure_alike(set, x, y)) break;
      syn_likeness *pair = SYN_ARRAY_ADD(&likenesses, set->scratch);
      if (!pair) return SYN_NO_MEMORY;
      *pair = (syn_likeness){a, b, x->column == y->column ? SYN_LIKENESS_APART : syn_claims_evidence(set, x, y)};
    }
  if (compare_equal_counts(set, order, &likenesses) != SYN_OK) return SYN_NO_MEMORY;
  return syn_linkage_group(count, likenesses.items, likenesses.count, ALIGN_THRESHOLD, 0, set->scratch, groups);
}

/* ---- what a point is about ---- */

/* The words of the event that a figure stands in: its trigger. */
static syn_text trigger_of(const syn_claim_set *set, const syn_claim *claim) {
  const syn_account *account = syn_claim_account(set, claim);
  uint32_t event = syn_claim_quantity(set, claim)->event;
  if (event >= account->facts->event_count || account->facts->events[event].mentions.count == 0) return (syn_text){0};
  return syn_article_words(account->article, account->facts->events[event].mentions.items[0]);
}

/* The party of the event that says most: a country or organisation before a person; of several, the first by id. */
static syn_text party_of(const syn_claim_set *set, const syn_claim *claim) {
  const syn_claim_context *context = &claim->contexts[claim->main];
  const syn_identity *best = NULL;
  for (uint32_t i = 0; i < context->party_count; i++) {
    const syn_identity *identity = &set->making->gathering->identities[context->parties[i]];
    if (!best || (best->type == SYN_ENTITY_PERSON && identity->type != SYN_ENTITY_PERSON)) best = identity;
  }
  return best ? best->name : (syn_text){0};
}

/* Where neither noun nor event tells: the last content words before the figure in its sentence, else the first behind it. */
static syn_status words_around(const syn_claim_set *set, const syn_claim *claim, syn_text *out_words) {
  const syn_article *article = syn_claim_account(set, claim)->article;
  syn_span span = syn_claim_quantity(set, claim)->span, sentence = syn_wording_sentence(article, span);
  syn_text field = syn_article_field(article, span.field, span.index);
  const syn_function_words *function_words = &set->making->function_words[claim->column];
  syn_word_list words;
  for (unsigned side = 0; side < 2 && out_words->size == 0; side++) {
    uint32_t start = side == 0 ? sentence.start : span.end, end = side == 0 ? span.start : sentence.end, found = 0;
    syn_text chosen[ABOUT_WORDS] = {{0}};
    if (syn_words_of(field, start, end, set->scratch, &words) != SYN_OK) return SYN_NO_MEMORY;
    for (uint32_t i = 0; i < words.count && found < ABOUT_WORDS; i++) {
      const syn_word *word = &words.items[side == 0 ? words.count - 1 - i : i];
      if (syn_is_content_word(function_words, word->folded)) chosen[found++] = syn_text_slice(field, word->start, word->end);
    }
    for (uint32_t i = 0; i < found; i++) {
      syn_text word = chosen[side == 0 ? found - 1 - i : i];
      if (syn_arena_format(set->scratch, out_words, "%.*s%s%.*s", SYN_TEXT_ARGUMENTS(*out_words), i > 0 ? " " : "",
                           SYN_TEXT_ARGUMENTS(word)) != SYN_OK)
        return SYN_NO_MEMORY;
    }
  }
  return SYN_OK;
}

static bool is_unit_of_measure(const syn_quantity *quantity) {
  return quantity->kind != SYN_QUANTITY_COUNT && quantity->kind != SYN_QUANTITY_PERCENT;
}

enum { NOUNS_COUNTED = 64 /* claims that are asked for their noun */ };

/* The noun that most claims of the group have, of equal ones the first in the alphabet; empty where the unit says it all. */
static syn_text main_noun(const syn_claim_set *set, const syn_claim *const *group, uint32_t count) {
  syn_text best = {0};
  uint32_t best_votes = 0, asked = count < NOUNS_COUNTED ? count : NOUNS_COUNTED;
  for (uint32_t i = 0; i < asked; i++) {
    const syn_quantity *quantity = syn_claim_quantity(set, group[i]);
    uint32_t votes = 0;
    if (quantity->of.size == 0 || syn_text_equal(quantity->of, quantity->unit) || syn_text_equal(quantity->of, best)) continue;
    for (uint32_t k = 0; k < asked; k++) votes += syn_text_equal(syn_claim_quantity(set, group[k])->of, quantity->of);
    if (votes < best_votes || (votes == best_votes && syn_text_compare(quantity->of, best) > 0)) continue;
    best = quantity->of;
    best_votes = votes;
  }
  return best;
}

/* What became of the persons counted: "dead". */
static syn_text fate_of(const syn_claim *claim) {
  for (uint32_t r = 0; r < claim->reading_count; r++)
    if (claim->nouns[r].fate.size > 0) return claim->nouns[r].fate;
  return (syn_text){0};
}

/* "loan · Malta · EUR": the noun, what became of persons or the event's word, a party, the unit; the last three from the first claim that
 * tells each. */
static syn_status describe(const syn_claim_set *set, const syn_claim *const *group, uint32_t count, syn_text *out_about) {
  syn_text noun = main_noun(set, group, count), trigger = {0}, party = {0}, about = {0};
  const syn_quantity *first = syn_claim_quantity(set, group[0]);
  for (uint32_t i = 0; i < count; i++) {
    if (trigger.size == 0) trigger = fate_of(group[i]);
  }
  for (uint32_t i = 0; i < count; i++) {
    if (trigger.size == 0) trigger = trigger_of(set, group[i]);
    if (party.size == 0) party = party_of(set, group[i]);
  }
  if (noun.size == 0 && first->kind == SYN_QUANTITY_COUNT) noun = first->unit;
  if (trigger.size == 0 && (noun.size == 0 || syn_text_equal(noun, first->unit)) && words_around(set, group[0], &trigger) != SYN_OK)
    return SYN_NO_MEMORY;
  const syn_text parts[4] = {noun, trigger, party, is_unit_of_measure(first) ? first->unit : (syn_text){0}};
  for (unsigned i = 0; i < 4; i++) {
    if (parts[i].size == 0 || (i > 0 && syn_text_equal(parts[i], noun))) continue;
    if (syn_arena_format(set->making->gathering->arena, &about, "%.*s%s%.*s", SYN_TEXT_ARGUMENTS(about), about.size > 0 ? " · " : "",
                         SYN_TEXT_ARGUMENTS(parts[i])) != SYN_OK)
      return SYN_NO_MEMORY;
  }
  *out_about = about;
  return SYN_OK;
}

/* ---- from a group to a point ---- */

typedef struct point_parts {
  syn_reading *readings;
  syn_reading_traits *traits;
  syn_text *facts;
  uint32_t count;
  uint8_t *spoke;
  bool is_compared;
} point_parts;

static bool lies_within(syn_span inner, syn_span outer) {
  return inner.field == outer.field && inner.index == outer.index && outer.start <= inner.start && inner.end <= outer.end;
}

/* Whose word a figure is: that of its event, else of the innermost utterance around it ("police said 3,000 came"). */
static syn_index_list sources_of(const syn_facts *facts, const syn_quantity *quantity) {
  const syn_quote *innermost = NULL;
  if (quantity->event < facts->event_count) return facts->events[quantity->event].attributed_to;
  for (uint32_t i = 0; i < facts->quote_count; i++) {
    const syn_quote *quote = &facts->quotes[i];
    if (quote->denied || quote->speakers.count == 0 || !lies_within(quantity->span, quote->span)) continue;
    if (!innermost || lies_within(quote->span, innermost->span)) innermost = quote;
  }
  return innermost ? innermost->speakers : (syn_index_list){0};
}

static syn_status add_readings(const syn_claim_set *set, const syn_claim *claim, point_parts *parts) {
  const syn_account *account = syn_claim_account(set, claim);
  const syn_facts *facts = account->facts;
  for (uint32_t r = 0; r < claim->reading_count; r++) {
    const syn_quantity *quantity = &facts->quantities[claim->readings[r]];
    syn_reading *reading = &parts->readings[parts->count];
    *reading = syn_claim_reading(quantity);
    reading->article = account->article->id;
    syn_reading_traits *traits = &parts->traits[parts->count];
    *traits = (syn_reading_traits){.account = claim->column,
                                   .published = syn_figure_published(account->article),
                                   .is_converted = quantity->converts < facts->quantity_count,
                                   .is_body = quantity->span.field == SYN_FIELD_TEXT};
    /* of one account nothing is compared, and a label looks at so many accounts only */
    if (parts->is_compared && parts->count < SCOPES_READ &&
        syn_figure_scope_read(&set->figure_words[claim->column], &set->tables[claim->column], account->article, facts, quantity,
                              &claim->nouns[r], set->scratch, traits) != SYN_OK)
      return SYN_NO_MEMORY;
    parts->facts[parts->count++] = syn_id_bytes(&quantity->id);
    syn_index_list sources = sources_of(facts, quantity);
    if (sources.count == 0) continue;
    syn_status status = syn_point_identities(set->making, set->making->columns[claim->column], sources, &reading->attributed_to);
    if (status != SYN_OK) return status;
  }
  parts->spoke[claim->column] = 2;
  return SYN_OK;
}

static syn_status add_point(syn_claim_set *set, const syn_subjects *subjects, const syn_claim *const *group, uint32_t count) {
  uint32_t reading_count = 0;
  syn_point_making *making = set->making;
  for (uint32_t i = 0; i < count; i++) reading_count += group[i]->reading_count;
  point_parts parts = {.readings = SYN_ARENA_ARRAY(making->gathering->arena, syn_reading, reading_count),
                       .traits = SYN_ARENA_ARRAY(set->scratch, syn_reading_traits, reading_count),
                       .facts = SYN_ARENA_ARRAY(set->scratch, syn_text, reading_count),
                       .spoke = SYN_ARENA_ARRAY(set->scratch, uint8_t, making->count)};
  parts.is_compared = count > 1;
  if (!parts.readings || !parts.traits || !parts.facts || !parts.spoke) return SYN_NO_MEMORY;
  /* claims are numbered by column, so readings come in the order of the columns */
  for (uint32_t i = 0; i < count; i++)
    if (add_readings(set, group[i], &parts) != SYN_OK) return SYN_NO_MEMORY;
  if (!syn_point_is_kept(making, parts.spoke)) return SYN_OK;
  for (uint32_t i = 0; i < count; i++)
    syn_subjects_mark(subjects, (uint32_t)(group[i] - set->claims.items), group[i]->contexts[group[i]->main].event_type, parts.spoke);
  unsigned kind = syn_claim_quantity(set, group[0])->kind;
  syn_point point = {.kind = kind, .readings = parts.readings, .reading_count = reading_count};
  point.label = syn_label_numbers(parts.readings, parts.traits, parts.count, &point.difference);
  syn_status status = describe(set, group, count, &point.about);
  if (status == SYN_OK) status = syn_point_explain_figures(set, group, count, &point);
  uint32_t emphasis = syn_point_emphasis(making, &point, group[0]->contexts[group[0]->main].event_type);
  if (status == SYN_OK) status = syn_point_complete(making, &point, parts.spoke, emphasis, parts.facts, parts.count);
  syn_point *kept = status == SYN_OK ? SYN_ARRAY_ADD(making->points, making->gathering->arena) : NULL;
  if (!kept) return SYN_NO_MEMORY;
  *kept = point;
  return SYN_OK;
}

static syn_status make_points(syn_claim_set *set, const syn_subjects *subjects, const uint32_t *groups) {
  uint32_t count = (uint32_t)set->claims.count;
  uint32_t *firsts = SYN_ARENA_ARRAY(set->scratch, uint32_t, (size_t)count + 2);
  const syn_claim **order = SYN_ARENA_ARRAY(set->scratch, const syn_claim *, count);
  if (!firsts || !order) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < count; i++) firsts[groups[i] + 2]++;
  for (uint32_t i = 2; i < count + 2; i++) firsts[i] += firsts[i - 1];
  for (uint32_t i = 0; i < count; i++) order[firsts[groups[i] + 1]++] = &set->claims.items[i];
  for (uint32_t group = 0; group < count; group++) {
    if (firsts[group + 1] == firsts[group]) continue;
    if (add_point(set, subjects, &order[firsts[group]], firsts[group + 1] - firsts[group]) != SYN_OK) return SYN_NO_MEMORY;
  }
  return SYN_OK;
}

syn_status syn_points_of_quantities(syn_point_making *making) {
  syn_claim_set set;
  syn_subjects subjects;
  syn_status status = syn_claims_read(making, &set);
  uint32_t *groups = status == SYN_OK ? SYN_ARENA_ARRAY(set.scratch, uint32_t, set.claims.count) : NULL;
  if (!groups) return SYN_NO_MEMORY;
  status = group_claims(&set, groups);
  if (status == SYN_OK) status = syn_subjects_find(&set, &subjects);
  if (status == SYN_OK) status = syn_subjects_join(&set, &subjects, groups);
  if (status == SYN_OK) status = syn_claims_pair(&set, groups);
  if (status == SYN_OK) status = syn_claims_part(&set, groups);
  if (status == SYN_OK) status = make_points(&set, &subjects, groups);
  return status;
}
