#include <string.h>

#include "records/names.h"
#include "records/record_fields.h"

/* Whether a scheme can stand as a key as it is. */
static bool is_plain_key(syn_text key) {
  for (size_t i = 0; i < key.size; i++) {
    char byte = key.data[i];
    if (!((byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '_')) return false;
  }
  return key.size > 0;
}

/* How far back a list is searched for the same item. Real lists are shorter; a hostile one does not cost its square. */
enum { WINDOW = 64 };

static uint32_t window_start(uint32_t index) {
  return index > WINDOW ? index - WINDOW : 0;
}

static bool scheme_came_before(const syn_identifier *identifiers, uint32_t index) {
  for (uint32_t i = window_start(index); i < index; i++)
    if (syn_text_equal(identifiers[i].scheme, identifiers[index].scheme)) return true;
  return false;
}

/* {"iso3166":"EE","wikidata":"Q191"}: one value a scheme, the first. A scheme that is no plain word is left out. */
static void write_identifiers(syn_json_writer *writer, const syn_identifier *identifiers, uint32_t count) {
  char key[64];
  bool is_open = false;
  for (uint32_t i = 0; i < count; i++) {
    syn_text scheme = identifiers[i].scheme;
    if (!is_plain_key(scheme) || scheme.size >= sizeof(key) || scheme_came_before(identifiers, i)) continue;
    if (!is_open) {
      syn_json_key(writer, "identifiers");
      syn_json_begin_object(writer);
      is_open = true;
    }
    memcpy(key, scheme.data, scheme.size);
    key[scheme.size] = '\0';
    syn_json_key_text(writer, key, identifiers[i].value);
  }
  if (is_open) syn_json_end_object(writer);
}

void syn_record_write_mention(syn_json_writer *writer, const syn_record_context *context, const syn_mention *mention) {
  syn_json_begin_object(writer);
  syn_field_key_id(writer, "article", context->article->id);
  syn_field_place(writer, context, mention->span);
  syn_json_key_text(writer, "kind", syn_text_from(syn_mention_kind_name(mention->kind)));
  if (mention->link != SYN_LINK_NONE) syn_json_key_text(writer, "link", syn_text_from(syn_link_name(mention->link)));
  syn_json_end_object(writer);
}

void syn_record_write_entity(syn_buffer *line, const syn_record_context *context, const syn_entity *entity) {
  syn_json_writer writer;
  syn_field_begin(&writer, line, "entity");
  syn_field_key_id(&writer, "id", entity->id);
  syn_json_key_text(&writer, "type", syn_text_from(syn_entity_type_name(entity->type)));
  syn_json_key_text(&writer, "name", entity->name);
  syn_field_optional_text(&writer, "country", entity->country);
  write_identifiers(&writer, entity->identifiers, entity->identifier_count);
  if (entity->role_count > 0) syn_field_texts(&writer, "roles", entity->roles, entity->role_count);
  syn_json_key(&writer, "mentions");
  syn_json_begin_array(&writer);
  for (uint32_t i = 0; i < entity->mention_count; i++) syn_record_write_mention(&writer, context, &entity->mentions[i]);
  syn_json_end_array(&writer);
  syn_field_end(&writer);
}

void syn_record_write_identity(syn_buffer *line, const syn_identity *identity, syn_text mentions_json) {
  syn_json_writer writer;
  syn_field_begin(&writer, line, "entity");
  syn_field_key_id(&writer, "id", identity->id);
  syn_json_key_text(&writer, "type", syn_text_from(syn_entity_type_name(identity->type)));
  syn_json_key_text(&writer, "name", identity->name);
  syn_field_optional_text(&writer, "country", identity->country);
  write_identifiers(&writer, identity->identifiers, identity->identifier_count);
  if (identity->roles.count > 0) syn_field_texts(&writer, "roles", identity->roles.items, identity->roles.count);
  syn_json_key(&writer, "mentions");
  syn_json_raw(&writer, mentions_json.size > 0 ? mentions_json : SYN_TEXT("[]"));
  syn_field_optional_text(&writer, "why", identity->why);
  syn_field_ids(&writer, "_members", identity->members.items, identity->members.count);
  syn_field_end(&writer);
}

void syn_record_write_time(syn_buffer *line, const syn_record_context *context, const syn_time *time) {
  syn_json_writer writer;
  syn_field_begin(&writer, line, "time");
  syn_field_key_id(&writer, "id", time->id);
  syn_field_key_id(&writer, "article", context->article->id);
  syn_field_place(&writer, context, time->span);
  syn_json_key_text(&writer, "type", syn_text_from(syn_time_type_name(time->type)));
  syn_json_key_text(&writer, "value", time->value);
  if (time->interval.basis != SYN_BASIS_NONE) syn_field_sides(&writer, time->interval);
  syn_json_key_text(&writer, "basis", syn_text_from(syn_basis_name(time->interval.basis)));
  if (time->relative) syn_json_key_boolean(&writer, "_relative", true);
  if (time->direction != 0) syn_json_key_integer(&writer, "_direction", time->direction);
  if (time->shift != 0) syn_json_key_integer(&writer, "_shift", time->shift);
  if (time->shift_unit != 0) syn_json_key_text(&writer, "_unit", (syn_text){&time->shift_unit, 1});
  syn_field_end(&writer);
}

/* The id of an entity as it leaves the program. */
static syn_id entity_id(const syn_facts *facts, const syn_record_renaming *renaming, uint32_t index) {
  if (index >= facts->entity_count) return (syn_id){0};
  syn_id id = facts->entities[index].id;
  return renaming && renaming->entity ? renaming->entity(renaming->context, id) : id;
}

/* Ids of entities; two that became one are written once. */
static void write_entities(syn_json_writer *writer, const char *key, const syn_facts *facts, const syn_record_renaming *renaming,
                           const syn_index_list *list) {
  syn_json_key(writer, key);
  syn_json_begin_array(writer);
  for (uint32_t i = 0; i < list->count; i++) {
    syn_id id = entity_id(facts, renaming, list->items[i]);
    bool came_before = syn_id_is_none(id);
    for (uint32_t k = window_start(i); k < i && !came_before; k++)
      came_before = syn_id_compare(id, entity_id(facts, renaming, list->items[k])) == 0;
    if (!came_before) syn_field_id(writer, id);
  }
  syn_json_end_array(writer);
}

static void write_transfer(syn_json_writer *writer, const syn_record_context *context, const syn_facts *facts,
                           const syn_record_renaming *renaming, const syn_transfer *transfer) {
  syn_json_key(writer, "transfer");
  syn_json_begin_object(writer);
  syn_json_key_text(writer, "instrument", syn_text_from(syn_instrument_name(transfer->instrument)));
  syn_json_key_text(writer, "stage", syn_text_from(syn_stage_name(transfer->stage)));
  write_entities(writer, "provider", facts, renaming, &transfer->providers);
  write_entities(writer, "receiver", facts, renaming, &transfer->receivers);
  if (transfer->part_of < facts->quantity_count) syn_field_key_id(writer, "part_of", facts->quantities[transfer->part_of].id);
  syn_field_span(writer, "cue", context, transfer->cue);
  syn_field_spans(writer, "sides", context, &transfer->sides);
  syn_json_end_object(writer);
}

void syn_record_write_quantity(syn_buffer *line, const syn_record_context *context, const syn_facts *facts,
                               const syn_record_renaming *renaming, const syn_quantity *quantity) {
  syn_json_writer writer;
  syn_field_begin(&writer, line, "quantity");
  syn_field_key_id(&writer, "id", quantity->id);
  syn_field_key_id(&writer, "article", context->article->id);
  syn_field_place(&writer, context, quantity->span);
  syn_json_key_text(&writer, "kind", syn_text_from(syn_quantity_kind_name(quantity->kind)));
  syn_json_key(&writer, "value");
  syn_json_decimal(&writer, quantity->value);
  if (quantity->has_value_to) {
    syn_json_key(&writer, "value_to");
    syn_json_decimal(&writer, quantity->value_to);
  }
  syn_json_key(&writer, "step");
  syn_json_decimal(&writer, quantity->step);
  syn_json_key_text(&writer, "unit", quantity->unit);
  syn_json_key_text(&writer, "bound", syn_text_from(syn_bound_name(quantity->bound)));
  syn_field_optional_text(&writer, "of", quantity->of);
  syn_field_optional_text(&writer, "fate", quantity->fate);
  if (quantity->event < facts->event_count) syn_field_key_id(&writer, "event", facts->events[quantity->event].id);
  if (quantity->converts < facts->quantity_count) syn_field_key_id(&writer, "converts", facts->quantities[quantity->converts].id);
  if (quantity->transfer) write_transfer(&writer, context, facts, renaming, quantity->transfer);
  syn_field_end(&writer);
}

void syn_record_write_quote(syn_buffer *line, const syn_record_context *context, const syn_facts *facts,
                            const syn_record_renaming *renaming, const syn_quote *quote) {
  syn_json_writer writer;
  syn_field_begin(&writer, line, "quote");
  syn_field_key_id(&writer, "id", quote->id);
  syn_field_key_id(&writer, "article", context->article->id);
  syn_field_place(&writer, context, quote->span);
  write_entities(&writer, "speaker", facts, renaming, &quote->speakers);
  syn_json_key_boolean(&writer, "direct", quote->kind != SYN_QUOTE_INDIRECT);
  syn_json_key_text(&writer, "kind", syn_text_from(syn_quote_kind_name(quote->kind)));
  if (quote->cue.start < quote->cue.end) syn_field_span(&writer, "cue", context, quote->cue);
  if (quote->source.start < quote->source.end) syn_field_span(&writer, "source", context, quote->source);
  if (quote->continues < facts->quote_count) syn_field_key_id(&writer, "continues", facts->quotes[quote->continues].id);
  if (quote->denied) syn_json_key_boolean(&writer, "denied", true);
  if (quote->translated.start < quote->translated.end) syn_field_span(&writer, "translated", context, quote->translated);
  syn_field_end(&writer);
}

static void write_evidence(syn_json_writer *writer, const syn_record_context *context, const syn_event *event) {
  syn_json_key(writer, "evidence");
  syn_json_begin_object(writer);
  for (unsigned slot = 0; slot < SYN_SLOT_COUNT; slot++)
    if (event->evidence[slot].count > 0) syn_field_spans(writer, syn_slot_name(slot), context, &event->evidence[slot]);
  syn_json_end_object(writer);
}

void syn_record_write_event(syn_buffer *line, const syn_record_context *context, const syn_facts *facts,
                            const syn_record_renaming *renaming, const syn_event *event) {
  syn_json_writer writer;
  syn_field_begin(&writer, line, "event");
  syn_field_key_id(&writer, "id", event->id);
  syn_field_key_id(&writer, "article", context->article->id);
  syn_field_span(&writer, "sentence", context, event->sentence);
  syn_json_key_text(&writer, "type", syn_text_from(syn_event_type_name(event->type)));
  syn_field_optional_text(&writer, "mode", event->mode);
  syn_field_optional_text(&writer, "cameo", event->cameo);
  write_entities(&writer, "actors", facts, renaming, &event->actors);
  write_entities(&writer, "recipients", facts, renaming, &event->recipients);
  syn_field_interval(&writer, "date", event->date, (syn_text){0});
  syn_field_key_id(&writer, "place", entity_id(facts, renaming, event->place));
  syn_json_key_text(&writer, "modality", syn_text_from(syn_modality_name(event->modality)));
  if (event->negated) syn_json_key_boolean(&writer, "negated", true);
  write_entities(&writer, "attributed_to", facts, renaming, &event->attributed_to);
  syn_json_key(&writer, "quantities");
  syn_json_begin_array(&writer);
  for (uint32_t i = 0; i < event->quantities.count; i++)
    if (event->quantities.items[i] < facts->quantity_count) syn_field_id(&writer, facts->quantities[event->quantities.items[i]].id);
  syn_json_end_array(&writer);
  syn_field_spans(&writer, "mentions", context, &event->mentions);
  write_evidence(&writer, context, event);
  if (event->has_scale) {
    syn_json_key(&writer, "scale");
    syn_json_decimal(&writer, event->scale);
  }
  if (event->time < facts->time_count) syn_field_key_id(&writer, "_time", facts->times[event->time].id);
  syn_field_end(&writer);
}

void syn_record_write_facts(syn_buffer *lines, const syn_record_context *context, const syn_facts *facts,
                            const syn_record_renaming *renaming) {
  for (uint32_t i = 0; !renaming && i < facts->entity_count; i++) syn_record_write_entity(lines, context, &facts->entities[i]);
  for (uint32_t i = 0; i < facts->time_count; i++) syn_record_write_time(lines, context, &facts->times[i]);
  for (uint32_t i = 0; i < facts->quantity_count; i++) syn_record_write_quantity(lines, context, facts, renaming, &facts->quantities[i]);
  for (uint32_t i = 0; i < facts->quote_count; i++) syn_record_write_quote(lines, context, facts, renaming, &facts->quotes[i]);
  for (uint32_t i = 0; i < facts->event_count; i++) syn_record_write_event(lines, context, facts, renaming, &facts->events[i]);
}
