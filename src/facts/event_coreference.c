/*
 * How it works: two mentions may tell one event when they have the same type, share a party or, where one names no party, the place, and
 * nothing they state contradicts (place, date, negation, modality of what happened against what did not). Each event without a place takes
 * it from the nearest such mention that states one; then each event without a date takes that likewise, and here a place that was lent
 * counts as its own. Only what a mention states itself is lent, and nothing that was stated is changed, so the outcome does not depend on
 * the order. All pairs are looked at: an article tells few events.
 */
#include "facts/event_coreference.h"

#include "facts/event_described.h"

enum { EVENTS_COMPARED = 400 }; /* in one article; beyond it nothing is lent */

static bool lists_entity(const syn_index_list *list, uint32_t entity) {
  for (uint32_t i = 0; i < list->count; i++) {
    if (list->items[i] == entity) return true;
  }
  return false;
}

static bool has_party(const syn_event *event, uint32_t entity) {
  return lists_entity(&event->actors, entity) || lists_entity(&event->recipients, entity);
}

/* Who is only described ("police") tells nothing of whether two mentions are of one event. */
static bool is_named(const syn_finding *finding, uint32_t entity) {
  return !syn_described_entity_is(&finding->entities.items[entity]);
}

static uint32_t party_count(const syn_finding *finding, const syn_event *event) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < event->actors.count; i++) count += is_named(finding, event->actors.items[i]);
  for (uint32_t i = 0; i < event->recipients.count; i++) count += is_named(finding, event->recipients.items[i]);
  return count;
}

static uint32_t shared_party_count(const syn_finding *finding, const syn_event *a, const syn_event *b) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < a->actors.count; i++) count += is_named(finding, a->actors.items[i]) && has_party(b, a->actors.items[i]);
  for (uint32_t i = 0; i < a->recipients.count; i++)
    count += is_named(finding, a->recipients.items[i]) && !lists_entity(&a->actors, a->recipients.items[i]) &&
             has_party(b, a->recipients.items[i]);
  return count;
}

static bool is_real(const syn_event *event) {
  return !event->negated && (event->modality == SYN_MODALITY_HAPPENED || event->modality == SYN_MODALITY_ONGOING);
}

static bool is_joint_type(syn_event_type type) {
  return type == SYN_EVENT_CONSULT || type == SYN_EVENT_AGREE;
}

/* Whether both may tell the same event. Of meetings two parties must be shared, since one person meets many. */
static bool may_be_same(const syn_finding *finding, const syn_event *a, const syn_event *b) {
  if (a->type != b->type || is_real(a) != is_real(b) || a->negated != b->negated) return false;
  if (a->mode.size > 0 && b->mode.size > 0 && !syn_text_equal(a->mode, b->mode)) return false;
  if (a->place != SYN_NO_INDEX && b->place != SYN_NO_INDEX && a->place != b->place) return false;
  if (a->time != SYN_NO_INDEX && b->time != SYN_NO_INDEX && a->time != b->time) return false;
  bool same_place = a->place != SYN_NO_INDEX && a->place == b->place;
  uint32_t shared = shared_party_count(finding, a, b), of_a = party_count(finding, a), of_b = party_count(finding, b);
  uint32_t fewer = of_a < of_b ? of_a : of_b;
  if (fewer == 0) return same_place;
  return shared >= (is_joint_type(a->type) && !same_place ? 2 : 1);
}

static syn_status lend(syn_event *event, syn_slot slot, const syn_span_list *spans, syn_arena *arena) {
  syn_span_list *evidence = &event->evidence[slot];
  evidence->items = SYN_ARENA_ARRAY(arena, syn_span, spans->count);
  if (!evidence->items) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < spans->count; i++) evidence->items[i] = spans->items[i];
  evidence->count = spans->count;
  return SYN_OK;
}

static void lend_date(syn_event *event, uint32_t time, syn_interval date) {
  event->time = time;
  event->date = date;
  if (date.basis != SYN_BASIS_NONE) event->date.basis = SYN_BASIS_COREFERENCE;
}

typedef struct lender {
  uint32_t time, place; /* as stated by the mention itself */
} lender;

static uint32_t distance(uint32_t a, uint32_t b) {
  return a > b ? a - b : b - a;
}

/* The nearest mention of the same event that states what `event` lacks; SYN_NO_INDEX when there is none. */
static uint32_t find_lender(const syn_finding *finding, const lender *stated, uint32_t event, bool wants_time) {
  uint32_t best = SYN_NO_INDEX;
  for (uint32_t other = 0; other < finding->events.count; other++) {
    uint32_t offered = wants_time ? stated[other].time : stated[other].place;
    if (other == event || offered == SYN_NO_INDEX || !may_be_same(finding, &finding->events.items[event], &finding->events.items[other]))
      continue;
    if (best == SYN_NO_INDEX || distance(other, event) < distance(best, event)) best = other;
  }
  return best;
}

/* ---- captions ---- */

/* What one caption names. */
typedef struct dated_caption {
  uint32_t first_token, end_token, time;
} dated_caption;

