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

void syn_phrase_add_party(const syn_event_site *site, uint32_t token, syn_party_list *parties) {
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

/* Words before a description that are no part of it: "at least 200 dockers", whose number is a quantity of its own. */
static bool goes_before(const syn_event_site *site, uint32_t token) {
  uint8_t tag = token_at(site, token)->tag;
  bool is_word = tag == SYN_TAG_DET || tag == SYN_TAG_PRON || tag == SYN_TAG_NUM || tag == SYN_TAG_PUNCT || tag == SYN_TAG_CCONJ;
  return is_word || site->finding->marks[token].quantity;
}

/* "Estonian President Eva Kask's party": Eva Kask's. */
static uint32_t begin_at_owner(const syn_event_site *site, uint32_t first, uint32_t token) {
  for (uint32_t owner = first; owner < token; owner++) {
    const syn_token_marks *marks = &site->finding->marks[owner];
    bool is_person = marks->entity && site->finding->entities.items[marks->entity - 1].type == SYN_ENTITY_PERSON;
    if (is_person && syn_phrase_is_possessor(site, owner, token)) return owner;
  }
  return first;
}

/* A party that is described by the words from `first` to the noun at `token`. */
void syn_phrase_add_described(const syn_event_site *site, uint32_t first, uint32_t token, uint32_t end, syn_party_list *parties) {
  if (!site->described || parties->count == SYN_PARTY_LIMIT) return;
  if (!syn_described_is(site->finding, site->event_words, site->described, token, site->takes_places)) return;
  if (syn_word_is(site->words, token_at(site, first)->lower, SYN_WORD_NEGATION)) return;
  while (first < token && goes_before(site, first)) first++;
  first = begin_at_owner(site, first, token);
  parties->items[parties->count++] =
      (syn_party){SYN_DESCRIBED_PARTY | token, syn_document_span(site->finding->document, first, end - first)};
}

bool syn_phrase_add_state(const syn_event_site *site, uint32_t token, syn_party_list *parties) {
  const syn_finding *finding = site->finding;
  if (!site->described || !finding->adjectives || !finding->adjectives[token] || parties->count == SYN_PARTY_LIMIT) return false;
  parties->items[parties->count++] = (syn_party){SYN_DESCRIBED_PARTY | token, syn_document_span(finding->document, token, 1)};
  return true;
}

bool syn_phrase_is_marked(const syn_event_site *site, uint32_t token) {
  return site->finding->marks[token].entity != 0;
}

bool syn_phrase_is_possessor(const syn_event_site *site, uint32_t token, uint32_t end) {
  if (token_at(site, token)->features & SYN_FEATURE_POSSESSIVE) return true;
  uint32_t last = token;
  uint32_t entity = site->finding->marks[token].entity;
  while (last + 1 < end && entity && site->finding->marks[last + 1].entity == entity) last++;
  return last + 1 < end && token_at(site, last + 1)->tag == SYN_TAG_PART &&
         syn_word_is(site->words, token_at(site, last + 1)->lower, SYN_WORD_POSSESSIVE);
}

/* An organisation or state that stands before the head names who acts: "EU ministers", "NATO troops". */
static bool may_modify(const syn_event_site *site, uint32_t token) {
  syn_entity_type type = site->finding->entities.items[site->finding->marks[token].entity - 1].type;
  return type == SYN_ENTITY_ORGANIZATION || type == SYN_ENTITY_COUNTRY;
}

bool syn_phrase_is_person(const syn_event_site *site, uint32_t token) {
  return syn_phrase_is_marked(site, token) &&
         site->finding->entities.items[site->finding->marks[token].entity - 1].type == SYN_ENTITY_PERSON;
}

/* "Malta Borg": the person, whose state the tree takes for the head. */
static uint32_t person_behind(const syn_event_site *site, uint32_t head, uint32_t end) {
  if (syn_phrase_is_person(site, head)) return SYN_NO_INDEX;
  for (uint32_t token = head + 1; token < end; token++) {
    if (syn_phrase_is_person(site, token)) return token;
  }
  return SYN_NO_INDEX;
}

/* The entity that a phrase names: at its head, or behind it. */
void syn_phrase_add_named(const syn_event_site *site, uint32_t index, syn_party_list *parties) {
  const syn_chunk *chunk = chunk_at(site, index);
  uint32_t end = chunk->first + chunk->count;
  if (syn_phrase_is_marked(site, chunk->head)) {
    uint32_t person = person_behind(site, chunk->head, end);
    syn_phrase_add_party(site, person == SYN_NO_INDEX ? chunk->head : person, parties);
    return;
  }
  for (uint32_t token = end; token-- > chunk->head + 1;) {
    if (!syn_phrase_is_marked(site, token) || syn_phrase_is_possessor(site, token, end)) continue;
    syn_phrase_add_party(site, token, parties);
    return;
  }
}

static bool is_of(const syn_event_site *site, uint32_t token, uint64_t classes) {
  const syn_event_condition condition = {.classes = classes};
  syn_token common = *token_at(site, token); /* "US Officials" */
  common.tag = SYN_TAG_NOUN;
  return classes != 0 && syn_event_word_fits(site->event_words, &condition, &common);
}

/* "former FBI agents" act for nobody. */
static bool is_former(const syn_event_site *site, const syn_chunk *chunk) {
  for (uint32_t token = chunk->first; token < chunk->head; token++) {
    if (syn_word_is(site->words, token_at(site, token)->lower, SYN_WORD_FORMER)) return true;
  }
  return false;
}

/* Whether the head acts for the state or body before it: "US troops", "EU ministers", but not "US firms", "BBC viewers", "UK citizens". */
static bool acts_for(const syn_event_site *site, const syn_chunk *chunk, uint32_t token) {
  if (!site->known || !site->list->has_tree) return true;
  uint8_t next = token_at(site, token + 1)->tag; /* "lend Malta 40 million euros", where the tree takes it for one phrase */
  if (next == SYN_TAG_NUM || next == SYN_TAG_SYM) return true;
  if (is_former(site, chunk)) return false;
  bool is_one = !(token_at(site, chunk->head)->features & SYN_FEATURE_PLURAL);
  if (is_one && is_of(site, chunk->head, site->known->servants)) return false;
  if (is_of(site, chunk->head, site->known->officials)) return true;
  bool is_state = site->finding->entities.items[site->finding->marks[token].entity - 1].type == SYN_ENTITY_COUNTRY;
  return !is_state && !is_of(site, chunk->head, site->known->people);
}

/* The entity that describes the noun of a phrase: "EU ministers". What stands before a possessor is the possessor's: "US"
 * of "US President Borg's aides". */
void syn_phrase_add_describing(const syn_event_site *site, uint32_t index, syn_party_list *parties) {
  const syn_chunk *chunk = chunk_at(site, index);
  for (uint32_t token = chunk->head; token-- > chunk->first;) {
    if (!syn_phrase_is_marked(site, token)) continue;
    bool is_owner = syn_phrase_is_possessor(site, token, chunk->first + chunk->count);
    if (!is_owner && may_modify(site, token) && acts_for(site, chunk, token)) syn_phrase_add_party(site, token, parties);
    return;
  }
}

/* Who is named beside the phrase: "the mayor, Ines Calleja". */
static void add_apposition(const syn_event_site *site, uint32_t index, syn_party_list *parties) {
  uint32_t named = syn_clause_apposed(site->finding, site->list, index);
  uint32_t chunks[SYN_PARTY_LIMIT], count = 1;
  if (named == SYN_NO_CHUNK) return;
  bool is_several = token_at(site, chunk_at(site, index)->head)->features & SYN_FEATURE_PLURAL; /* "the ministers, Calleja and Novak," */
  if (is_several)
    count = syn_clause_coordinated(site->finding, site->list, named, true, chunks, SYN_PARTY_LIMIT);
  else
    chunks[0] = named;
  for (uint32_t i = 0; i < count; i++) syn_phrase_add_named(site, chunks[i], parties);
}

/* "Novak, the chairman and chief executive": one and the same. */
static bool has_apposition(const syn_event_site *site, uint32_t chunk) {
  return syn_phrase_is_marked(site, chunk_at(site, chunk)->head) &&
         syn_tree_find(&site->list->tree, chunk_at(site, chunk)->head, SYN_RELATION_APPOS) != SYN_TREE_NONE;
}

/* "thousands of people": the people. */
static uint32_t counted_phrase(const syn_event_site *site, uint32_t chunk) {
  const syn_token *head = token_at(site, chunk_at(site, chunk)->head);
  bool is_some = (head->tag == SYN_TAG_PRON || head->tag == SYN_TAG_DET || head->tag == SYN_TAG_ADJ) &&
                 !(head->features & (SYN_FEATURE_PERSONAL | SYN_FEATURE_RELATIVE)); /* "some of the managers" */
  bool is_number = is_some || site->finding->marks[chunk_at(site, chunk)->head].quantity || head->tag == SYN_TAG_NUM;
  bool is_partitive = is_kind(site, chunk + 1, SYN_CHUNK_PREPOSITION) && is_kind(site, chunk + 2, SYN_CHUNK_NOUN) &&
                      syn_word_is(site->words, token_at(site, chunk_at(site, chunk + 1)->first)->lower, SYN_WORD_PARTITIVE);
  bool is_counted = chunk_at(site, chunk)->head > chunk_at(site, chunk)->first &&
                    token_at(site, chunk_at(site, chunk)->head)->tag == SYN_TAG_NOUN &&
                    token_at(site, chunk_at(site, chunk)->head - 1)->tag == SYN_TAG_NUM; /* "four members of the board" */
  return is_number && is_partitive && !is_counted ? chunk + 2 : chunk;
}

/* "I" in a quote is who speaks; "we" is the body that does. What a person means by "we" nobody tells. */
static void add_speaker(const syn_event_site *site, uint32_t token, syn_party_list *parties) {
  const syn_token *word = token_at(site, token);
  uint32_t quote = site->finding->marks[token].quote;
  if (word->tag != SYN_TAG_PRON || !(word->features & SYN_FEATURE_FIRST) || (word->features & SYN_FEATURE_POSSESSIVE) || !quote) return;
  const syn_index_list *speakers = &site->finding->quotes.items[quote - 1].speakers;
  if (speakers->count != 1 || parties->count == SYN_PARTY_LIMIT) return;
  bool is_person = site->finding->entities.items[speakers->items[0]].type == SYN_ENTITY_PERSON;
  bool is_several = word->features & SYN_FEATURE_PLURAL;
  if (is_person == is_several) return;
  parties->items[parties->count++] = (syn_party){speakers->items[0], syn_document_span(site->finding->document, token, 1)};
}

/* "the IMF and World Bank", which the tree takes for one name. */
static void add_joined_inside(const syn_event_site *site, uint32_t index, syn_party_list *parties) {
  const syn_chunk *chunk = chunk_at(site, index);
  if (!site->list->has_tree || !syn_phrase_is_marked(site, chunk->head)) return;
  for (uint32_t token = chunk->first + 1; token < chunk->head; token++) {
    if (token_at(site, token)->tag != SYN_TAG_CCONJ || !syn_phrase_is_marked(site, token - 1) || !syn_phrase_is_marked(site, token + 1))
      continue;
    bool is_head = site->finding->marks[token + 1].entity == site->finding->marks[chunk->head].entity;
    if (is_head && site->finding->marks[token - 1].entity != site->finding->marks[token + 1].entity)
      syn_phrase_add_party(site, token - 1, parties);
  }
}

/* "rival Velka": a noun right before the name that it describes. */
static bool stands_before_name(const syn_event_site *site, const uint32_t *chunks, uint32_t count, uint32_t i) {
  if (!site->list->has_tree || i + 1 >= count || chunks[i + 1] != chunks[i] + 1) return false;
  const syn_chunk *next = chunk_at(site, chunks[i + 1]);
  bool adjoins = token_at(site, next->first)->tag == SYN_TAG_PROPN && next->first == chunk_at(site, chunks[i])->head + 1;
  return adjoins && syn_phrase_is_marked(site, next->head) && !syn_phrase_is_marked(site, chunk_at(site, chunks[i])->head);
}

void syn_event_phrase_parties(const syn_event_site *site, uint32_t chunk, bool must_join, syn_party_list *parties) {
  uint32_t chunks[SYN_PARTY_LIMIT];
  uint32_t count = syn_clause_coordinated(site->finding, site->list, chunk, must_join, chunks, SYN_PARTY_LIMIT);
  for (uint32_t i = 0; i < count; i++) {
    if (stands_before_name(site, chunks, count, i)) continue;
    add_joined_inside(site, chunks[i], parties);
    uint32_t before = parties->count;
    syn_phrase_add_named(site, chunks[i], parties);
    if (parties->count == before) add_speaker(site, chunk_at(site, chunks[i])->head, parties);
    if (parties->count == before) add_apposition(site, chunks[i], parties);
    if (parties->count == before) syn_phrase_add_describing(site, chunks[i], parties);
    const syn_chunk *phrase = chunk_at(site, counted_phrase(site, chunks[i]));
    /* without a tree "his colleague, X" looks like a list */
    bool is_apart = site->list->has_tree ? i == 0 || !has_apposition(site, chunks[0]) : i + 1 == count && parties->count == 0;
    if (parties->count == before && is_apart)
      syn_phrase_add_described(site, phrase->first, phrase->head, phrase->first + phrase->count, parties);
  }
}

/* "the government's request" */
static void add_described_possessor(const syn_event_site *site, const syn_chunk *chunk, syn_party_list *parties) {
  if (!site->list->has_tree) return;
  for (uint32_t token = chunk->first; token < chunk->head; token++) {
    uint8_t tag = token_at(site, token)->tag; /* "Democrats' attempt" */
    bool is_group = tag == SYN_TAG_PROPN && (token_at(site, token)->features & SYN_FEATURE_PLURAL);
    if ((tag != SYN_TAG_NOUN && !is_group) || !syn_phrase_is_possessor(site, token, chunk->head)) continue;
    uint32_t first = token;
    while (first > chunk->first && syn_tree_head(&site->list->tree, first - 1) == token) first--;
    syn_phrase_add_described(site, first, token, token + 1, parties);
  }
}

/* "a request made by the miners": whose it is, by the clause that describes it. */
static void add_maker(const syn_event_site *site, const syn_chunk *chunk, syn_party_list *parties) {
  if (!site->list->has_tree) return;
  uint32_t child = syn_tree_find(&site->list->tree, chunk->head, SYN_RELATION_ACL);
  uint32_t mark = child == SYN_TREE_NONE ? 0 : site->list->clause_of[child - site->list->tree.first];
  const syn_clause *clause = mark ? &site->list->clauses[mark - 1] : NULL;
  if (!clause || !clause->is_passive || clause == site->clause) return;
  if (!syn_word_is(site->words, token_at(site, clause->main_verb)->lemma, SYN_WORD_LIGHT)) return; /* not "criticised by" */
  for (uint32_t i = 0; i < clause->prepositional_count && parties->count == 0; i++) {
    if (syn_word_is(site->words, token_at(site, clause->prepositionals[i].preposition)->lower, SYN_WORD_AGENT))
      syn_event_phrase_parties(site, clause->prepositionals[i].phrase, false, parties);
  }
}

/* Whoever owns the noun of a phrase: "Estonia's request", "his visit". */
void syn_phrase_add_possessor(const syn_event_site *site, uint32_t index, syn_party_list *parties) {
  const syn_chunk *chunk = chunk_at(site, index);
  uint32_t end = chunk->first + chunk->count;
  for (uint32_t token = chunk->first; token < chunk->head; token++) {
    if (syn_phrase_is_marked(site, token) && syn_phrase_is_possessor(site, token, end)) syn_phrase_add_party(site, token, parties);
  }
  if (parties->count == 0) add_described_possessor(site, chunk, parties);
  if (parties->count == 0) add_maker(site, chunk, parties);
}

void syn_phrase_add_modifier(const syn_event_site *site, uint32_t index, syn_party_list *parties) {
  const syn_chunk *chunk = chunk_at(site, index);
  uint32_t end = chunk->first + chunk->count;
  for (uint32_t token = chunk->first; token < chunk->head; token++) {
    if (syn_phrase_is_marked(site, token) && !syn_phrase_is_possessor(site, token, end) && may_modify(site, token))
      syn_phrase_add_party(site, token, parties);
  }
}
