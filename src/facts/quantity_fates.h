/*
 * Fates: what became of the persons that a number counts ("12 were killed"), and single persons of whom a fate is told ("a man was shot").
 *
 * Read from the trees of one sentence with data/<language>/fate_frames.tsv; a document without trees has none. Nothing is told of what is
 * denied, only possible or only intended. Read-only after loading, shared by threads.
 */
#ifndef SYN_FACTS_QUANTITY_FATES_H
#define SYN_FACTS_QUANTITY_FATES_H

#include "base/map.h"
#include "facts/finder.h"
#include "facts/word_classes.h"

/* How the words of a row stand to the persons; see the table. */
typedef enum syn_fate_place {
  SYN_FATE_PATIENT,
  SYN_FATE_SUBJECT,
  SYN_FATE_SELF,
  SYN_FATE_STATE,
  SYN_FATE_OF,
  SYN_FATE_BEARER,
  SYN_FATE_RECEIVE,
  SYN_FATE_CARRY,
  SYN_FATE_CARE,
  SYN_FATE_ADVERB,
  SYN_FATE_RESULT,
  SYN_FATE_TARGET,
  SYN_FATE_HIT,
  SYN_FATE_BODY,
  SYN_FATE_VICTIM,
  SYN_FATE_ARTICLE,
  SYN_FATE_LIFE,
  SYN_FATE_TAKER,
  SYN_FATE_LOSER,
  SYN_FATE_PLACE_COUNT
} syn_fate_place;

typedef struct syn_fate_frames {
  syn_map words[SYN_FATE_PLACE_COUNT]; /* word -> row of the table + 1 */
  syn_map single;                      /* fates for which one person without a number counts: those of the rows of articles */
  const syn_table *table;              /* NULL: the language has none */
  size_t fate;                         /* its column */
  syn_word_classes classes;            /* negation, condition, infinitive, partitive */
} syn_fate_frames;

/* A language without the table gets frames that find nothing. Returns SYN_OK, SYN_BAD_INPUT (an unknown place), SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_fate_frames_load(const syn_world *world, syn_text language, syn_arena *arena, syn_fate_frames *out_frames,
                                               syn_error *error);

/*
 * The fate of the persons whose number ends at `token` ("12" of "12 men were killed"): a name in the table's column; empty when none is
 * told.
 */
syn_text syn_fate_of_number(const syn_fate_frames *frames, const syn_document *document, uint32_t sentence, uint32_t token);

/* The fate of the person whose age stands at `token` ("58" of "Petrova, 58, was wounded"); empty when none is told. */
syn_text syn_fate_of_aged(const syn_fate_frames *frames, const syn_document *document, uint32_t sentence, uint32_t token);

/*
 * Whether `token` begins the words for one person without a number ("a man", or "Man" at the beginning of a headline) of whom a fate is
 * told that such words count for. *out_head is the token that ends them.
 */
bool syn_fate_of_one(const syn_fate_frames *frames, const syn_document *document, uint32_t sentence, uint32_t token, uint32_t *out_head,
                     syn_text *out_fate);

#endif
