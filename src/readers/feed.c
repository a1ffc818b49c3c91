/*
 * How it works. The bytes become UTF-8; what they begin with tells JSON, XML, a list of addresses or a page. XML is scanned once: elements
 * that hold entries (rss, channel, feed, urlset …) are walked through, each entry and each element of the head becomes a small tree, is
 * read and forgotten, so that memory beside the feed's own is that of one entry.
 */
#include "readers/feed.h"

#include <string.h>

#include "base/memory.h"
#include "readers/charset.h"
#include "readers/feed_draft.h"
#include "readers/inflate.h"
#include "readers/relative_url.h"

enum {
  SCRATCH_BYTES = 64 * 1024 * 1024, /* for one entry, beside what its own length asks for */
  GROWTH = 4                        /* of a text when its encoding changes, or its references are resolved */
};

const syn_feed_limits syn_feed_limits_default = {.byte_count = (size_t)64 << 20, .item_count = 50000};

static const char *const kind_names[SYN_FEED_KIND_COUNT] = {"rss", "atom", "json", "sitemap", "index", "opml", "html"};

const char *syn_feed_kind_name(syn_feed_kind kind) {
  return (unsigned)kind < SYN_FEED_KIND_COUNT ? kind_names[kind] : "rss";
}

syn_feed_item *syn_feed_add_item(syn_feed_draft *draft, syn_status *out_status) {
  *out_status = SYN_OK;
  if (draft->items.count >= draft->limits->item_count) {
    draft->feed.left_out_count++;
    return NULL;
  }
  syn_feed_item *item = SYN_ARRAY_ADD(&draft->items, draft->arena);
  if (!item) *out_status = SYN_NO_MEMORY;
  return item;
}

/* --- bytes --- */

static syn_status fail_large(const syn_feed_limits *limits, syn_error *error) {
  return syn_error_set(error, SYN_LIMIT, limits->byte_count, "the feed is larger than the limit of a feed (%zu bytes): leave it out",
                       limits->byte_count);
}

static syn_status inflate_into(syn_text packed, syn_inflate *inflate, syn_buffer *buffer) {
  enum { PIECE_BYTES = 256 * 1024 };
  bool is_done = false;
  while (!is_done) {
    syn_status status = syn_buffer_reserve(buffer, PIECE_BYTES);
    if (status != SYN_OK) return status;
    char *output = buffer->data + buffer->size;
    size_t left = buffer->capacity - buffer->size;
    size_t before = left, packed_before = packed.size;
    status = syn_inflate_step(inflate, &packed, &output, &left, &is_done);
    buffer->size += before - left;
    if (status != SYN_OK) return status;
    if (before == left && packed_before == packed.size && !is_done) return SYN_BAD_INPUT; /* it breaks off */
  }
  return SYN_OK;
}

/* A feed packed with gzip, unpacked into `arena`. */
static syn_status unpack(syn_text packed, const syn_feed_limits *limits, syn_arena *arena, syn_text *out_bytes, syn_error *error) {
  syn_inflate *inflate;
  syn_buffer buffer;
  syn_status status = syn_inflate_create(SYN_INFLATE_GZIP, &inflate);
  if (status != SYN_OK) return syn_error_set(error, status, 0, "not enough memory to unpack the feed");
  syn_inflate_begin(inflate);
  syn_buffer_init(&buffer, limits->byte_count + 256 * 1024);
  status = inflate_into(packed, inflate, &buffer);
  if (status == SYN_OK && buffer.size > limits->byte_count) status = SYN_LIMIT;
  if (status == SYN_OK) status = syn_arena_copy(arena, syn_buffer_text(&buffer), out_bytes);
  if (status == SYN_LIMIT) fail_large(limits, error);
  if (status == SYN_BAD_INPUT) syn_error_set(error, status, 0, "the feed is packed with gzip, and broken: get it again");
  if (status == SYN_NO_MEMORY) syn_error_set(error, status, 0, "not enough memory to unpack the feed");
  syn_buffer_clear(&buffer);
  syn_inflate_destroy(&inflate);
  return status;
}

/* --- kinds --- */

