#include "cli/meter.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "cli/terminal.h"

enum { SHORTEST_BAR = 10, LONGEST_BAR = 60, DEFAULT_WIDTH = 80, PIECE_LIMIT = 6, PIECE_SIZE = 32, GAP = 2 };

static const double FIRST_SECONDS = 0.5,                          /* a shorter job shows nothing */
    REDRAW_SECONDS = 0.1, SAMPLE_SECONDS = 0.5, WAIT_SECONDS = 1, /* between the drawings of a wait */
    MEMORY_SECONDS = 8;                                           /* over which rates are averaged */

static double now_seconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* "1,234,567" */
static void format_count(uint64_t count, char out_text[PIECE_SIZE]) {
  char digits[PIECE_SIZE];
  size_t size = (size_t)snprintf(digits, sizeof digits, "%llu", (unsigned long long)count), at = 0;
  for (size_t i = 0; i < size; i++) {
    if (i > 0 && (size - i) % 3 == 0) out_text[at++] = ',';
    out_text[at++] = digits[i];
  }
  out_text[at] = '\0';
}

/* "0:09", "12:30", "3:05:00" */
static void format_time(double seconds, char out_text[PIECE_SIZE]) {
  unsigned long whole = seconds < 0 ? 0 : seconds > 1e7 ? 10000000 : (unsigned long)seconds;
  if (whole >= 3600)
    snprintf(out_text, PIECE_SIZE, "%lu:%02lu:%02lu", whole / 3600, whole / 60 % 60, whole % 60);
  else
    snprintf(out_text, PIECE_SIZE, "%lu:%02lu", whole / 60, whole % 60);
}

