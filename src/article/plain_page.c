/*
 * How it works: the first long sentence begins the running text. Above it stands the headline: the first line there that
 * is no furniture and whose words come back in the text. A line that is repeated, or taken up by the next, is a caption. Below, lines go
 * out by their words (furniture.h), a heading of a list of links with the short lines after it, and everything after a line that ends
 * articles: a list of credits, an agency in brackets with initials, "leave a reply", an outlet's words about itself. Such words are told by
 * phrases or, below the label of a picture at the end, by their stance: "we", "you", or the name of an outlet first. Short lines without a
 * stop between paragraphs are sub-headings. Linear in the page.
 */
#include "article/plain_page.h"

#include "article/page_title.h"
#include "base/utf8.h"

enum {
  PROSE_WORDS = 18,      /* a sentence with as many words belongs to running text */
  SHORT_PROSE_WORDS = 8, /* … where there is none as long */
  SENTENCE_WORDS = 5,    /* … with as many may */
  TITLE_WORDS = 30,
  TITLE_SHARED_PERCENT = 40, /* of a headline's longer words that the text has too */
  TELLING_BYTES = 4,         /* of a word that is compared */
  SUBHEADING_WORDS = 14,
  BYLINE_WORDS = 16,
  MASTHEAD_WORDS = 4,
  MASTHEAD_BLOCKS = 4,     /* before the headline */
  CAPTION_WORDS = 4,       /* of a repeated line */
  CAPTION_LINE_WORDS = 60, /* of a line that ends in a picture credit */
  PICTURE_CREDIT_BYTES = 80,
  END_SHARE_PERCENT = 50, /* of the prose before a line that ends the article */
  LIST_ITEM_WORDS = 22,
  OWN_WORD_BLOCKS = 10, /* below the label of a picture in which an outlet speaks of itself */
  SELF_WORDS = 40       /* of a self-description in which an outlet is looked for */
};

typedef struct plain_reader {
  const syn_extractor *extractor;
  syn_page_blocks *page;
  syn_arena *arena;
  syn_page_credits *credits;
  syn_plain_findings findings;
  syn_text banner_outlet, self_outlet, title_outlet, masthead_outlet;
  size_t first_prose; /* index of the block that begins the running text; block count when there is none */
  uint64_t prose_words;
  uint64_t prose_least; /* words of a sentence that counts as running text */
} plain_reader;

static bool has(const syn_block *block, uint32_t classes) {
  return block->classes & classes;
}

static bool is_fitting(const syn_block *block) {
  return has(block, SYN_FURNITURE_LINE | SYN_FURNITURE_LIST | SYN_FURNITURE_REST | SYN_FURNITURE_ABOUT);
}

/* "16x9", "640 x 480": the label of a picture. */
static bool is_picture_label(const syn_block *block) {
  if (block->word_count > 5) return false;
  for (size_t i = 1; i + 1 < block->form.size; i++)
    if (block->form.data[i] == 'x' && block->form.data[i - 1] >= '0' && block->form.data[i - 1] <= '9' && block->form.data[i + 1] >= '0' &&
        block->form.data[i + 1] <= '9')
      return true;
  return false;
}

/* ---- captions ---- */

/*
 * "The quay at noon. Photo: A. Person": whose picture it is follows the caption. Takes that off and tells whether it was there.
 */
static syn_status cut_picture_credit(const plain_reader *r, syn_block *block, bool *out_found) {
  *out_found = false;
  for (size_t at = block->text.size; at > 1 && block->text.size - at < PICTURE_CREDIT_BYTES; at--) {
    char mark = block->text.data[at - 1];
    if (mark != '.' && mark != '(' && mark != '/' && mark != '|') continue;
    syn_text tail = syn_text_slice(block->text, at, block->text.size), form;
    if (tail.size < 4) continue;
    syn_status status = syn_furniture_form(tail, r->arena, &form);
    if (status != SYN_OK) return status;
    if (!syn_furniture_prefix(&r->extractor->furniture, form, SYN_FURNITURE_CAPTION)) continue;
    block->text = syn_text_trim(syn_text_slice(block->text, 0, mark == '.' ? at : at - 1));
    *out_found = block->text.size > 0;
    return SYN_OK;
  }
  return SYN_OK;
}

