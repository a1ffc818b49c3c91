/*
 * How it works
 *
 * A noun phrase ("the shipping company") is a mention of something that has a name, or was told of before, where the text shows it. Asked
 * in this order, the surest first:
 *
 * 1. It stands in apposition to the name, or the text says that the one is the other ("Norvik, a shipping company,", "Norvik is the …").
 * 2. Its noun was so said of exactly one, or is a word of exactly one name ("Coron Island … the island").
 * 3. It is "the company", "the city", "the country" with nothing that describes it, and exactly one of that kind was mentioned nearby.
 * 4. The same noun came before and nothing sets the two apart: every word that describes the second describes the first, the number and the
 *    possessor are the same, and the second is definite, or both are bare. The nearest such phrase is meant.
 *
 * What has only such phrases is an entity once it has two of them, of the type that its noun tells (entity_nouns.tsv); nouns that tell
 * nothing make none. Each phrase is compared with a bounded number of those before it.
 */
#include "base/utf8.h"
#include "facts/mention_search.h"

enum { CHAIN_LIMIT = 16, NOUN_LIMIT = 8, NEAR_SENTENCES = 2, FAR_SENTENCES = 6, RENAMING_LIMIT = 64, TOPIC_TIMES = 3 };

/* ---- nouns ---- */

/* The folded lemma of a noun: names keep their capitals in the lemma. */
static syn_status fold_lemma(const entity_work *work, uint32_t token, syn_text *out_lemma) {
  const syn_token *at = &work->document->tokens[token];
  *out_lemma = at->lemma;
  return at->tag == SYN_TAG_PROPN ? syn_utf8_fold(at->lemma, work->arena, out_lemma) : SYN_OK;
}

static const entity_word *find_word(const entity_work *work, uint32_t token, syn_text lemma) {
  const entity_word *word = syn_entity_words_find(work->words, work->document->tokens[token].lower);
  return word != NULL ? word : syn_entity_words_find(work->words, lemma);
}

static entity_noun kind_of(const entity_word *word) {
  if (word == NULL || word->noun >= ENTITY_NOUN_NAME_END) return ENTITY_NOUN_NONE;
  if (word->noun != ENTITY_NOUN_NONE) return word->noun;
  if ((word->classes & ENTITY_ROLE) != 0) return ENTITY_NOUN_PERSON;
  if ((word->classes & (ENTITY_ORGANIZATION_NOUN | ENTITY_STATE)) != 0) return ENTITY_NOUN_ORGANIZATION;
  return ENTITY_NOUN_NONE;
}

static syn_entity_type type_of(entity_noun kind) {
  switch (kind) {
  case ENTITY_NOUN_PERSON:
  case ENTITY_NOUN_PEOPLE:
    return SYN_ENTITY_PERSON;
  case ENTITY_NOUN_COMPANY:
  case ENTITY_NOUN_ORGANIZATION:
    return SYN_ENTITY_ORGANIZATION;
  case ENTITY_NOUN_COUNTRY:
  case ENTITY_NOUN_CITY:
  case ENTITY_NOUN_REGION:
  case ENTITY_NOUN_PLACE:
    return SYN_ENTITY_PLACE;
  default:
    return SYN_ENTITY_OTHER;
  }
}

/* Whether a noun of this kind may be said of an entity of this type. */
static bool may_name(entity_noun kind, syn_entity_type type) {
  if (type == SYN_ENTITY_COUNTRY) return kind == ENTITY_NOUN_COUNTRY || kind == ENTITY_NOUN_REGION;
  if (type == SYN_ENTITY_PLACE) return type_of(kind) == SYN_ENTITY_PLACE;
  return kind != ENTITY_NOUN_NONE && type_of(kind) == type;
}

static bool is_definite(const noun_group *group) {
  return group->determiner == NOUN_DEFINITE || group->determiner == NOUN_DEMONSTRATIVE;
}

