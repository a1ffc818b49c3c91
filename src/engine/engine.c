#include "engine/engine_internal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/embedded.h"
#include "engine/sandbox.h"
#include "readers/reader.h"
#include "records/capture.h"

static const char EMBEDDED_MODEL[] = "models/embedded.synmodel";

static syn_status find_embedded_model(syn_text *out_bytes, syn_error *error) {
  *out_bytes = syn_embedded_find(EMBEDDED_MODEL);
  if (out_bytes->size > 0) return SYN_OK;
  return syn_error_set(error, SYN_BAD_INPUT, 0, "This program was built without weights (%s); name a model file with --model.",
                       EMBEDDED_MODEL);
}

/* Messages of the loader know records and bytes, not files: the file is named here. */
static void name_model_file(const char *path, syn_error *error) {
  static const char PREFIX[] = "model: ";
  if (!path || !error || strncmp(error->text, PREFIX, sizeof PREFIX - 1) != 0) return;
  const syn_error cause = *error;
  syn_error_set(error, cause.status, cause.offset, "%s: %s", path, cause.text + sizeof PREFIX - 1);
}

/* Where the readers have no default of their own. */
static const syn_limits default_limits = {
    .page_memory_bytes = 512u << 20,
    .job_memory_bytes = (uint64_t)16 << 30,
    .page_time_ms = 2000,
};

/* Beyond these, what is read could not be kept (pages), or sizes of libraries (an int for a line) would be left. */
static const syn_limits highest_limits = {
    .page_bytes = SYN_CAPTURE_BYTES_LIMIT,
    .line_bytes = (uint64_t)1 << 30,
    .page_memory_bytes = (uint64_t)1 << 46,
    .job_memory_bytes = (uint64_t)1 << 46,
    .page_time_ms = 24u * 60 * 60 * 1000,
    .folder_depth = 1024,
};

static uint64_t choose(uint64_t wanted, uint64_t otherwise) {
  return wanted ? wanted : otherwise;
}

static syn_status set_limits(syn_engine *engine, const syn_limits *wanted, syn_error *error) {
  const syn_reader_limits *of_readers = &syn_reader_limits_default;
  const syn_limits *otherwise = &default_limits, *highest = &highest_limits;
  if (wanted->page_bytes > highest->page_bytes || wanted->line_bytes > highest->line_bytes ||
      wanted->page_memory_bytes > highest->page_memory_bytes || wanted->job_memory_bytes > highest->job_memory_bytes ||
      wanted->page_time_ms > highest->page_time_ms || wanted->folder_depth > highest->folder_depth)
    return syn_error_set(
        error, SYN_BAD_ARGUMENT, 0,
        "A limit is too high: pages and lines may have 1 GiB, memory 64 TiB, the time of a page a day, folders 1024 levels.");
  engine->limits = (syn_limits){
      .page_bytes = choose(wanted->page_bytes, of_readers->page_bytes),
      .line_bytes = choose(wanted->line_bytes, of_readers->line_bytes),
      .page_memory_bytes = choose(wanted->page_memory_bytes, otherwise->page_memory_bytes),
      .job_memory_bytes = choose(wanted->job_memory_bytes, otherwise->job_memory_bytes),
      .page_time_ms = (uint32_t)choose(wanted->page_time_ms, otherwise->page_time_ms),
      .folder_depth = (uint32_t)choose(wanted->folder_depth, of_readers->folder_depth),
  };
  return SYN_OK;
}

static unsigned default_thread_count(void) {
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count > 1 ? (unsigned)count : 1;
}

static syn_status check_isolation(syn_isolation wanted, syn_error *error) {
  if (wanted != SYN_ISOLATION_REQUIRED || syn_sandbox_available() == SYN_ISOLATED_BY_FILTER) return SYN_OK;
  return syn_error_set(error, SYN_NOT_FOUND, 0,
                       "Reading pages in processes without rights is required, but not to be had here (it needs a kernel with seccomp, a "
                       "program built with libseccomp, and no sanitizer or valgrind); isolation \"auto\" takes what there is.");
}

/* ---- what is opened at first need; the caller holds the lock ---- */

static syn_status open_world(syn_engine *engine, const syn_world_options *options, syn_error *error) {
  return engine->world ? SYN_OK : syn_world_open_with(options, &engine->world, error);
}

static syn_status open_embedded_model(syn_engine *engine, syn_error *error) {
  syn_text bytes;
  if (engine->model) return SYN_OK;
  syn_status status = find_embedded_model(&bytes, error);
  return status == SYN_OK ? syn_model_read_own(bytes, &engine->model, error) : status;
}

