/*
 * Name recogniser: which tokens of a sentence are names, and of what.
 *
 * Each token gets one of 25 labels: outside, or the beginning, inside, last or only token of one of six types. A linear model scores the
 * labels of each token and of each pair of neighbours; the best sequence that makes sense is taken. Records: "<language>/names/slots",
 * "…/rows" (scorer), "…/transitions" int32 [26][25] (from label, the last row from the beginning of the sentence).
 */
#ifndef SYN_LANGUAGE_RECOGNISE_NAMES_H
#define SYN_LANGUAGE_RECOGNISE_NAMES_H

#include "base/array.h"
#include "language/name_lexicon.h"
#include "language/words.h"
#include "weights/scorer.h"
#include "world/world.h"

enum { SYN_NAME_LABELS = 1 + 4 * SYN_NAME_TYPE_COUNT, SYN_NAME_FEATURES = 96, SYN_NAME_MEMORY_SLOTS = 1024 };

/* Place of a token in a name. */
enum { SYN_NAME_BEGIN, SYN_NAME_INSIDE, SYN_NAME_LAST, SYN_NAME_UNIT };

typedef struct syn_name_recogniser {
  syn_scorer scorer;
  const int32_t
      *transitions; /* [SYN_NAME_LABELS + 1][SYN_NAME_LABELS], row by row; the first index is the label before; NULL: no recogniser */
} syn_name_recogniser;

typedef SYN_ARRAY(syn_name) syn_name_array;

/* What was decided about words earlier in the document: a small cache, newest decision wins. */
typedef struct syn_name_memory {
  uint64_t keys[SYN_NAME_MEMORY_SLOTS];
  uint8_t labels[SYN_NAME_MEMORY_SLOTS]; /* type + 1 */
} syn_name_memory;

/* A sentence as the recogniser sees it. All arrays have `count` items. */
typedef struct syn_name_view {
  const syn_word *words;
  const syn_token *tokens;
  const uint32_t *known; /* what the gazetteer says of each token: bits, syn_name_look_up */
  size_t count;
  bool is_shouted; /* most words have capitals, as in headlines */
} syn_name_view;

/* Returns SYN_OK, SYN_NOT_FOUND (none for this language), SYN_BAD_INPUT. */
SYN_MUST_CHECK syn_status syn_name_recogniser_open(const syn_model *model, syn_text language, syn_name_recogniser *out_recogniser,
                                                   syn_error *error);

/*
 * What gazetteer and lexicon know of the tokens [first, first + count) of one sentence: bits by kind and place, into known[count]. `world`
 * may be NULL. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_name_look_up(const syn_world *world, syn_text language, const syn_name_lexicon *lexicon,
                                           const syn_document *document, uint32_t first, uint32_t count, syn_arena *arena, uint32_t *known);

/* Whether these bits tell that the token alone is a nationality: an adjective ("Norwegian") or people of a country. */
bool syn_name_is_norp(uint32_t known);

/* Whether most of the longer words have capitals. */
bool syn_name_is_shouted(const syn_word *words, size_t count);

/* The features of token `index`. Shared by the program and its trainer. */
size_t syn_name_features(const syn_name_view *view, const syn_name_memory *memory, size_t index, uint64_t features[SYN_NAME_FEATURES]);

/* Whether label `next` may follow `label` (SYN_NAME_LABELS: the beginning of the sentence). */
bool syn_name_may_follow(unsigned label, unsigned next);

/* The best labels of a sentence into labels[count]. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_name_decode(const syn_name_recogniser *recogniser, const syn_name_view *view, const syn_name_memory *memory,
                                          syn_arena *arena, uint8_t *labels);

/* Keeps the names of a labelled sentence in the memory. */
void syn_name_remember(const syn_name_view *view, const uint8_t *labels, syn_name_memory *memory);

/* Adds the names of a labelled sentence whose first token is `first`. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_name_collect(const uint8_t *labels, size_t count, uint32_t first, syn_arena *arena, syn_name_array *names);

#endif