/* ---- the text says that they are one ---- */

/* The entity that a token stands for: passed already, or a name that follows. */
static uint32_t entity_at(const reference_search *search, uint32_t token) {
  if (search->entity_at[token] != 0) return search->entity_at[token] - 1;
  uint32_t mention = search->work->mention_at[token];
  return mention == 0 ? DRAFT_NONE : search->work->mentions.items[mention - 1].entity;
}

/* Whether a sign stands between two tokens: "the company, Norvik" (but "the company Norvik"). */
static bool is_set_apart(const entity_work *work, uint32_t a, uint32_t b) {
  uint32_t first = a < b ? a : b, last = a < b ? b : a;
  for (uint32_t t = first + 1; t < last; t++)
    if (work->document->tokens[t].tag == SYN_TAG_PUNCT) return true;
  return false;
}

static uint32_t find_apposition(const reference_search *search, const noun_group *group) {
  const entity_work *work = search->work;
  const syn_token *at = &work->document->tokens[group->head];
  if (at->relation == SYN_RELATION_APPOS && at->head >= 0 && is_set_apart(work, (uint32_t)at->head, group->head))
    return entity_at(search, (uint32_t)at->head);
  uint32_t name = syn_noun_group_child(work, group->sentence, group->head, SYN_RELATION_APPOS);
  if (name == DRAFT_NONE || name < group->head || work->mention_at[name] == 0 || !is_set_apart(work, group->head, name)) return DRAFT_NONE;
  return entity_at(search, name);
}

/* "X is Y": asserted, not asked, denied, wished or guessed. */
static uint32_t find_identity(const reference_search *search, const noun_group *group) {
  const entity_work *work = search->work;
  const syn_token *tokens = work->document->tokens;
  const syn_sentence *in = &work->document->sentences[group->sentence];
  uint32_t copula = syn_noun_group_child(work, group->sentence, group->head, SYN_RELATION_COP);
  uint32_t subject = syn_noun_group_child(work, group->sentence, group->head, SYN_RELATION_NSUBJ);
  if (copula == DRAFT_NONE || subject == DRAFT_NONE || subject > copula || copula > group->head) return DRAFT_NONE;
  if (tokens[copula].lemma.size == 0 || group->is_plural) return DRAFT_NONE;
  if (syn_text_equal(syn_document_word(work->document, in->first_token + in->token_count - 1), SYN_TEXT("?"))) return DRAFT_NONE;
  for (uint32_t t = subject + 1; t < group->head; t++) {
    bool depends = tokens[t].head == (int32_t)group->head;
    if (depends && (tokens[t].features & (SYN_FEATURE_NEGATIVE | SYN_FEATURE_MODAL)) != 0) return DRAFT_NONE;
    if (depends && (tokens[t].relation == SYN_RELATION_AUX || tokens[t].tag == SYN_TAG_PART)) return DRAFT_NONE;
  }
  if (syn_noun_group_child(work, group->sentence, group->head, SYN_RELATION_MARK) != DRAFT_NONE) return DRAFT_NONE; /* "if X is …" */
  return entity_at(search, subject);
}

/* "X is an actor and director": what is joined to a noun that was said of X. */
static uint32_t find_joined(const reference_search *search, const noun_group *group) {
  const syn_token *at = &search->work->document->tokens[group->head];
  bool joined = at->relation == SYN_RELATION_CONJ && at->head >= 0 && search->said[at->head];
  return joined && !is_definite(group) ? entity_at(search, (uint32_t)at->head) : DRAFT_NONE;
}

static bool has_noun(const entity_draft *entity, syn_text lemma) {
  for (size_t i = 0; i < entity->nouns.count; i++)
    if (syn_text_equal(entity->nouns.items[i], lemma)) return true;
  return false;
}

