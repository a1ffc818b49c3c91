#include "synopsis/point_claims.h"

#include <math.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "records/wording.h"
#include "synopsis/linkage.h"

enum { REPETITION_WINDOW = 100, NEAR_WORDS = 4 /* on each side */, BEARER_BYTES = 4 /* between an age and the name of whose it is */ };

const syn_account *syn_claim_account(const syn_claim_set *set, const syn_claim *claim) {
  return &set->making->gathering->accounts[set->making->columns[claim->column]];
}

const syn_quantity *syn_claim_quantity(const syn_claim_set *set, const syn_claim *claim) {
  return &syn_claim_account(set, claim)->facts->quantities[claim->readings[claim->main]];
}

syn_reading syn_claim_reading(const syn_quantity *quantity) {
  return (syn_reading){.span = quantity->span,
                       .is_number = true,
                       .value = quantity->value,
                       .value_to = quantity->value_to,
                       .has_value_to = quantity->has_value_to,
                       .unit = quantity->unit,
                       .bound = quantity->bound,
                       .step = quantity->step};
}

static syn_status read_languages(syn_claim_set *set) {
  const syn_point_making *making = set->making;
  set->event_nouns = SYN_ARENA_ARRAY(set->scratch, syn_map, making->count);
  set->tables = SYN_ARENA_ARRAY(set->scratch, syn_noun_tables, making->count);
  set->figure_words = SYN_ARENA_ARRAY(set->scratch, syn_figure_words, making->count);
  if (!set->event_nouns || !set->tables || !set->figure_words) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < making->count; i++) {
    syn_text language = making->gathering->accounts[making->columns[i]].article->language;
    bool is_same = i > 0 && syn_text_equal(language, making->gathering->accounts[making->columns[i - 1]].article->language);
    set->figure_words[i] = syn_figure_words_find(making->gathering->world, language);
    if (is_same) {
      set->event_nouns[i] = set->event_nouns[i - 1];
      set->tables[i] = set->tables[i - 1];
    } else if (syn_tables_event_nouns(making->gathering->tables, language, set->scratch, &set->event_nouns[i]) != SYN_OK ||
               syn_noun_tables_read(making->gathering->world, language, set->scratch, &set->tables[i]) != SYN_OK) {
      return SYN_NO_MEMORY;
    }
  }
  return SYN_OK;
}

/* ---- contexts ---- */

/* Of the content words in the order of the text those next to the figure; `before` of them stand before it. */
static void read_near_words(syn_claim_context *context, uint32_t before) {
  uint32_t from = before > NEAR_WORDS ? before - NEAR_WORDS : 0;
  for (uint32_t i = from; i < context->word_count && i < before + NEAR_WORDS; i++)
    context->near_words[context->near_count++] = context->words[i];
  context->near_count = syn_sort_numbers(context->near_words, context->near_count);
}

/* The content words of the sentence around a figure, its own among them ("11 Yemeni nationals"). */
static syn_status read_words(syn_claim_set *set, uint32_t column, const syn_article *article, const syn_quantity *quantity,
                             const syn_claim_noun *noun, syn_claim_context *context) {
  syn_span span = quantity->span;
  syn_text field = syn_article_field(article, span.field, span.index);
  syn_span around = syn_claim_context_span(article, span);
  syn_word_list words;
  syn_status status = syn_words_of(field, around.start, around.end, set->scratch, &words);
  if (status != SYN_OK) return status;
  context->words = SYN_ARENA_ARRAY(set->scratch, uint32_t, words.count);
  context->near_words = SYN_ARENA_ARRAY(set->scratch, uint32_t, 2 * NEAR_WORDS);
  if (!context->words || !context->near_words) return SYN_NO_MEMORY;
  uint32_t before = 0;
  for (uint32_t i = 0; i < words.count; i++) {
    syn_text word = words.items[i].folded;
    bool is_own = words.items[i].end > span.start && words.items[i].start < span.end;
    if (is_own && quantity->kind != SYN_QUANTITY_COUNT) continue; /* "nine hours": number and unit */
    uint64_t number = set->word_numbers.count;
    if (!syn_is_content_word(&set->making->function_words[column], word)) continue;
    syn_text stem = syn_word_stem(&set->making->function_words[column], word);
    if (is_own && syn_text_equal(stem, noun->noun)) continue; /* weighed as the noun */
    if (!syn_map_get(&set->word_numbers, stem, &number) && syn_map_put(&set->word_numbers, stem, number) != SYN_OK) return SYN_NO_MEMORY;
    context->words[context->word_count++] = (uint32_t)number;
    if (words.items[i].end <= span.start) before = context->word_count;
  }
  read_near_words(context, before);
  context->word_count = syn_sort_numbers(context->words, context->word_count);
  return SYN_OK;
}

