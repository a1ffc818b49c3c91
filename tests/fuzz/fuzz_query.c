/*
 * Feeds bytes to the reader of queries, and what it takes to the store: the first byte chooses an option that they are given as, 0 the
 * query. A query that is taken keeps its limits and is one that the index can answer; one that is refused says why.
 */
#include <stdlib.h>
#include <string.h>

#include "engine/find_query.h"
#include "fuzz_target.h"
#include "store/store.h"

enum { ARENA_BYTES = 64 << 20, INPUT_BYTES = 2 * SYN_FIND_QUERY_BYTES };

static const char RECORD[] =
    "{\"record\":\"article\",\"id\":\"00000000000000000001\",\"source\":\"a\",\"title\":\"The old dam\",\"byline\":[],\"credits\":[],"
    "\"captions\":[\"A bridge\"],\"text\":\"Anna Borg saw the dam. 10:30, U.S.\"}";

static void require(bool condition) {
  if (!condition) abort();
}

static void make_store(syn_store **out_store) {
  syn_id id = {{0}};
  id.bytes[9] = 1;
  const syn_store_article article = {.id = id,
                                     .source = SYN_TEXT("a"),
                                     .article = syn_text_from(RECORD),
                                     .model = SYN_TEXT("m"),
                                     .world = SYN_TEXT("w"),
                                     .version = SYN_TEXT("1")};
  require(syn_store_open(":memory:", true, out_store, NULL) == SYN_OK);
  require(syn_store_add_article(*out_store, &article, NULL, NULL) == SYN_OK);
}

/* What is found by the index stands in the text, too. */
static void ask(syn_store *store, const syn_text_query *query, syn_arena *arena) {
  static const syn_text FIELDS[] = {{"The old dam", 11}, {"Anna Borg saw the dam. 10:30, U.S.", 34}, {"A bridge", 8}};
  syn_id *ids;
  size_t count = 0, all = 0;
  syn_error error = {0};
  if (query->clause_count == 0) return;
  syn_status status = syn_store_match_text(store, query, arena, &ids, &count, &error);
  require(status == SYN_OK ? count <= 1 : error.text[0] != '\0');
  for (size_t f = 0; status == SYN_OK && f < 3; f++) {
    syn_text_spot *spots;
    size_t spot_count = 0;
    status = syn_store_find_spots(store, query, FIELDS[f], arena, &spots, &spot_count, &error);
    for (size_t i = 0; i < spot_count; i++)
      require(spots[i].start < spots[i].end && spots[i].end <= FIELDS[f].size && spots[i].term < query->term_count);
    all += spot_count;
  }
  require(status != SYN_OK || count == 0 || all > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static syn_arena *arena;
  static syn_store *store;
  static char text[INPUT_BYTES + 1];
  if (!store) {
    make_store(&store);
    require(syn_arena_create(ARENA_BYTES, &arena) == SYN_OK);
  }
  if (size == 0 || size > INPUT_BYTES) return 0;
  memcpy(text, data + 1, size - 1);
  text[size - 1] = '\0';
  syn_find_request request = {.query = ""};
  const char **const values[] = {&request.query, &request.actor, &request.type, &request.label, &request.kind, &request.from, &request.to};
  *values[(data[0] >= '0' ? data[0] - '0' : data[0]) % (sizeof values / sizeof values[0])] = text;
  syn_find_query query;
  syn_error error = {0};
  syn_status status = syn_find_query_parse(&request, arena, &query, &error);
  require(status == SYN_OK || error.text[0]);
  if (status == SYN_OK) {
    require(query.words.term_count + query.excluded.term_count <= SYN_TEXT_TERM_LIMIT && query.actors.count <= SYN_FIND_NAME_LIMIT);
    ask(store, &query.words, arena);
    ask(store, &query.excluded, arena);
  }
  syn_arena_reset(arena);
  return 0;
}
