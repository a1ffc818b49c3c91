/*
 * How it works: the verb group tells the first part (an auxiliary of future or possibility, the progressive, a negation, a question, a word
 * of condition before the clause). Then the clauses and nouns that govern this one are walked outward. A word before an infinitive or
 * gerund colours it ("promised to lend", "refused to pay", "a plan to leave"); a verb of saying before content makes its subject the
 * source, and turns what will happen into a promise where it is such a verb. What stands beside the whole ("…, he said") is a source too.
 * Beyond an adverbial or relative clause only sources count: "X, who left, promised" promises nothing of the leaving. A noun that tells an
 * event has the standing of its verb only where the verb brings it about ("will hold talks", "talks are planned"); "will condemn the
 * attack" plans no attack. A quote's speaker is the source of what the quote tells.
 */
#include "facts/event_modality.h"

enum { GOVERNOR_LIMIT = 6 };

static const syn_token *token_at(const syn_event_site *site, uint32_t token) {
  return &site->finding->document->tokens[token];
}

static syn_text lower_at(const syn_event_site *site, uint32_t token) {
  return token_at(site, token)->lower;
}

static bool is_condition(const syn_event_site *site, uint32_t opener) {
  return opener != SYN_NO_CHUNK && syn_word_is(site->words, lower_at(site, opener), SYN_WORD_CONDITION);
}

static void set_modality(syn_event_standing *standing, syn_modality modality, uint32_t token) {
  standing->modality = modality;
  standing->modality_token = token;
}

static void read_group(const syn_event_site *site, const syn_clause *clause, syn_event_standing *standing) {
  bool is_opened = clause->opener != SYN_NO_CHUNK && !clause->is_finite && !clause->is_infinitive;
  bool is_lacking = is_opened && syn_word_is(site->words, lower_at(site, clause->opener), SYN_WORD_LACKING);
  standing->is_negated = clause->is_negated != is_lacking;
  if (is_opened && syn_word_is(site->words, lower_at(site, clause->opener), SYN_WORD_TOPIC))
    set_modality(standing, SYN_MODALITY_POSSIBLE, clause->opener);
  if (clause->has_modal) {
    bool plans = syn_word_is(site->words, lower_at(site, clause->modal), SYN_WORD_FUTURE) && !clause->is_question && !clause->has_condition;
    set_modality(standing, plans ? SYN_MODALITY_PLANNED : SYN_MODALITY_POSSIBLE, clause->modal);
  } else if (clause->is_question) {
    standing->modality = SYN_MODALITY_POSSIBLE;
  } else if (clause->is_progressive) {
    standing->modality = SYN_MODALITY_ONGOING;
  }
  if ((clause->is_due || (clause->is_infinitive && clause->governor == SYN_NO_CHUNK && clause->link != SYN_CLAUSE_NOUN)) &&
      standing->modality == SYN_MODALITY_HAPPENED)
    standing->modality = SYN_MODALITY_PLANNED; /* a headline: "Malta to lend Cyprus $5 million" */
  if (is_condition(site, clause->opener)) set_modality(standing, SYN_MODALITY_POSSIBLE, clause->opener);
}

static const syn_colouring *colouring_of(const syn_event_site *site, const syn_event_lexicon *lexicon, const syn_clause *clause) {
  const syn_colouring *found = syn_event_lexicon_colouring(lexicon, token_at(site, clause->predicate)->lemma);
  if (found || clause->predicate == clause->main_verb) return found;
  return syn_event_lexicon_colouring(lexicon, token_at(site, clause->main_verb)->lemma);
}

/* Whose word the content of a verb of saying is: its subject, of a passive the agent. */
static void add_speaker(const syn_event_site *site, const syn_clause *clause, syn_event_standing *standing) {
  if (standing->sources.count > 0) return;
  if (!clause->is_passive) {
    if (clause->subject != SYN_NO_CHUNK && !clause->owned_subject)
      syn_event_phrase_parties(site, clause->subject, false, &standing->sources);
    return;
  }
  for (uint32_t i = 0; i < clause->prepositional_count && standing->sources.count == 0; i++) {
    if (syn_word_is(site->words, lower_at(site, clause->prepositionals[i].preposition), SYN_WORD_AGENT))
      syn_event_phrase_parties(site, clause->prepositionals[i].phrase, false, &standing->sources);
  }
}

