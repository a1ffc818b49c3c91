/*
 * HTML tree: what the rules of tree construction share (HTML standard 13.2.4 and 13.2.6): the stack of open elements, the list of active
 * formatting elements, and how nodes come into the tree.
 *
 * Everything lives in the parser's arena. A function that runs out of memory notes that in `parser->status`; the rules go on regardless and
 * the driver (html_parser.c) looks after each token, so that rules need no checks: nothing here returns NULL.
 */
#ifndef SYN_DOM_HTML_TREE_H
#define SYN_DOM_HTML_TREE_H

#include "dom/html_parser.h"
#include "dom/html_tokeniser.h"

enum {
  SYN_HTML_FORMATTING_LIMIT = 32, /* active formatting elements at once: each is opened again in every block */
  SYN_HTML_STACK_SLACK = 128      /* open elements that the rules themselves may add beyond the limit of depth */
};

typedef enum syn_html_mode {
  SYN_HTML_MODE_INITIAL,
  SYN_HTML_MODE_BEFORE_HTML,
  SYN_HTML_MODE_BEFORE_HEAD,
  SYN_HTML_MODE_IN_HEAD,
  SYN_HTML_MODE_IN_HEAD_NOSCRIPT,
  SYN_HTML_MODE_AFTER_HEAD,
  SYN_HTML_MODE_IN_BODY,
  SYN_HTML_MODE_TEXT,
  SYN_HTML_MODE_IN_TABLE,
  SYN_HTML_MODE_IN_TABLE_TEXT,
  SYN_HTML_MODE_IN_CAPTION,
  SYN_HTML_MODE_IN_COLUMN_GROUP,
  SYN_HTML_MODE_IN_TABLE_BODY,
  SYN_HTML_MODE_IN_ROW,
  SYN_HTML_MODE_IN_CELL,
  SYN_HTML_MODE_IN_TEMPLATE,
  SYN_HTML_MODE_AFTER_BODY,
  SYN_HTML_MODE_IN_FRAMESET,
  SYN_HTML_MODE_AFTER_FRAMESET,
  SYN_HTML_MODE_AFTER_AFTER_BODY,
  SYN_HTML_MODE_AFTER_AFTER_FRAMESET,
  SYN_HTML_MODE_COUNT
} syn_html_mode;

typedef SYN_ARRAY(syn_text) syn_html_texts;

typedef struct syn_html_parser {
  syn_html_tokeniser tokeniser;
  const syn_html_options *options;
  syn_arena *arena;
  syn_status status; /* the first failure */
  syn_text cut_why;  /* the first limit that was reached, or empty */
  uint32_t node_count;
  syn_html_node *document, *head, *form, *context; /* context: of a fragment, else NULL */
  syn_html_node spare;                             /* where there was no memory for a node */
  syn_html_node **open;                            /* the stack; its last item is the current node */
  uint32_t open_count, open_capacity;
  uint32_t open_of_tag[SYN_HTML_TAG_COUNT];    /* HTML elements on the stack */
  uint32_t dropped_of_tag[SYN_HTML_TAG_COUNT]; /* start tags beyond the limit of depth, whose end tags are still to come */
  uint32_t dropped_count;
  syn_html_node *formatting[2 * SYN_HTML_FORMATTING_LIMIT]; /* NULL: a marker */
  uint32_t formatting_count, marker_count;
  uint8_t *template_modes;
  uint32_t template_count;
  syn_html_texts table_texts; /* pending table character tokens */
  syn_html_mode mode, original_mode;
  bool fosters, is_quirky, may_have_frameset, drops_line_end;
} syn_html_parser;

/* One insertion mode: what to do with a token. True: the token is to be handled once more, in the mode that is now set. */
typedef bool (*syn_html_rule)(syn_html_parser *parser, const syn_html_token *token);

static inline bool syn_html_is_start(const syn_html_token *token, syn_html_tag tag) {
  return token->type == SYN_HTML_TOKEN_START && token->tag == tag;
}

static inline bool syn_html_is_end(const syn_html_token *token, syn_html_tag tag) {
  return token->type == SYN_HTML_TOKEN_END_TAG && token->tag == tag;
}

/* ---- nodes (html_tree.c) ---- */

static inline syn_html_node *syn_html_current(const syn_html_parser *parser) {
  return parser->open[parser->open_count - 1];
}

static inline bool syn_html_is(const syn_html_node *node, syn_html_tag tag) {
  return node->tag == tag;
}

/* Appends at the place where the standard inserts, which may lie before a table; the element becomes the current node. */
syn_html_node *syn_html_insert(syn_html_parser *parser, const syn_html_token *token);
syn_html_node *syn_html_insert_missing(syn_html_parser *parser, syn_html_tag tag); /* that the page left out: without attributes */
syn_html_node *syn_html_insert_foreign(syn_html_parser *parser, const syn_html_token *token, syn_html_space space);
void syn_html_insert_void(syn_html_parser *parser, const syn_html_token *token); /* and closes it */
void syn_html_insert_text(syn_html_parser *parser, syn_text text);
void syn_html_insert_comment(syn_html_parser *parser, syn_text text, syn_html_node *parent); /* parent NULL: the appropriate place */
void syn_html_insert_doctype(syn_html_parser *parser, const syn_html_doctype *doctype);

