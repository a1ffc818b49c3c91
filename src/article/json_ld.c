/*
 * How it works: json-c parses one block within a limit of size and depth. All objects in it are visited with a stack of our own; those
 * whose @type is a kind of article or page state their fields, articles before pages (a page's rank is worse). What is broken states
 * nothing.
 */
#include <json-c/json.h>
#include <string.h>

#include "article/character_references.h"
#include "article/page_metadata.h"

enum {
  JSON_BYTES = 1 << 20,
  JSON_DEPTH = 32,
  STACK_SIZE = 256,
  VISIT_LIMIT = 20000,
  ARTICLE_RANK_STEP = 0, /* added to the rank of what an article states */
  PAGE_RANK_STEP = 1     /* … of what a page states */
};

static syn_status copy_string(json_object *value, syn_arena *arena, syn_text *out_text) {
  syn_text text = {json_object_get_string(value), (size_t)json_object_get_string_len(value)}, copy;
  syn_status status = syn_arena_copy(arena, text, &copy);
  return status == SYN_OK ? syn_resolve_references(copy, arena, out_text) : status;
}

/* States a string, the name of an object, or each item of a list of these. */
static syn_status state_value(syn_page_metadata *metadata, syn_metadata_field field, uint8_t rank, json_object *value, syn_arena *arena,
                              bool inside_list) {
  syn_text text;
  if (json_object_is_type(value, json_type_string)) {
    syn_status status = copy_string(value, arena, &text);
    if (status == SYN_OK) syn_metadata_state(metadata, field, rank, text);
    return status;
  }
  if (json_object_is_type(value, json_type_object)) {
    json_object *name = NULL;
    bool has_name = json_object_object_get_ex(value, "name", &name);
    if (has_name && json_object_is_type(name, json_type_array) && json_object_array_length(name) > 0)
      name = json_object_array_get_idx(name, 0);
    if (!has_name || !json_object_is_type(name, json_type_string)) return SYN_OK;
    syn_status status = copy_string(name, arena, &text);
    if (status == SYN_OK) syn_metadata_state(metadata, field, rank, text);
    return status;
  }
  if (!json_object_is_type(value, json_type_array) || inside_list) return SYN_OK;
  size_t count = json_object_array_length(value);
  for (size_t i = 0; i < count && i < SYN_METADATA_AUTHOR_LIMIT; i++) {
    syn_status status = state_value(metadata, field, rank, json_object_array_get_idx(value, i), arena, true);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

static bool type_matches(json_object *type, const char *const *endings, size_t count) {
  if (json_object_is_type(type, json_type_array)) type = json_object_array_length(type) > 0 ? json_object_array_get_idx(type, 0) : NULL;
  if (!type || !json_object_is_type(type, json_type_string)) return false;
  syn_text name = {json_object_get_string(type), (size_t)json_object_get_string_len(type)};
  for (size_t i = 0; i < count; i++)
    if (syn_text_ends_with(name, syn_text_from(endings[i]))) return true;
  return false;
}

static syn_status visit(const syn_metadata_names *names, json_object *object, syn_arena *arena, syn_page_metadata *metadata) {
  static const char *const articles[] = {"Article", "Posting", "Report", "Review", "Recipe"};
  static const char *const pages[] = {"WebPage", "ItemPage", "VideoObject"};
  json_object *type = NULL;
  if (!json_object_object_get_ex(object, "@type", &type)) return SYN_OK;
  bool is_article = type_matches(type, articles, sizeof(articles) / sizeof(articles[0]));
  if (!is_article && !type_matches(type, pages, sizeof(pages) / sizeof(pages[0]))) return SYN_OK;
  json_object_object_foreach(object, key, value) {
    syn_metadata_field field;
    uint8_t rank;
    if (!value || !syn_metadata_find(names, SYN_METADATA_JSON, syn_text_from(key), &field, &rank)) continue;
    /* a page's "name" and author are as often the site's */
    if (!is_article && (field == SYN_METADATA_TITLE || field == SYN_METADATA_AUTHOR)) continue;
    rank = (uint8_t)(rank + (is_article ? ARTICLE_RANK_STEP : PAGE_RANK_STEP));
    syn_status status = state_value(metadata, field, rank, value, arena, false);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

static syn_status visit_all(const syn_metadata_names *names, json_object *root, syn_arena *arena, syn_page_metadata *metadata) {
  json_object *stack[STACK_SIZE];
  size_t count = 0, visited = 0;
  stack[count++] = root;
  while (count > 0 && visited++ < VISIT_LIMIT) {
    json_object *value = stack[--count];
    if (json_object_is_type(value, json_type_array)) {
      for (size_t i = json_object_array_length(value); i-- > 0;)
        if (count < STACK_SIZE) stack[count++] = json_object_array_get_idx(value, i);
      continue;
    }
    if (!json_object_is_type(value, json_type_object)) continue;
    syn_status status = visit(names, value, arena, metadata);
    if (status != SYN_OK) return status;
    static const char *const inner[] = {"mainEntityOfPage", "mainEntity", "@graph"};
    for (size_t i = 0; i < sizeof(inner) / sizeof(inner[0]); i++) {
      json_object *below = NULL;
      if (json_object_object_get_ex(value, inner[i], &below) && below && count < STACK_SIZE) stack[count++] = below;
    }
  }
  return SYN_OK;
}

syn_status syn_metadata_read_json(const syn_metadata_names *names, syn_text json, syn_arena *arena, syn_page_metadata *metadata) {
  json = syn_text_trim(json);
  size_t start = 0;
  while (start < json.size && json.data[start] != '{' && json.data[start] != '[') start++; /* "<!--", "//<![CDATA[" */
  json = syn_text_slice(json, start, json.size);
  if (json.size == 0 || json.size > JSON_BYTES) return SYN_OK;
  /* control characters inside strings are the commonest fault; json-c refuses them */
  char *clean = syn_arena_take(arena, json.size, 1);
  if (!clean) return SYN_NO_MEMORY;
  for (size_t i = 0; i < json.size; i++) clean[i] = (unsigned char)json.data[i] < ' ' ? ' ' : json.data[i];
  struct json_tokener *tokener = json_tokener_new_ex(JSON_DEPTH);
  if (!tokener) return SYN_NO_MEMORY;
  json_object *root = json_tokener_parse_ex(tokener, clean, (int)json.size);
  syn_status status = root ? visit_all(names, root, arena, metadata) : SYN_OK;
  if (root) json_object_put(root);
  json_tokener_free(tokener);
  return status;
}
