/*
 * How it works. The walk gives paths; each is opened, its kind is told by the reader that recognises
 * its beginning best, and that reader gives its pages until it has no more. A failure belongs to
 * one path or one page: the next call goes on behind it.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "readers/folder_walk.h"
#include "readers/reader.h"
#include "readers/stream.h"

enum { BEGINNING_BYTES = 4096, NEXT_ADDRESS_BYTES = 2048, NEXT_ARENA_BYTES = 1 << 28 };

struct syn_source {
  syn_folder_walk *walk;
  const syn_reader *forced; /* NULL: recognised */
  syn_reader_limits limits;
  const syn_parser *parser; /* NULL: the readers parse */
  syn_text charset;         /* by the carrier, or empty */
  /* the open file */
  const syn_reader *reader;
  void *state;
  FILE *stream;
  char *name;
  char next_address[NEXT_ADDRESS_BYTES + 1]; /* of the file that ended last */
  uint64_t outcome_count;                    /* pages and failures of the open file */
  uint64_t read_bytes, file_bytes;           /* of files that are done; of the open one as far as known */
  uint64_t total_bytes;                      /* 0: unknown */
  syn_reader_tally tally;                    /* of files that are done */
};

/* The sizes of all paths together, or 0 when one is no plain file. */
static uint64_t sum_sizes(const char *const *paths, size_t path_count) {
  uint64_t total = 0;
  for (size_t i = 0; i < path_count; i++) {
    struct stat what;
    if (stat(paths[i], &what) != 0 || !S_ISREG(what.st_mode)) return 0;
    total += (uint64_t)what.st_size;
  }
  return total;
}

syn_status syn_source_open(const char *const *paths, size_t path_count, const char *from, const syn_reader_limits *limits,
                           syn_source **out_source, syn_error *error) {
  const syn_reader *forced = from != NULL ? syn_reader_find(syn_text_from(from)) : NULL;
  if (from != NULL && forced == NULL) {
    return syn_error_set(error, SYN_BAD_ARGUMENT, 0, "there is no reader \"%s\": use one of conllu, feed, html, jsonl, text, wacz, warc",
                         from);
  }
  syn_source *source = syn_memory_allocate(sizeof(*source));
  if (source == NULL) return syn_error_set(error, SYN_NO_MEMORY, 0, "no memory to read the input");
  *source = (syn_source){
      .forced = forced,
      .limits = limits != NULL ? *limits : syn_reader_limits_default,
      .total_bytes = sum_sizes(paths, path_count),
  };
  syn_status status = syn_folder_walk_create(paths, path_count, source->limits.folder_depth, forced != NULL, &source->walk);
  if (status != SYN_OK) {
    syn_memory_free(source);
    return syn_error_set(error, status, 0, "no memory to read the input");
  }
  *out_source = source;
  return SYN_OK;
}

static const syn_reader *recognise(syn_text beginning, syn_text name) {
  size_t count;
  const syn_reader *const *readers = syn_readers(&count);
  const syn_reader *best = NULL;
  int best_score = 0;
  for (size_t i = 0; i < count; i++) {
    int score = readers[i]->recognise(beginning, name);
    if (score > best_score) {
      best = readers[i];
      best_score = score;
    }
  }
  return best;
}

/* Chooses the reader of the stream and opens it. On failure the stream is still the caller's. */
static syn_status open_stream(syn_source *source, FILE **stream, syn_error *error) {
  char bytes[BEGINNING_BYTES];
  syn_text beginning = {.data = bytes}, name = syn_text_from(source->name);
  syn_status status = syn_stream_peek(stream, bytes, sizeof(bytes), &beginning.size);
  if (status == SYN_IO) return syn_error_set(error, status, 0, "%s: cannot be read: %s", source->name, strerror(errno));
  if (status != SYN_OK) return syn_error_set(error, status, 0, "%s: no memory to read it", source->name);
  if (beginning.size == 0)
    return syn_error_set(error, SYN_BAD_INPUT, 0, "%s: empty: a page was expected, leave the file out", source->name);
  source->reader = source->forced != NULL ? source->forced : recognise(beginning, name);
  if (source->reader == NULL) {
    return syn_error_set(error, SYN_BAD_INPUT, 0, "%s: binary data where a page was expected: leave it out or convert it to text or HTML",
                         source->name);
  }
  return source->reader->open(*stream, name, &source->limits, &source->state, error);
}

