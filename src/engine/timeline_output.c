/* What a timeline is asked for once it is read: names, dates, records, the picture. */
#include <stdio.h>
#include <stdlib.h>

#include "base/id_list.h"
#include "engine/sink_output.h"
#include "engine/timeline_internal.h"
#include "export/timeline_picture.h"
#include "records/calendar.h"
#include "records/record_fields.h"
#include "records/wording.h"
#include "synoptic/calendar.h"
#include "synoptic/names.h"

enum { OUTPUT_LIMIT = 1 << 30, LABEL_LIMIT = 1 << 16 };

/* ---- looking up ---- */

static int compare_identities(const void *a, const void *b) {
  return syn_id_compare(((const syn_identity *)a)->id, ((const syn_identity *)b)->id);
}

syn_text syn_timeline_name(const syn_timeline *timeline, syn_id identity) {
  const syn_identity wanted = {.id = identity};
  if (timeline->identity_count == 0) return (syn_text){0};
  const syn_identity *found = bsearch(&wanted, timeline->identities, timeline->identity_count, sizeof wanted, compare_identities);
  return found ? found->name : (syn_text){0};
}

syn_text syn_timeline_outlet(const syn_timeline *timeline, syn_id article) {
  const syn_record_context *context = syn_article_set_context(&((const syn_owned_timeline *)timeline)->set, article);
  return context ? syn_wording_outlet(context->article) : (syn_text){0};
}

/* The place of an occurrence: an item, or behind the items one of the others; UINT32_MAX for none. */
static uint32_t find_place(const syn_timeline *timeline, syn_id occurrence) {
  uint64_t place;
  return syn_map_get(&((const syn_owned_timeline *)timeline)->places, syn_id_bytes(&occurrence), &place) ? (uint32_t)place : UINT32_MAX;
}

const syn_occurrence *syn_timeline_occurrence(const syn_timeline *timeline, syn_id occurrence) {
  uint32_t place = find_place(timeline, occurrence);
  if (place == UINT32_MAX) return NULL;
  return place < timeline->item_count ? &timeline->items[place].occurrence : &timeline->others[place - timeline->item_count];
}

syn_interval syn_timeline_date(const syn_timeline *timeline, syn_id occurrence) {
  uint32_t place = find_place(timeline, occurrence);
  if (place == UINT32_MAX) return (syn_interval){.basis = SYN_BASIS_NONE};
  return place < timeline->item_count ? timeline->items[place].date : timeline->others[place - timeline->item_count].date;
}

/* ---- dates ---- */

enum { DATE_SIZE = 64 };

/* A day, or the month or year that it begins or ends: "2024-03-12", "2024-03", "2024". */
static void format_period(int32_t from, int32_t to, char out_text[DATE_SIZE]) {
  int32_t year, month, day, to_year, to_month, to_day;
  syn_calendar_date(from, &year, &month, &day);
  syn_calendar_date(to, &to_year, &to_month, &to_day);
  bool ends_month = to_day == syn_calendar_days_in_month(to_year, to_month);
  bool is_whole = from != to && year == to_year && day == 1 && ends_month;
  if (is_whole && month == 1 && to_month == 12)
    snprintf(out_text, DATE_SIZE, "%04d", (int)year);
  else if (is_whole && month == to_month)
    snprintf(out_text, DATE_SIZE, "%04d-%02d", (int)year, (int)month);
  else if (from == to)
    snprintf(out_text, DATE_SIZE, "%04d-%02d-%02d", (int)year, (int)month, (int)day);
  else
    snprintf(out_text, DATE_SIZE, "%04d-%02d-%02d – %04d-%02d-%02d", (int)year, (int)month, (int)day, (int)to_year, (int)to_month,
             (int)to_day);
}

static size_t hand_out(const char *before, const char *text, char *out_text, size_t out_size) {
  int size = snprintf(out_text, out_size, "%s%s", before, text);
  return size < 0 ? 0 : (size_t)size < out_size ? (size_t)size : out_size - 1;
}

size_t syn_interval_format(syn_interval date, char *out_text, size_t out_size) {
  char text[DATE_SIZE];
  bool has_from = date.from.day != SYN_DAY_MINIMUM, has_to = date.to.day != SYN_DAY_MAXIMUM;
  if (date.basis == SYN_BASIS_NONE || (!has_from && !has_to)) return hand_out("", "not stated", out_text, out_size);
  int32_t from = has_from ? date.from.day : date.to.day;
  format_period(from, has_to ? date.to.day : from, text);
  return hand_out(has_from && has_to ? "" : has_from ? "from " : "until ", text, out_text, out_size);
}

