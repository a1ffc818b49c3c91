/*
 * Page language: in which language a text is written, by its commonest words and letters.
 */
#ifndef SYN_ARTICLE_PAGE_LANGUAGE_H
#define SYN_ARTICLE_PAGE_LANGUAGE_H

#include "base/map.h"
#include "world/world.h"

enum { SYN_LANGUAGE_LIMIT = 64, SYN_LANGUAGE_RANGE_LIMIT = 24, SYN_LANGUAGE_LOW_LETTERS = 0x700 };

/* Letters that speak for a language: a script of its own. */
typedef struct syn_letter_range {
  uint32_t first, last, language; /* code points; index of the language */
} syn_letter_range;

typedef struct syn_language_words {
  syn_text languages[SYN_LANGUAGE_LIMIT]; /* ISO 639-1 */
  uint32_t count;
  syn_letter_range ranges[SYN_LANGUAGE_RANGE_LIMIT];
  uint32_t range_count;
  uint64_t low_letters[SYN_LANGUAGE_LOW_LETTERS]; /* the same bits by code point, for the alphabets that have few letters */
  syn_map words, letters;                         /* lower case -> one bit for each language that has it */
} syn_language_words;

/* Reads data/world/languages.tsv. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_language_words_load(const syn_world *world, syn_arena *arena, syn_language_words *out_words);

/*
 * The language of `text` as ISO 639-1, or "und". `stated` (a tag such as "en-GB", may be empty) is believed where the text does
 * not speak against it. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_page_language(const syn_language_words *words, syn_text text, syn_text stated, syn_arena *arena,
                                            syn_text *out_language);

#endif
