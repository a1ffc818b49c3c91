/*
 * How it works: a title is cut at marks with which pages join it to the names of section and outlet. After "|" and its like everything goes
 * that is shorter than the headline; after a dash, which headlines also have, only what is known as an outlet, is the page's site name, or
 * is its host, or what the page's first heading does not repeat. One name before or behind a headline that the heading repeats is the
 * outlet.
 */
#include "article/page_title.h"

#include <string.h>

#include "article/page_credits.h"
#include "base/utf8.h"

enum {
  SEGMENT_LIMIT = 8,
  OUTLET_WORDS = 5,
  HEADING_BYTES = 300,
  SECTION_WORDS = 2,
  REWORDING_WORDS = 2,
  REWORDING_PERCENT = 60,
  NEAR_BLOCKS = 12,
  DATE_WORDS = 5,
  BARE_DATE_WORDS = 3,
  ELEMENT_STEPS = 16
};

syn_text syn_host_of(syn_text url) {
  size_t start = syn_text_find(url, SYN_TEXT("://"), 0);
  if (start == SIZE_MAX) return (syn_text){0};
  start += 3;
  size_t end = start;
  while (end < url.size && !strchr("/?#:", url.data[end])) end++;
  syn_text host = syn_text_slice(url, start, end);
  return syn_text_starts_with(host, SYN_TEXT("www.")) ? syn_text_slice(host, 4, host.size) : host;
}

typedef struct segment {
  syn_text text, form;
  bool after_bar; /* parted from the one before by a mark that headlines do not have */
} segment;

/* Whether a joining mark with blanks around it stands at `at`. */
static bool is_joint(syn_text title, size_t at, size_t *out_size, bool *out_bar) {
  static const char *const bars[] = {" | ", " || ", " :: ", " » ",  " « ", " · ", " • ", " ‹ ",
                                     " › ", " ← ",  " ~ ",  " \\ ", " / ", "｜",  "| ",  " |"};
  static const char *const dashes[] = {" - ", " – ", " — ", " -- ", " — ", " : ", "_"};
  syn_text rest = syn_text_slice(title, at, title.size);
  for (size_t i = 0; i < sizeof(bars) / sizeof(bars[0]); i++)
    if (syn_text_starts_with(rest, syn_text_from(bars[i]))) {
      *out_size = strlen(bars[i]);
      *out_bar = true;
      return true;
    }
  for (size_t i = 0; i + 1 < sizeof(dashes) / sizeof(dashes[0]); i++)
    if (syn_text_starts_with(rest, syn_text_from(dashes[i]))) {
      *out_size = strlen(dashes[i]);
      *out_bar = false;
      return true;
    }
  return false;
}

static syn_status cut_segments(syn_text title, syn_arena *arena, segment *segments, size_t *out_count) {
  size_t count = 0, start = 0;
  bool bar = false, next_bar = false;
  for (size_t at = 0; at <= title.size && count < SEGMENT_LIMIT;) {
    size_t size = 0;
    bool joint = at < title.size && count + 1 < SEGMENT_LIMIT && is_joint(title, at, &size, &next_bar);
    if (!joint && at < title.size) {
      at++;
      continue;
    }
    segment *s = &segments[count];
    *s = (segment){.text = syn_text_trim(syn_text_slice(title, start, at)), .after_bar = bar};
    syn_status status = syn_furniture_form(s->text, arena, &s->form);
    if (status != SYN_OK) return status;
    if (s->form.size > 0) count++;
    bar = next_bar;
    if (at == title.size) break;
    at += size;
    start = at;
  }
  *out_count = count;
  return SYN_OK;
}

bool syn_is_host_name(syn_text form, syn_text host) {
  size_t i = 0, k = 0;
  while (i < form.size && k < host.size) {
    if (form.data[i] == ' ') {
      i++;
      continue;
    }
    if (host.data[k] == '-' || host.data[k] == '.') {
      if (host.data[k] == '.') break;
      k++;
      continue;
    }
    if (form.data[i] != host.data[k]) return false;
    i++, k++;
  }
  while (i < form.size && form.data[i] == ' ') i++;
  return k > 2 && (i == form.size || syn_text_starts_with(syn_text_slice(form, i, form.size), syn_text_slice(host, k + 1, host.size))) &&
         (k == host.size || host.data[k] == '.');
}

