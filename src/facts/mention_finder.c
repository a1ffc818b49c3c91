/*
 * How it works
 *
 * Two witnesses say where names are. The recogniser (a model) finds names that nobody listed; the gazetteer (the world's tables, longest
 * match over folded words) knows what a name stands for and finds it where the recogniser slept. Where both overlap, the longer one
 * has the words, the gazetteer the type. What the gazetteer alone finds must have a capital, and be a country, an acronym, several
 * words, or what the tagger calls a name and no other name touches.
 *
 * Adjectives and people of a country are no mentions of it; they are noted for titles and nominals ("the Estonian president").
 */
#include "facts/mention_draft.h"

/* A longer run of words is no name; it bounds the recursion over the parts of one. */
enum { LONGEST_NAME = 48, GREAT_CITY = 500000 };

/* What the recogniser found in running text: in headlines with capitals everywhere it is believed only where it says the same. */
typedef struct name_evidence {
  syn_map names;    /* folded, without titles */
  syn_map surnames; /* last words of persons' names of several words */
} name_evidence;

typedef struct known_match {
  uint32_t count; /* tokens; 0: nothing is known */
  const syn_known_form *forms;
  size_t form_count;
} known_match;

/* The longest known form that begins at `first`. */
static syn_status find_known(entity_work *work, uint32_t first, uint32_t end, known_match *out_match) {
  const syn_world *world = work->finding->world;
  *out_match = (known_match){0};
  syn_text single, folded;
  syn_status status = syn_draft_fold(work, first, 1, &single);
  if (status != SYN_OK) return status;
  size_t longest = syn_world_longest_from(world, single);
  if (longest > end - first) longest = end - first;
  for (uint32_t count = (uint32_t)longest; count > 0; count--) {
    syn_text written = syn_article_words(work->document->article, syn_document_span(work->document, first, count));
    folded = single;
    if (count > 1) status = syn_draft_fold(work, first, count, &folded);
    if (status != SYN_OK) return status;
    const syn_known_form *forms = NULL;
    size_t found = syn_world_find_in(world, work->words->language, folded, written, &forms);
    /* a full stop that ends a sentence is no part of the name before it */
    bool sign = count > 1 && work->document->tokens[first + count - 1].tag == SYN_TAG_PUNCT;
    if (found == 0 || sign) continue;
    *out_match = (known_match){count, forms, found};
    return SYN_OK;
  }
  return SYN_OK;
}

static syn_entity_type type_of_known(const syn_known *known) {
  switch (known->kind) {
  case SYN_KNOWN_COUNTRY:
    return SYN_ENTITY_COUNTRY;
  case SYN_KNOWN_PLACE:
    return SYN_ENTITY_PLACE;
  case SYN_KNOWN_PERSON:
    return SYN_ENTITY_PERSON;
  default:
    return SYN_ENTITY_ORGANIZATION;
  }
}

static syn_entity_type type_of_name(syn_name_type type) {
  switch (type) {
  case SYN_NAME_PERSON:
    return SYN_ENTITY_PERSON;
  case SYN_NAME_ORGANIZATION:
    return SYN_ENTITY_ORGANIZATION;
  case SYN_NAME_PLACE:
    return SYN_ENTITY_PLACE;
  case SYN_NAME_WORK:
    return SYN_ENTITY_WORK;
  default:
    return SYN_ENTITY_OTHER;
  }
}

static bool is_people(syn_form form) {
  return form == SYN_FORM_ADJECTIVE || form == SYN_FORM_DEMONYM;
}

/* Whether the recogniser's type admits what is known. A person's several names are no place,
 * whatever the gazetteer holds. */
static bool admits(syn_entity_type type, const syn_known *known, uint32_t count) {
  if (type == SYN_ENTITY_PERSON)
    return known->kind == SYN_KNOWN_PERSON ||
           (count == 1 ? known->kind == SYN_KNOWN_COUNTRY : known->kind != SYN_KNOWN_COUNTRY && known->kind != SYN_KNOWN_PLACE);
  return known->kind != SYN_KNOWN_PERSON;
}

