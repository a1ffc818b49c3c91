/*
 * CoNLL-U: documents with their words given, as universaldependencies.org/format.html has them.
 *
 * One token a word; the words of a multiword token ("don't") are tokens of their own where their forms together are its form, else they are
 * one token ("du"). The text is put together from the forms and their spacing: sentences of a paragraph are parted by a space, paragraphs
 * ("# newpar") by a blank line. Every line is kept for writing. Everything lives in the arena or in the text that was read.
 */
#ifndef SYN_RECORDS_CONLLU_H
#define SYN_RECORDS_CONLLU_H

#include "base/arena.h"
#include "base/buffer.h"
#include "records/document.h"
#include "synoptic/facts.h"

typedef enum syn_conllu_kind {
  SYN_CONLLU_COMMENT,
  SYN_CONLLU_WORD,
  SYN_CONLLU_MULTIWORD,  /* "1-2" */
  SYN_CONLLU_EMPTY_NODE, /* "8.1" */
  SYN_CONLLU_END         /* the blank line after a sentence */
} syn_conllu_kind;

typedef struct syn_conllu_line {
  syn_text text;
  uint32_t token; /* of a word: the token that it is, or is part of; of a multiword token: the first that comes */
  uint32_t words; /* of a multiword token: how many follow */
  syn_conllu_kind kind;
  bool is_first; /* of a word: it begins its token */
} syn_conllu_line;

typedef struct syn_conllu {
  syn_article article;   /* its text only */
  syn_document document; /* tags, features, lemmas and trees as far as they are given; has_trees when all sentences have one */
  syn_conllu_line *lines;
  size_t line_count;
} syn_conllu;

enum { SYN_CONLLU_COLUMNS = 10, SYN_CONLLU_LONGEST_SENTENCE = 10000 }; /* words */

/* The columns of a word's line; false where there are not ten. */
bool syn_conllu_columns(syn_text line, syn_text columns[SYN_CONLLU_COLUMNS]);

/* SYN_FEATURE_ bits of "Number=Sing|Person=3"; `own_tag` is the fifth column, which tells modals of English treebanks. */
uint32_t syn_conllu_features(syn_text features, syn_text own_tag);

/* Takes the first document ("# newdoc") off `rest`, without blank lines before it; false where nothing is left. */
bool syn_conllu_next_document(syn_text *rest, syn_text *out_document);

/*
 * Reads one document of valid UTF-8. Returns SYN_OK; SYN_BAD_INPUT (a line that is no word, words not numbered from 1, a head that is not
 * there, heads that make a circle: the message names the line, counted from 1 in this document); SYN_LIMIT (a longer sentence);
 * SYN_NOT_FOUND (no words); SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_conllu_read(syn_text text, syn_arena *arena, syn_conllu **out_conllu, syn_error *error);

/*
 * Writes a document. `given`: where it was read from, whose lines are kept; NULL: it was made from text. Where no tree was given, columns
 * LEMMA, UPOS, FEATS, HEAD and DEPREL are the document's. MISC gets TokenRange (characters of its field, as offsets of records: of the text
 * unless "# field" says otherwise) and, of mentions in `facts` (may be NULL), Entity. Memory for the writing comes from `arena`. Returns
 * SYN_OK, SYN_NO_MEMORY, or what the buffer says.
 */
SYN_MUST_CHECK syn_status syn_conllu_write(syn_buffer *buffer, const syn_document *document, const syn_conllu *given,
                                           const syn_facts *facts, syn_arena *arena);

#endif
