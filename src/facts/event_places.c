#include "facts/event_places.h"

static const syn_chunk *chunk_at(const syn_event_site *site, uint32_t chunk) {
  return &site->list->chunks[chunk];
}

static const syn_token *token_at(const syn_event_site *site, uint32_t token) {
  return &site->finding->document->tokens[token];
}

static bool is_kind(const syn_event_site *site, uint32_t chunk, syn_chunk_kind kind) {
  return chunk < site->list->chunk_count && chunk_at(site, chunk)->kind == kind;
}

uint32_t syn_event_trigger(const syn_event_site *site) {
  return site->noun != SYN_NO_CHUNK ? chunk_at(site, site->noun)->head : site->clause->main_verb;
}

/* ---- parties ---- */

static void add_party(const syn_event_site *site, uint32_t token, syn_party_list *parties) {
  const syn_token_marks *marks = &site->finding->marks[token];
  uint32_t entity = marks->entity - 1;
  if (parties->count == SYN_PARTY_LIMIT) return;
  for (uint32_t i = 0; i < parties->count; i++) {
    if (parties->items[i].entity == entity) return;
  }
  const syn_entity *named = &site->finding->entities.items[entity];
  syn_span span = marks->mention && marks->mention <= named->mention_count ? named->mentions[marks->mention - 1].span
                                                                           : syn_document_span(site->finding->document, token, 1);
  parties->items[parties->count++] = (syn_party){entity, span};
}

/* A party that is described by the words from `first` to the noun at `token`. */
static void add_described(const syn_event_site *site, uint32_t first, uint32_t token, uint32_t end, syn_party_list *parties) {
  if (!site->described || parties->count == SYN_PARTY_LIMIT) return;
  if (!syn_described_is(site->finding, site->event_words, site->described, token, site->takes_places)) return;
  if (syn_word_is(site->words, token_at(site, first)->lower, SYN_WORD_NEGATION)) return;
  while (first < token && (token_at(site, first)->tag == SYN_TAG_DET || token_at(site, first)->tag == SYN_TAG_PRON || token_at(site, first)->tag == SYN_TAG_NUM ||
                           site->finding->marks[first].quantity))
    first++; /* "at least 200 dockers": the number is a quantity of its own */
  parties->items[parties->count++] =
      (syn_party){SYN_DESCRIBED_PARTY | token, syn_document_span(site->finding->document, first, end - first)};
}

static bool is_marked(const syn_event_site *site, uint32_t token) {
  return site->finding->marks[token].entity != 0;
}

static bool is_possessor(const syn_event_site *site, uint32_t token, uint32_t end) {
  if (token_at(site, token)->features & SYN_FEATURE_POSSESSIVE) return true;
  uint32_t last = token;
  while (last + 1 < end && site->finding->marks[last + 1].entity == site->finding->marks[token].entity) last++;
  return last + 1 < end && token_at(site, last + 1)->tag == SYN_TAG_PART &&
         syn_word_is(site->words, token_at(site, last + 1)->lower, SYN_WORD_POSSESSIVE);
}

/* An organisation or state that stands before the head names who acts: "EU ministers", "NATO troops". */
static bool may_modify(const syn_event_site *site, uint32_t token) {
  syn_entity_type type = site->finding->entities.items[site->finding->marks[token].entity - 1].type;
  return type == SYN_ENTITY_ORGANIZATION || type == SYN_ENTITY_COUNTRY;
}

static bool is_person(const syn_event_site *site, uint32_t token) {
  return is_marked(site, token) && site->finding->entities.items[site->finding->marks[token].entity - 1].type == SYN_ENTITY_PERSON;
}

/* "Malta Borg": the person, whose state the tree takes for the head. */
static uint32_t person_behind(const syn_event_site *site, uint32_t head, uint32_t end) {
  if (is_person(site, head)) return SYN_NO_INDEX;
  for (uint32_t token = head + 1; token < end; token++) {
    if (is_person(site, token)) return token;
  }
  return SYN_NO_INDEX;
}

/* The entity that a phrase names: at its head, or behind it. */
static void add_named(const syn_event_site *site, uint32_t index, syn_party_list *parties) {
  const syn_chunk *chunk = chunk_at(site, index);
  uint32_t end = chunk->first + chunk->count;
  if (is_marked(site, chunk->head)) {
    uint32_t person = person_behind(site, chunk->head, end);
    add_party(site, person == SYN_NO_INDEX ? chunk->head : person, parties);
    return;
  }
  for (uint32_t token = end; token-- > chunk->head + 1;) {
    if (!is_marked(site, token) || is_possessor(site, token, end)) continue;
    add_party(site, token, parties);
    return;
  }
}

