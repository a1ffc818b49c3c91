/*
 * The accounts side by side: one row a point, one column an account. Where the columns would be too narrow to read, each point becomes a
 * paragraph with one line an account.
 */
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/buffer.h"
#include "cli/session.h"
#include "cli/terminal.h"
#include "synoptic/names.h"

enum { NARROWEST_COLUMN = 16, POINT_SHARE = 4, COLUMN_LIMIT = 12, VALUE_SIZE = 4096, VALUE_SHOWN = 160, SILENT_NAMED = 12 };

typedef struct table_view {
  const syn_comparison *comparison;
  const char *kind; /* only this one, or NULL */
  bool with_sentences, differ_only, has_style;
  unsigned width;
  unsigned widths[COLUMN_LIMIT + 1]; /* of the point and of each account */
  bool is_table;
} table_view;

static const char *label_style(const table_view *view, syn_label label) {
  if (!view->has_style) return NULL;
  switch (label) {
  case SYN_LABEL_AGREE:
    return "\033[32m";
  case SYN_LABEL_COMPATIBLE:
    return "\033[36m";
  case SYN_LABEL_DIFFER:
    return "\033[1;31m";
  default:
    return NULL;
  }
}

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

/* A long quote is cut at a word: `--sentences` and the report show the whole. */
static void shorten(char *value) {
  size_t size = strlen(value);
  if (size <= VALUE_SHOWN) return;
  size_t end = VALUE_SHOWN;
  while (end > VALUE_SHOWN / 2 && value[end] != ' ') end--;
  if (value[end] == ' ') memcpy(value + end, " …", sizeof " …");
}

/* What an account says on a point: its values, or how it is silent. */
static void add_account(syn_buffer *text, const table_view *view, const syn_point *point, uint32_t column) {
  const syn_article *article = &view->comparison->articles[column];
  char value[VALUE_SIZE], last[VALUE_SIZE] = "";
  bool has_value = false;
  for (uint32_t r = 0; r < point->reading_count; r++) {
    const syn_reading *reading = &point->readings[r];
    if (syn_id_compare(reading->article, article->id) != 0) continue;
    syn_reading_format(reading, value, sizeof value);
    shorten(value);
    if (has_value && strcmp(value, last) == 0) continue;
    syn_buffer_format(text, "%s%s", has_value ? "; " : "", value);
    memcpy(last, value, sizeof last);
    has_value = true;
  }
  if (has_value) return;
  syn_buffer_add(text, lists(point->without_value, article->id) ? SYN_TEXT("(no value)") : SYN_TEXT("silent"));
}

static void add_point_head(syn_buffer *text, const syn_point *point) {
  syn_buffer_format(text, "%s %s", syn_label_sign(point->label), syn_label_name(point->label));
  if (point->difference != SYN_DIFFERENCE_NONE) syn_buffer_format(text, " (%s)", syn_difference_name(point->difference));
  syn_buffer_format(text, ": %.*s", SYN_TEXT_ARGUMENTS(point->about));
}

/* Where a reading's words stand, on one line however long, so that it can be copied. */
static void print_citation(const table_view *view, uint32_t column, syn_span span) {
  char citation[VALUE_SIZE];
  size_t size = syn_comparison_citation(view->comparison, column, span, citation, sizeof citation);
  printf("      %s", view->has_style ? "\033[2m" : "");
  syn_terminal_print(stdout, (syn_text){citation, size});
  printf("%s\n", view->has_style ? "\033[0m" : "");
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
    /* a sentence with two values is shown once, with a citation for each */
    if (column != last_column || sentence.field != last.field || sentence.index != last.index || sentence.start != last.start) {
      syn_buffer text;
      syn_buffer_init(&text, 1 << 20);
      syn_buffer_add(&text, syn_comparison_outlet(view->comparison, (uint32_t)column));
      syn_buffer_add(&text, SYN_TEXT(": "));
      syn_buffer_add(&text, syn_article_words(article, sentence));
      syn_terminal_print_wrapped(stdout, syn_buffer_text(&text), 4, view->width, view->has_style ? "\033[2m" : NULL);
      syn_buffer_clear(&text);
    }
    last_column = column;
    last = sentence;
    print_citation(view, (uint32_t)column, reading->span);
  }
}

