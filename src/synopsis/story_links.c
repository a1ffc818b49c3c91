/*
 * How it works
 *
 * Two stories are of one matter where their accounts are: the evidence of words, figures, copied passages and places (not of dates, which
 * keep them apart) is averaged over all pairs of an account of the one and an account of the other, as it is inside a story; pairs that
 * nothing links count 0. Pairs of stories that reach the minimum are linked, the strongest SYN_STORY_LINK_LIMIT of each story.
 *
 * The kind is told by the days. A story that was published weeks after another and states the day of that one's happening tells it anew:
 * its background. Another one that is later by days or weeks follows it up. Both links stand at the later story. What is further apart
 * (another meeting of the same people), not dated or of one day is a chain; that link stands at both.
 */
#include "synopsis/story_links.h"

#include <stdlib.h>

#include "synopsis/happening.h"

enum {
  MATTER_MINIMUM = 2200,
  UNDATED_MATTER_MINIMUM = 2600, /* what cannot be checked must be liker */
  FOLLOW_UP_DAYS = 45,
  ANEW_DAYS = 14,     /* after the publication of an old story, the least for its background */
  ACCOUNTS_READ = 50, /* of a later story, looked through for the day of an earlier one */
};

typedef enum link_kind { FOLLOW_UP, BACKGROUND, CHAIN } link_kind;

static const char *const KIND_NAMES[] = {[FOLLOW_UP] = "follow_up", [BACKGROUND] = "background", [CHAIN] = "chain"};

/* When a story was: the day of its happening, or when it was published first. */
typedef struct story_time {
  int32_t day;   /* of the happening as the accounts state it, or SYN_DAY_NONE */
  int32_t begin; /* `day`, else the first publication, else SYN_DAY_NONE */
  int32_t published_from, published_to;
} story_time;

/* One story seen from another. */
typedef struct bond {
  uint32_t story, other;
  int64_t value;
  link_kind kind;
} bond;

typedef SYN_ARRAY(bond) bond_array;

typedef struct bonding {
  syn_gathering *gathering;
  syn_arena *scratch;
  story_time *times;           /* of each story */
  uint32_t *firsts, *accounts; /* accounts by story */
  bond_array bonds;
} bonding;

static syn_status collect_accounts(bonding *job) {
  const syn_gathering *gathering = job->gathering;
  job->firsts = SYN_ARENA_ARRAY(job->scratch, uint32_t, (size_t)gathering->story_count + 2);
  job->accounts = SYN_ARENA_ARRAY(job->scratch, uint32_t, gathering->account_count);
  job->times = SYN_ARENA_ARRAY(job->scratch, story_time, gathering->story_count);
  if (!job->firsts || !job->accounts || !job->times) return SYN_NO_MEMORY;
  for (uint32_t a = 0; a < gathering->account_count; a++) job->firsts[gathering->story_of[a] + 2]++;
  for (uint32_t s = 2; s < gathering->story_count + 2; s++) job->firsts[s] += job->firsts[s - 1];
  for (uint32_t a = 0; a < gathering->account_count; a++) job->accounts[job->firsts[gathering->story_of[a] + 1]++] = a;
  return SYN_OK;
}

static void find_times(bonding *job) {
  const syn_gathering *gathering = job->gathering;
  for (uint32_t s = 0; s < gathering->story_count; s++) {
    const syn_interval *date = &gathering->stories[s].date;
    job->times[s] = (story_time){SYN_DAY_NONE, SYN_DAY_NONE, SYN_DAY_NONE, SYN_DAY_NONE};
    if (date->basis == SYN_BASIS_TEXT) job->times[s].day = date->from.day;
  }
  for (uint32_t a = 0; a < gathering->account_count; a++) {
    const syn_happening *happening = &gathering->happenings[a];
    story_time *time = &job->times[gathering->story_of[a]];
    if (happening->published_from == SYN_DAY_NONE) continue;
    if (time->published_from == SYN_DAY_NONE || happening->published_from < time->published_from)
      time->published_from = happening->published_from;
    if (time->published_to == SYN_DAY_NONE || happening->published_to > time->published_to) time->published_to = happening->published_to;
  }
  for (uint32_t s = 0; s < gathering->story_count; s++) {
    story_time *time = &job->times[s];
    time->begin = time->day != SYN_DAY_NONE ? time->day : time->published_from;
  }
}

static bool states_day(const syn_facts *facts, int32_t day) {
  for (uint32_t t = 0; t < facts->time_count; t++) {
    const syn_interval *interval = &facts->times[t].interval;
    if (interval->basis == SYN_BASIS_TEXT && interval->from.day == day && interval->to.day == day) return true;
  }
  return false;
}

/* Whether `later` was published long after `earlier` and states the day of its happening. */
static bool tells_anew(const bonding *job, uint32_t later, uint32_t earlier) {
  const story_time *now = &job->times[later], *then = &job->times[earlier];
  int32_t told = then->published_to != SYN_DAY_NONE ? then->published_to : then->day;
  if (then->day == SYN_DAY_NONE || now->published_from == SYN_DAY_NONE || (int64_t)now->published_from - told < ANEW_DAYS) return false;
  uint32_t first = job->firsts[later], count = job->firsts[later + 1] - first;
  for (uint32_t i = 0; i < count && i < ACCOUNTS_READ; i++)
    if (states_day(job->gathering->accounts[job->accounts[first + i]].facts, then->day)) return true;
  return false;
}

