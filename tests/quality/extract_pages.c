/*
 * Extract pages: writes what the article stage finds in each page as a line of JSON, for tests/quality/measure_pages.py.
 *
 * usage: extract_pages [--sites] < LIST        LIST: one page a line: "html" or "text", its path, its address, separated by tabs
 *
 * With --sites the list is one collection: what several pages of a site teach is left out (article/site_profile.h), as in a store.
 *
 * The processor time of decoding and extraction (not of reading files) goes to standard error.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "article/extractor_state.h"
#include "article/site_profile.h"
#include "base/array.h"
#include "base/json_writer.h"
#include "base/map.h"
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
  syn_json_key_text(&json, "subtitle", article->subtitle);
  syn_json_key_text(&json, "canonical", article->canonical);
  syn_json_key_text(&json, "why", article->published_why);
  write_list(&json, "tags", article->tags, article->tag_count);
  write_list(&json, "based_on", article->based_on, article->based_on_count);
  write_list(&json, "corrections", article->corrections, article->correction_count);
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

/* One line of the list. */
typedef struct item {
  char *kind, *path, *url;
} item;

typedef struct work {
  syn_extractor *extractor;
  syn_arena *arena, *kept; /* of one page; of the whole run */
  SYN_ARRAY(item) items;
  syn_map sites; /* name -> index into `lessons` */
  SYN_ARRAY(syn_text) lessons;
  SYN_ARRAY(uint32_t) site_of; /* of each page: its lesson + 1, or 0 */
  double seconds;
  size_t bytes_read;
} work;

static void give_up(const char *why) {
  fprintf(stderr, "extract_pages: %s\n", why);
  exit(3);
}

static char *copy(work *w, const char *text) {
  syn_text made;
  if (syn_arena_copy(w->kept, syn_text_from(text), &made) != SYN_OK) give_up("no memory");
  return (char *)(uintptr_t)made.data;
}

static void read_list(work *w) {
  static char line[1 << 16];
  while (fgets(line, sizeof(line), stdin)) {
    line[strcspn(line, "\r\n")] = 0;
    char *kind = line, *path = strchr(kind, '\t'), *url = path ? strchr(path + 1, '\t') : NULL;
    if (!url) continue;
    *path++ = 0;
    *url++ = 0;
    item *added = SYN_ARRAY_ADD(&w->items, w->kept);
    if (!added) give_up("no memory");
    *added = (item){copy(w, kind), copy(w, path), copy(w, url)};
  }
}

static syn_status extract(work *w, const item *at, syn_text recurring, bool is_marked, syn_marked_article *out) {
  size_t size;
  char *bytes = read_file(at->path, &size);
  bool html = strcmp(at->kind, "html") == 0;
  syn_page page = {.source = syn_text_from(at->path), .url = syn_text_from(at->url), .media = html ? SYN_MEDIA_HTML : SYN_MEDIA_TEXT};
  syn_decoding decoding;
  syn_error error = {0};
  page.recurring = recurring;
  *out = (syn_marked_article){0};
  syn_arena_reset(w->arena);
  if (syn_arena_copy(w->arena, (syn_text){bytes, size}, &page.bytes) != SYN_OK) give_up("no memory");
  free(bytes);
  double start = now();
  syn_status status = syn_charset_decode(page.bytes, (syn_text){0}, html, w->arena, &decoding, &error);
  if (status == SYN_OK && is_marked)
    status = syn_article_extract_marked(w->extractor, &page, decoding.text, w->arena, out, &error);
  else if (status == SYN_OK)
    status = syn_article_extract(w->extractor, &page, decoding.text, w->arena, &out->article, &error);
  w->seconds += now() - start;
  w->bytes_read += size;
  return status;
}

