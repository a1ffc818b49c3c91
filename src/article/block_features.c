#include "article/block_features.h"

#include <string.h>

enum {
  STEPS = 12,               /* ancestors that are looked at */
  FAR = 20,                 /* what stands for "none of these steps away" */
  NEAR = 30,                /* blocks between a block and running text that are counted; the same for neighbours of its kind */
  SIBLINGS_LOOKED_AT = 500, /* of a block, for those of its kind: a page may have a million, and ask for each of them */
  WORDS = 400,              /* more count as so many; the same for other sizes */
  BYTES = 6000,
  TITLE_WORD_BYTES = 3,
  TITLE_FORM_BYTES = 160 /* longer blocks repeat no title */
};

#define NAME(constant, name) name,
static const char *const names[SYN_BLOCK_FEATURE_COUNT] = {SYN_BLOCK_FEATURES(NAME)};
#undef NAME

const char *syn_block_feature_name(size_t index) {
  return index < SYN_BLOCK_FEATURE_COUNT ? names[index] : NULL;
}

static int32_t most(uint64_t value, int32_t limit) {
  return value > (uint64_t)limit ? limit : (int32_t)value;
}

static int32_t percent(uint64_t part, uint64_t whole) {
  return whole == 0 ? 0 : most(part * 100 / whole, 100);
}

syn_status syn_feature_scene_make(const syn_page_blocks *page, syn_arena *arena, syn_feature_scene *out_scene) {
  size_t count = page->blocks.count;
  syn_feature_scene scene = {.page = page};
  scene.prose_before = SYN_ARENA_ARRAY(arena, uint32_t, count + 1);
  scene.since_prose = SYN_ARENA_ARRAY(arena, uint16_t, count + 1);
  scene.until_prose = SYN_ARENA_ARRAY(arena, uint16_t, count + 1);
  if (!scene.prose_before || !scene.since_prose || !scene.until_prose) return SYN_NO_MEMORY;
  uint16_t steps = NEAR;
  for (size_t i = 0; i < count; i++) {
    const syn_block *block = &page->blocks.items[i];
    scene.prose_before[i] = scene.total;
    scene.since_prose[i] = steps;
    if (block->rule_use == SYN_BLOCK_BODY) scene.total += block->prose_bytes;
    steps = block->rule_use == SYN_BLOCK_BODY && block->prose_bytes > 0 ? 0 : steps < NEAR ? steps + 1 : NEAR;
  }
  steps = NEAR;
  for (size_t i = count; i-- > 0;) {
    const syn_block *block = &page->blocks.items[i];
    scene.until_prose[i] = steps;
    steps = block->rule_use == SYN_BLOCK_BODY && block->prose_bytes > 0 ? 0 : steps < NEAR ? steps + 1 : NEAR;
  }
  scene.first_order = page->root ? page->root->order : 0;
  scene.last_order = page->last_order;
  *out_scene = scene;
  return SYN_OK;
}

/* ---- parts ---- */

typedef struct letter_counts {
  uint32_t commas, digits, capitals, exclaims, quotes, signs;
} letter_counts;

static letter_counts count_letters(syn_text text) {
  letter_counts c = {0};
  for (size_t i = 0; i < text.size; i++) {
    unsigned char b = (unsigned char)text.data[i];
    c.commas += b == ',';
    c.digits += b >= '0' && b <= '9';
    c.capitals += b >= 'A' && b <= 'Z';
    c.exclaims += b == '!' || b == '?';
    c.quotes += b == '"';
    c.signs += b == '|' || b == '@' || b == '/' || b == '*' || b == '#';
    if (b < 0xC2 || i + 2 >= text.size) continue;
    unsigned char next = (unsigned char)text.data[i + 1], last = (unsigned char)text.data[i + 2];
    c.signs += b == 0xC2 && next == 0xA9;                                     /* © */
    c.quotes += b == 0xC2 && (next == 0xAB || next == 0xBB);                  /* « » */
    c.quotes += b == 0xE2 && next == 0x80 && (last == 0x9C || last == 0x9E);  /* “ „ */
    c.signs += b == 0xE2 && (next == 0x86 || (next == 0x80 && last == 0xBA)); /* arrows, › */
  }
  return c;
}

