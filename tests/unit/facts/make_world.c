#include "make_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <cmocka.h>

static void write_table(const char *folder, const char *name, const char *text) {
  char path[512];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  assert_true(fputs(text, file) >= 0);
  assert_int_equal(fclose(file), 0);
}

int make_world(const char *people, const char *holders, syn_world **out_world) {
  char folder[] = "/tmp/synoptic-world-XXXXXX", path[512];
  syn_error error = {0};
  assert_non_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/world", folder);
  assert_int_equal(mkdir(path, 0700), 0);
  write_table(folder, "world/people.tsv", people);
  write_table(folder, "world/holders.tsv", holders);
  syn_status status = syn_world_open(folder, out_world, &error);
  if (status != SYN_OK) fail_msg("%s", error.text);
  snprintf(path, sizeof path, "rm -r %s", folder);
  return system(path);
}