/* The first reading that the recogniser's type admits, and what the name is the seat of. */
static void read_forms(const known_match *match, bool recognised, mention_draft *mention) {
  const syn_known *state = NULL, *other = NULL, *name = NULL;
  for (size_t i = 0; i < match->form_count; i++) {
    const syn_known *known = match->forms[i].known;
    if (is_people(match->forms[i].form)) continue;
    if (recognised && !admits(mention->type, known, mention->count)) continue;
    if (match->forms[i].form == SYN_FORM_SEAT) {
      if (state == NULL)
        state = known;
      else if (other == NULL)
        other = known;
    } else if (name == NULL || (recognised && type_of_known(name) != mention->type && type_of_known(known) == mention->type)) {
      name = known;
    }
  }
  bool keeps_type = recognised && mention->type == SYN_ENTITY_PERSON && name == NULL;
  if (keeps_type) return;
  mention->known = name;
  if (name != NULL) mention->type = type_of_known(name);
  if (state != NULL && (name == NULL || name->kind == SYN_KNOWN_PLACE)) {
    mention->state = state;
    mention->other_state = other;
    mention->title_only_seat = name == NULL;
    if (name == NULL) mention->type = SYN_ENTITY_PLACE;
  }
}

static void note_adjective(entity_work *work, uint32_t first, const known_match *match) {
  for (size_t i = 0; i < match->form_count; i++) {
    if (!is_people(match->forms[i].form)) continue;
    for (uint32_t t = first; t < first + match->count; t++) work->adjective[t] = match->forms[i].known;
    return;
  }
}

static bool has_name_form(const known_match *match) {
  for (size_t i = 0; i < match->form_count; i++)
    if (!is_people(match->forms[i].form)) return true;
  return false;
}

static syn_status add_mention(entity_work *work, uint32_t sentence, uint32_t first, uint32_t count, syn_entity_type type, bool recognised,
                              const known_match *match) {
  mention_draft mention = {.first = first, .count = count, .sentence = sentence, .type = type, .recognised = recognised, .title = first};
  mention.entity = DRAFT_NONE;
  syn_status status = syn_draft_fold(work, first, count, &mention.folded);
  if (status != SYN_OK) return status;
  if (match != NULL && match->count == count) read_forms(match, recognised, &mention);
  /* known with its article ("The Times"): the article stays outside where the rest is known for the same */
  if (mention.known != NULL && count > 1 && syn_draft_token_is(work, sentence, first, ENTITY_ARTICLE)) {
    known_match rest;
    status = find_known(work, first + 1, first + count, &rest);
    if (status != SYN_OK) return status;
    bool same = rest.count == count - 1 && rest.forms[0].known == mention.known;
    if (same) mention.first = mention.title = first + 1;
    if (same) mention.count--;
  }
  return syn_draft_add_mention(work, &mention);
}

/* ---- what the gazetteer alone finds ---- */

static bool is_name_tag(const syn_token *token) {
  return token->tag == SYN_TAG_PROPN || token->tag == SYN_TAG_X;
}

/* Another capitalised name word right beside it makes it part of a name that is not known. */
static bool touches_name(const entity_work *work, uint32_t sentence, uint32_t first, uint32_t count) {
  const syn_sentence *in = &work->document->sentences[sentence];
  const syn_token *tokens = work->document->tokens;
  uint32_t end = first + count, sentence_end = in->first_token + in->token_count;
  const uint32_t other = ENTITY_ROLE | ENTITY_HONORIFIC;
  bool before = first > in->first_token && tokens[first - 1].tag == SYN_TAG_PROPN && syn_draft_is_capital(work, first - 1) &&
                work->mention_at[first - 1] == 0 && work->adjective[first - 1] == NULL &&
                !syn_draft_token_is(work, sentence, first - 1, other);
  bool after = end < sentence_end && tokens[end].tag == SYN_TAG_PROPN && syn_draft_is_capital(work, end) &&
               !syn_draft_token_is(work, sentence, end, other | ENTITY_PLACE_NOUN);
  return before || after;
}

