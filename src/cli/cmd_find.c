/*
 * What has these words and fields: articles with a passage, events, quotes or points, each with its sentence and where it stands.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "cli/event_line.h"
#include "cli/session.h"
#include "cli/terminal.h"
#include "synoptic/calendar.h"
#include "synoptic/find.h"
#include "synoptic/names.h"

enum {
  DAY_WIDTH = 12,
  GAP = 2,
  ID_DIGITS = 10,
  NARROWEST_TEXT = 30, /* beside the day; with less, all stands below each other */
  MARK_LIMIT = 64,
  VALUE_SIZE = 256,    /* a long value is cut: the sentence is above it */
  TEXT_LIMIT = 1 << 22 /* bytes of what is shown of one hit */
};

typedef struct find_view {
  const syn_find_result *result;
  syn_terminal terminal;
  unsigned indent; /* of what stands below the head of a hit */
} find_view;

static void add_day(syn_buffer *text, syn_interval date) {
  char day[SYN_MOMENT_TEXT_SIZE];
  date.from.second = SYN_SECOND_NONE;
  if (date.basis == SYN_BASIS_NONE || date.from.day == SYN_DAY_MINIMUM) {
    syn_buffer_add(text, SYN_TEXT("not stated"));
    return;
  }
  syn_moment_format(date.from, day);
  syn_buffer_add(text, syn_text_from(day));
}

static void add_quote(syn_buffer *text, const syn_article *article, const syn_facts *facts, const syn_quote *quote) {
  syn_event_line_add_parties(text, facts, &quote->speakers, "");
  syn_buffer_add(text, SYN_TEXT(" "));
  syn_event_line_add_saying(text, article, quote);
}

static void add_point(syn_buffer *text, const syn_point *point) {
  syn_buffer_format(text, "%s %s: %.*s", syn_label_sign(point->label), syn_label_name(point->label), SYN_TEXT_ARGUMENTS(point->about));
}

/* What the hit is, in one line: of an article its title. */
static void add_head(syn_buffer *text, const find_view *view, const syn_hit *hit) {
  const syn_find_result *result = view->result;
  const syn_article *article = hit->passage_count > 0 ? &result->articles[hit->passages[0].article] : NULL;
  if (result->kind == SYN_HIT_POINT)
    add_point(text, hit->point);
  else if (!article)
    return;
  else if (result->kind == SYN_HIT_ARTICLE)
    syn_buffer_add(text, article->title.size > 0 ? article->title : article->source);
  else if (result->kind == SYN_HIT_EVENT)
    syn_event_line_add(text, &result->facts[hit->passages[0].article], &result->facts[hit->passages[0].article].events[hit->index], true);
  else
    add_quote(text, article, &result->facts[hit->passages[0].article], &result->facts[hit->passages[0].article].quotes[hit->index]);
}

/* "The Lantern, 3f2a90c17b", of an event or a quote with the title, of a point with the value that is read there. */
static void print_source(const find_view *view, const syn_passage_found *passage, const syn_reading *reading) {
  const syn_article *article = &view->result->articles[passage->article];
  char digits[SYN_ID_TEXT_SIZE];
  syn_buffer text;
  syn_buffer_init(&text, TEXT_LIMIT);
  syn_id_format(article->id, digits);
  syn_buffer_format(&text, "%.*s, %.*s", SYN_TEXT_ARGUMENTS(syn_find_outlet(view->result, passage->article)), ID_DIGITS, digits);
  if (reading) {
    char value[VALUE_SIZE];
    syn_reading_format(reading, value, sizeof value);
    syn_buffer_format(&text, ": %s", value);
  } else if (view->result->kind != SYN_HIT_ARTICLE && article->title.size > 0) {
    syn_buffer_format(&text, ": %.*s", SYN_TEXT_ARGUMENTS(article->title));
  }
  syn_terminal_print_wrapped(&view->terminal, syn_buffer_text(&text), view->indent, view->indent + GAP, SYN_STYLE_FAINT);
  syn_buffer_clear(&text);
}

static void print_passage(const find_view *view, const syn_passage_found *passage, const syn_reading *reading) {
  const syn_article *article = &view->result->articles[passage->article];
  syn_text_mark marks[MARK_LIMIT];
  uint32_t count = passage->mark_count < MARK_LIMIT ? passage->mark_count : MARK_LIMIT;
  for (uint32_t i = 0; i < count; i++)
    marks[i] = (syn_text_mark){passage->marks[i].start - passage->span.start, passage->marks[i].end - passage->span.start};
  syn_terminal_print_marks(&view->terminal, syn_article_words(article, passage->span), marks, count, view->indent, view->indent);
  print_source(view, passage, reading);
}

static void print_hit(const find_view *view, const syn_hit *hit) {
  syn_buffer day, head;
  syn_buffer_init(&day, TEXT_LIMIT);
  syn_buffer_init(&head, TEXT_LIMIT);
  add_day(&day, hit->date);
  add_head(&head, view, hit);
  const syn_cell cells[] = {{.text = syn_buffer_text(&day), .style = SYN_STYLE_ID},
                            {.text = syn_buffer_text(&head), .style = SYN_STYLE_HEADING}};
  const unsigned widths[] = {DAY_WIDTH, view->terminal.width > DAY_WIDTH + GAP ? view->terminal.width - DAY_WIDTH - GAP : DAY_WIDTH};
  if (view->indent > GAP) {
    syn_terminal_print_row(&view->terminal, cells, widths, 2);
  } else {
    syn_terminal_print_wrapped(&view->terminal, cells[0].text, 0, 0, cells[0].style);
    syn_terminal_print_wrapped(&view->terminal, cells[1].text, 0, GAP, cells[1].style);
  }
  for (uint32_t i = 0; i < hit->passage_count; i++) print_passage(view, &hit->passages[i], hit->point ? &hit->point->readings[i] : NULL);
  syn_buffer_clear(&day);
  syn_buffer_clear(&head);
}