/* The person whose name stands beside an age ("Borg, 40,", "the 40-year-old Borg"). */
static uint32_t find_bearer(const syn_claim_set *set, uint32_t account, syn_span age) {
  const syn_facts *facts = set->making->gathering->accounts[account].facts;
  for (uint32_t e = 0; e < facts->entity_count; e++) {
    const syn_entity *entity = &facts->entities[e];
    for (uint32_t m = 0; entity->type == SYN_ENTITY_PERSON && m < entity->mention_count; m++) {
      const syn_span *name = &entity->mentions[m].span;
      if (entity->mentions[m].kind != SYN_MENTION_NAME || name->field != age.field || name->index != age.index) continue;
      bool is_before = name->end <= age.start && age.start - name->end <= BEARER_BYTES;
      bool is_behind = name->start >= age.end && name->start - age.end <= BEARER_BYTES;
      if (is_before || is_behind) return syn_gathering_identity(set->making->gathering, account, e);
    }
  }
  return UINT32_MAX;
}

static void read_days(const syn_account *account, const syn_quantity *quantity, syn_claim_context *context) {
  const syn_interval *days = syn_figure_days(account->facts, quantity, syn_claim_context_span(account->article, quantity->span));
  context->first_day = days ? days->from.day : SYN_DAY_MINIMUM;
  context->last_day = days ? days->to.day : SYN_DAY_MINIMUM;
  context->published = syn_figure_published(account->article);
}

static syn_status read_event(const syn_claim_set *set, uint32_t column, const syn_quantity *quantity, syn_claim_context *context) {
  const syn_gathering *gathering = set->making->gathering;
  uint32_t account = set->making->columns[column];
  const syn_facts *facts = gathering->accounts[account].facts;
  uint64_t type = 0;
  context->event_type = -1;
  read_days(&gathering->accounts[account], quantity, context);
  context->bearer = quantity->kind == SYN_QUANTITY_AGE ? find_bearer(set, account, quantity->span) : UINT32_MAX;
  if (quantity->event >= facts->event_count) {
    if (quantity->of.size > 0 && syn_map_get(&set->event_nouns[column], quantity->of, &type)) context->event_type = (int)type;
    return SYN_OK;
  }
  const syn_event *event = &facts->events[quantity->event];
  context->event_type = (int)event->type;
  context->parties = SYN_ARENA_ARRAY(set->scratch, uint32_t, (size_t)event->actors.count + event->recipients.count);
  if (!context->parties) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < event->actors.count + event->recipients.count; i++) {
    uint32_t entity = i < event->actors.count ? event->actors.items[i] : event->recipients.items[i - event->actors.count];
    uint32_t identity = syn_gathering_identity(gathering, account, entity);
    if (identity != UINT32_MAX) context->parties[context->party_count++] = identity;
  }
  context->party_count = syn_sort_numbers(context->parties, context->party_count);
  return SYN_OK;
}

/* ---- claims ---- */

static syn_status read_claim(syn_claim_set *set, uint32_t column, uint32_t index) {
  syn_claim *one = SYN_ARRAY_ADD(&set->claims, set->scratch);
  if (!one) return SYN_NO_MEMORY;
  *one = (syn_claim){.column = column,
                     .readings = SYN_ARENA_NEW(set->scratch, uint32_t),
                     .contexts = SYN_ARENA_NEW(set->scratch, syn_claim_context),
                     .nouns = SYN_ARENA_NEW(set->scratch, syn_claim_noun),
                     .reading_count = 1};
  if (!one->readings || !one->contexts || !one->nouns) return SYN_NO_MEMORY;
  const syn_account *account = syn_claim_account(set, one);
  const syn_quantity *quantity = &account->facts->quantities[index];
  one->readings[0] = index;
  syn_status status = syn_claim_noun_read(&set->tables[column], &set->making->function_words[column], account->article, quantity,
                                          set->scratch, &one->nouns[0]);
  if (status == SYN_OK) status = read_words(set, column, account->article, quantity, &one->nouns[0], &one->contexts[0]);
  if (status == SYN_OK) status = read_event(set, column, quantity, &one->contexts[0]);
  return status;
}

static syn_status read_claims(syn_claim_set *set) {
  for (uint32_t column = 0; column < set->making->count; column++) {
    const syn_facts *facts = set->making->gathering->accounts[set->making->columns[column]].facts;
    uint32_t left = syn_point_account_limit(set->making);
    for (uint32_t q = 0; q < facts->quantity_count && left > 0; q++) {
      if (facts->quantities[q].kind == SYN_QUANTITY_RANK) continue;
      left--;
      syn_status status = read_claim(set, column, q);
      if (status != SYN_OK) return status;
    }
  }
  return SYN_OK;
}

/* Words by how few sentences hold them: log2(1 + n / sentences), in thousandths. */
static syn_status weigh_words(syn_claim_set *set) {
  set->word_weights = SYN_ARENA_ARRAY(set->scratch, uint32_t, set->word_numbers.count);
  if (!set->word_weights) return SYN_NO_MEMORY;
  for (size_t i = 0; i < set->claims.count; i++) {
    const syn_claim_context *context = &set->claims.items[i].contexts[0];
    for (uint32_t w = 0; w < context->word_count; w++) set->word_weights[context->words[w]]++;
  }
  for (size_t i = 0; i < set->word_numbers.count; i++)
    set->word_weights[i] = (uint32_t)lround(1000 * log2(1 + (double)set->claims.count / set->word_weights[i]));
  return SYN_OK;
}

