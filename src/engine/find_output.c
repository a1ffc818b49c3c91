/* What was found as JSON lines, described in docs/find.md. */
#include <stdlib.h>

#include "base/id_list.h"
#include "engine/find_internal.h"
#include "records/record_fields.h"
#include "records/wording.h"

enum { NAMES_LIMIT = 256 /* ids of a record that are named; an event's lists have 16 parties at most */ };

static const char *const NAMES[SYN_HIT_KIND_COUNT] = {"article", "event", "quote", "point"};

const char *syn_hit_kind_name(unsigned kind) {
  return kind < SYN_HIT_KIND_COUNT ? NAMES[kind] : "?";
}

syn_text syn_find_outlet(const syn_find_result *result, uint32_t article) {
  return article < result->article_count ? syn_wording_outlet(&result->articles[article]) : (syn_text){0};
}

/* {"article":…,"outlet":…,"title":…,"published":…,"start":…,"end":…,"sentence":{…,"text":…,"marks":[…]}} */
static void write_passage(syn_json_writer *writer, const syn_owned_find *owned, const syn_passage_found *passage) {
  const syn_article *article = &owned->public.articles[passage->article];
  const syn_record_context *context = &owned->set.contexts[passage->article];
  syn_field_key_id(writer, "article", article->id);
  syn_json_key_text(writer, "source", article->source);
  syn_field_optional_text(writer, "url", article->url);
  syn_field_optional_text(writer, "outlet", article->outlet);
  syn_field_optional_text(writer, "title", article->title);
  syn_field_interval(writer, "published", article->published, article->published_why);
  syn_field_place(writer, context, passage->words);
  syn_json_key(writer, "passage");
  syn_json_begin_object(writer);
  syn_field_place(writer, context, passage->span);
  syn_json_key_text(writer, "text", syn_article_words(article, passage->span));
  syn_json_key(writer, "marks");
  syn_json_begin_array(writer);
  for (uint32_t i = 0; i < passage->mark_count; i++) syn_field_span(writer, NULL, context, passage->marks[i]);
  syn_json_end_array(writer);
  syn_json_end_object(writer);
}

static syn_id identity_of(const void *context, syn_id entity) {
  const syn_owned_find *owned = context;
  uint64_t place;
  return syn_map_get(&owned->members, syn_id_bytes(&entity), &place) ? owned->identities.items[place].id : entity;
}

/* The record of a hit without its newline, under its kind. */
static void write_record(syn_json_writer *writer, const syn_owned_find *owned, const syn_hit *hit, syn_buffer *record) {
  const syn_find_result *result = &owned->public;
  const syn_record_renaming renaming = {.entity = identity_of, .context = owned};
  const syn_record_lookup lookup = {.context = syn_article_set_context, .user = &owned->set};
  uint32_t place = hit->passages[0].article;
  syn_buffer_reset(record);
  if (result->kind == SYN_HIT_EVENT)
    syn_record_write_event(record, &owned->set.contexts[place], &result->facts[place], &renaming, &result->facts[place].events[hit->index]);
  else if (result->kind == SYN_HIT_QUOTE)
    syn_record_write_quote(record, &owned->set.contexts[place], &result->facts[place], &renaming, &result->facts[place].quotes[hit->index]);
  else
    syn_record_write_point(record, &lookup, hit->point);
  if (record->status != SYN_OK) writer->buffer->status = record->status;
  syn_json_key(writer, syn_hit_kind_name(result->kind));
  syn_json_raw(writer, syn_text_trim(syn_buffer_text(record)));
}

static int compare_places(const void *a, const void *b) {
  const uint32_t *left = a, *right = b;
  return (*left > *right) - (*left < *right);
}

