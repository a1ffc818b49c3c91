/*
 * How it works
 *
 * One walk over the document, sentence by sentence, with what was mentioned so far. Nominals are resolved by mention_chains.c and
 * mention_nominals.c.
 *
 * A pronoun goes to a person of this sentence or the one before, of a gender that is not the other one: the only such person, else the
 * subject (the first person of the sentence that no preposition leads and no possessive follows), and that for a pronoun which is itself a
 * subject. All else is left open: a wrong actor is worse than none. Words inside quotation marks neither refer nor are referred to.
 */
#include "facts/mention_search.h"

enum { TITLE_STEPS = 4, CLAUSE_STEPS = 6 };

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

/* The word of a mention that the others depend on; of an apposition, of what it stands beside. */
static uint32_t head_of_mention(const entity_work *work, const mention_draft *mention) {
  const syn_token *tokens = work->document->tokens;
  uint32_t head = mention->first, end = mention->first + mention->count;
  while (head + 1 < end && tokens[head].head >= (int32_t)mention->first && tokens[head].head < (int32_t)end) head++;
  for (unsigned steps = 0; steps < TITLE_STEPS && tokens[head].head >= 0; steps++) {
    if (tokens[head].relation != SYN_RELATION_APPOS && tokens[head].relation != SYN_RELATION_FLAT) break;
    head = (uint32_t)tokens[head].head;
  }
  return head;
}

/* By the tree: a subject, an object, or only led by something else. */
static void read_place_in_tree(reference_search *search, const mention_draft *mention) {
  const syn_token *head = &search->work->document->tokens[head_of_mention(search->work, mention)];
  bool subject = head->relation == SYN_RELATION_NSUBJ;
  bool object = head->relation == SYN_RELATION_OBJ || head->relation == SYN_RELATION_IOBJ || head->relation == SYN_RELATION_CONJ ||
                head->relation == SYN_RELATION_ROOT;
  add_person(search, mention->entity, !subject && !object);
  if (!subject || search->subject != DRAFT_NONE) return;
  search->subject = mention->entity;
  search->subject_verb = head->head;
}

static void note_country(reference_search *search, const syn_known *country, uint32_t sentence) {
  if (country == NULL || country->kind != SYN_KNOWN_COUNTRY) return;
  uint32_t place = search->country_count++ % NEAR_COUNTRIES;
  search->near_countries[place] = country;
  search->country_sentence[place] = sentence + 1;
}

/* A mention that was passed: it may be referred to from now on. */
static void pass_mention(reference_search *search, const mention_draft *mention) {
  const entity_work *work = search->work;
  if (mention->entity == DRAFT_NONE) return;
  bool is_first = search->last_sentence[mention->entity] == 0 && !work->entities.items[mention->entity].is_nameless;
  if (is_first && search->passed_count < REFERENT_LIMIT) search->passed[search->passed_count++] = mention->entity;
  search->last_sentence[mention->entity] = mention->sentence + 1;
  search->times[mention->entity]++;
  for (uint32_t t = mention->first; t < mention->first + mention->count; t++) search->entity_at[t] = mention->entity + 1;
  if (mention->kind != SYN_MENTION_NOMINAL) note_country(search, work->entities.items[mention->entity].known, mention->sentence);
  if (!is_person(search, mention->entity) || search->quoted[mention->first]) return;
  if (work->document->has_trees) {
    read_place_in_tree(search, mention);
    return;
  }
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
  search->has_open[0] = apart ? 0 : search->has_open[1];
  search->has_open[1] = 0;
  /* over a sentence that speaks of nobody, those of the one before it are remembered */
  bool is_silent = !apart && search->people_count[1] == 0 && search->has_open[0] == 0 && search->silent_count == 0 &&
                   document->sentences[sentence - 1].paragraph == in->paragraph;
  search->silent_count = is_silent ? search->silent_count + 1 : 0;
  search->subject_verb = SYN_HEAD_NONE;
  if (is_silent) {
    search->last_subject = search->last_subject == DRAFT_NONE ? search->subject : search->last_subject;
    search->subject = DRAFT_NONE;
    return;
  }
  search->people_count[0] = apart ? 0 : search->people_count[1];
  for (uint32_t i = 0; i < search->people_count[0]; i++) search->people[0][i] = search->people[1][i];
  for (uint32_t i = 0; i < search->people_count[0]; i++) search->led[0][i] = search->led[1][i];
  search->last_subject = apart ? DRAFT_NONE : search->subject;
  search->people_count[1] = 0;
  search->subject = DRAFT_NONE;
}

syn_status syn_search_add(reference_search *search, const mention_draft *mention) {
  mention_draft *added = SYN_ARRAY_ADD(&search->found, search->work->arena);
  if (added == NULL) return SYN_NO_MEMORY;
  *added = *mention;
  pass_mention(search, mention);
  return SYN_OK;
}

