/*
 * Measures to whom bare surnames are joined over the neighbourhoods of a store (synopsis/bearers.h), with names that are known.
 *
 * usage: measure_surnames STORE [--wrong | --joins]
 *
 * Each person with a full name is taken out of one neighbourhood after the other and put back under the surname alone; then it is asked to
 * whom the surname is joined. Right: to a group that has the person's own id. Wrong: to another, also where no other neighbourhood
 * knows the person. Left out are neighbourhoods with an article that names another bearer of the word: there a short name is told apart
 * by what the article says. Harder than real bare surnames: a first name that nobody had to tell would not have been written.
 *
 * One line for each rule: rule, right, wrong, share of the right. With --wrong each wrong one. With --joins nothing is hidden: printed are
 * the joins of full names of persons and of names of bodies, to be read by eye: rule, name, whose name, what they have in common.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/utf8.h"
#include "engine/derived_reading.h"
#include "engine/name_block.h"
#include "records/record_reader.h"
#include "synoptic/engine.h"

enum { ARENA = 1 << 30 };

typedef SYN_ARRAY(syn_identity) identity_array;

typedef struct measuring {
  syn_collection *collection;
  syn_arena *arena, *scratch;
  identity_array persons;
  syn_name_block block;
  unsigned right[SYN_JOIN_RULE_COUNT], wrong[SYN_JOIN_RULE_COUNT], asked;
  bool tells_wrong, tells_joins;
} measuring;

static syn_status take_person(void *context, const syn_store_derived *record) {
  measuring *job = context;
  syn_identity identity;
  syn_error error = {0};
  syn_arena_reset(job->scratch);
  syn_status status = syn_record_read_identity(record->line, job->scratch, &identity, &error);
  bool is_asked = identity.type == SYN_ENTITY_PERSON || (job->tells_joins && identity.type == SYN_ENTITY_ORGANIZATION);
  if (status != SYN_OK || !is_asked) return status;
  syn_identity *kept = SYN_ARRAY_ADD(&job->persons, job->arena);
  if (!kept) return SYN_NO_MEMORY;
  *kept = (syn_identity){.id = identity.id, .type = identity.type};
  return syn_arena_copy(job->arena, identity.name, &kept->name);
}

/* The last word of a name. */
static syn_text surname_of(syn_text name) {
  size_t start = name.size;
  while (start > 0 && name.data[start - 1] != ' ') start--;
  return syn_text_slice(name, start, name.size);
}

static bool has_word(syn_text name, syn_text word) {
  for (size_t at = syn_text_find(name, word, 0); at != SIZE_MAX; at = syn_text_find(name, word, at + 1)) {
    size_t end = at + word.size;
    if ((at == 0 || name.data[at - 1] == ' ') && (end == name.size || name.data[end] == ' ')) return true;
  }
  return false;
}

static bool share_article(const syn_bearing *a, const syn_bearing *b) {
  for (uint32_t i = 0, k = 0; i < a->articles.count && k < b->articles.count;) {
    if (a->articles.items[i] == b->articles.items[k]) return true;
    if (a->articles.items[i] < b->articles.items[k])
      i++;
    else
      k++;
  }
  return false;
}

/* All with a full name that has the word; `hidden` without one of its bearings, which comes last under the surname alone. */
static syn_status make_set(const measuring *job, syn_text word, uint32_t hidden, uint32_t bearing, syn_arena *arena, syn_bearer_set *out,
                           bool *out_is_clear) {
  const syn_bearer_set *all = &job->block.set;
  syn_bearer *items = SYN_ARENA_ARRAY(arena, syn_bearer, all->count + 1);
  uint32_t count = 0;
  if (!items) return SYN_NO_MEMORY;
  *out_is_clear = true;
  for (uint32_t i = 0; i < all->count; i++) {
    syn_bearer one = all->items[i];
    if (one.type != SYN_ENTITY_PERSON || syn_bearer_is_bare(one.type, one.name) || !has_word(one.name, word)) continue;
    for (uint32_t k = 0; i != hidden && k < one.bearing_count; k++)
      if (share_article(&one.bearings[k], &all->items[hidden].bearings[bearing])) *out_is_clear = false;
    if (i == hidden) {
      syn_bearing *rest = SYN_ARENA_ARRAY(arena, syn_bearing, one.bearing_count);
      if (!rest) return SYN_NO_MEMORY;
      one.bearing_count = 0;
      for (uint32_t k = 0; k < all->items[i].bearing_count; k++)
        if (k != bearing) rest[one.bearing_count++] = all->items[i].bearings[k];
      one.bearings = rest;
    }
    if (one.bearing_count > 0) items[count++] = one;
  }
  const syn_text part = SYN_TEXT("hidden");
  items[count++] = (syn_bearer){.id = syn_digest_id("hidden", &part, 1),
                                .type = SYN_ENTITY_PERSON,
                                .name = word,
                                .bearings = &all->items[hidden].bearings[bearing],
                                .bearing_count = 1};
  *out = (syn_bearer_set){.items = items, .count = count, .weights = all->weights};
  return SYN_OK;
}

