/* The world: tables, languages, overlay folders, and what the gazetteer finds in the tables of this repository. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "world/world.h"

enum { ARENA_LIMIT = 1 << 20, PATH_SIZE = 256 };

static syn_world *world;
static syn_arena *arena;

static int open_world(void **state) {
  (void)state;
  syn_error error;
  if (syn_world_open(NULL, &world, &error) != SYN_OK) {
    fprintf(stderr, "%s\n", error.text);
    return -1;
  }
  return syn_arena_create(ARENA_LIMIT, &arena) == SYN_OK ? 0 : -1;
}

static int close_world(void **state) {
  (void)state;
  syn_world_close(&world);
  syn_arena_destroy(&arena);
  return world || arena ? -1 : 0;
}

/* ---- finding ---- */

static size_t find_in(const char *language, const char *written, const syn_known_form **out_forms) {
  syn_text folded;
  assert_int_equal(syn_utf8_fold(syn_text_from(written), arena, &folded), SYN_OK);
  return syn_world_find_in(world, syn_text_from(language), folded, syn_text_from(written), out_forms);
}

static bool has(const char *language, const char *written, const char *id, syn_form form) {
  const syn_known_form *forms = NULL;
  size_t count = find_in(language, written, &forms);
  for (size_t i = 0; i < count; i++)
    if (syn_text_equal(forms[i].known->id, syn_text_from(id)) && forms[i].form == form) return true;
  return false;
}

static void assert_first(const char *written, const char *id) {
  const syn_known_form *forms = NULL;
  if (find_in("en", written, &forms) == 0) fail_msg("%s is not known", written);
  if (!syn_text_equal(forms[0].known->id, syn_text_from(id)))
    fail_msg("%s is %.*s, not %s", written, SYN_TEXT_ARGUMENTS(forms[0].known->id), id);
}

static void a_country_is_found_by_name_adjective_and_demonym(void **state) {
  (void)state;
  assert_true(has("en", "Belarus", "country:BY", SYN_FORM_NAME));
  assert_true(has("en", "Belarusian", "country:BY", SYN_FORM_ADJECTIVE));
  assert_true(has("en", "Belarusians", "country:BY", SYN_FORM_DEMONYM));
  assert_true(has("en", "Danes", "country:DK", SYN_FORM_DEMONYM));
  assert_true(has("en", "Netherlands", "country:NL", SYN_FORM_NAME));
  assert_true(has("en", "Ivory Coast", "country:CI", SYN_FORM_NAME));
  assert_true(has("en", "Britain", "country:GB", SYN_FORM_NAME));
  assert_true(has("en", "Soviet", "country:SU", SYN_FORM_ADJECTIVE));
}

static void marks_hyphens_and_apostrophes_do_not_matter(void **state) {
  (void)state;
  assert_first("CÔTE D’IVOIRE", "country:CI");
  assert_first("Cote d'Ivoire", "country:CI");
  assert_first("Guinea Bissau", "country:GW");
  assert_first("Al-Jazeera", "outlet:al-jazeera");
  assert_first("Besançon", "place:besancon-fr");
}

static void a_state_comes_before_a_province_of_its_name(void **state) {
  (void)state;
  const syn_known_form *forms = NULL;
  size_t count = find_in("en", "Georgia", &forms);
  assert_true(count >= 2);
  assert_true(syn_text_equal(forms[0].known->id, SYN_TEXT("country:GE")));
  assert_true(has("en", "Georgia", "place:georgia-us", SYN_FORM_NAME));
}

static void of_two_places_the_larger_comes_first(void **state) {
  (void)state;
  assert_first("Birmingham", "place:birmingham-gb");
  assert_true(has("en", "Birmingham", "place:birmingham-us", SYN_FORM_NAME));
  assert_first("Korean", "country:KR");
  assert_true(has("en", "Korean", "country:KP", SYN_FORM_ADJECTIVE));
}

static void an_acronym_is_found_in_capitals_only(void **state) {
  (void)state;
  const syn_known_form *forms = NULL;
  assert_int_equal(find_in("en", "who", &forms), 0);
  assert_int_equal(find_in("en", "Who", &forms), 0);
  assert_first("WHO", "org:world-health-organization");
  assert_int_equal(find_in("en", "us", &forms), 0);
  assert_int_equal(find_in("en", "Us", &forms), 0);
  assert_first("US", "country:US");
  assert_first("U.S.", "country:US");
  assert_first("U.N.", "org:united-nations");
}

static void a_name_is_not_found_in_small_letters(void **state) {
  (void)state;
  const syn_known_form *forms = NULL;
  assert_int_equal(find_in("en", "turkey", &forms), 0);
  assert_first("Turkey", "country:TR");
  assert_first("TURKEY", "country:TR");
  assert_int_equal(find_in("en", "polish", &forms), 0);
}

