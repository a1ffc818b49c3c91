#include "weights/model_writer.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xxhash.h>

#include "weights/model_layout.h"

static const size_t maximum_file_size = (size_t)1 << 30;

/* A record with the memory that it points to. */
typedef struct owned_record {
  syn_weights weights;
  char *name;
  void *data;
} owned_record;

struct syn_model_writer {
  owned_record *records;
  size_t count, capacity;
};

syn_status syn_model_writer_create(syn_model_writer **out_writer) {
  syn_model_writer *writer = calloc(1, sizeof *writer);
  if (!writer) return SYN_NO_MEMORY;
  *out_writer = writer;
  return SYN_OK;
}

static void free_record(owned_record *record) {
  free(record->name); /* NOLINT(clang-analyzer-unix.Malloc): it takes two records of the list for one */
  free(record->data);
  record->name = NULL;
  record->data = NULL;
}

void syn_model_writer_destroy(syn_model_writer **writer) {
  if (!writer || !*writer) return;
  for (size_t i = 0; i < (*writer)->count; i++) free_record(&(*writer)->records[i]);
  free((*writer)->records);
  free(*writer);
  *writer = NULL;
}

static void *copy_bytes(const void *data, size_t size) {
  void *copy = malloc(size + 1);
  if (copy && size) memcpy(copy, data, size);
  return copy;
}

static bool data_size(syn_weight_type type, uint32_t dimension_count, const uint64_t *dimensions, uint64_t *out_size) {
  uint64_t size = syn_weight_type_size((uint32_t)type);
  if (size == 0 || dimension_count < 1 || dimension_count > 4) return false;
  for (uint32_t i = 0; i < dimension_count; i++) {
    if (__builtin_mul_overflow(size, dimensions[i], &size)) return false;
  }
  *out_size = size;
  return size <= maximum_file_size;
}

/* An empty record: that of this name, emptied, or a new one. NULL: no memory. */
static owned_record *find_or_append(syn_model_writer *writer, syn_text name) {
  for (size_t i = 0; i < writer->count; i++) {
    if (!syn_text_equal(writer->records[i].weights.name, name)) continue;
    free_record(&writer->records[i]);
    return &writer->records[i];
  }
  if (writer->count == writer->capacity) {
    size_t capacity = writer->capacity ? writer->capacity * 2 : 16;
    owned_record *grown = realloc(writer->records, capacity * sizeof *grown);
    if (!grown) return NULL;
    writer->records = grown;
    writer->capacity = capacity;
  }
  owned_record *record = &writer->records[writer->count++];
  *record = (owned_record){0};
  return record;
}

static syn_status add_record(syn_model_writer *writer, syn_text name, syn_weight_type type, uint32_t dimension_count,
                             const uint64_t *dimensions, const void *data) {
  uint64_t size = 0;
  if (name.size == 0 || name.size > UINT32_MAX || !data_size(type, dimension_count, dimensions, &size)) return SYN_BAD_ARGUMENT;
  char *name_copy = copy_bytes(name.data, name.size);
  void *data_copy = copy_bytes(data, size);
  owned_record *record = name_copy && data_copy ? find_or_append(writer, name) : NULL;
  if (!record) {
    free(name_copy);
    free(data_copy);
    return SYN_NO_MEMORY;
  }
  *record = (owned_record){.name = name_copy, .data = data_copy};
  record->weights = (syn_weights){
      .name = {name_copy, name.size}, .type = type, .dimension_count = dimension_count, .data = data_copy, .size = (size_t)size};
  memcpy(record->weights.dimensions, dimensions, dimension_count * sizeof *dimensions);
  return SYN_OK;
}

syn_status syn_model_writer_add(syn_model_writer *writer, const char *name, syn_weight_type type, uint32_t dimension_count,
                                const uint64_t *dimensions, const void *data) {
  return add_record(writer, syn_text_from(name), type, dimension_count, dimensions, data);
}

