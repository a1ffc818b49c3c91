/*
 * How it works: dictionary names are found first, the longest at each token; then runs of tokens that noun phrases are made of (articles,
 * adjectives, numbers, nouns, names, the possessive ending) are cut into phrases, a name never in two. Who stands in a phrase is its first
 * name together with its agents: "Osgiliath soldiers" is OSG with ~MIL. An agent without a name takes one from the phrase that a
 * preposition binds to it ("soldiers from Gondor"), else from the phrase that it is joined to ("Danish media and government"). Phrases side
 * by side become one with several parties.
 *
 * Between commas stand asides of two to eight words, after the manner of PETRARCH; patterns pass over them.
 */
#include "facts/pattern_sentence.h"

#include <string.h>

enum { ASIDE_LEAST_WORDS = 2, ASIDE_MOST_WORDS = 8, AGENT_LIMIT = 8, CODE_SIZE = 96, CODE_PIECE = 3 };

typedef struct sentence_work {
  syn_pattern_sentence *sentence;
  const syn_actor_codes *codes;
  const syn_word_classes *words;
  syn_text day;
  syn_arena *arena;
  const syn_finding *finding;
  bool by_entities;    /* there is no dictionary of actors */
  uint32_t *match_end; /* of each token: behind the dictionary form that begins there, 0: none */
  uint32_t *match_row;
  bool *is_agent;
  bool *is_inside; /* of a form, behind its first token */
} sentence_work;

/* ---- dictionary forms ---- */

static bool has_capital(const syn_document *document, uint32_t first, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    syn_text word = syn_document_word(document, first + i);
    if (word.size && !syn_text_equal(word, document->tokens[first + i].lower)) return true;
  }
  return false;
}

/* The tokens of an entity's mention that begins here, its index in `out_entity`; 0 where none does. Works are no actors. */
static uint32_t find_entity(const sentence_work *work, uint32_t token, uint32_t *out_entity) {
  const syn_token_marks *marks = work->finding->marks;
  uint32_t entity = marks[token].entity, end = token;
  if (!entity || work->finding->entities.items[entity - 1].type == SYN_ENTITY_WORK) return 0;
  while (end < work->sentence->end && marks[end].entity == entity && marks[end].mention == marks[token].mention) end++;
  *out_entity = entity - 1;
  return end - token;
}

static syn_status find_forms(sentence_work *work) {
  const syn_pattern_sentence *sentence = work->sentence;
  uint32_t count = sentence->end - sentence->first;
  work->match_end = SYN_ARENA_ARRAY(work->arena, uint32_t, count);
  work->match_row = SYN_ARENA_ARRAY(work->arena, uint32_t, count);
  work->is_agent = SYN_ARENA_ARRAY(work->arena, bool, count);
  work->is_inside = SYN_ARENA_ARRAY(work->arena, bool, count);
  if (!work->match_end || !work->match_row || !work->is_agent || !work->is_inside) return SYN_NO_MEMORY;
  for (uint32_t token = sentence->first; token < sentence->end;) {
    uint32_t at = token - sentence->first, actor_row = 0, agent_row = 0;
    uint32_t actor = syn_phrase_index_find(&work->codes->actors, sentence->document, token, sentence->end, &actor_row);
    uint32_t agent = syn_phrase_index_find(&work->codes->agents, sentence->document, token, sentence->end, &agent_row);
    if (actor && !has_capital(sentence->document, token, actor)) actor = 0;
    if (work->by_entities) actor = find_entity(work, token, &actor_row);
    uint32_t longest = actor >= agent ? actor : agent;
    work->is_agent[at] = agent > actor;
    work->match_row[at] = agent > actor ? agent_row : actor_row;
    if (longest) work->match_end[at] = token + longest;
    for (uint32_t i = 1; i < longest; i++) work->is_inside[at + i] = true;
    token += longest ? longest : 1;
  }
  return SYN_OK;
}

/* ---- phrases ---- */

static bool is_possessive(const sentence_work *work, uint32_t token) {
  const syn_token *at = &work->sentence->document->tokens[token];
  return at->tag != SYN_TAG_PUNCT && syn_word_is(work->words, at->lower, SYN_WORD_POSSESSIVE);
}

