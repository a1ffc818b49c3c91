#include "records/names.h"
#include "records/record_fields.h"

static const syn_record_context *context_of(const syn_record_lookup *lookup, syn_id article) {
  return lookup && lookup->context ? lookup->context(lookup->user, article) : NULL;
}

void syn_record_write_reprint(syn_buffer *line, const syn_record_lookup *lookup, const syn_reprint *reprint) {
  syn_json_writer writer;
  syn_field_begin(&writer, line, "reprint");
  syn_field_key_id(&writer, "id", reprint->id);
  syn_field_ids(&writer, "articles", (syn_id[]){reprint->a, reprint->b}, 2);
  syn_json_key(&writer, "share");
  syn_json_decimal(&writer, reprint->share);
  syn_json_key(&writer, "resemblance");
  syn_json_decimal(&writer, reprint->resemblance);
  if (reprint->direction == SYN_DIRECTION_A_B) syn_json_key_text(&writer, "direction", SYN_TEXT("a-b"));
  syn_field_optional_text(&writer, "why", reprint->why);
  const syn_record_context *a = context_of(lookup, reprint->a), *b = context_of(lookup, reprint->b);
  syn_json_key(&writer, "passages");
  syn_json_begin_array(&writer);
  for (uint32_t i = 0; i < reprint->passage_count; i++) {
    syn_json_begin_object(&writer);
    syn_field_span(&writer, "a", a, reprint->passages[i].a);
    syn_field_span(&writer, "b", b, reprint->passages[i].b);
    syn_json_end_object(&writer);
  }
  syn_json_end_array(&writer);
  syn_json_key(&writer, "paragraphs");
  syn_json_begin_array(&writer);
  for (uint32_t i = 0; i < reprint->paragraph_count; i++) {
    syn_json_begin_object(&writer);
    syn_field_span(&writer, "b", b, reprint->paragraphs[i].span);
    if (reprint->paragraphs[i].is_edited) syn_json_key_boolean(&writer, "edited", true);
    syn_json_end_object(&writer);
  }
  syn_json_end_array(&writer);
  syn_field_end(&writer);
}

static void write_links(syn_json_writer *writer, const syn_story *story) {
  if (story->link_count == 0) return;
  syn_json_key(writer, "links");
  syn_json_begin_array(writer);
  for (uint32_t i = 0; i < story->link_count; i++) {
    syn_json_begin_object(writer);
    syn_field_key_id(writer, "story", story->links[i].story);
    syn_json_key_text(writer, "kind", story->links[i].kind);
    syn_json_end_object(writer);
  }
  syn_json_end_array(writer);
}

static void write_coverage(syn_json_writer *writer, const char *key, const syn_coverage_list *list) {
  syn_json_key(writer, key);
  syn_json_begin_array(writer);
  for (uint32_t i = 0; i < list->count; i++) {
    const syn_coverage *coverage = &list->items[i];
    syn_json_begin_object(writer);
    syn_json_key_text(writer, "outlet", coverage->outlet);
    syn_json_key_integer(writer, "articles", coverage->article_count);
    syn_json_key_integer(writer, "days", coverage->day_count);
    if (coverage->was_asked) syn_json_key_boolean(writer, "asked", true);
    syn_field_sides(writer, (syn_interval){{coverage->first_day, SYN_SECOND_NONE, SYN_ZONE_NONE},
                                           {coverage->last_day, SYN_SECOND_NONE, SYN_ZONE_NONE},
                                           .basis = SYN_BASIS_TEXT});
    syn_json_end_object(writer);
  }
  syn_json_end_array(writer);
}

/* Left out where the days of the story are not known, and so nothing can be said of silence. */
static void write_silence(syn_json_writer *writer, const syn_story *story) {
  if (story->window.basis == SYN_BASIS_NONE) return;
  syn_json_key(writer, "window");
  syn_json_begin_object(writer);
  syn_field_sides(writer, story->window);
  syn_json_end_object(writer);
  write_coverage(writer, "silent", &story->silent);
  write_coverage(writer, "not_collected", &story->not_collected);
}

