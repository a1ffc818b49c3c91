/*
 * How it works
 *
 * A nominal ("the Estonian president") is resolved when exactly one person named before has the country and a role that the noun may be
 * said for; without a country, when exactly one has the role, or exactly one of those in this sentence and the one before. "The Estonian
 * government" is a mention of the country; "the ministry" of the one organisation before whose name has that word. A role that nobody is
 * said to have ("Anna Petrova has written three books. The historian …"), at the start of a sentence or behind a quotation, tells more of
 * the only person of the sentence before, of whom no role was told.
 */
#include "facts/mention_search.h"

enum { NOMINAL_REACH = 4 };

/* A nominal that ends at `token`, of an entity. */
static syn_status add_nominal(reference_search *search, uint32_t sentence, uint32_t first, uint32_t token, uint32_t entity, syn_link link) {
  const mention_draft mention = {.first = first,
                                 .count = token + 1 - first,
                                 .sentence = sentence,
                                 .kind = SYN_MENTION_NOMINAL,
                                 .type = search->work->entities.items[entity].type,
                                 .title = first,
                                 .entity = entity,
                                 .link = link};
  return syn_search_add(search, &mention);
}

/* A definite noun phrase: from its first word after the article to its noun. */
typedef struct noun_phrase {
  uint32_t first, noun_first, end;
  const syn_known *country;
  bool definite, described, formerly;
} noun_phrase;

/* The country that a mention right before stands for: "Estonia's", "of Estonia". */
static const syn_known *country_ending_at(const entity_work *work, uint32_t token) {
  uint32_t index = work->mention_at[token];
  if (index == 0) return NULL;
  const mention_draft *mention = &work->mentions.items[index - 1];
  if (mention->first + mention->count != token + 1 || mention->type != SYN_ENTITY_COUNTRY) return NULL;
  return mention->kind == SYN_MENTION_METONYM ? mention->state : mention->known;
}

static void read_possessor(const entity_work *work, const syn_sentence *in, noun_phrase *nominal) {
  if (nominal->first <= in->first_token) return;
  uint32_t t = nominal->first - 1;
  if (syn_entity_token_is(work->words, &work->document->tokens[t], ENTITY_DEFINITE)) {
    nominal->definite = true;
  } else if (t > in->first_token && syn_entity_token_is(work->words, &work->document->tokens[t], ENTITY_POSSESSIVE)) {
    const syn_known *country = country_ending_at(work, t - 1);
    if (country == NULL)
      nominal->formerly = true; /* of someone else */
    else
      nominal->country = country;
    nominal->definite = country != NULL;
  }
}

static noun_phrase read_nominal(const entity_work *work, uint32_t sentence, uint32_t noun_first, uint32_t end) {
  const syn_sentence *in = &work->document->sentences[sentence];
  const syn_token *tokens = work->document->tokens;
  noun_phrase nominal = {.first = noun_first, .noun_first = noun_first, .end = end};
  for (unsigned steps = 0; nominal.first > in->first_token && steps < NOMINAL_REACH; steps++) {
    uint32_t t = nominal.first - 1;
    if (work->adjective[t] != NULL)
      nominal.country = work->adjective[t];
    else if (syn_entity_token_is(work->words, &tokens[t], ENTITY_FORMERLY) && !syn_entity_token_is(work->words, &tokens[t], ENTITY_ARTICLE))
      nominal.formerly = true;
    else if (work->mention_at[t] == 0 && (tokens[t].tag == SYN_TAG_NOUN || tokens[t].tag == SYN_TAG_ADJ || tokens[t].tag == SYN_TAG_PROPN))
      nominal.described = true;
    else
      break;
    nominal.first = t;
  }
  read_possessor(work, in, &nominal);
  if (nominal.country == NULL && nominal.definite && syn_draft_token_is(work, sentence, end, ENTITY_OF)) {
    for (uint32_t t = end + 1; t < end + 3 && t < in->first_token + in->token_count; t++) {
      uint32_t index = work->mention_at[t];
      if (index == 0) continue;
      const mention_draft *of = &work->mentions.items[index - 1];
      if (of->type == SYN_ENTITY_COUNTRY && of->kind == SYN_MENTION_NAME)
        nominal.country = of->known;
      else
        nominal.formerly = true; /* of something that is no country */
      break;
    }
  }
  return nominal;
}

static bool ends_with_word(syn_text text, syn_text word) {
  if (!syn_text_ends_with(text, word)) return false;
  return text.size == word.size || text.data[text.size - word.size - 1] == ' ';
}

