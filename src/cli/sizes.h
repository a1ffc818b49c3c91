/*
 * Sizes: numbers of bytes as people write them.
 */
#ifndef SYN_CLI_SIZES_H
#define SYN_CLI_SIZES_H

#include <stddef.h>
#include <stdint.h>

enum { SIZE_TEXT_SIZE = 32 };

/* "812 bytes", "14.2 kB", "1.1 GB" (thousands, not 1024). */
void syn_size_format(uint64_t bytes, char out_text[SIZE_TEXT_SIZE]);

#endif
