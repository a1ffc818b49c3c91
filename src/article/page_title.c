/*
 * How it works: a title is cut at marks with which pages join it to the names of section and outlet. After "|" and its like everything goes
 * that is shorter than the headline; after a dash, which headlines also have, only what is known as an outlet, is the page's site name, or
 * is its host, or what the page's first heading does not repeat.
 */
#include "article/page_title.h"

#include <string.h>

#include "article/page_credits.h"
#include "base/utf8.h"

enum { SEGMENT_LIMIT = 8, OUTLET_WORDS = 5, HEADING_BYTES = 300, REWORDING_WORDS = 2, REWORDING_PERCENT = 60 };

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
  static const char *const dashes[] = {" - ", " – ", " — ", " -- ", " — ", "_"};
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

static syn_status names_outlet(const syn_extractor *x, const segment *s, syn_text site_form, syn_text host, syn_arena *arena, bool *out) {
  syn_name_kind kind;
  syn_status status = syn_name_judge(x, s->text, arena, &kind);
  *out = kind == SYN_NAME_OUTLET || kind == SYN_NAME_AGENCY || (site_form.size > 0 && syn_text_equal(site_form, s->form)) ||
         syn_is_host_name(s->form, host);
  return status;
}

static bool repeats(const syn_text *heading_forms, uint32_t count, syn_text form) {
  for (uint32_t i = 0; i < count; i++)
    if (form.size > 0 && syn_text_equal(heading_forms[i], form)) return true;
  return false;
}

syn_status syn_title_clean(const syn_extractor *extractor, syn_text title, syn_text site, const syn_text *headings, uint32_t heading_count,
                           syn_text host, syn_arena *arena, syn_text *out_title, syn_text *out_outlet) {
  segment segments[SEGMENT_LIMIT];
  size_t count = 0;
  syn_text site_form, heading_forms[SYN_METADATA_HEADING_LIMIT];
  *out_title = title = syn_text_trim(title);
  *out_outlet = (syn_text){0};
  syn_status status = cut_segments(title, arena, segments, &count);
  if (status == SYN_OK) status = syn_furniture_form(site, arena, &site_form);
  if (heading_count > SYN_METADATA_HEADING_LIMIT) heading_count = SYN_METADATA_HEADING_LIMIT;
  for (uint32_t i = 0; i < heading_count && status == SYN_OK; i++) status = syn_furniture_form(headings[i], arena, &heading_forms[i]);
  size_t first = 0, last = count;
  while (status == SYN_OK && last - first > 1) {
    segment *s = &segments[last - 1];
    bool outlet = false;
    status = names_outlet(extractor, s, site_form, host, arena, &outlet);
    uint32_t words = syn_count_words(s->text), before = 0;
    for (size_t i = first; i + 1 < last; i++) before += syn_count_words(segments[i].text);
    syn_text left = syn_text_slice(title, (size_t)(segments[first].text.data - title.data),
                                   (size_t)(segments[last - 2].text.data + segments[last - 2].text.size - title.data));
    syn_text left_form;
    if (status == SYN_OK) status = syn_furniture_form(left, arena, &left_form);
    if (status != SYN_OK) return status;
    bool cut = outlet || (s->after_bar && words <= OUTLET_WORDS && before > words) || repeats(heading_forms, heading_count, left_form);
    if (!cut) break;
    if (out_outlet->size == 0 && (outlet || (last == count && s->after_bar && words <= OUTLET_WORDS))) *out_outlet = s->text;
    last--;
  }
  while (status == SYN_OK && last - first > 1) { /* "Outlet | Headline" */
    bool outlet = false;
    status = names_outlet(extractor, &segments[first], site_form, host, arena, &outlet);
    if (!outlet && !(last - first == 2 && repeats(heading_forms, heading_count, segments[last - 1].form))) break;
    if (out_outlet->size == 0 && outlet) *out_outlet = segments[first].text;
    first++;
  }
  if (status == SYN_OK && count > 0)
    *out_title = syn_text_slice(title, (size_t)(segments[first].text.data - title.data),
                                (size_t)(segments[last - 1].text.data + segments[last - 1].text.size - title.data));
  return status;
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

syn_status syn_title_of_metadata(const syn_extractor *extractor, const syn_page_metadata *metadata, syn_text host, syn_arena *arena,
                                 syn_text *out_title, syn_text *out_outlet) {
  syn_text site = metadata->fields[SYN_METADATA_SITE].text, stated = metadata->fields[SYN_METADATA_TITLE].text;
  syn_text title = stated.size > 0 ? stated : metadata->title_element;
  if (title.size == 0 && metadata->heading_count > 0) title = metadata->headings[0];
  syn_text element_title, ignored;
  syn_status status = syn_title_clean(extractor, metadata->title_element, site, metadata->headings, metadata->heading_count, host, arena,
                                      &element_title, out_outlet);
  if (status == SYN_OK)
    status = syn_title_clean(extractor, title, site, metadata->headings, metadata->heading_count, host, arena, out_title, &ignored);
  if (status != SYN_OK) return status;
  if (out_outlet->size == 0) *out_outlet = ignored;
  bool reworded = false;
  if (metadata->first_level_count == 1) status = is_rewording(*out_title, metadata->headings[0], arena, &reworded);
  if (reworded) *out_title = metadata->headings[0];
  return status;
}
