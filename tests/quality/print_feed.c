/*
 * Prints what a feed says, as JSON, one object a file, so that measure_feeds.py can compare it: print_feed FILE... (or - for names on
 * standard input, one a line).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json_writer.h"
#include "readers/feed.h"

enum { FILE_BYTES = 64 * 1024 * 1024, NAME_BYTES = 4096 };

static void write_list(syn_json_writer *json, const char *key, const syn_text *list, uint32_t count) {
  syn_json_key(json, key);
  syn_json_begin_array(json);
  for (uint32_t i = 0; i < count; i++) syn_json_text(json, list[i]);
  syn_json_end_array(json);
}

static void write_item(syn_json_writer *json, const syn_feed_item *item) {
  syn_json_begin_object(json);
  syn_json_key_text(json, "id", item->id);
  syn_json_key_text(json, "url", item->url);
  syn_json_key_text(json, "title", item->title);
  syn_json_key_text(json, "content", item->content);
  syn_json_key_text(json, "summary", item->summary);
  syn_json_key_text(json, "published", item->published);
  syn_json_key_text(json, "updated", item->updated);
  syn_json_key_text(json, "source", item->source);
  syn_json_key_text(json, "source_url", item->source_url);
  syn_json_key_text(json, "via_url", item->via_url);
  syn_json_key_text(json, "language", item->language);
  write_list(json, "authors", item->authors, item->author_count);
  write_list(json, "categories", item->categories, item->category_count);
  syn_json_end_object(json);
}

static void write_feed(syn_json_writer *json, const syn_feed *feed) {
  syn_json_key_text(json, "kind", syn_text_from(syn_feed_kind_name(feed->kind)));
  syn_json_key_text(json, "title", feed->title);
  syn_json_key_text(json, "url", feed->url);
  syn_json_key_text(json, "feed_url", feed->feed_url);
  syn_json_key_text(json, "next_url", feed->next_url);
  syn_json_key_text(json, "language", feed->language);
  syn_json_key_text(json, "updated", feed->updated);
  syn_json_key_text(json, "author", feed->author);
  syn_json_key_text(json, "copyright", feed->copyright);
  syn_json_key_integer(json, "ttl", feed->ttl_minutes);
  syn_json_key_integer(json, "left_out", feed->left_out_count);
  syn_json_key_boolean(json, "damaged", feed->is_damaged);
  syn_json_key(json, "items");
  syn_json_begin_array(json);
  for (uint32_t i = 0; i < feed->item_count; i++) write_item(json, &feed->items[i]);
  syn_json_end_array(json);
}

static int print_file(const char *name, char *bytes, syn_arena *arena, syn_buffer *buffer) {
  FILE *file = fopen(name, "rb");
  if (!file) {
    fprintf(stderr, "%s: cannot be opened\n", name);
    return 1;
  }
  size_t size = fread(bytes, 1, FILE_BYTES, file);
  fclose(file);
  syn_feed feed;
  syn_error error = {0};
  syn_arena_reset(arena);
  syn_buffer_reset(buffer);
  syn_status status = syn_feed_parse((syn_text){bytes, size}, (syn_text){0}, (syn_text){0}, NULL, arena, &feed, &error);
  syn_json_writer json;
  syn_json_init(&json, buffer);
  syn_json_begin_object(&json);
  syn_json_key_text(&json, "file", syn_text_from(name));
  if (status == SYN_OK)
    write_feed(&json, &feed);
  else
    syn_json_key_text(&json, "error", syn_text_from(error.text));
  syn_json_end_object(&json);
  if (syn_json_finish(&json) != SYN_OK) return 1;
  printf("%.*s\n", SYN_TEXT_ARGUMENTS(syn_buffer_text(buffer)));
  return 0;
}

int main(int count, char **arguments) {
  char name[NAME_BYTES], *bytes = malloc(FILE_BYTES);
  syn_arena *arena = NULL;
  syn_buffer buffer;
  syn_buffer_init(&buffer, (size_t)1 << 30);
  int code = bytes && syn_arena_create((size_t)1 << 30, &arena) == SYN_OK ? 0 : 1;
  bool is_list = count == 2 && strcmp(arguments[1], "-") == 0;
  for (int i = 1; code == 0 && !is_list && i < count; i++) code = print_file(arguments[i], bytes, arena, &buffer);
  while (code == 0 && is_list && fgets(name, sizeof name, stdin)) {
    name[strcspn(name, "\n")] = '\0';
    code = print_file(name, bytes, arena, &buffer);
  }
  syn_buffer_clear(&buffer);
  syn_arena_destroy(&arena);
  free(bytes);
  return code;
}
