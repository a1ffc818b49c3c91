/*
 * Reads archives of the web as `add` does, up to the pages, in this process: what is in them, and how fast.
 *
 * usage: read_archives [--rounds N] [--cut] FILE...
 *
 * Prints one line a page (page, source, address, time of capture, bytes), one a failure (failed, message), and one a file (file, path,
 * pages, failures, revisits, other records). With --rounds nothing but the records a second of the fastest round; --cut: records are found,
 * pages are not unpacked.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "readers/reader.h"

enum { ARENA_BYTES = 1 << 30 };

typedef struct counts {
  unsigned long long pages, failures, revisits, others;
} counts;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Leaves the parcel as it is. */
static syn_status leave(void *context, const syn_parcel *parcel, syn_arena *arena, syn_page *out_page, syn_error *error) {
  *out_page = (syn_page){.source = parcel->name};
  return SYN_OK;
}

static bool read_file(const char *path, syn_arena *arena, bool is_cut, bool is_quiet, counts *out_counts) {
  static const syn_parser cutter = {.parse = leave};
  syn_source *source = NULL;
  syn_error error = {0};
  counts found = {0};
  if (syn_source_open(&path, 1, NULL, NULL, &source, &error) != SYN_OK) {
    fprintf(stderr, "read_archives: %s\n", error.text);
    return false;
  }
  if (is_cut) syn_source_set_parser(source, &cutter);
  for (;;) {
    syn_page page = {0};
    syn_arena_reset(arena);
    syn_status status = syn_source_next(source, arena, &page, &error);
    if (status == SYN_NOT_FOUND) break;
    if (status == SYN_OK) found.pages++;
    if (status != SYN_OK) found.failures++;
    if (!is_quiet && status == SYN_OK)
      printf("page\t%.*s\t%.*s\t%.*s\t%zu\n", SYN_TEXT_ARGUMENTS(page.source), SYN_TEXT_ARGUMENTS(page.url),
             SYN_TEXT_ARGUMENTS(page.captured), page.bytes.size);
    if (!is_quiet && status != SYN_OK) printf("failed\t%s\n", error.text);
  }
  const syn_reader_tally tally = syn_source_tally(source);
  found.revisits = tally.revisit_count;
  found.others = tally.other_count;
  syn_source_close(&source);
  *out_counts = found;
  return true;
}

int main(int argument_count, char **arguments) {
  int rounds = 0, first = 1;
  bool is_cut = false;
  syn_arena *arena = NULL;
  for (; first < argument_count && arguments[first][0] == '-'; first++) {
    if (strcmp(arguments[first], "--cut") == 0) is_cut = true;
    if (strcmp(arguments[first], "--rounds") == 0 && first + 1 < argument_count) rounds = atoi(arguments[++first]);
  }
  if (first == argument_count) {
    fprintf(stderr, "usage: read_archives [--rounds N] [--cut] FILE...\n");
    return 2;
  }
  if (syn_arena_create(ARENA_BYTES, &arena) != SYN_OK) return 1;
  for (int i = first; i < argument_count; i++) {
    counts found = {0};
    double best = 0;
    for (int round = 0; round == 0 || round < rounds; round++) {
      double begun = now();
      if (!read_file(arguments[i], arena, is_cut, rounds > 0, &found)) return 1;
      double seconds = now() - begun;
      if (round == 0 || seconds < best) best = seconds;
    }
    const unsigned long long records = found.pages + found.failures + found.revisits + found.others;
    if (rounds > 0)
      printf("%s\t%llu records\t%.0f records/s\n", arguments[i], records, (double)records / best);
    else
      printf("file\t%s\t%llu\t%llu\t%llu\t%llu\n", arguments[i], found.pages, found.failures, found.revisits, found.others);
  }
  syn_arena_destroy(&arena);
  return 0;
}
