/*
 * How it works: the query is cut at white space into parts: a word, a phrase in quotation marks, or a field (letters, a colon, a value).
 * All parts have to hold; between two words OR makes one clause of both; a sign before a word or phrase leaves out what has it. Before a
 * colon only names of fields are taken for fields, where letters stand alone: "10:30" is a word, "colour:red" a mistake that is told.
 */
#include "engine/find_query.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/array.h"
#include "base/utf8.h"
#include "records/calendar.h"
#include "synoptic/names.h"

enum { PLACE_SIZE = 160, SHOWN_BYTES = 60, FIELD_NAME_LIMIT = 32, LIST_SIZE = 400 };

typedef struct parsing {
  syn_find_query query;
  syn_arena *arena;
  syn_error *error;
  syn_text text, part; /* the query, and the part of it that is read */
  const char *option;  /* the option that is read instead; NULL: the query */
  SYN_ARRAY(syn_text_term) terms;
  SYN_ARRAY(syn_text_clause) clauses;
  SYN_ARRAY(syn_text_term) excluded;
  bool is_joined; /* OR stands before the next word */
} parsing;

typedef struct find_field {
  const char *name;
  syn_status (*take)(parsing *job, syn_text value, const struct find_field *field);
  size_t place; /* of its member in the query */
} find_field;

/* ---- mistakes ---- */

/* "In the query, at character 8, \"type:FOO\": WHAT" */
SYN_PRINTF(2, 3)
static syn_status refuse(parsing *job, const char *format, ...) {
  char what[SYN_ERROR_TEXT_SIZE], place[PLACE_SIZE];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(what, sizeof what, format, arguments);
  va_end(arguments);
  size_t shown = syn_utf8_align(job->part, job->part.size < SHOWN_BYTES ? job->part.size : SHOWN_BYTES);
  size_t before = job->option ? 0 : syn_utf8_count(syn_text_slice(job->text, 0, (size_t)(job->part.data - job->text.data)));
  const char *more = shown < job->part.size ? "…" : "";
  if (job->option)
    snprintf(place, sizeof place, "--%s \"%.*s%s\"", job->option, (int)shown, job->part.data, more);
  else
    snprintf(place, sizeof place, "In the query, at character %zu, \"%.*s%s\"", before + 1, (int)shown, job->part.data, more);
  return syn_error_set(job->error, SYN_BAD_ARGUMENT, 0, "%s: %s", place, what);
}

static syn_status no_memory(parsing *job) {
  return syn_error_set(job->error, SYN_NO_MEMORY, 0, "Not enough memory to read the query.");
}

/* ---- fields ---- */

static syn_status take_name(parsing *job, syn_text value, const find_field *field) {
  syn_find_names *names = (syn_find_names *)((char *)&job->query + field->place);
  if (names->count == SYN_FIND_NAME_LIMIT) return refuse(job, "at most %d names can be given for one field", SYN_FIND_NAME_LIMIT);
  names->items[names->count++] = value;
  return SYN_OK;
}

/* One of the values that `name` has below `count`, as a bit. */
static syn_status take_value(parsing *job, syn_text value, const find_field *field, const char *(*name)(unsigned value), unsigned count) {
  char list[LIST_SIZE] = "";
  size_t size = 0;
  for (unsigned i = 0; i < count; i++) {
    if (syn_text_equal_ascii_case(value, syn_text_from(name(i)))) {
      *(uint32_t *)((char *)&job->query + field->place) |= UINT32_C(1) << i;
      return SYN_OK;
    }
    int written = snprintf(list + size, sizeof list - size, "%s%s", i > 0 ? ", " : "", name(i));
    if (written > 0 && (size_t)written < sizeof list - size) size += (size_t)written;
  }
  return refuse(job, "there is no such %s; it is one of %s", field->name, list);
}

static syn_status take_type(parsing *job, syn_text value, const find_field *field) {
  return take_value(job, value, field, syn_event_type_name, SYN_EVENT_TYPE_COUNT);
}

static syn_status take_label(parsing *job, syn_text value, const find_field *field) {
  return take_value(job, value, field, syn_label_name, SYN_LABEL_COUNT);
}

static syn_status take_kind(parsing *job, syn_text value, const find_field *field) {
  return take_value(job, value, field, syn_point_kind_name, SYN_POINT_KIND_COUNT);
}

