/*
 * Quote translated: whether an article says that it gives words in another language than they were spoken in: "said in French", "in remarks
 * translated from Maltese", "through an interpreter".
 */
#ifndef SYN_FACTS_QUOTE_TRANSLATED_H
#define SYN_FACTS_QUOTE_TRANSLATED_H

#include "facts/finder.h"

/*
 * The words beside the cue at token `cue` that say so, by <language>/translations (words, class); start == end: there are none. `quoted`
 * tells, of each token, whether it stands between quotation marks.
 */
syn_span syn_quote_translation(const syn_finding *finding, const uint32_t *quoted, uint32_t cue);

#endif
