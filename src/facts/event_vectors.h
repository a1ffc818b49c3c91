/*
 * Event vectors: whether an event that the lexicon tells looks like events that were right or like those that were wrong, by the vectors of
 * the words around (data/<language>/event_vectors.tsv; train/train-event-vectors).
 *
 *     syn_event_vectors_read(world, language, arena, &vectors, error)          once
 *     bool is_article = syn_event_vectors_document(document, &words)           for a document
 *     syn_event_vectors_views(site, &words, views)                             for an event
 *     if (syn_event_vectors_likeness(&vectors, type, views) >= vectors.thresholds[domains.is_foreign]) ...
 *
 * All lives in the arena it was read into and is shared by threads.
 */
#ifndef SYN_FACTS_EVENT_VECTORS_H
#define SYN_FACTS_EVENT_VECTORS_H

#include "facts/event_places.h"

enum { SYN_EVENT_VECTOR_SIZE = 96, SYN_EVENT_VIEW_COUNT = 6, SYN_EVENT_VECTOR_TOKENS = 400 /* of a document, that are looked at */ };

/* The sum of the vectors of some words. */
typedef struct syn_word_sum {
  int32_t items[SYN_EVENT_VECTOR_SIZE];
} syn_word_sum;

typedef struct syn_event_vectors {
  const int16_t *first;                                             /* the first vector of the model that they were made with */
  const int16_t *middle[SYN_EVENT_VIEW_COUNT];                      /* of each view: the mean of all events, in 1024ths of a unit vector */
  const int16_t *general[SYN_EVENT_VIEW_COUNT];                     /* what right events have more than wrong ones */
  const int16_t *typed[SYN_EVENT_VIEW_COUNT][SYN_EVENT_TYPE_COUNT]; /* the same of one type; NULL where too few were judged */
  int32_t thresholds[2]; /* an event is told from this likeness on; the second in an article of a foreign field (event_senses.h) */
  bool is_known;         /* the language has them; otherwise all is told */
} syn_event_vectors;

/* Returns SYN_OK, also for a language without them; SYN_BAD_INPUT for a row that is wrong (named); SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_event_vectors_read(const syn_world *world, syn_text language, syn_arena *arena,
                                                 syn_event_vectors *out_vectors, syn_error *error);

/* Whether the document was read with the vectors of words that these were made with; those of another model mean something else. */
bool syn_event_vectors_fit(const syn_event_vectors *vectors, const syn_document *document);

/* The words of a document, for all its events. False where it has too few sentences to be an article, or no vectors. */
bool syn_event_vectors_document(const syn_document *document, syn_word_sum *out_sum);

/* What stands at the word that tells, its object, its subject, in its sentence, near it and in the document. */
void syn_event_vectors_views(const syn_event_site *site, const syn_word_sum *of_document, syn_word_sum views[SYN_EVENT_VIEW_COUNT]);

/* How much more the event is like right ones than like wrong ones: above 0, or below. */
int32_t syn_event_vectors_likeness(const syn_event_vectors *vectors, syn_event_type type, const syn_word_sum views[SYN_EVENT_VIEW_COUNT]);

#endif
