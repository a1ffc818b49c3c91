/*
 * How it works
 *
 * An article that takes six paragraphs from an agency and writes the seventh itself has two origins: what it states in the six is the
 * agency's, what it states in the seventh its own. So two accounts of a point are of one origin where they are of one outlet or have one
 * agency behind them, where one is nearly all of the other, or where the words of a reading lie in a passage that both hold. Readings in
 * titles and captions, which are not aligned, go with their articles as wholes (story_origins.c). Each origin of several accounts gets a
 * line that says why.
 */
#include "synopsis/point_origins.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "records/wording.h"
#include "synopsis/linkage.h"

enum { WHOLE_SHARE = 70 /* hundredths */, NAMED = 6 };

typedef struct reading_account {
  uint32_t account;    /* index into the gathering's */
  uint32_t first, end; /* its readings */
  const char *why;     /* why it is of another's origin */
} reading_account;

typedef struct counting {
  const syn_point_making *making;
  const syn_point *point;
  reading_account *items; /* sorted by account */
  uint32_t count;
  uint32_t *parents;
} counting;

static int order_accounts(const void *a, const void *b) {
  const reading_account *x = a, *y = b;
  return x->account < y->account ? -1 : x->account > y->account;
}

static syn_status list_accounts(counting *job) {
  const syn_point *point = job->point;
  job->items = SYN_ARENA_ARRAY(job->making->scratch, reading_account, point->reading_count);
  if (!job->items) return SYN_NO_MEMORY;
  for (uint32_t first = 0, end; first < point->reading_count; first = end) {
    for (end = first + 1; end < point->reading_count && syn_id_compare(point->readings[end].article, point->readings[first].article) == 0;)
      end++;
    uint32_t account = syn_gathering_account(job->making->gathering, point->readings[first].article);
    if (account != UINT32_MAX) job->items[job->count++] = (reading_account){.account = account, .first = first, .end = end};
  }
  if (job->count > 1) qsort(job->items, job->count, sizeof *job->items, order_accounts);
  job->parents = SYN_ARENA_ARRAY(job->making->scratch, uint32_t, job->count);
  if (!job->parents) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < job->count; i++) job->parents[i] = i;
  return SYN_OK;
}

static void join(counting *job, uint32_t a, uint32_t b, const char *why) {
  uint32_t x = syn_forest_root(job->parents, a), y = syn_forest_root(job->parents, b);
  if (x == y) return;
  job->items[x > y ? x : y].why = why;
  syn_forest_join(job->parents, x, y);
}

/* Whether some reading of the account lies in the passage. */
static bool is_in_passage(const counting *job, const reading_account *one, syn_span passage) {
  for (uint32_t r = one->first; r < one->end; r++) {
    const syn_span *span = &job->point->readings[r].span;
    if (span->field == passage.field && span->start >= passage.start && span->end <= passage.end) return true;
  }
  return false;
}

static bool has_text_reading(const counting *job, const reading_account *one) {
  for (uint32_t r = one->first; r < one->end; r++)
    if (job->point->readings[r].span.field == SYN_FIELD_TEXT) return true;
  return false;
}

static bool share_passage(const counting *job, const syn_reprint *reprint, const reading_account *a, const reading_account *b) {
  for (uint32_t p = 0; p < reprint->passage_count; p++)
    if (is_in_passage(job, a, reprint->passages[p].a) && is_in_passage(job, b, reprint->passages[p].b)) return true;
  return false;
}

static void join_copies(counting *job, uint32_t i) {
  const syn_gathering *gathering = job->making->gathering;
  for (uint32_t r = gathering->first_reprint_of[job->items[i].account]; r < gathering->first_reprint_of[job->items[i].account + 1]; r++) {
    const syn_reprint *reprint = &gathering->reprints[gathering->reprints_of[r]];
    const reading_account wanted = {.account = gathering->partners_of[r]};
    const reading_account *other = bsearch(&wanted, job->items, job->count, sizeof wanted, order_accounts);
    if (!other || syn_forest_root(job->parents, i) == syn_forest_root(job->parents, (uint32_t)(other - job->items))) continue;
    bool is_a = syn_id_compare(reprint->a, gathering->accounts[job->items[i].account].article->id) == 0;
    if (syn_decimal_to_double(reprint->share) * 100 >= WHOLE_SHARE)
      join(job, i, (uint32_t)(other - job->items), "nearly one text");
    else if (share_passage(job, reprint, is_a ? &job->items[i] : other, is_a ? other : &job->items[i]))
      join(job, i, (uint32_t)(other - job->items), "one passage");
  }
}