static void print_point_row(const table_view *view, const syn_point *point) {
  syn_buffer texts[COLUMN_LIMIT + 1];
  syn_cell cells[COLUMN_LIMIT + 1];
  uint32_t count = view->comparison->article_count;
  for (uint32_t i = 0; i <= count; i++) {
    syn_buffer_init(&texts[i], 1 << 20);
    if (i == 0)
      add_point_head(&texts[i], point);
    else
      add_account(&texts[i], view, point, i - 1);
    bool is_silent = i > 0 && syn_text_equal(syn_buffer_text(&texts[i]), SYN_TEXT("silent"));
    const char *style = i == 0 ? label_style(view, point->label) : is_silent && view->has_style ? "\033[2m" : NULL;
    cells[i] = (syn_cell){syn_buffer_text(&texts[i]), style};
  }
  syn_terminal_print_row(stdout, cells, view->widths, count + 1);
  for (uint32_t i = 0; i <= count; i++) syn_buffer_clear(&texts[i]);
}

/* The silent accounts in one line; where they are many, their number. */
static void print_silent(const table_view *view, const syn_point *point, syn_buffer *text) {
  const syn_comparison *comparison = view->comparison;
  syn_buffer_reset(text);
  if (point->silent.count > SILENT_NAMED) syn_buffer_format(text, "silent: %u accounts", point->silent.count);
  for (uint32_t i = 0; i < comparison->article_count && point->silent.count <= SILENT_NAMED; i++) {
    if (!lists(point->silent, comparison->articles[i].id)) continue;
    syn_buffer_add(text, text->size == 0 ? SYN_TEXT("silent: ") : SYN_TEXT(", "));
    syn_buffer_add(text, syn_comparison_outlet(comparison, i));
  }
  if (text->size > 0) syn_terminal_print_wrapped(stdout, syn_buffer_text(text), 2, view->width, view->has_style ? "\033[2m" : NULL);
}

static void print_point_paragraph(const table_view *view, const syn_point *point) {
  syn_buffer text;
  syn_buffer_init(&text, 1 << 20);
  add_point_head(&text, point);
  syn_terminal_print_wrapped(stdout, syn_buffer_text(&text), 0, view->width, label_style(view, point->label));
  for (uint32_t i = 0; i < view->comparison->article_count; i++) {
    if (lists(point->silent, view->comparison->articles[i].id)) continue;
    syn_buffer_reset(&text);
    syn_buffer_add(&text, syn_comparison_outlet(view->comparison, i));
    syn_buffer_add(&text, SYN_TEXT(": "));
    add_account(&text, view, point, i);
    syn_terminal_print_wrapped(stdout, syn_buffer_text(&text), 2, view->width, NULL);
  }
  print_silent(view, point, &text);
  syn_buffer_clear(&text);
}

static void print_heading(const table_view *view) {
  const syn_comparison *comparison = view->comparison;
  const char *bold = view->has_style ? "\033[1m" : NULL;
  char id[SYN_ID_TEXT_SIZE];
  syn_id_format(comparison->story->id, id);
  syn_terminal_print_wrapped(stdout, comparison->story->title, 0, view->width, bold);
  printf("Story %.8s, %u account%s, %u independent origin%s.\n\n", id, comparison->article_count, comparison->article_count == 1 ? "" : "s",
         comparison->story->origins, comparison->story->origins == 1 ? "" : "s");
  if (!view->is_table) return;
  syn_cell cells[COLUMN_LIMIT + 1] = {{SYN_TEXT("POINT"), bold}};
  for (uint32_t i = 0; i < comparison->article_count; i++) cells[i + 1] = (syn_cell){syn_comparison_outlet(comparison, i), bold};
  syn_terminal_print_row(stdout, cells, view->widths, comparison->article_count + 1);
}

static void set_widths(table_view *view) {
  uint32_t count = view->comparison->article_count;
  unsigned gaps = 2 * count;
  if (count > COLUMN_LIMIT || view->width < gaps + (count + 1) * NARROWEST_COLUMN) return;
  view->is_table = true;
  view->widths[0] = view->width / POINT_SHARE;
  for (uint32_t i = 1; i <= count; i++) view->widths[i] = (view->width - view->widths[0] - gaps) / count;
}

static void print_comparison(const syn_comparison *comparison, const syn_arguments *arguments) {
  table_view view = {
      .comparison = comparison,
      .kind = arguments->values[OPTION_KIND],
      .with_sentences = arguments->values[OPTION_SENTENCES] != NULL,
      .differ_only = arguments->values[OPTION_DIFFER_ONLY] != NULL,
      .has_style = syn_terminal_has_style(),
      .width = syn_terminal_width(),
  };
  set_widths(&view);
  print_heading(&view);
  uint32_t shown = 0;
  syn_label last = SYN_LABEL_COUNT;
  for (uint32_t i = 0; i < comparison->point_count; i++) {
    const syn_point *point = &comparison->points[i];
    if (!is_shown(&view, point)) continue;
    /* Paragraphs and sentences stand apart; the rows of a table by their labels. */
    if (shown > 0 && (!view.is_table || view.with_sentences || last != point->label)) putchar('\n');
    last = point->label;
    if (view.is_table)
      print_point_row(&view, point);
    else
      print_point_paragraph(&view, point);
    if (view.with_sentences) print_sentences(&view, point);
    shown++;
  }
  if (shown == 0) printf("No point to show.\n");
  printf("\n= agree   ~ compatible   ! differ   \" one utterance in several wordings   - one account only\n");
}

