/*
 * IOB2: sentences with names, one word a line: word, tab, "B-Location", "I-Location" or "O"; a blank line after each sentence.
 *
 * A file with lines "# newdoc" is cut there; in one without, each sentence is a document. The words have lost their spaces: those that a
 * writer puts are put back. Everything lives in the arena.
 */
#ifndef SYN_RECORDS_IOB2_H
#define SYN_RECORDS_IOB2_H

#include "base/arena.h"
#include "records/document.h"

typedef struct syn_iob2 {
  syn_article article;   /* its text only */
  syn_document document; /* tokens, sentences and the names that are given */
} syn_iob2;

/* Labels as many corpora call them. */
extern const char syn_iob2_usual_types[];

/* "PERSON", and back. */
const char *syn_name_type_name(unsigned type);
bool syn_name_type_parse(syn_text text, syn_name_type *out_type);

/* The types that "Location=PLACE|Person=PERSON" names, as bits (1 << type); false where a type is none. */
bool syn_iob2_types(syn_text types, uint32_t *out_bits);

/* The type of one label by such a list; false where the list does not have it. */
bool syn_iob2_find_type(syn_text types, syn_text label, syn_name_type *out_type);

/* Takes the first document off `rest`; false where nothing is left. `has_documents`: whether the file has lines "# newdoc". */
bool syn_iob2_next_document(syn_text *rest, bool has_documents, syn_text *out_document);

/*
 * Reads one document. Labels that `types` does not have are no names. Returns SYN_OK, SYN_NOT_FOUND (no words), SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_iob2_read(syn_text text, syn_text types, syn_arena *arena, syn_iob2 **out_iob2, syn_error *error);

#endif