/* ---- what governs the clause ---- */

/* "may move to oust", "will begin to lend": what governs and colours nothing has its own standing, which is that of both. */
static void take_group(const syn_event_site *site, const syn_clause *governor, syn_event_standing *standing) {
  syn_event_standing of_governor = {.modality = SYN_MODALITY_HAPPENED, .modality_token = SYN_NO_CHUNK};
  read_group(site, governor, &of_governor);
  if (of_governor.modality != SYN_MODALITY_HAPPENED && of_governor.modality != SYN_MODALITY_ONGOING)
    set_modality(standing, of_governor.modality, of_governor.modality_token);
}

/* "had to leave": what somebody was made to do he did. */
static bool is_past_duty(const syn_event_site *site, const syn_clause *governor) {
  const syn_token *verb = token_at(site, governor->main_verb);
  return (verb->features & SYN_FEATURE_PAST) && syn_word_is(site->words, verb->lemma, SYN_WORD_HAVE);
}

/* An infinitive or gerund under a governing verb: "promised to", "refused to", "is to", "denied attacking". */
static void colour_open(const syn_event_site *site, const syn_clause *clause, const syn_clause *governor, const syn_colouring *colouring,
                        syn_event_standing *standing) {
  uint32_t token = governor->predicate;
  if (governor->is_negated) standing->is_negated = !standing->is_negated;
  if (is_condition(site, governor->opener)) set_modality(standing, SYN_MODALITY_POSSIBLE, governor->opener);
  if (colouring && colouring->reports && colouring->modality == SYN_MODALITY_HAPPENED && !colouring->moves)
    add_speaker(site, governor, standing); /* "accused X of killing" */
  if (standing->modality != SYN_MODALITY_HAPPENED) return;
  if (colouring && colouring->in_progress && !governor->is_progressive) return;
  bool denies = colouring && colouring->modality == SYN_MODALITY_DENIED;
  if (colouring && colouring->negates && !denies) standing->is_negated = !standing->is_negated;
  if (colouring && colouring->moves && clause->is_infinitive && !is_past_duty(site, governor)) {
    set_modality(standing, SYN_MODALITY_REQUESTED, token);
  } else if (colouring && colouring->modality != SYN_MODALITY_HAPPENED) {
    /* who wants to do it himself plans it */
    bool own = colouring->modality == SYN_MODALITY_REQUESTED && !governor->is_passive && clause->subject == governor->subject &&
               clause->subject != SYN_NO_CHUNK;
    set_modality(standing, own ? SYN_MODALITY_PLANNED : colouring->modality, token);
  } else if (clause->is_infinitive && token_at(site, governor->main_verb)->tag == SYN_TAG_AUX && !(colouring && colouring->negates) &&
             syn_word_is(site->words, token_at(site, governor->main_verb)->lemma, SYN_WORD_BE)) {
    set_modality(standing, SYN_MODALITY_PLANNED, governor->main_verb); /* "is to provide", "is due to visit" */
  } else if (clause->is_infinitive || clause->opener == SYN_NO_CHUNK ||
             !syn_word_is(site->words, lower_at(site, clause->opener), SYN_WORD_CHARGE)) { /* not "will be tried for killing" */
    take_group(site, governor, standing);
  }
}

/* Whether `clause` is what the governor says: no conjunction but that of content between them. */
static bool is_content(const syn_event_site *site, const syn_clause *clause) {
  return clause->opener == SYN_NO_CHUNK || syn_word_is(site->words, lower_at(site, clause->opener), SYN_WORD_COMPLEMENT);
}

