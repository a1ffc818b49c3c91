/*
 * How it works: a model file has one canonical layout, so that checking it is comparing it with what the writer would have
 * written. Entries follow the header, names follow the entries without gaps, data follow the names in the order of the
 * entries, each at the next multiple of 64, with zeros between. Names ascend strictly. An offset that is not the expected
 * one is an error; overlaps and gaps therefore cannot occur, and nothing needs to be sorted or searched while loading.
 * Checking costs one pass over the bytes (XXH3, about 10 GB a second), and reading them from disk; the program's own bytes are spared it.
 */
#include "weights/model.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include "weights/model_layout.h"

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "model files are read in place: this needs a little-endian machine");

struct syn_model {
  const unsigned char *bytes;
  size_t size;
  void *copy;   /* of bytes that were not aligned; else NULL */
  void *mapped; /* where a file is mapped; else NULL */
  syn_weights *records;
  size_t record_count;
  syn_digest digest; /* of own bytes none */
  bool is_own;
};

size_t syn_weight_type_size(uint32_t type) {
  switch (type) {
  case SYN_WEIGHT_BYTES:
  case SYN_WEIGHT_INT8:
    return 1;
  case SYN_WEIGHT_INT16:
    return 2;
  case SYN_WEIGHT_INT32:
  case SYN_WEIGHT_UINT32:
  case SYN_WEIGHT_FLOAT32:
    return 4;
  case SYN_WEIGHT_UINT64:
    return 8;
  default:
    return 0;
  }
}

static const char *type_name(uint32_t type) {
  static const char *const names[] = {"none", "bytes", "int8", "int16", "int32", "uint32", "uint64", "float32"};
  return type < sizeof names / sizeof *names ? names[type] : "unknown";
}

static syn_status bad(syn_error *error, uint64_t offset, const char *what) {
  return syn_error_set(error, SYN_BAD_INPUT, offset, "model: %s (at byte %llu); make the file again with train/make-model", what,
                       (unsigned long long)offset);
}

static bool all_zero(const unsigned char *bytes, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (bytes[i]) return false;
  }
  return true;
}

static syn_status check_header(const unsigned char *bytes, size_t size, syn_model_header *out_header, syn_error *error) {
  if (size < sizeof *out_header) return bad(error, size, "the file is shorter than its header of 40 bytes");
  memcpy(out_header, bytes, sizeof *out_header);
  if (memcmp(out_header->magic, SYN_MODEL_MAGIC, sizeof out_header->magic) != 0) return bad(error, 0, "does not begin with SYNMODEL");
  if (out_header->version != SYN_MODEL_VERSION) {
    return syn_error_set(error, SYN_BAD_INPUT, 8, "model: version %u, expected %u; use a model made for this program", out_header->version,
                         SYN_MODEL_VERSION);
  }
  if (out_header->file_size != size) return bad(error, 16, "the size of the file is not the one that its header states");
  if (out_header->record_count > SYN_MODEL_MAXIMUM_RECORDS) return bad(error, 12, "more than 4096 records");
  size_t entries_end = sizeof *out_header + out_header->record_count * sizeof(syn_model_entry);
  if (entries_end > size || out_header->names_size > size - entries_end) return bad(error, size, "the directory goes beyond the end");
  uint64_t digest = XXH3_64bits(bytes + sizeof *out_header, entries_end - sizeof *out_header + out_header->names_size);
  if (digest != out_header->directory_digest) return bad(error, 24, "the checksum of the directory is wrong");
  return SYN_OK;
}

/* Whether the dimensions are what the size says. */
static bool has_shape(const syn_model_entry *entry) {
  size_t item_size = syn_weight_type_size(entry->type);
  if (item_size == 0 || entry->dimension_count > 4 || entry->reserved != 0) return false;
  uint64_t product = item_size;
  for (unsigned i = 0; i < 4; i++) {
    if (i >= entry->dimension_count) {
      if (entry->dimensions[i] != 0) return false;
    } else if (__builtin_mul_overflow(product, entry->dimensions[i], &product)) {
      return false;
    }
  }
  return product == entry->data_size;
}

