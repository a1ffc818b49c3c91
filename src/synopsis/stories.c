/*
 * How it works
 *
 * Linked articles are weighed pair by pair (story_evidence.c) and grouped by average linkage on the set (linkage.c), so that an article
 * joins those that it has most in common with on the whole, and a chain of follow-ups does not grow into one story. Articles that nothing
 * links stay stories of one. Ids come from the members.
 */
#include "synopsis/stories.h"

#include <stdlib.h>

#include "base/digest.h"
#include "synoptic/calendar.h"

enum { STORY_THRESHOLD = 2600, NOT_LINKED = 0 };

typedef struct story_making {
  syn_gathering *gathering;
  syn_arena *scratch;
  syn_likeness *likenesses; /* of each link */
  uint32_t *groups;         /* of each account: the smallest of its story */
  int64_t *centrality;      /* of each account */
  uint32_t *order, *firsts; /* accounts by group, and where each group begins */
} story_making;

static syn_status group_accounts(story_making *job) {
  syn_gathering *gathering = job->gathering;
  uint32_t count = gathering->account_count;
  job->likenesses = SYN_ARENA_ARRAY(job->scratch, syn_likeness, gathering->link_count);
  job->groups = SYN_ARENA_ARRAY(job->scratch, uint32_t, count);
  job->centrality = SYN_ARENA_ARRAY(job->scratch, int64_t, count);
  job->order = SYN_ARENA_ARRAY(job->scratch, uint32_t, count);
  job->firsts = SYN_ARENA_ARRAY(job->scratch, uint32_t, (size_t)count + 2);
  if (!job->likenesses || !job->groups || !job->centrality || !job->order || !job->firsts) return SYN_NO_MEMORY;
  syn_status status = syn_story_evidence(gathering, job->scratch, job->likenesses);
  if (status == SYN_OK)
    status = syn_linkage_group(count, job->likenesses, gathering->link_count, STORY_THRESHOLD, NOT_LINKED, job->scratch, job->groups);
  if (status != SYN_OK) return status;
  for (uint32_t i = 0; i < gathering->link_count; i++) {
    const syn_likeness *pair = &job->likenesses[i];
    if (job->groups[pair->a] != job->groups[pair->b]) continue;
    job->centrality[pair->a] += pair->value;
    job->centrality[pair->b] += pair->value;
  }
  for (uint32_t i = 0; i < count; i++) job->firsts[job->groups[i] + 2]++;
  for (uint32_t i = 2; i < count + 2; i++) job->firsts[i] += job->firsts[i - 1];
  for (uint32_t i = 0; i < count; i++) job->order[job->firsts[job->groups[i] + 1]++] = i;
  return SYN_OK;
}

/* By publication (undated articles last), then id: accounts are numbered by id. */
static int order_columns(const void *a, const void *b, void *context) {
  const syn_gathering *gathering = context;
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  const syn_interval *x_date = &gathering->accounts[x].article->published, *y_date = &gathering->accounts[y].article->published;
  bool x_dated = x_date->basis != SYN_BASIS_NONE, y_dated = y_date->basis != SYN_BASIS_NONE;
  if (x_dated != y_dated) return x_dated ? -1 : 1;
  int order = x_dated ? syn_moment_compare(x_date->from, y_date->from) : 0;
  return order != 0 ? order : x < y ? -1 : x > y;
}

static syn_status make_story(story_making *job, const uint32_t *members, uint32_t count, syn_story *story) {
  syn_gathering *gathering = job->gathering;
  uint32_t *columns = SYN_ARENA_ARRAY(job->scratch, uint32_t, count);
  syn_text *parts = SYN_ARENA_ARRAY(job->scratch, syn_text, count);
  story->articles.items = SYN_ARENA_ARRAY(gathering->arena, syn_id, count);
  if (!columns || !parts || !story->articles.items) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < count; i++) {
    columns[i] = members[i];
    parts[i] = syn_id_bytes(&gathering->accounts[members[i]].article->id);
  }
  story->id = syn_digest_id("story", parts, count);
  qsort_r(columns, count, sizeof *columns, order_columns, gathering);
  story->articles.count = count;
  for (uint32_t i = 0; i < count; i++) story->articles.items[i] = gathering->accounts[columns[i]].article->id;
  syn_status status = syn_story_find_origins(gathering, members, count, job->scratch, story);
  if (status == SYN_OK) status = syn_story_describe(gathering, members, count, job->centrality, job->scratch, story);
  return status;
}

typedef struct made_story {
  syn_story story;
  uint32_t group;
} made_story;

static int order_made(const void *a, const void *b) {
  return syn_id_compare(((const made_story *)a)->story.id, ((const made_story *)b)->story.id);
}

static syn_status make_stories(story_making *job) {
  syn_gathering *gathering = job->gathering;
  made_story *made = SYN_ARENA_ARRAY(job->scratch, made_story, gathering->account_count);
  gathering->story_of = SYN_ARENA_ARRAY(gathering->arena, uint32_t, gathering->account_count);
  gathering->origin_of = SYN_ARENA_ARRAY(gathering->arena, uint32_t, gathering->account_count);
  gathering->source_of = SYN_ARENA_ARRAY(gathering->arena, uint32_t, gathering->account_count);
  if (!made || !gathering->story_of || !gathering->origin_of || !gathering->source_of) return SYN_NO_MEMORY;
  uint32_t made_count = 0;
  for (uint32_t group = 0; group < gathering->account_count; group++) {
    uint32_t first = job->firsts[group], count = job->firsts[group + 1] - first;
    if (count == 0) continue;
    made[made_count].group = group;
    syn_status status = make_story(job, &job->order[first], count, &made[made_count++].story);
    if (status != SYN_OK) return status;
  }
  if (made_count > 1) qsort(made, made_count, sizeof *made, order_made);
  gathering->stories = SYN_ARENA_ARRAY(gathering->arena, syn_story, made_count);
  if (!gathering->stories) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < made_count; i++) {
    gathering->stories[i] = made[i].story;
    for (uint32_t k = job->firsts[made[i].group]; k < job->firsts[made[i].group + 1]; k++) gathering->story_of[job->order[k]] = i;
  }
  gathering->story_count = made_count;
  return SYN_OK;
}

syn_status syn_stories_find(syn_gathering *gathering) {
  story_making job = {.gathering = gathering};
  syn_status status = syn_arena_create((size_t)8 << 30, &job.scratch);
  if (status == SYN_OK) status = group_accounts(&job);
  if (status == SYN_OK) status = make_stories(&job);
  syn_arena_destroy(&job.scratch);
  return status;
}
