/*
 * How it works: the verb group tells the first part (an auxiliary of future or possibility, the progressive, a negation). Then the clauses
 * that govern this one are walked outward: a verb before an infinitive colours it ("promised to lend", "refused to pay"); a verb of saying
 * before a finite clause makes its subject the source, and turns what will happen into a promise where it is such a verb. A quote's speaker
 * is the source of what the quote tells. Clauses opened by a word of condition are possible, no more.
 */
#include "facts/event_modality.h"

enum { GOVERNOR_LIMIT = 4 };

static const syn_token *head_of(const syn_event_site *site, const syn_clause *clause) {
  return &site->finding->document->tokens[site->list->chunks[clause->verb].head];
}

static syn_text lower_at(const syn_event_site *site, uint32_t token) {
  return site->finding->document->tokens[token].lower;
}

static void read_group(const syn_event_site *site, const syn_clause *clause, syn_event_standing *standing) {
  standing->is_negated = clause->is_negated;
  if (clause->has_modal) {
    bool plans = syn_word_is(site->words, lower_at(site, clause->modal), SYN_WORD_FUTURE);
    standing->modality = plans ? SYN_MODALITY_PLANNED : SYN_MODALITY_POSSIBLE;
    standing->modality_token = clause->modal;
  } else if (clause->is_progressive) {
    standing->modality = SYN_MODALITY_ONGOING;
  }
  if (clause->is_infinitive && clause->governor == SYN_NO_CHUNK && standing->modality == SYN_MODALITY_HAPPENED)
    standing->modality = SYN_MODALITY_PLANNED; /* a headline: "Malta to lend Cyprus $5 million" */
  if (clause->opener != SYN_NO_CHUNK && syn_word_is(site->words, lower_at(site, clause->opener), SYN_WORD_CONDITION)) {
    standing->modality = SYN_MODALITY_POSSIBLE;
    standing->modality_token = clause->opener;
  }
}

/* An infinitive under a governing verb: "promised to", "refused to", "is to". */
static void colour_infinitive(const syn_event_site *site, const syn_clause *governor, const syn_colouring *colouring,
                              syn_event_standing *standing) {
  if (governor->is_negated) standing->is_negated = !standing->is_negated;
  if (governor->opener != SYN_NO_CHUNK && syn_word_is(site->words, lower_at(site, governor->opener), SYN_WORD_CONDITION)) {
    standing->modality = SYN_MODALITY_POSSIBLE;
    standing->modality_token = governor->opener;
  }
  if (standing->modality != SYN_MODALITY_HAPPENED) return;
  if (colouring && colouring->in_progress && !governor->is_progressive) return;
  const syn_token *verb = head_of(site, governor);
  uint32_t token = site->list->chunks[governor->verb].head;
  if (colouring && colouring->negates) standing->is_negated = !standing->is_negated;
  if (colouring && colouring->modality != SYN_MODALITY_HAPPENED) {
    standing->modality = colouring->modality;
    standing->modality_token = token;
  } else if (verb->tag == SYN_TAG_AUX && syn_word_is(site->words, verb->lemma, SYN_WORD_BE)) {
    standing->modality = SYN_MODALITY_PLANNED; /* "is to provide", "is due to visit" */
    standing->modality_token = token;
  }
}

/* Whether `clause` is what the governor says: no conjunction but that of content between them. */
static bool is_content(const syn_event_site *site, const syn_clause *clause) {
  if (clause->is_relative) return false;
  return clause->opener == SYN_NO_CHUNK || syn_word_is(site->words, lower_at(site, clause->opener), SYN_WORD_COMPLEMENT);
}

static void colour_content(const syn_event_site *site, const syn_clause *governor, const syn_colouring *colouring,
                           syn_event_standing *standing) {
  if (!colouring || !colouring->reports) return;
  if (standing->sources.count == 0 && governor->subject != SYN_NO_CHUNK)
    syn_event_phrase_parties(site, governor->subject, false, &standing->sources);
  if (colouring->negates) {
    standing->modality = SYN_MODALITY_DENIED;
    standing->modality_token = site->list->chunks[governor->verb].head;
  } else if (colouring->modality == SYN_MODALITY_PROMISED && standing->modality == SYN_MODALITY_PLANNED) {
    standing->modality = SYN_MODALITY_PROMISED;
    standing->modality_token = site->list->chunks[governor->verb].head;
  }
}