static syn_status tell_noun(reference_search *search, uint32_t number, syn_text lemma) {
  entity_draft *entity = &search->work->entities.items[number];
  if (has_noun(entity, lemma) || entity->nouns.count >= NOUN_LIMIT) return SYN_OK;
  syn_text *noun = SYN_ARRAY_ADD(&entity->nouns, search->work->arena);
  if (noun == NULL) return SYN_NO_MEMORY;
  *noun = lemma;
  return SYN_OK;
}

/* ---- one of those with a name ---- */

static bool has_word(syn_text folded, syn_text word) {
  for (size_t at = syn_text_find(folded, word, 0); at != SIZE_MAX; at = syn_text_find(folded, word, at + 1)) {
    size_t end = at + word.size;
    if ((at == 0 || folded.data[at - 1] == ' ') && (end == folded.size || folded.data[end] == ' ')) return true;
  }
  return false;
}

/* Whether a name says itself that it is no mere company or city: "University of X", "X Ministry". */
static bool names_its_kind(const entity_work *work, const entity_draft *entity, entity_noun kind) {
  size_t start = 0;
  for (size_t i = 0; i <= entity->folded.size; i++) {
    if (i < entity->folded.size && entity->folded.data[i] != ' ') continue;
    entity_noun own = kind_of(syn_entity_words_find(work->words, syn_text_slice(entity->folded, start, i)));
    if (own != ENTITY_NOUN_NONE && own != kind) return true;
    start = i + 1;
  }
  return false;
}

/* Whether an entity is of the kind by what is known of it. */
static bool is_of_kind(const entity_work *work, const entity_draft *entity, entity_noun kind) {
  switch (kind) {
  case ENTITY_NOUN_CITY:
    return entity->type == SYN_ENTITY_PLACE && (entity->known != NULL || !names_its_kind(work, entity, kind));
  case ENTITY_NOUN_COMPANY:
    return entity->type == SYN_ENTITY_ORGANIZATION && entity->known == NULL && !names_its_kind(work, entity, kind);
  default:
    return false;
  }
}

typedef enum evidence { EVIDENCE_TOLD, EVIDENCE_WORD, EVIDENCE_KIND } evidence;

typedef struct noun_question {
  const noun_group *group;
  syn_text lemma;
  entity_noun kind;
  bool is_generic; /* the noun may be said of every one of its kind */
  evidence by;
} noun_question;

static bool answers(const entity_draft *entity, const noun_question *asked) {
  if (asked->by == EVIDENCE_TOLD) return has_noun(entity, asked->lemma);
  return may_name(asked->kind, entity->type) && entity->type != SYN_ENTITY_PERSON && has_word(entity->folded, asked->lemma);
}

/* The only one that answers; of several the only one of this sentence and the two before. */
static uint32_t find_named(const reference_search *search, const noun_question *asked) {
  uint32_t found = DRAFT_NONE, near = DRAFT_NONE, count = 0, near_count = 0;
  for (uint32_t i = 0; i < search->passed_count; i++) {
    uint32_t number = search->passed[i];
    if (!answers(&search->work->entities.items[number], asked)) continue;
    found = number;
    count++;
    if (asked->group->sentence + 1 - search->last_sentence[number] > NEAR_SENTENCES) continue;
    near = number;
    near_count++;
  }
  if (count == 1) return found;
  return near_count == 1 ? near : DRAFT_NONE;
}

/* "The company", "the city": the only organisation or place nearby, or the one that the article is about: mentioned far more often. */
static uint32_t find_of_kind(const reference_search *search, const noun_question *asked) {
  syn_entity_type type = type_of(asked->kind);
  uint32_t found = DRAFT_NONE, count = 0, most = 0, second = 0, topic = DRAFT_NONE;
  for (uint32_t i = 0; asked->is_generic && i < search->passed_count; i++) {
    uint32_t number = search->passed[i], times = search->times[number];
    if (search->work->entities.items[number].type != type) continue;
    if (times > most) {
      second = most;
      most = times;
      topic = number;
    } else if (times > second) {
      second = times;
    }
    if (asked->group->sentence + 1 - search->last_sentence[number] > FAR_SENTENCES) continue;
    found = number;
    count++;
  }
  if (count != 1) found = most >= second * TOPIC_TIMES ? topic : DRAFT_NONE;
  return found != DRAFT_NONE && is_of_kind(search->work, &search->work->entities.items[found], asked->kind) ? found : DRAFT_NONE;
}

