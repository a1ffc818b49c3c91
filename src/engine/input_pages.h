/*
 * Input pages: what an input names, as pages one after the other: files, folders and standard input by a reader, addresses by a fetcher.
 */
#ifndef SYN_ENGINE_INPUT_PAGES_H
#define SYN_ENGINE_INPUT_PAGES_H

#include "readers/reader.h"
#include "synoptic/engine.h"

typedef struct syn_input_pages syn_input_pages;

/* The input outlives it. Returns SYN_OK, SYN_BAD_ARGUMENT (`from` is no reader, or none of pages where an address is named), SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_input_pages_open(const syn_input *input, const syn_reader_limits *limits, syn_input_pages **out_pages,
                                               syn_error *error);
void syn_input_pages_close(syn_input_pages **pages);

/* As the functions of the same names of a syn_source (readers/reader.h). */
void syn_input_pages_set_parser(syn_input_pages *pages, const syn_parser *parser);
SYN_MUST_CHECK syn_status syn_input_pages_next(syn_input_pages *pages, syn_arena *arena, syn_page *out_page, syn_error *error);
void syn_input_pages_progress(const syn_input_pages *pages, uint64_t *out_read, uint64_t *out_total);
size_t syn_input_pages_number(const syn_input_pages *pages);
syn_text syn_input_pages_file_name(const syn_input_pages *pages);
syn_reader_tally syn_input_pages_tally(const syn_input_pages *pages);

#endif
