/*
 * WACZ: the archives of the web in a zip file, as browsers' crawlers write them (WACZ 1.1.1). The pages are those of its files
 * archive/….warc.gz; what its folder pages/ lists is in them.
 */
#ifndef SYN_READERS_WACZ_READER_H
#define SYN_READERS_WACZ_READER_H

#include "readers/reader.h"

extern const syn_reader syn_reader_wacz;

#endif
