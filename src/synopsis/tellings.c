#include "synopsis/tellings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "records/calendar.h"
#include "synopsis/text_words.h"

enum {
  CONTEXT_BYTES = 600, /* on each side of the trigger: a list without full stops is no sentence */
  LEAD_BYTES = 250,
  NEAR_WORDS = 4,
  SHORTEST_ROOT = 4,
  LEAP_YEAR = 2000, /* 29 February is a day */
  LANGUAGE_LIMIT = 64
};

/* What is known of a language. */
typedef struct syn_telling_language {
  syn_function_words words;
  syn_map lemmas;               /* inflected form -> index into forms */
  SYN_ARRAY(syn_text) forms;    /* the lemmas */
  const syn_table *inflections; /* may be NULL */
  const syn_table *acts;        /* may be NULL */
  syn_map act_rows;             /* word -> index into row_lists */
  SYN_ARRAY(syn_index_list) row_lists;
} syn_telling_language;

typedef struct syn_telling_languages {
  const syn_world *world; /* may be NULL */
  syn_arena *arena;
  syn_map codes; /* code -> index into known */
  syn_telling_language *known;
} syn_telling_languages;

syn_standing syn_standing_of(syn_modality modality, bool negated) {
  if (negated || modality == SYN_MODALITY_DENIED) return SYN_STANDING_REFUSED;
  return modality == SYN_MODALITY_HAPPENED || modality == SYN_MODALITY_ONGOING ? SYN_STANDING_DONE : SYN_STANDING_TO_COME;
}

/* ---- slots ---- */

static void sort_list(syn_index_list *list) {
  list->count = syn_sort_numbers(list->items, list->count);
}

static syn_status take_parties(const syn_gathering *gathering, uint32_t account, const syn_index_list *entities, syn_arena *arena,
                               syn_index_list *out_parties, bool *out_has_others) {
  const syn_facts *facts = gathering->accounts[account].facts;
  *out_parties = (syn_index_list){.items = SYN_ARENA_ARRAY(arena, uint32_t, entities->count)};
  if (!out_parties->items) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < entities->count; i++) {
    uint32_t identity = syn_gathering_identity(gathering, account, entities->items[i]);
    if (identity == UINT32_MAX) continue;
    bool is_described = syn_entity_is_described(&facts->entities[entities->items[i]]);
    *out_has_others = *out_has_others || is_described;
    if (is_described) continue;
    out_parties->items[out_parties->count++] = identity;
  }
  sort_list(out_parties);
  return SYN_OK;
}

/* Month and day of a date that is one day, stated with its year or without. */
static void take_day(const syn_facts *facts, const syn_event *event, syn_telling *telling) {
  int32_t year, month, day;
  if (syn_interval_is_day(&telling->date)) {
    syn_calendar_date(telling->date.from.day, &year, &month, &day);
  } else {
    syn_text value = event->time < facts->time_count ? facts->times[event->time].value : (syn_text){0};
    if (value.size != 10 || !syn_text_starts_with(value, SYN_TEXT("XXXX-")) || value.data[7] != '-') return;
    month = (value.data[5] - '0') * 10 + value.data[6] - '0';
    day = (value.data[8] - '0') * 10 + value.data[9] - '0';
    if (!syn_calendar_is_date(LEAP_YEAR, month, day)) return;
  }
  telling->month = (uint8_t)month;
  telling->day = (uint8_t)day;
}

syn_status syn_telling_of_event(const syn_gathering *gathering, uint32_t account, uint32_t event, syn_arena *arena,
                                syn_telling *out_telling) {
  const syn_event *told = &gathering->accounts[account].facts->events[event];
  *out_telling = (syn_telling){.account = account,
                               .event = event,
                               .id = told->id,
                               .sentence = told->sentence,
                               .type = (int)told->type,
                               .standing = syn_standing_of(told->modality, told->negated),
                               .date = gathering->dates_of[gathering->first_event[account] + event],
                               .place = syn_gathering_identity(gathering, account, told->place)};
  take_day(gathering->accounts[account].facts, told, out_telling);
  out_telling->trigger = told->mentions.count > 0 ? told->mentions.items[0] : told->sentence;
  syn_status status = take_parties(gathering, account, &told->actors, arena, &out_telling->actors, &out_telling->has_other_actors);
  if (status != SYN_OK) return status;
  return take_parties(gathering, account, &told->recipients, arena, &out_telling->recipients, &out_telling->has_other_recipients);
}