static syn_status read_days(parsing *job, syn_text value, syn_interval *out_days) {
  if (syn_calendar_parse(value, out_days) == SYN_OK) return SYN_OK;
  return refuse(job, "this is no date; write a day as 2020-01-31, a month as 2020-01, a year as 2020");
}

static syn_status take_from(parsing *job, syn_text value, const find_field *field) {
  syn_interval days;
  (void)field;
  syn_status status = read_days(job, value, &days);
  if (status != SYN_OK) return status;
  if (days.from.day > job->query.from_day) job->query.from_day = days.from.day;
  job->query.has_dates = true;
  return SYN_OK;
}

static syn_status take_to(parsing *job, syn_text value, const find_field *field) {
  syn_interval days;
  (void)field;
  syn_status status = read_days(job, value, &days);
  if (status != SYN_OK) return status;
  if (days.to.day < job->query.to_day) job->query.to_day = days.to.day;
  job->query.has_dates = true;
  return SYN_OK;
}

#define PLACE_OF(member) offsetof(syn_find_query, member)

static const find_field FIELDS[] = {
    {"actor", take_name, PLACE_OF(actors)},     {"place", take_name, PLACE_OF(places)},     {"speaker", take_name, PLACE_OF(speakers)},
    {"outlet", take_name, PLACE_OF(outlets)},   {"type", take_type, PLACE_OF(event_types)}, {"label", take_label, PLACE_OF(labels)},
    {"kind", take_kind, PLACE_OF(point_kinds)}, {"from", take_from, PLACE_OF(from_day)},    {"to", take_to, PLACE_OF(to_day)},
};
enum { FIELD_COUNT = sizeof FIELDS / sizeof FIELDS[0] };

static syn_status take_field(parsing *job, const find_field *field, syn_text value) {
  value = syn_text_trim(value);
  if (value.size == 0) return refuse(job, "a value is missing; write %s:VALUE, one of several words in quotation marks", field->name);
  return field->take(job, value, field);
}

/* ---- words ---- */

static bool has_word(syn_text text) {
  size_t size;
  for (size_t at = 0; at < text.size; at += size) {
    uint32_t codepoint = syn_utf8_decode(text, at, &size);
    if (codepoint != SYN_UTF8_REPLACEMENT && (syn_utf8_is_letter(codepoint) || syn_utf8_is_digit(codepoint))) return true;
  }
  return false;
}

static syn_status check_term(parsing *job, syn_text words) {
  if (!has_word(words)) return refuse(job, "there is no letter and no digit in it; only words can be looked for");
  if (job->terms.count + job->excluded.count == SYN_TEXT_TERM_LIMIT)
    return refuse(job, "the query has more than %d words and phrases; look for fewer at once", SYN_TEXT_TERM_LIMIT);
  return SYN_OK;
}

static syn_status exclude(parsing *job, syn_text_term term) {
  if (job->is_joined) return refuse(job, "what is left out cannot stand behind OR; write it without OR");
  syn_text_term *added = SYN_ARRAY_ADD(&job->excluded, job->arena);
  if (!added) return no_memory(job);
  *added = term;
  return SYN_OK;
}

/* A word begins a clause, or goes on with the one before OR. */
static syn_status demand(parsing *job, syn_text_term term) {
  if (!job->is_joined) {
    syn_text_clause *clause = SYN_ARRAY_ADD(&job->clauses, job->arena);
    if (!clause) return no_memory(job);
    clause->first = (uint32_t)job->terms.count;
  }
  syn_text_term *added = SYN_ARRAY_ADD(&job->terms, job->arena);
  if (!added) return no_memory(job);
  *added = term;
  job->clauses.items[job->clauses.count - 1].count++;
  job->is_joined = false;
  return SYN_OK;
}

static syn_status take_term(parsing *job, syn_text words, bool is_beginning, bool is_excluded) {
  const syn_text_term term = {words, is_beginning};
  if (syn_text_find(words, SYN_TEXT("*"), 0) != SIZE_MAX)
    return refuse(job, "a star stands at the end of a word or phrase only, for all that begins so");
  syn_status status = check_term(job, words);
  if (status != SYN_OK) return status;
  return is_excluded ? exclude(job, term) : demand(job, term);
}