/* Whether a token may stand in a noun phrase, before its head or as that. */
static bool is_nominal(const sentence_work *work, uint32_t token) {
  const syn_token *at = &work->sentence->document->tokens[token];
  switch (at->tag) {
  case SYN_TAG_NOUN:
  case SYN_TAG_PROPN:
  case SYN_TAG_ADJ:
  case SYN_TAG_NUM:
  case SYN_TAG_DET:
  case SYN_TAG_PRON:
  case SYN_TAG_SYM:
  case SYN_TAG_X:
    return true;
  case SYN_TAG_VERB:
    return at->relation == SYN_RELATION_AMOD || at->relation == SYN_RELATION_COMPOUND;
  default:
    return is_possessive(work, token);
  }
}

static bool is_noun(const syn_token *token) {
  return token->tag == SYN_TAG_NOUN || token->tag == SYN_TAG_PROPN || token->tag == SYN_TAG_PRON || token->tag == SYN_TAG_X ||
         token->tag == SYN_TAG_NUM;
}

/* Whether a phrase begins anew here, inside of a run: at an article or pronoun behind a noun. */
static bool begins_anew(const sentence_work *work, uint32_t start, uint32_t token) {
  const syn_token *tokens = work->sentence->document->tokens;
  if (token == start || work->is_inside[token - work->sentence->first]) return false;
  const syn_token *before = &tokens[token - 1];
  if (is_possessive(work, token - 1)) return false;
  bool is_pronoun = tokens[token].tag == SYN_TAG_PRON, was_pronoun = before->tag == SYN_TAG_PRON;
  if (was_pronoun && !(before->features & SYN_FEATURE_POSSESSIVE) && before->relation != SYN_RELATION_NMOD &&
      before->relation != SYN_RELATION_DET)
    return true;
  return (tokens[token].tag == SYN_TAG_DET || is_pronoun) && is_noun(before) && !was_pronoun;
}

/* "awful and evil", "complete, full": between two adjectives of one phrase. */
static bool joins_adjectives(const sentence_work *work, uint32_t start, uint32_t token) {
  const syn_document *document = work->sentence->document;
  const syn_token *at = &document->tokens[token];
  bool is_sign = at->tag == SYN_TAG_CCONJ || syn_text_equal(syn_document_word(document, token), SYN_TEXT(","));
  return is_sign && token > start && token + 1 < work->sentence->end && document->tokens[token - 1].tag == SYN_TAG_ADJ &&
         document->tokens[token + 1].tag == SYN_TAG_ADJ;
}

static uint32_t phrase_end(const sentence_work *work, uint32_t start) {
  uint32_t token = start, end = work->sentence->end;
  while (token < end) {
    uint32_t form_end = work->match_end[token - work->sentence->first];
    if (form_end && (token == start || !begins_anew(work, start, token))) {
      token = form_end;
      continue;
    }
    if (joins_adjectives(work, start, token)) {
      token++;
      continue;
    }
    if (!is_nominal(work, token) || begins_anew(work, start, token)) break;
    token++;
  }
  return token;
}

static bool has_noun(const sentence_work *work, uint32_t first, uint32_t end) {
  for (uint32_t token = first; token < end; token++)
    if (is_noun(&work->sentence->document->tokens[token]) || work->match_end[token - work->sentence->first]) return true;
  return false;
}

/* ---- codes ---- */

/* Whether the code holds the piece at a place where a piece may begin: codes are written in threes. */
static bool has_piece(const char *code, size_t size, syn_text piece) {
  for (size_t at = 0; at + piece.size <= size; at += CODE_PIECE)
    if (memcmp(code + at, piece.data, piece.size) == 0) return true;
  return false;
}

/* "ARN" with "~GOV", "NGO~": "NGOARNGOV". */
static size_t join_agent(char code[CODE_SIZE], size_t size, syn_text agent) {
  size_t tilde = syn_text_find(agent, SYN_TEXT("~"), 0);
  syn_text before = syn_text_trim(syn_text_slice(agent, 0, tilde));
  syn_text after = tilde == SIZE_MAX ? (syn_text){0} : syn_text_trim(syn_text_slice(agent, tilde + 1, agent.size));
  if (after.size && !has_piece(code, size, after) && size + after.size <= CODE_SIZE) {
    memcpy(code + size, after.data, after.size);
    size += after.size;
  }
  if (before.size && !has_piece(code, size, before) && size + before.size <= CODE_SIZE) {
    memmove(code + before.size, code, size);
    memcpy(code, before.data, before.size);
    size += before.size;
  }
  return size;
}

static bool is_null_code(syn_text code) {
  return code.size == 0 || memchr("-+#", code.data[0], 3) != NULL;
}

