/*
 * Documents for tests, made from a line of notation instead of by the analyser.
 *
 *     test_document made;
 *     make_document(&made, "2021-03-10",
 *         "title: Anna/PROPN Petrova/PROPN wins/VERB/win/present+finite\n"
 *         "[PER Anna/PROPN Petrova/PROPN] said/VERB/say/past+finite it/PRON ~'s/AUX/be over/ADV ./PUNCT\n"
 *         "\n"
 *         "caption: A/DET photo/NOUN\n");
 *     ...
 *     free_document(&made);
 *
 * A line is a sentence, an empty line ends a paragraph; "title: " and "caption: " begin sentences of those fields (a second
 * "title: " line is a second sentence of the title; each "caption: " line is a caption of its own).
 * A token is word/TAG/lemma/features. Lemma and features may be left out, the tag too (a guess: PUNCT for signs, NUM for digits,
 * X else). The lemma is the word, in lower case unless PROPN. Features are joined by '+': singular plural first second third past
 * present future finite infinitive participle gerund passive masculine feminine possessive personal relative demonstrative definite
 * negative comparative superlative modal.
 * Names stand in brackets: [PER …] [ORG …] [PLACE …] [NORP …] [WORK …] [OTHER …].
 * Spaces are put between tokens except before , . ; : ! ? ) % and closing quotation marks, before 's and n't, and after ( $ and
 * opening quotation marks (“ ‘; a straight " opens and closes in turn). A leading ~ forces no space before a token.
 * Wrong notation ends the test program with a message.
 */
#ifndef SYN_TEST_MAKE_DOCUMENT_H
#define SYN_TEST_MAKE_DOCUMENT_H

#include "base/arena.h"
#include "records/document.h"

typedef struct test_document {
  syn_arena *arena;
  syn_article article;
  syn_document document;
} test_document;

/* `published`: ISO 8601 ("2021-03-10", "2021-03"), or NULL when it is not stated. The language is "en". */
void make_document(test_document *made, const char *published, const char *notation);

/* Frees what make_document made. */
void free_document(test_document *made);

/* The first token from `from` on that reads `word`; fails the program when there is none. */
uint32_t find_token(const test_document *made, const char *word, uint32_t from);

/* The words of a span, in the document's arena, NUL-terminated: for assert_string_equal. */
const char *span_words(const test_document *made, syn_span span);

#endif
