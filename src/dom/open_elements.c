/*
 * How it works. Start tags push, end tags pop down to their match. A start tag first pops what
 * it ends without saying so (a paragraph before a block, an item before the next item). Elements
 * deeper than the limit stay on the stack as "not kept", so that their end tags find them and are
 * dropped with them. Searches look at no more than SEARCH_LIMIT entries: what is found is
 * popped, so a found search is paid for by what it pops, and a vain one by the limit.
 *
 * The model need not be exact: where it errs, a tag too many or too few is kept and the tree
 * copy enforces the depth once more.
 */
#include "dom/open_elements.h"

#include <string.h>

enum { SEARCH_LIMIT = 256, HIDDEN_SEARCH_LIMIT = 4096 };

void syn_open_elements_init(syn_open_elements *open, uint32_t depth_limit, syn_arena *arena) {
  memset(open, 0, sizeof(*open));
  open->arena = arena;
  open->depth_limit = depth_limit;
}

static uint32_t *count_slot(uint32_t *slots, uint32_t id) {
  return &slots[id % SYN_OPEN_COUNT_SLOTS];
}

static void pop_to(syn_open_elements *open, size_t new_count) {
  while (open->stack.count > new_count) {
    const syn_open_element *top = &open->stack.items[--open->stack.count];
    (*count_slot(open->open_count, top->id))--;
    if (top->is_kept) open->kept_depth--;
    if ((top->flags & SYN_TAG_KIND_MARKER) && open->formatting_count > top->formatting_count)
      open->formatting_count = top->formatting_count;
  }
}

/* Pops the lowest element of `closed` that stands above the nearest one of `barrier`. */
static void pop_implied(syn_open_elements *open, uint32_t closed, uint32_t barrier) {
  size_t match = SIZE_MAX, looked = 0;
  for (size_t i = open->stack.count; i > 0 && looked < SEARCH_LIMIT; i--, looked++) {
    uint32_t flags = open->stack.items[i - 1].flags;
    if (flags & closed) {
      match = i - 1;
    } else if (flags & barrier) {
      break;
    }
  }
  if (match != SIZE_MAX) pop_to(open, match);
}

static void close_implied(syn_open_elements *open, uint32_t flags) {
  if (flags & SYN_TAG_KIND_ITEM) pop_implied(open, SYN_TAG_KIND_ITEM, SYN_TAG_KIND_SCOPE | SYN_TAG_KIND_LIST);
  if (flags & SYN_TAG_KIND_TERM) pop_implied(open, SYN_TAG_KIND_TERM, SYN_TAG_KIND_SCOPE | SYN_TAG_KIND_LIST);
  if (flags & SYN_TAG_KIND_OPTION) pop_implied(open, SYN_TAG_KIND_OPTION, SYN_TAG_KIND_SCOPE | SYN_TAG_KIND_LIST);
  if (flags & SYN_TAG_KIND_CELL) pop_implied(open, SYN_TAG_KIND_CELL, SYN_TAG_KIND_ROW | SYN_TAG_KIND_TABLE);
  if (flags & SYN_TAG_KIND_ROW) pop_implied(open, SYN_TAG_KIND_CELL | SYN_TAG_KIND_ROW, SYN_TAG_KIND_ROW_GROUP | SYN_TAG_KIND_TABLE);
  if (flags & SYN_TAG_KIND_ROW_GROUP) {
    pop_implied(open, SYN_TAG_KIND_CELL | SYN_TAG_KIND_ROW | SYN_TAG_KIND_ROW_GROUP, SYN_TAG_KIND_TABLE);
  }
  if (flags & SYN_TAG_KIND_CLOSES_P) pop_implied(open, SYN_TAG_KIND_P, SYN_TAG_KIND_SCOPE);
}

