/*
 * How it works
 *
 * Offices stand right before a name ("Estonian Finance Minister Jaan Tamm"), or behind it or before it between commas ("Jaan Tamm, the head
 * of the Estonian bank Alfa,"; "Estonia's president, Anna Petrova,"). From the noun of the office one walks outwards: words that describe
 * it belong to the role, an adjective or a possessive of a country tells the country. A "counterpart" has the role of the person named
 * before.
 */
#include "facts/mention_draft.h"

#include "base/utf8.h"

enum { MODIFIER_LIMIT = 4, APPOSITION_REACH = 8, COUNTERPART_REACH = 8 };

/* A phrase around the noun of a role. */
typedef struct role_phrase {
  const entity_word *word;
  uint32_t first;      /* of the whole phrase */
  uint32_t role_first; /* of the words that are the role */
  uint32_t noun_first; /* of its noun */
  uint32_t end;
  syn_text country;
} role_phrase;

static const syn_sentence *sentence_of(const entity_work *work, const mention_draft *mention) {
  return &work->document->sentences[mention->sentence];
}

/* The mention that ends at `token`, or NULL. */
static const mention_draft *mention_ending_at(const entity_work *work, uint32_t token) {
  uint32_t index = work->mention_at[token];
  if (index == 0) return NULL;
  const mention_draft *mention = &work->mentions.items[index - 1];
  return mention->first + mention->count == token + 1 ? mention : NULL;
}

static syn_text country_of(const entity_work *work, const mention_draft *mention) {
  if (mention->type == SYN_ENTITY_COUNTRY && mention->kind == SYN_MENTION_METONYM && mention->state != NULL) return mention->state->country;
  if (mention->known == NULL || mention->type == SYN_ENTITY_PLACE) return (syn_text){0};
  return mention->known->country;
}

/* "That day | Prime Minister Kask": a noun in small letters before an office in capitals is of another phrase. */
static bool ends_before_capital(const entity_work *work, uint32_t token) {
  return work->document->tokens[token].tag == SYN_TAG_NOUN && !syn_draft_is_capital(work, token) && syn_draft_is_capital(work, token + 1);
}

/* Walks from the noun of a role towards the start of the sentence. */
static void read_modifiers(const entity_work *work, const syn_sentence *in, role_phrase *phrase) {
  const syn_token *tokens = work->document->tokens;
  unsigned described = 0;
  while (phrase->first > in->first_token) {
    uint32_t t = phrase->first - 1;
    const mention_draft *mention = mention_ending_at(work, t);
    if (work->adjective[t] != NULL) {
      if (phrase->country.size == 0) phrase->country = work->adjective[t]->country;
      phrase->first = t;
    } else if (mention != NULL && mention->type != SYN_ENTITY_PERSON && mention->first >= in->first_token) {
      /* "Alfa Bank chairman", "Russia President": the name is no part of the role */
      if (phrase->country.size == 0) phrase->country = country_of(work, mention);
      phrase->first = mention->first;
    } else if (syn_entity_token_is(work->words, &tokens[t], ENTITY_POSSESSIVE) && t > in->first_token &&
               mention_ending_at(work, t - 1) != NULL) {
      phrase->first = t;
    } else if (syn_entity_token_is(work->words, &tokens[t], ENTITY_FORMERLY)) {
      phrase->first = t;
    } else if (mention == NULL && phrase->role_first == phrase->first && described < MODIFIER_LIMIT &&
               (tokens[t].tag == SYN_TAG_NOUN || tokens[t].tag == SYN_TAG_PROPN || tokens[t].tag == SYN_TAG_ADJ) &&
               !syn_entity_token_is(work->words, &tokens[t], ENTITY_STOP_NAME) && !ends_before_capital(work, t)) {
      phrase->first = phrase->role_first = t;
      described++;
    } else {
      return;
    }
  }
}

