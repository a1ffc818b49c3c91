#include "facts/pattern_roles.h"

enum { SUBJECT_STEPS = 16, ANCESTOR_STEPS = 48 };

/* ---- subjects ---- */

/* The subject of this very verb, SYN_HEAD_NONE where it has none of its own. */
static int32_t own_subject(const syn_pattern_site *site, uint32_t verb) {
  const syn_pattern_sentence *sentence = site->sentence;
  uint32_t first = verb > sentence->first + SYN_SITE_TOKEN_LIMIT ? verb - SYN_SITE_TOKEN_LIMIT : sentence->first;
  for (uint32_t token = first; token < sentence->end && token < verb + SYN_SITE_TOKEN_LIMIT; token++) {
    const syn_token *at = &sentence->document->tokens[token];
    if (at->head == (int32_t)verb && at->relation == SYN_RELATION_NSUBJ) return (int32_t)token;
  }
  return SYN_HEAD_NONE;
}

/* The subject of the verb, or of the one that it is joined to or completes; of a participle the noun that it describes. */
static int32_t find_subject(const syn_pattern_site *site) {
  const syn_document *document = site->sentence->document;
  uint32_t verb = site->verb;
  for (int step = 0; step < SUBJECT_STEPS; step++) {
    int32_t subject = own_subject(site, verb);
    const syn_token *at = &document->tokens[verb];
    bool is_relative = subject >= 0 && document->tokens[subject].tag == SYN_TAG_PRON && at->relation == SYN_RELATION_ACL;
    if (subject >= 0 && !is_relative) return subject;
    if (at->head < 0) return SYN_HEAD_NONE;
    if (at->relation == SYN_RELATION_ACL) return at->head;
    bool goes_on = at->relation == SYN_RELATION_CONJ || at->relation == SYN_RELATION_XCOMP || at->relation == SYN_RELATION_ADVCL;
    if (!goes_on) return SYN_HEAD_NONE;
    verb = (uint32_t)at->head;
  }
  return SYN_HEAD_NONE;
}

/* Whether the token belongs to the noun phrase of the ancestor: not over a clause ("Mordor" of "Mordor is a place to visit"). */
static bool is_below(const syn_document *document, uint32_t token, uint32_t ancestor) {
  for (int step = 0; step < ANCESTOR_STEPS; step++) {
    if (token == ancestor) return true;
    uint8_t relation = document->tokens[token].relation;
    if (document->tokens[token].head < 0 || relation == SYN_RELATION_NSUBJ || relation == SYN_RELATION_PARATAXIS) return false;
    token = (uint32_t)document->tokens[token].head;
  }
  return false;
}

/* The first coded phrase of the subject, with what depends on it ("resumption of ties between Arnor and Gondor"). */
static const syn_coded_phrase *phrase_of_subject(const syn_pattern_site *site, uint32_t subject) {
  const syn_pattern_sentence *sentence = site->sentence;
  const syn_coded_phrase *phrase = syn_pattern_phrase_at(sentence, subject);
  if (phrase && phrase->party_count) return phrase;
  for (uint32_t i = 0; i < sentence->phrase_count; i++) {
    phrase = &sentence->phrases[i];
    if (phrase->first > site->verb) return NULL;
    if (phrase->party_count && is_below(sentence->document, phrase->end - 1, subject)) return phrase;
  }
  return NULL;
}

/* ---- phrases around the verb ---- */

/* The coded phrase of the row farthest from the verb, which is the first of the text before it. */
static const syn_coded_phrase *farthest_before(const syn_pattern_site *site, const syn_coded_phrase *except) {
  for (uint32_t i = site->before_count; i-- > 0;) {
    const syn_coded_phrase *phrase = syn_pattern_phrase_at(site->sentence, site->before[i]);
    if (phrase && phrase->party_count && phrase != except) return phrase;
  }
  return NULL;
}

/* Whether some party of one phrase has a code that none of the other has: nobody acts on himself. */
static bool differs(const syn_coded_phrase *phrase, const syn_coded_phrase *other) {
  if (!other) return true;
  if (phrase == other) return false;
  for (uint32_t i = 0; i < phrase->party_count; i++) {
    bool is_there = false;
    for (uint32_t k = 0; k < other->party_count; k++)
      is_there = is_there || syn_text_equal(phrase->parties[i].code, other->parties[k].code);
    if (!is_there) return true;
  }
  return false;
}

