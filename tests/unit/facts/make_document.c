#include "make_document.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/table.h"
#include "base/utf8.h"
#include "records/calendar.h"

typedef SYN_ARRAY(char) byte_array;
typedef SYN_ARRAY(syn_token) token_array;
typedef SYN_ARRAY(syn_sentence) sentence_array;
typedef SYN_ARRAY(syn_name) name_array;
typedef SYN_ARRAY(syn_text) text_array;

/* What is being made. Title, text and captions grow apart; the tokens of the whole document are one list, in the order of the lines. */
typedef struct document_maker {
  test_document *made;
  byte_array title, text, caption;
  text_array captions;
  token_array tokens;
  sentence_array sentences;
  name_array names;
  unsigned field;
  uint32_t paragraph;
  bool after_break; /* an empty line stands before this sentence */
  bool quote_open;  /* a straight quotation mark */
  bool glue_next;   /* no space before the next token */
} document_maker;

static void give_up(const char *message, syn_text at) {
  fprintf(stderr, "make_document: %s: '%.*s'\n", message, SYN_TEXT_ARGUMENTS(at));
  abort();
}

static void check(syn_status status) {
  if (status != SYN_OK) give_up("failed", syn_text_from(syn_status_name(status)));
}

static void add_bytes(document_maker *maker, byte_array *bytes, syn_text text) {
  for (size_t i = 0; i < text.size; i++) {
    char *byte = SYN_ARRAY_ADD(bytes, maker->made->arena);
    if (byte == NULL) give_up("no memory", text);
    *byte = text.data[i];
  }
}

static byte_array *field_bytes(document_maker *maker) {
  if (maker->field == SYN_FIELD_TITLE) return &maker->title;
  return maker->field == SYN_FIELD_TEXT ? &maker->text : &maker->caption;
}

static bool is_one_of(syn_text word, const char *const *list) {
  for (; *list != NULL; list++)
    if (syn_text_equal(word, syn_text_from(*list))) return true;
  return false;
}

/* Whether a space stands before `word`; remembers whether one stands after it. */
static bool space_before(document_maker *maker, syn_text word) {
  static const char *const closing[] = {",", ".", ";", ":", "!", "?", ")", "%", "”", "’", "'s", "’s", "n't", "n’t", "...", NULL};
  static const char *const opening[] = {"(", "$", "€", "£", "“", "‘", NULL};
  bool space = !maker->glue_next && !is_one_of(word, closing);
  maker->glue_next = is_one_of(word, opening);
  if (syn_text_equal(word, SYN_TEXT("\""))) {
    if (maker->quote_open) space = false;
    maker->quote_open = !maker->quote_open;
    maker->glue_next = maker->quote_open;
  }
  return space;
}

static uint32_t parse_features(syn_text text) {
  static const char *const names[] = {"singular",      "plural",    "first",    "second",      "third",       "past",
                                      "present",       "future",    "finite",   "infinitive",  "participle",  "gerund",
                                      "passive",       "masculine", "feminine", "possessive",  "personal",    "relative",
                                      "demonstrative", "definite",  "negative", "comparative", "superlative", "modal"};
  uint32_t features = 0;
  syn_text item;
  while (syn_table_next_item(&text, '+', &item)) {
    size_t i = 0;
    while (i < sizeof(names) / sizeof(*names) && !syn_text_equal(item, syn_text_from(names[i]))) i++;
    if (i == sizeof(names) / sizeof(*names)) give_up("no such feature", item);
    features |= 1u << i;
  }
  return features;
}

