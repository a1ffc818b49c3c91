/*
 * How it works
 *
 * Each wording is aligned with the fullest by the longest common subsequence of folded words (Wagner, Fischer, The string-to-string
 * correction problem, 1974). Between two words that both have, the words of the wording are drift; where it has none there, those of the
 * fullest are cut. Before the first and behind the last common word the fullest may go on: that is cut too. Wordings of more than
 * WORD_LIMIT words, and more than WORDING_LIMIT of them, are not aligned.
 */
#include "synopsis/quote_drift.h"

#include "base/array.h"

enum { WORD_LIMIT = 300, WORDING_LIMIT = 64 };

typedef SYN_ARRAY(syn_span) span_array;

typedef struct alignment {
  const syn_wording *fullest, *other;
  uint16_t *lengths; /* of common subsequences of the rests, (fullest words + 1) * (other words + 1) */
  bool *is_drift;    /* of the other's words */
  bool *is_cut;      /* of the fullest's words */
} alignment;

static uint16_t *length_at(const alignment *job, uint32_t i, uint32_t k) {
  return &job->lengths[(size_t)i * (job->other->words.count + 1) + k];
}

static bool is_same(const alignment *job, uint32_t i, uint32_t k) {
  return syn_text_equal(job->fullest->words.items[i].folded, job->other->words.items[k].folded);
}

static void fill_lengths(const alignment *job) {
  uint32_t rows = job->fullest->words.count, columns = job->other->words.count;
  for (uint32_t i = 0; i <= rows; i++) *length_at(job, i, columns) = 0;
  for (uint32_t k = 0; k <= columns; k++) *length_at(job, rows, k) = 0;
  for (uint32_t i = rows; i > 0; i--)
    for (uint32_t k = columns; k > 0; k--) {
      uint16_t down = *length_at(job, i, k - 1), right = *length_at(job, i - 1, k), both = *length_at(job, i, k);
      *length_at(job, i - 1, k - 1) = is_same(job, i - 1, k - 1) ? (uint16_t)(both + 1) : down > right ? down : right;
    }
}

/* Marks what lies between two common words. */
static void mark_gap(alignment *job, uint32_t first_full, uint32_t end_full, uint32_t first_other, uint32_t end_other) {
  for (uint32_t k = first_other; k < end_other; k++) job->is_drift[k] = true;
  for (uint32_t i = first_full; i < end_full && first_other == end_other; i++) job->is_cut[i] = true;
}

static void align(alignment *job) {
  uint32_t i = 0, k = 0, gap_full = 0, gap_other = 0;
  fill_lengths(job);
  while (i < job->fullest->words.count && k < job->other->words.count) {
    if (is_same(job, i, k)) {
      mark_gap(job, gap_full, i, gap_other, k);
      gap_full = ++i;
      gap_other = ++k;
    } else if (*length_at(job, i + 1, k) >= *length_at(job, i, k + 1)) {
      i++;
    } else {
      k++;
    }
  }
  mark_gap(job, gap_full, job->fullest->words.count, gap_other, job->other->words.count);
}

static const syn_reading *reading_of(const syn_wording *wording, const syn_word *word) {
  for (uint32_t r = 0; r < wording->reading_count; r++) {
    const syn_span *span = &wording->readings[r].span;
    if (word->start >= span->start && word->end <= span->end) return &wording->readings[r];
  }
  return NULL;
}

/* The runs of marked words that lie in one reading. */
static syn_status list_runs(const syn_wording *wording, const bool *marks, const syn_reading *reading, syn_arena *arena,
                            syn_span_list *out_list) {
  span_array runs = {0};
  for (uint32_t w = 0; w < wording->words.count; w++) {
    const syn_word *word = &wording->words.items[w];
    if (!marks[w] || reading_of(wording, word) != reading) continue;
    bool goes_on = w > 0 && marks[w - 1] && runs.count > 0 && reading_of(wording, word - 1) == reading;
    if (goes_on) {
      runs.items[runs.count - 1].end = word->end;
      continue;
    }
    syn_span *run = SYN_ARRAY_ADD(&runs, arena);
    if (!run) return SYN_NO_MEMORY;
    *run = (syn_span){word->start, word->end, reading->span.field, reading->span.index};
  }
  *out_list = (syn_span_list){runs.items, (uint32_t)runs.count};
  return SYN_OK;
}

static bool has_mark(const bool *marks, uint32_t count) {
  for (uint32_t i = 0; i < count; i++)
    if (marks[i]) return true;
  return false;
}

syn_status syn_quote_drift_find(syn_wording *wordings, uint32_t count, syn_arena *arena, syn_arena *scratch, syn_drift_space *space,
                                syn_difference *out_difference) {
  uint32_t fullest = 0;
  bool has_drift = false;
  *out_difference = SYN_DIFFERENCE_NONE;
  for (uint32_t i = 1; i < count; i++)
    if (wordings[i].words.count > wordings[fullest].words.count) fullest = i;
  if (count < 2 || wordings[fullest].words.count > WORD_LIMIT) return SYN_OK;
  uint32_t rows = wordings[fullest].words.count;
  if (!space->lengths) space->lengths = SYN_ARENA_ARRAY(scratch, uint16_t, (size_t)(WORD_LIMIT + 1) * (WORD_LIMIT + 1));
  alignment job = {.fullest = &wordings[fullest], .lengths = space->lengths, .is_cut = SYN_ARENA_ARRAY(scratch, bool, rows)};
  if (!job.lengths || !job.is_cut) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < count && i < WORDING_LIMIT; i++) {
    if (i == fullest) continue;
    job.other = &wordings[i];
    job.is_drift = SYN_ARENA_ARRAY(scratch, bool, wordings[i].words.count);
    if (!job.is_drift) return SYN_NO_MEMORY;
    align(&job);
    has_drift = has_drift || has_mark(job.is_drift, wordings[i].words.count);
    for (uint32_t r = 0; r < wordings[i].reading_count; r++)
      if (list_runs(&wordings[i], job.is_drift, &wordings[i].readings[r], arena, &wordings[i].readings[r].drift) != SYN_OK)
        return SYN_NO_MEMORY;
  }
  for (uint32_t r = 0; r < wordings[fullest].reading_count; r++)
    if (list_runs(&wordings[fullest], job.is_cut, &wordings[fullest].readings[r], arena, &wordings[fullest].readings[r].cut) != SYN_OK)
      return SYN_NO_MEMORY;
  *out_difference = has_drift ? SYN_DIFFERENCE_WORDING : has_mark(job.is_cut, rows) ? SYN_DIFFERENCE_EXCERPT : SYN_DIFFERENCE_NONE;
  return SYN_OK;
}
