#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libxml/parser.h>

#include "base/buffer.h"
#include "readers/xml_scanner.h"

static syn_arena *arena;
static syn_buffer found, wanted, document;

static int set_up(void **state) {
  syn_buffer_init(&found, (size_t)64 << 20);
  syn_buffer_init(&wanted, (size_t)64 << 20);
  syn_buffer_init(&document, (size_t)64 << 20);
  return syn_arena_create((size_t)512 << 20, &arena) != SYN_OK;
}

static int tear_down(void **state) {
  syn_buffer_clear(&found);
  syn_buffer_clear(&wanted);
  syn_buffer_clear(&document);
  syn_arena_destroy(&arena);
  xmlCleanupParser();
  return 0;
}

/* 7 for "urn:seven", 9 for a prefix that nobody declared, else 0. */
static uint8_t space_of(syn_text uri, syn_text prefix) {
  if (syn_text_equal(uri, SYN_TEXT("urn:seven"))) return 7;
  return uri.size == 0 && prefix.size > 0 ? 9 : 0;
}

/* "<7:name a='b'>", "text", "</7:name>" … in `found`; texts beside each other are one. */
static void scan_text(syn_text input, bool *out_is_damaged) {
  static syn_xml_scanner scanner;
  syn_arena_reset(arena);
  syn_buffer_reset(&found);
  syn_xml_init(&scanner, input, arena, space_of);
  for (syn_xml_event event; (event = syn_xml_next(&scanner)) != SYN_XML_NOTHING;) {
    assert_int_not_equal(event, SYN_XML_FAILED);
    assert_true(scanner.depth <= SYN_XML_DEPTH);
    if (event == SYN_XML_TEXT) {
      syn_buffer_add(&found, scanner.text);
      continue;
    }
    syn_buffer_format(&found, event == SYN_XML_START ? "<%u:%.*s" : "</%u:%.*s", scanner.element.space,
                      SYN_TEXT_ARGUMENTS(scanner.element.name));
    for (uint32_t i = 0; i < scanner.attribute_count; i++)
      syn_buffer_format(&found, " %u:%.*s='%.*s'", scanner.attributes[i].space, SYN_TEXT_ARGUMENTS(scanner.attributes[i].name),
                        SYN_TEXT_ARGUMENTS(scanner.attributes[i].value));
    syn_buffer_add_byte(&found, '>');
  }
  assert_int_equal(scanner.depth, 0);
  *out_is_damaged = scanner.is_damaged;
}

static void expect(const char *input, bool is_damaged, const char *events) {
  bool was_damaged;
  scan_text(syn_text_from(input), &was_damaged);
  if (!syn_text_equal(syn_buffer_text(&found), syn_text_from(events)))
    fail_msg("%s: \"%.*s\" instead of \"%s\"", input, SYN_TEXT_ARGUMENTS(syn_buffer_text(&found)), events);
  if (was_damaged != is_damaged) fail_msg("%s: damaged: %d", input, was_damaged);
}

static void elements_and_texts_come_in_order(void **state) {
  expect("<a><b x=\"1\" y='&lt;2'/>t&amp;u<!-- <c> --><![CDATA[<d>&amp;]]></a>", false,
         "<0:a><0:b 0:x='1' 0:y='<2'></0:b>t&u<d>&amp;</0:a>");
}

static void namespaces_go_by_their_addresses(void **state) {
  expect("<a xmlns:p='urn:seven'><p:b p:x='1' y='2'/><c xmlns='urn:seven'><d/></c><e/></a>", false,
         "<0:a><7:b 7:x='1' 0:y='2'></7:b><7:c><7:d></7:d></7:c><0:e></0:e></0:a>");
  expect("<a><p:b xmlns:p=' urn:seven '/><p:c/></a>", true, "<0:a><7:b></7:b><9:c></9:c></0:a>");
}

static void references_need_their_semicolon(void **state) {
  expect("<a>&copy;&#169;&#xA9;&nbsp;</a>", false, "<0:a>\xC2\xA9\xC2\xA9\xC2\xA9\xC2\xA0</0:a>");
  expect("<a>?x=1&copy=2&y A & B &bogus;</a>", true, "<0:a>?x=1&copy=2&y A & B &bogus;</0:a>");
}

