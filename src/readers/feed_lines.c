#include "readers/feed_lines.h"

#include <string.h>

#include "base/array.h"
#include "base/json_writer.h"
#include "base/utf8.h"
#include "records/json_reader.h"

/* A text of a feed or an item by its name. */
typedef struct line_field {
  const char *name;
  size_t offset;
} line_field;

static const line_field head_fields[] = {
    {"title", offsetof(syn_feed, title)},       {"url", offsetof(syn_feed, url)},
    {"feed_url", offsetof(syn_feed, feed_url)}, {"next_url", offsetof(syn_feed, next_url)},
    {"language", offsetof(syn_feed, language)}, {"updated", offsetof(syn_feed, updated)},
    {"author", offsetof(syn_feed, author)},     {"copyright", offsetof(syn_feed, copyright)},
};

static const line_field item_fields[] = {
    {"id", offsetof(syn_feed_item, id)},           {"url", offsetof(syn_feed_item, url)},
    {"title", offsetof(syn_feed_item, title)},     {"content", offsetof(syn_feed_item, content)},
    {"summary", offsetof(syn_feed_item, summary)}, {"published", offsetof(syn_feed_item, published)},
    {"updated", offsetof(syn_feed_item, updated)}, {"dated", offsetof(syn_feed_item, dated)},
    {"source", offsetof(syn_feed_item, source)},   {"source_url", offsetof(syn_feed_item, source_url)},
    {"via_url", offsetof(syn_feed_item, via_url)}, {"language", offsetof(syn_feed_item, language)},
};

enum { HEAD_FIELDS = sizeof head_fields / sizeof *head_fields, ITEM_FIELDS = sizeof item_fields / sizeof *item_fields };

/* --- writing --- */

static void write_fields(syn_json_writer *json, const void *object, const line_field *fields, size_t count) {
  for (size_t i = 0; i < count; i++) {
    syn_text text;
    memcpy(&text, (const char *)object + fields[i].offset, sizeof text);
    if (text.size > 0) syn_json_key_text(json, fields[i].name, text);
  }
}

static void write_list(syn_json_writer *json, const char *key, const syn_text *list, uint32_t count) {
  if (count == 0) return;
  syn_json_key(json, key);
  syn_json_begin_array(json);
  for (uint32_t i = 0; i < count; i++) syn_json_text(json, list[i]);
  syn_json_end_array(json);
}

static void write_item(const syn_feed_item *item, syn_buffer *lines) {
  syn_json_writer json;
  syn_json_init(&json, lines);
  syn_json_begin_object(&json);
  syn_json_key_boolean(&json, "page", item->content.size > 0 || item->summary.size > 0);
  write_fields(&json, item, item_fields, ITEM_FIELDS);
  write_list(&json, "authors", item->authors, item->author_count);
  write_list(&json, "categories", item->categories, item->category_count);
  syn_json_end_object(&json);
  syn_buffer_add_byte(lines, '\n');
}

syn_status syn_feed_lines_write(const syn_feed *feed, syn_buffer *lines) {
  syn_json_writer json;
  syn_json_init(&json, lines);
  syn_json_begin_object(&json);
  syn_json_key_text(&json, "feed", syn_text_from(syn_feed_kind_name(feed->kind)));
  write_fields(&json, feed, head_fields, HEAD_FIELDS);
  if (feed->ttl_minutes > 0) syn_json_key_integer(&json, "ttl", feed->ttl_minutes);
  if (feed->skip_hours > 0) syn_json_key_integer(&json, "skip_hours", feed->skip_hours);
  if (feed->skip_days > 0) syn_json_key_integer(&json, "skip_days", feed->skip_days);
  if (feed->left_out_count > 0) syn_json_key_integer(&json, "left_out", feed->left_out_count);
  if (feed->is_damaged) syn_json_key_boolean(&json, "damaged", true);
  syn_json_end_object(&json);
  syn_buffer_add_byte(lines, '\n');
  for (uint32_t i = 0; i < feed->item_count && lines->status == SYN_OK; i++) write_item(&feed->items[i], lines);
  return lines->status;
}

/* --- reading --- */

static void read_fields(const syn_json_value *value, void *object, const line_field *fields, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const syn_json_value *member = syn_json_member(value, fields[i].name);
    if (member && member->type == SYN_JSON_TEXT) memcpy((char *)object + fields[i].offset, &member->text, sizeof member->text);
  }
}

