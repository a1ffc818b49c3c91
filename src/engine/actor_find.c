/*
 * How it works
 *
 * One pass over the entities of the store compares the name with each: equal, an identifier or the beginning of its id; else all of its
 * words among those of the entity's name. Where neither leads to one, the spellings inside the articles are looked at. What only nominals
 * stand for has no name to ask by. Names that are near by the rules of transliteration are kept for the message that nothing was found.
 */
#include "engine/actor_find.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/id_list.h"
#include "base/utf8.h"
#include "engine/candidates.h"
#include "engine/derived_reading.h"
#include "records/record_reader.h"
#include "synopsis/name_matching.h"
#include "synoptic/names.h"

enum { FOUND_LIMIT = 64, NEAR_LIMIT = 3, LEAST_DIGITS = 6, MESSAGE_SIZE = 400, PREVAILING = 20, NAME_BYTES = 24, LABEL_SIZE = 64 };

typedef struct found_actor {
  syn_id id;
  syn_text name, line;
  syn_entity_type type;
  uint32_t article_count; /* of candidates */
} found_actor;

typedef struct found_list {
  found_actor items[FOUND_LIMIT];
  uint32_t count; /* also those beyond the limit */
} found_list;

typedef struct finding_actor {
  syn_actor_search *search;
  syn_collection *collection;
  syn_arena *scratch;
  const char *written;
  syn_text name; /* folded, hyphens as spaces */
  found_list same, partial;
  syn_text near[NEAR_LIMIT];
  uint32_t near_count;
  uint32_t spelled; /* place in search->ids of what is spelled so in an article, UINT32_MAX none */
  bool is_spelled_twice;
  syn_error *error;
} finding_actor;

/* Folded, with hyphens as spaces. */
static syn_status fold_name(syn_text name, syn_arena *arena, syn_text *out_folded) {
  syn_text folded;
  syn_status status = syn_utf8_fold(name, arena, &folded);
  char *copy = status == SYN_OK ? syn_arena_take(arena, folded.size + 1, 1) : NULL;
  if (copy == NULL) return status == SYN_OK ? SYN_NO_MEMORY : status;
  for (size_t i = 0; i < folded.size; i++) copy[i] = folded.data[i] == '-' ? ' ' : folded.data[i];
  *out_folded = (syn_text){copy, folded.size};
  return SYN_OK;
}

/* The next word; false after the last. */
static bool next_word(syn_text *rest, syn_text *out_word) {
  *rest = syn_text_trim(*rest);
  size_t end = syn_text_find(*rest, SYN_TEXT(" "), 0);
  *out_word = syn_text_slice(*rest, 0, end == SIZE_MAX ? rest->size : end);
  *rest = syn_text_slice(*rest, out_word->size, rest->size);
  return out_word->size > 0;
}

static bool has_all_words(syn_text name, syn_text words) {
  syn_text word, other;
  while (next_word(&words, &word)) {
    bool is_there = false;
    for (syn_text rest = name; !is_there && next_word(&rest, &other);) is_there = syn_text_equal(word, other);
    if (!is_there) return false;
  }
  return true;
}

/* Whether the last words are one in two spellings. */
static bool is_near(syn_text a, syn_text b) {
  syn_text x = a, y = b, word;
  for (syn_text rest = a; next_word(&rest, &word);) x = word;
  for (syn_text rest = b; next_word(&rest, &word);) y = word;
  return x.size > 2 && y.size > 2 && syn_name_distance(x, y) <= 1;
}

static bool is_identified(const finding_actor *job, const syn_identity *identity) {
  syn_text written = syn_text_from(job->written);
  for (uint32_t i = 0; i < identity->identifier_count; i++)
    if (syn_text_equal_ascii_case(identity->identifiers[i].value, written)) return true;
  return written.size >= LEAST_DIGITS && syn_id_begins_with(identity->id, job->written);
}

static syn_status add_found(finding_actor *job, found_list *list, const syn_identity *identity, syn_text line) {
  if (list->count++ >= FOUND_LIMIT) return SYN_OK;
  found_actor *found = &list->items[list->count - 1];
  *found = (found_actor){.id = identity->id, .type = identity->type};
  syn_status status = syn_arena_copy(job->search->arena, identity->name, &found->name);
  return status == SYN_OK ? syn_arena_copy(job->search->arena, line, &found->line) : status;
}

