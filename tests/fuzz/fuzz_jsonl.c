/*
 * Feeds bytes to the JSON Lines reader as a file. Every line must end in a page or in an error that says something.
 */
#include "reader_target.h"
#include "readers/jsonl_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const syn_reader_limits limits = {.page_bytes = 2048, .line_bytes = 4096, .folder_depth = 1};
  fuzz_reader(&syn_reader_jsonl, data, size, &limits, size + 1, false);
  return 0;
}
