/*
 * Entities: the steps of mention_draft.h in order, then the drafts become facts.
 */
#include "facts/known_persons.h"
#include "facts/mention_draft.h"

#include <stdlib.h>

#include "base/utf8.h"

/* Of an article's countries so many help to tell its places. */
enum { MAXIMUM_COUNTRIES = 32 };

static syn_status create(const syn_world *world, syn_text language, syn_arena *arena, void **out_state, syn_error *error) {
  entity_words *words = NULL;
  syn_status status = syn_entity_words_create(world, language, arena, &words, error);
  *out_state = words;
  return status;
}

/* The entities in the order of their first mentions; `out_number` of each draft its place, or DRAFT_NONE without mentions. */
static syn_status number_entities(const entity_work *work, uint32_t **out_number, uint32_t *out_count) {
  uint32_t *number = SYN_ARENA_ARRAY(work->arena, uint32_t, work->entities.count), count = 0;
  if (number == NULL) return SYN_NO_MEMORY;
  for (size_t i = 0; i < work->entities.count; i++) number[i] = DRAFT_NONE;
  for (size_t i = 0; i < work->mentions.count; i++) {
    uint32_t entity = work->mentions.items[i].entity;
    if (entity == DRAFT_NONE) continue;
    if (number[entity] == DRAFT_NONE) number[entity] = count++;
    work->entities.items[entity].mention_count++;
  }
  *out_number = number;
  *out_count = count;
  return SYN_OK;
}

/* ---- the name, where the world has none ---- */

/* How one entity is written: a name as a mention has it, and how often. */
typedef struct name_form {
  syn_text text;
  uint32_t entity; /* its place among the facts */
  uint32_t words, frequency;
  bool is_capitals, begins_small;
  bool is_nominal; /* of an entity without a name */
} name_form;

typedef SYN_ARRAY(name_form) name_form_array;

/* Words of two letters or more ("Anna Petrova" is fuller than "A. Petrova"), and whether no letter is small ("ORHEI"). */
static void measure_form(name_form *form) {
  size_t size, letters = 0;
  form->is_capitals = true;
  for (size_t at = 0; at < form->text.size; at += size) {
    uint32_t codepoint = syn_utf8_decode(form->text, at, &size);
    bool is_letter = syn_utf8_is_letter(codepoint);
    if (at == 0) form->begins_small = syn_utf8_is_lower(codepoint);
    if (is_letter && syn_utf8_is_lower(codepoint)) form->is_capitals = false;
    if (syn_utf8_is_space(codepoint)) letters = 0;
    if (is_letter && ++letters == 2) form->words++;
  }
}

static int compare_forms(const void *left, const void *right) {
  const name_form *a = left, *b = right;
  if (a->entity != b->entity) return a->entity < b->entity ? -1 : 1;
  return syn_text_compare(a->text, b->text);
}

/* Fuller first, then more frequent, then the one that is not all capitals; the caller goes through the alphabet. */
static bool is_better_form(const name_form *form, const name_form *best) {
  if (form->words != best->words) return form->words > best->words;
  if (form->frequency != best->frequency) return form->frequency > best->frequency;
  if (form->is_nominal && form->begins_small != best->begins_small) return form->begins_small; /* a sentence begins with the other */
  return !form->is_capitals && best->is_capitals;
}

static syn_status collect_forms(const entity_work *work, const uint32_t *number, name_form_array *forms) {
  for (size_t i = 0; i < work->mentions.count; i++) {
    const mention_draft *mention = &work->mentions.items[i];
    if (mention->entity == DRAFT_NONE || work->entities.items[mention->entity].known != NULL) continue;
    bool names =
        mention->kind == SYN_MENTION_NAME || (work->entities.items[mention->entity].is_nameless && mention->kind == SYN_MENTION_NOMINAL);
    if (!names) continue;
    name_form *form = SYN_ARRAY_ADD(forms, work->arena);
    if (form == NULL) return SYN_NO_MEMORY;
    syn_span span = syn_document_span(work->document, mention->first, mention->count);
    *form = (name_form){.text = syn_article_words(work->document->article, span),
                        .entity = number[mention->entity],
                        .is_nominal = mention->kind == SYN_MENTION_NOMINAL};
  }
  return SYN_OK;
}

/* Names the entities that the world does not know, by the best of their written forms. `number`: of each draft its place. */
static syn_status choose_names(const entity_work *work, const uint32_t *number) {
  name_form_array forms = {0};
  syn_status status = collect_forms(work, number, &forms);
  if (status != SYN_OK) return status;
  if (forms.count > 1) qsort(forms.items, forms.count, sizeof *forms.items, compare_forms);
  name_form best = {0};
  for (size_t at = 0, end; at < forms.count; at = end) {
    name_form *form = &forms.items[at];
    for (end = at; end < forms.count && compare_forms(form, &forms.items[end]) == 0; end++) form->frequency++;
    measure_form(form);
    if (best.frequency > 0 && best.entity == form->entity && !is_better_form(form, &best)) continue;
    best = *form;
    work->finding->entities.items[best.entity].name = best.text;
  }
  return SYN_OK;
}

/* ---- drafts become facts ---- */

static syn_status fill_roles(const entity_work *work, const entity_draft *draft, syn_entity *entity) {
  entity->roles = SYN_ARENA_ARRAY(work->arena, syn_text, draft->roles.count);
  if (entity->roles == NULL) return SYN_NO_MEMORY;
  for (size_t i = 0; i < draft->roles.count; i++)
    if (draft->roles.items[i].stated) entity->roles[entity->role_count++] = draft->roles.items[i].text;
  return SYN_OK;
}

