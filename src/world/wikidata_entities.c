/*
 * How it works: one JSON object a line, as in the dumps of Wikidata (an opening "[" line, a comma behind each line and a closing "]" may
 * be there), cut down to what is wanted by any tool: {"id":"Q1","labels":{"en":{"value":"…"}},"aliases":{"en":[{"value":"…"}]},
 * "claims":{"P31":[…],"P17":[…],"P27":[…],"P39":[…]}}. A short form is read as well: {"id","label","aliases":["…"],"instance_of":["Q5"],
 * "country":"EE","positions":[{"code":"ESTGOV","start":"2019-04-29","end":"2022-07-18"}]}.
 *
 * The label in English, else the first, is the name; all labels and aliases are names. Of an office (P39) only its days are known, not its
 * code: where the person's country is known the code is that of a government of it between start and end, and of its former elite
 * afterwards, as dictionaries have it (CAMEO: GOV, ELI).
 */
#include <string.h>

#include "records/json_reader.h"
#include "world/dictionary_kinds.h"

enum { NAME_LIMIT = 256, POSITION_LIMIT = 64, DAY_SIZE = 10 };

typedef struct wikidata_reading {
  syn_dictionary_import *import;
  syn_own_actor_list list;
  syn_arena *line_arena; /* reset after each line */
} wikidata_reading;

static syn_text text_of(const syn_json_value *value) {
  return value && value->type == SYN_JSON_TEXT ? value->text : (syn_text){0};
}

/* A label or alias: {"language":…,"value":"…"}, or the text itself. */
static syn_text value_of(const syn_json_value *item) {
  return item && item->type == SYN_JSON_OBJECT ? text_of(syn_json_last_member(item, "value")) : text_of(item);
}

static syn_status add_name(wikidata_reading *reading, syn_own_actor *actor, syn_text name) {
  name = syn_text_trim(name);
  if (name.size == 0 || name.size > SYN_DICTIONARY_FORM_LIMIT || actor->names.count >= NAME_LIMIT) return SYN_OK;
  if (actor->name.size == 0) {
    actor->name = name;
    return SYN_OK;
  }
  for (size_t i = 0; i < actor->names.count; i++)
    if (syn_text_equal(actor->names.items[i], name)) return SYN_OK;
  if (syn_text_equal(actor->name, name)) return SYN_OK;
  syn_text *item = SYN_ARRAY_ADD(&actor->names, reading->line_arena);
  if (!item) return SYN_NO_MEMORY;
  *item = name;
  return SYN_OK;
}

static syn_status read_names(wikidata_reading *reading, const syn_json_value *entity, syn_own_actor *actor) {
  const syn_json_value *labels = syn_json_last_member(entity, "labels"), *aliases = syn_json_last_member(entity, "aliases");
  syn_status status = add_name(reading, actor, value_of(syn_json_last_member(entity, "label")));
  if (status == SYN_OK) status = add_name(reading, actor, value_of(syn_json_last_member(labels, "en")));
  for (const syn_json_value *label = labels ? labels->first : NULL; status == SYN_OK && label; label = label->next)
    status = add_name(reading, actor, value_of(label));
  for (const syn_json_value *of = aliases ? aliases->first : NULL; status == SYN_OK && of; of = of->next) {
    if (of->type != SYN_JSON_ARRAY) {
      status = add_name(reading, actor, value_of(of));
      continue;
    }
    for (const syn_json_value *alias = of->first; status == SYN_OK && alias; alias = alias->next)
      status = add_name(reading, actor, value_of(alias));
  }
  return status;
}

/* ---- claims ---- */

static const syn_json_value *claims_of(const syn_json_value *entity, const char *property) {
  const syn_json_value *claims = syn_json_last_member(syn_json_last_member(entity, "claims"), property);
  return claims && claims->type == SYN_JSON_ARRAY ? claims->first : NULL;
}

static const syn_json_value *datavalue_of(const syn_json_value *snak) {
  return syn_json_last_member(syn_json_last_member(snak, "datavalue"), "value");
}