/* The entity that describes the noun of a phrase: "EU ministers". */
static void add_describing(const syn_event_site *site, uint32_t index, syn_party_list *parties) {
  const syn_chunk *chunk = chunk_at(site, index);
  for (uint32_t token = chunk->head; token-- > chunk->first;) {
    if (!is_marked(site, token) || is_possessor(site, token, chunk->first + chunk->count)) continue;
    if (may_modify(site, token)) add_party(site, token, parties);
    return;
  }
}

/* Who is named beside the phrase: "the mayor, Ines Calleja". */
static void add_apposition(const syn_event_site *site, uint32_t index, syn_party_list *parties) {
  uint32_t named = syn_clause_apposed(site->finding, site->list, index);
  if (named != SYN_NO_CHUNK) add_named(site, named, parties);
}

/* "thousands of people": the people. */
static uint32_t counted_phrase(const syn_event_site *site, uint32_t chunk) {
  bool is_number = site->finding->marks[chunk_at(site, chunk)->head].quantity || token_at(site, chunk_at(site, chunk)->head)->tag == SYN_TAG_NUM;
  bool is_partitive = is_kind(site, chunk + 1, SYN_CHUNK_PREPOSITION) && is_kind(site, chunk + 2, SYN_CHUNK_NOUN) &&
                      syn_word_is(site->words, token_at(site, chunk_at(site, chunk + 1)->first)->lower, SYN_WORD_PARTITIVE);
  return is_number && is_partitive ? chunk + 2 : chunk;
}

void syn_event_phrase_parties(const syn_event_site *site, uint32_t chunk, bool must_join, syn_party_list *parties) {
  uint32_t chunks[SYN_PARTY_LIMIT];
  uint32_t count = syn_clause_coordinated(site->finding, site->list, chunk, must_join, chunks, SYN_PARTY_LIMIT);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t before = parties->count;
    add_named(site, chunks[i], parties);
    if (parties->count == before) add_apposition(site, chunks[i], parties);
    if (parties->count == before) add_describing(site, chunks[i], parties);
    const syn_chunk *phrase = chunk_at(site, counted_phrase(site, chunks[i]));
    /* without a tree "his colleague, X" looks like a list */
    bool is_apart = site->list->has_tree || (i + 1 == count && parties->count == 0);
    if (parties->count == before && is_apart) add_described(site, phrase->first, phrase->head, phrase->first + phrase->count, parties);
  }
}

/* "the government's request" */
static void add_described_possessor(const syn_event_site *site, const syn_chunk *chunk, syn_party_list *parties) {
  if (!site->list->has_tree) return;
  for (uint32_t token = chunk->first; token < chunk->head; token++) {
    if (token_at(site, token)->tag != SYN_TAG_NOUN || !is_possessor(site, token, chunk->head)) continue;
    uint32_t first = token;
    while (first > chunk->first && syn_tree_head(&site->list->tree, first - 1) == token) first--;
    add_described(site, first, token, token + 1, parties);
  }
}

/* Whoever owns the noun of a phrase: "Estonia's request", "his visit". */
static void add_possessor(const syn_event_site *site, uint32_t index, syn_party_list *parties) {
  const syn_chunk *chunk = chunk_at(site, index);
  uint32_t end = chunk->first + chunk->count;
  for (uint32_t token = chunk->first; token < chunk->head; token++) {
    if (is_marked(site, token) && is_possessor(site, token, end)) add_party(site, token, parties);
  }
  if (parties->count == 0) add_described_possessor(site, chunk, parties);
}

static void add_modifier(const syn_event_site *site, uint32_t index, syn_party_list *parties) {
  const syn_chunk *chunk = chunk_at(site, index);
  uint32_t end = chunk->first + chunk->count;
  for (uint32_t token = chunk->first; token < chunk->head; token++) {
    if (is_marked(site, token) && !is_possessor(site, token, end) && may_modify(site, token)) add_party(site, token, parties);
  }
}

