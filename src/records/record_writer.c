#include "records/record_writer.h"

#include "records/calendar.h"
#include "records/names.h"
#include "records/record_fields.h"

syn_status syn_record_context_init(const syn_article *article, syn_arena *arena, syn_record_context *out_context) {
  syn_record_context context = {.article = article};
  syn_status status = syn_utf8_index_build(article->title, arena, &context.title);
  if (status == SYN_OK) status = syn_utf8_index_build(article->text, arena, &context.text);
  if (status == SYN_OK) {
    context.captions = SYN_ARENA_ARRAY(arena, syn_utf8_index, article->caption_count);
    if (!context.captions) status = SYN_NO_MEMORY;
  }
  for (uint32_t i = 0; status == SYN_OK && i < article->caption_count; i++)
    status = syn_utf8_index_build(article->captions[i], arena, &context.captions[i]);
  if (status == SYN_OK) *out_context = context;
  return status;
}

void syn_record_write_header(syn_buffer *line, const char *version, syn_text model_digest, syn_text world_digest) {
  syn_record_write_store_header(line, version, model_digest, world_digest, 0);
}

void syn_record_write_store_header(syn_buffer *line, const char *version, syn_text model_digest, syn_text world_digest,
                                   uint64_t read_by_others) {
  syn_json_writer writer;
  syn_field_begin(&writer, line, "header");
  syn_json_key_integer(&writer, "schema", SYN_RECORD_SCHEMA);
  syn_json_key_text(&writer, "program", SYN_TEXT("synoptic"));
  syn_json_key_text(&writer, "version", syn_text_from(version));
  syn_json_key_text(&writer, "model", model_digest);
  syn_json_key_text(&writer, "world", world_digest);
  if (read_by_others > 0) syn_json_key_integer(&writer, "read_by_others", (int64_t)read_by_others);
  syn_field_end(&writer);
}

static bool is_open(syn_moment moment) {
  return moment.day < syn_calendar_day(1, 1, 1) || moment.day > syn_calendar_day(9999, 12, 31);
}

static bool is_same(syn_moment a, syn_moment b) {
  return a.day == b.day && a.second == b.second && a.zone_minutes == b.zone_minutes;
}

/* "2019-09-16", or "2020-09-01/2020-09-30" as ISO 8601 writes intervals; an open side is empty. Its basis is metadata unless told. */
static void write_modified(syn_json_writer *writer, syn_interval modified) {
  char text[2 * SYN_MOMENT_TEXT_SIZE + 1];
  if (modified.basis == SYN_BASIS_NONE || (is_open(modified.from) && is_open(modified.to))) return;
  size_t size = is_open(modified.from) ? 0 : syn_moment_format(modified.from, text);
  if (!is_same(modified.from, modified.to)) {
    text[size++] = '/';
    if (!is_open(modified.to)) size += syn_moment_format(modified.to, text + size);
  }
  syn_json_key_text(writer, "modified", (syn_text){text, size});
  if (modified.basis != SYN_BASIS_METADATA) syn_json_key_text(writer, "_modified_basis", syn_text_from(syn_basis_name(modified.basis)));
}

static void write_optional_texts(syn_json_writer *writer, const char *key, const syn_text *texts, uint32_t count) {
  if (count > 0) syn_field_texts(writer, key, texts, count);
}

void syn_record_write_article(syn_buffer *line, const syn_article *article) {
  syn_json_writer writer;
  syn_field_begin(&writer, line, "article");
  syn_field_key_id(&writer, "id", article->id);
  syn_json_key_text(&writer, "source", article->source);
  syn_field_optional_text(&writer, "url", article->url);
  syn_field_optional_text(&writer, "canonical", article->canonical);
  syn_field_optional_text(&writer, "outlet", article->outlet);
  syn_field_optional_text(&writer, "carrier", article->carrier);
  syn_field_optional_text(&writer, "title", article->title);
  syn_field_optional_text(&writer, "subtitle", article->subtitle);
  syn_field_texts(&writer, "byline", article->byline, article->byline_count);
  syn_field_interval(&writer, "published", article->published, article->published_why);
  write_modified(&writer, article->modified);
  syn_field_optional_text(&writer, "captured", article->captured);
  syn_json_key_text(&writer, "language", article->language.size > 0 ? article->language : SYN_TEXT("und"));
  syn_field_texts(&writer, "credits", article->credits, article->credit_count);
  write_optional_texts(&writer, "tags", article->tags, article->tag_count);
  write_optional_texts(&writer, "based_on", article->based_on, article->based_on_count);
  write_optional_texts(&writer, "corrections", article->corrections, article->correction_count);
  syn_field_texts(&writer, "captions", article->captions, article->caption_count);
  syn_json_key_text(&writer, "text", article->text);
  syn_json_key_text(&writer, "digest", article->digest);
  syn_field_key_id(&writer, "version_of", article->version_of);
  syn_field_end(&writer);
}

void syn_record_write_sketch(syn_buffer *line, const syn_article *article, const syn_sketch *sketch) {
  syn_json_writer writer;
  syn_field_begin(&writer, line, "sketch");
  syn_field_key_id(&writer, "article", article->id);
  syn_json_key_integer(&writer, "words", sketch->word_count);
  syn_json_key_integer(&writer, "shingles", sketch->shingle_count);
  syn_json_key(&writer, "signature");
  syn_json_begin_array(&writer);
  for (uint32_t i = 0; sketch->shingle_count > 0 && i < SYN_SKETCH_SIGNATURE_SIZE; i++) syn_json_integer(&writer, sketch->signature[i]);
  syn_json_end_array(&writer);
  syn_json_key(&writer, "terms");
  syn_json_begin_array(&writer);
  for (uint32_t i = 0; i < sketch->term_count; i++) {
    syn_json_begin_object(&writer);
    syn_json_key_text(&writer, "term", sketch->terms[i].term);
    syn_json_key_integer(&writer, "weight", sketch->terms[i].weight);
    syn_json_end_object(&writer);
  }
  syn_json_end_array(&writer);
  syn_field_end(&writer);
}