/* Adds what the open file has come across. */
static void add_tally(const syn_source *source, syn_reader_tally *tally) {
  syn_reader_tally found = {0};
  if (source->state != NULL && source->reader->tell_tally != NULL) source->reader->tell_tally(source->state, &found);
  tally->revisit_count += found.revisit_count;
  tally->other_count += found.other_count;
}

static void close_file(syn_source *source) {
  add_tally(source, &source->tally);
  if (source->state != NULL) source->reader->close(source->state);
  source->read_bytes += source->file_bytes;
  source->state = NULL;
  source->stream = NULL;
  source->file_bytes = source->outcome_count = 0;
}

static syn_status open_path(syn_source *source, const char *path, syn_error *error) {
  bool is_standard_input = strcmp(path, "-") == 0;
  const char *name = is_standard_input ? "-" : path;
  syn_memory_free(source->name); /* of the file before, by which its last failure was told */
  source->name = syn_memory_allocate(strlen(name) + 1);
  if (source->name == NULL) return syn_error_set(error, SYN_NO_MEMORY, 0, "%s: no memory to read it", path);
  memcpy(source->name, name, strlen(name) + 1);
  FILE *stream = is_standard_input ? stdin : fopen(path, "rbe");
  if (stream == NULL) {
    syn_status status = syn_error_set(error, SYN_IO, 0, "%s: cannot be read: %s", path, strerror(errno));
    close_file(source);
    return status;
  }
  struct stat what;
  if (fstat(fileno(stream), &what) == 0 && S_ISREG(what.st_mode)) source->file_bytes = (uint64_t)what.st_size;
  syn_status status = open_stream(source, &stream, error);
  if (status == SYN_OK) {
    source->stream = stream;
    return SYN_OK;
  }
  if (stream != stdin) fclose(stream);
  close_file(source);
  return status;
}

static syn_status open_memory(syn_source *source, syn_text bytes, const char *name, syn_error *error) {
  const size_t name_size = strlen(name) + 1;
  FILE *stream = fmemopen((void *)(uintptr_t)bytes.data, bytes.size, "rb");
  source->name = syn_memory_allocate(name_size);
  if (!stream || !source->name) {
    if (stream) fclose(stream);
    return syn_error_set(error, SYN_NO_MEMORY, 0, "%s: no memory to read it", name);
  }
  memcpy(source->name, name, name_size);
  syn_status status = open_stream(source, &stream, error);
  if (status == SYN_OK)
    source->stream = stream;
  else
    fclose(stream);
  return status;
}

syn_status syn_source_open_bytes(syn_text bytes, const char *name, const char *from, const syn_reader_limits *limits,
                                 syn_source **out_source, syn_error *error) {
  syn_source *source = NULL;
  syn_status status = syn_source_open(NULL, 0, from, limits, &source, error);
  if (status != SYN_OK) return status;
  status = open_memory(source, bytes, name, error);
  if (status == SYN_OK)
    *out_source = source;
  else
    syn_source_close(&source);
  return status;
}

static syn_status read_page(syn_source *source, syn_arena *arena, syn_page *out_page, syn_error *error) {
  const syn_reader *reader = source->reader;
  if (reader->parse == NULL || (source->parser == NULL && source->charset.size == 0))
    return reader->next(source->state, arena, out_page, error);
  for (;;) {
    syn_parcel parcel;
    syn_status status = reader->cut(source->state, &parcel, error);
    if (status != SYN_OK) return status;
    syn_page page;
    if (reader->has_any_encoding && parcel.declared_charset.size == 0) parcel.declared_charset = source->charset;
    status = source->parser ? source->parser->parse(source->parser->context, &parcel, arena, &page, error)
                            : reader->parse(&parcel, arena, &page, error);
    if (!parcel.is_list) {
      if (status == SYN_OK) *out_page = page;
      return status;
    }
    syn_status taken = reader->take(source->state, status == SYN_OK ? page.bytes : (syn_text){0}, status == SYN_OK ? error : NULL);
    if (status != SYN_OK || taken != SYN_OK) return status != SYN_OK ? status : taken;
  }
}

