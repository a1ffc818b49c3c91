/*
 * Event words: classes of words and of entities that the lexicon of events asks for by name ("<person>"), from
 * data/<language>/event_words.tsv and the person nouns of counted.tsv.
 */
#ifndef SYN_FACTS_EVENT_WORDS_H
#define SYN_FACTS_EVENT_WORDS_H

#include "base/map.h"
#include "facts/finder.h"

enum { SYN_EVENT_CLASS_LIMIT = 64 };

typedef struct syn_event_words {
  syn_map names;                                  /* class -> its index */
  syn_map topics;                                 /* lemma -> bits of the classes of topics that only an article full of it belongs to */
  syn_map classes;                                /* lemma -> bits of its classes */
  uint64_t entity_classes[SYN_ENTITY_TYPE_COUNT]; /* entity type -> bits */
  uint64_t number_classes;                        /* of a number without a noun: "killed 25" */
  uint64_t topic_classes;                         /* those that may be what a whole document is about */
} syn_event_words;

/* What a word must be: one of some lemmas, or of some classes. */
typedef struct syn_event_condition {
  syn_text lemmas; /* '|' list, as in the table; an item in angle brackets is a class */
  uint64_t classes;
  bool is_any; /* "*": any word will do, but there must be one */
} syn_event_condition;

/* Returns SYN_OK; SYN_NOT_FOUND when the language has no such table; SYN_BAD_INPUT for a row that is wrong (named); SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_event_words_read(const syn_world *world, syn_text language, syn_arena *arena, syn_event_words *out_words,
                                               syn_error *error);

/* Takes a cell of conditions apart. False for a class that does not exist: it is left in `out_unknown`. */
bool syn_event_condition_parse(const syn_event_words *words, syn_text cell, syn_event_condition *out_condition, syn_text *out_unknown);

/* Whether the word itself is one of the lemmas or of a class. */
bool syn_event_word_fits(const syn_event_words *words, const syn_event_condition *condition, const syn_token *token);

/* Whether the head of a phrase fits: the word, or the entity that stands there. */
bool syn_event_head_fits(const syn_event_words *words, const syn_event_condition *condition, const syn_finding *finding, uint32_t token);

/* The classes among those of topics that the document is about: at least one word in SYN_EVENT_TOPIC_SHARE is of them. */
enum { SYN_EVENT_TOPIC_SHARE = 30, SYN_EVENT_TOPIC_WORDS = 3 };
uint64_t syn_event_words_topics(const syn_event_words *words, const syn_document *document);

#endif
