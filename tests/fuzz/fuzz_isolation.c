/*
 * Feeds bytes to the check of what isolated processes answer. What it lets pass must be lines that json-c, too, takes for objects with the
 * keys "record" and "id", and "article" only for the page's own.
 */
#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

#include "engine/isolation_internal.h"
#include "fuzz_target.h"

#define ID "00112233445566778899"

static void check_line(const char *line, size_t size) {
  struct json_tokener *tokener = json_tokener_new_ex(64);
  if (tokener == NULL) return;
  json_tokener_set_flags(tokener, JSON_TOKENER_STRICT);
  struct json_object *object = json_tokener_parse_ex(tokener, line, (int)size), *value = NULL;
  if (json_tokener_get_error(tokener) != json_tokener_success || json_tokener_get_parse_end(tokener) != size) abort();
  if (!json_object_object_get_ex(object, "record", NULL) || !json_object_object_get_ex(object, "id", NULL)) abort();
  if (json_object_object_get_ex(object, "article", &value) && strcmp(json_object_get_string(value), ID) != 0) abort();
  json_object_put(object);
  json_tokener_free(tokener);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char ARTICLE[] = "{\"record\":\"article\",\"id\":\"" ID "\"}\n",
                    SKETCH[] = "{\"record\":\"sketch\",\"article\":\"" ID "\"}\n";
  const syn_text texts[SYN_RECORD_LINES_COUNT] = {
      [SYN_RECORD_LINES_ARTICLE] = SYN_TEXT(ARTICLE),
      [SYN_RECORD_LINES_FACTS] = {(const char *)data, size},
      [SYN_RECORD_LINES_SKETCH] = SYN_TEXT(SKETCH),
  };
  syn_buffer buffers[SYN_RECORD_LINES_COUNT];
  syn_record_lines lines;
  syn_id id;
  if (syn_id_parse(SYN_TEXT(ID), &id) != SYN_OK) abort();
  for (size_t i = 0; i < SYN_RECORD_LINES_COUNT; i++) {
    syn_buffer_init(&buffers[i], 1 << 24);
    lines.buffers[i] = &buffers[i];
    if (syn_buffer_add(&buffers[i], texts[i]) != SYN_OK) abort();
  }
  if (syn_isolation_find_fault(&lines, id) == NULL) {
    const char *end;
    for (const char *at = (const char *)data; (end = memchr(at, '\n', size - (size_t)(at - (const char *)data))) != NULL; at = end + 1)
      check_line(at, (size_t)(end - at));
  }
  for (size_t i = 0; i < SYN_RECORD_LINES_COUNT; i++) syn_buffer_clear(&buffers[i]);
  return 0;
}
