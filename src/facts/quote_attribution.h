/*
 * Quote attribution: for one quoted stretch, the cue and the source that its sentence gives, and whether it is a quote at all.
 */
#ifndef SYN_FACTS_QUOTE_ATTRIBUTION_H
#define SYN_FACTS_QUOTE_ATTRIBUTION_H

#include "facts/quote_marks.h"
#include "facts/quote_source.h"

typedef struct syn_attribution {
  bool is_found;
  uint32_t cue, cue_end; /* tokens; equal: the source alone tells ("Petrova: “…”") */
  unsigned bits;         /* SYN_CUE_ bits of the cue */
  syn_source source;
  bool is_after; /* cue after the quote */
} syn_attribution;

/* What surrounds a quoted stretch. */
typedef struct syn_quote_frame {
  const syn_source_context *source;
  const syn_document *document;
  const syn_quoted *quoted;
  uint32_t begin;       /* first token of the sentence that it begins in */
  uint32_t after;       /* first token after its closing mark and commas */
  uint32_t end;         /* end of the sentence that it ends in, or of the next, where that goes on */
  uint32_t word_count;  /* of the content */
  bool begins_sentence; /* no words before it */
  bool follows_pause;   /* after a colon or a comma */
  bool ends_with_pause; /* a comma, a question or an exclamation mark at its end */
  bool ends_sentence;   /* a full stop at its end */
  bool is_joined;       /* one of several side by side; set by the caller */
} syn_quote_frame;

void syn_quote_frame_make(const syn_source_context *source, const syn_paragraph *paragraph, const syn_quoted *quoted,
                          syn_quote_frame *out_frame);

/* The cue and source in the sentence of the stretch; out_attribution->is_found tells whether there is one. */
void syn_quote_attribute(const syn_quote_frame *frame, syn_attribution *out_attribution);

/* Whether the stretch is a name or a title, or carries a label ("nicknamed “Bear”"). */
bool syn_quote_is_label(const syn_quote_frame *frame, const syn_attribution *attribution);

/* Whether what is quoted stands where something is said of somebody ("was “absurd”", "called it “absurd”"): a single word is a quote there.
 */
bool syn_quote_is_predicate(const syn_quote_frame *frame, const syn_attribution *attribution);

/* Whether a verb that has a cue's bits can be one here: not passive ("was told"). */
bool syn_quote_is_active(const syn_source_context *context, uint32_t verb, unsigned bits);

#endif