static bool read_role_at(entity_work *work, uint32_t sentence, uint32_t token, role_phrase *out_phrase) {
  const syn_sentence *in = &work->document->sentences[sentence];
  uint32_t first = 0;
  const entity_word *word = syn_draft_role_at(work, sentence, token, &first);
  if (word == NULL) return false;
  *out_phrase = (role_phrase){.word = word, .first = first, .role_first = first, .noun_first = first, .end = token + 1};
  read_modifiers(work, in, out_phrase);
  return true;
}

/* "of Estonia" behind a role or a name. */
static syn_text read_of_country(const entity_work *work, uint32_t sentence, uint32_t token) {
  const syn_sentence *in = &work->document->sentences[sentence];
  if (!syn_draft_token_is(work, sentence, token, ENTITY_OF)) return (syn_text){0};
  for (uint32_t t = token + 1; t < in->first_token + in->token_count && t < token + 3; t++) {
    uint32_t index = work->mention_at[t];
    if (index != 0)
      return work->mentions.items[index - 1].type == SYN_ENTITY_COUNTRY ? country_of(work, &work->mentions.items[index - 1])
                                                                        : (syn_text){0};
    if (work->adjective[t] != NULL) return work->adjective[t]->country; /* "the head of the Estonian bank" */
    if (!syn_draft_token_is(work, sentence, t, ENTITY_ARTICLE)) break;
  }
  return (syn_text){0};
}

/* "of the rescue service" behind a role: of something that is no state. */
static bool is_of_other(const entity_work *work, uint32_t sentence, uint32_t token) {
  const syn_sentence *in = &work->document->sentences[sentence];
  if (!syn_draft_token_is(work, sentence, token, ENTITY_OF)) return false;
  uint32_t t = token + 1, end = in->first_token + in->token_count;
  while (t < end && syn_draft_token_is(work, sentence, t, ENTITY_ARTICLE)) t++;
  return t < end && (work->mention_at[t] == 0 || work->mentions.items[work->mention_at[t] - 1].type != SYN_ENTITY_COUNTRY);
}

static syn_status add_role(entity_work *work, entity_draft *entity, const role_draft *new_role) {
  for (size_t i = 0; i < entity->roles.count; i++)
    if (syn_text_equal(entity->roles.items[i].text, new_role->text)) return SYN_OK;
  role_draft *role = SYN_ARRAY_ADD(&entity->roles, work->arena);
  if (role == NULL) return SYN_NO_MEMORY;
  *role = *new_role;
  if (entity->gender == 0) entity->gender = role->word->gender;
  return SYN_OK;
}

/* The roles of the newest other person before `token` become those of the counterpart. */
static syn_status add_counterpart(entity_work *work, const mention_draft *mention, entity_draft *entity) {
  for (size_t back = 1, index = (size_t)(mention - work->mentions.items); back <= COUNTERPART_REACH && index >= back; back++) {
    const mention_draft *other = &work->mentions.items[index - back];
    if (other->sentence + 1 < mention->sentence) break;
    if (other->type != SYN_ENTITY_PERSON || other->entity == DRAFT_NONE || other->entity == mention->entity) continue;
    const entity_draft *person = &work->entities.items[other->entity];
    for (size_t i = 0; i < person->roles.count; i++) {
      role_draft role = person->roles.items[i];
      role.stated = false;
      syn_status status = add_role(work, entity, &role);
      if (status != SYN_OK) return status;
    }
    break;
  }
  return SYN_OK;
}

