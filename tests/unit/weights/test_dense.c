/* The kernels of the dense layer against each other and against sums written out, on random numbers and at the limits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "weights/dense.h"
#include "weights/model_writer.h"

enum { INPUTS = 64, OUTPUTS = 48, WORDS = 29, CELLS = 96 };

static uint64_t random_state = 20240610;

static int32_t draw(int32_t low, int32_t high) {
  random_state = random_state * 6364136223846793005u + 1442695040888963407u;
  return low + (int32_t)((random_state >> 33) % (uint64_t)(high - low + 1));
}

typedef struct layer_data {
  int8_t weights[INPUTS * OUTPUTS];
  int32_t starts[OUTPUTS], factors[OUTPUTS];
  uint8_t in[WORDS * INPUTS];
} layer_data;

/* `extreme`: each number at one of its limits. */
static void fill(layer_data *data, bool extreme) {
  for (size_t i = 0; i < INPUTS * OUTPUTS; i++) data->weights[i] = (int8_t)(extreme ? (draw(0, 1) ? 63 : -63) : draw(-63, 63));
  for (size_t i = 0; i < WORDS * INPUTS; i++) data->in[i] = (uint8_t)(extreme ? (draw(0, 3) ? 255 : 0) : draw(0, 255));
  for (size_t i = 0; i < OUTPUTS; i++) {
    data->starts[i] = extreme ? (draw(0, 1) ? 1 << 24 : -(1 << 24)) : draw(-100000, 100000);
    data->factors[i] = (extreme ? (draw(0, 1) ? 511 : 1) : draw(1, 511)) | (extreme ? (draw(0, 1) ? 30 : 1) : draw(8, 22)) << 16;
  }
}

static int16_t by_hand(const layer_data *data, size_t word, size_t output) {
  int64_t sum = data->starts[output], factor = data->factors[output] & 0xFFFF, shift = data->factors[output] >> 16;
  for (size_t i = 0; i < INPUTS; i++)
    sum += data->in[word * INPUTS + i] * data->weights[(output / 16 * (INPUTS / 4) + i / 4) * 64 + output % 16 * 4 + i % 4];
  if (sum > 1 << 21) sum = 1 << 21;
  if (sum < -(1 << 21)) sum = -(1 << 21);
  sum = (sum * factor + ((int64_t)1 << (shift - 1))) >> shift;
  return (int16_t)(sum > INT16_MAX ? INT16_MAX : sum < INT16_MIN ? INT16_MIN : sum);
}

static void every_kernel_gives_the_sums_written_out(void **state) {
  (void)state;
  static layer_data data;
  static int16_t out[WORDS * OUTPUTS];
  for (int round = 0; round < 40; round++) {
    fill(&data, round % 4 == 3);
    const syn_dense layer = {data.weights, data.starts, data.factors, INPUTS, OUTPUTS};
    size_t words = (size_t)draw(1, WORDS);
    for (int kernel = 0; kernel < SYN_KERNEL_COUNT; kernel++) {
      if (!syn_kernel_is_there((syn_kernel)kernel)) continue;
      memset(out, 0x55, sizeof out);
      syn_dense_apply(&layer, (syn_kernel)kernel, data.in, words, out);
      for (size_t n = 0; n < words; n++) {
        for (size_t j = 0; j < OUTPUTS; j++) {
          if (out[n * OUTPUTS + j] != by_hand(&data, n, j))
            fail_msg("kernel %d, word %zu, output %zu: %d, expected %d", kernel, n, j, out[n * OUTPUTS + j], by_hand(&data, n, j));
        }
      }
    }
  }
}

static void a_step_is_the_same_in_every_kernel(void **state) {
  (void)state;
  int16_t gates[3][CELLS], states[2][CELLS], input[CELLS], cells[SYN_KERNEL_COUNT][CELLS], outputs[SYN_KERNEL_COUNT][CELLS];
  for (int round = 0; round < 300; round++) {
    int32_t limit = round % 3 == 0 ? INT16_MAX : round % 3 == 1 ? 6000 : 300;
    for (size_t i = 0; i < CELLS; i++) {
      for (int g = 0; g < 3; g++) gates[g][i] = (int16_t)draw(-limit - 1, limit);
      for (int s = 0; s < 2; s++) states[s][i] = (int16_t)draw(-limit - 1, limit);
      input[i] = (int16_t)draw(-limit - 1, limit);
      cells[0][i] = (int16_t)draw(-limit - 1, limit);
    }
    for (int kernel = 1; kernel < SYN_KERNEL_COUNT; kernel++) memcpy(cells[kernel], cells[0], sizeof cells[0]);
    for (int kernel = 0; kernel < SYN_KERNEL_COUNT; kernel++) {
      if (!syn_kernel_is_there((syn_kernel)kernel)) continue;
      const syn_recurrence step = {gates[0], gates[1], gates[2], {states[0], states[1]}, cells[kernel]};
      syn_recurrence_step(&step, (syn_kernel)kernel, input, outputs[kernel], CELLS);
      assert_memory_equal(cells[kernel], cells[0], sizeof cells[0]);
      assert_memory_equal(outputs[kernel], outputs[0], sizeof outputs[0]);
    }
  }
}