/* The actor's code, each of its parts ("FRO/BIL/SAM") with the agents. */
static syn_status compose(const sentence_work *work, syn_text actor, const syn_text *agents, uint32_t agent_count, syn_text *out_code) {
  syn_text part, whole = {0};
  if (actor.size == 0) actor = SYN_TEXT("---");
  while (syn_table_next_item(&actor, '/', &part)) {
    char code[CODE_SIZE];
    size_t size = part.size < CODE_SIZE ? part.size : CODE_SIZE;
    if (size) memcpy(code, part.data, size);
    for (uint32_t i = 0; i < agent_count; i++) size = join_agent(code, size, agents[i]);
    syn_status status = whole.size ? syn_arena_format(work->arena, &whole, "%.*s/%.*s", SYN_TEXT_ARGUMENTS(whole), (int)size, code)
                                   : syn_arena_format(work->arena, &whole, "%.*s", (int)size, code);
    if (status != SYN_OK) return status;
  }
  *out_code = whole;
  return SYN_OK;
}

/* What a stretch of tokens holds: its first name and its agents. */
typedef struct phrase_content {
  uint32_t actor_first, actor_end, actor_row; /* actor_end 0: no name */
  syn_text actor;
  syn_text agents[AGENT_LIMIT];
  uint32_t agent_count, agent_first, agent_end;
} phrase_content;

static syn_text actor_code(const sentence_work *work, uint32_t row) {
  if (!work->by_entities) return syn_actor_codes_of(work->codes, row, work->day);
  const syn_entity *entity = &work->finding->entities.items[row];
  syn_text code = syn_entity_code(entity);
  return code.size ? code : entity->name;
}

static void read_content(const sentence_work *work, uint32_t first, uint32_t end, phrase_content *content) {
  *content = (phrase_content){0};
  for (uint32_t token = first; token < end; token++) {
    uint32_t at = token - work->sentence->first;
    if (!work->match_end[at]) continue;
    if (work->is_agent[at]) {
      if (content->agent_count == 0) content->agent_first = token;
      if (content->agent_count < AGENT_LIMIT)
        content->agents[content->agent_count++] = syn_actor_codes_agent(work->codes, work->match_row[at]);
      content->agent_end = work->match_end[at];
    } else if (content->actor_end == 0) {
      syn_text code = actor_code(work, work->match_row[at]);
      if (is_null_code(code)) continue;
      content->actor = code;
      content->actor_first = token;
      content->actor_end = work->match_end[at];
      content->actor_row = work->match_row[at];
    }
  }
}

static syn_status add_party(const sentence_work *work, syn_coded_phrase *phrase, const phrase_content *name, const phrase_content *agents) {
  syn_text code;
  if (phrase->party_count == SYN_PHRASE_PARTY_LIMIT) return SYN_OK;
  if (compose(work, name->actor, agents->agents, agents->agent_count, &code) != SYN_OK) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < phrase->party_count; i++)
    if (syn_text_equal(phrase->parties[i].code, code)) return SYN_OK;
  bool has_name = name->actor_end != 0, has_agent = agents->agent_count > 0;
  uint32_t first = has_name ? name->actor_first : agents->agent_first, end = has_name ? name->actor_end : agents->agent_end;
  if (has_name && has_agent && name == agents) {
    if (agents->agent_first < first) first = agents->agent_first;
    if (agents->agent_end > end) end = agents->agent_end;
  } else if (has_name && has_agent) {
    first = agents->agent_first;
    end = agents->agent_end;
  }
  phrase->parties[phrase->party_count++] = (syn_coded_party){.code = code,
                                                             .first = first,
                                                             .count = end - first,
                                                             .actor = has_name && !work->by_entities ? name->actor_row + 1 : 0,
                                                             .entity = has_name && work->by_entities ? name->actor_row + 1 : 0,
                                                             .actor_first = name->actor_first,
                                                             .has_agent = has_agent};
  return SYN_OK;
}

/* ---- joining ---- */

/* One noun phrase, before it is joined to others. */
typedef struct simple_phrase {
  uint32_t first, end;
  phrase_content content;
  bool is_joined; /* to the one before it: "A and B", "A, B and C" */
  bool is_bound;  /* to the one before it by a preposition */
  bool is_bound_by_of;
} simple_phrase;

/* Whether the tokens between two phrases join them: a comma, "and", or both. */
static bool is_joint(const sentence_work *work, uint32_t first, uint32_t end, bool *out_has_and) {
  const syn_document *document = work->sentence->document;
  if (first == end || end - first > 2) return false;
  for (uint32_t token = first; token < end; token++) {
    bool is_and = document->tokens[token].tag == SYN_TAG_CCONJ;
    bool is_comma = syn_text_equal(syn_document_word(document, token), SYN_TEXT(","));
    if (!is_and && !is_comma) return false;
    *out_has_and = *out_has_and || is_and;
  }
  return true;
}

