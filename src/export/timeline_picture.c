/*
 * How it works: one line a happening: when, a mark on the scale, what. The scale is linear. One old date would press all others into a dot,
 * so the scale ends REACH times the middle half of the days beyond that half; what lies farther out is an arrow at the edge, and its day
 * stands in its line all the same.
 */
#include "export/timeline_picture.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "export/html_escape.h"
#include "export/time_axis.h"
#include "records/calendar.h"

enum {
  WIDTH = 1000,
  SCALE_LEFT = 180,
  SCALE_RIGHT = 540,
  INSET = 18, /* place for arrows */
  LABEL_LEFT = 562,
  TOP = 64,
  ROW_HEIGHT = 22,
  TICKS = 5,
  REACH = 3,
  LEAST_REACH_DAYS = 14,
  LABEL_SIZE = 68, /* characters that fit */
  MARK = 5
};

typedef struct scale {
  int32_t first, last;
} scale;

typedef struct drawing {
  syn_buffer *svg;
  const syn_timeline_picture *picture;
  uint32_t row_count;
  scale days;
  bool has_scale;
} drawing;

static bool is_drawable(const syn_picture_row *row) {
  const int32_t first = syn_calendar_day(1, 1, 1), last = syn_calendar_day(9999, 12, 31);
  int32_t from = row->is_told ? row->date.to.day : row->date.from.day;
  return row->date.basis != SYN_BASIS_NONE && from >= first && row->date.to.day <= last && from <= row->date.to.day;
}

static int32_t first_day(const syn_picture_row *row) {
  return row->is_told ? row->date.to.day : row->date.from.day;
}

static int order_days(const void *a, const void *b) {
  int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
  return (x > y) - (x < y);
}

static void find_scale(drawing *drawn) {
  int32_t days[2 * SYN_PICTURE_ROW_LIMIT];
  uint32_t count = 0;
  for (uint32_t i = 0; i < drawn->row_count; i++) {
    const syn_picture_row *row = &drawn->picture->rows[i];
    if (!is_drawable(row)) continue;
    days[count++] = first_day(row);
    days[count++] = row->date.to.day;
  }
  if (count == 0) return;
  qsort(days, count, sizeof *days, order_days);
  int32_t low = days[count / 4], high = days[count - 1 - count / 4];
  int64_t reach = ((int64_t)high - low > LEAST_REACH_DAYS ? (int64_t)high - low : LEAST_REACH_DAYS) * REACH;
  if (drawn->picture->is_whole) reach = (int64_t)days[count - 1] - days[0];
  drawn->days.first = days[0] < low - reach ? (int32_t)(low - reach) : days[0];
  drawn->days.last = days[count - 1] > high + reach ? (int32_t)(high + reach) : days[count - 1];
  if (drawn->days.first == drawn->days.last) {
    drawn->days.first -= 3;
    drawn->days.last += 3;
  }
  drawn->has_scale = true;
}

static double place(const drawing *drawn, double day) {
  double days = (double)drawn->days.last - drawn->days.first + 1;
  return SCALE_LEFT + INSET + (SCALE_RIGHT - SCALE_LEFT - 2 * INSET) * (day - drawn->days.first) / days;
}

static double middle_of(uint32_t row) {
  return TOP + ROW_HEIGHT * (row + 0.5);
}

/* ---- words ---- */

/* At most so many characters, with an ellipsis where some are left out. */
static void add_cut(syn_buffer *svg, syn_text text, unsigned limit) {
  size_t at = 0, before = 0;
  for (unsigned count = 0; at < text.size; count++) {
    size_t size = 0;
    if (count == limit) {
      syn_html_add(svg, syn_text_slice(text, 0, before));
      syn_html_markup(svg, "…");
      return;
    }
    (void)syn_utf8_decode(text, at, &size);
    before = at;
    at += size;
  }
  syn_html_add(svg, text);
}

static void add_words(const drawing *drawn, double x, double y, const char *attributes, syn_text words, unsigned limit) {
  syn_buffer_format(drawn->svg, "<text x=\"%.1f\" y=\"%.1f\" %s>", x, y, attributes);
  add_cut(drawn->svg, words, limit);
  syn_html_markup(drawn->svg, "</text>\n");
}

/* ---- shapes ---- */

static void add_axis(const drawing *drawn) {
  syn_time_tick ticks[SYN_TIME_TICK_LIMIT];
  unsigned count = syn_time_ticks(drawn->days.first, drawn->days.last, TICKS, ticks);
  double bottom = TOP + (double)ROW_HEIGHT * drawn->row_count;
  for (unsigned i = 0; i < count; i++) {
    double x = place(drawn, ticks[i].day);
    syn_buffer_format(drawn->svg, "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%.1f\" stroke=\"#8888\"/>\n", x, x, TOP - 12, bottom);
    add_words(drawn, x + 3, TOP - 4, "font-size=\"11\" opacity=\".75\"", syn_text_from(ticks[i].words), SYN_TIME_TICK_WORDS);
  }
}

/* Where the mark of a row is; false where it has none. Outside the scale it is at its edge. */
static bool find_mark(const drawing *drawn, uint32_t number, double *out_x) {
  const syn_picture_row *row = &drawn->picture->rows[number];
  if (!drawn->has_scale || !is_drawable(row)) return false;
  double middle = ((double)first_day(row) + row->date.to.day + 1) / 2;
  double x = place(drawn, middle);
  *out_x = x < SCALE_LEFT ? SCALE_LEFT : x > SCALE_RIGHT ? SCALE_RIGHT : x;
  return true;
}

