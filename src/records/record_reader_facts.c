/*
 * How it works
 *
 * Facts refer to each other by id on paper and by index in memory. All lines are parsed first and counted by kind, then the ids are
 * numbered in the order of their lines, then the records are filled in, references looked up in the numbering. A reference to what is not
 * among the lines is bad input: a store that lost a record must not lose it silently.
 */
#include "records/record_input.h"
#include "records/record_reader.h"

#include <string.h>

#include "base/map.h"

typedef enum fact_kind { FACT_ENTITY, FACT_TIME, FACT_QUANTITY, FACT_QUOTE, FACT_EVENT, FACT_KIND_COUNT } fact_kind;

const char *const syn_fact_kind_names[FACT_KIND_COUNT + 1] = {"entity", "time", "quantity", "quote", "event", NULL};

typedef struct fact_line {
  const syn_json_value *object;
  fact_kind kind;
  uint32_t index; /* among its kind */
} fact_line;

typedef struct reader {
  syn_record_input input;
  const syn_record_context *context;
  fact_line *lines;
  size_t line_count;
  uint32_t counts[FACT_KIND_COUNT];
  syn_map numbers[FACT_KIND_COUNT]; /* id as written by syn_id_format -> index */
  syn_facts facts;
} reader;

/* Parses and counts the lines. */
static void parse_lines(reader *r, syn_text lines) {
  size_t line_limit = 1;
  for (size_t at = 0; (at = syn_text_find(lines, SYN_TEXT("\n"), at)) != SIZE_MAX; at++) line_limit++;
  r->lines = SYN_ARENA_ARRAY(r->input.scratch, fact_line, line_limit);
  if (!r->lines) {
    r->input.status = SYN_NO_MEMORY;
    return;
  }
  for (size_t at = 0; at < lines.size && r->input.status == SYN_OK;) {
    size_t end = syn_text_find(lines, SYN_TEXT("\n"), at);
    syn_text line = syn_text_trim(syn_text_slice(lines, at, end));
    at = end == SIZE_MAX ? lines.size : end + 1;
    if (line.size == 0) continue;
    syn_text name = syn_record_kind(line);
    unsigned kind = 0;
    while (kind < FACT_KIND_COUNT && !syn_text_equal(name, syn_text_from(syn_fact_kind_names[kind]))) kind++;
    if (kind == FACT_KIND_COUNT) {
      r->input.kind = "fact";
      syn_take_fail(&r->input, "record", "a kind of fact (docs/records.md)");
      return;
    }
    r->input.kind = syn_fact_kind_names[kind];
    r->lines[r->line_count++] = (fact_line){syn_take_record(&r->input, line), (fact_kind)kind, r->counts[kind]++};
  }
}

/* Ids as the bytes of their canonical text, in the scratch arena. */
static syn_text id_key(reader *r, syn_id id) {
  char *text = syn_arena_take(r->input.scratch, SYN_ID_TEXT_SIZE, 1);
  if (!text) {
    r->input.status = SYN_NO_MEMORY;
    return (syn_text){0};
  }
  syn_id_format(id, text);
  return (syn_text){text, SYN_ID_TEXT_SIZE - 1};
}

static void number_lines(reader *r) {
  for (unsigned kind = 0; kind < FACT_KIND_COUNT; kind++) syn_map_init(&r->numbers[kind], r->input.scratch);
  for (size_t i = 0; i < r->line_count && r->input.status == SYN_OK; i++) {
    const fact_line *line = &r->lines[i];
    r->input.kind = syn_fact_kind_names[line->kind];
    syn_text key = id_key(r, syn_take_id(&r->input, line->object, "id"));
    if (!syn_map_find(&r->numbers[line->kind], key) && r->input.status == SYN_OK)
      r->input.status = syn_map_put(&r->numbers[line->kind], key, line->index);
  }
}

/* The index that a reference stands for; SYN_NO_INDEX when the key is missing. */
static uint32_t take_reference(reader *r, const syn_json_value *object, const char *key, fact_kind kind) {
  syn_id id = syn_take_id(&r->input, object, key);
  uint64_t index;
  if (r->input.status != SYN_OK || syn_id_is_none(id)) return SYN_NO_INDEX;
  char text[SYN_ID_TEXT_SIZE];
  syn_id_format(id, text);
  if (syn_map_get(&r->numbers[kind], (syn_text){text, SYN_ID_TEXT_SIZE - 1}, &index)) return (uint32_t)index;
  syn_take_fail(&r->input, key, "the id of a record of the same article");
  return SYN_NO_INDEX;
}