/* Capitals and great cities are taken for what they are even where the tagger sees no name. */
static bool is_well_known(const known_match *match) {
  for (size_t i = 0; i < match->form_count; i++)
    if (match->forms[i].form == SYN_FORM_SEAT || match->forms[i].known->population >= GREAT_CITY) return true;
  return false;
}

static bool is_acceptable(const entity_work *work, uint32_t sentence, uint32_t first, const known_match *match) {
  if (!syn_draft_is_capital(work, first) || syn_draft_token_is(work, sentence, first, ENTITY_STOP_NAME)) {
    if (match->count < 2 || !syn_draft_is_capital(work, first + match->count - 1)) return false;
  }
  const syn_known_form *form = NULL;
  for (size_t i = 0; form == NULL && i < match->form_count; i++)
    if (!is_people(match->forms[i].form)) form = &match->forms[i];
  if (form == NULL) return false;
  bool start = first == work->document->sentences[sentence].first_token;
  bool name = is_name_tag(&work->document->tokens[first]);
  switch (form->known->kind) {
  case SYN_KNOWN_COUNTRY:
    return true;
  case SYN_KNOWN_PERSON:
    return match->count > 1;
  case SYN_KNOWN_OUTLET:
    return match->count > 1 || form->form == SYN_FORM_ACRONYM;
  case SYN_KNOWN_PLACE:
    return match->count > 1 || ((name || is_well_known(match)) && !touches_name(work, sentence, first, match->count));
  default:
    return match->count > 1 || form->form == SYN_FORM_ACRONYM || form->form == SYN_FORM_SEAT || (name && !start);
  }
}

/* ---- what the recogniser finds ---- */

/* Leading articles, quotation marks and (of persons) titles; trailing possessive endings and signs. */
static void trim_name(entity_work *work, uint32_t sentence, syn_entity_type type, uint32_t *first, uint32_t *end, uint8_t *out_gender) {
  const syn_token *tokens = work->document->tokens;
  const uint32_t before = ENTITY_ARTICLE | ENTITY_OPEN_QUOTE | ENTITY_STRAIGHT_QUOTE;
  while (*end > *first && (tokens[*end - 1].tag == SYN_TAG_PUNCT || syn_draft_token_is(work, sentence, *end - 1, ENTITY_POSSESSIVE)))
    (*end)--;
  while (*first < *end && (tokens[*first].tag == SYN_TAG_PUNCT || syn_draft_token_is(work, sentence, *first, before))) (*first)++;
  /* a bracket ends a name */
  for (uint32_t t = *first + 1; t < *end; t++)
    if (syn_text_equal(syn_document_word(work->document, t), SYN_TEXT("("))) *end = t;
  if (type != SYN_ENTITY_PERSON) return;
  while (*end - *first > 1) {
    const entity_word *word = syn_entity_words_find(work->words, tokens[*first].lower);
    bool title = word != NULL && (word->classes & (ENTITY_HONORIFIC | ENTITY_ROLE | ENTITY_FORMERLY)) != 0;
    if (title && word->given_gender != 0 && *end - *first == 2) title = false; /* "Dean Baker" */
    if (!title && work->adjective[*first] == NULL) return;
    if (title && (word->classes & ENTITY_HONORIFIC) != 0) *out_gender = word->gender;
    (*first)++;
  }
}

static syn_status add_recognised(entity_work *work, const name_evidence *evidence, uint32_t sentence, uint32_t first, uint32_t end,
                                 syn_entity_type type, uint32_t *out_end);

