/*
 * Matrix: the arithmetic of training in 32-bit floats.
 *
 * Row by row, not owned. Each sum is formed in a fixed order and nothing is contracted, so results are the same bits on every processor,
 * whatever the width of its vectors.
 */
#ifndef SYN_TRAIN_MATRIX_H
#define SYN_TRAIN_MATRIX_H

#include <stdbool.h>
#include <stddef.h>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
/* Compiled for several generations of processors, chosen at run time. */
#define MATRIX_WIDE __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define MATRIX_WIDE
#endif

typedef struct matrix {
  float *at;
  size_t rows, columns, stride; /* stride: floats from one row to the next */
} matrix;

static inline matrix matrix_of(float *at, size_t rows, size_t columns) {
  return (matrix){at, rows, columns, columns};
}

/* Columns [first, first + columns). */
static inline matrix matrix_columns(matrix from, size_t first, size_t columns) {
  return (matrix){from.at + first, from.rows, columns, from.stride};
}

/* Rows [first, first + rows). */
static inline matrix matrix_rows(matrix from, size_t first, size_t rows) {
  return (matrix){from.at + first * from.stride, rows, from.columns, from.stride};
}

/* sums += left * right. */
void matrix_add_product(matrix left, matrix right, matrix sums);

/* sums += left^T * right. */
void matrix_add_transposed_product(matrix left, matrix right, matrix sums);

/* sums += left * right^T. Takes memory for the turned matrix. */
void matrix_add_product_transposed(matrix left, matrix right, matrix sums);

/* Each row becomes the bias. */
void matrix_fill_rows(matrix rows, const float *bias);

/* bias += the sum of the rows. */
void matrix_sum_rows(matrix rows, float *bias);

float vector_dot(const float *left, const float *right, size_t count);

/* to += factor * from. */
void vector_add_scaled(float *to, const float *from, float factor, size_t count);

/* e^x, to about 1e-7 of its size, the same everywhere. */
float portable_exp(float x);

/* Scores become what softmax makes of them; returns the logarithm of their sum of exponentials. */
float softmax(float *scores, size_t count);

/* Zeroed memory; ends the program when there is none. */
void *trainer_take(size_t count, size_t size);

#endif
