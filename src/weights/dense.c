/*
 * How it works: weights lie so that the four inputs that one instruction multiplies stand beside each other, for sixteen outputs one after
 * the other; no sum across a vector is needed, and a tile reads its weights from front to back. Inputs are unsigned and at most 255,
 * weights within +-63: two products together fit into 16 bits, so AVX2's saturating instruction never saturates and gives what VNNI and
 * plain C give. A tile of words shares each load of weights.
 */
#include "weights/dense.h"

#include <stdio.h>
#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define HAS_X86 1
#else
#define HAS_X86 0
#endif

enum { LARGEST_WEIGHT = 63, LARGEST_FACTOR = 511, LARGEST_SHIFT = 30, LARGEST_START = 1 << 24, SUM_LIMIT = 1 << 21 };

bool syn_kernel_is_there(syn_kernel kernel) {
#if HAS_X86
  if (kernel == SYN_KERNEL_AVX2) return __builtin_cpu_supports("avx2");
  if (kernel == SYN_KERNEL_AVX512_VNNI) return __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw");
#endif
  return kernel == SYN_KERNEL_PLAIN;
}

syn_kernel syn_kernel_best(void) {
  if (syn_kernel_is_there(SYN_KERNEL_AVX512_VNNI)) return SYN_KERNEL_AVX512_VNNI;
  return syn_kernel_is_there(SYN_KERNEL_AVX2) ? SYN_KERNEL_AVX2 : SYN_KERNEL_PLAIN;
}

static syn_status check(const syn_dense *layer, const char *name, syn_error *error) {
  for (size_t i = 0; i < (size_t)layer->inputs * layer->outputs; i++) {
    if (layer->weights[i] > LARGEST_WEIGHT || layer->weights[i] < -LARGEST_WEIGHT)
      return syn_error_set(error, SYN_BAD_INPUT, i, "model: %s/weights: weight %zu is %d, expected -63 to 63", name, i, layer->weights[i]);
  }
  for (uint32_t i = 0; i < layer->outputs; i++) {
    int32_t factor = layer->factors[i] & 0xFFFF, shift = layer->factors[i] >> 16;
    if (layer->starts[i] > LARGEST_START || layer->starts[i] < -LARGEST_START || factor < 1 || factor > LARGEST_FACTOR || shift < 1 ||
        shift > LARGEST_SHIFT)
      return syn_error_set(error, SYN_BAD_INPUT, i, "model: %s: start, factor or shift of output %u is out of its range", name, i);
  }
  return SYN_OK;
}

syn_status syn_dense_open(const syn_model *model, const char *name, uint32_t inputs, uint32_t outputs, syn_dense *out_layer,
                          syn_error *error) {
  char record[128];
  const syn_weights *weights = NULL, *starts = NULL, *factors = NULL;
  const uint64_t shape[] = {outputs / 16, inputs / 4, 16, 4}, list[] = {outputs};
  if (inputs == 0 || outputs == 0 || inputs % 4 || outputs % 16 || inputs > 4096)
    return syn_error_set(error, SYN_BAD_INPUT, 0, "model: %s: %u inputs and %u outputs, expected multiples of 4 and 16", name, inputs,
                         outputs);
  (void)snprintf(record, sizeof record, "%s/weights", name);
  syn_status status = syn_model_require(model, record, SYN_WEIGHT_INT8, 4, shape, &weights, error);
  (void)snprintf(record, sizeof record, "%s/starts", name);
  if (status == SYN_OK) status = syn_model_require(model, record, SYN_WEIGHT_INT32, 1, list, &starts, error);
  (void)snprintf(record, sizeof record, "%s/factors", name);
  if (status == SYN_OK) status = syn_model_require(model, record, SYN_WEIGHT_INT32, 1, list, &factors, error);
  if (status != SYN_OK) return status;
  syn_dense layer = {weights->data, starts->data, factors->data, inputs, outputs};
  status = check(&layer, name, error);
  if (status == SYN_OK) *out_layer = layer;
  return status;
}

