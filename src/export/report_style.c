#include "export/report_style.h"

#include "base/embedded.h"

void syn_report_add_style(syn_buffer *html) {
  syn_text css = syn_embedded_find("src/export/report.css");
  for (size_t at = 0; at < css.size;) {
    size_t comment = syn_text_find(css, SYN_TEXT("/*"), at), end;
    if (comment == SIZE_MAX) comment = css.size;
    syn_buffer_add(html, syn_text_slice(css, at, comment));
    end = syn_text_find(css, SYN_TEXT("*/"), comment);
    at = end == SIZE_MAX ? css.size : end + 2;
  }
}