static syn_status learn_members(finding_actor *job, const syn_identity *identity) {
  syn_actor_search *search = job->search;
  syn_id *id = SYN_ARRAY_ADD(&search->ids, search->arena);
  if (!id) return SYN_NO_MEMORY;
  *id = identity->id;
  for (uint32_t i = 0; i < identity->members.count; i++) {
    syn_text key;
    syn_status status = syn_arena_copy(search->arena, syn_id_bytes(&identity->members.items[i]), &key);
    if (status == SYN_OK) status = syn_map_put(&search->members, key, search->ids.count - 1);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

/* What has nothing but nominals has no name to ask by. */
static bool has_name(const syn_identity *identity, syn_text line) {
  return identity->identifier_count > 0 || syn_text_find(line, SYN_TEXT("\"kind\":\"name\""), 0) != SIZE_MAX ||
         syn_text_find(line, SYN_TEXT("\"kind\":\"metonym\""), 0) != SIZE_MAX;
}

static syn_status consider(void *context, const syn_store_derived *record) {
  finding_actor *job = context;
  syn_identity identity;
  syn_text folded;
  syn_arena_reset(job->scratch);
  syn_status status = syn_record_read_identity(record->line, job->scratch, &identity, job->error);
  if (status == SYN_OK) status = learn_members(job, &identity);
  if (status == SYN_OK) status = fold_name(identity.name, job->scratch, &folded);
  if (status != SYN_OK || !has_name(&identity, record->line)) return status;
  if (syn_text_equal(folded, job->name) || is_identified(job, &identity)) return add_found(job, &job->same, &identity, record->line);
  if (has_all_words(folded, job->name)) return add_found(job, &job->partial, &identity, record->line);
  if (job->near_count < NEAR_LIMIT && is_near(folded, job->name))
    status = syn_arena_copy(job->search->arena, identity.name, &job->near[job->near_count++]);
  return status;
}

/* ---- spellings inside articles ---- */

static syn_status is_spelled_so(const finding_actor *job, const syn_article *article, const syn_entity *entity, bool *out_is_so) {
  *out_is_so = false;
  for (uint32_t m = 0; m < entity->mention_count && !*out_is_so; m++) {
    syn_text folded;
    if (entity->mentions[m].kind != SYN_MENTION_NAME) continue;
    syn_status status = fold_name(syn_article_words(article, entity->mentions[m].span), job->scratch, &folded);
    if (status != SYN_OK) return status;
    *out_is_so = syn_text_equal(folded, job->name);
  }
  return SYN_OK;
}

static syn_status consider_article(void *context, const syn_store_article *stored) {
  finding_actor *job = context;
  syn_article article;
  syn_facts facts;
  syn_record_context offsets;
  syn_arena_reset(job->scratch);
  syn_status status = syn_record_read_article(stored->article, job->scratch, &article, job->error);
  if (status == SYN_OK) status = syn_record_context_init(&article, job->scratch, &offsets);
  if (status == SYN_OK) status = syn_record_read_facts(stored->facts, &offsets, job->scratch, &facts, job->error);
  for (uint32_t e = 0; status == SYN_OK && e < facts.entity_count; e++) {
    bool is_so = false;
    uint64_t place = 0;
    status = is_spelled_so(job, &article, &facts.entities[e], &is_so);
    if (status != SYN_OK || !is_so || !syn_map_get(&job->search->members, syn_id_bytes(&facts.entities[e].id), &place)) continue;
    job->is_spelled_twice = job->is_spelled_twice || (job->spelled != UINT32_MAX && job->spelled != place);
    job->spelled = (uint32_t)place;
  }
  return status;
}

static syn_status keep_line(void *context, const syn_store_derived *record) {
  finding_actor *job = context;
  if (syn_id_compare(record->id, job->search->ids.items[job->spelled]) != 0) return SYN_OK;
  return syn_arena_copy(job->search->arena, record->line, &job->search->line);
}

static syn_status find_spelling(finding_actor *job) {
  job->spelled = UINT32_MAX;
  syn_status status = syn_store_each_article(job->collection->store, consider_article, job, job->error);
  if (status != SYN_OK || job->spelled == UINT32_MAX || job->is_spelled_twice) return status;
  return syn_collection_each_derived(job->collection, SYN_DERIVED_ENTITY, (syn_id){{0}}, keep_line, job, job->error);
}

/* ---- names that are one ---- */

/* The block of all that were found. */
static syn_status read_block(finding_actor *job, const found_list *list) {
  syn_identity seeds[FOUND_LIMIT];
  size_t count = 0;
  for (; count < list->count && count < FOUND_LIMIT; count++)
    seeds[count] = (syn_identity){.id = list->items[count].id, .type = list->items[count].type, .name = list->items[count].name};
  return syn_name_block_read(job->collection, seeds, count, job->search->arena, &job->search->block, job->error);
}

/* Heads of groups and others, each once. */
static syn_status add_candidate(finding_actor *job, found_list *candidates, const found_actor *found) {
  const syn_name_block *block = &job->search->block;
  found_actor candidate = *found;
  uint32_t place = syn_name_block_find(block, found->id);
  if (place != UINT32_MAX) {
    const syn_bearer *head = &block->set.items[block->joins[place].head];
    candidate = (found_actor){.id = head->id, .type = head->type, .name = head->name};
  }
  for (uint32_t i = 0; i < candidates->count && i < FOUND_LIMIT; i++)
    if (syn_id_compare(candidates->items[i].id, candidate.id) == 0) return SYN_OK;
  if (candidates->count++ < FOUND_LIMIT) candidates->items[candidates->count - 1] = candidate;
  return SYN_OK;
}

static uint32_t articles_of_group(const syn_name_block *block, uint32_t head) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < block->set.count; i++)
    if (block->joins[i].head == head) count += syn_bearer_article_count(&block->set.items[i]);
  return count;
}