/* An element that is in no tree yet, with the name and attributes of another, of a token. */
syn_html_node *syn_html_clone(syn_html_parser *parser, const syn_html_node *from);
syn_html_node *syn_html_make_element(syn_html_parser *parser, const syn_html_token *token);

void syn_html_append(syn_html_node *parent, syn_html_node *child);
void syn_html_unlink(syn_html_node *node);
void syn_html_move_children(syn_html_node *from, syn_html_node *to);

/* Puts a node where children of `target` go: before the table, when `target` is part of one and `fosters` is set; into a template's
 * contents. */
void syn_html_place(syn_html_parser *parser, syn_html_node *target, syn_html_node *node);

/* Attributes of the token that the element does not have yet. */
void syn_html_add_attributes(syn_html_parser *parser, syn_html_node *node);

/* ---- the stack (html_stack.c) ---- */

void syn_html_push(syn_html_parser *parser, syn_html_node *node);
void syn_html_pop(syn_html_parser *parser);
void syn_html_pop_to(syn_html_parser *parser, syn_html_tag tag);            /* up to and with an element of this tag */
void syn_html_pop_node(syn_html_parser *parser, const syn_html_node *node); /* up to and with this one */
void syn_html_remove_open(syn_html_parser *parser, uint32_t index);
int syn_html_find_open(const syn_html_parser *parser, const syn_html_node *node); /* its index, or -1 */
bool syn_html_in_scope(const syn_html_parser *parser, syn_html_tag tag);
bool syn_html_in_list_scope(const syn_html_parser *parser, syn_html_tag tag);
bool syn_html_in_button_scope(const syn_html_parser *parser, syn_html_tag tag);
bool syn_html_in_table_scope(const syn_html_parser *parser, syn_html_tag tag);
bool syn_html_heading_in_scope(const syn_html_parser *parser);
bool syn_html_node_in_scope(const syn_html_parser *parser, const syn_html_node *node);
void syn_html_generate_end_tags(syn_html_parser *parser, syn_html_tag except);
void syn_html_generate_all_end_tags(syn_html_parser *parser);
void syn_html_close_p(syn_html_parser *parser);                                              /* where one is in button scope */
void syn_html_clear_to(syn_html_parser *parser, const syn_html_tag *tags, size_t tag_count); /* pops until one of these is current */
void syn_html_reset_mode(syn_html_parser *parser);

/* ---- formatting elements (html_formatting.c) ---- */

void syn_html_reconstruct(syn_html_parser *parser);
void syn_html_push_formatting(syn_html_parser *parser, syn_html_node *node);
void syn_html_push_marker(syn_html_parser *parser);
void syn_html_clear_formatting(syn_html_parser *parser); /* to the last marker */
void syn_html_remove_formatting(syn_html_parser *parser, const syn_html_node *node);
syn_html_node *syn_html_find_formatting(const syn_html_parser *parser, syn_html_tag tag); /* after the last marker, or NULL */
void syn_html_adopt(syn_html_parser *parser, const syn_html_token *token);                /* the adoption agency algorithm */

/* ---- rules ---- */

bool syn_html_in_head(syn_html_parser *parser, const syn_html_token *token);
bool syn_html_in_body(syn_html_parser *parser, const syn_html_token *token);
bool syn_html_in_template(syn_html_parser *parser, const syn_html_token *token);
void syn_html_other_end_tag(syn_html_parser *parser, const syn_html_token *token);

/* By syn_html_mode. */
extern const syn_html_rule syn_html_rules_of_page[SYN_HTML_MODE_COUNT];  /* html_page_modes.c; NULL where a mode is another file's */
extern const syn_html_rule syn_html_rules_of_table[SYN_HTML_MODE_COUNT]; /* html_table_modes.c */

/* Whether the token is for the rules of foreign content, and these (html_foreign.c). */
bool syn_html_is_foreign(const syn_html_parser *parser, const syn_html_token *token);
bool syn_html_in_foreign(syn_html_parser *parser, const syn_html_token *token);
syn_html_node *syn_html_adjusted_current(const syn_html_parser *parser);

/* Handles the token by the rules of the present mode. */
void syn_html_dispatch(syn_html_parser *parser, const syn_html_token *token);

/* White space at the beginning of `text`, in bytes. */
size_t syn_html_leading_space(syn_text text);

/* Begins to read the contents of the element that the token starts as text; the mode comes back at its end tag. */
void syn_html_read_contents(syn_html_parser *parser, const syn_html_token *token, syn_html_content content);

#endif