static inline int16_t saturate(int32_t value) {
  return (int16_t)(value > INT16_MAX ? INT16_MAX : value < INT16_MIN ? INT16_MIN : value);
}

/* The weights of the sixteen outputs that `output` is one of. */
static inline const int8_t *weights_of(const syn_dense *layer, uint32_t output) {
  return layer->weights + (size_t)(output / 16) * layer->inputs * 16;
}

enum { PANEL = 16 };

/* The sums of a panel of outputs for one word; loops that a compiler can turn into vectors. */
static void sum_panel(const syn_dense *layer, uint32_t first, const uint8_t *in, int32_t sums[PANEL]) {
  const int8_t *weights = weights_of(layer, first);
  for (int j = 0; j < PANEL; j++) sums[j] = layer->starts[first + (uint32_t)j];
  for (uint32_t i = 0; i < layer->inputs; i += 4, weights += 4 * PANEL) {
    int16_t wide[4 * PANEL];
    const int16_t inputs[4] = {in[i], in[i + 1], in[i + 2], in[i + 3]};
    for (int j = 0; j < 4 * PANEL; j++) wide[j] = weights[j]; /* NOLINT(bugprone-signed-char-misuse): numbers, no characters */
    for (int j = 0; j < PANEL; j++) {
      sums[j] += wide[4 * j] * inputs[0] + wide[4 * j + 1] * inputs[1] + wide[4 * j + 2] * inputs[2] + wide[4 * j + 3] * inputs[3];
    }
  }
}

static void apply_plain(const syn_dense *layer, const uint8_t *in, size_t count, int16_t *out) {
  int32_t sums[PANEL];
  for (size_t n = 0; n < count; n++) {
    for (uint32_t first = 0; first < layer->outputs; first += PANEL) {
      sum_panel(layer, first, in + n * layer->inputs, sums);
      for (uint32_t j = 0; j < PANEL; j++) {
        int32_t factor = layer->factors[first + j] & 0xFFFF, shift = layer->factors[first + j] >> 16, sum = sums[j];
        sum = sum > SUM_LIMIT ? SUM_LIMIT : sum < -SUM_LIMIT ? -SUM_LIMIT : sum;
        out[n * layer->outputs + first + j] = saturate((sum * factor + (1 << (shift - 1))) >> shift);
      }
    }
  }
}

/* Rounded product of numbers with 15 bits after the point. */
static inline int16_t scale(int16_t a, int16_t b) {
  return (int16_t)((((int32_t)a * b >> 14) + 1) >> 1);
}

static int16_t gate_plain(int16_t given, int16_t state, int16_t cell) {
  int32_t sum = saturate(given + saturate(saturate(scale(cell, state) * 2) * 4));
  sum = saturate(saturate(sum * 4) + 16384);
  return (int16_t)(sum < 0 ? 0 : sum);
}

static void step_plain(const syn_recurrence *step, const int16_t *input, int16_t *output, size_t size) {
  for (size_t i = 0; i < size; i++) {
    int16_t cell = step->cell[i], candidate = step->candidate[i];
    int16_t forget = gate_plain(step->forget[i], step->state[0][i], cell), reset = gate_plain(step->reset[i], step->state[1][i], cell);
    cell = saturate(candidate + scale(saturate(cell - candidate), forget));
    step->cell[i] = cell;
    output[i] = saturate(input[i] + scale(saturate(cell - input[i]), reset));
  }
}

