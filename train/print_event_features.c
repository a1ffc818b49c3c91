/*
 * Prints the features of every event that the lexicon finds in plain texts, for train/train-event-senses; with --views the sums of vectors
 * of words around it, for train/train-event-vectors.
 *
 * usage: print_event_features [--views] < TEXTS
 *
 * TEXTS are UTF-8 texts in English, a form feed after each; paragraphs are separated by one blank line. One line an event, cells separated
 * by tabs: text (its number), start (byte of the word that tells it), type, modality, actors and recipients (how many), features or views
 * (96 numbers each). With --views a first line has the first vector of the model.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "facts/event_senses.h"
#include "facts/event_vectors.h"
#include "facts/finders.h"
#include "language/language.h"
#include "records/names.h"

typedef struct printer {
  unsigned number;
  bool prints_views, has_begun;
} printer;

static void print_feature(void *context, syn_text feature) {
  (void)context;
  printf("\t%.*s", SYN_TEXT_ARGUMENTS(feature));
}

static void print_numbers(const int8_t *vector) {
  for (size_t k = 0; k < SYN_EVENT_VECTOR_SIZE; k++) printf("%c%d", k == 0 ? '\t' : ' ', vector[k]);
}

static void print_views(const syn_event_site *site) {
  syn_word_sum words, views[SYN_EVENT_VIEW_COUNT];
  if (!syn_event_vectors_document(site->finding->document, &words)) return;
  syn_event_vectors_views(site, &words, views);
  for (size_t i = 0; i < SYN_EVENT_VIEW_COUNT; i++) {
    for (size_t k = 0; k < SYN_EVENT_VECTOR_SIZE; k++) printf("%c%d", k == 0 ? '\t' : ' ', views[i].items[k]);
  }
}

static void print_event(void *context, const syn_event_senses *senses, const syn_event_evidence *evidence) {
  printer *print = context;
  const syn_document *document = evidence->site->finding->document;
  if (print->prints_views && !print->has_begun && document->vectors) {
    printf("first");
    print_numbers(document->vectors);
    putchar('\n');
    print->has_begun = true;
  }
  const syn_token *trigger = &evidence->site->finding->document->tokens[syn_event_trigger(evidence->site)];
  printf("%u\t%u\t%s\t%s%s\t%u\t%u", print->number, trigger->start, syn_event_type_name(evidence->frame->type),
         syn_modality_name(evidence->standing->modality), evidence->standing->is_negated ? " not" : "", evidence->actors->count,
         evidence->recipients->count);
  if (print->prints_views)
    print_views(evidence->site);
  else
    syn_event_senses_features(senses, evidence, print_feature, context);
  putchar('\n');
}

static syn_status print_text(syn_analyser *analyser, const syn_world *world, void *const *states, syn_text text, syn_arena *arena,
                             syn_error *error) {
  syn_article article = {.language = SYN_TEXT("en"), .text = text};
  syn_document document;
  syn_status status = syn_document_analyse(analyser, &article, arena, &document, error);
  if (status != SYN_OK) return status;
  syn_finding finding = {.document = &document, .world = world, .arena = arena};
  finding.marks = SYN_ARENA_ARRAY(arena, syn_token_marks, document.token_count);
  if (!finding.marks) return SYN_NO_MEMORY;
  for (size_t k = 0; status == SYN_OK && syn_finders[k]; k++) {
    if (states[k]) status = syn_finders[k]->find(states[k], &finding, error);
    if (syn_finders[k] == &syn_event_finder) break;
  }
  return status;
}

int main(int argument_count, char **arguments) {
  syn_world *world = NULL;
  syn_model *model = NULL;
  syn_analyser *analyser = NULL;
  syn_arena *arena = NULL, *lasting = NULL;
  void *states[SYN_FINDER_LIMIT] = {0};
  printer print = {.prints_views = argument_count > 1 && strcmp(arguments[1], "--views") == 0};
  syn_error error = {0};
  syn_status status = syn_arena_create((size_t)1 << 30, &arena);
  if (status == SYN_OK) status = syn_arena_create((size_t)1 << 28, &lasting);
  if (status == SYN_OK) status = syn_world_open(NULL, &world, &error);
  if (status == SYN_OK) status = syn_model_read(syn_embedded_find("models/embedded.synmodel"), &model, &error);
  if (status == SYN_OK) status = syn_analyser_create(model, world, &analyser, &error);
  for (size_t k = 0; status == SYN_OK && syn_finders[k]; k++) {
    status = syn_finders[k]->create(world, SYN_TEXT("en"), lasting, &states[k], &error);
    syn_event_senses *senses = syn_finders[k] == &syn_event_finder ? syn_event_finder_senses(states[k]) : NULL;
    if (!senses) continue;
    senses->is_known = false; /* what old weights leave out is to be seen too */
    senses->watch = print_event;
    senses->watch_context = &print;
  }
  char *text = NULL;
  size_t capacity = 0;
  ssize_t size;
  for (; status == SYN_OK && (size = getdelim(&text, &capacity, '\f', stdin)) > 0; print.number++) {
    if (text[size - 1] == '\f') size--;
    status = print_text(analyser, world, states, (syn_text){text, (size_t)size}, arena, &error);
    syn_arena_reset(arena);
  }
  if (status != SYN_OK) fprintf(stderr, "print_event_features: %s: %s\n", syn_status_name(status), error.text);
  free(text);
  syn_analyser_destroy(&analyser);
  syn_model_close(&model);
  syn_world_close(&world);
  syn_arena_destroy(&lasting);
  syn_arena_destroy(&arena);
  return status == SYN_OK ? 0 : 1;
}