static syn_status count_articles(finding_actor *job, found_actor *candidate) {
  uint32_t place = syn_name_block_find(&job->search->block, candidate->id);
  syn_id_list articles = {0};
  syn_status status = SYN_OK;
  if (place != UINT32_MAX) {
    candidate->article_count = articles_of_group(&job->search->block, place);
    return SYN_OK;
  }
  syn_arena_reset(job->scratch);
  if (candidate->line.size > 0) status = syn_record_read_mention_articles(candidate->line, job->scratch, &articles, job->error);
  candidate->article_count = (uint32_t)syn_sort_ids(articles.items, articles.count);
  return status;
}

/* The most articles first, then in order of id. */
static int order_candidates(const void *a, const void *b) {
  const found_actor *x = a, *y = b;
  if (x->article_count != y->article_count) return x->article_count > y->article_count ? -1 : 1;
  return syn_id_compare(x->id, y->id);
}

/* Whoever is named in so many more articles than all others together is meant; the others are told beside him. */
static syn_status keep_prevailing(finding_actor *job, found_list *candidates) {
  uint64_t others = 0;
  syn_actor_search *search = job->search;
  syn_status status = SYN_OK;
  if (candidates->count < 2 || candidates->count > FOUND_LIMIT) return SYN_OK;
  for (uint32_t i = 0; status == SYN_OK && i < candidates->count; i++) status = count_articles(job, &candidates->items[i]);
  if (status != SYN_OK) return status;
  qsort(candidates->items, candidates->count, sizeof *candidates->items, order_candidates);
  for (uint32_t i = 1; i < candidates->count; i++) others += candidates->items[i].article_count;
  if (candidates->items[0].article_count < others * PREVAILING) return SYN_OK;
  search->others = SYN_ARENA_ARRAY(search->arena, syn_actor_join, candidates->count);
  for (uint32_t i = 1; search->others && i < candidates->count; i++) {
    const found_actor *other = &candidates->items[i];
    syn_actor_join *told = &search->others[search->other_count++];
    *told = (syn_actor_join){.id = other->id, .name = other->name, .article_count = other->article_count};
    status = syn_arena_format(search->arena, &told->why, "another of this name (%s)", syn_entity_type_name(other->type));
    if (status != SYN_OK) return status;
  }
  candidates->count = 1;
  return search->others ? SYN_OK : SYN_NO_MEMORY;
}

static bool is_open(const finding_actor *job, const found_actor *candidate) {
  uint32_t place = syn_name_block_find(&job->search->block, candidate->id);
  return place != UINT32_MAX && syn_name_block_is_open(&job->search->block, place);
}

