/*
 * Document: an article cut into sentences and tokens, with tags, lemmas, names and room for trees.
 *
 * The fields of the article come in this order: title, text, captions. A sentence belongs to
 * one field and one paragraph; tokens are one list over the whole document, in order. All
 * offsets are bytes of UTF-8 into the sentence's field. Everything lives in the document's arena.
 */
#ifndef SYN_RECORDS_DOCUMENT_H
#define SYN_RECORDS_DOCUMENT_H

#include "synoptic/article.h"

/* Universal part-of-speech tags. */
typedef enum syn_tag {
  SYN_TAG_ADJ,
  SYN_TAG_ADP,
  SYN_TAG_ADV,
  SYN_TAG_AUX,
  SYN_TAG_CCONJ,
  SYN_TAG_DET,
  SYN_TAG_INTJ,
  SYN_TAG_NOUN,
  SYN_TAG_NUM,
  SYN_TAG_PART,
  SYN_TAG_PRON,
  SYN_TAG_PROPN,
  SYN_TAG_PUNCT,
  SYN_TAG_SCONJ,
  SYN_TAG_SYM,
  SYN_TAG_VERB,
  SYN_TAG_X,
  SYN_TAG_COUNT
} syn_tag;

/* Universal features that later stages ask for, as bits. */
enum {
  SYN_FEATURE_SINGULAR = 1u << 0,
  SYN_FEATURE_PLURAL = 1u << 1,
  SYN_FEATURE_FIRST = 1u << 2,
  SYN_FEATURE_SECOND = 1u << 3,
  SYN_FEATURE_THIRD = 1u << 4, /* Person */
  SYN_FEATURE_PAST = 1u << 5,
  SYN_FEATURE_PRESENT = 1u << 6,
  SYN_FEATURE_FUTURE = 1u << 7, /* Tense */
  SYN_FEATURE_FINITE = 1u << 8,
  SYN_FEATURE_INFINITIVE = 1u << 9,
  SYN_FEATURE_PARTICIPLE = 1u << 10,
  SYN_FEATURE_GERUND = 1u << 11,
  SYN_FEATURE_PASSIVE = 1u << 12,
  SYN_FEATURE_MASCULINE = 1u << 13,
  SYN_FEATURE_FEMININE = 1u << 14,
  SYN_FEATURE_POSSESSIVE = 1u << 15,
  SYN_FEATURE_PERSONAL = 1u << 16,
  SYN_FEATURE_RELATIVE = 1u << 17,
  SYN_FEATURE_DEMONSTRATIVE = 1u << 18,
  SYN_FEATURE_DEFINITE = 1u << 19,
  SYN_FEATURE_NEGATIVE = 1u << 20,
  SYN_FEATURE_COMPARATIVE = 1u << 21,
  SYN_FEATURE_SUPERLATIVE = 1u << 22,
  SYN_FEATURE_MODAL = 1u << 23 /* a modal auxiliary */
};

/* Universal dependency relations; NONE while there is no tree. */
typedef enum syn_relation {
  SYN_RELATION_NONE,
  SYN_RELATION_ROOT,
  SYN_RELATION_ACL,
  SYN_RELATION_ADVCL,
  SYN_RELATION_ADVMOD,
  SYN_RELATION_AMOD,
  SYN_RELATION_APPOS,
  SYN_RELATION_AUX,
  SYN_RELATION_CASE,
  SYN_RELATION_CC,
  SYN_RELATION_CCOMP,
  SYN_RELATION_CLF,
  SYN_RELATION_COMPOUND,
  SYN_RELATION_CONJ,
  SYN_RELATION_COP,
  SYN_RELATION_CSUBJ,
  SYN_RELATION_DEP,
  SYN_RELATION_DET,
  SYN_RELATION_DISCOURSE,
  SYN_RELATION_DISLOCATED,
  SYN_RELATION_EXPL,
  SYN_RELATION_FIXED,
  SYN_RELATION_FLAT,
  SYN_RELATION_GOESWITH,
  SYN_RELATION_IOBJ,
  SYN_RELATION_LIST,
  SYN_RELATION_MARK,
  SYN_RELATION_NMOD,
  SYN_RELATION_NSUBJ,
  SYN_RELATION_NUMMOD,
  SYN_RELATION_OBJ,
  SYN_RELATION_OBL,
  SYN_RELATION_ORPHAN,
  SYN_RELATION_PARATAXIS,
  SYN_RELATION_PUNCT,
  SYN_RELATION_REPARANDUM,
  SYN_RELATION_VOCATIVE,
  SYN_RELATION_XCOMP,
  SYN_RELATION_COUNT
} syn_relation;

enum { SYN_HEAD_NONE = -1, SYN_HEAD_ROOT = -2 };

typedef struct syn_token {
  uint32_t start, end; /* bytes into the sentence's field */
  syn_text lemma;      /* lower case unless a proper name; never empty */
  syn_text lower;      /* the word in lower case; in the arena or in the field */
  uint32_t features;   /* SYN_FEATURE_ bits */
  uint8_t tag;         /* syn_tag */
  uint8_t relation;    /* syn_relation */
  uint8_t subtype;     /* of the relation: 0 none, 1 pass, 2 poss, 3 agent, 4 tmod; others as 0 */
  bool space_before;
  bool is_joined; /* written as one with the token before, of which it is a word apart: "n't" of "don't" */
  int32_t head;   /* index of a token in the document, SYN_HEAD_ROOT, SYN_HEAD_NONE while there is no tree */
} syn_token;

typedef struct syn_sentence {
  syn_span span;
  uint32_t first_token, token_count;
  uint32_t paragraph; /* counts from 0 over the whole document; a title or caption is a paragraph of its own */
} syn_sentence;

/* What the name recogniser says; COUNTRY is told from PLACE by the world, in facts. */
typedef enum syn_name_type {
  SYN_NAME_PERSON,
  SYN_NAME_ORGANIZATION,
  SYN_NAME_PLACE,
  SYN_NAME_NORP, /* nationalities, religious and political groups */
  SYN_NAME_WORK,
  SYN_NAME_OTHER,
  SYN_NAME_TYPE_COUNT
} syn_name_type;

typedef struct syn_name {
  uint32_t first_token, token_count;
  syn_name_type type;
} syn_name;

typedef struct syn_document {
  const syn_article *article;
  syn_text language;
  syn_sentence *sentences;
  syn_token *tokens;
  syn_name *names; /* in order, not overlapping */
  uint32_t sentence_count, token_count, name_count;
  bool has_trees;
  const int8_t *vectors;       /* of words, [rows][vector_size]; belongs to the model. NULL where the language has none */
  const uint16_t *vector_rows; /* of each token: its row + 1, or 0 */
  uint32_t vector_size;
} syn_document;

/* The words of a token. */
syn_text syn_document_word(const syn_document *document, uint32_t token);

/* The index of the sentence that a token belongs to. */
uint32_t syn_document_sentence_of(const syn_document *document, uint32_t token);

/* The span of `count` tokens of one sentence, from `first`. */
syn_span syn_document_span(const syn_document *document, uint32_t first, uint32_t count);

/* The first token of this field that ends after `offset`, or token_count when there is none. */
uint32_t syn_document_token_at(const syn_document *document, unsigned field, unsigned index, uint32_t offset);

const char *syn_tag_name(unsigned tag);           /* "NOUN" */
const char *syn_relation_name(unsigned relation); /* "nsubj"; "_" for NONE */
bool syn_tag_parse(syn_text text, syn_tag *out_tag);
bool syn_relation_parse(syn_text text, syn_relation *out_relation);

#endif
