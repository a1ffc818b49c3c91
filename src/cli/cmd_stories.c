/*
 * The stories as a table: what to type for one, its days, how many accounts with how many origins, its title. On a narrow terminal each
 * story is a paragraph.
 */
#include "cli/session.h"
#include "cli/story_links_line.h"
#include "cli/terminal.h"
#include "synoptic/calendar.h"

enum {
  ID_DIGITS = 8,
  DAY_WIDTH = 10,
  DAYS_WIDTH = 12, /* "2024-03-13 –", with the last day below */
  COUNT_WIDTH = 8, /* "ACCOUNTS" */
  GAP = 2,
  NARROWEST_TITLE = 20,
  TITLE_LINES = 3,
  COLUMN_COUNT = 5,
  LINE_LIMIT = 1024
};

typedef struct list_view {
  syn_terminal terminal;
  unsigned widths[COLUMN_COUNT];
  bool is_table;
} list_view;

/* Whether the story took several days, so that its date needs two lines. */
static bool takes_days(const syn_story *story) {
  const syn_interval *date = &story->date;
  return date->basis != SYN_BASIS_NONE && date->from.day != SYN_DAY_MINIMUM && date->to.day != SYN_DAY_MAXIMUM &&
         date->to.day != date->from.day;
}

/* The day or the days of a story, as short as they can be told. */
static void format_date(const syn_story *story, char *out_text, size_t size) {
  char from[SYN_MOMENT_TEXT_SIZE], to[SYN_MOMENT_TEXT_SIZE];
  syn_moment moment = story->date.from, last = story->date.to;
  moment.second = last.second = SYN_SECOND_NONE;
  if (story->date.basis == SYN_BASIS_NONE || moment.day == SYN_DAY_MINIMUM) {
    snprintf(out_text, size, "not stated");
    return;
  }
  syn_moment_format(moment, from);
  syn_moment_format(last, to);
  if (takes_days(story))
    snprintf(out_text, size, "%s – %s", from, to);
  else
    snprintf(out_text, size, "%s", from);
}

static void print_story_row(const list_view *view, const char *id, const char *date, const syn_story *story) {
  char accounts[16], origins[16];
  snprintf(accounts, sizeof accounts, "%u", story->articles.count);
  snprintf(origins, sizeof origins, "%u", story->origins);
  const syn_cell cells[COLUMN_COUNT] = {
      {.text = syn_text_from(id), .style = SYN_STYLE_ID},  {.text = syn_text_from(date)},
      {.text = syn_text_from(accounts), .is_right = true}, {.text = syn_text_from(origins), .is_right = true},
      {.text = story->title, .line_limit = TITLE_LINES},
  };
  syn_terminal_print_row(&view->terminal, cells, view->widths, COLUMN_COUNT);
}

static void print_story_paragraph(const list_view *view, const char *id, const char *date, const syn_story *story) {
  char line[256];
  snprintf(line, sizeof line, "%s  %s  %u account%s, %u origin%s", id, date, story->articles.count, story->articles.count == 1 ? "" : "s",
           story->origins, story->origins == 1 ? "" : "s");
  syn_terminal_print_wrapped(&view->terminal, syn_text_from(line), 0, GAP, SYN_STYLE_ID);
  syn_terminal_print_wrapped(&view->terminal, story->title, GAP, GAP, SYN_STYLE_PLAIN);
}

/* Below the title. */
static void print_links(const list_view *view, const syn_story *story) {
  syn_buffer line;
  if (story->link_count == 0) return;
  syn_buffer_init(&line, LINE_LIMIT);
  syn_story_links_add(&line, story);
  const syn_cell cells[COLUMN_COUNT] = {[COLUMN_COUNT - 1] = {.text = syn_buffer_text(&line), .style = SYN_STYLE_FAINT}};
  if (view->is_table)
    syn_terminal_print_row(&view->terminal, cells, view->widths, COLUMN_COUNT);
  else
    syn_terminal_print_wrapped(&view->terminal, syn_buffer_text(&line), GAP, GAP, SYN_STYLE_FAINT);
  syn_buffer_clear(&line);
}

static void print_story(const list_view *view, const syn_story *story) {
  char id[SYN_ID_TEXT_SIZE], date[2 * SYN_MOMENT_TEXT_SIZE + 8];
  syn_id_format(story->id, id);
  format_date(story, date, sizeof date);
  id[ID_DIGITS] = '\0';
  if (view->is_table)
    print_story_row(view, id, date, story);
  else
    print_story_paragraph(view, id, date, story);
  print_links(view, story);
}

