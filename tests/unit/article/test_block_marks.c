/* What recurs on the pages of a site is left out as if the page had never had it. */
#include "article/block_marks.h"
#include "article/extract.h"
#include "article_setup.h"
#include "dom/dom.h"

#define NOTICE \
  "Harbour walks, boats and tides in one small book for the pocket or the shelf, recipes from the quay by those who sell the fish there " \
  "every week of the year, maps of the coast and of its islands on paper that neither rain nor spray can harm, songs of the rowers with " \
  "their tunes, and the calendar with the pictures of all twelve lighthouses, each of them from the land and from the sea: all of it at " \
  "the counter of the printing house, on every working day"

/* Two parts of one article side by side, with something more in the second. */
#define PAGE(more) \
  "<html lang=en><body><div class=w><div class=a><p>The bridge over the Lorne has been closed since Monday, the council said on Friday " \
  "evening.</p><p>Engineers found cracks in both piers when the water was low in August, and more of them in autumn.</p><p>Repairs are " \
  "to begin in spring, once the ice has gone and the river can be crossed by boat again.</p><p>The two who built it in the year of the " \
  "flood left no drawings, and nobody knows how deep the piers stand.</p></div><div class=b><p>Until then a ferry takes cars across, " \
  "every hour from six in the morning until nine at night.</p></div>" more "</div></body></html>"

static const char with_notice[] = PAGE("<div class=c>" NOTICE "</div>"), without_notice[] = PAGE("");

/* The list of digests that a site has taught whose pages all have the notice. */
static syn_text notice_digest(void) {
  static char bytes[SYN_MARK_DIGEST_BYTES];
  syn_block block = {.text = SYN_TEXT(NOTICE)};
  assert_int_equal(syn_block_describe(&extractor->furniture, arena, &block), SYN_OK);
  syn_digests_put(bytes, syn_block_digest(&block));
  return (syn_text){bytes, sizeof bytes};
}

static syn_text text_of(const char *html, syn_text recurring) {
  syn_page page = {.source = SYN_TEXT("a.html"), .url = SYN_TEXT("https://lorne.example/a"), .media = SYN_MEDIA_HTML};
  syn_marked_article marked;
  page.bytes = syn_text_from(html);
  page.recurring = recurring;
  assert_int_equal(syn_article_extract_marked(extractor, &page, page.bytes, arena, &marked, NULL), SYN_OK);
  return marked.article.text;
}

static syn_page_blocks blocks_of(const char *html) {
  syn_dom *dom = SYN_ARENA_NEW(arena, syn_dom);
  syn_page_blocks page;
  assert_non_null(dom);
  assert_int_equal(syn_dom_parse(syn_text_from(html), &extractor->dom_limits, arena, dom, NULL), SYN_OK);
  assert_int_equal(syn_page_blocks_from_dom(&extractor->furniture, &extractor->layout, dom, false, arena, &page), SYN_OK);
  return page;
}

static void what_recurs_counts_no_longer_for_the_elements_around_it(void **state) {
  static const char links[] = PAGE("<div class=c>" NOTICE " <a href=/shop>from the shop</a></div>");
  syn_page_blocks page = blocks_of(links), wanted = blocks_of(without_notice);
  char bytes[SYN_MARK_DIGEST_BYTES];
  syn_page_marks marks = {0};
  size_t dropped = 0;
  const syn_block *notice = &page.blocks.items[page.blocks.count - 1];
  assert_true(notice->link_bytes > 0);
  syn_digests_put(bytes, syn_block_digest(notice));
  assert_int_equal(syn_block_marks_drop(&page, (syn_text){bytes, sizeof bytes}, arena, &marks, &dropped), SYN_OK);
  assert_int_equal(dropped, 1);
  for (uint32_t i = 0; i < wanted.element_count; i++) {
    if (page.elements[i].text_bytes != wanted.elements[i].text_bytes) fail_msg("text of element %u", i);
    if (page.elements[i].link_bytes != wanted.elements[i].link_bytes) fail_msg("links of element %u", i);
  }
}

/* By the rules alone: trees may mend what these get wrong. */
static void a_part_of_the_article_is_not_lost_for_the_furniture_beside_it(void **state) {
  uint32_t tree_count = extractor->block_model.root_count;
  extractor->block_model.root_count = 0;
  syn_text alone = text_of(with_notice, (syn_text){0}), wanted = text_of(without_notice, (syn_text){0});
  assert_true(syn_text_find(wanted, SYN_TEXT("Until then a ferry"), 0) != SIZE_MAX);
  assert_false(syn_text_equal(alone, wanted));
  syn_text got = text_of(with_notice, notice_digest());
  extractor->block_model.root_count = tree_count;
  if (!syn_text_equal(got, wanted)) fail_msg("\ngot    %.*s\nwanted %.*s", SYN_TEXT_ARGUMENTS(got), SYN_TEXT_ARGUMENTS(wanted));
}

RUN(cmocka_unit_test(what_recurs_counts_no_longer_for_the_elements_around_it),
    cmocka_unit_test(a_part_of_the_article_is_not_lost_for_the_furniture_beside_it))
