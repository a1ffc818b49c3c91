#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <xxhash.h>

#include "weights/model_layout.h"
#include "weights/model_writer.h"

/* A small model: "a/bytes" of 5 bytes, "b/numbers" of 2 x 3 int16. */
static void write_small(syn_buffer *buffer) {
  static const int16_t numbers[] = {1, -2, 3, -4, 5, -6};
  const uint64_t five = 5, shape[] = {2, 3};
  syn_model_writer *writer = NULL;
  syn_buffer_init(buffer, 1 << 20);
  assert_int_equal(syn_model_writer_create(&writer), SYN_OK);
  assert_int_equal(syn_model_writer_add(writer, "b/numbers", SYN_WEIGHT_INT16, 2, shape, numbers), SYN_OK);
  assert_int_equal(syn_model_writer_add(writer, "a/bytes", SYN_WEIGHT_BYTES, 1, &five, "hello"), SYN_OK);
  assert_int_equal(syn_model_writer_format(writer, buffer), SYN_OK);
  syn_model_writer_destroy(&writer);
}

/* Makes the checksum of the directory right again after a change. */
static void mend_directory(char *bytes) {
  syn_model_header header;
  memcpy(&header, bytes, sizeof header);
  header.directory_digest = XXH3_64bits(bytes + sizeof header, header.record_count * sizeof(syn_model_entry) + header.names_size);
  memcpy(bytes, &header, sizeof header);
}

static syn_status read_bytes(const char *bytes, size_t size, syn_error *error) {
  syn_model *model = NULL;
  syn_status status = syn_model_read((syn_text){bytes, size}, &model, error);
  if (status != SYN_OK) assert_null(model);
  syn_model_close(&model);
  return status;
}

static void what_was_written_is_read_back(void **state) {
  (void)state;
  syn_buffer buffer;
  write_small(&buffer);
  syn_model *model = NULL;
  assert_int_equal(syn_model_read(syn_buffer_text(&buffer), &model, NULL), SYN_OK);
  assert_int_equal(syn_model_count(model), 2);
  const syn_weights *bytes = syn_model_find(model, "a/bytes"), *numbers = syn_model_find(model, "b/numbers");
  assert_non_null(bytes);
  assert_non_null(numbers);
  assert_memory_equal(bytes->data, "hello", 5);
  assert_int_equal(numbers->dimensions[1], 3);
  assert_int_equal(((const int16_t *)numbers->data)[5], -6);
  assert_int_equal((uintptr_t)numbers->data % 64, 0);
  assert_null(syn_model_find(model, "c"));
  syn_model_close(&model);
  syn_buffer_clear(&buffer);
}

static void the_order_of_addition_does_not_change_the_file(void **state) {
  (void)state;
  const uint64_t one = 1;
  syn_buffer first, second;
  for (int i = 0; i < 2; i++) {
    syn_buffer *buffer = i ? &second : &first;
    syn_buffer_init(buffer, 1 << 20);
    syn_model_writer *writer = NULL;
    assert_int_equal(syn_model_writer_create(&writer), SYN_OK);
    assert_int_equal(syn_model_writer_add(writer, i ? "x" : "y", SYN_WEIGHT_BYTES, 1, &one, i ? "1" : "2"), SYN_OK);
    assert_int_equal(syn_model_writer_add(writer, i ? "y" : "x", SYN_WEIGHT_BYTES, 1, &one, i ? "2" : "1"), SYN_OK);
    assert_int_equal(syn_model_writer_format(writer, buffer), SYN_OK);
    syn_model_writer_destroy(&writer);
  }
  assert_true(syn_text_equal(syn_buffer_text(&first), syn_buffer_text(&second)));
  syn_buffer_clear(&first);
  syn_buffer_clear(&second);
}

