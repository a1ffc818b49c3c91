/*
 * Corpus: annotated text for training and measuring, as documents with what they should get.
 *
 * Reads CoNLL-U (treebanks) and IOB2 (names). The text of a document is put together from its words and their spacing, so
 * that documents have the form that the program gives them. Everything lives in the arena.
 */
#ifndef SYN_TRAIN_CORPUS_H
#define SYN_TRAIN_CORPUS_H

#include "base/array.h"
#include "records/document.h"

/*
 * What a token should get. `name`: type + 1 with bit 7 for the first token of a name; 0: none. `head`: token of the document,
 * SYN_HEAD_ROOT, or SYN_HEAD_NONE where the corpus has no trees.
 */
typedef struct gold_token {
  syn_text lemma;
  uint32_t features;
  int32_t head;
  uint8_t tag;
  uint8_t name;
  uint8_t relation, subtype; /* as in syn_token */
} gold_token;

enum { GOLD_NAME_FIRST = 0x80 };

typedef struct gold_document {
  syn_article article;   /* text only */
  syn_document document; /* gold sentences and tokens */
  gold_token *gold;      /* one a token */
  bool has_norps;        /* whether its annotation has the type NORP */
} gold_document;

typedef SYN_ARRAY(gold_document) gold_corpus;

/*
 * What of a treebank is read. `only`: "news|court": the documents in whose first line ("# newdoc id = …") one of these stands; empty: all.
 * `types`: "person=PERSON|place=PLACE": named entities of these types are the names; empty: it has none.
 */
typedef struct corpus_selection {
  syn_text language, only, types;
} corpus_selection;

/* Adds the documents of a CoNLL-U file. Returns SYN_OK, SYN_IO, SYN_BAD_INPUT, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status corpus_read_conllu(const char *path, const corpus_selection *selection, syn_arena *arena, gold_corpus *corpus,
                                             syn_error *error);

/*
 * Adds the documents of an IOB2 file. `types`: which type its labels have, "Location=PLACE|Person=PERSON"; labels that are
 * not there are no names.
 */
SYN_MUST_CHECK syn_status corpus_read_iob2(const char *path, syn_text language, syn_text types, syn_arena *arena, gold_corpus *corpus,
                                           syn_error *error);

/* A whole file in the arena. */
SYN_MUST_CHECK syn_status corpus_read_file(const char *path, syn_arena *arena, syn_text *out_text, syn_error *error);

/* Takes the next line off `rest`; false at the end. */
bool corpus_next_line(syn_text *rest, syn_text *out_line);

#endif
