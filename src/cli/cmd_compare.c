/*
 * The accounts side by side: one row a point, one column an account. Where the columns would be too narrow to read, the accounts run
 * downwards: each point is a paragraph with one line an account.
 *
 * Points stand under their labels, and within a label the heaviest come first. A heading says what its label means, so that neither a key
 * nor colours are needed.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "cli/compare_notes.h"
#include "cli/session.h"
#include "cli/story_links_line.h"
#include "cli/terminal.h"
#include "synoptic/calendar.h"
#include "synoptic/names.h"

enum {
  NARROWEST_COLUMN = 16,
  POINT_SHARE = 4, /* the column of points takes a quarter of the width */
  NAME_SHARE = 3,  /* names of accounts that run downwards take a third at most */
  COLUMN_LIMIT = 12,
  VALUE_SIZE = 4096, /* bytes */
  VALUE_SHOWN = 160, /* bytes */
  SILENT_NAMED = 6,  /* more silent accounts are counted */
  DAYS_WIDTH = 12,   /* "2024-03-13 –", with the last day below */
  NAME_LINES = 3,
  TALL_ROW = 3, /* lines: the next row stands apart */
  INDENT = 2,
  TEXT_LIMIT = 1 << 20 /* bytes of a cell */
};

/* In the order in which labels are shown. */
static const struct label_view {
  syn_label label;
  syn_style style;
  const char *meaning;
} LABELS[] = {
    {SYN_LABEL_DIFFER, SYN_STYLE_DIFFER, "different values: read the sentences"},
    {SYN_LABEL_COMPATIBLE, SYN_STYLE_COMPATIBLE, "the values can both be meant"},
    {SYN_LABEL_VARIANT, SYN_STYLE_VARIANT, "one utterance in several wordings"},
    {SYN_LABEL_AGREE, SYN_STYLE_AGREE, "the same value"},
    {SYN_LABEL_SINGLE, SYN_STYLE_HEADING, "one account only"},
};
enum { LABEL_VIEW_COUNT = sizeof LABELS / sizeof LABELS[0] };

typedef struct table_view {
  const syn_comparison *comparison;
  const char *kind; /* only this one, or NULL */
  bool with_sentences, differ_only, with_reasons;
  syn_terminal terminal;
  bool is_table;                     /* else the accounts run downwards */
  unsigned widths[COLUMN_LIMIT + 1]; /* of the point and of each account */
  unsigned name_width;               /* of accounts that run downwards */
} table_view;

static bool is_shown(const table_view *view, const syn_point *point) {
  if (view->kind && strcmp(syn_point_kind_name(point->kind), view->kind) != 0) return false;
  return !view->differ_only || point->label == SYN_LABEL_DIFFER || point->label == SYN_LABEL_COMPATIBLE ||
         point->label == SYN_LABEL_VARIANT;
}

static bool lists(syn_id_list list, syn_id id) {
  for (uint32_t i = 0; i < list.count; i++) {
    if (syn_id_compare(list.items[i], id) == 0) return true;
  }
  return false;
}

/* The outlet; of several accounts of one outlet the later ones with their number. */
static void add_name(syn_buffer *text, const syn_comparison *comparison, uint32_t column) {
  syn_text name = syn_comparison_outlet(comparison, column);
  unsigned number = 1;
  for (uint32_t i = 0; i < column; i++) number += syn_text_equal(syn_comparison_outlet(comparison, i), name);
  syn_buffer_add(text, name);
  if (number > 1) syn_buffer_format(text, " (%u)", number);
}

/* The day on which an account appeared, or the days between which it did. */
static void add_days(syn_buffer *text, const syn_interval *interval) {
  char from[SYN_MOMENT_TEXT_SIZE], to[SYN_MOMENT_TEXT_SIZE];
  syn_moment first = interval->from, last = interval->to;
  if (interval->basis == SYN_BASIS_NONE || first.day == SYN_DAY_MINIMUM) {
    syn_buffer_add(text, SYN_TEXT("not stated"));
    return;
  }
  first.second = last.second = SYN_SECOND_NONE;
  syn_moment_format(first, from);
  syn_moment_format(last, to);
  bool is_day = last.day == first.day || last.day == SYN_DAY_MAXIMUM;
  syn_buffer_format(text, is_day ? "%s" : "%s – %s", from, to);
}

