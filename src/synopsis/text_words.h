/*
 * Words of a text as the synopsis compares them: folded, with their places, told apart from words that carry no content.
 *
 * Needs no tagger: it is used on quotes and on the words around a figure, where articles in several languages and translations meet.
 */
#ifndef SYN_SYNOPSIS_TEXT_WORDS_H
#define SYN_SYNOPSIS_TEXT_WORDS_H

#include "base/arena.h"
#include "world/world.h"

typedef struct syn_word {
  syn_text folded;
  uint32_t start, end; /* bytes into the text */
} syn_word;

typedef struct syn_word_list {
  syn_word *items;
  uint32_t count;
} syn_word_list;

/* The runs of letters and digits between `start` and `end` (bytes). Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_words_of(syn_text text, uint32_t start, uint32_t end, syn_arena *arena, syn_word_list *out_words);

/*
 * Of one language: words without content ("the", "would"), from its table function_words, and endings, from its table endings; none
 * where there is no such table.
 */
typedef struct syn_function_words {
  syn_text *items; /* folded, sorted */
  uint32_t count;
  syn_text *endings; /* folded, sorted */
  uint32_t ending_count;
} syn_function_words;

SYN_MUST_CHECK syn_status syn_function_words_read(const syn_world *world, syn_text language, syn_arena *arena,
                                                  syn_function_words *out_words);

/* Whether a folded word carries content: no function word, no bare number, two letters at least. */
bool syn_is_content_word(const syn_function_words *words, syn_text folded);

/*
 * The part of a folded word that inflection leaves alone: its first six letters at most; a word that is not longer loses the endings of
 * its language. A crude rule that holds for many languages; two words are taken for forms of one word where their stems are equal.
 */
syn_text syn_word_stem(const syn_function_words *words, syn_text folded);

/* The distinct stems of the content words, sorted. */
SYN_MUST_CHECK syn_status syn_content_stems(const syn_word_list *words, const syn_function_words *function_words, syn_arena *arena,
                                            syn_text **out_stems, uint32_t *out_count);

/* How many stand in both; both lists sorted and without repetition. */
uint32_t syn_count_common(const syn_text *a, uint32_t a_count, const syn_text *b, uint32_t b_count);

#endif
