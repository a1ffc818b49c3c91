/*
 * Feed names: the namespaces that feeds use, by all the addresses and prefixes that they go by.
 */
#ifndef SYN_READERS_FEED_NAMES_H
#define SYN_READERS_FEED_NAMES_H

#include "synoptic/text.h"

typedef enum syn_feed_space {
  SYN_FEED_SPACE_PLAIN, /* none; and those of RSS and sitemaps themselves */
  SYN_FEED_SPACE_XML,
  SYN_FEED_SPACE_ATOM,
  SYN_FEED_SPACE_RDF,
  SYN_FEED_SPACE_DC,
  SYN_FEED_SPACE_TERMS, /* dcterms */
  SYN_FEED_SPACE_CONTENT,
  SYN_FEED_SPACE_MEDIA,
  SYN_FEED_SPACE_ITUNES,
  SYN_FEED_SPACE_UPDATES, /* sy: of RSS 1.0 */
  SYN_FEED_SPACE_XHTML,
  SYN_FEED_SPACE_FEEDBURNER,
  SYN_FEED_SPACE_NEWS, /* of sitemaps */
  SYN_FEED_SPACE_OTHER
} syn_feed_space;

/*
 * The namespace of this address, whatever its prefix, in any case, with or without what feeds leave off at its end; where nobody knows the
 * address, the one that the prefix commonly stands for. For syn_xml_init.
 */
uint8_t syn_feed_space_of(syn_text uri, syn_text prefix);

#endif