static void a_capital_is_a_place_and_stands_for_the_state(void **state) {
  (void)state;
  assert_first("Moscow", "place:moscow-ru");
  assert_true(has("en", "Moscow", "country:RU", SYN_FORM_SEAT));
  assert_true(has("en", "Kiev", "country:UA", SYN_FORM_SEAT)); /* by its other name as well */
  assert_true(has("en", "Kremlin", "country:RU", SYN_FORM_SEAT));
  assert_true(has("en", "Brussels", "org:european-union", SYN_FORM_SEAT));
}

static void a_state_named_as_its_capital_is_read_once(void **state) {
  (void)state;
  const syn_known_form *forms = NULL;
  size_t count = find_in("en", "Luxembourg", &forms), found = 0;
  for (size_t i = 0; i < count; i++) found += syn_text_equal(forms[i].known->id, SYN_TEXT("country:LU"));
  assert_int_equal(found, 1);
  assert_true(has("en", "Luxembourg", "country:LU", SYN_FORM_NAME));
}

static void forms_of_one_language_stay_out_of_another(void **state) {
  (void)state;
  const syn_known_form *forms = NULL;
  assert_true(has("fr", "Allemagne", "country:DE", SYN_FORM_NAME));
  assert_int_equal(find_in("en", "Allemagne", &forms), 0);
  assert_int_equal(find_in("xx", "Allemagne", &forms), 0);
  assert_true(has("fr-CA", "Allemagne", "country:DE", SYN_FORM_NAME));
  syn_text name = SYN_TEXT("Allemagne"), folded = SYN_TEXT("allemagne");
  assert_int_equal(syn_world_find(world, folded, name, &forms), 1);
  assert_true(has("xx", "Reuters", "agency:reuters", SYN_FORM_NAME)); /* what is for all languages is there for unknown ones */
}

static void the_first_word_bounds_the_search(void **state) {
  (void)state;
  assert_true(syn_world_longest_from(world, SYN_TEXT("united")) >= 3);
  assert_true(syn_world_longest_from(world, SYN_TEXT("u.s.")) >= 1);
  assert_true(syn_world_longest_from(world, SYN_TEXT("belarus")) >= 1);
  assert_int_equal(syn_world_longest_from(world, SYN_TEXT("quietly")), 0);
  assert_int_equal(syn_world_longest_from(world, SYN_TEXT("\"")), 0);
  assert_true(syn_world_longest_form(world) >= syn_world_longest_from(world, SYN_TEXT("united")));
}

static void long_and_empty_texts_are_not_found(void **state) {
  (void)state;
  const syn_known_form *forms = NULL;
  char text[4096];
  memset(text, 'a', sizeof(text));
  syn_text longest = {text, sizeof(text)};
  assert_int_equal(syn_world_find(world, longest, longest, &forms), 0);
  memset(text, '-', sizeof(text));
  assert_int_equal(syn_world_find(world, longest, longest, &forms), 0);
  assert_int_equal(syn_world_find(world, (syn_text){0}, (syn_text){0}, &forms), 0);
  assert_int_equal(syn_world_longest_from(world, longest), 0);
}

static void what_is_known_is_found_by_id(void **state) {
  (void)state;
  const syn_known *known = syn_world_get(world, SYN_TEXT("country:BY"));
  assert_non_null(known);
  assert_true(syn_text_equal(known->name, SYN_TEXT("Belarus")));
  assert_true(syn_text_equal(known->country, SYN_TEXT("BY")));
  assert_int_equal(known->kind, SYN_KNOWN_COUNTRY);
  known = syn_world_get(world, SYN_TEXT("org:united-nations"));
  assert_non_null(known);
  assert_true(syn_text_equal(known->wikidata, SYN_TEXT("Q1065")));
  assert_null(syn_world_get(world, SYN_TEXT("country:QQ")));
}

static void tables_are_found_by_name_and_language(void **state) {
  (void)state;
  assert_non_null(syn_world_table(world, "world/outlets"));
  assert_non_null(syn_world_language_table(world, SYN_TEXT("en"), "titles"));
  assert_null(syn_world_table(world, "world/nothing"));
  assert_null(syn_world_language_table(world, SYN_TEXT("en"), "nothing"));
  assert_null(syn_world_language_table(world, (syn_text){0}, "titles"));
  size_t count;
  const syn_text *languages = syn_world_languages(world, &count);
  assert_true(count >= 2);
  for (size_t i = 1; i < count; i++) assert_true(syn_text_compare(languages[i - 1], languages[i]) < 0);
}

/* ---- overlay folders ---- */

