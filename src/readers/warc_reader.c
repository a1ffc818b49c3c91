/*
 * How it works: `cut` unpacks the stream, finds heads and lengths of records, and keeps the blocks of those whose heads are of pages;
 * others are read over. A parcel is such a record, head and block, as it stands in the archive. `parse` takes the message in the block
 * apart: digests, chunks, packed payload. What is wrong with one record is told with its number and place, and the next one is looked for.
 */
#include "readers/warc_reader.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/header_fields.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "readers/payload.h"
#include "readers/payload_digest.h"
#include "readers/record_stream.h"
#include "readers/unpacker.h"
#include "readers/warc_record.h"
#include "readers/whole_file.h"

enum {
  LOOK_BYTES = 64 * 1024,   /* of a block: the head of HTTP is in them */
  HEADS_BYTES = 256 * 1024, /* of a record beside its page: the heads of WARC and HTTP, and what chunks take */
  PEEK_BYTES = 64
};

static const char *const extensions[] = {".warc", ".warc.gz", ".warc.zst", ".warc.lz4", ".arc", ".arc.gz", NULL};

typedef struct warc_file {
  FILE *file;
  syn_text name;
  syn_reader_limits limits;
  syn_record_stream *stream;
  uint64_t number;   /* of the record under way, from 1 */
  uint64_t offset;   /* where it begins */
  syn_buffer record; /* its head and what is kept of its block */
  syn_buffer line;   /* of ARC */
  syn_reader_tally tally;
  bool is_arc, is_lost, is_done;
} warc_file;

static bool begins_archive(syn_text bytes) {
  return syn_text_starts_with(bytes, SYN_TEXT("WARC/1.")) || syn_text_starts_with(bytes, SYN_TEXT("WARC/0.")) ||
         syn_text_starts_with(bytes, SYN_TEXT("filedesc://"));
}

static int recognise(syn_text beginning, syn_text name) {
  char peeked[PEEK_BYTES];
  if (begins_archive(beginning)) return 100;
  if (begins_archive((syn_text){peeked, syn_unpacker_peek(beginning, peeked, sizeof peeked)})) return 100;
  /* the dictionary of a WARC in zstd */
  if (syn_text_starts_with(beginning, SYN_TEXT("\x5D\x2A\x4D\x18"))) return 90;
  return syn_reader_has_extension(extensions, name) ? 80 : 0;
}

static syn_status fail_open(syn_text name, syn_error *error) {
  return syn_error_set(error, SYN_NO_MEMORY, 0, "%.*s: no memory to read it", SYN_TEXT_ARGUMENTS(name));
}

static syn_status open_file(void *stream, syn_text name, const syn_reader_limits *limits, void **out_state, syn_error *error) {
  warc_file *file = syn_memory_allocate(sizeof *file);
  if (!file) return fail_open(name, error);
  *file = (warc_file){.file = stream, .name = name, .limits = *limits};
  syn_buffer_init(&file->record, limits->page_bytes + HEADS_BYTES);
  syn_buffer_init(&file->line, HEADS_BYTES);
  if (syn_record_stream_open(stream, &file->stream) != SYN_OK) {
    syn_memory_free(file);
    return fail_open(name, error);
  }
  *out_state = file;
  return SYN_OK;
}

static void close_file(void *state) {
  warc_file *file = state;
  if (!file) return;
  syn_record_stream_close(&file->stream);
  if (file->file != stdin) fclose(file->file);
  syn_buffer_clear(&file->record);
  syn_buffer_clear(&file->line);
  syn_memory_free(file);
}

/* --- cutting --- */

static syn_status fail(const warc_file *file, syn_error *error, syn_status status, const char *what) {
  return syn_error_set(error, status, file->offset, "%.*s:%" PRIu64 ": %s (byte %" PRIu64 ")", SYN_TEXT_ARGUMENTS(file->name), file->number,
                       what, file->offset);
}

