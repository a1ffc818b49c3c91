#include "facts/event_places.h"

#include "facts/event_means.h"
#include "facts/event_phrases.h"

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

uint32_t syn_event_prepositionals(const syn_event_site *site, syn_prepositional *out_items, uint32_t limit) {
  uint32_t count = 0;
  if (site->noun == SYN_NO_CHUNK) {
    for (uint32_t i = 0; i < site->clause->prepositional_count && count < limit; i++) out_items[count++] = site->clause->prepositionals[i];
    return count;
  }
  if (site->list->has_tree) return syn_clause_attached(site->list, site->words, site->noun, out_items, limit);
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
    if (parties->count == 0) syn_phrase_add_possessor(site, items[i].phrase, parties);
    if (parties->count > 0) return;
  }
}

/* Whether a pronoun that nobody resolved may stand for the head of a phrase: by number, and whether it is a person. */
static bool agrees(const syn_event_site *site, uint32_t pronoun, uint32_t head) {
  uint32_t features = token_at(site, pronoun)->features;
  const syn_token *noun = token_at(site, head);
  bool is_joined = syn_tree_find(&site->list->tree, head, SYN_RELATION_CONJ) != SYN_TREE_NONE;
  if (noun->tag != SYN_TAG_NOUN && noun->tag != SYN_TAG_PROPN) return false;
  if (features & SYN_FEATURE_PLURAL) return is_joined || (noun->features & SYN_FEATURE_PLURAL) || noun->tag == SYN_TAG_PROPN;
  if (is_joined || ((noun->features & SYN_FEATURE_PLURAL) && noun->tag == SYN_TAG_NOUN)) return false;
  bool speaks_of_person = features & (SYN_FEATURE_MASCULINE | SYN_FEATURE_FEMININE);
  return !syn_phrase_is_marked(site, head) || syn_phrase_is_person(site, head) == speaks_of_person;
}

static bool is_open_pronoun(const syn_event_site *site, uint32_t token) {
  const syn_token *word = token_at(site, token);
  return word->tag == SYN_TAG_PRON && (word->features & SYN_FEATURE_THIRD) && !syn_phrase_is_marked(site, token);
}

/* "The army said it had left": the subject of what is said is who says it, where both agree. SYN_NO_CHUNK when it is not that. */
static uint32_t speaker_behind(const syn_event_site *site, const syn_clause *clause) {
  if (!site->list->has_tree || clause->subject == SYN_NO_CHUNK || clause->governor == SYN_NO_CHUNK) return SYN_NO_CHUNK;
  const syn_clause *governor = &site->list->clauses[clause->governor];
  uint32_t pronoun = chunk_at(site, clause->subject)->head;
  bool is_content = clause->link == SYN_CLAUSE_CONTENT || clause->link == SYN_CLAUSE_ADVERBIAL;
  if (!is_content || governor->subject == SYN_NO_CHUNK || governor->owned_subject || !is_open_pronoun(site, pronoun)) return SYN_NO_CHUNK;
  return agrees(site, pronoun, chunk_at(site, governor->subject)->head) ? governor->subject : SYN_NO_CHUNK;
}

/* "convicted X and jailed him": the object before, where both agree. SYN_NO_CHUNK when it is not that. */
static uint32_t object_behind(const syn_event_site *site, uint32_t chunk) {
  const syn_clause *clause = site->clause;
  if (!site->list->has_tree || clause->joined == SYN_NO_CHUNK) return SYN_NO_CHUNK;
  const syn_clause *first = &site->list->clauses[clause->joined];
  uint32_t object = first->is_passive ? SYN_NO_CHUNK : first->object;
  if (object == SYN_NO_CHUNK || first->subject != clause->subject || !is_open_pronoun(site, chunk_at(site, chunk)->head))
    return SYN_NO_CHUNK;
  return agrees(site, chunk_at(site, chunk)->head, chunk_at(site, object)->head) ? object : SYN_NO_CHUNK;
}

/* Whom the agent's preposition behind a noun names: "a bombing by X". */
static void add_agent_of(const syn_event_site *site, uint32_t chunk, syn_party_list *parties) {
  syn_prepositional items[SYN_CLAUSE_PREPOSITION_LIMIT];
  if (!site->list->has_tree) return;
  uint32_t count = syn_clause_attached(site->list, site->words, chunk, items, SYN_CLAUSE_PREPOSITION_LIMIT);
  for (uint32_t i = 0; i < count && parties->count == 0; i++) {
    if (syn_word_is(site->words, token_at(site, items[i].preposition)->lower, SYN_WORD_AGENT))
      syn_event_phrase_parties(site, items[i].phrase, false, parties);
  }
}

