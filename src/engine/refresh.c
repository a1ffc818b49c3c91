/*
 * How it works: stories, points and the rest are derived from the articles, neighbourhood by neighbourhood (neighbourhoods.h), and can be
 * computed again at any time. The store counts a generation for each change of its set of articles, remembers the one that the derived
 * records were computed for, and notes which articles have changed. Whoever asks for derived records begins a reading with
 * syn_collection_begin_read, which computes nothing while the two are equal and the same program derived them.
 *
 * Otherwise it goes on from where the store stands: first the articles that have changed, each of which may dissolve neighbourhoods; then
 * articles that are in none; then neighbourhoods that are marked to be computed; at last names of which another country has become the main
 * one, which marks some again. When nothing is left, what is derived is of the present generation. All of this is in the store, so that a
 * run that is killed loses no more than its last transaction, which ends every BATCH_SECONDS so that writers take turns, and another
 * program can go on with it.
 *
 * A transaction that reads cannot be made one that writes when the store has changed meanwhile, so a new reading looks whether all still
 * holds. Where another program keeps adding, this would never end: the last attempt computes all that there is aside, for this reading
 * alone. So does the first where the store may not be written.
 */
#include "engine/collection_internal.h"

#include <stdlib.h>
#include <time.h>

#include "base/array.h"
#include "base/id_list.h"
#include "base/map.h"
#include "engine/neighbour_filling.h"
#include "engine/neighbourhoods.h"
#include "records/calendar.h"
#include "records/correction_record.h"
#include "records/record_reader.h"
#include "synopsis/silence.h"
#include "synopsis/synopsis_tables.h"

enum { ATTEMPT_LIMIT = 4, BATCH_SECONDS = 2 };

typedef SYN_ARRAY(syn_account) account_array;
typedef SYN_ARRAY(syn_store_derived) derived_array;

/* One neighbourhood, or one article, that is under way. */
typedef struct refreshing {
  syn_collection *collection;
  syn_store *store;
  const syn_neighbour_methods *methods;
  const syn_engine *engine;
  uint64_t region;
  syn_arena *arena; /* of it alone */
  syn_error *error;
  account_array accounts;
  syn_article_set set;
  syn_map members; /* id of an article-level entity -> index of its identity */
  derived_array derived;
} refreshing;

static syn_status take_account(refreshing *job, const syn_store_article *stored) {
  syn_arena *arena = job->arena;
  syn_article *article = SYN_ARENA_NEW(arena, syn_article);
  syn_facts *facts = SYN_ARENA_NEW(arena, syn_facts);
  syn_sketch *sketch = SYN_ARENA_NEW(arena, syn_sketch);
  syn_account *account = SYN_ARRAY_ADD(&job->accounts, arena);
  if (!article || !facts || !sketch || !account) return SYN_NO_MEMORY;
  *account = (syn_account){.article = article, .facts = facts, .sketch = sketch};
  syn_record_context record_context;
  syn_status status = syn_record_read_article(stored->article, arena, article, job->error);
  if (status == SYN_OK) status = syn_record_context_init(article, arena, &record_context);
  if (status == SYN_OK) status = syn_record_read_facts(stored->facts, &record_context, arena, facts, job->error);
  if (status == SYN_OK) status = syn_record_read_sketch(stored->sketch, arena, sketch, job->error);
  return status;
}

static syn_status load_account(refreshing *job, syn_id id) {
  syn_store_article stored;
  syn_status status = syn_store_get_article(job->store, id, job->arena, &stored, job->error);
  return status == SYN_OK ? take_account(job, &stored) : status;
}

static syn_status make_set(refreshing *job) {
  syn_status status = syn_article_set_begin((uint32_t)job->accounts.count, job->arena, &job->set);
  if (status != SYN_OK) return status;
  for (uint32_t i = 0; i < job->set.count; i++) job->set.articles[i] = *job->accounts.items[i].article;
  return syn_article_set_finish(&job->set, job->arena);
}