/* Reads one entry; `name_offset` and `data_end` are where its name must be and where the data before it end, and move on. */
static syn_status read_entry(syn_model *model, size_t index, uint64_t *name_offset, uint64_t names_end, uint64_t *data_end,
                             syn_error *error) {
  uint64_t at = sizeof(syn_model_header) + index * sizeof(syn_model_entry);
  syn_model_entry entry;
  memcpy(&entry, model->bytes + at, sizeof entry);
  if (entry.name_offset != *name_offset || entry.name_size == 0 || entry.name_size > names_end - *name_offset) {
    return bad(error, at, "the name of a record is not where it must be");
  }
  syn_text name = {(const char *)model->bytes + entry.name_offset, entry.name_size};
  if (index > 0 && syn_text_compare(model->records[index - 1].name, name) >= 0) return bad(error, at, "the names are not in order");
  if (!has_shape(&entry)) return bad(error, at, "type, dimensions and size of a record do not agree");
  uint64_t expected = syn_model_align(*data_end);
  if (entry.data_offset != expected || expected > model->size || entry.data_size > model->size - expected) {
    return bad(error, at, "the data of a record are not where they must be");
  }
  if (!all_zero(model->bytes + *data_end, expected - *data_end)) return bad(error, *data_end, "the bytes between two records are not zero");
  const unsigned char *data = model->bytes + entry.data_offset;
  if (!model->is_own && XXH3_64bits(data, entry.data_size) != entry.data_digest)
    return bad(error, entry.data_offset, "the checksum of a record is wrong");
  syn_weights *record = &model->records[index];
  *record = (syn_weights){
      .name = name, .type = (syn_weight_type)entry.type, .dimension_count = entry.dimension_count, .data = data, .size = entry.data_size};
  memcpy(record->dimensions, entry.dimensions, sizeof record->dimensions);
  *name_offset += entry.name_size;
  *data_end = entry.data_offset + entry.data_size;
  return SYN_OK;
}

static syn_status read_records(syn_model *model, syn_error *error) {
  syn_model_header header = {0};
  syn_status status = check_header(model->bytes, model->size, &header, error);
  if (status != SYN_OK) return status;
  model->record_count = header.record_count;
  model->records = calloc(header.record_count + 1, sizeof *model->records);
  if (!model->records) return syn_error_set(error, SYN_NO_MEMORY, 0, "model: no memory for %u records", header.record_count);
  uint64_t name_offset = sizeof header + header.record_count * sizeof(syn_model_entry);
  uint64_t names_end = name_offset + header.names_size, data_end = names_end;
  for (size_t i = 0; i < header.record_count; i++) {
    status = read_entry(model, i, &name_offset, names_end, &data_end, error);
    if (status != SYN_OK) return status;
  }
  if (name_offset != names_end) return bad(error, name_offset, "there are names without records");
  if (data_end != model->size) return bad(error, data_end, "there are bytes after the last record");
  if (!model->is_own) model->digest = syn_digest_of((syn_text){(const char *)model->bytes, model->size});
  return SYN_OK;
}

static syn_status read_model(syn_text bytes, bool is_own, syn_model **out_model, syn_error *error) {
  syn_model *model = calloc(1, sizeof *model);
  if (!model) return syn_error_set(error, SYN_NO_MEMORY, 0, "model: no memory");
  model->bytes = (const unsigned char *)bytes.data;
  model->size = bytes.size;
  model->is_own = is_own;
  syn_status status = SYN_OK;
  if ((uintptr_t)bytes.data % SYN_MODEL_ALIGNMENT != 0) {
    model->copy = aligned_alloc(SYN_MODEL_ALIGNMENT, syn_model_align(bytes.size + 1));
    if (!model->copy) {
      status = syn_error_set(error, SYN_NO_MEMORY, 0, "model: no memory for a copy of %zu bytes", bytes.size);
      goto cleanup;
    }
    memcpy(model->copy, bytes.data, bytes.size);
    model->bytes = model->copy;
  }
  status = read_records(model, error);
  if (status != SYN_OK) goto cleanup;
  *out_model = model;
  return SYN_OK;
cleanup:
  syn_model_close(&model);
  return status;
}

syn_status syn_model_read(syn_text bytes, syn_model **out_model, syn_error *error) {
  return read_model(bytes, false, out_model, error);
}

