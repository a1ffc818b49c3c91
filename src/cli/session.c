#include "cli/session.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cli/limit_options.h"
#include "cli/terminal.h"
#include "synoptic/own_world.h"

enum { MOST_THREADS = 256 /* as many as work: docs/limits.md */, PATH_LIMIT = 4096 };

static void show_progress(void *context, const syn_progress *progress) {
  syn_session *session = context;
  session->progress = *progress;
  syn_meter_update(&session->meter, progress);
}

static void show_comparing(void *context, bool begins) {
  syn_session *session = context;
  if (begins)
    syn_meter_begin_wait(&session->meter, "Comparing the articles");
  else
    syn_meter_end_wait(&session->meter);
}

static void show_problem(void *context, const syn_error *error) {
  syn_session *session = context;
  syn_meter_hide(&session->meter);
  fputs("synoptic: ", stderr);
  syn_terminal_print(stderr, syn_text_from(error->text));
  fputc('\n', stderr);
}

int syn_session_fail(const syn_error *error) {
  if (error->status == SYN_IO && ferror(stdout)) return EXIT_SOME_FAILED; /* syn_session_close_output tells it */
  fputs("synoptic: ", stderr);
  syn_terminal_print(stderr, syn_text_from(error->text[0] ? error->text : syn_status_name(error->status)));
  fputc('\n', stderr);
  switch (error->status) {
  case SYN_BAD_ARGUMENT:
    return EXIT_USAGE;
  case SYN_NOT_FOUND:
    return EXIT_SOME_FAILED;
  default:
    return EXIT_UNUSABLE;
  }
}

static bool read_thread_count(const char *text, unsigned *out_count) {
  char *end = NULL;
  errno = 0;
  unsigned long count = strtoul(text, &end, 10);
  if (errno != 0 || end == text || *end || count < 1 || count > MOST_THREADS) return false;
  *out_count = (unsigned)count;
  return true;
}

/* `name`: one of those in the table of options, or NULL. */
static syn_isolation chosen_isolation(const char *name) {
  if (name && strcmp(name, "off") == 0) return SYN_ISOLATION_OFF;
  return name && strcmp(name, "required") == 0 ? SYN_ISOLATION_REQUIRED : SYN_ISOLATION_AUTO;
}

/* The folder that is named, else the user's own, where there is one. */
static const char *choose_world(const syn_arguments *arguments, char own_world[PATH_LIMIT]) {
  if (arguments->values[OPTION_WORLD]) return arguments->values[OPTION_WORLD];
  return syn_own_world_folder(own_world, PATH_LIMIT, NULL) == SYN_OK && syn_own_world_exists(own_world) ? own_world : NULL;
}

int syn_session_open(syn_session *session, const syn_arguments *arguments) {
  char own_world[PATH_LIMIT];
  *session = (syn_session){0};
  syn_meter_open(&session->meter, "Reading");
  session->observer = (syn_observer){.progress = show_progress, .problem = show_problem, .context = session, .comparing = show_comparing};
  syn_engine_options options = {.model_path = arguments->values[OPTION_MODEL],
                                .world_path = choose_world(arguments, own_world),
                                .events_path = arguments->values[OPTION_EVENTS],
                                .isolation = chosen_isolation(arguments->values[OPTION_ISOLATION])};
  if (!syn_limits_read(arguments, &options.limits, &session->network)) return EXIT_USAGE;
  const char *threads = arguments->values[OPTION_THREADS];
  if (threads && !read_thread_count(threads, &options.thread_count)) {
    fprintf(stderr, "synoptic: --threads takes a whole number from 1 to %d.\n", MOST_THREADS);
    return EXIT_USAGE;
  }
  syn_error error = {0};
  if (syn_engine_create(&options, &session->engine, &error) == SYN_OK) return EXIT_DONE;
  return syn_session_fail(&error) == EXIT_USAGE ? EXIT_USAGE : EXIT_UNUSABLE;
}

const char *syn_session_store_path(const syn_arguments *arguments) {
  return arguments->values[OPTION_DB] ? arguments->values[OPTION_DB] : "synoptic.db";
}

int syn_session_open_store(syn_session *session, const syn_arguments *arguments, bool may_create, bool in_memory) {
  const char *path = syn_session_store_path(arguments);
  syn_error error = {0};
  if (syn_collection_open(session->engine, in_memory ? NULL : path, may_create, &session->collection, &error) == SYN_OK) {
    syn_collection_observe(session->collection, &session->observer);
    return EXIT_DONE;
  }
  syn_session_fail(&error);
  return EXIT_UNUSABLE;
}

void syn_session_close(syn_session *session) {
  syn_collection_close(&session->collection);
  syn_engine_destroy(&session->engine);
}

void syn_session_begin_phase(syn_session *session, const char *phase) {
  syn_meter_hide(&session->meter);
  syn_meter_open(&session->meter, phase);
}

void syn_session_end_progress(syn_session *session) {
  syn_meter_hide(&session->meter);
}

/* Why the last write to a stream failed. */
static int write_failure;

static syn_status write_to_stream(void *context, syn_text bytes) {
  FILE *stream = context;
  if (bytes.size == 0 || fwrite(bytes.data, 1, bytes.size, stream) == bytes.size) return SYN_OK;
  write_failure = errno;
  return SYN_IO;
}

syn_sink syn_session_sink(FILE *stream) {
  return (syn_sink){.write = write_to_stream, .context = stream};
}

int syn_session_close_output(int code) {
  if (code == EXIT_DONE && syn_memory_has_failed()) {
    fprintf(stderr, "synoptic: memory was used up; what was written may lack something. Run the command again with more memory.\n");
    code = EXIT_UNUSABLE;
  }
  errno = 0;
  if (fflush(stdout) == 0 && !ferror(stdout)) return code;
  int number = errno ? errno : write_failure;
  const char *why = number ? strerror(number) : "it is full or was closed";
  fprintf(stderr, "synoptic: standard output cannot be written: %s.\n", why);
  return code == EXIT_DONE ? EXIT_SOME_FAILED : code;
}