/* Two names with a sign between them: "Springfield, Illinois", "EU-Russia". */
static syn_status add_parts(entity_work *work, const name_evidence *evidence, uint32_t sentence, uint32_t first, uint32_t end,
                            uint32_t sign, syn_entity_type type, uint32_t *out_end) {
  syn_status status = add_recognised(work, evidence, sentence, first, sign, type, out_end);
  if (status == SYN_OK) status = add_recognised(work, evidence, sentence, sign + 1, end, type, out_end);
  return status;
}

/* Whether the tokens are exactly one known name. */
static syn_status is_known_name(entity_work *work, uint32_t first, uint32_t end, bool *out_known) {
  known_match match = {0};
  syn_status status = first < end ? find_known(work, first, end, &match) : SYN_OK;
  *out_known = match.count > 0 && match.count == end - first && has_name_form(&match);
  return status;
}

/*
 * Where a recognised name falls into two: at a comma between places, at "of" before a known place, at a hyphen between
 * known names, and before the surname of someone
 * in the text that follows a country ("Estonia Petrova" for "Estonia's Petrova"). `out_sign` is the sign, or the token that the second part
 * begins with; == end: it is one name.
 */
static syn_status find_border(entity_work *work, const name_evidence *evidence, uint32_t sentence, uint32_t first, uint32_t end,
                              syn_entity_type type, uint32_t *out_sign, bool *out_is_sign) {
  *out_sign = end;
  *out_is_sign = true;
  for (uint32_t t = first + 1; t + 1 < end; t++) {
    /* "the Baltic resort of Jurmala": a thing in small letters is the kind of place that follows */
    bool of = type == SYN_ENTITY_PLACE && syn_draft_token_is(work, sentence, t, ENTITY_OF) && !syn_draft_is_capital(work, t - 1);
    if (work->document->tokens[t].tag != SYN_TAG_PUNCT && !of) continue;
    bool comma = syn_draft_token_is(work, sentence, t, ENTITY_COMMA), before = false, after = false;
    syn_status status = is_known_name(work, first, t, &before);
    if (status == SYN_OK) status = is_known_name(work, t + 1, end, &after);
    if (status != SYN_OK) return status;
    bool dash = !comma && work->document->tokens[t].space_before && work->document->tokens[t + 1].space_before;
    if ((comma && type == SYN_ENTITY_PLACE) || (of && after) || dash || (before && after)) {
      *out_sign = t;
      return SYN_OK;
    }
  }
  if (end - first != 2 || !syn_map_get(&evidence->surnames, work->document->tokens[end - 1].lower, NULL)) return SYN_OK;
  known_match match;
  syn_status status = find_known(work, first, first + 1, &match);
  const entity_word *given = syn_entity_words_find(work->words, work->document->tokens[first].lower);
  bool country = match.count > 0 && match.forms[0].form == SYN_FORM_NAME && match.forms[0].known->kind == SYN_KNOWN_COUNTRY;
  if (status != SYN_OK || !country || (given != NULL && given->given_gender != 0)) return status;
  *out_sign = first + 1;
  *out_is_sign = false;
  return SYN_OK;
}

/* Whether every word of a name has a capital. */
static bool is_all_capital(const entity_work *work, uint32_t first, uint32_t end) {
  for (uint32_t t = first; t < end; t++)
    if (!syn_draft_is_capital(work, t)) return false;
  return true;
}

/* Whether the article is by the name, or credited to it: then it is an outlet's or an agency's. */
static bool is_credited(const entity_work *work, uint32_t first, uint32_t end) {
  const syn_article *article = work->document->article;
  syn_text words = syn_article_words(article, syn_document_span(work->document, first, end - first));
  for (uint32_t i = 0; i < article->credit_count; i++)
    if (syn_text_equal(article->credits[i], words)) return true;
  return syn_text_equal(article->outlet, words);
}

