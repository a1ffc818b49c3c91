/*
 * How it works
 *
 * Accounts are of one origin where they are of one outlet, where one holds a good part of the other's sentences (reprints; chains of them
 * collapse), or where an agency alone stands behind both. Each origin gets one line that says why.
 */
#include "synopsis/stories.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/map.h"
#include "base/utf8.h"
#include "records/wording.h"
#include "synopsis/reprints.h"

enum { COPY_SHARE = 30 /* hundredths */ };

typedef struct origins {
  syn_gathering *gathering;
  const uint32_t *members;
  uint32_t count;
  syn_arena *scratch;
  uint32_t *parents;    /* of each member */
  const char **reasons; /* of each member: why it is of another's origin */
  syn_text *outlets;    /* folded */
  syn_text *agencies;   /* folded: the one agency that is all that stands behind an account */
} origins;

static uint32_t share_of(const syn_reprint *reprint) {
  return (uint32_t)(syn_decimal_to_double(reprint->share) * 100 + 0.5);
}

static void join(origins *job, uint32_t a, uint32_t b, const char *reason) {
  uint32_t x = syn_forest_root(job->parents, a), y = syn_forest_root(job->parents, b);
  if (x == y) return;
  job->reasons[x > y ? x : y] = reason;
  syn_forest_join(job->parents, x, y);
}

static syn_status read_sources(origins *job) {
  for (uint32_t i = 0; i < job->count; i++) {
    const syn_article *article = job->gathering->accounts[job->members[i]].article;
    job->parents[i] = i;
    syn_status status = syn_utf8_fold(article->outlet, job->scratch, &job->outlets[i]);
    bool has_one = article->credit_count == 1 && article->byline_count == 0;
    if (status == SYN_OK && has_one) status = syn_utf8_fold(article->credits[0], job->scratch, &job->agencies[i]);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

/* Joins the members with equal texts; empty ones are nothing in common. */
static syn_status join_equal(origins *job, const syn_text *texts, const char *reason) {
  syn_map firsts;
  syn_map_init(&firsts, job->scratch);
  for (uint32_t i = 0; i < job->count; i++) {
    uint64_t first;
    if (texts[i].size == 0) continue;
    if (syn_map_get(&firsts, texts[i], &first))
      join(job, (uint32_t)first, i, reason);
    else if (syn_map_put(&firsts, texts[i], i) != SYN_OK)
      return SYN_NO_MEMORY;
  }
  return SYN_OK;
}

static void join_copies(origins *job) {
  const syn_gathering *gathering = job->gathering;
  for (uint32_t i = 0; i < job->count && job->count > 1; i++) {
    uint32_t account = job->members[i];
    for (uint32_t r = gathering->first_reprint_of[account]; r < gathering->first_reprint_of[account + 1]; r++) {
      const syn_reprint *reprint = &gathering->reprints[gathering->reprints_of[r]];
      uint32_t other = gathering->partners_of[r];
      const uint32_t *found = bsearch(&other, job->members, job->count, sizeof other, syn_order_numbers);
      if (found && share_of(reprint) >= COPY_SHARE) join(job, i, (uint32_t)(found - job->members), "copied passages");
    }
  }
}

/* "Lantern, Courier: copied passages" or "Lantern: alone". */
static syn_status explain(const origins *job, uint32_t root, syn_text *out_line) {
  enum { NAMED = 6 };
  syn_buffer line;
  syn_buffer_init(&line, 1 << 16);
  const char *reason = NULL;
  uint32_t named = 0, of_origin = 0;
  for (uint32_t i = 0; i < job->count; i++) {
    if (syn_forest_root(job->parents, i) != root) continue;
    of_origin++;
    if (!reason) reason = job->reasons[i];
    if (named++ >= NAMED) continue;
    if (named > 1) syn_buffer_add(&line, SYN_TEXT(", "));
    syn_buffer_add(&line, syn_wording_outlet(job->gathering->accounts[job->members[i]].article));
  }
  if (of_origin > NAMED) syn_buffer_format(&line, " and %u more", of_origin - NAMED);
  syn_buffer_add(&line, SYN_TEXT(": "));
  syn_buffer_add(&line, syn_text_from(reason ? reason : "its own report"));
  syn_status status = line.status;
  if (status == SYN_OK) status = syn_arena_copy(job->gathering->arena, syn_buffer_text(&line), out_line);
  syn_buffer_clear(&line);
  return status;
}

syn_status syn_story_find_origins(syn_gathering *gathering, const uint32_t *members, uint32_t count, syn_arena *scratch, syn_story *story) {
  origins job = {.gathering = gathering,
                 .members = members,
                 .count = count,
                 .scratch = scratch,
                 .parents = SYN_ARENA_ARRAY(scratch, uint32_t, count),
                 .reasons = SYN_ARENA_ARRAY(scratch, const char *, count),
                 .outlets = SYN_ARENA_ARRAY(scratch, syn_text, count),
                 .agencies = SYN_ARENA_ARRAY(scratch, syn_text, count)};
  if (!job.parents || !job.reasons || !job.outlets || !job.agencies) return SYN_NO_MEMORY;
  syn_status status = read_sources(&job);
  if (status == SYN_OK) status = join_equal(&job, job.outlets, "one outlet");
  if (status == SYN_OK) status = join_equal(&job, job.agencies, "one agency");
  if (status != SYN_OK) return status;
  for (uint32_t i = 0; i < count; i++) gathering->source_of[members[i]] = members[syn_forest_root(job.parents, i)];
  join_copies(&job);
  for (uint32_t i = 0; i < count; i++) {
    gathering->origin_of[members[i]] = members[syn_forest_root(job.parents, i)];
    story->origins += job.parents[i] == i;
  }
  story->origins_why.items = SYN_ARENA_ARRAY(gathering->arena, syn_text, story->origins);
  if (!story->origins_why.items) return SYN_NO_MEMORY;
  for (uint32_t i = 0; status == SYN_OK && i < count; i++)
    if (job.parents[i] == i) status = explain(&job, i, &story->origins_why.items[story->origins_why.count++]);
  return status;
}
