/*
 * Pattern compile: from a pattern as it is written ("SAID WILL_* &CURRENCY") to its elements.
 */
#ifndef SYN_FACTS_PATTERN_COMPILE_H
#define SYN_FACTS_PATTERN_COMPILE_H

#include "facts/pattern_lexicon.h"

enum { SYN_PATTERN_ELEMENT_LIMIT = 32 };

/* Sets that are named before they are defined get their place by name. Returns SYN_OK, SYN_BAD_INPUT (no verb, or too long), SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_pattern_compile(syn_pattern_lexicon *lexicon, syn_text text, syn_pattern *out_pattern);

/* "DEATH_TOLL" as words side by side, in lower case. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_pattern_split(syn_pattern_lexicon *lexicon, syn_text text, syn_pattern_words *out_words);

/* The index of the set of this name ("&CURRENCY_" is "&CURRENCY"), made where there is none. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_pattern_set_of(syn_pattern_lexicon *lexicon, syn_text name, uint32_t *out_set);

#endif
