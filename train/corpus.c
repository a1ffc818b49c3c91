#include "train/corpus.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/table.h"
#include "records/conllu.h"

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

/* ---- a document under construction ---- */

typedef struct builder {
  syn_arena *arena;
  gold_corpus *corpus;
  syn_text language;
  syn_buffer text;
  SYN_ARRAY(syn_token) tokens;
  SYN_ARRAY(gold_token) gold;
  SYN_ARRAY(syn_sentence) sentences;
  size_t sentence_start; /* token */
  bool paragraph_next, space_next, has_norps;
  uint32_t paragraph;
} builder;

static void add_word(builder *build, syn_text word, bool space_before, gold_token gold) {
  bool first = build->tokens.count == build->sentence_start;
  if (first && build->tokens.count > 0) {
    (void)syn_buffer_add(&build->text, build->paragraph_next ? SYN_TEXT("\n\n") : SYN_TEXT(" "));
    if (build->paragraph_next) build->paragraph++;
  } else if (space_before && !first) {
    (void)syn_buffer_add_byte(&build->text, ' ');
  }
  if (first) build->paragraph_next = false;
  syn_token *token = SYN_ARRAY_ADD(&build->tokens, build->arena);
  gold_token *copy = SYN_ARRAY_ADD(&build->gold, build->arena);
  if (!token || !copy) abort();
  token->start = (uint32_t)syn_buffer_text(&build->text).size;
  (void)syn_buffer_add(&build->text, word);
  token->end = (uint32_t)syn_buffer_text(&build->text).size;
  token->space_before = first || space_before;
  token->tag = SYN_TAG_X;
  token->head = SYN_HEAD_NONE;
  *copy = gold;
}

static void end_sentence(builder *build) {
  size_t count = build->tokens.count - build->sentence_start;
  if (count == 0) return;
  syn_sentence *sentence = SYN_ARRAY_ADD(&build->sentences, build->arena);
  if (!sentence) abort();
  sentence->span =
      (syn_span){build->tokens.items[build->sentence_start].start, build->tokens.items[build->tokens.count - 1].end, SYN_FIELD_TEXT, 0};
  sentence->first_token = (uint32_t)build->sentence_start;
  sentence->token_count = (uint32_t)count;
  sentence->paragraph = build->paragraph;
  build->sentence_start = build->tokens.count;
}

static void end_document(builder *build) {
  end_sentence(build);
  if (build->tokens.count == 0) return;
  gold_document *document = SYN_ARRAY_ADD(build->corpus, build->arena);
  syn_text text;
  if (!document || syn_arena_copy(build->arena, syn_buffer_text(&build->text), &text) != SYN_OK) abort();
  document->article = (syn_article){.language = build->language, .text = text};
  document->gold = build->gold.items;
  document->has_norps = build->has_norps;
  document->document = (syn_document){.language = build->language,
                                      .sentences = build->sentences.items,
                                      .tokens = build->tokens.items,
                                      .sentence_count = (uint32_t)build->sentences.count,
                                      .token_count = (uint32_t)build->tokens.count};
  syn_buffer_reset(&build->text);
  memset(&build->tokens, 0, sizeof build->tokens);
  memset(&build->gold, 0, sizeof build->gold);
  memset(&build->sentences, 0, sizeof build->sentences);
  build->sentence_start = 0;
  build->paragraph = 0;
}

