/*
 * Candidates: the things whose ids begin alike, as words for the message that asks for more digits.
 */
#ifndef SYN_ENGINE_CANDIDATES_H
#define SYN_ENGINE_CANDIDATES_H

#include "base/buffer.h"
#include "synoptic/id.h"

enum { SYN_CANDIDATES_NAMED = 5 };

typedef struct syn_candidates {
  syn_buffer words;
  size_t count;
} syn_candidates;

/* Whether the id, as text, begins so, in either case of the letters. */
bool syn_id_begins_with(syn_id id, const char *prefix);

/* syn_candidates_tell frees them. */
void syn_candidates_init(syn_candidates *candidates);

/* The first SYN_CANDIDATES_NAMED are named by the beginning of their id and, where they have one, by outlet and title. */
void syn_candidates_add(syn_candidates *candidates, syn_id id, syn_text outlet, syn_text title);

/* Into `error`: "Several stories begin with …: …. Give more digits of the id.", SYN_BAD_ARGUMENT. `kind` is the plural. */
void syn_candidates_tell(syn_candidates *candidates, const char *kind, const char *prefix, syn_error *error);

/* The same of those that bear one name: "Several in the store are called …: …. Give more of the name, or the beginning of an id." */
void syn_candidates_tell_named(syn_candidates *candidates, const char *name, syn_error *error);

#endif
