/*
 * Sentence tree: the dependency tree of one sentence, with lists of children, for stages that walk down.
 *
 *     for (uint32_t child = syn_tree_first(&tree, token); child != SYN_TREE_NONE; child = syn_tree_next(&tree, child)) ...
 *
 * Tokens are those of the document. All lists live in the arena that they were made in.
 */
#ifndef SYN_FACTS_SENTENCE_TREE_H
#define SYN_FACTS_SENTENCE_TREE_H

#include "base/arena.h"
#include "records/document.h"

enum { SYN_TREE_NONE = UINT32_MAX };

typedef struct syn_sentence_tree {
  const syn_token *tokens; /* of the document */
  uint32_t first, count;
  uint32_t *first_child, *next_child; /* by place in the sentence; children in order */
  uint32_t *order;                    /* all tokens, each behind its head */
} syn_sentence_tree;

/* Returns SYN_OK; SYN_NOT_FOUND where the sentence has no tree; SYN_NO_MEMORY. Linear in the length of the sentence. */
SYN_MUST_CHECK syn_status syn_sentence_tree_read(const syn_document *document, const syn_sentence *sentence, syn_arena *arena,
                                                 syn_sentence_tree *out_tree);

static inline uint32_t syn_tree_first(const syn_sentence_tree *tree, uint32_t token) {
  return tree->first_child[token - tree->first];
}

static inline uint32_t syn_tree_next(const syn_sentence_tree *tree, uint32_t child) {
  return tree->next_child[child - tree->first];
}

/* The head of a token, or SYN_TREE_NONE. */
static inline uint32_t syn_tree_head(const syn_sentence_tree *tree, uint32_t token) {
  return tree->tokens[token].head >= 0 ? (uint32_t)tree->tokens[token].head : SYN_TREE_NONE;
}

/* The first child with this relation, or SYN_TREE_NONE. */
uint32_t syn_tree_find(const syn_sentence_tree *tree, uint32_t token, syn_relation relation);

#endif
