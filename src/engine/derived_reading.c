/*
 * How it works: each neighbourhood has its own record of an entity, with the members that it has there; those of one id come one behind the
 * other, in order of their least members, and are handed out as one. What is silent in a story depends on all that was collected in its
 * days: it is told when the story is read.
 */
#include "engine/derived_reading.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/id_list.h"
#include "records/calendar.h"
#include "records/record_reader.h"
#include "records/request_record.h"
#include "store/neighbours.h"

/* ---- entities ---- */

enum { PARTS_SCRATCH = 1 << 30, REASONS = 4 };

static const char SAME_NAME[] = "the same name in several articles";

typedef SYN_ARRAY(syn_text) text_array;

typedef struct merging {
  syn_status (*visit)(void *context, const syn_store_derived *record);
  void *context;
  syn_arena *arena; /* of one entity */
  syn_id id;
  text_array lines; /* of its parts */
  syn_error *error;
} merging;

typedef struct part {
  syn_identity identity;
  syn_text mentions; /* without brackets */
} part;

/* What stands between the brackets of "mentions": objects without lists. */
static syn_text mentions_of(syn_text line) {
  static const syn_text KEY = {"\"mentions\":[", 12};
  size_t at = syn_text_find(line, KEY, 0);
  if (at == SIZE_MAX) return (syn_text){0};
  size_t end = syn_text_find(line, SYN_TEXT("]"), at);
  return syn_text_slice(line, at + KEY.size, end);
}

static size_t count_words(syn_text text) {
  size_t words = text.size > 0;
  for (size_t i = 0; i < text.size; i++) words += text.data[i] == ' ';
  return words;
}

/* The fullest name, then that of most members, then the first in the alphabet; of who is known by an identifier the length says nothing. */
static syn_text choose_name(const part *parts, size_t count) {
  const syn_identity *best = &parts[0].identity;
  for (size_t i = 1; i < count; i++) {
    const syn_identity *other = &parts[i].identity;
    size_t words = other->identifier_count > 0 ? 0 : count_words(other->name),
           best_words = best->identifier_count > 0 ? 0 : count_words(best->name);
    if (words != best_words ? words < best_words : other->members.count < best->members.count) continue;
    if (words == best_words && other->members.count == best->members.count && syn_text_compare(other->name, best->name) >= 0) continue;
    best = other;
  }
  return best->name;
}

/* The country of most members, ties in the order of the alphabet. */
static syn_text choose_country(const part *parts, size_t count) {
  syn_text best = {0};
  uint64_t best_votes = 0;
  for (size_t i = 0; i < count; i++) {
    syn_text country = parts[i].identity.country;
    uint64_t votes = 0;
    if (country.size == 0 || syn_text_equal(country, best)) continue;
    for (size_t k = 0; k < count; k++)
      if (syn_text_equal(parts[k].identity.country, country)) votes += parts[k].identity.members.count;
    if (votes < best_votes || (votes == best_votes && syn_text_compare(country, best) > 0)) continue;
    best = country;
    best_votes = votes;
  }
  return best;
}

static int order_texts(const void *a, const void *b) {
  return syn_text_compare(*(const syn_text *)a, *(const syn_text *)b);
}

static int order_identifiers(const void *a, const void *b) {
  const syn_identifier *x = a, *y = b;
  int order = syn_text_compare(x->scheme, y->scheme);
  return order != 0 ? order : syn_text_compare(x->value, y->value);
}

