/*
 * Layout: what the class, id, role and itemprop of an element say about its content.
 *
 * data/world/layout.tsv lists the words that makers of web pages use. Read-only after
 * creation, shared by threads; belongs to the extractor.
 */
#ifndef SYN_ARTICLE_LAYOUT_H
#define SYN_ARTICLE_LAYOUT_H

#include "base/map.h"
#include "dom/dom.h"
#include "world/world.h"

/* One bit each. */
typedef enum syn_layout_role {
  SYN_LAYOUT_BODY = 1 << 0,  /* the article's text and little else */
  SYN_LAYOUT_MAIN = 1 << 1,  /* the article with what surrounds it */
  SYN_LAYOUT_OUT = 1 << 2,   /* no part of the article, unless most of the text is in it */
  SYN_LAYOUT_NEVER = 1 << 3, /* no part of the article, however long: comments */
  SYN_LAYOUT_CAPTION = 1 << 4,
  SYN_LAYOUT_AUTHOR = 1 << 5,
  SYN_LAYOUT_DATE = 1 << 6,
  SYN_LAYOUT_TITLE = 1 << 7,
  SYN_LAYOUT_LEAD = 1 << 8,      /* the sentence that stands before the text */
  SYN_LAYOUT_COMMENTS = 1 << 9,  /* no part of the article, however long */
  SYN_LAYOUT_KEEP = 1 << 11,     /* part of the article whatever else it is called: its names are those of subjects */
  SYN_LAYOUT_CHANGED = 1 << 10,  /* of a date: that of a later change */
  SYN_LAYOUT_NONE = 1 << 12,     /* in the table only: these words say nothing of the content, though some of them would alone */
  SYN_LAYOUT_KICKER = 1 << 13,   /* in a heading: no part of the headline */
  SYN_LAYOUT_BRAND = 1 << 14,    /* the name of the site */
  SYN_LAYOUT_SUBTITLE = 1 << 15, /* below the headline, of one thought with it */
  SYN_LAYOUT_PEOPLE = 1 << 16,   /* of a link's path: pages of persons lie below it */
  SYN_LAYOUT_VOICE = 1 << 17,    /* what somebody else says: a quotation, a customer's words */
} syn_layout_role;

typedef struct syn_layout {
  syn_map words;        /* "entry content" -> roles */
  syn_map prefixes;     /* the same for words of which only the beginning is given */
  size_t longest_words; /* in the longest entry */
} syn_layout;

/* Reads the table; without one nothing has a role. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_layout_load(const syn_world *world, syn_arena *arena, syn_layout *out_layout);

/* The roles of one attribute value ("post-content clearfix"); a bit mask. */
uint32_t syn_layout_roles(const syn_layout *layout, syn_text value);

/*
 * The roles of an element by all its attributes. `cache` remembers values that were seen on this page: pages repeat them
 * by the hundred. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_layout_element_roles(const syn_layout *layout, const syn_dom_node *element, syn_map *cache,
                                                   uint32_t *out_roles);

/* Whether the element is there but not shown. */
bool syn_layout_is_hidden(const syn_dom_node *element);

#endif
