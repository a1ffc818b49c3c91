/*
 * Pattern sentence: a sentence as patterns see it: its noun phrases with the codes of who stands in them, and which tokens count.
 */
#ifndef SYN_FACTS_PATTERN_SENTENCE_H
#define SYN_FACTS_PATTERN_SENTENCE_H

#include "facts/actor_codes.h"
#include "facts/word_classes.h"

enum { SYN_PHRASE_PARTY_LIMIT = 16, SYN_NO_PHRASE = UINT32_MAX };

/* Somebody who stands in a phrase: a name of the dictionary, who acts for it, or both. */
typedef struct syn_coded_party {
  syn_text code;         /* "GONMIL", "---REL"; several with "/" between */
  uint32_t first, count; /* tokens that the code was read from */
  uint32_t actor;        /* row of the dictionary + 1; 0: only an agent, or an entity */
  uint32_t entity;       /* where there is no dictionary of actors: the entity + 1, whose name stands for the code that it lacks */
  uint32_t actor_first;  /* first token of the name */
  bool has_agent;
} syn_coded_party;

typedef struct syn_coded_phrase {
  uint32_t first, end; /* tokens: a noun phrase, or several that are joined, with what is bound to them by "of" */
  syn_coded_party parties[SYN_PHRASE_PARTY_LIMIT];
  uint32_t party_count; /* 0: nobody that the dictionary knows */
  bool is_joint;        /* several phrases side by side: "A and B" */
} syn_coded_phrase;

typedef struct syn_pattern_sentence {
  const syn_document *document;
  uint32_t first, end; /* tokens */
  syn_coded_phrase *phrases;
  uint32_t phrase_count;
  uint32_t *phrase_of; /* of each token of the sentence, counted from `first`: index + 1, 0 for none */
  bool *is_aside;      /* of each token: it belongs to a short remark between commas */
} syn_pattern_sentence;

/* What sentences are read with. */
typedef struct syn_pattern_reading {
  const syn_finding *finding;
  const syn_actor_codes *codes; /* without rows: the entities of the document are the actors */
  const syn_word_classes *words;
  syn_text day; /* of the article, for codes that hold for a time */
} syn_pattern_reading;

/* Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_pattern_sentence_read(const syn_pattern_reading *reading, const syn_sentence *sentence,
                                                    syn_pattern_sentence *out_sentence);

/* The phrase that the token belongs to, or NULL. */
const syn_coded_phrase *syn_pattern_phrase_at(const syn_pattern_sentence *sentence, uint32_t token);

#endif