/* "released a statement criticising X": who released it. */
static void add_author(const syn_event_site *site, const syn_clause *clause, syn_party_list *parties) {
  if (clause->link != SYN_CLAUSE_NOUN || clause->governor == SYN_NO_CHUNK) return;
  const syn_clause *governor = &site->list->clauses[clause->governor];
  if (governor->is_passive || governor->owned_subject || governor->object != clause->subject || governor->subject == SYN_NO_CHUNK) return;
  syn_event_phrase_parties(site, governor->subject, false, parties);
}

static void add_active_subject(const syn_event_site *site, const syn_clause *clause, syn_party_list *parties) {
  if (clause->subject == SYN_NO_CHUNK) return;
  if (clause->owned_subject) {
    syn_phrase_add_possessor(site, clause->subject, parties);
    return;
  }
  uint32_t speaker = speaker_behind(site, clause);
  syn_event_phrase_parties(site, speaker == SYN_NO_CHUNK ? clause->subject : speaker, false, parties);
  if (parties->count == 0) syn_event_deed_parties(site, clause->subject, parties);
  if (parties->count == 0) add_author(site, clause, parties);
}

/* Of a passive the agent, else the subject. */
static void add_subject(const syn_event_site *site, syn_party_list *parties) {
  const syn_clause *clause = site->clause;
  if (!clause) return;
  if (!clause->is_passive) {
    add_active_subject(site, clause, parties);
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
    uint32_t behind = object_behind(site, candidates[i]);
    syn_event_phrase_parties(site, behind == SYN_NO_CHUNK ? candidates[i] : behind, false, parties);
  }
  /* "condemned the protest by farmers": who is behind what is condemned */
  uint32_t deed = clause->is_passive ? SYN_NO_CHUNK : clause->object;
  if (parties->count == 0 && deed != SYN_NO_CHUNK && deed != site->theme) add_agent_of(site, deed, parties);
}

void syn_event_described_theme(const syn_event_site *site, syn_party_list *out_parties) {
  out_parties->count = 0;
  if (site->theme == SYN_NO_CHUNK) return;
  const syn_chunk *theme = chunk_at(site, site->theme);
  syn_phrase_add_described(site, theme->first, theme->head, theme->first + theme->count, out_parties);
}

/* The phrase whose possessor counts: the noun, the required object, else the object. */
static uint32_t owned_phrase(const syn_event_site *site) {
  if (site->noun != SYN_NO_CHUNK) return site->noun;
  if (site->theme != SYN_NO_CHUNK) return site->theme;
  return site->clause ? (site->clause->is_passive ? site->clause->subject : site->clause->object) : SYN_NO_CHUNK;
}

/* The party of a clause that completes the verb: "agreed to lend to X", "refused to meet X", "demanded that X leave". */
static void add_completed(const syn_event_site *site, const syn_clause *clause, bool takes_content, syn_party_list *parties) {
  syn_event_site inner = *site;
  inner.clause = clause;
  inner.noun = inner.theme = SYN_NO_CHUNK;
  if (clause->link == SYN_CLAUSE_CONTENT) {
    if (clause->subject != SYN_NO_CHUNK && !clause->is_passive) syn_event_phrase_parties(&inner, clause->subject, false, parties);
    return;
  }
  bool is_moved = takes_content && clause->subject != SYN_NO_CHUNK && clause->subject != site->clause->subject && !clause->is_passive;
  if (is_moved) { /* "called for X to leave": X, and whoever X is to leave is not asked */
    syn_event_phrase_parties(&inner, clause->subject, false, parties);
    return;
  }
  if (clause->object != SYN_NO_CHUNK) syn_event_phrase_parties(&inner, clause->object, false, parties);
  for (uint32_t i = 0; i < clause->prepositional_count && parties->count == 0; i++) {
    const syn_prepositional *item = &clause->prepositionals[i];
    if (syn_word_is(site->words, token_at(site, item->preposition)->lower, SYN_WORD_WITHIN | SYN_WORD_AGENT | SYN_WORD_PARTITIVE)) continue;
    syn_event_phrase_parties(&inner, item->phrase, false, parties);
  }
}

