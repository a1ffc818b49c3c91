/*
 * How it works: what acts without being a party is a plan, a law, a decision: "the bill prohibits". Where the subject of an active verb is
 * such a thing, the row of the lexicon was meant for another sense, or the reading went wrong; of 147 such events that were read by eye 58
 * were right. A thing may attack (a bomb, a plane) and protests break out by themselves. An event of which nobody at all is named says
 * something only where it is force, protest, aid or an arrest ("30 arrests"); of 14 others in one draw 1 was right. Pronouns that nobody
 * resolved state nobody, and the "I" of who speaks alone states too little: everyday deeds are told so.
 */
#include "facts/event_gaps.h"

static const syn_token *head_of(const syn_event_site *site, uint32_t chunk) {
  return &site->finding->document->tokens[site->list->chunks[chunk].head];
}

/* Whether the phrase is more than a pronoun or a number. */
static bool states_something(const syn_event_site *site, uint32_t chunk) {
  if (chunk == SYN_NO_CHUNK || chunk >= site->list->chunk_count) return false;
  uint8_t tag = head_of(site, chunk)->tag;
  return tag == SYN_TAG_NOUN || tag == SYN_TAG_PROPN;
}

/* "Hurricane Irma": what befalls people acts upon nobody. */
static bool names_nature(const syn_event_site *site, const syn_party_list *actors) {
  const syn_document *document = site->finding->document;
  for (uint32_t i = 0; i < actors->count; i++) {
    syn_span span = actors->items[i].span;
    uint32_t token = syn_document_token_at(document, span.field, span.index, span.start);
    const syn_event_condition nature = {.classes = site->known ? site->known->nature : 0};
    if (token >= document->token_count || nature.classes == 0) continue;
    syn_token common = document->tokens[token];
    common.tag = SYN_TAG_NOUN;
    if (syn_event_word_fits(site->event_words, &nature, &common)) return true;
  }
  return false;
}

static bool is_element(const syn_event_site *site, uint32_t chunk) {
  const syn_event_condition element = {.classes = site->known ? site->known->nature | site->known->element : 0};
  if (chunk == SYN_NO_CHUNK || chunk >= site->list->chunk_count || element.classes == 0) return false;
  return head_of(site, chunk)->tag == SYN_TAG_NOUN && syn_event_word_fits(site->event_words, &element, head_of(site, chunk));
}

/* "strong winds killed two": nobody acts there, and where somebody is killed by them neither. */
static bool is_done_by_nature(const syn_event_site *site, const syn_clause *clause) {
  if (!clause->is_passive) return is_element(site, clause->subject);
  for (uint32_t i = 0; i < clause->prepositional_count; i++) {
    const syn_prepositional *item = &clause->prepositionals[i];
    bool is_agent = syn_word_is(site->words, site->finding->document->tokens[item->preposition].lower, SYN_WORD_AGENT);
    if (is_agent && is_element(site, item->phrase)) return true;
  }
  return false;
}

/*
 * "farmers who kill intruders", "anyone who backs the plan": what some do as a rule, and nobody has done. The antecedent is a noun in the
 * plural with no more than adjectives before it.
 */
static bool is_habit(const syn_event_site *site, const syn_clause *clause) {
  if (!site->list->has_tree || !clause->is_relative || clause->is_passive || clause->is_progressive || clause->has_auxiliary) return false;
  uint32_t chunk = clause->subject;
  const syn_token *verb = &site->finding->document->tokens[clause->main_verb];
  if (!(verb->features & SYN_FEATURE_PRESENT) || !states_something(site, chunk)) return false;
  const syn_token *head = head_of(site, chunk);
  if (head->tag != SYN_TAG_NOUN || !(head->features & SYN_FEATURE_PLURAL)) return false;
  for (uint32_t token = site->list->chunks[chunk].first; token < site->list->chunks[chunk].head; token++) {
    if (site->finding->document->tokens[token].tag != SYN_TAG_ADJ || site->finding->adjectives[token]) return false;
  }
  return true;
}

/* How many of the parties are more than the "I" of who speaks: everyday deeds are told so. */
static uint32_t count_others(const syn_event_site *site, const syn_party_list *parties) {
  const syn_document *document = site->finding->document;
  uint32_t count = 0;
  for (uint32_t i = 0; i < parties->count; i++) {
    syn_span span = parties->items[i].span;
    uint32_t token = syn_document_token_at(document, span.field, span.index, span.start);
    count += token >= document->token_count || !(document->tokens[token].features & SYN_FEATURE_FIRST);
  }
  return count;
}

static bool is_force(const syn_event_frame *frame) {
  return frame->type == SYN_EVENT_ASSAULT || frame->type == SYN_EVENT_PROTEST;
}

static bool takes_place(const syn_place_list *places, syn_place_kind kind) {
  for (uint32_t i = 0; i < places->count; i++) {
    if (places->items[i].kind == kind) return true;
  }
  return false;
}

bool syn_event_has_gap(const syn_event_site *site, const syn_event_frame *frame, const syn_party_list *actors,
                       const syn_party_list *recipients) {
  const syn_clause *clause = site->noun == SYN_NO_CHUNK ? site->clause : NULL;
  if (names_nature(site, actors)) return true;
  if (clause && ((actors->count == 0 && is_done_by_nature(site, clause)) || is_habit(site, clause))) return true; /* not "rebel fire" */
  if (frame->type == SYN_EVENT_COERCE && syn_text_equal(frame->mode, SYN_TEXT("arrest"))) return false;
  bool acts = clause && !clause->is_passive && !clause->owned_subject && takes_place(&frame->actors, SYN_PLACE_SUBJECT);
  if (acts && actors->count == 0 && !is_force(frame) && states_something(site, clause->subject)) return true;
  if (count_others(site, actors) > 0 || count_others(site, recipients) > 0) return false;
  if (actors->count > 0 || recipients->count > 0) return !is_force(frame);
  if (!is_force(frame) && frame->type != SYN_EVENT_AID) return true;
  if (!clause || !takes_place(&frame->recipients, SYN_PLACE_OBJECT)) return false;
  return clause->is_passive ? states_something(site, clause->subject) : clause->object == SYN_NO_CHUNK;
}
