/*
 * How it works
 *
 * Claims are sorted by kind, unit, stem of the noun, account. Where an account states exactly one figure of a subject, and another does
 * too, the two are of one fact, unless their events or parties tell them apart: "damage of 20 million" here is "damage of 350 million"
 * there, and the reader wants to see that side by side. Where an account states several, nobody knows which of them it is; then it speaks
 * of the matter without a value. Ages have no subject: a man of 34 does not contradict a man of 21.
 */
#include "synopsis/claim_subjects.h"

#include <stdlib.h>

#include "synopsis/linkage.h"

static syn_text noun_of(const syn_claim *claim) {
  syn_text main = syn_claim_noun_subject(&claim->nouns[claim->main]);
  for (uint32_t r = 0; r < claim->reading_count && main.size == 0; r++) main = syn_claim_noun_subject(&claim->nouns[r]);
  return main;
}

static int event_of(const syn_claim *claim) {
  return claim->contexts[claim->main].event_type;
}

static int compare_subjects(const syn_claim_set *set, const syn_claim *a, const syn_claim *b) {
  const syn_quantity *x = syn_claim_quantity(set, a), *y = syn_claim_quantity(set, b);
  if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
  int order = syn_text_compare(x->unit, y->unit);
  return order != 0 ? order : syn_text_compare(noun_of(a), noun_of(b));
}

static int order_by_subject(const void *a, const void *b, void *context) {
  const syn_claim_set *set = context;
  const uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
  const syn_claim *x = &set->claims.items[i], *y = &set->claims.items[k];
  int order = compare_subjects(set, x, y);
  if (order != 0) return order;
  if (x->column != y->column) return x->column < y->column ? -1 : 1;
  if (event_of(x) != event_of(y)) return event_of(x) < event_of(y) ? -1 : 1;
  return i < k ? -1 : i > k;
}

syn_status syn_subjects_find(syn_claim_set *set, syn_subjects *out_subjects) {
  uint32_t count = (uint32_t)set->claims.count;
  syn_subjects s = {.of_claim = SYN_ARENA_ARRAY(set->scratch, uint32_t, count),
                    .order = SYN_ARENA_ARRAY(set->scratch, uint32_t, count),
                    .voices = SYN_ARENA_ARRAY(set->scratch, syn_subject_voice, count),
                    .first_voices = SYN_ARENA_ARRAY(set->scratch, uint32_t, (size_t)count + 1)};
  if (!s.of_claim || !s.order || !s.voices || !s.first_voices) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < count; i++) {
    const syn_claim *claim = &set->claims.items[i];
    s.of_claim[i] = SYN_NO_INDEX;
    if (noun_of(claim).size > 0 && syn_claim_quantity(set, claim)->kind != SYN_QUANTITY_AGE) s.order[s.order_count++] = i;
  }
  if (s.order_count > 1) qsort_r(s.order, s.order_count, sizeof *s.order, order_by_subject, set);
  uint32_t voice_count = 0;
  for (uint32_t i = 0; i < s.order_count; i++) {
    const syn_claim *claim = &set->claims.items[s.order[i]], *last = i > 0 ? &set->claims.items[s.order[i - 1]] : NULL;
    bool is_new = !last || compare_subjects(set, last, claim) != 0;
    if (is_new) s.first_voices[s.count++] = voice_count;
    s.of_claim[s.order[i]] = s.count - 1;
    if (is_new || last->column != claim->column || event_of(last) != event_of(claim))
      s.voices[voice_count++] = (syn_subject_voice){claim->column, event_of(claim)};
  }
  s.first_voices[s.count] = voice_count;
  *out_subjects = s;
  return SYN_OK;
}

/* Groups in the making: a forest, its members in rings, and which group last took a column. */
typedef struct joining {
  const syn_claim_set *set;
  uint32_t *groups, *next;
  uint32_t *taken, stamp; /* of each column */
} joining;

static bool has_free_columns(const joining *job, uint32_t claim) {
  uint32_t at = claim;
  do {
    if (job->taken[job->set->claims.items[at].column] == job->stamp) return false;
    at = job->next[at];
  } while (at != claim);
  return true;
}

