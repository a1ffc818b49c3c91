/*
 * How it works
 *
 * Paragraphs that stand word for word in both versions are set aside, wherever they stand. Those that are left are paired by the words that
 * they have in common, most alike first. What has no partner was taken out or added. In pairs the facts are compared (correction_facts.c);
 * what is edited without a fact that differs is told as an edited paragraph. Of a version the first PARAGRAPH_LIMIT paragraphs without a
 * twin are paired, so that a page of thousands costs no more than others.
 */
#include "synopsis/corrections.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/map.h"
#include "base/utf8.h"
#include "records/calendar.h"
#include "synopsis/text_words.h"

enum { PARAGRAPH_LIMIT = 200, ALIKE = 50 /* hundredths */, EXCERPT_BYTES = 160, PAIR_SCRATCH = 1 << 30 };

static int order_hashes(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return x < y ? -1 : x > y;
}

/* The words between two places, as sorted hashes. */
static syn_status hash_words(syn_text text, uint32_t start, uint32_t end, syn_arena *scratch, uint64_t **out_hashes, uint32_t *out_count) {
  syn_word_list words;
  syn_status status = syn_words_of(text, start, end, scratch, &words);
  if (status != SYN_OK) return status;
  uint64_t *hashes = SYN_ARENA_ARRAY(scratch, uint64_t, words.count);
  if (!hashes) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < words.count; i++) {
    syn_digest digest = syn_digest_of(words.items[i].folded);
    memcpy(&hashes[i], digest.bytes, sizeof hashes[i]);
  }
  if (words.count > 1) qsort(hashes, words.count, sizeof *hashes, order_hashes);
  *out_hashes = hashes;
  *out_count = words.count;
  return SYN_OK;
}

/* Of both lists' words, how many are common, in hundredths. */
static uint32_t likeness_of(const uint64_t *a, uint32_t a_count, const uint64_t *b, uint32_t b_count) {
  uint32_t common = 0;
  for (uint32_t i = 0, k = 0; i < a_count && k < b_count;) {
    uint64_t x = a[i], y = b[k];
    common += x == y;
    i += x <= y;
    k += y <= x;
  }
  return a_count + b_count > 0 ? (uint32_t)((uint64_t)common * 200 / ((uint64_t)a_count + b_count)) : 0;
}

syn_status syn_correcting_likeness(syn_text a, syn_text b, syn_arena *scratch, uint32_t *out_likeness) {
  uint64_t *x, *y;
  uint32_t x_count, y_count;
  syn_status status = hash_words(a, 0, (uint32_t)a.size, scratch, &x, &x_count);
  if (status == SYN_OK) status = hash_words(b, 0, (uint32_t)b.size, scratch, &y, &y_count);
  if (status == SYN_OK) *out_likeness = likeness_of(x, x_count, y, y_count);
  return status;
}

/* ---- paragraphs ---- */

static syn_status split(syn_version_side *side, syn_arena *scratch) {
  syn_text text = side->account->article->text;
  SYN_ARRAY(syn_paragraph) paragraphs = {0};
  for (size_t at = 0; at < text.size;) {
    size_t end = syn_text_find(text, SYN_TEXT("\n\n"), at);
    if (end == SIZE_MAX) end = text.size;
    if (end > at) {
      syn_paragraph *paragraph = SYN_ARRAY_ADD(&paragraphs, scratch);
      if (!paragraph) return SYN_NO_MEMORY;
      *paragraph = (syn_paragraph){.start = (uint32_t)at, .end = (uint32_t)end, .partner = SYN_NO_PARAGRAPH};
    }
    at = end == text.size ? end : end + 2;
  }
  side->paragraphs = paragraphs.items;
  side->paragraph_count = (uint32_t)paragraphs.count;
  return SYN_OK;
}

static syn_text text_of(const syn_version_side *side, uint32_t paragraph) {
  return syn_text_slice(side->account->article->text, side->paragraphs[paragraph].start, side->paragraphs[paragraph].end);
}

/* Signs and case do not count: a paragraph is told by its words in their order. */
static syn_status key_of(const syn_version_side *side, uint32_t paragraph, syn_arena *scratch, syn_digest *out_key) {
  syn_word_list words;
  syn_text text = side->account->article->text;
  syn_status status = syn_words_of(text, side->paragraphs[paragraph].start, side->paragraphs[paragraph].end, scratch, &words);
  if (status != SYN_OK) return status;
  uint64_t *hashes = SYN_ARENA_ARRAY(scratch, uint64_t, words.count);
  if (!hashes) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < words.count; i++) {
    syn_digest digest = syn_digest_of(words.items[i].folded);
    memcpy(&hashes[i], digest.bytes, sizeof hashes[i]);
  }
  *out_key = syn_digest_of((syn_text){(const char *)hashes, words.count * sizeof *hashes});
  return SYN_OK;
}

