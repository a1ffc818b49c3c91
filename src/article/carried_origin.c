#include "article/carried_origin.h"

#include <string.h>

#include "article/page_title.h"

enum { NAME_BYTES = 100, NAME_WORDS = 8 };

static bool is_name(syn_text text) {
  uint32_t words = 1;
  for (size_t i = 0; i < text.size; i++) words += text.data[i] == ' ';
  const bool is_address = memchr(text.data, '@', text.size) || syn_text_find(text, SYN_TEXT("://"), 0) != SIZE_MAX;
  return text.size <= NAME_BYTES && words <= NAME_WORDS && !is_address;
}

/* As it is written, for the carrier says that it is a source: it need not be known. */
static syn_status add_as_written(syn_text name, syn_arena *arena, syn_page_credits *credits) {
  for (size_t i = 0; i < credits->credits.count; i++)
    if (syn_text_equal_ascii_case(credits->credits.items[i], name)) return SYN_OK;
  syn_text *place = SYN_ARRAY_ADD(&credits->credits, arena);
  if (!place) return SYN_NO_MEMORY;
  *place = name;
  return SYN_OK;
}

static syn_status add_credit(const syn_extractor *extractor, syn_text stated, syn_text outlet, syn_text host, syn_arena *arena,
                             syn_page_credits *credits) {
  const syn_text name = syn_text_trim(stated);
  syn_text form, own;
  if (name.size == 0 || !is_name(name)) return SYN_OK;
  syn_status status = syn_furniture_form(name, arena, &form);
  if (status == SYN_OK) status = syn_furniture_form(outlet, arena, &own);
  if (status != SYN_OK) return status;
  if (form.size == 0 || syn_text_equal(form, own) || syn_is_host_name(form, host)) return SYN_OK;
  status = syn_credits_read_stated(extractor, name, arena, credits);
  return status == SYN_NOT_FOUND ? add_as_written(name, arena, credits) : status;
}

static syn_status add_based_on(syn_text source, syn_arena *arena, syn_article *article) {
  if (source.size == 0 || syn_text_equal(source, article->url) || syn_text_equal(source, article->canonical)) return SYN_OK;
  for (uint32_t i = 0; i < article->based_on_count; i++)
    if (syn_text_equal(article->based_on[i], source)) return SYN_OK;
  syn_text *all = SYN_ARENA_ARRAY(arena, syn_text, article->based_on_count + 1);
  if (!all) return SYN_NO_MEMORY;
  if (article->based_on_count > 0) memcpy(all, article->based_on, article->based_on_count * sizeof *all);
  all[article->based_on_count++] = source;
  article->based_on = all;
  return SYN_OK;
}

syn_status syn_carried_origin_read(const syn_extractor *extractor, const syn_page *page, syn_text host, syn_arena *arena,
                                   syn_page_credits *credits, syn_article *article) {
  syn_status status = add_credit(extractor, page->credit, article->outlet, host, arena, credits);
  return status == SYN_OK ? add_based_on(page->based_on, arena, article) : status;
}