static void add_mark(const drawing *drawn, uint32_t number) {
  const syn_picture_row *row = &drawn->picture->rows[number];
  const char *fill = row->is_to_come ? "none" : "#1a66b3";
  double x, y = middle_of(number), left, right;
  if (!find_mark(drawn, number, &x)) return;
  left = place(drawn, first_day(row));
  right = place(drawn, (double)row->date.to.day + 1);
  if (right < SCALE_LEFT || left > SCALE_RIGHT) {
    double way = right < SCALE_LEFT ? -1 : 1;
    syn_buffer_format(drawn->svg, "<path d=\"M%.1f %.1fl%.1f 5v-10z\" fill=\"%s\" stroke=\"#1a66b3\"/>\n", x + 4 * way, y, -8 * way, fill);
  } else if (row->is_told) {
    syn_buffer_format(drawn->svg, "<path d=\"M%.1f %.1fh-14m4-4l-4 4 4 4\" fill=\"none\" stroke=\"#1a66b3\" stroke-width=\"1.5\"%s/>\n", x,
                      y, row->is_to_come ? " stroke-dasharray=\"3 2\"" : "");
  } else if (row->date.from.day != row->date.to.day) {
    left = left < SCALE_LEFT ? SCALE_LEFT : left;
    right = right > SCALE_RIGHT ? SCALE_RIGHT : right;
    syn_buffer_format(drawn->svg, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"6\" rx=\"3\" fill=\"%s\" stroke=\"#1a66b3\"/>\n",
                      left, y - 3, right - left, fill);
  } else {
    syn_buffer_format(drawn->svg, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%d\" fill=\"%s\" stroke=\"#1a66b3\" stroke-width=\"1.5\"/>\n", x, y,
                      MARK, fill);
  }
}

static void add_bond(const drawing *drawn, const syn_picture_bond *bond) {
  double x1, x2;
  if (bond->promise >= drawn->row_count || bond->deed >= drawn->row_count) return;
  if (!find_mark(drawn, bond->promise, &x1) || !find_mark(drawn, bond->deed, &x2)) return;
  double y1 = middle_of(bond->promise), y2 = middle_of(bond->deed), right = (x1 > x2 ? x1 : x2) + 26;
  bool breaks = bond->kind == SYN_FULFILMENT_BREAKS;
  syn_buffer_format(drawn->svg,
                    "<path d=\"M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1f\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"%s/>\n",
                    x1 + MARK + 1, y1, right, y1, right, y2, x2 + MARK + 1, y2, breaks ? "#b3261a" : "#2e7d32",
                    bond->kind == SYN_FULFILMENT_CONFIRMS ? " stroke-dasharray=\"4 3\"" : "");
}

static void add_row(const drawing *drawn, uint32_t number) {
  const syn_picture_row *row = &drawn->picture->rows[number];
  double y = middle_of(number);
  syn_buffer_format(drawn->svg, "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#8884\"/>\n", SCALE_LEFT, SCALE_RIGHT, y, y);
  add_words(drawn, SCALE_LEFT - 12, y + 4, "text-anchor=\"end\" font-size=\"12\"", row->when, 24);
  add_words(drawn, LABEL_LEFT, y + 4, "font-size=\"12\"", row->label, LABEL_SIZE);
  add_mark(drawn, number);
}

static void add_legend(const drawing *drawn, double y) {
  uint64_t left_out = drawn->picture->left_out_count + (drawn->picture->row_count - drawn->row_count);
  syn_buffer_format(drawn->svg, "<text x=\"16\" y=\"%.1f\" font-size=\"11\" opacity=\".75\">", y);
  if (drawn->picture->legend.size > 0)
    syn_html_add(drawn->svg, drawn->picture->legend);
  else
    syn_html_markup(drawn->svg,
                    "● on this day · ▬ in these days · ← told by this day, no account says when · hollow: still to come · curve: "
                    "promise and deed (red: broken, dashed: confirmed)");
  syn_html_markup(drawn->svg, "</text>\n");
  if (left_out > 0)
    syn_buffer_format(drawn->svg,
                      "<text x=\"%d\" y=\"28\" text-anchor=\"end\" font-size=\"11\" opacity=\".75\">%llu more, not drawn</text>\n",
                      WIDTH - 16, (unsigned long long)left_out);
}

void syn_timeline_picture_add(syn_buffer *svg, const syn_timeline_picture *picture) {
  drawing drawn = {.svg = svg, .picture = picture};
  drawn.row_count = picture->row_count < SYN_PICTURE_ROW_LIMIT ? picture->row_count : SYN_PICTURE_ROW_LIMIT;
  double height = TOP + (double)ROW_HEIGHT * drawn.row_count + 36;
  find_scale(&drawn);
  syn_buffer_format(svg,
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %.0f\" width=\"%d\" height=\"%.0f\" role=\"img\" "
                    "font-family=\"system-ui,sans-serif\" fill=\"currentColor\">\n<title>",
                    WIDTH, height, WIDTH, height);
  syn_html_add(svg, picture->title);
  syn_html_markup(svg, "</title>\n");
  add_words(&drawn, 16, 28, "font-size=\"17\" font-weight=\"600\"", picture->title, 100);
  if (drawn.has_scale) add_axis(&drawn);
  for (uint32_t i = 0; i < drawn.row_count; i++) add_row(&drawn, i);
  for (uint32_t i = 0; i < picture->bond_count && i < SYN_PICTURE_BOND_LIMIT; i++) add_bond(&drawn, &picture->bonds[i]);
  add_legend(&drawn, height - 14);
  syn_html_markup(svg, "</svg>\n");
}