/* Pairs what is the same: the first of one key with the first, the second with the second. */
static syn_status pair_same(syn_correcting *job) {
  syn_map firsts; /* key -> the first paragraph of the earlier version that is free, + 1 */
  uint32_t count = job->from.paragraph_count;
  uint32_t *next = SYN_ARENA_ARRAY(job->scratch, uint32_t, count);
  syn_digest *keys = SYN_ARENA_ARRAY(job->scratch, syn_digest, (size_t)count + job->to.paragraph_count);
  if (!next || !keys) return SYN_NO_MEMORY;
  syn_map_init(&firsts, job->scratch);
  for (uint32_t i = count; i > 0; i--) {
    uint64_t before = 0;
    if (key_of(&job->from, i - 1, job->scratch, &keys[i - 1]) != SYN_OK) return SYN_NO_MEMORY;
    syn_text key = {(const char *)keys[i - 1].bytes, sizeof keys[i - 1].bytes};
    (void)syn_map_get(&firsts, key, &before);
    next[i - 1] = (uint32_t)before;
    if (syn_map_put(&firsts, key, i) != SYN_OK) return SYN_NO_MEMORY;
  }
  for (uint32_t k = 0; k < job->to.paragraph_count; k++) {
    uint64_t first = 0;
    syn_digest *own = &keys[count + k];
    if (key_of(&job->to, k, job->scratch, own) != SYN_OK) return SYN_NO_MEMORY;
    syn_text key = {(const char *)own->bytes, sizeof own->bytes};
    if (!syn_map_get(&firsts, key, &first) || first == 0 || first > count) continue;
    syn_paragraph *a = &job->from.paragraphs[first - 1], *b = &job->to.paragraphs[k];
    a->partner = k;
    b->partner = (uint32_t)first - 1;
    a->is_same = b->is_same = true;
    if (syn_map_put(&firsts, key, next[first - 1]) != SYN_OK) return SYN_NO_MEMORY;
  }
  return SYN_OK;
}

typedef struct paragraph_pair {
  uint32_t from, to, likeness;
} paragraph_pair;

static int order_pairs(const void *a, const void *b) {
  const paragraph_pair *x = a, *y = b;
  if (x->likeness != y->likeness) return x->likeness > y->likeness ? -1 : 1;
  if (x->from != y->from) return x->from < y->from ? -1 : 1;
  return x->to < y->to ? -1 : x->to > y->to;
}

/* The first paragraphs that have no twin, with their words. */
static syn_status list_free(syn_version_side *side, syn_arena *scratch, uint32_t *out_list, uint32_t *out_count) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < side->paragraph_count && count < PARAGRAPH_LIMIT; i++) {
    syn_paragraph *paragraph = &side->paragraphs[i];
    if (paragraph->partner != SYN_NO_PARAGRAPH) continue;
    syn_status status =
        hash_words(side->account->article->text, paragraph->start, paragraph->end, scratch, &paragraph->words, &paragraph->word_count);
    if (status != SYN_OK) return status;
    out_list[count++] = i;
  }
  *out_count = count;
  return SYN_OK;
}

static syn_status pair_alike(syn_correcting *job) {
  uint32_t from[PARAGRAPH_LIMIT], to[PARAGRAPH_LIMIT], from_count = 0, to_count = 0;
  syn_status status = list_free(&job->from, job->scratch, from, &from_count);
  if (status == SYN_OK) status = list_free(&job->to, job->scratch, to, &to_count);
  paragraph_pair *pairs = SYN_ARENA_ARRAY(job->scratch, paragraph_pair, (size_t)from_count * to_count);
  if (status != SYN_OK || !pairs) return SYN_NO_MEMORY;
  size_t count = 0;
  for (uint32_t i = 0; i < from_count; i++)
    for (uint32_t k = 0; k < to_count; k++) {
      const syn_paragraph *a = &job->from.paragraphs[from[i]], *b = &job->to.paragraphs[to[k]];
      uint32_t likeness = likeness_of(a->words, a->word_count, b->words, b->word_count);
      if (likeness >= ALIKE) pairs[count++] = (paragraph_pair){from[i], to[k], likeness};
    }
  if (count > 1) qsort(pairs, count, sizeof *pairs, order_pairs);
  for (size_t i = 0; i < count; i++) {
    syn_paragraph *a = &job->from.paragraphs[pairs[i].from], *b = &job->to.paragraphs[pairs[i].to];
    if (a->partner != SYN_NO_PARAGRAPH || b->partner != SYN_NO_PARAGRAPH) continue;
    a->partner = pairs[i].to;
    b->partner = pairs[i].from;
  }
  return SYN_OK;
}