/* A title on its way: the segments from `first` up to `last` are still thought to be the headline. */
typedef struct cleaner {
  const syn_extractor *extractor;
  syn_arena *arena;
  syn_text title, host, site_form, brand_form, outlet;
  syn_text heading_forms[SYN_METADATA_HEADING_LIMIT];
  uint32_t heading_count;
  segment segments[SEGMENT_LIMIT];
  size_t count, first, last;
} cleaner;

static syn_status names_outlet(const cleaner *c, const segment *s, bool *out) {
  syn_name_kind kind;
  syn_status status = syn_name_judge(c->extractor, s->text, c->arena, &kind);
  *out = kind == SYN_NAME_OUTLET || kind == SYN_NAME_AGENCY || (c->site_form.size > 0 && syn_text_equal(c->site_form, s->form)) ||
         (c->brand_form.size > 0 && syn_text_equal(c->brand_form, s->form)) || syn_is_host_name(s->form, c->host);
  return status;
}

/* The words of the segments from `first` up to `last`, with the marks between them. */
static syn_text words_of(const cleaner *c, size_t first, size_t last) {
  return syn_text_slice(c->title, (size_t)(c->segments[first].text.data - c->title.data),
                        (size_t)(c->segments[last - 1].text.data + c->segments[last - 1].text.size - c->title.data));
}

static bool is_heading(const cleaner *c, syn_text form) {
  for (uint32_t i = 0; i < c->heading_count; i++)
    if (form.size > 0 && syn_text_equal(c->heading_forms[i], form)) return true;
  return false;
}

/* A short name beside a headline that is known from the heading; behind a dash it must be no section's ("News"). */
static syn_status may_be_site(const cleaner *c, const segment *s, bool *out) {
  *out = s->after_bar && syn_count_words(s->text) <= OUTLET_WORDS;
  if (*out) return SYN_OK;
  syn_name_kind kind;
  syn_status status = syn_name_judge(c->extractor, s->text, c->arena, &kind);
  *out = kind == SYN_NAME_OUTLET || kind == SYN_NAME_AGENCY || kind == SYN_NAME_PERSON || kind == SYN_NAME_SINGLE;
  return status;
}

/* A heading that repeats the beginning of the title tells where the headline ends. */
static syn_status cut_at_heading(cleaner *c) {
  for (size_t last = c->count; last-- > 1;) {
    syn_text form;
    syn_status status = syn_furniture_form(words_of(c, 0, last), c->arena, &form);
    if (status != SYN_OK) return status;
    if (!is_heading(c, form)) continue;
    bool outlet = false;
    status = names_outlet(c, &c->segments[c->count - 1], &outlet);
    if (status == SYN_OK && !outlet && last + 1 == c->count) status = may_be_site(c, &c->segments[last], &outlet);
    if (outlet) c->outlet = c->segments[c->count - 1].text;
    c->last = last;
    return status;
  }
  return SYN_OK;
}

/* A date before the headline is no part of it: "23.01.2022 - …". */
static syn_status cut_date(cleaner *c) {
  const segment *s = &c->segments[c->first];
  syn_interval date;
  if (c->last - c->first < 2 || !syn_utf8_is_digit((unsigned char)s->text.data[0]) || syn_count_words(s->text) > BARE_DATE_WORDS)
    return SYN_OK;
  syn_status status = syn_date_find(&c->extractor->date_words, s->text, (syn_text){0}, c->arena, &date);
  c->first += status == SYN_OK;
  return status == SYN_NOT_FOUND ? SYN_OK : status;
}

static syn_status cut_behind(cleaner *c) {
  bool leads = false; /* the outlet comes first: "Outlet » Archive » Headline" */
  bool may_lead = c->last - c->first > 1 && syn_count_words(c->segments[c->first].text) <= OUTLET_WORDS;
  syn_status status = may_lead ? names_outlet(c, &c->segments[c->first], &leads) : SYN_OK;
  while (c->last - c->first > 1 && status == SYN_OK) {
    const segment *s = &c->segments[c->last - 1];
    bool outlet = false;
    status = names_outlet(c, s, &outlet);
    if (status != SYN_OK) return status;
    uint32_t words = syn_count_words(s->text), before = syn_count_words(words_of(c, c->first, c->last - 1));
    bool is_short = !leads && s->after_bar && words <= OUTLET_WORDS && before > words;
    if (!outlet && !is_short) break;
    if (c->outlet.size == 0 && (outlet || c->last == c->count)) c->outlet = s->text;
    c->last--;
  }
  return status;
}