/* A long quote is cut at a word, or at a character: `--sentences` and the report show the whole. */
static void shorten(char *value) {
  size_t size = strlen(value);
  if (size <= VALUE_SHOWN) return;
  size_t end = VALUE_SHOWN;
  while (end > VALUE_SHOWN / 2 && value[end] != ' ') end--;
  if (value[end] != ' ') end = syn_utf8_align((syn_text){value, size}, VALUE_SHOWN);
  snprintf(value + end, VALUE_SIZE - end, " …");
}

/* The readings of a point that one account has. */
typedef struct account_readings {
  const table_view *view;
  const syn_point *point;
  syn_id article;
} account_readings;

/* The value of a reading as a table shows it; false where it is another account's. */
static bool read_value(const account_readings *account, uint32_t r, char *out_value) {
  const syn_reading *reading = &account->point->readings[r];
  if (syn_id_compare(reading->article, account->article) != 0) return false;
  syn_reading_format(reading, out_value, VALUE_SIZE);
  shorten(out_value);
  return true;
}

/* Whether an earlier reading of the account, from `first` on, has this value and, if asked, this source. */
static bool stands_before(const account_readings *account, uint32_t first, uint32_t r, const char *value, const syn_id *source) {
  char before[VALUE_SIZE];
  for (uint32_t i = first; i < r; i++) {
    if (!read_value(account, i, before) || strcmp(before, value) != 0) continue;
    const syn_id_list *sources = &account->point->readings[i].attributed_to;
    bool has_source = !source;
    for (uint32_t k = 0; !has_source && k < sources->count; k++) has_source = syn_id_compare(sources->items[k], *source) == 0;
    if (has_source) return true;
  }
  return false;
}

/* ", according to Ivan Kostov, police": of all readings with this value, the first of which is `first`. */
static void add_sources(syn_buffer *text, const account_readings *account, uint32_t first, const char *value) {
  char again[VALUE_SIZE];
  bool has_name = false;
  for (uint32_t r = first; r < account->point->reading_count; r++) {
    if (!read_value(account, r, again) || strcmp(again, value) != 0) continue;
    const syn_id_list *sources = &account->point->readings[r].attributed_to;
    for (uint32_t i = 0; i < sources->count; i++) {
      syn_text name = syn_comparison_name(account->view->comparison, sources->items[i]);
      if (name.size == 0 || stands_before(account, first, r, value, &sources->items[i])) continue;
      syn_buffer_add(text, has_name ? SYN_TEXT(", ") : SYN_TEXT(", according to "));
      syn_buffer_add(text, name);
      has_name = true;
    }
  }
}

/* What an account says on a point: its values, each once and with whose word it is, or how it is silent. */
static void add_account(syn_buffer *text, const table_view *view, const syn_point *point, uint32_t column) {
  const syn_article *article = &view->comparison->articles[column];
  const account_readings account = {view, point, article->id};
  char value[VALUE_SIZE];
  bool has_value = false;
  for (uint32_t r = 0; r < point->reading_count; r++) {
    if (!read_value(&account, r, value) || stands_before(&account, 0, r, value, NULL)) continue;
    syn_buffer_format(text, "%s%s", has_value ? "; " : "", value);
    syn_compare_add_change(text, view->comparison, &point->readings[r]);
    add_sources(text, &account, r, value);
    has_value = true;
  }
  if (has_value) return;
  syn_buffer_add(text, lists(point->without_value, article->id) ? SYN_TEXT("(no value)") : SYN_TEXT("silent"));
}

static void add_about(syn_buffer *text, const syn_point *point) {
  syn_buffer_add(text, point->about);
  if (point->difference != SYN_DIFFERENCE_NONE) syn_buffer_format(text, " (%s)", syn_difference_name(point->difference));
}