/* Whether a word that is taken for a person's name stands where only a place can: "in Norvik" (but "in Petrova's house"). */
static bool stands_as_place(const entity_work *work, uint32_t first, uint32_t end) {
  const syn_token *tokens = work->document->tokens;
  bool is_last = end >= work->document->token_count;
  if (first == 0 || is_last || end - first > 1 || syn_entity_token_is(work->words, &tokens[end], ENTITY_POSSESSIVE)) return false;
  const entity_word *word = syn_entity_words_find(work->words, tokens[first].lower);
  if (word != NULL && word->given_gender != 0) return false;
  return syn_entity_token_is(work->words, &tokens[first - 1], ENTITY_PLACE_PREPOSITION) && tokens[end].tag != SYN_TAG_PROPN;
}

static entity_noun noun_at(const entity_work *work, uint32_t token) {
  const entity_word *word = syn_entity_words_find(work->words, work->document->tokens[token].lower);
  return word != NULL ? word->noun : ENTITY_NOUN_NONE;
}

/* "Eid al-Fitr": nothing but words of feasts. A feast that is also somebody's name is joined to the full name later. */
static bool is_feast(const entity_work *work, uint32_t first, uint32_t end) {
  for (uint32_t t = first; t < end; t++) {
    const entity_word *word = syn_entity_words_find(work->words, work->document->tokens[t].lower);
    bool is_small =
        t > first && (work->document->tokens[t].tag == SYN_TAG_PUNCT || (word != NULL && (word->classes & ENTITY_NAME_PARTICLE) != 0));
    if (noun_at(work, t) != ENTITY_NOUN_FEAST && !is_small) return false;
  }
  return true;
}

/*
 * What the words say against the recogniser: whom the article is credited to is no person, nor who is said to be "the Norvik agency"; one
 * word behind "in" or "near" is a place; a given name that begins a place of two or three words makes it a person, with a title before
 * it also anything else; the kind of organisation before a place ("the company Norvik") makes it one.
 */
static syn_entity_type correct_type(const entity_work *work, uint32_t first, uint32_t end, syn_entity_type type) {
  const syn_token *tokens = work->document->tokens;
  const uint32_t things = ENTITY_PLACE_NOUN | ENTITY_ORGANIZATION_NOUN;
  bool is_agreed = end - first > 1 && type != SYN_ENTITY_WORK && noun_at(work, end - 1) == ENTITY_NOUN_TREATY; /* "Dayton Accords" */
  if (is_feast(work, first, end) || is_agreed) return SYN_ENTITY_OTHER;
  if (first > 0 && type == SYN_ENTITY_PLACE && syn_entity_token_is(work->words, &tokens[first - 1], ENTITY_ORGANIZATION_NOUN))
    return SYN_ENTITY_ORGANIZATION;
  bool is_agency = first > 0 && end < work->document->token_count &&
                   syn_entity_token_is(work->words, &tokens[first - 1], ENTITY_DEFINITE) && tokens[end].tag == SYN_TAG_NOUN &&
                   syn_entity_token_is(work->words, &tokens[end], ENTITY_ORGANIZATION_NOUN);
  const entity_word *kind = first > 0 ? syn_entity_words_find(work->words, tokens[first - 1].lower) : NULL;
  if (kind != NULL && kind->noun == ENTITY_NOUN_THING && tokens[first - 1].tag == SYN_TAG_NOUN)
    return SYN_ENTITY_OTHER; /* "the ship Velka" */
  if (type == SYN_ENTITY_PERSON && (is_agency || is_credited(work, first, end))) return SYN_ENTITY_ORGANIZATION;
  if (type == SYN_ENTITY_PERSON && stands_as_place(work, first, end)) return SYN_ENTITY_PLACE;
  if (end - first < 2) return type;
  const entity_word *title = syn_entity_words_find(work->words, tokens[first].lower);
  const entity_word *given = syn_entity_words_find(work->words, tokens[first + 1].lower);
  bool titled = title != NULL && (title->classes & (ENTITY_HONORIFIC | ENTITY_ROLE)) != 0 && given != NULL && given->given_gender != 0;
  bool named = title != NULL && title->given_gender != 0 && end - first <= 3 && is_all_capital(work, first, end) &&
               !syn_entity_token_is(work->words, &tokens[end - 1], things);
  if (end - first > 2 && titled) return SYN_ENTITY_PERSON;
  const entity_word *last = syn_entity_words_find(work->words, tokens[end - 1].lower);
  bool ends_as_body = last != NULL && last->noun == ENTITY_NOUN_NAME_END && is_all_capital(work, first, end);
  if (type != SYN_ENTITY_ORGANIZATION && ends_as_body && (title == NULL || title->given_gender == 0)) return SYN_ENTITY_ORGANIZATION;
  return type == SYN_ENTITY_PLACE && named ? SYN_ENTITY_PERSON : type;
}

