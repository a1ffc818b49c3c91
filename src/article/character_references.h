/*
 * Character references: "&amp;" and "&#8217;" in values that are no HTML but were written as if (JSON-LD, twice escaped metadata).
 */
#ifndef SYN_ARTICLE_CHARACTER_REFERENCES_H
#define SYN_ARTICLE_CHARACTER_REFERENCES_H

#include "base/arena.h"

/* The text with its character references resolved; unknown ones stay. Text without any is returned as it is. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_resolve_references(syn_text text, syn_arena *arena, syn_text *out_text);

#endif
