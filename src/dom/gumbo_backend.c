/*
 * How it works. Gumbo parses into a heap of its own (gumbo_heap.h); its tree is then copied,
 * without recursion, into nodes of ours. The copy holds the limits once more: elements deeper than
 * the limit are left out and their children hang on the last ancestor within it; it stops at the number of nodes.
 *
 * A page that makes gumbo use up its memory (a few kilobytes of formatting elements that it opens
 * again and again) is parsed a second time, the first half of it only, and so on.
 */
#include "dom/gumbo_backend.h"

#include <gumbo.h>

#include "base/array.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "dom/gumbo_heap.h"

enum {
  HEAP_LIMIT = 384 * 1024 * 1024, /* bytes: 8 MiB of ordinary markup need about a third */
  HALVINGS = 8
};

static const uint8_t elements[GUMBO_TAG_LAST + 1] = {
#define ELEMENT(name) [GUMBO_TAG_##name] = SYN_ELEMENT_##name
    ELEMENT(A),        ELEMENT(ADDRESS), ELEMENT(ARTICLE),  ELEMENT(ASIDE), ELEMENT(B),          ELEMENT(BLOCKQUOTE), ELEMENT(BODY),
    ELEMENT(BR),       ELEMENT(BUTTON),  ELEMENT(CAPTION),  ELEMENT(CITE),  ELEMENT(CODE),       ELEMENT(DD),         ELEMENT(DETAILS),
    ELEMENT(DIV),      ELEMENT(DL),      ELEMENT(DT),       ELEMENT(EM),    ELEMENT(FIGCAPTION), ELEMENT(FIGURE),     ELEMENT(FOOTER),
    ELEMENT(FORM),     ELEMENT(H1),      ELEMENT(H2),       ELEMENT(H3),    ELEMENT(H4),         ELEMENT(H5),         ELEMENT(H6),
    ELEMENT(HEAD),     ELEMENT(HEADER),  ELEMENT(HR),       ELEMENT(HTML),  ELEMENT(I),          ELEMENT(IFRAME),     ELEMENT(IMG),
    ELEMENT(INPUT),    ELEMENT(LABEL),   ELEMENT(LI),       ELEMENT(LINK),  ELEMENT(MAIN),       ELEMENT(META),       ELEMENT(NAV),
    ELEMENT(NOSCRIPT), ELEMENT(OL),      ELEMENT(P),        ELEMENT(PRE),   ELEMENT(Q),          ELEMENT(SECTION),    ELEMENT(SELECT),
    ELEMENT(SMALL),    ELEMENT(SPAN),    ELEMENT(STRONG),   ELEMENT(SUB),   ELEMENT(SUP),        ELEMENT(SVG),        ELEMENT(TABLE),
    ELEMENT(TBODY),    ELEMENT(TD),      ELEMENT(TEXTAREA), ELEMENT(TH),    ELEMENT(THEAD),      ELEMENT(TIME),       ELEMENT(TITLE),
    ELEMENT(TR),       ELEMENT(UL),      ELEMENT(VIDEO),
#undef ELEMENT
};

typedef struct place {
  const GumboVector *children;
  unsigned index;       /* of the next child to copy */
  syn_dom_node *parent; /* where the copies go */
  uint32_t depth;
} place;

typedef struct copier {
  syn_arena *arena;
  const syn_dom_limits *limits;
  SYN_ARRAY(place) path;
  uint32_t node_count;
  syn_text cut_why;
} copier;

static syn_dom_node *add_node(copier *copy, syn_dom_node *parent) {
  syn_dom_node *node = SYN_ARENA_NEW(copy->arena, syn_dom_node);
  if (node == NULL) return NULL;
  node->order = copy->node_count++;
  node->parent = parent;
  if (parent == NULL) return node;
  node->previous = parent->last_child;
  if (node->previous != NULL) {
    node->previous->next = node;
  } else {
    parent->first_child = node;
  }
  parent->last_child = node;
  return node;
}

