/*
 * How it works: a frame's required object is looked for among the objects of the clause and, of a passive, at its subject; "went on strike"
 * has it behind the particle. Words near by are those of the clause itself, not of clauses inside it, and at most 40 tokens away.
 */
#include "facts/event_frames.h"

#include "facts/event_means.h"
#include "facts/event_phrases.h"

static const syn_chunk *chunk_at(const syn_event_site *site, uint32_t chunk) {
  return &site->list->chunks[chunk];
}

static const syn_token *token_at(const syn_event_site *site, uint32_t token) {
  return &site->finding->document->tokens[token];
}

static bool is_kind(const syn_event_site *site, uint32_t chunk, syn_chunk_kind kind) {
  return chunk < site->list->chunk_count && chunk_at(site, chunk)->kind == kind;
}

/* Of an amount of money the number counts too, whose sign is the head of the tree's phrase. */
static bool head_fits(const syn_event_site *site, uint32_t chunk, const syn_event_condition *condition) {
  const syn_chunk *phrase = chunk_at(site, chunk);
  uint32_t head = phrase->head, last = phrase->first + phrase->count - 1;
  if (syn_event_head_fits(site->event_words, condition, site->finding, head)) return true;
  return token_at(site, head)->tag == SYN_TAG_SYM && last > head && syn_event_word_fits(site->event_words, condition, token_at(site, last));
}

/* Whether the phrase, or one joined to it, fits. */
static bool phrase_fits(const syn_event_site *site, uint32_t chunk, const syn_event_condition *condition) {
  uint32_t members[SYN_PARTY_LIMIT];
  if (chunk == SYN_NO_CHUNK) return false;
  uint32_t count = syn_clause_coordinated(site->finding, site->list, chunk, false, members, SYN_PARTY_LIMIT);
  for (uint32_t i = 0; i < count; i++) {
    if (head_fits(site, members[i], condition)) return true;
    /* "a package of sanctions" */
    bool partitive = is_kind(site, members[i] + 1, SYN_CHUNK_PREPOSITION) && is_kind(site, members[i] + 2, SYN_CHUNK_NOUN) &&
                     syn_word_is(site->words, token_at(site, chunk_at(site, members[i] + 1)->first)->lower, SYN_WORD_PARTITIVE);
    if (!partitive) continue;
    /* "a quarter of them": whom the part is taken from */
    bool is_part = site->finding->marks[chunk_at(site, members[i])->head].quantity &&
                   !site->finding->marks[chunk_at(site, members[i] + 2)->head].quantity;
    syn_event_condition named = {.lemmas = condition->lemmas};
    if (head_fits(site, members[i] + 2, is_part ? condition : &named)) return true;
  }
  return false;
}

static bool object_fits(syn_event_site *site, const syn_event_frame *frame) {
  const syn_clause *clause = site->clause;
  site->theme = SYN_NO_CHUNK;
  if (frame->has_no_object) return clause->object == SYN_NO_CHUNK && !clause->is_passive;
  if (frame->objects.lemmas.size == 0) return true;
  const uint32_t candidates[] = {clause->object, clause->second_object, clause->is_passive ? clause->subject : SYN_NO_CHUNK};
  for (size_t i = 0; i < sizeof candidates / sizeof candidates[0]; i++) {
    if (!phrase_fits(site, candidates[i], &frame->objects)) continue;
    if (frame->takes_theme) site->theme = candidates[i];
    return true;
  }
  /* "went on strike": the thing stands behind the particle */
  for (uint32_t i = 0; frame->particle.size > 0 && i < clause->prepositional_count; i++) {
    bool is_particle = syn_text_equal(token_at(site, clause->prepositionals[i].preposition)->lower, frame->particle);
    if (is_particle && phrase_fits(site, clause->prepositionals[i].phrase, &frame->objects)) return true;
  }
  return false;
}

/* Who acts. A passive need not tell it. */
static bool subject_fits(const syn_event_site *site, const syn_event_frame *frame) {
  const syn_clause *clause = site->clause;
  if (frame->subjects.lemmas.size == 0) return true;
  if (frame->needs_means) {
    syn_party_list behind = {.count = 0};
    return syn_event_means(site, &behind) && syn_event_parties_fit(site, &behind, &frame->subjects);
  }
  if (!clause->is_passive) return phrase_fits(site, clause->subject, &frame->subjects);
  for (uint32_t i = 0; i < clause->prepositional_count; i++) {
    if (syn_word_is(site->words, token_at(site, clause->prepositionals[i].preposition)->lower, SYN_WORD_AGENT))
      return phrase_fits(site, clause->prepositionals[i].phrase, &frame->subjects);
  }
  syn_party_list means = {.count = 0};
  (void)syn_event_means(site, &means);
  return means.count > 0 ? syn_event_parties_fit(site, &means, &frame->subjects) : !frame->tells_nothing;
}

