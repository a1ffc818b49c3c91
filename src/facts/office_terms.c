/*
 * How it works: each person of the article who is known (world/people) and has a role in it is looked up in world/holders. The terms in
 * which that person held an office of that name are the days on which the article can have been written; the days of several persons are
 * intersected. Words like "newly elected" before the title leave only the beginning of a term. Persons whose role is told as former have no
 * role here.
 */
#include "facts/office_terms.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "records/calendar.h"

enum { NEW_DAYS = 180, WORDS_BEFORE = 48, WHY_LIMIT = 1024 };

typedef SYN_ARRAY(syn_term) term_array;

typedef struct search {
  const syn_world *world;
  const syn_article *article;
  syn_arena *arena;
  const syn_table *holders, *beginnings;
  size_t person_column, office_column, from_column, to_column;
  term_array terms; /* what is left */
  syn_buffer why;
} search;

/* "person:ines-calleja" -> "ines-calleja"; empty when the entity is no known person. */
static syn_status find_person(const search *job, const syn_entity *entity, syn_text *out_person) {
  static const char PREFIX[] = "person:";
  const syn_known_form *forms;
  syn_text folded;
  *out_person = (syn_text){0};
  syn_status status = syn_utf8_fold(entity->name, job->arena, &folded);
  if (status != SYN_OK) return status;
  size_t count = syn_world_find(job->world, folded, entity->name, &forms);
  for (size_t i = 0; i < count; i++) {
    if (forms[i].known->kind != SYN_KNOWN_PERSON || !syn_text_starts_with(forms[i].known->id, syn_text_from(PREFIX))) continue;
    if (out_person->size > 0) return *out_person = (syn_text){0}, SYN_OK; /* two of that name */
    *out_person = syn_text_slice(forms[i].known->id, sizeof PREFIX - 1, forms[i].known->id.size);
  }
  return SYN_OK;
}

static bool has_role(const syn_entity *entity, syn_text office) {
  for (uint32_t i = 0; i < entity->role_count; i++) {
    if (syn_text_equal(entity->roles[i], office) || syn_text_ends_with(entity->roles[i], office)) return true;
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

static bool read_day(syn_text cell, int32_t open, int32_t *out_day) {
  syn_interval interval;
  *out_day = open;
  if (cell.size == 0) return true;
  if (syn_calendar_parse(cell, &interval) != SYN_OK) return false;
  *out_day = interval.from.day;
  return true;
}

/* The person's terms in offices that the article names. */
static syn_status find_terms(const search *job, const syn_entity *entity, syn_text person, bool only_beginning, term_array *terms) {
  for (size_t row = 0; row < job->holders->row_count; row++) {
    syn_term term;
    if (!syn_text_equal(syn_table_cell(job->holders, row, job->person_column), person)) continue;
    if (!has_role(entity, syn_table_cell(job->holders, row, job->office_column))) continue;
    if (!read_day(syn_table_cell(job->holders, row, job->from_column), SYN_DAY_MINIMUM, &term.from)) continue;
    if (!read_day(syn_table_cell(job->holders, row, job->to_column), SYN_DAY_MAXIMUM, &term.to)) continue;
    if (only_beginning && term.from != SYN_DAY_MINIMUM && term.to > term.from + NEW_DAYS) term.to = term.from + NEW_DAYS;
    syn_term *added = SYN_ARRAY_ADD(terms, job->arena);
    if (!added) return SYN_NO_MEMORY;
    *added = term;
  }
  return SYN_OK;
}

/* Leaves what both allow. Terms of one person may overlap or stand in any order; what is left stays in order. */
static syn_status intersect(search *job, const term_array *other) {
  term_array left = {0};
  for (size_t i = 0; i < job->terms.count; i++) {
    for (size_t k = 0; k < other->count; k++) {
      syn_term a = job->terms.items[i], b = other->items[k];
      syn_term common = {a.from > b.from ? a.from : b.from, a.to < b.to ? a.to : b.to};
      if (common.from > common.to) continue;
      syn_term *added = SYN_ARRAY_ADD(&left, job->arena);
      if (!added) return SYN_NO_MEMORY;
      *added = common;
    }
  }
  if (left.count > 0) job->terms = left; /* who held no office together was not told as holding it: bound by neither */
  return SYN_OK;
}

static syn_status bound_by(search *job, const syn_entity *entity) {
  syn_text person;
  term_array terms = {0};
  if (entity->type != SYN_ENTITY_PERSON || entity->role_count == 0) return SYN_OK;
  syn_status status = find_person(job, entity, &person);
  if (status != SYN_OK || person.size == 0) return status;
  status = find_terms(job, entity, person, is_new(job, entity), &terms);
  if (status != SYN_OK || terms.count == 0) return status;
  syn_buffer_format(&job->why, "%s%.*s", job->why.size > 0 ? ", " : "", SYN_TEXT_ARGUMENTS(entity->name));
  return intersect(job, &terms);
}

syn_status syn_office_terms(const syn_world *world, const syn_article *article, const syn_facts *facts, syn_arena *arena,
                            syn_term_list *out_terms) {
  search job = {.world = world, .article = article, .arena = arena};
  syn_term *whole = SYN_ARRAY_ADD(&job.terms, arena);
  if (!whole) return SYN_NO_MEMORY;
  *whole = (syn_term){SYN_DAY_MINIMUM, SYN_DAY_MAXIMUM};
  job.holders = syn_world_table(world, "world/holders");
  job.beginnings = syn_world_language_table(world, article->language, "beginnings");
  syn_buffer_init(&job.why, WHY_LIMIT);
  syn_status status = SYN_OK;
  if (job.holders) {
    job.person_column = syn_table_column(job.holders, "person");
    job.office_column = syn_table_column(job.holders, "office");
    job.from_column = syn_table_column(job.holders, "from");
    job.to_column = syn_table_column(job.holders, "to");
    for (uint32_t i = 0; status == SYN_OK && i < facts->entity_count; i++) status = bound_by(&job, &facts->entities[i]);
  }
  if (status == SYN_OK) status = syn_arena_copy(arena, syn_buffer_text(&job.why), &out_terms->why);
  syn_buffer_clear(&job.why);
  out_terms->items = job.terms.items;
  out_terms->count = (uint32_t)job.terms.count;
  return status;
}