static syn_status copy_lower(syn_arena *arena, syn_text text, syn_text *out) {
  char *bytes = syn_arena_take(arena, text.size + 1, 1);
  if (bytes == NULL) return SYN_NO_MEMORY;
  for (size_t i = 0; i < text.size; i++) {
    char byte = text.data[i];
    bytes[i] = byte >= 'A' && byte <= 'Z' ? (char)(byte + ('a' - 'A')) : byte;
  }
  *out = (syn_text){bytes, text.size};
  return SYN_OK;
}

/* Gumbo writes invalid UTF-8 for some references beyond the last code point ("&#xFFFFFFFFFF;"). */
static syn_status copy_valid(syn_arena *arena, const char *string, syn_text *out_text) {
  size_t replaced_count;
  syn_status status = syn_arena_copy(arena, syn_text_from(string), out_text);
  return status == SYN_OK ? syn_utf8_repair(*out_text, arena, out_text, &replaced_count) : status;
}

static syn_status copy_attributes(copier *copy, const GumboVector *from, syn_dom_node *node) {
  if (from->length == 0) return SYN_OK;
  uint32_t count = from->length;
  if (count > copy->limits->attribute_count) { /* several <html> or <body> tags add up in one element */
    count = copy->limits->attribute_count;
    if (copy->cut_why.size == 0) copy->cut_why = SYN_TEXT("more attributes in a tag than the limit");
  }
  syn_dom_attribute *attributes = SYN_ARENA_ARRAY(copy->arena, syn_dom_attribute, count);
  if (attributes == NULL) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < count; i++) {
    const GumboAttribute *attribute = from->data[i];
    syn_status status = copy_lower(copy->arena, syn_text_from(attribute->name), &attributes[i].name);
    if (status == SYN_OK) status = copy_valid(copy->arena, attribute->value, &attributes[i].value);
    if (status != SYN_OK) return status;
  }
  node->attributes = attributes;
  node->attribute_count = count;
  return SYN_OK;
}

static syn_status copy_name(copier *copy, const GumboElement *element, syn_dom_node *node) {
  if (element->tag != GUMBO_TAG_UNKNOWN) {
    node->name = syn_text_from(gumbo_normalized_tagname(element->tag));
    node->element = (syn_element)elements[element->tag];
    return SYN_OK;
  }
  GumboStringPiece name = element->original_tag;
  gumbo_tag_from_original_text(&name);
  return copy_lower(copy->arena, (syn_text){name.data, name.length}, &node->name);
}

/* The children of `element` are the next to be copied, below `node`. */
static syn_status put_on_path(copier *copy, const GumboElement *element, syn_dom_node *node, uint32_t depth) {
  if (element->children.length == 0) return SYN_OK;
  place *next = SYN_ARRAY_ADD(&copy->path, copy->arena);
  if (next == NULL) return SYN_NO_MEMORY;
  *next = (place){.children = &element->children, .parent = node, .depth = depth};
  return SYN_OK;
}

/* Fills a node from an element; the element's children are put on the path. */
static syn_status copy_element(copier *copy, const GumboElement *element, syn_dom_node *node, uint32_t depth) {
  syn_status status = copy_name(copy, element, node);
  if (status == SYN_OK) status = copy_attributes(copy, &element->attributes, node);
  if (status != SYN_OK) return status;
  return put_on_path(copy, element, node, depth + 1);
}

static syn_status add_element(copier *copy, const GumboElement *element, syn_dom_node *parent, uint32_t depth) {
  if (depth >= copy->limits->depth) {
    if (copy->cut_why.size == 0) copy->cut_why = SYN_TEXT("elements nested deeper than the limit");
    return put_on_path(copy, element, parent, depth);
  }
  syn_dom_node *node = add_node(copy, parent);
  return node != NULL ? copy_element(copy, element, node, depth) : SYN_NO_MEMORY;
}

static syn_status copy_text(copier *copy, const GumboText *text, syn_dom_node *parent) {
  syn_dom_node *node = add_node(copy, parent);
  if (node == NULL) return SYN_NO_MEMORY;
  node->is_text = true;
  return copy_valid(copy->arena, text->text, &node->text);
}

