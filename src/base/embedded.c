#include "base/embedded.h"

#include <string.h>

/* Written by tools/embed.py, sorted by name. */
extern const syn_embedded_file syn_embedded_list[];
extern const size_t syn_embedded_count;

syn_text syn_embedded_find(const char *name) {
  size_t low = 0, high = syn_embedded_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    const syn_embedded_file *file = &syn_embedded_list[middle];
    int order = strcmp(name, file->name);
    if (order == 0) return (syn_text){(const char *)file->start, (size_t)(file->end - file->start)};
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return (syn_text){0};
}

const syn_embedded_file *syn_embedded_files(size_t *out_count) {
  *out_count = syn_embedded_count;
  return syn_embedded_list;
}