/* ---- the same noun ---- */

static bool is_of_speaker(const entity_work *work, uint32_t owner) {
  return owner != DRAFT_NONE && (work->document->tokens[owner].features & (SYN_FEATURE_FIRST | SYN_FEATURE_SECOND)) != 0;
}

static bool has_same_owner(const reference_search *search, const noun_referent *before, const noun_referent *here) {
  const syn_token *tokens = search->work->document->tokens;
  if (here->group.determiner != NOUN_OWNED || here->group.owner == DRAFT_NONE) return true;
  if (before->group.owner == DRAFT_NONE) return false;
  bool speaker = is_of_speaker(search->work, here->group.owner);
  if (speaker && before->is_quoted != here->is_quoted) return false;
  if (before->owner_entity != DRAFT_NONE && here->owner_entity != DRAFT_NONE) return before->owner_entity == here->owner_entity;
  return syn_text_equal(tokens[before->group.owner].lower, tokens[here->group.owner].lower);
}

static bool is_same(const reference_search *search, const noun_referent *before, const noun_referent *here, entity_noun kind) {
  const noun_group *a = &before->group, *b = &here->group;
  if (a->is_plural != b->is_plural || b->determiner == NOUN_INDEFINITE) return false;
  if (!syn_noun_group_adds_nothing(b, a) || !has_same_owner(search, before, here)) return false;
  if (b->determiner != NOUN_BARE) return true;
  if (kind == ENTITY_NOUN_PEOPLE || (b->is_plural && b->modifier_count == 0 && b->sentence - a->sentence > NEAR_SENTENCES)) return false;
  /* "students … students": both bare, and described alike */
  return a->determiner == NOUN_BARE && syn_noun_group_adds_nothing(a, b);
}

static uint32_t find_same_noun(const reference_search *search, const noun_referent *here, entity_noun kind) {
  uint32_t at = here->next;
  for (unsigned steps = 0; at != 0 && steps < CHAIN_LIMIT; steps++) {
    if (is_same(search, &search->referents.items[at - 1], here, kind)) return at - 1;
    at = search->referents.items[at - 1].next;
  }
  return DRAFT_NONE;
}

/* ---- the whole ---- */

static syn_status add_nominal(reference_search *search, const noun_group *group, uint32_t entity, syn_link link) {
  const mention_draft mention = {.first = group->first,
                                 .count = group->head + 1 - group->first,
                                 .sentence = group->sentence,
                                 .kind = SYN_MENTION_NOMINAL,
                                 .type = search->work->entities.items[entity].type,
                                 .title = group->first,
                                 .entity = entity,
                                 .link = link};
  return syn_search_add(search, &mention);
}

/* Both phrases become mentions of a new entity. */
static syn_status found_nameless(reference_search *search, noun_referent *before, entity_noun kind, uint32_t *out_entity) {
  const entity_draft draft = {.type = type_of(kind), .is_nameless = true};
  syn_status status = syn_search_new_entity(search, &draft, out_entity);
  if (status != SYN_OK || *out_entity == DRAFT_NONE) return status;
  before->entity = *out_entity;
  return add_nominal(search, &before->group, *out_entity, SYN_LINK_NONE);
}

