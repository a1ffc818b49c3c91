/*
 * Described speakers: "the ministry said", "union leaders said". Runs behind events, which describe parties in the same way, so that who
 * acts and who speaks is one entity (event_described.h); a quote whose source names nobody gets the entity of the noun that heads its
 * source.
 */
#include "facts/entity_words.h"
#include "facts/event_described.h"

typedef struct speaker_state {
  syn_event_words words;
  syn_described_classes described;
  entity_words *nominals; /* or NULL */
} speaker_state;

static syn_status create(const syn_world *world, syn_text language, syn_arena *arena, void **out_state, syn_error *error) {
  speaker_state *state = SYN_ARENA_NEW(arena, speaker_state);
  if (!state) return SYN_NO_MEMORY;
  syn_status status = syn_event_words_read(world, language, arena, &state->words, error);
  if (status == SYN_OK) syn_described_classes_find(&state->words, &state->described);
  if (status == SYN_OK) status = syn_entity_words_create(world, language, arena, &state->nominals, error);
  *out_state = status == SYN_OK ? state : NULL;
  return status == SYN_NOT_FOUND ? SYN_OK : status;
}

static bool is_noun(const syn_token *token) {
  return token->tag == SYN_TAG_NOUN || token->tag == SYN_TAG_PROPN;
}

/* The last noun before the first preposition or comma of the source: "spokesman" of "a spokesman for the ministry". */
static uint32_t head_of(const syn_document *document, uint32_t first, uint32_t end) {
  uint32_t head = SYN_NO_INDEX;
  for (uint32_t t = first; t < end; t++) {
    const syn_token *token = &document->tokens[t];
    bool is_end = token->tag == SYN_TAG_ADP || token->tag == SYN_TAG_CCONJ || syn_text_equal(token->lower, SYN_TEXT(","));
    if (is_end && head != SYN_NO_INDEX) break;
    if (is_noun(token)) head = t;
  }
  return head;
}

/* Words before a description that are no part of it: articles, numbers, "some". */
static bool goes_before(const syn_token *token) {
  return token->tag == SYN_TAG_DET || token->tag == SYN_TAG_PRON || token->tag == SYN_TAG_NUM || token->tag == SYN_TAG_PUNCT ||
         token->tag == SYN_TAG_ADV || token->tag == SYN_TAG_ADP;
}

/* "The government": a state by another word, which the finder of entities links to one or leaves open. */
static bool is_state(const speaker_state *state, const syn_token *noun) {
  return state->nominals != NULL && !(noun->features & SYN_FEATURE_PLURAL) && syn_entity_token_is(state->nominals, noun, ENTITY_STATE);
}

/* A noun that may describe a party, or that an event took for one; names that nobody knows stay out. */
static syn_status describe(const speaker_state *state, syn_finding *finding, syn_quote *quote) {
  const syn_document *document = finding->document;
  syn_span source = quote->source;
  uint32_t first = syn_document_token_at(document, source.field, source.index, source.start), end = first;
  while (end < document->token_count && document->tokens[end].start < source.end && document->tokens[end].start >= source.start) end++;
  uint32_t head = head_of(document, first, end);
  if (head == SYN_NO_INDEX) return SYN_OK;
  uint32_t entity = finding->marks[head].entity;
  bool is_described = entity != 0 && syn_described_entity_is(&finding->entities.items[entity - 1]);
  if (entity == 0 && is_state(state, &document->tokens[head])) return SYN_OK;
  if (!is_described &&
      (document->tokens[head].tag != SYN_TAG_NOUN || !syn_described_is(finding, &state->words, &state->described, head, false)))
    return SYN_OK;
  while (first < head && goes_before(&document->tokens[first])) first++;
  uint32_t index = entity - 1;
  syn_status status = SYN_OK;
  if (entity == 0)
    status =
        syn_described_entity(finding, &state->words, &state->described, head, syn_document_span(document, first, head + 1 - first), &index);
  if (status != SYN_OK) return status;
  quote->speakers.items = SYN_ARENA_ARRAY(finding->arena, uint32_t, 1);
  if (!quote->speakers.items) return SYN_NO_MEMORY;
  quote->speakers.items[quote->speakers.count++] = index;
  return SYN_OK;
}

static syn_status find(const void *state, syn_finding *finding, syn_error *error) {
  for (size_t i = 0; i < finding->quotes.count; i++) {
    syn_quote *quote = &finding->quotes.items[i];
    if (quote->speakers.count > 0 || quote->source.start >= quote->source.end) continue;
    syn_status status = describe(state, finding, quote);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

const syn_finder syn_speaker_finder = {"speakers", create, find};