static void tell_relation(const sentence_work *work, const simple_phrase *before, simple_phrase *phrase) {
  const syn_token *between = &work->sentence->document->tokens[before->end];
  bool has_and = false;
  phrase->is_joined = is_joint(work, before->end, phrase->first, &has_and);
  if (phrase->first - before->end != 1 || between->tag != SYN_TAG_ADP) return;
  phrase->is_bound = true;
  phrase->is_bound_by_of = syn_word_is(work->words, between->lower, SYN_WORD_PARTITIVE);
}

/* A list of commas needs an "and" before its last member; else a comma parts an apposition or a clause. */
static void check_lists(const sentence_work *work, simple_phrase *phrases, uint32_t count) {
  bool has_and = false;
  for (uint32_t i = count; i-- > 1;) {
    bool is_and = false;
    if (!phrases[i].is_joined) {
      has_and = false;
      continue;
    }
    (void)is_joint(work, phrases[i - 1].end, phrases[i].first, &is_and);
    has_and = has_and || is_and;
    phrases[i].is_joined = has_and;
  }
}

static syn_status list_simple(const sentence_work *work, simple_phrase **out_phrases, uint32_t *out_count) {
  const syn_pattern_sentence *sentence = work->sentence;
  simple_phrase *phrases = SYN_ARENA_ARRAY(work->arena, simple_phrase, sentence->end - sentence->first);
  uint32_t count = 0;
  if (!phrases) return SYN_NO_MEMORY;
  for (uint32_t token = sentence->first; token < sentence->end;) {
    uint32_t end = phrase_end(work, token);
    if (end == token) {
      token++;
      continue;
    }
    if (has_noun(work, token, end)) {
      phrases[count] = (simple_phrase){.first = token, .end = end};
      read_content(work, token, end, &phrases[count].content);
      if (count) tell_relation(work, &phrases[count - 1], &phrases[count]);
      count++;
    }
    token = end;
  }
  check_lists(work, phrases, count);
  *out_phrases = phrases;
  *out_count = count;
  return SYN_OK;
}

/* Behind the phrases that are joined to `at` ("A, B and C": three on). */
static uint32_t joined_end(const simple_phrase *phrases, uint32_t count, uint32_t at) {
  uint32_t end = at + 1;
  while (end < count && phrases[end].is_joined) end++;
  return end;
}

static bool has_name(const simple_phrase *phrases, uint32_t first, uint32_t end) {
  for (uint32_t i = first; i < end; i++)
    if (phrases[i].content.actor_end) return true;
  return false;
}

/* The agents of `agent` for each name of the phrases from `first` on. */
static syn_status add_bound(const sentence_work *work, syn_coded_phrase *phrase, const phrase_content *agent, const simple_phrase *phrases,
                            uint32_t first, uint32_t end) {
  syn_status status = SYN_OK;
  for (uint32_t i = first; status == SYN_OK && i < end; i++) {
    if (!phrases[i].content.actor_end) continue;
    phrase_content both = *agent;
    for (uint32_t k = 0; k < phrases[i].content.agent_count && both.agent_count < AGENT_LIMIT; k++)
      both.agents[both.agent_count++] = phrases[i].content.agents[k];
    status = add_party(work, phrase, &phrases[i].content, agent->agent_count ? &both : &phrases[i].content);
  }
  return status;
}

/* The parties of the phrases [first, end) that stand side by side, and of [end, bound_end) that are bound to them. */
static syn_status add_parties(const sentence_work *work, syn_coded_phrase *phrase, const simple_phrase *phrases, uint32_t first,
                              uint32_t end, uint32_t bound_end) {
  const phrase_content *last_name = NULL;
  syn_status status = SYN_OK;
  for (uint32_t i = first; status == SYN_OK && i < end; i++) {
    const phrase_content *content = &phrases[i].content;
    if (content->actor_end) {
      last_name = content;
      status = add_party(work, phrase, content, content);
    } else if (bound_end > end && (content->agent_count || i + 1 == end)) {
      status = add_bound(work, phrase, content, phrases, end, bound_end);
    } else if (content->agent_count && last_name) {
      status = add_party(work, phrase, last_name, content);
    } else if (content->agent_count) {
      status = add_party(work, phrase, content, content);
    }
  }
  return status;
}

