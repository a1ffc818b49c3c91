#include <stdlib.h>
#include <string.h>

#include "cli/session.h"
#include "cli/terminal.h"
#include "synoptic/calendar.h"

enum { ID_DIGITS = 8, DATE_WIDTH = 13 /* "to 2024-03-13" */, COUNT_WIDTH = 8 };

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
  if (last.day == SYN_DAY_MAXIMUM || last.day == moment.day)
    snprintf(out_text, size, "%s", from);
  else
    snprintf(out_text, size, "%s to %s", from, to);
}

static void print_story(const syn_story *story, unsigned width) {
  char id[SYN_ID_TEXT_SIZE], date[2 * SYN_MOMENT_TEXT_SIZE + 8], count[32];
  syn_id_format(story->id, id);
  format_date(story, date, sizeof date);
  snprintf(count, sizeof count, "%u (%u)", story->articles.count, story->origins);
  id[ID_DIGITS] = '\0';
  const syn_cell cells[] = {{syn_text_from(id), NULL}, {syn_text_from(date), NULL}, {syn_text_from(count), NULL}, {story->title, NULL}};
  const unsigned widths[] = {ID_DIGITS, DATE_WIDTH, COUNT_WIDTH, width - ID_DIGITS - DATE_WIDTH - COUNT_WIDTH - 6};
  syn_terminal_print_row(stdout, cells, widths, 4);
}

static void print_stories(const syn_story_list *list) {
  unsigned width = syn_terminal_width();
  const char *bold = syn_terminal_has_style() ? "\033[1m" : NULL;
  if (list->story_count == 0) {
    printf("The store holds no articles yet: add some with `synoptic add PATH`.\n");
    return;
  }
  const syn_cell head[] = {{SYN_TEXT("STORY"), bold}, {SYN_TEXT("DATE"), bold}, {SYN_TEXT("ACCOUNTS"), bold}, {SYN_TEXT("TITLE"), bold}};
  const unsigned widths[] = {ID_DIGITS, DATE_WIDTH, COUNT_WIDTH, width - ID_DIGITS - DATE_WIDTH - COUNT_WIDTH - 6};
  syn_terminal_print_row(stdout, head, widths, 4);
  for (uint32_t i = 0; i < list->story_count; i++) print_story(&list->stories[i], width);
  printf("\nAccounts (independent origins). `synoptic compare STORY` lays them side by side.\n");
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
      print_stories(list);
    if (status != SYN_OK) code = syn_session_fail(&error);
  }
  syn_story_list_destroy(&list);
  syn_session_close(&session);
  return code;
}

static const syn_option_key OPTIONS[] = {OPTION_DB,      OPTION_JSON,       OPTION_MODEL, OPTION_WORLD,
                                         OPTION_THREADS, OPTION_MAX_MEMORY, OPTION_COUNT};

const syn_command syn_command_stories = {
    .name = "stories",
    .words = "",
    .summary = "The stories, newest first.",
    .details = "A story is what several articles report of one happening; an article alone is a story of one.",
    .examples = "  synoptic stories\n  synoptic stories --json | head\n",
    .options = OPTIONS,
    .run = run,
};
