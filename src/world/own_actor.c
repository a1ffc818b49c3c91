#include "world/own_actor.h"

#include <string.h>

#include "base/utf8.h"

const char syn_own_actor_columns[] = "id\tof\tname\ttype\tcountry\twikidata\tnames\tacronyms\tadjectives\tcoded\tcodes\n";

enum { COUNTRY_CODE_SIZE = 3, SHORT_NAME_SIZE = 3, SLUG_SIZE = 80 };

syn_status syn_own_actor_list_begin(syn_own_actor_list *list, const syn_world *world, syn_buffer *rows, syn_arena *arena) {
  *list = (syn_own_actor_list){.world = world, .arena = arena, .rows = rows};
  syn_map_init(&list->ids, arena);
  syn_map_init(&list->country_codes, arena);
  const syn_table *countries = syn_world_table(world, "world/countries");
  for (size_t row = 0; countries && row < countries->row_count; row++) {
    syn_text code = syn_table_cell(countries, row, syn_table_column(countries, "alpha3"));
    if (code.size == COUNTRY_CODE_SIZE && syn_map_put(&list->country_codes, code, row + 1) != SYN_OK) return SYN_NO_MEMORY;
  }
  return SYN_OK;
}

syn_status syn_own_cell(syn_text text, syn_arena *arena, syn_text *out_cell) {
  char *data = syn_arena_take(arena, text.size + 1, 1);
  if (!data) return SYN_NO_MEMORY;
  for (size_t i = 0; i < text.size; i++) {
    unsigned char byte = (unsigned char)text.data[i];
    data[i] = byte < ' ' || byte == '|' ? ' ' : text.data[i];
  }
  *out_cell = syn_text_trim((syn_text){data, text.size});
  return SYN_OK;
}

/* ---- names ---- */

static bool is_ascii_upper(char byte) {
  return byte >= 'A' && byte <= 'Z';
}

/* "MINAS TIRITH" as people write it. Words of at most three letters stay: they may be an acronym. */
static syn_status in_title_case(syn_text name, syn_arena *arena, syn_text *out_name) {
  syn_text copy;
  if (syn_arena_copy(arena, name, &copy) != SYN_OK) return SYN_NO_MEMORY;
  char *data = (char *)(uintptr_t)copy.data; /* our own copy */
  bool is_upper = true;
  for (size_t i = 0; i < name.size; i++) is_upper = is_upper && !(name.data[i] >= 'a' && name.data[i] <= 'z');
  bool is_short = name.size <= SHORT_NAME_SIZE || syn_text_find(name, SYN_TEXT("."), 0) != SIZE_MAX;
  for (size_t i = 1; is_upper && !is_short && i < name.size; i++)
    if (is_ascii_upper(data[i]) && data[i - 1] != ' ' && data[i - 1] != '-' && data[i - 1] != '\'') data[i] = (char)(data[i] - 'A' + 'a');
  *out_name = copy;
  return SYN_OK;
}

/* Small letters, digits and hyphens, unique in the list. */
static syn_status make_id(syn_own_actor_list *list, syn_text name, syn_text *out_id) {
  char slug[SLUG_SIZE];
  size_t size = 0;
  syn_text folded;
  if (syn_utf8_fold(name, list->arena, &folded) != SYN_OK) return SYN_NO_MEMORY;
  for (size_t i = 0; i < folded.size && size < sizeof slug; i++) {
    unsigned char byte = (unsigned char)folded.data[i];
    bool is_word = byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
    if (is_word)
      slug[size++] = (char)byte;
    else if (size && slug[size - 1] != '-')
      slug[size++] = '-';
  }
  size = syn_utf8_valid_prefix((syn_text){slug, size});
  while (size && slug[size - 1] == '-') size--;
  if (size == 0) memcpy(slug, "actor", size = 5);
  if (syn_arena_format(list->arena, out_id, "%.*s", (int)size, slug) != SYN_OK) return SYN_NO_MEMORY;
  for (unsigned repeat = 2; syn_map_get(&list->ids, *out_id, NULL); repeat++)
    if (syn_arena_format(list->arena, out_id, "%.*s-%u", (int)size, slug, repeat) != SYN_OK) return SYN_NO_MEMORY;
  return syn_map_put(&list->ids, *out_id, 1);
}

/* ---- what the world knows ---- */

static bool is_kind_of_type(syn_known_kind kind, syn_text type) {
  if (type.size == 0) return kind != SYN_KNOWN_PLACE;
  if (syn_text_equal(type, SYN_TEXT("PERSON"))) return kind == SYN_KNOWN_PERSON;
  if (syn_text_equal(type, SYN_TEXT("COUNTRY"))) return kind == SYN_KNOWN_COUNTRY;
  if (syn_text_equal(type, SYN_TEXT("PLACE"))) return kind == SYN_KNOWN_PLACE;
  return kind == SYN_KNOWN_ORGANIZATION || kind == SYN_KNOWN_AGENCY || kind == SYN_KNOWN_OUTLET;
}