static const syn_coded_phrase *find_target(const syn_pattern_site *site, const syn_coded_phrase *source) {
  bool has_phrase = false;
  for (uint32_t i = 0; i < site->after_count; i++) {
    const syn_coded_phrase *phrase = syn_pattern_phrase_at(site->sentence, site->after[i]);
    has_phrase = has_phrase || phrase;
    if (phrase && phrase->party_count && differs(phrase, source)) return phrase;
  }
  for (uint32_t i = 0; !has_phrase && i < site->before_count; i++) {
    const syn_coded_phrase *phrase = syn_pattern_phrase_at(site->sentence, site->before[i]);
    if (phrase && phrase->party_count && differs(phrase, source)) return phrase;
  }
  return NULL;
}

/* ---- passives ---- */

static bool is_passive(const syn_pattern_site *site, const syn_word_classes *words) {
  const syn_document *document = site->sentence->document;
  const syn_token *verb = &document->tokens[site->verb];
  bool is_participle = (verb->features & SYN_FEATURE_PARTICIPLE) && !(verb->features & SYN_FEATURE_PRESENT);
  if (verb->features & SYN_FEATURE_PASSIVE) return true;
  if (verb->relation == SYN_RELATION_ACL && is_participle) return true;
  for (uint32_t i = 0; i < site->before_count; i++) {
    const syn_token *at = &document->tokens[site->before[i]];
    if (syn_word_is(words, at->lower, SYN_WORD_BE) || syn_word_is(words, at->lemma, SYN_WORD_BE))
      return is_participle || verb->features == 0;
    if (at->tag != SYN_TAG_ADV && at->tag != SYN_TAG_PART && at->tag != SYN_TAG_AUX) return false;
  }
  return false;
}

/* Who did it: the coded phrase behind "by". */
static const syn_coded_phrase *find_agent(const syn_pattern_site *site, const syn_word_classes *words) {
  const syn_pattern_sentence *sentence = site->sentence;
  for (uint32_t i = 0; i + 1 < site->after_count; i++) {
    const syn_token *at = &sentence->document->tokens[site->after[i]];
    if (at->tag == SYN_TAG_VERB) return NULL;
    const syn_coded_phrase *phrase = syn_pattern_phrase_at(sentence, site->after[i + 1]);
    if (syn_word_is(words, at->lower, SYN_WORD_AGENT) && phrase && phrase->party_count) return phrase;
  }
  return NULL;
}

void syn_pattern_roles_find(const syn_pattern_site *site, const syn_pattern_match *match, const syn_word_classes *words,
                            syn_pattern_roles *out_roles) {
  const syn_document *document = site->sentence->document;
  int32_t subject = document->has_trees ? find_subject(site) : SYN_HEAD_NONE;
  const syn_coded_phrase *acting = subject >= 0 ? phrase_of_subject(site, (uint32_t)subject) : NULL;
  *out_roles = (syn_pattern_roles){.source = match->source, .target = match->target};
  if (match->both) {
    bool is_one_side = match->both_is_after && acting && differs(match->both, acting); /* "X fought with A and B" */
    *out_roles = (syn_pattern_roles){.source = is_one_side ? acting : match->both, .target = match->both, .is_joint = !is_one_side};
    return;
  }
  /* A subject that is told and is nobody whom the dictionary knows: whoever else stands before the verb did not do it. */
  bool is_other = subject >= 0 && !acting && document->tokens[subject].tag != SYN_TAG_PRON;
  if (!match->source && !match->target && is_passive(site, words)) {
    const syn_coded_phrase *agent = find_agent(site, words);
    out_roles->source = agent;
    out_roles->target = acting && (!agent || differs(acting, agent)) ? acting : farthest_before(site, agent);
    return;
  }
  if (!out_roles->source && acting && acting != match->target) out_roles->source = acting;
  if (!out_roles->source && !is_other) out_roles->source = farthest_before(site, match->target);
  if (!out_roles->target) out_roles->target = find_target(site, out_roles->source);
}
