#include "records/iob2.h"

#include <string.h>

#include "base/array.h"
#include "base/buffer.h"
#include "base/table.h"

const char syn_iob2_usual_types[] =
    "PER=PERSON|PERSON=PERSON|Person=PERSON|person=PERSON|politician=PERSON|ORG=ORGANIZATION|ORGANIZATION=ORGANIZATION|"
    "Organization=ORGANIZATION|organisation=ORGANIZATION|politicalparty=ORGANIZATION|LOC=PLACE|LOCATION=PLACE|Location=PLACE|"
    "location=PLACE|GPE=PLACE|country=PLACE|Facility=PLACE|NORP=NORP";

static const char *const type_names[] = {"PERSON", "ORGANIZATION", "PLACE", "NORP", "WORK", "OTHER"};

_Static_assert(sizeof type_names / sizeof *type_names == SYN_NAME_TYPE_COUNT, "a type without a name");

const char *syn_name_type_name(unsigned type) {
  return type < SYN_NAME_TYPE_COUNT ? type_names[type] : "?";
}

bool syn_name_type_parse(syn_text text, syn_name_type *out_type) {
  for (unsigned i = 0; i < SYN_NAME_TYPE_COUNT; i++) {
    if (!syn_text_equal(text, syn_text_from(type_names[i]))) continue;
    *out_type = (syn_name_type)i;
    return true;
  }
  return false;
}

bool syn_iob2_types(syn_text types, uint32_t *out_bits) {
  syn_text item;
  *out_bits = 0;
  while (syn_table_next_item(&types, '|', &item)) {
    size_t equals = syn_text_find(item, SYN_TEXT("="), 0);
    syn_name_type type;
    if (equals == SIZE_MAX || !syn_name_type_parse(syn_text_slice(item, equals + 1, item.size), &type)) return false;
    *out_bits |= 1u << type;
  }
  return *out_bits != 0;
}

bool syn_iob2_find_type(syn_text types, syn_text label, syn_name_type *out_type) {
  syn_text item;
  while (syn_table_next_item(&types, '|', &item)) {
    if (item.size <= label.size || !syn_text_starts_with(item, label) || item.data[label.size] != '=') continue;
    return syn_name_type_parse(syn_text_slice(item, label.size + 1, item.size), out_type);
  }
  return false;
}

static bool next_line(syn_text *rest, syn_text *out_line) {
  if (rest->size == 0) return false;
  const char *end = memchr(rest->data, '\n', rest->size);
  size_t size = end ? (size_t)(end - rest->data) : rest->size;
  *out_line = (syn_text){rest->data, size > 0 && rest->data[size - 1] == '\r' ? size - 1 : size};
  *rest = syn_text_slice(*rest, end ? size + 1 : size, rest->size);
  return true;
}

bool syn_iob2_next_document(syn_text *rest, bool has_documents, syn_text *out_document) {
  syn_text line, left = *rest, start = *rest;
  bool has_words = false;
  for (;;) {
    syn_text before = left;
    if (!next_line(&left, &line)) break;
    bool is_newdoc = syn_text_starts_with(line, SYN_TEXT("# newdoc"));
    if (has_words && (is_newdoc || (!has_documents && line.size == 0))) {
      if (is_newdoc) left = before;
      break;
    }
    has_words = has_words || memchr(line.data, '\t', line.size) != NULL;
  }
  *out_document = syn_text_slice(start, 0, (size_t)(left.data - start.data));
  *rest = left;
  return has_words;
}

/* Whether a writer puts a space between two words. */
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

typedef struct builder {
  syn_arena *arena;
  syn_text types, before; /* the word before, of this sentence or the last */
  syn_buffer text;
  SYN_ARRAY(syn_token) tokens;
  SYN_ARRAY(syn_sentence) sentences;
  SYN_ARRAY(syn_name) names;
  size_t sentence_start;
  bool is_open; /* the last name may go on */
} builder;

