/*
 * Quote content: the words that a cue reports, by the tree: a clause after or before the cue or around it, an infinitive, an object, a
 * phrase.
 */
#ifndef SYN_FACTS_QUOTE_CONTENT_H
#define SYN_FACTS_QUOTE_CONTENT_H

#include "facts/quote_reported.h"

/* What surrounds a cue. */
typedef struct syn_content_frame {
  const syn_source_context *source;
  const syn_quote_tree *tree;
  uint32_t begin, end; /* the sentence */
} syn_content_frame;

/* Fills the pieces of the content of the verb at reported->cue, and cue_end where a preposition belongs to the cue. Returns whether there
 * is one. */
bool syn_content_of_verb(const syn_content_frame *frame, syn_reported *reported);

/*
 * A verb with its subject between two commas ("The bridge, she said, is old"), by the signs alone: trees go wrong there. Fills source and
 * pieces.
 */
bool syn_content_around_aside(const syn_content_frame *frame, syn_reported *reported);

/* The same for a noun or an adjective. */
bool syn_content_of_noun(const syn_content_frame *frame, syn_reported *reported);

/* The clause for which the phrase whose head is `head` and whose cue is reported->cue names the source ("according to Petrova"). */
bool syn_content_of_according(const syn_content_frame *frame, uint32_t head, syn_reported *reported);

#endif
