/*
 * Synopsis of a neighbourhood: from the facts of many articles to what they say together.
 *
 * The outcome depends on the set of accounts, not on their order, nor on memory addresses. The engine chooses the neighbourhood
 * (engine/neighbourhoods.h). Text is looked at only to align copied passages and to compare quotes.
 */
#ifndef SYN_SYNOPSIS_COMPUTE_H
#define SYN_SYNOPSIS_COMPUTE_H

#include "base/arena.h"
#include "records/sketch.h"
#include "synoptic/synopsis.h"
#include "world/world.h"

/* One article with what was found in it. */
typedef struct syn_account {
  const syn_article *article;
  const syn_facts *facts;
  const syn_sketch *sketch;
} syn_account;

/*
 * Computes identities, reprints, stories, occurrences, points, lent dates and the ledger. `accounts` may come in any order. Memory from
 * `arena`. Returns SYN_OK, SYN_LIMIT, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_synopsis_compute(const syn_account *accounts, size_t account_count, const syn_world *world, syn_arena *arena,
                                               syn_synopsis *out_synopsis, syn_error *error);

/*
 * Names over the whole store, for a synopsis of a part of it: in which countries the bearers of a name are. What it tells after all parts
 * have stated theirs decides which bearers are one identity everywhere; a part that has asked before has to be computed again.
 */
typedef struct syn_name_registry {
  /* A bearer of `name` is in the computed part, of this country (empty: not stated). */
  syn_status (*state)(void *context, syn_id name, syn_text country);
  /* The country of most bearers of `name`; empty where none is stated. What it gives lives in `arena`. */
  syn_status (*main_country)(void *context, syn_id name, syn_arena *arena, syn_text *out_country);
  void *context;
} syn_name_registry;

typedef struct syn_synopsis_tables syn_synopsis_tables;

/*
 * As syn_synopsis_compute, for one neighbourhood of a larger store. `tables` (synopsis_tables.h) of the same world, which outlive `arena`;
 * they and `names` may be NULL. Also what `names` returns.
 */
SYN_MUST_CHECK syn_status syn_synopsis_compute_part(const syn_account *accounts, size_t account_count, const syn_world *world,
                                                    syn_synopsis_tables *tables, const syn_name_registry *names, syn_arena *arena,
                                                    syn_synopsis *out_synopsis, syn_error *error);

/*
 * The second pass on one article: `facts` (a copy in `arena`) with what `synopsis` lends it: dates of events and times that depend on a
 * lent day, basis LINKED, and the article of which it is a later version. Stated values are never overwritten.
 */
SYN_MUST_CHECK syn_status syn_synopsis_resolve(const syn_synopsis *synopsis, const syn_article *article, const syn_facts *facts,
                                               syn_arena *arena, syn_article *out_article, syn_facts *out_facts);

/* The version before an article's, or none; of a synopsis whose corrections are sorted by article. */
syn_id syn_synopsis_older_version(const syn_synopsis *synopsis, syn_id article);

/* The articles that later versions have replaced, sorted. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_synopsis_replaced(const syn_synopsis *synopsis, syn_arena *arena, syn_id_list *out_articles);

#endif