/* Whether phrases behind a preposition belong to those before it: agents without a name take any preposition, others only "of". */
static uint32_t bound_end_of(const simple_phrase *phrases, uint32_t count, uint32_t first, uint32_t end) {
  if (end >= count || !phrases[end].is_bound) return end;
  bool has_agent = false;
  for (uint32_t i = first; i < end; i++) has_agent = has_agent || phrases[i].content.agent_count > 0;
  bool last_is_open = phrases[end - 1].content.actor_end == 0;
  if (!last_is_open || !(has_agent || phrases[end].is_bound_by_of)) return end;
  uint32_t bound_end = joined_end(phrases, count, end);
  return has_name(phrases, end, bound_end) ? bound_end : end;
}

static syn_status join_phrases(sentence_work *work) {
  syn_pattern_sentence *sentence = work->sentence;
  simple_phrase *simple;
  uint32_t count;
  syn_status status = list_simple(work, &simple, &count);
  if (status != SYN_OK) return status;
  sentence->phrases = SYN_ARENA_ARRAY(work->arena, syn_coded_phrase, count);
  if (!sentence->phrases) return SYN_NO_MEMORY;
  for (uint32_t i = 0; status == SYN_OK && i < count;) {
    uint32_t end = joined_end(simple, count, i), bound_end = bound_end_of(simple, count, i, end);
    syn_coded_phrase *phrase = &sentence->phrases[sentence->phrase_count++];
    *phrase = (syn_coded_phrase){.first = simple[i].first, .end = simple[bound_end - 1].end, .is_joint = bound_end - i > 1};
    status = add_parties(work, phrase, simple, i, end, bound_end);
    for (uint32_t token = phrase->first; token < phrase->end; token++)
      sentence->phrase_of[token - sentence->first] = sentence->phrase_count;
    i = bound_end;
  }
  return status;
}

/* ---- asides ---- */

static bool is_comma(const syn_pattern_sentence *sentence, uint32_t token) {
  return syn_text_equal(syn_document_word(sentence->document, token), SYN_TEXT(",")) &&
         !sentence->phrase_of[token - sentence->first]; /* commas of lists are inside of phrases */
}

static bool is_sentence_end(const syn_pattern_sentence *sentence, uint32_t token) {
  return token + 1 >= sentence->end || (token + 2 == sentence->end && sentence->document->tokens[token + 1].tag == SYN_TAG_PUNCT);
}

static void mark_asides(const syn_pattern_sentence *sentence) {
  uint32_t open = SYN_NO_PHRASE;
  for (uint32_t token = sentence->first; token < sentence->end; token++) {
    bool closes = is_comma(sentence, token), ends = is_sentence_end(sentence, token);
    if (!closes && !ends) continue;
    uint32_t last = closes ? token : token + 1, words = open == SYN_NO_PHRASE ? 0 : last - open - 1;
    if (words >= ASIDE_LEAST_WORDS && words <= ASIDE_MOST_WORDS)
      for (uint32_t i = open; i <= token; i++) sentence->is_aside[i - sentence->first] = true;
    if (ends) return;
    open = token;
  }
}

/* ---- the whole ---- */

syn_status syn_pattern_sentence_read(const syn_pattern_reading *reading, const syn_sentence *sentence, syn_pattern_sentence *out_sentence) {
  syn_arena *arena = reading->finding->arena;
  *out_sentence = (syn_pattern_sentence){
      .document = reading->finding->document, .first = sentence->first_token, .end = sentence->first_token + sentence->token_count};
  sentence_work work = {.sentence = out_sentence,
                        .codes = reading->codes,
                        .words = reading->words,
                        .day = reading->day,
                        .arena = arena,
                        .finding = reading->finding,
                        .by_entities = reading->codes->rows.count == 0};
  out_sentence->phrase_of = SYN_ARENA_ARRAY(arena, uint32_t, sentence->token_count);
  out_sentence->is_aside = SYN_ARENA_ARRAY(arena, bool, sentence->token_count);
  if (!out_sentence->phrase_of || !out_sentence->is_aside) return SYN_NO_MEMORY;
  syn_status status = find_forms(&work);
  if (status == SYN_OK) status = join_phrases(&work);
  if (status == SYN_OK) mark_asides(out_sentence);
  return status;
}

const syn_coded_phrase *syn_pattern_phrase_at(const syn_pattern_sentence *sentence, uint32_t token) {
  uint32_t index = token >= sentence->first && token < sentence->end ? sentence->phrase_of[token - sentence->first] : 0;
  return index ? &sentence->phrases[index - 1] : NULL;
}
