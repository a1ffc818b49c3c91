/*
 * Phrases that go together: those that stand side by side in a list ("A, B and C"), and those that follow a noun. With a tree both are
 * its children; without one, walks along the chunks of a sentence. A bounded way in either case.
 */
#include "facts/clause.h"

enum { CHAIN_LIMIT = 32 }; /* phrases that are followed ("of A of B ..."), so that a sentence without end stays linear */

static bool chunk_is(const syn_clause_list *list, uint32_t chunk, syn_chunk_kind kind) {
  return chunk < list->chunk_count && list->chunks[chunk].kind == kind;
}

/* A phrase joined to the one before it would be the subject of a verb that follows at once: "met X, and Y said". */
static bool opens_clause(const syn_clause_list *list, uint32_t chunk) {
  do chunk++;
  while (chunk_is(list, chunk, SYN_CHUNK_OTHER));
  return chunk_is(list, chunk, SYN_CHUNK_VERB);
}

static bool has_entity(const syn_finding *finding, const syn_chunk *chunk) {
  for (uint32_t token = chunk->first; token < chunk->first + chunk->count; token++) {
    if (finding->marks[token].entity) return true;
  }
  return false;
}

/* Leaves out "of X" after a phrase: "President A of B and C". */
static uint32_t after_partitives(const syn_clause_list *list, uint32_t chunk) {
  for (unsigned steps = 0;
       steps < CHAIN_LIMIT && chunk_is(list, chunk + 1, SYN_CHUNK_PREPOSITION) && chunk_is(list, chunk + 2, SYN_CHUNK_NOUN); steps++)
    chunk += 2;
  return chunk;
}

static bool heads_chunk(const syn_clause_list *list, uint32_t token) {
  return list->chunks[syn_clause_chunk_of(list, token)].head == token && chunk_is(list, syn_clause_chunk_of(list, token), SYN_CHUNK_NOUN);
}

static bool names_person(const syn_finding *finding, const syn_clause_list *list, uint32_t chunk) {
  uint32_t mark = finding->marks[list->chunks[chunk].head].entity;
  return mark && finding->entities.items[mark - 1].type == SYN_ENTITY_PERSON;
}

/* "Malta Borg": two names without a sign between them are the person and whose he is. */
static bool is_whose(const syn_finding *finding, const syn_clause_list *list, uint32_t chunk, uint32_t next) {
  return next == chunk + 1 && names_person(finding, list, next) && !names_person(finding, list, chunk) &&
         finding->marks[list->chunks[chunk].head].entity;
}

/* "with X and counsel Y", where the tree hangs both on one word: the phrase behind the conjunction, or SYN_NO_CHUNK. */
static uint32_t joined_sibling(const syn_clause_list *list, uint32_t chunk) {
  bool is_inside = chunk_is(list, chunk + 1, SYN_CHUNK_NOUN) && list->tree.tokens[list->chunks[chunk + 1].first].tag == SYN_TAG_CCONJ;
  uint32_t next = is_inside ? chunk + 1 : chunk + 2;
  if ((!is_inside && !chunk_is(list, chunk + 1, SYN_CHUNK_COORDINATOR)) || !chunk_is(list, next, SYN_CHUNK_NOUN)) return SYN_NO_CHUNK;
  const syn_token *left = &list->tree.tokens[list->chunks[chunk].head], *right = &list->tree.tokens[list->chunks[next].head];
  bool is_same = left->head == right->head && left->relation == right->relation;
  bool is_oblique = left->relation == SYN_RELATION_NMOD || left->relation == SYN_RELATION_OBL;
  return is_same && is_oblique ? next : SYN_NO_CHUNK;
}

/* The phrases joined to one, by the tree: its own conjuncts, and theirs where a parser made a chain of them. */
static uint32_t joined_in_tree(const syn_finding *finding, const syn_clause_list *list, uint32_t chunk, uint32_t *out_chunks,
                               uint32_t limit) {
  uint32_t count = 0;
  out_chunks[count++] = chunk;
  for (uint32_t at = 0; at < count && at < CHAIN_LIMIT; at++) {
    uint32_t head = list->chunks[out_chunks[at]].head;
    unsigned seen = 0;
    for (uint32_t child = syn_tree_first(&list->tree, head); child != SYN_TREE_NONE && seen < 2 * CHAIN_LIMIT && count < limit;
         child = syn_tree_next(&list->tree, child), seen++) {
      if (list->tree.tokens[child].relation != SYN_RELATION_CONJ || child < head || !heads_chunk(list, child)) continue;
      uint32_t joined = syn_clause_chunk_of(list, child);
      if (is_whose(finding, list, out_chunks[count - 1], joined)) count--;
      out_chunks[count++] = joined;
    }
  }
  uint32_t sibling = count == 1 ? joined_sibling(list, chunk) : SYN_NO_CHUNK;
  if (sibling != SYN_NO_CHUNK && count < limit) out_chunks[count++] = sibling;
  return count;
}