static syn_status open_stages(syn_engine *engine, syn_error *error) {
  syn_status status = open_world(engine, &(syn_world_options){0}, error);
  if (status == SYN_OK) status = open_embedded_model(engine, error);
  if (status == SYN_OK && !engine->extractor) {
    status = syn_extractor_create(engine->world, &engine->extractor, error);
    if (status == SYN_OK) syn_extractor_limit(engine->extractor, engine->limits.page_bytes, engine->limits.page_time_ms);
  }
  if (status == SYN_OK && !engine->analyser) status = syn_analyser_create(engine->model, engine->world, &engine->analyser, error);
  if (status == SYN_OK && !engine->fact_finder) status = syn_fact_finder_create(engine->model, engine->world, &engine->fact_finder, error);
  return status;
}

syn_status syn_engine_need_world(const syn_engine *engine, syn_error *error) {
  pthread_mutex_lock(&engine->itself->opening);
  syn_status status = open_world(engine->itself, &(syn_world_options){0}, error);
  pthread_mutex_unlock(&engine->itself->opening);
  return status;
}

syn_status syn_engine_need_stages(const syn_engine *engine, syn_error *error) {
  pthread_mutex_lock(&engine->itself->opening);
  syn_status status = open_stages(engine->itself, error);
  pthread_mutex_unlock(&engine->itself->opening);
  return status;
}

/* ---- beginning and end ---- */

static syn_status digest_model(syn_engine *engine, const char *path, syn_error *error) {
  syn_text bytes;
  syn_status status = path ? syn_model_open(path, &engine->model, error) : find_embedded_model(&bytes, error);
  if (status == SYN_OK) syn_digest_format(path ? syn_model_digest(engine->model) : syn_digest_of(bytes), engine->model_digest);
  return status;
}

static syn_status digest_world(syn_engine *engine, const syn_world_options *options, syn_error *error) {
  syn_digest digest;
  bool has_own = options->path || options->events_path;
  syn_status status = has_own ? open_world(engine, options, error) : syn_world_digest_of(NULL, &digest, error);
  if (status == SYN_OK) syn_digest_format(has_own ? syn_world_digest(engine->world) : digest, engine->world_digest);
  return status;
}

syn_status syn_engine_create(const syn_engine_options *options, syn_engine **out_engine, syn_error *error) {
  syn_status status = check_isolation(options->isolation, error);
  if (status != SYN_OK) return status;
  syn_engine *engine = calloc(1, sizeof *engine);
  if (!engine) return syn_error_set(error, SYN_NO_MEMORY, 0, "Not enough memory to start.");
  engine->itself = engine;
  pthread_mutex_init(&engine->opening, NULL);
  engine->isolation = options->isolation;
  engine->thread_count = options->thread_count ? options->thread_count : default_thread_count();
  status = set_limits(engine, &options->limits, error);
  if (status == SYN_OK) status = digest_model(engine, options->model_path, error);
  const syn_world_options world = {.path = options->world_path, .events_path = options->events_path};
  if (status == SYN_OK) status = digest_world(engine, &world, error);
  if (status == SYN_OK && (options->model_path || world.path || world.events_path)) status = open_stages(engine, error);
  if (status != SYN_OK) {
    name_model_file(options->model_path, error);
    syn_engine_destroy(&engine);
    return status;
  }
  *out_engine = engine;
  return SYN_OK;
}

void syn_engine_destroy(syn_engine **engine) {
  if (!engine || !*engine) return;
  syn_fact_finder_destroy(&(*engine)->fact_finder);
  syn_analyser_destroy(&(*engine)->analyser);
  syn_extractor_destroy(&(*engine)->extractor);
  syn_world_close(&(*engine)->world);
  syn_model_close(&(*engine)->model);
  pthread_mutex_destroy(&(*engine)->opening);
  free(*engine);
  *engine = NULL;
}

const char *syn_version(void) {
  return SYN_VERSION;
}

const char *syn_engine_model_digest(const syn_engine *engine) {
  return engine->model_digest;
}

const char *syn_engine_world_digest(const syn_engine *engine) {
  return engine->world_digest;
}

syn_isolation_level syn_engine_isolation(const syn_engine *engine) {
  return engine->isolation == SYN_ISOLATION_OFF ? SYN_ISOLATED_NOT : syn_sandbox_available();
}

const char *syn_isolation_level_name(syn_isolation_level level) {
  static const char *const NAMES[] = {"none", "process", "seccomp"};
  return (unsigned)level < sizeof NAMES / sizeof NAMES[0] ? NAMES[level] : "unknown";
}

const char *syn_input_kind_name(size_t index) {
  size_t count;
  const syn_reader *const *readers = syn_readers(&count);
  return index < count ? readers[index]->name : NULL;
}
