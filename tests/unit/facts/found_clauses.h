/* What tests of clauses share: the clauses of a document that is written in a line, and how one of them is told. */
#ifndef SYN_TESTS_FOUND_CLAUSES_H
#define SYN_TESTS_FOUND_CLAUSES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "facts/clause.h"
#include "make_document.h"

typedef struct found_clauses {
  test_document made;
  syn_finding finding;
  syn_world *world;
  syn_word_classes words;
  syn_clause_list list;
} found_clauses;

static inline void free_clauses(found_clauses *found) {
  syn_world_close(&found->world);
  free_document(&found->made);
}

static inline size_t add_phrase(const found_clauses *found, const char *before, uint32_t chunk, char *text, size_t size, size_t used) {
  if (chunk == SYN_NO_CHUNK) return used;
  syn_text words = syn_article_words(
      &found->made.article, syn_document_span(&found->made.document, found->list.chunks[chunk].first, found->list.chunks[chunk].count));
  return used + (size_t)snprintf(text + used, size - used, "%s%.*s", before, SYN_TEXT_ARGUMENTS(words));
}

/* "Petrova | met | Calleja | in Riga": subject, verb group, objects, prepositional phrases. */
static inline const char *describe(const found_clauses *found, uint32_t index) {
  static char text[1024];
  const syn_clause *clause = &found->list.clauses[index];
  text[0] = 0;
  size_t size = add_phrase(found, "", clause->subject, text, sizeof text, 0);
  size = add_phrase(found, " | ", clause->verb, text, sizeof text, size);
  size = add_phrase(found, " | ", clause->object, text, sizeof text, size);
  size = add_phrase(found, " | ", clause->second_object, text, sizeof text, size);
  for (uint32_t i = 0; i < clause->prepositional_count; i++) {
    syn_text preposition = syn_document_word(&found->made.document, clause->prepositionals[i].preposition);
    size += (size_t)snprintf(text + size, sizeof text - size, " | %.*s ", SYN_TEXT_ARGUMENTS(preposition));
    size = add_phrase(found, "", clause->prepositionals[i].phrase, text, sizeof text, size);
  }
  return text;
}

#endif
