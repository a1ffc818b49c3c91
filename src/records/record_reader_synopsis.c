#include "base/id_list.h"
#include "records/record_input.h"
#include "records/record_reader.h"

static const syn_record_context *context_of(const syn_record_lookup *lookup, syn_id article) {
  return lookup && lookup->context ? lookup->context(lookup->user, article) : NULL;
}

static void take_links(syn_record_input *input, const syn_json_value *object, syn_story *story) {
  const syn_json_value *list = syn_take_list(input, object, "links");
  if (!list || list->count == 0) return;
  story->links = SYN_TAKE_ARRAY(input, syn_story_link, list->count);
  for (const syn_json_value *item = list->first; story->links && item; item = item->next)
    story->links[story->link_count++] = (syn_story_link){syn_take_id(input, item, "story"), syn_take_text(input, item, "kind")};
}

static void take_coverage(syn_record_input *input, const syn_json_value *object, const char *key, syn_coverage_list *out_list) {
  const syn_json_value *list = syn_take_list(input, object, key);
  if (!list || list->count == 0) return;
  out_list->items = SYN_TAKE_ARRAY(input, syn_coverage, list->count);
  for (const syn_json_value *item = list->first; out_list->items && item; item = item->next) {
    syn_interval days = syn_take_sides(input, item);
    out_list->items[out_list->count++] = (syn_coverage){.outlet = syn_take_text(input, item, "outlet"),
                                                        .article_count = (uint32_t)syn_take_integer(input, item, "articles", 0, UINT32_MAX),
                                                        .day_count = (uint32_t)syn_take_integer(input, item, "days", 0, UINT32_MAX),
                                                        .was_asked = syn_take_boolean(input, item, "asked"),
                                                        .first_day = days.from.day,
                                                        .last_day = days.to.day};
  }
}

static void take_silence(syn_record_input *input, const syn_json_value *object, syn_story *story) {
  const syn_json_value *window = syn_json_member(object, "window");
  if (!window) return;
  story->window = syn_take_sides(input, window);
  take_coverage(input, object, "silent", &story->silent);
  take_coverage(input, object, "not_collected", &story->not_collected);
}

syn_status syn_record_read_story(syn_text line, syn_arena *arena, syn_story *out_story, syn_error *error) {
  syn_record_input input;
  syn_status status = syn_record_input_open(&input, "story", line.size, arena, error);
  if (status != SYN_OK) return status;
  const syn_json_value *object = syn_take_record(&input, line);
  syn_story story = {.id = syn_take_id(&input, object, "id"),
                     .title = syn_take_text(&input, object, "title"),
                     .date = syn_take_interval(&input, object, "date", NULL),
                     .place = syn_take_id(&input, object, "place"),
                     .origins = (uint32_t)syn_take_integer(&input, object, "origins", 0, UINT32_MAX)};
  syn_take_ids(&input, object, "articles", &story.articles);
  syn_take_ids(&input, object, "actors", &story.actors);
  syn_take_texts(&input, object, "origins_why", &story.origins_why.items, &story.origins_why.count);
  take_links(&input, object, &story);
  take_silence(&input, object, &story);
  syn_take_texts(&input, object, "_present", &story.present.items, &story.present.count);
  status = input.status;
  syn_record_input_close(&input);
  if (status == SYN_OK) *out_story = story;
  return status;
}

syn_status syn_record_read_occurrence(syn_text line, syn_arena *arena, syn_occurrence *out_occurrence, syn_error *error) {
  syn_record_input input;
  syn_status status = syn_record_input_open(&input, "occurrence", line.size, arena, error);
  if (status != SYN_OK) return status;
  const syn_json_value *object = syn_take_record(&input, line);
  syn_occurrence occurrence = {.id = syn_take_id(&input, object, "id"),
                               .story = syn_take_id(&input, object, "story"),
                               .date = syn_take_interval(&input, object, "date", NULL),
                               .place = syn_take_id(&input, object, "place"),
                               .origins = (uint32_t)syn_take_integer(&input, object, "origins", 0, UINT32_MAX),
                               .weight = (uint32_t)syn_take_integer(&input, object, "weight", 0, UINT32_MAX),
                               .why = syn_take_text(&input, object, "why")};
  SYN_TAKE_NAME(&input, object, "type", syn_event_type_parse, &occurrence.type);
  SYN_TAKE_NAME(&input, object, "modality", syn_modality_parse, &occurrence.modality);
  syn_take_ids(&input, object, "actors", &occurrence.actors);
  syn_take_ids(&input, object, "recipients", &occurrence.recipients);
  syn_take_ids(&input, object, "events", &occurrence.events);
  syn_take_ids(&input, object, "articles", &occurrence.articles);
  if (syn_id_is_none(occurrence.id)) syn_take_fail(&input, "id", "an id");
  status = input.status;
  syn_record_input_close(&input);
  if (status == SYN_OK) *out_occurrence = occurrence;
  return status;
}

