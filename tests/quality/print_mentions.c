/*
 * Prints the times and the mentions of entities in plain texts, for the measuring scripts of this folder.
 *
 * usage: print_mentions < TEXTS
 *
 * TEXTS are UTF-8 texts in English, a form feed after each; the first line of each is its day of publication (ISO 8601), or empty. One line
 * a fact, cells separated by tabs; offsets count bytes behind the first line.
 *
 *     T  text  start  end  type  value  from  to  words
 *     M  text  start  end  kind  type  entity  name  words
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "facts/finder.h"
#include "language/language.h"
#include "records/calendar.h"
#include "records/names.h"

typedef struct printer {
  syn_world *world;
  syn_model *model;
  syn_analyser *analyser;
  syn_fact_finder *finder;
  syn_arena *arena;
} printer;

static void print_cell(syn_text words, char end) {
  for (size_t i = 0; i < words.size; i++) putchar(words.data[i] == '\n' || words.data[i] == '\t' ? ' ' : words.data[i]);
  putchar(end);
}

static void print_times(const syn_article *article, const syn_facts *facts, unsigned number) {
  for (uint32_t i = 0; i < facts->time_count; i++) {
    const syn_time *time = &facts->times[i];
    char from[SYN_MOMENT_TEXT_SIZE] = "", to[SYN_MOMENT_TEXT_SIZE] = "";
    if (time->interval.basis != SYN_BASIS_NONE) {
      syn_moment_format(time->interval.from, from);
      syn_moment_format(time->interval.to, to);
    }
    printf("T\t%u\t%u\t%u\t%s\t%.*s\t%s\t%s\t", number, time->span.start, time->span.end, syn_time_type_name(time->type),
           SYN_TEXT_ARGUMENTS(time->value), from, to);
    print_cell(syn_article_words(article, time->span), '\n');
  }
}

static void print_entities(const syn_article *article, const syn_facts *facts, unsigned number) {
  for (uint32_t i = 0; i < facts->entity_count; i++) {
    const syn_entity *entity = &facts->entities[i];
    for (uint32_t k = 0; k < entity->mention_count; k++) {
      const syn_mention *mention = &entity->mentions[k];
      printf("M\t%u\t%u\t%u\t%s\t%s\t%u\t", number, mention->span.start, mention->span.end, syn_mention_kind_name(mention->kind),
             syn_entity_type_name(entity->type), i);
      print_cell(entity->name, '\t');
      print_cell(syn_article_words(article, mention->span), '\n');
    }
  }
}

static syn_status print_text(printer *print, syn_text input, unsigned number, syn_error *error) {
  size_t line = syn_text_find(input, SYN_TEXT("\n"), 0);
  syn_text date = syn_text_trim(syn_text_slice(input, 0, line));
  syn_article article = {.language = SYN_TEXT("en"), .text = syn_text_slice(input, line == SIZE_MAX ? input.size : line + 1, input.size)};
  syn_document document;
  syn_facts facts;
  if (date.size > 0 && syn_calendar_parse(date, &article.published) == SYN_OK) article.published.basis = SYN_BASIS_METADATA;
  syn_status status = syn_document_analyse(print->analyser, &article, print->arena, &document, error);
  if (status == SYN_OK) status = syn_facts_find(print->finder, &document, print->arena, &facts, error);
  if (status != SYN_OK) return status;
  print_times(&article, &facts, number);
  print_entities(&article, &facts, number);
  return SYN_OK;
}

int main(void) {
  printer print = {0};
  syn_error error = {0};
  syn_status status = syn_arena_create((size_t)1 << 30, &print.arena);
  if (status == SYN_OK) status = syn_world_open(NULL, &print.world, &error);
  if (status == SYN_OK) status = syn_model_read(syn_embedded_find("models/embedded.synmodel"), &print.model, &error);
  if (status == SYN_OK) status = syn_analyser_create(print.model, print.world, &print.analyser, &error);
  if (status == SYN_OK) status = syn_fact_finder_create(print.model, print.world, &print.finder, &error);
  char *text = NULL;
  size_t capacity = 0;
  ssize_t size;
  for (unsigned number = 0; status == SYN_OK && (size = getdelim(&text, &capacity, '\f', stdin)) > 0; number++) {
    if (text[size - 1] == '\f') size--;
    status = print_text(&print, (syn_text){text, (size_t)size}, number, &error);
    syn_arena_reset(print.arena);
  }
  free(text);
  syn_fact_finder_destroy(&print.finder);
  syn_analyser_destroy(&print.analyser);
  syn_model_close(&print.model);
  syn_world_close(&print.world);
  syn_arena_destroy(&print.arena);
  if (status != SYN_OK) fprintf(stderr, "print_mentions: %s: %s\n", syn_status_name(status), error.text);
  return status == SYN_OK ? 0 : 1;
}