/* The item that a claim names: "Q5". */
static syn_text item_of(const syn_json_value *claim) {
  return text_of(syn_json_last_member(datavalue_of(syn_json_last_member(claim, "mainsnak")), "id"));
}

/* The day of a qualifier ("+1994-07-20T00:00:00Z"), or empty; months and days that are not known are 00 there. */
static syn_text day_of(const syn_json_value *claim, const char *property) {
  const syn_json_value *snaks = syn_json_last_member(syn_json_last_member(claim, "qualifiers"), property);
  syn_text time = text_of(syn_json_last_member(datavalue_of(snaks ? snaks->first : NULL), "time"));
  if (time.size < DAY_SIZE + 1 || time.data[0] != '+') return (syn_text){0};
  syn_text day = syn_text_slice(time, 1, DAY_SIZE + 1);
  return syn_text_find(day, SYN_TEXT("-00"), 0) == SIZE_MAX ? day : (syn_text){0};
}

static syn_text type_of_item(const wikidata_reading *reading, syn_text item) {
  const syn_table *types = syn_world_table(reading->import->world, "world/wikidata_types");
  for (size_t row = 0; types && row < types->row_count; row++)
    if (syn_text_equal(syn_table_cell(types, row, syn_table_column(types, "id")), item))
      return syn_table_cell(types, row, syn_table_column(types, "type"));
  return (syn_text){0};
}

static void read_type(const wikidata_reading *reading, const syn_json_value *entity, syn_own_actor *actor) {
  const syn_json_value *classes = syn_json_last_member(entity, "instance_of");
  for (const syn_json_value *claim = claims_of(entity, "P31"); claim && actor->type.size == 0; claim = claim->next)
    actor->type = type_of_item(reading, item_of(claim));
  for (const syn_json_value *item = classes ? classes->first : NULL; item && actor->type.size == 0; item = item->next)
    actor->type = type_of_item(reading, text_of(item));
  if (actor->type.size == 0 && classes) actor->type = type_of_item(reading, text_of(classes));
  bool acts = claims_of(entity, "P488") || claims_of(entity, "P463") || claims_of(entity, "P159");
  if (actor->type.size == 0) actor->type = acts ? SYN_TEXT("ORGANIZATION") : SYN_TEXT("OTHER");
}

/* The country as ISO 3166: stated in the short form, or the item of one that the world knows by its Wikidata id. */
static void read_country(const wikidata_reading *reading, const syn_json_value *entity, syn_own_actor *actor) {
  size_t count;
  const syn_known *all = syn_world_all(reading->import->world, &count);
  const syn_json_value *claim = claims_of(entity, "P27") ? claims_of(entity, "P27") : claims_of(entity, "P17");
  syn_text item = claim ? item_of(claim) : text_of(syn_json_last_member(entity, "country"));
  for (size_t i = 0; item.size && i < count; i++) {
    if (all[i].kind != SYN_KNOWN_COUNTRY) continue;
    if (syn_text_equal(all[i].wikidata, item) || syn_text_equal(all[i].country, item)) actor->country = all[i].country;
  }
}

/* ---- offices ---- */

static syn_text alpha3_of(const wikidata_reading *reading, syn_text country) {
  const syn_table *countries = syn_world_table(reading->import->world, "world/countries");
  for (size_t row = 0; countries && country.size && row < countries->row_count; row++)
    if (syn_text_equal(syn_table_cell(countries, row, syn_table_column(countries, "id")), country))
      return syn_table_cell(countries, row, syn_table_column(countries, "alpha3"));
  return (syn_text){0};
}

static syn_status add_code(wikidata_reading *reading, syn_own_actor *actor, syn_text code, syn_text start, syn_text end) {
  if (code.size == 0 || (start.size == 0 && end.size == 0) || actor->codes.count >= POSITION_LIMIT) return SYN_OK;
  syn_text *item = SYN_ARRAY_ADD(&actor->codes, reading->line_arena);
  if (!item) return SYN_NO_MEMORY;
  actor->has_dated_codes = true;
  if (start.size && end.size)
    return syn_arena_format(reading->line_arena, item, "%.*s %.*s..%.*s", SYN_TEXT_ARGUMENTS(code), SYN_TEXT_ARGUMENTS(start),
                            SYN_TEXT_ARGUMENTS(end));
  const char *sign = start.size ? ">" : "<";
  syn_text day = start.size ? start : end;
  return syn_arena_format(reading->line_arena, item, "%.*s %s%.*s", SYN_TEXT_ARGUMENTS(code), sign, SYN_TEXT_ARGUMENTS(day));
}

