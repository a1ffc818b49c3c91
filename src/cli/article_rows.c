#include "cli/article_rows.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/json_writer.h"
#include "cli/sizes.h"
#include "cli/terminal.h"

enum { ID_DIGITS = 10, TIME_WIDTH = 20, PAGE_SIZE_WIDTH = 10, OUTLET_WIDTH = 20, LINE_LIMIT = 16 * 1024 * 1024, COLUMN_COUNT = 5 };

static int compare_with_id(const void *key, const void *element) {
  return syn_id_compare(*(const syn_id *)key, ((const syn_evidence *)element)->article);
}

const syn_evidence *syn_article_rows_evidence(const syn_article_list *list, syn_id article) {
  if (list->evidence_count == 0) return NULL;
  return bsearch(&article, list->evidence, list->evidence_count, sizeof *list->evidence, compare_with_id);
}

static void print_row(const syn_terminal *terminal, const syn_text texts[COLUMN_COUNT], syn_style style) {
  unsigned width = terminal->width;
  unsigned taken = ID_DIGITS + TIME_WIDTH + PAGE_SIZE_WIDTH + OUTLET_WIDTH + 2 * (COLUMN_COUNT - 1);
  const unsigned widths[COLUMN_COUNT] = {ID_DIGITS, TIME_WIDTH, PAGE_SIZE_WIDTH, OUTLET_WIDTH, width > taken + 20 ? width - taken : 20};
  syn_cell cells[COLUMN_COUNT];
  for (size_t i = 0; i < COLUMN_COUNT; i++) cells[i] = (syn_cell){.text = texts[i], .style = style};
  syn_terminal_print_row(terminal, cells, widths, COLUMN_COUNT);
}

void syn_article_rows_print(const syn_article_list *list) {
  const syn_text head[COLUMN_COUNT] = {SYN_TEXT("ARTICLE"), SYN_TEXT("CAPTURED"), SYN_TEXT("PAGE"), SYN_TEXT("OUTLET"), SYN_TEXT("TITLE")};
  syn_terminal terminal = syn_terminal_output(NULL);
  print_row(&terminal, head, SYN_STYLE_HEADING);
  for (uint32_t i = 0; i < list->article_count; i++) {
    const syn_article *article = &list->articles[i];
    const syn_evidence *evidence = syn_article_rows_evidence(list, article->id);
    char id[SYN_ID_TEXT_SIZE], size[SIZE_TEXT_SIZE];
    syn_id_format(article->id, id);
    if (evidence && evidence->has_bytes)
      syn_size_format(evidence->size, size);
    else
      snprintf(size, sizeof size, "not kept");
    id[ID_DIGITS] = '\0';
    const syn_text texts[COLUMN_COUNT] = {syn_text_from(id),
                                          evidence && evidence->captured.size > 0 ? evidence->captured : SYN_TEXT("not known"),
                                          syn_text_from(size), article->outlet, article->title.size > 0 ? article->title : article->source};
    print_row(&terminal, texts, SYN_STYLE_PLAIN);
  }
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
