/*
 * Extract pages: writes what the article stage finds in each page as a line of JSON, for tests/quality/measure_pages.py.
 *
 * usage: extract_pages < LIST        LIST: one page a line: "html" or "text", its path, its address, separated by tabs
 *
 * The processor time of decoding and extraction (not of reading files) goes to standard error.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "article/extractor_state.h"
#include "base/json_writer.h"
#include "readers/charset.h"
#include "synoptic/calendar.h"

enum { PAGE_LIMIT = 16 << 20, ARENA_LIMIT = 1 << 30 };

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void write_list(syn_json_writer *json, const char *key, const syn_text *items, uint32_t count) {
  syn_json_key(json, key);
  syn_json_begin_array(json);
  for (uint32_t i = 0; i < count; i++) syn_json_text(json, items[i]);
  syn_json_end_array(json);
}

static void write_day(syn_json_writer *json, const char *key, syn_interval interval) {
  char text[SYN_MOMENT_TEXT_SIZE];
  if (interval.basis == SYN_BASIS_NONE) return;
  size_t size = syn_moment_format(interval.from, text);
  syn_json_key_text(json, key, (syn_text){text, size});
}

/* The text with the headings between its paragraphs, as the gold texts of page sets have it. */
static void keep_headed_text(void *context, const syn_page *page, const syn_page_blocks *blocks) {
  syn_buffer *headed = context;
  (void)page;
  headed->size = 0;
  for (size_t i = 0; i < blocks->blocks.count; i++) {
    const syn_block *block = &blocks->blocks.items[i];
    if (block->use != SYN_BLOCK_BODY && block->use != SYN_BLOCK_SUBHEADING) continue;
    if (headed->size > 0) syn_buffer_add(headed, SYN_TEXT("\n\n"));
    syn_buffer_add(headed, block->text);
  }
}

static void write_article(const char *path, const char *status, const syn_article *article, syn_text headed) {
  syn_buffer buffer;
  syn_json_writer json;
  syn_buffer_init(&buffer, 64 << 20);
  syn_json_init(&json, &buffer);
  syn_json_begin_object(&json);
  syn_json_key_text(&json, "path", syn_text_from(path));
  syn_json_key_text(&json, "status", syn_text_from(status));
  syn_json_key_text(&json, "url", article->url);
  syn_json_key_text(&json, "title", article->title);
  syn_json_key_text(&json, "outlet", article->outlet);
  syn_json_key_text(&json, "language", article->language);
  write_list(&json, "byline", article->byline, article->byline_count);
  write_list(&json, "credits", article->credits, article->credit_count);
  write_list(&json, "captions", article->captions, article->caption_count);
  write_day(&json, "published", article->published);
  write_day(&json, "modified", article->modified);
  syn_json_key_text(&json, "text", article->text);
  syn_json_key_text(&json, "headed", headed);
  syn_json_end_object(&json);
  if (syn_json_finish(&json) == SYN_OK) {
    fwrite(buffer.data, 1, buffer.size, stdout);
    putchar('\n');
  }
  syn_buffer_clear(&buffer);
}

static char *read_file(const char *path, size_t *out_size) {
  FILE *file = fopen(path, "rb");
  char *bytes = file ? malloc(PAGE_LIMIT) : NULL;
  *out_size = bytes ? fread(bytes, 1, PAGE_LIMIT, file) : 0;
  if (file) fclose(file);
  return bytes;
}

int main(void) {
  syn_world *world = NULL;
  syn_extractor *extractor = NULL;
  syn_arena *arena = NULL;
  syn_error error = {0};
  if (syn_world_open(NULL, &world, &error) != SYN_OK || syn_extractor_create(world, &extractor, &error) != SYN_OK ||
      syn_arena_create(ARENA_LIMIT, &arena) != SYN_OK) {
    fprintf(stderr, "extract_pages: %s\n", error.text);
    return 3;
  }
  syn_buffer headed;
  syn_buffer_init(&headed, 64 << 20);
  extractor->watch = keep_headed_text;
  extractor->watch_context = &headed;
  static char line[1 << 16];
  double seconds = 0;
  size_t pages = 0, bytes_read = 0;
  while (fgets(line, sizeof(line), stdin)) {
    line[strcspn(line, "\r\n")] = 0;
    char *kind = line, *path = strchr(kind, '\t'), *url = path ? strchr(path + 1, '\t') : NULL;
    if (!url) continue;
    *path++ = 0;
    *url++ = 0;
    size_t size;
    char *bytes = read_file(path, &size);
    bool html = strcmp(kind, "html") == 0;
    syn_page page = {.source = syn_text_from(path), .url = syn_text_from(url), .media = html ? SYN_MEDIA_HTML : SYN_MEDIA_TEXT};
    page.bytes = (syn_text){bytes, size};
    syn_article article = {0};
    syn_decoding decoding;
    syn_arena_reset(arena);
    double start = now();
    syn_status status = syn_charset_decode(page.bytes, (syn_text){0}, html, arena, &decoding, &error);
    if (status == SYN_OK) status = syn_article_extract(extractor, &page, decoding.text, arena, &article, &error);
    seconds += now() - start;
    pages++;
    bytes_read += size;
    write_article(path, syn_status_name(status), &article, status == SYN_OK ? (syn_text){headed.data, headed.size} : (syn_text){0});
    free(bytes);
  }
  fprintf(stderr, "%zu pages, %.1f MB, %.2f s: %.0f pages/s, %.1f MB/s\n", pages, (double)bytes_read / 1e6, seconds,
          (double)pages / seconds, (double)bytes_read / 1e6 / seconds);
  syn_buffer_clear(&headed);
  syn_arena_destroy(&arena);
  syn_extractor_destroy(&extractor);
  syn_world_close(&world);
  return 0;
}
