#include "synopsis/point_claims.h"

#include <math.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "records/wording.h"
#include "synopsis/linkage.h"
#include "synoptic/names.h"

enum {
  FATE_WORDS_BEHIND = 6,
  FATE_WORDS_BEFORE = 3,
  REPETITION_WINDOW = 100,
  CONTEXT_BYTES = 600 /* on each side of a figure: a list without full stops is no sentence */
};

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

/* ---- nouns that name events: "talks", "march" ---- */

static bool find_event_type(syn_text name, int *out_type) {
  for (unsigned type = 0; type < SYN_EVENT_TYPE_COUNT; type++) {
    if (!syn_text_equal(name, syn_text_from(syn_event_type_name(type)))) continue;
    *out_type = (int)type;
    return true;
  }
  return false;
}

static syn_status read_event_nouns(const syn_claim_set *set, syn_text language, syn_map *nouns) {
  const syn_world *world = set->making->gathering->world;
  const syn_table *table = world ? syn_world_language_table(world, language, "events") : NULL;
  syn_map_init(nouns, set->scratch);
  for (size_t row = 0; table && row < table->row_count; row++) {
    int type;
    if (!syn_text_equal(syn_table_cell(table, row, syn_table_column(table, "pos")), SYN_TEXT("noun"))) continue;
    if (!find_event_type(syn_table_cell(table, row, syn_table_column(table, "type")), &type)) continue;
    syn_text rest = syn_table_cell(table, row, syn_table_column(table, "words")), word;
    while (syn_table_next_item(&rest, '|', &word))
      if (!syn_map_find(nouns, word) && syn_map_put(nouns, word, (uint64_t)type) != SYN_OK) return SYN_NO_MEMORY;
  }
  return SYN_OK;
}

/* A place at most CONTEXT_BYTES before or behind a figure, inside its sentence, at the start of a character. */
static uint32_t context_start(syn_text field, uint32_t sentence_start, uint32_t start) {
  uint32_t at = start - sentence_start > CONTEXT_BYTES ? start - CONTEXT_BYTES : sentence_start;
  while (at < start && ((unsigned char)field.data[at] & 0xC0) == 0x80) at++;
  return at;
}

static uint32_t context_end(syn_text field, uint32_t end, uint32_t sentence_end) {
  uint32_t at = sentence_end - end > CONTEXT_BYTES ? end + CONTEXT_BYTES : sentence_end;
  while (at < field.size && at > end && ((unsigned char)field.data[at] & 0xC0) == 0x80) at--;
  return at;
}

/* ---- what became of persons: "drowned", "left their homes" ---- */

/* The words of data/<language>/fates.tsv. */
typedef struct syn_fates {
  const syn_table *table; /* may be NULL */
  syn_map rows;           /* word -> row */
} syn_fates;

static syn_status read_fates(const syn_claim_set *set, syn_text language, syn_fates *fates) {
  const syn_world *world = set->making->gathering->world;
  fates->table = world ? syn_world_language_table(world, language, "fates") : NULL;
  syn_map_init(&fates->rows, set->scratch);
  for (size_t row = 0; fates->table && row < fates->table->row_count; row++) {
    syn_text rest = syn_table_cell(fates->table, row, syn_table_column(fates->table, "words")), word;
    while (syn_table_next_item(&rest, '|', &word))
      if (syn_map_put(&fates->rows, word, row) != SYN_OK) return SYN_NO_MEMORY;
  }
  return SYN_OK;
}

static bool find_fate(const syn_fates *fates, const syn_word *word, syn_text *out_fate) {
  uint64_t row = 0;
  if (!syn_map_get(&fates->rows, word->folded, &row)) return false;
  *out_fate = syn_table_cell(fates->table, (size_t)row, syn_table_column(fates->table, "class"));
  return true;
}

static bool is_figure(const syn_word *word) {
  return word->folded.size > 0 && word->folded.data[0] >= '0' && word->folded.data[0] <= '9';
}

/* The fate that stands nearest behind the figure, before another figure, else nearest before it; empty where there is none. */
static syn_status read_fate(const syn_claim_set *set, uint32_t column, const syn_article *article, const syn_quantity *quantity,
                            syn_text *out_fate) {
  const syn_fates *fates = &set->fates[column];
  *out_fate = (syn_text){0};
  if (!fates->table || !syn_text_equal(quantity->unit, SYN_TEXT("person"))) return SYN_OK;
  syn_text field = syn_article_field(article, quantity->span.field, quantity->span.index);
  syn_span sentence = syn_wording_sentence(article, quantity->span);
  syn_word_list words;
  syn_status status = syn_words_of(field, quantity->span.start, context_end(field, quantity->span.end, sentence.end), set->scratch, &words);
  if (status != SYN_OK) return status;
  uint32_t own = 0; /* the words of the figure itself tell too: "9,000 demonstrators" */
  while (own < words.count && words.items[own].start < quantity->span.end) own++;
  for (uint32_t i = 0; i < words.count && i < own + FATE_WORDS_BEHIND; i++) {
    if (i >= own && is_figure(&words.items[i])) break;
    if (find_fate(fates, &words.items[i], out_fate)) return SYN_OK;
  }
  status = syn_words_of(field, context_start(field, sentence.start, quantity->span.start), quantity->span.start, set->scratch, &words);
  for (uint32_t back = 1; status == SYN_OK && back <= words.count && back <= FATE_WORDS_BEFORE; back++) {
    const syn_word *word = &words.items[words.count - back];
    if (is_figure(word) || find_fate(fates, word, out_fate)) break;
  }
  return status;
}

