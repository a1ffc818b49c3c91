#include "facts/word_classes.h"

static const struct {
  syn_text name;
  uint32_t bit;
} CLASSES[] = {
    {{"be", 2}, SYN_WORD_BE},
    {{"have", 4}, SYN_WORD_HAVE},
    {{"negation", 8}, SYN_WORD_NEGATION},
    {{"infinitive", 10}, SYN_WORD_INFINITIVE},
    {{"agent", 5}, SYN_WORD_AGENT},
    {{"within", 6}, SYN_WORD_WITHIN},
    {{"partitive", 9}, SYN_WORD_PARTITIVE},
    {{"possessive", 10}, SYN_WORD_POSSESSIVE},
    {{"future", 6}, SYN_WORD_FUTURE},
    {{"possible", 8}, SYN_WORD_POSSIBLE},
    {{"between", 7}, SYN_WORD_BETWEEN},
    {{"complement", 10}, SYN_WORD_COMPLEMENT},
    {{"condition", 9}, SYN_WORD_CONDITION},
    {{"source", 6}, SYN_WORD_SOURCE},
    {{"particle", 8}, SYN_WORD_PARTICLE},
    {{"company", 7}, SYN_WORD_COMPANY},
    {{"addressee", 9}, SYN_WORD_ADDRESSEE},
    {{"charge", 6}, SYN_WORD_CHARGE},
    {{"lacking", 7}, SYN_WORD_LACKING},
    {{"topic", 5}, SYN_WORD_TOPIC},
    {{"verb", 4}, SYN_WORD_VERB},
    {{"clausal", 7}, SYN_WORD_CLAUSAL},
    {{"light", 5}, SYN_WORD_LIGHT},
    {{"means", 5}, SYN_WORD_MEANS},
    {{"former", 6}, SYN_WORD_FORMER},
    {{"when", 4}, SYN_WORD_WHEN},
    {{"lasting", 7}, SYN_WORD_LASTING},
    {{"apart", 5}, SYN_WORD_APART},
    {{"regard", 6}, SYN_WORD_REGARD},
    {{"merely", 6}, SYN_WORD_MERELY},
    {{"occasion", 8}, SYN_WORD_OCCASION},
};

static uint32_t find_class(syn_text name) {
  for (size_t i = 0; i < sizeof CLASSES / sizeof CLASSES[0]; i++) {
    if (syn_text_equal(CLASSES[i].name, name)) return CLASSES[i].bit;
  }
  return 0;
}

syn_status syn_word_classes_read(const syn_world *world, syn_text language, syn_arena *arena, syn_word_classes *out_classes,
                                 syn_error *error) {
  const syn_table *table = syn_world_language_table(world, language, "word_classes");
  if (!table) return SYN_NOT_FOUND;
  size_t class_column = syn_table_column(table, "class"), words_column = syn_table_column(table, "words");
  syn_map_init(&out_classes->classes, arena);
  for (size_t row = 0; row < table->row_count; row++) {
    syn_text name = syn_table_cell(table, row, class_column), rest = syn_table_cell(table, row, words_column), word;
    uint32_t bit = find_class(name);
    if (!bit)
      return syn_error_set(error, SYN_BAD_INPUT, 0, "%s: row %zu: there is no word class \"%.*s\".", table->name, row + 1,
                           SYN_TEXT_ARGUMENTS(name));
    while (syn_table_next_item(&rest, '|', &word)) {
      uint64_t bits = 0;
      syn_map_get(&out_classes->classes, word, &bits);
      if (syn_map_put(&out_classes->classes, word, bits | bit) != SYN_OK) return SYN_NO_MEMORY;
    }
  }
  return SYN_OK;
}

bool syn_word_is(const syn_word_classes *words, syn_text word, uint32_t classes) {
  uint64_t bits;
  return syn_map_get(&words->classes, word, &bits) && (bits & classes) != 0;
}