static void format_bytes(uint64_t bytes, char out_text[PIECE_SIZE]) {
  static const char *const UNITS[] = {"kB", "MB", "GB", "TB"};
  double value = (double)bytes / 1000;
  size_t unit = 0;
  while (value >= 999.5 && unit + 1 < sizeof UNITS / sizeof UNITS[0]) {
    value /= 1000;
    unit++;
  }
  snprintf(out_text, PIECE_SIZE, value < 10 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
}

/* The pieces of the line behind the bar, and which of them go first where the line is narrow. */
typedef struct piece_list {
  char texts[PIECE_LIMIT][2 * PIECE_SIZE];
  unsigned importance[PIECE_LIMIT];
  unsigned count;
} piece_list;

static void add_piece(piece_list *pieces, unsigned importance, const char *value, const char *after) {
  snprintf(pieces->texts[pieces->count], sizeof pieces->texts[0], "%s%s", value, after);
  pieces->importance[pieces->count++] = importance;
}

static bool has_share(const syn_meter_state *state) {
  return state->bytes_total > 0 && state->bytes_read <= state->bytes_total;
}

static void collect_pieces(const syn_meter_state *state, piece_list *pieces) {
  char text[PIECE_SIZE];
  bool is_known = has_share(state);
  if (is_known) {
    snprintf(text, sizeof text, "%3.0f", 100.0 * (double)state->bytes_read / (double)state->bytes_total);
    add_piece(pieces, 5, text, " %");
  }
  bool counts_pages = state->page_count > 0 || !is_known; /* else it is about bytes alone */
  format_count(state->page_count, text);
  if (counts_pages) add_piece(pieces, 4, text, state->page_count == 1 ? " page" : " pages");
  if (state->bytes_read > 0 && !(is_known && counts_pages)) {
    format_bytes(state->bytes_read, text);
    add_piece(pieces, 0, text, "");
  }
  if (state->failed_count > 0) {
    format_count(state->failed_count, text);
    add_piece(pieces, 2, text, " failed");
  }
  if (state->page_rate > 0) {
    snprintf(text, sizeof text, state->page_rate < 9.95 ? "%.1f" : "%.0f", state->page_rate);
    add_piece(pieces, 1, text, "/s");
  }
  bool tells_rest = is_known && state->byte_rate > 0;
  format_time(tells_rest ? (double)(state->bytes_total - state->bytes_read) / state->byte_rate : state->elapsed, text);
  if (tells_rest || !is_known) add_piece(pieces, 3, text, tells_rest ? " left" : "");
}

static unsigned pieces_width(const piece_list *pieces) {
  unsigned width = 0;
  for (unsigned i = 0; i < pieces->count; i++) width += GAP + (unsigned)strlen(pieces->texts[i]);
  return width;
}

static void drop_least_needed(piece_list *pieces) {
  unsigned least = 0;
  for (unsigned i = 1; i < pieces->count; i++) {
    if (pieces->importance[i] < pieces->importance[least]) least = i;
  }
  pieces->count--;
  memmove(pieces->texts[least], pieces->texts[least + 1], (pieces->count - least) * sizeof pieces->texts[0]);
  memmove(&pieces->importance[least], &pieces->importance[least + 1], (pieces->count - least) * sizeof pieces->importance[0]);
}

static void add_bar(syn_buffer *line, double share, unsigned size, bool has_unicode) {
  unsigned full = (unsigned)(share * size + 0.5);
  syn_buffer_format(line, "%*s", GAP, "");
  for (unsigned i = 0; i < size; i++) syn_buffer_add(line, syn_text_from(i < full ? has_unicode ? "━" : "#" : has_unicode ? "─" : "-"));
}

void syn_meter_format(const syn_meter_state *state, unsigned width, bool has_unicode, syn_buffer *line) {
  piece_list pieces = {.count = 0};
  unsigned phase_width = (unsigned)strlen(state->phase);
  collect_pieces(state, &pieces);
  while (pieces.count > 0 && phase_width + pieces_width(&pieces) > width) drop_least_needed(&pieces);
  syn_buffer_format(line, "%.*s", (int)width, state->phase);
  unsigned used = phase_width + pieces_width(&pieces);
  if (has_share(state) && used + GAP + SHORTEST_BAR <= width) {
    unsigned size = width - used - GAP;
    add_bar(line, (double)state->bytes_read / (double)state->bytes_total, size > LONGEST_BAR ? LONGEST_BAR : size, has_unicode);
  }
  for (unsigned i = 0; i < pieces.count; i++) syn_buffer_format(line, "%*s%s", GAP, "", pieces.texts[i]);
}

/* One column less than there are: a full line would make some terminals begin a new one. */
static unsigned usable_width(void) {
  struct winsize size;
  unsigned width = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
  return (width > 0 ? width : DEFAULT_WIDTH) - 1;
}

/* In one write, so that nothing flickers. */
static void draw(syn_meter *meter, syn_buffer *line) {
  syn_buffer whole;
  syn_buffer_init(&whole, 4096);
  syn_buffer_format(&whole, "\r%.*s\033[K", SYN_TEXT_ARGUMENTS(syn_buffer_text(line)));
  if (whole.status == SYN_OK) fwrite(whole.data, 1, whole.size, stderr);
  fflush(stderr);
  syn_buffer_clear(&whole);
  meter->is_drawn = true;
}

void syn_meter_open(syn_meter *meter, const char *phase) {
  double now = now_seconds();
  *meter = (syn_meter){
      .is_enabled = syn_terminal_is_capable(STDERR_FILENO),
      .has_unicode = syn_terminal_has_unicode(),
      .state = {.phase = phase},
      .started = now,
      .sampled = now,
  };
}

/* A moving average, so that the rate follows the pages and the time left does not jump. */
static void sample_rates(syn_meter *meter, double now) {
  syn_meter_state *state = &meter->state;
  double passed = now - meter->sampled;
  if (passed < SAMPLE_SECONDS) return;
  double share = meter->sampled_pages == 0 && meter->sampled_bytes == 0 ? 1 : passed / (passed + MEMORY_SECONDS);
  state->page_rate += share * ((double)(state->page_count - meter->sampled_pages) / passed - state->page_rate);
  state->byte_rate += share * ((double)(state->bytes_read - meter->sampled_bytes) / passed - state->byte_rate);
  meter->sampled = now;
  meter->sampled_pages = state->page_count;
  meter->sampled_bytes = state->bytes_read;
}

void syn_meter_update(syn_meter *meter, const syn_progress *progress) {
  if (!meter->is_enabled) return;
  double now = now_seconds();
  syn_meter_state *state = &meter->state;
  state->page_count = progress->article_count + progress->unchanged_count + progress->failed_count;
  state->failed_count = progress->failed_count;
  state->bytes_read = progress->bytes_read;
  state->bytes_total = progress->bytes_total;
  state->elapsed = now - meter->started;
  sample_rates(meter, now);
  if (state->elapsed < FIRST_SECONDS || (meter->is_drawn && now - meter->drawn < REDRAW_SECONDS)) return;
  syn_buffer line;
  syn_buffer_init(&line, 4096);
  syn_meter_format(state, usable_width(), meter->has_unicode, &line);
  draw(meter, &line);
  meter->drawn = now;
  syn_buffer_clear(&line);
}

void syn_meter_hide(syn_meter *meter) {
  if (!meter->is_drawn) return;
  fputs("\r\033[K", stderr);
  fflush(stderr);
  meter->is_drawn = false;
}

static void draw_wait(syn_meter *meter, double elapsed) {
  char time[PIECE_SIZE];
  syn_buffer line;
  syn_buffer_init(&line, 4096);
  format_time(elapsed, time);
  syn_buffer_format(&line, "%s  %s", meter->waiting_for, time);
  if (line.size > usable_width()) {
    syn_buffer_reset(&line);
    syn_buffer_format(&line, "%.*s", (int)usable_width(), meter->waiting_for);
  }
  draw(meter, &line);
  syn_buffer_clear(&line);
}

/* The thread that tells of a wait. While it runs, nothing else draws. */
static void *tell_of_wait(void *argument) {
  syn_meter *meter = argument;
  double begun = now_seconds();
  pthread_mutex_lock(&meter->mutex);
  for (unsigned second = 1; !meter->has_ended; second++) {
    double due = begun + second * WAIT_SECONDS;
    struct timespec until = {.tv_sec = (time_t)due, .tv_nsec = (long)((due - (double)(time_t)due) * 1e9)};
    while (!meter->has_ended && now_seconds() < due) pthread_cond_timedwait(&meter->wakes, &meter->mutex, &until);
    if (!meter->has_ended) draw_wait(meter, now_seconds() - begun);
  }
  pthread_mutex_unlock(&meter->mutex);
  return NULL;
}

/* Made on the monotonic clock, which setting the time does not move. */
static bool make_condition(pthread_cond_t *condition) {
  pthread_condattr_t attributes;
  if (pthread_condattr_init(&attributes) != 0) return false;
  bool is_made = pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC) == 0 && pthread_cond_init(condition, &attributes) == 0;
  pthread_condattr_destroy(&attributes);
  return is_made;
}

void syn_meter_begin_wait(syn_meter *meter, const char *what) {
  if (!meter->is_enabled || meter->is_waiting) return;
  snprintf(meter->waiting_for, sizeof meter->waiting_for, "%s", what);
  meter->has_ended = false;
  if (pthread_mutex_init(&meter->mutex, NULL) != 0) return;
  if (make_condition(&meter->wakes)) {
    meter->is_waiting = pthread_create(&meter->thread, NULL, tell_of_wait, meter) == 0;
    if (!meter->is_waiting) pthread_cond_destroy(&meter->wakes);
  }
  if (!meter->is_waiting) pthread_mutex_destroy(&meter->mutex);
}

void syn_meter_end_wait(syn_meter *meter) {
  if (!meter->is_waiting) return;
  pthread_mutex_lock(&meter->mutex);
  meter->has_ended = true;
  pthread_cond_signal(&meter->wakes);
  pthread_mutex_unlock(&meter->mutex);
  pthread_join(meter->thread, NULL);
  pthread_cond_destroy(&meter->wakes);
  pthread_mutex_destroy(&meter->mutex);
  meter->is_waiting = false;
  syn_meter_hide(meter);
}
