/*
 * Pack samples: what tests pack archives with. Results are malloc'd; each is freed by its test or at the end of the program.
 */
#ifndef TESTS_PACK_SAMPLES_H
#define TESTS_PACK_SAMPLES_H

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/buffer.h"

/* window_bits: 31 gzip, 15 zlib, -15 raw deflate. */
static inline syn_status pack_deflate(syn_text bytes, int window_bits, syn_buffer *out_packed) {
  z_stream stream = {0};
  if (deflateInit2(&stream, 6, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY) != Z_OK) return SYN_NO_MEMORY;
  size_t bound = deflateBound(&stream, bytes.size);
  syn_status status = syn_buffer_reserve(out_packed, bound);
  if (status == SYN_OK) {
    stream.next_in = (Bytef *)(uintptr_t)bytes.data;
    stream.avail_in = (unsigned)bytes.size;
    stream.next_out = (Bytef *)out_packed->data + out_packed->size;
    stream.avail_out = (unsigned)bound;
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END) status = SYN_BAD_INPUT;
    out_packed->size += bound - stream.avail_out;
  }
  deflateEnd(&stream);
  return status;
}

#endif
