/*
 * How it works: a parser is wrong in one word of seven. What stands right before a verb, and is nothing else there, is tried as its subject
 * where the tree gives it none.
 */
#include "facts/clause_mending.h"

/* "Velka Lines <VLK.L> said", "Velka Lines (VLK) said": the chunk that opens what is set in brackets before `chunk`; `chunk` where nothing
 * is. */
static uint32_t before_brackets(const syn_clause_reading *job, uint32_t chunk) {
  enum { BRACKET_CHUNKS = 8 };
  if (chunk < 2) return chunk;
  syn_text last = syn_reading_token_at(job, job->list->chunks[chunk - 1].first)->lower;
  bool is_angle = syn_text_equal(last, SYN_TEXT(">"));
  if (!is_angle && !syn_text_equal(last, SYN_TEXT(")"))) return chunk;
  for (uint32_t at = chunk - 1; at > 0 && at + BRACKET_CHUNKS > chunk; at--) {
    syn_text first = syn_reading_token_at(job, job->list->chunks[at - 1].first)->lower;
    if (syn_text_equal(first, is_angle ? SYN_TEXT("<") : SYN_TEXT("("))) return at - 1;
  }
  return chunk;
}

/* The phrase right before the verb, adverbs and brackets left out; SYN_NO_CHUNK when something else stands there. */
static uint32_t phrase_before(const syn_clause_reading *job, const syn_clause *clause) {
  uint32_t chunk = clause->verb;
  while (chunk > 0 && job->list->chunks[chunk - 1].kind == SYN_CHUNK_OTHER) chunk--;
  chunk = before_brackets(job, chunk);
  return chunk > 0 && job->list->chunks[chunk - 1].kind == SYN_CHUNK_NOUN ? chunk - 1 : SYN_NO_CHUNK;
}

/* "the officer, a veteran, met": the phrase that an apposition between commas belongs to; SYN_NO_CHUNK when there is none. */
static uint32_t phrase_before_apposition(const syn_clause_reading *job, const syn_clause *clause) {
  uint32_t verb = job->list->chunks[clause->verb].first;
  if (verb < job->tree->first + 2 || !syn_clause_follows_comma(job, clause->verb)) return SYN_NO_CHUNK;
  uint32_t token = syn_tree_head(job->tree, verb - 1);
  if (token == SYN_TREE_NONE || token > verb || syn_reading_token_at(job, token)->relation != SYN_RELATION_APPOS) return SYN_NO_CHUNK;
  token = syn_tree_head(job->tree, token);
  return token != SYN_TREE_NONE && token < verb && syn_reading_heads_phrase(job, token) ? syn_reading_chunk_of(job, token) : SYN_NO_CHUNK;
}

/* "the bank's chief executive, X, accused": the name between the commas, where the tree loses what it stands beside. */
static uint32_t name_between_commas(const syn_clause_reading *job, const syn_clause *clause) {
  if (!syn_clause_follows_comma(job, clause->verb) || clause->verb < 3) return SYN_NO_CHUNK;
  uint32_t chunk = clause->verb - 2, head = syn_reading_head_of_chunk(job, chunk);
  bool is_apposed = job->list->chunks[chunk].kind == SYN_CHUNK_NOUN && syn_reading_token_at(job, head)->relation == SYN_RELATION_APPOS;
  uint32_t entity = job->finding->marks[head].entity;
  bool is_person = entity && job->finding->entities.items[entity - 1].type == SYN_ENTITY_PERSON;
  return is_apposed && is_person && syn_clause_follows_comma(job, chunk) ? chunk : SYN_NO_CHUNK;
}

/*
 * Subjects that the tree hangs elsewhere: "with X raising taxes", and the bare phrase right before a finite verb that has none ("told
 * reporters Estonia would").
 */
static void take_subject_before(const syn_clause_reading *job, syn_clause *clause) {
  if (clause->has_subject || clause->is_relative) return;
  uint32_t before = phrase_before(job, clause);
  if (before == SYN_NO_CHUNK && clause->is_finite) before = phrase_before_apposition(job, clause);
  if (before == SYN_NO_CHUNK && clause->is_finite) before = name_between_commas(job, clause);
  if (before == SYN_NO_CHUNK || job->finding->marks[syn_reading_head_of_chunk(job, before)].time) return;
  uint32_t head = syn_reading_head_of_chunk(job, before), preposition = syn_clause_preposition(job->list, head);
  bool is_absolute = !clause->is_finite && preposition != SYN_TREE_NONE && syn_reading_is_class(job, preposition, SYN_WORD_COMPANY);
  bool is_bare =
      clause->is_finite && preposition == SYN_TREE_NONE && syn_reading_token_at(job, clause->predicate)->relation != SYN_RELATION_CONJ;
  bool is_taken = syn_reading_token_at(job, head)->relation == SYN_RELATION_OBJ &&
                  syn_reading_token_at(job, head)->head != syn_reading_token_at(job, clause->predicate)->head;
  if (clause->is_infinitive) /* "the way for X to leave" */
    is_absolute =
        preposition != SYN_TREE_NONE && syn_reading_is_class(job, preposition, SYN_WORD_ADDRESSEE) && syn_clause_names_party(job, before);
  if ((!is_absolute && !is_bare) || is_taken) return;
  bool joined = syn_reading_token_at(job, head)->relation == SYN_RELATION_CONJ && syn_tree_head(job->tree, head) < head;
  if (joined && syn_reading_heads_phrase(job, syn_tree_head(job->tree, head)) && is_bare)
    before = syn_reading_chunk_of(job, syn_tree_head(job->tree, head));
  clause->subject = before;
  clause->has_subject = true;
}

