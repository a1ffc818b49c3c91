/*
 * Clause tree: the clauses of a sentence, read from its dependency tree. Called by clause.c.
 */
#ifndef SYN_FACTS_CLAUSE_TREE_H
#define SYN_FACTS_CLAUSE_TREE_H

#include "facts/clause.h"

/* Returns SYN_OK; SYN_NOT_FOUND where the sentence has no tree, or a broken one; SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_clause_tree_read(const syn_finding *finding, const syn_word_classes *words, const syn_sentence *sentence,
                                               syn_clause_list *out_list);

#endif