static syn_status fail_without_pages(const syn_source *source, syn_error *error) {
  syn_reader_tally found = {0};
  add_tally(source, &found);
  if (found.revisit_count + found.other_count == 0)
    return syn_error_set(error, SYN_BAD_INPUT, 0, "%s: no page in it: expected %s", source->name, source->reader->name);
  return syn_error_set(
      error, SYN_BAD_INPUT, 0,
      "%s: no page in it: revisits of pages that are not in it: %llu; other records (requests, pictures, redirects …): %llu", source->name,
      (unsigned long long)found.revisit_count, (unsigned long long)found.other_count);
}

/* What cannot be told is passed over: what the file held is there. */
static void note_next_address(syn_source *source) {
  syn_arena *arena = NULL;
  syn_text address = {0};
  source->next_address[0] = 0;
  if (!source->reader->tell_next || syn_arena_create(NEXT_ARENA_BYTES, &arena) != SYN_OK) return;
  if (source->reader->tell_next(source->state, arena, &address) == SYN_OK && address.size > 0 && address.size <= NEXT_ADDRESS_BYTES) {
    memcpy(source->next_address, address.data, address.size);
    source->next_address[address.size] = 0;
  }
  syn_arena_destroy(&arena);
}

/* One page of the open file. SYN_NOT_FOUND when it has no more and is closed. */
static syn_status next_page(syn_source *source, syn_arena *arena, syn_page *out_page, syn_error *error) {
  syn_status status = read_page(source, arena, out_page, error);
  if (status != SYN_NOT_FOUND) {
    source->outcome_count++;
    return status;
  }
  note_next_address(source);
  if (source->outcome_count == 0) status = fail_without_pages(source, error);
  close_file(source);
  return status;
}

syn_status syn_source_next(syn_source *source, syn_arena *arena, syn_page *out_page, syn_error *error) {
  for (;;) {
    if (source->state != NULL) {
      syn_status status = next_page(source, arena, out_page, error);
      if (status != SYN_NOT_FOUND) return status;
    }
    const char *path;
    syn_status status = syn_folder_walk_next(source->walk, &path, error);
    if (status == SYN_OK) status = open_path(source, path, error);
    if (status != SYN_OK) return status;
  }
}

syn_text syn_source_next_address(const syn_source *source) {
  return syn_text_from(source->next_address);
}

void syn_source_set_charset(syn_source *source, syn_text charset) {
  source->charset = charset;
}

void syn_source_set_parser(syn_source *source, const syn_parser *parser) {
  source->parser = parser;
}

syn_text syn_source_file_name(const syn_source *source) {
  return source->name ? syn_text_from(source->name) : (syn_text){0};
}

syn_reader_tally syn_source_tally(const syn_source *source) {
  syn_reader_tally tally = source->tally;
  add_tally(source, &tally);
  return tally;
}

void syn_source_progress(const syn_source *source, uint64_t *out_read, uint64_t *out_total) {
  uint64_t read = source->read_bytes;
  if (source->stream != NULL && source->stream != stdin) {
    off_t at = ftello(source->stream);
    if (at > 0) read += (uint64_t)at;
  }
  *out_read = read;
  *out_total = source->total_bytes;
}

size_t syn_source_number(const syn_source *source) {
  return syn_folder_walk_number(source->walk);
}

void syn_source_close(syn_source **source) {
  if (*source == NULL) return;
  close_file(*source);
  syn_folder_walk_destroy(&(*source)->walk);
  syn_memory_free((*source)->name);
  syn_memory_free(*source);
  *source = NULL;
}
