#include "export/report_page.h"

#include <stdlib.h>

#include "export/html_escape.h"
#include "export/report_dates.h"
#include "records/wording.h"

/* ---- names ---- */

static int compare_id_with_identity(const void *key, const void *element) {
  return syn_id_compare(*(const syn_id *)key, ((const syn_identity *)element)->id);
}

syn_text syn_report_name(const syn_report *report, syn_id id) {
  if (report->identity_count == 0 || syn_id_is_none(id)) return (syn_text){0};
  const syn_identity *found =
      bsearch(&id, report->identities, report->identity_count, sizeof *report->identities, compare_id_with_identity);
  return found ? found->name : (syn_text){0};
}

int syn_report_column(const syn_report *report, syn_id article) {
  for (uint32_t i = 0; i < report->article_count; i++) {
    if (syn_id_compare(report->articles[i].id, article) == 0) return (int)i;
  }
  return -1;
}

static int compare_id_with_evidence(const void *key, const void *element) {
  return syn_id_compare(*(const syn_id *)key, ((const syn_evidence *)element)->article);
}

const syn_evidence *syn_report_evidence(const syn_report *report, syn_id article) {
  if (report->evidence_count == 0) return NULL;
  return bsearch(&article, report->evidence, report->evidence_count, sizeof *report->evidence, compare_id_with_evidence);
}

bool syn_report_lists(syn_id_list list, syn_id id) {
  for (uint32_t i = 0; i < list.count; i++) {
    if (syn_id_compare(list.items[i], id) == 0) return true;
  }
  return false;
}

void syn_report_add_names(const syn_report_page *page, syn_id_list ids) {
  bool has_name = false;
  for (uint32_t i = 0; i < ids.count; i++) {
    syn_text name = syn_report_name(page->report, ids.items[i]);
    if (name.size == 0) continue;
    if (has_name) syn_html_markup(page->html, ", ");
    syn_html_add_name(page->html, name);
    has_name = true;
  }
}

static void add_outlet_number(const syn_report_page *page, uint32_t column) {
  if (page->outlet_numbers[column] > 1) syn_buffer_format(page->html, " (%u)", page->outlet_numbers[column]);
}

void syn_report_add_outlet(const syn_report_page *page, uint32_t column) {
  syn_html_add_name(page->html, syn_wording_outlet(&page->report->articles[column]));
  add_outlet_number(page, column);
}

void syn_report_add_outlet_value(const syn_report_page *page, uint32_t column) {
  syn_html_add(page->html, syn_wording_outlet(&page->report->articles[column]));
  add_outlet_number(page, column);
}

void syn_report_add_published(const syn_report_page *page, uint32_t column) {
  syn_interval published = page->report->articles[column].published;
  if (published.basis == SYN_BASIS_NONE) syn_html_markup(page->html, "date ");
  syn_wording_interval(page->html, published);
  if (published.basis != SYN_BASIS_NONE && published.basis != SYN_BASIS_METADATA) syn_html_markup(page->html, " (inferred)");
}

void syn_report_add_language(const syn_report_page *page, uint32_t column) {
  syn_text language = page->report->articles[column].language;
  bool is_code = (language.size == 2 || language.size == 3) && !syn_text_equal(language, SYN_TEXT("und"));
  for (size_t i = 0; i < language.size; i++) is_code = is_code && language.data[i] >= 'a' && language.data[i] <= 'z';
  if (is_code) syn_buffer_format(page->html, " lang=\"%.*s\"", SYN_TEXT_ARGUMENTS(language));
  syn_html_markup(page->html, " dir=\"auto\"");
}

/* ---- marks ---- */

static int compare_numbers(uint32_t a, uint32_t b) {
  return (a > b) - (a < b);
}

static int compare_marks(const void *first, const void *second) {
  const syn_report_mark *a = first, *b = second;
  int order = compare_numbers(a->column, b->column);
  if (order == 0) order = compare_numbers(a->span.field, b->span.field);
  if (order == 0) order = compare_numbers(a->span.index, b->span.index);
  if (order == 0) order = compare_numbers(a->span.start, b->span.start);
  if (order == 0) order = compare_numbers(a->span.end, b->span.end);
  if (order == 0) order = compare_numbers(a->is_date, b->is_date);
  if (order == 0) order = compare_numbers(a->row, b->row);
  return order == 0 ? compare_numbers(a->item, b->item) : order;
}

static syn_status collect_marks(syn_report_page *page) {
  const syn_report *report = page->report;
  size_t limit = page->date_count;
  for (uint32_t p = 0; p < report->point_count; p++) limit += report->points[p].reading_count;
  page->marks = SYN_ARENA_ARRAY(page->arena, syn_report_mark, limit);
  if (!page->marks) return SYN_NO_MEMORY;
  for (uint32_t p = 0; p < report->point_count; p++) {
    for (uint32_t r = 0; r < report->points[p].reading_count; r++) {
      const syn_reading *reading = &report->points[p].readings[r];
      int column = syn_report_column(report, reading->article);
      if (column >= 0) page->marks[page->mark_count++] = (syn_report_mark){(uint32_t)column, reading->span, false, p, r};
    }
  }
  for (uint32_t i = 0; i < page->date_count; i++) {
    const syn_report_date *date = &page->dates[i];
    if (date->time != SYN_NO_INDEX)
      page->marks[page->mark_count++] = (syn_report_mark){date->column, date->span, true, date->row, date->time};
  }
  if (page->mark_count > 1) qsort(page->marks, page->mark_count, sizeof *page->marks, compare_marks);
  return SYN_OK;
}

static syn_status number_outlets(syn_report_page *page) {
  const syn_report *report = page->report;
  page->outlet_numbers = SYN_ARENA_ARRAY(page->arena, uint32_t, report->article_count);
  if (!page->outlet_numbers) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < report->article_count; i++) {
    page->outlet_numbers[i] = 1;
    for (uint32_t k = i; k-- > 0 && page->outlet_numbers[i] == 1;) {
      if (syn_text_equal(syn_wording_outlet(&report->articles[k]), syn_wording_outlet(&report->articles[i])))
        page->outlet_numbers[i] = page->outlet_numbers[k] + 1;
    }
  }
  return SYN_OK;
}

syn_status syn_report_prepare(syn_report_page *page) {
  page->contexts = SYN_ARENA_ARRAY(page->arena, syn_record_context, page->report->article_count);
  syn_status status = page->contexts ? SYN_OK : SYN_NO_MEMORY;
  for (uint32_t i = 0; status == SYN_OK && i < page->report->article_count; i++)
    status = syn_record_context_init(&page->report->articles[i], page->arena, &page->contexts[i]);
  if (status == SYN_OK) status = number_outlets(page);
  if (status == SYN_OK) status = syn_report_collect_dates(page);
  if (status == SYN_OK) status = collect_marks(page);
  return status;
}
