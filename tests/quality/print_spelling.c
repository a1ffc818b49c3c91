/*
 * Says of pairs of names whether they are taken for one in two spellings, for measure_spelling.py.
 *
 * usage: print_spelling < PAIRS
 *
 * PAIRS are lines of two names with a tab between. For each a line "0" (two names) or "1" (one): whether two persons with such a surname
 * (of names of several words: such a full name), of one country and in linked articles, would be one.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "synopsis/name_matching.h"

typedef struct judge {
  syn_given_names given_names;
  syn_arena *arena;
} judge;

static bool meet(const judge *made, syn_text a, syn_text b) {
  syn_text x, y;
  if (syn_name_skeleton(a, made->arena, &x) != SYN_OK || syn_name_skeleton(b, made->arena, &y) != SYN_OK) return false;
  return syn_text_equal(x, y) && syn_name_distance(a, b) <= 1;
}

static bool are_one(const judge *made, syn_text a, syn_text b) {
  syn_person_name x = syn_person_name_parse(a, &made->given_names), y = syn_person_name_parse(b, &made->given_names);
  if (x.given.size == 0 || y.given.size == 0) return meet(made, a, b);
  syn_text key_x, key_y;
  if (syn_given_name_key(&made->given_names, x.given, made->arena, &key_x) != SYN_OK) return false;
  if (syn_given_name_key(&made->given_names, y.given, made->arena, &key_y) != SYN_OK || !syn_text_equal(key_x, key_y)) return false;
  return meet(made, x.surname, y.surname) && syn_given_name_distance(&made->given_names, x.given, y.given) <= 1;
}

int main(void) {
  judge made = {0};
  syn_world *world = NULL;
  syn_arena *kept = NULL;
  syn_error error = {0};
  syn_status status = syn_arena_create((size_t)1 << 28, &kept);
  if (status == SYN_OK) status = syn_arena_create((size_t)1 << 24, &made.arena);
  if (status == SYN_OK) status = syn_world_open(NULL, &world, &error);
  if (status == SYN_OK) status = syn_given_names_read(world, kept, &made.given_names);
  char *line = NULL;
  size_t capacity = 0;
  ssize_t size;
  while (status == SYN_OK && (size = getline(&line, &capacity, stdin)) > 0) {
    syn_text text = syn_text_trim((syn_text){line, (size_t)size}), a, b;
    size_t tab = syn_text_find(text, SYN_TEXT("\t"), 0);
    if (tab == SIZE_MAX) continue;
    syn_arena_reset(made.arena);
    status = syn_utf8_fold(syn_text_slice(text, 0, tab), made.arena, &a);
    if (status == SYN_OK) status = syn_utf8_fold(syn_text_slice(text, tab + 1, text.size), made.arena, &b);
    if (status == SYN_OK) printf("%d\n", are_one(&made, a, b));
  }
  free(line);
  syn_world_close(&world);
  syn_arena_destroy(&made.arena);
  syn_arena_destroy(&kept);
  if (status != SYN_OK) fprintf(stderr, "print_spelling: %s: %s\n", syn_status_name(status), error.text);
  return status == SYN_OK ? 0 : 1;
}
