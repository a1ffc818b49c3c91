/*
 * Model writer: collects named records and writes them as one model file.
 *
 * The records are copied; the bytes of the file depend on names and contents only, not on the order of addition.
 */
#ifndef SYN_WEIGHTS_MODEL_WRITER_H
#define SYN_WEIGHTS_MODEL_WRITER_H

#include "base/buffer.h"
#include "weights/model.h"

typedef struct syn_model_writer syn_model_writer;

/* Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_model_writer_create(syn_model_writer **out_writer);
void syn_model_writer_destroy(syn_model_writer **writer);

/*
 * Adds a record of `dimension_count` (1 to 4) dimensions; `data` holds their product of items. A record of the same name is
 * replaced. Returns SYN_OK, SYN_BAD_ARGUMENT, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_model_writer_add(syn_model_writer *writer, const char *name, syn_weight_type type, uint32_t dimension_count,
                                               const uint64_t *dimensions, const void *data);

/* Adds all records of another model whose names are not there yet. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_model_writer_add_missing(syn_model_writer *writer, const syn_model *model);

/* The file into a buffer. Returns SYN_OK, SYN_LIMIT, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_model_writer_format(syn_model_writer *writer, syn_buffer *buffer);

/* The file to a path, by way of a file beside it that is renamed. Returns SYN_OK, SYN_IO, SYN_LIMIT, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_model_writer_save(syn_model_writer *writer, const char *path, syn_error *error);

#endif