uint32_t syn_clause_coordinated(const syn_finding *finding, const syn_clause_list *list, uint32_t chunk, bool must_join,
                                uint32_t *out_chunks, uint32_t limit) {
  uint32_t count = 0, first = chunk;
  if (limit == 0 || !chunk_is(list, chunk, SYN_CHUNK_NOUN)) return 0;
  if (list->has_tree) return joined_in_tree(finding, list, chunk, out_chunks, limit);
  /* to the left: the phrase was the last of the list when it was found as a subject */
  while (first >= 2 && count + 1 < limit) {
    bool joined = chunk_is(list, first - 1, SYN_CHUNK_COORDINATOR) || (first != chunk && chunk_is(list, first - 1, SYN_CHUNK_COMMA));
    uint32_t place = first - 2;
    if (joined && chunk_is(list, place, SYN_CHUNK_COMMA) && place > 0) place--; /* ", and" */
    if (!joined || !chunk_is(list, place, SYN_CHUNK_NOUN)) break;
    for (unsigned steps = 0;
         steps < CHAIN_LIMIT && place >= 2 && chunk_is(list, place - 1, SYN_CHUNK_PREPOSITION) && chunk_is(list, place - 2, SYN_CHUNK_NOUN);
         steps++)
      place -= 2;
    first = place;
    count++;
  }
  count = 0;
  for (uint32_t place = first; count < limit;) {
    out_chunks[count++] = place;
    uint32_t after = after_partitives(list, place);
    bool comma = chunk_is(list, after + 1, SYN_CHUNK_COMMA);
    uint32_t next = comma && chunk_is(list, after + 2, SYN_CHUNK_COORDINATOR) ? after + 3 : after + 2;
    bool joined = chunk_is(list, after + 1, SYN_CHUNK_COORDINATOR) || comma;
    if (!joined || !chunk_is(list, next, SYN_CHUNK_NOUN)) break;
    if (next > chunk && !must_join && opens_clause(list, next)) break;
    if (comma && next == after + 2 && next > chunk && !has_entity(finding, &list->chunks[next])) break;
    place = next;
  }
  return count;
}

bool syn_clause_owns(const syn_clause_list *list, const syn_clause *clause, uint32_t token) {
  if (!list->has_tree) return token >= clause->first_token && token < clause->end_token;
  return list->clause_of[token - list->tree.first] == (uint32_t)(clause - list->clauses) + 1;
}

/* Whether a person's name stands right behind what describes them, and is nothing else in the clause. */
static bool names_person_after(const syn_finding *finding, const syn_clause_list *list, uint32_t index) {
  if (!chunk_is(list, index + 1, SYN_CHUNK_NOUN)) return false;
  const syn_chunk *next = &list->chunks[index + 1];
  const syn_token *name = &list->tree.tokens[next->head], *head = &list->tree.tokens[list->chunks[index].head];
  uint32_t mark = finding->marks[next->head].entity;
  bool is_free = name->relation != SYN_RELATION_CONJ && (name->relation != SYN_RELATION_NSUBJ || name->head == head->head);
  bool describes = head->tag == SYN_TAG_NOUN || (head->tag == SYN_TAG_PROPN && !finding->marks[list->chunks[index].head].entity);
  return is_free && list->tree.tokens[next->first].tag == SYN_TAG_PROPN && describes && mark &&
         finding->entities.items[mark - 1].type == SYN_ENTITY_PERSON;
}

/* "Secretary of State Tomas Novak": the person in the phrase behind a title with "of". */
static uint32_t person_behind_title(const syn_finding *finding, const syn_clause_list *list, uint32_t index) {
  uint32_t next = index + 2, head = list->chunks[index].head;
  if (!chunk_is(list, index + 1, SYN_CHUNK_PREPOSITION) || !chunk_is(list, next, SYN_CHUNK_NOUN)) return SYN_NO_CHUNK;
  bool is_title = list->tree.tokens[head].tag == SYN_TAG_PROPN && !finding->marks[head].entity;
  bool goes_on = list->tree.tokens[list->chunks[next].first].tag == SYN_TAG_PROPN && !finding->marks[list->chunks[next].first].entity;
  return is_title && goes_on && names_person(finding, list, next) ? next : SYN_NO_CHUNK;
}