/* Whether the words are files and folders (compare them without a store) and not a story. */
static bool are_paths(const syn_arguments *arguments) {
  if (arguments->word_count == 0) return false;
  for (size_t i = 0; i < arguments->word_count; i++) {
    if (strcmp(arguments->words[i], "-") != 0 && access(arguments->words[i], F_OK) != 0) return false;
  }
  return true;
}

static int check(const syn_arguments *arguments, bool from_paths) {
  const char *kind = arguments->values[OPTION_KIND];
  if (!from_paths && arguments->word_count > 1) {
    fprintf(stderr, "synoptic compare: name one story, or files that exist.\n");
    return EXIT_USAGE;
  }
  for (unsigned k = 0; kind && k <= SYN_POINT_KIND_COUNT; k++) {
    if (k == SYN_POINT_KIND_COUNT) {
      fprintf(stderr, "synoptic compare: there are no points of kind \"%s\"; some are: money, count, percent, duration, quote, event.\n",
              kind);
      return EXIT_USAGE;
    }
    if (strcmp(syn_point_kind_name(k), kind) == 0) break;
  }
  return EXIT_DONE;
}

static int show(syn_session *session, const syn_arguments *arguments, const char *story) {
  syn_error error = {0};
  syn_comparison *comparison = NULL;
  const syn_sink sink = syn_session_sink(stdout);
  syn_status status = syn_collection_compare(session->collection, story, &comparison, &error);
  if (status == SYN_OK && arguments->values[OPTION_JSON])
    status = syn_comparison_write_records(comparison, &sink, &error);
  else if (status == SYN_OK)
    print_comparison(comparison, arguments);
  syn_comparison_destroy(&comparison);
  return status == SYN_OK ? EXIT_DONE : syn_session_fail(&error);
}

static int run(const syn_arguments *arguments) {
  syn_session session;
  syn_error error = {0};
  bool from_paths = are_paths(arguments), some_failed = false;
  int code = check(arguments, from_paths);
  if (code != EXIT_DONE) return code;
  code = syn_session_open(&session, arguments);
  if (code == EXIT_DONE) code = syn_session_open_store(&session, arguments, false, from_paths);
  if (code == EXIT_DONE && from_paths) {
    const syn_input input = {.paths = arguments->words, .path_count = arguments->word_count, .from = arguments->values[OPTION_FROM]};
    syn_status status = syn_collection_add(session.collection, &input, &session.observer, &session.progress, &error);
    syn_session_end_progress(&session);
    if (status != SYN_OK) code = syn_session_fail(&error);
    some_failed = session.progress.failed_count > 0;
  }
  if (code == EXIT_DONE) code = show(&session, arguments, !from_paths && arguments->word_count > 0 ? arguments->words[0] : NULL);
  syn_session_close(&session);
  return code == EXIT_DONE && some_failed ? EXIT_SOME_FAILED : code;
}

static const syn_option_key OPTIONS[] = {OPTION_DB,
                                         OPTION_SENTENCES,
                                         OPTION_DIFFER_ONLY,
                                         OPTION_KIND,
                                         OPTION_JSON,
                                         OPTION_FROM,
                                         OPTION_MODEL,
                                         OPTION_WORLD,
                                         OPTION_THREADS,
                                         OPTION_MAX_PAGE_SIZE,
                                         OPTION_MAX_LINE_SIZE,
                                         OPTION_MAX_PAGE_TIME,
                                         OPTION_MAX_PAGE_MEMORY,
                                         OPTION_MAX_FOLDER_DEPTH,
                                         OPTION_MAX_MEMORY,
                                         OPTION_COUNT};

const syn_command syn_command_compare = {
    .name = "compare",
    .words = "[STORY | FILE...]",
    .summary = "The accounts of a story side by side.",
    .details = "STORY is the beginning of a story's id; without it the largest story is shown. Files are compared without a store.",
    .examples = "  synoptic compare\n  synoptic compare 3f2a --sentences\n  synoptic compare --differ-only --kind money\n"
                "  synoptic compare first.html second.html third.txt\n",
    .options = OPTIONS,
    .run = run,
};
