/*
 * How it works: an amount passes where it, or the noun that it measures, is the object of the verb (of a passive the subject), or stands
 * behind a preposition that brings what is given ("provided X with") or its price ("bought X for"). What stands behind any other
 * preposition is who gets it, or something else. Of 74 transfers that were read by eye before there were these checks 49 were right
 * (docs/ledger.md).
 */
#include "facts/transfer_checks.h"

static const syn_token *token_at(const syn_transfer_search *job, uint32_t token) {
  return syn_transfer_token(job, token);
}

static const syn_transfer_word *other_at(const syn_transfer_search *job, uint32_t token) {
  return syn_transfer_other(job->lexicon, token_at(job, token)->lower);
}

static bool is_of_amount(const syn_transfer_search *job, uint32_t token) {
  return job->finding->marks[token].quantity == job->quantity + 1;
}

/* "a share", "a tonne" behind an amount; but "a year ago" tells when. */
static bool is_rate(const syn_transfer_search *job, uint32_t next) {
  uint32_t end = syn_transfer_sentence_end(job);
  if (next < end && token_at(job, next)->tag == SYN_TAG_PUNCT && !token_at(job, next)->space_before) next++; /* "$5-a-share" */
  const syn_transfer_word *word = next < end ? other_at(job, next) : NULL;
  if (!word || !word->rate) return false;
  if (token_at(job, next)->tag != SYN_TAG_DET) return true;
  if (next + 1 < end && token_at(job, next + 1)->tag == SYN_TAG_PUNCT && !token_at(job, next + 1)->space_before) return true;
  if (next + 1 >= end || token_at(job, next + 1)->tag != SYN_TAG_NOUN) return false;
  uint32_t time = job->finding->marks[next + 1].time;
  return !time || job->finding->times.items[time - 1].type != SYN_TIME_DATE;
}

bool syn_transfer_is_aside(const syn_transfer_search *job) {
  uint32_t first = job->amount, last = job->amount;
  while (first > job->tree.sentence.first && is_of_amount(job, first - 1)) first--;
  while (last + 1 < syn_transfer_sentence_end(job) && is_of_amount(job, last + 1)) last++;
  if (is_rate(job, last + 1)) return true;
  if (first == job->tree.sentence.first) return false;
  const syn_transfer_word *before = other_at(job, first - 1);
  return before && before->part;
}

/* The preposition of a word, other than one that belongs to the amount ("around $5 million"). */
static syn_text preposition_of(const syn_transfer_search *job, uint32_t token) {
  const syn_sentence_tree *tree = &job->tree.sentence;
  for (uint32_t at = syn_tree_first(tree, token); at != SYN_TREE_NONE; at = syn_tree_next(tree, at)) {
    if (token_at(job, at)->relation == SYN_RELATION_CASE && !is_of_amount(job, at)) return token_at(job, at)->lower;
  }
  return SYN_TEXT("");
}

/* The word right below the verb on the way from a word, or SYN_TREE_NONE. */
static uint32_t word_below_verb_from(const syn_transfer_search *job, uint32_t at) {
  const syn_sentence_tree *tree = &job->tree.sentence;
  for (unsigned step = 0; step < SYN_TRANSFER_CLIMB; step++) {
    uint32_t parent = syn_tree_head(tree, at);
    if (parent == SYN_TREE_NONE || parent == job->verb) return parent == SYN_TREE_NONE ? SYN_TREE_NONE : at;
    at = parent;
  }
  return SYN_TREE_NONE;
}

/* From the amount ("gave $5 million in aid"), else from the noun that it measures. */
static uint32_t word_below_verb(const syn_transfer_search *job) {
  uint32_t below = word_below_verb_from(job, job->amount);
  return below == SYN_TREE_NONE && job->noun != SYN_TREE_NONE ? word_below_verb_from(job, job->noun) : below;
}

/* Whether what receives stands beside a word and is a market: "provided the money market with", "assistance to the market". */
static bool goes_to_market(const syn_transfer_search *job, uint32_t word) {
  const syn_sentence_tree *tree = &job->tree.sentence;
  for (uint32_t at = word == SYN_TREE_NONE ? SYN_TREE_NONE : syn_tree_first(tree, word); at != SYN_TREE_NONE;
       at = syn_tree_next(tree, at)) {
    uint8_t relation = token_at(job, at)->relation;
    bool is_behind = (relation == SYN_RELATION_OBL || relation == SYN_RELATION_NMOD) &&
                     !syn_word_is(job->tree.words, preposition_of(job, at), SYN_WORD_WITHIN | SYN_WORD_PARTITIVE);
    bool is_place = is_behind || relation == SYN_RELATION_OBJ || relation == SYN_RELATION_IOBJ || relation == SYN_RELATION_NSUBJ;
    const syn_transfer_word *found = is_place ? syn_transfer_noun_at(job, at) : NULL;
    if (found && found->empty) return true;
  }
  return false;
}

/* A market receives nothing. */
static bool fills_market(const syn_transfer_search *job) {
  return goes_to_market(job, job->verb) || goes_to_market(job, job->noun) || goes_to_market(job, job->amount);
}

static bool is_priced(const syn_transfer_search *job, uint32_t below) {
  const syn_transfer_word *preposition = syn_transfer_other(job->lexicon, preposition_of(job, below));
  if (token_at(job, below)->relation != SYN_RELATION_OBL || !preposition || !preposition->price) return false;
  /* "sells for": nobody who sells is told */
  return syn_transfer_is_passive(&job->tree, job->verb) ||
         syn_transfer_dependent(&job->tree, job->verb, SYN_RELATION_OBJ, false) != SYN_TREE_NONE;
}

bool syn_transfer_is_moved(const syn_transfer_search *job) {
  uint32_t below = word_below_verb(job);
  if (below == SYN_TREE_NONE) return true; /* the verb is told of the noun: "the loan that X granted" */
  bool is_price = job->verb_word->has_instrument && job->verb_word->instrument == SYN_INSTRUMENT_PRICE;
  if (is_price && job->noun == SYN_TREE_NONE) return is_priced(job, below);
  if (job->verb_word->moves && fills_market(job)) return false;
  if (token_at(job, below)->relation != SYN_RELATION_OBL) return true;
  syn_text preposition = preposition_of(job, below);
  if (preposition.size == 0) return true;
  bool brings = syn_word_is(job->tree.words, preposition, SYN_WORD_COMPANY);
  return job->verb_word->moves ? brings : !brings;
}

bool syn_transfer_is_serviced(const syn_transfer_search *job) {
  if (!job->noun_word || !job->noun_word->has_instrument || job->noun_word->instrument != SYN_INSTRUMENT_DEBT) return false;
  uint32_t below = word_below_verb(job);
  return below != SYN_TREE_NONE && below != job->noun && below != job->amount && syn_transfer_noun_at(job, below);
}

bool syn_transfer_is_word_only(const syn_transfer_search *job) {
  const syn_transfer_places *receivers = &job->verb_word->receivers;
  return job->cue != SYN_TREE_NONE && job->verb_word->moves && receivers->count > 0 && receivers->items[0].kind == SYN_TRANSFER_SUBJECT;
}

bool syn_transfer_pays_debt(const syn_transfer_search *job) {
  bool is_debt = job->noun_word && job->noun_word->has_instrument && job->noun_word->instrument == SYN_INSTRUMENT_DEBT;
  return is_debt && job->verb_word && job->verb_word->moves && !job->verb_word->has_instrument;
}
