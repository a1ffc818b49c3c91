/*
 * Paths and addresses in turn, as they were named: each run of neighbours of one kind is one source, so that addresses are asked for many
 * at a time, and none before what stands before it is read. A feed that an address gives may go on in older pages (next_page_of_feed).
 */
#include "engine/input_pages.h"

#include <string.h>

#include "base/digest.h"
#include "base/memory.h"
#include "engine/address_source.h"

enum { OLDER_PAGES = 10, OLDER_ENTRIES = 1000, VISITED = OLDER_PAGES + 2, FEED_ADDRESS_BYTES = 2048 };

/* A feed that an address gave, and its older pages, while their entries are read. */
typedef struct feed_walk {
  syn_source *source; /* NULL: there is none */
  syn_text found_at, asked;
  uint32_t page_count, entry_count; /* older pages; entries of all */
  syn_digest visited[VISITED];
} feed_walk;

struct syn_input_pages {
  const syn_input *input;
  syn_reader_limits limits;
  const syn_parser *parser;
  size_t begin, end;  /* the run under way */
  syn_source *source; /* of a run of paths, else NULL */
  bool has_run;
  syn_address_source *addresses; /* made for the first address */
  feed_walk feed;
  uint64_t read_bytes;    /* of runs of paths that are done */
  syn_reader_tally tally; /* the same */
};

static bool has_address(const syn_input *input) {
  for (size_t i = 0; i < input->path_count; i++)
    if (syn_input_is_address(input, i)) return true;
  return false;
}

/* The run from `begin` on. */
static syn_status open_run(syn_input_pages *pages, size_t begin, syn_error *error) {
  const syn_input *input = pages->input;
  const bool is_of_addresses = begin < input->path_count && syn_input_is_address(input, begin);
  size_t end = begin;
  while (end < input->path_count && syn_input_is_address(input, end) == is_of_addresses) end++;
  const char *const *paths = input->paths + begin;
  syn_status status = SYN_OK;
  if (!is_of_addresses)
    status = syn_source_open(paths, end - begin, input->from, &pages->limits, &pages->source, error);
  else if (!pages->addresses)
    status = syn_address_source_create(input->network, pages->limits.page_bytes, &pages->addresses, error);
  if (status != SYN_OK) return status;
  if (is_of_addresses) syn_address_source_begin(pages->addresses, paths, end - begin);
  if (pages->source && pages->parser) syn_source_set_parser(pages->source, pages->parser);
  pages->begin = begin;
  pages->end = end;
  pages->has_run = true;
  return SYN_OK;
}

static void add_tally(const syn_input_pages *pages, syn_reader_tally *tally) {
  if (!pages->source) return;
  const syn_reader_tally found = syn_source_tally(pages->source);
  tally->revisit_count += found.revisit_count;
  tally->other_count += found.other_count;
}

static void close_run(syn_input_pages *pages) {
  uint64_t read = 0, total;
  if (pages->source) syn_source_progress(pages->source, &read, &total);
  add_tally(pages, &pages->tally);
  pages->read_bytes += read;
  syn_source_close(&pages->source);
  pages->has_run = false;
}

syn_status syn_input_pages_open(const syn_input *input, const syn_reader_limits *limits, syn_input_pages **out_pages, syn_error *error) {
  if (input->from && has_address(input) && strcmp(input->from, "html") != 0 && strcmp(input->from, "text") != 0)
    return syn_error_set(error, SYN_BAD_ARGUMENT, 0,
                         "An address gives a page, HTML or text, which its server tells: leave out --from %s, or save the file first.",
                         input->from);
  syn_input_pages *pages = syn_memory_allocate(sizeof *pages);
  if (!pages) return syn_error_set(error, SYN_NO_MEMORY, 0, "Not enough memory to read the input.");
  *pages = (syn_input_pages){.input = input, .limits = *limits};
  syn_status status = open_run(pages, 0, error);
  if (status == SYN_OK)
    *out_pages = pages;
  else
    syn_input_pages_close(&pages);
  return status;
}

void syn_input_pages_close(syn_input_pages **pages) {
  if (!pages || !*pages) return;
  syn_source_close(&(*pages)->source);
  syn_source_close(&(*pages)->feed.source);
  syn_address_source_destroy(&(*pages)->addresses);
  syn_memory_free(*pages);
  *pages = NULL;
}

void syn_input_pages_set_parser(syn_input_pages *pages, const syn_parser *parser) {
  pages->parser = parser;
  if (pages->source) syn_source_set_parser(pages->source, parser);
}

/* ---- feeds ---- */

/* A feed is read as a file of its own; its bytes are those of the address source, which is not asked again before its end. It is called
 * by the address where it was found, against which its links are resolved. */
static syn_status open_feed(syn_input_pages *pages, const syn_page *feed, syn_error *error) {
  feed_walk *walk = &pages->feed;
  syn_status status = syn_source_open_bytes(feed->bytes, feed->url.data, "feed", &pages->limits, &walk->source, error);
  if (status == SYN_OK && pages->parser) syn_source_set_parser(walk->source, pages->parser);
  if (status == SYN_OK) syn_source_set_charset(walk->source, feed->declared_charset);
  walk->asked = feed->captured;
  walk->found_at = feed->url;
  return status;
}