/* Behind white space, a byte-order mark, declarations and comments: where the first element, object or word begins. */
static size_t find_beginning(syn_text text) {
  size_t at = syn_text_starts_with(text, SYN_TEXT("\xEF\xBB\xBF")) ? 3 : 0;
  for (;;) {
    while (at < text.size && strchr(" \t\r\n\f\v", text.data[at]) && text.data[at] != '\0') at++;
    syn_text rest = syn_text_slice(text, at, text.size);
    const char *end = syn_text_starts_with(rest, SYN_TEXT("<!--")) ? "-->" : syn_text_starts_with(rest, SYN_TEXT("<?")) ? ">" : NULL;
    size_t found = end ? syn_text_find(text, syn_text_from(end), at) : SIZE_MAX;
    if (found == SIZE_MAX) return at;
    at = found + strlen(end);
  }
}

static bool root_kind(syn_text name, syn_feed_kind *out_kind) {
  static const struct {
    const char *name;
    syn_feed_kind kind;
  } roots[] = {{"rss", SYN_FEED_RSS},    {"RDF", SYN_FEED_RSS},        {"channel", SYN_FEED_RSS},        {"feed", SYN_FEED_ATOM},
               {"entry", SYN_FEED_ATOM}, {"urlset", SYN_FEED_SITEMAP}, {"sitemapindex", SYN_FEED_INDEX}, {"opml", SYN_FEED_OPML}};
  for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
    if (!syn_text_equal_ascii_case(name, syn_text_from(roots[i].name))) continue;
    *out_kind = roots[i].kind;
    return true;
  }
  return false;
}

/* The name that begins at `start`, without prefix. */
static syn_text name_at(syn_text text, size_t start) {
  size_t end = start;
  for (; end < text.size && !strchr(" \t\r\n/>", text.data[end]); end++) {
    if (text.data[end] == ':') start = end + 1;
  }
  return syn_text_slice(text, start, end);
}

/* Whether an object says early that it is a JSON Feed: "version": "https://jsonfeed.org/version/1.1". */
static bool is_json_feed(syn_text text) {
  enum { LOOKED_AT = 4096, VERSION_BYTES = 40 };
  const syn_text key = SYN_TEXT("\"version\"");
  text = syn_text_slice(text, 0, LOOKED_AT);
  if (text.size == 0 || text.data[0] != '{') return false;
  for (size_t at = syn_text_find(text, key, 0); at != SIZE_MAX; at = syn_text_find(text, key, at + 1)) {
    syn_text value = syn_text_slice(text, at + key.size, at + key.size + VERSION_BYTES);
    size_t quote = syn_text_find(value, SYN_TEXT("\""), 0);
    if (quote == SIZE_MAX) continue;
    bool has_colon = syn_text_equal(syn_text_trim(syn_text_slice(value, 0, quote)), SYN_TEXT(":"));
    if (has_colon && syn_text_find(value, SYN_TEXT("jsonfeed.org"), quote) != SIZE_MAX) return true;
  }
  return false;
}

/* Whether a document type at `at` is one of feeds. If it is one of pages, moves behind it, for some feeds say so and are none. */
static bool is_feed_type(syn_text text, size_t *at) {
  const syn_text declaration = SYN_TEXT("<!DOCTYPE");
  syn_feed_kind kind;
  if (!syn_text_equal_ascii_case(syn_text_slice(text, *at, *at + declaration.size), declaration)) return false;
  size_t start = *at + declaration.size, end = syn_text_find(text, SYN_TEXT(">"), start);
  while (start < text.size && strchr(" \t\r\n", text.data[start])) start++;
  if (root_kind(name_at(text, start), &kind)) return true;
  if (end == SIZE_MAX) return false;
  *at = end + 1 + find_beginning(syn_text_slice(text, end + 1, text.size));
  return false;
}

bool syn_feed_begins(syn_text beginning) {
  syn_feed_kind kind;
  size_t at = find_beginning(beginning);
  if (is_json_feed(syn_text_slice(beginning, at, beginning.size))) return true;
  if (is_feed_type(beginning, &at)) return true;
  return at < beginning.size && beginning.data[at] == '<' && root_kind(name_at(beginning, at + 1), &kind);
}

/* --- XML --- */