/* A claim with place for `count` readings. */
static syn_status make_claim(const syn_claim_set *set, uint32_t column, uint32_t count, syn_claim *out_claim) {
  *out_claim = (syn_claim){.column = column,
                           .readings = SYN_ARENA_ARRAY(set->scratch, uint32_t, count),
                           .contexts = SYN_ARENA_ARRAY(set->scratch, syn_claim_context, count),
                           .nouns = SYN_ARENA_ARRAY(set->scratch, syn_claim_noun, count)};
  return out_claim->readings && out_claim->contexts && out_claim->nouns ? SYN_OK : SYN_NO_MEMORY;
}

/* The reading that speaks for the claim: the one in the body with the most digits. */
static void choose_main(const syn_claim_set *set, syn_claim *claim) {
  const syn_facts *facts = syn_claim_account(set, claim)->facts;
  for (uint32_t r = 1; r < claim->reading_count; r++) {
    const syn_quantity *best = &facts->quantities[claim->readings[claim->main]], *other = &facts->quantities[claim->readings[r]];
    bool is_body = other->span.field == SYN_FIELD_TEXT, best_is_body = best->span.field == SYN_FIELD_TEXT;
    if ((is_body && !best_is_body) || (is_body == best_is_body && syn_decimal_compare(other->step, best->step) < 0)) claim->main = r;
  }
}

/* One claim of all that have one root; `roots` holds the root of each, which is the smallest of them. */
static syn_status gather_readings(syn_claim_set *set, const uint32_t *roots) {
  uint32_t count = (uint32_t)set->claims.count;
  uint32_t *sizes = SYN_ARENA_ARRAY(set->scratch, uint32_t, count), *numbers = SYN_ARENA_ARRAY(set->scratch, uint32_t, count);
  syn_claim_array kept = {0};
  if (!sizes || !numbers) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < count; i++) sizes[roots[i]]++;
  for (uint32_t i = 0; i < count; i++) {
    const syn_claim *claim = &set->claims.items[i];
    if (roots[i] == i) {
      numbers[i] = (uint32_t)kept.count;
      syn_claim *made = SYN_ARRAY_ADD(&kept, set->scratch);
      if (!made || make_claim(set, claim->column, sizes[i], made) != SYN_OK) return SYN_NO_MEMORY;
    }
    syn_claim *all = &kept.items[numbers[roots[i]]];
    all->readings[all->reading_count] = claim->readings[0];
    all->contexts[all->reading_count] = claim->contexts[0];
    all->nouns[all->reading_count++] = claim->nouns[0];
  }
  for (size_t i = 0; i < kept.count; i++) choose_main(set, &kept.items[i]);
  set->claims = kept;
  return SYN_OK;
}

/*
 * A figure that stands in a headline alone, of one subject with a figure of the body and of another value: the article contradicts itself.
 * Of several in the body the first that speaks of it with the same words.
 */
static void join_contradictions(syn_claim_set *set, uint32_t *parents) {
  const syn_claim *claims = set->claims.items;
  uint32_t count = (uint32_t)set->claims.count;
  for (uint32_t i = 0; i < count; i++) {
    if (syn_claim_quantity(set, &claims[i])->span.field != SYN_FIELD_TITLE) continue;
    uint32_t found = SYN_NO_INDEX;
    bool is_repeated = false;
    for (uint32_t k = i + 1; k < count && k < i + REPETITION_WINDOW && claims[k].column == claims[i].column && !is_repeated; k++) {
      is_repeated = syn_forest_root(parents, k) == syn_forest_root(parents, i);
      if (found == SYN_NO_INDEX && syn_claims_contradict(set, &claims[i], &claims[k])) found = k;
    }
    if (!is_repeated && found != SYN_NO_INDEX) syn_forest_join(parents, i, found);
  }
}

static syn_status join_repetitions(syn_claim_set *set) {
  const syn_claim *claims = set->claims.items;
  uint32_t count = (uint32_t)set->claims.count;
  uint32_t *parents = SYN_ARENA_ARRAY(set->scratch, uint32_t, count);
  if (!parents) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < count; i++) parents[i] = i;
  for (uint32_t i = 0; i < count; i++)
    for (uint32_t k = i + 1; k < count && k < i + REPETITION_WINDOW && claims[k].column == claims[i].column; k++)
      if (syn_claims_repeat(set, &claims[i], &claims[k])) syn_forest_join(parents, i, k);
  join_contradictions(set, parents);
  for (uint32_t i = 0; i < count; i++) parents[i] = syn_forest_root(parents, i);
  return gather_readings(set, parents);
}

syn_status syn_claims_read(syn_point_making *making, syn_claim_set *out_set) {
  *out_set = (syn_claim_set){.making = making, .scratch = making->scratch};
  syn_map_init(&out_set->word_numbers, out_set->scratch);
  syn_status status = read_languages(out_set);
  if (status == SYN_OK) status = read_claims(out_set);
  if (status == SYN_OK) status = weigh_words(out_set);
  if (status == SYN_OK) status = join_repetitions(out_set);
  return status;
}
