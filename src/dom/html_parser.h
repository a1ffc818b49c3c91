/*
 * HTML parser: a page as a tree, as browsers build it (HTML standard 13.2), in one pass and one arena.
 *
 * A lean reading leaves out what the article never shows: comments, scripts (data blocks are kept aside), styles, drawings and templates.
 * A whole reading keeps all of it, for comparison with the standard's test suite.
 */
#ifndef SYN_DOM_HTML_PARSER_H
#define SYN_DOM_HTML_PARSER_H

#include "dom/dom.h"

typedef enum syn_html_kind {
  SYN_HTML_KIND_ELEMENT,
  SYN_HTML_KIND_TEXT,
  SYN_HTML_KIND_COMMENT,
  SYN_HTML_KIND_DOCTYPE,
  SYN_HTML_KIND_CONTENTS, /* of a template: its first child */
  SYN_HTML_KIND_DOCUMENT
} syn_html_kind;

typedef enum syn_html_space { SYN_HTML_SPACE_HTML, SYN_HTML_SPACE_SVG, SYN_HTML_SPACE_MATH } syn_html_space;

/* A node while the tree is built, and in a whole reading. `node` comes first: a pointer to one is a pointer to the other. */
typedef struct syn_html_node {
  syn_dom_node node; /* text: also of a comment; name: also of a doctype */
  syn_text public_id, system_id;
  uint32_t text_capacity; /* bytes that node.text may grow to where it is; 0: it belongs to the page */
  uint32_t flags;         /* of the element: html_tags.h */
  uint16_t tag;           /* syn_html_tag; OTHER for foreign elements */
  uint8_t kind, space;
} syn_html_node;

typedef struct syn_html_options {
  syn_dom_limits limits;
  bool is_lean;
  const char *context_name; /* of a fragment: the element that it stands in, in lower case; NULL: a whole page */
  syn_html_space context_space;
} syn_html_options;

typedef struct syn_html_page {
  syn_html_node *document;
  syn_text *data_blocks; /* of a lean reading */
  uint32_t data_block_count;
  syn_text cut_why; /* the limit that cut the page, or empty */
} syn_html_page;

/*
 * Parses UTF-8. The tree points into `html` and `arena`. Linear in the size of the page. Returns SYN_OK, SYN_LIMIT (the deadline),
 * SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_html_parse(syn_text html, const syn_html_options *options, syn_arena *arena, syn_html_page *out_page);

#endif