static bool is_named(const syn_xml_element *element, const char *const *names) {
  for (; *names; names++) {
    if (syn_text_equal_ascii_case(element->name, syn_text_from(*names))) return true;
  }
  return false;
}

static bool is_item(const syn_xml_element *element) {
  static const char *const names[] = {"item", "entry", "url", "sitemap", NULL};
  bool is_own = element->space == SYN_FEED_SPACE_PLAIN || element->space == SYN_FEED_SPACE_ATOM;
  return is_own && is_named(element, names);
}

/* Whether entries may be in the element: it is walked through. */
static bool is_container(const syn_xml_element *element) {
  static const char *const names[] = {"rss", "rdf", "channel", "feed", "urlset", "sitemapindex", "opml", "head", "body", "items", NULL};
  bool is_own = element->space == SYN_FEED_SPACE_PLAIN || element->space == SYN_FEED_SPACE_ATOM || element->space == SYN_FEED_SPACE_RDF;
  return is_own && is_named(element, names);
}

/* For syn_xml_tree_read: an entry that begins in one that has not ended, or in an element of the head. */
static bool is_next_item(const syn_xml_scanner *scanner, uint32_t depth) {
  const syn_xml_element *begun = &scanner->open[scanner->depth - 1], *root = &scanner->open[scanner->depth - 1 - depth];
  if (!is_item(begun) || begun->space != root->space) return false;
  bool is_rss = begun->space == SYN_FEED_SPACE_PLAIN && syn_text_equal_ascii_case(begun->name, SYN_TEXT("item"));
  bool is_carried = scanner->open[scanner->depth - 2].space == SYN_FEED_SPACE_OTHER; /* by an extension that keeps older forms of it */
  return (is_rss && !is_carried) || (depth == 1 && syn_text_equal_ascii_case(begun->name, root->name));
}

/* A feed of Atom that forgot to say so: what has no namespace is Atom's. */
static uint8_t atom_space_of(syn_text uri, syn_text prefix) {
  uint8_t space = syn_feed_space_of(uri, prefix);
  return space == SYN_FEED_SPACE_PLAIN ? SYN_FEED_SPACE_ATOM : space;
}

/* RSS in the namespace of Atom: some declare it for their links, and forget the prefix. */
static uint8_t rss_space_of(syn_text uri, syn_text prefix) {
  return prefix.size == 0 && syn_feed_space_of(uri, prefix) == SYN_FEED_SPACE_ATOM ? SYN_FEED_SPACE_PLAIN : syn_feed_space_of(uri, prefix);
}

/* Has what is declared in the root mean what the root means. */
static void settle_spaces(syn_xml_scanner *scanner, syn_feed_kind kind) {
  uint8_t from = kind == SYN_FEED_ATOM ? SYN_FEED_SPACE_PLAIN : SYN_FEED_SPACE_ATOM;
  uint8_t to = kind == SYN_FEED_ATOM ? SYN_FEED_SPACE_ATOM : SYN_FEED_SPACE_PLAIN;
  scanner->space_of = kind == SYN_FEED_ATOM ? atom_space_of : rss_space_of;
  for (uint32_t i = 0; i < scanner->bound; i++) {
    if (scanner->bindings[i].prefix.size == 0 && scanner->bindings[i].space == from) scanner->bindings[i].space = to;
  }
  if (scanner->element.space == from) scanner->element.space = scanner->open[scanner->depth - 1].space = to;
}

/* Base and language of an element that is walked through hold for what follows. */
static syn_status note_container(syn_feed_draft *draft, const syn_xml_scanner *scanner, syn_arena *whole) {
  const syn_xml_node node = {.attributes = scanner->attributes, .attribute_count = scanner->attribute_count};
  syn_text base = syn_xml_tree_attribute(&node, SYN_FEED_SPACE_XML, "base"),
           language = syn_xml_tree_attribute(&node, SYN_FEED_SPACE_XML, "lang");
  syn_status status = SYN_OK;
  if (base.size > 0) {
    syn_text around = draft->base.size > 0 ? draft->base : draft->address;
    status = syn_url_resolve(base, around, whole, &draft->base);
  }
  if (status == SYN_OK && language.size > 0 && draft->language.size == 0) status = syn_arena_copy(whole, language, &draft->language);
  return status;
}

