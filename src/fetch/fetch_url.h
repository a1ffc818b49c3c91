/*
 * Address: what an address of HTTP or HTTPS is made of, checked and in one form, so that equal addresses are equal texts.
 */
#ifndef SYN_FETCH_FETCH_URL_H
#define SYN_FETCH_FETCH_URL_H

#include "fetch/curl_library.h"
#include "synoptic/text.h"

enum { SYN_FETCH_URL_BYTES = 8192 };

/* Owns one block of memory that the slices lie in. */
typedef struct syn_fetch_url {
  char *memory;
  syn_text whole;  /* without fragment; ended by NUL */
  syn_text origin; /* "https://example.org:443" */
  syn_text host;   /* "example.org" */
  syn_text path;   /* "/page?query" */
  bool is_secure;
} syn_fetch_url;

/*
 * Reads an address, a reference from `base` where that is not NULL. Addresses with a name and password are refused: they would be kept and
 * sent on. Returns SYN_OK; SYN_BAD_INPUT (`*out_fault`, static, says what was expected); SYN_NO_MEMORY. The caller clears it.
 */
SYN_MUST_CHECK syn_status syn_fetch_url_parse(const syn_curl *curl, syn_text text, const syn_fetch_url *base, syn_fetch_url *out_url,
                                              const char **out_fault);
void syn_fetch_url_clear(syn_fetch_url *url);

#endif