uint32_t syn_event_prepositionals(const syn_event_site *site, syn_prepositional *out_items, uint32_t limit) {
  uint32_t count = 0;
  if (site->noun == SYN_NO_CHUNK) {
    for (uint32_t i = 0; i < site->clause->prepositional_count && count < limit; i++) out_items[count++] = site->clause->prepositionals[i];
    return count;
  }
  if (site->list->has_tree) return syn_clause_attached(site->list, site->noun, out_items, limit);
  uint32_t chunk = site->noun;
  while (count < limit && is_kind(site, chunk + 1, SYN_CHUNK_PREPOSITION) && is_kind(site, chunk + 2, SYN_CHUNK_NOUN)) {
    uint32_t members[SYN_PARTY_LIMIT];
    uint32_t preposition = chunk_at(site, chunk + 1)->first;
    bool must_join = syn_word_is(site->words, token_at(site, preposition)->lower, SYN_WORD_BETWEEN);
    out_items[count++] = (syn_prepositional){preposition, chunk + 2};
    uint32_t joined = syn_clause_coordinated(site->finding, site->list, chunk + 2, must_join, members, SYN_PARTY_LIMIT);
    chunk = joined > 0 && must_join ? members[joined - 1] : chunk + 2;
  }
  return count;
}

static void add_prepositional(const syn_event_site *site, syn_text preposition, syn_party_list *parties) {
  syn_prepositional items[SYN_CLAUSE_PREPOSITION_LIMIT];
  uint32_t count = syn_event_prepositionals(site, items, SYN_CLAUSE_PREPOSITION_LIMIT);
  for (uint32_t i = 0; i < count; i++) {
    if (!syn_text_equal(token_at(site, items[i].preposition)->lower, preposition)) continue;
    syn_event_phrase_parties(site, items[i].phrase, syn_word_is(site->words, preposition, SYN_WORD_BETWEEN), parties);
    if (parties->count == 0) add_possessor(site, items[i].phrase, parties);
    if (parties->count > 0) return;
  }
}

/* Of a passive the agent, else the subject. */
static void add_subject(const syn_event_site *site, syn_party_list *parties) {
  const syn_clause *clause = site->clause;
  if (!clause) return;
  if (!clause->is_passive) {
    if (clause->subject == SYN_NO_CHUNK) return;
    if (clause->owned_subject)
      add_possessor(site, clause->subject, parties);
    else
      syn_event_phrase_parties(site, clause->subject, false, parties);
    return;
  }
  for (uint32_t i = 0; i < clause->prepositional_count && parties->count == 0; i++) {
    if (syn_word_is(site->words, token_at(site, clause->prepositionals[i].preposition)->lower, SYN_WORD_AGENT))
      syn_event_phrase_parties(site, clause->prepositionals[i].phrase, false, parties);
  }
}

/* Who is acted upon: the object that is not the required one; of a passive the subject. */
static void add_object(const syn_event_site *site, syn_party_list *parties) {
  const syn_clause *clause = site->clause;
  if (!clause) return;
  const uint32_t candidates[] = {clause->is_passive ? clause->subject : SYN_NO_CHUNK, clause->object, clause->second_object};
  for (size_t i = 0; i < sizeof candidates / sizeof candidates[0] && parties->count == 0; i++) {
    if (candidates[i] == SYN_NO_CHUNK || candidates[i] == site->theme) continue;
    if (i == 2 && clause->object == site->theme) continue; /* what follows the thing is no receiver */
    syn_event_phrase_parties(site, candidates[i], false, parties);
  }
}

/* The phrase whose possessor counts: the noun, the required object, else the object. */
static uint32_t owned_phrase(const syn_event_site *site) {
  if (site->noun != SYN_NO_CHUNK) return site->noun;
  if (site->theme != SYN_NO_CHUNK) return site->theme;
  return site->clause ? (site->clause->is_passive ? site->clause->subject : site->clause->object) : SYN_NO_CHUNK;
}

/* Whom a participle that depends on the verb aims at: "marched, demanding X's resignation". */
static void add_complement(const syn_event_site *site, syn_party_list *parties) {
  if (!site->clause || site->noun != SYN_NO_CHUNK) return;
  enum { FOLLOWING_CLAUSES = 8 };
  uint32_t index = (uint32_t)(site->clause - site->list->clauses);
  for (uint32_t i = index + 1; i < site->list->clause_count && i <= index + FOLLOWING_CLAUSES && parties->count == 0; i++) {
    const syn_clause *clause = &site->list->clauses[i];
    if (clause->governor != index || clause->is_finite || clause->is_infinitive || clause->object == SYN_NO_CHUNK) continue;
    add_possessor(site, clause->object, parties);
    if (parties->count == 0) add_named(site, clause->object, parties);
    if (parties->count == 0) add_describing(site, clause->object, parties);
  }
}

