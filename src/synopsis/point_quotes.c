/*
 * How it works
 *
 * An utterance is a quote with those that go on with it. Two utterances of different accounts (or of one, which quotes the same words in
 * its headline) are one where the same person speaks and the words are mostly the same once endings are left off: translations exchange
 * words, excerpts leave words out, so the common words are counted against the shorter of the two. Where a speaker is not known, more is
 * asked for; other speakers are never one unless they say a long sentence word for word (a joint statement). Groups are made by average
 * linkage.
 *
 * Words of the story's quotes are put into lists, and only utterances that share a word are compared; words that very many share are left
 * out.
 */
#include "synopsis/points.h"

#include <stdlib.h>

#include "base/digest.h"
#include "base/map.h"
#include "synopsis/linkage.h"
#include "synopsis/point_reasons.h"
#include "synopsis/quote_drift.h"

enum {
  ONE = 4000, /* likeness of equal utterances */
  THRESHOLD = 1900,
  LEAST_COMMON = 2,    /* content words */
  LONG_WORDING = 6,    /* words that nobody repeats by chance */
  INDIRECT_COMMON = 3, /* where one of them is reported without quotation marks */
  UNKNOWN_COMMON = 4,  /* where a speaker is not known */
  POSTING_LIMIT = 200,
};

typedef struct utterance {
  uint32_t column;
  uint32_t *quotes, quote_count; /* indexes, the first and those that go on with it */
  syn_id_list speakers;
  syn_word_list words;
  syn_text *stems;
  uint32_t stem_count;
  bool is_indirect;
} utterance;

typedef SYN_ARRAY(utterance) utterance_array;

typedef struct quoting {
  syn_point_making *making;
  syn_arena *scratch;
  utterance_array utterances;
  syn_drift_space drift_space;
} quoting;

static const syn_account *account_of(const quoting *job, uint32_t column) {
  return &job->making->gathering->accounts[job->making->columns[column]];
}

/* ---- utterances ---- */

/* The first quote of the chain that this one goes on with. */
static uint32_t head_of(const syn_facts *facts, uint32_t quote) {
  for (unsigned steps = 0; steps < 64 && facts->quotes[quote].continues < quote; steps++) quote = facts->quotes[quote].continues;
  return quote;
}

static syn_status add_words(const quoting *job, utterance *one, const syn_article *article, syn_span span) {
  syn_word_list more;
  syn_status status = syn_words_of(syn_article_field(article, span.field, span.index), span.start, span.end, job->scratch, &more);
  if (status != SYN_OK || one->words.count == 0) {
    if (status == SYN_OK) one->words = more;
    return status;
  }
  syn_word *all = SYN_ARENA_ARRAY(job->scratch, syn_word, (size_t)one->words.count + more.count);
  if (!all) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < one->words.count; i++) all[i] = one->words.items[i];
  for (uint32_t i = 0; i < more.count; i++) all[one->words.count + i] = more.items[i];
  one->words = (syn_word_list){all, one->words.count + more.count};
  return SYN_OK;
}

/* A reported clause that holds quoted words ("said the bridge was “safe”"): these are the utterance, and tell the same. Quotes are in the
 * order of the text, so that one inside of it is its neighbour. */
static bool holds_quoted_words(const syn_facts *facts, uint32_t quote) {
  syn_span span = facts->quotes[quote].span;
  if (facts->quotes[quote].kind != SYN_QUOTE_INDIRECT) return false;
  for (uint32_t i = quote > 0 ? quote - 1 : 0; i < facts->quote_count && i <= quote + 1; i++) {
    const syn_quote *other = &facts->quotes[i];
    if (other->kind == SYN_QUOTE_INDIRECT || other->span.field != span.field || other->span.index != span.index) continue;
    if (other->span.start >= span.start && other->span.end <= span.end) return true;
  }
  return false;
}

/* Words in quotation marks without a speaker are a manner of speaking when they are few. */
static bool is_utterance(const utterance *one) {
  if (one->stem_count == 0) return false;
  return one->words.count >= 3 || (one->speakers.count > 0 && one->words.count >= 2);
}