/* What begins with the START that was last read, up to its end. `out_has_start`: the next one's START was read with it. */
static syn_status read_element(syn_feed_draft *draft, syn_xml_scanner *scanner, syn_arena *whole, bool *out_has_start) {
  *out_has_start = false;
  if (draft->feed.kind == SYN_FEED_OPML && syn_text_equal_ascii_case(scanner->element.name, SYN_TEXT("outline")))
    return syn_feed_read_outline(draft, scanner);
  if (is_container(&scanner->element)) return note_container(draft, scanner, whole);
  const bool is_entry = is_item(&scanner->element);
  const uint32_t depth = scanner->depth - 1;
  syn_xml_node *root;
  syn_status status = syn_xml_tree_read(scanner, is_next_item, &root, out_has_start);
  if (status == SYN_OK) status = is_entry ? syn_feed_read_item(draft, root) : syn_feed_read_head(draft, root);
  if (*out_has_start) syn_xml_forget(scanner, depth);
  return status;
}

/* The attributes of a START that was read with the element before are in scratch memory, and stay there. */
static syn_status read_elements(syn_feed_draft *draft, syn_xml_scanner *scanner, syn_arena *whole) {
  bool has_start = scanner->depth > 0;
  syn_status status = SYN_OK;
  while (status == SYN_OK) {
    if (!has_start) {
      syn_arena_reset(draft->scratch);
      syn_xml_event event = syn_xml_next(scanner);
      if (event == SYN_XML_NOTHING) return SYN_OK;
      if (event == SYN_XML_FAILED) return SYN_NO_MEMORY;
      has_start = event == SYN_XML_START;
    }
    if (has_start) status = read_element(draft, scanner, whole, &has_start);
  }
  return status;
}

static syn_status fail_unknown(syn_error *error) {
  return syn_error_set(
      error, SYN_BAD_INPUT, 0,
      "no feed: expected RSS, Atom, JSON Feed, OPML or a sitemap (an element rss, RDF, feed, opml, urlset or sitemapindex first)");
}

/* As syn_feed_parse. SYN_NOT_FOUND: another kind of document. */
static syn_status read_xml(syn_feed_draft *draft, syn_text text, syn_arena *whole) {
  syn_xml_scanner *scanner = SYN_ARENA_NEW(whole, syn_xml_scanner);
  if (!scanner) return SYN_NO_MEMORY;
  syn_xml_init(scanner, text, draft->scratch, syn_feed_space_of);
  syn_xml_event event;
  do {
    event = syn_xml_next(scanner);
  } while (event == SYN_XML_TEXT || event == SYN_XML_END);
  if (event == SYN_XML_FAILED) return SYN_NO_MEMORY;
  if (event == SYN_XML_NOTHING || !root_kind(scanner->element.name, &draft->feed.kind)) return SYN_NOT_FOUND;
  settle_spaces(scanner, draft->feed.kind);
  syn_status status = read_elements(draft, scanner, whole);
  if (status == SYN_OK) status = syn_feed_finish_head(draft);
  draft->feed.is_damaged = scanner->is_damaged;
  return status;
}

/* --- lists of addresses --- */

/* A sitemap may be a text with an address on each line. SYN_NOT_FOUND where a line is something else. */
static syn_status read_addresses(syn_feed_draft *draft, syn_text text) {
  syn_status status = SYN_OK;
  for (size_t at = 0; at < text.size && status == SYN_OK;) {
    size_t end = syn_text_find(text, SYN_TEXT("\n"), at);
    syn_text line = syn_text_trim(syn_text_slice(text, at, end));
    at = end == SIZE_MAX ? text.size : end + 1;
    if (line.size == 0) continue;
    if (!syn_url_is_web(line) || memchr(line.data, ' ', line.size)) return SYN_NOT_FOUND;
    syn_feed_item *item = syn_feed_add_item(draft, &status);
    if (item) status = syn_url_resolve(line, (syn_text){0}, draft->arena, &item->url);
  }
  draft->feed.kind = SYN_FEED_SITEMAP;
  return status == SYN_OK && draft->items.count == 0 ? SYN_NOT_FOUND : status;
}

