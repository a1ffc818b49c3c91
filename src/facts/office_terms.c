/*
 * How it works: each person of the article who is known (world/people) and has a role in it is looked up in world/holders. The terms in
 * which that person held an office of that name are the days on which the article can have been written. Who shares no day with any other
 * holder was not told as holding it (a namesake, a look back) and bounds nothing; the days of the others are intersected, and where nothing
 * is left nobody bounds. So the order in which the article names them does not matter. Words like "newly elected" before the title leave
 * only the beginning of a term. Persons whose role is told as former have no role here.
 */
#include "facts/office_terms.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "records/calendar.h"

enum { NEW_DAYS = 180, WORDS_BEFORE = 48, WHY_LIMIT = 1024 };

typedef SYN_ARRAY(syn_term) term_array;

/* A person with the terms in the offices that the article names; in order, apart from each other. */
typedef struct holder {
  syn_text person, name;
  term_array terms;
} holder;

typedef SYN_ARRAY(holder) holder_array;

typedef struct search {
  const syn_world *world;
  const syn_article *article;
  syn_arena *arena;
  const syn_table *holders, *beginnings;
  size_t person_column, office_column, from_column, to_column;
} search;

/* "person:ines-calleja" -> "ines-calleja"; empty when the entity is no known person. */
static syn_status find_person(const search *job, const syn_entity *entity, syn_text *out_person) {
  static const char PREFIX[] = "person:";
  const syn_known_form *forms;
  syn_text folded;
  *out_person = (syn_text){0};
  syn_status status = syn_utf8_fold(entity->name, job->arena, &folded);
  if (status != SYN_OK) return status;
  size_t count = syn_world_find_in(job->world, job->article->language, folded, entity->name, &forms);
  for (size_t i = 0; i < count; i++) {
    if (forms[i].known->kind != SYN_KNOWN_PERSON || !syn_text_starts_with(forms[i].known->id, syn_text_from(PREFIX))) continue;
    if (out_person->size > 0) return *out_person = (syn_text){0}, SYN_OK; /* two of that name */
    *out_person = syn_text_slice(forms[i].known->id, sizeof PREFIX - 1, forms[i].known->id.size);
  }
  return SYN_OK;
}

static bool has_role(const syn_entity *entity, syn_text office) {
  for (uint32_t i = 0; i < entity->role_count; i++) {
    if (syn_text_equal(entity->roles[i], office)) return true;
  }
  return false;
}

/* Whether a mention stands behind words like "newly elected", with nothing but its title between. */
static bool is_new(const search *job, const syn_entity *entity) {
  if (!job->beginnings) return false;
  size_t column = syn_table_column(job->beginnings, "words");
  for (uint32_t m = 0; m < entity->mention_count; m++) {
    syn_span span = entity->mentions[m].span;
    syn_text field = syn_article_field(job->article, span.field, span.index);
    syn_text before = syn_text_slice(field, span.start > WORDS_BEFORE ? span.start - WORDS_BEFORE : 0, span.start);
    for (size_t row = 0; row < job->beginnings->row_count; row++) {
      syn_text words = syn_table_cell(job->beginnings, row, column);
      size_t at = syn_text_find(before, words, 0);
      if (at == SIZE_MAX) continue;
      syn_text between = syn_text_slice(before, at + words.size, before.size);
      if (syn_text_find(between, SYN_TEXT("."), 0) == SIZE_MAX && syn_text_find(between, SYN_TEXT(","), 0) == SIZE_MAX) return true;
    }
  }
  return false;
}

/* The days that a term may have lasted: of a year or a month the first for its beginning, the last for its end. */
static bool read_term(syn_text from, syn_text to, syn_term *out_term) {
  syn_interval first = {.from.day = SYN_DAY_MINIMUM}, last = {.to.day = SYN_DAY_MAXIMUM};
  if (from.size > 0 && syn_calendar_parse(from, &first) != SYN_OK) return false;
  if (to.size > 0 && syn_calendar_parse(to, &last) != SYN_OK) return false;
  *out_term = (syn_term){first.from.day, last.to.day};
  return true;
}

/* The person's terms in offices that the article names. */
static syn_status find_terms(const search *job, const syn_entity *entity, syn_text person, bool only_beginning, term_array *terms) {
  for (size_t row = 0; row < job->holders->row_count; row++) {
    syn_term term;
    if (!syn_text_equal(syn_table_cell(job->holders, row, job->person_column), person)) continue;
    if (!has_role(entity, syn_table_cell(job->holders, row, job->office_column))) continue;
    syn_text from = syn_table_cell(job->holders, row, job->from_column), to = syn_table_cell(job->holders, row, job->to_column);
    if (!read_term(from, to, &term)) continue;
    if (only_beginning && term.from != SYN_DAY_MINIMUM && term.to > term.from + NEW_DAYS) term.to = term.from + NEW_DAYS;
    syn_term *added = SYN_ARRAY_ADD(terms, job->arena);
    if (!added) return SYN_NO_MEMORY;
    *added = term;
  }
  return SYN_OK;
}

/* ---- days that holders share ---- */

static int compare_terms(const void *left, const void *right) {
  const syn_term *a = left, *b = right;
  if (a->from != b->from) return a->from < b->from ? -1 : 1;
  return (a->to > b->to) - (a->to < b->to);
}

