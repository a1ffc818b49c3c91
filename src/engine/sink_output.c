#include "engine/sink_output.h"

syn_status syn_sink_pour(syn_buffer *buffer, const syn_sink *sink, syn_error *error) {
  syn_status status = buffer->status;
  if (status != SYN_OK)
    syn_error_set(error, status, 0, "The output is too large for the memory.");
  else if ((status = sink->write(sink->context, syn_buffer_text(buffer))) != SYN_OK)
    syn_error_set(error, status, 0, "The output could not be written: it was closed or is full.");
  syn_buffer_clear(buffer);
  return status;
}
