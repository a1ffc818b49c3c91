#include "facts/finder.h"

static syn_status create(const syn_world *world, syn_text language, syn_arena *arena, void **out_state, syn_error *error) {
  *out_state = NULL;
  return SYN_OK;
}

static syn_status find(const void *state, syn_finding *finding, syn_error *error) {
  return SYN_OK;
}

const syn_finder syn_entity_finder = {"entities", create, find};
