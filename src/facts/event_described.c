#include "facts/event_described.h"

static uint64_t class_bit(const syn_event_words *words, syn_text name) {
  uint64_t index;
  return syn_map_get(&words->names, name, &index) ? UINT64_C(1) << index : 0;
}

void syn_described_classes_find(const syn_event_words *words, syn_described_classes *out_classes) {
  *out_classes = (syn_described_classes){
      .powers = class_bit(words, SYN_TEXT("power")),
      .persons = class_bit(words, SYN_TEXT("person")) | class_bit(words, SYN_TEXT("people")),
      .people = class_bit(words, SYN_TEXT("people")),
      .servants = class_bit(words, SYN_TEXT("servant")),
      .officials = class_bit(words, SYN_TEXT("official")) | class_bit(words, SYN_TEXT("police")) | class_bit(words, SYN_TEXT("power")) |
                   class_bit(words, SYN_TEXT("state")) | class_bit(words, SYN_TEXT("violence")),
      .individuals = class_bit(words, SYN_TEXT("person")),
      .organizations = class_bit(words, SYN_TEXT("party")) | class_bit(words, SYN_TEXT("body")),
      .places = class_bit(words, SYN_TEXT("place")),
      .settlements = class_bit(words, SYN_TEXT("settlement")),
      .nature = class_bit(words, SYN_TEXT("nature")),
      .element = class_bit(words, SYN_TEXT("element")),
      .force = class_bit(words, SYN_TEXT("force")),
      .exchange = class_bit(words, SYN_TEXT("exchange")),
      .wound = class_bit(words, SYN_TEXT("wound")),
      .shoot = class_bit(words, SYN_TEXT("shoot")),
  };
}

static bool fits(const syn_event_words *words, uint64_t classes, const syn_token *token) {
  const syn_event_condition condition = {.classes = classes};
  return classes != 0 && syn_event_word_fits(words, &condition, token);
}

/* The first word of a sentence or of a quote has a capital in any case; behind a comma a sentence goes on. */
static bool opens_sentence(const syn_document *document, uint32_t token) {
  const syn_sentence *sentence = &document->sentences[syn_document_sentence_of(document, token)];
  return token == sentence->first_token ||
         (document->tokens[token - 1].tag == SYN_TAG_PUNCT && !syn_text_equal(document->tokens[token - 1].lower, SYN_TEXT(",")));
}

bool syn_described_is(const syn_finding *finding, const syn_event_words *words, const syn_described_classes *classes, uint32_t token,
                      bool may_be_place) {
  const syn_token *word = &finding->document->tokens[token];
  const syn_token_marks *marks = &finding->marks[token];
  if (marks->entity || marks->time) return false;
  uint64_t wanted = classes->powers | classes->persons | classes->organizations | (may_be_place ? classes->places : 0);
  if (word->tag == SYN_TAG_PROPN) { /* a name that nobody knows, or "Police" */
    syn_token common = *word;
    common.tag = SYN_TAG_NOUN;
    return !opens_sentence(finding->document, token) || fits(words, wanted, &common);
  }
  if (word->tag != SYN_TAG_NOUN) return false;
  return fits(words, wanted, word);
}

static syn_entity_type type_of(const syn_event_words *words, const syn_described_classes *classes, const syn_token *noun) {
  syn_token common = *noun;
  common.tag = SYN_TAG_NOUN; /* "Police", "Rebel fire" */
  const syn_token *token = &common;
  bool is_plural = token->features & SYN_FEATURE_PLURAL;
  bool is_told = fits(words, classes->powers | classes->persons | classes->organizations, token);
  if (noun->tag == SYN_TAG_PROPN && !is_told) return SYN_ENTITY_OTHER;
  /* "the party", "the union": one body, though its members act */
  if (!is_plural && fits(words, classes->organizations, token) && !fits(words, classes->individuals, token)) return SYN_ENTITY_ORGANIZATION;
  if (fits(words, classes->powers, token)) return is_plural ? SYN_ENTITY_PERSON : SYN_ENTITY_ORGANIZATION;
  if (fits(words, classes->persons, token)) return SYN_ENTITY_PERSON;
  return fits(words, classes->organizations, token) ? SYN_ENTITY_ORGANIZATION : SYN_ENTITY_PLACE;
}

/* "the police", "protesters": the same words speak of the same party again; "a man" is another one each time. */
static bool may_return(const syn_finding *finding, uint32_t token, syn_span span) {
  const syn_document *document = finding->document;
  const syn_token *word = &document->tokens[token];
  if (word->tag == SYN_TAG_PROPN) return true;
  uint32_t first = token;
  while (first > 0 && document->tokens[first].start > span.start) first--;
  if (first == 0 || document->tokens[first].start == 0) return true;
  const syn_token *before = &document->tokens[first - 1];
  if (before->tag == SYN_TAG_NUM || finding->marks[first - 1].quantity) return false;
  return before->tag != SYN_TAG_DET || (before->features & SYN_FEATURE_DEFINITE);
}

bool syn_described_entity_is(const syn_entity *entity) {
  for (uint32_t m = 0; m < entity->mention_count; m++) {
    if (entity->mentions[m].kind != SYN_MENTION_NOMINAL) return false;
  }
  return entity->mention_count > 0 && entity->identifier_count == 0;
}

