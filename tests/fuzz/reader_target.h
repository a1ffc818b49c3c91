/*
 * Reader target: what fuzz targets of readers of files have in common. Each call of `next` must end in a page or in an error that says
 * something.
 */
#ifndef SYN_FUZZ_READER_TARGET_H
#define SYN_FUZZ_READER_TARGET_H

#include <stdio.h>
#include <stdlib.h>

#include "fuzz_target.h"
#include "readers/reader.h"

/* Reads the bytes as a file of this name to its end. `most_calls`: more would be endless; 0: any number. `may_refuse`: opening may fail. */
static inline void fuzz_reader(const syn_reader *reader, const uint8_t *data, size_t size, const syn_reader_limits *limits,
                               size_t most_calls, bool may_refuse) {
  enum { ARENA_BYTES = 64 * 1024 * 1024 };
  static syn_arena *arena;
  if (arena == NULL && syn_arena_create(ARENA_BYTES, &arena) != SYN_OK) return;
  if (size == 0) return;
  /* a memory stream does not write when opened for reading */
  FILE *stream = fmemopen((void *)(uintptr_t)data, size, "rb");
  if (stream == NULL) return;
  void *state = NULL;
  syn_error error = {0};
  if (reader->open(stream, SYN_TEXT("fuzz.file"), limits, &state, &error) != SYN_OK) {
    if (!may_refuse || error.text[0] == '\0') abort();
    fclose(stream);
    return;
  }
  for (size_t calls = 0;; calls++) {
    if (most_calls > 0 && calls > most_calls) abort();
    syn_page page;
    error.text[0] = '\0';
    syn_status status = reader->next(state, arena, &page, &error);
    if (status == SYN_NOT_FOUND) break;
    if (status == SYN_OK && (page.bytes.size == 0 || page.bytes.size > limits->page_bytes || page.source.size == 0)) abort();
    if (status != SYN_OK && error.text[0] == '\0') abort();
    syn_arena_reset(arena);
  }
  reader->close(state);
  syn_arena_reset(arena);
}

#endif