static void set_widths(list_view *view, const syn_story_list *list) {
  unsigned day_width = DAY_WIDTH;
  for (uint32_t i = 0; i < list->story_count; i++) {
    if (takes_days(&list->stories[i])) day_width = DAYS_WIDTH;
  }
  unsigned used = ID_DIGITS + day_width + 2 * COUNT_WIDTH + (COLUMN_COUNT - 1) * GAP;
  view->is_table = view->terminal.width >= used + NARROWEST_TITLE;
  const unsigned widths[COLUMN_COUNT] = {ID_DIGITS, day_width, COUNT_WIDTH, COUNT_WIDTH, view->is_table ? view->terminal.width - used : 0};
  for (unsigned i = 0; i < COLUMN_COUNT; i++) view->widths[i] = widths[i];
}

static void print_heads(const list_view *view) {
  const syn_cell heads[COLUMN_COUNT] = {
      {.text = SYN_TEXT("STORY"), .style = SYN_STYLE_HEADING},
      {.text = SYN_TEXT("DATE"), .style = SYN_STYLE_HEADING},
      {.text = SYN_TEXT("ACCOUNTS"), .style = SYN_STYLE_HEADING, .is_right = true},
      {.text = SYN_TEXT("ORIGINS"), .style = SYN_STYLE_HEADING, .is_right = true},
      {.text = SYN_TEXT("TITLE"), .style = SYN_STYLE_HEADING},
  };
  syn_terminal_print_row(&view->terminal, heads, view->widths, COLUMN_COUNT);
  syn_terminal_print_rule(&view->terminal, view->widths, COLUMN_COUNT);
}

static void print_stories(const syn_story_list *list, const syn_arguments *arguments) {
  list_view view = {.terminal = syn_terminal_output(arguments->values[OPTION_COLOR])};
  char summary[160];
  if (list->story_count == 0) {
    printf("The store holds no articles yet: add some with `synoptic add PATH`.\n");
    return;
  }
  set_widths(&view, list);
  if (view.is_table) print_heads(&view);
  for (uint32_t i = 0; i < list->story_count; i++) print_story(&view, &list->stories[i]);
  snprintf(summary, sizeof summary, "%u stor%s, %u account%s. `synoptic compare STORY` lays the accounts of one side by side.",
           list->story_count, list->story_count == 1 ? "y" : "ies", list->article_count, list->article_count == 1 ? "" : "s");
  printf("\n");
  syn_terminal_print_wrapped(&view.terminal, syn_text_from(summary), 0, 0, SYN_STYLE_FAINT);
}

static int run(const syn_arguments *arguments) {
  syn_session session;
  syn_error error = {0};
  syn_story_list *list = NULL;
  if (arguments->word_count > 0) {
    fprintf(stderr, "synoptic stories: takes no words. `synoptic compare STORY` shows one story.\n");
    return EXIT_USAGE;
  }
  int code = syn_session_open(&session, arguments);
  if (code == EXIT_DONE) code = syn_session_open_store(&session, arguments, false, false);
  if (code == EXIT_DONE) {
    syn_status status = syn_collection_stories(session.collection, &list, &error);
    const syn_sink sink = syn_session_sink(stdout);
    if (status == SYN_OK && arguments->values[OPTION_JSON])
      status = syn_story_list_write_records(list, &sink, &error);
    else if (status == SYN_OK)
      print_stories(list, arguments);
    if (status != SYN_OK) code = syn_session_fail(&error);
  }
  syn_story_list_destroy(&list);
  syn_session_close(&session);
  return code;
}

static const syn_option_key OPTIONS[] = {OPTION_DB,    OPTION_JSON,    OPTION_COLOR,      OPTION_MODEL,
                                         OPTION_WORLD, OPTION_THREADS, OPTION_MAX_MEMORY, OPTION_COUNT};

const syn_command syn_command_stories = {
    .name = "stories",
    .words = "",
    .summary = "The stories, newest first.",
    .details = "A story is what several articles report of one happening; an article alone is a story of one.",
    .examples = "  synoptic stories\n  synoptic stories --json | head\n",
    .options = OPTIONS,
    .run = run,
};
