#include "readers/feed_page_making.h"

#include <string.h>

#include "base/buffer.h"
#include "base/web_address.h"
#include "readers/relative_url.h"
#include "readers/xml_tree.h"

enum { OUTLET_BYTES = 100, LETTERS = 128 };

/* --- outlet --- */

/* Letters and digits in lower case, without the beginning "the". */
static size_t bare_letters(syn_text text, char out_letters[LETTERS]) {
  size_t size = 0;
  for (size_t i = 0; i < text.size && size < LETTERS; i++) {
    char c = text.data[i];
    if (c >= 'A' && c <= 'Z') c = (char)(c | 0x20);
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out_letters[size++] = c;
  }
  if (size > 6 && memcmp(out_letters, "the", 3) == 0) {
    memmove(out_letters, out_letters + 3, size - 3);
    size -= 3;
  }
  return size;
}

static syn_text host_of(syn_text url) {
  size_t start = syn_text_find(url, SYN_TEXT("://"), 0), end;
  if (start == SIZE_MAX) return (syn_text){0};
  for (end = start += 3; end < url.size && !strchr("/?#:", url.data[end]); end++) continue;
  return syn_text_slice(url, start, end);
}

/* Whether the name is in the host ("Fjord Tidings": fjordtidings.example), or its longest label in the name ("bbc" in "BBC News"). */
static bool is_of_host(syn_text name, syn_text host) {
  enum { NAME_LEAST = 3 };
  char letters[LETTERS], labels[LETTERS];
  size_t size = bare_letters(name, letters), longest = 0;
  syn_text label = {0};
  for (size_t at = 0; at < host.size;) {
    size_t end = syn_text_find(host, SYN_TEXT("."), at);
    syn_text next = syn_text_slice(host, at, end);
    bool is_last = end == SIZE_MAX;
    if (!is_last && next.size >= longest && !syn_text_equal_ascii_case(next, SYN_TEXT("www"))) {
      label = next;
      longest = next.size;
    }
    at = is_last ? host.size : end + 1;
  }
  size_t label_size = bare_letters(label, labels);
  if (size < NAME_LEAST || label_size < NAME_LEAST) return false;
  const syn_text bare = {letters, size}, host_bare = {labels, label_size};
  return syn_text_find(host_bare, bare, 0) != SIZE_MAX || syn_text_find(bare, host_bare, 0) != SIZE_MAX;
}

/* The next separator (" - ", " | ", " » ", ": " …) at or after `from`; its size in `out_size`. */
static size_t find_separator(syn_text title, size_t from, size_t *out_size) {
  static const char *const separators[] = {" - ", " | ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " \xC2\xBB ", " > ", " \xC2\xB7 ", " / ",
                                           ": ",  " :: "};
  size_t best = SIZE_MAX;
  for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
    size_t found = syn_text_find(title, syn_text_from(separators[i]), from);
    if (found >= best) continue;
    best = found;
    *out_size = strlen(separators[i]);
  }
  return best;
}

syn_text syn_feed_outlet(const syn_feed *feed, const syn_feed_item *item) {
  if (feed->kind == SYN_FEED_SITEMAP) return item->source;
  const syn_text title = syn_text_trim(feed->title), host = host_of(syn_url_is_web(item->url) ? item->url : feed->url);
  size_t separator_size = 0;
  if (host.size == 0 && find_separator(title, 0, &separator_size) == SIZE_MAX && title.size <= OUTLET_BYTES) return title;
  for (size_t at = 0, end; at < title.size; at = end == SIZE_MAX ? title.size : end + separator_size) {
    end = find_separator(title, at, &separator_size);
    syn_text part = syn_text_trim(syn_text_slice(title, at, end));
    if (part.size <= OUTLET_BYTES && is_of_host(part, host)) return part;
  }
  return (syn_text){0};
}

/* --- origin --- */