static syn_status copy_tree(copier *copy, const GumboNode *root, syn_dom_node **out_root) {
  *out_root = add_node(copy, NULL);
  if (*out_root == NULL) return SYN_NO_MEMORY;
  syn_status status = copy_element(copy, &root->v.element, *out_root, 0);
  if (status != SYN_OK) return status;
  while (copy->path.count > 0) {
    place *here = &copy->path.items[copy->path.count - 1];
    if (here->index == here->children->length) {
      copy->path.count--;
      continue;
    }
    if (copy->node_count >= copy->limits->node_count) {
      copy->cut_why = SYN_TEXT("more nodes than the limit");
      break;
    }
    const GumboNode *child = here->children->data[here->index++];
    switch (child->type) {
    case GUMBO_NODE_ELEMENT:
      status = add_element(copy, &child->v.element, here->parent, here->depth);
      break;
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_WHITESPACE:
    case GUMBO_NODE_CDATA:
      status = copy_text(copy, &child->v.text, here->parent);
      break;
    default:
      break; /* comments; templates are not shown */
    }
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

/* Parses without the danger: SYN_OK and gumbo's tree in the heap, or why the heap was left. */
static syn_status parse_guarded(syn_gumbo_heap *heap, syn_text html, const GumboNode **out_root) {
  if (setjmp(heap->escape) != 0) return heap->failure == SYN_OK ? SYN_NO_MEMORY : heap->failure;
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = syn_gumbo_heap_take;
  options.deallocator = syn_gumbo_heap_give;
  options.userdata = heap;
  options.max_errors = 0;
  *out_root = gumbo_parse_with_options(&options, html.size > 0 ? html.data : "", html.size)->root;
  return SYN_OK;
}

/* The first half, up to the beginning of a tag where there is one. */
static syn_text first_half(syn_text html) {
  size_t end = html.size / 2;
  while (end > 0 && html.data[end] != '<') end--;
  return syn_text_slice(html, 0, end > 0 ? end : html.size / 2);
}

static syn_status parse(syn_text html, const syn_dom_limits *limits, syn_arena *arena, syn_dom *out_dom, syn_error *error) {
  uint64_t deadline = limits->deadline_ms == 0 ? 0 : syn_gumbo_clock() + (uint64_t)limits->deadline_ms * 1000000u;
  syn_gumbo_heap *heap = syn_memory_allocate(sizeof(*heap));
  if (heap == NULL) return syn_error_set(error, SYN_NO_MEMORY, 0, "no memory to parse the page");
  copier copy = {.arena = arena, .limits = limits};
  syn_status status = SYN_NO_MEMORY;
  for (int attempt = 0; attempt < HALVINGS; attempt++) {
    const GumboNode *root = NULL;
    syn_gumbo_heap_init(heap, HEAP_LIMIT, deadline);
    status = parse_guarded(heap, html, &root);
    if (status == SYN_OK) {
      syn_dom_node *copied = NULL;
      status = copy_tree(&copy, root, &copied);
      if (status == SYN_OK)
        *out_dom = (syn_dom){.root = copied, .node_count = copy.node_count, .was_cut = copy.cut_why.size > 0, .cut_why = copy.cut_why};
      syn_gumbo_heap_clear(heap);
      break;
    }
    syn_gumbo_heap_clear(heap);
    if (status != SYN_NO_MEMORY) break;
    copy.cut_why = SYN_TEXT("markup that needs more memory than the limit");
    html = first_half(html);
  }
  syn_memory_free(heap);
  if (status == SYN_LIMIT)
    return syn_error_set(error, status, 0, "the page was not parsed within %u ms; leave it out or raise the limit", limits->deadline_ms);
  if (status != SYN_OK) return syn_error_set(error, status, 0, "no memory for the page's tree");
  return SYN_OK;
}

const syn_dom_backend syn_dom_backend_gumbo = {.name = "gumbo", .parse = parse};
