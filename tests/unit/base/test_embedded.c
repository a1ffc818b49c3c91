#include "base_test.h"

#include "base/embedded.h"

static void files_are_sorted_aligned_and_followed_by_a_nul(void **state) {
  (void)state;
  size_t count = 0;
  const syn_embedded_file *files = syn_embedded_files(&count);
  assert_non_null(files);
  assert_true(count > 0);
  for (size_t i = 0; i < count; i++) {
    assert_int_equal((uintptr_t)files[i].start % 64, 0);
    assert_true(files[i].end >= files[i].start);
    assert_int_equal(*files[i].end, 0);
    if (i) assert_true(strcmp(files[i - 1].name, files[i].name) < 0);
  }
}

static void every_file_is_found_by_its_name(void **state) {
  (void)state;
  size_t count = 0;
  const syn_embedded_file *files = syn_embedded_files(&count);
  for (size_t i = 0; i < count; i++) {
    syn_text found = syn_embedded_find(files[i].name);
    assert_ptr_equal(found.data, files[i].start);
    assert_int_equal(found.size, files[i].end - files[i].start);
  }
  assert_int_equal(syn_embedded_find("data/no/such.tsv").size, 0);
  assert_int_equal(syn_embedded_find("").size, 0);
  assert_int_equal(syn_embedded_find("zzz").size, 0);
}

static void the_bytes_are_those_of_the_file_in_the_repository(void **state) {
  (void)state;
  const char *root = getenv("SYN_SOURCE_ROOT"), *model = getenv("SYN_MODEL");
  if (!root) skip();
  size_t count = 0;
  const syn_embedded_file *files = syn_embedded_files(&count);
  for (size_t i = 0; i < count; i++) {
    char path[1024];
    /* the weights have a name of their own, whichever were chosen */
    bool are_weights = strcmp(files[i].name, "models/embedded.synmodel") == 0;
    if (are_weights)
      snprintf(path, sizeof(path), "%s/models/%s.synmodel", root, model ? model : "default");
    else
      snprintf(path, sizeof(path), "%s/%s", root, files[i].name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    for (const unsigned char *at = files[i].start; at < files[i].end; at++) assert_int_equal(getc(file), *at);
    assert_int_equal(getc(file), EOF);
    fclose(file);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(files_are_sorted_aligned_and_followed_by_a_nul),
      cmocka_unit_test(every_file_is_found_by_its_name),
      cmocka_unit_test(the_bytes_are_those_of_the_file_in_the_repository),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
