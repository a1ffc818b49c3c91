/*
 * Coordination: the phrases that stand side by side in a list ("A, B and C"). Walks along the chunks of a sentence, a bounded way.
 */
#include "facts/clause.h"

enum { CHAIN_LIMIT = 32 }; /* phrases that are followed ("of A of B ..."), so that a sentence without end stays linear */

static bool chunk_is(const syn_clause_list *list, uint32_t chunk, syn_chunk_kind kind) {
  return chunk < list->chunk_count && list->chunks[chunk].kind == kind;
}

/* A phrase joined to the one before it would be the subject of a verb that follows at once: "met X, and Y said". */
static bool opens_clause(const syn_clause_list *list, uint32_t chunk) {
  do chunk++;
  while (chunk_is(list, chunk, SYN_CHUNK_OTHER));
  return chunk_is(list, chunk, SYN_CHUNK_VERB);
}

static bool has_entity(const syn_finding *finding, const syn_chunk *chunk) {
  for (uint32_t token = chunk->first; token < chunk->first + chunk->count; token++) {
    if (finding->marks[token].entity) return true;
  }
  return false;
}

/* Leaves out "of X" after a phrase: "President A of B and C". */
static uint32_t after_partitives(const syn_clause_list *list, uint32_t chunk) {
  for (unsigned steps = 0;
       steps < CHAIN_LIMIT && chunk_is(list, chunk + 1, SYN_CHUNK_PREPOSITION) && chunk_is(list, chunk + 2, SYN_CHUNK_NOUN); steps++)
    chunk += 2;
  return chunk;
}

uint32_t syn_clause_coordinated(const syn_finding *finding, const syn_clause_list *list, uint32_t chunk, bool must_join,
                                uint32_t *out_chunks, uint32_t limit) {
  uint32_t count = 0, first = chunk;
  if (limit == 0 || !chunk_is(list, chunk, SYN_CHUNK_NOUN)) return 0;
  /* to the left: the phrase was the last of the list when it was found as a subject */
  while (first >= 2 && count + 1 < limit) {
    bool joined = chunk_is(list, first - 1, SYN_CHUNK_COORDINATOR) || (first != chunk && chunk_is(list, first - 1, SYN_CHUNK_COMMA));
    uint32_t place = first - 2;
    if (joined && chunk_is(list, place, SYN_CHUNK_COMMA) && place > 0) place--; /* ", and" */
    if (!joined || !chunk_is(list, place, SYN_CHUNK_NOUN)) break;
    for (unsigned steps = 0;
         steps < CHAIN_LIMIT && place >= 2 && chunk_is(list, place - 1, SYN_CHUNK_PREPOSITION) && chunk_is(list, place - 2, SYN_CHUNK_NOUN);
         steps++)
      place -= 2;
    first = place;
    count++;
  }
  count = 0;
  for (uint32_t place = first; count < limit;) {
    out_chunks[count++] = place;
    uint32_t after = after_partitives(list, place);
    bool comma = chunk_is(list, after + 1, SYN_CHUNK_COMMA);
    uint32_t next = comma && chunk_is(list, after + 2, SYN_CHUNK_COORDINATOR) ? after + 3 : after + 2;
    bool joined = chunk_is(list, after + 1, SYN_CHUNK_COORDINATOR) || comma;
    if (!joined || !chunk_is(list, next, SYN_CHUNK_NOUN)) break;
    if (next > chunk && !must_join && opens_clause(list, next)) break;
    if (comma && next == after + 2 && next > chunk && !has_entity(finding, &list->chunks[next])) break;
    place = next;
  }
  return count;
}
