#include "facts/event_words.h"

#include "records/names.h"

static syn_status wrong_row(const syn_table *table, size_t row, const char *what, syn_text value, syn_error *error) {
  return syn_error_set(error, SYN_BAD_INPUT, 0, "%s: row %zu: \"%.*s\" is no %s.", table->name, row + 1, SYN_TEXT_ARGUMENTS(value), what);
}

static syn_status add_word(syn_map *map, syn_text word, uint64_t bits) {
  uint64_t before = 0;
  syn_map_get(map, word, &before);
  return syn_map_put(map, word, before | bits);
}

static syn_status add_list(syn_event_words *words, syn_map *map, syn_text list, uint64_t bits) {
  syn_text rest = list, word;
  syn_status status = SYN_OK;
  while (status == SYN_OK && syn_table_next_item(&rest, '|', &word)) {
    if (syn_text_equal(word, SYN_TEXT("#")))
      words->number_classes |= bits;
    else
      status = add_word(map, word, bits);
  }
  return status;
}

/* The words of a class of counted.tsv; a language without that table has none. */
static syn_status add_counted(const syn_table *counted, syn_text class, syn_event_words *words, uint64_t bits) {
  if (!counted || class.size == 0) return SYN_OK;
  size_t class_column = syn_table_column(counted, "class"), lemma_column = syn_table_column(counted, "lemma");
  syn_status status = SYN_OK;
  for (size_t row = 0; status == SYN_OK && row < counted->row_count; row++) {
    if (syn_text_equal(syn_table_cell(counted, row, class_column), class))
      status = add_word(&words->classes, syn_table_cell(counted, row, lemma_column), bits);
  }
  return status;
}

/* A class may stand in several rows; the bits of a row are those of its class. */
static syn_status read_row(const syn_table *table, const syn_table *counted, size_t row, syn_event_words *words, syn_error *error) {
  syn_text class = syn_table_cell(table, row, syn_table_column(table, "class")), item;
  uint64_t index = words->names.count;
  if (!syn_map_get(&words->names, class, &index)) {
    if (index == SYN_EVENT_CLASS_LIMIT)
      return syn_error_set(error, SYN_BAD_INPUT, 0, "%s: more than %d classes.", table->name, SYN_EVENT_CLASS_LIMIT);
    if (syn_map_put(&words->names, class, index) != SYN_OK) return SYN_NO_MEMORY;
  }
  uint64_t bits = UINT64_C(1) << index;
  syn_text rest = syn_table_cell(table, row, syn_table_column(table, "entities"));
  while (syn_table_next_item(&rest, '|', &item)) {
    syn_entity_type type;
    if (!syn_entity_type_parse(item, &type)) return wrong_row(table, row, "entity type", item, error);
    words->entity_classes[type] |= bits;
  }
  syn_text use = syn_table_cell(table, row, syn_table_column(table, "use"));
  bool is_topic = syn_text_equal(use, SYN_TEXT("topic"));
  if (use.size > 0 && !is_topic) return wrong_row(table, row, "use of a class (topic)", use, error);
  if (is_topic) words->topic_classes |= bits;
  syn_status status =
      add_list(words, is_topic ? &words->topics : &words->classes, syn_table_cell(table, row, syn_table_column(table, "words")), bits);
  if (status == SYN_OK) status = add_counted(counted, syn_table_cell(table, row, syn_table_column(table, "counted")), words, bits);
  return status;
}

syn_status syn_event_words_read(const syn_world *world, syn_text language, syn_arena *arena, syn_event_words *out_words, syn_error *error) {
  const syn_table *table = syn_world_language_table(world, language, "event_words");
  const syn_table *counted = syn_world_language_table(world, language, "counted");
  if (!table) return SYN_NOT_FOUND;
  *out_words = (syn_event_words){0};
  syn_map_init(&out_words->names, arena);
  syn_map_init(&out_words->classes, arena);
  syn_map_init(&out_words->topics, arena);
  syn_status status = SYN_OK;
  for (size_t row = 0; status == SYN_OK && row < table->row_count; row++) status = read_row(table, counted, row, out_words, error);
  return status;
}

/* ---- conditions ---- */

static bool lists(syn_text list, syn_text item) {
  syn_text rest = list, one;
  while (syn_table_next_item(&rest, '|', &one)) {
    if (syn_text_equal(one, item)) return true;
  }
  return false;
}

bool syn_event_condition_parse(const syn_event_words *words, syn_text cell, syn_event_condition *out_condition, syn_text *out_unknown) {
  syn_text rest = cell, item;
  *out_condition = (syn_event_condition){.lemmas = cell, .is_any = lists(cell, SYN_TEXT("*"))};
  while (syn_table_next_item(&rest, '|', &item)) {
    if (item.size < 2 || item.data[0] != '<' || item.data[item.size - 1] != '>') continue;
    uint64_t index;
    *out_unknown = syn_text_slice(item, 1, item.size - 1);
    if (!syn_map_get(&words->names, *out_unknown, &index)) return false;
    out_condition->classes |= UINT64_C(1) << index;
  }
  return true;
}

static uint64_t classes_in(const syn_map *map, const syn_token *token) {
  uint64_t bits = 0;
  if (!syn_map_get(map, token->lemma, &bits) && token->tag != SYN_TAG_PROPN) syn_map_get(map, token->lower, &bits);
  return bits;
}

bool syn_event_word_fits(const syn_event_words *words, const syn_event_condition *condition, const syn_token *token) {
  return condition->is_any || (classes_in(&words->classes, token) & condition->classes) || lists(condition->lemmas, token->lemma);
}

bool syn_event_head_fits(const syn_event_words *words, const syn_event_condition *condition, const syn_finding *finding, uint32_t token) {
  const syn_token *word = &finding->document->tokens[token];
  const syn_token_marks *marks = &finding->marks[token];
  if (syn_event_word_fits(words, condition, word)) return true;
  if (marks->entity) {
    syn_entity_type type = finding->entities.items[marks->entity - 1].type;
    bool is_group = type == SYN_ENTITY_OTHER && (word->features & SYN_FEATURE_PLURAL); /* "Republicans" */
    return words->entity_classes[is_group ? SYN_ENTITY_PERSON : type] & condition->classes;
  }
  if (word->tag == SYN_TAG_NUM) return !marks->time && (words->number_classes & condition->classes);
  /* a name that nobody knows: as good as a person's */
  return word->tag == SYN_TAG_PROPN && (words->entity_classes[SYN_ENTITY_PERSON] & condition->classes);
}

uint64_t syn_event_words_topics(const syn_event_words *words, const syn_document *document) {
  uint32_t counts[SYN_EVENT_CLASS_LIMIT] = {0};
  uint64_t topics = 0;
  for (uint32_t token = 0; token < document->token_count; token++) {
    const syn_token *word = &document->tokens[token];
    uint64_t bits = (classes_in(&words->classes, word) | classes_in(&words->topics, word)) & words->topic_classes;
    for (unsigned class = 0; bits; class ++, bits >>= 1) counts[class] += bits & 1;
  }
  for (unsigned class = 0; class < SYN_EVENT_CLASS_LIMIT; class ++) {
    if (counts[class] >= SYN_EVENT_TOPIC_WORDS && (uint64_t)counts[class] * SYN_EVENT_TOPIC_SHARE >= document->token_count)
      topics |= UINT64_C(1) << class;
  }
  return topics;
}
