#include "readers/inflate.h"

#include <string.h>

#ifdef SYN_HAS_ISAL
#include <isa-l/igzip_lib.h>
#else
#include <zlib.h>
#endif

#include "base/memory.h"

/* One call takes at most so much: what the libraries count with has 32 bits. */
enum { STEP_BYTES = 1 << 30 };

#ifdef SYN_HAS_ISAL

struct syn_inflate {
  syn_inflate_form form;
  struct inflate_state state;
};

syn_status syn_inflate_create(syn_inflate_form form, syn_inflate **out_inflate) {
  syn_inflate *inflate = syn_memory_allocate(sizeof *inflate);
  if (!inflate) return SYN_NO_MEMORY;
  inflate->form = form;
  isal_inflate_init(&inflate->state);
  syn_inflate_begin(inflate);
  *out_inflate = inflate;
  return SYN_OK;
}

void syn_inflate_begin(syn_inflate *inflate) {
  isal_inflate_reset(&inflate->state);
  inflate->state.crc_flag = inflate->form == SYN_INFLATE_GZIP ? ISAL_GZIP : inflate->form == SYN_INFLATE_ZLIB ? ISAL_ZLIB : ISAL_DEFLATE;
}

syn_status syn_inflate_step(syn_inflate *self, syn_text *input, char **output, size_t *output_size, bool *out_is_done) {
  struct inflate_state *state = &self->state;
  const uint32_t given = input->size < STEP_BYTES ? (uint32_t)input->size : STEP_BYTES;
  const uint32_t place = *output_size < STEP_BYTES ? (uint32_t)*output_size : STEP_BYTES;
  state->next_in = (uint8_t *)(uintptr_t)input->data;
  state->avail_in = given;
  state->next_out = (uint8_t *)*output;
  state->avail_out = place;
  if (isal_inflate(state) != ISAL_DECOMP_OK) return SYN_BAD_INPUT;
  *out_is_done = state->block_state == ISAL_BLOCK_FINISH;
  size_t used = given - state->avail_in, made = place - state->avail_out;
  size_t ahead = *out_is_done && state->read_in_length > 0 ? (size_t)state->read_in_length / 8 : 0;
  *input = (syn_text){input->data + used - ahead, input->size - used + ahead};
  *output += made;
  *output_size -= made;
  return SYN_OK;
}

void syn_inflate_destroy(syn_inflate **inflate) {
  syn_memory_free(*inflate);
  *inflate = NULL;
}

#else

struct syn_inflate {
  z_stream stream;
};

static void *take_memory(void *context, unsigned count, unsigned size) {
  return syn_memory_allocate((size_t)count * size);
}

static void free_memory(void *context, void *memory) {
  syn_memory_free(memory);
}

syn_status syn_inflate_create(syn_inflate_form form, syn_inflate **out_inflate) {
  static const int WINDOW_BITS[] = {[SYN_INFLATE_GZIP] = 15 + 16, [SYN_INFLATE_ZLIB] = 15, [SYN_INFLATE_RAW] = -15};
  syn_inflate *inflate = syn_memory_allocate(sizeof *inflate);
  if (!inflate) return SYN_NO_MEMORY;
  memset(inflate, 0, sizeof *inflate);
  inflate->stream.zalloc = take_memory;
  inflate->stream.zfree = free_memory;
  if (inflateInit2(&inflate->stream, WINDOW_BITS[form]) != Z_OK) {
    syn_memory_free(inflate);
    return SYN_NO_MEMORY;
  }
  *out_inflate = inflate;
  return SYN_OK;
}

void syn_inflate_begin(syn_inflate *inflate) {
  inflateReset(&inflate->stream);
}

syn_status syn_inflate_step(syn_inflate *self, syn_text *input, char **output, size_t *output_size, bool *out_is_done) {
  z_stream *stream = &self->stream;
  const unsigned given = input->size < STEP_BYTES ? (unsigned)input->size : STEP_BYTES;
  const unsigned place = *output_size < STEP_BYTES ? (unsigned)*output_size : STEP_BYTES;
  stream->next_in = (Bytef *)(uintptr_t)input->data;
  stream->avail_in = given;
  stream->next_out = (Bytef *)*output;
  stream->avail_out = place;
  int result = inflate(stream, Z_NO_FLUSH);
  if (result == Z_MEM_ERROR) return SYN_NO_MEMORY;
  if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) return SYN_BAD_INPUT;
  *out_is_done = result == Z_STREAM_END;
  *input = syn_text_slice(*input, given - stream->avail_in, input->size);
  *output += place - stream->avail_out;
  *output_size -= place - stream->avail_out;
  return SYN_OK;
}

void syn_inflate_destroy(syn_inflate **inflate) {
  if (!*inflate) return;
  inflateEnd(&(*inflate)->stream);
  syn_memory_free(*inflate);
  *inflate = NULL;
}

#endif
