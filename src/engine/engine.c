#include "engine/engine_internal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/embedded.h"
#include "engine/sandbox.h"

static const char EMBEDDED_MODEL[] = "models/default.synmodel";

static syn_status open_model(const char *path, syn_model **out_model, syn_error *error) {
  if (path) return syn_model_open(path, out_model, error);
  syn_text bytes = syn_embedded_find(EMBEDDED_MODEL);
  if (bytes.size == 0)
    return syn_error_set(error, SYN_BAD_INPUT, 0, "This program was built without weights (%s); name a model file with --model.",
                         EMBEDDED_MODEL);
  return syn_model_read(bytes, out_model, error);
}

/* Messages of the loader know records and bytes, not files: the file is named here. */
static void name_model_file(const char *path, syn_error *error) {
  static const char PREFIX[] = "model: ";
  if (!path || !error || strncmp(error->text, PREFIX, sizeof PREFIX - 1) != 0) return;
  const syn_error cause = *error;
  syn_error_set(error, cause.status, cause.offset, "%s: %s", path, cause.text + sizeof PREFIX - 1);
}

static unsigned default_thread_count(void) {
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count > 1 ? (unsigned)count : 1;
}

static syn_status check_isolation(syn_isolation wanted, syn_error *error) {
  if (wanted != SYN_ISOLATION_REQUIRED || syn_sandbox_available() == SYN_ISOLATED_BY_FILTER) return SYN_OK;
  return syn_error_set(error, SYN_BAD_ARGUMENT, 0,
                       "Reading pages in processes without rights is required, but not to be had here (it needs a kernel with seccomp, a "
                       "program built with libseccomp, and no sanitizer or valgrind); isolation \"auto\" takes what there is.");
}

syn_status syn_engine_create(const syn_engine_options *options, syn_engine **out_engine, syn_error *error) {
  syn_status status = check_isolation(options->isolation, error);
  if (status != SYN_OK) return status;
  syn_engine *engine = calloc(1, sizeof *engine);
  if (!engine) return syn_error_set(error, SYN_NO_MEMORY, 0, "Not enough memory to start.");
  engine->isolation = options->isolation;
  engine->thread_count = options->thread_count ? options->thread_count : default_thread_count();
  status = open_model(options->model_path, &engine->model, error);
  if (status == SYN_OK) status = syn_world_open(options->world_path, &engine->world, error);
  if (status == SYN_OK) status = syn_extractor_create(engine->world, &engine->extractor, error);
  if (status == SYN_OK) status = syn_analyser_create(engine->model, engine->world, &engine->analyser, error);
  if (status == SYN_OK) status = syn_fact_finder_create(engine->model, engine->world, &engine->fact_finder, error);
  if (status != SYN_OK) {
    name_model_file(options->model_path, error);
    syn_engine_destroy(&engine);
    return status;
  }
  syn_digest_format(syn_model_digest(engine->model), engine->model_digest);
  syn_digest_format(syn_world_digest(engine->world), engine->world_digest);
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