enum { FOLLOWING_CLAUSES = 8 };

/* What is neither a person nor a body nor a state is what the verb is about: "agreed to develop the field". */
static void keep_bodies(const syn_event_site *site, syn_party_list *parties) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < parties->count; i++) {
    uint32_t entity = parties->items[i].entity;
    syn_entity_type type = entity & SYN_DESCRIBED_PARTY ? SYN_ENTITY_PERSON : site->finding->entities.items[entity].type;
    if (type == SYN_ENTITY_PERSON || type == SYN_ENTITY_ORGANIZATION || type == SYN_ENTITY_COUNTRY)
      parties->items[kept++] = parties->items[i];
  }
  parties->count = kept;
}

void syn_event_complement_parties(const syn_event_site *site, bool takes_content, syn_party_list *out_parties) {
  out_parties->count = 0;
  if (!site->clause || site->noun != SYN_NO_CHUNK || !site->list->has_tree) return;
  uint32_t index = (uint32_t)(site->clause - site->list->clauses), object = site->clause->object;
  /* "defended his decision not to release X": the infinitive completes the noun, whatever the tree says */
  bool is_of_noun = object != SYN_NO_CHUNK && object != site->theme && object != site->clause->verb && !takes_content &&
                    token_at(site, chunk_at(site, object)->head)->tag == SYN_TAG_NOUN;
  for (uint32_t i = index + 1; !is_of_noun && i < site->list->clause_count && i <= index + FOLLOWING_CLAUSES && out_parties->count == 0;
       i++) {
    const syn_clause *clause = &site->list->clauses[i];
    bool completes = (clause->link == SYN_CLAUSE_OPEN && clause->is_infinitive) || (takes_content && clause->link == SYN_CLAUSE_CONTENT);
    if (clause->governor == index && completes) add_completed(site, clause, takes_content, out_parties);
  }
  keep_bodies(site, out_parties);
}

/* Whom a participle that depends on the verb aims at: "marched, demanding X's resignation". */
static void add_complement(const syn_event_site *site, syn_party_list *parties) {
  if (!site->clause || site->noun != SYN_NO_CHUNK) return;
  uint32_t index = (uint32_t)(site->clause - site->list->clauses);
  for (uint32_t i = index + 1; i < site->list->clause_count && i <= index + FOLLOWING_CLAUSES && parties->count == 0; i++) {
    const syn_clause *clause = &site->list->clauses[i];
    if (clause->governor != index || clause->is_finite || clause->is_infinitive || clause->object == SYN_NO_CHUNK) continue;
    syn_phrase_add_possessor(site, clause->object, parties);
    if (parties->count == 0) syn_phrase_add_named(site, clause->object, parties);
    if (parties->count == 0) syn_phrase_add_describing(site, clause->object, parties);
  }
}

void syn_event_light_subject(const syn_event_site *site, syn_party_list *out_parties) {
  out_parties->count = 0;
  const syn_clause *clause = site->clause;
  if (!clause || site->noun == SYN_NO_CHUNK || clause->is_passive || !site->list->has_tree) return;
  bool is_light = syn_word_is(site->words, token_at(site, clause->main_verb)->lemma, SYN_WORD_LIGHT);
  if (!is_light || (clause->object != site->noun && clause->second_object != site->noun)) return;
  add_active_subject(site, clause, out_parties);
}

/* Beside a verb a preposition with a place that has no name tells where: "mobilised along the border". */
static void add_beside(const syn_event_site *site, const syn_place *place, syn_party_list *parties) {
  syn_event_site narrowed = *site;
  bool aims = site->noun != SYN_NO_CHUNK || site->theme != SYN_NO_CHUNK; /* "an attack on the camp", "fired rockets at the camp" */
  narrowed.takes_places = site->takes_places && aims && !syn_word_is(site->words, place->preposition, SYN_WORD_WITHIN);
  add_prepositional(&narrowed, place->preposition, parties);
}