/* How many of the block's first words stand in the title, in percent. */
static int32_t title_share(const syn_page_blocks *page, syn_text form) {
  if (page->title_form.size == 0 || form.size == 0 || form.size > TITLE_FORM_BYTES) return 0;
  uint32_t all = 0, shared = 0;
  for (size_t start = 0; start < form.size;) {
    size_t end = start;
    while (end < form.size && form.data[end] != ' ') end++;
    if (end - start >= TITLE_WORD_BYTES) {
      all++;
      shared += syn_text_find(page->title_form, syn_text_slice(form, start, end), 0) != SIZE_MAX;
    }
    start = end + 1;
  }
  return percent(shared, all);
}

typedef struct steps_up {
  int32_t out, caption, lead, body, comments, article, never;
} steps_up;

static void keep_first(int32_t *steps, bool is_there, int32_t now) {
  if (is_there && *steps == FAR) *steps = now;
}

static steps_up look_up(const syn_page_blocks *page, const syn_dom_node *node) {
  steps_up up = {FAR, FAR, FAR, FAR, FAR, FAR, FAR};
  for (int32_t i = 0; node && i < STEPS && node->element != SYN_ELEMENT_BODY; i++, node = node->parent) {
    uint32_t roles = page->elements[node->order].roles;
    keep_first(&up.out, roles & SYN_LAYOUT_OUT, i);
    keep_first(&up.never, roles & SYN_LAYOUT_NEVER, i);
    keep_first(&up.caption, roles & (SYN_LAYOUT_CAPTION | SYN_LAYOUT_AUTHOR | SYN_LAYOUT_DATE), i);
    keep_first(&up.lead, roles & SYN_LAYOUT_LEAD, i);
    keep_first(&up.body, roles & SYN_LAYOUT_BODY, i);
    keep_first(&up.comments, roles & SYN_LAYOUT_COMMENTS, i);
    keep_first(&up.article, node->element == SYN_ELEMENT_ARTICLE || (roles & SYN_LAYOUT_KEEP), i);
  }
  return up;
}

static int32_t depth_below(const syn_dom_node *node, const syn_dom_node *root) {
  int32_t depth = 0;
  while (node && node != root && depth < FAR) node = node->parent, depth++;
  return node == root ? depth : FAR;
}

static int32_t children_of_kind(const syn_dom_node *node) {
  int32_t count = 0, looked_at = 0;
  if (!node || !node->parent) return 0;
  for (const syn_dom_node *child = node->parent->first_child; child && count < NEAR && looked_at < SIBLINGS_LOOKED_AT;
       child = child->next, looked_at++)
    count += !child->is_text && child->element == node->element;
  return count;
}

/* What an element around the block holds. */
typedef struct box {
  int32_t prose, links, text;
} box;

static box look_into(const syn_page_blocks *page, const syn_dom_node *node) {
  if (!node) return (box){0, 0, 0};
  const syn_element_facts *facts = &page->elements[node->order];
  return (box){
      .prose = percent(facts->prose_bytes, page->root ? page->elements[page->root->order].prose_bytes : 0),
      .links = percent(facts->link_bytes, facts->text_bytes),
      .text = most(facts->text_bytes, BYTES),
  };
}

static int32_t share_of_links(const syn_block *block) {
  return percent(block->link_bytes, block->text.size);
}

/* ---- all of them ---- */