static void narrow_plain(const int16_t *in, int16_t factor, size_t count, uint8_t *out) {
  for (size_t i = 0; i < count; i++) {
    int32_t value = saturate(scale(in[i], factor) + 128);
    out[i] = (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
  }
}

#if HAS_X86
/*
 * Sanitizers make these ten times slower, and with them every test that reads much text. What they read and write is what the plain kernel
 * does, which is tested with sanitizers against them.
 */
#define UNWATCHED no_sanitize("address", "undefined")
#define AVX2 __attribute__((target("avx2"), UNWATCHED))
#define VNNI __attribute__((target("avx512f,avx512bw,avx512vnni"), UNWATCHED))

static inline int32_t four_inputs(const uint8_t *in) {
  int32_t four;
  memcpy(&four, in, sizeof four);
  return four;
}

AVX2 static inline __m256i rescale_avx2(__m256i sum, __m256i factors) {
  __m256i shift = _mm256_srai_epi32(factors, 16), limit = _mm256_set1_epi32(SUM_LIMIT);
  sum = _mm256_max_epi32(_mm256_min_epi32(sum, limit), _mm256_sub_epi32(_mm256_setzero_si256(), limit));
  __m256i half = _mm256_sllv_epi32(_mm256_set1_epi32(1), _mm256_sub_epi32(shift, _mm256_set1_epi32(1)));
  sum = _mm256_mullo_epi32(sum, _mm256_and_si256(factors, _mm256_set1_epi32(0xFFFF)));
  return _mm256_srav_epi32(_mm256_add_epi32(sum, half), shift);
}

AVX2 static inline __attribute__((always_inline)) void tile_avx2(const syn_dense *layer, const uint8_t *in, size_t words, uint32_t first,
                                                                 int16_t *out) {
  const __m256i ones = _mm256_set1_epi16(1);
  __m256i sums[4][2];
  for (size_t n = 0; n < words; n++) {
    sums[n][0] = _mm256_loadu_si256((const __m256i *)(const void *)(layer->starts + first));
    sums[n][1] = _mm256_loadu_si256((const __m256i *)(const void *)(layer->starts + first + 8));
  }
  for (uint32_t i = 0; i < layer->inputs; i += 4) {
    const __m256i *weights = (const __m256i *)(const void *)(weights_of(layer, first) + (size_t)i * 16);
    __m256i left = _mm256_loadu_si256(weights), right = _mm256_loadu_si256(weights + 1);
    for (size_t n = 0; n < words; n++) {
      __m256i four = _mm256_set1_epi32(four_inputs(in + n * layer->inputs + i));
      sums[n][0] = _mm256_add_epi32(sums[n][0], _mm256_madd_epi16(_mm256_maddubs_epi16(four, left), ones));
      sums[n][1] = _mm256_add_epi32(sums[n][1], _mm256_madd_epi16(_mm256_maddubs_epi16(four, right), ones));
    }
  }
  __m256i left = _mm256_loadu_si256((const __m256i *)(const void *)(layer->factors + first));
  __m256i right = _mm256_loadu_si256((const __m256i *)(const void *)(layer->factors + first + 8));
  for (size_t n = 0; n < words; n++) {
    __m256i both = _mm256_packs_epi32(rescale_avx2(sums[n][0], left), rescale_avx2(sums[n][1], right));
    _mm256_storeu_si256((__m256i *)(void *)(out + n * layer->outputs + first), _mm256_permute4x64_epi64(both, 0xD8));
  }
}

AVX2 static void apply_avx2(const syn_dense *layer, const uint8_t *in, size_t count, int16_t *out) {
  for (uint32_t first = 0; first < layer->outputs; first += 16) {
    size_t n = 0;
    for (; n + 4 <= count; n += 4) tile_avx2(layer, in + n * layer->inputs, 4, first, out + n * layer->outputs);
    for (; n < count; n++) tile_avx2(layer, in + n * layer->inputs, 1, first, out + n * layer->outputs);
  }
}

VNNI static inline __attribute__((always_inline)) void store_vnni(const syn_dense *layer, const __m512i *sums, size_t words, uint32_t first,
                                                                  int16_t *out) {
  __m512i factors = _mm512_loadu_si512(layer->factors + first), shift = _mm512_srai_epi32(factors, 16);
  __m512i half = _mm512_sllv_epi32(_mm512_set1_epi32(1), _mm512_sub_epi32(shift, _mm512_set1_epi32(1)));
  factors = _mm512_and_si512(factors, _mm512_set1_epi32(0xFFFF));
  for (size_t n = 0; n < words; n++) {
    __m512i sum = _mm512_max_epi32(_mm512_min_epi32(sums[n], _mm512_set1_epi32(SUM_LIMIT)), _mm512_set1_epi32(-SUM_LIMIT));
    sum = _mm512_srav_epi32(_mm512_add_epi32(_mm512_mullo_epi32(sum, factors), half), shift);
    _mm256_storeu_si256((__m256i *)(void *)(out + n * layer->outputs + first), _mm512_cvtsepi32_epi16(sum));
  }
}

/* As _mm512_dpbusd_epi32, which gcc 12 surrounds with copies of its registers: they cost as much as the products. */
VNNI static inline __attribute__((always_inline)) __m512i add_products(__m512i sum, __m512i inputs, __m512i weights) {
  __asm__("vpdpbusd %2, %1, %0" : "+v"(sum) : "v"(inputs), "v"(weights));
  return sum;
}

/* `words` (at most 8) by thirty-two outputs, or with `is_half` sixteen. */
VNNI static inline __attribute__((always_inline)) void tile_vnni(const syn_dense *layer, const uint8_t *in, size_t words, uint32_t first,
                                                                 bool is_half, int16_t *out) {
  __m512i left[8], right[8];
  const int8_t *weights = weights_of(layer, first), *others = is_half ? weights : weights + (size_t)layer->inputs * 16;
  const __m512i start = _mm512_loadu_si512(layer->starts + first), other = is_half ? start : _mm512_loadu_si512(layer->starts + first + 16);
#pragma GCC unroll 8
  for (size_t n = 0; n < words; n++) left[n] = start, right[n] = other;
  for (uint32_t i = 0; i < layer->inputs; i += 4) {
    const __m512i by = _mm512_loadu_si512(weights + (size_t)i * 16), and = _mm512_loadu_si512(others + (size_t)i * 16);
#pragma GCC unroll 8
    for (size_t n = 0; n < words; n++) {
      __m512i four = _mm512_set1_epi32(four_inputs(in + n * layer->inputs + i));
      left[n] = add_products(left[n], four, by);
      if (!is_half) right[n] = add_products(right[n], four, and);
    }
  }
  store_vnni(layer, left, words, first, out);
  if (!is_half) store_vnni(layer, right, words, first + 16, out);
}

VNNI static void apply_vnni(const syn_dense *layer, const uint8_t *in, size_t count, int16_t *out) {
  uint32_t first = 0;
  for (; first + 32 <= layer->outputs; first += 32) {
    size_t n = 0;
    for (; n + 8 <= count; n += 8) tile_vnni(layer, in + n * layer->inputs, 8, first, false, out + n * layer->outputs);
    for (; n + 3 <= count; n += 3) tile_vnni(layer, in + n * layer->inputs, 3, first, false, out + n * layer->outputs);
    for (; n < count; n++) tile_vnni(layer, in + n * layer->inputs, 1, first, false, out + n * layer->outputs);
  }
  for (size_t n = 0; first < layer->outputs && n < count; n++)
    tile_vnni(layer, in + n * layer->inputs, 1, first, true, out + n * layer->outputs);
}

AVX2 static inline __m256i load(const int16_t *from) {
  return _mm256_loadu_si256((const __m256i *)(const void *)from);
}

AVX2 static inline __m256i gate_avx2(__m256i given, __m256i state, __m256i cell) {
  __m256i part = _mm256_mulhrs_epi16(cell, state);
  part = _mm256_adds_epi16(part, part);
  part = _mm256_adds_epi16(part, part);
  part = _mm256_adds_epi16(part, part);
  __m256i sum = _mm256_adds_epi16(given, part);
  sum = _mm256_adds_epi16(sum, sum);
  sum = _mm256_adds_epi16(sum, sum);
  return _mm256_max_epi16(_mm256_adds_epi16(sum, _mm256_set1_epi16(16384)), _mm256_setzero_si256());
}

AVX2 static void step_avx2(const syn_recurrence *step, const int16_t *input, int16_t *output, size_t size) {
  for (size_t i = 0; i < size; i += 16) {
    __m256i cell = load(step->cell + i), candidate = load(step->candidate + i), in = load(input + i);
    __m256i forget = gate_avx2(load(step->forget + i), load(step->state[0] + i), cell);
    __m256i reset = gate_avx2(load(step->reset + i), load(step->state[1] + i), cell);
    cell = _mm256_adds_epi16(candidate, _mm256_mulhrs_epi16(_mm256_subs_epi16(cell, candidate), forget));
    _mm256_storeu_si256((__m256i *)(void *)(step->cell + i), cell);
    in = _mm256_adds_epi16(in, _mm256_mulhrs_epi16(_mm256_subs_epi16(cell, in), reset));
    _mm256_storeu_si256((__m256i *)(void *)(output + i), in);
  }
}

AVX2 static void narrow_avx2(const int16_t *in, int16_t factor, size_t count, uint8_t *out) {
  const __m256i by = _mm256_set1_epi16(factor), middle = _mm256_set1_epi16(128);
  for (size_t i = 0; i < count; i += 32) {
    __m256i left = _mm256_adds_epi16(_mm256_mulhrs_epi16(load(in + i), by), middle);
    __m256i right = _mm256_adds_epi16(_mm256_mulhrs_epi16(load(in + i + 16), by), middle);
    __m256i both = _mm256_permute4x64_epi64(_mm256_packus_epi16(left, right), 0xD8);
    _mm256_storeu_si256((__m256i *)(void *)(out + i), both);
  }
}

AVX2 static void multiply_avx2(const int16_t *left, const syn_vector_rows *rows, int32_t *out) {
  const int16_t *right = rows->at;
  for (size_t n = 0; n < rows->count; n++, right += rows->stride) {
    __m256i sums = _mm256_setzero_si256();
    for (size_t i = 0; i < rows->size; i += 16) sums = _mm256_add_epi32(sums, _mm256_madd_epi16(load(left + i), load(right + i)));
    __m128i half = _mm_add_epi32(_mm256_castsi256_si128(sums), _mm256_extracti128_si256(sums, 1));
    half = _mm_add_epi32(half, _mm_shuffle_epi32(half, 0x4E));
    out[n] = _mm_cvtsi128_si32(_mm_add_epi32(half, _mm_shuffle_epi32(half, 0xB1)));
  }
}
#endif

void syn_dense_apply(const syn_dense *layer, syn_kernel kernel, const uint8_t *in, size_t count, int16_t *out) {
#if HAS_X86
  if (kernel == SYN_KERNEL_AVX512_VNNI) {
    apply_vnni(layer, in, count, out);
    return;
  }
  if (kernel == SYN_KERNEL_AVX2) {
    apply_avx2(layer, in, count, out);
    return;
  }
#endif
  apply_plain(layer, in, count, out);
}

void syn_recurrence_step(const syn_recurrence *step, syn_kernel kernel, const int16_t *input, int16_t *output, size_t size) {
#if HAS_X86
  if (kernel != SYN_KERNEL_PLAIN) {
    step_avx2(step, input, output, size);
    return;
  }
#endif
  step_plain(step, input, output, size);
}

void syn_narrow(const int16_t *in, int16_t factor, syn_kernel kernel, size_t count, uint8_t *out) {
#if HAS_X86
  if (kernel != SYN_KERNEL_PLAIN) {
    narrow_avx2(in, factor, count, out);
    return;
  }
#endif
  narrow_plain(in, factor, count, out);
}

static void multiply_plain(const int16_t *left, const syn_vector_rows *rows, int32_t *out) {
  const int16_t *right = rows->at;
  for (size_t n = 0; n < rows->count; n++, right += rows->stride) {
    int32_t sum = 0;
    for (size_t i = 0; i < rows->size; i++) sum += left[i] * right[i];
    out[n] = sum;
  }
}

void syn_multiply(const int16_t *left, const syn_vector_rows *rows, syn_kernel kernel, int32_t *out) {
#if HAS_X86
  if (kernel != SYN_KERNEL_PLAIN) {
    multiply_avx2(left, rows, out);
    return;
  }
#endif
  multiply_plain(left, rows, out);
}
