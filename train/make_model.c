/*
 * Makes a model file from the data: make_model --data FOLDER --sources train/sources.tsv --out FILE [--only PART,...] [--from MODEL]
 *
 * Parts in their order: clusters, tagger, lemmas, names, frequencies. With --only, parts that are not named are taken over from --from. The
 * result depends on the data, the tables of data/ and this program alone.
 */
#include <stdio.h>
#include <string.h>

#include "train/trainers.h"

typedef struct part {
  const char *name;
  syn_status (*train)(const training *trainer, syn_error *error);
} part;

static const part parts[] = {
    {"clusters", train_clusters}, {"vectors", train_vectors}, {"tagger", train_tagger},           {"parser", train_parser},
    {"lemmas", train_lemmas},     {"names", train_names},     {"frequencies", train_frequencies},
};

typedef struct make_options {
  const char *data, *sources, *out, *only, *from;
} make_options;

static bool is_wanted(const char *only, const char *name) {
  if (!only) return true;
  syn_text list = syn_text_from(only), item;
  while (syn_table_next_item(&list, ',', &item)) {
    if (syn_text_equal(item, syn_text_from(name))) return true;
  }
  return false;
}

static bool has_sources(const training *trainer, syn_text language) {
  size_t column = syn_table_column(&trainer->sources, "language");
  for (size_t row = 0; row < trainer->sources.row_count; row++) {
    if (syn_text_equal(syn_table_cell(&trainer->sources, row, column), language)) return true;
  }
  return false;
}

static bool parse_options(int argument_count, char **arguments, make_options *options) {
  for (int i = 1; i + 1 < argument_count; i += 2) {
    const char *value = arguments[i + 1];
    if (strcmp(arguments[i], "--data") == 0)
      options->data = value;
    else if (strcmp(arguments[i], "--sources") == 0)
      options->sources = value;
    else if (strcmp(arguments[i], "--out") == 0)
      options->out = value;
    else if (strcmp(arguments[i], "--only") == 0)
      options->only = value;
    else if (strcmp(arguments[i], "--from") == 0)
      options->from = value;
    else
      return false;
  }
  return argument_count % 2 == 1 && options->data && options->sources && options->out;
}

static syn_status train_all(const make_options *options, syn_model_writer *writer, syn_world *world, syn_error *error) {
  syn_arena *arena = NULL, *table_arena = NULL;
  syn_status status = syn_arena_create((size_t)12 << 30, &arena);
  if (status == SYN_OK) status = syn_arena_create((size_t)1 << 24, &table_arena);
  syn_text text;
  training trainer = {.data = options->data, .world = world, .writer = writer, .arena = arena};
  if (status == SYN_OK) status = corpus_read_file(options->sources, table_arena, &text, error);
  if (status == SYN_OK) status = syn_table_parse(options->sources, text, table_arena, &trainer.sources, error);
  size_t language_count = 0;
  const syn_text *languages = syn_world_languages(world, &language_count);
  for (size_t l = 0; l < language_count && status == SYN_OK; l++) {
    for (size_t i = 0; i < sizeof parts / sizeof *parts && status == SYN_OK; i++) {
      if (!is_wanted(options->only, parts[i].name) || !has_sources(&trainer, languages[l])) continue;
      trainer.language = languages[l];
      printf("%.*s %s\n", SYN_TEXT_ARGUMENTS(languages[l]), parts[i].name);
      fflush(stdout);
      status = parts[i].train(&trainer, error);
      syn_arena_reset(arena);
    }
  }
  syn_arena_destroy(&arena);
  syn_arena_destroy(&table_arena);
  return status;
}

int main(int argument_count, char **arguments) {
  make_options options = {0};
  if (!parse_options(argument_count, arguments, &options)) {
    fprintf(stderr, "usage: make_model --data FOLDER --sources TABLE --out FILE [--only PART,PART] [--from MODEL]\n");
    return 2;
  }
  syn_error error = {0};
  syn_world *world = NULL;
  syn_model *from = NULL;
  syn_model_writer *writer = NULL;
  syn_status status = syn_world_open(NULL, &world, &error);
  if (status == SYN_OK) status = syn_model_writer_create(&writer);
  if (status == SYN_OK && options.from) {
    status = syn_model_open(options.from, &from, &error);
    /* What is taken over is there from the beginning: names are trained on its tags. */
    if (status == SYN_OK) status = syn_model_writer_add_missing(writer, from);
  }
  if (status == SYN_OK) status = train_all(&options, writer, world, &error);
  if (status == SYN_OK) status = syn_model_writer_save(writer, options.out, &error);
  if (status != SYN_OK) fprintf(stderr, "make_model: %s: %s\n", syn_status_name(status), error.text);
  syn_model_close(&from);
  syn_model_writer_destroy(&writer);
  syn_world_close(&world);
  return status == SYN_OK ? 0 : 1;
}
