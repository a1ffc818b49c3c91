#include "engine/name_block.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/id_list.h"
#include "engine/derived_reading.h"
#include "records/names.h"
#include "records/record_reader.h"
#include "store/neighbours.h"

enum {
  DATED_ARTICLES = 64,   /* of a bearing whose days are looked up */
  STATING_ARTICLES = 16, /* of a bearing that are searched for an acronym */
  NAMED_MOST = 500,      /* by an article, beyond which it is a list, and says nothing of those who stand beside each other */
  HEX_DIGITS = SYN_ID_TEXT_SIZE - 1
};

typedef SYN_ARRAY(uint32_t) number_array;
typedef SYN_ARRAY(syn_text) text_array;

/* A bearer while its records come in. */
typedef struct bearer_draft {
  syn_bearer bearer;
  SYN_ARRAY(syn_bearing) bearings;
  text_array lines;
  uint64_t key; /* number of its first key */
} bearer_draft;

/* An article of the block, and whom it names. */
typedef struct block_article {
  syn_id id;
  int32_t day; /* SYN_BEARING_NO_DAY: none stated */
  number_array company;
} block_article;

/* The records of one id, while they come one behind the other. */
typedef struct record_run {
  syn_id id;
  uint32_t count;
  bool is_company; /* may tell something of who stands beside it */
  syn_entity_type type;
  syn_text name;
  number_array articles;
} record_run;

typedef struct block_reading {
  syn_collection *collection;
  syn_arena *arena, *scratch;
  syn_error *error;
  syn_bearer_words *words;
  syn_map keys;
  SYN_ARRAY(bearer_draft) drafts;
  syn_id last; /* the id of the record before, and whether it is of the block */
  bool is_last_of_block;
  syn_map article_numbers; /* digits of its id -> number */
  SYN_ARRAY(block_article) articles;
  record_run run;
  text_array names; /* of company, by number */
  SYN_ARRAY(uint8_t) weights;
  SYN_ARRAY(uint64_t) company_keys;
  syn_map key_numbers;
  uint64_t store_size; /* articles */
} block_reading;

/* ---- records, without reading all of them ---- */

/* The value of a text key that has no escapes; false: it is not there, or has some. */
static bool peek_text(syn_text line, syn_text key, syn_text *out_value) {
  size_t start = syn_text_find(line, key, 0);
  if (start == SIZE_MAX) return false;
  start += key.size;
  size_t end = start;
  while (end < line.size && line.data[end] != '"' && line.data[end] != '\\') end++;
  *out_value = syn_text_slice(line, start, end);
  return end < line.size && line.data[end] == '"';
}

/* Type and name of an entity record; both in the line or in the scratch arena. */
static syn_status peek(block_reading *job, syn_text line, syn_entity_type *out_type, syn_text *out_name) {
  syn_text type;
  if (peek_text(line, SYN_TEXT("\"type\":\""), &type) && syn_entity_type_parse(type, out_type) &&
      peek_text(line, SYN_TEXT("\"name\":\""), out_name))
    return SYN_OK;
  syn_identity identity;
  syn_status status = syn_record_read_identity(line, job->scratch, &identity, job->error);
  if (status != SYN_OK) return status;
  *out_type = identity.type;
  *out_name = identity.name;
  return SYN_OK;
}

static bool is_named(syn_text line) {
  return syn_text_find(line, SYN_TEXT("\"kind\":\"name\""), 0) != SIZE_MAX ||
         syn_text_find(line, SYN_TEXT("\"kind\":\"metonym\""), 0) != SIZE_MAX;
}

/* ---- who is of the block ---- */

/* A number for the first key of a name: of persons, the surname. */
static syn_status number_key(block_reading *job, syn_entity_type type, syn_text name, uint64_t *out_number) {
  syn_text keys[SYN_BEARER_KEYS];
  uint32_t count;
  *out_number = UINT64_MAX;
  syn_status status = syn_bearer_keys(job->words, type, name, job->arena, keys, &count);
  if (status != SYN_OK || count == 0 || syn_map_get(&job->key_numbers, keys[0], out_number)) return status;
  *out_number = job->key_numbers.count;
  return syn_map_put(&job->key_numbers, keys[0], *out_number);
}

