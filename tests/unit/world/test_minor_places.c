/* Towns and parts of countries that are looked up where they stand, and the codes of what is known. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/embedded.h"
#include "base/table.h"
#include "base/utf8.h"
#include "world/gazetteer.h"
#include "world/minor_places.h"
#include "world/world.h"

static syn_world *world;
static syn_arena *arena;

static int open_world(void **state) {
  (void)state;
  return syn_world_open(NULL, &world, NULL) == SYN_OK && syn_arena_create(64 << 20, &arena) == SYN_OK ? 0 : -1;
}

static int close_world(void **state) {
  (void)state;
  syn_world_close(&world);
  syn_arena_destroy(&arena);
  return 0;
}

/* `country`: the one that the text speaks of. `expected`: an id, or NULL where the name is not told apart. */
static void assert_place(const char *name, const char *country, const char *expected) {
  syn_text folded, countries[] = {SYN_TEXT("SM"), syn_text_from(country)};
  syn_known place = {0};
  assert_int_equal(syn_utf8_fold(syn_text_from(name), arena, &folded), SYN_OK);
  syn_status status = syn_world_find_minor_place(world, folded, countries, 2, arena, &place);
  if (expected == NULL) {
    assert_int_equal(status, SYN_NOT_FOUND);
    return;
  }
  assert_int_equal(status, SYN_OK);
  if (!syn_text_equal(place.id, syn_text_from(expected))) fail_msg("%s is %.*s", name, SYN_TEXT_ARGUMENTS(place.id));
  assert_true(place.kind == SYN_KNOWN_PLACE && place.name.size > 0);
}

static void a_town_is_found_by_its_name_however_it_is_written(void **state) {
  (void)state;
  assert_place("Aarschot", "BE", "place:aarschot-be");
  assert_place("AARSCHOT", "BE", "place:aarschot-be");
  assert_place("Weston-super-Mare", "GB", "place:weston-super-mare-gb");
  assert_place("Weston super Mare", "GB", "place:weston-super-mare-gb");
}

static void a_part_of_a_country_is_found_with_and_without_the_word_for_it(void **state) {
  (void)state;
  assert_place("Wiltshire", "GB", "place:wiltshire-gb");
  assert_place("Nangarhar", "AF", "place:nangarhar-af");
  assert_place("Nangarhar province", "AF", "place:nangarhar-af");
}

static void a_name_of_several_towns_of_like_size_is_nobodys(void **state) {
  (void)state;
  static const char text[] = "key\tid\tname\tcountry\tpopulation\nnorvik\ta\tNorvik\tNO\t40000\nnorvik\tb\tNorvik\tSE\t30000\n"
                             "norvik\tc\tNorvik\tFI\t10000\nostby\td\tOstby\tNO\t90000\nostby\te\tOstby\tSE\t20000\n";
  const syn_text north[] = {SYN_TEXT("NO"), SYN_TEXT("SE"), SYN_TEXT("FI")}, denmark[] = {SYN_TEXT("DK")};
  syn_minor_places places = {0};
  syn_known found;
  syn_sorted_table_init(&places.towns, syn_text_from(text));
  assert_false(syn_minor_places_find(&places, SYN_TEXT("norvik"), north, 3, &found));
  assert_true(syn_minor_places_find(&places, SYN_TEXT("norvik"), &north[1], 1, &found));
  assert_true(syn_text_equal(found.id, SYN_TEXT("b")));
  assert_true(syn_minor_places_find(&places, SYN_TEXT("ostby"), north, 3, &found));
  assert_true(syn_text_equal(found.id, SYN_TEXT("d")));
  assert_false(syn_minor_places_find(&places, SYN_TEXT("norvik"), denmark, 1, &found));
  assert_false(syn_minor_places_find(&places, SYN_TEXT("norvik"), NULL, 0, &found));
}

static void a_part_of_a_country_counts_only_where_no_town_has_the_name(void **state) {
  (void)state;
  const syn_text norway = SYN_TEXT("NO");
  syn_minor_places places = {0};
  syn_known found;
  syn_sorted_table_init(&places.towns, SYN_TEXT("key\tid\tname\tcountry\tpopulation\nostby\td\tOstby\tNO\t90000\n"));
  syn_sorted_table_init(&places.divisions, SYN_TEXT("key\tid\tname\tcountry\tiso3166_2\nostby\te\tOstby\tNO\tNO-99\n"
                                                    "vestby\tf\tVestby\tNO\tNO-98\n"));
  assert_true(syn_minor_places_find(&places, SYN_TEXT("ostby"), &norway, 1, &found));
  assert_true(syn_text_equal(found.id, SYN_TEXT("d")));
  assert_true(syn_minor_places_find(&places, SYN_TEXT("vestby"), &norway, 1, &found));
  assert_true(syn_text_equal(found.division, SYN_TEXT("NO-98")));
}

static void a_place_in_a_country_that_the_text_does_not_name_is_not_taken(void **state) {
  (void)state;
  assert_place("Aarschot", "FR", NULL);
  assert_place("Wiltshire", "US", NULL);
}

static void what_is_no_place_is_not_found(void **state) {
  (void)state;
  assert_place("", "BE", NULL);
  assert_place("...", "BE", NULL);
  assert_place("Zzyzx Xyzzy", "BE", NULL);
}

