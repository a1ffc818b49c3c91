#include "facts/finders.h"
#include "facts/table_columns.h"

#include <assert.h>
#include <stdio.h>

enum { FINDER_ARENA_LIMIT = 256 << 20 };

/* The states of the finders for one language, in the order of syn_finders; NULL where a finder has no tables for it. */
typedef struct finder_language {
  syn_text code;
  syn_frequencies frequencies;
  void *states[SYN_FINDER_LIMIT];
} finder_language;

struct syn_fact_finder {
  syn_arena *arena;
  const syn_model *model;
  const syn_world *world;
  finder_language *languages;
  size_t language_count;
};

static syn_status create_states(syn_fact_finder *finder, syn_error *error) {
  size_t count = 0;
  const syn_text *codes = syn_world_languages(finder->world, &count);
  finder->languages = SYN_ARENA_ARRAY(finder->arena, finder_language, count);
  if (finder->languages == NULL) return SYN_NO_MEMORY;
  finder->language_count = count;
  syn_status checked = syn_fact_columns_check_world(finder->world, error);
  if (checked != SYN_OK) return checked;
  for (size_t i = 0; i < count; i++) {
    finder->languages[i].code = codes[i];
    checked = syn_fact_columns_check_language(finder->world, codes[i], error);
    if (checked != SYN_OK) return checked;
    syn_status opened =
        finder->model == NULL ? SYN_NOT_FOUND : syn_frequencies_open(finder->model, codes[i], &finder->languages[i].frequencies, error);
    if (opened != SYN_OK && opened != SYN_NOT_FOUND) return opened;
    for (size_t k = 0; syn_finders[k] != NULL; k++) {
      assert(k < SYN_FINDER_LIMIT);
      syn_status status = syn_finders[k]->create(finder->world, codes[i], finder->arena, &finder->languages[i].states[k], error);
      if (status != SYN_OK) return status;
    }
  }
  return SYN_OK;
}

syn_status syn_fact_finder_create(const syn_model *model, const syn_world *world, syn_fact_finder **out_finder, syn_error *error) {
  syn_arena *arena = NULL;
  syn_status status = syn_arena_create(FINDER_ARENA_LIMIT, &arena);
  if (status != SYN_OK) return syn_error_set(error, status, 0, "no memory for the finders of facts");
  syn_fact_finder *finder = SYN_ARENA_NEW(arena, syn_fact_finder);
  status = finder == NULL ? SYN_NO_MEMORY : SYN_OK;
  if (status == SYN_OK) {
    *finder = (syn_fact_finder){.arena = arena, .model = model, .world = world};
    status = create_states(finder, error);
  }
  if (status != SYN_OK) {
    if (status == SYN_NO_MEMORY) (void)syn_error_set(error, status, 0, "no memory for the finders of facts");
    syn_arena_destroy(&arena);
    return status;
  }
  *out_finder = finder;
  return SYN_OK;
}

void syn_fact_finder_destroy(syn_fact_finder **finder) {
  if (finder == NULL || *finder == NULL) return;
  /* The finder itself lives in its arena. */
  syn_arena *arena = (*finder)->arena;
  *finder = NULL;
  syn_arena_destroy(&arena);
}

/* ---- ids ---- */

/*
 * What tells one fact from another: its article, its place, and how many facts of the same kind at the same place came before it
 * (one trigger may tell two events).
 */
typedef struct id_maker {
  char article[SYN_ID_TEXT_SIZE];
  const char *kind;
  syn_span last;
  unsigned repeat;
} id_maker;

static id_maker begin_ids(const syn_article *article, const char *kind) {
  id_maker maker = {.kind = kind, .last = {.start = UINT32_MAX}};
  syn_id_format(article->id, maker.article);
  return maker;
}

static syn_id next_id(id_maker *maker, syn_span span) {
  bool same =
      span.start == maker->last.start && span.end == maker->last.end && span.field == maker->last.field && span.index == maker->last.index;
  maker->repeat = same ? maker->repeat + 1 : 0;
  maker->last = span;
  char place[64];
  int size = snprintf(place, sizeof(place), "%u.%u:%u-%u/%u", span.field, span.index, span.start, span.end, maker->repeat);
  const syn_text parts[] = {syn_text_from(maker->article), {place, (size_t)size}};
  return syn_digest_id(maker->kind, parts, 2);
}

