#include "records/document.h"

#include <string.h>

static const char *const tag_names[] = {"ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN", "NUM",
                                        "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"};
static const char *const relation_names[] = {"_",      "root",      "acl",       "advcl",      "advmod",   "amod",   "appos", "aux",
                                             "case",   "cc",        "ccomp",     "clf",        "compound", "conj",   "cop",   "csubj",
                                             "dep",    "det",       "discourse", "dislocated", "expl",     "fixed",  "flat",  "goeswith",
                                             "iobj",   "list",      "mark",      "nmod",       "nsubj",    "nummod", "obj",   "obl",
                                             "orphan", "parataxis", "punct",     "reparandum", "vocative", "xcomp"};

_Static_assert(sizeof(tag_names) / sizeof(tag_names[0]) == SYN_TAG_COUNT, "a tag without a name");
_Static_assert(sizeof(relation_names) / sizeof(relation_names[0]) == SYN_RELATION_COUNT, "a relation without a name");

syn_text syn_document_word(const syn_document *document, uint32_t token) {
  if (token >= document->token_count) return (syn_text){0};
  const syn_sentence *sentence = &document->sentences[syn_document_sentence_of(document, token)];
  syn_text field = syn_article_field(document->article, sentence->span.field, sentence->span.index);
  return syn_text_slice(field, document->tokens[token].start, document->tokens[token].end);
}

uint32_t syn_document_sentence_of(const syn_document *document, uint32_t token) {
  uint32_t low = 0,
           high = document->sentence_count; /* the last sentence that does not begin after the token; empty ones share a beginning */
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (document->sentences[middle].first_token <= token)
      low = middle + 1;
    else
      high = middle;
  }
  return low == 0 ? 0 : low - 1;
}

syn_span syn_document_span(const syn_document *document, uint32_t first, uint32_t count) {
  if (first >= document->token_count || count == 0) return (syn_span){0};
  const syn_sentence *sentence = &document->sentences[syn_document_sentence_of(document, first)];
  uint32_t last = count - 1 < document->token_count - first ? first + count - 1 : document->token_count - 1;
  return (syn_span){document->tokens[first].start, document->tokens[last].end, sentence->span.field, sentence->span.index};
}

/* The place of a field in the order of the document: title, text, captions. */
static uint32_t field_rank(unsigned field, unsigned index) {
  if (field == SYN_FIELD_TITLE) return 0;
  return field == SYN_FIELD_TEXT ? 1 : 2 + index;
}

uint32_t syn_document_token_at(const syn_document *document, unsigned field, unsigned index, uint32_t offset) {
  uint32_t rank = field_rank(field, index), low = 0, high = document->sentence_count;
  while (low < high) { /* the first sentence that ends after the place */
    uint32_t middle = low + (high - low) / 2;
    syn_span span = document->sentences[middle].span;
    uint32_t middle_rank = field_rank(span.field, span.index);
    if (middle_rank < rank || (middle_rank == rank && span.end <= offset))
      low = middle + 1;
    else
      high = middle;
  }
  for (; low < document->sentence_count; low++) {
    const syn_sentence *sentence = &document->sentences[low];
    if (field_rank(sentence->span.field, sentence->span.index) != rank) break;
    for (uint32_t i = 0; i < sentence->token_count; i++)
      if (document->tokens[sentence->first_token + i].end > offset) return sentence->first_token + i;
  }
  return document->token_count;
}

const char *syn_tag_name(unsigned tag) {
  return tag < SYN_TAG_COUNT ? tag_names[tag] : "?";
}

const char *syn_relation_name(unsigned relation) {
  return relation < SYN_RELATION_COUNT ? relation_names[relation] : "?";
}

static bool find_name(const char *const *names, unsigned count, syn_text text, unsigned *out_value) {
  for (unsigned i = 0; i < count; i++)
    if (text.size > 0 && strlen(names[i]) == text.size && memcmp(names[i], text.data, text.size) == 0) {
      *out_value = i;
      return true;
    }
  return false;
}

bool syn_tag_parse(syn_text text, syn_tag *out_tag) {
  unsigned value;
  if (!find_name(tag_names, SYN_TAG_COUNT, text, &value)) return false;
  *out_tag = (syn_tag)value;
  return true;
}

bool syn_relation_parse(syn_text text, syn_relation *out_relation) {
  unsigned value;
  if (!find_name(relation_names, SYN_RELATION_COUNT, text, &value)) return false;
  *out_relation = (syn_relation)value;
  return true;
}
