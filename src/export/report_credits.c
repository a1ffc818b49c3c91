/*
 * How it works: a picture in two columns, sources left and accounts right, with a line for each credit and each copy. A source is an agency
 * or outlet that is credited, or an account whose passages another has. Names are told apart without regard to case; a credited name that
 * is an account's own is that account. Of accounts that all share passages with each other, each has one line, to the first that it shares
 * with. Sources stand at the mean height of the accounts that lines lead to, which keeps most lines from crossing; ties are broken by name.
 * The names are text beside the drawing, so that long ones are cut by the style and can be read out.
 */
#include "export/report_credits.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/utf8.h"
#include "export/html_escape.h"
#include "records/wording.h"

enum { ROWS_DRAWN = 30, ROW_HEIGHT = 20, ORIGINS_SHOWN = 8, REPRINTS_SHOWN = 4 };

typedef enum line_kind { LINE_CREDIT, LINE_COPY, LINE_SHARE } line_kind;

typedef struct source {
  syn_text name;
  uint32_t column; /* the account that it is, or SYN_NO_INDEX */
  uint32_t number; /* by which lines name it */
  uint32_t line_count, column_sum;
} source;

typedef struct credit_line {
  uint32_t source, column;
  line_kind kind;
} credit_line;

typedef struct reprint_pair {
  bool is_here; /* both are accounts of the story */
  uint32_t first, second;
} reprint_pair;

typedef struct credit_graph {
  const syn_report_page *page;
  source *sources;
  credit_line *lines;
  uint32_t *places; /* number of a source -> its index once they are in order, from top to bottom */
  uint32_t source_count, line_count;
  syn_map numbers;       /* name in lower case -> index of its source */
  reprint_pair *pairs;   /* of each reprint */
  uint32_t *first_share; /* of each column: the first one that it shares passages with, or SYN_NO_INDEX */
} credit_graph;

/* ---- sources and lines ---- */

static syn_status find_source(credit_graph *graph, syn_text name, uint32_t column, uint32_t *out_source) {
  syn_text key;
  uint64_t number;
  syn_status status = syn_utf8_lower(name, graph->page->arena, &key);
  if (status == SYN_OK && !syn_map_get(&graph->numbers, key, &number)) {
    number = graph->source_count++;
    graph->sources[number] = (source){.name = name, .column = column, .number = (uint32_t)number};
    status = syn_map_put(&graph->numbers, key, number);
  }
  if (status != SYN_OK) return status;
  if (column != SYN_NO_INDEX) graph->sources[number].column = column;
  *out_source = (uint32_t)number;
  return SYN_OK;
}

static syn_status add_line(credit_graph *graph, syn_text name, uint32_t of, uint32_t column, line_kind kind) {
  uint32_t number = 0;
  syn_status status = find_source(graph, name, of, &number);
  if (status != SYN_OK) return status;
  graph->lines[graph->line_count++] = (credit_line){number, column, kind};
  graph->sources[number].line_count++;
  graph->sources[number].column_sum += column;
  return SYN_OK;
}

/* The account that bears the name, or SYN_NO_INDEX. */
static uint32_t account_named(const syn_report *report, syn_text name) {
  for (uint32_t i = 0; i < report->article_count; i++) {
    if (syn_text_equal_ascii_case(report->articles[i].outlet, name)) return i;
  }
  return SYN_NO_INDEX;
}

/* The columns of a reprint's accounts: first who was first, or, where that is not known, who stands first. */
static syn_status find_pairs(credit_graph *graph) {
  const syn_report *report = graph->page->report;
  graph->pairs = SYN_ARENA_ARRAY(graph->page->arena, reprint_pair, report->reprint_count);
  graph->first_share = SYN_ARENA_ARRAY(graph->page->arena, uint32_t, report->article_count);
  if (!graph->pairs || !graph->first_share) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < report->article_count; i++) graph->first_share[i] = SYN_NO_INDEX;
  for (uint32_t i = 0; i < report->reprint_count; i++) {
    const syn_reprint *reprint = &report->reprints[i];
    reprint_pair *pair = &graph->pairs[i];
    int a = syn_report_column(report, reprint->a), b = syn_report_column(report, reprint->b);
    pair->is_here = a >= 0 && b >= 0;
    if (!pair->is_here) continue;
    bool is_open = reprint->direction == SYN_DIRECTION_UNDECIDED, is_turned = is_open && b < a;
    pair->first = (uint32_t)(is_turned ? b : a);
    pair->second = (uint32_t)(is_turned ? a : b);
    if (is_open && pair->first < graph->first_share[pair->second]) graph->first_share[pair->second] = pair->first;
  }
  return SYN_OK;
}

