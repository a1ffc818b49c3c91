/*
 * Name lexicon: single words that tell something about names near them: given names, offices, honorifics.
 *
 * From the tables <language>/given_names (form, gender) and <language>/nominals (form, class), as far as a language has them. Read-only;
 * lives in the arena.
 */
#ifndef SYN_LANGUAGE_NAME_LEXICON_H
#define SYN_LANGUAGE_NAME_LEXICON_H

#include "base/map.h"
#include "world/world.h"

enum { /* bits */
       SYN_LEXICON_GIVEN_NAME = 1 << 0,
       SYN_LEXICON_ROLE = 1 << 1,
       SYN_LEXICON_HONORIFIC = 1 << 2,
       SYN_LEXICON_ORGANIZATION = 1 << 3,
       SYN_LEXICON_STATE = 1 << 4,
       SYN_LEXICON_OTHER = 1 << 5
};

typedef struct syn_name_lexicon {
  syn_map words; /* in lower case -> SYN_LEXICON_ */
} syn_name_lexicon;

/* `world` may be NULL: then it knows no words. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_name_lexicon_load(const syn_world *world, syn_text language, syn_arena *arena, syn_name_lexicon *out_lexicon);

/* The bits of a word in lower case. */
uint32_t syn_name_lexicon_find(const syn_name_lexicon *lexicon, syn_text lower);

#endif