static syn_status merge_lists(const part *parts, size_t count, syn_arena *arena, syn_identity *out) {
  size_t members = 0, roles = 0, identifiers = 0;
  for (size_t i = 0; i < count; i++) {
    members += parts[i].identity.members.count;
    roles += parts[i].identity.roles.count;
    identifiers += parts[i].identity.identifier_count;
  }
  syn_id *ids = SYN_ARENA_ARRAY(arena, syn_id, members);
  syn_text *texts = SYN_ARENA_ARRAY(arena, syn_text, roles);
  syn_identifier *marks = SYN_ARENA_ARRAY(arena, syn_identifier, identifiers);
  if (!ids || !texts || !marks) return SYN_NO_MEMORY;
  members = roles = identifiers = 0;
  for (size_t i = 0; i < count; i++) {
    const syn_identity *from = &parts[i].identity;
    for (uint32_t k = 0; k < from->members.count; k++) ids[members++] = from->members.items[k];
    for (uint32_t k = 0; k < from->roles.count; k++) texts[roles++] = from->roles.items[k];
    for (uint32_t k = 0; k < from->identifier_count; k++) marks[identifiers++] = from->identifiers[k];
  }
  out->members = (syn_id_list){ids, (uint32_t)syn_sort_ids(ids, members)};
  if (roles > 1) qsort(texts, roles, sizeof *texts, order_texts);
  out->roles = (syn_text_list){.items = texts};
  for (size_t i = 0; i < roles; i++)
    if (i == 0 || !syn_text_equal(texts[i - 1], texts[i])) texts[out->roles.count++] = texts[i];
  if (identifiers > 1) qsort(marks, identifiers, sizeof *marks, order_identifiers);
  out->identifiers = marks;
  out->identifier_count = 0;
  for (size_t i = 0; i < identifiers; i++)
    if (out->identifier_count == 0 || order_identifiers(&marks[out->identifier_count - 1], &marks[i]) != 0)
      marks[out->identifier_count++] = marks[i];
  return SYN_OK;
}

