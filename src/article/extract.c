/*
 * How it works: a page becomes blocks (page_blocks.h), from a tree or from lines; which of them are the article is decided for each kind of
 * page on its own (page_body.c, plain_page.c); title, authors, dates, language and outlet come from metadata where there are some, else
 * from the blocks around the text.
 */
#include "article/extract.h"

#include <string.h>

#include "article/block_marks.h"
#include "article/carried_origin.h"
#include "article/credit_notices.h"
#include "article/extractor_state.h"
#include "article/page_authors.h"
#include "article/page_body.h"
#include "article/page_credits.h"
#include "article/page_notes.h"
#include "article/page_title.h"
#include "article/plain_page.h"
#include "article/published.h"
#include "article/site_profile.h"
#include "base/digest.h"
#include "base/utf8.h"

enum {
  TABLES_BYTES = 64 << 20, /* of the extractor's own memory */
  LEAST_WORDS = 5,         /* fewer are no article */
  LEAST_LETTERS_WIDE = 20, /* the same for scripts that do not part words */
  HEAD_LINE_WORDS = 10,    /* of a line in the body that only dates it or names the author */
  EDGE_BLOCKS = 3,         /* at either end of the body where such lines are looked for */
  NOTICE_BLOCKS = 4,       /* after the body, where a notice of rights may name an agency */
  CAPTION_BYTES = 1000,
  RETRY_BYTES = 400, /* of text: with less a page is read once more, leniently */
  RETRY_GAIN = 2     /* how many times more text must come out of that */
};

/* One page on its way. */
typedef struct extraction {
  const syn_extractor *extractor;
  const syn_page *page;
  syn_arena *arena;
  syn_page_blocks blocks;
  syn_page_metadata metadata;
  syn_page_credits credits;
  syn_text host, title_outlet, plain_outlet;
  const syn_dom *dom; /* NULL for plain text */
  syn_text recurring; /* what the site taught; empty where the page is read on its own */
  syn_page_marks marks;
  syn_article article;
} extraction;

/* ---- the extractor ---- */

static syn_status load_hosts(syn_extractor *x) {
  syn_map_init(&x->hosts, x->arena);
  const syn_table *table = syn_world_table(x->world, "world/outlets");
  static const char *const columns[] = {"domains", "domain", "hosts", "host"};
  for (size_t i = 0; table && i < sizeof(columns) / sizeof(columns[0]); i++) {
    size_t column = syn_table_column(table, columns[i]);
    for (size_t row = 0; column != SIZE_MAX && row < table->row_count; row++) {
      syn_text rest = syn_table_cell(table, row, column), host;
      while (syn_table_next_item(&rest, '|', &host)) {
        syn_status status = host.size > 0 ? syn_map_put(&x->hosts, host, row) : SYN_OK;
        if (status != SYN_OK) return status;
      }
    }
  }
  return SYN_OK;
}

/* Given names in a column of a table of the world, several in a cell. */
static syn_status load_names_of_world(syn_extractor *x, const char *name, const char *column_name) {
  const syn_table *table = syn_world_table(x->world, name);
  size_t column = table ? syn_table_column(table, column_name) : SIZE_MAX;
  for (size_t row = 0; column != SIZE_MAX && row < table->row_count; row++) {
    syn_text rest = syn_table_cell(table, row, column), form, folded;
    while (syn_table_next_item(&rest, '|', &form)) {
      syn_status status = syn_utf8_fold(form, x->arena, &folded);
      if (status == SYN_OK) status = syn_map_put(&x->given_names, folded, 1);
      if (status != SYN_OK) return status;
    }
  }
  return SYN_OK;
}

static syn_status load_given_names(syn_extractor *x) {
  syn_map_init(&x->given_names, x->arena);
  if (load_names_of_world(x, "world/given_names", "forms") != SYN_OK || load_names_of_world(x, "world/first_names", "names") != SYN_OK)
    return SYN_NO_MEMORY;
  size_t count = 0;
  const syn_text *languages = syn_world_languages(x->world, &count);
  for (size_t i = 0; i < count; i++) {
    const syn_table *table = syn_world_language_table(x->world, languages[i], "given_names");
    size_t column = table ? syn_table_column(table, "form") : 0;
    for (size_t row = 0; table && row < table->row_count; row++) {
      syn_text folded;
      syn_status status = syn_utf8_fold(syn_table_cell(table, row, column), x->arena, &folded);
      if (status == SYN_OK) status = syn_map_put(&x->given_names, folded, 1);
      if (status != SYN_OK) return status;
    }
  }
  return SYN_OK;
}

