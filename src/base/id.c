#include "synoptic/id.h"

#include <string.h>

bool syn_id_is_none(syn_id id) {
  static const syn_id none;
  return syn_id_compare(id, none) == 0;
}

int syn_id_compare(syn_id a, syn_id b) {
  return memcmp(a.bytes, b.bytes, SYN_ID_BYTES);
}

void syn_id_format(syn_id id, char out_text[SYN_ID_TEXT_SIZE]) {
  static const char digits[] = "0123456789abcdef";
  for (size_t i = 0; i < SYN_ID_BYTES; i++) {
    out_text[2 * i] = digits[id.bytes[i] >> 4];
    out_text[2 * i + 1] = digits[id.bytes[i] & 15];
  }
  out_text[SYN_ID_TEXT_SIZE - 1] = '\0';
}

/* The value of a hexadecimal digit, or -1. */
static int hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

syn_status syn_id_parse(syn_text text, syn_id *out_id) {
  if (text.size != SYN_ID_TEXT_SIZE - 1) return SYN_BAD_INPUT;
  syn_id id;
  for (size_t i = 0; i < SYN_ID_BYTES; i++) {
    int high = hex_value(text.data[2 * i]), low = hex_value(text.data[2 * i + 1]);
    if (high < 0 || low < 0) return SYN_BAD_INPUT;
    id.bytes[i] = (uint8_t)(high * 16 + low);
  }
  *out_id = id;
  return SYN_OK;
}