static syn_status identify(const entity_work *work, const syn_known *known, syn_entity *entity) {
  if (entity->country.size == 0) entity->country = known->country;
  return syn_world_identify(work->finding->world, known, work->arena, &entity->identifiers, &entity->identifier_count);
}

static syn_status fill_entity(const entity_work *work, const entity_draft *draft, syn_entity *entity) {
  entity->type = draft->type;
  entity->country = draft->country;
  syn_status status = SYN_OK;
  if (draft->known != NULL) {
    entity->name = draft->known->name;
    status = identify(work, draft->known, entity);
  }
  if (status == SYN_OK) status = fill_roles(work, draft, entity);
  entity->mentions = SYN_ARENA_ARRAY(work->arena, syn_mention, draft->mention_count);
  return entity->mentions == NULL ? SYN_NO_MEMORY : status;
}

/* The countries that the article speaks of: those of its entities. */
static size_t list_countries(const entity_work *work, syn_text countries[MAXIMUM_COUNTRIES]) {
  size_t count = 0;
  for (size_t i = 0; i < work->finding->entities.count && count < MAXIMUM_COUNTRIES; i++) {
    syn_text country = work->finding->entities.items[i].country;
    bool is_listed = country.size == 0;
    for (size_t j = 0; j < count && !is_listed; j++) is_listed = syn_text_equal(countries[j], country);
    if (!is_listed) countries[count++] = country;
  }
  return count;
}

/* Towns and parts of countries that the gazetteer leaves out: what the text calls a place may be one of those in its countries. */
static syn_status identify_minor_places(const entity_work *work) {
  syn_text countries[MAXIMUM_COUNTRIES];
  size_t country_count = list_countries(work, countries);
  for (size_t i = 0; i < work->finding->entities.count; i++) {
    syn_entity *entity = &work->finding->entities.items[i];
    if (entity->type != SYN_ENTITY_PLACE || entity->identifier_count > 0) continue;
    syn_text folded;
    syn_known place;
    bool is_told = entity->country.size > 0;
    syn_status status = syn_utf8_fold(entity->name, work->arena, &folded);
    if (status == SYN_OK)
      status = syn_world_find_minor_place(work->finding->world, folded, is_told ? &entity->country : countries, is_told ? 1 : country_count,
                                          work->arena, &place);
    if (status == SYN_OK) status = identify(work, &place, entity);
    if (status != SYN_OK && status != SYN_NOT_FOUND) return status;
  }
  return SYN_OK;
}

static syn_status write_entities(entity_work *work) {
  syn_finding *finding = work->finding;
  uint32_t *number = NULL, count = 0;
  syn_status status = number_entities(work, &number, &count);
  if (status == SYN_OK) status = SYN_ARRAY_RESERVE(&finding->entities, count, work->arena);
  if (status != SYN_OK) return status;
  finding->entities.count = count;
  for (size_t i = 0; i < work->entities.count; i++) {
    if (number[i] == DRAFT_NONE) continue;
    finding->entities.items[number[i]] = (syn_entity){0};
    status = fill_entity(work, &work->entities.items[i], &finding->entities.items[number[i]]);
    if (status != SYN_OK) return status;
  }
  for (size_t i = 0; i < work->mentions.count; i++) {
    const mention_draft *mention = &work->mentions.items[i];
    if (mention->entity == DRAFT_NONE) continue;
    syn_entity *entity = &finding->entities.items[number[mention->entity]];
    entity->mentions[entity->mention_count++] =
        (syn_mention){syn_document_span(work->document, mention->first, mention->count), mention->kind, mention->link};
    for (uint32_t t = mention->first; t < mention->first + mention->count; t++) {
      finding->marks[t].entity = number[mention->entity] + 1;
      finding->marks[t].mention = entity->mention_count;
    }
  }
  status = choose_names(work, number);
  return status == SYN_OK ? identify_minor_places(work) : status;
}

static syn_status find(const void *state, syn_finding *finding, syn_error *error) {
  const syn_document *document = finding->document;
  entity_work work = {.words = state, .finding = finding, .document = document, .arena = finding->arena};
  work.mention_at = SYN_ARENA_ARRAY(work.arena, uint32_t, document->token_count);
  work.taken = SYN_ARENA_ARRAY(work.arena, bool, document->token_count);
  work.adjective = SYN_ARENA_ARRAY(work.arena, const syn_known *, document->token_count);
  if (work.mention_at == NULL || work.taken == NULL || work.adjective == NULL) return SYN_NO_MEMORY;
  finding->adjectives = work.adjective;
  syn_status status = syn_mentions_find_names(&work);
  if (status == SYN_OK) status = syn_mentions_find_kinds(&work);
  if (status == SYN_OK) syn_mentions_tell_metonyms(&work);
  if (status == SYN_OK) status = syn_known_persons_choose(&work);
  if (status == SYN_OK) status = syn_entities_join_names(&work);
  if (status == SYN_OK) status = syn_entities_read_roles(&work);
  if (status == SYN_OK) status = syn_mentions_find_references(&work);
  return status == SYN_OK ? write_entities(&work) : status;
}

const syn_finder syn_entity_finder = {"entities", create, find};
