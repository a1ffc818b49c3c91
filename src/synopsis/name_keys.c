#include "synopsis/name_keys.h"

#include "base/utf8.h"

syn_status syn_name_even(syn_text name, syn_arena *arena, syn_text *out_even) {
  syn_text folded;
  syn_status status = syn_utf8_fold(name, arena, &folded);
  char *even = status == SYN_OK ? syn_arena_take(arena, folded.size + 1, 1) : NULL;
  if (!even) return SYN_NO_MEMORY;
  for (size_t i = 0; i < folded.size; i++) even[i] = folded.data[i] == 'z' ? 's' : folded.data[i] == '-' ? ' ' : folded.data[i];
  *out_even = (syn_text){even, folded.size};
  return SYN_OK;
}

static bool comes_before(const syn_identifier *a, const syn_identifier *b) {
  int order = syn_text_compare(a->scheme, b->scheme);
  return order != 0 ? order < 0 : syn_text_compare(a->value, b->value) < 0;
}

syn_status syn_name_key(syn_entity_type type, const syn_identifier *identifiers, uint32_t identifier_count, syn_text name, syn_arena *arena,
                        syn_text *out_key, bool *out_is_known) {
  const syn_identifier *first = NULL;
  for (uint32_t i = 0; i < identifier_count; i++) {
    /* of other types it says only in which country they are */
    if (type != SYN_ENTITY_COUNTRY && syn_text_equal(identifiers[i].scheme, SYN_TEXT("iso3166"))) continue;
    if (!first || comes_before(&identifiers[i], first)) first = &identifiers[i];
  }
  *out_is_known = first != NULL;
  if (first)
    return syn_arena_format(arena, out_key, "%d %.*s=%.*s", (int)type, SYN_TEXT_ARGUMENTS(first->scheme), SYN_TEXT_ARGUMENTS(first->value));
  syn_text even;
  syn_status status = syn_name_even(name, arena, &even);
  return status == SYN_OK ? syn_arena_format(arena, out_key, "%d %.*s", (int)type, SYN_TEXT_ARGUMENTS(even)) : status;
}

syn_status syn_name_key_of_entity(const syn_entity *entity, syn_arena *arena, syn_text *out_key) {
  bool is_known;
  return syn_name_key(entity->type, entity->identifiers, entity->identifier_count, entity->name, arena, out_key, &is_known);
}
