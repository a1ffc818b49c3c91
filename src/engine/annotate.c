#include "engine/pipeline.h"

typedef struct annotation {
  const syn_sink *sink;
  syn_annotate_options options;
} annotation;

static syn_status fail(syn_status status, syn_error *error) {
  return syn_error_set(error, status, 0, "The records could not be written: the output was closed or is full.");
}

static syn_status write_lines(const syn_sink *sink, const syn_buffer *lines, syn_error *error) {
  syn_status status = sink->write(sink->context, syn_buffer_text(lines));
  return status == SYN_OK ? status : fail(status, error);
}

static syn_status write_result(void *context, syn_pipeline_result *result, syn_error *error) {
  const annotation *job = context;
  if (result->status != SYN_OK) return SYN_OK;
  const syn_sink *sink = job->sink;
  if (job->options.as_conllu) return write_lines(sink, &result->article_line, error);
  syn_status status = sink->write(sink->context, syn_buffer_text(&result->article_line));
  if (status == SYN_OK) status = sink->write(sink->context, syn_buffer_text(&result->facts_lines));
  if (status == SYN_OK && job->options.with_sketch) status = sink->write(sink->context, syn_buffer_text(&result->sketch_line));
  return status == SYN_OK ? status : fail(status, error);
}

static syn_status write_header(const syn_engine *engine, const syn_sink *sink, syn_error *error) {
  syn_buffer header;
  syn_buffer_init(&header, SYN_ENGINE_LINES_LIMIT);
  syn_record_write_header(&header, syn_version(), syn_text_from(engine->model_digest), syn_text_from(engine->world_digest));
  syn_status status = header.status == SYN_OK ? write_lines(sink, &header, error) : fail(header.status, error);
  syn_buffer_clear(&header);
  return status;
}

syn_status syn_engine_annotate(const syn_engine *engine, const syn_input *input, const syn_annotate_options *options, const syn_sink *sink,
                               const syn_observer *observer, syn_progress *out_progress, syn_error *error) {
  annotation job = {.sink = sink, .options = *options};
  syn_status status = options->as_conllu ? SYN_OK : write_header(engine, sink, error);
  if (status != SYN_OK) return status;
  const syn_pipeline_consumer consumer = {.consume = write_result, .as_conllu = options->as_conllu, .context = &job};
  return syn_pipeline_run(engine, input, &consumer, observer, out_progress, error);
}