/* Splits word/TAG/lemma/features at the first '/' that a tag follows. */
static void parse_token(syn_text notation, syn_text *out_word, syn_tag *out_tag, syn_text *out_lemma, syn_text *out_features) {
  *out_lemma = *out_features = (syn_text){0};
  for (size_t i = 1; i < notation.size; i++) {
    if (notation.data[i] != '/') continue;
    syn_text rest = syn_text_slice(notation, i + 1, notation.size), tag = {0};
    if (!syn_table_next_item(&rest, '/', &tag) || !syn_tag_parse(tag, out_tag)) continue;
    *out_word = syn_text_slice(notation, 0, i);
    if (syn_table_next_item(&rest, '/', out_lemma)) (void)syn_table_next_item(&rest, '/', out_features);
    return;
  }
  *out_word = notation;
  size_t size = 0;
  uint32_t first = syn_utf8_decode(notation, 0, &size);
  *out_tag = syn_utf8_is_digit(first) ? SYN_TAG_NUM : syn_utf8_is_punctuation(first) ? SYN_TAG_PUNCT : SYN_TAG_X;
}

static void add_token(document_maker *maker, syn_text notation) {
  bool glued = notation.size > 1 && notation.data[0] == '~';
  if (glued) notation = syn_text_slice(notation, 1, notation.size);
  syn_text word, lemma, features, lower;
  syn_tag tag;
  parse_token(notation, &word, &tag, &lemma, &features);
  syn_token *token = SYN_ARRAY_ADD(&maker->tokens, maker->made->arena);
  if (token == NULL) give_up("no memory", word);
  byte_array *bytes = field_bytes(maker);
  syn_sentence *sentence = &maker->sentences.items[maker->sentences.count - 1];
  bool first = sentence->token_count == 0;
  bool space = space_before(maker, word) && !glued && !first;
  if (space) add_bytes(maker, bytes, SYN_TEXT(" "));
  token->start = (uint32_t)bytes->count;
  add_bytes(maker, bytes, word);
  token->end = (uint32_t)bytes->count;
  check(syn_utf8_lower(word, maker->made->arena, &lower));
  check(syn_arena_copy(maker->made->arena, lower, &token->lower));
  token->lemma = token->lower;
  if (lemma.size > 0)
    check(syn_arena_copy(maker->made->arena, lemma, &token->lemma));
  else if (tag == SYN_TAG_PROPN)
    check(syn_arena_copy(maker->made->arena, word, &token->lemma));
  token->features = parse_features(features);
  token->tag = (uint8_t)tag;
  token->space_before = space || first;
  token->head = SYN_HEAD_NONE;
  sentence->token_count++;
  sentence->span.end = token->end;
}

static syn_name_type parse_name_type(syn_text label) {
  static const char *const labels[SYN_NAME_TYPE_COUNT] = {"PER", "ORG", "PLACE", "NORP", "WORK", "OTHER"};
  for (unsigned i = 0; i < SYN_NAME_TYPE_COUNT; i++)
    if (syn_text_equal(label, syn_text_from(labels[i]))) return (syn_name_type)i;
  give_up("no such type of name", label);
  return SYN_NAME_OTHER;
}

static void add_tokens(document_maker *maker, syn_text line) {
  syn_text item;
  syn_name name = {0};
  bool in_name = false;
  while (syn_table_next_item(&line, ' ', &item)) {
    if (item.size == 0) continue;
    if (item.data[0] == '[' && item.size > 1) {
      name = (syn_name){.first_token = (uint32_t)maker->tokens.count, .type = parse_name_type(syn_text_slice(item, 1, item.size))};
      in_name = true;
      continue;
    }
    bool ends = in_name && item.data[item.size - 1] == ']';
    add_token(maker, ends ? syn_text_slice(item, 0, item.size - 1) : item);
    if (!ends) continue;
    name.token_count = (uint32_t)maker->tokens.count - name.first_token;
    syn_name *added = SYN_ARRAY_ADD(&maker->names, maker->made->arena);
    if (added == NULL) give_up("no memory", item);
    *added = name;
    in_name = false;
  }
  if (in_name) give_up("a name without its end", item);
}