/* Whether a role of the person may be called by this noun; `of_state`: it is said with a country ("the Estonian leader"). */
static bool has_role(const entity_draft *person, syn_text noun, const entity_word *word, bool of_state) {
  for (size_t i = 0; i < person->roles.count; i++) {
    const role_draft *role = &person->roles.items[i];
    if (role->described && word->generic && of_state) continue; /* the leader of a party */
    if (ends_with_word(role->text, noun)) return true;
    bool group = word->group.size > 0 && syn_text_equal(word->group, role->word->group);
    if (group && (word->generic || role->word->generic) && !role->described) return true;
  }
  return false;
}

/* `open` asks for those whose country is not stated. */
static bool is_compatible(const reference_search *search, uint32_t entity, const noun_phrase *nominal, bool open, syn_text noun,
                          const entity_word *word) {
  const entity_draft *person = &search->work->entities.items[entity];
  if (person->type != SYN_ENTITY_PERSON || search->last_sentence[entity] == 0) return false;
  syn_text country = nominal->country != NULL && !open ? nominal->country->country : (syn_text){0};
  if (nominal->country != NULL && !syn_text_equal(person->country, country)) return false;
  if (word->gender != 0 && person->gender != 0 && word->gender != person->gender) return false;
  return has_role(person, noun, word, nominal->country != NULL);
}

/* The only compatible person; of several, without a country, the only one of this sentence and the one before. */
static uint32_t find_one(const reference_search *search, const noun_phrase *nominal, bool open, syn_text noun, const entity_word *word,
                         uint32_t sentence) {
  uint32_t found = DRAFT_NONE, near = DRAFT_NONE, count = 0, near_count = 0;
  for (uint32_t k = 0; k < search->holder_count; k++) {
    uint32_t i = search->holders[k];
    if (!is_compatible(search, i, nominal, open, noun, word)) continue;
    found = i;
    count++;
    if (search->last_sentence[i] + 1 < sentence + 1) continue;
    near = i;
    near_count++;
  }
  if (count == 1) return found;
  return nominal->country == NULL && near_count == 1 ? near : DRAFT_NONE;
}

/* Where nobody has the country, the only one who has the role and no country: the nominal then states it. */
static uint32_t find_person(const reference_search *search, const noun_phrase *nominal, syn_text noun, const entity_word *word,
                            uint32_t sentence) {
  uint32_t found = find_one(search, nominal, false, noun, word, sentence);
  if (found != DRAFT_NONE || nominal->country == NULL) return found;
  for (uint32_t k = 0; k < search->holder_count; k++)
    if (is_compatible(search, search->holders[k], nominal, false, noun, word)) return DRAFT_NONE; /* there are several */
  found = find_one(search, nominal, true, noun, word, sentence);
  if (found != DRAFT_NONE) search->work->entities.items[found].country = nominal->country->country;
  return found;
}

static bool is_held(const reference_search *search, const noun_phrase *nominal, syn_text noun, const entity_word *word) {
  for (uint32_t k = 0; k < search->holder_count; k++)
    if (has_role(&search->work->entities.items[search->holders[k]], noun, word, nominal->country != NULL)) return true;
  return false;
}

/* Where nobody in the article has the role: the only person of the sentence before in this paragraph, if nothing was told of that person.
 */
static uint32_t find_newly_told(const reference_search *search, const noun_phrase *nominal, syn_text noun, const entity_word *word,
                                uint32_t sentence) {
  const syn_document *document = search->work->document;
  const syn_sentence *in = &document->sentences[sentence];
  bool goes_on = sentence > 0 && document->sentences[sentence - 1].paragraph == in->paragraph;
  uint32_t article = nominal->first - 1; /* a nominal that is definite without a country has one */
  bool is_start = article == in->first_token ||
                  syn_entity_token_is(search->work->words, &document->tokens[article - 1], ENTITY_STRAIGHT_QUOTE | ENTITY_CLOSE_QUOTE);
  if (!goes_on || !is_start || nominal->country != NULL || search->people_count[1] > 0) return DRAFT_NONE;
  uint32_t count = 0;
  bool led = false;
  uint32_t found = syn_search_only_person(search, 0, word->gender, &count, &led);
  if (count != 1 || search->people_count[0] != 1 || search->work->entities.items[found].roles.count > 0) return DRAFT_NONE;
  return is_held(search, nominal, noun, word) ? DRAFT_NONE : found;
}