syn_status syn_record_read_fulfilment(syn_text line, syn_arena *arena, syn_fulfilment *out_fulfilment, syn_error *error) {
  syn_record_input input;
  syn_status status = syn_record_input_open(&input, "fulfilment", line.size, arena, error);
  if (status != SYN_OK) return status;
  const syn_json_value *object = syn_take_record(&input, line);
  syn_fulfilment fulfilment = {.id = syn_take_id(&input, object, "id"),
                               .promise = syn_take_id(&input, object, "promise"),
                               .deed = syn_take_id(&input, object, "deed"),
                               .why = syn_take_text(&input, object, "why")};
  SYN_TAKE_NAME(&input, object, "kind", syn_fulfilment_kind_parse, &fulfilment.kind);
  if (syn_id_is_none(fulfilment.promise)) syn_take_fail(&input, "promise", "an id");
  if (syn_id_is_none(fulfilment.deed)) syn_take_fail(&input, "deed", "an id");
  status = input.status;
  syn_record_input_close(&input);
  if (status == SYN_OK) *out_fulfilment = fulfilment;
  return status;
}

static void take_reading(syn_record_input *input, const syn_json_value *item, const syn_record_lookup *lookup, syn_reading *reading) {
  const syn_json_value *value = syn_json_member(item, "value");
  reading->article = syn_take_id(input, item, "article");
  reading->span = syn_take_place(input, item, context_of(lookup, reading->article));
  reading->is_number = value && value->type == SYN_JSON_NUMBER;
  if (reading->is_number) {
    reading->value = syn_take_decimal(input, item, "value");
    reading->has_value_to = syn_json_member(item, "value_to") != NULL;
    reading->value_to = syn_take_decimal(input, item, "value_to");
    reading->unit = syn_take_text(input, item, "unit");
    SYN_TAKE_NAME(input, item, "bound", syn_bound_parse, &reading->bound);
    reading->step = syn_take_decimal(input, item, "_step");
  } else {
    reading->words = syn_take_text(input, item, "value");
  }
  syn_take_spans(input, item, "drift", context_of(lookup, reading->article), &reading->drift);
  syn_take_spans(input, item, "cut", context_of(lookup, reading->article), &reading->cut);
  syn_take_ids(input, item, "speaker", &reading->speakers);
  syn_take_ids(input, item, "attributed_to", &reading->attributed_to);
}

static void take_readings(syn_record_input *input, const syn_json_value *object, const syn_record_lookup *lookup,
                          syn_reading **out_readings, uint32_t *out_count) {
  const syn_json_value *list = syn_take_list(input, object, "readings");
  if (!list || list->count == 0) return;
  *out_readings = SYN_TAKE_ARRAY(input, syn_reading, list->count);
  for (const syn_json_value *item = list->first; *out_readings && item; item = item->next)
    take_reading(input, item, lookup, &(*out_readings)[(*out_count)++]);
}

