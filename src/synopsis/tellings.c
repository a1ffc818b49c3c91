#include "synopsis/tellings.h"

#include <math.h>
#include <stdlib.h>

#include "synopsis/text_words.h"

enum {
  CONTEXT_BYTES = 600, /* on each side of the trigger: a list without full stops is no sentence */
  LANGUAGE_LIMIT = 64
};

/* What is known of a language. */
typedef struct syn_telling_language {
  syn_function_words words;
  syn_map lemmas;            /* inflected form -> number of its lemma */
  SYN_ARRAY(syn_text) roots; /* the lemmas */
} syn_telling_language;

syn_standing syn_standing_of(syn_modality modality, bool negated) {
  if (negated || modality == SYN_MODALITY_DENIED) return SYN_STANDING_REFUSED;
  return modality == SYN_MODALITY_HAPPENED || modality == SYN_MODALITY_ONGOING ? SYN_STANDING_DONE : SYN_STANDING_TO_COME;
}

/* ---- slots ---- */

static void sort_list(syn_index_list *list) {
  uint32_t kept = 0;
  if (list->count > 1) qsort(list->items, list->count, sizeof *list->items, syn_order_numbers);
  for (uint32_t i = 0; i < list->count; i++)
    if (kept == 0 || list->items[kept - 1] != list->items[i]) list->items[kept++] = list->items[i];
  list->count = kept;
}

static syn_status take_parties(const syn_gathering *gathering, uint32_t account, const syn_index_list *entities, syn_arena *arena,
                               syn_index_list *out_parties) {
  const syn_facts *facts = gathering->accounts[account].facts;
  *out_parties = (syn_index_list){.items = SYN_ARENA_ARRAY(arena, uint32_t, entities->count)};
  if (!out_parties->items) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < entities->count; i++) {
    uint32_t identity = syn_gathering_identity(gathering, account, entities->items[i]);
    if (identity == UINT32_MAX || syn_entity_is_described(&facts->entities[entities->items[i]])) continue;
    out_parties->items[out_parties->count++] = identity;
  }
  sort_list(out_parties);
  return SYN_OK;
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
  out_telling->trigger = told->mentions.count > 0 ? told->mentions.items[0] : told->sentence;
  syn_status status = take_parties(gathering, account, &told->actors, arena, &out_telling->actors);
  return status == SYN_OK ? take_parties(gathering, account, &told->recipients, arena, &out_telling->recipients) : status;
}

/* ---- languages ---- */

static syn_status read_lemmas(const syn_telling_set *set, syn_text code, syn_telling_language *language) {
  const syn_world *world = set->gathering->world;
  const syn_table *table = world ? syn_world_language_table(world, code, "event_forms") : NULL;
  size_t form = table ? syn_table_column(table, "form") : 0, lemma = table ? syn_table_column(table, "lemma") : 0;
  syn_map_init(&language->lemmas, set->arena);
  for (size_t row = 0; table && row < table->row_count; row++) {
    syn_text *root = SYN_ARRAY_ADD(&language->roots, set->arena);
    if (!root) return SYN_NO_MEMORY;
    *root = syn_table_cell(table, row, lemma);
    if (syn_map_put(&language->lemmas, syn_table_cell(table, row, form), language->roots.count - 1) != SYN_OK) return SYN_NO_MEMORY;
  }
  return SYN_OK;
}

static syn_status find_language(syn_telling_set *set, syn_text code, syn_telling_language **out_language) {
  uint64_t index = set->languages.count;
  if (index >= LANGUAGE_LIMIT) code = SYN_TEXT("und");
  if (syn_map_get(&set->languages, code, &index)) {
    *out_language = &set->known[index];
    return SYN_OK;
  }
  *out_language = &set->known[index];
  syn_status status = syn_map_put(&set->languages, code, index);
  if (status == SYN_OK) status = syn_function_words_read(set->gathering->world, code, set->arena, &(*out_language)->words);
  return status == SYN_OK ? read_lemmas(set, code, *out_language) : status;
}

/* ---- words ---- */

static syn_status add_number(syn_telling_set *set, syn_text word, syn_index_list *list) {
  uint64_t number = set->word_numbers.count;
  if (!syn_map_get(&set->word_numbers, word, &number) && syn_map_put(&set->word_numbers, word, number) != SYN_OK) return SYN_NO_MEMORY;
  list->items[list->count++] = (uint32_t)number;
  return SYN_OK;
}

/* The form of a word that its inflections share. */
static syn_text root_of(const syn_telling_language *language, syn_text folded) {
  uint64_t lemma;
  if (syn_map_get(&language->lemmas, folded, &lemma)) folded = language->roots.items[lemma];
  return syn_word_stem(&language->words, folded);
}

static syn_status read_words(syn_telling_set *set, syn_telling *telling) {
  const syn_article *article = set->gathering->accounts[telling->account].article;
  syn_text field = syn_article_field(article, telling->sentence.field, telling->sentence.index);
  uint32_t start = telling->sentence.start, end = telling->sentence.end;
  if (telling->trigger.start > start + CONTEXT_BYTES) start = telling->trigger.start - CONTEXT_BYTES;
  if (end > telling->trigger.end + CONTEXT_BYTES) end = telling->trigger.end + CONTEXT_BYTES;
  while (start < field.size && ((unsigned char)field.data[start] & 0xC0) == 0x80) start++;
  syn_telling_language *language;
  syn_word_list words;
  syn_status status = find_language(set, article->language, &language);
  if (status == SYN_OK) status = syn_words_of(field, start, end, set->arena, &words);
  if (status != SYN_OK) return status;
  telling->words = (syn_index_list){.items = SYN_ARENA_ARRAY(set->arena, uint32_t, words.count)};
  telling->roots = (syn_index_list){.items = SYN_ARENA_ARRAY(set->arena, uint32_t, words.count)};
  if (!telling->words.items || !telling->roots.items) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < words.count; i++) {
    const syn_word *word = &words.items[i];
    if (!syn_is_content_word(&language->words, word->folded)) continue;
    bool is_trigger = word->start >= telling->trigger.start && word->end <= telling->trigger.end;
    if (add_number(set, root_of(language, word->folded), is_trigger ? &telling->roots : &telling->words) != SYN_OK) return SYN_NO_MEMORY;
  }
  sort_list(&telling->words);
  sort_list(&telling->roots);
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
    uint32_t tellings = set->word_weights[i] > 0 && !set->are_even ? set->word_weights[i] : 1;
    set->word_weights[i] = set->are_even ? 1000 : (uint32_t)lround(1000 * log2(1 + (double)set->count / tellings));
  }
  return SYN_OK;
}

syn_status syn_tellings_read(syn_telling_set *set) {
  syn_map_init(&set->word_numbers, set->arena);
  syn_map_init(&set->languages, set->arena);
  set->known = SYN_ARENA_ARRAY(set->arena, syn_telling_language, LANGUAGE_LIMIT + 1);
  if (!set->known) return SYN_NO_MEMORY;
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
  return weigh_words(set);
}