/*
 * Those who may be meant: what is called so in full, or is joined with what is; if the persons among them are surnames that mean nobody
 * alone, who else has the words in his name. Beside those the surnames are no rivals.
 */
static syn_status list_candidates(finding_actor *job, const found_list *list, found_list *candidates) {
  const syn_name_block *block = &job->search->block;
  uint32_t open = 0, persons = 0;
  syn_status status = SYN_OK;
  for (uint32_t i = 0; status == SYN_OK && i < list->count && i < FOUND_LIMIT; i++)
    status = add_candidate(job, candidates, &list->items[i]);
  for (uint32_t i = 0; status == SYN_OK && list->count > FOUND_LIMIT && i < block->set.count; i++) {
    const syn_bearer *bearer = &block->set.items[i];
    syn_text folded;
    syn_arena_reset(job->scratch);
    status = fold_name(bearer->name, job->scratch, &folded);
    if (status == SYN_OK && syn_text_equal(folded, job->name))
      status = add_candidate(job, candidates, &(found_actor){.id = bearer->id, .type = bearer->type, .name = bearer->name});
  }
  for (uint32_t i = 0; i < candidates->count && i < FOUND_LIMIT; i++) {
    open += is_open(job, &candidates->items[i]);
    persons += candidates->items[i].type == SYN_ENTITY_PERSON;
  }
  if (open == 0 || status != SYN_OK) return status;
  bool are_all_open = open == persons || candidates->count > FOUND_LIMIT;
  for (uint32_t i = 0; status == SYN_OK && are_all_open && list != &job->partial && i < job->partial.count && i < FOUND_LIMIT; i++)
    status = add_candidate(job, candidates, &job->partial.items[i]);
  uint32_t kept = 0, count = candidates->count < FOUND_LIMIT ? candidates->count : FOUND_LIMIT;
  for (uint32_t i = 0; i < count; i++)
    if (!is_open(job, &candidates->items[i])) candidates->items[kept++] = candidates->items[i];
  if (kept > 0) candidates->count = kept;
  return status;
}

static syn_status keep_record(void *context, const syn_store_derived *record) {
  finding_actor *job = context;
  if (syn_id_compare(record->id, job->search->same.items[0]) != 0) return SYN_OK;
  return syn_arena_copy(job->search->arena, record->line, &job->search->line);
}

/* The record of a candidate, with all that is joined with it. */
static syn_status take_candidate(finding_actor *job, const found_actor *candidate) {
  syn_actor_search *search = job->search;
  uint32_t place = syn_name_block_find(&search->block, candidate->id);
  if (place != UINT32_MAX) {
    search->head = search->block.joins[place].head;
    syn_status status = syn_name_block_group(&search->block, search->head, search->arena, &search->same);
    return status == SYN_OK ? syn_name_block_line(&search->block, search->head, search->arena, &search->line, job->error) : status;
  }
  search->same.items = SYN_ARENA_NEW(search->arena, syn_id);
  if (!search->same.items) return SYN_NO_MEMORY;
  search->same.items[0] = candidate->id;
  search->same.count = 1;
  search->line = candidate->line;
  if (search->line.size > 0) return SYN_OK;
  return syn_collection_each_derived(job->collection, SYN_DERIVED_ENTITY, (syn_id){{0}}, keep_record, job, job->error);
}

/* ---- messages ---- */

static syn_text label(const found_actor *found, char *out, size_t capacity) {
  syn_text name =
      syn_text_slice(found->name, 0, syn_utf8_align(found->name, found->name.size < NAME_BYTES ? found->name.size : NAME_BYTES));
  int size =
      snprintf(out, capacity, "%.*s, %u article%s", SYN_TEXT_ARGUMENTS(name), found->article_count, found->article_count == 1 ? "" : "s");
  return (syn_text){out, size > 0 ? (size_t)size : 0};
}