static void a_record_is_replaced_by_one_of_the_same_name(void **state) {
  (void)state;
  const uint64_t one = 1;
  syn_model_writer *writer = NULL;
  syn_buffer buffer;
  syn_buffer_init(&buffer, 1 << 20);
  assert_int_equal(syn_model_writer_create(&writer), SYN_OK);
  assert_int_equal(syn_model_writer_add(writer, "x", SYN_WEIGHT_BYTES, 1, &one, "1"), SYN_OK);
  assert_int_equal(syn_model_writer_add(writer, "x", SYN_WEIGHT_BYTES, 1, &one, "2"), SYN_OK);
  assert_int_equal(syn_model_writer_format(writer, &buffer), SYN_OK);
  syn_model *model = NULL;
  assert_int_equal(syn_model_read(syn_buffer_text(&buffer), &model, NULL), SYN_OK);
  assert_int_equal(syn_model_count(model), 1);
  assert_memory_equal(syn_model_find(model, "x")->data, "2", 1);
  syn_model_close(&model);
  syn_model_writer_destroy(&writer);
  syn_buffer_clear(&buffer);
}

static void a_file_is_saved_and_mapped(void **state) {
  (void)state;
  char path[] = "/tmp/synoptic-model-XXXXXX";
  int descriptor = mkstemp(path);
  assert_true(descriptor >= 0);
  close(descriptor);
  const uint64_t one = 1;
  syn_model_writer *writer = NULL;
  assert_int_equal(syn_model_writer_create(&writer), SYN_OK);
  assert_int_equal(syn_model_writer_add(writer, "x", SYN_WEIGHT_BYTES, 1, &one, "1"), SYN_OK);
  assert_int_equal(syn_model_writer_save(writer, path, NULL), SYN_OK);
  syn_model *model = NULL;
  assert_int_equal(syn_model_open(path, &model, NULL), SYN_OK);
  assert_non_null(syn_model_find(model, "x"));
  syn_model_close(&model);
  syn_model_writer_destroy(&writer);
  unlink(path);
}

static void a_missing_file_is_an_io_error_that_names_it(void **state) {
  (void)state;
  syn_error error = {0};
  syn_model *model = NULL;
  assert_int_equal(syn_model_open("/nowhere/at-all.synmodel", &model, &error), SYN_IO);
  assert_non_null(strstr(error.text, "/nowhere/at-all.synmodel"));
}

static void every_truncation_is_refused(void **state) {
  (void)state;
  syn_buffer buffer;
  write_small(&buffer);
  syn_text bytes = syn_buffer_text(&buffer);
  for (size_t size = 0; size < bytes.size; size++) {
    char *copy = malloc(size + 1); /* so that reading beyond the end is noticed by the sanitizer */
    assert_non_null(copy);
    memcpy(copy, bytes.data, size);
    assert_int_equal(read_bytes(copy, size, NULL), SYN_BAD_INPUT);
    free(copy);
  }
  syn_buffer_clear(&buffer);
}

static void every_changed_byte_is_noticed(void **state) {
  (void)state;
  syn_buffer buffer;
  write_small(&buffer);
  syn_text bytes = syn_buffer_text(&buffer);
  for (size_t i = 0; i < bytes.size; i++) {
    buffer.data[i] ^= 0x41;
    assert_int_equal(read_bytes(bytes.data, bytes.size, NULL), SYN_BAD_INPUT);
    buffer.data[i] ^= 0x41;
  }
  assert_int_equal(read_bytes(bytes.data, bytes.size, NULL), SYN_OK);
  syn_buffer_clear(&buffer);
}

typedef struct broken_entry {
  const char *what;
  void (*change)(syn_model_entry *entry);
} broken_entry;

