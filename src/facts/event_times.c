/*
 * How it works: of the times in the stretch of an event the nearest is taken that belongs to it. With a tree the way from the time up to
 * the word that tells the event decides. A time that hangs on that word is its own. One that hangs on a noun below it is so only where the
 * parser may have gone one noun too far, which it does with days: "indicted a girl on Monday", "President Borg on Tuesday warned". It is
 * not where it stands before the noun ("the 2020 election", "last week's accord"), unless that noun tells when ("killed in Thursday's
 * attack"); where it is a year or month behind a common noun ("access to records in October"); where the noun is what the act is about or
 * comes after ("regret for remarks last week"); and where it lies in another clause, an apposition or a dateline. Where something has
 * lasted since or will last until tells no day. What a noun does not state its clause states only if the noun is its subject, the object of
 * a light verb ("launched an inquiry on Monday"), or what the clause happened at ("met on Monday during a visit").
 *
 * Of 10 dates that were wrong in 360 events read by eye 9 are no longer told; of 271 right events 7 lost a date or place (docs/events.md).
 * Linear in the length of the stretch times the depth of the tree, which is bounded.
 */
#include "facts/event_times.h"

#include "facts/event_phrases.h"

enum { WAY_LIMIT = 6 /* words between the time and the word that tells the event */ };

static const syn_token *token_at(const syn_event_site *site, uint32_t token) {
  return &site->finding->document->tokens[token];
}

static bool is_noun(const syn_event_site *site, uint32_t token) {
  uint8_t tag = token_at(site, token)->tag;
  return tag == SYN_TAG_NOUN || tag == SYN_TAG_PROPN;
}

static syn_text preposition_of(const syn_event_site *site, uint32_t token) {
  uint32_t preposition = syn_tree_find(&site->list->tree, token, SYN_RELATION_CASE);
  return preposition == SYN_TREE_NONE ? SYN_TEXT("") : token_at(site, preposition)->lower;
}

/* The word of the time that hangs on another word. */
static uint32_t head_of_time(const syn_event_site *site, uint32_t token) {
  const syn_sentence_tree *tree = &site->list->tree;
  uint32_t mark = site->finding->marks[token].time;
  for (uint32_t steps = 0; steps < WAY_LIMIT; steps++) {
    uint32_t head = syn_tree_head(tree, token);
    if (head == SYN_TREE_NONE || site->finding->marks[head].time != mark) break;
    token = head;
  }
  return token;
}

/* "the 2020 election", "last week's accord" */
static bool stands_before(const syn_event_site *site, uint32_t token) {
  const syn_token *word = token_at(site, token);
  bool is_owner = syn_word_is(site->words, preposition_of(site, token), SYN_WORD_POSSESSIVE);
  return word->relation == SYN_RELATION_COMPOUND || word->relation == SYN_RELATION_AMOD || word->relation == SYN_RELATION_NUMMOD ||
         is_owner;
}

/* Whether a noun between the time and the event lets the time through. */
static bool passes(const syn_event_site *site, syn_event_type type, uint32_t noun, const syn_time *time) {
  const syn_token *word = token_at(site, noun);
  if (!is_noun(site, noun) && word->tag != SYN_TAG_NUM && word->tag != SYN_TAG_PRON) return false;
  switch (word->relation) {
  case SYN_RELATION_ACL:
  case SYN_RELATION_ADVCL:
  case SYN_RELATION_APPOS:
  case SYN_RELATION_PARATAXIS:
  case SYN_RELATION_CCOMP:
    return false;
  default:
    break;
  }
  uint32_t apart = SYN_WORD_APART | (syn_event_is_said(type) ? SYN_WORD_REGARD : 0u);
  if (syn_word_is(site->words, preposition_of(site, noun), apart)) return false;
  const syn_event_condition place = {.classes = site->known ? site->known->places | site->known->people : 0};
  return time->relative || word->tag == SYN_TAG_PROPN || syn_phrase_is_marked(site, noun) ||
         (place.classes != 0 && syn_event_word_fits(site->event_words, &place, word));
}

