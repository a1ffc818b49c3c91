/*
 * Export format: one way to write all that a collection holds. collection_export.c has the table.
 */
#ifndef SYN_ENGINE_EXPORT_FORMAT_H
#define SYN_ENGINE_EXPORT_FORMAT_H

#include "engine/collection_internal.h"

typedef struct syn_export_format {
  const char *name; /* as --format takes it */
  /* Within a reading of the store (syn_collection_begin_read). Returns SYN_OK, SYN_IO, SYN_BAD_INPUT, SYN_LIMIT, SYN_NO_MEMORY. */
  syn_status (*write)(syn_collection *collection, const syn_sink *sink, syn_error *error);
} syn_export_format;

extern const syn_export_format syn_export_jsonl;

#endif
