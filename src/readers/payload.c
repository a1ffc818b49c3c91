#include "readers/payload.h"

#include <brotli/decode.h>
#include <string.h>
#include <zstd.h>
#include <zstd_errors.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "readers/charset.h"
#include "readers/inflate.h"

enum {
  CODING_MAXIMUM = 4, /* one in the other; servers apply one, rarely two */
  OUTPUT_BYTES = 64 * 1024,
  CHUNK_DIGITS = 8,
  WINDOW_BITS = 27, /* of zstd */
  SAMPLE_BYTES = 4096
};

/* One decoding under way. */
typedef struct decoding {
  syn_text bytes;    /* what is left of the input */
  syn_buffer output; /* limited to what may come out */
  const char *fault;
} decoding;

static syn_status fail(decoding *self, syn_status status, const char *fault) {
  self->fault = fault;
  return status;
}

static syn_status add(decoding *self, syn_text bytes) {
  syn_status status = syn_buffer_add(&self->output, bytes);
  return status == SYN_LIMIT
             ? fail(self, status,
                    "the page in it is larger than the limit of a page: leave it out, or raise the limit with --max-page-size")
             : status;
}

/* --- chunks --- */

/* The size of the chunk that begins here, behind its line; false where there is no such line. */
static bool read_chunk_size(syn_text bytes, size_t *at, size_t *out_size) {
  size_t size = 0, i = *at, digits = 0;
  for (; i < bytes.size && digits <= CHUNK_DIGITS; i++, digits++) {
    const char c = bytes.data[i];
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    if (digit < 0) break;
    size = size * 16 + (size_t)digit;
  }
  if (digits == 0 || digits > CHUNK_DIGITS) return false;
  while (i < bytes.size && (bytes.data[i] == ' ' || bytes.data[i] == '\t')) i++;
  if (i < bytes.size && bytes.data[i] != ';' && bytes.data[i] != '\r' && bytes.data[i] != '\n') return false;
  const char *end = i < bytes.size ? memchr(bytes.data + i, '\n', bytes.size - i) : NULL;
  if (!end) return false;
  *at = (size_t)(end - bytes.data) + 1;
  *out_size = size;
  return true;
}

/* Chunks up to the last one, or to the end: crawlers leave the last one out. */
static syn_status decode_chunks(decoding *self) {
  syn_text bytes = self->bytes;
  size_t at = 0, size;
  if (!read_chunk_size(bytes, &at, &size)) return add(self, bytes); /* undone already */
  while (size > 0) {
    if (size > bytes.size - at) return fail(self, SYN_BAD_INPUT, "its chunks break off: half an article would be a wrong one");
    syn_status status = add(self, syn_text_slice(bytes, at, at + size));
    if (status != SYN_OK) return status;
    at += size;
    while (at < bytes.size && (bytes.data[at] == '\r' || bytes.data[at] == '\n')) at++;
    if (at == bytes.size) return SYN_OK;
    if (!read_chunk_size(bytes, &at, &size))
      return fail(self, SYN_BAD_INPUT, "its chunks are damaged: half an article would be a wrong one");
  }
  return SYN_OK;
}

/* --- packed bytes --- */

static syn_status inflate_all(decoding *self, syn_inflate_form form) {
  char output[OUTPUT_BYTES];
  syn_inflate *inflate = NULL;
  bool is_done = false;
  syn_status status = syn_inflate_create(form, &inflate);
  while (status == SYN_OK && !is_done) {
    char *end = output;
    size_t place = sizeof output;
    status = syn_inflate_step(inflate, &self->bytes, &end, &place, &is_done);
    if (status == SYN_OK) status = add(self, (syn_text){output, sizeof output - place});
    if (status == SYN_OK && !is_done && place == sizeof output) status = SYN_BAD_INPUT; /* it breaks off */
  }
  syn_inflate_destroy(&inflate);
  return status == SYN_BAD_INPUT ? fail(self, status, "its packed payload is damaged or breaks off") : status;
}

static bool is_gzip(syn_text bytes) {
  return bytes.size > 2 && memcmp(bytes.data, "\x1F\x8B\x08", 3) == 0;
}

static syn_status decode_gzip(decoding *self) {
  if (!is_gzip(self->bytes)) return add(self, self->bytes);
  syn_status status = SYN_OK;
  while (status == SYN_OK && is_gzip(self->bytes)) status = inflate_all(self, SYN_INFLATE_GZIP);
  return status;
}

/* Whether these bytes look like a page that nothing has to be undone of. */
static bool is_plain(syn_text bytes) {
  syn_text sample = syn_text_slice(bytes, 0, SAMPLE_BYTES);
  return !syn_charset_is_binary(sample) && syn_utf8_valid_prefix(sample) + 3 >= sample.size;
}

/* The standard means zlib; some servers send what its name says. */
static syn_status decode_deflate(decoding *self) {
  const syn_text bytes = self->bytes;
  const unsigned char *head = (const unsigned char *)bytes.data;
  if (is_plain(bytes)) return add(self, bytes);
  const bool is_zlib = bytes.size > 1 && (head[0] & 15) == 8 && (head[0] * 256 + head[1]) % 31 == 0;
  return inflate_all(self, is_zlib ? SYN_INFLATE_ZLIB : SYN_INFLATE_RAW);
}