/* ---- languages ---- */

static syn_status read_lemmas(const syn_telling_languages *all, syn_text code, syn_telling_language *language) {
  const syn_table *table = all->world ? syn_world_language_table(all->world, code, "event_forms") : NULL;
  size_t form = table ? syn_table_column(table, "form") : 0, lemma = table ? syn_table_column(table, "lemma") : 0;
  syn_map_init(&language->lemmas, all->arena);
  for (size_t row = 0; table && row < table->row_count; row++) {
    syn_text *made = SYN_ARRAY_ADD(&language->forms, all->arena);
    if (!made) return SYN_NO_MEMORY;
    *made = syn_table_cell(table, row, lemma);
    if (syn_map_put(&language->lemmas, syn_table_cell(table, row, form), language->forms.count - 1) != SYN_OK) return SYN_NO_MEMORY;
  }
  return SYN_OK;
}

static syn_status add_act_word(const syn_telling_languages *all, syn_telling_language *language, syn_text word, uint32_t row) {
  enum { ROWS = 8 };
  uint64_t index = language->row_lists.count;
  if (!syn_map_get(&language->act_rows, word, &index)) {
    syn_index_list *list = SYN_ARRAY_ADD(&language->row_lists, all->arena);
    if (!list) return SYN_NO_MEMORY;
    list->items = SYN_ARENA_ARRAY(all->arena, uint32_t, ROWS);
    if (!list->items || syn_map_put(&language->act_rows, word, index) != SYN_OK) return SYN_NO_MEMORY;
  }
  syn_index_list *rows = &language->row_lists.items[index];
  if (rows->count < ROWS) rows->items[rows->count++] = row;
  return SYN_OK;
}

static syn_status read_acts(const syn_telling_languages *all, syn_text code, syn_telling_language *language) {
  language->inflections = all->world ? syn_world_language_table(all->world, code, "inflections") : NULL;
  language->acts = all->world ? syn_world_language_table(all->world, code, "acts") : NULL;
  syn_map_init(&language->act_rows, all->arena);
  for (size_t row = 0; language->acts && row < language->acts->row_count; row++) {
    syn_text rest = syn_table_cell(language->acts, row, syn_table_column(language->acts, "words")), word;
    while (syn_table_next_item(&rest, '|', &word))
      if (add_act_word(all, language, word, (uint32_t)row) != SYN_OK) return SYN_NO_MEMORY;
  }
  return SYN_OK;
}

syn_status syn_telling_languages_init(const syn_world *world, syn_arena *arena, syn_telling_languages **out_languages) {
  syn_telling_languages *made = SYN_ARENA_NEW(arena, syn_telling_languages);
  if (!made) return SYN_NO_MEMORY;
  *made =
      (syn_telling_languages){.world = world, .arena = arena, .known = SYN_ARENA_ARRAY(arena, syn_telling_language, LANGUAGE_LIMIT + 1)};
  if (!made->known) return SYN_NO_MEMORY;
  syn_map_init(&made->codes, arena);
  *out_languages = made;
  return SYN_OK;
}

static syn_status find_language(syn_telling_languages *all, syn_text code, syn_telling_language **out_language) {
  uint64_t index = all->codes.count;
  if (index >= LANGUAGE_LIMIT && !syn_map_find(&all->codes, code)) code = SYN_TEXT("und");
  if (syn_map_get(&all->codes, code, &index)) {
    *out_language = &all->known[index];
    return SYN_OK;
  }
  *out_language = &all->known[index];
  syn_status status = syn_function_words_read(all->world, code, all->arena, &(*out_language)->words);
  if (status == SYN_OK) status = read_lemmas(all, code, *out_language);
  if (status == SYN_OK) status = read_acts(all, code, *out_language);
  return status == SYN_OK ? syn_map_put(&all->codes, code, index) : status;
}

/* ---- words ---- */

static syn_status add_number(syn_map *numbers, syn_text word, syn_index_list *list) {
  uint64_t number = numbers->count;
  if (!syn_map_get(numbers, word, &number) && syn_map_put(numbers, word, number) != SYN_OK) return SYN_NO_MEMORY;
  list->items[list->count++] = (uint32_t)number;
  return SYN_OK;
}

