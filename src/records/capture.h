/*
 * Capture: what is kept of the page that an article was read from: its bytes as captured with their SHA-256 and the time, and what its
 * carrier said of it, so that the page can be analysed again exactly as at first.
 *
 * Slices belong to whoever made the capture.
 */
#ifndef SYN_RECORDS_CAPTURE_H
#define SYN_RECORDS_CAPTURE_H

#include "base/packer.h"
#include "base/sha256.h"
#include "records/page.h"
#include "synoptic/article.h"

/*
 * Bytes of a page that are unpacked at most: what a damaged or hostile store says beyond that is not believed. It is the highest limit that
 * readers can be given too (engine/engine.c), so that whatever was kept can be opened again. Packed, a page that resists takes little more.
 */
enum { SYN_CAPTURE_BYTES_LIMIT = 1024 * 1024 * 1024, SYN_CAPTURE_PACKED_LIMIT = SYN_CAPTURE_BYTES_LIMIT + SYN_CAPTURE_BYTES_LIMIT / 64 };

typedef struct syn_capture {
  syn_id article;
  syn_page page;   /* what the carrier said, the time of capture too; without the bytes */
  syn_text read;   /* when it was read into the store, in UTC: "2024-03-12T18:40:00Z"; empty: not known */
  syn_text sha256; /* of the bytes as captured, 64 hexadecimal digits */
  uint64_t size;   /* of the bytes as captured */
  bool has_bytes;  /* they are kept */
  syn_text packed; /* the bytes, by base/packer.h, where they are kept and wanted */
} syn_capture;

/*
 * Makes the capture of a page: hashes its bytes and, unless `packer` is NULL, packs them into `packed`, which is emptied before. Slices lie
 * in the page, in `arena` and in `packed`; `read` is for the caller to set. Returns SYN_OK, SYN_LIMIT, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_capture_make(const syn_page *page, syn_id article, syn_packer *packer, syn_arena *arena, syn_buffer *packed,
                                           syn_capture *out_capture);

/*
 * The page with its bytes, in the arena, when they are still those of the digest. Returns SYN_OK, SYN_NOT_FOUND (the bytes are not kept),
 * SYN_BAD_INPUT (damaged: the message says how, without naming the article), SYN_LIMIT, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_capture_open(const syn_capture *capture, syn_arena *arena, syn_page *out_page, syn_error *error);

/* The same as others see it. */
syn_evidence syn_capture_evidence(const syn_capture *capture);

/* {"record":"capture","article":…,"sha256":…,"size":…,"captured":…,"has_bytes":…} and a newline; `captured` only where the carrier states
 * it. */
void syn_record_write_capture(syn_buffer *line, const syn_capture *capture);

#endif
