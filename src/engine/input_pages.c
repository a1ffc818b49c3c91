/*
 * Paths and addresses in turn, as they were named: each run of neighbours of one kind is one source, so that addresses are asked for many
 * at a time, and none before what stands before it is read.
 */
#include "engine/input_pages.h"

#include <string.h>

#include "base/memory.h"
#include "engine/address_source.h"

struct syn_input_pages {
  const syn_input *input;
  syn_reader_limits limits;
  const syn_parser *parser;
  size_t begin, end;  /* the run under way */
  syn_source *source; /* of a run of paths, else NULL */
  bool has_run;
  syn_address_source *addresses; /* made for the first address */
  syn_source *feed;              /* that an address gave, while its entries are read */
  syn_text feed_asked;
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
  syn_source_close(&(*pages)->feed);
  syn_address_source_destroy(&(*pages)->addresses);
  syn_memory_free(*pages);
  *pages = NULL;
}

void syn_input_pages_set_parser(syn_input_pages *pages, const syn_parser *parser) {
  pages->parser = parser;
  if (pages->source) syn_source_set_parser(pages->source, parser);
}

/* A feed is read as a file of its own; its bytes are those of the address source, which is not asked again before its end. It is called
 * by the address where it was found, against which its links are resolved. */
static syn_status open_feed(syn_input_pages *pages, const syn_page *feed, syn_error *error) {
  syn_status status = syn_source_open_bytes(feed->bytes, feed->url.data, "feed", &pages->limits, &pages->feed, error);
  if (status == SYN_OK && pages->parser) syn_source_set_parser(pages->feed, pages->parser);
  if (status == SYN_OK) syn_source_set_charset(pages->feed, feed->declared_charset);
  pages->feed_asked = feed->captured;
  return status;
}

/* An entry was there when its feed was asked for. */
static syn_status next_of_feed(syn_input_pages *pages, syn_arena *arena, syn_page *out_page, syn_error *error) {
  syn_status status = syn_source_next(pages->feed, arena, out_page, error);
  return status == SYN_OK ? syn_arena_copy(arena, pages->feed_asked, &out_page->captured) : status;
}

/* `--from` speaks for addresses, too. */
static syn_status next_of_address(syn_input_pages *pages, syn_arena *arena, syn_page *out_page, syn_error *error) {
  for (;;) {
    syn_status status = pages->feed ? next_of_feed(pages, arena, out_page, error) : SYN_NOT_FOUND;
    if (status != SYN_NOT_FOUND) return status;
    syn_source_close(&pages->feed);
    status = syn_address_source_next(pages->addresses, arena, out_page, error);
    if (status == SYN_OK && pages->input->from) out_page->media = syn_media_parse(syn_text_from(pages->input->from));
    const syn_page *feed = status == SYN_OK ? syn_address_source_feed(pages->addresses) : NULL;
    if (!feed) return status;
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
