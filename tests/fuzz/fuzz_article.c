/*
 * Feeds bytes to the article stage, as HTML or, when the first byte is even, as plain text, and checks what records promise: valid UTF-8 in
 * every field, paragraphs that are not empty, dates that are days, and the same result twice.
 */
#include <stdlib.h>
#include <string.h>

#include "article/extract.h"
#include "base/utf8.h"
#include "fuzz_target.h"

enum { ARENA_BYTES = 512 * 1024 * 1024 };

static void require(bool condition) {
  if (!condition) abort();
}

static void check_text(syn_text text) {
  require(syn_utf8_valid_prefix(text) == text.size);
}

static void check_article(const syn_article *article) {
  check_text(article->title);
  check_text(article->outlet);
  check_text(article->url);
  check_text(article->text);
  check_text(article->language);
  for (uint32_t i = 0; i < article->byline_count; i++) check_text(article->byline[i]);
  for (uint32_t i = 0; i < article->credit_count; i++) check_text(article->credits[i]);
  for (uint32_t i = 0; i < article->caption_count; i++) check_text(article->captions[i]);
  require(article->language.size > 0);
  require(article->text.size > 0);
  require(!syn_text_starts_with(article->text, SYN_TEXT("\n")) && !syn_text_ends_with(article->text, SYN_TEXT("\n")));
  require(syn_text_find(article->text, SYN_TEXT("\n\n\n"), 0) == SIZE_MAX);
  if (article->published.basis != SYN_BASIS_NONE) require(article->published.from.day <= article->published.to.day);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static syn_world *world;
  static syn_extractor *extractor;
  static syn_arena *arena, *second_arena;
  if (!extractor && (syn_world_open(NULL, &world, NULL) != SYN_OK || syn_extractor_create(world, &extractor, NULL) != SYN_OK ||
                     syn_arena_create(ARENA_BYTES, &arena) != SYN_OK || syn_arena_create(ARENA_BYTES, &second_arena) != SYN_OK))
    abort();
  if (size == 0) return 0;
  syn_page page = {.source = SYN_TEXT("fuzz"), .media = data[0] % 2 ? SYN_MEDIA_HTML : SYN_MEDIA_TEXT};
  page.bytes = (syn_text){(const char *)data + 1, size - 1};
  syn_text text;
  size_t replaced_count;
  if (syn_utf8_repair(page.bytes, arena, &text, &replaced_count) == SYN_OK) {
    syn_article article, again;
    syn_status status = syn_article_extract(extractor, &page, text, arena, &article, NULL);
    require(status == SYN_OK || status == SYN_NOT_FOUND || status == SYN_LIMIT);
    if (status == SYN_OK) {
      check_article(&article);
      require(syn_article_extract(extractor, &page, text, second_arena, &again, NULL) == SYN_OK);
      require(syn_text_equal(article.text, again.text) && syn_text_equal(article.title, again.title));
    }
  }
  syn_arena_reset(arena);
  syn_arena_reset(second_arena);
  return 0;
}
