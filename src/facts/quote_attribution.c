/*
 * How it works
 *
 * A quote that begins its sentence is attributed after it ("…,” she said", "…,” said the minister"), one inside a sentence by the nearest
 * cue verb before it, one that begins after a colon or comma by what stands right before. When both sides offer a cue, a comma inside the
 * closing mark decides for the side after it. The subject of the cue is the source.
 */
#include "facts/quote_attribution.h"

#include "base/utf8.h"

/* Tokens before a quote within which its cue stands, and cues that are tried there: keep the search short in sentences without end. */
enum { CUE_REACH = 120, CUE_TRIES = 6 };

static const syn_token *token_at(const syn_quote_frame *in, uint32_t at) {
  return &in->document->tokens[at];
}

static bool is_sign(const syn_quote_frame *in, uint32_t at, char sign) {
  const syn_token *token = token_at(in, at);
  return token->lower.size == 1 && token->lower.data[0] == sign;
}

static unsigned bits_at(const syn_quote_frame *in, uint32_t at) {
  return syn_quote_cue_bits(in->source->cues, token_at(in, at));
}

bool syn_quote_is_active(const syn_source_context *context, uint32_t verb, unsigned bits) {
  const syn_token *token = &context->finding->document->tokens[verb];
  if (!(token->features & SYN_FEATURE_PASSIVE) || bits & SYN_CUE_QUOTED) return true;
  /* Taggers take many a past tense for a participle: without an auxiliary before it, it is active. */
  for (uint32_t steps = 1; steps <= 3 && steps <= verb; steps++) {
    if (token[-(int)steps].tag == SYN_TAG_AUX) return false;
    if (token[-(int)steps].tag != SYN_TAG_ADV && token[-(int)steps].tag != SYN_TAG_PART) break;
  }
  return true;
}

/* ---- the frame ---- */

static bool is_word(const syn_token *token) {
  return token->tag != SYN_TAG_PUNCT && token->tag != SYN_TAG_SYM;
}

static uint32_t last_character(syn_text text) {
  size_t size;
  if (text.size == 0) return 0;
  return syn_utf8_decode(text, syn_utf8_align(text, text.size - 1), &size);
}

static bool is_pause(uint32_t character) {
  return character == ',' || character == '?' || character == '!' || character == 0x2026;
}

enum { SIGN_LIMIT = 64 /* between a quote and what is said of it */ };

/* Where what follows the quote ends: its sentence, or the next of the paragraph when the quote ends one with a question ("“Why?” he
 * asked."). */
static void find_end(syn_quote_frame *frame, const syn_paragraph *paragraph) {
  const syn_document *document = frame->document;
  uint32_t last_token = frame->quoted->end_token ? frame->quoted->end_token - 1 : 0;
  uint32_t sentence = syn_document_sentence_of(document, last_token);
  const syn_sentence *record = &document->sentences[sentence];
  uint32_t end = record->first_token + record->token_count;
  uint32_t after = frame->quoted->end_token;
  uint32_t stop = paragraph->first_sentence + paragraph->sentence_count;
  frame->end = end;
  for (;;) {
    while (after < end && document->tokens[after].start < frame->quoted->close) after++;
    for (unsigned signs = 0; after < end && signs < SIGN_LIMIT && !is_word(&document->tokens[after]); signs++) {
      if (document->tokens[after].lower.data[0] == ',') frame->ends_with_pause = true;
      after++;
    }
    if (after < end || sentence + 1 >= stop) break;
    sentence++;
    const syn_sentence *next = &document->sentences[sentence];
    uint32_t first = next->first_token;
    while (first < next->first_token + next->token_count && !is_word(&document->tokens[first])) first++;
    if (first >= next->first_token + next->token_count) continue;
    syn_text word = syn_document_word(document, first);
    size_t size;
    bool is_small = syn_utf8_is_lower(syn_utf8_decode(word, 0, &size));
    if (!is_small && !frame->ends_with_pause) break;
    after = next->first_token;
    end = next->first_token + next->token_count;
    frame->end = end;
  }
  frame->after = after < frame->end ? after : frame->end;
}