static syn_span place_of_entity(const syn_entity *entity) {
  return entity->mention_count > 0 ? entity->mentions[0].span : (syn_span){0};
}

static syn_span place_of_event(const syn_event *event) {
  return event->mentions.count > 0 ? event->mentions.items[0] : event->sentence;
}

/* What is done with a fact's id and the one that its place gives; false ends the walk. */
typedef bool visit_id(syn_id *id, syn_id made);

static bool walk_ids(const syn_article *article, const syn_facts *facts, visit_id *visit) {
  bool good = true;
  id_maker ids = begin_ids(article, "entity");
  for (size_t i = 0; good && i < facts->entity_count; i++)
    good = visit(&facts->entities[i].id, next_id(&ids, place_of_entity(&facts->entities[i])));
  ids = begin_ids(article, "time");
  for (size_t i = 0; good && i < facts->time_count; i++) good = visit(&facts->times[i].id, next_id(&ids, facts->times[i].span));
  ids = begin_ids(article, "quantity");
  for (size_t i = 0; good && i < facts->quantity_count; i++)
    good = visit(&facts->quantities[i].id, next_id(&ids, facts->quantities[i].span));
  ids = begin_ids(article, "quote");
  for (size_t i = 0; good && i < facts->quote_count; i++) good = visit(&facts->quotes[i].id, next_id(&ids, facts->quotes[i].span));
  ids = begin_ids(article, "event");
  for (size_t i = 0; good && i < facts->event_count; i++)
    good = visit(&facts->events[i].id, next_id(&ids, place_of_event(&facts->events[i])));
  return good;
}

static bool give(syn_id *id, syn_id made) {
  *id = made;
  return true;
}

static bool is_same(syn_id *id, syn_id made) {
  return syn_id_compare(*id, made) == 0;
}

bool syn_facts_have_their_ids(const syn_article *article, const syn_facts *facts) {
  return walk_ids(article, facts, is_same);
}

/* ---- finding ---- */

/* The finder's own words, where it has some, and what can be done. */
static syn_status say_failure(const syn_finder *finder, const syn_error *cause, syn_status status, syn_error *error) {
  const char *why = cause->text[0] != '\0' ? cause->text : syn_status_name(status);
  const char *remedy = status == SYN_NO_MEMORY ? ": the article is too large, give it in parts" : "";
  return syn_error_set(error, status, cause->offset, "finding %s: %s%s", finder->name, why, remedy);
}

static const finder_language *find_language(const syn_fact_finder *finder, syn_text code) {
  for (size_t i = 0; i < finder->language_count; i++)
    if (syn_text_equal(finder->languages[i].code, code)) return &finder->languages[i];
  return NULL;
}

syn_frequencies syn_fact_finder_frequencies(const syn_fact_finder *finder, syn_text language) {
  const finder_language *found = finder == NULL ? NULL : find_language(finder, language);
  return found == NULL ? (syn_frequencies){0} : found->frequencies;
}

syn_status syn_facts_find(const syn_fact_finder *finder, const syn_document *document, syn_arena *arena, syn_facts *out_facts,
                          syn_error *error) {
  syn_finding finding = {.document = document, .world = finder->world, .arena = arena};
  finding.marks = SYN_ARENA_ARRAY(arena, syn_token_marks, document->token_count);
  if (finding.marks == NULL)
    return syn_error_set(error, SYN_NO_MEMORY, 0, "no memory is left for the facts: the article is too large, give it in parts");
  const finder_language *language = find_language(finder, document->language);
  for (size_t k = 0; language != NULL && syn_finders[k] != NULL; k++) {
    if (language->states[k] == NULL) continue;
    syn_error cause = {0};
    syn_status status = syn_finders[k]->find(language->states[k], &finding, &cause);
    if (status != SYN_OK) return say_failure(syn_finders[k], &cause, status, error);
  }
  *out_facts = (syn_facts){.entities = finding.entities.items,
                           .times = finding.times.items,
                           .quantities = finding.quantities.items,
                           .quotes = finding.quotes.items,
                           .events = finding.events.items,
                           .entity_count = (uint32_t)finding.entities.count,
                           .time_count = (uint32_t)finding.times.count,
                           .quantity_count = (uint32_t)finding.quantities.count,
                           .quote_count = (uint32_t)finding.quotes.count,
                           .event_count = (uint32_t)finding.events.count};
  (void)walk_ids(document->article, out_facts, give);
  return SYN_OK;
}
