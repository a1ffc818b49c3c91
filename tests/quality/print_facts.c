/*
 * Prints what the finders of facts find in plain texts, for the measuring scripts of this folder.
 *
 * usage: print_facts [--numbers] [--world FOLDER] < TEXTS
 *
 * TEXTS are UTF-8 texts in English, a form feed after each; paragraphs are separated by one blank line. One line a fact, cells separated by
 * tabs; offsets count bytes of the text. "text" is the number of the text.
 *
 *     Q  text  start  end  kind  value  value_to  unit  bound  of  converts  words
 *     U  text  start  end  kind  continues  source_start  source_end  cue_start  cue_end  speakers  words
 *     E  text  start  end  type  modality  negated  actors  recipients  words  all actors  all recipients  mode  cameo
 *        dates  places
 *        (start, end: of the trigger; parties, dates, places: start-end, by '|', of the words that stand for them; all: of all mentions of
 *        the parties by ',', with the country behind '@')
 *     N  text  start  end  value  flags  words                             (--numbers: what the number reader reads, and nothing else)
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "facts/finder.h"
#include "facts/number_reader.h"
#include "language/language.h"
#include "records/names.h"

typedef struct printer {
  syn_world *world;
  syn_model *model;
  syn_analyser *analyser;
  syn_fact_finder *finder;
  syn_arena *arena;
  syn_number_words words;
  const char *world_path; /* NULL: the embedded tables */
  bool only_numbers;
} printer;

/* A cell of one line, whatever white space the text has. */
static void print_cell(syn_text words) {
  for (size_t i = 0; i < words.size; i++) putchar(words.data[i] == '\n' || words.data[i] == '\t' ? ' ' : words.data[i]);
}

static void print_words(syn_text words) {
  print_cell(words);
  putchar('\n');
}

static void print_quantities(const syn_article *article, const syn_facts *facts, unsigned number) {
  for (uint32_t i = 0; i < facts->quantity_count; i++) {
    const syn_quantity *item = &facts->quantities[i];
    char value[SYN_DECIMAL_TEXT_SIZE], value_to[SYN_DECIMAL_TEXT_SIZE] = "";
    syn_decimal_format(item->value, value);
    if (item->has_value_to) syn_decimal_format(item->value_to, value_to);
    printf("Q\t%u\t%u\t%u\t%s\t%s\t%s\t%.*s\t%s\t%.*s\t%d\t", number, item->span.start, item->span.end, syn_quantity_kind_name(item->kind),
           value, value_to, SYN_TEXT_ARGUMENTS(item->unit), syn_bound_name(item->bound), SYN_TEXT_ARGUMENTS(item->of), (int)item->converts);
    print_words(syn_article_words(article, item->span));
  }
}

static void print_quotes(const syn_article *article, const syn_facts *facts, unsigned number) {
  for (uint32_t i = 0; i < facts->quote_count; i++) {
    const syn_quote *item = &facts->quotes[i];
    printf("U\t%u\t%u\t%u\t%s\t%d\t%u\t%u\t%u\t%u\t", number, item->span.start, item->span.end, syn_quote_kind_name(item->kind),
           (int)item->continues, item->source.start, item->source.end, item->cue.start, item->cue.end);
    for (uint32_t k = 0; k < item->speakers.count; k++) {
      if (k > 0) putchar('|');
      print_cell(facts->entities[item->speakers.items[k]].name);
    }
    putchar('\t');
    print_words(syn_article_words(article, item->span));
  }
}

static void print_spans(const syn_span_list *spans) {
  for (uint32_t i = 0; i < spans->count; i++) printf("%s%u-%u", i > 0 ? "|" : "", spans->items[i].start, spans->items[i].end);
  putchar('\t');
}

static void print_mentions(const syn_facts *facts, const syn_index_list *parties) {
  putchar('\t');
  for (uint32_t i = 0; i < parties->count; i++) {
    const syn_entity *entity = &facts->entities[parties->items[i]];
    if (i > 0) putchar('|');
    for (uint32_t m = 0; m < entity->mention_count; m++)
      printf("%s%u-%u", m > 0 ? "," : "", entity->mentions[m].span.start, entity->mentions[m].span.end);
    syn_text country = entity->country;
    for (uint32_t k = 0; entity->type == SYN_ENTITY_COUNTRY && k < entity->identifier_count; k++)
      if (syn_text_equal(entity->identifiers[k].scheme, SYN_TEXT("iso3166"))) country = entity->identifiers[k].value;
    printf("@%.*s", SYN_TEXT_ARGUMENTS(country));
  }
}