syn_status syn_extractor_create(const syn_world *world, syn_extractor **out_extractor, syn_error *error) {
  syn_arena *arena = NULL;
  syn_status status = syn_arena_create(TABLES_BYTES, &arena);
  syn_extractor *x = status == SYN_OK ? SYN_ARENA_NEW(arena, syn_extractor) : NULL;
  if (!x) goto no_memory;
  x->arena = arena;
  x->world = world;
  x->dom_limits = syn_dom_limits_default;
  if (syn_furniture_load(world, arena, &x->furniture) != SYN_OK || syn_layout_load(world, arena, &x->layout) != SYN_OK ||
      syn_metadata_names_load(world, arena, &x->metadata_names) != SYN_OK || syn_date_words_load(world, arena, &x->date_words) != SYN_OK ||
      syn_language_words_load(world, arena, &x->language_words) != SYN_OK || load_hosts(x) != SYN_OK || load_given_names(x) != SYN_OK)
    goto no_memory;
  status = syn_block_model_load(world, arena, &x->block_model, error);
  if (status == SYN_NO_MEMORY) goto no_memory;
  if (status != SYN_OK) {
    syn_arena_destroy(&arena);
    return status;
  }
  *out_extractor = x;
  return SYN_OK;
no_memory:
  syn_arena_destroy(&arena);
  return syn_error_set(error, SYN_NO_MEMORY, 0, "not enough memory for the tables of the article stage");
}

void syn_extractor_limit(syn_extractor *extractor, size_t page_bytes, uint32_t page_time_ms) {
  extractor->dom_limits.byte_count = page_bytes;
  extractor->dom_limits.deadline_ms = page_time_ms;
}

void syn_extractor_destroy(syn_extractor **extractor) {
  if (!extractor || !*extractor) return;
  syn_arena *arena = (*extractor)->arena;
  *extractor = NULL;
  syn_arena_destroy(&arena);
}

/* ---- text and captions ---- */

static syn_status join_text(extraction *e, syn_text *out_text) {
  size_t size = 0, count = 0, words = 0;
  for (size_t i = 0; i < e->blocks.blocks.count; i++) {
    const syn_block *block = &e->blocks.blocks.items[i];
    if (block->use != SYN_BLOCK_BODY) continue;
    size += block->text.size + 2;
    words += block->word_count;
    count++;
  }
  char *data = syn_arena_take(e->arena, size + 1, 1);
  if (!data) return SYN_NO_MEMORY;
  size = 0;
  for (size_t i = 0; i < e->blocks.blocks.count; i++) {
    const syn_block *block = &e->blocks.blocks.items[i];
    if (block->use != SYN_BLOCK_BODY) continue;
    if (size > 0) data[size++] = '\n', data[size++] = '\n';
    memcpy(data + size, block->text.data, block->text.size);
    size += block->text.size;
  }
  *out_text = (syn_text){data, size};
  bool wide = words < LEAST_WORDS && size > syn_utf8_count(*out_text) * 2 && syn_utf8_count(*out_text) >= LEAST_LETTERS_WIDE;
  return words >= LEAST_WORDS || wide ? SYN_OK : SYN_NOT_FOUND;
}

static syn_status collect_captions(extraction *e) {
  typedef SYN_ARRAY(syn_text) caption_array;
  caption_array captions = {0};
  for (size_t i = 0; i < e->blocks.blocks.count; i++) {
    const syn_block *block = &e->blocks.blocks.items[i];
    if (block->use != SYN_BLOCK_IS_CAPTION || block->text.size > CAPTION_BYTES || captions.count == UINT16_MAX) continue;
    bool seen = false;
    for (size_t k = captions.count; k-- > 0 && captions.count - k <= 4 && !seen;) seen = syn_text_equal(captions.items[k], block->text);
    if (seen) continue;
    syn_text *caption = SYN_ARRAY_ADD(&captions, e->arena);
    if (!caption) return SYN_NO_MEMORY;
    *caption = block->text;
  }
  e->article.captions = captions.items;
  e->article.caption_count = (uint32_t)captions.count;
  return SYN_OK;
}