/* After a failure of the stream: what is said of it, and whether there is a way on. */
static syn_status fail_reading(warc_file *file, syn_error *error, syn_status status) {
  char what[256];
  switch (status) {
  case SYN_IO:
    file->is_done = true;
    snprintf(what, sizeof what, "cannot be read: %s", strerror(errno));
    return fail(file, error, status, what);
  case SYN_NO_MEMORY:
    file->is_done = true;
    return fail(file, error, status, "no memory for it");
  default:
    file->is_lost = true;
    snprintf(what, sizeof what, "%s: what is whole is read", syn_record_stream_fault(file->stream));
    return fail(file, error, status, what);
  }
}

/* The head of the next record into file->record, of ARC into file->line; SYN_NOT_FOUND at the end. */
static syn_status read_head(warc_file *file) {
  syn_buffer_reset(&file->record);
  syn_buffer_reset(&file->line);
  syn_status status = syn_record_stream_head(file->stream, file->is_arc ? &file->line : &file->record);
  if (status != SYN_OK || file->number > 1) return status;
  /* the first line tells which kind of archive it is */
  file->is_arc = syn_text_starts_with(syn_buffer_text(&file->record), SYN_TEXT("filedesc://"));
  if (!file->is_arc) return SYN_OK;
  status = syn_buffer_add(&file->line, syn_buffer_text(&file->record));
  syn_buffer_reset(&file->record);
  return status;
}

/* What the head says of the block's size. */
static syn_status check_head(warc_file *file, uint64_t *out_size, syn_error *error) {
  const char *fault = "no record of ARC begins here: address, IP, 14 digits of time, type and length were expected";
  syn_status status = file->is_arc ? syn_warc_head_from_arc(syn_buffer_text(&file->line), &file->record) : SYN_OK;
  if (status == SYN_OK) status = syn_warc_head_check(syn_buffer_text(&file->record), out_size, &fault);
  if (status == SYN_OK) return status;
  file->is_lost = true;
  return fail(file, error, status == SYN_NO_MEMORY ? status : SYN_BAD_INPUT, fault);
}

/* The block of a record with this head: kept where it is that of a page. */
static syn_status read_block(warc_file *file, uint64_t size, syn_warc_kind *out_kind, syn_error *error) {
  const size_t head_size = file->record.size;
  const uint64_t look = size < LOOK_BYTES ? size : LOOK_BYTES;
  syn_warc_record seen;
  syn_status status = syn_record_stream_block(file->stream, look, &file->record);
  if (status != SYN_OK) return fail_reading(file, error, status);
  syn_text record = syn_buffer_text(&file->record);
  *out_kind = syn_warc_look(syn_text_slice(record, 0, head_size), syn_text_slice(record, head_size, record.size), &seen);
  const bool is_too_large = *out_kind == SYN_WARC_PAGE && size - look > file->record.limit - file->record.size;
  syn_buffer *kept = *out_kind == SYN_WARC_PAGE && !is_too_large ? &file->record : NULL;
  status = syn_record_stream_block(file->stream, size - look, kept);
  if (status != SYN_OK) return fail_reading(file, error, status);
  file->is_lost = !file->is_arc && syn_record_stream_block_end(file->stream) != SYN_OK;
  if (file->is_lost) return fail(file, error, SYN_BAD_INPUT, syn_record_stream_fault(file->stream));
  if (is_too_large)
    return fail(file, error, SYN_LIMIT, "larger than the limit of a page: leave it out, or raise the limit with --max-page-size");
  return SYN_OK;
}

static syn_status read_record(warc_file *file, syn_warc_kind *out_kind, syn_error *error) {
  uint64_t size;
  file->number++;
  syn_status status = read_head(file);
  if (status == SYN_NOT_FOUND) return status;
  file->offset = syn_record_stream_offset(file->stream);
  if (status != SYN_OK) return fail_reading(file, error, status);
  status = check_head(file, &size, error);
  return status == SYN_OK ? read_block(file, size, out_kind, error) : status;
}

