/*
 * Entities: the steps of mention_draft.h in order, then the drafts become facts.
 */
#include "facts/mention_draft.h"

#include <stdlib.h>

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

/* The longest written form, of equals the most frequent, then the first in the alphabet: the name where the world has none. */
static syn_text choose_name(const entity_work *work, uint32_t entity, syn_text best, const mention_draft *mention) {
  if (mention->kind != SYN_MENTION_NAME) return best;
  syn_text words = syn_article_words(work->document->article, syn_document_span(work->document, mention->first, mention->count));
  if (words.size != best.size) return words.size > best.size ? words : best;
  return syn_text_compare(words, best) < 0 ? words : best;
}

static syn_status fill_identifiers(const entity_work *work, const syn_known *known, syn_entity *entity) {
  entity->identifiers = SYN_ARENA_ARRAY(work->arena, syn_identifier, 3);
  if (entity->identifiers == NULL) return SYN_NO_MEMORY;
  if (known->kind == SYN_KNOWN_COUNTRY && known->country.size > 0)
    entity->identifiers[entity->identifier_count++] = (syn_identifier){SYN_TEXT("iso3166"), known->country};
  entity->identifiers[entity->identifier_count++] = (syn_identifier){SYN_TEXT("synoptic"), known->id};
  if (known->wikidata.size > 0) entity->identifiers[entity->identifier_count++] = (syn_identifier){SYN_TEXT("wikidata"), known->wikidata};
  return SYN_OK;
}

static syn_status fill_roles(const entity_work *work, const entity_draft *draft, syn_entity *entity) {
  entity->roles = SYN_ARENA_ARRAY(work->arena, syn_text, draft->roles.count);
  if (entity->roles == NULL) return SYN_NO_MEMORY;
  for (size_t i = 0; i < draft->roles.count; i++)
    if (draft->roles.items[i].stated) entity->roles[entity->role_count++] = draft->roles.items[i].text;
  return SYN_OK;
}

static syn_status fill_entity(const entity_work *work, const entity_draft *draft, syn_entity *entity) {
  entity->type = draft->type;
  entity->country = draft->country;
  syn_status status = SYN_OK;
  if (draft->known != NULL) {
    entity->name = draft->known->name;
    if (entity->country.size == 0) entity->country = draft->known->country;
    status = fill_identifiers(work, draft->known, entity);
  }
  if (status == SYN_OK) status = fill_roles(work, draft, entity);
  entity->mentions = SYN_ARENA_ARRAY(work->arena, syn_mention, draft->mention_count);
  return entity->mentions == NULL ? SYN_NO_MEMORY : status;
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
    if (work->entities.items[mention->entity].known == NULL) entity->name = choose_name(work, mention->entity, entity->name, mention);
    entity->mentions[entity->mention_count++] =
        (syn_mention){syn_document_span(work->document, mention->first, mention->count), mention->kind};
    for (uint32_t t = mention->first; t < mention->first + mention->count; t++) {
      finding->marks[t].entity = number[mention->entity] + 1;
      finding->marks[t].mention = entity->mention_count;
    }
  }
  return SYN_OK;
}

static syn_status find(const void *state, syn_finding *finding, syn_error *error) {
  const syn_document *document = finding->document;
  entity_work work = {.words = state, .finding = finding, .document = document, .arena = finding->arena};
  work.mention_at = SYN_ARENA_ARRAY(work.arena, uint32_t, document->token_count);
  work.taken = SYN_ARENA_ARRAY(work.arena, bool, document->token_count);
  work.adjective = SYN_ARENA_ARRAY(work.arena, const syn_known *, document->token_count);
  if (work.mention_at == NULL || work.taken == NULL || work.adjective == NULL) return SYN_NO_MEMORY;
  syn_status status = syn_mentions_find_names(&work);
  if (status == SYN_OK) syn_mentions_tell_metonyms(&work);
  if (status == SYN_OK) status = syn_entities_join_names(&work);
  if (status == SYN_OK) status = syn_entities_read_roles(&work);
  if (status == SYN_OK) status = syn_mentions_find_references(&work);
  return status == SYN_OK ? write_entities(&work) : status;
}

const syn_finder syn_entity_finder = {"entities", create, find};
