/*
 * The function that each fuzz_x.c defines: it feeds the bytes to one parser. Returns 0.
 */
#ifndef SYN_TESTS_FUZZ_TARGET_H
#define SYN_TESTS_FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
