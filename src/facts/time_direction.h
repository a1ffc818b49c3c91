/*
 * Direction: whether what a time belongs to lies before or after the publication, by the verb that governs it.
 */
#ifndef SYN_FACTS_TIME_DIRECTION_H
#define SYN_FACTS_TIME_DIRECTION_H

#include "facts/finder.h"
#include "facts/time_words.h"

/* What a direction is read from. */
typedef struct time_scene {
  const syn_document *document;
  const time_words *words;
  const syn_token_marks *marks; /* of the document's tokens: other times are passed over */
  const syn_sentence *sentence;
} time_scene;

typedef struct time_direction {
  int side;  /* +1 ahead, -1 past, 0 where neither a verb nor a word tells */
  bool weak; /* the present tense alone: enough for "the talks begin on Friday", not for a month */
} time_direction;

/* Of the tokens from `first` to before `end`. */
time_direction syn_time_direction(const time_scene *scene, uint32_t first, uint32_t end);

#endif