void syn_record_write_story(syn_buffer *line, const syn_story *story) {
  syn_json_writer writer;
  syn_field_begin(&writer, line, "story");
  syn_field_key_id(&writer, "id", story->id);
  syn_json_key_text(&writer, "title", story->title);
  syn_field_ids(&writer, "articles", story->articles.items, story->articles.count);
  syn_field_interval(&writer, "date", story->date, (syn_text){0});
  syn_field_key_id(&writer, "place", story->place);
  syn_field_ids(&writer, "actors", story->actors.items, story->actors.count);
  syn_json_key_integer(&writer, "origins", story->origins);
  syn_field_texts(&writer, "origins_why", story->origins_why.items, story->origins_why.count);
  write_links(&writer, story);
  write_silence(&writer, story);
  if (story->present.count > 0) syn_field_texts(&writer, "_present", story->present.items, story->present.count);
  syn_field_end(&writer);
}

void syn_record_write_occurrence(syn_buffer *line, const syn_occurrence *occurrence) {
  syn_json_writer writer;
  syn_field_begin(&writer, line, "occurrence");
  syn_field_key_id(&writer, "id", occurrence->id);
  syn_field_key_id(&writer, "story", occurrence->story);
  syn_json_key_text(&writer, "type", syn_text_from(syn_event_type_name(occurrence->type)));
  syn_json_key_text(&writer, "modality", syn_text_from(syn_modality_name(occurrence->modality)));
  syn_field_interval(&writer, "date", occurrence->date, (syn_text){0});
  syn_field_key_id(&writer, "place", occurrence->place);
  syn_field_ids(&writer, "actors", occurrence->actors.items, occurrence->actors.count);
  syn_field_ids(&writer, "recipients", occurrence->recipients.items, occurrence->recipients.count);
  syn_field_ids(&writer, "events", occurrence->events.items, occurrence->events.count);
  syn_field_ids(&writer, "articles", occurrence->articles.items, occurrence->articles.count);
  syn_json_key_integer(&writer, "origins", occurrence->origins);
  syn_json_key_integer(&writer, "weight", occurrence->weight);
  syn_field_optional_text(&writer, "why", occurrence->why);
  syn_field_end(&writer);
}

void syn_record_write_fulfilment(syn_buffer *line, const syn_fulfilment *fulfilment) {
  syn_json_writer writer;
  syn_field_begin(&writer, line, "fulfilment");
  syn_field_key_id(&writer, "id", fulfilment->id);
  syn_field_key_id(&writer, "promise", fulfilment->promise);
  syn_field_key_id(&writer, "deed", fulfilment->deed);
  syn_json_key_text(&writer, "kind", syn_text_from(syn_fulfilment_kind_name(fulfilment->kind)));
  syn_field_optional_text(&writer, "why", fulfilment->why);
  syn_field_end(&writer);
}

static void write_number(syn_json_writer *writer, const syn_reading *reading) {
  syn_json_key(writer, "value");
  syn_json_decimal(writer, reading->value);
  if (reading->has_value_to) {
    syn_json_key(writer, "value_to");
    syn_json_decimal(writer, reading->value_to);
  }
  syn_field_optional_text(writer, "unit", reading->unit);
  syn_json_key_text(writer, "bound", syn_text_from(syn_bound_name(reading->bound)));
}

