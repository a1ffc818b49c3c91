/*
 * How it works
 *
 * One walk over the document, sentence by sentence, with what was mentioned so far.
 *
 * A nominal ("the Estonian president") is resolved when exactly one person named before has the country and a role that the noun may be
 * said for; without a country, when exactly one has the role, or exactly one of those in this sentence and the one before. "The Estonian
 * government" is a mention of the country; "the ministry" of the one organisation before whose name has that word. A role that nobody is
 * said to have ("Anna Petrova has written three books. The historian …"), at the start of a sentence or behind a quotation, tells more of
 * the only person of the sentence before, of whom no role was told.
 *
 * A pronoun goes to a person of this sentence or the one before, of a gender that is not the other one: the only such person, else the
 * subject (the first person of the sentence that no preposition leads and no possessive follows), and that for a pronoun which is itself a
 * subject. All else is left open: a wrong actor is worse than none. Words inside quotation marks neither refer nor are referred to.
 */
#include "facts/mention_draft.h"

enum { CANDIDATE_LIMIT = 16, NOMINAL_REACH = 4, REFERENT_LIMIT = 256 };

typedef struct reference_search {
  entity_work *work;
  SYN_ARRAY(mention_draft) found;
  bool *quoted;            /* of each token */
  uint32_t *last_sentence; /* of each entity: where it was mentioned last + 1; 0: not yet */
  uint32_t entity_capacity;
  uint32_t subject, last_subject;      /* entity of the subject of this sentence and of the one before, or DRAFT_NONE */
  uint32_t people[2][CANDIDATE_LIMIT]; /* persons of the sentence before, and of this one, outside quotations */
  bool led[2][CANDIDATE_LIMIT];        /* of each: only behind prepositions and as possessor */
  uint32_t people_count[2];
  uint32_t holders[REFERENT_LIMIT]; /* persons with a role; more are left out, so that the cost stays linear */
  uint32_t organizations[REFERENT_LIMIT];
  uint32_t holder_count, organization_count;
  syn_map countries; /* id -> entity */
} reference_search;

/* ---- quotations ---- */

static void mark_quotations(const entity_work *work, bool *quoted) {
  const syn_document *document = work->document;
  uint32_t paragraph = UINT32_MAX;
  bool open = false;
  for (uint32_t s = 0; s < document->sentence_count; s++) {
    const syn_sentence *in = &document->sentences[s];
    if (in->paragraph != paragraph) open = false;
    paragraph = in->paragraph;
    for (uint32_t t = in->first_token; t < in->first_token + in->token_count; t++) {
      const syn_token *token = &document->tokens[t];
      if (syn_entity_token_is(work->words, token, ENTITY_STRAIGHT_QUOTE))
        open = !open;
      else if (syn_entity_token_is(work->words, token, ENTITY_OPEN_QUOTE))
        open = true;
      else if (syn_entity_token_is(work->words, token, ENTITY_CLOSE_QUOTE))
        open = false;
      quoted[t] = open;
    }
  }
}

/* ---- what was mentioned ---- */

static bool is_person(const reference_search *search, uint32_t entity) {
  return search->work->entities.items[entity].type == SYN_ENTITY_PERSON;
}

static void add_person(reference_search *search, uint32_t entity, bool led) {
  uint32_t i = 0;
  while (i < search->people_count[1] && search->people[1][i] != entity) i++;
  if (i == CANDIDATE_LIMIT) return;
  search->led[1][i] = led && (i == search->people_count[1] || search->led[1][i]);
  search->people[1][i] = entity;
  if (i == search->people_count[1]) search->people_count[1]++;
}

static bool is_noun_phrase_start(const entity_work *work, uint32_t sentence, uint32_t first) {
  const syn_sentence *in = &work->document->sentences[sentence];
  while (first > in->first_token &&
         (work->document->tokens[first - 1].tag == SYN_TAG_DET || work->document->tokens[first - 1].tag == SYN_TAG_ADJ))
    first--;
  return first == in->first_token || work->document->tokens[first - 1].tag != SYN_TAG_ADP;
}

/* A mention that was passed: it may be referred to from now on. */
static void pass_mention(reference_search *search, const mention_draft *mention) {
  const entity_work *work = search->work;
  if (mention->entity == DRAFT_NONE) return;
  search->last_sentence[mention->entity] = mention->sentence + 1;
  if (!is_person(search, mention->entity) || search->quoted[mention->first]) return;
  bool possessive = syn_draft_token_is(work, mention->sentence, mention->first + mention->count, ENTITY_POSSESSIVE);
  bool led = possessive || !is_noun_phrase_start(work, mention->sentence, mention->title);
  add_person(search, mention->entity, led);
  if (search->subject == DRAFT_NONE && !led) search->subject = mention->entity;
}

