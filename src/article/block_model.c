/*
 * How it works: boosted trees, each of a few questions to the features of a block (block_features.h), give numbers that are added up. Where
 * the sum speaks clearly against what the rules decided, the model has its way; elsewhere the rules stand. The trees were learned with the
 * rules' decision as one of the features, so they are about where the rules err. docs/article.md has what this gains, by cross-validation.
 */
#include "article/block_model.h"

#include <stdlib.h>
#include <string.h>

enum {
  OUT_BELOW = -400, /* thousandths of log odds: a block that the rules take is left out */
  IN_ABOVE = 400,   /* … and one that they leave out is taken */
  NODE_LIMIT = 1 << 16,
  LEAF_LIMIT = 1 << 14, /* thousandths: the sum of all trees stays a number of 32 bits */
  NUMBER_BYTES = 12,
  LINK_PERCENT = 75, /* of a block that is nothing but a link and stays out */
  LOOK_BLOCKS = 12,  /* between a block and running text of the article; farther off nothing is taken */
};

/* ---- the table ---- */

static bool read_number(syn_text text, int32_t *out_number) {
  char digits[NUMBER_BYTES + 1] = {0}, *end = NULL;
  if (text.size == 0 || text.size > NUMBER_BYTES) return false;
  memcpy(digits, text.data, text.size);
  long number = strtol(digits, &end, 10);
  *out_number = (int32_t)number;
  return *end == 0 && number >= INT32_MIN && number <= INT32_MAX;
}

static bool find_feature(syn_text name, uint32_t *out_feature) {
  for (uint32_t k = 0; syn_block_feature_name(k); k++)
    if (syn_text_equal(name, syn_text_from(syn_block_feature_name(k)))) {
      *out_feature = k;
      return true;
    }
  return false;
}

static bool read_node(const syn_table *table, const size_t columns[4], uint32_t row, syn_tree_node *out_node) {
  syn_tree_node node = {0};
  int32_t otherwise = 0;
  syn_text feature = syn_table_cell(table, row, columns[0]);
  if (feature.size == 0) {
    if (!read_number(syn_table_cell(table, row, columns[3]), &node.most)) return false;
    if (node.most < -LEAF_LIMIT || node.most > LEAF_LIMIT) return false;
    *out_node = node;
    return true;
  }
  bool is_right = find_feature(feature, &node.feature) && read_number(syn_table_cell(table, row, columns[1]), &node.most) &&
                  read_number(syn_table_cell(table, row, columns[2]), &otherwise);
  /* both children come later, so that every way down ends */
  if (!is_right || otherwise <= (int32_t)row + 1 || (size_t)otherwise >= table->row_count) return false;
  node.otherwise = (uint32_t)otherwise;
  *out_node = node;
  return true;
}

/* A tree ends where all children that its splits name have come. */
static uint32_t end_of_tree(const syn_block_model *model, uint32_t root) {
  uint32_t end = root + 1;
  for (uint32_t i = root; i < end && i < model->node_count; i++) {
    const syn_tree_node *node = &model->nodes[i];
    if (node->otherwise == 0) continue;
    if (end < i + 2) end = i + 2;
    if (end < node->otherwise + 1) end = node->otherwise + 1;
  }
  return end;
}

syn_status syn_block_model_load(const syn_world *world, syn_arena *arena, syn_block_model *out_model, syn_error *error) {
  static const char *const column_names[] = {"feature", "most", "else", "value"};
  syn_block_model model = {0};
  const syn_table *table = syn_world_table(world, "world/block_trees");
  size_t columns[4], rows = table ? table->row_count : 0;
  for (size_t i = 0; i < 4; i++) columns[i] = table ? syn_table_column(table, column_names[i]) : SIZE_MAX;
  for (size_t i = 0; table && i < 4; i++)
    if (columns[i] == SIZE_MAX || rows > NODE_LIMIT)
      return syn_error_set(error, SYN_BAD_INPUT, 0, "world/block_trees: needs the columns feature, most, else, value, and at most %d lines",
                           (int)NODE_LIMIT);
  model.nodes = SYN_ARENA_ARRAY(arena, syn_tree_node, rows + 1);
  model.roots = SYN_ARENA_ARRAY(arena, uint32_t, rows + 1);
  if (!model.nodes || !model.roots) return SYN_NO_MEMORY;
  for (; model.node_count < rows; model.node_count++)
    if (!read_node(table, columns, model.node_count, &model.nodes[model.node_count]))
      return syn_error_set(
          error, SYN_BAD_INPUT, model.node_count,
          "world/block_trees: line %u names no feature with its number and a later line, nor a value up to %d; make it again with "
          "train/train-block-model",
          (unsigned)model.node_count, (int)LEAF_LIMIT);
  for (uint32_t root = 0; root < model.node_count; root = end_of_tree(&model, root)) model.roots[model.root_count++] = root;
  if (rows > 0 && model.nodes[rows - 1].otherwise != 0)
    return syn_error_set(error, SYN_BAD_INPUT, rows, "world/block_trees: the last tree is not whole");
  *out_model = model;
  return SYN_OK;
}

/* ---- use ---- */

int32_t syn_block_model_score(const syn_block_model *model, const int32_t features[SYN_BLOCK_FEATURE_COUNT]) {
  int32_t sum = 0;
  for (uint32_t tree = 0; tree < model->root_count; tree++) {
    const syn_tree_node *node = &model->nodes[model->roots[tree]];
    while (node->otherwise) node = features[node->feature] <= node->most ? node + 1 : &model->nodes[node->otherwise];
    sum += node->most;
  }
  return sum;
}

static bool is_open(const syn_feature_scene *scene, size_t index) {
  const syn_block *block = &scene->page->blocks.items[index];
  if (block->form.size == 0 || block->kind == SYN_BLOCK_CAPTION) return false;
  if (block->use == SYN_BLOCK_BODY || block->use == SYN_BLOCK_SUBHEADING) return true;
  bool is_link = (uint64_t)block->link_bytes * 100 > (uint64_t)block->text.size * LINK_PERCENT;
  return block->use == SYN_BLOCK_OUT && !is_link && (scene->since_prose[index] < LOOK_BLOCKS || scene->until_prose[index] < LOOK_BLOCKS);
}

static bool is_comment(const syn_page_blocks *page, const syn_dom_node *node) {
  for (; node; node = node->parent)
    if (page->elements[node->order].is_out && (page->elements[node->order].roles & SYN_LAYOUT_COMMENTS)) return true;
  return false;
}

syn_status syn_block_model_decide(const syn_block_model *model, syn_page_blocks *page, syn_arena *arena) {
  if (model->root_count == 0 || !page->elements || !page->root) return SYN_OK;
  syn_feature_scene scene;
  syn_status status = syn_feature_scene_make(page, arena, &scene);
  for (size_t i = 0; i < page->blocks.count && status == SYN_OK && scene.total > 0; i++) {
    syn_block *block = &page->blocks.items[i];
    if (!is_open(&scene, i)) continue;
    int32_t features[SYN_BLOCK_FEATURE_COUNT];
    syn_block_features(&scene, i, features);
    int32_t score = syn_block_model_score(model, features);
    if (block->use != SYN_BLOCK_OUT && score < OUT_BELOW)
      block->use = SYN_BLOCK_OUT;
    else if (block->use == SYN_BLOCK_OUT && score > IN_ABOVE && !is_comment(page, block->node))
      block->use = block->kind == SYN_BLOCK_HEADING ? SYN_BLOCK_SUBHEADING : SYN_BLOCK_BODY;
  }
  return status;
}
