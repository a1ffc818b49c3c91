#include "base/id_list.h"

#include <stdlib.h>

syn_text syn_id_bytes(const syn_id *id) {
  return (syn_text){(const char *)id->bytes, sizeof id->bytes};
}

int syn_order_ids(const void *a, const void *b) {
  return syn_id_compare(*(const syn_id *)a, *(const syn_id *)b);
}

size_t syn_sort_ids(syn_id *ids, size_t count) {
  size_t kept = 0;
  if (count > 1) qsort(ids, count, sizeof *ids, syn_order_ids);
  for (size_t i = 0; i < count; i++) {
    if (kept == 0 || syn_id_compare(ids[kept - 1], ids[i]) != 0) ids[kept++] = ids[i];
  }
  return kept;
}
