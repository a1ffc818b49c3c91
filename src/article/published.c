/*
 * How it works: sources are asked in order of trust: what came with the page, metadata, the address, <time> elements and
 * elements named after dates near the headline, lines that say "published", and at last short lines with a date beside the headline. Dates
 * in running text are about the matter, not the page, and are never taken.
 */
#include "article/published.h"

#include <string.h>

#include "article/page_title.h"
#include "base/utf8.h"
#include "synoptic/calendar.h"

enum {
  DATE_LINE_WORDS = 24,
  STATED_LINE_WORDS = 40, /* of a line that says "published" */
  BARE_LINE_WORDS = 14,   /* of a line that is nothing but a date and a name */
  DATELINE_BLOCKS = 3,
  DATELINE_BYTES = 60,   /* at the beginning of a text */
  PLAIN_LINE_WORDS = 8,  /* … in plain text, where nothing but its words tells a date line from a caption */
  NEAR_BLOCKS = 12,      /* between a headline and the line that dates it */
  DATE_LINE_LIMIT = 400, /* lines that are read for a date */
  NODES_BEFORE_TITLE = 120,
  OUTSIDE_STEPS = 40,
  REGION_BYTES = 2,
  ADDRESS_DAYS = 2, /* between an address and the day that the page shows above its text */
  NEAR_NODES = 40,  /* between a date and the headline below it */
  NODES_AFTER_TEXT = 60,
  LEAST_DATE_BYTES = 6,
  LABEL_WORDS = 4,
  DATE_ELEMENT_BYTES = 60, /* of text in an element called after dates */
  BARE_DATE_BYTES = 40,
  BARE_DATE_WORDS = 6,
  WORST_LINE_RANK = 5,
  WEST_HOURS = 12, /* behind universal time, and before it: where a day begins last and first */
  EAST_HOURS = 10  /* farther east hardly anyone lives */
};

typedef struct finder {
  const syn_extractor *extractor;
  const syn_dated_page *page;
  syn_arena *arena;
  syn_text language; /* in which figures are read */
  syn_status status; /* SYN_NO_MEMORY stops everything */
  syn_text why;      /* of the choice, where there was one */
  /* nodes: those between which a date belongs to the article; its headline, its first paragraph but one, and its last */
  uint32_t first_order, last_order, title_order, body_order, end_order;
} finder;

/* How well a date is placed, best last. */
typedef enum date_place {
  PLACE_ELSEWHERE,
  PLACE_FAR_ABOVE, /* the headline */
  PLACE_INSIDE,    /* the text */
  PLACE_BELOW,     /* the text */
  PLACE_ABOVE,     /* the headline */
  PLACE_HEAD       /* between headline and text */
} date_place;

static bool read_date(finder *f, syn_text text, syn_basis basis, syn_interval *out) {
  syn_interval found;
  if (text.size == 0 || f->status != SYN_OK) return false;
  syn_status status = syn_date_read(&f->extractor->date_words, text, f->language, f->arena, &found);
  if (status == SYN_NO_MEMORY) f->status = status;
  if (status != SYN_OK) return false;
  *out = found;
  out->basis = basis;
  return true;
}

/* What whoever brings the page states. */
static bool from_carrier(finder *f, syn_interval *out) {
  if (!syn_date_of_carrier(f->page->hint, out)) return read_date(f, f->page->hint, SYN_BASIS_METADATA, out);
  out->basis = SYN_BASIS_METADATA;
  return true;
}

static bool has_digit(syn_text text) {
  for (size_t i = 0; i < text.size; i++)
    if (text.data[i] >= '0' && text.data[i] <= '9') return true;
  return false;
}

static bool from_metadata(finder *f, syn_metadata_field field, uint8_t worst_rank, syn_interval *out) {
  if (!f->page->metadata) return false;
  const syn_metadata_value *value = &f->page->metadata->fields[field];
  return value->text.size > 0 && value->rank <= worst_rank && read_date(f, value->text, SYN_BASIS_METADATA, out);
}