uint32_t syn_correcting_paragraph(const syn_version_side *side, syn_span span) {
  uint32_t low = 0, high = side->paragraph_count;
  if (span.field != SYN_FIELD_TEXT) return SYN_NO_PARAGRAPH;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (side->paragraphs[middle].end <= span.start)
      low = middle + 1;
    else
      high = middle;
  }
  return low < side->paragraph_count && side->paragraphs[low].start <= span.start ? low : SYN_NO_PARAGRAPH;
}

/* ---- changes ---- */

syn_status syn_correcting_add(syn_correcting *job, const syn_change *change) {
  uint32_t of_kind = 0;
  uint32_t from = change->has_from ? syn_correcting_paragraph(&job->from, change->from) : SYN_NO_PARAGRAPH;
  uint32_t to = change->has_to ? syn_correcting_paragraph(&job->to, change->to) : SYN_NO_PARAGRAPH;
  if (from != SYN_NO_PARAGRAPH) job->from.paragraphs[from].is_told = true;
  if (to != SYN_NO_PARAGRAPH) job->to.paragraphs[to].is_told = true;
  for (size_t i = 0; i < job->changes.count; i++) of_kind += job->changes.items[i].kind == change->kind;
  if (of_kind >= SYN_CHANGE_LIMIT) return SYN_OK;
  syn_change *added = SYN_ARRAY_ADD(&job->changes, job->arena);
  if (!added) return SYN_NO_MEMORY;
  *added = *change;
  return SYN_OK;
}

static syn_status add_title(syn_correcting *job) {
  syn_text from = job->from.account->article->title, to = job->to.account->article->title, a, b;
  syn_status status = syn_utf8_fold(from, job->scratch, &a);
  if (status == SYN_OK) status = syn_utf8_fold(to, job->scratch, &b);
  if (status != SYN_OK || syn_text_equal(syn_text_trim(a), syn_text_trim(b))) return status;
  const syn_change change = {.kind = SYN_CHANGE_TITLE,
                             .has_from = from.size > 0,
                             .has_to = to.size > 0,
                             .from = {0, (uint32_t)from.size, SYN_FIELD_TITLE, 0},
                             .to = {0, (uint32_t)to.size, SYN_FIELD_TITLE, 0},
                             .value_from = from,
                             .value_to = to};
  return syn_correcting_add(job, &change);
}

/* The beginning of a paragraph, cut at a word. */
static syn_status excerpt(syn_correcting *job, syn_text paragraph, syn_text *out_excerpt) {
  size_t end = EXCERPT_BYTES;
  if (paragraph.size <= EXCERPT_BYTES) {
    *out_excerpt = paragraph;
    return SYN_OK;
  }
  while (end > EXCERPT_BYTES / 2 && paragraph.data[end] != ' ') end--;
  if (paragraph.data[end] != ' ') end = syn_utf8_align(paragraph, EXCERPT_BYTES);
  return syn_arena_format(job->arena, out_excerpt, "%.*s …", (int)end, paragraph.data);
}

static syn_status add_paragraph(syn_correcting *job, uint32_t from, uint32_t to) {
  syn_change change = {.kind = SYN_CHANGE_PARAGRAPH, .has_from = from != SYN_NO_PARAGRAPH, .has_to = to != SYN_NO_PARAGRAPH};
  syn_status status = SYN_OK;
  if (change.has_from) {
    change.from = (syn_span){job->from.paragraphs[from].start, job->from.paragraphs[from].end, SYN_FIELD_TEXT, 0};
    status = excerpt(job, text_of(&job->from, from), &change.value_from);
  }
  if (status == SYN_OK && change.has_to) {
    change.to = (syn_span){job->to.paragraphs[to].start, job->to.paragraphs[to].end, SYN_FIELD_TEXT, 0};
    status = excerpt(job, text_of(&job->to, to), &change.value_to);
  }
  return status == SYN_OK ? syn_correcting_add(job, &change) : status;
}

/* An edited paragraph is told where nothing in it was. */
static syn_status add_paragraphs(syn_correcting *job) {
  syn_status status = SYN_OK;
  for (uint32_t k = 0; status == SYN_OK && k < job->to.paragraph_count; k++) {
    const syn_paragraph *to = &job->to.paragraphs[k];
    bool is_told = to->is_same || (to->partner != SYN_NO_PARAGRAPH && (to->is_told || job->from.paragraphs[to->partner].is_told));
    if (!is_told) status = add_paragraph(job, to->partner, k);
  }
  for (uint32_t i = 0; status == SYN_OK && i < job->from.paragraph_count; i++)
    if (job->from.paragraphs[i].partner == SYN_NO_PARAGRAPH) status = add_paragraph(job, i, SYN_NO_PARAGRAPH);
  return status;
}

