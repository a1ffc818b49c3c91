/*
 * Author element: what an element that is called after authors says, its parts kept apart.
 */
#ifndef SYN_ARTICLE_AUTHOR_ELEMENT_H
#define SYN_ARTICLE_AUTHOR_ELEMENT_H

#include "article/layout.h"
#include "base/array.h"

/* A part of an element: what one link, block or element of its own name holds. */
typedef struct syn_author_part {
  syn_text text;
  const syn_dom_node *node;
} syn_author_part;

typedef SYN_ARRAY(syn_author_part) syn_author_parts;

/*
 * The parts of an element that are shown, and all of its text with bars between them: "By | Ana Petrescu | Staff Writer". Returns SYN_OK,
 * SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_author_element_parts(const syn_dom_node *element, syn_arena *arena, syn_author_parts *out_parts,
                                                   syn_text *out_text);

/* Whether two names stand in one part, or in parts that are called alike. */
bool syn_author_parts_match(const syn_author_parts *parts, syn_text name, syn_text other);

/*
 * Whether a link leads to the page of an author, or of a person: it says so itself, or a part of its path, not the last, is a word for
 * these. `role`: SYN_LAYOUT_AUTHOR, SYN_LAYOUT_PEOPLE, or both.
 */
bool syn_author_link_leads_to(const syn_layout *layout, const syn_dom_node *link, uint32_t role);

/* Whether a link inside the element, or around it, leads to the page of a person and has this name. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_author_element_links(const syn_layout *layout, const syn_dom_node *element, syn_text name, syn_arena *arena,
                                                   bool *out);

#endif
