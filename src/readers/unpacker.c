/*
 * How it works: bytes of the stream come in pieces into `input`; what they unpack to comes in pieces into `output`, of one member at a
 * time. The form is told anew at each member by its first bytes, so that a file put together from others is read. A member that makes far
 * more of its bytes than text, pictures or films do is given up, before it costs its reader the time to unpack it all.
 */
#include "readers/unpacker.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <zstd.h>
#include <zstd_errors.h>

#include "base/memory.h"
#include "readers/inflate.h"

enum {
  PIECE_BYTES = 128 * 1024,
  KEPT_BYTES = 8, /* before the input: see syn_inflate_step */
  MAGIC_BYTES = 4,
  DICTIONARY_BYTES = 16 * 1024 * 1024,
  WINDOW_BITS = 27,              /* of zstd: 128 MiB, as its own program allows */
  BOMB_RATIO = 250,              /* deflate makes 1,032 bytes of one at most, text 20 */
  BOMB_BYTES = 64 * 1024 * 1024, /* below which no ratio is looked at, of one member */
  BOMBS_MIB = 1024               /* and of a stream of members that are each below */
};

#define ZSTD_DICTIONARY_MAGIC 0x184D2A5Du

typedef enum form { FORM_PLAIN, FORM_GZIP, FORM_ZSTD, FORM_LZ4, FORM_SKIPPED } form;

struct syn_unpacker {
  FILE *stream;
  syn_inflate *inflate;
  ZSTD_DCtx *zstd;
  form form; /* of the member under way */
  bool is_in_member, is_first, is_at_end, is_given_up;
  uint64_t read_bytes;    /* of the stream, in all */
  uint64_t member_offset; /* in the stream */
  uint64_t member_made;   /* bytes that it made so far */
  uint64_t made_bytes;    /* of all packed members */
  size_t at, size;        /* of what is in `input` and not used yet */
  const char *fault;
  char *dictionary;
  char input[KEPT_BYTES + PIECE_BYTES];
  char output[PIECE_BYTES];
};