static syn_status read_account(quoting *job, uint32_t column) {
  const syn_account *account = account_of(job, column);
  const syn_facts *facts = account->facts;
  uint32_t limit = syn_point_account_limit(job->making), count = facts->quote_count < limit ? facts->quote_count : limit;
  uint32_t *numbers = SYN_ARENA_ARRAY(job->scratch, uint32_t, count);
  size_t first = job->utterances.count;
  if (!numbers) return SYN_NO_MEMORY;
  for (uint32_t q = 0; q < count; q++) {
    const syn_quote *quote = &facts->quotes[q];
    uint32_t head = head_of(facts, q);
    numbers[q] = SYN_NO_INDEX;
    if (head == q && holds_quoted_words(facts, q)) continue;
    if (head == q) {
      utterance *added = SYN_ARRAY_ADD(&job->utterances, job->scratch);
      if (!added) return SYN_NO_MEMORY;
      added->column = column;
      added->is_indirect = quote->kind == SYN_QUOTE_INDIRECT;
      numbers[q] = (uint32_t)job->utterances.count - 1;
      added->quotes = SYN_ARENA_ARRAY(job->scratch, uint32_t, count - q);
      if (!added->quotes) return SYN_NO_MEMORY;
    }
    if (head > q) continue; /* a forged record: a quote goes on with one before it */
    numbers[q] = numbers[head];
    if (numbers[q] >= job->utterances.count) continue; /* SYN_NO_INDEX too */
    utterance *one = &job->utterances.items[numbers[q]];
    one->quotes[one->quote_count++] = q;
    syn_status status = add_words(job, one, account->article, quote->span);
    if (status == SYN_OK && one->speakers.count == 0)
      status = syn_point_identities(job->making, job->making->columns[column], quote->speakers, &one->speakers);
    if (status != SYN_OK) return status;
  }
  size_t kept = first;
  for (size_t i = first; i < job->utterances.count; i++) {
    utterance *one = &job->utterances.items[i];
    if (syn_content_stems(&one->words, &job->making->function_words[column], job->scratch, &one->stems, &one->stem_count) != SYN_OK)
      return SYN_NO_MEMORY;
    if (is_utterance(one)) job->utterances.items[kept++] = *one;
  }
  job->utterances.count = kept;
  return SYN_OK;
}

/* ---- pairs ---- */

typedef enum speakers_relation { SPEAKERS_SAME, SPEAKERS_UNKNOWN, SPEAKERS_OTHER } speakers_relation;

static speakers_relation compare_speakers(const utterance *a, const utterance *b) {
  if (a->speakers.count == 0 || b->speakers.count == 0) return SPEAKERS_UNKNOWN;
  for (uint32_t i = 0; i < a->speakers.count; i++)
    for (uint32_t k = 0; k < b->speakers.count; k++)
      if (syn_id_compare(a->speakers.items[i], b->speakers.items[k]) == 0) return SPEAKERS_SAME;
  return SPEAKERS_OTHER;
}

/* Whether the words of the shorter stand in the longer one after the other. */
static bool holds_wording(const utterance *a, const utterance *b) {
  const utterance *shorter = a->words.count <= b->words.count ? a : b, *longer = shorter == a ? b : a;
  for (uint32_t start = 0; start + shorter->words.count <= longer->words.count; start++) {
    uint32_t run = 0;
    while (run < shorter->words.count && syn_text_equal(shorter->words.items[run].folded, longer->words.items[start + run].folded)) run++;
    if (run == shorter->words.count) return true;
  }
  return false;
}

