/*
 * Full names of persons that may be one: the same behind a title or another word, with and without a middle name, with a short form of the
 * given name, in another spelling. Only names of one surname and given name by their keys are compared, so the cost is near-linear.
 */
#include <assert.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "synopsis/bearer_joining.h"

enum { BLOCK_LIMIT = 400, LEADING_WORDS = 4, LEAST_ARTICLES = 2, MORE_FOR_SPELLING = 4 };

typedef struct proposal {
  uint32_t a, b;
  syn_join reason;
} proposal;

typedef SYN_ARRAY(uint32_t) number_array;

typedef struct name_block {
  number_array members;
  bool has_several_middles; /* two of its names have middle names that cannot be one */
} name_block;

typedef struct matching {
  syn_bearer_joining *joining;
  SYN_ARRAY(name_block) blocks;
  SYN_ARRAY(proposal) proposals;
} matching;

static const syn_bearer_draft *draft_of(const matching *job, uint32_t bearer) {
  return &job->joining->drafts[bearer];
}

static syn_status propose(matching *job, uint32_t a, uint32_t b, syn_join_rule rule, bool is_sure, const syn_bearer_support *support) {
  proposal *added = SYN_ARRAY_ADD(&job->proposals, job->joining->arena);
  if (!added) return SYN_NO_MEMORY;
  *added = (proposal){.a = a, .b = b, .reason = {.rule = rule, .is_sure = is_sure, .company = UINT32_MAX}};
  if (!support) return SYN_OK;
  added->reason.strength = support->strength;
  added->reason.company = support->company;
  added->reason.role = support->role;
  return SYN_OK;
}

/* ---- what stands before a name ---- */

/* A word that may be part of the name itself. */
static bool is_of_name(const syn_bearer_words *words, syn_text word) {
  if (word.size > 1 && word.data[word.size - 1] == '.') word.size--;
  return word.size < 2 || syn_map_find(&words->given, word) || syn_map_find(&words->given_names.groups, word) ||
         syn_map_find(&words->given_names.particles, word);
}

static bool is_title(const syn_bearer_words *words, syn_text word) {
  if (word.size > 1 && word.data[word.size - 1] == '.') word.size--;
  return syn_map_find(&words->titles, word) != NULL;
}

static syn_status compare_with_rest(matching *job, uint32_t longer, syn_text lead, uint32_t shorter) {
  const syn_bearer_set *set = job->joining->set;
  bool is_enough = false;
  if (!draft_of(job, longer)->is_full || !draft_of(job, shorter)->is_full) return SYN_OK;
  if (is_title(job->joining->words, lead)) return propose(job, longer, shorter, SYN_JOIN_TITLE, true, NULL);
  uint32_t articles = syn_bearer_article_count(&set->items[shorter]);
  if (articles < LEAST_ARTICLES || articles < syn_bearer_article_count(&set->items[longer])) return SYN_OK;
  syn_bearer_support support = syn_bearers_support(job->joining, longer, shorter, &is_enough);
  return is_enough ? propose(job, longer, shorter, SYN_JOIN_DESCRIPTION, false, &support) : SYN_OK;
}

/* "Massachusetts Sen. Ana Kask": its words one after the other are taken away, until what is left is somebody's full name. */
static syn_status strip_words(matching *job, const syn_map *by_name, uint32_t bearer) {
  syn_text rest = draft_of(job, bearer)->folded;
  for (unsigned i = 0; i < LEADING_WORDS; i++) {
    size_t space = syn_text_find(rest, SYN_TEXT(" "), 0);
    uint64_t shorter = 0;
    if (space == SIZE_MAX) return SYN_OK;
    syn_text lead = syn_text_slice(rest, 0, space);
    if (is_of_name(job->joining->words, lead)) return SYN_OK;
    rest = syn_text_trim(syn_text_slice(rest, space, rest.size));
    if (syn_text_find(rest, SYN_TEXT(" "), 0) == SIZE_MAX) return SYN_OK;
    if (syn_map_get(by_name, rest, &shorter)) return compare_with_rest(job, bearer, lead, (uint32_t)shorter);
  }
  return SYN_OK;
}

/* Of several bearers of one name (in several countries) the first is meant; the others' countries are checked when they are joined. */
static syn_status propose_titles(matching *job) {
  const syn_bearer_set *set = job->joining->set;
  syn_map by_name;
  syn_status status = SYN_OK;
  syn_map_init(&by_name, job->joining->arena);
  for (uint32_t i = 0; status == SYN_OK && i < set->count; i++) {
    uint64_t first = 0;
    if (set->items[i].type != SYN_ENTITY_PERSON || !draft_of(job, i)->is_full) continue;
    bool is_there = syn_map_get(&by_name, draft_of(job, i)->folded, &first);
    if (!is_there || set->items[first].bearing_count < set->items[i].bearing_count)
      status = syn_map_put(&by_name, draft_of(job, i)->folded, i);
  }
  for (uint32_t i = 0; status == SYN_OK && i < set->count; i++)
    if (set->items[i].type == SYN_ENTITY_PERSON && draft_of(job, i)->is_full) status = strip_words(job, &by_name, i);
  return status;
}

/* ---- one given name, one surname ---- */

/* The given name in full: "bill" as "william". */
static syn_text full_form(const syn_bearer_words *words, syn_text given) {
  uint64_t place;
  return syn_map_get(&words->nicknames, given, &place) ? words->full_forms[place] : given;
}