static syn_status add_lines(credit_graph *graph) {
  const syn_report *report = graph->page->report;
  syn_status status = SYN_OK;
  for (uint32_t i = 0; i < report->article_count; i++) {
    const syn_article *article = &report->articles[i];
    for (uint32_t c = 0; status == SYN_OK && c < article->credit_count; c++)
      status = add_line(graph, article->credits[c], account_named(report, article->credits[c]), i, LINE_CREDIT);
  }
  for (uint32_t i = 0; status == SYN_OK && i < report->reprint_count; i++) {
    const syn_reprint *reprint = &report->reprints[i];
    const reprint_pair *pair = &graph->pairs[i];
    bool is_copy = reprint->direction == SYN_DIRECTION_A_B;
    if (!pair->is_here || (!is_copy && pair->first != graph->first_share[pair->second])) continue;
    status =
        add_line(graph, syn_wording_outlet(&report->articles[pair->first]), pair->first, pair->second, is_copy ? LINE_COPY : LINE_SHARE);
  }
  return status;
}

static int compare_sources(const void *first, const void *second) {
  const source *a = first, *b = second;
  uint64_t x = (uint64_t)a->column_sum * b->line_count, y = (uint64_t)b->column_sum * a->line_count;
  if (x != y) return x < y ? -1 : 1;
  return syn_text_compare(a->name, b->name);
}

static syn_status build(credit_graph *graph) {
  const syn_report *report = graph->page->report;
  size_t limit = report->reprint_count;
  for (uint32_t i = 0; i < report->article_count; i++) limit += report->articles[i].credit_count;
  graph->sources = SYN_ARENA_ARRAY(graph->page->arena, source, limit);
  graph->lines = SYN_ARENA_ARRAY(graph->page->arena, credit_line, limit);
  graph->places = SYN_ARENA_ARRAY(graph->page->arena, uint32_t, limit);
  if (!graph->sources || !graph->lines || !graph->places) return SYN_NO_MEMORY;
  syn_map_init(&graph->numbers, graph->page->arena);
  syn_status status = find_pairs(graph);
  if (status == SYN_OK) status = add_lines(graph);
  if (status != SYN_OK) return status;
  if (graph->source_count > 1) qsort(graph->sources, graph->source_count, sizeof *graph->sources, compare_sources);
  for (uint32_t i = 0; i < graph->source_count; i++) graph->places[graph->sources[i].number] = i;
  return SYN_OK;
}

/* ---- picture ---- */

static double height_of(uint32_t place, uint32_t count, uint32_t rows) {
  return (place + 0.5) * rows * ROW_HEIGHT / count;
}

/* The kinds of line that occur. */
static void add_caption(const credit_graph *graph) {
  static const char *const MEANING[] = {[LINE_CREDIT] = "<span class=\"thin\"></span> is credited by",
                                        [LINE_COPY] = "<span class=\"thick\"></span> is copied by",
                                        [LINE_SHARE] = "<span class=\"dashed\"></span> shares passages with"};
  bool occurs[] = {false, false, false}, has_begun = false;
  for (uint32_t i = 0; i < graph->line_count; i++) occurs[graph->lines[i].kind] = true;
  syn_html_markup(graph->page->html, "<figcaption>");
  for (unsigned kind = 0; kind < sizeof MEANING / sizeof MEANING[0]; kind++) {
    if (!occurs[kind]) continue;
    syn_buffer_format(graph->page->html, "%s%s", has_begun ? ", " : "", MEANING[kind]);
    has_begun = true;
  }
  syn_html_markup(graph->page->html, "</figcaption>\n");
}

static void add_picture(const credit_graph *graph) {
  static const char *const CLASSES[] = {[LINE_CREDIT] = "credit", [LINE_COPY] = "copy", [LINE_SHARE] = "share"};
  const syn_report_page *page = graph->page;
  uint32_t accounts = page->report->article_count, rows = graph->source_count > accounts ? graph->source_count : accounts;
  if (graph->line_count == 0 || rows > ROWS_DRAWN) return;
  syn_buffer_format(page->html, "<figure class=\"credits\">\n<div class=\"sides\" aria-hidden=\"true\" style=\"height:%uem\">\n<ul>",
                    2 * rows);
  for (uint32_t i = 0; i < graph->source_count; i++) {
    syn_html_markup(page->html, graph->sources[i].column == SYN_NO_INDEX ? "<li>" : "<li class=\"own\">");
    syn_html_add_name(page->html, graph->sources[i].name);
    syn_html_markup(page->html, "</li>");
  }
  syn_buffer_format(page->html, "</ul>\n<svg viewBox=\"0 0 100 %u\" preserveAspectRatio=\"none\">\n", rows * ROW_HEIGHT);
  for (uint32_t i = 0; i < graph->line_count; i++) {
    const credit_line *line = &graph->lines[i];
    double from = height_of(graph->places[line->source], graph->source_count, rows), to = height_of(line->column, accounts, rows);
    syn_buffer_format(page->html, "<path class=\"%s\" d=\"M0 %.1fC50 %.1f 50 %.1f 100 %.1f\"/>\n", CLASSES[line->kind], from, from, to, to);
  }
  syn_html_markup(page->html, "</svg>\n<ul>");
  for (uint32_t i = 0; i < accounts; i++) {
    syn_html_markup(page->html, "<li>");
    syn_report_add_outlet(page, i);
    syn_html_markup(page->html, "</li>");
  }
  syn_html_markup(page->html, "</ul>\n</div>\n");
  add_caption(graph);
  syn_html_markup(page->html, "</figure>\n");
}

