#include "facts/table_columns.h"

typedef struct required_columns {
  const char *table, *columns;
} required_columns;

/* Columns that may be left out (a use, a factor) are not listed. */
static const required_columns world_tables[] = {
    {"world/currencies", "code|symbols|countries"},
    {"world/currency_signs", "sign|default"},
    {"world/holders", "person|office|from|to"},
    {"world/transliteration", "from|to"},
};

static const required_columns language_tables[] = {
    {"apostrophes", "ending"},
    {"beginnings", "words"},
    {"bounds", "phrase|bound|place"},
    {"counted", "lemma|class"},
    {"cues", "lemma|class"},
    {"currencies", "code|names"},
    {"currency_words", "words|default"},
    {"domain_words", "word|domain|weight"},
    {"entity_nouns", "form|kind"},
    {"entity_words", "form|class"},
    {"event_forms", "form|lemma"},
    {"event_senses", "feature|weight"},
    {"event_words", "class|words"},
    {"events", "pos|words|type"},
    {"fate_frames", "fate|place|words"},
    {"given_names", "form|gender"},
    {"holidays", "names|rule"},
    {"measured", "verb|noun"},
    {"modality", "words|modality"},
    {"money", "code|signs|words"},
    {"months", "form|value"},
    {"nicknames", "form|name"},
    {"nominals", "form|class"},
    {"numbers", "form|class|value"},
    {"pronouns", "form|use|gender"},
    {"spelling", "from|to"},
    {"time_patterns", "pattern|build"},
    {"times", "form|class|value"},
    {"transfers", "pos|words|instrument|stage|provider|receiver|flags"},
    {"units", "unit|kind|symbols|words"},
    {"weekdays", "form|value"},
    {"word_classes", "class|words"},
};

syn_status syn_fact_columns_check_world(const syn_world *world, syn_error *error) {
  syn_status status = SYN_OK;
  for (size_t i = 0; status == SYN_OK && i < sizeof world_tables / sizeof *world_tables; i++)
    status = syn_world_require_columns(world, syn_world_table(world, world_tables[i].table), world_tables[i].columns, error);
  return status;
}

syn_status syn_fact_columns_check_language(const syn_world *world, syn_text language, syn_error *error) {
  syn_status status = SYN_OK;
  for (size_t i = 0; status == SYN_OK && i < sizeof language_tables / sizeof *language_tables; i++) {
    const syn_table *table = syn_world_language_table(world, language, language_tables[i].table);
    status = syn_world_require_columns(world, table, language_tables[i].columns, error);
  }
  return status;
}
