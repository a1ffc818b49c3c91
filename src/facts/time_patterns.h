/*
 * Patterns of times: the rows of <language>/time_patterns and <language>/holidays, as one tree.
 */
#ifndef SYN_FACTS_TIME_PATTERNS_H
#define SYN_FACTS_TIME_PATTERNS_H

#include "facts/time_words.h"

/*
 * Reads the language's tables of patterns into `words`, whose words and classes are known already. Returns SYN_OK, SYN_BAD_INPUT (the
 * message names table and row), SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_time_patterns_read(time_words *words, const syn_world *world, syn_text language, syn_arena *arena,
                                                 syn_error *error);

/* The class of this name, or TIME_CLASS_COUNT. */
time_class syn_time_class_find(syn_text name);

/* The word of this form, added when it is not there. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_time_words_get(time_words *words, syn_arena *arena, syn_text form, time_word **out_word);

#endif
