/*
 * HTML tags: what the tree construction of the HTML standard has to know about an element's name.
 *
 * Which rule a tag follows inside a body is part of the table, so that the rules themselves (html_body.c) are short.
 */
#ifndef SYN_DOM_HTML_TAGS_H
#define SYN_DOM_HTML_TAGS_H

#include "dom/dom.h"

/* Properties of elements, as bits. The names are those of the standard (13.2.4.2, 13.2.6). */
enum {
  SYN_HTML_SPECIAL = 1u << 0,
  SYN_HTML_SCOPE = 1u << 1,             /* ends "in scope" */
  SYN_HTML_LIST_SCOPE = 1u << 2,        /* ends "in list item scope" too */
  SYN_HTML_BUTTON_SCOPE = 1u << 3,      /* ends "in button scope" too */
  SYN_HTML_TABLE_SCOPE = 1u << 4,       /* ends "in table scope" */
  SYN_HTML_IMPLIED_END = 1u << 5,       /* its end tag may be left out */
  SYN_HTML_THOROUGH_END = 1u << 6,      /* the same where all are generated thoroughly */
  SYN_HTML_VOID = 1u << 7,              /* has no end tag */
  SYN_HTML_RAW = 1u << 8,               /* its contents are no markup */
  SYN_HTML_HEADING = 1u << 9,           /* h1 to h6 */
  SYN_HTML_BREAKS_OUT = 1u << 10,       /* ends svg and math when it comes inside them */
  SYN_HTML_FORMATTING = 1u << 11,       /* opened again in the next block when it was not closed */
  SYN_HTML_HEAD_CONTENT = 1u << 12,     /* handled as in the head wherever it comes */
  SYN_HTML_TABLE_PART = 1u << 13,       /* caption, col, colgroup, tbody, td, tfoot, th, thead, tr */
  SYN_HTML_UNSEEN = 1u << 14,           /* never shown and never read: script, style, noframes, noembed */
  SYN_HTML_TEXT_INTEGRATION = 1u << 15, /* of foreign elements: MathML text integration point */
  SYN_HTML_INTEGRATION = 1u << 16       /* of foreign elements: HTML integration point */
};

/* What a start tag does inside a body. */
typedef enum syn_html_start_rule {
  SYN_HTML_START_OTHER,
  SYN_HTML_START_HTML,
  SYN_HTML_START_HEAD_CONTENT,
  SYN_HTML_START_BODY,
  SYN_HTML_START_FRAMESET,
  SYN_HTML_START_BLOCK,
  SYN_HTML_START_HEADING,
  SYN_HTML_START_PRE,
  SYN_HTML_START_FORM,
  SYN_HTML_START_ITEM,
  SYN_HTML_START_TERM,
  SYN_HTML_START_PLAINTEXT,
  SYN_HTML_START_BUTTON,
  SYN_HTML_START_A,
  SYN_HTML_START_FORMATTING,
  SYN_HTML_START_NOBR,
  SYN_HTML_START_OBJECT,
  SYN_HTML_START_TABLE,
  SYN_HTML_START_IMG,
  SYN_HTML_START_INPUT,
  SYN_HTML_START_PARAM,
  SYN_HTML_START_HR,
  SYN_HTML_START_IMAGE,
  SYN_HTML_START_TEXTAREA,
  SYN_HTML_START_XMP,
  SYN_HTML_START_IFRAME,
  SYN_HTML_START_NOEMBED,
  SYN_HTML_START_SELECT,
  SYN_HTML_START_OPTION,
  SYN_HTML_START_OPTGROUP,
  SYN_HTML_START_RUBY_BASE,
  SYN_HTML_START_RUBY_TEXT,
  SYN_HTML_START_FOREIGN,
  SYN_HTML_START_IGNORED,
  SYN_HTML_START_COUNT
} syn_html_start_rule;

/* What an end tag does inside a body. */
typedef enum syn_html_end_rule {
  SYN_HTML_END_OTHER,
  SYN_HTML_END_BODY,
  SYN_HTML_END_HTML,
  SYN_HTML_END_BLOCK,
  SYN_HTML_END_FORM,
  SYN_HTML_END_P,
  SYN_HTML_END_ITEM,
  SYN_HTML_END_HEADING,
  SYN_HTML_END_FORMATTING,
  SYN_HTML_END_OBJECT,
  SYN_HTML_END_BR,
  SYN_HTML_END_TEMPLATE,
  SYN_HTML_END_COUNT
} syn_html_end_rule;

