/*
 * Embedded files: weights and tables that are part of the program, so that one file is all of it.
 *
 * tools/embed.py writes the list at build time (assembler .incbin). Names are paths in the
 * repository: "data/en/units.tsv"; the weights that were chosen when building are "models/embedded.synmodel". Sorted by name.
 */
#ifndef SYN_BASE_EMBEDDED_H
#define SYN_BASE_EMBEDDED_H

#include "synoptic/text.h"

typedef struct syn_embedded_file {
  const char *name;
  const unsigned char *start, *end; /* 64-byte aligned; followed by a NUL byte */
} syn_embedded_file;

/* The embedded file of this name, or an empty slice. */
syn_text syn_embedded_find(const char *name);

/* All files, for iteration; never NULL. */
const syn_embedded_file *syn_embedded_files(size_t *out_count);

#endif
