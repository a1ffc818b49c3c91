/*
 * Engine: model and world data, opened once, and the way from pages to records.
 *
 * Read-only after its creation; one engine serves many threads and collections.
 *
 *     syn_engine *engine = NULL;
 *     syn_engine_create(&(syn_engine_options){0}, &engine, &error);
 *     ...
 *     syn_engine_destroy(&engine);
 */
#ifndef SYNOPTIC_ENGINE_H
#define SYNOPTIC_ENGINE_H

#include "synoptic/text.h"

SYN_C_BEGIN

typedef struct syn_engine syn_engine;

/*
 * Whether pages are read (parsed, analysed) in processes of their own, which have no rights but to compute, so that a page that takes over
 * its reader has gained nothing (docs/isolation.md). OFF is the default of the library: it does not fork behind its host's back, since a
 * host with threads, locks or handlers of its own has to know of that. The program asks for AUTO.
 */
typedef enum syn_isolation {
  SYN_ISOLATION_OFF = 0, /* in the threads of this process */
  SYN_ISOLATION_AUTO,    /* in processes, behind a filter where the system has it; where no process can be made, as OFF */
  SYN_ISOLATION_REQUIRED /* behind a filter, or not at all */
} syn_isolation;

/* How pages are in fact read. */
typedef enum syn_isolation_level {
  SYN_ISOLATED_NOT = 0,
  SYN_ISOLATED_BY_PROCESS, /* processes without files and with bounded memory; of the system they may still ask anything */
  SYN_ISOLATED_BY_FILTER   /* and a filter (seccomp) ends them when they ask for more than computing needs */
} syn_isolation_level;

/* How much a page, a folder or a job may take; what goes beyond is refused by name (SYN_LIMIT, SYN_NO_MEMORY). Zeros: the defaults. */
typedef struct syn_limits {
  uint64_t page_bytes;        /* of a page: 8 MiB */
  uint64_t line_bytes;        /* of a line of JSON Lines: 16 MiB */
  uint64_t page_memory_bytes; /* memory for a page on its way: 512 MiB */
  uint64_t job_memory_bytes;  /* memory for a job over the whole store (stories, comparison, export): 16 GiB */
  uint32_t page_time_ms;      /* work on the markup of a page: 2000 */
  uint32_t folder_depth;      /* folders inside folders: 32 */
} syn_limits;

/* Zeroed: the embedded model and world, one thread a core, no processes, the limits of docs/limits.md. */
typedef struct syn_engine_options {
  const char *model_path; /* a model file instead of the embedded one */
  const char *world_path; /* a folder of tables laid over the embedded ones */
  unsigned thread_count;  /* 0: one a core */
  syn_isolation isolation;
  syn_limits limits;
  const char *events_path; /* a dictionary of verbs in the format of PETRARCH, in the place of the lexicon of events */
} syn_engine_options;

/*
 * Returns SYN_OK; SYN_IO, SYN_BAD_INPUT for a model or world that cannot be used; SYN_BAD_ARGUMENT for a limit that no machine can keep;
 * SYN_NOT_FOUND when isolation is required and cannot be had; SYN_NO_MEMORY.
 */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_engine_create(const syn_engine_options *options, syn_engine **out_engine, syn_error *error);
SYN_PUBLIC void syn_engine_destroy(syn_engine **engine);

/* "0.1.0" */
SYN_PUBLIC const char *syn_version(void);

/* 32 hexadecimal digits each; live as long as the engine. */
SYN_PUBLIC const char *syn_engine_model_digest(const syn_engine *engine);
SYN_PUBLIC const char *syn_engine_world_digest(const syn_engine *engine);

/* What this engine's isolation comes to on this system. */
SYN_PUBLIC syn_isolation_level syn_engine_isolation(const syn_engine *engine);

/* "none", "process", "seccomp"; never NULL. */
SYN_PUBLIC const char *syn_isolation_level_name(syn_isolation_level level);

/* Where bytes go. `write` returns SYN_OK, or SYN_IO to stop. */
typedef struct syn_sink {
  syn_status (*write)(void *context, syn_text bytes);
  void *context;
} syn_sink;

/* How addresses are asked for (docs/fetch.md). Zeroed: the defaults. */
typedef struct syn_network {
  bool allows_private; /* addresses of this machine and of private networks, too */
  bool ignores_robots; /* what robots.txt forbids, too: for sites of one's own */
  uint32_t timeout_ms; /* for one address with all its redirects: 30,000 */
  uint32_t pause_ms;   /* between two requests to one host: 1,000 */
  const char *contact; /* where hosts can reach whoever asks: an address or a mail address, told with the program's name; or NULL */
  const char *ca_file; /* the authorities (PEM) that are trusted instead of the system's */
} syn_network;

/* Whether a path is an address that can be asked for: http:// or https://. */
SYN_PUBLIC bool syn_is_address(const char *path);

/* What to read. */
typedef struct syn_input {
  const char *const *paths; /* files, folders, "-" for standard input; addresses, where there is a `network` */
  size_t path_count;
  const char *from;           /* a kind of input, "html" (syn_input_kind_name); NULL: recognised */
  bool without_bytes;         /* syn_collection_add keeps the digests of the pages alone */
  const syn_network *network; /* NULL: nothing is asked of the network, and a path is always one of files */
} syn_input;

/* The kinds of input there are: "html", …; NULL from the index on where there are no more. */
SYN_PUBLIC const char *syn_input_kind_name(size_t index);

/* How far a long job has come. */
typedef struct syn_progress {
  uint64_t article_count, failed_count, unchanged_count;
  uint64_t bytes_read, bytes_total; /* total 0: unknown */
  /* Of archives, when all is read: captures that refer to an earlier one, and records that are no pages (requests, pictures …). */
  uint64_t revisit_count, other_count;
} syn_progress;

/* Calls from the caller's own thread; each may be NULL. */
typedef struct syn_observer {
  void (*progress)(void *context, const syn_progress *progress);
  void (*problem)(void *context, const syn_error *error); /* one input failed; the rest goes on */
  void *context;
  void (*comparing)(void *context, bool begins); /* stories and points are computed anew, which may take long; false: it has ended */
} syn_observer;

/* What syn_engine_annotate writes. Zeroed: records as JSON Lines. */
typedef struct syn_annotate_options {
  bool as_conllu;   /* CoNLL-U instead of records: words, tags, trees, and the mentions of entities */
  bool with_sketch; /* sketch records too */
} syn_annotate_options;

/*
 * Pages in, records out, article by article in the order of the input; nothing is stored. Returns SYN_OK also when some inputs failed (each
 * was told to the observer and counted in `out_progress`, which may be NULL); SYN_BAD_ARGUMENT; SYN_IO from the sink; SYN_NO_MEMORY.
 */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_engine_annotate(const syn_engine *engine, const syn_input *input,
                                                         const syn_annotate_options *options, const syn_sink *sink,
                                                         const syn_observer *observer, syn_progress *out_progress, syn_error *error);

SYN_C_END

#endif
