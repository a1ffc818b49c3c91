/*
 * Model layout: the bytes of a model file, shared by its writer and its loader (docs/model-format.md).
 */
#ifndef SYN_WEIGHTS_MODEL_LAYOUT_H
#define SYN_WEIGHTS_MODEL_LAYOUT_H

#include <stddef.h>
#include <stdint.h>

#define SYN_MODEL_MAGIC "SYNMODEL"
#define SYN_MODEL_MAGIC_BYTES \
  { 'S', 'Y', 'N', 'M', 'O', 'D', 'E', 'L' }

enum { SYN_MODEL_VERSION = 1, SYN_MODEL_ALIGNMENT = 64, SYN_MODEL_MAXIMUM_RECORDS = 4096 };

typedef struct syn_model_header {
  char magic[8];
  uint32_t version, record_count;
  uint64_t file_size;
  uint64_t directory_digest; /* XXH3-64 of entries and names */
  uint64_t names_size;       /* bytes of all names, which follow the entries */
} syn_model_header;

typedef struct syn_model_entry {
  uint64_t name_offset;
  uint32_t name_size, type, dimension_count, reserved;
  uint64_t dimensions[4];
  uint64_t data_offset, data_size, data_digest;
} syn_model_entry;

_Static_assert(sizeof(syn_model_header) == 40 && sizeof(syn_model_entry) == 80, "the layout is part of the file format");

/* The next multiple of the alignment. */
static inline uint64_t syn_model_align(uint64_t offset) {
  return (offset + SYN_MODEL_ALIGNMENT - 1) & ~(uint64_t)(SYN_MODEL_ALIGNMENT - 1);
}

/* Bytes of one item of a syn_weight_type; 0 for a number that is no type. */
size_t syn_weight_type_size(uint32_t type);

#endif