static void take_references(reader *r, const syn_json_value *object, const char *key, fact_kind kind, syn_index_list *out_list) {
  syn_id_list ids = {0};
  syn_take_ids(&r->input, object, key, &ids);
  if (ids.count == 0 || r->input.status != SYN_OK) return;
  out_list->items = SYN_TAKE_ARRAY(&r->input, uint32_t, ids.count);
  for (uint32_t i = 0; out_list->items && i < ids.count; i++) {
    char text[SYN_ID_TEXT_SIZE];
    uint64_t index = 0;
    syn_id_format(ids.items[i], text);
    if (!syn_map_get(&r->numbers[kind], (syn_text){text, SYN_ID_TEXT_SIZE - 1}, &index))
      syn_take_fail(&r->input, key, "ids of records of the same article");
    out_list->items[out_list->count++] = (uint32_t)index;
  }
}

/* ---- one function a kind ---- */

static void read_entity(reader *r, const syn_json_value *object, syn_entity *entity) {
  syn_record_input *input = &r->input;
  entity->id = syn_take_id(input, object, "id");
  SYN_TAKE_NAME(input, object, "type", syn_entity_type_parse, &entity->type);
  entity->name = syn_take_text(input, object, "name");
  entity->country = syn_take_text(input, object, "country");
  syn_take_identifiers(input, object, &entity->identifiers, &entity->identifier_count);
  syn_take_texts(input, object, "roles", &entity->roles, &entity->role_count);
  const syn_json_value *list = syn_take_list(input, object, "mentions");
  if (!list || list->count == 0) return;
  entity->mentions = SYN_TAKE_ARRAY(input, syn_mention, list->count);
  for (const syn_json_value *item = list->first; entity->mentions && item; item = item->next) {
    syn_mention *mention = &entity->mentions[entity->mention_count++];
    mention->span = syn_take_place(input, item, r->context);
    SYN_TAKE_NAME(input, item, "kind", syn_mention_kind_parse, &mention->kind);
    if (syn_take_word(input, item, "link").size > 0) SYN_TAKE_NAME(input, item, "link", syn_link_parse, &mention->link);
  }
}

static void read_time(reader *r, const syn_json_value *object, syn_time *time) {
  syn_record_input *input = &r->input;
  time->id = syn_take_id(input, object, "id");
  time->span = syn_take_place(input, object, r->context);
  SYN_TAKE_NAME(input, object, "type", syn_time_type_parse, &time->type);
  time->value = syn_take_text(input, object, "value");
  syn_basis basis = SYN_BASIS_NONE;
  SYN_TAKE_NAME(input, object, "basis", syn_basis_parse, &basis);
  if (basis != SYN_BASIS_NONE) time->interval = syn_take_sides(input, object);
  time->interval.basis = basis;
  time->relative = syn_take_boolean(input, object, "_relative");
  time->direction = (int8_t)syn_take_integer(input, object, "_direction", -1, 1);
  time->shift = (int32_t)syn_take_integer(input, object, "_shift", INT32_MIN, INT32_MAX);
  syn_text unit = syn_take_word(input, object, "_unit");
  if (unit.size > 1) syn_take_fail(input, "_unit", "one letter");
  if (unit.size == 1) time->shift_unit = unit.data[0];
}

static void read_transfer(reader *r, const syn_json_value *object, syn_quantity *quantity) {
  syn_record_input *input = &r->input;
  const syn_json_value *value = syn_json_member(object, "transfer");
  if (!value) return;
  syn_transfer *transfer = SYN_TAKE_ARRAY(input, syn_transfer, 1);
  if (!transfer) return;
  SYN_TAKE_NAME(input, value, "instrument", syn_instrument_parse, &transfer->instrument);
  SYN_TAKE_NAME(input, value, "stage", syn_stage_parse, &transfer->stage);
  take_references(r, value, "provider", FACT_ENTITY, &transfer->providers);
  take_references(r, value, "receiver", FACT_ENTITY, &transfer->receivers);
  transfer->part_of = take_reference(r, value, "part_of", FACT_QUANTITY);
  transfer->cue = syn_take_span(input, value, "cue", r->context);
  syn_take_spans(input, value, "sides", r->context, &transfer->sides);
  quantity->transfer = transfer;
}

static void read_quantity(reader *r, const syn_json_value *object, syn_quantity *quantity) {
  syn_record_input *input = &r->input;
  quantity->id = syn_take_id(input, object, "id");
  quantity->span = syn_take_place(input, object, r->context);
  SYN_TAKE_NAME(input, object, "kind", syn_quantity_kind_parse, &quantity->kind);
  quantity->value = syn_take_decimal(input, object, "value");
  quantity->has_value_to = syn_json_member(object, "value_to") != NULL;
  quantity->value_to = syn_take_decimal(input, object, "value_to");
  quantity->step = syn_take_decimal(input, object, "step");
  quantity->unit = syn_take_text(input, object, "unit");
  SYN_TAKE_NAME(input, object, "bound", syn_bound_parse, &quantity->bound);
  quantity->of = syn_take_text(input, object, "of");
  quantity->fate = syn_take_text(input, object, "fate");
  quantity->event = take_reference(r, object, "event", FACT_EVENT);
  quantity->converts = take_reference(r, object, "converts", FACT_QUANTITY);
  read_transfer(r, object, quantity);
}