/* "Outlet: the sentence", with the words of the reading marked in it. */
static void print_sentence(const table_view *view, uint32_t column, syn_span sentence, syn_span words) {
  const syn_article *article = &view->comparison->articles[column];
  syn_text text = syn_article_words(article, sentence);
  size_t start = words.start - sentence.start, end = words.end - sentence.start;
  syn_buffer before;
  syn_buffer_init(&before, TEXT_LIMIT);
  add_name(&before, view->comparison, column);
  syn_buffer_add(&before, SYN_TEXT(": "));
  syn_buffer_add(&before, syn_text_slice(text, 0, start));
  const syn_marked_text marked = {syn_buffer_text(&before), syn_text_slice(text, start, end), syn_text_slice(text, end, text.size)};
  syn_terminal_print_marked(&view->terminal, &marked, 2 * INDENT, 3 * INDENT);
  syn_buffer_clear(&before);
}

/* Where a reading's words stand, as a footnote says it. In a pipe it is one line however long, so that it can be taken as a whole. */
static void print_citation(const table_view *view, uint32_t column, syn_span span) {
  char citation[VALUE_SIZE];
  size_t size = syn_comparison_citation(view->comparison, column, span, citation, sizeof citation);
  syn_terminal terminal = view->terminal;
  if (!isatty(STDOUT_FILENO)) terminal.width = UINT_MAX;
  syn_terminal_print_wrapped(&terminal, (syn_text){citation, size}, 4 * INDENT, 4 * INDENT, SYN_STYLE_FAINT);
}

static void add_quoted(syn_buffer *text, const syn_article *article, const syn_span_list *spans, const char *heading) {
  if (spans->count == 0) return;
  syn_buffer_format(text, "%s%s: ", text->size > 0 ? " · " : "", heading);
  for (uint32_t i = 0; i < spans->count; i++)
    syn_buffer_format(text, "%s“%.*s”", i > 0 ? ", " : "", SYN_TEXT_ARGUMENTS(syn_article_words(article, spans->items[i])));
}

/* What words of a quote are others than in the fullest wording, and what other accounts leave out of that. */
static void print_drift(const table_view *view, const syn_article *article, const syn_reading *reading) {
  syn_buffer text;
  syn_buffer_init(&text, TEXT_LIMIT);
  add_quoted(&text, article, &reading->drift, "other words");
  add_quoted(&text, article, &reading->cut, "left out elsewhere");
  if (text.size > 0) syn_terminal_print_wrapped(&view->terminal, syn_buffer_text(&text), 4 * INDENT, 5 * INDENT, SYN_STYLE_PLAIN);
  syn_buffer_clear(&text);
}

/* Why the readings are one point, why it has its label, and which accounts are of one origin. */
static void print_reasons(const table_view *view, const syn_point *point) {
  if (point->why.size > 0) syn_terminal_print_wrapped(&view->terminal, point->why, 2 * INDENT, 3 * INDENT, SYN_STYLE_FAINT);
  for (uint32_t i = 0; i < point->origins_why.count; i++) {
    syn_buffer text;
    syn_buffer_init(&text, TEXT_LIMIT);
    syn_buffer_format(&text, "one origin: %.*s", SYN_TEXT_ARGUMENTS(point->origins_why.items[i]));
    syn_terminal_print_wrapped(&view->terminal, syn_buffer_text(&text), 2 * INDENT, 3 * INDENT, SYN_STYLE_FAINT);
    syn_buffer_clear(&text);
  }
}

static void print_sentences(const table_view *view, const syn_point *point) {
  int last_column = -1;
  syn_span last = {0};
  for (uint32_t r = 0; r < point->reading_count; r++) {
    const syn_reading *reading = &point->readings[r];
    int column = syn_comparison_column(view->comparison, reading->article);
    if (column < 0) continue;
    const syn_article *article = &view->comparison->articles[column];
    syn_span sentence = syn_article_sentence(article, reading->span);
    bool is_last = sentence.field == last.field && sentence.index == last.index && sentence.start == last.start;
    /* a sentence with two values is shown once, with a citation for each */
    if (column != last_column || !is_last) print_sentence(view, (uint32_t)column, sentence, reading->span);
    last_column = column;
    last = sentence;
    print_drift(view, article, reading);
    print_citation(view, (uint32_t)column, reading->span);
  }
}

