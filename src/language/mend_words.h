/*
 * Mend words: what the tables of a language know better than its weights.
 *
 * data/<language>/event_forms.tsv tells the lemma of forms of verbs. data/<language>/act_nouns.tsv (word, class) lists words that look like
 * verbs and are nouns where they have no object: class `noun` ("firing" in "killed in police firing"), and prepositions before which
 * nothing else makes them nouns: class `before` ("in firing by guards"). A language without these tables keeps what its weights say.
 * Read-only; lives in the arena.
 */
#ifndef SYN_LANGUAGE_MEND_WORDS_H
#define SYN_LANGUAGE_MEND_WORDS_H

#include "base/map.h"
#include "records/document.h"
#include "world/world.h"

typedef struct syn_word_mending {
  const syn_table *forms;
  size_t lemma_column;
  syn_map form_rows; /* form in lower case -> row */
  syn_map acts;      /* word in lower case -> bits of its classes */
} syn_word_mending;

/* `world` may be NULL: then it mends nothing. Returns SYN_OK, SYN_BAD_INPUT for a row that is wrong (named), SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_word_mending_load(const syn_world *world, syn_text language, syn_arena *arena, syn_word_mending *out_mending,
                                                syn_error *error);

/* The lemma of a verb whose form is listed; else what it has. */
syn_text syn_word_mending_lemma(const syn_word_mending *mending, const syn_token *token);

/* Makes nouns of verbs in one sentence of a document with trees and lemmas: tag, features, lemma, relations. */
void syn_mend_act_nouns(const syn_word_mending *mending, const syn_sentence *sentence, syn_token *tokens);

#endif
