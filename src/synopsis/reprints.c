/*
 * How it works
 *
 * Candidates come from the MinHash signatures of the sketches: 32 bands of two values; texts that share a fifth of their shingles meet in
 * one band with a probability of 0.73, those that share half of them with 0.9999 (Leskovec, Rajaraman, Ullman, Mining of Massive Datasets,
 * ch. 3); and from linked accounts whose telling words are very much alike. A crowd in one band (thousands of copies of one text) is not
 * compared all with all, but each with the first and with its nearest neighbours in order of id.
 *
 * Candidates are then aligned exactly (passages.c). The share is the copied words by the words of the shorter text. A quote that two
 * reporters heard is no reprint: less than SHARE_MINIMUM without a passage of LONG_PASSAGE words is dropped.
 *
 * Direction: who credits the other's outlet, or names it at the edges of his text; else who was published earlier. If nothing tells,
 * undecided.
 */
#include "synopsis/reprints.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/map.h"
#include "base/utf8.h"
#include "synopsis/passages.h"
#include "synoptic/calendar.h"

enum {
  BAND_COUNT = 32,
  BAND_SIZE = SYN_SKETCH_SIGNATURE_SIZE / BAND_COUNT,
  CROWD_NEIGHBOURS = 8,
  ALIKE_COSINE = 6500,  /* of SYN_COSINE_ONE */
  LINKS_ALIGNED = 24,   /* of one account; more are a crowd, which the bands take care of */
  SHORTEST_PASSAGE = 8, /* words */
  LONG_PASSAGE = 40,
  SHARE_MINIMUM = 15, /* in hundredths, as those below */
  EDITED_SHARE = 40,
  VERBATIM_SHARE = 98,
  ARTICLE_BYTES = 3,
  EDGE_BYTES = 240, /* where a dateline stands, or whose report it is */
};

typedef struct account_pair {
  uint32_t a, b;
} account_pair;

typedef SYN_ARRAY(account_pair) account_pair_array;
typedef SYN_ARRAY(syn_reprint) reprint_array;
typedef SYN_ARRAY(uint32_t) crowd;

static int order_pairs(const void *a, const void *b) {
  const account_pair *x = a, *y = b;
  if (x->a != y->a) return x->a < y->a ? -1 : 1;
  return x->b < y->b ? -1 : x->b > y->b;
}

static syn_status add_pair(account_pair_array *pairs, uint32_t a, uint32_t b, syn_arena *scratch) {
  account_pair *pair = SYN_ARRAY_ADD(pairs, scratch);
  if (!pair) return SYN_NO_MEMORY;
  *pair = (account_pair){a < b ? a : b, a < b ? b : a};
  return SYN_OK;
}

static syn_status meet_in_band(const syn_gathering *gathering, uint32_t band, syn_arena *scratch, account_pair_array *pairs) {
  syn_map buckets;
  SYN_ARRAY(crowd) crowds = {0};
  syn_map_init(&buckets, scratch);
  for (uint32_t a = 0; a < gathering->account_count; a++) {
    const syn_sketch *sketch = gathering->accounts[a].sketch;
    if (sketch->shingle_count == 0) continue;
    syn_text key = {(const char *)&sketch->signature[(size_t)band * BAND_SIZE], BAND_SIZE * sizeof sketch->signature[0]};
    uint64_t number = 0;
    if (!syn_map_get(&buckets, key, &number)) {
      number = crowds.count;
      if (!SYN_ARRAY_ADD(&crowds, scratch) || syn_map_put(&buckets, key, number) != SYN_OK) return SYN_NO_MEMORY;
    }
    assert(crowds.items && number < crowds.count);
    crowd *met = &crowds.items[number];
    for (size_t i = 0; i < met->count; i++) {
      if (i > 0 && i + CROWD_NEIGHBOURS < met->count) i = met->count - CROWD_NEIGHBOURS;
      if (add_pair(pairs, met->items[i], a, scratch) != SYN_OK) return SYN_NO_MEMORY;
    }
    uint32_t *member = SYN_ARRAY_ADD(met, scratch);
    if (!member) return SYN_NO_MEMORY;
    *member = a;
  }
  return SYN_OK;
}