/* The state that an adjective of the description speaks of: "a Maltese court". */
static syn_text country_of(const syn_finding *finding, uint32_t token, syn_span span) {
  const syn_token *tokens = finding->document->tokens;
  for (uint32_t t = token; finding->adjectives && t-- > 0 && tokens[t].start >= span.start && tokens[t].start < tokens[token].start;) {
    if (finding->adjectives[t]) return finding->adjectives[t]->country;
  }
  return (syn_text){0};
}

enum { LOOK_BACK = 64 }; /* described parties of before that are compared */

static uint32_t find_same(const syn_finding *finding, syn_text name) {
  unsigned seen = 0;
  for (size_t i = finding->entities.count; i-- > 0 && seen < LOOK_BACK; seen++) {
    const syn_entity *entity = &finding->entities.items[i];
    if (syn_described_entity_is(entity) && syn_text_equal(entity->name, name)) return (uint32_t)i;
  }
  return SYN_NO_INDEX;
}

static syn_status add_mention(syn_finding *finding, syn_entity *entity, syn_span span, syn_mention_kind kind) {
  syn_mention *mentions = SYN_ARENA_ARRAY(finding->arena, syn_mention, entity->mention_count + 1);
  if (!mentions) return SYN_NO_MEMORY;
  uint32_t at = 0, count = entity->mention_count;
  while (at < count && (entity->mentions[at].span.field < span.field ||
                        (entity->mentions[at].span.field == span.field && entity->mentions[at].span.start < span.start)))
    at++;
  for (uint32_t i = 0; i < count; i++) mentions[i < at ? i : i + 1] = entity->mentions[i];
  mentions[at] = (syn_mention){.span = span, .kind = kind};
  entity->mentions = mentions;
  entity->mention_count = count + 1;
  return SYN_OK;
}

/* Whether a party is told by the adjective of its state alone: "Estonian" of "Estonian shelling". */
static bool stands_for_state(const syn_finding *finding, uint32_t token, syn_span span) {
  const syn_document *document = finding->document;
  const syn_token *word = &document->tokens[token];
  if (!finding->adjectives || !finding->adjectives[token] || span.start != word->start || span.end != word->end) return false;
  bool describes = token + 1 < document->token_count && (word + 1)->tag == SYN_TAG_NOUN;
  return word->tag == SYN_TAG_ADJ || (word->tag == SYN_TAG_PROPN && describes);
}

/* The state that an adjective speaks of: the entity of the article, or a new one. */
static syn_status state_entity(syn_finding *finding, const syn_known *state, uint32_t *out_index) {
  for (uint32_t i = 0; i < finding->entities.count; i++) {
    const syn_entity *entity = &finding->entities.items[i];
    if (entity->type == SYN_ENTITY_COUNTRY && syn_text_equal(entity->country, state->country)) {
      *out_index = i;
      return SYN_OK;
    }
  }
  syn_entity made = {.type = SYN_ENTITY_COUNTRY, .name = state->name, .country = state->country};
  syn_status status = syn_world_identify(finding->world, state, finding->arena, &made.identifiers, &made.identifier_count);
  syn_entity *entity = status == SYN_OK ? SYN_ARRAY_ADD(&finding->entities, finding->arena) : NULL;
  if (!entity) return SYN_NO_MEMORY;
  *entity = made;
  *out_index = (uint32_t)finding->entities.count - 1;
  return SYN_OK;
}

syn_status syn_described_entity(syn_finding *finding, const syn_event_words *words, const syn_described_classes *classes, uint32_t token,
                                syn_span span, uint32_t *out_entity) {
  syn_token_marks *marks = &finding->marks[token];
  if (marks->entity) {
    *out_entity = marks->entity - 1;
    return SYN_OK;
  }
  const syn_known *state = stands_for_state(finding, token, span) ? finding->adjectives[token] : NULL;
  syn_text name = syn_article_words(finding->document->article, span);
  uint32_t index = SYN_NO_INDEX;
  if (state) {
    syn_status status = state_entity(finding, state, &index);
    if (status != SYN_OK) return status;
  }
  if (index == SYN_NO_INDEX) index = may_return(finding, token, span) ? find_same(finding, name) : SYN_NO_INDEX;
  if (index == SYN_NO_INDEX) {
    syn_entity *entity = SYN_ARRAY_ADD(&finding->entities, finding->arena);
    if (!entity) return SYN_NO_MEMORY;
    index = (uint32_t)finding->entities.count - 1;
    *entity = (syn_entity){
        .type = type_of(words, classes, &finding->document->tokens[token]), .name = name, .country = country_of(finding, token, span)};
  }
  if (add_mention(finding, &finding->entities.items[index], span, state ? SYN_MENTION_METONYM : SYN_MENTION_NOMINAL) != SYN_OK)
    return SYN_NO_MEMORY;
  *marks = (syn_token_marks){.entity = index + 1, .time = marks->time, .quantity = marks->quantity, .quote = marks->quote};
  *out_entity = index;
  return SYN_OK;
}