/* Behind what was damaged. Records of ARC have no mark to be found by. */
static syn_status find_way_on(warc_file *file, syn_error *error) {
  file->is_lost = false;
  syn_status status = file->is_arc ? SYN_NOT_FOUND : syn_record_stream_find_next(file->stream);
  return status == SYN_OK || status == SYN_NOT_FOUND ? status : fail_reading(file, error, status);
}

static syn_status cut(void *state, syn_parcel *out_parcel, syn_error *error) {
  warc_file *file = state;
  while (!file->is_done) {
    syn_warc_kind kind = SYN_WARC_OTHER;
    syn_status status = file->is_lost ? find_way_on(file, error) : SYN_OK;
    if (status == SYN_OK) status = read_record(file, &kind, error);
    if (status == SYN_NOT_FOUND) break;
    if (status != SYN_OK) return status;
    file->tally.revisit_count += kind == SYN_WARC_REVISIT;
    file->tally.other_count += kind == SYN_WARC_OTHER;
    if (kind != SYN_WARC_PAGE) continue;
    *out_parcel = (syn_parcel){.reader = &syn_reader_warc,
                               .bytes = syn_buffer_text(&file->record),
                               .name = file->name,
                               .line_number = file->number,
                               .offset = file->offset,
                               .page_bytes = file->limits.page_bytes};
    return SYN_OK;
  }
  file->is_done = true;
  return SYN_NOT_FOUND;
}

static void tell_tally(const void *state, syn_reader_tally *out_tally) {
  *out_tally = ((const warc_file *)state)->tally;
}

/* --- parsing --- */

static syn_status fail_page(const syn_parcel *parcel, const syn_warc_record *record, syn_error *error, syn_status status,
                            const char *what) {
  if (status == SYN_NO_MEMORY) what = "no memory for it";
  return syn_error_set(error, status, parcel->offset, "%.*s:%" PRIu64 ": %.*s: %s", SYN_TEXT_ARGUMENTS(parcel->name), parcel->line_number,
                       SYN_TEXT_ARGUMENTS(record->address), what);
}

/* What a record's payload was at each step of its unpacking. */
typedef struct payload_steps {
  syn_text without_chunks, unpacked;
} payload_steps;

/* Whether the message names codings that its payload does not have any more: then it is not the bytes that were sent. */
static bool was_unpacked_before(const syn_warc_record *record, const payload_steps *steps) {
  const bool has_coding = record->content_coding.size > 0 && !syn_text_equal_ascii_case(record->content_coding, SYN_TEXT("identity"));
  return (record->transfer_coding.size > 0 && syn_text_equal(record->payload, steps->without_chunks)) ||
         (has_coding && syn_text_equal(steps->without_chunks, steps->unpacked));
}

/*
 * Digests are of the block, and of the payload; what a payload is, crawlers do not agree on: as it was sent, without its chunks, or
 * unpacked. A digest of none of these says that the page is not what was captured, unless it can be of bytes that the crawler did not keep.
 * Some write the digest of the payload for that of the block too.
 */
static bool has_other_digest(const syn_warc_record *record, const payload_steps *steps) {
  const bool is_of_block = !syn_text_equal(record->block_digest, record->payload_digest);
  if (is_of_block && syn_payload_digest_match(record->block_digest, record->block) == SYN_DIGEST_OTHER) return true;
  return !was_unpacked_before(record, steps) && syn_payload_digest_match(record->payload_digest, record->payload) == SYN_DIGEST_OTHER &&
         syn_payload_digest_match(record->payload_digest, steps->without_chunks) == SYN_DIGEST_OTHER &&
         syn_payload_digest_match(record->payload_digest, steps->unpacked) == SYN_DIGEST_OTHER;
}

/* In the arena, and UTF-8. */
static syn_status keep_text(syn_text text, syn_arena *arena, syn_text *out_text) {
  syn_text repaired;
  syn_status status = syn_utf8_repair(text, arena, &repaired, &(size_t){0});
  return status == SYN_OK ? syn_arena_copy(arena, repaired, out_text) : status;
}

