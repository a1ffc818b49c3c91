/*
 * Page blocks: a page as a list of lines and paragraphs in reading order, with what can be said about each.
 *
 * Both kinds of page come to this form: HTML from its tree, plain text from its lines. Blocks live in the document's arena.
 */
#ifndef SYN_ARTICLE_PAGE_BLOCKS_H
#define SYN_ARTICLE_PAGE_BLOCKS_H

#include "article/furniture.h"
#include "article/layout.h"
#include "base/array.h"

typedef enum syn_block_kind {
  SYN_BLOCK_PARAGRAPH,
  SYN_BLOCK_HEADING,
  SYN_BLOCK_ITEM, /* of a list */
  SYN_BLOCK_QUOTE,
  SYN_BLOCK_CELL, /* of a table */
  SYN_BLOCK_CAPTION,
  SYN_BLOCK_LOOSE /* text that stands in no element made for text */
} syn_block_kind;

/* What became of a block. */
typedef enum syn_block_use {
  SYN_BLOCK_OUT,  /* furniture */
  SYN_BLOCK_BODY, /* a paragraph of the article */
  SYN_BLOCK_SUBHEADING,
  SYN_BLOCK_TITLE,
  SYN_BLOCK_IS_CAPTION,
  SYN_BLOCK_CREDITS /* tells who wrote it or whose work it draws on */
} syn_block_use;

typedef struct syn_block {
  syn_text text, form;      /* as shown, white space folded; and for look-up */
  const syn_dom_node *node; /* the block element; NULL in plain text */
  uint32_t word_count, link_bytes, emphasis_bytes, classes, roles;
  uint32_t prose_bytes;   /* as far as it is running text (page_body.h); 0 in plain text */
  syn_block_use rule_use; /* what the rules alone make of it */
  syn_block_kind kind;
  syn_block_use use;
  uint8_t heading_level;
  bool after_gap;                 /* plain text: a blank line stands before */
  bool is_indented;               /* plain text: begins with a bullet or deep blanks */
  bool ends_sentence, is_outside; /* is_outside: below an element whose role keeps it out */
  bool is_row;                    /* a row of a table: its cells, parted by bars */
  bool is_lead; /* below an element that is called after the sentence before the text, and below none that cannot hold it */
} syn_block;

typedef SYN_ARRAY(syn_block) syn_block_array;

/* What is counted for each element of a tree, by the order of its node. */
typedef struct syn_element_facts {
  const syn_dom_node *node; /* NULL: not walked (not shown) */
  uint32_t text_bytes, link_bytes, roles;
  uint32_t prose_bytes;   /* of running text below it that nothing keeps out */
  float score;            /* the same, less for what lies deep below it */
  bool has_title, is_out; /* is_out: its kind or names keep it out of the article */
} syn_element_facts;

typedef struct syn_page_blocks {
  syn_block_array blocks;
  syn_element_facts *elements; /* by syn_dom_node.order; NULL in plain text */
  uint32_t element_count;
  /* of an HTML page whose body was looked for: the element that is the body, the order of the first node after it, the title's form */
  const syn_dom_node *root;
  uint32_t last_order;
  syn_text title_form;
} syn_page_blocks;

/*
 * The blocks of a tree. `is_lenient`: the names of elements keep nothing out but comments; for pages of which too little is left otherwise.
 * Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_page_blocks_from_dom(const syn_furniture *furniture, const syn_layout *layout, const syn_dom *dom,
                                                   bool is_lenient, syn_arena *arena, syn_page_blocks *out_page);

/* The blocks of plain text: lines, or paragraphs where lines were broken to a width. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_page_blocks_from_text(const syn_furniture *furniture, syn_text text, syn_arena *arena,
                                                    syn_page_blocks *out_page);

/* Whether an element lies in a part of an HTML page that is no article at all: comments, a menu, a list of other articles. */
bool syn_page_is_outside(const syn_page_blocks *page, const syn_dom_node *node);

/* Fills form, classes, word count and sentence end of a block whose text is set. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_block_describe(const syn_furniture *furniture, syn_arena *arena, syn_block *block);

/* Whether the text ends as sentences do: a stop, also before a closing quotation mark or bracket. */
bool syn_ends_sentence(syn_text text);

/* Bytes that are no white space, as elements count them. */
uint32_t syn_visible_bytes(syn_text text);

/* Words parted by white space. */
uint32_t syn_count_words(syn_text text);

#endif
