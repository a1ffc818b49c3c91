/*
 * Feeds bytes as a table of a folder laid over the embedded ones (--world) to the whole world and to what is made of it. The first byte
 * chooses which table it replaces. A world that is accepted must serve; one that is refused must say why. fuzz_table.c reads tables alone.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "article/extract.h"
#include "facts/finder.h"
#include "fuzz_target.h"
#include "world/world.h"

static const char *const TABLES[] = {
    "world/countries",    "world/places", "world/outlets", "world/agencies", "world/organizations",
    "world/office-terms", "en/units",     "en/numbers",    "en/times",       "en/currencies",
    "en/furniture",       "en/dates",     "xx/words",
};
enum { TABLE_COUNT = sizeof TABLES / sizeof TABLES[0], PATH_BYTES = 256 };

static char folder[64];

static void remove_folder(void) {
  char path[PATH_BYTES];
  for (size_t i = 0; i < TABLE_COUNT; i++) {
    snprintf(path, sizeof path, "%s/%s.tsv", folder, TABLES[i]);
    unlink(path);
  }
  static const char *const parts[] = {"/world", "/en", "/xx", ""};
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
    snprintf(path, sizeof path, "%s%s", folder, parts[i]);
    rmdir(path);
  }
}

static void make_folder(void) {
  char path[PATH_BYTES];
  strcpy(folder, "/tmp/syn_fuzz_world_XXXXXX");
  if (!mkdtemp(folder)) abort();
  atexit(remove_folder);
  static const char *const parts[] = {"world", "en", "xx"};
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
    snprintf(path, sizeof path, "%s/%s", folder, parts[i]);
    if (mkdir(path, 0700) != 0) abort();
  }
}

/* All that reads tables reads this one. */
static void open_world(void) {
  syn_world *world = NULL;
  syn_extractor *extractor = NULL;
  syn_fact_finder *finder = NULL;
  syn_error error = {0};
  const syn_known_form *forms;
  if (syn_world_open(folder, &world, &error) == SYN_OK) {
    (void)syn_world_find(world, SYN_TEXT("estonia"), SYN_TEXT("Estonia"), &forms);
    if (syn_extractor_create(world, &extractor, &error) == SYN_OK) syn_extractor_destroy(&extractor);
    if (syn_fact_finder_create(NULL, world, &finder, &error) == SYN_OK)
      syn_fact_finder_destroy(&finder);
    else if (!error.text[0])
      abort();
    syn_world_close(&world);
  } else if (!error.text[0]) {
    abort();
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (!folder[0]) make_folder();
  if (size == 0) return 0;
  const syn_text text = {(const char *)data + 1, size - 1};
  char path[PATH_BYTES];
  snprintf(path, sizeof path, "%s/%s.tsv", folder, TABLES[data[0] % TABLE_COUNT]);
  FILE *file = fopen(path, "wb");
  if (!file || fwrite(text.data, 1, text.size, file) != text.size || fclose(file) != 0) abort();
  open_world();
  unlink(path);
  return 0;
}