static void a_document_type_declares_nothing(void **state) {
  expect("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY e \"]> boom\"><!-- ]> --><!ATTLIST a b CDATA 'c'>]><a>&e;</a>", true,
         "<0:a>&e;</0:a>");
}

static void what_is_not_well_formed_is_read_as_it_was_meant(void **state) {
  expect("<a><b>1<c>2</b>3</a>", true, "<0:a><0:b>1<0:c>2</0:c></0:b>3</0:a>");
  expect("<a>1</b>2</a>", true, "<0:a>12</0:a>");
  expect("<a>1 < 2 <3</a>", true, "<0:a>1 < 2 <3</0:a>");
  expect("<a x=1 y z=\"2>t</a>", true, "<0:a 0:x='1' 0:y='' 0:z='2'>t</0:a>");
  expect("<a><![CDATA[x", true, "<0:a>x</0:a>");
  expect("<a><b", true, "<0:a></0:a>");
  expect("<a><b<c>x</c></a>", true, "<0:a><0:b><0:c>x</0:c></0:b></0:a>");
  expect("<a x=1/>", true, "<0:a 0:x='1'></0:a>");
  expect("<a/><b/>", true, "<0:a></0:a><0:b></0:b>");
}

static void depth_has_a_limit_and_texts_stay(void **state) {
  syn_buffer_reset(&document);
  for (int i = 0; i < 100000; i++) syn_buffer_add(&document, SYN_TEXT("<a>"));
  syn_buffer_add(&document, SYN_TEXT("deep"));
  for (int i = 0; i < 100000; i++) syn_buffer_add(&document, SYN_TEXT("</a>"));
  bool is_damaged;
  scan_text(syn_buffer_text(&document), &is_damaged);
  assert_true(is_damaged);
  assert_int_not_equal(syn_text_find(syn_buffer_text(&found), SYN_TEXT("deep</0:a>"), 0), SIZE_MAX);
  assert_int_equal(found.size, SYN_XML_DEPTH * strlen("<0:a></0:a>") + strlen("deep"));
}

static void attributes_and_declarations_have_limits(void **state) {
  syn_buffer_reset(&document);
  syn_buffer_add(&document, SYN_TEXT("<a"));
  for (int i = 0; i < 200000; i++) syn_buffer_format(&document, " x%d='1'", i);
  syn_buffer_add(&document, SYN_TEXT("><b"));
  for (int i = 0; i < 200000; i++) syn_buffer_format(&document, " xmlns:x%d='urn:seven'", i);
  syn_buffer_add(&document, SYN_TEXT("/></a>"));
  bool is_damaged;
  scan_text(syn_buffer_text(&document), &is_damaged);
  assert_true(is_damaged);
  assert_true(found.size < 1000);
}

/* --- against libxml2 --- */

static void start_of_other(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespace_count,
                           const xmlChar **namespaces, int attribute_count, int default_count, const xmlChar **attributes) {
  syn_buffer_format(&wanted, "<%u:%s", space_of(syn_text_from((const char *)uri), syn_text_from((const char *)prefix)), name);
  for (int i = 0; i < attribute_count; i++, attributes += 5) {
    uint8_t space = attributes[2] ? space_of(syn_text_from((const char *)attributes[2]), (syn_text){0}) : 0;
    syn_text value = {(const char *)attributes[3], (size_t)(attributes[4] - attributes[3])}, resolved;
    bool is_damaged;
    /* in values, libxml2 leaves "&#38;" to its caller */
    assert_int_equal(syn_xml_resolve(value, arena, &resolved, &is_damaged), SYN_OK);
    syn_buffer_format(&wanted, " %u:%s='%.*s'", space, attributes[0], SYN_TEXT_ARGUMENTS(resolved));
  }
  syn_buffer_add_byte(&wanted, '>');
}

static void end_of_other(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
  syn_buffer_format(&wanted, "</%u:%s>", space_of(syn_text_from((const char *)uri), syn_text_from((const char *)prefix)), name);
}