static uint32_t read_number(const syn_json_value *object, const char *key) {
  const syn_json_value *value = syn_json_member(object, key);
  uint64_t number = 0;
  if (!value || value->type != SYN_JSON_NUMBER) return 0;
  for (size_t i = 0; i < value->text.size; i++) {
    if (value->text.data[i] < '0' || value->text.data[i] > '9') return 0;
    number = number * 10 + (uint64_t)(value->text.data[i] - '0');
    if (number > UINT32_MAX) return UINT32_MAX;
  }
  return (uint32_t)number;
}

static syn_status read_list(const syn_json_value *object, const char *key, syn_arena *arena, const syn_text **out_list,
                            uint32_t *out_count) {
  const syn_json_value *list = syn_json_member(object, key);
  if (!list || list->type != SYN_JSON_ARRAY || list->count == 0) return SYN_OK;
  syn_text *texts = SYN_ARENA_ARRAY(arena, syn_text, list->count);
  if (!texts) return SYN_NO_MEMORY;
  uint32_t count = 0;
  for (const syn_json_value *item = list->first; item; item = item->next) {
    if (item->type == SYN_JSON_TEXT && item->text.size > 0) texts[count++] = item->text;
  }
  *out_list = texts;
  *out_count = count;
  return SYN_OK;
}

static syn_status read_item(const syn_json_value *object, syn_arena *arena, syn_feed_item *item) {
  read_fields(object, item, item_fields, ITEM_FIELDS);
  syn_status status = read_list(object, "authors", arena, &item->authors, &item->author_count);
  return status == SYN_OK ? read_list(object, "categories", arena, &item->categories, &item->category_count) : status;
}

/* SYN_NOT_FOUND: no head of a feed. */
static syn_status read_head(const syn_json_value *object, syn_feed *feed) {
  const syn_json_value *kind = syn_json_member(object, "feed"), *damaged = syn_json_member(object, "damaged");
  for (unsigned i = 0; kind && kind->type == SYN_JSON_TEXT && i < SYN_FEED_KIND_COUNT; i++) {
    if (!syn_text_equal(kind->text, syn_text_from(syn_feed_kind_name((syn_feed_kind)i)))) continue;
    feed->kind = (syn_feed_kind)i;
    read_fields(object, feed, head_fields, HEAD_FIELDS);
    feed->ttl_minutes = read_number(object, "ttl");
    feed->skip_hours = read_number(object, "skip_hours");
    feed->skip_days = read_number(object, "skip_days");
    feed->left_out_count = read_number(object, "left_out");
    feed->is_damaged = damaged && damaged->type == SYN_JSON_TRUE;
    return SYN_OK;
  }
  return SYN_NOT_FOUND;
}

static syn_status fail(syn_error *error, syn_status status, size_t offset) {
  if (status == SYN_NO_MEMORY) return syn_error_set(error, status, 0, "not enough memory for the items of the feed");
  return syn_error_set(error, SYN_BAD_INPUT, offset,
                       "what was read of the feed has not the form that it should have: leave it out and report it");
}

syn_status syn_feed_lines_read(syn_text lines, syn_arena *arena, syn_feed *out_feed, syn_error *error) {
  SYN_ARRAY(syn_feed_item) items = {0};
  syn_feed feed = {0};
  if (syn_utf8_valid_prefix(lines) != lines.size) return fail(error, SYN_BAD_INPUT, 0);
  for (size_t at = 0, end; at < lines.size; at = end + 1) {
    end = syn_text_find(lines, SYN_TEXT("\n"), at);
    if (end == SIZE_MAX) return fail(error, SYN_BAD_INPUT, at);
    const syn_json_value *object;
    syn_status status = syn_json_read(syn_text_slice(lines, at, end), arena, &object, NULL);
    if (status == SYN_OK && at == 0) {
      status = read_head(object, &feed);
    } else if (status == SYN_OK) {
      syn_feed_item *item = object->type == SYN_JSON_OBJECT ? SYN_ARRAY_ADD(&items, arena) : NULL;
      status = object->type != SYN_JSON_OBJECT ? SYN_BAD_INPUT : item ? read_item(object, arena, item) : SYN_NO_MEMORY;
    }
    if (status != SYN_OK) return fail(error, status, at);
  }
  if (lines.size == 0) return fail(error, SYN_BAD_INPUT, 0);
  feed.items = items.items;
  feed.item_count = (uint32_t)items.count;
  *out_feed = feed;
  return SYN_OK;
}

bool syn_feed_line_is_page(syn_text line) {
  return syn_text_starts_with(line, SYN_TEXT("{\"page\":true"));
}
