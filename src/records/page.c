#include "records/page.h"

#include "base/digest.h"

syn_id syn_page_id(const syn_page *page) {
  /* Everything that the article is made from, except the name of the source and the time of capture. */
  const syn_text media = page->media == SYN_MEDIA_HTML ? SYN_TEXT("html") : SYN_TEXT("text");
  const syn_text parts[] = {page->bytes,  page->url,      page->outlet,           page->title, page->date,
                            page->byline, page->language, page->declared_charset, media};
  return syn_digest_id("article", parts, sizeof parts / sizeof parts[0]);
}
