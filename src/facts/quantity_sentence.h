/*
 * Quantity sentence: one sentence in which quantities are looked for, piece by piece, and to which they are added.
 *
 * Lives as long as the sentence is worked on; everything it points to belongs to the finding or to the finder's state.
 */
#ifndef SYN_FACTS_QUANTITY_SENTENCE_H
#define SYN_FACTS_QUANTITY_SENTENCE_H

#include "facts/finder.h"
#include "facts/quantity_fates.h"
#include "facts/quantity_reader.h"

typedef struct syn_quantity_sentence {
  const syn_quantity_tables *tables;
  const syn_fate_frames *fates;
  syn_finding *finding;
  const syn_document *document;
  syn_measure_context context;
  const syn_sentence *sentence;
  size_t last_end;        /* pieces: the end of the last quantity */
  uint32_t last_quantity; /* its index, SYN_NO_INDEX at the beginning */
  bool has_score_word;
} syn_quantity_sentence;

/* The token that the piece is of, and the one before that in the sentence: NULL or SYN_NO_INDEX at its beginning. */
uint32_t syn_quantity_token(const syn_quantity_sentence *work, size_t piece);
const syn_token *syn_quantity_token_before(const syn_quantity_sentence *work, size_t piece);
uint32_t syn_quantity_index_before(const syn_quantity_sentence *work, size_t piece);

/* The first token after piece `end`, which may be that of the next sentence. */
uint32_t syn_quantity_token_after(const syn_quantity_sentence *work, size_t end);

/* Whether the token lies beyond the sentence. */
bool syn_quantity_is_past(const syn_quantity_sentence *work, uint32_t token);

/* What the table of counted things says of the token, by lemma and by form; of NULL nothing. */
unsigned syn_quantity_bits_of(const syn_quantity_sentence *work, const syn_token *token);

/* The name that the token belongs to, as the recogniser read it, or NULL. */
const syn_name *syn_quantity_name(const syn_document *document, uint32_t token);

/*
 * Adds the measure as a quantity of this kind; `of` may be empty. What it converts, the fate of persons of an age, and the marks of its
 * tokens are set. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_quantity_add(syn_quantity_sentence *work, const syn_measure *measure, syn_quantity_kind kind, syn_text unit,
                                           syn_text of);

#endif
