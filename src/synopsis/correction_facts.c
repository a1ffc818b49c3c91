/*
 * How it works
 *
 * A fact in a sentence that stands in the other version word for word has not changed, whatever its record says. Of the others, those that
 * say the same are set aside one for one; what is left is paired where its paragraphs are partners, the likest first: a figure with one of
 * its kind and unit, an event with one of its type or actors, a quote with one of the same words, a name with one of its spelling. What has
 * no partner was taken out; or added, which is told in edited paragraphs only, for of a new paragraph it is the paragraph that is new.
 */
#include <stdlib.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "records/names.h"
#include "records/wording.h"
#include "synopsis/corrections.h"
#include "synopsis/point_claims.h"

enum {
  CANDIDATE_LIMIT = 200, /* facts of one kind, of one version */
  NEAR_BYTES = 60,       /* of the words around a figure that are compared */
  ALIKE_QUOTES = 40,     /* hundredths */
  VALUE_LIMIT = 4096,
  SAME_NOUN = 400, /* what is counted says more than the words around */
  SAME_TYPE = 200,
  SAME_ACTORS = 100
};

/* A fact that may have changed. */
typedef struct candidate {
  syn_span span;
  uint32_t paragraph; /* or SYN_NO_PARAGRAPH */
  uint32_t index;     /* of the fact */
  syn_text value;     /* as readers see it; equal ones say the same */
  bool is_used;
} candidate;

typedef struct candidate_list {
  candidate items[CANDIDATE_LIMIT];
  uint32_t count;
} candidate_list;

typedef struct fact_comparison {
  syn_correcting *job;
  candidate_list *from, *to;
  syn_change_kind kind;
  bool goes_anywhere; /* the partner need not stand in the partner of the paragraph */
  /* How well two candidates of partners go together; 0: not at all. */
  syn_status (*match)(const struct fact_comparison *comparison, const candidate *from, const candidate *to, uint32_t *out_score);
} fact_comparison;

static const syn_facts *facts_of(const syn_version_side *side) {
  return side->account->facts;
}

static bool stands_in(const syn_version_side *other, syn_text words) {
  return words.size > 0 && syn_text_find(other->account->article->text, words, 0) != SIZE_MAX;
}

/* Whether the words are of an edited part of the text. */
static bool may_have_changed(const syn_version_side *side, const syn_version_side *other, syn_span span) {
  const syn_article *article = side->account->article;
  uint32_t paragraph = syn_correcting_paragraph(side, span);
  if (paragraph == SYN_NO_PARAGRAPH || side->paragraphs[paragraph].is_same) return false;
  return !stands_in(other, syn_article_words(article, syn_wording_sentence(article, span)));
}

static void add_candidate(candidate_list *list, const syn_version_side *side, syn_span span, uint32_t index, syn_text value) {
  if (list->count == CANDIDATE_LIMIT) return;
  list->items[list->count++] = (candidate){.span = span, .paragraph = syn_correcting_paragraph(side, span), .index = index, .value = value};
}

static syn_status keep_value(syn_correcting *job, syn_buffer *value, syn_text *out_value) {
  syn_status status = value->status == SYN_LIMIT ? SYN_OK : value->status; /* of a long one the beginning is enough */
  if (status == SYN_OK) status = syn_arena_copy(job->arena, syn_buffer_text(value), out_value);
  syn_buffer_clear(value);
  return status;
}

/* ---- comparing ---- */

static void cancel_equal(candidate_list *from, candidate_list *to) {
  for (uint32_t i = 0; i < from->count; i++)
    for (uint32_t k = 0; k < to->count && !from->items[i].is_used; k++) {
      if (to->items[k].is_used || !syn_text_equal(from->items[i].value, to->items[k].value)) continue;
      from->items[i].is_used = to->items[k].is_used = true;
    }
}

typedef struct candidate_pair {
  uint32_t from, to, score;
} candidate_pair;

static int order_pairs(const void *a, const void *b) {
  const candidate_pair *x = a, *y = b;
  if (x->score != y->score) return x->score > y->score ? -1 : 1;
  if (x->from != y->from) return x->from < y->from ? -1 : 1;
  return x->to < y->to ? -1 : x->to > y->to;
}

static bool are_partners(const fact_comparison *comparison, const candidate *from, const candidate *to) {
  if (from->is_used || to->is_used) return false;
  return comparison->goes_anywhere || comparison->job->from.paragraphs[from->paragraph].partner == to->paragraph;
}