/* Beside a verb a preposition with a place that has no name tells where: "mobilised along the border". */
static void add_beside(const syn_event_site *site, const syn_place *place, syn_party_list *parties) {
  syn_event_site narrowed = *site;
  narrowed.takes_places = site->takes_places && site->noun != SYN_NO_CHUNK;
  add_prepositional(&narrowed, place->preposition, parties);
}

static void add_place(const syn_event_site *site, const syn_place *place, syn_party_list *parties) {
  uint32_t owned = owned_phrase(site);
  switch (place->kind) {
  case SYN_PLACE_PREPOSITION:
    add_beside(site, place, parties);
    break;
  case SYN_PLACE_SUBJECT:
    add_subject(site, parties);
    break;
  case SYN_PLACE_OBJECT:
    add_object(site, parties);
    break;
  case SYN_PLACE_POSSESSOR:
    if (owned != SYN_NO_CHUNK) add_possessor(site, owned, parties);
    break;
  case SYN_PLACE_MODIFIER:
    if (owned != SYN_NO_CHUNK) add_modifier(site, owned, parties);
    break;
  case SYN_PLACE_COMPLEMENT:
    add_complement(site, parties);
    break;
  case SYN_PLACE_SOURCE:
    break;
  }
}

void syn_event_parties(const syn_event_site *site, const syn_place_list *places, syn_party_list *out_parties) {
  out_parties->count = 0;
  for (uint32_t i = 0; i < places->count && out_parties->count == 0; i++) add_place(site, &places->items[i], out_parties);
}

bool syn_event_describes(const syn_event_site *site, const syn_place_list *places) {
  syn_prepositional items[SYN_CLAUSE_PREPOSITION_LIMIT];
  uint32_t count = syn_event_prepositionals(site, items, SYN_CLAUSE_PREPOSITION_LIMIT);
  const syn_clause *clause = site->noun == SYN_NO_CHUNK ? site->clause : NULL;
  for (uint32_t p = 0; p < places->count; p++) {
    if (places->items[p].kind == SYN_PLACE_OBJECT && clause) {
      uint32_t object = clause->is_passive ? clause->subject : clause->object;
      if (object == site->theme) object = clause->is_passive ? SYN_NO_CHUNK : clause->second_object;
      if (object != SYN_NO_CHUNK) return true;
    }
    if (places->items[p].kind != SYN_PLACE_PREPOSITION) continue;
    for (uint32_t i = 0; i < count; i++) {
      if (syn_text_equal(token_at(site, items[i].preposition)->lower, places->items[p].preposition)) return true;
    }
  }
  return false;
}

/* ---- frames ---- */

/* Of an amount of money the number counts too, whose sign is the head of the tree's phrase. */
static bool head_fits(const syn_event_site *site, uint32_t chunk, const syn_event_condition *condition) {
  const syn_chunk *phrase = chunk_at(site, chunk);
  uint32_t head = phrase->head, last = phrase->first + phrase->count - 1;
  if (syn_event_head_fits(site->event_words, condition, site->finding, head)) return true;
  return token_at(site, head)->tag == SYN_TAG_SYM && last > head && syn_event_word_fits(site->event_words, condition, token_at(site, last));
}

/* Whether the phrase, or one joined to it, fits. */
static bool phrase_fits(const syn_event_site *site, uint32_t chunk, const syn_event_condition *condition) {
  uint32_t members[SYN_PARTY_LIMIT];
  if (chunk == SYN_NO_CHUNK) return false;
  uint32_t count = syn_clause_coordinated(site->finding, site->list, chunk, false, members, SYN_PARTY_LIMIT);
  for (uint32_t i = 0; i < count; i++) {
    if (head_fits(site, members[i], condition)) return true;
    /* "a package of sanctions" */
    bool partitive = is_kind(site, members[i] + 1, SYN_CHUNK_PREPOSITION) && is_kind(site, members[i] + 2, SYN_CHUNK_NOUN) &&
                     syn_word_is(site->words, token_at(site, chunk_at(site, members[i] + 1)->first)->lower, SYN_WORD_PARTITIVE);
    if (partitive && head_fits(site, members[i] + 2, &(syn_event_condition){.lemmas = condition->lemmas})) return true;
  }
  return false;
}

