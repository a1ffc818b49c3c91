/*
 * Find query: what a user typed after `synoptic find`, as a structure (the language: docs/find.md).
 *
 * The query is somebody's text: it has limits, and each mistake is told with its place and a remedy. Names are not looked up here.
 */
#ifndef SYN_ENGINE_FIND_QUERY_H
#define SYN_ENGINE_FIND_QUERY_H

#include "base/arena.h"
#include "store/text_query.h"
#include "synoptic/find.h"
#include "synoptic/synopsis.h"

enum { SYN_FIND_QUERY_BYTES = 4096, SYN_FIND_NAME_LIMIT = 8 /* of one field */ };

typedef struct syn_find_names {
  syn_text items[SYN_FIND_NAME_LIMIT];
  uint32_t count;
} syn_find_names;

/* Sets of enumerated values are bits; 0: all. Days are open where SYN_DAY_MINIMUM and SYN_DAY_MAXIMUM stand. */
typedef struct syn_find_query {
  syn_text_query words;    /* that have to stand there */
  syn_text_query excluded; /* that may not: one clause, or none */
  syn_find_names actors, places, speakers, outlets;
  uint32_t event_types, labels, point_kinds;
  int32_t from_day, to_day;
  bool has_dates;
  syn_hit_kind kind; /* of what is asked for */
} syn_find_query;

/*
 * Reads the query and the fields of the request. Everything in the arena. Returns SYN_OK, SYN_BAD_ARGUMENT with a message that names the
 * place, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_find_query_parse(const syn_find_request *request, syn_arena *arena, syn_find_query *out_query,
                                               syn_error *error);

#endif