static void assert_codes(const char *id, const char *expected) {
  const syn_known *known = syn_world_get(world, syn_text_from(id));
  syn_identifier *identifiers;
  uint32_t count;
  char found[256] = "";
  size_t size = 0;
  if (!known) fail_msg("%s", id);
  assert_int_equal(syn_world_identify(world, known, arena, &identifiers, &count), SYN_OK);
  for (uint32_t i = 0; i < count; i++)
    size += (size_t)snprintf(found + size, sizeof(found) - size, "%s%.*s=%.*s", i ? " " : "", SYN_TEXT_ARGUMENTS(identifiers[i].scheme),
                             SYN_TEXT_ARGUMENTS(identifiers[i].value));
  assert_string_equal(found, expected);
}

static void codes_of_countries_places_and_organisations_are_told(void **state) {
  (void)state;
  assert_codes("country:BY", "cameo=BLR geonames=630336 iso3166=BY synoptic=country:BY wikidata=Q184");
  assert_codes("country:XK", "cameo=KSV geonames=831053 iso3166=XK synoptic=country:XK wikidata=Q1246");
  assert_codes("place:minsk-by", "geonames=625144 synoptic=place:minsk-by");
  assert_codes("place:bavaria-de", "geonames=2951839 iso3166_2=DE-BY synoptic=place:bavaria-de");
}

/* A table of minor places as it is embedded; it is parsed here only. */
static syn_table parse_embedded(const char *file) {
  syn_table table;
  syn_text text = syn_embedded_find(file);
  assert_true(text.size > 0);
  assert_int_equal(syn_table_parse(file, text, arena, &table, NULL), SYN_OK);
  syn_sorted_table sorted;
  syn_sorted_table_init(&sorted, text);
  const char *line = syn_sorted_table_disorder(&sorted);
  if (line) fail_msg("%s: not in order: %.40s", file, line);
  return table;
}

static bool is_country(syn_text code) {
  syn_text id;
  assert_int_equal(syn_arena_format(arena, &id, "country:%.*s", SYN_TEXT_ARGUMENTS(code)), SYN_OK);
  return syn_world_get(world, id) != NULL;
}

static void check_places(const char *file) {
  syn_table table = parse_embedded(file);
  size_t key = syn_table_column(&table, "key"), name = syn_table_column(&table, "name"), country = syn_table_column(&table, "country");
  size_t geonames = syn_table_column(&table, "geonames"), id = syn_table_column(&table, "id");
  for (size_t row = 0; row < table.row_count; row++) {
    syn_text cell = syn_table_cell(&table, row, key), folded;
    char buffer[SYN_GAZETTEER_KEY_SIZE];
    assert_int_equal(syn_utf8_fold(cell, arena, &folded), SYN_OK);
    if (cell.size == 0 || !syn_text_equal(syn_gazetteer_key_of(folded, buffer), cell)) fail_msg("%.*s is no key", SYN_TEXT_ARGUMENTS(cell));
    if (syn_table_cell(&table, row, name).size == 0 || syn_table_cell(&table, row, id).size == 0)
      fail_msg("%.*s", SYN_TEXT_ARGUMENTS(cell));
    if (!is_country(syn_table_cell(&table, row, country))) fail_msg("%.*s lies nowhere", SYN_TEXT_ARGUMENTS(cell));
    syn_text code = syn_table_cell(&table, row, geonames);
    for (size_t i = 0; i < code.size; i++)
      if (code.data[i] < '0' || code.data[i] > '9') fail_msg("%.*s", SYN_TEXT_ARGUMENTS(cell));
  }
  syn_arena_reset(arena);
}

static void tables_of_minor_places_are_in_order_and_complete(void **state) {
  (void)state;
  check_places("data/world/towns.tsv");
  check_places("data/world/divisions.tsv");
}

/* Places of the gazetteer find their codes by their name: nearly all have one. */
static void places_of_the_gazetteer_have_codes(void **state) {
  (void)state;
  size_t count, without = 0, places = 0;
  const syn_known *all = syn_world_all(world, &count);
  const syn_table *table = syn_world_table(world, "world/places");
  assert_non_null(table);
  for (size_t i = 0; i < count; i++) {
    syn_identifier *identifiers;
    uint32_t identifier_count;
    if (all[i].kind != SYN_KNOWN_PLACE) continue;
    assert_int_equal(syn_world_identify(world, &all[i], arena, &identifiers, &identifier_count), SYN_OK);
    places++;
    without += identifier_count < 2;
  }
  assert_true(places > table->row_count);
  if (places - without < table->row_count) fail_msg("%zu of %zu places have no code", without, places);
  syn_arena_reset(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_town_is_found_by_its_name_however_it_is_written),
      cmocka_unit_test(a_part_of_a_country_is_found_with_and_without_the_word_for_it),
      cmocka_unit_test(a_name_of_several_towns_of_like_size_is_nobodys),
      cmocka_unit_test(a_part_of_a_country_counts_only_where_no_town_has_the_name),
      cmocka_unit_test(a_place_in_a_country_that_the_text_does_not_name_is_not_taken),
      cmocka_unit_test(what_is_no_place_is_not_found),
      cmocka_unit_test(codes_of_countries_places_and_organisations_are_told),
      cmocka_unit_test(tables_of_minor_places_are_in_order_and_complete),
      cmocka_unit_test(places_of_the_gazetteer_have_codes),
  };
  return cmocka_run_group_tests(tests, open_world, close_world);
}