static syn_status add_bond(bonding *job, uint32_t story, uint32_t other, int64_t value, link_kind kind) {
  bond *added = SYN_ARRAY_ADD(&job->bonds, job->scratch);
  if (!added) return SYN_NO_MEMORY;
  *added = (bond){story, other, value, kind};
  return SYN_OK;
}

/* Days from one story to the other; -1 where one is not dated. */
static int64_t days_between(const bonding *job, uint32_t a, uint32_t b) {
  int32_t from = job->times[a].begin, to = job->times[b].begin;
  return from == SYN_DAY_NONE || to == SYN_DAY_NONE ? -1 : llabs((int64_t)from - to);
}

static syn_status bond_stories(bonding *job, uint32_t a, uint32_t b, int64_t value) {
  if (tells_anew(job, a, b)) return add_bond(job, a, b, value, BACKGROUND);
  if (tells_anew(job, b, a)) return add_bond(job, b, a, value, BACKGROUND);
  int64_t days = days_between(job, a, b);
  if (days > 0 && days <= FOLLOW_UP_DAYS) {
    bool a_is_later = job->times[a].begin > job->times[b].begin;
    return add_bond(job, a_is_later ? a : b, a_is_later ? b : a, value, FOLLOW_UP);
  }
  syn_status status = add_bond(job, a, b, value, CHAIN);
  return status == SYN_OK ? add_bond(job, b, a, value, CHAIN) : status;
}

static int order_pairs(const void *a, const void *b) {
  const bond *x = a, *y = b;
  if (x->story != y->story) return x->story < y->story ? -1 : 1;
  return x->other < y->other ? -1 : x->other > y->other;
}

/* Stories are numbered by id. */
static int order_bonds(const void *a, const void *b) {
  const bond *x = a, *y = b;
  if (x->story != y->story) return x->story < y->story ? -1 : 1;
  if (x->value != y->value) return x->value > y->value ? -1 : 1;
  return order_pairs(a, b);
}

/* The evidence between each two stories, added up. */
static syn_status collect_pairs(const bonding *job, bond_array *out_pairs) {
  const syn_gathering *gathering = job->gathering;
  for (uint32_t i = 0; i < gathering->link_count; i++) {
    const syn_account_link *link = &gathering->links[i];
    uint32_t a = gathering->story_of[link->a], b = gathering->story_of[link->b];
    if (a == b || link->matter <= 0) continue;
    bond *pair = SYN_ARRAY_ADD(out_pairs, job->scratch);
    if (!pair) return SYN_NO_MEMORY;
    *pair = (bond){.story = a < b ? a : b, .other = a < b ? b : a, .value = link->matter};
  }
  size_t kept = 0;
  if (out_pairs->count > 1) qsort(out_pairs->items, out_pairs->count, sizeof *out_pairs->items, order_pairs);
  for (size_t i = 0; i < out_pairs->count; i++) {
    if (kept > 0 && order_pairs(&out_pairs->items[kept - 1], &out_pairs->items[i]) == 0)
      out_pairs->items[kept - 1].value += out_pairs->items[i].value;
    else
      out_pairs->items[kept++] = out_pairs->items[i];
  }
  out_pairs->count = kept;
  return SYN_OK;
}

/* The strongest bonds of each story become its links. */
static syn_status keep_strongest(bonding *job) {
  bond_array *bonds = &job->bonds;
  if (bonds->count > 1) qsort(bonds->items, bonds->count, sizeof *bonds->items, order_bonds);
  for (size_t first = 0, next; first < bonds->count; first = next) {
    syn_story *story = &job->gathering->stories[bonds->items[first].story];
    for (next = first; next < bonds->count && bonds->items[next].story == bonds->items[first].story;) next++;
    size_t count = next - first < SYN_STORY_LINK_LIMIT ? next - first : SYN_STORY_LINK_LIMIT;
    story->links = SYN_ARENA_ARRAY(job->gathering->arena, syn_story_link, count);
    if (!story->links) return SYN_NO_MEMORY;
    for (size_t i = 0; i < count; i++) {
      const bond *from = &bonds->items[first + i];
      story->links[story->link_count++] = (syn_story_link){job->gathering->stories[from->other].id, syn_text_from(KIND_NAMES[from->kind])};
    }
  }
  return SYN_OK;
}

static syn_status find_bonds(bonding *job) {
  bond_array pairs = {0};
  syn_status status = collect_accounts(job);
  if (status != SYN_OK) return status;
  find_times(job);
  status = collect_pairs(job, &pairs);
  for (size_t i = 0; status == SYN_OK && i < pairs.count; i++) {
    const bond *pair = &pairs.items[i];
    int64_t weight = (int64_t)job->gathering->stories[pair->story].articles.count * job->gathering->stories[pair->other].articles.count;
    if (pair->value >= weight * (days_between(job, pair->story, pair->other) >= 0 ? MATTER_MINIMUM : UNDATED_MATTER_MINIMUM))
      status = bond_stories(job, pair->story, pair->other, pair->value / weight);
  }
  return status == SYN_OK ? keep_strongest(job) : status;
}

syn_status syn_story_links_find(syn_gathering *gathering) {
  bonding job = {.gathering = gathering};
  syn_status status = syn_arena_create((size_t)8 << 30, &job.scratch);
  if (status == SYN_OK) status = find_bonds(&job);
  syn_arena_destroy(&job.scratch);
  return status;
}