/* The identities whose ids stand in the record, as places in their list, in its order; NAMES_LIMIT of them at most. */
static uint32_t find_named(const syn_owned_find *owned, syn_text record, uint32_t places[NAMES_LIMIT]) {
  enum { DIGITS = SYN_ID_TEXT_SIZE - 1 };
  uint32_t count = 0, kept = 0;
  for (size_t at = syn_text_find(record, SYN_TEXT("\""), 0); at != SIZE_MAX && count < NAMES_LIMIT;
       at = syn_text_find(record, SYN_TEXT("\""), at + 1)) {
    syn_id id;
    uint64_t place;
    if (at + 1 + DIGITS < record.size && record.data[at + 1 + DIGITS] == '"' &&
        syn_id_parse(syn_text_slice(record, at + 1, at + 1 + DIGITS), &id) == SYN_OK &&
        syn_map_get(&owned->members, syn_id_bytes(&id), &place))
      places[count++] = (uint32_t)place;
  }
  qsort(places, count, sizeof *places, compare_places);
  for (uint32_t i = 0; i < count; i++) {
    if (kept == 0 || places[kept - 1] != places[i]) places[kept++] = places[i];
  }
  return kept;
}

/* Names of the ids that the record has, so that a line can be read alone. */
static void write_names(syn_json_writer *writer, const syn_owned_find *owned, syn_text record) {
  char digits[SYN_ID_TEXT_SIZE];
  uint32_t places[NAMES_LIMIT];
  const uint32_t count = find_named(owned, record, places);
  syn_json_key(writer, "names");
  syn_json_begin_object(writer);
  for (uint32_t i = 0; i < count; i++) {
    const syn_identity *identity = &owned->identities.items[places[i]];
    syn_id_format(identity->id, digits);
    syn_json_key_text(writer, digits, identity->name);
  }
  syn_json_end_object(writer);
}

static void write_hit(syn_buffer *lines, const syn_owned_find *owned, const syn_hit *hit, uint32_t rank, syn_buffer *record) {
  syn_hit_kind kind = owned->public.kind;
  syn_json_writer writer;
  syn_json_init(&writer, lines);
  syn_json_begin_object(&writer);
  syn_json_key_text(&writer, "found", syn_text_from(syn_hit_kind_name(kind)));
  syn_json_key_integer(&writer, "rank", rank);
  if (kind == SYN_HIT_POINT) {
    syn_json_key(&writer, "passages");
    syn_json_begin_array(&writer);
    for (uint32_t i = 0; i < hit->passage_count; i++) {
      syn_json_begin_object(&writer);
      write_passage(&writer, owned, &hit->passages[i]);
      syn_json_end_object(&writer);
    }
    syn_json_end_array(&writer);
  } else {
    write_passage(&writer, owned, &hit->passages[0]);
  }
  if (kind != SYN_HIT_ARTICLE) write_record(&writer, owned, hit, record);
  if (kind == SYN_HIT_EVENT || kind == SYN_HIT_QUOTE) write_names(&writer, owned, syn_buffer_text(record));
  syn_json_end_object(&writer);
  syn_buffer_add_byte(lines, '\n');
}

static void write_total(syn_buffer *lines, const syn_find_result *result) {
  syn_json_writer writer;
  syn_json_init(&writer, lines);
  syn_json_begin_object(&writer);
  syn_json_key_integer(&writer, "total", (int64_t)result->total_count);
  syn_json_key_integer(&writer, "shown", result->hit_count);
  syn_json_end_object(&writer);
  syn_buffer_add_byte(lines, '\n');
}

syn_status syn_find_write_records(const syn_find_result *result, const syn_sink *sink, syn_error *error) {
  const syn_owned_find *owned = (const syn_owned_find *)result;
  syn_buffer lines, record;
  syn_buffer_init(&lines, SYN_COLLECTION_LINE_LIMIT);
  syn_buffer_init(&record, SYN_COLLECTION_LINE_LIMIT);
  for (uint32_t i = 0; i < result->hit_count; i++) write_hit(&lines, owned, &result->hits[i], i + 1, &record);
  write_total(&lines, result);
  syn_status status = lines.status;
  if (status != SYN_OK)
    status = syn_error_set(error, status, 0, "The output is too large for the memory.");
  else if ((status = sink->write(sink->context, syn_buffer_text(&lines))) != SYN_OK)
    status = syn_error_set(error, status, 0, "The output could not be written: it was closed or is full.");
  syn_buffer_clear(&lines);
  syn_buffer_clear(&record);
  return status;
}
