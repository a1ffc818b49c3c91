#include <stdlib.h>
#include <string.h>

#include "engine/collection_internal.h"
#include "engine/sink_output.h"
#include "export/report.h"
#include "records/correction_lookup.h"
#include "records/correction_record.h"
#include "records/wording.h"

enum { REPORT_LIMIT = 512 * 1024 * 1024, READING_LIMIT = 64 * 1024 };

/* Bytes for what the records of a comparison need besides it: less than the comparison itself. */
static const size_t WRITING_ARENA_LIMIT = (size_t)16 << 30;

static int compare_id_with_identity(const void *key, const void *element) {
  return syn_id_compare(*(const syn_id *)key, ((const syn_identity *)element)->id);
}

syn_text syn_comparison_name(const syn_comparison *comparison, syn_id identity) {
  if (comparison->identity_count == 0) return (syn_text){0};
  const syn_identity *found =
      bsearch(&identity, comparison->identities, comparison->identity_count, sizeof *comparison->identities, compare_id_with_identity);
  return found ? found->name : (syn_text){0};
}

static int compare_id_with_article(const void *key, const void *element) {
  return syn_id_compare(*(const syn_id *)key, ((const syn_article *)element)->id);
}

const syn_article *syn_comparison_article(const syn_comparison *comparison, syn_id article) {
  int column = syn_comparison_column(comparison, article);
  if (column >= 0) return &comparison->articles[column];
  if (comparison->earlier_count == 0) return NULL;
  return bsearch(&article, comparison->earlier, comparison->earlier_count, sizeof *comparison->earlier, compare_id_with_article);
}

static syn_correction_list corrections_of(const syn_comparison *comparison) {
  return (syn_correction_list){comparison->corrections, comparison->correction_count};
}

const syn_correction *syn_comparison_correction(const syn_comparison *comparison, syn_id article) {
  return syn_correction_of(corrections_of(comparison), article);
}

const syn_change *syn_comparison_change(const syn_comparison *comparison, const syn_reading *reading,
                                        const syn_correction **out_correction) {
  return syn_correction_find_change(corrections_of(comparison), reading, out_correction);
}

int syn_comparison_column(const syn_comparison *comparison, syn_id article) {
  for (uint32_t i = 0; i < comparison->article_count; i++) {
    if (syn_id_compare(comparison->articles[i].id, article) == 0) return (int)i;
  }
  return -1;
}

syn_text syn_comparison_outlet(const syn_comparison *comparison, uint32_t column) {
  return column < comparison->article_count ? syn_wording_outlet(&comparison->articles[column]) : (syn_text){0};
}

/* Copies what fits, cut at a character, and clears the buffer; returns the length. */
static size_t copy_out(syn_buffer *buffer, char *out_text, size_t out_size) {
  syn_text text = syn_buffer_text(buffer);
  size_t size = text.size < out_size ? text.size : syn_utf8_align(text, out_size - 1);
  if (size > 0) memcpy(out_text, text.data, size);
  out_text[size] = '\0';
  syn_buffer_clear(buffer);
  return size;
}

size_t syn_reading_format(const syn_reading *reading, char *out_text, size_t out_size) {
  if (out_size == 0) return 0;
  syn_buffer buffer;
  syn_buffer_init(&buffer, READING_LIMIT);
  syn_wording_reading(&buffer, reading);
  return copy_out(&buffer, out_text, out_size);
}

size_t syn_version_format(const syn_article *article, char *out_text, size_t out_size) {
  if (out_size == 0) return 0;
  syn_buffer buffer;
  syn_buffer_init(&buffer, READING_LIMIT);
  syn_correction_add_version(&buffer, article);
  return copy_out(&buffer, out_text, out_size);
}

static int compare_id_with_evidence(const void *key, const void *element) {
  return syn_id_compare(*(const syn_id *)key, ((const syn_evidence *)element)->article);
}

size_t syn_comparison_citation(const syn_comparison *comparison, uint32_t column, syn_span span, char *out_text, size_t out_size) {
  if (out_size == 0) return 0;
  out_text[0] = '\0';
  if (column >= comparison->article_count) return 0;
  const syn_evidence *evidence = NULL;
  if (comparison->evidence_count > 0)
    evidence = bsearch(&comparison->articles[column].id, comparison->evidence, comparison->evidence_count, sizeof *comparison->evidence,
                       compare_id_with_evidence);
  syn_buffer buffer;
  syn_buffer_init(&buffer, READING_LIMIT);
  syn_wording_citation(&buffer, syn_comparison_context(comparison, column), evidence, span);
  return copy_out(&buffer, out_text, out_size);
}

