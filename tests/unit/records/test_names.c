/* Every name leads back to its value, none stands for two, and the schema of the records has the same words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "records/document.h"
#include "records/names.h"

#define CHECK_NAMES(name, parse, type, count) \
  do { \
    for (unsigned value = 0; value < (unsigned)(count); value++) { \
      type back; \
      assert_string_not_equal(name(value), "?"); \
      assert_true(parse(syn_text_from(name(value)), &back)); \
      assert_int_equal((unsigned)back, value); \
    } \
    assert_string_equal(name((unsigned)(count)), "?"); \
    type none; \
    assert_false(parse(SYN_TEXT("no such name"), &none)); \
    assert_false(parse((syn_text){0}, &none)); \
  } while (0)

static void every_name_leads_back_to_its_value(void **state) {
  (void)state;
  CHECK_NAMES(syn_basis_name, syn_basis_parse, syn_basis, SYN_BASIS_WORLD + 1);
  CHECK_NAMES(syn_entity_type_name, syn_entity_type_parse, syn_entity_type, SYN_ENTITY_TYPE_COUNT);
  CHECK_NAMES(syn_link_name, syn_link_parse, syn_link, SYN_LINK_COUNT);
  CHECK_NAMES(syn_mention_kind_name, syn_mention_kind_parse, syn_mention_kind, SYN_MENTION_KIND_COUNT);
  CHECK_NAMES(syn_time_type_name, syn_time_type_parse, syn_time_type, SYN_TIME_TYPE_COUNT);
  CHECK_NAMES(syn_quantity_kind_name, syn_quantity_kind_parse, syn_quantity_kind, SYN_QUANTITY_KIND_COUNT);
  CHECK_NAMES(syn_bound_name, syn_bound_parse, syn_bound, SYN_BOUND_COUNT);
  CHECK_NAMES(syn_quote_kind_name, syn_quote_kind_parse, syn_quote_kind, SYN_QUOTE_KIND_COUNT);
  CHECK_NAMES(syn_event_type_name, syn_event_type_parse, syn_event_type, SYN_EVENT_TYPE_COUNT);
  CHECK_NAMES(syn_modality_name, syn_modality_parse, syn_modality, SYN_MODALITY_COUNT);
  CHECK_NAMES(syn_slot_name, syn_slot_parse, syn_slot, SYN_SLOT_COUNT);
  CHECK_NAMES(syn_point_kind_name, syn_point_kind_parse, unsigned, SYN_POINT_KIND_COUNT);
  CHECK_NAMES(syn_label_name, syn_label_parse, syn_label, SYN_LABEL_COUNT);
  CHECK_NAMES(syn_difference_name, syn_difference_parse, syn_difference, SYN_DIFFERENCE_COUNT);
  CHECK_NAMES(syn_tag_name, syn_tag_parse, syn_tag, SYN_TAG_COUNT);
  CHECK_NAMES(syn_relation_name, syn_relation_parse, syn_relation, SYN_RELATION_COUNT);
}

static void names_stand_for_the_values_they_say(void **state) {
  (void)state;
  assert_string_equal(syn_basis_name(SYN_BASIS_LINKED), "linked");
  assert_string_equal(syn_entity_type_name(SYN_ENTITY_WORK), "WORK");
  assert_string_equal(syn_mention_kind_name(SYN_MENTION_METONYM), "metonym");
  assert_string_equal(syn_time_type_name(SYN_TIME_SET), "SET");
  assert_string_equal(syn_quantity_kind_name(SYN_QUANTITY_AGE), "age");
  assert_string_equal(syn_quantity_kind_name(SYN_QUANTITY_OTHER), "other");
  assert_string_equal(syn_bound_name(SYN_BOUND_LESS_THAN), "less_than");
  assert_string_equal(syn_quote_kind_name(SYN_QUOTE_INDIRECT), "indirect");
  assert_string_equal(syn_event_type_name(SYN_EVENT_REJECT), "REJECT");
  assert_string_equal(syn_event_type_name(SYN_EVENT_MOBILIZE), "MOBILIZE");
  assert_string_equal(syn_modality_name(SYN_MODALITY_THREATENED), "threatened");
  assert_string_equal(syn_slot_name(SYN_SLOT_PLACE), "place");
  assert_string_equal(syn_point_kind_name(SYN_POINT_QUOTE), "quote");
  assert_string_equal(syn_point_kind_name(SYN_POINT_NAME), "name");
  assert_string_equal(syn_label_name(SYN_LABEL_VARIANT), "variant");
  assert_string_equal(syn_difference_name(SYN_DIFFERENCE_SCOPE), "scope");
  assert_string_equal(syn_tag_name(SYN_TAG_PROPN), "PROPN");
  assert_string_equal(syn_tag_name(SYN_TAG_X), "X");
  assert_string_equal(syn_relation_name(SYN_RELATION_NSUBJ), "nsubj");
  assert_string_equal(syn_relation_name(SYN_RELATION_GOESWITH), "goeswith");
  assert_string_equal(syn_relation_name(SYN_RELATION_XCOMP), "xcomp");
}

static void a_quantity_is_no_quote(void **state) {
  (void)state;
  syn_quantity_kind kind;
  assert_false(syn_quantity_kind_parse(SYN_TEXT("quote"), &kind));
}

static void assert_in_schema(const char *schema, const char *name) {
  char quoted[64];
  snprintf(quoted, sizeof(quoted), "\"%s\"", name);
  if (!strstr(schema, quoted)) fail_msg("docs/records.schema.json does not know %s", quoted);
}

static void the_schema_has_the_same_words(void **state) {
  static char schema[65536];
  char path[1024];
  (void)state;
  const char *root = getenv("SYN_SOURCE_ROOT");
  if (!root) skip();
  snprintf(path, sizeof(path), "%s/docs/records.schema.json", root);
  FILE *file = fopen(path, "rb");
  assert_non_null(file);
  size_t size = fread(schema, 1, sizeof(schema) - 1, file);
  fclose(file);
  assert_true(size > 0 && size < sizeof(schema) - 1);
  for (unsigned i = 0; i <= SYN_BASIS_WORLD; i++) assert_in_schema(schema, syn_basis_name(i));
  for (unsigned i = 0; i < SYN_ENTITY_TYPE_COUNT; i++) assert_in_schema(schema, syn_entity_type_name(i));
  for (unsigned i = 0; i < SYN_MENTION_KIND_COUNT; i++) assert_in_schema(schema, syn_mention_kind_name(i));
  for (unsigned i = 0; i < SYN_TIME_TYPE_COUNT; i++) assert_in_schema(schema, syn_time_type_name(i));
  for (unsigned i = 0; i < SYN_POINT_KIND_COUNT; i++) assert_in_schema(schema, syn_point_kind_name(i));
  for (unsigned i = 0; i < SYN_BOUND_COUNT; i++) assert_in_schema(schema, syn_bound_name(i));
  for (unsigned i = 0; i < SYN_QUOTE_KIND_COUNT; i++) assert_in_schema(schema, syn_quote_kind_name(i));
  for (unsigned i = 0; i < SYN_EVENT_TYPE_COUNT; i++) assert_in_schema(schema, syn_event_type_name(i));
  for (unsigned i = 0; i < SYN_MODALITY_COUNT; i++) assert_in_schema(schema, syn_modality_name(i));
  for (unsigned i = 0; i < SYN_SLOT_COUNT; i++) assert_in_schema(schema, syn_slot_name(i));
  for (unsigned i = 0; i < SYN_LABEL_COUNT; i++) assert_in_schema(schema, syn_label_name(i));
  for (unsigned i = SYN_DIFFERENCE_NONE + 1; i < SYN_DIFFERENCE_COUNT; i++) assert_in_schema(schema, syn_difference_name(i));
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(every_name_leads_back_to_its_value),
                                     cmocka_unit_test(names_stand_for_the_values_they_say), cmocka_unit_test(a_quantity_is_no_quote),
                                     cmocka_unit_test(the_schema_has_the_same_words)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