syn_status syn_model_read_own(syn_text bytes, syn_model **out_model, syn_error *error) {
  return read_model(bytes, true, out_model, error);
}

bool syn_model_is_own(const syn_model *model) {
  return model->is_own;
}

/* Maps the whole file; the descriptor is not needed afterwards. */
static syn_status map_file(const char *path, void **out_mapped, size_t *out_size, syn_error *error) {
  int descriptor = open(path, O_RDONLY | O_CLOEXEC);
  if (descriptor < 0)
    return syn_error_set(error, SYN_IO, 0, "%s: the model cannot be opened: %s; name a model file that there is", path, strerror(errno));
  struct stat information;
  syn_status status = SYN_OK;
  void *mapped = MAP_FAILED;
  if (fstat(descriptor, &information) != 0) {
    status = syn_error_set(error, SYN_IO, 0, "%s: cannot be examined: %s", path, strerror(errno));
  } else if (!S_ISREG(information.st_mode) || information.st_size <= 0) {
    status = syn_error_set(error, SYN_BAD_INPUT, 0, "%s: not a model file: it is empty or no regular file", path);
  } else {
    mapped = mmap(NULL, (size_t)information.st_size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (mapped == MAP_FAILED) status = syn_error_set(error, SYN_IO, 0, "%s: cannot be mapped: %s", path, strerror(errno));
  }
  close(descriptor);
  if (status != SYN_OK) return status;
  *out_mapped = mapped;
  *out_size = (size_t)information.st_size;
  return SYN_OK;
}

syn_status syn_model_open(const char *path, syn_model **out_model, syn_error *error) {
  void *mapped = NULL;
  size_t size = 0;
  syn_status status = map_file(path, &mapped, &size, error);
  if (status != SYN_OK) return status;
  status = syn_model_read((syn_text){mapped, size}, out_model, error);
  if (status != SYN_OK) {
    munmap(mapped, size);
    return status;
  }
  (*out_model)->mapped = mapped;
  return SYN_OK;
}

void syn_model_close(syn_model **model) {
  if (!model || !*model) return;
  if ((*model)->mapped) munmap((*model)->mapped, (*model)->size);
  free((*model)->copy);
  free((*model)->records);
  free(*model);
  *model = NULL;
}

const syn_weights *syn_model_find(const syn_model *model, const char *name) {
  if (!model) return NULL;
  syn_text wanted = syn_text_from(name);
  size_t low = 0, high = model->record_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = syn_text_compare(model->records[middle].name, wanted);
    if (order == 0) return &model->records[middle];
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return NULL;
}

syn_status syn_model_require(const syn_model *model, const char *name, syn_weight_type type, uint32_t dimension_count,
                             const uint64_t *dimensions, const syn_weights **out_weights, syn_error *error) {
  const syn_weights *found = syn_model_find(model, name);
  if (!found) return syn_error_set(error, SYN_NOT_FOUND, 0, "model: there is no record %s; use a model made for this program", name);
  if (found->type != type || found->dimension_count != dimension_count) {
    return syn_error_set(error, SYN_BAD_INPUT, 0, "model: record %s is %s with %u dimensions, expected %s with %u", name,
                         type_name(found->type), found->dimension_count, type_name(type), dimension_count);
  }
  for (uint32_t i = 0; i < dimension_count; i++) {
    if (dimensions && dimensions[i] != 0 && dimensions[i] != found->dimensions[i]) {
      return syn_error_set(error, SYN_BAD_INPUT, 0, "model: dimension %u of record %s is %llu, expected %llu", i, name,
                           (unsigned long long)found->dimensions[i], (unsigned long long)dimensions[i]);
    }
  }
  *out_weights = found;
  return SYN_OK;
}

size_t syn_model_count(const syn_model *model) {
  return model->record_count;
}

const syn_weights *syn_model_at(const syn_model *model, size_t index) {
  return index < model->record_count ? &model->records[index] : NULL;
}

syn_digest syn_model_digest(const syn_model *model) {
  return model->is_own ? syn_digest_of((syn_text){(const char *)model->bytes, model->size}) : model->digest;
}
