#include <stdio.h>

#include "train/trainers.h"

syn_status trainer_read(const training *trainer, const char *task, gold_corpus *corpus, syn_error *error) {
  const syn_table *sources = &trainer->sources;
  size_t task_column = syn_table_column(sources, "task"), language_column = syn_table_column(sources, "language");
  size_t file_column = syn_table_column(sources, "file"), types_column = syn_table_column(sources, "types"),
         only_column = syn_table_column(sources, "only");
  for (size_t row = 0; row < sources->row_count; row++) {
    if (!syn_text_equal(syn_table_cell(sources, row, task_column), syn_text_from(task))) continue;
    if (!syn_text_equal(syn_table_cell(sources, row, language_column), trainer->language)) continue;
    syn_text file = syn_table_cell(sources, row, file_column), path;
    syn_status status = syn_arena_format(trainer->arena, &path, "%s/%.*s", trainer->data, SYN_TEXT_ARGUMENTS(file));
    if (status != SYN_OK) return status;
    if (syn_text_ends_with(file, SYN_TEXT(".iob2"))) {
      status = corpus_read_iob2(path.data, trainer->language, syn_table_cell(sources, row, types_column), trainer->arena, corpus, error);
    } else {
      const corpus_selection selection = {trainer->language, syn_table_cell(sources, row, only_column),
                                          syn_table_cell(sources, row, types_column)};
      status = corpus_read_conllu(path.data, &selection, trainer->arena, corpus, error);
    }
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

syn_status trainer_open_model(const training *trainer, syn_buffer *buffer, syn_model **out_model, syn_error *error) {
  syn_status status = syn_model_writer_format(trainer->writer, buffer);
  return status == SYN_OK ? syn_model_read(syn_buffer_text(buffer), out_model, error) : status;
}

const char *trainer_record(const training *trainer, const char *name, char buffer[128]) {
  (void)snprintf(buffer, 128, "%.*s/%s", SYN_TEXT_ARGUMENTS(trainer->language), name);
  return buffer;
}