syn_span syn_article_sentence(const syn_article *article, syn_span span) {
  return syn_wording_sentence(article, span);
}

syn_status syn_comparison_write_report(const syn_comparison *comparison, const syn_sink *sink, syn_error *error) {
  const syn_report report = {
      .story = comparison->story,
      .articles = comparison->articles,
      .article_count = comparison->article_count,
      .points = comparison->points,
      .point_count = comparison->point_count,
      .identities = comparison->identities,
      .identity_count = comparison->identity_count,
      .reprints = comparison->reprints,
      .reprint_count = comparison->reprint_count,
      .entries = comparison->entries,
      .entry_count = comparison->entry_count,
      .facts = comparison->facts,
      .evidence = comparison->evidence,
      .evidence_count = comparison->evidence_count,
      .earlier = comparison->earlier,
      .earlier_count = comparison->earlier_count,
      .corrections = comparison->corrections,
      .correction_count = comparison->correction_count,
      .version = comparison->version,
      .model_digest = comparison->model_digest,
      .world_digest = comparison->world_digest,
  };
  syn_buffer html;
  syn_buffer_init(&html, REPORT_LIMIT);
  syn_status status = syn_report_write(&report, &html);
  if (status != SYN_OK) html.status = status;
  return syn_sink_pour(&html, sink, error);
}

/* Contexts of a comparison's articles, for the offsets of its records. */
static syn_status make_set(const syn_comparison *comparison, syn_arena *arena, syn_article_set *out_set) {
  uint32_t columns = comparison->article_count;
  syn_status status = syn_article_set_begin(columns + comparison->earlier_count, arena, out_set);
  if (status != SYN_OK) return status;
  for (uint32_t i = 0; i < out_set->count; i++)
    out_set->articles[i] = i < columns ? comparison->articles[i] : comparison->earlier[i - columns];
  return syn_article_set_finish(out_set, arena);
}

syn_status syn_comparison_write_records(const syn_comparison *comparison, const syn_sink *sink, syn_error *error) {
  syn_arena *arena = NULL;
  syn_article_set set;
  syn_buffer lines;
  syn_buffer_init(&lines, REPORT_LIMIT);
  syn_status status = syn_arena_create(WRITING_ARENA_LIMIT, &arena);
  if (status == SYN_OK) status = make_set(comparison, arena, &set);
  if (status == SYN_OK) {
    const syn_record_lookup lookup = {.context = syn_article_set_context, .user = &set};
    syn_record_write_story(&lines, comparison->story);
    for (uint32_t i = 0; i < comparison->article_count; i++) syn_record_write_article(&lines, &comparison->articles[i]);
    for (uint32_t i = 0; i < comparison->earlier_count; i++) syn_record_write_article(&lines, &comparison->earlier[i]);
    for (uint32_t i = 0; i < comparison->reprint_count; i++) syn_record_write_reprint(&lines, &lookup, &comparison->reprints[i]);
    for (uint32_t i = 0; i < comparison->point_count; i++) syn_record_write_point(&lines, &lookup, &comparison->points[i]);
    for (uint32_t i = 0; i < comparison->entry_count; i++) syn_record_write_entry(&lines, &lookup, &comparison->entries[i]);
    for (uint32_t i = 0; i < comparison->correction_count; i++) syn_record_write_correction(&lines, &lookup, &comparison->corrections[i]);
  }
  if (status != SYN_OK) lines.status = status;
  status = syn_sink_pour(&lines, sink, error);
  syn_arena_destroy(&arena);
  return status;
}

syn_status syn_story_list_write_records(const syn_story_list *list, const syn_sink *sink, syn_error *error) {
  syn_buffer lines;
  syn_buffer_init(&lines, REPORT_LIMIT);
  for (uint32_t i = 0; i < list->story_count; i++) syn_record_write_story(&lines, &list->stories[i]);
  return syn_sink_pour(&lines, sink, error);
}