/* The nodes, in document order, between which a date belongs to the article: from a little before its headline to the end of its text. */
static void bound_article(finder *f) {
  const syn_page_blocks *page = f->page->page;
  size_t title = syn_title_block(page);
  unsigned paragraphs = 0;
  f->first_order = f->title_order = 0;
  f->last_order = f->end_order = f->body_order = UINT32_MAX;
  if (title < page->blocks.count && page->blocks.items[title].node && title > 0) {
    f->title_order = page->blocks.items[title].node->order;
    f->first_order = f->title_order > NODES_BEFORE_TITLE ? f->title_order - NODES_BEFORE_TITLE : 0;
  }
  for (size_t i = 0; i < page->blocks.count; i++) {
    const syn_block *block = &page->blocks.items[i];
    if (block->use != SYN_BLOCK_BODY || !block->node) continue;
    if (paragraphs++ < 2) f->body_order = block->node->order; /* the first may be the lead, above the date */
    f->end_order = block->node->order;
    f->last_order = f->end_order + NODES_AFTER_TEXT;
  }
}

static date_place place_of(const finder *f, uint32_t order) {
  if (order < f->first_order || order > f->last_order) return PLACE_ELSEWHERE;
  if (order < f->title_order) return order + NEAR_NODES >= f->title_order ? PLACE_ABOVE : PLACE_FAR_ABOVE;
  if (order < f->body_order) return PLACE_HEAD;
  return order > f->end_order ? PLACE_BELOW : PLACE_INSIDE;
}

/* The date of a <time> or <abbr>: what it says for machines, else its words. */
static bool read_time_element(finder *f, const syn_dom_node *node, syn_interval *out) {
  if (read_date(f, syn_dom_attribute_value(node, "datetime"), SYN_BASIS_METADATA, out) ||
      read_date(f, syn_dom_attribute_value(node, "title"), SYN_BASIS_METADATA, out))
    return true;
  syn_text text;
  if (f->status == SYN_OK) f->status = syn_metadata_element_text(node, f->arena, &text);
  return f->status == SYN_OK && text.size < 100 && read_date(f, text, SYN_BASIS_TEXT, out);
}

/* Whether an element belongs to comments or a menu, where dates are not the article's. */
static bool is_foreign(const finder *f, const syn_dom_node *node) {
  for (unsigned steps = 0; node && steps < OUTSIDE_STEPS; steps++, node = node->parent)
    if (node->element == SYN_ELEMENT_NAV || (f->page->page->elements[node->order].roles & SYN_LAYOUT_COMMENTS)) return true;
  return false;
}

/*
 * How well an element that dates something is placed, 0 not at all. Where the names of elements keep it out of the article
 * ("related-topics") it may still stand in the article's head.
 */
static unsigned rank_of(const finder *f, const syn_dom_node *node, date_place least, bool is_change) {
  date_place place = place_of(f, node->order);
  bool near = place >= PLACE_BELOW;
  if (place < least) return 0;
  if (syn_page_is_outside(f->page->page, node)) return place < PLACE_ABOVE || is_change || is_foreign(f, node) ? 0 : 11 + (unsigned)place;
  return 1 + (unsigned)place + (near && !is_change ? 20 : 0) + (near || !is_change ? 10 : 0);
}

static bool is_time_element(const syn_dom_node *node) {
  if (node->element == SYN_ELEMENT_TIME) return true;
  return node->element == SYN_ELEMENT_OTHER && syn_text_equal(node->name, SYN_TEXT("abbr")) && syn_dom_has_attribute(node, "title");
}

/*
 * The best placed <time>, the first of several; one of a change counts when none of the article's own places has another.
 */
