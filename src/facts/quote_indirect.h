/*
 * Quote indirect: what someone is reported to have said, without quotation marks: "Petrova said that the bridge was safe".
 */
#ifndef SYN_FACTS_QUOTE_INDIRECT_H
#define SYN_FACTS_QUOTE_INDIRECT_H

#include "facts/quote_attribution.h"

/*
 * The clause that the verb at `cue` reports, as tokens [*out_first, *out_end), in the sentence [begin, end). Returns false when there is
 * none, or when it holds quoted words: those are quotes of their own.
 */
bool syn_indirect_find(const syn_source_context *context, uint32_t begin, uint32_t end, uint32_t cue, const syn_source *source,
                       uint32_t *out_first, uint32_t *out_end);

#endif