static syn_status mark_captions(plain_reader *r) {
  syn_block *blocks = r->page->blocks.items;
  size_t count = r->page->blocks.count;
  for (size_t i = 0; i < count; i++) {
    syn_block *block = &blocks[i];
    if (i + 1 < count && block->word_count >= CAPTION_WORDS && block->form.size > 0 && block->use != SYN_BLOCK_IS_CAPTION &&
        syn_text_starts_with(blocks[i + 1].form, block->form)) {
      syn_text more = syn_text_trim(syn_text_slice(blocks[i + 1].form, block->form.size, blocks[i + 1].form.size));
      bool names_owner = syn_furniture_prefix(&r->extractor->furniture, more, SYN_FURNITURE_CAPTION) > 0;
      if (more.size == 0 || names_owner || has(&blocks[i + 1], SYN_FURNITURE_CAPTION)) {
        block->use = SYN_BLOCK_IS_CAPTION;
        block->kind = blocks[i + 1].kind = SYN_BLOCK_CAPTION;
      }
    }
    bool has_credit = false;
    if (block->kind != SYN_BLOCK_CAPTION && block->word_count <= CAPTION_LINE_WORDS) {
      syn_status status = cut_picture_credit(r, block, &has_credit);
      if (status != SYN_OK) return status;
    }
    if (has_credit) {
      block->kind = SYN_BLOCK_CAPTION;
      block->use = SYN_BLOCK_IS_CAPTION;
    }
    bool says_so = has(block, SYN_FURNITURE_CAPTION) && (i < r->first_prose || block->word_count < PROSE_WORDS || !block->ends_sentence);
    if (says_so && block->kind != SYN_BLOCK_CAPTION) {
      block->kind = SYN_BLOCK_CAPTION;
      bool is_credit_alone = syn_furniture_prefix(&r->extractor->furniture, block->form, SYN_FURNITURE_CAPTION) > 0;
      if (!is_credit_alone) block->use = SYN_BLOCK_IS_CAPTION;
    }
  }
  return SYN_OK;
}

/* ---- the head ---- */

static bool is_prose(const plain_reader *r, const syn_block *block) {
  return block->ends_sentence && block->word_count >= r->prose_least && block->kind != SYN_BLOCK_CAPTION && !is_fitting(block);
}

static void find_prose(plain_reader *r) {
  r->first_prose = r->page->blocks.count;
  r->prose_words = 0;
  for (size_t i = r->page->blocks.count; i-- > 0;) {
    const syn_block *block = &r->page->blocks.items[i];
    if (!is_prose(r, block)) continue;
    r->first_prose = i;
    r->prose_words += block->word_count;
  }
}

static syn_status collect_words(const plain_reader *r, syn_map *words) {
  for (size_t i = r->first_prose; i < r->page->blocks.count; i++) {
    const syn_block *block = &r->page->blocks.items[i];
    if (!is_prose(r, block)) continue;
    for (size_t start = 0; start < block->form.size;) {
      size_t end = start;
      while (end < block->form.size && block->form.data[end] != ' ') end++;
      if (end - start >= TELLING_BYTES) {
        syn_status status = syn_map_put(words, syn_text_slice(block->form, start, end), 1);
        if (status != SYN_OK) return status;
      }
      start = end + 1;
    }
  }
  return SYN_OK;
}

static unsigned shared_percent(const syn_map *words, syn_text form) {
  unsigned telling = 0, shared = 0;
  for (size_t start = 0; start < form.size;) {
    size_t end = start;
    while (end < form.size && form.data[end] != ' ') end++;
    if (end - start >= TELLING_BYTES) {
      telling++;
      shared += syn_map_find(words, syn_text_slice(form, start, end)) != NULL;
    }
    start = end + 1;
  }
  return telling ? shared * 100 / telling : 0;
}

static bool can_be_title(const plain_reader *r, size_t index) {
  const syn_block *block = &r->page->blocks.items[index];
  if (block->kind == SYN_BLOCK_CAPTION || is_fitting(block) || has(block, SYN_FURNITURE_BANNER) || is_picture_label(block)) return false;
  if (block->word_count > TITLE_WORDS || block->word_count < 2 || block->is_indented) return false;
  return syn_furniture_prefix(&r->extractor->furniture, block->form, SYN_FURNITURE_BYLINE) == 0 || index == 0;
}

