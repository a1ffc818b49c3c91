/*
 * Quote cues: the words of one language that tell that someone's words follow (data/<language>/cues.tsv).
 *
 * Read-only after loading, shared by threads; lives in the arena given to load.
 */
#ifndef SYN_FACTS_QUOTE_CUES_H
#define SYN_FACTS_QUOTE_CUES_H

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
  /* what a verb must be to have a subject that speaks */
  SYN_CUE_SPEAKS = SYN_CUE_SAY | SYN_CUE_ASK | SYN_CUE_WRITE | SYN_CUE_THINK | SYN_CUE_CALL | SYN_CUE_DENY | SYN_CUE_QUOTED
};

typedef struct syn_quote_cues {
  syn_map words; /* lemma or word -> SYN_CUE_ bits */
} syn_quote_cues;

/* Returns SYN_OK, SYN_NOT_FOUND (the language has no cues), SYN_BAD_INPUT (a class that is not known), SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_quote_cues_load(const syn_world *world, syn_text language, syn_arena *arena, syn_quote_cues *out_cues,
                                              syn_error *error);

/* SYN_CUE_ bits of a token: speaking classes for verbs only, media for nouns only. 0: none. */
unsigned syn_quote_cue_bits(const syn_quote_cues *cues, const syn_token *token);

#endif
