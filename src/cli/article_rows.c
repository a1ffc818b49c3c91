#include "cli/article_rows.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/json_writer.h"
#include "cli/sizes.h"
#include "cli/terminal.h"

enum {
  ID_DIGITS = 10,
  DAY_WIDTH = 10,
  TIME_WIDTH = 20,
  PAGE_SIZE_WIDTH = 10,
  OUTLET_SHARE = 3, /* outlets take a third of what is left beside them, titles the rest */
  WIDEST_OUTLET = 28,
  NARROWEST_REST = 28, /* columns for outlet and title; with less, an article is a paragraph */
  ROOMY_REST = 60,     /* with so much left, the time of capture is told to the second */
  TITLE_LINES = 3,
  GAP = 2,
  LINE_LIMIT = 16 * 1024 * 1024,
  COLUMN_COUNT = 5
};

typedef struct list_view {
  syn_terminal terminal;
  unsigned widths[COLUMN_COUNT];
  bool is_table, with_time;
} list_view;

static int compare_with_id(const void *key, const void *element) {
  return syn_id_compare(*(const syn_id *)key, ((const syn_evidence *)element)->article);
}

const syn_evidence *syn_article_rows_evidence(const syn_article_list *list, syn_id article) {
  if (list->evidence_count == 0) return NULL;
  return bsearch(&article, list->evidence, list->evidence_count, sizeof *list->evidence, compare_with_id);
}

static void set_widths(list_view *view) {
  unsigned used = ID_DIGITS + DAY_WIDTH + PAGE_SIZE_WIDTH + (COLUMN_COUNT - 1) * GAP;
  view->is_table = view->terminal.width >= used + NARROWEST_REST;
  if (!view->is_table) return;
  view->with_time = view->terminal.width >= used + TIME_WIDTH - DAY_WIDTH + ROOMY_REST;
  if (view->with_time) used += TIME_WIDTH - DAY_WIDTH;
  unsigned rest = view->terminal.width - used, outlet = rest / OUTLET_SHARE < WIDEST_OUTLET ? rest / OUTLET_SHARE : WIDEST_OUTLET;
  const unsigned widths[COLUMN_COUNT] = {ID_DIGITS, view->with_time ? TIME_WIDTH : DAY_WIDTH, PAGE_SIZE_WIDTH, outlet, rest - outlet};
  for (unsigned i = 0; i < COLUMN_COUNT; i++) view->widths[i] = widths[i];
}

static void print_heads(const list_view *view) {
  const syn_cell heads[COLUMN_COUNT] = {
      {.text = SYN_TEXT("ARTICLE"), .style = SYN_STYLE_HEADING}, {.text = SYN_TEXT("CAPTURED"), .style = SYN_STYLE_HEADING},
      {.text = SYN_TEXT("PAGE"), .style = SYN_STYLE_HEADING},    {.text = SYN_TEXT("OUTLET"), .style = SYN_STYLE_HEADING},
      {.text = SYN_TEXT("TITLE"), .style = SYN_STYLE_HEADING},
  };
  syn_terminal_print_row(&view->terminal, heads, view->widths, COLUMN_COUNT);
  syn_terminal_print_rule(&view->terminal, view->widths, COLUMN_COUNT);
}

static void print_paragraph(const list_view *view, const syn_text texts[COLUMN_COUNT]) {
  syn_buffer line;
  syn_buffer_init(&line, LINE_LIMIT);
  for (unsigned i = 0; i < COLUMN_COUNT - 1; i++)
    syn_buffer_format(&line, "%s%.*s", i > 0 && texts[i].size > 0 ? "  " : "", SYN_TEXT_ARGUMENTS(texts[i]));
  syn_terminal_print_wrapped(&view->terminal, syn_buffer_text(&line), 0, GAP, SYN_STYLE_ID);
  syn_terminal_print_wrapped(&view->terminal, texts[COLUMN_COUNT - 1], GAP, GAP, SYN_STYLE_PLAIN);
  syn_buffer_clear(&line);
}

static void print_article(const list_view *view, const syn_article *article, const syn_evidence *evidence) {
  char id[SYN_ID_TEXT_SIZE], size[SIZE_TEXT_SIZE];
  syn_id_format(article->id, id);
  id[ID_DIGITS] = '\0';
  if (evidence && evidence->has_bytes)
    syn_size_format(evidence->size, size);
  else
    snprintf(size, sizeof size, "not kept");
  syn_text captured = evidence && evidence->captured.size > 0 ? evidence->captured : SYN_TEXT("not known");
  if (!view->with_time) captured = syn_text_slice(captured, 0, DAY_WIDTH);
  const syn_text texts[COLUMN_COUNT] = {syn_text_from(id), captured, syn_text_from(size), article->outlet,
                                        article->title.size > 0 ? article->title : article->source};
  if (!view->is_table) {
    print_paragraph(view, texts);
    return;
  }
  syn_cell cells[COLUMN_COUNT];
  for (unsigned i = 0; i < COLUMN_COUNT; i++) cells[i] = (syn_cell){.text = texts[i], .line_limit = TITLE_LINES};
  cells[0].style = SYN_STYLE_ID;
  syn_terminal_print_row(&view->terminal, cells, view->widths, COLUMN_COUNT);
}

void syn_article_rows_print(const syn_article_list *list, const char *color) {
  list_view view = {.terminal = syn_terminal_output(color)};
  set_widths(&view);
  if (view.is_table) print_heads(&view);
  for (uint32_t i = 0; i < list->article_count; i++)
    print_article(&view, &list->articles[i], syn_article_rows_evidence(list, list->articles[i].id));
}

static void write_article(syn_json_writer *writer, const syn_article *article, const syn_evidence *evidence) {
  char id[SYN_ID_TEXT_SIZE];
  syn_id_format(article->id, id);
  syn_json_begin_object(writer);
  syn_json_key_text(writer, "article", syn_text_from(id));
  syn_json_key_text(writer, "source", article->source);
  if (article->outlet.size > 0) syn_json_key_text(writer, "outlet", article->outlet);
  if (article->title.size > 0) syn_json_key_text(writer, "title", article->title);
  if (article->url.size > 0) syn_json_key_text(writer, "url", article->url);
  if (evidence) {
    syn_json_key_text(writer, "sha256", evidence->sha256);
    syn_json_key_integer(writer, "size", (int64_t)evidence->size);
    if (evidence->captured.size > 0) syn_json_key_text(writer, "captured", evidence->captured);
  }
  syn_json_key_boolean(writer, "has_bytes", evidence && evidence->has_bytes);
  syn_json_end_object(writer);
}

syn_status syn_article_rows_write(const syn_article_list *list, syn_error *error) {
  syn_buffer line;
  syn_status status = SYN_OK;
  syn_buffer_init(&line, LINE_LIMIT);
  for (uint32_t i = 0; status == SYN_OK && i < list->article_count; i++) {
    syn_json_writer writer;
    syn_buffer_reset(&line);
    syn_json_init(&writer, &line);
    write_article(&writer, &list->articles[i], syn_article_rows_evidence(list, list->articles[i].id));
    status = syn_json_finish(&writer);
    if (status == SYN_OK) printf("%.*s\n", SYN_TEXT_ARGUMENTS(syn_buffer_text(&line)));
  }
  syn_buffer_clear(&line);
  return status == SYN_OK ? SYN_OK : syn_error_set(error, status, 0, "Not enough memory to write the articles.");
}