static syn_status decode_brotli(decoding *self) {
  char output[OUTPUT_BYTES];
  if (is_plain(self->bytes)) return add(self, self->bytes);
  BrotliDecoderState *state = BrotliDecoderCreateInstance(NULL, NULL, NULL);
  if (!state) return SYN_NO_MEMORY;
  const uint8_t *input = (const uint8_t *)self->bytes.data;
  size_t left = self->bytes.size;
  BrotliDecoderResult result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
  syn_status status = SYN_OK;
  while (status == SYN_OK && result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) {
    uint8_t *end = (uint8_t *)output;
    size_t place = sizeof output;
    result = BrotliDecoderDecompressStream(state, &left, &input, &place, &end, NULL);
    status = add(self, (syn_text){output, sizeof output - place});
  }
  const BrotliDecoderErrorCode cause = BrotliDecoderGetErrorCode(state);
  BrotliDecoderDestroyInstance(state);
  if (status == SYN_OK && result != BROTLI_DECODER_RESULT_SUCCESS) {
    const bool no_memory = cause <= BROTLI_DECODER_ERROR_ALLOC_CONTEXT_MODES && cause >= BROTLI_DECODER_ERROR_ALLOC_BLOCK_TYPE_TREES;
    return no_memory ? SYN_NO_MEMORY : fail(self, SYN_BAD_INPUT, "its packed payload is damaged or breaks off");
  }
  return status;
}

static syn_status decode_zstd(decoding *self) {
  char output[OUTPUT_BYTES];
  if (self->bytes.size < 4 || memcmp(self->bytes.data, "\x28\xB5\x2F\xFD", 4) != 0) return add(self, self->bytes);
  ZSTD_DCtx *context = ZSTD_createDCtx();
  if (!context) return SYN_NO_MEMORY;
  ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, WINDOW_BITS);
  ZSTD_inBuffer input = {self->bytes.data, self->bytes.size, 0};
  syn_status status = SYN_OK;
  for (size_t left = 1; status == SYN_OK && (left > 0 || input.pos < input.size);) {
    ZSTD_outBuffer to = {output, sizeof output, 0};
    const size_t before = input.pos;
    left = ZSTD_decompressStream(context, &to, &input);
    if (ZSTD_getErrorCode(left) == ZSTD_error_memory_allocation)
      status = SYN_NO_MEMORY;
    else if (ZSTD_isError(left) || (left > 0 && to.pos == 0 && input.pos == before))
      status = fail(self, SYN_BAD_INPUT, "its packed payload is damaged or breaks off");
    else
      status = add(self, (syn_text){output, to.pos});
  }
  ZSTD_freeDCtx(context);
  return status;
}

/* --- codings --- */

typedef struct coding {
  const char *name;
  syn_status (*decode)(decoding *self); /* NULL: nothing to undo */
} coding;

static const coding codings[] = {
    {"identity", NULL},          {"none", NULL},        {"utf-8", NULL},
    {"chunked", decode_chunks},  {"gzip", decode_gzip}, {"x-gzip", decode_gzip},
    {"deflate", decode_deflate}, {"br", decode_brotli}, {"zstd", decode_zstd},
};

static syn_status decode_one(decoding *self, syn_text name) {
  for (size_t i = 0; i < sizeof codings / sizeof codings[0]; i++) {
    if (!syn_text_equal_ascii_case(name, syn_text_from(codings[i].name))) continue;
    return codings[i].decode ? codings[i].decode(self) : add(self, self->bytes);
  }
  if (is_plain(self->bytes)) return add(self, self->bytes);
  return fail(self, SYN_BAD_INPUT, "packed in a way that is not read: gzip, deflate, br and zstd are");
}

/* The last of "gzip, chunked"; `list` becomes what is before it. */
static syn_text last_coding(syn_text *list) {
  size_t start = list->size;
  while (start > 0 && list->data[start - 1] != ',') start--;
  syn_text name = syn_text_trim(syn_text_slice(*list, start, list->size));
  *list = syn_text_slice(*list, 0, start > 0 ? start - 1 : 0);
  return name;
}

syn_status syn_payload_decode(syn_text bytes, syn_text coding_list, size_t limit_bytes, syn_arena *arena, syn_text *out_bytes,
                              const char **out_fault) {
  decoding self = {.bytes = bytes};
  syn_status status = SYN_OK;
  for (int count = 0; coding_list.size > 0 && status == SYN_OK; count++) {
    syn_text name = last_coding(&coding_list);
    if (name.size == 0) continue;
    self.bytes = bytes;
    syn_buffer_init(&self.output, limit_bytes);
    status = count < CODING_MAXIMUM ? decode_one(&self, name) : fail(&self, SYN_BAD_INPUT, "packed more than four times");
    if (status == SYN_OK) status = syn_arena_copy(arena, syn_buffer_text(&self.output), &bytes);
    syn_buffer_clear(&self.output);
  }
  if (self.fault) *out_fault = self.fault;
  if (status == SYN_OK) *out_bytes = bytes;
  return status;
}