static bool from_time_elements(finder *f, date_place least, syn_interval *out) {
  unsigned best = 0, left = DATE_LINE_LIMIT;
  const syn_page_blocks *page = f->page->page;
  bool everywhere = least == PLACE_ELSEWHERE;
  for (uint32_t i = everywhere ? 0 : f->first_order;
       i < page->element_count && (everywhere || i <= f->last_order) && left > 0 && f->status == SYN_OK; i++) {
    const syn_dom_node *node = page->elements[i].node;
    if (!node || node->is_text || !is_time_element(node)) continue;
    left--;
    unsigned rank = rank_of(f, node, least, page->elements[i].roles & SYN_LAYOUT_CHANGED);
    syn_interval date;
    if (rank <= best || !read_time_element(f, node, &date)) continue;
    *out = date;
    best = rank;
  }
  return best > 0;
}

/* Whether the block or what it stands in is named after dates, in a part of the page that belongs to the article. */
static bool names_date(const finder *f, const syn_block *block) {
  const syn_dom_node *node = block->node;
  for (unsigned steps = 0; node && steps < 3; steps++, node = node->parent)
    if (f->page->page->elements[node->order].roles & SYN_LAYOUT_DATE) return !syn_page_is_outside(f->page->page, block->node);
  return false;
}

/* Whether a text begins with a date, or is little else. */
static bool is_bare_date(finder *f, syn_text text) {
  syn_interval date;
  size_t end = 0;
  while (end < text.size && end < BARE_DATE_BYTES && text.data[end] != '|') end++;
  return text.size > 0 && ((text.data[0] >= '0' && text.data[0] <= '9') || syn_count_words(text) <= BARE_DATE_WORDS) &&
         read_date(f, syn_text_slice(text, 0, end), SYN_BASIS_TEXT, &date);
}

/* Whether a line that begins as those do that date a page ("On 9 October 2023 …") goes on as a sentence about something else. */
static bool is_sentence_on(const finder *f, const syn_block *block) {
  if (!block->ends_sentence || block->word_count <= BARE_LINE_WORDS) return false;
  size_t prefix = syn_furniture_prefix(&f->extractor->furniture, block->form, SYN_FURNITURE_PUBLISHED);
  return prefix > 0 && !memchr(block->form.data, ' ', prefix);
}

/* Whether the line before says nothing but that a date follows: "Published", "Last updated". */
static bool is_labelled(const finder *f, size_t index, uint32_t classes) {
  if (index == 0) return false;
  const syn_block *label = &f->page->page->blocks.items[index - 1];
  return (label->classes & classes) && label->word_count <= LABEL_WORDS &&
         syn_furniture_prefix(&f->extractor->furniture, label->form, classes) == label->form.size;
}

/* How well a line is placed to date the page: 1 best, 0 not at all. */
static unsigned line_rank(finder *f, const syn_block *block, size_t index, size_t title) {
  if (block->word_count > STATED_LINE_WORDS || !has_digit(block->text)) return 0;
  if (block->kind == SYN_BLOCK_CAPTION && !is_bare_date(f, block->text)) return 0;
  if ((block->classes & SYN_FURNITURE_PUBLISHED) && !is_sentence_on(f, block)) return 1;
  if (is_labelled(f, index, SYN_FURNITURE_PUBLISHED)) return 1;
  if (block->word_count > DATE_LINE_WORDS) return 0;
  bool near = index <= title + NEAR_BLOCKS && title <= index + NEAR_BLOCKS;
  if ((block->classes & SYN_FURNITURE_MODIFIED) || is_labelled(f, index, SYN_FURNITURE_MODIFIED)) return 4;
  if (block->classes & (SYN_FURNITURE_REST | SYN_FURNITURE_CAPTION) && syn_text_find(block->text, SYN_TEXT("\xC2\xA9"), 0) != SIZE_MAX)
    return WORST_LINE_RANK;
  if (block->node && names_date(f, block)) return 2;
  uint32_t most_words = block->node ? BARE_LINE_WORDS : PLAIN_LINE_WORDS;
  return near && block->word_count <= most_words && block->heading_level != 1 && block->use != SYN_BLOCK_TITLE ? 3 : 0;
}

