/*
 * What the tests of the base layer share: cmocka with its includes, texts in assertions, and
 * random numbers that are the same on every machine.
 */
#ifndef SYN_TESTS_BASE_TEST_H
#define SYN_TESTS_BASE_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "synoptic/text.h"

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* Compares with a string literal, in which NUL bytes are allowed. */
#define assert_text(actual, literal) assert_true(is_text((actual), SYN_TEXT(literal), __FILE__, __LINE__))

static inline bool is_text(syn_text actual, syn_text expected, const char *file, int line) {
  if (syn_text_equal(actual, expected)) return true;
  print_error("%s:%d: '%.*s' instead of '%.*s'\n", file, line, SYN_TEXT_ARGUMENTS(actual), SYN_TEXT_ARGUMENTS(expected));
  return false;
}

/* SplitMix64. */
static inline uint64_t random_next(uint64_t *state) {
  uint64_t z = *state += 0x9E3779B97F4A7C15u;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
  z = (z ^ z >> 27) * 0x94D049BB133111EBu;
  return z ^ z >> 31;
}

static inline size_t random_below(uint64_t *state, size_t limit) {
  return (size_t)(random_next(state) % limit);
}

#endif
