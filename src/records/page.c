#include "records/page.h"

#include "base/digest.h"

syn_id syn_page_id(const syn_page *page) {
  const syn_text parts[] = {page->bytes, page->url, page->outlet, page->title, page->date};
  return syn_digest_id("article", parts, sizeof parts / sizeof parts[0]);
}