static syn_text lemma_of(const syn_telling_language *language, syn_text folded) {
  uint64_t lemma;
  return syn_map_get(&language->lemmas, folded, &lemma) ? language->forms.items[lemma] : folded;
}

static bool has_ending(syn_text word, syn_text ending) {
  return word.size > ending.size && syn_text_ends_with(word, ending);
}

/* The part of a word that its inflections share. */
static syn_text root_of(const syn_telling_language *language, syn_text folded) {
  const syn_table *table = language->inflections;
  syn_text lemma = lemma_of(language, folded);
  for (size_t row = 0; table && row < table->row_count; row++) {
    syn_text ending = syn_table_cell(table, row, syn_table_column(table, "ending"));
    if (!has_ending(lemma, ending) || lemma.size < ending.size + SHORTEST_ROOT) continue;
    lemma.size -= ending.size;
    break;
  }
  return syn_word_stem(&language->words, lemma);
}

/* A word without one of its endings, as a lemma would be written. Returns false where the row does not fit. */
static bool take_off(const syn_table *table, size_t row, syn_text word, bool is_doubled, char *buffer, size_t buffer_size,
                     syn_text *out_word) {
  syn_text ending = syn_table_cell(table, row, syn_table_column(table, "ending"));
  syn_text replacement = syn_table_cell(table, row, syn_table_column(table, "replacement"));
  if (!has_ending(word, ending) || word.size + replacement.size > buffer_size) return false;
  size_t kept = word.size - ending.size;
  if (is_doubled) {
    bool may_be = syn_text_equal(syn_table_cell(table, row, syn_table_column(table, "doubled")), SYN_TEXT("yes"));
    if (!may_be || kept < 3 || word.data[kept - 1] != word.data[kept - 2]) return false;
    kept--;
  }
  memcpy(buffer, word.data, kept);
  if (replacement.size > 0) memcpy(buffer + kept, replacement.data, replacement.size);
  *out_word = (syn_text){buffer, kept + replacement.size};
  return true;
}

/* The rows of the table of acts that a word may belong to; NULL where there are none. */
static const syn_index_list *find_acts(const syn_telling_language *language, syn_text folded) {
  enum { LONGEST_WORD = 64 };
  const syn_table *table = language->inflections;
  char buffer[LONGEST_WORD];
  syn_text word;
  uint64_t index;
  if (syn_map_get(&language->act_rows, folded, &index) || syn_map_get(&language->act_rows, lemma_of(language, folded), &index))
    return &language->row_lists.items[index];
  for (size_t row = 0; table && row < table->row_count; row++)
    for (int is_doubled = 0; is_doubled < 2; is_doubled++)
      if (take_off(table, row, folded, is_doubled == 1, buffer, sizeof buffer, &word) && syn_map_get(&language->act_rows, word, &index))
        return &language->row_lists.items[index];
  return NULL;
}

static syn_status add_acts(syn_telling_set *set, const syn_telling_language *language, syn_text folded, syn_telling *telling) {
  const syn_index_list *rows = find_acts(language, folded);
  for (uint32_t i = 0; rows && i < rows->count; i++) {
    syn_text act = syn_table_cell(language->acts, rows->items[i], syn_table_column(language->acts, "act"));
    if (telling->acts.count < SYN_TELLING_ACTS && add_number(&set->act_numbers, act, &telling->acts) != SYN_OK) return SYN_NO_MEMORY;
  }
  return SYN_OK;
}

/* The sentence, or what stands near the trigger in one that is none. */
static syn_span context_of(const syn_telling *telling, syn_text field) {
  syn_span context = telling->sentence;
  if (telling->trigger.start > context.start + CONTEXT_BYTES) context.start = telling->trigger.start - CONTEXT_BYTES;
  if (context.end > telling->trigger.end + CONTEXT_BYTES) context.end = telling->trigger.end + CONTEXT_BYTES;
  while (context.start < field.size && ((unsigned char)field.data[context.start] & 0xC0) == 0x80) context.start++;
  return context;
}

/* The last words before the trigger and the first behind it; `words` are in the order of the text. */
static void take_near(const uint32_t *words, uint32_t before, uint32_t count, syn_telling *telling) {
  uint32_t start = before > NEAR_WORDS ? before - NEAR_WORDS : 0, end = count - before > NEAR_WORDS ? before + NEAR_WORDS : count;
  for (uint32_t i = start; i < end; i++) telling->near.items[telling->near.count++] = words[i];
}

