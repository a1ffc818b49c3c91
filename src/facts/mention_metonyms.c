/*
 * How it works
 *
 * A capital or a seat of government is named for the place or for those who govern there. The words around it tell: a preposition of place,
 * a verb of motion, a city's things ("streets of X", "X airport") make it a place; a verb that governments do, a possessive of
 * policies, "between X and Y", "sanctions on X" make it the state. In a pair ("X and Y") the first decides for both. A seat that is no city
 * is the state unless something is "in" it. Where nothing is told, the plain meaning stays: a place.
 */
#include "facts/mention_draft.h"

enum { MOTION_REACH = 6, VERB_REACH = 4, CHOICE_REACH = 1000 };

typedef enum reading { READING_UNKNOWN, READING_PLACE, READING_STATE } reading;

static const syn_token *token_at(const entity_work *work, const mention_draft *mention, uint32_t token) {
  const syn_sentence *in = &work->document->sentences[mention->sentence];
  return token >= in->first_token && token < in->first_token + in->token_count ? &work->document->tokens[token] : NULL;
}

static bool is(const entity_work *work, const mention_draft *mention, uint32_t token, uint32_t classes) {
  return syn_draft_token_is(work, mention->sentence, token, classes);
}

static bool is_verb(const syn_token *token) {
  return token != NULL && (token->tag == SYN_TAG_VERB || token->tag == SYN_TAG_AUX);
}

/* Whether a word of motion stands shortly before, in the same stretch without a comma. */
static bool moves_before(const entity_work *work, const mention_draft *mention, uint32_t token) {
  for (uint32_t back = 0; back < MOTION_REACH && token >= back; back++) {
    const syn_token *at = token_at(work, mention, token - back);
    if (at == NULL || at->tag == SYN_TAG_PUNCT) return false;
    if (is(work, mention, token - back, ENTITY_MOTION | ENTITY_VISIT)) return true;
  }
  return false;
}

/* Whether a thing or deed of states stands shortly before a preposition, in the same stretch without a comma. */
static bool has_state_before(const entity_work *work, const mention_draft *mention, uint32_t preposition) {
  for (uint32_t back = 1; back <= VERB_REACH && preposition >= back; back++) {
    const syn_token *at = token_at(work, mention, preposition - back);
    if (at == NULL || at->tag == SYN_TAG_PUNCT) return false;
    if (is(work, mention, preposition - back, ENTITY_STATE_NOUN | ENTITY_STATE_VERB | ENTITY_STATE)) return true;
  }
  return false;
}

/* By the word before the name (articles are skipped). */
static reading read_before(const entity_work *work, const mention_draft *mention) {
  uint32_t before = mention->first;
  while (token_at(work, mention, before - 1) != NULL && before > 0 && is(work, mention, before - 1, ENTITY_ARTICLE)) before--;
  const syn_token *token = before == 0 ? NULL : token_at(work, mention, before - 1);
  if (token == NULL) return READING_UNKNOWN;
  if (token->tag == SYN_TAG_VERB) {
    if (is(work, mention, before - 1, ENTITY_VISIT)) return READING_PLACE;
    return is(work, mention, before - 1, ENTITY_STATE_VERB) ? READING_STATE : READING_UNKNOWN;
  }
  if (is(work, mention, before - 1, ENTITY_OF) && before > 1 && is(work, mention, before - 2, ENTITY_PLACE_NOUN)) return READING_PLACE;
  if (token->tag != SYN_TAG_ADP && token->tag != SYN_TAG_SCONJ && token->tag != SYN_TAG_PART) return READING_UNKNOWN;
  if (mention->title_only_seat) return is(work, mention, before - 1, ENTITY_PLACE_PREPOSITION) ? READING_PLACE : READING_STATE;
  if (is(work, mention, before - 1, ENTITY_PLACE_PREPOSITION)) return READING_PLACE;
  if (is(work, mention, before - 1, ENTITY_MOTION_PREPOSITION) && before > 1 && moves_before(work, mention, before - 2))
    return READING_PLACE;
  /* "the pollution of X", "back to X": only with the things and deeds of states ("the policy of X") it is the state */
  bool is_of = is(work, mention, before - 1, ENTITY_OF), is_weak = is_of || is(work, mention, before - 1, ENTITY_MOTION_PREPOSITION);
  if (!is_weak || has_state_before(work, mention, before - 1)) return READING_STATE;
  return is_of ? READING_PLACE : READING_UNKNOWN;
}

/* By a possessive: "X's streets", "X's policy". */
static reading read_possessive(const entity_work *work, const mention_draft *mention, uint32_t after) {
  for (uint32_t i = after; i < after + VERB_REACH; i++) {
    const syn_token *token = token_at(work, mention, i);
    if (token == NULL || token->tag == SYN_TAG_PUNCT) break;
    if (token->tag != SYN_TAG_NOUN && token->tag != SYN_TAG_PROPN) continue;
    if (is(work, mention, i, ENTITY_STATE_NOUN)) return READING_STATE;
    if (is(work, mention, i, ENTITY_PLACE_NOUN)) return READING_PLACE;
  }
  return READING_STATE;
}