/* Puts terms in order and joins those that overlap; leaves out those that end before they begin. */
static void settle_terms(term_array *terms) {
  size_t count = 0;
  if (terms->count > 1) qsort(terms->items, terms->count, sizeof *terms->items, compare_terms);
  for (size_t i = 0; i < terms->count; i++) {
    syn_term term = terms->items[i];
    if (term.from > term.to) continue;
    if (count > 0 && term.from <= terms->items[count - 1].to) {
      if (term.to > terms->items[count - 1].to) terms->items[count - 1].to = term.to;
    } else {
      terms->items[count++] = term;
    }
  }
  terms->count = count;
}

/* The next stretch that both have, from `*at` and `*at_other` on. */
static bool next_common(const term_array *terms, const term_array *other, size_t *at, size_t *at_other, syn_term *out_term) {
  while (*at < terms->count && *at_other < other->count) {
    syn_term a = terms->items[*at], b = other->items[*at_other];
    *out_term = (syn_term){a.from > b.from ? a.from : b.from, a.to < b.to ? a.to : b.to};
    ++*(a.to < b.to ? at : at_other);
    if (out_term->from <= out_term->to) return true;
  }
  return false;
}

static bool agrees_with_another(const holder_array *holders, size_t index) {
  for (size_t i = 0; i < holders->count; i++) {
    size_t at = 0, at_other = 0;
    syn_term common;
    if (i != index && next_common(&holders->items[index].terms, &holders->items[i].terms, &at, &at_other, &common)) return true;
  }
  return holders->count == 1;
}

static syn_status intersect(const search *job, term_array *terms, const term_array *other) {
  term_array left = {0};
  size_t at = 0, at_other = 0;
  syn_term common;
  while (next_common(terms, other, &at, &at_other, &common)) {
    syn_term *added = SYN_ARRAY_ADD(&left, job->arena);
    if (!added) return SYN_NO_MEMORY;
    *added = common;
  }
  *terms = left;
  return SYN_OK;
}

/* ---- the holders of the article ---- */

static int compare_holders(const void *left, const void *right) {
  const holder *a = left, *b = right;
  int order = syn_text_compare(a->person, b->person);
  return order != 0 ? order : syn_text_compare(a->name, b->name);
}

static syn_status add_holder(const search *job, const syn_entity *entity, holder_array *holders) {
  holder found = {.name = entity->name};
  if (entity->type != SYN_ENTITY_PERSON || entity->role_count == 0) return SYN_OK;
  syn_status status = find_person(job, entity, &found.person);
  if (status != SYN_OK || found.person.size == 0) return status;
  status = find_terms(job, entity, found.person, is_new(job, entity), &found.terms);
  if (status != SYN_OK) return status;
  settle_terms(&found.terms);
  if (found.terms.count == 0) return SYN_OK;
  holder *added = SYN_ARRAY_ADD(holders, job->arena);
  if (!added) return SYN_NO_MEMORY;
  *added = found;
  return SYN_OK;
}

static syn_status find_holders(search *job, const syn_facts *facts, holder_array *holders) {
  job->holders = syn_world_table(job->world, "world/holders");
  job->beginnings = syn_world_language_table(job->world, job->article->language, "beginnings");
  if (!job->holders) return SYN_OK;
  job->person_column = syn_table_column(job->holders, "person");
  job->office_column = syn_table_column(job->holders, "office");
  job->from_column = syn_table_column(job->holders, "from");
  job->to_column = syn_table_column(job->holders, "to");
  for (uint32_t i = 0; i < facts->entity_count; i++) {
    syn_status status = add_holder(job, &facts->entities[i], holders);
    if (status != SYN_OK) return status;
  }
  if (holders->count > 1) qsort(holders->items, holders->count, sizeof *holders->items, compare_holders);
  return SYN_OK;
}

/* What the holders leave of `terms`, and their names in `why`. */
static syn_status bound(const search *job, const holder_array *holders, term_array *terms, syn_buffer *why) {
  for (size_t i = 0; i < holders->count; i++) {
    if (!agrees_with_another(holders, i)) continue;
    syn_status status = intersect(job, terms, &holders->items[i].terms);
    if (status != SYN_OK) return status;
    syn_buffer_format(why, "%s%.*s", why->size > 0 ? ", " : "", SYN_TEXT_ARGUMENTS(holders->items[i].name));
  }
  return SYN_OK;
}

syn_status syn_office_terms(const syn_world *world, const syn_article *article, const syn_facts *facts, syn_arena *arena,
                            syn_term_list *out_terms) {
  search job = {.world = world, .article = article, .arena = arena};
  holder_array holders = {0};
  term_array terms = {0};
  syn_term_list found = {.items = SYN_ARENA_NEW(arena, syn_term), .count = 1};
  if (!found.items) return SYN_NO_MEMORY;
  *found.items = (syn_term){SYN_DAY_MINIMUM, SYN_DAY_MAXIMUM};
  syn_term *whole = SYN_ARRAY_ADD(&terms, arena);
  if (!whole) return SYN_NO_MEMORY;
  *whole = *found.items;
  syn_buffer why;
  syn_buffer_init(&why, WHY_LIMIT);
  syn_status status = find_holders(&job, facts, &holders);
  if (status == SYN_OK) status = bound(&job, &holders, &terms, &why);
  /* No day that all share: bound by nobody. */
  if (status == SYN_OK && terms.count > 0) {
    found.items = terms.items;
    found.count = (uint32_t)terms.count;
    status = syn_arena_copy(arena, syn_buffer_text(&why), &found.why);
  }
  syn_buffer_clear(&why);
  if (status == SYN_OK) *out_terms = found;
  return status;
}
