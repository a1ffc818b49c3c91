/*
 * How it works: forms of the tables "world/actors@…" and "world/agents@…" lead to their rows. A row's codes are parted by "|"; each holds
 * on the days behind its blank: "<2019-04-29", ">2022-07-18", "2019-04-29..2022-07-18", always where there are none. The first that holds
 * counts. Days compare as texts.
 *
 * The finder of this file gives the entities of an article the codes of their names, as the identifier "cameo".
 */
#include "facts/actor_codes.h"

#include "records/names.h"

/* ---- reading the tables ---- */

static syn_status add_forms(syn_actor_codes *codes, syn_phrase_index *index, const syn_table *table, size_t row, const char *column,
                            uint32_t value) {
  syn_text rest = syn_table_cell(table, row, syn_table_column(table, column)), form;
  syn_status status = SYN_OK;
  (void)codes;
  while (status == SYN_OK && syn_table_next_item(&rest, '|', &form)) status = syn_phrase_index_add(index, form, value);
  return status;
}

static syn_status add_table(syn_actor_codes *codes, syn_phrase_index *index, const syn_table *table, const char *const *columns,
                            syn_arena *arena) {
  for (size_t row = 0; row < table->row_count; row++) {
    uint32_t value = (uint32_t)codes->rows.count;
    syn_coded_row *added = SYN_ARRAY_ADD(&codes->rows, arena);
    if (!added) return SYN_NO_MEMORY;
    *added = (syn_coded_row){table, row};
    if (syn_table_cell(table, row, syn_table_column(table, "codes")).size == 0 &&
        syn_table_cell(table, row, syn_table_column(table, "code")).size == 0)
      continue;
    for (size_t i = 0; columns[i]; i++)
      if (add_forms(codes, index, table, row, columns[i], value) != SYN_OK) return SYN_NO_MEMORY;
  }
  return SYN_OK;
}

static syn_status add_discards(syn_actor_codes *codes, const syn_table *table) {
  syn_status status = SYN_OK;
  for (size_t row = 0; status == SYN_OK && row < table->row_count; row++) {
    bool of_article = syn_text_equal(syn_table_cell(table, row, syn_table_column(table, "scope")), SYN_TEXT("article"));
    status = syn_phrase_index_add(of_article ? &codes->article_discards : &codes->sentence_discards,
                                  syn_table_cell(table, row, syn_table_column(table, "form")), 0);
  }
  return status;
}

syn_status syn_actor_codes_read(const syn_world *world, syn_arena *arena, syn_actor_codes *out_codes) {
  static const char *const actor_columns[] = {"name", "names", "acronyms", "adjectives", "coded", NULL};
  static const char *const agent_columns[] = {"form", "plurals", NULL};
  const syn_table *table;
  syn_status status = SYN_OK;
  *out_codes = (syn_actor_codes){.rows = {0}};
  syn_phrase_index_init(&out_codes->actors, arena);
  syn_phrase_index_init(&out_codes->agents, arena);
  syn_phrase_index_init(&out_codes->sentence_discards, arena);
  syn_phrase_index_init(&out_codes->article_discards, arena);
  for (size_t i = 0; status == SYN_OK && (table = syn_world_own_table(world, "actors", i)); i++)
    status = add_table(out_codes, &out_codes->actors, table, actor_columns, arena);
  for (size_t i = 0; status == SYN_OK && (table = syn_world_own_table(world, "agents", i)); i++)
    status = add_table(out_codes, &out_codes->agents, table, agent_columns, arena);
  for (size_t i = 0; status == SYN_OK && (table = syn_world_own_table(world, "discards", i)); i++) status = add_discards(out_codes, table);
  if (status == SYN_OK && out_codes->rows.count == 0) return SYN_NOT_FOUND;
  return status;
}

/* ---- codes ---- */

static syn_text cell_of(const syn_actor_codes *codes, uint32_t row, const char *column) {
  const syn_coded_row *at = &codes->rows.items[row];
  return syn_table_cell(at->table, at->row, syn_table_column(at->table, column));
}

/* Whether days such as "<2019-04-29" take in the day. */
static bool holds_on(syn_text days, syn_text day) {
  if (days.size == 0) return true;
  if (day.size != SYN_DAY_SIZE) return false;
  if (days.data[0] == '<') return syn_text_compare(day, syn_text_slice(days, 1, days.size)) < 0;
  if (days.data[0] == '>') return syn_text_compare(day, syn_text_slice(days, 1, days.size)) > 0;
  size_t dots = syn_text_find(days, SYN_TEXT(".."), 0);
  return dots != SIZE_MAX && syn_text_compare(day, syn_text_slice(days, 0, dots)) >= 0 &&
         syn_text_compare(day, syn_text_slice(days, dots + 2, days.size)) <= 0;
}