typedef struct folder {
  char path[PATH_SIZE], file[PATH_SIZE];
} folder;

/* A folder with one table. */
static void make_folder(folder *made, const char *name, const void *text, size_t size) {
  snprintf(made->path, sizeof(made->path), "%s", "/tmp/syn-world-XXXXXX");
  assert_non_null(mkdtemp(made->path));
  snprintf(made->file, sizeof(made->file), "%.100s/%.*s", made->path, (int)(strchr(name, '/') - name), name);
  assert_int_equal(mkdir(made->file, 0700), 0);
  snprintf(made->file, sizeof(made->file), "%.100s/%.100s.tsv", made->path, name);
  FILE *file = fopen(made->file, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(text, 1, size, file), size);
  assert_int_equal(fclose(file), 0);
}

static void remove_folder(folder *made) {
  assert_int_equal(unlink(made->file), 0);
  *strrchr(made->file, '/') = 0;
  assert_int_equal(rmdir(made->file), 0);
  assert_int_equal(rmdir(made->path), 0);
}

static void a_folder_replaces_tables_of_the_same_name(void **state) {
  (void)state;
  static const char text[] = "id\tname\tacronyms\tcountry\nmill\tOld Mill Trust\tOMT\tFI\n";
  folder made;
  make_folder(&made, "world/organisations", text, sizeof(text) - 1);
  /* Tables that speak of organisations that are gone would be wrong: this folder brings its own. */
  syn_world *other = NULL;
  syn_error error;
  assert_int_equal(syn_world_open(made.path, &other, &error), SYN_BAD_INPUT);
  remove_folder(&made);
  static const char outlets[] = "id\tname\tdomains\tcountry\nharbour\tHarbour Gazette\tharbour.example\tNO\n";
  make_folder(&made, "world/outlets", outlets, sizeof(outlets) - 1);
  assert_int_equal(syn_world_open(made.path, &other, &error), SYN_OK);
  assert_non_null(syn_world_get(other, SYN_TEXT("outlet:harbour")));
  assert_null(syn_world_get(other, SYN_TEXT("outlet:bbc")));
  assert_non_null(syn_world_get(other, SYN_TEXT("country:BY")));
  syn_digest before = syn_world_digest(world), after = syn_world_digest(other);
  assert_memory_not_equal(before.bytes, after.bytes, sizeof(before.bytes));
  syn_world_close(&other);
  assert_null(other);
  remove_folder(&made);
}

static void a_folder_can_bring_a_language(void **state) {
  (void)state;
  static const char text[] = "of\tnames\tadjectives\ncountry:SE\tSverige\tsvensk|svenska\n";
  folder made;
  make_folder(&made, "qx/demonyms", text, sizeof(text) - 1);
  syn_world *other = NULL;
  assert_int_equal(syn_world_open(made.path, &other, NULL), SYN_OK);
  const syn_known_form *forms = NULL;
  syn_text word = SYN_TEXT("svensk");
  assert_int_equal(syn_world_find_in(other, SYN_TEXT("qx"), word, word, &forms), 1); /* adjectives in small letters are found so */
  assert_int_equal(forms[0].form, SYN_FORM_ADJECTIVE);
  assert_int_equal(syn_world_find_in(other, SYN_TEXT("en"), word, word, &forms), 0);
  syn_world_close(&other);
  remove_folder(&made);
}

static void assert_refused(const char *name, const void *text, size_t size, syn_status status, const char *place) {
  folder made;
  make_folder(&made, name, text, size);
  syn_world *other = NULL;
  syn_error error = {0};
  assert_int_equal(syn_world_open(made.path, &other, &error), status);
  assert_null(other);
  char wanted[2 * PATH_SIZE];
  snprintf(wanted, sizeof(wanted), "%s%s", made.file, place);
  if (!strstr(error.text, wanted)) fail_msg("'%s' does not name %s", error.text, wanted);
  remove_folder(&made);
}
#define ASSERT_REFUSED(name, text, place) assert_refused((name), (text), sizeof(text) - 1, SYN_BAD_INPUT, (place))