static void take_columns(joining *job, uint32_t claim) {
  uint32_t at = claim;
  do {
    job->taken[job->set->claims.items[at].column] = job->stamp;
    at = job->next[at];
  } while (at != claim);
}

/* Joins to the first claim's group the others' whose accounts it does not hold yet. */
static void join_claims(joining *job, const uint32_t *claims, uint32_t count) {
  job->stamp++;
  if (count > 0) take_columns(job, claims[0]);
  for (uint32_t i = 1; i < count; i++) {
    if (syn_forest_root(job->groups, claims[0]) == syn_forest_root(job->groups, claims[i])) continue;
    if (!syn_claims_may_contradict(job->set, &job->set->claims.items[claims[0]], &job->set->claims.items[claims[i]])) continue;
    if (!has_free_columns(job, claims[i])) continue;
    take_columns(job, claims[i]);
    syn_forest_join(job->groups, claims[0], claims[i]);
    uint32_t ring = job->next[claims[0]];
    job->next[claims[0]] = job->next[claims[i]];
    job->next[claims[i]] = ring;
  }
}

static bool is_only_one(const joining *job, const uint32_t *order, uint32_t count, uint32_t i) {
  const syn_claim *claims = job->set->claims.items;
  return (i == 0 || claims[order[i - 1]].column != claims[order[i]].column) &&
         (i + 1 == count || claims[order[i + 1]].column != claims[order[i]].column);
}

/* The claims of one subject: all that are the only ones of their account, if they tell of one kind of event; else kind by kind. */
static void join_subject(joining *job, const uint32_t *order, uint32_t count, uint32_t *chosen) {
  int kind = -1;
  bool has_several = false;
  for (uint32_t i = 0; i < count; i++) {
    int event = event_of(&job->set->claims.items[order[i]]);
    if (event < 0 || !is_only_one(job, order, count, i)) continue;
    has_several = has_several || (kind >= 0 && event != kind);
    kind = event;
  }
  for (int type = has_several ? 0 : -1; type < (has_several ? (int)SYN_EVENT_TYPE_COUNT : 0); type++) {
    uint32_t chosen_count = 0;
    for (uint32_t i = 0; i < count; i++)
      if (is_only_one(job, order, count, i) && (type < 0 || event_of(&job->set->claims.items[order[i]]) == type))
        chosen[chosen_count++] = order[i];
    join_claims(job, chosen, chosen_count);
  }
}

syn_status syn_subjects_join(syn_claim_set *set, const syn_subjects *subjects, uint32_t *groups) {
  uint32_t count = (uint32_t)set->claims.count;
  joining job = {.set = set,
                 .groups = groups,
                 .next = SYN_ARENA_ARRAY(set->scratch, uint32_t, count),
                 .taken = SYN_ARENA_ARRAY(set->scratch, uint32_t, set->making->count)};
  uint32_t *chosen = SYN_ARENA_ARRAY(set->scratch, uint32_t, count);
  if (!job.next || !job.taken || !chosen) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < count; i++) {
    job.next[i] = i;
    if (groups[i] == i) continue; /* the smallest member: the others come later */
    job.next[i] = job.next[groups[i]];
    job.next[groups[i]] = i;
  }
  for (uint32_t first = 0, end; first < subjects->order_count; first = end) {
    for (end = first + 1;
         end < subjects->order_count && subjects->of_claim[subjects->order[end]] == subjects->of_claim[subjects->order[first]];)
      end++;
    join_subject(&job, &subjects->order[first], end - first, chosen);
  }
  for (uint32_t i = 0; i < count; i++) groups[i] = syn_forest_root(groups, i);
  return SYN_OK;
}

void syn_subjects_mark(const syn_subjects *subjects, uint32_t claim, int event_type, uint8_t *spoke) {
  uint32_t subject = subjects->of_claim[claim];
  if (subject == SYN_NO_INDEX) return;
  for (uint32_t i = subjects->first_voices[subject]; i < subjects->first_voices[subject + 1]; i++) {
    const syn_subject_voice *voice = &subjects->voices[i];
    bool is_other = voice->event_type >= 0 && event_type >= 0 && voice->event_type != event_type;
    if (spoke[voice->column] == 0 && !is_other) spoke[voice->column] = 1;
  }
}