void syn_quote_frame_make(const syn_source_context *source, const syn_paragraph *paragraph, const syn_quoted *quoted,
                          syn_quote_frame *out_frame) {
  const syn_document *document = source->finding->document;
  *out_frame = (syn_quote_frame){.source = source, .document = document, .quoted = quoted, .begins_sentence = true};
  uint32_t sentence = syn_document_sentence_of(document, quoted->first_token);
  out_frame->begin = document->sentences[sentence].first_token;
  bool is_near = true;
  for (uint32_t i = quoted->first_token; i > out_frame->begin; i--) {
    const syn_token *token = &document->tokens[i - 1];
    if (token->end > quoted->open) continue;
    if (is_word(token)) {
      out_frame->begins_sentence = false;
      break;
    }
    if (is_near) out_frame->follows_pause = token->lower.data[0] == ':' || token->lower.data[0] == ',';
    is_near = false;
  }
  for (uint32_t i = quoted->first_token; i < quoted->end_token; i++) out_frame->word_count += is_word(&document->tokens[i]);
  uint32_t last = last_character(syn_article_words(document->article, quoted->span));
  out_frame->ends_with_pause = is_pause(last);
  out_frame->ends_sentence = last == '.';
  find_end(out_frame, paragraph);
}

/* ---- the cue after ---- */

static uint32_t frame_limit(const syn_quote_frame *in, uint32_t from) {
  uint32_t at = from;
  while (at < in->end && !in->source->quoted[at]) at++;
  return at;
}

static bool set_found(syn_attribution *out, uint32_t cue, uint32_t cue_end, unsigned bits, bool is_after) {
  out->is_found = true;
  out->cue = cue;
  out->cue_end = cue_end;
  out->bits = bits;
  out->is_after = is_after;
  return true;
}

/* "“…” – Anna Petrova": a dash and a name alone. */
static bool attribute_dash(const syn_quote_frame *in, uint32_t first, uint32_t limit, syn_attribution *out) {
  size_t size;
  syn_text dash = first > 0 ? syn_document_word(in->document, first - 1) : (syn_text){NULL, 0};
  uint32_t sign = dash.size ? syn_utf8_decode(dash, 0, &size) : 0;
  if (sign != '-' && (sign < 0x2010 || sign > 0x2015)) return false;
  if (!syn_source_phrase(in->source, first, limit, &out->source) || out->source.speaker_count == 0) return false;
  for (uint32_t at = out->source.end; at < limit; at++) {
    if (token_at(in, at)->tag == SYN_TAG_VERB || token_at(in, at)->tag == SYN_TAG_AUX) return false;
  }
  return set_found(out, first, first, SYN_CUE_SAY, true);
}

static bool attribute_after(const syn_quote_frame *in, syn_attribution *out) {
  uint32_t first = in->after, limit = frame_limit(in, first);
  if (first >= limit) return false;
  if (attribute_dash(in, first, limit, out)) return true;
  unsigned bits = bits_at(in, first);
  if (bits & SYN_CUE_ACCORDING && first + 2 < limit && token_at(in, first + 1)->tag == SYN_TAG_ADP) {
    return syn_source_phrase(in->source, first + 2, limit, &out->source) && set_found(out, first, first + 2, bits, true);
  }
  if (bits & SYN_CUE_SPEAKS && syn_quote_is_active(in->source, first, bits)) {
    return syn_source_after(in->source, first, limit, &out->source) && set_found(out, first, first + 1, bits, true);
  }
  unsigned tag = token_at(in, first)->tag;
  if (tag == SYN_TAG_CCONJ || tag == SYN_TAG_SCONJ || tag == SYN_TAG_ADP || tag == SYN_TAG_VERB || tag == SYN_TAG_AUX) return false;
  for (uint32_t at = first + 1; at < limit && at < first + 30; at++) {
    if (token_at(in, at)->tag != SYN_TAG_VERB || !(bits = bits_at(in, at) & SYN_CUE_SPEAKS)) continue;
    if (!syn_quote_is_active(in->source, at, bits)) continue;
    if (!syn_source_before(in->source, first, at, &out->source)) return false;
    /* The source must stand at the beginning: else the cue belongs to another clause. */
    return out->source.first <= first + 3 && set_found(out, at, at + 1, bits, true);
  }
  return false;
}