static void write_reading(syn_json_writer *writer, const syn_record_lookup *lookup, const syn_reading *reading) {
  syn_json_begin_object(writer);
  syn_field_key_id(writer, "article", reading->article);
  syn_field_place(writer, context_of(lookup, reading->article), reading->span);
  if (reading->is_number)
    write_number(writer, reading);
  else
    syn_json_key_text(writer, "value", reading->words);
  if (reading->drift.count > 0) syn_field_spans(writer, "drift", context_of(lookup, reading->article), &reading->drift);
  if (reading->cut.count > 0) syn_field_spans(writer, "cut", context_of(lookup, reading->article), &reading->cut);
  if (reading->speakers.count > 0) syn_field_ids(writer, "speaker", reading->speakers.items, reading->speakers.count);
  if (reading->attributed_to.count > 0) syn_field_ids(writer, "attributed_to", reading->attributed_to.items, reading->attributed_to.count);
  if (reading->is_number) {
    syn_json_key(writer, "_step");
    syn_json_decimal(writer, reading->step);
  }
  syn_json_end_object(writer);
}

void syn_record_write_point(syn_buffer *line, const syn_record_lookup *lookup, const syn_point *point) {
  syn_json_writer writer;
  syn_field_begin(&writer, line, "point");
  syn_field_key_id(&writer, "id", point->id);
  syn_field_key_id(&writer, "story", point->story);
  syn_json_key_text(&writer, "kind", syn_text_from(syn_point_kind_name(point->kind)));
  syn_json_key_text(&writer, "about", point->about);
  syn_json_key_text(&writer, "label", syn_text_from(syn_label_name(point->label)));
  if (point->difference != SYN_DIFFERENCE_NONE)
    syn_json_key_text(&writer, "difference", syn_text_from(syn_difference_name(point->difference)));
  syn_json_key(&writer, "readings");
  syn_json_begin_array(&writer);
  for (uint32_t i = 0; i < point->reading_count; i++) write_reading(&writer, lookup, &point->readings[i]);
  syn_json_end_array(&writer);
  syn_field_ids(&writer, "without_value", point->without_value.items, point->without_value.count);
  syn_field_ids(&writer, "silent", point->silent.items, point->silent.count);
  syn_json_key_integer(&writer, "origins", point->origins);
  if (point->origins_why.count > 0) syn_field_texts(&writer, "origins_why", point->origins_why.items, point->origins_why.count);
  syn_field_optional_text(&writer, "why", point->why);
  syn_json_key_integer(&writer, "weight", point->weight);
  syn_field_end(&writer);
}

void syn_record_write_entry(syn_buffer *line, const syn_record_lookup *lookup, const syn_entry *entry) {
  syn_json_writer writer;
  syn_field_begin(&writer, line, "entry");
  syn_field_key_id(&writer, "id", entry->id);
  syn_json_key_text(&writer, "instrument", syn_text_from(syn_instrument_name(entry->instrument)));
  syn_field_ids(&writer, "provider", entry->providers.items, entry->providers.count);
  syn_field_ids(&writer, "receiver", entry->receivers.items, entry->receivers.count);
  syn_json_key(&writer, "amount");
  syn_json_begin_object(&writer);
  write_number(&writer, &entry->amount);
  syn_json_key(&writer, "_step");
  syn_json_decimal(&writer, entry->amount.step);
  syn_json_end_object(&writer);
  syn_json_key_text(&writer, "stage", syn_text_from(syn_stage_name(entry->stage)));
  syn_field_key_id(&writer, "part_of", entry->part_of);
  syn_field_key_id(&writer, "follows", entry->follows);
  syn_field_interval(&writer, "date", entry->date, (syn_text){0});
  syn_field_ids(&writer, "events", entry->events.items, entry->events.count);
  syn_json_key(&writer, "readings");
  syn_json_begin_array(&writer);
  for (uint32_t i = 0; i < entry->reading_count; i++) write_reading(&writer, lookup, &entry->readings[i]);
  syn_json_end_array(&writer);
  syn_field_end(&writer);
}

void syn_record_write_lent(syn_buffer *line, const syn_lent_date *lent) {
  syn_json_writer writer;
  syn_field_begin(&writer, line, "lent");
  syn_field_key_id(&writer, "article", lent->article);
  syn_field_interval(&writer, "published", lent->interval, lent->why);
  syn_field_end(&writer);
}
