/*
 * Archives of the web: WARC 1.0 and 1.1 and ARC, plain or packed with gzip or zstd, by record or whole. Each response, resource or
 * conversion that is HTML or plain text is a page, with its address and the time of its capture.
 */
#ifndef SYN_READERS_WARC_READER_H
#define SYN_READERS_WARC_READER_H

#include "readers/reader.h"

extern const syn_reader syn_reader_warc;

#endif
