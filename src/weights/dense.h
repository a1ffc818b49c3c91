/*
 * Dense layer: products of 8-bit numbers, summed and brought back to 16 bits; and the step of a recurrent layer on 16-bit numbers.
 *
 * Integers only, and no sum saturates on its way, so every processor gives the same bits: a kernel is chosen at run time, and tests hold
 * the kernels against each other. Records of a layer: "<name>/weights" int8 [inputs / 4][outputs][4], each within +-63; "<name>/starts"
 * int32 [outputs] within +-2^24; "<name>/factors" int32 [outputs]: a factor of 1 to 511 in the low half, a shift of 1 to 30 in the high
 * half.
 *
 *     out[j] = saturate16((clamp21(starts[j] + sum of in[i] * weights[i][j]) * factor[j] + 2^(shift[j] - 1)) >> shift[j])
 */
#ifndef SYN_WEIGHTS_DENSE_H
#define SYN_WEIGHTS_DENSE_H

#include "weights/model.h"

typedef struct syn_dense {
  const int8_t *weights;
  const int32_t *starts, *factors;
  uint32_t inputs, outputs; /* multiples of 4 and 16; at most 4096 inputs */
} syn_dense;

typedef enum syn_kernel {
  SYN_KERNEL_PLAIN, /* C without vectors of its own */
  SYN_KERNEL_AVX2,
  SYN_KERNEL_AVX512_VNNI,
  SYN_KERNEL_COUNT
} syn_kernel;

/* Whether this processor has it, and the best that it has. */
bool syn_kernel_is_there(syn_kernel kernel);
syn_kernel syn_kernel_best(void);

/* Returns SYN_OK, SYN_NOT_FOUND (no such records), SYN_BAD_INPUT (not of this shape, or a number out of range). */
SYN_MUST_CHECK syn_status syn_dense_open(const syn_model *model, const char *name, uint32_t inputs, uint32_t outputs, syn_dense *out_layer,
                                         syn_error *error);

/* in[count][inputs], out[count][outputs]. */
void syn_dense_apply(const syn_dense *layer, syn_kernel kernel, const uint8_t *in, size_t count, int16_t *out);

/*
 * One step of `size` (a multiple of 16) cells of a simple recurrent unit. Numbers have 11 bits after the point; `state` has 12.
 * candidate, forget, reset: what the gates' dense layer gave; state[0], state[1]: what forget and reset take from the cell before.
 * `cell` is the cell before, afterwards the cell; `input` and `output` may be the same.
 *
 *     f = clamp(1/2 + (forget + state[0] cell)/4)   r = clamp(1/2 + (reset + state[1] cell)/4)
 *     cell = candidate + f (cell - candidate)       output = input + r (cell - input)
 */
typedef struct syn_recurrence {
  const int16_t *candidate, *forget, *reset, *state[2];
  int16_t *cell;
} syn_recurrence;

void syn_recurrence_step(const syn_recurrence *step, syn_kernel kernel, const int16_t *input, int16_t *output, size_t size);

/* Vectors of `size` (a multiple of 16) numbers, each `stride` after the one before. */
typedef struct syn_vector_rows {
  const int16_t *at;
  size_t stride, size, count;
} syn_vector_rows;

/* The products of a vector with each of the rows, whose sums fit into 32 bits. */
void syn_multiply(const int16_t *left, const syn_vector_rows *rows, syn_kernel kernel, int32_t *out);

/* out = clamp(in * factor / 2^15) + 128, as 8 bits; `count` a multiple of 32. */
void syn_narrow(const int16_t *in, int16_t factor, syn_kernel kernel, size_t count, uint8_t *out);

#endif
