#include "../base/base_test.h"
#include "base/memory.h"
#include "fetch/robots.h"

/* A file, and paths that it forbids and that it allows, each list ended by NULL. */
typedef struct robots_case {
  const char *file;
  const char *forbidden[8], *allowed[8];
} robots_case;

static bool is_allowed(const char *file, const char *path) {
  syn_robots robots;
  bool allowed = false;
  assert_int_equal(syn_robots_parse(syn_text_from(file), SYN_TEXT("synoptic"), &robots), SYN_OK);
  assert_int_equal(syn_robots_check(&robots, syn_text_from(path), &allowed), SYN_OK);
  syn_robots_clear(&robots);
  return allowed;
}

static void check(const robots_case *cases, size_t count) {
  for (size_t i = 0; i < count; i++) {
    for (const char *const *path = cases[i].forbidden; *path; path++)
      if (is_allowed(cases[i].file, *path)) fail_msg("forbidden: %s by\n%s", *path, cases[i].file);
    for (const char *const *path = cases[i].allowed; *path; path++)
      if (!is_allowed(cases[i].file, *path)) fail_msg("allowed: %s by\n%s", *path, cases[i].file);
  }
}

static void the_longest_rule_decides(void **state) {
  (void)state;
  static const robots_case cases[] = {
      {"", {NULL}, {"/", "/a"}},
      {"user-agent: *\ndisallow: /\n", {"/", "/a", "/a?b"}, {"/robots.txt", NULL}},
      {"user-agent: *\ndisallow:\n", {NULL}, {"/", "/a"}},
      {"user-agent: *\ndisallow: /\nallow: /a\n", {"/", "/b"}, {"/a", "/ab", "/a/b"}},
      {"user-agent: *\nallow: /a\ndisallow: /\n", {"/", "/b"}, {"/a"}},
      {"user-agent: *\nallow: /a\ndisallow: /a\n", {NULL}, {"/a"}},
      {"user-agent: *\ndisallow: /a\nallow: /a\n", {NULL}, {"/a"}},
      {"user-agent: *\nallow: /folder\ndisallow: /folder\n", {NULL}, {"/folder/page"}},
      {"user-agent: *\nallow: /page\ndisallow: /*.htm\n", {"/page.htm"}, {"/page"}},
      {"user-agent: *\nallow: /$\ndisallow: /\n", {"/page.htm"}, {"/"}},
      {"user-agent: *\ndisallow: /A\n", {"/A"}, {"/a"}},
  };
  check(cases, COUNT_OF(cases));
}

static void stars_and_ends_match(void **state) {
  (void)state;
  static const robots_case cases[] = {
      {"user-agent: *\ndisallow: *.php\n", {"/a.php", "/a.php?x", "/b/c.phpx"}, {"/a.PHP", "/php", "/"}},
      {"user-agent: *\ndisallow: /*.php$\n", {"/a.php", "/.php.php"}, {"/a.php?x", "/a.php5", "/a.php/"}},
      {"user-agent: *\ndisallow: /fish*.php\n", {"/fish.php", "/fishheads/cat.php?parameters"}, {"/Fish.PHP", "/fis.php"}},
      {"user-agent: *\ndisallow: /fish$\n", {"/fish"}, {"/fish/", "/fisher", "/fis"}},
      {"user-agent: *\ndisallow: /a*b*c$\n", {"/abc", "/a1b2b3c", "/abbcc"}, {"/abcd", "/acb", "/ab"}},
      {"user-agent: *\ndisallow: /a*$\n", {"/a", "/abc"}, {"/ba"}},
      {"user-agent: *\ndisallow: /***a\n", {"/a", "/xa"}, {"/x"}},
      {"user-agent: *\ndisallow: $\n", {NULL}, {"/", "/a"}},
      {"user-agent: *\ndisallow: /ab*ab$\n", {"/abab", "/abxab"}, {"/ab", "/aba"}},
      {"user-agent: *\ndisallow: /a$b\n", {"/a$b", "/a%24b"}, {"/a"}},
      {"user-agent: *\ndisallow: a\n", {NULL}, {"/a", "/"}},
  };
  check(cases, COUNT_OF(cases));
}

