/*
 * JSON reader: one JSON text as a tree in an arena.
 *
 * Strict RFC 8259 on valid UTF-8, at most SYN_JSON_READ_DEPTH deep. Numbers keep their text, so that decimals stay exact at any size. A
 * string without escapes is a slice of the input, others are decoded into the arena: the input must live as long as the tree.
 */
#ifndef SYN_RECORDS_JSON_READER_H
#define SYN_RECORDS_JSON_READER_H

#include "base/arena.h"

enum { SYN_JSON_READ_DEPTH = 32 };

typedef enum syn_json_type {
  SYN_JSON_NULL,
  SYN_JSON_FALSE,
  SYN_JSON_TRUE,
  SYN_JSON_NUMBER,
  SYN_JSON_TEXT,
  SYN_JSON_ARRAY,
  SYN_JSON_OBJECT
} syn_json_type;

typedef struct syn_json_value syn_json_value;

struct syn_json_value {
  const syn_json_value *first; /* item of an array or member of an object */
  const syn_json_value *next;  /* beside this one */
  syn_text key;                /* of a member */
  syn_text text;               /* of a string (decoded) or a number (as written) */
  syn_json_type type;
  uint32_t count; /* of items or members */
};

/*
 * Reads one value that fills `json` (white space aside). The tree takes at most about 40 times the size of `json` of `arena`.
 * Returns SYN_OK, SYN_BAD_INPUT with the offset in `error`, SYN_LIMIT (depth), SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_json_read(syn_text json, syn_arena *arena, const syn_json_value **out_value, syn_error *error);

/* The first member of this name, or NULL; NULL too when `object` is NULL or no object. */
const syn_json_value *syn_json_member(const syn_json_value *object, const char *key);

/* For JSON of others: where a name comes twice, the last member counts, as in browsers, and null is as if the name were not there. */
const syn_json_value *syn_json_last_member(const syn_json_value *object, const char *key);

#endif