/* An adjective is no place: "the western coast", "southern French". */
static bool is_adjective(const entity_work *work, uint32_t first, uint32_t end, syn_entity_type type) {
  if (type != SYN_ENTITY_PLACE) return false;
  return work->adjective[end - 1] != NULL || (end - first == 1 && work->document->tokens[first].tag == SYN_TAG_ADJ);
}

/* Small words around a place that nobody knows by all of them: "northern Latvia", "the Baltic Sea resort". Particles stay: "al-Raqqa". */
static syn_status trim_small_words(entity_work *work, uint32_t sentence, uint32_t *first, uint32_t *end) {
  bool known = false;
  syn_status status = is_known_name(work, *first, *end, &known);
  if (status != SYN_OK || known) return status;
  while (*end - *first > 1 && !syn_draft_is_capital(work, *end - 1)) (*end)--;
  while (*end - *first > 1 && !syn_draft_is_capital(work, *first) && !syn_draft_token_is(work, sentence, *first, ENTITY_NAME_PARTICLE))
    (*first)++;
  return SYN_OK;
}

/* "the Kremlin": one word behind an article that the world knows as something else is no person. */
static bool is_known_thing(const entity_work *work, uint32_t first, uint32_t end, const known_match *match) {
  bool is_definite = first > 0 && syn_entity_token_is(work->words, &work->document->tokens[first - 1], ENTITY_DEFINITE);
  if (!is_definite || end - first != 1 || match->count != 1 || !has_name_form(match)) return false;
  for (size_t i = 0; i < match->form_count; i++) {
    if (match->forms[i].known->kind == SYN_KNOWN_PERSON) return false;
  }
  return true;
}

/* "the Lampuka sank": one word behind an article, of which nobody knows that it is a person's name. */
static bool is_unknown_thing(const entity_work *work, uint32_t first, uint32_t end, const known_match *match) {
  const syn_token *tokens = work->document->tokens;
  bool is_definite = first > 0 && syn_entity_token_is(work->words, &tokens[first - 1], ENTITY_DEFINITE);
  if (!is_definite || end - first != 1 || match->count > 0 || end >= work->document->token_count) return false;
  const entity_word *word = syn_entity_words_find(work->words, tokens[first].lower);
  bool is_known = word != NULL && (word->given_gender != 0 || word->classes & (ENTITY_HONORIFIC | ENTITY_ROLE));
  bool is_free = tokens[end].tag == SYN_TAG_VERB || tokens[end].tag == SYN_TAG_AUX;
  return !is_known && is_free && !(tokens[first].features & SYN_FEATURE_PLURAL);
}