uint32_t syn_clause_apposed(const syn_finding *finding, const syn_clause_list *list, uint32_t chunk) {
  if (!list->has_tree) return SYN_NO_CHUNK;
  uint32_t named = syn_tree_find(&list->tree, list->chunks[chunk].head, SYN_RELATION_APPOS);
  bool is_beside = named != SYN_TREE_NONE && heads_chunk(list, named) && syn_clause_preposition(list, named) == SYN_TREE_NONE;
  if (is_beside) return syn_clause_chunk_of(list, named);
  return names_person_after(finding, list, chunk) ? chunk + 1 : person_behind_title(finding, list, chunk);
}

/* ---- what follows a noun ---- */

uint32_t syn_clause_preposition(const syn_clause_list *list, uint32_t head) {
  unsigned seen = 0;
  for (uint32_t child = syn_tree_first(&list->tree, head); child != SYN_TREE_NONE && child < head && seen < 2 * CHAIN_LIMIT;
       child = syn_tree_next(&list->tree, child), seen++) {
    if (list->tree.tokens[child].relation == SYN_RELATION_CASE) return child;
  }
  uint32_t first = list->chunks[syn_clause_chunk_of(list, head)].first;
  if (first == list->tree.first) return SYN_TREE_NONE;
  const syn_token *before = &list->tree.tokens[first - 1];
  return before->relation == SYN_RELATION_CASE && before->tag == SYN_TAG_ADP ? first - 1 : SYN_TREE_NONE;
}

static uint32_t add_attached(const syn_clause_list *list, uint32_t noun, syn_prepositional *out_items, uint32_t count, uint32_t limit) {
  unsigned seen = 0;
  for (uint32_t child = syn_tree_first(&list->tree, noun); child != SYN_TREE_NONE && seen < 2 * CHAIN_LIMIT && count < limit;
       child = syn_tree_next(&list->tree, child), seen++) {
    uint8_t relation = list->tree.tokens[child].relation;
    if ((relation != SYN_RELATION_NMOD && relation != SYN_RELATION_OBL) || child < noun || !heads_chunk(list, child)) continue;
    uint32_t preposition = syn_clause_preposition(list, child);
    if (preposition == SYN_TREE_NONE) continue;
    out_items[count++] = (syn_prepositional){preposition, syn_clause_chunk_of(list, child)};
  }
  return count;
}

/* The phrase whose preposition stands right behind `token`, wherever the tree hangs it: parsers confuse nouns and verbs there. */
static uint32_t next_prepositional(const syn_clause_list *list, uint32_t token, syn_prepositional *out_item) {
  uint32_t end = list->tree.first + list->tree.count;
  if (token + 1 >= end || list->tree.tokens[token + 1].relation != SYN_RELATION_CASE) return SYN_TREE_NONE;
  uint32_t phrase = syn_tree_head(&list->tree, token + 1);
  if (phrase == SYN_TREE_NONE || phrase < token + 1) return SYN_TREE_NONE;
  phrase = list->chunks[syn_clause_chunk_of(list, phrase)].head;
  if (!heads_chunk(list, phrase)) return SYN_TREE_NONE;
  *out_item = (syn_prepositional){token + 1, syn_clause_chunk_of(list, phrase)};
  const syn_chunk *chunk = &list->chunks[out_item->phrase];
  return chunk->first + chunk->count - 1;
}

/* "demands for the removal of X", "a deal like one between X and Y": what binds two nouns hangs on the nearer one. */
static bool hangs_on_other(const syn_clause_list *list, const syn_word_classes *words, uint32_t noun, const syn_prepositional *item) {
  uint32_t above = syn_tree_head(&list->tree, list->chunks[item->phrase].head);
  const syn_token *preposition = &list->tree.tokens[item->preposition];
  bool binds = syn_word_is(words, preposition->lower, SYN_WORD_PARTITIVE | SYN_WORD_BETWEEN);
  return binds && above != SYN_TREE_NONE && above > noun && list->tree.tokens[above].tag == SYN_TAG_NOUN;
}

uint32_t syn_clause_attached(const syn_clause_list *list, const syn_word_classes *words, uint32_t chunk, syn_prepositional *out_items,
                             uint32_t limit) {
  uint32_t count = add_attached(list, list->chunks[chunk].head, out_items, 0, limit);
  uint32_t token = list->chunks[chunk].first + list->chunks[chunk].count - 1;
  for (unsigned steps = 0; steps < CHAIN_LIMIT && count < limit; steps++) {
    syn_prepositional item;
    token = next_prepositional(list, token, &item);
    if (token == SYN_TREE_NONE) break;
    bool is_known = hangs_on_other(list, words, list->chunks[chunk].head, &item);
    for (uint32_t i = 0; i < count; i++) is_known = is_known || out_items[i].phrase == item.phrase;
    if (!is_known) out_items[count++] = item;
  }
  return count;
}