static bool object_fits(syn_event_site *site, const syn_event_frame *frame) {
  const syn_clause *clause = site->clause;
  site->theme = SYN_NO_CHUNK;
  if (frame->has_no_object) return clause->object == SYN_NO_CHUNK && !clause->is_passive;
  if (frame->objects.lemmas.size == 0) return true;
  const uint32_t candidates[] = {clause->object, clause->second_object, clause->is_passive ? clause->subject : SYN_NO_CHUNK};
  for (size_t i = 0; i < sizeof candidates / sizeof candidates[0]; i++) {
    if (!phrase_fits(site, candidates[i], &frame->objects)) continue;
    if (frame->takes_theme) site->theme = candidates[i];
    return true;
  }
  /* "went on strike": the thing stands behind the particle */
  for (uint32_t i = 0; frame->particle.size > 0 && i < clause->prepositional_count; i++) {
    bool is_particle = syn_text_equal(token_at(site, clause->prepositionals[i].preposition)->lower, frame->particle);
    if (is_particle && phrase_fits(site, clause->prepositionals[i].phrase, &frame->objects)) return true;
  }
  return false;
}

/* Who acts. A passive need not tell it. */
static bool subject_fits(const syn_event_site *site, const syn_event_frame *frame) {
  const syn_clause *clause = site->clause;
  if (frame->subjects.lemmas.size == 0) return true;
  if (!clause->is_passive) return phrase_fits(site, clause->subject, &frame->subjects);
  for (uint32_t i = 0; i < clause->prepositional_count; i++) {
    if (syn_word_is(site->words, token_at(site, clause->prepositionals[i].preposition)->lower, SYN_WORD_AGENT))
      return phrase_fits(site, clause->prepositionals[i].phrase, &frame->subjects);
  }
  return true;
}

/* Whether a word near by fits: in the clause, and not far, so that a clause without end costs no more than another. */
static bool stands_near(const syn_event_site *site, const syn_event_condition *condition) {
  enum { NEAR_TOKENS = 40 };
  uint32_t first, end, trigger = syn_event_trigger(site);
  if (condition->lemmas.size == 0) return false;
  if (site->clause) {
    first = site->clause->first_token;
    end = site->clause->end_token;
  } else {
    syn_event_stretch(site, &first, &end);
  }
  if (first + NEAR_TOKENS < trigger) first = trigger - NEAR_TOKENS;
  for (uint32_t token = first; token < end && token < trigger + NEAR_TOKENS; token++) {
    bool is_own = !site->clause || syn_clause_owns(site->list, site->clause, token);
    if (token != trigger && is_own && syn_event_word_fits(site->event_words, condition, token_at(site, token))) return true;
  }
  return false;
}

static bool words_fit(const syn_event_site *site, const syn_event_frame *frame) {
  if (frame->unless.classes & site->topics) return false;
  if (frame->when.lemmas.size > 0 && !stands_near(site, &frame->when)) return false;
  return !stands_near(site, &frame->unless);
}

static bool word_at_chunk(const syn_event_site *site, uint32_t chunk, syn_text word) {
  return chunk < site->list->chunk_count && syn_text_equal(token_at(site, chunk_at(site, chunk)->first)->lower, word);
}

/* Whether the tree hangs the particle on the verb. */
static bool particle_hangs(const syn_event_site *site, syn_text particle) {
  if (!site->list->has_tree) return false;
  const syn_sentence_tree *tree = &site->list->tree;
  for (uint32_t child = syn_tree_first(tree, site->clause->predicate); child != SYN_TREE_NONE; child = syn_tree_next(tree, child)) {
    uint8_t relation = tree->tokens[child].relation;
    if ((relation == SYN_RELATION_COMPOUND || relation == SYN_RELATION_ADVMOD) && syn_text_equal(tree->tokens[child].lower, particle))
      return true;
  }
  return false;
}

/* Right after the verb, or after its object. */
static bool particle_fits(const syn_event_site *site, syn_text particle) {
  if (particle.size == 0) return true;
  uint32_t object = site->clause->object;
  if (particle_hangs(site, particle)) return true;
  return word_at_chunk(site, site->clause->verb + 1, particle) || (object != SYN_NO_CHUNK && word_at_chunk(site, object + 1, particle));
}

