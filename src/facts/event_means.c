/*
 * How it works: of a killing many reports name no agent but a deed: "in police firing", "of wounds suffered in a raid by the army". The
 * classes <force> (deeds), <exchange> (deeds of two sides), <wound> and <shoot> (verbs) of event_words.tsv tell them. A prepositional
 * phrase of the clause whose head is a deed states the means; behind the deed is whom an agent's preposition names, who possesses it, with
 * whom it was an exchange, or who stands right before it; a place or a state as a noun there ("the Riga bombing") tells where, and nobody.
 * An adverbial clause of shooting ("when police opened fire") does the same, and so does a clause that tells of the wounds somebody died
 * of. What is further away states nothing.
 */
#include "facts/event_means.h"

#include "facts/event_phrases.h"

enum { CLAUSES_AROUND = 8 }; /* to either side, where a clause of the cause is looked for */

static const syn_token *token_at(const syn_event_site *site, uint32_t token) {
  return &site->finding->document->tokens[token];
}

static uint32_t head_of(const syn_event_site *site, uint32_t chunk) {
  return site->list->chunks[chunk].head;
}

static bool is_of(const syn_event_site *site, uint32_t token, uint64_t classes) {
  const syn_event_condition condition = {.classes = classes};
  return classes && syn_event_word_fits(site->event_words, &condition, token_at(site, token));
}

bool syn_event_is_gunfire(const syn_event_site *site, uint32_t token) {
  const uint64_t behind = site->known ? site->known->force | site->known->powers : 0;
  if (token == 0 || !site->known || token_at(site, token)->tag != SYN_TAG_NOUN || !is_of(site, token, site->known->shoot)) return false;
  const syn_token *before = token_at(site, token - 1);
  syn_token common = *before; /* "Rebel fire": a capital at the start of a sentence */
  common.tag = SYN_TAG_NOUN;
  const syn_event_condition condition = {.classes = behind};
  bool is_noun = before->tag == SYN_TAG_NOUN || before->tag == SYN_TAG_PROPN;
  return is_noun && before->relation == SYN_RELATION_COMPOUND && syn_event_word_fits(site->event_words, &condition, &common);
}

static bool is_deed(const syn_event_site *site, uint32_t token) {
  return is_of(site, token, site->known->force) || syn_event_is_gunfire(site, token);
}

/* Whom a preposition of these classes behind a noun names. */
static void add_attached(const syn_event_site *site, uint32_t chunk, uint32_t classes, syn_party_list *parties) {
  syn_prepositional items[SYN_CLAUSE_PREPOSITION_LIMIT];
  uint32_t count = syn_clause_attached(site->list, site->words, chunk, items, SYN_CLAUSE_PREPOSITION_LIMIT);
  for (uint32_t i = 0; i < count && parties->count == 0; i++) {
    if (syn_word_is(site->words, token_at(site, items[i].preposition)->lower, classes))
      syn_event_phrase_parties(site, items[i].phrase, false, parties);
  }
}

/* Whether the entity before a deed does it: an organisation, or a state by its adjective. */
static bool may_do(const syn_event_site *site, uint32_t token) {
  const syn_finding *finding = site->finding;
  syn_entity_type type = finding->entities.items[finding->marks[token].entity - 1].type;
  return type == SYN_ENTITY_ORGANIZATION || (type == SYN_ENTITY_COUNTRY && finding->adjectives && finding->adjectives[token]);
}

/* Who stands before a deed, with nothing but its means between: "rebel rocket fire", but not "a police station bombing". */
void syn_event_doer_before(const syn_event_site *site, uint32_t chunk, syn_party_list *parties) {
  const syn_chunk *phrase = &site->list->chunks[chunk];
  if (!site->list->has_tree || !is_deed(site, phrase->head)) return;
  for (uint32_t token = phrase->head; token-- > phrase->first;) {
    if (syn_phrase_is_marked(site, token)) {
      if (may_do(site, token)) syn_phrase_add_party(site, token, parties);
      return;
    }
    uint8_t tag = token_at(site, token)->tag;
    if ((tag == SYN_TAG_ADJ || tag == SYN_TAG_PROPN) && syn_phrase_add_state(site, token, parties)) return;
    if (tag != SYN_TAG_NOUN && tag != SYN_TAG_PROPN) continue;
    uint32_t first = token, before = parties->count;
    while (first > phrase->first && syn_tree_head(&site->list->tree, first - 1) == token) first--;
    bool opens = token == site->list->tree.first; /* a capital that a sentence gives */
    if (tag == SYN_TAG_NOUN || opens) syn_phrase_add_described(site, first, token, token + 1, parties);
    if (parties->count > before || !is_of(site, token, site->known->force)) return;
  }
}

void syn_event_deed_parties(const syn_event_site *site, uint32_t chunk, syn_party_list *parties) {
  if (!site->list->has_tree) return;
  add_attached(site, chunk, SYN_WORD_AGENT, parties);
  if (parties->count == 0) syn_phrase_add_possessor(site, chunk, parties);
  if (parties->count == 0 && is_of(site, head_of(site, chunk), site->known->exchange)) add_attached(site, chunk, SYN_WORD_COMPANY, parties);
  if (parties->count == 0) syn_event_doer_before(site, chunk, parties);
}