static syn_status find_title(plain_reader *r) {
  syn_map words;
  syn_map_init(&words, r->arena);
  syn_status status = collect_words(r, &words);
  size_t best = SIZE_MAX, count = r->page->blocks.count;
  bool is_motto = false;
  /* the headline of a page whose first line is a long sentence may be that line */
  for (size_t i = 0; i < r->first_prose && i < count && status == SYN_OK; i++) {
    if (!can_be_title(r, i)) continue;
    const syn_block *block = &r->page->blocks.items[i];
    if (block->ends_sentence && best != SIZE_MAX) continue;
    if (best == SIZE_MAX || is_motto) best = i;
    is_motto = best == i && i > 0 && has(block - 1, SYN_FURNITURE_BANNER); /* what a paper says under its name is no headline */
    if (is_motto || shared_percent(&words, block->form) < TITLE_SHARED_PERCENT) continue;
    best = i;
    break;
  }
  if (status != SYN_OK || best == SIZE_MAX) return status;
  syn_block *title = &r->page->blocks.items[best];
  title->use = SYN_BLOCK_TITLE;
  const syn_title_context nothing = {0};
  return syn_title_clean(r->extractor, title->text, &nothing, r->arena, &r->findings.title, &r->title_outlet);
}

/* ---- outlets named by furniture ---- */

/* "The Example Banner": the words before name the outlet. */
static syn_status read_banner(plain_reader *r, const syn_block *block) {
  size_t suffix = syn_furniture_suffix(&r->extractor->furniture, block->form, SYN_FURNITURE_BANNER);
  if (suffix == 0 || suffix >= block->form.size || r->banner_outlet.size > 0 || block->word_count > 6) return SYN_OK;
  size_t words = 0, at = block->text.size;
  for (size_t i = block->form.size - suffix; i < block->form.size; i++) words += block->form.data[i] == ' ';
  for (words++; words > 0 && at > 0; words--) {
    while (at > 0 && block->text.data[at - 1] == ' ') at--;
    while (at > 0 && block->text.data[at - 1] != ' ') at--;
  }
  syn_text name = syn_text_trim(syn_text_slice(block->text, 0, at));
  syn_name_kind kind;
  syn_status status = syn_name_judge(r->extractor, name, r->arena, &kind);
  if (status == SYN_OK && kind != SYN_NAME_NONE && kind != SYN_NAME_NOBODY) r->banner_outlet = name;
  return status;
}

/* A name as the first line, with another line between it and the headline: a newspaper's head and its motto. */
static syn_status read_masthead(plain_reader *r) {
  size_t title = 0, count = r->page->blocks.count;
  while (title < count && r->page->blocks.items[title].use != SYN_BLOCK_TITLE) title++;
  if (title == count || title < 2 || title > MASTHEAD_BLOCKS) return SYN_OK;
  const syn_block *first = &r->page->blocks.items[0], *motto = &r->page->blocks.items[1];
  bool plain = (first->classes & ~(uint32_t)SYN_FURNITURE_ADDRESS) == 0 && motto->kind != SYN_BLOCK_CAPTION && !is_fitting(motto) &&
               first->kind != SYN_BLOCK_CAPTION;
  if (!plain || first->word_count > MASTHEAD_WORDS || motto->word_count <= first->word_count) return SYN_OK;
  syn_name_kind kind;
  syn_status status = syn_name_judge(r->extractor, first->text, r->arena, &kind);
  if (kind == SYN_NAME_OUTLET || kind == SYN_NAME_PERSON || kind == SYN_NAME_SINGLE) r->masthead_outlet = first->text;
  return status;
}

/* The first known outlet that begins with one of the first `word_limit` words of a block; empty when there is none. */
static syn_status find_outlet(const plain_reader *r, const syn_block *block, size_t word_limit, syn_text *out_outlet) {
  size_t longest = syn_world_longest_form(r->extractor->world), words = 0;
  *out_outlet = (syn_text){0};
  for (size_t start = 0; start < block->text.size && words < word_limit; words++) {
    size_t end = start;
    for (size_t run = 0; run < longest && run < 6 && end < block->text.size; run++) {
      while (end < block->text.size && block->text.data[end] == ' ') end++;
      while (end < block->text.size && block->text.data[end] != ' ') end++;
      syn_text name = syn_text_slice(block->text, start, end);
      while (name.size > 0 && (name.data[name.size - 1] == ',' || name.data[name.size - 1] == '.')) name.size--;
      syn_name_kind kind;
      syn_status status = syn_name_judge(r->extractor, name, r->arena, &kind);
      if (status != SYN_OK) return status;
      if (kind == SYN_NAME_OUTLET) {
        *out_outlet = name;
        return SYN_OK;
      }
    }
    while (start < block->text.size && block->text.data[start] != ' ') start++;
    while (start < block->text.size && block->text.data[start] == ' ') start++;
  }
  return SYN_OK;
}