static void walk_governors(const syn_event_site *site, const syn_event_lexicon *lexicon, syn_event_standing *standing) {
  const syn_clause *clause = site->clause;
  for (int level = 0; level < GOVERNOR_LIMIT && clause->governor != SYN_NO_CHUNK; level++) {
    const syn_clause *governor = &site->list->clauses[clause->governor];
    const syn_colouring *colouring = syn_event_lexicon_colouring(lexicon, syn_event_lexicon_verb(lexicon, head_of(site, governor)));
    if (clause->is_infinitive)
      colour_infinitive(site, governor, colouring, standing);
    else if (clause->is_finite && is_content(site, clause))
      colour_content(site, governor, colouring, standing);
    else
      return;
    clause = governor;
  }
}

/* "…, the ministry said": a last clause of saying that has nothing of its own to say. */
static void read_trailing_source(const syn_event_site *site, const syn_event_lexicon *lexicon, syn_event_standing *standing) {
  const syn_clause *last = &site->list->clauses[site->list->clause_count - 1];
  if (last == site->clause || last->object != SYN_NO_CHUNK || last->is_relative || last->is_infinitive || last->subject == SYN_NO_CHUNK)
    return;
  const syn_colouring *colouring = syn_event_lexicon_colouring(lexicon, syn_event_lexicon_verb(lexicon, head_of(site, last)));
  uint32_t left = last->subject < last->verb ? last->subject : last->verb;
  if (!colouring || !colouring->reports || left == 0) return;
  syn_chunk_kind before = site->list->chunks[left - 1].kind;
  if (before == SYN_CHUNK_COMMA || before == SYN_CHUNK_STOP) syn_event_phrase_parties(site, last->subject, false, &standing->sources);
}

uint32_t syn_event_named_source(const syn_finding *finding, const syn_word_classes *words, const syn_clause_list *list) {
  for (uint32_t chunk = 0; chunk + 2 < list->chunk_count; chunk++) {
    if (!syn_word_is(words, finding->document->tokens[list->chunks[chunk].first].lower, SYN_WORD_SOURCE)) continue;
    if (list->chunks[chunk + 1].kind == SYN_CHUNK_NOUN || list->chunks[chunk + 2].kind == SYN_CHUNK_NOUN) return chunk;
  }
  return SYN_NO_CHUNK;
}

/* "according to X" anywhere in the sentence. */
static void read_named_source(const syn_event_site *site, syn_event_standing *standing) {
  if (site->named_source == SYN_NO_CHUNK) return;
  uint32_t phrase = site->named_source + (site->list->chunks[site->named_source + 1].kind == SYN_CHUNK_NOUN ? 1 : 2);
  syn_event_phrase_parties(site, phrase, false, &standing->sources);
}

static void read_quote_source(const syn_event_site *site, uint32_t token, syn_event_standing *standing) {
  uint32_t mark = site->finding->marks[token].quote;
  if (!mark) return;
  const syn_quote *quote = &site->finding->quotes.items[mark - 1];
  for (uint32_t i = 0; i < quote->speakers.count && standing->sources.count < SYN_PARTY_LIMIT; i++)
    standing->sources.items[standing->sources.count++] = (syn_party){quote->speakers.items[i], quote->source};
}

static bool opens_with_negation(const syn_event_site *site, uint32_t chunk) {
  return chunk != SYN_NO_CHUNK && syn_word_is(site->words, lower_at(site, site->list->chunks[chunk].first), SYN_WORD_NEGATION);
}

/* "no arrests were made", "nobody met": a negation in front of who acts, of what is done, or of the noun that tells the event. */
static bool denies_phrase(const syn_event_site *site) {
  if (site->noun != SYN_NO_CHUNK) return opens_with_negation(site, site->noun);
  return opens_with_negation(site, site->clause->subject) || opens_with_negation(site, site->clause->object);
}

void syn_event_standing_read(const syn_event_site *site, const syn_event_lexicon *lexicon, const syn_event_frame *frame,
                             syn_event_standing *out_standing) {
  *out_standing = (syn_event_standing){.modality = SYN_MODALITY_HAPPENED, .modality_token = SYN_NO_CHUNK};
  uint32_t trigger = site->noun != SYN_NO_CHUNK ? site->list->chunks[site->noun].head : site->list->chunks[site->clause->verb].head;
  read_quote_source(site, trigger, out_standing);
  if (site->clause) {
    read_group(site, site->clause, out_standing);
    if (site->noun != SYN_NO_CHUNK) out_standing->is_negated = false; /* the verb is denied, not the noun */
    if (denies_phrase(site)) out_standing->is_negated = !out_standing->is_negated;
    walk_governors(site, lexicon, out_standing);
    if (out_standing->sources.count == 0) read_trailing_source(site, lexicon, out_standing);
  }
  if (out_standing->sources.count == 0) read_named_source(site, out_standing);
  if (frame->has_modality && out_standing->modality == SYN_MODALITY_HAPPENED) out_standing->modality = frame->modality;
}