/* The corpus array moves while it grows: documents refer to their articles only when it is complete. */
static void finish(builder *build) {
  end_document(build);
  for (size_t i = 0; i < build->corpus->count; i++) build->corpus->items[i].document.article = &build->corpus->items[i].article;
  syn_buffer_clear(&build->text);
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

syn_status corpus_read_conllu(const char *path, syn_text language, syn_arena *arena, gold_corpus *corpus, syn_error *error) {
  syn_text rest, text;
  syn_status status = corpus_read_file(path, arena, &rest, error);
  while (status == SYN_OK && syn_conllu_next_document(&rest, &text)) {
    syn_conllu *read = NULL;
    syn_error cause = {0};
    status = syn_conllu_read(text, arena, &read, &cause);
    gold_document *added = status == SYN_OK ? SYN_ARRAY_ADD(corpus, arena) : NULL;
    if (!added) return syn_error_set(error, status == SYN_OK ? SYN_NO_MEMORY : status, 0, "%s: %s", path, cause.text);
    read->article.language = language;
    take_gold(read, arena, added);
  }
  for (size_t i = 0; i < corpus->count; i++) corpus->items[i].document.article = &corpus->items[i].article;
  return status;
}

/* ---- IOB2 ---- */

static const char *const type_names[] = {"PERSON", "ORGANIZATION", "PLACE", "NORP", "WORK", "OTHER"};

const char *corpus_name_type(unsigned type) {
  return type < SYN_NAME_TYPE_COUNT ? type_names[type] : "?";
}

bool corpus_parse_name_type(syn_text text, uint8_t *out_type) {
  for (uint8_t i = 0; i < SYN_NAME_TYPE_COUNT; i++) {
    if (!syn_text_equal(text, syn_text_from(type_names[i]))) continue;
    *out_type = i;
    return true;
  }
  return false;
}

/* The type + 1 of a label, 0 where `types` does not name it. */
static uint8_t name_type(syn_text types, syn_text label) {
  syn_text item;
  uint8_t type = 0;
  while (syn_table_next_item(&types, '|', &item)) {
    if (item.size <= label.size || !syn_text_starts_with(item, label) || item.data[label.size] != '=') continue;
    return corpus_parse_name_type(syn_text_slice(item, label.size + 1, item.size), &type) ? (uint8_t)(type + 1) : 0;
  }
  return 0;
}

/* Whether a writer puts a space between two words: tokens of name corpora have lost theirs. */
static bool has_space_between(syn_text left, syn_text right) {
  static const char *const tight_before[] = {".",  ",",   ";",   ":",   "!",   "?",   ")",  "]",  "%", "'s",
                                             "’s", "n't", "n’t", "'re", "'ve", "'ll", "'m", "'d", "-"};
  static const char *const tight_after[] = {"(", "[", "$", "#", "-"};
  for (size_t i = 0; i < sizeof tight_before / sizeof *tight_before; i++) {
    if (syn_text_equal(right, syn_text_from(tight_before[i]))) return false;
  }
  for (size_t i = 0; i < sizeof tight_after / sizeof *tight_after; i++) {
    if (syn_text_equal(left, syn_text_from(tight_after[i]))) return false;
  }
  return true;
}

syn_status corpus_read_iob2(const char *path, syn_text language, syn_text types, syn_arena *arena, gold_corpus *corpus, syn_error *error) {
  syn_text rest, line, before = {0};
  syn_status status = corpus_read_file(path, arena, &rest, error);
  if (status != SYN_OK) return status;
  builder build = {.arena = arena, .corpus = corpus, .language = language};
  syn_buffer_init(&build.text, (size_t)1 << 30);
  build.has_norps = syn_text_find(types, SYN_TEXT("=NORP"), 0) != SIZE_MAX;
  uint8_t open = 0;
  bool has_documents = syn_text_find(rest, SYN_TEXT("# newdoc"), 0) != SIZE_MAX;
  while (corpus_next_line(&rest, &line)) {
    const char *tab = memchr(line.data, '\t', line.size);
    if (!tab) {
      if (line.size == 0 && has_documents)
        end_sentence(&build);
      else if (line.size == 0 || syn_text_starts_with(line, SYN_TEXT("# newdoc")))
        end_document(&build);
      open = 0;
      continue;
    }
    syn_text word = {line.data, (size_t)(tab - line.data)}, label = syn_text_slice(line, word.size + 1, line.size);
    const char *second = memchr(label.data, '\t', label.size);
    if (second) label.size = (size_t)(second - label.data);
    uint8_t type = label.size > 2 ? name_type(types, syn_text_slice(label, 2, label.size)) : 0;
    uint8_t name = type == 0 ? 0 : label.data[0] == 'B' || open != type ? type | GOLD_NAME_FIRST : type;
    open = type;
    if (word.size == 0) word = SYN_TEXT("_");
    add_word(&build, word, has_space_between(before, word),
             (gold_token){.lemma = word, .head = SYN_HEAD_NONE, .tag = SYN_TAG_X, .name = name});
    before = word;
  }
  finish(&build);
  return SYN_OK;
}