static syn_status read_word(syn_telling_set *set, const syn_telling_language *language, const syn_word *word, uint32_t *before,
                            syn_telling *telling) {
  bool is_trigger = word->start >= telling->trigger.start && word->end <= telling->trigger.end;
  if (is_trigger && add_acts(set, language, word->folded, telling) != SYN_OK) return SYN_NO_MEMORY;
  if (!syn_is_content_word(&language->words, word->folded)) return SYN_OK;
  syn_index_list *list = is_trigger ? &telling->roots : &telling->words;
  *before += !is_trigger && word->end <= telling->trigger.start;
  return add_number(&set->word_numbers, root_of(language, word->folded), list);
}

static syn_status read_words(syn_telling_set *set, syn_telling *telling) {
  const syn_article *article = set->gathering->accounts[telling->account].article;
  syn_text field = syn_article_field(article, telling->sentence.field, telling->sentence.index);
  syn_span context = context_of(telling, field);
  syn_telling_language *language;
  syn_word_list words;
  syn_status status = find_language(set->languages, article->language, &language);
  if (status == SYN_OK) status = syn_words_of(field, context.start, context.end, set->arena, &words);
  if (status != SYN_OK) return status;
  telling->words = (syn_index_list){.items = SYN_ARENA_ARRAY(set->arena, uint32_t, words.count)};
  telling->roots = (syn_index_list){.items = SYN_ARENA_ARRAY(set->arena, uint32_t, words.count)};
  telling->acts = (syn_index_list){.items = SYN_ARENA_ARRAY(set->arena, uint32_t, SYN_TELLING_ACTS)};
  telling->near = (syn_index_list){.items = SYN_ARENA_ARRAY(set->arena, uint32_t, 2 * NEAR_WORDS)};
  if (!telling->words.items || !telling->roots.items || !telling->acts.items || !telling->near.items) return SYN_NO_MEMORY;
  uint32_t before = 0;
  for (uint32_t i = 0; i < words.count; i++)
    if (read_word(set, language, &words.items[i], &before, telling) != SYN_OK) return SYN_NO_MEMORY;
  take_near(telling->words.items, before, telling->words.count, telling);
  sort_list(&telling->near);
  sort_list(&telling->words);
  sort_list(&telling->roots);
  sort_list(&telling->acts);
  telling->is_lead =
      telling->sentence.field == SYN_FIELD_TITLE || (telling->sentence.field == SYN_FIELD_TEXT && telling->sentence.start < LEAD_BYTES);
  return SYN_OK;
}

/* ---- who is named ---- */

typedef struct placed_name {
  syn_span span;
  uint32_t identity;
} placed_name;

static int order_names(const void *a, const void *b) {
  const placed_name *x = a, *y = b;
  if (x->span.field != y->span.field) return x->span.field < y->span.field ? -1 : 1;
  if (x->span.index != y->span.index) return x->span.index < y->span.index ? -1 : 1;
  if (x->span.start != y->span.start) return x->span.start < y->span.start ? -1 : 1;
  return x->identity < y->identity ? -1 : x->identity > y->identity;
}

static syn_status list_names(const syn_telling_set *set, uint32_t account, placed_name **out_names, uint32_t *out_count) {
  const syn_facts *facts = set->gathering->accounts[account].facts;
  uint32_t count = 0;
  for (uint32_t e = 0; e < facts->entity_count; e++) count += facts->entities[e].mention_count;
  placed_name *names = SYN_ARENA_ARRAY(set->arena, placed_name, count);
  if (!names) return SYN_NO_MEMORY;
  count = 0;
  for (uint32_t e = 0; e < facts->entity_count; e++) {
    if (syn_entity_is_described(&facts->entities[e])) continue;
    for (uint32_t m = 0; m < facts->entities[e].mention_count; m++)
      names[count++] = (placed_name){facts->entities[e].mentions[m].span, syn_gathering_identity(set->gathering, account, e)};
  }
  if (count > 1) qsort(names, count, sizeof *names, order_names);
  *out_names = names;
  *out_count = count;
  return SYN_OK;
}

