#include "engine/collecting.h"

#include <string.h>
#include <sys/stat.h>

#include "base/id_list.h"
#include "base/web_address.h"
#include "engine/address_source.h"

enum { ARENA_LIMIT = 1 << 30, FAILURES_NAMED = 1000 };

syn_status syn_collecting_init(syn_collecting *collecting, syn_store *store, syn_article_batch *batch, const syn_input *input,
                               syn_error *error) {
  *collecting = (syn_collecting){.store = store, .batch = batch, .input = input};
  syn_status status = syn_arena_create(ARENA_LIMIT, &collecting->arena);
  return status == SYN_OK ? SYN_OK : syn_error_set(error, status, 0, "Not enough memory to note what is collected.");
}

void syn_collecting_clear(syn_collecting *collecting) {
  syn_arena_destroy(&collecting->arena);
}

static syn_request_kind kind_of(const syn_input *input, size_t number) {
  const char *path = input->paths[number];
  struct stat what;
  if (syn_input_is_address(input, number)) return SYN_REQUEST_ADDRESS;
  if (strcmp(path, "-") == 0) return SYN_REQUEST_STREAM;
  return stat(path, &what) == 0 && S_ISDIR(what.st_mode) ? SYN_REQUEST_FOLDER : SYN_REQUEST_FILE;
}

/* As it was named, but for a name and password; also of an address that is none of the web ("ftp://") and was looked for as a file. */
static syn_status leave_out_login(const syn_collecting *collecting, syn_text name, syn_text *out_name) {
  syn_text before, after;
  *out_name = name;
  if (syn_text_starts_with(name, SYN_TEXT("/")) || !syn_web_address_login(name, &before, &after)) return SYN_OK;
  return syn_arena_format(collecting->arena, out_name, "%.*s%.*s", SYN_TEXT_ARGUMENTS(before), SYN_TEXT_ARGUMENTS(after));
}

/* What a path is called in the ledger. */
static syn_status name_path(const syn_collecting *collecting, syn_text *out_name) {
  return leave_out_login(collecting, syn_text_from(collecting->input->paths[collecting->number]), out_name);
}

static syn_status note(syn_collecting *collecting, syn_text now, syn_error *error) {
  syn_request request = {.kind = kind_of(collecting->input, collecting->number)};
  if (name_path(collecting, &request.source) != SYN_OK)
    return syn_error_set(error, SYN_NO_MEMORY, 0, "Not enough memory to note what is collected.");
  request.is_stated = request.kind == SYN_REQUEST_ADDRESS;
  request.first_asked = request.asked = collecting->asked.size > 0 ? collecting->asked : now;
  syn_status status = syn_article_batch_write(collecting->batch, error);
  if (status != SYN_OK) return status;
  request.articles =
      (syn_id_list){collecting->articles.items, (uint32_t)syn_sort_ids(collecting->articles.items, collecting->articles.count)};
  request.failures = collecting->failures.items;
  request.failure_count = (uint32_t)collecting->failures.count;
  request.unnamed_count = collecting->further_failures;
  return syn_store_note_request(collecting->store, &request, error);
}

static void begin(syn_collecting *collecting, size_t number) {
  syn_arena_reset(collecting->arena);
  collecting->articles.items = NULL;
  collecting->failures.items = NULL;
  collecting->articles.count = collecting->articles.capacity = collecting->failures.count = collecting->failures.capacity = 0;
  collecting->further_failures = 0;
  collecting->asked = (syn_text){0};
  collecting->number = number;
  collecting->has_begun = true;
}

/*
 * A message begins with the name of its input: "pages/a.html: empty: …", "crawl.warc:17: …". That is the page's, the file's or the path's,
 * and may itself have a colon in it.
 */
static syn_text name_in(const syn_collecting *collecting, const syn_pipeline_result *result, syn_text message) {
  syn_text path;
  if (name_path(collecting, &path) != SYN_OK) path = (syn_text){0};
  const syn_text names[] = {result->source, result->file_name, path, syn_text_from(collecting->input->paths[collecting->number])};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    if (names[i].size == 0 || !syn_text_starts_with(message, names[i])) continue;
    size_t end = syn_text_find(message, SYN_TEXT(": "), names[i].size);
    return end == SIZE_MAX ? (syn_text){0} : syn_text_slice(message, 0, end);
  }
  return (syn_text){0};
}

static syn_status take_failure(syn_collecting *collecting, const syn_pipeline_result *result) {
  if (collecting->failures.count >= FAILURES_NAMED) {
    collecting->further_failures++;
    return SYN_OK;
  }
  syn_request_failure *failure = SYN_ARRAY_ADD(&collecting->failures, collecting->arena);
  if (!failure) return SYN_NO_MEMORY;
  syn_text why = syn_text_from(result->error.text), source = name_in(collecting, result, why);
  if (source.size > 0) why = syn_text_slice(why, source.size + 2, why.size);
  syn_status status = leave_out_login(collecting, source, &source);
  if (status == SYN_OK) status = syn_arena_copy(collecting->arena, source, &failure->source);
  return status == SYN_OK ? syn_arena_copy(collecting->arena, why, &failure->why) : status;
}

static syn_status take(syn_collecting *collecting, const syn_pipeline_result *result) {
  if (result->status != SYN_OK) return take_failure(collecting, result);
  syn_id *id = SYN_ARRAY_ADD(&collecting->articles, collecting->arena);
  if (!id) return SYN_NO_MEMORY;
  *id = result->id;
  if (!syn_input_is_address(collecting->input, collecting->number)) return SYN_OK;
  return syn_arena_copy(collecting->arena, result->captured, &collecting->asked);
}

syn_status syn_collecting_take(syn_collecting *collecting, const syn_pipeline_result *result, syn_text now, syn_error *error) {
  syn_status status = SYN_OK;
  if (result->number >= collecting->input->path_count) return SYN_OK;
  bool goes_on = collecting->has_begun && collecting->number == result->number;
  if (!goes_on && collecting->has_begun) status = note(collecting, now, error);
  if (status != SYN_OK) return status;
  if (!goes_on) begin(collecting, result->number);
  status = take(collecting, result);
  return status == SYN_OK ? SYN_OK : syn_error_set(error, status, 0, "Not enough memory to note what is collected.");
}

syn_status syn_collecting_finish(syn_collecting *collecting, syn_text now, syn_error *error) {
  return collecting->has_begun ? note(collecting, now, error) : SYN_OK;
}
