/*
 * Transfer tree: one sentence of a document as a tree, walked around an amount of money.
 *
 * Nothing is built: children are looked for among the words of the sentence, of which there are at most a thousand.
 */
#ifndef SYN_FACTS_TRANSFER_TREE_H
#define SYN_FACTS_TRANSFER_TREE_H

#include "facts/finder.h"
#include "facts/word_classes.h"

enum { SYN_NO_TOKEN = UINT32_MAX };

typedef struct syn_transfer_tree {
  const syn_finding *finding;
  const syn_word_classes *words;
  const syn_token *tokens; /* of the document */
  uint32_t first, end;     /* the sentence */
} syn_transfer_tree;

/* The word that this one depends on; SYN_NO_TOKEN for the root. */
uint32_t syn_transfer_parent(const syn_transfer_tree *tree, uint32_t token);

/* The first word from `from` on that depends on `token`; SYN_NO_TOKEN. For `from` take 0, then the last one + 1. */
uint32_t syn_transfer_child(const syn_transfer_tree *tree, uint32_t token, uint32_t from);

/* The first dependent in this relation. `is_passive`: whether its subtype is pass. */
uint32_t syn_transfer_dependent(const syn_transfer_tree *tree, uint32_t token, syn_relation relation, bool is_passive);

/* The preposition of a noun phrase, in lower case; empty where it has none. */
syn_text syn_transfer_case(const syn_transfer_tree *tree, uint32_t token);

/* Whether a dependent of this relation belongs to one of the word classes. */
bool syn_transfer_has(const syn_transfer_tree *tree, uint32_t token, syn_relation relation, uint32_t classes);

bool syn_transfer_is_passive(const syn_transfer_tree *tree, uint32_t verb);

/*
 * Who does what the word tells: its subject (of a passive the agent), that of the verb it completes or is joined to, the noun that a
 * relative clause tells of. `moved`: whether the object of the governing verb is meant ("asked X to lend"). SYN_NO_TOKEN: nobody is said.
 */
uint32_t syn_transfer_subject(const syn_transfer_tree *tree, uint32_t verb, bool moved);

#endif
