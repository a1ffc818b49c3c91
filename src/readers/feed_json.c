/*
 * JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1).
 */
#include <string.h>

#include "readers/feed_dates.h"
#include "readers/feed_draft.h"
#include "readers/relative_url.h"
#include "records/json_reader.h"

enum { VALUE_MAXIMUM = 2000000 }; /* each needs a hundred bytes of memory */

/* The text of a member, also of a number; empty where it is something else. In the feed's arena, without NUL characters. */
static syn_status read_member(syn_feed_draft *draft, const syn_json_value *object, const char *key, syn_text *out_text) {
  const syn_json_value *value = syn_json_last_member(object, key);
  *out_text = (syn_text){0};
  if (!value || (value->type != SYN_JSON_TEXT && value->type != SYN_JSON_NUMBER)) return SYN_OK;
  char *bytes = syn_arena_take(draft->arena, value->text.size + 1, 1);
  if (!bytes) return SYN_NO_MEMORY;
  size_t size = 0;
  for (size_t i = 0; i < value->text.size; i++) {
    if (value->text.data[i] != '\0') bytes[size++] = value->text.data[i];
  }
  *out_text = (syn_text){bytes, size};
  return SYN_OK;
}

/* The same of a string alone. */
static syn_status read_string(syn_feed_draft *draft, const syn_json_value *object, const char *key, syn_text *out_text) {
  const syn_json_value *value = syn_json_last_member(object, key);
  *out_text = (syn_text){0};
  return value && value->type == SYN_JSON_TEXT ? read_member(draft, object, key, out_text) : SYN_OK;
}

static syn_status read_plain(syn_feed_draft *draft, const syn_json_value *object, const char *key, syn_text *out_text) {
  syn_status status = read_member(draft, object, key, out_text);
  return status == SYN_OK ? syn_feed_make_plain(draft, *out_text, out_text) : status;
}

static syn_status read_url(syn_feed_draft *draft, const syn_json_value *object, const char *key, syn_text *out_url) {
  syn_text stated;
  syn_status status = read_member(draft, object, key, &stated);
  return status == SYN_OK ? syn_feed_resolve(draft, NULL, stated, out_url) : status;
}

static syn_status read_date(syn_feed_draft *draft, const syn_json_value *object, const char *key, syn_text *out_date, syn_text *out_zoned) {
  syn_text stated;
  syn_status status = read_member(draft, object, key, &stated);
  return status == SYN_OK ? syn_feed_date(stated, draft->arena, out_date, out_zoned) : status;
}

static syn_status read_language(syn_feed_draft *draft, const syn_json_value *object, syn_text *out_language) {
  syn_text stated;
  syn_status status = read_member(draft, object, "language", &stated);
  return status == SYN_OK ? syn_feed_copy_language(draft, stated, out_language) : status;
}

/* The names of "authors", else of "author" of version 1.0. */
static syn_status read_authors(syn_feed_draft *draft, const syn_json_value *object, const syn_text **out_names, uint32_t *out_count) {
  SYN_ARRAY(syn_text) names = {0};
  const syn_json_value *authors = syn_json_last_member(object, "authors"), *author = syn_json_last_member(object, "author");
  if (authors && authors->type == SYN_JSON_ARRAY && authors->first) author = authors->first;
  for (; author && names.count < SYN_FEED_LIST_MAXIMUM; author = author->key.size == 0 ? author->next : NULL) {
    syn_text name;
    syn_status status = read_plain(draft, author, "name", &name);
    if (status != SYN_OK) return status;
    if (name.size == 0) continue;
    syn_text *added = SYN_ARRAY_ADD(&names, draft->arena);
    if (!added) return SYN_NO_MEMORY;
    *added = name;
  }
  *out_names = names.items;
  *out_count = (uint32_t)names.count;
  return SYN_OK;
}

static syn_status read_tags(syn_feed_draft *draft, const syn_json_value *object, syn_feed_item *item) {
  SYN_ARRAY(syn_text) tags = {0};
  const syn_json_value *list = syn_json_last_member(object, "tags");
  const syn_json_value *tag = list && list->type == SYN_JSON_ARRAY ? list->first : NULL;
  for (; tag && tags.count < SYN_FEED_LIST_MAXIMUM; tag = tag->next) {
    if (tag->type != SYN_JSON_TEXT) continue;
    syn_text text, *added = SYN_ARRAY_ADD(&tags, draft->arena);
    syn_status status = added ? syn_feed_make_plain(draft, tag->text, &text) : SYN_NO_MEMORY;
    if (status != SYN_OK) return status;
    *added = text;
  }
  item->categories = tags.items;
  item->category_count = (uint32_t)tags.count;
  return SYN_OK;
}

/* A text of characters as HTML. */
static syn_status escape(syn_feed_draft *draft, syn_text text, syn_text *out_html) {
  syn_xml_node node = {.space = SYN_FEED_SPACE_ATOM}, characters = {.parent = &node, .text = text};
  node.first = node.last = &characters;
  return syn_feed_read_html(draft, &node, out_html);
}

