/*
 * HTML escape: untrusted text inside a page.
 */
#ifndef SYN_EXPORT_HTML_ESCAPE_H
#define SYN_EXPORT_HTML_ESCAPE_H

#include "base/buffer.h"

/* Adds text for element content and quoted attributes: <, >, &, quotes as references; control characters and direction marks left out. */
void syn_html_add(syn_buffer *html, syn_text text);

/* The same, isolated: whatever its direction, it turns nothing around it. */
void syn_html_add_name(syn_buffer *html, syn_text name);

/* Adds markup of our own as it is. */
void syn_html_markup(syn_buffer *html, const char *markup);

#endif
