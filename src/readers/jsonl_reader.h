/*
 * JSONL reader: one page a line, as a JSON object.
 *
 * Keys: id, url, outlet, title, date and captured (ISO 8601), byline, lang, and html or text. Other keys are left
 * unread. A line that cannot be used is one failure; the lines after it are read.
 */
#ifndef SYN_READERS_JSONL_READER_H
#define SYN_READERS_JSONL_READER_H

#include "readers/reader.h"

extern const syn_reader syn_reader_jsonl;

#endif
