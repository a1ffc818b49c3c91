#include "readers/warc_record.h"

#include <inttypes.h>
#include <string.h>

#include "base/header_fields.h"
#include "readers/html_reader.h"

enum { CERTAINLY_HTML = 100, ARC_DATE_DIGITS = 14 };

syn_status syn_warc_head_check(syn_text head, uint64_t *out_block_size, const char **out_fault) {
  if (!syn_text_starts_with(head, SYN_TEXT("WARC/1.")) && !syn_text_starts_with(head, SYN_TEXT("WARC/0."))) {
    *out_fault = "no record of WARC 1.0 or 1.1 begins here";
    return SYN_BAD_INPUT;
  }
  *out_fault = "its Content-Length is no number of bytes";
  return syn_header_number(syn_header_find(head, "Content-Length"), out_block_size) ? SYN_OK : SYN_BAD_INPUT;
}

static bool is_page_type(syn_text type, syn_media *out_media) {
  if (syn_text_equal_ascii_case(type, SYN_TEXT("text/html")) || syn_text_equal_ascii_case(type, SYN_TEXT("application/xhtml+xml")))
    *out_media = SYN_MEDIA_HTML;
  else if (syn_text_equal_ascii_case(type, SYN_TEXT("text/plain")))
    *out_media = SYN_MEDIA_TEXT;
  else
    return false;
  return true;
}

/* Addresses of pages; robots.txt is plain text, and for programs. */
static bool is_page_address(syn_text address) {
  static const char *const schemes[] = {"http://", "https://", "ftp://", "file://"};
  if (syn_text_ends_with(address, SYN_TEXT("/robots.txt"))) return false;
  for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
    syn_text scheme = syn_text_from(schemes[i]);
    if (syn_text_equal_ascii_case(syn_text_slice(address, 0, scheme.size), scheme)) return true;
  }
  return false;
}

/* "HTTP/1.1 200 OK": 200, and 203, which a proxy changed. Of 206 there is a part only. */
static bool is_answer(syn_text head) {
  if (!syn_text_starts_with(head, SYN_TEXT("HTTP/"))) return false;
  size_t at = syn_text_find(syn_text_slice(head, 0, 16), SYN_TEXT(" "), 0);
  if (at == SIZE_MAX) return false;
  syn_text code = syn_text_slice(head, at + 1, at + 4);
  return syn_text_equal(code, SYN_TEXT("200")) || syn_text_equal(code, SYN_TEXT("203"));
}

/* The message of HTTP in a response. */
static bool look_at_message(syn_warc_record *record) {
  const size_t size = syn_header_size(record->block);
  syn_text head = syn_text_slice(record->block, 0, size);
  if (size == 0 || !is_answer(head)) return false;
  record->payload = syn_text_slice(record->block, size, record->block.size);
  record->transfer_coding = syn_header_find(head, "Transfer-Encoding");
  record->content_coding = syn_header_find(head, "Content-Encoding");
  syn_text type = syn_header_find(head, "Content-Type");
  record->charset = syn_header_charset(type);
  if (type.size > 0) return is_page_type(syn_header_media_type(type), &record->media);
  record->media = SYN_MEDIA_HTML;
  return syn_reader_html.recognise(syn_text_slice(record->payload, 0, 1024), (syn_text){0}) == CERTAINLY_HTML;
}

syn_warc_kind syn_warc_look(syn_text head, syn_text block, syn_warc_record *out_record) {
  syn_text type = syn_header_find(head, "WARC-Type"), media = syn_header_find(head, "Content-Type");
  syn_warc_record record = {.block = block,
                            .payload = block,
                            .address = syn_header_find(head, "WARC-Target-URI"),
                            .date = syn_header_find(head, "WARC-Date"),
                            .block_digest = syn_header_find(head, "WARC-Block-Digest"),
                            .payload_digest = syn_header_find(head, "WARC-Payload-Digest"),
                            .truncated = syn_header_find(head, "WARC-Truncated")};
  if (syn_text_starts_with(record.address, SYN_TEXT("<")) && syn_text_ends_with(record.address, SYN_TEXT(">")))
    record.address = syn_text_slice(record.address, 1, record.address.size - 1);
  bool is_page = false;
  if (syn_text_equal_ascii_case(type, SYN_TEXT("revisit"))) {
    *out_record = record;
    return SYN_WARC_REVISIT;
  }
  if (syn_text_equal_ascii_case(type, SYN_TEXT("response"))) {
    is_page = look_at_message(&record);
  } else if (syn_text_equal_ascii_case(type, SYN_TEXT("resource")) || syn_text_equal_ascii_case(type, SYN_TEXT("conversion"))) {
    is_page = is_page_type(syn_header_media_type(media), &record.media);
    record.charset = syn_header_charset(media);
  }
  *out_record = record;
  return is_page && record.payload.size > 0 && is_page_address(record.address) ? SYN_WARC_PAGE : SYN_WARC_OTHER;
}

/* --- ARC --- */

/* The last word of the line before `*end`, which moves before it. */
static syn_text last_word(syn_text line, size_t *end) {
  size_t stop = *end;
  while (stop > 0 && line.data[stop - 1] == ' ') stop--;
  size_t start = stop;
  while (start > 0 && line.data[start - 1] != ' ') start--;
  *end = start;
  return syn_text_slice(line, start, stop);
}

static bool is_arc_date(syn_text word) {
  uint64_t number;
  return word.size == ARC_DATE_DIGITS && syn_header_number(word, &number);
}

/*
 * "URL IP date type length", or in the second version "URL IP date type result checksum location offset filename length". Counted from the
 * end, since addresses may have blanks.
 */
syn_status syn_warc_head_from_arc(syn_text line, syn_buffer *head) {
  line = syn_text_trim(line);
  size_t end = line.size;
  uint64_t size;
  syn_text length = last_word(line, &end);
  last_word(line, &end);
  syn_text date = last_word(line, &end);
  for (int i = 0; i < 5 && !is_arc_date(date); i++) date = last_word(line, &end);
  last_word(line, &end);
  syn_text address = syn_text_trim(syn_text_slice(line, 0, end));
  if (!is_arc_date(date) || !syn_header_number(length, &size) || address.size == 0) return SYN_BAD_INPUT;
  const bool is_page = syn_text_equal_ascii_case(syn_text_slice(address, 0, 4), SYN_TEXT("http"));
  return syn_buffer_format(head,
                           "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %.*s\r\nWARC-Date: %.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ\r\n"
                           "Content-Length: %" PRIu64 "\r\n\r\n",
                           is_page ? "response" : "metadata", SYN_TEXT_ARGUMENTS(address), date.data, date.data + 4, date.data + 6,
                           date.data + 8, date.data + 10, date.data + 12, size);
}