/* Whether a word near by fits: in the clause (`behind`: also right behind the word in a clause inside it), and not far, so that a clause
 * without end costs no more than another. */
static bool stands_near(const syn_event_site *site, const syn_event_condition *condition, bool behind) {
  enum { NEAR_TOKENS = 40, BEHIND_TOKENS = 4 };
  uint32_t first, end, trigger = syn_event_trigger(site);
  if (condition->lemmas.size == 0) return false;
  if (site->clause) {
    first = site->clause->first_token;
    end = site->clause->end_token;
  } else {
    syn_event_stretch(site, &first, &end);
  }
  if (behind && end <= trigger + BEHIND_TOKENS) {
    size_t count = site->finding->document->token_count;
    end = trigger + BEHIND_TOKENS < count ? trigger + BEHIND_TOKENS + 1 : (uint32_t)count;
  }
  if (first + NEAR_TOKENS < trigger) first = trigger - NEAR_TOKENS;
  for (uint32_t token = first; token < end && token < trigger + NEAR_TOKENS; token++) {
    bool is_behind = behind && token > trigger && token <= trigger + BEHIND_TOKENS;
    bool is_own = is_behind || !site->clause || syn_clause_owns(site->list, site->clause, token);
    if (token == trigger || !is_own || !syn_event_word_fits(site->event_words, condition, token_at(site, token))) continue;
    if (!syn_event_is_gunfire(site, token)) return true; /* no fire that burns */
  }
  return false;
}

static bool words_fit(const syn_event_site *site, const syn_event_frame *frame) {
  if (frame->unless.classes & site->topics) return false;
  if (frame->when.lemmas.size > 0 && !stands_near(site, &frame->when, frame->tells_nothing)) return false;
  return !stands_near(site, &frame->unless, false);
}

static bool word_at_chunk(const syn_event_site *site, uint32_t chunk, syn_text word) {
  return chunk < site->list->chunk_count && syn_text_equal(token_at(site, chunk_at(site, chunk)->first)->lower, word);
}

/* Whether the tree hangs the particle on the verb. */
static bool particle_hangs(const syn_event_site *site, syn_text particle) {
  if (!site->list->has_tree) return false;
  const syn_sentence_tree *tree = &site->list->tree;
  for (uint32_t child = syn_tree_first(tree, site->clause->predicate); child != SYN_TREE_NONE; child = syn_tree_next(tree, child)) {
    uint8_t relation = tree->tokens[child].relation;
    bool hangs =
        relation == SYN_RELATION_COMPOUND || relation == SYN_RELATION_ADVMOD || relation == SYN_RELATION_XCOMP; /* "left one dead" */
    if (hangs && syn_text_equal(tree->tokens[child].lower, particle)) return true;
  }
  return false;
}

/* "called relations on trade strained": what stands behind the object opens a phrase of its. */
static bool belongs_to_object(const syn_event_site *site, uint32_t object) {
  if (!site->list->has_tree) return false;
  const syn_sentence_tree *tree = &site->list->tree;
  uint32_t particle = chunk_at(site, object + 1)->first, phrase = syn_tree_head(tree, particle);
  bool opens = tree->tokens[particle].relation == SYN_RELATION_CASE && phrase != SYN_TREE_NONE;
  return opens && tree->tokens[phrase].relation == SYN_RELATION_NMOD && syn_tree_head(tree, phrase) == chunk_at(site, object)->head;
}

/* Right after the verb, or after its object. */
static bool particle_fits(const syn_event_site *site, syn_text particle) {
  if (particle.size == 0) return true;
  uint32_t object = site->clause->object;
  if (particle_hangs(site, particle)) return true;
  if (word_at_chunk(site, site->clause->verb + 1, particle)) return true;
  return object != SYN_NO_CHUNK && word_at_chunk(site, object + 1, particle) && !belongs_to_object(site, object);
}

bool syn_event_frame_fits(syn_event_site *site, const syn_event_frame *frame) {
  if (!frame->is_noun && !(particle_fits(site, frame->particle) && object_fits(site, frame) && subject_fits(site, frame))) return false;
  return words_fit(site, frame);
}
