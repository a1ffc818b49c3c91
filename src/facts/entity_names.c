/*
 * How it works
 *
 * Mentions with the same words are one group; what the world knows under one id is one group too. Groups vote on their type. Then
 * groups of persons are joined: full names whose last words are spelled alike and whose first words may be those of one person; short
 * names (the last words, or the first word alone) with the one full name that they fit, else with one that is spelled alike, by rule
 * ("Smirnoff") or by the world ("Qaddafi"). A short name that fits two full names stays apart. Organisations are joined by their spelling,
 * by an acronym in brackets behind the name, by initials, and by a name without its legal form. Last, words that are written like a short
 * name found elsewhere are mentions too, which the recogniser overlooked.
 *
 * Groups are compared only with those that share a key (the skeleton of the last word, the initials), so the cost stays near-linear.
 */
#include "facts/known_persons.h"
#include "facts/mention_draft.h"
#include "facts/name_spelling.h"

enum { ACRONYM_LEAST = 2, ACRONYM_MOST = 10, CHAIN_LIMIT = 64, KIND_LIMIT = 4096, SHORTEST_RESPELLED = 4 };

/* Mentions with the same words. */
typedef struct name_group {
  syn_text folded;
  name_parts parts;
  syn_text skeleton; /* of the last word */
  const syn_known *known;
  uint32_t votes[SYN_ENTITY_TYPE_COUNT];
  syn_entity_type type;
  uint8_t gender;
  uint32_t count, entity;
  syn_link link; /* why it was joined to the entity; NONE: it is the first of it */
  uint32_t next; /* group with the same key + 1 */
} name_group;

typedef struct name_joiner {
  entity_work *work;
  SYN_ARRAY(name_group) groups;
  SYN_ARRAY(uint32_t) known_persons; /* groups, in their order */
  uint32_t *group_of;                /* of each mention */
  syn_map by_text;                   /* id of what is known, or folded text -> group */
  syn_map known_by_text;             /* folded text -> group of what is known */
  syn_map by_last;                   /* skeleton of the last word -> first group of full names + 1 */
  syn_map by_short;                  /* skeleton of the last word -> group of a short name that has no full one */
  syn_map by_first;  /* first word -> first group of full names + 1; next lists are not shared, so the count is kept instead */
  syn_map by_ending; /* last words of names of several words -> group + 1; 0: of several */
  syn_map by_brand;  /* first word of an organisation of several words -> group + 1; 0: of several organisations */
  syn_map shorts;    /* word -> entity + 1: short names of persons and acronyms that are certain */
} name_joiner;

/* ---- groups ---- */

static syn_status group_key(const name_joiner *joiner, const mention_draft *mention, syn_text *out_key) {
  const syn_known *known = mention->kind == SYN_MENTION_METONYM ? mention->state : mention->known;
  if (known != NULL) {
    *out_key = known->id; /* holds a colon, which no folded name begins with */
    return SYN_OK;
  }
  return syn_spelling_respell(joiner->work->words, mention->folded, joiner->work->arena, out_key);
}

static syn_status add_to_group(name_joiner *joiner, uint32_t index) {
  const mention_draft *mention = &joiner->work->mentions.items[index];
  syn_text key;
  uint64_t number = 0;
  syn_status status = group_key(joiner, mention, &key);
  if (status != SYN_OK) return status;
  if (!syn_map_get(&joiner->by_text, key, &number)) {
    number = joiner->groups.count;
    name_group *group = SYN_ARRAY_ADD(&joiner->groups, joiner->work->arena);
    if (group == NULL) return SYN_NO_MEMORY;
    status = syn_map_put(&joiner->by_text, key, number);
    group->known = mention->kind == SYN_MENTION_METONYM ? mention->state : mention->known;
    if (status == SYN_OK && group->known != NULL) status = syn_map_put(&joiner->known_by_text, mention->folded, number);
    if (status != SYN_OK) return status;
    group->folded = mention->folded;
    group->entity = DRAFT_NONE;
    bool is_person = group->known != NULL && group->known->kind == SYN_KNOWN_PERSON;
    uint32_t *person = is_person ? SYN_ARRAY_ADD(&joiner->known_persons, joiner->work->arena) : NULL;
    if (is_person && person == NULL) return SYN_NO_MEMORY;
    if (is_person) *person = (uint32_t)number;
  }
  name_group *group = &joiner->groups.items[number];
  joiner->group_of[index] = (uint32_t)number;
  group->votes[mention->type]++;
  group->count++;
  if (mention->gender != 0) group->gender = mention->gender;
  return SYN_OK;
}

