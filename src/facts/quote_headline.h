/*
 * Quotes in headlines that have neither marks nor a verb: "Petrova: bridge will close", "Bridge will close – Petrova".
 */
#ifndef SYN_FACTS_QUOTE_HEADLINE_H
#define SYN_FACTS_QUOTE_HEADLINE_H

#include "facts/finder.h"

/*
 * Adds, at the end of the quotes, what a headline says to be somebody's words, where the text reports as much of the same speaker: a quote
 * of whom has at least two, and at least a third, of the headline's words. Behind the quotes of the text. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_quote_headlines_add(syn_finding *finding);

#endif