/* What the world has under this name, where nothing else of the type has it too. */
static syn_status find_by_name(const syn_own_actor_list *list, const syn_own_actor *actor, const syn_known **out_known) {
  syn_text folded;
  const syn_known_form *forms;
  if (syn_utf8_fold(actor->name, list->arena, &folded) != SYN_OK) return SYN_NO_MEMORY;
  size_t count = syn_world_find(list->world, folded, actor->name, &forms);
  for (size_t i = 0; i < count; i++) {
    bool is_state = forms[i].known->kind == SYN_KNOWN_COUNTRY; /* "Estonian" is the state's too */
    bool is_named = forms[i].form == SYN_FORM_NAME || forms[i].form == SYN_FORM_ACRONYM;
    if ((!is_named && !is_state) || !is_kind_of_type(forms[i].known->kind, actor->type) || forms[i].known == *out_known) continue;
    if (*out_known) return *out_known = (*out_known)->kind == SYN_KNOWN_COUNTRY ? *out_known : NULL, SYN_OK;
    *out_known = forms[i].known;
  }
  return SYN_OK;
}

static syn_status find_known(const syn_own_actor_list *list, const syn_own_actor *actor, const syn_known **out_known) {
  size_t count;
  const syn_known *all = syn_world_all(list->world, &count);
  *out_known = NULL;
  for (size_t i = 0; actor->wikidata.size && i < count; i++)
    if (syn_text_equal(all[i].wikidata, actor->wikidata)) {
      *out_known = &all[i];
      return SYN_OK;
    }
  return find_by_name(list, actor, out_known);
}

/* ---- what the code tells ---- */

static syn_text first_code(const syn_own_actor *actor) {
  if (actor->codes.count == 0) return (syn_text){0};
  syn_text code = actor->codes.items[0];
  return syn_text_slice(code, 0, syn_text_find(code, SYN_TEXT(" "), 0));
}

/* The country that a code begins with ("EGYGOV": EG), or empty. */
static syn_text country_of_code(const syn_own_actor_list *list, syn_text code) {
  uint64_t row;
  const syn_table *countries = syn_world_table(list->world, "world/countries");
  if (!syn_map_get(&list->country_codes, syn_text_slice(code, 0, COUNTRY_CODE_SIZE), &row)) return (syn_text){0};
  return syn_table_cell(countries, row - 1, syn_table_column(countries, "id"));
}

/* Dictionaries do not say what an actor is. Several words whose code changes with the years are a person who held offices. */
static syn_text type_of(const syn_own_actor_list *list, const syn_own_actor *actor, syn_text country) {
  if (actor->type.size) return actor->type;
  if (country.size && first_code(actor).size == COUNTRY_CODE_SIZE && !actor->has_dated_codes) return SYN_TEXT("COUNTRY");
  bool has_words = syn_text_find(actor->name, SYN_TEXT(" "), 0) != SIZE_MAX;
  (void)list;
  return actor->has_dated_codes && has_words ? SYN_TEXT("PERSON") : SYN_TEXT("ORGANIZATION");
}

/* ---- rows ---- */

static syn_status add_items(syn_own_actor_list *list, const syn_text *items, size_t count, bool in_case) {
  for (size_t i = 0; i < count; i++) {
    syn_text item;
    if (syn_own_cell(items[i], list->arena, &item) != SYN_OK) return SYN_NO_MEMORY;
    if (in_case && in_title_case(item, list->arena, &item) != SYN_OK) return SYN_NO_MEMORY;
    if (i) (void)syn_buffer_add_byte(list->rows, '|');
    (void)syn_buffer_add(list->rows, item);
  }
  return list->rows->status;
}

static syn_status add_list(syn_own_actor_list *list, const syn_text *items, size_t count, bool in_case) {
  syn_status status = add_items(list, items, count, in_case);
  return status == SYN_OK ? syn_buffer_add_byte(list->rows, '\t') : status;
}

syn_status syn_own_actor_write(syn_own_actor_list *list, const syn_own_actor *actor) {
  const syn_known *known = NULL;
  syn_text id, name, wikidata, country = actor->country;
  syn_status status = syn_own_cell(actor->name, list->arena, &name);
  if (status == SYN_OK) status = syn_own_cell(actor->wikidata, list->arena, &wikidata);
  if (status == SYN_OK) status = in_title_case(name, list->arena, &name);
  if (status == SYN_OK) status = find_known(list, actor, &known);
  if (status == SYN_OK) status = make_id(list, name, &id);
  if (status != SYN_OK) return status;
  if (country.size == 0) country = country_of_code(list, first_code(actor));
  syn_text type = type_of(list, actor, country);
  bool is_state = syn_text_equal(type, SYN_TEXT("COUNTRY"));
  syn_text of = known ? known->id : (syn_text){0};
  (void)syn_buffer_format(list->rows, "%.*s\t%.*s\t%.*s\t%.*s\t", SYN_TEXT_ARGUMENTS(id), SYN_TEXT_ARGUMENTS(of), SYN_TEXT_ARGUMENTS(name),
                          SYN_TEXT_ARGUMENTS(type));
  (void)syn_buffer_format(list->rows, "%.*s\t%.*s\t", SYN_TEXT_ARGUMENTS(country), SYN_TEXT_ARGUMENTS(wikidata));
  bool only_coded = is_state && actor->codes.count > 0 && actor->type.size == 0;
  status = add_list(list, actor->names.items, only_coded ? 0 : actor->names.count, true);
  if (status == SYN_OK) status = add_list(list, actor->acronyms.items, actor->acronyms.count, false);
  if (status == SYN_OK) status = add_list(list, actor->adjectives.items, actor->adjectives.count, true);
  if (status == SYN_OK) status = add_list(list, actor->names.items, only_coded ? actor->names.count : 0, true);
  if (status != SYN_OK) return status;
  status = add_items(list, actor->codes.items, actor->codes.count, false);
  list->count++;
  return status != SYN_OK ? status : syn_buffer_add_byte(list->rows, '\n');
}