static void add_own(const syn_page_blocks *page, const syn_block *block, int32_t *f) {
  letter_counts letters = count_letters(block->text);
  uint32_t words = block->word_count ? block->word_count : 1;
  f[SYN_BLOCK_FEATURE_WORDS] = most(block->word_count, WORDS);
  f[SYN_BLOCK_FEATURE_BYTES_PER_WORD] = most(block->text.size / words, WORDS);
  f[SYN_BLOCK_FEATURE_LINKS] = share_of_links(block);
  f[SYN_BLOCK_FEATURE_ENDS_SENTENCE] = block->ends_sentence;
  f[SYN_BLOCK_FEATURE_KIND] = (int32_t)block->kind;
  f[SYN_BLOCK_FEATURE_EMPHASIS] = percent(block->emphasis_bytes, block->text.size);
  f[SYN_BLOCK_FEATURE_LINE] = (block->classes & SYN_FURNITURE_LINE) != 0;
  f[SYN_BLOCK_FEATURE_LIST] = (block->classes & SYN_FURNITURE_LIST) != 0;
  f[SYN_BLOCK_FEATURE_REST] = (block->classes & SYN_FURNITURE_REST) != 0;
  f[SYN_BLOCK_FEATURE_CAPTION] = (block->classes & SYN_FURNITURE_CAPTION) != 0;
  f[SYN_BLOCK_FEATURE_CREDIT] = (block->classes & (SYN_FURNITURE_BYLINE | SYN_FURNITURE_CREDIT | SYN_FURNITURE_ORIGIN)) != 0;
  f[SYN_BLOCK_FEATURE_ABOUT] = (block->classes & SYN_FURNITURE_ABOUT) != 0;
  f[SYN_BLOCK_FEATURE_ADDRESS] = (block->classes & SYN_FURNITURE_ADDRESS) != 0;
  f[SYN_BLOCK_FEATURE_DATES] = (block->classes & (SYN_FURNITURE_PUBLISHED | SYN_FURNITURE_MODIFIED)) != 0;
  f[SYN_BLOCK_FEATURE_COMMAS] = most(letters.commas * 100 / words, 100);
  f[SYN_BLOCK_FEATURE_DIGITS] = percent(letters.digits, block->text.size);
  f[SYN_BLOCK_FEATURE_CAPITALS] = percent(letters.capitals, block->text.size);
  f[SYN_BLOCK_FEATURE_EXCLAIMS] = most(letters.exclaims, 10);
  f[SYN_BLOCK_FEATURE_COLON] = block->text.size > 0 && block->text.data[block->text.size - 1] == ':';
  f[SYN_BLOCK_FEATURE_QUOTES] = most(letters.quotes, 10);
  f[SYN_BLOCK_FEATURE_SIGNS] = most(letters.signs, 10);
  f[SYN_BLOCK_FEATURE_TITLE] = title_share(page, block->form);
}

static void add_elements(const syn_page_blocks *page, const syn_block *block, int32_t *f) {
  steps_up up = look_up(page, block->node);
  f[SYN_BLOCK_FEATURE_OUT_STEPS] = up.out;
  f[SYN_BLOCK_FEATURE_CAPTION_STEPS] = up.caption;
  f[SYN_BLOCK_FEATURE_LEAD_STEPS] = up.lead;
  f[SYN_BLOCK_FEATURE_BODY_STEPS] = up.body;
  f[SYN_BLOCK_FEATURE_COMMENT_STEPS] = up.comments;
  f[SYN_BLOCK_FEATURE_IS_OUTSIDE] = block->is_outside;
  f[SYN_BLOCK_FEATURE_IS_LEAD] = block->is_lead;
  f[SYN_BLOCK_FEATURE_ARTICLE_STEPS] = up.article;
  f[SYN_BLOCK_FEATURE_WIDGET_STEPS] = up.never;
  const syn_dom_node *parent = block->node ? block->node->parent : NULL, *grand = parent ? parent->parent : NULL;
  box inner = look_into(page, parent), outer = look_into(page, grand);
  f[SYN_BLOCK_FEATURE_PARENT_PROSE] = inner.prose;
  f[SYN_BLOCK_FEATURE_PARENT_LINKS] = inner.links;
  f[SYN_BLOCK_FEATURE_PARENT_TEXT] = inner.text;
  f[SYN_BLOCK_FEATURE_GRAND_PROSE] = outer.prose;
  f[SYN_BLOCK_FEATURE_GRAND_LINKS] = outer.links;
  f[SYN_BLOCK_FEATURE_GRAND_TEXT] = outer.text;
  f[SYN_BLOCK_FEATURE_DEPTH] = depth_below(block->node, page->root);
  f[SYN_BLOCK_FEATURE_ELEMENT] = block->node ? (int32_t)block->node->element : 0;
  f[SYN_BLOCK_FEATURE_PARENT_ELEMENT] = parent ? (int32_t)parent->element : 0;
  f[SYN_BLOCK_FEATURE_SIBLINGS] = children_of_kind(block->node);
}

