/*
 * Block features: what can be told about a block of an HTML page without its words, as small whole numbers.
 *
 * Of the block itself (length, links, punctuation, what tables say of it), of the elements around it (names, links, share of the running
 * text), of its place in the page, and of its neighbours. They are what block_model.h decides by and what train/train-block-model learns
 * from.
 */
#ifndef SYN_ARTICLE_BLOCK_FEATURES_H
#define SYN_ARTICLE_BLOCK_FEATURES_H

#include "article/page_blocks.h"

/* In the order of the table of names in block_features.c; new ones go to the end, or the model has to be learned again. */
enum { SYN_BLOCK_FEATURE_COUNT = 56 };

/* What is counted once for a page. */
typedef struct syn_feature_scene {
  const syn_page_blocks *page;
  uint32_t *prose_before;                  /* bytes of running text in the blocks before each; by block */
  uint16_t *since_prose, *until_prose;     /* blocks between each and the next running text before and after it; by block */
  uint32_t first_order, last_order, total; /* of the chosen element; running text of the page in all */
} syn_feature_scene;

/* Counts. The page's body must have been looked for (page_body.h). Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_feature_scene_make(const syn_page_blocks *page, syn_arena *arena, syn_feature_scene *out_scene);

/* The features of the block of this index. */
void syn_block_features(const syn_feature_scene *scene, size_t index, int32_t features[SYN_BLOCK_FEATURE_COUNT]);

/* The name of a feature, as in the tables of the model; NULL past the last. */
const char *syn_block_feature_name(size_t index);

#endif