/* Short texts in elements that are called after dates: the best placed, the first of several. */
static bool from_date_elements(finder *f, syn_interval *out) {
  const syn_page_blocks *page = f->page->page;
  unsigned left = DATE_LINE_LIMIT, best = 0;
  for (uint32_t i = f->first_order; i < page->element_count && i <= f->last_order && left > 0 && f->status == SYN_OK; i++) {
    const syn_element_facts *facts = &page->elements[i];
    if (!facts->node || !(facts->roles & SYN_LAYOUT_DATE) || (facts->roles & SYN_LAYOUT_CHANGED)) continue;
    if (facts->text_bytes < LEAST_DATE_BYTES || facts->text_bytes > DATE_ELEMENT_BYTES) continue;
    unsigned rank = rank_of(f, facts->node, PLACE_FAR_ABOVE, false);
    if (rank <= best) continue;
    left--;
    syn_text text;
    syn_interval date;
    f->status = syn_metadata_element_text(facts->node, f->arena, &text);
    if (f->status != SYN_OK || !has_digit(text) || !read_date(f, text, SYN_BASIS_TEXT, &date)) continue;
    *out = date;
    best = rank;
  }
  return best > 0;
}

static bool from_lines(finder *f, unsigned worst_rank, syn_interval *out) {
  const syn_page_blocks *page = f->page->page;
  size_t title = syn_title_block(page);
  unsigned best = 0, left = DATE_LINE_LIMIT;
  for (size_t i = 0; i < page->blocks.count && left > 0 && best != 1 && f->status == SYN_OK; i++) {
    unsigned rank = line_rank(f, &page->blocks.items[i], i, title);
    if (rank == 0 || rank > worst_rank || (best > 0 && rank >= best)) continue;
    left--;
    if (read_date(f, page->blocks.items[i].text, SYN_BASIS_TEXT, out)) best = rank;
  }
  return best > 0;
}

/* Whether a paragraph opens as datelines do: with a date alone or after a place, and a mark between it and the first sentence. */
static bool opens_with_date(finder *f, syn_text text, syn_interval *out) {
  size_t end = 0, size = 1;
  for (; end < text.size && end < DATELINE_BYTES; end += size) {
    uint32_t c = syn_utf8_decode(text, end, &size);
    bool part_of_number = end > 0 && end + 1 < text.size && text.data[end - 1] >= '0' && text.data[end - 1] <= '9' &&
                          text.data[end + 1] >= '0' && text.data[end + 1] <= '9';
    bool mark =
        c == 0x2013 || c == 0x2014 || c == '|' || c == ':' || c == ')' || c == '-' || c == 0x201E || c == 0x201C || c == 0xBB || c == 0xAB;
    if (mark && !part_of_number && has_digit(syn_text_slice(text, 0, end)) &&
        read_date(f, syn_text_slice(text, 0, end), SYN_BASIS_TEXT, out))
      return true;
  }
  return false;
}

/* The date of a dateline. Below a lead or a byline the text begins with the second or third paragraph: there a date must come first. */
static bool from_dateline(finder *f, syn_interval *out) {
  const syn_page_blocks *page = f->page->page;
  unsigned left = DATELINE_BLOCKS;
  for (size_t i = 0; i < page->blocks.count && left > 0; i++) {
    const syn_block *block = &page->blocks.items[i];
    if (block->use != SYN_BLOCK_BODY || block->text.size == 0) continue;
    bool is_first = left-- == DATELINE_BLOCKS, opens = syn_utf8_is_digit((unsigned char)block->text.data[0]);
    if ((is_first || opens) && opens_with_date(f, block->text, out)) return true;
  }
  return false;
}

/* ---- the choice ---- */

/* What a page states of the day of its publication. */
typedef struct statements {
  syn_interval metadata, address, element, line;
  bool has_metadata, has_address, has_element, has_line;
} statements;