/* "The country": the only one that the sentences nearby name, or have an adjective of ("Estonian exports"), if it is mentioned. */
static uint32_t find_country(const reference_search *search, const noun_question *asked) {
  const syn_known *only = NULL;
  for (uint32_t reach = NEAR_SENTENCES; only == NULL && reach <= FAR_SENTENCES; reach += FAR_SENTENCES - NEAR_SENTENCES) {
    for (uint32_t i = 0; i < NEAR_COUNTRIES; i++) {
      const syn_known *country = search->near_countries[i];
      if (country == NULL || asked->group->sentence + 1 - search->country_sentence[i] > reach) continue;
      if (only != NULL && only != country) return DRAFT_NONE;
      only = country;
    }
  }
  uint64_t entity = 0;
  if (only == NULL || !syn_map_get(&search->countries, only->id, &entity) || search->last_sentence[entity] == 0) return DRAFT_NONE;
  return (uint32_t)entity;
}

static uint32_t find_by_names(const reference_search *search, noun_question *asked, syn_link *out_link) {
  static const syn_link links[] = {[EVIDENCE_TOLD] = SYN_LINK_TOLD, [EVIDENCE_WORD] = SYN_LINK_NAME_WORD, [EVIDENCE_KIND] = SYN_LINK_KIND};
  const noun_group *group = asked->group;
  if (!is_definite(group) || group->is_plural || group->modifier_count > 0 || group->is_distinct) return DRAFT_NONE;
  for (unsigned by = EVIDENCE_TOLD; by <= EVIDENCE_KIND; by++) {
    asked->by = (evidence)by;
    uint32_t entity;
    if (by != EVIDENCE_KIND)
      entity = find_named(search, asked);
    else
      entity = asked->kind == ENTITY_NOUN_COUNTRY ? find_country(search, asked) : find_of_kind(search, asked);
    *out_link = links[by];
    if (entity != DRAFT_NONE) return entity;
  }
  return DRAFT_NONE;
}

static syn_status remember(reference_search *search, const noun_referent *referent, syn_text lemma) {
  noun_referent *added = SYN_ARRAY_ADD(&search->referents, search->work->arena);
  if (added == NULL) return SYN_NO_MEMORY;
  *added = *referent;
  return syn_map_put(&search->by_noun, lemma, search->referents.count);
}

static noun_referent make_referent(const reference_search *search, const noun_group *group, syn_text lemma) {
  uint64_t newest = 0;
  (void)syn_map_get(&search->by_noun, lemma, &newest);
  noun_referent referent = {.group = *group, .entity = DRAFT_NONE, .owner_entity = DRAFT_NONE, .next = (uint32_t)newest};
  if (group->owner != DRAFT_NONE) referent.owner_entity = entity_at(search, group->owner);
  referent.is_quoted = search->quoted[group->head];
  return referent;
}

/* "My daughter … My daughter, Eva,": what had no name yet is what has now been named. */
static syn_status take_over(reference_search *search, noun_referent *before, uint32_t entity) {
  uint32_t nameless = before->entity;
  before->entity = nameless == DRAFT_NONE ? entity : nameless;
  if (nameless == DRAFT_NONE) return add_nominal(search, &before->group, entity, SYN_LINK_SAME_NOUN);
  if (nameless == entity || !search->work->entities.items[nameless].is_nameless || search->renamed_count >= RENAMING_LIMIT) return SYN_OK;
  search->renamed_count++;
  for (size_t i = 0; i < search->found.count; i++)
    if (search->found.items[i].entity == nameless) search->found.items[i].entity = entity;
  for (size_t i = 0; i < search->referents.count; i++)
    if (search->referents.items[i].entity == nameless) search->referents.items[i].entity = entity;
  return SYN_OK;
}

/* "Norvik, a carmaker,": one word that was taken for a person, of whom nothing else was told. */
static void correct_type(entity_draft *entity, entity_noun kind) {
  bool is_open = entity->type == SYN_ENTITY_PERSON && entity->known == NULL && entity->roles.count == 0 && entity->nouns.count == 0 &&
                 entity->gender == ENTITY_GENDER_UNKNOWN && syn_text_find(entity->folded, SYN_TEXT(" "), 0) == SIZE_MAX;
  if (is_open && (kind == ENTITY_NOUN_COMPANY || kind == ENTITY_NOUN_ORGANIZATION)) entity->type = SYN_ENTITY_ORGANIZATION;
}

