/*
 * XML tree: one element of a feed, with what is in it.
 *
 * A feed is not held as a tree: each entry becomes one, is read, and goes. Nodes and texts live in the scanner's arena and input.
 */
#ifndef SYN_READERS_XML_TREE_H
#define SYN_READERS_XML_TREE_H

#include "base/buffer.h"
#include "readers/xml_scanner.h"

enum { SYN_XML_NODES = 50000 };

typedef struct syn_xml_node {
  struct syn_xml_node *parent, *first, *last, *next;
  syn_text name; /* of an element; empty for text */
  syn_text text; /* of a text node */
  const syn_xml_attribute *attributes;
  uint32_t attribute_count;
  uint8_t space;
} syn_xml_node;

/* Whether an element that begins in one of `depth` open ones (1: directly in the root) means that the root's end was forgotten. May be
 * NULL. */
typedef bool syn_xml_is_next(const syn_xml_scanner *scanner, uint32_t depth);

/*
 * Reads the element whose START was the last event, up to its END. Of more than SYN_XML_NODES nodes those are left out that come last.
 * `*out_has_start`: `is_next` said that the scanner stands at the START of the next one. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_xml_tree_read(syn_xml_scanner *scanner, syn_xml_is_next *is_next, syn_xml_node **out_root,
                                            bool *out_has_start);

/* The node after `node` in document order below `root`, or NULL. */
const syn_xml_node *syn_xml_tree_next(const syn_xml_node *root, const syn_xml_node *node);

/* The value of an attribute with or without a namespace (`space`); the name in any case. Empty where it is not there. */
syn_text syn_xml_tree_attribute(const syn_xml_node *node, uint8_t space, const char *name);

/* Adds all text below the element as it is, but for scripts and styles. */
void syn_xml_tree_add_text(const syn_xml_node *node, syn_buffer *buffer);

/*
 * Adds what is in the element as HTML: elements as tags without prefix. `is_html`: texts are HTML themselves (written as text, or as
 * CDATA), else they are characters, and are escaped.
 */
void syn_xml_tree_add_html(const syn_xml_node *node, bool is_html, syn_buffer *buffer);

/* Adds text with `&`, `<`, `>` and `"` as references. */
void syn_xml_add_escaped(syn_text text, syn_buffer *buffer);

#endif
