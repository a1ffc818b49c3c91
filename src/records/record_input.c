#include "records/record_input.h"

#include "records/calendar.h"

#include <string.h>

/* A tree takes less than this many bytes for each byte of its JSON, and copies of decoded strings. */
enum { SCRATCH_PER_BYTE = 64, SCRATCH_LEAST = 1 << 16 };

syn_status syn_record_input_open(syn_record_input *input, const char *kind, size_t size, syn_arena *arena, syn_error *error) {
  *input = (syn_record_input){.arena = arena, .error = error, .kind = kind};
  size_t limit = size > (SIZE_MAX - SCRATCH_LEAST) / SCRATCH_PER_BYTE ? SIZE_MAX : size * SCRATCH_PER_BYTE + SCRATCH_LEAST;
  input->status = syn_arena_create(limit, &input->scratch);
  if (input->status != SYN_OK) return syn_error_set(error, input->status, 0, "%s record: no memory left", kind);
  return SYN_OK;
}

void syn_record_input_close(syn_record_input *input) {
  syn_arena_destroy(&input->scratch);
}

void syn_take_fail(syn_record_input *input, const char *key, const char *expected) {
  if (input->status != SYN_OK) return;
  input->status = syn_error_set(input->error, SYN_BAD_INPUT, 0, "%s record: \"%s\": %s expected", input->kind, key, expected);
}

static void fail_memory(syn_record_input *input) {
  if (input->status != SYN_OK) return;
  input->status = syn_error_set(input->error, SYN_NO_MEMORY, 0, "%s record: no memory left", input->kind);
}

void *syn_take_array(syn_record_input *input, size_t count, size_t size, size_t alignment) {
  void *items = input->status == SYN_OK ? syn_arena_take_array(input->arena, count, size, alignment) : NULL;
  if (!items) fail_memory(input);
  return items;
}

const syn_json_value *syn_take_record(syn_record_input *input, syn_text line) {
  const syn_json_value *object = NULL;
  if (input->status != SYN_OK) return NULL;
  syn_error reason = {0};
  syn_status status = syn_json_read(line, input->scratch, &object, &reason);
  if (status != SYN_OK) {
    input->status = syn_error_set(input->error, status, reason.offset, "%s record: %s", input->kind, reason.text);
    return NULL;
  }
  if (object->type != SYN_JSON_OBJECT || !syn_text_equal(syn_take_word(input, object, "record"), syn_text_from(input->kind)))
    syn_take_fail(input, "record", input->kind);
  return input->status == SYN_OK ? object : NULL;
}

/* The member, when it is there and nothing failed before. */
static const syn_json_value *member_of(const syn_record_input *input, const syn_json_value *object, const char *key) {
  return input->status == SYN_OK ? syn_json_member(object, key) : NULL;
}

static syn_text copy_text(syn_record_input *input, syn_text text) {
  syn_text copy = {0};
  if (input->status == SYN_OK && text.size > 0 && syn_arena_copy(input->arena, text, &copy) != SYN_OK) fail_memory(input);
  return copy;
}

syn_text syn_take_word(syn_record_input *input, const syn_json_value *object, const char *key) {
  const syn_json_value *value = member_of(input, object, key);
  if (!value) return (syn_text){0};
  if (value->type == SYN_JSON_TEXT) return value->text;
  syn_take_fail(input, key, "a string");
  return (syn_text){0};
}

syn_text syn_take_text(syn_record_input *input, const syn_json_value *object, const char *key) {
  return copy_text(input, syn_take_word(input, object, key));
}

static syn_id parse_id(syn_record_input *input, const syn_json_value *value, const char *key) {
  syn_id id = {0};
  if (value->type != SYN_JSON_TEXT || syn_id_parse(value->text, &id) != SYN_OK) syn_take_fail(input, key, "an id of 20 hexadecimal digits");
  return id;
}

syn_id syn_take_id(syn_record_input *input, const syn_json_value *object, const char *key) {
  const syn_json_value *value = member_of(input, object, key);
  return value ? parse_id(input, value, key) : (syn_id){0};
}

bool syn_take_boolean(syn_record_input *input, const syn_json_value *object, const char *key) {
  const syn_json_value *value = member_of(input, object, key);
  if (!value) return false;
  if (value->type != SYN_JSON_TRUE && value->type != SYN_JSON_FALSE) syn_take_fail(input, key, "true or false");
  return value->type == SYN_JSON_TRUE;
}