/* "demanded that X be fined": a bare "be" tells what shall be, not what is. */
static bool is_subjunctive(const syn_event_site *site, const syn_clause *clause) {
  const syn_chunk *group = &site->list->chunks[clause->verb];
  if (clause->has_modal || clause->is_infinitive || clause->subject == SYN_NO_CHUNK) return false;
  for (uint32_t token = group->first; token <= clause->main_verb; token++) {
    const syn_token *word = token_at(site, token);
    if (word->tag == SYN_TAG_AUX && syn_word_is(site->words, word->lemma, SYN_WORD_BE)) return syn_text_equal(word->lower, word->lemma);
    if (word->tag == SYN_TAG_AUX) return false;
  }
  return false;
}

static void colour_content(const syn_event_site *site, const syn_clause *clause, const syn_clause *governor, const syn_colouring *colouring,
                           syn_event_standing *standing) {
  if (is_content(site, clause) && is_subjunctive(site, clause) && standing->modality == SYN_MODALITY_HAPPENED) {
    bool colours = colouring && colouring->modality != SYN_MODALITY_HAPPENED;
    set_modality(standing, colours ? colouring->modality : SYN_MODALITY_POSSIBLE, governor->predicate);
  }
  bool is_told = standing->modality == SYN_MODALITY_HAPPENED || standing->modality == SYN_MODALITY_ONGOING;
  if (is_told && is_content(site, clause) && is_condition(site, governor->opener) && governor->link == SYN_CLAUSE_ADVERBIAL)
    set_modality(standing, SYN_MODALITY_POSSIBLE, governor->opener); /* "if we find that X refuses" */
  if (!colouring || !is_content(site, clause)) return;
  if (colouring->reports) add_speaker(site, governor, standing);
  if (governor->is_negated && colouring->lifts) standing->is_negated = !standing->is_negated; /* "does not mean that" */
  bool is_past = token_at(site, clause->main_verb)->features & SYN_FEATURE_PAST;
  bool is_open = standing->modality == SYN_MODALITY_HAPPENED && !is_past && !clause->has_auxiliary;
  if (colouring->modality == SYN_MODALITY_DENIED && colouring->negates)
    set_modality(standing, SYN_MODALITY_DENIED, governor->predicate);
  else if (standing->modality == SYN_MODALITY_PLANNED &&
           (colouring->modality == SYN_MODALITY_PROMISED || colouring->modality == SYN_MODALITY_THREATENED ||
            colouring->modality == SYN_MODALITY_POSSIBLE || colouring->modality == SYN_MODALITY_OFFERED))
    set_modality(standing, colouring->modality, governor->predicate);
  else if (is_open && (colouring->modality == SYN_MODALITY_REQUESTED || colouring->modality == SYN_MODALITY_POSSIBLE ||
                       colouring->modality == SYN_MODALITY_OFFERED))
    set_modality(standing, colouring->modality, governor->predicate); /* "demanded that X leave" */
}

/* An infinitive that completes a noun: "the promise to lend", "a plan to leave". What no word colours is no more than intended. */
static void colour_by_noun(const syn_event_site *site, const syn_event_lexicon *lexicon, const syn_clause *clause,
                           syn_event_standing *standing) {
  bool is_gerund = clause->opener != SYN_NO_CHUNK && !clause->is_finite; /* "plans for leaving" */
  if ((!clause->is_infinitive && !is_gerund) || clause->governor_noun == SYN_NO_CHUNK) return;
  uint32_t noun = site->list->chunks[clause->governor_noun].head;
  const syn_colouring *colouring = syn_event_lexicon_colouring(lexicon, token_at(site, noun)->lemma);
  if (colouring && colouring->negates) standing->is_negated = !standing->is_negated;
  if (standing->modality != SYN_MODALITY_HAPPENED || (colouring && colouring->negates)) return;
  bool colours = colouring && colouring->modality != SYN_MODALITY_HAPPENED;
  if (is_gerund && !colours) return;
  set_modality(standing, colours ? colouring->modality : SYN_MODALITY_PLANNED, noun);
}