/* ---- credits in the body ---- */

/* Whether all that is known of the authors is the name of a user. */
static bool is_user_only(const syn_page_credits *credits) {
  return credits->persons.count == 1 && !memchr(credits->persons.items[0].data, ' ', credits->persons.items[0].size);
}

/*
 * A line of the body that only dates it or says who wrote it goes out. Its names count where none are known yet, or only a user's.
 */
static syn_status drop_head_line(extraction *e, syn_block *block, bool near_end) {
  if (block->word_count > HEAD_LINE_WORDS || block->ends_sentence) return SYN_OK;
  syn_interval date;
  syn_page_credits found = e->credits;
  found.persons = (syn_text_array){0};
  bool has_digit = false;
  for (size_t i = 0; i < block->text.size && !has_digit; i++) has_digit = block->text.data[i] >= '0' && block->text.data[i] <= '9';
  syn_status status = has_digit ? syn_date_find(&e->extractor->date_words, block->text, (syn_text){0}, e->arena, &date) : SYN_NOT_FOUND;
  if (status == SYN_NOT_FOUND && (block->classes & SYN_FURNITURE_BYLINE))
    status = syn_credits_read_byline(e->extractor, block->text, false, e->arena, &found);
  if (status == SYN_NOT_FOUND && near_end) status = syn_credits_read_signature(e->extractor, block->text, e->arena, &found);
  if (status != SYN_OK) return status == SYN_NOT_FOUND ? SYN_OK : status;
  block->use = SYN_BLOCK_CREDITS;
  bool counts = found.persons.count > 0 && (e->credits.persons.count == 0 || is_user_only(&e->credits));
  if (!counts) found.persons = e->credits.persons;
  e->credits = found;
  return SYN_OK;
}

static syn_status read_body_credits(extraction *e) {
  size_t first = SIZE_MAX, last = e->blocks.blocks.count, total = 0, at = 0;
  for (size_t i = 0; i < e->blocks.blocks.count; i++) total += e->blocks.blocks.items[i].use == SYN_BLOCK_BODY;
  for (size_t i = 0; i < e->blocks.blocks.count; i++) {
    syn_block *block = &e->blocks.blocks.items[i];
    bool is_origin = syn_furniture_prefix(&e->extractor->furniture, block->form, SYN_FURNITURE_ORIGIN) > 0;
    if (block->use != SYN_BLOCK_BODY && !is_origin) continue;
    at++;
    bool only = false, near_end = at + EDGE_BLOCKS > total;
    syn_status status = syn_credits_read_line(e->extractor, block, near_end, e->arena, &e->credits, &only);
    if (status == SYN_NO_MEMORY) return status;
    if (status == SYN_OK && only) block->use = SYN_BLOCK_CREDITS;
    status = block->use == SYN_BLOCK_BODY && (near_end || at <= EDGE_BLOCKS) ? drop_head_line(e, block, near_end) : SYN_OK;
    if (status != SYN_OK) return status;
    if (first == SIZE_MAX && block->use == SYN_BLOCK_BODY) first = i;
    if (block->use == SYN_BLOCK_BODY) last = i;
  }
  for (size_t i = last; i < e->blocks.blocks.count && i <= last + NOTICE_BLOCKS; i++) {
    const syn_block *block = &e->blocks.blocks.items[i];
    if (i == last || block->use != SYN_BLOCK_OUT || block->is_row) continue;
    syn_status status = syn_credits_read_notice(e->extractor, block->text, e->arena, &e->credits);
    if (status != SYN_OK) return status;
  }
  if (first == SIZE_MAX) return SYN_OK;
  return syn_credits_read_dateline(e->extractor, e->blocks.blocks.items[first].text, e->arena, &e->credits);
}

