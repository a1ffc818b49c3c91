/*
 * Collection: the articles in a store, and what they say together.
 *
 * Opened on a path; the stories are computed when they are asked for and something has changed. One thread uses a collection at a time.
 */
#ifndef SYNOPTIC_COLLECTION_H
#define SYNOPTIC_COLLECTION_H

#include "synoptic/comparison.h"
#include "synoptic/counts.h"
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

/*
 * Reads pages into the store, with their bytes as captured unless `input->without_bytes`. What was there already is counted as unchanged
 * (bytes that it lacked are kept all the same). Kept in several transactions, so that others can write meanwhile. Statuses as
 * syn_engine_annotate.
 */
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

/* The formats of syn_collection_export: "jsonl", …; NULL from the index on where there are no more. */
SYN_PUBLIC const char *syn_export_format_name(size_t index);

/* All records in the named format ("jsonl"). SYN_BAD_ARGUMENT for a format that does not exist. */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_collection_export(syn_collection *collection, const char *format, const syn_sink *sink,
                                                           syn_error *error);

/* ---- evidence ---- */

/* What articles are meant: those that any of these names. Zeroed: all. */
typedef struct syn_selection {
  const char *const *articles; /* beginnings of ids */
  size_t article_count;
  const char *outlet; /* in any case of ASCII letters */
  const char *story;  /* beginning of its id */
} syn_selection;

typedef struct syn_article_list {
  const syn_article *articles; /* sorted by id; lists, text and captions are left empty */
  uint32_t article_count;
  const syn_evidence *evidence; /* one an article where it is known, sorted by article */
  uint32_t evidence_count;
  uint32_t damaged_count; /* of the articles: those that cannot be read, and have their id alone */
} syn_article_list;

/*
 * The articles that are meant; the caller destroys the list. SYN_NOT_FOUND when a name leads to nothing, SYN_BAD_ARGUMENT when the
 * beginning of an id leads to several (the message names them).
 */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_collection_select(syn_collection *collection, const syn_selection *selection,
                                                           syn_article_list **out_list, syn_error *error);
SYN_PUBLIC void syn_article_list_destroy(syn_article_list **list);

/*
 * The page of an article, byte for byte as it was captured, into the sink: nothing of it unless its SHA-256 is right. Returns SYN_OK,
 * SYN_NOT_FOUND (no such article, or its bytes were not kept), SYN_BAD_INPUT (they are damaged), SYN_IO from the sink, SYN_NO_MEMORY.
 */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_collection_write_page(syn_collection *collection, syn_id article, const syn_sink *sink,
                                                               syn_error *error);

/* ---- the life of a store ---- */

/*
 * Removes articles with all that was read from them, overwrites what they took and gives the space back; stories are computed again when
 * they are asked for. All or nothing; an article that is not there (any more) is passed over. SYN_IO with a message that says so,
 * and the count set, when the articles are removed and only the space could not be given back.
 */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_collection_remove(syn_collection *collection, const syn_id *articles, size_t article_count,
                                                           uint64_t *out_removed_count, syn_error *error);

/* What an update did. */
typedef struct syn_update {
  uint64_t updated_count;
  uint64_t current_count; /* read by this version, model and world already */
  uint64_t without_bytes; /* older, but their pages were not kept: add those again */
  uint64_t failed_count;  /* older, but their pages are damaged or gave no article this time; they stay as they were */
} syn_update;

/*
 * Analyses again, from the pages that were kept, what another version of the program, another model or world read; with `all` every
 * article. Those that are left are told to the observer. What is done is kept every few seconds, so that an update which was stopped goes
 * on where it was. Returns SYN_OK, SYN_IO, SYN_BAD_INPUT, SYN_NO_MEMORY.
 */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_collection_update(syn_collection *collection, bool all, const syn_observer *observer,
                                                           syn_update *out_update, syn_error *error);

/* Something that is wrong in a store. */
typedef struct syn_problem {
  syn_id article; /* that it is about, or none */
  syn_text what, remedy;
} syn_problem;

enum { SYN_PROBLEM_LIMIT = 1000 /* that are told one by one */ };

typedef struct syn_check {
  syn_counts counts;
  uint64_t current_count; /* articles that this version read with this model and world */
  bool has_stories;       /* those of the present articles are computed; else the next who asks computes them */
  const syn_problem *problems;
  uint32_t problem_count;
  uint64_t further_count; /* problems beyond the limit */
} syn_check;

/*
 * Looks at everything in the store, of one moment: the file, that all records can be read and point into their texts, that ids and digests
 * are those of what they are made from, that kept pages are whole. The caller destroys the check. Returns SYN_OK also when there are
 * problems; SYN_IO, SYN_BAD_INPUT when the store cannot be looked at; SYN_NO_MEMORY.
 */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_collection_check(syn_collection *collection, const syn_observer *observer, syn_check **out_check,
                                                          syn_error *error);
SYN_PUBLIC void syn_check_destroy(syn_check **check);

/*
 * A copy of the store at one moment, while others may write to it, in a new file for its owner alone. It is checked, and takes its name
 * when it is whole. `may_replace`: also in place of a file that is there. Returns SYN_OK, SYN_BAD_ARGUMENT (the file is there, or is the
 * store), SYN_IO, SYN_BAD_INPUT, SYN_NO_MEMORY.
 */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_collection_backup(syn_collection *collection, const char *path, bool may_replace,
                                                           const syn_observer *observer, syn_error *error);

SYN_C_END

#endif
