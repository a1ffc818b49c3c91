#include "facts/transfer_tree.h"

enum { DEPTH = 5 };

uint32_t syn_transfer_dependent(const syn_transfer_tree *tree, uint32_t token, syn_relation relation, bool is_passive) {
  for (uint32_t at = syn_tree_first(&tree->sentence, token); at != SYN_TREE_NONE; at = syn_tree_next(&tree->sentence, at)) {
    if (tree->sentence.tokens[at].relation == relation && (tree->sentence.tokens[at].subtype == 1) == is_passive) return at;
  }
  return SYN_TREE_NONE;
}

syn_text syn_transfer_case(const syn_transfer_tree *tree, uint32_t token) {
  uint32_t at = syn_transfer_dependent(tree, token, SYN_RELATION_CASE, false);
  return at == SYN_TREE_NONE ? (syn_text){0} : tree->sentence.tokens[at].lower;
}

bool syn_transfer_has(const syn_transfer_tree *tree, uint32_t token, syn_relation relation, uint32_t classes) {
  for (uint32_t at = syn_tree_first(&tree->sentence, token); at != SYN_TREE_NONE; at = syn_tree_next(&tree->sentence, at)) {
    if (tree->sentence.tokens[at].relation == relation && syn_word_is(tree->words, tree->sentence.tokens[at].lower, classes)) return true;
  }
  return false;
}

bool syn_transfer_is_passive(const syn_transfer_tree *tree, uint32_t verb) {
  if (tree->sentence.tokens[verb].features & SYN_FEATURE_PASSIVE) return true; /* also without auxiliary: "a loan granted by X" */
  if (syn_transfer_dependent(tree, verb, SYN_RELATION_NSUBJ, true) != SYN_TREE_NONE) return true;
  return syn_transfer_dependent(tree, verb, SYN_RELATION_AUX, true) != SYN_TREE_NONE;
}

/* The agent of a passive: "by the ministry". */
static uint32_t agent_of(const syn_transfer_tree *tree, uint32_t verb) {
  for (uint32_t at = syn_tree_first(&tree->sentence, verb); at != SYN_TREE_NONE; at = syn_tree_next(&tree->sentence, at)) {
    if (tree->sentence.tokens[at].relation == SYN_RELATION_OBL && syn_word_is(tree->words, syn_transfer_case(tree, at), SYN_WORD_AGENT))
      return at;
  }
  return SYN_TREE_NONE;
}

/* "for Malta to receive": who stands right before the mark of the infinitive, behind the mark or preposition that opens the clause. */
static uint32_t subject_of_infinitive(const syn_transfer_tree *tree, uint32_t verb) {
  for (uint32_t at = syn_tree_first(&tree->sentence, verb); at < verb; at = syn_tree_next(&tree->sentence, at)) {
    if (tree->sentence.tokens[at].relation != SYN_RELATION_MARK ||
        !syn_word_is(tree->words, tree->sentence.tokens[at].lower, SYN_WORD_INFINITIVE))
      continue;
    uint32_t name = at - 1, entity = at > tree->sentence.first ? tree->finding->marks[name].entity : 0;
    if (!entity) return SYN_TREE_NONE;
    while (name > tree->sentence.first && tree->finding->marks[name - 1].entity == entity) name--;
    if (name == tree->sentence.first) return SYN_TREE_NONE;
    uint8_t opener = tree->sentence.tokens[name - 1].relation;
    return opener == SYN_RELATION_MARK || opener == SYN_RELATION_CASE ? at - 1 : SYN_TREE_NONE;
  }
  return SYN_TREE_NONE;
}

/* A relative pronoun stands for the noun that its clause depends on. */
static uint32_t antecedent(const syn_transfer_tree *tree, uint32_t verb, uint32_t subject) {
  bool is_relative = tree->sentence.tokens[subject].features & SYN_FEATURE_RELATIVE;
  return is_relative && tree->sentence.tokens[verb].relation == SYN_RELATION_ACL ? syn_tree_head(&tree->sentence, verb) : subject;
}

/* The subject of the verb that this one completes, is joined to, or hangs on by way of a noun. */
static uint32_t governing_subject(const syn_transfer_tree *tree, uint32_t verb, bool moved, unsigned depth);

static uint32_t find_subject(const syn_transfer_tree *tree, uint32_t verb, bool moved, unsigned depth) {
  if (syn_transfer_is_passive(tree, verb)) return agent_of(tree, verb);
  uint32_t subject = syn_transfer_dependent(tree, verb, SYN_RELATION_NSUBJ, false);
  if (subject != SYN_TREE_NONE) return antecedent(tree, verb, subject);
  subject = subject_of_infinitive(tree, verb);
  return subject != SYN_TREE_NONE || depth == 0 ? subject : governing_subject(tree, verb, moved, depth - 1);
}

static uint32_t governing_subject(const syn_transfer_tree *tree, uint32_t verb, bool moved, unsigned depth) {
  uint32_t parent = syn_tree_head(&tree->sentence, verb);
  if (parent == SYN_TREE_NONE) return SYN_TREE_NONE;
  switch (tree->sentence.tokens[verb].relation) {
  case SYN_RELATION_XCOMP:
    if (moved) {
      uint32_t object = syn_transfer_dependent(tree, parent, SYN_RELATION_OBJ, false);
      return object != SYN_TREE_NONE ? object : syn_transfer_dependent(tree, parent, SYN_RELATION_IOBJ, false);
    }
    return find_subject(tree, parent, false, depth);
  case SYN_RELATION_CONJ: { /* "X said Y, after a pause, lent": a second subject behind the first verb is that of the second */
    uint32_t second = SYN_TREE_NONE;
    for (uint32_t at = syn_tree_first(&tree->sentence, parent); at != SYN_TREE_NONE && at < verb; at = syn_tree_next(&tree->sentence, at)) {
      if (at > parent && tree->sentence.tokens[at].relation == SYN_RELATION_NSUBJ) second = at;
    }
    bool is_loose = second != SYN_TREE_NONE && syn_transfer_dependent(tree, verb, SYN_RELATION_CC, false) == SYN_TREE_NONE;
    return is_loose ? second : find_subject(tree, parent, false, depth);
  }
  case SYN_RELATION_ADVCL:
  case SYN_RELATION_OBL:
  case SYN_RELATION_OBJ:
  case SYN_RELATION_NMOD:
    return find_subject(tree, parent, false, depth);
  case SYN_RELATION_ACL: { /* "its readiness to lend", "negotiations on borrowing" */
    for (uint32_t at = syn_tree_first(&tree->sentence, parent); at != SYN_TREE_NONE; at = syn_tree_next(&tree->sentence, at)) {
      if (tree->sentence.tokens[at].relation == SYN_RELATION_NMOD && tree->sentence.tokens[at].subtype == 2) return at;
    }
    bool has_opener = syn_transfer_dependent(tree, verb, SYN_RELATION_MARK, false) != SYN_TREE_NONE; /* "the bank lending": no opener */
    return has_opener ? find_subject(tree, parent, false, depth) : parent;
  }
  default:
    return SYN_TREE_NONE;
  }
}

uint32_t syn_transfer_subject(const syn_transfer_tree *tree, uint32_t verb, bool moved) {
  return find_subject(tree, verb, moved, DEPTH);
}
