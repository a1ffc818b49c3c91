/*
 * How it works: one pass a step over the whole document. Fields are cut into paragraphs at blank lines, paragraphs into
 * tokens, tokens into sentences; then sentence by sentence tags, lemmas, names.
 */
#include "language/analyser.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "language/tokenise.h"

enum { MAXIMUM_FIELD_BYTES = 64 << 20 };

static const size_t analyser_memory = (size_t)64 << 20;

/* ---- loading ---- */

/* What a model does not have is left out; what it has and is broken is an error. */
static bool is_failure(syn_status status) {
  return status != SYN_OK && status != SYN_NOT_FOUND;
}

static syn_status load_language(const syn_model *model, const syn_world *world, syn_text code, syn_arena *arena, syn_language *language,
                                syn_error *error) {
  language->code = code;
  const syn_table *abbreviations = world ? syn_world_language_table(world, code, "abbreviations") : NULL;
  const syn_table *tokens = world ? syn_world_language_table(world, code, "tokens") : NULL;
  syn_status status = syn_token_rules_load(abbreviations, tokens, arena, &language->rules, error);
  if (status == SYN_OK) status = syn_name_lexicon_load(world, code, arena, &language->lexicon);
  if (status == SYN_OK) status = syn_word_mending_load(world, code, arena, &language->mending, error);
  if (status != SYN_OK || !model || code.size == 0) return status;
  char name[64];
  (void)snprintf(name, sizeof name, "%.*s/clusters", SYN_TEXT_ARGUMENTS(code));
  status = syn_word_table_open(model, name, UINT16_MAX + 1u, &language->clusters, error);
  if (is_failure(status)) return status;
  status = syn_tagger_open(model, code, &language->tagger, error);
  if (is_failure(status)) return status;
  status = syn_tree_parser_open(model, code, &language->parser, error);
  if (is_failure(status)) return status;
  status = syn_lemmatiser_open(model, code, &language->lemmatiser, error);
  if (is_failure(status)) return status;
  status = syn_name_recogniser_open(model, code, &language->recogniser, error);
  return is_failure(status) ? status : SYN_OK;
}

syn_status syn_analyser_create(const syn_model *model, const syn_world *world, syn_analyser **out_analyser, syn_error *error) {
  syn_arena *arena = NULL;
  if (syn_arena_create(analyser_memory, &arena) != SYN_OK) return syn_error_set(error, SYN_NO_MEMORY, 0, "analyser: no memory");
  size_t count = 0;
  const syn_text *codes = world ? syn_world_languages(world, &count) : NULL;
  syn_analyser *analyser = SYN_ARENA_NEW(arena, syn_analyser);
  syn_language *languages = SYN_ARENA_ARRAY(arena, syn_language, count + 1);
  syn_status status = SYN_OK;
  if (!analyser || !languages) {
    status = syn_error_set(error, SYN_NO_MEMORY, 0, "analyser: no memory");
    goto cleanup;
  }
  *analyser = (syn_analyser){.world = world, .arena = arena, .languages = languages, .language_count = count + 1};
  for (size_t i = 0; i <= count && status == SYN_OK; i++) {
    status = load_language(model, world, i == 0 ? (syn_text){"", 0} : codes[i - 1], arena, &languages[i], error);
  }
  if (status != SYN_OK) goto cleanup;
  *out_analyser = analyser;
  return SYN_OK;
cleanup:
  syn_arena_destroy(&arena);
  return status;
}

void syn_analyser_destroy(syn_analyser **analyser) {
  if (!analyser || !*analyser) return;
  syn_arena *arena = (*analyser)->arena;
  *analyser = NULL;
  syn_arena_destroy(&arena);
}

const syn_language *syn_analyser_language(const syn_analyser *analyser, syn_text code) {
  for (size_t i = 1; i < analyser->language_count; i++) {
    if (syn_text_equal(analyser->languages[i].code, code)) return &analyser->languages[i];
  }
  return &analyser->languages[0];
}

/* ---- cutting ---- */

typedef struct field_cutter {
  const syn_language *language;
  syn_arena *arena;
  syn_token_array tokens;
  syn_sentence_array sentences;
  uint32_t paragraph;
} field_cutter;

/* The end of the paragraph that begins at `start`: white space with two line feeds in it, or the end of the field. */
static uint32_t paragraph_end(syn_text field, uint32_t start, uint32_t *out_next) {
  uint32_t end = start;
  while (end < field.size) {
    const char *found = memchr(field.data + end, '\n', field.size - end);
    if (!found) break;
    end = (uint32_t)(found - field.data);
    uint32_t next = end + 1;
    bool blank = false;
    while (next < field.size &&
           (field.data[next] == ' ' || field.data[next] == '\t' || field.data[next] == '\r' || field.data[next] == '\n')) {
      blank = blank || field.data[next] == '\n';
      next++;
    }
    if (blank) {
      *out_next = next;
      return end;
    }
    end = next;
  }
  *out_next = (uint32_t)field.size;
  return (uint32_t)field.size;
}