static void a_step_with_open_gates_keeps_the_cell_and_shows_it(void **state) {
  (void)state;
  int16_t candidate[16], open[16], closed[16], none[16] = {0}, input[16], cell[16], output[16];
  for (int i = 0; i < 16; i++) {
    candidate[i] = (int16_t)(100 * i);
    open[i] = 5 * 2048;
    closed[i] = -5 * 2048;
    input[i] = (int16_t)(-30 * i);
    cell[i] = (int16_t)(1000 + i);
  }
  const syn_recurrence keep = {candidate, open, open, {none, none}, cell};
  syn_recurrence_step(&keep, SYN_KERNEL_PLAIN, input, output, 16);
  for (int i = 0; i < 16; i++) assert_in_range(output[i], 1000 + i - 1, 1000 + i + 1);
  const syn_recurrence replace = {candidate, closed, closed, {none, none}, cell};
  syn_recurrence_step(&replace, SYN_KERNEL_PLAIN, input, output, 16);
  for (int i = 0; i < 16; i++) {
    assert_int_equal(cell[i], candidate[i]);
    assert_int_equal(output[i], input[i]);
  }
}

static void narrowing_is_the_same_in_every_kernel(void **state) {
  (void)state;
  int16_t in[64];
  uint8_t plain[64], other[64];
  for (int round = 0; round < 200; round++) {
    int16_t factor = (int16_t)draw(round % 2 ? 0 : INT16_MIN, INT16_MAX);
    for (int i = 0; i < 64; i++) in[i] = (int16_t)draw(INT16_MIN, INT16_MAX);
    syn_narrow(in, factor, SYN_KERNEL_PLAIN, 64, plain);
    for (int kernel = 1; kernel < SYN_KERNEL_COUNT; kernel++) {
      if (!syn_kernel_is_there((syn_kernel)kernel)) continue;
      syn_narrow(in, factor, (syn_kernel)kernel, 64, other);
      assert_memory_equal(other, plain, sizeof plain);
    }
  }
}

static void products_are_the_same_in_every_kernel(void **state) {
  (void)state;
  int16_t left[32], right[5 * 40];
  int32_t out[5];
  for (int round = 0; round < 100; round++) {
    for (int i = 0; i < 32; i++) left[i] = (int16_t)draw(-8191, 8191);
    for (int i = 0; i < 5 * 40; i++) right[i] = (int16_t)draw(-2047, 2047);
    for (int kernel = 0; kernel < SYN_KERNEL_COUNT; kernel++) {
      if (!syn_kernel_is_there((syn_kernel)kernel)) continue;
      syn_multiply(left, &(syn_vector_rows){right, 40, 32, 5}, (syn_kernel)kernel, out);
      for (int n = 0; n < 5; n++) {
        int64_t sum = 0;
        for (int i = 0; i < 32; i++) sum += left[i] * right[n * 40 + i];
        assert_int_equal(out[n], sum);
      }
    }
  }
}

/* A model of one layer "d"; the caller closes it. */
static syn_status open_layer(const layer_data *data, syn_dense *layer, syn_error *error) {
  syn_model_writer *writer = NULL;
  syn_buffer buffer;
  syn_model *model = NULL;
  const uint64_t shape[] = {OUTPUTS / 16, INPUTS / 4, 16, 4}, list[] = {OUTPUTS};
  syn_buffer_init(&buffer, 1 << 20);
  assert_int_equal(syn_model_writer_create(&writer), SYN_OK);
  assert_int_equal(syn_model_writer_add(writer, "d/weights", SYN_WEIGHT_INT8, 4, shape, data->weights), SYN_OK);
  assert_int_equal(syn_model_writer_add(writer, "d/starts", SYN_WEIGHT_INT32, 1, list, data->starts), SYN_OK);
  assert_int_equal(syn_model_writer_add(writer, "d/factors", SYN_WEIGHT_INT32, 1, list, data->factors), SYN_OK);
  assert_int_equal(syn_model_writer_format(writer, &buffer), SYN_OK);
  assert_int_equal(syn_model_read(syn_buffer_text(&buffer), &model, NULL), SYN_OK);
  syn_status status = syn_dense_open(model, "d", INPUTS, OUTPUTS, layer, error);
  syn_model_close(&model);
  syn_model_writer_destroy(&writer);
  syn_buffer_clear(&buffer);
  return status;
}

static void numbers_out_of_range_are_refused(void **state) {
  (void)state;
  static layer_data data;
  syn_dense layer;
  syn_error error = {0};
  fill(&data, false);
  assert_int_equal(open_layer(&data, &layer, &error), SYN_OK);
  data.weights[77] = 64;
  assert_int_equal(open_layer(&data, &layer, &error), SYN_BAD_INPUT);
  assert_non_null(strstr(error.text, "weight 77 is 64"));
  data.weights[77] = 0;
  data.factors[5] = 512 | 8 << 16;
  assert_int_equal(open_layer(&data, &layer, &error), SYN_BAD_INPUT);
  assert_non_null(strstr(error.text, "output 5"));
  data.factors[5] = 1 | 31 << 16;
  assert_int_equal(open_layer(&data, &layer, &error), SYN_BAD_INPUT);
  data.factors[5] = 1 | 8 << 16;
  data.starts[5] = (1 << 24) + 1;
  assert_int_equal(open_layer(&data, &layer, &error), SYN_BAD_INPUT);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_kernel_gives_the_sums_written_out),
      cmocka_unit_test(a_step_is_the_same_in_every_kernel),
      cmocka_unit_test(a_step_with_open_gates_keeps_the_cell_and_shows_it),
      cmocka_unit_test(narrowing_is_the_same_in_every_kernel),
      cmocka_unit_test(products_are_the_same_in_every_kernel),
      cmocka_unit_test(numbers_out_of_range_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