static void add_place(const syn_feature_scene *scene, size_t index, int32_t *f) {
  const syn_page_blocks *page = scene->page;
  const syn_block *block = &page->blocks.items[index];
  uint32_t order = block->node ? block->node->order : UINT32_MAX;
  uint32_t before = scene->prose_before[index], own = block->rule_use == SYN_BLOCK_BODY ? block->prose_bytes : 0;
  f[SYN_BLOCK_FEATURE_IS_INSIDE] = order < scene->first_order ? 0 : order < scene->last_order ? 1 : 2;
  f[SYN_BLOCK_FEATURE_BEFORE] = percent(before, scene->total);
  f[SYN_BLOCK_FEATURE_AFTER] = percent(scene->total - before - own, scene->total);
  f[SYN_BLOCK_FEATURE_SINCE_PROSE] = scene->since_prose[index];
  f[SYN_BLOCK_FEATURE_UNTIL_PROSE] = scene->until_prose[index];
  f[SYN_BLOCK_FEATURE_USE] = (int32_t)block->rule_use;
  f[SYN_BLOCK_FEATURE_PROSE] = most(scene->total, BYTES);
}

static void add_neighbours(const syn_page_blocks *page, size_t index, int32_t *f) {
  const syn_block *before = index > 0 ? &page->blocks.items[index - 1] : NULL;
  const syn_block *after = index + 1 < page->blocks.count ? &page->blocks.items[index + 1] : NULL;
  f[SYN_BLOCK_FEATURE_WORDS_1] = before ? most(before->word_count, WORDS) : 0;
  f[SYN_BLOCK_FEATURE_LINKS_1] = before ? share_of_links(before) : 0;
  f[SYN_BLOCK_FEATURE_USE_1] = before ? (int32_t)before->rule_use : 0;
  f[SYN_BLOCK_FEATURE_WORDS_2] = after ? most(after->word_count, WORDS) : 0;
  f[SYN_BLOCK_FEATURE_LINKS_2] = after ? share_of_links(after) : 0;
  f[SYN_BLOCK_FEATURE_USE_2] = after ? (int32_t)after->rule_use : 0;
  f[SYN_BLOCK_FEATURE_HEADING_BEFORE] = before && before->kind == SYN_BLOCK_HEADING;
  f[SYN_BLOCK_FEATURE_WORDS_0] = index > 1 ? most(page->blocks.items[index - 2].word_count, WORDS) : 0;
}

void syn_block_features(const syn_feature_scene *scene, size_t index, int32_t features[SYN_BLOCK_FEATURE_COUNT]) {
  const syn_block *block = &scene->page->blocks.items[index];
  memset(features, 0, SYN_BLOCK_FEATURE_COUNT * sizeof(features[0]));
  add_own(scene->page, block, features);
  add_elements(scene->page, block, features);
  add_place(scene, index, features);
  add_neighbours(scene->page, index, features);
}