static uint32_t number_at(const char *bytes) {
  const unsigned char *b = (const unsigned char *)bytes;
  return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

static form form_of(syn_text bytes) {
  if (bytes.size >= 3 && memcmp(bytes.data, "\x1F\x8B\x08", 3) == 0) return FORM_GZIP;
  if (bytes.size < MAGIC_BYTES) return FORM_PLAIN;
  uint32_t magic = number_at(bytes.data);
  if (magic == ZSTD_MAGICNUMBER) return FORM_ZSTD;
  if ((magic & ZSTD_MAGIC_SKIPPABLE_MASK) == ZSTD_MAGIC_SKIPPABLE_START) return FORM_SKIPPED;
  return magic == 0x184D2204u ? FORM_LZ4 : FORM_PLAIN;
}

syn_status syn_unpacker_open(FILE *stream, syn_unpacker **out_unpacker) {
  syn_unpacker *unpacker = syn_memory_allocate(sizeof *unpacker);
  if (!unpacker) return SYN_NO_MEMORY;
  memset(unpacker, 0, offsetof(syn_unpacker, input));
  memset(unpacker->input, 0, KEPT_BYTES);
  unpacker->stream = stream;
  unpacker->at = unpacker->size = KEPT_BYTES;
  unpacker->is_first = true;
  *out_unpacker = unpacker;
  return SYN_OK;
}

void syn_unpacker_close(syn_unpacker **unpacker) {
  if (!*unpacker) return;
  syn_inflate_destroy(&(*unpacker)->inflate);
  ZSTD_freeDCtx((*unpacker)->zstd);
  syn_memory_free((*unpacker)->dictionary);
  syn_memory_free(*unpacker);
  *unpacker = NULL;
}

static syn_text rest(const syn_unpacker *unpacker) {
  return (syn_text){unpacker->input + unpacker->at, unpacker->size - unpacker->at};
}

uint64_t syn_unpacker_offset(const syn_unpacker *unpacker) {
  return unpacker->read_bytes - (unpacker->size - unpacker->at);
}

uint64_t syn_unpacker_left(const syn_unpacker *unpacker) {
  struct stat about;
  const int file = unpacker->form == FORM_PLAIN ? fileno(unpacker->stream) : -1;
  if (file < 0 || fstat(file, &about) != 0 || !S_ISREG(about.st_mode)) return UINT64_MAX;
  const off_t at = ftello(unpacker->stream);
  if (at < 0 || at > about.st_size) return UINT64_MAX;
  return (uint64_t)(about.st_size - at) + (unpacker->size - unpacker->at);
}

uint64_t syn_unpacker_member_offset(const syn_unpacker *unpacker) {
  return unpacker->member_offset;
}

bool syn_unpacker_is_at_member_end(const syn_unpacker *unpacker) {
  return !unpacker->is_in_member;
}

bool syn_unpacker_is_packed(const syn_unpacker *unpacker) {
  return unpacker->form != FORM_PLAIN;
}

const char *syn_unpacker_fault(const syn_unpacker *unpacker) {
  return unpacker->fault ? unpacker->fault : "";
}

/* At least `wanted` bytes into the input, unless the stream ends. SYN_OK, SYN_IO. */
static syn_status fill(syn_unpacker *unpacker, size_t wanted) {
  size_t left = unpacker->size - unpacker->at;
  if (left >= wanted || unpacker->is_at_end) return SYN_OK;
  const size_t kept = unpacker->at < KEPT_BYTES ? unpacker->at : KEPT_BYTES;
  memmove(unpacker->input + KEPT_BYTES - kept, unpacker->input + unpacker->at - kept, kept + left);
  unpacker->at = KEPT_BYTES;
  unpacker->size = KEPT_BYTES + left;
  errno = 0;
  size_t read = fread(unpacker->input + unpacker->size, 1, sizeof unpacker->input - unpacker->size, unpacker->stream);
  if (ferror(unpacker->stream)) return SYN_IO;
  unpacker->size += read;
  unpacker->read_bytes += read;
  unpacker->is_at_end = unpacker->size < sizeof unpacker->input;
  return SYN_OK;
}

static syn_status fail(syn_unpacker *unpacker, syn_status status, const char *fault) {
  unpacker->fault = fault;
  return status;
}

/* --- members --- */

/* The bytes of a skippable frame: kept, where they are the dictionary, or read over. */
static syn_status take_frame(syn_unpacker *unpacker, uint32_t size, char *out_bytes) {
  for (uint32_t taken = 0; taken < size;) {
    syn_status status = fill(unpacker, 1);
    if (status != SYN_OK) return status;
    syn_text bytes = syn_text_slice(rest(unpacker), 0, size - taken);
    if (bytes.size == 0) return fail(unpacker, SYN_BAD_INPUT, "it breaks off in a frame of zstd");
    if (out_bytes) memcpy(out_bytes + taken, bytes.data, bytes.size);
    unpacker->at += bytes.size;
    taken += (uint32_t)bytes.size;
  }
  return SYN_OK;
}

/* The dictionary may be packed itself. */
static syn_status unpack_dictionary(syn_unpacker *unpacker, size_t *size) {
  if (*size < MAGIC_BYTES || number_at(unpacker->dictionary) != ZSTD_MAGICNUMBER) return SYN_OK;
  unsigned long long full = ZSTD_getFrameContentSize(unpacker->dictionary, *size);
  if (full == ZSTD_CONTENTSIZE_UNKNOWN) full = DICTIONARY_BYTES;
  if (full == ZSTD_CONTENTSIZE_ERROR || full > DICTIONARY_BYTES) return fail(unpacker, SYN_BAD_INPUT, "its dictionary is none");
  char *plain = syn_memory_allocate(full > 0 ? (size_t)full : 1);
  if (!plain) return SYN_NO_MEMORY;
  *size = ZSTD_decompress(plain, (size_t)full, unpacker->dictionary, *size);
  syn_memory_free(unpacker->dictionary);
  unpacker->dictionary = plain;
  return ZSTD_isError(*size) ? fail(unpacker, SYN_BAD_INPUT, "its dictionary is none") : SYN_OK;
}

static syn_status need_zstd(syn_unpacker *unpacker) {
  if (!unpacker->zstd) {
    unpacker->zstd = ZSTD_createDCtx();
    if (!unpacker->zstd) return SYN_NO_MEMORY;
    ZSTD_DCtx_setParameter(unpacker->zstd, ZSTD_d_windowLogMax, WINDOW_BITS);
  }
  ZSTD_DCtx_reset(unpacker->zstd, ZSTD_reset_session_only);
  return SYN_OK;
}

/* A skippable frame: the first one of a stream may be the dictionary of all that follow. */
static syn_status read_skippable(syn_unpacker *unpacker) {
  const bool is_dictionary = unpacker->is_first && number_at(rest(unpacker).data) == ZSTD_DICTIONARY_MAGIC;
  syn_status status = fill(unpacker, 8);
  if (status != SYN_OK) return status;
  if (rest(unpacker).size < 8) return fail(unpacker, SYN_BAD_INPUT, "it breaks off in a frame of zstd");
  uint32_t size = number_at(rest(unpacker).data + 4);
  unpacker->at += 8;
  if (!is_dictionary) return take_frame(unpacker, size, NULL);
  if (size > DICTIONARY_BYTES) return fail(unpacker, SYN_LIMIT, "its dictionary is larger than 16 MiB");
  unpacker->dictionary = syn_memory_allocate(size > 0 ? size : 1);
  if (!unpacker->dictionary) return SYN_NO_MEMORY;
  size_t plain_size = size;
  status = take_frame(unpacker, size, unpacker->dictionary);
  if (status == SYN_OK) status = unpack_dictionary(unpacker, &plain_size);
  if (status == SYN_OK) status = need_zstd(unpacker);
  if (status == SYN_OK && ZSTD_isError(ZSTD_DCtx_loadDictionary(unpacker->zstd, unpacker->dictionary, plain_size)))
    status = fail(unpacker, SYN_BAD_INPUT, "its dictionary is none");
  return status;
}

/* Makes what the form needs ready for another member. */
static syn_status begin_form(syn_unpacker *unpacker) {
  if (unpacker->form == FORM_LZ4)
    return fail(unpacker, SYN_BAD_INPUT, "packed with lz4, which is not read: unpack it first (lz4 -d), or pack it with gzip or zstd");
  if (unpacker->form == FORM_ZSTD) return need_zstd(unpacker);
  if (unpacker->form != FORM_GZIP) return SYN_OK;
  syn_status status = unpacker->inflate ? SYN_OK : syn_inflate_create(SYN_INFLATE_GZIP, &unpacker->inflate);
  if (status == SYN_OK) syn_inflate_begin(unpacker->inflate);
  return status;
}

/* Zero bytes behind a member of gzip: tapes and block devices fill up with them. */
static syn_status skip_padding(syn_unpacker *unpacker) {
  for (;;) {
    syn_status status = fill(unpacker, MAGIC_BYTES);
    if (status != SYN_OK) return status;
    size_t before = unpacker->at;
    while (unpacker->at < unpacker->size && unpacker->input[unpacker->at] == '\0') unpacker->at++;
    if (unpacker->at == before || unpacker->at < unpacker->size) return fill(unpacker, MAGIC_BYTES);
  }
}

static syn_status begin_member(syn_unpacker *unpacker) {
  syn_status status = SYN_OK;
  for (;;) {
    const bool was_packed = !unpacker->is_first && unpacker->form != FORM_PLAIN;
    status = was_packed ? skip_padding(unpacker) : fill(unpacker, MAGIC_BYTES);
    if (status != SYN_OK) return status;
    if (rest(unpacker).size == 0) return SYN_NOT_FOUND;
    unpacker->member_offset = syn_unpacker_offset(unpacker);
    const form found = form_of(rest(unpacker));
    if (found == FORM_PLAIN && was_packed) return fail(unpacker, SYN_BAD_INPUT, "what follows a packed part is not packed");
    unpacker->form = found;
    if (unpacker->form != FORM_SKIPPED) break;
    status = read_skippable(unpacker);
    unpacker->is_first = false;
    if (status != SYN_OK) return status;
  }
  unpacker->is_first = false;
  unpacker->member_made = 0;
  status = begin_form(unpacker);
  unpacker->is_in_member = status == SYN_OK;
  return status;
}

/* --- reading --- */

static syn_status read_plain(syn_unpacker *unpacker, syn_text *out_bytes) {
  *out_bytes = rest(unpacker);
  unpacker->at = unpacker->size;
  if (out_bytes->size > 0) return SYN_OK;
  unpacker->is_in_member = false;
  return SYN_NOT_FOUND;
}

/* One step of gzip or zstd, from the input into the output. */
static syn_status step(syn_unpacker *unpacker, size_t *out_size, bool *out_is_done) {
  syn_text input = rest(unpacker);
  if (unpacker->form == FORM_GZIP) {
    char *output = unpacker->output;
    size_t place = sizeof unpacker->output;
    syn_status status = syn_inflate_step(unpacker->inflate, &input, &output, &place, out_is_done);
    unpacker->at = unpacker->size - input.size;
    *out_size = sizeof unpacker->output - place;
    return status == SYN_BAD_INPUT ? fail(unpacker, status, "its bytes of gzip are damaged") : status;
  }
  ZSTD_inBuffer from = {input.data, input.size, 0};
  ZSTD_outBuffer to = {unpacker->output, sizeof unpacker->output, 0};
  size_t left = ZSTD_decompressStream(unpacker->zstd, &to, &from);
  unpacker->at += from.pos;
  *out_size = to.pos;
  *out_is_done = left == 0;
  if (ZSTD_getErrorCode(left) == ZSTD_error_memory_allocation) return SYN_NO_MEMORY;
  return ZSTD_isError(left) ? fail(unpacker, SYN_BAD_INPUT, "its bytes of zstd are damaged, or need another dictionary") : SYN_OK;
}

/* SYN_OK with no bytes: the member ended and made none. */
static syn_status read_packed(syn_unpacker *unpacker, syn_text *out_bytes) {
  for (;;) {
    syn_status status = fill(unpacker, 1);
    if (status != SYN_OK) return status;
    const bool is_last = rest(unpacker).size == 0;
    size_t size = 0;
    bool is_done = false;
    status = step(unpacker, &size, &is_done);
    if (status != SYN_OK) return status;
    if (is_done) unpacker->is_in_member = false;
    unpacker->member_made += size;
    unpacker->made_bytes += size;
    unpacker->is_given_up = unpacker->made_bytes >> 20 > BOMBS_MIB && unpacker->made_bytes / BOMB_RATIO > syn_unpacker_offset(unpacker);
    if (unpacker->is_given_up)
      return fail(unpacker, SYN_LIMIT, "its parts unpack to more than 1 GiB and 250 times its bytes: the rest of it is given up");
    const uint64_t taken = syn_unpacker_offset(unpacker) - unpacker->member_offset;
    if (unpacker->member_made > BOMB_BYTES && unpacker->member_made / BOMB_RATIO > taken)
      return fail(unpacker, SYN_LIMIT, "it unpacks to more than 64 MiB and 250 times its bytes, as no page does");
    *out_bytes = (syn_text){unpacker->output, size};
    if (size > 0 || is_done) return SYN_OK;
    if (is_last) return fail(unpacker, SYN_BAD_INPUT, "it breaks off within a packed part");
  }
}

syn_status syn_unpacker_read(syn_unpacker *unpacker, syn_text *out_bytes) {
  for (;;) {
    syn_status status = unpacker->is_in_member ? fill(unpacker, 1) : begin_member(unpacker);
    if (status != SYN_OK) return status;
    status = unpacker->form == FORM_PLAIN ? read_plain(unpacker, out_bytes) : read_packed(unpacker, out_bytes);
    if (status != SYN_OK || out_bytes->size > 0) return status;
  }
}

syn_status syn_unpacker_skip_member(syn_unpacker *unpacker) {
  const form lost = unpacker->form;
  unpacker->is_in_member = false;
  if (lost == FORM_LZ4 || unpacker->is_given_up) return SYN_NOT_FOUND;
  /* not at the first byte of the member again */
  if (syn_unpacker_offset(unpacker) == unpacker->member_offset && unpacker->at < unpacker->size) unpacker->at++;
  for (;;) {
    syn_status status = fill(unpacker, MAGIC_BYTES);
    if (status != SYN_OK) return status;
    syn_text bytes = rest(unpacker);
    if (bytes.size < MAGIC_BYTES) {
      unpacker->at = unpacker->size;
      return SYN_NOT_FOUND;
    }
    for (size_t i = 0; i + MAGIC_BYTES <= bytes.size; i++) {
      /* of gzip also the flags, which have three bits that are never set */
      const form found = form_of(syn_text_slice(bytes, i, i + MAGIC_BYTES));
      if (found != lost || (found == FORM_GZIP && (bytes.data[i + 3] & 0xE0) != 0)) continue;
      unpacker->at += i;
      return SYN_OK;
    }
    unpacker->at = unpacker->size - (MAGIC_BYTES - 1);
  }
}

/* --- recognising --- */

size_t syn_unpacker_peek(syn_text beginning, char *out_bytes, size_t size) {
  size_t left = size;
  char *output = out_bytes;
  if (form_of(beginning) == FORM_GZIP) {
    syn_inflate *inflate = NULL;
    bool is_done = false;
    if (syn_inflate_create(SYN_INFLATE_GZIP, &inflate) != SYN_OK) return 0;
    if (syn_inflate_step(inflate, &beginning, &output, &left, &is_done) != SYN_OK) left = size;
    syn_inflate_destroy(&inflate);
  } else if (form_of(beginning) == FORM_ZSTD) {
    ZSTD_DCtx *zstd = ZSTD_createDCtx();
    ZSTD_inBuffer from = {beginning.data, beginning.size, 0};
    ZSTD_outBuffer to = {out_bytes, size, 0};
    if (zstd && !ZSTD_isError(ZSTD_decompressStream(zstd, &to, &from))) left = size - to.pos;
    ZSTD_freeDCtx(zstd);
  }
  return size - left;
}
