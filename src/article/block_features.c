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

/* One place for the order: the names that the model's table has. */
static const char *const names[SYN_BLOCK_FEATURE_COUNT] = {
    "words",        "bytes_per_word", "links",          "ends_sentence",  "kind",       "emphasis",      "line",         "list",
    "rest",         "caption",        "credit",         "about",          "address",    "dates",         "out_steps",    "caption_steps",
    "lead_steps",   "body_steps",     "comment_steps",  "is_outside",     "is_lead",    "commas",        "digits",       "capitals",
    "exclaims",     "colon",          "quotes",         "signs",          "is_inside",  "before",        "after",        "since_prose",
    "until_prose",  "words_1",        "links_1",        "use_1",          "words_2",    "links_2",       "use_2",        "parent_prose",
    "parent_links", "parent_text",    "grand_prose",    "grand_links",    "grand_text", "depth",         "title",        "use",
    "prose",        "element",        "parent_element", "heading_before", "words_0",    "article_steps", "widget_steps", "siblings",
};

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

static void add_box(const syn_feature_scene *scene, const syn_dom_node *node, int32_t box[3]) {
  box[0] = box[1] = box[2] = 0;
  if (!node) return;
  const syn_element_facts *facts = &scene->page->elements[node->order];
  box[0] = percent(facts->prose_bytes, scene->page->root ? scene->page->elements[scene->page->root->order].prose_bytes : 0);
  box[1] = percent(facts->link_bytes, facts->text_bytes);
  box[2] = most(facts->text_bytes, BYTES);
}

static int32_t share_of_links(const syn_block *block) {
  return percent(block->link_bytes, block->text.size);
}

/* ---- all of them ---- */

static void add_own(const syn_page_blocks *page, const syn_block *block, int32_t *f) {
  letter_counts letters = count_letters(block->text);
  uint32_t words = block->word_count ? block->word_count : 1;
  f[0] = most(block->word_count, WORDS);
  f[1] = most(block->text.size / words, WORDS);
  f[2] = share_of_links(block);
  f[3] = block->ends_sentence;
  f[4] = (int32_t)block->kind;
  f[5] = percent(block->emphasis_bytes, block->text.size);
  f[6] = (block->classes & SYN_FURNITURE_LINE) != 0;
  f[7] = (block->classes & SYN_FURNITURE_LIST) != 0;
  f[8] = (block->classes & SYN_FURNITURE_REST) != 0;
  f[9] = (block->classes & SYN_FURNITURE_CAPTION) != 0;
  f[10] = (block->classes & (SYN_FURNITURE_BYLINE | SYN_FURNITURE_CREDIT | SYN_FURNITURE_ORIGIN)) != 0;
  f[11] = (block->classes & SYN_FURNITURE_ABOUT) != 0;
  f[12] = (block->classes & SYN_FURNITURE_ADDRESS) != 0;
  f[13] = (block->classes & (SYN_FURNITURE_PUBLISHED | SYN_FURNITURE_MODIFIED)) != 0;
  f[21] = most(letters.commas * 100 / words, 100);
  f[22] = percent(letters.digits, block->text.size);
  f[23] = percent(letters.capitals, block->text.size);
  f[24] = most(letters.exclaims, 10);
  f[25] = block->text.size > 0 && block->text.data[block->text.size - 1] == ':';
  f[26] = most(letters.quotes, 10);
  f[27] = most(letters.signs, 10);
  f[46] = title_share(page, block->form);
}

static void add_elements(const syn_feature_scene *scene, const syn_block *block, int32_t *f) {
  const syn_page_blocks *page = scene->page;
  steps_up up = look_up(page, block->node);
  f[14] = up.out;
  f[15] = up.caption;
  f[16] = up.lead;
  f[17] = up.body;
  f[18] = up.comments;
  f[19] = block->is_outside;
  f[20] = block->is_lead;
  f[53] = up.article;
  f[54] = up.never;
  const syn_dom_node *parent = block->node ? block->node->parent : NULL, *grand = parent ? parent->parent : NULL;
  add_box(scene, parent, f + 39);
  add_box(scene, grand, f + 42);
  f[45] = depth_below(block->node, page->root);
  f[49] = block->node ? (int32_t)block->node->element : 0;
  f[50] = parent ? (int32_t)parent->element : 0;
  f[55] = children_of_kind(block->node);
}

static void add_place(const syn_feature_scene *scene, size_t index, int32_t *f) {
  const syn_page_blocks *page = scene->page;
  const syn_block *block = &page->blocks.items[index];
  uint32_t order = block->node ? block->node->order : UINT32_MAX;
  uint32_t before = scene->prose_before[index], own = block->rule_use == SYN_BLOCK_BODY ? block->prose_bytes : 0;
  f[28] = order < scene->first_order ? 0 : order < scene->last_order ? 1 : 2;
  f[29] = percent(before, scene->total);
  f[30] = percent(scene->total - before - own, scene->total);
  f[31] = scene->since_prose[index];
  f[32] = scene->until_prose[index];
  f[47] = (int32_t)block->rule_use;
  f[48] = most(scene->total, BYTES);
}

static void add_neighbours(const syn_page_blocks *page, size_t index, int32_t *f) {
  const syn_block *before = index > 0 ? &page->blocks.items[index - 1] : NULL;
  const syn_block *after = index + 1 < page->blocks.count ? &page->blocks.items[index + 1] : NULL;
  f[33] = before ? most(before->word_count, WORDS) : 0;
  f[34] = before ? share_of_links(before) : 0;
  f[35] = before ? (int32_t)before->rule_use : 0;
  f[36] = after ? most(after->word_count, WORDS) : 0;
  f[37] = after ? share_of_links(after) : 0;
  f[38] = after ? (int32_t)after->rule_use : 0;
  f[51] = before && before->kind == SYN_BLOCK_HEADING;
  f[52] = index > 1 ? most(page->blocks.items[index - 2].word_count, WORDS) : 0;
}

void syn_block_features(const syn_feature_scene *scene, size_t index, int32_t features[SYN_BLOCK_FEATURE_COUNT]) {
  const syn_block *block = &scene->page->blocks.items[index];
  memset(features, 0, SYN_BLOCK_FEATURE_COUNT * sizeof(features[0]));
  add_own(scene->page, block, features);
  add_elements(scene, block, features);
  add_place(scene, index, features);
  add_neighbours(scene->page, index, features);
}
