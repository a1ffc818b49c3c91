/*
 * Record input: values taken out of a parsed record, checked one by one.
 *
 * The first failure stays in `status` with its message in `error`; after it every function does nothing and returns an empty value, so that
 * a reader of records takes all its keys and looks at the status once. A missing key is empty unless the function says otherwise; what is
 * taken is copied into the arena.
 */
#ifndef SYN_RECORDS_RECORD_INPUT_H
#define SYN_RECORDS_RECORD_INPUT_H

#include "records/json_reader.h"
#include "records/names.h"
#include "records/record_writer.h"

typedef struct syn_record_input {
  syn_arena *arena;   /* of the result */
  syn_arena *scratch; /* of the tree; made by open, destroyed by close */
  syn_error *error;   /* may be NULL */
  const char *kind;   /* of the record that is being read, for messages */
  syn_status status;
} syn_record_input;

/* `size`: bytes of JSON that will be read. */
SYN_MUST_CHECK syn_status syn_record_input_open(syn_record_input *input, const char *kind, size_t size, syn_arena *arena, syn_error *error);
void syn_record_input_close(syn_record_input *input);

/* The object of a line, whose "record" must be `kind`; NULL after a failure. */
const syn_json_value *syn_take_record(syn_record_input *input, syn_text line);

/* Records a failure of `key`: "entity record: type: a name of an entity type expected". */
void syn_take_fail(syn_record_input *input, const char *key, const char *expected);

/* `count` zeroed objects, as SYN_ARENA_ARRAY. */
void *syn_take_array(syn_record_input *input, size_t count, size_t size, size_t alignment);
#define SYN_TAKE_ARRAY(input, type, count) ((type *)syn_take_array((input), (count), sizeof(type), _Alignof(type)))

syn_text syn_take_text(syn_record_input *input, const syn_json_value *object, const char *key);
syn_text syn_take_word(syn_record_input *input, const syn_json_value *object, const char *key); /* not copied */
syn_id syn_take_id(syn_record_input *input, const syn_json_value *object, const char *key);
bool syn_take_boolean(syn_record_input *input, const syn_json_value *object, const char *key);
int64_t syn_take_integer(syn_record_input *input, const syn_json_value *object, const char *key, int64_t minimum,
                         int64_t maximum); /* missing: 0 */
int64_t syn_take_number(syn_record_input *input, const syn_json_value *value, const char *key, int64_t minimum,
                        int64_t maximum); /* the value itself */
syn_decimal syn_take_decimal(syn_record_input *input, const syn_json_value *object, const char *key);
syn_interval syn_take_sides(syn_record_input *input, const syn_json_value *object); /* "from" and "to"; basis TEXT */
syn_interval syn_take_interval(syn_record_input *input, const syn_json_value *object, const char *key, syn_text *out_why);

/* An array under `key`; NULL when there is none. */
const syn_json_value *syn_take_list(syn_record_input *input, const syn_json_value *object, const char *key);
void syn_take_texts(syn_record_input *input, const syn_json_value *object, const char *key, syn_text **out_items, uint32_t *out_count);
void syn_take_ids(syn_record_input *input, const syn_json_value *object, const char *key, syn_id_list *out_list);
void syn_take_identifiers(syn_record_input *input, const syn_json_value *object, syn_identifier **out_items, uint32_t *out_count);

/* "start", "end", "in", "index" of `object`, as bytes. A NULL context leaves offsets as they are. */
syn_span syn_take_place(syn_record_input *input, const syn_json_value *object, const syn_record_context *context);
syn_span syn_take_span(syn_record_input *input, const syn_json_value *object, const char *key, const syn_record_context *context);
void syn_take_spans(syn_record_input *input, const syn_json_value *object, const char *key, const syn_record_context *context,
                    syn_span_list *out_list);

/* One of the names of an enumeration; fails when it is none. */
#define SYN_TAKE_NAME(input, object, key, parse, out_value) \
  do { \
    if (!parse(syn_take_word((input), (object), (key)), (out_value))) syn_take_fail((input), (key), "another name"); \
  } while (0)

#endif
