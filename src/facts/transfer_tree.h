/*
 * Transfer tree: one sentence of a document as a tree, walked around an amount of money.
 *
 * What an amount's neighbours are: subjects (also those that the grammar leaves out), prepositions, marks.
 */
#ifndef SYN_FACTS_TRANSFER_TREE_H
#define SYN_FACTS_TRANSFER_TREE_H

#include "facts/finder.h"
#include "facts/sentence_tree.h"
#include "facts/word_classes.h"

typedef struct syn_transfer_tree {
  const syn_finding *finding;
  const syn_word_classes *words;
  syn_sentence_tree sentence;
} syn_transfer_tree;

/* The first dependent in this relation. `is_passive`: whether its subtype is pass. */
uint32_t syn_transfer_dependent(const syn_transfer_tree *tree, uint32_t token, syn_relation relation, bool is_passive);

/* The preposition of a noun phrase, in lower case; empty where it has none. */
syn_text syn_transfer_case(const syn_transfer_tree *tree, uint32_t token);

/* Whether a dependent of this relation belongs to one of the word classes. */
bool syn_transfer_has(const syn_transfer_tree *tree, uint32_t token, syn_relation relation, uint32_t classes);

bool syn_transfer_is_passive(const syn_transfer_tree *tree, uint32_t verb);

/*
 * Who does what the word tells: its subject (of a passive the agent), that of the verb it completes or is joined to, the noun that a
 * relative clause tells of. `moved`: whether the object of the governing verb is meant ("asked X to lend"). SYN_TREE_NONE: nobody is said.
 */
uint32_t syn_transfer_subject(const syn_transfer_tree *tree, uint32_t verb, bool moved);

#endif