bool syn_claim_is_fate(const syn_claim_set *set, const syn_claim *claim, syn_text noun) {
  const syn_table *table = set->fates[claim->column].table;
  for (size_t row = 0; table && row < table->row_count; row++)
    if (syn_text_equal(syn_table_cell(table, row, syn_table_column(table, "class")), noun)) return true;
  return false;
}

static syn_status read_languages(syn_claim_set *set) {
  const syn_point_making *making = set->making;
  set->event_nouns = SYN_ARENA_ARRAY(set->scratch, syn_map, making->count);
  set->fates = SYN_ARENA_ARRAY(set->scratch, syn_fates, making->count);
  if (!set->event_nouns || !set->fates) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < making->count; i++) {
    syn_text language = making->gathering->accounts[making->columns[i]].article->language;
    bool is_same = i > 0 && syn_text_equal(language, making->gathering->accounts[making->columns[i - 1]].article->language);
    if (is_same) {
      set->event_nouns[i] = set->event_nouns[i - 1];
      set->fates[i] = set->fates[i - 1];
    } else if (read_event_nouns(set, language, &set->event_nouns[i]) != SYN_OK || read_fates(set, language, &set->fates[i]) != SYN_OK) {
      return SYN_NO_MEMORY;
    }
  }
  return SYN_OK;
}

/* ---- contexts ---- */

/* The content words of the sentence around a figure. */
static syn_status read_words(syn_claim_set *set, uint32_t column, const syn_article *article, syn_span span, syn_claim_context *context) {
  syn_text field = syn_article_field(article, span.field, span.index);
  syn_span sentence = syn_wording_sentence(article, span);
  syn_word_list before, after;
  syn_status status = syn_words_of(field, context_start(field, sentence.start, span.start), span.start, set->scratch, &before);
  if (status == SYN_OK) status = syn_words_of(field, span.end, context_end(field, span.end, sentence.end), set->scratch, &after);
  if (status != SYN_OK) return status;
  context->words = SYN_ARENA_ARRAY(set->scratch, uint32_t, (size_t)before.count + after.count);
  if (!context->words) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < before.count + after.count; i++) {
    syn_text word = i < before.count ? before.items[i].folded : after.items[i - before.count].folded;
    uint64_t number = set->word_numbers.count;
    if (!syn_is_content_word(&set->making->function_words[column], word)) continue;
    syn_text stem = syn_word_stem(&set->making->function_words[column], word);
    if (!syn_map_get(&set->word_numbers, stem, &number) && syn_map_put(&set->word_numbers, stem, number) != SYN_OK) return SYN_NO_MEMORY;
    context->words[context->word_count++] = (uint32_t)number;
  }
  context->word_count = syn_sort_numbers(context->words, context->word_count);
  return SYN_OK;
}

static syn_status read_event(const syn_claim_set *set, uint32_t column, const syn_quantity *quantity, syn_claim_context *context) {
  const syn_gathering *gathering = set->making->gathering;
  uint32_t account = set->making->columns[column];
  const syn_facts *facts = gathering->accounts[account].facts;
  uint64_t type = 0;
  context->event_type = -1;
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
                     .nouns = SYN_ARENA_NEW(set->scratch, syn_text),
                     .reading_count = 1};
  if (!one->readings || !one->contexts || !one->nouns) return SYN_NO_MEMORY;
  const syn_account *account = syn_claim_account(set, one);
  const syn_quantity *quantity = &account->facts->quantities[index];
  one->readings[0] = index;
  syn_text noun;
  syn_status status = syn_utf8_fold(quantity->of, set->scratch, &noun);
  if (status == SYN_OK && !syn_text_equal(quantity->of, quantity->unit))
    one->nouns[0] = syn_word_stem(&set->making->function_words[column], noun);
  syn_text fate = {0};
  if (status == SYN_OK) status = read_fate(set, column, account->article, quantity, &fate);
  if (fate.size > 0) one->nouns[0] = fate;
  if (status == SYN_OK) status = read_words(set, column, account->article, quantity->span, &one->contexts[0]);
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
                           .nouns = SYN_ARENA_ARRAY(set->scratch, syn_text, count)};
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

static syn_status join_repetitions(syn_claim_set *set) {
  const syn_claim *claims = set->claims.items;
  uint32_t count = (uint32_t)set->claims.count;
  uint32_t *parents = SYN_ARENA_ARRAY(set->scratch, uint32_t, count);
  if (!parents) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < count; i++) parents[i] = i;
  for (uint32_t i = 0; i < count; i++)
    for (uint32_t k = i + 1; k < count && k < i + REPETITION_WINDOW && claims[k].column == claims[i].column; k++)
      if (syn_claims_repeat(set, &claims[i], &claims[k])) syn_forest_join(parents, i, k);
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