/* "denied claims that it shot down a plane": what is claimed has the standing of the claim. */
static void colour_by_claim(const syn_event_site *site, const syn_event_lexicon *lexicon, const syn_clause *clause,
                            syn_event_standing *standing) {
  bool is_content = clause->opener != SYN_NO_CHUNK && syn_word_is(site->words, lower_at(site, clause->opener), SYN_WORD_COMPLEMENT);
  if (!is_content || !clause->is_finite || clause->governor_noun == SYN_NO_CHUNK || clause->governor == SYN_NO_CHUNK) return;
  uint32_t noun = site->list->chunks[clause->governor_noun].head;
  const syn_colouring *claim = syn_event_lexicon_colouring(lexicon, token_at(site, noun)->lemma);
  const syn_clause *governor = &site->list->clauses[clause->governor];
  const syn_colouring *denial = colouring_of(site, lexicon, governor);
  if (!claim || !claim->reports || !denial || denial->modality != SYN_MODALITY_DENIED || governor->is_negated) return;
  set_modality(standing, SYN_MODALITY_DENIED, governor->predicate);
}

/* "…, the ministry said": a clause set beside. */
static void read_aside(const syn_event_site *site, const syn_event_lexicon *lexicon, const syn_clause *clause,
                       syn_event_standing *standing) {
  if (clause->aside == SYN_NO_CHUNK) return;
  const syn_clause *aside = &site->list->clauses[clause->aside];
  const syn_colouring *colouring = colouring_of(site, lexicon, aside);
  if (colouring && colouring->reports && aside->object == SYN_NO_CHUNK) add_speaker(site, aside, standing);
}

/*
 * "could invade, killing many", "to win back X": how an adverbial clause stands to the verb it goes with. One that is a subject ("lifting
 * the ban would help") is no more than thought of.
 */
static void colour_adverbial(const syn_event_site *site, const syn_clause *clause, const syn_clause *governor,
                             const syn_colouring *colouring, syn_event_standing *standing) {
  bool is_aim = clause->opener != SYN_NO_CHUNK && !clause->is_finite && !clause->is_infinitive &&
                syn_word_is(site->words, lower_at(site, clause->opener), SYN_WORD_INFINITIVE);
  if (is_aim && colouring && colouring->modality != SYN_MODALITY_HAPPENED) { /* "is committed to lending" */
    colour_open(site, clause, governor, colouring, standing);
    return;
  }
  if (standing->modality != SYN_MODALITY_HAPPENED) return;
  bool is_present = token_at(site, clause->main_verb)->features & SYN_FEATURE_PRESENT;
  if (clause->is_finite && is_present && governor->has_modal && syn_word_is(site->words, lower_at(site, governor->modal), SYN_WORD_FUTURE))
    set_modality(standing, SYN_MODALITY_PLANNED, governor->modal); /* "will talk when they meet" */
  if (clause->is_finite || clause->has_subject) return;
  bool is_means = clause->opener != SYN_NO_CHUNK && syn_word_is(site->words, lower_at(site, clause->opener), SYN_WORD_AGENT);
  if (is_means && governor->is_negated) standing->is_negated = !standing->is_negated; /* "do not help by lending" */
  if (clause->is_clausal_subject)
    standing->modality = SYN_MODALITY_POSSIBLE;
  else if (clause->is_infinitive)
    standing->modality = SYN_MODALITY_PLANNED; /* for that purpose */
  else if ((governor->has_modal || governor->is_infinitive) && !governor->is_negated)
    set_modality(standing, SYN_MODALITY_POSSIBLE, governor->has_modal ? governor->modal : SYN_NO_CHUNK);
}

