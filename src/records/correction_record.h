/*
 * Corrections as records, and back.
 */
#ifndef SYN_RECORDS_CORRECTION_RECORD_H
#define SYN_RECORDS_CORRECTION_RECORD_H

#include "base/arena.h"
#include "records/record_writer.h"

/* {"record":"correction",…} and a newline. Offsets need the contexts of both versions. */
void syn_record_write_correction(syn_buffer *line, const syn_record_lookup *lookup, const syn_correction *correction);

/* Without a lookup, offsets are left as they are. Returns SYN_OK, SYN_BAD_INPUT, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_record_read_correction(syn_text line, const syn_record_lookup *lookup, syn_arena *arena,
                                                     syn_correction *out_correction, syn_error *error);

#endif
