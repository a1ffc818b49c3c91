#include "engine/address_source.h"

#include <string.h>

#include "base/memory.h"
#include "base/web_address.h"

enum { WINDOW = 32, WAIT_MS = 1000, RETRY_MOST_SECONDS = 10, TEXT_BYTES = 64 * 1024, ADDRESS_BYTES = 2048, SHOWN_BYTES = 300 };

#define FOLLOWED UINT64_MAX

/* What became of an address ahead of its turn. */
typedef struct place {
  syn_arena *arena; /* made when it is first needed */
  bool is_done, was_retried, is_feed;
  syn_status status;
  syn_error error;
  syn_page page;
} place;

struct syn_address_source {
  syn_fetcher *fetcher; /* NULL: the network cannot be used, `fault` says why */
  syn_error fault;
  uint64_t page_bytes, bytes_read;
  const char *const *addresses;
  size_t count, asked_count, given_count;
  place places[WINDOW]; /* of address i: places[i % WINDOW] */
  place followed;       /* of an address that a feed names; its key is FOLLOWED */
  char followed_address[ADDRESS_BYTES + 1];
};

bool syn_is_address(const char *path) {
  return syn_fetch_is_address(syn_text_from(path));
}

bool syn_input_is_address(const syn_input *input, size_t path) {
  return input->network && syn_is_address(input->paths[path]);
}

syn_status syn_address_source_create(const syn_network *network, uint64_t page_bytes, syn_address_source **out_source, syn_error *error) {
  const syn_fetch_options options = syn_fetch_options_of(network, page_bytes);
  syn_address_source *source = syn_memory_allocate(sizeof *source);
  if (!source) return syn_error_set(error, SYN_NO_MEMORY, 0, "Not enough memory to ask for addresses.");
  memset(source, 0, sizeof *source);
  source->page_bytes = page_bytes;
  syn_status status = syn_fetcher_create(&options, &source->fetcher, &source->fault);
  if (status == SYN_NO_MEMORY || status == SYN_BAD_ARGUMENT) {
    if (error) *error = source->fault;
    syn_memory_free(source);
    return status;
  }
  *out_source = source;
  return SYN_OK;
}

void syn_address_source_destroy(syn_address_source **source) {
  if (!source || !*source) return;
  for (size_t i = 0; i < WINDOW; i++) syn_arena_destroy(&(*source)->places[i].arena);
  syn_arena_destroy(&(*source)->followed.arena);
  syn_fetcher_destroy(&(*source)->fetcher);
  syn_memory_free(*source);
  *source = NULL;
}

void syn_address_source_begin(syn_address_source *source, const char *const *addresses, size_t count) {
  source->addresses = addresses;
  source->count = count;
  source->asked_count = source->given_count = 0;
}

/* Asks for as many as there is place for. */
static syn_status ask(syn_address_source *source, syn_error *error) {
  syn_status status = SYN_OK;
  while (status == SYN_OK && source->asked_count < source->count && source->asked_count < source->given_count + WINDOW) {
    place *at = &source->places[source->asked_count % WINDOW];
    if (at->arena) syn_arena_reset(at->arena);
    at->is_done = at->was_retried = false;
    if (!at->arena) status = syn_arena_create(source->page_bytes + TEXT_BYTES, &at->arena);
    if (status != SYN_OK) return syn_error_set(error, status, 0, "Not enough memory to ask for addresses.");
    const syn_fetch_request request = {.url = syn_text_from(source->addresses[source->asked_count]), .key = source->asked_count};
    status = syn_fetcher_ask(source->fetcher, &request, error);
    if (status == SYN_OK) source->asked_count++;
  }
  return status;
}

/* Whoever asks for a moment's patience is asked once more, by the fetcher when the moment is over. */
static bool is_asked_again(syn_address_source *source, place *at, const syn_fetch_result *result) {
  const bool is_soon = result->outcome == SYN_FETCH_LATER && result->retry_after_s > 0 && result->retry_after_s <= RETRY_MOST_SECONDS;
  if (!is_soon || at->was_retried) return false;
  const char *address = result->key == FOLLOWED ? source->followed_address : source->addresses[result->key];
  const syn_fetch_request request = {.url = syn_text_from(address), .key = result->key};
  at->was_retried = true;
  return syn_fetcher_ask(source->fetcher, &request, NULL) == SYN_OK;
}

static void take(syn_address_source *source, const syn_fetch_result *result) {
  place *at = result->key == FOLLOWED ? &source->followed : &source->places[result->key % WINDOW];
  if (is_asked_again(source, at, result)) return;
  at->error = (syn_error){0};
  at->is_feed = syn_fetched_is_feed(result);
  at->status =
      at->is_feed ? syn_fetched_feed(result, at->arena, &at->page, &at->error) : syn_fetched_page(result, at->arena, &at->page, &at->error);
  at->is_done = true;
  source->bytes_read += result->body.size;
}

