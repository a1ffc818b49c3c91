#include "cli/compare_notes.h"

#include "synoptic/calendar.h"
#include "synoptic/names.h"

enum { INDENT = 2, TEXT_LIMIT = 1 << 20, VERSION_SIZE = 64, VALUE_SHOWN = 160, CHAIN_LIMIT = 100, OUTLETS_NAMED = 12 };

/* ---- readings ---- */

static void add_value(syn_buffer *text, syn_change_kind kind, syn_text value) {
  bool is_quote = kind == SYN_CHANGE_QUOTE, is_long = value.size > VALUE_SHOWN;
  if (is_quote) syn_buffer_add(text, SYN_TEXT("“"));
  syn_buffer_add(text, is_long ? syn_text_slice(value, 0, syn_utf8_align(value, VALUE_SHOWN)) : value);
  if (is_long) syn_buffer_add(text, SYN_TEXT(" …"));
  if (is_quote) syn_buffer_add(text, SYN_TEXT("”"));
}

void syn_compare_add_change(syn_buffer *text, const syn_comparison *comparison, const syn_reading *reading) {
  const syn_correction *correction = NULL;
  const syn_change *change = syn_comparison_change(comparison, reading, &correction);
  char version[VERSION_SIZE];
  const syn_article *article = change ? syn_comparison_article(comparison, correction->article) : NULL;
  if (!article) return;
  (void)syn_version_format(article, version, sizeof version);
  syn_buffer_add(text, SYN_TEXT(" (changed from "));
  add_value(text, change->kind, change->value_from);
  syn_buffer_format(text, " in the version of %s)", version);
}

/* ---- silence ---- */

static void add_day(syn_buffer *text, int32_t day) {
  char moment[SYN_MOMENT_TEXT_SIZE];
  (void)syn_moment_format((syn_moment){day, SYN_SECOND_NONE, SYN_ZONE_NONE}, moment);
  syn_buffer_format(text, "%s", moment);
}

static void add_days(syn_buffer *text, int32_t first, int32_t last) {
  add_day(text, first);
  if (last == first) return;
  syn_buffer_add(text, SYN_TEXT(" – "));
  add_day(text, last);
}

/* "Morning Gull (2 articles on 2 of 3 days)" */
static void add_silent(syn_buffer *text, const syn_coverage *coverage, const syn_interval *window) {
  int32_t days = window->to.day - window->from.day + 1;
  syn_buffer_add(text, coverage->outlet);
  if (coverage->article_count == 0)
    syn_buffer_format(text, " (asked for on %u of %d days, nothing came)", coverage->day_count, (int)days);
  else
    syn_buffer_format(text, " (%u article%s on %u of %d days)", coverage->article_count, coverage->article_count == 1 ? "" : "s",
                      coverage->day_count, (int)days);
}

/* "Sundvik Post (2031-05-02)": the days that are covered. */
static void add_gap(syn_buffer *text, const syn_coverage *coverage) {
  syn_buffer_add(text, coverage->outlet);
  syn_buffer_add(text, SYN_TEXT(" ("));
  add_days(text, coverage->first_day, coverage->last_day);
  syn_buffer_add(text, SYN_TEXT(")"));
}

static void print_list(const syn_terminal *terminal, const char *title, const syn_coverage_list *list, const syn_interval *window) {
  syn_buffer text;
  if (list->count == 0) return;
  syn_buffer_init(&text, TEXT_LIMIT);
  syn_buffer_add(&text, syn_text_from(title));
  for (uint32_t i = 0; i < list->count && i < OUTLETS_NAMED; i++) {
    syn_buffer_add(&text, i == 0 ? SYN_TEXT(": ") : SYN_TEXT("; "));
    if (window)
      add_silent(&text, &list->items[i], window);
    else
      add_gap(&text, &list->items[i]);
  }
  if (list->count > OUTLETS_NAMED) syn_buffer_format(&text, "; and %u more", list->count - OUTLETS_NAMED);
  syn_buffer_add(&text, SYN_TEXT("."));
  syn_terminal_print_wrapped(terminal, syn_buffer_text(&text), 0, INDENT, SYN_STYLE_PLAIN);
  syn_buffer_clear(&text);
}

void syn_compare_print_silence(const syn_terminal *terminal, const syn_story *story) {
  if (story->window.basis == SYN_BASIS_NONE || story->silent.count + story->not_collected.count == 0) return;
  fputc('\n', terminal->stream);
  print_list(terminal, "Collected then, and silent", &story->silent, &story->window);
  print_list(terminal, "Not collected then, a gap and no silence; covered are", &story->not_collected, NULL);
}

/* ---- corrections ---- */

/* "figure: 12 people → 14 people", "quote taken out: …", "paragraph added: …" */
static void print_change(const syn_terminal *terminal, const syn_change *change) {
  syn_buffer text;
  syn_buffer_init(&text, TEXT_LIMIT);
  syn_buffer_format(&text, "%s%s: ", syn_change_kind_name(change->kind),
                    change->has_from && change->has_to ? ""
                    : change->has_from                 ? " taken out"
                                                       : " added");
  add_value(&text, change->kind, change->has_from ? change->value_from : change->value_to);
  if (change->has_from && change->has_to) {
    syn_buffer_add(&text, SYN_TEXT(" → "));
    add_value(&text, change->kind, change->value_to);
  }
  syn_terminal_print_wrapped(terminal, syn_buffer_text(&text), INDENT, 2 * INDENT, SYN_STYLE_PLAIN);
  syn_buffer_clear(&text);
}

/* "The Lantern, 2031-05-13 07:30, against 2031-05-12 18:00" */
static void print_correction(const syn_terminal *terminal, const syn_comparison *comparison, syn_text outlet,
                             const syn_correction *correction) {
  char newer[VERSION_SIZE] = "", older[VERSION_SIZE] = "";
  const syn_article *article = syn_comparison_article(comparison, correction->article),
                    *before = syn_comparison_article(comparison, correction->version_of);
  syn_buffer text;
  if (!article || !before) return;
  (void)syn_version_format(article, newer, sizeof newer);
  (void)syn_version_format(before, older, sizeof older);
  syn_buffer_init(&text, TEXT_LIMIT);
  syn_buffer_add(&text, outlet);
  syn_buffer_format(&text, ", %s, against %s%s", newer, older, correction->change_count == 0 ? ": nothing that is read has changed" : "");
  syn_terminal_print_wrapped(terminal, syn_buffer_text(&text), 0, INDENT, SYN_STYLE_PLAIN);
  for (uint32_t i = 0; i < correction->change_count; i++) print_change(terminal, &correction->changes[i]);
  syn_buffer_clear(&text);
}

void syn_compare_print_corrections(const syn_terminal *terminal, const syn_comparison *comparison) {
  if (comparison->correction_count == 0) return;
  fputc('\n', terminal->stream);
  syn_terminal_print_wrapped(terminal, SYN_TEXT("CHANGED IN LATER VERSIONS"), 0, 0, SYN_STYLE_HEADING);
  for (uint32_t column = 0; column < comparison->article_count; column++) {
    const syn_correction *correction = syn_comparison_correction(comparison, comparison->articles[column].id);
    for (unsigned i = 0; correction && i < CHAIN_LIMIT; i++) {
      print_correction(terminal, comparison, syn_comparison_outlet(comparison, column), correction);
      correction = syn_comparison_correction(comparison, correction->version_of);
    }
  }
}