static syn_status keep_line(refreshing *job, const char *kind, syn_id id, syn_id story, syn_buffer *line) {
  if (line->status != SYN_OK) return line->status;
  syn_store_derived *record = SYN_ARRAY_ADD(&job->derived, job->arena);
  if (!record) return SYN_NO_MEMORY;
  *record = (syn_store_derived){.kind = syn_text_from(kind), .id = id, .story = story};
  syn_status status = syn_arena_copy(job->arena, syn_buffer_text(line), &record->line);
  syn_buffer_reset(line);
  return status;
}

/* The mentions of each identity, collected over its members in order of articles: JSON objects separated by commas. */
static syn_status collect_mentions(refreshing *job, const syn_synopsis *synopsis, syn_buffer *mentions) {
  syn_map_init(&job->members, job->arena);
  for (uint32_t i = 0; i < synopsis->identity_count; i++) {
    const syn_id_list *members = &synopsis->identities[i].members;
    for (uint32_t m = 0; m < members->count; m++) {
      syn_status status = syn_map_put(&job->members, syn_id_bytes(&members->items[m]), i);
      if (status != SYN_OK) return status;
    }
  }
  for (uint32_t a = 0; a < job->set.count; a++) {
    const syn_facts *facts = job->accounts.items[a].facts;
    for (uint32_t e = 0; e < facts->entity_count; e++) {
      const syn_entity *entity = &facts->entities[e];
      uint64_t identity;
      if (!syn_map_get(&job->members, syn_id_bytes(&entity->id), &identity)) continue;
      for (uint32_t m = 0; m < entity->mention_count; m++) {
        syn_json_writer writer;
        if (mentions[identity].size > 0) syn_buffer_add_byte(&mentions[identity], ',');
        syn_json_init(&writer, &mentions[identity]);
        syn_record_write_mention(&writer, &job->set.contexts[a], &entity->mentions[m]);
      }
    }
  }
  return SYN_OK;
}

static syn_status derive_identities(refreshing *job, const syn_synopsis *synopsis, syn_buffer *line) {
  if (synopsis->identity_count == 0) return SYN_OK;
  syn_buffer *mentions = calloc(synopsis->identity_count, sizeof *mentions);
  if (!mentions) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < synopsis->identity_count; i++) syn_buffer_init(&mentions[i], SYN_COLLECTION_LINE_LIMIT);
  syn_status status = collect_mentions(job, synopsis, mentions);
  for (uint32_t i = 0; status == SYN_OK && i < synopsis->identity_count; i++) {
    const syn_identity *identity = &synopsis->identities[i];
    syn_text list;
    syn_buffer brackets;
    syn_buffer_init(&brackets, SYN_COLLECTION_LINE_LIMIT);
    syn_buffer_add_byte(&brackets, '[');
    syn_buffer_add(&brackets, syn_buffer_text(&mentions[i]));
    syn_buffer_add_byte(&brackets, ']');
    status = mentions[i].status == SYN_OK ? brackets.status : mentions[i].status;
    list = syn_buffer_text(&brackets);
    if (status == SYN_OK) {
      syn_record_write_identity(line, identity, list);
      status = keep_line(job, SYN_DERIVED_ENTITY, identity->id, identity->members.items[0], line);
    }
    syn_buffer_clear(&brackets);
  }
  for (uint32_t i = 0; i < synopsis->identity_count; i++) syn_buffer_clear(&mentions[i]);
  free(mentions);
  return status;
}

