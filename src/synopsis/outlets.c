#include "synopsis/outlets.h"

#include "base/utf8.h"
#include "records/wording.h"

void syn_outlets_init(syn_outlets *outlets, syn_arena *arena) {
  *outlets = (syn_outlets){.arena = arena};
  syn_map_init(&outlets->numbers, arena);
  syn_map_init(&outlets->spellings, arena);
}

syn_status syn_outlets_add(syn_outlets *outlets, syn_text name, uint32_t *out_number) {
  syn_text key;
  uint64_t number;
  *out_number = SYN_NO_OUTLET;
  if (name.size == 0) return SYN_OK;
  if (syn_map_get(&outlets->spellings, name, &number)) {
    *out_number = (uint32_t)number;
    return SYN_OK;
  }
  if (syn_utf8_fold(name, outlets->arena, &key) != SYN_OK) return SYN_NO_MEMORY;
  if (!syn_map_get(&outlets->numbers, key, &number)) {
    number = outlets->names.count;
    syn_text *place = SYN_ARRAY_ADD(&outlets->names, outlets->arena);
    if (!place || syn_map_put(&outlets->numbers, key, number) != SYN_OK) return SYN_NO_MEMORY;
    *place = name;
  }
  if (syn_map_put(&outlets->spellings, name, number) != SYN_OK) return SYN_NO_MEMORY;
  if (syn_text_compare(name, outlets->names.items[number]) < 0) outlets->names.items[number] = name;
  *out_number = (uint32_t)number;
  return SYN_OK;
}

syn_status syn_outlets_find(const syn_outlets *outlets, syn_text name, uint32_t *out_number) {
  syn_text key;
  uint64_t number;
  *out_number = SYN_NO_OUTLET;
  if (name.size == 0) return SYN_OK;
  bool is_known = syn_map_get(&outlets->spellings, name, &number);
  if (!is_known && syn_utf8_fold(name, outlets->arena, &key) != SYN_OK) return SYN_NO_MEMORY;
  if (is_known || syn_map_get(&outlets->numbers, key, &number)) *out_number = (uint32_t)number;
  return SYN_OK;
}

syn_text syn_outlet_of(const syn_article *article) {
  if (article->outlet.size > 0) return article->outlet;
  return article->url.size > 0 ? syn_wording_outlet(article) : (syn_text){0};
}