static syn_status key_of(const matching *job, const syn_bearer_draft *draft, syn_text *out_key) {
  const syn_bearer_words *words = job->joining->words;
  syn_arena *arena = job->joining->arena;
  syn_text surname, given;
  syn_status status = syn_name_skeleton(draft->name.surname, arena, &surname);
  if (status == SYN_OK) status = syn_given_name_key(&words->given_names, full_form(words, draft->name.given), arena, &given);
  return status == SYN_OK ? syn_arena_format(arena, out_key, "%.*s/%.*s", SYN_TEXT_ARGUMENTS(surname), SYN_TEXT_ARGUMENTS(given)) : status;
}

static bool middles_differ(syn_text a, syn_text b) {
  if (a.size == 0 || b.size == 0) return false;
  return !syn_text_starts_with(a.size < b.size ? b : a, a.size < b.size ? a : b);
}

static syn_status make_blocks(matching *job) {
  const syn_bearer_set *set = job->joining->set;
  syn_map numbers;
  syn_map_init(&numbers, job->joining->arena);
  for (uint32_t i = 0; i < set->count; i++) {
    syn_text key;
    uint64_t number;
    if (set->items[i].type != SYN_ENTITY_PERSON || !draft_of(job, i)->is_full) continue;
    syn_status status = key_of(job, draft_of(job, i), &key);
    if (status == SYN_OK && !syn_map_get(&numbers, key, &number)) {
      number = job->blocks.count;
      status = SYN_ARRAY_ADD(&job->blocks, job->joining->arena) ? syn_map_put(&numbers, key, number) : SYN_NO_MEMORY;
    }
    if (status != SYN_OK) return status;
    assert(job->blocks.items);
    name_block *block = &job->blocks.items[number];
    for (size_t k = 0; k < block->members.count && !block->has_several_middles; k++)
      block->has_several_middles = middles_differ(draft_of(job, block->members.items[k])->middle, draft_of(job, i)->middle);
    uint32_t *member = SYN_ARRAY_ADD(&block->members, job->joining->arena);
    if (!member) return SYN_NO_MEMORY;
    *member = i;
  }
  return SYN_OK;
}

/* By which rule two names of a block may be one; NONE: they are not. */
static syn_join_rule rule_for(const matching *job, const name_block *block, uint32_t a, uint32_t b) {
  const syn_bearer_words *words = job->joining->words;
  const syn_bearer_draft *x = draft_of(job, a), *y = draft_of(job, b);
  if (syn_text_equal(x->folded, y->folded) || middles_differ(x->middle, y->middle)) return SYN_JOIN_NONE;
  /* "George Bush", where there are a George W. and a George H. W. */
  if (block->has_several_middles && (x->middle.size > 0) != (y->middle.size > 0)) return SYN_JOIN_NONE;
  unsigned surnames = syn_name_distance(x->name.surname, y->name.surname);
  if (surnames > 1) return SYN_JOIN_NONE;
  if (surnames > 0)
    return syn_given_name_distance(&words->given_names, x->name.given, y->name.given) == 0 ? SYN_JOIN_SPELLING : SYN_JOIN_NONE;
  bool is_spelled_so = syn_text_equal(x->name.surname, y->name.surname);
  if (syn_text_equal(x->name.given, y->name.given)) return is_spelled_so ? SYN_JOIN_MIDDLE_NAME : SYN_JOIN_SPELLING;
  if (syn_text_equal(full_form(words, x->name.given), full_form(words, y->name.given))) return SYN_JOIN_SHORT_FORM;
  unsigned given = syn_given_name_distance(&words->given_names, x->name.given, y->name.given);
  return given > 1 ? SYN_JOIN_NONE : SYN_JOIN_SPELLING;
}

static syn_status compare_block(matching *job, const name_block *block) {
  size_t count = block->members.count < BLOCK_LIMIT ? block->members.count : BLOCK_LIMIT;
  for (size_t i = 0; i < count; i++)
    for (size_t k = i + 1; k < count; k++) {
      uint32_t a = block->members.items[i], b = block->members.items[k];
      bool is_enough = false;
      syn_join_rule rule = rule_for(job, block, a, b);
      if (rule == SYN_JOIN_NONE) continue;
      syn_bearer_support support = syn_bearers_support(job->joining, a, b, &is_enough);
      if (!is_enough || (rule == SYN_JOIN_SPELLING && support.role.size == 0 && support.strength < 2 * MORE_FOR_SPELLING)) continue;
      if (propose(job, a, b, rule, false, &support) != SYN_OK) return SYN_NO_MEMORY;
    }
  return SYN_OK;
}

/* The surest rule first, then what has most in common; ties in order of the bearers. */
static int order_proposals(const void *a, const void *b) {
  const proposal *x = a, *y = b;
  if (x->reason.rule != y->reason.rule) return x->reason.rule < y->reason.rule ? -1 : 1;
  if (x->reason.strength != y->reason.strength) return x->reason.strength > y->reason.strength ? -1 : 1;
  if (x->a != y->a) return x->a < y->a ? -1 : 1;
  return x->b < y->b ? -1 : x->b > y->b;
}

syn_status syn_bearers_join_names(syn_bearer_joining *joining) {
  matching job = {.joining = joining};
  syn_status status = propose_titles(&job);
  if (status == SYN_OK) status = make_blocks(&job);
  for (size_t i = 0; status == SYN_OK && i < job.blocks.count; i++) status = compare_block(&job, &job.blocks.items[i]);
  if (job.proposals.count > 1) qsort(job.proposals.items, job.proposals.count, sizeof *job.proposals.items, order_proposals);
  for (size_t i = 0; status == SYN_OK && i < job.proposals.count; i++)
    status = syn_bearers_unite(joining, job.proposals.items[i].a, job.proposals.items[i].b, &job.proposals.items[i].reason);
  return status;
}