/* "Outlet | Headline" */
static syn_status cut_before(cleaner *c) {
  while (c->last - c->first > 1) {
    bool outlet = false;
    syn_status status = names_outlet(c, &c->segments[c->first], &outlet);
    if (status != SYN_OK) return status;
    bool beside_heading = c->last - c->first == 2 && is_heading(c, c->segments[c->last - 1].form);
    if (!outlet && !beside_heading) break;
    if (!outlet && c->count == 2) status = may_be_site(c, &c->segments[c->first], &outlet);
    if (status != SYN_OK) return status;
    if (c->outlet.size == 0 && outlet) c->outlet = c->segments[c->first].text;
    c->first++;
    /* "Outlet » Archive » Headline" */
    if (c->last - c->first == 2 && syn_count_words(c->segments[c->first].text) <= SECTION_WORDS && c->segments[c->last - 1].after_bar &&
        syn_count_words(c->segments[c->last - 1].text) > SECTION_WORDS)
      c->first++;
  }
  return SYN_OK;
}

syn_status syn_title_clean(const syn_extractor *extractor, syn_text title, const syn_title_context *context, syn_arena *arena,
                           syn_text *out_title, syn_text *out_outlet) {
  cleaner c = {.extractor = extractor, .arena = arena, .title = syn_text_trim(title), .host = context->host};
  c.heading_count = context->heading_count < SYN_METADATA_HEADING_LIMIT ? context->heading_count : SYN_METADATA_HEADING_LIMIT;
  syn_status status = cut_segments(c.title, arena, c.segments, &c.count);
  if (status == SYN_OK) status = syn_furniture_form(context->site, arena, &c.site_form);
  if (status == SYN_OK) status = syn_furniture_form(context->brand, arena, &c.brand_form);
  for (uint32_t i = 0; i < c.heading_count && status == SYN_OK; i++)
    status = syn_furniture_form(context->headings[i].text, arena, &c.heading_forms[i]);
  c.last = c.count;
  if (status == SYN_OK) status = cut_at_heading(&c);
  if (status == SYN_OK) status = cut_behind(&c);
  if (status == SYN_OK) status = cut_before(&c);
  if (status == SYN_OK) status = cut_date(&c);
  if (status != SYN_OK) return status;
  *out_title = c.count > 0 ? words_of(&c, c.first, c.last) : c.title;
  *out_outlet = c.outlet;
  return SYN_OK;
}

/* Whether the page's one main heading is another wording of the stated title: then it is what readers see. */
static syn_status is_rewording(syn_text title, syn_text heading, syn_arena *arena, bool *out) {
  syn_text title_form, heading_form;
  *out = false;
  syn_status status = syn_furniture_form(title, arena, &title_form);
  if (status == SYN_OK) status = syn_furniture_form(heading, arena, &heading_form);
  if (status != SYN_OK || heading.size > HEADING_BYTES) return status;
  unsigned words = 0, shared = 0;
  for (size_t start = 0; start < heading_form.size;) {
    size_t end = start;
    while (end < heading_form.size && heading_form.data[end] != ' ') end++;
    words++;
    shared += syn_text_find(title_form, syn_text_slice(heading_form, start, end), 0) != SIZE_MAX;
    start = end + 1;
  }
  *out = words >= REWORDING_WORDS && shared * 100 >= words * REWORDING_PERCENT;
  return SYN_OK;
}

/* Whether an element inside the heading, its first, holds these words and no others: they are parted from the headline by the markup. */
static syn_status is_own_element(const syn_page_heading *heading, syn_text form, syn_arena *arena, bool *out) {
  *out = false;
  const syn_dom_node *node = heading->node;
  for (unsigned left = ELEMENT_STEPS; node && left > 0 && !*out; left--, node = syn_dom_next(heading->node, node, false)) {
    if (node->is_text || node == heading->node) continue;
    syn_text text, own;
    syn_status status = syn_metadata_element_text(node, arena, &text);
    if (status == SYN_OK) status = syn_furniture_form(text, arena, &own);
    if (status != SYN_OK) return status;
    *out = syn_text_equal(own, form);
  }
  return SYN_OK;
}

/*
 * Whether a heading is the title and, before or after it, what is no part of the headline: a kicker in an element of its own or before a
 * bar, a date, an outlet after a bar.
 */
