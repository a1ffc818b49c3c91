/*
 * Feeds bytes to the reader of archives in zip files as a file. Every entry must end in a page or in an error that says something.
 */
#include <stdio.h>
#include <stdlib.h>

#include "fuzz_target.h"
#include "readers/wacz_reader.h"

enum { ARENA_BYTES = 64 * 1024 * 1024 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static syn_arena *arena;
  if (arena == NULL && syn_arena_create(ARENA_BYTES, &arena) != SYN_OK) return 0;
  if (size == 0) return 0;
  /* a memory stream does not write when opened for reading */
  FILE *stream = fmemopen((void *)(uintptr_t)data, size, "rb");
  if (stream == NULL) return 0;
  const syn_text beginning = {(const char *)data, size < 4096 ? size : 4096};
  if (syn_reader_wacz.recognise(beginning, SYN_TEXT("fuzz")) > 100) abort();
  const syn_reader_limits limits = {.page_bytes = 4096, .line_bytes = 4096, .folder_depth = 1};
  void *state = NULL;
  syn_error error;
  if (syn_reader_wacz.open(stream, SYN_TEXT("fuzz.wacz"), &limits, &state, &error) != SYN_OK) {
    if (error.text[0] == '\0') abort();
    fclose(stream);
    return 0;
  }
  for (;;) {
    syn_page page;
    error.text[0] = '\0';
    syn_status status = syn_reader_wacz.next(state, arena, &page, &error);
    if (status == SYN_NOT_FOUND) break;
    if (status == SYN_OK && (page.bytes.size == 0 || page.bytes.size > limits.page_bytes || page.source.size == 0)) abort();
    if (status != SYN_OK && error.text[0] == '\0') abort();
    syn_arena_reset(arena);
  }
  syn_reader_wacz.close(state);
  syn_arena_reset(arena);
  return 0;
}