/* "X was a small town": what the copula says of it is a kind of place. */
static bool is_called_place(const entity_work *work, const syn_token *copula) {
  if (copula->head < 0) return false;
  const entity_word *word = syn_entity_words_find(work->words, work->document->tokens[copula->head].lower);
  return word != NULL && (word->noun == ENTITY_NOUN_CITY || word->noun == ENTITY_NOUN_REGION || word->noun == ENTITY_NOUN_PLACE);
}

/* By what follows: a possessive, a noun that it describes, a verb that it is the subject of. */
static reading read_after(const entity_work *work, const mention_draft *mention) {
  uint32_t after = mention->first + mention->count;
  const syn_token *token = token_at(work, mention, after);
  if (token == NULL) return READING_UNKNOWN;
  if (is(work, mention, after, ENTITY_POSSESSIVE) && token->tag != SYN_TAG_VERB && token->tag != SYN_TAG_AUX)
    return read_possessive(work, mention, after + 1);
  if (is(work, mention, after, ENTITY_STATE_NOUN)) return READING_STATE;
  while (token != NULL && token->tag == SYN_TAG_ADJ && after < mention->first + mention->count + VERB_REACH)
    token = token_at(work, mention, ++after);
  if (token != NULL && token->tag == SYN_TAG_NOUN) return is(work, mention, after, ENTITY_STATE_NOUN) ? READING_STATE : READING_PLACE;
  while (token != NULL && token->tag == SYN_TAG_ADV && after < mention->first + mention->count + VERB_REACH)
    token = token_at(work, mention, ++after);
  if (token != NULL && token->relation == SYN_RELATION_COP && is_called_place(work, token)) return READING_PLACE;
  return is_verb(token) ? READING_STATE : READING_UNKNOWN;
}

/* "X, Country" and datelines: "X (Agency) –". */
static bool is_dateline(const entity_work *work, const mention_draft *mention) {
  uint32_t after = mention->first + mention->count;
  if (is(work, mention, after, ENTITY_COMMA) && token_at(work, mention, after + 1) != NULL) {
    uint32_t next = work->mention_at[after + 1];
    if (next != 0 && work->mentions.items[next - 1].type == SYN_ENTITY_COUNTRY && work->mentions.items[next - 1].first == after + 1)
      return true;
  }
  return mention->first == work->document->sentences[mention->sentence].first_token && is(work, mention, after, ENTITY_DATELINE);
}

/* "between X and Y" */
static bool is_between(const entity_work *work, const mention_draft *mention) {
  return mention->first > 0 && is(work, mention, mention->first - 1, ENTITY_BETWEEN) && !is(work, mention, mention->first - 1, ENTITY_AND);
}

/* The first of a pair, whose reading is that of both: "X and Y", where this is Y. */
static const mention_draft *find_partner(const entity_work *work, const mention_draft *mention) {
  uint32_t before = mention->first;
  if (before < 2 || !is(work, mention, before - 1, ENTITY_AND)) return NULL;
  uint32_t partner = work->mention_at[before - 2];
  return partner != 0 && work->mentions.items[partner - 1].sentence == mention->sentence ? &work->mentions.items[partner - 1] : NULL;
}

static reading read_around(const entity_work *work, const mention_draft *mention) {
  if (is_dateline(work, mention)) return READING_PLACE;
  if (is_between(work, mention)) return READING_STATE;
  const mention_draft *partner = find_partner(work, mention);
  if (partner != NULL && partner->state != NULL) return partner->kind == SYN_MENTION_METONYM ? READING_STATE : READING_PLACE;
  reading before = read_before(work, mention), after = read_after(work, mention);
  if (before == READING_PLACE) {
    /* "in Moscow's view" stays the state, "in Moscow's streets" the place; "in Moscow said" the place */
    uint32_t end = mention->first + mention->count;
    return is(work, mention, end, ENTITY_POSSESSIVE) ? after : READING_PLACE;
  }
  if (after == READING_PLACE || before == READING_UNKNOWN) return after;
  return before;
}

/* Of two that have their seat there, the one that the article names; if it names both or none, the likelier one stays. */
static void choose_states(entity_work *work) {
  for (size_t i = 0; i < work->mentions.count; i++) {
    mention_draft *mention = &work->mentions.items[i];
    if (mention->other_state == NULL) continue;
    bool first = false, second = false;
    for (size_t k = 0; k < work->mentions.count && k < CHOICE_REACH; k++) {
      first = first || work->mentions.items[k].known == mention->state;
      second = second || work->mentions.items[k].known == mention->other_state;
    }
    if (second && !first) mention->state = mention->other_state;
  }
}

void syn_mentions_tell_metonyms(entity_work *work) {
  choose_states(work);
  for (size_t i = 0; i < work->mentions.count; i++) {
    mention_draft *mention = &work->mentions.items[i];
    if (mention->state == NULL) continue;
    reading told = read_around(work, mention);
    if (told == READING_UNKNOWN) told = mention->title_only_seat ? READING_STATE : READING_PLACE;
    if (told != READING_STATE) continue;
    mention->kind = SYN_MENTION_METONYM;
    mention->type = mention->state->kind == SYN_KNOWN_COUNTRY ? SYN_ENTITY_COUNTRY : SYN_ENTITY_ORGANIZATION;
  }
}