static syn_status cut_field(field_cutter *cutter, syn_text field, unsigned kind, unsigned index, bool whole, syn_error *error) {
  if (field.size > MAXIMUM_FIELD_BYTES) {
    return syn_error_set(error, SYN_LIMIT, MAXIMUM_FIELD_BYTES,
                         "a text of %zu bytes is longer than the limit of 64 MiB; cut it into articles", field.size);
  }
  for (uint32_t start = 0; start < field.size;) {
    uint32_t next = (uint32_t)field.size, end = next;
    if (!whole) end = paragraph_end(field, start, &next);
    size_t first = cutter->tokens.count;
    syn_span where = {.field = (uint16_t)kind, .index = (uint16_t)index};
    syn_status status = syn_tokenise(&cutter->language->rules, field, start, end, cutter->arena, &cutter->tokens);
    if (status == SYN_OK && cutter->tokens.count > first) {
      status = syn_split_sentences(&cutter->language->rules, field, &cutter->tokens, first, where, cutter->paragraph++, cutter->arena,
                                   &cutter->sentences);
    }
    if (status != SYN_OK) return syn_error_set(error, status, start, "no memory for the tokens of a text");
    start = next;
  }
  return SYN_OK;
}

/* The word in lower case, typographic apostrophes as ASCII ones, so that tables find it. */
static syn_status lower_word(syn_text word, syn_arena *arena, syn_text *out_lower) {
  syn_status status = syn_utf8_lower(word, arena, out_lower);
  if (status != SYN_OK || !memchr(out_lower->data, 0xE2, out_lower->size)) return status;
  size_t size = 0;
  char *bytes = NULL;
  for (size_t at = 0; at < out_lower->size; at++) {
    if (at + 2 < out_lower->size && memcmp(out_lower->data + at, "\xE2\x80\x99", 3) == 0) {
      if (!bytes) {
        bytes = syn_arena_take(arena, out_lower->size, 1);
        if (!bytes) return SYN_NO_MEMORY;
        memcpy(bytes, out_lower->data, at);
      }
      bytes[size++] = '\'';
      at += 2;
    } else {
      if (bytes) bytes[size] = out_lower->data[at];
      size++;
    }
  }
  /* A quotation mark alone stays what it is. */
  if (bytes && size > 1) *out_lower = (syn_text){bytes, size};
  return SYN_OK;
}

syn_status syn_document_lower(syn_document *document, syn_arena *arena) {
  for (uint32_t i = 0; i < document->sentence_count; i++) {
    const syn_sentence *sentence = &document->sentences[i];
    syn_text field = syn_article_field(document->article, sentence->span.field, sentence->span.index);
    for (uint32_t j = 0; j < sentence->token_count; j++) {
      syn_token *token = &document->tokens[sentence->first_token + j];
      if (lower_word(syn_text_slice(field, token->start, token->end), arena, &token->lower) != SYN_OK) return SYN_NO_MEMORY;
      if (!document->has_trees) token->lemma = token->lower;
    }
  }
  return SYN_OK;
}

syn_status syn_document_split(const syn_analyser *analyser, const syn_article *article, syn_arena *arena, syn_document *out_document,
                              syn_error *error) {
  field_cutter cutter = {.language = syn_analyser_language(analyser, article->language), .arena = arena};
  if (article->title.size + article->text.size < MAXIMUM_FIELD_BYTES &&
      SYN_ARRAY_RESERVE(&cutter.tokens, (article->title.size + article->text.size) / 5 + 16, arena) != SYN_OK) {
    return syn_error_set(error, SYN_NO_MEMORY, 0, "no memory for the tokens of a text");
  }
  syn_status status = cut_field(&cutter, article->title, SYN_FIELD_TITLE, 0, true, error);
  if (status == SYN_OK) status = cut_field(&cutter, article->text, SYN_FIELD_TEXT, 0, false, error);
  for (uint32_t i = 0; i < article->caption_count && i <= UINT16_MAX && status == SYN_OK; i++) {
    status = cut_field(&cutter, article->captions[i], SYN_FIELD_CAPTION, i, true, error);
  }
  if (status != SYN_OK) return status;
  syn_document document = {.article = article,
                           .language = article->language,
                           .sentences = cutter.sentences.items,
                           .tokens = cutter.tokens.items,
                           .sentence_count = (uint32_t)cutter.sentences.count,
                           .token_count = (uint32_t)cutter.tokens.count};
  if (syn_document_lower(&document, arena) != SYN_OK) return syn_error_set(error, SYN_NO_MEMORY, 0, "no memory for the words of a text");
  *out_document = document;
  return SYN_OK;
}

/* ---- annotation ---- */

static syn_text token_text(const syn_document *document, const syn_sentence *sentence, const syn_token *token) {
  syn_text field = syn_article_field(document->article, sentence->span.field, sentence->span.index);
  return syn_text_slice(field, token->start, token->end);
}

static syn_status describe_words(const syn_language *language, const syn_document *document, syn_word *words) {
  for (uint32_t i = 0; i < document->sentence_count; i++) {
    const syn_sentence *sentence = &document->sentences[i];
    for (uint32_t j = sentence->first_token; j < sentence->first_token + sentence->token_count; j++) {
      const syn_token *token = &document->tokens[j];
      syn_word_describe(token_text(document, sentence, token), token->lower, &language->clusters, &words[j]);
    }
  }
  return SYN_OK;
}

