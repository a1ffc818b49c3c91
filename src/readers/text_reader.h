/*
 * Text reader: a file is one article in plain text.
 */
#ifndef SYN_READERS_TEXT_READER_H
#define SYN_READERS_TEXT_READER_H

#include "readers/reader.h"

extern const syn_reader syn_reader_text;

#endif
