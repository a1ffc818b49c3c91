/*
 * Transfer lexicon: the words that tell money passing between actors, from data/<language>/transfers.tsv.
 */
#ifndef SYN_FACTS_TRANSFER_LEXICON_H
#define SYN_FACTS_TRANSFER_LEXICON_H

#include "base/map.h"
#include "synoptic/facts.h"
#include "world/world.h"

typedef enum syn_transfer_place_kind {
  SYN_TRANSFER_SUBJECT, /* of a passive: the agent */
  SYN_TRANSFER_OBJECT,  /* who gets or is asked, not the amount; of a passive: the subject */
  SYN_TRANSFER_POSSESSOR,
  SYN_TRANSFER_JOINT, /* both sides: "trade between X and Y" */
  SYN_TRANSFER_PREPOSITION
} syn_transfer_place_kind;

typedef struct syn_transfer_place {
  syn_transfer_place_kind kind;
  syn_text preposition;
} syn_transfer_place;

enum { SYN_TRANSFER_PLACE_LIMIT = 6 };

typedef struct syn_transfer_places {
  syn_transfer_place items[SYN_TRANSFER_PLACE_LIMIT];
  uint32_t count;
} syn_transfer_places;

typedef struct syn_transfer_word {
  bool has_instrument, has_stage;
  syn_instrument instrument;
  syn_stage stage;
  syn_transfer_places providers, receivers;
  bool moves;  /* the verb itself moves money */
  bool moved;  /* the object does what depends on the verb: "asked X to lend" */
  bool equals; /* the subject is the amount: "trade reached $5 million" */
  bool price;  /* brings what something is bought for */
  bool rate;   /* makes an amount one of each: "$5 a share" */
  bool part;   /* opens a part of another amount, or the same in another currency */
  bool empty;  /* receives nothing: "provided the market with liquidity" */
} syn_transfer_word;

typedef struct syn_transfer_lexicon {
  syn_transfer_word *words; /* one a row */
  syn_map verbs, nouns;     /* lemma -> index */
  syn_map others;           /* of other words, in lower case */
} syn_transfer_lexicon;

/* Memory from `arena`. Returns SYN_OK, SYN_NOT_FOUND (the language has no such table), SYN_BAD_INPUT (names table and row), SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_transfer_lexicon_read(const syn_world *world, syn_text language, syn_arena *arena,
                                                    syn_transfer_lexicon *out_lexicon, syn_error *error);

/* What a lemma tells as a verb or as a noun; NULL: nothing. */
const syn_transfer_word *syn_transfer_verb(const syn_transfer_lexicon *lexicon, syn_text lemma);
const syn_transfer_word *syn_transfer_noun(const syn_transfer_lexicon *lexicon, syn_text lemma);

/* The same of a word of another kind, in lower case. */
const syn_transfer_word *syn_transfer_other(const syn_transfer_lexicon *lexicon, syn_text word);

#endif
