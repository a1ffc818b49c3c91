/*
 * HTML tokeniser: a page's bytes as tags, text, comments and doctypes (HTML standard 13.2.5).
 *
 * Slices point into the page where they stand there as they are, else into the arena. The page is UTF-8 with line ends as "\n"; NUL bytes
 * may be in it. Linear in the size of the page.
 */
#ifndef SYN_DOM_HTML_TOKENISER_H
#define SYN_DOM_HTML_TOKENISER_H

#include "base/array.h"
#include "dom/html_tags.h"

typedef enum syn_html_token_type {
  SYN_HTML_TOKEN_END, /* of the page */
  SYN_HTML_TOKEN_TEXT,
  SYN_HTML_TOKEN_NUL, /* one NUL byte in text that may hold markup */
  SYN_HTML_TOKEN_START,
  SYN_HTML_TOKEN_END_TAG,
  SYN_HTML_TOKEN_COMMENT,
  SYN_HTML_TOKEN_DOCTYPE
} syn_html_token_type;

typedef struct syn_html_doctype {
  syn_text name, public_id, system_id;
  bool has_name, has_public_id, has_system_id, forces_quirks;
} syn_html_doctype;

typedef struct syn_html_token {
  syn_html_token_type type;
  syn_html_tag tag;
  syn_text name; /* of a tag, in lower case */
  syn_text text; /* of text or a comment */
  bool is_self_closing;
  syn_html_doctype doctype;
} syn_html_token;

/* How the text at hand is read. */
typedef enum syn_html_content {
  SYN_HTML_MARKUP,
  SYN_HTML_RCDATA,  /* references, no tags: title, textarea */
  SYN_HTML_RAWTEXT, /* neither: style, xmp */
  SYN_HTML_SCRIPT_DATA,
  SYN_HTML_PLAIN, /* all that follows */
  SYN_HTML_CDATA  /* up to "]]>" */
} syn_html_content;

typedef SYN_ARRAY(syn_dom_attribute) syn_html_attributes;

typedef struct syn_html_tokeniser {
  syn_text page;
  size_t at;
  syn_arena *arena;
  syn_html_content content;
  syn_text raw_name;   /* of the element whose contents are read: its end tag ends them; empty: none does */
  bool allows_cdata;   /* inside svg and math */
  bool is_lean;        /* leaves out attributes that nobody reads: event handlers, values over the limit */
  bool keeps_comments; /* else they are read over */
  bool has_nul;
  uint32_t attribute_limit;
  bool was_cut;                   /* a tag had more attributes than the limit */
  syn_html_attributes attributes; /* of the last start tag */
} syn_html_tokeniser;

enum { SYN_HTML_VALUE_LIMIT = 16 * 1024 /* bytes of an attribute's value, in a lean reading */ };

/* Sets up for a page from its beginning. `attribute_limit`: of one tag; more are left out. */
void syn_html_tokeniser_init(syn_html_tokeniser *tokeniser, syn_text page, uint32_t attribute_limit, syn_arena *arena);

/* The next token; END again and again at the end. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_html_tokeniser_next(syn_html_tokeniser *tokeniser, syn_html_token *out_token);

/* After the start tag of a script: its contents, without a token for them and the end tag. */
syn_text syn_html_tokeniser_skip_script(syn_html_tokeniser *tokeniser);

/* After the start tag of another element whose contents are no markup: over them and the end tag. */
void syn_html_tokeniser_skip_raw(syn_html_tokeniser *tokeniser, syn_text name);

/* Whether the byte is white space in HTML. */
static inline bool syn_html_is_space(char byte) {
  return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\f' || byte == '\r';
}

#endif