static syn_status fill_page(const syn_parcel *parcel, const syn_warc_record *record, syn_text bytes, syn_arena *arena, syn_page *page) {
  *page = (syn_page){.media = record->media};
  syn_text name;
  syn_status status = keep_text(parcel->name, arena, &name);
  if (status == SYN_OK) status = syn_arena_format(arena, &page->source, "%.*s:%" PRIu64, SYN_TEXT_ARGUMENTS(name), parcel->line_number);
  if (status == SYN_OK) status = keep_text(record->address, arena, &page->url);
  if (status == SYN_OK) status = keep_text(record->charset, arena, &page->declared_charset);
  if (status == SYN_OK) status = syn_page_captured(record->date, arena, &page->captured);
  if (status == SYN_OK) status = syn_arena_copy(arena, bytes, &page->bytes);
  return status;
}

/* The payload without chunks and packing. */
static syn_status unpack(const syn_parcel *parcel, const syn_warc_record *record, syn_arena *arena, payload_steps *out_steps,
                         const char **out_fault) {
  const size_t page_bytes = (size_t)parcel->page_bytes;
  const size_t sent_bytes = parcel->bytes.size < page_bytes ? page_bytes : parcel->bytes.size;
  syn_status status =
      syn_payload_decode(record->payload, record->transfer_coding, sent_bytes, arena, &out_steps->without_chunks, out_fault);
  if (status != SYN_OK) return status;
  status = syn_payload_decode(out_steps->without_chunks, record->content_coding, page_bytes, arena, &out_steps->unpacked, out_fault);
  if (status != SYN_OK || out_steps->unpacked.size <= page_bytes) return status;
  *out_fault = "larger than the limit of a page: leave it out, or raise the limit with --max-page-size";
  return SYN_LIMIT;
}

static syn_status parse(const syn_parcel *parcel, syn_arena *arena, syn_page *out_page, syn_error *error) {
  const size_t head_size = syn_header_size(parcel->bytes);
  const syn_text head = syn_text_slice(parcel->bytes, 0, head_size), block = syn_text_slice(parcel->bytes, head_size, parcel->bytes.size);
  syn_warc_record record;
  syn_page page;
  payload_steps steps = {{0}};
  const char *fault = "";
  if (syn_warc_look(head, block, &record) != SYN_WARC_PAGE) return fail_page(parcel, &record, error, SYN_BAD_INPUT, "no page");
  if (record.truncated.size > 0)
    return fail_page(parcel, &record, error, SYN_BAD_INPUT, "its crawler cut it off: half an article would be a wrong one");
  syn_status status = unpack(parcel, &record, arena, &steps, &fault);
  if (status != SYN_OK) return fail_page(parcel, &record, error, status, fault);
  if (has_other_digest(&record, &steps))
    return fail_page(parcel, &record, error, SYN_BAD_INPUT, "not the bytes that its digest is of: the record is damaged, or was changed");
  if (syn_text_trim(steps.unpacked).size == 0) return fail_page(parcel, &record, error, SYN_BAD_INPUT, "empty: a page was expected");
  status = fill_page(parcel, &record, steps.unpacked, arena, &page);
  if (status != SYN_OK) return fail_page(parcel, &record, error, status, "");
  *out_page = page;
  return SYN_OK;
}

static syn_status next(void *state, syn_arena *arena, syn_page *out_page, syn_error *error) {
  syn_parcel parcel;
  syn_status status = cut(state, &parcel, error);
  return status == SYN_OK ? parse(&parcel, arena, out_page, error) : status;
}

const syn_reader syn_reader_warc = {
    .name = "warc",
    .extensions = extensions,
    .recognise = recognise,
    .open = open_file,
    .next = next,
    .close = close_file,
    .cut = cut,
    .parse = parse,
    .tell_tally = tell_tally,
    .has_any_encoding = true,
};