/* The type that most mentions have; of equals the first. What the gazetteer alone found has OTHER only where nothing is known. */
static syn_entity_type vote(const name_group *group) {
  syn_entity_type best = SYN_ENTITY_OTHER;
  for (unsigned type = 0; type < SYN_ENTITY_TYPE_COUNT; type++)
    if (group->votes[type] > group->votes[best] || (type < best && group->votes[type] == group->votes[best] && group->votes[type] > 0))
      best = (syn_entity_type)type;
  return best;
}

static syn_status finish_groups(name_joiner *joiner) {
  for (size_t i = 0; i < joiner->groups.count; i++) {
    name_group *group = &joiner->groups.items[i];
    group->type = vote(group);
    syn_spelling_split(joiner->work->words, group->folded, &group->parts);
    if (group->parts.count == 0) continue;
    syn_status status =
        syn_spelling_skeleton(joiner->work->words, group->parts.words[group->parts.count - 1], joiner->work->arena, &group->skeleton);
    if (status == SYN_OK && group->type == SYN_ENTITY_ORGANIZATION && group->parts.count > 1) {
      bool several = syn_map_get(&joiner->by_brand, group->parts.words[0], NULL);
      status = syn_map_put(&joiner->by_brand, group->parts.words[0], several ? 0 : i + 1);
    }
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

/* The organisation whose name begins with this single word that nobody knows: "Alfa" for "Alfa Shipping". */
static name_group *find_by_brand(name_joiner *joiner, const name_group *group) {
  uint64_t number = 0;
  if (group->known != NULL || group->parts.count != 1 || group->folded.size < 3) return NULL;
  const entity_word *word = syn_entity_words_find(joiner->work->words, group->folded);
  if (word != NULL && (word->given_gender != 0 || (word->classes & (ENTITY_ORGANIZATION_NOUN | ENTITY_PLACE_NOUN)) != 0)) return NULL;
  if (!syn_map_get(&joiner->by_brand, group->parts.words[0], &number) || number == 0 || joiner->groups.items == NULL) return NULL;
  name_group *full = &joiner->groups.items[number - 1];
  return group->type == SYN_ENTITY_ORGANIZATION || full->known != NULL ? full : NULL;
}

/* ---- entities ---- */

static syn_status new_entity(name_joiner *joiner, name_group *group) {
  entity_draft *entity = SYN_ARRAY_ADD(&joiner->work->entities, joiner->work->arena);
  if (entity == NULL) return SYN_NO_MEMORY;
  entity->type = group->type;
  entity->known = group->known;
  entity->folded = group->folded;
  entity->gender = group->gender;
  group->entity = (uint32_t)joiner->work->entities.count - 1;
  return SYN_OK;
}

static void join_group(name_joiner *joiner, name_group *group, uint32_t entity, syn_link link) {
  entity_draft *draft = &joiner->work->entities.items[entity];
  group->entity = entity;
  group->link = link;
  if (draft->known == NULL) draft->known = group->known;
  if (group->folded.size > draft->folded.size) draft->folded = group->folded;
  if (draft->gender == 0) draft->gender = group->gender;
}

/* ---- persons ---- */

static bool is_full_name(const entity_work *work, const name_group *group) {
  if (group->type != SYN_ENTITY_PERSON || group->parts.count < 2) return false;
  /* "van Dyck", "al-Amin": a particle and a surname */
  const entity_word *first = syn_entity_words_find(work->words, group->parts.words[0]);
  return group->parts.count > 2 || first == NULL || (first->classes & ENTITY_NAME_PARTICLE) == 0;
}

/* The one group in the chain of full names with this last word that `fits`; NULL when there is none or several persons. */
static name_group *find_fitting(name_joiner *joiner, const name_group *group,
                                bool (*fits)(const name_joiner *, const name_group *, const name_group *)) {
  uint64_t next = 0;
  name_group *found = NULL;
  if (!syn_map_get(&joiner->by_last, group->skeleton, &next)) return NULL;
  for (unsigned steps = 0; next != 0 && steps < CHAIN_LIMIT; steps++) {
    name_group *other = &joiner->groups.items[next - 1];
    next = other->next;
    if (other->entity == DRAFT_NONE || !fits(joiner, other, group)) continue;
    if (found != NULL && found->entity != other->entity) return NULL;
    found = other;
  }
  return found;
}

static bool is_same_person(const name_joiner *joiner, const name_group *full, const name_group *other) {
  if (full->gender != 0 && other->gender != 0 && full->gender != other->gender) return false;
  return syn_spelling_given_alike(joiner->work->words, full->parts.words[0], other->parts.words[0], joiner->work->arena);
}

/* Whether the words of `brief` are the last ones of `full`. */
static bool is_short_of(const name_joiner *joiner, const name_group *full, const name_group *brief) {
  if (brief->parts.count >= full->parts.count) return false;
  if (full->gender != 0 && brief->gender != 0 && full->gender != brief->gender) return false;
  for (uint32_t i = 2; i <= brief->parts.count; i++)
    if (!syn_text_equal(brief->parts.words[brief->parts.count - i], full->parts.words[full->parts.count - i])) return false;
  return true;
}

/* The one word of a short name: "Sisi", "el-Sisi"; empty for longer ones and for given names. */
static syn_text core_of(const name_joiner *joiner, const name_group *name) {
  const name_parts *parts = &name->parts;
  const entity_word *first = parts->count > 0 ? syn_entity_words_find(joiner->work->words, parts->words[0]) : NULL;
  if (parts->count == 1) return first == NULL || first->given_gender == 0 ? parts->words[0] : (syn_text){0};
  bool particle = parts->count == 2 && first != NULL && (first->classes & ENTITY_NAME_PARTICLE) != 0;
  return particle ? parts->words[1] : (syn_text){0};
}

static bool may_be_one(const name_group *a, const name_group *b) {
  return a->gender == 0 || b->gender == 0 || a->gender == b->gender;
}

/* Another spelling of the surname: the chain has those with the same skeleton. */
static bool is_alike_short_of(const name_joiner *joiner, const name_group *full, const name_group *brief) {
  return core_of(joiner, brief).size >= SHORTEST_RESPELLED && may_be_one(full, brief);
}

/* The one known person of the article who has this surname in another spelling; NULL in `out_full` when there is none. */
static syn_status find_known_by(const name_joiner *joiner, const name_group *brief, const name_group **out_full) {
  syn_text surname = core_of(joiner, brief);
  *out_full = NULL;
  if (surname.size < SHORTEST_RESPELLED) return SYN_OK;
  for (size_t i = 0; i < joiner->known_persons.count && i < CHAIN_LIMIT; i++) {
    const name_group *full = &joiner->groups.items[joiner->known_persons.items[i]];
    bool fits = false;
    if (full->entity == DRAFT_NONE || !may_be_one(full, brief)) continue;
    syn_status status = syn_known_persons_have_surname(joiner->work, full->known, surname, &fits);
    if (status != SYN_OK) return status;
    bool another = fits && *out_full != NULL && (*out_full)->entity != full->entity;
    if (another) return *out_full = NULL, SYN_OK;
    if (fits) *out_full = full;
  }
  return SYN_OK;
}

/* A short name in another spelling than the full name, or than another short name, that it may stand for. */
static syn_status find_respelled(name_joiner *joiner, const name_group *group, const name_group **out_other) {
  uint64_t number = 0;
  *out_other = NULL;
  if (group->type != SYN_ENTITY_PERSON) return SYN_OK;
  *out_other = find_fitting(joiner, group, is_alike_short_of);
  if (*out_other != NULL || syn_map_get(&joiner->by_last, group->skeleton, NULL)) return SYN_OK;
  syn_status status = find_known_by(joiner, group, out_other);
  bool is_short = status == SYN_OK && *out_other == NULL && core_of(joiner, group).size >= SHORTEST_RESPELLED;
  if (!is_short || !syn_map_get(&joiner->by_short, group->skeleton, &number)) return status;
  if (may_be_one(&joiner->groups.items[number], group)) *out_other = &joiner->groups.items[number];
  return status;
}

static syn_status chain_full_name(name_joiner *joiner, uint32_t index) {
  name_group *group = &joiner->groups.items[index];
  uint64_t first = 0;
  (void)syn_map_get(&joiner->by_last, group->skeleton, &first);
  group->next = (uint32_t)first;
  syn_status status = syn_map_put(&joiner->by_last, group->skeleton, index + 1);
  if (status != SYN_OK) return status;
  /* a first word that two persons share is no name for either: 0 */
  uint64_t *known = syn_map_find(&joiner->by_first, group->parts.words[0]);
  bool shared = known != NULL && (*known == 0 || joiner->groups.items[*known - 1].entity != group->entity);
  return syn_map_put(&joiner->by_first, group->parts.words[0], shared ? 0 : index + 1);
}

static syn_status join_full_names(name_joiner *joiner, bool initials) {
  for (uint32_t i = 0; i < joiner->groups.count; i++) {
    name_group *group = &joiner->groups.items[i];
    if (group->entity != DRAFT_NONE || !is_full_name(joiner->work, group) || (group->parts.words[0].size == 1) != initials) continue;
    const name_group *same = find_fitting(joiner, group, is_same_person);
    syn_status status = SYN_OK;
    if (same != NULL && (same->known == NULL || group->known == NULL))
      join_group(joiner, group, same->entity, SYN_LINK_SPELLING);
    else
      status = new_entity(joiner, group);
    if (status == SYN_OK) status = chain_full_name(joiner, i);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

static syn_status remember_short(name_joiner *joiner, const name_group *group) {
  return group->parts.count == 1 && group->folded.size > 2 ? syn_map_put(&joiner->shorts, group->folded, group->entity + 1) : SYN_OK;
}

static syn_status join_short_name(name_joiner *joiner, name_group *group) {
  const name_group *full = find_fitting(joiner, group, is_short_of);
  uint64_t first = 0;
  if (full == NULL && group->parts.count == 1 && !syn_map_get(&joiner->by_last, group->skeleton, NULL) &&
      syn_map_get(&joiner->by_first, group->parts.words[0], &first) && first != 0)
    full = &joiner->groups.items[first - 1];
  syn_link link = full == NULL ? SYN_LINK_SPELLING : SYN_LINK_SHORT_NAME;
  syn_status status = full == NULL ? find_respelled(joiner, group, &full) : SYN_OK;
  if (status != SYN_OK) return status;
  if (full == NULL) {
    /* organisations come later */
    if (group->type != SYN_ENTITY_PERSON || find_by_brand(joiner, group) != NULL) return SYN_OK;
    status = new_entity(joiner, group);
    if (status == SYN_OK) status = syn_map_put(&joiner->by_short, group->skeleton, (uint64_t)(group - joiner->groups.items));
    return status == SYN_OK ? remember_short(joiner, group) : status;
  }
  group->type = SYN_ENTITY_PERSON;
  join_group(joiner, group, full->entity, link);
  return remember_short(joiner, group);
}

/* Also groups of other types: the recogniser is least sure of single words. What the world knows stays what it is. */
static syn_status join_short_names(name_joiner *joiner) {
  for (size_t i = 0; i < joiner->groups.count; i++) {
    name_group *group = &joiner->groups.items[i];
    if (group->entity != DRAFT_NONE || group->known != NULL || group->parts.count == 0) continue;
    if (group->type != SYN_ENTITY_PERSON && group->parts.count > 1) continue;
    syn_status status = join_short_name(joiner, group);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

/* A surname that stands for exactly one full name, whether or not a mention of it was found. */
static syn_status remember_surnames(name_joiner *joiner) {
  for (size_t i = 0; i < joiner->groups.count; i++) {
    name_group *group = &joiner->groups.items[i];
    if (!is_full_name(joiner->work, group) || group->entity == DRAFT_NONE) continue;
    syn_text last = group->parts.words[group->parts.count - 1];
    uint64_t *known = last.size > 2 ? syn_map_find(&joiner->shorts, last) : NULL;
    if (last.size <= 2 || (known != NULL && *known == group->entity + 1)) continue;
    syn_status status = syn_map_put(&joiner->shorts, last, known == NULL ? group->entity + 1 : 0);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

/* ---- organisations ---- */

/* The first letters of the words, with or without those of small words ("of"). Returns how many; 0 when there are too many. */
static size_t initials_of(const entity_work *work, const name_parts *parts, bool small_too, char out_letters[ACRONYM_MOST]) {
  size_t count = 0;
  for (uint32_t i = 0; i < parts->count; i++) {
    const entity_word *word = syn_entity_words_find(work->words, parts->words[i]);
    if (!small_too && word != NULL && (word->classes & ENTITY_SMALL) != 0) continue;
    if (count == ACRONYM_MOST) return 0;
    out_letters[count++] = parts->words[i].data[0];
  }
  return count;
}

static bool fits_acronym(const entity_work *work, const name_parts *parts, syn_text acronym) {
  char letters[ACRONYM_MOST];
  for (int small_too = 0; small_too < 2; small_too++) {
    size_t count = initials_of(work, parts, small_too != 0, letters);
    if (count > 1 && syn_text_equal((syn_text){letters, count}, acronym)) return true;
  }
  return false;
}

/* In brackets right behind the name, the first letter and the order are enough: "Rassemblement (RN)" excepted, names lose words. */
static bool may_be_acronym(const name_parts *parts, syn_text acronym) {
  size_t at = 0;
  for (uint32_t i = 0; i < parts->count; i++)
    if (at < acronym.size && parts->words[i].data[0] == acronym.data[at]) at++;
  return parts->count > 1 && at >= 2 && acronym.data[0] == parts->words[0].data[0] && at * 2 >= acronym.size;
}

static bool is_acronym(const entity_work *work, uint32_t token, syn_text *out_folded) {
  syn_text word = syn_document_word(work->document, token);
  if (word.size < ACRONYM_LEAST || word.size > ACRONYM_MOST) return false;
  for (size_t i = 0; i < word.size; i++)
    if (word.data[i] < 'A' || word.data[i] > 'Z') return false;
  *out_folded = work->document->tokens[token].lower;
  return true;
}

/* Acronyms in brackets: "Name Of Something (NOS)". Found before groups get their entities; adds mentions of the acronym. */
static syn_status find_defined_acronyms(entity_work *work, syn_map *out_defined) {
  size_t count = work->mentions.count;
  for (size_t i = 0; i < count; i++) {
    const mention_draft name = work->mentions.items[i];
    uint32_t open = name.first + name.count;
    const syn_sentence *in = &work->document->sentences[name.sentence];
    if (name.type == SYN_ENTITY_PERSON || open + 2 >= in->first_token + in->token_count) continue;
    syn_text acronym, bracket = syn_document_word(work->document, open);
    if (!syn_text_equal(bracket, SYN_TEXT("(")) || !is_acronym(work, open + 1, &acronym)) continue;
    if (!syn_text_equal(syn_document_word(work->document, open + 2), SYN_TEXT(")"))) continue;
    name_parts parts;
    syn_spelling_split(work->words, name.folded, &parts);
    if (!fits_acronym(work, &parts, acronym) && !may_be_acronym(&parts, acronym)) continue;
    syn_status status = syn_map_put(out_defined, acronym, i);
    if (status == SYN_OK && work->mention_at[open + 1] == 0) {
      mention_draft mention = {
          .first = open + 1, .count = 1, .sentence = name.sentence, .type = name.type, .folded = acronym, .title = open + 1};
      mention.entity = DRAFT_NONE;
      status = syn_draft_add_mention(work, &mention);
    }
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

/* The group that a defined acronym stands for; not where the world knows the two as different things. */
static name_group *find_definition(name_joiner *joiner, const syn_map *defined, const name_group *acronym) {
  uint64_t mention = 0;
  if (!syn_map_get(defined, acronym->folded, &mention)) return NULL;
  name_group *name = &joiner->groups.items[joiner->group_of[mention]];
  if (name == acronym || (name->known != NULL && acronym->known != NULL && name->known != acronym->known)) return NULL;
  return name;
}

/* The one organisation in the article whose initials these are. */
static name_group *find_by_initials(name_joiner *joiner, const syn_map *initials, const name_group *group) {
  uint64_t number = 0;
  if (group->known != NULL || group->parts.count != 1 || !syn_map_get(initials, group->folded, &number) || number == 0) return NULL;
  return &joiner->groups.items[number - 1];
}

static syn_status collect_initials(name_joiner *joiner, syn_map *initials) {
  for (size_t i = 0; i < joiner->groups.count; i++) {
    const name_group *group = &joiner->groups.items[i];
    char letters[ACRONYM_MOST];
    if (group->type == SYN_ENTITY_PERSON || group->parts.count < 3) continue;
    for (int small_too = 0; small_too < 2; small_too++) {
      size_t count = initials_of(joiner->work, &group->parts, small_too != 0, letters);
      syn_text key;
      if (count < 3) continue;
      syn_status status = syn_arena_copy(joiner->work->arena, (syn_text){letters, count}, &key);
      uint64_t *known = status == SYN_OK ? syn_map_find(initials, key) : NULL;
      if (status == SYN_OK) status = syn_map_put(initials, key, known == NULL || *known == i + 1 ? i + 1 : 0);
      if (status != SYN_OK) return status;
    }
  }
  return SYN_OK;
}

/* "Alpha Holding" is "Alpha": the name without its legal form, where the article has it alone. */
static name_group *find_without_form(name_joiner *joiner, const name_group *group) {
  uint32_t count = group->parts.count;
  while (count > 1) {
    const entity_word *word = syn_entity_words_find(joiner->work->words, group->parts.words[count - 1]);
    if (word == NULL || (word->classes & ENTITY_CORPORATE) == 0) break;
    count--;
  }
  if (count == group->parts.count || group->known != NULL) return NULL;
  syn_text last = group->parts.words[count - 1];
  syn_text brief = syn_text_slice(group->folded, 0, (size_t)(last.data + last.size - group->folded.data));
  uint64_t number = 0;
  bool found = syn_map_get(&joiner->by_text, brief, &number) && joiner->groups.items[number].type != SYN_ENTITY_PERSON;
  return found ? &joiner->groups.items[number] : NULL;
}

/* "the University": the only name of several words that has this kind of thing in it. */
static name_group *find_by_kind_word(name_joiner *joiner, const name_group *group) {
  name_group *found = NULL;
  if (group->known != NULL || group->parts.count != 1 || group->type == SYN_ENTITY_PERSON) return NULL;
  const entity_word *word = syn_entity_words_find(joiner->work->words, group->parts.words[0]);
  bool is_kind = word != NULL &&
                 ((word->classes & (ENTITY_ORGANIZATION_NOUN | ENTITY_PLACE_NOUN)) != 0 || word->noun >= ENTITY_NOUN_COMPANY) &&
                 word->noun < ENTITY_NOUN_DISTINCT;
  for (size_t i = 0; is_kind && i < joiner->groups.count && i < KIND_LIMIT; i++) {
    name_group *full = &joiner->groups.items[i];
    bool has_word = false;
    for (uint32_t k = 0; k < full->parts.count && full->parts.count > 1; k++)
      has_word = has_word || syn_text_equal(full->parts.words[k], group->parts.words[0]);
    if (!has_word || full->type == SYN_ENTITY_PERSON) continue;
    if (found != NULL && (found->entity == DRAFT_NONE || found->entity != full->entity)) return NULL;
    found = full;
  }
  return found;
}

/* The last words, two or more, of each longer name that is no person's -> group + 1; 0 where several names end so. */
static syn_status collect_endings(name_joiner *joiner) {
  for (size_t i = 0; i < joiner->groups.count; i++) {
    const name_group *group = &joiner->groups.items[i];
    if (group->type == SYN_ENTITY_PERSON || group->parts.count < 3) continue;
    for (uint32_t word = 1; word + 1 < group->parts.count; word++) {
      size_t start = (size_t)(group->parts.words[word].data - group->folded.data);
      syn_text ending = syn_text_slice(group->folded, start, group->folded.size);
      const uint64_t *known = syn_map_find(&joiner->by_ending, ending);
      syn_status status = syn_map_put(&joiner->by_ending, ending, known == NULL ? i + 1 : 0);
      if (status != SYN_OK) return status;
    }
  }
  return SYN_OK;
}

/* "Red Anchors" for "Riga Red Anchors": the only name that ends so. */
static name_group *find_by_ending(name_joiner *joiner, const name_group *group) {
  uint64_t number = 0;
  if (group->known != NULL || group->parts.count < 2 || group->type == SYN_ENTITY_PERSON) return NULL;
  if (!syn_map_get(&joiner->by_ending, group->folded, &number) || number == 0) return NULL;
  name_group *full = &joiner->groups.items[number - 1];
  return full->known == NULL && full->type == group->type ? full : NULL;
}

/* Words that are known elsewhere in the article ("London" taken for a person once). */
static name_group *find_known_twin(name_joiner *joiner, const name_group *group) {
  uint64_t number = 0;
  if (group->known != NULL || !syn_map_get(&joiner->known_by_text, group->folded, &number)) return NULL;
  return &joiner->groups.items[number];
}

/* The group that another name stands for, and by which rule. */
static name_group *find_full_form(name_joiner *joiner, const syn_map *defined, const syn_map *initials, const name_group *group,
                                  syn_link *out_link) {
  name_group *other = find_definition(joiner, defined, group);
  *out_link = SYN_LINK_ACRONYM;
  if (other == NULL) other = find_by_initials(joiner, initials, group);
  if (other != NULL) return other;
  *out_link = SYN_LINK_BRIEF;
  other = find_without_form(joiner, group);
  if (other == NULL) other = find_by_brand(joiner, group);
  if (other == NULL) other = find_by_ending(joiner, group);
  if (other != NULL) return other;
  *out_link = SYN_LINK_NAME_WORD;
  other = find_by_kind_word(joiner, group);
  if (other != NULL) return other;
  *out_link = SYN_LINK_NONE;
  return find_known_twin(joiner, group);
}

static syn_status join_others(name_joiner *joiner, const syn_map *defined) {
  syn_map initials;
  syn_map_init(&initials, joiner->work->arena);
  syn_status status = collect_initials(joiner, &initials);
  if (status == SYN_OK) status = collect_endings(joiner);
  /* twice: first what stands on its own, then what refers to it */
  for (int referring = 0; status == SYN_OK && referring < 2; referring++) {
    for (size_t i = 0; status == SYN_OK && i < joiner->groups.count; i++) {
      name_group *group = &joiner->groups.items[i];
      if (group->entity != DRAFT_NONE) continue;
      syn_link link = SYN_LINK_NONE;
      name_group *other = find_full_form(joiner, defined, &initials, group, &link);
      if (other != NULL && other != group && other->entity == DRAFT_NONE && referring == 0) continue;
      bool joins = other != NULL && other != group && other->entity != DRAFT_NONE;
      if (joins)
        join_group(joiner, group, other->entity, link);
      else
        status = new_entity(joiner, group);
      if (status == SYN_OK && group->known == NULL && joins && group->parts.count == 1) status = remember_short(joiner, group);
    }
  }
  return status;
}

/* ---- names that were overlooked ---- */

static syn_status add_overlooked(name_joiner *joiner) {
  entity_work *work = joiner->work;
  for (uint32_t s = 0; s < work->document->sentence_count; s++) {
    const syn_sentence *in = &work->document->sentences[s];
    for (uint32_t t = in->first_token; t < in->first_token + in->token_count; t++) {
      const syn_token *token = &work->document->tokens[t];
      uint64_t entity = 0;
      if (work->mention_at[t] != 0 || work->adjective[t] != NULL || !syn_draft_is_capital(work, t)) continue;
      if (token->tag != SYN_TAG_PROPN && token->tag != SYN_TAG_X && token->tag != SYN_TAG_NOUN) continue;
      syn_text folded;
      syn_status status = syn_draft_fold(work, t, 1, &folded);
      if (status != SYN_OK) return status;
      if (!syn_map_get(&joiner->shorts, folded, &entity) || entity == 0) continue;
      mention_draft mention = {
          .first = t, .count = 1, .sentence = s, .folded = folded, .title = t, .entity = (uint32_t)entity - 1, .link = SYN_LINK_SHORT_NAME};
      /* with the given name before it, if that is overlooked too */
      const syn_token *before = &work->document->tokens[t > 0 ? t - 1 : 0];
      bool given = t > in->first_token && work->mention_at[t - 1] == 0 && syn_draft_is_capital(work, t - 1) &&
                   syn_text_starts_with(work->entities.items[entity - 1].folded, before->lower) && before->lower.size > 1;
      if (given) mention.first--;
      if (given) mention.count++;
      mention.type = work->entities.items[entity - 1].type;
      status = syn_draft_add_mention(work, &mention);
      if (status != SYN_OK) return status;
    }
  }
  return SYN_OK;
}

static syn_link link_of(const name_group *group, const mention_draft *mention) {
  if (mention->kind == SYN_MENTION_METONYM) return SYN_LINK_SEAT;
  if (group->link == SYN_LINK_NONE && group->known != NULL && !syn_text_equal(mention->folded, group->folded)) return SYN_LINK_KNOWN;
  return group->link;
}

syn_status syn_entities_join_names(entity_work *work) {
  name_joiner joiner = {.work = work};
  syn_map defined;
  syn_map_init(&defined, work->arena);
  syn_map_init(&joiner.by_text, work->arena);
  syn_map_init(&joiner.known_by_text, work->arena);
  syn_map_init(&joiner.by_last, work->arena);
  syn_map_init(&joiner.by_short, work->arena);
  syn_map_init(&joiner.by_first, work->arena);
  syn_map_init(&joiner.by_brand, work->arena);
  syn_map_init(&joiner.by_ending, work->arena);
  syn_map_init(&joiner.shorts, work->arena);
  syn_status status = find_defined_acronyms(work, &defined);
  if (status != SYN_OK) return status;
  joiner.group_of = SYN_ARENA_ARRAY(work->arena, uint32_t, work->mentions.count);
  if (joiner.group_of == NULL) return SYN_NO_MEMORY;
  for (uint32_t i = 0; status == SYN_OK && i < work->mentions.count; i++) status = add_to_group(&joiner, i);
  if (status == SYN_OK) status = finish_groups(&joiner);
  if (status == SYN_OK) status = join_full_names(&joiner, false);
  if (status == SYN_OK) status = join_full_names(&joiner, true);
  if (status == SYN_OK) status = join_short_names(&joiner);
  if (status == SYN_OK) status = remember_surnames(&joiner);
  if (status == SYN_OK) status = join_others(&joiner, &defined);
  for (size_t i = 0; status == SYN_OK && i < work->mentions.count; i++) {
    work->mentions.items[i].entity = joiner.groups.items[joiner.group_of[i]].entity;
    work->mentions.items[i].type = work->entities.items[work->mentions.items[i].entity].type;
    work->mentions.items[i].link = link_of(&joiner.groups.items[joiner.group_of[i]], &work->mentions.items[i]);
  }
  if (status == SYN_OK) status = add_overlooked(&joiner);
  if (status == SYN_OK) syn_draft_sort(work);
  return status;
}