/* What the text says the phrase to be ("X, the owner,", "X is the owner"): `here->entity`, or DRAFT_NONE. */
static syn_status resolve_said(reference_search *search, noun_referent *here, const noun_question *asked, syn_link *out_link) {
  uint32_t entity = find_apposition(search, &here->group);
  *out_link = SYN_LINK_APPOSITION;
  if (entity == DRAFT_NONE) {
    entity = find_identity(search, &here->group);
    *out_link = SYN_LINK_IDENTITY;
  }
  if (entity == DRAFT_NONE) entity = find_joined(search, &here->group);
  if (entity == DRAFT_NONE || here->group.is_plural || asked->kind == ENTITY_NOUN_PEOPLE) return SYN_OK;
  if (*out_link == SYN_LINK_APPOSITION) correct_type(&search->work->entities.items[entity], asked->kind);
  if (!may_name(asked->kind, search->work->entities.items[entity].type)) return SYN_OK;
  here->entity = entity;
  search->said[here->group.head] = true;
  uint32_t before = find_same_noun(search, here, asked->kind);
  syn_status status = before != DRAFT_NONE ? take_over(search, &search->referents.items[before], entity) : SYN_OK;
  if (status == SYN_OK) status = add_nominal(search, &here->group, entity, *out_link);
  return status == SYN_OK ? tell_noun(search, entity, asked->lemma) : status;
}

/* One that was mentioned before: `here->entity`, or DRAFT_NONE. */
static syn_status resolve_before(reference_search *search, noun_referent *here, noun_question *asked) {
  syn_link link = SYN_LINK_NONE;
  here->entity = find_by_names(search, asked, &link);
  uint32_t before = here->entity == DRAFT_NONE ? find_same_noun(search, here, asked->kind) : DRAFT_NONE;
  if (before != DRAFT_NONE) {
    link = SYN_LINK_SAME_NOUN;
    here->entity = search->referents.items[before].entity;
    if (here->entity == DRAFT_NONE && asked->kind != ENTITY_NOUN_NONE) {
      syn_status status = found_nameless(search, &search->referents.items[before], asked->kind, &here->entity);
      if (status != SYN_OK) return status;
    }
  }
  return here->entity == DRAFT_NONE ? SYN_OK : add_nominal(search, &here->group, here->entity, link);
}

syn_status syn_chains_read(reference_search *search, uint32_t sentence, uint32_t token) {
  entity_work *work = search->work;
  noun_group group;
  syn_text lemma;
  syn_link link = SYN_LINK_NONE;
  syn_status status = fold_lemma(work, token, &lemma);
  if (status != SYN_OK) return status;
  const entity_word *word = syn_entity_words_find(work->words, work->document->tokens[token].lower);
  bool is_taken = work->taken[token], is_group = syn_noun_group_read(work, sentence, token, &group);
  noun_referent here = {.entity = DRAFT_NONE};
  const entity_word *noun = find_word(work, token, lemma);
  noun_question asked = {.group = &group, .lemma = lemma, .kind = kind_of(noun), .is_generic = noun != NULL && noun->is_generic_noun};
  if (is_group) {
    here = make_referent(search, &group, lemma);
    status = resolve_said(search, &here, &asked, &link);
  }
  if (status == SYN_OK && here.entity == DRAFT_NONE && !is_taken && word != NULL)
    status = syn_nominals_read(search, sentence, token, word, &here.entity);
  if (status != SYN_OK || !is_group || (is_taken && here.entity == DRAFT_NONE)) return status;
  if (here.entity == DRAFT_NONE) status = resolve_before(search, &here, &asked);
  return status == SYN_OK ? remember(search, &here, lemma) : status;
}
