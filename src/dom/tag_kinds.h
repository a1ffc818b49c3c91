/*
 * Tag kinds: what the pre-cut pass has to know about a tag's name.
 */
#ifndef SYN_DOM_TAG_KINDS_H
#define SYN_DOM_TAG_KINDS_H

#include "synoptic/text.h"

/* Groups of elements, as bits. What closes what follows the HTML standard, "optional tags" and "in body". */
enum {
  SYN_TAG_KIND_VOID = 1u << 0,       /* has no end tag: br, img, meta */
  SYN_TAG_KIND_FORMATTING = 1u << 1, /* reopened after a block ends: b, font, a */
  SYN_TAG_KIND_SCOPE = 1u << 2,      /* what is outside cannot be closed from inside: table, td, button */
  SYN_TAG_KIND_MARKER = 1u << 3,     /* formatting elements opened inside end with it: td, th, caption */
  SYN_TAG_KIND_LIST = 1u << 4,       /* keeps items apart: ul, ol, dl, select */
  SYN_TAG_KIND_CLOSES_P = 1u << 5,   /* its start tag ends an open paragraph */
  SYN_TAG_KIND_P = 1u << 6,
  SYN_TAG_KIND_ITEM = 1u << 7,       /* li */
  SYN_TAG_KIND_TERM = 1u << 8,       /* dd, dt */
  SYN_TAG_KIND_OPTION = 1u << 9,     /* option, optgroup */
  SYN_TAG_KIND_CELL = 1u << 10,      /* td, th */
  SYN_TAG_KIND_ROW = 1u << 11,       /* tr */
  SYN_TAG_KIND_ROW_GROUP = 1u << 12, /* tbody, thead, tfoot, caption, colgroup */
  SYN_TAG_KIND_TABLE = 1u << 13,
  SYN_TAG_KIND_RAW_DROPPED = 1u << 14, /* contents are no markup and of no use: style, noframes */
  SYN_TAG_KIND_RAW_KEPT = 1u << 15,    /* contents are no markup: title, textarea, xmp */
  SYN_TAG_KIND_SCRIPT = 1u << 16,
  SYN_TAG_KIND_HIDDEN = 1u << 17,    /* dropped with everything inside, if it ends: svg, template */
  SYN_TAG_KIND_UNWRAPPED = 1u << 18, /* the tag is dropped, its contents stay: math, plaintext */
  SYN_TAG_KIND_SINGLE = 1u << 19     /* of a formatting element: its start tag ends an open one: a, nobr */
};

typedef struct syn_tag_kind {
  uint32_t id;    /* same name, same id; unknown names may share one */
  uint32_t flags; /* SYN_TAG_KIND_ bits; 0 for unknown names */
} syn_tag_kind;

/* What is known of the tag of this name (in any case). Costs one hash and at most a few comparisons. */
syn_tag_kind syn_tag_kind_find(syn_text name);

#endif