syn_status syn_record_read_point(syn_text line, const syn_record_lookup *lookup, syn_arena *arena, syn_point *out_point, syn_error *error) {
  syn_record_input input;
  syn_status status = syn_record_input_open(&input, "point", line.size, arena, error);
  if (status != SYN_OK) return status;
  const syn_json_value *object = syn_take_record(&input, line);
  syn_point point = {.id = syn_take_id(&input, object, "id"),
                     .story = syn_take_id(&input, object, "story"),
                     .about = syn_take_text(&input, object, "about"),
                     .why = syn_take_text(&input, object, "why"),
                     .origins = (uint32_t)syn_take_integer(&input, object, "origins", 0, UINT32_MAX),
                     .weight = (uint32_t)syn_take_integer(&input, object, "weight", 0, UINT32_MAX)};
  SYN_TAKE_NAME(&input, object, "kind", syn_point_kind_parse, &point.kind);
  SYN_TAKE_NAME(&input, object, "label", syn_label_parse, &point.label);
  if (syn_json_member(object, "difference")) SYN_TAKE_NAME(&input, object, "difference", syn_difference_parse, &point.difference);
  take_readings(&input, object, lookup, &point.readings, &point.reading_count);
  for (uint32_t i = 0; i < point.reading_count; i++)
    point.readings[i].is_plain = !point.readings[i].is_number && point.kind != SYN_POINT_QUOTE;
  syn_take_texts(&input, object, "origins_why", &point.origins_why.items, &point.origins_why.count);
  syn_take_ids(&input, object, "without_value", &point.without_value);
  syn_take_ids(&input, object, "silent", &point.silent);
  status = input.status;
  syn_record_input_close(&input);
  if (status == SYN_OK) *out_point = point;
  return status;
}

static void take_amount(syn_record_input *input, const syn_json_value *object, syn_reading *amount) {
  const syn_json_value *value = syn_json_member(object, "amount");
  amount->is_number = true;
  amount->value = syn_take_decimal(input, value, "value");
  amount->has_value_to = syn_json_member(value, "value_to") != NULL;
  amount->value_to = syn_take_decimal(input, value, "value_to");
  amount->unit = syn_take_text(input, value, "unit");
  SYN_TAKE_NAME(input, value, "bound", syn_bound_parse, &amount->bound);
  amount->step = syn_take_decimal(input, value, "_step");
}

syn_status syn_record_read_entry(syn_text line, const syn_record_lookup *lookup, syn_arena *arena, syn_entry *out_entry, syn_error *error) {
  syn_record_input input;
  syn_status status = syn_record_input_open(&input, "entry", line.size, arena, error);
  if (status != SYN_OK) return status;
  const syn_json_value *object = syn_take_record(&input, line);
  syn_entry entry = {.id = syn_take_id(&input, object, "id"),
                     .part_of = syn_take_id(&input, object, "part_of"),
                     .follows = syn_take_id(&input, object, "follows"),
                     .date = syn_take_interval(&input, object, "date", NULL)};
  SYN_TAKE_NAME(&input, object, "instrument", syn_instrument_parse, &entry.instrument);
  SYN_TAKE_NAME(&input, object, "stage", syn_stage_parse, &entry.stage);
  syn_take_ids(&input, object, "provider", &entry.providers);
  syn_take_ids(&input, object, "receiver", &entry.receivers);
  take_amount(&input, object, &entry.amount);
  syn_take_ids(&input, object, "events", &entry.events);
  take_readings(&input, object, lookup, &entry.readings, &entry.reading_count);
  entry.providers.count = (uint32_t)syn_sort_ids(entry.providers.items, entry.providers.count); /* looked up by halves */
  entry.receivers.count = (uint32_t)syn_sort_ids(entry.receivers.items, entry.receivers.count);
  if (syn_id_is_none(entry.id)) syn_take_fail(&input, "id", "an id");
  status = input.status;
  syn_record_input_close(&input);
  if (status == SYN_OK) *out_entry = entry;
  return status;
}

static void take_passages(syn_record_input *input, const syn_json_value *object, const syn_record_lookup *lookup, syn_reprint *reprint) {
  const syn_json_value *list = syn_take_list(input, object, "passages");
  if (!list || list->count == 0) return;
  const syn_record_context *a = context_of(lookup, reprint->a), *b = context_of(lookup, reprint->b);
  reprint->passages = SYN_TAKE_ARRAY(input, syn_passage, list->count);
  for (const syn_json_value *item = list->first; reprint->passages && item; item = item->next)
    reprint->passages[reprint->passage_count++] = (syn_passage){syn_take_span(input, item, "a", a), syn_take_span(input, item, "b", b)};
}

static void take_paragraphs(syn_record_input *input, const syn_json_value *object, const syn_record_lookup *lookup, syn_reprint *reprint) {
  const syn_json_value *list = syn_take_list(input, object, "paragraphs");
  if (!list || list->count == 0) return;
  const syn_record_context *b = context_of(lookup, reprint->b);
  reprint->paragraphs = SYN_TAKE_ARRAY(input, syn_copied_paragraph, list->count);
  for (const syn_json_value *item = list->first; reprint->paragraphs && item; item = item->next)
    reprint->paragraphs[reprint->paragraph_count++] =
        (syn_copied_paragraph){syn_take_span(input, item, "b", b), syn_take_boolean(input, item, "edited")};
}

