/*
 * How it works: one block is read within a limit of size and depth, after the commonest faults have been mended: control characters inside
 * strings, a comma before a closing bracket, text in single quotation marks, and whatever stands before and behind the value. All objects
 * in it are visited with a stack of our own, those that are only referred to ("@id") by way of an index; those whose @type is a kind of
 * article or page state their fields, articles before pages (a page's rank is worse). What is broken beyond that states nothing.
 */
#include <string.h>

#include "article/character_references.h"
#include "article/page_metadata.h"
#include "records/json_reader.h"

enum {
  JSON_BYTES = 1 << 20,
  STACK_SIZE = 256,
  VISIT_LIMIT = 20000,
  ARTICLE_RANK_STEP = 0, /* added to the rank of what an article states */
  PAGE_RANK_STEP = 1     /* … of what a page states */
};

/* One block on its way. */
typedef struct reading {
  const syn_metadata_names *names;
  syn_arena *arena;
  syn_page_metadata *metadata;
  syn_map named; /* "@id" -> the object that has it and a name */
} reading;

static syn_status state_text(reading *r, syn_metadata_field field, uint8_t rank, syn_text text) {
  syn_status status = syn_resolve_references(text, r->arena, &text);
  if (status == SYN_OK) syn_metadata_state(r->metadata, field, rank, text);
  return status;
}

/* An object that is only a reference ("@id") stands for the one that has this id. */
static const syn_json_value *resolve(const reading *r, const syn_json_value *object) {
  const syn_json_value *id = syn_json_last_member(object, "@id");
  uint64_t found = 0;
  if (!id || id->type != SYN_JSON_TEXT || syn_json_last_member(object, "name") || !syn_map_get(&r->named, id->text, &found)) return object;
  return (const syn_json_value *)(uintptr_t)found;
}

/* The member of an object that says what the field wants: its name, the text of a correction, the address of a source. */
static const syn_json_value *telling_member(const syn_json_value *object, syn_metadata_field field) {
  static const char *const members[] = {"name", "text", "description", "headline", "url", "@id"};
  size_t first = field == SYN_METADATA_CORRECTION ? 1 : 0;
  size_t last = field == SYN_METADATA_CORRECTION ? 3 : field == SYN_METADATA_SOURCE ? 6 : 1;
  for (size_t i = first; i < last; i++) {
    const syn_json_value *member = syn_json_last_member(object, members[i]);
    if (member && member->type == SYN_JSON_ARRAY) member = member->first;
    if (member && member->type == SYN_JSON_TEXT && member->text.size > 0) return member;
  }
  return NULL;
}

