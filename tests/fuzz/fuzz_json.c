/*
 * Feeds bytes to the JSON reader, by itself and as a data block of a page (JSON-LD). A value that is read must have the counts that it says
 * and hold valid UTF-8.
 */
#include <stdlib.h>

#include "article/page_metadata.h"
#include "base/utf8.h"
#include "fuzz_target.h"
#include "records/json_reader.h"

enum { ARENA_BYTES = 128 << 20 };

static void require(bool condition) {
  if (!condition) abort();
}

static void check(const syn_json_value *value, unsigned depth) {
  uint32_t count = 0;
  require(depth <= SYN_JSON_READ_DEPTH && value->type <= SYN_JSON_OBJECT);
  require(syn_utf8_valid_prefix(value->text) == value->text.size && syn_utf8_valid_prefix(value->key) == value->key.size);
  for (const syn_json_value *member = value->first; member; member = member->next, count++) check(member, depth + 1);
  require(count == value->count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static syn_arena *arena;
  static syn_metadata_names names;
  static syn_world *world;
  if (!arena) {
    static syn_arena *tables;
    require(syn_arena_create(ARENA_BYTES, &arena) == SYN_OK && syn_arena_create(ARENA_BYTES, &tables) == SYN_OK);
    require(syn_world_open(NULL, &world, NULL) == SYN_OK && syn_metadata_names_load(world, tables, &names) == SYN_OK);
  }
  syn_text text = {(const char *)data, size};
  const syn_json_value *value;
  syn_error error = {0};
  if (syn_json_read(text, arena, &value, &error) == SYN_OK)
    check(value, 0);
  else
    require(error.text[0]);
  syn_page_metadata metadata = {0};
  require(syn_metadata_read_json(&names, text, arena, &metadata) == SYN_OK);
  syn_arena_reset(arena);
  return 0;
}