static int32_t compare(const utterance *a, const utterance *b) {
  speakers_relation speakers = compare_speakers(a, b);
  uint32_t shorter = a->stem_count < b->stem_count ? a->stem_count : b->stem_count;
  uint32_t common = syn_count_common(a->stems, a->stem_count, b->stems, b->stem_count);
  if (common == 0 || shorter == 0) return 0;
  uint32_t least_words = a->words.count < b->words.count ? a->words.count : b->words.count;
  if (holds_wording(a, b)) {
    if (speakers == SPEAKERS_SAME && least_words >= 2) return ONE;
    if (least_words >= LONG_WORDING || (speakers == SPEAKERS_UNKNOWN && common >= 3)) return ONE;
  }
  int32_t likeness = (int32_t)(ONE * (uint64_t)common / shorter);
  bool is_indirect = a->is_indirect || b->is_indirect;
  if (is_indirect && (common < INDIRECT_COMMON || common * 10 < shorter * 6)) return 0;
  if (speakers == SPEAKERS_SAME) return common >= LEAST_COMMON ? likeness : 0;
  if (speakers == SPEAKERS_UNKNOWN) return common >= UNKNOWN_COMMON && common * 10 >= shorter * 7 ? likeness : 0;
  return common >= LONG_WORDING && common * 10 >= shorter * 9 ? likeness : SYN_LIKENESS_APART;
}

typedef SYN_ARRAY(uint32_t) number_array;
typedef SYN_ARRAY(syn_likeness) likeness_array;

/* Compares utterance `b` with those before it that share a word with it. */
static syn_status compare_with_earlier(quoting *job, uint32_t b, const syn_map *numbers, number_array *postings, uint32_t *seen,
                                       likeness_array *likenesses) {
  const utterance *y = &job->utterances.items[b];
  for (uint32_t s = 0; s < y->stem_count; s++) {
    uint64_t number;
    if (!syn_map_get(numbers, y->stems[s], &number)) continue;
    const number_array *list = &postings[number];
    for (size_t i = 0; i < list->count && list->count <= POSTING_LIMIT && list->items[i] < b; i++) {
      uint32_t a = list->items[i];
      if (seen[a] == b) continue;
      seen[a] = b;
      int32_t likeness = compare(&job->utterances.items[a], y);
      if (likeness == 0) continue;
      syn_likeness *pair = SYN_ARRAY_ADD(likenesses, job->scratch);
      if (!pair) return SYN_NO_MEMORY;
      *pair = (syn_likeness){a, b, likeness};
    }
  }
  return SYN_OK;
}

/* Of each utterance the first with the same words and speakers: thousands of copies of one text are compared as one. */
static syn_status find_first_equal(quoting *job, uint32_t *firsts) {
  syn_map seen;
  syn_map_init(&seen, job->scratch);
  for (uint32_t i = 0; i < job->utterances.count; i++) {
    const utterance *one = &job->utterances.items[i];
    syn_text *parts = SYN_ARENA_ARRAY(job->scratch, syn_text, (size_t)one->words.count + one->speakers.count + 1);
    syn_id *key = SYN_ARENA_NEW(job->scratch, syn_id);
    uint64_t first = i;
    if (!parts || !key) return SYN_NO_MEMORY;
    for (uint32_t w = 0; w < one->words.count; w++) parts[w] = one->words.items[w].folded;
    for (uint32_t s = 0; s < one->speakers.count; s++) parts[one->words.count + s] = syn_id_bytes(&one->speakers.items[s]);
    *key = syn_digest_id(one->is_indirect ? "indirect" : "direct", parts, (size_t)one->words.count + one->speakers.count);
    if (!syn_map_get(&seen, syn_id_bytes(key), &first) && syn_map_put(&seen, syn_id_bytes(key), i) != SYN_OK) return SYN_NO_MEMORY;
    firsts[i] = (uint32_t)first;
  }
  return SYN_OK;
}