static syn_status find_candidates(const syn_gathering *gathering, syn_arena *scratch, account_pair_array *pairs) {
  for (uint32_t band = 0; band < BAND_COUNT; band++)
    if (meet_in_band(gathering, band, scratch, pairs) != SYN_OK) return SYN_NO_MEMORY;
  uint32_t *aligned = SYN_ARENA_ARRAY(scratch, uint32_t, gathering->account_count);
  if (!aligned) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < gathering->link_count; i++) {
    const syn_account_link *link = &gathering->links[i];
    if (link->cosine < ALIKE_COSINE || (aligned[link->a] >= LINKS_ALIGNED && aligned[link->b] >= LINKS_ALIGNED)) continue;
    if (add_pair(pairs, link->a, link->b, scratch) != SYN_OK) return SYN_NO_MEMORY;
    aligned[link->a]++;
    aligned[link->b]++;
  }
  if (pairs->count > 1) qsort(pairs->items, pairs->count, sizeof *pairs->items, order_pairs);
  size_t kept = 0;
  for (size_t i = 0; i < pairs->count; i++)
    if (kept == 0 || order_pairs(&pairs->items[kept - 1], &pairs->items[i]) != 0) pairs->items[kept++] = pairs->items[i];
  pairs->count = kept;
  return SYN_OK;
}

/* ---- direction ---- */

/* Whether `words` stand in `text` as whole words; both folded. */
static bool has_words(syn_text text, syn_text words) {
  for (size_t at = 0; words.size > 1 && (at = syn_text_find(text, words, at)) != SIZE_MAX; at++) {
    bool starts = at == 0 || !syn_utf8_is_letter((unsigned char)text.data[at - 1]);
    bool ends = at + words.size == text.size || !syn_utf8_is_letter((unsigned char)text.data[at + words.size]);
    if (starts && ends) return true;
  }
  return false;
}

/* Without "The" of "The Harbour Ledger", which others leave out: any short word before two more, for these say enough. */
static syn_text without_article(syn_text folded) {
  size_t blank = syn_text_find(folded, SYN_TEXT(" "), 0);
  if (blank > ARTICLE_BYTES || syn_text_find(folded, SYN_TEXT(" "), blank + 1) == SIZE_MAX) return folded;
  return syn_text_slice(folded, blank + 1, folded.size);
}

/* Whether an article credits an outlet: in its credits, its byline, or the edges of its text, where a dateline or a notice stands. */
static syn_status credits(const syn_article *article, syn_text outlet, syn_arena *scratch, bool *out_credits) {
  syn_text name, folded;
  *out_credits = false;
  if (outlet.size == 0 || syn_text_equal_ascii_case(outlet, article->outlet)) return SYN_OK;
  if (syn_utf8_fold(outlet, scratch, &name) != SYN_OK) return SYN_NO_MEMORY;
  name = without_article(name);
  for (uint32_t i = 0; i < article->credit_count + article->byline_count; i++) {
    syn_text credit = i < article->credit_count ? article->credits[i] : article->byline[i - article->credit_count];
    if (syn_utf8_fold(credit, scratch, &folded) != SYN_OK) return SYN_NO_MEMORY;
    if (has_words(folded, name)) *out_credits = true;
  }
  size_t size = article->text.size, edge = size < EDGE_BYTES ? size : EDGE_BYTES;
  syn_text edges[] = {syn_text_slice(article->text, 0, syn_utf8_align(article->text, edge)),
                      syn_text_slice(article->text, syn_utf8_align(article->text, size - edge), size)};
  for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
    if (syn_utf8_fold(edges[i], scratch, &folded) != SYN_OK) return SYN_NO_MEMORY;
    if (has_words(folded, name)) *out_credits = true;
  }
  return SYN_OK;
}

/* Whether all of `a` lies before all of `b`; a moment without a time of day is the whole day. */
static bool is_earlier(syn_interval a, syn_interval b) {
  if (a.basis == SYN_BASIS_NONE || b.basis == SYN_BASIS_NONE) return false;
  return syn_moment_compare(a.to, b.from) < 0;
}

static syn_status explain_by_date(const syn_article *a, const syn_article *b, syn_arena *arena, syn_text *out_why) {
  char first[SYN_MOMENT_TEXT_SIZE], second[SYN_MOMENT_TEXT_SIZE];
  (void)syn_moment_format(a->published.to, first);
  (void)syn_moment_format(b->published.from, second);
  return syn_arena_format(arena, out_why, "published earlier: %s and %s", first, second);
}

/* Sets the direction, and exchanges a and b where b is the source. */
static syn_status decide_direction(const syn_gathering *gathering, uint32_t *a, uint32_t *b, syn_arena *scratch, syn_reprint *reprint) {
  const syn_article *x = gathering->accounts[*a].article, *y = gathering->accounts[*b].article;
  bool x_credits, y_credits;
  syn_status status = credits(x, y->outlet, scratch, &x_credits);
  if (status == SYN_OK) status = credits(y, x->outlet, scratch, &y_credits);
  if (status != SYN_OK) return status;
  bool by_credit = x_credits != y_credits, x_first = is_earlier(x->published, y->published),
       y_first = is_earlier(y->published, x->published);
  bool exchange = by_credit ? x_credits : y_first;
  if (!by_credit && !x_first && !y_first) {
    reprint->why = SYN_TEXT("neither date nor credit tells who was first");
    return SYN_OK;
  }
  reprint->direction = SYN_DIRECTION_A_B;
  if (exchange) {
    uint32_t other = *a;
    *a = *b;
    *b = other;
  }
  x = gathering->accounts[*a].article;
  y = gathering->accounts[*b].article;
  if (!by_credit) return explain_by_date(x, y, gathering->arena, &reprint->why);
  return syn_arena_format(gathering->arena, &reprint->why, "credits %.*s", SYN_TEXT_ARGUMENTS(x->outlet));
}

