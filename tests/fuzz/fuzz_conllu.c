/*
 * Feeds bytes to the CoNLL-U reader as a document. What is read must be trees of words in the text; what is written of it must be read
 * again and written the same.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "fuzz_target.h"
#include "records/conllu.h"

enum { ARENA_BYTES = 64 * 1024 * 1024 };

static void check(const syn_document *document) {
  for (uint32_t s = 0; s < document->sentence_count; s++) {
    const syn_sentence *sentence = &document->sentences[s];
    uint32_t end = sentence->first_token + sentence->token_count;
    for (uint32_t t = sentence->first_token; t < end; t++) {
      const syn_token *token = &document->tokens[t];
      if (token->start >= token->end || token->end > document->article->text.size) abort();
      if (token->head >= 0 && ((uint32_t)token->head < sentence->first_token || (uint32_t)token->head >= end)) abort();
      if (document->has_trees && token->head == SYN_HEAD_NONE) abort();
    }
  }
}

static syn_text write_text(syn_buffer *buffer, const syn_conllu *read, syn_arena *arena) {
  if (syn_conllu_write(buffer, &read->document, read, NULL, arena) != SYN_OK) abort();
  return syn_buffer_text(buffer);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static syn_arena *arena;
  syn_buffer first, second;
  syn_text text;
  size_t replaced = 0;
  syn_conllu *read = NULL;
  syn_error error = {0};
  if (arena == NULL && syn_arena_create(ARENA_BYTES, &arena) != SYN_OK) return 0;
  syn_arena_reset(arena);
  if (syn_utf8_repair((syn_text){(const char *)data, size}, arena, &text, &replaced) != SYN_OK) return 0;
  syn_status status = syn_conllu_read(text, arena, &read, &error);
  if (status != SYN_OK && error.text[0] == '\0') abort();
  if (status != SYN_OK) return 0;
  check(&read->document);
  syn_buffer_init(&first, ARENA_BYTES);
  syn_buffer_init(&second, ARENA_BYTES);
  syn_text once = write_text(&first, read, arena);
  if (syn_conllu_read(once, arena, &read, &error) != SYN_OK) abort();
  if (!syn_text_equal(once, write_text(&second, read, arena))) abort();
  syn_buffer_clear(&first);
  syn_buffer_clear(&second);
  return 0;
}
