/*
 * Relative URL: an address as it stands in a document, resolved against where the document is (RFC 3986, 5.2).
 */
#ifndef SYN_READERS_RELATIVE_URL_H
#define SYN_READERS_RELATIVE_URL_H

#include "base/arena.h"

enum { SYN_URL_BYTES = 8192 };

/* Whether it begins with a scheme. */
bool syn_url_is_absolute(syn_text url);

/* Whether it begins with "http://" or "https://" and goes on. */
bool syn_url_is_web(syn_text url);

/*
 * `reference` without white space at its ends and line breaks inside, resolved against `base`; without an absolute base as it is. Blanks
 * inside become "%20". Empty where it is empty, or longer than SYN_URL_BYTES. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_url_resolve(syn_text reference, syn_text base, syn_arena *arena, syn_text *out_url);

#endif
