/* All records out, in one of several formats. A new format is one file and one line here. */
#include "engine/export_format.h"

static const syn_export_format *const formats[] = {&syn_export_jsonl};

enum { FORMAT_COUNT = sizeof formats / sizeof formats[0], NAMES_LIMIT = 1024 };

const char *syn_export_format_name(size_t index) {
  return index < FORMAT_COUNT ? formats[index]->name : NULL;
}

static syn_status tell_formats(const char *wanted, syn_error *error) {
  syn_buffer names;
  syn_buffer_init(&names, NAMES_LIMIT);
  for (size_t i = 0; i < FORMAT_COUNT; i++) {
    if (i > 0) syn_buffer_add(&names, SYN_TEXT(", "));
    syn_buffer_add(&names, syn_text_from(formats[i]->name));
  }
  syn_status status = syn_error_set(error, SYN_BAD_ARGUMENT, 0, "There is no export format \"%s\"; the formats are: %.*s.", wanted,
                                    SYN_TEXT_ARGUMENTS(syn_buffer_text(&names)));
  syn_buffer_clear(&names);
  return status;
}

syn_status syn_collection_export(syn_collection *collection, const char *format, const syn_sink *sink, syn_error *error) {
  const syn_export_format *chosen = NULL;
  for (size_t i = 0; i < FORMAT_COUNT && !chosen; i++)
    if (syn_text_equal(syn_text_from(format), syn_text_from(formats[i]->name))) chosen = formats[i];
  if (!chosen) return tell_formats(format, error);
  syn_status status = syn_collection_begin_read(collection, error);
  if (status == SYN_OK) status = chosen->write(collection, sink, error);
  status = syn_store_end_read(collection->store, status, error);
  if (status == SYN_NO_MEMORY) syn_error_set(error, status, 0, "Not enough memory to export the records.");
  return status;
}
