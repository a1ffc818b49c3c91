#include "synopsis/offices.h"

static syn_status read_titles(const syn_world *world, syn_arena *arena, syn_map *titles) {
  size_t language_count = 0;
  const syn_text *languages = world ? syn_world_languages(world, &language_count) : NULL;
  syn_map_init(titles, arena);
  for (size_t l = 0; l < language_count; l++) {
    const syn_table *table = syn_world_language_table(world, languages[l], "titles");
    size_t row_count = table ? table->row_count : 0;
    for (size_t row = 0; row < row_count; row++) {
      if (!syn_text_equal(syn_table_cell(table, row, syn_table_column(table, "kind")), SYN_TEXT("office"))) continue;
      if (syn_map_put(titles, syn_table_cell(table, row, syn_table_column(table, "form")), 1) != SYN_OK) return SYN_NO_MEMORY;
    }
  }
  return SYN_OK;
}

syn_status syn_offices_read(const syn_world *world, const syn_identity *identities, uint32_t identity_count, syn_arena *arena,
                            syn_offices *out_offices) {
  syn_status status = read_titles(world, arena, &out_offices->titles);
  syn_map_init(&out_offices->states, arena);
  for (uint32_t i = 0; status == SYN_OK && i < identity_count; i++) {
    const syn_identity *state = &identities[i];
    if (state->type != SYN_ENTITY_COUNTRY || state->country.size == 0 || syn_map_find(&out_offices->states, state->country)) continue;
    status = syn_map_put(&out_offices->states, state->country, i);
  }
  return status;
}

bool syn_holds_office(const syn_offices *offices, const syn_identity *identity) {
  if (identity->type != SYN_ENTITY_PERSON || identity->country.size == 0) return false;
  for (uint32_t i = 0; i < identity->roles.count; i++) {
    if (syn_map_find(&offices->titles, identity->roles.items[i])) return true;
  }
  return false;
}

uint32_t syn_offices_who_acts(const syn_offices *offices, const syn_identity *identities, uint32_t identity) {
  uint64_t state;
  if (!syn_holds_office(offices, &identities[identity])) return identity;
  return syn_map_get(&offices->states, identities[identity].country, &state) ? (uint32_t)state : identity;
}