/* Returns how many lines it took. */
static unsigned print_point_row(const table_view *view, const syn_point *point) {
  syn_buffer texts[COLUMN_LIMIT + 1];
  syn_cell cells[COLUMN_LIMIT + 2] = {{.text = {0}}}; /* the first one indents */
  unsigned widths[COLUMN_LIMIT + 2] = {0};
  uint32_t count = view->comparison->article_count;
  for (uint32_t i = 0; i <= count; i++) {
    syn_buffer_init(&texts[i], TEXT_LIMIT);
    if (i == 0)
      add_about(&texts[i], point);
    else
      add_account(&texts[i], view, point, i - 1);
    bool is_silent = i > 0 && syn_text_equal(syn_buffer_text(&texts[i]), SYN_TEXT("silent"));
    cells[i + 1] = (syn_cell){.text = syn_buffer_text(&texts[i]), .style = is_silent ? SYN_STYLE_FAINT : SYN_STYLE_PLAIN};
    widths[i + 1] = view->widths[i];
  }
  cells[1].hanging = INDENT; /* so that rows are told apart */
  widths[1] -= INDENT;
  unsigned line_count = syn_terminal_print_row(&view->terminal, cells, widths, count + 2);
  for (uint32_t i = 0; i <= count; i++) syn_buffer_clear(&texts[i]);
  return line_count;
}

/* One account of those that run downwards: its name, and what it says. */
static void print_account(const table_view *view, uint32_t column, syn_text says) {
  syn_buffer name;
  syn_buffer_init(&name, TEXT_LIMIT);
  add_name(&name, view->comparison, column);
  unsigned used = 3 * INDENT + view->name_width, width = view->terminal.width;
  const syn_cell cells[] = {{.text = {0}}, {.text = syn_buffer_text(&name), .line_limit = 1}, {.text = says}};
  const unsigned widths[] = {INDENT, view->name_width, width > used ? width - used : 2};
  syn_terminal_print_row(&view->terminal, cells, widths, 3);
  syn_buffer_clear(&name);
}

/* The silent accounts in one line; where they are many, their number. */
static void print_silent(const table_view *view, const syn_point *point) {
  const syn_comparison *comparison = view->comparison;
  syn_buffer text;
  syn_buffer_init(&text, TEXT_LIMIT);
  if (point->silent.count > SILENT_NAMED) syn_buffer_format(&text, "silent: %u accounts", point->silent.count);
  for (uint32_t i = 0; i < comparison->article_count && point->silent.count <= SILENT_NAMED; i++) {
    if (!lists(point->silent, comparison->articles[i].id)) continue;
    syn_buffer_add(&text, text.size == 0 ? SYN_TEXT("silent: ") : SYN_TEXT(", "));
    add_name(&text, comparison, i);
  }
  if (text.size > 0) syn_terminal_print_wrapped(&view->terminal, syn_buffer_text(&text), 2 * INDENT, 3 * INDENT, SYN_STYLE_FAINT);
  syn_buffer_clear(&text);
}

static void print_point_paragraph(const table_view *view, const syn_point *point) {
  syn_buffer text;
  syn_buffer_init(&text, TEXT_LIMIT);
  add_about(&text, point);
  syn_terminal_print_wrapped(&view->terminal, syn_buffer_text(&text), INDENT, 2 * INDENT, SYN_STYLE_PLAIN);
  for (uint32_t i = 0; i < view->comparison->article_count; i++) {
    if (lists(point->silent, view->comparison->articles[i].id)) continue;
    syn_buffer_reset(&text);
    add_account(&text, view, point, i);
    print_account(view, i, syn_buffer_text(&text));
  }
  if (point->label != SYN_LABEL_SINGLE) print_silent(view, point); /* of those the heading says it */
  syn_buffer_clear(&text);
}