static syn_status derive_all(refreshing *job, const syn_synopsis *synopsis, syn_buffer *line) {
  const syn_record_lookup lookup = {.context = syn_article_set_context, .user = &job->set};
  const syn_id none = {{0}};
  syn_status status = derive_identities(job, synopsis, line);
  for (uint32_t i = 0; status == SYN_OK && i < synopsis->reprint_count; i++) {
    syn_record_write_reprint(line, &lookup, &synopsis->reprints[i]);
    status = keep_line(job, SYN_DERIVED_REPRINT, synopsis->reprints[i].id, none, line);
  }
  for (uint32_t i = 0; status == SYN_OK && i < synopsis->story_count; i++) {
    syn_record_write_story(line, &synopsis->stories[i]);
    status = keep_line(job, SYN_DERIVED_STORY, synopsis->stories[i].id, none, line);
  }
  for (uint32_t i = 0; status == SYN_OK && i < synopsis->point_count; i++) {
    syn_record_write_point(line, &lookup, &synopsis->points[i]);
    status = keep_line(job, SYN_DERIVED_POINT, synopsis->points[i].id, synopsis->points[i].story, line);
  }
  for (uint32_t i = 0; status == SYN_OK && i < synopsis->occurrence_count; i++) {
    syn_record_write_occurrence(line, &synopsis->occurrences[i]);
    status = keep_line(job, SYN_DERIVED_OCCURRENCE, synopsis->occurrences[i].id, synopsis->occurrences[i].story, line);
  }
  for (uint32_t i = 0; status == SYN_OK && i < synopsis->entry_count; i++) {
    syn_record_write_entry(line, &lookup, &synopsis->entries[i]);
    status = keep_line(job, SYN_DERIVED_ENTRY, synopsis->entries[i].id, none, line);
  }
  for (uint32_t i = 0; status == SYN_OK && i < synopsis->fulfilment_count; i++) {
    syn_record_write_fulfilment(line, &synopsis->fulfilments[i]);
    status = keep_line(job, SYN_DERIVED_FULFILMENT, synopsis->fulfilments[i].id, none, line);
  }
  for (uint32_t i = 0; status == SYN_OK && i < synopsis->correction_count; i++) {
    syn_record_write_correction(line, &lookup, &synopsis->corrections[i]);
    status = keep_line(job, SYN_DERIVED_CORRECTION, synopsis->corrections[i].article, none, line);
  }
  for (uint32_t i = 0; status == SYN_OK && i < synopsis->lent_date_count; i++) {
    syn_record_write_lent(line, &synopsis->lent_dates[i]);
    status = keep_line(job, SYN_DERIVED_LENT, synopsis->lent_dates[i].article, none, line);
  }
  return status;
}

static void write_maker(const syn_engine *engine, syn_buffer *line) {
  syn_record_write_header(line, syn_version(), syn_text_from(engine->model_digest), syn_text_from(engine->world_digest));
}

/* ---- steps ---- */

static syn_status state_name(void *context, syn_id name, syn_text country) {
  refreshing *job = context;
  return country.size > 0 ? job->methods->state_name(job->store, name, country, job->region, job->error) : SYN_OK;
}

static syn_status main_country(void *context, syn_id name, syn_arena *arena, syn_text *out_country) {
  refreshing *job = context;
  return job->methods->use_main_country(job->store, name, arena, out_country, job->error);
}

/* Read once for all neighbourhoods that are derived through this collection. */
static syn_status need_tables(syn_collection *collection, syn_error *error) {
  if (collection->tables) return SYN_OK;
  syn_status status = collection->tables_arena ? SYN_OK : syn_collection_create_arena(collection, &collection->tables_arena, error);
  syn_synopsis_tables *tables = status == SYN_OK ? SYN_ARENA_NEW(collection->tables_arena, syn_synopsis_tables) : NULL;
  if (!tables) return status == SYN_OK ? SYN_NO_MEMORY : status;
  *tables = syn_synopsis_tables_begin(collection->engine->world, collection->tables_arena);
  collection->tables = tables;
  return SYN_OK;
}