/* An integer as it is written: digits, perhaps a sign. */
static bool parse_integer(syn_text text, int64_t *out_value) {
  bool negative = text.size > 0 && text.data[0] == '-';
  uint64_t value = 0;
  if (text.size == (size_t)negative || text.size > 19) return false;
  for (size_t i = negative; i < text.size; i++) {
    if (text.data[i] < '0' || text.data[i] > '9') return false;
    value = value * 10 + (uint64_t)(text.data[i] - '0');
  }
  if (value > INT64_MAX) return false;
  *out_value = negative ? -(int64_t)value : (int64_t)value;
  return true;
}

int64_t syn_take_number(syn_record_input *input, const syn_json_value *value, const char *key, int64_t minimum, int64_t maximum) {
  int64_t number;
  if (value->type == SYN_JSON_NUMBER && parse_integer(value->text, &number) && number >= minimum && number <= maximum) return number;
  syn_take_fail(input, key, "an integer in its range");
  return 0;
}

int64_t syn_take_integer(syn_record_input *input, const syn_json_value *object, const char *key, int64_t minimum, int64_t maximum) {
  const syn_json_value *value = member_of(input, object, key);
  return value ? syn_take_number(input, value, key, minimum, maximum) : 0;
}

syn_decimal syn_take_decimal(syn_record_input *input, const syn_json_value *object, const char *key) {
  syn_decimal decimal = {0};
  const syn_json_value *value = member_of(input, object, key);
  if (value && (value->type != SYN_JSON_NUMBER || syn_decimal_parse(value->text, &decimal) != SYN_OK))
    syn_take_fail(input, key, "a number");
  return decimal;
}

/* ---- time ---- */

static syn_moment open_moment(int32_t day) {
  return (syn_moment){day, SYN_SECOND_NONE, SYN_ZONE_NONE};
}

syn_interval syn_take_sides(syn_record_input *input, const syn_json_value *object) {
  syn_interval interval = {open_moment(SYN_DAY_MINIMUM), open_moment(SYN_DAY_MAXIMUM), SYN_BASIS_TEXT}, side;
  syn_text from = syn_take_word(input, object, "from"), to = syn_take_word(input, object, "to");
  if (from.size > 0) {
    if (syn_calendar_parse(from, &side) == SYN_OK)
      interval.from = side.from;
    else
      syn_take_fail(input, "from", "an ISO 8601 date");
  }
  if (to.size > 0) {
    if (syn_calendar_parse(to, &side) == SYN_OK)
      interval.to = side.to;
    else
      syn_take_fail(input, "to", "an ISO 8601 date");
  }
  return interval;
}

syn_interval syn_take_interval(syn_record_input *input, const syn_json_value *object, const char *key, syn_text *out_why) {
  syn_interval interval = {0};
  const syn_json_value *value = member_of(input, object, key);
  if (!value) return interval;
  if (value->type != SYN_JSON_OBJECT) {
    syn_take_fail(input, key, "an object");
    return interval;
  }
  interval = syn_take_sides(input, value);
  SYN_TAKE_NAME(input, value, "basis", syn_basis_parse, &interval.basis);
  if (out_why) *out_why = syn_take_text(input, value, "why");
  return interval;
}

/* ---- lists ---- */

const syn_json_value *syn_take_list(syn_record_input *input, const syn_json_value *object, const char *key) {
  const syn_json_value *list = member_of(input, object, key);
  if (list && list->type != SYN_JSON_ARRAY) {
    syn_take_fail(input, key, "an array");
    return NULL;
  }
  return list;
}

void syn_take_texts(syn_record_input *input, const syn_json_value *object, const char *key, syn_text **out_items, uint32_t *out_count) {
  const syn_json_value *list = syn_take_list(input, object, key);
  if (!list || list->count == 0) return;
  syn_text *items = SYN_TAKE_ARRAY(input, syn_text, list->count);
  uint32_t count = 0;
  for (const syn_json_value *item = list->first; items && item; item = item->next) {
    if (item->type != SYN_JSON_TEXT) syn_take_fail(input, key, "an array of strings");
    items[count++] = copy_text(input, item->text);
  }
  *out_items = items;
  *out_count = count;
}

