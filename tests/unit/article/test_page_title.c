#include "article/page_title.h"
#include "article_setup.h"

static void expect_title(const char *title, const char *site, const char *heading, const char *host, const char *wanted,
                         const char *wanted_outlet) {
  syn_text clean, outlet;
  syn_page_heading headings[1] = {{.text = syn_text_from(heading)}};
  const syn_title_context context = {syn_text_from(site), (syn_text){0}, syn_text_from(host), headings, 1};
  assert_int_equal(syn_title_clean(extractor, syn_text_from(title), &context, arena, &clean, &outlet), SYN_OK);
  EXPECT_TEXT(clean, wanted);
  EXPECT_TEXT(outlet, wanted_outlet);
}

static void what_follows_a_bar_is_cut(void **state) {
  expect_title("Storm tears roofs off in Kolvik | News | Tarn Courier", "", "", "", "Storm tears roofs off in Kolvik", "Tarn Courier");
}

static void what_follows_a_dash_is_cut_when_it_is_the_site(void **state) {
  expect_title("Storm tears roofs off - The Tarn Courier", "", "", "tarncourier.example", "Storm tears roofs off - The Tarn Courier", "");
  expect_title("Storm tears roofs off - Tarn Courier", "", "", "tarncourier.example", "Storm tears roofs off", "Tarn Courier");
  expect_title("Storm tears roofs off - Tarn Courier", "Tarn Courier", "", "", "Storm tears roofs off", "Tarn Courier");
  expect_title("Storm tears roofs off - Reuters", "", "", "", "Storm tears roofs off", "Reuters");
}

static void a_dash_inside_a_headline_stays(void **state) {
  expect_title("Storm in Kolvik - three are hurt", "", "", "", "Storm in Kolvik - three are hurt", "");
}

static void a_heading_tells_where_the_headline_ends(void **state) {
  expect_title("Storm in Kolvik - Weather of the north - A site", "", "Storm in Kolvik", "", "Storm in Kolvik", "");
}

static void an_outlet_in_front_is_cut(void **state) {
  expect_title("Reuters | Storm tears roofs off in Kolvik", "", "", "", "Storm tears roofs off in Kolvik", "Reuters");
}

static void empty_and_odd_titles_do_no_harm(void **state) {
  expect_title("", "", "", "", "", "");
  expect_title(" | | | ", "", "", "", "| | |", "");
  expect_title("Kolvik", "Kolvik", "Kolvik", "kolvik.example", "Kolvik", "");
}

static void hosts_are_read_off_addresses(void **state) {
  EXPECT_TEXT(syn_host_of(SYN_TEXT("https://www.a.example:80/x?y#z")), "a.example");
  EXPECT_TEXT(syn_host_of(SYN_TEXT("a.example/x")), "");
}

RUN(cmocka_unit_test(what_follows_a_bar_is_cut), cmocka_unit_test(what_follows_a_dash_is_cut_when_it_is_the_site),
    cmocka_unit_test(a_dash_inside_a_headline_stays), cmocka_unit_test(a_heading_tells_where_the_headline_ends),
    cmocka_unit_test(an_outlet_in_front_is_cut), cmocka_unit_test(empty_and_odd_titles_do_no_harm),
    cmocka_unit_test(hosts_are_read_off_addresses))