/* Outlets and days above the columns. */
static void print_column_heads(const table_view *view) {
  const syn_comparison *comparison = view->comparison;
  uint32_t count = comparison->article_count;
  syn_buffer names[COLUMN_LIMIT], days[COLUMN_LIMIT];
  syn_cell name_cells[COLUMN_LIMIT + 1] = {{.text = SYN_TEXT("POINT"), .style = SYN_STYLE_HEADING}},
                                     day_cells[COLUMN_LIMIT + 1] = {{.text = {0}}};
  for (uint32_t i = 0; i < count; i++) {
    syn_buffer_init(&names[i], TEXT_LIMIT);
    syn_buffer_init(&days[i], TEXT_LIMIT);
    add_name(&names[i], comparison, i);
    add_days(&days[i], &comparison->articles[i].published);
    name_cells[i + 1] = (syn_cell){.text = syn_buffer_text(&names[i]), .style = SYN_STYLE_HEADING, .line_limit = NAME_LINES};
    day_cells[i + 1] = (syn_cell){.text = syn_buffer_text(&days[i]), .style = SYN_STYLE_FAINT};
  }
  syn_terminal_print_row(&view->terminal, name_cells, view->widths, count + 1);
  syn_terminal_print_row(&view->terminal, day_cells, view->widths, count + 1);
  syn_terminal_print_rule(&view->terminal, view->widths, count + 1);
  for (uint32_t i = 0; i < count; i++) {
    syn_buffer_clear(&names[i]);
    syn_buffer_clear(&days[i]);
  }
}

/* An account in the list: its name, its day, its title. */
static void print_list_entry(const table_view *view, uint32_t column) {
  const syn_article *article = &view->comparison->articles[column];
  unsigned left = view->terminal.width - 2 * INDENT - view->name_width; /* for the days and the title */
  syn_buffer name, days;
  syn_buffer_init(&name, TEXT_LIMIT);
  syn_buffer_init(&days, TEXT_LIMIT);
  add_name(&name, view->comparison, column);
  add_days(&days, &article->published);
  bool is_narrow = left < DAYS_WIDTH + INDENT + NARROWEST_COLUMN; /* then without titles */
  const syn_cell cells[] = {{.text = {0}},
                            {.text = syn_buffer_text(&name), .line_limit = NAME_LINES},
                            {.text = syn_buffer_text(&days), .style = SYN_STYLE_FAINT},
                            {.text = article->title, .style = SYN_STYLE_FAINT, .line_limit = NAME_LINES}};
  const unsigned widths[] = {0, view->name_width, left < DAYS_WIDTH ? left : DAYS_WIDTH, is_narrow ? 0 : left - DAYS_WIDTH - INDENT};
  syn_terminal_print_row(&view->terminal, cells, widths, is_narrow ? 3 : 4);
  syn_buffer_clear(&name);
  syn_buffer_clear(&days);
}

static void print_account_list(const table_view *view) {
  syn_terminal_print_wrapped(&view->terminal, SYN_TEXT("ACCOUNTS"), 0, 0, SYN_STYLE_HEADING);
  for (uint32_t i = 0; i < view->comparison->article_count; i++) print_list_entry(view, i);
}

static void print_heading(const table_view *view) {
  const syn_story *story = view->comparison->story;
  uint32_t accounts = view->comparison->article_count;
  char id[SYN_ID_TEXT_SIZE];
  syn_buffer text;
  syn_buffer_init(&text, TEXT_LIMIT);
  syn_id_format(story->id, id);
  syn_buffer_format(&text, "Story %.8s · %s", id, story->date.basis == SYN_BASIS_NONE ? "date " : "");
  add_days(&text, &story->date);
  syn_buffer_format(&text, " · %u account%s · %u independent origin%s", accounts, accounts == 1 ? "" : "s", story->origins,
                    story->origins == 1 ? "" : "s");
  if (story->link_count > 0) syn_buffer_format(&text, " · ");
  syn_story_links_add(&text, story);
  syn_terminal_print_wrapped(&view->terminal, story->title, 0, 0, SYN_STYLE_HEADING);
  syn_terminal_print_wrapped(&view->terminal, syn_buffer_text(&text), 0, 0, SYN_STYLE_PLAIN);
  fputc('\n', view->terminal.stream);
  syn_buffer_clear(&text);
  if (view->is_table)
    print_column_heads(view);
  else
    print_account_list(view);
}

/* "! differ · 2 points · different values: read the sentences" */
static void print_label(const table_view *view, const struct label_view *label, uint32_t count, bool is_first) {
  char text[128];
  snprintf(text, sizeof text, "%s %s · %u point%s · %s", syn_label_sign(label->label), syn_label_name(label->label), count,
           count == 1 ? "" : "s", label->meaning);
  if (!is_first || !view->is_table) fputc('\n', view->terminal.stream);
  syn_terminal_print_wrapped(&view->terminal, syn_text_from(text), 0, INDENT, label->style);
}