static syn_status read_texts(syn_feed_draft *draft, const syn_json_value *object, syn_feed_item *item) {
  syn_text text;
  syn_status status = read_string(draft, object, "content_html", &item->content);
  if (status == SYN_OK && item->content.size == 0) {
    status = read_string(draft, object, "content_text", &text);
    if (status == SYN_OK && text.size > 0) status = escape(draft, text, &item->content);
  }
  if (status == SYN_OK) status = read_string(draft, object, "summary", &text);
  if (status == SYN_OK && text.size > 0) status = escape(draft, text, &item->summary);
  return status;
}

static syn_status read_item(syn_feed_draft *draft, const syn_json_value *object) {
  syn_status status;
  syn_feed_item *item = syn_feed_add_item(draft, &status);
  if (!item) return status;
  status = read_member(draft, object, "id", &item->id);
  if (status == SYN_OK) status = read_url(draft, object, "url", &item->url);
  if (status == SYN_OK && item->url.size == 0 && syn_url_is_web(item->id)) item->url = item->id;
  if (status == SYN_OK) status = read_url(draft, object, "external_url", &item->via_url);
  if (status == SYN_OK) status = read_plain(draft, object, "title", &item->title);
  if (status == SYN_OK) status = read_texts(draft, object, item);
  if (status == SYN_OK) status = read_date(draft, object, "date_published", &item->published, &item->dated);
  if (status == SYN_OK) status = read_date(draft, object, "date_modified", &item->updated, item->dated.size > 0 ? NULL : &item->dated);
  if (status == SYN_OK) status = read_language(draft, object, &item->language);
  if (status == SYN_OK) status = read_authors(draft, object, &item->authors, &item->author_count);
  if (status == SYN_OK) status = read_tags(draft, object, item);
  return status;
}

static syn_status read_feed(syn_feed_draft *draft, const syn_json_value *object) {
  syn_feed *feed = &draft->feed;
  const syn_text *names = NULL;
  uint32_t name_count = 0;
  syn_status status = read_plain(draft, object, "title", &feed->title);
  if (status == SYN_OK) status = read_url(draft, object, "home_page_url", &feed->url);
  if (status == SYN_OK) status = read_url(draft, object, "feed_url", &feed->feed_url);
  if (status == SYN_OK) status = read_url(draft, object, "next_url", &feed->next_url);
  if (status == SYN_OK) status = read_language(draft, object, &feed->language);
  if (status == SYN_OK) status = read_authors(draft, object, &names, &name_count);
  if (name_count > 0) feed->author = names[0];
  for (uint32_t i = 0; i < name_count && status == SYN_OK; i++) {
    syn_text *added = SYN_ARRAY_ADD(&draft->authors, draft->arena);
    if (added) *added = names[i];
    if (!added) status = SYN_NO_MEMORY;
  }
  const syn_json_value *items = syn_json_last_member(object, "items");
  const syn_json_value *item = items && items->type == SYN_JSON_ARRAY ? items->first : NULL;
  for (; item && status == SYN_OK; item = item->next) {
    if (item->type == SYN_JSON_OBJECT)
      status = read_item(draft, item);
    else
      feed->is_damaged = true;
  }
  syn_feed_lend_authors(draft);
  return status;
}

static bool has_too_many_values(syn_text json) {
  size_t count = 0;
  for (size_t i = 0; i < json.size; i++) count += json.data[i] == ',' || json.data[i] == '[' || json.data[i] == '{';
  return count > VALUE_MAXIMUM;
}

syn_status syn_feed_read_json(syn_feed_draft *draft, syn_text text, syn_error *error) {
  const syn_json_value *object;
  syn_error cause = {0};
  draft->feed.kind = SYN_FEED_JSON;
  if (has_too_many_values(text)) return syn_error_set(error, SYN_LIMIT, 0, "the JSON has more values than a feed may have: leave it out");
  syn_status status = syn_json_read(text, draft->scratch, &object, &cause);
  if (status == SYN_BAD_INPUT) return syn_error_set(error, status, cause.offset, "broken JSON where a feed was expected: %s", cause.text);
  if (status == SYN_LIMIT) return syn_error_set(error, status, cause.offset, "JSON nested deeper than a feed may be: leave it out");
  if (status != SYN_OK) return syn_error_set(error, status, 0, "not enough memory to read the feed");
  const syn_json_value *version = syn_json_last_member(object, "version"), *items = syn_json_last_member(object, "items");
  bool says_so =
      version && version->type == SYN_JSON_TEXT && syn_text_find(version->text, SYN_TEXT("jsonfeed.org/version/"), 0) != SIZE_MAX;
  if (!says_so && !(items && items->type == SYN_JSON_ARRAY))
    return syn_error_set(error, SYN_BAD_INPUT, 0, "no feed: expected a JSON Feed, with \"version\" and \"items\"");
  status = read_feed(draft, object);
  return status == SYN_OK ? status : syn_error_set(error, status, 0, "not enough memory to read the feed");
}