size_t syn_timeline_format_day(const syn_timeline_item *item, char *out_text, size_t out_size) {
  char text[DATE_SIZE];
  syn_interval date = item->date;
  if (item->placing == SYN_PLACING_TOLD) date.from = date.to;
  syn_interval_format(date, text, sizeof text);
  return hand_out(item->placing == SYN_PLACING_TOLD ? "by " : "", text, out_text, out_size);
}

/* ---- records ---- */

static void write_account(syn_json_writer *writer, const syn_article_set *set, const syn_timeline_account *account) {
  syn_json_begin_object(writer);
  syn_field_key_id(writer, "article", account->article);
  syn_field_key_id(writer, "event", account->event);
  syn_field_place(writer, syn_article_set_context(set, account->article), account->sentence);
  syn_field_interval(writer, "date", account->date, (syn_text){0});
  syn_field_optional_text(writer, "open_date", account->open_date);
  if (account->is_negated) syn_json_key_boolean(writer, "negated", true);
  syn_json_key_text(writer, "words", account->words);
  syn_json_end_object(writer);
}

static const char *placing_name(syn_placing placing) {
  static const char *const NAMES[] = {"stated", "told", "open"};
  return NAMES[placing];
}

static void write_item(syn_buffer *lines, const syn_article_set *set, const syn_timeline_item *item) {
  syn_json_writer writer;
  syn_record_write_occurrence(lines, &item->occurrence);
  syn_field_begin(&writer, lines, "placing");
  syn_field_key_id(&writer, "occurrence", item->occurrence.id);
  syn_json_key_text(&writer, "placing", syn_text_from(placing_name(item->placing)));
  syn_field_interval(&writer, "date", item->date, (syn_text){0});
  if (item->days_differ) syn_json_key_boolean(&writer, "days_differ", true);
  syn_json_key(&writer, "accounts");
  syn_json_begin_array(&writer);
  for (uint32_t i = 0; i < item->account_count; i++) write_account(&writer, set, &item->accounts[i]);
  syn_json_end_array(&writer);
  syn_field_end(&writer);
}

static void write_day(syn_buffer *lines, const syn_article_set *set, const syn_timeline_day *day) {
  syn_json_writer writer;
  char text[SYN_MOMENT_TEXT_SIZE];
  syn_moment_format((syn_moment){day->day, SYN_SECOND_NONE, SYN_ZONE_NONE}, text);
  syn_field_begin(&writer, lines, "day");
  syn_json_key_text(&writer, "day", syn_text_from(text));
  syn_json_key_integer(&writer, "named", day->named_count);
  syn_json_key_integer(&writer, "published", day->published_count);
  syn_json_key_integer(&writer, "weight", day->weight);
  if (!syn_id_is_none(day->article)) {
    syn_field_key_id(&writer, "article", day->article);
    syn_field_place(&writer, syn_article_set_context(set, day->article), day->sentence);
    syn_json_key_text(&writer, "words", day->words);
  }
  syn_field_end(&writer);
}

syn_status syn_timeline_write_records(const syn_timeline *timeline, const syn_sink *sink, syn_error *error) {
  const syn_article_set *set = &((const syn_owned_timeline *)timeline)->set;
  syn_buffer lines;
  syn_buffer_init(&lines, OUTPUT_LIMIT);
  for (uint32_t i = 0; i < timeline->identity_count; i++) syn_record_write_identity(&lines, &timeline->identities[i], (syn_text){0});
  for (uint32_t i = 0; i < timeline->item_count; i++) write_item(&lines, set, &timeline->items[i]);
  for (uint32_t i = 0; i < timeline->other_count; i++) syn_record_write_occurrence(&lines, &timeline->others[i]);
  for (uint32_t i = 0; i < timeline->fulfilment_count; i++) syn_record_write_fulfilment(&lines, &timeline->fulfilments[i]);
  for (uint32_t i = 0; i < timeline->day_count; i++) write_day(&lines, set, &timeline->days[i]);
  return syn_sink_pour(&lines, sink, error);
}

/* ---- picture ---- */

static void add_names(syn_buffer *label, const syn_timeline *timeline, syn_id_list ids) {
  for (uint32_t i = 0; i < ids.count; i++) {
    if (i > 0) syn_buffer_add(label, SYN_TEXT(", "));
    syn_buffer_add(label, syn_timeline_name(timeline, ids.items[i]));
  }
}