static syn_status add_change(const fact_comparison *comparison, const candidate *from, const candidate *to) {
  syn_change change = {.kind = comparison->kind, .has_from = from != NULL, .has_to = to != NULL};
  if (from) {
    change.from = from->span;
    change.value_from = from->value;
  }
  if (to) {
    change.to = to->span;
    change.value_to = to->value;
  }
  return syn_correcting_add(comparison->job, &change);
}

static syn_status pair_candidates(fact_comparison *comparison) {
  candidate_list *from = comparison->from, *to = comparison->to;
  candidate_pair *pairs = SYN_ARENA_ARRAY(comparison->job->scratch, candidate_pair, (size_t)from->count * to->count);
  size_t count = 0;
  syn_status status = pairs ? SYN_OK : SYN_NO_MEMORY;
  for (uint32_t i = 0; i < from->count; i++)
    for (uint32_t k = 0; status == SYN_OK && k < to->count; k++) {
      uint32_t score = 0;
      if (!are_partners(comparison, &from->items[i], &to->items[k])) continue;
      status = comparison->match(comparison, &from->items[i], &to->items[k], &score);
      if (score > 0) pairs[count++] = (candidate_pair){i, k, score};
    }
  if (status == SYN_OK && count > 1) qsort(pairs, count, sizeof *pairs, order_pairs);
  for (size_t i = 0; status == SYN_OK && i < count; i++) {
    candidate *a = &from->items[pairs[i].from], *b = &to->items[pairs[i].to];
    if (a->is_used || b->is_used) continue;
    a->is_used = b->is_used = true;
    status = add_change(comparison, a, b);
  }
  return status;
}

static syn_status add_unpaired(const fact_comparison *comparison) {
  syn_status status = SYN_OK;
  for (uint32_t i = 0; status == SYN_OK && i < comparison->from->count; i++)
    if (!comparison->from->items[i].is_used) status = add_change(comparison, &comparison->from->items[i], NULL);
  for (uint32_t k = 0; status == SYN_OK && k < comparison->to->count; k++) {
    const candidate *to = &comparison->to->items[k];
    bool is_edited = comparison->job->to.paragraphs[to->paragraph].partner != SYN_NO_PARAGRAPH;
    if (!to->is_used && is_edited) status = add_change(comparison, NULL, to);
  }
  return status;
}

static syn_status compare_candidates(fact_comparison *comparison) {
  cancel_equal(comparison->from, comparison->to);
  syn_status status = pair_candidates(comparison);
  return status == SYN_OK ? add_unpaired(comparison) : status;
}

/* ---- figures ---- */

static syn_status list_figures(syn_correcting *job, const syn_version_side *side, const syn_version_side *other, candidate_list *list) {
  const syn_facts *facts = facts_of(side);
  for (uint32_t q = 0; q < facts->quantity_count && list->count < CANDIDATE_LIMIT; q++) {
    syn_text value;
    syn_buffer words;
    if (!may_have_changed(side, other, facts->quantities[q].span)) continue;
    const syn_reading reading = syn_claim_reading(&facts->quantities[q]);
    syn_buffer_init(&words, VALUE_LIMIT);
    syn_wording_reading(&words, &reading);
    syn_status status = keep_value(job, &words, &value);
    if (status != SYN_OK) return status;
    add_candidate(list, side, facts->quantities[q].span, q, value);
  }
  return SYN_OK;
}

/* The words around a place, some bytes to either side within the paragraph. */
static syn_text words_near(const syn_version_side *side, const candidate *at) {
  syn_text text = side->account->article->text;
  const syn_paragraph *paragraph = &side->paragraphs[at->paragraph];
  size_t start = at->span.start > paragraph->start + NEAR_BYTES ? at->span.start - NEAR_BYTES : paragraph->start;
  size_t end = at->span.end + (size_t)NEAR_BYTES < paragraph->end ? at->span.end + (size_t)NEAR_BYTES : paragraph->end;
  return syn_text_slice(text, syn_utf8_align(text, start), syn_utf8_align(text, end));
}

static syn_status match_figures(const fact_comparison *comparison, const candidate *from, const candidate *to, uint32_t *out_score) {
  const syn_quantity *a = &facts_of(&comparison->job->from)->quantities[from->index],
                     *b = &facts_of(&comparison->job->to)->quantities[to->index];
  uint32_t likeness = 0;
  if (a->kind != b->kind || !syn_text_equal(a->unit, b->unit)) return SYN_OK;
  if (a->fate.size > 0 && b->fate.size > 0 && !syn_text_equal(a->fate, b->fate)) return SYN_OK;
  syn_status status = syn_correcting_likeness(words_near(&comparison->job->from, from), words_near(&comparison->job->to, to),
                                              comparison->job->scratch, &likeness);
  *out_score = 1 + likeness + (syn_text_equal(a->of, b->of) ? SAME_NOUN : 0);
  return status;
}

