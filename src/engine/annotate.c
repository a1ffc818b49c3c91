#include "engine/pipeline.h"

typedef struct annotation {
  const syn_sink *sink;
  bool with_sketch;
} annotation;

static syn_status write_result(void *context, syn_pipeline_result *result, syn_error *error) {
  const annotation *job = context;
  if (result->status != SYN_OK) return SYN_OK;
  const syn_sink *sink = job->sink;
  syn_status status = sink->write(sink->context, syn_buffer_text(&result->article_line));
  if (status == SYN_OK) status = sink->write(sink->context, syn_buffer_text(&result->facts_lines));
  if (status == SYN_OK && job->with_sketch) status = sink->write(sink->context, syn_buffer_text(&result->sketch_line));
  if (status != SYN_OK) return syn_error_set(error, status, 0, "The records could not be written: the output was closed or is full.");
  return SYN_OK;
}

syn_status syn_engine_annotate(const syn_engine *engine, const syn_input *input, bool with_sketch, const syn_sink *sink,
                               const syn_observer *observer, syn_progress *out_progress, syn_error *error) {
  syn_buffer header;
  syn_buffer_init(&header, SYN_ENGINE_LINES_LIMIT);
  syn_record_write_header(&header, syn_version(), syn_text_from(engine->model_digest), syn_text_from(engine->world_digest));
  syn_status status = header.status;
  if (status == SYN_OK) status = sink->write(sink->context, syn_buffer_text(&header));
  syn_buffer_clear(&header);
  if (status != SYN_OK) return syn_error_set(error, status, 0, "The records could not be written: the output was closed or is full.");
  annotation job = {.sink = sink, .with_sketch = with_sketch};
  const syn_pipeline_consumer consumer = {.consume = write_result, .context = &job};
  return syn_pipeline_run(engine, input, &consumer, observer, out_progress, error);
}