static bool from_addresses(const finder *f, syn_interval *out) {
  const syn_page_metadata *metadata = f->page->metadata;
  bool found = syn_date_of_url(f->page->url, out) ||
               (metadata && (syn_date_of_url(metadata->canonical, out) || syn_date_of_url(metadata->fields[SYN_METADATA_URL].text, out)));
  out->basis = SYN_BASIS_METADATA;
  return found;
}

static bool is_utc(const syn_interval *date) {
  return date->from.second != SYN_SECOND_NONE && date->from.zone_minutes == 0;
}

/* Whether a moment of UTC falls on `day` somewhere on earth, though not in UTC. */
static bool may_be_local_day(const syn_interval *utc, int32_t day) {
  if (day == utc->from.day - 1) return utc->from.second < WEST_HOURS * 3600;
  return day == utc->from.day + 1 && utc->from.second >= (24 - EAST_HOURS) * 3600;
}

/*
 * Metadata often name the moment in UTC where the page itself, or its address, names the day on which it appeared: that day is when it was
 * published. Returns whether `date` was changed, and says so in `f->why`.
 */
static bool take_local_day(finder *f, const syn_interval *stated, const char *where, syn_interval *date) {
  if (!may_be_local_day(date, stated->from.day)) return false;
  char utc[SYN_MOMENT_TEXT_SIZE];
  syn_moment_format(date->from, utc);
  if (f->status == SYN_OK)
    f->status = syn_arena_format(f->arena, &f->why, "%s names the day; the metadata, in universal time, say %s", where, utc);
  syn_basis basis = date->basis;
  *date = *stated;
  date->basis = basis;
  return true;
}

/* A line that dates the page otherwise than the metadata: these are believed, and it is said why. */
static void note_disagreement(finder *f, const syn_interval *line, const syn_interval *date) {
  if (line->from.day == date->from.day || f->why.size > 0 || f->status != SYN_OK) return;
  char said[SYN_MOMENT_TEXT_SIZE];
  syn_moment day = {line->from.day, SYN_SECOND_NONE, SYN_ZONE_NONE};
  syn_moment_format(day, said);
  f->status = syn_arena_format(f->arena, &f->why, "the metadata are believed; a line of the page says %s", said);
}

/* Of several days in the metadata, that which the page also shows to its readers. */
static bool take_shown_day(finder *f, const syn_interval *shown, syn_interval *date) {
  const syn_page_metadata *metadata = f->page->metadata;
  for (uint32_t i = 0; i < metadata->day_count && f->status == SYN_OK; i++) {
    syn_interval other;
    if (!read_date(f, metadata->days[i], SYN_BASIS_METADATA, &other) || other.from.day != shown->from.day) continue;
    char said[SYN_MOMENT_TEXT_SIZE];
    syn_moment_format(date->from, said);
    f->status = syn_arena_format(f->arena, &f->why, "the metadata name several days; the page shows this one, not %s", said);
    *date = other;
    return true;
  }
  return false;
}

static void choose_among_metadata(finder *f, statements *s, syn_interval *out) {
  *out = s->metadata;
  if (s->has_address && s->address.from.day == out->from.day) return;
  if (s->has_address && is_utc(out) && take_local_day(f, &s->address, "the address", out)) return;
  s->has_element = f->page->dom && from_time_elements(f, PLACE_FAR_ABOVE, &s->element);
  if (s->has_element && s->element.from.day == out->from.day) return;
  if (s->has_element && is_utc(out) && !is_utc(&s->element) && take_local_day(f, &s->element, "a time on the page", out)) return;
  if (s->has_element && take_shown_day(f, &s->element, out)) return;
  s->has_line = from_lines(f, 1, &s->line) || (f->page->dom && from_date_elements(f, &s->line)) || from_lines(f, 3, &s->line);
  if (!s->has_line || s->line.from.day == out->from.day) return;
  if (is_utc(out) && take_local_day(f, &s->line, "a line of the page", out)) return;
  if (!take_shown_day(f, &s->line, out)) note_disagreement(f, &s->line, out);
}

