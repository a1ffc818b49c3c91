#include "records/capture.h"

#include "records/record_fields.h"

syn_status syn_capture_make(const syn_page *page, syn_id article, syn_packer *packer, syn_arena *arena, syn_buffer *packed,
                            syn_capture *out_capture) {
  char sha256[SYN_SHA256_TEXT_SIZE];
  syn_capture capture = {.article = article, .page = *page, .size = page->bytes.size, .has_bytes = packer != NULL};
  capture.page.bytes = (syn_text){0};
  syn_buffer_reset(packed);
  syn_sha256_of(page->bytes, sha256);
  syn_status status = syn_arena_copy(arena, syn_text_from(sha256), &capture.sha256);
  if (status == SYN_OK && packer) status = syn_packer_pack(packer, page->bytes, packed);
  if (status != SYN_OK) return status;
  capture.packed = syn_buffer_text(packed);
  *out_capture = capture;
  return SYN_OK;
}

syn_status syn_capture_open(const syn_capture *capture, syn_arena *arena, syn_page *out_page, syn_error *error) {
  char sha256[SYN_SHA256_TEXT_SIZE];
  syn_page page = capture->page;
  if (!capture->has_bytes) return syn_error_set(error, SYN_NOT_FOUND, 0, "the bytes of the page are not kept");
  if (capture->size > SYN_CAPTURE_BYTES_LIMIT)
    return syn_error_set(error, SYN_LIMIT, 0, "the kept page is said to have %llu bytes, more than the limit of %d",
                         (unsigned long long)capture->size, SYN_CAPTURE_BYTES_LIMIT);
  syn_status status = syn_unpack(capture->packed, capture->size, arena, &page.bytes);
  if (status == SYN_BAD_INPUT)
    return syn_error_set(error, status, 0, "the kept bytes of the page are damaged and cannot be unpacked to the %llu bytes that they were",
                         (unsigned long long)capture->size);
  if (status != SYN_OK) return syn_error_set(error, status, 0, "no memory left to unpack the page");
  syn_sha256_of(page.bytes, sha256);
  if (!syn_text_equal(syn_text_from(sha256), capture->sha256))
    return syn_error_set(error, SYN_BAD_INPUT, 0,
                         "the kept bytes are not those that were captured: their SHA-256 is %s, that of the capture %.*s", sha256,
                         SYN_TEXT_ARGUMENTS(syn_text_slice(capture->sha256, 0, SYN_SHA256_TEXT_SIZE - 1)));
  *out_page = page;
  return SYN_OK;
}

syn_evidence syn_capture_evidence(const syn_capture *capture) {
  return (syn_evidence){
      .article = capture->article,
      .sha256 = capture->sha256,
      .captured = capture->page.captured.size > 0 ? capture->page.captured : capture->read,
      .size = capture->size,
      .has_bytes = capture->has_bytes,
  };
}

void syn_record_write_capture(syn_buffer *line, const syn_capture *capture) {
  syn_json_writer writer;
  syn_field_begin(&writer, line, "capture");
  syn_field_key_id(&writer, "article", capture->article);
  syn_json_key_text(&writer, "sha256", capture->sha256);
  syn_json_key_integer(&writer, "size", (int64_t)capture->size);
  syn_field_optional_text(&writer, "captured", capture->page.captured);
  syn_json_key_boolean(&writer, "has_bytes", capture->has_bytes);
  syn_field_end(&writer);
}
