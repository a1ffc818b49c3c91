/*
 * Silence: which outlets were collected in the days of a story and carry nothing on it, and of which nothing was collected then.
 *
 * After the synopsis is computed, over all articles, earlier versions too: what was captured shows that its outlet was collected.
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

/* Fills window, silent and not_collected of the stories. The outcome depends on the sets alone. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_silence_find(syn_synopsis *synopsis, const syn_account *accounts, size_t account_count,
                                           const syn_asked_list *asked, syn_arena *arena);

#endif