static syn_status read_role(reference_search *search, uint32_t sentence, uint32_t token, const entity_word *word, uint32_t noun_first,
                            uint32_t *out_entity) {
  entity_work *work = search->work;
  noun_phrase nominal = read_nominal(work, sentence, noun_first, token + 1);
  bool title = work->document->sentences[sentence].span.field == SYN_FIELD_TITLE;
  if (nominal.formerly || (!nominal.definite && !(title && nominal.country != NULL))) return SYN_OK;
  if (nominal.described && nominal.country == NULL && noun_first == nominal.first) return SYN_OK;
  syn_text noun;
  /* words between the adjective and the noun are part of the role: "the Estonian finance minister" */
  uint32_t role_first = noun_first;
  while (role_first > nominal.first && work->adjective[role_first - 1] == NULL) role_first--;
  syn_status status = syn_draft_fold(work, role_first, token + 1 - role_first, &noun);
  if (status != SYN_OK) return status;
  entity_word described = *word;
  if (role_first < noun_first) described.generic = false;
  if (role_first < noun_first) described.group = (syn_text){0};
  uint32_t entity = find_person(search, &nominal, noun, &described, sentence);
  if (entity == DRAFT_NONE && nominal.definite) entity = find_newly_told(search, &nominal, noun, &described, sentence);
  *out_entity = entity;
  return entity == DRAFT_NONE ? SYN_OK : add_nominal(search, sentence, nominal.first, token, entity, SYN_LINK_ROLE);
}

/* The entity of a country; made where the article has no other mention of it. */
static syn_status get_country(reference_search *search, const syn_known *country, uint32_t *out_entity) {
  uint64_t known = 0;
  if (syn_map_get(&search->countries, country->id, &known)) {
    *out_entity = (uint32_t)known;
    return SYN_OK;
  }
  const entity_draft draft = {.type = SYN_ENTITY_COUNTRY, .known = country};
  syn_status status = syn_search_new_entity(search, &draft, out_entity);
  return status == SYN_OK && *out_entity != DRAFT_NONE ? syn_map_put(&search->countries, country->id, *out_entity) : status;
}

/* "the Estonian government", "Estonia's authorities" */
static syn_status read_state(reference_search *search, uint32_t sentence, uint32_t token, uint32_t *out_entity) {
  noun_phrase nominal = read_nominal(search->work, sentence, token, token + 1);
  uint32_t entity = DRAFT_NONE;
  if (nominal.country == NULL || nominal.country->kind != SYN_KNOWN_COUNTRY) return SYN_OK;
  syn_status status = get_country(search, nominal.country, &entity);
  if (status != SYN_OK || entity == DRAFT_NONE) return status;
  *out_entity = entity;
  return add_nominal(search, sentence, nominal.first, token, entity, SYN_LINK_GOVERNMENT);
}

/* "the ministry": the only organisation before whose name has the word. */
static syn_status read_organization(reference_search *search, uint32_t sentence, uint32_t token, uint32_t *out_entity) {
  entity_work *work = search->work;
  noun_phrase nominal = read_nominal(work, sentence, token, token + 1);
  if (!nominal.definite || nominal.country != NULL || nominal.described || nominal.formerly) return SYN_OK;
  if (syn_draft_token_is(work, sentence, token + 1, ENTITY_OF)) return SYN_OK; /* "the centre of the town" */
  uint32_t found = DRAFT_NONE;
  for (uint32_t k = 0; k < search->organization_count; k++) {
    uint32_t i = search->organizations[k];
    const entity_draft *entity = &work->entities.items[i];
    if (search->last_sentence[i] == 0) continue;
    if (syn_text_find(entity->folded, work->document->tokens[token].lower, 0) == SIZE_MAX) continue;
    if (found != DRAFT_NONE) return SYN_OK;
    found = i;
  }
  *out_entity = found;
  return found == DRAFT_NONE ? SYN_OK : add_nominal(search, sentence, token, token, found, SYN_LINK_NAME_WORD);
}

syn_status syn_nominals_read(reference_search *search, uint32_t sentence, uint32_t token, const entity_word *word, uint32_t *out_entity) {
  entity_work *work = search->work;
  const syn_token *at = &work->document->tokens[token];
  uint32_t first = token;
  *out_entity = DRAFT_NONE;
  const entity_word *role = (word->classes & ENTITY_ROLE) != 0 ? syn_draft_role_at(work, sentence, token, &first) : NULL;
  if (role != NULL) return read_role(search, sentence, token, role, first, out_entity);
  /* not the head of its phrase: "the union budget" */
  const syn_sentence *in = &work->document->sentences[sentence];
  bool last = token + 1 >= in->first_token + in->token_count;
  if (!last && (at[1].tag == SYN_TAG_NOUN || (at[1].tag == SYN_TAG_PROPN && work->mention_at[token + 1] == 0))) return SYN_OK;
  if ((word->classes & ENTITY_STATE) != 0) return read_state(search, sentence, token, out_entity);
  return (word->classes & ENTITY_ORGANIZATION_NOUN) != 0 ? read_organization(search, sentence, token, out_entity) : SYN_OK;
}