syn_status syn_record_read_reprint(syn_text line, const syn_record_lookup *lookup, syn_arena *arena, syn_reprint *out_reprint,
                                   syn_error *error) {
  syn_record_input input;
  syn_status status = syn_record_input_open(&input, "reprint", line.size, arena, error);
  if (status != SYN_OK) return status;
  const syn_json_value *object = syn_take_record(&input, line);
  syn_reprint reprint = {.id = syn_take_id(&input, object, "id"),
                         .share = syn_take_decimal(&input, object, "share"),
                         .resemblance = syn_take_decimal(&input, object, "resemblance"),
                         .why = syn_take_text(&input, object, "why")};
  syn_id_list articles = {0};
  syn_take_ids(&input, object, "articles", &articles);
  if (articles.count == 2) {
    reprint.a = articles.items[0];
    reprint.b = articles.items[1];
  } else {
    syn_take_fail(&input, "articles", "two ids");
  }
  syn_text direction = syn_take_word(&input, object, "direction");
  if (direction.size > 0) {
    if (!syn_text_equal(direction, SYN_TEXT("a-b"))) syn_take_fail(&input, "direction", "a-b");
    reprint.direction = SYN_DIRECTION_A_B;
  }
  take_passages(&input, object, lookup, &reprint);
  take_paragraphs(&input, object, lookup, &reprint);
  status = input.status;
  syn_record_input_close(&input);
  if (status == SYN_OK) *out_reprint = reprint;
  return status;
}

syn_status syn_record_read_identity(syn_text line, syn_arena *arena, syn_identity *out_identity, syn_error *error) {
  syn_record_input input;
  syn_status status = syn_record_input_open(&input, "entity", line.size, arena, error);
  if (status != SYN_OK) return status;
  const syn_json_value *object = syn_take_record(&input, line);
  syn_identity identity = {.id = syn_take_id(&input, object, "id"),
                           .name = syn_take_text(&input, object, "name"),
                           .country = syn_take_text(&input, object, "country"),
                           .why = syn_take_text(&input, object, "why")};
  SYN_TAKE_NAME(&input, object, "type", syn_entity_type_parse, &identity.type);
  syn_take_identifiers(&input, object, &identity.identifiers, &identity.identifier_count);
  syn_take_texts(&input, object, "roles", &identity.roles.items, &identity.roles.count);
  syn_take_ids(&input, object, "_members", &identity.members);
  status = input.status;
  syn_record_input_close(&input);
  if (status == SYN_OK) *out_identity = identity;
  return status;
}

syn_status syn_record_read_mention_articles(syn_text line, syn_arena *arena, syn_id_list *out_articles, syn_error *error) {
  syn_record_input input;
  syn_status status = syn_record_input_open(&input, "entity", line.size, arena, error);
  if (status != SYN_OK) return status;
  const syn_json_value *object = syn_take_record(&input, line), *list = object ? syn_take_list(&input, object, "mentions") : NULL;
  syn_id_list articles = {0};
  if (list && list->count > 0) articles.items = SYN_TAKE_ARRAY(&input, syn_id, list->count);
  for (const syn_json_value *item = list ? list->first : NULL; articles.items && item; item = item->next) {
    syn_id article = syn_take_id(&input, item, "article");
    bool is_last = articles.count > 0 && syn_id_compare(articles.items[articles.count - 1], article) == 0;
    if (!is_last) articles.items[articles.count++] = article;
  }
  status = input.status;
  syn_record_input_close(&input);
  if (status == SYN_OK) *out_articles = articles;
  return status;
}

syn_status syn_record_read_lent(syn_text line, syn_arena *arena, syn_lent_date *out_lent, syn_error *error) {
  syn_record_input input;
  syn_status status = syn_record_input_open(&input, "lent", line.size, arena, error);
  if (status != SYN_OK) return status;
  const syn_json_value *object = syn_take_record(&input, line);
  syn_lent_date lent = {.article = syn_take_id(&input, object, "article")};
  lent.interval = syn_take_interval(&input, object, "published", &lent.why);
  status = input.status;
  syn_record_input_close(&input);
  if (status == SYN_OK) *out_lent = lent;
  return status;
}
