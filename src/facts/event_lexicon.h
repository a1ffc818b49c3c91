/*
 * Event lexicon: which words tell an event, of which type, and where its parties stand, from data/<language>/events.tsv,
 * modality.tsv and event_forms.tsv.
 */
#ifndef SYN_FACTS_EVENT_LEXICON_H
#define SYN_FACTS_EVENT_LEXICON_H

#include "facts/event_words.h"

/* Where a party stands. What is none of these is a preposition of the language, told by its text. */
typedef enum syn_place_kind {
  SYN_PLACE_PREPOSITION,
  SYN_PLACE_SUBJECT,
  SYN_PLACE_OBJECT,     /* the thing or person acted upon; of "granted X a loan", where the loan is required, X */
  SYN_PLACE_POSSESSOR,  /* of the noun that tells the event, or of the required object */
  SYN_PLACE_MODIFIER,   /* "EU sanctions" */
  SYN_PLACE_BODY,       /* an organisation there, but no state: "FBI probe", not "Malta probe" */
  SYN_PLACE_COMPLEMENT, /* whom a participle behind the verb aims at: "marched, demanding X's resignation" */
  SYN_PLACE_SOURCE      /* whose word it is */
} syn_place_kind;

typedef struct syn_place {
  syn_place_kind kind;
  syn_text preposition;
} syn_place;

enum { SYN_FRAME_PLACE_LIMIT = 8 };

typedef struct syn_place_list {
  syn_place items[SYN_FRAME_PLACE_LIMIT];
  uint32_t count;
} syn_place_list;

/* One row: a word with the places of its parties. */
typedef struct syn_event_frame {
  bool is_noun;
  bool tells_nothing;                    /* the word is no event here, and no later row is tried */
  bool has_no_object;                    /* there must be none */
  bool takes_theme;                      /* the object that fits is what the event is about, no party: "granted X a loan" */
  syn_event_condition objects, subjects; /* what they must be; empty: any or none */
  syn_event_condition when, unless;      /* words near by: one must stand there; none may */
  syn_text particle;                     /* preposition or adverb that must follow; empty: none */
  syn_event_type type;
  syn_text mode, cameo;
  bool has_scale;
  syn_decimal scale; /* of type and mode */
  syn_place_list actors, recipients;
  bool has_modality;
  syn_modality modality;             /* that the word itself brings */
  bool is_joint;                     /* done together: several actors are also each other's recipients */
  bool needs_party;                  /* told only when a party is named, or an actor described */
  bool needs_pair;                   /* told only when two parties, or a party with a place or a figure, are named */
  bool needs_actor, needs_recipient; /* told only when one is named; a common noun as subject is an actor */
  uint32_t next;                     /* frame of the same word + 1; 0: none */
} syn_event_frame;

/* How a verb colours what depends on it ("promised to lend"). */
typedef struct syn_colouring {
  syn_modality modality;
  bool negates;
  bool reports;     /* whoever stands before it is the source */
  bool moves;       /* with an infinitive it is asked of someone: "told X to leave" */
  bool lifts;       /* a negation of it is one of its content: "does not mean that X left" */
  bool in_progress; /* only where it is in progress: "is going to" */
} syn_colouring;

typedef struct syn_event_lexicon {
  syn_event_words words;
  syn_event_frame *frames;
  size_t frame_count;
  syn_map verbs, nouns; /* lemma -> first frame + 1 */
  syn_colouring *colourings;
  syn_map colouring_words; /* lemma -> colouring */
  const syn_table *forms;  /* forms whose lemma the analyser may get wrong; NULL when the language has no such table */
  syn_map form_rows;       /* form in lower case -> row of it */
} syn_event_lexicon;

/* Returns SYN_OK; SYN_NOT_FOUND when the language has no events table; SYN_BAD_INPUT for a row that is wrong (named); SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_event_lexicon_read(const syn_world *world, syn_text language, syn_arena *arena,
                                                 syn_event_lexicon *out_lexicon, syn_error *error);

/* The lemma of a verb: that of its form where it is listed, else the analyser's. */
syn_text syn_event_lexicon_verb(const syn_event_lexicon *lexicon, const syn_token *token);

/* The first frame of a word, or NULL. */
const syn_event_frame *syn_event_lexicon_find(const syn_event_lexicon *lexicon, bool is_noun, syn_text lemma);
const syn_event_frame *syn_event_lexicon_next(const syn_event_lexicon *lexicon, const syn_event_frame *frame);

/* What the verb does to its complement, or NULL. */
const syn_colouring *syn_event_lexicon_colouring(const syn_event_lexicon *lexicon, syn_text lemma);

#endif
