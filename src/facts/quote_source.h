/*
 * Quote source: who speaks, as words and as entities.
 *
 * Finds the subject of a cue verb in a sentence without trees: the noun phrase before it, over auxiliaries, times and appositions, or after
 * it ("said the minister"); pronouns through the entity finder's marks, "they" through the last pair of speakers.
 */
#ifndef SYN_FACTS_QUOTE_SOURCE_H
#define SYN_FACTS_QUOTE_SOURCE_H

#include "facts/finder.h"
#include "facts/quote_cues.h"
#include "facts/quote_tree.h"

enum { SYN_SOURCE_SPEAKERS = 4 };

typedef struct syn_source {
  uint32_t first, end;                    /* tokens of the words; equal: none */
  uint32_t speakers[SYN_SOURCE_SPEAKERS]; /* entities */
  uint32_t speaker_count;
  bool is_pronoun, is_plural_pronoun;
} syn_source;

typedef struct syn_source_context {
  const syn_finding *finding;
  const syn_quote_cues *cues;
  const uint32_t *quoted; /* for each token: the quoted stretch that it stands in + 1, or 0 */
} syn_source_context;

/* The subject of the verb at `verb`, looked for in tokens [begin, end) of its sentence. Returns whether there is one. */
bool syn_source_before(const syn_source_context *context, uint32_t begin, uint32_t verb, syn_source *out_source);

/* A subject after the verb: "said the minister". */
bool syn_source_after(const syn_source_context *context, uint32_t verb, uint32_t end, syn_source *out_source);

/* The noun phrase that begins at `first`: after "according to". */
bool syn_source_phrase(const syn_source_context *context, uint32_t first, uint32_t end, syn_source *out_source);

/*
 * The subject of a cue by the tree: its own, that of the verb it stands beside or below ("…, adding that", "went on to say"), what its
 * relative clause belongs to, the agent of a passive. Returns whether there is one.
 */
bool syn_source_by_tree(const syn_source_context *context, const syn_quote_tree *tree, uint32_t cue, syn_source *out_source);

/* The noun phrase whose head is `head`, without what explains it behind commas and in relative clauses. */
bool syn_source_of_head(const syn_source_context *context, const syn_quote_tree *tree, uint32_t head, syn_source *out_source);

/* The phrase in tokens [first, end), whose head is `head`. For the functions above. */
bool syn_source_words(const syn_source_context *context, uint32_t first, uint32_t end, uint32_t head, syn_source *out_source);

/*
 * Adds the last two names of one type that a conjunction joins outside of quotes, before token `at` or in the two sentences before it: whom
 * "they" may mean. Returns whether there are such.
 */
bool syn_source_last_pair(const syn_source_context *context, uint32_t at, syn_source *source);

#endif
