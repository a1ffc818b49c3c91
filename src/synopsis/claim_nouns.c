/*
 * How it works
 *
 * The fate is the one that the article's trees tell (quantity->fate), else the one whose word of fates.tsv stands nearest behind the
 * figure, before another figure, else nearest before it. The class of persons comes from the lemma of the noun that is counted.
 */
#include "synopsis/claim_nouns.h"

#include "base/utf8.h"
#include "records/wording.h"

enum {
  FATE_WORDS_BEHIND = 6,
  FATE_WORDS_BEFORE = 3,
  CONTEXT_BYTES = 600 /* on each side of a figure: a list without full stops is no sentence */
};

static syn_status read_rows(const syn_table *table, syn_arena *arena, syn_map *rows) {
  syn_map_init(rows, arena);
  for (size_t row = 0; table && row < table->row_count; row++) {
    syn_text rest = syn_table_cell(table, row, syn_table_column(table, "words")), word;
    while (syn_table_next_item(&rest, '|', &word))
      if (syn_map_put(rows, word, row) != SYN_OK) return SYN_NO_MEMORY;
  }
  return SYN_OK;
}

syn_status syn_noun_tables_read(const syn_world *world, syn_text language, syn_arena *arena, syn_noun_tables *out_tables) {
  out_tables->fates = world ? syn_world_language_table(world, language, "fates") : NULL;
  out_tables->persons = world ? syn_world_language_table(world, language, "person_nouns") : NULL;
  syn_status status = read_rows(out_tables->fates, arena, &out_tables->fate_rows);
  return status == SYN_OK ? read_rows(out_tables->persons, arena, &out_tables->person_rows) : status;
}

/* ---- the words around a figure ---- */

/* A place inside the sentence at the start of a character. */
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

syn_span syn_claim_context_span(const syn_article *article, syn_span figure) {
  syn_text field = syn_article_field(article, figure.field, figure.index);
  syn_span sentence = syn_wording_sentence(article, figure);
  return (syn_span){context_start(field, sentence.start, figure.start), context_end(field, figure.end, sentence.end), figure.field,
                    figure.index};
}

/* ---- what became of persons: "drowned", "left their homes" ---- */

bool syn_noun_tables_fate(const syn_noun_tables *tables, syn_text folded, syn_text *out_fate) {
  uint64_t row = 0;
  if (!syn_map_get(&tables->fate_rows, folded, &row)) return false;
  *out_fate = syn_table_cell(tables->fates, (size_t)row, syn_table_column(tables->fates, "class"));
  return true;
}

static bool is_figure(const syn_word *word) {
  return word->folded.size > 0 && word->folded.data[0] >= '0' && word->folded.data[0] <= '9';
}

static syn_status read_fate(const syn_noun_tables *tables, const syn_article *article, const syn_quantity *quantity, syn_arena *arena,
                            syn_text *out_fate) {
  *out_fate = quantity->fate;
  if (out_fate->size > 0 || !tables->fates || !syn_text_equal(quantity->unit, SYN_TEXT("person"))) return SYN_OK;
  syn_span span = quantity->span, context = syn_claim_context_span(article, span);
  syn_text field = syn_article_field(article, span.field, span.index);
  syn_word_list words;
  syn_status status = syn_words_of(field, span.start, context.end, arena, &words);
  if (status != SYN_OK) return status;
  uint32_t own = 0; /* the words of the figure itself tell too: "9,000 demonstrators" */
  while (own < words.count && words.items[own].start < span.end) own++;
  for (uint32_t i = 0; i < words.count && i < own + FATE_WORDS_BEHIND; i++) {
    if (i >= own && is_figure(&words.items[i])) break;
    if (syn_noun_tables_fate(tables, words.items[i].folded, out_fate)) return SYN_OK;
  }
  status = syn_words_of(field, context.start, span.start, arena, &words);
  for (uint32_t back = 1; status == SYN_OK && back <= words.count && back <= FATE_WORDS_BEFORE; back++) {
    const syn_word *word = &words.items[words.count - back];
    if (is_figure(word) || syn_noun_tables_fate(tables, word->folded, out_fate)) break;
  }
  return status;
}

/* ---- all of a figure ---- */

static void read_persons(const syn_noun_tables *tables, syn_text lemma, syn_claim_noun *noun) {
  uint64_t row = 0;
  if (lemma.size == 0 || !tables->persons) {
    noun->is_of_anyone = lemma.size == 0;
    return;
  }
  if (!syn_map_get(&tables->person_rows, lemma, &row)) return;
  syn_text class = syn_table_cell(tables->persons, (size_t)row, syn_table_column(tables->persons, "class"));
  noun->is_of_anyone = syn_text_equal(class, SYN_TEXT("any"));
  if (!noun->is_of_anyone) noun->persons = class;
}

syn_status syn_claim_noun_read(const syn_noun_tables *tables, const syn_function_words *function_words, const syn_article *article,
                               const syn_quantity *quantity, syn_arena *arena, syn_claim_noun *out_noun) {
  syn_text lemma;
  bool are_persons = syn_text_equal(quantity->unit, SYN_TEXT("person"));
  *out_noun = (syn_claim_noun){0};
  syn_status status = syn_utf8_fold(quantity->of, arena, &lemma);
  if (status != SYN_OK) return status;
  if (!are_persons || !syn_text_equal(quantity->of, quantity->unit)) out_noun->noun = syn_word_stem(function_words, lemma);
  if (are_persons) read_persons(tables, lemma, out_noun);
  return read_fate(tables, article, quantity, arena, &out_noun->fate);
}

syn_text syn_claim_noun_subject(const syn_claim_noun *noun) {
  return noun->fate.size > 0 ? noun->fate : noun->noun;
}
