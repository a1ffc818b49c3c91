/*
 * Spelling of names: their words, and the forms by which spellings of one name are found to be the same.
 */
#ifndef SYN_FACTS_NAME_SPELLING_H
#define SYN_FACTS_NAME_SPELLING_H

#include "facts/entity_words.h"

enum { NAME_WORD_LIMIT = 12 };

/* The words of a folded name, without hyphens and full stops. */
typedef struct name_parts {
  syn_text words[NAME_WORD_LIMIT];
  uint32_t count;
} name_parts;

/* Splits; a name of more words keeps the first ones. Endings such as "jr" are left out. */
void syn_spelling_split(const entity_words *words, syn_text folded, name_parts *out_parts);

/*
 * What is left of a word when letters that transliterations exchange are made one, doubled letters single and a vowel at the end is
 * dropped: "ivanenko" and "ivanenka" give the same. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_spelling_skeleton(const entity_words *words, syn_text word, syn_arena *arena, syn_text *out_skeleton);

/* The name with the language's variants of spelling made one ("organisation", "organization"). Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_spelling_respell(const entity_words *words, syn_text folded, syn_arena *arena, syn_text *out_name);

/* Whether two given names may be those of one person: the same, spelled alike, an initial, a short form. */
bool syn_spelling_given_alike(const entity_words *words, syn_text a, syn_text b, syn_arena *arena);

#endif
