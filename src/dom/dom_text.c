#include <string.h>

#include "base/utf8.h"
#include "dom/dom.h"

bool syn_dom_is_block(syn_element element) {
  switch (element) {
  case SYN_ELEMENT_ADDRESS:
  case SYN_ELEMENT_ARTICLE:
  case SYN_ELEMENT_ASIDE:
  case SYN_ELEMENT_BLOCKQUOTE:
  case SYN_ELEMENT_BODY:
  case SYN_ELEMENT_CAPTION:
  case SYN_ELEMENT_DD:
  case SYN_ELEMENT_DETAILS:
  case SYN_ELEMENT_DIV:
  case SYN_ELEMENT_DL:
  case SYN_ELEMENT_DT:
  case SYN_ELEMENT_FIGCAPTION:
  case SYN_ELEMENT_FIGURE:
  case SYN_ELEMENT_FOOTER:
  case SYN_ELEMENT_FORM:
  case SYN_ELEMENT_H1:
  case SYN_ELEMENT_H2:
  case SYN_ELEMENT_H3:
  case SYN_ELEMENT_H4:
  case SYN_ELEMENT_H5:
  case SYN_ELEMENT_H6:
  case SYN_ELEMENT_HEAD:
  case SYN_ELEMENT_HEADER:
  case SYN_ELEMENT_HR:
  case SYN_ELEMENT_HTML:
  case SYN_ELEMENT_IFRAME:
  case SYN_ELEMENT_LI:
  case SYN_ELEMENT_MAIN:
  case SYN_ELEMENT_NAV:
  case SYN_ELEMENT_OL:
  case SYN_ELEMENT_P:
  case SYN_ELEMENT_PRE:
  case SYN_ELEMENT_SECTION:
  case SYN_ELEMENT_TABLE:
  case SYN_ELEMENT_TBODY:
  case SYN_ELEMENT_TD:
  case SYN_ELEMENT_TEXTAREA:
  case SYN_ELEMENT_TH:
  case SYN_ELEMENT_THEAD:
  case SYN_ELEMENT_TITLE:
  case SYN_ELEMENT_TR:
  case SYN_ELEMENT_UL:
  case SYN_ELEMENT_VIDEO:
    return true;
  default:
    return false;
  }
}

/* Elements without a number of their own that are shown apart from what stands around them. */
static const char *const other_blocks[] = {
    "center", "colgroup", "dialog", "dir",    "fieldset", "hgroup", "legend",
    "menu",   "optgroup", "option", "search", "summary",  "tfoot",  "xmp",
};

static bool parts_words(const syn_dom_node *node) {
  if (node->is_text) return false;
  if (node->element != SYN_ELEMENT_OTHER) return node->element == SYN_ELEMENT_BR || syn_dom_is_block(node->element);
  for (size_t i = 0; i < sizeof(other_blocks) / sizeof(other_blocks[0]); i++) {
    if (syn_text_equal(node->name, syn_text_from(other_blocks[i]))) return true;
  }
  return false;
}

/* Shown as nothing, not even as a gap: soft hyphen, zero-width space, word joiner, byte-order mark. */
static bool is_invisible(uint32_t codepoint) {
  return codepoint == 0xAD || codepoint == 0x200B || codepoint == 0x2060 || codepoint == 0xFEFF;
}

typedef struct folding {
  char *bytes;
  size_t size;
  bool needs_blank; /* white space came after the last word */
} folding;

static void add_text(folding *fold, syn_text text) {
  for (size_t at = 0; at < text.size;) {
    unsigned char byte = (unsigned char)text.data[at];
    size_t size = 1;
    bool is_blank = byte <= ' ', is_dropped = false;
    if (byte >= 0x80) {
      uint32_t codepoint = syn_utf8_decode(text, at, &size);
      is_dropped = is_invisible(codepoint);
      is_blank = !is_dropped && syn_utf8_is_space(codepoint);
    }
    if (is_blank) {
      fold->needs_blank = true;
    } else if (!is_dropped) {
      if (fold->needs_blank && fold->size > 0) fold->bytes[fold->size++] = ' ';
      fold->needs_blank = false;
      memcpy(fold->bytes + fold->size, text.data + at, size);
      fold->size += size;
    }
    at += size;
  }
}

/* The node after `node` below `root`; notes where blocks end on the way. */
static const syn_dom_node *step(const syn_dom_node *root, const syn_dom_node *node, bool *parted) {
  if (node->first_child != NULL) return node->first_child;
  while (node != root && node != NULL) {
    if (parts_words(node)) *parted = true;
    if (node->next != NULL) return node->next;
    node = node->parent;
  }
  return NULL;
}

syn_status syn_dom_text(const syn_dom_node *node, syn_arena *arena, syn_text *out_text) {
  size_t capacity = 0;
  for (const syn_dom_node *at = node; at != NULL; at = syn_dom_next(node, at, false)) capacity += at->text.size + 1;
  folding fold = {.bytes = syn_arena_take(arena, capacity + 1, 1)};
  if (fold.bytes == NULL) return SYN_NO_MEMORY;
  for (const syn_dom_node *at = node; at != NULL; at = step(node, at, &fold.needs_blank)) {
    if (parts_words(at)) fold.needs_blank = true;
    if (at->is_text) add_text(&fold, at->text);
  }
  *out_text = (syn_text){fold.bytes, fold.size};
  return SYN_OK;
}
