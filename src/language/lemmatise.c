/*
 * How it works: an edit strips bytes from the end of the word and adds others. train/train_lemmas.c stores, for each group of
 * tag and inflection, the most frequent edit of each ending that is not already the edit of a shorter ending, and words that
 * the endings get wrong. So the first hit, from the whole word over the longest ending to the empty one, is the answer.
 */
#include "language/lemmatise.h"

#include <stdio.h>
#include <string.h>

static const uint32_t inflection = SYN_FEATURE_SINGULAR | SYN_FEATURE_PLURAL | SYN_FEATURE_PAST | SYN_FEATURE_PRESENT | SYN_FEATURE_FINITE |
                                   SYN_FEATURE_INFINITIVE | SYN_FEATURE_PARTICIPLE | SYN_FEATURE_GERUND | SYN_FEATURE_COMPARATIVE |
                                   SYN_FEATURE_SUPERLATIVE | SYN_FEATURE_THIRD | SYN_FEATURE_POSSESSIVE;

syn_status syn_lemmatiser_open(const syn_model *model, syn_text language, syn_lemmatiser *out_lemmatiser, syn_error *error) {
  char name[64];
  const syn_weights *edits = NULL, *text = NULL;
  (void)snprintf(name, sizeof name, "%.*s/lemmas/text", SYN_TEXT_ARGUMENTS(language));
  syn_status status = syn_model_require(model, name, SYN_WEIGHT_BYTES, 1, NULL, &text, error);
  if (status != SYN_OK) return status;
  (void)snprintf(name, sizeof name, "%.*s/lemmas/edits", SYN_TEXT_ARGUMENTS(language));
  status = syn_model_require(model, name, SYN_WEIGHT_UINT32, 1, NULL, &edits, error);
  if (status != SYN_OK) return status;
  syn_lemmatiser lemmatiser = {.edits = edits->data, .edit_count = (uint32_t)edits->dimensions[0], .text = {text->data, text->size}};
  if (edits->dimensions[0] > UINT16_MAX) return syn_error_set(error, SYN_BAD_INPUT, 0, "model: %s: more than 65,535 edits", name);
  for (uint32_t i = 0; i < lemmatiser.edit_count; i++) {
    if ((lemmatiser.edits[i] & 0xFFFF) + (lemmatiser.edits[i] >> 16 & 0xFF) > text->size) {
      return syn_error_set(error, SYN_BAD_INPUT, 0, "model: %s: edit %u points outside the text", name, i);
    }
  }
  (void)snprintf(name, sizeof name, "%.*s/lemmas", SYN_TEXT_ARGUMENTS(language));
  status = syn_word_table_open(model, name, lemmatiser.edit_count, &lemmatiser.table, error);
  if (status == SYN_OK) *out_lemmatiser = lemmatiser;
  return status;
}

uint64_t syn_lemma_group(unsigned tag, uint32_t features) {
  return syn_word_mix(tag + 1, features & inflection);
}

uint64_t syn_lemma_word_key(uint64_t group, syn_text word) {
  return syn_word_mix(syn_word_hash(word), group) | 1;
}

uint64_t syn_lemma_ending_key(uint64_t group, syn_text ending) {
  uint64_t bytes = 0;
  if (ending.size) memcpy(&bytes, ending.data, ending.size < 8 ? ending.size : 8);
  return syn_word_mix(syn_word_mix(bytes, ending.size + 1), group) | 1;
}

static uint32_t find_edit(const syn_lemmatiser *lemmatiser, uint64_t group, syn_text word) {
  uint32_t edit = syn_word_table_find(&lemmatiser->table, syn_lemma_word_key(group, word));
  size_t size = word.size < SYN_LEMMA_LONGEST_ENDING ? word.size : SYN_LEMMA_LONGEST_ENDING;
  for (; edit == SYN_WORD_TABLE_NONE; size--) {
    edit = syn_word_table_find(&lemmatiser->table, syn_lemma_ending_key(group, syn_text_slice(word, word.size - size, word.size)));
    if (size == 0) break;
  }
  return edit;
}

syn_status syn_lemmatise(const syn_lemmatiser *lemmatiser, const syn_token *token, syn_text written, syn_arena *arena,
                         syn_text *out_lemma) {
  syn_text word = token->tag == SYN_TAG_PROPN ? written : token->lower;
  *out_lemma = word;
  if (lemmatiser->edit_count == 0) return SYN_OK;
  uint32_t index = find_edit(lemmatiser, syn_lemma_group(token->tag, token->features), word);
  if (index == SYN_WORD_TABLE_NONE) return SYN_OK;
  uint32_t edit = lemmatiser->edits[index];
  size_t strip = edit >> 24, added = edit >> 16 & 0xFF;
  if (strip > word.size || word.size - strip + added == 0) return SYN_OK;
  /* A character must not be cut in two. */
  if (strip > 0 && ((unsigned char)word.data[word.size - strip] & 0xC0) == 0x80) return SYN_OK;
  if (added == 0) {
    out_lemma->size -= strip;
    return SYN_OK;
  }
  char *bytes = syn_arena_take(arena, word.size - strip + added, 1);
  if (!bytes) return SYN_NO_MEMORY;
  memcpy(bytes, word.data, word.size - strip);
  memcpy(bytes + word.size - strip, lemmatiser->text.data + (edit & 0xFFFF), added);
  *out_lemma = (syn_text){bytes, word.size - strip + added};
  return SYN_OK;
}