static bool add_name(builder *build, syn_text label) {
  syn_name_type type = SYN_NAME_OTHER;
  bool is_name = label.size > 2 && syn_iob2_find_type(build->types, syn_text_slice(label, 2, label.size), &type);
  syn_name *last = build->names.count ? &build->names.items[build->names.count - 1] : NULL;
  if (is_name && last && label.data[0] != 'B' && build->is_open && last->type == type) {
    last->token_count++;
    return true;
  }
  build->is_open = is_name;
  if (!is_name) return true;
  syn_name *name = SYN_ARRAY_ADD(&build->names, build->arena);
  if (!name) return false;
  *name = (syn_name){(uint32_t)build->tokens.count - 1, 1, type};
  return true;
}

static bool add_word(builder *build, syn_text word, syn_text label) {
  bool is_first = build->tokens.count == build->sentence_start;
  bool space_before = is_first || has_space_between(build->before, word);
  syn_token *token = SYN_ARRAY_ADD(&build->tokens, build->arena);
  if (!token) return false;
  if (space_before && build->tokens.count > 1) (void)syn_buffer_add_byte(&build->text, ' ');
  *token = (syn_token){.start = (uint32_t)syn_buffer_text(&build->text).size,
                       .lemma = word,
                       .tag = SYN_TAG_X,
                       .space_before = space_before,
                       .head = SYN_HEAD_NONE};
  if (syn_buffer_add(&build->text, word) != SYN_OK) return false;
  token->end = (uint32_t)syn_buffer_text(&build->text).size;
  build->before = word;
  return add_name(build, label);
}

static bool end_sentence(builder *build) {
  size_t count = build->tokens.count - build->sentence_start;
  build->is_open = false;
  if (count == 0) return true;
  syn_sentence *sentence = SYN_ARRAY_ADD(&build->sentences, build->arena);
  if (!sentence) return false;
  *sentence = (syn_sentence){
      .span = {build->tokens.items[build->sentence_start].start, build->tokens.items[build->tokens.count - 1].end, SYN_FIELD_TEXT, 0},
      .first_token = (uint32_t)build->sentence_start,
      .token_count = (uint32_t)count};
  build->sentence_start = build->tokens.count;
  return true;
}

static bool read_lines(builder *build, syn_text text) {
  syn_text line;
  while (next_line(&text, &line)) {
    const char *tab = line.size ? memchr(line.data, '\t', line.size) : NULL;
    if (!tab && line.size > 0) continue; /* a comment */
    if (!tab && !end_sentence(build)) return false;
    if (!tab) continue;
    syn_text word = {line.data, (size_t)(tab - line.data)}, label = syn_text_slice(line, word.size + 1, line.size);
    const char *second = label.size ? memchr(label.data, '\t', label.size) : NULL;
    if (second) label.size = (size_t)(second - label.data);
    if (!add_word(build, word.size ? word : SYN_TEXT("_"), label)) return false;
  }
  return end_sentence(build);
}

syn_status syn_iob2_read(syn_text text, syn_text types, syn_arena *arena, syn_iob2 **out_iob2, syn_error *error) {
  builder build = {.arena = arena, .types = types};
  syn_iob2 *made = SYN_ARENA_NEW(arena, syn_iob2);
  syn_buffer_init(&build.text, UINT32_MAX);
  bool is_read = made && read_lines(&build, text) && syn_arena_copy(arena, syn_buffer_text(&build.text), &made->article.text) == SYN_OK;
  syn_buffer_clear(&build.text);
  if (!is_read) return syn_error_set(error, SYN_NO_MEMORY, 0, "no memory for a document with names");
  if (build.tokens.count == 0) return syn_error_set(error, SYN_NOT_FOUND, 0, "there are no words");
  made->document = (syn_document){.article = &made->article,
                                  .sentences = build.sentences.items,
                                  .tokens = build.tokens.items,
                                  .names = build.names.items,
                                  .sentence_count = (uint32_t)build.sentences.count,
                                  .token_count = (uint32_t)build.tokens.count,
                                  .name_count = (uint32_t)build.names.count};
  *out_iob2 = made;
  return SYN_OK;
}
