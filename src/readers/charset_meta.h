/*
 * Charset in a page: what <meta> or an XML declaration at its beginning says.
 */
#ifndef SYN_READERS_CHARSET_META_H
#define SYN_READERS_CHARSET_META_H

#include "synoptic/text.h"

/* The label that `html` declares within its first 4 KiB, a slice of it; empty when there is none. */
syn_text syn_charset_declared_in(syn_text html);

#endif