/* ---- quotes ---- */

/* Words that still stand in the other version were not changed, wherever they stand. */
static syn_status list_quotes(syn_correcting *job, const syn_version_side *side, const syn_version_side *other, candidate_list *list) {
  const syn_facts *facts = facts_of(side);
  (void)job;
  for (uint32_t q = 0; q < facts->quote_count; q++) {
    const syn_quote *quote = &facts->quotes[q];
    syn_text words = syn_article_words(side->account->article, quote->span);
    if (quote->kind == SYN_QUOTE_INDIRECT || stands_in(other, words) || !may_have_changed(side, other, quote->span)) continue;
    add_candidate(list, side, quote->span, q, words);
  }
  return SYN_OK;
}

static syn_status match_quotes(const fact_comparison *comparison, const candidate *from, const candidate *to, uint32_t *out_score) {
  uint32_t likeness = 0;
  syn_status status = syn_correcting_likeness(from->value, to->value, comparison->job->scratch, &likeness);
  *out_score = likeness >= ALIKE_QUOTES ? likeness : 0;
  return status;
}

/* ---- events ---- */

static void add_actors(syn_buffer *words, const syn_facts *facts, syn_index_list actors) {
  for (uint32_t i = 0; i < actors.count; i++) {
    if (actors.items[i] >= facts->entity_count) continue;
    if (i > 0) syn_buffer_add(words, SYN_TEXT(", "));
    syn_buffer_add(words, facts->entities[actors.items[i]].name);
  }
}

/* "ACCUSE: Ann Brel → City Council (possible)" */
static void add_event(syn_buffer *words, const syn_facts *facts, const syn_event *event) {
  syn_buffer_add(words, syn_text_from(syn_event_type_name(event->type)));
  if (event->actors.count + event->recipients.count > 0) syn_buffer_add(words, SYN_TEXT(": "));
  add_actors(words, facts, event->actors);
  if (event->recipients.count > 0) syn_buffer_add(words, SYN_TEXT(" → "));
  add_actors(words, facts, event->recipients);
  bool is_plain = event->modality == SYN_MODALITY_HAPPENED;
  if (is_plain && !event->negated) return;
  syn_buffer_format(words, " (%s%s%s)", event->negated ? "not" : "", event->negated && !is_plain ? ", " : "",
                    is_plain ? "" : syn_modality_name(event->modality));
}

static syn_status list_events(syn_correcting *job, const syn_version_side *side, const syn_version_side *other, candidate_list *list) {
  const syn_facts *facts = facts_of(side);
  for (uint32_t e = 0; e < facts->event_count && list->count < CANDIDATE_LIMIT; e++) {
    const syn_event *event = &facts->events[e];
    syn_span span = event->mentions.count > 0 ? event->mentions.items[0] : event->sentence;
    syn_text value;
    syn_buffer words;
    if (!may_have_changed(side, other, span)) continue;
    syn_buffer_init(&words, VALUE_LIMIT);
    add_event(&words, facts, event);
    syn_status status = keep_value(job, &words, &value);
    if (status != SYN_OK) return status;
    add_candidate(list, side, span, e, value);
  }
  return SYN_OK;
}

static bool same_names(const syn_facts *a, syn_index_list a_list, const syn_facts *b, syn_index_list b_list) {
  if (a_list.count == 0 || a_list.count != b_list.count) return false;
  for (uint32_t i = 0; i < a_list.count; i++) {
    if (a_list.items[i] >= a->entity_count || b_list.items[i] >= b->entity_count) return false;
    if (!syn_text_equal(a->entities[a_list.items[i]].name, b->entities[b_list.items[i]].name)) return false;
  }
  return true;
}

static syn_status match_events(const fact_comparison *comparison, const candidate *from, const candidate *to, uint32_t *out_score) {
  const syn_facts *x = facts_of(&comparison->job->from), *y = facts_of(&comparison->job->to);
  const syn_event *a = &x->events[from->index], *b = &y->events[to->index];
  bool same_type = a->type == b->type, same_actors = same_names(x, a->actors, y, b->actors);
  uint32_t likeness = 0;
  if (!same_type && !same_actors) return SYN_OK;
  syn_status status = syn_correcting_likeness(words_near(&comparison->job->from, from), words_near(&comparison->job->to, to),
                                              comparison->job->scratch, &likeness);
  *out_score = 1 + likeness + (same_type ? SAME_TYPE : 0) + (same_actors ? SAME_ACTORS : 0);
  return status;
}

