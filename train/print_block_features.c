/*
 * Prints the features of the blocks of HTML pages, for train/train-block-model.
 *
 * usage: print_block_features < LIST        LIST: one page a line: its path and its address, separated by a tab
 *
 * First a line with the names of the features. Then a line for each block that is not far from the body: path, use (what the page's rules
 * make of it), features (parted by blanks), text; cells are parted by tabs.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "article/block_features.h"
#include "article/extractor_state.h"
#include "readers/charset.h"

enum { PAGE_LIMIT = 16 << 20, ARENA_LIMIT = 1 << 30 };

static void print_blocks(void *context, const syn_page *page, const syn_page_blocks *blocks) {
  syn_arena *arena = context;
  syn_feature_scene scene;
  if (!blocks->elements || syn_feature_scene_make(blocks, arena, &scene) != SYN_OK) return;
  for (size_t i = 0; i < blocks->blocks.count; i++) {
    int32_t features[SYN_BLOCK_FEATURE_COUNT];
    syn_block_features(&scene, i, features);
    const syn_block *block = &blocks->blocks.items[i];
    bool is_settled = block->use != SYN_BLOCK_OUT && block->use != SYN_BLOCK_BODY && block->use != SYN_BLOCK_SUBHEADING;
    printf("%.*s\t%d\t", SYN_TEXT_ARGUMENTS(page->source), (int)(is_settled ? block->use : block->rule_use));
    for (size_t k = 0; k < SYN_BLOCK_FEATURE_COUNT; k++) printf(k ? " %d" : "%d", features[k]);
    printf("\t%.*s\n", SYN_TEXT_ARGUMENTS(block->text));
  }
}

static void read_page(const syn_extractor *extractor, const char *path, const char *url, syn_arena *arena) {
  FILE *file = fopen(path, "rb");
  char *bytes = file ? malloc(PAGE_LIMIT) : NULL;
  size_t size = bytes ? fread(bytes, 1, PAGE_LIMIT, file) : 0;
  if (file) fclose(file);
  syn_page page = {.source = syn_text_from(path), .url = syn_text_from(url), .media = SYN_MEDIA_HTML, .bytes = {bytes, size}};
  syn_article article = {0};
  syn_decoding decoding;
  syn_arena_reset(arena);
  syn_status status = syn_charset_decode(page.bytes, (syn_text){0}, true, arena, &decoding, NULL);
  if (status == SYN_OK) status = syn_article_extract(extractor, &page, decoding.text, arena, &article, NULL);
  if (status != SYN_OK) fprintf(stderr, "print_block_features: %s: %s\n", path, syn_status_name(status));
  free(bytes);
}

int main(void) {
  syn_world *world = NULL;
  syn_extractor *extractor = NULL;
  syn_arena *arena = NULL;
  syn_error error = {0};
  if (syn_world_open(NULL, &world, &error) != SYN_OK || syn_extractor_create(world, &extractor, &error) != SYN_OK ||
      syn_arena_create(ARENA_LIMIT, &arena) != SYN_OK) {
    fprintf(stderr, "print_block_features: %s\n", error.text);
    return 3;
  }
  extractor->watch = print_blocks;
  extractor->watch_context = arena;
  for (size_t k = 0; syn_block_feature_name(k); k++) printf(k ? " %s" : "%s", syn_block_feature_name(k));
  putchar('\n');
  static char line[1 << 16];
  while (fgets(line, sizeof(line), stdin)) {
    line[strcspn(line, "\r\n")] = 0;
    char *url = strchr(line, '\t');
    if (!url) continue;
    *url++ = 0;
    read_page(extractor, line, url, arena);
  }
  syn_arena_destroy(&arena);
  syn_extractor_destroy(&extractor);
  syn_world_close(&world);
  return 0;
}