static syn_status read_authors(extraction *e) {
  const syn_author_page page = {e->extractor, e->dom, &e->blocks, &e->metadata, e->page->byline, e->host};
  syn_status status = syn_authors_read(&page, e->arena, &e->credits);
  for (uint32_t i = 0; i < e->metadata.credits.count && status == SYN_OK; i++) {
    status = syn_credits_read_stated(e->extractor, e->metadata.credits.items[i].text, e->arena, &e->credits);
    if (status == SYN_NOT_FOUND) status = SYN_OK;
  }
  return status == SYN_OK ? read_body_credits(e) : status;
}

/* ---- outlet ---- */

/* The outlet of a host or of the domain that it belongs to ("edition.example.com"). */
static syn_text outlet_of_host(const syn_extractor *x, syn_text host) {
  const syn_table *table = syn_world_table(x->world, "world/outlets");
  for (; table && host.size > 0;) {
    uint64_t row;
    if (syn_map_get(&x->hosts, host, &row)) return syn_table_cell(table, row, syn_table_column(table, "name"));
    size_t dot = syn_text_find(host, SYN_TEXT("."), 0);
    if (dot == SIZE_MAX) break;
    host = syn_text_slice(host, dot + 1, host.size);
  }
  return (syn_text){0};
}

static void choose_outlet(extraction *e) {
  syn_text site = e->metadata.fields[SYN_METADATA_SITE].text, publisher = e->metadata.fields[SYN_METADATA_PUBLISHER].text;
  syn_text candidates[] = {e->page->outlet, e->plain_outlet,  outlet_of_host(e->extractor, e->host), site, publisher,
                           e->title_outlet, e->credits.outlet};
  for (size_t i = 0; i < sizeof(candidates) / sizeof(candidates[0]) && e->article.outlet.size == 0; i++) {
    syn_text candidate = syn_text_trim(candidates[i]);
    if (candidate.size > 0 && candidate.size <= 100 && syn_text_find(candidate, SYN_TEXT("://"), 0) == SIZE_MAX)
      e->article.outlet = candidate;
  }
}

/* ---- the two kinds of page ---- */

static size_t body_bytes(const syn_page_blocks *page) {
  size_t size = 0;
  for (size_t i = 0; i < page->blocks.count; i++)
    if (page->blocks.items[i].use == SYN_BLOCK_BODY) size += page->blocks.items[i].text.size;
  return size;
}

/* Finds the body; where next to nothing is left of a page that has text, once more without trust in the names of elements. */
static syn_status read_body(extraction *e) {
  syn_text title_form;
  syn_status status = syn_furniture_form(e->article.title, e->arena, &title_form);
  for (int attempt = 0; attempt < 2 && status == SYN_OK; attempt++) {
    syn_page_blocks page;
    status = syn_page_blocks_from_dom(&e->extractor->furniture, &e->extractor->layout, e->dom, attempt > 0, e->arena, &page);
    if (status != SYN_OK) break;
    syn_page_body_of_dom(&page, title_form);
    if (attempt == 0 || body_bytes(&page) > RETRY_GAIN * body_bytes(&e->blocks)) e->blocks = page;
    if (body_bytes(&page) >= RETRY_BYTES) break;
  }
  if (status == SYN_OK) status = syn_block_model_decide(&e->extractor->block_model, &e->blocks, e->arena);
  if (status == SYN_OK) syn_page_body_finish(&e->blocks);
  return status;
}

/* ---- what other pages of the site taught ---- */

