/*
 * The feeds that a page names in its head: <link rel="alternate" type="application/rss+xml" href="…">.
 */
#include <string.h>

#include "dom/dom.h"
#include "readers/feed_draft.h"
#include "readers/relative_url.h"

static bool has_word(syn_text words, const char *word) {
  const syn_text wanted = syn_text_from(word);
  for (size_t at = 0; at < words.size;) {
    size_t end = at;
    while (end < words.size && !strchr(" \t\r\n\f", words.data[end])) end++;
    if (syn_text_equal_ascii_case(syn_text_slice(words, at, end), wanted)) return true;
    at = end + 1;
  }
  return false;
}

static bool is_feed_type(syn_text type) {
  static const char *const types[] = {
      "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "application/rss",
      "application/atom",    "application/rdf",      "text/rss+xml",        "text/atom+xml",         "text/rss"};
  size_t end = syn_text_find(type, SYN_TEXT(";"), 0);
  type = syn_text_trim(syn_text_slice(type, 0, end));
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
    if (syn_text_equal_ascii_case(type, syn_text_from(types[i]))) return true;
  }
  return false;
}

static bool has_item(const syn_feed_draft *draft, syn_text url) {
  for (size_t i = 0; i < draft->items.count; i++) {
    if (syn_text_equal(draft->items.items[i].url, url)) return true;
  }
  return false;
}

static syn_status add_feed(syn_feed_draft *draft, const syn_dom_node *link) {
  syn_text url;
  syn_status status = syn_feed_resolve(draft, NULL, syn_dom_attribute_value(link, "href"), &url);
  if (status != SYN_OK || !syn_url_is_web(url) || has_item(draft, url)) return status;
  syn_feed_item *item = syn_feed_add_item(draft, &status);
  if (!item) return status;
  item->url = url;
  status = syn_feed_make_plain(draft, syn_dom_attribute_value(link, "title"), &item->title);
  if (status == SYN_OK) status = syn_feed_copy_language(draft, syn_dom_attribute_value(link, "hreflang"), &item->language);
  return status;
}

/* <base href>, the title and the language of the page. */
static syn_status read_head(syn_feed_draft *draft, const syn_dom_node *root) {
  syn_status status = SYN_OK;
  const syn_dom_node *title = syn_dom_find(root, SYN_ELEMENT_TITLE);
  if (title) status = syn_dom_text(title, draft->arena, &draft->feed.title);
  if (status == SYN_OK) status = syn_feed_copy_language(draft, syn_dom_attribute_value(root, "lang"), &draft->feed.language);
  for (const syn_dom_node *node = root; node && status == SYN_OK; node = syn_dom_next(root, node, false)) {
    if (!syn_text_equal(node->name, SYN_TEXT("base")) || !syn_dom_has_attribute(node, "href")) continue;
    return syn_url_resolve(syn_dom_attribute_value(node, "href"), draft->address, draft->arena, &draft->base);
  }
  return status;
}

syn_status syn_feed_read_page(syn_feed_draft *draft, syn_text html, syn_error *error) {
  enum { NAMED_MAXIMUM = 64 };
  syn_dom dom;
  draft->feed.kind = SYN_FEED_HTML;
  syn_status status = syn_dom_parse(html, &syn_dom_limits_default, draft->scratch, &dom, error);
  if (status != SYN_OK) return status;
  status = read_head(draft, dom.root);
  for (const syn_dom_node *node = dom.root; node && status == SYN_OK; node = syn_dom_next(dom.root, node, false)) {
    if (node->element != SYN_ELEMENT_LINK || draft->items.count == NAMED_MAXIMUM) continue;
    const syn_text rel = syn_dom_attribute_value(node, "rel");
    bool is_named = has_word(rel, "alternate") && !has_word(rel, "stylesheet") && is_feed_type(syn_dom_attribute_value(node, "type"));
    if (is_named || has_word(rel, "feed")) status = add_feed(draft, node);
  }
  draft->feed.url = draft->address.size > 0 ? draft->address : (syn_text){0};
  if (status == SYN_OK) status = syn_arena_copy(draft->arena, draft->feed.url, &draft->feed.url);
  return status == SYN_OK ? status : syn_error_set(error, status, 0, "not enough memory to read the page");
}