/* ---- one pair ---- */

static bool is_reprint(const syn_passage_list *passages, uint32_t share) {
  if (passages->count == 0) return false;
  if (share >= SHARE_MINIMUM) return true;
  uint32_t longest = 0;
  for (uint32_t i = 0; i < passages->count; i++) {
    uint32_t bytes = passages->items[i].b.end - passages->items[i].b.start;
    if (bytes > longest) longest = bytes;
  }
  return longest >= LONG_PASSAGE * 5; /* five letters and a blank a word, about */
}

static uint32_t ten_thousandths(uint32_t part, uint32_t whole) {
  return whole ? (uint32_t)(((uint64_t)part * 20000 + whole) / ((uint64_t)whole * 2)) : 0;
}

static uint32_t hundredths(uint32_t part, uint32_t whole) {
  return whole ? (uint32_t)(((uint64_t)part * 200 + whole) / ((uint64_t)whole * 2)) : 0;
}

/* ---- paragraphs ---- */

/* Letters and digits of a stretch: what words are made of, whatever the signs between them. */
static uint32_t count_word_bytes(syn_text text, uint32_t start, uint32_t end) {
  uint32_t count = 0;
  for (uint32_t i = start; i < end; i++) {
    unsigned char c = (unsigned char)text.data[i];
    count += c >= 0x80 || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
  }
  return count;
}

/* What of a stretch of b stands in passages; they are in the order of b, and `*at` goes through them. */
static uint32_t count_copied(syn_text text, const syn_passage_list *passages, uint32_t *at, uint32_t start, uint32_t end) {
  uint32_t copied = 0;
  while (*at < passages->count && passages->items[*at].b.end <= start) (*at)++;
  for (uint32_t i = *at; i < passages->count && passages->items[i].b.start < end; i++) {
    uint32_t from = passages->items[i].b.start > start ? passages->items[i].b.start : start;
    uint32_t to = passages->items[i].b.end < end ? passages->items[i].b.end : end;
    copied += count_word_bytes(text, from, to);
  }
  return copied;
}

/* Paragraphs of b of which EDITED_SHARE stands in a; almost all of it: word for word. */
static syn_status list_paragraphs(syn_text text, const syn_passage_list *passages, syn_arena *arena, syn_reprint *reprint) {
  SYN_ARRAY(syn_copied_paragraph) paragraphs = {0};
  uint32_t at = 0;
  for (size_t start = 0, end; start < text.size; start = end + 2) {
    end = syn_text_find(text, SYN_TEXT("\n\n"), start);
    if (end == SIZE_MAX) end = text.size;
    uint32_t all = count_word_bytes(text, (uint32_t)start, (uint32_t)end);
    uint32_t copied = hundredths(count_copied(text, passages, &at, (uint32_t)start, (uint32_t)end), all);
    if (copied < EDITED_SHARE) continue;
    syn_copied_paragraph *added = SYN_ARRAY_ADD(&paragraphs, arena);
    if (!added) return SYN_NO_MEMORY;
    *added = (syn_copied_paragraph){{(uint32_t)start, (uint32_t)end, SYN_FIELD_TEXT, 0}, copied < VERBATIM_SHARE};
  }
  reprint->paragraphs = paragraphs.items;
  reprint->paragraph_count = (uint32_t)paragraphs.count;
  return SYN_OK;
}

