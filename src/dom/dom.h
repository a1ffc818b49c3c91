/*
 * DOM: a page's HTML as a tree, within limits.
 *
 * The parser (html_parser.h) reads as browsers do, but leaves out what no article shows: scripts (application/ld+json is kept aside),
 * styles, comments, drawings, templates, event handlers. Nodes live in the given arena; their texts are UTF-8 with character references
 * resolved, and point into the page where they stand there as they are, so the page must live as long as the tree.
 */
#ifndef SYN_DOM_DOM_H
#define SYN_DOM_DOM_H

#include "base/arena.h"

/* Elements that later stages ask for; all others are OTHER and are told by `name`. Sorted by name. */
typedef enum syn_element {
  SYN_ELEMENT_OTHER,
  SYN_ELEMENT_A,
  SYN_ELEMENT_ADDRESS,
  SYN_ELEMENT_ARTICLE,
  SYN_ELEMENT_ASIDE,
  SYN_ELEMENT_B,
  SYN_ELEMENT_BLOCKQUOTE,
  SYN_ELEMENT_BODY,
  SYN_ELEMENT_BR,
  SYN_ELEMENT_BUTTON,
  SYN_ELEMENT_CAPTION,
  SYN_ELEMENT_CITE,
  SYN_ELEMENT_CODE,
  SYN_ELEMENT_DD,
  SYN_ELEMENT_DETAILS,
  SYN_ELEMENT_DIV,
  SYN_ELEMENT_DL,
  SYN_ELEMENT_DT,
  SYN_ELEMENT_EM,
  SYN_ELEMENT_FIGCAPTION,
  SYN_ELEMENT_FIGURE,
  SYN_ELEMENT_FOOTER,
  SYN_ELEMENT_FORM,
  SYN_ELEMENT_H1,
  SYN_ELEMENT_H2,
  SYN_ELEMENT_H3,
  SYN_ELEMENT_H4,
  SYN_ELEMENT_H5,
  SYN_ELEMENT_H6,
  SYN_ELEMENT_HEAD,
  SYN_ELEMENT_HEADER,
  SYN_ELEMENT_HR,
  SYN_ELEMENT_HTML,
  SYN_ELEMENT_I,
  SYN_ELEMENT_IFRAME,
  SYN_ELEMENT_IMG,
  SYN_ELEMENT_INPUT,
  SYN_ELEMENT_LABEL,
  SYN_ELEMENT_LI,
  SYN_ELEMENT_LINK,
  SYN_ELEMENT_MAIN,
  SYN_ELEMENT_META,
  SYN_ELEMENT_NAV,
  SYN_ELEMENT_NOSCRIPT,
  SYN_ELEMENT_OL,
  SYN_ELEMENT_P,
  SYN_ELEMENT_PRE,
  SYN_ELEMENT_Q,
  SYN_ELEMENT_SECTION,
  SYN_ELEMENT_SELECT,
  SYN_ELEMENT_SMALL,
  SYN_ELEMENT_SPAN,
  SYN_ELEMENT_STRONG,
  SYN_ELEMENT_SUB,
  SYN_ELEMENT_SUP,
  SYN_ELEMENT_SVG,
  SYN_ELEMENT_TABLE,
  SYN_ELEMENT_TBODY,
  SYN_ELEMENT_TD,
  SYN_ELEMENT_TEXTAREA,
  SYN_ELEMENT_TH,
  SYN_ELEMENT_THEAD,
  SYN_ELEMENT_TIME,
  SYN_ELEMENT_TITLE,
  SYN_ELEMENT_TR,
  SYN_ELEMENT_UL,
  SYN_ELEMENT_VIDEO,
  SYN_ELEMENT_COUNT
} syn_element;

typedef struct syn_dom_attribute {
  syn_text name, value; /* name in lower case */
} syn_dom_attribute;

typedef struct syn_dom_node {
  struct syn_dom_node *parent, *first_child, *last_child, *previous, *next;
  syn_text name; /* of an element, in lower case; empty for text */
  syn_text text; /* of a text node; empty for an element */
  const syn_dom_attribute *attributes;
  uint32_t attribute_count;
  uint32_t order;      /* position in document order, from 0 */
  syn_element element; /* OTHER for text nodes too */
  bool is_text;
} syn_dom_node;

typedef struct syn_dom {
  syn_dom_node *root;    /* the html element; never NULL after success */
  syn_text *data_blocks; /* contents of <script type="application/ld+json">, in order */
  uint32_t data_block_count, node_count;
  bool was_cut;     /* a limit was reached: the tree holds what came before */
  syn_text cut_why; /* which limit, in words */
} syn_dom;

typedef struct syn_dom_limits {
  size_t byte_count;        /* of the input: 8 MiB */
  uint32_t depth;           /* of open elements: 512 */
  uint32_t attribute_count; /* of one tag: 256 */
  uint32_t node_count;      /* of the tree: 1,000,000 */
  uint32_t deadline_ms;     /* of work on one page: 2000; 0: none */
} syn_dom_limits;

extern const syn_dom_limits syn_dom_limits_default;

/*
 * Parses `html` (UTF-8; invalid bytes become U+FFFD). Broken HTML is read as browsers do. What
 * goes over a limit is cut: the tree holds the part before and says so; only bytes without
 * any limit-conforming beginning fail. Returns SYN_OK, SYN_LIMIT (deadline), SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_dom_parse(syn_text html, const syn_dom_limits *limits, syn_arena *arena, syn_dom *out_dom, syn_error *error);

/* The value of an attribute (name in lower case); empty when it is missing. */
syn_text syn_dom_attribute_value(const syn_dom_node *node, const char *name);
bool syn_dom_has_attribute(const syn_dom_node *node, const char *name);

/* The node after `node` in document order below `root`, or NULL. With `skip_children`, what is inside `node` is left out. */
syn_dom_node *syn_dom_next(const syn_dom_node *root, const syn_dom_node *node, bool skip_children);

/* The first element of this kind below `root` in document order, or NULL. */
syn_dom_node *syn_dom_find(const syn_dom_node *root, syn_element element);

/* All text below `node`, white space folded to single blanks, trimmed. Block elements and br part words. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_dom_text(const syn_dom_node *node, syn_arena *arena, syn_text *out_text);

/* Whether the element begins a new block when it is shown (p, div, li, h1, table …). */
bool syn_dom_is_block(syn_element element);

#endif