/* --- all kinds --- */

static bool is_page(syn_text rest) {
  static const char *const beginnings[] = {"<!DOCTYPE html", "<html", "<head", "<body", "<meta", "<title", "<link", "<script", "<div"};
  for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
    const syn_text beginning = syn_text_from(beginnings[i]);
    if (syn_text_equal_ascii_case(syn_text_slice(rest, 0, beginning.size), beginning)) return true;
  }
  return false;
}

/* Whether a tag that only pages have stands early in what begins as nothing known. */
static bool has_page_tag(syn_text text) {
  enum { LOOKED_AT = 4096 };
  text = syn_text_slice(text, 0, LOOKED_AT);
  for (size_t at = syn_text_find(text, SYN_TEXT("<"), 0); at != SIZE_MAX; at = syn_text_find(text, SYN_TEXT("<"), at + 1)) {
    if (is_page(syn_text_slice(text, at, text.size))) return true;
  }
  return false;
}

static syn_status read_text(syn_feed_draft *draft, syn_text text, syn_arena *whole, syn_error *error) {
  syn_text rest = syn_text_slice(text, find_beginning(text), text.size);
  if (rest.size > 0 && rest.data[0] == '{') return syn_feed_read_json(draft, rest, error);
  if (is_page(rest) && !syn_feed_begins(rest)) return syn_feed_read_page(draft, text, error);
  syn_status status = syn_url_is_web(rest) ? read_addresses(draft, rest) : read_xml(draft, text, whole);
  if (status == SYN_NO_MEMORY) return syn_error_set(error, status, 0, "not enough memory to read the feed");
  if (status != SYN_NOT_FOUND) return status;
  return has_page_tag(rest) ? syn_feed_read_page(draft, text, error) : fail_unknown(error);
}

/* JSON is UTF-8 (RFC 8259, 8.1): its media type has no charset, and what some servers state all the same says nothing. */
static bool begins_as_json(syn_text bytes) {
  bytes = syn_text_trim(bytes);
  return bytes.size > 0 && bytes.data[0] == '{';
}

static syn_status parse(syn_feed_draft *draft, syn_text bytes, syn_text declared_charset, syn_arena *whole, syn_error *error) {
  syn_decoding decoding;
  syn_status status = SYN_OK;
  if (syn_text_starts_with(bytes, SYN_TEXT("\x1F\x8B"))) status = unpack(bytes, draft->limits, whole, &bytes, error);
  if (status == SYN_OK && bytes.size > draft->limits->byte_count) status = fail_large(draft->limits, error);
  if (status == SYN_OK && begins_as_json(bytes)) declared_charset = SYN_TEXT("utf-8");
  if (status == SYN_OK) status = syn_charset_decode(bytes, declared_charset, true, whole, &decoding, error);
  if (status == SYN_OK) status = read_text(draft, decoding.text, whole, error);
  return status;
}

syn_status syn_feed_parse(syn_text bytes, syn_text declared_charset, syn_text url, const syn_feed_limits *limits, syn_arena *arena,
                          syn_feed *out_feed, syn_error *error) {
  if (!limits) limits = &syn_feed_limits_default;
  syn_feed_draft draft = {.limits = limits, .arena = arena, .address = url};
  const size_t text_bytes = limits->byte_count * GROWTH;
  syn_arena *whole = NULL;
  syn_buffer_init(&draft.buffer, text_bytes);
  syn_status status = syn_arena_create(text_bytes + SCRATCH_BYTES, &whole);
  if (status == SYN_OK) status = syn_arena_create(text_bytes + SCRATCH_BYTES, &draft.scratch);
  if (status == SYN_OK)
    status = parse(&draft, bytes, declared_charset, whole, error);
  else
    syn_error_set(error, status, 0, "not enough memory to read the feed");
  if (status == SYN_OK) {
    draft.feed.items = draft.items.items;
    draft.feed.item_count = (uint32_t)draft.items.count;
    *out_feed = draft.feed;
  }
  syn_buffer_clear(&draft.buffer);
  syn_arena_destroy(&draft.scratch);
  syn_arena_destroy(&whole);
  return status;
}