/* ---- names ---- */

static bool bears_name(const syn_entity *entity) {
  bool has_kind = entity->type == SYN_ENTITY_PERSON || entity->type == SYN_ENTITY_ORGANIZATION || entity->type == SYN_ENTITY_COUNTRY ||
                  entity->type == SYN_ENTITY_PLACE;
  return has_kind && entity->mention_count > 0;
}

/* Names as they are written that the other version does not hold. */
static syn_status list_names(syn_correcting *job, const syn_version_side *side, const syn_version_side *other, candidate_list *list) {
  const syn_facts *facts = facts_of(side);
  (void)job;
  for (uint32_t e = 0; e < facts->entity_count; e++) {
    const syn_entity *entity = &facts->entities[e];
    for (uint32_t m = 0; bears_name(entity) && m < entity->mention_count; m++) {
      const syn_mention *mention = &entity->mentions[m];
      if (mention->kind != SYN_MENTION_NAME || mention->span.field != SYN_FIELD_TEXT) continue;
      syn_text name = syn_article_words(side->account->article, mention->span);
      if (stands_in(other, name)) break; /* under this or a shorter name it is there */
      if (may_have_changed(side, other, mention->span)) add_candidate(list, side, mention->span, e, name);
      break; /* its first name in the text speaks for it */
    }
  }
  return SYN_OK;
}

/* One letter in three may differ, or a whole name where another stands. */
static uint32_t spelling_distance(syn_text a, syn_text b) {
  enum { LONGEST = 64 };
  uint32_t row[LONGEST + 1];
  if (a.size > LONGEST || b.size > LONGEST) return UINT32_MAX;
  for (uint32_t k = 0; k <= b.size; k++) row[k] = k;
  for (uint32_t i = 1; i <= a.size; i++) {
    uint32_t corner = row[0];
    row[0] = i;
    for (uint32_t k = 1; k <= b.size; k++) {
      uint32_t changed = corner + (a.data[i - 1] != b.data[k - 1]), least = row[k] < row[k - 1] ? row[k] + 1 : row[k - 1] + 1;
      corner = row[k];
      row[k] = changed < least ? changed : least;
    }
  }
  return row[b.size];
}

static syn_status match_names(const fact_comparison *comparison, const candidate *from, const candidate *to, uint32_t *out_score) {
  const syn_entity *a = &facts_of(&comparison->job->from)->entities[from->index], *b = &facts_of(&comparison->job->to)->entities[to->index];
  uint32_t likeness = 0;
  if (a->type != b->type) return SYN_OK;
  syn_status status = syn_correcting_likeness(from->value, to->value, comparison->job->scratch, &likeness);
  size_t longer = from->value.size > to->value.size ? from->value.size : to->value.size;
  uint32_t distance = spelling_distance(from->value, to->value);
  if (likeness > 0 || (distance != UINT32_MAX && (size_t)distance * 3 <= longer)) *out_score = 1 + likeness;
  return status;
}

/* ---- the whole ---- */

typedef syn_status candidate_lister(syn_correcting *job, const syn_version_side *side, const syn_version_side *other, candidate_list *list);

syn_status syn_correcting_facts(syn_correcting *job) {
  static const struct {
    candidate_lister *list;
    fact_comparison comparison;
  } KINDS[] = {
      {list_figures, {.kind = SYN_CHANGE_FIGURE, .match = match_figures}},
      {list_quotes, {.kind = SYN_CHANGE_QUOTE, .match = match_quotes, .goes_anywhere = true}},
      {list_events, {.kind = SYN_CHANGE_EVENT, .match = match_events}},
      {list_names, {.kind = SYN_CHANGE_NAME, .match = match_names}},
  };
  for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++) {
    fact_comparison comparison = KINDS[i].comparison;
    comparison.job = job;
    comparison.from = SYN_ARENA_NEW(job->scratch, candidate_list);
    comparison.to = SYN_ARENA_NEW(job->scratch, candidate_list);
    if (!comparison.from || !comparison.to) return SYN_NO_MEMORY;
    syn_status status = KINDS[i].list(job, &job->from, &job->to, comparison.from);
    if (status == SYN_OK) status = KINDS[i].list(job, &job->to, &job->from, comparison.to);
    if (status != SYN_OK) return status;
    if (KINDS[i].comparison.kind == SYN_CHANGE_NAME) {
      cancel_equal(comparison.from, comparison.to);
      status = pair_candidates(&comparison); /* a name alone is told by its paragraph */
    } else {
      status = compare_candidates(&comparison);
    }
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}