/* What the articles of a marked neighbourhood say together, into the store. */
static syn_status derive_region(refreshing *job, uint64_t region) {
  const syn_name_registry names = {.state = state_name, .main_country = main_country, .context = job};
  syn_synopsis synopsis = {0};
  syn_id *members = NULL;
  uint32_t count = 0;
  syn_buffer line;
  job->region = region;
  syn_buffer_init(&line, SYN_COLLECTION_LINE_LIMIT);
  syn_status status = need_tables(job->collection, job->error);
  if (status == SYN_OK) status = job->methods->members(job->store, region, job->arena, &members, &count, job->error);
  for (uint32_t i = 0; status == SYN_OK && i < count; i++) status = load_account(job, members[i]);
  if (status == SYN_OK) status = make_set(job);
  if (status == SYN_OK) status = job->methods->forget_names(job->store, region, job->error);
  if (status == SYN_OK && count > 0)
    status = syn_synopsis_compute_part(job->accounts.items, job->accounts.count, job->engine->world, job->collection->tables, &names,
                                       job->arena, &synopsis, job->error);
  if (status == SYN_OK && count > 0) status = syn_silence_note(&synopsis, job->accounts.items, job->accounts.count, job->arena);
  if (status == SYN_OK) status = derive_all(job, &synopsis, &line);
  if (status == SYN_OK) status = job->methods->put_derived(job->store, region, job->derived.items, job->derived.count, job->error);
  if (status == SYN_NO_MEMORY) syn_error_set(job->error, status, 0, "Not enough memory to compare %u articles.", count);
  syn_buffer_clear(&line);
  return status;
}

static syn_status take_change(refreshing *job, syn_id article) {
  syn_error missing = {0};
  syn_store_article stored;
  syn_status status = syn_store_get_article(job->store, article, job->arena, &stored, &missing);
  bool is_there = status == SYN_OK;
  if (status == SYN_NOT_FOUND) status = SYN_OK;
  if (status != SYN_OK) return syn_error_set(job->error, status, missing.offset, "%s", missing.text);
  if (is_there) status = take_account(job, &stored);
  if (status == SYN_OK)
    status = syn_neighbourhoods_change(job->collection, article, is_there ? job->accounts.items : NULL, job->arena, job->error);
  return status == SYN_OK ? job->methods->end_change(job->store, article, job->error) : status;
}

/* The next change while an index is filled: articles in the order in which they came, then those that are gone. */
static syn_status fill(refreshing *job, syn_neighbour_filling filling) {
  syn_id id;
  bool has = false;
  if (filling.stage != SYN_FILLING_ROWS) return syn_filling_step(job->collection, filling, job->arena, job->error);
  syn_status status = job->methods->next_coming(job->store, filling.reached, &id, &filling.reached, &has, job->error);
  if (status == SYN_OK && has) status = take_change(job, id);
  if (status == SYN_OK && has) return job->methods->set_filling(job->store, filling, job->error);
  if (status == SYN_OK) status = job->methods->next_change(job->store, &id, &has, job->error);
  if (status == SYN_OK && has) return take_change(job, id);
  if (status != SYN_OK) return status;
  return job->methods->set_filling(job->store, (syn_neighbour_filling){SYN_FILLING_LISTS, 0}, job->error);
}

/* The next thing to do; `*out_is_done`: there is none. */
static syn_status take_step(refreshing *job, bool *out_is_done) {
  syn_id id;
  uint64_t number;
  bool has = false;
  syn_neighbour_filling filling;
  *out_is_done = false;
  syn_status status = job->methods->filling(job->store, &filling, job->error);
  if (status == SYN_OK && filling.stage != SYN_FILLING_NONE) return fill(job, filling);
  if (status == SYN_OK) status = job->methods->next_change(job->store, &id, &has, job->error);
  if (status != SYN_OK || has) return status == SYN_OK ? take_change(job, id) : status;
  status = job->methods->next_unplaced(job->store, &number, &has, job->error);
  if (status != SYN_OK || has) return status == SYN_OK ? syn_neighbourhoods_place(job->collection, number, job->arena, job->error) : status;
  status = job->methods->next_marked(job->store, &number, &has, job->error);
  if (status != SYN_OK || has) return status == SYN_OK ? derive_region(job, number) : status;
  status = job->methods->next_name(job->store, &id, &has, job->error);
  if (status != SYN_OK || has) {
    syn_text unused;
    return status == SYN_OK ? job->methods->use_main_country(job->store, id, job->arena, &unused, job->error) : status;
  }
  *out_is_done = true;
  return SYN_OK;
}

