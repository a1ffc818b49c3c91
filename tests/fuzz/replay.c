/*
 * Replays a fuzz target over its corpus: fuzz_x_replay FOLDER
 *
 * The same targets that libFuzzer drives (meson option `fuzz`) run here as ordinary tests, on the empty input, on each file
 * of the folder, in alphabetical order, and on the first half of each.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz_target.h"

enum { PATH_BYTES = 4096, FILE_BYTES = 4 * 1024 * 1024 };

/* A copy of exactly the size, so that a sanitizer sees a read beyond it. */
static int run(const uint8_t *data, size_t size) {
  uint8_t *copy = calloc(size > 0 ? size : 1, 1);
  if (copy == NULL) return 1;
  if (size > 0) memcpy(copy, data, size);
  LLVMFuzzerTestOneInput(copy, size);
  free(copy);
  return 0;
}

static int run_file(const char *path) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) {
    fprintf(stderr, "%s: cannot be read\n", path);
    return 1;
  }
  static uint8_t data[FILE_BYTES];
  size_t size = fread(data, 1, sizeof(data), file);
  fclose(file);
  return run(data, size) || run(data, size / 2);
}

int main(int argument_count, char **arguments) {
  if (argument_count != 2) {
    fprintf(stderr, "usage: %s FOLDER\n", arguments[0]);
    return 2;
  }
  int failed = run(NULL, 0);
  struct dirent **entries = NULL;
  int count = scandir(arguments[1], &entries, NULL, alphasort);
  int file_count = 0;
  for (int i = 0; i < count; i++) {
    char path[PATH_BYTES];
    snprintf(path, sizeof(path), "%s/%s", arguments[1], entries[i]->d_name);
    if (entries[i]->d_name[0] != '.') {
      failed |= run_file(path);
      file_count++;
    }
    free(entries[i]);
  }
  free(entries);
  printf("%d files of %s\n", file_count, arguments[1]);
  if (file_count == 0) fprintf(stderr, "%s: no corpus: put at least one input there\n", arguments[1]);
  return failed || file_count == 0;
}