static void keep_type(const syn_event_site *site, syn_entity_type type, syn_party_list *parties) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < parties->count; i++) {
    if (site->finding->entities.items[parties->items[i].entity].type == type) parties->items[kept++] = parties->items[i];
  }
  parties->count = kept;
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
    if (owned != SYN_NO_CHUNK) syn_phrase_add_possessor(site, owned, parties);
    break;
  case SYN_PLACE_MODIFIER:
    if (owned != SYN_NO_CHUNK) syn_phrase_add_modifier(site, owned, parties);
    if (owned != SYN_NO_CHUNK && parties->count == 0) syn_event_doer_before(site, owned, parties);
    break;
  case SYN_PLACE_BODY:
    if (owned != SYN_NO_CHUNK) syn_phrase_add_modifier(site, owned, parties);
    keep_type(site, SYN_ENTITY_ORGANIZATION, parties);
    break;
  case SYN_PLACE_COMPLEMENT:
    add_complement(site, parties);
    break;
  case SYN_PLACE_MEANS:
    (void)syn_event_means(site, parties);
    break;
  case SYN_PLACE_SOURCE:
    break;
  }
}

/* Whether somebody stands there whom nobody knows ("banned him from X"): who stands elsewhere is not meant. */
static bool is_unknown(const syn_event_site *site, const syn_place *place) {
  const syn_clause *clause = site->noun == SYN_NO_CHUNK ? site->clause : NULL;
  if (!clause || (place->kind != SYN_PLACE_OBJECT && place->kind != SYN_PLACE_SUBJECT)) return false;
  bool takes_subject = (place->kind == SYN_PLACE_SUBJECT) != clause->is_passive;
  uint32_t chunk = takes_subject ? clause->subject : clause->object;
  if (chunk == SYN_NO_CHUNK || chunk == site->theme || clause->owned_subject) return false;
  const syn_token *word = token_at(site, chunk_at(site, chunk)->head);
  return word->tag == SYN_TAG_PRON && (word->features & SYN_FEATURE_PERSONAL) && !syn_phrase_is_marked(site, chunk_at(site, chunk)->head);
}

void syn_event_parties(const syn_event_site *site, const syn_place_list *places, syn_party_list *out_parties) {
  out_parties->count = 0;
  for (uint32_t i = 0; i < places->count && out_parties->count == 0; i++) {
    add_place(site, &places->items[i], out_parties);
    if (out_parties->count == 0 && is_unknown(site, &places->items[i])) return;
  }
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

/* ---- where ---- */

static bool is_place(const syn_event_site *site, uint32_t token) {
  if (!syn_phrase_is_marked(site, token)) return false;
  syn_entity_type type = site->finding->entities.items[site->finding->marks[token].entity - 1].type;
  return type == SYN_ENTITY_PLACE || type == SYN_ENTITY_COUNTRY;
}

static void take_place(const syn_event_site *site, uint32_t token, syn_party *out_place) {
  syn_party_list found = {.count = 0};
  syn_phrase_add_party(site, token, &found);
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
    if (!is_place(site, token) || syn_phrase_is_possessor(site, token, end)) continue;
    if (site->finding->entities.items[site->finding->marks[token].entity - 1].type == SYN_ENTITY_COUNTRY) continue;
    take_place(site, token, out_place);
    return true;
  }
  return false;
}

enum { WAY_LIMIT = 6 /* words between a place and the word that tells the event */ };

/* Whether the noun that a place hangs on has a place of its own: "thanked X for work in Riga", "condemned riots in Riga". */
static bool has_own_place(const syn_event_site *site, syn_event_type type, uint32_t noun, bool is_last) {
  uint32_t preposition = syn_tree_find(&site->list->tree, noun, SYN_RELATION_CASE);
  syn_text word = preposition == SYN_TREE_NONE ? SYN_TEXT("") : token_at(site, preposition)->lower;
  if (syn_word_is(site->words, word, SYN_WORD_APART)) return true;
  if (syn_event_is_said(type) && syn_word_is(site->words, word, SYN_WORD_REGARD)) return true;
  if (!syn_event_is_said(type) || syn_phrase_is_marked(site, noun)) return false;
  if (!is_last) return true; /* "lifted the ban on drilling in Malta" */
  if (site->theme != SYN_NO_CHUNK && chunk_at(site, site->theme)->head == noun) return false;
  const syn_event_condition people = {.classes = site->known ? site->known->people : 0};
  return !syn_word_is(site->words, word, SYN_WORD_WHEN) || syn_event_word_fits(site->event_words, &people, token_at(site, noun));
}