/* Scheme, host and port. */
static syn_text origin_of(syn_text url) {
  const size_t start = syn_text_find(url, SYN_TEXT("://"), 0);
  size_t end = start == SIZE_MAX ? url.size : start + 3;
  while (end < url.size && !strchr("/?#", url.data[end])) end++;
  return syn_text_slice(url, 0, end);
}

/* Notes the address; false: it was there before. */
static bool visit(feed_walk *walk, syn_text address) {
  const syn_digest digest = syn_digest_of(address);
  for (uint32_t i = 0; i <= walk->page_count; i++)
    if (memcmp(&walk->visited[i], &digest, sizeof digest) == 0) return false;
  walk->visited[walk->page_count + 1] = digest;
  return true;
}

/*
 * Goes on to the older page that the feed names at its end, of the same site, up to a limit of pages and entries. SYN_NOT_FOUND: there is
 * none. A page that does not come fails, and ends the feed.
 */
static syn_status next_page_of_feed(syn_input_pages *pages, syn_error *error) {
  char address[FEED_ADDRESS_BYTES + 1];
  feed_walk *walk = &pages->feed;
  const syn_text stated = syn_source_next_address(walk->source), next = syn_text_slice(stated, 0, syn_text_find(stated, SYN_TEXT("#"), 0));
  const bool is_own =
      next.size > 0 && next.size <= FEED_ADDRESS_BYTES && syn_text_equal_ascii_case(origin_of(next), origin_of(walk->found_at));
  const bool goes_on = is_own && walk->page_count < OLDER_PAGES && walk->entry_count < OLDER_ENTRIES && visit(walk, next);
  if (goes_on) {
    memcpy(address, next.data, next.size);
    address[next.size] = 0;
  }
  syn_source_close(&walk->source);
  if (!goes_on) return SYN_NOT_FOUND;
  walk->page_count++;
  const syn_page *feed = NULL;
  syn_status status = syn_address_source_follow(pages->addresses, syn_text_from(address), &feed, error);
  return status == SYN_OK ? open_feed(pages, feed, error) : status;
}

/* An entry was there when its feed was asked for. */
static syn_status next_of_feed(syn_input_pages *pages, syn_arena *arena, syn_page *out_page, syn_error *error) {
  feed_walk *walk = &pages->feed;
  while (walk->source) {
    syn_status status = syn_source_next(walk->source, arena, out_page, error);
    walk->entry_count += status != SYN_NOT_FOUND;
    if (status == SYN_OK) return syn_arena_copy(arena, walk->asked, &out_page->captured);
    if (status == SYN_NOT_FOUND) status = next_page_of_feed(pages, error);
    if (status != SYN_OK) return status;
  }
  return SYN_NOT_FOUND;
}

/* `--from` speaks for addresses, too. */
static syn_status next_of_address(syn_input_pages *pages, syn_arena *arena, syn_page *out_page, syn_error *error) {
  for (;;) {
    syn_status status = next_of_feed(pages, arena, out_page, error);
    if (status != SYN_NOT_FOUND) return status;
    status = syn_address_source_next(pages->addresses, arena, out_page, error);
    if (status == SYN_OK && pages->input->from) out_page->media = syn_media_parse(syn_text_from(pages->input->from));
    const syn_page *feed = status == SYN_OK ? syn_address_source_feed(pages->addresses) : NULL;
    if (!feed) return status;
    pages->feed.page_count = pages->feed.entry_count = 0;
    pages->feed.visited[0] = syn_digest_of(feed->url);
    status = open_feed(pages, feed, error);
    if (status != SYN_OK) return status;
  }
}

syn_status syn_input_pages_next(syn_input_pages *pages, syn_arena *arena, syn_page *out_page, syn_error *error) {
  for (;;) {
    syn_status status = SYN_NOT_FOUND;
    if (pages->has_run)
      status = pages->source ? syn_source_next(pages->source, arena, out_page, error) : next_of_address(pages, arena, out_page, error);
    if (status != SYN_NOT_FOUND) return status;
    if (pages->end >= pages->input->path_count) return SYN_NOT_FOUND;
    close_run(pages);
    status = open_run(pages, pages->end, error);
    if (status != SYN_OK) return status;
  }
}

void syn_input_pages_progress(const syn_input_pages *pages, uint64_t *out_read, uint64_t *out_total) {
  uint64_t read = 0, total = 0;
  if (pages->source) syn_source_progress(pages->source, &read, &total);
  const bool is_all = pages->begin == 0 && pages->end == pages->input->path_count;
  *out_read = pages->read_bytes + read + (pages->addresses ? syn_address_source_bytes(pages->addresses) : 0);
  *out_total = is_all ? total : 0;
}

size_t syn_input_pages_number(const syn_input_pages *pages) {
  return pages->begin + (pages->source      ? syn_source_number(pages->source)
                         : pages->addresses ? syn_address_source_number(pages->addresses)
                                            : 0);
}

/* An address is a file of its own. */
syn_text syn_input_pages_file_name(const syn_input_pages *pages) {
  if (pages->source) return syn_source_file_name(pages->source);
  return syn_text_from(pages->input->paths[syn_input_pages_number(pages)]);
}

syn_reader_tally syn_input_pages_tally(const syn_input_pages *pages) {
  syn_reader_tally tally = pages->tally;
  add_tally(pages, &tally);
  return tally;
}