static void begin_sentence(reference_search *search, uint32_t sentence) {
  const syn_document *document = search->work->document;
  const syn_sentence *in = &document->sentences[sentence];
  bool apart = sentence == 0 || document->sentences[sentence - 1].span.field != in->span.field ||
               document->sentences[sentence - 1].span.index != in->span.index;
  search->people_count[0] = apart ? 0 : search->people_count[1];
  for (uint32_t i = 0; i < search->people_count[0]; i++) search->people[0][i] = search->people[1][i];
  for (uint32_t i = 0; i < search->people_count[0]; i++) search->led[0][i] = search->led[1][i];
  search->last_subject = apart ? DRAFT_NONE : search->subject;
  search->people_count[1] = 0;
  search->subject = DRAFT_NONE;
}

static syn_status add_reference(reference_search *search, uint32_t sentence, uint32_t first, uint32_t end, syn_mention_kind kind,
                                uint32_t entity) {
  mention_draft *mention = SYN_ARRAY_ADD(&search->found, search->work->arena);
  if (mention == NULL) return SYN_NO_MEMORY;
  *mention = (mention_draft){.first = first, .count = end - first, .sentence = sentence, .kind = kind, .title = first, .entity = entity};
  mention->type = search->work->entities.items[entity].type;
  pass_mention(search, mention);
  return SYN_OK;
}

/* ---- pronouns ---- */

static bool gender_fits(const reference_search *search, uint32_t entity, uint8_t gender) {
  uint8_t known = search->work->entities.items[entity].gender;
  return known == ENTITY_GENDER_UNKNOWN || gender == ENTITY_GENDER_UNKNOWN || known == gender;
}

/* The only fitting person of a sentence (0: the one before, 1: this one); DRAFT_NONE when there is none or several, told apart by
 * `out_count`. */
static uint32_t only_person(const reference_search *search, unsigned which, uint8_t gender, uint32_t *out_count, bool *out_led) {
  uint32_t found = DRAFT_NONE;
  *out_count = 0;
  for (uint32_t i = 0; i < search->people_count[which]; i++) {
    if (!gender_fits(search, search->people[which][i], gender)) continue;
    found = search->people[which][i];
    *out_led = search->led[which][i];
    ++*out_count;
  }
  return *out_count == 1 ? found : DRAFT_NONE;
}

static uint32_t find_antecedent(const reference_search *search, const entity_word *pronoun) {
  uint32_t here = 0, before = 0;
  bool led = false, subject = pronoun->pronoun == ENTITY_PRONOUN_SUBJECT;
  uint32_t found = only_person(search, 1, pronoun->gender, &here, &led);
  uint32_t last = search->last_subject;
  bool last_fits = last != DRAFT_NONE && gender_fits(search, last, pronoun->gender);
  if (here == 1) {
    /* "X said he": the subject; but "X met him" is never X; and who only stands behind a preposition yields to the subject before */
    if (pronoun->pronoun == ENTITY_PRONOUN_OBJECT && found == search->subject) return DRAFT_NONE;
    return led && subject && last_fits && last != found ? DRAFT_NONE : found;
  }
  if (here > 1) {
    bool fits = search->subject != DRAFT_NONE && gender_fits(search, search->subject, pronoun->gender);
    return fits && (subject || pronoun->pronoun == ENTITY_PRONOUN_REFLEXIVE) ? search->subject : DRAFT_NONE;
  }
  found = only_person(search, 0, pronoun->gender, &before, &led);
  if (before == 1) return led ? DRAFT_NONE : found;
  return before > 1 && last_fits && subject ? last : DRAFT_NONE;
}

static syn_status read_pronoun(reference_search *search, uint32_t sentence, uint32_t token, const entity_word *pronoun) {
  if (search->quoted[token]) return SYN_OK;
  uint32_t entity = find_antecedent(search, pronoun);
  if (entity == DRAFT_NONE) return SYN_OK;
  entity_draft *person = &search->work->entities.items[entity];
  if (person->gender == ENTITY_GENDER_UNKNOWN) person->gender = pronoun->gender;
  return add_reference(search, sentence, token, token + 1, SYN_MENTION_PRONOUN, entity);
}

/* ---- nominals ---- */

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
  uint32_t found = only_person(search, 0, word->gender, &count, &led);
  if (count != 1 || search->people_count[0] != 1 || search->work->entities.items[found].roles.count > 0) return DRAFT_NONE;
  return is_held(search, nominal, noun, word) ? DRAFT_NONE : found;
}

static syn_status read_role(reference_search *search, uint32_t sentence, uint32_t token, const entity_word *word, uint32_t noun_first) {
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
  return entity == DRAFT_NONE ? SYN_OK : add_reference(search, sentence, nominal.first, token + 1, SYN_MENTION_NOMINAL, entity);
}

/* The entity of a country; made where the article has no other mention of it. */
static syn_status get_country(reference_search *search, const syn_known *country, uint32_t *out_entity) {
  entity_work *work = search->work;
  uint64_t known = 0;
  if (syn_map_get(&search->countries, country->id, &known)) {
    *out_entity = (uint32_t)known;
    return SYN_OK;
  }
  *out_entity = DRAFT_NONE;
  if (work->entities.count >= search->entity_capacity) return SYN_OK;
  entity_draft *entity = SYN_ARRAY_ADD(&work->entities, work->arena);
  if (entity == NULL) return SYN_NO_MEMORY;
  entity->type = SYN_ENTITY_COUNTRY;
  entity->known = country;
  *out_entity = (uint32_t)work->entities.count - 1;
  return syn_map_put(&search->countries, country->id, *out_entity);
}