static syn_status add_recognised(entity_work *work, const name_evidence *evidence, uint32_t sentence, uint32_t first, uint32_t end,
                                 syn_entity_type type, uint32_t *out_end) {
  const syn_sentence *in = &work->document->sentences[sentence];
  uint8_t gender = ENTITY_GENDER_UNKNOWN;
  type = correct_type(work, first, end, type);
  trim_name(work, sentence, type, &first, &end, &gender);
  if (first >= end || end - first > LONGEST_NAME) return SYN_OK;
  known_match match;
  syn_status status = type == SYN_ENTITY_PLACE ? trim_small_words(work, sentence, &first, &end) : SYN_OK;
  if (status == SYN_OK) status = find_known(work, first, in->first_token + in->token_count, &match);
  if (status != SYN_OK) return status;
  if (type == SYN_ENTITY_PERSON && is_known_thing(work, first, end, &match)) type = SYN_ENTITY_ORGANIZATION;
  if (type == SYN_ENTITY_PERSON && is_unknown_thing(work, first, end, &match)) type = SYN_ENTITY_OTHER;
  if (match.count < end - first) {
    uint32_t border = end;
    bool is_sign = true;
    status = find_border(work, evidence, sentence, first, end, type, &border, &is_sign);
    if (status != SYN_OK) return status;
    if (border < end && is_sign) return add_parts(work, evidence, sentence, first, end, border, type, out_end);
    if (border < end) {
      status = add_recognised(work, evidence, sentence, first, border, SYN_ENTITY_PLACE, out_end);
      return status == SYN_OK ? add_recognised(work, evidence, sentence, border, end, SYN_ENTITY_PERSON, out_end) : status;
    }
  }
  bool longer = match.count > end - first && has_name_form(&match);
  if (longer) end = first + match.count;
  if (match.count == end - first && !has_name_form(&match)) {
    note_adjective(work, first, &match);
    *out_end = end;
    return SYN_OK;
  }
  /* one small word is no name, whatever the model says */
  if (end - first == 1 && match.count == 0 &&
      (!syn_draft_is_capital(work, first) || syn_draft_token_is(work, sentence, first, ENTITY_STOP_NAME)))
    return SYN_OK;
  if (match.count < end - first && is_adjective(work, first, end, type)) return SYN_OK;
  status = add_mention(work, sentence, first, end - first, longer ? SYN_ENTITY_OTHER : type, true, &match);
  if (status == SYN_OK) work->mentions.items[work->mentions.count - 1].gender = gender;
  *out_end = end;
  return status;
}

/* Adjectives inside and before a name are wanted before its titles are cut off. */
static syn_status note_adjectives(entity_work *work, uint32_t first, uint32_t end) {
  for (uint32_t t = first; t < end; t++) {
    known_match match;
    syn_status status = find_known(work, t, end, &match);
    if (status != SYN_OK) return status;
    if (match.count > 0 && is_people(match.forms[0].form)) note_adjective(work, t, &match);
  }
  return SYN_OK;
}

/* Whether most longer words of a sentence begin with a capital: then a capital tells nothing. */
static bool has_title_case(const entity_work *work, const syn_sentence *in) {
  uint32_t words = 0, capitals = 0;
  for (uint32_t t = in->first_token; t < in->first_token + in->token_count; t++) {
    if (work->document->tokens[t].lower.size < 4 || work->document->tokens[t].tag == SYN_TAG_NUM) continue;
    words++;
    if (syn_draft_is_capital(work, t)) capitals++;
  }
  return words >= 4 && capitals * 4 >= words * 3;
}

