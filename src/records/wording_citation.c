#include "records/record_fields.h"
#include "records/wording.h"

enum { DIGITS_SHOWN = 16 }; /* of 64: enough to tell any two pages, short enough for a footnote */

/* Text of a page on one line: white space and control characters become one blank, marks that turn the direction nothing. */
static void add_plain(syn_buffer *line, syn_text text) {
  bool is_gap = false, has_begun = false;
  for (size_t i = 0; i < text.size;) {
    size_t size = 0;
    uint32_t codepoint = syn_utf8_decode(text, i, &size);
    i += size;
    if (syn_utf8_is_direction(codepoint)) continue;
    bool is_blank = codepoint < 0x20 || (codepoint >= 0x7F && codepoint < 0xA0) || syn_utf8_is_space(codepoint);
    is_gap = is_gap || is_blank;
    if (is_blank) continue;
    if (is_gap && has_begun) syn_buffer_add_byte(line, ' ');
    syn_buffer_add_codepoint(line, codepoint);
    is_gap = false;
    has_begun = true;
  }
}

/* Begins the next part of a line that began at `start`. */
static void begin_part(syn_buffer *line, size_t start) {
  if (line->size > start) syn_buffer_add(line, SYN_TEXT(", "));
}

static void add_part(syn_buffer *line, size_t start, const char *before, syn_text text, const char *after) {
  if (text.size == 0) return;
  begin_part(line, start);
  syn_buffer_add(line, syn_text_from(before));
  add_plain(line, text);
  syn_buffer_add(line, syn_text_from(after));
}

static void add_published(syn_buffer *line, size_t start, syn_interval published) {
  if (published.basis == SYN_BASIS_NONE) return;
  begin_part(line, start);
  syn_wording_interval(line, published);
  if (published.basis != SYN_BASIS_METADATA) syn_buffer_add(line, SYN_TEXT(" (inferred)"));
}

static void add_place(syn_buffer *line, size_t start, const syn_record_context *context, syn_span span) {
  begin_part(line, start);
  if (span.field == SYN_FIELD_CAPTION)
    syn_buffer_format(line, "caption %u ", span.index);
  else
    syn_buffer_add(line, span.field == SYN_FIELD_TITLE ? SYN_TEXT("title ") : SYN_TEXT("text "));
  syn_buffer_format(line, "%zu–%zu", syn_field_codepoint(context, span, span.start), syn_field_codepoint(context, span, span.end));
}

void syn_wording_citation(syn_buffer *text, const syn_record_context *context, const syn_evidence *evidence, syn_span span) {
  const syn_article *article = context->article;
  const syn_evidence unknown = {0};
  size_t start = text->size;
  if (!evidence) evidence = &unknown;
  add_part(text, start, "", article->outlet, "");
  for (uint32_t i = 0; i < article->byline_count; i++) add_part(text, start, "", article->byline[i], "");
  add_part(text, start, "“", article->title, "”");
  add_published(text, start, article->published);
  add_part(text, start, "", article->url.size > 0 ? article->url : article->source, "");
  add_place(text, start, context, span);
  add_part(text, start, "SHA-256 ", syn_text_slice(evidence->sha256, 0, DIGITS_SHOWN), "");
  add_part(text, start, "captured ", evidence->captured.size > 0 ? evidence->captured : article->captured, "");
}