static int order_changes(const void *a, const void *b) {
  const syn_change *x = a, *y = b;
  if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
  if (x->has_to != y->has_to) return x->has_to ? -1 : 1;
  const syn_span *p = x->has_to ? &x->to : &x->from, *q = y->has_to ? &y->to : &y->from;
  if (p->start != q->start) return p->start < q->start ? -1 : 1;
  if (p->end != q->end) return p->end < q->end ? -1 : 1;
  if (x->from.start != y->from.start) return x->from.start < y->from.start ? -1 : 1;
  int order = syn_text_compare(x->value_to, y->value_to);
  return order != 0 ? order : syn_text_compare(x->value_from, y->value_from);
}

/* ---- when ---- */

static bool is_stated(syn_interval interval) {
  return interval.basis != SYN_BASIS_NONE && interval.from.day != SYN_DAY_MINIMUM && interval.to.day != SYN_DAY_MAXIMUM;
}

/* The page's own word that it was changed since the earlier capture; else the time between the captures, as their carriers state it. */
static syn_interval find_when(const syn_article *from, const syn_article *to) {
  syn_interval before, after, when = {.basis = SYN_BASIS_NONE};
  bool is_newer = is_stated(to->modified) && (!is_stated(from->modified) || syn_moment_compare(from->modified.to, to->modified.from) < 0);
  bool was_captured = from->captured.size > 0 && syn_calendar_parse(from->captured, &before) == SYN_OK;
  if (is_newer && (!was_captured || to->modified.from.day >= before.from.day)) return to->modified;
  if (from->captured.size == 0 || to->captured.size == 0) return when;
  if (syn_calendar_parse(from->captured, &before) != SYN_OK || syn_calendar_parse(to->captured, &after) != SYN_OK) return when;
  return (syn_interval){before.from, after.to, SYN_BASIS_METADATA};
}

/* ---- the whole ---- */

static syn_status compare_versions(syn_gathering *gathering, uint32_t from, uint32_t to, syn_arena *scratch, syn_correction *correction) {
  syn_correcting job = {.arena = gathering->arena,
                        .scratch = scratch,
                        .from = {.account = &gathering->accounts[from]},
                        .to = {.account = &gathering->accounts[to]}};
  const syn_article *older = job.from.account->article, *newer = job.to.account->article;
  const syn_text parts[] = {syn_id_bytes(&newer->id), syn_id_bytes(&older->id)};
  syn_status status = split(&job.from, scratch);
  if (status == SYN_OK) status = split(&job.to, scratch);
  if (status == SYN_OK) status = pair_same(&job);
  if (status == SYN_OK) status = pair_alike(&job);
  if (status == SYN_OK) status = add_title(&job);
  if (status == SYN_OK) status = syn_correcting_facts(&job);
  if (status == SYN_OK) status = add_paragraphs(&job);
  /* Two very long versions may take more than one pair may: what was found till then is told, and all others go on. */
  if (status == SYN_NO_MEMORY && syn_arena_is_exhausted(scratch)) status = SYN_OK;
  if (status != SYN_OK) return status;
  if (job.changes.count > 1) qsort(job.changes.items, job.changes.count, sizeof *job.changes.items, order_changes);
  *correction = (syn_correction){.id = syn_digest_id("correction", parts, 2),
                                 .article = newer->id,
                                 .version_of = older->id,
                                 .when = find_when(older, newer),
                                 .changes = job.changes.items,
                                 .change_count = (uint32_t)job.changes.count};
  return SYN_OK;
}

syn_status syn_corrections_find(syn_gathering *gathering, const syn_versions *versions) {
  syn_arena *scratch = NULL;
  if (versions->count == 0) return SYN_OK;
  gathering->corrections = SYN_ARENA_ARRAY(gathering->arena, syn_correction, versions->count);
  if (!gathering->corrections) return SYN_NO_MEMORY;
  syn_status status = syn_arena_create(PAIR_SCRATCH, &scratch);
  for (uint32_t a = 0; status == SYN_OK && a < gathering->account_count; a++) {
    if (versions->older[a] == SYN_NO_VERSION) continue;
    syn_arena_reset(scratch);
    status = compare_versions(gathering, versions->older[a], a, scratch, &gathering->corrections[gathering->correction_count++]);
  }
  syn_arena_destroy(&scratch);
  return status;
}
