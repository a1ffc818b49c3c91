/*
 * How it works: one pass over the articles tells days, credits and how much there is of each outlet; one over the reprints who copied whom;
 * one over the ledger of collection what was asked for and what failed. An article is an outlet's own unless a good part of it is copied
 * from another outlet, or one agency alone is credited for it and nobody signs it. What is handed out sits in one arena behind the public
 * struct.
 */
#include "synoptic/sources.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/id_list.h"
#include "base/map.h"
#include "base/utf8.h"
#include "engine/collection_internal.h"
#include "engine/sources_owners.h"
#include "records/calendar.h"
#include "records/record_reader.h"
#include "records/request_record.h"
#include "synopsis/compute.h"
#include "synopsis/outlets.h"

enum { COPY_SHARE = 30 /* hundredths, as for origins */, LINES_LIMIT = 1 << 30 };

/* The public struct and the memory behind it; the public one comes first, so that a pointer to it is a pointer to this. */
typedef struct owned_sources {
  syn_sources public;
  syn_arena *arena;
  bool is_of_one; /* an outlet was asked for */
} owned_sources;

/* One article, as far as it counts here. */
typedef struct seen_article {
  syn_id id;
  uint32_t outlet; /* or SYN_NO_OUTLET */
  int32_t day;
  bool has_day, is_replaced, is_agency, is_copied, is_unclear;
} seen_article;

/* A mention of a name by an outlet: sorted and added up into its tallies. */
typedef enum tally_list { TALLY_AGENCY, TALLY_GAVE, TALLY_TOOK, TALLY_SHARE, TALLY_LIST_COUNT } tally_list;
typedef struct name_use {
  uint32_t outlet, name; /* numbers */
  tally_list list;
  uint32_t count;
} name_use;

typedef struct outlet_day {
  uint32_t outlet;
  int32_t day;
  uint32_t article_count;
} outlet_day;

typedef struct sources_job {
  syn_collection *collection;
  syn_arena *arena, *scratch; /* of the result; of one record */
  syn_error *error;
  syn_outlets outlets, agencies;
  syn_outlet_owners owners;
  SYN_ARRAY(seen_article) articles; /* in order of id */
  SYN_ARRAY(name_use) uses;
  SYN_ARRAY(outlet_day) days;
  SYN_ARRAY(syn_request) requests;
  SYN_ARRAY(syn_text) hosts; /* of each outlet: an address of it, for the owner */
  syn_id_list replaced;      /* by later versions */
} sources_job;

/* ---- articles ---- */

static syn_status add_use(sources_job *job, uint32_t outlet, uint32_t name, tally_list list) {
  name_use *use = SYN_ARRAY_ADD(&job->uses, job->arena);
  if (!use) return SYN_NO_MEMORY;
  *use = (name_use){outlet, name, list, 1};
  return SYN_OK;
}

static syn_status add_day(sources_job *job, uint32_t outlet, int32_t day, uint32_t article_count) {
  outlet_day *added = SYN_ARRAY_ADD(&job->days, job->arena);
  if (!added) return SYN_NO_MEMORY;
  *added = (outlet_day){outlet, day, article_count};
  return SYN_OK;
}

static syn_status number_outlet(sources_job *job, syn_text name, syn_text url, uint32_t *out_outlet) {
  syn_text kept;
  syn_status status = syn_arena_copy(job->arena, name, &kept);
  if (status == SYN_OK) status = syn_outlets_add(&job->outlets, kept, out_outlet);
  if (status != SYN_OK || *out_outlet == SYN_NO_OUTLET) return status;
  while (job->hosts.count <= *out_outlet)
    if (!SYN_ARRAY_ADD(&job->hosts, job->arena)) return SYN_NO_MEMORY;
  syn_text *host = &job->hosts.items[*out_outlet];
  bool is_first = url.size > 0 && (host->size == 0 || syn_text_compare(url, *host) < 0);
  return is_first ? syn_arena_copy(job->arena, url, host) : SYN_OK;
}