/* ---- the cue before ---- */

/* "Petrova: “…”" */
static bool attribute_colon(const syn_quote_frame *in, syn_attribution *out) {
  uint32_t at = in->quoted->first_token;
  while (at > in->begin && token_at(in, at - 1)->end > in->quoted->open) at--;
  if (at <= in->begin + 1 || !is_sign(in, at - 1, ':')) return false;
  uint32_t colon = at - 1;
  syn_source source;
  if (!syn_source_phrase(in->source, in->begin, colon, &source) || source.end != colon || source.speaker_count == 0) return false;
  out->source = source;
  return set_found(out, colon, colon, SYN_CUE_SAY, false);
}

/* "to counter": an infinitive rarely carries the speaker's own words. */
static bool is_infinitive(const syn_quote_frame *in, uint32_t at) {
  return token_at(in, at)->features & SYN_FEATURE_INFINITIVE && at > in->begin && token_at(in, at - 1)->tag == SYN_TAG_PART;
}

/* Tries the word as the cue of the quote after it. */
static bool try_before(const syn_quote_frame *in, uint32_t word, syn_attribution *out) {
  unsigned bits = bits_at(in, word);
  uint32_t limit = in->quoted->first_token;
  if (bits & SYN_CUE_ACCORDING && word + 2 < limit && token_at(in, word + 1)->tag == SYN_TAG_ADP) {
    if (syn_source_phrase(in->source, word + 2, limit, &out->source)) return set_found(out, word, word + 2, bits, false);
  }
  if (!(bits & SYN_CUE_SPEAKS) || !syn_quote_is_active(in->source, word, bits)) return false;
  if (syn_source_before(in->source, in->begin, word, &out->source)) return set_found(out, word, word + 1, bits, false);
  /* "…,” said Petrova, “…”": the subject stands behind. */
  uint32_t before = word;
  while (before > in->begin && !is_word(token_at(in, before - 1)) && !in->source->quoted[before - 1]) before--;
  bool follows_quote = before > in->begin && in->source->quoted[before - 1];
  return follows_quote && syn_source_after(in->source, word, limit, &out->source) && set_found(out, word, word + 1, bits, false);
}

/* Whether somebody is known to be the source: what letters and "it" say is usually part of what somebody else says. */
static bool has_speaker(const syn_quote_frame *in, const syn_source *source) {
  if (source->speaker_count > 0) return true;
  const syn_token *head = token_at(in, source->end - 1);
  if (source->is_pronoun)
    return source->is_plural_pronoun || head->features & (SYN_FEATURE_MASCULINE | SYN_FEATURE_FEMININE | SYN_FEATURE_FIRST);
  return false;
}