void syn_take_ids(syn_record_input *input, const syn_json_value *object, const char *key, syn_id_list *out_list) {
  const syn_json_value *list = syn_take_list(input, object, key);
  if (!list || list->count == 0) return;
  out_list->items = SYN_TAKE_ARRAY(input, syn_id, list->count);
  for (const syn_json_value *item = list->first; out_list->items && item; item = item->next)
    out_list->items[out_list->count++] = parse_id(input, item, key);
}

void syn_take_identifiers(syn_record_input *input, const syn_json_value *object, syn_identifier **out_items, uint32_t *out_count) {
  const syn_json_value *value = member_of(input, object, "identifiers");
  if (!value) return;
  if (value->type != SYN_JSON_OBJECT) {
    syn_take_fail(input, "identifiers", "an object");
    return;
  }
  syn_identifier *items = SYN_TAKE_ARRAY(input, syn_identifier, value->count);
  uint32_t count = 0;
  for (const syn_json_value *member = value->first; items && member; member = member->next) {
    if (member->type != SYN_JSON_TEXT) syn_take_fail(input, "identifiers", "an object of strings");
    items[count++] = (syn_identifier){copy_text(input, member->key), copy_text(input, member->text)};
  }
  *out_items = items;
  *out_count = count;
}

/* ---- spans ---- */

/* Code points to bytes; false when it lies outside of the field. */
static bool byte_of(const syn_utf8_index *index, int64_t codepoint, uint32_t *out_byte) {
  if ((uint64_t)codepoint > syn_utf8_index_codepoint(index, index->text.size)) return false;
  *out_byte = (uint32_t)syn_utf8_index_byte(index, (size_t)codepoint);
  return true;
}

/* The index of the field that "in" and "index" name; NULL when there is no such field. */
static const syn_utf8_index *field_of(syn_record_input *input, const syn_json_value *object, const syn_record_context *context,
                                      syn_span *span) {
  syn_text in = syn_take_word(input, object, "in");
  if (in.size == 0) return context ? &context->text : NULL;
  if (syn_text_equal(in, SYN_TEXT("title"))) {
    span->field = SYN_FIELD_TITLE;
    return context ? &context->title : NULL;
  }
  if (!syn_text_equal(in, SYN_TEXT("caption"))) syn_take_fail(input, "in", "title or caption");
  span->field = SYN_FIELD_CAPTION;
  span->index = (uint16_t)syn_take_integer(input, object, "index", 0, UINT16_MAX);
  if (!context) return NULL;
  if (span->index < context->article->caption_count) return &context->captions[span->index];
  syn_take_fail(input, "index", "the number of a caption");
  return NULL;
}

syn_span syn_take_place(syn_record_input *input, const syn_json_value *object, const syn_record_context *context) {
  syn_span span = {0};
  int64_t start = syn_take_integer(input, object, "start", 0, UINT32_MAX), end = syn_take_integer(input, object, "end", 0, UINT32_MAX);
  const syn_utf8_index *index = field_of(input, object, context, &span);
  span.start = (uint32_t)start;
  span.end = (uint32_t)end;
  if (start > end || (index && (!byte_of(index, start, &span.start) || !byte_of(index, end, &span.end))))
    syn_take_fail(input, "end", "a place inside the text");
  return input->status == SYN_OK ? span : (syn_span){0};
}

syn_span syn_take_span(syn_record_input *input, const syn_json_value *object, const char *key, const syn_record_context *context) {
  const syn_json_value *value = member_of(input, object, key);
  if (!value) return (syn_span){0};
  if (value->type == SYN_JSON_OBJECT) return syn_take_place(input, value, context);
  syn_take_fail(input, key, "a span");
  return (syn_span){0};
}

void syn_take_spans(syn_record_input *input, const syn_json_value *object, const char *key, const syn_record_context *context,
                    syn_span_list *out_list) {
  const syn_json_value *list = syn_take_list(input, object, key);
  if (!list || list->count == 0) return;
  out_list->items = SYN_TAKE_ARRAY(input, syn_span, list->count);
  for (const syn_json_value *item = list->first; out_list->items && item; item = item->next) {
    if (item->type != SYN_JSON_OBJECT) syn_take_fail(input, key, "an array of spans");
    out_list->items[out_list->count++] = syn_take_place(input, item, context);
  }
}
