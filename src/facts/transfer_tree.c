#include "facts/transfer_tree.h"

enum { DEPTH = 5 };

uint32_t syn_transfer_parent(const syn_transfer_tree *tree, uint32_t token) {
  int32_t head = tree->tokens[token].head;
  return head >= (int32_t)tree->first && head < (int32_t)tree->end ? (uint32_t)head : SYN_NO_TOKEN;
}

uint32_t syn_transfer_child(const syn_transfer_tree *tree, uint32_t token, uint32_t from) {
  for (uint32_t at = from > tree->first ? from : tree->first; at < tree->end; at++) {
    if (tree->tokens[at].head == (int32_t)token) return at;
  }
  return SYN_NO_TOKEN;
}

uint32_t syn_transfer_dependent(const syn_transfer_tree *tree, uint32_t token, syn_relation relation, bool is_passive) {
  for (uint32_t at = syn_transfer_child(tree, token, 0); at != SYN_NO_TOKEN; at = syn_transfer_child(tree, token, at + 1)) {
    if (tree->tokens[at].relation == relation && (tree->tokens[at].subtype == 1) == is_passive) return at;
  }
  return SYN_NO_TOKEN;
}

syn_text syn_transfer_case(const syn_transfer_tree *tree, uint32_t token) {
  uint32_t at = syn_transfer_dependent(tree, token, SYN_RELATION_CASE, false);
  return at == SYN_NO_TOKEN ? (syn_text){0} : tree->tokens[at].lower;
}

bool syn_transfer_has(const syn_transfer_tree *tree, uint32_t token, syn_relation relation, uint32_t classes) {
  for (uint32_t at = syn_transfer_child(tree, token, 0); at != SYN_NO_TOKEN; at = syn_transfer_child(tree, token, at + 1)) {
    if (tree->tokens[at].relation == relation && syn_word_is(tree->words, tree->tokens[at].lower, classes)) return true;
  }
  return false;
}

bool syn_transfer_is_passive(const syn_transfer_tree *tree, uint32_t verb) {
  if (tree->tokens[verb].features & SYN_FEATURE_PASSIVE) return true; /* also without auxiliary: "a loan granted by X" */
  if (syn_transfer_dependent(tree, verb, SYN_RELATION_NSUBJ, true) != SYN_NO_TOKEN) return true;
  return syn_transfer_dependent(tree, verb, SYN_RELATION_AUX, true) != SYN_NO_TOKEN;
}

/* The agent of a passive: "by the ministry". */
static uint32_t agent_of(const syn_transfer_tree *tree, uint32_t verb) {
  for (uint32_t at = syn_transfer_child(tree, verb, 0); at != SYN_NO_TOKEN; at = syn_transfer_child(tree, verb, at + 1)) {
    if (tree->tokens[at].relation == SYN_RELATION_OBL && syn_word_is(tree->words, syn_transfer_case(tree, at), SYN_WORD_AGENT)) return at;
  }
  return SYN_NO_TOKEN;
}

/* "for Malta to receive": who stands right before the mark of the infinitive, behind the mark or preposition that opens the clause. */
static uint32_t subject_of_infinitive(const syn_transfer_tree *tree, uint32_t verb) {
  for (uint32_t at = syn_transfer_child(tree, verb, 0); at < verb; at = syn_transfer_child(tree, verb, at + 1)) {
    if (tree->tokens[at].relation != SYN_RELATION_MARK || !syn_word_is(tree->words, tree->tokens[at].lower, SYN_WORD_INFINITIVE)) continue;
    uint32_t name = at - 1, entity = at > tree->first ? tree->finding->marks[name].entity : 0;
    if (!entity) return SYN_NO_TOKEN;
    while (name > tree->first && tree->finding->marks[name - 1].entity == entity) name--;
    if (name == tree->first) return SYN_NO_TOKEN;
    uint8_t opener = tree->tokens[name - 1].relation;
    return opener == SYN_RELATION_MARK || opener == SYN_RELATION_CASE ? at - 1 : SYN_NO_TOKEN;
  }
  return SYN_NO_TOKEN;
}

/* A relative pronoun stands for the noun that its clause depends on. */
static uint32_t antecedent(const syn_transfer_tree *tree, uint32_t verb, uint32_t subject) {
  bool is_relative = tree->tokens[subject].features & SYN_FEATURE_RELATIVE;
  return is_relative && tree->tokens[verb].relation == SYN_RELATION_ACL ? syn_transfer_parent(tree, verb) : subject;
}

/* The subject of the verb that this one completes, is joined to, or hangs on by way of a noun. */
static uint32_t governing_subject(const syn_transfer_tree *tree, uint32_t verb, bool moved, unsigned depth);

static uint32_t find_subject(const syn_transfer_tree *tree, uint32_t verb, bool moved, unsigned depth) {
  if (syn_transfer_is_passive(tree, verb)) return agent_of(tree, verb);
  uint32_t subject = syn_transfer_dependent(tree, verb, SYN_RELATION_NSUBJ, false);
  if (subject != SYN_NO_TOKEN) return antecedent(tree, verb, subject);
  subject = subject_of_infinitive(tree, verb);
  return subject != SYN_NO_TOKEN || depth == 0 ? subject : governing_subject(tree, verb, moved, depth - 1);
}

static uint32_t governing_subject(const syn_transfer_tree *tree, uint32_t verb, bool moved, unsigned depth) {
  uint32_t parent = syn_transfer_parent(tree, verb);
  if (parent == SYN_NO_TOKEN) return SYN_NO_TOKEN;
  switch (tree->tokens[verb].relation) {
  case SYN_RELATION_XCOMP:
    if (moved) {
      uint32_t object = syn_transfer_dependent(tree, parent, SYN_RELATION_OBJ, false);
      return object != SYN_NO_TOKEN ? object : syn_transfer_dependent(tree, parent, SYN_RELATION_IOBJ, false);
    }
    return find_subject(tree, parent, false, depth);
  case SYN_RELATION_CONJ:
  case SYN_RELATION_ADVCL:
  case SYN_RELATION_OBL:
  case SYN_RELATION_OBJ:
  case SYN_RELATION_NMOD:
    return find_subject(tree, parent, false, depth);
  case SYN_RELATION_ACL: { /* "its readiness to lend", "negotiations on borrowing" */
    for (uint32_t at = syn_transfer_child(tree, parent, 0); at != SYN_NO_TOKEN; at = syn_transfer_child(tree, parent, at + 1)) {
      if (tree->tokens[at].relation == SYN_RELATION_NMOD && tree->tokens[at].subtype == 2) return at;
    }
    bool has_opener = syn_transfer_dependent(tree, verb, SYN_RELATION_MARK, false) != SYN_NO_TOKEN; /* "the bank lending": no opener */
    return has_opener ? find_subject(tree, parent, false, depth) : parent;
  }
  default:
    return SYN_NO_TOKEN;
  }
}

uint32_t syn_transfer_subject(const syn_transfer_tree *tree, uint32_t verb, bool moved) {
  return find_subject(tree, verb, moved, DEPTH);
}