syn_status syn_model_writer_add_missing(syn_model_writer *writer, const syn_model *model) {
  for (size_t i = 0; i < syn_model_count(model); i++) {
    const syn_weights *weights = syn_model_at(model, i);
    bool present = false;
    for (size_t j = 0; j < writer->count && !present; j++) present = syn_text_equal(writer->records[j].weights.name, weights->name);
    if (present) continue;
    syn_status status = add_record(writer, weights->name, weights->type, weights->dimension_count, weights->dimensions, weights->data);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

static int compare_records(const void *a, const void *b) {
  return syn_text_compare(((const owned_record *)a)->weights.name, ((const owned_record *)b)->weights.name);
}

/* Entries and names, with the offsets that the data will have. `out_file_size`: of the whole file. */
static syn_status format_directory(const syn_model_writer *writer, uint64_t names_size, syn_buffer *directory, uint64_t *out_file_size) {
  uint64_t name_offset = sizeof(syn_model_header) + writer->count * sizeof(syn_model_entry);
  uint64_t data_end = name_offset + names_size;
  for (size_t i = 0; i < writer->count; i++) {
    const syn_weights *record = &writer->records[i].weights;
    syn_model_entry entry = {.name_offset = name_offset,
                             .name_size = (uint32_t)record->name.size,
                             .type = (uint32_t)record->type,
                             .dimension_count = record->dimension_count,
                             .data_offset = syn_model_align(data_end),
                             .data_size = record->size,
                             .data_digest = XXH3_64bits(record->data, record->size)};
    memcpy(entry.dimensions, record->dimensions, sizeof entry.dimensions);
    name_offset += entry.name_size;
    data_end = entry.data_offset + entry.data_size;
    (void)syn_buffer_add(directory, (syn_text){(const char *)&entry, sizeof entry});
  }
  for (size_t i = 0; i < writer->count; i++) (void)syn_buffer_add(directory, writer->records[i].weights.name);
  *out_file_size = data_end;
  return directory->status;
}

syn_status syn_model_writer_format(syn_model_writer *writer, syn_buffer *buffer) {
  if (writer->count > SYN_MODEL_MAXIMUM_RECORDS) return SYN_LIMIT;
  if (writer->count > 1) qsort(writer->records, writer->count, sizeof *writer->records, compare_records);
  syn_model_header header = {.magic = SYN_MODEL_MAGIC_BYTES, .version = SYN_MODEL_VERSION, .record_count = (uint32_t)writer->count};
  for (size_t i = 0; i < writer->count; i++) header.names_size += writer->records[i].weights.name.size;
  syn_buffer directory;
  syn_buffer_init(&directory, maximum_file_size);
  syn_status status = format_directory(writer, header.names_size, &directory, &header.file_size);
  if (status == SYN_OK) {
    syn_text text = syn_buffer_text(&directory);
    header.directory_digest = XXH3_64bits(text.data, text.size);
    size_t start = syn_buffer_text(buffer).size;
    (void)syn_buffer_add(buffer, (syn_text){(const char *)&header, sizeof header});
    (void)syn_buffer_add(buffer, text);
    for (size_t i = 0; i < writer->count; i++) {
      static const char zeros[SYN_MODEL_ALIGNMENT];
      uint64_t at = syn_buffer_text(buffer).size - start;
      (void)syn_buffer_add(buffer, (syn_text){zeros, (size_t)(syn_model_align(at) - at)});
      (void)syn_buffer_add(buffer, (syn_text){writer->records[i].data, writer->records[i].weights.size});
    }
    status = buffer->status;
  }
  syn_buffer_clear(&directory);
  return status;
}

static syn_status write_file(const char *path, syn_text bytes, syn_error *error) {
  char beside[4096];
  int length = snprintf(beside, sizeof beside, "%s.part", path);
  if (length < 0 || (size_t)length >= sizeof beside) return syn_error_set(error, SYN_BAD_ARGUMENT, 0, "%s: the path is too long", path);
  FILE *file = fopen(beside, "wb");
  if (!file) return syn_error_set(error, SYN_IO, 0, "%s: cannot be written: %s", beside, strerror(errno));
  bool written = fwrite(bytes.data, 1, bytes.size, file) == bytes.size;
  written = fclose(file) == 0 && written;
  if (!written || rename(beside, path) != 0) {
    syn_status status = syn_error_set(error, SYN_IO, 0, "%s: cannot be written: %s", path, strerror(errno));
    unlink(beside);
    return status;
  }
  return SYN_OK;
}

syn_status syn_model_writer_save(syn_model_writer *writer, const char *path, syn_error *error) {
  syn_buffer buffer;
  syn_buffer_init(&buffer, maximum_file_size);
  syn_status status = syn_model_writer_format(writer, &buffer);
  if (status == SYN_OK)
    status = write_file(path, syn_buffer_text(&buffer), error);
  else
    (void)syn_error_set(error, status, 0, "%s: the model is too large or memory is used up", path);
  syn_buffer_clear(&buffer);
  return status;
}