static syn_status read_positions(wikidata_reading *reading, const syn_json_value *entity, syn_own_actor *actor) {
  syn_text country = alpha3_of(reading, actor->country), in_office = {0};
  syn_status status = SYN_OK;
  if (country.size && claims_of(entity, "P39"))
    status = syn_arena_format(reading->line_arena, &in_office, "%.*sGOV", SYN_TEXT_ARGUMENTS(country));
  for (const syn_json_value *claim = claims_of(entity, "P39"); status == SYN_OK && claim; claim = claim->next)
    status = add_code(reading, actor, in_office, day_of(claim, "P580"), day_of(claim, "P582"));
  const syn_json_value *positions = syn_json_last_member(entity, "positions");
  for (const syn_json_value *item = positions ? positions->first : NULL; status == SYN_OK && item; item = item->next)
    status = add_code(reading, actor, text_of(syn_json_last_member(item, "code")), text_of(syn_json_last_member(item, "start")),
                      text_of(syn_json_last_member(item, "end")));
  if (status != SYN_OK || !actor->has_dated_codes || in_office.size == 0) return status;
  syn_text *former = SYN_ARRAY_ADD(&actor->codes, reading->line_arena);
  if (!former) return SYN_NO_MEMORY;
  return syn_arena_format(reading->line_arena, former, "%.*sELI", SYN_TEXT_ARGUMENTS(country));
}

static syn_status read_entity(wikidata_reading *reading, syn_text line) {
  const syn_json_value *entity = NULL;
  syn_error why = {0};
  syn_own_actor actor = {0};
  syn_status status = syn_json_read(line, reading->line_arena, &entity, &why);
  if (status == SYN_NO_MEMORY) return status;
  if (status != SYN_OK || entity->type != SYN_JSON_OBJECT) {
    syn_dictionary_skip(reading->import->lines, "one JSON object a line", line);
    return SYN_OK;
  }
  actor.wikidata = text_of(syn_json_last_member(entity, "id"));
  status = read_names(reading, entity, &actor);
  if (status == SYN_OK && actor.name.size == 0) {
    syn_dictionary_skip(reading->import->lines, "an entity with a label", line);
    return SYN_OK;
  }
  read_type(reading, entity, &actor);
  read_country(reading, entity, &actor);
  if (status == SYN_OK) status = read_positions(reading, entity, &actor);
  return status == SYN_OK ? syn_own_actor_write(&reading->list, &actor) : status;
}

syn_status syn_wikidata_import(syn_dictionary_import *import, syn_error *error) {
  wikidata_reading reading = {.import = import};
  syn_text rest = syn_text_slice(import->lines->text, import->lines->at, import->lines->text.size), line;
  (void)syn_buffer_add(import->rows, syn_text_from(syn_own_actor_columns));
  syn_status status = syn_own_actor_list_begin(&reading.list, import->world, import->rows, import->arena);
  reading.line_arena = import->arena;
  while (status == SYN_OK && syn_table_next_item(&rest, '\n', &line)) {
    import->lines->line++;
    line = syn_text_trim(line);
    while (line.size && (line.data[line.size - 1] == ',' || line.data[line.size - 1] == ']') && line.data[0] != '{')
      line = syn_text_trim(syn_text_slice(line, 0, line.size - 1));
    if (line.size && line.data[line.size - 1] == ',') line = syn_text_trim(syn_text_slice(line, 0, line.size - 1));
    if (line.size == 0 || syn_text_equal(line, SYN_TEXT("["))) continue;
    status = read_entity(&reading, line);
  }
  import->count = reading.list.count;
  (void)error;
  return status;
}