/* Prints a point, and returns whether an empty line should follow where another comes after it. */
static bool print_point(const table_view *view, const syn_point *point) {
  unsigned line_count = 0;
  if (view->is_table)
    line_count = print_point_row(view, point);
  else
    print_point_paragraph(view, point);
  if (view->with_reasons) print_reasons(view, point);
  if (view->with_sentences) print_sentences(view, point);
  return view->with_sentences || line_count >= TALL_ROW || (!view->is_table && point->label != SYN_LABEL_SINGLE);
}

static uint32_t print_points_of(const table_view *view, const struct label_view *label, bool is_first) {
  const syn_comparison *comparison = view->comparison;
  uint32_t count = 0;
  bool stands_apart = false;
  for (uint32_t i = 0; i < comparison->point_count; i++)
    count += comparison->points[i].label == label->label && is_shown(view, &comparison->points[i]);
  if (count > 0) print_label(view, label, count, is_first);
  for (uint32_t i = 0; i < comparison->point_count; i++) {
    const syn_point *point = &comparison->points[i];
    if (point->label != label->label || !is_shown(view, point)) continue;
    if (stands_apart) fputc('\n', view->terminal.stream);
    stands_apart = print_point(view, point);
  }
  return count;
}

static void set_widths(table_view *view) {
  const syn_comparison *comparison = view->comparison;
  uint32_t count = comparison->article_count;
  unsigned width = view->terminal.width, gaps = INDENT * count;
  for (uint32_t i = 0; i < count; i++) {
    syn_buffer name;
    syn_buffer_init(&name, TEXT_LIMIT);
    add_name(&name, comparison, i);
    unsigned name_width = syn_display_width(syn_buffer_text(&name));
    if (name_width > view->name_width) view->name_width = name_width;
    syn_buffer_clear(&name);
  }
  if (view->name_width > width / NAME_SHARE) view->name_width = width / NAME_SHARE;
  if (count > COLUMN_LIMIT || width < gaps + (count + 1) * NARROWEST_COLUMN) return;
  view->widths[0] = width / POINT_SHARE;
  for (uint32_t i = 1; i <= count; i++) view->widths[i] = (width - view->widths[0] - gaps) / count;
  view->is_table = true;
}

/* The records with the points that are chosen. */
static syn_status write_records(const syn_comparison *comparison, const table_view *view, syn_error *error) {
  const syn_sink sink = syn_session_sink(stdout);
  syn_comparison chosen = *comparison;
  syn_point *points = malloc((comparison->point_count + 1) * sizeof *points);
  if (!points) return syn_error_set(error, SYN_NO_MEMORY, 0, "Not enough memory to choose %u points.", comparison->point_count);
  chosen.point_count = 0;
  for (uint32_t i = 0; i < comparison->point_count; i++)
    if (is_shown(view, &comparison->points[i])) points[chosen.point_count++] = comparison->points[i];
  chosen.points = points;
  syn_status status = syn_comparison_write_records(&chosen, &sink, error);
  free(points);
  return status;
}

static table_view view_of(const syn_comparison *comparison, const syn_arguments *arguments) {
  return (table_view){
      .comparison = comparison,
      .kind = arguments->values[OPTION_KIND],
      .with_sentences = arguments->values[OPTION_SENTENCES] != NULL,
      .differ_only = arguments->values[OPTION_DIFFER_ONLY] != NULL,
      .with_reasons = arguments->values[OPTION_WHY] != NULL,
      .terminal = syn_terminal_output(arguments->values[OPTION_COLOR]),
  };
}

/* `is_collection` false: a few files, without a store; who is not among them is not silent. */
static void print_comparison(const syn_comparison *comparison, const syn_arguments *arguments, bool is_collection) {
  table_view view = view_of(comparison, arguments);
  uint32_t shown = 0;
  set_widths(&view);
  print_heading(&view);
  for (unsigned i = 0; i < LABEL_VIEW_COUNT; i++) shown += print_points_of(&view, &LABELS[i], shown == 0);
  if (shown == 0) printf("%sNo point to show.\n", view.is_table ? "" : "\n");
  if (view.kind || view.differ_only) return;
  if (is_collection) syn_compare_print_silence(&view.terminal, comparison->story);
  syn_compare_print_corrections(&view.terminal, comparison);
}

