/*
 * Print blocks: writes what became of every block of pages, for reading misses by hand.
 *
 * usage: print_blocks < LIST        LIST: as for extract_pages
 *
 * One line a block, cells separated by tabs: path, number, use and what the rules alone make of it, kind, whether an element keeps it out,
 * roles, classes (bit masks in hexadecimal), words, share of links in percent, path of elements, text.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "article/extractor_state.h"
#include "readers/charset.h"

enum { PAGE_LIMIT = 16 << 20, ARENA_LIMIT = 1 << 30, PATH_STEPS = 7, NAME_BYTES = 60 };

static const char *const use_names[] = {"out", "body", "subheading", "title", "caption", "credits"};
static const char *const kind_names[] = {"paragraph", "heading", "item", "quote", "cell", "caption", "loose"};

/* The beginning of an attribute's value on one line. */
static void print_name(char mark, syn_text name) {
  if (name.size == 0) return;
  putchar(mark);
  for (size_t i = 0; i < name.size && i < NAME_BYTES; i++) putchar((unsigned char)name.data[i] < ' ' ? ' ' : name.data[i]);
}

static void print_path(const syn_page_blocks *page, const syn_dom_node *node) {
  for (unsigned steps = 0; node && steps < PATH_STEPS; steps++, node = node->parent) {
    syn_text name = syn_dom_attribute_value(node, "class"), id = syn_dom_attribute_value(node, "id");
    const syn_element_facts *facts = &page->elements[node->order];
    printf("%.*s", SYN_TEXT_ARGUMENTS(node->name));
    print_name('#', id);
    print_name('.', name);
    printf("[%s%x p%u] < ", facts->is_out ? "OUT " : "", facts->roles, facts->prose_bytes);
  }
}

static void print_blocks(void *context, const syn_page *page, const syn_page_blocks *blocks) {
  (void)context;
  for (size_t i = 0; i < blocks->blocks.count; i++) {
    const syn_block *block = &blocks->blocks.items[i];
    printf("%.*s\t%zu\t%s/%s\t%s\t%d\t%x\t%x\t%u\t%u\t", SYN_TEXT_ARGUMENTS(page->source), i, use_names[block->use],
           use_names[block->rule_use], kind_names[block->kind], block->is_outside, block->roles, block->classes, block->word_count,
           block->text.size ? (unsigned)((uint64_t)block->link_bytes * 100 / block->text.size) : 0);
    if (blocks->elements) print_path(blocks, block->node);
    printf("\t%.*s\n", SYN_TEXT_ARGUMENTS(block->text));
  }
}

static char *read_file(const char *path, size_t *out_size) {
  FILE *file = fopen(path, "rb");
  char *bytes = file ? malloc(PAGE_LIMIT) : NULL;
  *out_size = bytes ? fread(bytes, 1, PAGE_LIMIT, file) : 0;
  if (file) fclose(file);
  return bytes;
}

static void read_page(syn_extractor *extractor, const char *kind, const char *path, const char *url, syn_arena *arena) {
  size_t size;
  char *bytes = read_file(path, &size);
  bool html = strcmp(kind, "html") == 0;
  syn_page page = {.source = syn_text_from(path), .url = syn_text_from(url), .media = html ? SYN_MEDIA_HTML : SYN_MEDIA_TEXT};
  page.bytes = (syn_text){bytes, size};
  syn_article article = {0};
  syn_decoding decoding;
  syn_arena_reset(arena);
  syn_status status = syn_charset_decode(page.bytes, (syn_text){0}, html, arena, &decoding, NULL);
  if (status == SYN_OK) status = syn_article_extract(extractor, &page, decoding.text, arena, &article, NULL);
  if (status != SYN_OK) fprintf(stderr, "%s: %s\n", path, syn_status_name(status));
  free(bytes);
}

int main(void) {
  syn_world *world = NULL;
  syn_extractor *extractor = NULL;
  syn_arena *arena = NULL;
  syn_error error = {0};
  if (syn_world_open(NULL, &world, &error) != SYN_OK || syn_extractor_create(world, &extractor, &error) != SYN_OK ||
      syn_arena_create(ARENA_LIMIT, &arena) != SYN_OK) {
    fprintf(stderr, "print_blocks: %s\n", error.text);
    return 3;
  }
  extractor->watch = print_blocks;
  static char line[1 << 16];
  while (fgets(line, sizeof(line), stdin)) {
    line[strcspn(line, "\r\n")] = 0;
    char *kind = line, *path = strchr(kind, '\t'), *url = path ? strchr(path + 1, '\t') : NULL;
    if (!url) continue;
    *path++ = 0;
    *url++ = 0;
    read_page(extractor, kind, path, url, arena);
  }
  syn_arena_destroy(&arena);
  syn_extractor_destroy(&extractor);
  syn_world_close(&world);
  return 0;
}
