#include "synopsis/offices.h"

syn_status syn_offices_read(syn_synopsis_tables *tables, const syn_identity *identities, uint32_t identity_count, syn_arena *arena,
                            syn_offices *out_offices) {
  syn_status status = syn_tables_titles(tables, &out_offices->titles);
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