/* Takes the last open formatting element of this id off the list. */
static bool remove_formatting(syn_open_elements *open, uint32_t id) {
  for (uint32_t i = open->formatting_count; i > 0; i--) {
    if (open->formatting[i - 1] != id) continue;
    memmove(&open->formatting[i - 1], &open->formatting[i], (open->formatting_count - i) * sizeof(open->formatting[0]));
    open->formatting_count--;
    return true;
  }
  return false;
}

/* Takes one element out of the middle of the stack: what is above it stays open. False when it was one that was dropped. */
static bool remove_element(syn_open_elements *open, uint32_t id) {
  if (*count_slot(open->open_count, id) == 0) return true;
  size_t looked = 0;
  for (size_t i = open->stack.count; i > 0 && looked < SEARCH_LIMIT; i--, looked++) {
    syn_open_element *element = &open->stack.items[i - 1];
    if (element->id != id) continue;
    bool is_kept = element->is_kept;
    if (is_kept) open->kept_depth--;
    (*count_slot(open->open_count, id))--;
    memmove(element, element + 1, (open->stack.count - i) * sizeof(*element));
    open->stack.count--;
    return is_kept;
  }
  return true;
}

static bool start_formatting(syn_open_elements *open, syn_tag_kind kind) {
  if ((kind.flags & SYN_TAG_KIND_SINGLE) && remove_formatting(open, kind.id)) remove_element(open, kind.id);
  if (open->formatting_count == SYN_OPEN_FORMATTING_LIMIT) {
    (*count_slot(open->dropped_formatting, kind.id))++;
    return false;
  }
  open->formatting[open->formatting_count++] = kind.id;
  return true;
}

syn_status syn_open_elements_start(syn_open_elements *open, syn_tag_kind kind, bool *out_keep) {
  *out_keep = true;
  close_implied(open, kind.flags);
  if (kind.flags & SYN_TAG_KIND_VOID) return SYN_OK;
  if ((kind.flags & SYN_TAG_KIND_FORMATTING) && !start_formatting(open, kind)) {
    *out_keep = false;
    return SYN_OK;
  }
  syn_open_element *element = SYN_ARRAY_ADD(&open->stack, open->arena);
  if (element == NULL) return SYN_NO_MEMORY;
  element->id = kind.id;
  element->flags = kind.flags;
  element->formatting_count = (uint8_t)open->formatting_count;
  element->is_kept = open->kept_depth < open->depth_limit;
  (*count_slot(open->open_count, kind.id))++;
  if (element->is_kept) {
    open->kept_depth++;
  } else {
    open->was_too_deep = true;
    *out_keep = false;
  }
  return SYN_OK;
}

static bool end_formatting(syn_open_elements *open, uint32_t id) {
  uint32_t *dropped = count_slot(open->dropped_formatting, id);
  if (*dropped > 0) {
    (*dropped)--;
    return false;
  }
  remove_formatting(open, id);
  return remove_element(open, id);
}

bool syn_open_elements_end(syn_open_elements *open, syn_tag_kind kind) {
  if (kind.flags & SYN_TAG_KIND_FORMATTING) return end_formatting(open, kind.id);
  if (*count_slot(open->open_count, kind.id) == 0) return true; /* nothing of the name is open: a parser decides */
  uint32_t barrier =
      kind.flags & (SYN_TAG_KIND_SCOPE | SYN_TAG_KIND_ROW | SYN_TAG_KIND_ROW_GROUP) ? SYN_TAG_KIND_TABLE : SYN_TAG_KIND_SCOPE;
  size_t looked = 0, limit = SEARCH_LIMIT;
  if (kind.flags & SYN_TAG_KIND_HIDDEN) {
    barrier = 0;
    limit = HIDDEN_SEARCH_LIMIT;
  }
  for (size_t i = open->stack.count; i > 0 && looked < limit; i--, looked++) {
    const syn_open_element *element = &open->stack.items[i - 1];
    if (element->id == kind.id) {
      bool is_kept = element->is_kept;
      pop_to(open, i - 1);
      return is_kept;
    }
    if (element->flags & barrier) break;
  }
  return true;
}
