/*
 * Feeds bytes to the reader of archives in zip files as a file. Every entry must end in a page or in an error that says something.
 */
#include "reader_target.h"
#include "readers/wacz_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const syn_reader_limits limits = {.page_bytes = 4096, .line_bytes = 4096, .folder_depth = 1};
  const syn_text beginning = {(const char *)data, size < 4096 ? size : 4096};
  if (size > 0 && syn_reader_wacz.recognise(beginning, SYN_TEXT("fuzz")) > 100) abort();
  fuzz_reader(&syn_reader_wacz, data, size, &limits, 0, true);
  return 0;
}
