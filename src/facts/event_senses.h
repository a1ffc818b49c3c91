/*
 * Event senses: whether a word that a row of the lexicon fits tells an event in that sense here, by weights that were learned
 * (data/<language>/event_senses.tsv, domain_words.tsv; train/train-event-senses).
 *
 *     syn_event_senses_read(world, language, arena, &senses, error)           once
 *     syn_domains domains = syn_event_senses_domains(&senses, document)       for a document
 *     if (syn_event_senses_accept(&senses, &evidence)) ...                    for an event
 *
 * All lives in the arena it was read into and is shared by threads.
 */
#ifndef SYN_FACTS_EVENT_SENSES_H
#define SYN_FACTS_EVENT_SENSES_H

#include "facts/event_modality.h"

enum { SYN_DOMAIN_LIMIT = 8, SYN_DOMAIN_LEVELS = 6, SYN_DOMAIN_FOREIGN_LEVEL = 2, SYN_DOMAIN_FOREIGN_WORDS = 3 };

/* How much of a text is of each field other than public affairs: a level from 0 (nothing) to SYN_DOMAIN_LEVELS - 1. */
typedef struct syn_domains {
  uint8_t levels[SYN_DOMAIN_LIMIT];
  bool is_foreign; /* much of it is of another field than public affairs */
} syn_domains;

struct syn_event_evidence;
typedef struct syn_event_senses syn_event_senses;

/* Sees every event before it is accepted or not: for programs that learn weights. */
typedef void syn_event_watch(void *context, const syn_event_senses *senses, const struct syn_event_evidence *evidence);

struct syn_event_senses {
  syn_map weights;                  /* feature -> index into values */
  int32_t *values;                  /* thousandths of a bit of evidence */
  syn_map words;                    /* word in lower case -> field and strength */
  syn_text names[SYN_DOMAIN_LIMIT]; /* of the fields */
  uint32_t domain_count;
  int32_t threshold;      /* an event is told from this sum on */
  bool is_known;          /* the language has weights; otherwise all is accepted */
  syn_event_watch *watch; /* or NULL */
  void *watch_context;
};

/* What is known of an event that may be told. */
typedef struct syn_event_evidence {
  const syn_event_site *site;
  const syn_event_frame *frame;
  const syn_event_standing *standing;
  const syn_party_list *actors, *recipients;
  const syn_domains *domains; /* of the document */
} syn_event_evidence;

/* Returns SYN_OK, also for a language without weights; SYN_BAD_INPUT for a row that is wrong (named); SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_event_senses_read(const syn_world *world, syn_text language, syn_arena *arena, syn_event_senses *out_senses,
                                                syn_error *error);

/* The fields that a document is about. Linear in its length. */
syn_domains syn_event_senses_domains(const syn_event_senses *senses, const syn_document *document);

/* Whether the evidence passes the threshold. In a document that is not of a foreign field the lexicon alone decides. */
bool syn_event_senses_accept(const syn_event_senses *senses, const syn_event_evidence *evidence);

/* Names every feature of the evidence, for those who sum weights and those who learn them. The text lives during the call only. */
typedef void syn_event_feature_visit(void *context, syn_text feature);
void syn_event_senses_features(const syn_event_senses *senses, const syn_event_evidence *evidence, syn_event_feature_visit *visit,
                               void *context);

/* The senses of a state of syn_event_finder, for programs that learn weights and set `watch`; NULL where a dictionary stands in their
 * place. */
syn_event_senses *syn_event_finder_senses(void *state);

#endif
