#include "language/name_lexicon.h"

typedef struct class_bit {
  const char *name;
  uint32_t bit;
} class_bit;

static const class_bit class_bits[] = {
    {"role", SYN_LEXICON_ROLE},   {"honorific", SYN_LEXICON_HONORIFIC}, {"organization", SYN_LEXICON_ORGANIZATION},
    {"state", SYN_LEXICON_STATE}, {"counterpart", SYN_LEXICON_OTHER},   {"formerly", SYN_LEXICON_OTHER},
};

static syn_status add_bits(syn_map *words, syn_text word, uint32_t bits) {
  uint64_t *value = syn_map_find(words, word);
  if (!value) return syn_map_put(words, word, bits);
  *value |= bits;
  return SYN_OK;
}

static uint32_t bits_of_class(syn_text class) {
  for (size_t i = 0; i < sizeof class_bits / sizeof *class_bits; i++) {
    if (syn_text_equal(class, syn_text_from(class_bits[i].name))) return class_bits[i].bit;
  }
  return 0;
}

syn_status syn_name_lexicon_load(const syn_world *world, syn_text language, syn_arena *arena, syn_name_lexicon *out_lexicon) {
  syn_name_lexicon lexicon = {0};
  syn_map_init(&lexicon.words, arena);
  const syn_table *given = world ? syn_world_language_table(world, language, "given_names") : NULL;
  const syn_table *nominals = world ? syn_world_language_table(world, language, "nominals") : NULL;
  syn_status status = SYN_OK;
  for (size_t row = 0; given && row < given->row_count && status == SYN_OK; row++) {
    status = add_bits(&lexicon.words, syn_table_cell(given, row, syn_table_column(given, "form")), SYN_LEXICON_GIVEN_NAME);
  }
  for (size_t row = 0; nominals && row < nominals->row_count && status == SYN_OK; row++) {
    uint32_t bits = bits_of_class(syn_table_cell(nominals, row, syn_table_column(nominals, "class")));
    syn_text forms = syn_table_cell(nominals, row, syn_table_column(nominals, "form")), form;
    while (status == SYN_OK && bits && syn_table_next_item(&forms, '|', &form)) status = add_bits(&lexicon.words, form, bits);
  }
  if (status == SYN_OK) *out_lexicon = lexicon;
  return status;
}

uint32_t syn_name_lexicon_find(const syn_name_lexicon *lexicon, syn_text lower) {
  uint64_t bits = 0;
  if (lexicon->words.count > 0) (void)syn_map_get(&lexicon->words, lower, &bits);
  return (uint32_t)bits;
}