/* The host in lower case. */
static syn_status name_site(extraction *e) {
  if (e->host.size == 0 || e->host.size > SYN_MARK_SITE_BYTES) return SYN_OK;
  char *site = syn_arena_take(e->arena, e->host.size, 1);
  if (!site) return SYN_NO_MEMORY;
  for (size_t i = 0; i < e->host.size; i++) {
    char c = e->host.data[i];
    site[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
  }
  e->marks.site = (syn_text){site, e->host.size};
  return SYN_OK;
}

static syn_status mark_blocks(extraction *e) {
  syn_text title_form, names[2];
  syn_status status = name_site(e);
  if (status != SYN_OK || e->marks.site.size == 0) return status;
  syn_text outlet = e->page->outlet.size > 0 ? e->page->outlet : outlet_of_host(e->extractor, e->host);
  status = syn_furniture_form(e->article.title, e->arena, &title_form);
  if (status == SYN_OK) status = syn_furniture_form(e->metadata.fields[SYN_METADATA_SITE].text, e->arena, &names[0]);
  if (status == SYN_OK) status = syn_furniture_form(outlet, e->arena, &names[1]);
  if (status != SYN_OK) return status;
  e->marks.title = syn_title_digest(title_form);
  return syn_block_marks_collect(&e->blocks, names, e->arena, &e->marks);
}

/* A title that all pages of the site have is the site's: the first heading or stated title that is none takes its place, if there is one.
 */
static syn_status pass_over_title(extraction *e) {
  const syn_page_metadata *m = &e->metadata;
  if (!e->marks.title || !syn_digests_have(e->recurring, e->marks.title)) return SYN_OK;
  syn_text candidates[SYN_METADATA_HEADING_LIMIT + SYN_METADATA_TITLE_LIMIT + 1];
  size_t count = 0;
  for (uint32_t i = 0; i < m->first_level_count && i < m->heading_count; i++) candidates[count++] = m->headings[i].text;
  for (uint32_t i = 0; i < m->title_count; i++) candidates[count++] = m->titles[i];
  candidates[count++] = m->title_element;
  for (size_t i = 0; i < count; i++) {
    syn_text title, form, ignored;
    const syn_title_context context = {m->fields[SYN_METADATA_SITE].text, m->brand, e->host, m->headings, m->heading_count};
    syn_status status = syn_title_clean(e->extractor, candidates[i], &context, e->arena, &title, &ignored);
    if (status == SYN_OK) status = syn_furniture_form(title, e->arena, &form);
    if (status != SYN_OK) return status;
    if (form.size == 0 || syn_digests_have(e->recurring, syn_title_digest(form))) continue;
    e->article.title = title;
    return SYN_OK;
  }
  return SYN_OK;
}

/* Who is credited is told on every page of a site that has its news from one agency: such lines are no furniture. */
static syn_status keep_credits(extraction *e) {
  for (size_t i = 0; i < e->blocks.blocks.count; i++) {
    syn_block *block = &e->blocks.blocks.items[i];
    if (!syn_block_recurs(block, e->recurring)) continue;
    syn_page_credits credits = {0};
    bool only = false;
    syn_status status = syn_credits_read_line(e->extractor, block, true, e->arena, &credits, &only);
    if (status == SYN_NO_MEMORY) return status;
    if (credits.credits.count > 0) block->classes |= SYN_FURNITURE_CREDIT;
  }
  return SYN_OK;
}

static syn_status choose_body_again(extraction *e) {
  syn_text title_form;
  syn_plain_findings findings = {0};
  syn_status status = syn_furniture_form(e->article.title, e->arena, &title_form);
  if (status == SYN_OK && e->dom) {
    syn_page_body_of_dom(&e->blocks, title_form);
    status = syn_block_model_decide(&e->extractor->block_model, &e->blocks, e->arena);
    if (status == SYN_OK) syn_page_body_finish(&e->blocks);
  } else if (status == SYN_OK) {
    e->credits = (syn_page_credits){0};
    status = syn_plain_page_read(e->extractor, &e->blocks, e->arena, &e->credits, &findings);
    if (findings.title.size > 0) e->article.title = findings.title;
    if (e->plain_outlet.size == 0) e->plain_outlet = findings.outlet; /* the first may have been told by what is left out now */
  }
  return status;
}

/* The body once more, without what recurs. */
static syn_status leave_out_recurring(extraction *e) {
  size_t dropped = 0;
  if (e->recurring.size == 0 || e->marks.site.size == 0) return SYN_OK;
  syn_status status = pass_over_title(e);
  if (status == SYN_OK) status = keep_credits(e);
  if (status == SYN_OK) status = syn_block_marks_drop(&e->blocks, e->recurring, e->arena, &e->marks, &dropped);
  return status == SYN_OK && dropped > 0 ? choose_body_again(e) : status;
}

static syn_status read_html(extraction *e, syn_text text, syn_error *error) {
  syn_dom *dom = SYN_ARENA_NEW(e->arena, syn_dom);
  if (!dom) return SYN_NO_MEMORY;
  syn_status status = syn_dom_parse(text, &e->extractor->dom_limits, e->arena, dom, error);
  if (status != SYN_OK) return status;
  e->dom = dom;
  status = syn_page_metadata_read(&e->extractor->metadata_names, &e->extractor->layout, dom, e->arena, &e->metadata);
  if (status != SYN_OK) return status;
  syn_text stated = e->metadata.fields[SYN_METADATA_URL].text;
  syn_text url = e->page->url.size > 0 ? e->page->url : e->metadata.canonical.size > 0 ? e->metadata.canonical : stated;
  if (syn_text_find(url, SYN_TEXT("://"), 0) != SIZE_MAX) e->article.url = url;
  e->host = syn_host_of(e->article.url);
  status = syn_title_of_metadata(e->extractor, &e->metadata, e->host, e->arena, &e->article.title, &e->title_outlet);
  if (status == SYN_OK) status = read_body(e);
  return status == SYN_OK ? syn_title_by_place(e->extractor, &e->metadata, &e->blocks, e->host, e->arena, &e->article.title) : status;
}

static syn_status read_plain(extraction *e, syn_text text) {
  syn_plain_findings findings = {0};
  e->article.url = e->page->url;
  e->host = syn_host_of(e->article.url);
  syn_status status = syn_page_blocks_from_text(&e->extractor->furniture, text, e->arena, &e->blocks);
  if (status == SYN_OK) status = syn_plain_page_read(e->extractor, &e->blocks, e->arena, &e->credits, &findings);
  e->article.title = findings.title;
  e->plain_outlet = findings.outlet;
  return status;
}

static syn_status read_language(extraction *e) {
  syn_text stated = e->page->language;
  if (stated.size == 0) stated = e->metadata.html_language;
  if (stated.size == 0) stated = e->metadata.fields[SYN_METADATA_LANGUAGE].text;
  return syn_page_language(&e->extractor->language_words, e->article.text, stated, e->arena, &e->article.language);
}

static syn_status name_article(extraction *e) {
  char digest[SYN_DIGEST_TEXT_SIZE];
  syn_digest_format(syn_digest_of(e->page->bytes), digest);
  e->article.id = syn_page_id(e->page);
  e->article.source = e->page->source;
  e->article.captured = e->page->captured;
  return syn_arena_format(e->arena, &e->article.digest, "xxh128:%s", digest);
}

/* A text that comes with its title or day is an article, though no line of it reads as running text: all of it is the body. */
static syn_status join_all_text(extraction *e, syn_text *out_text) {
  for (size_t i = 0; i < e->blocks.blocks.count; i++) e->blocks.blocks.items[i].use = SYN_BLOCK_BODY;
  return join_text(e, out_text);
}

static syn_status read_dates(extraction *e, const syn_dated_page *dated) {
  syn_dates dates = {0};
  syn_status status = syn_published_find(e->extractor, dated, e->arena, &dates);
  e->article.published = dates.published;
  e->article.published_why = dates.why;
  e->article.modified = dates.modified;
  return status;
}

static syn_status finish(extraction *e) {
  const syn_page_metadata *metadata = e->dom ? &e->metadata : NULL;
  syn_status status = syn_corrections_read(e->extractor, metadata, &e->blocks, e->arena, &e->article);
  if (status == SYN_OK) status = read_authors(e);
  if (status == SYN_OK && e->dom) status = syn_notes_read(e->extractor, metadata, &e->blocks, e->arena, &e->article);
  if (status == SYN_OK) status = join_text(e, &e->article.text);
  bool is_described = e->page->title.size > 0 || e->page->date.size > 0;
  if (status == SYN_NOT_FOUND && e->page->media == SYN_MEDIA_TEXT && is_described) status = join_all_text(e, &e->article.text);
  if (e->extractor->watch) e->extractor->watch(e->extractor->watch_context, e->page, &e->blocks);
  if (status == SYN_OK) status = collect_captions(e);
  if (status == SYN_OK) status = read_language(e);
  if (status != SYN_OK) return status;
  syn_dated_page dated = {metadata, e->dom, &e->blocks, e->article.url, e->article.language, e->page->date};
  status = read_dates(e, &dated);
  if (e->page->title.size > 0) e->article.title = e->page->title;
  choose_outlet(e);
  if (status == SYN_OK)
    status = syn_authors_drop_site(e->extractor, e->metadata.fields[SYN_METADATA_SITE].text, e->host, e->arena, &e->credits);
  if (status == SYN_OK) status = syn_carried_origin_read(e->extractor, e->page, e->host, e->arena, &e->credits, &e->article);
  if (status == SYN_OK) status = syn_authors_drop_outlet(e->extractor, e->article.outlet, e->arena, &e->credits);
  if (status == SYN_OK) status = syn_credits_mend(e->extractor, e->article.outlet, e->host, e->arena, &e->credits);
  e->article.byline = e->credits.persons.items;
  e->article.byline_count = (uint32_t)e->credits.persons.count;
  e->article.credits = e->credits.credits.items;
  e->article.credit_count = (uint32_t)e->credits.credits.count;
  return status == SYN_OK ? name_article(e) : status;
}

/* Of the page alone, or with its marks and without what its site taught. */
static syn_status extract(extraction *e, syn_text text, bool is_marked, syn_error *error) {
  syn_status status = e->page->media == SYN_MEDIA_HTML ? read_html(e, text, error) : read_plain(e, text);
  if (status == SYN_OK && is_marked) status = mark_blocks(e);
  if (status == SYN_OK) status = leave_out_recurring(e);
  if (status == SYN_OK) status = finish(e);
  if (status == SYN_NOT_FOUND) return syn_error_set(error, status, 0, "no article in it: less than a few words of running text");
  return status == SYN_NO_MEMORY ? syn_error_set(error, status, 0, "not enough memory") : status;
}

static extraction *begin(const syn_extractor *extractor, const syn_page *page, syn_arena *arena) {
  extraction *e = SYN_ARENA_NEW(arena, extraction);
  if (!e) return NULL;
  e->extractor = extractor;
  e->page = page;
  e->arena = arena;
  return e;
}

syn_status syn_article_extract(const syn_extractor *extractor, const syn_page *page, syn_text text, syn_arena *arena,
                               syn_article *out_article, syn_error *error) {
  extraction *e = begin(extractor, page, arena);
  if (!e) return syn_error_set(error, SYN_NO_MEMORY, 0, "not enough memory");
  syn_status status = extract(e, text, false, error);
  if (status == SYN_OK) *out_article = e->article;
  return status;
}

/* Where what the site taught would leave nothing, the page is read on its own. */
syn_status syn_article_extract_marked(const syn_extractor *extractor, const syn_page *page, syn_text text, syn_arena *arena,
                                      syn_marked_article *out_article, syn_error *error) {
  syn_status status = SYN_NOT_FOUND;
  extraction *e = NULL;
  for (int attempt = page->recurring.size > 0 ? 0 : 1; attempt < 2 && status == SYN_NOT_FOUND; attempt++) {
    e = begin(extractor, page, arena);
    if (!e) return syn_error_set(error, SYN_NO_MEMORY, 0, "not enough memory");
    if (attempt == 0) e->recurring = page->recurring;
    status = extract(e, text, true, error);
  }
  if (status != SYN_OK) return status;
  syn_text applied;
  status = syn_site_profile_of_page(page->recurring, e->marks.marks, e->marks.mark_count, e->marks.title, arena, &applied);
  if (status != SYN_OK) return syn_error_set(error, status, 0, "not enough memory");
  e->marks.applied = syn_digests_name(applied);
  *out_article = (syn_marked_article){e->article, e->marks};
  return SYN_OK;
}

syn_status syn_article_take(const syn_extractor *extractor, const syn_page *page, syn_text text, syn_arena *arena, syn_article *out_article,
                            syn_error *error) {
  extraction *e = begin(extractor, page, arena);
  if (!e) return syn_error_set(error, SYN_NO_MEMORY, 0, "not enough memory");
  e->article = (syn_article){.text = text, .title = page->title, .url = page->url, .outlet = page->outlet};
  syn_status status = read_language(e);
  syn_dated_page dated = {NULL, NULL, &e->blocks, e->article.url, e->article.language, page->date};
  if (status == SYN_OK) status = read_dates(e, &dated);
  if (status == SYN_OK) status = name_article(e);
  if (status != SYN_OK) return syn_error_set(error, status, 0, "not enough memory");
  *out_article = e->article;
  return SYN_OK;
}