/* "the Estonian government", "Estonia's authorities" */
static syn_status read_state(reference_search *search, uint32_t sentence, uint32_t token) {
  noun_phrase nominal = read_nominal(search->work, sentence, token, token + 1);
  uint32_t entity = DRAFT_NONE;
  if (nominal.country == NULL || nominal.country->kind != SYN_KNOWN_COUNTRY) return SYN_OK;
  syn_status status = get_country(search, nominal.country, &entity);
  if (status != SYN_OK || entity == DRAFT_NONE) return status;
  return add_reference(search, sentence, nominal.first, token + 1, SYN_MENTION_NOMINAL, entity);
}

/* "the ministry": the only organisation before whose name has the word. */
static syn_status read_organization(reference_search *search, uint32_t sentence, uint32_t token) {
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
  return found == DRAFT_NONE ? SYN_OK : add_reference(search, sentence, token, token + 1, SYN_MENTION_NOMINAL, found);
}

/* ---- the walk ---- */

static syn_status read_token(reference_search *search, uint32_t sentence, uint32_t token) {
  entity_work *work = search->work;
  const syn_token *at = &work->document->tokens[token];
  const entity_word *word = syn_entity_words_find(work->words, at->lower);
  if (work->taken[token] || word == NULL) return SYN_OK;
  if (word->pronoun != ENTITY_PRONOUN_NONE) return read_pronoun(search, sentence, token, word);
  if (at->tag != SYN_TAG_NOUN && at->tag != SYN_TAG_PROPN && at->tag != SYN_TAG_X && at->tag != SYN_TAG_ADJ) return SYN_OK;
  uint32_t first = token;
  const entity_word *role = (word->classes & ENTITY_ROLE) != 0 ? syn_draft_role_at(work, sentence, token, &first) : NULL;
  if (role != NULL) return read_role(search, sentence, token, role, first);
  /* not the head of its phrase: "the union budget" */
  const syn_sentence *in = &work->document->sentences[sentence];
  bool last = token + 1 >= in->first_token + in->token_count;
  if (!last && (at[1].tag == SYN_TAG_NOUN || (at[1].tag == SYN_TAG_PROPN && work->mention_at[token + 1] == 0))) return SYN_OK;
  if ((word->classes & ENTITY_STATE) != 0) return read_state(search, sentence, token);
  return (word->classes & ENTITY_ORGANIZATION_NOUN) != 0 ? read_organization(search, sentence, token) : SYN_OK;
}

static syn_status walk(reference_search *search) {
  entity_work *work = search->work;
  size_t next = 0;
  for (uint32_t s = 0; s < work->document->sentence_count; s++) {
    const syn_sentence *in = &work->document->sentences[s];
    begin_sentence(search, s);
    for (uint32_t t = in->first_token; t < in->first_token + in->token_count; t++) {
      if (work->mention_at[t] == 0) {
        syn_status status = read_token(search, s, t);
        if (status != SYN_OK) return status;
      } else if (next < work->mentions.count && work->mentions.items[next].first == t) {
        pass_mention(search, &work->mentions.items[next]);
      }
      while (next < work->mentions.count && work->mentions.items[next].first <= t) next++;
    }
  }
  return SYN_OK;
}

static syn_status collect_referents(reference_search *search) {
  syn_map_init(&search->countries, search->work->arena);
  for (uint32_t i = 0; i < search->work->entities.count; i++) {
    const entity_draft *entity = &search->work->entities.items[i];
    bool holder = entity->type == SYN_ENTITY_PERSON && entity->roles.count > 0;
    if (holder && search->holder_count < REFERENT_LIMIT) search->holders[search->holder_count++] = i;
    if (entity->type == SYN_ENTITY_ORGANIZATION && search->organization_count < REFERENT_LIMIT)
      search->organizations[search->organization_count++] = i;
    if (entity->type != SYN_ENTITY_COUNTRY || entity->known == NULL) continue;
    syn_status status = syn_map_put(&search->countries, entity->known->id, i);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

syn_status syn_mentions_find_references(entity_work *work) {
  reference_search search = {.work = work, .subject = DRAFT_NONE, .last_subject = DRAFT_NONE};
  search.entity_capacity = (uint32_t)work->entities.count * 2 + 64;
  search.quoted = SYN_ARENA_ARRAY(work->arena, bool, work->document->token_count);
  search.last_sentence = SYN_ARENA_ARRAY(work->arena, uint32_t, search.entity_capacity);
  if (search.quoted == NULL || search.last_sentence == NULL) return SYN_NO_MEMORY;
  mark_quotations(work, search.quoted);
  syn_status status = collect_referents(&search);
  if (status == SYN_OK) status = walk(&search);
  for (size_t i = 0; status == SYN_OK && i < search.found.count; i++) status = syn_draft_add_mention(work, &search.found.items[i]);
  if (status == SYN_OK) syn_draft_sort(work);
  return status;
}
