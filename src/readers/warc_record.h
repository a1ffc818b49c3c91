/*
 * WARC record: what the head of a record, and that of the HTTP message in it, say (ISO 28500:2017, WARC 1.0 and 1.1; RFC 9112).
 *
 * Slices of what was given. Nothing is unpacked here.
 */
#ifndef SYN_READERS_WARC_RECORD_H
#define SYN_READERS_WARC_RECORD_H

#include "base/buffer.h"
#include "records/page.h"

typedef enum syn_warc_kind {
  SYN_WARC_OTHER,   /* no page: a request, metadata, a picture, a redirect … */
  SYN_WARC_REVISIT, /* a page that was found as it was before, and is not in the record */
  SYN_WARC_PAGE
} syn_warc_kind;

typedef struct syn_warc_record {
  syn_text address, date; /* as they are written, the address without angle brackets */
  syn_media media;
  syn_text charset;                         /* as HTTP declares it, or empty */
  syn_text block, payload;                  /* payload: the block without the head of HTTP */
  syn_text transfer_coding, content_coding; /* of the payload, as HTTP declares them */
  syn_text block_digest, payload_digest;    /* "sha1:…", or empty */
  syn_text truncated;                       /* why the crawler cut it, or empty */
} syn_warc_record;

/* Whether the head is one of WARC, and how many bytes its block has. SYN_OK; SYN_BAD_INPUT: `*out_fault` (static) says what was expected.
 */
SYN_MUST_CHECK syn_status syn_warc_head_check(syn_text head, uint64_t *out_block_size, const char **out_fault);

/*
 * Looks at a record: its head, and its block or the beginning of it, in which the head of HTTP is. Only HTML and plain text of the web
 * (http, https, ftp, file), answered with 200 or 203, are pages.
 */
syn_warc_kind syn_warc_look(syn_text head, syn_text block, syn_warc_record *out_record);

/*
 * Rewrites the line that begins a record of ARC as a head of WARC. Returns SYN_OK; SYN_BAD_INPUT where it is none; SYN_LIMIT, SYN_NO_MEMORY
 * from the buffer.
 */
SYN_MUST_CHECK syn_status syn_warc_head_from_arc(syn_text line, syn_buffer *head);

#endif