syn_text syn_actor_codes_of(const syn_actor_codes *codes, uint32_t row, syn_text day) {
  syn_text rest = cell_of(codes, row, "codes"), item;
  while (syn_table_next_item(&rest, '|', &item)) {
    size_t blank = syn_text_find(item, SYN_TEXT(" "), 0);
    syn_text days = blank == SIZE_MAX ? (syn_text){0} : syn_text_slice(item, blank + 1, item.size);
    if (holds_on(days, day)) return syn_text_slice(item, 0, blank);
  }
  return (syn_text){0};
}

syn_text syn_actor_codes_name(const syn_actor_codes *codes, uint32_t row) {
  return cell_of(codes, row, "name");
}

syn_entity_type syn_actor_codes_type(const syn_actor_codes *codes, uint32_t row) {
  syn_entity_type type;
  return syn_entity_type_parse(cell_of(codes, row, "type"), &type) ? type : SYN_ENTITY_ORGANIZATION;
}

syn_text syn_actor_codes_agent(const syn_actor_codes *codes, uint32_t row) {
  return cell_of(codes, row, "code");
}

syn_text syn_actor_codes_day(const syn_article *article, char buffer[SYN_MOMENT_TEXT_SIZE]) {
  if (article->published.basis == SYN_BASIS_NONE) return (syn_text){0};
  size_t size = syn_moment_format(article->published.from, buffer);
  return (syn_text){buffer, size < SYN_DAY_SIZE ? 0 : SYN_DAY_SIZE};
}

/* ---- identifiers ---- */

static const syn_text code_scheme = {"cameo", 5};

syn_text syn_entity_code(const syn_entity *entity) {
  for (uint32_t i = 0; i < entity->identifier_count; i++)
    if (syn_text_equal(entity->identifiers[i].scheme, code_scheme)) return entity->identifiers[i].value;
  return (syn_text){0};
}

syn_status syn_entity_set_code(syn_entity *entity, syn_text code, syn_arena *arena) {
  for (uint32_t i = 0; i < entity->identifier_count; i++)
    if (syn_text_equal(entity->identifiers[i].scheme, code_scheme)) {
      entity->identifiers[i].value = code;
      return SYN_OK;
    }
  syn_identifier *items = SYN_ARENA_ARRAY(arena, syn_identifier, entity->identifier_count + 1);
  if (!items) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < entity->identifier_count; i++) items[i] = entity->identifiers[i];
  items[entity->identifier_count++] = (syn_identifier){code_scheme, code};
  entity->identifiers = items;
  return SYN_OK;
}

/* ---- the finder ---- */

static syn_status create(const syn_world *world, syn_text language, syn_arena *arena, void **out_state, syn_error *error) {
  (void)error;
  *out_state = NULL;
  if (!syn_world_language_table(world, language, "word_classes")) return SYN_OK; /* no events either: one copy less */
  syn_actor_codes *codes = SYN_ARENA_NEW(arena, syn_actor_codes);
  if (!codes) return SYN_NO_MEMORY;
  syn_status status = syn_actor_codes_read(world, arena, codes);
  *out_state = status == SYN_OK ? codes : NULL;
  return status == SYN_NOT_FOUND ? SYN_OK : status;
}

/* The code of the first name of an entity that is a form of the dictionary, all of it. */
static syn_status code_entity(const syn_actor_codes *codes, const syn_finding *finding, syn_entity *entity, syn_text day) {
  for (uint32_t i = 0; i < entity->mention_count; i++) {
    const syn_mention *mention = &entity->mentions[i];
    if (mention->kind != SYN_MENTION_NAME && mention->kind != SYN_MENTION_METONYM) continue;
    uint32_t first = syn_document_token_at(finding->document, mention->span.field, mention->span.index, mention->span.start), row;
    uint32_t end = first;
    while (end < finding->document->token_count && end - first < SYN_PHRASE_TOKENS &&
           finding->document->tokens[end].end <= mention->span.end)
      end++;
    if (end == first || syn_phrase_index_find(&codes->actors, finding->document, first, end, &row) != end - first) continue;
    syn_text code = syn_actor_codes_of(codes, row, day);
    if (code.size) return syn_entity_set_code(entity, code, finding->arena);
  }
  return SYN_OK;
}

static syn_status find(const void *state, syn_finding *finding, syn_error *error) {
  char buffer[SYN_MOMENT_TEXT_SIZE];
  syn_text day = syn_actor_codes_day(finding->document->article, buffer);
  syn_status status = SYN_OK;
  (void)error;
  for (size_t i = 0; status == SYN_OK && i < finding->entities.count; i++)
    status = code_entity(state, finding, &finding->entities.items[i], day);
  return status;
}

const syn_finder syn_actor_code_finder = {"codes of actors", create, find};
