#include "export/report_making.h"

#include <stdio.h>

#include "export/html_escape.h"
#include "records/wording.h"

static void add_term(syn_buffer *html, const char *term, syn_text value, bool is_digest) {
  if (value.size == 0) return;
  syn_buffer_format(html, "<dt>%s</dt><dd%s>", term, is_digest ? " class=\"digest\"" : "");
  syn_html_add_name(html, value);
  syn_html_markup(html, "</dd>\n");
}

static void add_size(syn_buffer *html, uint64_t size) {
  char digits[32];
  syn_buffer_format(html, "<dt>Size</dt><dd>");
  int length = snprintf(digits, sizeof digits, "%llu", (unsigned long long)size);
  for (int i = 0; i < length; i++) {
    if (i > 0 && (length - i) % 3 == 0) syn_buffer_add_byte(html, ',');
    syn_buffer_add_byte(html, digits[i]);
  }
  syn_html_markup(html, size == 1 ? " byte</dd>\n" : " bytes</dd>\n");
}

/* One page that was read; what is not known of it is left out. */
static void add_input(const syn_report_page *page, uint32_t column) {
  const syn_article *article = &page->report->articles[column];
  const syn_evidence *evidence = syn_report_evidence(page->report, article->id);
  syn_text captured = evidence && evidence->captured.size > 0 ? evidence->captured : article->captured;
  char id[SYN_ID_TEXT_SIZE];
  syn_id_format(article->id, id);
  syn_buffer_format(page->html, "<li id=\"i%u\"><h3><a href=\"#a%u\">", column, column);
  syn_report_add_outlet(page, column);
  syn_html_markup(page->html, "</a></h3>\n<dl>\n");
  add_term(page->html, "Title", article->title, false);
  add_term(page->html, "Address", article->url, false);
  if (!syn_text_equal(article->source, article->url)) add_term(page->html, "Read from", article->source, false);
  add_term(page->html, "Captured", captured, false);
  if (evidence && evidence->size > 0) add_size(page->html, evidence->size);
  if (evidence) add_term(page->html, "SHA-256", evidence->sha256, true);
  add_term(page->html, "Digest", article->digest, true);
  add_term(page->html, "Id", syn_text_from(id), true);
  syn_html_markup(page->html, "</dl></li>\n");
}

void syn_report_add_making(const syn_report_page *page) {
  const syn_report *report = page->report;
  syn_buffer *html = page->html;
  char id[SYN_ID_TEXT_SIZE];
  syn_id_format(report->story->id, id);
  syn_html_markup(html, "<footer id=\"making\" aria-labelledby=\"making-head\">\n<h2 id=\"making-head\">How this was made</h2>\n<p "
                        "class=\"lead\">By Synoptic, from ");
  syn_buffer_format(html, "%u page%s and nothing else. ", report->article_count, report->article_count == 1 ? "" : "s");
  syn_html_markup(
      html, "Values are read from the words that are shown, and what an account does not state stays empty. The same pages, version and "
            "model give the same report, byte for byte. It is the work of a program, which may have missed a sentence or "
            "misread one: look at the words before you quote it.</p>\n<dl>\n");
  add_term(html, "Version", syn_text_from(report->version), false);
  add_term(html, "Model", syn_text_from(report->model_digest), true);
  add_term(html, "World data", syn_text_from(report->world_digest), true);
  add_term(html, "Story", syn_text_from(id), true);
  syn_buffer_format(html, "<dt>Inputs</dt><dd>%u</dd>\n</dl>\n<ol class=\"inputs\">\n", report->article_count);
  for (uint32_t i = 0; i < report->article_count; i++) add_input(page, i);
  syn_html_markup(html, "</ol>\n</footer>\n");
}