/* What a phrase says of a person. */
static syn_status apply_phrase(entity_work *work, const mention_draft *mention, const role_phrase *phrase) {
  entity_draft *entity = &work->entities.items[mention->entity];
  if (entity->country.size == 0) entity->country = phrase->country;
  for (uint32_t t = phrase->first; t < phrase->end; t++) {
    const entity_word *word = syn_entity_words_find(work->words, work->document->tokens[t].lower);
    work->taken[t] = word == NULL || word->pronoun == ENTITY_PRONOUN_NONE; /* "her counterpart" still refers to her */
  }
  if ((phrase->word->classes & ENTITY_COUNTERPART) != 0) return add_counterpart(work, mention, entity);
  syn_text words = syn_article_words(work->document->article,
                                     syn_document_span(work->document, phrase->role_first, phrase->end - phrase->role_first)),
           lower;
  syn_status status = syn_utf8_lower(words, work->arena, &lower);
  bool described = phrase->role_first < phrase->noun_first || is_of_other(work, mention->sentence, phrase->end);
  const role_draft role = {.text = lower, .word = phrase->word, .stated = true, .described = described};
  return status == SYN_OK ? add_role(work, entity, &role) : status;
}

/* "Prime Minister of Malta" right before a name. */
static bool read_role_of_country(entity_work *work, uint32_t sentence, uint32_t end, role_phrase *out_phrase) {
  const syn_sentence *in = &work->document->sentences[sentence];
  const mention_draft *country = mention_ending_at(work, end - 1);
  if (country == NULL || country->type != SYN_ENTITY_COUNTRY || country->first < in->first_token + 2) return false;
  if (!syn_draft_token_is(work, sentence, country->first - 1, ENTITY_OF)) return false;
  if (!read_role_at(work, sentence, country->first - 2, out_phrase)) return false;
  out_phrase->country = country_of(work, country);
  return true;
}

/* Words right before a name: titles, an adjective, a possessive country. */
static syn_status read_before(entity_work *work, mention_draft *mention) {
  const syn_sentence *in = sentence_of(work, mention);
  entity_draft *entity = &work->entities.items[mention->entity];
  uint32_t t = mention->first;
  while (t > in->first_token) {
    const entity_word *word = syn_entity_words_find(work->words, work->document->tokens[t - 1].lower);
    if (word == NULL || (word->classes & ENTITY_HONORIFIC) == 0 || !syn_draft_is_capital(work, t - 1)) break;
    if (entity->gender == 0) entity->gender = word->gender;
    work->taken[t - 1] = true;
    t--;
  }
  mention->title = t;
  if (t == in->first_token) return SYN_OK;
  role_phrase phrase;
  if (read_role_at(work, mention->sentence, t - 1, &phrase) || read_role_of_country(work, mention->sentence, t, &phrase)) {
    mention->title = phrase.first;
    if (phrase.country.size == 0) phrase.country = read_of_country(work, mention->sentence, mention->first + mention->count);
    return apply_phrase(work, mention, &phrase);
  }
  if (work->adjective[t - 1] != NULL && entity->country.size == 0) entity->country = work->adjective[t - 1]->country;
  if (syn_draft_token_is(work, mention->sentence, t - 1, ENTITY_POSSESSIVE) && t - 1 > in->first_token) {
    const mention_draft *owner = mention_ending_at(work, t - 2);
    if (owner != NULL && owner->type == SYN_ENTITY_COUNTRY && entity->country.size == 0) entity->country = country_of(work, owner);
  }
  return SYN_OK;
}

static bool ends_apposition(const entity_work *work, const mention_draft *mention, uint32_t token) {
  const syn_sentence *in = sentence_of(work, mention);
  return token >= in->first_token + in->token_count || work->document->tokens[token].tag == SYN_TAG_PUNCT;
}