/* Whether the way from a time up to `goal` says that it is the time of what happens there. */
static bool leads_to(const syn_event_site *site, syn_event_type type, uint32_t token, uint32_t goal) {
  const syn_sentence_tree *tree = &site->list->tree;
  const syn_time *time = &site->finding->times.items[site->finding->marks[token].time - 1];
  uint32_t at = head_of_time(site, token), head = syn_tree_head(tree, at);
  if (syn_word_is(site->words, preposition_of(site, at), SYN_WORD_LASTING)) return false;
  if (head == goal) return true;
  if (head == SYN_TREE_NONE) return false;
  uint8_t relation = token_at(site, at)->relation;
  if (relation == SYN_RELATION_APPOS || relation == SYN_RELATION_FLAT || relation == SYN_RELATION_ORPHAN) return false;
  if (stands_before(site, at)) /* "killed in Thursday's attack", "granted this year's aid" */
    return syn_tree_head(tree, head) == goal && syn_word_is(site->words, preposition_of(site, head), SYN_WORD_WHEN);
  for (uint32_t steps = 0; head != goal; steps++) {
    if (steps == WAY_LIMIT || head == SYN_TREE_NONE || !passes(site, type, head, time)) return false;
    head = syn_tree_head(tree, head);
  }
  return true;
}

/* Whether the noun of the site is what its clause tells, so that what the clause states of time is the noun's too. */
static bool is_told_by_clause(const syn_event_site *site) {
  const syn_clause *clause = site->clause;
  uint32_t noun = site->list->chunks[site->noun].head;
  if (!site->list->has_tree) return true;
  if (syn_tree_head(&site->list->tree, noun) != clause->main_verb && syn_tree_head(&site->list->tree, noun) != clause->predicate)
    return false;
  bool is_light = syn_word_is(site->words, token_at(site, clause->main_verb)->lemma, SYN_WORD_LIGHT);
  switch (token_at(site, noun)->relation) {
  case SYN_RELATION_NSUBJ:
    return is_light || !clause->is_passive; /* not "the accord was welcomed on Monday" */
  case SYN_RELATION_OBJ:
    return is_light;
  case SYN_RELATION_OBL:
    return syn_word_is(site->words, preposition_of(site, noun), SYN_WORD_WHEN);
  default:
    return false;
  }
}

/* The nearest time of the stretch, of the clause's own words where one is given, that is the time of what `goal` tells. */
static uint32_t nearest(const syn_event_site *site, syn_event_type type, const syn_clause *clause, uint32_t first, uint32_t end,
                        uint32_t goal) {
  const syn_finding *finding = site->finding;
  uint32_t best = SYN_NO_INDEX, best_distance = UINT32_MAX, trigger = syn_event_trigger(site);
  for (uint32_t token = first; token < end; token++) {
    uint32_t mark = finding->marks[token].time;
    if (!mark || (clause && !syn_clause_owns(site->list, clause, token))) continue;
    syn_time_type kind = finding->times.items[mark - 1].type;
    uint32_t distance = token > trigger ? token - trigger : trigger - token;
    if ((kind != SYN_TIME_DATE && kind != SYN_TIME_TIME) || distance >= best_distance) continue;
    if (site->list->has_tree && !leads_to(site, type, token, goal)) continue;
    best = mark - 1;
    best_distance = distance;
  }
  return best;
}

uint32_t syn_event_time(const syn_event_site *site, syn_event_type type) {
  uint32_t first, end;
  const syn_clause *clause = site->clause;
  syn_event_stretch(site, &first, &end);
  if (site->noun == SYN_NO_CHUNK) return nearest(site, type, clause, first, end, clause->main_verb);
  uint32_t time = nearest(site, type, NULL, first, end, syn_event_trigger(site));
  if (time != SYN_NO_INDEX || !clause || !is_told_by_clause(site)) return time;
  return nearest(site, type, clause, clause->first_token, clause->end_token,
                 clause->main_verb); /* "In May, at a meeting in Riga, X said" */
}
