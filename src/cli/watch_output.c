#include "cli/watch_output.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "base/json_writer.h"
#include "cli/terminal.h"
#include "synoptic/calendar.h"

enum {
  DEFAULT_WIDTH = 80,
  LINE_LIMIT = 1 << 20,
  GAP = 2,
  TIME_WIDTH = 11, /* "2031-05-12", with the time below */
  COUNT_WIDTH = 8, /* "ARTICLES" */
  NARROWEST_ADDRESS = 16,
  INDENT = 2,
  COLUMN_COUNT = 6,
  PIECE_SIZE = 64,
  PIECE_LIMIT = 8
};

#define REDRAW_SECONDS .1

static double now_seconds(void) {
  struct timespec time = {0};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* "2031-05-12 14:05", in UTC, or "never" */
static void format_time(int64_t seconds, char out_text[SYN_MOMENT_TEXT_SIZE]) {
  enum { DAY_SECONDS = 24 * 60 * 60, MINUTES_END = 16 };
  if (seconds <= 0) {
    snprintf(out_text, SYN_MOMENT_TEXT_SIZE, "never");
    return;
  }
  const syn_moment moment = {
      .day = (int32_t)(seconds / DAY_SECONDS), .second = (int32_t)(seconds % DAY_SECONDS), .zone_minutes = SYN_ZONE_NONE};
  syn_moment_format(moment, out_text);
  char *separator = strchr(out_text, 'T');
  if (separator) *separator = ' ';
  out_text[MINUTES_END] = '\0';
}

/* "2031-05-12T14:05:00Z" */
static void add_time(syn_json_writer *writer, const char *key, int64_t seconds) {
  enum { DAY_SECONDS = 24 * 60 * 60 };
  char text[SYN_MOMENT_TEXT_SIZE];
  if (seconds <= 0) return;
  syn_moment_format((syn_moment){.day = (int32_t)(seconds / DAY_SECONDS), .second = (int32_t)(seconds % DAY_SECONDS)}, text);
  syn_json_key_text(writer, key, syn_text_from(text));
}

static void add_text(syn_json_writer *writer, const char *key, syn_text text) {
  if (text.size > 0) syn_json_key_text(writer, key, text);
}

static void print_json(syn_json_writer *writer, syn_buffer *line) {
  if (syn_json_finish(writer) == SYN_OK) printf("%.*s\n", SYN_TEXT_ARGUMENTS(syn_buffer_text(line)));
  fflush(stdout);
}

/* ---- the line ---- */

void syn_watch_output_format(const syn_watch_progress *progress, unsigned width, syn_buffer *line) {
  char pieces[PIECE_LIMIT][PIECE_SIZE], next[SYN_MOMENT_TEXT_SIZE];
  unsigned count = 0;
  snprintf(pieces[count++], PIECE_SIZE, "Watching");
  snprintf(pieces[count++], PIECE_SIZE, "%llu feed%s", (unsigned long long)progress->feed_count, progress->feed_count == 1 ? "" : "s");
  snprintf(pieces[count++], PIECE_SIZE, "%llu new", (unsigned long long)progress->new_count + progress->changed_count);
  snprintf(pieces[count++], PIECE_SIZE, "%llu failed", (unsigned long long)progress->failed_count + progress->feed_failures);
  if (progress->under_way_count > 0) {
    snprintf(pieces[count++], PIECE_SIZE, "%llu under way", (unsigned long long)progress->under_way_count);
  } else if (progress->next > 0) {
    format_time(progress->next, next);
    snprintf(pieces[count++], PIECE_SIZE, "next %s UTC", next + strlen("2031-05-12 "));
  }
  snprintf(pieces[count++], PIECE_SIZE, "%llu unchanged", (unsigned long long)progress->unchanged_count);
  snprintf(pieces[count++], PIECE_SIZE, "%llu asked", (unsigned long long)progress->asked_count);
  unsigned used = 0;
  for (unsigned i = 0; i < count; i++) { /* what is least needed stands last, and goes first */
    unsigned size = (unsigned)strlen(pieces[i]) + (i > 0 ? GAP : 0);
    if (used + size > width) break;
    syn_buffer_format(line, "%*s%s", i > 0 ? GAP : 0, "", pieces[i]);
    used += size;
  }
}

static void hide(syn_watch_output *output) {
  if (!output->is_drawn) return;
  fputs("\r\033[K", stderr);
  fflush(stderr);
  output->is_drawn = false;
}

void syn_watch_output_progress(syn_watch_output *output, const syn_watch_progress *progress) {
  struct winsize size;
  double now = now_seconds();
  if (!output->has_line || (output->is_drawn && now - output->drawn < REDRAW_SECONDS)) return;
  unsigned width = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : DEFAULT_WIDTH;
  syn_buffer line;
  syn_buffer_init(&line, LINE_LIMIT);
  syn_buffer_add(&line, SYN_TEXT("\r"));
  syn_watch_output_format(progress, width - 1, &line);
  syn_buffer_add(&line, SYN_TEXT("\033[K"));
  if (line.status == SYN_OK) fwrite(line.data, 1, line.size, stderr);
  fflush(stderr);
  syn_buffer_clear(&line);
  output->is_drawn = true;
  output->drawn = now;
}

/* ---- events ---- */

void syn_watch_output_init(syn_watch_output *output, bool as_json) {
  *output = (syn_watch_output){.as_json = as_json, .has_line = !as_json && syn_terminal_is_capable(STDERR_FILENO)};
}

static void write_event(const syn_watch_event *event) {
  char id[SYN_ID_TEXT_SIZE];
  syn_buffer line;
  syn_json_writer writer;
  syn_buffer_init(&line, LINE_LIMIT);
  syn_json_init(&writer, &line);
  syn_json_begin_object(&writer);
  syn_json_key_text(&writer, "event", syn_text_from(syn_watch_event_kind_name(event->kind)));
  syn_json_key_text(&writer, "address", event->address);
  add_text(&writer, "from", event->from);
  add_text(&writer, "title", event->title);
  add_text(&writer, "why", event->why);
  if (!syn_id_is_none(event->article)) {
    syn_id_format(event->article, id);
    syn_json_key_text(&writer, "article", syn_text_from(id));
  }
  if (event->kind == SYN_WATCH_FEED_CAME) syn_json_key_integer(&writer, "items", event->count);
  add_time(&writer, "next", event->next);
  syn_json_end_object(&writer);
  print_json(&writer, &line);
  syn_buffer_clear(&line);
}

/* "new        Council closes the bridge  https://lantern.example/bridge" */
static void print_line(FILE *stream, const char *what, syn_text title, syn_text address, const char *remark, syn_text detail) {
  fprintf(stream, "%-9s  ", what);
  syn_terminal_print(stream, title);
  if (title.size > 0) fputs("  ", stream);
  syn_terminal_print(stream, address);
  if (detail.size > 0) fputs(remark, stream);
  syn_terminal_print(stream, detail);
  fputc('\n', stream);
  fflush(stream);
}

static void print_event(const syn_watch_event *event) {
  char count[PIECE_SIZE];
  const syn_text none = {0};
  snprintf(count, sizeof count, "%u new or changed", event->count);
  switch (event->kind) {
  case SYN_WATCH_FEED_ADDED:
    print_line(stdout, "watching", event->title, event->address, ", named by ", event->from);
    break;
  case SYN_WATCH_FEED_CAME:
    if (event->count > 0) print_line(stdout, "feed", event->title, event->address, ": ", syn_text_from(count));
    break;
  case SYN_WATCH_FEED_MOVED:
    print_line(stdout, "moved", event->title, event->from, " to ", event->address);
    break;
  case SYN_WATCH_FEED_GONE:
    print_line(stdout, "gone", event->title, event->address, "", SYN_TEXT(": is not asked any more"));
    break;
  case SYN_WATCH_ITEM_NEW:
    print_line(stdout, "new", event->title, event->address, "", none);
    break;
  case SYN_WATCH_ITEM_CHANGED:
    print_line(stdout, "changed", event->title, event->address, "", none);
    break;
  case SYN_WATCH_FEED_FAILED:
  case SYN_WATCH_ITEM_FAILED:
    print_line(stderr, "failed", none, event->address, ": ", event->why);
    break;
  default: /* what has not changed is counted */
    break;
  }
}

void syn_watch_output_event(syn_watch_output *output, const syn_watch_event *event) {
  if (output->as_json) {
    write_event(event);
    return;
  }
  hide(output);
  print_event(event);
}

/* ---- the end ---- */

void syn_watch_output_end(syn_watch_output *output, const syn_watch_progress *progress, bool was_interrupted) {
  char next[SYN_MOMENT_TEXT_SIZE];
  hide(output);
  if (!output->as_json) {
    const uint64_t page_count = progress->new_count + progress->changed_count + progress->unchanged_count + progress->failed_count;
    if (progress->asked_count + page_count == 0)
      printf("Nothing was due.\n");
    else
      printf("Feeds: %llu answered, %llu failed. Articles: %llu new, %llu changed, %llu unchanged, %llu failed.\n",
             (unsigned long long)(progress->asked_count - progress->feed_failures), (unsigned long long)progress->feed_failures,
             (unsigned long long)progress->new_count, (unsigned long long)progress->changed_count,
             (unsigned long long)progress->unchanged_count, (unsigned long long)progress->failed_count);
    format_time(progress->next, next);
    if (was_interrupted) printf("Interrupted: what has come is kept, the rest waits for the next `synoptic watch`.\n");
    if (progress->next > 0) printf("Due next: %s UTC.\n", next);
    return;
  }
  syn_buffer line;
  syn_json_writer writer;
  syn_buffer_init(&line, LINE_LIMIT);
  syn_json_init(&writer, &line);
  syn_json_begin_object(&writer);
  syn_json_key_text(&writer, "event", SYN_TEXT("end"));
  syn_json_key_integer(&writer, "asked", (int64_t)progress->asked_count);
  syn_json_key_integer(&writer, "feed_failures", (int64_t)progress->feed_failures);
  syn_json_key_integer(&writer, "new", (int64_t)progress->new_count);
  syn_json_key_integer(&writer, "changed", (int64_t)progress->changed_count);
  syn_json_key_integer(&writer, "unchanged", (int64_t)progress->unchanged_count);
  syn_json_key_integer(&writer, "failed", (int64_t)progress->failed_count);
  add_time(&writer, "next", progress->next);
  syn_json_end_object(&writer);
  print_json(&writer, &line);
  syn_buffer_clear(&line);
}

/* ---- the list ---- */

static void write_watched(const syn_watched *watched) {
  syn_buffer line;
  syn_json_writer writer;
  syn_buffer_init(&line, LINE_LIMIT);
  syn_json_init(&writer, &line);
  syn_json_begin_object(&writer);
  syn_json_key_text(&writer, "address", watched->address);
  add_text(&writer, "kind", watched->kind);
  add_text(&writer, "title", watched->title);
  add_text(&writer, "outlet", watched->outlet);
  add_text(&writer, "named_by", watched->parent);
  add_text(&writer, "moved_from", watched->moved_from);
  if (watched->is_gone) syn_json_key_boolean(&writer, "gone", true);
  if (watched->is_feed_only) syn_json_key_boolean(&writer, "feed_only", true);
  add_time(&writer, "asked", watched->asked);
  add_time(&writer, "answered", watched->answered);
  add_time(&writer, "next", watched->next);
  syn_json_key_integer(&writer, "times", (int64_t)watched->times);
  syn_json_key_integer(&writer, "failures", watched->failure_count);
  add_text(&writer, "why", watched->why);
  syn_json_key_integer(&writer, "articles", (int64_t)watched->article_count);
  syn_json_key_integer(&writer, "waiting", (int64_t)watched->waiting_count);
  syn_json_key_integer(&writer, "failed", (int64_t)watched->failed_count);
  syn_json_end_object(&writer);
  print_json(&writer, &line);
  syn_buffer_clear(&line);
}

/* What is told below a row: what an address was before, why it failed. */
static void print_remarks(const syn_terminal *terminal, const syn_watched *watched) {
  syn_buffer text;
  syn_buffer_init(&text, LINE_LIMIT);
  if (watched->moved_from.size > 0) syn_buffer_format(&text, "moved from %.*s. ", SYN_TEXT_ARGUMENTS(watched->moved_from));
  if (watched->why.size > 0) syn_buffer_format(&text, "%s: %.*s", watched->is_gone ? "gone" : "failed", SYN_TEXT_ARGUMENTS(watched->why));
  if (text.size > 0) syn_terminal_print_wrapped(terminal, syn_text_trim(syn_buffer_text(&text)), INDENT, INDENT, SYN_STYLE_FAINT);
  syn_buffer_clear(&text);
}

static void print_row(const syn_terminal *terminal, const unsigned *widths, const syn_watched *watched) {
  char asked[SYN_MOMENT_TEXT_SIZE], next[SYN_MOMENT_TEXT_SIZE], failures[24], articles[24], waiting[24];
  syn_buffer name;
  syn_buffer_init(&name, LINE_LIMIT);
  if (watched->title.size > 0) syn_buffer_format(&name, "%.*s ", SYN_TEXT_ARGUMENTS(watched->title));
  syn_buffer_add(&name, watched->address);
  format_time(watched->asked, asked);
  format_time(watched->next, next);
  if (watched->next <= 0 && !watched->is_gone) snprintf(next, sizeof next, "now");
  snprintf(failures, sizeof failures, "%u", watched->failure_count);
  snprintf(articles, sizeof articles, "%llu", (unsigned long long)watched->article_count);
  snprintf(waiting, sizeof waiting, "%llu", (unsigned long long)watched->waiting_count);
  const syn_cell cells[COLUMN_COUNT] = {{.text = syn_buffer_text(&name), .line_limit = 3},
                                        {.text = syn_text_from(asked)},
                                        {.text = syn_text_from(next)},
                                        {.text = syn_text_from(failures), .is_right = true},
                                        {.text = syn_text_from(articles), .is_right = true},
                                        {.text = syn_text_from(waiting), .is_right = true}};
  syn_terminal_print_row(terminal, cells, widths, COLUMN_COUNT);
  syn_buffer_clear(&name);
}

/* On a narrow terminal. */
static void print_paragraph(const syn_terminal *terminal, const syn_watched *watched) {
  char asked[SYN_MOMENT_TEXT_SIZE], next[SYN_MOMENT_TEXT_SIZE];
  syn_buffer text;
  syn_buffer_init(&text, LINE_LIMIT);
  if (watched->title.size > 0) syn_terminal_print_wrapped(terminal, watched->title, 0, GAP, SYN_STYLE_HEADING);
  syn_terminal_print_wrapped(terminal, watched->address, watched->title.size > 0 ? INDENT : 0, INDENT, SYN_STYLE_PLAIN);
  format_time(watched->asked, asked);
  format_time(watched->next, next);
  syn_buffer_format(&text, "asked %s, next %s (UTC); %u failures, %llu articles, %llu waiting", asked, next, watched->failure_count,
                    (unsigned long long)watched->article_count, (unsigned long long)watched->waiting_count);
  syn_terminal_print_wrapped(terminal, syn_buffer_text(&text), INDENT, INDENT, SYN_STYLE_PLAIN);
  syn_buffer_clear(&text);
}

void syn_watch_output_list(const syn_watched_list *list, bool as_json, const char *color) {
  static const char *const HEADS[COLUMN_COUNT] = {"FEED", "ASKED (UTC)", "NEXT (UTC)", "FAILURES", "ARTICLES", "WAITING"};
  const unsigned used = 2 * TIME_WIDTH + 3 * COUNT_WIDTH + (COLUMN_COUNT - 1) * GAP;
  const syn_terminal terminal = syn_terminal_output(color);
  const bool is_table = terminal.width >= used + NARROWEST_ADDRESS;
  const unsigned width = is_table ? terminal.width - used : NARROWEST_ADDRESS;
  const unsigned widths[COLUMN_COUNT] = {width, TIME_WIDTH, TIME_WIDTH, COUNT_WIDTH, COUNT_WIDTH, COUNT_WIDTH};
  syn_cell heads[COLUMN_COUNT];
  if (as_json) {
    for (size_t i = 0; i < list->count; i++) write_watched(&list->items[i]);
    return;
  }
  if (list->count == 0) {
    printf("Nothing is watched yet: name the address of a feed, a sitemap or a list of feeds (synoptic watch ADDRESS).\n");
    return;
  }
  for (unsigned i = 0; i < COLUMN_COUNT; i++)
    heads[i] = (syn_cell){.text = syn_text_from(HEADS[i]), .style = SYN_STYLE_HEADING, .is_right = i > 2};
  if (is_table) syn_terminal_print_row(&terminal, heads, widths, COLUMN_COUNT);
  if (is_table) syn_terminal_print_rule(&terminal, widths, COLUMN_COUNT);
  for (size_t i = 0; i < list->count; i++) {
    if (is_table)
      print_row(&terminal, widths, &list->items[i]);
    else
      print_paragraph(&terminal, &list->items[i]);
    print_remarks(&terminal, &list->items[i]);
  }
}