static syn_status read_named(const syn_telling_set *set, const placed_name *names, uint32_t count, syn_telling *telling) {
  const placed_name wanted = {.span = telling->sentence};
  uint32_t low = 0, high = count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (order_names(&names[middle], &wanted) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  for (high = low; high < count && names[high].span.field == wanted.span.field && names[high].span.index == wanted.span.index &&
                   names[high].span.start < wanted.span.end;)
    high++;
  telling->named = (syn_index_list){.items = SYN_ARENA_ARRAY(set->arena, uint32_t, high - low)};
  if (!telling->named.items) return SYN_NO_MEMORY;
  for (uint32_t i = low; i < high; i++) telling->named.items[telling->named.count++] = names[i].identity;
  sort_list(&telling->named);
  return SYN_OK;
}

/* ---- all ---- */

/* Words by how few tellings have them: log2(1 + n / tellings). */
static syn_status weigh_words(syn_telling_set *set) {
  set->word_weights = SYN_ARENA_ARRAY(set->arena, uint32_t, set->word_numbers.count);
  if (!set->word_weights) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < set->count; i++)
    for (uint32_t w = 0; w < set->items[i].words.count; w++) set->word_weights[set->items[i].words.items[w]]++;
  for (size_t i = 0; i < set->word_numbers.count; i++) {
    uint32_t tellings = set->word_weights[i] > 0 ? set->word_weights[i] : 1;
    set->word_weights[i] = set->is_across ? 1000 : (uint32_t)lround(1000 * log2(1 + (double)set->count / tellings));
  }
  return SYN_OK;
}

/* How many tellings have a number, and how many accounts: what nearly every account tells once is the matter of the story. */
typedef struct share_count {
  uint32_t tellings, accounts, last; /* last: account + 1 */
} share_count;

static void count_shares(const syn_telling *telling, const syn_index_list *list, share_count *counts) {
  for (uint32_t i = 0; i < list->count; i++) {
    share_count *count = &counts[list->items[i]];
    count->tellings++;
    count->accounts += count->last != telling->account + 1;
    count->last = telling->account + 1;
  }
}

static syn_status finish_shares(const syn_telling_set *set, const share_count *counts, size_t count, uint32_t accounts,
                                uint32_t **out_shares) {
  uint32_t *shares = SYN_ARENA_ARRAY(set->arena, uint32_t, count);
  if (!shares) return SYN_NO_MEMORY;
  for (size_t i = 0; i < count && accounts > 1 && !set->is_across; i++)
    if (counts[i].tellings > 0)
      shares[i] = (uint32_t)((uint64_t)1000 * counts[i].accounts * counts[i].accounts / ((uint64_t)accounts * counts[i].tellings));
  *out_shares = shares;
  return SYN_OK;
}

static syn_status find_shares(syn_telling_set *set) {
  share_count *roots = SYN_ARENA_ARRAY(set->arena, share_count, set->word_numbers.count);
  share_count *acts = SYN_ARENA_ARRAY(set->arena, share_count, set->act_numbers.count);
  uint32_t accounts = 0;
  if (!roots || !acts) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < set->count; i++) {
    accounts += i == 0 || set->items[i].account != set->items[i - 1].account;
    count_shares(&set->items[i], &set->items[i].roots, roots);
    count_shares(&set->items[i], &set->items[i].acts, acts);
  }
  syn_status status = finish_shares(set, roots, set->word_numbers.count, accounts, &set->root_shares);
  return status == SYN_OK ? finish_shares(set, acts, set->act_numbers.count, accounts, &set->act_shares) : status;
}

syn_status syn_tellings_read(syn_telling_set *set) {
  syn_map_init(&set->word_numbers, set->arena);
  syn_map_init(&set->act_numbers, set->arena);
  placed_name *names = NULL;
  uint32_t name_count = 0;
  for (uint32_t i = 0; i < set->count; i++) {
    syn_telling *telling = &set->items[i];
    syn_status status = SYN_OK;
    if (i == 0 || telling->account != set->items[i - 1].account) status = list_names(set, telling->account, &names, &name_count);
    if (status == SYN_OK) status = read_words(set, telling);
    if (status == SYN_OK) status = read_named(set, names, name_count, telling);
    if (status != SYN_OK) return status;
  }
  syn_status status = weigh_words(set);
  return status == SYN_OK ? find_shares(set) : status;
}