static void begin_sentence(document_maker *maker, unsigned field) {
  if (field == SYN_FIELD_CAPTION) maker->caption = (byte_array){0};
  bool new_paragraph = maker->sentences.count > 0 && (field != maker->field || field == SYN_FIELD_CAPTION || maker->after_break);
  maker->field = field;
  maker->quote_open = maker->quote_open && !new_paragraph;
  maker->glue_next = true;
  byte_array *bytes = field_bytes(maker);
  if (bytes->count > 0) add_bytes(maker, bytes, maker->after_break ? SYN_TEXT("\n\n") : SYN_TEXT(" "));
  if (new_paragraph) maker->paragraph++;
  maker->after_break = false;
  syn_sentence *sentence = SYN_ARRAY_ADD(&maker->sentences, maker->made->arena);
  if (sentence == NULL) give_up("no memory", (syn_text){0});
  uint32_t start = (uint32_t)bytes->count;
  sentence->span = (syn_span){start, start, (uint16_t)field, field == SYN_FIELD_CAPTION ? (uint16_t)maker->captions.count : 0};
  sentence->first_token = (uint32_t)maker->tokens.count;
  sentence->paragraph = maker->paragraph;
}

static void add_line(document_maker *maker, syn_text line) {
  unsigned field = SYN_FIELD_TEXT;
  if (syn_text_starts_with(line, SYN_TEXT("title: "))) field = SYN_FIELD_TITLE;
  if (syn_text_starts_with(line, SYN_TEXT("caption: "))) field = SYN_FIELD_CAPTION;
  if (field != SYN_FIELD_TEXT) line = syn_text_slice(line, syn_text_find(line, SYN_TEXT(" "), 0) + 1, line.size);
  begin_sentence(maker, field);
  add_tokens(maker, line);
  if (field != SYN_FIELD_CAPTION) return;
  syn_text *caption = SYN_ARRAY_ADD(&maker->captions, maker->made->arena);
  if (caption == NULL) give_up("no memory", line);
  *caption = (syn_text){maker->caption.items, maker->caption.count};
}

void make_document(test_document *made, const char *published, const char *notation) {
  memset(made, 0, sizeof(*made));
  check(syn_arena_create((size_t)64 << 20, &made->arena));
  document_maker maker = {.made = made};
  syn_text rest = syn_text_from(notation), line;
  while (syn_table_next_item(&rest, '\n', &line)) {
    if (syn_text_trim(line).size == 0)
      maker.after_break = true;
    else
      add_line(&maker, line);
  }
  memset(made->article.id.bytes, 7, SYN_ID_BYTES);
  made->article.source = SYN_TEXT("test");
  made->article.language = SYN_TEXT("en");
  made->article.title = (syn_text){maker.title.items, maker.title.count};
  made->article.text = (syn_text){maker.text.items, maker.text.count};
  made->article.captions = maker.captions.items;
  made->article.caption_count = (uint32_t)maker.captions.count;
  if (published != NULL) {
    check(syn_calendar_parse(syn_text_from(published), &made->article.published));
    made->article.published.basis = SYN_BASIS_METADATA;
  }
  made->document = (syn_document){.article = &made->article,
                                  .language = SYN_TEXT("en"),
                                  .sentences = maker.sentences.items,
                                  .tokens = maker.tokens.items,
                                  .names = maker.names.items,
                                  .sentence_count = (uint32_t)maker.sentences.count,
                                  .token_count = (uint32_t)maker.tokens.count,
                                  .name_count = (uint32_t)maker.names.count};
}

void free_document(test_document *made) {
  syn_arena_destroy(&made->arena);
}

uint32_t find_token(const test_document *made, const char *word, uint32_t from) {
  for (uint32_t i = from; i < made->document.token_count; i++)
    if (syn_text_equal(syn_document_word(&made->document, i), syn_text_from(word))) return i;
  give_up("no such token", syn_text_from(word));
  return 0;
}

const char *span_words(const test_document *made, syn_span span) {
  syn_text copy;
  check(syn_arena_copy(made->arena, syn_article_words(&made->article, span), &copy));
  return copy.data;
}