/* "help Malta resist X": a bare phrase before the verb acts, whatever the tree says. */
static void mend_object(const syn_clause_reading *job, syn_clause *clause) {
  if (clause->object == SYN_NO_CHUNK || clause->has_subject || clause->is_relative || clause->is_passive) return;
  uint32_t head = syn_reading_head_of_chunk(job, clause->object);
  if (head >= clause->main_verb || clause->object == clause->verb || syn_reading_token_at(job, head)->head != (int32_t)clause->predicate)
    return;
  clause->subject = clause->object;
  clause->object = clause->second_object;
  clause->second_object = SYN_NO_CHUNK;
  clause->has_subject = true;
}

/* "including 30 killed": the tree may hang the phrase on the participle behind it. */
static void take_phrase_before(const syn_clause_reading *job, syn_clause *clause) {
  if (!clause->is_passive || clause->has_auxiliary || clause->subject != SYN_NO_CHUNK || clause->predicate == job->tree->first) return;
  uint32_t before = clause->predicate - 1;
  if (syn_reading_token_at(job, before)->relation != SYN_RELATION_OBL || syn_tree_head(job->tree, before) != clause->predicate) return;
  if (syn_reading_heads_phrase(job, before)) clause->subject = syn_reading_chunk_of(job, before);
}

bool syn_clause_names_party(const syn_clause_reading *job, uint32_t chunk) {
  const syn_token *head = syn_reading_token_at(job, syn_reading_head_of_chunk(job, chunk));
  return job->finding->marks[syn_reading_head_of_chunk(job, chunk)].entity != 0 || (head->features & SYN_FEATURE_PERSONAL) ||
         (head->tag == SYN_TAG_NOUN && (head->features & SYN_FEATURE_PLURAL)) || head->tag == SYN_TAG_PROPN;
}

bool syn_clause_follows_comma(const syn_clause_reading *job, uint32_t chunk) {
  return chunk > 0 && job->list->chunks[chunk - 1].kind == SYN_CHUNK_COMMA;
}

static syn_entity_type type_at(const syn_clause_reading *job, uint32_t token) {
  uint32_t entity = job->finding->marks[token].entity;
  return entity ? job->finding->entities.items[entity - 1].type : SYN_ENTITY_TYPE_COUNT;
}

/* "Prime Minister of Malta Ines Calleja('s party)": the title goes with the name, and what is hers is the phrase. */
static void take_owned_phrase(const syn_clause_reading *job, uint32_t *chunk) {
  uint32_t last = *chunk == SYN_NO_CHUNK ? SYN_NO_CHUNK : *chunk + 2;
  if (last == SYN_NO_CHUNK || last >= job->list->chunk_count || job->list->chunks[last].kind != SYN_CHUNK_NOUN) return;
  if (job->list->chunks[last - 1].kind != SYN_CHUNK_PREPOSITION || job->finding->marks[syn_reading_head_of_chunk(job, *chunk)].entity)
    return;
  const syn_chunk *owned = &job->list->chunks[last];
  uint32_t token = owned->first, end = owned->first + owned->count;
  while (token < end && type_at(job, token) == SYN_ENTITY_COUNTRY) token++;
  if (token == owned->first || token >= end || type_at(job, token) != SYN_ENTITY_PERSON) return;
  while (token < end && type_at(job, token) == SYN_ENTITY_PERSON) token++;
  if (token == end || syn_reading_is_class(job, token, SYN_WORD_POSSESSIVE)) *chunk = last;
}

void syn_clause_mend(const syn_clause_reading *job, syn_clause *clause) {
  take_owned_phrase(job, &clause->subject);
  take_owned_phrase(job, &clause->object);
  take_phrase_before(job, clause);
  mend_object(job, clause);
  take_subject_before(job, clause);
}