static syn_status holds_title(const syn_page_heading *heading, syn_text form, syn_text title, syn_text title_form, syn_arena *arena,
                              bool *out) {
  *out = false;
  if (title_form.size == 0 || title_form.size >= form.size) return SYN_OK;
  if (syn_text_ends_with(form, title_form) && form.data[form.size - title_form.size - 1] == ' ') {
    if (!syn_text_ends_with(heading->text, title)) return SYN_OK;
    syn_text before = syn_text_trim(syn_text_slice(heading->text, 0, heading->text.size - title.size));
    *out = before.size > 0 && strchr("|/", before.data[before.size - 1]);
    return *out ? SYN_OK : is_own_element(heading, syn_text_slice(form, 0, form.size - title_form.size - 1), arena, out);
  }
  if (!syn_text_starts_with(form, title_form) || form.data[title_form.size] != ' ' || !syn_text_starts_with(heading->text, title))
    return SYN_OK;
  syn_text rest = syn_text_trim(syn_text_slice(heading->text, title.size, heading->text.size));
  *out = rest.size > 0 && (rest.data[0] == '|' || (rest.data[0] >= '0' && rest.data[0] <= '9'));
  return SYN_OK;
}

/* Whether the page states its main heading as its title somewhere: two against one, where another place states another title. */
static syn_status is_stated(const syn_page_metadata *metadata, syn_text heading, syn_arena *arena, bool *out) {
  syn_text heading_form, form;
  syn_status status = syn_furniture_form(heading, arena, &heading_form);
  for (uint32_t i = 0; status == SYN_OK && i < metadata->title_count && !*out; i++) {
    status = syn_furniture_form(metadata->titles[i], arena, &form);
    *out = form.size > 0 && syn_text_equal(form, heading_form);
  }
  return status;
}

syn_status syn_title_of_metadata(const syn_extractor *extractor, const syn_page_metadata *metadata, syn_text host, syn_arena *arena,
                                 syn_text *out_title, syn_text *out_outlet) {
  const syn_title_context context = {metadata->fields[SYN_METADATA_SITE].text, metadata->brand, host, metadata->headings,
                                     metadata->heading_count};
  syn_text stated = metadata->fields[SYN_METADATA_TITLE].text;
  syn_text title = stated.size > 0 ? stated : metadata->title_element;
  if (title.size == 0 && metadata->heading_count > 0) title = metadata->headings[0].text;
  syn_text element_title, ignored, form, heading_form;
  syn_status status = syn_title_clean(extractor, metadata->title_element, &context, arena, &element_title, out_outlet);
  if (status == SYN_OK) status = syn_title_clean(extractor, title, &context, arena, out_title, &ignored);
  if (status != SYN_OK) return status;
  if (out_outlet->size == 0) *out_outlet = ignored;
  bool reworded = false, stated_too = false;
  if (metadata->first_level_count != 1) return SYN_OK;
  syn_text heading = metadata->headings[0].text;
  status = is_rewording(*out_title, heading, arena, &reworded);
  if (status == SYN_OK) status = is_stated(metadata, heading, arena, &stated_too);
  if (status == SYN_OK) status = syn_furniture_form(*out_title, arena, &form);
  if (status == SYN_OK) status = syn_furniture_form(heading, arena, &heading_form);
  if (status != SYN_OK) return status;
  bool holds = false;
  status = holds_title(&metadata->headings[0], heading_form, *out_title, form, arena, &holds);
  if ((reworded && !holds) || stated_too) *out_title = heading;
  return status;
}

/* ---- by place ---- */

/* The block that a heading became, or SIZE_MAX. */
static size_t block_of(const syn_page_blocks *page, const syn_dom_node *node) {
  for (size_t i = 0; i < page->blocks.count; i++)
    if (page->blocks.items[i].node == node) return i;
  return SIZE_MAX;
}

/* Whether a heading may be the headline by where it stands: before the text, and not far from it. */
static bool is_near_body(const syn_page_blocks *page, const syn_page_heading *heading, size_t first) {
  size_t index = heading->node ? block_of(page, heading->node) : SIZE_MAX;
  if (index == SIZE_MAX || index > first || syn_page_is_outside(page, heading->node)) return false;
  return first - index <= NEAR_BLOCKS;
}

/* What a heading is to the stated title. */
typedef enum heading_relation { HEADING_OTHER, HEADING_SAME, HEADING_HOLDS_TITLE, HEADING_REWORDS, HEADING_NO_HEADLINE } heading_relation;