/* Whether the derived records in the store are those of this version with this model and world. */
typedef struct maker_check {
  syn_text expected;
  bool is_same;
} maker_check;

static syn_status compare_maker(void *context, const syn_store_derived *record) {
  maker_check *check = context;
  check->is_same = syn_text_equal(syn_text_trim(record->line), check->expected);
  return SYN_OK;
}

static syn_status is_made_by(syn_collection *collection, bool *out_is, syn_error *error) {
  syn_buffer line;
  syn_buffer_init(&line, SYN_COLLECTION_LINE_LIMIT);
  write_maker(collection->engine, &line);
  maker_check check = {.expected = syn_text_trim(syn_buffer_text(&line))};
  syn_status status = line.status;
  if (status == SYN_OK) status = syn_store_each_derived(collection->store, SYN_DERIVED_MAKER, (syn_id){{0}}, compare_maker, &check, error);
  syn_buffer_clear(&line);
  if (status == SYN_OK) *out_is = check.is_same;
  return status;
}

/* Within a reading. A store without articles needs nothing. */
static syn_status check_fresh(syn_collection *collection, uint64_t *out_generation, bool *out_is_fresh, syn_error *error) {
  uint64_t generation, derived_generation;
  syn_status status = syn_store_generation(collection->store, &generation, error);
  if (status == SYN_OK) status = syn_store_derived_generation(collection->store, &derived_generation, error);
  if (status != SYN_OK) return status;
  bool is_fresh = generation == 0;
  if (!is_fresh && generation == derived_generation) status = is_made_by(collection, &is_fresh, error);
  if (status != SYN_OK) return status;
  *out_generation = generation;
  *out_is_fresh = is_fresh;
  return SYN_OK;
}

static void tell_of_comparing(const syn_collection *collection, bool begins) {
  const syn_observer *observer = &collection->observer;
  if (observer->comparing) observer->comparing(observer->context, begins);
}

static double seconds_now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static refreshing begin_step(syn_collection *collection, syn_arena *arena, syn_error *error) {
  return (refreshing){.collection = collection,
                      .store = collection->store,
                      .methods = syn_store_neighbours(collection->store),
                      .engine = collection->engine,
                      .arena = arena,
                      .error = error};
}

syn_status syn_collection_settle(syn_collection *collection, const syn_id *articles, size_t article_count, syn_error *error) {
  syn_arena *arena = NULL;
  syn_status status = syn_collection_create_arena(collection, &arena, error);
  if (status == SYN_OK) status = syn_store_begin(collection->store, error);
  for (size_t i = 0; status == SYN_OK && i < article_count; i++) {
    syn_arena_reset(arena);
    refreshing job = begin_step(collection, arena, error);
    status = take_change(&job, articles[i]);
  }
  if (status == SYN_OK)
    status = syn_store_commit(collection->store, error);
  else
    syn_store_rollback(collection->store);
  syn_arena_destroy(&arena);
  return status;
}

/* Steps until nothing is left to do, or `seconds` (0: no limit) are over. */
static syn_status take_steps(syn_collection *collection, double seconds, bool *out_is_done, syn_error *error) {
  syn_arena *arena = NULL;
  double end = seconds_now() + seconds;
  syn_status status = syn_collection_create_arena(collection, &arena, error);
  *out_is_done = false;
  while (status == SYN_OK && !*out_is_done && (seconds == 0 || seconds_now() < end)) {
    syn_arena_reset(arena);
    refreshing job = begin_step(collection, arena, error);
    status = take_step(&job, out_is_done);
  }
  syn_arena_destroy(&arena);
  return status;
}