static void walk_governors(const syn_event_site *site, const syn_event_lexicon *lexicon, bool colours, syn_event_standing *standing) {
  const syn_clause *clause = site->clause;
  for (int level = 0; level < GOVERNOR_LIMIT; level++) {
    read_aside(site, lexicon, clause, standing);
    if (clause->link == SYN_CLAUSE_NOUN && colours) colour_by_noun(site, lexicon, clause, standing);
    if (clause->link == SYN_CLAUSE_RELATIVE && colours) colour_by_claim(site, lexicon, clause, standing);
    if (clause->link == SYN_CLAUSE_NONE || clause->governor == SYN_NO_CHUNK) return;
    const syn_clause *governor = &site->list->clauses[clause->governor];
    const syn_colouring *colouring = colouring_of(site, lexicon, governor);
    syn_event_standing unheard = *standing; /* what it would be if colours reached so far */
    if (clause->link == SYN_CLAUSE_OPEN)
      colour_open(site, clause, governor, colouring, &unheard);
    else if (clause->link == SYN_CLAUSE_CONTENT)
      colour_content(site, clause, governor, colouring, &unheard);
    else if (!site->list->has_tree)
      return;
    else if (clause->link == SYN_CLAUSE_ADVERBIAL)
      colour_adverbial(site, clause, governor, colouring, &unheard);
    if (colours)
      *standing = unheard;
    else
      standing->sources = unheard.sources;
    colours = colours && (clause->link == SYN_CLAUSE_OPEN || clause->link == SYN_CLAUSE_CONTENT);
    clause = governor;
  }
}

/* ---- sources ---- */