static syn_status tag_and_lemmatise(const syn_language *language, syn_document *document, const syn_word *words, syn_arena *arena) {
  for (uint32_t i = 0; i < document->sentence_count; i++) {
    const syn_sentence *sentence = &document->sentences[i];
    syn_token *tokens = &document->tokens[sentence->first_token];
    if (!document->has_trees && language->tagger.label_count)
      syn_tag_words(&language->tagger, &words[sentence->first_token], tokens, sentence->token_count);
    for (uint32_t j = 0; j < sentence->token_count; j++) {
      syn_text written = token_text(document, sentence, &tokens[j]);
      if (syn_lemmatise(&language->lemmatiser, &tokens[j], written, arena, &tokens[j].lemma) != SYN_OK) return SYN_NO_MEMORY;
      tokens[j].lemma = syn_word_mending_lemma(&language->mending, &tokens[j]);
    }
    if (document->has_trees) syn_mend_act_nouns(&language->mending, sentence, document->tokens);
  }
  return SYN_OK;
}

static syn_status recognise(const syn_analyser *analyser, const syn_language *language, syn_document *document, const syn_word *words,
                            syn_arena *arena) {
  syn_name_array names = {0};
  syn_name_memory *memory = SYN_ARENA_NEW(arena, syn_name_memory);
  uint32_t *known = SYN_ARENA_ARRAY(arena, uint32_t, document->token_count);
  uint8_t *labels = SYN_ARENA_ARRAY(arena, uint8_t, document->token_count);
  if (!memory || !known || !labels) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < document->sentence_count; i++) {
    const syn_sentence *sentence = &document->sentences[i];
    uint32_t first = sentence->first_token, count = sentence->token_count;
    syn_name_view view = {.words = words + first,
                          .tokens = document->tokens + first,
                          .known = known + first,
                          .count = count,
                          .is_shouted = syn_name_is_shouted(words + first, count)};
    syn_status status = syn_name_look_up(analyser->world, language->code, &language->lexicon, document, first, count, arena, known + first);
    if (status == SYN_OK) status = syn_name_decode(&language->recogniser, &view, memory, arena, labels + first);
    if (status == SYN_OK) status = syn_name_collect(labels + first, count, first, arena, &names);
    if (status != SYN_OK) return status;
    syn_name_remember(&view, labels + first, memory);
  }
  document->names = names.items;
  document->name_count = (uint32_t)names.count;
  return SYN_OK;
}

/* The tokens have their words in lower case. */
/* The vectors of words that the parser was given, for later steps. */
static syn_status point_to_vectors(const syn_tree_parser *parser, const syn_word *words, syn_document *document, syn_arena *arena) {
  uint16_t *rows = SYN_ARENA_ARRAY(arena, uint16_t, document->token_count);
  if (!rows) return SYN_NO_MEMORY;
  for (uint32_t t = 0; t < document->token_count; t++) rows[t] = (uint16_t)syn_word_table_find(&parser->given_words, words[t].lower);
  document->vectors = parser->given;
  document->vector_rows = rows;
  document->vector_size = SYN_PARSER_WORD;
  return SYN_OK;
}

static syn_status annotate(const syn_analyser *analyser, syn_document *document, syn_arena *arena, syn_error *error) {
  const syn_language *language = syn_analyser_language(analyser, document->language);
  syn_word *words = SYN_ARENA_ARRAY(arena, syn_word, document->token_count);
  syn_status status = words ? SYN_OK : SYN_NO_MEMORY;
  if (status == SYN_OK) status = describe_words(language, document, words);
  if (status == SYN_OK && !document->has_trees) {
    if (language->parser.label_count) status = syn_parse_trees(&language->parser, words, document, arena);
    if (status == SYN_OK) status = tag_and_lemmatise(language, document, words, arena);
  }
  if (status == SYN_OK && language->parser.given) status = point_to_vectors(&language->parser, words, document, arena);
  if (status == SYN_OK && language->recogniser.transitions) status = recognise(analyser, language, document, words, arena);
  return status == SYN_OK ? SYN_OK
                          : syn_error_set(error, status, 0, "no memory for the analysis of a text of %u tokens", document->token_count);
}

syn_status syn_document_annotate(const syn_analyser *analyser, syn_document *document, syn_arena *arena, syn_error *error) {
  if (syn_document_lower(document, arena) != SYN_OK)
    return syn_error_set(error, SYN_NO_MEMORY, 0, "no memory for the analysis of a text of %u tokens", document->token_count);
  return annotate(analyser, document, arena, error);
}

syn_status syn_document_analyse(const syn_analyser *analyser, const syn_article *article, syn_arena *arena, syn_document *out_document,
                                syn_error *error) {
  syn_document document = {0};
  syn_status status = syn_document_split(analyser, article, arena, &document, error);
  if (status == SYN_OK) status = annotate(analyser, &document, arena, error);
  if (status == SYN_OK) *out_document = document;
  return status;
}