/* An address is made when a text is begun: a <time> above the text that names one of the next days is when readers saw it. */
static void take_shown_head(finder *f, syn_interval *date) {
  syn_interval shown;
  if (!from_time_elements(f, PLACE_ABOVE, &shown) || shown.from.day <= date->from.day || shown.from.day > date->from.day + ADDRESS_DAYS)
    return;
  if (f->status == SYN_OK) f->why = SYN_TEXT("a time on the page names a later day than the address");
  *date = shown;
}

static bool choose(finder *f, syn_interval *out) {
  statements s = {0};
  s.has_metadata = from_metadata(f, SYN_METADATA_PUBLISHED, SYN_METADATA_SURE_RANK, &s.metadata);
  s.has_address = from_addresses(f, &s.address);
  if (s.has_metadata) {
    choose_among_metadata(f, &s, out);
    return true;
  }
  if (s.has_address) {
    *out = s.address;
    if (f->page->dom) take_shown_head(f, out);
    return true;
  }
  if (f->page->dom && from_time_elements(f, PLACE_BELOW, out)) return true;
  return from_lines(f, 1, out) || (f->page->dom && from_date_elements(f, out)) || from_lines(f, 3, out) ||
         (f->page->dom && from_time_elements(f, PLACE_ELSEWHERE, out)) || from_dateline(f, out) ||
         from_metadata(f, SYN_METADATA_PUBLISHED, SYN_METADATA_NO_RANK, out);
}

/* A page that only says when it was changed was published then, as far as is known. */
static bool take_change(finder *f, const syn_interval *modified, syn_interval *out) {
  bool found = modified->basis != SYN_BASIS_NONE;
  if (found) *out = *modified;
  if (!found) found = from_lines(f, WORST_LINE_RANK, out);
  if (found) f->why = SYN_TEXT("only the day of a later change is stated");
  return found;
}

/* Whether the two letters behind the last mark name a region where the day comes first: "en-GB", "example.co.uk". */
static bool is_of_region(const syn_date_words *words, syn_text text, const char *marks) {
  size_t at = text.size;
  while (at > 0 && !strchr(marks, text.data[at - 1])) at--;
  if (at == 0 || text.size - at != REGION_BYTES) return false;
  char region[REGION_BYTES];
  for (size_t i = 0; i < REGION_BYTES; i++) {
    char c = text.data[at + i];
    region[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
  }
  return syn_map_find(&words->day_first, (syn_text){region, sizeof(region)}) != NULL;
}

/* The page's language, unless it writes the month first and the page is of a region where the day comes first. */
static syn_text language_of_figures(const syn_extractor *extractor, const syn_dated_page *page) {
  const syn_date_words *words = &extractor->date_words;
  if (!page->metadata || syn_map_find(&words->month_first, page->language) == NULL) return page->language;
  bool is_day_first = is_of_region(words, page->metadata->html_language, "-_") ||
                      is_of_region(words, page->metadata->fields[SYN_METADATA_LANGUAGE].text, "-_") ||
                      is_of_region(words, syn_host_of(page->url), ".");
  return is_day_first ? (syn_text){0} : page->language;
}

syn_status syn_published_find(const syn_extractor *extractor, const syn_dated_page *page, syn_arena *arena, syn_dates *out_dates) {
  finder f = {.extractor = extractor, .page = page, .arena = arena, .status = SYN_OK, .language = language_of_figures(extractor, page)};
  syn_interval published = {0}, modified = {0};
  published.basis = modified.basis = SYN_BASIS_NONE;
  if (page->dom) bound_article(&f);
  from_metadata(&f, SYN_METADATA_MODIFIED, SYN_METADATA_NO_RANK, &modified);
  if (!from_carrier(&f, &published) && !choose(&f, &published)) take_change(&f, &modified, &published);
  if (f.status != SYN_OK) return f.status;
  *out_dates = (syn_dates){published, modified, f.why};
  return SYN_OK;
}
