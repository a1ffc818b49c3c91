/*
 * Whole file: what the readers of one page a file have in common.
 */
#ifndef SYN_READERS_WHOLE_FILE_H
#define SYN_READERS_WHOLE_FILE_H

#include "readers/reader.h"

/* See syn_reader. */
SYN_MUST_CHECK syn_status syn_whole_file_open(void *stream, syn_text name, const syn_reader_limits *limits, void **out_state,
                                              syn_error *error);
void syn_whole_file_close(void *state);

/*
 * The whole file as a page of this media, once. Returns SYN_OK; SYN_NOT_FOUND the second time; SYN_BAD_INPUT when it is empty;
 * SYN_LIMIT when it is too large; SYN_IO; SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_whole_file_next(void *state, syn_media media, syn_arena *arena, syn_page *out_page, syn_error *error);

/* Whether `name` ends in one of the extensions, in any case. */
bool syn_reader_has_extension(const char *const *extensions, syn_text name);

#endif