static syn_status collect_evidence(entity_work *work, name_evidence *evidence) {
  const syn_document *document = work->document;
  syn_map_init(&evidence->names, work->arena);
  syn_map_init(&evidence->surnames, work->arena);
  uint32_t sentence = 0;
  for (uint32_t i = 0; i < document->name_count; i++) {
    const syn_name *name = &document->names[i];
    while (sentence + 1 < document->sentence_count && document->sentences[sentence + 1].first_token <= name->first_token) sentence++;
    if (document->sentences[sentence].span.field == SYN_FIELD_TITLE || name->type == SYN_NAME_NORP) continue;
    uint32_t first = name->first_token, end = first + name->token_count;
    uint8_t gender = 0;
    syn_text folded;
    trim_name(work, sentence, type_of_name(name->type), &first, &end, &gender);
    if (first >= end || end - first > LONGEST_NAME) continue;
    syn_status status = syn_draft_fold(work, first, end - first, &folded);
    if (status == SYN_OK) status = syn_map_put(&evidence->names, folded, 1);
    if (status == SYN_OK && name->type == SYN_NAME_PERSON && end - first > 1)
      status = syn_map_put(&evidence->surnames, document->tokens[end - 1].lower, 1);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

/* Whether the text has the name that the recogniser found in a headline. */
static syn_status is_confirmed(entity_work *work, const name_evidence *evidence, uint32_t sentence, const syn_name *name,
                               bool *out_confirmed) {
  uint32_t first = name->first_token, end = first + name->token_count;
  uint8_t gender = 0;
  syn_text folded = {0};
  trim_name(work, sentence, type_of_name(name->type), &first, &end, &gender);
  syn_status status = first < end && end - first <= LONGEST_NAME ? syn_draft_fold(work, first, end - first, &folded) : SYN_OK;
  *out_confirmed = status == SYN_OK && syn_map_get(&evidence->names, folded, NULL);
  return status;
}

/* What stands at a token outside recognised names; `out_end` is behind it. */
static syn_status read_known(entity_work *work, uint32_t sentence, uint32_t token, uint32_t limit, bool group, uint32_t *out_end) {
  known_match match;
  syn_status status = find_known(work, token, limit, &match);
  if (status != SYN_OK || match.count == 0) return status;
  if (is_people(match.forms[0].form) || group || !has_name_form(&match))
    note_adjective(work, token, &match);
  else if (is_acceptable(work, sentence, token, &match))
    status = add_mention(work, sentence, token, match.count, SYN_ENTITY_OTHER, false, &match);
  else
    return status;
  *out_end = token + match.count;
  return status;
}

static syn_status find_in_sentence(entity_work *work, const name_evidence *evidence, uint32_t sentence, uint32_t *name_index) {
  const syn_document *document = work->document;
  const syn_sentence *in = &document->sentences[sentence];
  uint32_t sentence_end = in->first_token + in->token_count;
  bool title = in->span.field == SYN_FIELD_TITLE && has_title_case(work, in);
  for (uint32_t t = in->first_token; t < sentence_end;) {
    while (*name_index < document->name_count && document->names[*name_index].first_token + document->names[*name_index].token_count <= t)
      (*name_index)++;
    const syn_name *name = *name_index < document->name_count ? &document->names[*name_index] : NULL;
    bool covered = name != NULL && name->first_token <= t, inside = covered && name->type != SYN_NAME_NORP;
    uint32_t end = t + 1;
    syn_status status = SYN_OK;
    if (inside && title) status = is_confirmed(work, evidence, sentence, name, &inside);
    if (status == SYN_OK && inside) {
      uint32_t limit = name->first_token + name->token_count < sentence_end ? name->first_token + name->token_count : sentence_end;
      status = note_adjectives(work, t, limit);
      end = limit;
      if (status == SYN_OK) status = add_recognised(work, evidence, sentence, t, limit, type_of_name(name->type), &end);
    } else if (status == SYN_OK) {
      status = read_known(work, sentence, t, sentence_end, covered && name->type == SYN_NAME_NORP, &end);
    }
    if (status != SYN_OK) return status;
    t = end > t ? end : t + 1;
  }
  return SYN_OK;
}

syn_status syn_mentions_find_names(entity_work *work) {
  name_evidence evidence;
  uint32_t name_index = 0;
  syn_status status = collect_evidence(work, &evidence);
  for (uint32_t s = 0; status == SYN_OK && s < work->document->sentence_count; s++)
    status = find_in_sentence(work, &evidence, s, &name_index);
  return status;
}