syn_status syn_search_new_entity(reference_search *search, const entity_draft *draft, uint32_t *out_entity) {
  entity_work *work = search->work;
  *out_entity = DRAFT_NONE;
  if (work->entities.count >= search->entity_capacity) return SYN_OK;
  entity_draft *entity = SYN_ARRAY_ADD(&work->entities, work->arena);
  if (entity == NULL) return SYN_NO_MEMORY;
  *entity = *draft;
  *out_entity = (uint32_t)work->entities.count - 1;
  return SYN_OK;
}

/* ---- pronouns ---- */

static bool gender_fits(const reference_search *search, uint32_t entity, uint8_t gender) {
  uint8_t known = search->work->entities.items[entity].gender;
  return known == ENTITY_GENDER_UNKNOWN || gender == ENTITY_GENDER_UNKNOWN || known == gender;
}

uint32_t syn_search_only_person(const reference_search *search, unsigned which, uint8_t gender, uint32_t *out_count, bool *out_is_led) {
  uint32_t found = DRAFT_NONE;
  *out_count = 0;
  for (uint32_t i = 0; i < search->people_count[which]; i++) {
    if (!gender_fits(search, search->people[which][i], gender)) continue;
    found = search->people[which][i];
    *out_is_led = search->led[which][i];
    ++*out_count;
  }
  return *out_count == 1 ? found : DRAFT_NONE;
}

static uint32_t find_antecedent(const reference_search *search, uint32_t token, const entity_word *pronoun, syn_link *out_link) {
  uint32_t here = 0, before = 0;
  bool led = false, subject = pronoun->pronoun == ENTITY_PRONOUN_SUBJECT;
  uint32_t found = syn_search_only_person(search, 1, pronoun->gender, &here, &led);
  uint32_t last = search->last_subject;
  bool last_fits = last != DRAFT_NONE && gender_fits(search, last, pronoun->gender);
  if (here == 1) {
    /* "X said he": the subject; but "X met him" is never X; and who only stands behind a preposition yields to the subject before */
    bool own_verb = search->subject_verb == SYN_HEAD_NONE || search->work->document->tokens[token].head == search->subject_verb;
    if (pronoun->pronoun == ENTITY_PRONOUN_OBJECT && found == search->subject && own_verb) return DRAFT_NONE;
    return led && subject && last_fits && last != found ? DRAFT_NONE : found;
  }
  if (here > 1) {
    *out_link = SYN_LINK_SUBJECT;
    bool fits = search->subject != DRAFT_NONE && gender_fits(search, search->subject, pronoun->gender);
    return fits && (subject || pronoun->pronoun == ENTITY_PRONOUN_REFLEXIVE) ? search->subject : DRAFT_NONE;
  }
  found = syn_search_only_person(search, 0, pronoun->gender, &before, &led);
  if (before == 1) return led ? DRAFT_NONE : found;
  *out_link = SYN_LINK_SUBJECT;
  return before > 1 && last_fits && subject ? last : DRAFT_NONE;
}

static syn_status add_pronoun(reference_search *search, uint32_t sentence, uint32_t token, uint32_t entity, syn_link link) {
  const mention_draft mention = {.first = token,
                                 .count = 1,
                                 .sentence = sentence,
                                 .kind = SYN_MENTION_PRONOUN,
                                 .type = search->work->entities.items[entity].type,
                                 .title = token,
                                 .entity = entity,
                                 .link = link};
  return syn_search_add(search, &mention);
}

static bool is_body(const entity_draft *entity) {
  return entity->type == SYN_ENTITY_ORGANIZATION || entity->type == SYN_ENTITY_COUNTRY;
}

/* The organisation or country that is the subject of this verb or noun, or DRAFT_NONE. */
static uint32_t body_subject_of(const reference_search *search, uint32_t sentence, uint32_t verb, uint32_t before) {
  uint32_t subject = syn_noun_group_child(search->work, sentence, verb, SYN_RELATION_NSUBJ);
  if (subject == DRAFT_NONE || subject >= before || search->entity_at[subject] == 0) return DRAFT_NONE;
  uint32_t entity = search->entity_at[subject] - 1;
  return is_body(&search->work->entities.items[entity]) ? entity : DRAFT_NONE;
}

/*
 * "Norvik said that it …", "Norvik sold its ships": the nearest subject above the pronoun in the tree, if that is an organisation or a
 * country. A subject pronoun must stand in what that subject says, thinks or wants.
 */
