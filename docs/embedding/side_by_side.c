/*
 * The library in a program of one's own: reads the pages that are named and prints, for the story that most of them tell, what the accounts
 * do not agree on, with the words that each value was read from.
 *
 * Build, with the library installed:
 *
 *     cc -o side_by_side side_by_side.c $(pkg-config --cflags --libs synoptic)
 *     ./side_by_side page.html other-page.txt
 */
#include <stdio.h>
#include <synoptic/collection.h>
#include <synoptic/names.h>

/* One input that could not be read; the others go on. */
static void print_problem(void *context, const syn_error *error) {
  (void)context;
  fprintf(stderr, "side_by_side: %s\n", error->text);
}

static void print_point(const syn_comparison *comparison, const syn_point *point) {
  printf("\n%s: %.*s\n", syn_label_name(point->label), SYN_TEXT_ARGUMENTS(point->about));
  for (uint32_t i = 0; i < point->reading_count; i++) {
    const syn_reading *reading = &point->readings[i];
    int column = syn_comparison_column(comparison, reading->article);
    if (column < 0) continue;
    char value[256];
    syn_reading_format(reading, value, sizeof value);
    syn_text words = syn_article_words(&comparison->articles[column], reading->span);
    printf("  %.*s: %s (\"%.*s\")\n", SYN_TEXT_ARGUMENTS(syn_comparison_outlet(comparison, (uint32_t)column)), value,
           SYN_TEXT_ARGUMENTS(words));
  }
}

static void print_differences(const syn_comparison *comparison) {
  printf("%.*s\n%u accounts, %u independent origins\n", SYN_TEXT_ARGUMENTS(comparison->story->title), comparison->article_count,
         comparison->story->origins);
  for (uint32_t i = 0; i < comparison->point_count; i++) {
    syn_label label = comparison->points[i].label;
    if (label != SYN_LABEL_AGREE && label != SYN_LABEL_SINGLE) print_point(comparison, &comparison->points[i]);
  }
}

int main(int argc, char **argv) {
  syn_engine *engine = NULL;
  syn_collection *collection = NULL;
  syn_comparison *comparison = NULL;
  syn_error error = {0};
  const syn_input input = {.paths = (const char *const *)argv + 1, .path_count = (size_t)argc - 1};
  const syn_observer observer = {.problem = print_problem};

  /* The engine holds model and world; one serves the whole program. A collection without a path lives in memory. */
  syn_status status = syn_engine_create(&(syn_engine_options){0}, &engine, &error);
  if (status == SYN_OK) status = syn_collection_open(engine, NULL, true, &collection, &error);
  if (status == SYN_OK) status = syn_collection_add(collection, &input, &observer, NULL, &error);
  if (status == SYN_OK) status = syn_collection_compare(collection, NULL, &comparison, &error);
  if (status == SYN_OK)
    print_differences(comparison);
  else
    fprintf(stderr, "side_by_side: %s\n", error.text[0] ? error.text : syn_status_name(status));

  syn_comparison_destroy(&comparison);
  syn_collection_close(&collection);
  syn_engine_destroy(&engine);
  return status == SYN_OK ? 0 : 1;
}