/* "Name, the head of …": the first role behind the comma, before any verb. */
static syn_status read_after(entity_work *work, const mention_draft *mention) {
  const syn_token *tokens = work->document->tokens;
  const syn_sentence *in = sentence_of(work, mention);
  uint32_t t = mention->first + mention->count, end = in->first_token + in->token_count;
  if (t >= end || !syn_draft_token_is(work, mention->sentence, t, ENTITY_COMMA)) return SYN_OK;
  /* an age between commas */
  if (t + 2 < end && tokens[t + 1].tag == SYN_TAG_NUM && syn_draft_token_is(work, mention->sentence, t + 2, ENTITY_COMMA)) t += 2;
  uint32_t start = t + 1, last = start + APPOSITION_REACH < end ? start + APPOSITION_REACH : end;
  for (t = start; t < last; t++) {
    unsigned tag = tokens[t].tag;
    bool possible = tag == SYN_TAG_NOUN || tag == SYN_TAG_PROPN || tag == SYN_TAG_ADJ || tag == SYN_TAG_DET || tag == SYN_TAG_X ||
                    tag == SYN_TAG_ADV || tag == SYN_TAG_NUM || syn_draft_token_is(work, mention->sentence, t, ENTITY_POSSESSIVE) ||
                    tag == SYN_TAG_PRON;
    uint32_t at = work->mention_at[t];
    if (!possible || (at != 0 && work->mentions.items[at - 1].type == SYN_ENTITY_PERSON)) return SYN_OK;
    role_phrase phrase, longer;
    if (at != 0 || !read_role_at(work, mention->sentence, t, &phrase)) continue;
    if (t + 1 < last && read_role_at(work, mention->sentence, t + 1, &longer)) continue;
    if (phrase.first < start) return SYN_OK;
    /* "Anna Petrova, president Jaan Tamm said": the role belongs to the next name */
    if (t + 1 < end && work->mention_at[t + 1] != 0 && work->mentions.items[work->mention_at[t + 1] - 1].type == SYN_ENTITY_PERSON)
      return SYN_OK;
    syn_text of = read_of_country(work, mention->sentence, t + 1);
    if (phrase.country.size == 0) phrase.country = of;
    return apply_phrase(work, mention, &phrase);
  }
  return SYN_OK;
}

/* "Estonia's president, Anna Petrova,": between commas, or at the end. */
static syn_status read_before_comma(entity_work *work, const mention_draft *mention) {
  const syn_sentence *in = sentence_of(work, mention);
  uint32_t first = mention->first;
  if (first < in->first_token + 2 || !syn_draft_token_is(work, mention->sentence, first - 1, ENTITY_COMMA)) return SYN_OK;
  if (!ends_apposition(work, mention, first + mention->count)) return SYN_OK;
  role_phrase phrase;
  uint32_t t = first - 2;
  syn_text country = {0};
  const mention_draft *last = mention_ending_at(work, t);
  if (last != NULL && last->first > in->first_token && syn_draft_token_is(work, mention->sentence, last->first - 1, ENTITY_OF)) {
    country = country_of(work, last);
    t = last->first - 1;
    if (t == in->first_token) return SYN_OK;
    t--;
  }
  if (!read_role_at(work, mention->sentence, t, &phrase)) return SYN_OK;
  bool definite = phrase.first > in->first_token && syn_draft_token_is(work, mention->sentence, phrase.first - 1, ENTITY_DEFINITE);
  if (!definite && phrase.country.size == 0) return SYN_OK;
  if (phrase.country.size == 0) phrase.country = country;
  return apply_phrase(work, mention, &phrase);
}

static void read_given_name(entity_work *work, const mention_draft *mention) {
  entity_draft *entity = &work->entities.items[mention->entity];
  size_t space = syn_text_find(mention->folded, SYN_TEXT(" "), 0);
  if (entity->gender != 0 || space == SIZE_MAX) return;
  const entity_word *given = syn_entity_words_find(work->words, syn_text_slice(mention->folded, 0, space));
  if (given != NULL) entity->gender = given->given_gender;
}

syn_status syn_entities_read_roles(entity_work *work) {
  for (size_t i = 0; i < work->mentions.count; i++) {
    mention_draft *mention = &work->mentions.items[i];
    if (mention->type != SYN_ENTITY_PERSON || mention->entity == DRAFT_NONE || mention->kind != SYN_MENTION_NAME) continue;
    syn_status status = read_before(work, mention);
    if (status == SYN_OK) status = read_after(work, mention);
    if (status == SYN_OK) status = read_before_comma(work, mention);
    if (status != SYN_OK) return status;
    read_given_name(work, mention);
  }
  return SYN_OK;
}