bool syn_event_frame_fits(syn_event_site *site, const syn_event_frame *frame) {
  if (!frame->is_noun && !(particle_fits(site, frame->particle) && object_fits(site, frame) && subject_fits(site, frame))) return false;
  return words_fit(site, frame);
}

/* ---- where ---- */

static bool is_place(const syn_event_site *site, uint32_t token) {
  if (!is_marked(site, token)) return false;
  syn_entity_type type = site->finding->entities.items[site->finding->marks[token].entity - 1].type;
  return type == SYN_ENTITY_PLACE || type == SYN_ENTITY_COUNTRY;
}

static void take_place(const syn_event_site *site, uint32_t token, syn_party *out_place) {
  syn_party_list found = {.count = 0};
  add_party(site, token, &found);
  *out_place = found.items[0];
}

/* The place at the head of a phrase ("the city Riga"), or in an apposition after it. */
static bool place_at_head(const syn_event_site *site, uint32_t index, syn_party *out_place) {
  const syn_chunk *chunk = chunk_at(site, index);
  for (uint32_t token = chunk->head; token < chunk->first + chunk->count; token++) {
    if (!is_place(site, token)) continue;
    take_place(site, token, out_place);
    return true;
  }
  return false;
}

/* A place that describes the head: "in Riga harbour". A country there is an adjective in disguise. */
static bool place_before_head(const syn_event_site *site, uint32_t index, syn_party *out_place) {
  const syn_chunk *chunk = chunk_at(site, index);
  uint32_t end = chunk->first + chunk->count;
  for (uint32_t token = chunk->first; token < chunk->head; token++) {
    if (!is_place(site, token) || is_possessor(site, token, end)) continue;
    if (site->finding->entities.items[site->finding->marks[token].entity - 1].type == SYN_ENTITY_COUNTRY) continue;
    take_place(site, token, out_place);
    return true;
  }
  return false;
}

static bool place_among(const syn_event_site *site, const syn_prepositional *items, uint32_t count, syn_party *out_place) {
  for (uint32_t i = 0; i < count; i++) {
    if (!syn_word_is(site->words, token_at(site, items[i].preposition)->lower, SYN_WORD_WITHIN)) continue;
    if (place_at_head(site, items[i].phrase, out_place)) return true;
    /* "at the resort of X" */
    for (uint32_t k = 0; k < count; k++) {
      bool partitive = syn_word_is(site->words, token_at(site, items[k].preposition)->lower, SYN_WORD_PARTITIVE) &&
                       items[k].phrase == items[i].phrase + 2;
      if (partitive && place_at_head(site, items[k].phrase, out_place)) return true;
    }
    if (place_before_head(site, items[i].phrase, out_place)) return true;
  }
  return false;
}

bool syn_event_location(const syn_event_site *site, syn_party *out_place) {
  syn_prepositional items[SYN_CLAUSE_PREPOSITION_LIMIT];
  uint32_t count = syn_event_prepositionals(site, items, SYN_CLAUSE_PREPOSITION_LIMIT);
  if (place_among(site, items, count, out_place)) return true;
  /* "the talks began in Riga": a clause that says no more than where and when */
  const syn_clause *clause = site->clause;
  if (site->noun == SYN_NO_CHUNK || !clause || clause->subject != site->noun || clause->object != SYN_NO_CHUNK) return false;
  return place_among(site, clause->prepositionals, clause->prepositional_count, out_place);
}

bool syn_event_owns(const syn_event_site *site, uint32_t token) {
  return site->noun != SYN_NO_CHUNK || syn_clause_owns(site->list, site->clause, token);
}

void syn_event_stretch(const syn_event_site *site, uint32_t *out_first, uint32_t *out_end) {
  if (site->noun == SYN_NO_CHUNK) {
    *out_first = site->clause->first_token;
    *out_end = site->clause->end_token;
    return;
  }
  syn_prepositional items[SYN_CLAUSE_PREPOSITION_LIMIT];
  uint32_t count = syn_event_prepositionals(site, items, SYN_CLAUSE_PREPOSITION_LIMIT);
  const syn_chunk *first = chunk_at(site, site->noun), *last = count > 0 ? chunk_at(site, items[count - 1].phrase) : first;
  *out_first = first->first;
  *out_end = last->first + last->count;
}
