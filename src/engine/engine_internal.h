/*
 * Inside the engine: what its files share.
 */
#ifndef SYN_ENGINE_ENGINE_INTERNAL_H
#define SYN_ENGINE_ENGINE_INTERNAL_H

#include "article/extract.h"
#include "base/buffer.h"
#include "facts/finder.h"
#include "language/language.h"
#include "records/record_writer.h"
#include "synoptic/engine.h"
#include "weights/model.h"
#include "world/world.h"

struct syn_engine {
  syn_model *model;
  syn_world *world;
  syn_extractor *extractor;
  syn_analyser *analyser;
  syn_fact_finder *fact_finder;
  unsigned thread_count;
  syn_isolation isolation;
  syn_limits limits; /* none of them zero */
  char model_digest[SYN_DIGEST_TEXT_SIZE];
  char world_digest[SYN_DIGEST_TEXT_SIZE];
};

enum { SYN_ENGINE_LINES_LIMIT = 256 * 1024 * 1024 /* bytes of the records of one article */ };

#endif
