#include "train/raw_text.h"

#include <glob.h>
#include <json.h>
#include <stdlib.h>
#include <string.h>

enum { SHORTEST_CELL = 40 }; /* bytes: shorter cells of a CSV file are no prose */

typedef struct visiting {
  raw_text_visitor visit;
  void *context;
  syn_buffer *buffer;
} visiting;

static bool is_key(syn_text keys, const char *name) {
  syn_text item;
  while (syn_table_next_item(&keys, '|', &item)) {
    if (syn_text_equal(item, syn_text_from(name))) return true;
  }
  return false;
}

/* Adds the strings below the named keys, each as a paragraph. */
static void gather(struct json_object *value, syn_text keys, int depth, syn_buffer *buffer) {
  if (depth > 4) return;
  if (json_object_is_type(value, json_type_array)) {
    for (size_t i = 0; i < json_object_array_length(value); i++) gather(json_object_array_get_idx(value, i), keys, depth + 1, buffer);
  }
  if (!json_object_is_type(value, json_type_object)) return;
  struct json_object_iterator at = json_object_iter_begin(value), end = json_object_iter_end(value);
  for (; !json_object_iter_equal(&at, &end); json_object_iter_next(&at)) {
    struct json_object *item = json_object_iter_peek_value(&at);
    if (json_object_is_type(item, json_type_string) && is_key(keys, json_object_iter_peek_name(&at))) {
      (void)syn_buffer_add(buffer, (syn_text){json_object_get_string(item), (size_t)json_object_get_string_len(item)});
      (void)syn_buffer_add(buffer, SYN_TEXT("\n\n"));
    } else {
      gather(item, keys, depth + 1, buffer);
    }
  }
}

static syn_status visit_lines(const visiting *job, syn_text rest, syn_text keys, syn_error *error) {
  syn_text line;
  syn_status status = SYN_OK;
  struct json_tokener *tokener = json_tokener_new();
  while (status == SYN_OK && corpus_next_line(&rest, &line)) {
    json_tokener_reset(tokener);
    struct json_object *value = json_tokener_parse_ex(tokener, line.data, (int)line.size);
    if (!value) continue;
    syn_buffer_reset(job->buffer);
    gather(value, keys, 0, job->buffer);
    json_object_put(value);
    status = job->visit(job->context, syn_buffer_text(job->buffer), error);
  }
  json_tokener_free(tokener);
  return status;
}

/* A row is a document: its longer cells. Quoted cells may hold line feeds; "" is a quotation mark. */
static syn_status visit_rows(const visiting *job, syn_text text, syn_error *error) {
  syn_status status = SYN_OK;
  syn_buffer_reset(job->buffer);
  size_t cell_start = 0;
  bool quoted = false;
  for (size_t i = 0; i <= text.size && status == SYN_OK; i++) {
    char byte = i < text.size ? text.data[i] : '\n';
    if (byte == '"') {
      if (quoted && i + 1 < text.size && text.data[i + 1] == '"')
        (void)syn_buffer_add_byte(job->buffer, text.data[++i]);
      else
        quoted = !quoted;
    } else if (!quoted && (byte == ',' || byte == '\n')) {
      if (syn_buffer_text(job->buffer).size - cell_start < SHORTEST_CELL)
        job->buffer->size = cell_start;
      else
        (void)syn_buffer_add(job->buffer, SYN_TEXT("\n\n"));
      cell_start = syn_buffer_text(job->buffer).size;
      if (byte == ',') continue;
      status = job->visit(job->context, syn_buffer_text(job->buffer), error);
      syn_buffer_reset(job->buffer);
      cell_start = 0;
    } else {
      (void)syn_buffer_add_byte(job->buffer, byte);
    }
  }
  return status;
}

static syn_status visit_file(const visiting *job, const char *path, syn_text keys, syn_arena *arena, syn_error *error) {
  syn_text text;
  syn_status status = corpus_read_file(path, arena, &text, error);
  if (status != SYN_OK) return status;
  if (syn_text_ends_with(syn_text_from(path), SYN_TEXT(".jsonl"))) return visit_lines(job, text, keys, error);
  if (syn_text_ends_with(syn_text_from(path), SYN_TEXT(".csv"))) return visit_rows(job, text, error);
  return job->visit(job->context, text, error);
}

syn_status raw_text_visit(const training *trainer, raw_text_visitor visit, void *context, syn_error *error) {
  const syn_table *sources = &trainer->sources;
  size_t task_column = syn_table_column(sources, "task"), language_column = syn_table_column(sources, "language");
  size_t file_column = syn_table_column(sources, "file"), types_column = syn_table_column(sources, "types");
  syn_buffer buffer;
  syn_buffer_init(&buffer, (size_t)1 << 28);
  visiting job = {.visit = visit, .context = context, .buffer = &buffer};
  syn_status status = SYN_OK;
  for (size_t row = 0; row < sources->row_count && status == SYN_OK; row++) {
    if (!syn_text_equal(syn_table_cell(sources, row, task_column), SYN_TEXT("text"))) continue;
    if (!syn_text_equal(syn_table_cell(sources, row, language_column), trainer->language)) continue;
    syn_text pattern;
    status =
        syn_arena_format(trainer->arena, &pattern, "%s/%.*s", trainer->data, SYN_TEXT_ARGUMENTS(syn_table_cell(sources, row, file_column)));
    if (status != SYN_OK) break;
    glob_t found = {0};
    if (glob(pattern.data, 0, NULL, &found) != 0) status = syn_error_set(error, SYN_IO, 0, "%s: there is no such file", pattern.data);
    for (size_t i = 0; i < found.gl_pathc && status == SYN_OK; i++) {
      status = visit_file(&job, found.gl_pathv[i], syn_table_cell(sources, row, types_column), trainer->arena, error);
    }
    globfree(&found);
  }
  syn_buffer_clear(&buffer);
  return status;
}
