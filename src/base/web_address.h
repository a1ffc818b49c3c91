/*
 * Web address: an address of HTTP as a text, without a network: whether it holds a login, and the one form that all its spellings have.
 */
#ifndef SYN_BASE_WEB_ADDRESS_H
#define SYN_BASE_WEB_ADDRESS_H

#include "base/arena.h"

/*
 * Parts an address before and behind a name and password ("http://" and "host/path" of "http://name:word@host/path"), which are not to be
 * kept, shown or sent. Without one `*out_before` is the whole, `*out_after` empty, and it returns false.
 */
bool syn_web_address_login(syn_text address, syn_text *out_before, syn_text *out_after);

bool syn_web_address_has_login(syn_text address);

/*
 * The form by which equal addresses are equal texts (RFC 3986, 6.2.2 and 6.2.3): scheme and host in lower case, no default port, no dot
 * segments, no fragment, "%7e" as "~" and "%c3" as "%C3", bytes that no address has as "%20". Of the query the order stays, and of the path
 * the slashes: servers tell them apart. An address of another scheme, or without a host, is copied. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_web_address_normal(syn_text address, syn_arena *arena, syn_text *out_normal);

#endif
