/*
 * Quote cues: the words of one language that tell that someone's words or thoughts follow (data/<language>/cues.tsv).
 *
 * Read-only after loading, shared by threads; lives in the arena given to load.
 */
#ifndef SYN_FACTS_QUOTE_CUES_H
#define SYN_FACTS_QUOTE_CUES_H

#include "base/array.h"
#include "base/map.h"
#include "records/document.h"
#include "world/world.h"

enum {
  SYN_CUE_SAY = 1u << 0,
  SYN_CUE_ASK = 1u << 1,
  SYN_CUE_WRITE = 1u << 2,
  SYN_CUE_THINK = 1u << 3,
  SYN_CUE_CALL = 1u << 4,
  SYN_CUE_DENY = 1u << 5,
  SYN_CUE_QUOTED = 1u << 6,
  SYN_CUE_ACCORDING = 1u << 7,
  SYN_CUE_LABEL = 1u << 8,
  SYN_CUE_MEDIUM = 1u << 9,
  SYN_CUE_SHOW = 1u << 10,       /* what studies and papers do */
  SYN_CUE_HOLD = 1u << 11,       /* wishes, plans, expectations */
  SYN_CUE_NOUN = 1u << 12,       /* "her claim that" */
  SYN_CUE_ADJECTIVE = 1u << 13,  /* "is confident that" */
  SYN_CUE_ASPECT = 1u << 14,     /* "went on to say" */
  SYN_CUE_COMPLEMENT = 1u << 15, /* opens the content and is no part of it: "that" */
  SYN_CUE_AS = 1u << 16,         /* "as Petrova said" */
  SYN_CUE_UTTER = 1u << 17,      /* verbs whose subject a noun is of: "expressed hope that" */
  SYN_CUE_CONDITION = 1u << 18,  /* opens what is not said to happen: "if" */
  SYN_CUE_NEGATION = 1u << 19,   /* "did not say" */
  /* what a verb must be to have a subject that speaks */
  SYN_CUE_SPEAKS = SYN_CUE_SAY | SYN_CUE_ASK | SYN_CUE_WRITE | SYN_CUE_THINK | SYN_CUE_CALL | SYN_CUE_DENY | SYN_CUE_QUOTED,
  /* what a verb must be to report a content without quotation marks */
  SYN_CUE_REPORTS = SYN_CUE_SPEAKS | SYN_CUE_SHOW | SYN_CUE_HOLD
};

typedef struct syn_quote_cues {
  syn_map words;                /* lemma or word -> SYN_CUE_ bits */
  syn_map verbs, nouns;         /* lemma -> index into contents, of verbs, and of nouns and adjectives */
  SYN_ARRAY(syn_text) contents; /* cells of the table */
} syn_quote_cues;

/* Returns SYN_OK, SYN_NOT_FOUND (the language has no cues), SYN_BAD_INPUT (a class that is not known), SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_quote_cues_load(const syn_world *world, syn_text language, syn_arena *arena, syn_quote_cues *out_cues,
                                              syn_error *error);

/* SYN_CUE_ bits of a token: speaking classes for verbs only, media for nouns only. 0: none. */
unsigned syn_quote_cue_bits(const syn_quote_cues *cues, const syn_token *token);

/*
 * What may hold the content of this cue beside a clause, items separated by '|': "infinitive" ("promised to build"), "object" ("announced
 * the closure"), "predicate" ("called her a liar"), else a preposition ("called for an inquiry"). Empty: nothing.
 */
syn_text syn_quote_cue_content(const syn_quote_cues *cues, const syn_token *token);

/* Whether `item` is among the items of such a cell. */
bool syn_quote_content_has(syn_text content, syn_text item);

#endif
