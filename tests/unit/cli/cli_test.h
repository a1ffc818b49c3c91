/*
 * What the tests of the command line share: cmocka with its includes, random numbers, and what was printed as text.
 */
#ifndef SYN_TESTS_CLI_TEST_H
#define SYN_TESTS_CLI_TEST_H

#include "../base/base_test.h"
#include "cli/terminal.h"

/* A stream that keeps what is printed to it. */
typedef struct capture {
  FILE *stream;
  char *text;
  size_t size;
} capture;

static inline void capture_begin(capture *output) {
  output->stream = open_memstream(&output->text, &output->size);
  assert_non_null(output->stream);
}

/* What was printed; free it. */
static inline char *capture_end(capture *output) {
  fclose(output->stream);
  return output->text;
}

#endif
