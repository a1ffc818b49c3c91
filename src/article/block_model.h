/*
 * Block model: decides on blocks of which the rules of page_body.h are not sure, by trees that were learned from read pages.
 *
 * data/world/block_trees.tsv has the trees; train/train-block-model makes it. Without the table the rules alone decide. Read-only after
 * creation, shared by threads; belongs to the extractor.
 */
#ifndef SYN_ARTICLE_BLOCK_MODEL_H
#define SYN_ARTICLE_BLOCK_MODEL_H

#include "article/block_features.h"
#include "world/world.h"

typedef struct syn_tree_node {
  int32_t most;       /* of the feature, for the first child, which is the next node; in a leaf, thousandths of log odds */
  uint32_t otherwise; /* the second child; 0 in a leaf */
  uint32_t feature;
} syn_tree_node;

typedef struct syn_block_model {
  syn_tree_node *nodes;
  uint32_t *roots; /* of the trees */
  uint32_t node_count, root_count;
} syn_block_model;

/*
 * Reads the table; what points outside it or back is refused. Returns SYN_OK, SYN_BAD_INPUT with the line in `error`, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_block_model_load(const syn_world *world, syn_arena *arena, syn_block_model *out_model, syn_error *error);

/* What the trees say of a block in thousandths of log odds: above 0 it is more likely part of the article than not. */
int32_t syn_block_model_score(const syn_block_model *model, const int32_t features[SYN_BLOCK_FEATURE_COUNT]);

/*
 * Changes the use of blocks that the rules and the model clearly disagree on. Titles, captions, credits and comments stay what they are.
 * Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_block_model_decide(const syn_block_model *model, syn_page_blocks *page, syn_arena *arena);

#endif
