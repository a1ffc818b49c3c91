/*
 * What a server says of a page's kind is believed as far as the bytes bear it out: feeds come as text/html and pages as text/plain, and
 * what says nothing is told by its bytes, as a file is.
 */
#include "engine/fetched_page.h"

#include <stdio.h>
#include <string.h>

#include "readers/charset.h"
#include "readers/feed.h"
#include "readers/html_reader.h"

enum { BEGINNING_BYTES = 4096, LIKELY_HTML = 90, TYPE_SHOWN = 60 };

typedef enum kind { KIND_HTML, KIND_TEXT, KIND_FEED, KIND_OTHER } kind;

static bool is_among(syn_text type, const char *const *types) {
  for (; *types; types++)
    if (syn_text_equal_ascii_case(type, syn_text_from(*types))) return true;
  return false;
}

static kind find_kind(syn_text type, syn_text bytes) {
  static const char *const html[] = {"text/html", "application/xhtml+xml", NULL};
  static const char *const text[] = {"text/plain", "text/markdown", NULL};
  static const char *const feeds[] = {"application/rss+xml",
                                      "application/atom+xml",
                                      "application/feed+json",
                                      "application/rdf+xml",
                                      "text/x-opml",
                                      "application/opml+xml",
                                      NULL};
  static const char *const unsaid[] = {"", "application/octet-stream", "application/xml", "text/xml", "unknown/unknown", "text", NULL};
  const syn_text beginning = syn_text_slice(bytes, 0, BEGINNING_BYTES);
  if (is_among(type, feeds) || syn_feed_begins(beginning)) return KIND_FEED;
  if (is_among(type, html)) return KIND_HTML;
  if (!is_among(type, text) && !is_among(type, unsaid)) return KIND_OTHER;
  return syn_reader_html.recognise(beginning, (syn_text){0}) >= LIKELY_HTML ? KIND_HTML : KIND_TEXT;
}

static syn_status refuse(const syn_fetch_result *result, const char *what, const char *remedy, syn_error *error) {
  const syn_text shown = syn_text_slice(result->url, 0, 300);
  return syn_error_set(error, SYN_BAD_INPUT, 0, "%.*s: %s where a page was expected: %s", SYN_TEXT_ARGUMENTS(shown), what, remedy);
}

static syn_status check(const syn_fetch_result *result, kind found, syn_error *error) {
  const syn_text bytes = result->body, type = syn_text_slice(result->media_type, 0, TYPE_SHOWN);
  char what[TYPE_SHOWN + 16];
  if (syn_text_trim(bytes).size == 0) return refuse(result, "nothing came", "check the address, or try later", error);
  if (found == KIND_FEED)
    return refuse(result, "a feed, a sitemap or a list of feeds", "`synoptic watch` keeps up with it; or name the pages", error);
  if (found == KIND_OTHER) {
    snprintf(what, sizeof what, "%.*s", SYN_TEXT_ARGUMENTS(type));
    return refuse(result, what, "HTML and plain text are read; name such an address", error);
  }
  if (syn_charset_is_binary(syn_text_slice(bytes, 0, BEGINNING_BYTES)))
    return refuse(result, "binary data", "HTML and plain text are read; name such an address", error);
  return SYN_OK;
}

static syn_status make_page(const syn_fetch_result *result, syn_media media, syn_arena *arena, syn_page *out_page, syn_error *error) {
  syn_page page = {.media = media};
  syn_status status = syn_arena_copy(arena, result->url, &page.source);
  if (status == SYN_OK) status = syn_arena_copy(arena, result->final_url, &page.url);
  if (status == SYN_OK) status = syn_arena_copy(arena, result->asked, &page.captured);
  if (status == SYN_OK) status = syn_arena_copy(arena, result->charset, &page.declared_charset);
  if (status == SYN_OK) status = syn_arena_copy(arena, result->body, &page.bytes);
  if (status != SYN_OK)
    return syn_error_set(error, status, 0, "%.*s: no memory to read it", SYN_TEXT_ARGUMENTS(syn_text_slice(result->url, 0, 300)));
  *out_page = page;
  return SYN_OK;
}

bool syn_fetched_is_feed(const syn_fetch_result *result) {
  return result->outcome == SYN_FETCH_CAME && find_kind(result->media_type, result->body) == KIND_FEED;
}

syn_status syn_fetched_feed(const syn_fetch_result *result, syn_arena *arena, syn_page *out_page, syn_error *error) {
  return make_page(result, SYN_MEDIA_TEXT, arena, out_page, error);
}

syn_status syn_fetched_page(const syn_fetch_result *result, syn_arena *arena, syn_page *out_page, syn_error *error) {
  if (result->outcome != SYN_FETCH_CAME) {
    if (error) *error = result->error;
    return result->error.status != SYN_OK ? result->error.status : SYN_NOT_FOUND;
  }
  const kind found = find_kind(result->media_type, result->body);
  syn_status status = check(result, found, error);
  return status == SYN_OK ? make_page(result, found == KIND_TEXT ? SYN_MEDIA_TEXT : SYN_MEDIA_HTML, arena, out_page, error) : status;
}

syn_fetch_options syn_fetch_options_of(const syn_network *network, uint64_t page_bytes) {
  syn_fetch_options options = syn_fetch_options_default;
  options.body_bytes = page_bytes;
  if (!network) return options;
  options.allows_private = network->allows_private;
  options.ignores_robots = network->ignores_robots;
  options.contact = network->contact;
  options.ca_file = network->ca_file;
  if (network->timeout_ms > 0) options.timeout_ms = network->timeout_ms;
  if (network->pause_ms > 0) options.pause_ms = network->pause_ms;
  return options;
}