static void print_events(const syn_article *article, const syn_facts *facts, unsigned number) {
  for (uint32_t i = 0; i < facts->event_count; i++) {
    const syn_event *item = &facts->events[i];
    syn_span trigger = item->mentions.items[0];
    printf("E\t%u\t%u\t%u\t%s\t%s\t%d\t", number, trigger.start, trigger.end, syn_event_type_name(item->type),
           syn_modality_name(item->modality), item->negated);
    print_spans(&item->evidence[SYN_SLOT_ACTORS]);
    print_spans(&item->evidence[SYN_SLOT_RECIPIENTS]);
    print_cell(syn_article_words(article, trigger));
    print_mentions(facts, &item->actors);
    print_mentions(facts, &item->recipients);
    printf("\t%.*s\t%.*s\t", SYN_TEXT_ARGUMENTS(item->mode), SYN_TEXT_ARGUMENTS(item->cameo));
    print_spans(&item->evidence[SYN_SLOT_DATE]);
    print_spans(&item->evidence[SYN_SLOT_PLACE]);
    putchar('\n');
  }
}

static syn_status print_numbers(printer *print, syn_text text, unsigned number) {
  syn_piece_array pieces = {0};
  syn_status status = syn_pieces_cut(text, 0, print->arena, &pieces);
  if (status != SYN_OK) return status;
  for (size_t at = 0; at < pieces.count;) {
    syn_number item;
    size_t skip;
    if (!syn_number_read(&print->words, pieces.items, pieces.count, at, 0, &item, &skip)) {
      at += skip ? skip : 1;
      continue;
    }
    uint32_t start = pieces.items[item.first].start, end = pieces.items[item.first + item.count - 1].end;
    char value[SYN_DECIMAL_TEXT_SIZE];
    syn_decimal_format(item.value, value);
    printf("N\t%u\t%u\t%u\t%s\t%s%s\t", number, start, end, value, item.is_ordinal ? "ordinal" : "", item.is_fraction ? "fraction" : "");
    print_words(syn_text_slice(text, start, end));
    at = item.first + item.count;
  }
  return SYN_OK;
}

static syn_status print_text(printer *print, syn_text text, unsigned number, syn_error *error) {
  if (print->only_numbers) return print_numbers(print, text, number);
  syn_article article = {.language = SYN_TEXT("en"), .text = text};
  syn_document document;
  syn_facts facts;
  syn_status status = syn_document_analyse(print->analyser, &article, print->arena, &document, error);
  if (status == SYN_OK) status = syn_facts_find(print->finder, &document, print->arena, &facts, error);
  if (status != SYN_OK) return status;
  print_quantities(&article, &facts, number);
  print_quotes(&article, &facts, number);
  print_events(&article, &facts, number);
  return SYN_OK;
}

static syn_status open_printer(printer *print, syn_error *error) {
  syn_status status = syn_arena_create((size_t)1 << 30, &print->arena);
  if (status == SYN_OK) status = syn_world_open(print->world_path, &print->world, error);
  if (status == SYN_OK) status = syn_model_read(syn_embedded_find("models/embedded.synmodel"), &print->model, error);
  if (status == SYN_OK) status = syn_analyser_create(print->model, print->world, &print->analyser, error);
  if (status == SYN_OK) status = syn_fact_finder_create(print->model, print->world, &print->finder, error);
  const syn_table *numbers = status == SYN_OK ? syn_world_table(print->world, "en/numbers") : NULL;
  if (status != SYN_OK || !numbers) return status == SYN_OK ? SYN_NOT_FOUND : status;
  /* The words live in an arena of their own, since the other is reset after each text. */
  syn_arena *arena;
  status = syn_arena_create(1 << 24, &arena);
  return status == SYN_OK ? syn_number_words_load(numbers, arena, &print->words, error) : status;
}

int main(int argument_count, char **arguments) {
  printer print = {0};
  syn_error error = {0};
  for (int i = 1; i < argument_count; i++) {
    if (strcmp(arguments[i], "--numbers") == 0) print.only_numbers = true;
    if (strcmp(arguments[i], "--world") == 0 && i + 1 < argument_count) print.world_path = arguments[++i];
  }
  syn_status status = open_printer(&print, &error);
  char *text = NULL;
  size_t capacity = 0;
  ssize_t size;
  for (unsigned number = 0; status == SYN_OK && (size = getdelim(&text, &capacity, '\f', stdin)) > 0; number++) {
    if (text[size - 1] == '\f') size--;
    status = print_text(&print, (syn_text){text, (size_t)size}, number, &error);
    syn_arena_reset(print.arena);
  }
  free(text);
  if (status != SYN_OK) fprintf(stderr, "print_facts: %s: %s\n", syn_status_name(status), error.text);
  return status == SYN_OK ? 0 : 1;
}