/* "…, the ministry said": a last clause of saying that has nothing of its own to say. */
static void read_trailing_source(const syn_event_site *site, const syn_event_lexicon *lexicon, syn_event_standing *standing) {
  const syn_clause *last = &site->list->clauses[site->list->clause_count - 1];
  if (last == site->clause || last->object != SYN_NO_CHUNK || last->is_relative || last->is_infinitive || last->subject == SYN_NO_CHUNK)
    return;
  const syn_colouring *colouring = colouring_of(site, lexicon, last);
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

/* ---- nouns ---- */

static bool opens_with_negation(const syn_event_site *site, uint32_t chunk) {
  return chunk != SYN_NO_CHUNK && syn_word_is(site->words, lower_at(site, site->list->chunks[chunk].first), SYN_WORD_NEGATION);
}

/* "no arrests were made", "nobody met": a negation in front of who acts, of what is done, or of the noun that tells the event. */
static bool denies_phrase(const syn_event_site *site) {
  if (site->noun != SYN_NO_CHUNK) return opens_with_negation(site, site->noun);
  return opens_with_negation(site, site->clause->subject) || opens_with_negation(site, site->clause->object);
}

/* Whether the phrase speaks of something known: "the attack", "its attack". */
static bool is_definite(const syn_event_site *site, uint32_t chunk) {
  const syn_chunk *phrase = &site->list->chunks[chunk];
  for (uint32_t token = phrase->first; token < phrase->head; token++) {
    const syn_token *word = token_at(site, token);
    if (word->features & (SYN_FEATURE_DEFINITE | SYN_FEATURE_DEMONSTRATIVE | SYN_FEATURE_POSSESSIVE)) return true;
    if (word->tag == SYN_TAG_PART && syn_word_is(site->words, word->lower, SYN_WORD_POSSESSIVE)) return true;
  }
  return false;
}

/* Whether the phrase follows the verb with one preposition at most: "called for talks". */
static bool is_next_to_verb(const syn_event_site *site) {
  uint32_t after = site->clause->verb + 1;
  return site->noun == after || (site->noun == after + 1 && site->list->chunks[after].kind == SYN_CHUNK_PREPOSITION);
}

/* A word that asks for the event, plans it, threatens with it: "called for talks", "denied the attack". */
static bool colour_by_verb(const syn_event_site *site, const syn_event_lexicon *lexicon, syn_event_standing *standing) {
  const syn_clause *clause = site->clause;
  const syn_colouring *colouring = colouring_of(site, lexicon, clause);
  bool is_aimed = clause->object == site->noun || clause->second_object == site->noun || is_next_to_verb(site) ||
                  (clause->is_passive && clause->subject == site->noun);
  if (!colouring || !is_aimed || colouring->in_progress || clause->predicate != clause->main_verb) return false;
  if (colouring->negates && colouring->modality == SYN_MODALITY_HAPPENED && !is_definite(site, site->noun)) standing->is_negated = true;
  if (colouring->modality == SYN_MODALITY_HAPPENED) return false;
  bool is_told = colouring->reports && colouring->modality != SYN_MODALITY_THREATENED; /* "agreed on talks", "denied the attack" */
  if (is_told && is_definite(site, site->noun) && colouring->modality != SYN_MODALITY_DENIED) return false;
  set_modality(standing, colouring->modality, clause->predicate);
  return true;
}

/* Whether the verb brings about what the noun tells: "will hold talks", "talks will be held", "talks resume". */
static bool carries_noun(const syn_event_site *site) {
  const syn_clause *clause = site->clause;
  if (clause->object == site->noun && clause->object != clause->subject) return !is_definite(site, site->noun);
  if (clause->subject == site->noun) return clause->is_passive || clause->object == SYN_NO_CHUNK;
  /* "could take part in a strike" */
  bool is_within = syn_word_is(site->words, token_at(site, clause->main_verb)->lemma, SYN_WORD_LIGHT) && !is_definite(site, site->noun);
  for (uint32_t i = 0; is_within && i < clause->prepositional_count; i++) {
    if (clause->prepositionals[i].phrase == site->noun)
      return syn_word_is(site->words, lower_at(site, clause->prepositionals[i].preposition), SYN_WORD_WITHIN);
  }
  return false;
}

static void read_noun(const syn_event_site *site, const syn_event_lexicon *lexicon, syn_event_standing *standing) {
  bool carries = !site->list->has_tree || carries_noun(site);
  if (carries) read_group(site, site->clause, standing);
  bool brings = syn_word_is(site->words, token_at(site, site->clause->main_verb)->lemma, SYN_WORD_LIGHT);
  if (carries && !brings && site->clause->object == site->noun && standing->modality == SYN_MODALITY_ONGOING)
    standing->modality = SYN_MODALITY_HAPPENED;            /* "is criticising a deal" */
  if (!site->list->has_tree) standing->is_negated = false; /* the verb is denied, not the noun */
  if (denies_phrase(site)) standing->is_negated = !standing->is_negated;
  if (!carries && is_condition(site, site->clause->opener)) carries = !is_definite(site, site->noun); /* "if talks fail" */
  bool is_coloured = site->list->has_tree && colour_by_verb(site, lexicon, standing);
  walk_governors(site, lexicon, carries && !is_coloured, standing);
}

void syn_event_standing_read(const syn_event_site *site, const syn_event_lexicon *lexicon, const syn_event_frame *frame,
                             syn_event_standing *out_standing) {
  *out_standing = (syn_event_standing){.modality = SYN_MODALITY_HAPPENED, .modality_token = SYN_NO_CHUNK};
  read_quote_source(site, syn_event_trigger(site), out_standing);
  if (site->clause && site->noun != SYN_NO_CHUNK) {
    read_noun(site, lexicon, out_standing);
  } else if (site->noun != SYN_NO_CHUNK) {
    if (site->list->is_question) out_standing->modality = SYN_MODALITY_POSSIBLE;
  } else if (site->clause) { /* a verb always has one */
    read_group(site, site->clause, out_standing);
    if (denies_phrase(site)) out_standing->is_negated = !out_standing->is_negated;
    walk_governors(site, lexicon, true, out_standing);
  }
  if (site->clause && out_standing->sources.count == 0) read_trailing_source(site, lexicon, out_standing);
  if (out_standing->sources.count == 0) read_named_source(site, out_standing);
  bool is_told = out_standing->modality == SYN_MODALITY_HAPPENED || out_standing->modality == SYN_MODALITY_ONGOING;
  if (frame->has_modality && is_told) out_standing->modality = frame->modality;
}