/* The pages of each site, in the order of the list, teach what is kept as its lesson. */
static void learn_site(work *w, const syn_site_page *pages, uint32_t site, syn_text *out_lesson) {
  SYN_ARRAY(syn_site_page) own = {0};
  for (size_t i = 0; i < w->items.count && own.count < SYN_SITE_SAMPLE; i++) {
    if (w->site_of.items[i] != site + 1) continue;
    syn_site_page *added = SYN_ARRAY_ADD(&own, w->kept);
    if (!added) give_up("no memory");
    *added = pages[i];
  }
  if (syn_site_profile_learn(own.items, (uint32_t)own.count, w->kept, out_lesson) != SYN_OK) give_up("no memory");
}

static void learn(work *w) {
  SYN_ARRAY(syn_site_page) pages = {0};
  syn_map_init(&w->sites, w->kept);
  for (size_t i = 0; i < w->items.count; i++) {
    syn_marked_article found;
    uint64_t index = w->sites.count;
    syn_site_page *page = SYN_ARRAY_ADD(&pages, w->kept);
    uint32_t *site_of = SYN_ARRAY_ADD(&w->site_of, w->kept);
    if (!page || !site_of) give_up("no memory");
    if (extract(w, &w->items.items[i], (syn_text){0}, true, &found) != SYN_OK || found.marks.site.size == 0) continue;
    syn_text site, bytes;
    if (syn_arena_copy(w->kept, found.marks.site, &site) != SYN_OK ||
        syn_marks_pack(found.marks.marks, found.marks.mark_count, w->arena, &bytes) != SYN_OK ||
        syn_marks_unpack(bytes, w->kept, &page->marks, &page->mark_count) != SYN_OK)
      give_up("no memory");
    page->title = found.marks.title;
    if (!syn_map_get(&w->sites, site, &index) && syn_map_put(&w->sites, site, index) != SYN_OK) give_up("no memory");
    *site_of = (uint32_t)index + 1;
  }
  for (uint32_t site = 0; site < w->sites.count; site++) {
    syn_text *lesson = SYN_ARRAY_ADD(&w->lessons, w->kept);
    if (!lesson) give_up("no memory");
    learn_site(w, pages.items, site, lesson);
  }
  w->seconds = 0;
  w->bytes_read = 0;
}

int main(int argc, char **argv) {
  syn_world *world = NULL;
  syn_error error = {0};
  work w = {0};
  bool by_sites = argc > 1 && strcmp(argv[1], "--sites") == 0;
  if (syn_world_open(NULL, &world, &error) != SYN_OK || syn_extractor_create(world, &w.extractor, &error) != SYN_OK) give_up(error.text);
  if (syn_arena_create(ARENA_LIMIT, &w.arena) != SYN_OK || syn_arena_create(ARENA_LIMIT, &w.kept) != SYN_OK) give_up("no memory");
  syn_buffer headed;
  syn_buffer_init(&headed, 64 << 20);
  w.extractor->watch = keep_headed_text;
  w.extractor->watch_context = &headed;
  read_list(&w);
  if (by_sites) learn(&w);
  for (size_t i = 0; i < w.items.count; i++) {
    syn_marked_article found;
    syn_text recurring = {0};
    if (by_sites && w.site_of.items[i] > 0) recurring = w.lessons.items[w.site_of.items[i] - 1];
    syn_status status = extract(&w, &w.items.items[i], recurring, by_sites, &found);
    write_article(w.items.items[i].path, syn_status_name(status), &found.article,
                  status == SYN_OK ? (syn_text){headed.data, headed.size} : (syn_text){0});
  }
  fprintf(stderr, "%zu pages, %.1f MB, %.2f s: %.0f pages/s, %.1f MB/s\n", w.items.count, (double)w.bytes_read / 1e6, w.seconds,
          (double)w.items.count / w.seconds, (double)w.bytes_read / 1e6 / w.seconds);
  syn_buffer_clear(&headed);
  syn_arena_destroy(&w.kept);
  syn_arena_destroy(&w.arena);
  syn_extractor_destroy(&w.extractor);
  syn_world_close(&world);
  return 0;
}