static syn_status ask(measuring *job, uint32_t person, uint32_t bearing) {
  const syn_bearer *bearer = &job->block.set.items[person];
  syn_text word = surname_of(bearer->name);
  syn_bearer_set set;
  syn_join *joins;
  bool is_clear, is_right = false;
  syn_arena_reset(job->scratch);
  syn_status status = make_set(job, word, person, bearing, job->scratch, &set, &is_clear);
  if (status != SYN_OK || !is_clear) return status;
  job->asked++;
  status = syn_bearers_join(&set, job->collection->engine->world, job->scratch, &joins);
  const syn_join *join = &joins[set.count - 1];
  if (status != SYN_OK || join->rule == SYN_JOIN_NONE) return status;
  for (uint32_t i = 0; i + 1 < set.count; i++)
    if (joins[i].head == join->head && syn_id_compare(set.items[i].id, bearer->id) == 0) is_right = true;
  if (is_right)
    job->right[join->rule]++;
  else
    job->wrong[join->rule]++;
  if (!is_right && job->tells_wrong)
    printf("wrong\t%.*s\t%.*s\t%u of %u\n", SYN_TEXT_ARGUMENTS(bearer->name), SYN_TEXT_ARGUMENTS(set.items[join->head].name), join->own,
           join->all);
  return SYN_OK;
}

static void print_joins(const measuring *job) {
  static const char *const NAMES[SYN_JOIN_RULE_COUNT] = {
      [SYN_JOIN_TITLE] = "title",           [SYN_JOIN_LEGAL_FORM] = "legal_form", [SYN_JOIN_MIDDLE_NAME] = "middle_name",
      [SYN_JOIN_SHORT_FORM] = "short_form", [SYN_JOIN_SPELLING] = "spelling",     [SYN_JOIN_DESCRIPTION] = "description",
      [SYN_JOIN_ACRONYM] = "acronym"};
  for (uint32_t i = 0; i < job->block.set.count; i++) {
    const syn_join *join = &job->block.joins[i];
    if (!NAMES[join->rule]) continue;
    syn_text name = job->block.set.items[i].name, other = job->block.set.items[join->with].name;
    syn_text company = join->company == UINT32_MAX ? SYN_TEXT("-") : job->block.company[join->company];
    printf("%s\t%.*s\t%.*s\t%u\t%.*s\t%.*s\n", NAMES[join->rule], SYN_TEXT_ARGUMENTS(name), SYN_TEXT_ARGUMENTS(other), join->strength,
           SYN_TEXT_ARGUMENTS(company), SYN_TEXT_ARGUMENTS(join->role));
  }
}

static syn_status measure(measuring *job, syn_error *error) {
  syn_status status = syn_collection_each_derived(job->collection, SYN_DERIVED_ENTITY, (syn_id){{0}}, take_person, job, error);
  if (status == SYN_OK)
    status = syn_name_block_read(job->collection, job->persons.items, job->persons.count, job->arena, &job->block, error);
  if (status == SYN_OK && job->tells_joins) print_joins(job);
  for (uint32_t i = 0; status == SYN_OK && !job->tells_joins && i < job->block.set.count; i++) {
    const syn_bearer *bearer = &job->block.set.items[i];
    if (bearer->type != SYN_ENTITY_PERSON || syn_text_find(bearer->name, SYN_TEXT(" "), 0) == SIZE_MAX) continue;
    for (uint32_t k = 0; status == SYN_OK && k < bearer->bearing_count; k++) status = ask(job, i, k);
  }
  return status;
}

static void print(const measuring *job) {
  static const char *const NAMES[] = {[SYN_JOIN_OFFICE] = "office", [SYN_JOIN_SURNAME] = "surname", [SYN_JOIN_COMPANY] = "company"};
  unsigned right = 0, wrong = 0;
  printf("asked\t%u\n", job->asked);
  for (unsigned i = SYN_JOIN_OFFICE; i <= SYN_JOIN_COMPANY; i++) {
    unsigned all = job->right[i] + job->wrong[i];
    printf("%s\tright %u\twrong %u\tprecision %.4f\n", NAMES[i], job->right[i], job->wrong[i], all > 0 ? (double)job->right[i] / all : 0);
    right += job->right[i];
    wrong += job->wrong[i];
  }
  printf("all\tright %u\twrong %u\tprecision %.4f\n", right, wrong, right + wrong > 0 ? (double)right / (right + wrong) : 0);
}

int main(int argc, char **argv) {
  syn_engine *engine = NULL;
  syn_error error = {0};
  measuring job = {.tells_wrong = argc == 3 && strcmp(argv[2], "--wrong") == 0,
                   .tells_joins = argc == 3 && strcmp(argv[2], "--joins") == 0};
  if (argc != 2 && !job.tells_wrong && !job.tells_joins) {
    fprintf(stderr, "usage: measure_surnames STORE [--wrong | --joins]\n");
    return 2;
  }
  syn_status status = syn_engine_create(&(syn_engine_options){.thread_count = 1}, &engine, &error);
  if (status == SYN_OK) status = syn_collection_open(engine, argv[1], false, &job.collection, &error);
  if (status == SYN_OK) status = syn_arena_create((size_t)4 * ARENA, &job.arena);
  if (status == SYN_OK) status = syn_arena_create(ARENA, &job.scratch);
  if (status == SYN_OK) {
    status = syn_collection_begin_read(job.collection, &error);
    if (status == SYN_OK) status = measure(&job, &error);
    status = syn_store_end_read(job.collection->store, status, &error);
  }
  if (status == SYN_OK && !job.tells_joins) print(&job);
  if (status != SYN_OK) fprintf(stderr, "measure_surnames: %s\n", error.text);
  syn_arena_destroy(&job.scratch);
  syn_arena_destroy(&job.arena);
  syn_collection_close(&job.collection);
  syn_engine_destroy(&engine);
  return status == SYN_OK ? 0 : 1;
}
