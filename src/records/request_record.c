#include "records/request_record.h"

#include "base/digest.h"
#include "records/names.h"
#include "records/record_fields.h"

enum { DAY_SIZE = sizeof "2024-03-12" - 1 };

bool syn_request_has_answered(const syn_request *request) {
  for (uint32_t i = 0; i < request->failure_count; i++)
    if (syn_text_equal(request->failures[i].source, request->source)) return false;
  return true;
}

syn_id syn_request_id(const syn_request *request) {
  syn_text time = request->is_stated ? request->asked : (syn_text){0}, outcome = {0};
  const syn_text kind = syn_text_from(syn_request_kind_name(request->kind));
  size_t part_count = 3;
  if (request->kind == SYN_REQUEST_FEED && request->is_stated) {
    time = syn_text_slice(time, 0, DAY_SIZE);
    outcome = SYN_TEXT("failed");
    part_count += syn_request_has_answered(request) ? 0 : 1;
  }
  const syn_text parts[] = {kind, request->source, time, outcome};
  return syn_digest_id("collection", parts, part_count);
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
  if (request->unnamed_count > 0) syn_json_key_integer(&writer, "unnamed", request->unnamed_count);
  syn_field_end(&writer);
}