/* A date, a name of the site, or one word that says nothing. */
static syn_status is_no_headline(const cleaner *c, const syn_page_heading *heading, syn_text form, bool *out) {
  segment part = {.text = heading->text, .form = form};
  syn_interval date;
  *out = heading->text.size > HEADING_BYTES;
  syn_status status = *out ? SYN_OK : names_outlet(c, &part, out);
  if (status != SYN_OK || *out || syn_count_words(heading->text) > DATE_WORDS) return status;
  status = syn_date_find(&c->extractor->date_words, heading->text, (syn_text){0}, c->arena, &date);
  bool alone = syn_count_words(heading->text) < REWORDING_WORDS && heading->text.size == syn_utf8_count(heading->text);
  *out = status == SYN_OK || alone;
  return status == SYN_NOT_FOUND ? SYN_OK : status;
}

static syn_status relate(const cleaner *c, const syn_page_heading *heading, syn_text title, syn_text title_form, heading_relation *out) {
  syn_text form, whole;
  bool holds = false, reworded = false, none = false;
  *out = HEADING_SAME;
  syn_status status = syn_furniture_form(heading->text, c->arena, &form);
  if (status != SYN_OK || syn_text_equal(form, title_form)) return status;
  *out = HEADING_HOLDS_TITLE;
  status = holds_title(heading, form, title, title_form, c->arena, &holds);
  if (status != SYN_OK || holds) return status;
  status = is_rewording(title, heading->text, c->arena, &reworded);
  whole = form;
  if (status == SYN_OK && heading->whole.size != heading->text.size) status = syn_furniture_form(heading->whole, c->arena, &whole);
  if (status == SYN_OK && !reworded && !syn_text_equal(whole, title_form))
    status = is_no_headline(c, heading, form, &none);
  else
    *out = HEADING_REWORDS;
  if (*out != HEADING_REWORDS) *out = none ? HEADING_NO_HEADLINE : HEADING_OTHER;
  return status;
}

syn_status syn_title_by_place(const syn_extractor *extractor, const syn_page_metadata *metadata, const syn_page_blocks *page, syn_text host,
                              syn_arena *arena, syn_text *title) {
  cleaner c = {.extractor = extractor, .arena = arena, .host = host};
  segment stated = {.text = *title};
  bool is_outlet = false;
  size_t first = 0;
  while (first < page->blocks.count && page->blocks.items[first].use != SYN_BLOCK_BODY) first++;
  syn_status status = syn_furniture_form(*title, arena, &stated.form);
  if (status == SYN_OK) status = syn_furniture_form(metadata->fields[SYN_METADATA_SITE].text, arena, &c.site_form);
  if (status == SYN_OK) status = syn_furniture_form(metadata->brand, arena, &c.brand_form);
  if (status == SYN_OK) status = names_outlet(&c, &stated, &is_outlet);
  const syn_page_heading *best = NULL;
  for (uint32_t i = 0; i < metadata->heading_count && status == SYN_OK; i++) {
    const syn_page_heading *heading = &metadata->headings[i];
    heading_relation relation;
    status = relate(&c, heading, *title, stated.form, &relation);
    if (status != SYN_OK || relation == HEADING_SAME || relation == HEADING_HOLDS_TITLE) return status;
    bool is_first_level = i < metadata->first_level_count;
    if (!is_first_level && metadata->first_level_count > 0) break;
    bool may_be =
        is_first_level ? relation != HEADING_NO_HEADLINE && !best : relation == HEADING_REWORDS || (is_outlet && relation == HEADING_OTHER);
    if (may_be && is_near_body(page, heading, first)) best = heading;
  }
  if (best) *title = best->text;
  return status;
}

size_t syn_title_block(const syn_page_blocks *page) {
  size_t first = 0, found = SIZE_MAX;
  unsigned best = 0;
  while (first < page->blocks.count && page->blocks.items[first].use != SYN_BLOCK_BODY) first++;
  for (size_t i = first < page->blocks.count ? first : 0; i-- > 0 && best < 3;) {
    const syn_block *block = &page->blocks.items[i];
    unsigned rank = block->use == SYN_BLOCK_TITLE ? 3 : block->heading_level == 1 ? 2 : block->heading_level == 2 ? 1 : 0;
    if (rank <= best) continue;
    best = rank;
    found = i;
  }
  return found != SIZE_MAX ? found : first < page->blocks.count ? first : 0;
}