static void text_of_other(void *context, const xmlChar *text, int size) {
  syn_buffer_add(&wanted, (syn_text){(const char *)text, (size_t)size});
}

static bool read_with_other(syn_text input) {
  xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC,
                           .startElementNs = start_of_other,
                           .endElementNs = end_of_other,
                           .characters = text_of_other,
                           .ignorableWhitespace = text_of_other,
                           .cdataBlock = text_of_other};
  syn_buffer_reset(&wanted);
  xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&handler, NULL, NULL, 0, NULL);
  assert_non_null(parser);
  xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  bool is_right = xmlParseChunk(parser, input.data, (int)input.size, 1) == 0;
  xmlFreeDoc(parser->myDoc); /* made for declarations, and not freed with its parser */
  xmlFreeParserCtxt(parser);
  return is_right;
}

static uint32_t draw(uint32_t *state, uint32_t limit) {
  *state = *state * 1664525u + 1013904223u;
  return (*state >> 8) % limit;
}

static void add_content(uint32_t *random, int depth) {
  static const char *const texts[] = {
      "a b", "&amp;", "&lt;x&gt;", "&#233;\n", "\xC3\xA9 ]] >", "<!-- <no> & -->", "<![CDATA[<&amp;]]>", "<?pi <x> ?>", "&quot;&apos;"};
  static const char *const names[] = {"a", "p:b", "c-d", "q:e"};
  static const char *const attributes[] = {
      "", " x='1'", " y = \"&lt;'&#38;\"", " p:z='>'", " xmlns='urn:seven'", " xmlns:q='urn:seven' q:v=''", " xmlns:p='urn:other'"};
  for (uint32_t count = draw(random, 4); count > 0; count--) {
    syn_buffer_add(&document, syn_text_from(texts[draw(random, sizeof texts / sizeof *texts)]));
    if (depth == 0) continue;
    const char *name = names[draw(random, 4)];
    syn_buffer_format(&document, "<%s%s", name, attributes[draw(random, sizeof attributes / sizeof *attributes)]);
    if (draw(random, 3) == 0) {
      syn_buffer_add(&document, SYN_TEXT(" />"));
      continue;
    }
    syn_buffer_add_byte(&document, '>');
    add_content(random, depth - 1);
    syn_buffer_format(&document, "</%s >", name);
  }
}

static void well_formed_documents_are_read_as_libxml2_does(void **state) {
  uint32_t random = 7;
  for (int i = 0; i < 2000; i++) {
    bool is_damaged;
    syn_buffer_reset(&document);
    if (i % 2 == 0) syn_buffer_add(&document, SYN_TEXT("<?xml version=\"1.0\"?>\n<!DOCTYPE r [<!ENTITY n 'no]>'>]>\n"));
    syn_buffer_add(&document, SYN_TEXT("<r xmlns:p='urn:seven' xmlns:q='urn:third'>"));
    add_content(&random, 4);
    syn_buffer_add(&document, SYN_TEXT("</r>\n"));
    const syn_text input = syn_buffer_text(&document);
    assert_true(read_with_other(input));
    scan_text(input, &is_damaged);
    if (is_damaged) fail_msg("damaged: %.*s", SYN_TEXT_ARGUMENTS(input));
    const syn_text events = syn_text_trim(syn_buffer_text(&found));
    if (!syn_text_equal(events, syn_buffer_text(&wanted)))
      fail_msg("%.*s\n%.*s\ninstead of\n%.*s", SYN_TEXT_ARGUMENTS(input), SYN_TEXT_ARGUMENTS(events),
               SYN_TEXT_ARGUMENTS(syn_buffer_text(&wanted)));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(elements_and_texts_come_in_order),
      cmocka_unit_test(namespaces_go_by_their_addresses),
      cmocka_unit_test(references_need_their_semicolon),
      cmocka_unit_test(a_document_type_declares_nothing),
      cmocka_unit_test(what_is_not_well_formed_is_read_as_it_was_meant),
      cmocka_unit_test(depth_has_a_limit_and_texts_stay),
      cmocka_unit_test(attributes_and_declarations_have_limits),
      cmocka_unit_test(well_formed_documents_are_read_as_libxml2_does),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
