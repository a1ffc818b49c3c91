#include "train/corpus.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/table.h"
#include "records/conllu.h"
#include "records/iob2.h"
#include "train/named_mentions.h"

syn_status corpus_read_file(const char *path, syn_arena *arena, syn_text *out_text, syn_error *error) {
  FILE *file = fopen(path, "rb");
  if (!file) return syn_error_set(error, SYN_IO, 0, "%s: cannot be opened: %s", path, strerror(errno));
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  rewind(file);
  char *data = size >= 0 ? syn_arena_take(arena, (size_t)size + 1, 1) : NULL;
  size_t read = data ? fread(data, 1, (size_t)size, file) : 0;
  fclose(file);
  if (!data) return syn_error_set(error, SYN_NO_MEMORY, 0, "%s: no memory for it", path);
  if (read != (size_t)size) return syn_error_set(error, SYN_IO, 0, "%s: cannot be read", path);
  *out_text = (syn_text){data, read};
  return SYN_OK;
}

bool corpus_next_line(syn_text *rest, syn_text *out_line) {
  if (rest->size == 0) return false;
  const char *end = memchr(rest->data, '\n', rest->size);
  size_t size = end ? (size_t)(end - rest->data) : rest->size;
  *out_line = (syn_text){rest->data, size};
  if (size > 0 && rest->data[size - 1] == '\r') out_line->size--;
  size_t used = end ? size + 1 : size;
  *rest = (syn_text){rest->data + used, rest->size - used};
  return true;
}

/* ---- CoNLL-U ---- */

/* What the treebank says becomes gold; the document is left with its tokens. */
static void take_gold(syn_conllu *read, syn_arena *arena, gold_document *out) {
  out->article = read->article;
  out->document = read->document;
  out->document.language = out->article.language;
  out->document.has_trees = false;
  out->gold = SYN_ARENA_ARRAY(arena, gold_token, read->document.token_count);
  if (!out->gold) abort();
  for (uint32_t i = 0; i < read->document.token_count; i++) {
    syn_token *token = &out->document.tokens[i];
    out->gold[i] = (gold_token){.lemma = token->lemma,
                                .features = token->features,
                                .head = token->head,
                                .tag = token->tag,
                                .relation = token->relation,
                                .subtype = token->subtype};
    *token =
        (syn_token){.start = token->start, .end = token->end, .tag = SYN_TAG_X, .space_before = token->space_before, .head = SYN_HEAD_NONE};
  }
}

static bool is_chosen(syn_text document, syn_text only) {
  syn_text first_line, word;
  if (only.size == 0) return true;
  if (!corpus_next_line(&document, &first_line)) return false;
  while (syn_table_next_item(&only, '|', &word)) {
    if (syn_text_find(first_line, word, 0) != SIZE_MAX) return true;
  }
  return false;
}

syn_status corpus_read_conllu(const char *path, const corpus_selection *selection, syn_arena *arena, gold_corpus *corpus,
                              syn_error *error) {
  syn_text rest, text;
  syn_status status = corpus_read_file(path, arena, &rest, error);
  while (status == SYN_OK && syn_conllu_next_document(&rest, &text)) {
    if (!is_chosen(text, selection->only)) continue;
    syn_conllu *read = NULL;
    syn_error cause = {0};
    status = syn_conllu_read(text, arena, &read, &cause);
    gold_document *added = status == SYN_OK ? SYN_ARRAY_ADD(corpus, arena) : NULL;
    if (!added) return syn_error_set(error, status == SYN_OK ? SYN_NO_MEMORY : status, 0, "%s: %s", path, cause.text);
    read->article.language = selection->language;
    take_gold(read, arena, added);
    if (selection->types.size) named_mentions_mark(read, selection->types, added);
  }
  for (size_t i = 0; i < corpus->count; i++) corpus->items[i].document.article = &corpus->items[i].article;
  return status;
}

/* ---- IOB2 ---- */

static void take_names(syn_iob2 *read, syn_arena *arena, bool has_norps, gold_document *out) {
  *out = (gold_document){.article = read->article, .document = read->document, .has_norps = has_norps};
  out->document.language = out->article.language;
  out->gold = SYN_ARENA_ARRAY(arena, gold_token, read->document.token_count);
  if (!out->gold) abort();
  for (uint32_t i = 0; i < read->document.token_count; i++)
    out->gold[i] = (gold_token){.lemma = read->document.tokens[i].lemma, .head = SYN_HEAD_NONE, .tag = SYN_TAG_X};
  for (uint32_t n = 0; n < read->document.name_count; n++) {
    const syn_name *name = &read->document.names[n];
    for (uint32_t i = 0; i < name->token_count; i++)
      out->gold[name->first_token + i].name = (uint8_t)((name->type + 1) | (i == 0 ? GOLD_NAME_FIRST : 0));
  }
  out->document.names = NULL;
  out->document.name_count = 0;
}

syn_status corpus_read_iob2(const char *path, syn_text language, syn_text types, syn_arena *arena, gold_corpus *corpus, syn_error *error) {
  syn_text rest, text;
  uint32_t bits = 0;
  syn_status status = corpus_read_file(path, arena, &rest, error);
  if (status == SYN_OK && !syn_iob2_types(types, &bits))
    return syn_error_set(error, SYN_BAD_INPUT, 0, "%s: its types are not \"LABEL=TYPE|...\"", path);
  bool has_documents = status == SYN_OK && syn_text_find(rest, SYN_TEXT("# newdoc"), 0) != SIZE_MAX;
  while (status == SYN_OK && syn_iob2_next_document(&rest, has_documents, &text)) {
    syn_iob2 *read = NULL;
    status = syn_iob2_read(text, types, arena, &read, error);
    gold_document *added = status == SYN_OK ? SYN_ARRAY_ADD(corpus, arena) : NULL;
    if (!added) return status == SYN_OK ? SYN_NO_MEMORY : status;
    read->article.language = language;
    take_names(read, arena, (bits & 1u << SYN_NAME_NORP) != 0, added);
  }
  for (size_t i = 0; i < corpus->count; i++) corpus->items[i].document.article = &corpus->items[i].article;
  return status;
}