static void equal_octets_are_equal_however_written(void **state) {
  (void)state;
  static const robots_case cases[] = {
      {"user-agent: *\ndisallow: /caf\xC3\xA9\n", {"/caf\xC3\xA9", "/caf%C3%A9", "/caf%c3%a9"}, {"/cafe"}},
      {"user-agent: *\ndisallow: /caf%c3%a9\n", {"/caf\xC3\xA9", "/caf%C3%A9"}, {"/caf%C3%A8"}},
      {"user-agent: *\ndisallow: /%7Ejoe\n", {"/~joe", "/%7ejoe"}, {"/joe"}},
      {"user-agent: *\ndisallow: /~joe\n", {"/%7Ejoe"}, {"/%7E"}},
      {"user-agent: *\ndisallow: /a%2Fb\n", {"/a%2fb"}, {"/a/b"}},
      {"user-agent: *\ndisallow: /a/b\n", {"/a/b"}, {"/a%2Fb"}},
      {"user-agent: *\ndisallow: /%62\n", {"/b"}, {"/a"}},
      {"user-agent: *\ndisallow: /a-%2A.html\n", {"/a-*.html", "/a-%2a.html"}, {"/a-b.html"}},
      {"user-agent: *\ndisallow: /a%\n", {"/a%", "/a%b"}, {"/a"}},
      {"user-agent: *\ndisallow: /%a%35\n", {"/%25a5", "/%25a5b"}, {"/%A5", "/%a"}},
      {"user-agent: *\ndisallow: /a b\n", {"/a%20b"}, {"/ab"}},
      {"user-agent: *\ndisallow: /%00\n", {"/%00"}, {"/"}},
  };
  check(cases, COUNT_OF(cases));
}

static void groups_belong_to_the_agents_before_them(void **state) {
  (void)state;
  static const robots_case cases[] = {
      {"user-agent: synoptic\ndisallow: /a\n\nuser-agent: *\ndisallow: /b\n", {"/a"}, {"/b"}},
      {"user-agent: *\ndisallow: /b\n\nuser-agent: SynOptic/2.0 (x)\ndisallow: /a\n", {"/a"}, {"/b"}},
      {"user-agent: synoptic\n\nuser-agent: *\ndisallow: /b\n", {"/b"}, {"/a"}},
      {"user-agent: synoptic\ndisallow:\n\nuser-agent: *\ndisallow: /\n", {NULL}, {"/b"}},
      {"user-agent: synoptic\nallow: /x\n\nuser-agent: *\ndisallow: /\n", {NULL}, {"/b"}},
      {"user-agent: synoptics\ndisallow: /\nuser-agent: synop\ndisallow: /\nuser-agent: syn*\ndisallow: /\n", {NULL}, {"/a"}},
      {"user-agent: a\nuser-agent: synoptic\nuser-agent: b\ndisallow: /a\n", {"/a"}, {"/b"}},
      {"user-agent: synoptic\ndisallow: /a\nuser-agent: b\ndisallow: /b\nuser-agent: synoptic\ndisallow: /c\n", {"/a", "/c"}, {"/b"}},
      {"user-agent: synoptic\nsitemap: http://s.example/m\nuser-agent: b\ndisallow: /a\n", {"/a"}, {"/b"}},
      {"user-agent: synoptic\ncrawl-delay: 3\nunknown: x\n\nuser-agent: b\ndisallow: /a\n", {"/a"}, {"/b"}},
      {"disallow: /a\nuser-agent: *\ndisallow: /b\n", {"/b"}, {"/a"}},
      {"user-agent: * everyone\ndisallow: /b\n", {"/b"}, {"/a"}},
      {"user-agent: *x\ndisallow: /b\n", {NULL}, {"/b"}},
  };
  check(cases, COUNT_OF(cases));
}

static void lines_are_read_as_sites_write_them(void **state) {
  (void)state;
  static const robots_case cases[] = {
      {"\xEF\xBB\xBFuser-agent: *\ndisallow: /a\n", {"/a"}, {"/b"}},
      {"USER-AGENT:*\r\nDisAllow:/a#b\r\n", {"/a"}, {"/b"}},
      {"user-agent : *\rdisallow\t: /a \t# b\r", {"/a"}, {"/b"}},
      {"user-agent: *\ndisallow /a\n", {"/a"}, {"/b"}},
      {"user-agent: *\ndissallow: /a\n", {"/a"}, {"/b"}},
      {"useragent: *\ndisallow: /a", {"/a"}, {"/b"}},
      {"# user-agent: x\n\n\nuser-agent: *\n\n\ndisallow: /a\n", {"/a"}, {"/b"}},
      {"<!DOCTYPE html><html><body><p>Disallow: /</p></body></html>", {NULL}, {"/a"}},
      {"user-agent: *\ndisallow: /?\n", {"/?a"}, {"/", "/a?"}},
      {"user-agent: *\nallow: /a?x=1\ndisallow: /a\n", {"/a", "/a?x=2"}, {"/a?x=1"}},
  };
  check(cases, COUNT_OF(cases));
}