static void read_quote(reader *r, const syn_json_value *object, syn_quote *quote) {
  syn_record_input *input = &r->input;
  quote->id = syn_take_id(input, object, "id");
  quote->span = syn_take_place(input, object, r->context);
  take_references(r, object, "speaker", FACT_ENTITY, &quote->speakers);
  SYN_TAKE_NAME(input, object, "kind", syn_quote_kind_parse, &quote->kind);
  quote->cue = syn_take_span(input, object, "cue", r->context);
  quote->source = syn_take_span(input, object, "source", r->context);
  quote->continues = take_reference(r, object, "continues", FACT_QUOTE);
  quote->denied = syn_take_boolean(input, object, "denied");
  quote->translated = syn_take_span(input, object, "translated", r->context);
}

static void read_event(reader *r, const syn_json_value *object, syn_event *event) {
  syn_record_input *input = &r->input;
  event->id = syn_take_id(input, object, "id");
  event->sentence = syn_take_span(input, object, "sentence", r->context);
  SYN_TAKE_NAME(input, object, "type", syn_event_type_parse, &event->type);
  event->mode = syn_take_text(input, object, "mode");
  event->cameo = syn_take_text(input, object, "cameo");
  take_references(r, object, "actors", FACT_ENTITY, &event->actors);
  take_references(r, object, "recipients", FACT_ENTITY, &event->recipients);
  event->date = syn_take_interval(input, object, "date", NULL);
  event->time = take_reference(r, object, "_time", FACT_TIME);
  event->place = take_reference(r, object, "place", FACT_ENTITY);
  SYN_TAKE_NAME(input, object, "modality", syn_modality_parse, &event->modality);
  event->negated = syn_take_boolean(input, object, "negated");
  take_references(r, object, "attributed_to", FACT_ENTITY, &event->attributed_to);
  take_references(r, object, "quantities", FACT_QUANTITY, &event->quantities);
  syn_take_spans(input, object, "mentions", r->context, &event->mentions);
  const syn_json_value *evidence = syn_json_member(object, "evidence");
  for (unsigned slot = 0; slot < SYN_SLOT_COUNT; slot++)
    syn_take_spans(input, evidence, syn_slot_name(slot), r->context, &event->evidence[slot]);
  event->has_scale = syn_json_member(object, "scale") != NULL;
  if (event->has_scale) event->scale = syn_take_decimal(input, object, "scale");
}

static void read_lines(reader *r) {
  syn_facts *facts = &r->facts;
  syn_record_input *input = &r->input;
  facts->entities = SYN_TAKE_ARRAY(input, syn_entity, facts->entity_count = r->counts[FACT_ENTITY]);
  facts->times = SYN_TAKE_ARRAY(input, syn_time, facts->time_count = r->counts[FACT_TIME]);
  facts->quantities = SYN_TAKE_ARRAY(input, syn_quantity, facts->quantity_count = r->counts[FACT_QUANTITY]);
  facts->quotes = SYN_TAKE_ARRAY(input, syn_quote, facts->quote_count = r->counts[FACT_QUOTE]);
  facts->events = SYN_TAKE_ARRAY(input, syn_event, facts->event_count = r->counts[FACT_EVENT]);
  for (size_t i = 0; i < r->line_count && input->status == SYN_OK; i++) {
    const fact_line *line = &r->lines[i];
    input->kind = syn_fact_kind_names[line->kind];
    switch (line->kind) {
    case FACT_ENTITY:
      read_entity(r, line->object, &facts->entities[line->index]);
      break;
    case FACT_TIME:
      read_time(r, line->object, &facts->times[line->index]);
      break;
    case FACT_QUANTITY:
      read_quantity(r, line->object, &facts->quantities[line->index]);
      break;
    case FACT_QUOTE:
      read_quote(r, line->object, &facts->quotes[line->index]);
      break;
    default:
      read_event(r, line->object, &facts->events[line->index]);
      break;
    }
  }
}

syn_status syn_record_read_facts(syn_text lines, const syn_record_context *context, syn_arena *arena, syn_facts *out_facts,
                                 syn_error *error) {
  reader r = {.context = context};
  syn_status status = syn_record_input_open(&r.input, "fact", lines.size, arena, error);
  if (status != SYN_OK) return status;
  parse_lines(&r, lines);
  number_lines(&r);
  read_lines(&r);
  status = r.input.status;
  syn_record_input_close(&r.input);
  if (status == SYN_OK) *out_facts = r.facts;
  if (status == SYN_NO_MEMORY)
    return syn_error_set(error, SYN_NO_MEMORY, 0, "no memory left to read the facts of an article (%zu bytes)", lines.size);
  return status;
}
