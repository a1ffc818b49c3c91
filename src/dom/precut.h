/*
 * Pre-cut: one linear pass over a page before a parser sees it.
 *
 * It takes out what no later stage reads (scripts, styles, comments, drawings, event handlers) and
 * holds depth, attributes and tags within the limits, so that what a parser may cost is bounded.
 */
#ifndef SYN_DOM_PRECUT_H
#define SYN_DOM_PRECUT_H

#include "dom/dom.h"

typedef struct syn_precut {
  syn_text html;         /* in the arena, or the input itself where nothing was cut */
  syn_text *data_blocks; /* contents of <script type="application/ld+json">, slices of the input */
  uint32_t data_block_count;
  bool was_cut;
  syn_text cut_why; /* static */
} syn_precut;

/*
 * Cuts `html`, valid UTF-8 without NUL bytes, which must live as long as the result. Uses depth, attribute_count and node_count
 * of the limits. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_precut_run(syn_text html, const syn_dom_limits *limits, syn_arena *arena, syn_precut *out_precut);

#endif