static void delays_and_sitemaps_are_kept(void **state) {
  (void)state;
  static const struct {
    const char *file;
    uint32_t delay_ms;
  } cases[] = {
      {"user-agent: *\ncrawl-delay: 10\n", 10000},
      {"user-agent: *\ncrawl-delay: 0.5\n", 500},
      {"user-agent: *\ncrawl-delay: 1.2345\n", 1234},
      {"user-agent: *\ncrawl-delay: 99999999999999999999\n", 86400000},
      {"user-agent: *\ncrawl-delay: soon\n", 0},
      {"user-agent: *\ncrawl-delay: -1\n", 0},
      {"user-agent: *\ncrawl-delay: 5 s\n", 0},
      {"user-agent: b\ncrawl-delay: 7\nuser-agent: *\ndisallow: /a\n", 0},
      {"user-agent: *\ncrawl-delay: 7\nuser-agent: synoptic\ncrawl-delay: 2\n", 2000},
      {"crawl-delay: 7\n", 0},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    syn_robots robots;
    assert_int_equal(syn_robots_parse(syn_text_from(cases[i].file), SYN_TEXT("synoptic"), &robots), SYN_OK);
    if (robots.crawl_delay_ms != cases[i].delay_ms) fail_msg("%u ms by\n%s", robots.crawl_delay_ms, cases[i].file);
    syn_robots_clear(&robots);
  }
  syn_robots robots;
  const syn_text file = SYN_TEXT("Sitemap: https://s.example/1.xml\nuser-agent: b\nSITEMAP:https://s.example/2.xml # two\nsitemap:\n");
  assert_int_equal(syn_robots_parse(file, SYN_TEXT("synoptic"), &robots), SYN_OK);
  assert_text(syn_buffer_text(&robots.sitemaps), "https://s.example/1.xml\nhttps://s.example/2.xml\n");
  syn_robots_clear(&robots);
}

static void what_comes_after_the_limit_is_not_read(void **state) {
  (void)state;
  static char file[SYN_ROBOTS_BYTES + 100];
  memset(file, '\n', sizeof file);
  memcpy(file, "user-agent: *\ndisallow: /a\n", 27);
  memcpy(file + sizeof file - 20, "disallow: /b\n", 13);
  syn_robots robots;
  bool allowed;
  assert_int_equal(syn_robots_parse((syn_text){file, sizeof file}, SYN_TEXT("synoptic"), &robots), SYN_OK);
  assert_int_equal(syn_robots_check(&robots, SYN_TEXT("/a"), &allowed), SYN_OK);
  assert_false(allowed);
  assert_int_equal(syn_robots_check(&robots, SYN_TEXT("/b"), &allowed), SYN_OK);
  assert_true(allowed);
  syn_robots_clear(&robots);
}

static void a_pattern_of_stars_is_matched_at_once(void **state) {
  (void)state;
  static char file[4096] = "user-agent: *\ndisallow: /";
  static char path[8192] = "/";
  for (size_t i = strlen(file); i + 8 < sizeof file; i += 2) memcpy(file + i, "*a", 2);
  memset(path + 1, 'a', sizeof path - 2);
  assert_false(is_allowed(file, path));
  strcat(file, "b$\n");
  assert_true(is_allowed(file, path));
}

static void missing_memory_is_told(void **state) {
  (void)state;
  for (long count = 0;; count++) {
    syn_robots robots = {0};
    bool allowed = true;
    syn_memory_fail_after(count);
    syn_status status = syn_robots_parse(SYN_TEXT("user-agent: *\nsitemap: s\ndisallow: /a\n"), SYN_TEXT("synoptic"), &robots);
    if (status == SYN_OK) status = syn_robots_check(&robots, SYN_TEXT("/a"), &allowed);
    const bool is_last = syn_memory_fail_pending();
    assert_int_equal(status, is_last ? SYN_OK : SYN_NO_MEMORY);
    syn_robots_clear(&robots);
    if (is_last) break;
  }
  syn_memory_fail_after(-1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_longest_rule_decides),
      cmocka_unit_test(stars_and_ends_match),
      cmocka_unit_test(equal_octets_are_equal_however_written),
      cmocka_unit_test(groups_belong_to_the_agents_before_them),
      cmocka_unit_test(lines_are_read_as_sites_write_them),
      cmocka_unit_test(delays_and_sitemaps_are_kept),
      cmocka_unit_test(what_comes_after_the_limit_is_not_read),
      cmocka_unit_test(a_pattern_of_stars_is_matched_at_once),
      cmocka_unit_test(missing_memory_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