static bool caption_names(const syn_finding *finding, const dated_caption *caption, uint32_t entity) {
  for (uint32_t token = caption->first_token; token < caption->end_token; token++) {
    if (finding->marks[token].entity == entity + 1) return true;
  }
  return false;
}

static bool is_dated(const syn_time *time) {
  return time->type == SYN_TIME_DATE && (time->interval.basis != SYN_BASIS_NONE || time->relative) &&
         time->interval.from.day == time->interval.to.day;
}

static bool read_caption(const syn_finding *finding, const syn_sentence *sentence, dated_caption *out_caption) {
  if (sentence->span.field != SYN_FIELD_CAPTION) return false;
  *out_caption = (dated_caption){sentence->first_token, sentence->first_token + sentence->token_count, SYN_NO_INDEX};
  for (uint32_t token = out_caption->first_token; token < out_caption->end_token; token++) {
    uint32_t mark = finding->marks[token].time;
    if (mark && is_dated(&finding->times.items[mark - 1])) out_caption->time = mark - 1;
  }
  return out_caption->time != SYN_NO_INDEX;
}

/* A picture of the parties of a meeting at its place dates the meeting. */
static bool caption_shows(const syn_finding *finding, const dated_caption *caption, const syn_event *event) {
  if (!is_joint_type(event->type) || !is_real(event) || event->place == SYN_NO_INDEX || party_count(finding, event) < 2) return false;
  if (!caption_names(finding, caption, event->place)) return false;
  for (uint32_t i = 0; i < event->actors.count; i++) {
    if (!caption_names(finding, caption, event->actors.items[i])) return false;
  }
  for (uint32_t i = 0; i < event->recipients.count; i++) {
    if (!caption_names(finding, caption, event->recipients.items[i])) return false;
  }
  return true;
}

static syn_status lend_from_captions(syn_finding *finding) {
  for (uint32_t s = 0; s < finding->document->sentence_count; s++) {
    dated_caption caption;
    if (!read_caption(finding, &finding->document->sentences[s], &caption)) continue;
    for (uint32_t e = 0; e < finding->events.count; e++) {
      syn_event *event = &finding->events.items[e];
      if (event->time != SYN_NO_INDEX || !caption_shows(finding, &caption, event)) continue;
      const syn_time *time = &finding->times.items[caption.time];
      syn_span span = time->span;
      lend_date(event, caption.time, time->interval);
      syn_status status = lend(event, SYN_SLOT_DATE, &(syn_span_list){&span, 1}, finding->arena);
      if (status != SYN_OK) return status;
    }
  }
  return SYN_OK;
}

/* ---- all ---- */

static syn_status lend_places(syn_finding *finding, const lender *stated) {
  for (uint32_t e = 0; e < finding->events.count; e++) {
    syn_event *event = &finding->events.items[e];
    uint32_t from = event->place == SYN_NO_INDEX ? find_lender(finding, stated, e, false) : SYN_NO_INDEX;
    if (from == SYN_NO_INDEX) continue;
    event->place = stated[from].place;
    syn_status status = lend(event, SYN_SLOT_PLACE, &finding->events.items[from].evidence[SYN_SLOT_PLACE], finding->arena);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

/* Whether the sentence of an event states a day that is not the event's: then it has one, and nobody knows whose. */
static bool states_other_day(const syn_finding *finding, const syn_event *event) {
  const syn_span word = event->mentions.items[0];
  uint32_t at = syn_document_token_at(finding->document, word.field, word.index, word.start);
  if (at >= finding->document->token_count) return false;
  const syn_sentence *sentence = &finding->document->sentences[syn_document_sentence_of(finding->document, at)];
  for (uint32_t token = sentence->first_token; token < sentence->first_token + sentence->token_count; token++) {
    uint32_t mark = finding->marks[token].time;
    if (mark && finding->times.items[mark - 1].type == SYN_TIME_DATE) return true;
  }
  return false;
}

static syn_status lend_times(syn_finding *finding, const lender *stated) {
  for (uint32_t e = 0; e < finding->events.count; e++) {
    syn_event *event = &finding->events.items[e];
    bool lacks = event->time == SYN_NO_INDEX && !states_other_day(finding, event);
    uint32_t from = lacks ? find_lender(finding, stated, e, true) : SYN_NO_INDEX;
    if (from == SYN_NO_INDEX) continue;
    lend_date(event, stated[from].time, finding->times.items[stated[from].time].interval);
    syn_status status = lend(event, SYN_SLOT_DATE, &finding->events.items[from].evidence[SYN_SLOT_DATE], finding->arena);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

syn_status syn_event_coreference(syn_finding *finding) {
  if (finding->events.count == 0 || finding->events.count > EVENTS_COMPARED) return SYN_OK;
  lender *stated = SYN_ARENA_ARRAY(finding->arena, lender, finding->events.count);
  if (!stated) return SYN_NO_MEMORY;
  for (uint32_t e = 0; e < finding->events.count; e++) stated[e] = (lender){finding->events.items[e].time, finding->events.items[e].place};
  syn_status status = lend_places(finding, stated);
  if (status == SYN_OK) status = lend_times(finding, stated);
  if (status == SYN_OK) status = lend_from_captions(finding);
  return status;
}
