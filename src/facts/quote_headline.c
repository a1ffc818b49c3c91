/*
 * How it works: a colon behind a name that opens a headline may also open a topic ("Riga: a city of bridges"), and a dash a remark. So the
 * sign alone tells nothing; the text has to report the speaker with words that the headline shares. Both are compared by forms and lemmas.
 */
#include "facts/quote_headline.h"

enum { CONTENT_LIMIT = 40, LEAST_SHARED = 2, SHARE = 3, LEAST_LETTERS = 3, TITLE_WORDS = 4, HEADLINE_LIMIT = 4 };

/* A headline taken apart; tokens. */
typedef struct headline {
  uint32_t speaker_first, speaker_end; /* the name, without what stands before it */
  uint32_t sign, first, end;           /* the sign, and the content */
} headline;

static const syn_token *token_at(const syn_finding *finding, uint32_t token) {
  return &finding->document->tokens[token];
}

static bool is_sign(const syn_finding *finding, uint32_t token, bool colon) {
  syn_text word = syn_document_word(finding->document, token);
  if (colon) return syn_text_equal(word, SYN_TEXT(":"));
  bool is_apart = token_at(finding, token)->space_before;
  return is_apart && (syn_text_equal(word, SYN_TEXT("–")) || syn_text_equal(word, SYN_TEXT("—")) || syn_text_equal(word, SYN_TEXT("-")));
}

/* Somebody who can speak, with nothing but a title before it in [first, end); `out_first`: where the name begins. */
static bool is_speaker(const syn_finding *finding, uint32_t first, uint32_t end, uint32_t *out_first) {
  uint32_t entity = end > first ? finding->marks[end - 1].entity : 0, name = end;
  if (entity == 0) return false;
  syn_entity_type type = finding->entities.items[entity - 1].type;
  if (type != SYN_ENTITY_PERSON && type != SYN_ENTITY_ORGANIZATION) return false;
  while (name > first && finding->marks[name - 1].entity == entity) name--;
  if (name - first > TITLE_WORDS) return false;
  for (uint32_t t = first; t < name; t++) {
    uint8_t tag = token_at(finding, t)->tag;
    if (tag != SYN_TAG_NOUN && tag != SYN_TAG_PROPN && tag != SYN_TAG_ADJ && tag != SYN_TAG_DET) return false;
  }
  *out_first = name;
  return true;
}

static bool take_apart(const syn_finding *finding, const syn_sentence *sentence, headline *out) {
  uint32_t begin = sentence->first_token, end = begin + sentence->token_count;
  for (uint32_t t = begin + 1; t + 1 < end; t++) {
    if (!is_sign(finding, t, true)) continue;
    *out = (headline){.speaker_end = t, .sign = t, .first = t + 1, .end = end};
    return is_speaker(finding, begin, t, &out->speaker_first);
  }
  for (uint32_t t = end - 1; t-- > begin + 1;) {
    if (!is_sign(finding, t, false)) continue;
    *out = (headline){.speaker_end = end, .sign = t, .first = begin, .end = t};
    return is_speaker(finding, t + 1, end, &out->speaker_first);
  }
  return false;
}

static bool is_content(const syn_token *token) {
  bool is_word = token->tag == SYN_TAG_NOUN || token->tag == SYN_TAG_PROPN || token->tag == SYN_TAG_VERB || token->tag == SYN_TAG_ADJ ||
                 token->tag == SYN_TAG_NUM;
  return is_word && token->lower.size >= LEAST_LETTERS;
}

/* Whether a word of the headline stands among the tokens of a quote. */
static bool stands_in(const syn_finding *finding, const syn_token *word, syn_span span) {
  const syn_document *document = finding->document;
  for (uint32_t t = syn_document_token_at(document, span.field, span.index, span.start); t < document->token_count; t++) {
    const syn_token *token = token_at(finding, t);
    if (token->start >= span.end || token->start < span.start) return false;
    if (syn_text_equal(token->lower, word->lower) || syn_text_equal(token->lemma, word->lemma) || syn_text_equal(token->lemma, word->lower))
      return true;
  }
  return false;
}

static bool speaks(const syn_quote *quote, uint32_t entity) {
  for (uint32_t i = 0; i < quote->speakers.count; i++) {
    if (quote->speakers.items[i] == entity) return true;
  }
  return false;
}

/* Whether a quote of the text supports it. */
static bool is_supported(const syn_finding *finding, const headline *made, const syn_quote *quote) {
  unsigned words = 0, shared = 0;
  for (uint32_t t = made->first; t < made->end && words < CONTENT_LIMIT; t++) {
    if (!is_content(token_at(finding, t))) continue;
    words++;
    shared += stands_in(finding, token_at(finding, t), quote->span);
  }
  return shared >= LEAST_SHARED && shared * SHARE >= words;
}

/* Whether one quote has it already, by its marks. */
static bool is_covered(const syn_finding *finding, syn_span content) {
  for (size_t i = 0; i < finding->quotes.count; i++) {
    syn_span span = finding->quotes.items[i].span;
    bool overlaps = span.field == content.field && span.start < content.end && content.start < span.end;
    if (overlaps && (span.end - span.start) * 2 > content.end - content.start) return true;
  }
  return false;
}

static syn_status add(syn_finding *finding, const headline *made, uint32_t entity) {
  const syn_document *document = finding->document;
  uint32_t *speaker = SYN_ARENA_ARRAY(finding->arena, uint32_t, 1);
  syn_quote *quote = speaker ? SYN_ARRAY_ADD(&finding->quotes, finding->arena) : NULL;
  if (!quote) return SYN_NO_MEMORY;
  *speaker = entity;
  uint32_t end = made->end;
  while (end > made->first + 1 && token_at(finding, end - 1)->tag == SYN_TAG_PUNCT) end--;
  *quote = (syn_quote){.span = syn_document_span(document, made->first, end - made->first),
                       .kind = SYN_QUOTE_INDIRECT,
                       .speakers = {speaker, 1},
                       .source = syn_document_span(document, made->speaker_first, made->speaker_end - made->speaker_first),
                       .cue = syn_document_span(document, made->sign, 1),
                       .continues = SYN_NO_INDEX};
  return SYN_OK;
}

syn_status syn_quote_headlines_add(syn_finding *finding) {
  const syn_document *document = finding->document;
  for (uint32_t s = 0, headlines = 0; s < document->sentence_count && headlines < HEADLINE_LIMIT; s++) {
    headline made;
    const syn_sentence *sentence = &document->sentences[s];
    if (sentence->span.field != SYN_FIELD_TITLE || sentence->token_count == 0 || !take_apart(finding, sentence, &made)) continue;
    headlines++;
    uint32_t entity = finding->marks[made.speaker_end - 1].entity - 1;
    if (is_covered(finding, syn_document_span(document, made.first, made.end - made.first))) continue;
    bool supported = false;
    for (size_t i = 0; i < finding->quotes.count && !supported; i++) {
      const syn_quote *quote = &finding->quotes.items[i];
      supported = quote->span.field == SYN_FIELD_TEXT && speaks(quote, entity) && is_supported(finding, &made, quote);
    }
    syn_status status = supported ? add(finding, &made, entity) : SYN_OK;
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}
