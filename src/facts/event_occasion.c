/*
 * How it works: an adverbial clause that "when" opens (class <occasion> of word_classes.tsv) states at what the deed of its governor
 * happened. Both must be told as past: "will leave when the talks in Riga end" states a condition, "had left when" an order of two times,
 * and what is denied was nowhere. Clauses of that clause are not looked into. The clause's own place and day are found as those of an
 * event are (event_places.c, event_times.c), by the tree.
 */
#include "facts/event_occasion.h"

#include "facts/event_times.h"

enum { CLAUSES_AROUND = 8 }; /* to either side, where the clause is looked for */

static const syn_token *token_at(const syn_event_site *site, uint32_t token) {
  return &site->finding->document->tokens[token];
}

static bool is_past(const syn_event_site *site, const syn_clause *clause) {
  if (clause->is_negated || clause->has_modal || clause->is_infinitive || clause->is_question || clause->has_condition) return false;
  if (clause->is_passive && !clause->is_finite) return true; /* "12 people killed when" */
  for (uint32_t token = site->list->chunks[clause->verb].first; token <= clause->main_verb; token++) {
    const syn_token *word = token_at(site, token);
    if ((word->features & SYN_FEATURE_FINITE) && (word->features & SYN_FEATURE_PAST)) return true;
  }
  return false;
}

static bool is_occasion(const syn_event_site *site, const syn_clause *clause) {
  uint32_t opener = clause->opener == SYN_NO_CHUNK ? clause->first_token : clause->opener; /* "when" is an adverb to the tree */
  return clause->link == SYN_CLAUSE_ADVERBIAL && syn_word_is(site->words, token_at(site, opener)->lower, SYN_WORD_OCCASION) &&
         is_past(site, clause);
}

const syn_clause *syn_event_occasion(const syn_event_site *site) {
  const syn_clause_list *list = site->list;
  const syn_clause *found = NULL;
  if (!list->has_tree || !site->clause || site->noun != SYN_NO_CHUNK || !is_past(site, site->clause)) return NULL;
  uint32_t index = (uint32_t)(site->clause - list->clauses), first = index > CLAUSES_AROUND ? index - CLAUSES_AROUND : 0;
  for (uint32_t i = first; i < list->clause_count && i <= index + CLAUSES_AROUND; i++) {
    if (list->clauses[i].governor != index || !is_occasion(site, &list->clauses[i])) continue;
    if (found) return NULL;
    found = &list->clauses[i];
  }
  return found;
}

/* The occasion as a site of its own; what kind of event it is nobody knows, so that it counts as a deed. */
static bool occasion_site(const syn_event_site *site, syn_event_site *out_site) {
  *out_site = *site;
  out_site->clause = syn_event_occasion(site);
  out_site->noun = out_site->theme = SYN_NO_CHUNK;
  return out_site->clause != NULL;
}

bool syn_event_occasion_location(const syn_event_site *site, syn_party *out_place) {
  syn_event_site occasion;
  return occasion_site(site, &occasion) && syn_event_location(&occasion, SYN_EVENT_ASSAULT, out_place);
}

uint32_t syn_event_occasion_time(const syn_event_site *site) {
  syn_event_site occasion;
  return occasion_site(site, &occasion) ? syn_event_time(&occasion, SYN_EVENT_ASSAULT) : SYN_NO_INDEX;
}