static void add_label(syn_buffer *label, const syn_timeline *timeline, const syn_timeline_item *item) {
  const syn_occurrence *told = &item->occurrence;
  add_names(label, timeline, item->who);
  if (item->whom.count > 0) {
    syn_buffer_add(label, item->who.count > 0 ? SYN_TEXT(" → ") : SYN_TEXT("→ "));
    add_names(label, timeline, item->whom);
  }
  syn_buffer_format(label, "%s%s", label->size > 0 ? ": " : "", syn_event_type_name(told->type));
  if (told->modality != SYN_MODALITY_HAPPENED) syn_buffer_format(label, ", %s", syn_modality_name(told->modality));
  syn_text place = syn_timeline_name(timeline, item->place);
  if (place.size > 0) syn_buffer_format(label, ", %.*s", SYN_TEXT_ARGUMENTS(place));
  if (told->articles.count > 1) syn_buffer_format(label, " · %u accounts", told->articles.count);
}

static syn_status copy_words(syn_buffer *words, syn_arena *arena, syn_text *out_copy) {
  syn_status status = words->status == SYN_OK ? syn_arena_copy(arena, syn_buffer_text(words), out_copy) : words->status;
  syn_buffer_reset(words);
  return status;
}

static syn_status make_row(const syn_timeline *timeline, const syn_timeline_item *item, syn_buffer *words, syn_arena *arena,
                           syn_picture_row *row) {
  char when[64];
  syn_timeline_format_day(item, when, sizeof when);
  syn_modality modality = item->occurrence.modality;
  *row = (syn_picture_row){.date = item->date,
                           .is_told = item->placing == SYN_PLACING_TOLD,
                           .is_to_come = modality != SYN_MODALITY_HAPPENED && modality != SYN_MODALITY_ONGOING,
                           .accounts = item->occurrence.articles.count};
  syn_status status = syn_arena_copy(arena, syn_text_from(when), &row->when);
  add_label(words, timeline, item);
  return status == SYN_OK ? copy_words(words, arena, &row->label) : status;
}

static syn_status make_picture(const syn_timeline *timeline, syn_buffer *words, syn_arena *arena, syn_timeline_picture *picture) {
  syn_picture_row *rows = SYN_ARENA_ARRAY(arena, syn_picture_row, timeline->item_count);
  syn_picture_bond *bonds = SYN_ARENA_ARRAY(arena, syn_picture_bond, timeline->fulfilment_count);
  syn_status status = rows && bonds ? SYN_OK : SYN_NO_MEMORY;
  for (uint32_t i = 0; status == SYN_OK && i < timeline->item_count; i++)
    status = make_row(timeline, &timeline->items[i], words, arena, &rows[i]);
  for (uint32_t i = 0; status == SYN_OK && i < timeline->fulfilment_count; i++) {
    const syn_fulfilment *fulfilment = &timeline->fulfilments[i];
    bonds[i] = (syn_picture_bond){find_place(timeline, fulfilment->promise), find_place(timeline, fulfilment->deed), fulfilment->kind};
  }
  syn_buffer_add(words, SYN_TEXT("Timeline"));
  for (uint32_t i = 0; i < timeline->actor_count; i++) {
    syn_text name = syn_timeline_name(timeline, timeline->actors[i]);
    syn_buffer_format(words, "%s%.*s", i == 0 ? ": " : ", ", SYN_TEXT_ARGUMENTS(name));
  }
  if (status == SYN_OK) status = copy_words(words, arena, &picture->title);
  picture->rows = rows;
  picture->row_count = timeline->item_count;
  picture->bonds = bonds;
  picture->bond_count = timeline->fulfilment_count;
  picture->left_out_count = timeline->found_count - timeline->item_count;
  return status;
}

syn_status syn_timeline_write_picture(const syn_timeline *timeline, const syn_sink *sink, syn_error *error) {
  syn_timeline_picture picture = {0};
  syn_arena *arena = NULL;
  syn_buffer words, svg;
  syn_buffer_init(&words, LABEL_LIMIT);
  syn_buffer_init(&svg, OUTPUT_LIMIT);
  syn_status status = syn_arena_create(OUTPUT_LIMIT, &arena);
  if (status == SYN_OK) status = make_picture(timeline, &words, arena, &picture);
  if (status == SYN_OK) {
    syn_buffer_add(&svg, SYN_TEXT("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
    syn_timeline_picture_add(&svg, &picture);
    status = syn_sink_pour(&svg, sink, error);
  } else {
    syn_error_set(error, status, 0, "Not enough memory to draw the timeline.");
  }
  syn_buffer_clear(&words);
  syn_buffer_clear(&svg);
  syn_arena_destroy(&arena);
  return status;
}