/* "condemned the riots in Riga": behind what is no party the place is that of the deed, whatever the tree says. */
static bool follows_deed(const syn_event_site *site, uint32_t phrase) {
  uint32_t object = site->noun == SYN_NO_CHUNK ? site->clause->object : SYN_NO_CHUNK;
  if (object == SYN_NO_CHUNK || object == site->theme || phrase != object + 2) return false; /* the preposition between */
  uint32_t head = chunk_at(site, object)->head;
  return token_at(site, head)->tag == SYN_TAG_NOUN && !syn_phrase_is_marked(site, head);
}

/* Whether the phrase of a place belongs to another noun than the word that tells the event, by the tree. */
static bool lies_apart(const syn_event_site *site, syn_event_type type, uint32_t phrase) {
  const syn_sentence_tree *tree = &site->list->tree;
  if (!site->list->has_tree) return false;
  uint32_t trigger = syn_event_trigger(site), noun = syn_tree_head(tree, chunk_at(site, phrase)->head);
  if (syn_event_is_said(type) && follows_deed(site, phrase)) return true;
  for (uint32_t steps = 0; noun != SYN_TREE_NONE && noun != trigger && steps < WAY_LIMIT; steps++) {
    uint8_t tag = token_at(site, noun)->tag;
    if (tag != SYN_TAG_NOUN && tag != SYN_TAG_PROPN) return false;
    uint32_t head = syn_tree_head(tree, noun);
    if (has_own_place(site, type, noun, head == trigger)) return true;
    noun = head;
  }
  return false;
}

/* "at the resort of X" */
static bool place_of_kind(const syn_event_site *site, const syn_prepositional *items, uint32_t count, uint32_t phrase,
                          syn_party *out_place) {
  for (uint32_t i = 0; i < count; i++) {
    bool partitive =
        syn_word_is(site->words, token_at(site, items[i].preposition)->lower, SYN_WORD_PARTITIVE) && items[i].phrase == phrase + 2;
    if (partitive && place_at_head(site, items[i].phrase, out_place)) return true;
  }
  return false;
}

static bool is_settlement(const syn_event_site *site, uint32_t token) {
  const syn_event_condition settlement = {.classes = site->known ? site->known->settlements : 0};
  return settlement.classes != 0 && syn_event_word_fits(site->event_words, &settlement, token_at(site, token));
}

/* The first place that a preposition of place leads to. A common noun may be a place without a name: "in Riga city", "in the city of Riga".
 */
static bool place_among(const syn_event_site *site, syn_event_type type, const syn_prepositional *items, uint32_t count,
                        syn_party *out_place) {
  for (uint32_t i = 0; i < count; i++) {
    uint32_t phrase = items[i].phrase;
    if (!syn_word_is(site->words, token_at(site, items[i].preposition)->lower, SYN_WORD_WITHIN)) continue;
    if (lies_apart(site, type, phrase)) continue;
    uint32_t head = chunk_at(site, phrase)->head;
    bool is_common = token_at(site, head)->tag == SYN_TAG_NOUN;
    if (!is_common && place_at_head(site, phrase, out_place)) return true;
    /* "the Riga suburb of X" is X, "the X quarter of Riga" is not Riga */
    if (is_settlement(site, head) && place_of_kind(site, items, count, phrase, out_place)) return true;
    if (place_before_head(site, phrase, out_place)) return true;
    if (place_of_kind(site, items, count, phrase, out_place)) return true;
    if (is_common && place_at_head(site, phrase, out_place)) return true;
  }
  return false;
}

bool syn_event_is_said(syn_event_type type) {
  switch (type) {
  case SYN_EVENT_ASSAULT:
  case SYN_EVENT_COERCE:
  case SYN_EVENT_MOBILIZE:
  case SYN_EVENT_PROTEST:
  case SYN_EVENT_RETREAT:
  case SYN_EVENT_CONSULT:
    return false;
  default:
    return true;
  }
}

bool syn_event_location(const syn_event_site *site, syn_event_type type, syn_party *out_place) {
  syn_prepositional items[SYN_CLAUSE_PREPOSITION_LIMIT];
  uint32_t count = syn_event_prepositionals(site, items, SYN_CLAUSE_PREPOSITION_LIMIT);
  if (place_among(site, type, items, count, out_place)) return true;
  /* "the talks began in Riga": a clause that says no more than where and when */
  const syn_clause *clause = site->clause;
  if (site->noun == SYN_NO_CHUNK || !clause || clause->subject != site->noun || clause->object != SYN_NO_CHUNK) return false;
  return place_among(site, type, clause->prepositionals, clause->prepositional_count, out_place);
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
