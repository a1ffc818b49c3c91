/*
 * Open elements: which elements are open at a place of the page, as far as limits need to know.
 *
 * A light model of the stack that a parser keeps: it knows the end tags that may be left out, and
 * formatting elements, which a parser opens again in every block until their end tag comes. It
 * says of each tag whether to keep it, so that neither depth nor reopening can grow without bound.
 */
#ifndef SYN_DOM_OPEN_ELEMENTS_H
#define SYN_DOM_OPEN_ELEMENTS_H

#include "base/array.h"
#include "dom/tag_kinds.h"

/* Formatting elements that may be open at once; more are dropped (their text stays). */
enum { SYN_OPEN_FORMATTING_LIMIT = 32, SYN_OPEN_COUNT_SLOTS = 1024 };

typedef struct syn_open_element {
  uint32_t id, flags;
  uint8_t formatting_count; /* open formatting elements when it was opened */
  bool is_kept;
} syn_open_element;

typedef struct syn_open_elements {
  syn_arena *arena;
  uint32_t depth_limit, kept_depth;
  SYN_ARRAY(syn_open_element) stack;
  uint32_t open_count[SYN_OPEN_COUNT_SLOTS]; /* by id; two ids may share a slot */
  uint32_t formatting[SYN_OPEN_FORMATTING_LIMIT];
  uint32_t formatting_count;
  uint32_t dropped_formatting[SYN_OPEN_COUNT_SLOTS]; /* by id: their end tags are dropped too */
  bool was_too_deep;
} syn_open_elements;

void syn_open_elements_init(syn_open_elements *open, uint32_t depth_limit, syn_arena *arena);

/* Notes a start tag; `out_keep` tells whether the tag is within the limits. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_open_elements_start(syn_open_elements *open, syn_tag_kind kind, bool *out_keep);

/* Notes an end tag; false when it belongs to a start tag that was dropped. */
bool syn_open_elements_end(syn_open_elements *open, syn_tag_kind kind);

#endif
