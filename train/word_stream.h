/*
 * Word stream: the words of the unannotated text one after the other, with the frequent ones ranked.
 *
 * Made for counting and for vectors of words; no text leaves it. The words live in the trainer's arena.
 */
#ifndef SYN_TRAIN_WORD_STREAM_H
#define SYN_TRAIN_WORD_STREAM_H

#include "base/map.h"
#include "train/trainers.h"

typedef struct stream_word {
  syn_text text; /* lower case */
  uint32_t count, index;
} stream_word;

typedef struct word_stream {
  uint32_t *ranks; /* of all words in order; WORD_STREAM_RARE, WORD_STREAM_EDGE between sentences */
  size_t size;
  stream_word *words; /* by rank: the most frequent first */
  size_t word_count;
} word_stream;

#define WORD_STREAM_RARE (UINT32_MAX - 1)
#define WORD_STREAM_EDGE UINT32_MAX

/* Reads all text of the trainer's language; words below `minimum_count` or beyond `maximum_words` are rare. Returns as raw_text_visit. */
SYN_MUST_CHECK syn_status word_stream_read(const training *trainer, uint32_t minimum_count, size_t maximum_words, word_stream *out_stream,
                                           syn_error *error);
void word_stream_clear(word_stream *stream);

#endif