static void name_outside(syn_model_entry *entry) {
  entry->name_offset = UINT64_MAX - 2;
}
static void name_too_long(syn_model_entry *entry) {
  entry->name_size = UINT32_MAX;
}
static void data_outside(syn_model_entry *entry) {
  entry->data_offset = UINT64_MAX - 63;
}
static void data_unaligned(syn_model_entry *entry) {
  entry->data_offset += 1;
}
static void size_too_large(syn_model_entry *entry) {
  entry->data_size = UINT64_MAX;
  entry->dimensions[0] = UINT64_MAX;
}
static void shape_overflows(syn_model_entry *entry) {
  entry->dimension_count = 2;
  entry->dimensions[0] = (uint64_t)1 << 33;
  entry->dimensions[1] = (uint64_t)1 << 33;
}
static void shape_not_the_size(syn_model_entry *entry) {
  entry->dimensions[0] = 4;
}
static void too_many_dimensions(syn_model_entry *entry) {
  entry->dimension_count = 5;
}
static void unknown_type(syn_model_entry *entry) {
  entry->type = 99;
}
static void reserved_used(syn_model_entry *entry) {
  entry->reserved = 1;
}

/* With a right checksum of the directory: a checksum does not keep out who can compute it. */
static void a_directory_that_lies_is_refused(void **state) {
  (void)state;
  static const broken_entry cases[] = {
      {"name outside", name_outside},
      {"name too long", name_too_long},
      {"data outside", data_outside},
      {"data unaligned", data_unaligned},
      {"size too large", size_too_large},
      {"shape overflows", shape_overflows},
      {"shape not the size", shape_not_the_size},
      {"too many dimensions", too_many_dimensions},
      {"unknown type", unknown_type},
      {"reserved used", reserved_used},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    syn_buffer buffer;
    write_small(&buffer);
    syn_model_entry entry;
    memcpy(&entry, buffer.data + sizeof(syn_model_header), sizeof entry);
    cases[i].change(&entry);
    memcpy(buffer.data + sizeof(syn_model_header), &entry, sizeof entry);
    mend_directory(buffer.data);
    syn_error error = {0};
    if (read_bytes(buffer.data, buffer.size, &error) != SYN_BAD_INPUT) fail_msg("not refused: %s", cases[i].what);
    assert_true(strlen(error.text) > 20);
    syn_buffer_clear(&buffer);
  }
}

static void names_out_of_order_are_refused(void **state) {
  (void)state;
  syn_buffer buffer;
  write_small(&buffer);
  syn_model_entry entry;
  memcpy(&entry, buffer.data + sizeof(syn_model_header), sizeof entry);
  buffer.data[entry.name_offset] = 'z';
  mend_directory(buffer.data);
  assert_int_equal(read_bytes(buffer.data, buffer.size, NULL), SYN_BAD_INPUT);
  syn_buffer_clear(&buffer);
}

static void a_number_of_records_beyond_the_file_is_refused(void **state) {
  (void)state;
  syn_buffer buffer;
  write_small(&buffer);
  syn_model_header header;
  memcpy(&header, buffer.data, sizeof header);
  header.record_count = 4096;
  memcpy(buffer.data, &header, sizeof header);
  assert_int_equal(read_bytes(buffer.data, buffer.size, NULL), SYN_BAD_INPUT);
  header.record_count = 2;
  header.names_size = UINT64_MAX;
  memcpy(buffer.data, &header, sizeof header);
  assert_int_equal(read_bytes(buffer.data, buffer.size, NULL), SYN_BAD_INPUT);
  syn_buffer_clear(&buffer);
}

static void another_version_is_named_in_the_message(void **state) {
  (void)state;
  syn_buffer buffer;
  write_small(&buffer);
  buffer.data[8] = 7;
  syn_error error = {0};
  assert_int_equal(read_bytes(buffer.data, buffer.size, &error), SYN_BAD_INPUT);
  assert_non_null(strstr(error.text, "version 7"));
  syn_buffer_clear(&buffer);
}