static bool attribute_before(const syn_quote_frame *in, syn_attribution *out) {
  uint32_t infinitive = SYN_NO_INDEX;
  syn_attribution weak = {0}, found = {0};
  unsigned tries = 0;
  uint32_t stop = in->quoted->first_token > in->begin + CUE_REACH ? in->quoted->first_token - CUE_REACH : in->begin;
  for (uint32_t at = in->quoted->first_token; at > stop; at--) {
    uint32_t word = at - 1;
    if (in->source->quoted[word]) continue;
    if (bits_at(in, word) & (SYN_CUE_SPEAKS | SYN_CUE_ACCORDING) && ++tries > CUE_TRIES) break;
    if (is_infinitive(in, word)) {
      if (infinitive == SYN_NO_INDEX && bits_at(in, word) & SYN_CUE_SPEAKS) infinitive = word;
    } else if (try_before(in, word, &found)) {
      if (has_speaker(in, &found.source)) {
        *out = found;
        return true;
      }
      if (!weak.is_found) weak = found;
      found = (syn_attribution){0};
    }
  }
  if (weak.is_found) *out = weak;
  return weak.is_found || attribute_colon(in, out) || (infinitive != SYN_NO_INDEX && in->word_count > 2 && try_before(in, infinitive, out));
}

void syn_quote_attribute(const syn_quote_frame *frame, syn_attribution *out_attribution) {
  syn_attribution before = {0}, after = {0};
  *out_attribution = (syn_attribution){0};
  bool can_follow = frame->ends_with_pause || frame->begins_sentence || frame->ends_sentence;
  if (can_follow) (void)attribute_after(frame, &after);
  if (!frame->begins_sentence) (void)attribute_before(frame, &before);
  bool is_near = before.is_found && (frame->follows_pause || frame->quoted->first_token - before.cue <= 4);
  if (after.is_found && !(is_near && before.is_found))
    *out_attribution = after;
  else if (before.is_found)
    *out_attribution = before;
  else
    *out_attribution = after;
}

bool syn_quote_is_predicate(const syn_quote_frame *in, const syn_attribution *attribution) {
  if (attribution->bits & SYN_CUE_CALL && !attribution->is_after && in->quoted->first_token - attribution->cue <= 10) return true;
  for (uint32_t at = in->quoted->first_token; at > in->begin; at--) {
    const syn_token *token = token_at(in, at - 1);
    if (token->end > in->quoted->open || !is_word(token) || token->tag == SYN_TAG_DET || token->tag == SYN_TAG_ADV) continue;
    return token->tag == SYN_TAG_AUX || bits_at(in, at - 1) & SYN_CUE_SPEAKS;
  }
  return false;
}

/* ---- labels ---- */

/* Whether all longer words of the content begin with a capital, as in titles. */
static bool is_title(const syn_quote_frame *in) {
  unsigned capitals = 0, smalls = 0;
  for (uint32_t i = in->quoted->first_token; i < in->quoted->end_token; i++) {
    const syn_token *token = token_at(in, i);
    if (!is_word(token) || token->lower.size < 4) continue;
    size_t size;
    bool is_capital = syn_utf8_is_upper(syn_utf8_decode(syn_document_word(in->document, i), 0, &size));
    if (is_capital)
      capitals++;
    else
      smalls++;
  }
  return capitals > 0 && smalls == 0;
}

bool syn_quote_is_label(const syn_quote_frame *in, const syn_attribution *attribution) {
  if (in->begins_sentence && in->word_count > 6) return false;
  uint32_t at = in->quoted->first_token;
  for (unsigned steps = 0; at > in->begin && steps < 4; steps++) {
    at--;
    const syn_token *token = token_at(in, at);
    unsigned bits = bits_at(in, at);
    if (bits & SYN_CUE_LABEL) return true;
    /* "a group called “X”": a participle without a subject of its own */
    if (bits & SYN_CUE_CALL && token->features & SYN_FEATURE_PARTICIPLE && !(token->features & SYN_FEATURE_FINITE) &&
        !attribution->is_found)
      return true;
    if (is_word(token) && token->tag != SYN_TAG_DET && token->tag != SYN_TAG_PRON && token->tag != SYN_TAG_ADP && token->tag != SYN_TAG_ADV)
      break;
  }
  bool is_near = attribution->is_found && !attribution->is_after && in->quoted->first_token - attribution->cue <= 3;
  if (is_near || in->begins_sentence) return false;
  return in->word_count <= 8 && !in->ends_sentence && is_title(in);
}
