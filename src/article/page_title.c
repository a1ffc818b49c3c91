/*
 * How it works: a title is cut at marks with which pages join it to the names of section and outlet. After "|" and its like everything goes
 * that is shorter than the headline; after a dash, which headlines also have, only what is known as an outlet, is the page's site name, or
 * is its host, or what the page's first heading does not repeat.
 */
#include "article/page_title.h"

#include <string.h>

#include "article/page_credits.h"
#include "base/utf8.h"

enum { SEGMENT_LIMIT = 8, OUTLET_WORDS = 5 };

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

/* Letters and digits of both alike: "The Daily Star" and "thedailystar". */
static bool same_letters(syn_text form, syn_text host) {
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
         same_letters(s->form, host);
  return status;
}

static bool repeats(syn_text heading_form, syn_text form) {
  return heading_form.size > 0 && syn_text_equal(heading_form, form);
}

syn_status syn_title_clean(const syn_extractor *extractor, syn_text title, syn_text site, syn_text heading, syn_text host, syn_arena *arena,
                           syn_text *out_title, syn_text *out_outlet) {
  segment segments[SEGMENT_LIMIT];
  size_t count = 0;
  syn_text site_form, heading_form;
  *out_title = title = syn_text_trim(title);
  *out_outlet = (syn_text){0};
  syn_status status = cut_segments(title, arena, segments, &count);
  if (status == SYN_OK) status = syn_furniture_form(site, arena, &site_form);
  if (status == SYN_OK) status = syn_furniture_form(heading, arena, &heading_form);
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
    bool cut = outlet || (s->after_bar && words <= OUTLET_WORDS && before > words) || repeats(heading_form, left_form);
    if (!cut) break;
    if (out_outlet->size == 0 && (outlet || (last == count && s->after_bar && words <= OUTLET_WORDS))) *out_outlet = s->text;
    last--;
  }
  while (status == SYN_OK && last - first > 1) { /* "Outlet | Headline" */
    bool outlet = false;
    status = names_outlet(extractor, &segments[first], site_form, host, arena, &outlet);
    if (!outlet && !(last - first == 2 && repeats(heading_form, segments[last - 1].form))) break;
    if (out_outlet->size == 0 && outlet) *out_outlet = segments[first].text;
    first++;
  }
  if (status == SYN_OK && count > 0)
    *out_title = syn_text_slice(title, (size_t)(segments[first].text.data - title.data),
                                (size_t)(segments[last - 1].text.data + segments[last - 1].text.size - title.data));
  return status;
}

syn_status syn_title_of_metadata(const syn_extractor *extractor, const syn_page_metadata *metadata, syn_text host, syn_arena *arena,
                                 syn_text *out_title, syn_text *out_outlet) {
  syn_text site = metadata->fields[SYN_METADATA_SITE].text, stated = metadata->fields[SYN_METADATA_TITLE].text;
  syn_text title = stated.size > 0 ? stated : metadata->title_element.size > 0 ? metadata->title_element : metadata->heading;
  syn_text element_title, ignored;
  syn_status status = syn_title_clean(extractor, metadata->title_element, site, metadata->heading, host, arena, &element_title, out_outlet);
  if (status == SYN_OK) status = syn_title_clean(extractor, title, site, metadata->heading, host, arena, out_title, &ignored);
  if (status == SYN_OK && out_outlet->size == 0) *out_outlet = ignored;
  return status;
}
