/*
 * Pattern match: which code a dictionary gives to a verb where it stands, and whom its pattern names.
 */
#ifndef SYN_FACTS_PATTERN_MATCH_H
#define SYN_FACTS_PATTERN_MATCH_H

#include "facts/pattern_lexicon.h"
#include "facts/pattern_sentence.h"

enum { SYN_SITE_TOKEN_LIMIT = 256 };

/* A verb in its sentence: the tokens before and behind it that patterns may ask for, from the verb outwards. */
typedef struct syn_pattern_site {
  const syn_pattern_sentence *sentence;
  uint32_t verb; /* token */
  uint32_t before[SYN_SITE_TOKEN_LIMIT], after[SYN_SITE_TOKEN_LIMIT];
  uint32_t before_count, after_count;
} syn_pattern_site;

/* What a dictionary says of the verb. Phrases are those that the pattern names, or NULL. */
typedef struct syn_pattern_match {
  syn_text code;
  const syn_pattern *pattern; /* NULL: the verb's own code */
  const syn_coded_phrase *source, *target, *both;
  bool both_is_after;  /* `both` stands behind the verb */
  uint32_t first, end; /* tokens of the trigger: the verb with the words that belong to it */
} syn_pattern_match;

/*
 * Gathers the tokens around the verb. Before it they reach to the sentence's beginning or a comma that opens no aside; behind it to such a
 * comma, or to where another verb is joined to this one or to one above it.
 */
void syn_pattern_site_at(const syn_pattern_sentence *sentence, uint32_t verb, syn_pattern_site *out_site);

/* The heaviest pattern that fits, else the verb's own code. False where the token is no verb of the dictionary. */
bool syn_pattern_match_verb(const syn_pattern_lexicon *lexicon, const syn_pattern_site *site, syn_pattern_match *out_match);

#endif
