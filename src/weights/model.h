/*
 * Model: trained weights in one file of named records.
 *
 * Layout (all little-endian): magic "SYNMODEL", u32 version, u32 record count, u64 file size, u64 XXH3-64 of
 * directory and names, u64 size of all names; then the directory, one entry a record: u64 name offset, u32 name size, u32 type, u32
 * dimension count (at most 4), u32 reserved, u64 dimensions[4], u64 data offset (64-byte aligned), u64 data size, u64 XXH3-64 of the data;
 * then names and data. docs/model-format.md describes it to the letter. The loader checks everything before it hands anything out, but for
 * the program's own bytes; records point into the mapped bytes. Read-only, shared by threads.
 */
#ifndef SYN_WEIGHTS_MODEL_H
#define SYN_WEIGHTS_MODEL_H

#include "base/arena.h"
#include "base/digest.h"

typedef enum syn_weight_type {
  SYN_WEIGHT_BYTES = 1,
  SYN_WEIGHT_INT8,
  SYN_WEIGHT_INT16,
  SYN_WEIGHT_INT32,
  SYN_WEIGHT_UINT32,
  SYN_WEIGHT_UINT64,
  SYN_WEIGHT_FLOAT32
} syn_weight_type;

typedef struct syn_weights {
  syn_text name; /* "en/tagger/weights" */
  syn_weight_type type;
  uint32_t dimension_count;
  uint64_t dimensions[4];
  const void *data; /* 64-byte aligned */
  size_t size;      /* bytes */
} syn_weights;

typedef struct syn_model syn_model;

/* Maps a file. Returns SYN_OK, SYN_IO, SYN_BAD_INPUT (the message says what was expected where), SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_model_open(const char *path, syn_model **out_model, syn_error *error);

/* The same from bytes that outlive the model (embedded ones). */
SYN_MUST_CHECK syn_status syn_model_read(syn_text bytes, syn_model **out_model, syn_error *error);

/*
 * The same from bytes that are part of the program. They were checked when the program was tested, so that opening them costs no pass over
 * all bytes: checksums are not computed, and syn_model_is_own tells those who read a record that it needs no check.
 */
SYN_MUST_CHECK syn_status syn_model_read_own(syn_text bytes, syn_model **out_model, syn_error *error);
bool syn_model_is_own(const syn_model *model);

void syn_model_close(syn_model **model);

/* The record of this name, or NULL. */
const syn_weights *syn_model_find(const syn_model *model, const char *name);

/* As syn_model_find, but the record must have this type and these dimensions (0: any). SYN_NOT_FOUND, SYN_BAD_INPUT tell what was expected.
 */
SYN_MUST_CHECK syn_status syn_model_require(const syn_model *model, const char *name, syn_weight_type type, uint32_t dimension_count,
                                            const uint64_t *dimensions, const syn_weights **out_weights, syn_error *error);

/* The records in order of their names. */
size_t syn_model_count(const syn_model *model);
const syn_weights *syn_model_at(const syn_model *model, size_t index);

/* Of the whole file; named by `synoptic --version`. Of own bytes it is computed by this call. */
syn_digest syn_model_digest(const syn_model *model);

#endif