static syn_status learn_keys(block_reading *job, const syn_identity *seeds, size_t seed_count) {
  for (size_t i = 0; i < seed_count; i++) {
    syn_text keys[SYN_BEARER_KEYS];
    uint32_t count;
    syn_status status = syn_bearer_keys(job->words, seeds[i].type, seeds[i].name, job->arena, keys, &count);
    if (seeds[i].type == SYN_ENTITY_PERSON && count > 1) count = 1; /* others meet him by the surname */
    for (uint32_t k = 0; status == SYN_OK && k < count; k++) status = syn_map_put(&job->keys, keys[k], 1);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

static syn_status is_of_block(block_reading *job, const syn_store_derived *record, bool *out_is) {
  syn_entity_type type;
  syn_text name, keys[SYN_BEARER_KEYS];
  uint32_t count = 0;
  *out_is = false;
  syn_arena_reset(job->scratch);
  syn_status status = peek(job, record->line, &type, &name);
  if (status == SYN_OK) status = syn_bearer_keys(job->words, type, name, job->scratch, keys, &count);
  for (uint32_t k = 0; status == SYN_OK && k < count && !*out_is; k++) *out_is = syn_map_find(&job->keys, keys[k]) != NULL;
  *out_is = *out_is && is_named(record->line);
  return status;
}

static syn_status number_article(block_reading *job, syn_id id, uint32_t *out_number) {
  char digits[SYN_ID_TEXT_SIZE];
  uint64_t number;
  syn_text key;
  syn_id_format(id, digits);
  if (!syn_map_get(&job->article_numbers, syn_text_from(digits), &number)) {
    number = job->articles.count;
    block_article *added = SYN_ARRAY_ADD(&job->articles, job->arena);
    syn_status status = added ? syn_arena_copy(job->arena, syn_text_from(digits), &key) : SYN_NO_MEMORY;
    if (status == SYN_OK) status = syn_map_put(&job->article_numbers, key, number);
    if (status != SYN_OK) return status;
    *added = (block_article){.id = id, .day = SYN_BEARING_NO_DAY};
  }
  *out_number = (uint32_t)number;
  return SYN_OK;
}

static int order_numbers(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

static void sort_numbers(number_array *numbers) {
  size_t kept = 0;
  if (numbers->count > 1) qsort(numbers->items, numbers->count, sizeof *numbers->items, order_numbers);
  for (size_t i = 0; i < numbers->count; i++)
    if (kept == 0 || numbers->items[kept - 1] != numbers->items[i]) numbers->items[kept++] = numbers->items[i];
  numbers->count = kept;
}

static syn_index_list list_of(const number_array *numbers) {
  return (syn_index_list){numbers->items, (uint32_t)numbers->count};
}

static bool is_known(const syn_identity *identity) {
  for (uint32_t i = 0; i < identity->identifier_count; i++)
    if (!syn_text_equal(identity->identifiers[i].scheme, SYN_TEXT("iso3166"))) return true;
  return false;
}

/* What of an identity outlives its record. */
static syn_status copy_identity(block_reading *job, const syn_identity *identity, bearer_draft *draft, syn_bearing *bearing) {
  bool is_first = draft->bearings.count == 1;
  syn_status status = is_first ? syn_arena_copy(job->arena, identity->name, &draft->bearer.name) : SYN_OK;
  if (status == SYN_OK) status = syn_arena_copy(job->arena, identity->country, &bearing->country);
  bearing->roles.items = SYN_ARENA_ARRAY(job->arena, syn_text, identity->roles.count);
  if (!bearing->roles.items) return SYN_NO_MEMORY;
  for (uint32_t i = 0; status == SYN_OK && i < identity->roles.count; i++)
    status = syn_arena_copy(job->arena, identity->roles.items[i], &bearing->roles.items[bearing->roles.count++]);
  draft->bearer.id = identity->id;
  draft->bearer.type = identity->type;
  draft->bearer.is_known = draft->bearer.is_known || is_known(identity);
  return status;
}

static syn_status add_bearing(block_reading *job, bearer_draft *draft, syn_text line) {
  syn_identity identity;
  syn_id_list articles;
  number_array numbers = {0};
  syn_bearing *bearing = SYN_ARRAY_ADD(&draft->bearings, job->arena);
  syn_text *kept = SYN_ARRAY_ADD(&draft->lines, job->arena);
  if (!bearing || !kept) return SYN_NO_MEMORY;
  syn_arena_reset(job->scratch);
  syn_status status = syn_arena_copy(job->arena, line, kept);
  if (status == SYN_OK) status = syn_record_read_identity(*kept, job->scratch, &identity, job->error);
  if (status == SYN_OK) status = copy_identity(job, &identity, draft, bearing);
  if (status == SYN_OK) status = syn_record_read_mention_articles(*kept, job->scratch, &articles, job->error);
  for (uint32_t i = 0; status == SYN_OK && i < articles.count; i++) {
    uint32_t *number = SYN_ARRAY_ADD(&numbers, job->arena);
    status = number ? number_article(job, articles.items[i], number) : SYN_NO_MEMORY;
  }
  sort_numbers(&numbers);
  bearing->articles = list_of(&numbers);
  return status;
}

static syn_status take_bearing(void *context, const syn_store_derived *record) {
  block_reading *job = context;
  bool is_same = syn_id_compare(job->last, record->id) == 0;
  syn_status status = SYN_OK;
  if (!is_same || !job->is_last_of_block) status = is_of_block(job, record, &job->is_last_of_block);
  job->last = record->id;
  if (status != SYN_OK || !job->is_last_of_block) return status;
  bearer_draft *draft = job->drafts.count > 0 ? &job->drafts.items[job->drafts.count - 1] : NULL;
  if (!draft || syn_id_compare(draft->bearer.id, record->id) != 0) {
    draft = SYN_ARRAY_ADD(&job->drafts, job->arena);
    if (!draft) return SYN_NO_MEMORY;
  }
  return add_bearing(job, draft, record->line);
}

/* ---- whom its articles name ---- */

static uint32_t weigh(uint64_t store_size, uint32_t known) {
  uint32_t weight = 0;
  for (uint64_t ratio = store_size / known; ratio > 1; ratio /= 2) weight++;
  return weight;
}

static syn_status end_run(block_reading *job) {
  record_run *run = &job->run;
  uint32_t weight = run->count > 0 ? weigh(job->store_size, run->count) : 0, number = (uint32_t)job->names.count;
  if (run->count == 0 || !run->is_company || run->articles.count == 0 || weight == 0) return SYN_OK;
  syn_text *name = SYN_ARRAY_ADD(&job->names, job->arena);
  uint8_t *kept = SYN_ARRAY_ADD(&job->weights, job->arena);
  uint64_t *key = SYN_ARRAY_ADD(&job->company_keys, job->arena);
  if (!name || !kept || !key || syn_arena_copy(job->arena, run->name, name) != SYN_OK) return SYN_NO_MEMORY;
  *kept = (uint8_t)weight;
  if (number_key(job, run->type, *name, key) != SYN_OK) return SYN_NO_MEMORY;
  sort_numbers(&run->articles);
  for (size_t i = 0; i < run->articles.count; i++) {
    uint32_t *added = SYN_ARRAY_ADD(&job->articles.items[run->articles.items[i]].company, job->arena);
    if (!added) return SYN_NO_MEMORY;
    *added = number;
  }
  return SYN_OK;
}

/* Whoever has a name of his own; the surname alone may be anybody's. */
static bool can_be_company(syn_entity_type type, syn_text name, syn_text line) {
  if (type == SYN_ENTITY_WORK || type == SYN_ENTITY_OTHER || !is_named(line)) return false;
  return type != SYN_ENTITY_PERSON || syn_text_find(name, SYN_TEXT(" "), 0) != SIZE_MAX ||
         syn_text_find(line, SYN_TEXT("\"identifiers\":"), 0) != SIZE_MAX;
}

static syn_status take_company(void *context, const syn_store_derived *record) {
  static const syn_text KEY = {"\"article\":\"", 11};
  block_reading *job = context;
  record_run *run = &job->run;
  syn_status status = SYN_OK;
  if (run->count == 0 || syn_id_compare(run->id, record->id) != 0) {
    syn_text name;
    status = end_run(job);
    syn_arena_reset(job->scratch);
    *run = (record_run){.id = record->id};
    if (status == SYN_OK) status = peek(job, record->line, &run->type, &name);
    if (status == SYN_OK) status = syn_arena_copy(job->scratch, name, &run->name);
    if (status != SYN_OK) return status;
    run->is_company = can_be_company(run->type, run->name, record->line);
  }
  run->count++;
  for (size_t at = 0; run->is_company && (at = syn_text_find(record->line, KEY, at)) != SIZE_MAX;) {
    uint64_t number;
    at += KEY.size;
    if (!syn_map_get(&job->article_numbers, syn_text_slice(record->line, at, at + HEX_DIGITS), &number)) continue;
    bool is_last = run->articles.count > 0 && run->articles.items[run->articles.count - 1] == number;
    uint32_t *added = is_last ? &run->articles.items[run->articles.count - 1] : SYN_ARRAY_ADD(&run->articles, job->scratch);
    if (!added) return SYN_NO_MEMORY;
    *added = (uint32_t)number;
  }
  return SYN_OK;
}

/* ---- what is known of a bearing beside its record ---- */

static syn_status look_up_days(block_reading *job) {
  const syn_neighbour_methods *methods = syn_store_neighbours(job->collection->store);
  syn_status status = SYN_OK;
  for (size_t i = 0; status == SYN_OK && i < job->articles.count; i++) {
    syn_neighbour row;
    bool is_there = false;
    syn_arena_reset(job->scratch);
    status = methods->find(job->collection->store, job->articles.items[i].id, job->scratch, &row, &is_there, job->error);
    if (status == SYN_OK && is_there) job->articles.items[i].day = row.day;
  }
  return status;
}

static void set_days(const block_reading *job, syn_bearing *bearing) {
  bearing->first_day = bearing->last_day = SYN_BEARING_NO_DAY;
  for (uint32_t i = 0; i < bearing->articles.count && i < DATED_ARTICLES; i++) {
    int32_t day = job->articles.items[bearing->articles.items[i]].day;
    if (day == SYN_BEARING_NO_DAY) continue;
    if (bearing->first_day == SYN_BEARING_NO_DAY || day < bearing->first_day) bearing->first_day = day;
    if (bearing->last_day == SYN_BEARING_NO_DAY || day > bearing->last_day) bearing->last_day = day;
  }
}

/* Those of one surname tell nothing of each other: an article that names two Kasks may mean either. */
static syn_status set_company(const block_reading *job, uint64_t key, syn_bearing *bearing) {
  number_array all = {0};
  for (uint32_t i = 0; i < bearing->articles.count; i++) {
    const number_array *named = &job->articles.items[bearing->articles.items[i]].company;
    for (size_t k = 0; k < named->count && named->count <= NAMED_MOST; k++) {
      if (job->company_keys.items[named->items[k]] == key) continue;
      uint32_t *added = SYN_ARRAY_ADD(&all, job->arena);
      if (!added) return SYN_NO_MEMORY;
      *added = named->items[k];
    }
  }
  sort_numbers(&all);
  bearing->company = list_of(&all);
  return SYN_OK;
}

/* The acronym that the article gives one of the members, if it gives one; else empty. */
static syn_status find_acronym(block_reading *job, syn_id id, const syn_id_list *members, syn_text *out_acronym) {
  syn_store_article stored;
  syn_article article;
  syn_facts facts;
  syn_record_context offsets;
  syn_arena_reset(job->scratch);
  syn_status status = syn_store_get_article(job->collection->store, id, job->scratch, &stored, job->error);
  if (status == SYN_OK) status = syn_record_read_article(stored.article, job->scratch, &article, job->error);
  if (status == SYN_OK) status = syn_record_context_init(&article, job->scratch, &offsets);
  if (status == SYN_OK) status = syn_record_read_facts(stored.facts, &offsets, job->scratch, &facts, job->error);
  for (uint32_t e = 0; status == SYN_OK && e < facts.entity_count; e++) {
    const syn_entity *entity = &facts.entities[e];
    if (!bsearch(&entity->id, members->items, members->count, sizeof(syn_id), syn_order_ids)) continue;
    for (uint32_t m = 0; m < entity->mention_count && out_acronym->size == 0; m++)
      if (entity->mentions[m].link == SYN_LINK_ACRONYM)
        return syn_arena_copy(job->arena, syn_article_words(&article, entity->mentions[m].span), out_acronym);
  }
  return status;
}

static syn_status set_acronym(block_reading *job, syn_text line, syn_bearing *bearing) {
  syn_identity identity;
  if (syn_text_find(line, SYN_TEXT("\"link\":\"acronym\""), 0) == SIZE_MAX) return SYN_OK;
  syn_status status = syn_record_read_identity(line, job->arena, &identity, job->error);
  for (uint32_t i = 0; status == SYN_OK && i < bearing->articles.count && i < STATING_ARTICLES && bearing->acronym.size == 0; i++)
    status = find_acronym(job, job->articles.items[bearing->articles.items[i]].id, &identity.members, &bearing->acronym);
  return status;
}

static syn_status finish_bearings(block_reading *job) {
  syn_status status = look_up_days(job);
  for (size_t i = 0; status == SYN_OK && i < job->drafts.count; i++) {
    bearer_draft *draft = &job->drafts.items[i];
    status = number_key(job, draft->bearer.type, draft->bearer.name, &draft->key);
    for (size_t k = 0; status == SYN_OK && k < draft->bearings.count; k++) {
      set_days(job, &draft->bearings.items[k]);
      status = set_company(job, draft->key, &draft->bearings.items[k]);
      if (status == SYN_OK && draft->bearer.type == SYN_ENTITY_ORGANIZATION)
        status = set_acronym(job, draft->lines.items[k], &draft->bearings.items[k]);
    }
  }
  return status;
}

/* ---- the whole ---- */

static syn_status hand_out(block_reading *job, syn_name_block *block) {
  size_t count = job->drafts.count;
  syn_bearer *bearers = SYN_ARENA_ARRAY(job->arena, syn_bearer, count);
  block->lines = SYN_ARENA_ARRAY(job->arena, syn_text_list, count);
  if (!bearers || !block->lines) return SYN_NO_MEMORY;
  for (size_t i = 0; i < count; i++) {
    const bearer_draft *draft = &job->drafts.items[i];
    bearers[i] = draft->bearer;
    bearers[i].bearings = draft->bearings.items;
    bearers[i].bearing_count = (uint32_t)draft->bearings.count;
    block->lines[i] = (syn_text_list){draft->lines.items, (uint32_t)draft->lines.count};
    if (syn_map_put(&block->places, syn_id_bytes(&bearers[i].id), i) != SYN_OK) return SYN_NO_MEMORY;
  }
  block->set = (syn_bearer_set){.items = bearers, .count = (uint32_t)count, .weights = job->weights.items};
  block->company = job->names.items;
  return syn_bearers_join(&block->set, job->collection->engine->world, job->arena, &block->joins);
}

static syn_status read_block(block_reading *job, const syn_identity *seeds, size_t seed_count, syn_name_block *block) {
  const syn_id none = {{0}};
  syn_store *store = job->collection->store;
  uint64_t generation;
  syn_status status = syn_engine_need_world(job->collection->engine, job->error);
  if (status == SYN_OK) status = syn_bearer_words_read(job->collection->engine->world, job->arena, &job->words);
  if (status == SYN_OK) status = learn_keys(job, seeds, seed_count);
  if (status != SYN_OK || job->keys.count == 0) return status;
  status = syn_store_each_derived(store, SYN_DERIVED_ENTITY, none, take_bearing, job, job->error);
  if (status != SYN_OK || job->drafts.count < 2) return status;
  status = syn_store_count(store, &job->store_size, &generation, job->error);
  if (status == SYN_OK) status = syn_store_each_derived(store, SYN_DERIVED_ENTITY, none, take_company, job, job->error);
  if (status == SYN_OK) status = end_run(job);
  if (status == SYN_OK) status = finish_bearings(job);
  return status == SYN_OK ? hand_out(job, block) : status;
}

syn_status syn_name_block_read(syn_collection *collection, const syn_identity *seeds, size_t seed_count, syn_arena *arena,
                               syn_name_block *out_block, syn_error *error) {
  block_reading job = {.collection = collection, .arena = arena, .error = error};
  syn_name_block block = {.joins = NULL};
  syn_map_init(&job.keys, arena);
  syn_map_init(&job.article_numbers, arena);
  syn_map_init(&job.key_numbers, arena);
  syn_map_init(&block.places, arena);
  syn_status status = syn_collection_create_arena(collection, &job.scratch, error);
  if (status == SYN_OK) status = read_block(&job, seeds, seed_count, &block);
  syn_arena_destroy(&job.scratch);
  if (status == SYN_OK) *out_block = block;
  return status;
}

uint32_t syn_name_block_find(const syn_name_block *block, syn_id id) {
  uint64_t place;
  return syn_map_get(&block->places, syn_id_bytes(&id), &place) ? (uint32_t)place : UINT32_MAX;
}

bool syn_name_block_is_open(const syn_name_block *block, uint32_t bearer) {
  const syn_bearer *one = &block->set.items[bearer];
  return block->joins[bearer].head == bearer && !one->is_known && one->bearing_count == 1 && syn_bearer_is_bare(one->type, one->name);
}

syn_status syn_name_block_group(const syn_name_block *block, uint32_t head, syn_arena *arena, syn_id_list *out_ids) {
  syn_id *ids = SYN_ARENA_ARRAY(arena, syn_id, block->set.count);
  uint32_t count = 0;
  if (!ids) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < block->set.count; i++)
    if (block->joins[i].head == head) ids[count++] = block->set.items[i].id;
  *out_ids = (syn_id_list){ids, count};
  return SYN_OK;
}

syn_status syn_name_block_line(const syn_name_block *block, uint32_t head, syn_arena *arena, syn_text *out_line, syn_error *error) {
  text_array lines = {0};
  syn_buffer line;
  for (uint32_t i = 0; i < block->set.count; i++) {
    for (uint32_t k = 0; block->joins[i].head == head && k < block->lines[i].count; k++) {
      syn_text *added = SYN_ARRAY_ADD(&lines, arena);
      if (!added) return SYN_NO_MEMORY;
      *added = block->lines[i].items[k];
    }
  }
  syn_buffer_init(&line, SYN_COLLECTION_LINE_LIMIT);
  const syn_bearer *bearer = &block->set.items[head];
  syn_status status = syn_derived_merge_entity(lines.items, lines.count, bearer->id, bearer->name, arena, &line, error);
  if (status == SYN_OK) status = syn_arena_copy(arena, syn_buffer_text(&line), out_line);
  syn_buffer_clear(&line);
  return status;
}