static syn_status put_maker(syn_collection *collection, syn_error *error) {
  syn_buffer line;
  syn_buffer_init(&line, SYN_COLLECTION_LINE_LIMIT);
  write_maker(collection->engine, &line);
  const syn_store_derived maker = {.kind = SYN_TEXT(SYN_DERIVED_MAKER), .line = syn_buffer_text(&line)};
  syn_status status = line.status;
  if (status == SYN_OK) status = syn_store_neighbours(collection->store)->put_derived(collection->store, 0, &maker, 1, error);
  syn_buffer_clear(&line);
  return status;
}

/* Within a transaction: some of what is to be done; what another program derived is forgotten first. */
static syn_status catch_up_some(syn_collection *collection, bool *out_is_done, syn_error *error) {
  const syn_neighbour_methods *methods = syn_store_neighbours(collection->store);
  uint64_t generation;
  bool is_own = false;
  syn_status status = is_made_by(collection, &is_own, error);
  if (status == SYN_OK && !is_own) status = methods->forget(collection->store, error);
  if (status == SYN_OK && !is_own) status = put_maker(collection, error);
  if (status == SYN_OK) status = syn_filling_begin(collection, error);
  if (status == SYN_OK) status = take_steps(collection, BATCH_SECONDS, out_is_done, error);
  if (status == SYN_OK && *out_is_done) status = syn_store_generation(collection->store, &generation, error);
  return status == SYN_OK && *out_is_done ? methods->set_generation(collection->store, generation, error) : status;
}

static syn_status catch_up(syn_collection *collection, syn_error *error) {
  bool is_done = false;
  syn_status status = SYN_OK;
  while (status == SYN_OK && !is_done) {
    status = syn_store_begin(collection->store, error);
    if (status != SYN_OK) break;
    status = catch_up_some(collection, &is_done, error);
    if (status == SYN_OK)
      status = syn_store_commit(collection->store, error);
    else
      syn_store_rollback(collection->store);
  }
  return status;
}

/* Within a reading: all from nothing, for this reading alone. */
static syn_status derive_aside(syn_collection *collection, syn_error *error) {
  bool is_done;
  syn_status status = syn_store_neighbours(collection->store)->set_aside(collection->store, error);
  if (status == SYN_OK) status = put_maker(collection, error);
  if (status == SYN_OK) status = syn_filling_begin(collection, error);
  return status == SYN_OK ? take_steps(collection, 0, &is_done, error) : status;
}

/* `may_keep`: ends the reading and keeps what is derived in the store. Otherwise it is set aside and the reading goes on. */
static syn_status derive_again(syn_collection *collection, bool may_keep, syn_error *error) {
  tell_of_comparing(collection, true);
  syn_status status = syn_engine_need_world(collection->engine, error);
  if (status == SYN_OK && !may_keep) status = derive_aside(collection, error);
  if (status == SYN_OK && may_keep) status = syn_store_end_read(collection->store, status, error);
  if (status == SYN_OK && may_keep) status = catch_up(collection, error);
  if (status == SYN_NO_MEMORY) syn_error_set(error, status, 0, "Not enough memory to compare the articles.");
  tell_of_comparing(collection, false);
  return status;
}

syn_status syn_collection_begin_read(syn_collection *collection, syn_error *error) {
  syn_status status = SYN_OK;
  bool is_ready = false;
  for (int attempt = 1; status == SYN_OK && !is_ready; attempt++) {
    uint64_t generation;
    bool is_fresh = false, may_keep = attempt < ATTEMPT_LIMIT && !syn_store_is_read_only(collection->store);
    status = syn_store_begin_read(collection->store, error);
    if (status == SYN_OK) status = check_fresh(collection, &generation, &is_fresh, error);
    if (status == SYN_OK && !is_fresh) status = derive_again(collection, may_keep, error);
    is_ready = is_fresh || !may_keep;
  }
  return status == SYN_OK ? SYN_OK : syn_store_end_read(collection->store, status, error);
}

syn_status syn_collection_is_fresh(syn_collection *collection, bool *out_is_fresh, syn_error *error) {
  uint64_t generation;
  return check_fresh(collection, &generation, out_is_fresh, error);
}