/* In their order; of too many to be counted the names alone. */
static syn_status tell_several(finding_actor *job, const found_list *list) {
  syn_candidates candidates;
  char text[LABEL_SIZE];
  syn_candidates_init(&candidates);
  for (uint32_t i = 0; i < list->count && i < FOUND_LIMIT; i++) {
    const found_actor *found = &list->items[i];
    syn_candidates_add(&candidates, found->id, syn_text_from(syn_entity_type_name(found->type)),
                       found->article_count > 0 ? label(found, text, sizeof text) : found->name);
  }
  if (list->count > FOUND_LIMIT) candidates.count += list->count - FOUND_LIMIT;
  syn_candidates_tell_named(&candidates, job->written, job->error);
  return SYN_BAD_ARGUMENT;
}

static syn_status tell_nothing(finding_actor *job) {
  syn_buffer near;
  syn_buffer_init(&near, MESSAGE_SIZE);
  for (uint32_t i = 0; i < job->near_count; i++)
    syn_buffer_format(&near, "%s%.*s", i == 0 ? " Near names: " : ", ", SYN_TEXT_ARGUMENTS(job->near[i]));
  if (job->near_count > 0) syn_buffer_add_byte(&near, '.');
  if (job->search->ids.count == 0)
    syn_error_set(job->error, SYN_NOT_FOUND, 0, "The store holds no articles yet: add some with `synoptic add PATH`.");
  else
    syn_error_set(job->error, SYN_NOT_FOUND, 0, "Nobody and nothing in the store is called \"%s\".%.*s", job->written,
                  SYN_TEXT_ARGUMENTS(syn_buffer_text(&near)));
  syn_buffer_clear(&near);
  return SYN_NOT_FOUND;
}

/* What is spelled so in an article, as a list of one. */
static syn_status list_spelled(finding_actor *job) {
  syn_identity identity;
  syn_status status = find_spelling(job);
  if (status != SYN_OK || job->search->line.size == 0) return status;
  status = syn_record_read_identity(job->search->line, job->search->arena, &identity, job->error);
  return status == SYN_OK ? add_found(job, &job->partial, &identity, job->search->line) : status;
}

static syn_status choose(finding_actor *job, found_list *candidates) {
  const found_list *list = job->same.count > 0 ? &job->same : &job->partial;
  syn_status status = list->count == 0 ? list_spelled(job) : SYN_OK;
  if (status != SYN_OK) return status;
  if (list->count == 0) return tell_nothing(job);
  status = read_block(job, list);
  if (status == SYN_OK) status = list_candidates(job, list, candidates);
  if (status == SYN_OK) status = keep_prevailing(job, candidates);
  if (status != SYN_OK) return status;
  return candidates->count == 1 ? take_candidate(job, &candidates->items[0]) : tell_several(job, candidates);
}

syn_status syn_actor_find(syn_collection *collection, const char *name, syn_actor_search *search, syn_error *error) {
  finding_actor *job = calloc(1, sizeof *job);
  found_list *candidates = calloc(1, sizeof *candidates);
  if (!job || !candidates) {
    free(job);
    free(candidates);
    return SYN_NO_MEMORY;
  }
  search->head = UINT32_MAX;
  *job = (finding_actor){.search = search, .collection = collection, .written = name, .error = error};
  syn_map_init(&search->members, search->arena);
  syn_status status = syn_arena_create(collection->engine->limits.job_memory_bytes, &job->scratch);
  if (status == SYN_OK) status = fold_name(syn_text_trim(syn_text_from(name)), search->arena, &job->name);
  if (status == SYN_OK && job->name.size == 0)
    status =
        syn_error_set(error, SYN_BAD_ARGUMENT, 0, "An empty name stands for nobody: name a person, an organisation, a country or a place.");
  if (status == SYN_OK) status = syn_collection_each_derived(collection, SYN_DERIVED_ENTITY, (syn_id){{0}}, consider, job, error);
  if (status == SYN_OK) status = choose(job, candidates);
  syn_arena_destroy(&job->scratch);
  free(candidates);
  free(job);
  return status;
}

syn_id syn_actor_identity_of(const void *context, syn_id entity) {
  const syn_actor_search *search = context;
  uint64_t place;
  if (!syn_map_get(&search->members, syn_id_bytes(&entity), &place)) return entity;
  syn_id id = search->ids.items[place];
  bool is_same = search->head != UINT32_MAX && bsearch(&id, search->same.items, search->same.count, sizeof id, syn_order_ids) != NULL;
  return is_same ? search->block.set.items[search->head].id : id;
}
