#include "facts/sentence_tree.h"

/* Every head but the root's must be in the sentence. */
static bool is_whole(const syn_document *document, const syn_sentence *sentence) {
  uint32_t end = sentence->first_token + sentence->token_count;
  for (uint32_t token = sentence->first_token; token < end; token++) {
    int32_t head = document->tokens[token].head;
    if (head == SYN_HEAD_ROOT) continue;
    if (head < (int64_t)sentence->first_token || head >= (int64_t)end || head == (int64_t)token) return false;
  }
  return sentence->token_count > 0;
}

/* Roots first, then the children of each token in turn. Returns how many tokens were reached: all, but for circles. */
static uint32_t put_in_order(const syn_sentence_tree *tree) {
  uint32_t count = 0;
  for (uint32_t token = tree->first; token < tree->first + tree->count; token++) {
    if (tree->tokens[token].head == SYN_HEAD_ROOT) tree->order[count++] = token;
  }
  for (uint32_t at = 0; at < count; at++) {
    for (uint32_t child = syn_tree_first(tree, tree->order[at]); child != SYN_TREE_NONE; child = syn_tree_next(tree, child))
      tree->order[count++] = child;
  }
  return count;
}

syn_status syn_sentence_tree_read(const syn_document *document, const syn_sentence *sentence, syn_arena *arena,
                                  syn_sentence_tree *out_tree) {
  if (!document->has_trees || !is_whole(document, sentence)) return SYN_NOT_FOUND;
  syn_sentence_tree tree = {.tokens = document->tokens, .first = sentence->first_token, .count = sentence->token_count};
  uint32_t *lists = SYN_ARENA_ARRAY(arena, uint32_t, (size_t)tree.count * 3);
  if (!lists) return SYN_NO_MEMORY;
  tree.first_child = lists;
  tree.next_child = lists + tree.count;
  tree.order = lists + (size_t)tree.count * 2;
  for (uint32_t i = 0; i < tree.count; i++) tree.first_child[i] = tree.next_child[i] = SYN_TREE_NONE;
  for (uint32_t i = tree.count; i-- > 0;) { /* from the right, so that each child becomes the first */
    uint32_t head = syn_tree_head(&tree, tree.first + i);
    if (head == SYN_TREE_NONE) continue;
    tree.next_child[i] = tree.first_child[head - tree.first];
    tree.first_child[head - tree.first] = tree.first + i;
  }
  if (put_in_order(&tree) != tree.count) return SYN_NOT_FOUND;
  *out_tree = tree;
  return SYN_OK;
}

uint32_t syn_tree_find(const syn_sentence_tree *tree, uint32_t token, syn_relation relation) {
  for (uint32_t child = syn_tree_first(tree, token); child != SYN_TREE_NONE; child = syn_tree_next(tree, child)) {
    if (tree->tokens[child].relation == relation) return child;
  }
  return SYN_TREE_NONE;
}
