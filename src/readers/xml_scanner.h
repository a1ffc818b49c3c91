/*
 * XML scanner: start tags, end tags and text of XML as they come, within limits, whether the XML is well-formed or not.
 *
 * For feeds: no network, no declarations. A document type is read over, so that there are no entities but the five of XML and the named
 * ones of HTML, and none stands for more than two characters. What is not well-formed is read as its writer most likely meant it, and
 * `is_damaged` says so. Time is linear in the input.
 */
#ifndef SYN_READERS_XML_SCANNER_H
#define SYN_READERS_XML_SCANNER_H

#include "base/arena.h"

enum { SYN_XML_DEPTH = 256, SYN_XML_ATTRIBUTES = 64, SYN_XML_BINDINGS = 256 };

/* What a namespace is to the caller: a number of his own, of URI and prefix. Both may be empty; of a prefix that was not declared the URI
 * is. */
typedef uint8_t syn_xml_space_of(syn_text uri, syn_text prefix);

typedef enum syn_xml_event { SYN_XML_NOTHING, SYN_XML_START, SYN_XML_END, SYN_XML_TEXT, SYN_XML_FAILED } syn_xml_event;

typedef struct syn_xml_attribute {
  syn_text name;  /* without prefix */
  syn_text value; /* references resolved */
  uint8_t space;  /* 0 where there is no prefix */
} syn_xml_attribute;

typedef struct syn_xml_element {
  syn_text tag;  /* as written, with its prefix */
  syn_text name; /* without it */
  uint8_t space;
  uint16_t bound; /* bindings before its own */
} syn_xml_element;

typedef struct syn_xml_binding {
  syn_text prefix;
  uint8_t space;
} syn_xml_binding;

typedef struct syn_xml_scanner {
  syn_text input;
  size_t at;
  syn_arena *arena; /* of texts that are not in the input as they are; may be reset between two calls */
  syn_xml_space_of *space_of;
  bool is_damaged; /* not well-formed, or cut by a limit */
  /* after START and END: the element; after END `depth` is that of the elements still open */
  syn_xml_element element;
  syn_xml_attribute attributes[SYN_XML_ATTRIBUTES];
  uint32_t attribute_count;
  syn_text text; /* after TEXT */
  uint32_t depth;
  /* its own */
  syn_xml_element open[SYN_XML_DEPTH];
  syn_xml_binding bindings[SYN_XML_BINDINGS];
  uint32_t bound, ignored_depth, closing; /* closing: elements that end before reading goes on */
  bool has_root, lacks_double_quote, lacks_single_quote, lacks_instruction_end;
} syn_xml_scanner;

/* `input`: UTF-8; it outlives the scanner, and so does `arena`. */
void syn_xml_init(syn_xml_scanner *scanner, syn_text input, syn_arena *arena, syn_xml_space_of *space_of);

/* The next event: NOTHING at the end of the input, when all elements have had their END; FAILED: no memory. */
syn_xml_event syn_xml_next(syn_xml_scanner *scanner);

/*
 * After START: takes the elements that are open between `depth` of them and this one for ended, without an END: their ends were forgotten.
 * The element itself is then in the first `depth` ones.
 */
void syn_xml_forget(syn_xml_scanner *scanner, uint32_t depth);

/* Text with its references resolved: of `raw` itself where there is none. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_xml_resolve(syn_text raw, syn_arena *arena, syn_text *out_text, bool *is_damaged);

#endif