static syn_status merge_reasons(const part *parts, size_t count, syn_arena *arena, syn_text *out_why) {
  syn_text kept[REASONS];
  size_t kept_count = 0;
  *out_why = syn_text_from(SAME_NAME);
  for (size_t i = 0; i < count && kept_count < REASONS; i++) {
    syn_text why = parts[i].identity.why;
    bool is_new = why.size > 0 && !syn_text_equal(why, syn_text_from(SAME_NAME));
    for (size_t k = 0; k < kept_count && is_new; k++) is_new = !syn_text_equal(kept[k], why);
    if (!is_new) continue;
    kept[kept_count++] = why;
    syn_status status = syn_arena_format(arena, out_why, "%.*s; %.*s", SYN_TEXT_ARGUMENTS(*out_why), SYN_TEXT_ARGUMENTS(why));
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

syn_status syn_derived_merge_entity(const syn_text *lines, size_t count, syn_id id, syn_text name, syn_arena *arena, syn_buffer *line,
                                    syn_error *error) {
  part *parts = SYN_ARENA_ARRAY(arena, part, count);
  syn_identity merged;
  syn_buffer mentions;
  if (!parts) return SYN_NO_MEMORY;
  syn_buffer_init(&mentions, SYN_COLLECTION_LINE_LIMIT);
  syn_buffer_add_byte(&mentions, '[');
  syn_status status = SYN_OK;
  for (size_t i = 0; status == SYN_OK && i < count; i++) {
    status = syn_record_read_identity(lines[i], arena, &parts[i].identity, error);
    parts[i].mentions = mentions_of(lines[i]);
    if (mentions.size > 1 && parts[i].mentions.size > 0) syn_buffer_add_byte(&mentions, ',');
    syn_buffer_add(&mentions, parts[i].mentions);
  }
  syn_buffer_add_byte(&mentions, ']');
  if (status == SYN_OK) status = mentions.status;
  if (status == SYN_OK) {
    merged = (syn_identity){.id = id, .type = parts[0].identity.type, .name = name.size > 0 ? name : choose_name(parts, count)};
    merged.country = choose_country(parts, count);
    status = merge_lists(parts, count, arena, &merged);
  }
  if (status == SYN_OK) status = merge_reasons(parts, count, arena, &merged.why);
  if (status == SYN_OK) syn_record_write_identity(line, &merged, syn_buffer_text(&mentions));
  syn_buffer_clear(&mentions);
  return status == SYN_OK ? line->status : status;
}

static syn_status hand_out(merging *job) {
  syn_store_derived record = {.kind = syn_text_from(SYN_DERIVED_ENTITY), .id = job->id};
  syn_buffer line;
  if (job->lines.count == 0) return SYN_OK;
  syn_buffer_init(&line, SYN_COLLECTION_LINE_LIMIT);
  record.line = job->lines.items[0];
  syn_status status = job->lines.count > 1 ? syn_derived_merge_entity(job->lines.items, job->lines.count, job->id, (syn_text){0},
                                                                      job->arena, &line, job->error)
                                           : SYN_OK;
  if (job->lines.count > 1) record.line = syn_buffer_text(&line);
  if (status == SYN_OK) status = job->visit(job->context, &record);
  syn_buffer_clear(&line);
  job->lines = (text_array){0};
  syn_arena_reset(job->arena);
  return status;
}

static syn_status take_part(void *context, const syn_store_derived *record) {
  merging *job = context;
  syn_status status = SYN_OK;
  if (job->lines.count > 0 && syn_id_compare(job->id, record->id) != 0) status = hand_out(job);
  if (status != SYN_OK) return status;
  job->id = record->id;
  syn_text *line = SYN_ARRAY_ADD(&job->lines, job->arena);
  return line ? syn_arena_copy(job->arena, record->line, line) : SYN_NO_MEMORY;
}

syn_status syn_collection_each_derived(syn_collection *collection, const char *kind, syn_id story,
                                       syn_status (*visit)(void *context, const syn_store_derived *record), void *context,
                                       syn_error *error) {
  if (strcmp(kind, SYN_DERIVED_ENTITY) != 0) return syn_store_each_derived(collection->store, kind, story, visit, context, error);
  merging job = {.visit = visit, .context = context, .error = error};
  syn_status status = syn_collection_create_arena(collection, &job.arena, error);
  if (status == SYN_OK) status = syn_store_each_derived(collection->store, kind, story, take_part, &job, error);
  if (status == SYN_OK) status = hand_out(&job);
  syn_arena_destroy(&job.arena);
  return status;
}

/* ---- silence ---- */

typedef struct gathering_days {
  syn_arena *arena;
  SYN_ARRAY(syn_collected_day) days;
} gathering_days;

static syn_status add_day(gathering_days *job, syn_text outlet, int32_t day, uint32_t article_count, bool was_asked) {
  syn_collected_day *added = SYN_ARRAY_ADD(&job->days, job->arena);
  if (!added) return SYN_NO_MEMORY;
  *added = (syn_collected_day){.day = day, .article_count = article_count, .was_asked = was_asked};
  return syn_arena_copy(job->arena, outlet, &added->outlet);
}

static syn_status take_count(void *context, const syn_outlet_count *count) {
  return add_day(context, count->outlet, count->day, count->article_count, false);
}

/* What the ledger of collection says of days: requests of a stated time that were answered, and tell whose they are. */
static syn_status take_request(void *context, const syn_request *request) {
  syn_interval asked;
  if (!request->is_stated || request->outlet.size == 0 || !syn_request_has_answered(request)) return SYN_OK;
  if (syn_calendar_parse(request->asked, &asked) != SYN_OK) return SYN_OK;
  return add_day(context, request->outlet, asked.from.day, 0, true);
}

syn_status syn_collection_silence(syn_collection *collection, syn_arena *arena, syn_silence **out_silence, syn_error *error) {
  gathering_days job = {.arena = arena};
  syn_status status = syn_store_neighbours(collection->store)->each_outlet_day(collection->store, take_count, &job, error);
  if (status == SYN_OK) status = syn_store_each_request(collection->store, take_request, &job, error);
  return status == SYN_OK ? syn_silence_open(job.days.items, job.days.count, arena, out_silence) : status;
}
