/*
 * Quote tree: the dependency trees of a document, ready to be walked down.
 *
 * A token knows its head; here it also knows its children and the words below it. Trees that are no trees (circles in what a user gave)
 * are safe: words of a circle have themselves as all that is below them. Everything lives in the arena given.
 */
#ifndef SYN_FACTS_QUOTE_TREE_H
#define SYN_FACTS_QUOTE_TREE_H

#include "base/arena.h"
#include "records/document.h"

#define SYN_NO_TOKEN UINT32_MAX

/* A set of relations. */
#define SYN_RELATION_BIT(relation) (UINT64_C(1) << (relation))

typedef struct syn_quote_tree {
  const syn_document *document;
  uint32_t *first_child, *next_sibling; /* for each token, in order of the text; SYN_NO_TOKEN: none */
  uint32_t *left, *right;               /* first token of what is below a token, itself included, and the one after the last */
} syn_quote_tree;

/* Walks the trees of the whole document once. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_quote_tree_make(const syn_document *document, syn_arena *arena, syn_quote_tree *out_tree);

/* The first child of `head` behind `after` (SYN_NO_TOKEN: the first of all) whose relation is in the set, or SYN_NO_TOKEN. Looks at no more
 * than some hundreds. */
uint32_t syn_quote_tree_child(const syn_quote_tree *tree, uint32_t head, uint64_t relations, uint32_t after);

/* The head of a token, or SYN_NO_TOKEN. */
uint32_t syn_quote_tree_head(const syn_quote_tree *tree, uint32_t token);

#endif