static void require_tells_what_it_expected(void **state) {
  (void)state;
  syn_buffer buffer;
  write_small(&buffer);
  syn_model *model = NULL;
  const syn_weights *weights = NULL;
  syn_error error = {0};
  const uint64_t right[] = {0, 3}, wrong[] = {0, 4};
  assert_int_equal(syn_model_read(syn_buffer_text(&buffer), &model, NULL), SYN_OK);
  assert_int_equal(syn_model_require(model, "b/numbers", SYN_WEIGHT_INT16, 2, right, &weights, &error), SYN_OK);
  assert_non_null(weights);
  weights = NULL;
  assert_int_equal(syn_model_require(model, "b/numbers", SYN_WEIGHT_INT16, 2, wrong, &weights, &error), SYN_BAD_INPUT);
  assert_non_null(strstr(error.text, "expected 4"));
  assert_int_equal(syn_model_require(model, "b/numbers", SYN_WEIGHT_INT8, 2, right, &weights, &error), SYN_BAD_INPUT);
  assert_non_null(strstr(error.text, "expected int8"));
  assert_int_equal(syn_model_require(model, "c", SYN_WEIGHT_INT8, 2, right, &weights, &error), SYN_NOT_FOUND);
  assert_null(weights);
  syn_model_close(&model);
  syn_buffer_clear(&buffer);
}

static void a_model_without_records_is_a_model(void **state) {
  (void)state;
  syn_buffer buffer;
  syn_buffer_init(&buffer, 1 << 20);
  syn_model_writer *writer = NULL;
  assert_int_equal(syn_model_writer_create(&writer), SYN_OK);
  assert_int_equal(syn_model_writer_format(writer, &buffer), SYN_OK);
  assert_int_equal(read_bytes(buffer.data, buffer.size, NULL), SYN_OK);
  syn_model_writer_destroy(&writer);
  syn_buffer_clear(&buffer);
}

static void of_own_bytes_only_the_directory_is_checked(void **state) {
  (void)state;
  syn_buffer buffer;
  write_small(&buffer);
  syn_digest whole = syn_digest_of(syn_buffer_text(&buffer));
  syn_model *model = NULL;
  assert_int_equal(syn_model_read_own(syn_buffer_text(&buffer), &model, NULL), SYN_OK);
  assert_true(syn_model_is_own(model));
  syn_digest digest = syn_model_digest(model);
  assert_memory_equal(digest.bytes, whole.bytes, sizeof whole.bytes);
  syn_model_close(&model);
  buffer.data[buffer.size - 1] ^= 1; /* of the data of the last record */
  assert_int_equal(read_bytes(buffer.data, buffer.size, NULL), SYN_BAD_INPUT);
  assert_int_equal(syn_model_read_own(syn_buffer_text(&buffer), &model, NULL), SYN_OK);
  syn_model_close(&model);
  buffer.data[sizeof(syn_model_header)] ^= 1;
  assert_int_equal(syn_model_read_own(syn_buffer_text(&buffer), &model, NULL), SYN_BAD_INPUT);
  assert_null(model);
  syn_buffer_clear(&buffer);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_was_written_is_read_back),
      cmocka_unit_test(the_order_of_addition_does_not_change_the_file),
      cmocka_unit_test(a_record_is_replaced_by_one_of_the_same_name),
      cmocka_unit_test(a_file_is_saved_and_mapped),
      cmocka_unit_test(a_missing_file_is_an_io_error_that_names_it),
      cmocka_unit_test(every_truncation_is_refused),
      cmocka_unit_test(every_changed_byte_is_noticed),
      cmocka_unit_test(a_directory_that_lies_is_refused),
      cmocka_unit_test(names_out_of_order_are_refused),
      cmocka_unit_test(a_number_of_records_beyond_the_file_is_refused),
      cmocka_unit_test(another_version_is_named_in_the_message),
      cmocka_unit_test(require_tells_what_it_expected),
      cmocka_unit_test(of_own_bytes_only_the_directory_is_checked),
      cmocka_unit_test(a_model_without_records_is_a_model),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
