/*
 * Quote marks: the stretches of text between quotation marks.
 *
 * All styles of marks, straight and typographic, double and single, well and badly paired. Whether a stretch is somebody's words is for the
 * quote finder. Everything lives in the arena given.
 */
#ifndef SYN_FACTS_QUOTE_MARKS_H
#define SYN_FACTS_QUOTE_MARKS_H

#include "base/array.h"
#include "base/table.h"
#include "records/document.h"

/* A paragraph of one field, as the sentences tell it. */
typedef struct syn_paragraph {
  syn_span span;
  uint32_t first_sentence, sentence_count;
} syn_paragraph;

typedef SYN_ARRAY(syn_paragraph) syn_paragraph_array;

typedef struct syn_quoted {
  syn_span span;                   /* the content, without marks */
  uint32_t open, close;            /* bytes: before the opening mark, after the closing one (or the end, where that is missing) */
  uint32_t paragraph;              /* index into the paragraphs */
  uint32_t first_token, end_token; /* tokens with content: first, and after the last */
  bool is_closed;
  bool is_single; /* single marks */
  bool runs_on;   /* no closing mark: the next paragraph goes on with an opening one */
  bool resumes;   /* goes on with the stretch before */
} syn_quoted;

typedef SYN_ARRAY(syn_quoted) syn_quoted_array;

/* The paragraphs of the document, in order. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_paragraphs_find(const syn_document *document, syn_arena *arena, syn_paragraph_array *paragraphs);

/*
 * The quoted stretches of all paragraphs, in order, not overlapping. Linear in the size of the text. `apostrophes`:
 * data/<language>/apostrophes, or NULL where the language puts no apostrophe at the end of a word. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_quoted_find(const syn_document *document, const syn_paragraph_array *paragraphs, const syn_table *apostrophes,
                                          syn_arena *arena, syn_quoted_array *quoted);

#endif
