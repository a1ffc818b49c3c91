/*
 * Header fields: the lines "Name: value" before a blank line, as HTTP, mail and WARC have them.
 *
 * Names are compared without regard to case; a value that goes on in the next line (folded) is one value; lines may end in LF alone.
 */
#ifndef SYN_BASE_HEADER_FIELDS_H
#define SYN_BASE_HEADER_FIELDS_H

#include <stdint.h>

#include "synoptic/text.h"

/* Bytes up to and with the blank line that ends the fields, or 0 where there is none. */
size_t syn_header_size(syn_text bytes);

/* The value of the first field of this name, trimmed, or empty. */
syn_text syn_header_find(syn_text fields, const char *name);

/* Digits and nothing else, up to 2^63 - 1. */
bool syn_header_number(syn_text value, uint64_t *out_number);

/* Of "text/html; charset=utf-8" the type, "text/html". */
syn_text syn_header_media_type(syn_text value);

/* Of "text/html; charset=utf-8" the charset without quotation marks, or empty. */
syn_text syn_header_charset(syn_text value);

#endif
