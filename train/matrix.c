/*
 * How it works: a product is cut into tiles of 8 rows and 32 columns, whose sums stay in registers while the inner dimension passes. The
 * right side of a tile is copied together first. Vectors have 16 floats; where the processor's are narrower the compiler takes several.
 */
#include "train/matrix.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef float lanes __attribute__((vector_size(64), aligned(4)));

enum { LANES = 16, TILE_ROWS = 8, TILE_COLUMNS = 2 * LANES };

void *trainer_take(size_t count, size_t size) {
  void *memory = calloc(count + 1, size);
  if (!memory) abort(); /* a trainer has nothing better to do */
  return memory;
}

/* Left item of row i and inner index k: left[i * row + k * step]. */
typedef struct left_view {
  const float *at;
  size_t row, step;
} left_view;

static inline __attribute__((always_inline)) void tile(left_view left, const lanes *panel, size_t inner, size_t rows, lanes sums[][2]) {
  lanes kept[TILE_ROWS][2];
  for (size_t i = 0; i < rows; i++) kept[i][0] = kept[i][1] = (lanes){0};
  for (size_t k = 0; k < inner; k++) {
    lanes first = panel[2 * k], second = panel[2 * k + 1];
    for (size_t i = 0; i < rows; i++) {
      float item = left.at[i * left.row + k * left.step];
      kept[i][0] += item * first;
      kept[i][1] += item * second;
    }
  }
  for (size_t i = 0; i < rows; i++) {
    sums[i][0] = kept[i][0];
    sums[i][1] = kept[i][1];
  }
}

static void add_tile(const lanes sums[][2], size_t rows, size_t columns, float *to, size_t stride) {
  for (size_t i = 0; i < rows; i++) {
    const float *from = (const float *)sums[i];
    for (size_t j = 0; j < columns; j++) to[i * stride + j] += from[j];
  }
}

MATRIX_WIDE static void multiply_panel(left_view left, const lanes *panel, size_t inner, matrix sums, size_t columns) {
  lanes results[TILE_ROWS][2];
  size_t i = 0;
  for (; i + TILE_ROWS <= sums.rows; i += TILE_ROWS) {
    tile((left_view){left.at + i * left.row, left.row, left.step}, panel, inner, TILE_ROWS, results);
    add_tile((const lanes(*)[2])results, TILE_ROWS, columns, sums.at + i * sums.stride, sums.stride);
  }
  for (; i < sums.rows; i++) {
    tile((left_view){left.at + i * left.row, left.row, left.step}, panel, inner, 1, results);
    add_tile((const lanes(*)[2])results, 1, columns, sums.at + i * sums.stride, sums.stride);
  }
}

static void multiply(left_view left, matrix right, matrix sums) {
  lanes *panel = aligned_alloc(64, (right.rows + 1) * TILE_COLUMNS * sizeof(float));
  if (!panel) abort();
  for (size_t first = 0; first < right.columns; first += TILE_COLUMNS) {
    size_t columns = right.columns - first < TILE_COLUMNS ? right.columns - first : TILE_COLUMNS;
    float *to = (float *)panel;
    if (columns < TILE_COLUMNS) memset(to, 0, right.rows * TILE_COLUMNS * sizeof *to);
    for (size_t k = 0; k < right.rows; k++) memcpy(to + k * TILE_COLUMNS, right.at + k * right.stride + first, columns * sizeof *to);
    multiply_panel(left, panel, right.rows, matrix_columns(sums, first, columns), columns);
  }
  free(panel);
}

void matrix_add_product(matrix left, matrix right, matrix sums) {
  multiply((left_view){left.at, left.stride, 1}, right, sums);
}

void matrix_add_transposed_product(matrix left, matrix right, matrix sums) {
  multiply((left_view){left.at, 1, left.stride}, right, sums);
}

void matrix_add_product_transposed(matrix left, matrix right, matrix sums) {
  float *turned = trainer_take(right.rows * right.columns, sizeof *turned);
  for (size_t i = 0; i < right.rows; i++) {
    for (size_t j = 0; j < right.columns; j++) turned[j * right.rows + i] = right.at[i * right.stride + j];
  }
  matrix_add_product(left, matrix_of(turned, right.columns, right.rows), sums);
  free(turned);
}

void matrix_fill_rows(matrix rows, const float *bias) {
  for (size_t i = 0; i < rows.rows; i++) memcpy(rows.at + i * rows.stride, bias, rows.columns * sizeof *bias);
}

void matrix_sum_rows(matrix rows, float *bias) {
  for (size_t i = 0; i < rows.rows; i++) vector_add_scaled(bias, rows.at + i * rows.stride, 1, rows.columns);
}

MATRIX_WIDE float vector_dot(const float *left, const float *right, size_t count) {
  lanes sums = {0};
  size_t i = 0;
  for (; i + LANES <= count; i += LANES) sums += *(const lanes *)(left + i) * *(const lanes *)(right + i);
  float sum = 0;
  for (size_t j = 0; j < LANES; j++) sum += sums[j];
  for (; i < count; i++) sum += left[i] * right[i];
  return sum;
}

MATRIX_WIDE void vector_add_scaled(float *to, const float *from, float factor, size_t count) {
  for (size_t i = 0; i < count; i++) to[i] += factor * from[i];
}

float portable_exp(float x) {
  if (x < -87.0f) return 0;
  if (x > 88.0f) x = 88.0f;
  /* x = n ln 2 + r; e^r by its series. */
  float n = (float)(int)(x * 1.44269504f + (x < 0 ? -0.5f : 0.5f)), r = x - n * 0.693359375f + n * 2.12194440e-4f;
  float sum = 1.0f + r * (1.0f + r * (0.5f + r * (0.166666667f + r * (0.0416666667f + r * (0.00833333333f + r * 0.00138888889f)))));
  uint32_t bits = (uint32_t)((int)n + 127) << 23;
  float power;
  memcpy(&power, &bits, sizeof power);
  return sum * power;
}

float softmax(float *scores, size_t count) {
  float largest = scores[0], sum = 0;
  for (size_t i = 1; i < count; i++) largest = scores[i] > largest ? scores[i] : largest;
  for (size_t i = 0; i < count; i++) sum += scores[i] = portable_exp(scores[i] - largest);
  for (size_t i = 0; i < count; i++) scores[i] /= sum;
  return logf(sum) + largest;
}