static bool is_same_host(syn_text a, syn_text b) {
  const syn_text www = SYN_TEXT("www.");
  a = host_of(a);
  b = host_of(b);
  if (syn_text_equal_ascii_case(syn_text_slice(a, 0, www.size), www)) a = syn_text_slice(a, www.size, a.size);
  if (syn_text_equal_ascii_case(syn_text_slice(b, 0, www.size), www)) b = syn_text_slice(b, www.size, b.size);
  return a.size > 0 && syn_text_equal_ascii_case(a, b);
}

void syn_feed_origin(const syn_feed *feed, const syn_feed_item *item, syn_text *out_credit, syn_text *out_based_on) {
  *out_credit = *out_based_on = (syn_text){0};
  if (feed->kind == SYN_FEED_SITEMAP) return; /* its publication is the outlet */
  const bool is_own = is_same_host(item->source_url, item->url) || syn_text_equal_ascii_case(item->source, feed->title) ||
                      syn_text_equal_ascii_case(item->source, syn_feed_outlet(feed, item));
  if (!is_own) *out_credit = item->source;
  const syn_text origin = item->via_url.size > 0 ? item->via_url : is_own ? (syn_text){0} : item->source_url;
  if (syn_url_is_web(origin) && !syn_web_address_has_login(origin) && !syn_text_equal(origin, item->url)) *out_based_on = origin;
}

/* --- page --- */

static void add_page(const syn_feed_item *item, syn_text language, syn_buffer *page) {
  syn_buffer_add(page, SYN_TEXT("<!DOCTYPE html>\n<html"));
  if (language.size > 0) {
    syn_buffer_add(page, SYN_TEXT(" lang=\""));
    syn_xml_add_escaped(language, page);
    syn_buffer_add_byte(page, '"');
  }
  syn_buffer_add(page, SYN_TEXT("><head><meta charset=\"utf-8\"><title>"));
  syn_xml_add_escaped(item->title, page);
  syn_buffer_add(page, SYN_TEXT("</title>\n"));
  syn_buffer_add(page, SYN_TEXT("</head><body><article>\n"));
  syn_buffer_add(page, item->content.size > 0 ? item->content : item->summary);
  syn_buffer_add(page, SYN_TEXT("\n</article></body></html>\n"));
}

static syn_status join_authors(const syn_feed_item *item, syn_arena *arena, syn_text *out_byline) {
  syn_text byline = {0};
  syn_status status = SYN_OK;
  for (uint32_t i = 0; i < item->author_count && status == SYN_OK; i++) {
    if (byline.size == 0)
      byline = item->authors[i];
    else
      status = syn_arena_format(arena, &byline, "%.*s, %.*s", SYN_TEXT_ARGUMENTS(byline), SYN_TEXT_ARGUMENTS(item->authors[i]));
  }
  *out_byline = byline;
  return status;
}

syn_status syn_feed_make_page(const syn_feed *feed, const syn_feed_item *item, syn_arena *arena, syn_page *out_page) {
  enum { SLACK_BYTES = 1024, GROWTH = 6 }; /* an escape of a byte */
  if (item->content.size == 0 && item->summary.size == 0) return SYN_NOT_FOUND;
  const syn_text language = item->language.size > 0 ? item->language : feed->language;
  syn_page page = {.media = SYN_MEDIA_HTML,
                   .declared_charset = SYN_TEXT("utf-8"),
                   .title = item->title,
                   .date = item->dated,
                   .outlet = syn_feed_outlet(feed, item),
                   .language = language};
  if (syn_url_is_web(item->url) && !syn_web_address_has_login(item->url)) page.url = item->url;
  syn_feed_origin(feed, item, &page.credit, &page.based_on);
  syn_buffer buffer;
  syn_buffer_init(&buffer, SLACK_BYTES + item->content.size + item->summary.size + GROWTH * (item->title.size + language.size));
  add_page(item, language, &buffer);
  syn_status status = buffer.status == SYN_OK ? syn_arena_copy(arena, syn_buffer_text(&buffer), &page.bytes) : SYN_NO_MEMORY;
  syn_buffer_clear(&buffer);
  if (status == SYN_OK) status = join_authors(item, arena, &page.byline);
  if (status == SYN_OK) *out_page = page;
  return status;
}
