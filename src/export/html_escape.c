#include "export/html_escape.h"

#include "base/utf8.h"

static const char *reference(uint32_t codepoint) {
  switch (codepoint) {
  case '<':
    return "&lt;";
  case '>':
    return "&gt;";
  case '&':
    return "&amp;";
  case '"':
    return "&quot;";
  case '\'':
    return "&#39;";
  default:
    return NULL;
  }
}

static bool is_left_out(uint32_t codepoint) {
  if (codepoint < 0x20) return codepoint != '\n' && codepoint != '\t';
  if (codepoint >= 0x7F && codepoint < 0xA0) return true;
  if (codepoint == 0x200E || codepoint == 0x200F || codepoint == 0x61C) return true;
  return (codepoint >= 0x202A && codepoint <= 0x202E) || (codepoint >= 0x2066 && codepoint <= 0x2069);
}

void syn_html_add(syn_buffer *html, syn_text text) {
  for (size_t i = 0; i < text.size;) {
    size_t size = 0;
    uint32_t codepoint = syn_utf8_decode(text, i, &size);
    const char *instead = reference(codepoint);
    if (instead)
      syn_buffer_add(html, syn_text_from(instead));
    else if (!is_left_out(codepoint))
      syn_buffer_add_codepoint(html, codepoint);
    i += size;
  }
}

void syn_html_add_name(syn_buffer *html, syn_text name) {
  syn_html_markup(html, "<bdi>");
  syn_html_add(html, name);
  syn_html_markup(html, "</bdi>");
}

void syn_html_markup(syn_buffer *html, const char *markup) {
  syn_buffer_add(html, syn_text_from(markup));
}
