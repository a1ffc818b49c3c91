#include "train/corpus.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/table.h"

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
  SYN_ARRAY(uint32_t) words; /* of the sentence: token of each word of the file */
  SYN_ARRAY(uint32_t) heads; /* and the word that is its head; 0: the root */
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

/* Heads from words of the file to tokens. A token of several words has the head of the first that depends on another token. */
static void set_heads(builder *build) {
  for (size_t w = build->words.count; w-- > 0;) {
    uint32_t token = build->words.items[w], head = build->heads.items[w];
    if (head > build->words.count || (head > 0 && build->words.items[head - 1] == token)) continue;
    build->gold.items[token].head = head == 0 ? SYN_HEAD_ROOT : (int32_t)build->words.items[head - 1];
  }
  build->words.count = build->heads.count = 0;
}

static void end_sentence(builder *build) {
  size_t count = build->tokens.count - build->sentence_start;
  if (count == 0) return;
  set_heads(build);
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

typedef struct feature_bit {
  const char *name;
  uint32_t bit;
} feature_bit;

static const feature_bit feature_bits[] = {
    {"Number=Sing", SYN_FEATURE_SINGULAR},    {"Number=Plur", SYN_FEATURE_PLURAL},
    {"Person=1", SYN_FEATURE_FIRST},          {"Person=2", SYN_FEATURE_SECOND},
    {"Person=3", SYN_FEATURE_THIRD},          {"Tense=Past", SYN_FEATURE_PAST},
    {"Tense=Imp", SYN_FEATURE_PAST},          {"Tense=Pres", SYN_FEATURE_PRESENT},
    {"Tense=Fut", SYN_FEATURE_FUTURE},        {"VerbForm=Fin", SYN_FEATURE_FINITE},
    {"VerbForm=Inf", SYN_FEATURE_INFINITIVE}, {"VerbForm=Part", SYN_FEATURE_PARTICIPLE},
    {"VerbForm=Ger", SYN_FEATURE_GERUND},     {"Voice=Pass", SYN_FEATURE_PASSIVE},
    {"Gender=Masc", SYN_FEATURE_MASCULINE},   {"Gender=Fem", SYN_FEATURE_FEMININE},
    {"Poss=Yes", SYN_FEATURE_POSSESSIVE},     {"PronType=Prs", SYN_FEATURE_PERSONAL},
    {"PronType=Rel", SYN_FEATURE_RELATIVE},   {"PronType=Dem", SYN_FEATURE_DEMONSTRATIVE},
    {"Definite=Def", SYN_FEATURE_DEFINITE},   {"PronType=Neg", SYN_FEATURE_NEGATIVE},
    {"Polarity=Neg", SYN_FEATURE_NEGATIVE},   {"Degree=Cmp", SYN_FEATURE_COMPARATIVE},
    {"Degree=Sup", SYN_FEATURE_SUPERLATIVE},  {"VerbType=Mod", SYN_FEATURE_MODAL},
};

static uint32_t parse_features(syn_text text, syn_text own_tag) {
  uint32_t features = syn_text_equal(own_tag, SYN_TEXT("MD")) ? SYN_FEATURE_MODAL : 0; /* Penn Treebank */
  while (text.size > 0) {
    const char *bar = memchr(text.data, '|', text.size);
    size_t size = bar ? (size_t)(bar - text.data) : text.size;
    for (size_t i = 0; i < sizeof feature_bits / sizeof *feature_bits; i++) {
      if (syn_text_equal((syn_text){text.data, size}, syn_text_from(feature_bits[i].name))) features |= feature_bits[i].bit;
    }
    text = syn_text_slice(text, size + 1, text.size);
  }
  return features;
}

static bool split_columns(syn_text line, syn_text columns[10]) {
  for (int i = 0; i < 10; i++) {
    const char *tab = memchr(line.data, '\t', line.size);
    if (!tab && i < 9) return false;
    size_t size = tab ? (size_t)(tab - line.data) : line.size;
    columns[i] = (syn_text){line.data, size};
    line = syn_text_slice(line, size + 1, line.size);
  }
  return true;
}

/* A word that is written as several in the treebank ("don't"). */
typedef struct multiword {
  syn_text form;
  unsigned long last; /* id of its last word; 0: none is open */
  bool space_after, concatenated;
  size_t taken; /* bytes of the form */
  bool is_first;
} multiword;

static syn_text make_lemma(syn_text form, syn_text lemma) {
  return syn_text_equal(lemma, SYN_TEXT("_")) && form.size != 1 ? form : lemma;
}

static void begin_multiword(multiword *open, const syn_text columns[10], syn_text rest) {
  char range[32];
  (void)snprintf(range, sizeof range, "%.*s", SYN_TEXT_ARGUMENTS(columns[0]));
  *open = (multiword){.form = columns[1],
                      .last = strtoul(strchr(range, '-') + 1, NULL, 10),
                      .is_first = true,
                      .space_after = syn_text_find(columns[9], SYN_TEXT("SpaceAfter=No"), 0) == SIZE_MAX};
  /* Whether the words one after the other are the form ("du" is not "de le"). */
  size_t taken = 0;
  syn_text line, word[10];
  bool same = true;
  while (same && taken < open->form.size && corpus_next_line(&rest, &line) && split_columns(line, word)) {
    same = syn_text_equal(syn_text_slice(open->form, taken, taken + word[1].size), word[1]);
    taken += word[1].size;
  }
  open->concatenated = same && taken == open->form.size;
}

/* "nsubj:pass" */
static void parse_relation(syn_text text, gold_token *gold) {
  static const char *const subtypes[] = {"pass", "poss", "agent", "tmod"};
  size_t colon = syn_text_find(text, SYN_TEXT(":"), 0);
  syn_relation relation = SYN_RELATION_NONE;
  (void)syn_relation_parse(colon == SIZE_MAX ? text : syn_text_slice(text, 0, colon), &relation);
  gold->relation = (uint8_t)relation;
  if (colon == SIZE_MAX) return;
  for (uint8_t i = 0; i < sizeof subtypes / sizeof *subtypes; i++) {
    if (syn_text_equal(syn_text_slice(text, colon + 1, text.size), syn_text_from(subtypes[i]))) gold->subtype = (uint8_t)(i + 1);
  }
}

/* Notes the head of a word, which is part of the token added last. */
static void add_head(builder *build, syn_text head) {
  char number[16];
  (void)snprintf(number, sizeof number, "%.*s", SYN_TEXT_ARGUMENTS(head));
  uint32_t *word = SYN_ARRAY_ADD(&build->words, build->arena), *of = SYN_ARRAY_ADD(&build->heads, build->arena);
  if (!word || !of) abort();
  *word = (uint32_t)build->tokens.count - 1;
  *of = (uint32_t)strtoul(number, NULL, 10);
}

static void read_word(builder *build, multiword *open, const syn_text columns[10], syn_text rest) {
  if (memchr(columns[0].data, '-', columns[0].size)) {
    begin_multiword(open, columns, rest);
    return;
  }
  if (memchr(columns[0].data, '.', columns[0].size)) return; /* an empty node */
  syn_tag tag = SYN_TAG_X;
  (void)syn_tag_parse(columns[3], &tag);
  gold_token gold = {.lemma = make_lemma(columns[1], columns[2]),
                     .features = parse_features(columns[5], columns[4]),
                     .head = SYN_HEAD_NONE,
                     .tag = (uint8_t)tag};
  parse_relation(columns[7], &gold);
  bool space_after = syn_text_find(columns[9], SYN_TEXT("SpaceAfter=No"), 0) == SIZE_MAX;
  if (open->last == 0) {
    add_word(build, columns[1], build->space_next, gold);
    add_head(build, columns[6]);
    build->space_next = space_after;
    return;
  }
  char id[16];
  (void)snprintf(id, sizeof id, "%.*s", SYN_TEXT_ARGUMENTS(columns[0]));
  bool is_last = strtoul(id, NULL, 10) >= open->last;
  if (open->concatenated)
    add_word(build, columns[1], open->is_first && build->space_next, gold);
  else if (open->is_first)
    add_word(build, open->form, build->space_next, gold);
  add_head(build, columns[6]);
  open->is_first = false;
  if (is_last) {
    build->space_next = open->space_after;
    open->last = 0;
  }
}

syn_status corpus_read_conllu(const char *path, syn_text language, syn_arena *arena, gold_corpus *corpus, syn_error *error) {
  syn_text rest, line, columns[10];
  syn_status status = corpus_read_file(path, arena, &rest, error);
  if (status != SYN_OK) return status;
  builder build = {.arena = arena, .corpus = corpus, .language = language};
  syn_buffer_init(&build.text, (size_t)1 << 30);
  multiword open = {0};
  while (corpus_next_line(&rest, &line)) {
    if (line.size == 0) {
      end_sentence(&build);
      build.space_next = false;
    } else if (line.data[0] == '#') {
      if (syn_text_starts_with(line, SYN_TEXT("# newdoc"))) end_document(&build);
      if (syn_text_starts_with(line, SYN_TEXT("# newpar"))) build.paragraph_next = true;
    } else if (split_columns(line, columns)) {
      read_word(&build, &open, columns, rest);
    } else {
      finish(&build);
      return syn_error_set(error, SYN_BAD_INPUT, 0, "%s: a line has not ten columns: %.*s", path, SYN_TEXT_ARGUMENTS(line));
    }
  }
  finish(&build);
  return SYN_OK;
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