/* Whether the words are files and folders (compare them without a store) and not a story. */
static bool is_input(const char *word) {
  return strcmp(word, "-") == 0 || syn_is_address(word) || access(word, F_OK) == 0;
}

static bool are_paths(const syn_arguments *arguments) {
  if (arguments->word_count == 0) return false;
  for (size_t i = 0; i < arguments->word_count; i++) {
    if (!is_input(arguments->words[i])) return false;
  }
  return true;
}

/* Whether a story can be meant: one word of hexadecimal digits, or none. */
static bool may_be_story(const syn_arguments *arguments) {
  if (arguments->word_count == 0) return true;
  const char *word = arguments->words[0];
  return arguments->word_count == 1 && word[strspn(word, "0123456789abcdefABCDEF")] == '\0';
}

/* Names the first word that is no file. */
static int refuse_words(const syn_arguments *arguments) {
  const char *missing = arguments->words[0];
  for (size_t i = 0; i < arguments->word_count; i++) {
    missing = arguments->words[i];
    if (!is_input(missing)) break;
  }
  fputs("synoptic compare: there is no file \"", stderr);
  syn_terminal_print(stderr, syn_text_from(missing));
  fputs("\". Name one story by the beginning of its id (`synoptic stories` lists them), or files that exist, or addresses.\n", stderr);
  return EXIT_USAGE;
}

static int show(syn_session *session, const syn_arguments *arguments, const char *story, bool from_paths) {
  syn_error error = {0};
  syn_comparison *comparison = NULL;
  syn_status status = syn_collection_compare(session->collection, story, &comparison, &error);
  if (status == SYN_OK && arguments->values[OPTION_JSON]) {
    const table_view view = view_of(comparison, arguments);
    status = write_records(comparison, &view, &error);
  } else if (status == SYN_OK) {
    print_comparison(comparison, arguments, !from_paths);
  }
  syn_comparison_destroy(&comparison);
  return status == SYN_OK ? EXIT_DONE : syn_session_fail(&error);
}

static int run(const syn_arguments *arguments) {
  syn_session session;
  syn_error error = {0};
  bool from_paths = are_paths(arguments), some_failed = false;
  if (!from_paths && !may_be_story(arguments)) return refuse_words(arguments);
  int code = syn_session_open(&session, arguments);
  if (code == EXIT_DONE) code = syn_session_open_store(&session, arguments, false, from_paths);
  if (code == EXIT_DONE && from_paths) {
    const syn_input input = {.paths = arguments->words,
                             .path_count = arguments->word_count,
                             .from = arguments->values[OPTION_FROM],
                             .without_bytes = true, /* the files are there */
                             .network = &session.network};
    syn_status status = syn_collection_add(session.collection, &input, &session.observer, &session.progress, &error);
    syn_session_end_progress(&session);
    if (status != SYN_OK) code = syn_session_fail(&error);
    some_failed = session.progress.failed_count > 0;
  }
  if (code == EXIT_DONE)
    code = show(&session, arguments, !from_paths && arguments->word_count > 0 ? arguments->words[0] : NULL, from_paths);
  syn_session_close(&session);
  return code == EXIT_DONE && some_failed ? EXIT_SOME_FAILED : code;
}

static const syn_option_key OPTIONS[] = {OPTION_DB,       OPTION_SENTENCES, OPTION_DIFFER_ONLY, OPTION_KIND,
                                         OPTION_WHY,      OPTION_JSON,      OPTION_COLOR,       OPTION_FROM,
                                         READING_OPTIONS, NETWORK_OPTIONS,  OPTION_MAX_MEMORY,  OPTION_COUNT};

const syn_command syn_command_compare = {
    .name = "compare",
    .words = "[STORY | FILE|URL...]",
    .summary = "The accounts of a story side by side.",
    .details =
        "STORY is the beginning of a story's id; without it the largest story is shown. Files and addresses are compared without a store.",
    .examples = "  synoptic compare\n  synoptic compare 3f2a --sentences\n  synoptic compare 3f2a --why\n  synoptic compare --differ-only "
                "--kind money\n"
                "  synoptic compare first.html second.html third.txt\n",
    .options = OPTIONS,
    .run = run,
};
