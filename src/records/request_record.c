#include "records/request_record.h"

#include "base/digest.h"
#include "records/names.h"
#include "records/record_fields.h"

syn_id syn_request_id(const syn_request *request) {
  const syn_text parts[] = {syn_text_from(syn_request_kind_name(request->kind)), request->source,
                            request->is_stated ? request->asked : (syn_text){0}};
  return syn_digest_id("collection", parts, sizeof parts / sizeof parts[0]);
}

static void write_failures(syn_json_writer *writer, const syn_request *request) {
  syn_json_key(writer, "failed");
  syn_json_begin_array(writer);
  for (uint32_t i = 0; i < request->failure_count; i++) {
    syn_json_begin_object(writer);
    syn_field_optional_text(writer, "source", request->failures[i].source);
    syn_json_key_text(writer, "why", request->failures[i].why);
    syn_json_end_object(writer);
  }
  syn_json_end_array(writer);
}

void syn_record_write_collection(syn_buffer *line, const syn_request *request, bool with_times) {
  syn_json_writer writer;
  syn_field_begin(&writer, line, "collection");
  syn_field_key_id(&writer, "id", request->id);
  syn_json_key_text(&writer, "kind", syn_text_from(syn_request_kind_name(request->kind)));
  syn_json_key_text(&writer, "source", request->source);
  syn_field_optional_text(&writer, "outlet", request->outlet);
  if (request->is_stated || with_times) {
    syn_field_optional_text(&writer, "asked", request->asked);
    syn_json_key_text(&writer, "basis", request->is_stated ? SYN_TEXT("stated") : SYN_TEXT("read"));
  }
  if (with_times && !syn_text_equal(request->first_asked, request->asked))
    syn_field_optional_text(&writer, "first_asked", request->first_asked);
  if (with_times) syn_json_key_integer(&writer, "times", (int64_t)request->times);
  syn_field_ids(&writer, "articles", request->articles.items, request->articles.count);
  write_failures(&writer, request);
  syn_field_end(&writer);
}