/* Elements that the rules name; all others are OTHER. The order is that of the table in html_tags.c. */
typedef enum syn_html_tag {
  SYN_HTML_OTHER,
  SYN_HTML_A,
  SYN_HTML_ADDRESS,
  SYN_HTML_APPLET,
  SYN_HTML_AREA,
  SYN_HTML_ARTICLE,
  SYN_HTML_ASIDE,
  SYN_HTML_B,
  SYN_HTML_BASE,
  SYN_HTML_BASEFONT,
  SYN_HTML_BGSOUND,
  SYN_HTML_BIG,
  SYN_HTML_BLOCKQUOTE,
  SYN_HTML_BODY,
  SYN_HTML_BR,
  SYN_HTML_BUTTON,
  SYN_HTML_CAPTION,
  SYN_HTML_CENTER,
  SYN_HTML_CITE,
  SYN_HTML_CODE,
  SYN_HTML_COL,
  SYN_HTML_COLGROUP,
  SYN_HTML_DD,
  SYN_HTML_DETAILS,
  SYN_HTML_DIALOG,
  SYN_HTML_DIR,
  SYN_HTML_DIV,
  SYN_HTML_DL,
  SYN_HTML_DT,
  SYN_HTML_EM,
  SYN_HTML_EMBED,
  SYN_HTML_FIELDSET,
  SYN_HTML_FIGCAPTION,
  SYN_HTML_FIGURE,
  SYN_HTML_FONT,
  SYN_HTML_FOOTER,
  SYN_HTML_FORM,
  SYN_HTML_FRAME,
  SYN_HTML_FRAMESET,
  SYN_HTML_H1,
  SYN_HTML_H2,
  SYN_HTML_H3,
  SYN_HTML_H4,
  SYN_HTML_H5,
  SYN_HTML_H6,
  SYN_HTML_HEAD,
  SYN_HTML_HEADER,
  SYN_HTML_HGROUP,
  SYN_HTML_HR,
  SYN_HTML_HTML,
  SYN_HTML_I,
  SYN_HTML_IFRAME,
  SYN_HTML_IMAGE,
  SYN_HTML_IMG,
  SYN_HTML_INPUT,
  SYN_HTML_KEYGEN,
  SYN_HTML_LABEL,
  SYN_HTML_LI,
  SYN_HTML_LINK,
  SYN_HTML_LISTING,
  SYN_HTML_MAIN,
  SYN_HTML_MARQUEE,
  SYN_HTML_MATH,
  SYN_HTML_MENU,
  SYN_HTML_META,
  SYN_HTML_NAV,
  SYN_HTML_NOBR,
  SYN_HTML_NOEMBED,
  SYN_HTML_NOFRAMES,
  SYN_HTML_NOSCRIPT,
  SYN_HTML_OBJECT,
  SYN_HTML_OL,
  SYN_HTML_OPTGROUP,
  SYN_HTML_OPTION,
  SYN_HTML_P,
  SYN_HTML_PARAM,
  SYN_HTML_PLAINTEXT,
  SYN_HTML_PRE,
  SYN_HTML_Q,
  SYN_HTML_RB,
  SYN_HTML_RP,
  SYN_HTML_RT,
  SYN_HTML_RTC,
  SYN_HTML_RUBY,
  SYN_HTML_S,
  SYN_HTML_SCRIPT,
  SYN_HTML_SEARCH,
  SYN_HTML_SECTION,
  SYN_HTML_SELECT,
  SYN_HTML_SMALL,
  SYN_HTML_SOURCE,
  SYN_HTML_SPAN,
  SYN_HTML_STRIKE,
  SYN_HTML_STRONG,
  SYN_HTML_STYLE,
  SYN_HTML_SUB,
  SYN_HTML_SUMMARY,
  SYN_HTML_SUP,
  SYN_HTML_SVG,
  SYN_HTML_TABLE,
  SYN_HTML_TBODY,
  SYN_HTML_TD,
  SYN_HTML_TEMPLATE,
  SYN_HTML_TEXTAREA,
  SYN_HTML_TFOOT,
  SYN_HTML_TH,
  SYN_HTML_THEAD,
  SYN_HTML_TIME,
  SYN_HTML_TITLE,
  SYN_HTML_TR,
  SYN_HTML_TRACK,
  SYN_HTML_TT,
  SYN_HTML_U,
  SYN_HTML_UL,
  SYN_HTML_VAR,
  SYN_HTML_VIDEO,
  SYN_HTML_WBR,
  SYN_HTML_XMP,
  SYN_HTML_TAG_COUNT
} syn_html_tag;

typedef struct syn_html_tag_facts {
  const char *name;
  uint8_t element; /* syn_element */
  uint8_t start;   /* syn_html_start_rule */
  uint8_t end;     /* syn_html_end_rule */
  uint32_t flags;
} syn_html_tag_facts;

/* By syn_html_tag. */
extern const syn_html_tag_facts syn_html_tags[SYN_HTML_TAG_COUNT];

/* The tag of this name, which must be in lower case; OTHER where the rules do not name it. Takes one look into a small table. */
syn_html_tag syn_html_tag_find(syn_text name);

/* Fills the table that syn_html_tag_find looks into; at the first call only. Safe with threads. */
void syn_html_tags_prepare(void);

#endif