/* ---- parts ---- */

static syn_status join(parsing *job, bool was_word) {
  if (!was_word || job->is_joined)
    return refuse(job, "OR stands between two words or phrases; to look for the word itself, write \"or\" in quotation marks");
  job->is_joined = true;
  return SYN_OK;
}

/* The field whose name stands before a colon; NULL for a word. `out_value` is what stands behind. */
static syn_status find_field_of(parsing *job, const find_field **out_field, syn_text *out_value) {
  size_t colon = 0;
  *out_field = NULL;
  while (colon < job->part.size && ((job->part.data[colon] | 0x20) >= 'a' && (job->part.data[colon] | 0x20) <= 'z')) colon++;
  if (colon == 0 || colon >= job->part.size || job->part.data[colon] != ':') return SYN_OK;
  syn_text name = syn_text_slice(job->part, 0, colon);
  *out_value = syn_text_slice(job->part, colon + 1, job->part.size);
  for (size_t i = 0; i < FIELD_COUNT && !*out_field; i++)
    if (syn_text_equal_ascii_case(name, syn_text_from(FIELDS[i].name))) *out_field = &FIELDS[i];
  if (*out_field) return SYN_OK;
  return refuse(job, "there is no such field; there are actor, place, speaker, outlet, type, label, kind, from and to; put words with a "
                     "colon in quotation marks");
}

/* Without the quotation marks around it, where it has them. */
static syn_text unquote(syn_text text) {
  bool is_quoted = text.size >= 2 && text.data[0] == '"' && text.data[text.size - 1] == '"';
  return is_quoted ? syn_text_slice(text, 1, text.size - 1) : text;
}

/* word, word*, "some words", "some wor"*, each with a sign before it that leaves it out. */
static syn_status take_words(parsing *job) {
  syn_text words = job->part;
  bool is_excluded = words.size > 1 && words.data[0] == '-';
  if (is_excluded) words = syn_text_slice(words, 1, words.size);
  bool is_beginning = words.data[words.size - 1] == '*';
  if (is_beginning) words = syn_text_slice(words, 0, words.size - 1);
  if (words.size == 0 || words.data[0] != '"') return take_term(job, words, is_beginning, is_excluded);
  size_t end = syn_text_find(words, SYN_TEXT("\""), 1);
  if (end + 1 != words.size) return refuse(job, "a blank is missing behind the quotation mark; put one between phrase and word");
  return take_term(job, syn_text_slice(words, 1, end), is_beginning, is_excluded);
}

/* The next part, up to white space outside quotation marks; false after the last. */
static syn_status next_part(parsing *job, size_t *at, bool *out_is_there) {
  size_t size = 0, start;
  bool is_quoted = false;
  while (*at < job->text.size && syn_utf8_is_space(syn_utf8_decode(job->text, *at, &size))) *at += size;
  for (start = *at; *at < job->text.size; *at += size) {
    uint32_t codepoint = syn_utf8_decode(job->text, *at, &size);
    if (codepoint == '"') is_quoted = !is_quoted;
    if (!is_quoted && syn_utf8_is_space(codepoint)) break;
  }
  job->part = syn_text_slice(job->text, start, *at);
  *out_is_there = job->part.size > 0;
  return is_quoted ? refuse(job, "the quotation mark is not closed; add the second one") : SYN_OK;
}

static syn_status read_parts(parsing *job) {
  bool is_there = true, was_word = false;
  size_t at = 0;
  syn_status status = next_part(job, &at, &is_there);
  while (status == SYN_OK && is_there) {
    const find_field *field = NULL;
    syn_text value;
    bool is_or = syn_text_equal(job->part, SYN_TEXT("OR"));
    if (is_or) {
      status = join(job, was_word);
    } else {
      status = find_field_of(job, &field, &value);
      if (status == SYN_OK && field && job->is_joined) status = refuse(job, "OR stands between words; a field given twice means either");
      if (status == SYN_OK) status = field ? take_field(job, field, unquote(value)) : take_words(job);
    }
    was_word = !is_or && !field && job->part.data[0] != '-';
    if (status == SYN_OK) status = next_part(job, &at, &is_there);
  }
  if (status == SYN_OK && job->is_joined) {
    job->part = syn_text_slice(job->text, job->text.size, job->text.size);
    status = refuse(job, "a word is missing behind OR");
  }
  return status;
}

