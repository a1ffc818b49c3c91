/*
 * Silence: which outlets were collected in the days of a story and carry nothing on it, and of which nothing was collected then.
 *
 * Over all articles, earlier versions too: what was captured shows that its outlet was collected.
 */
#ifndef SYN_SYNOPSIS_SILENCE_H
#define SYN_SYNOPSIS_SILENCE_H

#include "synopsis/compute.h"

/* An outlet that was asked for on a day, as the ledger of collection states it, whatever came. */
typedef struct syn_asked {
  syn_text outlet;
  int32_t day;
} syn_asked;

/* What the ledger tells, beside the articles. */
typedef struct syn_asked_list {
  const syn_asked *items;
  size_t count;
} syn_asked_list;

enum { SYN_SILENT_LIMIT = 40, SYN_NOT_COLLECTED_LIMIT = 20 /* outlets that a story names */ };

/* What was collected of an outlet on a day: articles that appeared then, or a request. */
typedef struct syn_collected_day {
  syn_text outlet;
  int32_t day; /* SYN_COLLECTED_NO_DAY: the articles state none; they tell how the outlet is written */
  uint32_t article_count;
  bool was_asked;
} syn_collected_day;

enum { SYN_COLLECTED_NO_DAY = INT32_MAX };

/* The day on which an article counts for its outlet. */
int32_t syn_silence_day(const syn_article *article);

/* Fills window and present of the stories of a neighbourhood, whose accounts these are. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_silence_note(syn_synopsis *synopsis, const syn_account *accounts, size_t account_count, syn_arena *arena);

/* All that was collected, ready to be compared with windows. Lives in `arena`, as must the names. */
typedef struct syn_silence syn_silence;

SYN_MUST_CHECK syn_status syn_silence_open(const syn_collected_day *days, size_t count, syn_arena *arena, syn_silence **out_silence);
void syn_silence_close(syn_silence **silence);

/* Fills silent and not_collected of a story whose window and present stand. Memory from `arena`. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_silence_tell(syn_silence *silence, syn_story *story, syn_arena *arena);

/* All of it for stories whose accounts are all that was collected. The outcome depends on the sets alone. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_silence_find(syn_synopsis *synopsis, const syn_account *accounts, size_t account_count,
                                           const syn_asked_list *asked, syn_arena *arena);

#endif
