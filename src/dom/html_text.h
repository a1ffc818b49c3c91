/*
 * Text of HTML: the small changes between a page's bytes and the text that they mean. Text that needs none is returned as it is.
 */
#ifndef SYN_DOM_HTML_TEXT_H
#define SYN_DOM_HTML_TEXT_H

#include "base/arena.h"

/* With "\n" for "\r\n" and "\r". Returns SYN_OK, SYN_NO_MEMORY, as all here. */
SYN_MUST_CHECK syn_status syn_html_text_normalise(syn_text text, syn_arena *arena, syn_text *out_text);

/* With character references resolved; NUL bytes as U+FFFD where `replaces_nul`. */
SYN_MUST_CHECK syn_status syn_html_text_resolve(syn_text text, bool in_attribute, bool replaces_nul, syn_arena *arena, syn_text *out_text);

/* With U+FFFD for NUL bytes. */
SYN_MUST_CHECK syn_status syn_html_text_replace_nul(syn_text text, syn_arena *arena, syn_text *out_text);

/* The same in lower case (ASCII letters). */
SYN_MUST_CHECK syn_status syn_html_text_lower(syn_text text, syn_arena *arena, syn_text *out_text);

#endif