/* ---- the whole ---- */

static syn_status read_query(parsing *job, const char *query) {
  job->text = job->part = syn_text_from(query);
  if (job->text.size > SYN_FIND_QUERY_BYTES)
    return syn_error_set(job->error, SYN_BAD_ARGUMENT, 0, "The query has %zu bytes, %d are the most; look for fewer words.", job->text.size,
                         SYN_FIND_QUERY_BYTES);
  size_t valid = syn_utf8_valid_prefix(job->text);
  if (valid < job->text.size)
    return syn_error_set(job->error, SYN_BAD_ARGUMENT, 0,
                         "The query is no UTF-8 from byte %zu on; is the terminal set to another encoding?", valid + 1);
  return job->text.size > 0 ? read_parts(job) : SYN_OK;
}

static syn_status read_options(parsing *job, const syn_find_request *request) {
  const char *const values[FIELD_COUNT] = {request->actor, request->place, request->speaker, request->outlet, request->type,
                                           request->label, request->kind,  request->from,    request->to};
  syn_status status = SYN_OK;
  for (size_t i = 0; status == SYN_OK && i < FIELD_COUNT; i++) {
    if (!values[i]) continue;
    job->option = FIELDS[i].name;
    job->part = syn_text_from(values[i]);
    status = take_field(job, &FIELDS[i], job->part);
  }
  return status;
}

static syn_status find_kind(parsing *job) {
  syn_find_query *query = &job->query;
  bool of_points = query->labels || query->point_kinds, of_quotes = query->speakers.count > 0, of_events = query->event_types;
  if (of_points + of_quotes + of_events > 1)
    return syn_error_set(job->error, SYN_BAD_ARGUMENT, 0,
                         "The query asks for several things at once: type asks for events, speaker for quotes, label and kind for points; "
                         "ask for one of them at a time.");
  query->kind = of_points ? SYN_HIT_POINT : of_quotes ? SYN_HIT_QUOTE : of_events ? SYN_HIT_EVENT : SYN_HIT_ARTICLE;
  return SYN_OK;
}

static syn_status check_whole(parsing *job) {
  const syn_find_query *query = &job->query;
  bool has_fields = query->actors.count + query->places.count + query->outlets.count > 0 || query->has_dates;
  if (query->from_day > query->to_day)
    return syn_error_set(job->error, SYN_BAD_ARGUMENT, 0, "The query looks for days after its last one: from is later than to; swap them.");
  if (job->terms.count > 0 || has_fields || query->kind != SYN_HIT_ARTICLE) return SYN_OK;
  if (job->excluded.count > 0)
    return syn_error_set(job->error, SYN_BAD_ARGUMENT, 0, "The query only leaves out; add a word or a field that has to be there.");
  return syn_error_set(job->error, SYN_BAD_ARGUMENT, 0, "The query is empty: give words, or a field such as actor:NAME or from:2020.");
}

syn_status syn_find_query_parse(const syn_find_request *request, syn_arena *arena, syn_find_query *out_query, syn_error *error) {
  parsing job = {.arena = arena, .error = error, .query = {.from_day = SYN_DAY_MINIMUM, .to_day = SYN_DAY_MAXIMUM}};
  syn_status status = request->query ? read_query(&job, request->query) : SYN_OK;
  if (status == SYN_OK) status = read_options(&job, request);
  if (status == SYN_OK) status = find_kind(&job);
  if (status == SYN_OK) status = check_whole(&job);
  syn_text_clause *excluded = status == SYN_OK ? SYN_ARENA_NEW(arena, syn_text_clause) : NULL;
  if (status == SYN_OK && !excluded) status = no_memory(&job);
  if (status != SYN_OK) return status;
  *excluded = (syn_text_clause){.count = (uint32_t)job.excluded.count};
  job.query.words = (syn_text_query){job.terms.items, job.clauses.items, (uint32_t)job.terms.count, (uint32_t)job.clauses.count};
  job.query.excluded = (syn_text_query){job.excluded.items, excluded, (uint32_t)job.excluded.count, job.excluded.count > 0};
  *out_query = job.query;
  return SYN_OK;
}
