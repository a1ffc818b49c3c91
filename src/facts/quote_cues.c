#include "facts/quote_cues.h"

#include "base/table.h"

static const char *const CLASS_NAMES[] = {"say", "ask", "write", "think", "call", "deny", "quoted", "according", "label", "medium"};

static bool class_bit(syn_text name, unsigned *out_bit) {
  for (unsigned i = 0; i < sizeof CLASS_NAMES / sizeof *CLASS_NAMES; i++) {
    if (!syn_text_equal(name, syn_text_from(CLASS_NAMES[i]))) continue;
    *out_bit = 1u << i;
    return true;
  }
  return false;
}

syn_status syn_quote_cues_load(const syn_world *world, syn_text language, syn_arena *arena, syn_quote_cues *out_cues, syn_error *error) {
  const syn_table *table = syn_world_language_table(world, language, "cues");
  if (!table) return SYN_NOT_FOUND;
  syn_map_init(&out_cues->words, arena);
  size_t lemma = syn_table_column(table, "lemma"), class = syn_table_column(table, "class");
  for (size_t row = 0; row < table->row_count; row++) {
    syn_text word = syn_table_cell(table, row, lemma), name = syn_table_cell(table, row, class);
    unsigned bit;
    if (!class_bit(name, &bit)) {
      return syn_error_set(error, SYN_BAD_INPUT, 0, "%s: row %zu: \"%.*s\" is no class of cues", table->name, row + 1,
                           SYN_TEXT_ARGUMENTS(name));
    }
    uint64_t bits = 0;
    syn_map_get(&out_cues->words, word, &bits);
    syn_status status = syn_map_put(&out_cues->words, word, bits | bit);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

unsigned syn_quote_cue_bits(const syn_quote_cues *cues, const syn_token *token) {
  uint64_t lemma = 0, word = 0;
  syn_map_get(&cues->words, token->lemma, &lemma);
  /* A word listed as it stands ("according"), whatever its lemma is. */
  syn_map_get(&cues->words, token->lower, &word);
  unsigned bits = (unsigned)lemma;
  if (token->tag != SYN_TAG_VERB) bits &= SYN_CUE_MEDIUM | SYN_CUE_LABEL;
  if (token->tag != SYN_TAG_NOUN) bits &= ~(unsigned)SYN_CUE_MEDIUM;
  return bits | ((unsigned)word & (SYN_CUE_ACCORDING | SYN_CUE_LABEL));
}
