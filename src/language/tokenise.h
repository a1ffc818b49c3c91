/*
 * Tokenise: one paragraph into tokens, and tokens into sentences.
 *
 * Tokens cover every byte of the paragraph that is not white space, once and in order. They follow the customs of UD English EWT:
 * "don't" is do + n't, hyphens stand alone except after prefixes, currency signs and "%" stand alone.
 */
#ifndef SYN_LANGUAGE_TOKENISE_H
#define SYN_LANGUAGE_TOKENISE_H

#include "base/array.h"
#include "language/token_rules.h"
#include "records/document.h"

typedef SYN_ARRAY(syn_token) syn_token_array;
typedef SYN_ARRAY(syn_sentence) syn_sentence_array;

/* Longer runs are cut, so that nothing later sees a word of megabytes or a sentence without end. */
enum { SYN_TOKEN_MAXIMUM_BYTES = 512, SYN_SENTENCE_MAXIMUM_TOKENS = 1000 };

/*
 * Adds the tokens of field[start, end) to `tokens`: start, end and space_before (whether white space, or the beginning,
 * stands before) are filled in. Linear. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_tokenise(const syn_token_rules *rules, syn_text field, uint32_t start, uint32_t end, syn_arena *arena,
                                       syn_token_array *tokens);

/*
 * Adds the sentences that the tokens [first, tokens->count) of one paragraph make. `where` gives field and index of their
 * spans. Linear. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_split_sentences(const syn_token_rules *rules, syn_text field, const syn_token_array *tokens, size_t first,
                                              syn_span where, uint32_t paragraph, syn_arena *arena, syn_sentence_array *sentences);

#endif