/* Until the address in turn is done. A failure that belongs to all of them ends the source. */
static syn_status wait_for(syn_address_source *source, const place *at, syn_error *error) {
  syn_status status = SYN_OK;
  while (status == SYN_OK && !at->is_done) {
    syn_fetch_result result;
    status = syn_fetcher_next(source->fetcher, WAIT_MS, &result, error);
    if (status == SYN_OK) take(source, &result);
    if (status == SYN_LIMIT) status = SYN_OK;
  }
  return status == SYN_NOT_FOUND ? syn_error_set(error, SYN_IO, 0, "The network gave no answer.") : status;
}

static syn_status copy_page(const syn_page *page, syn_arena *arena, syn_page *out_page) {
  syn_page copy = {.media = page->media};
  syn_status status = syn_arena_copy(arena, page->source, &copy.source);
  if (status == SYN_OK) status = syn_arena_copy(arena, page->url, &copy.url);
  if (status == SYN_OK) status = syn_arena_copy(arena, page->captured, &copy.captured);
  if (status == SYN_OK) status = syn_arena_copy(arena, page->declared_charset, &copy.declared_charset);
  if (status == SYN_OK) status = syn_arena_copy(arena, page->bytes, &copy.bytes);
  if (status == SYN_OK) *out_page = copy;
  return status;
}

static syn_status fail_one(const syn_address_source *source, const char *address, syn_error *error) {
  syn_text before, after;
  syn_web_address_login(syn_text_from(address), &before, &after);
  before = syn_text_slice(before, 0, SHOWN_BYTES);
  after = syn_text_slice(after, 0, SHOWN_BYTES);
  return syn_error_set(error, source->fault.status == SYN_NOT_FOUND ? SYN_IO : source->fault.status, 0,
                       "%.*s%.*s: it cannot be asked for: %s", SYN_TEXT_ARGUMENTS(before), SYN_TEXT_ARGUMENTS(after), source->fault.text);
}

syn_status syn_address_source_next(syn_address_source *source, syn_arena *arena, syn_page *out_page, syn_error *error) {
  if (source->given_count >= source->count) return SYN_NOT_FOUND;
  const char *address = source->addresses[source->given_count];
  const place *at = &source->places[source->given_count % WINDOW];
  const bool is_usable =
      source->fault.status == SYN_OK && ask(source, &source->fault) == SYN_OK && wait_for(source, at, &source->fault) == SYN_OK;
  source->given_count++;
  if (!is_usable) return fail_one(source, address, error);
  syn_status status = at->status;
  if (status != SYN_OK) {
    if (error) *error = at->error;
    return status == SYN_NOT_FOUND ? SYN_IO : status; /* SYN_NOT_FOUND would be the end */
  }
  status = copy_page(&at->page, arena, out_page);
  return status == SYN_OK ? status : syn_error_set(error, status, 0, "%.300s: no memory to read it", address);
}

size_t syn_address_source_number(const syn_address_source *source) {
  return source->given_count > 0 ? source->given_count - 1 : 0;
}

const syn_page *syn_address_source_feed(const syn_address_source *source) {
  const place *at = &source->places[syn_address_source_number(source) % WINDOW];
  return source->given_count > 0 && at->is_feed ? &at->page : NULL;
}

syn_status syn_address_source_follow(syn_address_source *source, syn_text address, const syn_page **out_feed, syn_error *error) {
  place *at = &source->followed;
  if (address.size > ADDRESS_BYTES) return syn_error_set(error, SYN_BAD_INPUT, 0, "An address of more than %d bytes.", ADDRESS_BYTES);
  if (at->arena) syn_arena_reset(at->arena);
  at->is_done = at->was_retried = at->is_feed = false;
  syn_status status = at->arena ? SYN_OK : syn_arena_create(source->page_bytes + TEXT_BYTES, &at->arena);
  if (status != SYN_OK) return syn_error_set(error, status, 0, "Not enough memory to ask for addresses.");
  memcpy(source->followed_address, address.data, address.size);
  source->followed_address[address.size] = 0;
  const syn_fetch_request request = {.url = syn_text_from(source->followed_address), .key = FOLLOWED, .is_feed = true};
  status = syn_fetcher_ask(source->fetcher, &request, error);
  if (status == SYN_OK) status = wait_for(source, at, error);
  if (status == SYN_OK && at->status != SYN_OK && error) *error = at->error;
  if (status == SYN_OK) status = at->status == SYN_NOT_FOUND ? SYN_IO : at->status;
  if (status != SYN_OK) return status;
  if (!at->is_feed) return syn_error_set(error, SYN_BAD_INPUT, 0, "%.300s: is no page of its feed", source->followed_address);
  *out_feed = &at->page;
  return SYN_OK;
}

uint64_t syn_address_source_bytes(const syn_address_source *source) {
  return source->bytes_read;
}
