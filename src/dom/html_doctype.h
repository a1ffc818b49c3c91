/*
 * Doctype: how a page says which HTML it is, and whether browsers therefore read it in quirks mode (HTML standard 13.2.5.53 to 13.2.5.68
 * and 13.2.6.4.1).
 */
#ifndef SYN_DOM_HTML_DOCTYPE_H
#define SYN_DOM_HTML_DOCTYPE_H

#include "dom/html_tokeniser.h"

/* Reads the doctype from behind "<!DOCTYPE" at `at`; `out_end`: where it ends. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_html_doctype_read(syn_text page, size_t at, syn_arena *arena, syn_html_doctype *out_doctype, size_t *out_end);

/* Whether the page is read in quirks mode: a table then does not end a paragraph. */
bool syn_html_doctype_is_quirky(const syn_html_doctype *doctype);

#endif
