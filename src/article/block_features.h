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

/*
 * Constant, and name in data/world/block_trees.tsv. Those that are missing from it were of no use to any tree. What one measures may not
 * change unless the trees are learned again.
 */
#define SYN_BLOCK_FEATURES(X) \
  X(WORDS, "words") \
  X(BYTES_PER_WORD, "bytes_per_word") \
  X(LINKS, "links") /* percent of its bytes */ \
  X(ENDS_SENTENCE, "ends_sentence") \
  X(KIND, "kind") \
  X(EMPHASIS, "emphasis") /* percent of its bytes */ \
  X(LINE, "line")         /* whether it is of a class of furniture.tsv, down to DATES */ \
  X(LIST, "list") \
  X(REST, "rest") \
  X(CAPTION, "caption") \
  X(CREDIT, "credit") \
  X(ABOUT, "about") \
  X(ADDRESS, "address") \
  X(DATES, "dates") \
  X(OUT_STEPS, "out_steps") /* how many elements above it one has this role in layout.tsv, down to COMMENT_STEPS */ \
  X(CAPTION_STEPS, "caption_steps") \
  X(LEAD_STEPS, "lead_steps") \
  X(BODY_STEPS, "body_steps") \
  X(COMMENT_STEPS, "comment_steps") \
  X(IS_OUTSIDE, "is_outside") \
  X(IS_LEAD, "is_lead") \
  X(COMMAS, "commas")     /* for a hundred words */ \
  X(DIGITS, "digits")     /* percent of its bytes */ \
  X(CAPITALS, "capitals") /* percent of its bytes */ \
  X(EXCLAIMS, "exclaims") /* number, as of quotes and signs */ \
  X(COLON, "colon") \
  X(QUOTES, "quotes") \
  X(SIGNS, "signs") \
  X(IS_INSIDE, "is_inside")     /* before, in or after the element chosen for the body: 0, 1, 2 */ \
  X(BEFORE, "before")           /* percent of the running text of the page that stands before it */ \
  X(AFTER, "after")             /* … behind it */ \
  X(SINCE_PROSE, "since_prose") /* blocks between it and running text before it */ \
  X(UNTIL_PROSE, "until_prose") /* … behind it */ \
  X(WORDS_1, "words_1")         /* of the block before it */ \
  X(LINKS_1, "links_1") \
  X(USE_1, "use_1")     /* what the rules made of it */ \
  X(WORDS_2, "words_2") /* of the block after it */ \
  X(LINKS_2, "links_2") \
  X(USE_2, "use_2")               /* what the rules made of it */ \
  X(PARENT_PROSE, "parent_prose") /* percent of the running text of the page */ \
  X(PARENT_LINKS, "parent_links") /* percent of its bytes */ \
  X(PARENT_TEXT, "parent_text")   /* bytes */ \
  X(GRAND_PROSE, "grand_prose")   /* the parent's parent */ \
  X(GRAND_LINKS, "grand_links") \
  X(GRAND_TEXT, "grand_text") \
  X(DEPTH, "depth") /* below the chosen element */ \
  X(TITLE, "title") /* percent of its words that the title has */ \
  X(USE, "use")     /* what the rules made of it */ \
  X(PROSE, "prose") /* bytes of running text in the page */ \
  X(ELEMENT, "element") \
  X(PARENT_ELEMENT, "parent_element") \
  X(HEADING_BEFORE, "heading_before") \
  X(WORDS_0, "words_0")             /* of the block before the block before it */ \
  X(ARTICLE_STEPS, "article_steps") /* elements up to an article */ \
  X(WIDGET_STEPS, "widget_steps")   /* … to what is never of one */ \
  X(SIBLINGS, "siblings")           /* elements of its kind beside it */

#define CONSTANT(constant, name) SYN_BLOCK_FEATURE_##constant,
typedef enum syn_block_feature { SYN_BLOCK_FEATURES(CONSTANT) SYN_BLOCK_FEATURE_COUNT } syn_block_feature;
#undef CONSTANT

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