/* Deeds among the phrases. */
static bool means_among(const syn_event_site *site, const syn_prepositional *items, uint32_t count, syn_party_list *parties) {
  bool is_stated = false;
  for (uint32_t i = 0; i < count && parties->count == 0; i++) {
    if (!syn_word_is(site->words, token_at(site, items[i].preposition)->lower, SYN_WORD_MEANS)) continue;
    if (!is_deed(site, head_of(site, items[i].phrase))) continue;
    is_stated = true;
    syn_event_deed_parties(site, items[i].phrase, parties);
  }
  return is_stated;
}

/* Whether the clause tells of wounds among the phrases: it describes them, or is no more than a participle right behind them. */
static bool tells_of_wound(const syn_event_site *site, const syn_prepositional *items, uint32_t count, const syn_clause *clause) {
  for (uint32_t i = 0; i < count; i++) {
    uint32_t head = head_of(site, items[i].phrase);
    bool describes = clause->governor_noun == items[i].phrase || (clause->predicate == head + 1 && !clause->is_finite);
    if (describes && is_of(site, head, site->known->wound)) return true;
  }
  return false;
}

/* "of wounds suffered in a raid by X", "of injuries inflicted by X" */
static bool means_of_wound(const syn_event_site *site, const syn_clause *clause, syn_party_list *parties) {
  for (uint32_t i = 0; clause->is_passive && i < clause->prepositional_count && parties->count == 0; i++) {
    if (syn_word_is(site->words, token_at(site, clause->prepositionals[i].preposition)->lower, SYN_WORD_AGENT))
      syn_event_phrase_parties(site, clause->prepositionals[i].phrase, false, parties);
  }
  return parties->count > 0 || means_among(site, clause->prepositionals, clause->prepositional_count, parties);
}

/* "when police opened fire", "after soldiers shot at the crowd" */
static bool means_of_cause(const syn_event_site *site, const syn_clause *clause, syn_party_list *parties) {
  uint32_t opener = clause->opener == SYN_NO_CHUNK ? clause->first_token : clause->opener; /* "when" is an adverb to the tree */
  if (!syn_word_is(site->words, token_at(site, opener)->lower, SYN_WORD_MEANS)) return false;
  bool opens_fire = clause->object != SYN_NO_CHUNK && is_of(site, head_of(site, clause->object), site->known->force | site->known->shoot) &&
                    syn_word_is(site->words, token_at(site, clause->main_verb)->lemma, SYN_WORD_LIGHT);
  if (!clause->has_subject || clause->is_passive || clause->is_negated || clause->has_modal ||
      (!opens_fire && !is_of(site, clause->main_verb, site->known->shoot)))
    return false;
  if (clause->subject != SYN_NO_CHUNK && !clause->owned_subject) syn_event_phrase_parties(site, clause->subject, false, parties);
  return true;
}

bool syn_event_means(const syn_event_site *site, syn_party_list *out_parties) {
  syn_event_site with = *site; /* who is described counts too */
  syn_prepositional items[SYN_CLAUSE_PREPOSITION_LIMIT];
  if (!site->list->has_tree) return false;
  with.described = site->known;
  with.takes_places = false;
  uint32_t count = syn_event_prepositionals(site, items, SYN_CLAUSE_PREPOSITION_LIMIT);
  bool is_stated = means_among(&with, items, count, out_parties);
  if (!site->clause || site->noun != SYN_NO_CHUNK) return is_stated;
  uint32_t index = (uint32_t)(site->clause - site->list->clauses), first = index > CLAUSES_AROUND ? index - CLAUSES_AROUND : 0;
  for (uint32_t i = first; i < site->list->clause_count && i <= index + CLAUSES_AROUND && out_parties->count == 0; i++) {
    const syn_clause *clause = &site->list->clauses[i];
    if (i != index && tells_of_wound(&with, items, count, clause))
      is_stated = means_of_wound(&with, clause, out_parties) || is_stated;
    else if (clause->governor == index && clause->link == SYN_CLAUSE_ADVERBIAL)
      is_stated = means_of_cause(&with, clause, out_parties) || is_stated;
  }
  return is_stated;
}

bool syn_event_parties_fit(const syn_event_site *site, const syn_party_list *parties, const syn_event_condition *condition) {
  const syn_document *document = site->finding->document;
  for (uint32_t i = 0; i < parties->count; i++) {
    const syn_party *party = &parties->items[i];
    if (party->entity & SYN_DESCRIBED_PARTY) {
      if (syn_event_head_fits(site->event_words, condition, site->finding, party->entity & ~SYN_DESCRIBED_PARTY)) return true;
      continue;
    }
    uint32_t token = syn_document_token_at(document, party->span.field, party->span.index, party->span.start);
    for (; token < document->token_count && document->tokens[token].start < party->span.end; token++) {
      if (syn_event_head_fits(site->event_words, condition, site->finding, token)) return true;
      if (document->tokens[token].end >= party->span.end) break;
    }
  }
  return false;
}
