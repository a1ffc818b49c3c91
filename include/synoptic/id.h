/*
 * Identifier: 80 bits made from content, written as 20 hexadecimal digits.
 *
 * Nothing counts upward: the same article has the same id on every machine and in every order
 * of arrival. The order of the bytes is the order of the text.
 */
#ifndef SYNOPTIC_ID_H
#define SYNOPTIC_ID_H

#include <stdbool.h>
#include <stdint.h>

#include "synoptic/text.h"

SYN_C_BEGIN

enum { SYN_ID_BYTES = 10, SYN_ID_TEXT_SIZE = 21 };

/* All bytes zero: no id. */
typedef struct syn_id {
  uint8_t bytes[SYN_ID_BYTES];
} syn_id;

SYN_PUBLIC bool syn_id_is_none(syn_id id);
SYN_PUBLIC int syn_id_compare(syn_id a, syn_id b);

/* 20 lower-case hexadecimal digits and a NUL. */
SYN_PUBLIC void syn_id_format(syn_id id, char out_text[SYN_ID_TEXT_SIZE]);

/* Exactly 20 hexadecimal digits of either case. Returns SYN_OK, SYN_BAD_INPUT. */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_id_parse(syn_text text, syn_id *out_id);

SYN_C_END

#endif
