#include "records/record_reader.h"

#include "records/calendar.h"
#include "records/record_input.h"

#include <string.h>

static size_t skip_space(syn_text line, size_t at) {
  while (at < line.size && (line.data[at] == ' ' || line.data[at] == '\t')) at++;
  return at;
}

static bool take(syn_text line, size_t *at, syn_text expected) {
  *at = skip_space(line, *at);
  if (!syn_text_equal(syn_text_slice(line, *at, *at + expected.size), expected)) return false;
  *at += expected.size;
  return true;
}

syn_text syn_record_kind(syn_text line) {
  size_t at = 0;
  if (!take(line, &at, SYN_TEXT("{")) || !take(line, &at, SYN_TEXT("\"record\"")) || !take(line, &at, SYN_TEXT(":")) ||
      !take(line, &at, SYN_TEXT("\"")))
    return (syn_text){0};
  size_t end = syn_text_find(line, SYN_TEXT("\""), at);
  return end == SIZE_MAX ? (syn_text){0} : syn_text_slice(line, at, end);
}

/* "2019-09-16" or "2020-09-01/2020-09-30", as record_writer.c writes it. */
static syn_interval take_modified(syn_record_input *input, const syn_json_value *object) {
  syn_interval interval = {
      {SYN_DAY_MINIMUM, SYN_SECOND_NONE, SYN_ZONE_NONE}, {SYN_DAY_MAXIMUM, SYN_SECOND_NONE, SYN_ZONE_NONE}, SYN_BASIS_METADATA};
  syn_text word = syn_take_word(input, object, "modified");
  if (word.size == 0) return (syn_interval){0};
  if (syn_json_member(object, "_modified_basis")) SYN_TAKE_NAME(input, object, "_modified_basis", syn_basis_parse, &interval.basis);
  size_t slash = syn_text_find(word, SYN_TEXT("/"), 0);
  syn_interval side;
  syn_text from = syn_text_slice(word, 0, slash), to = slash == SIZE_MAX ? word : syn_text_slice(word, slash + 1, word.size);
  if (from.size > 0) {
    if (syn_calendar_parse(from, &side) != SYN_OK)
      syn_take_fail(input, "modified", "an ISO 8601 date");
    else
      interval.from = side.from;
  }
  if (to.size > 0) {
    if (syn_calendar_parse(to, &side) != SYN_OK)
      syn_take_fail(input, "modified", "an ISO 8601 date");
    else
      interval.to = side.to;
  }
  return interval;
}

syn_status syn_record_read_article(syn_text line, syn_arena *arena, syn_article *out_article, syn_error *error) {
  syn_record_input input;
  syn_status status = syn_record_input_open(&input, "article", line.size, arena, error);
  if (status != SYN_OK) return status;
  const syn_json_value *object = syn_take_record(&input, line);
  syn_article article = {.id = syn_take_id(&input, object, "id"),
                         .source = syn_take_text(&input, object, "source"),
                         .url = syn_take_text(&input, object, "url"),
                         .canonical = syn_take_text(&input, object, "canonical"),
                         .outlet = syn_take_text(&input, object, "outlet"),
                         .carrier = syn_take_text(&input, object, "carrier"),
                         .title = syn_take_text(&input, object, "title"),
                         .subtitle = syn_take_text(&input, object, "subtitle"),
                         .captured = syn_take_text(&input, object, "captured"),
                         .language = syn_take_text(&input, object, "language"),
                         .text = syn_take_text(&input, object, "text"),
                         .digest = syn_take_text(&input, object, "digest"),
                         .version_of = syn_take_id(&input, object, "version_of")};
  syn_take_texts(&input, object, "byline", &article.byline, &article.byline_count);
  syn_take_texts(&input, object, "credits", &article.credits, &article.credit_count);
  syn_take_texts(&input, object, "tags", &article.tags, &article.tag_count);
  syn_take_texts(&input, object, "based_on", &article.based_on, &article.based_on_count);
  syn_take_texts(&input, object, "corrections", &article.corrections, &article.correction_count);
  syn_take_texts(&input, object, "captions", &article.captions, &article.caption_count);
  article.published = syn_take_interval(&input, object, "published", &article.published_why);
  article.modified = take_modified(&input, object);
  status = input.status;
  syn_record_input_close(&input);
  if (status == SYN_OK) *out_article = article;
  return status;
}

static void take_signature(syn_record_input *input, const syn_json_value *object, syn_sketch *sketch) {
  const syn_json_value *list = syn_take_list(input, object, "signature");
  uint32_t count = 0;
  if (!list) return;
  if (list->count != 0 && list->count != SYN_SKETCH_SIGNATURE_SIZE) syn_take_fail(input, "signature", "an array of 64 integers");
  for (const syn_json_value *item = list->first; input->status == SYN_OK && item; item = item->next)
    sketch->signature[count++] = (uint32_t)syn_take_number(input, item, "signature", 0, UINT32_MAX);
}

static void take_terms(syn_record_input *input, const syn_json_value *object, syn_sketch *sketch) {
  const syn_json_value *list = syn_take_list(input, object, "terms");
  if (!list || list->count == 0) return;
  sketch->terms = SYN_TAKE_ARRAY(input, syn_term, list->count);
  for (const syn_json_value *item = list->first; sketch->terms && item; item = item->next)
    sketch->terms[sketch->term_count++] =
        (syn_term){syn_take_text(input, item, "term"), (uint32_t)syn_take_integer(input, item, "weight", 0, UINT32_MAX)};
}

syn_status syn_record_read_sketch(syn_text line, syn_arena *arena, syn_sketch *out_sketch, syn_error *error) {
  syn_record_input input;
  syn_status status = syn_record_input_open(&input, "sketch", line.size, arena, error);
  if (status != SYN_OK) return status;
  const syn_json_value *object = syn_take_record(&input, line);
  syn_sketch sketch = {.word_count = (uint32_t)syn_take_integer(&input, object, "words", 0, UINT32_MAX),
                       .shingle_count = (uint32_t)syn_take_integer(&input, object, "shingles", 0, UINT32_MAX)};
  take_signature(&input, object, &sketch);
  take_terms(&input, object, &sketch);
  status = input.status;
  syn_record_input_close(&input);
  if (status == SYN_OK) *out_sketch = sketch;
  return status;
}
