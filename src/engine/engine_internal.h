/*
 * Inside the engine: what its files share.
 */
#ifndef SYN_ENGINE_ENGINE_INTERNAL_H
#define SYN_ENGINE_ENGINE_INTERNAL_H

#include <pthread.h>

#include "article/extract.h"
#include "base/buffer.h"
#include "facts/finder.h"
#include "language/language.h"
#include "records/record_writer.h"
#include "synoptic/engine.h"
#include "weights/model.h"
#include "world/world.h"

/*
 * The digests are known from the beginning. Model, world and stages are opened when they are first needed (most commands only read a
 * store), but files that the user names are opened, and so checked, at once.
 */
struct syn_engine {
  syn_model *model;
  syn_world *world;
  syn_extractor *extractor;
  syn_analyser *analyser;
  syn_fact_finder *fact_finder;
  unsigned thread_count;
  syn_isolation isolation;
  syn_limits limits; /* none of them zero */
  pthread_mutex_t opening;
  syn_engine *itself; /* an engine is const for those who use it, and still opens what it needs */
  char model_digest[SYN_DIGEST_TEXT_SIZE];
  char world_digest[SYN_DIGEST_TEXT_SIZE];
};

enum { SYN_ENGINE_LINES_LIMIT = 256 * 1024 * 1024 /* bytes of the records of one article */ };

/* Opens the world, if it is not open; then engine->world may be used. Returns SYN_OK, SYN_BAD_INPUT, SYN_IO, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_engine_need_world(const syn_engine *engine, syn_error *error);

/* The same for all that reads pages: world, model, extractor, analyser and fact_finder. */
SYN_MUST_CHECK syn_status syn_engine_need_stages(const syn_engine *engine, syn_error *error);

#endif