static int order_sources(const void *a, const void *b, void *context) {
  const uint32_t *sources = context, i = *(const uint32_t *)a, k = *(const uint32_t *)b;
  if (sources[i] != sources[k]) return sources[i] < sources[k] ? -1 : 1;
  return i < k ? -1 : i > k;
}

/* Joins accounts that have one number in `of` (of all accounts of the gathering). */
static syn_status join_equal(counting *job, const uint32_t *of, bool titles_only, const char *why) {
  uint32_t *sources = SYN_ARENA_ARRAY(job->making->scratch, uint32_t, job->count);
  uint32_t *order = SYN_ARENA_ARRAY(job->making->scratch, uint32_t, job->count), count = 0;
  if (!sources || !order) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < job->count; i++) {
    sources[i] = of[job->items[i].account];
    order[count++] = i;
  }
  if (count > 1) qsort_r(order, count, sizeof *order, order_sources, sources);
  for (uint32_t first = 0, end; first < count; first = end) {
    uint32_t with_text = SYN_NO_INDEX;
    for (end = first; end < count && sources[order[end]] == sources[order[first]]; end++)
      if (with_text == SYN_NO_INDEX && has_text_reading(job, &job->items[order[end]])) with_text = order[end];
    for (uint32_t i = first; i < end; i++)
      if (!titles_only || !has_text_reading(job, &job->items[order[i]]))
        join(job, order[i], titles_only && with_text != SYN_NO_INDEX ? with_text : order[first], why);
  }
  return SYN_OK;
}

/* "Lantern, Courier: one passage" */
static syn_status explain(const counting *job, uint32_t root, syn_text *out_line) {
  syn_buffer line;
  syn_buffer_init(&line, 1 << 16);
  const char *why = NULL;
  uint32_t named = 0, count = 0;
  for (uint32_t i = 0; i < job->count; i++) {
    if (syn_forest_root(job->parents, i) != root) continue;
    count++;
    if (!why) why = job->items[i].why;
    if (named++ >= NAMED) continue;
    if (named > 1) syn_buffer_add(&line, SYN_TEXT(", "));
    syn_buffer_add(&line, syn_wording_outlet(job->making->gathering->accounts[job->items[i].account].article));
  }
  if (count > NAMED) syn_buffer_format(&line, " and %u more", count - NAMED);
  syn_buffer_format(&line, ": %s", why ? why : "one origin");
  syn_status status = line.status;
  if (status == SYN_OK) status = syn_arena_copy(job->making->gathering->arena, syn_buffer_text(&line), out_line);
  syn_buffer_clear(&line);
  return status;
}

syn_status syn_point_find_origins(syn_point_making *making, syn_point *point) {
  counting job = {.making = making, .point = point};
  syn_status status = list_accounts(&job);
  if (status == SYN_OK) status = join_equal(&job, making->gathering->source_of, false, "one outlet or agency");
  if (status == SYN_OK) status = join_equal(&job, making->gathering->origin_of, true, "one origin as wholes");
  if (status != SYN_OK) return status;
  for (uint32_t i = 0; i < job.count && job.count > 1; i++) join_copies(&job, i);
  uint32_t *sizes = SYN_ARENA_ARRAY(making->scratch, uint32_t, job.count), several = 0;
  if (!sizes) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < job.count; i++) several += ++sizes[syn_forest_root(job.parents, i)] == 2;
  point->origins_why.items = SYN_ARENA_ARRAY(making->gathering->arena, syn_text, several);
  if (!point->origins_why.items) return SYN_NO_MEMORY;
  for (uint32_t i = 0; status == SYN_OK && i < job.count; i++) {
    point->origins += sizes[i] > 0;
    if (sizes[i] > 1) status = explain(&job, i, &point->origins_why.items[point->origins_why.count++]);
  }
  return status;
}