static syn_status align(syn_gathering *gathering, uint32_t a, uint32_t b, syn_arena *scratch, reprint_array *reprints) {
  syn_reprint reprint = {0};
  const syn_article *x = gathering->accounts[a].article, *y = gathering->accounts[b].article;
  syn_text parts[2] = {syn_id_bytes(&x->id), syn_id_bytes(&y->id)};
  reprint.id = syn_digest_id("reprint", parts, 2);
  syn_status status = decide_direction(gathering, &a, &b, scratch, &reprint);
  if (status != SYN_OK) return status;
  reprint.a = gathering->accounts[a].article->id;
  reprint.b = gathering->accounts[b].article->id;
  syn_passage_list passages;
  status = syn_passages_find(gathering->accounts[a].article->text, gathering->accounts[b].article->text, SHORTEST_PASSAGE, gathering->arena,
                             scratch, &passages);
  if (status != SYN_OK) return status;
  uint32_t shorter = passages.a_words < passages.b_words ? passages.a_words : passages.b_words;
  if (shorter == 0) return SYN_OK;
  uint32_t share = hundredths(passages.copied_words, shorter);
  if (share > 100) share = 100;
  if (!is_reprint(&passages, share)) return SYN_OK;
  reprint.passages = passages.items;
  reprint.passage_count = passages.count;
  status = syn_decimal_make(share, -2, &reprint.share);
  if (status == SYN_OK)
    status = syn_decimal_make(ten_thousandths(passages.common_shingles, passages.all_shingles), -4, &reprint.resemblance);
  if (status == SYN_OK) status = list_paragraphs(gathering->accounts[b].article->text, &passages, gathering->arena, &reprint);
  syn_reprint *kept = status == SYN_OK ? SYN_ARRAY_ADD(reprints, gathering->arena) : NULL;
  if (!kept) return SYN_NO_MEMORY;
  *kept = reprint;
  return SYN_OK;
}

static int order_reprints(const void *a, const void *b) {
  return syn_id_compare(((const syn_reprint *)a)->id, ((const syn_reprint *)b)->id);
}

/* Which reprints each account has part in, so that a story need not look at all of them. */
static syn_status index_by_account(syn_gathering *gathering) {
  uint32_t count = gathering->account_count;
  gathering->first_reprint_of = SYN_ARENA_ARRAY(gathering->arena, uint32_t, (size_t)count + 2);
  gathering->reprints_of = SYN_ARENA_ARRAY(gathering->arena, uint32_t, (size_t)gathering->reprint_count * 2);
  gathering->partners_of = SYN_ARENA_ARRAY(gathering->arena, uint32_t, (size_t)gathering->reprint_count * 2);
  if (!gathering->first_reprint_of || !gathering->reprints_of || !gathering->partners_of) return SYN_NO_MEMORY;
  uint32_t *firsts = gathering->first_reprint_of;
  for (unsigned pass = 0; pass < 2; pass++) {
    for (uint32_t r = 0; r < gathering->reprint_count; r++) {
      uint32_t a = syn_gathering_account(gathering, gathering->reprints[r].a),
               b = syn_gathering_account(gathering, gathering->reprints[r].b);
      if (pass == 0) {
        firsts[a + 2]++;
        firsts[b + 2]++;
      } else {
        gathering->partners_of[firsts[a + 1]] = b;
        gathering->reprints_of[firsts[a + 1]++] = r;
        gathering->partners_of[firsts[b + 1]] = a;
        gathering->reprints_of[firsts[b + 1]++] = r;
      }
    }
    for (uint32_t i = 2; pass == 0 && i < count + 2; i++) firsts[i] += firsts[i - 1];
  }
  return SYN_OK;
}

syn_status syn_reprints_find(syn_gathering *gathering) {
  syn_arena *scratch = NULL, *pair_scratch = NULL;
  account_pair_array pairs = {0};
  reprint_array reprints = {0};
  syn_status status = syn_arena_create((size_t)8 << 30, &scratch);
  if (status == SYN_OK) status = syn_arena_create((size_t)1 << 30, &pair_scratch);
  if (status == SYN_OK) status = find_candidates(gathering, scratch, &pairs);
  for (size_t i = 0; status == SYN_OK && i < pairs.count; i++) {
    syn_arena_reset(pair_scratch);
    status = align(gathering, pairs.items[i].a, pairs.items[i].b, pair_scratch, &reprints);
  }
  if (status == SYN_OK && reprints.count > 1) qsort(reprints.items, reprints.count, sizeof *reprints.items, order_reprints);
  gathering->reprints = reprints.items;
  gathering->reprint_count = (uint32_t)reprints.count;
  if (status == SYN_OK) status = index_by_account(gathering);
  syn_arena_destroy(&pair_scratch);
  syn_arena_destroy(&scratch);
  return status;
}

const syn_reprint *syn_reprints_between(const syn_gathering *gathering, syn_id a, syn_id b) {
  bool in_order = syn_id_compare(a, b) < 0;
  const syn_id first = in_order ? a : b, second = in_order ? b : a;
  const syn_text parts[2] = {syn_id_bytes(&first), syn_id_bytes(&second)};
  const syn_reprint wanted = {.id = syn_digest_id("reprint", parts, 2)};
  if (gathering->reprint_count == 0) return NULL;
  return bsearch(&wanted, gathering->reprints, gathering->reprint_count, sizeof wanted, order_reprints);
}