static syn_status group_utterances(quoting *job, uint32_t *groups) {
  syn_map numbers;
  likeness_array likenesses = {0};
  syn_map_init(&numbers, job->scratch);
  uint32_t count = (uint32_t)job->utterances.count;
  size_t stem_total = 0;
  for (uint32_t i = 0; i < count; i++) stem_total += job->utterances.items[i].stem_count;
  number_array *postings = SYN_ARENA_ARRAY(job->scratch, number_array, stem_total);
  uint32_t *seen = SYN_ARENA_ARRAY(job->scratch, uint32_t, count);
  uint32_t *firsts = SYN_ARENA_ARRAY(job->scratch, uint32_t, count);
  if (!postings || !seen || !firsts || find_first_equal(job, firsts) != SYN_OK) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < count; i++) {
    const utterance *one = &job->utterances.items[i];
    if (firsts[i] != i) continue;
    for (uint32_t s = 0; s < one->stem_count; s++) {
      uint64_t number = numbers.count;
      if (!syn_map_get(&numbers, one->stems[s], &number) && syn_map_put(&numbers, one->stems[s], number) != SYN_OK) return SYN_NO_MEMORY;
      uint32_t *place = SYN_ARRAY_ADD(&postings[number], job->scratch);
      if (!place) return SYN_NO_MEMORY;
      *place = i;
    }
  }
  for (uint32_t b = 1; b < count; b++)
    if (firsts[b] == b && compare_with_earlier(job, b, &numbers, postings, seen, &likenesses) != SYN_OK) return SYN_NO_MEMORY;
  if (syn_linkage_group(count, likenesses.items, likenesses.count, THRESHOLD, 0, job->scratch, groups) != SYN_OK) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < count; i++) groups[i] = groups[firsts[i]];
  return SYN_OK;
}

/* ---- from a group to a point ---- */

/* Quoted by two accounts at least: one utterance in the same words, or in several wordings. */
static syn_label label_of(const utterance *const *group, uint32_t count) {
  bool has_several = false, is_same = true;
  for (uint32_t i = 1; i < count; i++) {
    has_several = has_several || group[i]->column != group[0]->column;
    is_same = is_same && group[i]->words.count == group[0]->words.count && holds_wording(group[0], group[i]);
  }
  return !has_several ? SYN_LABEL_SINGLE : is_same ? SYN_LABEL_AGREE : SYN_LABEL_VARIANT;
}

/* "Borg-Tanti · friends in the dark": who speaks, and the first words of the shortest wording. */
static syn_status describe(const quoting *job, const utterance *const *group, uint32_t count, syn_text *out_about) {
  enum { ABOUT_WORDS = 7 };
  const utterance *shortest = group[0];
  const syn_gathering *gathering = job->making->gathering;
  syn_text speaker = {0};
  for (uint32_t i = 0; i < count; i++) {
    if (group[i]->words.count < shortest->words.count) shortest = group[i];
    if (speaker.size > 0 || group[i]->speakers.count == 0) continue;
    const syn_identity *identity = syn_gathering_find_identity(gathering, group[i]->speakers.items[0]);
    if (identity) speaker = identity->name;
  }
  const syn_account *account = account_of(job, shortest->column);
  syn_span span = account->facts->quotes[shortest->quotes[0]].span;
  syn_word_list words;
  syn_text field = syn_article_field(account->article, span.field, span.index);
  syn_status status = syn_words_of(field, span.start, span.end, job->scratch, &words);
  if (status != SYN_OK) return status;
  bool is_cut = words.count > ABOUT_WORDS;
  syn_text excerpt =
      syn_text_slice(field, span.start, words.count == 0 ? span.start : words.items[is_cut ? ABOUT_WORDS - 1 : words.count - 1].end);
  return syn_arena_format(gathering->arena, out_about, "%.*s%s%.*s%s", SYN_TEXT_ARGUMENTS(speaker), speaker.size > 0 ? " · " : "",
                          SYN_TEXT_ARGUMENTS(excerpt), is_cut ? " …" : "");
}

static syn_status add_readings(quoting *job, const utterance *one, syn_point *point, syn_text *facts) {
  const syn_account *account = account_of(job, one->column);
  for (uint32_t i = 0; i < one->quote_count; i++) {
    const syn_quote *quote = &account->facts->quotes[one->quotes[i]];
    facts[point->reading_count] = syn_id_bytes(&quote->id);
    point->readings[point->reading_count++] = (syn_reading){.article = account->article->id,
                                                            .span = quote->span,
                                                            .words = syn_article_words(account->article, quote->span),
                                                            .speakers = one->speakers};
  }
  return SYN_OK;
}

