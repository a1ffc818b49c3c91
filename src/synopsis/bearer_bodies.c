/*
 * Names of bodies that may be one: the same but for the legal form behind it, and an acronym with the name that an article states for it
 * ("the Velka Development Bank (VDB)").
 *
 * An acronym stands for many things. It goes to a name for which an article states it, if that name and the acronym have company in common,
 * more than any other name with these initials has; or if no other name in the store has these initials and two neighbourhoods state it.
 */
#include <stdlib.h>

#include "synopsis/bearer_joining.h"
#include "synopsis/linkage.h"

enum { LEAST_LETTERS = 3, LEAST_STATEMENTS = 2, BLOCK_LIMIT = 400 };

typedef SYN_ARRAY(uint32_t) number_array;

typedef struct joining_bodies {
  syn_bearer_joining *joining;
  number_array bodies;
} joining_bodies;

static const syn_bearer *bearer_of(const joining_bodies *job, uint32_t bearer) {
  return &job->joining->set->items[bearer];
}

/* ---- legal forms ---- */

/* "corp", "corporation": the letters of the one stand in the other, in order, from the first. */
static bool is_short_for(syn_text brief, syn_text whole) {
  size_t at = 0;
  if (brief.size == 0 || whole.size == 0 || brief.data[0] != whole.data[0]) return false;
  for (size_t i = 0; i < whole.size && at < brief.size; i++) at += brief.data[at] == whole.data[i];
  return at == brief.size;
}

static bool forms_agree(syn_text a, syn_text b) {
  return a.size == 0 || b.size == 0 || is_short_for(a, b) || is_short_for(b, a);
}

/* Whether all names of this stem, if they tell a legal form, tell the same. */
static bool stem_has_one_form(const joining_bodies *job, const number_array *same) {
  for (size_t i = 0; i < same->count; i++)
    for (size_t k = i + 1; k < same->count; k++)
      if (!forms_agree(job->joining->drafts[same->items[i]].legal, job->joining->drafts[same->items[k]].legal)) return false;
  return true;
}

static syn_status join_stem(const joining_bodies *job, const number_array *same) {
  bool is_name = syn_text_find(job->joining->drafts[same->items[0]].stem, SYN_TEXT(" "), 0) != SIZE_MAX;
  syn_status status = SYN_OK;
  if (same->count > BLOCK_LIMIT || !stem_has_one_form(job, same)) return SYN_OK;
  for (size_t i = 0; status == SYN_OK && i < same->count; i++)
    for (size_t k = i + 1; status == SYN_OK && k < same->count; k++) {
      bool is_enough = false;
      syn_bearer_support support = syn_bearers_support(job->joining, same->items[i], same->items[k], &is_enough);
      bool both_tell = job->joining->drafts[same->items[i]].legal.size > 0 && job->joining->drafts[same->items[k]].legal.size > 0;
      const syn_join reason = {.rule = SYN_JOIN_LEGAL_FORM,
                               .is_sure = is_name || both_tell,
                               .strength = support.strength,
                               .company = support.company,
                               .role = support.role};
      if (reason.is_sure || is_enough) status = syn_bearers_unite(job->joining, same->items[i], same->items[k], &reason);
    }
  return status;
}

static syn_status join_legal_forms(const joining_bodies *job) {
  syn_map numbers;
  SYN_ARRAY(number_array) stems = {0};
  syn_arena *arena = job->joining->arena;
  syn_status status = SYN_OK;
  syn_map_init(&numbers, arena);
  for (size_t i = 0; i < job->bodies.count; i++) {
    syn_text stem = job->joining->drafts[job->bodies.items[i]].stem;
    uint64_t number = stems.count;
    if (!syn_map_get(&numbers, stem, &number)) {
      status = SYN_ARRAY_ADD(&stems, arena) ? syn_map_put(&numbers, stem, number) : SYN_NO_MEMORY;
      if (status != SYN_OK) return status;
    }
    uint32_t *member = SYN_ARRAY_ADD(&stems.items[number], arena);
    if (!member) return SYN_NO_MEMORY;
    *member = job->bodies.items[i];
  }
  for (size_t i = 0; status == SYN_OK && i < stems.count; i++)
    if (stems.items[i].count > 1) status = join_stem(job, &stems.items[i]);
  return status;
}

/* ---- acronyms ---- */

static bool is_acronym(syn_text name) {
  enum { LONGEST = 8 };
  if (name.size < 2 || name.size > LONGEST) return false;
  for (size_t i = 0; i < name.size; i++)
    if (name.data[i] < 'A' || name.data[i] > 'Z') return false;
  return true;
}

/* Whether the words of the name begin with these letters, with or without its legal form. */
static bool has_initials(syn_text name, bool has_legal_form, syn_text acronym) {
  size_t at = 0, space = name.size;
  while (space > 0 && name.data[space - 1] != ' ') space--;
  for (size_t i = 0; i < name.size; i++) {
    bool starts = i == 0 || name.data[i - 1] == ' ' || name.data[i - 1] == '-';
    if (!starts || name.data[i] < 'A' || name.data[i] > 'Z') continue;
    if (at == acronym.size || acronym.data[at] != name.data[i]) return at == acronym.size && has_legal_form && i >= space;
    at++;
  }
  return at == acronym.size;
}

