#include "records/record_fields.h"

#include "records/calendar.h"
#include "records/names.h"

void syn_field_id(syn_json_writer *writer, syn_id id) {
  char text[SYN_ID_TEXT_SIZE];
  syn_id_format(id, text);
  syn_json_text(writer, (syn_text){text, SYN_ID_TEXT_SIZE - 1});
}

void syn_field_key_id(syn_json_writer *writer, const char *key, syn_id id) {
  if (syn_id_is_none(id)) return;
  syn_json_key(writer, key);
  syn_field_id(writer, id);
}

void syn_field_optional_text(syn_json_writer *writer, const char *key, syn_text text) {
  if (text.size > 0) syn_json_key_text(writer, key, text);
}

void syn_field_texts(syn_json_writer *writer, const char *key, const syn_text *items, uint32_t count) {
  syn_json_key(writer, key);
  syn_json_begin_array(writer);
  for (uint32_t i = 0; i < count; i++) syn_json_text(writer, items[i]);
  syn_json_end_array(writer);
}

void syn_field_ids(syn_json_writer *writer, const char *key, const syn_id *items, uint32_t count) {
  syn_json_key(writer, key);
  syn_json_begin_array(writer);
  for (uint32_t i = 0; i < count; i++) syn_field_id(writer, items[i]);
  syn_json_end_array(writer);
}

/* The index of code points of the span's field; NULL where there is none. */
static const syn_utf8_index *index_of(const syn_record_context *context, syn_span span) {
  if (!context) return NULL;
  if (span.field == SYN_FIELD_TITLE) return &context->title;
  if (span.field != SYN_FIELD_CAPTION) return &context->text;
  return span.index < context->article->caption_count ? &context->captions[span.index] : NULL;
}

size_t syn_field_codepoint(const syn_record_context *context, syn_span span, uint32_t offset) {
  const syn_utf8_index *index = index_of(context, span);
  if (!index) return offset;
  return syn_utf8_index_codepoint(index, offset < index->text.size ? offset : index->text.size);
}

void syn_field_place(syn_json_writer *writer, const syn_record_context *context, syn_span span) {
  syn_json_key_integer(writer, "start", (int64_t)syn_field_codepoint(context, span, span.start));
  syn_json_key_integer(writer, "end", (int64_t)syn_field_codepoint(context, span, span.end));
  if (span.field == SYN_FIELD_TITLE) syn_json_key_text(writer, "in", SYN_TEXT("title"));
  if (span.field == SYN_FIELD_CAPTION) {
    syn_json_key_text(writer, "in", SYN_TEXT("caption"));
    syn_json_key_integer(writer, "index", span.index);
  }
}

void syn_field_span(syn_json_writer *writer, const char *key, const syn_record_context *context, syn_span span) {
  if (key) syn_json_key(writer, key);
  syn_json_begin_object(writer);
  syn_field_place(writer, context, span);
  syn_json_end_object(writer);
}

void syn_field_spans(syn_json_writer *writer, const char *key, const syn_record_context *context, const syn_span_list *list) {
  syn_json_key(writer, key);
  syn_json_begin_array(writer);
  for (uint32_t i = 0; i < list->count; i++) syn_field_span(writer, NULL, context, list->items[i]);
  syn_json_end_array(writer);
}

/* A side outside of the years that ISO 8601 writes with four digits is as good as open. */
static void write_side(syn_json_writer *writer, const char *key, syn_moment moment) {
  if (moment.day < syn_calendar_day(1, 1, 1) || moment.day > syn_calendar_day(9999, 12, 31)) return;
  char text[SYN_MOMENT_TEXT_SIZE];
  size_t size = syn_moment_format(moment, text);
  syn_json_key_text(writer, key, (syn_text){text, size});
}

void syn_field_sides(syn_json_writer *writer, syn_interval interval) {
  write_side(writer, "from", interval.from);
  write_side(writer, "to", interval.to);
}

void syn_field_interval(syn_json_writer *writer, const char *key, syn_interval interval, syn_text why) {
  if (interval.basis == SYN_BASIS_NONE) return;
  syn_json_key(writer, key);
  syn_json_begin_object(writer);
  syn_field_sides(writer, interval);
  syn_json_key_text(writer, "basis", syn_text_from(syn_basis_name(interval.basis)));
  syn_field_optional_text(writer, "why", why);
  syn_json_end_object(writer);
}

void syn_field_begin(syn_json_writer *writer, syn_buffer *line, const char *kind) {
  syn_json_init(writer, line);
  syn_json_begin_object(writer);
  syn_json_key_text(writer, "record", syn_text_from(kind));
}

void syn_field_end(syn_json_writer *writer) {
  syn_json_end_object(writer);
  syn_buffer_add_byte(writer->buffer, '\n');
}
