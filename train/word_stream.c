#include "train/word_stream.h"

#include <stdlib.h>
#include <string.h>

#include "language/analyser.h"
#include "train/matrix.h"
#include "train/raw_text.h"

typedef struct reading {
  const training *trainer;
  syn_analyser *analyser;
  syn_arena *scratch;
  syn_map ids;
  SYN_ARRAY(uint32_t) stream; /* ids, in order of first occurrence */
} reading;

static syn_status add_id(reading *job, uint32_t id) {
  uint32_t *added = SYN_ARRAY_ADD(&job->stream, job->trainer->arena);
  if (!added) return SYN_NO_MEMORY;
  *added = id;
  return SYN_OK;
}

static syn_status add_word(reading *job, syn_text lower) {
  uint64_t id = 0;
  syn_text copy;
  if (!syn_map_get(&job->ids, lower, &id)) {
    id = job->ids.count;
    if (syn_arena_copy(job->trainer->arena, lower, &copy) != SYN_OK || syn_map_put(&job->ids, copy, id) != SYN_OK) return SYN_NO_MEMORY;
  }
  return add_id(job, (uint32_t)id);
}

static syn_status read_document(void *context, syn_text text, syn_error *error) {
  reading *job = context;
  syn_article article = {.language = job->trainer->language, .text = text};
  syn_document document = {0};
  syn_arena_reset(job->scratch);
  syn_status status = syn_document_split(job->analyser, &article, job->scratch, &document, error);
  for (uint32_t s = 0; s < document.sentence_count && status == SYN_OK; s++) {
    const syn_sentence *sentence = &document.sentences[s];
    for (uint32_t t = 0; t < sentence->token_count && status == SYN_OK; t++)
      status = add_word(job, document.tokens[sentence->first_token + t].lower);
    if (status == SYN_OK) status = add_id(job, WORD_STREAM_EDGE);
  }
  return status;
}

static int compare_words(const void *a, const void *b) {
  const stream_word *x = a, *y = b;
  if (x->count != y->count) return x->count < y->count ? 1 : -1;
  return syn_text_compare(x->text, y->text);
}

/* Ranks the words and turns the ids of the stream into ranks, in place. */
static void rank_words(const reading *job, uint32_t minimum_count, size_t maximum_words, word_stream *stream) {
  size_t count = job->ids.count;
  stream_word *words = trainer_take(count, sizeof *words);
  uint32_t *rank_of = trainer_take(count, sizeof *rank_of);
  for (size_t i = 0; i < count; i++) words[i] = (stream_word){job->ids.entries[i].key, 0, (uint32_t)i};
  for (size_t i = 0; i < job->stream.count; i++) {
    if (job->stream.items[i] != WORD_STREAM_EDGE) words[job->stream.items[i]].count++;
  }
  qsort(words, count, sizeof *words, compare_words);
  size_t kept = 0;
  while (kept < count && kept < maximum_words && words[kept].count >= minimum_count) kept++;
  for (size_t i = 0; i < count; i++) rank_of[words[i].index] = i < kept ? (uint32_t)i : WORD_STREAM_RARE;
  for (size_t i = 0; i < job->stream.count; i++) {
    if (job->stream.items[i] != WORD_STREAM_EDGE) job->stream.items[i] = rank_of[job->stream.items[i]];
  }
  free(rank_of);
  *stream = (word_stream){.ranks = job->stream.items, .size = job->stream.count, .words = words, .word_count = kept};
}

syn_status word_stream_read(const training *trainer, uint32_t minimum_count, size_t maximum_words, word_stream *out_stream,
                            syn_error *error) {
  reading job = {.trainer = trainer};
  syn_map_init(&job.ids, trainer->arena);
  syn_status status = syn_arena_create((size_t)1 << 30, &job.scratch);
  if (status == SYN_OK) status = syn_analyser_create(NULL, trainer->world, &job.analyser, error);
  if (status == SYN_OK) status = raw_text_visit(trainer, read_document, &job, error);
  if (status == SYN_OK) rank_words(&job, minimum_count, maximum_words, out_stream);
  syn_analyser_destroy(&job.analyser);
  syn_arena_destroy(&job.scratch);
  return status;
}

void word_stream_clear(word_stream *stream) {
  free(stream->words);
  *stream = (word_stream){0};
}
