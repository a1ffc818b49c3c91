#include "facts/quote_indirect.h"

enum { MINIMUM_TOKENS = 4 };

static const syn_token *token_at(const syn_source_context *in, uint32_t at) {
  return &in->finding->document->tokens[at];
}

static bool is_time(const syn_source_context *in, uint32_t at) {
  return in->finding->marks[at].time != 0;
}

static bool is_comma(const syn_source_context *in, uint32_t at) {
  const syn_token *token = token_at(in, at);
  return token->lower.size == 1 && token->lower.data[0] == ',';
}

static bool has_quoted(const syn_source_context *in, uint32_t first, uint32_t end) {
  for (uint32_t at = first; at < end; at++) {
    if (in->quoted[at]) return true;
  }
  return false;
}

static bool has_finite_verb(const syn_source_context *in, uint32_t first, uint32_t end) {
  for (uint32_t at = first; at < end; at++) {
    const syn_token *token = token_at(in, at);
    if ((token->tag == SYN_TAG_VERB || token->tag == SYN_TAG_AUX) && token->features & (SYN_FEATURE_FINITE | SYN_FEATURE_MODAL))
      return true;
  }
  return false;
}

/* Whether a clause without a conjunction has its verb before anything interrupts it: "said the bridge, which …" reports nothing. */
static bool has_own_verb(const syn_source_context *in, uint32_t first, uint32_t end) {
  for (uint32_t at = first; at < end; at++) {
    const syn_token *token = token_at(in, at);
    if ((token->tag == SYN_TAG_VERB || token->tag == SYN_TAG_AUX) && token->features & (SYN_FEATURE_FINITE | SYN_FEATURE_MODAL))
      return at > first;
    if (token->tag == SYN_TAG_SCONJ || token->features & SYN_FEATURE_RELATIVE) return false;
    if (token->tag == SYN_TAG_PUNCT && token->lower.data[0] != '-' && token->lower.data[0] != '.') return false;
  }
  return false;
}

static bool is_nominal_tag(unsigned tag) {
  return tag == SYN_TAG_NOUN || tag == SYN_TAG_PROPN || tag == SYN_TAG_PRON || tag == SYN_TAG_DET || tag == SYN_TAG_ADJ ||
         tag == SYN_TAG_NUM;
}

/* Where the reported clause begins after the cue: past adverbs, times and whom it is told, after the conjunction. */
static uint32_t clause_start(const syn_source_context *in, uint32_t cue, uint32_t end) {
  uint32_t at = cue + 1;
  while (at < end && (token_at(in, at)->tag == SYN_TAG_ADV || is_time(in, at) ||
                      (token_at(in, at)->tag == SYN_TAG_ADP && at + 1 < end && is_time(in, at + 1))))
    at++;
  /* "told reporters in Riga on Monday that …": the conjunction is not far. */
  for (uint32_t k = at; k < end && k < at + 12; k++) {
    unsigned tag = token_at(in, k)->tag;
    if (tag == SYN_TAG_SCONJ) return k + 1;
    if (!is_nominal_tag(tag) && tag != SYN_TAG_ADP && tag != SYN_TAG_PART && !is_time(in, k)) break;
  }
  if (at < end && is_nominal_tag(token_at(in, at)->tag)) return at;
  return end;
}

/* The end of the clause: the sentence without its last mark, or where another cue takes over after a comma. */
static uint32_t clause_end(const syn_source_context *in, uint32_t first, uint32_t end) {
  for (uint32_t at = first; at + 1 < end; at++) {
    if (!is_comma(in, at)) continue;
    unsigned bits = syn_quote_cue_bits(in->cues, token_at(in, at + 1));
    if (bits & (SYN_CUE_SPEAKS | SYN_CUE_ACCORDING)) return at;
  }
  while (end > first && token_at(in, end - 1)->tag == SYN_TAG_PUNCT) end--;
  return end;
}

/* "The bridge is safe, Petrova said." */
static bool find_before(const syn_source_context *in, uint32_t begin, uint32_t end, uint32_t cue, const syn_source *source,
                        uint32_t *out_first, uint32_t *out_end) {
  if (source->first <= begin + MINIMUM_TOKENS || source->first > cue || !is_comma(in, source->first - 1)) return false;
  /* Nothing but times and places may follow the cue. */
  for (uint32_t at = cue + 1; at < end; at++) {
    const syn_token *token = token_at(in, at);
    if (token->tag == SYN_TAG_VERB || token->tag == SYN_TAG_SCONJ) return false;
  }
  if (!has_finite_verb(in, begin, source->first - 1)) return false;
  *out_first = begin;
  *out_end = source->first - 1;
  return true;
}

bool syn_indirect_find(const syn_source_context *context, uint32_t begin, uint32_t end, uint32_t cue, const syn_source *source,
                       uint32_t *out_first, uint32_t *out_end) {
  uint32_t first = clause_start(context, cue, end);
  uint32_t stop = clause_end(context, first, end);
  bool is_found = first + MINIMUM_TOKENS <= stop && has_finite_verb(context, first, stop);
  if (is_found && token_at(context, first - 1)->tag != SYN_TAG_SCONJ) is_found = has_own_verb(context, first, stop);
  *out_first = first;
  *out_end = stop;
  if (!is_found) is_found = find_before(context, begin, end, cue, source, out_first, out_end);
  return is_found && !has_quoted(context, *out_first, *out_end);
}
