/*
 * HTML reader: a file is one web page.
 */
#ifndef SYN_READERS_HTML_READER_H
#define SYN_READERS_HTML_READER_H

#include "readers/reader.h"

extern const syn_reader syn_reader_html;

#endif