/* ---- words ---- */

/* "; copies A (40 %: why), B (35 %) and 3 more": a reason is told once where the next is the same. */
static void add_reprints(const credit_graph *graph, uint32_t column, syn_direction direction) {
  const syn_report_page *page = graph->page;
  const syn_report *report = page->report;
  syn_text last_why = {0};
  uint32_t count = 0;
  for (uint32_t i = 0; i < report->reprint_count; i++) {
    const syn_reprint *reprint = &report->reprints[i];
    const reprint_pair *pair = &graph->pairs[i];
    if (reprint->direction != direction || !pair->is_here || pair->second != column) continue;
    if (count++ >= REPRINTS_SHOWN) continue;
    if (count > 1)
      syn_html_markup(page->html, ", ");
    else
      syn_html_markup(page->html, direction == SYN_DIRECTION_A_B ? "; copies " : "; shares passages with ");
    syn_report_add_outlet(page, pair->first);
    syn_buffer_format(page->html, " (%.0f %%%s", syn_decimal_to_double(reprint->share) * 100, count == 1 ? " of the shorter text" : "");
    if (reprint->why.size > 0 && !syn_text_equal(reprint->why, last_why)) {
      syn_html_markup(page->html, ": ");
      syn_html_add_name(page->html, reprint->why);
    }
    syn_html_markup(page->html, ")");
    last_why = reprint->why;
  }
  if (count > REPRINTS_SHOWN) syn_buffer_format(page->html, " and %u more", count - REPRINTS_SHOWN);
}

static void add_account(const credit_graph *graph, uint32_t column) {
  const syn_report_page *page = graph->page;
  const syn_article *article = &page->report->articles[column];
  syn_html_markup(page->html, "<li><b>");
  syn_report_add_outlet(page, column);
  syn_html_markup(page->html, article->credit_count == 0 ? "</b> credits nobody" : "</b> credits ");
  for (uint32_t c = 0; c < article->credit_count; c++) {
    if (c > 0) syn_html_markup(page->html, ", ");
    syn_html_add_name(page->html, article->credits[c]);
  }
  if (article->carrier.size > 0) syn_html_markup(page->html, "; carried by ");
  if (article->carrier.size > 0) syn_html_add_name(page->html, article->carrier);
  add_reprints(graph, column, SYN_DIRECTION_A_B);
  add_reprints(graph, column, SYN_DIRECTION_UNDECIDED);
  syn_html_markup(page->html, "</li>\n");
}

static void add_origins(const syn_report_page *page) {
  const syn_story *story = page->report->story;
  bool are_many = story->origins_why.count > ORIGINS_SHOWN;
  syn_buffer_format(page->html, "<h3>%u independent origin%s</h3>\n", story->origins, story->origins == 1 ? "" : "s");
  if (story->origins_why.count == 0) return;
  syn_html_markup(page->html, are_many ? "<details><summary>Why</summary><ul>\n" : "<ul>\n");
  for (uint32_t i = 0; i < story->origins_why.count; i++) {
    syn_html_markup(page->html, "<li>");
    syn_html_add_name(page->html, story->origins_why.items[i]);
    syn_html_markup(page->html, "</li>\n");
  }
  syn_html_markup(page->html, are_many ? "</ul></details>\n" : "</ul>\n");
}

syn_status syn_report_add_credits(const syn_report_page *page) {
  credit_graph graph = {.page = page};
  syn_status status = build(&graph);
  if (status != SYN_OK) return status;
  syn_html_markup(page->html, "<section id=\"credits\" aria-labelledby=\"credits-head\">\n<h2 id=\"credits-head\">Who credits whom</h2>\n"
                              "<div class=\"halves\">\n");
  add_picture(&graph);
  syn_html_markup(page->html, "<div>\n<ul>\n");
  for (uint32_t i = 0; i < page->report->article_count; i++) add_account(&graph, i);
  syn_html_markup(page->html, "</ul>\n");
  add_origins(page);
  syn_html_markup(page->html, "</div>\n</div>\n</section>\n");
  return SYN_OK;
}
