#include "records/correction_record.h"

#include "records/names.h"
#include "records/record_fields.h"
#include "records/record_input.h"

static const syn_record_context *context_of(const syn_record_lookup *lookup, syn_id article) {
  return lookup && lookup->context ? lookup->context(lookup->user, article) : NULL;
}

static void write_change(syn_json_writer *writer, const syn_record_context *older, const syn_record_context *newer,
                         const syn_change *change) {
  syn_json_begin_object(writer);
  syn_json_key_text(writer, "kind", syn_text_from(syn_change_kind_name(change->kind)));
  if (change->has_from) {
    syn_field_span(writer, "from", older, change->from);
    syn_json_key_text(writer, "value_from", change->value_from);
  }
  if (change->has_to) {
    syn_field_span(writer, "to", newer, change->to);
    syn_json_key_text(writer, "value_to", change->value_to);
  }
  syn_json_end_object(writer);
}

void syn_record_write_correction(syn_buffer *line, const syn_record_lookup *lookup, const syn_correction *correction) {
  syn_json_writer writer;
  const syn_record_context *older = context_of(lookup, correction->version_of), *newer = context_of(lookup, correction->article);
  syn_field_begin(&writer, line, "correction");
  syn_field_key_id(&writer, "id", correction->id);
  syn_field_key_id(&writer, "article", correction->article);
  syn_field_key_id(&writer, "version_of", correction->version_of);
  syn_field_interval(&writer, "when", correction->when, (syn_text){0});
  syn_json_key(&writer, "changes");
  syn_json_begin_array(&writer);
  for (uint32_t i = 0; i < correction->change_count; i++) write_change(&writer, older, newer, &correction->changes[i]);
  syn_json_end_array(&writer);
  syn_field_end(&writer);
}

static void take_change(syn_record_input *input, const syn_json_value *item, const syn_record_context *older,
                        const syn_record_context *newer, syn_change *change) {
  SYN_TAKE_NAME(input, item, "kind", syn_change_kind_parse, &change->kind);
  change->has_from = syn_json_member(item, "from") != NULL;
  change->has_to = syn_json_member(item, "to") != NULL;
  if (change->has_from) change->from = syn_take_span(input, item, "from", older);
  if (change->has_to) change->to = syn_take_span(input, item, "to", newer);
  change->value_from = syn_take_text(input, item, "value_from");
  change->value_to = syn_take_text(input, item, "value_to");
}

syn_status syn_record_read_correction(syn_text line, const syn_record_lookup *lookup, syn_arena *arena, syn_correction *out_correction,
                                      syn_error *error) {
  syn_record_input input;
  syn_status status = syn_record_input_open(&input, "correction", line.size, arena, error);
  if (status != SYN_OK) return status;
  const syn_json_value *object = syn_take_record(&input, line);
  syn_correction correction = {.id = syn_take_id(&input, object, "id"),
                               .article = syn_take_id(&input, object, "article"),
                               .version_of = syn_take_id(&input, object, "version_of"),
                               .when = syn_take_interval(&input, object, "when", NULL)};
  const syn_json_value *list = syn_take_list(&input, object, "changes");
  const syn_record_context *older = context_of(lookup, correction.version_of), *newer = context_of(lookup, correction.article);
  if (list && list->count > 0) correction.changes = SYN_TAKE_ARRAY(&input, syn_change, list->count);
  for (const syn_json_value *item = list ? list->first : NULL; correction.changes && item; item = item->next)
    take_change(&input, item, older, newer, &correction.changes[correction.change_count++]);
  status = input.status;
  syn_record_input_close(&input);
  if (status == SYN_OK) *out_correction = correction;
  return status;
}
