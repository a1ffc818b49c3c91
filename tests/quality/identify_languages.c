/*
 * Identify languages: writes the language of each line of text, as the article stage identifies it where no page states one; for
 * tests/quality/measure_languages.py.
 *
 * usage: identify_languages < TEXTS        one text a line; the answer is one language a line
 *
 * The processor time of identification goes to standard error.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "article/page_language.h"

enum { LINE_BYTES = 1 << 20, ARENA_LIMIT = 64 << 20 };

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

int main(void) {
  syn_world *world = NULL;
  syn_arena *tables = NULL, *arena = NULL;
  syn_language_words words;
  syn_error error = {0};
  if (syn_world_open(NULL, &world, &error) != SYN_OK || syn_arena_create(ARENA_LIMIT, &tables) != SYN_OK ||
      syn_arena_create(ARENA_LIMIT, &arena) != SYN_OK || syn_language_words_load(world, tables, &words) != SYN_OK) {
    fprintf(stderr, "identify_languages: %s\n", error.text);
    return 3;
  }
  static char line[LINE_BYTES];
  double seconds = 0;
  size_t count = 0;
  while (fgets(line, sizeof line, stdin)) {
    line[strcspn(line, "\n")] = 0;
    syn_text language = {0};
    syn_arena_reset(arena);
    double start = now();
    syn_status status = syn_page_language(&words, syn_text_from(line), (syn_text){0}, arena, &language);
    seconds += now() - start;
    count++;
    printf("%.*s\n", status == SYN_OK ? (int)language.size : 0, language.data);
  }
  fprintf(stderr, "%zu texts, %.0f texts/s\n", count, (double)count / seconds);
  syn_arena_destroy(&arena);
  syn_arena_destroy(&tables);
  syn_world_close(&world);
  return 0;
}