/* An account that only reports what was said, without quoting it, speaks of the matter without a value. */
static syn_status add_point(quoting *job, const utterance *const *group, uint32_t count) {
  syn_point_making *making = job->making;
  const utterance **quoted = SYN_ARENA_ARRAY(job->scratch, const utterance *, count);
  uint8_t *spoke = SYN_ARENA_ARRAY(job->scratch, uint8_t, making->count);
  if (!quoted || !spoke) return SYN_NO_MEMORY;
  uint32_t quoted_count = 0, reading_count = 0;
  bool has_speaker = true;
  for (uint32_t i = 0; i < count; i++) {
    if (spoke[group[i]->column] == 0) spoke[group[i]->column] = 1;
    if (group[i]->is_indirect) continue;
    spoke[group[i]->column] = 2;
    quoted[quoted_count++] = group[i];
    reading_count += group[i]->quote_count;
    has_speaker = has_speaker && group[i]->speakers.count > 0;
  }
  if (quoted_count == 0 || !syn_point_is_kept(making, spoke)) return SYN_OK;
  syn_point point = {.kind = SYN_POINT_QUOTE, .readings = SYN_ARENA_ARRAY(making->gathering->arena, syn_reading, reading_count)};
  syn_text *facts = SYN_ARENA_ARRAY(job->scratch, syn_text, reading_count);
  syn_wording *wordings = SYN_ARENA_ARRAY(job->scratch, syn_wording, quoted_count);
  if (!point.readings || !facts || !wordings) return SYN_NO_MEMORY;
  syn_status status = SYN_OK;
  for (uint32_t i = 0; status == SYN_OK && i < quoted_count; i++) {
    wordings[i] = (syn_wording){quoted[i]->words, &point.readings[point.reading_count], quoted[i]->quote_count};
    status = add_readings(job, quoted[i], &point, facts);
  }
  if (status == SYN_OK)
    status = syn_quote_drift_find(wordings, quoted_count, making->gathering->arena, job->scratch, &job->drift_space, &point.difference);
  point.label = label_of(quoted, quoted_count);
  if (point.label != SYN_LABEL_VARIANT) point.difference = SYN_DIFFERENCE_NONE;
  if (status == SYN_OK) status = describe(job, quoted, quoted_count, &point.about);
  if (status == SYN_OK) status = syn_point_explain_quote(making, has_speaker, &point);
  if (status == SYN_OK)
    status = syn_point_complete(making, &point, spoke, syn_point_emphasis(making, &point, -1) / 2, facts, reading_count);
  syn_point *kept = status == SYN_OK ? SYN_ARRAY_ADD(making->points, making->gathering->arena) : NULL;
  if (!kept) return SYN_NO_MEMORY;
  *kept = point;
  return SYN_OK;
}

syn_status syn_points_of_quotes(syn_point_making *making) {
  quoting job = {.making = making, .scratch = making->scratch};
  for (uint32_t column = 0; column < making->count; column++)
    if (read_account(&job, column) != SYN_OK) return SYN_NO_MEMORY;
  uint32_t count = (uint32_t)job.utterances.count;
  uint32_t *groups = SYN_ARENA_ARRAY(job.scratch, uint32_t, count);
  uint32_t *firsts = SYN_ARENA_ARRAY(job.scratch, uint32_t, (size_t)count + 2);
  const utterance **order = SYN_ARENA_ARRAY(job.scratch, const utterance *, count);
  if (!groups || !firsts || !order) return SYN_NO_MEMORY;
  syn_status status = group_utterances(&job, groups);
  if (status != SYN_OK) return status;
  for (uint32_t i = 0; i < count; i++) firsts[groups[i] + 2]++;
  for (uint32_t i = 2; i < count + 2; i++) firsts[i] += firsts[i - 1];
  for (uint32_t i = 0; i < count; i++) order[firsts[groups[i] + 1]++] = &job.utterances.items[i];
  for (uint32_t group = 0; status == SYN_OK && group < count; group++)
    if (firsts[group + 1] > firsts[group]) status = add_point(&job, &order[firsts[group]], firsts[group + 1] - firsts[group]);
  return status;
}
