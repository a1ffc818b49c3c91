/*
 * Pattern lexicon: verbs, the codes that they have, and the patterns around them, from a dictionary in the manner of PETRARCH.
 *
 * A pattern is what stands before the verb and what stands behind it, as elements: words, sets of words, and the phrases $ (source),
 * + (target), % (both sides), ^ (passed over). Between two elements others may stand, unless they are joined by "_". Braces and brackets of
 * PETRARCH 2 ("{…}" noun phrases, "(…)" prepositional phrases) only group: their words are looked for in order. docs/dictionaries.md.
 */
#ifndef SYN_FACTS_PATTERN_LEXICON_H
#define SYN_FACTS_PATTERN_LEXICON_H

#include "base/array.h"
#include "base/map.h"
#include "records/document.h"
#include "synoptic/facts.h"
#include "world/world.h"

typedef enum syn_pattern_kind {
  SYN_PATTERN_WORD,
  SYN_PATTERN_SET,
  SYN_PATTERN_SOURCE,
  SYN_PATTERN_TARGET,
  SYN_PATTERN_BOTH,
  SYN_PATTERN_PASS
} syn_pattern_kind;

/* An element; those before the verb stand in the order from the verb outwards. */
typedef struct syn_pattern_element {
  syn_pattern_kind kind;
  bool is_joined; /* stands directly beside the one before it in this order; the first: beside the verb */
  syn_text word;  /* in lower case */
  uint32_t set;   /* index */
} syn_pattern_element;

/* Words side by side: of a set, or of a verb of several words. */
typedef struct syn_pattern_words {
  syn_text *items; /* in lower case */
  uint32_t count;
} syn_pattern_words;

typedef struct syn_pattern {
  syn_pattern_element *before, *after;
  uint32_t before_count, after_count;
  uint32_t weight; /* the more is asked for, the heavier */
  syn_text code;
} syn_pattern;

typedef struct syn_pattern_verb {
  uint32_t block;                  /* index + 1 into blocks */
  syn_pattern_words before, after; /* of "WIRE_+TAP": what stands beside the verb itself; `before` from the verb outwards */
  syn_text code;                   /* where no pattern fits */
  uint32_t next;                   /* the next verb of the same form, index + 1 */
} syn_pattern_verb;

/* The patterns that its verbs share. */
typedef struct syn_pattern_block {
  uint32_t first_pattern, pattern_count;
} syn_pattern_block;

typedef struct syn_pattern_set {
  SYN_ARRAY(syn_pattern_words) words;
} syn_pattern_set;

/* What a code means among the types of events. */
typedef struct syn_code_meaning {
  syn_event_type type;
  syn_text mode;
} syn_code_meaning;

typedef struct syn_pattern_lexicon {
  syn_arena *arena;
  syn_map forms; /* a form of the verb itself -> index of a verb + 1 */
  syn_map bases; /* the verb itself, to be found by lemma */
  syn_map set_names;
  syn_map meanings; /* code -> index + 1 */
  SYN_ARRAY(syn_pattern_verb) verbs;
  SYN_ARRAY(syn_pattern) patterns;
  SYN_ARRAY(syn_pattern_block) blocks;
  SYN_ARRAY(syn_pattern_set) sets;
  SYN_ARRAY(syn_code_meaning) code_meanings;
} syn_pattern_lexicon;

/*
 * Reads the dictionary given for the run, else those of a user's own world. Returns SYN_OK, SYN_NOT_FOUND (there is none), SYN_BAD_INPUT (a
 * table that is wrong), SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_pattern_lexicon_read(const syn_world *world, syn_arena *arena, syn_pattern_lexicon *out_lexicon,
                                                   syn_error *error);

/* The verbs that a token may be, by its form or else its lemma: index + 1 of the first, 0 where there is none; go on with `next`. */
uint32_t syn_pattern_lexicon_find(const syn_pattern_lexicon *lexicon, const syn_token *token);

/* What the longest beginning of the code in world/event_codes means; false where nothing does, "*" included. */
bool syn_pattern_lexicon_meaning(const syn_pattern_lexicon *lexicon, syn_text code, syn_code_meaning *out_meaning);

#endif
