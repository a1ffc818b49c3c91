#include "facts/quote_cues.h"

#include "base/table.h"

static const char *const CLASS_NAMES[] = {"say",       "ask",        "write",  "think", "call",      "deny",    "quoted",
                                          "according", "label",      "medium", "show",  "hold",      "noun",    "adjective",
                                          "aspect",    "complement", "as",     "utter", "condition", "negation"};

static bool class_bit(syn_text name, unsigned *out_bit) {
  for (unsigned i = 0; i < sizeof CLASS_NAMES / sizeof *CLASS_NAMES; i++) {
    if (!syn_text_equal(name, syn_text_from(CLASS_NAMES[i]))) continue;
    *out_bit = 1u << i;
    return true;
  }
  return false;
}

/* Keeps what may hold the content of the word, for the part of speech that its class is of. */
static syn_status add_content(syn_quote_cues *cues, syn_text word, unsigned bit, syn_text content, syn_arena *arena) {
  if (content.size == 0) return SYN_OK;
  syn_text *cell = SYN_ARRAY_ADD(&cues->contents, arena);
  if (!cell) return SYN_NO_MEMORY;
  *cell = content;
  return syn_map_put(bit & (SYN_CUE_NOUN | SYN_CUE_ADJECTIVE) ? &cues->nouns : &cues->verbs, word, cues->contents.count - 1);
}

syn_status syn_quote_cues_load(const syn_world *world, syn_text language, syn_arena *arena, syn_quote_cues *out_cues, syn_error *error) {
  const syn_table *table = syn_world_language_table(world, language, "cues");
  if (!table) return SYN_NOT_FOUND;
  *out_cues = (syn_quote_cues){0};
  syn_map_init(&out_cues->words, arena);
  syn_map_init(&out_cues->verbs, arena);
  syn_map_init(&out_cues->nouns, arena);
  size_t lemma = syn_table_column(table, "lemma"), class = syn_table_column(table, "class"), content = syn_table_column(table, "content");
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
    if (status == SYN_OK && content != SIZE_MAX) status = add_content(out_cues, word, bit, syn_table_cell(table, row, content), arena);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

unsigned syn_quote_cue_bits(const syn_quote_cues *cues, const syn_token *token) {
  static const unsigned AS_WRITTEN =
      SYN_CUE_ACCORDING | SYN_CUE_LABEL | SYN_CUE_COMPLEMENT | SYN_CUE_AS | SYN_CUE_CONDITION | SYN_CUE_NEGATION;
  uint64_t lemma = 0, word = 0;
  syn_map_get(&cues->words, token->lemma, &lemma);
  /* A word listed as it stands ("according"), whatever its lemma is. */
  syn_map_get(&cues->words, token->lower, &word);
  unsigned bits = (unsigned)lemma & ~(unsigned)(SYN_CUE_COMPLEMENT | SYN_CUE_AS | SYN_CUE_CONDITION | SYN_CUE_NEGATION);
  if (token->tag != SYN_TAG_VERB) bits &= ~(unsigned)(SYN_CUE_REPORTS | SYN_CUE_ASPECT | SYN_CUE_UTTER | SYN_CUE_ACCORDING);
  if (token->tag != SYN_TAG_NOUN) bits &= ~(unsigned)(SYN_CUE_MEDIUM | SYN_CUE_NOUN);
  if (token->tag != SYN_TAG_ADJ && token->tag != SYN_TAG_VERB) bits &= ~(unsigned)SYN_CUE_ADJECTIVE;
  return bits | ((unsigned)word & AS_WRITTEN);
}

syn_text syn_quote_cue_content(const syn_quote_cues *cues, const syn_token *token) {
  uint64_t index;
  if (!syn_map_get(token->tag == SYN_TAG_VERB ? &cues->verbs : &cues->nouns, token->lemma, &index)) return (syn_text){NULL, 0};
  return cues->contents.items[index];
}

bool syn_quote_content_has(syn_text content, syn_text item) {
  syn_text one;
  while (syn_table_next_item(&content, '|', &one)) {
    if (syn_text_equal(one, item)) return true;
  }
  return false;
}
