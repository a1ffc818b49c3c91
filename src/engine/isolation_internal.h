/*
 * Inside isolation: the messages that pool (isolation.c) and process (isolated_process.c) exchange.
 *
 * The process greets; then each request of the pool has one answer.
 *
 *     greeting       numbers: level                           parts: none
 *     parse request  numbers: reader, line, offset, limit, is_list  parts: bytes, name, charset, url
 *     parse answer   numbers: status, error offset, media     parts: error text, the fields of a page
 *     read request   numbers: media                           parts: the fields of a page
 *     read answer    numbers: status, error offset            parts: error text, the buffers of record lines
 */
#ifndef SYN_ENGINE_ISOLATION_INTERNAL_H
#define SYN_ENGINE_ISOLATION_INTERNAL_H

#include "engine/isolation.h"
#include "engine/wire.h"

typedef enum syn_isolation_message {
  SYN_ISOLATION_GREETING = 0x53594e01, /* "SYN", then a number: what is no message is seen at once */
  SYN_ISOLATION_PARSE,
  SYN_ISOLATION_PARSED,
  SYN_ISOLATION_READ,
  SYN_ISOLATION_DONE
} syn_isolation_message;

enum {
  SYN_ISOLATION_PAGE_FIELDS = 13, /* the texts of a syn_page */
  SYN_ISOLATION_PARCEL_PARTS = 4,
  SYN_ISOLATION_PARSED_PARTS = 1 + SYN_ISOLATION_PAGE_FIELDS,
  SYN_ISOLATION_DONE_PARTS = 1 + SYN_RECORD_LINES_COUNT,
  SYN_ISOLATION_PARSED_GROWTH = 3,        /* a page by its wrapping: where each byte was broken, U+FFFD stands */
  SYN_ISOLATION_PARSED_SLACK = 16 * 1024, /* bytes: a message, and what a reader adds of its own */
};

/* Bytes of the records of a page: that many in each buffer, see engine_internal.h. */
#define SYN_ISOLATION_ANSWER_LIMIT ((uint64_t)1 << 30)

/* The texts of a page in a fixed order. */
void syn_isolation_page_fields(syn_page *page, syn_text *out_fields[SYN_ISOLATION_PAGE_FIELDS]);

/* Serves requests until the other side is gone. Gives up all rights first. In a process of its own. */
void syn_isolated_process_run(const syn_isolated_job *job, const syn_isolation_limits *limits, int socket);

/*
 * Whether these are records as read_page writes them: in each buffer lines of one JSON object each, of the kinds that belong there, and no
 * key "article" that names another than `id`. Returns NULL, or what is wrong.
 */
const char *syn_isolation_find_fault(const syn_record_lines *lines, syn_id id);

#endif