/* States a string, what an object is called, or each item of a list of these. */
static syn_status state_value(reading *r, syn_metadata_field field, uint8_t rank, const syn_json_value *value, bool inside_list) {
  if (value->type == SYN_JSON_TEXT) return state_text(r, field, rank, value->text);
  if (value->type == SYN_JSON_OBJECT) {
    const syn_json_value *telling = telling_member(resolve(r, value), field);
    return telling ? state_text(r, field, rank, telling->text) : SYN_OK;
  }
  if (value->type != SYN_JSON_ARRAY || inside_list) return SYN_OK;
  const syn_json_value *item = value->first;
  for (uint32_t i = 0; item && i < SYN_METADATA_LIST_LIMIT; i++, item = item->next) {
    syn_status status = state_value(r, field, rank, item, true);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

/* Whether a type, or one of a list of types, ends in one of these. */
static bool type_matches(const syn_json_value *type, const char *const *endings, size_t count) {
  if (!type) return false;
  const syn_json_value *item = type->type == SYN_JSON_ARRAY ? type->first : type;
  for (; item; item = type->type == SYN_JSON_ARRAY ? item->next : NULL)
    for (size_t i = 0; item->type == SYN_JSON_TEXT && i < count; i++)
      if (syn_text_ends_with(item->text, syn_text_from(endings[i]))) return true;
  return false;
}

/* A page that states several articles lists others, too. */
static void count_article(reading *r, const syn_json_value *object) {
  const syn_json_value *headline = syn_json_last_member(object, "headline");
  if (!headline || headline->type != SYN_JSON_TEXT || syn_text_equal(headline->text, r->metadata->last_article)) return;
  r->metadata->last_article = headline->text;
  r->metadata->article_count++;
}

static syn_status visit(reading *r, const syn_json_value *object) {
  static const char *const articles[] = {"Article", "Posting", "Report", "Review", "Recipe", "CreativeWork"};
  static const char *const pages[] = {"WebPage", "ItemPage", "VideoObject"};
  const syn_json_value *type = syn_json_last_member(object, "@type");
  if (!type) return SYN_OK;
  bool is_article = type_matches(type, articles, sizeof(articles) / sizeof(articles[0]));
  if (!is_article && !type_matches(type, pages, sizeof(pages) / sizeof(pages[0]))) return SYN_OK;
  if (is_article) count_article(r, object);
  for (const syn_json_value *member = object->first; member; member = member->next) {
    syn_metadata_field field;
    uint8_t rank;
    if (!syn_metadata_find(r->names, SYN_METADATA_JSON, member->key, &field, &rank)) continue;
    /* a page's "name" and author are as often the site's */
    if (!is_article && (field == SYN_METADATA_TITLE || field == SYN_METADATA_AUTHOR)) continue;
    rank = (uint8_t)(rank + (is_article ? ARTICLE_RANK_STEP : PAGE_RANK_STEP));
    syn_status status = state_value(r, field, rank, member, false);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

/* Remembers the objects that have an "@id" and a name, wherever they lie. */
static syn_status index_ids(reading *r, const syn_json_value *root) {
  const syn_json_value *stack[STACK_SIZE];
  size_t count = 0, visited = 0;
  stack[count++] = root;
  while (count > 0 && visited++ < VISIT_LIMIT) {
    const syn_json_value *value = stack[--count];
    if (value->type == SYN_JSON_OBJECT) {
      const syn_json_value *id = syn_json_last_member(value, "@id");
      bool is_named = id && id->type == SYN_JSON_TEXT && syn_json_last_member(value, "name");
      syn_status status = is_named ? syn_map_put(&r->named, id->text, (uint64_t)(uintptr_t)value) : SYN_OK;
      if (status != SYN_OK) return status;
    }
    if (value->type != SYN_JSON_OBJECT && value->type != SYN_JSON_ARRAY) continue;
    for (const syn_json_value *below = value->first; below && count < STACK_SIZE; below = below->next)
      if (below->type == SYN_JSON_OBJECT || below->type == SYN_JSON_ARRAY) stack[count++] = below;
  }
  return SYN_OK;
}

static void push_items(const syn_json_value *array, const syn_json_value **stack, size_t *count) {
  size_t first = *count;
  for (const syn_json_value *item = array->first; item && *count < STACK_SIZE; item = item->next) stack[(*count)++] = item;
  for (size_t last = *count; first + 1 < last; first++) { /* the first item is visited first */
    const syn_json_value *moved = stack[first];
    stack[first] = stack[--last];
    stack[last] = moved;
  }
}

static syn_status visit_all(reading *r, const syn_json_value *root) {
  const syn_json_value *stack[STACK_SIZE];
  size_t count = 0, visited = 0;
  stack[count++] = root;
  while (count > 0 && visited++ < VISIT_LIMIT) {
    const syn_json_value *value = stack[--count];
    if (value->type == SYN_JSON_ARRAY) push_items(value, stack, &count);
    if (value->type != SYN_JSON_OBJECT) continue;
    syn_status status = visit(r, value);
    if (status != SYN_OK) return status;
    static const char *const inner[] = {"mainEntityOfPage", "mainEntity", "@graph"};
    for (size_t i = 0; i < sizeof(inner) / sizeof(inner[0]); i++) {
      const syn_json_value *below = syn_json_last_member(value, inner[i]);
      if (below && count < STACK_SIZE) stack[count++] = below;
    }
  }
  return SYN_OK;
}

typedef struct mending {
  syn_text json;
  size_t at; /* in `json` */
  char *bytes;
  size_t size;
} mending;

/* Copies a string, in quotation marks of either kind, as one in double ones: a byte may become two. */
static void mend_string(mending *m, char mark) {
  while (m->at < m->json.size && m->json.data[m->at] != mark) {
    char byte = m->json.data[m->at++];
    if (byte == '\\' && m->at < m->json.size) {
      byte = m->json.data[m->at++];
      if (byte != '\'') m->bytes[m->size++] = '\\';
    } else if (byte == '"') {
      m->bytes[m->size++] = '\\';
    }
    m->bytes[m->size++] = (unsigned char)byte < ' ' ? ' ' : byte;
  }
  m->at++;
  m->bytes[m->size++] = '"';
}

/*
 * Copies the first object or list into `bytes`, which has room for twice `json`: control characters become blanks, a comma before a closing
 * bracket goes, 'text' becomes "text". Returns its size.
 */
static size_t mend_json(syn_text json, char *bytes) {
  mending m = {.json = json, .bytes = bytes};
  size_t depth = 0, comma = SIZE_MAX; /* where the last token is a comma */
  while (m.at < json.size) {
    char byte = json.data[m.at++];
    bool opens = byte == '[' || byte == '{', closes = byte == ']' || byte == '}', quotes = byte == '"' || byte == '\'';
    if ((unsigned char)byte < ' ') byte = ' ';
    if (closes && comma != SIZE_MAX) bytes[comma] = ' ';
    if (byte != ' ') comma = byte == ',' ? m.size : SIZE_MAX;
    bytes[m.size++] = quotes ? '"' : byte;
    if (quotes) mend_string(&m, byte);
    depth += opens;
    if (closes && --depth == 0) break;
  }
  return m.size;
}

syn_status syn_metadata_read_json(const syn_metadata_names *names, syn_text json, syn_arena *arena, syn_page_metadata *metadata) {
  size_t start = 0;
  while (start < json.size && json.data[start] != '{' && json.data[start] != '[') start++; /* "<!--", "//<![CDATA[" */
  json = syn_text_slice(json, start, json.size);
  if (json.size == 0 || json.size > JSON_BYTES) return SYN_OK;
  char *bytes = syn_arena_take(arena, 2 * json.size + 2, 1);
  if (!bytes) return SYN_NO_MEMORY;
  const syn_json_value *root;
  size_t size = mend_json(json, bytes);
  syn_status status = syn_json_read((syn_text){bytes, size}, arena, &root, NULL);
  reading r = {.names = names, .arena = arena, .metadata = metadata};
  syn_map_init(&r.named, arena);
  if (status == SYN_OK && syn_text_find((syn_text){bytes, size}, SYN_TEXT("\"@id\""), 0) != SIZE_MAX) status = index_ids(&r, root);
  if (status == SYN_OK) return visit_all(&r, root);
  return status == SYN_NO_MEMORY ? status : SYN_OK;
}