/* ---- the text ---- */

static bool is_subheading(const syn_block *block) {
  if (block->ends_sentence || block->word_count > SUBHEADING_WORDS || block->text.size == 0) return false;
  char last = block->text.data[block->text.size - 1];
  return last != ':' && last != ',' && last != ';';
}

static bool continues_list(const syn_block *block) {
  return !block->ends_sentence || block->word_count < SENTENCE_WORDS || (block->is_indented && block->word_count < LIST_ITEM_WORDS);
}

/* The lines between headline and text: who wrote it, captions, furniture. A sentence there is the article's lead. */
static syn_status read_head(plain_reader *r) {
  for (size_t i = 0; i < r->first_prose && i < r->page->blocks.count; i++) {
    syn_block *block = &r->page->blocks.items[i];
    syn_status status = read_banner(r, block);
    if (status != SYN_OK) return status;
    if (block->use == SYN_BLOCK_TITLE || block->kind == SYN_BLOCK_CAPTION) continue;
    bool only = false;
    status = syn_credits_read_line(r->extractor, block, true, r->arena, r->credits, &only);
    if (status == SYN_NOT_FOUND && block->word_count <= BYLINE_WORDS && !block->ends_sentence)
      status = syn_credits_read_byline(r->extractor, block->text, false, r->arena, r->credits);
    if (status != SYN_OK && status != SYN_NOT_FOUND) return status;
    if (status == SYN_OK)
      block->use = SYN_BLOCK_CREDITS;
    else if (block->ends_sentence && block->word_count >= SENTENCE_WORDS && !is_fitting(block) && r->findings.title.size > 0)
      block->use = SYN_BLOCK_BODY;
  }
  return SYN_OK;
}

static bool has_quotation_mark(syn_text text) {
  static const char *const marks[] = {"\"", "\xE2\x80\x9C", "\xE2\x80\x9E", "\xC2\xAB"};
  for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
    if (syn_text_find(text, syn_text_from(marks[i]), 0) != SIZE_MAX) return true;
  return false;
}

/*
 * Whether what follows a block to the end of the page, a few lines at most, is the outlet's own word and no longer the article's: every
 * sentence begins with the name of an outlet or, quoting nobody, speaks as "we" or to "you".
 */
static syn_status is_own_word_below(const plain_reader *r, const syn_block *block, bool *out_is) {
  const syn_block *end = r->page->blocks.items + r->page->blocks.count;
  size_t sentences = 0;
  *out_is = false;
  if (end - block > OWN_WORD_BLOCKS) return SYN_OK;
  for (block++; block < end; block++) {
    if (!block->ends_sentence || block->word_count < SENTENCE_WORDS || is_fitting(block)) continue;
    sentences++;
    if (has(block, SYN_FURNITURE_ADDRESS) && !has_quotation_mark(block->text)) continue;
    syn_text outlet;
    syn_status status = find_outlet(r, block, 1, &outlet);
    if (status != SYN_OK || outlet.size == 0) return status;
  }
  *out_is = sentences > 0;
  return SYN_OK;
}