static void a_broken_table_is_refused_with_file_and_line(void **state) {
  (void)state;
  ASSERT_REFUSED("world/outlets", "id\tname\na\tA\nb\tB\tx\ty\n", ":3");
  ASSERT_REFUSED("world/outlets", "# comment\nid\tname\n\na\tA\na\tB\n", ":5");                   /* an id twice */
  ASSERT_REFUSED("world/outlets", "id\tname\tcountry\na\tA\tQQ\n", ":2");                         /* no such country */
  ASSERT_REFUSED("world/outlets", "id\tname\n\tA\n", ":2");                                       /* no id */
  ASSERT_REFUSED("world/outlets", "id\tname\na\t\n", ":2");                                       /* no name */
  ASSERT_REFUSED("world/outlets", "id\tname\na\t--\n", ":2");                                     /* nothing to look for */
  ASSERT_REFUSED("world/outlets", "name\nA\n", ":1");                                             /* no column for the id */
  ASSERT_REFUSED("world/places", "id\tname\tcountry\tpopulation\na\tA\tFR\tmany\n", ":2");        /* no number */
  ASSERT_REFUSED("world/places", "id\tname\tcountry\tpopulation\na\tA\tFR\t99999999999\n", ":2"); /* too large */
  ASSERT_REFUSED("en/demonyms", "of\tnames\ncountry:QQ\tQ\n", ":2");                              /* what nobody defines */
  ASSERT_REFUSED("world/outlets", "id\tname\na\tA\nb\t\xC3\x28\n", ":3");                         /* no UTF-8 */
  ASSERT_REFUSED("world/outlets", "", "");
  ASSERT_REFUSED("world/towns", "key\tid\tname\nnorvik\ta\tNorvik\nmillham\tb\tMillham\n", ":3"); /* not in order */
}

static void a_folder_that_is_none_is_refused(void **state) {
  (void)state;
  syn_world *other = NULL;
  syn_error error = {0};
  assert_int_equal(syn_world_open("/nonexistent/world", &other, &error), SYN_IO);
  assert_non_null(strstr(error.text, "/nonexistent/world"));
  char path[] = "/tmp/syn-world-XXXXXX";
  assert_non_null(mkdtemp(path));
  assert_int_equal(syn_world_open(path, &other, &error), SYN_BAD_INPUT);
  assert_non_null(strstr(error.text, path));
  assert_int_equal(rmdir(path), 0);
  assert_null(other);
}

/* ---- failures, order ---- */

static void every_failed_allocation_is_reported(void **state) {
  (void)state;
  for (long count = 0;; count++) {
    syn_world *other = NULL;
    syn_error error = {0};
    syn_memory_fail_after(count);
    syn_status status = syn_world_open(NULL, &other, &error);
    bool is_pending = syn_memory_fail_pending();
    syn_memory_fail_after(-1);
    if (is_pending) {
      assert_int_equal(status, SYN_OK);
      syn_world_close(&other);
      break;
    }
    assert_int_equal(status, SYN_NO_MEMORY);
    assert_int_equal(error.status, SYN_NO_MEMORY);
    assert_null(other);
  }
}

static void opening_twice_gives_the_same(void **state) {
  (void)state;
  syn_world *other = NULL;
  assert_int_equal(syn_world_open(NULL, &other, NULL), SYN_OK);
  syn_digest a = syn_world_digest(world), b = syn_world_digest(other);
  assert_memory_equal(a.bytes, b.bytes, sizeof(a.bytes));
  assert_int_equal(syn_world_digest_of(NULL, &b, NULL), SYN_OK);
  assert_memory_equal(a.bytes, b.bytes, sizeof(a.bytes));
  size_t count, other_count;
  const syn_known *all = syn_world_all(world, &count), *other_all = syn_world_all(other, &other_count);
  assert_int_equal(count, other_count);
  for (size_t i = 0; i < count; i++) assert_true(syn_text_equal(all[i].id, other_all[i].id));
  syn_world_close(&other);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_country_is_found_by_name_adjective_and_demonym),
      cmocka_unit_test(marks_hyphens_and_apostrophes_do_not_matter),
      cmocka_unit_test(a_state_comes_before_a_province_of_its_name),
      cmocka_unit_test(of_two_places_the_larger_comes_first),
      cmocka_unit_test(an_acronym_is_found_in_capitals_only),
      cmocka_unit_test(a_name_is_not_found_in_small_letters),
      cmocka_unit_test(a_capital_is_a_place_and_stands_for_the_state),
      cmocka_unit_test(a_state_named_as_its_capital_is_read_once),
      cmocka_unit_test(forms_of_one_language_stay_out_of_another),
      cmocka_unit_test(the_first_word_bounds_the_search),
      cmocka_unit_test(long_and_empty_texts_are_not_found),
      cmocka_unit_test(what_is_known_is_found_by_id),
      cmocka_unit_test(tables_are_found_by_name_and_language),
      cmocka_unit_test(a_folder_replaces_tables_of_the_same_name),
      cmocka_unit_test(a_folder_can_bring_a_language),
      cmocka_unit_test(a_broken_table_is_refused_with_file_and_line),
      cmocka_unit_test(a_folder_that_is_none_is_refused),
      cmocka_unit_test(every_failed_allocation_is_reported),
      cmocka_unit_test(opening_twice_gives_the_same),
  };
  return cmocka_run_group_tests(tests, open_world, close_world);
}
