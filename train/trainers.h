/*
 * Trainers: each reads its sources and adds records to the model. What they need of each other (names need tags) they find in the records
 * that are there already.
 */
#ifndef SYN_TRAIN_TRAINERS_H
#define SYN_TRAIN_TRAINERS_H

#include "base/table.h"
#include "train/corpus.h"
#include "weights/model_writer.h"
#include "world/world.h"

typedef struct training {
  const char *data;  /* folder of the data */
  syn_table sources; /* train/sources.tsv */
  syn_text language; /* whose weights are made */
  syn_world *world;
  syn_model_writer *writer;
  syn_arena *arena; /* of this training */
} training;

/* Adds the documents of all sources of a task ("tagger") and the trainer's language. */
SYN_MUST_CHECK syn_status trainer_read(const training *trainer, const char *task, gold_corpus *corpus, syn_error *error);

/* The model so far; the caller closes it. `buffer` holds its bytes and is cleared by the caller afterwards. */
SYN_MUST_CHECK syn_status trainer_open_model(const training *trainer, syn_buffer *buffer, syn_model **out_model, syn_error *error);

/* "en/tagger/labels" from "tagger/labels". */
const char *trainer_record(const training *trainer, const char *name, char buffer[128]);

SYN_MUST_CHECK syn_status train_clusters(const training *trainer, syn_error *error);
SYN_MUST_CHECK syn_status train_vectors(const training *trainer, syn_error *error);
SYN_MUST_CHECK syn_status train_tagger(const training *trainer, syn_error *error);
SYN_MUST_CHECK syn_status train_parser(const training *trainer, syn_error *error);
SYN_MUST_CHECK syn_status train_lemmas(const training *trainer, syn_error *error);
SYN_MUST_CHECK syn_status train_names(const training *trainer, syn_error *error);
SYN_MUST_CHECK syn_status train_frequencies(const training *trainer, syn_error *error);

#endif
