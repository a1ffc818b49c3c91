/*
 * How it works
 *
 * Children are linked from the last token to the first, so that lists are in the order of the text. What is below a token is known when
 * its children are: tokens wait until all their children are done (leaves first), and each hands its borders to its head. Both are linear.
 */
#include "facts/quote_tree.h"

/* Children that are looked at in one search: several words may ask the same head for its subject, and a sentence may have no end. */
enum { CHILD_LIMIT = 256 };

uint32_t syn_quote_tree_head(const syn_quote_tree *tree, uint32_t token) {
  int32_t head = tree->document->tokens[token].head;
  return head < 0 || (uint32_t)head >= tree->document->token_count || (uint32_t)head == token ? SYN_NO_TOKEN : (uint32_t)head;
}

static void link_children(syn_quote_tree *tree, uint32_t *waiting) {
  uint32_t count = tree->document->token_count;
  for (uint32_t i = 0; i < count; i++) tree->first_child[i] = tree->next_sibling[i] = SYN_NO_TOKEN;
  for (uint32_t i = count; i > 0; i--) {
    uint32_t head = syn_quote_tree_head(tree, i - 1);
    if (head == SYN_NO_TOKEN) continue;
    tree->next_sibling[i - 1] = tree->first_child[head];
    tree->first_child[head] = i - 1;
    waiting[head]++;
  }
}

static void find_borders(syn_quote_tree *tree, uint32_t *waiting, uint32_t *ready) {
  uint32_t count = tree->document->token_count, first = 0, end = 0;
  for (uint32_t i = 0; i < count; i++) {
    tree->left[i] = i;
    tree->right[i] = i + 1;
    if (waiting[i] == 0) ready[end++] = i;
  }
  while (first < end) {
    uint32_t token = ready[first++], head = syn_quote_tree_head(tree, token);
    if (head == SYN_NO_TOKEN) continue;
    if (tree->left[token] < tree->left[head]) tree->left[head] = tree->left[token];
    if (tree->right[token] > tree->right[head]) tree->right[head] = tree->right[token];
    if (--waiting[head] == 0) ready[end++] = head;
  }
}

syn_status syn_quote_tree_make(const syn_document *document, syn_arena *arena, syn_quote_tree *out_tree) {
  size_t count = document->token_count;
  uint32_t *memory = SYN_ARENA_ARRAY(arena, uint32_t, count * 6);
  if (!memory) return SYN_NO_MEMORY;
  *out_tree = (syn_quote_tree){document, memory, memory + count, memory + count * 2, memory + count * 3};
  uint32_t *waiting = memory + count * 4, *ready = memory + count * 5;
  link_children(out_tree, waiting);
  find_borders(out_tree, waiting, ready);
  return SYN_OK;
}

uint32_t syn_quote_tree_child(const syn_quote_tree *tree, uint32_t head, uint64_t relations, uint32_t after) {
  uint32_t child = after == SYN_NO_TOKEN ? tree->first_child[head] : tree->next_sibling[after];
  for (unsigned steps = 0; child != SYN_NO_TOKEN && steps < CHILD_LIMIT; steps++) {
    if (SYN_RELATION_BIT(tree->document->tokens[child].relation) & relations) return child;
    child = tree->next_sibling[child];
  }
  return SYN_NO_TOKEN;
}