/* Returns SYN_OK and in `out_ends` whether the article ends before this block. */
static syn_status read_block(plain_reader *r, syn_block *block, uint64_t seen_words, bool *in_list, bool *out_ends) {
  bool late = seen_words * 100 >= r->prose_words * END_SHARE_PERCENT, only = false;
  *out_ends = false;
  syn_status status = syn_credits_read_line(r->extractor, block, late, r->arena, r->credits, &only);
  if (status != SYN_OK && status != SYN_NOT_FOUND) return status;
  if (status == SYN_OK && only) {
    block->use = SYN_BLOCK_CREDITS;
    *out_ends = late;
    return SYN_OK;
  }
  if (has(block, SYN_FURNITURE_REST | SYN_FURNITURE_ABOUT) && late && !is_prose(r, block)) {
    *out_ends = true;
    return SYN_OK;
  }
  if (late && is_picture_label(block)) return is_own_word_below(r, block, out_ends);
  if (*in_list && continues_list(block)) return SYN_OK;
  *in_list = has(block, SYN_FURNITURE_LIST | SYN_FURNITURE_REST);
  if (*in_list || is_fitting(block) || block->kind == SYN_BLOCK_CAPTION || block->form.size == 0 || is_picture_label(block)) return SYN_OK;
  if (is_subheading(block))
    block->use = block->is_indented && block->word_count >= SENTENCE_WORDS ? SYN_BLOCK_BODY : SYN_BLOCK_SUBHEADING;
  else
    block->use = SYN_BLOCK_BODY;
  return SYN_OK;
}

static syn_status read_text(plain_reader *r, size_t *out_end) {
  uint64_t seen = 0;
  bool in_list = false;
  size_t i = r->first_prose, count = r->page->blocks.count;
  for (; i < count; i++) {
    syn_block *block = &r->page->blocks.items[i];
    bool ends = false;
    if (block->use == SYN_BLOCK_TITLE || block->use == SYN_BLOCK_IS_CAPTION) continue;
    syn_status status = read_block(r, block, seen, &in_list, &ends);
    if (status != SYN_OK) return status;
    if (ends) break;
    if (is_prose(r, block)) seen += block->word_count;
  }
  *out_end = i;
  /* what trails the last sentence is no part of the text */
  for (size_t k = i; k-- > r->first_prose;) {
    syn_block *block = &r->page->blocks.items[k];
    if (block->use != SYN_BLOCK_BODY) continue;
    if (block->ends_sentence) break;
    if (block->word_count < PROSE_WORDS) block->use = SYN_BLOCK_OUT;
  }
  return SYN_OK;
}

/*
 * Below the article an outlet says who it is: in words that outlets use for that, or under its own name as "we" or to "you". The first
 * to do so counts.
 */
static syn_status read_tail(plain_reader *r, size_t end) {
  for (size_t i = 0; i < r->page->blocks.count; i++) {
    const syn_block *block = &r->page->blocks.items[i];
    bool is_below = i >= end, is_sentence = block->ends_sentence && block->word_count >= SENTENCE_WORDS;
    size_t word_limit = 0;
    if (has(block, SYN_FURNITURE_ABOUT) && (is_below || block->use == SYN_BLOCK_OUT))
      word_limit = SELF_WORDS;
    else if (is_below && is_sentence && has(block, SYN_FURNITURE_ADDRESS))
      word_limit = 1;
    syn_status status = SYN_OK;
    if (word_limit > 0 && r->self_outlet.size == 0) status = find_outlet(r, block, word_limit, &r->self_outlet);
    if (status == SYN_OK && is_below) status = read_banner(r, block);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

syn_status syn_plain_page_read(const syn_extractor *extractor, syn_page_blocks *page, syn_arena *arena, syn_page_credits *credits,
                               syn_plain_findings *out_findings) {
  plain_reader r = {.extractor = extractor, .page = page, .arena = arena, .credits = credits};
  size_t end = 0;
  r.prose_least = PROSE_WORDS;
  find_prose(&r);
  if (r.prose_words == 0) {
    r.prose_least = SHORT_PROSE_WORDS; /* a short item: no sentence is long */
    find_prose(&r);
  }
  syn_status status = mark_captions(&r);
  find_prose(&r); /* a repeated caption may have been taken for running text */
  if (status == SYN_OK) status = find_title(&r);
  if (status == SYN_OK) status = read_masthead(&r);
  if (status == SYN_OK) status = read_head(&r);
  if (status == SYN_OK) status = read_text(&r, &end);
  if (status == SYN_OK) status = read_tail(&r, end);
  if (status != SYN_OK) return status;
  syn_text candidates[] = {r.title_outlet, credits->outlet, r.banner_outlet, r.self_outlet, r.masthead_outlet};
  for (size_t i = 0; i < sizeof(candidates) / sizeof(candidates[0]) && r.findings.outlet.size == 0; i++) r.findings.outlet = candidates[i];
  *out_findings = r.findings;
  return SYN_OK;
}
