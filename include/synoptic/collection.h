/*
 * Collection: the articles in a store, and what they say together.
 *
 * Opened on a path; the stories are computed when they are asked for and something has changed. One thread uses a collection at a time.
 */
#ifndef SYNOPTIC_COLLECTION_H
#define SYNOPTIC_COLLECTION_H

#include "synoptic/comparison.h"
#include "synoptic/engine.h"

SYN_C_BEGIN

typedef struct syn_collection syn_collection;

/*
 * `path` NULL: in memory, for `compare FILE...`. `may_create` false: SYN_NOT_FOUND when there is no store. The engine outlives the
 * collection. Returns SYN_OK, SYN_NOT_FOUND, SYN_IO, SYN_BAD_INPUT, SYN_NO_MEMORY.
 */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_collection_open(const syn_engine *engine, const char *path, bool may_create,
                                                         syn_collection **out_collection, syn_error *error);
SYN_PUBLIC void syn_collection_close(syn_collection **collection);

/* Who is told when stories are computed anew; copied. NULL: nobody. */
SYN_PUBLIC void syn_collection_observe(syn_collection *collection, const syn_observer *observer);

/* Reads pages into the store. What was there already is counted as unchanged. Statuses as syn_engine_annotate. */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_collection_add(syn_collection *collection, const syn_input *input, const syn_observer *observer,
                                                        syn_progress *out_progress, syn_error *error);

/* The stories, newest first; the caller destroys the list. */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_collection_stories(syn_collection *collection, syn_story_list **out_list, syn_error *error);

/*
 * The accounts of one story, side by side; `story` is the beginning of its id, or NULL for the largest story (of equal ones the newest,
 * then by id). SYN_NOT_FOUND when no story begins so, SYN_BAD_ARGUMENT when several do. The caller destroys the comparison.
 */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_collection_compare(syn_collection *collection, const char *story, syn_comparison **out_comparison,
                                                            syn_error *error);

/* All records in the named format ("jsonl"). SYN_BAD_ARGUMENT for a format that does not exist. */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_collection_export(syn_collection *collection, const char *format, const syn_sink *sink,
                                                           syn_error *error);

SYN_C_END

#endif
