/*
 * Reader: files, folders and streams become pages.
 *
 * A source is opened on a path and gives its pages one after the other. What is wrong with one
 * page is told through `next` (SYN_BAD_INPUT with a message); the caller counts it and goes on.
 * Readers are a table of structs (readers.c): adding one is one file and one line.
 */
#ifndef SYN_READERS_READER_H
#define SYN_READERS_READER_H

#include "base/arena.h"
#include "records/page.h"

typedef struct syn_reader_limits {
  size_t page_bytes;     /* of one page: 8 MiB; what is larger is refused, not cut */
  size_t line_bytes;     /* of one JSONL line: 16 MiB */
  uint32_t folder_depth; /* 32 */
} syn_reader_limits;

extern const syn_reader_limits syn_reader_limits_default;

/* What a reader came across that is no page, and nothing is wrong with. */
typedef struct syn_reader_tally {
  uint64_t revisit_count; /* captures of an archive that found a page as it was before, and refer to it */
  uint64_t other_count;   /* records of an archive that are no pages: requests, pictures, redirects … */
} syn_reader_tally;

typedef struct syn_source syn_source;
typedef struct syn_reader syn_reader;

/*
 * A page still in its wrapping: what a reader cut out of its file by line ends or stated lengths, and has not parsed. The bytes live
 * until the reader's next call.
 */
typedef struct syn_parcel {
  const syn_reader *reader; /* whose `parse` opens it */
  syn_text bytes;           /* in any encoding */
  syn_text name;            /* of the file */
  uint64_t line_number;     /* from 1; of an archive: the record's */
  uint64_t offset;          /* of the first byte in the file */
  uint64_t page_bytes;      /* limit of the page in it */
  /* what its carrier says of it, or empty */
  syn_text declared_charset, url;
  bool is_list; /* `parse` makes no page of it, but a list that the reader's `take` gets, in the bytes of what would be the page */
} syn_parcel;

/* One kind of input. */
struct syn_reader {
  const char *name;              /* of --from: "html", "text", "jsonl" */
  const char *const *extensions; /* ".html", …; NULL-terminated */
  /* Whether a file that begins with these bytes (up to 4 KiB) is of this kind: 0 no, to 100 certainly. */
  int (*recognise)(syn_text beginning, syn_text name);
  /* Opens a file; `stream` is a FILE * that the reader owns from now on. */
  syn_status (*open)(void *stream, syn_text name, const syn_reader_limits *limits, void **out_state, syn_error *error);
  /* See syn_source_next. The page's bytes are HTML or text without a wrapping: they are kept as evidence, and analysed again without the
   * reader. */
  syn_status (*next)(void *state, syn_arena *arena, syn_page *out_page, syn_error *error);
  void (*close)(void *state);
  /*
   * The two halves of `next`, of a reader whose pages come in a wrapping that has to be parsed; else NULL. `parse` looks at the parcel
   * alone, so that it can be called where a parser does no harm (syn_source_set_parser).
   */
  syn_status (*cut)(void *state, syn_parcel *out_parcel, syn_error *error);
  syn_status (*parse)(const syn_parcel *parcel, syn_arena *arena, syn_page *out_page, syn_error *error);
  /* What `parse` made of a parcel that is a list; empty where it failed. The bytes are copied. NULL: there are no such parcels. */
  syn_status (*take)(void *state, syn_text list, syn_error *error);
  /* At the end of the open file: the address where what it holds goes on (the next page of a feed), or empty. In `arena`. NULL: there is
   * none. */
  syn_status (*tell_next)(const void *state, syn_arena *arena, syn_text *out_address);
  /* Of the open file so far; or NULL. */
  void (*tell_tally)(const void *state, syn_reader_tally *out_tally);
  /* Whether `parse` may leave the page's bytes in the encoding that they came in, and may unpack them to the limit of a page; else they are
   * UTF-8. */
  bool has_any_encoding;
};

/* Who opens parcels; returns what the reader's `parse` returns. */
typedef struct syn_parser {
  syn_status (*parse)(void *context, const syn_parcel *parcel, syn_arena *arena, syn_page *out_page, syn_error *error);
  void *context;
} syn_parser;

/* The reader of this name, or NULL. */
const syn_reader *syn_reader_find(syn_text name);

/* All readers; for help texts. */
const syn_reader *const *syn_readers(size_t *out_count);

/*
 * Opens paths (files, folders read in alphabetical order, hidden files left out, "-" standard input) as one source.
 * `from` names the reader, or is NULL: then each file's kind is recognised by content and name; binary files are an error of that file.
 * Without `from`, files inside folders whose names are no page's (.css, .js, .png, …) are left out. A folder without pages, an empty file
 * and a file without pages fail in `next`. A path's pages are called by `source` names: the path as given, for a file inside a folder
 * path/name; a line by its `id`, else "path:line". `limits` NULL: default. Returns SYN_OK, SYN_BAD_ARGUMENT (unknown reader),
 * SYN_NO_MEMORY; paths that cannot be read fail in `next`.
 */
SYN_MUST_CHECK syn_status syn_source_open(const char *const *paths, size_t path_count, const char *from, const syn_reader_limits *limits,
                                          syn_source **out_source, syn_error *error);

/*
 * Opens bytes in memory as one file called `name` of the kind `from`; they outlive the source. Of a feed, `name` is its address, if it is
 * one. Returns as syn_source_open, and as the reader's `open`.
 */
SYN_MUST_CHECK syn_status syn_source_open_bytes(syn_text bytes, const char *name, const char *from, const syn_reader_limits *limits,
                                                syn_source **out_source, syn_error *error);

/*
 * The next page, its memory in `arena`. Returns SYN_OK; SYN_NOT_FOUND at the end; SYN_BAD_INPUT, SYN_IO or SYN_LIMIT for one
 * input that cannot be used (named in `error`; go on with the next call); SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_source_next(syn_source *source, syn_arena *arena, syn_page *out_page, syn_error *error);

/* Has parcels opened by `parser`, which outlives the source, and not by their reader in this process. */
void syn_source_set_parser(syn_source *source, const syn_parser *parser);

/* What the carrier of the bytes says of their encoding (HTTP), for readers that take several; the text outlives the source. */
void syn_source_set_charset(syn_source *source, syn_text charset);

/* Bytes read so far and, where known, in all (0: unknown): for progress. */
void syn_source_progress(const syn_source *source, uint64_t *out_read, uint64_t *out_total);

/* The address where the file that ended last goes on, as it says itself; or empty. Lives until the next call. */
syn_text syn_source_next_address(const syn_source *source);

/* Which of the paths, from 0, the last page or failure of syn_source_next belongs to. */
size_t syn_source_number(const syn_source *source);

/* What the file of the last page or failure of syn_source_next is called; empty before the first. Lives until the next call. */
syn_text syn_source_file_name(const syn_source *source);

/* Of all files so far. */
syn_reader_tally syn_source_tally(const syn_source *source);

void syn_source_close(syn_source **source);

#endif
