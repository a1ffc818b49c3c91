/*
 * Character references of HTML: "&amp;", "&hellip", "&#8217;", "&#x2019;" (HTML standard 13.2.5.72 to 13.2.5.80).
 */
#ifndef SYN_DOM_HTML_REFERENCES_H
#define SYN_DOM_HTML_REFERENCES_H

#include "synoptic/text.h"

/* Bytes that a reference stands for at most, and how much longer they can be than the reference itself ("&nGt;"). */
enum { SYN_HTML_REFERENCE_BYTES = 8, SYN_HTML_REFERENCE_GROWTH = 2 };

typedef struct syn_html_reference {
  const char *name; /* without "&", with ";" where it belongs to it */
  const char *value;
  unsigned char name_size, value_size;
} syn_html_reference;

/* Sorted by name. Made at build time by tools/make-references.py. */
extern const syn_html_reference syn_html_references[];
extern const size_t syn_html_reference_count;

/*
 * Reads the reference whose "&" stands at `at`. In attributes a name without ";" before "=" or a letter is none. Returns how many bytes of
 * `text` it takes, 0 where there is none; `out_bytes` receives what it stands for.
 */
size_t syn_html_reference_read(syn_text text, size_t at, bool in_attribute, char out_bytes[SYN_HTML_REFERENCE_BYTES], size_t *out_size);

#endif