static uint32_t find_body(const reference_search *search, uint32_t sentence, uint32_t token, const entity_word *pronoun) {
  const syn_token *tokens = search->work->document->tokens;
  bool is_subject = pronoun->pronoun == ENTITY_PRONOUN_SUBJECT;
  if (!search->work->document->has_trees || tokens[token].head < 0) return DRAFT_NONE;
  if (is_subject && tokens[token].relation != SYN_RELATION_NSUBJ) return DRAFT_NONE;
  uint32_t at = (uint32_t)tokens[token].head;
  if (is_subject && tokens[at].relation != SYN_RELATION_CCOMP) return DRAFT_NONE;
  for (unsigned steps = 0; steps < CLAUSE_STEPS; steps++) {
    uint32_t subject = syn_noun_group_child(search->work, sentence, at, SYN_RELATION_NSUBJ);
    bool own = subject == DRAFT_NONE || subject >= token; /* the pronoun is in it */
    if (!own) return body_subject_of(search, sentence, at, token);
    if (tokens[at].head < 0) return DRAFT_NONE;
    at = (uint32_t)tokens[at].head;
  }
  return DRAFT_NONE;
}

static syn_status read_pronoun(reference_search *search, uint32_t sentence, uint32_t token, const entity_word *pronoun) {
  if (search->quoted[token]) return SYN_OK;
  if (pronoun->gender == ENTITY_NEUTER) {
    uint32_t body = find_body(search, sentence, token, pronoun);
    return body == DRAFT_NONE ? SYN_OK : add_pronoun(search, sentence, token, body, SYN_LINK_SUBJECT);
  }
  syn_link link = SYN_LINK_ONLY_PERSON;
  uint8_t bit = (uint8_t)(1u << pronoun->gender);
  uint32_t entity = find_antecedent(search, token, pronoun, &link);
  /* an earlier pronoun of the kind is open: this one may mean the same person, whom nobody names here */
  bool is_open = ((search->has_open[0] | search->has_open[1]) & bit) != 0;
  if (is_open && entity != search->subject) entity = DRAFT_NONE;
  if (entity == DRAFT_NONE && pronoun->pronoun == ENTITY_PRONOUN_SUBJECT) search->has_open[1] |= bit;
  if (entity == DRAFT_NONE) return SYN_OK;
  entity_draft *person = &search->work->entities.items[entity];
  if (person->gender == ENTITY_GENDER_UNKNOWN) person->gender = pronoun->gender;
  return add_pronoun(search, sentence, token, entity, link);
}

/* ---- the walk ---- */

static syn_status read_token(reference_search *search, uint32_t sentence, uint32_t token) {
  entity_work *work = search->work;
  const syn_token *at = &work->document->tokens[token];
  const entity_word *word = syn_entity_words_find(work->words, at->lower);
  if (word != NULL && word->pronoun != ENTITY_PRONOUN_NONE)
    return work->taken[token] ? SYN_OK : read_pronoun(search, sentence, token, word);
  bool may_be_noun = at->tag == SYN_TAG_NOUN || at->tag == SYN_TAG_PROPN || at->tag == SYN_TAG_X || at->tag == SYN_TAG_ADJ;
  return may_be_noun ? syn_chains_read(search, sentence, token) : SYN_OK;
}

static syn_status walk(reference_search *search) {
  entity_work *work = search->work;
  size_t next = 0;
  for (uint32_t s = 0; s < work->document->sentence_count; s++) {
    const syn_sentence *in = &work->document->sentences[s];
    begin_sentence(search, s);
    for (uint32_t t = in->first_token; t < in->first_token + in->token_count; t++) {
      note_country(search, work->adjective[t], s);
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
  syn_map_init(&search->by_noun, search->work->arena);
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
  search.entity_capacity = (uint32_t)work->entities.count * 2 + 64 + work->document->token_count / 4;
  search.quoted = SYN_ARENA_ARRAY(work->arena, bool, work->document->token_count);
  search.last_sentence = SYN_ARENA_ARRAY(work->arena, uint32_t, search.entity_capacity);
  search.entity_at = SYN_ARENA_ARRAY(work->arena, uint32_t, work->document->token_count);
  search.said = SYN_ARENA_ARRAY(work->arena, bool, work->document->token_count);
  search.times = SYN_ARENA_ARRAY(work->arena, uint32_t, search.entity_capacity);
  if (search.times == NULL || search.quoted == NULL || search.last_sentence == NULL || search.entity_at == NULL || search.said == NULL)
    return SYN_NO_MEMORY;
  mark_quotations(work, search.quoted);
  syn_status status = collect_referents(&search);
  if (status == SYN_OK) status = walk(&search);
  for (size_t i = 0; status == SYN_OK && i < search.found.count; i++) status = syn_draft_add_mention(work, &search.found.items[i]);
  if (status == SYN_OK) syn_draft_sort(work);
  return status;
}
