/*
 * CoNLL-U reader: one document ("# newdoc") a page, with its words given.
 *
 * A page is called by the document's id, else path:number. A file without "# newdoc" is one page.
 */
#ifndef SYN_READERS_CONLLU_READER_H
#define SYN_READERS_CONLLU_READER_H

#include "readers/reader.h"

extern const syn_reader syn_reader_conllu;

#endif