/* What the article took for its acronym counts if its letters stand in the name, in order ("DOE" is none of "Federal Reserve"). */
static uint32_t count_statements(const syn_bearer *bearer, syn_text folded_name, syn_text acronym) {
  char letters[16];
  uint32_t count = 0;
  for (size_t i = 0; i < acronym.size && i < sizeof letters; i++) letters[i] = (char)(acronym.data[i] - 'A' + 'a');
  if (acronym.size > sizeof letters || !is_short_for((syn_text){letters, acronym.size}, folded_name)) return 0;
  for (uint32_t i = 0; i < bearer->bearing_count; i++) count += syn_text_equal(bearer->bearings[i].acronym, acronym);
  return count;
}

/* One name that may be meant, and what speaks for it. */
typedef struct expansion {
  uint32_t bearer, statements;
  bool is_enough;
  syn_bearer_support support;
} expansion;

typedef SYN_ARRAY(expansion) expansion_array;

static syn_status find_expansions(const joining_bodies *job, uint32_t acronym, expansion_array *out) {
  syn_text name = bearer_of(job, acronym)->name;
  for (size_t i = 0; i < job->bodies.count && out->count < BLOCK_LIMIT; i++) {
    const syn_bearer *other = bearer_of(job, job->bodies.items[i]);
    expansion one = {.bearer = job->bodies.items[i],
                     .statements = count_statements(other, job->joining->drafts[job->bodies.items[i]].folded, name)};
    if (one.bearer == acronym || is_acronym(other->name) ||
        (one.statements == 0 && !has_initials(other->name, job->joining->drafts[one.bearer].legal.size > 0, name)))
      continue;
    one.support = syn_bearers_support(job->joining, acronym, one.bearer, &one.is_enough);
    expansion *added = SYN_ARRAY_ADD(out, job->joining->arena);
    if (!added) return SYN_NO_MEMORY;
    *added = one;
  }
  return SYN_OK;
}

/* Of those that an article states the one with most in common, then the most often stated, then the first; NULL: none is stated. */
static const expansion *choose_expansion(const expansion_array *all) {
  const expansion *best = NULL;
  for (size_t i = 0; i < all->count; i++) {
    const expansion *one = &all->items[i];
    if (one->statements == 0) continue;
    bool is_better = !best || one->support.strength > best->support.strength ||
                     (one->support.strength == best->support.strength && one->statements > best->statements);
    if (is_better) best = one;
  }
  return best;
}

/* Joins the acronym with the one name that it stands for, if that can be told. */
static syn_status join_acronym(const joining_bodies *job, uint32_t acronym) {
  expansion_array all = {0};
  syn_status status = find_expansions(job, acronym, &all);
  const expansion *best = status == SYN_OK ? choose_expansion(&all) : NULL;
  if (!best) return status;
  uint32_t *parents = job->joining->parents, root = syn_forest_root(parents, best->bearer), rival = 0, statements = 0;
  bool has_rival = false;
  for (size_t i = 0; i < all.count; i++) {
    bool is_same = syn_forest_root(parents, all.items[i].bearer) == root;
    statements += is_same ? all.items[i].statements : 0;
    has_rival = has_rival || !is_same;
    if (!is_same && all.items[i].support.strength > rival) rival = all.items[i].support.strength;
  }
  bool is_alone = !has_rival && bearer_of(job, acronym)->name.size >= LEAST_LETTERS && statements >= LEAST_STATEMENTS;
  bool is_near = best->is_enough && best->support.strength >= 2 * rival;
  const syn_join reason = {.rule = SYN_JOIN_ACRONYM,
                           .is_sure = is_alone && is_near,
                           .own = statements,
                           .all = statements,
                           .strength = best->support.strength,
                           .company = best->support.company,
                           .role = best->support.role};
  return is_alone || is_near ? syn_bearers_unite(job->joining, acronym, best->bearer, &reason) : SYN_OK;
}

syn_status syn_bearers_join_bodies(syn_bearer_joining *joining) {
  joining_bodies job = {.joining = joining};
  for (uint32_t i = 0; i < joining->set->count; i++) {
    if (joining->set->items[i].type != SYN_ENTITY_ORGANIZATION || joining->drafts[i].stem.size == 0) continue;
    uint32_t *body = SYN_ARRAY_ADD(&job.bodies, joining->arena);
    if (!body) return SYN_NO_MEMORY;
    *body = i;
  }
  syn_status status = join_legal_forms(&job);
  for (size_t i = 0; status == SYN_OK && i < job.bodies.count; i++)
    if (is_acronym(bearer_of(&job, job.bodies.items[i])->name)) status = join_acronym(&job, job.bodies.items[i]);
  return status;
}