static void print_result(const syn_find_result *result, const syn_arguments *arguments) {
  find_view view = {.result = result, .terminal = syn_terminal_output(arguments->values[OPTION_COLOR])};
  const char *kind = syn_hit_kind_name(result->kind);
  view.indent = view.terminal.width >= DAY_WIDTH + GAP + NARROWEST_TEXT ? DAY_WIDTH + GAP : GAP;
  if (result->total_count == 0) {
    printf("No %s in the store has this.\n", kind);
    return;
  }
  for (uint32_t i = 0; i < result->hit_count; i++) print_hit(&view, &result->hits[i]);
  uint64_t more = result->total_count - result->hit_count;
  printf("\n%llu %s%s", (unsigned long long)result->total_count, kind, result->total_count == 1 ? "" : "s");
  if (more > 0) printf(", %llu not shown; --limit N shows more", (unsigned long long)more);
  printf(".\n");
}

/* ---- the command ---- */

/* The words of the command line with blanks between; NULL where there is no memory. The caller frees it. */
static char *join_words(const syn_arguments *arguments) {
  size_t size = 1;
  for (size_t i = 0; i < arguments->word_count; i++) size += strlen(arguments->words[i]) + 1;
  char *query = malloc(size), *end = query;
  for (size_t i = 0; query && i < arguments->word_count; i++) {
    size_t length = strlen(arguments->words[i]);
    if (i > 0) *end++ = ' ';
    memcpy(end, arguments->words[i], length);
    end += length;
  }
  if (query) *end = '\0';
  return query;
}

static bool read_limit(const syn_arguments *arguments, uint32_t *out_limit) {
  const char *text = arguments->values[OPTION_LIMIT];
  char *end = NULL;
  errno = 0;
  unsigned long limit = text ? strtoul(text, &end, 10) : SYN_FIND_DEFAULT_LIMIT;
  *out_limit = (uint32_t)limit;
  if (!text || (errno == 0 && end != text && !*end && text[0] != '-' && limit >= 1 && limit <= SYN_FIND_LIMIT)) return true;
  fprintf(stderr, "synoptic find: --limit takes a whole number from 1 to %d.\n", SYN_FIND_LIMIT);
  return false;
}

static int show(syn_session *session, const syn_arguments *arguments, const char *query, uint32_t limit) {
  const char *const *values = arguments->values;
  const syn_find_request request = {.query = query,
                                    .actor = values[OPTION_ACTOR],
                                    .place = values[OPTION_PLACE],
                                    .speaker = values[OPTION_SPEAKER],
                                    .outlet = values[OPTION_OUTLET],
                                    .type = values[OPTION_TYPE],
                                    .label = values[OPTION_LABEL],
                                    .kind = values[OPTION_POINT_KIND],
                                    .from = values[OPTION_FROM_DAY],
                                    .to = values[OPTION_TO_DAY],
                                    .limit = limit};
  syn_find_result *result = NULL;
  syn_error error = {0};
  const syn_sink sink = syn_session_sink(stdout);
  syn_status status = syn_collection_find(session->collection, &request, &result, &error);
  if (status == SYN_OK && values[OPTION_JSON])
    status = syn_find_write_records(result, &sink, &error);
  else if (status == SYN_OK)
    print_result(result, arguments);
  syn_find_result_destroy(&result);
  return status == SYN_OK ? EXIT_DONE : syn_session_fail(&error);
}

static int run(const syn_arguments *arguments) {
  syn_session session;
  uint32_t limit;
  if (!read_limit(arguments, &limit)) return EXIT_USAGE;
  char *query = join_words(arguments);
  if (!query) {
    fprintf(stderr, "synoptic find: not enough memory.\n");
    return EXIT_UNUSABLE;
  }
  int code = syn_session_open(&session, arguments);
  if (code == EXIT_DONE) code = syn_session_open_store(&session, arguments, false, false);
  if (code == EXIT_DONE) code = show(&session, arguments, query, limit);
  syn_session_close(&session);
  free(query);
  return code;
}

static const syn_option_key OPTIONS[] = {OPTION_DB,     OPTION_ACTOR, OPTION_PLACE, OPTION_SPEAKER,    OPTION_OUTLET,     OPTION_FROM_DAY,
                                         OPTION_TO_DAY, OPTION_TYPE,  OPTION_LABEL, OPTION_POINT_KIND, OPTION_LIMIT,      OPTION_JSON,
                                         OPTION_COLOR,  OPTION_MODEL, OPTION_WORLD, OPTION_THREADS,    OPTION_MAX_MEMORY, OPTION_COUNT};

const syn_command syn_command_find = {
    .name = "find",
    .words = "QUERY...",
    .summary = "Articles, events, quotes and points by words and fields.",
    .details =
        "QUERY is words that all have to stand there; \"some words\" in this order, wor* for all words that begin so, OR between two, "
        "a minus before one that may not. Fields: actor:NAME place:NAME speaker:NAME outlet:NAME type:TYPE label:LABEL kind:KIND "
        "from:DATE to:DATE; names of several words in quotation marks. type finds events, speaker quotes, label and kind points.",
    .examples = "  synoptic find 'loan OR credit -gas'\n  synoptic find '\"power station\" from:2024'\n"
                "  synoptic find dam --actor Malta --type CONSULT\n  synoptic find --label differ --kind money\n",
    .options = OPTIONS,
    .run = run,
};