static syn_status take_credits(sources_job *job, const syn_article *article, uint32_t outlet) {
  for (uint32_t i = 0; i < article->credit_count; i++) {
    uint32_t agency;
    syn_text name;
    syn_status status = syn_arena_copy(job->arena, article->credits[i], &name);
    if (status == SYN_OK) status = syn_outlets_add(&job->agencies, name, &agency);
    if (status == SYN_OK && agency != SYN_NO_OUTLET) status = add_use(job, outlet, agency, TALLY_AGENCY);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

static bool is_one_day(syn_interval interval) {
  bool is_stated = interval.basis == SYN_BASIS_METADATA || interval.basis == SYN_BASIS_TEXT;
  return is_stated && interval.from.day == interval.to.day && interval.from.day != SYN_DAY_MINIMUM && interval.from.day != SYN_DAY_MAXIMUM;
}

static syn_status take_article(void *context, const syn_store_article *stored) {
  sources_job *job = context;
  syn_article article;
  syn_arena_reset(job->scratch);
  syn_status status = syn_record_read_article(stored->article, job->scratch, &article, job->error);
  seen_article *seen = status == SYN_OK ? SYN_ARRAY_ADD(&job->articles, job->arena) : NULL;
  if (status != SYN_OK) return status;
  if (!seen) return SYN_NO_MEMORY;
  *seen = (seen_article){.id = article.id,
                         .has_day = is_one_day(article.published),
                         .is_agency = article.credit_count == 1 && article.byline_count == 0,
                         .day = article.published.from.day};
  seen->is_replaced =
      job->replaced.count > 0 && bsearch(&article.id, job->replaced.items, job->replaced.count, sizeof article.id, syn_order_ids) != NULL;
  status = number_outlet(job, syn_outlet_of(&article), article.url, &seen->outlet);
  if (status != SYN_OK || seen->outlet == SYN_NO_OUTLET) return status;
  uint32_t outlet = seen->outlet;
  if (seen->has_day && add_day(job, outlet, seen->day, 1) != SYN_OK) return SYN_NO_MEMORY;
  return take_credits(job, &article, outlet);
}

static syn_status list_replaced(sources_job *job) {
  syn_synopsis lent = {0};
  syn_status status = syn_collection_lent_dates(job->collection, job->arena, &lent, job->error);
  return status == SYN_OK ? syn_synopsis_replaced(&lent, job->arena, &job->replaced) : status;
}

/* ---- reprints ---- */

static int compare_id_with_seen(const void *key, const void *element) {
  return syn_id_compare(*(const syn_id *)key, ((const seen_article *)element)->id);
}

static seen_article *find_article(const sources_job *job, syn_id id) {
  if (job->articles.count == 0) return NULL;
  return bsearch(&id, job->articles.items, job->articles.count, sizeof *job->articles.items, compare_id_with_seen);
}

static syn_status take_reprint(void *context, const syn_store_derived *record) {
  sources_job *job = context;
  const syn_record_lookup lookup = {0};
  syn_reprint reprint;
  syn_arena_reset(job->scratch);
  syn_status status = syn_record_read_reprint(record->line, &lookup, job->scratch, &reprint, job->error);
  if (status != SYN_OK || syn_decimal_to_double(reprint.share) * 100 + 0.5 < COPY_SHARE) return status;
  seen_article *a = find_article(job, reprint.a), *b = find_article(job, reprint.b);
  if (!a || !b || a->outlet == SYN_NO_OUTLET || b->outlet == SYN_NO_OUTLET || a->outlet == b->outlet) return SYN_OK;
  bool is_decided = reprint.direction == SYN_DIRECTION_A_B;
  if (is_decided)
    b->is_copied = true;
  else
    a->is_unclear = b->is_unclear = true;
  status = add_use(job, a->outlet, b->outlet, is_decided ? TALLY_GAVE : TALLY_SHARE);
  return status == SYN_OK ? add_use(job, b->outlet, a->outlet, is_decided ? TALLY_TOOK : TALLY_SHARE) : status;
}

/* ---- requests ---- */

static syn_status copy_failures(sources_job *job, const syn_request *request, syn_request *kept) {
  syn_request_failure *failures = SYN_ARENA_ARRAY(job->arena, syn_request_failure, request->failure_count);
  if (!failures) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < request->failure_count; i++)
    if (syn_arena_copy(job->arena, request->failures[i].source, &failures[i].source) != SYN_OK ||
        syn_arena_copy(job->arena, request->failures[i].why, &failures[i].why) != SYN_OK)
      return SYN_NO_MEMORY;
  kept->failures = failures;
  return SYN_OK;
}

static syn_status take_request(void *context, const syn_request *request) {
  sources_job *job = context;
  syn_request *kept = SYN_ARRAY_ADD(&job->requests, job->arena);
  if (!kept) return SYN_NO_MEMORY;
  *kept = *request;
  const struct {
    syn_text from;
    syn_text *to;
  } texts[] = {{request->source, &kept->source},
               {request->outlet, &kept->outlet},
               {request->first_asked, &kept->first_asked},
               {request->asked, &kept->asked}};
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
    if (syn_arena_copy(job->arena, texts[i].from, texts[i].to) != SYN_OK) return SYN_NO_MEMORY;
  kept->articles.items = SYN_ARENA_ARRAY(job->arena, syn_id, request->articles.count);
  if (!kept->articles.items) return SYN_NO_MEMORY;
  if (request->articles.count > 0) memcpy(kept->articles.items, request->articles.items, request->articles.count * sizeof(syn_id));
  syn_status status = copy_failures(job, request, kept);
  uint32_t outlet;
  syn_interval asked;
  if (status == SYN_OK) status = number_outlet(job, kept->outlet, (syn_text){0}, &outlet);
  bool is_covered = status == SYN_OK && outlet != SYN_NO_OUTLET && kept->is_stated && syn_request_has_answered(kept);
  return is_covered && syn_calendar_parse(kept->asked, &asked) == SYN_OK ? add_day(job, outlet, asked.from.day, 0) : status;
}

/* ---- putting together ---- */

static int order_days(const void *a, const void *b) {
  const outlet_day *x = a, *y = b;
  if (x->outlet != y->outlet) return x->outlet < y->outlet ? -1 : 1;
  return x->day < y->day ? -1 : x->day > y->day;
}

/* Of each outlet the days in a row. */
static syn_status join_days(sources_job *job, syn_source *sources) {
  if (job->days.count > 1) qsort(job->days.items, job->days.count, sizeof *job->days.items, order_days);
  syn_source_days *runs = SYN_ARENA_ARRAY(job->arena, syn_source_days, job->days.count);
  if (!runs) return SYN_NO_MEMORY;
  size_t count = 0;
  for (size_t i = 0; i < job->days.count; i++) {
    const outlet_day *day = &job->days.items[i];
    syn_source *source = &sources[day->outlet];
    bool goes_on = source->days_count > 0 && day->day <= runs[count - 1].last + 1;
    if (source->days_count == 0) source->days = &runs[count];
    if (!goes_on) {
      runs[count++] = (syn_source_days){.first = day->day, .last = day->day - 1};
      source->days_count++;
    }
    source->day_count += day->day != runs[count - 1].last;
    runs[count - 1].last = day->day;
    runs[count - 1].article_count += day->article_count;
  }
  return SYN_OK;
}

static int order_uses(const void *a, const void *b) {
  const name_use *x = a, *y = b;
  if (x->outlet != y->outlet) return x->outlet < y->outlet ? -1 : 1;
  if (x->list != y->list) return x->list < y->list ? -1 : 1;
  return x->name < y->name ? -1 : x->name > y->name;
}

static int order_tallies(const void *a, const void *b) {
  const syn_source_tally *x = a, *y = b;
  if (x->article_count != y->article_count) return x->article_count > y->article_count ? -1 : 1;
  return syn_text_compare(x->name, y->name);
}

static syn_source_tallies *list_of(syn_source *source, tally_list list) {
  syn_source_tallies *const lists[TALLY_LIST_COUNT] = {&source->agencies, &source->gave, &source->took, &source->shares};
  return lists[list];
}

static syn_status add_up_uses(sources_job *job, syn_source *sources) {
  if (job->uses.count > 1) qsort(job->uses.items, job->uses.count, sizeof *job->uses.items, order_uses);
  syn_source_tally *tallies = SYN_ARENA_ARRAY(job->arena, syn_source_tally, job->uses.count);
  if (!tallies) return SYN_NO_MEMORY;
  size_t count = 0, first = 0;
  for (size_t i = 0; i < job->uses.count; i++) {
    const name_use *use = &job->uses.items[i], *last = i > 0 ? &job->uses.items[i - 1] : NULL;
    bool same_list = last && last->outlet == use->outlet && last->list == use->list;
    if (!same_list) first = count;
    if (same_list && last->name == use->name)
      tallies[count - 1].article_count++;
    else
      tallies[count++] = (syn_source_tally){(use->list == TALLY_AGENCY ? &job->agencies : &job->outlets)->names.items[use->name], 1};
    *list_of(&sources[use->outlet], use->list) = (syn_source_tallies){&tallies[first], (uint32_t)(count - first)};
  }
  for (size_t s = 0; s < job->outlets.names.count; s++)
    for (unsigned list = 0; list < TALLY_LIST_COUNT; list++) {
      syn_source_tallies *own = list_of(&sources[s], (tally_list)list);
      if (own->count > 1) qsort(&tallies[own->items - tallies], own->count, sizeof *tallies, order_tallies);
    }
  return SYN_OK;
}

static void count_articles(const sources_job *job, syn_source *sources, syn_sources *out) {
  for (size_t i = 0; i < job->articles.count; i++) {
    const seen_article *article = &job->articles.items[i];
    out->article_count++;
    if (article->outlet == SYN_NO_OUTLET) {
      out->without_outlet++;
      continue;
    }
    syn_source *source = &sources[article->outlet];
    source->article_count++;
    source->undated_count += !article->has_day;
    source->replaced_count += article->is_replaced;
    if (article->is_replaced || article->is_copied || article->is_agency) continue;
    if (article->is_unclear)
      source->unclear_count++;
    else
      source->own_count++;
  }
}

/* The outlets that a request is about, each once: whose it is, and whose articles came. */
static syn_status list_outlets(const sources_job *job, const syn_request *request, uint32_t *marks, uint32_t mark, uint32_t *out_list,
                               uint32_t *out_count) {
  uint32_t count = 0, outlet;
  syn_status status = syn_outlets_find(&job->outlets, request->outlet, &outlet);
  if (status != SYN_OK) return status;
  for (uint32_t i = 0; i <= request->articles.count; i++) {
    if (i > 0) {
      const seen_article *article = find_article(job, request->articles.items[i - 1]);
      outlet = article ? article->outlet : SYN_NO_OUTLET;
    }
    if (outlet == SYN_NO_OUTLET || marks[outlet] == mark) continue;
    marks[outlet] = mark;
    out_list[count++] = outlet;
  }
  *out_count = count;
  return SYN_OK;
}

typedef SYN_ARRAY(uint32_t) number_array;

static syn_status assign_requests(sources_job *job, syn_source *sources, syn_sources *out) {
  size_t outlet_count = job->outlets.names.count;
  number_array *lists = SYN_ARENA_ARRAY(job->arena, number_array, outlet_count);
  uint32_t *marks = SYN_ARENA_ARRAY(job->arena, uint32_t, outlet_count), *named = SYN_ARENA_ARRAY(job->arena, uint32_t, outlet_count);
  if (!lists || !marks || !named) return SYN_NO_MEMORY;
  for (uint32_t r = 0; r < job->requests.count; r++) {
    const syn_request *request = &job->requests.items[r];
    uint32_t count = 0;
    syn_status status = list_outlets(job, request, marks, r + 1, named, &count);
    out->failed_count += (uint64_t)request->failure_count + request->unnamed_count;
    for (uint32_t i = 0; status == SYN_OK && i < count; i++) {
      uint32_t *place = SYN_ARRAY_ADD(&lists[named[i]], job->arena);
      if (!place) return SYN_NO_MEMORY;
      *place = r;
      if (count == 1) sources[named[i]].failed_count += request->failure_count + request->unnamed_count;
    }
    if (status != SYN_OK) return status;
  }
  for (size_t s = 0; s < outlet_count; s++) {
    sources[s].requests = lists[s].items;
    sources[s].request_count = (uint32_t)lists[s].count;
  }
  return SYN_OK;
}

static int order_sources(const void *a, const void *b) {
  const syn_source *x = a, *y = b;
  if (x->article_count != y->article_count) return x->article_count > y->article_count ? -1 : 1;
  return syn_text_compare(x->name, y->name);
}

/* By the time of the last asking, then by what was asked for. */
static int order_requests(const void *a, const void *b) {
  const syn_request *x = a, *y = b;
  int order = syn_text_compare(x->asked, y->asked);
  if (order == 0) order = syn_text_compare(x->source, y->source);
  return order != 0 ? order : syn_id_compare(x->id, y->id);
}

static syn_status make_sources(sources_job *job, syn_sources *out) {
  size_t count = job->outlets.names.count;
  syn_source *sources = SYN_ARENA_ARRAY(job->arena, syn_source, count);
  if (!sources) return SYN_NO_MEMORY;
  for (size_t s = 0; s < count; s++) {
    sources[s].name = job->outlets.names.items[s];
    syn_status status = syn_outlet_owners_find(&job->owners, sources[s].name, job->hosts.items[s], &sources[s].owner, &sources[s].country);
    if (status != SYN_OK) return status;
  }
  if (job->requests.count > 1) qsort(job->requests.items, job->requests.count, sizeof *job->requests.items, order_requests);
  count_articles(job, sources, out);
  syn_status status = join_days(job, sources);
  if (status == SYN_OK) status = add_up_uses(job, sources);
  if (status == SYN_OK) status = assign_requests(job, sources, out);
  if (status != SYN_OK) return status;
  if (count > 1) qsort(sources, count, sizeof *sources, order_sources);
  out->sources = sources;
  out->source_count = (uint32_t)count;
  out->requests = job->requests.items;
  out->request_count = (uint32_t)job->requests.count;
  return SYN_OK;
}

/* The outlets whose names hold the words: how many, and the last of them; their names into `words`. */
static syn_status find_by_part(sources_job *job, syn_text wanted, const syn_sources *all, syn_buffer *words, uint32_t *out_count,
                               uint32_t *out_last) {
  enum { NAMED = 5 };
  uint32_t count = 0;
  for (uint32_t s = 0; s < all->source_count; s++) {
    syn_text name;
    if (syn_utf8_fold(all->sources[s].name, job->arena, &name) != SYN_OK) return SYN_NO_MEMORY;
    if (syn_text_equal(name, wanted)) { /* the whole name is meant */
      *out_count = 1;
      *out_last = s;
      return SYN_OK;
    }
    if (wanted.size == 0 || syn_text_find(name, wanted, 0) == SIZE_MAX) continue;
    if (count < NAMED) syn_buffer_format(words, "%s%.*s", count > 0 ? ", " : "", SYN_TEXT_ARGUMENTS(all->sources[s].name));
    *out_last = s;
    count++;
  }
  if (count > NAMED) syn_buffer_format(words, " and %u more", count - NAMED);
  *out_count = count;
  return SYN_OK;
}

/* Leaves the one of this name, or the only one whose name holds these words. */
static syn_status choose(sources_job *job, const char *outlet, syn_sources *out) {
  enum { WORDS_LIMIT = 4096 };
  syn_text wanted;
  syn_buffer words;
  uint32_t count = 0, last = 0;
  if (syn_utf8_fold(syn_text_from(outlet), job->arena, &wanted) != SYN_OK) return SYN_NO_MEMORY;
  syn_buffer_init(&words, WORDS_LIMIT);
  syn_status status = find_by_part(job, wanted, out, &words, &count, &last);
  if (status == SYN_OK && count == 0)
    status = syn_error_set(job->error, SYN_NOT_FOUND, 0,
                           "No article is of the outlet \"%.200s\": `synoptic sources` lists those that there are.", outlet);
  else if (status == SYN_OK && count > 1)
    status = syn_error_set(job->error, SYN_BAD_ARGUMENT, 0, "Several outlets have \"%.100s\" in their names: %.*s. Give more of the name.",
                           outlet, SYN_TEXT_ARGUMENTS(syn_text_slice(syn_buffer_text(&words), 0, 300)));
  syn_buffer_clear(&words);
  if (status != SYN_OK) return status;
  out->sources = &out->sources[last];
  out->source_count = 1;
  return SYN_OK;
}

static syn_status read_sources(sources_job *job, const char *outlet, syn_sources *out) {
  syn_store *store = job->collection->store;
  syn_outlets_init(&job->outlets, job->arena);
  syn_outlets_init(&job->agencies, job->arena);
  syn_status status = syn_engine_need_world(job->collection->engine, job->error);
  if (status == SYN_OK) status = syn_outlet_owners_read(job->collection->engine->world, job->arena, &job->owners);
  if (status == SYN_OK) status = list_replaced(job);
  if (status == SYN_OK) status = syn_store_each_article(store, take_article, job, job->error);
  if (status == SYN_OK) status = syn_store_each_derived(store, SYN_DERIVED_REPRINT, (syn_id){{0}}, take_reprint, job, job->error);
  if (status == SYN_OK) status = syn_store_each_request(store, take_request, job, job->error);
  if (status == SYN_OK) status = make_sources(job, out);
  return status == SYN_OK && outlet ? choose(job, outlet, out) : status;
}

syn_status syn_collection_sources(syn_collection *collection, const char *outlet, syn_sources **out_sources, syn_error *error) {
  owned_sources *owned = calloc(1, sizeof *owned);
  if (!owned) return syn_error_set(error, SYN_NO_MEMORY, 0, "Not enough memory to look at the sources.");
  syn_status status = syn_collection_create_arena(collection, &owned->arena, error);
  sources_job job = {.collection = collection, .arena = owned->arena, .error = error};
  if (status == SYN_OK) status = syn_collection_create_arena(collection, &job.scratch, error);
  if (status == SYN_OK) {
    status = syn_collection_begin_read(collection, error);
    if (status == SYN_OK) status = read_sources(&job, outlet, &owned->public);
    owned->is_of_one = outlet != NULL;
    status = syn_store_end_read(collection->store, status, error);
  }
  syn_arena_destroy(&job.scratch);
  syn_sources *sources = &owned->public;
  if (status == SYN_OK)
    *out_sources = sources;
  else
    syn_sources_destroy(&sources);
  return status == SYN_NO_MEMORY ? syn_error_set(error, status, 0, "Not enough memory to look at the sources.") : status;
}

void syn_sources_destroy(syn_sources **sources) {
  if (!sources || !*sources) return;
  owned_sources *owned = (owned_sources *)*sources;
  syn_arena_destroy(&owned->arena);
  free(owned);
  *sources = NULL;
}

/* ---- records ---- */

static void write_tallies(syn_json_writer *writer, const char *key, syn_source_tallies list) {
  syn_json_key(writer, key);
  syn_json_begin_array(writer);
  for (uint32_t i = 0; i < list.count; i++) {
    syn_json_begin_object(writer);
    syn_json_key_text(writer, "name", list.items[i].name);
    syn_json_key_integer(writer, "articles", list.items[i].article_count);
    syn_json_end_object(writer);
  }
  syn_json_end_array(writer);
}

static void write_days(syn_json_writer *writer, const syn_source *source) {
  syn_json_key(writer, "covered");
  syn_json_begin_array(writer);
  for (uint32_t i = 0; i < source->days_count; i++) {
    char from[SYN_MOMENT_TEXT_SIZE], to[SYN_MOMENT_TEXT_SIZE];
    (void)syn_moment_format((syn_moment){source->days[i].first, SYN_SECOND_NONE, SYN_ZONE_NONE}, from);
    (void)syn_moment_format((syn_moment){source->days[i].last, SYN_SECOND_NONE, SYN_ZONE_NONE}, to);
    syn_json_begin_object(writer);
    syn_json_key_text(writer, "from", syn_text_from(from));
    syn_json_key_text(writer, "to", syn_text_from(to));
    syn_json_key_integer(writer, "articles", source->days[i].article_count);
    syn_json_end_object(writer);
  }
  syn_json_end_array(writer);
}

static void write_source(syn_buffer *line, const syn_source *source) {
  syn_json_writer writer;
  syn_json_init(&writer, line);
  syn_json_begin_object(&writer);
  syn_json_key_text(&writer, "record", SYN_TEXT("source"));
  syn_json_key_text(&writer, "outlet", source->name);
  if (source->owner.size > 0) syn_json_key_text(&writer, "owner", source->owner);
  if (source->country.size > 0) syn_json_key_text(&writer, "country", source->country);
  syn_json_key_integer(&writer, "articles", source->article_count);
  syn_json_key_integer(&writer, "replaced", source->replaced_count);
  syn_json_key_integer(&writer, "undated", source->undated_count);
  syn_json_key_integer(&writer, "days", source->day_count);
  write_days(&writer, source);
  write_tallies(&writer, "agencies", source->agencies);
  write_tallies(&writer, "gave", source->gave);
  write_tallies(&writer, "took", source->took);
  write_tallies(&writer, "shares", source->shares);
  syn_json_key_integer(&writer, "own", source->own_count);
  syn_json_key_integer(&writer, "unclear", source->unclear_count);
  syn_json_key_integer(&writer, "failed", source->failed_count);
  syn_json_end_object(&writer);
  syn_buffer_add_byte(line, '\n');
}

/* Of one outlet, the requests that it has part in; of all, all. */
static void write_lines(syn_buffer *lines, const syn_sources *sources) {
  for (uint32_t s = 0; s < sources->source_count; s++) write_source(lines, &sources->sources[s]);
  bool is_one = ((const owned_sources *)sources)->is_of_one;
  uint32_t count = is_one ? sources->sources[0].request_count : sources->request_count;
  for (uint32_t r = 0; r < count; r++)
    syn_record_write_collection(lines, &sources->requests[is_one ? sources->sources[0].requests[r] : r], true);
}

syn_status syn_sources_write_records(const syn_sources *sources, const syn_sink *sink, syn_error *error) {
  syn_buffer lines;
  syn_buffer_init(&lines, LINES_LIMIT);
  write_lines(&lines, sources);
  syn_status status = lines.status;
  if (status != SYN_OK)
    status = syn_error_set(error, status, 0, "The output is too large for the memory.");
  else if ((status = sink->write(sink->context, syn_buffer_text(&lines))) != SYN_OK)
    status = syn_error_set(error, status, 0, "The output could not be written: it was closed or is full.");
  syn_buffer_clear(&lines);
  return status;
}
