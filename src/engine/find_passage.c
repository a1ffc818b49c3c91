/*
 * How it works: words are found in a text by the store, which cuts it as its index does. A snippet is a sentence of the text: the first of
 * those that hold the most terms of the query, cut around its first word where it is long.
 */
#include <stdlib.h>

#include "base/utf8.h"
#include "engine/find_internal.h"
#include "records/wording.h"

enum { PASSAGE_BYTES = 360, BEFORE_BYTES = 120 /* of these, before the first word */ };

/* ---- whether words stand there ---- */

static bool all_clauses_hold(const syn_text_query *query, const syn_text_spot *spots, size_t count) {
  for (uint32_t c = 0; c < query->clause_count; c++) {
    bool holds = false;
    for (size_t i = 0; i < count && !holds; i++)
      holds = spots[i].term >= query->clauses[c].first && spots[i].term - query->clauses[c].first < query->clauses[c].count;
    if (!holds) return false;
  }
  return true;
}

syn_status syn_find_holds(syn_find_job *job, syn_text words, bool *out_holds) {
  syn_text_spot *spots;
  size_t count = 0;
  syn_status status = SYN_OK;
  *out_holds = true;
  if (job->query.words.term_count > 0) {
    status = syn_store_find_spots(job->collection->store, &job->query.words, words, job->scratch, &spots, &count, job->error);
    *out_holds = status == SYN_OK && all_clauses_hold(&job->query.words, spots, count);
  }
  if (status != SYN_OK || !*out_holds || job->query.excluded.term_count == 0) return status;
  status = syn_store_find_spots(job->collection->store, &job->query.excluded, words, job->scratch, &spots, &count, job->error);
  *out_holds = status == SYN_OK && count == 0;
  return status;
}

static bool is_mentioned(const syn_found_name *name, const syn_facts *facts, syn_span span) {
  for (uint32_t e = 0; e < facts->entity_count; e++) {
    const syn_entity *entity = &facts->entities[e];
    if (!syn_found_name_is(name, entity)) continue;
    for (uint32_t m = 0; m < entity->mention_count; m++) {
      const syn_span *mention = &entity->mentions[m].span;
      if (mention->field == span.field && mention->index == span.index && mention->start >= span.start && mention->end <= span.end)
        return true;
    }
  }
  return false;
}

bool syn_find_mentions(const syn_found_list *names, const syn_facts *facts, syn_span span) {
  for (uint32_t i = 0; i < names->count; i++)
    if (!is_mentioned(&names->items[i], facts, span)) return false;
  return true;
}

/* ---- marks ---- */

/* Spots that touch become one mark. They come in the order of the text. */
static syn_status take_spots(syn_find_job *job, const syn_text_spot *spots, size_t count, syn_passage_found *passage) {
  syn_span *marks = SYN_ARENA_ARRAY(job->arena, syn_span, count);
  uint32_t kept = 0;
  if (!marks) return SYN_NO_MEMORY;
  for (size_t i = 0; i < count; i++) {
    syn_span mark = passage->span;
    mark.start = passage->span.start + spots[i].start;
    mark.end = passage->span.start + spots[i].end;
    if (kept > 0 && mark.start < marks[kept - 1].end)
      marks[kept - 1].end = mark.end > marks[kept - 1].end ? mark.end : marks[kept - 1].end;
    else
      marks[kept++] = mark;
  }
  passage->marks = marks;
  passage->mark_count = kept;
  return SYN_OK;
}

syn_status syn_find_mark(syn_find_job *job, const syn_article *article, syn_passage_found *passage) {
  syn_text_spot *spots;
  size_t count;
  passage->marks = NULL;
  passage->mark_count = 0;
  if (job->query.words.term_count == 0) return SYN_OK;
  syn_status status = syn_store_find_spots(job->collection->store, &job->query.words, syn_article_words(article, passage->span),
                                           job->scratch, &spots, &count, job->error);
  if (status == SYN_OK) status = take_spots(job, spots, count, passage);
  syn_arena_reset(job->scratch);
  return status;
}

/* ---- the best passage ---- */

typedef struct best_sentence {
  syn_span span, first;
  uint32_t terms; /* how many of the query stand in it */
} best_sentence;

static uint32_t count_bits(uint64_t bits) {
  uint32_t count = 0;
  for (; bits; bits &= bits - 1) count++;
  return count;
}

/* The sentences of a field in which words stand; the best so far is kept. */
static syn_status look_at_field(syn_find_job *job, const syn_article *article, unsigned field, unsigned index, best_sentence *best) {
  syn_text_spot *spots;
  size_t count;
  syn_text text = syn_article_field(article, field, index);
  syn_status status = syn_store_find_spots(job->collection->store, &job->query.words, text, job->scratch, &spots, &count, job->error);
  for (size_t i = 0; status == SYN_OK && i < count;) {
    const syn_span first = {spots[i].start, spots[i].end, (uint16_t)field, (uint16_t)index};
    syn_span sentence = syn_wording_sentence(article, first);
    uint64_t terms = UINT64_C(1) << spots[i].term;
    for (i++; i < count && spots[i].start < sentence.end; i++) terms |= UINT64_C(1) << spots[i].term;
    if (count_bits(terms) > best->terms) *best = (best_sentence){sentence, first, count_bits(terms)};
  }
  syn_arena_reset(job->scratch);
  return status;
}

static bool is_blank_at(syn_text text, size_t at) {
  size_t size;
  return at < text.size && syn_utf8_is_space(syn_utf8_decode(text, at, &size));
}

/* A long sentence is cut at blanks, so that its first word is seen with what stands before it. */
static syn_span cut(const syn_article *article, syn_span span, syn_span first) {
  syn_text text = syn_article_field(article, span.field, span.index);
  if (span.end - span.start <= PASSAGE_BYTES) return span;
  if (first.start - span.start > BEFORE_BYTES) {
    size_t at = syn_utf8_align(text, first.start - BEFORE_BYTES);
    while (at < first.start && !is_blank_at(text, at)) at++; /* a blank begins where a character does */
    while (at < first.start && is_blank_at(text, at)) at++;
    span.start = (uint32_t)syn_utf8_align(text, at);
  }
  if (span.end - span.start > PASSAGE_BYTES) {
    size_t least = first.end > span.start ? first.end : span.start, at = syn_utf8_align(text, span.start + PASSAGE_BYTES);
    while (at > least && !is_blank_at(text, at)) at = syn_utf8_align(text, at - 1);
    span.end = (uint32_t)(at > least ? at : syn_utf8_align(text, least > span.start + PASSAGE_BYTES ? least : span.start + PASSAGE_BYTES));
  }
  return span;
}

syn_status syn_find_best_passage(syn_find_job *job, const syn_article *article, syn_passage_found *passage) {
  best_sentence best = {.terms = 0};
  syn_status status = SYN_OK;
  if (job->query.words.term_count > 0) {
    status = look_at_field(job, article, SYN_FIELD_TEXT, 0, &best);
    for (uint32_t i = 0; status == SYN_OK && i < article->caption_count; i++)
      status = look_at_field(job, article, SYN_FIELD_CAPTION, i, &best);
    if (status == SYN_OK && best.terms == 0) status = look_at_field(job, article, SYN_FIELD_TITLE, 0, &best);
  }
  if (status != SYN_OK) return status;
  if (best.terms == 0) best.span = best.first = syn_wording_sentence(article, (syn_span){0});
  passage->span = passage->words = cut(article, best.span, best.first);
  return syn_find_mark(job, article, passage);
}
